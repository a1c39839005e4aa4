/* SPDX-License-Identifier: MIT
 * _abc.c: the module _abc: what the metaclass ABCMeta does. Each abstract class has an _abc_data with three sets of weak
 * references to classes: those registered, those found to be subclasses, and those found not to be, as long as nothing
 * was registered anywhere since. */
#include "lib/modules.h"
#include "types/dict.h"
#include "types/function.h"
#include "types/host.h"
#include "types/list.h"
#include "types/module.h"
#include "types/set.h"

extern const KrModuleDef kr__module__abc;

typedef struct State {
    Value data_class;
    int64_t counter; /* registrations so far */
} State;
static State *state_of(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module__abc);
    if (!at) return NULL;
    if (!*at && !(*at = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(State)))) kr__no_memory(vm);
    return *at;
}
static void state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_value(gc, ((State *)state)->data_class);
}
static void state_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(State));
}

typedef struct Data {
    KrObj head;
    Slot registry, cache, negative; /* sets; 0: empty */
    int64_t version;                /* of the counter when `negative` was begun */
} Data;
static Value data_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__instance_new(vm, a[0]);
}
static const KrFnDef data_rows[] = {{"__new__(cls)", data_new, NULL, KR_DEF_NEW},
                                    {NULL, NULL, NULL, 0}};
static const KrClassDef data_def = {
    .name = "_abc._abc_data",
    .doc = "Internal state held by ABC machinery.",
    .kind = KR_K_ITER,
    .size = sizeof(Data),
    .slots = KR_AT(Data, registry) | KR_AT(Data, cache) | KR_AT(Data, negative),
    .methods = data_rows,
};

static Value name_of(kr_vm *vm, const char *text) {
    size_t n = 0;
    while (text[n]) n++;
    return kr__intern(vm, text, n);
}
static Data *data_of(kr_vm *vm, Value self) {
    Value name = name_of(vm, "_abc_impl"),
          v = kr__ok(name) ? kr__getattr(vm, self, name) : KR_FAILED;
    if (kr__failed(v)) return NULL;
    if (kr__is_host(vm, v, &data_def)) return kr__ptr(v);
    kr__raise_type(vm, "_abc_impl is set to a wrong type");
    return NULL;
}

/* ---- sets of weak references ---- */

static Value weak(kr_vm *vm, Value cls) { return kr__call1(vm, kr__type(vm, KR_T_WEAKREF), cls); }

static int in_set(kr_vm *vm, Slot set, Value cls) {
    if (!set.bits || !((KrSet *)kr__slot_ptr(set))->used) return 0;
    Value w = weak(vm, cls);
    if (kr__failed(w)) {
        if (!kr__pending_is(vm, KR_T_X_TYPEERROR)) return -1;
        kr__clear_pending(vm);
        return 0;
    }
    return kr__set_contains(vm, kr__slot_ptr(set), w);
}
static bool add_to(kr_vm *vm, Data *d, Slot *set, Value cls) {
    if (!set->bits) {
        Value s = kr__set_new(vm, KR_T_SET);
        if (kr__failed(s)) return false;
        kr__store(vm, d, set, kr__ref_slot(s));
    }
    Value w = weak(vm, cls);
    return kr__ok(w) && kr__set_add(vm, kr__slot_ptr(*set), w);
}

/* ---- abstract methods ---- */

static int is_abstract(kr_vm *vm, Value v) {
    Value mark;
    int r = kr__getattr_opt(vm, v, kr__name(vm, KR_N___isabstractmethod__), &mark);
    return r <= 0 ? r : kr__truth(vm, mark);
}
static bool own_abstracts(kr_vm *vm, Value cls, Value set) {
    KrDict *ns = kr__type_dict(vm, kr__ptr(cls));
    Value copy = ns ? kr__dict_copy(vm, ns) : KR_FAILED, k, v;
    size_t pos = 0;
    while (kr__ok(copy) && kr__dict_next(vm, kr__ptr(copy), &pos, &k, &v)) {
        if (kr__exact(v, KR_T_FUNCTION) && !kr__function_own_dict(kr__ptr(v)).bits) continue;
        int r = is_abstract(vm, v);
        if (r < 0 || (r && !kr__set_add(vm, kr__ptr(set), k))) return false;
    }
    return kr__ok(copy);
}
typedef struct Inherit {
    Value cls, set;
} Inherit;
static bool inherit_one(kr_vm *vm, void *ud, Value name) {
    Inherit *in = ud;
    Value v;
    int r = kr__getattr_opt(vm, in->cls, name, &v);
    if (r > 0) r = is_abstract(vm, v);
    return r <= 0 ? r == 0 : kr__set_add(vm, kr__ptr(in->set), name);
}
static bool compute_abstracts(kr_vm *vm, Value cls) {
    Value set = kr__set_new(vm, KR_T_SET), names;
    if (kr__failed(set) || !own_abstracts(vm, cls, set)) return false;
    const KrTuple *bases = kr__slot_ptr(kr__type_ptr(cls)->bases);
    Inherit in = {cls, set};
    for (uint32_t i = 0; i < bases->len; i++) {
        int r = kr__getattr_opt(vm, kr__tuple_get(bases, i), kr__name(vm, KR_N___abstractmethods__),
                                &names);
        if (r < 0 || (r && !kr__each(vm, names, inherit_one, &in))) return false;
    }
    Value frozen = kr__call1(vm, kr__type(vm, KR_T_FROZENSET), set);
    return kr__ok(frozen) && kr__setattr(vm, cls, kr__name(vm, KR_N___abstractmethods__), frozen);
}

#define COLLECTION (KR_TF_SEQUENCE | KR_TF_MAPPING)
static Value abc_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    State *s = state_of(vm);
    if (!kr__is_type(vm, a[0]))
        return kr__raise_type(vm, "_abc_init() argument must be a class, not %T", a[0]);
    if (!s || !compute_abstracts(vm, a[0])) return KR_FAILED;
    Value data = kr__instance_new(vm, s->data_class), name = name_of(vm, "_abc_impl");
    if (kr__failed(data) || kr__failed(name)) return KR_FAILED;
    ((Data *)kr__ptr(data))->version = s->counter;
    if (!kr__setattr(vm, a[0], name, data)) return KR_FAILED;
    KrType *t = kr__ptr(a[0]);
    name = kr__name(vm, KR_N___abc_tpflags__);
    Value flags = kr__type_own(vm, t, name);
    if (!kr__is_int(flags)) return KR_NONE_V;
    uint32_t bits = (uint32_t)kr__int(flags) & COLLECTION;
    if (bits == COLLECTION)
        return kr__raise_type(
            vm, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
    if (bits) t->flags |= bits;
    return kr__type_set(vm, a[0], name, KR_UNSET) ? KR_NONE_V : KR_FAILED;
}

/* ---- registering ---- */

static bool set_collection(kr_vm *vm, void *ud, Value cls) {
    KrType *t = kr__ptr(cls);
    uint32_t bits = *(uint32_t *)ud;
    if (!(t->flags & KR_TF_HEAPTYPE) || (t->flags & COLLECTION) == bits) return true;
    t->flags = (t->flags & ~COLLECTION) | bits;
    return kr__type_each_subclass(vm, t, set_collection, ud);
}
static Value abc_register(kr_vm *vm, Value *a, int n) {
    (void)n;
    State *s = state_of(vm);
    if (!s) return KR_FAILED;
    if (!kr__is_type(vm, a[1])) return kr__raise_type(vm, "Can only register classes");
    int r = kr__issubclass(vm, a[1], a[0]);
    if (r) return r < 0 ? KR_FAILED : a[1];
    r = kr__issubclass(vm, a[0], a[1]);
    if (r < 0) return KR_FAILED;
    if (r) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "Refusing to create an inheritance cycle");
    Data *d = data_of(vm, a[0]);
    if (!d || !add_to(vm, d, &d->registry, a[1])) return KR_FAILED;
    s->counter++;
    uint32_t bits = kr__is_type(vm, a[0]) ? kr__type_ptr(a[0])->flags & COLLECTION : 0;
    if (bits && !set_collection(vm, &bits, a[1])) return KR_FAILED;
    return a[1];
}

/* ---- checking ---- */

static Value ask(kr_vm *vm, Value self, Value cls) {
    return kr__call_method(vm, self, kr__name(vm, KR_N___subclasscheck__), &cls, 1);
}
static Value abc_instancecheck(kr_vm *vm, Value *a, int n) {
    (void)n;
    State *s = state_of(vm);
    Data *d = s ? data_of(vm, a[0]) : NULL;
    Value cls = d ? kr__getattr(vm, a[1], kr__name(vm, KR_N___class__)) : KR_FAILED,
          type = kr__class_of(vm, a[1]);
    if (kr__failed(cls)) return cls;
    int r = in_set(vm, d->cache, cls);
    if (r) return r < 0 ? KR_FAILED : KR_TRUE_V;
    if (kr__same(cls, type)) {
        if (d->version == s->counter && (r = in_set(vm, d->negative, cls)))
            return r < 0 ? KR_FAILED : KR_FALSE_V;
        return ask(vm, a[0], cls);
    }
    Value v = ask(vm, a[0], cls);
    r = kr__ok(v) ? kr__truth(vm, v) : -1;
    if (r) return r < 0 ? KR_FAILED : v;
    return ask(vm, a[0], type);
}

/* A registered class, or a direct subclass of self, of which cls is one: 1, 0, -1. */
static int by_registry(kr_vm *vm, Data *d, Value cls) {
    Value list = d->registry.bits ? kr__list_from(vm, kr__slot_value(d->registry)) : KR_UNSET;
    if (kr__failed(list)) return d->registry.bits ? -1 : 0;
    for (size_t i = 0; i < ((KrList *)kr__ptr(list))->len; i++) {
        const KrWeakref *w = kr__ptr(kr__list_get(kr__ptr(list), i));
        if (!w->referent.bits) continue;
        int r = kr__issubclass(vm, cls, KR_VALUE(w->referent.bits));
        if (r) return r;
    }
    return 0;
}
static int by_subclasses(kr_vm *vm, Value self, Value cls) {
    Value name = name_of(vm, "__subclasses__"),
          list = kr__ok(name) ? kr__call_method(vm, self, name, NULL, 0) : KR_FAILED;
    if (kr__failed(list)) return -1;
    if (!kr__has_kind(vm, list, KR_K_LIST)) {
        kr__raise_type(vm, "__subclasses__() must return a list");
        return -1;
    }
    for (size_t i = 0; i < ((KrList *)kr__ptr(list))->len; i++) {
        int r = kr__issubclass(vm, cls, kr__list_get(kr__ptr(list), i));
        if (r) return r;
    }
    return 0;
}
/* Without the caches: 1, 0, -1. */
static int check(kr_vm *vm, Value self, Data *d, Value cls) {
    Value ok = kr__call_method(vm, self, kr__name(vm, KR_N___subclasshook__), &cls, 1);
    if (kr__failed(ok)) return -1;
    if (kr__is_bool(ok)) return kr__is_true(ok);
    if (!kr__same(ok, KR_NOTIMPL_V)) {
        kr__raise(vm, KR_T_X_ASSERTIONERROR,
                  "__subclasshook__ must return either False, True, or NotImplemented");
        return -1;
    }
    if (kr__is_type(vm, self) && kr__is_subtype(vm, cls, self)) return 1;
    int r = by_registry(vm, d, cls);
    return r ? r : by_subclasses(vm, self, cls);
}
static Value abc_subclasscheck(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_type(vm, a[1])) return kr__raise_type(vm, "issubclass() arg 1 must be a class");
    State *s = state_of(vm);
    Data *d = s ? data_of(vm, a[0]) : NULL;
    if (!d) return KR_FAILED;
    int r = in_set(vm, d->cache, a[1]);
    if (r) return r < 0 ? KR_FAILED : KR_TRUE_V;
    if (d->version < s->counter) {
        d->negative = KR_NO_SLOT;
        d->version = s->counter;
    } else if ((r = in_set(vm, d->negative, a[1]))) {
        return r < 0 ? KR_FAILED : KR_FALSE_V;
    }
    if (!kr__enter(vm, " in __subclasscheck__")) return KR_FAILED;
    r = check(vm, a[0], d, a[1]);
    kr__leave(vm);
    if (r < 0 || !add_to(vm, d, r ? &d->cache : &d->negative, a[1])) return KR_FAILED;
    return kr__bool(r);
}

static Value abc_token(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    State *s = state_of(vm);
    return s ? kr__int_from_i64(vm, s->counter) : KR_FAILED;
}
static Value abc_reset_registry(kr_vm *vm, Value *a, int n) {
    (void)n;
    Data *d = data_of(vm, a[0]);
    if (!d) return KR_FAILED;
    d->registry = KR_NO_SLOT;
    return KR_NONE_V;
}
static Value abc_reset_caches(kr_vm *vm, Value *a, int n) {
    (void)n;
    Data *d = data_of(vm, a[0]);
    if (!d) return KR_FAILED;
    d->cache = d->negative = KR_NO_SLOT;
    return KR_NONE_V;
}
static Value abc_dump(kr_vm *vm, Value *a, int n) {
    (void)n;
    Data *d = data_of(vm, a[0]);
    if (!d) return KR_FAILED;
    Slot sets[3] = {d->registry, d->cache, d->negative};
    Value parts[4];
    for (int i = 0; i < 3; i++) {
        Value set = kr__type(vm, KR_T_SET);
        parts[i] = sets[i].bits ? kr__call1(vm, set, kr__slot_value(sets[i])) : kr__call0(vm, set);
        if (kr__failed(parts[i])) return KR_FAILED;
    }
    parts[3] = kr__int_from_i64(vm, d->version);
    return kr__tuple_new(vm, parts, 4);
}

static const KrFnDef functions[] = {
    {"get_cache_token()", abc_token,
     "Returns the current ABC cache token: it changes with every registration.", 0},
    {"_abc_init(self, /)", abc_init, "Internal ABC helper for class set-up.", 0},
    {"_reset_registry(self, /)", abc_reset_registry,
     "Internal ABC helper to reset registry of a given class.", 0},
    {"_reset_caches(self, /)", abc_reset_caches,
     "Internal ABC helper to reset both caches of a given class.", 0},
    {"_get_dump(self, /)", abc_dump, "Internal ABC helper for cache and registry debugging.", 0},
    {"_abc_register(self, subclass, /)", abc_register,
     "Internal ABC helper for subclasss registration.", 0},
    {"_abc_instancecheck(self, instance, /)", abc_instancecheck,
     "Internal ABC helper for instance checks.", 0},
    {"_abc_subclasscheck(self, subclass, /)", abc_subclasscheck,
     "Internal ABC helper for subclasss checks.", 0},
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    State *s = state_of(vm);
    if (!s) return false;
    s->data_class = kr__class_new(vm, &data_def);
    return kr__ok(s->data_class) && kr__module_add(vm, m, "_abc_data", s->data_class);
}

const KrModuleDef kr__module__abc = {
    .name = "_abc",
    .doc = "Module contains faster C implementation of abc.ABCMeta",
    .functions = functions,
    .init = init,
    .trace = state_trace,
    .free = state_free,
};
