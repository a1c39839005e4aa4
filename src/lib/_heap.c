/* SPDX-License-Identifier: MIT
 * _heap.c: the module _heap: what lives in the heap, told by class. Package krait of lib/ makes reports of it.
 *
 * Figures are taken between two safe points: nothing is made, moved or laid out anew while objects are counted, and no
 * __dict__ is asked for. A census counts what is in use; who wants what lives calls collect() just before. */
#include "lib/_heap.h"

#include <string.h>

#include "heap/retain.h"
#include "lib/_heap_record.h"

#include "types/dict.h"
#include "types/list.h"
#include "types/module.h"
#include "types/type.h"

static Value number(kr_vm *vm, uint64_t n) { return kr__int_from_u64(vm, n); }

/* A field's name without the mark that tells it from a base's field of the same name. */
static Value shown(kr_vm *vm, Slot name) {
    const KrStr *s = kr__slot_ptr(name);
    const char *text = kr__str_text(s), *mark = memchr(text, 1, s->len);
    return mark ? kr__intern(vm, text, (size_t)(mark - text)) : KR_VALUE(name.bits);
}

static const char *const widths[] = {"narrow", "boxed", "wide"};

static const char *why(const KrHeapField *f) {
    if (f->floats) return f->bigs ? "float, int past 31 bits" : "float";
    if (f->bigs) return "int past 31 bits";
    return f->width == KR_FIELD_NARROW ? "" : "an earlier value";
}

/* (name, width, why, instances) of each field. */
static Value fields_tuple(kr_vm *vm, const KrCensus *c, uint32_t cls) {
    KrHeapFields fields = {0};
    Value list = KR_UNSET;
    if (kr__heap_fields(vm, c, cls, &fields))
        list = kr__list_new(vm, NULL, 0);
    else
        kr__no_memory(vm);
    for (uint32_t i = 0; kr__ok(list) && i < fields.n; i++) {
        const KrHeapField *f = &fields.data[i];
        const char *w = widths[f->width], *y = why(f);
        Value items[4] = {shown(vm, f->name), kr__intern(vm, w, strlen(w)),
                          kr__intern(vm, y, strlen(y)), number(vm, f->n)};
        Value t = kr__failed(items[0]) || kr__failed(items[1]) || kr__failed(items[2]) ||
                          kr__failed(items[3])
                      ? KR_FAILED
                      : kr__tuple_new(vm, items, 4);
        if (kr__failed(t) || !kr__list_append(vm, kr__ptr(list), t)) list = KR_FAILED;
    }
    kr__vec_free(&kr__heap(vm)->mem, &fields);
    return kr__failed(list) ? list : kr__tuple_from(vm, list);
}

/* ---- census ---- */

static Value row_tuple(kr_vm *vm, const KrCensus *c, const KrHeapRow *r) {
    const char *name = r->cls ? NULL : kr__heap_private_name(vm, r->layout);
    const uint64_t figures[] = {r->n,     r->cells,   r->buffers, r->extra,
                                r->dicts, r->slotted, r->plain,   r->in_dict};
    Value items[2 + KR_COUNTOF(figures)];
    items[0] = name ? kr__str_new(vm, name, strlen(name)) : KR_VALUE(r->cls);
    bool ok = kr__ok(items[0]);
    for (unsigned i = 0; ok && i < KR_COUNTOF(figures); i++) {
        items[1 + i] = number(vm, figures[i]);
        ok = kr__ok(items[1 + i]);
    }
    Value *fields = &items[1 + KR_COUNTOF(figures)];
    *fields = !ok ? KR_FAILED : r->cls ? fields_tuple(vm, c, r->cls) : kr__tuple_empty(vm);
    return kr__failed(*fields) ? *fields : kr__tuple_new(vm, items, KR_COUNTOF(items));
}

static Value rows_list(kr_vm *vm, const KrCensus *c, const KrHeapRows *rows) {
    Value list = kr__list_new(vm, NULL, 0);
    for (uint32_t i = 0; kr__ok(list) && i < rows->n; i++) {
        Value t = row_tuple(vm, c, &rows->data[i]);
        if (kr__failed(t) || !kr__list_append(vm, kr__ptr(list), t)) list = KR_FAILED;
    }
    return list;
}

static Value heap_census(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KrCensus c = {0};
    KrHeapRows rows = {0};
    bool held = kr__heap(vm)->no_gc;
    kr__heap(vm)->no_gc = true; /* the rows keep no class alive */
    bool ok = kr__census_take(vm, &c) && kr__heap_rows(vm, &c, &rows);
    Value list = ok ? rows_list(vm, &c, &rows) : kr__no_memory(vm);
    kr__heap(vm)->no_gc = held;
    kr__census_free(vm, &c);
    kr__vec_free(&kr__heap(vm)->mem, &rows);
    return list;
}

/* With one machine run under way no C frame but this module's refers to objects. */
static bool precise(const kr_vm *vm) { return vm->thread->natives <= 1; }

static Value heap_record(kr_vm *vm, Value *a, int n) {
    (void)n;
    int retained = kr__ok(a[0]) ? kr__truth(vm, a[0]) : 1;
    if (retained < 0) return KR_FAILED;
    KrHeapRecord r;
    if (!kr__record_take(vm, retained, precise(vm), &r)) return kr__no_memory(vm);
    Value d = kr__record_dict(vm, &r);
    kr__record_free(vm, &r);
    return d;
}

static Value heap_watch(kr_vm *vm, Value *a, int n) {
    (void)n;
    int retained = kr__ok(a[0]) ? kr__truth(vm, a[0]) : 1;
    if (retained < 0 || !kr__heap_watch_start(vm, retained)) return KR_FAILED;
    kr__gc_request(vm, true);
    return KR_NONE_V;
}
static Value heap_unwatch(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    kr__heap_watch_stop(vm);
    return KR_NONE_V;
}
static Value heap_peak(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__heap_watch_peak(vm);
}
static Value heap_points(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__heap_watch_points(vm);
}

/* ---- who holds it ---- */

static bool is_private(kr_vm *vm, uint32_t ref) {
    Slot cls = kr__layout_of(vm, kr__cell(ref))->cls;
    if (!cls.bits) return true;
    return ((KrType *)kr__slot_ptr(cls))->flags & KR_TF_HIDDEN &&
           kr__kind(vm, kr__cell(ref)) != KR_K_METHOD;
}

/* Objects among cells as a list; the cells are given back. */
static Value objects(kr_vm *vm, KrRefs *refs) {
    Value list = kr__list_new(vm, NULL, 0);
    for (uint32_t i = 0; kr__ok(list) && i < refs->n; i++)
        if (!is_private(vm, refs->data[i]) &&
            !kr__list_append(vm, kr__ptr(list), KR_VALUE(refs->data[i])))
            list = KR_FAILED;
    kr__vec_free(&kr__heap(vm)->mem, refs);
    return list;
}

/* Private cells among the holders stand for the objects that hold them. */
static bool find_holders(kr_vm *vm, uint32_t ref, KrRefs *out) {
    bool ok = kr__holders(vm, ref, out);
    for (uint32_t i = 0; ok && i < out->n; i++)
        if (is_private(vm, out->data[i]) && out->data[i] != ref)
            ok = kr__holders(vm, out->data[i], out);
    return ok;
}

static Value heap_holders(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrRefs refs = {0};
    if (!kr__is_cell(a[0])) return kr__list_new(vm, NULL, 0);
    bool held = kr__heap(vm)->no_gc;
    kr__heap(vm)->no_gc = true; /* the numbers keep nothing alive */
    if (!find_holders(vm, (uint32_t)a[0].bits, &refs)) kr__vec_free(&kr__heap(vm)->mem, &refs);
    Value list = objects(vm, &refs);
    kr__heap(vm)->no_gc = held;
    return list;
}

static Value heap_path(kr_vm *vm, Value *a, int n) {
    (void)n;
    static const char *const kinds[] = {"", "machine", "tables", "stack"};
    KrRefs refs = {0};
    KrRootKind kind = KR_ROOT_NONE;
    if (!kr__is_cell(a[0]))
        return kr__raise_type(
            vm, "%T is not held by anybody: it is a constant or a number in place", a[0]);
    bool held = kr__heap(vm)->no_gc;
    kr__heap(vm)->no_gc = true;
    bool ok = kr__root_path(vm, (uint32_t)a[0].bits, precise(vm), &refs, &kind);
    Value items[2] = {kr__intern(vm, kinds[kind], strlen(kinds[kind])), objects(vm, &refs)};
    kr__heap(vm)->no_gc = held;
    if (!ok) return kr__no_memory(vm);
    return kr__failed(items[0]) || kr__failed(items[1]) ? KR_FAILED : kr__tuple_new(vm, items, 2);
}

static Value heap_collect(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    kr__gc_request(vm, true);
    return KR_NONE_V;
}

/* ---- one class ---- */

static bool is_plain(const KrType *t) {
    return t->flags & KR_TF_HAS_DICT && !kr__kind_has_dict((KrKind)t->kind);
}

/* What one instance would take with the fields of all layouts so far; 0: the class is not one of this kind. */
static bool fit_one(kr_vm *vm, const KrType *t, const KrHeapFields *fields, size_t out[2]) {
    out[0] = out[1] = 0;
    if (!kr__type_is_heap(t) || !t->layout || kr__heap(vm)->kinds[t->kind]->tail) return true;
    KrMem *m = &kr__heap(vm)->mem;
    uint8_t *wide = kr__mem_zalloc(m, fields->n + 1);
    if (!wide) return false;
    for (uint32_t i = 0; i < fields->n; i++)
        wide[i] = fields->data[i].width != KR_FIELD_NARROW ||
                  kr__type_wants_wide(t, fields->data[i].name);
    KrFit fit = {kr__layout(vm, t->layout), wide, fields->n};
    out[0] = kr__layout_fit(vm, &fit, false);
    out[1] = kr__layout_fit(vm, &fit, true);
    kr__mem_free(m, wide, fields->n + 1);
    return true;
}

static Value heap_layout(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_type(vm, a[0]))
        return kr__raise_type(vm, "layout() argument must be a class, not %T", a[0]);
    KrType *t = kr__ptr(a[0]);
    if (!kr__type_refresh(vm, t)) return KR_FAILED;
    KrHeapFields fields = {0};
    size_t fit[2];
    bool ok =
        kr__heap_fields(vm, NULL, (uint32_t)a[0].bits, &fields) && fit_one(vm, t, &fields, fit);
    kr__vec_free(&kr__heap(vm)->mem, &fields);
    if (!ok) return kr__no_memory(vm);
    const char *kind = kr__heap(vm)->kinds[t->kind]->name;
    uint64_t layouts = 0;
    for (uint32_t no = t->layouts; no; no = kr__layout(vm, no)->next_of_class) layouts++;
    Value d = kr__dict_new(vm), names = kr__ok(d) ? fields_tuple(vm, NULL, (uint32_t)a[0].bits) : d;
    Value k = kr__ok(names) ? kr__intern(vm, kind, strlen(kind)) : names;
    if (kr__failed(k)) return k;
    KrDict *dict = kr__ptr(d);
    bool set = kr__dict_set_cstr(vm, dict, "kind", k) &&
               kr__dict_set_cstr(vm, dict, "plain", kr__bool(is_plain(t))) &&
               kr__dict_set_cstr(vm, dict, "weakrefs", kr__bool(t->flags & KR_TF_HAS_WEAK)) &&
               kr__dict_set_cstr(vm, dict, "bytes",
                                 number(vm, t->layout ? kr__layout(vm, t->layout)->size : 0)) &&
               kr__dict_set_cstr(vm, dict, "bytes_slotted", number(vm, fit[0])) &&
               kr__dict_set_cstr(vm, dict, "bytes_plain", number(vm, fit[1])) &&
               kr__dict_set_cstr(vm, dict, "layouts", number(vm, layouts)) &&
               kr__dict_set_cstr(vm, dict, "fields", names);
    return set ? d : KR_FAILED;
}

static const KrFnDef functions[] = {
    {"census()", heap_census,
     "A tuple for each class with instances: class (or the name of a private kind), instances, "
     "bytes of cells, of "
     "buffers, of overflow arrays and boxes, of dicts that are their __dict__, bytes of cells were "
     "it slotted, were "
     "it plain, instances in dictionary mode, fields as layout() has them.",
     0},
    {"collect()", heap_collect, "Requests a full collection; it runs when the call has returned.",
     0},
    {"layout(cls, /)", heap_layout,
     "How instances of a class are laid out; its fields as (name, width, why, instances).", 0},
    {"record(retained=True, /)", heap_record,
     "What lives now, by class, as a dict; with the bytes that only each class's instances hold.",
     0},
    {"watch(retained=True, /)", heap_watch, "Records the heap at its peak from now on.", 0},
    {"unwatch()", heap_unwatch, "Ends watch(); what it recorded stays.", 0},
    {"peak()", heap_peak, "The record of the peak that watch() saw; None when there is none.", 0},
    {"points()", heap_points,
     "The timeline of watch(): (seconds, live bytes, [(class, instances, bytes), ...]) of each "
     "point.",
     0},
    {"holders(obj, /)", heap_holders, "A list of the objects that refer to obj.", 0},
    {"path(obj, /)", heap_path,
     "(kind of root, [obj, what holds it, ..., what the root holds]): a shortest way; kind '': "
     "there is none.",
     0},
    {NULL, NULL, NULL, 0},
};

const KrModuleDef kr__module__heap = {
    .name = "_heap",
    .doc = "Counts what lives in the heap.",
    .functions = functions,
    .free = kr__heap_watch_free,
};
