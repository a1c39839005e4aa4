/* SPDX-License-Identifier: MIT
 * _io_file.c: FileIO: a file descriptor. Descriptors 1 and 2 of a VM whose host takes output are the host's. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/_io.h"
#include "lib/fileno.h"
#include "lib/posix.h"

KR_INLINE KrFileIO *file_ptr(Value v) { return kr__ptr(v); }

static void file_release(kr_vm *vm, KrObj *cell) {
    KrFileIO *f = (KrFileIO *)cell;
    kr__io_writer_drop(vm, f);
    if ((f->flags & KR_FIO_CLOSEFD) && f->fd > 2) close(f->fd);
    f->fd = -1;
}
const KrKindInfo kr__kind_file = {
    .name = "file", .size = sizeof(KrFileIO), .slots = 1u << 3, .release = file_release};

Value kr__file_new(kr_vm *vm, int fd, uint32_t flags, Value name) {
    Value v = kr__instance_new(vm, kr__type(vm, KR_T_FILEIO));
    if (kr__failed(v)) return KR_FAILED;
    KrFileIO *f = file_ptr(v);
    f->fd = fd;
    f->flags = flags | KR_FIO_READY;
    f->name = kr__ref_slot(name);
    return v;
}

/* ---- opening ---------------------------------------------------------------------------------- */

static bool bad_mode(kr_vm *vm) {
    return kr__raise_false(
        vm, KR_T_X_VALUEERROR,
        "Must have exactly one of create/read/write/append mode and at most one plus");
}

static bool parse_mode(kr_vm *vm, const char *mode, uint32_t *flags, int *how) {
    bool main = false, plus = false;
    *flags = 0;
    *how = O_CLOEXEC;
    for (const char *p = mode; *p; p++) {
        switch (*p) {
        case 'x':
        case 'r':
        case 'w':
        case 'a':
            if (main) return bad_mode(vm);
            main = true;
            *flags |= *p == 'r' ? KR_FIO_READ : KR_FIO_WRITE;
            if (*p == 'x') *flags |= KR_FIO_CREATED, *how |= O_EXCL | O_CREAT;
            if (*p == 'w') *how |= O_CREAT | O_TRUNC;
            if (*p == 'a') *flags |= KR_FIO_APPEND, *how |= O_APPEND | O_CREAT;
            break;
        case 'b': break;
        case '+':
            if (plus) return bad_mode(vm);
            plus = true;
            *flags |= KR_FIO_READ | KR_FIO_WRITE;
            break;
        default: return kr__raise_false(vm, KR_T_X_VALUEERROR, "invalid mode: %s", mode);
        }
    }
    if (!main) return bad_mode(vm);
    bool rd = *flags & KR_FIO_READ, wr = *flags & KR_FIO_WRITE;
    *how |= rd && wr ? O_RDWR : rd ? O_RDONLY : O_WRONLY;
    return true;
}

/* The descriptor of a path, by the opener when there is one. -1: an exception is pending. */
static int open_path(kr_vm *vm, Value file, int how, Value opener) {
    if (!kr__posix_granted(vm, KR_GRANT_FILES)) return -1;
    if (kr__ok(opener) && !kr__is_none(opener)) {
        Value args[2] = {file, kr__from_int48(how)}, fd = kr__call(vm, opener, args, 2);
        if (kr__failed(fd)) return -1;
        if (!kr__is_int(fd)) {
            kr__raise_type(vm, "expected integer from opener");
            return -1;
        }
        if (kr__int(fd) < 0) {
            kr__raise_value(vm, "opener returned %ld", (long)kr__int(fd));
            return -1;
        }
        return (int)kr__int(fd);
    }
    KrPath p;
    if (!kr__path_arg(vm, "open", "path", file, KR_PATH_PLAIN, &p)) return -1;
    int fd = kr__open_file(vm, AT_FDCWD, p.text, how, 0666);
    if (fd < 0 && !kr__pending(vm)) kr__raise_os(vm, errno, file);
    return fd;
}

static Value file_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrFileIO *f = file_ptr(a[0]);
    Value file = a[1];
    const char *mode = "r";
    if (kr__ok(a[2])) {
        if (!kr__is_str(vm, a[2]))
            return kr__raise_type(vm, "FileIO() argument 'mode' must be str, not %P", a[2]);
        mode = kr__str_text(kr__ptr(a[2]));
    }
    int closefd = kr__ok(a[3]) ? kr__truth(vm, a[3]) : 1, how;
    uint32_t flags;
    if (closefd < 0) return KR_FAILED;
    if (f->flags & KR_FIO_READY && f->fd >= 0 && f->flags & KR_FIO_CLOSEFD) close(f->fd);
    f->fd = -1;
    kr__io_writer_drop(vm, f);
    if (!parse_mode(vm, mode, &flags, &how)) return KR_FAILED;
    int fd = -1;
    struct stat s;
    if (kr__is_int(file) || kr__is_bool(file)) {
        int64_t i;
        if (!kr__index_i64(vm, file, &i)) return KR_FAILED;
        if (i < 0) return kr__raise_value(vm, "negative file descriptor");
        if (!kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
        fd = (int)i;
        if (fstat(fd, &s) < 0) return kr__raise_os(vm, errno, KR_UNSET);
        if (S_ISDIR(s.st_mode)) return kr__raise_os(vm, EISDIR, file);
        if (S_ISREG(s.st_mode)) flags |= KR_FIO_REGULAR;
    } else {
        if (!closefd) return kr__raise_value(vm, "Cannot use closefd=False with file name");
        fd = open_path(vm, file, how, a[4]);
        if (fd < 0) return KR_FAILED;
        if (fstat(fd, &s) < 0) {
            if (errno == EBADF) return kr__raise_os(vm, EBADF, KR_UNSET);
            s = (struct stat){0};
        }
        if (S_ISDIR(s.st_mode)) {
            close(fd);
            return kr__raise_os(vm, EISDIR, file);
        }
        if (S_ISREG(s.st_mode)) flags |= KR_FIO_REGULAR;
    }
    f = file_ptr(a[0]);
    f->fd = fd;
    f->flags = flags | KR_FIO_READY | (closefd ? KR_FIO_CLOSEFD : 0);
    Slot name;
    if (!kr__narrow(file, &name)) name = kr__slot_from_int(fd);
    kr__store(vm, f, &f->name, name);
    if (!kr__side_release(vm, f)) return KR_FAILED;
    if ((flags & KR_FIO_WRITE) && !kr__io_writer_add(vm, a[0], &s)) return KR_FAILED;
    if (flags & KR_FIO_APPEND) lseek(fd, 0, SEEK_END);
    return KR_NONE_V;
}

static Value file_make(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__instance_new(vm, a[0]);
    if (kr__ok(v)) file_ptr(v)->fd = -1;
    return v;
}

/* ---- reading and writing ---------------------------------------------------------------------- */

static bool check_open(kr_vm *vm, const KrFileIO *f) {
    if (f->fd >= 0) return true;
    return kr__raise_false(vm, KR_T_X_VALUEERROR,
                           f->flags & KR_FIO_READY ? "I/O operation on closed file"
                                                   : "I/O operation on uninitialized object");
}
static bool check(kr_vm *vm, const KrFileIO *f, uint32_t flag) {
    if (!check_open(vm, f)) return false;
    if (f->flags & flag) return true;
    kr__io_unsupported(vm, flag == KR_FIO_READ ? "File not open for reading"
                                               : "File not open for writing");
    return false;
}

int64_t kr__file_read(kr_vm *vm, Value self, char *p, size_t n) {
    const KrFileIO *f = file_ptr(self);
    if (!check(vm, f, KR_FIO_READ)) return -1;
    if (f->fd == 0 && !(vm->grants & KR_GRANT_STDIO)) return 0;
    for (;;) {
        ssize_t got;
        if (!(f->flags & KR_FIO_REGULAR) && !kr__await_fd(vm, f->fd, POLLIN)) return -1;
        KR_BLOCKING(vm, got = read(f->fd, p, n));
        if (got >= 0) return got;
        if (errno == EAGAIN) return -2;
        if (errno != EINTR) {
            kr__raise_os(vm, errno, KR_UNSET);
            return -1;
        }
        if (!kr__poll(vm)) return -1;
    }
}

int64_t kr__file_write(kr_vm *vm, Value self, const char *p, size_t n) {
    const KrFileIO *f = file_ptr(self);
    if (!check(vm, f, KR_FIO_WRITE)) return -1;
    if ((f->fd == 1 || f->fd == 2) && (vm->config.write || !(vm->grants & KR_GRANT_STDIO))) {
        kr__host_write(vm, f->fd, p, n);
        return (int64_t)n;
    }
    for (;;) {
        ssize_t got;
        if (!(f->flags & KR_FIO_REGULAR) && !kr__await_fd(vm, f->fd, POLLOUT)) return -1;
        size_t most = f->flags & KR_FIO_REGULAR ? n : kr__write_most(vm, f->fd, n);
        KR_BLOCKING(vm, got = write(f->fd, p, most));
        if (got >= 0) return got;
        if (errno == EAGAIN) return -2;
        if (errno != EINTR) {
            kr__raise_os(vm, errno, KR_UNSET);
            return -1;
        }
        if (!kr__poll(vm)) return -1;
    }
}

static Value file_readall(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!check(vm, file_ptr(a[0]), KR_FIO_READ)) return KR_FAILED;
    struct stat s;
    size_t room = KR_IO_BUFFER, len = 0;
    off_t at = lseek(file_ptr(a[0])->fd, 0, SEEK_CUR);
    if (fstat(file_ptr(a[0])->fd, &s) == 0 && s.st_size > at && at >= 0)
        room = (size_t)(s.st_size - at) + 1;
    Value out = kr__bytearray_new(vm, NULL, room);
    if (kr__failed(out)) return KR_FAILED;
    for (;;) {
        if (len == room) {
            room += room / 2 + KR_IO_BUFFER;
            if (!kr__bytearray_resize(vm, kr__ptr(out), room)) return KR_FAILED;
        }
        int64_t got = kr__file_read(vm, a[0], kr__bytearray_data(kr__ptr(out)) + len, room - len);
        if (got == -1) return KR_FAILED;
        if (got == -2 && !len) return KR_NONE_V;
        if (got <= 0) break;
        len += (size_t)got;
    }
    return kr__bytes_new(vm, kr__bytearray_data(kr__ptr(out)), len);
}
static Value file_read(kr_vm *vm, Value *a, int n) {
    int64_t size = -1;
    if (!check(vm, file_ptr(a[0]), KR_FIO_READ)) return KR_FAILED;
    if (kr__ok(a[1]) && !kr__is_none(a[1]) && !kr__index_i64(vm, a[1], &size)) return KR_FAILED;
    if (size < 0) return file_readall(vm, a, n);
    Value b = kr__bytes_new(vm, NULL, (size_t)size);
    if (kr__failed(b)) return KR_FAILED;
    int64_t got = kr__file_read(vm, a[0], ((KrBytes *)kr__ptr(b))->data, (size_t)size);
    if (got < 0) return got == -2 ? KR_NONE_V : KR_FAILED;
    return got == size ? b : kr__bytes_new(vm, ((KrBytes *)kr__ptr(b))->data, (size_t)got);
}
static Value file_readinto(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    if (!check(vm, file_ptr(a[0]), KR_FIO_READ) ||
        !kr__buffer_get_writable(vm, a[1], &b, "readinto"))
        return KR_FAILED;
    int64_t got = kr__file_read(vm, a[0], b.data, b.len);
    kr__buffer_release(vm, &b);
    return got == -1 ? KR_FAILED : got == -2 ? KR_NONE_V : kr__from_int48(got);
}
static Value file_write(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    if (!check(vm, file_ptr(a[0]), KR_FIO_WRITE) || !kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    int64_t got = kr__file_write(vm, a[0], b.data, b.len);
    kr__buffer_release(vm, &b);
    return got == -1 ? KR_FAILED : got == -2 ? KR_NONE_V : kr__from_int48(got);
}

/* ---- position --------------------------------------------------------------------------------- */

static Value file_seek(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrFileIO *f = file_ptr(a[0]);
    int64_t at, how = 0;
    if (!check_open(vm, f)) return KR_FAILED;
    if (kr__is_double(a[1]))
        return kr__raise_type(vm, "'float' object cannot be interpreted as an integer");
    if (!kr__index_i64(vm, a[1], &at) || (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &how)))
        return KR_FAILED;
    off_t r = lseek(f->fd, at, (int)how);
    return r < 0 ? kr__raise_os(vm, errno, KR_UNSET) : kr__int_from_i64(vm, r);
}
static Value file_tell(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!check_open(vm, file_ptr(a[0]))) return KR_FAILED;
    off_t r = lseek(file_ptr(a[0])->fd, 0, SEEK_CUR);
    return r < 0 ? kr__raise_os(vm, errno, KR_UNSET) : kr__int_from_i64(vm, r);
}
static Value file_truncate(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrFileIO *f = file_ptr(a[0]);
    if (!check(vm, f, KR_FIO_WRITE)) return KR_FAILED;
    int64_t size;
    if (kr__ok(a[1]) && !kr__is_none(a[1])) {
        if (!kr__index_i64(vm, a[1], &size)) return KR_FAILED;
    } else {
        size = lseek(f->fd, 0, SEEK_CUR);
        if (size < 0) return kr__raise_os(vm, errno, KR_UNSET);
    }
    return ftruncate(f->fd, size) == 0 ? kr__int_from_i64(vm, size)
                                       : kr__raise_os(vm, errno, KR_UNSET);
}
static Value file_seekable(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrFileIO *f = file_ptr(a[0]);
    if (!check_open(vm, f)) return KR_FAILED;
    if (!(f->flags & KR_FIO_SEEK_KNOWN)) {
        f->flags |= KR_FIO_SEEK_KNOWN;
        if (lseek(f->fd, 0, SEEK_CUR) >= 0) f->flags |= KR_FIO_SEEKABLE;
    }
    return kr__bool(f->flags & KR_FIO_SEEKABLE);
}
static Value file_readable(kr_vm *vm, Value *a, int n) {
    (void)n;
    return check_open(vm, file_ptr(a[0])) ? kr__bool(file_ptr(a[0])->flags & KR_FIO_READ)
                                          : KR_FAILED;
}
static Value file_writable(kr_vm *vm, Value *a, int n) {
    (void)n;
    return check_open(vm, file_ptr(a[0])) ? kr__bool(file_ptr(a[0])->flags & KR_FIO_WRITE)
                                          : KR_FAILED;
}
static Value file_fileno(kr_vm *vm, Value *a, int n) {
    (void)n;
    return check_open(vm, file_ptr(a[0])) ? kr__from_int48(file_ptr(a[0])->fd) : KR_FAILED;
}
static Value file_isatty(kr_vm *vm, Value *a, int n) {
    (void)n;
    return check_open(vm, file_ptr(a[0])) ? kr__bool(isatty(file_ptr(a[0])->fd)) : KR_FAILED;
}

static Value close_fd(kr_vm *vm, KrFileIO *f) {
    int fd = f->fd;
    bool own = f->flags & KR_FIO_CLOSEFD;
    f->fd = -1;
    kr__io_writer_drop(vm, f);
    if (fd < 0 || !own) return KR_NONE_V;
    int r;
    KR_BLOCKING(vm, r = close(fd));
    return r == 0 || errno == EINTR ? KR_NONE_V : kr__raise_os(vm, errno, KR_UNSET);
}

/* The flush is a subclass's own. */
static Value file_close(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__exact(a[0], KR_T_FILEIO) && file_ptr(a[0])->fd >= 0 &&
        !kr__io_flush_to_close(vm, a[0]))
        return KR_FAILED;
    Value first = kr__take_pending(vm);
    Value v = close_fd(vm, file_ptr(a[0]));
    return kr__ok(first) ? kr__io_closed_after(vm, first) : v;
}

/* ---- the class -------------------------------------------------------------------------------- */

static const char *mode_of(const KrFileIO *f) {
    bool rd = f->flags & KR_FIO_READ;
    if (f->flags & KR_FIO_CREATED) return rd ? "xb+" : "xb";
    if (f->flags & KR_FIO_APPEND) return rd ? "ab+" : "ab";
    if (rd) return f->flags & KR_FIO_WRITE ? "rb+" : "rb";
    return "wb";
}
static Value get_name(kr_vm *vm, Value self) {
    Slot s = file_ptr(self)->name;
    if (!s.bits)
        return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "'_io.FileIO' object has no attribute 'name'");
    return kr__slot_value(s);
}
static bool set_name(kr_vm *vm, Value self, Value v) {
    Slot s = KR_NO_SLOT;
    if (kr__ok(v)) (void)!kr__narrow(v, &s);
    kr__store(vm, kr__ptr(self), &file_ptr(self)->name, s);
    return true;
}
static Value get_mode(kr_vm *vm, Value self) {
    const char *m = mode_of(file_ptr(self));
    return kr__str_new(vm, m, strlen(m));
}
static Value get_closed(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(file_ptr(self)->fd < 0);
}
static Value get_closefd(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(file_ptr(self)->flags & KR_FIO_CLOSEFD);
}
static Value get_blksize(kr_vm *vm, Value self) {
    (void)vm, (void)self;
    return kr__from_int48(KR_IO_BUFFER);
}
static Value file_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrFileIO *f = file_ptr(a[0]);
    const char *closefd = f->flags & KR_FIO_CLOSEFD ? "True" : "False";
    if (f->fd < 0) return kr__text(vm, "<_io.FileIO [closed]>");
    if (!f->name.bits)
        return kr__text(vm, "<_io.FileIO fd=%d mode='%s' closefd=%s>", (int)f->fd, mode_of(f),
                        closefd);
    return kr__text(vm, "<_io.FileIO name=%R mode='%s' closefd=%s>", kr__slot_value(f->name),
                    mode_of(f), closefd);
}
static Value no_pickle(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__raise_type(vm, "cannot pickle '%T' object", a[0]);
}

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", file_make, NULL, KR_DEF_NEW},
    {"__init__(self, /, file, mode='r', closefd=True, opener=None)", file_init, NULL,
     KR_DEF_SPECIAL},
    {"__repr__(self, /)", file_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"read(self, size=-1, /)", file_read, "Read at most size bytes, returned as bytes.",
     KR_DEF_METHOD},
    {"readall(self, /)", file_readall, "Read all data from the file, returned as bytes.",
     KR_DEF_METHOD},
    {"readinto(self, buffer, /)", file_readinto, "Same as RawIOBase.readinto().", KR_DEF_METHOD},
    {"write(self, b, /)", file_write, "Write buffer b to file, return number of bytes written.",
     KR_DEF_METHOD},
    {"seek(self, pos, whence=0, /)", file_seek,
     "Move to new file position and return the file position.", KR_DEF_METHOD},
    {"tell(self, /)", file_tell, "Current file position.", KR_DEF_METHOD},
    {"truncate(self, size=None, /)", file_truncate,
     "Truncate the file to at most size bytes and return the truncated size.", KR_DEF_METHOD},
    {"close(self, /)", file_close, "Close the file.", KR_DEF_METHOD},
    {"seekable(self, /)", file_seekable, "True if file supports random-access.", KR_DEF_METHOD},
    {"readable(self, /)", file_readable, "True if file was opened in a read mode.", KR_DEF_METHOD},
    {"writable(self, /)", file_writable, "True if file was opened in a write mode.", KR_DEF_METHOD},
    {"fileno(self, /)", file_fileno, "Return the underlying file descriptor (an integer).",
     KR_DEF_METHOD},
    {"isatty(self, /)", file_isatty, "True if the file is connected to a TTY device.",
     KR_DEF_METHOD},
    {"__getstate__(self, /)", no_pickle, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"name", get_name, set_name, NULL},
    {"closed", get_closed, NULL, "True if the file is closed"},
    {"closefd", get_closefd, NULL, "True if the file descriptor will be closed by close()."},
    {"mode", get_mode, NULL, "String giving the file mode"},
    {"_blksize", get_blksize, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_fileio = {
    .number = KR_T_FILEIO, .doc = "Open a file.", .methods = methods, .getset = getset};
