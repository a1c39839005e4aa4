/* SPDX-License-Identifier: MIT
 * buffer.c: bytes that a cell owns: the items of a list, the entries of a dict.
 *
 *   to 128 KB     a BUFFER cell in the cage: {header, owner, data}. Freed early it is used again at
 *                 once, else it dies with its mark.
 *   past that     pages outside the cage and a KrLarge record, found by owner; freed at the end of
 *                 the marking that does not reach it
 *
 * A buffer made for an old owner is born old, because nobody will trace that owner before the next
 * full collection. What is stored in it goes through kr__barrier_item.
 *
 * CARDS  A buffer past 4 KB of an old owner has one byte for each 512 of its bytes; a store dirties
 * one and leaves the owner old. A young collection reads the dirty cards only. A store into a smaller
 * buffer remembers the whole owner. */
#include <string.h>

#include "heap/private.h"

typedef struct KrBuf {
    KrObj head;
    uint32_t owner; /* of a free one in p->free_bufs: the next */
    char data[];
} KrBuf;

static KrBuf *buf_of(void *data) { return (KrBuf *)((char *)data - sizeof(KrBuf)); }

/* ---- records of large buffers ---- */

static uint32_t large_slot(const KrHeapPrivate *p, uint32_t owner) {
    return (owner * 0x9e3779b1u) >> 7 & (p->large_cap - 1);
}

static KrLarge *large_find(KrHeapPrivate *p, uint32_t owner, const void *at) {
    if (!p->nlarge) return NULL;
    KrLarge *l = p->large[large_slot(p, owner)];
    while (l && !(l->owner == owner && (size_t)((const char *)at - l->p) < l->size)) l = l->chain;
    return l;
}

static void large_link(KrHeapPrivate *p, KrLarge *l) {
    if (!p->large_low || l->p < p->large_low) p->large_low = l->p;
    if (l->p + l->size > p->large_high) p->large_high = l->p + l->size;
    KrLarge **place = &p->large[large_slot(p, l->owner)];
    l->chain = *place;
    *place = l;
}

static void large_unlink(KrHeapPrivate *p, KrLarge *l) {
    KrLarge **place = &p->large[large_slot(p, l->owner)];
    while (*place != l) place = &(*place)->chain;
    *place = l->chain;
}

static bool large_reserve(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    KrMem *m = &kr__heap(vm)->mem;
    if (p->nlarge < p->large_cap) return true;
    uint32_t cap = p->large_cap ? p->large_cap * 2 : 16, old = p->large_cap;
    KrLarge **table = kr__mem_zalloc(m, cap * sizeof *table), **was = p->large;
    if (!table) return false;
    p->large = table;
    p->large_cap = cap;
    for (uint32_t i = 0; i < old; i++)
        for (KrLarge *l = was[i], *next; l; l = next) {
            next = l->chain;
            large_link(p, l);
        }
    kr__mem_free(m, was, old * sizeof *was);
    return true;
}

static size_t cards_of(size_t size) { return size >> CARD_SHIFT; }

/* A linked record with pages; NULL: no memory, nothing pending. */
static KrLarge *large_make(kr_vm *vm, uint32_t owner, size_t n) {
    kr__heap(vm)->bulk++;
    KrHeapPrivate *p = kr__priv(vm);
    KrMem *m = &kr__heap(vm)->mem;
    size_t size = kr__page_round(n);
    if (size < n || !large_reserve(vm)) return NULL;
    KrLarge *l = kr__mem_zalloc(m, sizeof *l);
    if (!l) return NULL;
    *l = (KrLarge){.size = size,
                   .owner = owner,
                   .marked = kr__mark_test(owner),
                   .origin = p->origins ? kr__origin_now(vm) : 0};
    l->cards = kr__mem_zalloc(m, cards_of(size));
    l->p = l->cards ? kr__page_alloc(m, size) : NULL;
    if (!l->p) {
        kr__mem_free(m, l->cards, cards_of(size));
        kr__mem_free(m, l, sizeof *l);
        return NULL;
    }
    p->nlarge++;
    p->large_bytes += size;
    p->since += size;
    large_link(p, l);
    return l;
}

static void large_free(kr_vm *vm, KrLarge *l) {
    KrHeapPrivate *p = kr__priv(vm);
    KrMem *m = &kr__heap(vm)->mem;
    large_unlink(p, l);
    if (p->last_large == l) p->last_large = NULL;
    p->nlarge--;
    p->large_bytes -= l->size;
    kr__account_let_go(vm, l->size, l->origin != 0); /* it is not garbage */
    kr__page_free(m, l->p, l->size);
    kr__mem_free(m, l->cards, cards_of(l->size));
    kr__mem_free(m, l, sizeof *l);
}

/* Grows or shrinks in place or by moving pages. False: no memory, nothing changed. */
static bool large_resize(kr_vm *vm, KrLarge *l, size_t n) {
    kr__heap(vm)->bulk++;
    KrHeapPrivate *p = kr__priv(vm);
    KrMem *m = &kr__heap(vm)->mem;
    size_t size = kr__page_round(n), old = l->size;
    if (size < n) return false;
    if (size == old) return true;
    uint8_t *cards = l->cards;
    if (size > old) {
        cards = kr__mem_realloc(m, l->cards, cards_of(old), cards_of(size));
        if (!cards) return false;
        l->cards = cards;
        memset(cards + cards_of(old), 0, cards_of(size) - cards_of(old));
    }
    char *q = kr__page_realloc(m, l->p, old, size);
    if (!q) { /* only when growing */
        l->cards = kr__mem_realloc(m, cards, cards_of(size), cards_of(old));
        return false;
    }
    if (size < old) l->cards = kr__mem_realloc(m, cards, cards_of(old), cards_of(size));
    l->p = q;
    l->size = size;
    if (q < p->large_low) p->large_low = q;
    if (q + size > p->large_high) p->large_high = q + size;
    l->origin = p->origins ? kr__origin_now(vm) : 0;
    p->large_bytes += size - old;
    if (size > old) p->since += size - old;
    return true;
}

/* ---- buffers that are cells ---- */

/* A freed one of this class, zeroed; NULL: there is none. */
static KrBuf *take_free(kr_vm *vm, size_t size) {
    KrHeapPrivate *p = kr__priv(vm);
    if (size > KR_SMALL_MAX || p->slow & ~SLOW_TRACE) return NULL;
    unsigned c = kr__size_class_of(size);
    uint32_t ref = p->free_bufs[c];
    if (!ref) return NULL;
    KrBuf *b = kr__cell(ref);
    p->free_bufs[c] = b->owner;
    memset(b, 0, kr__class_size[c]);
    b->head.head = KR_T_BUFFER << 8;
    if (p->origins) kr__origin_note(vm, ref);
    return b;
}

/* The owner gets all the room there is: past the size classes whole units. */
static KrBuf *cell_make(kr_vm *vm, uint32_t owner, size_t n) {
    size_t size = n + sizeof(KrBuf);
    if (size > KR_SMALL_MAX) size = (size + UNIT_SIZE - 1) & ~(UNIT_SIZE - 1);
    KrBuf *b = take_free(vm, size);
    if (!b) b = kr__new(vm, KR_T_BUFFER, size);
    if (!b) return NULL;
    b->owner = owner;
    if (kr__mark_test(owner)) kr__mark_set(kr__ref(b));
    return b;
}

static void cell_free(kr_vm *vm, KrBuf *b) {
    KrHeapPrivate *p = kr__priv(vm);
    uint32_t unit = kr__unit_of(b), ref = kr__ref(b);
    KrUnit *u = &kr__cage_tab.units[unit];
    if (u->kind == UNIT_SPAN) {
        kr__span_free(vm, unit);
        return;
    }
    if (u->kind == UNIT_BLOCK_TAIL) {
        unit -= u->n;
        u -= u->n;
    }
    b->head.head = 0;
    kr__mark_clear(ref);
    if (u->state == BLOCK_TOUCHED && (size_t)((char *)b - kr__unit_at(unit)) < u->limit) {
        b->owner = p->free_bufs[u->cls];
        p->free_bufs[u->cls] = ref;
    }
}

/* ---- the interface ---- */

/* See heap.h: zeroed, or NULL with MemoryError pending (n > 0). May collect. */
void *kr__buf_new(kr_vm *vm, void *owner, size_t n, size_t *room) {
    if (room) *room = 0;
    if (n == 0) return NULL;
    uint32_t ref = kr__ref(owner);
    if (n + sizeof(KrBuf) <= BUF_CELL_MAX) {
        KrBuf *b = cell_make(vm, ref, n);
        if (!b) return NULL;
        if (room) *room = kr__unit_cell_bytes(kr__ref(b)) - sizeof *b;
        return b->data;
    }
    if (kr__priv(vm)->slow) kr__gc_stress(vm);
    kr__gc_make_way(vm, n);
    KrLarge *l = large_make(vm, ref, n);
    if (!l && kr__heap_relief(vm, n)) l = large_make(vm, ref, n);
    if (!l) return kr__heap_no_memory(vm);
    if (room) *room = l->size;
    return l->p;
}

/* See heap.h: optional, early. */
void kr__buf_free(kr_vm *vm, void *owner, void *buf, size_t room) {
    (void)room;
    if (!buf) return;
    if (kr__in_cage(buf)) {
        cell_free(vm, buf_of(buf));
        return;
    }
    KrLarge *l = large_find(kr__priv(vm), kr__ref(owner), buf);
    KR_ASSERT(l != NULL);
    if (l) large_free(vm, l);
}

/* See heap.h. */
size_t kr__buf_fit(size_t n) {
    size_t cell = n + sizeof(KrBuf);
    if (cell <= KR_SMALL_MAX) return n;
    return cell <= BUF_CELL_MAX ? kr__page_round(cell) - sizeof(KrBuf) : kr__page_round(n);
}

/* See heap.h. */
size_t kr__buf_bytes(kr_vm *vm, const void *buf, size_t room) {
    (void)vm;
    if (!buf) return 0;
    if (!kr__in_cage(buf)) return kr__page_round(room);
    return kr__unit_cell_bytes(kr__ref(buf_of((void *)(uintptr_t)buf)));
}

/* Large to large: pages move, nothing is copied. */
static void *resize_large(kr_vm *vm, void *owner, void *buf, size_t n, size_t *new_room) {
    KrHeapPrivate *p = kr__priv(vm);
    KrLarge *l = large_find(p, kr__ref(owner), buf);
    KR_ASSERT(l != NULL);
    p->pinned = l;
    if (p->slow) kr__gc_stress(vm);
    if (kr__gc_due(vm)) kr__gc_collect(vm, false);
    size_t more = n > l->size ? n - l->size : 0;
    bool ok = large_resize(vm, l, n) || (kr__heap_relief(vm, more) && large_resize(vm, l, n));
    p->pinned = NULL;
    if (!ok) return kr__heap_no_memory(vm);
    if (new_room) *new_room = l->size;
    return l->p;
}

/* See heap.h. NULL with MemoryError pending (n > 0): nothing changed. May collect. */
void *kr__buf_resize(kr_vm *vm, void *owner, void *buf, size_t room, size_t n, size_t *new_room) {
    if (!buf) return kr__buf_new(vm, owner, n, new_room);
    if (n == 0) {
        kr__buf_free(vm, owner, buf, room);
        if (new_room) *new_room = 0;
        return NULL;
    }
    bool small = n + sizeof(KrBuf) <= BUF_CELL_MAX, in = kr__in_cage(buf);
    if (!in && !small) return resize_large(vm, owner, buf, n, new_room);
    size_t have = room;
    if (in) {
        have = kr__unit_cell_bytes(kr__ref(buf_of(buf))) - sizeof(KrBuf);
        bool same = n <= have && (n >= have || n + sizeof(KrBuf) > KR_SMALL_MAX
                                      ? have - n < have / 8
                                      : kr__class_size[kr__size_class_of(n + sizeof(KrBuf))] ==
                                            have + sizeof(KrBuf));
        if (same) {
            if (new_room) *new_room = have;
            return buf;
        }
    }
    void *q = kr__buf_new(vm, owner, n, new_room);
    if (!q) return NULL;
    memcpy(q, buf, have < n ? have : n);
    /* What was remembered by cards of the old buffer is now anywhere in the new one. */
    kr__barrier(vm, owner);
    kr__buf_free(vm, owner, buf, room);
    return q;
}

/* See heap.h: both alive. */
void kr__buf_give(kr_vm *vm, void *from, void *to, void *buf, size_t room) {
    (void)room;
    if (!buf) return;
    uint32_t ref = kr__ref(to);
    bool old = kr__mark_test(ref);
    if (kr__in_cage(buf)) {
        KrBuf *b = buf_of(buf);
        b->owner = ref;
        if (old) kr__mark_set(kr__ref(b));
    } else {
        KrHeapPrivate *p = kr__priv(vm);
        KrLarge *l = large_find(p, kr__ref(from), buf);
        KR_ASSERT(l != NULL);
        large_unlink(p, l);
        l->owner = ref;
        l->marked |= old;
        large_link(p, l);
    }
    kr__barrier(vm, to); /* its items may be young */
}

/* ---- cards ---- */

static void list_dirty(kr_vm *vm, uint32_t owner, uint32_t unit) {
    KrHeapPrivate *p = kr__priv(vm);
    KrDirty d = {owner, unit};
    if (!kr__vec_push(&kr__heap(vm)->mem, &p->dirty, d)) p->must_full = true;
}

static bool dirty_span(kr_vm *vm, KrObj *cell, const void *at) {
    uint32_t unit = kr__unit_of(at);
    KrUnit *u = &kr__cage_tab.units[unit];
    if (u->kind == UNIT_SPAN_TAIL) {
        unit -= u->n;
        u -= u->n;
    }
    if (u->kind != UNIT_SPAN || u->n < 2 || kr__unit_at(unit) == (char *)cell) return false;
    kr__cage_tab.cards[(uint64_t)((const char *)at - kr__cage.base) >> CARD_SHIFT] = 1;
    if (!(u->flags & UNIT_F_DIRTY_CARDS)) {
        u->flags |= UNIT_F_DIRTY_CARDS;
        list_dirty(vm, kr__ref(cell), unit);
    }
    return true;
}

static bool dirty_large(kr_vm *vm, KrObj *cell, const void *at) {
    KrHeapPrivate *p = kr__priv(vm);
    uint32_t ref = kr__ref(cell);
    KrLarge *l = p->last_large;
    if (!l || l->owner != ref || (size_t)((const char *)at - l->p) >= l->size) {
        l = large_find(p, ref, at);
        if (!l) return false;
        p->last_large = l;
    }
    l->cards[((const char *)at - l->p) >> CARD_SHIFT] = 1;
    if (!l->dirty) {
        l->dirty = true;
        list_dirty(vm, ref, 0);
    }
    return true;
}

/* See heap.h: the slow way of kr__barrier_item. Never fails. */
void kr__remember_item(kr_vm *vm, KrObj *cell, const void *at) {
    if (kr__in_cage(at) ? dirty_span(vm, cell, at) : dirty_large(vm, cell, at)) return;
    kr__remember(vm, cell);
}

static void clear_span_cards(uint32_t unit) {
    KrUnit *u = &kr__cage_tab.units[unit];
    if (u->kind != UNIT_SPAN || !(u->flags & UNIT_F_DIRTY_CARDS)) return;
    u->flags &= (uint8_t)~UNIT_F_DIRTY_CARDS;
    memset(&kr__cage_tab.cards[(uint64_t)unit << (UNIT_SHIFT - CARD_SHIFT)], 0,
           (size_t)u->n << (UNIT_SHIFT - CARD_SHIFT));
}

/* Every card is clean afterwards, and p->dirty empty. */
void kr__cards_clear(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    for (uint32_t i = 0; i < p->dirty.n; i++)
        if (p->dirty.data[i].unit) clear_span_cards(p->dirty.data[i].unit);
    p->dirty.n = 0;
    for (uint32_t i = 0; i < p->large_cap; i++)
        for (KrLarge *l = p->large[i]; l; l = l->chain)
            if (l->dirty) {
                l->dirty = false;
                memset(l->cards, 0, cards_of(l->size));
            }
}

/* ---- in a collection ---- */

/* See heap.h. */
void kr__trace_buf(KrGc *gc, KrObj *owner, void *buf, size_t room) {
    (void)room;
    if (!buf) return;
    if (kr__in_cage(buf)) {
        KR_ASSERT(buf_of(buf)->head.head >> 8 == KR_T_BUFFER);
        KR_ASSERT(buf_of(buf)->owner == kr__ref(owner));
        uint32_t ref = kr__ref(buf_of(buf));
        gc->marks[ref >> 7] |= (uint64_t)1 << ((ref >> 1) & 63);
        return;
    }
    KrLarge *l = large_find(kr__priv(gc->vm), kr__ref(owner), buf);
    KR_ASSERT(l != NULL);
    if (l && !gc->checking) l->marked = true;
}

/* Calls f for each run of dirty cards and cleans them. base: where the first card begins. */
static void each_dirty(KrGc *gc, KrObj *owner, uint8_t *cards, size_t n, char *base, char *low,
                       char *high, void (*f)(KrGc *, KrObj *, char *, char *)) {
    for (size_t i = 0; i < n; i++) {
        uint64_t eight;
        if (!(i & 7) && i + 8 <= n && (memcpy(&eight, cards + i, 8), eight == 0)) {
            i += 7;
            continue;
        }
        if (!cards[i]) continue;
        size_t from = i;
        while (i < n && cards[i]) cards[i++] = 0;
        char *a = base + (from << CARD_SHIFT), *b = base + (i << CARD_SHIFT);
        if (a < low) a = low;
        if (b > high) b = high;
        if (a < b) f(gc, owner, a, b);
    }
}

/* See heap.h. */
bool kr__trace_buf_cards(KrGc *gc, KrObj *owner, void *buf, size_t room,
                         void (*f)(KrGc *gc, KrObj *owner, char *from, char *to)) {
    if (!buf) return true;
    kr__trace_buf(gc, owner, buf, room);
    if (!gc->cards_only) return true;
    char *low = buf, *high = low + room;
    if (kr__in_cage(buf)) {
        uint32_t unit = kr__unit_of(buf_of(buf));
        KrUnit *u = &kr__cage_tab.units[unit];
        if (u->kind != UNIT_SPAN || u->n < 2) return true;
        if (!(u->flags & UNIT_F_DIRTY_CARDS)) return false;
        u->flags &= (uint8_t)~UNIT_F_DIRTY_CARDS;
        each_dirty(gc, owner, &kr__cage_tab.cards[(uint64_t)unit << (UNIT_SHIFT - CARD_SHIFT)],
                   (size_t)u->n << (UNIT_SHIFT - CARD_SHIFT), kr__unit_at(unit), low, high, f);
        return false;
    }
    KrLarge *l = large_find(kr__priv(gc->vm), kr__ref(owner), buf);
    if (!l) return true;
    if (l->dirty) each_dirty(gc, owner, l->cards, cards_of(l->size), l->p, low, high, f);
    l->dirty = false;
    return false;
}

/* Before a full collection. */
void kr__large_unmark(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    for (uint32_t i = 0; i < p->large_cap; i++)
        for (KrLarge *l = p->large[i]; l; l = l->chain) l->marked = false;
}

/* After marking: frees what nobody reached. */
void kr__large_sweep(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    for (uint32_t i = 0; i < p->large_cap; i++)
        for (KrLarge *l = p->large[i], *next; l; l = next) {
            next = l->chain;
            if (!l->marked && l != p->pinned) large_free(vm, l);
        }
}

/* See private.h. */
uint32_t kr__large_keep(kr_vm *vm, const void *p) {
    KrHeapPrivate *hp = kr__priv(vm);
    if ((const char *)p < hp->large_low || (const char *)p >= hp->large_high) return 0;
    for (uint32_t i = 0; i < hp->large_cap; i++)
        for (KrLarge *l = hp->large[i]; l; l = l->chain)
            if ((size_t)((const char *)p - l->p) < l->size) {
                l->marked = true;
                return l->owner;
            }
    return 0;
}

/* At the VM's end. */
void kr__large_free_all(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    for (uint32_t i = 0; i < p->large_cap; i++)
        while (p->large[i]) large_free(vm, p->large[i]);
    kr__mem_free(&kr__heap(vm)->mem, p->large, p->large_cap * sizeof *p->large);
    p->large = NULL;
    p->large_cap = 0;
}
