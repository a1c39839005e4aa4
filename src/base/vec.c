/* SPDX-License-Identifier: MIT
 * vec.c: the one function behind vec.h's macros. */
#include "base/vec.h"

/* See vec.h. NULL too when the count would pass 32 bits. Runs no Python code. */
void *kr__vec_grow(KrMem *m, void *data, uint32_t *cap, size_t need, size_t item) {
    if (need > UINT32_MAX) return NULL;
    uint64_t want = (uint64_t)*cap + *cap / 2 + 4;
    if (want < need) want = need;
    if (want > UINT32_MAX) want = UINT32_MAX;
    if (want > SIZE_MAX / item) return NULL;
    void *p = kr__mem_realloc(m, data, *cap * item, (size_t)want * item);
    if (p) *cap = (uint32_t)want;
    return p;
}
