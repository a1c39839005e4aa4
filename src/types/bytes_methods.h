/* SPDX-License-Identifier: MIT
 * bytes_methods.h: what bytes.c, bytearray.c and their common methods (bytes_methods.c,
 * bytes_find.c) share.
 *
 * A method converts its arguments first (which may run Python code), then reads where the bytes of
 * self stand, and from there on only allocates: collections neither move nor change bytes. */
#ifndef KR_TYPES_BYTES_METHODS_H
#define KR_TYPES_BYTES_METHODS_H

#include "types/bytes.h"
#include "types/str_build.h"

/* The bytes of a bytes or bytearray (or an instance of a subclass). */
typedef struct KrSpan {
    const char *p;
    size_t n;
} KrSpan;
KR_INLINE KrSpan kr__span(kr_vm *vm, Value v) {
    if (kr__has_kind(vm, v, KR_K_BYTES)) {
        const KrBytes *b = kr__ptr(v);
        return (KrSpan){b->data, b->len};
    }
    const KrBytearray *b = kr__ptr(v);
    return (KrSpan){kr__bytearray_data(b), b->len};
}
/* n bytes as an exact instance of what `self` is: bytes or bytearray. */
KR_MUST_USE Value kr__bytes_like(kr_vm *vm, Value self, const void *p, size_t n);
/* What the builder holds, likewise. */
KR_MUST_USE Value kr__bytes_like_built(kr_vm *vm, Value self, KrStrBuilder *b);

// clang-format off
#define KR_BYTES_METHODS(X)                                                                    \
    /* bytes_find.c */                                                                         \
    X(find)                                                                                    \
    X(rfind)                                                                                   \
    X(index)                                                                                   \
    X(rindex)                                                                                  \
    X(count) X(startswith) X(endswith) X(replace) X(removeprefix) X(removesuffix) X(partition) \
        X(rpartition) X(split) X(rsplit) X(splitlines) X(strip) X(lstrip) X(rstrip)            \
            X(__contains__) /* bytes_methods.c */                                              \
        X(center) X(ljust) X(rjust) X(zfill) X(expandtabs) X(upper) X(lower) X(title)          \
            X(capitalize) X(swapcase) X(isalnum) X(isalpha) X(isascii) X(isdigit) X(islower)   \
                X(isspace) X(istitle) X(isupper) X(translate) X(maketrans) X(join) X(hex)      \
                    X(decode) X(__len__) X(__repr__) X(__str__)
// clang-format on
#define KR_BYTES_DECLARE(name) Value kr__bytes_m_##name(kr_vm *vm, Value *a, int n);
KR_BYTES_METHODS(KR_BYTES_DECLARE)
#undef KR_BYTES_DECLARE

/* sep, bytes_per_sep of the hex methods: text of n bytes. */
KR_MUST_USE Value kr__bytes_hex(kr_vm *vm, const uint8_t *p, size_t n, Value sep, Value per_sep);
/* The bytes that hex digits in a str say, as bytes or bytearray. */
KR_MUST_USE Value kr__bytes_fromhex(kr_vm *vm, Value str, bool bytearray);
/* source, encoding, errors of the constructors: 1 with an exact bytes in *out, 2 with how many zeros
 * there are to be, or 0 when source is an iterable of ints or a buffer, or -1. Unset source: b''. */
int kr__bytes_source(kr_vm *vm, Value source, Value encoding, Value errors, Value *out);
Value kr__bytearray_iter(kr_vm *vm, Value *a, int n);
/* Comparison of the bytes of two buffers: NotImplemented when b has none. */
KR_MUST_USE Value kr__bytes_compare(kr_vm *vm, Value a, Value b, KrName op);
/* Appends every int of an iterable to the builder. May run Python code. */
KR_MUST_USE bool kr__bytes_gather(kr_vm *vm, KrStrBuilder *out, Value iterable, bool bytearray);

/* The rows that both classes have. */
#define KR_BYTES_ROWS                                                                              \
    {"__len__(self, /)", kr__bytes_m___len__, NULL, KR_DEF_SPECIAL},                               \
        {"__contains__(self, key, /)", kr__bytes_m___contains__, NULL, KR_DEF_SPECIAL},            \
        {"capitalize(self, /)", kr__bytes_m_capitalize,                                            \
         "The first byte in upper, the others in lower case.", 0},                                 \
        {"center(self, width, fillchar=b' ', /)", kr__bytes_m_center, "Centered in width bytes.",  \
         0},                                                                                       \
        {"count(", kr__bytes_m_count, "B.count(sub[, start[, end]]) -> int", KR_DEF_RAW},          \
        {"decode(self, /, encoding='utf-8', errors='strict')", kr__bytes_m_decode,                 \
         "The text in an encoding.", 0},                                                           \
        {"endswith(", kr__bytes_m_endswith, "B.endswith(suffix[, start[, end]]) -> bool",          \
         KR_DEF_RAW},                                                                              \
        {"expandtabs(self, /, tabsize=8)", kr__bytes_m_expandtabs,                                 \
         "Tabs become spaces up to the next tab stop.", 0},                                        \
        {"find(", kr__bytes_m_find, "B.find(sub[, start[, end]]) -> int", KR_DEF_RAW},             \
        {"hex(self, /, sep=None, bytes_per_sep=1)", kr__bytes_m_hex,                               \
         "As hexadecimal digits. With sep, groups of bytes_per_sep bytes from the right.\n\n"      \
         ">>> b'\\x01\\x02\\x03'.hex('-', 2)\n'01-0203'",                                          \
         0},                                                                                       \
        {"index(", kr__bytes_m_index, "B.index(sub[, start[, end]]) -> int", KR_DEF_RAW},          \
        {"isalnum(self, /)", kr__bytes_m_isalnum,                                                  \
         "Whether all are ASCII letters or digits, and there is one.", 0},                         \
        {"isalpha(self, /)", kr__bytes_m_isalpha,                                                  \
         "Whether all are ASCII letters, and there is one.", 0},                                   \
        {"isascii(self, /)", kr__bytes_m_isascii, "Whether all are ASCII.", 0},                    \
        {"isdigit(self, /)", kr__bytes_m_isdigit,                                                  \
         "Whether all are ASCII digits, and there is one.", 0},                                    \
        {"islower(self, /)", kr__bytes_m_islower,                                                  \
         "Whether no letter is upper case, and one is lower.", 0},                                 \
        {"isspace(self, /)", kr__bytes_m_isspace, "Whether all are whitespace, and there is one.", \
         0},                                                                                       \
        {"istitle(self, /)", kr__bytes_m_istitle, "Whether it is title-cased and has a letter.",   \
         0},                                                                                       \
        {"isupper(self, /)", kr__bytes_m_isupper,                                                  \
         "Whether no letter is lower case, and one is upper.", 0},                                 \
        {"join(self, iterable_of_bytes, /)", kr__bytes_m_join,                                     \
         "The items with this between them.", 0},                                                  \
        {"ljust(self, width, fillchar=b' ', /)", kr__bytes_m_ljust, "At the left of width bytes.", \
         0},                                                                                       \
        {"lower(self, /)", kr__bytes_m_lower, "ASCII letters in lower case.", 0},                  \
        {"lstrip(self, bytes=None, /)", kr__bytes_m_lstrip,                                        \
         "Without leading whitespace, or these bytes.", 0},                                        \
        {"maketrans(frm, to, /)", kr__bytes_m_maketrans, "A table for translate.", KR_DEF_STATIC}, \
        {"partition(self, sep, /)", kr__bytes_m_partition,                                         \
         "What stands before the first sep, sep, the rest.", 0},                                   \
        {"removeprefix(self, prefix, /)", kr__bytes_m_removeprefix,                                \
         "Without the prefix, if it has it.", 0},                                                  \
        {"removesuffix(self, suffix, /)", kr__bytes_m_removesuffix,                                \
         "Without the suffix, if it has it.", 0},                                                  \
        {"replace(self, old, new, count=-1, /)", kr__bytes_m_replace,                              \
         "new for old, the first count times.", 0},                                                \
        {"rfind(", kr__bytes_m_rfind, "B.rfind(sub[, start[, end]]) -> int", KR_DEF_RAW},          \
        {"rindex(", kr__bytes_m_rindex, "B.rindex(sub[, start[, end]]) -> int", KR_DEF_RAW},       \
        {"rjust(self, width, fillchar=b' ', /)", kr__bytes_m_rjust,                                \
         "At the right of width bytes.", 0},                                                       \
        {"rpartition(self, sep, /)", kr__bytes_m_rpartition,                                       \
         "What stands before the last sep, sep, the rest.", 0},                                    \
        {"rsplit(self, /, sep=None, maxsplit=-1)", kr__bytes_m_rsplit,                             \
         "The parts; maxsplit from the right.", 0},                                                \
        {"rstrip(self, bytes=None, /)", kr__bytes_m_rstrip,                                        \
         "Without trailing whitespace, or these bytes.", 0},                                       \
        {"split(self, /, sep=None, maxsplit=-1)", kr__bytes_m_split,                               \
         "The parts between separators.", 0},                                                      \
        {"splitlines(self, /, keepends=False)", kr__bytes_m_splitlines, "The lines.", 0},          \
        {"startswith(", kr__bytes_m_startswith, "B.startswith(prefix[, start[, end]]) -> bool",    \
         KR_DEF_RAW},                                                                              \
        {"strip(self, bytes=None, /)", kr__bytes_m_strip,                                          \
         "Without whitespace, or these bytes, at both ends.", 0},                                  \
        {"swapcase(self, /)", kr__bytes_m_swapcase,                                                \
         "Upper case becomes lower case and the other way round.", 0},                             \
        {"title(self, /)", kr__bytes_m_title,                                                      \
         "Each word begins in upper case and goes on in lower case.", 0},                          \
        {"translate(self, table, /, delete=b'')", kr__bytes_m_translate,                           \
         "Each byte replaced by table[byte], those in delete left out.", 0},                       \
        {"upper(self, /)", kr__bytes_m_upper, "ASCII letters in upper case.", 0}, {                \
        "zfill(self, width, /)", kr__bytes_m_zfill,                                                \
            "Filled with zeros on the left, behind a sign.", 0                                     \
    }

#endif
