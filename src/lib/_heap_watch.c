/* SPDX-License-Identifier: MIT
 * _heap_watch.c: the heap at its peak, and how it came there.
 *
 * While it watches, a full collection comes whenever what the heap holds exceeds the largest live size seen by 1/8 and
 * 64 KB. At the end of a full collection that found more alive than any before, what lives is recorded; so the record is
 * of a moment when no less lived than 8/9 of what ever did, but for 64 KB. Each such collection, and now and then another
 * one, adds a point to the timeline: bytes by class. When there are many points every second one goes. */
#include <string.h>

#include "lib/_heap_record.h"
#include "types/dict.h"
#include "types/list.h"

#define POINTS 256
#define TOP 16
#define GROWTH(largest) ((largest) + (largest) / 8 + 65536)

extern const KrModuleDef kr__module__heap;

typedef struct Share {
    uint32_t name; /* index in names */
    uint64_t n, bytes;
} Share;

typedef struct Point {
    double seconds;
    uint64_t live;
    unsigned nshares;
    Share shares[TOP];
} Point;

typedef struct Watch {
    KrHeapRecord peak;
    size_t largest; /* live bytes of the record */
    double start, last, spacing;
    bool on, retained;
    KR_VEC(Point) points;
    KR_VEC(char) text;
    KR_VEC(uint32_t) names; /* where each begins in text */
} Watch;

static Watch *watch_of(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module__heap);
    if (!at) return NULL;
    if (!*at && !(*at = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(Watch)))) kr__no_memory(vm);
    return *at;
}

/* ---- points ---- */

/* False: no memory. */
static bool name_number(kr_vm *vm, Watch *w, const char *name, uint32_t *out) {
    KrMem *m = &kr__heap(vm)->mem;
    for (uint32_t i = 0; i < w->names.n; i++)
        if (!strcmp(w->text.data + w->names.data[i], name)) {
            *out = i;
            return true;
        }
    size_t n = strlen(name) + 1;
    if (!kr__vec_reserve(m, &w->text, n) || !kr__vec_push(m, &w->names, w->text.n)) return false;
    memcpy(w->text.data + w->text.n, name, n);
    w->text.n += (uint32_t)n;
    *out = w->names.n - 1;
    return true;
}

static void thin_out(Watch *w) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < w->points.n; i += 2) w->points.data[kept++] = w->points.data[i];
    w->points.n = kept;
    w->spacing *= 2;
}

/* A point that there is no memory for is left out. */
static void add_point(kr_vm *vm, Watch *w, const KrHeapRecord *r) {
    Point p = {.seconds = r->seconds - w->start, .live = r->live};
    for (uint32_t i = 0; i < r->rows.n && p.nshares < TOP; i++) {
        const KrRecordRow *row = &r->rows.data[i];
        Share *s = &p.shares[p.nshares];
        if (!row->row.n || !name_number(vm, w, r->text.data + row->name, &s->name)) continue;
        s->n = row->row.n;
        s->bytes = row->row.cells + row->row.buffers + row->row.extra;
        p.nshares++;
    }
    if (w->points.n >= POINTS) thin_out(w);
    if (kr__vec_push(&kr__heap(vm)->mem, &w->points, p)) w->last = r->seconds;
}

/* heap->collected: a collection has ended. Makes no object, runs no Python code. */
static void collected(kr_vm *vm, bool full) {
    Watch *w = watch_of(vm);
    KrGcStats stats;
    if (!w || !w->on || !full) return;
    kr__gc_stats(vm, &stats);
    bool peak = stats.live > w->largest;
    if (!peak && kr__monotonic() - w->last < w->spacing) return;
    KrHeapRecord r;
    if (!kr__record_take(vm, peak && w->retained, kr__heap(vm)->stw_precise, &r)) return;
    add_point(vm, w, &r);
    if (peak) {
        kr__record_free(vm, &w->peak);
        w->peak = r;
        w->largest = stats.live;
        kr__gc_full_at(vm, GROWTH(w->largest));
    } else {
        kr__record_free(vm, &r);
    }
}

/* ---- for the module ---- */

bool kr__heap_watch_start(kr_vm *vm, bool retained) {
    Watch *w = watch_of(vm);
    if (!w) return false;
    kr__heap_watch_free(vm, w);
    if (!(w = watch_of(vm))) return false;
    w->start = kr__monotonic();
    w->spacing = 0.02;
    w->retained = retained;
    w->on = true;
    kr__heap(vm)->collected = collected;
    kr__gc_full_at(vm, GROWTH((size_t)0));
    return true;
}

void kr__heap_watch_stop(kr_vm *vm) {
    Watch *w = watch_of(vm);
    if (!w) return;
    w->on = false;
    kr__heap(vm)->collected = NULL;
    kr__gc_full_at(vm, 0);
}

Value kr__heap_watch_peak(kr_vm *vm) {
    Watch *w = watch_of(vm);
    if (!w) return KR_FAILED;
    return w->peak.rows.n ? kr__record_dict(vm, &w->peak) : KR_NONE_V;
}

static Value share_tuple(kr_vm *vm, const Watch *w, const Share *s) {
    const char *name = w->text.data + w->names.data[s->name];
    Value items[3] = {kr__str_new(vm, name, strlen(name)), kr__int_from_u64(vm, s->n),
                      kr__int_from_u64(vm, s->bytes)};
    return kr__failed(items[0]) || kr__failed(items[1]) || kr__failed(items[2])
               ? KR_FAILED
               : kr__tuple_new(vm, items, 3);
}

static Value point_tuple(kr_vm *vm, const Watch *w, const Point *p) {
    Value list = kr__list_new(vm, NULL, 0);
    for (unsigned i = 0; kr__ok(list) && i < p->nshares; i++) {
        Value t = share_tuple(vm, w, &p->shares[i]);
        if (kr__failed(t) || !kr__list_append(vm, kr__ptr(list), t)) return KR_FAILED;
    }
    Value items[3] = {kr__from_double(p->seconds), kr__int_from_u64(vm, p->live), list};
    return kr__failed(list) || kr__failed(items[1]) ? KR_FAILED : kr__tuple_new(vm, items, 3);
}

Value kr__heap_watch_points(kr_vm *vm) {
    Watch *w = watch_of(vm);
    Value list = w ? kr__list_new(vm, NULL, 0) : KR_FAILED;
    for (uint32_t i = 0; kr__ok(list) && i < w->points.n; i++) {
        Point p = w->points.data[i]; /* making the tuple may collect, and add points */
        Value t = point_tuple(vm, w, &p);
        if (kr__failed(t) || !kr__list_append(vm, kr__ptr(list), t)) return KR_FAILED;
    }
    return list;
}

/* The module's `free`, too. */
void kr__heap_watch_free(kr_vm *vm, void *state) {
    Watch *w = state;
    KrMem *m = &kr__heap(vm)->mem;
    void **at = kr__module_state(vm, &kr__module__heap);
    kr__heap(vm)->collected = NULL;
    kr__gc_full_at(vm, 0);
    kr__record_free(vm, &w->peak);
    kr__vec_free(m, &w->points);
    kr__vec_free(m, &w->text);
    kr__vec_free(m, &w->names);
    kr__mem_free(m, w, sizeof *w);
    if (at) *at = NULL;
}
