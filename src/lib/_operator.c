/* SPDX-License-Identifier: MIT
 * _operator.c: the module _operator: the operators as functions; itemgetter, attrgetter, methodcaller. */
#include <string.h>

#include "lib/modules.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/seq.h"
#include "types/str.h"

/* ---- operators ---- */

#define BINARY(f, op)                                                \
    static Value o_##f(kr_vm *vm, Value *a, int n) {                 \
        return (void)n, kr__binary(vm, a[0], a[1], KR_N___##op##__); \
    }
#define INPLACE(f, op)                                                \
    static Value o_i##f(kr_vm *vm, Value *a, int n) {                 \
        return (void)n, kr__inplace(vm, a[0], a[1], KR_N___##op##__); \
    }
#define COMPARE(op)                                                   \
    static Value o_##op(kr_vm *vm, Value *a, int n) {                 \
        return (void)n, kr__compare(vm, a[0], a[1], KR_N___##op##__); \
    }
#define UNARY(f, op)                                          \
    static Value o_##f(kr_vm *vm, Value *a, int n) {          \
        return (void)n, kr__unary(vm, a[0], KR_N___##op##__); \
    }
// clang-format off
#define BOTH(X)                                                                         \
    X(add, add)                                                                         \
    X(sub, sub)                                                                         \
    X(mul, mul) X(truediv, truediv) X(floordiv, floordiv) X(mod, mod) X(matmul, matmul) \
        X(lshift, lshift) X(rshift, rshift) X(and, and) X(or, or) X(xor, xor)
// clang-format on
BOTH(BINARY)
BOTH(INPLACE)
COMPARE(lt)
COMPARE(le)
COMPARE(eq)
COMPARE(ne)
COMPARE(gt)
COMPARE(ge)
UNARY(neg, neg)
UNARY(pos, pos)
UNARY(invert, invert)

static Value o_pow(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__power(vm, a[0], a[1], KR_NONE_V);
}
static Value o_ipow(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__inplace(vm, a[0], a[1], KR_N___pow__);
}
static Value o_abs(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__is_int(a[0]) ? kr__int_abs(vm, a[0])
                               : kr__call_special(vm, a[0], KR_N___abs__, NULL, 0);
    return kr__ok(v) || kr__pending(vm)
               ? v
               : kr__raise_type(vm, "bad operand type for abs(): '%T'", a[0]);
}
static Value o_truth(kr_vm *vm, Value *a, int n) {
    (void)n;
    int t = kr__truth(vm, a[0]);
    return t < 0 ? KR_FAILED : kr__bool(t);
}
static Value o_not(kr_vm *vm, Value *a, int n) {
    (void)n;
    int t = kr__truth(vm, a[0]);
    return t < 0 ? KR_FAILED : kr__bool(!t);
}
static Value o_is(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__bool(kr__same(a[0], a[1]));
}
static Value o_is_not(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__bool(!kr__same(a[0], a[1]));
}
static Value o_index(kr_vm *vm, Value *a, int n) { return (void)n, kr__index(vm, a[0]); }

/* ---- sequences ---- */

static bool is_sequence(kr_vm *vm, Value v) {
    return kr__ok(kr__special(vm, v, KR_N___getitem__)) && !kr__has_kind(vm, v, KR_K_DICT);
}
static Value o_concat(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!is_sequence(vm, a[0]) || !is_sequence(vm, a[1]))
        return kr__raise_type(vm, "'%T' object can't be concatenated", a[0]);
    return kr__binary(vm, a[0], a[1], KR_N___add__);
}
static Value o_iconcat(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!is_sequence(vm, a[0]) || !is_sequence(vm, a[1]))
        return kr__raise_type(vm, "'%T' object can't be concatenated", a[0]);
    return kr__inplace(vm, a[0], a[1], KR_N___add__);
}
static Value o_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r = kr__contains(vm, a[0], a[1]);
    return r < 0 ? KR_FAILED : kr__bool(r);
}
typedef struct Search {
    Value x;
    int64_t at, count;
    bool stop, found;
} Search;
static bool look(kr_vm *vm, void *ud, Value item) {
    Search *s = ud;
    int same = kr__equal(vm, item, s->x);
    if (same < 0) return false;
    s->count += same;
    s->found |= same;
    if (s->found && s->stop) return false;
    s->at++;
    return true;
}
static bool iterable(kr_vm *vm, Value v) {
    if (kr__ok(kr__special(vm, v, KR_N___iter__)) || kr__ok(kr__special(vm, v, KR_N___getitem__)))
        return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "argument of type '%T' is not iterable", v);
}
static Value o_count_of(kr_vm *vm, Value *a, int n) {
    (void)n;
    Search s = {.x = a[1]};
    return iterable(vm, a[0]) && kr__each(vm, a[0], look, &s) ? kr__int_from_i64(vm, s.count)
                                                              : KR_FAILED;
}
static Value o_index_of(kr_vm *vm, Value *a, int n) {
    (void)n;
    Search s = {.x = a[1], .stop = true};
    if (!iterable(vm, a[0])) return KR_FAILED;
    if (kr__each(vm, a[0], look, &s))
        return kr__raise_value(vm, "sequence.index(x): x not in sequence");
    return s.found ? kr__int_from_i64(vm, s.at) : KR_FAILED;
}
static Value o_getitem(kr_vm *vm, Value *a, int n) { return (void)n, kr__get_item(vm, a[0], a[1]); }
static Value o_setitem(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__set_item(vm, a[0], a[1], a[2]) ? KR_NONE_V : KR_FAILED;
}
static Value o_delitem(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__set_item(vm, a[0], a[1], KR_UNSET) ? KR_NONE_V : KR_FAILED;
}
static Value o_length_hint(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t dflt = 0;
    size_t len;
    if (kr__ok(a[1])) {
        if (!kr__is_int_value(vm, a[1]))
            return kr__raise_type(vm, "'%T' object cannot be interpreted as an integer", a[1]);
        if (!kr__index_i64(vm, a[1], &dflt)) return KR_FAILED;
    }
    return kr__length_hint(vm, a[0], (size_t)dflt, &len) ? kr__int_from_i64(vm, (int64_t)len)
                                                         : KR_FAILED;
}

static Value call_next(kr_vm *vm, Value f, const Value *all, unsigned n, unsigned nkw,
                       Value kwnames) {
    Value r = kr__tail_call(vm, f, all, n + nkw);
    if (!kr__same(r, KR_TAIL)) return r;
    vm->tail.nargs = n;
    vm->tail.nkw = nkw;
    vm->tail.kwnames = kwnames;
    return KR_TAIL;
}
static Value o_call(kr_vm *vm, Value *a, int n) {
    unsigned nkw = vm->tail.nkw;
    if (n < 1) return kr__raise_type(vm, "call expected at least 1 argument, got 0");
    return call_next(vm, a[0], a + 1, (unsigned)n - 1, nkw, vm->tail.kwnames);
}

/* Equality of two byte strings or ASCII texts in a time that does not tell where they differ. */
static bool digest_bytes(kr_vm *vm, Value v, const unsigned char **p, size_t *n) {
    if (kr__has_kind(vm, v, KR_K_BYTES)) {
        const KrBytes *b = kr__ptr(v);
        *p = (const unsigned char *)b->data;
        *n = b->len;
        return true;
    }
    if (kr__has_kind(vm, v, KR_K_BYTEARRAY) || kr__has_kind(vm, v, KR_K_MEMORYVIEW)) {
        Value b = kr__call1(vm, kr__type(vm, KR_T_BYTES), v);
        return kr__ok(b) && digest_bytes(vm, b, p, n);
    }
    if (!kr__is_str(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "a bytes-like object is required, not '%T'",
                               v);
    const KrStr *s = kr__ptr(v);
    if (!kr__str_ascii(s))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "comparing strings with non-ASCII characters is not supported");
    *p = (const unsigned char *)kr__str_text(s);
    *n = s->len;
    return true;
}
static Value o_compare_digest(kr_vm *vm, Value *a, int n) {
    (void)n;
    const unsigned char *x, *y;
    size_t nx, ny;
    if (kr__is_str(vm, a[0]) != kr__is_str(vm, a[1]))
        return kr__raise_type(
            vm, "unsupported operand types(s) or combination of types: '%T' and '%T'", a[0], a[1]);
    if (!digest_bytes(vm, a[0], &x, &nx) || !digest_bytes(vm, a[1], &y, &ny)) return KR_FAILED;
    volatile unsigned char diff = nx != ny;
    for (size_t i = 0; i < ny; i++) diff |= (unsigned char)((nx == ny ? x[i] : y[i]) ^ y[i]);
    return kr__bool(!diff);
}

/* ---- itemgetter, attrgetter, methodcaller ---- */

typedef struct Getter {
    KrObj head;
    Slot args; /* tuple of what is asked for; methodcaller: name, then the arguments */
    Slot kw;   /* methodcaller: dict */
} Getter;
#define GETTER_SLOTS (KR_AT(Getter, args) | KR_AT(Getter, kw))
static Getter *getter(Value v) { return kr__ptr(v); }
static KrTuple *args_of(Value v) { return kr__slot_ptr(getter(v)->args); }

static Value getter_of(kr_vm *vm, Value cls, const Value *args, size_t n, Value kw) {
    Value t = kr__tuple_new(vm, args, n), v = kr__ok(t) ? kr__instance_new(vm, cls) : KR_FAILED;
    if (kr__failed(v)) return v;
    getter(v)->args = kr__ref_slot(t);
    getter(v)->kw = kr__ref_slot(kw);
    return v;
}
static Value wrong_count(kr_vm *vm, const char *name, int n) {
    return kr__raise_type(vm, "%s expected 1 argument, got %d", name, n);
}
static Value getter_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value parts[2] = {kr__class_of(vm, a[0]), kr__slot_value(getter(a[0])->args)};
    return kr__tuple_new(vm, parts, 2);
}
static Value getter_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReprLink link;
    if (!kr__repr_enter(vm, &link, a[0])) return kr__text(vm, "%N(...)", kr__class_of(vm, a[0]));
    Value args = kr__slot_value(getter(a[0])->args), text;
    if (args_of(a[0])->len == 1)
        text = kr__text(vm, "%N(%R)", kr__class_of(vm, a[0]), kr__tuple_get(args_of(a[0]), 0));
    else
        text = kr__text(vm, "%N%R", kr__class_of(vm, a[0]), args);
    kr__repr_leave(vm, &link);
    return text;
}
/* What `get` finds for the one name, or the tuple of what it finds for each. */
static Value gather(kr_vm *vm, Value self, Value obj, Value (*get)(kr_vm *, Value, Value)) {
    const KrTuple *t = args_of(self);
    if (t->len == 1) return get(vm, obj, kr__tuple_get(t, 0));
    Value list = kr__list_new(vm, NULL, t->len);
    for (uint32_t i = 0; kr__ok(list) && i < t->len; i++) {
        Value v = get(vm, obj, kr__tuple_get(t, i));
        if (kr__failed(v) || !kr__list_append(vm, kr__ptr(list), v)) return KR_FAILED;
    }
    return kr__ok(list) ? kr__list_as_tuple(vm, kr__ptr(list)) : KR_FAILED;
}

static Value item_new(kr_vm *vm, Value *a, int n) {
    if (n < 2) return kr__raise_type(vm, "itemgetter expected 1 argument, got 0");
    return getter_of(vm, a[0], a + 1, (size_t)n - 1, KR_UNSET);
}
static Value item_call(kr_vm *vm, Value *a, int n) {
    if (n != 2) return wrong_count(vm, "itemgetter", n - 1);
    return gather(vm, a[0], a[1], kr__get_item);
}
static const KrFnDef item_rows[] = {
    {"__new__(cls, /, *items)", item_new, NULL, KR_DEF_NEW},
    {"__call__(self, /, *args)", item_call, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", getter_repr, NULL, KR_DEF_SPECIAL},
    {"__reduce__(self, /)", getter_reduce, "Return state information for pickling", 0},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef item_def = {
    .name = "operator.itemgetter",
    .doc = "itemgetter(item, ...) --> itemgetter object\n\nReturn a callable object that fetches "
           "the given item(s) from its "
           "operand.",
    .kind = KR_K_ITER,
    .size = sizeof(Getter),
    .slots = GETTER_SLOTS,
    .methods = item_rows,
};

static Value attr_new(kr_vm *vm, Value *a, int n) {
    if (n < 2) return kr__raise_type(vm, "attrgetter expected 1 argument, got 0");
    for (int i = 1; i < n; i++)
        if (!kr__is_str(vm, a[i])) return kr__raise_type(vm, "attribute name must be a string");
    return getter_of(vm, a[0], a + 1, (size_t)n - 1, KR_UNSET);
}
static Value dotted(kr_vm *vm, Value obj, Value name) {
    const KrStr *s = kr__ptr(name);
    if (!memchr(kr__str_text(s), '.', s->len)) {
        Value key = kr__exact(name, KR_T_STR) ? kr__intern_str(vm, name) : name;
        return kr__ok(key) ? kr__getattr(vm, obj, key) : KR_FAILED;
    }
    for (size_t from = 0; kr__ok(obj) && from <= s->len;) {
        const char *text = kr__str_text(s), *dot = memchr(text + from, '.', s->len - from);
        size_t n = dot ? (size_t)(dot - text) - from : s->len - from;
        Value part = kr__intern(vm, text + from, n);
        obj = kr__ok(part) ? kr__getattr(vm, obj, part) : KR_FAILED;
        from += n + 1;
    }
    kr__keep(name);
    return obj;
}
static Value attr_call(kr_vm *vm, Value *a, int n) {
    if (n != 2) return wrong_count(vm, "attrgetter", n - 1);
    return gather(vm, a[0], a[1], dotted);
}
static const KrFnDef attr_rows[] = {
    {"__new__(cls, /, *attrs)", attr_new, NULL, KR_DEF_NEW},
    {"__call__(self, /, *args)", attr_call, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", getter_repr, NULL, KR_DEF_SPECIAL},
    {"__reduce__(self, /)", getter_reduce, "Return state information for pickling", 0},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef attr_def = {
    .name = "operator.attrgetter",
    .doc = "attrgetter(attr, ...) --> attrgetter object\n\nReturn a callable object that fetches "
           "the given attribute(s) from "
           "its operand.",
    .kind = KR_K_ITER,
    .size = sizeof(Getter),
    .slots = GETTER_SLOTS,
    .methods = attr_rows,
};

static Value method_new(kr_vm *vm, Value *a, int n) { /* cls, kwargs, name and args */
    if (n < 3)
        return kr__raise_type(vm, "methodcaller needs at least one argument, the method name");
    if (!kr__is_str(vm, a[2])) return kr__raise_type(vm, "method name must be a string");
    return getter_of(vm, a[0], a + 2, (size_t)n - 2, a[1]);
}
static Value method_call(kr_vm *vm, Value *a, int n) {
    if (n != 2) return wrong_count(vm, "methodcaller", n - 1);
    const KrTuple *t = args_of(a[0]);
    Value name = kr__tuple_get(t, 0);
    if (kr__exact(name, KR_T_STR)) name = kr__intern_str(vm, name);
    Value f = kr__ok(name) ? kr__getattr(vm, a[1], name) : KR_FAILED;
    Value args = kr__ok(f) ? kr__tuple_slice(vm, kr__value_of(t), 1, t->len - 1u) : KR_FAILED;
    if (kr__failed(args)) return args;
    Slot kw = getter(a[0])->kw;
    return kr__call_ex(vm, f, args, kw.bits ? kr__slot_value(kw) : KR_UNSET);
}
static Value method_text(kr_vm *vm, Value self) {
    const KrTuple *t = args_of(self);
    Value text = kr__text(vm, "%N(%R", kr__class_of(vm, self), kr__tuple_get(t, 0)), k, v;
    for (uint32_t i = 1; kr__ok(text) && i < t->len; i++)
        text = kr__text(vm, "%S, %R", text, kr__tuple_get(t, i));
    size_t pos = 0;
    Slot kw = getter(self)->kw;
    while (kr__ok(text) && kw.bits && kr__dict_next(vm, kr__slot_ptr(kw), &pos, &k, &v))
        text = kr__text(vm, "%S, %S=%R", text, k, v);
    return kr__ok(text) ? kr__text(vm, "%S)", text) : KR_FAILED;
}
static Value method_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReprLink link;
    if (!kr__repr_enter(vm, &link, a[0])) return kr__text(vm, "%N(...)", kr__class_of(vm, a[0]));
    Value text = method_text(vm, a[0]);
    kr__repr_leave(vm, &link);
    return text;
}
static Value method_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Slot kw = getter(a[0])->kw;
    if (!kw.bits || !kr__dict_len(vm, kr__slot_ptr(kw))) return getter_reduce(vm, a, 1);
    Value partial = kr__import_attr(vm, "functools", "partial"),
          args[2] = {kr__class_of(vm, a[0]), kr__tuple_get(args_of(a[0]), 0)};
    Value pos = kr__ok(partial) ? kr__tuple_new(vm, args, 2) : KR_FAILED;
    Value call = kr__ok(pos) ? kr__call_ex(vm, partial, pos, kr__slot_value(kw)) : KR_FAILED;
    Value rest = kr__ok(call) ? kr__tuple_slice(vm, kr__slot_value(getter(a[0])->args), 1,
                                                args_of(a[0])->len - 1u)
                              : KR_FAILED;
    if (kr__failed(rest)) return rest;
    Value parts[2] = {call, rest};
    return kr__tuple_new(vm, parts, 2);
}
static const KrFnDef method_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", method_new, NULL, KR_DEF_NEW},
    {"__call__(self, /, *args)", method_call, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", method_repr, NULL, KR_DEF_SPECIAL},
    {"__reduce__(self, /)", method_reduce, "Return state information for pickling", 0},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef method_def = {
    .name = "operator.methodcaller",
    .doc = "methodcaller(name, ...) --> methodcaller object\n\nReturn a callable object that calls "
           "the given method on its "
           "operand.",
    .kind = KR_K_ITER,
    .size = sizeof(Getter),
    .slots = GETTER_SLOTS,
    .methods = method_rows,
};

/* ---- the module ---- */

#define TWO(name, f, doc) \
    { name "(a, b, /)", f, doc, 0 }
static const KrFnDef functions[] = {
    {"truth(a, /)", o_truth, "Return True if a is true, False otherwise.", 0},
    TWO("contains", o_contains, "Same as b in a (note reversed operands)."),
    TWO("indexOf", o_index_of, "Return the first index of b in a."),
    TWO("countOf", o_count_of, "Return the number of items in a which are, or which equal, b."),
    TWO("is_", o_is, "Same as a is b."),
    TWO("is_not", o_is_not, "Same as a is not b."),
    TWO("add", o_add, "Same as a + b."),
    TWO("sub", o_sub, "Same as a - b."),
    TWO("mul", o_mul, "Same as a * b."),
    TWO("matmul", o_matmul, "Same as a @ b."),
    TWO("floordiv", o_floordiv, "Same as a // b."),
    TWO("truediv", o_truediv, "Same as a / b."),
    TWO("mod", o_mod, "Same as a % b."),
    {"neg(a, /)", o_neg, "Same as -a.", 0},
    {"pos(a, /)", o_pos, "Same as +a.", 0},
    {"abs(a, /)", o_abs, "Same as abs(a).", 0},
    {"inv(a, /)", o_invert, "Same as ~a.", 0},
    {"invert(a, /)", o_invert, "Same as ~a.", 0},
    TWO("lshift", o_lshift, "Same as a << b."),
    TWO("rshift", o_rshift, "Same as a >> b."),
    {"not_(a, /)", o_not, "Same as not a.", 0},
    TWO("and_", o_and, "Same as a & b."),
    TWO("xor", o_xor, "Same as a ^ b."),
    TWO("or_", o_or, "Same as a | b."),
    TWO("iadd", o_iadd, "Same as a += b."),
    TWO("isub", o_isub, "Same as a -= b."),
    TWO("imul", o_imul, "Same as a *= b."),
    TWO("imatmul", o_imatmul, "Same as a @= b."),
    TWO("ifloordiv", o_ifloordiv, "Same as a //= b."),
    TWO("itruediv", o_itruediv, "Same as a /= b."),
    TWO("imod", o_imod, "Same as a %= b."),
    TWO("ilshift", o_ilshift, "Same as a <<= b."),
    TWO("irshift", o_irshift, "Same as a >>= b."),
    TWO("iand", o_iand, "Same as a &= b."),
    TWO("ixor", o_ixor, "Same as a ^= b."),
    TWO("ior", o_ior, "Same as a |= b."),
    TWO("concat", o_concat, "Same as a + b, for a and b sequences."),
    TWO("iconcat", o_iconcat, "Same as a += b, for a and b sequences."),
    TWO("getitem", o_getitem, "Same as a[b]."),
    {"setitem(a, b, c, /)", o_setitem, "Same as a[b] = c.", 0},
    TWO("delitem", o_delitem, "Same as del a[b]."),
    TWO("pow", o_pow, "Same as a ** b."),
    TWO("ipow", o_ipow, "Same as a **= b."),
    TWO("lt", o_lt, "Same as a < b."),
    TWO("le", o_le, "Same as a <= b."),
    TWO("eq", o_eq, "Same as a == b."),
    TWO("ne", o_ne, "Same as a != b."),
    TWO("gt", o_gt, "Same as a > b."),
    TWO("ge", o_ge, "Same as a >= b."),
    {"index(a, /)", o_index, "Same as a.__index__()", 0},
    {"length_hint(obj, default=0, /)", o_length_hint,
     "Return an estimate of the number of items in obj.", 0},
    TWO("_compare_digest", o_compare_digest,
        "Return 'a == b', in a time that does not depend on where they differ."),
    {"call(obj, /, *args, **kwargs)", o_call, "Same as obj(*args, **kwargs).", KR_DEF_RAW},
    {NULL, NULL, NULL, 0},
};

static bool add_class(kr_vm *vm, Value m, const char *name, const KrClassDef *def) {
    Value cls = kr__class_new(vm, def);
    return kr__ok(cls) && kr__module_add(vm, m, name, cls);
}
static bool init(kr_vm *vm, Value m) {
    return add_class(vm, m, "itemgetter", &item_def) && add_class(vm, m, "attrgetter", &attr_def) &&
           add_class(vm, m, "methodcaller", &method_def);
}

const KrModuleDef kr__module__operator = {
    .name = "_operator",
    .doc = "Operator interface.",
    .functions = functions,
    .init = init,
};
