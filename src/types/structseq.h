/* SPDX-License-Identifier: MIT
 * structseq.h: tuples whose items have names: sys.version_info, time.struct_time, os.stat_result. */
#ifndef KR_TYPES_STRUCTSEQ_H
#define KR_TYPES_STRUCTSEQ_H

#include "run/ops.h"

#define KR_SEQ_MOST 24

typedef struct KrSeqField {
    const char *name, *doc;
} KrSeqField;
#define KR_SEQ_UNNAMED "" /* a field that is an item only; such are the last of the visible ones */
typedef struct KrSeqDef {
    const char *module, *name, *doc;
    const KrSeqField
        *fields; /* ends with {NULL}; the first `visible` are items, the rest attributes only */
    unsigned visible;
    bool constructible; /* Python code may call the class */
} KrSeqDef;

/* The class of a description; to be kept by the caller. */
KR_MUST_USE Value kr__structseq_class(kr_vm *vm, const KrSeqDef *def);
/* An instance; n values, all fields or the visible ones. Fails with the exception that is pending when one of them
 * failed. */
KR_MUST_USE Value kr__structseq_new(kr_vm *vm, Value cls, const Value *items, unsigned n);

#endif
