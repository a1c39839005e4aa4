/* SPDX-License-Identifier: MIT
 * binascii.c: the module binascii: bytes as text of several encodings and back, and two checksums. */
#include "lib/modules.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/int.h"
#include "types/module.h"
#include "types/str.h"

extern const KrModuleDef kr__module_binascii;

enum { S_ERROR, S_INCOMPLETE, S_COUNT };
static Value *state_of(kr_vm *vm) { return kr__module_values(vm, &kr__module_binascii, S_COUNT); }
static Value error_class(kr_vm *vm) {
    Value *s = state_of(vm);
    return s ? s[S_ERROR] : KR_FAILED;
}
#define ERROR(vm, ...) kr__module_raise(vm, error_class(vm), kr__text(vm, __VA_ARGS__))

/* The bytes of an argument that may be an ASCII str. */
static bool text_arg(kr_vm *vm, Value v, KrBuffer *b) {
    b->owner = KR_UNSET;
    if (kr__is_str(vm, v)) {
        const KrStr *s = kr__ptr(v);
        if (!kr__str_ascii(s))
            return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                   "string argument should contain only ASCII characters");
        Value bytes = kr__bytes_make(vm, kr__str_text(s), s->len);
        return kr__ok(bytes) && kr__buffer_get(vm, bytes, b);
    }
    if (!kr__has_buffer(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "argument should be bytes, buffer or ASCII string, not '%T'", v);
    return kr__buffer_get(vm, v, b);
}

/* A bytes object to be filled, and what it holds once it is known to have n bytes only. */
static char *room_of(kr_vm *vm, size_t n, Value *out) {
    if (n > UINT32_MAX)
        *out = kr__no_memory(vm);
    else
        *out = kr__bytes_new(vm, NULL, n);
    return kr__ok(*out) ? ((KrBytes *)kr__ptr(*out))->data : NULL;
}
static Value cut(kr_vm *vm, Value bytes, size_t n) {
    const KrBytes *b = kr__ptr(bytes);
    if (b->len == n) return bytes;
    Value r = kr__bytes_make(vm, b->data, n);
    kr__keep(bytes);
    return r;
}
static int flag(kr_vm *vm, Value v, int dflt) { return kr__ok(v) ? kr__truth(vm, v) : dflt; }

/* ---- base64 ---- */

static const char digits64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Value of a base64 digit; 64: it is none. */
static unsigned value64(unsigned char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A' + 0u;
    if (c >= 'a' && c <= 'z') return c - 'a' + 26u;
    if (c >= '0' && c <= '9') return c - '0' + 52u;
    return c == '+' ? 62 : c == '/' ? 63 : 64;
}

typedef struct From64 {
    const char *wrong; /* what is wrong; NULL: nothing, or the number of digits */
    size_t digits, used;
} From64;

/* Digits to bytes at out. strict: nothing but digits and the padding they need. False: f says why not. */
static bool from_base64(const uint8_t *p, size_t n, bool strict, char *out, From64 *f) {
    unsigned place = 0, pads = 0, rest = 0;
    bool padded = false;
    *f = (From64){NULL, 0, 0};
    if (strict && n && p[0] == '=') return f->wrong = "Leading padding not allowed", false;
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '=') {
            padded = true;
            if (place < 2 || place + ++pads < 4) continue;
            if (strict && i + 1 < n) return f->wrong = "Excess data after padding", false;
            return true;
        }
        unsigned v = value64(p[i]);
        if (v == 64 && strict) return f->wrong = "Only base64 data is allowed", false;
        if (v == 64) continue;
        if (strict && padded) return f->wrong = "Discontinuous padding not allowed", false;
        pads = 0;
        f->digits++;
        rest = rest << 6 | v;
        if (place) out[f->used++] = (char)(rest >> (6 - 2 * place) & 0xff);
        place = (place + 1) & 3;
    }
    if (place > 1) f->wrong = "Incorrect padding";
    return !place;
}

static Value a2b_base64(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    From64 f;
    Value r;
    int strict = flag(vm, a[1], 0);
    if (strict < 0 || !text_arg(vm, a[0], &b)) return KR_FAILED;
    char *out = room_of(vm, (b.len + 3) / 4 * 3, &r);
    bool ok = out && from_base64((const uint8_t *)b.data, b.len, strict, out, &f);
    kr__buffer_release(vm, &b);
    if (ok) return cut(vm, r, f.used);
    if (!out) return KR_FAILED;
    if (f.wrong) return ERROR(vm, "%s", f.wrong);
    return ERROR(vm,
                 "Invalid base64-encoded string: number of data characters (%zu) cannot be 1 more "
                 "than a multiple of 4",
                 f.digits);
}

static Value b2a_base64(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    Value r;
    int newline = flag(vm, a[1], 1);
    if (newline < 0 || !kr__buffer_get(vm, a[0], &b)) return KR_FAILED;
    char *out = room_of(vm, (b.len + 2) / 3 * 4 + (size_t)(newline > 0), &r);
    const uint8_t *p = (const uint8_t *)b.data;
    for (size_t i = 0; out && i < b.len; i += 3) {
        size_t left = b.len - i;
        unsigned w =
            (unsigned)p[i] << 16 | (left > 1 ? p[i + 1] << 8 : 0) | (left > 2 ? p[i + 2] : 0);
        *out++ = digits64[w >> 18];
        *out++ = digits64[w >> 12 & 63];
        *out++ = left > 1 ? digits64[w >> 6 & 63] : '=';
        *out++ = left > 2 ? digits64[w & 63] : '=';
    }
    if (out && newline) *out = '\n';
    kr__buffer_release(vm, &b);
    return r;
}

/* ---- uuencode ---- */

static Value a2b_uu(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    Value r;
    if (!text_arg(vm, a[0], &b)) return KR_FAILED;
    const uint8_t *p = (const uint8_t *)b.data, *end = p + b.len;
    size_t want = ((p < end ? *p++ : 0u) - ' ') & 63, used = 0;
    char *out = room_of(vm, want, &r);
    const char *wrong = NULL;
    unsigned bits = 0, rest = 0;
    while (out && used < want && !wrong) {
        unsigned c = p < end ? *p++ : '\n';
        if (c == '\n' || c == '\r')
            c = ' ';
        else if (c < ' ' || c > ' ' + 64)
            wrong = "Illegal char";
        rest = rest << 6 | ((c - ' ') & 63);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        out[used++] = (char)(rest >> bits & 0xff);
    }
    for (; out && !wrong && p < end; p++)
        if (*p != ' ' && *p != '`' && *p != '\n' && *p != '\r') wrong = "Trailing garbage";
    kr__buffer_release(vm, &b);
    return wrong ? ERROR(vm, "%s", wrong) : r;
}

static Value b2a_uu(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    Value r;
    int tick = flag(vm, a[1], 0);
    if (tick < 0 || !kr__buffer_get(vm, a[0], &b)) return KR_FAILED;
    if (b.len > 45) {
        kr__buffer_release(vm, &b);
        return ERROR(vm, "At most 45 bytes at once");
    }
    char *out = room_of(vm, 2 + (b.len + 2) / 3 * 4, &r);
    const uint8_t *p = (const uint8_t *)b.data;
    if (out) *out++ = tick && !b.len ? '`' : (char)(' ' + b.len);
    for (size_t i = 0; out && i < b.len; i += 3) {
        unsigned w = (unsigned)p[i] << 16;
        if (i + 1 < b.len) w |= (unsigned)p[i + 1] << 8;
        if (i + 2 < b.len) w |= p[i + 2];
        for (int shift = 18; shift >= 0; shift -= 6) {
            unsigned c = w >> shift & 63;
            *out++ = tick && !c ? '`' : (char)(' ' + c);
        }
    }
    if (out) *out++ = '\n';
    kr__buffer_release(vm, &b);
    if (kr__failed(r)) return r;
    return cut(vm, r, (size_t)(out - ((KrBytes *)kr__ptr(r))->data));
}

/* ---- hexadecimal ---- */

static const char hex_digits[] = "0123456789abcdef";
static const char hex_upper[] = "0123456789ABCDEF";

static int hex_value(uint8_t c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static Value unhexlify(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    Value r;
    if (!text_arg(vm, a[0], &b)) return KR_FAILED;
    if (b.len % 2) {
        kr__buffer_release(vm, &b);
        return ERROR(vm, "Odd-length string");
    }
    char *out = room_of(vm, b.len / 2, &r);
    const uint8_t *p = (const uint8_t *)b.data;
    bool ok = true;
    for (size_t i = 0; out && ok && i < b.len; i += 2) {
        int high = hex_value(p[i]), low = hex_value(p[i + 1]);
        ok = high >= 0 && low >= 0;
        if (ok) *out++ = (char)(high << 4 | low);
    }
    kr__buffer_release(vm, &b);
    return ok ? r : ERROR(vm, "Non-hexadecimal digit found");
}

/* data, sep, bytes_per_sep: separators are what bytes.hex makes of them. */
static Value hexlify(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    Value r;
    if (!kr__buffer_get(vm, a[0], &b)) return KR_FAILED;
    if (kr__ok(a[1])) {
        Value bytes = kr__bytes_make(vm, b.data, b.len), name = kr__intern(vm, "hex", 3);
        kr__buffer_release(vm, &b);
        if (kr__failed(bytes) || kr__failed(name)) return KR_FAILED;
        r = kr__call_method(vm, bytes, name, a + 1, kr__ok(a[2]) ? 2 : 1);
        return kr__ok(r) ? kr__codec_encode(vm, KR_CODEC_LATIN1, r, KR_UNSET) : r;
    }
    char *out = room_of(vm, b.len * 2, &r);
    const uint8_t *p = (const uint8_t *)b.data;
    for (size_t i = 0; out && i < b.len; i++) {
        *out++ = hex_digits[p[i] >> 4];
        *out++ = hex_digits[p[i] & 15];
    }
    kr__buffer_release(vm, &b);
    return r;
}

/* ---- quoted-printable ---- */

static Value a2b_qp(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    Value r;
    int header = flag(vm, a[1], 0);
    if (header < 0 || !text_arg(vm, a[0], &b)) return KR_FAILED;
    char *out = room_of(vm, b.len, &r), *o = out;
    const uint8_t *p = (const uint8_t *)b.data, *end = p + b.len;
    while (out && p < end) {
        if (*p != '=') {
            *o++ = header && *p == '_' ? ' ' : (char)*p;
            p++;
            continue;
        }
        if (++p == end) break;
        if (*p == '\n' || *p == '\r') { /* a soft line break */
            while (p < end && *p != '\n') p++;
            if (p < end) p++;
        } else if (*p == '=') {
            *o++ = '=';
            p++;
        } else if (end - p > 1 && hex_value(p[0]) >= 0 && hex_value(p[1]) >= 0) {
            *o++ = (char)(hex_value(p[0]) << 4 | hex_value(p[1]));
            p += 2;
        } else {
            *o++ = '=';
        }
    }
    kr__buffer_release(vm, &b);
    return out ? cut(vm, r, (size_t)(o - out)) : r;
}

#define QP_LINE 76
typedef struct Quoting {
    KrStrBuilder b;
    const uint8_t *p;
    size_t len, line; /* of the data; of the line being written */
    bool tabs, text, header, crlf;
} Quoting;

static bool qp_put(Quoting *q, const char *s, size_t n) {
    return kr__str_builder_ascii(&q->b, s, n);
}
static bool qp_hex(Quoting *q, uint8_t c) {
    char s[3] = {'=', hex_upper[c >> 4], hex_upper[c & 15]};
    return qp_put(q, s, 3);
}
static bool qp_newline(Quoting *q) { return q->crlf ? qp_put(q, "\r\n", 2) : qp_put(q, "\n", 1); }
static bool qp_soft_break(Quoting *q) {
    q->line = 0;
    return qp_put(q, "=", 1) && qp_newline(q);
}

static bool qp_must_quote(const Quoting *q, size_t i) {
    uint8_t c = q->p[i];
    bool last = i + 1 == q->len;
    uint8_t next = last ? 0 : q->p[i + 1];
    if (c > 126 || c == '=' || (q->header && c == '_')) return true;
    if (c == '.' && q->line == 0 && (last || next == '\n' || next == '\r' || next == 0))
        return true;
    if (c == '\r' || c == '\n') return !q->text;
    if (c == ' ' || c == '\t') return last || q->tabs;
    return c < 33;
}

/* The line end at *i. A blank before it is quoted. */
static bool qp_line_end(Quoting *q, size_t *i) {
    q->line = 0;
    char before = q->b.len ? q->b.text[q->b.len - 1] : 0;
    if (before == ' ' || before == '\t') {
        kr__str_builder_cut(&q->b, q->b.len - 1, 0);
        if (!qp_hex(q, (uint8_t)before)) return false;
    }
    *i += q->p[*i] == '\r' ? 2 : 1;
    return qp_newline(q);
}

static bool qp_encode(Quoting *q) {
    for (size_t i = 0; i < q->len;) {
        char c = (char)q->p[i];
        bool last = i + 1 == q->len;
        if (qp_must_quote(q, i)) {
            if (q->line + 3 >= QP_LINE && !qp_soft_break(q)) return false;
            if (!qp_hex(q, (uint8_t)c)) return false;
            q->line += 3;
            i++;
            continue;
        }
        if (q->text && (c == '\n' || (c == '\r' && !last && q->p[i + 1] == '\n'))) {
            if (!qp_line_end(q, &i)) return false;
            continue;
        }
        if (!last && q->p[i + 1] != '\n' && q->line + 1 >= QP_LINE && !qp_soft_break(q))
            return false;
        q->line++;
        if (q->header && c == ' ') c = '_';
        if (!qp_put(q, &c, 1)) return false;
        i++;
    }
    return true;
}

static Value b2a_qp(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    Quoting q;
    int tabs = flag(vm, a[1], 0), text = tabs < 0 ? -1 : flag(vm, a[2], 1);
    int header = text < 0 ? -1 : flag(vm, a[3], 0);
    if (header < 0 || !kr__buffer_get(vm, a[0], &b)) return KR_FAILED;
    kr__str_builder_init(&q.b, vm);
    q.p = (const uint8_t *)b.data;
    q.len = b.len;
    q.line = 0;
    q.tabs = tabs;
    q.text = text;
    q.header = header;
    const char *lf = b.len ? memchr(b.data, '\n', b.len) : NULL;
    q.crlf = lf && lf > b.data && lf[-1] == '\r';
    bool ok = qp_encode(&q);
    kr__buffer_release(vm, &b);
    return ok ? kr__str_builder_bytes(&q.b) : KR_FAILED;
}

/* ---- checksums ---- */

/* The remainders of CRC-32 (polynomial 0xedb88320, reflected) by byte. */
// clang-format off
static const uint32_t crc_table[256] = {
    0x00000000, 0x77073096, 0xee0e612c, 0x990951ba, 0x076dc419, 0x706af48f, 0xe963a535, 0x9e6495a3,
    0x0edb8832, 0x79dcb8a4, 0xe0d5e91e, 0x97d2d988, 0x09b64c2b, 0x7eb17cbd, 0xe7b82d07, 0x90bf1d91,
    0x1db71064, 0x6ab020f2, 0xf3b97148, 0x84be41de, 0x1adad47d, 0x6ddde4eb, 0xf4d4b551, 0x83d385c7,
    0x136c9856, 0x646ba8c0, 0xfd62f97a, 0x8a65c9ec, 0x14015c4f, 0x63066cd9, 0xfa0f3d63, 0x8d080df5,
    0x3b6e20c8, 0x4c69105e, 0xd56041e4, 0xa2677172, 0x3c03e4d1, 0x4b04d447, 0xd20d85fd, 0xa50ab56b,
    0x35b5a8fa, 0x42b2986c, 0xdbbbc9d6, 0xacbcf940, 0x32d86ce3, 0x45df5c75, 0xdcd60dcf, 0xabd13d59,
    0x26d930ac, 0x51de003a, 0xc8d75180, 0xbfd06116, 0x21b4f4b5, 0x56b3c423, 0xcfba9599, 0xb8bda50f,
    0x2802b89e, 0x5f058808, 0xc60cd9b2, 0xb10be924, 0x2f6f7c87, 0x58684c11, 0xc1611dab, 0xb6662d3d,
    0x76dc4190, 0x01db7106, 0x98d220bc, 0xefd5102a, 0x71b18589, 0x06b6b51f, 0x9fbfe4a5, 0xe8b8d433,
    0x7807c9a2, 0x0f00f934, 0x9609a88e, 0xe10e9818, 0x7f6a0dbb, 0x086d3d2d, 0x91646c97, 0xe6635c01,
    0x6b6b51f4, 0x1c6c6162, 0x856530d8, 0xf262004e, 0x6c0695ed, 0x1b01a57b, 0x8208f4c1, 0xf50fc457,
    0x65b0d9c6, 0x12b7e950, 0x8bbeb8ea, 0xfcb9887c, 0x62dd1ddf, 0x15da2d49, 0x8cd37cf3, 0xfbd44c65,
    0x4db26158, 0x3ab551ce, 0xa3bc0074, 0xd4bb30e2, 0x4adfa541, 0x3dd895d7, 0xa4d1c46d, 0xd3d6f4fb,
    0x4369e96a, 0x346ed9fc, 0xad678846, 0xda60b8d0, 0x44042d73, 0x33031de5, 0xaa0a4c5f, 0xdd0d7cc9,
    0x5005713c, 0x270241aa, 0xbe0b1010, 0xc90c2086, 0x5768b525, 0x206f85b3, 0xb966d409, 0xce61e49f,
    0x5edef90e, 0x29d9c998, 0xb0d09822, 0xc7d7a8b4, 0x59b33d17, 0x2eb40d81, 0xb7bd5c3b, 0xc0ba6cad,
    0xedb88320, 0x9abfb3b6, 0x03b6e20c, 0x74b1d29a, 0xead54739, 0x9dd277af, 0x04db2615, 0x73dc1683,
    0xe3630b12, 0x94643b84, 0x0d6d6a3e, 0x7a6a5aa8, 0xe40ecf0b, 0x9309ff9d, 0x0a00ae27, 0x7d079eb1,
    0xf00f9344, 0x8708a3d2, 0x1e01f268, 0x6906c2fe, 0xf762575d, 0x806567cb, 0x196c3671, 0x6e6b06e7,
    0xfed41b76, 0x89d32be0, 0x10da7a5a, 0x67dd4acc, 0xf9b9df6f, 0x8ebeeff9, 0x17b7be43, 0x60b08ed5,
    0xd6d6a3e8, 0xa1d1937e, 0x38d8c2c4, 0x4fdff252, 0xd1bb67f1, 0xa6bc5767, 0x3fb506dd, 0x48b2364b,
    0xd80d2bda, 0xaf0a1b4c, 0x36034af6, 0x41047a60, 0xdf60efc3, 0xa867df55, 0x316e8eef, 0x4669be79,
    0xcb61b38c, 0xbc66831a, 0x256fd2a0, 0x5268e236, 0xcc0c7795, 0xbb0b4703, 0x220216b9, 0x5505262f,
    0xc5ba3bbe, 0xb2bd0b28, 0x2bb45a92, 0x5cb36a04, 0xc2d7ffa7, 0xb5d0cf31, 0x2cd99e8b, 0x5bdeae1d,
    0x9b64c2b0, 0xec63f226, 0x756aa39c, 0x026d930a, 0x9c0906a9, 0xeb0e363f, 0x72076785, 0x05005713,
    0x95bf4a82, 0xe2b87a14, 0x7bb12bae, 0x0cb61b38, 0x92d28e9b, 0xe5d5be0d, 0x7cdcefb7, 0x0bdbdf21,
    0x86d3d2d4, 0xf1d4e242, 0x68ddb3f8, 0x1fda836e, 0x81be16cd, 0xf6b9265b, 0x6fb077e1, 0x18b74777,
    0x88085ae6, 0xff0f6a70, 0x66063bca, 0x11010b5c, 0x8f659eff, 0xf862ae69, 0x616bffd3, 0x166ccf45,
    0xa00ae278, 0xd70dd2ee, 0x4e048354, 0x3903b3c2, 0xa7672661, 0xd06016f7, 0x4969474d, 0x3e6e77db,
    0xaed16a4a, 0xd9d65adc, 0x40df0b66, 0x37d83bf0, 0xa9bcae53, 0xdebb9ec5, 0x47b2cf7f, 0x30b5ffe9,
    0xbdbdf21c, 0xcabac28a, 0x53b39330, 0x24b4a3a6, 0xbad03605, 0xcdd70693, 0x54de5729, 0x23d967bf,
    0xb3667a2e, 0xc4614ab8, 0x5d681b02, 0x2a6f2b94, 0xb40bbe37, 0xc30c8ea1, 0x5a05df1b, 0x2d02ef8d,
};
// clang-format on

/* The low 32 bits of an int argument. */
static bool word_arg(kr_vm *vm, Value v, uint32_t *out) {
    uint32_t buf[2];
    *out = 0;
    if (!kr__ok(v)) return true;
    Value i = kr__index(vm, v);
    if (kr__failed(i)) return false;
    KrLimbs l = kr__int_view(vm, i, buf);
    *out = l.n ? l.d[0] : 0;
    if (kr__int_sign(vm, i) < 0) *out = -*out;
    kr__keep(i);
    return true;
}

static Value crc32(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    uint32_t crc;
    if (!kr__buffer_get(vm, a[0], &b)) return KR_FAILED;
    bool ok = word_arg(vm, a[1], &crc);
    crc = ~crc;
    for (size_t i = 0; ok && i < b.len; i++)
        crc = crc_table[(crc ^ (uint8_t)b.data[i]) & 0xff] ^ crc >> 8;
    kr__buffer_release(vm, &b);
    return ok ? kr__from_int48(~crc) : KR_FAILED;
}

/* CRC-CCITT, polynomial 0x1021. */
static Value crc_hqx(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    uint32_t crc;
    if (!kr__buffer_get(vm, a[0], &b)) return KR_FAILED;
    bool ok = word_arg(vm, a[1], &crc);
    crc &= 0xffff;
    for (size_t i = 0; ok && i < b.len; i++) {
        if (i % 65536 == 65535) ok = kr__tick(vm);
        crc ^= (uint32_t)(uint8_t)b.data[i] << 8;
        for (int k = 0; k < 8; k++) crc = (crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
    }
    kr__buffer_release(vm, &b);
    return ok ? kr__from_int48(crc) : KR_FAILED;
}

#define HEX_DOC                                                                              \
    "The bytes as twice as many hexadecimal digits.\n\nsep stands between them, after each " \
    "bytes_per_sep bytes: counted from the right, or from the left when it is negative."
static const KrFnDef functions[] = {
    {"a2b_base64(data, /, *, strict_mode=False)", a2b_base64,
     "The bytes that base64 text stands for; strict_mode takes nothing but well-formed text.", 0},
    {"a2b_hex(hexstr, /)", unhexlify, "The bytes that hexadecimal digits stand for.", 0},
    {"a2b_qp(data, header=False)", a2b_qp, "The bytes that quoted-printable text stands for.", 0},
    {"a2b_uu(data, /)", a2b_uu, "The bytes of one uuencoded line.", 0},
    {"b2a_base64(data, /, *, newline=True)", b2a_base64, "The bytes as one line of base64.", 0},
    {"b2a_hex(data, sep=<unrepresentable>, bytes_per_sep=1)", hexlify, HEX_DOC, 0},
    {"b2a_qp(data, quotetabs=False, istext=True, header=False)", b2a_qp,
     "The bytes as quoted-printable text.\n\nquotetabs quotes blanks everywhere; without istext, "
     "line ends "
     "are quoted; header writes blanks as underscores.",
     0},
    {"b2a_uu(data, /, *, backtick=False)", b2a_uu, "At most 45 bytes as one uuencoded line.", 0},
    {"crc32(data, crc=0, /)", crc32, "CRC-32 of the bytes, carried on from crc.", 0},
    {"crc_hqx(data, crc, /)", crc_hqx, "CRC-CCITT of the bytes, carried on from crc.", 0},
    {"hexlify(data, sep=<unrepresentable>, bytes_per_sep=1)", hexlify, HEX_DOC, 0},
    {"unhexlify(hexstr, /)", unhexlify, "The bytes that hexadecimal digits stand for.", 0},
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    Value *s = state_of(vm), base = kr__type(vm, KR_T_X_VALUEERROR);
    if (!s || kr__failed(s[S_ERROR] = kr__module_exception(vm, m, "binascii.Error", base)))
        return false;
    s[S_INCOMPLETE] = kr__module_exception(vm, m, "binascii.Incomplete", KR_UNSET);
    return kr__ok(s[S_INCOMPLETE]);
}

const KrModuleDef kr__module_binascii = {
    .name = "binascii",
    .doc = "Conversion between binary data and ASCII",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
