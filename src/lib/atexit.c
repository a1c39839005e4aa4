/* SPDX-License-Identifier: MIT
 * atexit.c: the module atexit. Registered calls are kept as a list of (function, args, kwargs), run last first. */
#include "lib/modules.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/list.h"
#include "types/module.h"

extern const KrModuleDef kr__module_atexit;

typedef struct AtExit {
    Value calls; /* list */
} AtExit;

static AtExit *state_of(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module_atexit);
    if (!at) return NULL;
    if (!*at && !(*at = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(AtExit)))) kr__no_memory(vm);
    return *at;
}
static void state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_value(gc, ((AtExit *)state)->calls);
}
static void state_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(AtExit));
}

static KrList *calls_of(kr_vm *vm) {
    AtExit *s = state_of(vm);
    if (s && !kr__ok(s->calls)) s->calls = kr__list_new(vm, NULL, 0);
    return s && kr__ok(s->calls) ? kr__ptr(s->calls) : NULL;
}

static Value at_register(kr_vm *vm, Value *a, int n) { /* kwargs, then func and args */
    if (n < 2) return kr__raise_type(vm, "register() takes at least 1 argument (0 given)");
    if (!kr__ok(kr__special(vm, a[1], KR_N___call__)))
        return kr__raise_type(vm, "the first argument must be callable");
    KrList *l = calls_of(vm);
    Value parts[3] = {a[1], kr__tuple_new(vm, a + 2, (size_t)n - 2),
                      kr__ok(a[0]) ? a[0] : KR_NONE_V};
    Value call = l && kr__ok(parts[1]) ? kr__tuple_new(vm, parts, 3) : KR_FAILED;
    return kr__ok(call) && kr__list_append(vm, l, call) ? a[1] : KR_FAILED;
}

/* Runs and forgets all; the first failure that is not reported stays pending. False: one is. */
static bool run_all(kr_vm *vm) {
    KrList *l = calls_of(vm);
    if (!l) return false;
    while (l->len) {
        Value call = kr__list_pop(vm, l, l->len - 1u);
        if (kr__failed(call)) return false;
        const KrTuple *t = kr__ptr(call);
        Value f = kr__tuple_get(t, 0), kw = kr__tuple_get(t, 2);
        if (kr__ok(kr__call_ex(vm, f, kr__tuple_get(t, 1), kr__is_none(kw) ? KR_UNSET : kw)))
            continue;
        if (vm->thread->stopping) return false;
        kr__unraisable(vm, f);
    }
    return true;
}
static Value at_run(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return run_all(vm) ? KR_NONE_V : KR_FAILED;
}
static bool at_exit(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module_atexit);
    return !at || !*at || run_all(vm);
}
void kr__atexit_forget(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module_atexit);
    if (at && *at) ((AtExit *)*at)->calls = KR_UNSET;
}
static Value at_clear(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KrList *l = calls_of(vm);
    if (!l) return KR_FAILED;
    kr__list_clear(vm, l);
    return KR_NONE_V;
}
static Value at_ncallbacks(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KrList *l = calls_of(vm);
    return l ? kr__from_int48(l->len) : KR_FAILED;
}
static Value at_unregister(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrList *l = calls_of(vm);
    if (!l) return KR_FAILED;
    for (size_t i = l->len; i-- > 0;) {
        if (i >= l->len) continue;
        int same = kr__equal(vm, kr__tuple_get(kr__ptr(kr__list_get(l, i)), 0), a[0]);
        if (same < 0) return KR_FAILED;
        if (same && i < l->len) kr__list_delete(vm, l, i, 1);
    }
    return KR_NONE_V;
}

static const KrFnDef functions[] = {
    {"register(*args, **kwargs)", at_register,
     "Registers func(*args, **kwargs) to be called at the end of the program.", 0},
    {"unregister(func, /)", at_unregister, "Forgets every registered call of func.", 0},
    {"_clear()", at_clear, "Forgets all registered calls.", 0},
    {"_run_exitfuncs()", at_run, "Runs all registered calls, last first.", 0},
    {"_ncallbacks()", at_ncallbacks, "Number of registered calls.", 0},
    {NULL, NULL, NULL, 0},
};

const KrModuleDef kr__module_atexit = {
    .name = "atexit",
    .doc = "allow programmer to define multiple exit functions to be executed\nupon normal program "
           "termination.",
    .functions = functions,
    .trace = state_trace,
    .free = state_free,
    .at_exit = at_exit,
};
