/* SPDX-License-Identifier: MIT
 * slot.h: Slot, the 32-bit form of a value in the heap, and the cage it points into.
 *
 *   0                      unset
 *   iiii ... iii1          integer of 31 bits
 *   rrrr ... rrr0          reference: byte offset in the cage / 4; cells are 8-byte aligned
 *
 * A container is NARROW (Slots) or WIDE (Values, 8 bytes each). What does not fit a Slot (a float,
 * an integer past 31 bits) makes a list, tuple or dict wide as a whole. Only single fields of an
 * instance may hold such a number in a BOX (kind KR_K_BOX, 16 bytes) that belongs to that field
 * alone; the layout says so (KR_FIELD_BOXED), and only kr__field_load/store know. */
#ifndef KR_HEAP_SLOT_H
#define KR_HEAP_SLOT_H

#include "heap/value.h"

typedef struct Slot {
    uint32_t bits;
} Slot;

#define KR_SLOT(b) ((Slot){(b)})
#define KR_NO_SLOT KR_SLOT(0)

/* The one piece of state that all VMs of a process share. Written once, under its lock. */
typedef struct KrCage {
    char *base;    /* NULL until the first VM is made */
    uint64_t size; /* bytes of address space, a power of two, at most 16 GB */
} KrCage;
extern __attribute__((visibility("hidden"))) KrCage kr__cage;

#define KR_FIRST_CELL ((uint64_t)256 << 20) /* ordinary cells lie above; below: constants only */

/* Address of the cell that a reference names. The result is opaque to the compiler, so that what it
 * keeps on the C stack is something the conservative scan accepts. */
KR_INLINE void *kr__cell(uint32_t ref) {
    char *p = kr__cage.base + ((uint64_t)ref << 2);
    __asm__("" : "+r"(p));
    return p;
}
KR_INLINE uint32_t kr__ref(const void *cell) {
    return (uint32_t)((uint64_t)((const char *)cell - kr__cage.base) >> 2);
}
KR_INLINE void *kr__ptr(Value v) { return kr__cell((uint32_t)v.bits); } /* v must be a reference */
KR_INLINE void *kr__slot_ptr(Slot s) { return kr__cell(s.bits); }       /* s must be a reference */
KR_INLINE Value kr__value_of(const void *cell) { return KR_VALUE(kr__ref(cell)); }
KR_INLINE Slot kr__slot_of(const void *cell) { return KR_SLOT(kr__ref(cell)); }

KR_INLINE bool kr__slot_is_ref(Slot s) { return !(s.bits & 1) && s.bits; }
KR_INLINE int32_t kr__slot_int(Slot s) { return (int32_t)s.bits >> 1; }
KR_INLINE Slot kr__slot_from_int(int32_t i) { return KR_SLOT(((uint32_t)i << 1) | 1); }

/* Does v refer to an ordinary cell, which the collector has to know of? No constant does, nor does what is no reference. */
KR_INLINE bool kr__is_cell(Value v) { return kr__is_ref(v) && v.bits >= KR_FIRST_CELL >> 2; }

/* Slot -> Value. Never used on a field that may be boxed. */
KR_INLINE Value kr__slot_value(Slot s) {
    return s.bits & 1 ? kr__from_int48((int32_t)s.bits >> 1) : KR_VALUE(s.bits);
}
/* Value -> Slot where it fits: references, unset, integers of 31 bits. */
KR_INLINE bool kr__narrow(Value v, Slot *out) {
    if (kr__is_ref(v)) {
        out->bits = (uint32_t)v.bits;
        return true;
    }
    if (kr__is_int(v)) {
        int64_t i = kr__int(v);
        if (i == (int64_t)((int32_t)((uint32_t)i << 1) >> 1)) {
            out->bits = ((uint32_t)i << 1) | 1;
            return true;
        }
    }
    return false;
}
KR_INLINE Slot kr__ref_slot(Value v) {
    return KR_SLOT((uint32_t)v.bits);
} /* v: reference or unset */

#endif
