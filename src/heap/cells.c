/* SPDX-License-Identifier: MIT
 * cells.c: makers of the cells of cells.h: str, bytes, tuple, int, Slot arrays. None runs Python
 * code; all may collect; failure is MemoryError. */
#include "heap/cells.h"

#include <string.h>

#include "base/utf8.h"
#include "heap/private.h"

#define LEN_MAX ((size_t)0xfffffff0u)

static Value failed(kr_vm *vm) {
    kr__heap_no_memory(vm);
    return KR_FAILED;
}

/*
 * Bytes of a cell with n bytes of text and a NUL behind `head` bytes. Past the sizes that are rounded
 * anyway it is what the empty one takes and n, as everywhere else in Python: programs reckon with
 * getsizeof(b"") + n.
 */
static size_t text_bytes(size_t head, size_t n) {
    size_t bytes = head + n + 1, empty = (head + 1 + 7) & ~(size_t)7;
    return bytes <= KR_SMALL_MAX ? bytes : empty + n;
}

/* ---- str ---- */

/* A str cell of n ASCII bytes that the caller writes at *text before anything else allocates. */
Value kr__str_ascii_new(kr_vm *vm, size_t n, char **text) {
    if (n > LEN_MAX) return failed(vm);
    KrStr *s = kr__new(vm, KR_T_STR, text_bytes(sizeof *s, n));
    if (!s) return KR_FAILED;
    s->len = (uint32_t)n;
    *text = s->text;
    return kr__value_of(s);
}

/* The same for n bytes of text that hold count < n code points. */
Value kr__str_wide_new(kr_vm *vm, size_t n, size_t count, char **text) {
    if (n > LEN_MAX) return failed(vm);
    KrStrWide *s = kr__new(vm, KR_T_STR, text_bytes(sizeof *s, n));
    if (!s) return KR_FAILED;
    s->head.head |= KR_F_STR_WIDE;
    s->len = (uint32_t)n;
    s->count = (uint32_t)count;
    *text = s->text;
    return kr__value_of(s);
}

static Value str_copy(kr_vm *vm, const char *utf8, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += !kr__utf8_is_tail(utf8[i]);
    bool ascii = count == n;
    for (size_t i = 0; i < n && ascii; i++) ascii = (signed char)utf8[i] >= 0;
    char *text;
    Value v = ascii ? kr__str_ascii_new(vm, n, &text) : kr__str_wide_new(vm, n, count, &text);
    if (kr__ok(v)) memcpy(text, utf8, n);
    return v;
}

/* The shared str of one Latin-1 character, or a new one of any other. */
Value kr__char(kr_vm *vm, uint32_t code_point) {
    KrHeapPrivate *p = kr__priv(vm);
    if (code_point < 256 && p->chars[code_point]) return KR_VALUE(p->chars[code_point]);
    char buf[4];
    Value v = str_copy(vm, buf, kr__utf8_encode(buf, code_point));
    if (code_point < 256 && kr__ok(v)) p->chars[code_point] = (uint32_t)v.bits;
    return v;
}

static Value empty_str(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    if (!p->empty_str) {
        Value v = str_copy(vm, "", 0);
        p->empty_str = (uint32_t)v.bits;
    }
    return KR_VALUE(p->empty_str);
}

/* See cells.h: the text is copied; shared cells for '' and one Latin-1 character. */
Value kr__str_new(kr_vm *vm, const char *utf8, size_t n) {
    if (n == 0) return empty_str(vm);
    if (n == 1) return kr__char(vm, (uint8_t)utf8[0]);
    if (n == 2 && ((uint8_t)utf8[0] & 0xfe) == 0xc2)
        return kr__char(vm, ((uint8_t)utf8[0] & 3u) << 6 | ((uint8_t)utf8[1] & 0x3fu));
    return str_copy(vm, utf8, n);
}

/* Python's hash(); never fails. */
int64_t kr__str_hash64(kr_vm *vm, KrStr *s) {
    return kr__hash_utf8(kr__heap(vm)->hash_key, kr__str_text(s), s->len, kr__str_ascii(s));
}

/* kr__hash_fold of it, cached; never 0. */
uint32_t kr__str_hash32(kr_vm *vm, KrStr *s) {
    if (!s->hash) s->hash = kr__hash_fold(kr__str_hash64(vm, s));
    return s->hash;
}

bool kr__str_equal(const KrStr *a, const KrStr *b) {
    if (a == b) return true;
    if (a->len != b->len || (a->hash && b->hash && a->hash != b->hash)) return false;
    return memcmp(kr__str_text(a), kr__str_text(b), a->len) == 0;
}

/* ---- bytes ---- */

/* See cells.h; b'' and single bytes are new cells unless empty. */
Value kr__bytes_new(kr_vm *vm, const void *data, size_t n) {
    KrHeapPrivate *p = kr__priv(vm);
    if (n == 0 && p->empty_bytes) return KR_VALUE(p->empty_bytes);
    if (n > LEN_MAX) return failed(vm);
    KrBytes *b = kr__new(vm, KR_T_BYTES, text_bytes(sizeof *b, n));
    if (!b) return KR_FAILED;
    b->len = (uint32_t)n;
    if (data && n) memcpy(b->data, data, n);
    if (n == 0) p->empty_bytes = kr__ref(b);
    return kr__value_of(b);
}

/* ---- tuple and Slot arrays ---- */

/* The one (). */
Value kr__tuple_empty(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    if (!p->empty_tuple) {
        KrTuple *t = kr__new(vm, KR_T_TUPLE, sizeof *t);
        if (!t) return KR_FAILED;
        p->empty_tuple = kr__ref(t);
    }
    return KR_VALUE(p->empty_tuple);
}

/* One to three items. */
static Value tuple_of_few(kr_vm *vm, const Value *items, size_t n) {
    Slot s[3];
    bool narrow = true;
    for (size_t i = 0; i < n; i++) narrow &= kr__narrow(items[i], &s[i]);
    KrTuple *t = kr__new(vm, KR_T_TUPLE, sizeof *t + n * (narrow ? sizeof(Slot) : sizeof(Value)));
    if (KR_UNLIKELY(!t)) return KR_FAILED;
    t->len = (uint32_t)n;
    if (KR_LIKELY(narrow)) {
        t->narrow[0] = s[0];
        if (n > 1) t->narrow[1] = s[1];
        if (n > 2) t->narrow[2] = s[2];
    } else {
        t->head.head |= KR_F_WIDE;
        for (size_t i = 0; i < n; i++) t->wide[i] = items[i];
    }
    return kr__value_of(t);
}

/* See cells.h. The items may lie anywhere that the collector sees. */
Value kr__tuple_new(kr_vm *vm, const Value *items, size_t n) {
    if (n == 0) return kr__tuple_empty(vm);
    if (n <= 3) return tuple_of_few(vm, items, n);
    if (n > LEN_MAX / 8) return failed(vm);
    Slot s;
    bool narrow = true;
    for (size_t i = 0; i < n && narrow; i++) narrow = kr__narrow(items[i], &s);
    KrTuple *t = kr__new(vm, KR_T_TUPLE, sizeof *t + n * (narrow ? sizeof(Slot) : sizeof(Value)));
    if (!t) return KR_FAILED;
    t->len = (uint32_t)n;
    if (narrow) {
        for (size_t i = 0; i < n; i++) (void)kr__narrow(items[i], &t->narrow[i]);
    } else {
        t->head.head |= KR_F_WIDE;
        memcpy(t->wide, items, n * sizeof(Value));
    }
    return kr__value_of(t);
}

/* n unset Slots. */
KrSlots *kr__slots_new(kr_vm *vm, size_t n) {
    if (n > LEN_MAX / 4) return kr__heap_no_memory(vm);
    KrSlots *a = kr__new(vm, KR_T_SLOTS, sizeof *a + n * sizeof(Slot));
    if (a) a->len = (uint32_t)n;
    return a;
}

/* ---- int ---- */

/* See cells.h: canonical, inline where it fits. limb must not lie in a buffer of a cell. */
Value kr__int_from_limbs(kr_vm *vm, bool negative, const uint32_t *limb, size_t n) {
    while (n && !limb[n - 1]) n--;
    if (n <= 2) {
        uint64_t u = n ? limb[0] : 0;
        if (n == 2) u |= (uint64_t)limb[1] << 32;
        if (u <= (uint64_t)KR_INT_MAX || (negative && u == (uint64_t)KR_INT_MAX + 1))
            return kr__from_int48(negative ? -(int64_t)u : (int64_t)u);
    }
    if (n > LEN_MAX / 4) return failed(vm);
    KrInt *i = kr__new(vm, KR_T_INT, sizeof *i + n * sizeof(uint32_t));
    if (!i) return KR_FAILED;
    i->n = (uint32_t)n;
    i->negative = negative;
    memcpy(i->limb, limb, n * sizeof(uint32_t));
    return kr__value_of(i);
}

static Value from_magnitude(kr_vm *vm, bool negative, uint64_t u) {
    uint32_t limb[2] = {(uint32_t)u, (uint32_t)(u >> 32)};
    return kr__int_from_limbs(vm, negative, limb, 2);
}

Value kr__int_from_i64(kr_vm *vm, int64_t i) {
    if (KR_LIKELY(kr__fits_int48(i))) return kr__from_int48(i);
    return from_magnitude(vm, i < 0, i < 0 ? -(uint64_t)i : (uint64_t)i);
}

Value kr__int_from_u64(kr_vm *vm, uint64_t u) {
    if (KR_LIKELY(u <= (uint64_t)KR_INT_MAX)) return kr__from_int48((int64_t)u);
    return from_magnitude(vm, false, u);
}

/* See cells.h. */
bool kr__slot_hold(kr_vm *vm, Value v, Slot *out) {
    if (kr__narrow(v, out)) return true;
    KrBox *b = kr__new(vm, KR_T_BOX, sizeof *b);
    if (!b) return false;
    b->value = v;
    *out = kr__slot_of(b);
    return true;
}
