/* SPDX-License-Identifier: MIT
 * range.h: range and its iterators (range.c). */
#ifndef KR_TYPES_RANGE_H
#define KR_TYPES_RANGE_H

#include "run/ops.h"

typedef struct KrRange { /* start, stop, step, length: ints of any size */
    KrObj head;
    uint32_t pad;
    Value start, stop, step, len;
} KrRange;

/* range_iterator: every value it will give fits 48 bits. The machine steps it inline. */
typedef struct KrRangeIter {
    KrObj head;
    uint32_t pad;
    int64_t next, left, step, len; /* left: values still to come, of so many at first */
} KrRangeIter;

#endif
