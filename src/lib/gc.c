/* SPDX-License-Identifier: MIT
 * gc.c: the module gc: requests to the collector and a look into the heap. A collection that is asked for runs at a safe
 * point before the call, when no C frame is below (KR_DEF_COLLECT); disable() does not stop
 * collections, but from then on they leave cycles alone whose end a program could see. */
#include <string.h>

#include "base/vec.h"
#include "lib/modules.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/module.h"
#include "types/set.h"
#include "types/type.h"

extern const KrModuleDef kr__module_gc;

typedef struct GcState {
    bool disabled;
    int64_t debug;
    int64_t threshold[3];
    int64_t collected[3], frozen;
    int64_t found; /* by the collection under way, or the last one */
    bool save;     /* it keeps what it finds */
    KR_VEC(uint32_t) saved;
    Value callbacks, garbage; /* lists */
} GcState;

/* NULL: MemoryError pending. */
static GcState *state_of(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module_gc);
    if (!at) return NULL;
    if (!*at) {
        GcState *s = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *s);
        if (!s) {
            kr__no_memory(vm);
            return NULL;
        }
        s->threshold[0] = 700;
        s->threshold[1] = s->threshold[2] = 10;
        *at = s;
    }
    return *at;
}
static void gc_state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    GcState *s = state;
    kr__trace_value(gc, s->callbacks);
    kr__trace_value(gc, s->garbage);
    for (uint32_t i = 0; i < s->saved.n; i++) kr__trace_ref(gc, s->saved.data[i]);
}
static void gc_state_free(kr_vm *vm, void *state) {
    kr__vec_free(&kr__heap(vm)->mem, &((GcState *)state)->saved);
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(GcState));
}

static bool is_container(kr_vm *vm, const KrObj *cell);
static Value gc_get_objects(kr_vm *vm, Value *a, int n);

/* ---- requests ---- */

static bool tell(kr_vm *vm, Value callbacks, const char *phase, int64_t generation,
                 int64_t collected) {
    if (!kr__exact(callbacks, KR_T_LIST)) return true;
    for (size_t i = 0; i < ((KrList *)kr__ptr(callbacks))->len; i++) {
        Value info = kr__dict_new(vm), name = kr__intern(vm, phase, strlen(phase));
        if (kr__failed(info) || kr__failed(name)) return false;
        KrDict *d = kr__ptr(info);
        if (!kr__dict_set_cstr(vm, d, "generation", kr__from_int48(generation)) ||
            !kr__dict_set_cstr(vm, d, "collected", kr__from_int48(collected)) ||
            !kr__dict_set_cstr(vm, d, "uncollectable", kr__from_int48(0)))
            return false;
        Value f = kr__list_get(kr__ptr(callbacks), i);
        if (kr__failed(kr__call2(vm, f, name, info))) kr__unraisable(vm, f);
    }
    return true;
}

/* In the collection: cells that Python sees count. */
static bool note_garbage(kr_vm *vm, KrObj *cell) {
    GcState *s = *kr__module_state(vm, &kr__module_gc);
    if (!is_container(vm, cell)) return false;
    s->found++;
    return s->save && kr__vec_push(&kr__heap(vm)->mem, &s->saved, kr__ref(cell));
}

/* What DEBUG_SAVEALL keeps goes to gc.garbage. */
static bool save_garbage(kr_vm *vm, GcState *s) {
    while (s->saved.n && kr__exact(s->garbage, KR_T_LIST))
        if (!kr__list_append(vm, kr__ptr(s->garbage), KR_VALUE(kr__vec_pop(&s->saved))))
            return false;
    return true;
}

static Value gc_collect(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t generation = 2;
    GcState *s = state_of(vm);
    if (!s || (kr__ok(a[0]) && !kr__index_i64(vm, a[0], &generation))) return KR_FAILED;
    if (generation < 0 || generation > 2) return kr__raise_value(vm, "invalid generation");
    int64_t found = s->found;
    s->found = 0;
    s->collected[generation] += found;
    if (!save_garbage(vm, s) || !tell(vm, s->callbacks, "stop", generation, found))
        return KR_FAILED;
    return kr__int_from_i64(vm, found);
}

/* *done: how far collect() has come, and above two bits what it has found. */
static int collect_first(kr_vm *vm, GcState *s, Value generation, unsigned *done) {
    int64_t g = 2;
    unsigned stage = *done & 3;
    if (stage) s->found += (int64_t)(*done >> 2) * (stage == 2);
    if (stage == 0) {
        if (kr__is_int(generation)) g = kr__int(generation);
        if (g < 0 || g > 2 || (kr__ok(generation) && !kr__is_int(generation))) return 0;
        if (!tell(vm, s->callbacks, "start", g, 0)) return -1;
    } else if (stage == 2 || !kr__gc_left_some(vm)) {
        return 0;
    }
    *done = (unsigned)s->found << 2 | (stage + 1);
    s->found = 0;
    s->save = s->debug & 32;
    if (g == 0)
        kr__gc_request(vm, false);
    else
        kr__gc_request_count(vm, note_garbage);
    return 1;
}

int kr__gc_settle(kr_vm *vm, const KrFnDef *def, Value *a, int n, unsigned *done) {
    GcState *s = state_of(vm);
    if (!s) return -1;
    Value first = n ? a[0] : KR_UNSET;
    if (def->fn == gc_collect) return collect_first(vm, s, first, done);
    /* those that look through the heap see nothing that Python would have let go */
    if (*done || (def->fn == gc_get_objects && kr__ok(first) && !kr__is_none(first))) return 0;
    *done = 1;
    kr__gc_request_exit(vm, true);
    return 1;
}

static Value gc_enable(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    GcState *s = state_of(vm);
    if (s) s->disabled = kr__heap(vm)->keep_cycles = false;
    return s ? KR_NONE_V : KR_FAILED;
}
static Value gc_disable(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    GcState *s = state_of(vm);
    if (s) s->disabled = kr__heap(vm)->keep_cycles = true;
    return s ? KR_NONE_V : KR_FAILED;
}
static Value gc_isenabled(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    GcState *s = state_of(vm);
    return s ? kr__bool(!s->disabled) : KR_FAILED;
}
static Value gc_get_debug(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    GcState *s = state_of(vm);
    return s ? kr__from_int48(s->debug) : KR_FAILED;
}
static Value gc_set_debug(kr_vm *vm, Value *a, int n) {
    (void)n;
    GcState *s = state_of(vm);
    return s && kr__index_i64(vm, a[0], &s->debug) ? KR_NONE_V : KR_FAILED;
}
static Value gc_get_threshold(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    GcState *s = state_of(vm);
    if (!s) return KR_FAILED;
    Value parts[3];
    for (int i = 0; i < 3; i++) parts[i] = kr__int_from_i64(vm, s->threshold[i]);
    return kr__tuple_new(vm, parts, 3);
}
static Value gc_set_threshold(kr_vm *vm, Value *a, int n) {
    (void)n;
    GcState *s = state_of(vm);
    for (int i = 0; s && i < 3; i++)
        if (kr__ok(a[i]) && !kr__index_i64(vm, a[i], &s->threshold[i])) return KR_FAILED;
    return s ? KR_NONE_V : KR_FAILED;
}
static Value gc_get_count(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KrGcStats s;
    kr__gc_stats(vm, &s);
    Value parts[3] = {kr__from_int48(0), kr__from_int48((int64_t)s.young),
                      kr__from_int48((int64_t)s.full)};
    return kr__tuple_new(vm, parts, 3);
}

/* One dict a generation, as the library expects; the collector's own figures stand in the last. */
static Value gc_get_stats(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KrGcStats s;
    const GcState *state = state_of(vm);
    if (!state) return KR_FAILED;
    kr__gc_stats(vm, &s);
    Value list = kr__list_new(vm, NULL, 3);
    const uint64_t count[3] = {s.young, 0, s.full};
    for (int i = 0; i < 3; i++) {
        Value d = kr__failed(list) ? list : kr__dict_new(vm);
        if (kr__failed(d) || !kr__list_append(vm, kr__ptr(list), d)) return KR_FAILED;
        KrDict *dict = kr__ptr(d);
        if (!kr__dict_set_cstr(vm, dict, "collections", kr__from_int48((int64_t)count[i])) ||
            !kr__dict_set_cstr(vm, dict, "collected", kr__from_int48(state->collected[i])) ||
            !kr__dict_set_cstr(vm, dict, "uncollectable", kr__from_int48(0)))
            return KR_FAILED;
        if (i < 2) continue;
        if (!kr__dict_set_cstr(vm, dict, "seconds", kr__from_double(s.seconds)) ||
            !kr__dict_set_cstr(vm, dict, "live", kr__from_int48((int64_t)s.live)) ||
            !kr__dict_set_cstr(vm, dict, "overhead", kr__from_int48((int64_t)s.overhead)))
            return KR_FAILED;
    }
    return list;
}

/* ---- looking ---- */

/* Kinds whose cells refer to others, as far as Python sees them. */
static bool is_container(kr_vm *vm, const KrObj *cell) {
    const KrLayout *l = kr__layout_of(vm, cell);
    if (!l->cls.bits || kr__ref(cell) < KR_FIRST_CELL >> 2) return false;
    if (((KrType *)kr__slot_ptr(l->cls))->flags & KR_TF_HIDDEN && l->kind != KR_K_METHOD)
        return false;
    switch (l->kind) {
    case KR_K_FREE:
    case KR_K_BUFFER:
    case KR_K_BOX:
    case KR_K_SLOTS:
    case KR_K_STRBUF:
    case KR_K_CONST:
    case KR_K_CODE: return false;
    case KR_K_INT:
    case KR_K_FLOAT:
    case KR_K_COMPLEX:
    case KR_K_STR:
    case KR_K_BYTES:
    case KR_K_BYTEARRAY:
    case KR_K_RANGE:
    case KR_K_INSTANCE: return kr__layout_no(cell) >= KR_T_COUNT;
    default: return true;
    }
}

static bool is_atom(kr_vm *vm, Value v) { return !kr__is_ref(v) || !is_container(vm, kr__ptr(v)); }

static bool is_tracked(kr_vm *vm, Value v) {
    if (is_atom(vm, v)) return false;
    if (kr__kind(vm, kr__ptr(v)) == KR_K_TYPE) return kr__type_is_heap(kr__ptr(v));
    if (kr__exact(v, KR_T_TUPLE)) {
        const KrTuple *t = kr__ptr(v);
        for (size_t i = 0; i < t->len; i++)
            if (!is_atom(vm, kr__tuple_get(t, i))) return true;
        return false;
    }
    if (!kr__exact(v, KR_T_DICT)) return true;
    size_t pos = 0;
    Value k, x;
    while (kr__dict_next(vm, kr__ptr(v), &pos, &k, &x))
        if (!is_atom(vm, k) || !is_atom(vm, x)) return true;
    return false;
}
static Value gc_is_tracked(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__bool(is_tracked(vm, a[0]));
}
static Value gc_is_finalized(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_ref(a[0])) return KR_FALSE_V;
    const KrObj *o = kr__ptr(a[0]);
    return kr__bool((kr__layout_of(vm, o)->flags & KR_LF_DEL) && !(o->head & KR_F_FINAL));
}

typedef struct Found {
    kr_vm *vm;
    KR_VEC(uint32_t) refs;
    const Value *targets; /* get_referrers: what is looked for */
    unsigned ntargets;
    bool failed;
} Found;

static void note(Found *f, uint32_t ref) {
    if (!kr__vec_push(&kr__heap(f->vm)->mem, &f->refs, ref)) f->failed = true;
}
static void note_container(void *ud, KrObj *cell) {
    Found *f = ud;
    if (is_container(f->vm, cell)) note(f, kr__ref(cell));
}

/* The cells found, as a list; the list of numbers is given back. */
static Value finish(kr_vm *vm, Found *f, bool seen) {
    Value list = f->failed || !seen ? kr__no_memory(vm) : kr__list_new(vm, NULL, f->refs.n);
    for (uint32_t i = 0; kr__ok(list) && i < f->refs.n; i++)
        if (!kr__list_append(vm, kr__ptr(list), KR_VALUE(f->refs.data[i]))) list = KR_FAILED;
    kr__vec_free(&kr__heap(vm)->mem, &f->refs);
    return list;
}

static Value gc_get_objects(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__ok(a[0]) && !kr__is_none(a[0])) {
        int64_t g;
        if (!kr__index_i64(vm, a[0], &g)) return KR_FAILED;
        if (g < 0) return kr__raise_value(vm, "generation parameter cannot be negative");
        if (g > 2)
            return kr__raise_value(
                vm,
                "generation parameter must be less than the number of available generations (3)");
        if (g < 2) return kr__list_new(vm, NULL, 0);
    }
    Found f = {.vm = vm};
    bool held = kr__heap(vm)->no_gc;
    kr__heap(vm)->no_gc = true; /* the numbers keep nothing alive */
    kr__heap_each(vm, note_container, &f);
    Value list = finish(vm, &f, true);
    kr__heap(vm)->no_gc = held;
    return list;
}

/* What private cells stand for: arrays of fields are looked through, boxes are numbers. */
static void note_referent(void *ud, KrObj *from, uint32_t ref) {
    Found *f = ud;
    (void)from;
    note(f, ref);
}

static bool list_value(kr_vm *vm, Value list, Value v) {
    return !kr__ok(v) || kr__list_append(vm, kr__ptr(list), v);
}

static bool add_referents(kr_vm *vm, Value list, Value obj, unsigned depth);

static bool add_cells(kr_vm *vm, Value list, KrObj *cell, unsigned depth) {
    Found f = {.vm = vm};
    bool seen = kr__heap_each_ref(vm, cell, note_referent, &f);
    Value found = finish(vm, &f, seen);
    if (kr__failed(found)) return false;
    for (size_t i = ((KrList *)kr__ptr(found))->len; i-- > 0;) {
        Value v = kr__list_get(kr__ptr(found), i);
        uint32_t no = kr__layout_no(kr__ptr(v));
        if (no == KR_T_BUFFER || no == KR_T_STRBUF || no == KR_T_FREE) continue;
        if (no == KR_T_BOX) v = ((KrBox *)kr__ptr(v))->value;
        if (no == KR_T_SLOTS ? !(depth && add_referents(vm, list, v, depth - 1))
                             : !list_value(vm, list, v))
            return false;
    }
    return true;
}

static bool add_referents(kr_vm *vm, Value list, Value obj, unsigned depth) {
    if (!kr__is_ref(obj)) return true;
    switch (kr__layout_no(kr__ptr(obj))) {
    case KR_T_LIST:
        for (size_t i = ((KrList *)kr__ptr(obj))->len; i-- > 0;)
            if (!list_value(vm, list, kr__list_get(kr__ptr(obj), i))) return false;
        return true;
    case KR_T_TUPLE:
        for (size_t i = ((KrTuple *)kr__ptr(obj))->len; i-- > 0;)
            if (!list_value(vm, list, kr__tuple_get(kr__ptr(obj), i))) return false;
        return true;
    case KR_T_DICT: {
        size_t pos = 0;
        Value k, v;
        while (kr__dict_next(vm, kr__ptr(obj), &pos, &k, &v))
            if (!list_value(vm, list, k) || !list_value(vm, list, v)) return false;
        return true;
    }
    default: break;
    }
    if (!add_cells(vm, list, kr__ptr(obj), depth)) return false;
    Value cls = kr__class_of(vm, obj);
    return !kr__ok(cls) || !kr__type_is_heap(kr__ptr(cls)) || list_value(vm, list, cls);
}

static Value gc_get_referents(kr_vm *vm, Value *a, int n) {
    Value list = kr__list_new(vm, NULL, 0);
    for (int i = 0; i < n && kr__ok(list); i++)
        if (!add_referents(vm, list, a[i], 3)) return KR_FAILED;
    return list;
}

static void note_referrer(void *ud, KrObj *from, uint32_t ref) {
    Found *f = ud;
    for (unsigned i = 0; i < f->ntargets; i++)
        if (f->targets[i].bits == ref) {
            note(f, kr__ref(from));
            return;
        }
}
static Value gc_get_referrers(kr_vm *vm, Value *a, int n) {
    Found f = {.vm = vm, .targets = a, .ntargets = (unsigned)n};
    bool held = kr__heap(vm)->no_gc;
    kr__heap(vm)->no_gc = true;
    bool seen = kr__heap_each_ref(vm, NULL, note_referrer, &f);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < f.refs.n; i++)
        if (is_container(vm, kr__cell(f.refs.data[i]))) f.refs.data[kept++] = f.refs.data[i];
    f.refs.n = kept;
    Value list = finish(vm, &f, seen);
    kr__heap(vm)->no_gc = held;
    return list;
}

static void count_container(void *ud, KrObj *cell) {
    Found *f = ud;
    if (is_container(f->vm, cell)) f->ntargets++;
}
/* Old cells stay away from young collections as they are; the number of those is all that freezing tells. */
static Value gc_freeze(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    GcState *s = state_of(vm);
    Found f = {.vm = vm};
    if (!s) return KR_FAILED;
    kr__heap_each(vm, count_container, &f);
    s->frozen = f.ntargets;
    return KR_NONE_V;
}
static Value gc_unfreeze(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    GcState *s = state_of(vm);
    if (s) s->frozen = 0;
    return s ? KR_NONE_V : KR_FAILED;
}
static Value gc_get_freeze_count(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    const GcState *s = state_of(vm);
    return s ? kr__int_from_i64(vm, s->frozen) : KR_FAILED;
}

static const KrFnDef functions[] = {
    {"collect(generation=2)", gc_collect,
     "Run the garbage collector; the number of unreachable objects that it found in cycles.",
     KR_DEF_COLLECT},
    {"enable()", gc_enable, "Enable automatic garbage collection.", 0},
    {"disable()", gc_disable, "Disable automatic garbage collection: remembered, without effect.",
     0},
    {"isenabled()", gc_isenabled, "Returns true if automatic garbage collection is enabled.", 0},
    {"get_debug()", gc_get_debug, "Get the garbage collection debugging flags.", 0},
    {"set_debug(flags, /)", gc_set_debug, "Set the garbage collection debugging flags: remembered.",
     0},
    {"get_threshold()", gc_get_threshold, "Return the current collection thresholds.", 0},
    {"set_threshold(threshold0, threshold1=10, threshold2=10, /)", gc_set_threshold,
     "Sets the collection thresholds: remembered, without effect.", 0},
    {"get_count()", gc_get_count, "Numbers of collections so far.", 0},
    {"get_stats()", gc_get_stats, "One dict of figures a generation.", 0},
    {"get_objects(generation=None)", gc_get_objects, "A list of the containers in the heap.",
     KR_DEF_COLLECT},
    {"get_referrers(*objs)", gc_get_referrers, "The objects that refer to any of objs.",
     KR_DEF_COLLECT},
    {"get_referents(*objs)", gc_get_referents, "The objects that any of objs refer to.", 0},
    {"is_tracked(obj, /)", gc_is_tracked,
     "Returns true if the object is one that can be part of a cycle.", 0},
    {"is_finalized(obj, /)", gc_is_finalized,
     "Returns true if the object has been already finalized.", 0},
    {"freeze()", gc_freeze, "Counts what there is: what is old is spared by young collections.", 0},
    {"unfreeze()", gc_unfreeze, "Forgets what freeze() counted.", 0},
    {"get_freeze_count()", gc_get_freeze_count, "What freeze() counted.", 0},
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    GcState *s = state_of(vm);
    if (!s) return false;
    s->callbacks = kr__list_new(vm, NULL, 0);
    s->garbage = kr__list_new(vm, NULL, 0);
    if (kr__failed(s->callbacks) || kr__failed(s->garbage)) return false;
    return kr__module_add(vm, m, "garbage", s->garbage) &&
           kr__module_add(vm, m, "callbacks", s->callbacks) &&
           kr__module_add(vm, m, "DEBUG_STATS", kr__from_int48(1)) &&
           kr__module_add(vm, m, "DEBUG_COLLECTABLE", kr__from_int48(2)) &&
           kr__module_add(vm, m, "DEBUG_UNCOLLECTABLE", kr__from_int48(4)) &&
           kr__module_add(vm, m, "DEBUG_SAVEALL", kr__from_int48(32)) &&
           kr__module_add(vm, m, "DEBUG_LEAK", kr__from_int48(38));
}

const KrModuleDef kr__module_gc = {
    .name = "gc",
    .doc = "This module provides access to the garbage collector for reference cycles.",
    .functions = functions,
    .init = init,
    .trace = gc_state_trace,
    .free = gc_state_free,
};
