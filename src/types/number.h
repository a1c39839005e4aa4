/* SPDX-License-Identifier: MIT
 * number.h: what int, float and complex share: formatting, conversion from text and bytes. */
#ifndef KR_TYPES_NUMBER_H
#define KR_TYPES_NUMBER_H

#include "base/dtoa.h"
#include "types/int.h"

/* Bytes of a bytes-like object, as text of a number. False: it is none (nothing pending), or failed. */
typedef struct KrTextBytes {
    const char *data;
    size_t n;
} KrTextBytes;
bool kr__text_bytes(kr_vm *vm, Value v, KrTextBytes *out);

/* float(v), exact. */
KR_MUST_USE Value kr__float_of(kr_vm *vm, Value v);
/* A real number as C needs it: floats, ints, __float__, __index__; TypeError "must be real number, not T" for the rest. */
KR_MUST_USE bool kr__real_slow(kr_vm *vm, Value v, double *out);
KR_INLINE KR_MUST_USE bool kr__real_of(kr_vm *vm, Value v, double *out) {
    if (KR_LIKELY(kr__is_double(v))) {
        *out = kr__double(v);
        return true;
    }
    if (kr__is_int(v)) {
        *out = (double)kr__int(v);
        return true;
    }
    return kr__real_slow(vm, v, out);
}
/* d without its fraction, which is finite. */
KR_MUST_USE Value kr__int_from_double(kr_vm *vm, double d);

/* str() of an inline int or a float, into buf: its length; 0: v is neither. */
KR_INLINE size_t kr__number_text_of(Value v, char buf[32]) {
    if (kr__is_int(v)) return kr__i64_to_text(buf, kr__int(v));
    return kr__is_double(v) ? kr__float_repr(kr__double(v), buf) : 0;
}
/* Digits of |i| in base 8 or 16 into buf, letters as in `letters` ("0123456789abcdef"); how many. */
size_t kr__int_digits_of(int64_t i, unsigned base, const char *letters, char buf[24]);

/* format(v, spec): v any int; any float value. */
KR_MUST_USE Value kr__int_format(kr_vm *vm, Value v, Value spec);
KR_MUST_USE Value kr__float_format_spec(kr_vm *vm, Value v, Value spec);

#endif
