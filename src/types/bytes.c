/* SPDX-License-Identifier: MIT
 * bytes.c: the class bytes: constructor, operators, items, iterator. The methods that bytearray has
 * as well stand in bytes_find.c and bytes_methods.c. The cell is the heap's (heap/cells.h); bytes
 * never change. */
#include "types/codec.h"
#include "types/bytes_methods.h"
#include "types/int.h"
#include "types/memoryview.h"
#include "types/seq.h"
#include "types/slice.h"
#include "types/str_methods.h"
#include "types/type.h"

KR_INLINE KrBytes *self_of(Value v) { return kr__ptr(v); }

const KrKindInfo kr__kind_bytes = {.name = "bytes", .size = sizeof(KrBytes), .tail = 2};

Value kr__bytes_make(kr_vm *vm, const void *p, size_t n) { return kr__bytes_new(vm, p, n); }

/* ---- making ---- */

bool kr__byte_value(kr_vm *vm, Value v, bool bytearray, uint8_t *out) {
    int64_t i = -1;
    if (kr__is_int(v)) {
        i = kr__int(v);
    } else {
        v = kr__index(vm, v);
        if (kr__failed(v)) return false;
        if (kr__is_int(v)) i = kr__int(v);
    }
    if (i < 0 || i > 255)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "%s must be in range(0, 256)",
                               bytearray ? "byte" : "bytes");
    *out = (uint8_t)i;
    return true;
}

typedef struct Gather {
    KrStrBuilder *out;
    bool bytearray;
} Gather;

static bool gather_item(kr_vm *vm, void *ud, Value item) {
    Gather *g = ud;
    uint8_t c = 0;
    return kr__byte_value(vm, item, g->bytearray, &c) &&
           kr__str_builder_ascii(g->out, (const char *)&c, 1);
}

bool kr__bytes_gather(kr_vm *vm, KrStrBuilder *out, Value iterable, bool bytearray) {
    Gather g = {out, bytearray};
    return kr__each(vm, iterable, gather_item, &g);
}

Value kr__bytes_from_object(kr_vm *vm, Value v) {
    if (kr__exact(v, KR_T_BYTES)) return v;
    if (kr__has_kind(vm, v, KR_K_MEMORYVIEW)) return kr__memoryview_bytes(vm, v);
    if (kr__has_buffer(vm, v)) {
        KrBuffer b;
        if (!kr__buffer_get(vm, v, &b)) return KR_FAILED;
        Value r = kr__bytes_new(vm, b.data, b.len);
        kr__buffer_release(vm, &b);
        return r;
    }
    if (kr__is_str(vm, v) || (!kr__ok(kr__special(vm, v, KR_N___iter__)) &&
                              !kr__ok(kr__special(vm, v, KR_N___getitem__))))
        return kr__raise_type(vm, "cannot convert '%T' object to bytes", v);
    KrStrBuilder out;
    kr__str_builder_init(&out, vm);
    if (!kr__bytes_gather(vm, &out, v, false)) return KR_FAILED;
    return kr__str_builder_bytes(&out);
}

/* bytes(n): n zeros. 2 with the int n; 0: v is no integer; -1 */
static int from_count(kr_vm *vm, Value v, Value *out) {
    if (!kr__is_index(vm, v) && !kr__is_bool(v)) return 0;
    Value i = kr__index(vm, v);
    if (kr__failed(i)) {
        if (!kr__pending_is(vm, KR_T_X_TYPEERROR)) return -1;
        kr__clear_pending(vm);
        return 0;
    }
    if (!kr__is_int(i) || kr__int(i) > INT64_MAX / 2) {
        kr__raise(vm, KR_T_X_OVERFLOWERROR, "cannot fit '%T' into an index-sized integer", v);
        return -1;
    }
    if (kr__int(i) < 0) {
        kr__raise_value(vm, "negative count");
        return -1;
    }
    *out = i;
    return 2;
}

static bool text_args(kr_vm *vm, const char *cls, Value encoding, Value errors) {
    if (kr__ok(encoding) && !kr__is_str(vm, encoding))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() argument 'encoding' must be str, not %P",
                               cls, encoding);
    if (kr__ok(errors) && !kr__is_str(vm, errors))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() argument 'errors' must be str, not %P",
                               cls, errors);
    return true;
}

int kr__bytes_source(kr_vm *vm, Value source, Value encoding, Value errors, Value *out) {
    if (kr__failed(source)) {
        if (kr__ok(encoding) || kr__ok(errors)) {
            kr__raise_type(vm, kr__ok(encoding) ? "encoding without a string argument"
                                                : "errors without a string argument");
            return -1;
        }
        *out = kr__bytes_new(vm, NULL, 0);
        return kr__ok(*out) ? 1 : -1;
    }
    if (kr__ok(encoding)) {
        if (!kr__is_str(vm, source)) {
            kr__raise_type(vm, "encoding without a string argument");
            return -1;
        }
        *out = kr__encode_str(vm, source, encoding, errors);
        return kr__ok(*out) ? 1 : -1;
    }
    if (kr__ok(errors)) {
        kr__raise_type(vm, kr__is_str(vm, source) ? "string argument without an encoding"
                                                  : "errors without a string argument");
        return -1;
    }
    if (kr__is_str(vm, source)) {
        kr__raise_type(vm, "string argument without an encoding");
        return -1;
    }
    return from_count(vm, source, out);
}

/* __bytes__ of the source: 1, 0: none, -1 */
static int ask_bytes(kr_vm *vm, Value v, Value *out) {
    if (kr__exact(v, KR_T_BYTES) || !kr__ok(kr__special(vm, v, KR_N___bytes__))) return 0;
    *out = kr__call_special(vm, v, KR_N___bytes__, NULL, 0);
    if (kr__failed(*out)) return kr__pending(vm) ? -1 : 0;
    if (kr__is_bytes(vm, *out)) return 1;
    kr__raise_type(vm, "__bytes__ returned non-bytes (type %T)", *out);
    return -1;
}

static Value subclass_new(kr_vm *vm, Value cls, Value v) {
    const KrBytes *b = self_of(v);
    KrBytes *r = kr__instance_new_var(vm, cls, sizeof(KrBytes) + b->len + 1);
    if (!r) return KR_FAILED;
    r->len = b->len;
    memcpy(r->data, b->data, b->len);
    return kr__value_of(r);
}

static Value bytes_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!text_args(vm, "bytes", a[2], a[3])) return KR_FAILED;
    Value v = KR_UNSET;
    int r = kr__ok(a[1]) && !kr__ok(a[2]) && !kr__ok(a[3]) ? ask_bytes(vm, a[1], &v) : 0;
    if (r == 0) r = kr__bytes_source(vm, a[1], a[2], a[3], &v);
    if (r < 0) return KR_FAILED;
    if (r == 0) v = kr__bytes_from_object(vm, a[1]);
    if (r == 2) v = kr__bytes_new(vm, NULL, (size_t)kr__int(v));
    if (kr__failed(v) || kr__same(a[0], kr__type(vm, KR_T_BYTES))) return v;
    return subclass_new(vm, a[0], v);
}

static Value bytes_fromhex(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__bytes_fromhex(vm, a[1], false);
    if (kr__failed(v) || kr__same(a[0], kr__type(vm, KR_T_BYTES))) return v;
    return kr__call1(vm, a[0], v);
}

/* ---- operators ---- */

static Value bytes_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_i64(
        vm, kr__hash_bytes(kr__heap(vm)->hash_key, self_of(a[0])->data, self_of(a[0])->len));
}

static Value bytes_self(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__exact(a[0], KR_T_BYTES) ? a[0]
                                       : kr__bytes_new(vm, self_of(a[0])->data, self_of(a[0])->len);
}

Value kr__bytes_compare(kr_vm *vm, Value a, Value b, KrName op) {
    if (!kr__has_buffer(vm, b)) return KR_NOTIMPL_V;
    KrBuffer other;
    if (!kr__buffer_get(vm, b, &other)) {
        if (!kr__pending_is(vm, KR_T_X_BUFFERERROR)) return KR_FAILED;
        kr__clear_pending(vm);
        return KR_NOTIMPL_V;
    }
    KrSpan s = kr__span(vm, a);
    size_t n = s.n < other.len ? s.n : other.len;
    int c = n ? memcmp(s.p, other.data, n) : 0;
    if (c == 0) c = s.n < other.len ? -1 : s.n > other.len;
    kr__buffer_release(vm, &other);
    switch (op) {
    case KR_N___lt__: return kr__bool(c < 0);
    case KR_N___le__: return kr__bool(c <= 0);
    case KR_N___eq__: return kr__bool(c == 0);
    case KR_N___ne__: return kr__bool(c != 0);
    case KR_N___gt__: return kr__bool(c > 0);
    default: return kr__bool(c >= 0);
    }
}

/* -b: == and != with a str or an int are never true, which is rarely what is meant. */
static Value unlike(kr_vm *vm, Value other, KrName op) {
    if (KR_LIKELY(!vm->config.flags.bytes_warning)) return KR_NOTIMPL_V;
    if (op != KR_N___eq__ && op != KR_N___ne__) return KR_NOTIMPL_V;
    const char *what = kr__is_str(vm, other)         ? "string"
                       : kr__is_int_value(vm, other) ? "int"
                                                     : NULL;
    if (!what) return KR_NOTIMPL_V;
    return kr__warn(vm, KR_T_X_BYTESWARNING, 1, "Comparison between bytes and %s", what)
               ? KR_NOTIMPL_V
               : KR_FAILED;
}

#define COMPARE(op)                                                                  \
    static Value bytes##op(kr_vm *vm, Value *a, int n) {                             \
        (void)n;                                                                     \
        return kr__is_bytes(vm, a[1]) ? kr__bytes_compare(vm, a[0], a[1], KR_N_##op) \
                                      : unlike(vm, a[1], KR_N_##op);                 \
    }
COMPARE(__lt__)
COMPARE(__le__)
COMPARE(__eq__)
COMPARE(__ne__)
COMPARE(__gt__)
COMPARE(__ge__)

static Value get_slice(kr_vm *vm, Value v, const KrSlice *slice) {
    int64_t start, stop, step;
    if (!kr__slice_unpack(vm, slice, &start, &stop, &step)) return KR_FAILED;
    const KrBytes *b = self_of(v);
    int64_t n = kr__slice_adjust(b->len, &start, &stop, step);
    if (n <= 0) return kr__bytes_new(vm, NULL, 0);
    if (n == b->len && step == 1 && kr__exact(v, KR_T_BYTES)) return v;
    if (step == 1) return kr__bytes_new(vm, b->data + start, (size_t)n);
    Value r = kr__bytes_new(vm, NULL, (size_t)n);
    if (kr__failed(r)) return r;
    char *to = self_of(r)->data;
    for (int64_t i = 0; i < n; i++) to[i] = b->data[start + i * step];
    return r;
}

static Value bytes_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i;
    if (kr__is_slice(a[1])) return get_slice(vm, a[0], kr__ptr(a[1]));
    if (!kr__is_index(vm, a[1]))
        return kr__raise_type(vm, "byte indices must be integers or slices, not %T", a[1]);
    if (!kr__index_i64(vm, a[1], &i)) return KR_FAILED;
    const KrBytes *b = self_of(a[0]);
    if (i < 0) i += b->len;
    if (i < 0 || i >= b->len) return kr__raise(vm, KR_T_X_INDEXERROR, "index out of range");
    return kr__from_int48((uint8_t)b->data[i]);
}

static Value bytes_add(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_buffer(vm, a[1])) {
        if (kr__may_reflect(vm, a[1], KR_N___radd__)) return KR_NOTIMPL_V;
        return kr__raise_type(vm, "can't concat %T to %T", a[1], a[0]);
    }
    const KrBytes *s = self_of(a[0]);
    if (!s->len && kr__exact(a[1], KR_T_BYTES)) return a[1];
    KrBuffer b;
    if (!kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    Value r;
    if (!b.len && kr__exact(a[0], KR_T_BYTES)) {
        r = a[0];
    } else {
        r = kr__bytes_new(vm, NULL, s->len + b.len);
        if (kr__ok(r)) {
            memcpy(self_of(r)->data, s->data, s->len);
            memcpy(self_of(r)->data + s->len, b.data, b.len);
        }
    }
    kr__buffer_release(vm, &b);
    return r;
}

/* b"" that is nobody else's: as in CPython, no copies of something make a new object. */
static Value fresh_empty(kr_vm *vm) {
    KrBytes *b = kr__new(vm, KR_T_BYTES, sizeof *b + 1);
    return b ? kr__value_of(b) : KR_FAILED;
}

static Value bytes_mul(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t times;
    Value r = KR_FAILED;
    if (kr__repeat_count(vm, a[1], KR_N___rmul__, &times, &r) <= 0) return r;
    const KrBytes *b = self_of(a[0]);
    if (times == 1 || !b->len) return bytes_self(vm, a, 1);
    if (times <= 0) return fresh_empty(vm);
    if (times > INT64_MAX / b->len)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "repeated bytes are too long");
    if ((uint64_t)times > UINT32_MAX || (uint64_t)times * b->len > UINT32_MAX)
        return kr__no_memory(vm);
    size_t total = (size_t)times * b->len;
    r = kr__bytes_new(vm, NULL, total);
    if (kr__failed(r)) return r;
    if (!kr__fill_copies(vm, self_of(r)->data, total, b->data, b->len)) return KR_FAILED;
    return r;
}

static Value bytes_mod(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__bytes_percent(vm, self_of(a[0])->data, self_of(a[0])->len, a[1], false);
}

static Value bytes_rmod(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_bytes(vm, a[1])) return KR_NOTIMPL_V;
    return kr__bytes_percent(vm, self_of(a[1])->data, self_of(a[1])->len, a[0], false);
}

static Value bytes_getnewargs(kr_vm *vm, Value *a, int n) {
    Value s = bytes_self(vm, a, n);
    return kr__ok(s) ? kr__tuple_new(vm, &s, 1) : s;
}

/* ---- iterator ---- */

typedef struct Iter { /* of bytes and bytearray */
    KrObj head;
    Slot obj; /* 0 once exhausted */
    uint32_t index;
} Iter;

static Value make_iter(kr_vm *vm, uint32_t layout, Value obj) {
    Iter *it = kr__new(vm, layout, sizeof *it);
    if (!it) return KR_FAILED;
    it->obj = kr__ref_slot(obj);
    return kr__value_of(it);
}

static Value bytes_iter(kr_vm *vm, Value *a, int n) {
    return (void)n, make_iter(vm, KR_T_BYTES_ITER, a[0]);
}
Value kr__bytearray_iter(kr_vm *vm, Value *a, int n) {
    return (void)n, make_iter(vm, KR_T_BYTEARRAY_ITER, a[0]);
}

static Value iter_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }

static Value iter_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Iter *it = kr__ptr(a[0]);
    if (!it->obj.bits) return KR_END;
    KrSpan s = kr__span(vm, KR_VALUE(it->obj.bits));
    if (it->index < s.n) return kr__from_int48((uint8_t)s.p[it->index++]);
    it->obj = KR_NO_SLOT;
    return KR_END;
}

static Value iter_hint(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Iter *it = kr__ptr(a[0]);
    size_t len = it->obj.bits ? kr__span(vm, KR_VALUE(it->obj.bits)).n : 0;
    return kr__from_int48(len > it->index ? (int64_t)(len - it->index) : 0);
}

static Value iter_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Iter *it = kr__ptr(a[0]);
    Value iter = kr__builtin(vm, "iter");
    Value empty = kr__tuple_empty(vm), obj = it->obj.bits ? KR_VALUE(it->obj.bits) : empty;
    Value args = kr__tuple_new(vm, &obj, 1);
    if (kr__failed(iter) || kr__failed(args)) return KR_FAILED;
    return kr__tuple_new(vm, (Value[]){iter, args, kr__from_int48(it->index)},
                         it->obj.bits ? 3 : 2);
}

static Value iter_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i;
    if (!kr__index_i64(vm, a[1], &i)) return KR_FAILED;
    Iter *it = kr__ptr(a[0]);
    if (!it->obj.bits) return KR_NONE_V;
    int64_t len = (int64_t)kr__span(vm, KR_VALUE(it->obj.bits)).n;
    it->index = (uint32_t)(i < 0 ? 0 : i > len ? len : i);
    return KR_NONE_V;
}

static const KrFnDef iter_methods[] = {
    {"__iter__(self, /)", iter_self, NULL, KR_DEF_SPECIAL},
    {"__next__(self, /)", iter_next, NULL, KR_DEF_SPECIAL},
    {"__length_hint__(self, /)", iter_hint, "How many are left.", 0},
    {"__reduce__(self, /)", iter_reduce, "What pickle needs.", 0},
    {"__setstate__(self, state, /)", iter_setstate, "Goes to this index.", 0},
    {0},
};
const KrTypeDef kr__def_bytes_iter = {
    .number = KR_T_BYTES_ITER, .methods = iter_methods, .size = sizeof(Iter), .slots = 1u << 1};
const KrTypeDef kr__def_bytearray_iter = {
    .number = KR_T_BYTEARRAY_ITER, .methods = iter_methods, .size = sizeof(Iter), .slots = 1u << 1};
_Static_assert(offsetof(Iter, obj) == 4, "trace word of Iter");

/* ---- the class ---- */

static const KrFnDef methods[] = {
    {"__new__(cls, /, source=b'', encoding='utf-8', errors='strict')", bytes_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", kr__bytes_m___repr__, NULL, KR_DEF_SPECIAL},
    {"__str__(self, /)", kr__bytes_m___str__, NULL, KR_DEF_SPECIAL},
    {"__bytes__(self, /)", bytes_self, "The exact bytes.", 0},
    {"__hash__(self, /)", bytes_hash, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", bytes__lt__, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", bytes__le__, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", bytes__eq__, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", bytes__ne__, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", bytes__gt__, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", bytes__ge__, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", bytes_iter, NULL, KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", bytes_getitem, NULL, KR_DEF_SPECIAL},
    {"__add__(self, value, /)", bytes_add, NULL, KR_DEF_SPECIAL},
    {"__mul__(self, value, /)", bytes_mul, NULL, KR_DEF_SPECIAL},
    {"__rmul__(self, value, /)", bytes_mul, NULL, KR_DEF_SPECIAL},
    {"__mod__(self, value, /)", bytes_mod, NULL, KR_DEF_SPECIAL},
    {"__rmod__(self, value, /)", bytes_rmod, NULL, KR_DEF_SPECIAL},
    {"fromhex(type, string, /)", bytes_fromhex, "The bytes that hexadecimal digits say.",
     KR_DEF_CLASSMETHOD},
    {"__getnewargs__(self, /)", bytes_getnewargs, NULL, 0},
    KR_BYTES_ROWS,
    {0},
};
const KrTypeDef kr__def_bytes = {
    .number = KR_T_BYTES,
    .doc =
        "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
        "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
        "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n"
        "bytes() -> empty bytes object\n\nA sequence of numbers from 0 to 255 that never changes.",
    .methods = methods,
};
