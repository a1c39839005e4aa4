/* SPDX-License-Identifier: MIT
 * trace.h: sys.settrace and sys.setprofile: what the machine calls while KrThread.traced is set. Each of these may run
 * Python code, and fails with what the trace function raised; that turned tracing off. */
#ifndef KR_RUN_TRACE_H
#define KR_RUN_TRACE_H

#include "run/frame.h"

/* Before the instruction at f->pc, which may be another afterwards (a jump by f_lineno). */
KR_MUST_USE bool kr__trace_instruction(kr_vm *vm, KrFrame *f);
/* An exception is pending in f, which did not raise it `again`; the pending one afterwards is what goes on. */
void kr__trace_raised(kr_vm *vm, KrFrame *f);
/* f is left by the pending exception. */
void kr__trace_unwound(kr_vm *vm, KrFrame *f);
/* The line to be shown for a record in place of its pc's; 0: that one. Never fails. */
int kr__trace_line(kr_vm *vm, const KrFrame *f);
/* f_lineno = line; false: ValueError. Only the frame whose line event is being reported can jump. */
KR_MUST_USE bool kr__trace_jump(kr_vm *vm, KrFrame *f, int line);

#endif
