/* SPDX-License-Identifier: MIT
 * _heap_record.h: a census with names and retained bytes, in memory of C: it refers to no object, keeps none alive and can be
 * taken at the end of a collection. */
#ifndef KR_LIB__HEAP_RECORD_H
#define KR_LIB__HEAP_RECORD_H

#include "lib/_heap.h"

enum { KR_HEAP_MADE = 1, KR_HEAP_PLAIN = 2, KR_HEAP_WEAK = 4, KR_HEAP_RETAINED = 8 };

typedef struct KrRecordRow {
    KrHeapRow row;
    uint32_t name,
        fields; /* where they begin in `text`; a field is name, TAB, width, TAB, why, TAB, instances, NEWLINE */
    uint8_t flags; /* KR_HEAP_*: made by a class statement, … */
    uint8_t kind;  /* KrKind */
    uint64_t retained, objects;
} KrRecordRow;

typedef struct KrHeapRecord {
    KR_VEC(KrRecordRow) rows;
    KR_VEC(char) text;
    double seconds;        /* of the machine's clock */
    uint64_t live, adrift; /* bytes: all rows; what no root reaches */
    uint64_t overhead;     /* bytes of the collector's tables and of free cells */
} KrHeapRecord;

/* False: no memory, nothing pending; *out is empty. Does not collect. */
KR_MUST_USE bool kr__record_take(kr_vm *vm, bool retained, bool precise, KrHeapRecord *out);
void kr__record_free(kr_vm *vm, KrHeapRecord *r);
/* A dict; failed: MemoryError pending. */
KR_MUST_USE Value kr__record_dict(kr_vm *vm, const KrHeapRecord *r);

/* _heap_watch.c */
KR_MUST_USE bool kr__heap_watch_start(kr_vm *vm, bool retained);
void kr__heap_watch_stop(kr_vm *vm);
/* What was recorded at the peak, unset: nothing; and the timeline as a list. */
KR_MUST_USE Value kr__heap_watch_peak(kr_vm *vm);
KR_MUST_USE Value kr__heap_watch_points(kr_vm *vm);
void kr__heap_watch_free(kr_vm *vm, void *state);

#endif
