/* SPDX-License-Identifier: MIT
 * marshal.h: Python values as bytes, in the reference's format (versions 0 to 4). Code objects are of
 * Krait's own, and begin with kr__code_tag(). */
#ifndef KR_LIB_MARSHAL_H
#define KR_LIB_MARSHAL_H

#include "compile/code.h"
#include "run/ops.h"

#define KR_MARSHAL_VERSION 4
#define KR_MARSHAL_DEPTH 2000
#define KR_MARSHAL_REF 0x80 /* flag of a type code: the value may be referred to later */

/* bytes; ValueError for what has no such form. May run Python code (buffers). */
KR_MUST_USE Value kr__marshal_dump(kr_vm *vm, Value v, int64_t version);
/* The value that begins at data; the caller keeps data alive. Any bytes may be given: EOFError, ValueError or
 * TypeError. May run Python code (__hash__ and __eq__ are those of built-in types). */
KR_MUST_USE Value kr__marshal_load(kr_vm *vm, const char *data, size_t n, KrTrust trust);
/* Reads no more of the file than the value takes. */
KR_MUST_USE Value kr__marshal_load_file(kr_vm *vm, Value file);

#endif
