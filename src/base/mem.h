/* SPDX-License-Identifier: MIT
 * mem.h: the one door to the system's memory. Every byte that a VM holds is charged to its KrMem:
 * C-side tables (kr__mem_*), compile-time arenas (kr__arena_*), large buffers (kr__page_*) and the
 * blocks that the heap takes out of the cage (kr__mem_charge).
 *
 * Invariant: mem->used == sum of what was asked and not yet given back; with a limit, used <= limit
 * at the return of every call, but for what was had between kr__mem_lift and kr__mem_lower. A failed
 * call changes nothing and returns NULL (or false). */
#ifndef KR_BASE_MEM_H
#define KR_BASE_MEM_H

#include "base/base.h"

typedef struct KrMem {
    size_t used;       /* bytes held now                                              */
    size_t peak;       /* largest `used` seen; the owner may lower it to `used`       */
    size_t limit;      /* 0: none                                                     */
    uint64_t fail_at;  /* out-of-memory sweep: the fail_at-th request from now fails; 0: off */
    uint64_t requests; /* counts requests, so that a sweep knows when it is through  */
    bool fail_sticky;  /* sweep: once failed, every later request fails too          */
    void *(*alloc)(void *ud, void *p, size_t osize, size_t n); /* large buffers; NULL: pages */
    void *alloc_ud;
} KrMem;

/* Charges or returns bytes that somebody else holds. False: over the limit (or swept), nothing charged. */
KR_MUST_USE bool kr__mem_charge(KrMem *m, size_t n);
void kr__mem_release(KrMem *m, size_t n);

/* Between these two there is no limit (and no sweep): for what is small, is needed once, and whose lack nobody could
 * be told of. */
typedef struct KrMemLimit {
    size_t limit;
    uint64_t fail_at;
} KrMemLimit;
KR_INLINE KrMemLimit kr__mem_lift(KrMem *m) {
    KrMemLimit l = {m->limit, m->fail_at};
    m->limit = 0;
    m->fail_at = 0;
    return l;
}
KR_INLINE void kr__mem_lower(KrMem *m, KrMemLimit l) {
    m->limit = l.limit;
    m->fail_at = l.fail_at;
}

/* malloc-backed, for C-side tables; osize is what was asked for p. New bytes are not zeroed, except by zalloc. */
KR_MUST_USE void *kr__mem_alloc(KrMem *m, size_t n);
KR_MUST_USE void *kr__mem_zalloc(KrMem *m, size_t n);
KR_MUST_USE void *kr__mem_realloc(KrMem *m, void *p, size_t osize, size_t n);
void kr__mem_free(KrMem *m, void *p, size_t n);

/* Large buffers: whole pages straight from the system, grown in place or moved by mremap, never
 * copied for growth. New bytes are zero. Charged by kr__page_round(n). */
KR_INLINE size_t kr__page_round(size_t n) { return (n + 4095) & ~(size_t)4095; }
KR_MUST_USE void *kr__page_alloc(KrMem *m, size_t n);
KR_MUST_USE void *kr__page_realloc(KrMem *m, void *p, size_t osize, size_t n);
void kr__page_free(KrMem *m, void *p, size_t n);

/* Address space without memory behind it: reserve, then commit by first touch. Zero pages. */
void *kr__reserve(size_t n); /* NULL: the platform gives less */
void kr__unreserve(void *p, size_t n);
void kr__decommit(void *p, size_t n); /* pages read as zero afterwards */

/* An arena: many small allocations freed together (syntax trees, scopes, code under construction). */
typedef struct KrArenaChunk KrArenaChunk;
typedef struct KrArena {
    KrMem *mem;
    KrArenaChunk *chunks;
    char *at, *end;
    bool
        failed; /* an allocation failed since kr__arena_init: the user checks once at the end of a phase */
} KrArena;
void kr__arena_init(KrArena *a, KrMem *m);
void kr__arena_free(KrArena *a);
KR_MUST_USE void *kr__arena_alloc(KrArena *a,
                                  size_t n); /* 8-aligned, zeroed; NULL: out of memory */
KR_MUST_USE char *kr__arena_strndup(KrArena *a, const char *s, size_t n); /* NUL-terminated copy */

#endif
