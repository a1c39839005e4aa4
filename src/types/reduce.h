/* SPDX-License-Identifier: MIT
 * reduce.h: rows of object that reduce.c implements. */
#ifndef KR_TYPES_REDUCE_H
#define KR_TYPES_REDUCE_H

#include "run/ops.h"

Value kr__object_reduce_ex(kr_vm *vm, Value *a, int n);
Value kr__object_reduce(kr_vm *vm, Value *a, int n);
Value kr__object_getstate(kr_vm *vm, Value *a, int n);

#endif
