/* SPDX-License-Identifier: MIT
 * _signal.c: the module _signal. A C handler only notes the number in the VM that takes the process's
 * signals, the last one whose program set a handler; the Python handler runs at the next safe point of
 * that VM's main thread. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "lib/_thread.h"
#include "lib/modules.h"
#include "lib/posix.h"
#include "types/int.h"
#include "types/module.h"
#include "types/dict.h"
#include "types/structseq.h"
#include "types/traceback.h"

extern const KrModuleDef kr__module__signal;

#ifndef NSIG
#define NSIG 65
#endif
/* Seconds between two looks at whether a waiting thread is to stop. */
#define SLICE 0.1

typedef struct SignalState {
    Value handlers[NSIG]; /* SIG_DFL 0, SIG_IGN 1, a callable, or None: not Python's */
    Value interrupt;      /* default_int_handler */
    Value info_class, timer_error;
} SignalState;

static kr_vm *volatile signal_vm;

static SignalState *state_of(kr_vm *vm) { return *kr__module_state(vm, &kr__module__signal); }

/* ---- arrival ---------------------------------------------------------------------------------- */

static void note(kr_vm *vm, int sig) {
    __atomic_fetch_or(&vm->signals_here, (uint64_t)1 << (sig - 1), __ATOMIC_ACQ_REL);
    __atomic_fetch_or(&vm->wake, KR_WAKE_SIGNAL, __ATOMIC_ACQ_REL);
}

static void on_signal(int sig) {
    int saved = errno;
    kr_vm *vm = signal_vm;
    if (vm) {
        note(vm, sig);
        int fd = vm->signal_fd - 1;
        unsigned char byte = (unsigned char)sig;
        if (fd >= 0 && write(fd, &byte, 1) < 0 && (vm->signal_fd_warn || errno != EAGAIN))
            vm->signal_fd_error = errno;
    }
    errno = saved;
}

/* vm->signal_trip: as if it came in; 0: what came in before a fork is the parent's. */
static void trip(kr_vm *vm, int sig) {
    if (!sig) {
        __atomic_store_n(&vm->signals_here, 0, __ATOMIC_RELEASE);
        return;
    }
    Value h = state_of(vm)->handlers[sig];
    if (kr__ok(h) && !kr__is_int(h)) note(vm, sig);
}

static void report_fd(kr_vm *vm) {
    int err = vm->signal_fd_error;
    vm->signal_fd_error = 0;
    if (!err) return;
    kr__raise_os(vm, err, KR_UNSET);
    kr__unraisable_in(vm, "Exception ignored when trying to write to the signal wakeup fd",
                      KR_UNSET);
}

/* Runs handlers of what arrived. */
static bool run_handlers(kr_vm *vm) {
    SignalState *s = state_of(vm);
    report_fd(vm);
    for (int sig = 1; sig < NSIG; sig++) {
        uint64_t bit = (uint64_t)1 << (sig - 1);
        if (!(__atomic_fetch_and(&vm->signals_here, ~bit, __ATOMIC_ACQ_REL) & bit)) continue;
        Value f = s->handlers[sig];
        if (!kr__ok(f) || kr__is_int(f) || kr__is_none(f)) continue;
        Value frame = kr__frame_here(vm, 0);
        if (!kr__ok(frame) && kr__pending(vm)) return false;
        if (kr__ok(kr__call2(vm, f, kr__from_int48(sig), kr__ok(frame) ? frame : KR_NONE_V)))
            continue;
        if (__atomic_load_n(&vm->signals_here, __ATOMIC_ACQUIRE))
            __atomic_fetch_or(&vm->wake, KR_WAKE_SIGNAL, __ATOMIC_ACQ_REL);
        return false;
    }
    return true;
}

/* ---- arguments -------------------------------------------------------------------------------- */

static bool number_arg(kr_vm *vm, Value v, int64_t *sig) {
    if (!kr__index_i64(vm, v, sig)) return false;
    if (*sig >= 1 && *sig < NSIG) return true;
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "signal number out of range");
}

static bool only_main(kr_vm *vm, const char *what) {
    return vm->thread == vm->main_thread ||
           kr__raise_false(vm, KR_T_X_VALUEERROR,
                           "%s only works in main thread of the main interpreter", what);
}

static bool add_to_mask(kr_vm *vm, void *ud, Value item) {
    int64_t sig;
    if (!kr__index_i64(vm, item, &sig)) return false;
    if (sig < 1 || sig >= NSIG)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "signal number %ld out of range [1; %d]",
                               (long)sig, NSIG - 1);
    sigaddset(ud, (int)sig); /* refuses what the C library needs: as if it were not there */
    return true;
}
static bool mask_arg(kr_vm *vm, Value v, sigset_t *mask) {
    sigemptyset(mask);
    return kr__each(vm, v, add_to_mask, mask);
}
static Value mask_value(kr_vm *vm, const sigset_t *mask) {
    Value set = kr__call0(vm, kr__type(vm, KR_T_SET)), add = kr__name(vm, KR_N_add);
    for (int i = 1; kr__ok(set) && i < NSIG; i++) {
        if (sigismember(mask, i) != 1) continue;
        Value v = kr__from_int48(i);
        if (kr__failed(kr__call_method(vm, set, add, &v, 1))) return KR_FAILED;
    }
    return set;
}

static bool granted(kr_vm *vm) { return kr__posix_granted(vm, KR_GRANT_PROCESS); }

/* ---- handlers --------------------------------------------------------------------------------- */

static Value signal_signal(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t sig, special;
    if (!granted(vm) || !kr__index_i64(vm, a[0], &sig) || !only_main(vm, "signal"))
        return KR_FAILED;
    if (!number_arg(vm, a[0], &sig)) return KR_FAILED;
    void (*f)(int) = on_signal;
    Value handler = a[1];
    if (kr__is_int_value(vm, handler) && kr__int_fits_i64(vm, handler, &special) &&
        (special == 0 || special == 1)) {
        f = special ? SIG_IGN : SIG_DFL;
        handler = kr__from_int48(special);
    } else if (!kr__ok(kr__special(vm, handler, KR_N___call__))) {
        return kr__raise_type(
            vm, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    }
    if (!kr__poll(vm)) return KR_FAILED;
    signal_vm = vm;
    struct sigaction act = {.sa_handler = f};
    if (sigaction((int)sig, &act, NULL) < 0) return kr__raise_os(vm, errno, KR_UNSET);
    SignalState *s = state_of(vm);
    Value old = s->handlers[sig];
    s->handlers[sig] = handler;
    return kr__ok(old) ? old : KR_NONE_V;
}
static Value signal_getsignal(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t sig;
    if (!number_arg(vm, a[0], &sig)) return KR_FAILED;
    Value h = state_of(vm)->handlers[sig];
    return kr__ok(h) ? h : KR_NONE_V;
}
static Value signal_default_int(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise_object(vm, kr__type(vm, KR_T_X_KEYBOARDINTERRUPT));
}
static Value signal_siginterrupt(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t sig, flag;
    struct sigaction act;
    if (!granted(vm) || !number_arg(vm, a[0], &sig) || !kr__index_i64(vm, a[1], &flag))
        return KR_FAILED;
    if (sigaction((int)sig, NULL, &act) < 0) return kr__raise_os(vm, errno, KR_UNSET);
    act.sa_flags = flag ? act.sa_flags & ~SA_RESTART : act.sa_flags | SA_RESTART;
    return sigaction((int)sig, &act, NULL) == 0 ? KR_NONE_V : kr__raise_os(vm, errno, KR_UNSET);
}
static Value signal_set_wakeup(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t fd;
    struct stat st;
    int warn = kr__ok(a[1]) ? kr__truth(vm, a[1]) : 1;
    if (warn < 0 || !kr__index_i64(vm, a[0], &fd) || !only_main(vm, "set_wakeup_fd"))
        return KR_FAILED;
    if (fd != -1) {
        if (!granted(vm)) return KR_FAILED;
        if (fstat((int)fd, &st) < 0) return kr__raise_os(vm, errno, KR_UNSET);
        int flags = fcntl((int)fd, F_GETFL);
        if (flags < 0) return kr__raise_os(vm, errno, KR_UNSET);
        if (!(flags & O_NONBLOCK))
            return kr__raise_value(vm, "the fd %ld must be in non-blocking mode", (long)fd);
    }
    int old = vm->signal_fd - 1;
    vm->signal_fd = (int)fd + 1;
    vm->signal_fd_warn = warn;
    return kr__from_int48(old);
}

/* ---- sending ---------------------------------------------------------------------------------- */

static Value signal_raise(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t sig;
    if (!granted(vm) || !kr__index_i64(vm, a[0], &sig)) return KR_FAILED;
    if (raise((int)sig) != 0) return kr__raise_os(vm, errno, KR_UNSET);
    return kr__poll(vm) ? KR_NONE_V : KR_FAILED;
}
static Value signal_pthread_kill(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t ident, sig;
    if (!granted(vm) || !kr__index_i64(vm, a[0], &ident) || !kr__index_i64(vm, a[1], &sig))
        return KR_FAILED;
    KrThread *t = &vm->main;
    while (t && t->ident != (uint64_t)ident) t = t->next;
    int err = t ? pthread_kill((pthread_t)t->system, (int)sig) : ESRCH;
    if (err) return kr__raise_os(vm, err, KR_UNSET);
    return kr__poll(vm) ? KR_NONE_V : KR_FAILED;
}
static Value signal_pidfd_send(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t fd, sig, flags = 0;
    if (!granted(vm) || !kr__index_i64(vm, a[0], &fd) || !kr__index_i64(vm, a[1], &sig) ||
        (kr__ok(a[3]) && !kr__index_i64(vm, a[3], &flags)))
        return KR_FAILED;
    if (kr__ok(a[2]) && !kr__is_none(a[2])) return kr__raise_type(vm, "siginfo must be None");
    if (syscall(SYS_pidfd_send_signal, (int)fd, (int)sig, NULL, (unsigned)flags) < 0)
        return kr__raise_os(vm, errno, KR_UNSET);
    return KR_NONE_V;
}

/* ---- timers ----------------------------------------------------------------------------------- */

static Value signal_alarm(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t seconds;
    if (!granted(vm) || !kr__index_i64(vm, a[0], &seconds)) return KR_FAILED;
    return kr__from_int48(alarm((unsigned)seconds));
}
static bool seconds_arg(kr_vm *vm, Value v, struct timeval *t) {
    double d = 0;
    if (kr__ok(v) && !kr__lock_timeout(vm, v, &d)) return false;
    double whole = floor(d);
    t->tv_sec = (time_t)whole;
    t->tv_usec = (suseconds_t)ceil((d - whole) * 1e6 - 1e-3);
    if (t->tv_usec >= 1000000) t->tv_sec++, t->tv_usec -= 1000000;
    return true;
}
static Value timer_value(kr_vm *vm, const struct itimerval *t) {
    Value items[2] = {
        kr__from_double((double)t->it_value.tv_sec + 1e-6 * (double)t->it_value.tv_usec),
        kr__from_double((double)t->it_interval.tv_sec + 1e-6 * (double)t->it_interval.tv_usec)};
    return kr__tuple_new(vm, items, 2);
}
static Value timer_error(kr_vm *vm) {
    Value args[2] = {kr__from_int48(errno), kr__text(vm, "%s", strerror(errno))};
    Value exc = kr__ok(args[1]) ? kr__call(vm, state_of(vm)->timer_error, args, 2) : KR_FAILED;
    return kr__ok(exc) ? kr__raise_object(vm, exc) : KR_FAILED;
}
static Value signal_setitimer(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t which;
    struct itimerval now, old;
    if (!granted(vm) || !kr__index_i64(vm, a[0], &which) || !seconds_arg(vm, a[1], &now.it_value) ||
        !seconds_arg(vm, a[2], &now.it_interval))
        return KR_FAILED;
    return setitimer((int)which, &now, &old) == 0 ? timer_value(vm, &old) : timer_error(vm);
}
static Value signal_getitimer(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t which;
    struct itimerval now;
    if (!kr__index_i64(vm, a[0], &which)) return KR_FAILED;
    return getitimer((int)which, &now) == 0 ? timer_value(vm, &now) : timer_error(vm);
}

/* ---- masks and waiting ------------------------------------------------------------------------ */

static Value signal_mask(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t how;
    sigset_t mask, old;
    if (!granted(vm) || !kr__index_i64(vm, a[0], &how) || !mask_arg(vm, a[1], &mask))
        return KR_FAILED;
    int err = pthread_sigmask((int)how, &mask, &old);
    if (err) return kr__raise_os(vm, err, KR_UNSET);
    return kr__poll(vm) ? mask_value(vm, &old) : KR_FAILED; /* what was let through came in now */
}
static Value signal_pending(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    sigset_t mask;
    if (sigpending(&mask) < 0) return kr__raise_os(vm, errno, KR_UNSET);
    return mask_value(vm, &mask);
}
static Value signal_pause(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    if (!granted(vm)) return KR_FAILED;
    for (bool came = false; !came;) {
        struct timespec t = {0, (long)(SLICE * 1e9)};
        int r;
        KR_BLOCKING(vm, r = nanosleep(&t, NULL));
        came = r < 0 || (vm->wake & KR_WAKE_SIGNAL);
        if (!kr__poll(vm)) return KR_FAILED;
    }
    return KR_NONE_V;
}

/* Waits for a signal of the set. Its number; 0: time is up; -1: an exception is pending. */
static int wait_for(kr_vm *vm, const sigset_t *set, double until, siginfo_t *info) {
    for (;;) {
        double left = until - kr__monotonic();
        if (left < 0) left = 0;
        double step = left < SLICE ? left : SLICE;
        struct timespec t = {0, (long)(step * 1e9)};
        int r;
        KR_BLOCKING(vm, r = sigtimedwait(set, info, &t));
        if (r > 0) return r;
        if (errno != EAGAIN && errno != EINTR) {
            kr__raise_os(vm, errno, KR_UNSET);
            return -1;
        }
        if (!kr__poll(vm)) return -1;
        if (left == 0) return 0;
    }
}
static Value info_value(kr_vm *vm, const siginfo_t *si) {
    Value items[7] = {kr__from_int48(si->si_signo),     kr__from_int48(si->si_code),
                      kr__from_int48(si->si_errno),     kr__from_int48(si->si_pid),
                      kr__from_int48(si->si_uid),       kr__from_int48(si->si_status),
                      kr__int_from_i64(vm, si->si_band)};
    return kr__structseq_new(vm, state_of(vm)->info_class, items, 7);
}
static Value signal_sigwait(kr_vm *vm, Value *a, int n) {
    (void)n;
    sigset_t set;
    siginfo_t info;
    if (!granted(vm) || !mask_arg(vm, a[0], &set)) return KR_FAILED;
    int r = wait_for(vm, &set, INFINITY, &info);
    return r < 0 ? KR_FAILED : kr__from_int48(r);
}
static Value signal_sigwaitinfo(kr_vm *vm, Value *a, int n) {
    (void)n;
    sigset_t set;
    siginfo_t info;
    if (!granted(vm) || !mask_arg(vm, a[0], &set)) return KR_FAILED;
    return wait_for(vm, &set, INFINITY, &info) < 0 ? KR_FAILED : info_value(vm, &info);
}
static Value signal_sigtimedwait(kr_vm *vm, Value *a, int n) {
    (void)n;
    sigset_t set;
    siginfo_t info;
    double seconds;
    if (!granted(vm) || !kr__lock_timeout(vm, a[1], &seconds)) return KR_FAILED;
    if (seconds < 0) return kr__raise_value(vm, "timeout must be non-negative");
    if (!mask_arg(vm, a[0], &set)) return KR_FAILED;
    int r = wait_for(vm, &set, kr__monotonic() + seconds, &info);
    return r < 0 ? KR_FAILED : r ? info_value(vm, &info) : KR_NONE_V;
}

static Value signal_strsignal(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t sig;
    if (!number_arg(vm, a[0], &sig)) return KR_FAILED;
    const char *s = strsignal((int)sig);
    if (!s || !strncmp(s, "Unknown signal", 14)) return KR_NONE_V;
    return kr__str_new(vm, s, strlen(s));
}
static Value signal_valid(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    sigset_t all;
    sigfillset(&all);
    return mask_value(vm, &all);
}

/* ---- the module ------------------------------------------------------------------------------- */

static const KrSeqField info_fields[] = {{"si_signo", "signal number"},
                                         {"si_code", "signal code"},
                                         {"si_errno", "errno associated with this signal"},
                                         {"si_pid", "sending process ID"},
                                         {"si_uid", "real user ID of sending process"},
                                         {"si_status", "exit value or signal"},
                                         {"si_band", "band event for SIGPOLL"},
                                         {NULL, NULL}};
static const KrSeqDef info_def = {
    .module = "signal",
    .name = "struct_siginfo",
    .doc =
        "struct_siginfo: Result from sigwaitinfo or sigtimedwait.\n\nThis object may be accessed "
        "either as a tuple of\n(si_signo, si_code, si_errno, si_pid, si_uid, si_status, "
        "si_band),\nor via the attributes si_signo, si_code, and so on.",
    .fields = info_fields,
    .visible = 7,
    .constructible = true,
};

#define S(name) {#name, name},
static const struct {
    const char *name;
    int v;
} numbers[] = {
    S(SIGHUP) S(SIGINT) S(SIGQUIT) S(SIGILL) S(SIGTRAP) S(SIGABRT) S(SIGBUS) S(SIGFPE) S(SIGKILL)
        S(SIGUSR1) S(SIGSEGV) S(SIGUSR2) S(SIGPIPE) S(SIGALRM) S(SIGTERM) S(SIGSTKFLT) S(SIGCHLD)
            S(SIGCONT) S(SIGSTOP) S(SIGTSTP) S(SIGTTIN) S(SIGTTOU) S(SIGURG) S(SIGXCPU) S(SIGXFSZ)
                S(SIGVTALRM) S(SIGPROF) S(SIGWINCH) S(SIGIO) S(SIGPWR) S(SIGSYS){"SIGIOT", SIGABRT},
    {"SIGCLD", SIGCHLD},
    {"SIGPOLL", SIGIO},
    {"SIGRTMIN", 34},
    {"SIGRTMAX", 64},
    {"NSIG", NSIG},
    {"SIG_DFL", 0},
    {"SIG_IGN", 1},
    {"SIG_BLOCK", SIG_BLOCK},
    {"SIG_UNBLOCK", SIG_UNBLOCK},
    {"SIG_SETMASK", SIG_SETMASK},
    {"ITIMER_REAL", ITIMER_REAL},
    {"ITIMER_VIRTUAL", ITIMER_VIRTUAL},
    {"ITIMER_PROF", ITIMER_PROF},
};
#undef S

/* What the process does with a signal now, as getsignal tells it. */
static Value current(int sig) {
    struct sigaction act;
    if (sigaction(sig, NULL, &act) < 0) return KR_NONE_V;
    if (act.sa_handler == SIG_DFL) return kr__from_int48(0);
    return act.sa_handler == SIG_IGN ? kr__from_int48(1) : KR_NONE_V;
}

static bool init(kr_vm *vm, Value m) {
    void **place = kr__module_state(vm, &kr__module__signal);
    SignalState *s = !place   ? NULL
                     : *place ? *place
                              : kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *s);
    if (!s) {
        kr__no_memory(vm);
        return false;
    }
    *place = s;
    for (unsigned i = 0; i < KR_COUNTOF(numbers); i++)
        if (!kr__module_add(vm, m, numbers[i].name, kr__from_int48(numbers[i].v))) return false;
    Value key = kr__intern(vm, "default_int_handler", 19);
    s->interrupt = kr__ok(key) ? kr__getattr(vm, m, key) : KR_FAILED;
    s->info_class = kr__structseq_class(vm, &info_def);
    s->timer_error =
        kr__module_exception(vm, m, "signal.itimer_error", kr__type(vm, KR_T_X_OSERROR));
    if (kr__failed(s->interrupt) || kr__failed(s->info_class) || kr__failed(s->timer_error))
        return false;
    for (int i = 1; i < NSIG; i++) s->handlers[i] = current(i);
    if (!kr__is_int(s->handlers[SIGINT])) s->handlers[SIGINT] = s->interrupt; /* kr_interrupt */
    vm->signals = run_handlers;
    vm->signal_trip = trip;
    KrDict *d = kr__module_dict(m);
    return kr__dict_delete(vm, d, kr__intern(vm, "itimer_error", 12), NULL) >= 0 &&
           kr__module_add(vm, m, "ItimerError", s->timer_error) &&
           kr__module_add(vm, m, "struct_siginfo", s->info_class);
}
static void trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_values(gc, state, sizeof(SignalState) / sizeof(Value));
}
/* Python's handlers end with the VM. */
static void free_state(kr_vm *vm, void *state) {
    SignalState *s = state;
    for (int i = 1; signal_vm == vm && i < NSIG; i++) {
        struct sigaction act;
        if (kr__is_int(s->handlers[i]) || sigaction(i, NULL, &act) < 0) continue;
        if (act.sa_handler == on_signal) signal(i, SIG_DFL);
    }
    if (signal_vm == vm) signal_vm = NULL;
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(SignalState));
}

static const KrFnDef functions[] = {
    {"signal(signalnum, handler, /)", signal_signal, "Set the action for the given signal.", 0},
    {"getsignal(signalnum, /)", signal_getsignal, "Return the current action for the given signal.",
     0},
    {"default_int_handler(signalnum, frame, /)", signal_default_int,
     "The default handler for SIGINT installed by Python.", 0},
    {"raise_signal(signalnum, /)", signal_raise, "Send a signal to the executing process.", 0},
    {"pthread_kill(thread_id, signalnum, /)", signal_pthread_kill, "Send a signal to a thread.", 0},
    {"pidfd_send_signal(pidfd, signalnum, siginfo=None, flags=0, /)", signal_pidfd_send,
     "Send a signal to a process referred to by a pid file descriptor.", 0},
    {"alarm(seconds, /)", signal_alarm,
     "Arrange for SIGALRM to arrive after the given number of seconds.", 0},
    {"pause()", signal_pause, "Wait until a signal arrives.", 0},
    {"setitimer(which, seconds, interval=0.0, /)", signal_setitimer,
     "Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF).", 0},
    {"getitimer(which, /)", signal_getitimer, "Returns current value of given itimer.", 0},
    {"pthread_sigmask(how, mask, /)", signal_mask,
     "Fetch and/or change the signal mask of the calling thread.", 0},
    {"sigpending()", signal_pending, "Examine pending signals.", 0},
    {"sigwait(sigset, /)", signal_sigwait, "Wait for a signal.", 0},
    {"sigwaitinfo(sigset, /)", signal_sigwaitinfo,
     "Wait synchronously until one of the signals in *sigset* is delivered.", 0},
    {"sigtimedwait(sigset, timeout, /)", signal_sigtimedwait,
     "Like sigwaitinfo(), but with a timeout.", 0},
    {"strsignal(signalnum, /)", signal_strsignal,
     "Return the system description of the given signal.", 0},
    {"set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)", signal_set_wakeup,
     "Sets the fd to be written to (with the signal number) when a signal comes in.", 0},
    {"siginterrupt(signalnum, flag, /)", signal_siginterrupt,
     "Change system call restart behaviour.", 0},
    {"valid_signals()", signal_valid, "Return a set of valid signal numbers on this platform.", 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module__signal = {
    .name = "_signal",
    .doc = "This module provides mechanisms to use signal handlers in Python.",
    .functions = functions,
    .init = init,
    .trace = trace,
    .free = free_state,
};
