/* SPDX-License-Identifier: MIT
 * limits.c: the steps and the time that a program may take, and the stop when they are used up.
 *
 * Time is what the VM's threads compute (CPU time of the thread that holds the VM's lock) and what they
 * wait while none of them computes. So other programs, other VMs and the host between its calls
 * cost nothing, and sleeping does not help. What is used up stays so until the host sets it anew: each
 * safe point of the VM stops, and no Python code gets far. */
#include "run/limits.h"

#include <time.h>

#include "run/frame.h"
#include "run/raise.h"
#include "run/start.h"

/* Safe points of the machine between two looks at the clock, while nothing large is allocated; native loops look each
 * time. */
#define TIME_SKIP 32

static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Changes every few milliseconds, and costs no system call. */
static int64_t coarse_tick(void) {
    struct timespec t;
#ifdef CLOCK_MONOTONIC_COARSE
    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
#else
    clock_gettime(CLOCK_MONOTONIC, &t);
#endif
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void charge(kr_vm *vm) {
    double now = cpu_seconds();
    vm->clock.left -= now - vm->clock.mark;
    vm->clock.mark = now;
}

static bool timed(const kr_vm *vm) { return vm->wake & KR_WAKE_TIME; }

void kr__clock_start(kr_vm *vm) {
    if (timed(vm)) vm->clock.mark = cpu_seconds();
}

void kr__clock_stop(kr_vm *vm) {
    if (timed(vm)) charge(vm);
}

void kr__clock_idle(kr_vm *vm, double since) {
    if (timed(vm)) vm->clock.left -= kr__monotonic() - since;
}

static bool steps_hold(kr_vm *vm) {
    if (vm->steps_left <= 1) return false;
    vm->steps_left--;
    return true;
}

static bool time_holds(kr_vm *vm) {
    KrClock *c = &vm->clock;
    if (c->left <= 0) return false;
    if (c->skip && c->bulk == kr__heap(vm)->bulk) return true;
    c->skip = TIME_SKIP;
    c->bulk = kr__heap(vm)->bulk;
    int64_t tick = coarse_tick();
    if (tick == c->tick) return true;
    c->tick = tick;
    charge(vm);
    return c->left > 0;
}

bool kr__limits_hold(kr_vm *vm, uint32_t wake) {
    bool stop = (wake & KR_WAKE_STOP) &&
                (__atomic_fetch_and(&vm->wake, ~KR_WAKE_STOP, __ATOMIC_ACQ_REL) & KR_WAKE_STOP);
    if (!stop && (!(wake & KR_WAKE_STEPS) || steps_hold(vm)) &&
        (!(wake & KR_WAKE_TIME) || time_holds(vm)))
        return true;
    kr__raise_stopped(vm);
    return false;
}

void kr__set_steps(kr_vm *vm, uint64_t steps) {
    vm->steps_left = steps;
    if (steps)
        kr__wake(vm, KR_WAKE_STEPS);
    else
        __atomic_fetch_and(&vm->wake, ~KR_WAKE_STEPS, __ATOMIC_ACQ_REL);
}

void kr__set_time(kr_vm *vm, double seconds) {
    if (!(seconds > 0)) {
        __atomic_fetch_and(&vm->wake, ~KR_WAKE_TIME, __ATOMIC_ACQ_REL);
        return;
    }
    vm->clock = (KrClock){.left = seconds, .mark = cpu_seconds(), .tick = -1};
    kr__wake(vm, KR_WAKE_TIME);
}
