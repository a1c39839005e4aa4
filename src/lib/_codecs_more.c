/* SPDX-License-Identifier: MIT
 * _codecs_more.c: codecs of module _codecs that the types do not need themselves: character maps,
 * UTF-16 and UTF-32, and the escape codecs. Each returns (result, how much of the input it took).
 * */
#include "base/unicode.h"
#include "lib/_codecs.h"
#include "types/int.h"

KR_INLINE KrStr *str_of(Value v) { return kr__ptr(v); }

static bool str_arg(kr_vm *vm, const char *name, Value v) {
    if (kr__is_str(vm, v)) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() argument 1 must be str, not %P", name, v);
}

/* The input of a decoder as bytes that stay in place. */
static Value bytes_arg(kr_vm *vm, Value v) {
    if (kr__exact(v, KR_T_BYTES)) return v;
    KrBuffer b;
    if (!kr__buffer_get(vm, v, &b)) return KR_FAILED;
    Value r = kr__bytes_new(vm, b.data, b.len);
    kr__buffer_release(vm, &b);
    return r;
}

/* Decoding [from, to) of *bytes failed: puts the replacement, moves *at. The handler may have given
 * other bytes to go on with. */
static bool decode_fault(kr_vm *vm, KrStrBuilder *out, const char *encoding, Value *bytes,
                         Value errors, size_t from, size_t to, const char *reason, size_t *at) {
    KrCodecFault f = {encoding, reason, *bytes, from, to, ((const KrBytes *)kr__ptr(*bytes))->len,
                      false};
    Value r;
    if (!kr__codec_fault(vm, &f, errors, &r, at)) return false;
    *bytes = f.object;
    return kr__str_builder_str(out, r);
}

/* ---- character maps ---- */

#define UNDEFINED "character maps to <undefined>"

/* What a map says of a byte: 1 put into out, 0 undefined, -1. */
static int map_byte(kr_vm *vm, KrStrBuilder *out, Value map, uint8_t c) {
    if (kr__is_str(vm, map)) {
        if (c >= kr__str_count(str_of(map))) return 0;
        uint32_t cp = kr__str_at(vm, str_of(map), c);
        return cp == 0xfffe ? 0 : kr__str_builder_char(out, cp) ? 1 : -1;
    }
    Value v = kr__get_item(vm, map, kr__from_int48(c));
    if (kr__failed(v)) {
        if (!kr__pending_is(vm, KR_T_X_LOOKUPERROR)) return -1;
        kr__clear_pending(vm);
        return 0;
    }
    if (kr__is_none(v)) return 0;
    if (kr__is_str(vm, v)) {
        if (kr__str_is(str_of(v), "\xef\xbf\xbe")) return 0;
        return kr__str_builder_str(out, v) ? 1 : -1;
    }
    if (!kr__is_int(v)) {
        kr__raise_type(vm, "character mapping must return integer, None or str");
        return -1;
    }
    if (kr__int(v) < 0 || kr__int(v) > 0x10ffff) {
        kr__raise_type(vm, "character mapping must be in range(0x110000)");
        return -1;
    }
    if (kr__int(v) == 0xfffe) return 0;
    return kr__str_builder_char(out, (uint32_t)kr__int(v)) ? 1 : -1;
}

static Value charmap_decode(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value bytes = bytes_arg(vm, a[0]);
    if (kr__failed(bytes) || !kr__codecs_errors(vm, "charmap_decode", 2, &a[1])) return KR_FAILED;
    const KrBytes *b = kr__ptr(bytes);
    size_t len = b->len;
    if (!kr__ok(a[2]) || kr__is_none(a[2]))
        return kr__codecs_pair(
            vm, kr__codec_decode(vm, KR_CODEC_LATIN1, b->data, len, bytes, a[1], NULL), len);
    KrStrBuilder out;
    kr__str_builder_init(&out, vm);
    for (size_t i = 0; i < b->len;) {
        int r = map_byte(vm, &out, a[2], (uint8_t)b->data[i]);
        if (r < 0) return KR_FAILED;
        if (r) {
            i++;
            continue;
        }
        if (!decode_fault(vm, &out, "charmap", &bytes, a[1], i, i + 1, UNDEFINED, &i))
            return KR_FAILED;
        b = kr__ptr(bytes);
    }
    return kr__codecs_pair(vm, kr__str_builder_finish(&out), len);
}

/* What a map says of a character: 1 put, 0 undefined, -1. */
static int map_char(kr_vm *vm, KrStrBuilder *out, Value map, uint32_t cp) {
    Value v = kr__get_item(vm, map, kr__from_int48(cp));
    if (kr__failed(v)) {
        if (!kr__pending_is(vm, KR_T_X_LOOKUPERROR)) return -1;
        kr__clear_pending(vm);
        return 0;
    }
    if (kr__is_none(v)) return 0;
    if (kr__is_bytes(vm, v)) {
        const KrBytes *b = kr__ptr(v);
        return kr__str_builder_ascii(out, b->data, b->len) ? 1 : -1;
    }
    if (!kr__is_int(v)) {
        kr__raise_type(vm, "character mapping must return integer, bytes or None, not %T", v);
        return -1;
    }
    if (kr__int(v) < 0 || kr__int(v) > 255) {
        kr__raise_type(vm, "character mapping must be in range(256)");
        return -1;
    }
    char c = (char)kr__int(v);
    return kr__str_builder_ascii(out, &c, 1) ? 1 : -1;
}

/* A replacement for what the map does not have, mapped in turn. */
static bool put_mapped(kr_vm *vm, KrStrBuilder *out, Value map, Value r, KrCodecFault *f) {
    if (kr__is_bytes(vm, r)) {
        const KrBytes *b = kr__ptr(r);
        return kr__str_builder_ascii(out, b->data, b->len);
    }
    for (size_t i = 0; i < kr__str_count(str_of(r)); i++) {
        int m = map_char(vm, out, map, kr__str_at(vm, str_of(r), i));
        if (m < 0) return false;
        Value none;
        size_t pos;
        if (m == 0) return kr__codec_fault(vm, f, KR_UNSET, &none, &pos);
    }
    return true;
}

static Value charmap_encode(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!str_arg(vm, "charmap_encode", a[0]) || !kr__codecs_errors(vm, "charmap_encode", 2, &a[1]))
        return KR_FAILED;
    size_t count = kr__str_count(str_of(a[0]));
    if (!kr__ok(a[2]) || kr__is_none(a[2]))
        return kr__codecs_pair(vm, kr__codec_encode(vm, KR_CODEC_LATIN1, a[0], a[1]), count);
    KrStrBuilder out, trial;
    kr__str_builder_init(&out, vm);
    for (size_t i = 0; i < count;) {
        int r = map_char(vm, &out, a[2], kr__str_at(vm, str_of(a[0]), i));
        if (r < 0) return KR_FAILED;
        if (r) {
            i++;
            continue;
        }
        size_t end = i + 1; /* all that is undefined goes into one error */
        for (; end < count; end++) {
            kr__str_builder_init(&trial, vm);
            r = map_char(vm, &trial, a[2], kr__str_at(vm, str_of(a[0]), end));
            if (r < 0) return KR_FAILED;
            if (r) break;
        }
        KrCodecFault f = {"charmap", UNDEFINED, a[0], i, end, count, true};
        Value with;
        if (!kr__codec_fault(vm, &f, a[1], &with, &i) || !put_mapped(vm, &out, a[2], with, &f))
            return KR_FAILED;
    }
    return kr__codecs_pair(vm, kr__str_builder_bytes(&out), count);
}

/* The table for charmap_encode that a str of 256 characters decodes. */
static Value charmap_build(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "charmap_build() argument must be str, not %P", a[0]);
    Value d = kr__dict_new(vm);
    for (size_t i = 0; kr__ok(d) && i < kr__str_count(str_of(a[0])) && i < 256; i++) {
        uint32_t cp = kr__str_at(vm, str_of(a[0]), i);
        if (cp != 0xfffe &&
            !kr__dict_set(vm, kr__ptr(d), kr__from_int48(cp), kr__from_int48((int64_t)i)))
            return KR_FAILED;
    }
    return d;
}

/* ---- UTF-16, UTF-32 ---- */

typedef struct Utf {
    const char *name;
    int width; /* 2, 4 */
    bool big;
} Utf;

static const char *const utf_names[2][2] = {{"utf-16-le", "utf-16-be"}, {"utf-32-le", "utf-32-be"}};

static void put_unit(char *out, const Utf *u, uint32_t v) {
    for (int i = 0; i < u->width; i++) out[u->big ? u->width - 1 - i : i] = (char)(v >> (8 * i));
}
static uint32_t get_unit(const char *p, const Utf *u) {
    uint32_t v = 0;
    for (int i = 0; i < u->width; i++)
        v |= (uint32_t)(uint8_t)p[u->big ? u->width - 1 - i : i] << (8 * i);
    return v;
}

static bool put_utf(KrStrBuilder *out, const Utf *u, uint32_t cp) {
    char c[4];
    if (u->width == 2 && cp > 0xffff) {
        put_unit(c, u, 0xd800 + ((cp - 0x10000) >> 10));
        put_unit(c + 2, u, 0xdc00 + (cp & 0x3ff));
        return kr__str_builder_ascii(out, c, 4);
    }
    put_unit(c, u, cp);
    return kr__str_builder_ascii(out, c, (size_t)u->width);
}

KR_INLINE bool is_surrogate(uint32_t cp) { return cp >= 0xd800 && cp < 0xe000; }

static bool put_utf_replacement(kr_vm *vm, KrStrBuilder *out, const Utf *u, Value r,
                                KrCodecFault *f) {
    Value none;
    size_t pos;
    if (kr__is_bytes(vm, r)) {
        const KrBytes *b = kr__ptr(r);
        if (b->len % (unsigned)u->width) return kr__codec_fault(vm, f, KR_UNSET, &none, &pos);
        return kr__str_builder_ascii(out, b->data, b->len);
    }
    for (size_t i = 0; i < kr__str_count(str_of(r)); i++) {
        uint32_t cp = kr__str_at(vm, str_of(r), i);
        if (is_surrogate(cp)) return kr__codec_fault(vm, f, KR_UNSET, &none, &pos);
        if (!put_utf(out, u, cp)) return false;
    }
    return true;
}

static Value utf_encode(kr_vm *vm, Value *a, const Utf *u, bool bom) {
    if (!str_arg(vm, u->name, a[0]) || !kr__codecs_errors(vm, u->name, 2, &a[1])) return KR_FAILED;
    KrStrBuilder out;
    kr__str_builder_init(&out, vm);
    size_t count = kr__str_count(str_of(a[0]));
    if (bom && !put_utf(&out, u, 0xfeff)) return KR_FAILED;
    for (size_t i = 0; i < count;) {
        uint32_t cp = kr__str_at(vm, str_of(a[0]), i);
        if (!is_surrogate(cp)) {
            if (!put_utf(&out, u, cp)) return KR_FAILED;
            i++;
            continue;
        }
        size_t end = i;
        while (end < count && is_surrogate(kr__str_at(vm, str_of(a[0]), end))) end++;
        KrCodecFault f = {u->name, "surrogates not allowed", a[0], i, end, count, true};
        Value with;
        if (!kr__codec_fault(vm, &f, a[1], &with, &i) ||
            !put_utf_replacement(vm, &out, u, with, &f))
            return KR_FAILED;
    }
    return kr__codecs_pair(vm, kr__str_builder_bytes(&out), count);
}

typedef struct UtfIn {
    Utf utf;
    Value bytes, errors;
    const char *p;
    size_t n, at;
    bool final;
    KrStrBuilder out;
} UtfIn;

static bool utf_bad(kr_vm *vm, UtfIn *in, size_t size, const char *reason) {
    size_t to = in->at + size < in->n ? in->at + size : in->n;
    if (!decode_fault(vm, &in->out, in->utf.name, &in->bytes, in->errors, in->at, to, reason,
                      &in->at))
        return false;
    const KrBytes *b = kr__ptr(in->bytes);
    in->p = b->data;
    in->n = b->len;
    return true;
}

/* One step of UTF-16: 1, 0 incomplete and not final, -1. */
static int utf16_step(kr_vm *vm, UtfIn *in) {
    size_t left = in->n - in->at;
    if (left < 2) return !in->final ? 0 : utf_bad(vm, in, left, "truncated data") ? 1 : -1;
    uint32_t hi = get_unit(in->p + in->at, &in->utf);
    if (!is_surrogate(hi)) {
        in->at += 2;
        return kr__str_builder_char(&in->out, hi) ? 1 : -1;
    }
    if (hi >= 0xdc00) return utf_bad(vm, in, 2, "illegal encoding") ? 1 : -1;
    if (left < 4) return !in->final ? 0 : utf_bad(vm, in, left, "unexpected end of data") ? 1 : -1;
    uint32_t lo = get_unit(in->p + in->at + 2, &in->utf);
    if (lo < 0xdc00 || lo > 0xdfff) return utf_bad(vm, in, 2, "illegal UTF-16 surrogate") ? 1 : -1;
    in->at += 4;
    return kr__str_builder_char(&in->out, 0x10000 + ((hi - 0xd800) << 10) + (lo - 0xdc00)) ? 1 : -1;
}

static int utf32_step(kr_vm *vm, UtfIn *in) {
    size_t left = in->n - in->at;
    if (left < 4) return !in->final ? 0 : utf_bad(vm, in, left, "truncated data") ? 1 : -1;
    uint32_t cp = get_unit(in->p + in->at, &in->utf);
    if (is_surrogate(cp))
        return utf_bad(vm, in, 4, "code point in surrogate code point range(0xd800, 0xe000)") ? 1
                                                                                              : -1;
    if (cp > 0x10ffff) return utf_bad(vm, in, 4, "code point not in range(0x110000)") ? 1 : -1;
    in->at += 4;
    return kr__str_builder_char(&in->out, cp) ? 1 : -1;
}

/* order: -1 little, 1 big, 0 as the byte order mark says (native without one); gets what was found.
 * */
static bool read_bom(UtfIn *in, int *order) {
    Utf little = {in->utf.name, in->utf.width, false}, big = {in->utf.name, in->utf.width, true};
    size_t w = (size_t)in->utf.width;
    if (*order == 0 && in->n >= w) {
        if (get_unit(in->p, &little) == 0xfeff) {
            *order = -1;
        } else if (get_unit(in->p, &big) == 0xfeff) {
            *order = 1;
        }
        if (*order) in->at = w;
    }
    in->utf.big = *order == 1;
    in->utf.name = utf_names[in->utf.width == 4][in->utf.big];
    return true;
}

static Value utf_decode(kr_vm *vm, Value data, Value errors, const char *name, int width,
                        int *order, bool final, size_t *used) {
    UtfIn in = {.utf = {name, width, false}, .errors = errors, .final = final};
    if (!kr__codecs_errors(vm, name, 2, &in.errors)) return KR_FAILED;
    in.bytes = bytes_arg(vm, data);
    if (kr__failed(in.bytes)) return in.bytes;
    const KrBytes *b = kr__ptr(in.bytes);
    in.p = b->data;
    in.n = b->len;
    size_t given = in.n;
    kr__str_builder_init(&in.out, vm);
    if (!read_bom(&in, order)) return KR_FAILED;
    int r = 1;
    while (in.at < in.n && r > 0) r = width == 2 ? utf16_step(vm, &in) : utf32_step(vm, &in);
    if (r < 0) return KR_FAILED;
    *used = final ? given : in.at;
    kr__keep(in.bytes);
    return kr__str_builder_finish(&in.out);
}

/* errors, final */
static Value utf_decode_fixed(kr_vm *vm, Value *a, const char *name, int width, int order) {
    int final = kr__ok(a[2]) ? kr__truth(vm, a[2]) : 0;
    size_t used = 0;
    if (final < 0) return KR_FAILED;
    Value text = utf_decode(vm, a[0], a[1], name, width, &order, final, &used);
    return kr__codecs_pair(vm, text, used);
}

/* errors, byteorder, final -> (text, used, byteorder) */
static Value utf_ex_decode(kr_vm *vm, Value *a, const char *name, int width) {
    int64_t order = 0;
    int final = kr__ok(a[3]) ? kr__truth(vm, a[3]) : 0;
    size_t used = 0;
    if (final < 0 || (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &order))) return KR_FAILED;
    int o = order < 0 ? -1 : order > 0;
    Value text = utf_decode(vm, a[0], a[1], name, width, &o, final, &used);
    if (kr__failed(text)) return text;
    return kr__tuple_new(vm, (Value[]){text, kr__from_int48((int64_t)used), kr__from_int48(o)}, 3);
}

/* errors, byteorder */
static Value utf_encode_any(kr_vm *vm, Value *a, const char *name, int width) {
    int64_t order = 0;
    if (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &order)) return KR_FAILED;
    if (order) name = utf_names[width == 4][order > 0];
    return utf_encode(vm, a, &(Utf){name, width, order > 0}, order == 0);
}

#define UTF(bits)                                                                              \
    static Value utf_##bits##_encode(kr_vm *vm, Value *a, int n) {                             \
        return (void)n, utf_encode_any(vm, a, "utf-" #bits, bits / 8);                         \
    }                                                                                          \
    static Value utf_##bits##_le_encode(kr_vm *vm, Value *a, int n) {                          \
        return (void)n, utf_encode(vm, a, &(Utf){"utf-" #bits "-le", bits / 8, false}, false); \
    }                                                                                          \
    static Value utf_##bits##_be_encode(kr_vm *vm, Value *a, int n) {                          \
        return (void)n, utf_encode(vm, a, &(Utf){"utf-" #bits "-be", bits / 8, true}, false);  \
    }                                                                                          \
    static Value utf_##bits##_decode(kr_vm *vm, Value *a, int n) {                             \
        return (void)n, utf_decode_fixed(vm, a, "utf-" #bits, bits / 8, 0);                    \
    }                                                                                          \
    static Value utf_##bits##_le_decode(kr_vm *vm, Value *a, int n) {                          \
        return (void)n, utf_decode_fixed(vm, a, "utf-" #bits "-le", bits / 8, -1);             \
    }                                                                                          \
    static Value utf_##bits##_be_decode(kr_vm *vm, Value *a, int n) {                          \
        return (void)n, utf_decode_fixed(vm, a, "utf-" #bits "-be", bits / 8, 1);              \
    }                                                                                          \
    static Value utf_##bits##_ex_decode(kr_vm *vm, Value *a, int n) {                          \
        return (void)n, utf_ex_decode(vm, a, "utf-" #bits, bits / 8);                          \
    }
UTF(16)
UTF(32)

/* ---- escapes ---- */

static int hex_digit(char c) {
    return c >= '0' && c <= '9'                 ? c - '0'
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                : -1;
}

/* n hex digits at p; how many there are goes to *got. */
static uint32_t read_hex(const char *p, const char *end, int n, int *got) {
    uint32_t v = 0;
    for (*got = 0; *got < n && p < end && hex_digit(*p) >= 0; ++*got)
        v = v << 4 | (uint32_t)hex_digit(*p++);
    return v;
}

/* Warns of an escape that is none; p is behind its backslash. */
static bool warn_escape(kr_vm *vm, const char *p) {
    if (*p >= '4' && *p <= '7')
        return kr__warn(vm, KR_T_X_DEPRECATIONWARNING, 1, "invalid octal escape sequence '\\%.3s'",
                        p);
    Value c = kr__char(vm, (uint8_t)*p);
    return kr__ok(c) &&
           kr__warn(vm, KR_T_X_DEPRECATIONWARNING, 1, "invalid escape sequence '\\%S'", c);
}

static bool put_escape(KrStrBuilder *out, uint32_t cp) {
    static const char digits[] = "0123456789abcdef";
    char c[10] = {'\\', cp < 0x100 ? 'x' : cp < 0x10000 ? 'u' : 'U'};
    int n = cp < 0x100 ? 2 : cp < 0x10000 ? 4 : 8;
    for (int i = 0; i < n; i++) c[2 + i] = digits[cp >> (4 * (n - 1 - i)) & 15];
    return kr__str_builder_ascii(out, c, (size_t)n + 2);
}

/* raw: only what Latin-1 does not have, as \u and \U. */
static Value escape_encode_str(kr_vm *vm, Value *a, const char *name, bool raw) {
    if (!str_arg(vm, name, a[0]) || !kr__codecs_errors(vm, name, 2, &a[1])) return KR_FAILED;
    KrStrBuilder out;
    kr__str_builder_init(&out, vm);
    size_t n = str_of(a[0])->len;
    for (size_t i = 0; i < n;) {
        unsigned w;
        uint32_t cp = kr__utf8_decode(kr__str_text(str_of(a[0])) + i, &w);
        i += w;
        char c = (char)cp;
        const char *named = cp == '\n'   ? "\\n"
                            : cp == '\r' ? "\\r"
                            : cp == '\t' ? "\\t"
                            : cp == '\\' ? "\\\\"
                                         : NULL;
        bool ok = raw && cp < 256   ? kr__str_builder_ascii(&out, &c, 1)
                  : raw || cp > 126 ? put_escape(&out, cp)
                  : named           ? kr__str_builder_cstr(&out, named)
                  : cp < 32         ? put_escape(&out, cp)
                                    : kr__str_builder_ascii(&out, &c, 1);
        if (!ok) return KR_FAILED;
    }
    return kr__codecs_pair(vm, kr__str_builder_bytes(&out), kr__str_count(str_of(a[0])));
}

static Value unicode_escape_encode(kr_vm *vm, Value *a, int n) {
    return (void)n, escape_encode_str(vm, a, "unicode_escape_encode", false);
}
static Value raw_unicode_escape_encode(kr_vm *vm, Value *a, int n) {
    return (void)n, escape_encode_str(vm, a, "raw_unicode_escape_encode", true);
}

typedef struct EscapeIn {
    Value bytes, errors;
    const char *p, *end;
    size_t at;
    bool final, raw;
    const char *odd; /* the first escape that is none */
    KrStrBuilder out;
} EscapeIn;

static int escape_fault(kr_vm *vm, EscapeIn *in, size_t to, const char *reason) {
    if (!decode_fault(vm, &in->out, in->raw ? "rawunicodeescape" : "unicodeescape", &in->bytes,
                      in->errors, in->at, to, reason, &in->at))
        return -1;
    const KrBytes *b = kr__ptr(in->bytes);
    in->p = b->data;
    in->end = b->data + b->len;
    return 1;
}

/* \N{NAME} whose name begins at `from`. */
static int named_escape(kr_vm *vm, EscapeIn *in, const char *from) {
    const char *close =
        from < in->end && *from == '{' ? memchr(from, '}', (size_t)(in->end - from)) : NULL;
    const char *base = in->p;
    if (!close || close == from + 1) {
        if (!close && !in->final) return 0;
        return escape_fault(vm, in, (size_t)(in->end - base), "malformed \\N character escape");
    }
    Value f = kr__import_attr(vm, "unicodedata", "lookup");
    Value name = kr__ok(f) ? kr__str_new(vm, from + 1, (size_t)(close - from - 1)) : f;
    Value c = kr__ok(name) ? kr__call1(vm, f, name) : name;
    if (kr__ok(c) && kr__is_str(vm, c)) {
        in->at = (size_t)(close + 1 - base);
        return kr__str_builder_str(&in->out, c) ? 1 : -1;
    }
    if (!kr__pending_is(vm, KR_T_X_KEYERROR)) return -1;
    kr__clear_pending(vm);
    return escape_fault(vm, in, (size_t)(close + 1 - base), "unknown Unicode character name");
}

/* \x, \u, \U with n digits that begin at q. */
static int hex_escape(kr_vm *vm, EscapeIn *in, const char *q, int n) {
    int got;
    uint32_t cp = read_hex(q, in->end, n, &got);
    const char *why = n == 2   ? "truncated \\xXX escape"
                      : n == 4 ? "truncated \\uXXXX escape"
                               : "truncated \\UXXXXXXXX escape";
    if (got < n) {
        if (q + got == in->end && !in->final) return 0;
        return escape_fault(vm, in, (size_t)(q + got - in->p), why);
    }
    if (cp > 0x10ffff)
        return escape_fault(vm, in, (size_t)(q + n - in->p),
                            in->raw ? "\\Uxxxxxxxx out of range" : "illegal Unicode character");
    in->at = (size_t)(q + n - in->p);
    return kr__str_builder_char(&in->out, cp) ? 1 : -1;
}

/* The escape at in->at. */
static int escape_step(kr_vm *vm, EscapeIn *in) {
    const char *q = in->p + in->at + 1;
    if (q == in->end) {
        if (!in->final) return 0;
        return escape_fault(vm, in, in->at + 1, "\\ at end of string");
    }
    static const char from[] = "\\'\"bftnrva", to[] = "\\'\"\b\f\t\n\r\v\a";
    char c = *q++;
    if (c == 'x') return hex_escape(vm, in, q, 2);
    if (c == 'u') return hex_escape(vm, in, q, 4);
    if (c == 'U') return hex_escape(vm, in, q, 8);
    if (c == 'N') return named_escape(vm, in, q);
    if (c == '\n') {
        in->at += 2;
        return 1;
    }
    if (c >= '0' && c <= '7') {
        uint32_t v = (uint32_t)(c - '0');
        for (int i = 0; i < 2 && q < in->end && *q >= '0' && *q <= '7'; i++)
            v = v * 8 + (uint32_t)(*q++ - '0');
        if (v > 255 && !in->odd) in->odd = in->p + in->at + 1;
        in->at = (size_t)(q - in->p);
        return kr__str_builder_char(&in->out, v) ? 1 : -1;
    }
    const char *known = memchr(from, c, sizeof from - 1);
    if (known) {
        in->at += 2;
        return kr__str_builder_char(&in->out, (uint8_t)to[known - from]) ? 1 : -1;
    }
    in->at++;
    if (!in->odd) in->odd = q - 1;
    return kr__str_builder_char(&in->out, '\\') ? 1 : -1;
}

/* A backslash of the raw form: an escape only before u or U. */
static int raw_step(kr_vm *vm, EscapeIn *in) {
    const char *q = in->p + in->at + 1;
    if (q == in->end && !in->final) return 0;
    if (q < in->end && (*q == 'u' || *q == 'U'))
        return hex_escape(vm, in, q + 1, *q == 'u' ? 4 : 8);
    in->at++;
    if (!kr__str_builder_char(&in->out, '\\')) return -1;
    if (q < in->end && *q == '\\') { /* two of them: the second begins no escape */
        in->at++;
        return kr__str_builder_char(&in->out, '\\') ? 1 : -1;
    }
    return 1;
}

static Value escape_decode_str(kr_vm *vm, Value *a, const char *name, bool raw) {
    if (!kr__codecs_errors(vm, name, 2, &a[1])) return KR_FAILED;
    int final = kr__ok(a[2]) ? kr__truth(vm, a[2]) : 1;
    EscapeIn in = {.errors = a[1], .final = final > 0, .raw = raw};
    Value data = kr__is_str(vm, a[0]) ? kr__codec_encode(vm, KR_CODEC_UTF8, a[0], KR_UNSET) : a[0];
    in.bytes = final < 0 || kr__failed(data) ? KR_FAILED : bytes_arg(vm, data);
    if (kr__failed(in.bytes)) return KR_FAILED;
    const KrBytes *b = kr__ptr(in.bytes);
    in.p = b->data;
    in.end = b->data + b->len;
    size_t given = b->len;
    kr__str_builder_init(&in.out, vm);
    int r = 1;
    while (r > 0 && in.p + in.at < in.end) {
        char c = in.p[in.at];
        if (c != '\\') {
            in.at++;
            r = kr__str_builder_char(&in.out, (uint8_t)c) ? 1 : -1;
        } else {
            r = raw ? raw_step(vm, &in) : escape_step(vm, &in);
        }
    }
    if (r < 0 || (in.odd && !warn_escape(vm, in.odd))) return KR_FAILED;
    kr__keep(in.bytes);
    return kr__codecs_pair(vm, kr__str_builder_finish(&in.out), r ? given : in.at);
}

static Value unicode_escape_decode(kr_vm *vm, Value *a, int n) {
    return (void)n, escape_decode_str(vm, a, "unicode_escape_decode", false);
}
static Value raw_unicode_escape_decode(kr_vm *vm, Value *a, int n) {
    return (void)n, escape_decode_str(vm, a, "raw_unicode_escape_decode", true);
}

/* bytes to bytes: what a bytes literal without its quotes looks like. */
static Value escape_encode(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_bytes(vm, a[0]))
        return kr__raise_type(vm, "escape_encode() argument 1 must be bytes, not %P", a[0]);
    const KrBytes *b = kr__ptr(a[0]);
    KrStrBuilder out;
    kr__str_builder_init(&out, vm);
    for (size_t i = 0; i < b->len; i++) {
        uint8_t c = (uint8_t)b->data[i];
        const char *named = c == '\n'   ? "\\n"
                            : c == '\r' ? "\\r"
                            : c == '\t' ? "\\t"
                            : c == '\\' ? "\\\\"
                            : c == '\'' ? "\\'"
                                        : NULL;
        bool ok = named               ? kr__str_builder_cstr(&out, named)
                  : c < 32 || c > 126 ? put_escape(&out, c)
                                      : kr__str_builder_ascii(&out, b->data + i, 1);
        if (!ok) return KR_FAILED;
    }
    return kr__codecs_pair(vm, kr__str_builder_bytes(&out), b->len);
}

/* The escape of a bytes literal at p[*i] (behind the backslash). False: failed. */
static bool bytes_escape(kr_vm *vm, KrStrBuilder *out, const KrBytes *b, size_t *i, Value errors,
                         const char **odd) {
    static const char from[] = "\\'\"bftnrva", to[] = "\\'\"\b\f\t\n\r\v\a";
    if (*i == b->len) return kr__raise_false(vm, KR_T_X_VALUEERROR, "Trailing \\ in string");
    char c = b->data[(*i)++];
    const char *known = memchr(from, c, sizeof from - 1);
    if (c == '\n') return true;
    if (known) return kr__str_builder_ascii(out, &to[known - from], 1);
    if (c >= '0' && c <= '7') {
        unsigned v = (unsigned)(c - '0');
        for (int k = 0; k < 2 && *i < b->len && b->data[*i] >= '0' && b->data[*i] <= '7'; k++)
            v = v * 8 + (unsigned)(b->data[(*i)++] - '0');
        if (v > 255 && !*odd) *odd = b->data + *i - 3;
        c = (char)v;
        return kr__str_builder_ascii(out, &c, 1);
    }
    if (c == 'x') {
        int got;
        uint32_t v = read_hex(b->data + *i, b->data + b->len, 2, &got);
        if (got == 2) {
            *i += 2;
            c = (char)v;
            return kr__str_builder_ascii(out, &c, 1);
        }
        if (kr__failed(errors) || kr__str_is(str_of(errors), "strict"))
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "invalid \\x escape at position %zd",
                                   *i - 2);
        *i += (size_t)got;
        return !kr__str_is(str_of(errors), "replace") || kr__str_builder_ascii(out, "?", 1);
    }
    if (!*odd) *odd = b->data + *i - 1;
    char both[2] = {'\\', c};
    return kr__str_builder_ascii(out, both, 2);
}

static Value escape_decode(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__codecs_errors(vm, "escape_decode", 2, &a[1])) return KR_FAILED;
    Value data = kr__is_str(vm, a[0]) ? kr__codec_encode(vm, KR_CODEC_UTF8, a[0], KR_UNSET) : a[0];
    Value bytes = kr__ok(data) ? bytes_arg(vm, data) : data;
    if (kr__failed(bytes)) return bytes;
    const KrBytes *b = kr__ptr(bytes);
    const char *odd = NULL;
    KrStrBuilder out;
    kr__str_builder_init(&out, vm);
    for (size_t i = 0; i < b->len;) {
        char c = b->data[i++];
        if (!(c == '\\' ? bytes_escape(vm, &out, b, &i, a[1], &odd)
                        : kr__str_builder_ascii(&out, &c, 1)))
            return KR_FAILED;
    }
    if (odd && !warn_escape(vm, odd)) return KR_FAILED;
    kr__keep(bytes);
    return kr__codecs_pair(vm, kr__str_builder_bytes(&out), b->len);
}

#define UTF_ROWS(bits)                                                                             \
    {"utf_" #bits "_encode(str, errors=None, byteorder=0, /)", utf_##bits##_encode, NULL, 0},      \
        {"utf_" #bits "_le_encode(str, errors=None, /)", utf_##bits##_le_encode, NULL, 0},         \
        {"utf_" #bits "_be_encode(str, errors=None, /)", utf_##bits##_be_encode, NULL, 0},         \
        {"utf_" #bits "_decode(data, errors=None, final=False, /)", utf_##bits##_decode, NULL, 0}, \
        {"utf_" #bits "_le_decode(data, errors=None, final=False, /)", utf_##bits##_le_decode,     \
         NULL, 0},                                                                                 \
        {"utf_" #bits "_be_decode(data, errors=None, final=False, /)", utf_##bits##_be_decode,     \
         NULL, 0},                                                                                 \
    {                                                                                              \
        "utf_" #bits "_ex_decode(data, errors=None, byteorder=0, final=False, /)",                 \
            utf_##bits##_ex_decode, NULL, 0                                                        \
    }

const KrFnDef kr__codecs_more[] = {
    {"charmap_encode(str, errors=None, mapping=None, /)", charmap_encode, NULL, 0},
    {"charmap_decode(data, errors=None, mapping=None, /)", charmap_decode, NULL, 0},
    {"charmap_build(map, /)", charmap_build, NULL, 0},
    UTF_ROWS(16),
    UTF_ROWS(32),
    {"utf_7_encode(str, errors=None, /)", kr__utf_7_encode, NULL, 0},
    {"utf_7_decode(data, errors=None, final=False, /)", kr__utf_7_decode, NULL, 0},
    {"unicode_escape_encode(str, errors=None, /)", unicode_escape_encode, NULL, 0},
    {"unicode_escape_decode(data, errors=None, final=True, /)", unicode_escape_decode, NULL, 0},
    {"raw_unicode_escape_encode(str, errors=None, /)", raw_unicode_escape_encode, NULL, 0},
    {"raw_unicode_escape_decode(data, errors=None, final=True, /)", raw_unicode_escape_decode, NULL,
     0},
    {"escape_encode(data, errors=None, /)", escape_encode, NULL, 0},
    {"escape_decode(data, errors=None, /)", escape_decode, NULL, 0},
    {0},
};
