/* SPDX-License-Identifier: MIT
 * str_format.h: the grammar of replacement fields (str_format.c), for str.format and for module
 * _string. Offsets count bytes of a text that the caller keeps alive and in place. Failures are
 * ValueErrors. */
#ifndef KR_TYPES_STR_FORMAT_H
#define KR_TYPES_STR_FORMAT_H

#include "types/str.h"

typedef struct KrPart {
    size_t from, to;
} KrPart;

/* A piece of a format string: literal text, then a field or none. */
typedef struct KrMarkup {
    KrPart literal, name, spec;
    uint32_t conversion; /* code point; 0: none */
    bool field;          /* a field follows the literal */
    bool nested;         /* the spec has fields itself */
} KrMarkup;

/* The next piece of text[*at, end): 1, 0 at the end, -1. */
int kr__markup_next(kr_vm *vm, const char *text, size_t *at, size_t end, KrMarkup *out);

/* The number that [from, to) writes; -1: it is none (or empty); -2: failed, too large. */
int64_t kr__field_number(kr_vm *vm, const char *text, KrPart p);
/* Where the first part of a field name ends: at '.', '[' or the end. */
size_t kr__field_first(const char *text, KrPart name);
/* The next ".attr" or "[item]" at *at: 1, 0 at the end, -1. */
int kr__field_next(kr_vm *vm, const char *text, size_t *at, size_t end, bool *attribute,
                   KrPart *out);

/* s itself, or a copy whose text stays in place. */
KR_MUST_USE Value kr__str_in_place(kr_vm *vm, Value s);

#endif
