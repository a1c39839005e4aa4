/* SPDX-License-Identifier: MIT
 * _codecs.h: what the two files of module _codecs share. */
#ifndef KR_LIB_CODECS_H
#define KR_LIB_CODECS_H

#include "lib/modules.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/function.h"
#include "types/type.h"

extern const KrModuleDef kr__module__codecs;
extern const KrFnDef kr__codecs_more[]; /* _codecs_more.c */

Value kr__utf_7_encode(kr_vm *vm, Value *a, int n); /* _codecs_utf7.c */
Value kr__utf_7_decode(kr_vm *vm, Value *a, int n);

/* An errors argument: None is unset. False: TypeError. */
KR_MUST_USE bool kr__codecs_errors(kr_vm *vm, const char *name, int at, Value *errors);
/* (v, n), or failed when v is. */
KR_MUST_USE Value kr__codecs_pair(kr_vm *vm, Value v, size_t n);

#endif
