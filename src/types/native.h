/* SPDX-License-Identifier: MIT
 * native.h: signatures of natives as text, and what object model files share about natives. */
#ifndef KR_TYPES_NATIVE_H
#define KR_TYPES_NATIVE_H

#include "types/dict.h"
#include "types/function.h"

/* One parameter of a signature text. kind: 0 positional-only or positional-or-keyword (see SigInfo.posonly),
 * 1 *args, 2 keyword-only, 3 **kw. */
typedef struct KrSigParam {
    const char *name;
    uint32_t len;
    uint8_t kind;
    bool has_default;
} KrSigParam;
enum { KR_SIG_POSITIONAL, KR_SIG_VARARGS, KR_SIG_KWONLY, KR_SIG_VARKW };

/* A reader of the text between the parentheses of a signature. */
typedef struct KrSigReader {
    const char *at;
    bool kwonly;
} KrSigReader;
void kr__sig_begin(KrSigReader *r, const char *sig);
bool kr__sig_next(KrSigReader *r, KrSigParam *out); /* skips "/" and a bare "*" */
size_t kr__sig_name_len(const char *sig);           /* bytes before the parenthesis */
unsigned kr__sig_posonly(const char *sig);          /* parameters before "/" */

/* "($self, x, /)" as __text_signature__ says it; None when the row has no usable text. */
KR_MUST_USE Value kr__native_text_signature(kr_vm *vm, const KrNative *f);
/* "list.append" or "math.sin" or "len". */
KR_MUST_USE Value kr__native_qualname(kr_vm *vm, const KrNative *f);

#endif
