/* SPDX-License-Identifier: MIT
 * builtins.h: functions of builtins that stand in builtins_code.c. */
#ifndef KR_LIB_BUILTINS_H
#define KR_LIB_BUILTINS_H

#include "run/ops.h"

Value kr__builtin_compile(kr_vm *vm, Value *a, int n);
Value kr__builtin_eval(kr_vm *vm, Value *a, int n);
Value kr__builtin_exec(kr_vm *vm, Value *a, int n);

/* Source of compile, eval and exec: text or bytes; *at is what keeps it alive. False: raised. */
KR_MUST_USE bool kr__source_of(kr_vm *vm, Value *at, const char *what, const char *shown,
                               const char **src, size_t *n);
/* The name of a file as a str; failed: TypeError. */
KR_MUST_USE Value kr__source_name(kr_vm *vm, Value v);

#endif
