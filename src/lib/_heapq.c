/* SPDX-License-Identifier: MIT
 * _heapq.c: the module _heapq. The order of comparisons is heapq.py's, which programs can see. A list that changes its size
 * while items are compared is a RuntimeError. */
#include "lib/modules.h"
#include "types/list.h"
#include "types/module.h"

/* name: of the function, with the number of the argument where there are several. */
static bool list_arg(kr_vm *vm, const char *name, Value v, KrList **out) {
    if (!kr__has_kind(vm, v, KR_K_LIST))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s must be list, not %T", name, v);
    *out = kr__ptr(v);
    return true;
}

/* item i is to stand above item k: 1, 0, -1. */
static int above(kr_vm *vm, KrList *l, size_t i, size_t k, bool max) {
    uint32_t len = l->len;
    Value a = kr__list_get(l, i), b = kr__list_get(l, k);
    int r = max ? kr__less(vm, b, a) : kr__less(vm, a, b);
    if (r >= 0 && l->len != len) {
        kr__raise(vm, KR_T_X_RUNTIMEERROR, "list changed size during iteration");
        return -1;
    }
    return r;
}
static bool swap(kr_vm *vm, KrList *l, size_t i, size_t k) {
    Value a = kr__list_get(l, i), b = kr__list_get(l, k);
    return kr__list_set(vm, l, i, b) && kr__list_set(vm, l, k, a);
}

/* Moves the item at pos up to where it belongs, not above `start`. */
static bool sift_up(kr_vm *vm, KrList *l, size_t start, size_t pos, bool max) {
    if (pos >= l->len) return kr__raise_false(vm, KR_T_X_INDEXERROR, "index out of range");
    while (pos > start) {
        size_t parent = (pos - 1) >> 1;
        int r = above(vm, l, pos, parent, max);
        if (r < 0) return false;
        if (!r) break;
        if (!swap(vm, l, pos, parent)) return false;
        pos = parent;
    }
    return true;
}
/* Moves the item at pos down to a leaf along the smaller children, then up. */
static bool sift_down(kr_vm *vm, KrList *l, size_t pos, bool max) {
    size_t start = pos, end = l->len;
    if (pos >= end) return kr__raise_false(vm, KR_T_X_INDEXERROR, "index out of range");
    while (pos < end >> 1) {
        size_t child = 2 * pos + 1;
        if (child + 1 < end) {
            int r = above(vm, l, child, child + 1, max);
            if (r < 0) return false;
            child += (size_t)(r ^ 1);
        }
        if (!swap(vm, l, child, pos)) return false;
        pos = child;
    }
    return sift_up(vm, l, start, pos, max);
}

static Value h_push(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrList *l = NULL;
    if (!list_arg(vm, "heappush() argument 1", a[0], &l) || !kr__list_append(vm, l, a[1]))
        return KR_FAILED;
    return sift_up(vm, l, 0, l->len - 1u, false) ? KR_NONE_V : KR_FAILED;
}
static Value pop(kr_vm *vm, Value heap, bool max) {
    KrList *l = NULL;
    if (!list_arg(vm, max ? "_heappop_max() argument" : "heappop() argument", heap, &l))
        return KR_FAILED;
    if (!l->len) return kr__raise(vm, KR_T_X_INDEXERROR, "index out of range");
    Value last = kr__list_pop(vm, l, l->len - 1u);
    if (kr__failed(last) || !l->len) return last;
    Value first = kr__list_get(l, 0);
    return kr__list_set(vm, l, 0, last) && sift_down(vm, l, 0, max) ? first : KR_FAILED;
}
static Value h_pop(kr_vm *vm, Value *a, int n) { return (void)n, pop(vm, a[0], false); }
static Value h_pop_max(kr_vm *vm, Value *a, int n) { return (void)n, pop(vm, a[0], true); }

static Value replace(kr_vm *vm, Value *a, bool max) {
    KrList *l = NULL;
    if (!list_arg(vm, max ? "_heapreplace_max() argument 1" : "heapreplace() argument 1", a[0], &l))
        return KR_FAILED;
    if (!l->len) return kr__raise(vm, KR_T_X_INDEXERROR, "index out of range");
    Value first = kr__list_get(l, 0);
    return kr__list_set(vm, l, 0, a[1]) && sift_down(vm, l, 0, max) ? first : KR_FAILED;
}
static Value h_replace(kr_vm *vm, Value *a, int n) { return (void)n, replace(vm, a, false); }
static Value h_replace_max(kr_vm *vm, Value *a, int n) { return (void)n, replace(vm, a, true); }

static Value h_pushpop(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrList *l = NULL;
    if (!list_arg(vm, "heappushpop() argument 1", a[0], &l)) return KR_FAILED;
    if (!l->len) return a[1];
    int less = kr__less(vm, kr__list_get(l, 0), a[1]);
    if (less < 0) return KR_FAILED;
    if (!less) return a[1];
    return replace(vm, a, false);
}

static Value heapify(kr_vm *vm, Value heap, bool max) {
    KrList *l = NULL;
    if (!list_arg(vm, max ? "_heapify_max() argument" : "heapify() argument", heap, &l))
        return KR_FAILED;
    for (size_t i = l->len / 2; i-- > 0;) {
        if (!sift_down(vm, l, i, max)) return KR_FAILED;
        if (i % 1024 == 0 && !kr__poll(vm)) return KR_FAILED;
    }
    return KR_NONE_V;
}
static Value h_heapify(kr_vm *vm, Value *a, int n) { return (void)n, heapify(vm, a[0], false); }
static Value h_heapify_max(kr_vm *vm, Value *a, int n) { return (void)n, heapify(vm, a[0], true); }

static const KrFnDef functions[] = {
    {"heappush(heap, item, /)", h_push, "Push item onto heap, maintaining the heap invariant.", 0},
    {"heappushpop(heap, item, /)", h_pushpop,
     "Push item on the heap, then pop and return the smallest item from the heap.", 0},
    {"heappop(heap, /)", h_pop,
     "Pop the smallest item off the heap, maintaining the heap invariant.", 0},
    {"heapreplace(heap, item, /)", h_replace,
     "Pop and return the current smallest value, and add the new item.", 0},
    {"heapify(heap, /)", h_heapify, "Transform list into a heap, in-place, in O(len(heap)) time.",
     0},
    {"_heappop_max(heap, /)", h_pop_max, "Maxheap variant of heappop.", 0},
    {"_heapify_max(heap, /)", h_heapify_max, "Maxheap variant of heapify.", 0},
    {"_heapreplace_max(heap, item, /)", h_replace_max, "Maxheap variant of heapreplace.", 0},
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    static const char about[] =
        "Heap queues: the theory is told in the documentation of the module heapq.";
    Value text = kr__str_new(vm, about, sizeof about - 1);
    return kr__ok(text) && kr__module_add(vm, m, "__about__", text);
}

const KrModuleDef kr__module__heapq = {
    .name = "_heapq",
    .doc = "Heap queue algorithm (a.k.a. priority queue).",
    .functions = functions,
    .init = init,
};
