/* SPDX-License-Identifier: MIT
 * _signal.c: signals: numbers, handlers that Python code set, and what can be asked without threads.
 * A C handler only notes the number; the Python handler runs at the machine's next safe point. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "lib/modules.h"
#include "lib/posix.h"
#include "types/int.h"
#include "types/module.h"

extern const KrModuleDef kr__module__signal;

#ifndef NSIG
#define NSIG 65
#endif

typedef struct SignalState {
    Value handlers[NSIG]; /* SIG_DFL 0, SIG_IGN 1, a callable, or None: not Python's */
    Value interrupt;      /* default_int_handler */
} SignalState;

/* What the C handler writes: one word for all signals, and the VM that handles them. */
static volatile sig_atomic_t arrived[NSIG];
static kr_vm *volatile signal_vm;

static SignalState *state_of(kr_vm *vm) { return *kr__module_state(vm, &kr__module__signal); }

static void on_signal(int sig) {
    int saved = errno;
    arrived[sig] = 1;
    kr_vm *vm = signal_vm;
    if (vm) __atomic_fetch_or(&vm->wake, KR_WAKE_SIGNAL, __ATOMIC_ACQ_REL);
    errno = saved;
}

/* Runs handlers of what arrived. */
static bool run_handlers(kr_vm *vm) {
    SignalState *s = state_of(vm);
    for (int sig = 1; sig < NSIG; sig++) {
        if (!arrived[sig]) continue;
        arrived[sig] = 0;
        Value f = s->handlers[sig];
        if (!kr__ok(f) || kr__is_int(f) || kr__is_none(f)) continue;
        if (kr__failed(kr__call2(vm, f, kr__from_int48(sig), KR_NONE_V))) return false;
    }
    return true;
}

static bool number_arg(kr_vm *vm, Value v, int64_t *sig) {
    if (!kr__index_i64(vm, v, sig)) return false;
    if (*sig >= 1 && *sig < NSIG) return true;
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "signal number out of range");
}

static Value signal_signal(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t sig;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS) || !number_arg(vm, a[0], &sig)) return KR_FAILED;
    void (*f)(int) = on_signal;
    Value handler = a[1];
    int64_t special;
    if (kr__is_int_value(vm, handler) && kr__int_fits_i64(vm, handler, &special) &&
        (special == 0 || special == 1)) {
        f = special ? SIG_IGN : SIG_DFL;
        handler = kr__from_int48(special);
    } else if (!kr__ok(kr__special(vm, handler, KR_N___call__))) {
        return kr__raise_type(
            vm, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    }
    signal_vm = vm;
    vm->signals = run_handlers;
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
static Value signal_raise(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t sig;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS) || !kr__index_i64(vm, a[0], &sig))
        return KR_FAILED;
    if (raise((int)sig) != 0) return kr__raise_os(vm, errno, KR_UNSET);
    return kr__poll(vm) ? KR_NONE_V : KR_FAILED;
}
static Value signal_alarm(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t seconds;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS) || !kr__index_i64(vm, a[0], &seconds))
        return KR_FAILED;
    return kr__from_int48(alarm((unsigned)seconds));
}
static Value signal_pause(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS)) return KR_FAILED;
    pause();
    return kr__poll(vm) ? KR_NONE_V : KR_FAILED;
}
static bool seconds_arg(kr_vm *vm, Value v, struct timeval *t) {
    double d = 0;
    bool number = true;
    if (kr__ok(v) && !kr__number_to_double(vm, v, &d, &number)) return false;
    if (!number) return kr__raise_false(vm, KR_T_X_TYPEERROR, "must be real number, not %T", v);
    t->tv_sec = (time_t)d;
    t->tv_usec = (suseconds_t)((d - (double)t->tv_sec) * 1e6);
    return true;
}
static Value timer_value(kr_vm *vm, const struct itimerval *t) {
    Value items[2] = {
        kr__from_double((double)t->it_value.tv_sec + 1e-6 * (double)t->it_value.tv_usec),
        kr__from_double((double)t->it_interval.tv_sec + 1e-6 * (double)t->it_interval.tv_usec)};
    return kr__tuple_new(vm, items, 2);
}
static Value signal_setitimer(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t which;
    struct itimerval now, old;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS) || !kr__index_i64(vm, a[0], &which) ||
        !seconds_arg(vm, a[1], &now.it_value) || !seconds_arg(vm, a[2], &now.it_interval))
        return KR_FAILED;
    if (setitimer((int)which, &now, &old) != 0) return kr__raise_os(vm, errno, KR_UNSET);
    return timer_value(vm, &old);
}
static Value signal_getitimer(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t which;
    struct itimerval now;
    if (!kr__index_i64(vm, a[0], &which)) return KR_FAILED;
    if (getitimer((int)which, &now) != 0) return kr__raise_os(vm, errno, KR_UNSET);
    return timer_value(vm, &now);
}
static Value signal_strsignal(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t sig;
    if (!number_arg(vm, a[0], &sig)) return KR_FAILED;
    const char *s = strsignal((int)sig);
    return s ? kr__str_new(vm, s, strlen(s)) : KR_NONE_V;
}
static Value signal_set_wakeup(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return kr__from_int48(-1);
}
static Value signal_siginterrupt(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return KR_NONE_V;
}
static Value signal_valid(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value set = kr__call0(vm, kr__type(vm, KR_T_SET)), add = kr__name(vm, KR_N_add);
    for (int i = 1; kr__ok(set) && i < NSIG; i++) {
        if (i == 32 || i == 33) continue; /* taken by the C library */
        Value v = kr__from_int48(i);
        if (kr__failed(kr__call_method(vm, set, add, &v, 1))) return KR_FAILED;
    }
    return set;
}

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
    for (int i = 1; i < NSIG; i++) s->handlers[i] = kr__from_int48(0);
    s->handlers[SIGINT] = s->interrupt;
    s->handlers[SIGPIPE] = kr__from_int48(1);
    return kr__ok(s->interrupt) &&
           kr__module_add(vm, m, "ItimerError", kr__type(vm, KR_T_X_OSERROR));
}
static void trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_values(gc, state, sizeof(SignalState) / sizeof(Value));
}
static void free_state(kr_vm *vm, void *state) {
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
    {"alarm(seconds, /)", signal_alarm,
     "Arrange for SIGALRM to arrive after the given number of seconds.", 0},
    {"pause()", signal_pause, "Wait until a signal arrives.", 0},
    {"setitimer(which, seconds, interval=0.0, /)", signal_setitimer,
     "Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF).", 0},
    {"getitimer(which, /)", signal_getitimer, "Returns current value of given itimer.", 0},
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
