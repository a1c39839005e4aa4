/* SPDX-License-Identifier: MIT
 * set_ops.c: the classes set and frozenset: operations and methods over the table of set.c.
 * Results are of the operand's base class, set or frozenset, never of a subclass. The choice which
 * operand is walked is CPython's, for it decides the order of the result. */
#include "base/hash.h"
#include "types/seq.h"
#include "types/dict.h"
#include "types/set.h"
#include "types/type.h"

KR_INLINE KrSet *self_of(Value v) { return kr__ptr(v); }

static KrTypeNo base_of(kr_vm *vm, Value v) {
    uint32_t no = kr__layout_no(kr__ptr(v));
    if (no == KR_T_SET || no == KR_T_FROZENSET) return (KrTypeNo)no;
    return kr__is_a(vm, v, KR_T_SET) ? KR_T_SET : KR_T_FROZENSET;
}

static Value copy_of(kr_vm *vm, Value v) {
    Value r = kr__set_new(vm, base_of(vm, v));
    return kr__ok(r) && kr__set_merge(vm, self_of(r), self_of(v)) ? r : KR_FAILED;
}

KR_INLINE bool tick(kr_vm *vm, size_t i) { return (i & 1023) != 1023 || kr__poll(vm); }

/* ---- the operations ---- */

/* Adds to `to` those items of `from` that `in` has (want) or has not. `in` is a set or a dict. */
static bool filter(kr_vm *vm, KrSet *to, KrSet *from, Value in, bool want) {
    KrSetKey k;
    size_t pos = 0, steps = 0;
    bool dict = !kr__is_set(vm, in);
    while (kr__set_next_key(from, &pos, &k)) {
        Value v;
        int r = dict ? kr__dict_find(vm, kr__ptr(in), k.key, &v)
                     : kr__set_contains_key(vm, kr__ptr(in), &k);
        if (r < 0) return false;
        if ((r == want) && !kr__set_add_key(vm, to, &k)) return false;
        if (!tick(vm, steps++)) return false;
    }
    return true;
}

/* Adds to `to` the items of an iterable that s has, until it has all of s. */
static bool intersect_items(kr_vm *vm, KrSet *to, KrSet *s, Value iterable) {
    Value it = kr__iter(vm, iterable);
    if (kr__failed(it)) return false;
    for (size_t i = 0;; i++) {
        KrSetKey k;
        Value item = kr__next(vm, it);
        if (kr__same(item, KR_END)) return true;
        if (kr__failed(item) || !kr__set_key(vm, item, &k) || !tick(vm, i)) return false;
        int r = kr__set_contains_key(vm, s, &k);
        if (r < 0 || (r && !kr__set_add_key(vm, to, &k))) return false;
        if (r && to->used >= s->used) return true;
    }
}

Value kr__set_intersect(kr_vm *vm, Value s, Value other) {
    if (kr__same(s, other)) return copy_of(vm, s);
    Value r = kr__set_new(vm, base_of(vm, s));
    if (kr__failed(r)) return r;
    if (kr__is_set(vm, other)) {
        bool swap = self_of(other)->used > self_of(s)->used;
        Value walked = swap ? s : other;
        return filter(vm, self_of(r), self_of(walked), swap ? other : s, true) ? r : KR_FAILED;
    }
    return intersect_items(vm, self_of(r), self_of(s), other) ? r : KR_FAILED;
}

static bool subtract_item(kr_vm *vm, void *ud, Value item) {
    return kr__set_discard(vm, ud, item) >= 0;
}

bool kr__set_subtract(kr_vm *vm, KrSet *s, Value other) {
    if (kr__same(kr__value_of(s), other)) {
        kr__set_clear(vm, s);
        return true;
    }
    if (!kr__is_set(vm, other)) {
        return kr__each(vm, other, subtract_item, s) && kr__set_tidy(vm, s);
    }
    if (self_of(other)->used >> 3 > s->used) {
        other = kr__set_intersect(vm, kr__value_of(s), other);
        if (kr__failed(other)) return false;
    }
    KrSetKey k;
    size_t pos = 0, steps = 0;
    while (kr__set_next_key(self_of(other), &pos, &k))
        if (kr__set_discard_key(vm, s, &k) < 0 || !tick(vm, steps++)) return false;
    return kr__set_tidy(vm, s);
}

static Value difference(kr_vm *vm, Value s, Value other) {
    bool set = kr__is_set(vm, other), dict = kr__exact(other, KR_T_DICT);
    size_t n = set ? self_of(other)->used : dict ? kr__dict_len(vm, kr__ptr(other)) : 0;
    if ((!set && !dict) || self_of(s)->used >> 2 > n) {
        Value r = copy_of(vm, s);
        return kr__ok(r) && kr__set_subtract(vm, self_of(r), other) ? r : KR_FAILED;
    }
    Value r = kr__set_new(vm, base_of(vm, s));
    return kr__ok(r) && filter(vm, self_of(r), self_of(s), other, false) ? r : KR_FAILED;
}

static bool toggle(kr_vm *vm, KrSet *s, KrSetKey *k) {
    int r = kr__set_discard_key(vm, s, k);
    return r < 0 ? false : r || kr__set_add_key(vm, s, k);
}

bool kr__set_symmetric(kr_vm *vm, KrSet *s, Value other) {
    KrSetKey k;
    size_t pos = 0, steps = 0;
    Value key;
    if (kr__same(kr__value_of(s), other)) {
        kr__set_clear(vm, s);
        return true;
    }
    if (kr__exact(other, KR_T_DICT)) {
        while (kr__dict_next(vm, kr__ptr(other), &pos, &key, NULL))
            if (!kr__set_key(vm, key, &k) || !toggle(vm, s, &k)) return false;
        return true;
    }
    if (!kr__is_set(vm, other)) {
        other = kr__set_from(vm, base_of(vm, kr__value_of(s)), other);
        if (kr__failed(other)) return false;
    }
    while (kr__set_next_key(self_of(other), &pos, &k))
        if (!toggle(vm, s, &k) || !tick(vm, steps++)) return false;
    return true;
}

static Value symmetric(kr_vm *vm, Value s, Value other) {
    Value r = kr__set_from(vm, base_of(vm, s), other);
    return kr__ok(r) && kr__set_symmetric(vm, self_of(r), s) ? r : KR_FAILED;
}

static Value joined(kr_vm *vm, Value s, Value other) {
    Value r = copy_of(vm, s);
    return kr__ok(r) && kr__set_update(vm, self_of(r), other) ? r : KR_FAILED;
}

/* Is every item of s in t? */
static int subset(kr_vm *vm, KrSet *s, KrSet *t) {
    KrSetKey k;
    size_t pos = 0, steps = 0;
    if (s->used > t->used) return 0;
    while (kr__set_next_key(s, &pos, &k)) {
        int r = kr__set_contains_key(vm, t, &k);
        if (r <= 0) return r;
        if (!tick(vm, steps++)) return -1;
    }
    return 1;
}

static int disjoint(kr_vm *vm, KrSet *s, KrSet *t) {
    KrSetKey k;
    size_t pos = 0;
    if (s == t) return !s->used;
    if (t->used > s->used) {
        KrSet *swap = s;
        s = t;
        t = swap;
    }
    while (kr__set_next_key(t, &pos, &k)) {
        int r = kr__set_contains_key(vm, s, &k);
        if (r) return r < 0 ? -1 : 0;
    }
    return 1;
}

/* ---- making and showing ---- */

static Value make(kr_vm *vm, Value cls, KrTypeNo type, Value iterable) {
    if (kr__same(cls, kr__type(vm, type))) return kr__set_from(vm, type, iterable);
    Value r = kr__instance_new(vm, cls);
    if (kr__failed(r) || (kr__ok(iterable) && !kr__set_update(vm, self_of(r), iterable)))
        return KR_FAILED;
    return r;
}
static Value set_new(kr_vm *vm, Value *a, int n) {
    return (void)n, make(vm, a[0], KR_T_SET, KR_UNSET);
}
static Value set_init(kr_vm *vm, Value *a, int n) {
    if (!kr__plain_args(vm, "set", n - 2, 1, a[1])) return KR_FAILED;
    kr__set_clear(vm, self_of(a[0]));
    return n < 3 || kr__set_update(vm, self_of(a[0]), a[2]) ? KR_NONE_V : KR_FAILED;
}
static Value set_make(kr_vm *vm, Value *a, int n) {
    return n > 1 ? KR_END : kr__set_from(vm, KR_T_SET, n ? a[0] : KR_UNSET);
}
static Value frozenset_new(kr_vm *vm, Value *a, int n) {
    bool exact = kr__same(a[0], kr__type(vm, KR_T_FROZENSET));
    bool strict = kr__inherits(vm, a[0], KR_T_FROZENSET, KR_N___init__);
    if (!kr__plain_args(vm, "frozenset", n - 2, 1, strict ? a[1] : KR_UNSET)) return KR_FAILED;
    if (exact && n > 2 && kr__exact(a[2], KR_T_FROZENSET)) return a[2];
    return make(vm, a[0], KR_T_FROZENSET, n > 2 ? a[2] : KR_UNSET);
}

static Value show(kr_vm *vm, Value v) {
    Value list = kr__list_from(vm, v);
    if (kr__failed(list)) return list;
    if (kr__exact(v, KR_T_SET)) return kr__seq_repr(vm, list, true, "{", "}");
    Value items = kr__seq_repr(vm, list, true, "{", "}");
    return kr__ok(items) ? kr__text(vm, "%T(%S)", v, items) : items;
}
static Value set_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReprLink link;
    if (!self_of(a[0])->used) return kr__text(vm, "%T()", a[0]);
    if (!kr__repr_enter(vm, &link, a[0])) return kr__text(vm, "%T(...)", a[0]);
    Value r = show(vm, a[0]);
    kr__repr_leave(vm, &link);
    return r;
}

static uint64_t shuffle(uint64_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; }
static Value frozenset_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSet *s = self_of(a[0]);
    if (!s->hash) {
        KrSetKey k;
        size_t pos = 0;
        uint64_t h = 0;
        while (kr__set_next_key(s, &pos, &k)) h ^= shuffle((uint64_t)kr__set_key_hash(vm, &k));
        h ^= ((uint64_t)s->used + 1) * 1927868237u;
        h ^= (h >> 11) ^ (h >> 25);
        h = h * 69069u + 907133923u;
        s->hash = h == UINT64_MAX ? 590923713 : (int64_t)h;
    }
    return kr__int_from_i64(vm, s->hash);
}

static Value set_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value list = kr__list_from(vm, a[0]);
    Value args = kr__ok(list) ? kr__tuple_new(vm, &list, 1) : list;
    Value state =
        kr__ok(args) ? kr__call_method(vm, a[0], kr__name(vm, KR_N___getstate__), NULL, 0) : args;
    if (kr__failed(state)) return state;
    return kr__tuple_new(vm, (Value[]){kr__class_of(vm, a[0]), args, state}, 3);
}

/* ---- comparing ---- */

static Value answer(int r) { return r < 0 ? KR_FAILED : kr__bool(r); }

static int equal(kr_vm *vm, KrSet *s, KrSet *t) {
    if (s->used != t->used) return 0;
    return subset(vm, s, t);
}
static Value compare(kr_vm *vm, Value *a, KrName op) {
    if (!kr__is_set(vm, a[1])) return KR_NOTIMPL_V;
    KrSet *s = self_of(a[0]), *t = self_of(a[1]);
    int r;
    switch (op) {
    case KR_N___eq__: return answer(equal(vm, s, t));
    case KR_N___ne__: return (r = equal(vm, s, t)) < 0 ? KR_FAILED : kr__bool(!r);
    case KR_N___le__: return answer(subset(vm, s, t));
    case KR_N___ge__: return answer(subset(vm, t, s));
    case KR_N___lt__: return s->used < t->used ? answer(subset(vm, s, t)) : KR_FALSE_V;
    default: return t->used < s->used ? answer(subset(vm, t, s)) : KR_FALSE_V;
    }
}
#define COMPARE(op)                                    \
    static Value set##op(kr_vm *vm, Value *a, int n) { \
        (void)n;                                       \
        return compare(vm, a, KR_N_##op);              \
    }
COMPARE(__lt__)
COMPARE(__le__)
COMPARE(__eq__)
COMPARE(__ne__)
COMPARE(__gt__)
COMPARE(__ge__)

static Value set_issubset(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_set(vm, a[1])) return answer(subset(vm, self_of(a[0]), self_of(a[1])));
    Value other = kr__set_from(vm, KR_T_SET, a[1]);
    return kr__ok(other) ? answer(subset(vm, self_of(a[0]), self_of(other))) : other;
}

/* Walks an iterable while its items are (want) or are not in the set: 1 to the end, 0 not, -1
 * failed. */
static int all_in(kr_vm *vm, KrSet *s, Value iterable, bool want) {
    Value it = kr__iter(vm, iterable);
    if (kr__failed(it)) return -1;
    for (size_t i = 0;; i++) {
        Value item = kr__next(vm, it);
        if (kr__same(item, KR_END)) return 1;
        KrSetKey k;
        int r =
            kr__failed(item) || !kr__set_key(vm, item, &k) ? -1 : kr__set_contains_key(vm, s, &k);
        if (r < 0 || !tick(vm, i)) return -1;
        if (r != want) return 0;
    }
}
static Value set_issuperset(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_set(vm, a[1])) return answer(subset(vm, self_of(a[1]), self_of(a[0])));
    return answer(all_in(vm, self_of(a[0]), a[1], true));
}
static Value set_isdisjoint(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_set(vm, a[1])) return answer(disjoint(vm, self_of(a[0]), self_of(a[1])));
    return answer(all_in(vm, self_of(a[0]), a[1], false));
}

/* ---- single items ---- */

static Value set_len(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return kr__from_int48(self_of(a[0])->used);
}

static Value set_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSetKey k;
    return kr__set_item_key(vm, a[1], &k) ? answer(kr__set_contains_key(vm, self_of(a[0]), &k))
                                          : KR_FAILED;
}
static Value set_add(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__set_add(vm, self_of(a[0]), a[1]) ? KR_NONE_V : KR_FAILED;
}
static Value set_remove(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSetKey k;
    int r = kr__set_item_key(vm, a[1], &k) ? kr__set_discard_key(vm, self_of(a[0]), &k) : -1;
    return r < 0 ? KR_FAILED : r ? KR_NONE_V : kr__raise_key(vm, a[1]);
}
static Value set_discard(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSetKey k;
    int r = kr__set_item_key(vm, a[1], &k) ? kr__set_discard_key(vm, self_of(a[0]), &k) : -1;
    return r < 0 ? KR_FAILED : KR_NONE_V;
}
static Value set_pop(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__set_pop(vm, self_of(a[0]));
    return kr__ok(v) ? v : kr__raise(vm, KR_T_X_KEYERROR, "pop from an empty set");
}
static Value set_clear(kr_vm *vm, Value *a, int n) {
    (void)n;
    kr__set_clear(vm, self_of(a[0]));
    return KR_NONE_V;
}
static Value set_copy(kr_vm *vm, Value *a, int n) { return (void)n, copy_of(vm, a[0]); }
static Value frozenset_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__exact(a[0], KR_T_FROZENSET) ? a[0] : copy_of(vm, a[0]);
}

/* ---- methods of any number of operands: a[1 … n) ---- */

static Value set_union(kr_vm *vm, Value *a, int n) {
    Value r = copy_of(vm, a[0]);
    for (int i = 1; i < n && kr__ok(r); i++)
        if (!kr__same(a[i], a[0]) && !kr__set_update(vm, self_of(r), a[i])) return KR_FAILED;
    return r;
}
static Value set_update(kr_vm *vm, Value *a, int n) {
    for (int i = 1; i < n; i++)
        if (!kr__set_update(vm, self_of(a[0]), a[i])) return KR_FAILED;
    return KR_NONE_V;
}
static Value set_intersection(kr_vm *vm, Value *a, int n) {
    if (n == 1) return copy_of(vm, a[0]);
    Value r = a[0];
    for (int i = 1; i < n && kr__ok(r); i++) r = kr__set_intersect(vm, r, a[i]);
    return r;
}
static Value set_intersection_update(kr_vm *vm, Value *a, int n) {
    Value r = set_intersection(vm, a, n);
    if (kr__failed(r)) return r;
    kr__set_swap(vm, self_of(a[0]), self_of(r));
    return KR_NONE_V;
}
static Value set_difference(kr_vm *vm, Value *a, int n) {
    if (n == 1) return copy_of(vm, a[0]);
    Value r = difference(vm, a[0], a[1]);
    for (int i = 2; i < n && kr__ok(r); i++)
        if (!kr__set_subtract(vm, self_of(r), a[i])) return KR_FAILED;
    return r;
}
static Value set_difference_update(kr_vm *vm, Value *a, int n) {
    for (int i = 1; i < n; i++)
        if (!kr__set_subtract(vm, self_of(a[0]), a[i])) return KR_FAILED;
    return KR_NONE_V;
}
static Value set_symmetric(kr_vm *vm, Value *a, int n) {
    return (void)n, symmetric(vm, a[0], a[1]);
}
static Value set_symmetric_update(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__set_symmetric(vm, self_of(a[0]), a[1]) ? KR_NONE_V : KR_FAILED;
}

/* ---- operators ---- */

#define OPERATOR(name, right, f)                                        \
    static Value name(kr_vm *vm, Value *a, int n) {                     \
        (void)n;                                                        \
        return kr__is_set(vm, a[1]) ? f(vm, a[0], a[1]) : KR_NOTIMPL_V; \
    }                                                                   \
    static Value right(kr_vm *vm, Value *a, int n) {                    \
        (void)n;                                                        \
        return kr__is_set(vm, a[1]) ? f(vm, a[1], a[0]) : KR_NOTIMPL_V; \
    }
OPERATOR(set_or, set_ror, joined)
OPERATOR(set_and, set_rand, kr__set_intersect)
OPERATOR(set_sub, set_rsub, difference)
OPERATOR(set_xor, set_rxor, symmetric)

static Value set_ior(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_set(vm, a[1])) return KR_NOTIMPL_V;
    return kr__set_update(vm, self_of(a[0]), a[1]) ? a[0] : KR_FAILED;
}
static Value set_iand(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_set(vm, a[1])) return KR_NOTIMPL_V;
    Value r = kr__set_intersect(vm, a[0], a[1]);
    if (kr__failed(r)) return r;
    kr__set_swap(vm, self_of(a[0]), self_of(r));
    return a[0];
}
static Value set_isub(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_set(vm, a[1])) return KR_NOTIMPL_V;
    return kr__set_subtract(vm, self_of(a[0]), a[1]) ? a[0] : KR_FAILED;
}
static Value set_ixor(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_set(vm, a[1])) return KR_NOTIMPL_V;
    return kr__set_symmetric(vm, self_of(a[0]), a[1]) ? a[0] : KR_FAILED;
}

/* ---- iterator ---- */

static Value set_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSetIter *it = kr__new(vm, KR_T_SET_ITER, sizeof(KrSetIter));
    if (!it) return KR_FAILED;
    it->set = kr__ref_slot(a[0]);
    it->used = it->left = self_of(a[0])->used;
    return kr__value_of(it);
}

static Value iter_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }
static Value iter_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSetIter *it = kr__ptr(a[0]);
    if (!it->set.bits) return KR_END;
    const KrSet *s = kr__slot_ptr(it->set);
    if (s->used != it->used) {
        it->used = UINT32_MAX; /* stays so: the error repeats */
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "Set changed size during iteration");
    }
    size_t pos = it->pos;
    Value key;
    if (!kr__set_next(s, &pos, &key)) {
        it->set = KR_NO_SLOT;
        return KR_END;
    }
    it->pos = (uint32_t)pos;
    it->left--;
    return key;
}
static Value iter_hint(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    const KrSetIter *it = kr__ptr(a[0]);
    if (!it->set.bits || ((const KrSet *)kr__slot_ptr(it->set))->used != it->used)
        return kr__from_int48(0);
    return kr__from_int48(it->left);
}
static Value iter_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSetIter *it = kr__ptr(a[0]), *copy = kr__new(vm, KR_T_SET_ITER, sizeof(KrSetIter));
    if (!copy) return KR_FAILED;
    copy->set = it->set;
    copy->pos = it->pos;
    copy->used = it->used;
    copy->left = it->left;
    Value list = kr__list_from(vm, kr__value_of(copy)),
          f = kr__ok(list) ? kr__builtin(vm, "iter") : list;
    if (kr__failed(f) || kr__failed(list = kr__tuple_new(vm, &list, 1))) return KR_FAILED;
    return kr__tuple_new(vm, (Value[]){f, list}, 2);
}
static const KrFnDef iter_methods[] = {
    {"__iter__(self, /)", iter_self, NULL, KR_DEF_SPECIAL},
    {"__next__(self, /)", iter_next, NULL, KR_DEF_SPECIAL},
    {"__length_hint__(self, /)", iter_hint, "How many are still to come, as far as is known.", 0},
    {"__reduce__(self, /)", iter_reduce, "What pickle needs.", 0},
    {0},
};
const KrTypeDef kr__def_set_iter = {
    .number = KR_T_SET_ITER, .methods = iter_methods, .size = sizeof(KrSetIter), .slots = 1u << 1};

/* ---- the classes ---- */

#define BOTH                                                                                    \
    {"__repr__(self, /)", set_repr, NULL, KR_DEF_SPECIAL},                                      \
        {"__lt__(self, value, /)", set__lt__, NULL, KR_DEF_SPECIAL},                            \
        {"__le__(self, value, /)", set__le__, NULL, KR_DEF_SPECIAL},                            \
        {"__eq__(self, value, /)", set__eq__, NULL, KR_DEF_SPECIAL},                            \
        {"__ne__(self, value, /)", set__ne__, NULL, KR_DEF_SPECIAL},                            \
        {"__gt__(self, value, /)", set__gt__, NULL, KR_DEF_SPECIAL},                            \
        {"__ge__(self, value, /)", set__ge__, NULL, KR_DEF_SPECIAL},                            \
        {"__iter__(self, /)", set_iter, NULL, KR_DEF_SPECIAL},                                  \
        {"__sub__(self, value, /)", set_sub, NULL, KR_DEF_SPECIAL},                             \
        {"__rsub__(self, value, /)", set_rsub, NULL, KR_DEF_SPECIAL},                           \
        {"__and__(self, value, /)", set_and, NULL, KR_DEF_SPECIAL},                             \
        {"__rand__(self, value, /)", set_rand, NULL, KR_DEF_SPECIAL},                           \
        {"__xor__(self, value, /)", set_xor, NULL, KR_DEF_SPECIAL},                             \
        {"__rxor__(self, value, /)", set_rxor, NULL, KR_DEF_SPECIAL},                           \
        {"__or__(self, value, /)", set_or, NULL, KR_DEF_SPECIAL},                               \
        {"__ror__(self, value, /)", set_ror, NULL, KR_DEF_SPECIAL},                             \
        {"__len__(self, /)", set_len, NULL, KR_DEF_SPECIAL},                                    \
        {"__contains__(self, object, /)", set_contains, "Is there such an item?", 0},           \
        {"difference(self, /, *others)", set_difference, "The items that no other has.", 0},    \
        {"intersection(self, /, *others)", set_intersection, "The items that all have.", 0},    \
        {"isdisjoint(self, other, /)", set_isdisjoint, "Have the two no item in common?", 0},   \
        {"issubset(self, other, /)", set_issubset, "Has the other every item of this set?", 0}, \
        {"issuperset(self, other, /)", set_issuperset, "Has this set every item of the other?", \
         0},                                                                                    \
        {"__reduce__(self, /)", set_reduce, "What pickle needs.", 0},                           \
        {"symmetric_difference(self, other, /)", set_symmetric, "The items that only one has.", \
         0},                                                                                    \
        {"union(self, /, *others)", set_union, "The items that any has.", 0}, {                 \
        "__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD \
    }

static const KrFnDef set_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", set_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, *args, **kwargs)", set_init, NULL, KR_DEF_SPECIAL},
    BOTH,
    {"__isub__(self, value, /)", set_isub, NULL, KR_DEF_SPECIAL},
    {"__iand__(self, value, /)", set_iand, NULL, KR_DEF_SPECIAL},
    {"__ixor__(self, value, /)", set_ixor, NULL, KR_DEF_SPECIAL},
    {"__ior__(self, value, /)", set_ior, NULL, KR_DEF_SPECIAL},
    {"add(self, object, /)", set_add, "Adds an item.", 0},
    {"clear(self, /)", set_clear, "Removes all items.", 0},
    {"copy(self, /)", set_copy, "A new set of the same items.", 0},
    {"discard(self, object, /)", set_discard, "Removes an item if it is there.", 0},
    {"difference_update(self, /, *others)", set_difference_update,
     "Removes the items of the others.", 0},
    {"intersection_update(self, /, *others)", set_intersection_update,
     "Keeps what all others have too.", 0},
    {"pop(self, /)", set_pop,
     "Takes out some item and returns it.\n\nRaises KeyError when there is none.", 0},
    {"remove(self, object, /)", set_remove,
     "Removes an item.\n\nRaises KeyError when it is not there.", 0},
    {"symmetric_difference_update(self, other, /)", set_symmetric_update,
     "Keeps the items that only one has.", 0},
    {"update(self, /, *others)", set_update, "Adds the items of the others.", 0},
    {0},
};
static const KrFnDef frozenset_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", frozenset_new, NULL, KR_DEF_NEW},
    {"__hash__(self, /)", frozenset_hash, NULL, KR_DEF_SPECIAL},
    BOTH,
    {"copy(self, /)", frozenset_copy, "The same frozenset.", 0},
    {0},
};
const KrTypeDef kr__def_set = {
    .number = KR_T_SET,
    .doc = "set() -> an empty set\nset(iterable) -> the items of iterable, each once",
    .methods = set_methods,
    .make = set_make,
};
const KrTypeDef kr__def_frozenset = {
    .number = KR_T_FROZENSET,
    .doc = "frozenset() -> an empty frozenset\nfrozenset(iterable) -> the items of iterable, each "
           "once; it never changes",
    .methods = frozenset_methods,
};
