/* SPDX-License-Identifier: MIT
 * _sre_sub.c: methods of Pattern that go through all matches of a text: findall, split, sub, subn. */
#include <string.h>

#include "lib/_sre.h"
#include "types/int.h"
#include "types/list.h"
#include "types/str.h"

static bool add(kr_vm *vm, Value list, Value v) {
    return kr__ok(v) && kr__list_append(vm, kr__ptr(list), v);
}

/* ---- findall ---- */

/* What findall gives for a match: all of it, its only group, or a tuple of its groups. */
static Value found(KrSre *s, Value empty) {
    uint32_t groups = s->pattern->groups;
    if (groups <= 1) return kr__sre_group(s, groups, empty);
    Value few[8];
    if (groups <= KR_COUNTOF(few)) {
        for (uint32_t i = 0; i < groups; i++)
            if (kr__failed(few[i] = kr__sre_group(s, i + 1, empty))) return KR_FAILED;
        return kr__tuple_new(s->vm, few, groups);
    }
    Value list = kr__list_new(s->vm, NULL, groups);
    for (uint32_t i = 1; kr__ok(list) && i <= groups; i++)
        if (!add(s->vm, list, kr__sre_group(s, i, empty))) return KR_FAILED;
    return kr__ok(list) ? kr__list_as_tuple(s->vm, kr__ptr(list)) : KR_FAILED;
}
static bool find_all(KrSre *s, Value list) {
    Value empty = kr__sre_slice(s, 0, 0);
    if (kr__failed(empty)) return false;
    for (;;) {
        int r = kr__sre_search(s);
        if (r <= 0) return r == 0;
        if (!add(s->vm, list, found(s, empty))) return false;
        kr__sre_advance(s);
    }
}
Value kr__sre_findall(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t pos, endpos;
    KrSre s;
    if (!kr__sre_range(vm, a + 2, &pos, &endpos) || !kr__sre_begin(&s, vm, a[0], a[1], pos, endpos))
        return KR_FAILED;
    Value list = kr__list_new(vm, NULL, 0);
    bool good = kr__ok(list) && find_all(&s, list);
    kr__sre_end(&s);
    return good ? list : KR_FAILED;
}

/* ---- split ---- */

static bool split(KrSre *s, Value list, int64_t most) {
    uint32_t last = s->start;
    for (int64_t n = 0; !most || n < most; n++) {
        int r = kr__sre_search(s);
        if (r < 0) return false;
        if (!r) break;
        if (!add(s->vm, list, kr__sre_slice(s, last, s->start))) return false;
        for (uint32_t i = 1; i <= s->pattern->groups; i++)
            if (!add(s->vm, list, kr__sre_group(s, i, KR_NONE_V))) return false;
        kr__sre_advance(s);
        last = s->ptr;
    }
    return add(s->vm, list, kr__sre_slice(s, last, s->end));
}
Value kr__sre_split(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t most = 0;
    KrSre s;
    if ((kr__ok(a[2]) && !kr__sre_ssize(vm, a[2], &most)) ||
        !kr__sre_begin(&s, vm, a[0], a[1], 0, INT64_MAX))
        return KR_FAILED;
    Value list = kr__list_new(vm, NULL, 0);
    bool good = kr__ok(list) && split(&s, list, most);
    kr__sre_end(&s);
    return good ? list : KR_FAILED;
}

/* ---- sub ---- */

/* What each match is replaced by: called with the match, or put in as it is. */
typedef struct Filter {
    Value by;
    bool called;
} Filter;

/* A str or bytes-like object without a backslash: 1, else 0; never fails. */
static bool is_literal(kr_vm *vm, Value v) {
    if (kr__is_str(vm, v)) {
        const KrStr *s = kr__ptr(v);
        return !memchr(kr__str_text(s), '\\', s->len);
    }
    KrBuffer b;
    if (!kr__has_buffer(vm, v)) return false;
    if (!kr__buffer_get(vm, v, &b)) {
        kr__clear_pending(vm);
        return false;
    }
    bool literal = !memchr(b.data, '\\', b.len);
    kr__buffer_release(vm, &b);
    return literal;
}
static bool is_callable(kr_vm *vm, Value v) { return kr__ok(kr__special(vm, v, KR_N___call__)); }

/* A template with backslashes is made a function by the library. May run Python code. */
static bool filter_of(kr_vm *vm, Value self, Value repl, Filter *f) {
    *f = (Filter){repl, is_callable(vm, repl)};
    if (f->called || is_literal(vm, repl)) return true;
    Value make = kr__import_attr(vm, "re", "_subx");
    f->by = kr__ok(make) ? kr__call2(vm, make, self, repl) : KR_FAILED;
    f->called = kr__ok(f->by) && is_callable(vm, f->by);
    return kr__ok(f->by);
}

/* The pieces of the new text; *count gets the number of matches. */
static bool replace(KrSre *s, const Filter *f, Value list, int64_t most, int64_t *count) {
    kr_vm *vm = s->vm;
    uint32_t last = 0;
    Value cls = f->called ? kr__sre_match_class(vm) : KR_NONE_V;
    if (kr__failed(cls)) return false;
    for (; !most || *count < most; ++*count) {
        int r = kr__sre_search(s);
        if (r < 0) return false;
        if (!r) break;
        if (last < s->start && !add(vm, list, kr__sre_slice(s, last, s->start))) return false;
        Value item = f->by;
        if (f->called) {
            Value m = kr__sre_match_new(s, cls);
            item = kr__ok(m) ? kr__call1(vm, f->by, m) : KR_FAILED;
            if (kr__failed(item)) return false;
            kr__sre_refresh(s);
        }
        if (!kr__is_none(item) && !add(vm, list, item)) return false;
        kr__sre_advance(s);
        last = s->ptr;
    }
    return last >= s->end || add(vm, list, kr__sre_slice(s, last, s->end));
}

/* The same, written at once, for a str put in as it is. */
static Value replace_text(KrSre *s, Value by, int64_t most, int64_t *count) {
    KrStrBuilder b;
    kr__str_builder_init(&b, s->vm);
    uint32_t last = 0;
    for (; !most || *count < most; ++*count) {
        int r = kr__sre_search(s);
        if (r < 0) return KR_FAILED;
        if (!r) break;
        if (!kr__str_builder_part(&b, s->string, last, s->start - last) ||
            !kr__str_builder_str(&b, by))
            return KR_FAILED;
        kr__sre_refresh(s);
        kr__sre_advance(s);
        last = s->ptr;
    }
    if (!*count) return kr__sre_slice(s, 0, s->end);
    if (!kr__str_builder_part(&b, s->string, last, s->end - last)) return KR_FAILED;
    return kr__str_builder_finish(&b);
}

static Value join(KrSre *s, Value list) {
    Value empty = kr__sre_slice(s, 0, 0);
    if (kr__failed(empty) || !((KrList *)kr__ptr(list))->len) return empty;
    if (!s->bytes) return kr__str_join(s->vm, empty, list);
    return kr__call_method(s->vm, empty, kr__intern(s->vm, "join", 4), &list, 1);
}
static Value replaced(KrSre *s, const Filter *f, int64_t most, int64_t *count) {
    if (!s->bytes && !f->called && kr__is_str(s->vm, f->by))
        return replace_text(s, f->by, most, count);
    Value list = kr__list_new(s->vm, NULL, 0);
    if (kr__failed(list) || !replace(s, f, list, most, count)) return KR_FAILED;
    return join(s, list);
}
static Value sub(kr_vm *vm, Value *a, int64_t *count) { /* self, repl, string, count */
    int64_t most = 0;
    Filter f;
    KrSre s;
    *count = 0;
    if ((kr__ok(a[3]) && !kr__sre_ssize(vm, a[3], &most)) || !filter_of(vm, a[0], a[1], &f) ||
        !kr__sre_begin(&s, vm, a[0], a[2], 0, INT64_MAX))
        return KR_FAILED;
    Value v = replaced(&s, &f, most, count);
    kr__sre_end(&s);
    return v;
}
Value kr__sre_sub(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t count;
    return sub(vm, a, &count);
}
Value kr__sre_subn(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t count;
    Value pair[2] = {sub(vm, a, &count), KR_UNSET};
    if (kr__failed(pair[0])) return KR_FAILED;
    pair[1] = kr__int_from_i64(vm, count);
    return kr__tuple_new(vm, pair, 2);
}
