/* SPDX-License-Identifier: MIT
 * hook.h: Python functions behind operators and attributes, found so that the machine can run them as records
 * of its own instead of calling them from C. */
#ifndef KR_RUN_HOOK_H
#define KR_RUN_HOOK_H

#include "run/frame.h"

/* fn is to be called with the n arguments written to `args`; it takes exactly so many. */
typedef struct KrHook {
    void *fn; /* KrFunction */
    unsigned n;
} KrHook;

/* Registers that a result of an OPERATOR record goes to, past the real ones. */
enum {
    KR_RET_BRANCH = 256, /* it decides the compare-and-jump that waits */
    KR_RET_NOTHING,      /* dropped                                    */
    KR_RET_TRUTH,        /* its truth is the result of IN, NOT_IN, JIN */
    KR_RET_ENTER,        /* of WITH_ENTER                              */
    KR_RET_ITEM          /* of FOR_ITER; StopIteration ends the loop   */
};

/* All of these: false when the operation is to be done in C; nothing is pending, nothing has run. None collects. */

/* The special method of o, called with o and what stands in args[1 … n). */
bool kr__hook_special(kr_vm *vm, Value o, KrName special, unsigned n, Value *args, KrHook *h);
/* b op c, or b op= c. A result NotImplemented goes on in kr__hook_rest. */
bool kr__hook_binary(kr_vm *vm, Value b, Value c, KrName op, bool inplace, Value *args, KrHook *h);
bool kr__hook_compare(kr_vm *vm, Value b, Value c, KrName op, Value *args, KrHook *h);
/* obj.name: a property, a descriptor, or __getattr__ for what is not there. */
bool kr__hook_load(kr_vm *vm, Value obj, Slot name, Value *args, KrHook *h);
/* obj.name = v */
bool kr__hook_store(kr_vm *vm, Value obj, Slot name, Value v, Value *args, KrHook *h);

/* What the operator instruction at pc gives when the function that was asked first said NotImplemented. Runs
 * Python code. */
KR_MUST_USE Value kr__hook_rest(kr_vm *vm, const uint32_t *pc, const Value *regs);
/* An exception leaves the function that the instruction at f->pc asked. True: that was an end of iteration, or
 * __getattr__ made up for it; f goes on at its pc. */
bool kr__hook_raised(kr_vm *vm, KrFrame *f, const KrFrame *left);

/* ---- what attr.c and operators.c tell ---- */

/* Gives the pending AttributeError its `name` and `obj` unless it has them. */
void kr__attr_complete(kr_vm *vm, Value obj, Value name);
/* a op b after `first` (Python's method of a) said NotImplemented. */
KR_MUST_USE Value kr__binary_rest(kr_vm *vm, Value a, Value b, KrName op, bool inplace);
KR_MUST_USE Value kr__compare_rest(kr_vm *vm, Value a, Value b, KrName op);

#endif
