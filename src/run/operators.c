/* SPDX-License-Identifier: MIT
 * operators.c: the operators of the language on any values: which special methods run, in which
 * order, and what is said when none of them knows. Quick ways for exact built-in types are short
 * cuts to the same results. Items, membership and iteration are in items.c. */
#include "run/operators.h"

#include "run/hook.h"
#include "run/quick.h"

#include <string.h>

#include "base/hash.h"
#include "types/complex.h"
#include "types/function.h"
#include "types/int.h"
#include "types/list.h"
#include "types/number.h"
#include "types/seq.h"
#include "types/str.h"
#include "types/type.h"

/* ---- calling a special method ---- */

/* Ends a chain of KR_TAIL that a native called from here began. */
Value kr__finish_tail(kr_vm *vm) {
    KrTail t = vm->tail;
    Value **top = &vm->thread->top, *saved = *top, *end = t.args + t.nargs + t.nkw;
    vm->tail = (KrTail){0};
    if (end > saved) *top = end; /* they lie where the call would put its own */
    Value r = kr__call_kw(vm, t.callable, t.args, t.nargs, t.nkw, t.kwnames);
    *top = saved;
    if (kr__failed(r) || !t.then) return r;
    r = t.then(vm, t.state, r);
    return kr__finished(vm, r);
}

/* Calls f, the special method found on the class of args[0], with n <= 4 arguments. Natives are
 * called directly and may give KR_END. */
Value kr__call_slot(kr_vm *vm, Value f, const Value *args, unsigned n) {
    uint32_t no = kr__is_ref(f) ? kr__layout_no(kr__ptr(f)) : 0;
    if (no == KR_T_SLOT_WRAPPER || no == KR_T_METHOD_DESCR) {
        const KrNative *nf = kr__ptr(f);
        if (!(nf->flags & (KR_NF_RAW | KR_NF_VARARGS)) && n >= nf->min && n <= nf->max &&
            nf->nparams <= 4 &&
            (nf->cls.bits == (uint32_t)kr__class_of(vm, args[0]).bits ||
             kr__is_subtype(vm, kr__class_of(vm, args[0]), KR_VALUE(nf->cls.bits)))) {
            if ((const char *)__builtin_frame_address(0) < vm->thread->c_limit &&
                !kr__recursion_slow(vm, " while calling a Python object"))
                return KR_FAILED;
            Value a[4] = {{0}, {0}, {0}, {0}};
            kr__copy_values(a, args, n);
            Value r = kr__native_def(vm, nf)->fn(vm, a, nf->nparams);
            return kr__finished(vm, r);
        }
        return kr__call(vm, f, args, n);
    }
    if (no == KR_T_FUNCTION) return kr__call(vm, f, args, n);
    Value bound = kr__bind(vm, f, args[0], kr__class_of(vm, args[0]));
    return kr__failed(bound) ? KR_FAILED : kr__call(vm, bound, args + 1, n - 1);
}

static Value call2(kr_vm *vm, Value f, Value a, Value b) {
    Value args[2] = {a, b};
    return kr__call_slot(vm, f, args, 2);
}

/* ---- binary operators ---- */

static const char *const op_texts[] = {"+", "-",  "*",  "/", "//", "%", "** or pow()",
                                       "@", "<<", ">>", "&", "|",  "^", "divmod()"};
static const char *const inplace_texts[] = {
    "+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "<<=", ">>=", "&=", "|=", "^="};

static KrName reflected(KrName op) { return (KrName)(op - KR_N___add__ + KR_N___radd__); }

static bool is_print(kr_vm *vm, Value a) {
    return kr__exact(a, KR_T_NATIVE) &&
           ((KrNative *)kr__ptr(a))->name.bits == vm->names[KR_N_print].bits;
}

static bool is_sequence(kr_vm *vm, Value v) {
    if (!kr__is_ref(v)) return false;
    KrKind k = kr__kind(vm, kr__ptr(v));
    return k == KR_K_STR || k == KR_K_LIST || k == KR_K_TUPLE || k == KR_K_BYTES ||
           k == KR_K_BYTEARRAY;
}

static Value raise_unsupported(kr_vm *vm, Value a, Value b, KrName op, const char *text) {
    if (op == KR_N___rshift__ && is_print(vm, a))
        return kr__raise_type(
            vm,
            "unsupported operand type(s) for %s: '%T' and '%T'. Did you mean \"print(<message>, "
            "file=<output_stream>)\"?",
            text, a, b);
    bool seq = is_sequence(vm, a);
    if (op == KR_N___mul__ && (seq || is_sequence(vm, b)))
        return kr__raise_type(vm, "can't multiply sequence by non-int of type '%T'", seq ? b : a);
    if (op == KR_N___add__ && seq && (kr__is_str(vm, a) || !kr__has_kind(vm, a, KR_K_BYTES)) &&
        !kr__has_kind(vm, a, KR_K_BYTEARRAY)) {
        const char *name = kr__is_str(vm, a)                ? "str"
                           : kr__has_kind(vm, a, KR_K_LIST) ? "list"
                                                            : "tuple";
        return kr__raise_type(vm, "can only concatenate %s (not \"%T\") to %s", name, b, name);
    }
    if (op == KR_N___add__ && seq) return kr__raise_type(vm, "can't concat %T to %T", b, a);
    return kr__raise_type(vm, "unsupported operand type(s) for %s: '%T' and '%T'", text, a, b);
}

/* + and * of a built-in sequence are no number's operators: a Python method of the other operand
 * comes first. */
static bool yields_to_reflected(kr_vm *vm, Value a, Value f, Value g, KrName op) {
    return (op == KR_N___add__ || op == KR_N___mul__) && is_sequence(vm, a) &&
           kr__exact(f, KR_T_SLOT_WRAPPER) && !kr__exact(g, KR_T_SLOT_WRAPPER);
}

/* a op b by special methods; NotImplemented when none knows. */
static Value binary_methods(kr_vm *vm, Value a, Value b, KrName op) {
    Value ta = kr__class_of(vm, a), tb = kr__class_of(vm, b);
    Value f = kr__special_of(vm, ta, op);
    if (kr__same(ta, tb)) return kr__ok(f) ? call2(vm, f, a, b) : KR_NOTIMPL_V;
    Value g = kr__special_of(vm, tb, reflected(op));
    if (kr__ok(g) && kr__is_subtype(vm, tb, ta) &&
        !kr__same(g, kr__special_of(vm, ta, reflected(op)))) {
        Value r = call2(vm, g, b, a);
        if (!kr__same(r, KR_NOTIMPL_V)) return r;
        g = KR_UNSET;
    }
    if (kr__ok(g) && yields_to_reflected(vm, a, f, g, op)) {
        Value r = call2(vm, g, b, a);
        if (!kr__same(r, KR_NOTIMPL_V)) return r;
        g = KR_UNSET;
    }
    if (kr__ok(f)) {
        Value r = call2(vm, f, a, b);
        if (!kr__same(r, KR_NOTIMPL_V)) return r;
    }
    return kr__ok(g) ? call2(vm, g, b, a) : KR_NOTIMPL_V;
}

/* The left operand is of a built-in class whose operators give way to none of another built-in class, which the right one
 * has; unset: not so, or its method does not know. Failed with an exception pending, as the method did. */
static Value container_method(kr_vm *vm, Value a, Value b, KrName op) {
    if (!kr__is_ref(a) || (kr__is_ref(b) && kr__layout_no(kr__ptr(b)) >= KR_T_COUNT))
        return KR_UNSET;
    switch (kr__layout_no(kr__ptr(a))) {
    case KR_T_STR:
    case KR_T_LIST:
    case KR_T_TUPLE:
    case KR_T_SET: break;
    default: return KR_UNSET;
    }
    KrQuick q;
    switch (op) {
    case KR_N___add__: q = KR_Q_ADD; break;
    case KR_N___sub__: q = KR_Q_SUB; break;
    case KR_N___mul__: q = KR_Q_MUL; break;
    case KR_N___mod__: q = KR_Q_MOD; break;
    case KR_N___and__: q = KR_Q_AND; break;
    case KR_N___or__: q = KR_Q_OR; break;
    default: return KR_UNSET;
    }
    KrQuickFn f = kr__quick(vm, a, q);
    Value args[2] = {a, b};
    if (!f) return KR_UNSET;
    if ((const char *)__builtin_frame_address(0) < vm->thread->c_limit &&
        !kr__recursion_slow(vm, " while calling a Python object"))
        return KR_FAILED;
    Value r = f(vm, args, 2);
    return kr__same(r, KR_NOTIMPL_V) ? KR_UNSET : r;
}

static bool to_double(Value v, double *out) {
    if (kr__is_double(v))
        *out = kr__double(v);
    else if (kr__is_int(v))
        *out = (double)kr__int(v);
    else
        return false;
    return true;
}

/* x ** y for small y; false: it does not fit. */
static bool small_power(int64_t x, int64_t y, int64_t *out) {
    int64_t r = 1;
    if (y < 0 || y > 47) return false;
    for (; y; y >>= 1) {
        if ((y & 1) && __builtin_mul_overflow(r, x, &r)) return false;
        if (y > 1 && __builtin_mul_overflow(x, x, &x)) return false;
    }
    *out = r;
    return true;
}

/* Quick ways of + - * ** on inline numbers; false: take the long way. */
static bool quick_number(Value a, Value b, KrName op, Value *out) {
    if (kr__both_int(a, b)) {
        int64_t x = kr__int(a), y = kr__int(b), r;
        switch (op) {
        case KR_N___add__: r = x + y; break;
        case KR_N___sub__: r = x - y; break;
        case KR_N___mul__:
            if (__builtin_mul_overflow(x, y, &r)) return false;
            break;
        case KR_N___and__: r = x & y; break;
        case KR_N___or__: r = x | y; break;
        case KR_N___xor__: r = x ^ y; break;
        case KR_N___pow__:
            if (!small_power(x, y, &r)) return false;
            break;
        default: return false;
        }
        *out = kr__from_int48(r);
        return kr__fits_int48(r);
    }
    double x, y;
    if (!to_double(a, &x) || !to_double(b, &y)) return false;
    switch (op) {
    case KR_N___add__: *out = kr__from_double(x + y); return true;
    case KR_N___sub__: *out = kr__from_double(x - y); return true;
    case KR_N___mul__: *out = kr__from_double(x * y); return true;
    case KR_N___truediv__:
        if (y == 0 || kr__both_int(a, b)) return false;
        *out = kr__from_double(x / y);
        return true;
    default: return false;
    }
}

static bool is_int(Value v) { return kr__is_int(v) || kr__exact(v, KR_T_INT); }

/* What the methods of int and complex do, for operands of these classes themselves; unset: the long way. */
static Value number_binary(kr_vm *vm, Value a, Value b, KrName op) {
    if (KR_LIKELY(!is_int(a) || !is_int(b)))
        return kr__exact(a, KR_T_COMPLEX) || kr__exact(b, KR_T_COMPLEX)
                   ? kr__complex_binary(vm, a, b, op)
                   : KR_UNSET;
    switch (op) {
    case KR_N___add__: return kr__int_add(vm, a, b);
    case KR_N___sub__: return kr__int_sub(vm, a, b);
    case KR_N___mul__: return kr__int_mul(vm, a, b);
    case KR_N___floordiv__: return kr__int_floordiv(vm, a, b);
    case KR_N___mod__: return kr__int_mod(vm, a, b);
    case KR_N___lshift__: return kr__int_lshift(vm, a, b);
    case KR_N___rshift__: return kr__int_rshift(vm, a, b);
    case KR_N___and__: return kr__int_and(vm, a, b);
    case KR_N___or__: return kr__int_or(vm, a, b);
    case KR_N___xor__: return kr__int_xor(vm, a, b);
    default: return KR_UNSET;
    }
}

/* a op b; see ops.h. */
Value kr__binary(kr_vm *vm, Value a, Value b, KrName op) {
    Value r;
    if (quick_number(a, b, op, &r)) return r;
    if (op == KR_N___add__ && kr__exact(a, KR_T_STR) && kr__exact(b, KR_T_STR))
        return kr__str_concat(vm, a, b);
    r = number_binary(vm, a, b, op);
    if (kr__ok(r) || kr__pending(vm)) return r;
    r = container_method(vm, a, b, op);
    if (kr__ok(r) || kr__pending(vm)) return r;
    r = binary_methods(vm, a, b, op);
    if (kr__same(r, KR_NOTIMPL_V))
        return raise_unsupported(vm, a, b, op, op_texts[op - KR_N___add__]);
    return r;
}

/* a op= b: __iop__ first. op is the plain name. */
Value kr__inplace(kr_vm *vm, Value a, Value b, KrName op) {
    Value r;
    if (quick_number(a, b, op, &r)) return r;
    if (op == KR_N___add__ && kr__exact(a, KR_T_STR) && kr__exact(b, KR_T_STR))
        return kr__str_concat(vm, a, b);
    r = number_binary(vm, a, b, op);
    if (kr__ok(r) || kr__pending(vm)) return r;
    Value f = kr__special(vm, a, (KrName)(op - KR_N___add__ + KR_N___iadd__));
    if (kr__ok(f)) {
        r = call2(vm, f, a, b);
        if (!kr__same(r, KR_NOTIMPL_V)) return r;
    }
    r = binary_methods(vm, a, b, op);
    if (kr__same(r, KR_NOTIMPL_V))
        return raise_unsupported(vm, a, b, op, inplace_texts[op - KR_N___add__]);
    return r;
}

/* See hook.h: for a number on the left, the method of b has been asked. */
Value kr__binary_rest(kr_vm *vm, Value a, Value b, KrName op, bool inplace) {
    const char *text = (inplace ? inplace_texts : op_texts)[op - KR_N___add__];
    bool number = a.bits >= KR_DOUBLE_OFFSET;
    Value r = KR_NOTIMPL_V;
    if (!number && inplace &&
        kr__ok(kr__special(vm, a, (KrName)(op - KR_N___add__ + KR_N___iadd__)))) {
        r = binary_methods(vm, a, b, op);
    } else if (!number) {
        Value tb = kr__class_of(vm, b);
        Value g =
            kr__same(tb, kr__class_of(vm, a)) ? KR_UNSET : kr__special_of(vm, tb, reflected(op));
        if (kr__ok(g)) r = call2(vm, g, b, a);
    }
    return kr__same(r, KR_NOTIMPL_V) ? raise_unsupported(vm, a, b, op, text) : r;
}

/* pow(a, b, mod); mod None: a ** b. */
Value kr__power(kr_vm *vm, Value a, Value b, Value mod) {
    if (kr__is_none(mod)) return kr__binary(vm, a, b, KR_N___pow__);
    Value f = kr__special(vm, a, KR_N___pow__);
    if (kr__ok(f)) {
        Value args[3] = {a, b, mod};
        Value r = kr__call_slot(vm, f, args, 3);
        if (!kr__same(r, KR_NOTIMPL_V)) return r;
    }
    /* the other operands are asked too; only float and complex have an answer, and it is no */
    if (kr__has_kind(vm, b, KR_K_COMPLEX) || kr__has_kind(vm, mod, KR_K_COMPLEX))
        return kr__raise_value(vm, "complex modulo");
    if (kr__is_double(b) || kr__is_double(mod))
        return kr__raise_type(vm,
                              "pow() 3rd argument not allowed unless all arguments are integers");
    return kr__raise_type(vm, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b,
                          mod);
}

/* ---- unary operators ---- */

/* -a, +a, ~a, abs(a) */
Value kr__unary(kr_vm *vm, Value a, KrName op) {
    if (kr__is_double(a)) {
        double d = kr__double(a);
        if (op == KR_N___neg__) return kr__from_double(-d);
        if (op == KR_N___pos__) return a;
        if (op == KR_N___abs__) return kr__from_double(__builtin_fabs(d));
    } else if (kr__is_int(a)) {
        int64_t i = kr__int(a);
        if (op == KR_N___pos__) return a;
        if (op == KR_N___invert__) return kr__from_int48(~i);
        if (op == KR_N___neg__ || i < 0) i = -i;
        return kr__int_from_i64(vm, i);
    }
    Value f = kr__special(vm, a, op);
    if (kr__ok(f)) return kr__call_slot(vm, f, &a, 1);
    const char *text = op == KR_N___neg__      ? "unary -"
                       : op == KR_N___pos__    ? "unary +"
                       : op == KR_N___invert__ ? "unary ~"
                                               : "abs()";
    return kr__raise_type(vm, "bad operand type for %s: '%T'", text, a);
}

/* ---- comparison ---- */

static KrName swapped(KrName op) {
    switch (op) {
    case KR_N___lt__: return KR_N___gt__;
    case KR_N___le__: return KR_N___ge__;
    case KR_N___gt__: return KR_N___lt__;
    case KR_N___ge__: return KR_N___le__;
    default: return op;
    }
}

static Value by_order(int c, KrName op) {
    switch (op) {
    case KR_N___lt__: return kr__bool(c < 0);
    case KR_N___le__: return kr__bool(c <= 0);
    case KR_N___eq__: return kr__bool(c == 0);
    case KR_N___ne__: return kr__bool(c != 0);
    case KR_N___gt__: return kr__bool(c > 0);
    default: return kr__bool(c >= 0);
    }
}

static Value by_double(double x, double y, KrName op) {
    switch (op) {
    case KR_N___lt__: return kr__bool(x < y);
    case KR_N___le__: return kr__bool(x <= y);
    case KR_N___eq__: return kr__bool(x == y);
    case KR_N___ne__: return kr__bool(x != y);
    case KR_N___gt__: return kr__bool(x > y);
    default: return kr__bool(x >= y);
    }
}

static bool same_text(Value a, Value b) {
    return kr__same(a, b) || kr__str_equal(kr__ptr(a), kr__ptr(b));
}

/* Exact numbers and strs; false: take the long way. */
static bool quick_compare(Value a, Value b, KrName op, Value *out) {
    if (kr__both_int(a, b)) {
        int64_t x = kr__int(a), y = kr__int(b);
        *out = by_order((x > y) - (x < y), op);
        return true;
    }
    double x, y;
    if (to_double(a, &x) && to_double(b, &y)) { /* 48 bits are exact in a double */
        *out = by_double(x, y, op);
        return true;
    }
    if (kr__exact(a, KR_T_STR) && kr__exact(b, KR_T_STR)) {
        if (op == KR_N___eq__ || op == KR_N___ne__)
            *out = kr__bool(same_text(a, b) == (op == KR_N___eq__));
        else
            *out = by_order(kr__str_compare(kr__ptr(a), kr__ptr(b)), op);
        return true;
    }
    return false;
}

static const char *compare_text(KrName op) {
    switch (op) {
    case KR_N___lt__: return "<";
    case KR_N___le__: return "<=";
    case KR_N___eq__: return "==";
    case KR_N___ne__: return "!=";
    case KR_N___gt__: return ">";
    default: return ">=";
    }
}

/* When none of the methods knows. */
static Value compare_default(kr_vm *vm, Value a, Value b, KrName op) {
    if (op == KR_N___eq__) return kr__bool(kr__same(a, b));
    if (op == KR_N___ne__) return kr__bool(!kr__same(a, b));
    return kr__raise_type(vm, "'%s' not supported between instances of '%T' and '%T'",
                          compare_text(op), a, b);
}

/* See hook.h. */
Value kr__compare_rest(kr_vm *vm, Value a, Value b, KrName op) {
    Value f = kr__special(vm, b, swapped(op));
    Value r = kr__ok(f) ? call2(vm, f, b, a) : KR_NOTIMPL_V;
    return kr__same(r, KR_NOTIMPL_V) ? compare_default(vm, a, b, op) : r;
}

/* See ops.h. */
Value kr__compare_by(kr_vm *vm, Value f, Value a, Value b) {
    uint32_t no = kr__is_ref(f) ? kr__layout_no(kr__ptr(f)) : 0;
    if (no == KR_T_SLOT_WRAPPER || no == KR_T_FUNCTION) return call2(vm, f, a, b);
    Value bound = kr__bind(vm, f, a, kr__class_of(vm, a));
    if (kr__ok(bound)) return kr__call1(vm, bound, b);
    if (vm->thread->stopping) return KR_FAILED;
    kr__clear_pending(vm);
    return KR_NOTIMPL_V;
}

static Value compare_methods(kr_vm *vm, Value a, Value b, KrName op) {
    Value ta = kr__class_of(vm, a), tb = kr__class_of(vm, b), f, r;
    bool tried = false;
    if (!kr__same(ta, tb) && kr__is_subtype(vm, tb, ta) &&
        kr__ok(f = kr__special_of(vm, tb, swapped(op)))) {
        tried = true;
        r = kr__compare_by(vm, f, b, a);
        if (!kr__same(r, KR_NOTIMPL_V)) return r;
    }
    if (kr__ok(f = kr__special_of(vm, ta, op))) {
        r = kr__compare_by(vm, f, a, b);
        if (!kr__same(r, KR_NOTIMPL_V)) return r;
    }
    if (!tried && kr__ok(f = kr__special_of(vm, tb, swapped(op)))) {
        r = kr__compare_by(vm, f, b, a);
        if (!kr__same(r, KR_NOTIMPL_V)) return r;
    }
    return compare_default(vm, a, b, op);
}

/* a op b for the six comparisons: any value. */
Value kr__compare(kr_vm *vm, Value a, Value b, KrName op) {
    Value r;
    if (quick_compare(a, b, op, &r)) return r;
    if (!kr__enter(vm, " in comparison")) return KR_FAILED;
    r = compare_methods(vm, a, b, op);
    kr__leave(vm);
    return r;
}

/* Identity, then ==: 1, 0, -1. */
int kr__equal(kr_vm *vm, Value a, Value b) {
    if (kr__same(a, b)) return 1;
    Value r = kr__compare(vm, a, b, KR_N___eq__);
    return kr__is_bool(r) ? kr__is_true(r) : kr__failed(r) ? -1 : kr__truth(vm, r);
}

/* a < b: 1, 0, -1. */
int kr__less(kr_vm *vm, Value a, Value b) {
    Value r = kr__compare(vm, a, b, KR_N___lt__);
    return kr__is_bool(r) ? kr__is_true(r) : kr__failed(r) ? -1 : kr__truth(vm, r);
}

/* ---- truth, hash ---- */

static int truth_by_methods(kr_vm *vm, Value v) {
    Value f = kr__special(vm, v, KR_N___bool__);
    if (kr__ok(f)) {
        Value r = kr__call_slot(vm, f, &v, 1);
        if (kr__failed(r) || kr__is_bool(r)) return kr__failed(r) ? -1 : kr__is_true(r);
        kr__raise_type(vm, "__bool__ should return bool, returned %T", r);
        return -1;
    }
    if (!kr__ok(kr__special(vm, v, KR_N___len__))) return 1;
    size_t n;
    return kr__length(vm, v, &n) ? n != 0 : -1;
}

/* bool(v): 1, 0, -1. */
int kr__truth(kr_vm *vm, Value v) {
    if (kr__is_int(v)) return kr__int(v) != 0;
    if (kr__is_double(v)) return kr__double(v) != 0;
    const KrObj *o = kr__ptr(v);
    switch (kr__layout_no(o)) {
    case KR_T_BOOL: return kr__is_true(v);
    case KR_T_NONE: return 0;
    case KR_T_INT: return 1;
    case KR_T_STR: return ((const KrStr *)o)->len != 0;
    case KR_T_TUPLE: return ((const KrTuple *)o)->len != 0;
    case KR_T_LIST: return ((const KrList *)o)->len != 0;
    default: return truth_by_methods(vm, v);
    }
}

static bool unhashable(kr_vm *vm, Value v) {
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "unhashable type: '%T'", v);
}

static bool hash_by_method(kr_vm *vm, Value v, int64_t *out) {
    KrQuickFn quick = kr__quick_any(vm, v, KR_Q_HASH);
    Value r;
    if (quick) {
        r = kr__finished(vm, quick(vm, &v, 1));
    } else {
        Value f = kr__special(vm, v, KR_N___hash__);
        if (!kr__ok(f) || kr__is_none(f)) return unhashable(vm, v);
        r = kr__call_slot(vm, f, &v, 1);
    }
    if (kr__failed(r)) return false;
    if (!kr__is_int_value(vm, r))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "__hash__ method should return an integer");
    int64_t h;
    *out = kr__int_fits_i64(vm, r, &h) ? h : kr__int_hash(vm, r);
    if (*out == -1) *out = -2;
    return true;
}

/* hash(v) */
bool kr__hash(kr_vm *vm, Value v, int64_t *out) {
    if (kr__is_int(v)) {
        *out = kr__hash_i64(kr__int(v));
        return true;
    }
    if (kr__is_double(v)) {
        double d = kr__double(v);
        *out = d != d ? kr__hash_address(kr__id(v)) : kr__hash_double(d);
        return true;
    }
    KrObj *o = kr__ptr(v);
    switch (kr__layout_no(o)) {
    case KR_T_STR: *out = kr__str_hash64(vm, (KrStr *)o); return true;
    case KR_T_BOOL: *out = kr__is_true(v); return true;
    case KR_T_INT: *out = kr__int_hash(vm, v); return true;
    case KR_T_NONE:
    case KR_T_FUNCTION:
    case KR_T_OBJECT:
    case KR_T_TYPE: *out = kr__hash_address(kr__id(v)); return true;
    default: break;
    }
    if (!kr__enter(vm, "")) return false;
    bool ok = kr__layout_no(kr__ptr(v)) == KR_T_TUPLE ? kr__tuple_hash(vm, kr__ptr(v), out)
                                                      : hash_by_method(vm, v, out);
    kr__leave(vm);
    return ok;
}

/* ---- text ---- */

static Value text_by_method(kr_vm *vm, Value v, KrName which, const char *where) {
    if (!kr__poll(vm) || !kr__enter(vm, where)) return KR_FAILED;
    Value f = kr__special(vm, v, which);
    Value r = kr__call_slot(vm, f, &v, 1);
    kr__leave(vm);
    if (kr__failed(r) || kr__is_str(vm, r)) return r;
    return kr__raise_type(vm, "%s returned non-string (type %T)",
                          which == KR_N___repr__ ? "__repr__" : "__str__", r);
}

/* repr(v) */
Value kr__repr(kr_vm *vm, Value v) {
    if (kr__is_int(v)) return kr__int_to_str(vm, v, 10);
    if (kr__exact(v, KR_T_STR)) return kr__str_repr(vm, v);
    return text_by_method(vm, v, KR_N___repr__, " while getting the repr of an object");
}

/* str(v) */
Value kr__str(kr_vm *vm, Value v) {
    if (kr__is_int(v)) return kr__int_to_str(vm, v, 10);
    if (kr__exact(v, KR_T_STR)) return v;
    return text_by_method(vm, v, KR_N___str__, " while getting the str of an object");
}

/* ascii(v) */
Value kr__ascii(kr_vm *vm, Value v) {
    Value r = kr__repr(vm, v);
    return kr__failed(r) ? r : kr__str_escape_ascii(vm, r);
}

/* format(v, spec) */
Value kr__format(kr_vm *vm, Value v, Value spec) {
    if (((KrStr *)kr__ptr(spec))->len == 0) {
        if (kr__exact(v, KR_T_STR)) return v;
        if (kr__is_int(v)) return kr__int_to_str(vm, v, 10);
    }
    if (kr__is_int(v)) return kr__int_format(vm, v, spec);
    if (kr__is_double(v)) return kr__float_format_spec(vm, v, spec);
    if (kr__exact(v, KR_T_STR)) return kr__str_format_spec(vm, v, spec);
    Value f = kr__special(vm, v, KR_N___format__);
    if (!kr__ok(f)) return kr__raise_type(vm, "Type %T doesn't define __format__", v);
    Value r = call2(vm, f, v, spec);
    if (kr__failed(r) || kr__is_str(vm, r)) return r;
    return kr__raise_type(vm, "__format__ must return a str, not %T", r);
}

/* ---- integers ---- */

/* operator.index(v): an exact int. */
Value kr__index(kr_vm *vm, Value v) {
    if (kr__is_int(v)) return v;
    if (kr__is_int_value(vm, v)) return kr__int_exact(vm, v);
    Value f = kr__special(vm, v, KR_N___index__);
    if (!kr__ok(f)) return kr__raise_type(vm, "'%T' object cannot be interpreted as an integer", v);
    Value r = kr__call_slot(vm, f, &v, 1);
    if (kr__failed(r) || kr__is_int(r) || kr__exact(r, KR_T_INT)) return r;
    if (!kr__is_int_value(vm, r))
        return kr__raise_type(vm, "__index__ returned non-int (type %T)", r);
    if (!kr__warn(vm, KR_T_X_DEPRECATIONWARNING, 1,
                  "__index__ returned non-int (type %T).  The ability to return an instance of a "
                  "strict subclass of "
                  "int is deprecated, and may be removed in a future version of Python.",
                  r))
        return KR_FAILED;
    return kr__int_exact(vm, r);
}

/* operator.index(v) as int64. False: also IndexError when it does not fit. */
bool kr__index_i64(kr_vm *vm, Value v, int64_t *out) {
    Value i = kr__index(vm, v);
    if (kr__failed(i)) return false;
    if (kr__int_fits_i64(vm, i, out)) return true;
    return kr__raise_false(vm, KR_T_X_INDEXERROR, "cannot fit '%T' into an index-sized integer", v);
}

/* operator.index(v), clipped to int64. */
bool kr__index_clip(kr_vm *vm, Value v, int64_t *out) {
    Value i = kr__index(vm, v);
    if (kr__failed(i)) return false;
    if (!kr__int_fits_i64(vm, i, out)) *out = kr__int_sign(vm, i) < 0 ? INT64_MIN : INT64_MAX;
    return true;
}
