/* SPDX-License-Identifier: MIT
 * str_build.h: text under construction (str_build.c). A builder lives on the C stack: the buffer it
 * grows belongs to a cell that the builder keeps alive, so it may be left at any point without
 * being freed.
 *
 * Every function that returns bool is false with MemoryError pending; none runs Python code; any
 * may collect. */
#ifndef KR_TYPES_STR_BUILD_H
#define KR_TYPES_STR_BUILD_H

#include "base/utf8.h"
#include "run/ops.h"

typedef struct KrStrBuilder {
    kr_vm *vm;
    char *text; /* `first`, or the buffer of `cell` */
    size_t len, room;
    size_t tails;   /* bytes that do not begin a code point: 0 while all is ASCII */
    KrStrBuf *cell; /* NULL while the text fits `first` */
    char first[120];
} KrStrBuilder;

KR_INLINE void kr__str_builder_init(KrStrBuilder *b, kr_vm *vm) {
    b->vm = vm;
    b->text = b->first;
    b->len = b->tails = 0;
    b->room = sizeof b->first;
    b->cell = NULL;
}
/* Room for n more bytes; what is appended until then needs no check. */
KR_MUST_USE bool kr__str_builder_grow(KrStrBuilder *b, size_t n);
KR_INLINE KR_MUST_USE bool kr__str_builder_room(KrStrBuilder *b, size_t n) {
    return KR_LIKELY(b->room - b->len >= n) || kr__str_builder_grow(b, n);
}
/* One code point. */
KR_INLINE KR_MUST_USE bool kr__str_builder_char(KrStrBuilder *b, uint32_t cp) {
    if (!kr__str_builder_room(b, 4)) return false;
    unsigned n = kr__utf8_encode(b->text + b->len, cp);
    b->len += n;
    b->tails += n - 1;
    return true;
}
/* n bytes of text; the caller knows that they are ASCII. */
KR_INLINE KR_MUST_USE bool kr__str_builder_ascii(KrStrBuilder *b, const char *s, size_t n) {
    if (!kr__str_builder_room(b, n)) return false;
    memcpy(b->text + b->len, s, n);
    b->len += n;
    return true;
}
KR_INLINE KR_MUST_USE bool kr__str_builder_cstr(KrStrBuilder *b, const char *s) {
    return kr__str_builder_ascii(b, s, strlen(s)); /* an ASCII literal */
}
/* n bytes of text that may lie in a buffer of the heap only when its owner is kept alive by the
 * caller. */
KR_MUST_USE bool kr__str_builder_text(KrStrBuilder *b, const char *s, size_t n);
/* All of a str (any instance of kind STR). */
KR_MUST_USE bool kr__str_builder_str(KrStrBuilder *b, Value str);
/* `n` bytes at `from` of a str, where they begin and end code points. */
KR_MUST_USE bool kr__str_builder_part(KrStrBuilder *b, Value str, size_t from, size_t n);
/* cp, n times. */
KR_MUST_USE bool kr__str_builder_fill(KrStrBuilder *b, uint32_t cp, size_t n);
/* Takes back what was appended after length `len`, whose tails were `tails`. */
KR_INLINE void kr__str_builder_cut(KrStrBuilder *b, size_t len, size_t tails) {
    b->len = len;
    b->tails = tails;
}
/* The exact str; the builder is empty afterwards. Failed: MemoryError pending. */
KR_MUST_USE Value kr__str_builder_finish(KrStrBuilder *b);
/* The same bytes as bytes object. */
KR_MUST_USE Value kr__str_builder_bytes(KrStrBuilder *b);

/* Fills n bytes with copies of the m > 0 bytes at `what`; n is a multiple of m. Polls: false with
 * an exception. */
KR_MUST_USE bool kr__fill_copies(kr_vm *vm, char *to, size_t n, const char *what, size_t m);

#endif
