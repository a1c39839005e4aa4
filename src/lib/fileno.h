/* SPDX-License-Identifier: MIT
 * fileno.h: arguments that are descriptors, C ints or timeouts, and waiting that a VM can be stopped in (fileno.c). */
#ifndef KR_LIB_FILENO_H
#define KR_LIB_FILENO_H

#include <sys/types.h>

#include "run/ops.h"

/* An int that is not negative, or what v.fileno() says. May run Python code. */
KR_MUST_USE bool kr__fileno_arg(kr_vm *vm, Value v, int *fd);
/* A C int; unset: dflt. May run Python code (__index__). */
KR_MUST_USE bool kr__c_int_arg(kr_vm *vm, Value v, int dflt, int *out);
/* The same, and what C's int cannot hold is "too large to convert to C int", as _PyLong_AsInt says it. */
KR_MUST_USE bool kr__as_c_int(kr_vm *vm, Value v, int dflt, int *out);
/* An int from 0 to `most`; past that it is an OverflowError with the text `large`. */
KR_MUST_USE bool kr__unsigned_arg(kr_vm *vm, Value v, uint64_t most, const char *large,
                                  uint64_t *out);
/* A call failed with `error`: when descriptors have run out, dead files and sockets are closed, and it is worth another try
 * (true). False: it is something else, or an exception is pending. Runs Python code. */
KR_MUST_USE bool kr__fd_relief(kr_vm *vm, int error);
/* r = a call that makes descriptors, and once more after such relief. What failed may have left an exception pending. */
#define KR_FD_CALL(vm, r, failed, call)                           \
    do {                                                          \
        (r) = (call);                                             \
        if ((failed) && kr__fd_relief((vm), errno)) (r) = (call); \
    } while (0)
/* A number of units of `unit` nanoseconds, rounded up. *ns: -1 for None and unset, -2 when negative. `what` is what the
 * error asks for. */
KR_MUST_USE bool kr__timeout_arg(kr_vm *vm, Value v, int64_t unit, const char *what, int64_t *ns);
/* Calls wait, which takes at most so many milliseconds, until it gives something other than 0 or ns are over (ns < 0:
 * never). Meanwhile stops, signals and other threads are seen to. Its last result; -1 with an exception pending, or
 * without one when wait failed (errno). Runs Python code. */
int kr__wait_sliced(kr_vm *vm, int64_t ns, int (*wait)(void *ud, int ms), void *ud);
/* Until a call that would block on the descriptor (events as poll has them) would not, or fails. False: an exception is
 * pending. Runs Python code; keeps errno. */
KR_MUST_USE bool kr__await_fd(kr_vm *vm, int fd, short events);
/* How much of n bytes one write may take, so that it does not block once the descriptor is ready: all of it, unless time is
 * limited. */
size_t kr__write_most(kr_vm *vm, int fd, size_t n);
/* Until waitid with these arguments would not block. False: an exception is pending. Runs Python code. */
KR_MUST_USE bool kr__await_child(kr_vm *vm, int type, int id, int options);
/* open(2), again where a signal came or descriptors had run out, with at as openat has it. A FIFO is waited for until
 * somebody has opened its other end. -1: errno, or an exception is pending. path is read without the VM's lock. Runs
 * Python code. */
int kr__open_file(kr_vm *vm, int at, const char *path, int flags, mode_t mode);
/* Until f, which does not block, no longer says that it would have to (errno EAGAIN, EACCES). Its last result, errno with
 * it; -1 with an exception pending. Runs Python code. */
int kr__retry_sleeping(kr_vm *vm, int (*f)(void *ud), void *ud);

#endif
