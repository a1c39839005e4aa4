/* SPDX-License-Identifier: MIT
 * complex.h: complex (complex.c). */
#ifndef KR_TYPES_COMPLEX_H
#define KR_TYPES_COMPLEX_H

#include "run/ops.h"

typedef struct KrComplex {
    KrObj head;
    uint32_t pad;
    double real, imag;
} KrComplex;
typedef struct KrComplexNumber {
    double re, im;
} KrComplexNumber;

KR_MUST_USE Value kr__complex_new(kr_vm *vm, double real, double imag);
/* Any number as complex: 1; 0: v is none; -1 failed. */
int kr__complex_from(kr_vm *vm, Value v, KrComplexNumber *out);

/* a op b of which one is of class complex itself. Unset with nothing pending when the other is neither that nor a small
 * number, or for other operators. */
Value kr__complex_binary(kr_vm *vm, Value a, Value b, KrName op);

#endif
