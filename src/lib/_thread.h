/* SPDX-License-Identifier: MIT
 * _thread.h: what the files of module _thread and its relatives share. */
#ifndef KR_LIB__THREAD_H
#define KR_LIB__THREAD_H

#include "types/host.h"

/* Seconds of a timeout as an absolute time for kr__wait. *seconds < 0: ever. False: an exception is pending. */
KR_MUST_USE bool kr__lock_timeout(kr_vm *vm, Value v, double *seconds);

/* _thread_local.c */
extern const KrClassDef kr__local_def;
/* The thread ends: its dicts go. */
void kr__local_forget(kr_vm *vm, KrThread *t);

#endif
