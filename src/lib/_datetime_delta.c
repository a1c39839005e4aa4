/* SPDX-License-Identifier: MIT
 * _datetime_delta.c: timedelta. Sums are made of its three fields; products and quotients of the microseconds in all,
 * which are an int of at most 77 bits. */
#include <math.h>
#include <string.h>

#include "lib/_datetime.h"
#include "types/module.h"
#include "types/number.h"
#include "types/str.h"

typedef __int128 Wide;

/* ---- making ---- */

static Value make(kr_vm *vm, Value cls, int64_t days, int64_t seconds, int64_t us) {
    if (days < -MAX_DELTA_DAYS || days > MAX_DELTA_DAYS)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "days=%ld; must have magnitude <= %d",
                         (long)days, MAX_DELTA_DAYS);
    Value v = kr__instance_new(vm, cls);
    if (kr__failed(v)) return v;
    Delta *d = kr__delta(v);
    d->days = (int32_t)days;
    d->seconds = (int32_t)seconds;
    d->us = (int32_t)us;
    return v;
}
static int64_t floor_div(int64_t a, int64_t b, int64_t *rest) {
    int64_t q = a / b, r = a % b;
    if (r < 0) {
        q--;
        r += b;
    }
    *rest = r;
    return q;
}
Value kr__delta_new(kr_vm *vm, Value cls, int64_t days, int64_t seconds, int64_t us) {
    seconds += floor_div(us, MILLION, &us);
    days += floor_div(seconds, DAY, &seconds);
    return make(vm, cls, days, seconds, us);
}
Value kr__delta_plain(kr_vm *vm, int64_t days, int64_t seconds, int64_t us) {
    Value *s = kr__datetime_state(vm);
    return s ? kr__delta_new(vm, s[S_DELTA], days, seconds, us) : KR_FAILED;
}
static Value too_large(kr_vm *vm) {
    return kr__raise(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C int");
}
static Value from_wide(kr_vm *vm, Value cls, Wide us) {
    const Wide in_day = (Wide)DAY * MILLION;
    Wide days = us / in_day, rest = us % in_day;
    if (rest < 0) {
        days--;
        rest += in_day;
    }
    if (days < INT32_MIN || days > INT32_MAX) return too_large(vm);
    return make(vm, cls, (int64_t)days, (int64_t)(rest / MILLION), (int64_t)(rest % MILLION));
}
static Wide wide_of(const Delta *d) { return ((Wide)d->days * DAY + d->seconds) * MILLION + d->us; }

/* An int of less than 86 bits, so that it may be multiplied by a week's microseconds; false: larger. */
static bool int_to_wide(kr_vm *vm, Value v, Wide *out) {
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, v, buf);
    if (l.n > 3 || (l.n == 3 && l.d[2] >> 22)) return false;
    Wide w = 0;
    for (size_t i = l.n; i--;) w = w << 32 | l.d[i];
    *out = l.neg ? -w : w;
    return true;
}
static Value wide_to_int(kr_vm *vm, Wide w) {
    bool minus = w < 0;
    unsigned __int128 u = minus ? -(unsigned __int128)w : (unsigned __int128)w;
    uint32_t limb[4];
    for (int i = 0; i < 4; i++) limb[i] = (uint32_t)(u >> 32 * i);
    return kr__int_from_limbs(vm, minus, limb, 4);
}
static Value us_of(kr_vm *vm, Value delta) { return wide_to_int(vm, wide_of(kr__delta(delta))); }
static Value from_us(kr_vm *vm, Value us) {
    Wide w;
    Value *s = kr__datetime_state(vm);
    if (kr__failed(us) || !s) return KR_FAILED;
    return int_to_wide(vm, us, &w) ? from_wide(vm, s[S_DELTA], w) : too_large(vm);
}

/* ---- the constructor ---- */

static bool real_to_wide(kr_vm *vm, double d, Wide *out) {
    if (d != d)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "cannot convert float NaN to integer");
    if (isinf(d))
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "cannot convert float infinity to integer");
    if (fabs(d) >= 0x1p86) return kr__ok(too_large(vm));
    *out = (Wide)d;
    return true;
}

/* sum += v * factor, where what a fraction leaves goes into *left. */
static bool add_part(kr_vm *vm, const char *name, Value v, int64_t factor, Wide *sum,
                     double *left) {
    Wide w = 0;
    if (kr__is_int_value(vm, v)) {
        if (!int_to_wide(vm, v, &w)) return kr__ok(too_large(vm));
        *sum += w * factor;
        return true;
    }
    if (!kr__is_float_value(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "unsupported type for timedelta %s component: %T", name, v);
    double whole, part = modf(kr__float_value(v), &whole);
    if (!real_to_wide(vm, whole, &w)) return false;
    *sum += w * factor;
    if (part == 0.0) return true;
    part = modf((double)factor * part, &whole);
    *sum += (Wide)whole;
    *left += part;
    return true;
}

/* cls, days, seconds, microseconds, milliseconds, minutes, hours, weeks */
static Value d_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    static const struct {
        const char *name;
        int at;
        int64_t factor;
    } parts[] = {{"microseconds", 3, 1},
                 {"milliseconds", 4, 1000},
                 {"seconds", 2, MILLION},
                 {"minutes", 5, 60 * (int64_t)MILLION},
                 {"hours", 6, 3600 * (int64_t)MILLION},
                 {"days", 1, DAY * (int64_t)MILLION},
                 {"weeks", 7, 7 * DAY * (int64_t)MILLION}};
    Wide sum = 0;
    double left = 0;
    for (unsigned i = 0; i < KR_COUNTOF(parts); i++) {
        Value v = a[parts[i].at];
        if (kr__ok(v) && !add_part(vm, parts[i].name, v, parts[i].factor, &sum, &left))
            return KR_FAILED;
    }
    if (left != 0) {
        double whole = round(left);
        if (fabs(whole - left) == 0.5) { /* half way: to the even sum */
            double odd = (double)(sum & 1);
            whole = 2.0 * round((left + odd) * 0.5) - odd;
        }
        sum += (Wide)whole;
    }
    return from_wide(vm, a[0], sum);
}

/* ---- operators ---- */

static Value combine(kr_vm *vm, Value a, Value b, int sign) {
    const Delta *x = kr__delta(a), *y = kr__delta(b);
    return kr__delta_plain(vm, (int64_t)x->days + sign * (int64_t)y->days,
                           x->seconds + sign * y->seconds, x->us + sign * y->us);
}
Value kr__delta_sub(kr_vm *vm, Value a, Value b) { return combine(vm, a, b, -1); }
int kr__delta_compare(Value a, Value b) {
    Wide x = wide_of(kr__delta(a)), y = wide_of(kr__delta(b));
    return x < y ? -1 : x > y;
}
static Value d_add(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__is_delta(vm, a[1]) ? combine(vm, a[0], a[1], 1) : KR_NOTIMPL_V;
}
static Value d_sub(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__is_delta(vm, a[1]) ? combine(vm, a[0], a[1], -1) : KR_NOTIMPL_V;
}
static Value d_rsub(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__is_delta(vm, a[1]) ? combine(vm, a[1], a[0], -1) : KR_NOTIMPL_V;
}
static Value negative(kr_vm *vm, Value v) {
    const Delta *d = kr__delta(v);
    return kr__delta_plain(vm, -(int64_t)d->days, -d->seconds, -d->us);
}
static Value d_neg(kr_vm *vm, Value *a, int n) { return (void)n, negative(vm, a[0]); }
static Value d_pos(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Delta *d = kr__delta(a[0]);
    return kr__delta_plain(vm, d->days, d->seconds, d->us);
}
static Value d_abs(kr_vm *vm, Value *a, int n) {
    return kr__delta(a[0])->days < 0 ? negative(vm, a[0]) : d_pos(vm, a, n);
}
static Value d_bool(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__bool(kr__delta_truth(kr__delta(a[0])));
}

/* a / b to the nearest, half to even, for ints. */
static Value nearest(kr_vm *vm, Value a, Value b) {
    Value q, r, twice;
    if (!kr__int_divmod(vm, a, b, &q, &r) || kr__failed(twice = kr__int_add(vm, r, r)))
        return KR_FAILED;
    int c = kr__int_compare(vm, twice, b);
    if (kr__int_sign(vm, b) < 0) c = -c;
    bool odd = false;
    if (c == 0) {
        Value bit = kr__int_and(vm, q, kr__from_int48(1));
        if (kr__failed(bit)) return bit;
        odd = kr__int(bit) == 1;
    }
    return c > 0 || odd ? kr__int_add(vm, q, kr__from_int48(1)) : q;
}

/* delta times (by: divided by) the ratio of a float. */
static Value by_float(kr_vm *vm, Value delta, Value f, bool by) {
    Value us = us_of(vm, delta),
          ratio = kr__ok(us) ? kr__datetime_method(vm, f, "as_integer_ratio", KR_UNSET) : us;
    if (kr__failed(ratio)) return ratio;
    const KrTuple *t = kr__ptr(ratio);
    if (!kr__has_kind(vm, ratio, KR_K_TUPLE))
        return kr__raise_type(
            vm, "unexpected return type from as_integer_ratio(): expected tuple, got '%T'", ratio);
    if (t->len != 2) return kr__raise_value(vm, "as_integer_ratio() must return a 2-tuple");
    for (int i = 0; i < 2; i++)
        if (!kr__is_int_value(vm, kr__tuple_get(t, i)))
            return kr__raise_type(vm, "as_integer_ratio() must return ints, not '%T'",
                                  kr__tuple_get(t, i));
    Value product = kr__int_mul(vm, us, kr__tuple_get(t, by));
    return kr__ok(product) ? from_us(vm, nearest(vm, product, kr__tuple_get(t, !by))) : product;
}
static Value d_mul(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_int_value(vm, a[1])) {
        Value us = us_of(vm, a[0]);
        return kr__ok(us) ? from_us(vm, kr__int_mul(vm, us, a[1])) : us;
    }
    return kr__is_float_value(vm, a[1]) ? by_float(vm, a[0], a[1], false) : KR_NOTIMPL_V;
}
static Value d_truediv(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value us = us_of(vm, a[0]), other;
    if (kr__failed(us)) return us;
    if (kr__is_delta(vm, a[1]))
        return kr__ok(other = us_of(vm, a[1])) ? kr__int_truediv(vm, us, other) : other;
    if (kr__is_int_value(vm, a[1])) return from_us(vm, nearest(vm, us, a[1]));
    return kr__is_float_value(vm, a[1]) ? by_float(vm, a[0], a[1], true) : KR_NOTIMPL_V;
}
static Value d_floordiv(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value us = us_of(vm, a[0]), other;
    if (kr__failed(us)) return us;
    if (kr__is_delta(vm, a[1]))
        return kr__ok(other = us_of(vm, a[1])) ? kr__int_floordiv(vm, us, other) : other;
    return kr__is_int_value(vm, a[1]) ? from_us(vm, kr__int_floordiv(vm, us, a[1])) : KR_NOTIMPL_V;
}
static Value d_mod(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_delta(vm, a[1])) return KR_NOTIMPL_V;
    Value us = us_of(vm, a[0]), other = kr__ok(us) ? us_of(vm, a[1]) : us;
    return kr__ok(other) ? from_us(vm, kr__int_mod(vm, us, other)) : other;
}
static Value d_divmod(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_delta(vm, a[1])) return KR_NOTIMPL_V;
    Value us = us_of(vm, a[0]), other = kr__ok(us) ? us_of(vm, a[1]) : us, q, r;
    if (kr__failed(other) || !kr__int_divmod(vm, us, other, &q, &r) ||
        kr__failed(r = from_us(vm, r)))
        return KR_FAILED;
    return kr__tuple_new(vm, (Value[]){q, r}, 2);
}
/* The other way round for two timedeltas, which a subclass may ask for. */
#define REFLECTED(name, f)                                                              \
    static Value name(kr_vm *vm, Value *a, int n) {                                     \
        return kr__is_delta(vm, a[1]) ? f(vm, (Value[]){a[1], a[0]}, n) : KR_NOTIMPL_V; \
    }
REFLECTED(d_rtruediv, d_truediv)
REFLECTED(d_rfloordiv, d_floordiv)
REFLECTED(d_rmod, d_mod)
REFLECTED(d_rdivmod, d_divmod)

static Value compare(kr_vm *vm, Value *a, int op) {
    return kr__is_delta(vm, a[1]) ? kr__datetime_by(op, kr__delta_compare(a[0], a[1]))
                                  : KR_NOTIMPL_V;
}
KR_DATETIME_COMPARES(compare)

static Value fields(kr_vm *vm, Value v) {
    const Delta *d = kr__delta(v);
    return kr__tuple_new(
        vm, (Value[]){kr__from_int48(d->days), kr__from_int48(d->seconds), kr__from_int48(d->us)},
        3);
}
static Value d_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t h;
    Value t = fields(vm, a[0]);
    return kr__ok(t) && kr__hash(vm, t, &h) ? kr__int_from_i64(vm, h) : KR_FAILED;
}
static Value d_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value t = fields(vm, a[0]);
    return kr__ok(t) ? kr__tuple_new(vm, (Value[]){kr__class_of(vm, a[0]), t}, 2) : t;
}
Value kr__delta_seconds(kr_vm *vm, Value delta) {
    Value us = us_of(vm, delta);
    return kr__ok(us) ? kr__int_truediv(vm, us, kr__from_int48(MILLION)) : us;
}
static Value d_total(kr_vm *vm, Value *a, int n) { return (void)n, kr__delta_seconds(vm, a[0]); }

static Value d_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Delta *d = kr__delta(a[0]);
    const int32_t v[3] = {d->days, d->seconds, d->us};
    static const char *const names[3] = {"days=", "seconds=", "microseconds="};
    char text[96], *p = text;
    for (int i = 0; i < 3; i++) {
        if (!v[i]) continue;
        if (p > text) p = stpcpy(p, ", ");
        p = stpcpy(p, names[i]);
        p += kr__i64_to_text(p, v[i]);
    }
    if (p == text) *p++ = '0';
    *p = 0;
    return kr__text(vm, "%S(%s)", kr__datetime_name(vm, a[0]), text);
}
static Value d_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Delta *d = kr__delta(a[0]);
    char text[64], *p = text;
    if (d->days) {
        p += kr__i64_to_text(p, d->days);
        p = stpcpy(p, d->days == 1 || d->days == -1 ? " day, " : " days, ");
    }
    p = kr__calc_digits(p, (uint32_t)d->seconds / 3600, 1);
    *p++ = ':';
    p = kr__calc_digits(p, (uint32_t)d->seconds / 60 % 60, 2);
    *p++ = ':';
    p = kr__calc_digits(p, (uint32_t)d->seconds % 60, 2);
    if (d->us) {
        *p++ = '.';
        p = kr__calc_digits(p, (uint32_t)d->us, 6);
    }
    return kr__str_new(vm, text, (size_t)(p - text));
}

static Value get_days(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(kr__delta(v)->days); }
static Value get_seconds(kr_vm *vm, Value v) {
    return (void)vm, kr__from_int48(kr__delta(v)->seconds);
}
static Value get_us(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(kr__delta(v)->us); }

#define S KR_DEF_SPECIAL
static const KrFnDef rows[] = {
    {"__new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)",
     d_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", d_repr, "Return repr(self).", S},
    {"__str__(self, /)", d_str, "Return str(self).", S},
    {"__hash__(self, /)", d_hash, "Return hash(self).", S},
    KR_DATETIME_COMPARE_ROWS(compare),
    {"__add__(self, value, /)", d_add, "Return self+value.", S},
    {"__radd__(self, value, /)", d_add, "Return value+self.", S},
    {"__sub__(self, value, /)", d_sub, "Return self-value.", S},
    {"__rsub__(self, value, /)", d_rsub, "Return value-self.", S},
    {"__mul__(self, value, /)", d_mul, "Return self*value.", S},
    {"__rmul__(self, value, /)", d_mul, "Return value*self.", S},
    {"__mod__(self, value, /)", d_mod, "Return self%value.", S},
    {"__rmod__(self, value, /)", d_rmod, "Return value%self.", S},
    {"__divmod__(self, value, /)", d_divmod, "Return divmod(self, value).", S},
    {"__rdivmod__(self, value, /)", d_rdivmod, "Return divmod(value, self).", S},
    {"__neg__(self, /)", d_neg, "-self", S},
    {"__pos__(self, /)", d_pos, "+self", S},
    {"__abs__(self, /)", d_abs, "abs(self)", S},
    {"__bool__(self, /)", d_bool, "True if self else False", S},
    {"__floordiv__(self, value, /)", d_floordiv, "Return self//value.", S},
    {"__rfloordiv__(self, value, /)", d_rfloordiv, "Return value//self.", S},
    {"__truediv__(self, value, /)", d_truediv, "Return self/value.", S},
    {"__rtruediv__(self, value, /)", d_rtruediv, "Return value/self.", S},
    {"total_seconds(self, /)", d_total, "Total seconds in the duration.", 0},
    {"__reduce__(self, /)", d_reduce, "__reduce__() -> (cls, state)", 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"days", get_days, NULL, "Number of days."},
    {"seconds", get_seconds, NULL, "Number of seconds (>= 0 and less than 1 day)."},
    {"microseconds", get_us, NULL, "Number of microseconds (>= 0 and less than 1 second)."},
    {NULL, NULL, NULL, NULL}};
const KrClassDef kr__datetime_delta_def = {
    .name = "datetime.timedelta",
    .doc = "Difference between two datetime values.\n\ntimedelta(days=0, seconds=0, "
           "microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\nAll arguments are "
           "optional and default to 0.\nArguments may be integers or floats, and may be positive "
           "or negative.",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE,
    .size = sizeof(Delta),
    .methods = rows,
    .getset = getset};
