/* SPDX-License-Identifier: MIT
 * _tracemalloc.c: what the library's tracemalloc needs of the heap (heap/account.c, heap/origins.c).
 *
 * A cell is one block, and so is each buffer that a cell owns, as far as its own code made it: a list
 * and its items have two traces. All are in domain 0. What reading takes is not traced itself. */
#include <string.h>

#include "lib/fileno.h"
#include "lib/modules.h"
#include "types/list.h"

static Value start(kr_vm *vm, Value *a, int n) {
    (void)n;
    int frames;
    if (!kr__as_c_int(vm, a[0], 1, &frames)) return KR_FAILED;
    if (frames < 1 || frames > 65535)
        return kr__raise_value(vm, "the number of frames must be in range [1; 65535]");
    return kr__trace_start(vm, (unsigned)frames) ? KR_NONE_V : KR_FAILED;
}
static Value stop(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    kr__trace_stop(vm);
    return KR_NONE_V;
}
static Value is_tracing(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__bool(kr__heap(vm)->tracing);
}
static Value get_traced_memory(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    size_t current = 0, peak = 0;
    if (kr__heap(vm)->tracing) {
        kr__gc_collect(vm, true);
        kr__trace_get(vm, &current, &peak);
    }
    bool was = kr__trace_pause(vm, true);
    Value items[2] = {kr__int_from_u64(vm, current), kr__int_from_u64(vm, peak)};
    Value both = kr__ok(items[0]) && kr__ok(items[1]) ? kr__tuple_new(vm, items, 2) : KR_FAILED;
    kr__trace_pause(vm, was);
    return both;
}
static Value reset_peak(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    if (!kr__heap(vm)->tracing) return KR_NONE_V;
    kr__gc_collect(vm, true);
    kr__trace_reset_peak(vm);
    return KR_NONE_V;
}
static Value clear_traces(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    kr__trace_clear(vm);
    return KR_NONE_V;
}
static Value get_tracemalloc_memory(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__int_from_u64(vm, kr__trace_own_bytes(vm));
}
static Value get_traceback_limit(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__from_int48(kr__trace_limit(vm));
}

/* ---- traces as Python sees them ---- */

/* ((file, line), ...), latest first. */
static Value frames_of(kr_vm *vm, uint32_t traceback) {
    const uint32_t *frames;
    unsigned total, n = kr__traceback(vm, traceback, &frames, &total);
    Value list = kr__list_new(vm, NULL, n ? n : 1);
    for (unsigned i = 0; kr__ok(list) && i < (n ? n : 1); i++) {
        KrTraceFrame f = {0, 0};
        kr__traceback(vm, traceback, &frames, &total);
        if (n) f = kr__traceback_frame(vm, frames[i]);
        Value file = n ? KR_VALUE(f.file) : kr__intern(vm, "<unknown>", 9);
        if (kr__failed(file)) return KR_FAILED;
        Value items[2] = {file, kr__from_int48(f.line)}, frame = kr__tuple_new(vm, items, 2);
        if (kr__failed(frame) || !kr__list_append(vm, kr__ptr(list), frame)) return KR_FAILED;
    }
    return kr__ok(list) ? kr__list_as_tuple(vm, kr__ptr(list)) : KR_FAILED;
}

typedef struct Trace {
    size_t bytes;
    uint32_t traceback, total;
} Trace;

typedef struct Traces { /* what lived when the snapshot was taken */
    kr_vm *vm;
    Trace *data;
    size_t n, room;
    uint32_t last; /* highest number of a traceback */
} Traces;

static void count_trace(void *ud, size_t bytes, uint32_t traceback) {
    Traces *t = ud;
    (void)bytes;
    t->room++;
    if (traceback > t->last) t->last = traceback;
}
static void note_trace(void *ud, size_t bytes, uint32_t traceback) {
    Traces *t = ud;
    const uint32_t *frames;
    unsigned total;
    kr__traceback(t->vm, traceback, &frames, &total);
    t->data[t->n++] = (Trace){bytes, traceback, total};
}

/* A list of the tracebacks by number, each once; None for those that none of the traces has. */
static Value tracebacks_of(kr_vm *vm, const Traces *t) {
    Value list = kr__list_new(vm, NULL, t->last + 1);
    for (uint32_t i = 0; i <= t->last; i++)
        if (kr__failed(list) || !kr__list_append(vm, kr__ptr(list), KR_NONE_V)) return KR_FAILED;
    for (size_t i = 0; i < t->n; i++) {
        uint32_t no = t->data[i].traceback;
        if (!kr__same(kr__list_get(kr__ptr(list), no), KR_NONE_V)) continue;
        Value frames = frames_of(vm, no);
        if (kr__failed(frames) || !kr__list_set(vm, kr__ptr(list), no, frames)) return KR_FAILED;
    }
    return list;
}

/* No traceback is looked up any more here: a signal's handler may stop tracing meanwhile. */
static Value list_of(kr_vm *vm, const Traces *t, Value tracebacks) {
    Value list = kr__list_new(vm, NULL, t->n);
    for (size_t i = 0; kr__ok(list) && i < t->n; i++) {
        Value bytes = kr__int_from_u64(vm, t->data[i].bytes);
        if (kr__failed(bytes) || !kr__poll(vm)) return KR_FAILED;
        Value items[4] = {kr__from_int48(0), bytes,
                          kr__list_get(kr__ptr(tracebacks), t->data[i].traceback),
                          kr__from_int48(t->data[i].total)};
        Value trace = kr__tuple_new(vm, items, 4);
        if (kr__failed(trace) || !kr__list_append(vm, kr__ptr(list), trace)) return KR_FAILED;
    }
    return list;
}

static Value get_traces(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    if (!kr__heap(vm)->tracing) return kr__list_new(vm, NULL, 0);
    KrMem *m = &kr__heap(vm)->mem;
    Traces t = {.vm = vm};
    kr__gc_collect(vm, true);
    kr__trace_each(vm, count_trace, &t);
    if (!t.room) return kr__list_new(vm, NULL, 0);
    t.data = kr__mem_alloc(m, t.room * sizeof *t.data);
    if (!t.data) return kr__no_memory(vm);
    kr__trace_each(vm, note_trace, &t);
    bool was = kr__trace_pause(vm, true);
    Value tracebacks = tracebacks_of(vm, &t);
    Value list = kr__ok(tracebacks) ? list_of(vm, &t, tracebacks) : KR_FAILED;
    kr__trace_pause(vm, was);
    kr__mem_free(m, t.data, t.room * sizeof *t.data);
    return list;
}

static Value get_object_traceback(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t traceback = kr__is_ref(a[0]) ? kr__trace_of(vm, kr__ptr(a[0])) : 0;
    if (!traceback) return KR_NONE_V;
    bool was = kr__trace_pause(vm, true);
    Value frames = frames_of(vm, traceback);
    kr__trace_pause(vm, was);
    return frames;
}

static const KrFnDef functions[] = {
    {"is_tracing()", is_tracing,
     "Return True if the tracemalloc module is tracing Python memory allocations.", 0},
    {"clear_traces()", clear_traces, "Clear traces of memory blocks allocated by Python.", 0},
    {"_get_traces()", get_traces,
     "Get traces of all memory blocks allocated by Python.\n\n"
     "Return a list of (domain, size, traceback, total number of frames) tuples; a traceback is a\n"
     "tuple of (file name, line) tuples. The list is empty when nothing is traced.",
     0},
    {"_get_object_traceback(obj, /)", get_object_traceback,
     "Get the traceback where the Python object obj was allocated.\n\n"
     "Return a tuple of (file name, line) tuples, or None when the object is not traced.",
     0},
    {"start(nframe=1, /)", start,
     "Start tracing Python memory allocations.\n\n"
     "Traces keep the nframe most recent frames of their tracebacks.",
     0},
    {"stop()", stop,
     "Stop tracing Python memory allocations.\n\n"
     "Also clear traces of memory blocks allocated by Python.",
     0},
    {"get_traceback_limit()", get_traceback_limit,
     "Get the maximum number of frames stored in the traceback of a trace.\n\n"
     "By default only the most recent frame is stored: the limit is 1.",
     0},
    {"get_tracemalloc_memory()", get_tracemalloc_memory,
     "Get the memory usage in bytes of the tracemalloc module.\n\n"
     "This memory is used internally to trace memory allocations.",
     0},
    {"get_traced_memory()", get_traced_memory,
     "Get the current size and peak size of memory blocks traced by tracemalloc.\n\n"
     "Returns a tuple: (current: int, peak: int).",
     0},
    {"reset_peak()", reset_peak,
     "Set the peak size of memory blocks traced by tracemalloc to the current size.\n\n"
     "Do nothing if the tracemalloc module is not tracing memory allocations.",
     0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module__tracemalloc = {
    .name = "_tracemalloc",
    .doc = "Debug module to trace memory blocks allocated by Python.",
    .functions = functions,
};
