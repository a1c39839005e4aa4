/* SPDX-License-Identifier: MIT
 * fileno.h: arguments that are descriptors, C ints or timeouts, and waiting that a VM can be stopped in (fileno.c). */
#ifndef KR_LIB_FILENO_H
#define KR_LIB_FILENO_H

#include "run/ops.h"

/* An int that is not negative, or what v.fileno() says. May run Python code. */
KR_MUST_USE bool kr__fileno_arg(kr_vm *vm, Value v, int *fd);
/* A C int; unset: dflt. May run Python code (__index__). */
KR_MUST_USE bool kr__c_int_arg(kr_vm *vm, Value v, int dflt, int *out);
/* A number of units of `unit` nanoseconds, rounded up. *ns: -1 for None and unset, -2 when negative. `what` is what the
 * error asks for. */
KR_MUST_USE bool kr__timeout_arg(kr_vm *vm, Value v, int64_t unit, const char *what, int64_t *ns);
/* Calls wait, which takes at most so many milliseconds, until it gives something other than 0 or ns are over (ns < 0:
 * never). Meanwhile stops, signals and other threads are seen to. Its last result; -1 with an exception pending, or
 * without one when wait failed (errno). Runs Python code. */
int kr__wait_sliced(kr_vm *vm, int64_t ns, int (*wait)(void *ud, int ms), void *ud);

#endif
