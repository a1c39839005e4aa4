/* SPDX-License-Identifier: MIT
 * typing.h: list[int] and int | str (generic_alias.c, union.c); isinstance without hooks (run/items.c). */
#ifndef KR_TYPES_TYPING_H
#define KR_TYPES_TYPING_H

#include "run/ops.h"

KR_MUST_USE Value kr__generic_alias_new(kr_vm *vm, Value origin,
                                        Value args); /* args: a tuple, or the one argument */
/* a | b of types; NotImplemented when one is none. */
KR_MUST_USE Value kr__union_or(kr_vm *vm, Value a, Value b);
/* Type variables among arguments, each once: a tuple. */
KR_MUST_USE Value kr__alias_parameters(kr_vm *vm, Value args);
/* Alias or union with its parameters replaced by item. */
KR_MUST_USE Value kr__alias_substitute(kr_vm *vm, Value self, Value args, Value params, Value item);
KR_MUST_USE Value kr__alias_arg_repr(kr_vm *vm, Value arg);

int kr__real_isinstance(kr_vm *vm, Value v, Value cls);
int kr__real_issubclass(kr_vm *vm, Value a, Value cls);

#endif
