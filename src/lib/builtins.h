/* SPDX-License-Identifier: MIT
 * builtins.h: functions of builtins that stand in builtins_code.c. */
#ifndef KR_LIB_BUILTINS_H
#define KR_LIB_BUILTINS_H

#include "run/ops.h"

Value kr__builtin_compile(kr_vm *vm, Value *a, int n);
Value kr__builtin_eval(kr_vm *vm, Value *a, int n);
Value kr__builtin_exec(kr_vm *vm, Value *a, int n);

#endif
