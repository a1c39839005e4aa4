/* SPDX-License-Identifier: MIT
 * _thread.c: locks and what else importlib, threading and functools need of threads. A VM runs one
 * thread: a lock that is taken stays so until its holder, who cannot run meanwhile, gives it back;
 * waiting for one ends by its timeout or by an interrupt. */
#include <time.h>
#include <unistd.h>

#include "lib/modules.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/int.h"
#include "types/module.h"

extern const KrModuleDef kr__module__thread;

typedef struct ThreadState {
    Value lock_class, rlock_class, local_class;
    Value excepthook_class;
} ThreadState;

static ThreadState *state_of(kr_vm *vm) { return *kr__module_state(vm, &kr__module__thread); }

#define IDENT 0x7f0000001000 /* of the one thread */

/* ---- waiting ---------------------------------------------------------------------------------- */

/* Arguments of acquire: *seconds < 0 waits for ever. */
static bool wait_args(kr_vm *vm, Value blocking, Value timeout, double *seconds) {
    int block = kr__ok(blocking) ? kr__truth(vm, blocking) : 1;
    if (block < 0) return false;
    *seconds = block ? -1 : 0;
    if (!kr__ok(timeout)) return true;
    double t;
    bool number;
    if (!kr__number_to_double(vm, timeout, &t, &number)) return false;
    if (!number)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "'%T' object cannot be interpreted as an integer", timeout);
    if (!block && t != -1)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "can't specify a timeout for a non-blocking call");
    if (t < 0 && t != -1)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "timeout value must be a non-negative number");
    if (block) *seconds = t;
    return true;
}

/* Sleeps in short steps; false: an exception is pending. */
static bool wait(kr_vm *vm, double seconds) {
    struct timespec step = {0, 5000000};
    for (double t = 0; seconds < 0 || t < seconds; t += 0.005) {
        nanosleep(&step, NULL);
        if (!kr__poll(vm)) return false;
    }
    return true;
}

/* ---- lock ------------------------------------------------------------------------------------- */

typedef struct Lock {
    KrObj head;
    uint32_t locked; /* RLock: how often */
} Lock;

static Value lock_acquire(kr_vm *vm, Value *a, int n) {
    (void)n;
    double seconds;
    if (!wait_args(vm, a[1], a[2], &seconds)) return KR_FAILED;
    Lock *l = kr__ptr(a[0]);
    if (l->locked) {
        if (!wait(vm, seconds)) return KR_FAILED;
        if (l->locked) return KR_FALSE_V;
    }
    l->locked = 1;
    return KR_TRUE_V;
}
static Value lock_release(kr_vm *vm, Value *a, int n) {
    (void)n;
    Lock *l = kr__ptr(a[0]);
    if (!l->locked) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "release unlocked lock");
    l->locked = 0;
    return KR_NONE_V;
}
static Value lock_locked(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return kr__bool(((Lock *)kr__ptr(a[0]))->locked);
}
static Value lock_enter(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value args[3] = {a[0], KR_UNSET, KR_UNSET};
    return lock_acquire(vm, args, 3);
}
static Value lock_exit(kr_vm *vm, Value *a, int n) { return lock_release(vm, a, n); }
static Value lock_reinit(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    ((Lock *)kr__ptr(a[0]))->locked = 0;
    return KR_NONE_V;
}
static Value lock_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__text(vm, "<%s _thread.lock object at 0x%lx>",
                    ((Lock *)kr__ptr(a[0]))->locked ? "locked" : "unlocked",
                    (unsigned long)kr__id(a[0]));
}
static const KrFnDef lock_methods[] = {
    {"acquire(self, /, blocking=True, timeout=-1)", lock_acquire, "Lock the lock.", KR_DEF_METHOD},
    {"acquire_lock(self, /, blocking=True, timeout=-1)", lock_acquire,
     "An obsolete synonym of acquire().", KR_DEF_METHOD},
    {"release(self, /)", lock_release, "Release the lock.", KR_DEF_METHOD},
    {"release_lock(self, /)", lock_release, "An obsolete synonym of release().", KR_DEF_METHOD},
    {"locked(self, /)", lock_locked, "Return whether the lock is in the locked state.",
     KR_DEF_METHOD},
    {"locked_lock(self, /)", lock_locked, "An obsolete synonym of locked().", KR_DEF_METHOD},
    {"_at_fork_reinit(self, /)", lock_reinit, NULL, KR_DEF_METHOD},
    {"__enter__(self, /)", lock_enter, "Lock the lock.", KR_DEF_METHOD},
    {"__exit__(self, /, *args)", lock_exit, "Release the lock.", KR_DEF_METHOD},
    {"__repr__(self, /)", lock_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef lock_def = {
    .name = "_thread.lock",
    .doc = "A lock object is a synchronization primitive.",
    .kind = KR_K_HOST,
    .flags = KR_TF_HAS_WEAK,
    .size = sizeof(Lock),
    .methods = lock_methods,
};

/* ---- RLock ------------------------------------------------------------------------------------ */

static Value rlock_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__host_new(vm, a[0]);
}
static Value rlock_acquire(kr_vm *vm, Value *a, int n) {
    (void)n;
    double seconds;
    if (!wait_args(vm, a[1], a[2], &seconds)) return KR_FAILED;
    ((Lock *)kr__ptr(a[0]))->locked++;
    return KR_TRUE_V;
}
static Value rlock_release(kr_vm *vm, Value *a, int n) {
    (void)n;
    Lock *l = kr__ptr(a[0]);
    if (!l->locked) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot release un-acquired lock");
    l->locked--;
    return KR_NONE_V;
}
static Value rlock_enter(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    ((Lock *)kr__ptr(a[0]))->locked++;
    return KR_TRUE_V;
}
static Value rlock_exit(kr_vm *vm, Value *a, int n) { return rlock_release(vm, a, n); }
static Value rlock_owned(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return kr__bool(((Lock *)kr__ptr(a[0]))->locked);
}
static Value rlock_save(kr_vm *vm, Value *a, int n) {
    (void)n;
    Lock *l = kr__ptr(a[0]);
    if (!l->locked) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot release un-acquired lock");
    Value items[2] = {kr__from_int48(l->locked), kr__from_int48(IDENT)};
    l->locked = 0;
    return kr__tuple_new(vm, items, 2);
}
static Value rlock_restore(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t count;
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE) || ((KrTuple *)kr__ptr(a[1]))->len != 2)
        return kr__raise_type(vm, "_acquire_restore() argument 1 must be tuple, not %P", a[1]);
    if (!kr__index_i64(vm, kr__tuple_get(kr__ptr(a[1]), 0), &count)) return KR_FAILED;
    ((Lock *)kr__ptr(a[0]))->locked = (uint32_t)count;
    return KR_NONE_V;
}
static Value rlock_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t count = ((Lock *)kr__ptr(a[0]))->locked;
    return kr__text(vm, "<%s %S object owner=%ld count=%u at 0x%lx>", count ? "locked" : "unlocked",
                    kr__text(vm, "_thread.%T", a[0]), count ? (long)IDENT : 0L, count,
                    (unsigned long)kr__id(a[0]));
}
static const KrFnDef rlock_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", rlock_new, NULL, KR_DEF_NEW},
    {"acquire(self, /, blocking=True, timeout=-1)", rlock_acquire, "Lock the lock.", KR_DEF_METHOD},
    {"release(self, /)", rlock_release, "Release the lock.", KR_DEF_METHOD},
    {"_is_owned(self, /)", rlock_owned, NULL, KR_DEF_METHOD},
    {"_release_save(self, /)", rlock_save, NULL, KR_DEF_METHOD},
    {"_acquire_restore(self, state, /)", rlock_restore, NULL, KR_DEF_METHOD},
    {"_at_fork_reinit(self, /)", lock_reinit, NULL, KR_DEF_METHOD},
    {"__enter__(self, /)", rlock_enter, "Lock the lock.", KR_DEF_METHOD},
    {"__exit__(self, /, *args)", rlock_exit, "Release the lock.", KR_DEF_METHOD},
    {"__repr__(self, /)", rlock_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef rlock_def = {
    .name = "_thread.RLock",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE | KR_TF_HAS_WEAK,
    .size = sizeof(Lock),
    .methods = rlock_methods,
};

/* ---- local ------------------------------------------------------------------------------------ */

static const KrFnDef local_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", rlock_new, NULL, KR_DEF_NEW},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef local_def = {
    .name = "_thread._local",
    .doc = "Thread-local data",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE | KR_TF_HAS_DICT | KR_TF_HAS_WEAK,
    .size = sizeof(KrObj),
    .methods = local_methods,
};

/* ---- functions -------------------------------------------------------------------------------- */

static Value thread_allocate_lock(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__host_new(vm, state_of(vm)->lock_class);
}
static Value thread_set_sentinel(kr_vm *vm, Value *a, int n) {
    return thread_allocate_lock(vm, a, n);
}
static Value thread_get_ident(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return kr__from_int48(IDENT);
}
static Value thread_native_id(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return kr__from_int48(getpid());
}
static Value thread_start(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__ok(kr__special(vm, a[0], KR_N___call__)))
        return kr__raise_type(vm, "first arg must be callable");
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE)) return kr__raise_type(vm, "2nd arg must be a tuple");
    return kr__raise(vm, KR_T_X_RUNTIMEERROR, "can't start new thread");
}
static Value thread_count(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return kr__from_int48(0);
}
static Value thread_exit(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise_object(vm, kr__type(vm, KR_T_X_SYSTEMEXIT));
}
static Value thread_interrupt(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    __atomic_fetch_or(&vm->wake, KR_WAKE_INTERRUPT, __ATOMIC_ACQ_REL);
    return KR_NONE_V;
}
static Value thread_nothing(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return KR_NONE_V;
}

static bool init(kr_vm *vm, Value m) {
    void **place = kr__module_state(vm, &kr__module__thread);
    ThreadState *s = !place   ? NULL
                     : *place ? *place
                              : kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *s);
    if (!s) {
        kr__no_memory(vm);
        return false;
    }
    *place = s;
    s->lock_class = kr__class_new(vm, &lock_def);
    s->rlock_class = kr__class_new(vm, &rlock_def);
    s->local_class = kr__class_new(vm, &local_def);
    return kr__ok(s->lock_class) && kr__ok(s->rlock_class) && kr__ok(s->local_class) &&
           kr__module_add(vm, m, "LockType", s->lock_class) &&
           kr__module_add(vm, m, "RLock", s->rlock_class) &&
           kr__module_add(vm, m, "_local", s->local_class) &&
           kr__module_add(vm, m, "error", kr__type(vm, KR_T_X_RUNTIMEERROR)) &&
           kr__module_add(vm, m, "TIMEOUT_MAX", kr__from_double(9223372036.0));
}
static void trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    ThreadState *s = state;
    kr__trace_value(gc, s->lock_class);
    kr__trace_value(gc, s->rlock_class);
    kr__trace_value(gc, s->local_class);
}
static void free_state(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(ThreadState));
}

static const KrFnDef functions[] = {
    {"start_new_thread(function, args, kwargs=None, /)", thread_start,
     "Start a new thread and return its identifier.", 0},
    {"start_new(function, args, kwargs=None, /)", thread_start,
     "An obsolete synonym of start_new_thread().", 0},
    {"allocate_lock()", thread_allocate_lock, "Create a new lock object.", 0},
    {"allocate()", thread_allocate_lock, "An obsolete synonym of allocate_lock().", 0},
    {"get_ident()", thread_get_ident,
     "Return a non-zero integer that uniquely identifies the current thread.", 0},
    {"get_native_id()", thread_native_id,
     "Return a non-negative integer identifying the thread as reported by the OS (kernel).", 0},
    {"exit()", thread_exit, "This is synonymous to ``raise SystemExit''.", 0},
    {"exit_thread()", thread_exit, "An obsolete synonym of exit().", 0},
    {"interrupt_main(signum=2, /)", thread_interrupt,
     "Simulate the arrival of the given signal in the main thread.", 0},
    {"stack_size(size=0, /)", thread_count,
     "Return the thread stack size used when creating new threads.", 0},
    {"_count()", thread_count,
     "Return the number of currently running Python threads, excluding the main thread.", 0},
    {"_set_sentinel()", thread_set_sentinel,
     "Set a sentinel lock that will be released when the current thread state is finalized.", 0},
    {"_excepthook(exc_info, /)", thread_nothing, "Handle uncaught Thread.run() exception.", 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module__thread = {
    .name = "_thread",
    .doc = "This module provides primitive operations to write multi-threaded programs.",
    .functions = functions,
    .init = init,
    .trace = trace,
    .free = free_state,
};
