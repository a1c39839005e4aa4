/* SPDX-License-Identifier: MIT
 * thread.c: threads of a VM. Each is a thread of the system with its own records, registers and C
 * stack; the one that holds the VM's lock runs, and all of the VM's memory is its alone meanwhile.
 *
 * The lock changes hands in three ways: a thread gives it up around a system call that may take long
 * (kr__blocking_begin), waits for another thread (kr__wait), or has held it for the switch interval
 * while another waited, which then sets KR_WAKE_SWITCH. A VM that never started a thread has no lock.
 *
 * While a thread is without the lock, the collector scans what its C stack held when it gave it up:
 * from c_low, with a copy of the registers, since the functions that go on below overwrite theirs.
 *
 * The thread that called the VM from outside is `main`; the others stand still while it is outside. */
#define _GNU_SOURCE
#include "run/thread.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <semaphore.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "run/frame.h"
#include "run/limits.h"
#include "run/raise.h"
#include "types/function.h"

/* A waiting thread looks so often whether the host wants it to stop. */
#define SLICE 0.1
#define STACK_LEAST ((size_t)512 << 10)
/* Threads that a VM may have which may not start processes either. */
#define SANDBOX_THREADS 64
/* The end of a VM waits so long for threads that run, and for those in system calls. */
#define PATIENCE 2.0
#define PATIENCE_BLOCKED 0.03

/* A thread that waits in kr__wait, on its own C stack. The queue is changed only under the lock. */
typedef struct Waiter {
    KrThread *thread;
    uint32_t on; /* the cell; 0: for time to pass */
    bool woken;
    sem_t sem;
    struct Waiter *next;
} Waiter;

struct KrThreads {
    pthread_mutex_t mutex; /* of what follows, up to last */
    pthread_cond_t given, taken;
    bool held;
    bool gone; /* nobody gets the lock any more */
    uint32_t waiting;
    double idle;    /* nobody holds it nor wants it since then, while time has a limit; else 0 */
    uint64_t turns; /* how often another thread than the last one took it */
    KrThread *last;
    /* under the lock itself */
    uint32_t alive; /* threads but main */
    uint64_t ended;
    Waiter *waiters;
    pthread_t done; /* the thread that ended last; it waits for the one before */
    bool has_done;
};

double kr__monotonic(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static struct timespec later(clockid_t clock, double seconds) {
    struct timespec t;
    clock_gettime(clock, &t);
    long ns = (long)((seconds - floor(seconds)) * 1e9) + t.tv_nsec;
    t.tv_sec += (time_t)floor(seconds) + ns / 1000000000;
    t.tv_nsec = ns % 1000000000;
    return t;
}

/* ---- the lock --------------------------------------------------------------------------------- */

static void lock_init(struct KrThreads *ts, KrThread *holder) {
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_mutex_init(&ts->mutex, NULL);
    pthread_cond_init(&ts->given, &attr);
    pthread_cond_init(&ts->taken, NULL);
    pthread_condattr_destroy(&attr);
    ts->held = true;
    ts->last = holder;
    ts->waiting = 0;
    ts->waiters = NULL;
    ts->has_done = false;
}

static bool need_lock(kr_vm *vm) {
    if (vm->threads) return true;
    struct KrThreads *ts = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *ts);
    if (!ts) return kr__ok(kr__no_memory(vm));
    lock_init(ts, vm->thread);
    vm->threads = ts;
    return true;
}

/* The bits of vm->wake that depend on the thread. */
static void wake_for(kr_vm *vm, const KrThread *t) {
    uint32_t set = (t->must_stop ? KR_WAKE_SWITCH : 0) |
                   (kr__ok(t->trace_fn) || kr__ok(t->profile_fn) ? KR_WAKE_TRACE : 0);
    __atomic_fetch_and(&vm->wake, ~(KR_WAKE_SWITCH | KR_WAKE_TRACE) | set, __ATOMIC_ACQ_REL);
    if (set) kr__wake(vm, set);
}

void kr__thread_traced(kr_vm *vm, KrThread *t) {
    bool on = kr__ok(t->trace_fn) || kr__ok(t->profile_fn);
    t->traced = on && !t->tracing;
    if (t == vm->thread) wake_for(vm, t);
}

/* Waits for the lock. Keeps errno. */
static void take(kr_vm *vm, struct KrThreads *ts, KrThread *t) {
    int saved = errno;
    pthread_mutex_lock(&ts->mutex);
    ts->waiting++;
    if (ts->idle) kr__clock_idle(vm, ts->idle);
    ts->idle = 0;
    uint64_t turns = ts->turns;
    struct timespec until = later(CLOCK_MONOTONIC, vm->switch_interval);
    while (ts->held) {
        if (ts->gone) {
            pthread_cond_wait(&ts->given, &ts->mutex);
            continue;
        }
        int r = pthread_cond_timedwait(&ts->given, &ts->mutex, &until);
        if (!ts->held || (r != ETIMEDOUT && ts->turns == turns)) continue; /* or taken back */
        if (ts->turns == turns) kr__wake(vm, KR_WAKE_SWITCH);
        turns = ts->turns;
        until = later(CLOCK_MONOTONIC, vm->switch_interval);
    }
    ts->waiting--;
    ts->held = true;
    if (ts->last != t) {
        ts->last = t;
        ts->turns++;
    }
    pthread_cond_broadcast(&ts->taken);
    pthread_mutex_unlock(&ts->mutex);
    t->blocked = false;
    vm->thread = t;
    kr__clock_start(vm);
    kr__gc_stack_base(vm, t->c_base);
    wake_for(vm, t);
    errno = saved;
}

/* yield, or asked to by one that waited for the switch interval: returns only when a thread that waits has had it, so
 * that asking for it again is no race. Otherwise short system calls, one after the other, would never let it in. */
static void give(kr_vm *vm, struct KrThreads *ts, KrThread *t, bool yield) {
    kr__clock_stop(vm);
    yield |= t && !t->must_stop && (__atomic_load_n(&vm->wake, __ATOMIC_ACQUIRE) & KR_WAKE_SWITCH);
    pthread_mutex_lock(&ts->mutex);
    ts->held = false;
    ts->last = t;
    ts->idle = !ts->waiting && (vm->wake & KR_WAKE_TIME) ? kr__monotonic() : 0;
    pthread_cond_signal(&ts->given);
    while (yield && ts->waiting && ts->last == t) pthread_cond_wait(&ts->taken, &ts->mutex);
    pthread_mutex_unlock(&ts->mutex);
}

/* Copies the caller's frame, with the registers spilled into it and a little above, where some machines keep them. */
static KR_NOINLINE __attribute__((no_sanitize("address"))) void keep_frame(KrThread *t,
                                                                           const char *high) {
    const char *low = __builtin_frame_address(0);
    size_t n = (size_t)(high - low) + 176;
    if (n > sizeof t->spill) n = sizeof t->spill;
    const uint64_t *from = (const uint64_t *)((uintptr_t)low & ~(uintptr_t)7);
    for (size_t i = 0; i < n / 8; i++) t->spill[i] = from[i];
    t->nspill = n & ~(size_t)7;
    t->c_low = high;
}

#define KEEP_STACK(t)                                \
    do {                                             \
        __builtin_unwind_init();                     \
        keep_frame((t), __builtin_frame_address(0)); \
    } while (0)

KR_NOINLINE KrBlocked kr__blocking_begin(kr_vm *vm) {
    struct KrThreads *ts = vm->threads;
    if (!ts || !ts->alive) return (KrBlocked){NULL, vm->wake & KR_WAKE_TIME ? kr__monotonic() : 0};
    KrThread *t = vm->thread;
    KEEP_STACK(t);
    t->blocked = true;
    give(vm, ts, t, false);
    return (KrBlocked){t, 0};
}
void kr__blocking_end(kr_vm *vm, KrBlocked b) {
    int saved = errno;
    if (b.thread)
        take(vm, vm->threads, b.thread);
    else if (b.since)
        kr__clock_idle(vm, b.since);
    errno = saved;
}

KR_NOINLINE bool kr__thread_switch(kr_vm *vm, bool precise) {
    struct KrThreads *ts = vm->threads;
    KrThread *t = vm->thread;
    __atomic_fetch_and(&vm->wake, ~KR_WAKE_SWITCH, __ATOMIC_ACQ_REL);
    if (ts && ts->alive && !t->must_stop) {
        if (precise) {
            t->c_low = NULL;
            t->nspill = 0;
        } else {
            KEEP_STACK(t);
        }
        give(vm, ts, t, true);
        take(vm, ts, t);
    }
    if (!t->must_stop) return true;
    kr__raise_stopped(vm);
    return false;
}

/* ---- waiting for another thread --------------------------------------------------------------- */

static void enqueue(struct KrThreads *ts, Waiter *w) {
    Waiter **p = &ts->waiters;
    while (*p) p = &(*p)->next;
    *p = w;
}
static void dequeue(struct KrThreads *ts, Waiter *w) {
    Waiter **p = &ts->waiters;
    while (*p && *p != w) p = &(*p)->next;
    if (*p) *p = w->next;
}

/* Must this thread come back although nothing woke it? */
static bool wanted(const kr_vm *vm, const KrThread *t) {
    uint32_t bits = KR_WAKE_STOP | KR_WAKE_TIME;
    if (t == vm->main_thread) bits |= KR_WAKE_SIGNAL | KR_WAKE_INTERRUPT | KR_WAKE_POLL;
    return t->must_stop || (__atomic_load_n(&vm->wake, __ATOMIC_ACQUIRE) & bits);
}

/* Without the lock. 1: woken; 0: time is up; -1: something else is to be looked at. */
static int sleep_on(kr_vm *vm, Waiter *w, double until) {
    for (;;) {
        double left = until - kr__monotonic();
        struct timespec end = later(CLOCK_REALTIME, left <= 0 ? 0 : left < SLICE ? left : SLICE);
        if (sem_timedwait(&w->sem, &end) == 0) return 1;
        if (wanted(vm, w->thread)) return -1;
        if (left <= 0) return 0;
    }
}

KR_NOINLINE int kr__wait(kr_vm *vm, Value on, double until) {
    if (!need_lock(vm)) return -1;
    struct KrThreads *ts = vm->threads;
    KrThread *t = vm->thread;
    Waiter w = {.thread = t, .on = (uint32_t)on.bits};
    sem_init(&w.sem, 0, 0);
    enqueue(ts, &w);
    int r;
    bool bad = false;
    do {
        KEEP_STACK(t);
        give(vm, ts, t, false);
        r = sleep_on(vm, &w, until);
        take(vm, ts, t);
        bad = !kr__poll(vm);
    } while (r < 0 && !w.woken && !bad);
    dequeue(ts, &w);
    sem_destroy(&w.sem);
    if (!bad) return w.woken ? 1 : r < 0 ? 1 : r;
    if (w.woken) kr__notify(vm, on); /* this one fails: the next in line */
    return -1;
}

uint32_t kr__notify(kr_vm *vm, Value on) {
    struct KrThreads *ts = vm->threads;
    Waiter *w = ts ? ts->waiters : NULL;
    while (w && (w->woken || w->on != (uint32_t)on.bits)) w = w->next;
    if (!w) return 0;
    w->woken = true;
    sem_post(&w->sem);
    return w->thread->number + 1;
}

/* ---- the life of a thread --------------------------------------------------------------------- */

static bool in_use(kr_vm *vm, uint32_t number, uint64_t ident) {
    for (const KrThread *t = &vm->main; t; t = t->next)
        if (t->number == number || t->ident == ident) return true;
    return false;
}

KrThread *kr__thread_numbered(kr_vm *vm, uint32_t number) {
    for (KrThread *t = &vm->main; t; t = t->next)
        if (t->number == number) return t;
    return NULL;
}

KrThread *kr__frame_owner(kr_vm *vm, const KrFrame *f) {
    KrThread *t = vm->thread;
    if (f >= t->frames && f <= t->frames_end) return t;
    for (t = &vm->main; t; t = t->next)
        if (f >= t->frames && f <= t->frames_end) return t;
    return vm->thread;
}

void kr__thread_bounds(KrThread *t, const void *here, size_t room) {
    t->c_base = here;
    t->c_limit = (const char *)here - room + room / 8 + KR_STACK_SPARE;
}

static void unlink_thread(kr_vm *vm, KrThread *t) {
    KrThread **p = &vm->main.next;
    while (*p && *p != t) p = &(*p)->next;
    if (*p) *p = t->next;
}

static void free_thread(kr_vm *vm, KrThread *t) {
    KrMem *mem = &kr__heap(vm)->mem;
    kr__thread_free(vm, t);
    kr__mem_free(mem, t, sizeof *t);
}

/* Nothing of the thread keeps anything alive any more, and those who wait for its end are woken. */
static void clear_thread(kr_vm *vm, KrThread *t) {
    t->pending = t->trace_fn = t->profile_fn = t->context = t->event_loop = KR_UNSET;
    t->handled = KR_NONE_V;
    t->start_fn = t->start_args = t->start_kw = KR_UNSET;
    t->stopping = t->traced = false;
    if (vm->thread_ended) vm->thread_ended(vm, t);
    t->sentinel = KR_UNSET;
}

static bool is_python(Value f) {
    if (kr__exact(f, KR_T_METHOD)) f = kr__slot_value(((const KrMethod *)kr__ptr(f))->func);
    return kr__exact(f, KR_T_FUNCTION);
}

/* Calls what the thread was started for. */
static KR_NOINLINE void run(kr_vm *vm, KrThread *t) {
    bool bare = is_python(t->start_fn) && kr__bare_begin(vm);
    Value v = kr__call_ex(vm, t->start_fn, t->start_args, t->start_kw);
    kr__bare_end(vm, bare);
    if (kr__ok(v) || t->stopping || !kr__pending(vm)) return;
    if (kr__pending_is(vm, KR_T_X_SYSTEMEXIT))
        kr__clear_pending(vm);
    else
        kr__unraisable_in(vm, "Exception ignored in thread started by", t->start_fn);
}

static void *thread_body(void *arg) {
    KrThread *t = arg;
    kr_vm *vm = t->vm;
    struct KrThreads *ts = vm->threads;
    t->native = (uint64_t)syscall(SYS_gettid);
    kr__thread_bounds(t, __builtin_frame_address(0), t->stack);
    take(vm, ts, t);
    if (!t->must_stop) run(vm, t);
    clear_thread(vm, t);
    kr__gc_request_left(vm);
    unlink_thread(vm, t);
    t->c_base = NULL;
    bool had = ts->has_done;
    pthread_t before = ts->done;
    ts->done = pthread_self();
    ts->has_done = true;
    ts->alive--;
    ts->ended++;
    vm->thread = vm->main_thread == t ? &vm->main : vm->main_thread;
    free_thread(vm, t);
    give(vm, ts, NULL, false);
    if (had) pthread_join(before, NULL);
    return NULL;
}

static bool cannot_start(kr_vm *vm) {
    return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "can't start new thread");
}

/* Puts the thread into the list; its number and bounds are its own. */
static void link_thread(kr_vm *vm, KrThread *t) {
    do t->number++;
    while (in_use(vm, t->number, UINT64_MAX));
    KrThread *last = &vm->main;
    while (last->next) last = last->next;
    last->next = t;
    vm->threads->alive++;
}

static size_t real_stack_size(size_t wanted) {
    pthread_attr_t attr;
    size_t size = 0;
    pthread_attr_init(&attr);
    pthread_attr_getstacksize(&attr, &size);
    pthread_attr_destroy(&attr);
    if (wanted) size = wanted;
    return size < STACK_LEAST ? STACK_LEAST : size;
}

static bool launch(kr_vm *vm, KrThread *t, size_t stack) {
    pthread_attr_t attr;
    pthread_t id;
    pthread_attr_init(&attr);
    t->stack = stack - 4096;
    int err = pthread_attr_setstacksize(&attr, (stack + 4095) & ~(size_t)4095);
    if (!err) err = pthread_create(&id, &attr, thread_body, t);
    pthread_attr_destroy(&attr);
    if (err) return false;
    t->system = (uint64_t)id;
    uint64_t ident = (uint64_t)id;
    while (in_use(vm, UINT32_MAX, ident)) ident += 8;
    t->ident = ident;
    return true;
}

bool kr__thread_start(kr_vm *vm, Value f, Value args, Value kwargs, size_t stack, uint64_t *ident) {
    if (!need_lock(vm)) return false;
    struct KrThreads *ts = vm->threads;
    if (ts->alive >= SANDBOX_THREADS && !(vm->grants & KR_GRANT_PROCESS)) return cannot_start(vm);
    KrThread *t = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *t);
    if (!t || !kr__thread_init(vm, t)) {
        kr__mem_free(&kr__heap(vm)->mem, t, sizeof *t);
        return kr__ok(kr__no_memory(vm));
    }
    t->start_fn = f;
    t->start_args = args;
    t->start_kw = kwargs;
    link_thread(vm, t);
    if (!launch(vm, t, real_stack_size(stack))) {
        unlink_thread(vm, t);
        ts->alive--;
        free_thread(vm, t);
        return cannot_start(vm);
    }
    *ident = t->ident;
    return true;
}

unsigned kr__thread_count(kr_vm *vm) { return vm->threads ? vm->threads->alive : 0; }
uint64_t kr__threads_ended(kr_vm *vm) { return vm->threads ? vm->threads->ended : 0; }

uint64_t kr__thread_native(kr_vm *vm) {
    KrThread *t = vm->thread;
    if (!t->native) t->native = (uint64_t)syscall(SYS_gettid);
    return t->native;
}

/* ---- ends ------------------------------------------------------------------------------------- */

void kr__threads_stop(kr_vm *vm) {
    struct KrThreads *ts = vm->threads;
    if (!ts) return;
    for (KrThread *t = &vm->main; t; t = t->next)
        if (t != vm->thread) t->must_stop = true;
    for (Waiter *w = ts->waiters; w; w = w->next) sem_post(&w->sem);
}

/* Other threads that are to stop: in system calls, or those that are not. */
static unsigned count_others(kr_vm *vm, bool blocked) {
    unsigned n = 0;
    for (KrThread *t = vm->main.next; t; t = t->next)
        if (t != vm->thread && __atomic_load_n(&t->blocked, __ATOMIC_RELAXED) == blocked) n++;
    return n;
}

void kr__threads_settle(kr_vm *vm) {
    if (!vm->threads) return;
    double start = kr__monotonic();
    for (unsigned round = 0; vm->threads->alive; round++) {
        double passed = kr__monotonic() - start;
        if (passed > PATIENCE || (passed > PATIENCE_BLOCKED && !count_others(vm, false))) return;
        KrBlocked t = kr__blocking_begin(vm);
        struct timespec step = {0, round < 10 ? 50000 : 1000000};
        nanosleep(&step, NULL);
        kr__blocking_end(vm, t);
    }
}

void kr__threads_end(kr_vm *vm) {
    if (!vm->threads || !vm->threads->alive) return;
    kr__threads_stop(vm);
    kr__threads_settle(vm);
}

bool kr__threads_free(kr_vm *vm) {
    struct KrThreads *ts = vm->threads;
    if (!ts) return true;
    if (ts->has_done) pthread_join(ts->done, NULL);
    ts->has_done = false;
    if (ts->alive) {
        pthread_mutex_lock(&ts->mutex);
        ts->gone = true;
        pthread_mutex_unlock(&ts->mutex);
        return false;
    }
    for (KrThread *t = vm->lost, *next; t; t = next) {
        next = t->next;
        if (t->number)
            free_thread(vm, t);
        else
            kr__mem_free(&kr__heap(vm)->mem, t, sizeof *t); /* main's copy */
    }
    vm->lost = NULL;
    pthread_mutex_destroy(&ts->mutex);
    pthread_cond_destroy(&ts->given);
    pthread_cond_destroy(&ts->taken);
    kr__mem_free(&kr__heap(vm)->mem, ts, sizeof *ts);
    vm->threads = NULL;
    return true;
}

/* ---- fork ------------------------------------------------------------------------------------- */

/* Frame objects of a thread that is no more stand on their own. */
static void leave_frames(kr_vm *vm, KrThread *t) {
    for (KrFrame *f = t->frame; f > t->frames; f--)
        if (f->code && f->flags & KR_FRAME_HELD) kr__frame_leave(vm, f);
}

/* In the child: this thread is the only one left, and main from now on. What the others' frames hold is not garbage:
 * their finally clauses are not for the child to run. */
static void forget_others(kr_vm *vm) {
    KrThread *self = vm->thread;
    for (KrThread *t = vm->main.next, *next; t; t = next) {
        next = t->next;
        if (t == self) continue;
        leave_frames(vm, t);
        clear_thread(vm, t);
        unlink_thread(vm, t);
        t->next = vm->lost;
        vm->lost = t;
    }
    if (self != &vm->main) {
        KrThread *m = &vm->main;
        leave_frames(vm, m);
        clear_thread(vm, m);
        KrThread *copy = kr__mem_alloc(&kr__heap(vm)->mem, sizeof *copy);
        if (copy) {
            *copy = *m;
            copy->next = vm->lost;
            vm->lost = copy;
        }
        m->frame = m->frames;
        m->top = m->regs + 1;
        m->c_base = m->c_low = NULL;
        m->ident = m->system = 0;
    }
    if (vm->import_owner != self->ident) vm->import_depth = 0;
    vm->main_thread = self;
    self->native = 0;
    lock_init(vm->threads, self);
    vm->threads->alive = self != &vm->main;
}

int kr__fork(kr_vm *vm) {
    kr__cage_lock(); /* another VM's thread may hold it, who would never give it back in the child */
    int pid = (int)fork();
    int saved = errno;
    kr__cage_unlock();
    if (pid == 0) {
        vm->thread->native = 0;
        kr__clock_start(vm); /* the child's thread begins with no CPU time */
        if (vm->signal_trip) vm->signal_trip(vm, 0);
        if (vm->threads) forget_others(vm);
    }
    errno = saved;
    return pid;
}
