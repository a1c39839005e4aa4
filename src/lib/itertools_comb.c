/* SPDX-License-Identifier: MIT
 * itertools_comb.c: iterators over selections: product, combinations, combinations_with_replacement, permutations. The
 * places chosen stand as 32-bit numbers in a bytes cell that nobody else sees. */
#include <string.h>

#include "lib/itertools.h"
#include "types/seq.h"

enum { FRESH, GOING, STOPPED };

typedef struct Select {
    KrObj head;
    Slot pool;    /* tuple; product: tuple of tuples */
    Slot indices; /* bytes: r places; permutations: then the n first places of all, then r cycles */
    uint32_t n, r;
    uint32_t state;
} Select;
#define SELECT_SLOTS (KR_AT(Select, pool) | KR_AT(Select, indices))

static uint32_t *indices_of(const Select *s) {
    return (uint32_t *)(void *)((KrBytes *)kr__slot_ptr(s->indices))->data;
}
static KrTuple *pool_of(const Select *s) { return kr__slot_ptr(s->pool); }

static Value select_new(kr_vm *vm, Value cls, Value pool, int64_t r, size_t numbers) {
    if (r > INT32_MAX || numbers > INT32_MAX) return kr__no_memory(vm);
    Value indices = kr__bytes_new(vm, NULL, numbers * sizeof(uint32_t));
    Value v = kr__ok(indices) ? kr__instance_new(vm, cls) : KR_FAILED;
    if (kr__failed(v)) return v;
    Select *s = kr__ptr(v);
    s->pool = kr__ref_slot(pool);
    s->indices = kr__ref_slot(indices);
    s->n = ((KrTuple *)kr__ptr(pool))->len;
    s->r = (uint32_t)r;
    return v;
}

static Value item_at(const Select *s, uint32_t i, bool product) {
    uint32_t k = indices_of(s)[i];
    return product ? kr__tuple_get(kr__ptr(kr__tuple_get(pool_of(s), i)), k)
                   : kr__tuple_get(pool_of(s), k);
}
/* The tuple of what is chosen. */
static Value chosen(kr_vm *vm, const Select *s, bool product) {
    Value few[16];
    if (s->r <= KR_COUNTOF(few)) {
        for (uint32_t i = 0; i < s->r; i++) few[i] = item_at(s, i, product);
        return kr__tuple_new(vm, few, s->r);
    }
    Value list = kr__list_new(vm, NULL, s->r);
    for (uint32_t i = 0; kr__ok(list) && i < s->r; i++)
        if (!kr__list_append(vm, kr__ptr(list), item_at(s, i, product))) return KR_FAILED;
    return kr__ok(list) ? kr__list_as_tuple(vm, kr__ptr(list)) : KR_FAILED;
}
static Value numbers(kr_vm *vm, const uint32_t *p, uint32_t n, const Select *keep) {
    Value list = kr__list_new(vm, NULL, n);
    for (uint32_t i = 0; kr__ok(list) && i < n; i++)
        if (!kr__list_append(vm, kr__ptr(list), kr__from_int48(p[i]))) return KR_FAILED;
    __asm__ volatile("" : : "r"(keep));
    return kr__ok(list) ? kr__list_as_tuple(vm, kr__ptr(list)) : KR_FAILED;
}
/* Reads n numbers of a tuple, each clipped to [0, max]. */
static bool read_numbers(kr_vm *vm, Value state, uint32_t n, uint32_t max, uint32_t *out) {
    if (!kr__exact(state, KR_T_TUPLE) || ((KrTuple *)kr__ptr(state))->len != n)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "invalid arguments");
    for (uint32_t i = 0; i < n; i++) {
        int64_t k;
        if (!kr__index_i64(vm, kr__tuple_get(kr__ptr(state), i), &k)) return false;
        out[i] = k < 0 ? 0 : k > (int64_t)max ? max : (uint32_t)k;
    }
    return true;
}
static Value size_arg(kr_vm *vm, Value v, int64_t *r) {
    if (!kr__index_i64(vm, v, r)) return KR_FAILED;
    return *r < 0 ? kr__raise_value(vm, "r must be non-negative") : KR_TRUE_V;
}
/* (type, (pool, r)[, state]) */
static Value reduced(kr_vm *vm, Value self, Value state) {
    Select *s = kr__ptr(self);
    Value parts[2] = {s->state == STOPPED ? vm->empty_tuple : kr__slot_value(s->pool),
                      kr__from_int48(s->r)};
    return kr__it_reduce(vm, self, kr__tuple_new(vm, parts, 2), state);
}
static Value places_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Select *s = kr__ptr(a[0]);
    if (s->state != GOING) return reduced(vm, a[0], KR_UNSET);
    Value state = numbers(vm, indices_of(s), s->r, s);
    return kr__failed(state) ? state : reduced(vm, a[0], state);
}

/* ---- product ---- */

static Value product_new(kr_vm *vm, Value *a, int n) { /* cls, repeat, iterables */
    int64_t repeat = 1, given = n - 2;
    if (kr__ok(a[1]) && !kr__index_i64(vm, a[1], &repeat)) return KR_FAILED;
    if (repeat < 0) return kr__raise_value(vm, "repeat argument cannot be negative");
    if (given && repeat > INT32_MAX / given)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "repeat argument too large");
    Value pools = kr__list_new(vm, NULL, 0);
    for (int64_t i = 0; kr__ok(pools) && repeat && i < given; i++) {
        Value pool = kr__tuple_from(vm, a[2 + i]);
        if (kr__failed(pool) || !kr__list_append(vm, kr__ptr(pools), pool)) return KR_FAILED;
    }
    for (int64_t i = given; kr__ok(pools) && i < given * repeat; i++) {
        if (!kr__list_append(vm, kr__ptr(pools), kr__list_get(kr__ptr(pools), (size_t)(i - given))))
            return KR_FAILED;
        if (i % 4096 == 0 && !kr__poll(vm)) return KR_FAILED;
    }
    Value pool = kr__ok(pools) ? kr__list_as_tuple(vm, kr__ptr(pools)) : KR_FAILED;
    if (kr__failed(pool)) return pool;
    uint32_t len = ((KrTuple *)kr__ptr(pool))->len;
    return select_new(vm, a[0], pool, len, len);
}
static Value product_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Select *s = kr__ptr(a[0]);
    uint32_t *at = indices_of(s);
    if (s->state == STOPPED) return KR_END;
    if (s->state == FRESH) {
        for (uint32_t i = 0; i < s->r; i++)
            if (!kr__seq_len(kr__ptr(kr__tuple_get(pool_of(s), i)))) {
                s->state = STOPPED;
                return KR_END;
            }
        s->state = GOING;
        return chosen(vm, s, true);
    }
    uint32_t i = s->r;
    while (i > 0) {
        if (++at[i - 1] < kr__seq_len(kr__ptr(kr__tuple_get(pool_of(s), i - 1)))) break;
        at[--i] = 0;
    }
    if (i) return chosen(vm, s, true);
    s->state = STOPPED;
    return KR_END;
}
static Value product_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Select *s = kr__ptr(a[0]);
    if (s->state == STOPPED)
        return kr__it_reduce(vm, a[0], kr__tuple_new(vm, &vm->empty_tuple, 1), KR_UNSET);
    if (s->state == FRESH) return kr__it_reduce(vm, a[0], kr__slot_value(s->pool), KR_UNSET);
    Value state = numbers(vm, indices_of(s), s->r, s);
    return kr__failed(state) ? state : kr__it_reduce(vm, a[0], kr__slot_value(s->pool), state);
}
static Value product_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Select *s = kr__ptr(a[0]);
    uint32_t *at = indices_of(s);
    if (!read_numbers(vm, a[1], s->r, UINT32_MAX, at)) return KR_FAILED;
    s->state = GOING;
    for (uint32_t i = 0; i < s->r; i++) {
        uint32_t len = kr__seq_len(kr__ptr(kr__tuple_get(pool_of(s), i)));
        if (!len) {
            s->state = STOPPED;
            return KR_NONE_V;
        }
        if (at[i] >= len) at[i] = len - 1;
    }
    return KR_NONE_V;
}
static const KrFnDef product_rows[] = {
    {"__new__(cls, *iterables, repeat=1)", product_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(product_next),
    KR_IT_REDUCE(product_reduce),
    KR_IT_SETSTATE(product_setstate),
    KR_IT_END,
};
KR_IT_CLASS(product, Select, SELECT_SLOTS, 0, product_rows,
            "Cartesian product of the iterables, as nested loops give it.");

/* ---- combinations ---- */

static Value combinations_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t r;
    Value pool = kr__tuple_from(vm, a[1]);
    if (kr__failed(pool) || kr__failed(size_arg(vm, a[2], &r))) return KR_FAILED;
    bool none = r > ((KrTuple *)kr__ptr(pool))->len;
    Value v = select_new(vm, a[0], pool, r, none ? 0 : (size_t)r);
    if (kr__failed(v)) return v;
    Select *s = kr__ptr(v);
    for (uint32_t i = 0; i < s->r && !none; i++) indices_of(s)[i] = i;
    if (none) s->state = STOPPED;
    return v;
}
static Value combinations_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Select *s = kr__ptr(a[0]);
    uint32_t *at = indices_of(s);
    if (s->state == STOPPED) return KR_END;
    if (s->state == FRESH) {
        s->state = GOING;
        return chosen(vm, s, false);
    }
    uint32_t i = s->r;
    while (i > 0 && at[i - 1] == i - 1 + s->n - s->r) i--;
    if (!i) {
        s->state = STOPPED;
        return KR_END;
    }
    at[i - 1]++;
    for (; i < s->r; i++) at[i] = at[i - 1] + 1;
    return chosen(vm, s, false);
}
static Value combinations_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Select *s = kr__ptr(a[0]);
    if (s->state == STOPPED) return kr__raise_value(vm, "invalid arguments");
    if (!read_numbers(vm, a[1], s->r, s->n ? s->n - 1 : 0, indices_of(s))) return KR_FAILED;
    for (uint32_t i = 0; i < s->r; i++)
        if (indices_of(s)[i] > i + s->n - s->r) indices_of(s)[i] = i + s->n - s->r;
    s->state = GOING;
    return KR_NONE_V;
}
static const KrFnDef combinations_rows[] = {
    {"__new__(cls, iterable, r)", combinations_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(combinations_next),
    KR_IT_REDUCE(places_reduce),
    KR_IT_SETSTATE(combinations_setstate),
    KR_IT_END,
};
KR_IT_CLASS(combinations, Select, SELECT_SLOTS, 0, combinations_rows,
            "Selections of r values in their order.");

/* ---- combinations_with_replacement ---- */

static Value replacement_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t r;
    Value pool = kr__tuple_from(vm, a[1]);
    if (kr__failed(pool) || kr__failed(size_arg(vm, a[2], &r))) return KR_FAILED;
    Value v = select_new(vm, a[0], pool, r, (size_t)r);
    if (kr__ok(v) && !((Select *)kr__ptr(v))->n && r) ((Select *)kr__ptr(v))->state = STOPPED;
    return v;
}
static Value replacement_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Select *s = kr__ptr(a[0]);
    uint32_t *at = indices_of(s);
    if (s->state == STOPPED) return KR_END;
    if (s->state == FRESH) {
        s->state = GOING;
        return chosen(vm, s, false);
    }
    uint32_t i = s->r;
    while (i > 0 && at[i - 1] == s->n - 1) i--;
    if (!i) {
        s->state = STOPPED;
        return KR_END;
    }
    uint32_t next = at[i - 1] + 1;
    for (i--; i < s->r; i++) at[i] = next;
    return chosen(vm, s, false);
}
static Value replacement_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Select *s = kr__ptr(a[0]);
    if (!read_numbers(vm, a[1], s->r, s->n ? s->n - 1 : 0, indices_of(s))) return KR_FAILED;
    if (s->state == FRESH) s->state = GOING;
    return KR_NONE_V;
}
static const KrFnDef replacement_rows[] = {
    {"__new__(cls, iterable, r)", replacement_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(replacement_next),
    KR_IT_REDUCE(places_reduce),
    KR_IT_SETSTATE(replacement_setstate),
    KR_IT_END,
};
KR_IT_CLASS(combinations_with_replacement, Select, SELECT_SLOTS, 0, replacement_rows,
            "Selections of r values in their order, in which values may stand more than once.");

/* ---- permutations ---- */

static Value permutations_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value pool = kr__tuple_from(vm, a[1]);
    if (kr__failed(pool)) return pool;
    uint32_t len = ((KrTuple *)kr__ptr(pool))->len;
    int64_t r = len;
    if (kr__ok(a[2]) && !kr__is_none(a[2])) {
        if (!kr__is_int(a[2]) && !kr__is_bool(a[2]) && !kr__has_kind(vm, a[2], KR_K_INT))
            return kr__raise_type(vm, "Expected int as r");
        if (kr__failed(size_arg(vm, a[2], &r))) return KR_FAILED;
    }
    bool none = r > (int64_t)len;
    Value v = select_new(vm, a[0], pool, r, none ? 0 : len + (size_t)r);
    if (kr__failed(v)) return v;
    Select *s = kr__ptr(v);
    if (none) {
        s->state = STOPPED;
        return v;
    }
    for (uint32_t i = 0; i < len; i++) indices_of(s)[i] = i;
    for (uint32_t i = 0; i < s->r; i++) indices_of(s)[len + i] = len - i;
    return v;
}
static Value permutations_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Select *s = kr__ptr(a[0]);
    if (s->state == STOPPED) return KR_END;
    if (s->state == FRESH) {
        s->state = GOING;
        return chosen(vm, s, false);
    }
    uint32_t *at = indices_of(s), *cycles = at + s->n;
    for (uint32_t i = s->r; i-- > 0;) {
        if (--cycles[i] == 0) { /* rotate what is behind i, and go on to the left */
            uint32_t first = at[i];
            memmove(at + i, at + i + 1, (s->n - 1 - i) * sizeof *at);
            at[s->n - 1] = first;
            cycles[i] = s->n - i;
            continue;
        }
        uint32_t k = s->n - cycles[i], was = at[i];
        at[i] = at[k];
        at[k] = was;
        return chosen(vm, s, false);
    }
    s->state = STOPPED;
    return KR_END;
}
static Value permutations_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Select *s = kr__ptr(a[0]);
    if (s->state != GOING) return reduced(vm, a[0], KR_UNSET);
    Value parts[2] = {numbers(vm, indices_of(s), s->n, s),
                      numbers(vm, indices_of(s) + s->n, s->r, s)};
    if (kr__failed(parts[0]) || kr__failed(parts[1])) return KR_FAILED;
    Value state = kr__tuple_new(vm, parts, 2);
    return kr__failed(state) ? state : reduced(vm, a[0], state);
}
static Value permutations_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Select *s = kr__ptr(a[0]);
    if (!kr__exact(a[1], KR_T_TUPLE) || kr__seq_len(kr__ptr(a[1])) != 2 || s->state == STOPPED)
        return kr__raise_value(vm, "invalid arguments");
    uint32_t *at = indices_of(s);
    if (!read_numbers(vm, kr__tuple_get(kr__ptr(a[1]), 0), s->n, s->n ? s->n - 1 : 0, at) ||
        !read_numbers(vm, kr__tuple_get(kr__ptr(a[1]), 1), s->r, s->n, at + s->n))
        return KR_FAILED;
    for (uint32_t i = 0; i < s->r; i++) {
        uint32_t *c = &at[s->n + i];
        if (*c < 1) *c = 1;
        if (*c > s->n - i) *c = s->n - i;
    }
    s->state = GOING;
    return KR_NONE_V;
}
static const KrFnDef permutations_rows[] = {
    {"__new__(cls, iterable, r=None)", permutations_new, NULL, KR_DEF_NEW},
    KR_IT_ITER,
    KR_IT_NEXT(permutations_next),
    KR_IT_REDUCE(permutations_reduce),
    KR_IT_SETSTATE(permutations_setstate),
    KR_IT_END,
};
KR_IT_CLASS(permutations, Select, SELECT_SLOTS, 0, permutations_rows,
            "Selections of r values in every order.");
