/* SPDX-License-Identifier: MIT
 * weakref.c: weak references and proxies, and the functions of _weakref. The heap clears
 * references to what dies and queues their callbacks; here they are made, compared and looked
 * through. */
#include "types/weakref.h"

#include "types/dict.h"
#include "types/function.h"
#include "types/list.h"
#include "types/type.h"
#include "types/typing.h"

const KrKindInfo kr__kind_weakref = {
    .name = "weakref", .size = sizeof(KrWeakref), .slots = 1ull << 2 /* callback */};
_Static_assert(offsetof(KrWeakref, callback) == 8, "trace words of KrWeakref");

static KrWeakref *ref(Value v) { return kr__ptr(v); }
static Value referent(Value v) {
    return ref(v)->referent.bits ? KR_VALUE(ref(v)->referent.bits) : KR_UNSET;
}

/* ---- making ---- */

static bool can_refer(kr_vm *vm, Value obj) {
    if (kr__is_ref(obj) && (kr__layout_of(vm, kr__ptr(obj))->flags & KR_LF_WEAK)) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "cannot create weak reference to '%T' object",
                           obj);
}

/* An existing reference of this exact class without callback; unset: none. */
static Value shared(kr_vm *vm, Value obj, uint32_t layout) {
    for (Value w = kr__side_weak(vm, kr__ptr(obj)); kr__ok(w); w = KR_VALUE(ref(w)->next.bits))
        if (kr__layout_no(kr__ptr(w)) == layout && !ref(w)->callback.bits) return w;
    return KR_UNSET;
}

static Value make(kr_vm *vm, Value cls, Value obj, Value callback) {
    if (!can_refer(vm, obj)) return KR_FAILED;
    bool plain = !kr__ok(callback) || kr__is_none(callback);
    uint32_t exact = kr__type_ptr(cls)->number;
    if (plain && exact) {
        Value w = shared(vm, obj, exact);
        if (kr__ok(w)) return w;
    }
    Value v = kr__instance_new(vm, cls);
    if (kr__failed(v)) return KR_FAILED;
    KrWeakref *w = ref(v);
    w->callback = plain ? KR_NO_SLOT : kr__ref_slot(callback);
    Value first = kr__side_weak(vm, kr__ptr(obj));
    w->next = kr__ok(first) ? kr__ref_slot(first) : KR_NO_SLOT;
    w->referent = kr__ref_slot(obj);
    if (!kr__side_set_weak(vm, kr__ptr(obj), v)) {
        w->referent = w->next = KR_NO_SLOT;
        return KR_FAILED;
    }
    return v;
}

/* ---- ReferenceType ---- */

static Value ref_new(kr_vm *vm, Value *a, int n) {
    unsigned nkw = vm->tail.nkw;
    if (n < 2) return kr__raise_type(vm, "__new__ expected at least 1 argument, got %d", n - 1);
    if (n > 3) return kr__raise_type(vm, "__new__ expected at most 2 arguments, got %d", n - 1);
    if (nkw && kr__type_ptr(a[0])->number)
        return kr__raise_type(vm, "ref() takes no keyword arguments");
    return make(vm, a[0], a[1], n > 2 ? a[2] : KR_NONE_V);
}
static Value ref_init(kr_vm *vm, Value *a, int n) {
    (void)a;
    if (vm->tail.nkw) return kr__raise_type(vm, "ref() takes no keyword arguments");
    if (n < 2) return kr__raise_type(vm, "__init__ expected at least 1 argument, got %d", n - 1);
    if (n > 3) return kr__raise_type(vm, "__init__ expected at most 2 arguments, got %d", n - 1);
    return KR_NONE_V;
}
static Value ref_call(kr_vm *vm, Value *a, int n) {
    if (vm->tail.nkw) return kr__raise_type(vm, "weakref() takes no keyword arguments");
    if (n > 1) return kr__raise_type(vm, "weakref expected 0 arguments, got %d", n - 1);
    Value v = referent(a[0]);
    return kr__ok(v) ? v : KR_NONE_V;
}
static Value ref_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value obj = referent(a[0]), name;
    unsigned long id = (unsigned long)kr__id(a[0]);
    if (!kr__ok(obj)) return kr__text(vm, "<weakref at 0x%lx; dead>", id);
    int r = kr__getattr_opt(vm, obj, kr__name(vm, KR_N___name__), &name);
    if (r < 0) return KR_FAILED;
    if (!r || !kr__is_str(vm, name))
        return kr__text(vm, "<weakref at 0x%lx; to '%T' at 0x%lx>", id, obj,
                        (unsigned long)kr__id(obj));
    return kr__text(vm, "<weakref at 0x%lx; to '%T' at 0x%lx (%S)>", id, obj,
                    (unsigned long)kr__id(obj), name);
}
/* The hash of what it refers to, kept as its complement: 0 says that it was never asked for. */
static Value ref_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrWeakref *w = ref(a[0]);
    uint64_t kept = (uint64_t)w->hashed << 32 | w->hash;
    if (!kept) {
        int64_t h;
        Value obj = referent(a[0]);
        if (!kr__ok(obj)) return kr__raise_type(vm, "weak object has gone away");
        if (!kr__hash(vm, obj, &h)) return KR_FAILED;
        kept = ~(uint64_t)h;
        w = ref(a[0]);
        w->hash = (uint32_t)kept;
        w->hashed = (uint32_t)(kept >> 32);
    }
    return kr__int_from_i64(vm, (int64_t)~kept);
}
static Value ref_compare(kr_vm *vm, Value *a, bool equal) {
    if (!kr__has_kind(vm, a[1], KR_K_WEAKREF)) return KR_NOTIMPL_V;
    Value x = referent(a[0]), y = referent(a[1]);
    if (!kr__ok(x) || !kr__ok(y)) return kr__bool(kr__same(a[0], a[1]) == equal);
    return kr__compare(vm, x, y, equal ? KR_N___eq__ : KR_N___ne__);
}
static Value ref_eq(kr_vm *vm, Value *a, int n) {
    (void)n;
    return ref_compare(vm, a, true);
}
static Value ref_ne(kr_vm *vm, Value *a, int n) {
    (void)n;
    return ref_compare(vm, a, false);
}
static Value get_callback(kr_vm *vm, Value v) {
    (void)vm;
    return referent(v).bits && ref(v)->callback.bits ? KR_VALUE(ref(v)->callback.bits) : KR_NONE_V;
}
static Value class_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__generic_alias_new(vm, a[0], a[1]);
}

static const KrFnDef ref_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", ref_new, "Create and return a new object.",
     KR_DEF_NEW | KR_DEF_RAW},
    {"__init__(self, /, *args, **kwargs)", ref_init, "Initialize self.",
     KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__call__(self, /, *args, **kwargs)", ref_call, "Call self as a function.",
     KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__repr__(self, /)", ref_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__hash__(self, /)", ref_hash, "Return hash(self).", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", ref_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", ref_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {"__class_getitem__(cls, item, /)", class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {NULL, NULL, NULL, 0},
};
static bool set_readonly(kr_vm *vm, Value self, Value v) {
    (void)self, (void)v;
    return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "readonly attribute");
}
static const KrGetSet ref_getset[] = {
    {"__callback__", get_callback, set_readonly, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_weakref = {
    .number = KR_T_WEAKREF, .methods = ref_methods, .getset = ref_getset};

/* ---- proxies ---- */

static bool is_proxy(Value v) {
    return kr__exact(v, KR_T_WEAKPROXY) || kr__exact(v, KR_T_WEAKCALLABLEPROXY);
}

/* What v stands for: the referent of a proxy, v itself otherwise. Failed: ReferenceError. */
static Value look(kr_vm *vm, Value v) {
    if (!is_proxy(v)) return v;
    Value obj = referent(v);
    return kr__ok(obj)
               ? obj
               : kr__raise(vm, KR_T_X_REFERENCEERROR, "weakly-referenced object no longer exists");
}

static Value p_binary(kr_vm *vm, Value x, Value y, KrName op,
                      Value (*f)(kr_vm *, Value, Value, KrName)) {
    x = look(vm, x);
    y = kr__ok(x) ? look(vm, y) : KR_FAILED;
    return kr__failed(y) ? KR_FAILED : f(vm, x, y, op);
}
static Value p_unary(kr_vm *vm, Value x, KrName op) {
    x = look(vm, x);
    return kr__failed(x) ? KR_FAILED : kr__unary(vm, x, op);
}

#define BINARY_OPS(X) \
    X(add)            \
    X(sub)            \
    X(mul) X(truediv) X(floordiv) X(mod) X(matmul) X(lshift) X(rshift) X(and) X(or) X(xor) X(divmod)
#define INPLACE_OPS(X) \
    X(add)             \
    X(sub)             \
    X(mul) X(truediv) X(floordiv) X(mod) X(pow) X(matmul) X(lshift) X(rshift) X(and) X(or) X(xor)
#define BINARY(name)                                                    \
    static Value p_##name(kr_vm *vm, Value *a, int n) {                 \
        (void)n;                                                        \
        return p_binary(vm, a[0], a[1], KR_N___##name##__, kr__binary); \
    }                                                                   \
    static Value p_r##name(kr_vm *vm, Value *a, int n) {                \
        (void)n;                                                        \
        return p_binary(vm, a[1], a[0], KR_N___##name##__, kr__binary); \
    }
BINARY_OPS(BINARY)
#define INPLACE(name)                                                    \
    static Value p_i##name(kr_vm *vm, Value *a, int n) {                 \
        (void)n;                                                         \
        return p_binary(vm, a[0], a[1], KR_N___##name##__, kr__inplace); \
    }
INPLACE_OPS(INPLACE)
#define COMPARISONS(X) X(lt) X(le) X(eq) X(ne) X(gt) X(ge)
#define COMPARE(name)                                                    \
    static Value p_##name(kr_vm *vm, Value *a, int n) {                  \
        (void)n;                                                         \
        return p_binary(vm, a[0], a[1], KR_N___##name##__, kr__compare); \
    }
COMPARISONS(COMPARE)
#define UNARY_OPS(X) X(neg) X(pos) X(abs) X(invert)
#define UNARY(name)                                     \
    static Value p_##name(kr_vm *vm, Value *a, int n) { \
        (void)n;                                        \
        return p_unary(vm, a[0], KR_N___##name##__);    \
    }
UNARY_OPS(UNARY)

static Value p_pow(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]), y = kr__ok(x) ? look(vm, a[1]) : KR_FAILED;
    Value z = kr__failed(y) ? KR_FAILED : kr__ok(a[2]) ? look(vm, a[2]) : KR_NONE_V;
    return kr__failed(z) ? KR_FAILED : kr__power(vm, x, y, z);
}
static Value p_rpow(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value swapped[3] = {a[1], a[0], a[2]};
    return p_pow(vm, swapped, 3);
}

/* The referent's special method, called as Python would. */
static Value p_special(kr_vm *vm, Value *a, KrName which, const Value *args, unsigned n,
                       const char *what) {
    Value x = look(vm, a[0]);
    if (kr__failed(x)) return KR_FAILED;
    Value r = kr__call_special(vm, x, which, args, n);
    if (kr__ok(r) || kr__pending(vm)) return r;
    return kr__raise_type(vm, what, x);
}
#define SPECIAL0(name, text)                                       \
    static Value p_##name(kr_vm *vm, Value *a, int n) {            \
        (void)n;                                                   \
        return p_special(vm, a, KR_N___##name##__, NULL, 0, text); \
    }
SPECIAL0(int, "int() argument must be a string, a bytes-like object or a real number, not '%T'")
SPECIAL0(float, "float() argument must be a string or a real number, not '%T'")
SPECIAL0(bytes, "cannot convert '%T' object to bytes")
SPECIAL0(reversed, "'%T' object is not reversible")

static Value p_index(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    return kr__failed(x) ? KR_FAILED : kr__index(vm, x);
}
static Value p_bool(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    int r = kr__failed(x) ? -1 : kr__truth(vm, x);
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value p_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    return kr__failed(x) ? KR_FAILED : kr__str(vm, x);
}
static Value p_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value obj = referent(a[0]);
    unsigned long id = (unsigned long)kr__id(a[0]);
    if (!kr__ok(obj)) obj = KR_NONE_V;
    return kr__text(vm, "<weakproxy at 0x%lx to %T at 0x%lx>", id, obj, (unsigned long)kr__id(obj));
}
static Value p_getattribute(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    return kr__failed(x) ? KR_FAILED : kr__getattr(vm, x, a[1]);
}
static Value p_setattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    return kr__ok(x) && kr__setattr(vm, x, a[1], a[2]) ? KR_NONE_V : KR_FAILED;
}
static Value p_delattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    return kr__ok(x) && kr__setattr(vm, x, a[1], KR_UNSET) ? KR_NONE_V : KR_FAILED;
}
static Value p_len(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t len;
    Value x = look(vm, a[0]);
    return kr__ok(x) && kr__length(vm, x, &len) ? kr__int_from_u64(vm, len) : KR_FAILED;
}
static Value p_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    return kr__failed(x) ? KR_FAILED : kr__get_item(vm, x, a[1]);
}
static Value p_setitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    return kr__ok(x) && kr__set_item(vm, x, a[1], a[2]) ? KR_NONE_V : KR_FAILED;
}
static Value p_delitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    return kr__ok(x) && kr__set_item(vm, x, a[1], KR_UNSET) ? KR_NONE_V : KR_FAILED;
}
static Value p_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    int r = kr__failed(x) ? -1 : kr__contains(vm, x, a[1]);
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value p_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    return kr__failed(x) ? KR_FAILED : kr__iter(vm, x);
}
static Value p_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = look(vm, a[0]);
    if (kr__failed(x)) return KR_FAILED;
    if (!kr__ok(kr__special(vm, x, KR_N___next__)))
        return kr__raise_type(vm, "Weakref proxy referenced a non-iterator '%T' object", x);
    return kr__next(vm, x);
}
static Value p_call(kr_vm *vm, Value *a, int n) {
    unsigned nkw = vm->tail.nkw;
    Value kwnames = vm->tail.kwnames, x = look(vm, a[0]);
    if (kr__failed(x)) return KR_FAILED;
    Value r = kr__tail_call(vm, x, a + 1, (unsigned)n - 1 + nkw);
    if (!kr__same(r, KR_TAIL)) return r;
    vm->tail.nargs = (uint32_t)n - 1;
    vm->tail.nkw = nkw;
    vm->tail.kwnames = kwnames;
    return r;
}

#define BINARY_ROW(name)                                               \
    {"__" #name "__(self, value, /)", p_##name, NULL, KR_DEF_SPECIAL}, \
        {"__r" #name "__(self, value, /)", p_r##name, NULL, KR_DEF_SPECIAL},
#define INPLACE_ROW(name) {"__i" #name "__(self, value, /)", p_i##name, NULL, KR_DEF_SPECIAL},
#define COMPARE_ROW(name) {"__" #name "__(self, value, /)", p_##name, NULL, KR_DEF_SPECIAL},
#define UNARY_ROW(name) {"__" #name "__(self, /)", p_##name, NULL, KR_DEF_SPECIAL},
#define PROXY_ROWS                                                                     \
    BINARY_OPS(BINARY_ROW)                                                             \
    INPLACE_OPS(INPLACE_ROW)                                                           \
    COMPARISONS(COMPARE_ROW)                                                           \
    UNARY_OPS(UNARY_ROW)                                                               \
    UNARY_ROW(int)                                                                     \
    UNARY_ROW(float)                                                                   \
    UNARY_ROW(index)                                                                   \
    UNARY_ROW(bool)                                                                    \
    UNARY_ROW(str)                                                                     \
    UNARY_ROW(repr)                                                                    \
    UNARY_ROW(len)                                                                     \
    UNARY_ROW(iter)                                                                    \
    UNARY_ROW(next){"__pow__(self, value, mod=None, /)", p_pow, NULL, KR_DEF_SPECIAL}, \
        {"__rpow__(self, value, mod=None, /)", p_rpow, NULL, KR_DEF_SPECIAL},          \
        {"__getattribute__(self, name, /)", p_getattribute, NULL, KR_DEF_SPECIAL},     \
        {"__setattr__(self, name, value, /)", p_setattr, NULL, KR_DEF_SPECIAL},        \
        {"__delattr__(self, name, /)", p_delattr, NULL, KR_DEF_SPECIAL},               \
        {"__getitem__(self, key, /)", p_getitem, NULL, KR_DEF_SPECIAL},                \
        {"__setitem__(self, key, value, /)", p_setitem, NULL, KR_DEF_SPECIAL},         \
        {"__delitem__(self, key, /)", p_delitem, NULL, KR_DEF_SPECIAL},                \
        {"__contains__(self, key, /)", p_contains, NULL, KR_DEF_SPECIAL},              \
        {"__bytes__(self, /)", p_bytes, NULL, KR_DEF_METHOD},                          \
        {"__reversed__(self, /)", p_reversed, NULL, KR_DEF_METHOD},

static const KrFnDef proxy_methods[] = {PROXY_ROWS{NULL, NULL, NULL, 0}};
static const KrFnDef callable_proxy_methods[] = {
    PROXY_ROWS{"__call__(self, /, *args, **kwargs)", p_call, "Call self as a function.",
               KR_DEF_SPECIAL | KR_DEF_RAW},
    {NULL, NULL, NULL, 0},
};
const KrTypeDef kr__def_weakproxy = {.number = KR_T_WEAKPROXY, .methods = proxy_methods};
const KrTypeDef kr__def_weakcallableproxy = {.number = KR_T_WEAKCALLABLEPROXY,
                                             .methods = callable_proxy_methods};

/* ---- _weakref ---- */

static Value f_count(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t count = 0;
    Value w = kr__is_ref(a[0]) ? kr__side_weak(vm, kr__ptr(a[0])) : KR_UNSET;
    for (; kr__ok(w); w = KR_VALUE(ref(w)->next.bits)) count++;
    return kr__from_int48(count);
}
/* Place in what getweakrefs gives: the shared reference, the shared proxy, then the others,
 * newest first. */
static int rank(Value w) {
    if (ref(w)->callback.bits) return 2;
    return kr__exact(w, KR_T_WEAKREF) ? 0 : is_proxy(w) ? 1 : 2;
}
static Value f_refs(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value list = kr__list_new(vm, NULL, 0);
    for (int pass = 0; pass < 3 && kr__ok(list) && kr__is_ref(a[0]); pass++) {
        Value w = kr__side_weak(vm, kr__ptr(a[0]));
        for (; kr__ok(w); w = KR_VALUE(ref(w)->next.bits))
            if (rank(w) == pass && !kr__list_append(vm, kr__ptr(list), w)) return KR_FAILED;
    }
    return list;
}
static Value f_proxy(kr_vm *vm, Value *a, int n) {
    (void)n;
    bool callable = kr__ok(kr__special(vm, a[0], KR_N___call__));
    return make(vm, kr__type(vm, callable ? KR_T_WEAKCALLABLEPROXY : KR_T_WEAKPROXY), a[0],
                kr__ok(a[1]) ? a[1] : KR_NONE_V);
}
/* del dct[key] if its value is a dead reference. */
static Value f_remove_dead(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_kind(vm, a[0], KR_K_DICT))
        return kr__raise_type(vm, "_remove_dead_weakref() argument 1 must be dict, not %T", a[0]);
    Value v;
    int r = kr__dict_find(vm, kr__ptr(a[0]), a[1], &v);
    if (r > 0 && kr__has_kind(vm, v, KR_K_WEAKREF) && !ref(v)->referent.bits)
        r = kr__dict_delete(vm, kr__ptr(a[0]), a[1], NULL);
    return r < 0 ? KR_FAILED : KR_NONE_V;
}

const KrFnDef kr__weakref_functions[] = {
    {"getweakrefcount(object, /)", f_count, "Return the number of weak references to 'object'.", 0},
    {"getweakrefs(object, /)", f_refs,
     "getweakrefs(object) -- return a list of all weak reference objects that point to 'object'.",
     0},
    {"proxy(object, callback=None, /)", f_proxy,
     "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called "
     "with a reference to the\n"
     "proxy when 'object' is about to be finalized.",
     0},
    {"_remove_dead_weakref(dct, key, /)", f_remove_dead,
     "Atomically remove key from dict if it points to a dead weakref.", 0},
    {NULL, NULL, NULL, 0},
};
