/* SPDX-License-Identifier: MIT
 * bytes_methods.c: methods of bytes and bytearray that change form: case, filling, translate, join,
 * hex, decode. */
#include "types/bytes_methods.h"

#include "types/codec.h"
#include "types/list.h"
#include "types/str_methods.h"

Value kr__bytes_like(kr_vm *vm, Value self, const void *p, size_t n) {
    return kr__is_bytes(vm, self) ? kr__bytes_new(vm, p, n) : kr__bytearray_new(vm, p, n);
}

Value kr__bytes_like_built(kr_vm *vm, Value self, KrStrBuilder *b) {
    if (kr__is_bytes(vm, self)) return kr__str_builder_bytes(b);
    Value r = kr__bytearray_new(vm, b->text, b->len);
    kr__str_builder_init(b, vm);
    return r;
}

/* Where the bytes of a fresh result stand, to be written. */
static char *writable(kr_vm *vm, Value r) { return (char *)(uintptr_t)kr__span(vm, r).p; }

Value kr__bytes_m___len__(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__from_int48((int64_t)kr__span(vm, a[0]).n);
}

Value kr__bytes_m___repr__(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSpan s = kr__span(vm, a[0]);
    bool bytearray = !kr__is_bytes(vm, a[0]);
    Value inner = kr__bytes_repr(vm, (const uint8_t *)s.p, s.n, bytearray);
    if (kr__failed(inner) || !bytearray) return inner;
    return kr__text(vm, "%T(%S)", a[0], inner);
}

Value kr__bytes_m___str__(kr_vm *vm, Value *a, int n) {
    if (KR_UNLIKELY(vm->config.flags.bytes_warning) &&
        !kr__warn(vm, KR_T_X_BYTESWARNING, 1, "str() on a %s instance",
                  kr__is_bytes(vm, a[0]) ? "bytes" : "bytearray"))
        return KR_FAILED;
    return kr__bytes_m___repr__(vm, a, n);
}

/* ---- filling ---- */

static Value pad(kr_vm *vm, Value self, size_t left, size_t right, char fill) {
    KrSpan s = kr__span(vm, self);
    if (left + right == 0 && kr__exact(self, KR_T_BYTES)) return self;
    if (left + right > UINT32_MAX) return kr__no_memory(vm);
    Value r = kr__bytes_like(vm, self, NULL, left + s.n + right);
    if (kr__failed(r)) return r;
    char *to = writable(vm, r);
    memset(to, fill, left);
    memcpy(to + left, s.p, s.n);
    memset(to + left + s.n, fill, right);
    return r;
}

static bool fill_args(kr_vm *vm, const char *name, Value *a, int64_t *width, size_t *room,
                      char *fill) {
    *fill = ' ';
    if (!kr__ssize_arg(vm, a[1], width)) return false;
    if (kr__ok(a[2])) {
        bool good = kr__is_bytes(vm, a[2]) || kr__is_bytearray(vm, a[2]);
        if (!good || kr__span(vm, a[2]).n != 1)
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "%s() argument 2 must be a byte string of length 1, not %P",
                                   name, a[2]);
        *fill = kr__span(vm, a[2]).p[0];
    }
    int64_t n = (int64_t)kr__span(vm, a[0]).n;
    *room = *width > n ? (size_t)(*width - n) : 0;
    return true;
}

Value kr__bytes_m_center(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t width = 0;
    size_t room;
    char fill;
    if (!fill_args(vm, "center", a, &width, &room, &fill)) return KR_FAILED;
    size_t left = room / 2 + (room & (size_t)width & 1);
    return pad(vm, a[0], left, room - left, fill);
}
Value kr__bytes_m_ljust(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t width = 0;
    size_t room;
    char fill;
    return fill_args(vm, "ljust", a, &width, &room, &fill) ? pad(vm, a[0], 0, room, fill)
                                                           : KR_FAILED;
}
Value kr__bytes_m_rjust(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t width = 0;
    size_t room;
    char fill;
    return fill_args(vm, "rjust", a, &width, &room, &fill) ? pad(vm, a[0], room, 0, fill)
                                                           : KR_FAILED;
}

Value kr__bytes_m_zfill(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t width = 0;
    if (!kr__ssize_arg(vm, a[1], &width)) return KR_FAILED;
    KrSpan s = kr__span(vm, a[0]);
    size_t room = width > (int64_t)s.n ? (size_t)width - s.n : 0;
    Value r = pad(vm, a[0], room, 0, '0');
    if (kr__ok(r) && room && s.n && (s.p[0] == '+' || s.p[0] == '-')) {
        char *to = writable(vm, r);
        to[0] = s.p[0];
        to[room] = '0';
    }
    return r;
}

Value kr__bytes_m_expandtabs(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t tab = 8;
    if (!kr__ssize_arg(vm, a[1], &tab)) return KR_FAILED;
    if (tab > INT32_MAX || tab < INT32_MIN)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C int");
    KrSpan s = kr__span(vm, a[0]);
    size_t column = 0;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\t') {
            size_t room = tab > 0 ? (size_t)tab - column % (size_t)tab : 0;
            column += room;
            if (b.len + room > UINT32_MAX)
                return kr__raise(vm, KR_T_X_OVERFLOWERROR, "result too long");
            if (!kr__str_builder_fill(&b, ' ', room)) return KR_FAILED;
            continue;
        }
        column = c == '\n' || c == '\r' ? 0 : column + 1;
        if (!kr__str_builder_ascii(&b, &c, 1)) return KR_FAILED;
    }
    return kr__bytes_like_built(vm, a[0], &b);
}

/* ---- case ---- */

KR_INLINE bool lower(char c) { return c >= 'a' && c <= 'z'; }
KR_INLINE bool upper(char c) { return c >= 'A' && c <= 'Z'; }
KR_INLINE bool letter(char c) { return lower(c) || upper(c); }
KR_INLINE bool digit(char c) { return c >= '0' && c <= '9'; }
KR_INLINE bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

typedef enum Case { UPPER, LOWER, TITLE, CAPITALIZE, SWAP } Case;

static Value convert(kr_vm *vm, Value self, Case how) {
    KrSpan s = kr__span(vm, self);
    Value r = kr__bytes_like(vm, self, s.p, s.n);
    if (kr__failed(r) || !s.n) return r;
    char *to = writable(vm, r);
    bool word = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool to_upper =
            how == UPPER || how == SWAP || (how == TITLE && !word) || (how == CAPITALIZE && i == 0);
        bool to_lower =
            how == LOWER || how == SWAP || (how == TITLE && word) || (how == CAPITALIZE && i > 0);
        if ((lower(c) && to_upper) || (upper(c) && to_lower)) to[i] = (char)(c ^ 32);
        word = letter(c);
    }
    return r;
}
Value kr__bytes_m_upper(kr_vm *vm, Value *a, int n) { return (void)n, convert(vm, a[0], UPPER); }
Value kr__bytes_m_lower(kr_vm *vm, Value *a, int n) { return (void)n, convert(vm, a[0], LOWER); }
Value kr__bytes_m_title(kr_vm *vm, Value *a, int n) { return (void)n, convert(vm, a[0], TITLE); }
Value kr__bytes_m_capitalize(kr_vm *vm, Value *a, int n) {
    return (void)n, convert(vm, a[0], CAPITALIZE);
}
Value kr__bytes_m_swapcase(kr_vm *vm, Value *a, int n) { return (void)n, convert(vm, a[0], SWAP); }

/* ---- predicates ---- */

#define ALL_ARE(name, test)                                \
    Value kr__bytes_m_##name(kr_vm *vm, Value *a, int n) { \
        (void)n;                                           \
        KrSpan s = kr__span(vm, a[0]);                     \
        for (size_t i = 0; i < s.n; i++) {                 \
            char c = s.p[i];                               \
            if (!(test)) return KR_FALSE_V;                \
        }                                                  \
        return kr__bool(s.n > 0);                          \
    }
ALL_ARE(isalnum, letter(c) || digit(c))
ALL_ARE(isalpha, letter(c))
ALL_ARE(isdigit, digit(c))
ALL_ARE(isspace, space(c))

Value kr__bytes_m_isascii(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSpan s = kr__span(vm, a[0]);
    return kr__bool(kr__is_ascii(s.p, s.n));
}

static Value cased(kr_vm *vm, Value self, bool want_upper) {
    KrSpan s = kr__span(vm, self);
    bool any = false;
    for (size_t i = 0; i < s.n; i++) {
        if (want_upper ? lower(s.p[i]) : upper(s.p[i])) return KR_FALSE_V;
        any |= letter(s.p[i]);
    }
    return kr__bool(any);
}
Value kr__bytes_m_islower(kr_vm *vm, Value *a, int n) { return (void)n, cased(vm, a[0], false); }
Value kr__bytes_m_isupper(kr_vm *vm, Value *a, int n) { return (void)n, cased(vm, a[0], true); }

Value kr__bytes_m_istitle(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSpan s = kr__span(vm, a[0]);
    bool any = false, word = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (word ? upper(c) : lower(c)) return KR_FALSE_V;
        word = letter(c);
        any |= word;
    }
    return kr__bool(any);
}

/* ---- translate ---- */

Value kr__bytes_m_maketrans(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer from, to;
    if (!kr__buffer_get(vm, a[0], &from)) return KR_FAILED;
    Value r = KR_FAILED;
    if (kr__buffer_get(vm, a[1], &to)) {
        if (from.len != to.len) {
            kr__raise_value(vm, "maketrans arguments must have same length");
        } else {
            uint8_t table[256];
            for (unsigned i = 0; i < 256; i++) table[i] = (uint8_t)i;
            for (size_t i = 0; i < from.len; i++)
                table[(uint8_t)from.data[i]] = (uint8_t)to.data[i];
            r = kr__bytes_new(vm, table, 256);
        }
        kr__buffer_release(vm, &to);
    }
    kr__buffer_release(vm, &from);
    return r;
}

/* table and delete of translate: what each byte becomes, -1: left out. */
static bool translate_args(kr_vm *vm, Value table, Value delete, int16_t map[256]) {
    KrBuffer b;
    for (int i = 0; i < 256; i++) map[i] = (int16_t)i;
    if (!kr__is_none(table)) {
        if (!kr__buffer_get(vm, table, &b)) return false;
        bool good = b.len == 256;
        for (int i = 0; good && i < 256; i++) map[i] = (uint8_t)b.data[i];
        kr__buffer_release(vm, &b);
        if (!good)
            return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                   "translation table must be 256 characters long");
    }
    if (kr__ok(delete)) {
        if (!kr__buffer_get(vm, delete, &b)) return false;
        for (size_t i = 0; i < b.len; i++) map[(uint8_t)b.data[i]] = -1;
        kr__buffer_release(vm, &b);
    }
    return true;
}

/* Bytes between two looks at the limits. */
#define TICK_EACH 65536

Value kr__bytes_m_translate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int16_t map[256];
    if (!translate_args(vm, a[1], a[2], map)) return KR_FAILED;
    KrSpan s = kr__span(vm, a[0]);
    size_t count = 0;
    bool same = true;
    for (size_t i = 0; i < s.n; i++) {
        if (i % TICK_EACH == TICK_EACH - 1 && !kr__tick(vm)) return KR_FAILED;
        int16_t c = map[(uint8_t)s.p[i]];
        count += c >= 0;
        same &= c == (uint8_t)s.p[i];
    }
    if (same && kr__exact(a[0], KR_T_BYTES)) return a[0];
    Value r = kr__bytes_like(vm, a[0], NULL, count);
    if (kr__failed(r)) return r;
    char *to = writable(vm, r);
    for (size_t i = 0; i < s.n; i++) {
        int16_t c = map[(uint8_t)s.p[i]];
        if (c >= 0) *to++ = (char)c;
    }
    return r;
}

/* ---- join ---- */

static bool no_item(kr_vm *vm, Value v, size_t i) {
    if (kr__pending(vm)) {
        if (!kr__pending_is(vm, KR_T_X_EXCEPTION) || kr__pending_is(vm, KR_T_X_MEMORYERROR))
            return false;
        kr__clear_pending(vm);
    }
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "sequence item %zd: expected a bytes-like object, %T found", i, v);
}

static bool join_item(kr_vm *vm, KrStrBuilder *out, Value v, size_t i) {
    if (!kr__has_buffer(vm, v)) return no_item(vm, v, i);
    KrBuffer b;
    if (!kr__buffer_get(vm, v, &b)) return no_item(vm, v, i);
    bool ok = kr__str_builder_ascii(out, b.data, b.len);
    kr__buffer_release(vm, &b);
    return ok;
}

Value kr__bytes_m_join(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = a[1];
    if (!kr__exact(v, KR_T_LIST) && !kr__exact(v, KR_T_TUPLE)) {
        if (!kr__ok(kr__special(vm, v, KR_N___iter__)) &&
            !kr__ok(kr__special(vm, v, KR_N___getitem__)))
            return kr__raise_type(vm, "can only join an iterable");
        v = kr__list_from(vm, v);
        if (kr__failed(v)) return v;
    }
    bool list = kr__exact(v, KR_T_LIST);
    const KrList *l = kr__ptr(v);
    const KrTuple *t = kr__ptr(v);
    if (list ? l->len == 1 : t->len == 1) {
        Value only = list ? kr__list_get(l, 0) : kr__tuple_get(t, 0);
        if (kr__exact(only, KR_T_BYTES) && kr__is_bytes(vm, a[0])) return only;
    }
    KrStrBuilder out;
    kr__str_builder_init(&out, vm);
    for (size_t i = 0; i < (list ? l->len : t->len); i++) {
        KrSpan sep = kr__span(vm, a[0]);
        if (i && !kr__str_builder_ascii(&out, sep.p, sep.n)) return KR_FAILED;
        if (!join_item(vm, &out, list ? kr__list_get(l, i) : kr__tuple_get(t, i), i))
            return KR_FAILED;
        if ((i & 0xfff) == 0xfff && !kr__poll(vm)) return KR_FAILED;
    }
    return kr__bytes_like_built(vm, a[0], &out);
}

/* ---- hex ---- */

/* The separator of hex(): an ASCII character, or -1 with an exception pending. */
static int hex_sep(kr_vm *vm, Value sep) {
    uint32_t c;
    size_t n;
    if (kr__is_str(vm, sep)) {
        n = kr__str_count(kr__ptr(sep));
        c = n == 1 ? kr__str_at(vm, kr__ptr(sep), 0) : 0;
    } else if (kr__is_bytes(vm, sep)) {
        n = kr__span(vm, sep).n;
        c = n == 1 ? (uint8_t)kr__span(vm, sep).p[0] : 0;
    } else {
        if (kr__length(vm, sep, &n) && n != 1) {
            kr__raise_value(vm, "sep must be length 1.");
        } else if (!kr__pending(vm)) {
            kr__raise_type(vm, "sep must be str or bytes.");
        }
        return -1;
    }
    if (n != 1) {
        kr__raise_value(vm, "sep must be length 1.");
        return -1;
    }
    if (c > 127) {
        kr__raise_value(vm, "sep must be ASCII.");
        return -1;
    }
    return (int)c;
}

Value kr__bytes_hex(kr_vm *vm, const uint8_t *p, size_t n, Value sep, Value per_sep) {
    static const char digits[] = "0123456789abcdef";
    int64_t group = 1;
    int c = 0;
    if (kr__ok(sep) && (c = hex_sep(vm, sep)) < 0) return KR_FAILED;
    if (!kr__ssize_arg(vm, per_sep, &group)) return KR_FAILED;
    if (group > INT32_MAX || group < -INT32_MAX)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C int");
    bool left = group < 0;
    size_t g = (size_t)(left ? -group : group), seps = kr__ok(sep) && g && n ? (n - 1) / g : 0;
    if (!n) return kr__str_new(vm, "", 0);
    if (n * 2 + seps > UINT32_MAX) return kr__no_memory(vm);
    char *to;
    Value r = kr__str_ascii_new(vm, n * 2 + seps, &to);
    if (kr__failed(r)) return r;
    for (size_t i = 0; i < n; i++) {
        if (seps && i && (left ? i % g : (n - i) % g) == 0) *to++ = (char)c;
        *to++ = digits[p[i] >> 4];
        *to++ = digits[p[i] & 15];
    }
    return r;
}

Value kr__bytes_m_hex(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__ok(a[2]) && !kr__is_int(a[2])) { /* __index__ may change a bytearray */
        a[2] = kr__index(vm, a[2]);
        if (kr__failed(a[2])) return KR_FAILED;
    }
    KrSpan s = kr__span(vm, a[0]);
    return kr__bytes_hex(vm, (const uint8_t *)s.p, s.n, a[1], a[2]);
}

static int nibble(uint32_t c) {
    return c - '0' < 10 ? (int)(c - '0') : (c | 32) - 'a' < 6 ? (int)((c | 32) - 'a' + 10) : -1;
}

Value kr__bytes_fromhex(kr_vm *vm, Value v, bool bytearray) {
    if (!kr__is_str(vm, v)) return kr__raise_type(vm, "fromhex() argument must be str, not %P", v);
    const KrStr *s = kr__ptr(v);
    const char *text = kr__str_text(s);
    size_t n = s->len, i = 0;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (!kr__str_builder_room(&b, n / 2)) return KR_FAILED;
    while (i < n) {
        if (text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r')) {
            i++;
            continue;
        }
        int hi = nibble((uint8_t)text[i]),
            lo = hi < 0 || i + 1 >= n ? -1 : nibble((uint8_t)text[i + 1]);
        if (lo < 0) {
            size_t bad = hi < 0 ? i : i + 1;
            return kr__raise_value(vm,
                                   "non-hexadecimal number found in fromhex() arg at position %zd",
                                   kr__str_index(vm, s, bad));
        }
        b.text[b.len++] = (char)(hi << 4 | lo);
        i += 2;
    }
    if (!bytearray) return kr__str_builder_bytes(&b);
    return kr__bytearray_new(vm, b.text, b.len);
}

/* ---- decode ---- */

Value kr__bytes_m_decode(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__ok(a[1]) && !kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "decode() argument 'encoding' must be str, not %P", a[1]);
    if (kr__ok(a[2]) && !kr__is_str(vm, a[2]))
        return kr__raise_type(vm, "decode() argument 'errors' must be str, not %P", a[2]);
    return kr__decode_object(vm, a[0], a[1], a[2]);
}
