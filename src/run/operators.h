/* SPDX-License-Identifier: MIT
 * operators.h: what operators.c, items.c and the machine share about calling special methods. */
#ifndef KR_RUN_OPERATORS_H
#define KR_RUN_OPERATORS_H

#include "run/ops.h"

/* Calls f, found on the class of args[0], with n <= 4 arguments. Natives may give KR_END. */
Value kr__call_slot(kr_vm *vm, Value f, const Value *args, unsigned n);
/* Ends what a native began that returned KR_TAIL to C code. */
Value kr__finish_tail(kr_vm *vm);
KR_INLINE Value kr__finished(kr_vm *vm, Value v) {
    return KR_UNLIKELY(v.bits == KR_TAIL.bits) ? kr__finish_tail(vm) : v;
}

#endif
