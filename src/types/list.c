/* SPDX-License-Identifier: MIT
 * list.c: the storage of list: a buffer of Slots, or of Values once something was stored that fits
 * no Slot. Any type may call these functions; none of them runs Python code but kr__list_extend
 * and kr__list_from.
 *
 * INVARIANTS. len <= cap; items == NULL exactly when cap == 0; what lies behind len is not looked
 * at. A list that is being sorted is empty and has KR_LIST_SORTING; whatever changes it takes that
 * flag off. */
#include "types/list.h"

#include "types/dict.h"
#include "types/set.h"

#include <string.h>

KR_INLINE bool is_wide(const KrList *l) { return l->head.head & KR_F_WIDE; }
KR_INLINE size_t item_size(const KrList *l) { return is_wide(l) ? sizeof(Value) : sizeof(Slot); }
KR_INLINE void *item_at(const KrList *l, size_t i) { return (char *)l->items + i * item_size(l); }

/* ---- tracing ---- */

static void trace_range(KrGc *gc, KrObj *cell, char *from, char *to) {
    const KrList *l = (const KrList *)cell;
    char *end = item_at(l, l->len);
    if (to > end) to = end;
    if (from >= to) return;
    if (is_wide(l)) {
        kr__trace_values(gc, (Value *)from, (size_t)(to - from) / sizeof(Value));
    } else {
        kr__trace_slots(gc, (Slot *)from, (size_t)(to - from) / sizeof(Slot));
    }
}

static void trace_list(KrGc *gc, KrObj *cell) {
    KrList *l = (KrList *)cell;
    if (!l->items) return;
    if (kr__trace_buf_cards(gc, cell, l->items, l->cap * item_size(l), trace_range))
        trace_range(gc, cell, l->items, item_at(l, l->len));
}

static size_t owned_list(kr_vm *vm, const KrObj *cell) {
    const KrList *l = (const KrList *)cell;
    return l->items ? kr__buf_bytes(vm, l->items, l->cap * item_size(l)) : 0;
}

const KrKindInfo kr__kind_list = {
    .name = "list", .size = sizeof(KrList), .trace = trace_list, .owned = owned_list};

/* ---- room ---- */

static bool set_room(kr_vm *vm, KrList *l, size_t cap) {
    size_t size = item_size(l);
    if (cap > UINT32_MAX) return kr__ok(kr__no_memory(vm));
    void *p = l->items ? kr__buf_resize(vm, l, l->items, l->cap * size, cap * size, NULL)
                       : kr__buf_new(vm, l, cap * size, NULL);
    if (!p) return false;
    l->items = p;
    l->cap = (uint32_t)cap;
    l->flags &= ~KR_LIST_SORTING;
    kr__barrier_range(vm, l, p, item_at(l, l->len));
    return true;
}

/* Room for n items, and some more when the list grows step by step. */
static bool grow(kr_vm *vm, KrList *l, size_t n) {
    if (n <= l->cap) return true;
    size_t cap = (n + n / 8 + (n < 9 ? 3 : 6)) & ~(size_t)3, size = item_size(l);
    if (cap * size > KR_SMALL_MAX) cap = kr__buf_fit(cap * size) / size;
    if (cap > UINT32_MAX && n <= UINT32_MAX) cap = UINT32_MAX;
    return set_room(vm, l, cap);
}

bool kr__list_reserve(kr_vm *vm, KrList *l, size_t n) { return n <= l->cap || set_room(vm, l, n); }

/* Gives room back after items went: memory that is missing for that is no failure. */
static void shrink(kr_vm *vm, KrList *l) {
    if (l->cap <= 16 || l->len >= l->cap / 2) return;
    size_t cap = l->len + l->len / 8 + 6;
    if (!set_room(vm, l, cap)) kr__clear_pending(vm);
}

static bool widen(kr_vm *vm, KrList *l) {
    if (l->items) {
        Slot *s =
            kr__buf_resize(vm, l, l->items, l->cap * sizeof(Slot), l->cap * sizeof(Value), NULL);
        if (!s) return false;
        l->items = s;
        for (size_t i = l->len; i-- > 0;) l->wide[i] = kr__slot_value(s[i]);
    }
    l->head.head |= KR_F_WIDE;
    kr__barrier_range(vm, l, l->items, item_at(l, l->len));
    return true;
}

/* Stores v at i (< cap), in a list that is wide enough for it. */
KR_INLINE void put(kr_vm *vm, KrList *l, size_t i, Value v, Slot s) {
    if (is_wide(l)) {
        l->wide[i] = v;
    } else {
        l->narrow[i] = s;
    }
    if (kr__is_cell(v)) kr__barrier_item(vm, l, item_at(l, i));
}

/* ---- one item ---- */

/* l.append(v). False: MemoryError. May collect. */
bool kr__list_append(kr_vm *vm, KrList *l, Value v) {
    Slot s = KR_NO_SLOT;
    if (!is_wide(l) && KR_UNLIKELY(!kr__narrow(v, &s)) && !widen(vm, l)) return false;
    size_t n = l->len;
    if (KR_UNLIKELY(n == l->cap) && !grow(vm, l, n + 1)) return false;
    put(vm, l, n, v, s);
    l->len = (uint32_t)n + 1;
    return true;
}

/* l[i] = v for i < len. False: MemoryError. May collect. */
bool kr__list_set(kr_vm *vm, KrList *l, size_t i, Value v) {
    Slot s = KR_NO_SLOT;
    if (!is_wide(l) && KR_UNLIKELY(!kr__narrow(v, &s)) && !widen(vm, l)) return false;
    put(vm, l, i, v, s);
    return true;
}

/* Moves the items from i on to i + by. There is room. */
static void shift(kr_vm *vm, KrList *l, size_t i, size_t to) {
    size_t n = l->len - i;
    memmove(item_at(l, to), item_at(l, i), n * item_size(l));
    kr__barrier_range(vm, l, item_at(l, to), item_at(l, to + n));
}

/* l.insert(i, v) for i <= len. False: MemoryError. May collect. */
bool kr__list_insert(kr_vm *vm, KrList *l, size_t i, Value v) {
    Slot s = KR_NO_SLOT;
    if (!is_wide(l) && !kr__narrow(v, &s) && !widen(vm, l)) return false;
    if (l->len == l->cap && !grow(vm, l, (size_t)l->len + 1)) return false;
    shift(vm, l, i, i + 1);
    l->len++;
    put(vm, l, i, v, s);
    return true;
}

void kr__list_delete(kr_vm *vm, KrList *l, size_t i, size_t n) {
    if (!n) return;
    if (n == l->len) {
        kr__list_clear(vm, l);
        return;
    }
    if (i + n < l->len) shift(vm, l, i + n, i);
    l->len -= (uint32_t)n;
    shrink(vm, l);
}

Value kr__list_pop(kr_vm *vm, KrList *l, size_t i) {
    Value v = kr__list_get(l, i);
    if (i + 1 < l->len) shift(vm, l, i + 1, i);
    l->len--;
    shrink(vm, l);
    return v;
}

void kr__list_clear(kr_vm *vm, KrList *l) {
    void *items = l->items;
    size_t bytes = l->cap * item_size(l);
    if (!items) return;
    l->flags &= ~KR_LIST_SORTING;
    l->len = l->cap = 0;
    l->items = NULL;
    l->head.head &= ~KR_F_WIDE;
    kr__buf_free(vm, l, items, bytes);
}

/* ---- many items ---- */

/* Items of a list or tuple as they lie there. */
typedef struct Span {
    const void *items;
    size_t len;
    bool wide;
} Span;

static Span span_of(kr_vm *vm, Value seq) {
    if (kr__has_kind(vm, seq, KR_K_LIST)) {
        const KrList *l = kr__ptr(seq);
        return (Span){l->items, l->len, is_wide(l)};
    }
    const KrTuple *t = kr__ptr(seq);
    return (Span){t->narrow, t->len, t->head.head & KR_F_WIDE};
}

static bool all_narrow(const Value *v, size_t n) {
    Slot s;
    for (size_t i = 0; i < n; i++)
        if (!kr__narrow(v[i], &s)) return false;
    return true;
}

/* Copies n items of the span from `from` on into the list at i; there is room and width. */
static void copy_in(kr_vm *vm, KrList *l, size_t i, Span s, size_t from, size_t n) {
    if (s.wide == is_wide(l)) {
        memmove(item_at(l, i), (const char *)s.items + from * item_size(l), n * item_size(l));
    } else if (s.wide) {
        for (size_t k = 0; k < n; k++)
            (void)kr__narrow(((const Value *)s.items)[from + k], &l->narrow[i + k]);
    } else {
        for (size_t k = 0; k < n; k++)
            l->wide[i + k] = kr__slot_value(((const Slot *)s.items)[from + k]);
    }
    kr__barrier_range(vm, l, item_at(l, i), item_at(l, i + n));
}

bool kr__list_splice(kr_vm *vm, KrList *l, size_t i, size_t del, Value src, size_t from, size_t n) {
    Span s = span_of(vm, src);
    KR_ASSERT(from + n <= s.len && i + del <= l->len);
    if (s.wide && !is_wide(l) && !all_narrow((const Value *)s.items + from, n) && !widen(vm, l))
        return false;
    size_t len = l->len - del + n;
    if (len > l->cap && !(l->len ? grow(vm, l, len) : set_room(vm, l, len))) return false;
    if (!len) {
        kr__list_clear(vm, l);
        return true;
    }
    if (n != del && i + del < l->len) shift(vm, l, i + del, i + n);
    l->len = (uint32_t)len;
    if (n) copy_in(vm, l, i, span_of(vm, src), from, n);
    if (n < del) shrink(vm, l);
    return true;
}

/* A new list: of the items, or empty with room for n when items is NULL. Items may lie anywhere
 * the caller keeps alive. Failed: MemoryError. May collect. */
Value kr__list_new(kr_vm *vm, const Value *items, size_t n) {
    KrList *l = kr__new(vm, KR_T_LIST, sizeof(KrList));
    if (!l) return KR_FAILED;
    if (!n) return kr__value_of(l);
    Span s = {items, n, true};
    if (items && !all_narrow(items, n)) l->head.head |= KR_F_WIDE;
    if (!set_room(vm, l, n)) return KR_FAILED;
    if (items) {
        l->len = (uint32_t)n;
        copy_in(vm, l, 0, s, 0, n);
    }
    return kr__value_of(l);
}

Value kr__list_slice(kr_vm *vm, KrList *l, size_t i, size_t n) {
    Value r = kr__list_new(vm, NULL, 0);
    if (kr__failed(r) || !kr__list_splice(vm, kr__ptr(r), 0, 0, kr__value_of(l), i, n))
        return KR_FAILED;
    return r;
}

/* A new list of length n, its items to be set before anything may collect; NULL: MemoryError. */
static KrList *list_raw(kr_vm *vm, size_t n, bool wide) {
    KrList *l = kr__new(vm, KR_T_LIST, sizeof(KrList));
    if (!l) return NULL;
    if (wide) l->head.head |= KR_F_WIDE;
    if (n && !set_room(vm, l, n)) return NULL;
    l->len = (uint32_t)n;
    return l;
}

Value kr__list_stepped(kr_vm *vm, KrList *l, int64_t start, int64_t step, size_t n) {
    KrList *r = list_raw(vm, n, is_wide(l) && n);
    if (!r) return KR_FAILED;
    if (is_wide(l)) {
        for (int64_t i = 0; i < (int64_t)n; i++) r->wide[i] = l->wide[start + i * step];
    } else {
        for (int64_t i = 0; i < (int64_t)n; i++) r->narrow[i] = l->narrow[start + i * step];
    }
    kr__barrier_range(vm, r, r->items, item_at(r, n));
    return kr__value_of(r);
}

Value kr__list_concat(kr_vm *vm, KrList *a, KrList *b) {
    size_t n = a->len, m = b->len;
    KrList *r = list_raw(vm, n + m, (n && is_wide(a)) || (m && is_wide(b)));
    if (!r) return KR_FAILED;
    if (n) copy_in(vm, r, 0, (Span){a->items, n, is_wide(a)}, 0, n);
    if (m) copy_in(vm, r, n, (Span){b->items, m, is_wide(b)}, 0, m);
    return kr__value_of(r);
}

/* The keys of a dict and the items of a set, without an iterator: nothing changes them meanwhile. */
static bool extend_keys(kr_vm *vm, KrList *l, KrDict *d) {
    size_t pos = 0;
    Value key;
    if (!(l->len ? grow : kr__list_reserve)(vm, l, l->len + kr__dict_len(vm, d))) return false;
    while (kr__dict_next(vm, d, &pos, &key, NULL))
        if (!kr__list_append(vm, l, key)) return false;
    return true;
}
static bool extend_set(kr_vm *vm, KrList *l, const KrSet *s) {
    size_t pos = 0;
    Value item;
    if (!grow(vm, l, (size_t)l->len + s->used)) return false;
    while (kr__set_next(s, &pos, &item))
        if (!kr__list_append(vm, l, item)) return false;
    return true;
}

/* l.extend(iterable). May run Python code. */
/* Where there is room. */
static bool append_quick(kr_vm *vm, void *ud, Value v) {
    KrList *l = ud;
    Slot s = KR_NO_SLOT;
    if (l->len == l->cap || (!is_wide(l) && !kr__narrow(v, &s))) return false;
    put(vm, l, l->len, v, s);
    l->len++;
    return true;
}

bool kr__list_extend(kr_vm *vm, KrList *l, Value iterable) {
    if (kr__exact(iterable, KR_T_LIST) || kr__exact(iterable, KR_T_TUPLE)) {
        size_t n = span_of(vm, iterable).len;
        if (!n) return true;
        if (kr__ptr(iterable) != l) return kr__list_splice(vm, l, l->len, 0, iterable, 0, n);
        if (!grow(vm, l, 2 * n)) return false;
        copy_in(vm, l, n, span_of(vm, iterable), 0, n);
        l->len = (uint32_t)(2 * n);
        return true;
    }
    if (kr__exact(iterable, KR_T_DICT)) return extend_keys(vm, l, kr__ptr(iterable));
    if (kr__exact(iterable, KR_T_SET) || kr__exact(iterable, KR_T_FROZENSET))
        return extend_set(vm, l, kr__ptr(iterable));
    size_t hint;
    Value it = kr__iter(vm, iterable);
    if (kr__failed(it) || !kr__length_hint(vm, iterable, 8, &hint)) return false;
    if (hint > 8 && hint < UINT32_MAX / 2 && !kr__list_reserve(vm, l, l->len + hint))
        kr__clear_pending(vm);
    for (;;) {
        Value v = kr__next_untaken(vm, it, append_quick, l);
        if (kr__same(v, KR_END)) break;
        if (kr__failed(v) || !kr__list_append(vm, l, v)) return false;
    }
    shrink(vm, l);
    return true;
}

/* list(iterable). May run Python code. */
Value kr__list_from(kr_vm *vm, Value iterable) {
    Value r = kr__list_new(vm, NULL, 0);
    if (kr__failed(r) || !kr__list_extend(vm, kr__ptr(r), iterable)) return KR_FAILED;
    return r;
}

Value kr__list_as_tuple(kr_vm *vm, KrList *l) {
    size_t n = l->len;
    if (!n) return kr__tuple_empty(vm);
    bool wide = is_wide(l) && !all_narrow(l->wide, n);
    KrTuple *t = kr__tuple_raw(vm, n, wide);
    if (!t) return KR_FAILED;
    if (wide || !is_wide(l)) {
        memcpy(t->narrow, l->items, n * item_size(l));
    } else {
        for (size_t i = 0; i < n; i++) (void)kr__narrow(l->wide[i], &t->narrow[i]);
    }
    return kr__value_of(t);
}
