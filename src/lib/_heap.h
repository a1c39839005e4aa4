/* SPDX-License-Identifier: MIT
 * _heap.h: what the files of module _heap share: a census by class. */
#ifndef KR_LIB__HEAP_H
#define KR_LIB__HEAP_H

#include "base/vec.h"
#include "heap/census.h"
#include "lib/modules.h"

/* The instances of one class. cls: its reference, 0 for private cells, which go by `layout` then. */
typedef struct KrHeapRow {
    uint32_t cls, layout; /* layout: the first of the class that has instances */
    uint64_t n, cells, buffers, extra, dicts;
    uint64_t slotted, plain; /* cells and extra, were the class one with, one without __slots__ */
    uint64_t in_dict;        /* instances whose attributes are in a dict */
} KrHeapRow;
typedef KR_VEC(KrHeapRow) KrHeapRows;

/* An attribute of the instances of one class. */
typedef struct KrHeapField {
    Slot name;
    uint8_t width; /* KR_FIELD_*: the widest seen */
    bool floats, bigs;
    uint64_t n; /* instances with a place for it */
} KrHeapField;
typedef KR_VEC(KrHeapField) KrHeapFields;

/* One row a class, out of a census. False: no memory, nothing pending. Does not collect. */
KR_MUST_USE bool kr__heap_rows(kr_vm *vm, const KrCensus *c, KrHeapRows *out);
/* The fields of a class; c NULL: of all layouts that it has had. The same. */
KR_MUST_USE bool kr__heap_fields(kr_vm *vm, const KrCensus *c, uint32_t cls, KrHeapFields *out);
/* Name of a private kind of cell, in angle brackets. */
const char *kr__heap_private_name(kr_vm *vm, uint32_t layout);

#endif
