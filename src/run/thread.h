/* SPDX-License-Identifier: MIT
 * thread.h: what run/ needs of thread.c beyond ops.h: the lock of a VM, the ends of its threads. */
#ifndef KR_RUN_THREAD_H
#define KR_RUN_THREAD_H

#include "run/ops.h"

/* At a safe point: lets another thread have the lock when one waits. precise: no C frame of this thread refers to cells.
 * False: this thread is to stop. Other threads run Python code meanwhile. */
KR_MUST_USE bool kr__thread_switch(kr_vm *vm, bool precise);
/* Every other thread of the VM stops at its next safe point, and waits no longer until then. */
void kr__threads_stop(kr_vm *vm);
/* Lets the threads that are to stop do so. Those in system calls may be left over. */
void kr__threads_settle(kr_vm *vm);
/* At the VM's end, when no thread may run Python code any more. */
void kr__threads_end(kr_vm *vm);
/* Returns the lock's memory. False: a thread is still in a system call, so the VM's memory must stay. */
KR_MUST_USE bool kr__threads_free(kr_vm *vm);
/* The thread in whose records f is. */
KrThread *kr__frame_owner(kr_vm *vm, const struct KrFrame *f);
/* The C stack that a call from outside may use is the calling thread's. */
void kr__thread_bounds(KrThread *t, const void *here, size_t room);
/* After setting trace_fn or profile_fn. */
void kr__thread_traced(kr_vm *vm, KrThread *t);

#endif
