/* SPDX-License-Identifier: MIT
 * faulthandler.c: the module faulthandler: tracebacks on fatal signals, on signals of the user's choice, after a time, or
 * at once. What runs in handlers only writes to descriptors that were asked for before. */
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib/_thread.h"
#include "lib/modules.h"
#include "lib/posix.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/module.h"
#include "types/traceback.h"

extern const KrModuleDef kr__module_faulthandler;

#define SIGNALS 65

static const struct {
    int number;
    const char *name;
} fatal[] = {{SIGBUS, "Bus error"},
             {SIGILL, "Illegal instruction"},
             {SIGFPE, "Floating point exception"},
             {SIGABRT, "Aborted"},
             {SIGSEGV, "Segmentation fault"}};

/* A signal that somebody registered. */
typedef struct User {
    bool on, all, chain;
    int fd;
    struct sigaction before;
} User;

typedef struct FaultState {
    Value file;       /* of enable */
    Value later_file; /* of dump_traceback_later */
    Value user_files[SIGNALS];
    bool enabled, all;
    int fd;
    struct sigaction before[KR_COUNTOF(fatal)];
    User users[SIGNALS];
    /* the thread that waits to write */
    bool waiting, repeat, leave;
    int later_fd;
    pid_t process;
    double seconds;
    char head[48];
    sem_t cancelled;
    pthread_t watcher;
    kr_vm *vm;
} FaultState;
#define STATE_VALUES (2 + SIGNALS)

static FaultState *volatile fault_state; /* of the VM that handles the process's faults */

static FaultState *state_of(kr_vm *vm) { return *kr__module_state(vm, &kr__module_faulthandler); }

/* ---- arguments -------------------------------------------------------------------------------- */

/* The descriptor of a file, sys.stderr when none is given; flushed first. -1: an exception is pending. */
static int file_arg(kr_vm *vm, Value *file) {
    int64_t fd;
    if (!kr__ok(*file) || kr__is_none(*file)) {
        *file = kr__dict_get_name(vm, kr__module_dict(vm->sys), kr__name(vm, KR_N_stderr));
        if (!kr__ok(*file) || kr__is_none(*file)) {
            kr__raise(vm, KR_T_X_RUNTIMEERROR,
                      kr__ok(*file) ? "sys.stderr is None" : "unable to get sys.stderr");
            return -1;
        }
    }
    Value number = *file;
    bool plain = kr__is_int_value(vm, number);
    if (!plain) {
        Value name = kr__intern(vm, "fileno", 6);
        number = kr__ok(name) ? kr__call_method(vm, *file, name, NULL, 0) : KR_FAILED;
        if (kr__failed(number)) return -1;
        if (!kr__is_int_value(vm, number)) {
            kr__raise(vm, KR_T_X_RUNTIMEERROR, "file.fileno() is not a valid file descriptor");
            return -1;
        }
    }
    if (!kr__index_i64(vm, number, &fd)) return -1;
    if (fd < 0 || fd > INT32_MAX) {
        if (plain)
            kr__raise_value(vm, "file is not a valid file descripter");
        else
            kr__raise(vm, KR_T_X_RUNTIMEERROR, "file.fileno() is not a valid file descriptor");
        return -1;
    }
    if (!kr__posix_granted(vm, fd <= 2 ? KR_GRANT_STDIO : KR_GRANT_FILES)) return -1;
    if (plain)
        *file = KR_NONE_V;
    else if (kr__failed(kr__call_method(vm, *file, kr__name(vm, KR_N_flush), NULL, 0)))
        kr__clear_pending(vm);
    return (int)fd;
}
static bool flag_arg(kr_vm *vm, Value v, bool dflt, bool *out) {
    int t = kr__ok(v) ? kr__truth(vm, v) : dflt;
    *out = t > 0;
    return t >= 0;
}

/* ---- at once ---------------------------------------------------------------------------------- */

static Value f_dump(kr_vm *vm, Value *a, int n) {
    (void)n;
    bool all;
    Value file = a[0];
    int fd = file_arg(vm, &file);
    if (fd < 0 || !flag_arg(vm, a[1], true, &all)) return KR_FAILED;
    kr__frames_write(vm, fd, all, true);
    return KR_NONE_V;
}

/* ---- fatal signals ---------------------------------------------------------------------------- */

static void put(int fd, const char *s) {
    ssize_t done = write(fd, s, strlen(s));
    (void)done;
}

static void restore_fatal(FaultState *s) {
    if (s->enabled)
        for (size_t i = 0; i < KR_COUNTOF(fatal); i++)
            sigaction(fatal[i].number, &s->before[i], NULL);
    s->enabled = false;
}

static void on_fatal(int sig) {
    int saved = errno;
    FaultState *s = fault_state;
    if (!s || !s->enabled) return;
    size_t i = 0;
    while (i + 1 < KR_COUNTOF(fatal) && fatal[i].number != sig) i++;
    sigaction(sig, &s->before[i], NULL);
    put(s->fd, "Fatal Python error: ");
    put(s->fd, fatal[i].name);
    put(s->fd, "\n\n");
    kr__frames_write(s->vm, s->fd, s->all, true);
    errno = saved;
    raise(sig);
}

static Value f_enable(kr_vm *vm, Value *a, int n) {
    (void)n;
    bool all;
    Value file = a[0];
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS)) return KR_FAILED;
    int fd = file_arg(vm, &file);
    if (fd < 0 || !flag_arg(vm, a[1], true, &all)) return KR_FAILED;
    FaultState *s = state_of(vm);
    s->file = file;
    s->fd = fd;
    s->all = all;
    if (s->enabled) return KR_NONE_V;
    fault_state = s;
    for (size_t i = 0; i < KR_COUNTOF(fatal); i++) {
        struct sigaction act = {.sa_handler = on_fatal, .sa_flags = SA_NODEFER};
        sigaction(fatal[i].number, &act, &s->before[i]);
    }
    s->enabled = true;
    return KR_NONE_V;
}
static Value f_disable(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    FaultState *s = state_of(vm);
    bool was = s->enabled;
    restore_fatal(s);
    s->file = KR_UNSET;
    return kr__bool(was);
}
static Value f_is_enabled(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__bool(state_of(vm)->enabled);
}

/* ---- other signals ---------------------------------------------------------------------------- */

static void on_user(int sig) {
    int saved = errno;
    FaultState *s = fault_state;
    if (!s || !s->users[sig].on) return;
    const User *u = &s->users[sig];
    kr__frames_write(s->vm, u->fd, u->all, true);
    if (u->chain) {
        struct sigaction own;
        sigaction(sig, &u->before, &own);
        errno = saved;
        raise(sig);
        sigaction(sig, &own, NULL);
    }
    errno = saved;
}

static bool signal_arg(kr_vm *vm, Value v, int64_t *sig) {
    if (!kr__index_i64(vm, v, sig)) return false;
    for (size_t i = 0; i < KR_COUNTOF(fatal); i++)
        if (fatal[i].number == *sig)
            return kr__raise_false(vm, KR_T_X_RUNTIMEERROR,
                                   "signal %ld cannot be registered, use enable() instead",
                                   (long)*sig);
    if (*sig >= 1 && *sig < SIGNALS) return true;
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "signal number out of range");
}

static Value f_register(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t sig;
    bool all, chain;
    Value file = a[1];
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS) || !signal_arg(vm, a[0], &sig)) return KR_FAILED;
    int fd = file_arg(vm, &file);
    if (fd < 0 || !flag_arg(vm, a[2], true, &all) || !flag_arg(vm, a[3], false, &chain))
        return KR_FAILED;
    FaultState *s = state_of(vm);
    User *u = &s->users[sig];
    if (!u->on) {
        struct sigaction act = {.sa_handler = on_user,
                                .sa_flags = SA_RESTART | (chain ? SA_NODEFER : 0)};
        if (sigaction((int)sig, &act, &u->before) < 0) return kr__raise_os(vm, errno, KR_UNSET);
    }
    fault_state = s;
    s->user_files[sig] = file;
    u->fd = fd;
    u->all = all;
    u->chain = chain;
    u->on = true;
    return KR_NONE_V;
}
static bool forget_user(FaultState *s, int sig) {
    User *u = &s->users[sig];
    if (!u->on) return false;
    u->on = false;
    sigaction(sig, &u->before, NULL);
    s->user_files[sig] = KR_UNSET;
    return true;
}
static Value f_unregister(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t sig;
    return signal_arg(vm, a[0], &sig) ? kr__bool(forget_user(state_of(vm), (int)sig)) : KR_FAILED;
}

/* ---- later ------------------------------------------------------------------------------------ */

static void *watch(void *arg) {
    FaultState *s = arg;
    sigset_t all;
    sigfillset(&all); /* signals are for the program's threads */
    pthread_sigmask(SIG_SETMASK, &all, NULL);
    do {
        struct timespec t;
        clock_gettime(CLOCK_REALTIME, &t);
        double end = (double)t.tv_nsec * 1e-9 + s->seconds;
        t.tv_sec += (time_t)floor(end);
        t.tv_nsec = (long)((end - floor(end)) * 1e9);
        int r;
        do r = sem_timedwait(&s->cancelled, &t);
        while (r < 0 && errno == EINTR);
        if (r == 0) return NULL;
        put(s->later_fd, s->head);
        kr__frames_write(s->vm, s->later_fd, true, false);
        if (s->leave) _exit(1);
    } while (s->repeat);
    return NULL;
}

static void cancel(FaultState *s) {
    if (s->waiting && s->process == getpid()) {
        sem_post(&s->cancelled);
        pthread_join(s->watcher, NULL);
        sem_destroy(&s->cancelled);
    }
    s->waiting = false;
    s->later_file = KR_UNSET;
}
static Value f_cancel(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    cancel(state_of(vm));
    return KR_NONE_V;
}

static void head_text(FaultState *s) {
    long us = (long)(s->seconds * 1e6 + .5), sec = us / 1000000;
    us %= 1000000;
    int n = snprintf(s->head, sizeof s->head, "Timeout (%ld:%02ld:%02ld", sec / 3600, sec / 60 % 60,
                     sec % 60);
    if (us) n += snprintf(s->head + n, sizeof s->head - (size_t)n, ".%06ld", us);
    snprintf(s->head + n, sizeof s->head - (size_t)n, ")!\n");
}

static Value f_later(kr_vm *vm, Value *a, int n) {
    (void)n;
    double seconds;
    bool repeat, leave;
    Value file = a[2];
    if (!kr__lock_timeout(vm, a[0], &seconds)) return KR_FAILED;
    if (seconds * 1e6 < 1) return kr__raise_value(vm, "timeout must be greater than 0");
    if (!flag_arg(vm, a[1], false, &repeat) || !flag_arg(vm, a[3], false, &leave)) return KR_FAILED;
    int fd = file_arg(vm, &file);
    if (fd < 0 || (leave && !kr__posix_granted(vm, KR_GRANT_PROCESS))) return KR_FAILED;
    FaultState *s = state_of(vm);
    cancel(s);
    s->later_file = file;
    s->later_fd = fd;
    s->seconds = seconds;
    s->repeat = repeat;
    s->leave = leave;
    s->process = getpid();
    head_text(s);
    sem_init(&s->cancelled, 0, 0);
    if (pthread_create(&s->watcher, NULL, watch, s) != 0) {
        sem_destroy(&s->cancelled);
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "unable to start watchdog thread");
    }
    s->waiting = true;
    return KR_NONE_V;
}

/* ---- for tests -------------------------------------------------------------------------------- */

static Value raise_it(kr_vm *vm, int sig) {
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS)) return KR_FAILED;
    raise(sig);
    return KR_NONE_V;
}
static Value f_sigsegv(kr_vm *vm, Value *a, int n) {
    return (void)a, (void)n, raise_it(vm, SIGSEGV);
}
static Value f_sigabrt(kr_vm *vm, Value *a, int n) {
    return (void)a, (void)n, raise_it(vm, SIGABRT);
}
static Value f_sigfpe(kr_vm *vm, Value *a, int n) { return (void)a, (void)n, raise_it(vm, SIGFPE); }

/* ---- the module ------------------------------------------------------------------------------- */

static bool init(kr_vm *vm, Value m) {
    (void)m;
    void **place = kr__module_state(vm, &kr__module_faulthandler);
    if (!place) return false;
    if (*place) return true;
    FaultState *s = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *s);
    if (!s) return kr__ok(kr__no_memory(vm));
    s->vm = vm;
    *place = s;
    return true;
}
static void trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_values(gc, state, STATE_VALUES);
}
static void free_state(kr_vm *vm, void *state) {
    FaultState *s = state;
    cancel(s);
    restore_fatal(s);
    for (int i = 1; i < SIGNALS; i++) forget_user(s, i);
    if (fault_state == s) fault_state = NULL;
    kr__mem_free(&kr__heap(vm)->mem, s, sizeof *s);
}

static const KrFnDef functions[] = {
    {"enable(file=sys.stderr, all_threads=True)", f_enable,
     "enable(file=sys.stderr, all_threads=True): enable the fault handler", 0},
    {"disable()", f_disable, "disable(): disable the fault handler", 0},
    {"is_enabled()", f_is_enabled, "is_enabled()->bool: check if the handler is enabled", 0},
    {"dump_traceback(file=sys.stderr, all_threads=True)", f_dump,
     "dump_traceback(file=sys.stderr, all_threads=True): write the traceback of this thread, or of "
     "all threads, into file",
     0},
    {"dump_traceback_later(timeout, repeat=False, file=sys.stderr, exit=False)", f_later,
     "dump_traceback_later(timeout, repeat=False, file=sys.stderr, exit=False):\nwrite the "
     "tracebacks of all threads in timeout seconds,\nor each timeout seconds if repeat is True; "
     "then end the process if exit is True.",
     0},
    {"cancel_dump_traceback_later()", f_cancel,
     "cancel_dump_traceback_later():\ncancel the previous call to dump_traceback_later().", 0},
    {"register(signum, file=sys.stderr, all_threads=True, chain=False)", f_register,
     "register(signum, file=sys.stderr, all_threads=True, chain=False): write tracebacks into file "
     "when the signal 'signum' comes in",
     0},
    {"unregister(signum, /)", f_unregister,
     "unregister(signum): unregister the handler of the signal 'signum' registered by register()",
     0},
    {"_sigsegv(release_gil=False, /)", f_sigsegv,
     "_sigsegv(release_gil=False): raise a SIGSEGV signal", 0},
    {"_sigabrt()", f_sigabrt, "_sigabrt(): raise a SIGABRT signal", 0},
    {"_sigfpe()", f_sigfpe, "_sigfpe(): raise a SIGFPE signal", 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module_faulthandler = {
    .name = "faulthandler",
    .doc = "faulthandler module.",
    .functions = functions,
    .init = init,
    .trace = trace,
    .free = free_state,
};
