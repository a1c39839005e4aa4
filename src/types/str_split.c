/* SPDX-License-Identifier: MIT
 * str_split.c: methods of str that take text apart at separators, lines and edges, and that fill it
 * up to a width. */
#include "base/unicode.h"
#include "types/list.h"
#include "types/str_methods.h"

#include <string.h>

KR_INLINE KrStr *self_of(Value v) { return kr__ptr(v); }

/* ---- split, rsplit ---- */

static bool add_part(kr_vm *vm, Value list, Value s, size_t from, size_t to) {
    Value part;
    if (KR_LIKELY(kr__str_ascii(self_of(s)) && to - from > 1)) {
        char *text;
        part = kr__str_ascii_new(vm, to - from, &text);
        if (kr__ok(part)) memcpy(text, kr__str_text(self_of(s)) + from, to - from);
    } else {
        part = kr__str_part(vm, s, from, to - from);
    }
    return kr__ok(part) && kr__list_append(vm, kr__ptr(list), part);
}

KR_INLINE bool ascii_space(char c) {
    return c == ' ' || (unsigned char)(c - '\t') < 5 || (unsigned char)(c - 0x1c) < 4;
}

/* Offset where the whitespace (or what is not) that starts at `i` ends. */
static size_t skip(Value s, size_t i, bool space) {
    const KrStr *t = self_of(s);
    const char *text = kr__str_text(t);
    if (kr__str_ascii(t)) {
        while (i < t->len && ascii_space(text[i]) == space) i++;
        return i;
    }
    while (i < t->len) {
        unsigned w;
        uint32_t cp = kr__utf8_decode(text + i, &w);
        if (kr__uc_is(cp, KR_UC_SPACE) != space) break;
        i += w;
    }
    return i;
}

/* The same backwards: where it begins that ends at `i`. */
static size_t skip_back(Value s, size_t i, bool space) {
    const char *text = kr__str_text(self_of(s));
    while (i > 0) {
        const char *p = text + i;
        if (kr__uc_is(kr__utf8_prev(&p), KR_UC_SPACE) != space) break;
        i = (size_t)(p - text);
    }
    return i;
}

static bool split_space(kr_vm *vm, Value list, Value s, size_t max) {
    size_t n = self_of(s)->len, i = skip(s, 0, true);
    for (size_t done = 0; i < n; done++) {
        if (done == max) return add_part(vm, list, s, i, n);
        size_t end = skip(s, i, false);
        if (!add_part(vm, list, s, i, end)) return false;
        if ((done & 0xfff) == 0xfff && !kr__poll(vm)) return false;
        i = skip(s, end, true);
    }
    return true;
}

static bool rsplit_space(kr_vm *vm, Value list, Value s, size_t max) {
    size_t i = skip_back(s, self_of(s)->len, true);
    for (size_t done = 0; i > 0; done++) {
        if (done == max) return add_part(vm, list, s, 0, i);
        size_t begin = skip_back(s, i, false);
        if (!add_part(vm, list, s, begin, i)) return false;
        if ((done & 0xfff) == 0xfff && !kr__poll(vm)) return false;
        i = skip_back(s, begin, true);
    }
    return true;
}

static bool split_at(kr_vm *vm, Value list, Value s, Value sep, size_t max) {
    size_t n = self_of(s)->len, m = self_of(sep)->len, i = 0;
    for (size_t done = 0; done < max; done++) {
        size_t k =
            kr__bytes_find(kr__str_text(self_of(s)) + i, n - i, kr__str_text(self_of(sep)), m);
        if (k == KR_NOT_FOUND) break;
        if (!add_part(vm, list, s, i, i + k)) return false;
        if ((done & 0xfff) == 0xfff && !kr__poll(vm)) return false;
        i += k + m;
    }
    return add_part(vm, list, s, i, n);
}

static bool rsplit_at(kr_vm *vm, Value list, Value s, Value sep, size_t max) {
    size_t n = self_of(s)->len, m = self_of(sep)->len;
    for (size_t done = 0; done < max; done++) {
        size_t k = kr__bytes_rfind(kr__str_text(self_of(s)), n, kr__str_text(self_of(sep)), m);
        if (k == KR_NOT_FOUND) break;
        if (!add_part(vm, list, s, k + m, n)) return false;
        if ((done & 0xfff) == 0xfff && !kr__poll(vm)) return false;
        n = k;
    }
    return add_part(vm, list, s, 0, n);
}

static void reverse(KrList *l) {
    for (uint32_t i = 0, j = l->len; i + 1 < j; i++) {
        Slot t = l->narrow[i];
        l->narrow[i] = l->narrow[--j];
        l->narrow[j] = t;
    }
}

static Value split(kr_vm *vm, Value *a, bool right) {
    Value sep = kr__ok(a[1]) ? a[1] : KR_NONE_V;
    int64_t max = -1;
    if (!kr__ssize_arg(vm, a[2], &max)) return KR_FAILED;
    size_t limit = max < 0 ? SIZE_MAX : (size_t)max;
    if (!kr__is_none(sep) && !kr__is_str(vm, sep))
        return kr__raise_type(vm, "must be str or None, not %T", sep);
    if (!kr__is_none(sep) && !self_of(sep)->len) return kr__raise_value(vm, "empty separator");
    Value list = kr__list_new(vm, NULL, 0);
    if (kr__failed(list)) return list;
    bool ok = kr__is_none(sep) ? (right ? rsplit_space : split_space)(vm, list, a[0], limit)
                               : (right ? rsplit_at : split_at)(vm, list, a[0], sep, limit);
    if (!ok) return KR_FAILED;
    if (right) reverse(kr__ptr(list));
    return list;
}

Value kr__str_m_split(kr_vm *vm, Value *a, int n) { return (void)n, split(vm, a, false); }
Value kr__str_m_rsplit(kr_vm *vm, Value *a, int n) { return (void)n, split(vm, a, true); }

/* ---- lines ---- */

/* Where the line that starts at i ends: *end before, the result behind its line break. */
static size_t line_end(Value s, size_t i, size_t *end) {
    const KrStr *t = self_of(s);
    const char *text = kr__str_text(t);
    while (i < t->len) {
        unsigned w;
        uint32_t cp = kr__utf8_decode(text + i, &w);
        if (kr__uc_is(cp, KR_UC_LINEBREAK)) {
            *end = i;
            i += w;
            return cp == '\r' && i < t->len && text[i] == '\n' ? i + 1 : i;
        }
        i += w;
    }
    *end = i;
    return i;
}

Value kr__str_m_splitlines(kr_vm *vm, Value *a, int n) {
    (void)n;
    int keep = 0;
    if (kr__ok(a[1])) {
        int64_t k;
        Value v = kr__index(vm, a[1]); /* an int is asked for, its truth counts */
        if (kr__failed(v) || !kr__ssize_arg(vm, v, &k)) return KR_FAILED;
        keep = k != 0;
    }
    Value list = kr__list_new(vm, NULL, 0);
    if (kr__failed(list)) return list;
    unsigned steps = 0;
    for (size_t i = 0, end, next; i < self_of(a[0])->len; i = next) {
        next = line_end(a[0], i, &end);
        if (!add_part(vm, list, a[0], i, keep ? next : end)) return KR_FAILED;
        if ((++steps & 0xfff) == 0 && !kr__poll(vm)) return KR_FAILED;
    }
    return list;
}

/* ---- strip ---- */

static bool among(uint32_t cp, const KrStr *chars) {
    if (!chars) return kr__uc_is(cp, KR_UC_SPACE);
    if (cp < 128) return memchr(kr__str_text(chars), (int)cp, chars->len) != NULL;
    char c[4];
    unsigned n = kr__utf8_encode(c, cp);
    return kr__bytes_find(kr__str_text(chars), chars->len, c, n) != KR_NOT_FOUND;
}

static Value strip(kr_vm *vm, const char *name, Value *a, bool left, bool right) {
    const KrStr *s = self_of(a[0]), *chars = NULL;
    if (kr__ok(a[1]) && !kr__is_none(a[1])) {
        if (!kr__is_str(vm, a[1])) return kr__raise_type(vm, "%s arg must be None or str", name);
        chars = self_of(a[1]);
    }
    const char *text = kr__str_text(s), *from = text, *to = text + s->len;
    while (left && from < to) {
        const char *p = from;
        if (!among(kr__utf8_next(&p), chars)) break;
        from = p;
    }
    while (right && from < to) {
        const char *p = to;
        if (!among(kr__utf8_prev(&p), chars)) break;
        to = p;
    }
    return kr__str_part(vm, a[0], (size_t)(from - text), (size_t)(to - from));
}

Value kr__str_m_strip(kr_vm *vm, Value *a, int n) {
    return (void)n, strip(vm, "strip", a, true, true);
}
Value kr__str_m_lstrip(kr_vm *vm, Value *a, int n) {
    return (void)n, strip(vm, "lstrip", a, true, false);
}
Value kr__str_m_rstrip(kr_vm *vm, Value *a, int n) {
    return (void)n, strip(vm, "rstrip", a, false, true);
}

/* ---- filling ---- */

static Value pad(kr_vm *vm, Value s, size_t left, size_t right, uint32_t fill) {
    if (left + right == 0) return kr__str_exact(vm, s);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (left + right > UINT32_MAX) return kr__no_memory(vm);
    if (!kr__str_builder_room(&b, left + right + self_of(s)->len)) return KR_FAILED;
    if (!kr__str_builder_fill(&b, fill, left) || !kr__str_builder_str(&b, s) ||
        !kr__str_builder_fill(&b, fill, right))
        return KR_FAILED;
    return kr__str_builder_finish(&b);
}

/* width and fillchar of center, ljust, rjust; *room: characters to add. */
static bool fill_args(kr_vm *vm, Value *a, int64_t *width, size_t *room, uint32_t *fill) {
    *fill = ' ';
    if (!kr__ssize_arg(vm, a[1], width)) return false;
    if (kr__ok(a[2])) {
        if (!kr__is_str(vm, a[2]))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "The fill character must be a unicode character, not %T", a[2]);
        if (kr__str_count(self_of(a[2])) != 1)
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "The fill character must be exactly one character long");
        *fill = kr__str_at(vm, self_of(a[2]), 0);
    }
    int64_t n = kr__str_count(self_of(a[0]));
    *room = *width > n ? (size_t)(*width - n) : 0;
    return true;
}

Value kr__str_m_center(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t width = 0;
    size_t room;
    uint32_t fill;
    if (!fill_args(vm, a, &width, &room, &fill)) return KR_FAILED;
    size_t left = room / 2 + (room & (size_t)width & 1);
    return pad(vm, a[0], left, room - left, fill);
}

Value kr__str_m_ljust(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t width = 0;
    size_t room;
    uint32_t fill;
    return fill_args(vm, a, &width, &room, &fill) ? pad(vm, a[0], 0, room, fill) : KR_FAILED;
}

Value kr__str_m_rjust(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t width = 0;
    size_t room;
    uint32_t fill;
    return fill_args(vm, a, &width, &room, &fill) ? pad(vm, a[0], room, 0, fill) : KR_FAILED;
}

Value kr__str_m_zfill(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t width = 0;
    if (!kr__ssize_arg(vm, a[1], &width)) return KR_FAILED;
    const KrStr *s = self_of(a[0]);
    int64_t count = kr__str_count(s);
    if (width <= count) return kr__str_exact(vm, a[0]);
    if (width > UINT32_MAX) return kr__no_memory(vm);
    size_t len = s->len, sign = len && (kr__str_text(s)[0] == '+' || kr__str_text(s)[0] == '-');
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (!kr__str_builder_part(&b, a[0], 0, sign) ||
        !kr__str_builder_fill(&b, '0', (size_t)(width - count)) ||
        !kr__str_builder_part(&b, a[0], sign, len - sign))
        return KR_FAILED;
    return kr__str_builder_finish(&b);
}

Value kr__str_m_expandtabs(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t tab = 8;
    if (!kr__ssize_arg(vm, a[1], &tab)) return KR_FAILED;
    if (tab > INT32_MAX || tab < INT32_MIN)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C int");
    size_t len = self_of(a[0])->len, column = 0;
    if (!memchr(kr__str_text(self_of(a[0])), '\t', len)) return kr__str_exact(vm, a[0]);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (size_t i = 0; i < len;) {
        unsigned w;
        uint32_t cp = kr__utf8_decode(kr__str_text(self_of(a[0])) + i, &w);
        i += w;
        if (cp == '\t') {
            size_t room = tab > 0 ? (size_t)tab - column % (size_t)tab : 0;
            column += room;
            if (b.len + room > UINT32_MAX)
                return kr__raise(vm, KR_T_X_OVERFLOWERROR, "new string is too long");
            if (!kr__str_builder_fill(&b, ' ', room)) return KR_FAILED;
            continue;
        }
        column = cp == '\n' || cp == '\r' ? 0 : column + 1;
        if (!kr__str_builder_char(&b, cp)) return KR_FAILED;
    }
    return kr__str_builder_finish(&b);
}
