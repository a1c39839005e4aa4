/* SPDX-License-Identifier: MIT
 * str_build.c: strs made from parts: the builder, concatenation, repetition, join.
 *
 * Long results share growable buffers. A str with KR_F_STR_EXTERN is the first `len` bytes of a
 * KrStrBuf; the one that reaches up to buf->used may be continued in place, because nobody sees
 * the bytes behind it. Bytes below `used` never change. */
#include "types/str.h"

#include <string.h>

#include "types/list.h"

/* From here on a result of appending gets a buffer that can grow. */
#define GROWABLE 1024u
/* Bytes copied between two polls. */
#define POLL_BYTES ((size_t)1 << 20)

/* ---- making ---- */

Value kr__str_make(kr_vm *vm, const char *text, size_t n, size_t count) {
    if (n == 0) return kr__str_new(vm, "", 0);
    if (count == 1) {
        unsigned size;
        return kr__char(vm, kr__utf8_decode(text, &size));
    }
    char *to;
    Value v = count == n ? kr__str_ascii_new(vm, n, &to) : kr__str_wide_new(vm, n, count, &to);
    if (kr__ok(v)) memcpy(to, text, n);
    return v;
}

static size_t count_of(const KrStr *s, size_t from, size_t n) {
    if (kr__str_ascii(s)) return n;
    if (n == s->len) return kr__str_count(s);
    return kr__utf8_count(kr__str_text(s) + from, n);
}

Value kr__str_part(kr_vm *vm, Value v, size_t from, size_t n) {
    const KrStr *s = kr__str_ptr(v);
    if (n == s->len && kr__exact(v, KR_T_STR)) return v;
    size_t count = count_of(s, from, n);
    Value r = kr__str_make(vm, kr__str_text(s) + from, n, count);
    kr__keep(v);
    return r;
}

Value kr__str_exact(kr_vm *vm, Value v) {
    return kr__exact(v, KR_T_STR) ? v : kr__str_part(vm, v, 0, kr__str_ptr(v)->len);
}

static Value extern_new(kr_vm *vm, KrStrBuf *buf, size_t len, size_t count) {
    KrStrExtern *s = kr__new(vm, KR_T_STR, sizeof(KrStrExtern));
    if (!s) return KR_FAILED;
    s->head.head |= KR_F_STR_EXTERN | (count != len ? KR_F_STR_WIDE : 0);
    s->len = (uint32_t)len;
    s->count = (uint32_t)count;
    s->buffer = kr__slot_of(buf);
    return kr__value_of(s);
}

/* A KrStrBuf whose buffer has at least `room` bytes. */
static KrStrBuf *strbuf_new(kr_vm *vm, size_t room) {
    KrStrBuf *buf = kr__new(vm, KR_T_STRBUF, sizeof(KrStrBuf));
    if (!buf) return NULL;
    size_t got;
    char *text = kr__buf_new(vm, buf, room, &got);
    if (!text) return NULL;
    buf->text = text;
    buf->room = got;
    kr__barrier(vm, buf);
    return buf;
}

static bool strbuf_resize(kr_vm *vm, KrStrBuf *buf, size_t room) {
    size_t got;
    char *text = kr__buf_resize(vm, buf, buf->text, buf->room, room, &got);
    if (!text) return false;
    buf->text = text;
    buf->room = got;
    kr__barrier(vm, buf);
    return true;
}

/* ---- builder ---- */

bool kr__str_builder_grow(KrStrBuilder *b, size_t n) {
    size_t need = b->len + n;
    if (need < n || need > UINT32_MAX) return kr__ok(kr__no_memory(b->vm));
    size_t room = need + need / 2 + 64;
    if (room > UINT32_MAX) room = UINT32_MAX;
    if (b->cell) {
        if (!strbuf_resize(b->vm, b->cell, room)) return false;
    } else {
        KrStrBuf *buf = strbuf_new(b->vm, room);
        if (!buf) return false;
        memcpy(buf->text, b->text, b->len);
        b->cell = buf;
    }
    b->text = b->cell->text;
    b->room = b->cell->room;
    return true;
}

bool kr__str_builder_text(KrStrBuilder *b, const char *s, size_t n) {
    if (!kr__str_builder_room(b, n)) return false;
    memcpy(b->text + b->len, s, n);
    b->len += n;
    if (!kr__is_ascii(s, n)) b->tails += n - kr__utf8_count(s, n);
    return true;
}

bool kr__str_builder_part(KrStrBuilder *b, Value v, size_t from, size_t n) {
    if (!kr__str_builder_room(b, n)) return false;
    const KrStr *s = kr__str_ptr(v);
    memcpy(b->text + b->len, kr__str_text(s) + from, n);
    b->len += n;
    if (!kr__str_ascii(s)) b->tails += n - count_of(s, from, n);
    return true;
}

bool kr__str_builder_str(KrStrBuilder *b, Value v) {
    return kr__str_builder_part(b, v, 0, kr__str_ptr(v)->len);
}

bool kr__str_builder_fill(KrStrBuilder *b, uint32_t cp, size_t n) {
    unsigned w = kr__utf8_width(cp);
    if (n > UINT32_MAX) return kr__ok(kr__no_memory(b->vm));
    if (!kr__str_builder_room(b, n * w)) return false;
    if (w == 1) {
        memset(b->text + b->len, (int)cp, n);
    } else {
        for (size_t i = 0; i < n; i++) kr__utf8_encode(b->text + b->len + i * w, cp);
    }
    b->len += n * w;
    b->tails += n * (w - 1);
    return true;
}

static void drop(KrStrBuilder *b) {
    if (!b->cell) return;
    kr__buf_free(b->vm, b->cell, b->cell->text, b->cell->room);
    b->cell->text = NULL;
    b->cell->room = 0;
}

Value kr__str_builder_finish(KrStrBuilder *b) {
    kr_vm *vm = b->vm;
    Value v;
    if (!b->cell || b->len < GROWABLE) {
        v = kr__str_make(vm, b->text, b->len, b->len - b->tails);
        drop(b);
    } else {
        b->cell->used = (uint32_t)b->len;
        /* A failure to shrink is no failure. */
        if (b->len + b->len / 4 < b->room && !strbuf_resize(vm, b->cell, b->len))
            kr__clear_pending(vm);
        v = extern_new(vm, b->cell, b->len, b->len - b->tails);
    }
    kr__str_builder_init(b, vm);
    return v;
}

Value kr__str_builder_bytes(KrStrBuilder *b) {
    kr_vm *vm = b->vm;
    Value v = kr__bytes_new(vm, b->text, b->len);
    drop(b);
    kr__str_builder_init(b, vm);
    return v;
}

/* ---- concatenation ---- */

/* a is long: the result is a followed by b in a buffer that can grow on; in a's own when a is at
 * its end. */
static Value concat_long(kr_vm *vm, Value va, Value vb) {
    const KrStr *a = kr__str_ptr(va), *b = kr__str_ptr(vb);
    size_t n = a->len, m = b->len;
    size_t count = (size_t)kr__str_count(a) + kr__str_count(b);
    KrStrBuf *buf = NULL;
    if (a->head.head & KR_F_STR_EXTERN) {
        KrStrBuf *own = kr__slot_ptr(((const KrStrExtern *)a)->buffer);
        if (own->used == n) {
            if (own->room < n + m && !strbuf_resize(vm, own, n + m + (n + m) / 8)) return KR_FAILED;
            buf = own;
        }
    }
    if (!buf) {
        if (!(buf = strbuf_new(vm, n + m))) return KR_FAILED;
        memcpy(buf->text, kr__str_text(a), n);
    }
    memcpy(buf->text + n, kr__str_text(b), m);
    Value v = extern_new(vm, buf, n + m, count);
    if (kr__ok(v)) buf->used = (uint32_t)(n + m);
    kr__keep(va);
    kr__keep(vb);
    return v;
}

Value kr__str_concat(kr_vm *vm, Value va, Value vb) {
    const KrStr *a = kr__str_ptr(va), *b = kr__str_ptr(vb);
    size_t n = a->len, m = b->len;
    if (m == 0 && kr__exact(va, KR_T_STR)) return va;
    if (n == 0 && kr__exact(vb, KR_T_STR)) return vb;
    if (n + m > UINT32_MAX) return kr__no_memory(vm);
    if (n >= GROWABLE && m) return concat_long(vm, va, vb);
    char *to;
    bool ascii = kr__str_ascii(a) && kr__str_ascii(b);
    if (n + m == 0) return kr__str_new(vm, "", 0);
    Value v = ascii ? kr__str_ascii_new(vm, n + m, &to)
                    : kr__str_wide_new(vm, n + m, (size_t)kr__str_count(a) + kr__str_count(b), &to);
    if (kr__failed(v)) return v;
    memcpy(to, kr__str_text(a), n);
    memcpy(to + n, kr__str_text(b), m);
    kr__keep(va);
    kr__keep(vb);
    return v;
}

/* ---- repetition ---- */

/* Fills n bytes with copies of the m bytes at `what` (n a multiple of m, which is not 0). Polls. */
bool kr__fill_copies(kr_vm *vm, char *to, size_t n, const char *what, size_t m) {
    if (m == 1) {
        memset(to, what[0], n);
        return true;
    }
    memcpy(to, what, m);
    size_t unit =
        m; /* bytes at `to` that later ones are copied from: doubled up to a poll's worth */
    for (size_t done = m; done < n;) {
        size_t k = unit < n - done ? unit : n - done;
        memcpy(to + done, to, k);
        done += k;
        if (unit < POLL_BYTES) {
            unit = done;
        } else if (!kr__poll(vm)) {
            return false;
        }
    }
    return true;
}

Value kr__str_repeat(kr_vm *vm, Value v, int64_t n) {
    const KrStr *s = kr__str_ptr(v);
    size_t m = s->len;
    if (n <= 0 || m == 0) return kr__str_new(vm, "", 0);
    if (n == 1) return kr__str_exact(vm, v);
    if (n > INT64_MAX / (int64_t)m)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "repeated string is too long");
    if ((uint64_t)n > UINT32_MAX || m * (uint64_t)n > UINT32_MAX) return kr__no_memory(vm);
    size_t total = m * (size_t)n, count = (size_t)kr__str_count(s) * (size_t)n;
    char *to;
    Value r = kr__str_ascii(s) ? kr__str_ascii_new(vm, total, &to)
                               : kr__str_wide_new(vm, total, count, &to);
    if (kr__failed(r)) return r;
    if (!kr__fill_copies(vm, to, total, kr__str_text(s), m)) return KR_FAILED;
    kr__keep(v);
    return r;
}

/* ---- join ---- */

static bool not_a_str(kr_vm *vm, size_t i, Value v) {
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "sequence item %zd: expected str instance, %T found", i, v);
}

/* Items of a list or tuple, wherever they are. */
typedef struct Items {
    const KrList *list;
    const KrTuple *tuple;
    const Value *values;
    size_t n;
} Items;

KR_INLINE Value item(const Items *it, size_t i) {
    return it->list    ? kr__list_get(it->list, i)
           : it->tuple ? kr__tuple_get(it->tuple, i)
                       : it->values[i];
}

/* Bytes and code points of the result; false: TypeError or MemoryError. */
static bool measure(kr_vm *vm, const KrStr *sep, const Items *it, size_t *bytes, size_t *count) {
    uint64_t b = (uint64_t)sep->len * (it->n - 1), c = (uint64_t)kr__str_count(sep) * (it->n - 1);
    for (size_t i = 0; i < it->n; i++) {
        Value v = item(it, i);
        if (!kr__is_str(vm, v)) return not_a_str(vm, i, v);
        b += kr__str_ptr(v)->len;
        c += kr__str_count(kr__str_ptr(v));
    }
    if (b > UINT32_MAX) return kr__ok(kr__no_memory(vm));
    *bytes = (size_t)b;
    *count = (size_t)c;
    return true;
}

static Value join(kr_vm *vm, Value vsep, const Items *it) {
    if (it->n == 0) return kr__str_new(vm, "", 0);
    if (it->n == 1 && kr__exact(item(it, 0), KR_T_STR)) return item(it, 0);
    const KrStr *sep = kr__str_ptr(vsep);
    size_t bytes = 0, count = 0;
    if (!measure(vm, sep, it, &bytes, &count)) return KR_FAILED;
    if (bytes == 0) return kr__str_new(vm, "", 0);
    char *to;
    Value r = bytes == count ? kr__str_ascii_new(vm, bytes, &to)
                             : kr__str_wide_new(vm, bytes, count, &to);
    if (kr__failed(r)) return r;
    const char *between = kr__str_text(sep);
    size_t n = sep->len;
    for (size_t i = 0; i < it->n; i++) {
        if (i) {
            if (n == 1) {
                *to = *between;
            } else {
                memcpy(to, between, n);
            }
            to += n;
        }
        const KrStr *s = kr__str_ptr(item(it, i));
        memcpy(to, kr__str_text(s), s->len);
        to += s->len;
    }
    kr__keep(vsep);
    return r;
}

Value kr__str_join_items(kr_vm *vm, Value sep, const Value *items, size_t n) {
    return join(vm, sep, &(Items){.values = items, .n = n});
}

/* Nothing between measuring and copying runs Python code, so the items stay what they are; a list
 * is held, its items read anew after the allocation. */
Value kr__str_join(kr_vm *vm, Value sep, Value iterable) {
    Value v = iterable;
    if (!kr__has_kind(vm, v, KR_K_LIST) && !kr__has_kind(vm, v, KR_K_TUPLE)) {
        if (!kr__ok(kr__special(vm, v, KR_N___iter__)) &&
            !kr__ok(kr__special(vm, v, KR_N___getitem__)))
            return kr__raise_type(vm, "can only join an iterable");
        v = kr__list_from(vm, iterable);
        if (kr__failed(v)) return v;
    } else if (!kr__exact(v, KR_T_LIST) && !kr__exact(v, KR_T_TUPLE)) {
        v = kr__list_from(vm, iterable); /* a subclass may iterate otherwise */
        if (kr__failed(v)) return v;
    }
    Items it = {0};
    if (kr__exact(v, KR_T_LIST)) {
        it.list = kr__ptr(v);
        it.n = it.list->len;
    } else {
        it.tuple = kr__ptr(v);
        it.n = it.tuple->len;
    }
    Value r = join(vm, sep, &it);
    kr__keep(v);
    return r;
}
