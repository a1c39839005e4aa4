/* SPDX-License-Identifier: MIT
 * origin.h: what runs now, as tracebacks of tracemalloc name it. */
#ifndef KR_RUN_ORIGIN_H
#define KR_RUN_ORIGIN_H

#include "base/base.h"

/* See heap.h: heap->where. */
unsigned kr__where(kr_vm *vm, uint32_t *frames, unsigned limit, unsigned *kept);
/* See heap.h: heap->here. */
const void *kr__here(kr_vm *vm, unsigned *total);

#endif
