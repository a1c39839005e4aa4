/* SPDX-License-Identifier: MIT
 * posix.c: module posix: files, folders, processes. Everything that reaches outside asks for the VM's grant first.
 * Directory entries and stat results stand in posix_stat.c. */
#define _GNU_SOURCE
#include "lib/posix.h"
#include "lib/posix_parts.h"
#include "lib/fileno.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/fileno.h"
#include "lib/modules.h"
#include "types/buffer.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"

extern char **environ;

/* ---- arguments -------------------------------------------------------------------------------- */

bool kr__posix_granted(kr_vm *vm, uint32_t grant) {
    if (vm->grants & grant) return true;
    kr__raise_os(vm, EPERM, KR_UNSET);
    return false;
}

/* os.fspath: str and bytes as they are, else __fspath__(). */
Value kr__fspath(kr_vm *vm, Value v) {
    if (kr__is_str(vm, v) || kr__has_kind(vm, v, KR_K_BYTES)) return v;
    Value p = kr__call_special(vm, v, KR_N___fspath__, NULL, 0);
    if (!kr__ok(p)) {
        if (kr__pending(vm)) return KR_FAILED;
        return kr__raise_type(vm, "expected str, bytes or os.PathLike object, not %T", v);
    }
    if (kr__is_str(vm, p) || kr__has_kind(vm, p, KR_K_BYTES)) return p;
    return kr__raise_type(vm, "expected %T.__fspath__() to return str or bytes, not %T", v, p);
}

bool kr__path_arg(kr_vm *vm, const char *function, const char *arg, Value v, int what,
                  KrPath *out) {
    *out = (KrPath){.fd = -1, .shown = v};
    if (!kr__posix_granted(vm, KR_GRANT_FILES)) return false;
    if ((what & KR_PATH_NONE) && (!kr__ok(v) || kr__is_none(v))) {
        out->text = ".";
        out->shown = KR_NONE_V;
        return true;
    }
    if ((what & KR_PATH_FD) && kr__is_int_value(vm, v)) {
        int64_t fd = kr__int_sign(vm, v) < 0 ? INT64_MIN : INT64_MAX;
        (void)kr__int_fits_i64(vm, v, &fd);
        if (fd != (int)fd)
            return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "fd is %s",
                                   fd < 0 ? "less than minimum" : "greater than maximum");
        out->fd = (int)fd;
        return true;
    }
    Value p = v;
    if (!kr__is_str(vm, v) && !kr__has_kind(vm, v, KR_K_BYTES)) {
        p = kr__call_special(vm, v, KR_N___fspath__, NULL, 0);
        if (!kr__ok(p)) {
            if (kr__pending(vm)) return false;
            const char *kinds = what & KR_PATH_FD     ? "string, bytes, os.PathLike or integer"
                                : what & KR_PATH_NONE ? "string, bytes, os.PathLike or None"
                                                      : "string, bytes or os.PathLike";
            if ((what & KR_PATH_FD) && (what & KR_PATH_NONE))
                kinds = "string, bytes, os.PathLike, integer or None";
            kr__raise_type(vm, "%s: %s should be %s, not %T", function, arg, kinds, v);
            return false;
        }
        if (!kr__is_str(vm, p) && !kr__has_kind(vm, p, KR_K_BYTES)) {
            kr__raise_type(vm, "expected %T.__fspath__() to return str or bytes, not %T", v, p);
            return false;
        }
    }
    out->is_bytes = kr__has_kind(vm, p, KR_K_BYTES);
    Value bytes = out->is_bytes ? p : kr__fs_encode(vm, p);
    if (kr__failed(bytes)) return false;
    const KrBytes *b = kr__ptr(bytes);
    if (memchr(b->data, 0, b->len)) {
        if (what & KR_PATH_PLAIN)
            kr__raise_value(vm, "embedded null byte");
        else
            kr__raise_value(vm, "%s: embedded null %s in %s", function,
                            out->is_bytes ? "byte" : "character", arg);
        return false;
    }
    out->bytes = bytes;
    out->text = b->data;
    return true;
}

Value kr__path_text(kr_vm *vm, const KrPath *like, const char *s, size_t n) {
    return like->is_bytes ? kr__bytes_new(vm, s, n) : kr__fs_decode(vm, s, n);
}

static Value path_error(kr_vm *vm, const KrPath *p) {
    return kr__pending(vm) ? KR_FAILED : kr__raise_os(vm, errno, p->shown);
}
static Value path_error2(kr_vm *vm, const KrPath *p, const KrPath *q) {
    return kr__raise_os2(vm, errno, p->shown, q->shown);
}

static bool int_arg(kr_vm *vm, Value v, int64_t dflt, int64_t *out) {
    *out = dflt;
    return !kr__ok(v) || kr__is_none(v) || kr__index_i64(vm, v, out);
}
bool kr__fd_arg(kr_vm *vm, Value v, int *fd) {
    int64_t i;
    if (!kr__is_int_value(vm, v)) {
        Value m, name = kr__name(vm, KR_N_fileno);
        int r = kr__getattr_opt(vm, v, name, &m);
        if (r < 0) return false;
        if (!r)
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "argument must be an int, or have a fileno() method.");
        v = kr__call0(vm, m);
        if (kr__failed(v)) return false;
    }
    v = kr__index(vm, v);
    if (kr__failed(v)) return false;
    if (!kr__int_fits_i64(vm, v, &i) || i != (int)i)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "Python int too large to convert to C int");
    if (i < INT32_MIN || i > INT32_MAX)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "Python int too large to convert to C int");
    *fd = (int)i;
    return true;
}
static int dir_fd(kr_vm *vm, Value v, bool *ok) {
    int fd = AT_FDCWD;
    *ok = !kr__ok(v) || kr__is_none(v) || kr__fd_arg(vm, v, &fd);
    return fd;
}

/* ---- paths ------------------------------------------------------------------------------------ */

#define PATH(fn, v, p) \
    KrPath p;          \
    (void)n;           \
    if (!kr__path_arg(vm, fn, "path", v, 0, &p)) return KR_FAILED

static Value os_fspath(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__fspath(vm, a[0]);
}
static Value os_getcwd(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    char buf[4096];
    if (!kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
    if (!getcwd(buf, sizeof buf)) return kr__raise_os(vm, errno, KR_UNSET);
    return kr__fs_decode(vm, buf, strlen(buf));
}
static Value os_getcwdb(kr_vm *vm, Value *a, int n) {
    Value s = os_getcwd(vm, a, n);
    return kr__ok(s) ? kr__fs_encode(vm, s) : s;
}
static Value os_chdir(kr_vm *vm, Value *a, int n) {
    KrPath p;
    (void)n;
    if (!kr__path_arg(vm, "chdir", "path", a[0], KR_PATH_FD, &p)) return KR_FAILED;
    return (p.text ? chdir(p.text) : fchdir(p.fd)) == 0 ? KR_NONE_V : path_error(vm, &p);
}
static Value os_mkdir(kr_vm *vm, Value *a, int n) {
    PATH("mkdir", a[0], p);
    int64_t mode;
    bool ok;
    int at = dir_fd(vm, a[2], &ok);
    if (!ok || !int_arg(vm, a[1], 0777, &mode)) return KR_FAILED;
    return mkdirat(at, p.text, (mode_t)mode) == 0 ? KR_NONE_V : path_error(vm, &p);
}
static Value os_rmdir(kr_vm *vm, Value *a, int n) {
    PATH("rmdir", a[0], p);
    bool ok;
    int at = dir_fd(vm, a[1], &ok);
    if (!ok) return KR_FAILED;
    return unlinkat(at, p.text, AT_REMOVEDIR) == 0 ? KR_NONE_V : path_error(vm, &p);
}
static Value os_unlink(kr_vm *vm, Value *a, int n) {
    PATH("unlink", a[0], p);
    bool ok;
    int at = dir_fd(vm, a[1], &ok);
    if (!ok) return KR_FAILED;
    return unlinkat(at, p.text, 0) == 0 ? KR_NONE_V : path_error(vm, &p);
}
static Value rename_paths(kr_vm *vm, Value *a, const char *fn) {
    KrPath p, q;
    bool ok, ok2;
    if (!kr__path_arg(vm, fn, "src", a[0], 0, &p) || !kr__path_arg(vm, fn, "dst", a[1], 0, &q))
        return KR_FAILED;
    int from = dir_fd(vm, a[2], &ok), to = dir_fd(vm, a[3], &ok2);
    if (!ok || !ok2) return KR_FAILED;
    return renameat(from, p.text, to, q.text) == 0 ? KR_NONE_V : path_error2(vm, &p, &q);
}
static Value os_rename(kr_vm *vm, Value *a, int n) {
    (void)n;
    return rename_paths(vm, a, "rename");
}
static Value os_replace(kr_vm *vm, Value *a, int n) {
    (void)n;
    return rename_paths(vm, a, "replace");
}
static Value os_link(kr_vm *vm, Value *a, int n) {
    KrPath p, q;
    (void)n;
    if (!kr__path_arg(vm, "link", "src", a[0], 0, &p) ||
        !kr__path_arg(vm, "link", "dst", a[1], 0, &q))
        return KR_FAILED;
    return link(p.text, q.text) == 0 ? KR_NONE_V : path_error2(vm, &p, &q);
}
static Value os_symlink(kr_vm *vm, Value *a, int n) {
    KrPath p, q;
    (void)n;
    if (!kr__path_arg(vm, "symlink", "src", a[0], 0, &p) ||
        !kr__path_arg(vm, "symlink", "dst", a[1], 0, &q))
        return KR_FAILED;
    return symlink(p.text, q.text) == 0 ? KR_NONE_V : path_error2(vm, &p, &q);
}
static Value os_readlink(kr_vm *vm, Value *a, int n) {
    PATH("readlink", a[0], p);
    char buf[4096];
    ssize_t len = readlink(p.text, buf, sizeof buf);
    return len < 0 ? path_error(vm, &p) : kr__path_text(vm, &p, buf, (size_t)len);
}
static Value os_access(kr_vm *vm, Value *a, int n) {
    PATH("access", a[0], p);
    int64_t mode;
    bool ok;
    int at = dir_fd(vm, a[2], &ok);
    if (!ok || !int_arg(vm, a[1], 0, &mode)) return KR_FAILED;
    return kr__bool(faccessat(at, p.text, (int)mode, 0) == 0);
}
static Value os_chmod(kr_vm *vm, Value *a, int n) {
    KrPath p;
    int64_t mode;
    (void)n;
    if (!kr__path_arg(vm, "chmod", "path", a[0], KR_PATH_FD, &p) || !int_arg(vm, a[1], 0, &mode))
        return KR_FAILED;
    int r = p.text ? fchmodat(AT_FDCWD, p.text, (mode_t)mode, 0) : fchmod(p.fd, (mode_t)mode);
    return r == 0 ? KR_NONE_V : path_error(vm, &p);
}
static Value os_umask(kr_vm *vm, Value *a, int n) {
    int64_t mode;
    (void)n;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS) || !int_arg(vm, a[0], 0, &mode)) return KR_FAILED;
    return kr__from_int48(umask((mode_t)mode));
}
static Value os_truncate(kr_vm *vm, Value *a, int n) {
    KrPath p;
    int64_t len;
    (void)n;
    if (!kr__path_arg(vm, "truncate", "path", a[0], KR_PATH_FD, &p) || !int_arg(vm, a[1], 0, &len))
        return KR_FAILED;
    return (p.text ? truncate(p.text, len) : ftruncate(p.fd, len)) == 0 ? KR_NONE_V
                                                                        : path_error(vm, &p);
}

/* Nanoseconds of a time given in seconds. */
static bool time_arg(kr_vm *vm, Value v, struct timespec *t) {
    double d;
    bool number;
    if (!kr__number_to_double(vm, v, &d, &number)) return false;
    if (!number)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "'%T' object cannot be interpreted as an integer", v);
    double whole = __builtin_floor(d);
    t->tv_sec = (time_t)whole;
    t->tv_nsec = (long)((d - whole) * 1e9);
    return true;
}
static Value os_utime(kr_vm *vm, Value *a, int n) {
    KrPath p;
    (void)n;
    if (!kr__path_arg(vm, "utime", "path", a[0], KR_PATH_FD, &p)) return KR_FAILED;
    struct timespec t[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    if (kr__ok(a[1]) && !kr__is_none(a[1])) {
        if (!kr__has_kind(vm, a[1], KR_K_TUPLE) || ((KrTuple *)kr__ptr(a[1]))->len != 2)
            return kr__raise_type(vm, "utime: 'times' must be either a tuple of two ints or None");
        for (int i = 0; i < 2; i++)
            if (!time_arg(vm, kr__tuple_get(kr__ptr(a[1]), (size_t)i), &t[i])) return KR_FAILED;
    } else if (kr__ok(a[2]) && !kr__is_none(a[2])) {
        for (int i = 0; i < 2; i++) {
            int64_t ns;
            if (!kr__has_kind(vm, a[2], KR_K_TUPLE) || ((KrTuple *)kr__ptr(a[2]))->len != 2)
                return kr__raise_type(vm, "utime: 'ns' must be a tuple of two ints");
            if (!kr__index_i64(vm, kr__tuple_get(kr__ptr(a[2]), (size_t)i), &ns)) return KR_FAILED;
            t[i] = (struct timespec){ns / 1000000000, ns % 1000000000};
        }
    }
    int r = p.text ? utimensat(AT_FDCWD, p.text, t, 0) : futimens(p.fd, t);
    return r == 0 ? KR_NONE_V : path_error(vm, &p);
}
static Value os_listdir(kr_vm *vm, Value *a, int n) {
    KrPath p;
    (void)n;
    if (!kr__path_arg(vm, "listdir", "path", a[0], KR_PATH_FD | KR_PATH_NONE, &p)) return KR_FAILED;
    DIR *d;
    KR_FD_CALL(vm, d, !d, p.text ? opendir(p.text) : fdopendir(dup(p.fd)));
    if (!d) return path_error(vm, &p);
    Value list = kr__list_new(vm, NULL, 0);
    struct dirent *e;
    while (kr__ok(list) && (e = readdir(d))) {
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
        Value name = kr__path_text(vm, &p, e->d_name, strlen(e->d_name));
        if (kr__failed(name) || !kr__list_append(vm, kr__ptr(list), name)) list = KR_FAILED;
    }
    closedir(d);
    return list;
}

/* Takes "." and ".." and double slashes out of an absolute or relative path. */
static Value os_normpath(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value p = kr__fspath(vm, a[0]);
    if (kr__failed(p)) return KR_FAILED;
    bool bytes = kr__has_kind(vm, p, KR_K_BYTES);
    const char *s = bytes ? ((KrBytes *)kr__ptr(p))->data : kr__str_text(kr__ptr(p));
    size_t len = bytes ? ((KrBytes *)kr__ptr(p))->len : ((KrStr *)kr__ptr(p))->len;
    char *out = kr__mem_alloc(&kr__heap(vm)->mem, len + 2);
    if (!out) return kr__no_memory(vm);
    size_t root =
        len && s[0] == '/' ? (len > 1 && s[1] == '/' && !(len > 2 && s[2] == '/') ? 2 : 1) : 0;
    size_t at = root;
    memcpy(out, "//", root);
    for (size_t i = root; i < len;) {
        size_t j = i;
        while (j < len && s[j] != '/') j++;
        size_t k = j - i;
        if (k == 0 || (k == 1 && s[i] == '.')) {
        } else if (k == 2 && s[i] == '.' && s[i + 1] == '.' &&
                   (at > root ? !(at >= 2 && out[at - 1] == '.' && out[at - 2] == '.' &&
                                  (at == 2 || out[at - 3] == '/'))
                              : root > 0)) {
            while (at > root && out[at - 1] != '/') at--;
            if (at > root) at--;
        } else {
            if (at > root) out[at++] = '/';
            memcpy(out + at, s + i, k);
            at += k;
        }
        i = j + 1;
    }
    if (!at) out[at++] = '.';
    Value v = bytes ? kr__bytes_new(vm, out, at) : kr__str_new(vm, out, at);
    kr__mem_free(&kr__heap(vm)->mem, out, len + 2);
    return v;
}

/* ---- descriptors ------------------------------------------------------------------------------ */

static Value fd_error(kr_vm *vm) {
    return kr__pending(vm) ? KR_FAILED : kr__raise_os(vm, errno, KR_UNSET);
}

static Value os_open(kr_vm *vm, Value *a, int n) {
    PATH("open", a[0], p);
    int64_t flags, mode;
    bool ok;
    int at = dir_fd(vm, a[3], &ok);
    if (!ok || !int_arg(vm, a[1], 0, &flags) || !int_arg(vm, a[2], 0777, &mode)) return KR_FAILED;
    int fd = kr__open_file(vm, at, p.text, (int)flags | O_CLOEXEC, (mode_t)mode);
    return fd < 0 ? path_error(vm, &p) : kr__from_int48(fd);
}
#define FD(v) \
    int fd;   \
    (void)n;  \
    if (!kr__posix_granted(vm, KR_GRANT_FILES) || !kr__fd_arg(vm, v, &fd)) return KR_FAILED
static Value os_close(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    int r;
    KR_BLOCKING(vm, r = close(fd));
    return r == 0 ? KR_NONE_V : fd_error(vm);
}
static Value os_closerange(kr_vm *vm, Value *a, int n) {
    int64_t lo, hi;
    (void)n;
    if (!kr__posix_granted(vm, KR_GRANT_FILES) || !int_arg(vm, a[0], 0, &lo) ||
        !int_arg(vm, a[1], 0, &hi))
        return KR_FAILED;
    for (int64_t fd = lo; fd < hi; fd++) close((int)fd);
    return KR_NONE_V;
}
static Value os_read(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    int64_t size;
    if (!int_arg(vm, a[1], 0, &size)) return KR_FAILED;
    if (size < 0) return errno = EINVAL, fd_error(vm);
    if (size > INT32_MAX) size = INT32_MAX;
    Value b = kr__bytes_new(vm, NULL, (size_t)size);
    if (kr__failed(b)) return KR_FAILED;
    ssize_t got;
    do {
        if (!kr__await_fd(vm, fd, POLLIN)) return KR_FAILED;
        KR_BLOCKING(vm, got = read(fd, ((KrBytes *)kr__ptr(b))->data, (size_t)size));
    } while (got < 0 && errno == EINTR && kr__poll(vm));
    if (got < 0) return kr__pending(vm) ? KR_FAILED : fd_error(vm);
    return got == size ? b : kr__bytes_new(vm, ((KrBytes *)kr__ptr(b))->data, (size_t)got);
}
/* One write, or, while time is limited and the descriptor no file, several of what it takes at once. */
static ssize_t write_all(kr_vm *vm, int fd, const char *p, size_t n) {
    size_t done = 0;
    for (;;) {
        if (!kr__await_fd(vm, fd, POLLOUT)) return -1;
        size_t most = kr__write_most(vm, fd, n - done);
        ssize_t got;
        KR_BLOCKING(vm, got = write(fd, p + done, most));
        if (got < 0 && errno == EINTR && kr__poll(vm)) continue;
        if (got < 0 && (!done || kr__pending(vm))) return -1;
        if (got > 0) done += (size_t)got;
        if (got < (ssize_t)most || done == n) return (ssize_t)done;
    }
}
static Value os_write(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    KrBuffer b;
    if (!kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    ssize_t got = write_all(vm, fd, b.data, b.len);
    int err = errno;
    kr__buffer_release(vm, &b);
    if (got >= 0) return kr__from_int48(got);
    return kr__pending(vm) ? KR_FAILED : kr__raise_os(vm, err, KR_UNSET);
}
static Value os_lseek(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    int64_t at, how;
    if (!int_arg(vm, a[1], 0, &at) || !int_arg(vm, a[2], 0, &how)) return KR_FAILED;
    off_t r = lseek(fd, at, (int)how);
    return r < 0 ? fd_error(vm) : kr__int_from_i64(vm, r);
}
static Value os_isatty(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    return kr__bool(isatty(fd));
}
static Value os_dup(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    int r;
    KR_FD_CALL(vm, r, r < 0, fcntl(fd, F_DUPFD_CLOEXEC, 0));
    return r < 0 ? fd_error(vm) : kr__from_int48(r);
}
static Value os_dup2(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    int64_t to;
    int inherit = kr__ok(a[2]) ? kr__truth(vm, a[2]) : 1;
    if (inherit < 0 || !int_arg(vm, a[1], 0, &to)) return KR_FAILED;
    int r = inherit ? dup2(fd, (int)to) : dup3(fd, (int)to, O_CLOEXEC);
    return r < 0 ? fd_error(vm) : kr__from_int48(r);
}
static Value os_fsync(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    int r;
    KR_BLOCKING(vm, r = fsync(fd));
    return r == 0 ? KR_NONE_V : fd_error(vm);
}
static Value os_ftruncate(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    int64_t len;
    if (!int_arg(vm, a[1], 0, &len)) return KR_FAILED;
    return ftruncate(fd, len) == 0 ? KR_NONE_V : fd_error(vm);
}
static Value os_pipe(kr_vm *vm, Value *a, int n) {
    int fds[2];
    (void)a, (void)n;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS)) return KR_FAILED;
    int r;
    KR_FD_CALL(vm, r, r < 0, pipe2(fds, O_CLOEXEC));
    if (r < 0) return fd_error(vm);
    Value items[2] = {kr__from_int48(fds[0]), kr__from_int48(fds[1])};
    return kr__tuple_new(vm, items, 2);
}
static Value os_get_inheritable(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    int flags = fcntl(fd, F_GETFD);
    return flags < 0 ? fd_error(vm) : kr__bool(!(flags & FD_CLOEXEC));
}
static Value os_set_inheritable(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    int on = kr__truth(vm, a[1]);
    if (on < 0) return KR_FAILED;
    return fcntl(fd, F_SETFD, on ? 0 : FD_CLOEXEC) == 0 ? KR_NONE_V : fd_error(vm);
}
static Value os_get_blocking(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 ? fd_error(vm) : kr__bool(!(flags & O_NONBLOCK));
}
static Value os_set_blocking(kr_vm *vm, Value *a, int n) {
    FD(a[0]);
    int on = kr__truth(vm, a[1]), flags = fcntl(fd, F_GETFL);
    if (on < 0) return KR_FAILED;
    if (flags >= 0) flags = fcntl(fd, F_SETFL, on ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
    return flags < 0 ? fd_error(vm) : KR_NONE_V;
}

/* ---- processes -------------------------------------------------------------------------------- */

#define NUMBER(name, expr)                               \
    static Value os_##name(kr_vm *vm, Value *a, int n) { \
        (void)vm, (void)a, (void)n;                      \
        return kr__int_from_i64(vm, (int64_t)(expr));    \
    }
NUMBER(getpid, getpid())
NUMBER(getppid, getppid())
NUMBER(getuid, getuid())
NUMBER(geteuid, geteuid())
NUMBER(getgid, getgid())
NUMBER(getegid, getegid())
NUMBER(getpgrp, getpgrp())
NUMBER(cpu_count, sysconf(_SC_NPROCESSORS_ONLN))

static Value os_exit(kr_vm *vm, Value *a, int n) {
    int64_t status;
    (void)n;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS) || !int_arg(vm, a[0], 0, &status))
        return KR_FAILED;
    _exit((int)status);
}
static Value os_waitpid(kr_vm *vm, Value *a, int n) {
    int64_t pid, options;
    (void)n;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS) || !int_arg(vm, a[0], 0, &pid) ||
        !int_arg(vm, a[1], 0, &options))
        return KR_FAILED;
    int status = 0;
    pid_t r;
    do {
        if (!kr__posix_await(vm, (int)pid, (int)options)) return KR_FAILED;
        KR_BLOCKING(vm, r = waitpid((pid_t)pid, &status, (int)options));
    } while (r < 0 && errno == EINTR && kr__poll(vm));
    if (r < 0) return kr__pending(vm) ? KR_FAILED : fd_error(vm);
    Value items[2] = {kr__from_int48(r), kr__from_int48(status)};
    return kr__tuple_new(vm, items, 2);
}
static Value os_kill(kr_vm *vm, Value *a, int n) {
    int64_t pid, sig;
    (void)n;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS) || !int_arg(vm, a[0], 0, &pid) ||
        !int_arg(vm, a[1], 0, &sig))
        return KR_FAILED;
    return kill((pid_t)pid, (int)sig) == 0 ? KR_NONE_V : fd_error(vm);
}
static Value os_system(kr_vm *vm, Value *a, int n) {
    PATH("system", a[0], p);
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS)) return KR_FAILED;
    return kr__posix_system(vm, p.text);
}
static Value os_strerror(kr_vm *vm, Value *a, int n) {
    int64_t code;
    (void)n;
    if (!int_arg(vm, a[0], 0, &code)) return KR_FAILED;
    const char *s = strerror((int)code);
    return kr__str_new(vm, s, strlen(s));
}
static Value os_urandom(kr_vm *vm, Value *a, int n) {
    int64_t size;
    (void)n;
    if (!int_arg(vm, a[0], 0, &size)) return KR_FAILED;
    if (size < 0) return kr__raise_value(vm, "negative argument not allowed");
    Value b = kr__bytes_new(vm, NULL, (size_t)size);
    if (kr__failed(b)) return KR_FAILED;
    char *p = ((KrBytes *)kr__ptr(b))->data;
    for (int64_t done = 0; done < size;) {
        ssize_t got = getrandom(p + done, (size_t)(size - done), 0);
        if (got < 0 && errno != EINTR) return fd_error(vm);
        if (got > 0) done += got;
    }
    return b;
}
static Value os_environ_change(kr_vm *vm, Value name, Value value) {
    KrPath p, q;
    if (!kr__posix_granted(vm, KR_GRANT_ENV) || !kr__path_arg(vm, "putenv", "name", name, 0, &p))
        return KR_FAILED;
    if (!kr__ok(value)) return unsetenv(p.text) == 0 ? KR_NONE_V : fd_error(vm);
    if (!kr__path_arg(vm, "putenv", "value", value, 0, &q)) return KR_FAILED;
    if (strchr(p.text, '=')) return kr__raise_value(vm, "illegal environment variable name");
    return setenv(p.text, q.text, 1) == 0 ? KR_NONE_V : fd_error(vm);
}
static Value os_putenv(kr_vm *vm, Value *a, int n) {
    (void)n;
    return os_environ_change(vm, a[0], a[1]);
}
static Value os_unsetenv(kr_vm *vm, Value *a, int n) {
    (void)n;
    return os_environ_change(vm, a[0], KR_UNSET);
}
static Value os_getloadavg(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    double load[3];
    if (getloadavg(load, 3) != 3)
        return kr__raise(vm, KR_T_X_OSERROR, "Load averages are unobtainable");
    Value items[3] = {kr__from_double(load[0]), kr__from_double(load[1]), kr__from_double(load[2])};
    return kr__tuple_new(vm, items, 3);
}
static Value os_affinity(kr_vm *vm, Value *a, int n) {
    int64_t pid;
    cpu_set_t set;
    (void)n;
    if (!int_arg(vm, a[0], 0, &pid)) return KR_FAILED;
    if (sched_getaffinity((pid_t)pid, sizeof set, &set) < 0) return fd_error(vm);
    Value list = kr__list_new(vm, NULL, 0);
    for (int i = 0; kr__ok(list) && i < CPU_SETSIZE; i++)
        if (CPU_ISSET(i, &set) && !kr__list_append(vm, kr__ptr(list), kr__from_int48(i)))
            return KR_FAILED;
    return kr__ok(list) ? kr__call1(vm, kr__type(vm, KR_T_SET), list) : list;
}

#define STATUS(name, expr)                                    \
    static Value os_##name(kr_vm *vm, Value *a, int n) {      \
        int64_t status;                                       \
        (void)n;                                              \
        if (!int_arg(vm, a[0], 0, &status)) return KR_FAILED; \
        int s = (int)status;                                  \
        (void)s;                                              \
        return expr;                                          \
    }
STATUS(WIFEXITED, kr__bool(WIFEXITED(s)))
STATUS(WEXITSTATUS, kr__from_int48(WEXITSTATUS(s)))
STATUS(WIFSIGNALED, kr__bool(WIFSIGNALED(s)))
STATUS(WTERMSIG, kr__from_int48(WTERMSIG(s)))
STATUS(WIFSTOPPED, kr__bool(WIFSTOPPED(s)))
STATUS(WSTOPSIG, kr__from_int48(WSTOPSIG(s)))
STATUS(waitstatus, kr__from_int48(WIFEXITED(s) ? WEXITSTATUS(s) : -WTERMSIG(s)))

/* ---- the module ------------------------------------------------------------------------------- */

static Value make_environ(kr_vm *vm) {
    Value d = kr__dict_new(vm);
    if (!(vm->grants & KR_GRANT_ENV)) return d;
    for (char **e = environ; kr__ok(d) && e && *e; e++) {
        const char *eq = strchr(*e, '=');
        if (!eq) continue;
        Value k = kr__bytes_new(vm, *e, (size_t)(eq - *e)),
              v = kr__bytes_new(vm, eq + 1, strlen(eq + 1)), old;
        if (kr__failed(k) || kr__failed(v)) return KR_FAILED;
        int r = kr__dict_find(vm, kr__ptr(d), k, &old);
        if (r < 0 || (!r && !kr__dict_set(vm, kr__ptr(d), k, v))) return KR_FAILED;
    }
    return d;
}

#define C(name) {#name, name},
static const struct {
    const char *name;
    int64_t v;
} constants[] = {
    C(F_OK) C(R_OK) C(W_OK) C(X_OK) C(O_RDONLY) C(O_WRONLY) C(O_RDWR) C(O_NDELAY) C(O_NONBLOCK)
        C(O_APPEND) C(O_DSYNC) C(O_RSYNC) C(O_SYNC) C(O_NOCTTY) C(O_CREAT) C(O_EXCL) C(O_TRUNC)
            C(O_LARGEFILE) C(O_PATH) C(O_TMPFILE) C(O_CLOEXEC) C(O_ACCMODE) C(O_DIRECT)
                C(O_DIRECTORY) C(O_NOFOLLOW) C(O_NOATIME) C(WNOHANG) C(WUNTRACED) C(WCONTINUED)
                    C(WEXITED) C(WNOWAIT) C(WSTOPPED) C(F_LOCK) C(F_TEST) C(F_TLOCK) C(F_ULOCK)
                        C(SEEK_DATA) C(SEEK_HOLE){"EX_OK", 0},
    {"EX_USAGE", 64},
    {"EX_SOFTWARE", 70},
    {"NGROUPS_MAX", 65536},
    {"TMP_MAX", 238328},
    {"RTLD_LAZY", 1},
    {"RTLD_NOW", 2},
    {"RTLD_GLOBAL", 256},
    {"RTLD_LOCAL", 0},
    {"P_ALL", 0},
    {"P_PID", 1},
    {"P_PGID", 2},
    {"PRIO_PROCESS", 0},
    {"PRIO_PGRP", 1},
    {"PRIO_USER", 2},
    {"ST_RDONLY", 1},
};
#undef C

static bool init(kr_vm *vm, Value m) {
    static const char *const have[] = {"HAVE_FACCESSAT", "HAVE_FCHDIR",   "HAVE_FCHMOD",
                                       "HAVE_FDOPENDIR", "HAVE_FSTATAT",  "HAVE_FTRUNCATE",
                                       "HAVE_FUTIMENS",  "HAVE_LSTAT",    "HAVE_MKDIRAT",
                                       "HAVE_OPENAT",    "HAVE_RENAMEAT", "HAVE_UNLINKAT"};
    for (unsigned i = 0; i < KR_COUNTOF(constants); i++)
        if (!kr__module_add(vm, m, constants[i].name, kr__int_from_i64(vm, constants[i].v)))
            return false;
    Value env = make_environ(vm), list = kr__list_new(vm, NULL, 0);
    if (kr__failed(env) || kr__failed(list)) return false;
    for (unsigned i = 0; i < KR_COUNTOF(have); i++) {
        Value s = kr__str_new(vm, have[i], strlen(have[i]));
        if (kr__failed(s) || !kr__list_append(vm, kr__ptr(list), s)) return false;
    }
    return kr__module_add(vm, m, "environ", env) &&
           kr__module_add(vm, m, "_have_functions", list) &&
           kr__module_add(vm, m, "error", kr__type(vm, KR_T_X_OSERROR)) &&
           kr__posix_stat_init(vm, m) && kr__posix_fd_init(vm, m) &&
           kr__posix_process_init(vm, m) && kr__posix_conf_init(vm, m);
}

static const KrFnDef functions[] = {
    {"fspath(path)", os_fspath, "Return the file system path representation of the object.", 0},
    {"getcwd()", os_getcwd, "Return a unicode string representing the current working directory.",
     0},
    {"getcwdb()", os_getcwdb, "Return a bytes string representing the current working directory.",
     0},
    {"chdir(path)", os_chdir, "Change the current working directory to the specified path.", 0},
    {"fchdir(fd)", os_chdir, "Change to the directory of the given file descriptor.", 0},
    {"mkdir(path, mode=511, *, dir_fd=None)", os_mkdir, "Create a directory.", 0},
    {"rmdir(path, *, dir_fd=None)", os_rmdir, "Remove a directory.", 0},
    {"unlink(path, *, dir_fd=None)", os_unlink, "Remove a file (same as remove()).", KR_DEF_PATH},
    {"remove(path, *, dir_fd=None)", os_unlink, "Remove a file (same as unlink()).", KR_DEF_PATH},
    {"rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", os_rename,
     "Rename a file or directory.", KR_DEF_PATHS},
    {"replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", os_replace,
     "Rename a file or directory, overwriting the destination.", KR_DEF_PATHS},
    {"link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", os_link,
     "Create a hard link to a file.", KR_DEF_PATHS},
    {"symlink(src, dst, target_is_directory=False, *, dir_fd=None)", os_symlink,
     "Create a symbolic link pointing to src named dst.", 0},
    {"readlink(path, *, dir_fd=None)", os_readlink,
     "Return a string representing the path to which the symbolic link points.", 0},
    {"access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", os_access,
     "Use the real uid/gid to test for access to a path.", 0},
    {"chmod(path, mode, *, dir_fd=None, follow_symlinks=True)", os_chmod,
     "Change the access permissions of a file.", 0},
    {"fchmod(fd, mode)", os_chmod,
     "Change the access permissions of the file given by file descriptor fd.", 0},
    {"umask(mask, /)", os_umask, "Set the current numeric umask and return the previous umask.", 0},
    {"truncate(path, length)", os_truncate,
     "Truncate a file, specified by path, to a specific length.", KR_DEF_PATH},
    {"utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)", os_utime,
     "Set the access and modified time of path.", KR_DEF_PATH},
    {"listdir(path=None)", os_listdir,
     "Return a list containing the names of the files in the directory.", 0},
    {"_path_normpath(path)", os_normpath, "Basic path normalization.", 0},
    {"open(path, flags, mode=511, *, dir_fd=None)", os_open,
     "Open a file for low level IO.  Returns a file descriptor (integer).", KR_DEF_PATH},
    {"close(fd)", os_close, "Close a file descriptor.", 0},
    {"closerange(fd_low, fd_high, /)", os_closerange,
     "Closes all file descriptors in [fd_low, fd_high), ignoring errors.", 0},
    {"read(fd, length, /)", os_read, "Read from a file descriptor.  Returns a bytes object.", 0},
    {"write(fd, data, /)", os_write, "Write a bytes object to a file descriptor.", 0},
    {"lseek(fd, position, whence, /)", os_lseek,
     "Set the position of a file descriptor.  Return the new position.", 0},
    {"isatty(fd, /)", os_isatty, "Return True if the fd is connected to a terminal.", 0},
    {"dup(fd, /)", os_dup, "Return a duplicate of a file descriptor.", 0},
    {"dup2(fd, fd2, inheritable=True)", os_dup2, "Duplicate file descriptor.", 0},
    {"fsync(fd)", os_fsync, "Force write of fd to disk.", 0},
    {"ftruncate(fd, length, /)", os_ftruncate,
     "Truncate a file, specified by file descriptor, to a specific length.", 0},
    {"pipe()", os_pipe, "Create a pipe.", 0},
    {"get_inheritable(fd, /)", os_get_inheritable,
     "Get the close-on-exe flag of the specified file descriptor.", 0},
    {"set_inheritable(fd, inheritable, /)", os_set_inheritable,
     "Set the inheritable flag of the specified file descriptor.", 0},
    {"get_blocking(fd, /)", os_get_blocking, "Get the blocking mode of the file descriptor.", 0},
    {"set_blocking(fd, blocking, /)", os_set_blocking,
     "Set the blocking mode of the specified file descriptor.", 0},
    {"getpid()", os_getpid, "Return the current process id.", 0},
    {"getppid()", os_getppid, "Return the parent's process id.", 0},
    {"getuid()", os_getuid, "Return the current process's user id.", 0},
    {"geteuid()", os_geteuid, "Return the current process's effective user id.", 0},
    {"getgid()", os_getgid, "Return the current process's group id.", 0},
    {"getegid()", os_getegid, "Return the current process's effective group id.", 0},
    {"getpgrp()", os_getpgrp, "Return the current process group id.", 0},
    {"cpu_count()", os_cpu_count,
     "Return the number of CPUs in the system; return None if indeterminable.", 0},
    {"_exit(status)", os_exit,
     "Exit to the system with specified status, without normal exit processing.", KR_DEF_EXIT},
    {"fork()", kr__os_fork, "Fork a child process.", KR_DEF_PROCESS},
    {"waitpid(pid, options, /)", os_waitpid, "Wait for completion of a given child process.", 0},
    {"kill(pid, signal, /)", os_kill, "Kill a process with a signal.", 0},
    {"system(command)", os_system, "Execute the command in a subshell.", KR_DEF_PROCESS},
    {"strerror(code, /)", os_strerror, "Translate an error code to a message string.", 0},
    {"urandom(size, /)", os_urandom,
     "Return a bytes object containing random bytes suitable for cryptographic use.", 0},
    {"putenv(name, value, /)", os_putenv, "Change or add an environment variable.", 0},
    {"unsetenv(name, /)", os_unsetenv, "Delete an environment variable.", 0},
    {"getloadavg()", os_getloadavg, "Return average recent system load information.", 0},
    {"sched_getaffinity(pid, /)", os_affinity,
     "Return the affinity of the process identified by pid.", 0},
    {"register_at_fork(*, before=None, after_in_child=None, after_in_parent=None)",
     kr__os_register_at_fork, "Register callables to be called when forking a new process.", 0},
    {"WIFEXITED(status)", os_WIFEXITED, NULL, 0},
    {"WEXITSTATUS(status)", os_WEXITSTATUS, NULL, 0},
    {"WIFSIGNALED(status)", os_WIFSIGNALED, NULL, 0},
    {"WTERMSIG(status)", os_WTERMSIG, NULL, 0},
    {"WIFSTOPPED(status)", os_WIFSTOPPED, NULL, 0},
    {"WSTOPSIG(status)", os_WSTOPSIG, NULL, 0},
    {"waitstatus_to_exitcode(status)", os_waitstatus, "Convert a wait status to an exit code.", 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module_posix = {
    .name = "posix",
    .doc = "This module provides access to operating system functionality that is\nstandardized by "
           "the C Standard and the "
           "POSIX standard (a thinly\ndisguised Unix interface).",
    .functions = functions,
    .init = init,
    .trace = kr__posix_stat_trace,
    .free = kr__posix_stat_free,
};
