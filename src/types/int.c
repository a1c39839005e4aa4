/* SPDX-License-Identifier: MIT
 * int.c: the types int and bool: construction, operators, attributes. Arithmetic is int_arith.c's, digits are
 * int_text.c's, format specs are number_format.c's. */
#include "types/int.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "types/number.h"
#include "types/seq.h"
#include "types/str.h"
#include "types/type.h"

static size_t int_bytes(kr_vm *vm, const KrObj *cell) {
    size_t n = sizeof(KrInt) + ((const KrInt *)cell)->n * (size_t)4;
    return kr__layout_of(vm, cell)->flags & KR_LF_TAIL ? n + 4 : n;
}
const KrKindInfo kr__kind_int = {.name = "int", .size = sizeof(KrInt), .bytes = int_bytes};

int64_t kr__int_hash(kr_vm *vm, Value a) {
    if (kr__is_int(a)) return kr__hash_i64(kr__int(a));
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, a, buf);
    return kr__hash_limbs(l.d, l.n, l.neg);
}

/* ---- construction ---- */

/* An instance of a subclass of int with the value of i. */
static Value of_subclass(kr_vm *vm, Value cls, Value i) {
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, i, buf);
    KrInt *cell = kr__instance_new_var(vm, cls, sizeof(KrInt) + (size_t)l.n * 4);
    if (!cell) return KR_FAILED;
    l = kr__int_view(vm, i, buf);
    cell->n = l.n;
    cell->negative = l.neg;
    memcpy(cell->limb, l.d, (size_t)l.n * 4);
    return kr__value_of(cell);
}

/* What __int__, __index__ or __trunc__ gave, as an exact int. */
static Value checked(kr_vm *vm, Value v, const char *method) {
    if (!kr__ok(v) || kr__is_int(v) || kr__exact(v, KR_T_INT)) return v;
    if (!kr__is_int_value(vm, v))
        return kr__raise_type(vm, "%s returned non-int (type %T)", method, v);
    if (!kr__warn(vm, KR_T_X_DEPRECATIONWARNING, 1,
                  "%s returned non-int (type %T).  The ability to return an instance of a strict "
                  "subclass of int is "
                  "deprecated, and may be removed in a future version of Python.",
                  method, v))
        return KR_FAILED;
    return kr__int_exact(vm, v);
}

static Value from_double(kr_vm *vm, double d) {
    if (d != d) return kr__raise_value(vm, "cannot convert float NaN to integer");
    if (isinf(d))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "cannot convert float infinity to integer");
    return kr__int_from_double(vm, d);
}

Value kr__int_from_double(kr_vm *vm, double d) {
    d = trunc(d);
    if (d >= -0x1p47 && d < 0x1p47) return kr__from_int48((int64_t)d);
    uint32_t buf[40];
    KrLimbs r = {.d = buf};
    kr__limbs_from_double(&r, d);
    return kr__int_from_limbs(vm, r.neg, r.d, r.n);
}

/* int(x) of one argument. */
static Value convert(kr_vm *vm, Value v) {
    if (kr__is_int(v) || kr__exact(v, KR_T_INT)) return v;
    if (kr__is_double(v)) return from_double(vm, kr__double(v));
    Value r = kr__call_special(vm, v, KR_N___int__, NULL, 0);
    if (kr__ok(r) || kr__pending(vm)) return checked(vm, r, "__int__");
    if (kr__ok(kr__special(vm, v, KR_N___index__))) return kr__index(vm, v);
    r = kr__call_special(vm, v, KR_N___trunc__, NULL, 0);
    if (kr__ok(r) || kr__pending(vm)) {
        if (!kr__ok(r)) return r;
        if (!kr__warn(vm, KR_T_X_DEPRECATIONWARNING, 1,
                      "The delegation of int() to __trunc__ is deprecated."))
            return KR_FAILED;
        if (kr__is_int_value(vm, r)) return kr__int_exact(vm, r);
        if (kr__ok(kr__special(vm, r, KR_N___index__))) return kr__index(vm, r);
        return kr__raise_type(vm, "__trunc__ returned non-Integral (type %T)", r);
    }
    if (kr__is_str(vm, v)) {
        const KrStr *s = kr__ptr(v);
        return kr__int_from_text(vm, kr__str_text(s), s->len, 10, v);
    }
    KrTextBytes t;
    if (kr__text_bytes(vm, v, &t)) return kr__int_from_text(vm, t.data, t.n, 10, v);
    if (kr__pending(vm)) return KR_FAILED;
    return kr__raise_type(
        vm, "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}

static Value convert_base(kr_vm *vm, Value v, Value base) {
    int64_t b;
    Value i = kr__index(vm, base);
    if (!kr__ok(i)) return i;
    if (!kr__int_fits_i64(vm, i, &b) || (b != 0 && b < 2) || b > 36)
        return kr__raise_value(vm, "int() base must be >= 2 and <= 36, or 0");
    if (kr__is_str(vm, v)) {
        const KrStr *s = kr__ptr(v);
        return kr__int_from_text(vm, kr__str_text(s), s->len, (int)b, v);
    }
    KrTextBytes t;
    if ((kr__has_kind(vm, v, KR_K_BYTES) || kr__has_kind(vm, v, KR_K_BYTEARRAY)) &&
        kr__text_bytes(vm, v, &t))
        return kr__int_from_text(vm, t.data, t.n, (int)b, v);
    return kr__pending(vm)
               ? KR_FAILED
               : kr__raise_type(vm, "int() can't convert non-string with explicit base");
}

static Value int_new(kr_vm *vm, Value *a, int n) { /* cls, x, base */
    (void)n;
    Value v;
    if (!kr__ok(a[1])) {
        if (kr__ok(a[2])) return kr__raise_type(vm, "int() missing string argument");
        v = kr__from_int48(0);
    } else if (kr__ok(a[2])) {
        v = convert_base(vm, a[1], a[2]);
    } else {
        v = convert(vm, a[1]);
    }
    if (!kr__ok(v) || kr__same(a[0], kr__type(vm, KR_T_INT))) return v;
    return of_subclass(vm, a[0], v);
}

static Value int_make(kr_vm *vm, Value *a, int n) {
    if (n != 1) return KR_END;
    return kr__is_int(a[0]) ? a[0] : convert(vm, a[0]);
}

/* ---- operators ---- */

#define BINARY(name, call)                                                       \
    static Value int_##name(kr_vm *vm, Value *a, int n) {                        \
        (void)n;                                                                 \
        return kr__is_int_value(vm, a[1]) ? call(vm, a[0], a[1]) : KR_NOTIMPL_V; \
    }                                                                            \
    static Value int_r##name(kr_vm *vm, Value *a, int n) {                       \
        (void)n;                                                                 \
        return kr__is_int_value(vm, a[1]) ? call(vm, a[1], a[0]) : KR_NOTIMPL_V; \
    }
BINARY(add, kr__int_add)
BINARY(sub, kr__int_sub)
BINARY(mul, kr__int_mul)
BINARY(truediv, kr__int_truediv)
BINARY(floordiv, kr__int_floordiv)
BINARY(mod, kr__int_mod)
BINARY(lshift, kr__int_lshift)
BINARY(rshift, kr__int_rshift)
BINARY(and, kr__int_and)
BINARY(or, kr__int_or)
BINARY(xor, kr__int_xor)

static Value pair_divmod(kr_vm *vm, Value x, Value y) {
    Value qr[2];
    return kr__int_divmod(vm, x, y, &qr[0], &qr[1]) ? kr__tuple_new(vm, qr, 2) : KR_FAILED;
}
BINARY(divmod, pair_divmod)

static Value int_pow(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value mod = kr__ok(a[2]) ? a[2] : KR_NONE_V;
    if (!kr__is_int_value(vm, a[1]) || !(kr__is_none(mod) || kr__is_int_value(vm, mod)))
        return KR_NOTIMPL_V;
    return kr__int_pow(vm, a[0], a[1], mod);
}
static Value int_rpow(kr_vm *vm, Value *a, int n) {
    Value swapped[3] = {a[1], a[0], a[2]};
    return kr__is_int_value(vm, a[1]) ? int_pow(vm, swapped, n) : KR_NOTIMPL_V;
}

#define UNARY(name, expr)                                 \
    static Value int_##name(kr_vm *vm, Value *a, int n) { \
        (void)n, (void)vm;                                \
        return expr;                                      \
    }
UNARY(neg, kr__int_neg(vm, a[0]))
UNARY(pos, kr__int_exact(vm, a[0]))
UNARY(abs, kr__int_abs(vm, a[0]))
UNARY(invert, kr__int_invert(vm, a[0]))
UNARY(bool, kr__bool(kr__int_sign(vm, a[0]) != 0))
UNARY(int, kr__int_exact(vm, a[0]))
UNARY(repr, kr__int_to_str(vm, a[0], 10))
UNARY(hash, kr__int_from_i64(vm, kr__int_hash(vm, a[0])))

static Value int_float(kr_vm *vm, Value *a, int n) {
    (void)n;
    double d;
    return kr__int_to_double(vm, a[0], &d) ? kr__from_double(d) : KR_FAILED;
}

#define COMPARE(name, op)                                      \
    static Value int_##name(kr_vm *vm, Value *a, int n) {      \
        (void)n;                                               \
        if (!kr__is_int_value(vm, a[1])) return KR_NOTIMPL_V;  \
        return kr__bool(kr__int_compare(vm, a[0], a[1]) op 0); \
    }
COMPARE(lt, <)
COMPARE(le, <=)
COMPARE(eq, ==)
COMPARE(ne, !=)
COMPARE(gt, >)
COMPARE(ge, >=)

/* ---- methods ---- */

static Value int_bit_length(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, a[0], buf);
    return kr__int_from_u64(vm, kr__limbs_bit_length(&l));
}
static Value int_bit_count(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, a[0], buf);
    return kr__int_from_u64(vm, kr__limbs_bit_count(&l));
}
static Value int_ratio(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value pair[2] = {kr__int_exact(vm, a[0]), kr__from_int48(1)};
    return kr__ok(pair[0]) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
}

/* Rounds half to even at 10**-ndigits. */
static Value int_round(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value self = kr__int_exact(vm, a[0]);
    if (!kr__ok(self) || !kr__ok(a[1])) return self;
    Value digits = kr__index(vm, a[1]);
    if (!kr__ok(digits)) return digits;
    if (kr__int_sign(vm, digits) >= 0) return self;
    Value unit = kr__int_pow(vm, kr__from_int48(10), kr__int_neg(vm, digits), KR_NONE_V), q, r;
    if (!kr__ok(unit) || !kr__int_divmod(vm, self, unit, &q, &r)) return KR_FAILED;
    Value twice = kr__int_add(vm, r, r);
    if (!kr__ok(twice)) return twice;
    int c = kr__int_compare(vm, twice, unit);
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, q, buf);
    bool odd = l.n && (l.d[0] & 1);
    Value down = kr__int_sub(vm, self, r);
    if (!kr__ok(down) || c < 0 || (c == 0 && !odd)) return down;
    return kr__int_add(vm, down, unit);
}

static Value int_format(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "__format__() argument must be str, not %T", a[1]);
    return kr__int_format(vm, a[0], a[1]);
}

static bool byte_order(kr_vm *vm, Value v, const char *function, bool *little) {
    *little = false;
    if (!kr__ok(v)) return true;
    if (!kr__is_str(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "%s() argument 'byteorder' must be str, not %P", function, v);
    const KrStr *s = kr__ptr(v);
    if (kr__str_is(s, "little"))
        *little = true;
    else if (!kr__str_is(s, "big"))
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "byteorder must be either 'little' or 'big'");
    return true;
}

static Value int_to_bytes(kr_vm *vm, Value *a, int n) { /* self, length, byteorder, signed */
    (void)n;
    int64_t length = 1;
    bool little;
    if (kr__ok(a[1]) && !kr__index_i64(vm, a[1], &length)) return KR_FAILED;
    if (!byte_order(vm, a[2], "to_bytes", &little)) return KR_FAILED;
    int is_signed = kr__ok(a[3]) ? kr__truth(vm, a[3]) : 0;
    if (is_signed < 0) return KR_FAILED;
    if (length < 0) return kr__raise_value(vm, "length argument must be non-negative");
    if (!is_signed && kr__int_sign(vm, a[0]) < 0)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "can't convert negative int to unsigned");
    Value bytes = kr__bytes_new(vm, NULL, (size_t)length);
    if (!kr__ok(bytes)) return bytes;
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, a[0], buf);
    if (!kr__limbs_to_bytes(&l, (uint8_t *)((KrBytes *)kr__ptr(bytes))->data, (size_t)length,
                            little, is_signed))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "int too big to convert");
    return bytes;
}

static Value int_from_bytes(kr_vm *vm, Value *a, int n) { /* cls, bytes, byteorder, signed */
    (void)n;
    bool little;
    if (!byte_order(vm, a[2], "from_bytes", &little)) return KR_FAILED;
    int is_signed = kr__ok(a[3]) ? kr__truth(vm, a[3]) : 0;
    if (is_signed < 0) return KR_FAILED;
    Value bytes = kr__has_kind(vm, a[1], KR_K_BYTES) ? a[1] : KR_UNSET;
    if (!kr__ok(bytes)) {
        if (kr__is_str(vm, a[1])) return kr__raise_type(vm, "cannot convert 'str' object to bytes");
        if (kr__is_int_value(vm, a[1]))
            return kr__raise_type(vm, "cannot convert 'int' object to bytes");
        bytes = kr__call1(vm, kr__type(vm, KR_T_BYTES), a[1]);
        if (!kr__ok(bytes)) return bytes;
    }
    const KrBytes *b = kr__ptr(bytes);
    KrLimbs r;
    KrInt *cell = kr__int_room(vm, b->len / 4 + (size_t)1, &r);
    if (!cell) return KR_FAILED;
    kr__limbs_from_bytes(&r, (const uint8_t *)b->data, b->len, little, is_signed);
    Value v = kr__int_finish(vm, cell, &r);
    if (!kr__ok(v) || kr__same(a[0], kr__type(vm, KR_T_INT))) return v;
    return kr__call1(vm, a[0], v);
}

static Value int_getnewargs(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__int_exact(vm, a[0]);
    return kr__ok(v) ? kr__tuple_new(vm, &v, 1) : KR_FAILED;
}
static Value int_sizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_u64(vm, kr__is_ref(a[0]) ? kr__cell_bytes(vm, kr__ptr(a[0])) : 0);
}

static Value get_self(kr_vm *vm, Value self) { return kr__int_exact(vm, self); }
static Value get_zero(kr_vm *vm, Value self) {
    (void)vm, (void)self;
    return kr__from_int48(0);
}
static Value get_one(kr_vm *vm, Value self) {
    (void)vm, (void)self;
    return kr__from_int48(1);
}

#define OPERATOR(name)                                                      \
    {"__" #name "__(self, value, /)", int_##name, NULL, KR_DEF_SPECIAL}, {  \
        "__r" #name "__(self, value, /)", int_r##name, NULL, KR_DEF_SPECIAL \
    }
#define ONE(name, f) \
    { "__" #name "__(self, /)", f, NULL, KR_DEF_SPECIAL }
#define CMP(name) \
    { "__" #name "__(self, value, /)", int_##name, NULL, KR_DEF_SPECIAL }

static const KrFnDef int_methods[] = {
    {"__new__(cls, x=0, /, base=10)", int_new, NULL, KR_DEF_NEW},
    OPERATOR(add),
    OPERATOR(sub),
    OPERATOR(mul),
    OPERATOR(truediv),
    OPERATOR(floordiv),
    OPERATOR(mod),
    OPERATOR(divmod),
    OPERATOR(lshift),
    OPERATOR(rshift),
    OPERATOR(and),
    OPERATOR(or),
    OPERATOR(xor),
    {"__pow__(self, value, mod=None, /)", int_pow, NULL, KR_DEF_SPECIAL},
    {"__rpow__(self, value, mod=None, /)", int_rpow, NULL, KR_DEF_SPECIAL},
    ONE(neg, int_neg),
    ONE(pos, int_pos),
    ONE(abs, int_abs),
    ONE(invert, int_invert),
    ONE(bool, int_bool),
    ONE(int, int_int),
    ONE(float, int_float),
    ONE(index, int_int),
    ONE(repr, int_repr),
    ONE(hash, int_hash),
    CMP(lt),
    CMP(le),
    CMP(eq),
    CMP(ne),
    CMP(gt),
    CMP(ge),
    {"__trunc__(self, /)", int_int, "Truncating an Integral returns itself.", KR_DEF_METHOD},
    {"__floor__(self, /)", int_int, "Flooring an Integral returns itself.", KR_DEF_METHOD},
    {"__ceil__(self, /)", int_int, "Ceiling of an Integral returns itself.", KR_DEF_METHOD},
    {"__round__(self, ndigits=None, /)", int_round, "Rounds to a power of ten, half to even.",
     KR_DEF_METHOD},
    {"__format__(self, format_spec, /)", int_format, NULL, KR_DEF_METHOD},
    {"__getnewargs__(self, /)", int_getnewargs, NULL, KR_DEF_METHOD},
    {"__sizeof__(self, /)", int_sizeof,
     "Bytes the int takes in the heap; 0 when it lies in its slot.", KR_DEF_METHOD},
    {"bit_length(self, /)", int_bit_length,
     "Number of bits needed to write the absolute value.\n\n>>> (-8).bit_length()\n4",
     KR_DEF_METHOD},
    {"bit_count(self, /)", int_bit_count,
     "Number of ones in the binary form of the absolute value.\n\n>>> (-7).bit_count()\n3",
     KR_DEF_METHOD},
    {"conjugate(self, /)", int_int, "The int itself.", KR_DEF_METHOD},
    {"as_integer_ratio(self, /)", int_ratio,
     "The pair (self, 1).\n\n>>> (-3).as_integer_ratio()\n(-3, 1)", KR_DEF_METHOD},
    {"to_bytes(self, /, length=1, byteorder='big', *, signed=False)", int_to_bytes,
     "The bytes of the number.", KR_DEF_METHOD},
    {"from_bytes(type, /, bytes, byteorder='big', *, signed=False)", int_from_bytes,
     "The number that bytes write.", KR_DEF_CLASSMETHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet int_getset[] = {
    {"real", get_self, NULL, "the real part of a complex number"},
    {"imag", get_zero, NULL, "the imaginary part of a complex number"},
    {"numerator", get_self, NULL, "the numerator of a rational number in lowest terms"},
    {"denominator", get_one, NULL, "the denominator of a rational number in lowest terms"},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_int = {
    .number = KR_T_INT,
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nAn integer of any size: of a "
           "number, or of digits in a base.\n\n>>> int('-0x1f', 0)\n-31",
    .methods = int_methods,
    .getset = int_getset,
    .make = int_make,
};

/* ---- bool ---- */

static Value bool_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    int t = kr__ok(a[1]) ? kr__truth(vm, a[1]) : 0;
    return t < 0 ? KR_FAILED : kr__bool(t);
}
static Value bool_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__is_true(a[0]) ? kr__intern(vm, "True", 4) : kr__intern(vm, "False", 5);
}
static Value bool_make(kr_vm *vm, Value *a, int n) {
    if (n != 1) return KR_END;
    int t = kr__truth(vm, a[0]);
    return t < 0 ? KR_FAILED : kr__bool(t);
}
#define LOGIC(name, op)                                                            \
    static Value bool_##name(kr_vm *vm, Value *a, int n) {                         \
        if (!kr__is_bool(a[0]) || !kr__is_bool(a[1])) return int_##name(vm, a, n); \
        return kr__bool((int)kr__is_true(a[0]) op(int) kr__is_true(a[1]));         \
    }
LOGIC(and, &&)
LOGIC(or, ||)
LOGIC(xor, !=)
#define BOTH(name)                                                          \
    {"__" #name "__(self, value, /)", bool_##name, NULL, KR_DEF_SPECIAL}, { \
        "__r" #name "__(self, value, /)", bool_##name, NULL, KR_DEF_SPECIAL \
    }
static const KrFnDef bool_methods[] = {
    {"__new__(cls, x=False, /)", bool_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", bool_repr, NULL, KR_DEF_SPECIAL},
    BOTH(and),
    BOTH(or),
    BOTH(xor),
    {NULL, NULL, NULL, 0},
};
const KrTypeDef kr__def_bool = {
    .number = KR_T_BOOL,
    .doc = "bool(x) -> bool\n\nTrue when x is true, else False.",
    .methods = bool_methods,
    .make = bool_make,
};
