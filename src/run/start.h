/* SPDX-License-Identifier: MIT
 * start.h: making and freeing a VM, running a program's text, and the end of a program. For api/. */
#ifndef KR_RUN_START_H
#define KR_RUN_START_H

#include "run/ops.h"

/* NULL: no memory or address space. */
kr_vm *kr__vm_new(const KrConfig *config);
/* atexit functions, flush of the standard streams: once. False: stdout could not be flushed, which was reported. */
bool kr__vm_finish(kr_vm *vm);
/* Where the host takes the output: hands it all that was printed. Keeps what is pending. */
void kr__flush_output(kr_vm *vm);
/* kr__vm_finish, then every finalizer. */
void kr__vm_end(kr_vm *vm);
/* kr__vm_end, then returns all memory. */
void kr__vm_free(kr_vm *vm);

/* Entry from outside: bounds of the C stack for this call. Every api function that runs Python stands between. */
typedef struct KrEntry {
    const char *limit, *base;
} KrEntry;
void kr__vm_enter(kr_vm *vm, KrEntry *saved, const void *here);
void kr__vm_leave(kr_vm *vm, const KrEntry *saved);

/* Runs source in __main__'s namespace. mode 'e', 'v', 's'. The value of an expression, else None. */
KR_MUST_USE Value kr__run_source(kr_vm *vm, const char *src, size_t n, const char *file, char mode,
                                 bool file_bytes);

/* Compiles one interactive statement; *incomplete: more input could mend the SyntaxError that is pending. */
KR_MUST_USE Value kr__compile_interactive(kr_vm *vm, const char *src, size_t n, Value filename,
                                          uint32_t flags, bool *incomplete);

#define KR_STATUS_INTERRUPT 130
#define KR_STATUS_STOPPED 124

void kr__set_time(kr_vm *vm, double seconds);  /* CPU seconds from now; 0: no limit */
void kr__set_steps(kr_vm *vm, uint64_t steps); /* 0: no limit */

/* Only while config.load runs: the source of the module being imported. False: an exception is pending. */
bool kr__provide(kr_vm *vm, const char *file, const char *src, size_t n);

/* The pending exception as the program's end shows it: sys.excepthook, SystemExit. Clears it; returns the exit status. */
int kr__report_pending(kr_vm *vm);

#endif
