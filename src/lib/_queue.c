/* SPDX-License-Identifier: MIT
 * _queue.c: the module _queue: SimpleQueue, which any number of threads may put into and get from, also from finalizers
 * and signal handlers: put never waits. */
#include <math.h>

#include "lib/_thread.h"
#include "lib/modules.h"
#include "types/list.h"
#include "types/module.h"
#include "types/seq.h"

extern const KrModuleDef kr__module__queue;

#define EMPTY 0 /* of the module's values */

typedef struct Queue {
    KrObj head;
    Slot items;    /* list */
    uint32_t from; /* items before it were taken */
} Queue;

static Value queue_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value items = kr__list_new(vm, NULL, 0), self = kr__ok(items) ? kr__host_new(vm, a[0]) : items;
    if (kr__ok(self))
        kr__store(vm, kr__ptr(self), &((Queue *)kr__ptr(self))->items, kr__ref_slot(items));
    return self;
}
static KrList *items_of(const Queue *q) { return kr__slot_ptr(q->items); }

static Value queue_put(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__list_append(vm, items_of(kr__ptr(a[0])), a[1])) return KR_FAILED;
    kr__notify(vm, a[0]);
    return KR_NONE_V;
}

/* The first item; what was taken makes room when it is most of the list. */
static Value pop(kr_vm *vm, Queue *q) {
    KrList *l = items_of(q);
    Value v = kr__list_get(l, q->from);
    if (!kr__list_set(vm, l, q->from, KR_NONE_V)) return KR_FAILED;
    q->from++;
    if (q->from == l->len || (q->from > 64 && q->from > l->len / 2)) {
        kr__list_delete(vm, l, 0, q->from);
        q->from = 0;
    }
    return v;
}

static Value get(kr_vm *vm, Value self, double until) {
    Queue *q = kr__ptr(self);
    while (q->from == items_of(q)->len) {
        int r = until == 0 ? 0 : kr__wait(vm, self, until);
        if (r < 0) return KR_FAILED;
        if (r || q->from < items_of(q)->len) continue;
        Value cls = kr__module_values(vm, &kr__module__queue, 1)[EMPTY], exc = kr__call0(vm, cls);
        return kr__ok(exc) ? kr__raise_object(vm, exc) : KR_FAILED;
    }
    return pop(vm, q);
}
static Value queue_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    int block = kr__ok(a[1]) ? kr__truth(vm, a[1]) : 1;
    double until = block ? INFINITY : 0, seconds;
    if (block < 0) return KR_FAILED;
    if (block && kr__ok(a[2]) && !kr__is_none(a[2])) {
        if (!kr__lock_timeout(vm, a[2], &seconds)) return KR_FAILED;
        if (seconds < 0) return kr__raise_value(vm, "'timeout' must be a non-negative number");
        until = seconds == 0 ? 0 : kr__monotonic() + seconds;
    }
    return get(vm, a[0], until);
}
static Value queue_get_nowait(kr_vm *vm, Value *a, int n) {
    (void)n;
    return get(vm, a[0], 0);
}
static Value queue_empty(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    const Queue *q = kr__ptr(a[0]);
    return kr__bool(q->from == items_of(q)->len);
}
static Value queue_qsize(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    const Queue *q = kr__ptr(a[0]);
    return kr__from_int48(items_of(q)->len - q->from);
}

static const KrFnDef methods[] = {
    {"__new__(cls, /)", queue_new, NULL, KR_DEF_NEW},
    {"put(self, /, item, block=True, timeout=None)", queue_put,
     "Put the item on the queue.\n\nThe arguments 'block' and 'timeout' are there for the sake of "
     "class Queue; this\nmethod never waits.",
     KR_DEF_METHOD},
    {"put_nowait(self, /, item)", queue_put, "Put an item into the queue without blocking.",
     KR_DEF_METHOD},
    {"get(self, /, block=True, timeout=None)", queue_get,
     "Remove and return an item from the queue.\n\nRaises Empty when there is none and 'block' is "
     "false, or none comes within 'timeout' seconds.",
     KR_DEF_METHOD},
    {"get_nowait(self, /)", queue_get_nowait,
     "Remove and return an item from the queue without blocking.", KR_DEF_METHOD},
    {"empty(self, /)", queue_empty,
     "Return True if the queue is empty, False otherwise (not reliable!).", KR_DEF_METHOD},
    {"qsize(self, /)", queue_qsize, "Return the approximate size of the queue (not reliable!).",
     KR_DEF_METHOD},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef queue_def = {
    .name = "_queue.SimpleQueue",
    .doc = "Simple, unbounded, reentrant FIFO queue.",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE | KR_TF_HAS_WEAK | KR_TF_HEAPTYPE,
    .size = sizeof(Queue),
    .slots = KR_AT(Queue, items),
    .methods = methods,
};

static bool init(kr_vm *vm, Value m) {
    Value *v = kr__module_values(vm, &kr__module__queue, 1);
    if (!v) return false;
    v[EMPTY] = kr__module_exception(vm, m, "_queue.Empty", KR_UNSET);
    if (kr__failed(v[EMPTY])) return false;
    Value doc = kr__text(vm, "Exception raised by Queue.get(block=0)/get_nowait().");
    return kr__ok(doc) && kr__setattr(vm, v[EMPTY], kr__name(vm, KR_N___doc__), doc) &&
           kr__ok(kr__module_class(vm, m, &queue_def));
}
const KrModuleDef kr__module__queue = {
    .name = "_queue",
    .doc = "C implementation of the Python queue module.\nThis module is an implementation detail, "
           "please do not use it directly.",
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
