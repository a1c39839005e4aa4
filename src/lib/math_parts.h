/* SPDX-License-Identifier: MIT
 * math_parts.h: the natives that the files of the module math share out: math.c has the table and what libm does,
 * math_int.c whole numbers, math_sum.c sums and norms, math_gamma.c the gamma function. */
#ifndef KR_LIB_MATH_PARTS_H
#define KR_LIB_MATH_PARTS_H

#include "types/number.h"

/* math_int.c */
Value kr__math_gcd(kr_vm *vm, Value *a, int n);
Value kr__math_lcm(kr_vm *vm, Value *a, int n);
Value kr__math_isqrt(kr_vm *vm, Value *a, int n);
Value kr__math_factorial(kr_vm *vm, Value *a, int n);
Value kr__math_comb(kr_vm *vm, Value *a, int n);
Value kr__math_perm(kr_vm *vm, Value *a, int n);
Value kr__math_prod(kr_vm *vm, Value *a, int n);

/* math_sum.c */
Value kr__math_fsum(kr_vm *vm, Value *a, int n);
Value kr__math_hypot(kr_vm *vm, Value *a, int n);
Value kr__math_dist(kr_vm *vm, Value *a, int n);

/* math_gamma.c: NaN where the argument is out of the domain, an infinity where the result is too large. */
double kr__gamma(double x);
double kr__lgamma(double x);

Value kr__math_domain(kr_vm *vm); /* ValueError("math domain error") */
Value kr__math_range(kr_vm *vm);  /* OverflowError("math range error") */

#endif
