/* SPDX-License-Identifier: MIT
 * str_find.c: methods of str that look for text in text. Searches run on bytes: in well-formed
 * UTF-8 a match of text is a match of whole code points. */
#include "types/seq.h"
#include "types/str_methods.h"

#include <string.h>

KR_INLINE KrStr *self_of(Value v) { return kr__ptr(v); }

/* A stretch of a text to search in: bytes [from, to). */
typedef struct Span {
    size_t from, to;
    bool any; /* false: start lies behind end, and not even '' is found */
} Span;

/* Arguments start and end (a[0], a[1]) as offsets into s. May run Python code. */
static bool span_args(kr_vm *vm, Value s, Value start, Value end, Span *out) {
    const KrStr *t = self_of(s);
    *out = (Span){0, t->len, true};
    if (kr__failed(start) && kr__failed(end)) return true;
    size_t lo, hi;
    if (!kr__range_args(vm, start, end, kr__str_count(t), &lo, &hi, &out->any)) return false;
    if (!out->any) return true;
    out->from = kr__str_offset(vm, t, lo);
    out->to = kr__str_offset(vm, t, hi);
    return true;
}

/* The arguments of find and its like: (sub[, start[, end]]). */
static bool find_args(kr_vm *vm, const char *name, Value *a, int n, Span *span) {
    if (!kr__raw_count(vm, "str", name, n, 1, 3)) return false;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "must be str, not %T", a[1]);
    return span_args(vm, a[0], n > 2 ? a[2] : KR_UNSET, n > 3 ? a[3] : KR_UNSET, span);
}

#define LONG 65536 /* bytes that are worth a look at the limits */

/* Index of the occurrence, -1: none, -2: failed. */
static int64_t find(kr_vm *vm, const char *name, Value *a, int n, bool right) {
    Span span;
    if (!find_args(vm, name, a, n, &span)) return -2;
    if (!span.any) return -1;
    const KrStr *s = self_of(a[0]), *sub = self_of(a[1]);
    const char *hay = kr__str_text(s) + span.from, *needle = kr__str_text(sub);
    size_t len = span.to - span.from;
    size_t at = right ? kr__bytes_rfind(hay, len, needle, sub->len)
                      : kr__bytes_find(hay, len, needle, sub->len);
    if (len > LONG && !kr__tick(vm)) return -2;
    return at == KR_NOT_FOUND ? -1 : (int64_t)kr__str_index(vm, s, span.from + at);
}

static Value found(int64_t i) { return i < -1 ? KR_FAILED : kr__from_int48(i); }

static Value must_find(kr_vm *vm, int64_t i) {
    return i == -1 ? kr__raise_value(vm, "substring not found") : found(i);
}

Value kr__str_m_find(kr_vm *vm, Value *a, int n) { return found(find(vm, "find", a, n, false)); }
Value kr__str_m_rfind(kr_vm *vm, Value *a, int n) { return found(find(vm, "rfind", a, n, true)); }
Value kr__str_m_index(kr_vm *vm, Value *a, int n) {
    return must_find(vm, find(vm, "index", a, n, false));
}
Value kr__str_m_rindex(kr_vm *vm, Value *a, int n) {
    return must_find(vm, find(vm, "rindex", a, n, true));
}

Value kr__str_m_count(kr_vm *vm, Value *a, int n) {
    Span span;
    if (!find_args(vm, "count", a, n, &span)) return KR_FAILED;
    if (!span.any) return kr__from_int48(0);
    const KrStr *s = self_of(a[0]), *sub = self_of(a[1]);
    const char *hay = kr__str_text(s) + span.from;
    size_t len = span.to - span.from;
    if (len > LONG && !kr__tick(vm)) return KR_FAILED;
    if (!sub->len) return kr__from_int48((int64_t)kr__utf8_count(hay, len) + 1);
    return kr__from_int48(
        (int64_t)kr__bytes_count(hay, len, kr__str_text(sub), sub->len, SIZE_MAX));
}

/* ---- startswith, endswith ---- */

static bool at_edge(const KrStr *s, const Span *span, const KrStr *part, bool end) {
    if (!span->any || part->len > span->to - span->from) return false;
    size_t at = end ? span->to - part->len : span->from;
    return memcmp(kr__str_text(s) + at, kr__str_text(part), part->len) == 0;
}

static Value edge(kr_vm *vm, const char *name, Value *a, int n, bool end) {
    if (!kr__raw_count(vm, "str", name, n, 1, 3)) return KR_FAILED;
    Span span;
    if (!span_args(vm, a[0], n > 2 ? a[2] : KR_UNSET, n > 3 ? a[3] : KR_UNSET, &span))
        return KR_FAILED;
    const KrStr *s = self_of(a[0]);
    if (kr__is_str(vm, a[1])) return kr__bool(at_edge(s, &span, self_of(a[1]), end));
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE))
        return kr__raise_type(vm, "%s first arg must be str or a tuple of str, not %T", name, a[1]);
    const KrTuple *t = kr__ptr(a[1]);
    for (uint32_t i = 0; i < t->len; i++) {
        Value v = kr__tuple_get(t, i);
        if (!kr__is_str(vm, v))
            return kr__raise_type(vm, "tuple for %s must only contain str, not %T", name, v);
        if (at_edge(s, &span, self_of(v), end)) return KR_TRUE_V;
    }
    return KR_FALSE_V;
}

Value kr__str_m_startswith(kr_vm *vm, Value *a, int n) {
    return edge(vm, "startswith", a, n, false);
}
Value kr__str_m_endswith(kr_vm *vm, Value *a, int n) { return edge(vm, "endswith", a, n, true); }

Value kr__str_m_removeprefix(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__str_arg(vm, a[1], "removeprefix", 0)) return KR_FAILED;
    const KrStr *s = self_of(a[0]), *p = self_of(a[1]);
    bool has = at_edge(s, &(Span){0, s->len, true}, p, false);
    return has ? kr__str_part(vm, a[0], p->len, s->len - p->len) : kr__str_exact(vm, a[0]);
}

Value kr__str_m_removesuffix(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__str_arg(vm, a[1], "removesuffix", 0)) return KR_FAILED;
    const KrStr *s = self_of(a[0]), *p = self_of(a[1]);
    bool has = at_edge(s, &(Span){0, s->len, true}, p, true);
    return has ? kr__str_part(vm, a[0], 0, s->len - p->len) : kr__str_exact(vm, a[0]);
}

/* ---- partition ---- */

static Value partition(kr_vm *vm, Value *a, bool right) {
    if (!kr__is_str(vm, a[1])) return kr__raise_type(vm, "must be str, not %T", a[1]);
    const KrStr *s = self_of(a[0]), *sep = self_of(a[1]);
    if (!sep->len) return kr__raise_value(vm, "empty separator");
    size_t n = s->len, m = sep->len;
    size_t at = right ? kr__bytes_rfind(kr__str_text(s), n, kr__str_text(sep), m)
                      : kr__bytes_find(kr__str_text(s), n, kr__str_text(sep), m);
    Value empty = kr__str_new(vm, "", 0), part[3];
    if (kr__failed(empty)) return empty;
    if (at == KR_NOT_FOUND) {
        part[0] = part[1] = part[2] = empty;
        part[right ? 2 : 0] = kr__str_exact(vm, a[0]);
    } else {
        part[0] = kr__str_part(vm, a[0], 0, at);
        part[1] = kr__str_exact(vm, a[1]);
        part[2] = kr__str_part(vm, a[0], at + m, n - at - m);
    }
    if (kr__failed(part[0]) || kr__failed(part[1]) || kr__failed(part[2])) return KR_FAILED;
    return kr__tuple_new(vm, part, 3);
}

Value kr__str_m_partition(kr_vm *vm, Value *a, int n) { return (void)n, partition(vm, a, false); }
Value kr__str_m_rpartition(kr_vm *vm, Value *a, int n) { return (void)n, partition(vm, a, true); }

/* ---- replace ---- */

/* `with` between all characters of s, before the first and after the last, at most `max` times. */
static Value interleave(kr_vm *vm, Value s, Value with, size_t max) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    size_t n = self_of(s)->len, at = 0;
    for (size_t done = 0; done < max; done++) {
        if (!kr__str_builder_str(&b, with)) return KR_FAILED;
        if (at == n) break;
        unsigned w = kr__utf8_lead((uint8_t)kr__str_text(self_of(s))[at]);
        if (!kr__str_builder_part(&b, s, at, w)) return KR_FAILED;
        at += w;
        if ((done & 0xffff) == 0xffff && !kr__poll(vm)) return KR_FAILED;
    }
    if (!kr__str_builder_part(&b, s, at, n - at)) return KR_FAILED;
    return kr__str_builder_finish(&b);
}

/* One ASCII character by another, everywhere. */
static Value replace_byte(kr_vm *vm, Value s, char old, char with) {
    size_t n = self_of(s)->len, count = kr__str_count(self_of(s));
    char *to;
    Value r = count == n ? kr__str_ascii_new(vm, n, &to) : kr__str_wide_new(vm, n, count, &to);
    if (kr__failed(r)) return r;
    const char *from = kr__str_text(self_of(s));
    for (size_t i = 0; i < n; i++) to[i] = from[i] == old ? with : from[i];
    kr__keep(s);
    return r;
}

/* `found` occurrences of old in s, the first ones there are; the result has `bytes` and `count`. */
static Value replace_counted(kr_vm *vm, Value s, Value old, Value with, size_t found, size_t bytes,
                             size_t count) {
    char *to;
    Value r = count == bytes ? kr__str_ascii_new(vm, bytes, &to)
                             : kr__str_wide_new(vm, bytes, count, &to);
    if (kr__failed(r)) return r;
    const KrStr *o = self_of(old), *w = self_of(with);
    const char *from = kr__str_text(self_of(s)), *end = from + self_of(s)->len;
    const char *what = kr__str_text(o), *by = kr__str_text(w);
    for (; found; found--) {
        size_t k = kr__bytes_find(from, (size_t)(end - from), what, o->len);
        memcpy(to, from, k);
        memcpy(to + k, by, w->len);
        to += k + w->len;
        from += k + o->len;
    }
    memcpy(to, from, (size_t)(end - from));
    kr__keep(s);
    kr__keep(old);
    kr__keep(with);
    return r;
}

/* Texts up to this length are replaced in without a poll. */
#define AT_ONCE ((size_t)1 << 20)

static Value replace(kr_vm *vm, Value s, Value old, Value with, size_t max) {
    size_t n = self_of(s)->len, m = self_of(old)->len, w = self_of(with)->len;
    if (m > n || max == 0) return kr__str_exact(vm, s);
    if (m == 0) return interleave(vm, s, with, max);
    const char *text = kr__str_text(self_of(s)), *what = kr__str_text(self_of(old));
    if (n <= AT_ONCE) {
        size_t found = kr__bytes_count(text, n, what, m, max);
        if (!found) return kr__str_exact(vm, s);
        if (m == 1 && w == 1 && max == SIZE_MAX && n > 1)
            return replace_byte(vm, s, what[0], kr__str_text(self_of(with))[0]);
        size_t bytes = n - found * m + found * w;
        size_t count = kr__str_count(self_of(s)) - found * kr__str_count(self_of(old)) +
                       found * kr__str_count(self_of(with));
        if (count > 1 && bytes <= UINT32_MAX)
            return replace_counted(vm, s, old, with, found, bytes, count);
    }
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    size_t at = 0, done = 0;
    while (done < max) {
        size_t k =
            kr__bytes_find(kr__str_text(self_of(s)) + at, n - at, kr__str_text(self_of(old)), m);
        if (k == KR_NOT_FOUND) break;
        if (done == 0 && !kr__str_builder_room(&b, n)) return KR_FAILED;
        if (!kr__str_builder_part(&b, s, at, k) || !kr__str_builder_str(&b, with)) return KR_FAILED;
        at += k + m;
        if ((++done & 0xffff) == 0 && !kr__poll(vm)) return KR_FAILED;
    }
    if (done == 0) return kr__str_exact(vm, s);
    if (!kr__str_builder_part(&b, s, at, n - at)) return KR_FAILED;
    return kr__str_builder_finish(&b);
}

Value kr__str_m_replace(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t max = -1;
    if (!kr__str_arg(vm, a[1], "replace", 1) || !kr__str_arg(vm, a[2], "replace", 2))
        return KR_FAILED;
    if (!kr__ssize_arg(vm, a[3], &max)) return KR_FAILED;
    return replace(vm, a[0], a[1], a[2], max < 0 ? SIZE_MAX : (size_t)max);
}
