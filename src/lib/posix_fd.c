/* SPDX-License-Identifier: MIT
 * posix_fd.c: the functions of module posix about open descriptors, devices, extended attributes and file systems. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/limits.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <utmp.h>

#include "lib/fileno.h"
#include "lib/modules.h"
#include "lib/posix_parts.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/structseq.h"

bool kr__offset_arg(kr_vm *vm, Value v, int64_t *out) {
    *out = 0;
    if (!kr__ok(v) || kr__is_none(v)) return true;
    v = kr__index(vm, v);
    return kr__ok(v) && kr__int_to_i64(vm, v, out);
}
static Value none(kr_vm *vm, int r) { return r == 0 ? KR_NONE_V : kr__posix_failed(vm); }
static Value number(kr_vm *vm, ssize_t r) {
    return r >= 0 ? kr__int_from_i64(vm, r) : kr__posix_failed(vm);
}
static bool path_arg(kr_vm *vm, const char *function, Value v, int what, KrPath *p) {
    return kr__path_arg(vm, function, "path", v, what, p);
}
static Value path_failed(kr_vm *vm, const KrPath *p) { return kr__raise_os(vm, errno, p->shown); }
static bool folder_arg(kr_vm *vm, Value v, int *fd) {
    *fd = AT_FDCWD;
    if (!kr__ok(v) || kr__is_none(v)) return true;
    if (!kr__is_int_value(vm, v) && !kr__ok(kr__special(vm, v, KR_N___index__)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "argument should be integer or None, not %T",
                               v);
    return kr__c_int_arg(vm, v, 0, fd);
}
static bool flag_arg(kr_vm *vm, Value v, bool dflt, bool *out) {
    int r = kr__ok(v) ? kr__truth(vm, v) : dflt;
    *out = r > 0;
    return r >= 0;
}

/* ---- reading and writing ---- */

static Value f_pread(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(fd, a[0]);
    KR_OFFSET_ARG(length, a[1]);
    KR_OFFSET_ARG(offset, a[2]);
    if (length < 0) return errno = EINVAL, kr__posix_failed(vm);
    if (length > UINT32_MAX) return kr__no_memory(vm);
    KR_GRANTED(KR_GRANT_FILES);
    Value r = kr__bytes_new(vm, NULL, (size_t)length);
    if (kr__failed(r)) return r;
    ssize_t got;
    KR_RETRY(vm, got, pread(fd, ((KrBytes *)kr__ptr(r))->data, (size_t)length, offset));
    if (got < 0) return kr__posix_failed(vm);
    if (got == length) return r;
    Value part = kr__bytes_make(vm, ((KrBytes *)kr__ptr(r))->data, (size_t)got);
    kr__keep(r);
    return part;
}
static Value f_pwrite(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    ssize_t r;
    KR_INT_ARG(fd, a[0]);
    KR_OFFSET_ARG(offset, a[2]);
    KR_GRANTED(KR_GRANT_FILES);
    if (!kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    KR_RETRY(vm, r, pwrite(fd, b.data, b.len, offset));
    kr__buffer_release(vm, &b);
    return number(vm, r);
}

#define MOST_PARTS 64
typedef struct Parts {
    KrBuffer buf[MOST_PARTS];
    struct iovec io[MOST_PARTS];
    int n;
} Parts;
static void parts_release(kr_vm *vm, Parts *p) {
    while (p->n) kr__buffer_release(vm, &p->buf[--p->n]);
}
/* Buffers of a sequence; at most MOST_PARTS, the call then does a part of the work, as it may. */
static bool parts_get(kr_vm *vm, Value seq, bool writable, const char *function, Parts *p) {
    p->n = 0;
    if (!kr__ok(kr__special(vm, seq, KR_N___getitem__)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s must be a sequence", function);
    Value t = kr__tuple_from(vm, seq);
    if (kr__failed(t)) return false;
    for (size_t i = 0; i < ((KrTuple *)kr__ptr(t))->len && p->n < MOST_PARTS; i++) {
        KrBuffer *b = &p->buf[p->n];
        Value v = kr__tuple_get(kr__ptr(t), i);
        bool ok = kr__buffer_get(vm, v, b);
        if (ok && writable && b->readonly) {
            kr__buffer_release(vm, b);
            ok = kr__raise_false(vm, KR_T_X_BUFFERERROR, "Object is not writable.");
        }
        if (!ok) {
            parts_release(vm, p);
            return false;
        }
        p->io[p->n++] = (struct iovec){b->data, b->len};
    }
    return true;
}
static Value vector(kr_vm *vm, Value *a, const char *what, bool reads, bool at) {
    Parts p;
    ssize_t r;
    KR_INT_ARG(fd, a[0]);
    KR_OFFSET_ARG(offset, at ? a[2] : KR_UNSET);
    KR_INT_ARG(flags, at ? a[3] : KR_UNSET);
    KR_GRANTED(KR_GRANT_FILES);
    if (!parts_get(vm, a[1], reads, what, &p)) return KR_FAILED;
    if (!kr__await_fd(vm, fd, reads ? POLLIN : POLLOUT)) {
        parts_release(vm, &p);
        return KR_FAILED;
    }
    if (reads)
        KR_RETRY(vm, r, at ? preadv2(fd, p.io, p.n, offset, flags) : readv(fd, p.io, p.n));
    else
        KR_RETRY(vm, r, at ? pwritev2(fd, p.io, p.n, offset, flags) : writev(fd, p.io, p.n));
    parts_release(vm, &p);
    return number(vm, r);
}
static Value f_readv(kr_vm *vm, Value *a, int n) {
    return (void)n, vector(vm, a, "readv() arg 2", true, false);
}
static Value f_writev(kr_vm *vm, Value *a, int n) {
    return (void)n, vector(vm, a, "writev() arg 2", false, false);
}
static Value f_preadv(kr_vm *vm, Value *a, int n) {
    return (void)n, vector(vm, a, "preadv2() arg 2", true, true);
}
static Value f_pwritev(kr_vm *vm, Value *a, int n) {
    return (void)n, vector(vm, a, "pwritev2() arg 2", false, true);
}

static Value f_sendfile(kr_vm *vm, Value *a, int n) { /* out_fd, in_fd, offset, count */
    (void)n;
    ssize_t r;
    KR_INT_ARG(out, a[0]);
    KR_INT_ARG(in, a[1]);
    KR_OFFSET_ARG(offset, a[2]);
    KR_OFFSET_ARG(count, a[3]);
    KR_GRANTED(KR_GRANT_FILES);
    bool here = kr__is_none(a[2]);
    off_t at = offset;
    KR_RETRY(vm, r, sendfile(out, in, here ? NULL : &at, (size_t)count));
    return number(vm, r);
}
static Value copy_range(kr_vm *vm, Value *a, bool splices) {
    ssize_t r;
    KR_INT_ARG(src, a[0]);
    KR_INT_ARG(dst, a[1]);
    KR_OFFSET_ARG(count, a[2]);
    KR_OFFSET_ARG(from, a[3]);
    KR_OFFSET_ARG(to, a[4]);
    KR_INT_ARG(flags, splices ? a[5] : KR_UNSET);
    if (count < 0) return kr__raise_value(vm, "negative value for 'count' not allowed");

    KR_GRANTED(KR_GRANT_FILES);
    loff_t f = from, t = to, *pf = kr__ok(a[3]) && !kr__is_none(a[3]) ? &f : NULL,
           *pt = kr__ok(a[4]) && !kr__is_none(a[4]) ? &t : NULL;
    if (splices)
        KR_RETRY(vm, r, splice(src, pf, dst, pt, (size_t)count, (unsigned)flags));
    else
        KR_RETRY(vm, r, copy_file_range(src, pf, dst, pt, (size_t)count, 0));
    return number(vm, r);
}
static Value f_copy_file_range(kr_vm *vm, Value *a, int n) {
    return (void)n, copy_range(vm, a, false);
}
static Value f_splice(kr_vm *vm, Value *a, int n) { return (void)n, copy_range(vm, a, true); }

static Value f_posix_fadvise(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r;
    KR_INT_ARG(fd, a[0]);
    KR_OFFSET_ARG(offset, a[1]);
    KR_OFFSET_ARG(length, a[2]);
    KR_INT_ARG(advice, a[3]);
    KR_BLOCKING(vm, r = posix_fadvise(fd, offset, length, advice));
    return r ? kr__raise_os(vm, r, KR_UNSET) : KR_NONE_V;
}
static Value f_posix_fallocate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r;
    KR_INT_ARG(fd, a[0]);
    KR_OFFSET_ARG(offset, a[1]);
    KR_OFFSET_ARG(length, a[2]);
    KR_GRANTED(KR_GRANT_FILES);
    KR_BLOCKING(vm, r = posix_fallocate(fd, offset, length));
    return r ? kr__raise_os(vm, r, KR_UNSET) : KR_NONE_V;
}
static Value f_fdatasync(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd, r;
    if (!kr__fileno_arg(vm, a[0], &fd)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_FILES);
    KR_RETRY(vm, r, fdatasync(fd));
    return none(vm, r);
}
static Value f_sync(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KR_GRANTED(KR_GRANT_FILES);
    KR_BLOCKING(vm, sync());
    return KR_NONE_V;
}
typedef struct RecordLock {
    int fd, command;
    int64_t length;
} RecordLock;
static int record_lock_now(void *ud) {
    const RecordLock *l = ud;
    return lockf(l->fd, l->command, l->length);
}
static Value f_lockf(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r;
    KR_INT_ARG(fd, a[0]);
    KR_INT_ARG(command, a[1]);
    KR_OFFSET_ARG(length, a[2]);
    KR_GRANTED(KR_GRANT_FILES);
    RecordLock l = {fd, command == F_LOCK ? F_TLOCK : command, length};
    r = command == F_LOCK ? kr__retry_sleeping(vm, record_lock_now, &l) : record_lock_now(&l);
    if (r < 0) return kr__posix_failed(vm);
    return none(vm, r);
}

/* ---- making descriptors ---- */

static Value two(kr_vm *vm, int a, int b) {
    Value v[2] = {kr__from_int48(a), kr__from_int48(b)};
    return kr__tuple_new(vm, v, 2);
}
static Value f_pipe2(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd[2];
    KR_INT_ARG(flags, a[0]);
    KR_GRANTED(KR_GRANT_FILES);
    int r;
    KR_FD_CALL(vm, r, r < 0, pipe2(fd, flags));
    return r == 0 ? two(vm, fd[0], fd[1]) : kr__posix_failed(vm);
}
static Value f_memfd_create(kr_vm *vm, Value *a, int n) {
    (void)n;
    int flags;
    if (!kr__c_int_arg(vm, a[1], MFD_CLOEXEC, &flags)) return KR_FAILED;
    Value name = kr__is_str(vm, a[0]) ? kr__fs_encode(vm, a[0]) : kr__fspath(vm, a[0]);
    if (kr__failed(name)) return name;
    KR_GRANTED(KR_GRANT_FILES);
    int fd;
    KR_FD_CALL(vm, fd, fd < 0, memfd_create(((KrBytes *)kr__ptr(name))->data, (unsigned)flags));
    return number(vm, fd);
}
static Value f_eventfd(kr_vm *vm, Value *a, int n) {
    (void)n;
    int flags;
    KR_OFFSET_ARG(count, a[0]);
    if (!kr__c_int_arg(vm, a[1], EFD_CLOEXEC, &flags)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_FILES);
    int fd;
    KR_FD_CALL(vm, fd, fd < 0, eventfd((unsigned)count, flags));
    return number(vm, fd);
}
static Value f_eventfd_read(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd, r;
    eventfd_t value;
    if (!kr__fileno_arg(vm, a[0], &fd)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_FILES);
    if (!kr__await_fd(vm, fd, POLLIN)) return KR_FAILED;
    KR_RETRY(vm, r, eventfd_read(fd, &value));
    return r == 0 ? kr__int_from_u64(vm, value) : kr__posix_failed(vm);
}
static Value f_eventfd_write(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd, r;
    uint64_t value;
    if (!kr__fileno_arg(vm, a[0], &fd)) return KR_FAILED;
    if (!kr__unsigned_arg(vm, a[1], UINT64_MAX, "int too big to convert", &value)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_FILES);
    KR_RETRY(vm, r, eventfd_write(fd, value));
    return none(vm, r);
}

/* ---- terminals and devices ---- */

static Value f_openpty(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    int master, slave;
    KR_GRANTED(KR_GRANT_FILES);
    int r;
    KR_FD_CALL(vm, r, r < 0, openpty(&master, &slave, NULL, NULL, NULL));
    if (r < 0) return kr__posix_failed(vm);
    (void)fcntl(master, F_SETFD, FD_CLOEXEC);
    (void)fcntl(slave, F_SETFD, FD_CLOEXEC);
    return two(vm, master, slave);
}
static Value f_login_tty(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd;
    if (!kr__fileno_arg(vm, a[0], &fd)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_PROCESS);
    return none(vm, login_tty(fd));
}
static Value f_ttyname(kr_vm *vm, Value *a, int n) {
    (void)n;
    char buf[256];
    KR_INT_ARG(fd, a[0]);
    int err = ttyname_r(fd, buf, sizeof buf);
    return err ? kr__raise_os(vm, err, KR_UNSET) : kr__fs_decode(vm, buf, strlen(buf));
}
static Value f_ctermid(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    char buf[L_ctermid];
    ctermid(buf);
    return kr__fs_decode(vm, buf, strlen(buf));
}
static Value f_tcgetpgrp(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(fd, a[0]);
    return number(vm, tcgetpgrp(fd));
}
static Value f_tcsetpgrp(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(fd, a[0]);
    KR_INT_ARG(group, a[1]);
    KR_GRANTED(KR_GRANT_PROCESS);
    return none(vm, tcsetpgrp(fd, group));
}
static Value f_device_encoding(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(fd, a[0]);
    return isatty(fd) ? kr__text(vm, "utf-8") : KR_NONE_V;
}
static Value f_major(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_OFFSET_ARG(device, a[0]);
    return kr__from_int48(major((dev_t)device));
}
static Value f_minor(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_OFFSET_ARG(device, a[0]);
    return kr__from_int48(minor((dev_t)device));
}
static Value f_makedev(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(high, a[0]);
    KR_INT_ARG(low, a[1]);
    return kr__int_from_u64(vm, makedev((unsigned)high, (unsigned)low));
}
static Value f_mkfifo(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrPath p;
    int mode, folder;
    if (!path_arg(vm, "mkfifo", a[0], 0, &p) || !kr__c_int_arg(vm, a[1], 0666, &mode) ||
        !folder_arg(vm, a[2], &folder))
        return KR_FAILED;
    return mkfifoat(folder, p.text, (mode_t)mode) == 0 ? KR_NONE_V : kr__posix_failed(vm);
}
static Value f_mknod(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrPath p;
    int mode, folder;
    if (!path_arg(vm, "mknod", a[0], 0, &p) || !kr__c_int_arg(vm, a[1], 0600, &mode) ||
        !folder_arg(vm, a[3], &folder))
        return KR_FAILED;
    KR_OFFSET_ARG(device, a[2]);
    return mknodat(folder, p.text, (mode_t)mode, (dev_t)device) == 0 ? KR_NONE_V
                                                                     : kr__posix_failed(vm);
}

/* ---- owners, file systems ---- */

bool kr__posix_id_arg(kr_vm *vm, Value v, const char *what, uint32_t *out) {
    int64_t i;
    if (!kr__is_int_value(vm, v) && !kr__ok(kr__special(vm, v, KR_N___index__)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s should be integer, not %T", what, v);
    v = kr__index(vm, v);
    if (kr__failed(v)) return false;
    bool fits = kr__int_fits_i64(vm, v, &i);
    if (!fits || i < -1 || i > UINT32_MAX)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "%s is %s", what,
                               fits || kr__int_sign(vm, v) < 0 ? "less than minimum"
                                                               : "greater than maximum");
    *out = (uint32_t)i;
    return true;
}
static Value change_owner(kr_vm *vm, Value *a, const char *name, int what, Value folder_v,
                          int flags) {
    KrPath p;
    uint32_t uid, gid;
    int folder;
    if (!path_arg(vm, name, a[0], what, &p) || !kr__posix_id_arg(vm, a[1], "uid", &uid) ||
        !kr__posix_id_arg(vm, a[2], "gid", &gid) || !folder_arg(vm, folder_v, &folder))
        return KR_FAILED;
    int r = p.text ? fchownat(folder, p.text, uid, gid, flags) : fchown(p.fd, uid, gid);
    return r == 0 ? KR_NONE_V : path_failed(vm, &p);
}
static Value f_chown(kr_vm *vm, Value *a, int n) {
    (void)n;
    bool follow;
    if (!flag_arg(vm, a[4], true, &follow)) return KR_FAILED;
    return change_owner(vm, a, "chown", KR_PATH_FD, a[3], follow ? 0 : AT_SYMLINK_NOFOLLOW);
}
static Value f_lchown(kr_vm *vm, Value *a, int n) {
    return (void)n, change_owner(vm, a, "lchown", 0, KR_UNSET, AT_SYMLINK_NOFOLLOW);
}
static Value f_fchown(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t uid, gid;
    KR_INT_ARG(fd, a[0]);
    if (!kr__posix_id_arg(vm, a[1], "uid", &uid) || !kr__posix_id_arg(vm, a[2], "gid", &gid))
        return KR_FAILED;
    KR_GRANTED(KR_GRANT_FILES);
    return none(vm, fchown(fd, uid, gid));
}
static Value f_chroot(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrPath p;
    if (!path_arg(vm, "chroot", a[0], 0, &p)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_PROCESS);
    return chroot(p.text) == 0 ? KR_NONE_V : path_failed(vm, &p);
}

static const KrSeqField vfs_fields[] = {
    {"f_bsize", NULL},  {"f_frsize", NULL},  {"f_blocks", NULL}, {"f_bfree", NULL},
    {"f_bavail", NULL}, {"f_files", NULL},   {"f_ffree", NULL},  {"f_favail", NULL},
    {"f_flag", NULL},   {"f_namemax", NULL}, {"f_fsid", NULL},   {NULL, NULL},
};
static const KrSeqDef vfs_def = {.module = "os",
                                 .name = "statvfs_result",
                                 .doc = "statvfs_result: what statvfs and fstatvfs give.",
                                 .fields = vfs_fields,
                                 .visible = 10,
                                 .constructible = true};
static Value vfs_result(kr_vm *vm, const struct statvfs *s) {
    Value *classes = kr__posix_classes(vm);
    uint64_t raw[11] = {s->f_bsize, s->f_frsize, s->f_blocks, s->f_bfree,   s->f_bavail, s->f_files,
                        s->f_ffree, s->f_favail, s->f_flag,   s->f_namemax, s->f_fsid};
    Value v[11];
    for (int i = 0; i < 11; i++)
        if (kr__failed(v[i] = kr__int_from_u64(vm, raw[i]))) return KR_FAILED;
    return classes ? kr__structseq_new(vm, classes[KR_POSIX_STATVFS], v, 11) : KR_FAILED;
}
static Value f_statvfs(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrPath p;
    struct statvfs s;
    int r;
    if (!path_arg(vm, "statvfs", a[0], KR_PATH_FD, &p)) return KR_FAILED;
    KR_RETRY(vm, r, p.text ? statvfs(p.text, &s) : fstatvfs(p.fd, &s));
    return r == 0 ? vfs_result(vm, &s) : kr__pending(vm) ? KR_FAILED : path_failed(vm, &p);
}
static Value f_fstatvfs(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct statvfs s;
    int r;
    KR_INT_ARG(fd, a[0]);
    KR_GRANTED(KR_GRANT_FILES);
    KR_RETRY(vm, r, fstatvfs(fd, &s));
    return r == 0 ? vfs_result(vm, &s) : kr__posix_failed(vm);
}

/* ---- extended attributes ---- */

typedef struct Attr {
    KrPath path, name;
    bool follow;
} Attr;
static bool attr_args(kr_vm *vm, const char *function, Value path, Value name, Value follow,
                      Attr *x) {
    return path_arg(vm, function, path, KR_PATH_FD, &x->path) &&
           kr__path_arg(vm, function, "attribute", name, 0, &x->name) &&
           flag_arg(vm, follow, true, &x->follow);
}

static Value f_getxattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Attr x;
    if (!attr_args(vm, "getxattr", a[0], a[1], a[2], &x)) return KR_FAILED;
    Value r = kr__bytes_new(vm, NULL, XATTR_SIZE_MAX);
    if (kr__failed(r)) return r;
    char *buf = ((KrBytes *)kr__ptr(r))->data;
    ssize_t got = !x.path.text ? fgetxattr(x.path.fd, x.name.text, buf, XATTR_SIZE_MAX)
                  : x.follow   ? getxattr(x.path.text, x.name.text, buf, XATTR_SIZE_MAX)
                               : lgetxattr(x.path.text, x.name.text, buf, XATTR_SIZE_MAX);
    Value v = got < 0 ? path_failed(vm, &x.path) : kr__bytes_make(vm, buf, (size_t)got);
    kr__keep(r);
    return v;
}
static Value f_setxattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Attr x;
    KrBuffer b;
    if (!attr_args(vm, "setxattr", a[0], a[1], a[4], &x)) return KR_FAILED;
    KR_INT_ARG(flags, a[3]);
    if (!kr__buffer_get(vm, a[2], &b)) return KR_FAILED;
    int r = !x.path.text ? fsetxattr(x.path.fd, x.name.text, b.data, b.len, flags)
            : x.follow   ? setxattr(x.path.text, x.name.text, b.data, b.len, flags)
                         : lsetxattr(x.path.text, x.name.text, b.data, b.len, flags);
    int err = errno;
    kr__buffer_release(vm, &b);
    errno = err;
    return r == 0 ? KR_NONE_V : path_failed(vm, &x.path);
}
static Value f_removexattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Attr x;
    if (!attr_args(vm, "removexattr", a[0], a[1], a[2], &x)) return KR_FAILED;
    int r = !x.path.text ? fremovexattr(x.path.fd, x.name.text)
            : x.follow   ? removexattr(x.path.text, x.name.text)
                         : lremovexattr(x.path.text, x.name.text);
    return r == 0 ? KR_NONE_V : path_failed(vm, &x.path);
}
static Value f_listxattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrPath p;
    bool follow;
    if (!path_arg(vm, "listxattr", a[0], KR_PATH_FD | KR_PATH_NONE, &p) ||
        !flag_arg(vm, a[1], true, &follow))
        return KR_FAILED;
    Value room = kr__bytes_new(vm, NULL, XATTR_LIST_MAX), list = kr__list_new(vm, NULL, 0);
    if (kr__failed(room) || kr__failed(list)) return KR_FAILED;
    char *buf = ((KrBytes *)kr__ptr(room))->data;
    ssize_t got = !p.text  ? flistxattr(p.fd, buf, XATTR_LIST_MAX)
                  : follow ? listxattr(p.text, buf, XATTR_LIST_MAX)
                           : llistxattr(p.text, buf, XATTR_LIST_MAX);
    if (got < 0) return path_failed(vm, &p);
    for (ssize_t at = 0; at < got; at += (ssize_t)strlen(buf + at) + 1) {
        Value name = kr__fs_decode(vm, buf + at, strlen(buf + at));
        if (kr__failed(name) || !kr__list_append(vm, kr__ptr(list), name)) return KR_FAILED;
    }
    kr__keep(room);
    return list;
}

static const KrFnDef functions[] = {
    {"pread(fd, length, offset, /)", f_pread, "Read bytes from a place in a file.", 0},
    {"pwrite(fd, buffer, offset, /)", f_pwrite, "Write bytes to a place in a file.", 0},
    {"readv(fd, buffers, /)", f_readv, "Read into several buffers.", 0},
    {"writev(fd, buffers, /)", f_writev, "Write several buffers.", 0},
    {"preadv(fd, buffers, offset, flags=0, /)", f_preadv,
     "Read into several buffers from a place in a file.", 0},
    {"pwritev(fd, buffers, offset, flags=0, /)", f_pwritev,
     "Write several buffers to a place in a file.", 0},
    {"sendfile(out_fd, in_fd, offset, count)", f_sendfile,
     "Copy bytes from one descriptor to another.", 0},
    {"copy_file_range(src, dst, count, offset_src=None, offset_dst=None)", f_copy_file_range,
     "Copy bytes between files, in the kernel.", 0},
    {"splice(src, dst, count, offset_src=None, offset_dst=None, flags=0)", f_splice,
     "Move bytes between descriptors, one of which is a pipe.", 0},
    {"posix_fadvise(fd, offset, length, advice, /)", f_posix_fadvise,
     "Say how a part of a file will be used.", 0},
    {"posix_fallocate(fd, offset, length, /)", f_posix_fallocate,
     "Reserve disk space for a part of a file.", 0},
    {"fdatasync(fd)", f_fdatasync, "Write a file's data to disk, without its metadata.", 0},
    {"sync()", f_sync, "Write everything to disk.", 0},
    {"lockf(fd, command, length, /)", f_lockf, "Lock, test or unlock a part of a file.", 0},
    {"pipe2(flags, /)", f_pipe2, "Create a pipe with flags.", 0},
    {"memfd_create(name, flags=MFD_CLOEXEC)", f_memfd_create, "A file that lives in memory.", 0},
    {"eventfd(initval, flags=EFD_CLOEXEC)", f_eventfd, "A descriptor with a counter.", 0},
    {"eventfd_read(fd)", f_eventfd_read, "Take the counter of an eventfd.", 0},
    {"eventfd_write(fd, value)", f_eventfd_write, "Add to the counter of an eventfd.", 0},
    {"openpty()", f_openpty, "Open a pseudo-terminal: (master, slave).", 0},
    {"login_tty(fd, /)", f_login_tty,
     "Make a terminal the controlling one and stdin, stdout and stderr.", 0},
    {"ttyname(fd, /)", f_ttyname, "The name of the terminal.", 0},
    {"ctermid()", f_ctermid, "The name of the controlling terminal.", 0},
    {"tcgetpgrp(fd, /)", f_tcgetpgrp, "The process group in the foreground of a terminal.", 0},
    {"tcsetpgrp(fd, pgid, /)", f_tcsetpgrp,
     "Bring a process group to the foreground of a terminal.", 0},
    {"device_encoding(fd)", f_device_encoding,
     "The encoding of a terminal; None for other descriptors.", 0},
    {"major(device, /)", f_major, "The major number of a device.", 0},
    {"minor(device, /)", f_minor, "The minor number of a device.", 0},
    {"makedev(major, minor, /)", f_makedev, "A device number from its parts.", 0},
    {"mkfifo(path, mode=438, *, dir_fd=None)", f_mkfifo, "Create a named pipe.", 0},
    {"mknod(path, mode=384, device=0, *, dir_fd=None)", f_mknod,
     "Create a node: file, device or named pipe.", 0},
    {"chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", f_chown,
     "Change owner and group of a file.", 0},
    {"lchown(path, uid, gid)", f_lchown, "Change owner and group, of a link itself.", 0},
    {"fchown(fd, uid, gid)", f_fchown, "Change owner and group of an open file.", 0},
    {"chroot(path)", f_chroot, "Change the root folder of the process.", 0},
    {"statvfs(path)", f_statvfs, "What the file system of a path is like.", 0},
    {"fstatvfs(fd, /)", f_fstatvfs, "What the file system of an open file is like.", 0},
    {"getxattr(path, attribute, *, follow_symlinks=True)", f_getxattr,
     "The value of an extended attribute.", 0},
    {"setxattr(path, attribute, value, flags=0, *, follow_symlinks=True)", f_setxattr,
     "Set an extended attribute.", 0},
    {"removexattr(path, attribute, *, follow_symlinks=True)", f_removexattr,
     "Remove an extended attribute.", 0},
    {"listxattr(path=None, *, follow_symlinks=True)", f_listxattr,
     "The names of the extended attributes.", 0},
    {NULL, NULL, NULL, 0},
};

bool kr__posix_fd_init(kr_vm *vm, Value m) {
    Value *classes = kr__posix_classes(vm);
    return classes && kr__ok(classes[KR_POSIX_STATVFS] = kr__structseq_class(vm, &vfs_def)) &&
           kr__module_add(vm, m, "statvfs_result", classes[KR_POSIX_STATVFS]) &&
           kr__module_add_functions(vm, m, functions);
}
