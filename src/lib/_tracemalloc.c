/* SPDX-License-Identifier: MIT
 * _tracemalloc.c: modules _tracemalloc and tracemalloc. The heap counts exactly what live objects take while
 * tracing is on; where each was made is not recorded, so snapshots hold no traces.
 *
 * Module tracemalloc is here so that measuring needs nothing of the library. Its first other name (Snapshot,
 * take_snapshot, …) runs the library's tracemalloc.py in the module's own namespace. */
#include <string.h>

#include "lib/modules.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/module.h"

static Value trace_start(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t frames = 1;
    if (kr__ok(a[0]) && !kr__index_i64(vm, a[0], &frames)) return KR_FAILED;
    if (frames < 1 || frames > 65535)
        return kr__raise_value(vm, "the number of frames must be in range [1; 65535]");
    if (kr__heap(vm)->tracing) return KR_NONE_V;
    return kr__trace_start(vm) ? KR_NONE_V : KR_FAILED;
}
static Value trace_stop(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    if (kr__heap(vm)->tracing) kr__trace_stop(vm);
    return KR_NONE_V;
}
static Value trace_is_tracing(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__bool(kr__heap(vm)->tracing);
}
static Value trace_get(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    size_t current = 0, peak = 0;
    if (kr__heap(vm)->tracing) {
        kr__gc_collect(vm, true);
        kr__trace_get(vm, &current, &peak);
    }
    Value items[2] = {kr__int_from_u64(vm, current), kr__int_from_u64(vm, peak)};
    return kr__tuple_new(vm, items, 2);
}
static Value trace_reset_peak(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    if (!kr__heap(vm)->tracing) return KR_NONE_V;
    kr__gc_collect(vm, true);
    kr__trace_reset_peak(vm);
    return KR_NONE_V;
}
static Value trace_clear(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    if (kr__heap(vm)->tracing) kr__trace_clear(vm);
    return KR_NONE_V;
}
static Value trace_own_memory(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return kr__from_int48(0);
}
static Value trace_limit(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return kr__from_int48(1);
}
static Value trace_traces(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__list_new(vm, NULL, 0);
}
static Value trace_object(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return KR_NONE_V;
}

#define MEASURING                                                                                 \
    {"start(nframe=1, /)", trace_start, "Start tracing Python memory allocations.", 0},           \
        {"stop()", trace_stop, "Stop tracing Python memory allocations.", 0},                     \
        {"is_tracing()", trace_is_tracing,                                                        \
         "Return True if the tracemalloc module is tracing Python memory allocations.", 0},       \
        {"get_traced_memory()", trace_get,                                                        \
         "Get the current size and peak size of memory blocks traced by tracemalloc.", 0},        \
        {"reset_peak()", trace_reset_peak,                                                        \
         "Set the peak size of memory blocks traced by tracemalloc to the current size.", 0},     \
        {"clear_traces()", trace_clear, "Clear traces of memory blocks allocated by Python.", 0}, \
        {"get_tracemalloc_memory()", trace_own_memory,                                            \
         "Get the memory usage in bytes of the tracemalloc module.", 0},                          \
    {                                                                                             \
        "get_traceback_limit()", trace_limit,                                                     \
            "Get the maximum number of frames stored in the traceback of a trace.", 0             \
    }

static const KrFnDef functions[] = {
    MEASURING,
    {"_get_traces()", trace_traces, "Get traces of all memory blocks allocated by Python.", 0},
    {"_get_object_traceback(obj, /)", trace_object,
     "Get the traceback where the Python object obj was allocated.", 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module__tracemalloc = {
    .name = "_tracemalloc",
    .doc = "Debug module to trace memory blocks allocated by Python.",
    .functions = functions,
};

/* A name that measuring does not need: the library's module is run here, once. */
static Value trace_getattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrStr *name = kr__is_str(vm, a[0]) ? kr__ptr(a[0]) : NULL;
    Value own = kr__intern(vm, "tracemalloc", 11), hook = kr__intern(vm, "__getattr__", 11);
    Value m =
        kr__ok(own) && kr__ok(hook) ? kr__dict_get_name(vm, kr__ptr(vm->modules), own) : KR_FAILED;
    if (!kr__ok(m) || !name) return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "%S", a[0]);
    bool dunder = name->len > 2 && !memcmp(kr__str_text(name), "__", 2);
    KrDict *d = kr__module_dict(m);
    if (!dunder && kr__ok(kr__dict_get_name(vm, d, hook))) {
        Value code = vm->config.stdlib ? kr__library_code(vm, "tracemalloc") : KR_UNSET;
        if (kr__pending(vm) || kr__dict_delete(vm, d, hook, NULL) < 0) return KR_FAILED;
        Value ns = kr__value_of(d);
        if (kr__ok(code) && kr__failed(kr__eval_code(vm, code, ns, ns))) return KR_FAILED;
        Value v = kr__dict_get_name(vm, kr__module_dict(m), kr__intern_str(vm, a[0]));
        if (kr__ok(v)) return v;
    }
    return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "module 'tracemalloc' has no attribute '%S'", a[0]);
}

static const KrFnDef public_functions[] = {
    MEASURING,
    {"__getattr__(name, /)", trace_getattr, NULL, 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module_tracemalloc = {
    .name = "tracemalloc",
    .doc = "Measures the memory that live objects take.",
    .functions = public_functions,
};
