/* SPDX-License-Identifier: MIT
 * super.h: what super() asks of the machine. */
#ifndef KR_TYPES_SUPER_H
#define KR_TYPES_SUPER_H

#include "heap/cells.h"

/* Class and first argument of the running method (run/frame.c). RuntimeError as CPython's. */
KR_MUST_USE bool kr__super_args(kr_vm *vm, Value *type, Value *self);

#endif
