/* SPDX-License-Identifier: MIT
 * bytearray.c: the class bytearray: its storage, constructor, operators and the methods that change
 * it.
 *
 * INVARIANTS. start + len <= room; data == NULL exactly when room == 0. While `exports` is not 0
 * neither the buffer nor the length changes: kr__bytearray_resize sees to that. */
#include "types/bytes_methods.h"
#include "types/codec.h"
#include "types/memoryview.h"
#include "types/seq.h"
#include "types/slice.h"
#include "types/str_methods.h"
#include "types/type.h"

KR_INLINE KrBytearray *self_of(Value v) { return kr__ptr(v); }

/* ---- storage ---- */

static void trace(KrGc *gc, KrObj *cell) {
    KrBytearray *b = (KrBytearray *)cell;
    if (b->data) kr__trace_buf(gc, cell, b->data, b->room);
}

static size_t owned(kr_vm *vm, const KrObj *cell) {
    const KrBytearray *b = (const KrBytearray *)cell;
    return b->data ? kr__buf_bytes(vm, b->data, b->room) : 0;
}

const KrKindInfo kr__kind_bytearray = {
    .name = "bytearray", .size = sizeof(KrBytearray), .trace = trace, .owned = owned};

static bool set_room(kr_vm *vm, KrBytearray *b, size_t room) {
    size_t got;
    char *p = b->data ? kr__buf_resize(vm, b, b->data, b->room, room, &got)
                      : kr__buf_new(vm, b, room, &got);
    if (!p) return false;
    b->data = p;
    b->room = got;
    kr__barrier(vm, b);
    return true;
}

/* True when the size may change. A view that nobody reaches any more does not count. */
static bool may_resize(kr_vm *vm, const KrBytearray *b) {
    if (!b->exports) return true;
    kr__memoryview_forget_dead(vm);
    if (!b->exports) return true;
    return kr__raise_false(vm, KR_T_X_BUFFERERROR,
                           "Existing exports of data: object cannot be re-sized");
}

bool kr__bytearray_resize(kr_vm *vm, KrBytearray *b, size_t n) {
    if (n == b->len) return true;
    if (!may_resize(vm, b)) return false;
    if (n > UINT32_MAX) return kr__ok(kr__no_memory(vm));
    if (b->start && b->start + n > b->room) {
        memmove(b->data, b->data + b->start, b->len < n ? b->len : n);
        b->start = 0;
    }
    if (n > b->room) {
        size_t room = b->room ? n + n / 8 + 8 : n;
        if (!set_room(vm, b, room)) return false;
    } else if (b->start == 0 && n < b->room / 2 && b->room > 64) {
        if (n == 0) {
            kr__buf_free(vm, b, b->data, b->room);
            b->data = NULL;
            b->room = 0;
        } else if (!set_room(vm, b, n + n / 8 + 8)) {
            kr__clear_pending(vm); /* the larger buffer does as well */
        }
    }
    if (n > b->len) memset(b->data + b->start + b->len, 0, n - b->len);
    b->len = (uint32_t)n;
    return true;
}

bool kr__bytearray_append(kr_vm *vm, KrBytearray *b, const void *p, size_t n) {
    size_t old = b->len;
    if (!kr__bytearray_resize(vm, b, old + n)) return false;
    if (n) memcpy(kr__bytearray_data(b) + old, p, n);
    return true;
}

Value kr__bytearray_new(kr_vm *vm, const void *p, size_t n) {
    KrBytearray *b = kr__new(vm, KR_T_BYTEARRAY, sizeof *b);
    if (!b || !kr__bytearray_resize(vm, b, n)) return KR_FAILED;
    if (p && n) memcpy(b->data, p, n);
    return kr__value_of(b);
}

/* Replaces `del` bytes at i by the n bytes at p (not of b itself). */
static bool splice(kr_vm *vm, KrBytearray *b, size_t i, size_t del, const char *p, size_t n) {
    size_t len = b->len;
    if (n != del && !may_resize(vm, b)) return false;
    if (n < del) {
        char *d = kr__bytearray_data(b);
        if (i == 0) { /* off the front: the bytes stay where they are */
            b->start += (uint32_t)(del - n);
            b->len -= (uint32_t)(del - n);
        } else {
            memmove(d + i + n, d + i + del, len - i - del);
            if (!kr__bytearray_resize(vm, b, len - del + n)) return false;
        }
    } else if (n > del) {
        if (!kr__bytearray_resize(vm, b, len - del + n)) return false;
        char *d = kr__bytearray_data(b);
        memmove(d + i + n, d + i + del, len - i - del);
    }
    if (n) memmove(kr__bytearray_data(b) + i, p, n);
    return true;
}

/* ---- constructor ---- */

static Value bytearray_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__instance_new(vm, a[0]);
}

/* Bytes that any source but str and int gives, appended. */
static bool append_object(kr_vm *vm, KrBytearray *b, Value v) {
    if (kr__has_kind(vm, v, KR_K_MEMORYVIEW)) {
        v = kr__memoryview_bytes(vm, v);
        if (kr__failed(v)) return false;
    }
    if (kr__has_buffer(vm, v)) {
        KrBuffer from;
        if (!kr__buffer_get(vm, v, &from)) return false;
        bool ok;
        if (from.data == kr__bytearray_data(b)) { /* itself: it is exported to us */
            kr__buffer_release(vm, &from);
            size_t n = b->len;
            ok = kr__bytearray_resize(vm, b, n * 2);
            if (ok) memcpy(kr__bytearray_data(b) + n, kr__bytearray_data(b), n);
            return ok;
        }
        ok = kr__bytearray_append(vm, b, from.data, from.len);
        kr__buffer_release(vm, &from);
        return ok;
    }
    KrStrBuilder out;
    kr__str_builder_init(&out, vm);
    return kr__bytes_gather(vm, &out, v, true) && kr__bytearray_append(vm, b, out.text, out.len);
}

static bool can_iterate(kr_vm *vm, Value v) {
    return kr__ok(kr__special(vm, v, KR_N___iter__)) ||
           kr__ok(kr__special(vm, v, KR_N___getitem__));
}

/* While it is made of an iterable, that may look at it. */
static bool init_item(kr_vm *vm, void *ud, Value item) {
    uint8_t c = 0;
    return kr__byte_value(vm, item, true, &c) && kr__bytearray_append(vm, ud, &c, 1);
}

static Value bytearray_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    for (int i = 2; i <= 3; i++)
        if (kr__ok(a[i]) && !kr__is_str(vm, a[i]))
            return kr__raise_type(vm, "bytearray() argument '%s' must be str, not %P",
                                  i == 2 ? "encoding" : "errors", a[i]);
    KrBytearray *b = self_of(a[0]);
    if (b->len && !kr__bytearray_resize(vm, b, 0)) return KR_FAILED;
    Value v;
    int r = kr__bytes_source(vm, a[1], a[2], a[3], &v);
    if (r < 0) return KR_FAILED;
    if (r == 2) return kr__bytearray_resize(vm, b, (size_t)kr__int(v)) ? KR_NONE_V : KR_FAILED;
    if (r == 0) v = a[1];
    if (!kr__has_buffer(vm, v) && !can_iterate(vm, v))
        return kr__raise_type(vm, "cannot convert '%T' object to bytearray", v);
    bool ok = kr__has_buffer(vm, v) ? append_object(vm, b, v) : kr__each(vm, v, init_item, b);
    return ok ? KR_NONE_V : KR_FAILED;
}

/* ---- items ---- */

static bool index_arg(kr_vm *vm, Value self, Value key, size_t *i) {
    return kr__seq_index(vm, key, &self_of(self)->len, "bytearray", "bytearray", i);
}

static Value get_slice(kr_vm *vm, Value self, const KrSlice *slice) {
    int64_t start, stop, step;
    if (!kr__slice_unpack(vm, slice, &start, &stop, &step)) return KR_FAILED;
    int64_t n = kr__slice_adjust(self_of(self)->len, &start, &stop, step);
    if (n <= 0) return kr__bytearray_new(vm, NULL, 0);
    if (step == 1)
        return kr__bytearray_new(vm, kr__bytearray_data(self_of(self)) + start, (size_t)n);
    Value r = kr__bytearray_new(vm, NULL, (size_t)n);
    if (kr__failed(r)) return r;
    char *to = kr__bytearray_data(self_of(r)), *from = kr__bytearray_data(self_of(self));
    for (int64_t i = 0; i < n; i++) to[i] = from[start + i * step];
    return r;
}

static Value bytearray_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t i;
    if (kr__is_slice(a[1])) return get_slice(vm, a[0], kr__ptr(a[1]));
    if (!index_arg(vm, a[0], a[1], &i)) return KR_FAILED;
    return kr__from_int48((uint8_t)kr__bytearray_data(self_of(a[0]))[i]);
}

/* Takes every step-th byte out. */
static bool delete_steps(kr_vm *vm, KrBytearray *b, int64_t start, int64_t step, int64_t n) {
    if (n == 0) return true;
    if (!may_resize(vm, b)) return false;
    if (step < 0) {
        start += step * (n - 1);
        step = -step;
    }
    char *d = kr__bytearray_data(b);
    size_t to = (size_t)start;
    for (size_t i = (size_t)start, k = 0; i < b->len; i++) {
        if (k < (size_t)n && i == (size_t)start + k * (size_t)step) {
            k++;
        } else {
            d[to++] = d[i];
        }
    }
    return kr__bytearray_resize(vm, b, to);
}

static bool set_slice_bytes(kr_vm *vm, KrBytearray *b, const KrSlice *slice, const char *p,
                            size_t m) {
    int64_t start, stop, step;
    if (!kr__slice_unpack(vm, slice, &start, &stop, &step)) return false;
    int64_t n = kr__slice_adjust(b->len, &start, &stop, step);
    if (n < 0) n = 0;
    if (step == 1) return splice(vm, b, (size_t)start, (size_t)n, p, m);
    if (m == 0) return delete_steps(vm, b, start, step, n);
    if (m != (size_t)n)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "attempt to assign bytes of size %zd to extended slice of size %zd",
                               m, (size_t)n);
    for (int64_t i = 0; i < n; i++) kr__bytearray_data(b)[start + i * step] = p[i];
    return true;
}

static bool is_number(kr_vm *vm, Value v) {
    return kr__is_index(vm, v) || kr__ok(kr__special(vm, v, KR_N___float__)) ||
           kr__ok(kr__special(vm, v, KR_N___int__));
}

/* self[slice] = v */
static bool set_slice(kr_vm *vm, Value self, const KrSlice *slice, Value v) {
    if (kr__failed(v)) return set_slice_bytes(vm, self_of(self), slice, NULL, 0);
    if (is_number(vm, v) || kr__is_str(vm, v))
        return kr__raise_false(
            vm, KR_T_X_TYPEERROR,
            "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    if (!kr__has_buffer(vm, v) && !can_iterate(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "cannot convert '%T' object to bytearray", v);
    KrBuffer from;
    if (kr__same(v, self) || !kr__has_buffer(vm, v)) {
        Value copy = kr__bytearray_new(vm, NULL, 0);
        if (kr__failed(copy) || !append_object(vm, self_of(copy), v)) return false;
        return set_slice_bytes(vm, self_of(self), slice, kr__bytearray_data(self_of(copy)),
                               self_of(copy)->len);
    }
    if (!kr__buffer_get(vm, v, &from)) return false;
    bool ok = set_slice_bytes(vm, self_of(self), slice, from.data, from.len);
    kr__buffer_release(vm, &from);
    return ok;
}

static Value bytearray_setitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t i;
    uint8_t c = 0;
    if (kr__is_slice(a[1])) return set_slice(vm, a[0], kr__ptr(a[1]), a[2]) ? KR_NONE_V : KR_FAILED;
    if (!index_arg(vm, a[0], a[1], &i) || !kr__byte_value(vm, a[2], true, &c)) return KR_FAILED;
    if (i >= self_of(a[0])->len)
        return kr__raise(vm, KR_T_X_INDEXERROR, "bytearray index out of range");
    kr__bytearray_data(self_of(a[0]))[i] = (char)c;
    return KR_NONE_V;
}

static Value bytearray_delitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t i;
    if (kr__is_slice(a[1]))
        return set_slice(vm, a[0], kr__ptr(a[1]), KR_UNSET) ? KR_NONE_V : KR_FAILED;
    if (!index_arg(vm, a[0], a[1], &i)) return KR_FAILED;
    return splice(vm, self_of(a[0]), i, 1, NULL, 0) ? KR_NONE_V : KR_FAILED;
}

/* ---- operators ---- */

static Value bytearray_add(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_buffer(vm, a[1])) {
        if (kr__may_reflect(vm, a[1], KR_N___radd__)) return KR_NOTIMPL_V;
        return kr__raise_type(vm, "can't concat %T to %T", a[1], a[0]);
    }
    Value r = kr__bytearray_new(vm, kr__bytearray_data(self_of(a[0])), self_of(a[0])->len);
    return kr__ok(r) && append_object(vm, self_of(r), a[1]) ? r : KR_FAILED;
}

static Value bytearray_iadd(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_buffer(vm, a[1])) return kr__raise_type(vm, "can't concat %T to %T", a[1], a[0]);
    return append_object(vm, self_of(a[0]), a[1]) ? a[0] : KR_FAILED;
}

static bool repeated(kr_vm *vm, KrBytearray *b, KrSpan s, int64_t times) {
    if (times <= 0 || !s.n) return kr__bytearray_resize(vm, b, 0);
    if ((uint64_t)times > UINT32_MAX || (uint64_t)times * s.n > UINT32_MAX)
        return kr__ok(kr__no_memory(vm));
    size_t total = s.n * (size_t)times, m = s.n;
    bool self = s.p == kr__bytearray_data(b);
    if (!kr__bytearray_resize(vm, b, total)) return false;
    char *to = kr__bytearray_data(b);
    if (!self) return kr__fill_copies(vm, to, total, s.p, m);
    for (size_t done = m; done < total; done += m) memcpy(to + done, to, m);
    return true;
}

static Value bytearray_mul(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t times;
    Value r = KR_FAILED;
    if (kr__repeat_count(vm, a[1], KR_N___rmul__, &times, &r) <= 0) return r;
    r = kr__bytearray_new(vm, NULL, 0);
    if (kr__failed(r)) return r;
    KrBytearray *b = self_of(a[0]);
    b->exports++; /* polls may run Python code */
    bool ok = repeated(vm, self_of(r), kr__span(vm, a[0]), times);
    b->exports--;
    return ok ? r : KR_FAILED;
}

static Value bytearray_imul(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t times;
    Value r = KR_FAILED;
    if (kr__repeat_count(vm, a[1], KR_N___rmul__, &times, &r) <= 0) return r;
    return repeated(vm, self_of(a[0]), kr__span(vm, a[0]), times) ? a[0] : KR_FAILED;
}

static Value bytearray_mod(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBytearray *b = self_of(a[0]);
    b->exports++;
    Value r = kr__bytes_percent(vm, kr__bytearray_data(b), b->len, a[1], true);
    b->exports--;
    return r;
}

static Value bytearray_rmod(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_bytearray(vm, a[1])) return KR_NOTIMPL_V;
    Value b[2] = {a[1], a[0]};
    return bytearray_mod(vm, b, 2);
}

static Value compare(kr_vm *vm, Value *a, KrName op) {
    if (KR_UNLIKELY(vm->config.flags.bytes_warning) && (op == KR_N___eq__ || op == KR_N___ne__) &&
        kr__is_str(vm, a[1]) &&
        !kr__warn(vm, KR_T_X_BYTESWARNING, 1, "Comparison between bytearray and string"))
        return KR_FAILED;
    return kr__bytes_compare(vm, a[0], a[1], op);
}

#define COMPARE(op)                                          \
    static Value bytearray##op(kr_vm *vm, Value *a, int n) { \
        (void)n;                                             \
        return compare(vm, a, KR_N_##op);                    \
    }
COMPARE(__lt__)
COMPARE(__le__)
COMPARE(__eq__)
COMPARE(__ne__)
COMPARE(__gt__)
COMPARE(__ge__)

/* ---- methods that change it ---- */

static Value bytearray_append(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint8_t c = 0;
    return kr__byte_value(vm, a[1], true, &c) && kr__bytearray_append(vm, self_of(a[0]), &c, 1)
               ? KR_NONE_V
               : KR_FAILED;
}

static Value bytearray_extend(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_buffer(vm, a[1]) && !can_iterate(vm, a[1]))
        return kr__raise_type(vm, "can't extend bytearray with %T", a[1]);
    size_t hint;
    if (!kr__has_buffer(vm, a[1]) && !kr__length_hint(vm, a[1], 32, &hint)) return KR_FAILED;
    return append_object(vm, self_of(a[0]), a[1]) ? KR_NONE_V : KR_FAILED;
}

static Value bytearray_insert(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i = 0;
    uint8_t c = 0;
    if (!kr__ssize_arg(vm, a[1], &i) || !kr__byte_value(vm, a[2], true, &c)) return KR_FAILED;
    KrBytearray *b = self_of(a[0]);
    if (i < 0 && (i += b->len) < 0) i = 0;
    if (i > b->len) i = b->len;
    return splice(vm, b, (size_t)i, 0, (const char *)&c, 1) ? KR_NONE_V : KR_FAILED;
}

static Value bytearray_pop(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i = -1;
    if (!kr__ssize_arg(vm, a[1], &i)) return KR_FAILED;
    KrBytearray *b = self_of(a[0]);
    if (!b->len) return kr__raise(vm, KR_T_X_INDEXERROR, "pop from empty bytearray");
    if (i < 0) i += b->len;
    if (i < 0 || i >= b->len) return kr__raise(vm, KR_T_X_INDEXERROR, "pop index out of range");
    uint8_t c = (uint8_t)kr__bytearray_data(b)[i];
    return splice(vm, b, (size_t)i, 1, NULL, 0) ? kr__from_int48(c) : KR_FAILED;
}

static Value bytearray_remove(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint8_t c = 0;
    if (!kr__byte_value(vm, a[1], true, &c)) return KR_FAILED;
    KrBytearray *b = self_of(a[0]);
    const char *d = kr__bytearray_data(b), *at = memchr(d, c, b->len);
    if (!at) return kr__raise_value(vm, "value not found in bytearray");
    return splice(vm, b, (size_t)(at - d), 1, NULL, 0) ? KR_NONE_V : KR_FAILED;
}

static Value bytearray_reverse(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    KrBytearray *b = self_of(a[0]);
    char *d = kr__bytearray_data(b);
    for (size_t i = 0, j = b->len; i + 1 < j; i++) {
        char c = d[i];
        d[i] = d[--j];
        d[j] = c;
    }
    return KR_NONE_V;
}

static Value bytearray_clear(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__bytearray_resize(vm, self_of(a[0]), 0) ? KR_NONE_V : KR_FAILED;
}

static Value bytearray_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__bytearray_new(vm, kr__bytearray_data(self_of(a[0])), self_of(a[0])->len);
}

/* ---- other methods ---- */

static Value bytearray_fromhex(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__bytes_fromhex(vm, a[1], true);
    if (kr__failed(v) || kr__same(a[0], kr__type(vm, KR_T_BYTEARRAY))) return v;
    return kr__call1(vm, a[0], v);
}

static Value bytearray_alloc(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrBytearray *b = self_of(a[0]);
    return kr__int_from_u64(vm, b->data ? kr__buf_bytes(vm, b->data, b->room) : 0);
}

static Value bytearray_sizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_u64(vm,
                            kr__cell_bytes(vm, kr__ptr(a[0])) + kr__owned_bytes(vm, kr__ptr(a[0])));
}

static Value reduce(kr_vm *vm, Value self, int64_t protocol) {
    const KrBytearray *b = self_of(self);
    Value args, state = kr__call_method(vm, self, kr__name(vm, KR_N___getstate__), NULL, 0);
    if (kr__failed(state)) return state;
    if (!b->len) {
        args = kr__tuple_empty(vm);
    } else if (protocol < 3) {
        Value text = kr__codec_decode(vm, KR_CODEC_LATIN1, kr__bytearray_data(b), b->len, KR_UNSET,
                                      KR_UNSET, NULL);
        Value name = kr__str_new(vm, "latin-1", 7);
        args = kr__failed(text) || kr__failed(name) ? KR_FAILED
                                                    : kr__tuple_new(vm, (Value[]){text, name}, 2);
    } else {
        Value bytes = kr__bytes_new(vm, kr__bytearray_data(b), b->len);
        args = kr__failed(bytes) ? bytes : kr__tuple_new(vm, &bytes, 1);
    }
    if (kr__failed(args)) return args;
    return kr__tuple_new(vm, (Value[]){kr__class_of(vm, self), args, state}, 3);
}

static Value bytearray_reduce(kr_vm *vm, Value *a, int n) { return (void)n, reduce(vm, a[0], 2); }

static Value bytearray_reduce_ex(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t protocol = 0;
    return kr__ssize_arg(vm, a[1], &protocol) ? reduce(vm, a[0], protocol) : KR_FAILED;
}

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", bytearray_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, source=b'', encoding='utf-8', errors='strict')", bytearray_init, NULL,
     KR_DEF_SPECIAL},
    {"__repr__(self, /)", kr__bytes_m___repr__, NULL, KR_DEF_SPECIAL},
    {"__str__(self, /)", kr__bytes_m___str__, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", bytearray__lt__, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", bytearray__le__, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", bytearray__eq__, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", bytearray__ne__, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", bytearray__gt__, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", bytearray__ge__, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", kr__bytearray_iter, NULL, KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", bytearray_getitem, NULL, KR_DEF_SPECIAL},
    {"__setitem__(self, key, value, /)", bytearray_setitem, NULL, KR_DEF_SPECIAL},
    {"__delitem__(self, key, /)", bytearray_delitem, NULL, KR_DEF_SPECIAL},
    {"__add__(self, value, /)", bytearray_add, NULL, KR_DEF_SPECIAL},
    {"__iadd__(self, value, /)", bytearray_iadd, NULL, KR_DEF_SPECIAL},
    {"__mul__(self, value, /)", bytearray_mul, NULL, KR_DEF_SPECIAL},
    {"__rmul__(self, value, /)", bytearray_mul, NULL, KR_DEF_SPECIAL},
    {"__imul__(self, value, /)", bytearray_imul, NULL, KR_DEF_SPECIAL},
    {"__mod__(self, value, /)", bytearray_mod, NULL, KR_DEF_SPECIAL},
    {"__rmod__(self, value, /)", bytearray_rmod, NULL, KR_DEF_SPECIAL},
    {"__alloc__(self, /)", bytearray_alloc, "Bytes that its buffer takes.", 0},
    {"__reduce__(self, /)", bytearray_reduce, "What pickle needs.", 0},
    {"__reduce_ex__(self, proto=0, /)", bytearray_reduce_ex, "What pickle needs.", 0},
    {"__sizeof__(self, /)", bytearray_sizeof, "Bytes it takes in memory.", 0},
    {"append(self, item, /)", bytearray_append, "Adds one byte at the end.", 0},
    {"clear(self, /)", bytearray_clear, "Removes all bytes.", 0},
    {"copy(self, /)", bytearray_copy, "A copy.", 0},
    {"extend(self, iterable_of_ints, /)", bytearray_extend, "Adds bytes at the end.", 0},
    {"fromhex(type, string, /)", bytearray_fromhex, "The bytes that hexadecimal digits say.",
     KR_DEF_CLASSMETHOD},
    {"insert(self, index, item, /)", bytearray_insert, "Inserts one byte before an index.", 0},
    {"pop(self, index=-1, /)", bytearray_pop, "Takes a byte out and returns it.", 0},
    {"remove(self, value, /)", bytearray_remove, "Removes the first byte with this value.", 0},
    {"reverse(self, /)", bytearray_reverse, "Reverses it in place.", 0},
    KR_BYTES_ROWS,
    {0},
};
const KrTypeDef kr__def_bytearray = {
    .number = KR_T_BYTEARRAY,
    .doc =
        "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> "
        "bytearray\n"
        "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
        "bytearray(int) -> bytes array of size given by the parameter initialized with null bytes\n"
        "bytearray() -> empty bytes array\n\nA sequence of numbers from 0 to 255 that can change.",
    .methods = methods,
};
