/* SPDX-License-Identifier: MIT
 * intern.c: the table of interned strings: one str for each text that names something. The table
 * does not keep its strings alive; those that die are taken out at the end of marking.
 *
 * Open addressing by the 32-bit hash that the str caches; at most 2/3 full. */
#include <string.h>

#include "base/hash.h"
#include "heap/private.h"

#define INTERNED_LEAST 512 /* places */

static uint32_t hash_text(kr_vm *vm, const char *s, size_t n, bool ascii) {
    return kr__hash_fold(kr__hash_utf8(kr__heap(vm)->hash_key, s, n, ascii));
}

static KrStr *str_at(uint32_t ref) { return kr__cell(ref); }

/* Place of the text, or the free place where it would go. The table is not empty. */
static uint32_t find(const KrHeapPrivate *p, uint32_t hash, const char *s, size_t n) {
    uint32_t i = hash & (p->interned_cap - 1);
    for (; p->interned[i]; i = (i + 1) & (p->interned_cap - 1)) {
        const KrStr *t = str_at(p->interned[i]);
        if (t->hash == hash && t->len == n && memcmp(kr__str_text(t), s, n) == 0) break;
    }
    return i;
}

/* A table of cap places. False: no memory, nothing pending, nothing changed. */
static bool resize(kr_vm *vm, uint32_t cap) {
    KrHeapPrivate *p = kr__priv(vm);
    uint32_t *table = kr__mem_zalloc(&kr__heap(vm)->mem, cap * sizeof *table);
    if (!table) return false;
    for (uint32_t i = 0; i < p->interned_cap; i++) {
        if (!p->interned[i]) continue;
        uint32_t k = str_at(p->interned[i])->hash & (cap - 1);
        while (table[k]) k = (k + 1) & (cap - 1);
        table[k] = p->interned[i];
    }
    kr__mem_free(&kr__heap(vm)->mem, p->interned, p->interned_cap * sizeof *table);
    p->interned = table;
    p->interned_cap = cap;
    return true;
}

/* Room for one more. False: no memory, nothing pending. May collect. */
static bool reserve(kr_vm *vm) {
    const KrHeapPrivate *p = kr__priv(vm);
    if (p->ninterned + 1 <= p->interned_cap / 3 * 2) return true;
    uint32_t cap = p->interned_cap ? p->interned_cap * 2 : INTERNED_LEAST;
    return resize(vm, cap) || (kr__heap_relief(vm, cap * sizeof(uint32_t)) && resize(vm, cap));
}

static Value put(kr_vm *vm, KrStr *s) {
    KrHeapPrivate *p = kr__priv(vm);
    if (!reserve(vm)) {
        kr__heap_no_memory(vm);
        return KR_FAILED;
    }
    uint32_t i = find(p, s->hash, kr__str_text(s), s->len);
    s->head.head |= KR_F_STR_INTERNED;
    p->interned[i] = kr__ref(s);
    p->ninterned++;
    if (!kr__vec_push(&kr__heap(vm)->mem, &p->new_interned, kr__ref(s))) p->lost_interned = true;
    return kr__value_of(s);
}

/* See cells.h. */
Value kr__intern(kr_vm *vm, const char *utf8, size_t n) {
    KrHeapPrivate *p = kr__priv(vm);
    bool ascii = true;
    for (size_t i = 0; i < n && ascii; i++) ascii = (signed char)utf8[i] >= 0;
    uint32_t hash = hash_text(vm, utf8, n, ascii);
    if (p->interned_cap) {
        uint32_t i = find(p, hash, utf8, n);
        if (p->interned[i]) return KR_VALUE(p->interned[i]);
    }
    if (!reserve(vm)) return kr__heap_no_memory(vm), KR_FAILED; /* before there is a str to keep */
    Value v = kr__str_new(vm, utf8, n);
    if (kr__failed(v)) return v;
    KrStr *s = kr__ptr(v);
    if (kr__is_interned(v)) return v;
    s->hash = hash;
    return put(vm, s);
}

/* See cells.h. */
Value kr__intern_str(kr_vm *vm, Value str) {
    KrHeapPrivate *p = kr__priv(vm);
    if (kr__is_interned(str)) return str;
    KrStr *s = kr__ptr(str);
    uint32_t hash = kr__str_hash32(vm, s);
    if (p->interned_cap) {
        uint32_t i = find(p, hash, kr__str_text(s), s->len);
        if (p->interned[i]) return KR_VALUE(p->interned[i]);
    }
    /* A str that shares a growing buffer is not kept as a name. */
    if (s->head.head & KR_F_STR_EXTERN) return kr__intern(vm, kr__str_text(s), s->len);
    return put(vm, s);
}

/* ---- in a collection ---- */

void kr__intern_roots(KrGc *gc) {
    KrHeapPrivate *p = gc->heap->p;
    for (unsigned i = 0; i < 256; i++)
        if (p->chars[i]) kr__trace_ref(gc, p->chars[i]);
    if (p->empty_str) kr__trace_ref(gc, p->empty_str);
    if (p->empty_tuple) kr__trace_ref(gc, p->empty_tuple);
    if (p->empty_bytes) kr__trace_ref(gc, p->empty_bytes);
}

/* Empties place i and moves up what was put behind it because of it. */
static void remove_at(KrHeapPrivate *p, uint32_t i) {
    uint32_t mask = p->interned_cap - 1, k = i;
    p->interned[i] = 0;
    p->ninterned--;
    for (;;) {
        k = (k + 1) & mask;
        if (!p->interned[k]) return;
        uint32_t home = str_at(p->interned[k])->hash & mask;
        if (((k - home) & mask) < ((k - i) & mask)) continue;
        p->interned[i] = p->interned[k];
        p->interned[k] = 0;
        i = k;
    }
}

static void remove_dead(KrHeapPrivate *p, uint32_t ref) {
    uint32_t i = str_at(ref)->hash & (p->interned_cap - 1);
    while (p->interned[i] && p->interned[i] != ref) i = (i + 1) & (p->interned_cap - 1);
    if (p->interned[i]) remove_at(p, i);
}

/* After marking, while the dead can still be read. */
void kr__intern_prune(KrGc *gc) {
    KrHeapPrivate *p = gc->heap->p;
    if (gc->full || p->lost_interned) {
        for (uint32_t i = 0; i < p->interned_cap; i++)
            while (p->interned[i] && !kr__mark_test(p->interned[i])) remove_at(p, i);
    } else {
        for (uint32_t i = 0; i < p->new_interned.n; i++)
            if (!kr__mark_test(p->new_interned.data[i])) remove_dead(p, p->new_interned.data[i]);
    }
    p->new_interned.n = 0;
    p->lost_interned = false;
    if (!gc->full || p->interned_cap <= INTERNED_LEAST || p->ninterned > p->interned_cap / 8)
        return;
    kr__vec_free(&kr__heap(gc->vm)->mem, &p->new_interned);
    (void)resize(gc->vm, p->interned_cap / 4);
}

void kr__intern_free(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    kr__mem_free(&kr__heap(vm)->mem, p->interned, p->interned_cap * sizeof *p->interned);
    kr__vec_free(&kr__heap(vm)->mem, &p->new_interned);
}
