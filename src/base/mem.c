/* SPDX-License-Identifier: MIT
 * mem.c: the only file that asks the system for memory. See mem.h for the account's invariant.
 *
 * A request is anything that makes the account grow: an allocation, a growing realloc, a charge.
 * Each counts once in `requests` and is refused when the out-of-memory sweep or the limit says so.
 * Shrinking and freeing are no requests and never fail. An account belongs to one VM and is changed
 * only under that VM's lock. */
#define _GNU_SOURCE
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

/* ---- the account ---- */

/* True when the sweep wants this request to fail. */
KR_INLINE bool swept(KrMem *m) {
    m->requests++;
    if (KR_LIKELY(m->fail_at == 0)) return false;
    if (m->fail_at > 1) {
        m->fail_at--;
        return false;
    }
    if (!m->fail_sticky) m->fail_at = 0;
    return true;
}

/* Books n more bytes, or refuses. */
KR_INLINE bool book(KrMem *m, size_t n) {
    if (KR_UNLIKELY(swept(m))) return false;
    size_t used;
    if (KR_UNLIKELY(__builtin_add_overflow(m->used, n, &used))) return false;
    if (KR_UNLIKELY(m->limit != 0 && used > m->limit)) return false;
    m->used = used;
    if (used > m->peak) m->peak = used;
    return true;
}

/* Gives n bytes back to the account. */
KR_INLINE void unbook(KrMem *m, size_t n) {
    KR_ASSERT(m->used >= n);
    m->used -= n;
}

/* Charges n bytes that the caller holds elsewhere. False: refused, nothing charged. */
bool kr__mem_charge(KrMem *m, size_t n) { return book(m, n); }

/* Returns n bytes charged before. */
void kr__mem_release(KrMem *m, size_t n) { unbook(m, n); }

/* ---- small blocks ---- */

/* n bytes (0 gives a block of its own too), not zeroed. NULL: refused. */
void *kr__mem_alloc(KrMem *m, size_t n) {
    if (!book(m, n)) return NULL;
    void *p = malloc(n ? n : 1);
    if (p == NULL) unbook(m, n);
    return p;
}

/* As kr__mem_alloc, zeroed. */
void *kr__mem_zalloc(KrMem *m, size_t n) {
    if (!book(m, n)) return NULL;
    void *p = calloc(1, n ? n : 1);
    if (p == NULL) unbook(m, n);
    return p;
}

/* Resizes p, asked for with osize (p may be NULL with osize 0). NULL: refused, p still valid; never
 * when n <= osize. */
void *kr__mem_realloc(KrMem *m, void *p, size_t osize, size_t n) {
    if (p == NULL) return kr__mem_alloc(m, n);
    if (n > osize && !book(m, n - osize)) return NULL;
    void *q = realloc(p, n ? n : 1);
    if (q == NULL) {
        if (n > osize) {
            unbook(m, n - osize);
            return NULL;
        }
        q = p; /* the system would not shrink it: the block is longer than it must be */
    }
    if (n < osize) unbook(m, osize - n);
    return q;
}

/* Frees p (or nothing, when NULL), asked for with n. */
void kr__mem_free(KrMem *m, void *p, size_t n) {
    if (p == NULL) return;
    unbook(m, n);
    free(p);
}

/* ---- pages ---- */

/* Maps n bytes of zeroed pages. NULL: the system refuses. */
static void *map_pages(size_t n, int flags) {
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

/* Makes a mapping of osize bytes one of n bytes, perhaps elsewhere. NULL: the system refuses. */
static void *remap_pages(void *p, size_t osize, size_t n) {
#ifdef __linux__
    void *q = mremap(p, osize, n, MREMAP_MAYMOVE);
    return q == MAP_FAILED ? NULL : q;
#else
    if (n < osize) {
        munmap((char *)p + n, osize - n);
        return p;
    }
    void *q = map_pages(n, 0);
    if (q == NULL) return NULL;
    memcpy(q, p, osize);
    munmap(p, osize);
    return q;
#endif
}

/* A large buffer of n bytes (n > 0), zeroed. NULL: refused. */
void *kr__page_alloc(KrMem *m, size_t n) {
    size_t size = kr__page_round(n);
    if (size < n || !book(m, size)) return NULL;
    void *p;
    if (m->alloc) {
        p = m->alloc(m->alloc_ud, NULL, 0, size);
        if (p) memset(p, 0, size);
    } else {
        p = map_pages(size, 0);
    }
    if (p == NULL) unbook(m, size);
    return p;
}

/* Resizes a large buffer asked for with osize; bytes past the old whole pages are zero. NULL:
 * refused, p still valid; never when n <= osize. Bytes between osize and the end of its last page
 * keep what the owner wrote there. */
void *kr__page_realloc(KrMem *m, void *p, size_t osize, size_t n) {
    if (p == NULL) return kr__page_alloc(m, n);
    size_t old = kr__page_round(osize), size = kr__page_round(n ? n : 1);
    if (size < n) return NULL;
    if (size == old) return p;
    if (size > old && !book(m, size - old)) return NULL;
    void *q;
    if (m->alloc) {
        q = m->alloc(m->alloc_ud, p, old, size);
        if (q && size > old) memset((char *)q + old, 0, size - old);
    } else {
        q = remap_pages(p, old, size);
    }
    if (q == NULL) {
        if (size > old) {
            unbook(m, size - old);
            return NULL;
        }
        q = p; /* the system would not shrink it: the tail stays, uncharged, until it is freed */
    }
    if (size < old) unbook(m, old - size);
    return q;
}

/* Frees a large buffer asked for with n; NULL is nothing. */
void kr__page_free(KrMem *m, void *p, size_t n) {
    if (p == NULL) return;
    size_t size = kr__page_round(n);
    unbook(m, size);
    if (m->alloc)
        m->alloc(m->alloc_ud, p, size, 0);
    else
        munmap(p, size);
}

/* Reserves n bytes of address space that cost memory only when touched. NULL: not to be had. */
void *kr__reserve(size_t n) { return map_pages(n, MAP_NORESERVE); }

/* Gives reserved address space back. */
void kr__unreserve(void *p, size_t n) { munmap(p, n); }

/* Gives the memory behind whole pages back; they read as zero afterwards. */
void kr__decommit(void *p, size_t n) {
#ifdef __linux__
    if (madvise(p, n, MADV_DONTNEED) == 0) return;
#else
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE;
    if (mmap(p, n, PROT_READ | PROT_WRITE, flags, -1, 0) != MAP_FAILED) return;
#endif
    memset(p, 0, n);
}

/* ---- arenas ---- */

/* A chunk is one block: this header, then its space. Chunks double up to CHUNK_MAX; what does not
 * fit the next chunk gets one of its own. */
struct KrArenaChunk {
    KrArenaChunk *next;
    size_t size; /* of the whole block */
};

enum { CHUNK_MIN = 4096 - 64, CHUNK_MAX = 256 * 1024 - 64 };

/* An empty arena; takes no memory yet. */
void kr__arena_init(KrArena *a, KrMem *m) { *a = (KrArena){.mem = m}; }

/* Frees everything; the arena is empty and usable again. */
void kr__arena_free(KrArena *a) {
    KrArenaChunk *c = a->chunks;
    while (c) {
        KrArenaChunk *next = c->next;
        kr__mem_free(a->mem, c, c->size);
        c = next;
    }
    *a = (KrArena){.mem = a->mem};
}

/* Adds a chunk with room for n bytes and takes them from it. */
static KR_NOINLINE void *arena_slow(KrArena *a, size_t n) {
    size_t size = a->chunks ? a->chunks->size * 2 : CHUNK_MIN;
    if (size > CHUNK_MAX) size = CHUNK_MAX;
    bool own = n > size / 4;
    if (own) size = n + sizeof(KrArenaChunk);
    KrArenaChunk *c = kr__mem_zalloc(a->mem, size);
    if (c == NULL) {
        a->failed = true;
        return NULL;
    }
    c->size = size;
    char *p = (char *)(c + 1);
    if (own && a->chunks) { /* behind the chunk in use, which keeps its room */
        c->next = a->chunks->next;
        a->chunks->next = c;
        return p;
    }
    c->next = a->chunks;
    a->chunks = c;
    a->at = p + n;
    a->end = (char *)c + size;
    return p;
}

/* n bytes, 8-aligned and zeroed. NULL: refused, and a->failed is set. */
void *kr__arena_alloc(KrArena *a, size_t n) {
    if (KR_UNLIKELY(n > SIZE_MAX / 2)) {
        a->failed = true;
        return NULL;
    }
    n = n ? (n + 7) & ~(size_t)7 : 8;
    if (KR_UNLIKELY((size_t)(a->end - a->at) < n)) return arena_slow(a, n);
    void *p = a->at;
    a->at += n;
    return p;
}

/* A NUL-terminated copy of n bytes. NULL: refused. */
char *kr__arena_strndup(KrArena *a, const char *s, size_t n) {
    char *p = kr__arena_alloc(a, n + 1);
    if (p && n) memcpy(p, s, n);
    return p;
}
