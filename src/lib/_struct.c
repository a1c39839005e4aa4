/* SPDX-License-Identifier: MIT
 * _struct.c: the module _struct: values of Python as the bytes of C structs and back. A format is compiled once into codes
 * (one for each group of like items), which stand in a bytes object; functions keep the last hundred formats in a dict. */
#include <math.h>
#include <stddef.h>

#include "lib/modules.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/list.h"
#include "types/module.h"
#include "types/number.h"
#include "types/str.h"

extern const KrModuleDef kr__module__struct;

typedef struct Code {
    char c;
    bool swap; /* big-endian: not the machine's order */
    bool native;
    int64_t offset; /* of the first item */
    int64_t size;   /* of one; 's' and 'p': of the text */
    int64_t repeat;
} Code;
typedef struct Struct {
    KrObj head;
    Slot codes;  /* bytes: Code[]; 0: not initialised */
    Slot format; /* str */
    uint32_t ncodes;
    int64_t size, len; /* bytes; items. -1: not initialised */
} Struct;
typedef struct Unpacking {
    KrObj head;
    Slot owner, view; /* Struct; memoryview, 0 at the end */
    uint32_t pad;
    int64_t at;
} Unpacking;

static const KrClassDef struct_def, iter_def;
enum { S_ERROR, S_STRUCT, S_ITER, S_CACHE, S_COUNT };
#define CACHED 100

static Value *state_of(kr_vm *vm) { return kr__module_values(vm, &kr__module__struct, S_COUNT); }
static Value error_class(kr_vm *vm) {
    Value *s = state_of(vm);
    return s ? s[S_ERROR] : KR_FAILED;
}
#define ERROR(vm, ...) kr__module_raise(vm, error_class(vm), kr__text(vm, __VA_ARGS__))
#define ERROR_FALSE(vm, ...) kr__ok(ERROR(vm, __VA_ARGS__))
static Struct *self_of(Value v) { return kr__ptr(v); }

/* ---- formats ---- */

/* Size of a format character's item and its alignment; 0: there is none. 'x', 's' and 'p' count bytes. */
static int64_t item_size(char c, bool native, int64_t *align) {
    int64_t size;
    switch (c) {
    case 'x':
    case 'c':
    case 'b':
    case 'B':
    case '?':
    case 's':
    case 'p': size = 1; break;
    case 'h':
    case 'H':
    case 'e': size = 2; break;
    case 'i':
    case 'I':
    case 'f': size = 4; break;
    case 'l':
    case 'L': size = native ? (int64_t)sizeof(long) : 4; break;
    case 'q':
    case 'Q':
    case 'd': size = 8; break;
    case 'n':
    case 'N':
    case 'P': size = native ? (int64_t)sizeof(size_t) : 0; break;
    default: size = 0;
    }
    *align = native && size ? size : 1;
    return size;
}

typedef struct Layout {
    int64_t size, len;
    uint32_t ncodes;
    const char *wrong; /* what the error says */
} Layout;

static const char *byte_order(const char *s, bool *native, bool *swap) {
    *native = *s == '@' || (*s != '<' && *s != '>' && *s != '=' && *s != '!');
    *swap = *s == '>' || *s == '!';
    return s + (*s == '@' || !*native);
}

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* The count before a format character; *s is behind it then. False: too large, or nothing follows. */
static bool read_count(const char **s, int64_t *out, Layout *l) {
    int64_t num = 1;
    if (**s >= '0' && **s <= '9') {
        for (num = 0; **s >= '0' && **s <= '9'; (*s)++) {
            int64_t digit = **s - '0';
            if (num > (INT64_MAX - digit) / 10)
                return l->wrong = "total struct size too long", false;
            num = num * 10 + digit;
        }
        if (!**s) return l->wrong = "repeat count given without format specifier", false;
    }
    *out = num;
    return true;
}

/* Lays a format out; codes NULL: only counts. False: l->wrong says why not. */
static bool lay_out(const char *s, Layout *l, Code *codes) {
    bool native, swap;
    *l = (Layout){0, 0, 0, NULL};
    for (s = byte_order(s, &native, &swap); *s; s++) {
        int64_t num, align;
        if (is_blank(*s)) continue;
        if (!read_count(&s, &num, l)) return false;
        int64_t size = item_size(*s, native, &align);
        if (!size) return l->wrong = "bad char in struct format", false;
        int64_t pad = (align - l->size % align) % align;
        if (pad > INT64_MAX - l->size || num > (INT64_MAX - l->size - pad) / size)
            return l->wrong = "total struct size too long", false;
        bool text = *s == 's' || *s == 'p';
        if (*s != 'x' && (num || text)) {
            if (codes)
                codes[l->ncodes] =
                    (Code){*s, swap, native, l->size + pad, text ? num : size, text ? 1 : num};
            l->ncodes++;
            l->len += text ? 1 : num;
        }
        l->size += pad + num * size;
    }
    return true;
}

static bool compile(kr_vm *vm, Value self, Value format) {
    if (kr__is_str(vm, format)) {
        Value bytes = kr__codec_encode(vm, KR_CODEC_ASCII, format, KR_UNSET);
        if (kr__failed(bytes)) return false;
        format = bytes;
    }
    if (!kr__is_bytes(vm, format))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "Struct() argument 1 must be a str or bytes object, not %T", format);
    const KrBytes *b = kr__ptr(format);
    Layout l;
    if (memchr(b->data, 0, b->len)) return ERROR_FALSE(vm, "embedded null character");
    if (!lay_out(b->data, &l, NULL)) return ERROR_FALSE(vm, "%s", l.wrong);
    Value codes = kr__bytes_new(vm, NULL, l.ncodes * sizeof(Code));
    Value text = kr__codec_decode(vm, KR_CODEC_LATIN1, b->data, b->len, format, KR_UNSET, NULL);
    if (kr__failed(codes) || kr__failed(text)) return false;
    Code *c = kr__mem_alloc(&kr__heap(vm)->mem, (l.ncodes + 1) * sizeof(Code));
    if (!c) return kr__ok(kr__no_memory(vm));
    (void)lay_out(b->data, &l, c);
    memcpy(((KrBytes *)kr__ptr(codes))->data, c, l.ncodes * sizeof(Code));
    kr__mem_free(&kr__heap(vm)->mem, c, (l.ncodes + 1) * sizeof(Code));
    kr__keep(format);
    Struct *s = self_of(self);
    s->ncodes = l.ncodes;
    s->size = l.size;
    s->len = l.len;
    kr__store(vm, s, &s->codes, kr__ref_slot(codes));
    kr__store(vm, s, &s->format, kr__ref_slot(text));
    return true;
}

/* The i-th code. Cells are aligned to 8, their bytes not: so it is copied. */
static Code code_at(Value codes, uint32_t i) {
    Code c;
    const KrBytes *b = kr__ptr(codes);
    memcpy(&c, b->data + i * sizeof c, sizeof c);
    return c;
}

static Value struct_of(kr_vm *vm, Value cls) {
    Value v = kr__instance_new(vm, cls);
    if (kr__ok(v)) self_of(v)->size = self_of(v)->len = -1;
    return v;
}

/* The Struct of a format given to a function. Failed: an exception is pending. */
static Value cached(kr_vm *vm, Value format) {
    Value *s = state_of(vm), found;
    if (!s) return KR_FAILED;
    if (!kr__ok(s[S_CACHE]) && kr__failed(s[S_CACHE] = kr__dict_new(vm))) return KR_FAILED;
    bool hashable = kr__is_str(vm, format) || kr__is_bytes(vm, format);
    int r = hashable ? kr__dict_find(vm, kr__ptr(s[S_CACHE]), format, &found) : 0;
    if (r) return r > 0 ? found : KR_FAILED;
    Value v = struct_of(vm, s[S_STRUCT]);
    if (kr__failed(v) || !compile(vm, v, format)) return KR_FAILED;
    KrDict *d = kr__ptr(s[S_CACHE]);
    if (kr__dict_len(vm, d) >= CACHED) kr__dict_clear(vm, d);
    return kr__dict_set(vm, d, format, v) ? v : KR_FAILED;
}

/* ---- one item to bytes ---- */

static void put_int(char *p, uint64_t u, int64_t size, bool swap) {
    for (int64_t i = 0; i < size; i++, u >>= 8) p[swap ? size - 1 - i : i] = (char)(u & 0xff);
}

static bool integer(kr_vm *vm, Value *v) {
    if (kr__is_int_value(vm, *v)) return true;
    if (kr__is_double(*v) || !kr__ok(kr__special(vm, *v, KR_N___index__)))
        return ERROR_FALSE(vm, "required argument is not an integer");
    *v = kr__index(vm, *v);
    return kr__ok(*v);
}
static bool out_of_range(kr_vm *vm, const Code *c) {
    if (c->swap && c->size == 8) return ERROR_FALSE(vm, "int too large to convert");
    return ERROR_FALSE(vm, "argument out of range");
}

static bool range_error(kr_vm *vm, const Code *code, int64_t low, int64_t high) {
    char c = code->c;
    switch (code->swap && code->size > 1 ? 0 : c) {
    case 'b': return ERROR_FALSE(vm, "byte format requires -128 <= number <= 127");
    case 'B': return ERROR_FALSE(vm, "ubyte format requires 0 <= number <= 255");
    case 'h': return ERROR_FALSE(vm, "short format requires -32768 <= number <= 32767");
    case 'H': return ERROR_FALSE(vm, "ushort format requires 0 <= number <= 65535");
    default:
        return ERROR_FALSE(vm, "'%c' format requires %ld <= number <= %ld", c, (long)low,
                           (long)high);
    }
}

static bool pack_signed(kr_vm *vm, const Code *c, Value v, char *p) {
    int64_t i, high = c->size == 8 ? INT64_MAX : ((int64_t)1 << (c->size * 8 - 1)) - 1;
    int64_t low = -high - 1;
    if (c->c == 'B' || c->c == 'H') low = 0, high = high * 2 + 1;
    if (!integer(vm, &v)) return false;
    if (!kr__int_fits_i64(vm, v, &i)) return out_of_range(vm, c);
    if (i < low || i > high) return range_error(vm, c, low, high);
    put_int(p, (uint64_t)i, c->size, c->swap);
    return true;
}

/* An int from 0 up to 2^64. False: it is none; nothing is pending. */
static bool fits_u64(kr_vm *vm, Value v, uint64_t *u) {
    uint32_t buf[2];
    if (kr__int_sign(vm, v) < 0) return false;
    KrLimbs l = kr__int_view(vm, v, buf);
    if (l.n > 2) return false;
    *u = l.n ? l.d[0] : 0;
    if (l.n > 1) *u |= (uint64_t)l.d[1] << 32;
    return true;
}

static bool pack_unsigned(kr_vm *vm, const Code *c, Value v, char *p) {
    uint64_t u;
    if (!integer(vm, &v)) return false;
    if (!fits_u64(vm, v, &u)) return out_of_range(vm, c);
    int64_t high = c->size < 8 ? ((int64_t)1 << c->size * 8) - 1 : 0;
    if (high && u > (uint64_t)high) return range_error(vm, c, 0, high);
    put_int(p, u, c->size, c->swap);
    return true;
}

static bool pack_pointer(kr_vm *vm, const Code *c, Value v, char *p) {
    uint64_t u;
    int64_t i;
    if (!integer(vm, &v)) return false;
    if (!fits_u64(vm, v, &u)) {
        if (!kr__int_fits_i64(vm, v, &i)) return ERROR_FALSE(vm, "int too large to convert");
        u = (uint64_t)i;
    }
    put_int(p, u, c->size, c->swap);
    return true;
}

/* d as a half-precision number, rounded half to even. False: too large. */
static bool to_half(double d, uint16_t *out) {
    uint16_t sign = signbit(d) ? 0x8000 : 0;
    double x = fabs(d);
    if (isnan(d)) return *out = sign | 0x7e00, true;
    if (isinf(d)) return *out = sign | 0x7c00, true;
    if (x == 0) return *out = sign, true;
    int e = 0;
    (void)frexp(x, &e); /* x in [2^(e-1), 2^e) */
    if (e > 16) return false;
    int unit = e < -13 ? -24 : e - 11; /* exponent of the last place; below 2^-14 it stays */
    double places = nearbyint(ldexp(x, -unit));
    /* places carries into the exponent's bits by itself */
    uint32_t bits =
        e < -13 ? (uint32_t)places : ((uint32_t)(e + 14) << 10) + (uint32_t)places - 1024;
    if (bits >= 0x7c00) return false;
    *out = sign | (uint16_t)bits;
    return true;
}
static double from_half(uint16_t h) {
    int e = h >> 10 & 31, m = h & 1023;
    double d = e == 31  ? (m ? (double)NAN : (double)INFINITY)
               : e == 0 ? ldexp(m, -24)
                        : ldexp(m + 1024, e - 25);
    return h & 0x8000 ? -d : d;
}

static bool pack_float(kr_vm *vm, const Code *c, Value v, char *p) {
    double d;
    uint64_t u = 0;
    if (!kr__real_of(vm, v, &d)) {
        if (!kr__pending_is(vm, KR_T_X_EXCEPTION)) return false;
        kr__clear_pending(vm);
        return ERROR_FALSE(vm, "required argument is not a float");
    }
    bool fits = true;
    if (c->c == 'e') {
        uint16_t h = 0;
        fits = to_half(d, &h);
        u = h;
    } else if (c->c == 'f') {
        float f = (float)d;
        fits = c->native || isfinite(f) || !isfinite(d);
        uint32_t w;
        memcpy(&w, &f, 4);
        u = w;
    } else {
        memcpy(&u, &d, 8);
    }
    if (!fits && kr__is_int_value(vm, v)) return ERROR_FALSE(vm, "int too large to convert");
    if (!fits)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "float too large to pack with %c format",
                               c->c);
    put_int(p, u, c->size, c->swap);
    return true;
}

static bool pack_text(kr_vm *vm, const Code *c, Value v, char *p) {
    KrBuffer b;
    if (c->c == 'c') {
        if (!kr__is_bytes(vm, v) || ((KrBytes *)kr__ptr(v))->len != 1)
            return ERROR_FALSE(vm, "char format requires a bytes object of length 1");
        *p = ((KrBytes *)kr__ptr(v))->data[0];
        return true;
    }
    if (!kr__is_bytes(vm, v) && !kr__is_bytearray(vm, v))
        return ERROR_FALSE(vm, "argument for '%c' must be a bytes object", c->c);
    if (!kr__buffer_get(vm, v, &b)) return false;
    int64_t room = c->size, n = (int64_t)b.len;
    if (c->c == 'p' && room) {
        room--;
        if (n > room) n = room;
        *p++ = (char)(uint8_t)(n > 255 ? 255 : n);
    }
    memcpy(p, b.data, (size_t)(n < room ? n : room));
    kr__buffer_release(vm, &b);
    return true;
}

static bool pack_item(kr_vm *vm, const Code *c, Value v, char *p) {
    switch (c->c) {
    case 'c':
    case 's':
    case 'p': return pack_text(vm, c, v, p);
    case '?': {
        int r = kr__truth(vm, v);
        *p = (char)(r > 0);
        return r >= 0;
    }
    case 'I':
    case 'L':
    case 'Q':
    case 'N': return pack_unsigned(vm, c, v, p);
    case 'P': return pack_pointer(vm, c, v, p);
    case 'e':
    case 'f':
    case 'd': return pack_float(vm, c, v, p);
    case 'H': return c->swap ? pack_unsigned(vm, c, v, p) : pack_signed(vm, c, v, p);
    default: return pack_signed(vm, c, v, p);
    }
}

/* All items to p, which has room for s->size zeroed bytes. May run Python code, which may give the struct another
 * format: what p has room for is the one at the beginning. */
static bool pack_all(kr_vm *vm, Value self, const Value *items, char *p) {
    const Struct *s = self_of(self);
    Value codes = KR_VALUE(s->codes.bits);
    for (uint32_t i = 0, k = 0, n = s->ncodes; i < n; i++) {
        Code c = code_at(codes, i);
        for (int64_t j = 0; j < c.repeat; j++, k++) {
            if (!pack_item(vm, &c, items[k], p + c.offset + j * c.size)) return false;
            if (k % 1024 == 1023 && !kr__poll(vm)) return false;
        }
    }
    kr__keep(codes);
    return true;
}

/* ---- one item from bytes ---- */

static uint64_t get_int(const uint8_t *p, int64_t size, bool swap) {
    uint64_t u = 0;
    for (int64_t i = size; i-- > 0;) u = u << 8 | p[swap ? size - 1 - i : i];
    return u;
}

static Value unpack_item(kr_vm *vm, const Code *c, const char *at) {
    const uint8_t *p = (const uint8_t *)at;
    if (c->c == 'c' || c->c == 's') return kr__bytes_make(vm, p, (size_t)c->size);
    if (c->c == 'p') {
        if (!c->size)
            return kr__raise(vm, KR_T_X_SYSTEMERROR,
                             "Negative size passed to PyBytes_FromStringAndSize");
        int64_t n = p[0] < c->size ? p[0] : c->size - 1;
        return kr__bytes_make(vm, p + 1, (size_t)n);
    }
    uint64_t u = get_int(p, c->size, c->swap);
    switch (c->c) {
    case '?': return kr__bool(u != 0);
    case 'B':
    case 'H':
    case 'I':
    case 'L':
    case 'Q':
    case 'N':
    case 'P': return kr__int_from_u64(vm, u);
    case 'e': return kr__from_double(from_half((uint16_t)u));
    case 'f': {
        uint32_t w = (uint32_t)u;
        float f;
        memcpy(&f, &w, 4);
        return kr__from_double((double)f);
    }
    case 'd': {
        double d;
        memcpy(&d, &u, 8);
        return kr__from_double(d);
    }
    default: {
        unsigned shift = (unsigned)(64 - c->size * 8);
        return kr__int_from_i64(vm, (int64_t)(u << shift) >> shift);
    }
    }
}

#define FEW 32
/* The tuple of all items at p, which stays where it is. */
static Value unpack_all(kr_vm *vm, Value self, const char *p) {
    const Struct *s = self_of(self);
    Value few[FEW], list = KR_NONE_V, codes = KR_VALUE(s->codes.bits);
    uint32_t k = 0, ncodes = s->ncodes;
    if (s->len > FEW) list = kr__list_new(vm, NULL, s->len < UINT32_MAX ? (size_t)s->len : 0);
    if (kr__failed(list)) return list;
    for (uint32_t i = 0; i < ncodes; i++) {
        Code c = code_at(codes, i);
        for (int64_t j = 0; j < c.repeat; j++, k++) {
            Value v = unpack_item(vm, &c, p + c.offset + j * c.size);
            if (kr__failed(v)) return v;
            if (kr__is_none(list))
                few[k] = v;
            else if (!kr__list_append(vm, kr__ptr(list), v))
                return KR_FAILED;
            if (k % 4096 == 4095 && !kr__poll(vm)) return KR_FAILED;
        }
    }
    kr__keep(codes);
    return kr__is_none(list) ? kr__tuple_new(vm, few, k) : kr__list_as_tuple(vm, kr__ptr(list));
}

/* ---- operations ---- */

static bool count_check(kr_vm *vm, Value self, const char *name, int given) {
    if (given == self_of(self)->len) return true;
    return ERROR_FALSE(vm, "%s expected %ld items for packing (got %d)", name,
                       (long)self_of(self)->len, given);
}

static Value pack(kr_vm *vm, Value self, const Value *items, int n) {
    if (!count_check(vm, self, "pack", n)) return KR_FAILED;
    int64_t size = self_of(self)->size;
    if (size > UINT32_MAX) return kr__no_memory(vm);
    Value r = kr__bytes_new(vm, NULL, (size_t)size);
    if (kr__failed(r)) return r;
    bool ok = pack_all(vm, self, items, ((KrBytes *)kr__ptr(r))->data);
    kr__keep(r);
    return ok ? r : KR_FAILED;
}

/* Where in a buffer of len bytes the struct begins; `verb` and `noun` are those of the errors. */
static bool place(kr_vm *vm, const Struct *s, int64_t *offset, int64_t len, bool packing) {
    long size = (long)s->size, at = (long)*offset;
    if (at < 0 && at + size > 0)
        return packing
                   ? ERROR_FALSE(vm, "no space to pack %ld bytes at offset %ld", size, at)
                   : ERROR_FALSE(vm, "not enough data to unpack %ld bytes at offset %ld", size, at);
    if (at < 0 && at + len < 0)
        return ERROR_FALSE(vm, "offset %ld out of range for %ld-byte buffer", at, (long)len);
    if (at < 0) at += len;
    *offset = at;
    if (len - at >= size) return true;
    return ERROR_FALSE(vm,
                       "%s requires a buffer of at least %lu bytes for %s %ld bytes at offset %ld "
                       "(actual buffer size is %ld)",
                       packing ? "pack_into" : "unpack_from",
                       (unsigned long)size + (unsigned long)at, packing ? "packing" : "unpacking",
                       size, at, (long)len);
}

/* items: buffer, offset, values */
static Value pack_into(kr_vm *vm, Value self, const Value *items, int n) {
    int64_t offset, at;
    KrBuffer b;
    if (n < 1) return ERROR(vm, "pack_into expected buffer argument");
    if (n < 2) return ERROR(vm, "pack_into expected offset argument");
    if (!count_check(vm, self, "pack_into", n - 2)) return KR_FAILED;
    if (!kr__buffer_get_writable(vm, items[0], &b, NULL)) return KR_FAILED;
    bool ok = kr__index_i64(vm, items[1], &offset);
    at = offset;
    ok = ok && count_check(vm, self, "pack_into",
                           n - 2); /* as the index may have given it another format */
    ok = ok && place(vm, self_of(self), &at, (int64_t)b.len, true);
    if (ok) {
        memset(b.data + at, 0, (size_t)self_of(self)->size);
        ok = pack_all(vm, self, items + 2, b.data + at);
    }
    kr__buffer_release(vm, &b);
    return ok ? KR_NONE_V : KR_FAILED;
}

static Value unpack(kr_vm *vm, Value self, Value data) {
    KrBuffer b;
    if (!kr__buffer_get(vm, data, &b)) return KR_FAILED;
    Value r;
    if ((int64_t)b.len != self_of(self)->size)
        r = ERROR(vm, "unpack requires a buffer of %ld bytes", (long)self_of(self)->size);
    else
        r = unpack_all(vm, self, b.data);
    kr__keep(data);
    kr__buffer_release(vm, &b);
    return r;
}

static Value unpack_from(kr_vm *vm, Value self, Value data, Value from) {
    KrBuffer b;
    int64_t offset = 0;
    if (!kr__buffer_get(vm, data, &b)) return KR_FAILED;
    Value i = kr__ok(from) ? kr__index(vm, from) : kr__from_int48(0), r = KR_FAILED;
    if (kr__ok(i) && !kr__int_fits_i64(vm, i, &offset))
        kr__raise(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C ssize_t");
    else if (kr__ok(i) && place(vm, self_of(self), &offset, (int64_t)b.len, false))
        r = unpack_all(vm, self, b.data + offset);
    kr__keep(data);
    kr__buffer_release(vm, &b);
    return r;
}

static Value iter_unpack(kr_vm *vm, Value self, Value data) {
    Value *st = state_of(vm);
    KrBuffer b;
    int64_t size = self_of(self)->size;
    if (!st) return KR_FAILED;
    if (size == 0) return ERROR(vm, "cannot iteratively unpack with a struct of length 0");
    if (!kr__buffer_get(vm, data, &b)) return KR_FAILED;
    int64_t len = (int64_t)b.len;
    kr__buffer_release(vm, &b);
    if (len % size)
        return ERROR(vm, "iterative unpacking requires a buffer of a multiple of %ld bytes",
                     (long)size);
    Value view = kr__memoryview_new(vm, data);
    Value it = kr__ok(view) ? kr__instance_new(vm, st[S_ITER]) : KR_FAILED;
    if (kr__failed(it)) return it;
    Unpacking *u = kr__ptr(it);
    u->owner = kr__ref_slot(self);
    u->view = kr__ref_slot(view);
    return it;
}

static Value i_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }
static Value i_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Unpacking *u = kr__ptr(a[0]);
    KrBuffer b;
    if (!u->view.bits) return KR_END;
    Value owner = KR_VALUE(u->owner.bits), view = KR_VALUE(u->view.bits);
    if (!kr__buffer_get(vm, view, &b)) return KR_FAILED;
    int64_t size = self_of(owner)->size;
    bool more = u->at + size <= (int64_t)b.len;
    Value r = more ? unpack_all(vm, owner, b.data + u->at) : KR_END;
    if (more) u->at += size;
    kr__buffer_release(vm, &b);
    if (more) return r;
    u->view = KR_NO_SLOT;
    Value name = kr__intern(vm, "release", 7);
    if (kr__failed(name) || kr__failed(kr__call_method(vm, view, name, NULL, 0))) return KR_FAILED;
    return KR_END;
}
static Value i_hint(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Unpacking *u = kr__ptr(a[0]);
    KrBuffer b;
    if (!u->view.bits) return kr__from_int48(0);
    if (!kr__buffer_get(vm, KR_VALUE(u->view.bits), &b)) return KR_FAILED;
    int64_t left = ((int64_t)b.len - u->at) / self_of(KR_VALUE(u->owner.bits))->size;
    kr__buffer_release(vm, &b);
    return kr__int_from_i64(vm, left);
}

/* ---- class and functions ---- */

static Value s_new(kr_vm *vm, Value *a, int n) { return (void)n, struct_of(vm, a[0]); }
static Value s_init(kr_vm *vm, Value *a, int n) {
    return (void)n, compile(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}
static bool no_keywords(kr_vm *vm, const char *name) {
    return !vm->tail.nkw ||
           kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() takes no keyword arguments", name);
}
static Value s_pack(kr_vm *vm, Value *a, int n) {
    return no_keywords(vm, "Struct.pack") ? pack(vm, a[0], a + 1, n - 1) : KR_FAILED;
}
static Value s_pack_into(kr_vm *vm, Value *a, int n) {
    return no_keywords(vm, "Struct.pack_into") ? pack_into(vm, a[0], a + 1, n - 1) : KR_FAILED;
}
static Value s_unpack(kr_vm *vm, Value *a, int n) { return (void)n, unpack(vm, a[0], a[1]); }
static Value s_unpack_from(kr_vm *vm, Value *a, int n) {
    return (void)n, unpack_from(vm, a[0], a[1], a[2]);
}
static Value s_iter_unpack(kr_vm *vm, Value *a, int n) {
    return (void)n, iter_unpack(vm, a[0], a[1]);
}
static Value get_format(kr_vm *vm, Value self) {
    Slot s = self_of(self)->format;
    return s.bits ? KR_VALUE(s.bits) : vm->interned_empty_str;
}
static Value get_size(kr_vm *vm, Value self) { return kr__int_from_i64(vm, self_of(self)->size); }
static Value s_sizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    Slot codes = self_of(a[0])->codes;
    size_t bytes = kr__cell_bytes(vm, kr__ptr(a[0]));
    if (codes.bits) bytes += kr__cell_bytes(vm, kr__slot_ptr(codes));
    return kr__int_from_u64(vm, bytes);
}

static Value f_clearcache(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value *s = state_of(vm);
    if (!s) return KR_FAILED;
    s[S_CACHE] = KR_UNSET;
    return KR_NONE_V;
}
static Value f_calcsize(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value s = cached(vm, a[0]);
    return kr__ok(s) ? get_size(vm, s) : s;
}
static Value f_pack(kr_vm *vm, Value *a, int n) {
    if (!no_keywords(vm, "_struct.pack")) return KR_FAILED;
    if (n < 1) return kr__raise_type(vm, "missing format argument");
    Value s = cached(vm, a[0]);
    return kr__ok(s) ? pack(vm, s, a + 1, n - 1) : s;
}
static Value f_pack_into(kr_vm *vm, Value *a, int n) {
    if (!no_keywords(vm, "_struct.pack_into")) return KR_FAILED;
    if (n < 1) return kr__raise_type(vm, "missing format argument");
    Value s = cached(vm, a[0]);
    return kr__ok(s) ? pack_into(vm, s, a + 1, n - 1) : s;
}
static Value f_unpack(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value s = cached(vm, a[0]);
    return kr__ok(s) ? unpack(vm, s, a[1]) : s;
}
static Value f_unpack_from(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value s = cached(vm, a[0]);
    return kr__ok(s) ? unpack_from(vm, s, a[1], a[2]) : s;
}
static Value f_iter_unpack(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value s = cached(vm, a[0]);
    return kr__ok(s) ? iter_unpack(vm, s, a[1]) : s;
}

#define PACK_DOC "The bytes of the values, laid out by the format."
#define PACK_INTO_DOC "Lay the values out by the format, in a writable buffer from an offset on."
#define UNPACK_DOC "The values in a buffer that has the format's size, as a tuple."
#define UNPACK_FROM_DOC "The values that stand in a buffer from an offset on, as a tuple."
#define ITER_DOC "An iterator over the tuples of a buffer whose size is a multiple of the format's."
static const KrFnDef struct_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", s_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, format)", s_init, NULL, KR_DEF_SPECIAL},
    {"pack(", s_pack, PACK_DOC, KR_DEF_RAW},
    {"pack_into(", s_pack_into, PACK_INTO_DOC, KR_DEF_RAW},
    {"unpack(self, buffer, /)", s_unpack, UNPACK_DOC, 0},
    {"unpack_from(self, /, buffer, offset=0)", s_unpack_from, UNPACK_FROM_DOC, 0},
    {"iter_unpack(self, buffer, /)", s_iter_unpack, ITER_DOC, 0},
    {"__sizeof__(self, /)", s_sizeof, "Bytes of memory taken.", 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet struct_getset[] = {{"format", get_format, NULL, "struct format string"},
                                         {"size", get_size, NULL, "struct size in bytes"},
                                         {NULL, NULL, NULL, NULL}};
static const KrClassDef struct_def = {
    .name = "_struct.Struct",
    .doc = "Struct(fmt) --> compiled struct object",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE | KR_TF_HAS_WEAK | KR_TF_HEAPTYPE,
    .size = sizeof(Struct),
    .slots = KR_AT(Struct, codes) | KR_AT(Struct, format),
    .methods = struct_rows,
    .getset = struct_getset,
};
static const KrFnDef iter_rows[] = {
    {"__iter__(self, /)", i_self, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__next__(self, /)", i_next, "Implement next(self).", KR_DEF_SPECIAL},
    {"__length_hint__(self, /)", i_hint, NULL, 0},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef iter_def = {
    .name = "_struct.unpack_iterator",
    .kind = KR_K_ITER,
    .size = sizeof(Unpacking),
    .slots = KR_AT(Unpacking, owner) | KR_AT(Unpacking, view),
    .methods = iter_rows,
};
static const KrFnDef functions[] = {
    {"_clearcache()", f_clearcache, "Forget the compiled formats.", 0},
    {"calcsize(format, /)", f_calcsize, "Bytes that a struct of this format takes.", 0},
    {"iter_unpack(format, buffer, /)", f_iter_unpack, ITER_DOC, 0},
    {"pack(", f_pack, PACK_DOC, KR_DEF_RAW},
    {"pack_into(", f_pack_into, PACK_INTO_DOC, KR_DEF_RAW},
    {"unpack(format, buffer, /)", f_unpack, UNPACK_DOC, 0},
    {"unpack_from(format, /, buffer, offset=0)", f_unpack_from, UNPACK_FROM_DOC, 0},
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    Value *s = state_of(vm);
    if (!s) return false;
    s[S_ERROR] = kr__module_exception(vm, m, "struct.error", KR_UNSET);
    if (kr__failed(s[S_ERROR])) return false;
    if (kr__failed(s[S_STRUCT] = kr__module_class(vm, m, &struct_def))) return false;
    return kr__ok(s[S_ITER] = kr__class_new(vm, &iter_def));
}

const KrModuleDef kr__module__struct = {
    .name = "_struct",
    .doc = "Values of Python as the bytes of C structs, laid out by format strings, and back.",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
