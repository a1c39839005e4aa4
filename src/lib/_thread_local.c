/* SPDX-License-Identifier: MIT
 * _thread_local.c: _thread._local: an object with one __dict__ for each thread.
 *
 * The object holds a dict of these dicts by the thread's number, so that they die with it. A thread
 * knows the objects that have a dict for it by their references, which keep nothing alive: a dying
 * object takes itself out of all threads' lists. */
#include "lib/_thread.h"

#include "types/dict.h"
#include "types/module.h"

typedef struct Local {
    KrObj head;
    Slot dicts; /* dict: number of a thread -> dict */
    Slot args;  /* tuple and dict (or 0) for __init__ in threads to come */
    Slot kwargs;
} Local;

static bool has_init(kr_vm *vm, Value self) {
    Value init = kr__type_lookup(vm, kr__class_of(vm, self), kr__name(vm, KR_N___init__));
    Value plain = kr__type_lookup(vm, kr__type(vm, KR_T_OBJECT), kr__name(vm, KR_N___init__));
    return !kr__same(init, plain);
}

/* A new dict for the running thread. */
static Value make_dict(kr_vm *vm, Value self) {
    KrThread *t = vm->thread;
    Local *l = kr__ptr(self);
    Value d = kr__dict_new(vm);
    if (kr__failed(d)) return d;
    if (!kr__vec_push(&kr__heap(vm)->mem, &t->locals, kr__ref(l))) return kr__no_memory(vm);
    return kr__dict_set(vm, kr__slot_ptr(l->dicts), kr__from_int48(t->number), d) ? d : KR_FAILED;
}

/* The running thread's dict; in a new thread __init__ runs first. */
static Value dict_of(kr_vm *vm, Value self) {
    Local *l = kr__ptr(self);
    Value d;
    int found = kr__dict_find(vm, kr__slot_ptr(l->dicts), kr__from_int48(vm->thread->number), &d);
    if (found) return found > 0 ? d : KR_FAILED;
    d = make_dict(vm, self);
    if (kr__failed(d) || !has_init(vm, self)) return d;
    Value init = kr__special(vm, self, KR_N___init__);
    Value bound = kr__bind(vm, init, self, kr__class_of(vm, self));
    Value r = kr__ok(bound) ? kr__call_ex(vm, bound, KR_VALUE(l->args.bits),
                                          l->kwargs.bits ? KR_VALUE(l->kwargs.bits) : KR_UNSET)
                            : KR_FAILED;
    if (kr__ok(r)) return d;
    Value exc = kr__take_pending(vm); /* the next access tries again */
    (void)!kr__dict_delete(vm, kr__slot_ptr(l->dicts), kr__from_int48(vm->thread->number), NULL);
    vm->thread->pending = exc;
    return KR_FAILED;
}

static Value local_new(kr_vm *vm, Value *a, int n) {
    Value args = n > 2 ? kr__tuple_new(vm, a + 2, (size_t)n - 2) : kr__tuple_empty(vm);
    Value kw = a[1];
    bool given = n > 2 || (kr__ok(kw) && kr__dict_len(vm, kr__ptr(kw)));
    Value self = kr__ok(args) ? kr__host_new(vm, a[0]) : KR_FAILED;
    if (kr__failed(self)) return self;
    if (given && !has_init(vm, self))
        return kr__raise_type(vm, "Initialization arguments are not supported");
    Value dicts = kr__dict_new(vm);
    if (kr__failed(dicts)) return dicts;
    Local *l = kr__ptr(self);
    l->dicts = kr__ref_slot(dicts);
    l->args = kr__ref_slot(args);
    l->kwargs = kr__ok(kw) ? kr__ref_slot(kw) : KR_NO_SLOT;
    kr__barrier(vm, l);
    return kr__ok(make_dict(vm, self)) ? self : KR_FAILED;
}

static Value name_arg(kr_vm *vm, Value name) {
    if (!kr__is_str(vm, name))
        return kr__raise_type(vm, "attribute name must be string, not '%T'", name);
    return kr__intern_str(vm, name);
}

static bool is_data(kr_vm *vm, Value found) {
    return kr__ok(kr__special(vm, found, KR_N___set__)) ||
           kr__ok(kr__special(vm, found, KR_N___delete__));
}

static Value local_getattribute(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name = name_arg(vm, a[1]), d = kr__ok(name) ? dict_of(vm, a[0]) : KR_FAILED, v;
    if (kr__failed(d)) return d;
    if (kr__same(name, kr__name(vm, KR_N___dict__))) return d;
    Value type = kr__class_of(vm, a[0]), found = kr__type_lookup(vm, type, name);
    if (kr__ok(found) && is_data(vm, found)) return kr__bind(vm, found, a[0], type);
    int in = kr__dict_find(vm, kr__ptr(d), name, &v);
    if (in) return in > 0 ? v : KR_FAILED;
    if (kr__ok(found)) return kr__bind(vm, found, a[0], type);
    return kr__raise_attribute(vm, a[0], name);
}

/* v unset: delete */
static bool set_attribute(kr_vm *vm, Value self, Value name, Value v) {
    name = name_arg(vm, name);
    Value d = kr__ok(name) ? dict_of(vm, self) : KR_FAILED;
    if (kr__failed(d)) return false;
    if (kr__same(name, kr__name(vm, KR_N___dict__)))
        return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR,
                               "'%T' object attribute '__dict__' is read-only", self);
    Value found = kr__type_lookup(vm, kr__class_of(vm, self), name);
    if (kr__ok(found) && is_data(vm, found)) return kr__generic_setattr(vm, self, name, v);
    if (kr__ok(v)) return kr__dict_set(vm, kr__ptr(d), name, v);
    int gone = kr__dict_delete(vm, kr__ptr(d), name, NULL);
    if (!gone) kr__raise_attribute(vm, self, name);
    return gone > 0;
}
static Value local_setattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return set_attribute(vm, a[0], a[1], a[2]) ? KR_NONE_V : KR_FAILED;
}
static Value local_delattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return set_attribute(vm, a[0], a[1], KR_UNSET) ? KR_NONE_V : KR_FAILED;
}

static void drop(KrThread *t, uint32_t ref) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < t->locals.n; i++)
        if (t->locals.data[i] != ref) t->locals.data[kept++] = t->locals.data[i];
    t->locals.n = kept;
}

static void release(kr_vm *vm, KrObj *cell) {
    for (KrThread *t = &vm->main; t; t = t->next) drop(t, kr__ref(cell));
}

void kr__local_forget(kr_vm *vm, KrThread *t) {
    for (uint32_t i = 0; i < t->locals.n; i++) {
        Local *l = kr__cell(t->locals.data[i]);
        Value key = kr__from_int48(t->number);
        if (l->dicts.bits) (void)!kr__dict_delete(vm, kr__slot_ptr(l->dicts), key, NULL);
    }
    kr__vec_free(&kr__heap(vm)->mem, &t->locals);
}

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", local_new, NULL, KR_DEF_NEW},
    {"__getattribute__(self, name, /)", local_getattribute, "Return getattr(self, name).",
     KR_DEF_SPECIAL},
    {"__setattr__(self, name, value, /)", local_setattr, "Implement setattr(self, name, value).",
     KR_DEF_SPECIAL},
    {"__delattr__(self, name, /)", local_delattr, "Implement delattr(self, name).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
const KrClassDef kr__local_def = {
    .name = "_thread._local",
    .doc = "Thread-local data",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE | KR_TF_HAS_WEAK,
    .size = sizeof(Local),
    .slots = KR_AT(Local, dicts) | KR_AT(Local, args) | KR_AT(Local, kwargs),
    .release = release,
    .methods = methods,
};
