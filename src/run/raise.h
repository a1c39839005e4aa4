/* SPDX-License-Identifier: MIT
 * raise.h: what run/ and api/ need of raise.c and warn.c beyond ops.h. */
#ifndef KR_RUN_RAISE_H
#define KR_RUN_RAISE_H

#include <stdarg.h>

#include "run/ops.h"

/* C stack kept free below thread->c_limit, so that raising RecursionError and cleaning up have room. */
#define KR_STACK_SPARE (128 * 1024)

/* Text as kr__raise formats it. May run Python. Failed: an exception is pending. */
KR_MUST_USE Value kr__text_v(kr_vm *vm, const char *fmt, va_list ap);

/* heap->raise_memory: leaves MemoryError pending unless something is. */
void kr__raise_memory_hook(kr_vm *vm);

/* A stop unwinds from here: no handler, finally clause or context manager sees it. */
void kr__raise_stopped(kr_vm *vm);

#endif
