/* SPDX-License-Identifier: MIT
 * posix_parts.h: what the files of module posix share out: posix.c has the table of files and folders, posix_fd.c what is
 * done with open descriptors, posix_process.c processes and users, posix_conf.c names of the system's limits. */
#ifndef KR_LIB_POSIX_PARTS_H
#define KR_LIB_POSIX_PARTS_H

#include <errno.h>

#include "lib/fileno.h"
#include "lib/posix.h"

/* Each adds its functions, constants and classes to the module. */
KR_MUST_USE bool kr__posix_fd_init(kr_vm *vm, Value module);
KR_MUST_USE bool kr__posix_process_init(kr_vm *vm, Value module);
KR_MUST_USE bool kr__posix_conf_init(kr_vm *vm, Value module);

/* Classes that these files keep (posix_stat.c has the module's state). */
enum { KR_POSIX_STATVFS, KR_POSIX_SCHED_PARAM, KR_POSIX_WAITID, KR_POSIX_CLASSES };
Value *kr__posix_classes(kr_vm *vm);

/* The OSError of errno, unless an exception is pending already. */
KR_INLINE Value kr__posix_failed(kr_vm *vm) {
    return kr__pending(vm) ? KR_FAILED : kr__raise_os(vm, errno, KR_UNSET);
}
/* A user or group number; -1 is "leave it". False: raised. May run Python code (posix_fd.c). */
KR_MUST_USE bool kr__posix_id_arg(kr_vm *vm, Value v, const char *what, uint32_t *out);
/* r = call, again after a signal unless its handler raised; others run meanwhile. */
#define KR_RETRY(vm, r, call) \
    do { KR_BLOCKING(vm, (r) = (call)); } while ((r) < 0 && errno == EINTR && kr__poll(vm))
/* Until waitpid(pid, options) would not block (posix_process.c). False: an exception is pending. Runs Python code. */
KR_MUST_USE bool kr__posix_await(kr_vm *vm, int pid, int options);
/* system(3): runs the command in a shell, and gives how that ended. A stop ends it; signal handlers run when it is over
 * (posix_process.c). Runs Python code. */
Value kr__posix_system(kr_vm *vm, const char *command);
/* Declares a C int argument. */
#define KR_INT_ARG(name, v) \
    int name;               \
    if (!kr__c_int_arg(vm, v, 0, &name)) return KR_FAILED
#define KR_OFFSET_ARG(name, v) \
    int64_t name = 0;          \
    if (!kr__offset_arg(vm, v, &name)) return KR_FAILED
#define KR_GRANTED(what) \
    if (!kr__posix_granted(vm, what)) return KR_FAILED
/* An off_t; unset and None: 0. */
KR_MUST_USE bool kr__offset_arg(kr_vm *vm, Value v, int64_t *out);

#endif
