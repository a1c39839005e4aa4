/* SPDX-License-Identifier: MIT
 * format_spec.h: the format specification mini-language (format_spec.c), for int, float, complex and str. */
#ifndef KR_TYPES_FORMAT_SPEC_H
#define KR_TYPES_FORMAT_SPEC_H

#include "run/ops.h"
#include "types/str_build.h"

typedef struct KrFormatSpec {
    uint32_t fill; /* code point */
    char align;    /* '<' '>' '=' '^' */
    bool align_given;
    bool fill_given;
    char sign;         /* '+' '-' ' ', 0: not given */
    bool no_neg_0;     /* z */
    bool alternate;    /* # */
    int64_t width;     /* -1: not given */
    char grouping;     /* ',' '_' or 0 */
    int64_t precision; /* -1: not given */
    uint32_t type;     /* code point; the default where none is given */
} KrFormatSpec;

/* Reads a spec. dflt_type, dflt_align: what stands where the spec says nothing. False: ValueError pending; v is whose
 * class the message names. */
KR_MUST_USE bool kr__format_spec(kr_vm *vm, Value v, Value spec, char dflt_type, char dflt_align,
                                 KrFormatSpec *out);
/* "Unknown format code 'x' for object of type 'T'" */
Value kr__format_unknown(kr_vm *vm, uint32_t code, Value v);
/* text (n bytes, count characters) padded to the width with the fill by the alignment ('=' counts as '>'). */
KR_MUST_USE Value kr__format_pad(kr_vm *vm, const KrFormatSpec *s, const char *text, size_t n,
                                 size_t count);

/* How numbers are written in groups: C strings of UTF-8, and the sizes of groups from the right as C's localeconv() has
 * them: the last one is repeated, unless CHAR_MAX follows. */
typedef struct KrNumeric {
    const char *point, *sep, *grouping;
} KrNumeric;
/* The VM's locale's (lib/_locale.c), for type 'n'; valid until Python code runs. Never fails. */
KrNumeric kr__numeric_locale(kr_vm *vm);
/* n digits in groups, with as many zeros before them as make `least` characters; how many characters that are. */
size_t kr__grouped_count(const KrNumeric *u, size_t n, size_t least);
KR_MUST_USE bool kr__put_grouped(KrStrBuilder *b, const KrNumeric *u, const char *digits, size_t n,
                                 size_t least);

#endif
