/* SPDX-License-Identifier: MIT
 * type_call.c: calling a class: __new__, then __init__. What is Python among the two is called
 * by the machine ("call this next"), so that constructors nest without C stack. Also the ends of
 * both chains in object and type. */
#include "types/type_call.h"

#include <string.h>

#include "types/dict.h"
#include "types/function.h"
#include "types/type.h"

/* ---- object.__new__, object.__init__ ---- */

static bool is_native_of(kr_vm *vm, Value f, KrTypeNo layout, KrTypeNo cls) {
    return kr__exact(f, layout) && ((KrNative *)kr__ptr(f))->cls.bits == vm->types[cls].bits;
}
static bool new_is_objects(kr_vm *vm, Value cls) {
    return is_native_of(vm, kr__special_of(vm, cls, KR_N___new__), KR_T_NATIVE, KR_T_OBJECT);
}
static bool init_is_objects(kr_vm *vm, Value cls) {
    return is_native_of(vm, kr__special_of(vm, cls, KR_N___init__), KR_T_SLOT_WRAPPER, KR_T_OBJECT);
}

static bool append_name(kr_vm *vm, void *ud, Value name) {
    Value *text = ud;
    *text = kr__ok(*text) ? kr__text(vm, "%S, %S", *text, name) : name;
    return kr__ok(*text);
}

static Value raise_abstract(kr_vm *vm, Value cls) {
    Value names = kr__getattr(vm, cls, kr__name(vm, KR_N___abstractmethods__)), text = KR_UNSET;
    Value sorted = kr__failed(names) ? KR_FAILED : kr__import_attr(vm, "builtins", "sorted");
    Value list = kr__failed(sorted) ? KR_FAILED : kr__call1(vm, sorted, names);
    size_t n;
    if (kr__failed(list) || !kr__length(vm, list, &n) || !kr__each(vm, list, append_name, &text))
        return KR_FAILED;
    if (!kr__ok(text)) text = kr__name(vm, KR_N_empty);
    return kr__raise_type(vm, "Can't instantiate abstract class %N with abstract method%s %S", cls,
                          n > 1 ? "s" : "", text);
}

/* Classes whose instances only C code makes. */
static bool not_creatable(const KrType *t) {
    while (kr__type_is_heap(t) && (t->flags & KR_TF_BASE)) t = kr__slot_ptr(t->base);
    return !(t->flags & KR_TF_BASE);
}

static Value object_new(kr_vm *vm, Value cls, bool excess) {
    KrType *t = kr__ptr(cls);
    if (excess) {
        if (!new_is_objects(vm, cls))
            return kr__raise_type(
                vm, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (init_is_objects(vm, cls)) return kr__raise_type(vm, "%N() takes no arguments", cls);
    }
    if (t->flags & KR_TF_IS_ABSTRACT) return raise_abstract(vm, cls);
    if (not_creatable(t)) {
        Value name = kr__type_full_name(vm, cls);
        return kr__failed(name) ? KR_FAILED
                                : kr__raise_type(vm, "cannot create '%S' instances", name);
    }
    return kr__instance_new(vm, cls);
}

/* object.__new__(cls, *args, **kwargs), raw. */
Value kr__object_new_native(kr_vm *vm, Value *a, int n) {
    return object_new(vm, a[0], n > 1 || vm->tail.nkw);
}

/* object.__init__(self, *args, **kwargs), raw. */
Value kr__object_init_native(kr_vm *vm, Value *a, int n) {
    if (n <= 1 && !vm->tail.nkw) return KR_NONE_V;
    Value cls = kr__class_of(vm, a[0]);
    if (!init_is_objects(vm, cls))
        return kr__raise_type(
            vm, "object.__init__() takes exactly one argument (the instance to initialize)");
    if (new_is_objects(vm, cls))
        return kr__raise_type(
            vm, "%N.__init__() takes exactly one argument (the instance to initialize)", cls);
    return KR_NONE_V;
}

/* ---- type.__call__ ---- */

/* What waits while __new__ runs: (class, kwnames or None, arguments…). */
static Value keep_arguments(kr_vm *vm, Value cls, const Value *args, unsigned n, unsigned nkw,
                            Value kwnames) {
    Value few[16], *all = few;
    KrMem *mem = &kr__heap(vm)->mem;
    size_t total = 2u + n + nkw;
    if (total > KR_COUNTOF(few) && !(all = kr__mem_alloc(mem, total * sizeof(Value))))
        return kr__no_memory(vm);
    all[0] = cls;
    all[1] = nkw ? kwnames : KR_NONE_V;
    memcpy(all + 2, args, (n + nkw) * sizeof(Value)); /* args keep them alive */
    Value t = kr__tuple_new(vm, all, total);
    if (all != few) kr__mem_free(mem, all, total * sizeof(Value));
    return t;
}

static Value init_done(kr_vm *vm, Value instance, Value result) {
    if (kr__is_none(result)) return instance;
    return kr__raise_type(vm, "__init__() should return None, not '%T'", result);
}

/* Calls f(first, *args) next; then(state, result) gives the value. */
static Value call_next(kr_vm *vm, Value f, Value first, const Value *args, unsigned n, unsigned nkw,
                       Value kwnames, Value (*then)(kr_vm *, Value, Value), Value state) {
    Value few[16], *all = few;
    KrMem *mem = &kr__heap(vm)->mem;
    size_t total = 1u + n + nkw;
    if (total > KR_COUNTOF(few) && !(all = kr__mem_alloc(mem, total * sizeof(Value))))
        return kr__no_memory(vm);
    all[0] = first;
    memcpy(all + 1, args, (n + nkw) * sizeof(Value));
    Value r = kr__tail_call(vm, f, all, (unsigned)total);
    if (all != few) kr__mem_free(mem, all, total * sizeof(Value));
    if (!kr__same(r, KR_TAIL)) return r;
    vm->tail.nargs = n + 1;
    vm->tail.nkw = nkw;
    vm->tail.kwnames = kwnames;
    vm->tail.then = then;
    vm->tail.state = state;
    return KR_TAIL;
}

/* f(first, *args), now. */
static Value call_now(kr_vm *vm, Value f, Value first, const Value *args, unsigned n, unsigned nkw,
                      Value kwnames) {
    Value few[16], *all = few;
    KrMem *mem = &kr__heap(vm)->mem;
    size_t total = 1u + n + nkw;
    if (total > KR_COUNTOF(few) && !(all = kr__mem_alloc(mem, total * sizeof(Value))))
        return kr__no_memory(vm);
    all[0] = first;
    memcpy(all + 1, args, (n + nkw) * sizeof(Value));
    Value r = kr__call_kw(vm, f, all, n + 1, nkw, kwnames);
    if (all != few) kr__mem_free(mem, all, total * sizeof(Value));
    return r;
}

static Value run_init(kr_vm *vm, Value cls, Value instance, const Value *args, unsigned n,
                      unsigned nkw, Value kwnames) {
    Value type = kr__class_of(vm, instance);
    if (!kr__same(type, cls) && !kr__is_subtype(vm, type, cls)) return instance;
    Value init = kr__special_of(vm, type, KR_N___init__);
    if (is_native_of(vm, init, KR_T_SLOT_WRAPPER, KR_T_OBJECT)) {
        if ((n || nkw) && new_is_objects(vm, type))
            return kr__raise_type(vm, "%N() takes no arguments", type);
        return instance;
    }
    if (!kr__exact(init, KR_T_FUNCTION) && !kr__exact(init, KR_T_SLOT_WRAPPER)) {
        Value bound = kr__bind(vm, init, instance, type);
        if (kr__failed(bound)) return KR_FAILED;
        Value r = kr__call_kw(vm, bound, args, n, nkw, kwnames);
        return kr__failed(r) ? r : init_done(vm, instance, r);
    }
    return call_next(vm, init, instance, args, n, nkw, kwnames, init_done, instance);
}

static Value new_done(kr_vm *vm, Value state, Value instance) {
    const KrTuple *t = kr__ptr(state);
    Value few[16], *args = few, names = kr__tuple_get(t, 1), cls = kr__tuple_get(t, 0);
    KrMem *mem = &kr__heap(vm)->mem;
    size_t total = t->len - 2;
    if (total > KR_COUNTOF(few) && !(args = kr__mem_alloc(mem, total * sizeof(Value))))
        return kr__no_memory(vm);
    for (size_t i = 0; i < total; i++)
        args[i] = kr__tuple_get(t, i + 2); /* the tuple keeps them alive */
    unsigned nkw = kr__is_none(names) ? 0 : ((KrTuple *)kr__ptr(names))->len;
    Value r = run_init(vm, cls, instance, args, (unsigned)total - nkw, nkw, names);
    __asm__ volatile("" : : "r"(state.bits));
    if (args != few) kr__mem_free(mem, args, total * sizeof(Value));
    return r;
}

static Value raise_not_creatable(kr_vm *vm, Value cls) {
    Value name = kr__type_full_name(vm, cls);
    return kr__failed(name) ? KR_FAILED : kr__raise_type(vm, "cannot create '%S' instances", name);
}

/* cls(*args, **kw); see type.h. */
Value kr__type_call(kr_vm *vm, Value cls, const Value *args, unsigned n, unsigned nkw,
                    Value kwnames) {
    KrType *t = kr__ptr(cls);
    if (kr__same(cls, kr__type(vm, KR_T_TYPE))) {
        if (n == 1 && !nkw) return kr__class_of(vm, args[0]);
        if (n != 3) return kr__raise_type(vm, "type() takes 1 or 3 arguments");
    }
    Value new = kr__special_of(vm, cls, KR_N___new__);
    if (is_native_of(vm, new, KR_T_NATIVE, KR_T_OBJECT)) {
        bool excess = (n || nkw) && init_is_objects(vm, cls);
        if (excess || (t->flags & KR_TF_IS_ABSTRACT) || not_creatable(t)) {
            if (not_creatable(t)) return raise_not_creatable(vm, cls);
            return object_new(vm, cls, excess);
        }
        Value made = kr__instance_new(vm, cls);
        return kr__failed(made) ? KR_FAILED : run_init(vm, cls, made, args, n, nkw, kwnames);
    }
    if (kr__exact(new, KR_T_NATIVE)) {
        Value made = call_now(vm, new, cls, args, n, nkw, kwnames);
        return kr__failed(made) ? KR_FAILED : run_init(vm, cls, made, args, n, nkw, kwnames);
    }
    Value state = keep_arguments(vm, cls, args, n, nkw, kwnames);
    if (kr__failed(state)) return KR_FAILED;
    new = kr__bind(vm, new, KR_UNSET, cls);
    if (kr__failed(new)) return KR_FAILED;
    return call_next(vm, new, cls, args, n, nkw, kwnames, new_done, state);
}

/* type.__call__(cls, *args, **kwargs), raw. */
Value kr__type_call_native(kr_vm *vm, Value *a, int n) {
    return kr__type_call(vm, a[0], a + 1, (unsigned)n - 1, vm->tail.nkw, vm->tail.kwnames);
}

/* ---- type.__new__, type.__init__ ---- */

static Value keywords_dict(kr_vm *vm, const Value *kw, unsigned nkw, Value kwnames) {
    if (!nkw) return KR_UNSET;
    Value d = kr__dict_new(vm);
    for (unsigned i = 0; i < nkw && kr__ok(d); i++)
        if (!kr__dict_set(vm, kr__ptr(d), kr__tuple_get(kr__ptr(kwnames), i), kw[i]))
            return KR_FAILED;
    return d;
}

/* type.__new__(meta, name, bases, namespace, **kwds), raw. */
Value kr__type_new_native(kr_vm *vm, Value *a, int n) {
    unsigned nkw = vm->tail.nkw;
    Value kwnames = vm->tail.kwnames, meta = a[0];
    if (n != 4)
        return kr__raise_type(vm, "type.__new__() takes exactly 3 arguments (%d given)", n - 1);
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "type.__new__() argument 1 must be str, not %T", a[1]);
    if (!kr__has_kind(vm, a[2], KR_K_TUPLE))
        return kr__raise_type(vm, "type.__new__() argument 2 must be tuple, not %T", a[2]);
    if (!kr__has_kind(vm, a[3], KR_K_DICT))
        return kr__raise_type(vm, "type.__new__() argument 3 must be dict, not %T", a[3]);
    const KrTuple *bases = kr__ptr(a[2]);
    for (uint32_t i = 0; i < bases->len; i++) {
        Value b = kr__tuple_get(bases, i), f;
        if (kr__is_type(vm, b)) continue;
        int r = kr__getattr_opt(vm, b, kr__name(vm, KR_N___mro_entries__), &f);
        if (r < 0) return KR_FAILED;
        if (r)
            return kr__raise_type(
                vm, "type() doesn't support MRO entry resolution; use types.new_class()");
    }
    Value winner = kr__meta_of(vm, meta, bases);
    if (kr__failed(winner)) return KR_FAILED;
    if (!kr__same(winner, meta)) {
        Value new = kr__special_of(vm, winner, KR_N___new__);
        if (!is_native_of(vm, new, KR_T_NATIVE, KR_T_TYPE)) {
            new = kr__bind(vm, new, KR_UNSET, winner);
            if (kr__failed(new)) return KR_FAILED;
            return call_next(vm, new, winner, a + 1, 3, nkw, kwnames, NULL, KR_UNSET);
        }
        meta = winner;
    }
    Value kwargs = keywords_dict(vm, a + n, nkw, kwnames);
    if (nkw && kr__failed(kwargs)) return KR_FAILED;
    return kr__type_new(vm, meta, a[1], a[2], a[3], kwargs);
}

/* type.__init__(cls, *args, **kwargs), raw. */
Value kr__type_init_native(kr_vm *vm, Value *a, int n) {
    (void)a;
    if (n == 2 && vm->tail.nkw)
        return kr__raise_type(vm, "type.__init__() takes no keyword arguments");
    if (n != 2 && n != 4) return kr__raise_type(vm, "type.__init__() takes 1 or 3 arguments");
    return KR_NONE_V;
}
