/* SPDX-License-Identifier: MIT
 * posix_process.c: the functions of module posix about processes, their users and groups, and how they are scheduled. */
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include "lib/fileno.h"
#include "lib/modules.h"
#include "lib/posix.h"
#include "lib/posix_parts.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/str.h"
#include "types/structseq.h"
#include "types/type.h"

static Value none(kr_vm *vm, int r) { return r == 0 ? KR_NONE_V : kr__posix_failed(vm); }
static Value number(kr_vm *vm, int64_t r) {
    return r >= 0 ? kr__int_from_i64(vm, r) : kr__posix_failed(vm);
}

/* ---- numbers of users, groups, sessions ---- */

/* A native that sets n ids. */
#define SET_IDS(name, what, n, call)                                         \
    static Value p_##name(kr_vm *vm, Value *a, int argc) {                   \
        (void)argc;                                                          \
        uint32_t id[3];                                                      \
        for (int i = 0; i < n; i++)                                          \
            if (!kr__posix_id_arg(vm, a[i], what, &id[i])) return KR_FAILED; \
        KR_GRANTED(KR_GRANT_PROCESS);                                        \
        return none(vm, call);                                               \
    }
SET_IDS(setuid, "uid", 1, setuid(id[0]))
SET_IDS(seteuid, "uid", 1, seteuid(id[0]))
SET_IDS(setgid, "gid", 1, setgid(id[0]))
SET_IDS(setegid, "gid", 1, setegid(id[0]))
SET_IDS(setreuid, "uid", 2, setreuid(id[0], id[1]))
SET_IDS(setregid, "gid", 2, setregid(id[0], id[1]))
SET_IDS(setresuid, "uid", 3, setresuid(id[0], id[1], id[2]))
SET_IDS(setresgid, "gid", 3, setresgid(id[0], id[1], id[2]))

#define THREE_IDS(name)                                                         \
    static Value p_##name(kr_vm *vm, Value *a, int n) {                         \
        (void)a, (void)n;                                                       \
        uint32_t r, e, s;                                                       \
        if (name(&r, &e, &s) != 0) return kr__posix_failed(vm);                 \
        Value v[3] = {kr__from_int48(r), kr__from_int48(e), kr__from_int48(s)}; \
        return kr__tuple_new(vm, v, 3);                                         \
    }
THREE_IDS(getresuid)
THREE_IDS(getresgid)

static Value p_getpgid(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(pid, a[0]);
    return number(vm, getpgid(pid));
}
static Value p_getsid(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(pid, a[0]);
    return number(vm, getsid(pid));
}
static Value p_setpgid(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(pid, a[0]);
    KR_INT_ARG(group, a[1]);
    KR_GRANTED(KR_GRANT_PROCESS);
    return none(vm, setpgid(pid, group));
}
static Value p_setpgrp(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KR_GRANTED(KR_GRANT_PROCESS);
    return none(vm, setpgid(0, 0));
}
static Value p_setsid(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KR_GRANTED(KR_GRANT_PROCESS);
    return setsid() < 0 ? kr__posix_failed(vm) : KR_NONE_V;
}

#define MOST_GROUPS 65536
static Value groups_list(kr_vm *vm, const gid_t *g, int n) {
    Value r = kr__list_new(vm, NULL, 0);
    for (int i = 0; kr__ok(r) && i < n; i++)
        if (!kr__list_append(vm, kr__ptr(r), kr__from_int48(g[i]))) return KR_FAILED;
    return r;
}
static Value p_getgroups(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    int count = getgroups(0, NULL);
    KrMem *mem = &kr__heap(vm)->mem;
    size_t bytes = (size_t)(count < 0 ? 1 : count + 1) * sizeof(gid_t);
    gid_t *g = kr__mem_alloc(mem, bytes);
    if (!g) return kr__no_memory(vm);
    count = getgroups((int)(bytes / sizeof *g), g);
    Value r = count < 0 ? kr__posix_failed(vm) : groups_list(vm, g, count);
    kr__mem_free(mem, g, bytes);
    return r;
}
static const char *name_arg(kr_vm *vm, Value v, const char *what, Value *keep) {
    if (!kr__is_str(vm, v)) {
        kr__raise_type(vm, "%s must be str, not %P", what, v);
        return NULL;
    }
    *keep = kr__fs_encode(vm, v);
    return kr__ok(*keep) ? ((KrBytes *)kr__ptr(*keep))->data : NULL;
}
static Value p_getgrouplist(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value keep, r;
    uint32_t gid;
    const char *name = name_arg(vm, a[0], "getgrouplist() argument 1", &keep);
    if (!name || !kr__posix_id_arg(vm, a[1], "gid", &gid)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_FILES);
    KrMem *mem = &kr__heap(vm)->mem;
    for (int room = 32;; room *= 2) {
        size_t bytes = (size_t)room * sizeof(gid_t);
        gid_t *g = kr__mem_alloc(mem, bytes);
        if (!g) return kr__no_memory(vm);
        int count = room;
        bool fits = getgrouplist(name, gid, g, &count) >= 0;
        r = fits ? groups_list(vm, g, count) : KR_UNSET;
        kr__mem_free(mem, g, bytes);
        if (fits || room > MOST_GROUPS) return fits ? r : kr__posix_failed(vm);
    }
}
static Value p_setgroups(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__ok(kr__special(vm, a[0], KR_N___getitem__)))
        return kr__raise_type(vm, "setgroups argument must be a sequence");
    Value t = kr__tuple_from(vm, a[0]);
    if (kr__failed(t)) return t;
    uint32_t count = ((KrTuple *)kr__ptr(t))->len;
    if (count > MOST_GROUPS) return kr__raise_value(vm, "too many groups");
    KrMem *mem = &kr__heap(vm)->mem;
    gid_t *g = kr__mem_alloc(mem, (count + 1) * sizeof *g);
    if (!g) return kr__no_memory(vm);
    bool ok = kr__posix_granted(vm, KR_GRANT_PROCESS);
    for (uint32_t i = 0; ok && i < count; i++) {
        Value item = kr__tuple_get(kr__ptr(t), i);
        ok = kr__is_int_value(vm, item) ||
             kr__raise_false(vm, KR_T_X_TYPEERROR, "groups must be integers");
        ok = ok && kr__posix_id_arg(vm, item, "gid", &g[i]);
    }
    Value r = ok ? none(vm, setgroups(count, g)) : KR_FAILED;
    kr__mem_free(mem, g, (count + 1) * sizeof *g);
    return r;
}
static Value p_initgroups(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value keep;
    uint32_t gid;
    keep = kr__fspath(vm, a[0]);
    if (kr__failed(keep)) return keep;
    const char *name = name_arg(vm, keep, "initgroups() argument 1", &keep);
    if (!name || !kr__posix_id_arg(vm, a[1], "gid", &gid)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_PROCESS);
    return none(vm, initgroups(name, gid));
}
static Value p_getlogin(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    char buf[LOGIN_NAME_MAX + 1];
    int err = getlogin_r(buf, sizeof buf);
    return err ? kr__raise_os(vm, err, KR_UNSET) : kr__fs_decode(vm, buf, strlen(buf));
}

/* ---- waiting for children ---- */

bool kr__posix_await(kr_vm *vm, int pid, int options) {
    int kinds = options & WNOHANG;
    if (options & WUNTRACED) kinds |= WEXITED | WSTOPPED;
    if (options & WCONTINUED) kinds |= WEXITED | WCONTINUED;
    if (pid > 0) return kr__await_child(vm, P_PID, pid, kinds);
    if (pid == -1) return kr__await_child(vm, P_ALL, 0, kinds);
    return kr__await_child(vm, P_PGID, pid ? -pid : getpgrp(), kinds);
}

/* Until the child has ended. What a signal handler raises meanwhile, or unset. A stop kills the child. */
static Value await_shell(kr_vm *vm, pid_t pid) {
    Value raised = KR_UNSET;
    while (!kr__posix_await(vm, pid, 0)) {
        if (vm->thread->stopping) {
            kill(pid, SIGKILL);
            break;
        }
        raised = kr__take_pending(vm);
    }
    return raised;
}

Value kr__posix_system(kr_vm *vm, const char *command) {
    char *const argv[] = {"sh", "-c", (char *)command, NULL};
    sigset_t keys, mask, ends;
    posix_spawnattr_t attr;
    int status = 127 << 8;
    pid_t pid;
    /* the keys that end programs are for the command; blocked in the child they would stay so, hence its own mask */
    sigemptyset(&keys);
    sigaddset(&keys, SIGINT);
    sigaddset(&keys, SIGQUIT);
    pthread_sigmask(SIG_BLOCK, &keys, &mask);
    sigandset(&ends, &keys, &mask); /* were blocked before */
    posix_spawnattr_init(&attr);
    posix_spawnattr_setsigmask(&attr, &mask);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
    bool ran = posix_spawn(&pid, "/bin/sh", NULL, &attr, argv, environ) == 0;
    posix_spawnattr_destroy(&attr);
    Value raised = ran ? await_shell(vm, pid) : KR_UNSET;
    while (ran && waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) status = -1, ran = false;
    const struct timespec now = {0, 0};
    while (sigisemptyset(&ends) && sigtimedwait(&keys, NULL, &now) > 0) continue;
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    if (vm->thread->stopping) return KR_FAILED;
    return kr__ok(raised) ? kr__raise_object(vm, raised) : kr__from_int48(status);
}

static Value pair(kr_vm *vm, int64_t a, int64_t b) {
    Value v[2] = {kr__from_int48(a), kr__from_int48(b)};
    return kr__tuple_new(vm, v, 2);
}
static Value p_wait(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    int status = 0;
    pid_t r;
    KR_GRANTED(KR_GRANT_PROCESS);
    if (!kr__posix_await(vm, -1, 0)) return KR_FAILED;
    KR_RETRY(vm, r, wait(&status));
    return r < 0 ? kr__posix_failed(vm) : pair(vm, r, status);
}

/* resource.struct_rusage of a child. */
static Value usage(kr_vm *vm, const struct rusage *u) {
    Value cls = kr__import_attr(vm, "resource", "struct_rusage");
    long rest[14] = {u->ru_maxrss, u->ru_ixrss,    u->ru_idrss,   u->ru_isrss,   u->ru_minflt,
                     u->ru_majflt, u->ru_nswap,    u->ru_inblock, u->ru_oublock, u->ru_msgsnd,
                     u->ru_msgrcv, u->ru_nsignals, u->ru_nvcsw,   u->ru_nivcsw};
    Value v[16] = {
        kr__from_double((double)u->ru_utime.tv_sec + (double)u->ru_utime.tv_usec * 1e-6),
        kr__from_double((double)u->ru_stime.tv_sec + (double)u->ru_stime.tv_usec * 1e-6)};
    for (int i = 0; i < 14; i++) v[i + 2] = kr__from_int48(rest[i]);
    return kr__ok(cls) ? kr__structseq_new(vm, cls, v, 16) : cls;
}
static Value wait_usage(kr_vm *vm, int pid, int options) {
    int status = 0;
    struct rusage u;
    pid_t r;
    memset(&u, 0, sizeof u);
    KR_GRANTED(KR_GRANT_PROCESS);
    if (!kr__posix_await(vm, pid, options)) return KR_FAILED;
    KR_RETRY(vm, r, wait4(pid, &status, options, &u));
    if (r < 0) return kr__posix_failed(vm);
    Value v[3] = {kr__from_int48(r), kr__from_int48(status), usage(vm, &u)};
    return kr__ok(v[2]) ? kr__tuple_new(vm, v, 3) : KR_FAILED;
}
static Value p_wait3(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(options, a[0]);
    return wait_usage(vm, -1, options);
}
static Value p_wait4(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(pid, a[0]);
    KR_INT_ARG(options, a[1]);
    return wait_usage(vm, pid, options);
}

static const KrSeqField waitid_fields[] = {{"si_pid", NULL},   {"si_uid", NULL},
                                           {"si_signo", NULL}, {"si_status", NULL},
                                           {"si_code", NULL},  {NULL, NULL}};
static const KrSeqDef waitid_def = {.module = "posix",
                                    .name = "waitid_result",
                                    .doc = "waitid_result: what waitid gives.",
                                    .fields = waitid_fields,
                                    .visible = 5,
                                    .constructible = true};
static Value p_waitid(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *classes = kr__posix_classes(vm);
    KR_INT_ARG(type, a[0]);
    KR_INT_ARG(id, a[1]);
    KR_INT_ARG(options, a[2]);
    siginfo_t si;
    int r;
    si.si_pid = 0;
    KR_GRANTED(KR_GRANT_PROCESS);
    if (!kr__await_child(vm, type, id, options)) return KR_FAILED;
    KR_RETRY(vm, r, waitid((idtype_t)type, (id_t)id, &si, options));
    if (r < 0) return kr__posix_failed(vm);
    if (si.si_pid == 0) return KR_NONE_V;
    Value v[5] = {kr__from_int48(si.si_pid), kr__from_int48(si.si_uid), kr__from_int48(si.si_signo),
                  kr__from_int48(si.si_status), kr__from_int48(si.si_code)};
    return classes ? kr__structseq_new(vm, classes[KR_POSIX_WAITID], v, 5) : KR_FAILED;
}
static Value p_WCOREDUMP(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(status, a[0]);
    return kr__bool(WCOREDUMP(status));
}
static Value p_WIFCONTINUED(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(status, a[0]);
    return kr__bool(WIFCONTINUED(status));
}
static Value p_pidfd_open(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(pid, a[0]);
    KR_INT_ARG(flags, a[1]);
    KR_GRANTED(KR_GRANT_PROCESS);
    int fd;
    KR_FD_CALL(vm, fd, fd < 0, pidfd_open(pid, (unsigned)flags));
    return number(vm, fd);
}
static Value p_killpg(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(group, a[0]);
    KR_INT_ARG(sig, a[1]);
    KR_GRANTED(KR_GRANT_PROCESS);
    if (killpg(group, sig) != 0) return kr__posix_failed(vm);
    return kr__poll(vm) ? KR_NONE_V : KR_FAILED;
}
static Value p_abort(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KR_GRANTED(KR_GRANT_PROCESS);
    signal(SIGABRT, SIG_DFL);
    raise(SIGABRT);
    return KR_NONE_V;
}

static Value p_forkpty(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    int master, slave;
    KR_GRANTED(KR_GRANT_PROCESS);
    int r;
    KR_FD_CALL(vm, r, r < 0, openpty(&master, &slave, NULL, NULL, NULL));
    if (r < 0) return kr__posix_failed(vm);
    kr__before_fork(vm);
    pid_t pid = kr__fork(vm);
    int err = errno;
    if (pid == 0) {
        close(master);
        if (login_tty(slave) != 0) _exit(1);
        master = -1;
    } else {
        close(slave);
    }
    kr__after_fork(vm, pid == 0);
    if (vm->thread->stopping) return KR_FAILED;
    if (pid >= 0) return pair(vm, pid, master);
    close(master);
    return kr__raise_os(vm, err, KR_UNSET);
}

/* ---- becoming and starting programs ---- */

/* Memory of the texts of one call. */
typedef struct Texts {
    char **p; /* NULL-ended */
    size_t n, bytes;
    Value keep; /* list of the bytes objects */
} Texts;
static void texts_free(kr_vm *vm, Texts *t) {
    if (t->p) kr__mem_free(&kr__heap(vm)->mem, t->p, t->bytes);
    t->p = NULL;
}
static bool texts_room(kr_vm *vm, Texts *t, size_t n) {
    t->bytes = (n + 1) * sizeof(char *);
    t->n = 0;
    t->p = kr__mem_zalloc(&kr__heap(vm)->mem, t->bytes);
    t->keep = kr__list_new(vm, NULL, 0);
    if (!t->p) kr__no_memory(vm);
    return t->p && kr__ok(t->keep);
}
static bool texts_add(kr_vm *vm, Texts *t, Value v) {
    v = kr__fspath(vm, v);
    if (kr__ok(v) && kr__is_str(vm, v)) v = kr__fs_encode(vm, v);
    if (kr__failed(v) || !kr__list_append(vm, kr__ptr(t->keep), v)) return false;
    KrBytes *b = kr__ptr(v);
    if (memchr(b->data, 0, b->len))
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "embedded null byte");
    t->p[t->n++] = b->data;
    return true;
}
static bool argv_of(kr_vm *vm, const char *function, Value argv, Texts *t) {
    *t = (Texts){.p = NULL};
    if (!kr__has_kind(vm, argv, KR_K_LIST) && !kr__has_kind(vm, argv, KR_K_TUPLE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s must be a tuple or list", function);
    Value items = kr__tuple_from(vm, argv);
    if (kr__failed(items)) return false;
    uint32_t n = ((KrTuple *)kr__ptr(items))->len;
    if (!n) return kr__raise_false(vm, KR_T_X_VALUEERROR, "%s must not be empty", function);
    if (!texts_room(vm, t, n)) return false;
    for (uint32_t i = 0; i < n; i++)
        if (!texts_add(vm, t, kr__tuple_get(kr__ptr(items), i))) return false;
    if (!*t->p[0])
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "%s first element cannot be empty", function);
    return true;
}
static Value joined(kr_vm *vm, Value key, Value value) {
    Value k = kr__fspath(vm, key), v = kr__ok(k) ? kr__fspath(vm, value) : k;
    if (kr__ok(v) && kr__is_str(vm, k)) k = kr__fs_encode(vm, k);
    if (kr__ok(v) && kr__ok(k) && kr__is_str(vm, v)) v = kr__fs_encode(vm, v);
    if (kr__failed(k) || kr__failed(v)) return KR_FAILED;
    const KrBytes *kb = kr__ptr(k), *vb = kr__ptr(v);
    if (kb->len && memchr(kb->data + 1, '=', kb->len - 1))
        return kr__raise_value(vm, "illegal environment variable name");
    Value r = kr__bytes_new(vm, NULL, (size_t)kb->len + vb->len + 1);
    if (kr__failed(r)) return r;
    char *p = ((KrBytes *)kr__ptr(r))->data;
    memcpy(p, kb->data, kb->len);
    p[kb->len] = '=';
    memcpy(p + kb->len + 1, vb->data, vb->len);
    kr__keep(k), kr__keep(v);
    return r;
}
static bool env_of(kr_vm *vm, Value env, Texts *t) {
    *t = (Texts){.p = NULL};
    Value name = kr__intern(vm, "items", 5);
    Value view = kr__failed(name) ? name : kr__call_method(vm, env, name, NULL, 0);
    Value items = kr__ok(view) ? kr__tuple_from(vm, view) : KR_FAILED;
    if (kr__failed(items)) return false;
    uint32_t n = ((KrTuple *)kr__ptr(items))->len;
    if (!texts_room(vm, t, n)) return false;
    for (uint32_t i = 0; i < n; i++) {
        Value item = kr__tuple_from(vm, kr__tuple_get(kr__ptr(items), i));
        if (kr__failed(item)) return false;
        if (((KrTuple *)kr__ptr(item))->len != 2)
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "env.items() must give pairs");
        Value s = joined(vm, kr__tuple_get(kr__ptr(item), 0), kr__tuple_get(kr__ptr(item), 1));
        if (kr__failed(s) || !texts_add(vm, t, s)) return false;
    }
    return true;
}
static bool is_mapping(kr_vm *vm, Value env, const char *function) {
    Value keys;
    Value name = kr__intern(vm, "keys", 4);
    int r = kr__failed(name) ? -1 : kr__getattr_opt(vm, env, name, &keys);
    if (r > 0) return true;
    return r == 0 && kr__raise_false(vm, KR_T_X_TYPEERROR,
                                     "%s: environment must be a mapping object", function);
}

static Value p_execv(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrPath p;
    Texts argv;
    if (!kr__path_arg(vm, "execv", "path", a[0], 0, &p)) return KR_FAILED;
    bool ok = argv_of(vm, "execv() arg 2", a[1], &argv) && kr__posix_granted(vm, KR_GRANT_PROCESS);
    if (ok) execv(p.text, argv.p);
    if (ok) kr__posix_failed(vm);
    texts_free(vm, &argv);
    return KR_FAILED;
}
static Value p_execve(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrPath p;
    Texts argv, env = {.p = NULL};
    if (!kr__path_arg(vm, "execve", "path", a[0], KR_PATH_FD, &p)) return KR_FAILED;
    bool ok = argv_of(vm, "execve: argv", a[1], &argv) && is_mapping(vm, a[2], "execve") &&
              env_of(vm, a[2], &env) && kr__posix_granted(vm, KR_GRANT_PROCESS);
    if (ok && p.text) execve(p.text, argv.p, env.p);
    if (ok && !p.text) fexecve(p.fd, argv.p, env.p);
    if (ok) kr__raise_os(vm, errno, p.shown);
    texts_free(vm, &argv);
    texts_free(vm, &env);
    return KR_FAILED;
}

static bool one_file_action(kr_vm *vm, Value act, posix_spawn_file_actions_t *fa, Texts *paths) {
    static const char wrong[] = "Each file_actions element must be a non-empty tuple";
    if (!kr__has_kind(vm, act, KR_K_TUPLE) || !((KrTuple *)kr__ptr(act))->len)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, wrong);
    const KrTuple *t = kr__ptr(act);
    int tag, v[4] = {0, 0, 0, 0}, err = 0;
    if (!kr__c_int_arg(vm, kr__tuple_get(t, 0), 0, &tag)) return false;
    uint32_t want = tag == 0 ? 5 : tag == 1 ? 2 : tag == 2 ? 3 : 0;
    if (!want) return kr__raise_false(vm, KR_T_X_TYPEERROR, "Unknown file_actions identifier");
    if (t->len != want)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "A %s file_action tuple must have %d elements",
                               tag == 0   ? "open"
                               : tag == 1 ? "close"
                                          : "dup2",
                               (int)want);
    for (uint32_t i = 1; i < want; i++)
        if (!(tag == 0 && i == 2) &&
            !kr__c_int_arg(vm, kr__tuple_get(kr__ptr(act), i), 0, &v[i - 1]))
            return false;
    if (tag == 0) {
        if (!texts_add(vm, paths, kr__tuple_get(kr__ptr(act), 2))) return false;
        err =
            posix_spawn_file_actions_addopen(fa, v[0], paths->p[paths->n - 1], v[2], (mode_t)v[3]);
    } else {
        err = tag == 1 ? posix_spawn_file_actions_addclose(fa, v[0])
                       : posix_spawn_file_actions_adddup2(fa, v[0], v[1]);
    }
    if (err) kr__raise_os(vm, err, KR_UNSET);
    return !err;
}
static bool file_actions(kr_vm *vm, Value seq, posix_spawn_file_actions_t *fa, Texts *paths) {
    if (!kr__ok(seq) || kr__is_none(seq)) return true;
    Value t = kr__tuple_from(vm, seq);
    if (kr__failed(t)) return false;
    uint32_t n = ((KrTuple *)kr__ptr(t))->len;
    if (!texts_room(vm, paths, n)) return false;
    for (uint32_t i = 0; i < n; i++)
        if (!one_file_action(vm, kr__tuple_get(kr__ptr(t), i), fa, paths)) return false;
    return true;
}
static bool signals_arg(kr_vm *vm, Value seq, sigset_t *set) {
    sigemptyset(set);
    Value t = kr__tuple_from(vm, seq);
    if (kr__failed(t)) return false;
    for (uint32_t i = 0; i < ((KrTuple *)kr__ptr(t))->len; i++) {
        int sig;
        if (!kr__c_int_arg(vm, kr__tuple_get(kr__ptr(t), i), 0, &sig)) return false;
        if (sig <= 0 || sig >= NSIG || sigaddset(set, sig) != 0)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "signal number %d out of range [1; %d]",
                                   sig, NSIG - 1);
    }
    return true;
}

static bool priority_of(kr_vm *vm, Value param, struct sched_param *out);

/* a: setpgroup, resetids, setsid, setsigmask, setsigdef, scheduler */
static bool spawn_attributes(kr_vm *vm, const Value *a, posix_spawnattr_t *attr) {
    short flags = 0;
    sigset_t set;
    if (kr__ok(a[0])) {
        int group;
        if (!kr__c_int_arg(vm, a[0], 0, &group)) return false;
        posix_spawnattr_setpgroup(attr, group);
        flags |= POSIX_SPAWN_SETPGROUP;
    }
    for (int i = 1; i < 3; i++) {
        int r = kr__ok(a[i]) ? kr__truth(vm, a[i]) : 0;
        if (r < 0) return false;
        if (r) flags |= i == 1 ? POSIX_SPAWN_RESETIDS : POSIX_SPAWN_SETSID;
    }
    if (kr__ok(a[3])) {
        if (!signals_arg(vm, a[3], &set)) return false;
        posix_spawnattr_setsigmask(attr, &set);
        flags |= POSIX_SPAWN_SETSIGMASK;
    }
    if (kr__ok(a[4])) {
        if (!signals_arg(vm, a[4], &set)) return false;
        posix_spawnattr_setsigdefault(attr, &set);
        flags |= POSIX_SPAWN_SETSIGDEF;
    }
    if (kr__ok(a[5])) {
        struct sched_param p;
        if (!kr__has_kind(vm, a[5], KR_K_TUPLE) || ((KrTuple *)kr__ptr(a[5]))->len != 2)
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "A scheduler tuple must have two elements");
        Value policy = kr__tuple_get(kr__ptr(a[5]), 0);
        if (!priority_of(vm, kr__tuple_get(kr__ptr(a[5]), 1), &p)) return false;
        if (!kr__is_none(policy)) {
            int number;
            if (!kr__c_int_arg(vm, policy, 0, &number)) return false;
            posix_spawnattr_setschedpolicy(attr, number);
            flags |= POSIX_SPAWN_SETSCHEDULER;
        }
        posix_spawnattr_setschedparam(attr, &p);
        flags |= POSIX_SPAWN_SETSCHEDPARAM;
    }
    posix_spawnattr_setflags(attr, flags);
    return true;
}

static Value spawn(kr_vm *vm, Value *a, const char *name, bool search) {
    KrPath p;
    Texts argv, env = {.p = NULL}, paths = {.p = NULL};
    posix_spawn_file_actions_t fa;
    posix_spawnattr_t attr;
    pid_t pid = -1;
    if (!kr__path_arg(vm, name, "path", a[0], 0, &p)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_PROCESS);
    posix_spawn_file_actions_init(&fa);
    posix_spawnattr_init(&attr);
    bool ok = argv_of(vm, search ? "posix_spawnp: argv" : "posix_spawn: argv", a[1], &argv) &&
              is_mapping(vm, a[2], name) && env_of(vm, a[2], &env) &&
              file_actions(vm, a[3], &fa, &paths) && spawn_attributes(vm, a + 4, &attr);
    if (ok) {
        int err = search ? posix_spawnp(&pid, p.text, &fa, &attr, argv.p, env.p)
                         : posix_spawn(&pid, p.text, &fa, &attr, argv.p, env.p);
        if (err) kr__raise_os(vm, err, p.shown), ok = false;
    }
    posix_spawn_file_actions_destroy(&fa);
    posix_spawnattr_destroy(&attr);
    texts_free(vm, &argv);
    texts_free(vm, &env);
    texts_free(vm, &paths);
    return ok ? kr__from_int48(pid) : KR_FAILED;
}
static Value p_posix_spawn(kr_vm *vm, Value *a, int n) {
    return (void)n, spawn(vm, a, "posix_spawn", false);
}
static Value p_posix_spawnp(kr_vm *vm, Value *a, int n) {
    return (void)n, spawn(vm, a, "posix_spawnp", true);
}

/* ---- scheduling ---- */

static const KrSeqField param_fields[] = {{"sched_priority", "the scheduling priority"},
                                          {NULL, NULL}};
static const KrSeqDef param_def = {.module = "posix",
                                   .name = "sched_param",
                                   .doc = "sched_param(sched_priority): a scheduling priority.",
                                   .fields = param_fields,
                                   .visible = 1,
                                   .constructible = true};
static bool priority_of(kr_vm *vm, Value param, struct sched_param *out) {
    Value *classes = kr__posix_classes(vm);
    if (!classes) return false;
    if (!kr__same(kr__class_of(vm, param), classes[KR_POSIX_SCHED_PARAM]))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "must have a sched_param object");
    return kr__c_int_arg(vm, kr__tuple_get(kr__ptr(param), 0), 0, &out->sched_priority);
}
static Value p_sched_param_new(kr_vm *vm, int priority) {
    Value *classes = kr__posix_classes(vm), v = kr__from_int48(priority);
    return classes ? kr__structseq_new(vm, classes[KR_POSIX_SCHED_PARAM], &v, 1) : KR_FAILED;
}
static Value p_sched_getparam(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct sched_param p;
    KR_INT_ARG(pid, a[0]);
    return sched_getparam(pid, &p) == 0 ? p_sched_param_new(vm, p.sched_priority)
                                        : kr__posix_failed(vm);
}
static Value p_sched_setparam(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct sched_param p;
    KR_INT_ARG(pid, a[0]);
    if (!priority_of(vm, a[1], &p)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_PROCESS);
    return none(vm, sched_setparam(pid, &p));
}
static Value p_sched_getscheduler(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(pid, a[0]);
    return number(vm, sched_getscheduler(pid));
}
static Value p_sched_setscheduler(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct sched_param p;
    KR_INT_ARG(pid, a[0]);
    KR_INT_ARG(policy, a[1]);
    if (!priority_of(vm, a[2], &p)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_PROCESS);
    return sched_setscheduler(pid, policy, &p) < 0 ? kr__posix_failed(vm) : KR_NONE_V;
}
static Value p_sched_get_priority_max(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(policy, a[0]);
    return number(vm, sched_get_priority_max(policy));
}
static Value p_sched_get_priority_min(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(policy, a[0]);
    return number(vm, sched_get_priority_min(policy));
}
static Value p_sched_rr_get_interval(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct timespec t;
    KR_INT_ARG(pid, a[0]);
    if (sched_rr_get_interval(pid, &t) != 0) return kr__posix_failed(vm);
    return kr__from_double((double)t.tv_sec + 1e-9 * (double)t.tv_nsec);
}
static Value p_sched_yield(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KR_BLOCKING(vm, sched_yield());
    return KR_NONE_V;
}
static bool add_cpu(kr_vm *vm, void *ud, Value item) {
    int cpu;
    if (!kr__is_int_value(vm, item))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "expected an iterator of ints, but iterator yielded <class '%T'>",
                               item);
    if (!kr__c_int_arg(vm, item, 0, &cpu)) return false;
    if (cpu < 0) return kr__raise_false(vm, KR_T_X_VALUEERROR, "negative CPU number");
    if (cpu < CPU_SETSIZE) CPU_SET(cpu, (cpu_set_t *)ud);
    return true;
}
static Value p_sched_setaffinity(kr_vm *vm, Value *a, int n) {
    (void)n;
    cpu_set_t set;
    KR_INT_ARG(pid, a[0]);
    CPU_ZERO(&set);
    if (!kr__each(vm, a[1], add_cpu, &set)) return KR_FAILED;
    KR_GRANTED(KR_GRANT_PROCESS);
    return none(vm, sched_setaffinity(pid, sizeof set, &set));
}
static Value p_nice(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(by, a[0]);
    KR_GRANTED(KR_GRANT_PROCESS);
    errno = 0;
    int r = nice(by);
    return r == -1 && errno ? kr__posix_failed(vm) : kr__from_int48(r);
}
static Value p_getpriority(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(which, a[0]);
    KR_INT_ARG(who, a[1]);
    errno = 0;
    int r = getpriority((__priority_which_t)which, (id_t)who);
    return errno ? kr__posix_failed(vm) : kr__from_int48(r);
}
static Value p_setpriority(kr_vm *vm, Value *a, int n) {
    (void)n;
    KR_INT_ARG(which, a[0]);
    KR_INT_ARG(who, a[1]);
    KR_INT_ARG(priority, a[2]);
    KR_GRANTED(KR_GRANT_PROCESS);
    return none(vm, setpriority((__priority_which_t)which, (id_t)who, priority));
}
static Value p_getrandom(kr_vm *vm, Value *a, int n) {
    (void)n;
    ssize_t got;
    KR_OFFSET_ARG(size, a[0]);
    KR_INT_ARG(flags, a[1]);
    if (size < 0) return errno = EINVAL, kr__posix_failed(vm);
    if (size > UINT32_MAX) return kr__no_memory(vm);
    Value r = kr__bytes_new(vm, NULL, (size_t)size);
    if (kr__failed(r)) return r;
    KR_RETRY(vm, got, getrandom(((KrBytes *)kr__ptr(r))->data, (size_t)size, (unsigned)flags));
    if (got < 0) return kr__posix_failed(vm);
    if (got == size) return r;
    Value part = kr__bytes_make(vm, ((KrBytes *)kr__ptr(r))->data, (size_t)got);
    kr__keep(r);
    return part;
}

#define SPAWN_PARAMS                                                                         \
    "(path, argv, env, /, *, file_actions=(), setpgroup=<unrepresentable>, resetids=False, " \
    "setsid=False, setsigmask=(), setsigdef=(), scheduler=<unrepresentable>)"
static const KrFnDef functions[] = {
    {"setuid(uid, /)", p_setuid, "Set the user of the process.", 0},
    {"seteuid(euid, /)", p_seteuid, "Set the effective user.", 0},
    {"setgid(gid, /)", p_setgid, "Set the group of the process.", 0},
    {"setegid(egid, /)", p_setegid, "Set the effective group.", 0},
    {"setreuid(ruid, euid, /)", p_setreuid, "Set the real and effective user.", 0},
    {"setregid(rgid, egid, /)", p_setregid, "Set the real and effective group.", 0},
    {"setresuid(ruid, euid, suid, /)", p_setresuid, "Set the real, effective and saved user.", 0},
    {"setresgid(rgid, egid, sgid, /)", p_setresgid, "Set the real, effective and saved group.", 0},
    {"getresuid()", p_getresuid, "The real, effective and saved user.", 0},
    {"getresgid()", p_getresgid, "The real, effective and saved group.", 0},
    {"getpgid(pid)", p_getpgid, "The process group of a process.", 0},
    {"getsid(pid, /)", p_getsid, "The session of a process.", 0},
    {"setpgid(pid, pgrp, /)", p_setpgid, "Put a process into a process group.", 0},
    {"setpgrp()", p_setpgrp, "Make the process the leader of its own group.", 0},
    {"setsid()", p_setsid, "Begin a new session.", 0},
    {"getgroups()", p_getgroups, "The supplementary groups of the process.", 0},
    {"getgrouplist(user, group, /)", p_getgrouplist, "The groups that a user belongs to.", 0},
    {"setgroups(groups, /)", p_setgroups, "Set the supplementary groups.", 0},
    {"initgroups(username, gid, /)", p_initgroups, "Set the supplementary groups to a user's.", 0},
    {"getlogin()", p_getlogin, "The name of the user who logged in.", 0},
    {"wait()", p_wait, "Wait for a child: (pid, status).", 0},
    {"wait3(options)", p_wait3, "Wait for a child: (pid, status, rusage).", 0},
    {"wait4(pid, options)", p_wait4, "Wait for a certain child: (pid, status, rusage).", 0},
    {"waitid(idtype, id, options, /)", p_waitid, "Wait for children, and what happened to them.",
     0},
    {"WCOREDUMP(status, /)", p_WCOREDUMP, "Whether the process left a core file.", 0},
    {"WIFCONTINUED(status)", p_WIFCONTINUED, "Whether the process was continued.", 0},
    {"pidfd_open(pid, flags=0)", p_pidfd_open, "A descriptor of a process.", 0},
    {"killpg(pgid, signal, /)", p_killpg, "Send a signal to a process group.", 0},
    {"forkpty()", p_forkpty,
     "Fork a child on a terminal of its own: (pid, descriptor of the terminal).", KR_DEF_PROCESS},
    {"abort()", p_abort, "End the process at once with SIGABRT.", 0},
    {"execv(path, argv, /)", p_execv, "Become another program.", KR_DEF_EXIT},
    {"execve(path, argv, env)", p_execve, "Become another program, with an environment.",
     KR_DEF_EXIT},
    {"posix_spawn" SPAWN_PARAMS, p_posix_spawn, "Start a program; its process number.",
     KR_DEF_PROCESS},
    {"posix_spawnp" SPAWN_PARAMS, p_posix_spawnp,
     "Start a program looked for in PATH; its process number.", KR_DEF_PROCESS},
    {"sched_getparam(pid, /)", p_sched_getparam, "The scheduling parameters of a process.", 0},
    {"sched_setparam(pid, param, /)", p_sched_setparam,
     "Set the scheduling parameters of a process.", 0},
    {"sched_getscheduler(pid, /)", p_sched_getscheduler, "The scheduling policy of a process.", 0},
    {"sched_setscheduler(pid, policy, param, /)", p_sched_setscheduler,
     "Set the scheduling policy of a process.", 0},
    {"sched_get_priority_max(policy)", p_sched_get_priority_max,
     "The highest priority of a policy.", 0},
    {"sched_get_priority_min(policy)", p_sched_get_priority_min, "The lowest priority of a policy.",
     0},
    {"sched_rr_get_interval(pid, /)", p_sched_rr_get_interval,
     "The round-robin interval of a process, in seconds.", 0},
    {"sched_yield()", p_sched_yield, "Let others run.", 0},
    {"sched_setaffinity(pid, mask, /)", p_sched_setaffinity,
     "Choose the CPUs that a process may run on.", 0},
    {"nice(increment, /)", p_nice, "Add to the niceness of the process; the new one.", 0},
    {"getpriority(which, who)", p_getpriority, "The priority of processes.", 0},
    {"setpriority(which, who, priority)", p_setpriority, "Set the priority of processes.", 0},
    {"getrandom(size, flags=0)", p_getrandom, "Random bytes from the system.", 0},
    {NULL, NULL, NULL, 0},
};

/* sched_param takes the priority itself, not a sequence. */
static Value param_new(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__structseq_new(vm, a[0], a + 1, 1);
}
static const KrFnDef param_rows[] = {
    {"__new__(cls, sched_priority)", param_new, NULL, KR_DEF_NEW},
    {NULL, NULL, NULL, 0},
};
static bool param_class(kr_vm *vm, Value *out) {
    *out = kr__structseq_class(vm, &param_def);
    if (kr__failed(*out)) return false;
    KrType *t = kr__type_ptr(*out);
    if (!kr__type_fill(vm, t, kr__type_dict(vm, t), param_rows, NULL)) return false;
    kr__type_forget_specials(vm, t);
    kr__type_flags_update(vm, t);
    kr__type_new_version(vm, t);
    return true;
}

bool kr__posix_process_init(kr_vm *vm, Value m) {
    Value *c = kr__posix_classes(vm);
    return c && kr__ok(c[KR_POSIX_WAITID] = kr__structseq_class(vm, &waitid_def)) &&
           param_class(vm, &c[KR_POSIX_SCHED_PARAM]) &&
           kr__module_add(vm, m, "waitid_result", c[KR_POSIX_WAITID]) &&
           kr__module_add(vm, m, "sched_param", c[KR_POSIX_SCHED_PARAM]) &&
           kr__module_add_functions(vm, m, functions);
}
