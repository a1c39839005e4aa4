/* SPDX-License-Identifier: MIT
 * posix.h: arguments that name files, shared by posix.c, posix_stat.c and the files of _io. */
#ifndef KR_LIB_POSIX_H
#define KR_LIB_POSIX_H

#include "run/ops.h"

#define KR_PATH_FD 1    /* an int is a file descriptor */
#define KR_PATH_PLAIN 4 /* texts of errors name neither function nor argument */
#define KR_PATH_NONE 2  /* None is "." */

typedef struct KrPath {
    Value shown;      /* for errors: as it was given */
    Value bytes;      /* keeps `text` alive */
    const char *text; /* NULL: fd */
    int fd;
    bool is_bytes; /* results are bytes too */
} KrPath;

/* Asks for a grant: false: PermissionError pending. */
KR_MUST_USE bool kr__posix_granted(kr_vm *vm, uint32_t grant);
KR_MUST_USE Value kr__fspath(kr_vm *vm, Value v); /* os.fspath */
/* A path (or descriptor) argument; errors name the function and the argument. Asks for KR_GRANT_FILES. */
KR_MUST_USE bool kr__path_arg(kr_vm *vm, const char *function, const char *arg, Value v, int what,
                              KrPath *out);
KR_MUST_USE Value kr__path_text(kr_vm *vm, const KrPath *like, const char *s,
                                size_t n); /* str or bytes, as `like` */
KR_MUST_USE bool kr__fd_arg(kr_vm *vm, Value v, int *fd);

/* posix_fork.c: os.fork, os.register_at_fork and the functions registered there, for others who fork. What those raise is
 * reported. */
Value kr__os_fork(kr_vm *vm, Value *a, int n);
Value kr__os_register_at_fork(kr_vm *vm, Value *a, int n);
void kr__before_fork(kr_vm *vm);
void kr__after_fork(kr_vm *vm, bool child);

/* posix_stat.c */
KR_MUST_USE bool kr__posix_stat_init(kr_vm *vm, Value module);
void kr__posix_stat_trace(kr_vm *vm, KrGc *gc, void *state);
void kr__posix_stat_free(kr_vm *vm, void *state);

#endif
