/* SPDX-License-Identifier: MIT
 * float.c: the type float. Values lie unboxed in registers and wide slots; an instance of a subclass is a KrBox. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/dtoa.h"
#include "base/hash.h"
#include "types/exception.h"
#include "types/number.h"
#include "types/seq.h"
#include "types/str.h"
#include "types/type.h"

const KrKindInfo kr__kind_float = {.name = "float", .size = sizeof(KrBox)};

bool kr__number_to_double(kr_vm *vm, Value v, double *out, bool *is_number) {
    *is_number = true;
    if (kr__is_float_value(vm, v)) {
        *out = kr__float_value(v);
        return true;
    }
    if (kr__is_int_value(vm, v)) return kr__int_to_double(vm, v, out);
    *is_number = false;
    return true;
}

/* ---- construction ---- */

static Value from_text(kr_vm *vm, const char *s, size_t n, Value shown) {
    char small[128];
    char *buf = n < sizeof small ? small : kr__mem_alloc(&kr__heap(vm)->mem, n + 1);
    if (!buf) return kr__no_memory(vm);
    size_t len = kr__number_text(s, n, buf);
    bool ok = len != (size_t)-1;
    double d = 0;
    if (ok) {
        while (len && strchr(" \t\n\v\f\r\x1c\x1d\x1e\x1f", buf[len - 1]) && buf[len - 1]) len--;
        size_t from = 0, to = 0;
        while (from < len && buf[from] && strchr(" \t\n\v\f\r\x1c\x1d\x1e\x1f", buf[from])) from++;
        char before = 0;
        for (; from < len; from++) { /* an underscore stands between two digits */
            char c = buf[from];
            if (c == '_') {
                char after = from + 1 < len ? buf[from + 1] : 0;
                if (before < '0' || before > '9' || after < '0' || after > '9') ok = false;
            } else {
                buf[to++] = c;
            }
            before = c;
        }
        ok = ok && to > 0 && kr__float_parse(buf, to, &d) == to;
    }
    if (buf != small) kr__mem_free(&kr__heap(vm)->mem, buf, n + 1);
    return ok ? kr__from_double(d)
              : kr__raise_value(vm, "could not convert string to float: %R", shown);
}

/* What __float__ or __index__ of v says: an exact float; unset with nothing pending: v has neither. */
static Value from_special(kr_vm *vm, Value v) {
    double d;
    Value r = kr__call_special(vm, v, KR_N___float__, NULL, 0);
    if (kr__ok(r)) {
        if (kr__is_double(r)) return r;
        if (!kr__is_float_value(vm, r))
            return kr__raise_type(vm, "%T.__float__ returned non-float (type %T)", v, r);
        if (!kr__warn(vm, KR_T_X_DEPRECATIONWARNING, 1,
                      "%T.__float__ returned non-float (type %T).  The ability to return an "
                      "instance of a strict "
                      "subclass of float is deprecated, and may be removed in a future "
                      "version of Python.",
                      v, r))
            return KR_FAILED;
        return kr__from_double(kr__float_value(r));
    }
    if (kr__pending(vm) || !kr__ok(kr__special(vm, v, KR_N___index__))) return KR_FAILED;
    Value i = kr__index(vm, v);
    return kr__ok(i) && kr__int_to_double(vm, i, &d) ? kr__from_double(d) : KR_FAILED;
}

bool kr__real_slow(kr_vm *vm, Value v, double *out) {
    if (kr__is_float_value(vm, v)) {
        *out = kr__float_value(v);
        return true;
    }
    if (kr__exact(v, KR_T_INT)) return kr__int_to_double(vm, v, out);
    Value d = from_special(vm, v);
    if (kr__ok(d))
        *out = kr__double(d);
    else if (!kr__pending(vm))
        kr__raise_type(vm, "must be real number, not %T", v);
    return kr__ok(d);
}

/* float(v) as an exact float. */
Value kr__float_of(kr_vm *vm, Value v) {
    if (kr__is_double(v)) return v;
    if (kr__is_int(v)) return kr__from_double((double)kr__int(v));
    if (!kr__exact(v, KR_T_STR)) {
        Value d = from_special(vm, v);
        if (kr__ok(d) || kr__pending(vm)) return d;
    }
    if (kr__is_str(vm, v)) {
        const KrStr *s = kr__ptr(v);
        return from_text(vm, kr__str_text(s), s->len, v);
    }
    KrTextBytes t;
    if (kr__text_bytes(vm, v, &t)) return from_text(vm, t.data, t.n, v);
    if (kr__pending(vm)) return KR_FAILED;
    return kr__raise_type(vm, "float() argument must be a string or a real number, not '%T'", v);
}

static Value float_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__ok(a[1]) ? kr__float_of(vm, a[1]) : kr__from_double(0);
    if (!kr__ok(v) || kr__same(a[0], kr__type(vm, KR_T_FLOAT))) return v;
    Value o = kr__instance_new(vm, a[0]);
    if (kr__ok(o)) ((KrBox *)kr__ptr(o))->value = v;
    return o;
}

static Value float_make(kr_vm *vm, Value *a, int n) {
    return n == 1 ? kr__float_of(vm, a[0]) : KR_END;
}

/* ---- operators ---- */

/* Floor quotient and remainder with Python's signs. */
static void divide(double x, double y, double *quotient, double *remainder) {
    double mod = fmod(x, y), div = (x - mod) / y;
    if (mod != 0) {
        if ((y < 0) != (mod < 0)) {
            mod += y;
            div -= 1;
        }
    } else {
        mod = copysign(0.0, y);
    }
    if (div != 0) {
        double floored = floor(div);
        if (div - floored > 0.5) floored += 1;
        div = floored;
    } else {
        div = copysign(0.0, x / y);
    }
    *quotient = div;
    *remainder = mod;
}

static Value op_add(kr_vm *vm, double x, double y) {
    (void)vm;
    return kr__from_double(x + y);
}
static Value op_sub(kr_vm *vm, double x, double y) {
    (void)vm;
    return kr__from_double(x - y);
}
static Value op_mul(kr_vm *vm, double x, double y) {
    (void)vm;
    return kr__from_double(x * y);
}
static Value op_truediv(kr_vm *vm, double x, double y) {
    if (y == 0) return kr__raise(vm, KR_T_X_ZERODIVISIONERROR, "float division by zero");
    return kr__from_double(x / y);
}
static Value op_floordiv(kr_vm *vm, double x, double y) {
    double q, r;
    if (y == 0) return kr__raise(vm, KR_T_X_ZERODIVISIONERROR, "float floor division by zero");
    divide(x, y, &q, &r);
    return kr__from_double(q);
}
static Value op_mod(kr_vm *vm, double x, double y) {
    double q, r;
    if (y == 0) return kr__raise(vm, KR_T_X_ZERODIVISIONERROR, "float modulo");
    divide(x, y, &q, &r);
    return kr__from_double(r);
}
static Value op_divmod(kr_vm *vm, double x, double y) {
    double q, r;
    if (y == 0) return kr__raise(vm, KR_T_X_ZERODIVISIONERROR, "float divmod()");
    divide(x, y, &q, &r);
    Value pair[2] = {kr__from_double(q), kr__from_double(r)};
    return kr__tuple_new(vm, pair, 2);
}
/* What C's errno says, as CPython raises it: OverflowError(34, …). */
static Value out_of_range(kr_vm *vm) {
    Value args[2] = {kr__from_int48(34), kr__text(vm, "Numerical result out of range")};
    Value exc = kr__ok(args[1])
                    ? kr__exception_new_args(vm, kr__type(vm, KR_T_X_OVERFLOWERROR), args, 2)
                    : KR_FAILED;
    return kr__ok(exc) ? kr__raise_object(vm, exc) : KR_FAILED;
}

static Value op_pow(kr_vm *vm, double x, double y) {
    if (x == 0 && y < 0 && isfinite(y))
        return kr__raise(vm, KR_T_X_ZERODIVISIONERROR, "0.0 cannot be raised to a negative power");
    if (x < 0 && isfinite(x) && isfinite(y) && y != floor(y)) {
        Value z = kr__call2(vm, kr__type(vm, KR_T_COMPLEX), kr__from_double(x), kr__from_double(0));
        return kr__ok(z) ? kr__power(vm, z, kr__from_double(y), KR_NONE_V) : KR_FAILED;
    }
    double r = pow(x, y);
    if (isinf(r) && isfinite(x) && isfinite(y)) return out_of_range(vm);
    return kr__from_double(r);
}

typedef Value (*Op)(kr_vm *vm, double x, double y);
static Value binary(kr_vm *vm, Value x, Value y, Op op) {
    double a, b;
    bool an, bn;
    if (!kr__number_to_double(vm, x, &a, &an) || !kr__number_to_double(vm, y, &b, &bn))
        return KR_FAILED;
    return an && bn ? op(vm, a, b) : KR_NOTIMPL_V;
}
#define BINARY(name)                                         \
    static Value float_##name(kr_vm *vm, Value *a, int n) {  \
        (void)n;                                             \
        return binary(vm, a[0], a[1], op_##name);            \
    }                                                        \
    static Value float_r##name(kr_vm *vm, Value *a, int n) { \
        (void)n;                                             \
        return binary(vm, a[1], a[0], op_##name);            \
    }
BINARY(add)
BINARY(sub)
BINARY(mul)
BINARY(truediv)
BINARY(floordiv)
BINARY(mod)
BINARY(divmod)
static Value float_pow(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__ok(a[2]) && !kr__is_none(a[2]))
        return kr__raise_type(vm,
                              "pow() 3rd argument not allowed unless all arguments are integers");
    return binary(vm, a[0], a[1], op_pow);
}
static Value float_rpow(kr_vm *vm, Value *a, int n) {
    Value swapped[3] = {a[1], a[0], a[2]};
    return float_pow(vm, swapped, n);
}

/* -1, 0, 1; 2: unordered; 3: other is no number */
static int compare(kr_vm *vm, Value self, Value other) {
    double x = kr__float_value(self);
    if (kr__is_float_value(vm, other)) {
        double y = kr__float_value(other);
        return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;
    }
    if (!kr__is_int_value(vm, other)) return 3;
    if (x != x) return 2;
    if (isinf(x)) return x > 0 ? 1 : -1;
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, other, buf);
    int c = -kr__limbs_cmp_double(&l, x);
    return c < 0 ? -1 : c > 0;
}
#define COMPARE(name, expr)                                 \
    static Value float_##name(kr_vm *vm, Value *a, int n) { \
        (void)n;                                            \
        int c = compare(vm, a[0], a[1]);                    \
        return c == 3 ? KR_NOTIMPL_V : kr__bool(expr);      \
    }
COMPARE(lt, c == -1)
COMPARE(le, c == -1 || c == 0)
COMPARE(eq, c == 0)
COMPARE(ne, c != 0)
COMPARE(gt, c == 1)
COMPARE(ge, c == 1 || c == 0)

#define UNARY(name, expr)                                   \
    static Value float_##name(kr_vm *vm, Value *a, int n) { \
        (void)n, (void)vm;                                  \
        double x = kr__float_value(a[0]);                   \
        return expr;                                        \
    }
UNARY(neg, kr__from_double(-x))
UNARY(pos, kr__from_double(x))
UNARY(abs, kr__from_double(fabs(x)))
UNARY(bool, kr__bool(x != 0))
UNARY(is_integer, kr__bool(isfinite(x) && floor(x) == x))

static Value float_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    double d = kr__float_value(a[0]);
    return kr__int_from_i64(vm, d == d ? kr__hash_double(d) : kr__hash_address(kr__id(a[0])));
}
static Value float_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    char buf[32];
    return kr__str_new(vm, buf, kr__float_repr(kr__float_value(a[0]), buf));
}

static Value to_int(kr_vm *vm, double d) {
    if (d != d) return kr__raise_value(vm, "cannot convert float NaN to integer");
    if (isinf(d))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "cannot convert float infinity to integer");
    return kr__int_from_double(vm, d);
}
UNARY(trunc, to_int(vm, x))
UNARY(floor, to_int(vm, floor(x)))
UNARY(ceil, to_int(vm, ceil(x)))

static Value float_round(kr_vm *vm, Value *a, int n) {
    (void)n;
    double x = kr__float_value(a[0]);
    if (!kr__ok(a[1]) || kr__is_none(a[1])) {
        double r = round(x);
        if (fabs(x - r) == 0.5) r = 2.0 * round(x / 2.0);
        return to_int(vm, r);
    }
    int64_t digits;
    Value i = kr__index(vm, a[1]);
    if (!kr__ok(i)) return i;
    if (!kr__int_fits_i64(vm, i, &digits)) digits = kr__int_sign(vm, i) < 0 ? -1000 : 1000;
    if (!isfinite(x) || digits > 323) return kr__from_double(x);
    if (digits < -308) return kr__from_double(0.0 * x);
    char text[KR_FLOAT_MAX_DIGITS + 40], decimal[KR_FLOAT_MAX_DIGITS];
    int point, len = kr__float_digits(x, false, (int)digits, decimal, &point);
    int at = snprintf(text, sizeof text, "%s0.%.*se%d", signbit(x) ? "-" : "", len, decimal, point);
    double r;
    if (len == 0) return kr__from_double(copysign(0.0, x));
    if (kr__float_parse(text, (size_t)at, &r) != (size_t)at || isinf(r))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "rounded value too large to represent");
    return kr__from_double(r);
}

static Value float_ratio(kr_vm *vm, Value *a, int n) {
    (void)n;
    double x = kr__float_value(a[0]);
    if (x != x) return kr__raise_value(vm, "cannot convert NaN to integer ratio");
    if (isinf(x))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "cannot convert Infinity to integer ratio");
    int exp;
    double m = frexp(x, &exp);
    for (int i = 0; i < 300 && m != floor(m); i++) m *= 2, exp--;
    Value pair[2] = {kr__int_from_double(vm, m), kr__from_int48(1)};
    Value shift = kr__from_int48(exp < 0 ? -exp : exp);
    int which = exp < 0;
    if (!kr__ok(pair[0])) return KR_FAILED;
    pair[which] = kr__int_lshift(vm, pair[which], shift);
    return kr__ok(pair[which]) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
}

static Value float_hex(kr_vm *vm, Value *a, int n) {
    (void)n;
    char buf[32];
    return kr__str_new(vm, buf, kr__float_to_hex(kr__float_value(a[0]), buf));
}
static Value float_fromhex(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "bad argument type for built-in operation");
    const KrStr *s = kr__ptr(a[1]);
    double d;
    KrHexResult r = kr__float_from_hex(kr__str_text(s), s->len, &d);
    if (r == KR_HEX_OVERFLOW)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR,
                         "hexadecimal value too large to represent as a float");
    if (r != KR_HEX_OK) return kr__raise_value(vm, "invalid hexadecimal floating-point string");
    Value v = kr__from_double(d);
    return kr__same(a[0], kr__type(vm, KR_T_FLOAT)) ? v : kr__call1(vm, a[0], v);
}

static Value float_format(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "__format__() argument must be str, not %T", a[1]);
    return kr__float_format_spec(vm, a[0], a[1]);
}
static Value float_getnewargs(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__from_double(kr__float_value(a[0]));
    return kr__tuple_new(vm, &v, 1);
}
static Value float_getformat(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "__getformat__() argument must be str, not %P", a[1]);
    const KrStr *s = kr__ptr(a[1]);
    if (!(kr__str_is(s, "double") || kr__str_is(s, "float")))
        return kr__raise_value(vm, "__getformat__() argument 1 must be 'double' or 'float'");
    return kr__text(vm, "IEEE, %s-endian",
                    __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "little" : "big");
}
static Value float_sizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_u64(vm, kr__is_ref(a[0]) ? kr__cell_bytes(vm, kr__ptr(a[0])) : 0);
}

static Value get_real(kr_vm *vm, Value self) {
    (void)vm;
    return kr__from_double(kr__float_value(self));
}
static Value get_imag(kr_vm *vm, Value self) {
    (void)vm, (void)self;
    return kr__from_double(0);
}

#define OPERATOR(name)                                                        \
    {"__" #name "__(self, value, /)", float_##name, NULL, KR_DEF_SPECIAL}, {  \
        "__r" #name "__(self, value, /)", float_r##name, NULL, KR_DEF_SPECIAL \
    }
#define ONE(name, f) \
    { "__" #name "__(self, /)", f, NULL, KR_DEF_SPECIAL }
#define CMP(name) \
    { "__" #name "__(self, value, /)", float_##name, NULL, KR_DEF_SPECIAL }
static const KrFnDef float_methods[] = {
    {"__new__(cls, x=0, /)", float_new, NULL, KR_DEF_NEW},
    OPERATOR(add),
    OPERATOR(sub),
    OPERATOR(mul),
    OPERATOR(truediv),
    OPERATOR(floordiv),
    OPERATOR(mod),
    OPERATOR(divmod),
    {"__pow__(self, value, mod=None, /)", float_pow, NULL, KR_DEF_SPECIAL},
    {"__rpow__(self, value, mod=None, /)", float_rpow, NULL, KR_DEF_SPECIAL},
    ONE(neg, float_neg),
    ONE(pos, float_pos),
    ONE(abs, float_abs),
    ONE(bool, float_bool),
    ONE(int, float_trunc),
    ONE(float, float_pos),
    ONE(repr, float_repr),
    ONE(hash, float_hash),
    CMP(lt),
    CMP(le),
    CMP(eq),
    CMP(ne),
    CMP(gt),
    CMP(ge),
    {"__trunc__(self, /)", float_trunc, "The Integral closest to x between 0 and x.",
     KR_DEF_METHOD},
    {"__floor__(self, /)", float_floor, "The floor as an Integral.", KR_DEF_METHOD},
    {"__ceil__(self, /)", float_ceil, "The ceiling as an Integral.", KR_DEF_METHOD},
    {"__round__(self, ndigits=None, /)", float_round,
     "Rounds half to even; an int without ndigits.", KR_DEF_METHOD},
    {"__format__(self, format_spec, /)", float_format,
     "Formats the float according to format_spec.", KR_DEF_METHOD},
    {"__getnewargs__(self, /)", float_getnewargs, NULL, KR_DEF_METHOD},
    {"__getformat__(type, typestr, /)", float_getformat, "How floats lie in memory.",
     KR_DEF_CLASSMETHOD},
    {"__sizeof__(self, /)", float_sizeof,
     "Bytes the float takes in the heap; 0 when it lies in its slot.", KR_DEF_METHOD},
    {"is_integer(self, /)", float_is_integer, "True if the float is an integer.", KR_DEF_METHOD},
    {"conjugate(self, /)", float_pos, "The float itself.", KR_DEF_METHOD},
    {"as_integer_ratio(self, /)", float_ratio,
     "The exact ratio of two ints, in lowest terms.\n\n>>> (-0.75).as_integer_ratio()\n(-3, 4)",
     KR_DEF_METHOD},
    {"hex(self, /)", float_hex,
     "Hexadecimal text of the float.\n\n>>> (-1.5).hex()\n'-0x1.8000000000000p+0'", KR_DEF_METHOD},
    {"fromhex(type, string, /)", float_fromhex,
     "The float that hexadecimal text writes.\n\n>>> float.fromhex('-0x1.8p2')\n-6.0",
     KR_DEF_CLASSMETHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet float_getset[] = {
    {"real", get_real, NULL, "the real part of a complex number"},
    {"imag", get_imag, NULL, "the imaginary part of a complex number"},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_float = {
    .number = KR_T_FLOAT,
    .doc = "Convert a string or number to a floating point number, if possible.",
    .methods = float_methods,
    .getset = float_getset,
    .make = float_make,
};
