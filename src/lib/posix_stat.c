/* SPDX-License-Identifier: MIT
 * posix_stat.c: stat results, directory entries, and the other small tuples of module posix. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "lib/modules.h"
#include "lib/posix.h"
#include "lib/posix_parts.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/seq.h"
#include "types/structseq.h"

extern const KrModuleDef kr__module_posix;

typedef struct PosixState {
    Value stat_result, terminal_size, uname_result, times_result, entry, scandir;
    Value more[KR_POSIX_CLASSES];
} PosixState;
static PosixState *state_of(kr_vm *vm) { return *kr__module_state(vm, &kr__module_posix); }
Value *kr__posix_classes(kr_vm *vm) { return state_of(vm)->more; }

static const KrSeqField stat_fields[] = {{"st_mode", "protection bits"},
                                         {"st_ino", "inode"},
                                         {"st_dev", "device"},
                                         {"st_nlink", "number of hard links"},
                                         {"st_uid", "user ID of owner"},
                                         {"st_gid", "group ID of owner"},
                                         {"st_size", "total size, in bytes"},
                                         {KR_SEQ_UNNAMED, NULL},
                                         {KR_SEQ_UNNAMED, NULL},
                                         {KR_SEQ_UNNAMED, NULL},
                                         {"st_atime", "time of last access"},
                                         {"st_mtime", "time of last modification"},
                                         {"st_ctime", "time of last change"},
                                         {"st_atime_ns", NULL},
                                         {"st_mtime_ns", NULL},
                                         {"st_ctime_ns", NULL},
                                         {"st_blksize", NULL},
                                         {"st_blocks", NULL},
                                         {"st_rdev", NULL},
                                         {NULL, NULL}};
static const KrSeqDef stat_def = {
    "os", "stat_result", "stat_result: Result from stat, fstat, or lstat.", stat_fields, 10, true};
static const KrSeqField size_fields[] = {{"columns", "width of the terminal window in characters"},
                                         {"lines", "height of the terminal window in characters"},
                                         {NULL, NULL}};
static const KrSeqDef size_def = {"os",
                                  "terminal_size",
                                  "A tuple of (columns, lines) for holding terminal window size",
                                  size_fields,
                                  2,
                                  true};
static const KrSeqField uname_fields[] = {
    {"sysname", "operating system name"},
    {"nodename", "name of machine on network (implementation-defined)"},
    {"release", "operating system release"},
    {"version", "operating system version"},
    {"machine", "hardware identifier"},
    {NULL, NULL}};
static const KrSeqDef uname_def = {
    "posix", "uname_result", "uname_result: Result from os.uname().", uname_fields, 5, true};
static const KrSeqField times_fields[] = {
    {"user", "user time"},
    {"system", "system time"},
    {"children_user", "user time of children"},
    {"children_system", "system time of children"},
    {"elapsed", "elapsed time since an arbitrary point in the past"},
    {NULL, NULL}};
static const KrSeqDef times_def = {
    "posix", "times_result", "times_result: Result from os.times().", times_fields, 5, true};

/* ---- stat ------------------------------------------------------------------------------------- */

static Value make_stat(kr_vm *vm, const struct stat *s) {
    const struct timespec *t[3] = {&s->st_atim, &s->st_mtim, &s->st_ctim};
    Value items[19] = {kr__from_int48(s->st_mode),      kr__int_from_u64(vm, s->st_ino),
                       kr__int_from_u64(vm, s->st_dev), kr__int_from_u64(vm, s->st_nlink),
                       kr__from_int48(s->st_uid),       kr__from_int48(s->st_gid),
                       kr__int_from_i64(vm, s->st_size)};
    for (int i = 0; i < 3; i++) { /* as items the times are whole seconds, as attributes floats */
        items[7 + i] = kr__int_from_i64(vm, t[i]->tv_sec);
        items[10 + i] = kr__from_double((double)t[i]->tv_sec + 1e-9 * (double)t[i]->tv_nsec);
        items[13 + i] = kr__int_from_i64(vm, (int64_t)t[i]->tv_sec * 1000000000 + t[i]->tv_nsec);
    }
    items[16] = kr__from_int48(s->st_blksize);
    items[17] = kr__int_from_i64(vm, s->st_blocks);
    items[18] = kr__int_from_u64(vm, s->st_rdev);
    return kr__structseq_new(vm, state_of(vm)->stat_result, items, 19);
}

static Value do_stat(kr_vm *vm, const char *fn, Value path, Value dir, bool follow) {
    KrPath p;
    if (!kr__path_arg(vm, fn, "path", path, KR_PATH_FD, &p)) return KR_FAILED;
    int at = AT_FDCWD;
    if (kr__ok(dir) && !kr__is_none(dir) && !kr__fd_arg(vm, dir, &at)) return KR_FAILED;
    struct stat s;
    int r = p.text ? fstatat(at, p.text, &s, follow ? 0 : AT_SYMLINK_NOFOLLOW) : fstat(p.fd, &s);
    return r == 0 ? make_stat(vm, &s) : kr__raise_os(vm, errno, p.shown);
}
static Value os_stat(kr_vm *vm, Value *a, int n) {
    (void)n;
    int follow = kr__ok(a[2]) ? kr__truth(vm, a[2]) : 1;
    return follow < 0 ? KR_FAILED : do_stat(vm, "stat", a[0], a[1], follow);
}
static Value os_lstat(kr_vm *vm, Value *a, int n) {
    (void)n;
    return do_stat(vm, "lstat", a[0], a[1], false);
}
static Value os_fstat(kr_vm *vm, Value *a, int n) {
    int fd;
    struct stat s;
    (void)n;
    if (!kr__posix_granted(vm, KR_GRANT_FILES) || !kr__fd_arg(vm, a[0], &fd)) return KR_FAILED;
    return fstat(fd, &s) == 0 ? make_stat(vm, &s) : kr__raise_os(vm, errno, KR_UNSET);
}

/* ---- directory entries ------------------------------------------------------------------------ */

typedef struct Entry {
    KrObj head;
    Slot name, path; /* str or bytes */
    uint32_t type;   /* DT_ */
    uint64_t inode;
    int32_t dir; /* of a scan by descriptor: the descriptor; else AT_FDCWD */
} Entry;

static const char *entry_path(kr_vm *vm, const Entry *e, KrPath *p) {
    Slot s = e->dir == AT_FDCWD ? e->path : e->name;
    return kr__path_arg(vm, "DirEntry", "path", KR_VALUE(s.bits), 0, p) ? p->text : NULL;
}

static int follow_arg(kr_vm *vm, Value v) { return kr__ok(v) ? kr__truth(vm, v) : 1; }

static Value entry_stat(kr_vm *vm, Value *a, int n) {
    (void)n;
    int follow = follow_arg(vm, a[1]);
    KrPath p;
    const Entry *e = kr__ptr(a[0]);
    const char *path = follow < 0 ? NULL : entry_path(vm, e, &p);
    if (!path) return KR_FAILED;
    struct stat s;
    if (fstatat(e->dir, path, &s, follow ? 0 : AT_SYMLINK_NOFOLLOW) < 0)
        return kr__raise_os(vm, errno, KR_VALUE(e->path.bits));
    return make_stat(vm, &s);
}

/* Is the entry of this file type? 1, 0, -1. */
static int entry_is(kr_vm *vm, const Entry *e, int follow, unsigned type, mode_t mode) {
    if (follow < 0) return -1;
    if (e->type != DT_UNKNOWN && !(e->type == DT_LNK && follow)) return e->type == type;
    KrPath p;
    const char *path = entry_path(vm, e, &p);
    if (!path) return -1;
    struct stat s;
    if (fstatat(e->dir, path, &s, follow ? 0 : AT_SYMLINK_NOFOLLOW) < 0) {
        if (errno == ENOENT) return 0;
        kr__raise_os(vm, errno, KR_VALUE(e->path.bits));
        return -1;
    }
    return (s.st_mode & S_IFMT) == mode;
}
static Value answer(int r) { return r < 0 ? KR_FAILED : kr__bool(r); }
static Value entry_is_dir(kr_vm *vm, Value *a, int n) {
    (void)n;
    return answer(entry_is(vm, kr__ptr(a[0]), follow_arg(vm, a[1]), DT_DIR, S_IFDIR));
}
static Value entry_is_file(kr_vm *vm, Value *a, int n) {
    (void)n;
    return answer(entry_is(vm, kr__ptr(a[0]), follow_arg(vm, a[1]), DT_REG, S_IFREG));
}
static Value entry_is_symlink(kr_vm *vm, Value *a, int n) {
    (void)n;
    return answer(entry_is(vm, kr__ptr(a[0]), 0, DT_LNK, S_IFLNK));
}
static Value entry_inode(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_u64(vm, ((Entry *)kr__ptr(a[0]))->inode);
}
static Value entry_fspath(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return KR_VALUE(((Entry *)kr__ptr(a[0]))->path.bits);
}
static Value entry_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__text(vm, "<DirEntry %R>", KR_VALUE(((Entry *)kr__ptr(a[0]))->name.bits));
}
static Value entry_name(kr_vm *vm, Value self) {
    (void)vm;
    return KR_VALUE(((Entry *)kr__ptr(self))->name.bits);
}
static Value entry_get_path(kr_vm *vm, Value self) {
    (void)vm;
    return KR_VALUE(((Entry *)kr__ptr(self))->path.bits);
}
static const KrFnDef entry_methods[] = {
    {"is_dir(self, /, *, follow_symlinks=True)", entry_is_dir,
     "Return True if the entry is a directory; cached per entry.", KR_DEF_METHOD},
    {"is_file(self, /, *, follow_symlinks=True)", entry_is_file,
     "Return True if the entry is a file; cached per entry.", KR_DEF_METHOD},
    {"is_symlink(self, /)", entry_is_symlink,
     "Return True if the entry is a symbolic link; cached per entry.", KR_DEF_METHOD},
    {"stat(self, /, *, follow_symlinks=True)", entry_stat,
     "Return stat_result object for the entry; cached per entry.", KR_DEF_METHOD | KR_DEF_PATH},
    {"inode(self, /)", entry_inode, "Return inode of the entry; cached per entry.", KR_DEF_METHOD},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {"__fspath__(self, /)", entry_fspath, "Returns the path for the entry.", KR_DEF_METHOD},
    {"__repr__(self, /)", entry_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0}};
static const KrGetSet entry_getset[] = {
    {"name", entry_name, NULL,
     "the entry's base filename, relative to scandir() \"path\" argument"},
    {"path", entry_get_path, NULL,
     "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)"},
    {NULL, NULL, NULL, NULL}};
static const KrClassDef entry_def = {.name = "posix.DirEntry",
                                     .kind = KR_K_HOST,
                                     .size = sizeof(Entry),
                                     .slots = KR_AT(Entry, name) | KR_AT(Entry, path),
                                     .methods = entry_methods,
                                     .getset = entry_getset};

/* The iterator: all entries are read at once, so that nothing stays open. */
typedef struct Scan {
    KrObj head;
    uint32_t at;
    Slot entries; /* list; 0: closed */
} Scan;

static Value scan_next(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    Scan *s = kr__ptr(a[0]);
    if (!s->entries.bits) return KR_END;
    const KrList *l = kr__slot_ptr(s->entries);
    if (s->at >= l->len) return KR_END;
    return kr__list_get(l, s->at++);
}
static Value scan_self(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return a[0];
}
static Value scan_close(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    ((Scan *)kr__ptr(a[0]))->entries = KR_NO_SLOT;
    return KR_NONE_V;
}
static const KrFnDef scan_methods[] = {
    {"__iter__(self, /)", scan_self, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__next__(self, /)", scan_next, "Implement next(self).", KR_DEF_SPECIAL},
    {"__enter__(self, /)", scan_self, NULL, KR_DEF_METHOD},
    {"__exit__(self, /, *args)", scan_close, NULL, KR_DEF_METHOD},
    {"close(self, /)", scan_close, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0}};
static const KrClassDef scan_def = {.name = "posix.ScandirIterator",
                                    .kind = KR_K_HOST,
                                    .size = sizeof(Scan),
                                    .slots = KR_AT(Scan, entries),
                                    .methods = scan_methods};

static Value make_entry(kr_vm *vm, const KrPath *p, const struct dirent *d) {
    size_t n = strlen(d->d_name), root = p->text ? strlen(p->text) : 0;
    char buf[8192];
    Value name = kr__path_text(vm, p, d->d_name, n), path = name;
    if (p->text && !kr__is_none(p->shown) && root + n + 2 < sizeof buf) {
        memcpy(buf, p->text, root);
        if (root && buf[root - 1] != '/') buf[root++] = '/';
        memcpy(buf + root, d->d_name, n);
        path = kr__path_text(vm, p, buf, root + n);
    } else if (p->text && root + n + 3 < sizeof buf) {
        memcpy(buf, "./", 2);
        memcpy(buf + 2, d->d_name, n);
        path = kr__path_text(vm, p, buf, n + 2);
    }
    Value v = kr__ok(name) && kr__ok(path) ? kr__host_new(vm, state_of(vm)->entry) : KR_FAILED;
    if (kr__failed(v)) return KR_FAILED;
    Entry *e = kr__ptr(v);
    e->name = kr__ref_slot(name);
    e->path = kr__ref_slot(path);
    e->type = d->d_type;
    e->inode = d->d_ino;
    e->dir = p->text ? AT_FDCWD : p->fd;
    return v;
}

static Value os_scandir(kr_vm *vm, Value *a, int n) {
    KrPath p;
    (void)n;
    if (!kr__path_arg(vm, "scandir", "path", a[0], KR_PATH_FD | KR_PATH_NONE, &p)) return KR_FAILED;
    DIR *d;
    KR_FD_CALL(vm, d, !d, p.text ? opendir(p.text) : fdopendir(dup(p.fd)));
    if (!d) return kr__pending(vm) ? KR_FAILED : kr__raise_os(vm, errno, p.shown);
    Value list = kr__list_new(vm, NULL, 0);
    struct dirent *e;
    while (kr__ok(list) && (e = readdir(d))) {
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
        Value entry = make_entry(vm, &p, e);
        if (kr__failed(entry) || !kr__list_append(vm, kr__ptr(list), entry)) list = KR_FAILED;
    }
    closedir(d);
    Value v = kr__ok(list) ? kr__host_new(vm, state_of(vm)->scandir) : KR_FAILED;
    if (kr__ok(v)) ((Scan *)kr__ptr(v))->entries = kr__ref_slot(list);
    return v;
}

/* ---- the rest --------------------------------------------------------------------------------- */

static Value os_terminal_size(kr_vm *vm, Value *a, int n) {
    int fd = 1;
    (void)n;
    if (kr__ok(a[0]) && !kr__fd_arg(vm, a[0], &fd)) return KR_FAILED;
    struct winsize w;
    if (ioctl(fd, TIOCGWINSZ, &w) < 0) return kr__raise_os(vm, errno, KR_UNSET);
    Value items[2] = {kr__from_int48(w.ws_col), kr__from_int48(w.ws_row)};
    return kr__structseq_new(vm, state_of(vm)->terminal_size, items, 2);
}
static Value os_uname(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    struct utsname u;
    if (uname(&u) < 0) return kr__raise_os(vm, errno, KR_UNSET);
    const char *const texts[] = {u.sysname, u.nodename, u.release, u.version, u.machine};
    Value items[5];
    for (int i = 0; i < 5; i++) {
        items[i] = kr__str_new(vm, texts[i], strlen(texts[i]));
        if (kr__failed(items[i])) return KR_FAILED;
    }
    return kr__structseq_new(vm, state_of(vm)->uname_result, items, 5);
}
static Value os_times(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    struct tms t;
    clock_t elapsed = times(&t);
    double tick = (double)sysconf(_SC_CLK_TCK);
    const clock_t all[] = {t.tms_utime, t.tms_stime, t.tms_cutime, t.tms_cstime, elapsed};
    Value items[5];
    for (int i = 0; i < 5; i++) items[i] = kr__from_double((double)all[i] / tick);
    return kr__structseq_new(vm, state_of(vm)->times_result, items, 5);
}

static const KrFnDef functions[] = {
    {"stat(path, *, dir_fd=None, follow_symlinks=True)", os_stat,
     "Perform a stat system call on the given path.", KR_DEF_PATH},
    {"lstat(path, *, dir_fd=None)", os_lstat,
     "Perform a stat system call on the given path, without following symbolic links.",
     KR_DEF_PATH},
    {"fstat(fd)", os_fstat, "Perform a stat system call on the given file descriptor.", 0},
    {"scandir(path=None)", os_scandir, "Return an iterator of DirEntry objects for given path.", 0},
    {"get_terminal_size(fd=1, /)", os_terminal_size,
     "Return the size of the terminal window as (columns, lines).", 0},
    {"uname()", os_uname, "Return an object identifying the current operating system.", 0},
    {"times()", os_times, "Return a collection containing process timing information.", 0},
    {NULL, NULL, NULL, 0},
};

bool kr__posix_stat_init(kr_vm *vm, Value m) {
    void **place = kr__module_state(vm, &kr__module_posix);
    PosixState *s = !place ? NULL : *place ? *place : kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *s);
    if (!s) {
        kr__no_memory(vm);
        return false;
    }
    *place = s;
    if (kr__failed(s->stat_result = kr__structseq_class(vm, &stat_def)) ||
        kr__failed(s->terminal_size = kr__structseq_class(vm, &size_def)) ||
        kr__failed(s->uname_result = kr__structseq_class(vm, &uname_def)) ||
        kr__failed(s->times_result = kr__structseq_class(vm, &times_def)) ||
        kr__failed(s->entry = kr__class_new(vm, &entry_def)) ||
        kr__failed(s->scandir = kr__class_new(vm, &scan_def)))
        return false;
    const Value all[] = {s->stat_result,  s->terminal_size, s->uname_result,
                         s->times_result, s->entry,         s->scandir};
    static const char *const names[] = {"stat_result", "terminal_size", "uname_result",
                                        "times_result", "DirEntry"};
    for (unsigned i = 0; i < KR_COUNTOF(all); i++)
        if (kr__failed(all[i])) return false;
    for (unsigned i = 0; i < KR_COUNTOF(names); i++)
        if (!kr__module_add(vm, m, names[i], all[i])) return false;
    return kr__module_add_functions(vm, m, functions);
}
void kr__posix_stat_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_values(gc, state, sizeof(PosixState) / sizeof(Value));
}
void kr__posix_stat_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(PosixState));
}
