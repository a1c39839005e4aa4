/* SPDX-License-Identifier: MIT
 * bytes_find.c: methods of bytes and bytearray that look for bytes, and take apart at them. */
#include "types/bytes_methods.h"
#include "types/list.h"
#include "types/slice.h"
#include "types/str_methods.h"

/* ---- arguments ---- */

/* What is looked for: the bytes of a buffer, or one byte given as int. */
typedef struct Needle {
    KrBuffer buffer;
    uint8_t byte;
    const char *p;
    size_t n;
} Needle;

#define LONG 65536 /* bytes that are worth a look at the limits */

static bool needle_get(kr_vm *vm, Value v, Needle *out) {
    out->buffer.owner = KR_UNSET;
    if (kr__is_index(vm, v) || kr__is_bool(v)) {
        if (!kr__byte_value(vm, v, true, &out->byte)) return false;
        out->p = (const char *)&out->byte;
        out->n = 1;
        return true;
    }
    if (!kr__has_buffer(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "argument should be integer or bytes-like object, not '%T'", v);
    if (!kr__buffer_get(vm, v, &out->buffer)) return false;
    out->p = out->buffer.data;
    out->n = out->buffer.len;
    return true;
}

/* The arguments of find and its like. *hay: what to search, at hay->p + *from of self; !*any:
 * nothing. */
static bool find_args(kr_vm *vm, const char *name, Value *a, int n, Needle *needle, size_t *from,
                      size_t *to, bool *any) {
    const char *cls = kr__is_bytes(vm, a[0]) ? "bytes" : "bytearray";
    if (!kr__raw_count(vm, cls, name, n, 1, 3)) return false;
    if (!kr__range_args(vm, n > 2 ? a[2] : KR_UNSET, n > 3 ? a[3] : KR_UNSET, kr__span(vm, a[0]).n,
                        from, to, any))
        return false;
    if (!needle_get(vm, a[1], needle)) return false;
    size_t len = kr__span(vm, a[0]).n; /* Python code may have run */
    if (*to > len) *to = len;
    if (*from > *to) *any = false;
    return true;
}

static int64_t find(kr_vm *vm, const char *name, Value *a, int n, bool right) {
    Needle needle;
    size_t from, to, at = KR_NOT_FOUND;
    bool any;
    if (!find_args(vm, name, a, n, &needle, &from, &to, &any)) return -2;
    if (any) {
        const char *p = kr__span(vm, a[0]).p + from;
        at = right ? kr__bytes_rfind(p, to - from, needle.p, needle.n)
                   : kr__bytes_find(p, to - from, needle.p, needle.n);
    }
    kr__buffer_release(vm, &needle.buffer);
    if (any && to - from > LONG && !kr__tick(vm)) return -2;
    return at == KR_NOT_FOUND ? -1 : (int64_t)(from + at);
}

static Value found(int64_t i) { return i < -1 ? KR_FAILED : kr__from_int48(i); }
static Value must_find(kr_vm *vm, int64_t i) {
    return i == -1 ? kr__raise_value(vm, "subsection not found") : found(i);
}
Value kr__bytes_m_find(kr_vm *vm, Value *a, int n) { return found(find(vm, "find", a, n, false)); }
Value kr__bytes_m_rfind(kr_vm *vm, Value *a, int n) { return found(find(vm, "rfind", a, n, true)); }
Value kr__bytes_m_index(kr_vm *vm, Value *a, int n) {
    return must_find(vm, find(vm, "index", a, n, false));
}
Value kr__bytes_m_rindex(kr_vm *vm, Value *a, int n) {
    return must_find(vm, find(vm, "rindex", a, n, true));
}

Value kr__bytes_m_count(kr_vm *vm, Value *a, int n) {
    Needle needle;
    size_t from, to, count = 0;
    bool any;
    if (!find_args(vm, "count", a, n, &needle, &from, &to, &any)) return KR_FAILED;
    if (any) {
        const char *p = kr__span(vm, a[0]).p + from;
        count =
            needle.n ? kr__bytes_count(p, to - from, needle.p, needle.n, SIZE_MAX) : to - from + 1;
    }
    kr__buffer_release(vm, &needle.buffer);
    if (any && to - from > LONG && !kr__tick(vm)) return KR_FAILED;
    return kr__from_int48((int64_t)count);
}

Value kr__bytes_m___contains__(kr_vm *vm, Value *a, int n) {
    (void)n;
    Needle needle;
    if (!kr__is_index(vm, a[1]) && !kr__is_bool(a[1]) && !kr__has_buffer(vm, a[1]))
        return kr__raise_type(vm, "a bytes-like object is required, not '%T'", a[1]);
    if (!needle_get(vm, a[1], &needle)) return KR_FAILED;
    KrSpan s = kr__span(vm, a[0]);
    bool in = kr__bytes_find(s.p, s.n, needle.p, needle.n) != KR_NOT_FOUND;
    bool go_on = s.n <= LONG || kr__tick(vm);
    kr__buffer_release(vm, &needle.buffer);
    return go_on ? kr__bool(in) : KR_FAILED;
}

/* ---- startswith, endswith ---- */

/* 1, 0, -1 */
static int at_edge(kr_vm *vm, Value self, size_t from, size_t to, bool any, Value part, bool end) {
    KrBuffer b;
    if (!kr__buffer_get(vm, part, &b)) return -1;
    KrSpan s = kr__span(vm, self);
    bool r =
        any && b.len <= to - from && memcmp(s.p + (end ? to - b.len : from), b.data, b.len) == 0;
    kr__buffer_release(vm, &b);
    return r;
}

static Value edge(kr_vm *vm, const char *name, Value *a, int n, bool end) {
    size_t from, to;
    bool any;
    if (!kr__raw_count(vm, kr__is_bytes(vm, a[0]) ? "bytes" : "bytearray", name, n, 1, 3))
        return KR_FAILED;
    if (!kr__range_args(vm, n > 2 ? a[2] : KR_UNSET, n > 3 ? a[3] : KR_UNSET, kr__span(vm, a[0]).n,
                        &from, &to, &any))
        return KR_FAILED;
    size_t len = kr__span(vm, a[0]).n; /* Python code may have run */
    if (to > len) to = len;
    any &= from <= to;
    int r = 0;
    if (kr__has_kind(vm, a[1], KR_K_TUPLE)) {
        const KrTuple *t = kr__ptr(a[1]);
        for (uint32_t i = 0; i < t->len && r == 0; i++)
            r = at_edge(vm, a[0], from, to, any, kr__tuple_get(t, i), end);
    } else if (kr__has_buffer(vm, a[1])) {
        r = at_edge(vm, a[0], from, to, any, a[1], end);
    } else {
        return kr__raise_type(vm, "%s first arg must be bytes or a tuple of bytes, not %T", name,
                              a[1]);
    }
    return r < 0 ? KR_FAILED : kr__bool(r);
}

Value kr__bytes_m_startswith(kr_vm *vm, Value *a, int n) {
    return edge(vm, "startswith", a, n, false);
}
Value kr__bytes_m_endswith(kr_vm *vm, Value *a, int n) { return edge(vm, "endswith", a, n, true); }

/* self, itself when it is an exact bytes. */
static Value whole(kr_vm *vm, Value self) {
    if (kr__exact(self, KR_T_BYTES)) return self;
    KrSpan s = kr__span(vm, self);
    return kr__bytes_like(vm, self, s.p, s.n);
}

static Value part_of(kr_vm *vm, Value self, size_t from, size_t to) {
    KrSpan s = kr__span(vm, self);
    return from == 0 && to == s.n ? whole(vm, self)
                                  : kr__bytes_like(vm, self, s.p + from, to - from);
}

static Value remove_edge(kr_vm *vm, Value *a, bool end) {
    KrBuffer b;
    if (!kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    KrSpan s = kr__span(vm, a[0]);
    size_t m = b.len;
    bool has = m <= s.n && memcmp(end ? s.p + s.n - m : s.p, b.data, m) == 0;
    kr__buffer_release(vm, &b);
    if (!has) m = 0;
    return end ? part_of(vm, a[0], 0, s.n - m) : part_of(vm, a[0], m, s.n);
}
Value kr__bytes_m_removeprefix(kr_vm *vm, Value *a, int n) {
    return (void)n, remove_edge(vm, a, false);
}
Value kr__bytes_m_removesuffix(kr_vm *vm, Value *a, int n) {
    return (void)n, remove_edge(vm, a, true);
}

/* ---- partition ---- */

static Value partition_at(kr_vm *vm, Value *a, const KrBuffer *sep, bool right) {
    KrSpan s = kr__span(vm, a[0]);
    size_t at = right ? kr__bytes_rfind(s.p, s.n, sep->data, sep->len)
                      : kr__bytes_find(s.p, s.n, sep->data, sep->len);
    Value part[3];
    if (at == KR_NOT_FOUND) {
        for (int i = 0; i < 3; i++) part[i] = kr__bytes_like(vm, a[0], NULL, 0);
        part[right ? 2 : 0] = whole(vm, a[0]);
    } else {
        part[0] = kr__bytes_like(vm, a[0], s.p, at);
        part[1] = kr__exact(a[1], KR_T_BYTES) && kr__is_bytes(vm, a[0])
                      ? a[1]
                      : kr__bytes_like(vm, a[0], sep->data, sep->len);
        part[2] = kr__bytes_like(vm, a[0], s.p + at + sep->len, s.n - at - sep->len);
    }
    if (kr__failed(part[0]) || kr__failed(part[1]) || kr__failed(part[2])) return KR_FAILED;
    return kr__tuple_new(vm, part, 3);
}

static Value partition(kr_vm *vm, Value *a, bool right) {
    KrBuffer b;
    if (!kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    Value r = b.len ? partition_at(vm, a, &b, right) : kr__raise_value(vm, "empty separator");
    kr__buffer_release(vm, &b);
    return r;
}
Value kr__bytes_m_partition(kr_vm *vm, Value *a, int n) { return (void)n, partition(vm, a, false); }
Value kr__bytes_m_rpartition(kr_vm *vm, Value *a, int n) { return (void)n, partition(vm, a, true); }

/* ---- replace ---- */

static bool put_interleaved(KrStrBuilder *out, KrSpan s, const KrBuffer *with, size_t max) {
    size_t at = 0;
    for (size_t done = 0; done < max; done++) {
        if (!kr__str_builder_ascii(out, with->data, with->len)) return false;
        if (at == s.n) break;
        if (!kr__str_builder_ascii(out, s.p + at++, 1)) return false;
    }
    return kr__str_builder_ascii(out, s.p + at, s.n - at);
}

/* False: memory; *done: how many were replaced. No Python code runs. */
static bool put_replaced(KrStrBuilder *out, KrSpan s, const KrBuffer *old, const KrBuffer *with,
                         size_t max, size_t *done) {
    size_t at = 0;
    *done = 0;
    if (old->len > s.n || max == 0) return true;
    if (old->len == 0) {
        *done = 1;
        return put_interleaved(out, s, with, max);
    }
    while (*done < max) {
        size_t k = kr__bytes_find(s.p + at, s.n - at, old->data, old->len);
        if (k == KR_NOT_FOUND) break;
        if (!kr__str_builder_ascii(out, s.p + at, k) ||
            !kr__str_builder_ascii(out, with->data, with->len))
            return false;
        at += k + old->len;
        ++*done;
    }
    return kr__str_builder_ascii(out, s.p + at, s.n - at);
}

Value kr__bytes_m_replace(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t max = -1;
    KrBuffer old, with;
    if (!kr__buffer_get(vm, a[1], &old)) return KR_FAILED;
    Value r = KR_FAILED;
    if (kr__buffer_get(vm, a[2], &with)) {
        if (kr__ssize_arg(vm, a[3], &max)) {
            KrStrBuilder out;
            size_t done;
            kr__str_builder_init(&out, vm);
            if (put_replaced(&out, kr__span(vm, a[0]), &old, &with,
                             max < 0 ? SIZE_MAX : (size_t)max, &done))
                r = done ? kr__bytes_like_built(vm, a[0], &out) : whole(vm, a[0]);
        }
        kr__buffer_release(vm, &with);
    }
    kr__buffer_release(vm, &old);
    return r;
}

/* ---- split ---- */

KR_INLINE bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool add_part(kr_vm *vm, Value list, Value self, size_t from, size_t to) {
    KrSpan s = kr__span(vm, self);
    Value v =
        from == 0 && to == s.n ? whole(vm, self) : kr__bytes_like(vm, self, s.p + from, to - from);
    return kr__ok(v) && kr__list_append(vm, kr__ptr(list), v);
}

static bool split_space(kr_vm *vm, Value list, Value self, size_t max) {
    KrSpan s = kr__span(vm, self);
    size_t i = 0, done = 0;
    for (;;) {
        while (i < s.n && is_space(s.p[i])) i++;
        if (i == s.n) return true;
        size_t end = i;
        if (done++ == max) return add_part(vm, list, self, i, s.n);
        while (end < s.n && !is_space(s.p[end])) end++;
        if (!add_part(vm, list, self, i, end)) return false;
        i = end;
    }
}

static bool rsplit_space(kr_vm *vm, Value list, Value self, size_t max) {
    KrSpan s = kr__span(vm, self);
    size_t i = s.n, done = 0;
    for (;;) {
        while (i > 0 && is_space(s.p[i - 1])) i--;
        if (i == 0) return true;
        size_t begin = i;
        if (done++ == max) return add_part(vm, list, self, 0, i);
        while (begin > 0 && !is_space(s.p[begin - 1])) begin--;
        if (!add_part(vm, list, self, begin, i)) return false;
        i = begin;
    }
}

static bool split_at(kr_vm *vm, Value list, Value self, const KrBuffer *sep, size_t max) {
    KrSpan s = kr__span(vm, self);
    size_t i = 0;
    for (size_t done = 0; done < max; done++) {
        size_t k = kr__bytes_find(s.p + i, s.n - i, sep->data, sep->len);
        if (k == KR_NOT_FOUND) break;
        if (!add_part(vm, list, self, i, i + k)) return false;
        i += k + sep->len;
    }
    return add_part(vm, list, self, i, s.n);
}

static bool rsplit_at(kr_vm *vm, Value list, Value self, const KrBuffer *sep, size_t max) {
    KrSpan s = kr__span(vm, self);
    size_t n = s.n;
    for (size_t done = 0; done < max; done++) {
        size_t k = kr__bytes_rfind(s.p, n, sep->data, sep->len);
        if (k == KR_NOT_FOUND) break;
        if (!add_part(vm, list, self, k + sep->len, n)) return false;
        n = k;
    }
    return add_part(vm, list, self, 0, n);
}

static void reverse(KrList *l) {
    for (uint32_t i = 0, j = l->len; i + 1 < j; i++) {
        Slot t = l->narrow[i];
        l->narrow[i] = l->narrow[--j];
        l->narrow[j] = t;
    }
}

static Value split(kr_vm *vm, Value *a, bool right) {
    int64_t max = -1;
    if (!kr__ssize_arg(vm, a[2], &max)) return KR_FAILED;
    size_t limit = max < 0 ? SIZE_MAX : (size_t)max;
    Value list = kr__list_new(vm, NULL, 0);
    if (kr__failed(list)) return list;
    bool ok;
    if (!kr__ok(a[1]) || kr__is_none(a[1])) {
        ok = (right ? rsplit_space : split_space)(vm, list, a[0], limit);
    } else {
        KrBuffer sep;
        if (!kr__buffer_get(vm, a[1], &sep)) return KR_FAILED;
        ok = sep.len ? (right ? rsplit_at : split_at)(vm, list, a[0], &sep, limit)
                     : kr__raise_false(vm, KR_T_X_VALUEERROR, "empty separator");
        kr__buffer_release(vm, &sep);
    }
    if (!ok) return KR_FAILED;
    if (right) reverse(kr__ptr(list));
    return list;
}
Value kr__bytes_m_split(kr_vm *vm, Value *a, int n) { return (void)n, split(vm, a, false); }
Value kr__bytes_m_rsplit(kr_vm *vm, Value *a, int n) { return (void)n, split(vm, a, true); }

Value kr__bytes_m_splitlines(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t keep = 0;
    if (!kr__ssize_arg(vm, a[1], &keep)) return KR_FAILED;
    Value list = kr__list_new(vm, NULL, 0);
    if (kr__failed(list)) return list;
    KrSpan s = kr__span(vm, a[0]);
    for (size_t i = 0; i < s.n;) {
        size_t end = i, next;
        while (end < s.n && s.p[end] != '\n' && s.p[end] != '\r') end++;
        next = end < s.n ? end + 1 : end;
        if (end < s.n && s.p[end] == '\r' && next < s.n && s.p[next] == '\n') next++;
        if (!add_part(vm, list, a[0], i, keep ? next : end)) return KR_FAILED;
        i = next;
    }
    return list;
}

/* ---- strip ---- */

static Value strip(kr_vm *vm, Value *a, bool left, bool right) {
    bool out[256] = {false};
    if (!kr__ok(a[1]) || kr__is_none(a[1])) {
        for (int c = '\t'; c <= '\r'; c++) out[c] = true;
        out[' '] = true;
    } else {
        KrBuffer b;
        if (!kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
        for (size_t i = 0; i < b.len; i++) out[(uint8_t)b.data[i]] = true;
        kr__buffer_release(vm, &b);
    }
    KrSpan s = kr__span(vm, a[0]);
    size_t from = 0, to = s.n;
    while (left && from < to && out[(uint8_t)s.p[from]]) from++;
    while (right && from < to && out[(uint8_t)s.p[to - 1]]) to--;
    return part_of(vm, a[0], from, to);
}
Value kr__bytes_m_strip(kr_vm *vm, Value *a, int n) { return (void)n, strip(vm, a, true, true); }
Value kr__bytes_m_lstrip(kr_vm *vm, Value *a, int n) { return (void)n, strip(vm, a, true, false); }
Value kr__bytes_m_rstrip(kr_vm *vm, Value *a, int n) { return (void)n, strip(vm, a, false, true); }
