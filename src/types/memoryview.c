/* SPDX-License-Identifier: MIT
 * memoryview.c: buffers behind objects (types/buffer.h) and the class memoryview.
 *
 * The memory of a view is always that of a bytes or bytearray cell, its owner: array.array and its
 * like keep their items in a bytearray. Each view that is not released counts in the owner's
 * `exports`, so the memory stays where it is. A view that becomes garbage without being released
 * gives its count back at the end of marking: the VM lists all unreleased views
 * (vm->tstate->views). */
#include "types/memoryview.h"

#include "types/bytes_methods.h"
#include "types/list.h"
#include "types/number.h"
#include "types/seq.h"
#include "types/slice.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

KR_INLINE KrMemoryview *self_of(Value v) { return kr__ptr(v); }

const KrKindInfo kr__kind_memoryview = {.name = "memoryview",
                                        .size = sizeof(KrMemoryview),
                                        .slots = 7ull << 2 /* owner, obj, format */};
_Static_assert(offsetof(KrMemoryview, owner) == 8, "trace words of KrMemoryview");

/* ---- life of a view ---- */

static void count_export(kr_vm *vm, Slot owner, int by) {
    KrBytearray *b = kr__slot_ptr(owner);
    if (kr__kind(vm, b) == KR_K_BYTEARRAY) b->exports = (uint32_t)((int64_t)b->exports + by);
}

/* Views that die here stop counting. An owner that dies with its view is left alone. */
void kr__memoryview_after_mark(kr_vm *vm, KrGc *gc) {
    KrTypeState *s = vm->tstate;
    uint32_t n = 0;
    for (uint32_t i = 0; s && i < s->views.n; i++) {
        uint32_t ref = s->views.data[i];
        const KrMemoryview *m = kr__cell(ref);
        if (kr__is_marked(gc, ref)) {
            if (!m->released) s->views.data[n++] = ref;
        } else if (!m->released && kr__is_marked(gc, m->owner.bits)) {
            count_export(vm, m->owner, -1);
        }
    }
    if (s) s->views.n = n;
}

void kr__memoryview_forget_dead(kr_vm *vm) {
    if (vm->tstate->views.n) kr__gc_collect(vm, true);
}

/* A view with nothing said but the owner. NULL: MemoryError pending. */
static KrMemoryview *view_alloc(kr_vm *vm, Slot owner, Slot obj) {
    KrMemoryview *m = kr__new(vm, KR_T_MEMORYVIEW, sizeof *m);
    if (!m) return NULL;
    m->released = 1;
    if (!kr__vec_push(&kr__heap(vm)->mem, &vm->tstate->views, kr__ref(m))) {
        (void)kr__no_memory(vm);
        return NULL;
    }
    m->released = 0;
    m->owner = owner;
    m->obj = obj;
    count_export(vm, owner, 1);
    return m;
}

static void release_view(kr_vm *vm, KrMemoryview *m) {
    if (m->released) return;
    m->released = 1;
    count_export(vm, m->owner, -1);
    m->owner = m->obj = KR_NO_SLOT;
}

static Value format_str(kr_vm *vm, const char *format) {
    return kr__intern(vm, format, strlen(format));
}

Value kr__memoryview_of(kr_vm *vm, Value store, Value obj, const char *format, uint32_t itemsize,
                        size_t n, bool readonly) {
    Value f = format_str(vm, format);
    KrMemoryview *m = kr__ok(f) ? view_alloc(vm, kr__ref_slot(store), kr__ref_slot(obj)) : NULL;
    if (!m) return KR_FAILED;
    m->format = kr__ref_slot(f);
    m->itemsize = itemsize;
    m->ndim = 1;
    m->readonly = readonly;
    m->shape[0] = (int64_t)n;
    m->strides[0] = itemsize;
    return kr__value_of(m);
}

/* Another view of the same memory, all else copied. */
static KrMemoryview *view_copy(kr_vm *vm, const KrMemoryview *from) {
    KrMemoryview *m = view_alloc(vm, from->owner, from->obj);
    if (!m) return NULL;
    m->format = from->format;
    m->itemsize = from->itemsize;
    m->ndim = from->ndim;
    m->readonly = from->readonly;
    m->offset = from->offset;
    memcpy(m->shape, from->shape, sizeof m->shape);
    memcpy(m->strides, from->strides, sizeof m->strides);
    return m;
}

static bool usable(kr_vm *vm, const KrMemoryview *m) {
    return !m->released || kr__raise_false(vm, KR_T_X_VALUEERROR,
                                           "operation forbidden on released memoryview object");
}

/* __buffer__ of an object whose class has it: a memoryview; unset with nothing pending: it has
 * none. */
static Value ask_buffer(kr_vm *vm, Value v) {
    if (!kr__ok(kr__special(vm, v, KR_N___buffer__))) return KR_UNSET;
    Value flags = kr__from_int48(0), r = kr__call_special(vm, v, KR_N___buffer__, &flags, 1);
    if (kr__failed(r) || kr__exact(r, KR_T_MEMORYVIEW)) return r;
    return kr__raise_type(vm, "__buffer__ returned non-memoryview object");
}

Value kr__memoryview_new(kr_vm *vm, Value v) {
    if (kr__has_kind(vm, v, KR_K_MEMORYVIEW)) {
        if (!usable(vm, self_of(v))) return KR_FAILED;
        KrMemoryview *m = view_copy(vm, self_of(v));
        return m ? kr__value_of(m) : KR_FAILED;
    }
    if (kr__is_bytes(vm, v))
        return kr__memoryview_of(vm, v, v, "B", 1, ((const KrBytes *)kr__ptr(v))->len, true);
    if (kr__is_bytearray(vm, v))
        return kr__memoryview_of(vm, v, v, "B", 1, ((const KrBytearray *)kr__ptr(v))->len, false);
    Value r = ask_buffer(vm, v);
    if (kr__ok(r) || kr__pending(vm)) return r;
    return kr__raise_type(vm, "memoryview: a bytes-like object is required, not '%T'", v);
}

/* ---- shape ---- */

static int64_t items(const KrMemoryview *m) {
    int64_t n = 1;
    for (int i = 0; i < m->ndim; i++) n *= m->shape[i];
    return n;
}

static size_t nbytes(const KrMemoryview *m) { return (size_t)items(m) * m->itemsize; }

static bool contiguous(const KrMemoryview *m, bool fortran) {
    int64_t want = m->itemsize;
    if (items(m) == 0) return true;
    for (int k = 0; k < m->ndim; k++) {
        int i = fortran ? k : m->ndim - 1 - k;
        if (m->shape[i] > 1 && m->strides[i] != want) return false;
        want *= m->shape[i];
    }
    return true;
}

/* The first item's address. */
Value kr__memoryview_raw(kr_vm *vm, Value view) {
    KrMemoryview *m = self_of(view);
    if (!usable(vm, m)) return KR_FAILED;
    if (!contiguous(m, false) && !contiguous(m, true))
        return kr__raise(vm, KR_T_X_BUFFERERROR,
                         "cannot extract raw buffer from non-contiguous buffer");
    Value format = format_str(vm, "B");
    KrMemoryview *r = kr__ok(format) ? view_copy(vm, m) : NULL;
    if (!r) return KR_FAILED;
    r->shape[0] = (int64_t)nbytes(m);
    r->strides[0] = r->itemsize = r->ndim = 1;
    r->format = kr__ref_slot(format);
    return kr__value_of(r);
}

static char *first(kr_vm *vm, const KrMemoryview *m) {
    void *o = kr__slot_ptr(m->owner);
    char *base = kr__kind(vm, o) == KR_K_BYTES ? ((KrBytes *)o)->data : kr__bytearray_data(o);
    return base + m->offset;
}

static void gather_dim(const KrMemoryview *m, int dim, const char *from, char **to) {
    if (dim == m->ndim) {
        memcpy(*to, from, m->itemsize);
        *to += m->itemsize;
        return;
    }
    for (int64_t i = 0; i < m->shape[dim]; i++)
        gather_dim(m, dim + 1, from + i * m->strides[dim], to);
}

/* All items in C order. */
static void gather(kr_vm *vm, const KrMemoryview *m, char *to) {
    if (contiguous(m, false)) {
        memcpy(to, first(vm, m), nbytes(m));
    } else {
        gather_dim(m, 0, first(vm, m), &to);
    }
}

/* ---- buffers ---- */

bool kr__has_buffer(kr_vm *vm, Value v) {
    if (!kr__is_ref(v)) return false;
    KrKind k = kr__kind(vm, kr__ptr(v));
    return k == KR_K_BYTES || k == KR_K_BYTEARRAY || k == KR_K_MEMORYVIEW ||
           (k != KR_K_STR && kr__ok(kr__special(vm, v, KR_N___buffer__)));
}

static bool get_from_view(kr_vm *vm, Value v, KrBuffer *b) {
    KrMemoryview *m = self_of(v);
    if (!usable(vm, m)) return false;
    if (!contiguous(m, false))
        return kr__raise_false(vm, KR_T_X_BUFFERERROR,
                               "memoryview: underlying buffer is not C-contiguous");
    *b = (KrBuffer){v, first(vm, m), nbytes(m), m->readonly};
    m->exports++;
    return true;
}

bool kr__buffer_get(kr_vm *vm, Value v, KrBuffer *b) {
    b->owner = KR_UNSET;
    if (kr__is_bytes(vm, v)) {
        KrBytes *s = kr__ptr(v);
        *b = (KrBuffer){v, s->data, s->len, true};
        return true;
    }
    if (kr__is_bytearray(vm, v)) {
        KrBytearray *s = kr__ptr(v);
        s->exports++;
        *b = (KrBuffer){v, kr__bytearray_data(s), s->len, false};
        return true;
    }
    if (kr__has_kind(vm, v, KR_K_MEMORYVIEW)) return get_from_view(vm, v, b);
    Value r = ask_buffer(vm, v);
    if (kr__ok(r)) return get_from_view(vm, r, b);
    if (kr__pending(vm)) return false;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "a bytes-like object is required, not '%T'", v);
}

bool kr__buffer_get_writable(kr_vm *vm, Value v, KrBuffer *b, const char *function) {
    bool known = kr__has_buffer(vm, v);
    if (known && !kr__buffer_get(vm, v, b)) return false;
    if (known && !b->readonly) return true;
    if (known) kr__buffer_release(vm, b);
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "%s%sargument must be read-write bytes-like object, not %T",
                           function ? function : "", function ? " " : "", v);
}

void kr__buffer_release(kr_vm *vm, KrBuffer *b) {
    if (kr__failed(b->owner)) return;
    if (kr__is_bytearray(vm, b->owner)) {
        ((KrBytearray *)kr__ptr(b->owner))->exports--;
    } else if (kr__has_kind(vm, b->owner, KR_K_MEMORYVIEW)) {
        self_of(b->owner)->exports--;
    }
    b->owner = KR_UNSET;
}

/* ---- items ---- */

/* Size of a native format character; 0: none. */
static uint32_t format_size(char c) {
    switch (c) {
    case 'c':
    case 'b':
    case 'B':
    case '?': return 1;
    case 'h':
    case 'H':
    case 'e': return 2;
    case 'i':
    case 'I':
    case 'f': return 4;
    case 'l':
    case 'L': return sizeof(long);
    case 'q':
    case 'Q':
    case 'd': return 8;
    case 'n':
    case 'N':
    case 'P': return sizeof(void *);
    default: return 0;
    }
}

/* The one native character of a format text, or 0. */
static char native_char(const KrStr *s) {
    const char *p = kr__str_text(s);
    if (s->len == 2 && p[0] == '@') return format_size(p[1]) ? p[1] : 0;
    return s->len == 1 && format_size(p[0]) ? p[0] : 0;
}

static bool is_byte(char c) { return c == 'B' || c == 'b' || c == 'c'; }

static double half(uint16_t h) {
    int e = h >> 10 & 31;
    double f = h & 1023, r = e == 31  ? (f != 0 ? __builtin_nan("") : __builtin_inf())
                             : e == 0 ? f * 0x1p-24
                                      : (f + 1024) * __builtin_ldexp(1, e - 25);
    return h & 0x8000 ? -r : r;
}

#define READ(T)                    \
    ({                             \
        T x_;                      \
        memcpy(&x_, p, sizeof x_); \
        x_;                        \
    })
static Value unpack(kr_vm *vm, char c, const char *p) {
    switch (c) {
    case 'B': return kr__from_int48((uint8_t)*p);
    case 'b': return kr__from_int48((int8_t)*p);
    case 'c': return kr__bytes_new(vm, p, 1);
    case '?': return kr__bool(*p != 0);
    case 'h': return kr__from_int48(READ(int16_t));
    case 'H': return kr__from_int48(READ(uint16_t));
    case 'i': return kr__from_int48(READ(int32_t));
    case 'I': return kr__from_int48(READ(uint32_t));
    case 'l': return kr__int_from_i64(vm, READ(long));
    case 'L': return kr__int_from_u64(vm, READ(unsigned long));
    case 'q': return kr__int_from_i64(vm, READ(int64_t));
    case 'Q': return kr__int_from_u64(vm, READ(uint64_t));
    case 'n': return kr__int_from_i64(vm, READ(intptr_t));
    case 'N':
    case 'P': return kr__int_from_u64(vm, READ(uintptr_t));
    case 'f': return kr__from_double((double)READ(float));
    case 'd': return kr__from_double(READ(double));
    case 'e': return kr__from_double(half(READ(uint16_t)));
    default: return KR_FAILED;
    }
}

static Value unsupported(kr_vm *vm, const KrMemoryview *m) {
    return kr__raise(vm, KR_T_X_NOTIMPLEMENTEDERROR, "memoryview: format %S not supported",
                     KR_VALUE(m->format.bits));
}

static char format_of(const KrMemoryview *m) { return native_char(kr__slot_ptr(m->format)); }

static Value item_value(kr_vm *vm, const KrMemoryview *m, const char *p) {
    char c = format_of(m);
    return c ? unpack(vm, c, p) : unsupported(vm, m);
}

static bool bad_value(kr_vm *vm, char c) {
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "memoryview: invalid value for format '%c'", c);
}
static bool bad_type(kr_vm *vm, char c) {
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "memoryview: invalid type for format '%c'", c);
}

/* An int for an item of `size` bytes. */
static bool pack_int(kr_vm *vm, char c, Value v, char out[8]) {
    bool is_signed = c == 'b' || c == 'h' || c == 'i' || c == 'l' || c == 'q' || c == 'n';
    unsigned bits = format_size(c) * 8;
    if (!kr__is_index(vm, v)) return bad_type(vm, c);
    v = kr__index(vm, v);
    if (kr__failed(v)) return false;
    uint64_t u;
    int64_t i;
    if (kr__int_fits_i64(vm, v, &i)) {
        u = (uint64_t)i;
        if (is_signed
                ? bits < 64 && (i < -((int64_t)1 << (bits - 1)) || i >= (int64_t)1 << (bits - 1))
                : i < 0 || (bits < 64 && i >= (int64_t)1 << bits))
            return bad_value(vm, c);
    } else {
        if (is_signed || bits < 64) return bad_value(vm, c);
        if (!kr__int_to_u64(vm, v, &u)) {
            kr__clear_pending(vm);
            return bad_value(vm, c);
        }
    }
    memcpy(out, &u, 8);
    return true;
}

/* The bytes of v as an item: little-endian machines. */
static bool pack(kr_vm *vm, char c, Value v, char out[8]) {
    double d;
    switch (c) {
    case 'c':
        if (!kr__is_bytes(vm, v)) return bad_type(vm, c);
        if (kr__span(vm, v).n != 1) return bad_value(vm, c);
        out[0] = kr__span(vm, v).p[0];
        return true;
    case '?': {
        int t = kr__truth(vm, v);
        out[0] = t > 0;
        return t >= 0;
    }
    case 'f':
    case 'd':
        if (!kr__real_of(vm, v, &d)) {
            if (!kr__pending_is(vm, KR_T_X_TYPEERROR)) return false;
            kr__clear_pending(vm);
            return bad_type(vm, c);
        }
        if (c == 'd') {
            memcpy(out, &d, 8);
        } else {
            float f = (float)d;
            memcpy(out, &f, 4);
        }
        return true;
    case 'e':
        return kr__raise_false(vm, KR_T_X_NOTIMPLEMENTEDERROR,
                               "memoryview: format e not supported");
    default: return pack_int(vm, c, v, out);
    }
}

/* ---- indexing ---- */

static bool step_into(kr_vm *vm, const KrMemoryview *m, int dim, int64_t i, int64_t *offset) {
    if (i < 0) i += m->shape[dim];
    if (i < 0 || i >= m->shape[dim])
        return kr__raise_false(vm, KR_T_X_INDEXERROR, "index out of bounds on dimension %d",
                               dim + 1);
    *offset += i * m->strides[dim];
    return true;
}

typedef enum Key { KEY_ITEM, KEY_SLICE, KEY_FAILED } Key;

static Key tuple_key(kr_vm *vm, KrMemoryview *m, const KrTuple *t, int64_t *offset) {
    for (uint32_t k = 0; k < t->len; k++)
        if (!kr__is_index(vm, kr__tuple_get(t, k))) {
            kr__raise_type(vm, "memoryview: invalid slice key");
            return KEY_FAILED;
        }
    if (t->len > m->ndim) {
        kr__raise_type(vm, "cannot index %d-dimension view with %zd-element tuple", m->ndim,
                       (size_t)t->len);
        return KEY_FAILED;
    }
    if (t->len < m->ndim) {
        kr__raise(vm, KR_T_X_NOTIMPLEMENTEDERROR, "sub-views are not implemented");
        return KEY_FAILED;
    }
    for (uint32_t k = 0; k < t->len; k++) {
        int64_t i;
        if (!kr__index_i64(vm, kr__tuple_get(t, k), &i) || !step_into(vm, m, (int)k, i, offset))
            return KEY_FAILED;
    }
    return KEY_ITEM;
}

/* What a key names: an item at *offset from the first, or a slice. */
static Key find_key(kr_vm *vm, KrMemoryview *m, Value key, int64_t *offset) {
    int64_t i;
    *offset = 0;
    if (kr__is_slice(key) && m->ndim) return KEY_SLICE;
    if (kr__has_kind(vm, key, KR_K_TUPLE)) return tuple_key(vm, m, kr__ptr(key), offset);
    if (m->ndim == 0) {
        kr__raise_type(vm, "invalid indexing of 0-dim memory");
        return KEY_FAILED;
    }
    if (!kr__is_index(vm, key)) {
        kr__raise_type(vm, "memoryview: invalid slice key");
        return KEY_FAILED;
    }
    if (m->ndim > 1) {
        kr__raise(vm, KR_T_X_NOTIMPLEMENTEDERROR,
                  "multi-dimensional sub-views are not implemented");
        return KEY_FAILED;
    }
    return kr__index_i64(vm, key, &i) && step_into(vm, m, 0, i, offset) ? KEY_ITEM : KEY_FAILED;
}

static KrMemoryview *slice_view(kr_vm *vm, KrMemoryview *m, const KrSlice *s) {
    int64_t start, stop, step;
    KrMemoryview *r = view_copy(vm, m); /* first: the bounds may release m */
    if (!r) return NULL;
    if (!kr__slice_unpack(vm, s, &start, &stop, &step)) return release_view(vm, r), NULL;
    int64_t n = kr__slice_adjust(m->shape[0], &start, &stop, step);
    r->offset += n > 0 ? start * m->strides[0] : 0;
    r->shape[0] = n > 0 ? n : 0;
    (void)!__builtin_mul_overflow(m->strides[0], step, &r->strides[0]);
    return r;
}

static Value view_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrMemoryview *m = self_of(a[0]);
    int64_t offset;
    if (!usable(vm, m)) return KR_FAILED;
    if (kr__same(a[1], KR_ELLIPSIS_V) && m->ndim == 0) return a[0];
    switch (find_key(vm, m, a[1], &offset)) {
    case KEY_ITEM: return usable(vm, m) ? item_value(vm, m, first(vm, m) + offset) : KR_FAILED;
    case KEY_SLICE: {
        KrMemoryview *r = slice_view(vm, m, kr__ptr(a[1]));
        return r ? kr__value_of(r) : KR_FAILED;
    }
    default: return KR_FAILED;
    }
}

static bool same_format(const KrMemoryview *m, const KrMemoryview *s) {
    char c = format_of(m), d = format_of(s);
    if (c || d) return c == d;
    return kr__str_equal(kr__slot_ptr(m->format), kr__slot_ptr(s->format));
}

static bool set_slice(kr_vm *vm, KrMemoryview *m, const KrSlice *slice, Value v) {
    if (!kr__has_buffer(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "a bytes-like object is required, not '%T'",
                               v);
    Value from = kr__memoryview_new(vm, v);
    if (kr__failed(from)) return false;
    KrMemoryview *to = slice_view(vm, m, slice);
    if (!to) return false;
    KrMemoryview *s = self_of(from);
    bool held = usable(vm, m), ok = held && to->ndim == 1 && s->ndim == 1 &&
                                    to->shape[0] == s->shape[0] && same_format(to, s);
    if (held && !ok)
        kr__raise_value(vm, "memoryview assignment: lvalue and rvalue have different structures");
    if (ok) {
        Value copy = kr__bytes_new(vm, NULL, nbytes(s)); /* they may overlap */
        ok = kr__ok(copy);
        if (ok) {
            char *p = ((KrBytes *)kr__ptr(copy))->data, *d = first(vm, to);
            gather(vm, s, p);
            for (int64_t i = 0; i < to->shape[0]; i++)
                memcpy(d + i * to->strides[0], p + i * to->itemsize, to->itemsize);
        }
    }
    release_view(vm, s);
    release_view(vm, to);
    return ok;
}

static Value view_setitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrMemoryview *m = self_of(a[0]);
    int64_t offset;
    char out[8], c = format_of(m);
    if (!usable(vm, m)) return KR_FAILED;
    if (m->readonly) return kr__raise_type(vm, "cannot modify read-only memory");
    if (!c) return unsupported(vm, m);
    switch (find_key(vm, m, a[1], &offset)) {
    case KEY_ITEM:
        if (!pack(vm, c, a[2], out) || !usable(vm, m)) return KR_FAILED;
        memcpy(first(vm, m) + offset, out, m->itemsize);
        return KR_NONE_V;
    case KEY_SLICE: return set_slice(vm, m, kr__ptr(a[1]), a[2]) ? KR_NONE_V : KR_FAILED;
    default: return KR_FAILED;
    }
}

static Value view_delitem(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise_type(vm, self_of(a[0])->readonly ? "cannot modify read-only memory"
                                                      : "cannot delete memory");
}

static Value view_len(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrMemoryview *m = self_of(a[0]);
    if (!usable(vm, m)) return KR_FAILED;
    return kr__from_int48(m->ndim ? m->shape[0] : 1);
}

/* ---- whole contents ---- */

/* Items between two looks at the limits. */
#define TICK_EACH 4096

static Value list_dim(kr_vm *vm, Value self, int dim, int64_t offset) {
    KrMemoryview *m = self_of(self);
    if (dim == m->ndim) return item_value(vm, m, first(vm, m) + offset);
    Value list = kr__list_new(vm, NULL, (size_t)m->shape[dim]);
    for (int64_t i = 0; kr__ok(list) && i < m->shape[dim]; i++) {
        if (i % TICK_EACH == TICK_EACH - 1 && !kr__tick(vm)) return KR_FAILED;
        Value v = list_dim(vm, self, dim + 1, offset + i * m->strides[dim]);
        if (kr__failed(v) || !kr__list_append(vm, kr__ptr(list), v)) return KR_FAILED;
    }
    return list;
}

static Value view_tolist(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrMemoryview *m = self_of(a[0]);
    if (!usable(vm, m)) return KR_FAILED;
    return format_of(m) ? list_dim(vm, a[0], 0, 0) : unsupported(vm, m);
}

/* The items in C order, as bytes. */
static Value to_bytes(kr_vm *vm, KrMemoryview *m) {
    Value r = kr__bytes_new(vm, NULL, nbytes(m));
    if (kr__ok(r)) gather(vm, m, ((KrBytes *)kr__ptr(r))->data);
    return r;
}

Value kr__memoryview_bytes(kr_vm *vm, Value v) {
    return usable(vm, self_of(v)) ? to_bytes(vm, self_of(v)) : KR_FAILED;
}

/* Items in Fortran order: those of the view with its dimensions turned round. */
static Value to_bytes_fortran(kr_vm *vm, KrMemoryview *m) {
    KrMemoryview *t = view_copy(vm, m);
    if (!t) return KR_FAILED;
    for (int i = 0; i < m->ndim; i++) {
        t->shape[i] = m->shape[m->ndim - 1 - i];
        t->strides[i] = m->strides[m->ndim - 1 - i];
    }
    Value r = to_bytes(vm, t);
    release_view(vm, t);
    return r;
}

static Value view_tobytes(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrMemoryview *m = self_of(a[0]);
    char order = 'C';
    if (!usable(vm, m)) return KR_FAILED;
    if (kr__ok(a[1]) && !kr__is_none(a[1])) {
        if (!kr__is_str(vm, a[1]))
            return kr__raise_type(vm, "tobytes() argument 'order' must be str or None, not %P",
                                  a[1]);
        const KrStr *s = kr__ptr(a[1]);
        order = s->len == 1 ? kr__str_text(s)[0] : 0;
        if (order != 'C' && order != 'F' && order != 'A')
            return kr__raise_value(vm, "order must be 'C', 'F' or 'A'");
    }
    bool fortran = order == 'F' || (order == 'A' && contiguous(m, true) && !contiguous(m, false));
    return fortran ? to_bytes_fortran(vm, m) : to_bytes(vm, m);
}

static Value view_hex(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!usable(vm, self_of(a[0]))) return KR_FAILED;
    Value b = to_bytes(vm, self_of(a[0]));
    if (kr__failed(b)) return b;
    const KrBytes *s = kr__ptr(b);
    Value r = kr__bytes_hex(vm, (const uint8_t *)s->data, s->len, a[1], a[2]);
    kr__keep(b);
    return r;
}

/* ---- cast ---- */

static bool cast_shape(kr_vm *vm, KrMemoryview *r, Value shape, int64_t total) {
    Value t = kr__tuple_from(vm, shape);
    if (kr__failed(t)) return false;
    const KrTuple *dims = kr__ptr(t);
    if (dims->len > KR_MEMORY_DIMS)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "memoryview: number of dimensions must not exceed %d",
                               KR_MEMORY_DIMS);
    int64_t product = r->itemsize;
    for (uint32_t i = 0; i < dims->len; i++) {
        Value d = kr__tuple_get(dims, i);
        if (!kr__is_int_value(vm, d))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "memoryview.cast(): elements of shape must be integers");
        int64_t k;
        if (!kr__int_fits_i64(vm, d, &k) || k <= 0 || product > INT64_MAX / k)
            return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                   "memoryview.cast(): elements of shape must be integers > 0");
        r->shape[i] = k;
        product *= k;
    }
    if (product != total)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "memoryview: product(shape) * itemsize != buffer size");
    r->ndim = (uint8_t)dims->len;
    int64_t stride = r->itemsize;
    for (int i = r->ndim - 1; i >= 0; i--) {
        r->strides[i] = stride;
        stride *= r->shape[i];
    }
    return true;
}

static bool may_cast(kr_vm *vm, const KrMemoryview *m, Value format, Value shape) {
    if (!kr__is_str(vm, format))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "cast() argument 'format' must be str, not %P",
                               format);
    if (!contiguous(m, false))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "memoryview: casts are restricted to C-contiguous views");
    bool shaped = kr__ok(shape);
    if ((shaped || m->ndim != 1) && items(m) == 0)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "memoryview: cannot cast view with zeros in shape or strides");
    if (shaped && !kr__has_kind(vm, shape, KR_K_LIST) && !kr__has_kind(vm, shape, KR_K_TUPLE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "shape must be a list or a tuple");
    size_t to_ndim = !shaped ? 1 : kr__seq_len(kr__ptr(shape));
    if (shaped && m->ndim != 1 && to_ndim != 1)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "memoryview: cast must be 1D -> ND or ND -> 1D");
    char c = native_char(kr__ptr(format)), old = format_of(m);
    static const char text[] =
        "memoryview: %s format must be a native single character format prefixed with an "
        "optional '@'";
    if (!c) return kr__raise_false(vm, KR_T_X_VALUEERROR, text, "destination");
    if (!old) return kr__raise_false(vm, KR_T_X_VALUEERROR, text, "source");
    if (!is_byte(c) && !is_byte(old))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "memoryview: cannot cast between two non-byte formats");
    if (nbytes(m) % format_size(c))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "memoryview: length is not a multiple of itemsize");
    return true;
}

static Value view_cast(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrMemoryview *m = self_of(a[0]);
    if (!usable(vm, m) || !may_cast(vm, m, a[1], a[2])) return KR_FAILED;
    KrMemoryview *r = view_copy(vm, m);
    if (!r) return KR_FAILED;
    size_t total = nbytes(m);
    r->format = kr__ref_slot(a[1]);
    kr__barrier(vm, r);
    r->itemsize = format_size(native_char(kr__ptr(a[1])));
    r->ndim = 1;
    r->shape[0] = (int64_t)(total / r->itemsize);
    r->strides[0] = r->itemsize;
    if (kr__ok(a[2]) && !cast_shape(vm, r, a[2], (int64_t)total)) {
        release_view(vm, r);
        return KR_FAILED;
    }
    return kr__value_of(r);
}

static Value view_toreadonly(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!usable(vm, self_of(a[0]))) return KR_FAILED;
    KrMemoryview *r = view_copy(vm, self_of(a[0]));
    if (!r) return KR_FAILED;
    r->readonly = 1;
    return kr__value_of(r);
}

/* ---- comparison, hash ---- */

/* Items of two views of one shape: 1 equal, 0, -1 failed. */
static int equal_dim(kr_vm *vm, KrMemoryview *m, KrMemoryview *s, int dim, int64_t i, int64_t j) {
    if (dim == m->ndim) {
        char c = format_of(m), d = format_of(s);
        if (is_byte(c) && c == d) return first(vm, m)[i] == first(vm, s)[j];
        Value v = item_value(vm, m, first(vm, m) + i), w = item_value(vm, s, first(vm, s) + j);
        if (kr__failed(v) || kr__failed(w)) return -1;
        Value r = kr__compare(vm, v, w, KR_N___eq__); /* not by identity: NaNs differ */
        return kr__failed(r) ? -1 : kr__truth(vm, r);
    }
    for (int64_t k = 0; k < m->shape[dim]; k++) {
        if (k % TICK_EACH == TICK_EACH - 1 && !kr__tick(vm)) return -1;
        int r = equal_dim(vm, m, s, dim + 1, i + k * m->strides[dim], j + k * s->strides[dim]);
        if (r <= 0) return r;
    }
    return 1;
}

static int equal_views(kr_vm *vm, KrMemoryview *m, KrMemoryview *s) {
    if (m->released || s->released) return m == s;
    if (m->ndim != s->ndim) return 0;
    for (int i = 0; i < m->ndim; i++) {
        if (m->shape[i] != s->shape[i]) return 0;
        if (m->shape[i] == 0) return 1;
    }
    if (!format_of(m) || !format_of(s)) return 0;
    return equal_dim(vm, m, s, 0, 0, 0);
}

static Value compare(kr_vm *vm, Value *a, bool eq) {
    KrMemoryview *m = self_of(a[0]);
    Value other = a[1];
    bool own = false;
    if (m->released) return kr__same(a[0], a[1]) ? kr__bool(eq) : kr__bool(!eq);
    if (!kr__has_kind(vm, other, KR_K_MEMORYVIEW)) {
        if (!kr__has_buffer(vm, other)) return KR_NOTIMPL_V;
        other = kr__memoryview_new(vm, other);
        if (kr__failed(other)) {
            kr__clear_pending(vm);
            return KR_NOTIMPL_V;
        }
        own = true;
    }
    int r = equal_views(vm, m, self_of(other));
    if (own) release_view(vm, self_of(other));
    return r < 0 ? KR_FAILED : kr__bool(r == eq);
}
static Value view_eq(kr_vm *vm, Value *a, int n) { return (void)n, compare(vm, a, true); }
static Value view_ne(kr_vm *vm, Value *a, int n) { return (void)n, compare(vm, a, false); }

static Value view_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrMemoryview *m = self_of(a[0]);
    if (m->hashed) return kr__int_from_i64(vm, m->hash);
    if (!usable(vm, m)) return KR_FAILED;
    if (!m->readonly) return kr__raise_value(vm, "cannot hash writable memoryview object");
    if (!is_byte(format_of(m)))
        return kr__raise_value(vm, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    int64_t h;
    if (m->obj.bits && !kr__hash(vm, KR_VALUE(m->obj.bits), &h)) return KR_FAILED;
    Value b = to_bytes(vm, m);
    if (kr__failed(b) || !kr__hash(vm, b, &h)) return KR_FAILED;
    m->hash = h;
    m->hashed = 1;
    return kr__int_from_i64(vm, h);
}

/* ---- the class ---- */

static Value view_new(kr_vm *vm, Value *a, int n) { return (void)n, kr__memoryview_new(vm, a[1]); }

static Value view_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__text(vm,
                    self_of(a[0])->released ? "<released memory at 0x%lx>" : "<memory at 0x%lx>",
                    (unsigned long)kr__id(a[0]));
}

static Value view_release(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrMemoryview *m = self_of(a[0]);
    if (m->exports)
        return kr__raise(vm, KR_T_X_BUFFERERROR, "memoryview has %u exported buffer%s", m->exports,
                         m->exports == 1 ? "" : "s");
    release_view(vm, m);
    return KR_NONE_V;
}

static Value view_enter(kr_vm *vm, Value *a, int n) {
    (void)n;
    return usable(vm, self_of(a[0])) ? a[0] : KR_FAILED;
}

static Value view_exit(kr_vm *vm, Value *a, int n) { return view_release(vm, a, n); }

static Value view_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__raise_type(vm, "cannot pickle %T objects", a[0]);
}

static Value dims(kr_vm *vm, const int64_t *v, int n) {
    Value item[KR_MEMORY_DIMS];
    for (int i = 0; i < n; i++) item[i] = kr__from_int48(v[i]);
    return kr__tuple_new(vm, item, (size_t)n);
}
#define GET(name, what)                           \
    static Value get_##name(kr_vm *vm, Value v) { \
        const KrMemoryview *m = self_of(v);       \
        if (!usable(vm, m)) return KR_FAILED;     \
        return what;                              \
    }
GET(obj, m->obj.bits ? KR_VALUE(m->obj.bits) : KR_NONE_V)
GET(nbytes, kr__from_int48((int64_t)nbytes(m)))
GET(readonly, kr__bool(m->readonly))
GET(itemsize, kr__from_int48(m->itemsize))
GET(format, KR_VALUE(m->format.bits))
GET(ndim, kr__from_int48(m->ndim))
GET(shape, dims(vm, m->shape, m->ndim))
GET(strides, dims(vm, m->strides, m->ndim))
GET(suboffsets, kr__tuple_empty(vm))
GET(c_contiguous, kr__bool(contiguous(m, false)))
GET(f_contiguous, kr__bool(contiguous(m, true)))
GET(contiguous, kr__bool(contiguous(m, false) || contiguous(m, true)))

typedef struct Iter {
    KrObj head;
    Slot view; /* 0 once exhausted */
    uint32_t index;
} Iter;

static Value view_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrMemoryview *m = self_of(a[0]);
    if (!usable(vm, m)) return KR_FAILED;
    if (m->ndim == 0) return kr__raise_type(vm, "invalid indexing of 0-dim memory");
    if (m->ndim > 1)
        return kr__raise(vm, KR_T_X_NOTIMPLEMENTEDERROR,
                         "multi-dimensional sub-views are not implemented");
    if (!format_of(m)) return unsupported(vm, m);
    Iter *it = kr__new(vm, KR_T_MEMORY_ITER, sizeof *it);
    if (!it) return KR_FAILED;
    it->view = kr__ref_slot(a[0]);
    return kr__value_of(it);
}

static Value iter_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }

static Value iter_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Iter *it = kr__ptr(a[0]);
    if (!it->view.bits) return KR_END;
    KrMemoryview *m = kr__slot_ptr(it->view);
    if (!usable(vm, m)) return KR_FAILED;
    if (it->index < m->shape[0])
        return item_value(vm, m, first(vm, m) + it->index++ * m->strides[0]);
    it->view = KR_NO_SLOT;
    return KR_END;
}

static const KrFnDef iter_methods[] = {
    {"__iter__(self, /)", iter_self, NULL, KR_DEF_SPECIAL},
    {"__next__(self, /)", iter_next, NULL, KR_DEF_SPECIAL},
    {0},
};
const KrTypeDef kr__def_memory_iter = {
    .number = KR_T_MEMORY_ITER, .methods = iter_methods, .size = sizeof(Iter), .slots = 1u << 1};

static const KrFnDef methods[] = {
    {"__new__(cls, /, object)", view_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", view_repr, NULL, KR_DEF_SPECIAL},
    {"__hash__(self, /)", view_hash, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", view_eq, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", view_ne, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", view_iter, NULL, KR_DEF_SPECIAL},
    {"__len__(self, /)", view_len, NULL, KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", view_getitem, NULL, KR_DEF_SPECIAL},
    {"__setitem__(self, key, value, /)", view_setitem, NULL, KR_DEF_SPECIAL},
    {"__delitem__(self, key, /)", view_delitem, NULL, KR_DEF_SPECIAL},
    {"__reduce__(self, /)", view_reduce, NULL, 0},
    {"__enter__(self, /)", view_enter, NULL, 0},
    {"__exit__(self, /, *args)", view_exit, NULL, 0},
    {"release(self, /)", view_release, "Lets the memory go; the view is of no use afterwards.", 0},
    {"tobytes(self, /, order='C')", view_tobytes, "The items as bytes.", 0},
    {"hex(self, /, sep=None, bytes_per_sep=1)", view_hex,
     "The items' bytes as hexadecimal digits.\n\n>>> memoryview(b'\\x01\\xff').hex(':')\n'01:ff'",
     0},
    {"tolist(self, /)", view_tolist, "The items as a list.", 0},
    {"cast(self, /, format, shape=None)", view_cast,
     "A view of the same memory with another format or shape.", 0},
    {"toreadonly(self, /)", view_toreadonly, "A view that cannot be written through.", 0},
    {0},
};
static const KrGetSet getset[] = {
    {"obj", get_obj, NULL, "The object whose memory it is."},
    {"nbytes", get_nbytes, NULL, "How many bytes its items take."},
    {"readonly", get_readonly, NULL, "Whether it cannot be written through."},
    {"itemsize", get_itemsize, NULL, "Bytes of one item."},
    {"format", get_format, NULL, "The format of an item, as struct says it."},
    {"ndim", get_ndim, NULL, "How many dimensions it has."},
    {"shape", get_shape, NULL, "How many items in each dimension."},
    {"strides", get_strides, NULL, "Bytes from one item to the next in each dimension."},
    {"suboffsets", get_suboffsets, NULL, "Always ()."},
    {"c_contiguous", get_c_contiguous, NULL, "Whether items follow each other in C order."},
    {"f_contiguous", get_f_contiguous, NULL, "Whether items follow each other in Fortran order."},
    {"contiguous", get_contiguous, NULL, "Whether items follow each other in either order."},
    {0},
};
const KrTypeDef kr__def_memoryview = {
    .number = KR_T_MEMORYVIEW,
    .doc = "A view of another object's memory.",
    .methods = methods,
    .getset = getset,
};
