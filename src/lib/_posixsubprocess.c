/* SPDX-License-Identifier: MIT
 * _posixsubprocess.c: the module _posixsubprocess: a child process that runs another program. Between fork and exec the child
 * calls only what is safe there; what went wrong it writes to a pipe, as subprocess.py reads it. Without preexec_fn the
 * child shares the parent's memory until it is gone (vfork). */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lib/fileno.h"
#include "lib/modules.h"
#include "lib/posix.h"
#include "types/codec.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"

/* The parameters of fork_exec, in their order. */
enum {
    A_ARGS,
    A_EXECUTABLES,
    A_CLOSE_FDS,
    A_KEEP,
    A_CWD,
    A_ENV,
    A_FDS, /* p2cread p2cwrite c2pread c2pwrite errread errwrite errpipe_read errpipe_write */
    A_RESTORE = A_FDS + 8,
    A_SETSID,
    A_PGID,
    A_GID,
    A_GROUPS,
    A_UID,
    A_UMASK,
    A_PREEXEC,
    A_VFORK,
    A_COUNT
};

/* What the child needs, all in memory that stays where it is. */
typedef struct Child {
    char **argv, **env; /* env NULL: the parent's */
    char **executables;
    const char *cwd; /* NULL: stay */
    int p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write;
    int close_fds, restore, setsid, pgid, umask;
    int *keep;
    size_t nkeep;
    bool set_gid, set_uid, set_groups;
    gid_t gid, *groups;
    size_t ngroups;
    uid_t uid;
    Value preexec;  /* unset: none */
    sigset_t *mask; /* to be put back before exec; NULL: it was not changed */
} Child;

/* Memory of a call, freed at its end. */
typedef struct Block {
    struct Block *next;
    size_t bytes;
} Block;
typedef struct Job {
    kr_vm *vm;
    Block *blocks;
    Value keep; /* list of bytes objects that the pointers lead into */
    Child c;
} Job;

static void *take(Job *j, size_t bytes) {
    Block *b = kr__mem_zalloc(&kr__heap(j->vm)->mem, sizeof(Block) + bytes);
    if (!b) {
        kr__no_memory(j->vm);
        return NULL;
    }
    *b = (Block){j->blocks, sizeof(Block) + bytes};
    j->blocks = b;
    return b + 1;
}
static void give_back(Job *j) {
    while (j->blocks) {
        Block *b = j->blocks;
        j->blocks = b->next;
        kr__mem_free(&kr__heap(j->vm)->mem, b, b->bytes);
    }
}

/* ---- in the child ---- */

static bool inherit(int fd) {
    int flags = fcntl(fd, F_GETFD);
    return flags >= 0 && fcntl(fd, F_SETFD, flags & ~FD_CLOEXEC) == 0;
}

static bool is_kept(const Child *c, int fd) {
    for (size_t i = 0; i < c->nkeep; i++)
        if (c->keep[i] == fd) return true;
    return false;
}

/* Closes descriptors [from, to). */
static void close_range_of(int from, int to) {
    if (from >= to) return;
    if (syscall(SYS_close_range, (unsigned)from, (unsigned)(to - 1), 0u) == 0) return;
    if (to > 65536) to = 65536;
    for (int fd = from; fd < to; fd++) close(fd);
}
/* keep is sorted. */
static void close_others(const Child *c) {
    int from = 3;
    for (size_t i = 0; i < c->nkeep; i++) {
        if (c->keep[i] < from) continue;
        close_range_of(from, c->keep[i]);
        from = c->keep[i] + 1;
    }
    close_range_of(from, INT32_MAX);
}

static bool place_fd(int fd, int at) {
    if (fd == at) return inherit(fd);
    return fd < 0 || dup2(fd, at) >= 0;
}

static bool set_up_fds(Child *c) {
    int theirs[4] = {c->p2cwrite, c->c2pread, c->errread, c->errpipe_read};
    for (size_t i = 0; i < c->nkeep; i++)
        if (c->keep[i] != c->errpipe_write) (void)inherit(c->keep[i]);
    for (int i = 0; i < 4; i++)
        if (theirs[i] >= 0 && close(theirs[i]) != 0) return false;
    /* out of the way of the three descriptors that are about to be replaced */
    if (c->c2pwrite == 0 && (c->c2pwrite = dup(c->c2pwrite)) < 0) return false;
    while (c->errwrite == 0 || c->errwrite == 1)
        if ((c->errwrite = dup(c->errwrite)) < 0) return false;
    return place_fd(c->p2cread, 0) && place_fd(c->c2pwrite, 1) && place_fd(c->errwrite, 2);
}

static bool set_up_rest(const Child *c) {
    if (c->cwd && chdir(c->cwd) != 0) return false;
    if (c->umask >= 0) umask((mode_t)c->umask);
    if (c->restore) {
        signal(SIGPIPE, SIG_DFL);
        signal(SIGXFSZ, SIG_DFL);
    }
    if (c->mask) sigprocmask(SIG_SETMASK, c->mask, NULL);
    if (c->setsid && setsid() < 0) return false;
    if (c->pgid >= 0 && setpgid(0, c->pgid) != 0) return false;
    if (c->set_groups && setgroups(c->ngroups, c->groups) != 0) return false;
    if (c->set_gid && setregid(c->gid, c->gid) != 0) return false;
    return !c->set_uid || setreuid(c->uid, c->uid) == 0;
}

static void tell(int fd, const char *s) {
    size_t n = strlen(s);
    while (n) {
        ssize_t k = write(fd, s, n);
        if (k < 0 && errno != EINTR) return;
        if (k > 0) s += k, n -= (size_t)k;
    }
}
/* One write: the pipe takes it whole. */
static void tell_errno(int fd, int err, const char *what) {
    char line[40] = "OSError:", *p = line + 8;
    int shift = 28;
    while (shift && !(err >> shift & 15)) shift -= 4;
    for (; shift >= 0; shift -= 4) *p++ = "0123456789abcdef"[err >> shift & 15];
    *p++ = ':';
    strcpy(p, what);
    tell(fd, line);
}

extern char **environ;
/* errno of the last try that says more than that there is no such file. */
static int try_all(const Child *c) {
    int saved = 0;
    for (char **p = c->executables; *p; p++) {
        execve(*p, c->argv, c->env ? c->env : environ);
        if (errno != ENOENT && errno != ENOTDIR && !saved) saved = errno;
    }
    return saved ? saved : errno;
}

/* Becomes the other program, or tells why not; does not return. */
static void run_child(kr_vm *vm, Child *c) {
    const char *what = "noexec";
    int err = 0;
    if (set_up_fds(c) && set_up_rest(c)) {
        what = "";
        if (kr__ok(c->preexec) && kr__failed(kr__call0(vm, c->preexec))) {
            tell(c->errpipe_write, "SubprocessError:0:Exception occurred in preexec_fn.");
            _exit(255);
        }
        if (c->close_fds) close_others(c);
        err = try_all(c);
    } else {
        err = errno;
    }
    tell_errno(c->errpipe_write, err, what);
    _exit(255);
}

/* The child's number. Apart, so that nothing of the caller lies in registers that a vfork may spoil. */
static __attribute__((noinline)) pid_t start_shared(kr_vm *vm, Child *c) {
    pid_t pid = vfork();
    if (pid == 0) run_child(vm, c);
    return pid;
}

static pid_t start(kr_vm *vm, Child *c, bool shared) {
    sigset_t all, before;
    if (!shared) {
        bool python = kr__ok(c->preexec);
        if (python) kr__before_fork(vm);
        pid_t pid = python ? kr__fork(vm) : fork();
        int err = errno;
        if (python) kr__after_fork(vm, pid == 0);
        if (pid == 0) run_child(vm, c);
        errno = err;
        return pid;
    }
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    c->mask = &before;
    pid_t pid = start_shared(vm, c);
    int err = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = err;
    return pid;
}

/* ---- arguments ---- */

/* Strings of the file system: a pointer into a bytes object that `keep` holds. */
static char *text_of(Job *j, Value v) {
    kr_vm *vm = j->vm;
    v = kr__fspath(vm, v);
    if (kr__ok(v) && kr__is_str(vm, v)) v = kr__fs_encode(vm, v);
    if (kr__failed(v) || !kr__list_append(vm, kr__ptr(j->keep), v)) return NULL;
    KrBytes *b = kr__ptr(v);
    if (memchr(b->data, 0, b->len)) {
        kr__raise_value(vm, "embedded null byte");
        return NULL;
    }
    return b->data;
}

/* NULL-ended texts of a sequence. */
static char **texts_of(Job *j, Value seq, const char *what) {
    if (!kr__ok(kr__special(j->vm, seq, KR_N___iter__))) {
        kr__raise_type(j->vm, "%s must be a tuple", what);
        return NULL;
    }
    Value t = kr__tuple_from(j->vm, seq);
    if (kr__failed(t)) return NULL;
    size_t n = ((KrTuple *)kr__ptr(t))->len;
    char **r = take(j, (n + 1) * sizeof *r);
    for (size_t i = 0; r && i < n; i++)
        if (!(r[i] = text_of(j, kr__tuple_get(kr__ptr(t), i)))) return NULL;
    return r;
}

static bool keep_arg(Job *j, Value v) {
    kr_vm *vm = j->vm;
    if (!kr__has_kind(vm, v, KR_K_TUPLE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "fork_exec() argument 4 must be tuple, not %P",
                               v);
    const KrTuple *t = kr__ptr(v);
    int *fds = take(j, (t->len + 1) * sizeof *fds), before = -1;
    if (!fds) return false;
    for (size_t i = 0; i < t->len; i++) {
        Value item = kr__tuple_get(t, i);
        int64_t fd;
        if (!kr__is_int_value(vm, item) || !kr__int_fits_i64(vm, item, &fd) || fd <= before ||
            fd > INT32_MAX)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "bad value(s) in fds_to_keep");
        fds[i] = before = (int)fd;
    }
    j->c.keep = fds;
    j->c.nkeep = t->len;
    return true;
}

static bool id_arg(kr_vm *vm, Value v, const char *what, bool *set, uint32_t *id) {
    int64_t i;
    *set = !kr__is_none(v);
    if (!*set) return true;
    Value index = kr__index(vm, v);
    if (kr__failed(index)) return false;
    if (!kr__int_fits_i64(vm, index, &i) || i < -1 || i > UINT32_MAX)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "invalid %s", what);
    *id = (uint32_t)i;
    return true;
}

static bool groups_arg(Job *j, Value v) {
    kr_vm *vm = j->vm;
    if (kr__is_none(v)) return true;
    if (!kr__has_kind(vm, v, KR_K_LIST))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "setgroups argument must be a list");
    const KrList *l = kr__ptr(v);
    size_t n = l->len;
    gid_t *g = take(j, (n + 1) * sizeof *g);
    if (!g) return false;
    for (size_t i = 0; i < n && i < ((KrList *)kr__ptr(v))->len; i++) {
        bool set;
        Value item = kr__list_get(kr__ptr(v), i);
        if (!kr__is_int_value(vm, item))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "groups must be integers");
        if (!id_arg(vm, item, "group id", &set, &g[i])) return false;
    }
    j->c.set_groups = true;
    j->c.groups = g;
    j->c.ngroups = n;
    return true;
}

static bool numbers(Job *j, const Value *a) {
    kr_vm *vm = j->vm;
    Child *c = &j->c;
    int *fds[8] = {&c->p2cread, &c->p2cwrite, &c->c2pread,      &c->c2pwrite,
                   &c->errread, &c->errwrite, &c->errpipe_read, &c->errpipe_write};
    for (int i = 0; i < 8; i++)
        if (!kr__c_int_arg(vm, a[A_FDS + i], -1, fds[i])) return false;
    return (c->close_fds = kr__truth(vm, a[A_CLOSE_FDS])) >= 0 &&
           kr__c_int_arg(vm, a[A_RESTORE], 0, &c->restore) &&
           kr__c_int_arg(vm, a[A_SETSID], 0, &c->setsid) &&
           kr__c_int_arg(vm, a[A_PGID], -1, &c->pgid) &&
           kr__c_int_arg(vm, a[A_UMASK], -1, &c->umask) &&
           id_arg(vm, a[A_GID], "group id", &c->set_gid, &c->gid) &&
           id_arg(vm, a[A_UID], "user id", &c->set_uid, &c->uid) && groups_arg(j, a[A_GROUPS]);
}

static bool convert(Job *j, const Value *a) {
    kr_vm *vm = j->vm;
    Child *c = &j->c;
    if (!keep_arg(j, a[A_KEEP]) || !numbers(j, a)) return false;
    if (c->close_fds && c->errpipe_write < 3)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "errpipe_write must be >= 3");
    if (!is_kept(c, c->errpipe_write) && c->close_fds)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "errpipe_write must be in fds_to_keep");
    if (!(c->executables = texts_of(j, a[A_EXECUTABLES], "executable_list"))) return false;
    if (kr__is_none(a[A_ARGS])) {
        if (!(c->argv = take(j, sizeof *c->argv))) return false;
    } else if (!(c->argv = texts_of(j, a[A_ARGS], "argv"))) {
        return false;
    }
    if (!kr__is_none(a[A_ENV]) && !(c->env = texts_of(j, a[A_ENV], "env"))) return false;
    if (!kr__is_none(a[A_CWD]) && !(c->cwd = text_of(j, a[A_CWD]))) return false;
    c->preexec = kr__is_none(a[A_PREEXEC]) ? KR_UNSET : a[A_PREEXEC];
    return true;
}

static Value fork_exec(kr_vm *vm, Value *a, int n) {
    if (n != A_COUNT || vm->tail.nkw)
        return kr__raise_type(vm, "fork_exec() takes exactly %d arguments (%d given)", A_COUNT, n);
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS)) return KR_FAILED;
    Job j = {.vm = vm, .keep = kr__list_new(vm, NULL, 0)};
    bool ok = kr__ok(j.keep) && convert(&j, a);
    int vforks = ok ? kr__truth(vm, a[A_VFORK]) : -1;
    pid_t pid = -1;
    if (vforks >= 0) {
        bool ids = j.c.set_uid || j.c.set_gid || j.c.set_groups;
        pid = start(vm, &j.c, vforks && !kr__ok(j.c.preexec) && !ids);
        if (pid < 0) kr__raise_os(vm, errno, KR_UNSET);
    }
    kr__keep(j.keep);
    give_back(&j);
    return pid < 0 ? KR_FAILED : kr__from_int48(pid);
}

static const KrFnDef functions[] = {
    {"fork_exec(", fork_exec,
     "A child process that becomes another program; its process number.\n\nOnly for subprocess: "
     "the child tells "
     "through errpipe_write what went wrong before its program ran.",
     KR_DEF_RAW | KR_DEF_PROCESS},
    {NULL, NULL, NULL, 0},
};

const KrModuleDef kr__module__posixsubprocess = {
    .name = "_posixsubprocess",
    .doc = "A POSIX helper for the subprocess module.",
    .functions = functions,
};
