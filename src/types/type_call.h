/* SPDX-License-Identifier: MIT
 * type_call.h: rows of `type` and `object` that type_call.c implements, and helpers of class making. */
#ifndef KR_TYPES_TYPE_CALL_H
#define KR_TYPES_TYPE_CALL_H

#include "run/ops.h"

Value kr__type_new_native(kr_vm *vm, Value *a, int n);    /* type.__new__, raw */
Value kr__type_init_native(kr_vm *vm, Value *a, int n);   /* type.__init__, raw */
Value kr__type_call_native(kr_vm *vm, Value *a, int n);   /* type.__call__, raw */
Value kr__object_new_native(kr_vm *vm, Value *a, int n);  /* object.__new__, raw */
Value kr__object_init_native(kr_vm *vm, Value *a, int n); /* object.__init__, raw */

KR_MUST_USE Value kr__best_base(kr_vm *vm, const KrTuple *bases);        /* type_make.c */
KR_MUST_USE Value kr__mro_c3(kr_vm *vm, Value type);                     /* mro.c */
KR_MUST_USE bool kr__type_merge_names(kr_vm *vm, Value dict, Value cls); /* type_attrs.c */

#endif
