/* SPDX-License-Identifier: MIT
 * slots.h: __slots__, for type_make.c. */
#ifndef KR_TYPES_SLOTS_H
#define KR_TYPES_SLOTS_H

#include "types/dict.h"
#include "types/type.h"

typedef struct KrSlotsSpec {
    Value names;             /* tuple of the mangled names in order; unset: none */
    bool add_dict, add_weak; /* instances get one that the base's have not */
} KrSlotsSpec;

KR_MUST_USE bool kr__slots_read(kr_vm *vm, KrSlotsSpec *spec, KrType *base, const KrTuple *bases,
                                Value cls_name, KrDict *ns);
KR_MUST_USE bool kr__slots_add_members(kr_vm *vm, KrType *t, KrDict *ns);
KR_MUST_USE bool kr__slots_add_getsets(kr_vm *vm, KrType *t, const KrSlotsSpec *spec, KrDict *ns);

#endif
