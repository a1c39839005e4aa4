/* SPDX-License-Identifier: MIT
 * _locale.h: the locale of a VM (_locale.c), for the modules whose results follow it. Numbers are read and written by
 * base/dtoa, which knows no locale; only format code 'n' asks (types/number_format.h). */
#ifndef KR_LIB__LOCALE_H
#define KR_LIB__LOCALE_H

#include <locale.h>

#include "run/ops.h"

/* What functions such as strcoll_l take; valid until Python code runs. Before module _locale is imported: "C". Never fails. */
locale_t kr__locale_now(kr_vm *vm);
/* A str as C's wide text of *n characters and a NUL, in memory of (*n + 1) characters that the caller gives back. NULL:
 * MemoryError. Does not collect. */
KR_MUST_USE wchar_t *kr__wide_text(kr_vm *vm, Value s, size_t *n);
void kr__wide_free(kr_vm *vm, wchar_t *text, size_t n);
/* A str of n wide characters. Failed: one is past Unicode (ValueError), or MemoryError. */
KR_MUST_USE Value kr__wide_str(kr_vm *vm, const wchar_t *text, size_t n);

#endif
