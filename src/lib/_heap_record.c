/* SPDX-License-Identifier: MIT
 * _heap_record.c: a census put down in memory of C (_heap_record.h), and shown to Python as a dict. */
#include "lib/_heap_record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "heap/retain.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/type.h"

/* ---- text ---- */

static bool put(kr_vm *vm, KrHeapRecord *r, const char *s, size_t n) {
    if (!kr__vec_reserve(&kr__heap(vm)->mem, &r->text, n)) return false;
    memcpy(r->text.data + r->text.n, s, n);
    r->text.n += (uint32_t)n;
    return true;
}

static bool put_str(kr_vm *vm, KrHeapRecord *r, Value v) {
    if (!kr__is_str(vm, v)) return true;
    const KrStr *s = kr__ptr(v);
    const char *text = kr__str_text(s), *mark = memchr(text, 1, s->len);
    return put(vm, r, text, mark ? (size_t)(mark - text) : s->len);
}

/* "module.qualname"; builtins.x is x. */
static bool put_name(kr_vm *vm, KrHeapRecord *r, const KrHeapRow *row) {
    if (!row->cls) {
        const char *name = kr__heap_private_name(vm, row->layout);
        return put(vm, r, name, strlen(name));
    }
    KrType *t = kr__cell(row->cls);
    if (t->number) {
        const char *name = kr__type_dotted_name(t);
        return put(vm, r, name, strlen(name));
    }
    Value module = kr__type_own(vm, t, kr__name(vm, KR_N___module__));
    if (kr__is_str(vm, module) && (!put_str(vm, r, module) || !put(vm, r, ".", 1))) return false;
    return put_str(vm, r, KR_VALUE(t->qualname.bits));
}

static const char *why(const KrHeapField *f) {
    if (f->floats) return f->bigs ? "float and int past 31 bits" : "float";
    if (f->bigs) return "int past 31 bits";
    return f->width == KR_FIELD_NARROW ? "" : "an earlier value";
}

static bool put_fields(kr_vm *vm, const KrCensus *c, KrHeapRecord *r, uint32_t cls) {
    static const char *const widths[] = {"narrow", "boxed", "wide"};
    KrHeapFields fields = {0};
    bool ok = !cls || kr__heap_fields(vm, c, cls, &fields);
    for (uint32_t i = 0; ok && i < fields.n; i++) {
        const KrHeapField *f = &fields.data[i];
        char rest[96];
        int n = snprintf(rest, sizeof rest, "\t%s\t%s\t%llu\n", widths[f->width], why(f),
                         (unsigned long long)f->n);
        ok = put_str(vm, r, KR_VALUE(f->name.bits)) && put(vm, r, rest, (size_t)n);
    }
    kr__vec_free(&kr__heap(vm)->mem, &fields);
    return ok;
}

/* ---- taking ---- */

static uint8_t flags_of(const KrHeapRow *row) {
    if (!row->cls) return 0;
    const KrType *t = kr__cell(row->cls);
    bool plain = t->flags & KR_TF_HAS_DICT && !kr__kind_has_dict((KrKind)t->kind);
    return (uint8_t)((kr__type_is_heap(t) ? KR_HEAP_MADE : 0) | (plain ? KR_HEAP_PLAIN : 0) |
                     (t->flags & KR_TF_HAS_WEAK ? KR_HEAP_WEAK : 0));
}

static bool put_row(kr_vm *vm, const KrCensus *c, KrHeapRecord *r, const KrHeapRow *row) {
    KrRecordRow out = {.row = *row, .name = r->text.n, .flags = flags_of(row)};
    out.kind = kr__layout(vm, row->layout)->kind;
    if (!put_name(vm, r, row) || !put(vm, r, "", 1)) return false;
    out.fields = r->text.n;
    if (!put_fields(vm, c, r, row->cls) || !put(vm, r, "", 1)) return false;
    r->live += row->cells + row->buffers + row->extra;
    return kr__vec_push(&kr__heap(vm)->mem, &r->rows, out);
}

static uint64_t own(const KrHeapRow *r) { return r->cells + r->buffers + r->extra; }

static int by_own(const void *a, const void *b) {
    const KrRecordRow *x = a, *y = b;
    if (!x->row.cls != !y->row.cls) return x->row.cls ? -1 : 1;
    uint64_t m = own(&x->row), n = own(&y->row);
    return m < n ? 1 : m > n ? -1 : (x->name > y->name) - (x->name < y->name);
}

/* Of the classes that have most. The rows stand in that order. */
static bool put_retained(kr_vm *vm, bool precise, KrHeapRecord *r) {
    KrRetained few[KR_RETAIN_CLASSES];
    unsigned n = 0;
    for (; n < r->rows.n && n < KR_RETAIN_CLASSES && r->rows.data[n].row.cls; n++)
        few[n] = (KrRetained){.cls = r->rows.data[n].row.cls};
    uint64_t reached;
    if (!kr__retain(vm, few, n, precise, &reached)) return false;
    r->adrift = r->live > reached ? r->live - reached : 0;
    for (unsigned i = 0; i < n; i++) {
        r->rows.data[i].retained = few[i].bytes;
        r->rows.data[i].objects = few[i].objects;
        r->rows.data[i].flags |= KR_HEAP_RETAINED;
    }
    return true;
}

bool kr__record_take(kr_vm *vm, bool retained, bool precise, KrHeapRecord *out) {
    KrMem *m = &kr__heap(vm)->mem;
    KrCensus c = {0};
    KrHeapRows rows = {0};
    KrGcStats stats;
    kr__gc_stats(vm, &stats);
    *out = (KrHeapRecord){.seconds = kr__monotonic(), .overhead = stats.overhead};
    bool ok = kr__census_take(vm, &c) && kr__heap_rows(vm, &c, &rows);
    for (uint32_t i = 0; ok && i < rows.n; i++) ok = put_row(vm, &c, out, &rows.data[i]);
    kr__vec_free(m, &rows);
    kr__census_free(vm, &c);
    if (ok && out->rows.n) qsort(out->rows.data, out->rows.n, sizeof *out->rows.data, by_own);
    ok = ok && (!retained || put_retained(vm, precise, out));
    if (!ok) kr__record_free(vm, out);
    return ok;
}

void kr__record_free(kr_vm *vm, KrHeapRecord *r) {
    KrMem *m = &kr__heap(vm)->mem;
    kr__vec_free(m, &r->rows);
    kr__vec_free(m, &r->text);
    *r = (KrHeapRecord){0};
}

/* ---- showing ---- */

static bool set_number(kr_vm *vm, Value d, const char *name, uint64_t n) {
    Value v = kr__int_from_u64(vm, n);
    return kr__ok(v) && kr__dict_set_cstr(vm, kr__ptr(d), name, v);
}

static bool set_text(kr_vm *vm, Value d, const char *name, const char *s) {
    Value v = kr__str_new(vm, s, strlen(s));
    return kr__ok(v) && kr__dict_set_cstr(vm, kr__ptr(d), name, v);
}

static Value row_dict(kr_vm *vm, const KrHeapRecord *r, const KrRecordRow *row) {
    static const struct {
        const char *name;
        uint8_t flag;
    } flags[] = {{"made", KR_HEAP_MADE}, {"is_plain", KR_HEAP_PLAIN}, {"weakrefs", KR_HEAP_WEAK}};
    const KrHeapRow *w = &row->row;
    Value d = kr__dict_new(vm);
    bool ok = kr__ok(d) && set_text(vm, d, "class", r->text.data + row->name) &&
              set_text(vm, d, "kind", kr__heap(vm)->kinds[row->kind]->name) &&
              set_number(vm, d, "instances", w->n) && set_number(vm, d, "cells", w->cells) &&
              set_number(vm, d, "buffers", w->buffers) && set_number(vm, d, "extra", w->extra) &&
              set_number(vm, d, "dicts", w->dicts) && set_number(vm, d, "in_dict", w->in_dict) &&
              set_number(vm, d, "slotted", w->slotted + w->buffers) &&
              set_number(vm, d, "plain", w->plain + w->buffers) &&
              set_text(vm, d, "fields", r->text.data + row->fields);
    for (unsigned i = 0; ok && i < KR_COUNTOF(flags); i++)
        ok = kr__dict_set_cstr(vm, kr__ptr(d), flags[i].name, kr__bool(row->flags & flags[i].flag));
    if (ok && row->flags & KR_HEAP_RETAINED)
        ok = set_number(vm, d, "retained", row->retained) &&
             set_number(vm, d, "retained_objects", row->objects);
    return ok ? d : KR_FAILED;
}

Value kr__record_dict(kr_vm *vm, const KrHeapRecord *r) {
    Value d = kr__dict_new(vm), list = kr__ok(d) ? kr__list_new(vm, NULL, 0) : d;
    for (uint32_t i = 0; kr__ok(list) && i < r->rows.n; i++) {
        Value row = row_dict(vm, r, &r->rows.data[i]);
        if (kr__failed(row) || !kr__list_append(vm, kr__ptr(list), row)) return KR_FAILED;
    }
    bool ok = kr__ok(list) && kr__dict_set_cstr(vm, kr__ptr(d), "classes", list) &&
              kr__dict_set_cstr(vm, kr__ptr(d), "seconds", kr__from_double(r->seconds)) &&
              set_number(vm, d, "bytes", r->live) && set_number(vm, d, "adrift", r->adrift) &&
              set_number(vm, d, "overhead", r->overhead);
    return ok ? d : KR_FAILED;
}
