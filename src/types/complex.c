/* SPDX-License-Identifier: MIT
 * complex.c: the type complex. */
#include "types/complex.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/dtoa.h"
#include "base/hash.h"
#include "types/format_spec.h"
#include "types/number.h"
#include "types/str.h"
#include "types/str_build.h"
#include "types/seq.h"
#include "types/type.h"

const KrKindInfo kr__kind_complex = {.name = "complex", .size = sizeof(KrComplex)};

Value kr__complex_new(kr_vm *vm, double real, double imag) {
    KrComplex *c = kr__new(vm, KR_T_COMPLEX, sizeof *c);
    if (!c) return KR_FAILED;
    c->real = real;
    c->imag = imag;
    return kr__value_of(c);
}

static KrComplexNumber of(Value v) {
    const KrComplex *c = kr__ptr(v);
    return (KrComplexNumber){c->real, c->imag};
}
static Value make(kr_vm *vm, KrComplexNumber z) { return kr__complex_new(vm, z.re, z.im); }

int kr__complex_from(kr_vm *vm, Value v, KrComplexNumber *out) {
    if (kr__has_kind(vm, v, KR_K_COMPLEX)) {
        *out = of(v);
        return 1;
    }
    bool number;
    out->im = 0;
    if (!kr__number_to_double(vm, v, &out->re, &number)) return -1;
    return number;
}

/* ---- text ---- */

static bool is_blank(char c) { return c && strchr(" \t\n\v\f\r", c); }
static bool is_j(char c) { return c == 'j' || c == 'J'; }

/* The whole text as a complex number: [sign]x, [sign]yj, x sign yj, the y optional, parentheses around allowed. */
static bool parse(const char *s, size_t n, KrComplexNumber *z) {
    const char *end = s + n;
    while (s < end && is_blank(*s)) s++;
    while (end > s && is_blank(end[-1])) end--;
    if (end - s >= 2 && *s == '(' && end[-1] == ')') {
        s++, end--;
        while (s < end && is_blank(*s)) s++;
        while (end > s && is_blank(end[-1])) end--;
    }
    *z = (KrComplexNumber){0, 0};
    if (s == end) return false;
    double x;
    size_t k = kr__float_parse(s, (size_t)(end - s), &x);
    if (k) {
        s += k;
        if (s == end) {
            z->re = x;
            return true;
        }
        if (is_j(*s)) {
            z->im = x;
            return s + 1 == end;
        }
        if (*s != '+' && *s != '-') return false;
        z->re = x;
        k = kr__float_parse(s, (size_t)(end - s), &z->im);
        if (!k) {
            z->im = *s == '-' ? -1 : 1;
            k = 1;
        }
        s += k;
        return s + 1 == end && is_j(*s);
    }
    z->im = *s == '-' ? -1 : 1;
    if (*s == '+' || *s == '-') s++;
    return s + 1 == end && is_j(*s);
}

static Value from_text(kr_vm *vm, Value v, KrComplexNumber *z) {
    const KrStr *s = kr__ptr(v);
    char small[128], *buf = s->len < sizeof small
                                ? small
                                : kr__mem_alloc(&kr__heap(vm)->mem, s->len + (size_t)1);
    if (!buf) return kr__no_memory(vm);
    size_t room = s->len + (size_t)1, n = kr__number_text(kr__str_text(s), s->len, buf), to = 0;
    bool ok = n != (size_t)-1;
    char before = 0;
    for (size_t i = 0; ok && i < n; i++) { /* an underscore stands between two digits */
        char c = buf[i], after = i + 1 < n ? buf[i + 1] : 0;
        if (c != '_')
            buf[to++] = c;
        else if (before < '0' || before > '9' || after < '0' || after > '9')
            ok = false;
        before = c;
    }
    bool spaced = ok;
    ok = ok && parse(buf, to, z);
    if (buf != small) kr__mem_free(&kr__heap(vm)->mem, buf, room);
    if (!spaced && n != (size_t)-1)
        return kr__raise_value(vm, "could not convert string to complex: %R", v);
    return ok ? KR_NONE_V : kr__raise_value(vm, "complex() arg is a malformed string");
}

static bool put_double(KrStrBuilder *b, double d, bool sign) {
    char text[40];
    size_t n = kr__float_format(d, 'r', 0, sign ? KR_FLOAT_SIGN : 0, text);
    return kr__str_builder_text(b, text, n);
}

static Value complex_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrComplexNumber z = of(a[0]);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    bool bare = z.re == 0 && !signbit(z.re);
    bool ok = bare || (kr__str_builder_text(&b, "(", 1) && put_double(&b, z.re, false));
    ok = ok && put_double(&b, z.im, !bare) &&
         kr__str_builder_text(&b, bare ? "j" : "j)", bare ? 1 : 2);
    return ok ? kr__str_builder_finish(&b) : KR_FAILED;
}

static Value format_part(kr_vm *vm, const KrFormatSpec *s, double d, bool sign) {
    char spec[96];
    size_t n = 0;
    const char *lead = sign ? "+" : s->sign ? (char[2]){s->sign, 0} : "";
    n += (size_t)snprintf(spec, sizeof spec, "%s%s%s", lead, s->no_neg_0 ? "z" : "",
                          s->alternate ? "#" : "");
    if (s->grouping) spec[n++] = s->grouping;
    char type = (char)s->type;
    if (s->precision >= 0)
        n += (size_t)snprintf(spec + n, sizeof spec - n, ".%d", (int)s->precision);
    if (type)
        spec[n++] = type;
    else if (s->precision >= 0)
        spec[n++] = 'g';
    spec[n] = 0;
    if (!type && s->precision < 0 && !s->grouping) { /* as repr, without ".0" */
        char text[40];
        n = kr__float_format(d, 'r', 0,
                             (sign || s->sign == '+' ? KR_FLOAT_SIGN
                              : s->sign == ' '       ? KR_FLOAT_SPACE
                                                     : 0) |
                                 (s->no_neg_0 ? KR_FLOAT_NO_NEG_0 : 0),
                             text);
        return kr__str_new(vm, text, n);
    }
    Value text = kr__str_new(vm, spec, n);
    text = kr__ok(text) ? kr__float_format_spec(vm, kr__from_double(d), text) : text;
    if (kr__failed(text) || type || s->precision >= 0) return text;
    const KrStr *t = kr__ptr(text); /* as repr of a float, but for the ".0" */
    bool whole = t->len > 2 && !memcmp(kr__str_text(t) + t->len - 2, ".0", 2);
    return whole ? kr__str_part(vm, text, 0, t->len - (size_t)2) : text;
}

static Value complex_format(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrFormatSpec s;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "__format__() argument must be str, not %P", a[1]);
    if (!((KrStr *)kr__ptr(a[1]))->len) return kr__str(vm, a[0]);
    if (!kr__format_spec(vm, a[0], a[1], 0, '>', &s)) return KR_FAILED;
    if (s.type > 127 || (s.type && !strchr("eEfFgGn", (int)s.type)))
        return kr__format_unknown(vm, s.type, a[0]);
    if (s.fill == '0')
        return kr__raise_value(vm, "Zero padding is not allowed in complex format specifier");
    if (s.align == '=')
        return kr__raise_value(vm, "'=' alignment flag is not allowed in complex format specifier");
    KrComplexNumber z = of(a[0]);
    bool bare = !s.type && z.re == 0 && !signbit(z.re), parens = !s.type && !bare;
    Value parts[4] = {kr__intern(vm, parens ? "(" : "", parens),
                      bare ? kr__name(vm, KR_N_empty) : format_part(vm, &s, z.re, false), KR_UNSET,
                      KR_UNSET};
    parts[2] = format_part(vm, &s, z.im, !bare);
    parts[3] = kr__intern(vm, parens ? "j)" : "j", parens ? 2 : 1);
    for (int i = 0; i < 4; i++)
        if (!kr__ok(parts[i])) return KR_FAILED;
    Value all = kr__str_join_items(vm, kr__name(vm, KR_N_empty), parts, 4);
    if (!kr__ok(all)) return all;
    const KrStr *t = kr__ptr(all);
    return kr__format_pad(vm, &s, kr__str_text(t), t->len, kr__str_count(t));
}

/* ---- construction ---- */

/* z.__complex__(), or unset with nothing pending. */
static Value special_complex(kr_vm *vm, Value v) {
    Value r = kr__call_special(vm, v, KR_N___complex__, NULL, 0);
    if (!kr__ok(r) || kr__exact(r, KR_T_COMPLEX)) return r;
    if (!kr__has_kind(vm, r, KR_K_COMPLEX))
        return kr__raise_type(vm, "__complex__ returned non-complex (type %T)", r);
    if (!kr__warn(vm, KR_T_X_DEPRECATIONWARNING, 1,
                  "__complex__ returned non-complex (type %T).  The ability to return an instance "
                  "of a strict "
                  "subclass of complex is deprecated, and may be removed in a future version "
                  "of Python.",
                  r))
        return KR_FAILED;
    return make(vm, of(r));
}

static bool real_number(kr_vm *vm, Value v) {
    return kr__is_float_value(vm, v) || kr__is_int_value(vm, v) ||
           kr__has_kind(vm, v, KR_K_COMPLEX) || kr__ok(kr__special(vm, v, KR_N___float__)) ||
           kr__ok(kr__special(vm, v, KR_N___index__));
}

static bool part(kr_vm *vm, Value v, KrComplexNumber *z, bool *complex) {
    *complex = kr__has_kind(vm, v, KR_K_COMPLEX);
    if (*complex) {
        *z = of(v);
        return true;
    }
    Value f = kr__float_of(vm, v);
    if (!kr__ok(f)) return false;
    *z = (KrComplexNumber){kr__double(f), 0};
    return true;
}

static Value complex_new(kr_vm *vm, Value *a, int n) { /* cls, real, imag */
    (void)n;
    KrComplexNumber z = {0, 0}, w = {0, 0};
    Value re = kr__ok(a[1]) ? a[1] : kr__from_int48(0), im = a[2];
    bool exact = kr__same(a[0], kr__type(vm, KR_T_COMPLEX));
    if (exact && !kr__ok(im) && kr__exact(re, KR_T_COMPLEX)) return re;
    bool zc = false, wc = false;
    if (kr__is_str(vm, re)) {
        if (kr__ok(im))
            return kr__raise_type(vm, "complex() can't take second arg if first is a string");
        if (!kr__ok(from_text(vm, re, &z))) return KR_FAILED;
    } else {
        if (kr__ok(im) && kr__is_str(vm, im))
            return kr__raise_type(vm, "complex() second arg can't be a string");
        Value c = special_complex(vm, re);
        if (!kr__ok(c) && kr__pending(vm)) return c;
        if (kr__ok(c)) re = c;
        if (!real_number(vm, re))
            return kr__raise_type(
                vm, "complex() first argument must be a string or a number, not '%T'", re);
        if (kr__ok(im) && !real_number(vm, im))
            return kr__raise_type(vm, "complex() second argument must be a number, not '%T'", im);
        if (!part(vm, re, &z, &zc) || (kr__ok(im) && !part(vm, im, &w, &wc))) return KR_FAILED;
        if (wc) z.re -= w.im;
        if (kr__ok(im)) z.im = zc ? z.im + w.re : w.re;
    }
    if (exact) return make(vm, z);
    Value o = kr__instance_new(vm, a[0]);
    if (kr__ok(o)) {
        KrComplex *c = kr__ptr(o);
        c->real = z.re;
        c->imag = z.im;
    }
    return o;
}

/* ---- operators ---- */

static Value op_add(kr_vm *vm, KrComplexNumber a, KrComplexNumber b) {
    return kr__complex_new(vm, a.re + b.re, a.im + b.im);
}
static Value op_sub(kr_vm *vm, KrComplexNumber a, KrComplexNumber b) {
    return kr__complex_new(vm, a.re - b.re, a.im - b.im);
}
static KrComplexNumber product(KrComplexNumber a, KrComplexNumber b) {
    return (KrComplexNumber){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
static Value op_mul(kr_vm *vm, KrComplexNumber a, KrComplexNumber b) {
    return make(vm, product(a, b));
}

/* Smith's division, which keeps intermediate results in range. False: division by zero. */
static bool quotient(KrComplexNumber a, KrComplexNumber b, KrComplexNumber *r) {
    double re = fabs(b.re), im = fabs(b.im);
    if (re >= im) {
        if (re == 0) return false;
        double ratio = b.im / b.re, denom = b.re + b.im * ratio;
        *r = (KrComplexNumber){(a.re + a.im * ratio) / denom, (a.im - a.re * ratio) / denom};
    } else if (im >= re) {
        double ratio = b.re / b.im, denom = b.re * ratio + b.im;
        *r = (KrComplexNumber){(a.re * ratio + a.im) / denom, (a.im * ratio - a.re) / denom};
    } else {
        *r = (KrComplexNumber){NAN, NAN};
    }
    return true;
}
static Value op_truediv(kr_vm *vm, KrComplexNumber a, KrComplexNumber b) {
    KrComplexNumber r;
    if (!quotient(a, b, &r))
        return kr__raise(vm, KR_T_X_ZERODIVISIONERROR, "complex division by zero");
    return make(vm, r);
}

static KrComplexNumber power_of_int(KrComplexNumber x, long n) {
    KrComplexNumber r = {1, 0};
    for (unsigned long k = n < 0 ? (unsigned long)-n : (unsigned long)n; k; k >>= 1) {
        if (k & 1) r = product(r, x);
        x = product(x, x);
    }
    return r;
}
static Value op_pow(kr_vm *vm, KrComplexNumber a, KrComplexNumber b) {
    KrComplexNumber r;
    if (b.re == 0 && b.im == 0) return kr__complex_new(vm, 1, 0);
    if (a.re == 0 && a.im == 0) {
        if (b.im != 0 || b.re < 0)
            return kr__raise(vm, KR_T_X_ZERODIVISIONERROR, "0.0 to a negative or complex power");
        return kr__complex_new(vm, 0, 0);
    }
    if (b.im == 0 && b.re == floor(b.re) && fabs(b.re) <= 100) {
        r = power_of_int(a, (long)b.re);
        if (b.re < 0 && !quotient((KrComplexNumber){1, 0}, r, &r))
            return kr__raise(vm, KR_T_X_ZERODIVISIONERROR, "0.0 to a negative or complex power");
    } else {
        double v = hypot(a.re, a.im), len = pow(v, b.re), at = atan2(a.im, a.re), phase = at * b.re;
        if (b.im != 0) {
            len /= exp(at * b.im);
            phase += b.im * log(v);
        }
        if (isinf(phase))
            return kr__raise(vm, KR_T_X_ZERODIVISIONERROR, "0.0 to a negative or complex power");
        r = (KrComplexNumber){len * cos(phase), len * sin(phase)};
    }
    if (isinf(r.re) || isinf(r.im))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "complex exponentiation");
    return make(vm, r);
}

static Value op_pow_mod(kr_vm *vm, KrComplexNumber a, KrComplexNumber b) {
    (void)a, (void)b;
    return kr__raise_value(vm, "complex modulo");
}

typedef Value (*Op)(kr_vm *vm, KrComplexNumber a, KrComplexNumber b);
static Value binary(kr_vm *vm, Value x, Value y, Op op) {
    KrComplexNumber a, b;
    int xn = kr__complex_from(vm, x, &a), yn = xn > 0 ? kr__complex_from(vm, y, &b) : xn;
    return xn < 0 || yn < 0 ? KR_FAILED : xn && yn ? op(vm, a, b) : KR_NOTIMPL_V;
}
#define BINARY(name)                                           \
    static Value complex_##name(kr_vm *vm, Value *a, int n) {  \
        (void)n;                                               \
        return binary(vm, a[0], a[1], op_##name);              \
    }                                                          \
    static Value complex_r##name(kr_vm *vm, Value *a, int n) { \
        (void)n;                                               \
        return binary(vm, a[1], a[0], op_##name);              \
    }
BINARY(add)
BINARY(sub)
BINARY(mul)
BINARY(truediv)

static bool quick_operand(Value v, KrComplexNumber *out) {
    if (kr__is_double(v)) {
        *out = (KrComplexNumber){kr__double(v), 0};
    } else if (kr__is_int(v)) {
        *out = (KrComplexNumber){(double)kr__int(v), 0};
    } else if (kr__exact(v, KR_T_COMPLEX)) {
        const KrComplex *c = kr__ptr(v);
        *out = (KrComplexNumber){c->real, c->imag};
    } else {
        return false;
    }
    return true;
}

Value kr__complex_binary(kr_vm *vm, Value a, Value b, KrName op) {
    KrComplexNumber x, y;
    if (!quick_operand(a, &x) || !quick_operand(b, &y)) return KR_UNSET;
    switch (op) {
    case KR_N___add__: return op_add(vm, x, y);
    case KR_N___sub__: return op_sub(vm, x, y);
    case KR_N___mul__: return op_mul(vm, x, y);
    case KR_N___truediv__: return op_truediv(vm, x, y);
    default: return KR_UNSET;
    }
}
static Value complex_pow(kr_vm *vm, Value *a, int n) {
    (void)n;
    return binary(vm, a[0], a[1], kr__ok(a[2]) && !kr__is_none(a[2]) ? op_pow_mod : op_pow);
}
static Value complex_rpow(kr_vm *vm, Value *a, int n) {
    Value swapped[3] = {a[1], a[0], a[2]};
    return complex_pow(vm, swapped, n);
}

static int equal(kr_vm *vm, Value x, Value y) { /* -1: NotImplemented */
    KrComplexNumber a = of(x);
    if (kr__has_kind(vm, y, KR_K_COMPLEX)) {
        KrComplexNumber b = of(y);
        return a.re == b.re && a.im == b.im;
    }
    if (kr__is_float_value(vm, y)) return a.im == 0 && a.re == kr__float_value(y);
    if (!kr__is_int_value(vm, y)) return -1;
    if (a.im != 0 || !isfinite(a.re)) return 0;
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, y, buf);
    return kr__limbs_cmp_double(&l, a.re) == 0;
}
static Value complex_eq(kr_vm *vm, Value *a, int n) {
    (void)n;
    int e = equal(vm, a[0], a[1]);
    return e < 0 ? KR_NOTIMPL_V : kr__bool(e);
}
static Value complex_ne(kr_vm *vm, Value *a, int n) {
    (void)n;
    int e = equal(vm, a[0], a[1]);
    return e < 0 ? KR_NOTIMPL_V : kr__bool(!e);
}

#define UNARY(name, expr)                                     \
    static Value complex_##name(kr_vm *vm, Value *a, int n) { \
        (void)n, (void)vm;                                    \
        KrComplexNumber z = of(a[0]);                         \
        return expr;                                          \
    }
UNARY(neg, kr__complex_new(vm, -z.re, -z.im))
UNARY(pos, make(vm, z))
UNARY(conjugate, kr__complex_new(vm, z.re, -z.im))
UNARY(bool, kr__bool(z.re != 0 || z.im != 0))
static Value complex_abs(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrComplexNumber z = of(a[0]);
    double r = hypot(z.re, z.im);
    if (isinf(r) && isfinite(z.re) && isfinite(z.im))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "absolute value too large");
    return kr__from_double(r);
}
static Value complex_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrComplexNumber z = of(a[0]);
    uint64_t re = (uint64_t)(z.re == z.re ? kr__hash_double(z.re) : kr__hash_address(kr__id(a[0])));
    uint64_t im = (uint64_t)(z.im == z.im ? kr__hash_double(z.im) : kr__hash_address(kr__id(a[0])));
    return kr__int_from_i64(vm, kr__hash_fix(re + 1000003u * im));
}
static Value complex_getnewargs(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrComplexNumber z = of(a[0]);
    Value pair[2] = {kr__from_double(z.re), kr__from_double(z.im)};
    return kr__tuple_new(vm, pair, 2);
}
static Value get_real(kr_vm *vm, Value self) {
    (void)vm;
    return kr__from_double(of(self).re);
}
static Value get_imag(kr_vm *vm, Value self) {
    (void)vm;
    return kr__from_double(of(self).im);
}
static Value complex_order(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return KR_NOTIMPL_V;
}

#define OPERATOR(name)                                                          \
    {"__" #name "__(self, value, /)", complex_##name, NULL, KR_DEF_SPECIAL}, {  \
        "__r" #name "__(self, value, /)", complex_r##name, NULL, KR_DEF_SPECIAL \
    }
#define ONE(name) \
    { "__" #name "__(self, /)", complex_##name, NULL, KR_DEF_SPECIAL }
static const KrFnDef methods[] = {
    {"__new__(cls, real=0, imag=0)", complex_new, NULL, KR_DEF_NEW},
    OPERATOR(add),
    OPERATOR(sub),
    OPERATOR(mul),
    OPERATOR(truediv),
    {"__pow__(self, value, mod=None, /)", complex_pow, NULL, KR_DEF_SPECIAL},
    {"__rpow__(self, value, mod=None, /)", complex_rpow, NULL, KR_DEF_SPECIAL},
    ONE(neg),
    ONE(pos),
    ONE(abs),
    ONE(bool),
    ONE(repr),
    ONE(hash),
    {"__eq__(self, value, /)", complex_eq, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", complex_ne, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", complex_order, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", complex_order, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", complex_order, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", complex_order, NULL, KR_DEF_SPECIAL},
    {"__complex__(self, /)", complex_pos, "The exact complex of the number.", KR_DEF_METHOD},
    {"__format__(self, format_spec, /)", complex_format, "Formats by a spec.", KR_DEF_METHOD},
    {"__getnewargs__(self, /)", complex_getnewargs, NULL, KR_DEF_METHOD},
    {"conjugate(self, /)", complex_conjugate, "The complex conjugate.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"real", get_real, kr__readonly, "the real part of a complex number"},
    {"imag", get_imag, kr__readonly, "the imaginary part of a complex number"},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_complex = {
    .number = KR_T_COMPLEX,
    .doc = "Create a complex number from a real part and an optional imaginary part.",
    .methods = methods,
    .getset = getset,
};
