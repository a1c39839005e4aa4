/* SPDX-License-Identifier: MIT
 * iter.h: iterators over what has no iterator type of its own (iter.c). */
#ifndef KR_TYPES_ITER_H
#define KR_TYPES_ITER_H

#include "run/ops.h"

/* Over seq[0], seq[1], … until IndexError: what iter() gives for classes with __getitem__ only. */
KR_MUST_USE Value kr__getitem_iter_new(kr_vm *vm, Value seq);
/* Over callable() until it equals the sentinel. */
KR_MUST_USE Value kr__callable_iter_new(kr_vm *vm, Value callable, Value sentinel);

/* The next items of an iterator that makes tuples, for a loop that takes them apart at once:
 * 1: out has the n items; 0: it is at its end; -1: failed; KR_PARTS_NOT: not so (nothing happened),
 * its __next__ is to be asked. May run Python code; out is written when it is done. */
#define KR_PARTS_NOT 2
int kr__enumerate_parts(kr_vm *vm, void *it, Value *out, unsigned n);
int kr__zip_parts(kr_vm *vm, void *it, Value *out, unsigned n);
int kr__dict_item_parts(kr_vm *vm, void *it, Value *out, unsigned n); /* dict_iter.c */

#endif
