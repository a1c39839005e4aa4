/* SPDX-License-Identifier: MIT
 * str_methods.h: the methods of str, by the file that has them, for str.c's table; and what these
 * files share. */
#ifndef KR_TYPES_STR_METHODS_H
#define KR_TYPES_STR_METHODS_H

#include "types/str.h"

/* Natives: a[0] is the str. May run Python code only through __index__ of an argument, unless
 * noted. */
// clang-format off
#define KR_STR_METHODS(X)                                                                         \
    /* str_find.c */                                                                              \
    X(find)                                                                                       \
    X(rfind)                                                                                      \
    X(index)                                                                                      \
    X(rindex)                                                                                     \
    X(count)                                                                                      \
    X(startswith) X(endswith) X(replace) X(removeprefix) X(removesuffix) X(partition)             \
        X(rpartition) /* str_split.c */                                                           \
        X(split) X(rsplit) X(splitlines) X(strip) X(lstrip) X(rstrip) X(center) X(ljust) X(rjust) \
            X(zfill) X(expandtabs) /* str_case.c */                                               \
        X(upper) X(lower) X(title) X(capitalize) X(swapcase) X(casefold) X(isalnum) X(isalpha)    \
            X(isascii) X(isdecimal) X(isdigit) X(isidentifier) X(islower) X(isnumeric)            \
                X(isprintable) X(isspace) X(istitle)                                              \
                    X(isupper)    /* str_translate.c; both may run Python code */                 \
        X(translate) X(maketrans) /* str_format.c; all may run Python code */                     \
        X(format) X(format_map) X(__format__)
// clang-format on
#define KR_STR_DECLARE(name) Value kr__str_m_##name(kr_vm *vm, Value *a, int n);
KR_STR_METHODS(KR_STR_DECLARE)
#undef KR_STR_DECLARE

/* Number of arguments past self of a RAW native, none by keyword: "find() takes at least 1 argument
 * (0 given)". */
KR_MUST_USE bool kr__raw_count(kr_vm *vm, const char *cls, const char *name, int n, int min,
                               int max);
/* An optional index argument ("'T' object cannot be interpreted as an integer"), clipped; unset
 * leaves *out. */
KR_MUST_USE bool kr__ssize_arg(kr_vm *vm, Value v, int64_t *out);
/* start and end of find and its like: None or unset leave the ends; *lo <= *hi <= len unless the
 * range is empty (false in *any). */
KR_MUST_USE bool kr__range_args(kr_vm *vm, Value start, Value end, size_t len, size_t *lo,
                                size_t *hi, bool *any);
/* TypeError "%s() argument %d must be str, not T"; for one argument methods n == 0: "%s() argument
 * must be str, not T". */
KR_MUST_USE bool kr__str_arg(kr_vm *vm, Value v, const char *name, int n);

#endif
