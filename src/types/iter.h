/* SPDX-License-Identifier: MIT
 * iter.h: iterators over what has no iterator type of its own (iter.c). */
#ifndef KR_TYPES_ITER_H
#define KR_TYPES_ITER_H

#include "run/ops.h"

/* Over seq[0], seq[1], … until IndexError: what iter() gives for classes with __getitem__ only. */
KR_MUST_USE Value kr__getitem_iter_new(kr_vm *vm, Value seq);
/* Over callable() until it equals the sentinel. */
KR_MUST_USE Value kr__callable_iter_new(kr_vm *vm, Value callable, Value sentinel);

#endif
