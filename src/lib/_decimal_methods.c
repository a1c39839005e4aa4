/* SPDX-License-Identifier: MIT
 * _decimal_methods.c: the methods of Decimal, and those of Context that operate on numbers. What is an operation of the
 * specification is a row of macros below: as operator, as method and as method of a context. */
#include <string.h>

#include "lib/_decimal.h"
#include "types/number.h"
#include "types/seq.h"

/* ---- operations with one, two and three operands ---- */

static Value unary(kr_vm *vm, Value x, Value context, KrDecOp1 f) {
    KrDecimalOp o;
    KrDec a, r;
    if (!kr__decimal_begin(vm, &o, context) || !kr__decimal_convert(vm, &o, x, &a))
        return KR_FAILED;
    Value v = kr__decimal_finish(vm, &o, f(&o.ctx, &r, &a), &r);
    kr__keep(x);
    return v;
}

static Value binary(kr_vm *vm, Value x, Value y, Value context, KrDecOp2 f) {
    KrDecimalOp o;
    KrDec a, b, r;
    if (!kr__decimal_begin(vm, &o, context) || !kr__decimal_convert(vm, &o, x, &a) ||
        !kr__decimal_convert(vm, &o, y, &b))
        return KR_FAILED;
    Value v = kr__decimal_finish(vm, &o, f(&o.ctx, &r, &a, &b), &r);
    kr__keep(x);
    kr__keep(y);
    return v;
}

static Value ternary(kr_vm *vm, Value x, Value y, Value z, Value context,
                     bool (*f)(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b,
                               const KrDec *d)) {
    KrDecimalOp o;
    KrDec a, b, d, r;
    if (!kr__decimal_begin(vm, &o, context) || !kr__decimal_convert(vm, &o, x, &a) ||
        !kr__decimal_convert(vm, &o, y, &b) || !kr__decimal_convert(vm, &o, z, &d))
        return KR_FAILED;
    Value v = kr__decimal_finish(vm, &o, f(&o.ctx, &r, &a, &b, &d), &r);
    kr__keep(x);
    kr__keep(y);
    kr__keep(z);
    return v;
}

/* x op y as an operator: NotImplemented when one is neither Decimal nor int. */
static Value operate(kr_vm *vm, Value x, Value y, KrDecOp2 f) {
    KrDecimalOp o;
    KrDec a, b, r;
    if (!kr__decimal_begin(vm, &o, KR_UNSET)) return KR_FAILED;
    int ok = kr__decimal_operand(vm, &o, x, &a);
    if (ok > 0) ok = kr__decimal_operand(vm, &o, y, &b);
    if (ok == 0) {
        kr__dec_end(&o.run);
        return KR_NOTIMPL_V;
    }
    Value v = kr__decimal_finish(vm, &o, ok > 0 && f(&o.ctx, &r, &a, &b), &r);
    kr__keep(x);
    kr__keep(y);
    return v;
}

static Value divmod(kr_vm *vm, Value x, Value y, Value context, bool operator) {
    KrDecimalOp o;
    KrDec a, b, q, r;
    if (!kr__decimal_begin(vm, &o, context)) return KR_FAILED;
    if (operator&&(!(kr__is_decimal(vm, x) || kr__is_int_value(vm, x)) ||
                   !(kr__is_decimal(vm, y) || kr__is_int_value(vm, y)))) {
        kr__dec_end(&o.run);
        return KR_NOTIMPL_V;
    }
    if (!kr__decimal_convert(vm, &o, x, &a) || !kr__decimal_convert(vm, &o, y, &b))
        return KR_FAILED;
    bool ok = kr__dec_divmod(&o.ctx, &q, &r, &a, &b);
    Value pair[2] = {KR_UNSET, KR_UNSET}, t = KR_FAILED;
    if (ok) pair[0] = kr__decimal_new(vm, KR_UNSET, &q);
    if (kr__ok(pair[0])) pair[1] = kr__decimal_new(vm, KR_UNSET, &r);
    if (kr__ok(pair[1])) t = kr__tuple_new(vm, pair, 2);
    ok = kr__decimal_end(vm, &o, kr__ok(t));
    kr__keep(x);
    kr__keep(y);
    return ok ? t : KR_FAILED;
}

#define OPERATOR(name, op)                                     \
    static Value o_##name(kr_vm *vm, Value *a, int n) {        \
        return (void)n, operate(vm, a[0], a[1], kr__dec_##op); \
    }                                                          \
    static Value o_r##name(kr_vm *vm, Value *a, int n) {       \
        return (void)n, operate(vm, a[1], a[0], kr__dec_##op); \
    }
OPERATOR(add, add)
OPERATOR(sub, sub)
OPERATOR(mul, mul)
OPERATOR(truediv, div)
OPERATOR(floordiv, divint)
OPERATOR(mod, rem)
static Value o_divmod(kr_vm *vm, Value *a, int n) {
    return (void)n, divmod(vm, a[0], a[1], KR_UNSET, true);
}
static Value o_rdivmod(kr_vm *vm, Value *a, int n) {
    return (void)n, divmod(vm, a[1], a[0], KR_UNSET, true);
}
static bool is_number(kr_vm *vm, Value v) {
    return kr__is_decimal(vm, v) || kr__is_int_value(vm, v);
}
static Value power(kr_vm *vm, Value x, Value y, Value m) {
    if (!kr__ok(m) || kr__is_none(m)) return operate(vm, x, y, kr__dec_pow);
    if (!is_number(vm, x) || !is_number(vm, y) || !is_number(vm, m)) return KR_NOTIMPL_V;
    return ternary(vm, x, y, m, KR_UNSET, kr__dec_powmod);
}
static Value o_pow(kr_vm *vm, Value *a, int n) { return (void)n, power(vm, a[0], a[1], a[2]); }
static Value o_rpow(kr_vm *vm, Value *a, int n) { return (void)n, power(vm, a[1], a[0], a[2]); }

/* Methods x.name(context), and name(x) of a context. */
#define ONE(name, op)                                                  \
    static Value d_##name(kr_vm *vm, Value *a, int n) {                \
        return unary(vm, a[0], n > 1 ? a[1] : KR_UNSET, kr__dec_##op); \
    }                                                                  \
    static Value c_##name(kr_vm *vm, Value *a, int n) {                \
        return (void)n, unary(vm, a[1], a[0], kr__dec_##op);           \
    }
ONE(abs, abs)
ONE(exp, exp)
ONE(ln, ln)
ONE(log10, log10)
ONE(logb, logb)
ONE(logical_invert, invert)
ONE(minus, minus)
ONE(next_minus, next_minus)
ONE(next_plus, next_plus)
ONE(normalize, reduce)
ONE(plus, plus)
ONE(sqrt, sqrt)

/* Methods x.name(other, context), and name(x, y) of a context. */
#define TWO_OF_CONTEXT(name, op)                                    \
    static Value c_##name(kr_vm *vm, Value *a, int n) {             \
        return (void)n, binary(vm, a[1], a[2], a[0], kr__dec_##op); \
    }
#define TWO(name, op)                                               \
    static Value d_##name(kr_vm *vm, Value *a, int n) {             \
        return (void)n, binary(vm, a[0], a[1], a[2], kr__dec_##op); \
    }                                                               \
    TWO_OF_CONTEXT(name, op)
TWO(compare, compare)
TWO(compare_signal, compare_signal)
TWO(compare_total, compare_total)
TWO(compare_total_mag, compare_total_mag)
TWO(logical_and, and)
TWO(logical_or, or)
TWO(logical_xor, xor)
TWO(max, max)
TWO(max_mag, max_mag)
TWO(min, min)
TWO(min_mag, min_mag)
TWO(next_toward, next_toward)
TWO(remainder_near, rem_near)
TWO(rotate, rotate)
TWO(scaleb, scaleb)
TWO(shift, shift)
TWO_OF_CONTEXT(quantize, quantize)
TWO_OF_CONTEXT(add, add)
TWO_OF_CONTEXT(divide, div)
TWO_OF_CONTEXT(divide_int, divint)
TWO_OF_CONTEXT(multiply, mul)
TWO_OF_CONTEXT(remainder, rem)
TWO_OF_CONTEXT(subtract, sub)

static Value c_divmod(kr_vm *vm, Value *a, int n) {
    return (void)n, divmod(vm, a[1], a[2], a[0], false);
}
static Value c_power(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__ok(a[3]) && !kr__is_none(a[3]))
        return ternary(vm, a[1], a[2], a[3], a[0], kr__dec_powmod);
    return binary(vm, a[1], a[2], a[0], kr__dec_pow);
}
static Value d_fma(kr_vm *vm, Value *a, int n) {
    return (void)n, ternary(vm, a[0], a[1], a[2], a[3], kr__dec_fma);
}
static Value c_fma(kr_vm *vm, Value *a, int n) {
    return (void)n, ternary(vm, a[1], a[2], a[3], a[0], kr__dec_fma);
}

/* ---- rounding as the argument says ---- */

static bool begin_rounding(kr_vm *vm, KrDecimalOp *o, Value rounding, Value context) {
    if (!kr__decimal_begin(vm, o, context)) return false;
    if (!kr__ok(rounding) || kr__is_none(rounding)) return true;
    int r = kr__decimal_rounding(vm, rounding);
    o->ctx.round = (uint8_t)r;
    return r >= 0;
}
static Value d_quantize(kr_vm *vm, Value *a, int n) { /* self, exp, rounding, context */
    (void)n;
    KrDecimalOp o;
    KrDec x, y, r;
    if (!begin_rounding(vm, &o, a[2], a[3]) || !kr__decimal_convert(vm, &o, a[0], &x) ||
        !kr__decimal_convert(vm, &o, a[1], &y))
        return KR_FAILED;
    return kr__decimal_finish(vm, &o, kr__dec_quantize(&o.ctx, &r, &x, &y), &r);
}
static Value integral(kr_vm *vm, Value *a, KrDecOp1 f) { /* self, rounding, context */
    KrDecimalOp o;
    KrDec x, r;
    if (!begin_rounding(vm, &o, a[1], a[2]) || !kr__decimal_convert(vm, &o, a[0], &x))
        return KR_FAILED;
    return kr__decimal_finish(vm, &o, f(&o.ctx, &r, &x), &r);
}
static Value d_to_integral(kr_vm *vm, Value *a, int n) {
    return (void)n, integral(vm, a, kr__dec_to_integral);
}
static Value d_to_integral_exact(kr_vm *vm, Value *a, int n) {
    return (void)n, integral(vm, a, kr__dec_to_integral_exact);
}
static Value c_to_integral(kr_vm *vm, Value *a, int n) {
    return (void)n, unary(vm, a[1], a[0], kr__dec_to_integral);
}
static Value c_to_integral_exact(kr_vm *vm, Value *a, int n) {
    return (void)n, unary(vm, a[1], a[0], kr__dec_to_integral_exact);
}

/* ---- copies ---- */

static bool op_copy(KrDecCtx *c, KrDec *r, const KrDec *a) {
    (void)c;
    *r = *a;
    return true;
}
static bool op_apply(KrDecCtx *c, KrDec *r, const KrDec *a) {
    *r = *a;
    return kr__dec_finalize(c, r);
}
static bool op_copy_abs(KrDecCtx *c, KrDec *r, const KrDec *a) {
    (void)c;
    *r = *a;
    r->neg = false;
    return true;
}
static bool op_copy_negate(KrDecCtx *c, KrDec *r, const KrDec *a) {
    (void)c;
    *r = *a;
    r->neg = !a->neg;
    return true;
}
static bool op_copy_sign(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    (void)c;
    *r = *a;
    r->neg = b->neg;
    return true;
}
#define kr__dec_copy_abs op_copy_abs
#define kr__dec_copy_negate op_copy_negate
#define kr__dec_copy_sign op_copy_sign
ONE(copy_abs, copy_abs)
ONE(copy_negate, copy_negate)
TWO(copy_sign, copy_sign)
static Value c_copy_decimal(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__is_decimal(vm, a[1]) ? a[1] : unary(vm, a[1], a[0], op_copy);
}
static Value d_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }
static Value c_canonical(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_decimal(vm, a[1])) return kr__raise_type(vm, "argument must be a Decimal");
    return a[1];
}

/* ---- questions ---- */

static bool is_canonical(const KrDecCtx *c, const KrDec *a) { return (void)c, (void)a, true; }
static bool is_finite(const KrDecCtx *c, const KrDec *a) {
    return (void)c, a->kind == KR_DEC_FINITE;
}
static bool is_infinite(const KrDecCtx *c, const KrDec *a) {
    return (void)c, a->kind == KR_DEC_INF;
}
static bool is_nan(const KrDecCtx *c, const KrDec *a) { return (void)c, kr__dec_is_nan(a); }
static bool is_qnan(const KrDecCtx *c, const KrDec *a) { return (void)c, a->kind == KR_DEC_NAN; }
static bool is_snan(const KrDecCtx *c, const KrDec *a) { return (void)c, a->kind == KR_DEC_SNAN; }
static bool is_signed(const KrDecCtx *c, const KrDec *a) { return (void)c, a->neg; }
static bool is_zero(const KrDecCtx *c, const KrDec *a) { return (void)c, kr__dec_is_zero(a); }
static bool is_normal(const KrDecCtx *c, const KrDec *a) {
    return a->kind == KR_DEC_FINITE && a->n && kr__dec_adj(a) >= c->emin;
}
static bool is_subnormal(const KrDecCtx *c, const KrDec *a) {
    return a->kind == KR_DEC_FINITE && a->n && kr__dec_adj(a) < c->emin;
}
static Value ask(kr_vm *vm, Value x, Value context, bool (*f)(const KrDecCtx *c, const KrDec *a)) {
    KrDecimalOp o;
    KrDec a;
    if (!kr__decimal_begin(vm, &o, context) || !kr__decimal_convert(vm, &o, x, &a))
        return KR_FAILED;
    bool yes = f(&o.ctx, &a);
    return kr__decimal_end(vm, &o, true) ? kr__bool(yes) : KR_FAILED;
}
#define ASK(name)                                            \
    static Value d_##name(kr_vm *vm, Value *a, int n) {      \
        return ask(vm, a[0], n > 1 ? a[1] : KR_UNSET, name); \
    }                                                        \
    static Value c_##name(kr_vm *vm, Value *a, int n) { return (void)n, ask(vm, a[1], a[0], name); }
static Value d_is_canonical(kr_vm *vm, Value *a, int n) {
    return (void)n, ask(vm, a[0], KR_UNSET, is_canonical);
}
static Value c_is_canonical(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_decimal(vm, a[1])) return kr__raise_type(vm, "argument must be a Decimal");
    return KR_TRUE_V;
}
ASK(is_finite)
ASK(is_infinite)
ASK(is_nan)
ASK(is_qnan)
ASK(is_snan)
ASK(is_signed)
ASK(is_zero)
ASK(is_normal)
ASK(is_subnormal)

static Value same_quantum(kr_vm *vm, Value x, Value y, Value context) {
    KrDecimalOp o;
    KrDec a, b;
    if (!kr__decimal_begin(vm, &o, context) || !kr__decimal_convert(vm, &o, x, &a) ||
        !kr__decimal_convert(vm, &o, y, &b))
        return KR_FAILED;
    bool same = kr__dec_is_nan(&a) || kr__dec_is_nan(&b)
                    ? kr__dec_is_nan(&a) && kr__dec_is_nan(&b)
                    : a.kind == b.kind && (a.kind == KR_DEC_INF || a.exp == b.exp);
    return kr__decimal_end(vm, &o, true) ? kr__bool(same) : KR_FAILED;
}
static Value d_same_quantum(kr_vm *vm, Value *a, int n) {
    return (void)n, same_quantum(vm, a[0], a[1], a[2]);
}
static Value c_same_quantum(kr_vm *vm, Value *a, int n) {
    return (void)n, same_quantum(vm, a[1], a[2], a[0]);
}

static Value number_class(kr_vm *vm, Value x, Value context) {
    KrDecimalOp o;
    KrDec a;
    if (!kr__decimal_begin(vm, &o, context) || !kr__decimal_convert(vm, &o, x, &a))
        return KR_FAILED;
    const char *name = kr__dec_class(&o.ctx, &a);
    return kr__decimal_end(vm, &o, true) ? kr__intern(vm, name, strlen(name)) : KR_FAILED;
}
static Value d_number_class(kr_vm *vm, Value *a, int n) {
    return (void)n, number_class(vm, a[0], a[1]);
}
static Value c_number_class(kr_vm *vm, Value *a, int n) {
    return (void)n, number_class(vm, a[1], a[0]);
}
static Value d_adjusted(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrDec x = kr__decimal_view(a[0]);
    return kr__int_from_i64(vm, x.kind == KR_DEC_FINITE ? kr__dec_adj(&x) : 0);
}
static Value radix(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__decimal_from(vm, KR_UNSET, kr__from_int48(10), KR_UNSET, true);
}

/* ---- comparing ---- */

/* What x (a number of another kind) is as a number to compare with self: 1; 0: NotImplemented; -1. *scale: what self is to
 * be multiplied by, unset: nothing. May run Python code. */
static int comparand(kr_vm *vm, KrDecimalOp *o, Value x, bool equality, Value *out, Value *scale) {
    *out = x;
    *scale = KR_UNSET;
    if (is_number(vm, x)) return 1;
    if (equality && kr__has_kind(vm, x, KR_K_COMPLEX)) {
        Value re = kr__getattr(vm, x, kr__intern(vm, "real", 4));
        Value im = kr__ok(re) ? kr__getattr(vm, x, kr__intern(vm, "imag", 4)) : KR_FAILED;
        if (kr__failed(im)) return -1;
        if (kr__double(im) != 0) return 0;
        x = re;
    }
    if (kr__is_float_value(vm, x)) {
        kr__decimal_context_ptr(o->context)->status |= KR_DEC_FLOAT_OPERATION;
        if (!equality && !kr__decimal_signal(vm, o->context, KR_DEC_FLOAT_OPERATION)) return -1;
        *out = kr__decimal_from_float(vm, KR_UNSET, x, o->context, true);
        return kr__ok(*out) ? 1 : -1;
    }
    int r = kr__is_ref(x) ? kr__isinstance(vm, x, kr__decimal_state(vm)[KR_DECIMAL_S_RATIONAL]) : 0;
    if (r <= 0) return r;
    Value top = kr__getattr(vm, x, kr__intern(vm, "numerator", 9));
    Value bottom = kr__ok(top) ? kr__getattr(vm, x, kr__intern(vm, "denominator", 11)) : KR_FAILED;
    if (kr__failed(bottom)) return -1;
    if (!kr__is_int_value(vm, top) || !kr__is_int_value(vm, bottom)) {
        kr__raise_type(vm, "numerator and denominator must be integers");
        return -1;
    }
    *out = top;
    *scale = bottom;
    return 1;
}

/* self * scale, exactly, in the operation's memory. */
static bool scaled(kr_vm *vm, KrDecimalOp *o, KrDec *a, Value scale) {
    KrDec by, self = *a;
    KrDecCtx max = kr__dec_max_ctx(&o->run);
    if (kr__dec_is_nan(a)) return true;
    return kr__decimal_operand(vm, o, scale, &by) > 0 && kr__dec_mul(&max, a, &self, &by);
}

static Value compare_by(kr_vm *vm, Value x, Value y, KrName op) {
    KrDecimalOp o;
    KrDec a = kr__decimal_view(x), b;
    bool equality = op == KR_N___eq__ || op == KR_N___ne__, yes;
    Value other, scale;
    if (!kr__decimal_begin(vm, &o, KR_UNSET)) return KR_FAILED;
    int r = comparand(vm, &o, y, equality, &other, &scale);
    if (r <= 0) {
        kr__dec_end(&o.run);
        return r < 0 ? KR_FAILED : KR_NOTIMPL_V;
    }
    bool ok = kr__decimal_operand(vm, &o, other, &b) > 0;
    if (ok && kr__ok(scale)) ok = scaled(vm, &o, &a, scale);
    if (!ok) return kr__decimal_end(vm, &o, false) ? KR_FAILED : KR_FAILED;
    if (kr__dec_is_nan(&a) || kr__dec_is_nan(&b)) {
        if (!equality || a.kind == KR_DEC_SNAN || b.kind == KR_DEC_SNAN)
            o.ctx.status |= KR_DEC_INVALID_OPERATION;
        yes = op == KR_N___ne__;
    } else {
        int order = kr__dec_cmp(&a, &b);
        yes = op == KR_N___eq__   ? order == 0
              : op == KR_N___ne__ ? order != 0
              : op == KR_N___lt__ ? order < 0
              : op == KR_N___le__ ? order <= 0
              : op == KR_N___gt__ ? order > 0
                                  : order >= 0;
    }
    ok = kr__decimal_end(vm, &o, true);
    kr__keep(x);
    kr__keep(other);
    return ok ? kr__bool(yes) : KR_FAILED;
}
#define COMPARE(name)                                                  \
    static Value o_##name(kr_vm *vm, Value *a, int n) {                \
        return (void)n, compare_by(vm, a[0], a[1], KR_N___##name##__); \
    }
COMPARE(eq)
COMPARE(ne)
COMPARE(lt)
COMPARE(le)
COMPARE(gt)
COMPARE(ge)

/* ---- hash ---- */

#define MODULUS 0x1fffffffffffffffu /* 2^61 - 1 */
static uint64_t mod_mul(uint64_t a, uint64_t b) {
    unsigned __int128 p = (unsigned __int128)a * b;
    uint64_t s = (uint64_t)(p & MODULUS) + (uint64_t)(p >> 61);
    return s >= MODULUS ? s - MODULUS : s;
}
static uint64_t mod_pow(uint64_t b, uint64_t e) {
    uint64_t r = 1;
    for (; e; e >>= 1, b = mod_mul(b, b))
        if (e & 1) r = mod_mul(r, b);
    return r;
}
static Value o_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrDec x = kr__decimal_view(a[0]);
    if (x.kind == KR_DEC_SNAN) return kr__raise_type(vm, "Cannot hash a signaling NaN value");
    if (x.kind == KR_DEC_NAN) return kr__int_from_i64(vm, kr__hash_address(kr__id(a[0])));
    if (x.kind == KR_DEC_INF) return kr__int_from_i64(vm, x.neg ? -314159 : 314159);
    uint64_t h = 0, base = KR_DEC_BASE % MODULUS;
    for (size_t i = x.n; i-- > 0;) {
        h = mod_mul(h, base) + x.d[i] % MODULUS;
        if (h >= MODULUS) h -= MODULUS;
    }
    uint64_t ten = x.exp >= 0 ? 10 : mod_pow(10, MODULUS - 2);
    h = mod_mul(h, mod_pow(ten, x.exp >= 0 ? (uint64_t)x.exp : 0 - (uint64_t)x.exp));
    int64_t r = x.neg ? -(int64_t)h : (int64_t)h;
    return kr__int_from_i64(vm, r == -1 ? -2 : r);
}

/* ---- conversions ---- */

static bool capitals_of(kr_vm *vm, Value context, bool *out) {
    context = kr__decimal_context_arg(vm, context);
    if (kr__ok(context)) *out = kr__decimal_context_ptr(context)->capitals;
    return kr__ok(context);
}
static Value o_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    bool capitals;
    return capitals_of(vm, KR_UNSET, &capitals) ? kr__decimal_text(vm, a[0], false, capitals)
                                                : KR_FAILED;
}
static Value o_repr(kr_vm *vm, Value *a, int n) {
    Value s = o_str(vm, a, n);
    return kr__ok(s) ? kr__text(vm, "Decimal('%S')", s) : s;
}
static Value d_to_eng_string(kr_vm *vm, Value *a, int n) {
    (void)n;
    bool capitals;
    return capitals_of(vm, a[1], &capitals) ? kr__decimal_text(vm, a[0], true, capitals)
                                            : KR_FAILED;
}
/* A Decimal equal to x, or x itself. */
static Value as_decimal(kr_vm *vm, Value x, Value context) {
    return kr__is_decimal(vm, x) ? x : unary(vm, x, context, op_copy);
}
static Value c_text(kr_vm *vm, Value *a, bool engineering) {
    Value x = as_decimal(vm, a[1], a[0]);
    return kr__ok(x) ? kr__decimal_text(vm, x, engineering, kr__decimal_context_ptr(a[0])->capitals)
                     : x;
}
static Value c_to_sci_string(kr_vm *vm, Value *a, int n) { return (void)n, c_text(vm, a, false); }
static Value c_to_eng_string(kr_vm *vm, Value *a, int n) { return (void)n, c_text(vm, a, true); }
static Value d_format(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__decimal_format(vm, a[0], a[1], a[2]);
}
static Value o_bool(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    KrDec x = kr__decimal_view(a[0]);
    return kr__bool(!kr__dec_is_zero(&x));
}
static Value o_int(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__decimal_to_int(vm, a[0], KR_DEC_DOWN);
}
static Value d_floor(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__decimal_to_int(vm, a[0], KR_DEC_FLOOR);
}
static Value d_ceil(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__decimal_to_int(vm, a[0], KR_DEC_CEILING);
}
static Value o_float(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrDec x = kr__decimal_view(a[0]);
    if (x.kind == KR_DEC_SNAN) return kr__raise_value(vm, "cannot convert signaling NaN to float");
    if (x.kind == KR_DEC_NAN)
        return kr__from_double(x.neg ? -__builtin_nan("") : __builtin_nan(""));
    Value s = kr__decimal_text(vm, a[0], false, true);
    return kr__ok(s) ? kr__call1(vm, kr__type(vm, KR_T_FLOAT), s) : s;
}
static Value d_complex(kr_vm *vm, Value *a, int n) {
    Value f = o_float(vm, a, n);
    return kr__ok(f) ? kr__call1(vm, kr__type(vm, KR_T_COMPLEX), f) : f;
}
static Value d_round(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t places;
    KrDecimalOp o;
    KrDec r, x = kr__decimal_view(a[0]), to;
    if (!kr__ok(a[1])) return kr__decimal_to_int(vm, a[0], KR_DEC_HALF_EVEN);
    if (!kr__is_int_value(vm, a[1])) return kr__raise_type(vm, "optional arg must be an integer");
    if (!kr__int_to_i64(vm, a[1], &places)) return KR_FAILED;
    if (!kr__decimal_begin(vm, &o, KR_UNSET)) return KR_FAILED;
    bool ok = kr__dec_set_u64(&o.ctx, &to, false, 1, places == INT64_MIN ? INT64_MAX : -places) &&
              kr__dec_quantize(&o.ctx, &r, &x, &to);
    return kr__decimal_finish(vm, &o, ok, &r);
}

static Value d_as_tuple(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrDec x = kr__decimal_view(a[0]);
    Value v[3];
    bool none = kr__dec_is_nan(&x) && x.n == 0;
    size_t len = none ? 0 : (size_t)x.digits;
    KrMem *mem = &kr__heap(vm)->mem;
    char few[128], *text = few;
    if (len > sizeof few && !(text = kr__mem_alloc(mem, len))) return kr__no_memory(vm);
    if (len) kr__dec_digits(text, &x);
    KrTuple *t = kr__tuple_raw(vm, len, false);
    for (size_t i = 0; t && i < len; i++) t->narrow[i] = kr__slot_from_int(text[i] - '0');
    if (text != few) kr__mem_free(mem, text, len);
    if (!t) return KR_FAILED;
    v[0] = kr__from_int48(x.neg);
    v[1] = len ? kr__value_of(t) : kr__tuple_empty(vm);
    v[2] = x.kind == KR_DEC_FINITE ? kr__int_from_i64(vm, x.exp)
                                   : kr__intern(vm,
                                                x.kind == KR_DEC_INF   ? "F"
                                                : x.kind == KR_DEC_NAN ? "n"
                                                                       : "N",
                                                1);
    if (kr__failed(v[1]) || kr__failed(v[2])) return KR_FAILED;
    return kr__call(vm, kr__decimal_state(vm)[KR_DECIMAL_S_TUPLE], v, 3);
}

static Value d_as_integer_ratio(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrDec x = kr__decimal_view(a[0]);
    if (kr__dec_is_nan(&x)) return kr__raise_value(vm, "cannot convert NaN to integer ratio");
    if (x.kind == KR_DEC_INF)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "cannot convert Infinity to integer ratio");
    Value pair[2] = {KR_UNSET, kr__from_int48(1)};
    if (x.n == 0) {
        pair[0] = kr__from_int48(0);
        return kr__tuple_new(vm, pair, 2);
    }
    int64_t zeros = x.exp < 0 ? kr__dec_trailing_zeros(&x) : 0;
    if (x.exp + zeros >= 0) {
        pair[0] = kr__decimal_to_int(vm, a[0], KR_DEC_DOWN);
        return kr__ok(pair[0]) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
    }
    KrDec whole = x; /* the coefficient over a power of ten, in lowest terms */
    whole.exp = 0;
    Value top = kr__decimal_new(vm, KR_UNSET, &whole);
    top = kr__ok(top) ? kr__decimal_to_int(vm, top, KR_DEC_DOWN) : top;
    Value k = kr__ok(top) ? kr__int_from_i64(vm, -x.exp) : KR_FAILED;
    Value bottom = kr__ok(k) ? kr__int_pow(vm, kr__from_int48(10), k, KR_NONE_V) : KR_FAILED;
    Value gcd = kr__ok(bottom) ? kr__import_attr(vm, "math", "gcd") : KR_FAILED;
    if (kr__ok(gcd)) gcd = kr__call2(vm, gcd, top, bottom);
    if (kr__failed(gcd)) return gcd;
    pair[0] = kr__int_floordiv(vm, top, gcd);
    pair[1] = kr__ok(pair[0]) ? kr__int_floordiv(vm, bottom, gcd) : KR_FAILED;
    return kr__ok(pair[1]) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
}

static Value d_reduce(kr_vm *vm, Value *a, int n) {
    Value s = o_str(vm, a, n), args = kr__ok(s) ? kr__tuple_new(vm, &s, 1) : KR_FAILED;
    Value pair[2] = {kr__class_of(vm, a[0]), args};
    return kr__ok(args) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
}
static Value d_sizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_i64(
        vm, (int64_t)(kr__cell_bytes(vm, kr__ptr(a[0])) + kr__owned_bytes(vm, kr__ptr(a[0]))));
}
static Value get_real(kr_vm *vm, Value self) { return (void)vm, self; }
static Value get_imag(kr_vm *vm, Value self) {
    (void)self;
    return kr__decimal_from(vm, KR_UNSET, kr__from_int48(0), KR_UNSET, true);
}
const KrGetSet kr__decimal_getset[] = {
    {"real", get_real, NULL, NULL},
    {"imag", get_imag, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

/* ---- making ---- */

static Value d_new(kr_vm *vm, Value *a, int n) { /* cls, value, context */
    (void)n;
    Value v = kr__ok(a[1]) ? a[1] : kr__from_int48(0);
    return kr__decimal_from(vm, a[0], v, a[2], true);
}
static Value d_from_float(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value own = kr__decimal_state(vm)[KR_DECIMAL_S_DECIMAL];
    Value v = kr__decimal_from_float(vm, KR_UNSET, a[1], KR_UNSET, true);
    return kr__failed(v) || kr__same(a[0], own) ? v : kr__call1(vm, a[0], v);
}
static Value c_create_decimal(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__ok(a[1]) ? a[1] : kr__from_int48(0);
    return kr__decimal_from(vm, KR_UNSET, v, a[0], false);
}
static Value c_create_decimal_from_float(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__decimal_from_float(vm, KR_UNSET, a[1], a[0], false);
}
static Value c__apply(kr_vm *vm, Value *a, int n) {
    (void)n;
    return unary(vm, a[1], a[0], op_apply);
}

/* ---- tables ---- */

#define BOTH_ROWS(name)                                                   \
    {"__" #name "__(self, value, /)", o_##name, NULL, KR_DEF_SPECIAL}, {  \
        "__r" #name "__(self, value, /)", o_r##name, NULL, KR_DEF_SPECIAL \
    }
#define COMPARE_ROW(name) \
    { "__" #name "__(self, value, /)", o_##name, NULL, KR_DEF_SPECIAL }
#define SELF_ROW(name) \
    { "__" #name "__(self, /)", o_##name, NULL, KR_DEF_SPECIAL }
#define CONTEXT_ROW(name, doc) \
    { #name "(self, /, context=None)", d_##name, doc, 0 }
#define OTHER_ROW(name, doc) \
    { #name "(self, /, other, context=None)", d_##name, doc, 0 }
#define PLAIN_ROW(name, doc) \
    { #name "(self, /)", d_##name, doc, 0 }
#define o_neg d_minus
#define o_pos d_plus
#define o_abs d_abs

const KrFnDef kr__decimal_methods[] = {
    {"__new__(cls, value=\"0\", context=None)", d_new, NULL, KR_DEF_NEW},
    SELF_ROW(repr),
    SELF_ROW(hash),
    SELF_ROW(str),
    COMPARE_ROW(lt),
    COMPARE_ROW(le),
    COMPARE_ROW(eq),
    COMPARE_ROW(ne),
    COMPARE_ROW(gt),
    COMPARE_ROW(ge),
    BOTH_ROWS(add),
    BOTH_ROWS(sub),
    BOTH_ROWS(mul),
    BOTH_ROWS(mod),
    BOTH_ROWS(divmod),
    {"__pow__(self, value, mod=None, /)", o_pow, NULL, KR_DEF_SPECIAL},
    {"__rpow__(self, value, mod=None, /)", o_rpow, NULL, KR_DEF_SPECIAL},
    SELF_ROW(neg),
    SELF_ROW(pos),
    SELF_ROW(abs),
    SELF_ROW(bool),
    SELF_ROW(int),
    SELF_ROW(float),
    BOTH_ROWS(floordiv),
    BOTH_ROWS(truediv),
    CONTEXT_ROW(exp, "e to the power of the number, correctly rounded."),
    CONTEXT_ROW(ln, "The natural logarithm, correctly rounded."),
    CONTEXT_ROW(log10, "The logarithm to base ten, correctly rounded."),
    CONTEXT_ROW(next_minus, "The largest number of the context that is smaller."),
    CONTEXT_ROW(next_plus, "The smallest number of the context that is larger."),
    CONTEXT_ROW(normalize, "The number without zeros at its end; every zero becomes 0."),
    {"to_integral(self, /, rounding=None, context=None)", d_to_integral,
     "The same as to_integral_value().", 0},
    {"to_integral_exact(self, /, rounding=None, context=None)", d_to_integral_exact,
     "The nearest integer, with the signals Inexact and Rounded.", 0},
    {"to_integral_value(self, /, rounding=None, context=None)", d_to_integral,
     "The nearest integer, without signals.", 0},
    CONTEXT_ROW(sqrt, "The square root, correctly rounded."),
    OTHER_ROW(compare, "-1, 0 or 1, or NaN, as a Decimal."),
    OTHER_ROW(compare_signal, "As compare(), but every NaN signals."),
    OTHER_ROW(max, "The larger number; a number rather than a quiet NaN."),
    OTHER_ROW(max_mag, "As max(), of absolute values."),
    OTHER_ROW(min, "The smaller number; a number rather than a quiet NaN."),
    OTHER_ROW(min_mag, "As min(), of absolute values."),
    OTHER_ROW(next_toward, "The neighbour of the number in the direction of the other."),
    {"quantize(self, /, exp, rounding=None, context=None)", d_quantize,
     "The number rounded to the exponent that exp has.\n\n"
     "    >>> Decimal('2.7182').quantize(Decimal('0.01'))\n    Decimal('2.72')\n",
     0},
    OTHER_ROW(remainder_near, "What is left of the number when the nearest multiple is taken."),
    {"fma(self, /, other, third, context=None)", d_fma,
     "self * other + third, rounded once.\n\n"
     "    >>> Decimal(3).fma(4, 5)\n    Decimal('17')\n",
     0},
    PLAIN_ROW(is_canonical, "True."),
    PLAIN_ROW(is_finite, "Whether the number is neither infinite nor NaN."),
    PLAIN_ROW(is_infinite, "Whether the number is infinite."),
    PLAIN_ROW(is_nan, "Whether it is a NaN, quiet or signaling."),
    PLAIN_ROW(is_qnan, "Whether it is a quiet NaN."),
    PLAIN_ROW(is_snan, "Whether it is a signaling NaN."),
    PLAIN_ROW(is_signed, "Whether its sign is negative."),
    PLAIN_ROW(is_zero, "Whether it is zero."),
    CONTEXT_ROW(is_normal, "Whether it is finite, not zero and not subnormal."),
    CONTEXT_ROW(is_subnormal, "Whether it is smaller than what has all digits."),
    PLAIN_ROW(adjusted, "The exponent of the first digit."),
    {"canonical(self, /)", d_self, "The number itself.", 0},
    {"conjugate(self, /)", d_self, "Return self.", 0},
    {"radix(self, /)", radix, "Decimal(10).", 0},
    PLAIN_ROW(copy_abs, "The number with a positive sign, not rounded."),
    PLAIN_ROW(copy_negate, "The number with the other sign, not rounded."),
    CONTEXT_ROW(logb, "The exponent of the first digit, as a Decimal."),
    CONTEXT_ROW(logical_invert, "Each digit 0 or 1 inverted."),
    CONTEXT_ROW(number_class, "The name of the number's class."),
    CONTEXT_ROW(to_eng_string, "Text with an exponent that is a multiple of three."),
    OTHER_ROW(compare_total, "-1, 0 or 1 by an order of all numbers and their forms.\n\n"
                             "    >>> Decimal('12.0').compare_total(Decimal('12'))\n"
                             "    Decimal('-1')\n"),
    OTHER_ROW(compare_total_mag, "As compare_total(), without signs."),
    OTHER_ROW(copy_sign, "The number with the other's sign.\n\n"
                         "    >>> Decimal('7.1').copy_sign(Decimal('-2'))\n"
                         "    Decimal('-7.1')\n"),
    OTHER_ROW(same_quantum, "Whether both have the same exponent."),
    OTHER_ROW(logical_and, "Digit by digit and."),
    OTHER_ROW(logical_or, "Digit by digit or."),
    OTHER_ROW(logical_xor, "Digit by digit exclusive or."),
    OTHER_ROW(rotate, "The digits turned by so many places."),
    OTHER_ROW(scaleb, "The number times ten to the power of the other."),
    OTHER_ROW(shift, "The digits shifted by so many places."),
    {"from_float(cls, f, /)", d_from_float,
     "The number that a float is, exactly.\n\n"
     "    >>> Decimal.from_float(0.75)\n    Decimal('0.75')\n",
     KR_DEF_CLASSMETHOD},
    PLAIN_ROW(as_tuple, "The named tuple (sign, digits, exponent)."),
    PLAIN_ROW(as_integer_ratio, "Numerator and denominator in lowest terms."),
    {"__copy__(self, /)", d_self, NULL, 0},
    {"__deepcopy__(self, memo, /)", d_self, NULL, 0},
    {"__format__(self, fmt, override=None, /)", d_format, NULL, 0},
    {"__reduce__(self, /)", d_reduce, NULL, 0},
    {"__round__(self, ndigits=None, /)", d_round, NULL, 0},
    {"__ceil__(self, /)", d_ceil, NULL, 0},
    {"__floor__(self, /)", d_floor, NULL, 0},
    {"__trunc__(self, /)", o_int, NULL, 0},
    {"__complex__(self, /)", d_complex, NULL, 0},
    {"__sizeof__(self, /)", d_sizeof, NULL, 0},
    {NULL, NULL, NULL, 0},
};

#define X_ROW(name, doc) \
    { #name "(self, x, /)", c_##name, doc, 0 }
#define XY_ROW(name, doc) \
    { #name "(self, x, y, /)", c_##name, doc, 0 }
const KrFnDef kr__decimal_context_methods[] = {
    X_ROW(abs, "The absolute value of x."),
    X_ROW(exp, "e to the power of x."),
    X_ROW(ln, "The natural logarithm of x."),
    X_ROW(log10, "The logarithm of x to base ten."),
    X_ROW(minus, "-x, rounded."),
    X_ROW(next_minus, "The largest number of the context that is smaller."),
    X_ROW(next_plus, "The smallest number of the context that is larger."),
    X_ROW(normalize, "x without zeros at its end."),
    X_ROW(plus, "x, rounded."),
    X_ROW(to_integral, "The same as to_integral_value()."),
    X_ROW(to_integral_exact, "The nearest integer, with signals."),
    {"to_integral_value(self, x, /)", c_to_integral, "The nearest integer, without signals.", 0},
    X_ROW(sqrt, "The square root of x."),
    XY_ROW(add, "The sum of x and y."),
    XY_ROW(compare, "-1, 0 or 1, or NaN."),
    XY_ROW(compare_signal, "As compare(), but every NaN signals."),
    XY_ROW(divide, "x divided by y."),
    XY_ROW(divide_int, "x divided by y, truncated to an integer."),
    XY_ROW(divmod, "Quotient and remainder of x and y."),
    XY_ROW(max, "The larger of x and y."),
    XY_ROW(max_mag, "As max(), of absolute values."),
    XY_ROW(min, "The smaller of x and y."),
    XY_ROW(min_mag, "As min(), of absolute values."),
    XY_ROW(multiply, "The product of x and y."),
    XY_ROW(next_toward, "The neighbour of x in the direction of y."),
    XY_ROW(quantize, "x rounded to the exponent that y has."),
    XY_ROW(remainder, "What is left of x after the integer division by y."),
    XY_ROW(remainder_near, "What is left of x when the nearest multiple of y is taken."),
    XY_ROW(subtract, "The difference of x and y."),
    {"power(self, /, a, b, modulo=None)", c_power, "a to the power of b, modulo an integer.", 0},
    {"fma(self, x, y, z, /)", c_fma, "x * y + z, rounded once.", 0},
    {"radix(self, /)", radix, "Return 10.", 0},
    X_ROW(is_canonical, "True."),
    X_ROW(is_finite, "Whether x is neither infinite nor NaN."),
    X_ROW(is_infinite, "Whether x is infinite."),
    X_ROW(is_nan, "Whether x is a NaN."),
    X_ROW(is_normal, "Whether x is finite, not zero and not subnormal."),
    X_ROW(is_qnan, "Whether x is a quiet NaN."),
    X_ROW(is_signed, "Whether the sign of x is negative."),
    X_ROW(is_snan, "Whether x is a signaling NaN."),
    X_ROW(is_subnormal, "Whether x is subnormal."),
    X_ROW(is_zero, "Whether x is zero."),
    X_ROW(_apply, NULL),
    X_ROW(canonical, "x itself."),
    X_ROW(copy_abs, "x with a positive sign."),
    X_ROW(copy_decimal, "A copy of x."),
    X_ROW(copy_negate, "x with the other sign."),
    X_ROW(logb, "The exponent of the first digit of x."),
    X_ROW(logical_invert, "Each digit of x inverted."),
    X_ROW(number_class, "The name of the class of x."),
    X_ROW(to_sci_string, "Scientific text of x."),
    X_ROW(to_eng_string, "Engineering text of x."),
    XY_ROW(compare_total, "-1, 0 or 1 by an order of all numbers and their forms."),
    XY_ROW(compare_total_mag, "As compare_total(), without signs."),
    XY_ROW(copy_sign, "x with the sign of y."),
    XY_ROW(logical_and, "Digit by digit and."),
    XY_ROW(logical_or, "Digit by digit or."),
    XY_ROW(logical_xor, "Digit by digit exclusive or."),
    XY_ROW(rotate, "The digits of x turned by y places."),
    XY_ROW(same_quantum, "Whether both have the same exponent."),
    XY_ROW(scaleb, "x times ten to the power of y."),
    XY_ROW(shift, "The digits of x shifted by y places."),
    {"create_decimal(self, num=\"0\", /)", c_create_decimal, "A Decimal, rounded to the context.",
     0},
    {"create_decimal_from_float(self, f, /)", c_create_decimal_from_float,
     "The number that a float is, rounded to the context.", 0},
    {NULL, NULL, NULL, 0},
};
