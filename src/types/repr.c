/* SPDX-License-Identifier: MIT
 * repr.c: strs and bytes as literals: which quote, what is escaped. No Python code runs; failure is
 * MemoryError. */
#include "base/unicode.h"
#include "types/str.h"

static const char hex_digits[] = "0123456789abcdef";

/* Writes \xhh, \uhhhh or \Uhhhhhhhh; returns its length. */
static size_t escape(char out[10], uint32_t cp) {
    unsigned n = cp < 0x100 ? 2 : cp < 0x10000 ? 4 : 8;
    out[0] = '\\';
    out[1] = n == 2 ? 'x' : n == 4 ? 'u' : 'U';
    for (unsigned i = 0; i < n; i++) out[2 + i] = hex_digits[cp >> (4 * (n - 1 - i)) & 15];
    return n + 2;
}

/* ' unless there are ' and no " inside. */
static char pick_quote(const char *s, size_t n) {
    return memchr(s, '\'', n) && !memchr(s, '"', n) ? '"' : '\'';
}

/* The escape of an ASCII character that needs one within these quotes; its length, 0: none. */
static size_t escape_ascii(char out[10], uint8_t c, char quote) {
    char e = 0;
    if (c == (uint8_t)quote || c == '\\') {
        e = (char)c;
    } else if (c == '\n') {
        e = 'n';
    } else if (c == '\r') {
        e = 'r';
    } else if (c == '\t') {
        e = 't';
    } else if (c >= ' ' && c < 127) {
        return 0;
    }
    if (!e) return escape(out, c);
    out[0] = '\\';
    out[1] = e;
    return 2;
}

/* Most steps between two polls. */
#define POLL_STEPS 0xffffu

Value kr__str_repr(kr_vm *vm, Value v) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    size_t n = kr__str_ptr(v)->len;
    char quote = pick_quote(kr__str_text(kr__str_ptr(v)), n), out[10];
    if (!kr__str_builder_room(&b, n + 2) || !kr__str_builder_char(&b, (uint8_t)quote))
        return KR_FAILED;
    unsigned steps = 0;
    for (size_t i = 0; i < n;) {
        const char *text = kr__str_text(kr__str_ptr(v));
        unsigned size;
        uint32_t cp = kr__utf8_decode(text + i, &size);
        i += size;
        size_t k = cp < 128                         ? escape_ascii(out, (uint8_t)cp, quote)
                   : kr__uc_is(cp, KR_UC_PRINTABLE) ? 0
                                                    : escape(out, cp);
        if (!(k ? kr__str_builder_ascii(&b, out, k) : kr__str_builder_char(&b, cp)))
            return KR_FAILED;
        if ((++steps & POLL_STEPS) == 0 && !kr__poll(vm)) return KR_FAILED;
    }
    if (!kr__str_builder_char(&b, (uint8_t)quote)) return KR_FAILED;
    kr__keep(v);
    return kr__str_builder_finish(&b);
}

Value kr__str_escape_ascii(kr_vm *vm, Value v) {
    if (kr__str_ascii(kr__str_ptr(v))) return kr__str_exact(vm, v);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    size_t n = kr__str_ptr(v)->len;
    for (size_t i = 0; i < n;) {
        unsigned size;
        char out[10];
        uint32_t cp = kr__utf8_decode(kr__str_text(kr__str_ptr(v)) + i, &size);
        i += size;
        size_t k = cp < 128 ? (out[0] = (char)cp, 1) : escape(out, cp);
        if (!kr__str_builder_ascii(&b, out, k)) return KR_FAILED;
    }
    kr__keep(v);
    return kr__str_builder_finish(&b);
}

Value kr__bytes_repr(kr_vm *vm, const uint8_t *p, size_t n, bool bytearray) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    char quote = pick_quote((const char *)p, n), out[10];
    if (!kr__str_builder_room(&b, n + 3)) return KR_FAILED;
    if (!kr__str_builder_char(&b, 'b') || !kr__str_builder_char(&b, (uint8_t)quote))
        return KR_FAILED;
    for (size_t i = 0; i < n; i++) {
        size_t k = escape_ascii(out, p[i], bytearray ? '\'' : quote);
        if (!(k ? kr__str_builder_ascii(&b, out, k) : kr__str_builder_char(&b, p[i])))
            return KR_FAILED;
    }
    if (!kr__str_builder_char(&b, (uint8_t)quote)) return KR_FAILED;
    return kr__str_builder_finish(&b);
}
