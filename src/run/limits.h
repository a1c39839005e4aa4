/* SPDX-License-Identifier: MIT
 * limits.h: steps and time that a program may take (limits.c). The bounds of memory are the heap's. */
#ifndef KR_RUN_LIMITS_H
#define KR_RUN_LIMITS_H

#include "run/ops.h"

/* What wake says of stops and limits is seen to: a stop asked for, a step more, a look at the clock. False: the program
 * is to stop, which is pending. Runs no Python code and does not collect. */
KR_MUST_USE bool kr__limits_hold(kr_vm *vm, uint32_t wake);

/* The calling thread begins or ends to compute for the VM: what it computes in between is charged. */
void kr__clock_start(kr_vm *vm);
void kr__clock_stop(kr_vm *vm);
/* Nothing of the VM has run since `since` (kr__monotonic): charges that. */
void kr__clock_idle(kr_vm *vm, double since);

#endif
