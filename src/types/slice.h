/* SPDX-License-Identifier: MIT
 * slice.h: slice objects, and what all sequences do with indices (slice.c). */
#ifndef KR_TYPES_SLICE_H
#define KR_TYPES_SLICE_H

#include "run/ops.h"

typedef struct KrSlice {
    KrObj head;
    uint32_t pad;
    Value start, stop, step; /* anything; None where not given */
} KrSlice;

KR_INLINE bool kr__is_slice(Value v) { return kr__exact(v, KR_T_SLICE); }
KR_MUST_USE Value kr__slice_new(kr_vm *vm, Value start, Value stop, Value step);

/* The three as integers, not yet fitted to a length; what is not given is the end that step makes
 * it. False: a bad one. May run Python code (__index__), so ask for the length afterwards. */
KR_MUST_USE bool kr__slice_unpack(kr_vm *vm, const KrSlice *s, int64_t *start, int64_t *stop,
                                  int64_t *step);
/* Fits them to a length; returns how many items they name. */
int64_t kr__slice_adjust(int64_t len, int64_t *start, int64_t *stop, int64_t step);

/* An index of a sequence: i < 0 counts from the end. False: TypeError "`what` indices must be
 * integers or slices" or IndexError "`range` index out of range". len is a pointer, for __index__
 * may change it. */
KR_MUST_USE bool kr__seq_index(kr_vm *vm, Value key, const uint32_t *len, const char *what,
                               const char *range, size_t *out);
/* An optional start or stop argument of index() and its like, clipped; unset leaves *out. */
KR_MUST_USE bool kr__seq_bound(kr_vm *vm, Value v, int64_t *out);
/* Can v stand for an int (operator.index)? */
bool kr__is_index(kr_vm *vm, Value v);

#endif
