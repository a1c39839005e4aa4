/* SPDX-License-Identifier: MIT
 * value.h: Value, the 64-bit form of every Python value in registers and C locals.
 *
 *   0000 0000 0000 0000   no value: an unset variable, a failed call
 *   0000 0000 rrrr rrrr   reference: the very bits of a Slot (cage offset / 4, bit 0 clear)
 *   0000 0001 0000 000n   private marks (KR_END, KR_TAIL); never stored, never seen by Python
 *   0001 .... - fff9 .... double: its IEEE bits + 2^48 (NaNs are canonical, sign kept)
 *   ffff iiii iiii iiii   integer of 48 bits, two's complement
 *
 * Numbers are canonical: an integer that fits 48 bits is never boxed in a Value, nor is a float.
 * So two Values of inline numbers are the same object exactly when their bits are equal. */
#ifndef KR_HEAP_VALUE_H
#define KR_HEAP_VALUE_H

#include "base/base.h"

typedef struct Value {
    uint64_t bits;
} Value;

#define KR_INT_TAG 0xffff000000000000u
#define KR_DOUBLE_OFFSET 0x0001000000000000u
#define KR_INT_MAX ((int64_t)0x7fffffffffff)
#define KR_INT_MIN (-KR_INT_MAX - 1)

#define KR_VALUE(b) ((Value){(b)})
#define KR_FAILED KR_VALUE(0)          /* a call failed: one exception is pending       */
#define KR_UNSET KR_VALUE(0)           /* an argument not given, a variable not bound   */
#define KR_END KR_VALUE(0x100000000u)  /* an iterator is exhausted; nothing is pending  */
#define KR_TAIL KR_VALUE(0x100000001u) /* a native asks the machine to call vm->tail    */

/* The constants are cells at fixed places of the cage, shared by all VMs (see object.h). */
#define KR_NONE_V KR_VALUE(0x400u)
#define KR_FALSE_V KR_VALUE(0x402u)
#define KR_TRUE_V KR_VALUE(0x404u)
#define KR_ELLIPSIS_V KR_VALUE(0x406u)
#define KR_NOTIMPL_V KR_VALUE(0x408u)

KR_INLINE bool kr__ok(Value v) { return v.bits != 0; }
KR_INLINE bool kr__failed(Value v) { return v.bits == 0; }
KR_INLINE bool kr__same(Value a, Value b) { return a.bits == b.bits; } /* Python's `is` */
KR_INLINE bool kr__is_int(Value v) {
    return v.bits >= KR_INT_TAG;
} /* inline int; not bool, not big */
KR_INLINE bool kr__is_double(Value v) { return v.bits - KR_DOUBLE_OFFSET < 0xfffe000000000000u; }
KR_INLINE bool kr__is_ref(Value v) { return v.bits >> 32 == 0; } /* true for unset as well */
KR_INLINE bool kr__both_int(Value a, Value b) { return (a.bits & b.bits) >= KR_INT_TAG; }
KR_INLINE bool kr__is_none(Value v) { return v.bits == KR_NONE_V.bits; }
KR_INLINE bool kr__is_true(Value v) { return v.bits == KR_TRUE_V.bits; }
KR_INLINE bool kr__is_false(Value v) { return v.bits == KR_FALSE_V.bits; }
KR_INLINE bool kr__is_bool(Value v) {
    return v.bits == KR_TRUE_V.bits || v.bits == KR_FALSE_V.bits;
}
KR_INLINE Value kr__bool(bool b) { return b ? KR_TRUE_V : KR_FALSE_V; }

KR_INLINE int64_t kr__int(Value v) { return (int64_t)(v.bits << 16) >> 16; }
KR_INLINE Value kr__from_int48(int64_t i) {
    return KR_VALUE((uint64_t)i | KR_INT_TAG);
} /* i must fit */
KR_INLINE bool kr__fits_int48(int64_t i) { return i >= KR_INT_MIN && i <= KR_INT_MAX; }

KR_INLINE double kr__double(Value v) {
    union {
        uint64_t u;
        double d;
    } x = {.u = v.bits - KR_DOUBLE_OFFSET};
    return x.d;
}
KR_INLINE Value kr__from_double(double d) {
    union {
        double d;
        uint64_t u;
    } x = {.d = d};
    if (KR_UNLIKELY(d != d)) x.u = (x.u & 0x8000000000000000u) | 0x7ff8000000000000u;
    return KR_VALUE(x.u + KR_DOUBLE_OFFSET);
}

/* Copies few Values, such as arguments, that were stored one by one just before. The compiler is kept from making it a
 * copy in larger steps: such a load would wait for all those stores, and a string instruction takes long to start. */
KR_INLINE void kr__copy_values(Value *to, const Value *from, size_t n) {
    for (size_t i = 0; i < n; i++) {
        to[i] = from[i];
        __asm__("" : "+r"(i));
    }
}

#endif
