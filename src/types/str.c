/* SPDX-License-Identifier: MIT
 * str.c: the class str: constructor, operators, items, iterator, and the table of its methods (the
 * methods stand in str_find.c, str_split.c, str_case.c, str_translate.c, str_format.c,
 * str_percent.c).
 *
 * The cell is the heap's (heap/cells.h). Strs never change, so pointers into a text stay good as
 * long as the str is alive, except that the buffer of an EXTERN one moves when another str
 * continues it: whatever may allocate or run Python code ends the validity of kr__str_text. */
#include "base/unicode.h"
#include "types/int.h"
#include "types/codec.h"
#include "types/seq.h"
#include "types/slice.h"
#include "types/str_methods.h"
#include "types/type.h"

KR_INLINE KrStr *self_of(Value v) { return kr__ptr(v); }

/* ---- the kind ---- */

static void trace_str(KrGc *gc, KrObj *cell) {
    if (cell->head & KR_F_STR_EXTERN) kr__trace_slot(gc, ((KrStrExtern *)cell)->buffer);
}

static size_t str_bytes(kr_vm *vm, const KrObj *cell) {
    (void)vm;
    const KrStr *s = (const KrStr *)cell;
    if (cell->head & KR_F_STR_EXTERN) return sizeof(KrStrExtern);
    return (kr__str_ascii(s) ? sizeof(KrStr) : sizeof(KrStrWide)) + s->len + 1;
}

/* The shared buffer counts for the str that reaches to its end. */
static size_t str_owned(kr_vm *vm, const KrObj *cell) {
    if (!(cell->head & KR_F_STR_EXTERN)) return 0;
    const KrStrExtern *s = (const KrStrExtern *)cell;
    const KrStrBuf *b = kr__slot_ptr(s->buffer);
    return s->len == b->used ? kr__cell_bytes(vm, b) + kr__buf_bytes(vm, b->text, b->room) : 0;
}

const KrKindInfo kr__kind_str = {.name = "str",
                                 .size = sizeof(KrStr),
                                 .trace = trace_str,
                                 .bytes = str_bytes,
                                 .owned = str_owned};

/* ---- arguments that many methods have ---- */

bool kr__raw_count(kr_vm *vm, const char *cls, const char *name, int n, int min, int max) {
    if (vm->tail.nkw)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s.%s() takes no keyword arguments", cls,
                               name);
    int got = n - 1;
    if (got >= min && got <= max) return true;
    const char *how = min == max ? "exactly" : got < min ? "at least" : "at most";
    int bound = got < min ? min : max;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() takes %s %d argument%s (%d given)", name,
                           how, bound, bound == 1 ? "" : "s", got);
}

bool kr__ssize_arg(kr_vm *vm, Value v, int64_t *out) {
    if (kr__failed(v)) return true;
    if (kr__is_int(v)) {
        *out = kr__int(v);
        return true;
    }
    v = kr__index(vm, v);
    if (kr__failed(v)) return false;
    if (!kr__int_fits_i64(vm, v, out)) {
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "Python int too large to convert to C ssize_t");
    }
    /* Past any length, and so far from the ends of int64 that sums with lengths are sound. */
    *out = *out > KR_INT_MAX ? KR_INT_MAX : *out < KR_INT_MIN ? KR_INT_MIN : *out;
    return true;
}

static bool range_bound(kr_vm *vm, Value v, int64_t *out) {
    if (kr__failed(v) || kr__is_none(v)) return true;
    if (kr__is_int(v)) {
        *out = kr__int(v);
        return true;
    }
    if (!kr__is_index(vm, v))
        return kr__raise_false(
            vm, KR_T_X_TYPEERROR,
            "slice indices must be integers or None or have an __index__ method");
    return kr__index_clip(vm, v, out);
}

bool kr__range_args(kr_vm *vm, Value start, Value end, size_t len, size_t *lo, size_t *hi,
                    bool *any) {
    int64_t i = 0, j = INT64_MAX, n = (int64_t)len;
    if (!range_bound(vm, start, &i) || !range_bound(vm, end, &j)) return false;
    if (j > n) {
        j = n;
    } else if (j < 0 && (j += n) < 0) {
        j = 0;
    }
    if (i < 0 && (i += n) < 0) i = 0;
    *any = i <= j;
    *lo = (size_t)(*any ? i : 0);
    *hi = (size_t)(*any ? j : 0);
    return true;
}

bool kr__str_arg(kr_vm *vm, Value v, const char *name, int n) {
    if (kr__is_str(vm, v)) return true;
    if (!n)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() argument must be str, not %P", name, v);
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() argument %d must be str, not %P", name, n,
                           v);
}

/* ---- looking ---- */

int kr__str_compare(const KrStr *a, const KrStr *b) {
    return kr__utf8_cmp(kr__str_text(a), a->len, kr__str_text(b), b->len);
}

bool kr__str_is(const KrStr *s, const char *text) {
    size_t n = strlen(text);
    return s->len == n && memcmp(kr__str_text(s), text, n) == 0;
}

bool kr__str_is_identifier(const KrStr *s) {
    const char *p = kr__str_text(s), *end = p + s->len;
    if (p == end || !kr__uc_ident_start(kr__utf8_next(&p))) return false;
    while (p < end)
        if (!kr__uc_ident_part(kr__utf8_next(&p))) return false;
    return true;
}

int kr__str_contains(kr_vm *vm, Value s, Value sub) {
    if (!kr__is_str(vm, sub)) {
        kr__raise_type(vm, "'in <string>' requires string as left operand, not %T", sub);
        return -1;
    }
    const KrStr *a = self_of(s), *b = self_of(sub);
    if (a->len > 65536 && !kr__tick(vm)) return -1;
    return kr__bytes_find(kr__str_text(a), a->len, kr__str_text(b), b->len) != KR_NOT_FOUND;
}

bool kr__str_no_nul(kr_vm *vm, Value s) {
    const KrStr *t = self_of(s);
    if (!memchr(kr__str_text(t), 0, t->len)) return true;
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "embedded null character");
}

/* ---- items ---- */

Value kr__str_item(kr_vm *vm, Value v, size_t i) {
    const KrStr *s = self_of(v);
    if (kr__str_ascii(s)) return kr__char(vm, (uint8_t)kr__str_text(s)[i]);
    return kr__char(vm, kr__str_at(vm, s, i));
}

Value kr__str_slice(kr_vm *vm, Value v, size_t i, size_t n) {
    const KrStr *s = self_of(v);
    if (n == kr__str_count(s)) return kr__str_exact(vm, v);
    size_t from = kr__str_offset(vm, s, i), to = kr__str_offset(vm, s, i + n);
    Value r = kr__str_make(vm, kr__str_text(s) + from, to - from, n);
    kr__keep(v);
    return r;
}

static Value get_slice(kr_vm *vm, Value v, const KrSlice *slice) {
    int64_t start, stop, step;
    if (!kr__slice_unpack(vm, slice, &start, &stop, &step)) return KR_FAILED;
    const KrStr *s = self_of(v);
    int64_t n = kr__slice_adjust(kr__str_count(s), &start, &stop, step);
    if (step == 1 || n <= 0)
        return kr__str_slice(vm, v, n > 0 ? (size_t)start : 0, n > 0 ? (size_t)n : 0);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (!kr__str_builder_room(&b, (size_t)n)) return KR_FAILED;
    for (int64_t i = 0; i < n; i++) {
        s = self_of(v);
        size_t at = (size_t)(start + i * step);
        uint32_t cp = kr__str_ascii(s) ? (uint8_t)kr__str_text(s)[at] : kr__str_at(vm, s, at);
        if (!kr__str_builder_char(&b, cp)) return KR_FAILED;
        if ((i & 0xffff) == 0xffff && !kr__poll(vm)) return KR_FAILED;
    }
    return kr__str_builder_finish(&b);
}

Value kr__str_get_item(kr_vm *vm, Value v, Value key) {
    if (kr__is_slice(key)) return get_slice(vm, v, kr__ptr(key));
    int64_t i;
    if (kr__is_int(key)) {
        i = kr__int(key);
    } else {
        if (!kr__is_index(vm, key))
            return kr__raise_type(vm, "string indices must be integers, not '%T'", key);
        if (!kr__index_i64(vm, key, &i)) return KR_FAILED;
    }
    int64_t n = kr__str_count(self_of(v));
    if (i < 0) i += n;
    if (i < 0 || i >= n) return kr__raise(vm, KR_T_X_INDEXERROR, "string index out of range");
    return kr__str_item(vm, v, (size_t)i);
}

/* ---- constructor ---- */

/* An instance of a subclass with the text of s. */
static Value subclass_new(kr_vm *vm, Value cls, Value v) {
    const KrStr *s = self_of(v);
    bool ascii = kr__str_ascii(s);
    size_t n = s->len;
    KrStr *r = kr__instance_new_var(vm, cls, (ascii ? sizeof(KrStr) : sizeof(KrStrWide)) + n + 1);
    if (!r) return KR_FAILED;
    r->len = (uint32_t)n;
    r->hash = s->hash;
    if (ascii) {
        memcpy(r->text, kr__str_text(s), n);
    } else {
        KrStrWide *w = (KrStrWide *)r;
        w->head.head |= KR_F_STR_WIDE;
        w->count = kr__str_count(s);
        memcpy(w->text, kr__str_text(s), n);
    }
    kr__keep(v);
    return kr__value_of(r);
}

static Value decoded(kr_vm *vm, Value object, Value encoding, Value errors) {
    if (kr__ok(encoding) && !kr__is_str(vm, encoding))
        return kr__raise_type(vm, "str() argument 'encoding' must be str, not %P", encoding);
    if (kr__ok(errors) && !kr__is_str(vm, errors))
        return kr__raise_type(vm, "str() argument 'errors' must be str, not %P", errors);
    if (kr__failed(object)) return kr__str_new(vm, "", 0);
    if (kr__is_str(vm, object)) return kr__raise_type(vm, "decoding str is not supported");
    if (!kr__has_buffer(vm, object))
        return kr__raise_type(vm, "decoding to str: need a bytes-like object, %T found", object);
    return kr__decode_object(vm, object, encoding, errors);
}

static Value str_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v;
    if (kr__ok(a[2]) || kr__ok(a[3])) {
        v = decoded(vm, a[1], a[2], a[3]);
    } else {
        v = kr__ok(a[1]) ? kr__str(vm, a[1]) : kr__str_new(vm, "", 0);
    }
    if (kr__failed(v) || kr__same(a[0], kr__type(vm, KR_T_STR))) return v;
    return subclass_new(vm, a[0], v);
}

static Value str_make(kr_vm *vm, Value *a, int n) {
    return n == 1 ? kr__str(vm, a[0]) : n ? KR_END : kr__str_new(vm, "", 0);
}

/* ---- operators ---- */

static Value str_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__str_exact(vm, a[0]);
}

static Value str_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__str_repr(vm, a[0]);
}

static Value str_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_i64(vm, kr__str_hash64(vm, self_of(a[0])));
}

static Value str_len(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return kr__from_int48(kr__str_count(self_of(a[0])));
}

static Value str_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__str_get_item(vm, a[0], a[1]);
}

static Value str_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r = kr__str_contains(vm, a[0], a[1]);
    return r < 0 ? KR_FAILED : kr__bool(r);
}

static Value str_add(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_str(vm, a[1])) return kr__str_concat(vm, a[0], a[1]);
    if (kr__may_reflect(vm, a[1], KR_N___radd__)) return KR_NOTIMPL_V;
    return kr__raise_type(vm, "can only concatenate str (not \"%T\") to str", a[1]);
}

static Value str_mul(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t times;
    Value r = KR_FAILED;
    return kr__repeat_count(vm, a[1], KR_N___rmul__, &times, &r) > 0
               ? kr__str_repeat(vm, a[0], times)
               : r;
}

static Value str_mod(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__str_percent(vm, a[0], a[1]);
}

static Value str_rmod(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__is_str(vm, a[1]) ? kr__str_percent(vm, a[1], a[0]) : KR_NOTIMPL_V;
}

#define COMPARE(op, test)                                                      \
    static Value str##op(kr_vm *vm, Value *a, int n) {                         \
        (void)n;                                                               \
        if (!kr__is_str(vm, a[1])) return KR_NOTIMPL_V;                        \
        return kr__bool(kr__str_compare(self_of(a[0]), self_of(a[1])) test 0); \
    }
COMPARE(__lt__, <)
COMPARE(__le__, <=)
COMPARE(__gt__, >)
COMPARE(__ge__, >=)

static Value str__eq__(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__is_str(vm, a[1]) ? kr__bool(kr__str_equal(self_of(a[0]), self_of(a[1])))
                                : KR_NOTIMPL_V;
}
static Value str__ne__(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__is_str(vm, a[1]) ? kr__bool(!kr__str_equal(self_of(a[0]), self_of(a[1])))
                                : KR_NOTIMPL_V;
}

/* ---- plain methods ---- */

static Value str_join(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__str_join(vm, a[0], a[1]);
}

static Value str_encode(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__ok(a[1]) && !kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "encode() argument 'encoding' must be str, not %P", a[1]);
    if (kr__ok(a[2]) && !kr__is_str(vm, a[2]))
        return kr__raise_type(vm, "encode() argument 'errors' must be str, not %P", a[2]);
    return kr__encode_str(vm, a[0], a[1], a[2]);
}

static Value str_sizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_u64(vm,
                            kr__cell_bytes(vm, kr__ptr(a[0])) + kr__owned_bytes(vm, kr__ptr(a[0])));
}

static Value str_getnewargs(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrStr *t = kr__ptr(a[0]);
    Value s = kr__str_new(vm, kr__str_text(t), t->len); /* a copy, as CPython gives */
    return kr__ok(s) ? kr__tuple_new(vm, &s, 1) : s;
}

/* ---- iterator ---- */

static Value str_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t layout = kr__str_ascii(self_of(a[0])) ? KR_T_STR_ASCII_ITER : KR_T_STR_ITER;
    KrStrIter *it = kr__new(vm, layout, sizeof *it);
    if (!it) return KR_FAILED;
    it->str = kr__ref_slot(a[0]);
    return kr__value_of(it);
}

Value kr__str_iter_next(kr_vm *vm, KrStrIter *it) {
    if (!it->str.bits) return KR_END;
    const KrStr *s = kr__slot_ptr(it->str);
    if (it->offset >= s->len) {
        it->str = KR_NO_SLOT;
        return KR_END;
    }
    unsigned size;
    uint32_t cp = kr__utf8_decode(kr__str_text(s) + it->offset, &size);
    it->offset += size;
    it->index++;
    return kr__char(vm, cp);
}

static Value iter_self(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return a[0];
}

static Value iter_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__str_iter_next(vm, kr__ptr(a[0]));
}

static Value iter_hint(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    const KrStrIter *it = kr__ptr(a[0]);
    return kr__from_int48(it->str.bits ? kr__str_count(kr__slot_ptr(it->str)) - it->index : 0);
}

static Value iter_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrStrIter *it = kr__ptr(a[0]);
    Value iter = kr__builtin(vm, "iter");
    Value s = it->str.bits ? KR_VALUE(it->str.bits) : kr__str_new(vm, "", 0);
    Value args = kr__ok(s) ? kr__tuple_new(vm, &s, 1) : s;
    if (kr__failed(iter) || kr__failed(args)) return KR_FAILED;
    return kr__tuple_new(vm, (Value[]){iter, args, kr__from_int48(it->index)},
                         it->str.bits ? 3 : 2);
}

static Value iter_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i;
    if (!kr__index_i64(vm, a[1], &i)) return KR_FAILED;
    KrStrIter *it = kr__ptr(a[0]);
    if (!it->str.bits) return KR_NONE_V;
    const KrStr *s = kr__slot_ptr(it->str);
    uint32_t count = kr__str_count(s);
    it->index = i < 0 ? 0 : i > count ? count : (uint32_t)i;
    it->offset = (uint32_t)kr__str_offset(vm, s, it->index);
    return KR_NONE_V;
}

static const KrFnDef iter_methods[] = {
    {"__iter__(self, /)", iter_self, NULL, KR_DEF_SPECIAL},
    {"__next__(self, /)", iter_next, NULL, KR_DEF_SPECIAL},
    {"__length_hint__(self, /)", iter_hint, "How many characters are left.", 0},
    {"__reduce__(self, /)", iter_reduce, "What pickle needs.", 0},
    {"__setstate__(self, state, /)", iter_setstate, "Goes to the character with this index.", 0},
    {0},
};
const KrTypeDef kr__def_str_iter = {
    .number = KR_T_STR_ITER, .methods = iter_methods, .size = sizeof(KrStrIter), .slots = 1u << 1};
const KrTypeDef kr__def_str_ascii_iter = {.number = KR_T_STR_ASCII_ITER,
                                          .methods = iter_methods,
                                          .size = sizeof(KrStrIter),
                                          .slots = 1u << 1};
_Static_assert(offsetof(KrStrIter, str) == 4, "trace word of KrStrIter");

/* ---- the class ---- */

#define M(name) kr__str_m_##name
static const KrFnDef methods[] = {
    {"__new__(cls, /, object='', encoding='utf-8', errors='strict')", str_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", str_repr, NULL, KR_DEF_SPECIAL},
    {"__str__(self, /)", str_str, NULL, KR_DEF_SPECIAL},
    {"__hash__(self, /)", str_hash, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", str__lt__, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", str__le__, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", str__eq__, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", str__ne__, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", str__gt__, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", str__ge__, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", str_iter, NULL, KR_DEF_SPECIAL},
    {"__len__(self, /)", str_len, NULL, KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", str_getitem, NULL, KR_DEF_SPECIAL},
    {"__contains__(self, key, /)", str_contains, NULL, KR_DEF_SPECIAL},
    {"__add__(self, value, /)", str_add, NULL, KR_DEF_SPECIAL},
    {"__mul__(self, value, /)", str_mul, NULL, KR_DEF_SPECIAL},
    {"__rmul__(self, value, /)", str_mul, NULL, KR_DEF_SPECIAL},
    {"__mod__(self, value, /)", str_mod, NULL, KR_DEF_SPECIAL},
    {"__rmod__(self, value, /)", str_rmod, NULL, KR_DEF_SPECIAL},
    {"encode(self, /, encoding='utf-8', errors='strict')", str_encode,
     "The bytes of the text in an encoding; errors says what happens to characters it does not "
     "have.",
     0},
    {"replace(self, old, new, count=-1, /)", M(replace),
     "A copy in which each occurrence of old, or the first count of them, is new.", 0},
    {"split(self, /, sep=None, maxsplit=-1)", M(split),
     "The parts between separators, as a list. None: runs of whitespace separate.", 0},
    {"rsplit(self, /, sep=None, maxsplit=-1)", M(rsplit),
     "The parts between separators, as a list; maxsplit counts from the right.", 0},
    {"join(self, iterable, /)", str_join, "The strings of the iterable with this one between them.",
     0},
    {"capitalize(self, /)", M(capitalize),
     "The first character in title case, all others in lower case.", 0},
    {"casefold(self, /)", M(casefold), "A form for comparing without regard to case.", 0},
    {"title(self, /)", M(title), "Each word begins in title case and goes on in lower case.", 0},
    {"center(self, width, fillchar=' ', /)", M(center), "Centered in width characters.", 0},
    {"count(", M(count),
     "S.count(sub[, start[, end]]) -> int\n\nHow often sub occurs in S[start:end] without overlap.",
     KR_DEF_RAW},
    {"expandtabs(self, /, tabsize=8)", M(expandtabs), "Tabs become spaces up to the next tab stop.",
     0},
    {"find(", M(find),
     "S.find(sub[, start[, end]]) -> int\n\nThe lowest index in S[start:end] where sub is found, "
     "or -1.",
     KR_DEF_RAW},
    {"partition(self, sep, /)", M(partition),
     "What stands before the first sep, sep, and what follows.", 0},
    {"index(", M(index),
     "S.index(sub[, start[, end]]) -> int\n\nAs find, but ValueError when sub is not found.",
     KR_DEF_RAW},
    {"ljust(self, width, fillchar=' ', /)", M(ljust), "At the left of width characters.", 0},
    {"lower(self, /)", M(lower), "In lower case.", 0},
    {"lstrip(self, chars=None, /)", M(lstrip),
     "Without leading whitespace, or characters of chars.", 0},
    {"rfind(", M(rfind),
     "S.rfind(sub[, start[, end]]) -> int\n\nThe highest index in S[start:end] where sub is found, "
     "or -1.",
     KR_DEF_RAW},
    {"rindex(", M(rindex),
     "S.rindex(sub[, start[, end]]) -> int\n\nAs rfind, but ValueError when sub is not found.",
     KR_DEF_RAW},
    {"rjust(self, width, fillchar=' ', /)", M(rjust), "At the right of width characters.", 0},
    {"rstrip(self, chars=None, /)", M(rstrip),
     "Without trailing whitespace, or characters of chars.", 0},
    {"rpartition(self, sep, /)", M(rpartition),
     "What stands before the last sep, sep, and what follows.", 0},
    {"splitlines(self, /, keepends=False)", M(splitlines), "The lines, as a list.", 0},
    {"strip(self, chars=None, /)", M(strip),
     "Without whitespace, or characters of chars, at both ends.", 0},
    {"swapcase(self, /)", M(swapcase), "Upper case becomes lower case and the other way round.", 0},
    {"translate(self, table, /)", M(translate),
     "Each character is replaced by what table[its code point] says; None deletes it.", 0},
    {"upper(self, /)", M(upper), "In upper case.", 0},
    {"startswith(", M(startswith),
     "S.startswith(prefix[, start[, end]]) -> bool\n\nWhether S[start:end] starts with prefix, or "
     "one of a tuple.",
     KR_DEF_RAW},
    {"endswith(", M(endswith),
     "S.endswith(suffix[, start[, end]]) -> bool\n\nWhether S[start:end] ends with suffix, or one "
     "of a tuple.",
     KR_DEF_RAW},
    {"removeprefix(self, prefix, /)", M(removeprefix), "Without the prefix, if it has it.", 0},
    {"removesuffix(self, suffix, /)", M(removesuffix), "Without the suffix, if it has it.", 0},
    {"isascii(self, /)", M(isascii), "Whether all characters are ASCII.", 0},
    {"islower(self, /)", M(islower),
     "Whether all cased characters are lower case, and there is one.", 0},
    {"isupper(self, /)", M(isupper),
     "Whether all cased characters are upper case, and there is one.", 0},
    {"istitle(self, /)", M(istitle), "Whether it is title-cased and has a cased character.", 0},
    {"isspace(self, /)", M(isspace), "Whether all characters are whitespace, and there is one.", 0},
    {"isdecimal(self, /)", M(isdecimal), "Whether all characters are decimals, and there is one.",
     0},
    {"isdigit(self, /)", M(isdigit), "Whether all characters are digits, and there is one.", 0},
    {"isnumeric(self, /)", M(isnumeric), "Whether all characters are numeric, and there is one.",
     0},
    {"isalpha(self, /)", M(isalpha), "Whether all characters are letters, and there is one.", 0},
    {"isalnum(self, /)", M(isalnum),
     "Whether all characters are letters or numbers, and there is one.", 0},
    {"isidentifier(self, /)", M(isidentifier), "Whether it has the form of a Python identifier.",
     0},
    {"isprintable(self, /)", M(isprintable), "Whether repr() would escape none of its characters.",
     0},
    {"zfill(self, width, /)", M(zfill), "Filled with zeros on the left, behind a sign.", 0},
    {"format(", M(format),
     "S.format(*args, **kwargs) -> str\n\nThe fields in braces replaced by formatted arguments.",
     KR_DEF_RAW},
    {"format_map(self, mapping, /)", M(format_map),
     "As format(**mapping), using the mapping itself.", 0},
    {"__format__(self, format_spec, /)", M(__format__), "Formatted as format_spec says.", 0},
    {"maketrans(x, y=None, z=None, /)", M(maketrans), "A table for translate.", KR_DEF_STATIC},
    {"__sizeof__(self, /)", str_sizeof, "Bytes it takes in memory.", 0},
    {"__getnewargs__(self, /)", str_getnewargs, NULL, 0},
    {0},
};
const KrTypeDef kr__def_str = {
    .number = KR_T_STR,
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
           "Text: a sequence of Unicode code points.",
    .methods = methods,
    .make = str_make,
};
