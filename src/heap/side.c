/* SPDX-License-Identifier: MIT
 * side.c: what few cells have: a __dict__ view, weak references, a finalizer, a release function;
 * and the queue of what a collection found to do.
 *
 * ORDER at the end of marking
 *   0  what a live view's owner refers to lives, for it is what the view shows; so may the owner itself
 *   1  weak references to the dead are cleared; those with a callback are queued
 *   2  the dead that are registered for finalization are queued, and marked with all they reach
 *   3  the dead whose view lives are marked too and queued, so that the view can take over their
 *      values at a safe point; they die in a later collection
 *   4  entries of the dead, and dead weak references of the living, are taken out
 * What cannot be queued for want of memory is kept alive as it is and comes again next time.
 *
 * A young collection looks only at entries made or changed since the last one: in older ones owner,
 * view and weak references are all old. */
#include <stdlib.h>
#include <string.h>

#include "heap/private.h"

#define KEEP_ROOM 4096 /* items that a list which is empty may keep room for */

/* ---- the table: owner -> view, weak references; linear probing ---- */

static uint32_t home(const KrHeapPrivate *p, uint32_t owner) {
    return (owner * 0x9e3779b1u >> 5) & (p->side_cap - 1);
}

static KrSide *side_find(KrHeapPrivate *p, uint32_t owner) {
    if (!p->side_cap) return NULL;
    uint32_t i = home(p, owner);
    while (p->side[i].owner && p->side[i].owner != owner) i = (i + 1) & (p->side_cap - 1);
    return p->side[i].owner ? &p->side[i] : NULL;
}

static KrSide *side_add(KrHeapPrivate *p, uint32_t owner) {
    uint32_t i = home(p, owner);
    while (p->side[i].owner) i = (i + 1) & (p->side_cap - 1);
    p->side[i] = (KrSide){.owner = owner};
    p->nside++;
    return &p->side[i];
}

static bool side_reserve(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    if (p->nside + 1 <= p->side_cap / 4 * 3) return true;
    uint32_t old_cap = p->side_cap, cap = old_cap ? old_cap * 2 : 16;
    KrSide *table = kr__mem_zalloc(&kr__heap(vm)->mem, cap * sizeof *table), *old = p->side;
    if (!table) return false;
    p->side = table;
    p->side_cap = cap;
    p->nside = 0;
    for (uint32_t i = 0; i < old_cap; i++)
        if (old[i].owner) *side_add(p, old[i].owner) = old[i];
    kr__mem_free(&kr__heap(vm)->mem, old, old_cap * sizeof *old);
    return true;
}

/* Takes an entry out and tells its owner. */
static void side_remove(KrHeapPrivate *p, KrSide *s) {
    uint32_t mask = p->side_cap - 1, i = (uint32_t)(s - p->side), k = i;
    ((KrObj *)kr__cell(s->owner))->head &= ~KR_F_SIDE;
    p->side[i].owner = 0;
    p->nside--;
    for (;;) {
        k = (k + 1) & mask;
        if (!p->side[k].owner) return;
        if (((k - home(p, p->side[k].owner)) & mask) < ((k - i) & mask)) continue;
        p->side[i] = p->side[k];
        p->side[k].owner = 0;
        i = k;
    }
}

/* The entry of a cell, made when missing. NULL: MemoryError pending. */
static KrSide *side_entry(kr_vm *vm, void *cell) {
    KrHeapPrivate *p = kr__priv(vm);
    uint32_t owner = kr__ref(cell);
    KrSide *s = ((KrObj *)cell)->head & KR_F_SIDE ? side_find(p, owner) : NULL;
    if (!s) {
        if (!side_reserve(vm)) return kr__heap_no_memory(vm);
        s = side_add(p, owner);
        ((KrObj *)cell)->head |= KR_F_SIDE;
    }
    if (!kr__vec_push(&kr__heap(vm)->mem, &p->new_side, owner)) p->lost_side = true;
    return s;
}

static void drop_if_empty(KrHeapPrivate *p, KrSide *s) {
    if (!s->dict && !s->weak) side_remove(p, s);
}

/* See heap.h. */
Value kr__side_dict(kr_vm *vm, const void *cell) {
    if (!(((const KrObj *)cell)->head & KR_F_SIDE)) return KR_UNSET;
    const KrSide *s = side_find(kr__priv(vm), kr__ref(cell));
    return KR_VALUE(s ? s->dict : 0);
}
Value kr__side_weak(kr_vm *vm, const void *cell) {
    if (!(((const KrObj *)cell)->head & KR_F_SIDE)) return KR_UNSET;
    const KrSide *s = side_find(kr__priv(vm), kr__ref(cell));
    return KR_VALUE(s ? s->weak : 0);
}

/* See heap.h; unset takes the view away. False: MemoryError pending. */
bool kr__side_set_dict(kr_vm *vm, void *cell, Value dict) {
    if (kr__failed(dict) && !(((KrObj *)cell)->head & KR_F_SIDE)) return true;
    KrSide *s = side_entry(vm, cell);
    if (!s) return false;
    s->dict = (uint32_t)dict.bits;
    if (s->dict) kr__watch_note(vm, KR_NOTE_VIEW, kr__layout_no(cell));
    drop_if_empty(kr__priv(vm), s);
    return true;
}
bool kr__side_set_weak(kr_vm *vm, void *cell, Value head) {
    if (kr__failed(head) && !(((KrObj *)cell)->head & KR_F_SIDE)) return true;
    KrSide *s = side_entry(vm, cell);
    if (!s) return false;
    s->weak = (uint32_t)head.bits;
    if (s->weak) kr__watch_note(vm, KR_NOTE_WEAK, kr__layout_no(cell));
    drop_if_empty(kr__priv(vm), s);
    return true;
}

/* ---- finalizers and releases ---- */

static bool push_cell(kr_vm *vm, void *vec, void *cell) {
    KR_VEC(uint32_t) *v = vec;
    if (kr__vec_push(&kr__heap(vm)->mem, v, kr__ref(cell))) return true;
    kr__heap_no_memory(vm);
    return false;
}

/* See heap.h. A cell that is registered already is left as it is. False: MemoryError pending. */
bool kr__side_finalize(kr_vm *vm, void *cell) {
    KrObj *o = cell;
    if (o->head & KR_F_FINAL) return true;
    KrHeapPrivate *p = kr__priv(vm);
    bool old = kr__mark_test(kr__ref(cell));
    if (!push_cell(vm, old ? (void *)&p->final_old : (void *)&p->final_young, cell)) return false;
    o->head |= KR_F_FINAL;
    return true;
}

bool kr__side_release(kr_vm *vm, void *cell) { return push_cell(vm, &kr__priv(vm)->release, cell); }

/* ---- the queue ---- */

static void told(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    KrHeapPrivate *p = h->p;
    h->has_pending = p->finals.v.n || p->callbacks.v.n || p->adoptions.v.n;
}

/* The first of a queue that is not empty. */
static KrPending take_first(KrQueue *q) {
    KrPending first = q->v.data[q->at++];
    if (q->at == q->v.n) q->at = q->v.n = 0;
    return first;
}

/* The view takes over its owner's values, unless it has become a dict of its own meanwhile. */
static void adopt(kr_vm *vm, KrPending a) {
    KrHeapPrivate *p = kr__priv(vm);
    KrSide *s = side_find(p, a.owner);
    if (!s || s->dict != a.object || !kr__heap(vm)->adopt) return;
    if (!kr__heap(vm)->adopt(vm, KR_VALUE(a.object), KR_VALUE(a.owner))) return;
    s = side_find(p, a.owner);
    if (!s || s->dict != a.object) return;
    s->dict = 0;
    drop_if_empty(p, s);
}

/* See heap.h. May collect (adoptions need memory); runs no Python code. */
bool kr__pending_next(kr_vm *vm, Value *object, Value *callback) {
    KrHeapPrivate *p = kr__priv(vm);
    while (p->adoptions.v.n) adopt(vm, take_first(&p->adoptions));
    *object = *callback = KR_UNSET;
    if (p->finals.v.n) {
        *object = KR_VALUE(take_first(&p->finals).object);
    } else if (p->callbacks.v.n) {
        KrPending c = take_first(&p->callbacks);
        *object = KR_VALUE(c.object);
        *callback = KR_VALUE(c.callback);
    }
    if (!p->finals.v.n && p->finals.v.cap > KEEP_ROOM)
        kr__vec_free(&kr__heap(vm)->mem, &p->finals.v);
    told(vm);
    return kr__ok(*object);
}

static bool queue(kr_vm *vm, KrQueue *q, KrPending what) {
    return kr__vec_push(&kr__heap(vm)->mem, &q->v, what);
}

/* See heap.h. What cannot be queued for want of memory is not finalized. */
void kr__side_finalize_all(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    for (int k = 0; k < 2; k++) {
        uint32_t n = k ? p->final_young.n : p->final_old.n;
        const uint32_t *ref = k ? p->final_young.data : p->final_old.data;
        for (uint32_t i = 0; i < n; i++) {
            KrObj *o = kr__cell(ref[i]);
            if (!(o->head & KR_F_FINAL)) continue;
            o->head &= ~KR_F_FINAL;
            if (!queue(vm, &p->finals, (KrPending){.object = ref[i]})) break;
        }
    }
    p->final_old.n = p->final_young.n = 0;
    told(vm);
}

/* ---- in a collection ---- */

void kr__side_abandon(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    for (int k = 0; k < 2; k++) {
        uint32_t n = k ? p->final_young.n : p->final_old.n;
        const uint32_t *ref = k ? p->final_young.data : p->final_old.data;
        for (uint32_t i = 0; i < n; i++) ((KrObj *)kr__cell(ref[i]))->head &= ~KR_F_FINAL;
    }
    p->final_old.n = p->final_young.n = 0;
    while (p->finals.v.n) (void)take_first(&p->finals);
    while (p->callbacks.v.n) (void)take_first(&p->callbacks);
    told(vm);
}

static void trace_queue(KrGc *gc, const KrQueue *q) {
    for (uint32_t i = q->at; i < q->v.n; i++) {
        const KrPending *e = &q->v.data[i];
        kr__trace_ref(gc, e->object);
        if (e->callback) kr__trace_ref(gc, e->callback);
        if (e->owner) kr__trace_ref(gc, e->owner);
    }
}

void kr__side_roots(KrGc *gc) {
    KrHeapPrivate *p = gc->heap->p;
    trace_queue(gc, &p->finals);
    trace_queue(gc, &p->callbacks);
    trace_queue(gc, &p->adoptions);
}

/* Calls f for every entry that this collection may find something about. f may remove it. */
static void each_entry(KrGc *gc, void (*f)(KrGc *gc, KrSide *s)) {
    KrHeapPrivate *p = gc->heap->p;
    if (gc->full || p->lost_side) {
        for (uint32_t i = 0; i < p->side_cap; i++)
            for (uint32_t was = 0; p->side[i].owner && p->side[i].owner != was;) {
                was = p->side[i].owner; /* another may move here when it is removed */
                f(gc, &p->side[i]);
            }
        return;
    }
    for (uint32_t i = 0; i < p->new_side.n; i++) {
        KrSide *s = side_find(p, p->new_side.data[i]);
        if (s) f(gc, s);
    }
}

static KrWeakref *weak_at(uint32_t ref) { return kr__cell(ref); }

/* Step 0, of one owner. */
static void trace_viewed(KrGc *gc, KrSide *s) {
    if (!s->dict || !kr__mark_test(s->dict)) return;
    gc->heap->p->view_marks += 1u + kr__mark_test(s->owner);
    if (!kr__mark_test(s->owner)) kr__gc_scan(gc, kr__cell(s->owner));
}

/* Step 0: goes on until a pass finds no more marks than the one before. */
static void trace_all_viewed(KrGc *gc) {
    KrHeapPrivate *p = gc->heap->p;
    uint32_t before;
    p->view_marks = 0;
    do {
        before = p->view_marks;
        p->view_marks = 0;
        each_entry(gc, trace_viewed);
        kr__gc_drain(gc);
    } while (p->view_marks != before);
}

/* The owner is dead, or as good as dead: its weak references are cleared, their callbacks queued. */
static void clear_chain(KrGc *gc, KrSide *s) {
    KrHeapPrivate *p = gc->heap->p;
    uint32_t n = 0;
    for (uint32_t w = s->weak; w; w = weak_at(w)->next.bits)
        n += kr__mark_test(w) && weak_at(w)->callback.bits;
    if (n && !kr__vec_reserve(&gc->heap->mem, &p->callbacks.v, n)) {
        kr__trace_ref(gc, s->owner);
        return;
    }
    for (uint32_t w = s->weak; w;) {
        KrWeakref *r = weak_at(w);
        if (kr__mark_test(w) && r->callback.bits)
            p->callbacks.v.data[p->callbacks.v.n++] = (KrPending){w, r->callback.bits, 0};
        w = r->next.bits;
        r->referent = r->next = KR_NO_SLOT;
    }
    s->weak = 0;
}

/* Step 1, of one owner. */
static void clear_weak(KrGc *gc, KrSide *s) {
    if (!kr__mark_test(s->owner) && s->weak) clear_chain(gc, s);
}

static bool is_dead_final(uint32_t ref) {
    return !kr__mark_test(ref) && ((const KrObj *)kr__cell(ref))->head & KR_F_FINAL;
}

/* ---- step 2: who dies alone, and who with a cycle ----
 * Python frees at once what nobody refers to and what hangs from it, owner first; a cycle dies when
 * its collector finds it, in order of creation. Here each of the dead that is registered is searched
 * from. If the search does not come back, it dies alone, and with it the registered ones that were
 * met; the reverse of the order in which the searches leave them, last registered first, is Python's.
 * If it does come back, all that was met belongs to a cycle or hangs from it.
 *
 * A collection that keeps cycles runs because one object was let go, or after gc.disable(). It takes
 * weak references for registration too, and what belongs to cycles lives on. */

static void emit_dying(KrGc *gc, uint32_t ref) {
    KrHeapPrivate *p = gc->heap->p;
    if (p->dying.n < p->dying.cap) p->dying.data[p->dying.n++] = ref;
}

static void visit_dead(KrGc *gc, uint32_t ref) {
    KrHeapPrivate *p = gc->heap->p;
    uint32_t first = p->dying.n;
    kr__gc_scan(gc, kr__cell(ref));
    kr__gc_drain_flagged(gc, gc->keep_cycles ? KR_F_FINAL | KR_F_SIDE : KR_F_FINAL, emit_dying);
    if (!kr__mark_test(ref)) {
        kr__mark_set(ref);
        emit_dying(gc, ref);
        return;
    }
    for (uint32_t i = first; i < p->dying.n && !gc->keep_cycles; i++)
        p->cyclic.data[p->cyclic.n++] = p->dying.data[i];
    p->dying.n = first;
}

static void visit_list(KrGc *gc, const uint32_t *ref, uint32_t n) {
    for (uint32_t i = n; i-- > 0;)
        if (is_dead_final(ref[i])) visit_dead(gc, ref[i]);
}

static void visit_side(KrGc *gc, KrSide *s) {
    if (s->weak && !kr__mark_test(s->owner)) visit_dead(gc, s->owner);
}

/* Room was reserved. */
static void queue_final(KrHeapPrivate *p, uint32_t ref) {
    KrObj *o = kr__cell(ref);
    if (!(o->head & KR_F_FINAL)) return;
    o->head &= ~KR_F_FINAL;
    p->finals.v.data[p->finals.v.n++] = (KrPending){.object = ref};
}

static int compare_refs(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void queue_cyclic(KrHeapPrivate *p, const uint32_t *ref, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (bsearch(&ref[i], p->cyclic.data, p->cyclic.n, sizeof *ref, compare_refs))
            queue_final(p, ref[i]);
}

/* Nothing dies that somebody would hear of: there is no memory to note it in. */
static void keep_dead(KrGc *gc) {
    KrHeapPrivate *p = gc->heap->p;
    for (uint32_t i = 0; i < p->final_young.n; i++) kr__trace_ref(gc, p->final_young.data[i]);
    for (uint32_t i = 0; gc->full && i < p->final_old.n; i++)
        kr__trace_ref(gc, p->final_old.data[i]);
}

static void queue_dead(KrGc *gc) {
    KrHeapPrivate *p = gc->heap->p;
    KrMem *m = &gc->heap->mem;
    uint32_t nold = gc->full ? p->final_old.n : 0;
    size_t most = (size_t)nold + p->final_young.n + (gc->keep_cycles ? p->nside : 0);
    if (!most) return;
    if (!kr__vec_reserve(m, &p->dying, most) || !kr__vec_reserve(m, &p->cyclic, most) ||
        !kr__vec_reserve(m, &p->finals.v, most)) {
        keep_dead(gc);
        return;
    }
    visit_list(gc, p->final_young.data, p->final_young.n);
    visit_list(gc, p->final_old.data, nold);
    if (gc->keep_cycles) each_entry(gc, visit_side);
    while (p->dying.n) {
        uint32_t ref = kr__vec_pop(&p->dying);
        KrSide *s = gc->keep_cycles ? side_find(p, ref) : NULL;
        if (s && s->weak) clear_chain(gc, s);
        queue_final(p, ref);
    }
    if (!p->cyclic.n) return;
    qsort(p->cyclic.data, p->cyclic.n, sizeof *p->cyclic.data, compare_refs);
    queue_cyclic(p, p->final_old.data, nold);
    queue_cyclic(p, p->final_young.data, p->final_young.n);
    p->cyclic.n = 0;
}

/* Entries without the flag were taken back, or are queued. */
static uint32_t keep_flagged(uint32_t *ref, uint32_t n) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (((const KrObj *)kr__cell(ref[i]))->head & KR_F_FINAL) ref[kept++] = ref[i];
    return kept;
}

/* Those that live are all old now. */
static void settle_finals(KrGc *gc) {
    KrHeapPrivate *p = gc->heap->p;
    queue_dead(gc);
    if (gc->full) p->final_old.n = keep_flagged(p->final_old.data, p->final_old.n);
    p->final_young.n = keep_flagged(p->final_young.data, p->final_young.n);
    if (!kr__vec_reserve(&gc->heap->mem, &p->final_old, p->final_young.n)) return;
    if (p->final_young.n)
        memcpy(p->final_old.data + p->final_old.n, p->final_young.data,
               p->final_young.n * sizeof(uint32_t));
    p->final_old.n += p->final_young.n;
    p->final_young.n = 0;
}

/* Step 3, of one owner. */
static void keep_viewed(KrGc *gc, KrSide *s) {
    KrHeapPrivate *p = gc->heap->p;
    if (kr__mark_test(s->owner) || !s->dict || !kr__mark_test(s->dict)) return;
    kr__trace_ref(gc, s->owner);
    KrPending a = {s->dict, 0, s->owner};
    (void)queue(gc->vm, &p->adoptions, a); /* else it comes again at the next full collection */
}

/* Steps 0 to 3; marks more. */
void kr__side_after_mark(KrGc *gc) {
    KrHeapPrivate *p = gc->heap->p;
    trace_all_viewed(gc);
    if (!gc->keep_cycles) each_entry(gc, clear_weak);
    kr__gc_drain(gc);
    settle_finals(gc);
    kr__gc_drain(gc);
    uint32_t before;
    do {
        before = p->adoptions.v.n;
        each_entry(gc, keep_viewed);
        kr__gc_drain(gc);
    } while (p->adoptions.v.n != before);
    told(gc->vm);
}

static void prune_weak(KrSide *s) {
    Slot *at = NULL;
    uint32_t w = s->weak;
    s->weak = 0;
    for (; w; w = weak_at(w)->next.bits) {
        if (!kr__mark_test(w)) continue;
        if (at)
            at->bits = w;
        else
            s->weak = w;
        at = &weak_at(w)->next;
    }
    if (at) at->bits = 0;
}

/* Step 4, of one owner. */
static void prune_entry(KrGc *gc, KrSide *s) {
    KrHeapPrivate *p = gc->heap->p;
    if (!kr__mark_test(s->owner)) {
        side_remove(p, s);
        return;
    }
    if (s->dict && !kr__mark_test(s->dict)) s->dict = 0;
    prune_weak(s);
    drop_if_empty(p, s);
}

static void release_cell(kr_vm *vm, uint32_t ref) {
    KrObj *cell = kr__cell(ref);
    const KrKindInfo *k = kr__heap(vm)->kinds[kr__kind(vm, cell)];
    if (k->release) k->release(vm, cell);
}

static void release_dead(KrGc *gc) {
    KrHeapPrivate *p = gc->heap->p;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->release.n; i++) {
        if (kr__mark_test(p->release.data[i]))
            p->release.data[kept++] = p->release.data[i];
        else
            release_cell(gc->vm, p->release.data[i]);
    }
    p->release.n = kept;
}

/* Step 4, and the release functions of the dead, while they can still be read. */
void kr__side_prune(KrGc *gc) {
    KrHeapPrivate *p = gc->heap->p;
    each_entry(gc, prune_entry);
    p->new_side.n = 0;
    p->lost_side = false;
    release_dead(gc);
}

/* See heap.h. */
void kr__side_release_all(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    for (uint32_t i = 0; i < p->release.n; i++) release_cell(vm, p->release.data[i]);
    p->release.n = 0;
}

/* At the end of a collection: lists that are empty keep no room for more than a few. What only a full collection is
 * the end of fills up again soon. */
void kr__side_trim(kr_vm *vm, bool full) {
    KrHeapPrivate *p = kr__priv(vm);
    KrMem *m = &kr__heap(vm)->mem;
    if (p->dying.cap > KEEP_ROOM) kr__vec_free(m, &p->dying);
    if (p->cyclic.cap > KEEP_ROOM) kr__vec_free(m, &p->cyclic);
    if (!p->finals.v.n && p->finals.v.cap > KEEP_ROOM) kr__vec_free(m, &p->finals.v);
    if (full && !p->new_side.n && p->new_side.cap > KEEP_ROOM) kr__vec_free(m, &p->new_side);
}

/* At the VM's end: everything is released. */
void kr__side_free(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    KrMem *m = &kr__heap(vm)->mem;
    kr__side_release_all(vm);
    kr__mem_free(m, p->side, p->side_cap * sizeof *p->side);
    kr__vec_free(m, &p->new_side);
    kr__vec_free(m, &p->final_young);
    kr__vec_free(m, &p->final_old);
    kr__vec_free(m, &p->release);
    kr__vec_free(m, &p->dying);
    kr__vec_free(m, &p->cyclic);
    kr__vec_free(m, &p->finals.v);
    kr__vec_free(m, &p->callbacks.v);
    kr__vec_free(m, &p->adoptions.v);
}
