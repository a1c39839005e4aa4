/* SPDX-License-Identifier: MIT
 * vm.c: the life of a VM: memory, heap, classes, modules, __main__; roots; the end. */
#include <errno.h>
#include <pthread.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "lib/modules.h"
#include "run/frame.h"
#include "run/frozen.h"
#include "run/limits.h"
#include "run/origin.h"
#include "run/raise.h"
#include "run/start.h"
#include "run/state.h"
#include "run/thread.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/module.h"
#include "types/state.h"
#include "types/type.h"

#define STACK_DEFAULT ((size_t)8 << 20)
#define STACK_MOST ((size_t)64 << 20)

/* ---- roots ------------------------------------------------------------------------------------ */

static void trace_roots(kr_vm *vm, KrGc *gc) {
    kr__machine_trace(vm, gc);
    kr__trace_slots(gc, vm->types, KR_T_COUNT);
    kr__trace_slots(gc, vm->names, KR_N_COUNT);
    const Value known[] = {vm->builtins,          vm->sys,          vm->modules,
                           vm->builtins_dict,     vm->memory_error, vm->recursion_error,
                           vm->exception_group,   vm->main_dict,    vm->interned_empty_str,
                           vm->empty_tuple,       vm->empty_bytes,  vm->asyncgen_firstiter,
                           vm->asyncgen_finalizer};
    kr__trace_values(gc, known, KR_COUNTOF(known));
    kr__run_state_trace(vm, gc);
    kr__lib_trace(vm, gc);
    if (vm->trace_host) vm->trace_host(vm, gc);
}

/* ---- start ------------------------------------------------------------------------------------ */

static KrHashKey hash_key(const KrConfig *c) {
    if (c->hash_fixed) return kr__hash_key(c->hash_seed);
    KrHashKey k;
    if (getrandom(&k, sizeof k, GRND_NONBLOCK) != (ssize_t)sizeof k) {
        struct timespec t;
        clock_gettime(CLOCK_REALTIME, &t);
        k = (KrHashKey){(uint64_t)t.tv_nsec * 0x9E3779B97F4A7C15u, (uint64_t)t.tv_sec};
    }
    return k;
}

static bool make_constants(kr_vm *vm) {
    vm->empty_tuple = kr__tuple_empty(vm);
    vm->empty_bytes = kr__bytes_new(vm, NULL, 0);
    vm->interned_empty_str = kr__name(vm, KR_N_empty);
    vm->memory_error = kr__exception_new(vm, KR_T_X_MEMORYERROR, KR_UNSET);
    Value text = kr__text(vm, "maximum recursion depth exceeded");
    if (kr__failed(vm->empty_tuple) || kr__failed(vm->empty_bytes) ||
        kr__failed(vm->memory_error) || kr__failed(text))
        return false;
    vm->recursion_error = kr__exception_new(vm, KR_T_X_RECURSIONERROR, text);
    return kr__ok(vm->recursion_error) && kr__exception_group_init(vm);
}

static bool make_main(kr_vm *vm) {
    Value m = kr__module_new(vm, "__main__", NULL);
    if (kr__failed(m)) return false;
    KrDict *d = kr__module_dict(m);
    vm->main_dict = kr__value_of(d);
    return kr__dict_set_name(vm, d, kr__name(vm, KR_N___builtins__), vm->builtins) &&
           kr__dict_set_name(vm, kr__ptr(vm->modules), kr__name(vm, KR_N___main__), m);
}

static Value make_module(kr_vm *vm, KrName name) {
    Value text = kr__name(vm, name);
    Value m = kr__module_create(vm, kr__str_text(kr__ptr(text)));
    if (kr__failed(m) || !kr__dict_set_name(vm, kr__ptr(vm->modules), text, m)) return KR_FAILED;
    return m;
}

static bool make_modules(kr_vm *vm) {
    vm->modules = kr__dict_new(vm);
    if (kr__failed(vm->modules)) return false;
    vm->builtins = make_module(vm, KR_N_builtins);
    if (kr__failed(vm->builtins)) return false;
    vm->builtins_dict = kr__value_of(kr__module_dict(vm->builtins));
    if (!kr__module_add(vm, vm->builtins, "ExceptionGroup", vm->exception_group)) return false;
    vm->sys = make_module(vm, KR_N_sys);
    if (!kr__ok(vm->sys) || !make_main(vm) || !kr__io_std(vm)) return false;
    return vm->config.flags.no_site || !vm->config.stdlib || kr__site_names(vm);
}

static bool start(kr_vm *vm) {
    if (!kr__types_init(vm) || !make_constants(vm) || !kr__run_state_init(vm)) return false;
    return make_modules(vm);
}

kr_vm *kr__vm_new(const KrConfig *config) {
    KrMem mem = {.limit = config->mem_limit,
                 .alloc = config->alloc,
                 .alloc_ud = config->ud,
                 .fail_at = config->fail_at,
                 .fail_sticky = config->fail_sticky};
    kr_vm *vm = kr__mem_zalloc(&mem, sizeof *vm);
    if (!vm) return NULL;
    KrHeap *h = kr__heap(vm);
    h->mem = mem;
    vm->config = *config;
    vm->grants = config->grants;
    vm->poll = config->poll;
    vm->thread = vm->main_thread = &vm->main;
    vm->main.vm = vm;
    vm->main.ident = vm->main.system = (uint64_t)pthread_self();
    vm->switch_interval = 0.005;
    h->hash_key = hash_key(config);
    h->trace_roots = trace_roots;
    h->raise_memory = kr__raise_memory_hook;
    h->wake = kr__wake_for_heap;
    h->flush_caches = kr__flush_caches;
    h->adopt = kr__dict_adopt;
    h->patient = kr__import_patient;
    h->where = kr__where;
    h->here = kr__here;
    h->no_gc = true;
    KrEntry entry;
    if (kr__heap_init(vm, kr__kinds) && kr__thread_init(vm, &vm->main)) {
        if (config->fail_at) kr__heap_fail_at(vm, h->mem.fail_at, config->fail_sticky);
        kr__vm_enter(vm, &entry, __builtin_frame_address(0));
        bool ok = start(vm);
        kr__vm_leave(vm, &entry);
        if (ok) {
            h->no_gc = false;
            if (config->call_depth) kr__set_recursion_limit(vm, config->call_depth);
            kr__set_time(vm, config->time_limit);
            kr__set_steps(vm, config->steps);
            if (config->poll) kr__wake(vm, KR_WAKE_POLL);
            return vm;
        }
    }
    kr__vm_free(vm);
    return NULL;
}

/* The recursion limit counts records and native depth alike. */
unsigned kr__depth_now(kr_vm *vm) {
    return (unsigned)(vm->thread->frame - vm->thread->frames) + vm->thread->depth;
}

void kr__set_recursion_limit(kr_vm *vm, uint32_t depth) {
    for (KrThread *t = &vm->main; t; t = t->next) {
        uint32_t most = (uint32_t)(t->frames_end - t->frames - 64);
        t->depth_limit = depth;
        t->frames_limit = t->frames + 1 + (depth < most ? depth : most);
    }
}

/* ---- entry ------------------------------------------------------------------------------------ */

static size_t stack_size(void) {
    struct rlimit r;
    if (getrlimit(RLIMIT_STACK, &r) != 0 || r.rlim_cur == RLIM_INFINITY) return STACK_DEFAULT;
    return r.rlim_cur > STACK_MOST ? STACK_MOST : (size_t)r.rlim_cur;
}

void kr__vm_enter(kr_vm *vm, KrEntry *saved, const void *here) {
    KrThread *t = vm->thread;
    *saved = (KrEntry){t->c_limit, t->c_base};
    t->entries++;
    if (t->c_base) return; /* already inside: a host function calls back */
    t->must_stop = false;
    kr__thread_bounds(t, here, stack_size());
    kr__clock_start(vm);
    kr__gc_stack_base(vm, here);
}

/* A stopped program is over: what it wanted to be done later is not done, neither when its objects die nor at the VM's
 * end, so that it cannot go on in the calls that follow. */
static void abandon(kr_vm *vm) {
    KrThread *t = vm->thread;
    vm->abandoned = true;
    kr__threads_settle(vm);
    t->trace_fn = t->profile_fn = KR_UNSET;
    kr__thread_traced(vm, t);
    kr__side_abandon(vm);
    kr__atexit_forget(vm);
    kr__import_abandon(vm);
    vm->asyncgen_firstiter = vm->asyncgen_finalizer = KR_UNSET;
}

void kr__vm_leave(kr_vm *vm, const KrEntry *saved) {
    if (!saved->base) {
        kr__clock_stop(vm);
        if (vm->thread->stopping) abandon(vm);
    }
    vm->thread->entries--;
    vm->thread->c_limit = saved->limit;
    vm->thread->c_base = saved->base;
}

void kr__host_write(kr_vm *vm, int fd, const char *s, size_t n) {
    if (vm->config.write) {
        vm->config.write(vm, fd, s, n);
        return;
    }
    if (!(vm->grants & KR_GRANT_STDIO)) return;
    while (n) {
        ssize_t k = write(fd, s, n);
        if (k < 0 && errno != EINTR) return;
        if (k > 0) s += k, n -= (size_t)k;
    }
}

/* ---- end -------------------------------------------------------------------------------------- */

/* Flushes sys.stdout or sys.stderr; false: it failed, and that was reported unless `quiet`. */
static bool flush_stream(kr_vm *vm, KrName name, bool quiet) {
    Value f = kr__dict_get_name(vm, kr__module_dict(vm->sys), kr__name(vm, name));
    if (!kr__ok(f) || kr__is_none(f)) return true;
    Value closed = KR_UNSET, key = kr__intern(vm, "closed", 6);
    if (kr__ok(key) && kr__getattr_opt(vm, f, key, &closed) > 0 && kr__is_true(closed)) return true;
    if (kr__pending(vm) && !vm->thread->stopping) kr__clear_pending(vm);
    if (kr__ok(kr__call_method(vm, f, kr__name(vm, KR_N_flush), NULL, 0))) return true;
    if (vm->thread->stopping) return false;
    if (name == KR_N_stdout && !quiet)
        kr__unraisable(vm, f);
    else
        kr__clear_pending(vm);
    return false;
}

void kr__flush_output(kr_vm *vm) {
    if (!vm->config.write || vm->thread->stopping) return;
    Value exc = kr__take_pending(vm);
    (void)flush_stream(vm, KR_N_stdout, true);
    (void)flush_stream(vm, KR_N_stderr, true);
    if (!vm->thread->stopping) vm->thread->pending = exc;
}

/* Waits for the threads that module threading knows; never once a program was stopped, whose locks stay as they are. */
static void join_threads(kr_vm *vm) {
    if (vm->abandoned) return;
    Value name = kr__intern(vm, "threading", 9), end = kr__intern(vm, "_shutdown", 9);
    Value m = kr__ok(name) ? kr__dict_get_name(vm, kr__ptr(vm->modules), name) : KR_FAILED;
    if (kr__ok(m) && kr__ok(end) && kr__failed(kr__call_method(vm, m, end, NULL, 0)) &&
        !vm->thread->stopping)
        kr__unraisable(vm, m);
    if (kr__pending(vm) && !vm->thread->stopping) kr__clear_pending(vm);
}

bool kr__vm_finish(kr_vm *vm) {
    if (vm->finished || !kr__ok(vm->sys)) return true;
    vm->finished = true;
    join_threads(vm);
    bool ok = kr__lib_at_exit(vm);
    if (!ok && kr__pending(vm) && !vm->thread->stopping) kr__clear_pending(vm);
    ok = flush_stream(vm, KR_N_stdout, false);
    return flush_stream(vm, KR_N_stderr, false) && ok;
}

/* What the host never asked about, and what the end itself raised, goes nowhere. */
static void forget_pending(kr_vm *vm) {
    vm->thread->stopping = false;
    vm->thread->pending = KR_UNSET;
}

/* What is still alive is let go, so that finalizers run; modules first. */
static void run_finalizers(kr_vm *vm) {
    if (!kr__ok(vm->sys)) return;
    vm->finalizing = true;
    kr__side_finalize_all(vm); /* while the names that finalizers use are still there */
    if (!kr__poll_slow(vm) && !vm->thread->stopping) kr__clear_pending(vm);
    if (kr__ok(vm->main_dict)) kr__dict_clear(vm, kr__ptr(vm->main_dict));
    for (int i = 0; i < 3 && !vm->thread->stopping; i++) {
        kr__gc_collect(vm, true);
        if (!kr__heap(vm)->has_pending) break;
        if (!kr__poll_slow(vm) && !vm->thread->stopping) kr__clear_pending(vm);
    }
    forget_pending(vm);
    (void)flush_stream(vm, KR_N_stdout, true);
    (void)flush_stream(vm, KR_N_stderr, true);
}

void kr__vm_end(kr_vm *vm) {
    if (vm->ended || !kr__heap(vm)->p) return;
    vm->ended = true;
    KrEntry entry;
    kr__vm_enter(vm, &entry, __builtin_frame_address(0));
    forget_pending(vm);
    (void)kr__vm_finish(vm);
    forget_pending(vm);
    kr__threads_end(vm);
    run_finalizers(vm);
    kr__side_release_all(vm);
    kr__vm_leave(vm, &entry);
}

void kr__vm_free(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    kr__vm_end(vm);
    if (!kr__threads_free(vm)) return;
    kr__lib_free(vm);
    kr__run_state_free(vm);
    kr__type_state_free(vm);
    kr__thread_free(vm, &vm->main);
    if (h->p) kr__heap_free(vm);
    KrMem mem = h->mem;
    kr__mem_free(&mem, vm, sizeof *vm);
}
