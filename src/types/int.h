/* SPDX-License-Identifier: MIT
 * int.h: int (int.c, int_arith.c, int_text.c). An int Value is inline (48 bits), a KrInt, a bool, or an instance
 * of a subclass (kind INT at any size). Results are canonical exact ints. */
#ifndef KR_TYPES_INT_H
#define KR_TYPES_INT_H

#include "base/limbs.h"
#include "run/ops.h"

/* isinstance(v, int) */
KR_INLINE bool kr__is_int_value(kr_vm *vm, Value v) {
    return kr__is_int(v) || kr__is_bool(v) || kr__has_kind(vm, v, KR_K_INT);
}
/* The limbs of any int; inline ones are laid out in buf. Valid while v lives. */
KrLimbs kr__int_view(kr_vm *vm, Value v, uint32_t buf[2]);
/* Work that polls this VM. */
KrWork kr__int_work(kr_vm *vm);
/* KR_NOMEM, KR_STOPPED: an exception is pending; returns KR_FAILED for both. */
Value kr__int_failed(kr_vm *vm, KrStatus status);
/* A cell for a result of up to n limbs, to be filled and finished: the canonical int of what r says. NULL: MemoryError. */
KR_MUST_USE KrInt *kr__int_room(kr_vm *vm, size_t n, KrLimbs *r);
KR_MUST_USE Value kr__int_finish(kr_vm *vm, KrInt *cell, const KrLimbs *r);
/* The exact int equal to any int (bools and subclasses lose their class). */
KR_MUST_USE Value kr__int_exact(kr_vm *vm, Value v);

/* Both operands any ints. */
KR_MUST_USE Value kr__int_add(kr_vm *vm, Value a, Value b);
KR_MUST_USE Value kr__int_sub(kr_vm *vm, Value a, Value b);
KR_MUST_USE Value kr__int_mul(kr_vm *vm, Value a, Value b);
KR_MUST_USE Value kr__int_truediv(kr_vm *vm, Value a, Value b);
KR_MUST_USE Value kr__int_floordiv(kr_vm *vm, Value a, Value b);
KR_MUST_USE Value kr__int_mod(kr_vm *vm, Value a, Value b);
KR_MUST_USE bool kr__int_divmod(kr_vm *vm, Value a, Value b, Value *q, Value *r);
KR_MUST_USE Value kr__int_pow(kr_vm *vm, Value a, Value b,
                              Value mod); /* mod: None or int; b < 0 without mod: a float */
KR_MUST_USE Value kr__int_lshift(kr_vm *vm, Value a, Value b);
KR_MUST_USE Value kr__int_rshift(kr_vm *vm, Value a, Value b);
KR_MUST_USE Value kr__int_and(kr_vm *vm, Value a, Value b);
KR_MUST_USE Value kr__int_or(kr_vm *vm, Value a, Value b);
KR_MUST_USE Value kr__int_xor(kr_vm *vm, Value a, Value b);
KR_MUST_USE Value kr__int_neg(kr_vm *vm, Value a);
KR_MUST_USE Value kr__int_invert(kr_vm *vm, Value a);
KR_MUST_USE Value kr__int_abs(kr_vm *vm, Value a);
int kr__int_compare(kr_vm *vm, Value a, Value b); /* <0, 0, >0; never fails */
int kr__int_sign(kr_vm *vm, Value a);             /* -1, 0, 1 */
int64_t kr__int_hash(kr_vm *vm, Value a);

/* To C. False: OverflowError pending ("Python int too large to convert to C …"). */
KR_MUST_USE bool kr__int_to_i64(kr_vm *vm, Value v, int64_t *out);
KR_MUST_USE bool kr__int_to_u64(
    kr_vm *vm, Value v, uint64_t *out); /* also ValueError-like OverflowError for negatives */
KR_MUST_USE bool kr__int_to_double(kr_vm *vm, Value v,
                                   double *out);         /* "int too large to convert to float" */
bool kr__int_fits_i64(kr_vm *vm, Value v, int64_t *out); /* no exception */

/* Text in base 2..36 without prefix, as an exact str. Base 10 obeys int_max_str_digits. */
KR_MUST_USE Value kr__int_to_str(kr_vm *vm, Value v, unsigned base);
/* int(text, base) of n bytes of UTF-8; `shown` is what the ValueError shows. */
KR_MUST_USE Value kr__int_from_text(kr_vm *vm, const char *s, size_t n, int base, Value shown);

/* The text of a number as ASCII: other decimal digits become 0-9, other blanks a space. out has room for n bytes; returns the
 * length, or (size_t)-1 when a character belongs to no number. */
size_t kr__number_text(const char *s, size_t n, char *out);

/* float(v) for a float, a subclass's float, or any int; other: unset with nothing pending. */
KR_MUST_USE bool kr__number_to_double(kr_vm *vm, Value v, double *out, bool *is_number);
KR_INLINE bool kr__is_float_value(kr_vm *vm, Value v) {
    return kr__is_double(v) || kr__has_kind(vm, v, KR_K_FLOAT);
}
KR_INLINE double kr__float_value(Value v) { /* v is a float value */
    return kr__is_double(v) ? kr__double(v) : kr__double(((KrBox *)kr__ptr(v))->value);
}

#endif
