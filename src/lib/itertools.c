/* SPDX-License-Identifier: MIT
 * itertools.c: the module itertools, and its iterators but for those over selections (itertools_comb.c). */
#include "lib/itertools.h"

#include "lib/modules.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/module.h"
#include "types/seq.h"

extern const KrModuleDef kr__module_itertools;

typedef struct ItState {
    Value classes[KR_IT_COUNT];
} ItState;

static ItState *state_of(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module_itertools);
    if (!at) return NULL;
    if (!*at && !(*at = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(ItState)))) kr__no_memory(vm);
    return *at;
}
static void state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_values(gc, ((ItState *)state)->classes, KR_IT_COUNT);
}
static void state_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(ItState));
}

static const KrClassDef *const defs[KR_IT_COUNT] = {
#define KR_IT(name) [KR_IT_##name] = &kr__it_##name,
    KR_ITERTOOLS(KR_IT)
#undef KR_IT
};

Value kr__it_class(kr_vm *vm, KrItClass which) {
    ItState *s = state_of(vm);
    if (!s) return KR_FAILED;
    if (!kr__ok(s->classes[which])) {
        Value cls = kr__class_new(vm, defs[which]);
        if (kr__failed(cls)) return cls;
        s->classes[which] = cls;
    }
    return s->classes[which];
}
Value kr__it_self(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return a[0];
}
Value kr__it_reduce(kr_vm *vm, Value self, Value args, Value state) {
    if (kr__failed(args)) return args;
    Value parts[3] = {kr__class_of(vm, self), args, state};
    return kr__tuple_new(vm, parts, kr__ok(state) ? 3 : 2);
}
static Value pack2(kr_vm *vm, Value a, Value b) {
    Value pair[2] = {a, b};
    return kr__tuple_new(vm, pair, 2);
}
static Value pack1(kr_vm *vm, Value a) { return kr__tuple_new(vm, &a, 1); }
static bool is_end(Value v) { return v.bits == KR_END.bits; }
static bool given(Value v) { return kr__ok(v) && !kr__is_none(v); }

/* ---- count ---- */

typedef struct Count {
    KrObj head;
    uint32_t fast; /* an int, counted by one */
    Value at, step;
} Count;

static bool is_number(kr_vm *vm, Value v) {
    return kr__is_int_value(vm, v) || kr__is_float_value(vm, v) ||
           kr__has_kind(vm, v, KR_K_COMPLEX) || kr__ok(kr__special(vm, v, KR_N___index__)) ||
           kr__ok(kr__special(vm, v, KR_N___int__)) || kr__ok(kr__special(vm, v, KR_N___float__));
}
static Value count_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value start = kr__ok(a[1]) ? a[1] : kr__from_int48(0),
          step = kr__ok(a[2]) ? a[2] : kr__from_int48(1);
    if (!is_number(vm, start) || !is_number(vm, step))
        return kr__raise_type(vm, "a number is required");
    Value v = kr__instance_new(vm, a[0]);
    if (kr__failed(v)) return v;
    Count *c = kr__ptr(v);
    c->at = start;
    c->step = step;
    c->fast = kr__is_int(start) && kr__same(step, kr__from_int48(1));
    return v;
}
static Value count_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Count *c = kr__ptr(a[0]);
    Value v = c->at, next;
    if (c->fast && kr__is_int(v) && kr__int(v) < KR_INT_MAX)
        next = kr__from_int48(kr__int(v) + 1);
    else
        next = kr__binary(vm, v, c->step, KR_N___add__);
    if (kr__failed(next)) return next;
    c->at = next;
    kr__barrier(vm, c);
    return v;
}
static Value count_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Count *c = kr__ptr(a[0]);
    if (kr__same(c->step, kr__from_int48(1)))
        return kr__text(vm, "%S(%R)", kr__short_name(vm, a[0]), c->at);
    return kr__text(vm, "%S(%R, %R)", kr__short_name(vm, a[0]), c->at, c->step);
}
static Value count_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Count *c = kr__ptr(a[0]);
    return kr__it_reduce(vm, a[0], c->fast ? pack1(vm, c->at) : pack2(vm, c->at, c->step),
                         KR_UNSET);
}
static const KrFnDef count_rows[] = {
    {"__new__(cls, start=0, step=1)", count_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(count_next),
    {"__repr__(self, /)", count_repr, NULL, KR_DEF_SPECIAL},
    KR_IT_REDUCE(count_reduce),
    KR_IT_END,
};
KR_IT_CLASS(count, Count, 0, KR_AT(Count, at) | KR_AT(Count, step), count_rows,
            "start, start+step, start+2*step, … without end.");

/* ---- cycle ---- */

typedef struct Cycle {
    KrObj head;
    Slot it;    /* 0: exhausted */
    Slot saved; /* list */
    uint32_t index, first_pass;
} Cycle;

static Value cycle_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value it = kr__iter(vm, a[1]), saved = kr__ok(it) ? kr__list_new(vm, NULL, 0) : KR_FAILED;
    Value v = kr__ok(saved) ? kr__instance_new(vm, a[0]) : KR_FAILED;
    if (kr__failed(v)) return v;
    Cycle *c = kr__ptr(v);
    c->it = kr__ref_slot(it);
    c->saved = kr__ref_slot(saved);
    return v;
}
static Value cycle_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Cycle *c = kr__ptr(a[0]);
    if (c->it.bits) {
        Value v = kr__next(vm, kr__slot_value(c->it));
        if (kr__failed(v)) return v;
        if (!is_end(v)) {
            if (!c->first_pass && !kr__list_append(vm, kr__slot_ptr(c->saved), v)) return KR_FAILED;
            return v;
        }
        c->it = KR_NO_SLOT;
    }
    KrList *l = kr__slot_ptr(c->saved);
    if (!l->len) return KR_END;
    if (c->index >= l->len) c->index = 0;
    return kr__list_get(l, c->index++);
}
static Value cycle_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Cycle *c = kr__ptr(a[0]);
    Value it = c->it.bits ? kr__slot_value(c->it) : kr__iter(vm, kr__slot_value(c->saved));
    if (kr__failed(it)) return it;
    if (!c->it.bits && c->index) {
        Value at = kr__from_int48(c->index);
        if (kr__failed(kr__call_method(vm, it, kr__name(vm, KR_N___setstate__), &at, 1)))
            return KR_FAILED;
    }
    Value state = pack2(vm, kr__slot_value(c->saved), kr__bool(!c->it.bits || c->first_pass));
    return kr__failed(state) ? state : kr__it_reduce(vm, a[0], pack1(vm, it), state);
}
static Value cycle_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Cycle *c = kr__ptr(a[0]);
    if (!kr__exact(a[1], KR_T_TUPLE)) return kr__raise_type(vm, "state is not a tuple");
    const KrTuple *t = kr__ptr(a[1]);
    if (t->len != 2)
        return kr__raise_type(vm, "function takes exactly 2 arguments (%u given)", t->len);
    if (!kr__exact(kr__tuple_get(t, 0), KR_T_LIST))
        return kr__raise_type(vm, "argument 1 must be list, not %T", kr__tuple_get(t, 0));
    Value flag = kr__index(vm, kr__tuple_get(t, 1));
    int first = kr__ok(flag) ? kr__truth(vm, flag) : -1;
    if (first < 0) return KR_FAILED;
    kr__store(vm, c, &c->saved, kr__ref_slot(kr__tuple_get(t, 0)));
    c->first_pass = (uint32_t)first;
    c->index = 0;
    return KR_NONE_V;
}
static const KrFnDef cycle_rows[] = {
    {"__new__(cls, iterable, /)", cycle_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(cycle_next),
    KR_IT_REDUCE(cycle_reduce),
    KR_IT_SETSTATE(cycle_setstate),
    KR_IT_END,
};
KR_IT_CLASS(cycle, Cycle, KR_AT(Cycle, it) | KR_AT(Cycle, saved), 0, cycle_rows,
            "The values of an iterable, then the same again, without end.");

/* ---- repeat ---- */

typedef struct Repeat {
    KrObj head;
    uint32_t pad;
    Value element;
    int64_t left; /* -1: without end */
} Repeat;

static Value repeat_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t times = -1;
    if (kr__ok(a[2])) {
        if (!kr__index_i64(vm, a[2], &times)) return KR_FAILED;
        if (times < 0) times = 0;
    }
    Value v = kr__instance_new(vm, a[0]);
    if (kr__failed(v)) return v;
    Repeat *r = kr__ptr(v);
    r->element = a[1];
    r->left = times;
    return v;
}
static Value repeat_next(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    Repeat *r = kr__ptr(a[0]);
    if (!r->left) return KR_END;
    if (r->left > 0) r->left--;
    return r->element;
}
static Value repeat_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Repeat *r = kr__ptr(a[0]);
    if (r->left < 0) return kr__text(vm, "%S(%R)", kr__short_name(vm, a[0]), r->element);
    return kr__text(vm, "%S(%R, %ld)", kr__short_name(vm, a[0]), r->element, (long)r->left);
}
static Value repeat_hint(kr_vm *vm, Value *a, int n) {
    (void)n;
    Repeat *r = kr__ptr(a[0]);
    return r->left < 0 ? kr__raise_type(vm, "len() of unsized object")
                       : kr__int_from_i64(vm, r->left);
}
static Value repeat_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Repeat *r = kr__ptr(a[0]);
    Value left = kr__int_from_i64(vm, r->left);
    return kr__it_reduce(
        vm, a[0], r->left < 0 ? pack1(vm, r->element) : pack2(vm, r->element, left), KR_UNSET);
}
static const KrFnDef repeat_rows[] = {
    {"__new__(cls, object, times=None)", repeat_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(repeat_next),
    {"__repr__(self, /)", repeat_repr, NULL, KR_DEF_SPECIAL},
    {"__length_hint__(self, /)", repeat_hint,
     "Private method returning an estimate of len(list(it)).", KR_DEF_METHOD},
    KR_IT_REDUCE(repeat_reduce),
    KR_IT_END,
};
KR_IT_CLASS(repeat, Repeat, 0, KR_AT(Repeat, element), repeat_rows,
            "The same object, a number of times or without end.");

/* ---- chain ---- */

typedef struct Chain {
    KrObj head;
    Slot source; /* iterator of iterables; 0: exhausted */
    Slot active; /* iterator; 0: none */
} Chain;

static Value chain_of(kr_vm *vm, Value cls, Value iterables) {
    Value it = kr__iter(vm, iterables), v = kr__ok(it) ? kr__instance_new(vm, cls) : KR_FAILED;
    if (kr__ok(v)) ((Chain *)kr__ptr(v))->source = kr__ref_slot(it);
    return v;
}
static Value chain_new(kr_vm *vm, Value *a, int n) {
    Value all = kr__tuple_new(vm, a + 1, (size_t)n - 1);
    return kr__ok(all) ? chain_of(vm, a[0], all) : KR_FAILED;
}
static Value chain_from(kr_vm *vm, Value *a, int n) {
    (void)n;
    return chain_of(vm, a[0], a[1]);
}
static Value chain_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Chain *c = kr__ptr(a[0]);
    for (unsigned i = 1; c->source.bits; i++) {
        if (!c->active.bits) {
            Value next = kr__next(vm, kr__slot_value(c->source));
            if (kr__failed(next) || is_end(next)) {
                c->source = KR_NO_SLOT;
                return next;
            }
            Value it = kr__iter(vm, next);
            if (kr__failed(it)) {
                c->source = KR_NO_SLOT;
                return it;
            }
            kr__store(vm, c, &c->active, kr__ref_slot(it));
        }
        Value v = kr__next(vm, kr__slot_value(c->active));
        if (!is_end(v)) return v;
        c->active = KR_NO_SLOT;
        if (i % 1024 == 0 && !kr__poll(vm)) return KR_FAILED;
    }
    return KR_END;
}
static Value chain_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Chain *c = kr__ptr(a[0]);
    if (!c->source.bits) return kr__it_reduce(vm, a[0], vm->empty_tuple, KR_UNSET);
    Value parts[2] = {kr__slot_value(c->source), kr__slot_value(c->active)};
    Value state = kr__tuple_new(vm, parts, c->active.bits ? 2 : 1);
    return kr__failed(state) ? state : kr__it_reduce(vm, a[0], vm->empty_tuple, state);
}
static Value chain_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Chain *c = kr__ptr(a[0]);
    if (!kr__exact(a[1], KR_T_TUPLE)) return kr__raise_type(vm, "state is not a tuple");
    const KrTuple *t = kr__ptr(a[1]);
    for (unsigned i = 0; i < t->len; i++)
        if (!kr__ok(kr__special(vm, kr__tuple_get(t, i), KR_N___next__)))
            return kr__raise_type(vm, "Arguments must be iterators.");
    if (t->len < 1 || t->len > 2)
        return kr__raise_type(vm, "function takes at least 1 argument (%u given)", t->len);
    c->source = kr__ref_slot(kr__tuple_get(t, 0));
    c->active = t->len > 1 ? kr__ref_slot(kr__tuple_get(t, 1)) : KR_NO_SLOT;
    kr__barrier(vm, c);
    return KR_NONE_V;
}
static const KrFnDef chain_rows[] = {
    {"__new__(cls, *iterables)", chain_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(chain_next),
    {"from_iterable(cls, iterable, /)", chain_from,
     "As chain(*iterable), taken from the iterable as needed.", KR_DEF_CLASSMETHOD},
    KR_IT_REDUCE(chain_reduce),
    KR_IT_SETSTATE(chain_setstate),
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    KR_IT_END,
};
KR_IT_CLASS(chain, Chain, KR_AT(Chain, source) | KR_AT(Chain, active), 0, chain_rows,
            "The values of the first iterable, then of the second, and so on.");

/* ---- accumulate ---- */

typedef struct Accumulate {
    KrObj head;
    Slot it;
    Value func;           /* unset: + */
    Value total, initial; /* unset: none */
} Accumulate;

static Value accumulate_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value it = kr__iter(vm, a[1]), v = kr__ok(it) ? kr__instance_new(vm, a[0]) : KR_FAILED;
    if (kr__failed(v)) return v;
    Accumulate *c = kr__ptr(v);
    c->it = kr__ref_slot(it);
    if (given(a[2])) c->func = a[2];
    if (given(a[3])) c->initial = a[3];
    return v;
}
static Value accumulate_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Accumulate *c = kr__ptr(a[0]);
    Value v = c->initial;
    if (kr__ok(v)) {
        c->initial = KR_UNSET;
    } else {
        v = kr__next(vm, kr__slot_value(c->it));
        if (kr__failed(v) || is_end(v)) return v;
        if (kr__ok(c->total))
            v = kr__ok(c->func) ? kr__call2(vm, c->func, c->total, v)
                                : kr__binary(vm, c->total, v, KR_N___add__);
        if (kr__failed(v)) return v;
    }
    c->total = v;
    kr__barrier(vm, c);
    return v;
}
static Value accumulate_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Accumulate *c = kr__ptr(a[0]);
    Value func = kr__ok(c->func) ? c->func : KR_NONE_V, it = kr__slot_value(c->it);
    if (kr__ok(c->initial)) {
        Value first = pack1(vm, c->initial), cls = kr__it_class(vm, KR_IT_chain);
        if (kr__failed(first) || kr__failed(cls)) return KR_FAILED;
        it = kr__call2(vm, cls, first, it);
        return kr__failed(it) ? it : kr__it_reduce(vm, a[0], pack2(vm, it, func), KR_NONE_V);
    }
    if (kr__is_none(c->total)) { /* as a state None says that there is no total: one behind it */
        Value first = pack1(vm, KR_NONE_V), chain = kr__it_class(vm, KR_IT_chain),
              islice = kr__it_class(vm, KR_IT_islice);
        if (kr__failed(first) || kr__failed(chain) || kr__failed(islice) ||
            kr__failed(it = kr__call2(vm, chain, first, it)) ||
            kr__failed(it = kr__call2(vm, kr__class_of(vm, a[0]), it, func)))
            return KR_FAILED;
        Value args = kr__tuple_new(vm, (Value[]){it, kr__from_int48(1), KR_NONE_V}, 3);
        return kr__ok(args) ? pack2(vm, islice, args) : args;
    }
    return kr__it_reduce(vm, a[0], pack2(vm, it, func), kr__ok(c->total) ? c->total : KR_NONE_V);
}
static Value accumulate_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Accumulate *c = kr__ptr(a[0]);
    c->total = kr__is_none(a[1]) ? KR_UNSET : a[1];
    kr__barrier(vm, c);
    return KR_NONE_V;
}
static const KrFnDef accumulate_rows[] = {
    {"__new__(cls, iterable, func=None, *, initial=None)", accumulate_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(accumulate_next),
    KR_IT_REDUCE(accumulate_reduce),
    KR_IT_SETSTATE(accumulate_setstate),
    KR_IT_END,
};
KR_IT_CLASS(accumulate, Accumulate, KR_AT(Accumulate, it),
            KR_AT(Accumulate, func) | KR_AT(Accumulate, total) | KR_AT(Accumulate, initial),
            accumulate_rows,
            "Sums of the first one, two, three … values, or what func makes of them.");

/* ---- compress, dropwhile, takewhile, filterfalse, starmap: a function or selectors, and an iterator ---- */

typedef struct Pair {
    KrObj head;
    Slot it;
    Value func; /* or the iterator of selectors; unset in filterfalse: None */
    uint32_t state;
} Pair;
#define PAIR_SLOTS KR_AT(Pair, it)
#define PAIR_VALUES KR_AT(Pair, func)

static Value pair_of(kr_vm *vm, Value cls, Value func, Value iterable) {
    Value it = kr__iter(vm, iterable), v = kr__ok(it) ? kr__instance_new(vm, cls) : KR_FAILED;
    if (kr__failed(v)) return v;
    Pair *p = kr__ptr(v);
    p->it = kr__ref_slot(it);
    p->func = func;
    return v;
}
static Value pair_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return pair_of(vm, a[0], a[1], a[2]);
}
static Value pair_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Pair *p = kr__ptr(a[0]);
    return kr__it_reduce(vm, a[0], pack2(vm, p->func, kr__slot_value(p->it)), KR_UNSET);
}

static Value compress_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value data = kr__iter(vm, a[1]), selectors = kr__ok(data) ? kr__iter(vm, a[2]) : KR_FAILED;
    Value v = kr__ok(selectors) ? kr__instance_new(vm, a[0]) : KR_FAILED;
    if (kr__failed(v)) return v;
    Pair *p = kr__ptr(v);
    p->it = kr__ref_slot(data);
    p->func = selectors;
    return v;
}
static Value compress_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Pair *p = kr__ptr(a[0]);
    for (unsigned i = 1;; i++) {
        Value v = kr__next(vm, kr__slot_value(p->it));
        if (kr__failed(v) || is_end(v)) return v;
        Value s = kr__next(vm, p->func);
        if (kr__failed(s) || is_end(s)) return s;
        int t = kr__truth(vm, s);
        if (t) return t < 0 ? KR_FAILED : v;
        if (i % 1024 == 0 && !kr__poll(vm)) return KR_FAILED;
    }
}
static Value compress_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Pair *p = kr__ptr(a[0]);
    return kr__it_reduce(vm, a[0], pack2(vm, kr__slot_value(p->it), p->func), KR_UNSET);
}
static const KrFnDef compress_rows[] = {
    {"__new__(cls, data, selectors)", compress_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(compress_next),
    KR_IT_REDUCE(compress_reduce),
    KR_IT_END,
};
KR_IT_CLASS(compress, Pair, PAIR_SLOTS, PAIR_VALUES, compress_rows,
            "The values of data whose selectors are true.");

/* func(v) is true: 1, 0, -1 */
static int holds(kr_vm *vm, Value func, Value v) {
    if (kr__ok(func) && !kr__same(func, kr__type(vm, KR_T_BOOL))) v = kr__call1(vm, func, v);
    return kr__ok(v) ? kr__truth(vm, v) : -1;
}
static Value pair_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int state = kr__truth(vm, a[1]);
    if (state < 0) return KR_FAILED;
    ((Pair *)kr__ptr(a[0]))->state = (uint32_t)state;
    return KR_NONE_V;
}
static Value while_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Pair *p = kr__ptr(a[0]);
    return kr__it_reduce(vm, a[0], pack2(vm, p->func, kr__slot_value(p->it)), kr__bool(p->state));
}

static Value dropwhile_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Pair *p = kr__ptr(a[0]);
    for (unsigned i = 1;; i++) {
        Value v = kr__next(vm, kr__slot_value(p->it));
        if (kr__failed(v) || is_end(v) || p->state) return v;
        int t = holds(vm, p->func, v);
        if (t < 0) return KR_FAILED;
        if (!t) {
            p->state = 1;
            return v;
        }
        if (i % 1024 == 0 && !kr__poll(vm)) return KR_FAILED;
    }
}
static const KrFnDef dropwhile_rows[] = {
    {"__new__(cls, predicate, iterable, /)", pair_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(dropwhile_next),
    KR_IT_REDUCE(while_reduce),
    KR_IT_SETSTATE(pair_setstate),
    KR_IT_END,
};
KR_IT_CLASS(dropwhile, Pair, PAIR_SLOTS, PAIR_VALUES, dropwhile_rows,
            "The values from the first on for which predicate is false.");

static Value takewhile_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Pair *p = kr__ptr(a[0]);
    if (p->state) return KR_END;
    Value v = kr__next(vm, kr__slot_value(p->it));
    if (kr__failed(v) || is_end(v)) return v;
    int t = holds(vm, p->func, v);
    if (t) return t < 0 ? KR_FAILED : v;
    p->state = 1;
    return KR_END;
}
static const KrFnDef takewhile_rows[] = {
    {"__new__(cls, predicate, iterable, /)", pair_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(takewhile_next),
    KR_IT_REDUCE(while_reduce),
    KR_IT_SETSTATE(pair_setstate),
    KR_IT_END,
};
KR_IT_CLASS(takewhile, Pair, PAIR_SLOTS, PAIR_VALUES, takewhile_rows,
            "The values up to the first for which predicate is false.");

static Value filterfalse_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = pair_of(vm, a[0], a[1], a[2]);
    if (kr__ok(v) && kr__is_none(a[1])) ((Pair *)kr__ptr(v))->func = KR_UNSET;
    return v;
}
static Value filterfalse_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Pair *p = kr__ptr(a[0]);
    for (unsigned i = 1;; i++) {
        Value v = kr__next(vm, kr__slot_value(p->it));
        if (kr__failed(v) || is_end(v)) return v;
        int t = holds(vm, p->func, v);
        if (t <= 0) return t < 0 ? KR_FAILED : v;
        if (i % 1024 == 0 && !kr__poll(vm)) return KR_FAILED;
    }
}
static Value filterfalse_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Pair *p = kr__ptr(a[0]);
    Value func = kr__ok(p->func) ? p->func : KR_NONE_V;
    return kr__it_reduce(vm, a[0], pack2(vm, func, kr__slot_value(p->it)), KR_UNSET);
}
static const KrFnDef filterfalse_rows[] = {
    {"__new__(cls, function, iterable, /)", filterfalse_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(filterfalse_next),
    KR_IT_REDUCE(filterfalse_reduce),
    KR_IT_END,
};
KR_IT_CLASS(filterfalse, Pair, PAIR_SLOTS, PAIR_VALUES, filterfalse_rows,
            "The values for which function is false; of None, those that are false.");

static Value starmap_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Pair *p = kr__ptr(a[0]);
    Value v = kr__next(vm, kr__slot_value(p->it));
    if (kr__failed(v) || is_end(v)) return v;
    Value args = kr__tuple_from(vm, v);
    return kr__ok(args) ? kr__call_ex(vm, p->func, args, KR_UNSET) : KR_FAILED;
}
static const KrFnDef starmap_rows[] = {
    {"__new__(cls, function, iterable, /)", pair_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(starmap_next),
    KR_IT_REDUCE(pair_reduce),
    KR_IT_END,
};
KR_IT_CLASS(starmap, Pair, PAIR_SLOTS, PAIR_VALUES, starmap_rows,
            "function(*args) for each args of an iterable.");

/* ---- islice ---- */

typedef struct Islice {
    KrObj head;
    Slot it;                      /* 0: exhausted */
    int64_t at, next, stop, step; /* stop -1: none */
} Islice;

/* A place, -1 with nothing pending when v is no number that fits; false: something worse. */
static bool place(kr_vm *vm, Value v, int64_t *out) {
    if (kr__index_i64(vm, v, out)) return true;
    if (vm->thread->stopping) return false;
    kr__clear_pending(vm);
    *out = -1;
    return true;
}
#define ISLICE_RANGE " for islice() must be None or an integer: 0 <= x <= sys.maxsize."
static Value islice_new(kr_vm *vm, Value *a, int n) {
    int64_t start = 0, stop = -1, step = 1;
    if (n < 3) return kr__raise_type(vm, "islice expected at least 2 arguments, got %d", n - 1);
    if (n > 5) return kr__raise_type(vm, "islice expected at most 4 arguments, got %d", n - 1);
    Value last = n == 3 ? a[2] : a[3];
    if (n > 3 && !kr__is_none(a[2]) && !place(vm, a[2], &start)) return KR_FAILED;
    if (!kr__is_none(last)) {
        if (!place(vm, last, &stop)) return KR_FAILED;
        if (stop == -1) return kr__raise_value(vm, "Stop argument" ISLICE_RANGE);
    }
    if (start < 0 || stop < -1) return kr__raise_value(vm, "Indices" ISLICE_RANGE);
    if (n > 4 && !kr__is_none(a[4]) && !place(vm, a[4], &step)) return KR_FAILED;
    if (step < 1)
        return kr__raise_value(vm, "Step for islice() must be a positive integer or None.");
    Value it = kr__iter(vm, a[1]), v = kr__ok(it) ? kr__instance_new(vm, a[0]) : KR_FAILED;
    if (kr__failed(v)) return v;
    Islice *s = kr__ptr(v);
    s->it = kr__ref_slot(it);
    s->next = start;
    s->stop = stop;
    s->step = step;
    return v;
}
static Value islice_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Islice *s = kr__ptr(a[0]);
    if (!s->it.bits) return KR_END;
    Value v = KR_END;
    while (s->at < s->next) {
        v = kr__next(vm, kr__slot_value(s->it));
        if (kr__failed(v)) return v;
        if (is_end(v)) goto end;
        s->at++;
        if (s->at % 1024 == 0 && !kr__poll(vm)) return KR_FAILED;
    }
    if (s->stop != -1 && s->at >= s->stop) goto end;
    v = kr__next(vm, kr__slot_value(s->it));
    if (kr__failed(v)) return v;
    if (is_end(v)) goto end;
    s->at++;
    if (__builtin_add_overflow(s->next, s->step, &s->next) || (s->stop != -1 && s->next > s->stop))
        s->next = s->stop;
    return v;
end:
    s->it = KR_NO_SLOT;
    return KR_END;
}
static Value islice_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Islice *s = kr__ptr(a[0]);
    if (!s->it.bits) {
        Value list = kr__list_new(vm, NULL, 0), it = kr__ok(list) ? kr__iter(vm, list) : KR_FAILED;
        if (kr__failed(it)) return it;
        return kr__it_reduce(vm, a[0], pack2(vm, it, kr__from_int48(0)), kr__from_int48(0));
    }
    Value parts[4] = {kr__slot_value(s->it), kr__int_from_i64(vm, s->next),
                      s->stop == -1 ? KR_NONE_V : kr__int_from_i64(vm, s->stop),
                      kr__int_from_i64(vm, s->step)};
    return kr__it_reduce(vm, a[0], kr__tuple_new(vm, parts, 4), kr__int_from_i64(vm, s->at));
}
static Value islice_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__index_i64(vm, a[1], &((Islice *)kr__ptr(a[0]))->at) ? KR_NONE_V : KR_FAILED;
}
static const KrFnDef islice_rows[] = {
    {"__new__(cls, *args)", islice_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(islice_next),
    KR_IT_REDUCE(islice_reduce),
    KR_IT_SETSTATE(islice_setstate),
    KR_IT_END,
};
KR_IT_CLASS(islice, Islice, KR_AT(Islice, it), 0, islice_rows,
            "islice(iterable, stop) or islice(iterable, start, stop[, step]): the values a slice "
            "would have.");

/* ---- pairwise ---- */

typedef struct Pairwise {
    KrObj head;
    Slot it;   /* 0: exhausted */
    Value old; /* unset: not begun */
} Pairwise;

static Value pairwise_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value it = kr__iter(vm, a[1]), v = kr__ok(it) ? kr__instance_new(vm, a[0]) : KR_FAILED;
    if (kr__ok(v)) ((Pairwise *)kr__ptr(v))->it = kr__ref_slot(it);
    return v;
}
static Value pairwise_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Pairwise *p = kr__ptr(a[0]);
    if (!p->it.bits) return KR_END;
    Value it = kr__slot_value(p->it);
    if (!kr__ok(p->old)) {
        Value first = kr__next(vm, it);
        if (!kr__ok(first) || is_end(first)) {
            p->it = KR_NO_SLOT;
            return first;
        }
        p->old = first;
        kr__barrier(vm, p);
        if (!p->it.bits) return KR_END;
    }
    Value old = p->old, v = kr__next(vm, it);
    if (!kr__ok(v) || is_end(v)) {
        p->it = KR_NO_SLOT;
        p->old = KR_UNSET;
        return v;
    }
    p->old = v;
    kr__barrier(vm, p);
    return pack2(vm, old, v);
}
static const KrFnDef pairwise_rows[] = {
    {"__new__(cls, iterable, /)", pairwise_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(pairwise_next),
    KR_IT_END};
KR_IT_CLASS(pairwise, Pairwise, KR_AT(Pairwise, it), KR_AT(Pairwise, old), pairwise_rows,
            "Overlapping pairs of the values: s0 and s1, s1 and s2, …");

/* ---- zip_longest ---- */

typedef struct ZipLongest {
    KrObj head;
    Slot iters;      /* list of iterators, None for those at their end */
    uint32_t active; /* iterators not at their end */
    uint32_t pad;
    Value fill;
} ZipLongest;

static Value zip_longest_new(kr_vm *vm, Value *a, int n) { /* cls, keywords, iterables */
    Value fill = KR_NONE_V, name = kr__intern(vm, "fillvalue", 9);
    if (kr__failed(name)) return name;
    if (kr__ok(a[1]) && kr__dict_len(vm, kr__ptr(a[1]))) {
        fill = kr__dict_get_name(vm, kr__ptr(a[1]), name);
        if (!kr__ok(fill) || kr__dict_len(vm, kr__ptr(a[1])) > 1)
            return kr__raise_type(vm, "zip_longest() got an unexpected keyword argument");
    }
    Value list = kr__list_new(vm, NULL, 0);
    for (int i = 2; i < n && kr__ok(list); i++) {
        Value it = kr__iter(vm, a[i]);
        if (kr__failed(it) || !kr__list_append(vm, kr__ptr(list), it)) return KR_FAILED;
    }
    Value v = kr__ok(list) ? kr__instance_new(vm, a[0]) : KR_FAILED;
    if (kr__failed(v)) return v;
    ZipLongest *z = kr__ptr(v);
    z->iters = kr__ref_slot(list);
    z->active = (uint32_t)(n - 2);
    z->fill = fill;
    return v;
}
static Value zip_longest_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    ZipLongest *z = kr__ptr(a[0]);
    KrList *iters = kr__slot_ptr(z->iters);
    if (!iters->len || !z->active) return KR_END;
    Value row = kr__list_new(vm, NULL, iters->len);
    for (size_t i = 0; kr__ok(row) && i < iters->len; i++) {
        Value it = kr__list_get(iters, i), v = kr__is_none(it) ? KR_END : kr__next(vm, it);
        if (kr__failed(v)) {
            z->active = 0;
            return v;
        }
        if (is_end(v)) {
            if (!kr__is_none(it)) {
                if (--z->active == 0) return KR_END;
                if (!kr__list_set(vm, iters, i, KR_NONE_V)) return KR_FAILED;
            }
            v = z->fill;
        }
        if (!kr__list_append(vm, kr__ptr(row), v)) return KR_FAILED;
    }
    return kr__ok(row) ? kr__list_as_tuple(vm, kr__ptr(row)) : KR_FAILED;
}
static Value zip_longest_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    ZipLongest *z = kr__ptr(a[0]);
    Value list = kr__list_from(vm, kr__slot_value(z->iters));
    for (size_t i = 0; kr__ok(list) && i < ((KrList *)kr__ptr(list))->len; i++)
        if (kr__is_none(kr__list_get(kr__ptr(list), i)) &&
            !kr__list_set(vm, kr__ptr(list), i, vm->empty_tuple))
            return KR_FAILED;
    return kr__failed(list)
               ? list
               : kr__it_reduce(vm, a[0], kr__list_as_tuple(vm, kr__ptr(list)), z->fill);
}
static Value zip_longest_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    ZipLongest *z = kr__ptr(a[0]);
    z->fill = a[1];
    kr__barrier(vm, z);
    return KR_NONE_V;
}
static const KrFnDef zip_longest_rows[] = {
    {"__new__(cls, *iterables, **kwargs)", zip_longest_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(zip_longest_next),
    KR_IT_REDUCE(zip_longest_reduce),
    KR_IT_SETSTATE(zip_longest_setstate),
    KR_IT_END,
};
KR_IT_CLASS(zip_longest, ZipLongest, KR_AT(ZipLongest, iters), KR_AT(ZipLongest, fill),
            zip_longest_rows,
            "Tuples of the i-th value of each iterable, until the longest ends; fillvalue stands "
            "for what is missing.");

/* ---- groupby ---- */

typedef struct GroupBy {
    KrObj head;
    Slot it;
    Slot group; /* the group given out last, while it is the current one */
    uint32_t pad;
    Value key;                    /* unset: the value itself */
    Value target, current, value; /* unset: none */
} GroupBy;
typedef struct Group {
    KrObj head;
    Slot parent;
    Value target;
} Group;

static Value groupby_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value it = kr__iter(vm, a[1]), v = kr__ok(it) ? kr__instance_new(vm, a[0]) : KR_FAILED;
    if (kr__failed(v)) return v;
    GroupBy *g = kr__ptr(v);
    g->it = kr__ref_slot(it);
    if (given(a[2])) g->key = a[2];
    return v;
}
/* Takes the next value; anything but True: the end, or failed. */
static Value group_step(kr_vm *vm, GroupBy *g) {
    Value v = kr__next(vm, kr__slot_value(g->it));
    if (kr__failed(v) || is_end(v)) return v;
    Value key = kr__ok(g->key) ? kr__call1(vm, g->key, v) : v;
    if (kr__failed(key)) return key;
    g->value = v;
    g->current = key;
    kr__barrier(vm, g);
    return KR_TRUE_V;
}
static Value groupby_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    GroupBy *g = kr__ptr(a[0]);
    g->group = KR_NO_SLOT;
    for (unsigned i = 1;; i++) {
        if (kr__ok(g->current)) {
            int same = kr__ok(g->target) ? kr__equal(vm, g->target, g->current) : 0;
            if (same < 0) return KR_FAILED;
            if (!same) break;
        }
        Value r = group_step(vm, g);
        if (!kr__is_true(r)) return r;
        if (i % 1024 == 0 && !kr__poll(vm)) return KR_FAILED;
    }
    g->target = g->current;
    Value cls = kr__it_class(vm, KR_IT__grouper),
          v = kr__ok(cls) ? kr__instance_new(vm, cls) : KR_FAILED;
    if (kr__failed(v)) return v;
    Group *o = kr__ptr(v);
    o->parent = kr__slot_of(g);
    o->target = g->target;
    kr__store(vm, g, &g->group, kr__slot_of(o));
    return pack2(vm, g->current, v);
}
static Value groupby_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    const GroupBy *g = kr__ptr(a[0]);
    Value args = pack2(vm, kr__slot_value(g->it), kr__ok(g->key) ? g->key : KR_NONE_V), state;
    if (kr__failed(args) || !kr__ok(g->target) || !kr__ok(g->current) || !kr__ok(g->value))
        return kr__it_reduce(vm, a[0], args, KR_UNSET);
    state = kr__tuple_new(vm, (Value[]){g->current, g->value, g->target}, 3);
    return kr__ok(state) ? kr__it_reduce(vm, a[0], args, state) : state;
}
static Value groupby_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    GroupBy *g = kr__ptr(a[0]);
    if (!kr__exact(a[1], KR_T_TUPLE)) return kr__raise_type(vm, "state is not a tuple");
    const KrTuple *t = kr__ptr(a[1]);
    if (t->len != 3)
        return kr__raise_type(vm, "function takes exactly 3 arguments (%u given)", t->len);
    g->current = kr__tuple_get(t, 0);
    g->value = kr__tuple_get(t, 1);
    g->target = kr__tuple_get(t, 2);
    kr__barrier(vm, g);
    return KR_NONE_V;
}
static const KrFnDef groupby_rows[] = {
    {"__new__(cls, iterable, key=None)", groupby_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(groupby_next),
    KR_IT_REDUCE(groupby_reduce),
    KR_IT_SETSTATE(groupby_setstate),
    KR_IT_END};
KR_IT_CLASS(
    groupby, GroupBy, KR_AT(GroupBy, it) | KR_AT(GroupBy, group),
    KR_AT(GroupBy, key) | KR_AT(GroupBy, target) | KR_AT(GroupBy, current) | KR_AT(GroupBy, value),
    groupby_rows,
    "Pairs of a key and an iterator over the values that follow each other and have that key.");

static Value group_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value cls = kr__it_class(vm, KR_IT_groupby);
    if (kr__failed(cls)) return cls;
    if (!kr__is_subtype(vm, kr__class_of(vm, a[1]), cls))
        return kr__raise_type(vm, "_grouper() argument 1 must be itertools.groupby, not %T", a[1]);
    Value v = kr__instance_new(vm, a[0]);
    if (kr__failed(v)) return v;
    Group *o = kr__ptr(v);
    o->parent = kr__ref_slot(a[1]);
    o->target = a[2];
    kr__store(vm, kr__ptr(a[1]), &((GroupBy *)kr__ptr(a[1]))->group, kr__slot_of(o));
    return v;
}
static Value group_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Group *o = kr__ptr(a[0]);
    GroupBy *g = kr__slot_ptr(o->parent);
    if (g->group.bits != kr__ref(o)) return KR_END;
    if (!kr__ok(g->value)) {
        Value r = group_step(vm, g);
        if (!kr__is_true(r)) return r;
    }
    int same = kr__equal(vm, o->target, g->current);
    if (same <= 0) return same < 0 ? KR_FAILED : KR_END;
    Value v = g->value; /* unset: what compared the keys took it */
    g->value = KR_UNSET;
    return kr__ok(v) ? v : KR_END;
}
static Value group_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Group *o = kr__ptr(a[0]);
    const GroupBy *g = kr__slot_ptr(o->parent);
    if (g->group.bits == kr__ref(o))
        return kr__it_reduce(vm, a[0], pack2(vm, kr__slot_value(o->parent), o->target), KR_UNSET);
    Value iter = kr__builtin(vm, "iter"), args = kr__ok(iter) ? pack1(vm, vm->empty_tuple) : iter;
    return kr__ok(args) ? pack2(vm, iter, args) : args;
}
static const KrFnDef group_rows[] = {
    {"__new__(cls, parent, tgtkey, /)", group_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(group_next),
    KR_IT_REDUCE(group_reduce),
    KR_IT_END};
const KrClassDef kr__it__grouper = {.name = "itertools._grouper",
                                    .kind = KR_K_ITER,
                                    .size = sizeof(Group),
                                    .slots = KR_AT(Group, parent),
                                    .values = KR_AT(Group, target),
                                    .methods = group_rows};

/* ---- tee: a chain of blocks of values that were taken, and places in it ---- */

#define TEE_BLOCK 57
typedef struct TeeData {
    KrObj head;
    Slot it;
    Slot values; /* list of up to TEE_BLOCK */
    Slot next;   /* TeeData; 0: not made */
    uint32_t running;
} TeeData;
typedef struct Tee {
    KrObj head;
    Slot data;
    uint32_t index;
} Tee;

static Value data_of(kr_vm *vm, Value it) {
    Value cls = kr__it_class(vm, KR_IT__tee_dataobject),
          values = kr__ok(cls) ? kr__list_new(vm, NULL, 0) : KR_FAILED;
    Value v = kr__ok(values) ? kr__instance_new(vm, cls) : KR_FAILED;
    if (kr__failed(v)) return v;
    TeeData *d = kr__ptr(v);
    d->it = kr__ref_slot(it);
    d->values = kr__ref_slot(values);
    return v;
}
static Value tee_of(kr_vm *vm, Value data, uint32_t index) {
    Value cls = kr__it_class(vm, KR_IT__tee),
          v = kr__ok(cls) ? kr__instance_new(vm, cls) : KR_FAILED;
    if (kr__failed(v)) return v;
    Tee *t = kr__ptr(v);
    t->data = kr__ref_slot(data);
    t->index = index;
    return v;
}
static bool is_tee(kr_vm *vm, Value v) { return kr__is_host(vm, v, &kr__it__tee); }

static Value tee_over(kr_vm *vm, Value iterable) {
    Value it = kr__iter(vm, iterable);
    if (kr__failed(it)) return it;
    if (is_tee(vm, it))
        return tee_of(vm, kr__slot_value(((Tee *)kr__ptr(it))->data), ((Tee *)kr__ptr(it))->index);
    Value data = data_of(vm, it);
    return kr__ok(data) ? tee_of(vm, data, 0) : KR_FAILED;
}
static Value tee_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Tee *t = kr__ptr(a[0]);
    TeeData *d = kr__slot_ptr(t->data);
    if (t->index >= TEE_BLOCK) {
        if (!d->next.bits) {
            Value next = data_of(vm, kr__slot_value(d->it));
            if (kr__failed(next)) return next;
            kr__store(vm, d, &d->next, kr__ref_slot(next));
        }
        kr__store(vm, t, &t->data, d->next);
        t->index = 0;
        d = kr__slot_ptr(t->data);
    }
    KrList *values = kr__slot_ptr(d->values);
    if (t->index < values->len) return kr__list_get(values, t->index++);
    if (d->running) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot re-enter the tee iterator");
    d->running = 1;
    Value v = kr__next(vm, kr__slot_value(d->it));
    d->running = 0;
    if (kr__failed(v) || is_end(v)) return v;
    if (!kr__list_append(vm, values, v)) return KR_FAILED;
    t->index++;
    return v;
}
static Value tee_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return tee_over(vm, a[1]);
}
static Value tee_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    Tee *t = kr__ptr(a[0]);
    return tee_of(vm, kr__slot_value(t->data), t->index);
}
static Value tee_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Tee *t = kr__ptr(a[0]);
    Value state = pack2(vm, kr__slot_value(t->data), kr__from_int48(t->index));
    return kr__failed(state) ? state : kr__it_reduce(vm, a[0], pack1(vm, vm->empty_tuple), state);
}
static Value tee_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Tee *t = kr__ptr(a[0]);
    if (!kr__exact(a[1], KR_T_TUPLE)) return kr__raise_type(vm, "state is not a tuple");
    const KrTuple *s = kr__ptr(a[1]);
    int64_t index;
    if (s->len != 2 || !kr__is_host(vm, kr__tuple_get(s, 0), &kr__it__tee_dataobject))
        return kr__raise_type(vm, "argument 1 must be itertools._tee_dataobject");
    if (!kr__index_i64(vm, kr__tuple_get(s, 1), &index)) return KR_FAILED;
    if (index < 0 || index > TEE_BLOCK) return kr__raise_value(vm, "Index out of range");
    kr__store(vm, t, &t->data, kr__ref_slot(kr__tuple_get(s, 0)));
    t->index = (uint32_t)index;
    return KR_NONE_V;
}
static const KrFnDef tee_rows[] = {
    {"__new__(cls, iterable, /)", tee_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(tee_next),
    {"__copy__(self, /)", tee_copy, "Returns an independent iterator.", KR_DEF_METHOD},
    KR_IT_REDUCE(tee_reduce),
    KR_IT_SETSTATE(tee_setstate),
    KR_IT_END,
};
const KrClassDef kr__it__tee = {.name = "itertools._tee",
                                .doc = "Iterator wrapped to make it copyable.",
                                .kind = KR_K_ITER,
                                .flags = KR_TF_HAS_WEAK,
                                .size = sizeof(Tee),
                                .slots = KR_AT(Tee, data),
                                .methods = tee_rows};

static Value tee_data_new(kr_vm *vm, Value *a, int n) { /* iterator, values, next */
    (void)n;
    if (!kr__exact(a[2], KR_T_LIST))
        return kr__raise_type(vm, "_tee_dataobject() argument 2 must be list, not %T", a[2]);
    Value v = data_of(vm, a[1]), values = kr__ok(v) ? kr__list_from(vm, a[2]) : KR_FAILED;
    if (kr__failed(values)) return values;
    TeeData *d = kr__ptr(v);
    kr__store(vm, d, &d->values, kr__ref_slot(values));
    if (!kr__is_none(a[3])) {
        if (!kr__is_host(vm, a[3], &kr__it__tee_dataobject))
            return kr__raise_type(
                vm, "_tee_dataobject() argument 3 must be itertools._tee_dataobject, not %T", a[3]);
        kr__store(vm, d, &d->next, kr__ref_slot(a[3]));
    }
    return v;
}
static Value tee_data_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    TeeData *d = kr__ptr(a[0]);
    Value parts[3] = {kr__slot_value(d->it), kr__list_from(vm, kr__slot_value(d->values)),
                      d->next.bits ? kr__slot_value(d->next) : KR_NONE_V};
    return kr__failed(parts[1]) ? KR_FAILED
                                : kr__it_reduce(vm, a[0], kr__tuple_new(vm, parts, 3), KR_UNSET);
}
static const KrFnDef tee_data_rows[] = {
    {"__new__(cls, it, values, next, /)", tee_data_new, NULL, KR_DEF_NEW},
    KR_IT_REDUCE(tee_data_reduce),
    KR_IT_END};
const KrClassDef kr__it__tee_dataobject = {.name = "itertools._tee_dataobject",
                                           .doc = "Data container common to multiple tee objects.",
                                           .kind = KR_K_ITER,
                                           .size = sizeof(TeeData),
                                           .slots = KR_AT(TeeData, it) | KR_AT(TeeData, values) |
                                                    KR_AT(TeeData, next),
                                           .methods = tee_data_rows};

static Value it_tee(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t count = 2;
    if (kr__ok(a[1]) && !kr__index_i64(vm, a[1], &count)) return KR_FAILED;
    if (count < 0) return kr__raise_value(vm, "n must be >= 0");
    if (!count) return vm->empty_tuple;
    Value list = kr__list_new(vm, NULL, 0), it = kr__ok(list) ? kr__iter(vm, a[0]) : KR_FAILED,
          copy, name;
    if (kr__failed(it)) return it;
    name = kr__name(vm, KR_N___copy__);
    int found = kr__getattr_opt(vm, it, name, &copy);
    if (found < 0) return KR_FAILED;
    if (!found) {
        it = tee_over(vm, it);
        if (kr__failed(it)) return it;
        copy = kr__getattr(vm, it, name);
        if (kr__failed(copy)) return copy;
    }
    for (int64_t i = 0; i < count; i++) {
        if (i) it = kr__call0(vm, copy);
        if (kr__failed(it) || !kr__list_append(vm, kr__ptr(list), it)) return KR_FAILED;
    }
    return kr__list_as_tuple(vm, kr__ptr(list));
}

static const KrFnDef functions[] = {
    {"tee(iterable, n=2, /)", it_tee, "Returns a tuple of n independent iterators.", 0},
    {NULL, NULL, NULL, 0}};

static bool init(kr_vm *vm, Value m) {
    for (int i = 0; i < KR_IT_COUNT; i++) {
        Value cls = kr__it_class(vm, (KrItClass)i);
        if (kr__failed(cls) || !kr__module_add(vm, m, defs[i]->name + sizeof "itertools", cls))
            return false;
    }
    return true;
}

const KrModuleDef kr__module_itertools = {
    .name = "itertools",
    .doc = "Functional tools for creating and using iterators.",
    .functions = functions,
    .init = init,
    .trace = state_trace,
    .free = state_free,
};
