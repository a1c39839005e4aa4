/* SPDX-License-Identifier: MIT
 * _thread.c: the module _thread: locks, and starting and asking about threads. A lock is a word in its
 * cell, changed under the VM's lock only; who waits for it waits by kr__wait. */
#include "lib/_thread.h"

#include <math.h>
#include <signal.h>
#include <unistd.h>

#include "lib/modules.h"
#include "lib/posix.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/module.h"
#include "types/number.h"
#include "types/structseq.h"
#include "types/traceback_print.h"

extern const KrModuleDef kr__module__thread;

typedef struct ThreadState {
    Value lock_class, rlock_class, local_class, hook_class;
    size_t stack_size;
    uint64_t ended; /* threads that had when _count() was last asked for */
} ThreadState;

static ThreadState *state_of(kr_vm *vm) { return *kr__module_state(vm, &kr__module__thread); }

#define TIMEOUT_MAX 9223372036.0

/* ---- waiting ---------------------------------------------------------------------------------- */

bool kr__lock_timeout(kr_vm *vm, Value v, double *seconds) {
    static const char large[] = "timestamp too large to convert to C _PyTime_t";
    double d;
    if (kr__is_float_value(vm, v)) {
        d = kr__float_value(v);
        if (d != d)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "Invalid value NaN (not a number)");
    } else {
        int64_t i;
        Value index = kr__index(vm, v);
        if (kr__failed(index)) return false;
        if (!kr__int_fits_i64(vm, index, &i)) i = INT64_MAX;
        d = (double)i;
    }
    if (!(d >= -0x1p63 / 1e9 && d < 0x1p63 / 1e9))
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, large);
    *seconds = d;
    return true;
}

/* Arguments of acquire: *until as kr__wait wants it, 0: do not wait. */
static bool wait_args(kr_vm *vm, Value blocking, Value timeout, double *until) {
    int block = kr__ok(blocking) ? kr__truth(vm, blocking) : 1;
    double t = -1;
    if (block < 0 || (kr__ok(timeout) && !kr__lock_timeout(vm, timeout, &t))) return false;
    if (!block && t != -1)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "can't specify a timeout for a non-blocking call");
    if (t < 0 && t != -1)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "timeout value must be positive");
    *until = !block || t == 0 ? 0 : t < 0 ? INFINITY : kr__monotonic() + t;
    return true;
}

/* ---- lock ------------------------------------------------------------------------------------- */

typedef struct Lock {
    KrObj head;
    uint32_t locked; /* RLock: how often */
    uint64_t owner;  /* RLock: get_ident() of who holds it */
} Lock;

/* Waits until the lock is free. 1; 0: time is up; -1. */
static int wait_free(kr_vm *vm, Value self, double until) {
    const Lock *l = kr__ptr(self);
    while (l->locked) {
        if (until == 0) return 0;
        int r = kr__wait(vm, self, until);
        if (r < 0) return -1;
        if (!r && l->locked) return 0;
    }
    return 1;
}

static Value lock_acquire(kr_vm *vm, Value *a, int n) {
    (void)n;
    double until;
    if (!wait_args(vm, a[1], a[2], &until)) return KR_FAILED;
    int r = wait_free(vm, a[0], until);
    if (r > 0) ((Lock *)kr__ptr(a[0]))->locked = 1;
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static void set_free(kr_vm *vm, Value self) {
    ((Lock *)kr__ptr(self))->locked = 0;
    kr__notify(vm, self);
}
static Value lock_release(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!((Lock *)kr__ptr(a[0]))->locked)
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "release unlocked lock");
    set_free(vm, a[0]);
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
    Lock *l = kr__ptr(a[0]);
    l->locked = 0;
    l->owner = 0;
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
    .doc = "A lock object is a synchronization primitive.  It is made by threading.Lock().",
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
static bool is_mine(kr_vm *vm, const Lock *l) { return l->locked && l->owner == vm->thread->ident; }
static Value rlock_take(kr_vm *vm, Value self, double until) {
    Lock *l = kr__ptr(self);
    if (is_mine(vm, l)) {
        if (l->locked == UINT32_MAX)
            return kr__raise(vm, KR_T_X_OVERFLOWERROR, "Internal lock count overflowed");
        l->locked++;
        return KR_TRUE_V;
    }
    int r = wait_free(vm, self, until);
    if (r > 0) {
        l->locked = 1;
        l->owner = vm->thread->ident;
    }
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value rlock_acquire(kr_vm *vm, Value *a, int n) {
    (void)n;
    double until;
    return wait_args(vm, a[1], a[2], &until) ? rlock_take(vm, a[0], until) : KR_FAILED;
}
static Value rlock_release(kr_vm *vm, Value *a, int n) {
    (void)n;
    Lock *l = kr__ptr(a[0]);
    if (!is_mine(vm, l))
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot release un-acquired lock");
    if (--l->locked == 0) {
        l->owner = 0;
        kr__notify(vm, a[0]);
    }
    return KR_NONE_V;
}
static Value rlock_enter(kr_vm *vm, Value *a, int n) {
    (void)n;
    return rlock_take(vm, a[0], INFINITY);
}
static Value rlock_exit(kr_vm *vm, Value *a, int n) { return rlock_release(vm, a, n); }
static Value rlock_owned(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__bool(is_mine(vm, kr__ptr(a[0])));
}
static Value rlock_save(kr_vm *vm, Value *a, int n) {
    (void)n;
    Lock *l = kr__ptr(a[0]);
    if (!l->locked) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot release un-acquired lock");
    Value items[2] = {kr__from_int48(l->locked), kr__int_from_u64(vm, l->owner)};
    if (kr__failed(items[1])) return KR_FAILED;
    l->owner = 0;
    set_free(vm, a[0]);
    return kr__tuple_new(vm, items, 2);
}
static Value rlock_restore(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t count, owner;
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE) || ((KrTuple *)kr__ptr(a[1]))->len != 2)
        return kr__raise_type(vm, "_acquire_restore() argument 1 must be 2-item sequence, not %P",
                              a[1]);
    for (unsigned i = 0; i < 2; i++) {
        Value v = kr__tuple_get(kr__ptr(a[1]), i);
        if (!kr__is_int_value(vm, v))
            return kr__raise_type(vm, "_acquire_restore() argument 1, item %u must be int, not %P",
                                  i, v);
        if (!kr__index_i64(vm, v, i ? &owner : &count)) return KR_FAILED;
    }
    if (wait_free(vm, a[0], INFINITY) < 0) return KR_FAILED;
    Lock *l = kr__ptr(a[0]);
    l->locked = (uint32_t)count;
    l->owner = (uint64_t)owner;
    return KR_NONE_V;
}
static Value rlock_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Lock *l = kr__ptr(a[0]);
    Value name = kr__getattr(vm, kr__class_of(vm, a[0]), kr__name(vm, KR_N___qualname__));
    if (kr__failed(name)) return name;
    return kr__text(vm, "<%s _thread.%S object owner=%ld count=%u at 0x%lx>",
                    l->locked ? "locked" : "unlocked", name, (long)l->owner, l->locked,
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

/* ---- functions -------------------------------------------------------------------------------- */

static Value thread_allocate_lock(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__host_new(vm, state_of(vm)->lock_class);
}
static Value thread_set_sentinel(kr_vm *vm, Value *a, int n) {
    Value lock = thread_allocate_lock(vm, a, n);
    if (kr__ok(lock)) vm->thread->sentinel = lock;
    return lock;
}

/* A thread ends: who joins it wakes, its part of thread-local objects goes. */
static void thread_ended(kr_vm *vm, KrThread *t) {
    if (kr__ok(t->sentinel) && ((Lock *)kr__ptr(t->sentinel))->locked) set_free(vm, t->sentinel);
    t->sentinel = KR_UNSET;
    kr__local_forget(vm, t);
}

static Value thread_get_ident(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__int_from_u64(vm, vm->thread->ident);
}
static Value thread_native_id(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__int_from_u64(vm, kr__thread_native(vm));
}
static Value thread_start(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__ok(kr__special(vm, a[0], KR_N___call__)))
        return kr__raise_type(vm, "first arg must be callable");
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE)) return kr__raise_type(vm, "2nd arg must be a tuple");
    if (kr__ok(a[2]) && !kr__has_kind(vm, a[2], KR_K_DICT))
        return kr__raise_type(vm, "optional 3rd arg must be a dictionary");
    uint64_t ident;
    Value kw = kr__ok(a[2]) ? kr__dict_copy(vm, kr__ptr(a[2])) : KR_UNSET;
    if (kr__ok(a[2]) && kr__failed(kw)) return KR_FAILED;
    if (!kr__thread_start(vm, a[0], a[1], kw, state_of(vm)->stack_size, &ident)) return KR_FAILED;
    return kr__int_from_u64(vm, ident);
}
/* Who counts threads looks for those left behind, and next at threading's weak set of them: where threads
 * have ended since, a collection takes them out of it. */
static Value thread_count(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    ThreadState *s = state_of(vm);
    uint64_t ended = kr__threads_ended(vm);
    if (s && s->ended != ended) {
        s->ended = ended;
        kr__gc_request(vm, true);
    }
    return kr__from_int48(kr__thread_count(vm));
}
static Value thread_exit(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise_object(vm, kr__type(vm, KR_T_X_SYSTEMEXIT));
}
static Value thread_interrupt(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t sig = SIGINT;
    if (kr__ok(a[0]) && !kr__index_i64(vm, a[0], &sig)) return KR_FAILED;
    if (sig < 1 || sig > 64) return kr__raise_value(vm, "signal number out of range");
    if (vm->signal_trip)
        vm->signal_trip(vm, (int)sig);
    else if (sig == SIGINT)
        __atomic_fetch_or(&vm->wake, KR_WAKE_INTERRUPT, __ATOMIC_ACQ_REL);
    return KR_NONE_V;
}
static Value thread_stack_size(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t size = 0;
    ThreadState *s = state_of(vm);
    if (kr__ok(a[0]) && !kr__index_i64(vm, a[0], &size)) return KR_FAILED;
    if (size < 0) return kr__raise_value(vm, "size must be 0 or a positive value");
    if (size && size < 32768) return kr__raise_value(vm, "size not valid: %ld bytes", (long)size);
    Value old = kr__from_int48((int64_t)s->stack_size);
    if (kr__ok(a[0])) s->stack_size = (size_t)size;
    return old;
}

/* Of the Thread object `thread`, as the hook shows it; None: it has none. */
static Value shown_name(kr_vm *vm, Value thread) {
    Value name = KR_UNSET, key = kr__name(vm, KR_N_name);
    if (!kr__is_none(thread)) {
        int found = kr__getattr_opt(vm, thread, key, &name);
        if (found < 0) return KR_FAILED;
        if (found) return name;
    }
    return kr__int_from_u64(vm, vm->thread->ident);
}

static Value thread_excepthook(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__same(kr__class_of(vm, a[0]), state_of(vm)->hook_class))
        return kr__raise_type(vm, "_thread.excepthook argument type must be ExceptHookArgs");
    const KrTuple *t = kr__ptr(a[0]);
    Value type = kr__tuple_get(t, 0), exc = kr__tuple_get(t, 1), tb = kr__tuple_get(t, 2),
          thread = kr__tuple_get(t, 3);
    if (kr__same(type, kr__type(vm, KR_T_X_SYSTEMEXIT))) return KR_NONE_V;
    Value name = shown_name(vm, thread);
    Value head = kr__ok(name) ? kr__text(vm, "Exception in thread %S:\n", name) : KR_FAILED;
    if (kr__failed(head)) return KR_FAILED;
    if (kr__is_none(exc)) exc = kr__call0(vm, type);
    Value text = kr__ok(exc) ? kr__exception_text_with(vm, exc, tb) : KR_FAILED;
    Value all = kr__ok(text) ? kr__text(vm, "%S%S", head, text) : KR_FAILED;
    if (kr__failed(all)) return KR_FAILED;
    Value err = kr__dict_get_name(vm, kr__module_dict(vm->sys), kr__name(vm, KR_N_stderr));
    if ((!kr__ok(err) || kr__is_none(err)) && !kr__is_none(thread)) {
        Value key = kr__intern(vm, "_stderr", 7);
        if (kr__failed(key) || kr__getattr_opt(vm, thread, key, &err) < 0) return KR_FAILED;
    }
    if (!kr__ok(err) || kr__is_none(err)) return KR_NONE_V;
    if (kr__failed(kr__call_method(vm, err, kr__name(vm, KR_N_write), &all, 1))) return KR_FAILED;
    return kr__ok(kr__call_method(vm, err, kr__name(vm, KR_N_flush), NULL, 0)) ? KR_NONE_V
                                                                               : KR_FAILED;
}

static const KrSeqField hook_fields[] = {{"exc_type", "Exception type"},
                                         {"exc_value", "Exception value"},
                                         {"exc_traceback", "Exception traceback"},
                                         {"thread", "Thread"},
                                         {NULL, NULL}};
static const KrSeqDef hook_def = {
    .module = "_thread",
    .name = "_ExceptHookArgs",
    .doc = "ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.",
    .fields = hook_fields,
    .visible = 4,
    .constructible = true,
};

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
    if (kr__failed(s->lock_class = kr__class_new(vm, &lock_def)) ||
        kr__failed(s->rlock_class = kr__class_new(vm, &rlock_def)) ||
        kr__failed(s->local_class = kr__class_new(vm, &kr__local_def)) ||
        kr__failed(s->hook_class = kr__structseq_class(vm, &hook_def)))
        return false;
    vm->thread_ended = thread_ended;
    return kr__ok(s->lock_class) && kr__ok(s->rlock_class) && kr__ok(s->local_class) &&
           kr__ok(s->hook_class) && kr__module_add(vm, m, "_ExceptHookArgs", s->hook_class) &&
           kr__module_add(vm, m, "LockType", s->lock_class) &&
           kr__module_add(vm, m, "RLock", s->rlock_class) &&
           kr__module_add(vm, m, "_local", s->local_class) &&
           kr__module_add(vm, m, "error", kr__type(vm, KR_T_X_RUNTIMEERROR)) &&
           kr__module_add(vm, m, "TIMEOUT_MAX", kr__from_double(TIMEOUT_MAX));
}
static void trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    ThreadState *s = state;
    kr__trace_value(gc, s->lock_class);
    kr__trace_value(gc, s->rlock_class);
    kr__trace_value(gc, s->local_class);
    kr__trace_value(gc, s->hook_class);
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
    {"stack_size(size=0, /)", thread_stack_size,
     "Return the thread stack size used when creating new threads.", 0},
    {"_count()", thread_count,
     "Return the number of currently running Python threads, excluding the main thread.", 0},
    {"_set_sentinel()", thread_set_sentinel,
     "Set a sentinel lock that will be released when the current thread state is finalized.", 0},
    {"_excepthook(exc_info, /)", thread_excepthook, "Handle uncaught Thread.run() exception.", 0},
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
