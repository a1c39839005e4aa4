/* SPDX-License-Identifier: MIT
 * instance.h: what the files of the object model share about instances beyond type.h. */
#ifndef KR_TYPES_INSTANCE_H
#define KR_TYPES_INSTANCE_H

#include "types/type.h"

/* Name under which layouts know the own slot `name` of t. */
KR_MUST_USE Value kr__slot_key(kr_vm *vm, const KrType *t, Value name);
/* Instances of one class can become instances of the other. */
bool kr__types_compatible(const KrType *from, const KrType *to);

#endif
