/* SPDX-License-Identifier: MIT
 * seq.c: what list and tuple have in common: comparing item by item, searching, showing; and small
 * helpers of all containers. Items are read anew at each step: comparing them may run Python code
 * that changes a list. */
#include "types/seq.h"

#include "types/dict.h"
#include "types/int.h"
#include "types/quick_equal.h"
#include "types/type.h"

#include <string.h>

KR_INLINE bool tick(kr_vm *vm, size_t i) { return (i & 1023) != 1023 || kr__poll(vm); }

/* The items of a list or tuple as they lie there, until something may change it. */
typedef struct Items {
    const void *at;
    size_t n;
    bool wide;
} Items;
KR_INLINE Items items_of(const void *seq, bool list) {
    bool wide = ((const KrObj *)seq)->head & KR_F_WIDE;
    if (list) return (Items){((const KrList *)seq)->items, ((const KrList *)seq)->len, wide};
    return (Items){((const KrTuple *)seq)->narrow, ((const KrTuple *)seq)->len, wide};
}

/* The first number from i on, less than `end`, at which the items of a and b are not identical; else `end`. */
static size_t skip_same(Items a, Items b, size_t i, size_t end) {
    if (a.wide != b.wide) return i;
    if (a.wide) {
        const Value *v = a.at, *w = b.at;
        while (i < end && kr__same(v[i], w[i])) i++;
    } else {
        const Slot *s = a.at, *t = b.at;
        while (i < end && s[i].bits == t[i].bits) i++;
    }
    return i;
}

/* Up to this many items are passed between two polls. */
#define STRETCH 8192

/* The first number at which items of a and b are not equal, *differ; false: failed. */
static bool find_difference(kr_vm *vm, const void *a, const void *b, bool list, size_t *differ) {
    size_t i = 0;
    for (;;) {
        Items s = items_of(a, list), t = items_of(b, list);
        size_t n = s.n < t.n ? s.n : t.n, end = n - i > STRETCH ? i + STRETCH : n;
        if (i < n) i = skip_same(s, t, i, end);
        *differ = i;
        if (i >= n) return true;
        if (i < end) {
            Value v = kr__seq_get(a, list, i), w = kr__seq_get(b, list, i);
            int r = kr__quick_equal(v, w);
            if (r < 0) r = kr__equal(vm, v, w);
            if (r <= 0) return r == 0;
            i++;
        }
        if (!kr__poll(vm)) return false;
    }
}

Value kr__seq_compare(kr_vm *vm, Value x, Value y, KrKind kind, KrName op) {
    if (!kr__has_kind(vm, y, kind)) return KR_NOTIMPL_V;
    bool list = kind == KR_K_LIST;
    const void *a = kr__ptr(x), *b = kr__ptr(y);
    if (list && kr__seq_len(a) != kr__seq_len(b) && (op == KR_N___eq__ || op == KR_N___ne__))
        return kr__bool(op == KR_N___ne__);
    size_t i;
    if (!find_difference(vm, a, b, list, &i)) return KR_FAILED;
    uint32_t n = kr__seq_len(a), m = kr__seq_len(b);
    if (i < n && i < m) {
        if (op == KR_N___eq__) return KR_FALSE_V;
        if (op == KR_N___ne__) return KR_TRUE_V;
        return kr__compare(vm, kr__seq_get(a, list, i), kr__seq_get(b, list, i), op);
    }
    switch (op) {
    case KR_N___lt__: return kr__bool(n < m);
    case KR_N___le__: return kr__bool(n <= m);
    case KR_N___eq__: return kr__bool(n == m);
    case KR_N___ne__: return kr__bool(n != m);
    case KR_N___gt__: return kr__bool(n > m);
    default: return kr__bool(n >= m);
    }
}

/* The first number from i on, less than `end`, of an item that is this int, or no int; else `end`. */
static size_t find_int(const Slot *s, size_t i, size_t end, Value item) {
    Slot want = KR_NO_SLOT;
    (void)kr__narrow(item, &want);
    while (i < end && s[i].bits & 1 && s[i].bits != want.bits) i++;
    return i;
}

/* Ints passed over between two polls. */
#define FIND_EACH 65536

int64_t kr__seq_find(kr_vm *vm, Value seq, bool list, Value item, int64_t from, int64_t to) {
    const void *s = kr__ptr(seq);
    for (int64_t i = from; i < to && i < kr__seq_len(s); i++) {
        Items t = items_of(s, list);
        if (!t.wide && kr__is_int(item)) { /* ints are passed over without a question */
            size_t end = t.n < (uint64_t)to ? t.n : (size_t)to;
            size_t some = end - (size_t)i > FIND_EACH ? (size_t)i + FIND_EACH : end;
            i = (int64_t)find_int((const Slot *)t.at, (size_t)i, some, item);
            if ((size_t)i == end) return -1;
            if ((size_t)i == some) {
                if (!kr__poll(vm)) return -2;
                i--; /* once more, in what may be other items now */
                continue;
            }
        }
        Value v = kr__seq_get(s, list, (size_t)i);
        int r = kr__quick_equal(v, item);
        if (r < 0 && (r = kr__equal(vm, v, item)) < 0) return -2;
        if (r) return i;
        if (!tick(vm, (size_t)i)) return -2;
    }
    return -1;
}

int64_t kr__seq_count(kr_vm *vm, Value seq, bool list, Value item) {
    const void *s = kr__ptr(seq);
    int64_t count = 0;
    for (size_t i = 0; i < kr__seq_len(s); i++) {
        Value v = kr__seq_get(s, list, i);
        int r = kr__quick_equal(v, item);
        if (r < 0 && (r = kr__equal(vm, v, item)) < 0) return -1;
        count += r;
        if (!tick(vm, i)) return -1;
    }
    return count;
}

/* ---- text ---- */

static char *put(char *to, const char *s, size_t n) {
    memcpy(to, s, n);
    return to + n;
}

Value kr__pieces_join(kr_vm *vm, KrList *pieces, const char *open, const char *sep,
                      const char *close) {
    size_t nopen = strlen(open), nsep = strlen(sep), nclose = strlen(close), n = pieces->len;
    size_t bytes = nopen + nclose + (n ? (n - 1) * nsep : 0), count = bytes;
    for (size_t i = 0; i < n; i++) {
        const KrStr *s = kr__ptr(kr__list_get(pieces, i));
        bytes += s->len;
        count += kr__str_count(s);
    }
    char *text;
    Value r = count == bytes ? kr__str_ascii_new(vm, bytes, &text)
                             : kr__str_wide_new(vm, bytes, count, &text);
    if (kr__failed(r)) return r;
    text = put(text, open, nopen);
    for (size_t i = 0; i < n; i++) {
        const KrStr *s = kr__ptr(kr__list_get(pieces, i));
        if (i) text = put(text, sep, nsep);
        text = put(text, kr__str_text(s), s->len);
    }
    put(text, close, nclose);
    return r;
}

Value kr__seq_repr(kr_vm *vm, Value seq, bool list, const char *open, const char *close) {
    const void *s = kr__ptr(seq);
    Value pieces = kr__list_new(vm, NULL, kr__seq_len(s));
    if (kr__failed(pieces)) return pieces;
    for (size_t i = 0; i < kr__seq_len(s); i++) {
        Value r = kr__repr(vm, kr__seq_get(s, list, i));
        if (kr__failed(r) || !kr__list_append(vm, kr__ptr(pieces), r) || !tick(vm, i))
            return KR_FAILED;
    }
    return kr__pieces_join(vm, kr__ptr(pieces), open, ", ", close);
}

/* ---- operators and constructors ---- */

bool kr__may_reflect(kr_vm *vm, Value v, KrName special) {
    const KrType *t = kr__type_ptr(kr__class_of(vm, v));
    return kr__type_is_heap(t) && kr__ok(kr__special(vm, v, special));
}

int kr__repeat_count(kr_vm *vm, Value v, KrName reflected, int64_t *out, Value *result) {
    if (kr__is_int(v)) {
        *out = kr__int(v);
        return 1;
    }
    if (kr__ok(kr__special(vm, v, KR_N___index__))) {
        Value i = kr__index(vm, v);
        if (kr__failed(i)) return -1;
        if (!kr__int_fits_i64(vm, i, out)) {
            kr__raise(vm, KR_T_X_OVERFLOWERROR, "cannot fit '%T' into an index-sized integer", v);
            return -1;
        }
        return 1;
    }
    *result = KR_NOTIMPL_V;
    if (!kr__may_reflect(vm, v, reflected))
        *result = kr__raise_type(vm, "can't multiply sequence by non-int of type '%T'", v);
    return 0;
}

bool kr__plain_args(kr_vm *vm, const char *name, int n, int max, Value kwargs) {
    if (kr__ok(kwargs) && kr__dict_len(vm, kr__ptr(kwargs)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() takes no keyword arguments", name);
    if (n > max)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s expected at most %d argument%s, got %d",
                               name, max, max == 1 ? "" : "s", n);
    return true;
}

bool kr__inherits(kr_vm *vm, Value cls, KrTypeNo base, KrName method) {
    Value name = kr__name(vm, method);
    return kr__same(kr__type_lookup(vm, cls, name), kr__type_lookup(vm, kr__type(vm, base), name));
}

bool kr__readonly(kr_vm *vm, Value self, Value value) {
    (void)self, (void)value;
    return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "readonly attribute");
}

Value kr__builtin(kr_vm *vm, const char *name) {
    Value key = kr__intern(vm, name, strlen(name));
    if (kr__failed(key)) return key;
    Value v = kr__dict_get_name(vm, kr__ptr(vm->builtins_dict), key);
    return kr__ok(v) ? v : kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "%s", name);
}

Value kr__class_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__generic_alias_new(vm, a[0], a[1]);
}
