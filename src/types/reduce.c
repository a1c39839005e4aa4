/* SPDX-License-Identifier: MIT
 * reduce.c: what copy and pickle ask of any object: __reduce_ex__, __reduce__, __getstate__.
 * Protocols below 2 are copyreg's. */
#include "types/reduce.h"

#include "types/dict.h"
#include "types/function.h"
#include "types/list.h"
#include "types/type.h"

static Value copyreg(kr_vm *vm, const char *name) { return kr__import_attr(vm, "copyreg", name); }

/* __slotnames__, where copyreg keeps what it found; unset: it did not ask yet, or an exception is pending. */
static Value kept_names(kr_vm *vm, Value cls) {
    Value name = kr__intern(vm, "__slotnames__", 13);
    return kr__failed(name) ? name : kr__type_own(vm, kr__type_ptr(cls), name);
}

static Value slot_names(kr_vm *vm, Value cls) {
    Value names = kept_names(vm, cls);
    if (kr__ok(names) || kr__pending(vm)) return names;
    Value f = copyreg(vm, "_slotnames");
    return kr__failed(f) ? KR_FAILED : kr__call1(vm, f, cls);
}

/* Values of the slots that are set, by name: a dict; None when there are none. */
static Value slot_values(kr_vm *vm, Value obj, Value cls) {
    Value names = slot_names(vm, cls);
    if (kr__failed(names)) return KR_FAILED;
    if (kr__is_none(names)) return KR_NONE_V;
    if (!kr__has_kind(vm, names, KR_K_LIST))
        return kr__raise_type(vm, "copyreg._slotnames didn't return a list or None");
    Value d = kr__dict_new(vm), v;
    for (size_t i = 0; kr__ok(d) && i < ((KrList *)kr__ptr(names))->len; i++) {
        Value name = kr__list_get(kr__ptr(names), i);
        int r = kr__getattr_opt(vm, obj, name, &v);
        if (r < 0 || (r && !kr__dict_set(vm, kr__ptr(d), name, v))) return KR_FAILED;
    }
    return kr__failed(d) || kr__dict_len(vm, kr__ptr(d)) ? d : KR_NONE_V;
}

/* No attributes of its own: there is nothing to keep. */
static bool empty_dict(kr_vm *vm, Value obj, const KrType *t) {
    if (!(t->flags & KR_TF_HAS_DICT)) return true;
    return !kr__kind_has_dict((KrKind)t->kind) && kr__instance_count(vm, obj) == 0;
}

static Value default_state(kr_vm *vm, Value obj) {
    Value cls = kr__class_of(vm, obj), dict = KR_NONE_V;
    KrType *t = kr__ptr(cls);
    int r =
        empty_dict(vm, obj, t) ? 0 : kr__getattr_opt(vm, obj, kr__name(vm, KR_N___dict__), &dict);
    if (r < 0) return KR_FAILED;
    if (!r) dict = KR_NONE_V;
    if (!t->nfields && !kr__ok(kept_names(vm, cls))) return kr__pending(vm) ? KR_FAILED : dict;
    Value slots = slot_values(vm, obj, cls);
    if (kr__failed(slots) || kr__is_none(slots)) return kr__failed(slots) ? KR_FAILED : dict;
    Value pair[2] = {dict, slots};
    return kr__tuple_new(vm, pair, 2);
}

/* object.__getstate__() */
Value kr__object_getstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    return default_state(vm, a[0]);
}

/* obj.__getstate__(), or the default one. */
static Value state_of(kr_vm *vm, Value obj, bool required) {
    Value f = kr__type_lookup(vm, kr__class_of(vm, obj), kr__name(vm, KR_N___getstate__));
    bool plain = kr__exact(f, KR_T_METHOD_DESCR) &&
                 ((KrNative *)kr__ptr(f))->cls.bits == vm->types[KR_T_OBJECT].bits;
    /* a C struct that nobody told how to make again */
    if (plain && required && !kr__has_kind(vm, obj, KR_K_INSTANCE))
        return kr__raise_type(vm, "cannot pickle '%T' object", obj);
    if (plain) return default_state(vm, obj);
    return kr__call_method(vm, obj, kr__name(vm, KR_N___getstate__), NULL, 0);
}

/* obj's special method of this name, bound; *out unset: its class has none. */
static bool special_bound(kr_vm *vm, Value obj, KrName name, Value *out) {
    Value cls = kr__class_of(vm, obj);
    *out = kr__type_lookup(vm, cls, kr__name(vm, name));
    if (!kr__ok(*out)) return true;
    *out = kr__bind(vm, *out, obj, cls);
    return kr__ok(*out);
}

/* Arguments for __new__: __getnewargs_ex__, __getnewargs__, or none. False: failed. */
static bool new_arguments(kr_vm *vm, Value obj, Value *args, Value *kwargs) {
    *args = *kwargs = KR_UNSET;
    Value f;
    if (!special_bound(vm, obj, KR_N___getnewargs_ex__, &f)) return false;
    if (kr__ok(f)) {
        Value both = kr__call0(vm, f);
        if (kr__failed(both)) return false;
        if (!kr__has_kind(vm, both, KR_K_TUPLE))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "__getnewargs_ex__ should return a tuple, not '%T'", both);
        const KrTuple *t = kr__ptr(both);
        if (t->len != 2)
            return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                   "__getnewargs_ex__ should return a tuple of length 2, not %u",
                                   t->len);
        *args = kr__tuple_get(t, 0);
        *kwargs = kr__tuple_get(t, 1);
        if (!kr__has_kind(vm, *args, KR_K_TUPLE))
            return kr__raise_false(
                vm, KR_T_X_TYPEERROR,
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'",
                *args);
        if (!kr__has_kind(vm, *kwargs, KR_K_DICT))
            return kr__raise_false(
                vm, KR_T_X_TYPEERROR,
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'",
                *kwargs);
        return true;
    }
    if (!special_bound(vm, obj, KR_N___getnewargs__, &f)) return false;
    if (!kr__ok(f)) return true;
    *args = kr__call0(vm, f);
    if (kr__failed(*args)) return false;
    if (!kr__has_kind(vm, *args, KR_K_TUPLE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "__getnewargs__ should return a tuple, not '%T'", *args);
    return true;
}

/* (cls, *args) */
static Value with_class(kr_vm *vm, Value cls, Value args) {
    Value list = kr__list_new(vm, &cls, 1);
    if (kr__failed(list) || (kr__ok(args) && !kr__list_extend(vm, kr__ptr(list), args)))
        return KR_FAILED;
    return kr__tuple_from(vm, list);
}

static Value items_iter(kr_vm *vm, Value obj) {
    Value items = kr__call_method(vm, obj, kr__name(vm, KR_N_items), NULL, 0);
    return kr__failed(items) ? KR_FAILED : kr__iter(vm, items);
}

/* Protocol 2 and above. */
static Value reduce_new(kr_vm *vm, Value obj) {
    Value cls = kr__class_of(vm, obj), args, kwargs, parts[5];
    KrType *t = kr__ptr(cls);
    const KrType *b = t;
    while (kr__type_is_heap(b)) b = kr__slot_ptr(b->base);
    if (!(b->flags & KR_TF_BASE) && b->number != KR_T_BOOL)
        return kr__raise_type(vm, "cannot pickle %R object", KR_VALUE(t->name.bits));
    if (!new_arguments(vm, obj, &args, &kwargs)) return KR_FAILED;
    bool ex = kr__ok(kwargs) && kr__dict_len(vm, kr__ptr(kwargs));
    parts[0] = copyreg(vm, ex ? "__newobj_ex__" : "__newobj__");
    if (kr__failed(parts[0])) return KR_FAILED;
    if (ex) {
        Value three[3] = {cls, args, kwargs};
        parts[1] = kr__tuple_new(vm, three, 3);
    } else {
        parts[1] = with_class(vm, cls, args);
    }
    if (kr__failed(parts[1])) return KR_FAILED;
    bool list = kr__has_kind(vm, obj, KR_K_LIST), dict = kr__has_kind(vm, obj, KR_K_DICT);
    parts[2] = state_of(vm, obj, !kr__ok(args) && !list && !dict);
    if (kr__failed(parts[2])) return KR_FAILED;
    parts[3] = list ? kr__iter(vm, obj) : KR_NONE_V;
    parts[4] = dict ? items_iter(vm, obj) : KR_NONE_V;
    if (kr__failed(parts[3]) || kr__failed(parts[4])) return KR_FAILED;
    return kr__tuple_new(vm, parts, 5);
}

static Value reduce_protocol(kr_vm *vm, Value obj, int64_t protocol) {
    if (protocol >= 2) return reduce_new(vm, obj);
    Value f = copyreg(vm, "_reduce_ex");
    return kr__failed(f) ? KR_FAILED : kr__call2(vm, f, obj, kr__from_int48(protocol));
}

/* object.__reduce__() */
Value kr__object_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    return reduce_protocol(vm, a[0], 0);
}

/* object.__reduce_ex__(protocol): the class's own __reduce__ when it has one. */
Value kr__object_reduce_ex(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t protocol;
    if (!kr__index_i64(vm, a[1], &protocol)) return KR_FAILED;
    Value f = kr__type_lookup(vm, kr__class_of(vm, a[0]), kr__name(vm, KR_N___reduce__));
    bool plain = kr__exact(f, KR_T_METHOD_DESCR) &&
                 ((KrNative *)kr__ptr(f))->cls.bits == vm->types[KR_T_OBJECT].bits;
    if (!plain) return kr__call_method(vm, a[0], kr__name(vm, KR_N___reduce__), NULL, 0);
    return reduce_protocol(vm, a[0], protocol);
}
