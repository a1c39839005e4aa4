/* SPDX-License-Identifier: MIT
 * slot_notes.h: notes on errors that slots are behind, and the class that methods mean after dataclass(slots=True). */
#ifndef KR_TYPES_SLOT_NOTES_H
#define KR_TYPES_SLOT_NOTES_H

#include "types/type.h"

/* The pending error gets a note when the VM has -X slots, or krait.slots watches: programs print what CPython prints
 * otherwise. What fails in it is forgotten; the pending error stays. May run Python code. */
void kr__slot_note_conflict(kr_vm *vm, Value a, Value b); /* solid bases that do not go together */
void kr__slot_note_unknown(kr_vm *vm, Value obj,
                           Value name); /* a store to an attribute that is no slot */

/* The namespace d is that of another class, made anew with slots by the library's dataclass: what the methods in it
 * know as __class__ is t from now on. Runs no Python code; never fails. */
void kr__slots_adopt(kr_vm *vm, struct KrDict *d, KrType *t);

#endif
