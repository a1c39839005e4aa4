/* SPDX-License-Identifier: MIT
 * state.h: what the types keep for a VM outside its heap (vm->tstate): native tables, method cache.
 * Nothing here keeps a cell alive. */
#ifndef KR_TYPES_STATE_H
#define KR_TYPES_STATE_H

#include "base/vec.h"
#include "run/ops.h"

/* A line of the method cache: class version and name -> what the MRO holds (unset: nothing). */
typedef struct KrMethodLine {
    uint32_t version; /* 0: empty */
    uint32_t name;    /* Slot bits of the interned name */
    Value value;
} KrMethodLine;
#define KR_METHOD_LINES 512

typedef struct KrTypeState {
    KR_VEC(const KrFnDef *) tables; /* by table number; [0] is not used */
    bool starved; /* a lookup passed over a class whose namespace no memory could be had for */
    KrMethodLine lines[KR_METHOD_LINES];
    struct KrTextState *text; /* indices of long texts (str_index.c); NULL: none asked yet */
    KR_VEC(uint32_t) views;   /* references of memoryviews not released; they keep nothing alive */
} KrTypeState;

KR_MUST_USE bool kr__type_state_init(kr_vm *vm); /* false: no memory; nothing raised */
void kr__type_state_free(kr_vm *vm);

#endif
