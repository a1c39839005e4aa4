/* SPDX-License-Identifier: MIT
 * descriptor.h: member and getset descriptors and property, as attribute access asks them. */
#ifndef KR_TYPES_DESCRIPTOR_H
#define KR_TYPES_DESCRIPTOR_H

#include "types/function.h"

/* The value of the slot in obj; TypeError when obj is of another class, AttributeError when unset. */
KR_MUST_USE Value kr__member_get(kr_vm *vm, const KrMember *m, Value obj);
KR_MUST_USE bool kr__member_set(kr_vm *vm, const KrMember *m, Value obj,
                                Value v); /* v unset: delete */
KR_MUST_USE Value kr__member_new(kr_vm *vm, Value cls, Value name, Value key);
const KrGetSet *kr__getset_row(kr_vm *vm, const KrMember *m);
KR_MUST_USE Value kr__getset_get(kr_vm *vm, const KrMember *m, Value obj);
KR_MUST_USE bool kr__getset_set(kr_vm *vm, const KrMember *m, Value obj, Value v);
/* A getset descriptor of a heap class: __dict__, __weakref__. rows: a registered table. */
KR_MUST_USE Value kr__getset_new(kr_vm *vm, Value cls, uint32_t table, uint32_t row);
KR_MUST_USE Value kr__property_get(kr_vm *vm, Value prop, Value obj);

#endif
