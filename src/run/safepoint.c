/* SPDX-License-Identifier: MIT
 * safepoint.c: what the machine does when vm->wake says that something waits: a stop, a collection, finalizers,
 * an interrupt, limits (limits.c). Native loops come here through kr__poll and kr__tick. */
#include "run/raise.h"
#include "run/frame.h"
#include "run/limits.h"
#include "run/thread.h"
#include "types/exception.h"
#include "types/generator.h"
#include "types/type.h"

/* Finalizers of a thread that run inside others: those that come while so many are under way wait for them to end. */
#define FINALIZERS_DEEP 8

static uint32_t take(kr_vm *vm, uint32_t bit) {
    return __atomic_fetch_and(&vm->wake, ~bit, __ATOMIC_ACQ_REL) & bit;
}

void kr__wake(kr_vm *vm, uint32_t bits) { __atomic_fetch_or(&vm->wake, bits, __ATOMIC_ACQ_REL); }

/* Runs code that must not disturb what is being raised or handled; its own exceptions are reported, not raised. */
static void finalize(kr_vm *vm, Value object, Value callback) {
    KrThread *t = vm->thread;
    Value pending = t->pending;
    t->pending = KR_UNSET;
    Value v = KR_NONE_V, where = object;
    if (kr__ok(callback)) {
        where = callback;
        v = kr__call1(vm, callback, object);
    } else if (kr__has_kind(vm, object, KR_K_GENERATOR)) {
        v = kr__generator_finalize(vm, object);
    } else {
        v = kr__call_special(vm, object, KR_N___del__, NULL, 0);
        where = kr__special(vm, object, KR_N___del__);
        if (!kr__ok(where)) where = object;
    }
    if (kr__failed(v) && kr__pending(vm) && !t->stopping) kr__unraisable(vm, where);
    if (!t->stopping) t->pending = pending;
}

static bool run_pending(kr_vm *vm) {
    Value object, callback;
    KrThread *t = vm->thread;
    if (t->finalizers >= FINALIZERS_DEEP) return true;
    t->finalizers++;
    while (!t->stopping && kr__pending_next(vm, &object, &callback)) finalize(vm, object, callback);
    t->finalizers--;
    return !t->stopping;
}

/* precise: the C stack has nothing that lives; else `scan_from` says where it begins, NULL: here. */
static bool at_point(kr_vm *vm, bool precise, const void *scan_from) {
    uint32_t wake = __atomic_load_n(&vm->wake, __ATOMIC_ACQUIRE);
    if (KR_UNLIKELY(wake & KR_WAKE_ENDS) && !kr__limits_hold(vm, wake)) return false;
    if ((wake & KR_WAKE_POLL) && vm->poll && !vm->poll(vm)) {
        kr__raise_stopped(vm);
        return false;
    }
    if ((wake & KR_WAKE_GC) && take(vm, KR_WAKE_GC)) {
        KrHeap *h = kr__heap(vm);
        if (h->want_gc) {
            h->stw_precise = precise;
            h->scan_from = scan_from;
            kr__gc_collect(vm, h->want_full);
            h->stw_precise = false;
            h->scan_from = NULL;
        }
    }
    if ((wake & KR_WAKE_PENDING) || kr__heap(vm)->has_pending) {
        take(vm, KR_WAKE_PENDING);
        if (!run_pending(vm)) return false;
    }
    bool main = vm->thread == vm->main_thread; /* signals are for that one */
    if ((wake & KR_WAKE_SIGNAL) && main && take(vm, KR_WAKE_SIGNAL) && vm->signals &&
        !vm->signals(vm))
        return false;
    if ((wake & KR_WAKE_INTERRUPT) && main && take(vm, KR_WAKE_INTERRUPT)) {
        Value exc = kr__exception_new(vm, KR_T_X_KEYBOARDINTERRUPT, KR_UNSET);
        if (kr__ok(exc)) kr__raise_object(vm, exc);
        return false;
    }
    return !(wake & KR_WAKE_SWITCH) || kr__thread_switch(vm, precise);
}

/* With one machine run under way there is no C frame of ours below it that holds a reference; otherwise those of the
 * natives that had it begin may. */
bool kr__safe_point(kr_vm *vm) {
    const KrThread *t = vm->thread;
    if (vm->clock.skip) vm->clock.skip--;
    return at_point(vm, t->natives <= 1 && !t->depth, t->c_machine);
}

bool kr__poll_slow(kr_vm *vm) {
    vm->clock.skip = 0;
    return at_point(vm, false, NULL);
}

bool kr__tick_slow(kr_vm *vm) {
    vm->clock.skip = 0;
    uint32_t wake = __atomic_load_n(&vm->wake, __ATOMIC_ACQUIRE);
    if (vm->thread->must_stop) {
        kr__raise_stopped(vm);
        return false;
    }
    return kr__limits_hold(vm, wake);
}

/* The heap asks for a safe point: a collection or what waits in its queue. */
void kr__wake_for_heap(kr_vm *vm) {
    kr__wake(vm, (kr__heap(vm)->want_gc ? KR_WAKE_GC : 0) |
                     (kr__heap(vm)->has_pending ? KR_WAKE_PENDING : 0));
}
