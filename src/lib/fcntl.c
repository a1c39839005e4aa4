/* SPDX-License-Identifier: MIT
 * fcntl.c: the module fcntl: control of descriptors, and locks on files. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/fileno.h"
#include "lib/modules.h"
#include "lib/posix.h"
#include "types/bytes.h"
#include "types/int.h"
#include "types/module.h"
#include "types/str.h"

#define MOST 1024 /* bytes of an argument that are copied */

/* The result of a call: again after a signal, unless its handler raised. */
#define RETRY(vm, r, call) \
    do { KR_BLOCKING(vm, r = (call)); } while (r < 0 && errno == EINTR && kr__poll(vm))

static Value failed(kr_vm *vm) {
    return kr__pending(vm) ? KR_FAILED : kr__raise_os(vm, errno, KR_UNSET);
}

/* Bytes of a str or buffer argument, copied. 1; 0: it is neither; -1. */
static int bytes_arg(kr_vm *vm, Value v, char *buf, size_t *n, const char *name) {
    KrBuffer b;
    if (kr__is_str(vm, v)) {
        const KrStr *s = kr__ptr(v);
        *n = s->len;
        if (*n <= MOST) memcpy(buf, kr__str_text(s), *n);
    } else {
        if (!kr__ok(v) || !kr__has_buffer(vm, v)) return 0;
        if (!kr__buffer_get(vm, v, &b)) return -1;
        *n = b.len;
        if (*n <= MOST) memcpy(buf, b.data, *n);
        kr__buffer_release(vm, &b);
    }
    if (*n <= MOST) return 1;
    kr__raise_value(vm, "%s", name);
    return -1;
}

/* The low bits of an int, as C takes an argument. */
static bool word_arg(kr_vm *vm, Value v, uint32_t *out) {
    uint32_t buf[2];
    *out = 0;
    if (!kr__ok(v)) return true;
    v = kr__index(vm, v);
    if (kr__failed(v)) return false;
    KrLimbs l = kr__int_view(vm, v, buf);
    *out = l.n ? l.d[0] : 0;
    if (kr__int_sign(vm, v) < 0) *out = -*out;
    return true;
}

static Value f_fcntl(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd, cmd, r;
    char buf[MOST];
    size_t len;
    uint32_t arg;
    if (!kr__fileno_arg(vm, a[0], &fd) || !kr__c_int_arg(vm, a[1], 0, &cmd)) return KR_FAILED;
    if (!kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
    int kind = bytes_arg(vm, a[2], buf, &len, "fcntl string arg too long");
    if (kind < 0) return KR_FAILED;
    if (kind) {
        RETRY(vm, r, fcntl(fd, cmd, buf));
        return r < 0 ? failed(vm) : kr__bytes_make(vm, buf, len);
    }
    if (!word_arg(vm, a[2], &arg)) return KR_FAILED;
    RETRY(vm, r, fcntl(fd, cmd, (int)arg));
    return r < 0 ? failed(vm) : kr__from_int48(r);
}

/* ioctl whose argument is a buffer that takes the result, too. */
static Value ioctl_in_place(kr_vm *vm, int fd, unsigned long request, KrBuffer *b) {
    char buf[MOST];
    int r;
    char *arg = b->len < MOST ? buf : b->data;
    if (arg == buf) {
        memcpy(buf, b->data, b->len);
        buf[b->len] = 0;
    }
    KR_BLOCKING(vm, r = ioctl(fd, request, arg));
    if (r >= 0 && arg == buf) memcpy(b->data, buf, b->len);
    kr__buffer_release(vm, b);
    return r < 0 ? failed(vm) : kr__from_int48(r);
}

static Value f_ioctl(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd, r, mutate = kr__ok(a[3]) ? kr__truth(vm, a[3]) : 1;
    uint32_t request, arg;
    char buf[MOST + 1];
    size_t len;
    if (mutate < 0 || !kr__fileno_arg(vm, a[0], &fd) || !word_arg(vm, a[1], &request))
        return KR_FAILED;
    if (!kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
    if (mutate && kr__ok(a[2]) && !kr__is_str(vm, a[2]) && kr__has_buffer(vm, a[2])) {
        KrBuffer b;
        if (!kr__buffer_get(vm, a[2], &b)) return KR_FAILED;
        if (!b.readonly) return ioctl_in_place(vm, fd, request, &b);
        kr__buffer_release(vm, &b);
    }
    int kind = bytes_arg(vm, a[2], buf, &len, "ioctl string arg too long");
    if (kind < 0) return KR_FAILED;
    if (kind) {
        buf[len] = 0;
        KR_BLOCKING(vm, r = ioctl(fd, request, buf));
        return r < 0 ? failed(vm) : kr__bytes_make(vm, buf, len);
    }
    if (!word_arg(vm, a[2], &arg)) return KR_FAILED;
    KR_BLOCKING(vm, r = ioctl(fd, request, (int)arg));
    return r < 0 ? failed(vm) : kr__from_int48(r);
}

typedef struct Lock {
    int fd, op;
} Lock;
static int flock_now(void *ud) {
    const Lock *l = ud;
    return flock(l->fd, l->op);
}

static Value f_flock(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd, op, r;
    if (!kr__fileno_arg(vm, a[0], &fd) || !kr__c_int_arg(vm, a[1], 0, &op)) return KR_FAILED;
    if (!kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
    Lock l = {.fd = fd, .op = op | LOCK_NB};
    r = op & (LOCK_NB | LOCK_UN) ? flock(fd, op) : kr__retry_sleeping(vm, flock_now, &l);
    return r < 0 ? failed(vm) : KR_NONE_V;
}

static bool offset_arg(kr_vm *vm, Value v, off_t *out) {
    int64_t i = 0;
    Value index = kr__ok(v) ? kr__index(vm, v) : kr__from_int48(0);
    if (kr__failed(index) || !kr__int_to_i64(vm, index, &i)) return false;
    *out = i;
    return true;
}

typedef struct RecordLock {
    int fd;
    struct flock *lock;
} RecordLock;
static int record_lock_now(void *ud) {
    const RecordLock *l = ud;
    return fcntl(l->fd, F_SETLK, l->lock);
}

/* fd, cmd, len, start, whence */
static Value f_lockf(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd, op, whence, r;
    struct flock l = {0};
    if (!kr__fileno_arg(vm, a[0], &fd) || !kr__c_int_arg(vm, a[1], 0, &op) ||
        !kr__c_int_arg(vm, a[4], 0, &whence))
        return KR_FAILED;
    if (!kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
    if (op == LOCK_UN)
        l.l_type = F_UNLCK;
    else if (op & LOCK_SH)
        l.l_type = F_RDLCK;
    else if (op & LOCK_EX)
        l.l_type = F_WRLCK;
    else
        return kr__raise_value(vm, "unrecognized lockf argument");
    if (!offset_arg(vm, a[2], &l.l_len) || !offset_arg(vm, a[3], &l.l_start)) return KR_FAILED;
    l.l_whence = (short)whence;
    RecordLock job = {fd, &l};
    r = op & LOCK_NB || op == LOCK_UN ? fcntl(fd, F_SETLK, &l)
                                      : kr__retry_sleeping(vm, record_lock_now, &job);
    return r < 0 ? failed(vm) : KR_NONE_V;
}

static const KrFnDef functions[] = {
    {"fcntl(fd, cmd, arg=0, /)", f_fcntl,
     "The command cmd on a descriptor.\n\nWith an int the result is what the call returns; with a "
     "str or buffer of at "
     "most 1024 bytes, the bytes as the call left them.",
     0},
    {"flock(fd, operation, /)", f_flock, "Lock or unlock a whole file, as flock(2) does.", 0},
    {"ioctl(fd, request, arg=0, mutate_flag=True, /)", f_ioctl,
     "The device request on a descriptor.\n\nAs fcntl, but a writable buffer is changed in place "
     "unless mutate_flag is "
     "false.",
     0},
    {"lockf(fd, cmd, len=0, start=0, whence=0, /)", f_lockf,
     "Lock or unlock len bytes of a file from start on, counted as whence says.", 0},
    {NULL, NULL, NULL, 0},
};

#define C(name) {#name, name},
// clang-format off
static const KrConstant constants[] = {
    C(DN_ACCESS) C(DN_ATTRIB) C(DN_CREATE) C(DN_DELETE) C(DN_MODIFY) C(DN_MULTISHOT) C(DN_RENAME)
    C(FASYNC) C(FD_CLOEXEC) C(F_ADD_SEALS) C(F_DUPFD) C(F_DUPFD_CLOEXEC) C(F_EXLCK) C(F_GETFD)
    C(F_GETFL) C(F_GETLEASE) C(F_GETLK) C(F_GETLK64) C(F_GETOWN) C(F_GETPIPE_SZ) C(F_GETSIG)
    C(F_GET_SEALS) C(F_NOTIFY) C(F_OFD_GETLK) C(F_OFD_SETLK) C(F_OFD_SETLKW) C(F_RDLCK)
    C(F_SEAL_GROW) C(F_SEAL_SEAL) C(F_SEAL_SHRINK) C(F_SEAL_WRITE) C(F_SETFD) C(F_SETFL)
    C(F_SETLEASE) C(F_SETLK) C(F_SETLK64) C(F_SETLKW) C(F_SETLKW64) C(F_SETOWN) C(F_SETPIPE_SZ)
    C(F_SETSIG) C(F_SHLCK) C(F_UNLCK) C(F_WRLCK) C(LOCK_EX) C(LOCK_MAND) C(LOCK_NB) C(LOCK_READ)
    C(LOCK_RW) C(LOCK_SH) C(LOCK_UN) C(LOCK_WRITE)
};
// clang-format on

static bool init(kr_vm *vm, Value m) {
    return kr__module_constants(vm, m, constants, KR_COUNTOF(constants));
}

const KrModuleDef kr__module_fcntl = {
    .name = "fcntl",
    .doc = "Control of descriptors and locks on files: fcntl, ioctl, flock, lockf.",
    .functions = functions,
    .init = init,
};
