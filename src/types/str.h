/* SPDX-License-Identifier: MIT
 * str.h: what other files ask of str. Arguments named `s` are any instances of str unless a comment
 * says exact; results are exact strs. Functions that may run Python code say so; all that make a
 * str may collect.
 *
 * Positions are byte offsets into the UTF-8 text, indices count code points. Text of a str lies in
 * its cell, or in a buffer shared with others (KR_F_STR_EXTERN): read kr__str_text anew after
 * anything that may allocate, and keep the str alive (kr__keep) while a pointer into it is in
 * use. */
#ifndef KR_TYPES_STR_H
#define KR_TYPES_STR_H

#include "types/str_build.h"

KR_INLINE KrStr *kr__str_ptr(Value s) { return kr__ptr(s); }
/* v stays alive up to here, even if only a pointer into its text is used. */
KR_INLINE void kr__keep(Value v) { __asm__ volatile("" : : "r"(v.bits)); }

/* ---- making ---- */

/* The str of n bytes that are `count` code points: shared when it is empty or one character. */
KR_MUST_USE Value kr__str_make(kr_vm *vm, const char *text, size_t n, size_t count);
/* An exact str equal to s; s itself when exact. */
KR_MUST_USE Value kr__str_exact(kr_vm *vm, Value s);
/* a + b. A long a that ends where its shared buffer ends grows there: appending in a loop is
 * linear. */
KR_MUST_USE Value kr__str_concat(kr_vm *vm, Value a, Value b);
/* s * n; n < 0 is 0. Polls. */
KR_MUST_USE Value kr__str_repeat(kr_vm *vm, Value s, int64_t n);
/* The n bytes at offset `from`, which begin and end code points; s itself when exact and all of it.
 * */
KR_MUST_USE Value kr__str_part(kr_vm *vm, Value s, size_t from, size_t n);
/* s[i:i+n], both in range. */
KR_MUST_USE Value kr__str_slice(kr_vm *vm, Value s, size_t i, size_t n);
/* s[i], i in range. */
KR_MUST_USE Value kr__str_item(kr_vm *vm, Value s, size_t i);
/* s[key] for an index or slice. May run Python code (__index__). */
KR_MUST_USE Value kr__str_get_item(kr_vm *vm, Value s, Value key);
/* sep.join(iterable). May run Python code. */
KR_MUST_USE Value kr__str_join(kr_vm *vm, Value sep, Value iterable);
/* sep.join of n strs already checked. Polls. */
KR_MUST_USE Value kr__str_join_items(kr_vm *vm, Value sep, const Value *items, size_t n);

/* ---- looking ---- */

/* Offset of code point i <= count; index of the code point at an offset. Long texts past ASCII get
 * an index when this is first asked, so neither is linear in the end. Never fails, never collects.
 * */
size_t kr__str_offset(kr_vm *vm, const KrStr *s, size_t i);
size_t kr__str_index(kr_vm *vm, const KrStr *s, size_t offset);
uint32_t kr__str_at(kr_vm *vm, const KrStr *s, size_t i); /* code point i < count */
int kr__str_compare(const KrStr *a, const KrStr *b);      /* by code points: <0, 0, >0 */
bool kr__str_is(const KrStr *s, const char *text);        /* equal to a C string */
bool kr__str_is_identifier(const KrStr *s);
/* Like the above for what stands between two offsets; -1 with an exception pending: sub is no str.
 * */
int kr__str_contains(kr_vm *vm, Value s, Value sub);
/* For a C API that cannot take NUL inside: false with ValueError("embedded null character")
 * pending. */
KR_MUST_USE bool kr__str_no_nul(kr_vm *vm, Value s);

/* ---- text forms ---- */

KR_MUST_USE Value kr__str_repr(kr_vm *vm, Value s);
/* s with everything past ASCII as \x, \u, \U escapes: ascii() of a repr. s itself when exact and
 * ASCII. */
KR_MUST_USE Value kr__str_escape_ascii(kr_vm *vm, Value s);
/* b'...' of n bytes, which the caller keeps alive; a bytearray's form escapes ' within " as well.
 * */
KR_MUST_USE Value kr__bytes_repr(kr_vm *vm, const uint8_t *p, size_t n, bool bytearray);
/* format(s, spec) of str.__format__; spec a str. */
KR_MUST_USE Value kr__str_format_spec(kr_vm *vm, Value s, Value spec);
/* s % args; both str forms (str_percent.c). May run Python code. */
KR_MUST_USE Value kr__str_percent(kr_vm *vm, Value s, Value args);
KR_MUST_USE Value kr__bytes_percent(kr_vm *vm, const char *fmt, size_t n, Value args,
                                    bool bytearray);

/* Both iterator classes of str. */
typedef struct KrStrIter {
    KrObj head;
    Slot str;        /* 0 once exhausted */
    uint32_t offset; /* of the next character */
    uint32_t index;  /* how many were given */
} KrStrIter;
KR_MUST_USE Value kr__str_iter_next(kr_vm *vm,
                                    KrStrIter *it); /* KR_END at the end; runs no Python code */

/* after_mark of the text side tables: forgets what died. free: at the VM's end. */
void kr__text_after_mark(kr_vm *vm, KrGc *gc);
void kr__text_state_free(kr_vm *vm);

#endif
