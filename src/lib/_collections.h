/* SPDX-License-Identifier: MIT
 * _collections.h: what the files of the module _collections share. */
#ifndef KR_LIB_COLLECTIONS_H
#define KR_LIB_COLLECTIONS_H

#include "types/host.h"

/* Adds deque and its iterators to the module. */
KR_MUST_USE bool kr__deque_init(kr_vm *vm, Value module);

/* The module's state. */
void kr__collections_trace(kr_vm *vm, KrGc *gc, void *state);
void kr__collections_free(kr_vm *vm, void *state);

#endif
