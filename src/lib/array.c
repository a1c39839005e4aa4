/* SPDX-License-Identifier: MIT
 * array.c: the module array: sequences of numbers or characters of one C type. The items lie in a bytearray that belongs to
 * the array alone: memoryviews of the array are views of it, and its count of exports says whether it may change its size. */
#include <string.h>

#include "lib/modules.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/list.h"
#include "types/memoryview.h"
#include "types/module.h"
#include "types/number.h"
#include "types/seq.h"
#include "types/slice.h"
#include "types/str.h"

extern const KrModuleDef kr__module_array;

typedef struct ItemType {
    char code;
    uint8_t size;
    bool integer, sign;
    int8_t format; /* as _array_reconstructor numbers it */
} ItemType;
static const ItemType types[] = {
    {'b', 1, true, true, 1},   {'B', 1, true, false, 0},  {'u', 4, false, false, 20},
    {'h', 2, true, true, 4},   {'H', 2, true, false, 2},  {'i', 4, true, true, 8},
    {'I', 4, true, false, 6},  {'l', 8, true, true, 12},  {'L', 8, true, false, 10},
    {'q', 8, true, true, 12},  {'Q', 8, true, false, 10}, {'f', 4, false, true, 14},
    {'d', 8, false, true, 16},
};
#define TYPECODES "bBuhHiIlLqQfd"

typedef struct Array {
    KrObj head;
    Slot store;    /* bytearray */
    uint32_t type; /* index of types */
} Array;
typedef struct ArrayIter {
    KrObj head;
    Slot array; /* 0 at the end */
    uint32_t at;
} ArrayIter;
static const KrClassDef array_def, iter_def;
enum { S_ARRAY, S_ITER, S_COUNT };
static Value *state_of(kr_vm *vm) { return kr__module_values(vm, &kr__module_array, S_COUNT); }

static Array *array(Value v) { return kr__ptr(v); }
static KrBytearray *store(const Array *a) { return kr__slot_ptr(a->store); }
static const ItemType *type_of(const Array *a) { return &types[a->type]; }
static uint32_t len_of(const Array *a) { return store(a)->len / type_of(a)->size; }
static char *item_at(const Array *a, size_t i) {
    return kr__bytearray_data(store(a)) + i * type_of(a)->size;
}
static bool is_array(kr_vm *vm, Value v) { return kr__is_host(vm, v, &array_def); }

static Value array_new(kr_vm *vm, Value cls, uint32_t type, size_t n) {
    if (n > UINT32_MAX / types[type].size) return kr__no_memory(vm);
    Value b = kr__bytearray_new(vm, NULL, n * types[type].size);
    Value v = kr__ok(b) ? kr__instance_new(vm, cls) : KR_FAILED;
    if (kr__failed(v)) return v;
    array(v)->store = kr__ref_slot(b);
    array(v)->type = type;
    return v;
}
/* A new array.array of the same item type. */
static Value like(kr_vm *vm, Value a, size_t n) {
    Value *s = state_of(vm);
    return s ? array_new(vm, s[S_ARRAY], array(a)->type, n) : KR_FAILED;
}

/* Takes `del` items at i out and makes room for `ins` there, with bytes of no meaning. */
static bool change(kr_vm *vm, Value v, size_t i, size_t del, size_t ins) {
    Array *a = array(v);
    if (del == ins) return true;
    if (store(a)->exports) kr__memoryview_forget_dead(vm);
    if (store(a)->exports)
        return kr__raise_false(vm, KR_T_X_BUFFERERROR,
                               "cannot resize an array that is exporting buffers");
    size_t size = type_of(a)->size, len = len_of(a), tail = (len - i - del) * size;
    if (ins > del) {
        if (len + ins - del > UINT32_MAX / size) return kr__ok(kr__no_memory(vm));
        if (!kr__bytearray_resize(vm, store(a), (len + ins - del) * size)) return false;
        memmove(item_at(a, i + ins), item_at(a, i + del), tail);
        return true;
    }
    memmove(item_at(a, i + ins), item_at(a, i + del), tail);
    return kr__bytearray_resize(vm, store(a), (len + ins - del) * size);
}

/* ---- items ---- */

static Value get(kr_vm *vm, const Array *a, size_t i) {
    const char *p = item_at(a, i);
    const ItemType *t = type_of(a);
    uint64_t u = 0;
    memcpy(&u, p, t->size);
    if (t->code == 'f') {
        float f;
        memcpy(&f, p, sizeof f);
        return kr__from_double((double)f);
    }
    if (t->code == 'd') {
        double d;
        memcpy(&d, p, sizeof d);
        return kr__from_double(d);
    }
    if (t->code == 'u') {
        if (u > 0x10ffff)
            return kr__raise_value(vm, "character U+%lx is not in range [U+0000; U+10ffff]",
                                   (unsigned long)u);
        return kr__char(vm, (uint32_t)u);
    }
    if (!t->sign) return kr__int_from_u64(vm, u);
    unsigned shift = 64 - t->size * 8u;
    return kr__int_from_i64(vm, (int64_t)(u << shift) >> shift);
}

static bool overflow(kr_vm *vm, const char *what) {
    return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "%s", what);
}
static bool in_range(kr_vm *vm, int64_t i, int64_t low, int64_t high, const char *what) {
    if (i >= low && i <= high) return true;
    return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "%s is %s", what,
                           i < low ? "less than minimum" : "greater than maximum");
}

static bool signed_bits(kr_vm *vm, char code, Value v, uint64_t *u) {
    int64_t i;
    if (!kr__int_fits_i64(vm, v, &i))
        return overflow(vm, code == 'q' ? "int too big to convert"
                                        : "Python int too large to convert to C long");
    *u = (uint64_t)i;
    switch (code) {
    case 'b':
        return in_range(vm, i, INT16_MIN, INT16_MAX, "signed short integer") &&
               in_range(vm, i, INT8_MIN, INT8_MAX, "signed char");
    case 'h': return in_range(vm, i, INT16_MIN, INT16_MAX, "signed short integer");
    case 'B': return in_range(vm, i, 0, UINT8_MAX, "unsigned byte integer");
    case 'H':
        return in_range(vm, i, INT32_MIN, INT32_MAX, "signed integer") &&
               in_range(vm, i, 0, UINT16_MAX, "unsigned short");
    case 'i': return in_range(vm, i, INT32_MIN, INT32_MAX, "signed integer");
    default: return true;
    }
}
static bool unsigned_bits(kr_vm *vm, char code, Value v, uint64_t *u) {
    uint32_t buf[2];
    if (kr__int_sign(vm, v) < 0)
        return overflow(vm, code == 'Q' ? "can't convert negative int to unsigned"
                                        : "can't convert negative value to unsigned int");
    KrLimbs l = kr__int_view(vm, v, buf);
    if (l.n > 2)
        return overflow(vm, code == 'Q' ? "int too big to convert"
                                        : "Python int too large to convert to C unsigned long");
    *u = (l.n ? l.d[0] : 0) | (l.n > 1 ? (uint64_t)l.d[1] << 32 : 0);
    return code != 'I' || *u <= UINT32_MAX || overflow(vm, "unsigned int is greater than maximum");
}

/* The bits that stand for v as an item. May run Python code, which may change the array. */
static bool bits_of(kr_vm *vm, const ItemType *t, Value v, uint64_t *u) {
    *u = 0;
    if (t->code == 'u') {
        if (!kr__is_str(vm, v) || kr__str_count(kr__ptr(v)) != 1)
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "array item must be unicode character");
        *u = kr__str_at(vm, kr__ptr(v), 0);
        return true;
    }
    if (!t->integer) {
        double d;
        if (!kr__real_of(vm, v, &d)) return false;
        float f = (float)d;
        memcpy(u, t->code == 'f' ? (void *)&f : (void *)&d, t->size);
        return true;
    }
    v = kr__index(vm, v);
    if (kr__failed(v)) return false;
    return strchr("ILQ", t->code) ? unsigned_bits(vm, t->code, v, u)
                                  : signed_bits(vm, t->code, v, u);
}
static void put(Array *a, size_t i, uint64_t u) { memcpy(item_at(a, i), &u, type_of(a)->size); }

static bool append(kr_vm *vm, Value self, Value v) {
    uint64_t u;
    if (!bits_of(vm, type_of(array(self)), v, &u)) return false;
    size_t n = len_of(array(self));
    if (!change(vm, self, n, 0, 1)) return false;
    put(array(self), n, u);
    return true;
}
static bool append_item(kr_vm *vm, void *ud, Value v) { return append(vm, *(Value *)ud, v); }

static bool append_bytes(kr_vm *vm, Value self, const char *p, size_t n) {
    size_t size = type_of(array(self))->size, at = len_of(array(self));
    if (n % size)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "bytes length not a multiple of item size");
    if (!change(vm, self, at, 0, n / size)) return false;
    if (n) memcpy(item_at(array(self), at), p, n);
    return true;
}
static bool append_buffer(kr_vm *vm, Value self, Value data) {
    KrBuffer b;
    if (!kr__buffer_get(vm, data, &b)) return false;
    bool ok = append_bytes(vm, self, b.data, b.len);
    kr__buffer_release(vm, &b);
    kr__keep(data);
    return ok;
}
static bool append_text(kr_vm *vm, Value self, Value s) {
    size_t n = kr__str_count(kr__ptr(s)), at = len_of(array(self));
    if (!change(vm, self, at, 0, n)) return false;
    const char *p = kr__str_text(kr__ptr(s));
    for (size_t i = 0; i < n; i++) { put(array(self), at + i, kr__utf8_next(&p)); }
    kr__keep(s);
    return true;
}
/* All items of another array; `self` too. */
static bool append_array(kr_vm *vm, Value self, Value other) {
    if (array(self)->type != array(other)->type)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "can only extend with array of same kind");
    size_t n = len_of(array(other)), at = len_of(array(self));
    if (!change(vm, self, at, 0, n)) return false;
    memcpy(item_at(array(self), at), item_at(array(other), 0), n * type_of(array(self))->size);
    return true;
}
static bool extend(kr_vm *vm, Value self, Value v) {
    return is_array(vm, v) ? append_array(vm, self, v) : kr__each(vm, v, append_item, &self);
}

/* ---- making ---- */

static int type_arg(kr_vm *vm, Value v) {
    const char *p = NULL;
    if (!kr__is_str(vm, v) || kr__str_count(kr__ptr(v)) != 1) {
        kr__raise_type(vm, "array() argument 1 must be a unicode character, not %T", v);
        return -1;
    }
    uint32_t c = kr__str_at(vm, kr__ptr(v), 0);
    if (c && c < 128) p = strchr(TYPECODES, (int)c);
    if (p) return (int)(p - TYPECODES);
    kr__raise_value(vm, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    return -1;
}

static bool fill(kr_vm *vm, Value self, Value init) {
    char code = type_of(array(self))->code;
    bool other = is_array(vm, init);
    if (kr__is_str(vm, init)) {
        if (code == 'u') return append_text(vm, self, init);
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "cannot use a str to initialize an array with typecode '%c'", code);
    }
    if (other && type_of(array(init))->code == 'u' && code != 'u')
        return kr__raise_false(
            vm, KR_T_X_TYPEERROR,
            "cannot use a unicode array to initialize an array with typecode '%c'", code);
    if (kr__is_bytes(vm, init) || kr__is_bytearray(vm, init)) return append_buffer(vm, self, init);
    if (other && array(init)->type == array(self)->type) return append_array(vm, self, init);
    return kr__each(vm, init, append_item, &self);
}

static Value a_new(kr_vm *vm, Value *a, int n) { /* cls, kw, *args */
    Value *s = state_of(vm);
    if (!s) return KR_FAILED;
    if (kr__ok(a[1]) && kr__same(a[0], s[S_ARRAY]) && kr__dict_len(vm, kr__ptr(a[1])))
        return kr__raise_type(vm, "array.array() takes no keyword arguments");
    if (n < 3) return kr__raise_type(vm, "array() takes at least 1 argument (0 given)");
    if (n > 4) return kr__raise_type(vm, "array() takes at most 2 arguments (%d given)", n - 2);
    int type = type_arg(vm, a[2]);
    Value v = type < 0 ? KR_FAILED : array_new(vm, a[0], (uint32_t)type, 0);
    if (kr__failed(v) || n < 4) return v;
    return fill(vm, v, a[3]) ? v : KR_FAILED;
}

/* ---- sequence ---- */

static Value a_len(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__from_int48(len_of(array(a[0])));
}

/* Index of an item; `what` as errors say it. */
static bool place(kr_vm *vm, Value self, Value key, const char *what, size_t *out) {
    int64_t i;
    if (!kr__is_index(vm, key))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "array indices must be integers");
    if (!kr__index_i64(vm, key, &i)) return false;
    int64_t len = len_of(array(self));
    if (i < 0) i += len;
    if (i < 0 || i >= len)
        return kr__raise_false(vm, KR_T_X_INDEXERROR, "%s index out of range", what);
    *out = (size_t)i;
    return true;
}
typedef struct Cut {
    int64_t start, stop, step, n;
} Cut;
static bool cut_of(kr_vm *vm, Value self, Value key, Cut *c) {
    if (!kr__slice_unpack(vm, kr__ptr(key), &c->start, &c->stop, &c->step)) return false;
    c->n = kr__slice_adjust(len_of(array(self)), &c->start, &c->stop, c->step);
    if (c->step == 1 && c->stop < c->start) c->stop = c->start;
    return true;
}

static Value a_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t i;
    Cut c;
    if (!kr__is_slice(a[1]))
        return place(vm, a[0], a[1], "array", &i) ? get(vm, array(a[0]), i) : KR_FAILED;
    if (!cut_of(vm, a[0], a[1], &c)) return KR_FAILED;
    Value r = like(vm, a[0], (size_t)c.n);
    if (kr__failed(r)) return r;
    size_t size = type_of(array(r))->size;
    for (int64_t k = 0; k < c.n; k++)
        memcpy(item_at(array(r), (size_t)k), item_at(array(a[0]), (size_t)(c.start + k * c.step)),
               size);
    return r;
}

/* Takes the items of a slice out. */
static bool delete_cut(kr_vm *vm, Value self, Cut c) {
    if (!c.n) return true;
    if (c.step < 0) {
        c.start += (c.n - 1) * c.step;
        c.step = -c.step;
    }
    if (c.step == 1) return change(vm, self, (size_t)c.start, (size_t)c.n, 0);
    size_t len = len_of(array(self)), size = type_of(array(self))->size, to = (size_t)c.start;
    if (store(array(self))->exports) kr__memoryview_forget_dead(vm);
    if (store(array(self))->exports) return change(vm, self, 0, 1, 0);
    for (size_t i = to, next = to, left = (size_t)c.n; i < len; i++) {
        if (left && i == next) {
            next += (size_t)c.step;
            left--;
        } else {
            memmove(item_at(array(self), to++), item_at(array(self), i), size);
        }
    }
    return change(vm, self, to, len - to, 0);
}

static bool assign_cut(kr_vm *vm, Value self, Value key, Value from) {
    Cut c;
    if (!is_array(vm, from))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "can only assign array (not \"%T\") to array slice", from);
    if (array(from)->type != array(self)->type)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "bad argument type for built-in operation");
    if (kr__same(from, self)) {
        from = like(vm, self, 0);
        if (kr__failed(from) || !append_array(vm, from, self)) return false;
    }
    if (!cut_of(vm, self, key, &c)) return false;
    size_t n = len_of(array(from)), size = type_of(array(self))->size;
    if (c.step == 1) {
        if (!change(vm, self, (size_t)c.start, (size_t)c.n, n)) return false;
        memcpy(item_at(array(self), (size_t)c.start), item_at(array(from), 0), n * size);
        return true;
    }
    if ((int64_t)n != c.n)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "attempt to assign array of size %zu to extended slice of size %ld",
                               n, (long)c.n);
    for (int64_t k = 0; k < c.n; k++)
        memcpy(item_at(array(self), (size_t)(c.start + k * c.step)),
               item_at(array(from), (size_t)k), size);
    return true;
}

static Value a_setitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t i;
    uint64_t u;
    if (kr__is_slice(a[1])) return assign_cut(vm, a[0], a[1], a[2]) ? KR_NONE_V : KR_FAILED;
    if (!place(vm, a[0], a[1], "array assignment", &i)) return KR_FAILED;
    if (!bits_of(vm, type_of(array(a[0])), a[2], &u)) return KR_FAILED;
    if (i >= len_of(array(a[0])))
        return kr__raise(vm, KR_T_X_INDEXERROR, "array assignment index out of range");
    put(array(a[0]), i, u);
    return KR_NONE_V;
}
static Value a_delitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t i;
    Cut c;
    if (kr__is_slice(a[1]))
        return cut_of(vm, a[0], a[1], &c) && delete_cut(vm, a[0], c) ? KR_NONE_V : KR_FAILED;
    bool ok = place(vm, a[0], a[1], "array assignment", &i) && change(vm, a[0], i, 1, 0);
    return ok ? KR_NONE_V : KR_FAILED;
}

/* Place of the first item from lo below hi that equals v; -1 none, -2 failed. Counts them all into *count. */
static int64_t find(kr_vm *vm, Value self, Value v, int64_t lo, int64_t hi, int64_t *count) {
    for (int64_t i = lo; i < (int64_t)len_of(array(self)) && i < hi; i++) {
        Value item = get(vm, array(self), (size_t)i);
        Value eq = kr__ok(item) ? kr__compare(vm, item, v, KR_N___eq__) : KR_FAILED;
        int r = kr__ok(eq) ? kr__truth(vm, eq) : -1;
        if (r < 0) return -2;
        if (r && !count) return i;
        if (r) ++*count;
        if (i % 4096 == 4095 && !kr__poll(vm)) return -2;
    }
    return -1;
}
static Value a_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i = find(vm, a[0], a[1], 0, INT64_MAX, NULL);
    return i == -2 ? KR_FAILED : kr__bool(i >= 0);
}
static Value a_count(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t count = 0;
    return find(vm, a[0], a[1], 0, INT64_MAX, &count) == -2 ? KR_FAILED : kr__from_int48(count);
}
static Value a_index(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t lo = 0, hi = INT64_MAX, len;
    if ((kr__ok(a[2]) && !kr__seq_bound(vm, a[2], &lo)) ||
        (kr__ok(a[3]) && !kr__seq_bound(vm, a[3], &hi)))
        return KR_FAILED;
    len = len_of(array(a[0]));
    if (lo < 0) lo = lo + len < 0 ? 0 : lo + len;
    if (hi < 0) hi += len;
    int64_t i = find(vm, a[0], a[1], lo, hi, NULL);
    if (i == -2) return KR_FAILED;
    return i < 0 ? kr__raise_value(vm, "array.index(x): x not in array") : kr__from_int48(i);
}
static Value a_remove(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i = find(vm, a[0], a[1], 0, INT64_MAX, NULL);
    if (i == -1) return kr__raise_value(vm, "array.remove(x): x not in array");
    if (i >= (int64_t)len_of(array(a[0]))) return KR_NONE_V; /* an __eq__ has emptied it */
    return i >= 0 && change(vm, a[0], (size_t)i, 1, 0) ? KR_NONE_V : KR_FAILED;
}
static Value a_pop(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i = -1, len;
    if (kr__ok(a[1]) && !kr__index_i64(vm, a[1], &i)) return KR_FAILED;
    len = len_of(array(a[0]));
    if (!len) return kr__raise(vm, KR_T_X_INDEXERROR, "pop from empty array");
    if (i < 0) i += len;
    if (i < 0 || i >= len) return kr__raise(vm, KR_T_X_INDEXERROR, "pop index out of range");
    Value v = get(vm, array(a[0]), (size_t)i);
    return kr__ok(v) && change(vm, a[0], (size_t)i, 1, 0) ? v : KR_FAILED;
}
static Value a_insert(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i, len;
    uint64_t u;
    if (!kr__index_i64(vm, a[1], &i) || !bits_of(vm, type_of(array(a[0])), a[2], &u))
        return KR_FAILED;
    len = len_of(array(a[0]));
    if (i < 0) i = i + len < 0 ? 0 : i + len;
    if (i > len) i = len;
    if (!change(vm, a[0], (size_t)i, 0, 1)) return KR_FAILED;
    put(array(a[0]), (size_t)i, u);
    return KR_NONE_V;
}
static Value a_append(kr_vm *vm, Value *a, int n) {
    return (void)n, append(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}
static Value a_extend(kr_vm *vm, Value *a, int n) {
    return (void)n, extend(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}
static Value a_reverse(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    Array *x = array(a[0]);
    size_t size = type_of(x)->size;
    for (size_t i = 0, k = len_of(x); i + 1 < k; i++) {
        char tmp[8];
        k--;
        memcpy(tmp, item_at(x, i), size);
        memcpy(item_at(x, i), item_at(x, k), size);
        memcpy(item_at(x, k), tmp, size);
    }
    return KR_NONE_V;
}
static Value a_byteswap(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    Array *x = array(a[0]);
    size_t size = type_of(x)->size;
    for (size_t i = 0; i < len_of(x); i++) {
        char *p = item_at(x, i);
        for (size_t k = 0; k < size / 2; k++) {
            char c = p[k];
            p[k] = p[size - 1 - k];
            p[size - 1 - k] = c;
        }
    }
    return KR_NONE_V;
}

/* ---- operators ---- */

static Value a_add(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!is_array(vm, a[1]))
        return kr__raise_type(vm, "can only append array (not \"%T\") to array", a[1]);
    if (array(a[0])->type != array(a[1])->type)
        return kr__raise_type(vm, "bad argument type for built-in operation");
    Value r = like(vm, a[0], 0);
    return kr__ok(r) && append_array(vm, r, a[0]) && append_array(vm, r, a[1]) ? r : KR_FAILED;
}
static Value a_iadd(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!is_array(vm, a[1]))
        return kr__raise_type(vm, "can only extend array with array (not \"%T\")", a[1]);
    return append_array(vm, a[0], a[1]) ? a[0] : KR_FAILED;
}
/* The first n items, again and again, until there are `times` times as many. */
static bool repeat(kr_vm *vm, Value self, int64_t times) {
    size_t n = len_of(array(self)), bytes = n * type_of(array(self))->size;
    if (times <= 0 || !n) return change(vm, self, 0, n, 0);
    if (times > (int64_t)(UINT32_MAX / bytes)) return kr__ok(kr__no_memory(vm));
    if (!change(vm, self, n, 0, n * ((size_t)times - 1))) return false;
    return times == 1 || kr__fill_copies(vm, item_at(array(self), n), bytes * ((size_t)times - 1),
                                         item_at(array(self), 0), bytes);
}
static Value a_mul(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t times;
    Value result;
    int r = kr__repeat_count(vm, a[1], KR_N___rmul__, &times, &result);
    if (r <= 0) return r < 0 ? KR_FAILED : result;
    Value v = like(vm, a[0], 0);
    return kr__ok(v) && append_array(vm, v, a[0]) && repeat(vm, v, times) ? v : KR_FAILED;
}
static Value a_imul(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t times;
    Value result;
    int r = kr__repeat_count(vm, a[1], KR_N___rmul__, &times, &result);
    if (r <= 0) return r < 0 ? KR_FAILED : result;
    return repeat(vm, a[0], times) ? a[0] : KR_FAILED;
}

static Value compare(kr_vm *vm, Value *a, KrName op) {
    if (!is_array(vm, a[1])) return KR_NOTIMPL_V;
    bool equality = op == KR_N___eq__ || op == KR_N___ne__;
    size_t x = len_of(array(a[0])), y = len_of(array(a[1]));
    if (equality && x != y) return kr__bool(op == KR_N___ne__);
    for (size_t i = 0; i < len_of(array(a[0])) && i < len_of(array(a[1])); i++) {
        Value v = get(vm, array(a[0]), i), w = kr__ok(v) ? get(vm, array(a[1]), i) : KR_FAILED;
        Value eq = kr__ok(w) ? kr__compare(vm, v, w, KR_N___eq__) : KR_FAILED;
        int r = kr__ok(eq) ? kr__truth(vm, eq) : -1;
        if (r < 0 || (i % 4096 == 4095 && !kr__poll(vm))) return KR_FAILED;
        if (!r) return equality ? kr__bool(op == KR_N___ne__) : kr__compare(vm, v, w, op);
    }
    x = len_of(array(a[0])), y = len_of(array(a[1]));
    return kr__compare(vm, kr__from_int48((int64_t)x), kr__from_int48((int64_t)y), op);
}
#define COMPARE(op)                                      \
    static Value a_##op(kr_vm *vm, Value *a, int n) {    \
        return (void)n, compare(vm, a, KR_N___##op##__); \
    }
COMPARE(lt)
COMPARE(le)
COMPARE(eq)
COMPARE(ne)
COMPARE(gt)
COMPARE(ge)

/* ---- conversions ---- */

static Value as_list(kr_vm *vm, Value self) {
    Value r = kr__list_new(vm, NULL, len_of(array(self)));
    for (size_t i = 0; kr__ok(r) && i < len_of(array(self)); i++) {
        if (i % 1024 == 1023 && !kr__tick(vm)) return KR_FAILED;
        Value v = get(vm, array(self), i);
        if (kr__failed(v) || !kr__list_append(vm, kr__ptr(r), v)) return KR_FAILED;
    }
    return r;
}
static Value as_text(kr_vm *vm, Value self) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (size_t i = 0; i < len_of(array(self)); i++) {
        uint32_t cp;
        memcpy(&cp, item_at(array(self), i), 4);
        if (cp > 0x10ffff)
            return kr__raise_value(vm, "character U+%x is not in range [U+0000; U+10ffff]", cp);
        if (!kr__str_builder_char(&b, cp)) return KR_FAILED;
    }
    return kr__str_builder_finish(&b);
}
static Value a_tolist(kr_vm *vm, Value *a, int n) { return (void)n, as_list(vm, a[0]); }
static Value a_tobytes(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrBytearray *b = store(array(a[0]));
    return kr__bytes_make(vm, kr__bytearray_data(b), b->len);
}
static Value a_tounicode(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (type_of(array(a[0]))->code != 'u')
        return kr__raise_value(vm, "tounicode() may only be called on unicode type arrays");
    return as_text(vm, a[0]);
}
static Value a_fromunicode(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "fromunicode() argument must be str, not %P", a[1]);
    if (type_of(array(a[0]))->code != 'u')
        return kr__raise_value(vm, "fromunicode() may only be called on unicode type arrays");
    return append_text(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}
static Value a_fromlist(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_kind(vm, a[1], KR_K_LIST)) return kr__raise_type(vm, "arg must be list");
    size_t before = len_of(array(a[0])), len = ((KrList *)kr__ptr(a[1]))->len;
    for (size_t i = 0; i < len; i++) {
        bool same = len == ((KrList *)kr__ptr(a[1]))->len;
        if (!same) kr__raise(vm, KR_T_X_RUNTIMEERROR, "list changed size during iteration");
        if (same && append(vm, a[0], kr__list_get(kr__ptr(a[1]), i))) continue;
        Value exc = kr__take_pending(vm); /* nothing of the list stays */
        size_t now = len_of(array(a[0]));
        if (now > before && !change(vm, a[0], before, now - before, 0)) return KR_FAILED;
        return kr__raise_object(vm, exc);
    }
    return KR_NONE_V;
}
static Value a_frombytes(kr_vm *vm, Value *a, int n) {
    return (void)n, append_buffer(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}
static Value a_fromfile(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t count;
    if (!kr__index_i64(vm, a[2], &count)) return KR_FAILED;
    if (count < 0) return kr__raise_value(vm, "negative count");
    if (count > UINT32_MAX) return kr__no_memory(vm);
    int64_t bytes = count * type_of(array(a[0]))->size;
    Value name = kr__intern(vm, "read", 4), size = kr__int_from_i64(vm, bytes);
    Value data =
        kr__ok(name) && kr__ok(size) ? kr__call_method(vm, a[1], name, &size, 1) : KR_FAILED;
    if (kr__failed(data)) return data;
    if (!kr__is_bytes(vm, data)) return kr__raise_type(vm, "read() didn't return bytes");
    if (!append_buffer(vm, a[0], data)) return KR_FAILED;
    if (((KrBytes *)kr__ptr(data))->len == bytes) return KR_NONE_V;
    return kr__raise(vm, KR_T_X_EOFERROR, "read() didn't return enough bytes");
}
#define WRITE_CHUNK 65536
static Value a_tofile(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name = kr__intern(vm, "write", 5),
          write = kr__ok(name) ? kr__getattr(vm, a[1], name) : KR_FAILED;
    if (kr__failed(write)) return write;
    for (size_t at = 0; at < store(array(a[0]))->len; at += WRITE_CHUNK) {
        const KrBytearray *b = store(array(a[0]));
        size_t left = b->len - at;
        Value part =
            kr__bytes_make(vm, kr__bytearray_data(b) + at, left < WRITE_CHUNK ? left : WRITE_CHUNK);
        if (kr__failed(part) || kr__failed(kr__call1(vm, write, part))) return KR_FAILED;
    }
    return KR_NONE_V;
}
static Value a_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    char code = type_of(array(a[0]))->code;
    Value name = kr__short_name(vm, a[0]);
    if (!len_of(array(a[0]))) return kr__text(vm, "%S('%c')", name, code);
    Value v = code == 'u' ? as_text(vm, a[0]) : as_list(vm, a[0]);
    return kr__ok(v) ? kr__text(vm, "%S('%c', %R)", name, code, v) : v;
}
static Value a_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value r = like(vm, a[0], 0);
    return kr__ok(r) && append_array(vm, r, a[0]) ? r : KR_FAILED;
}
static Value a_buffer_info(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v[2] = {kr__int_from_u64(vm, (uintptr_t)item_at(array(a[0]), 0)),
                  kr__from_int48(len_of(array(a[0])))};
    return kr__ok(v[0]) ? kr__tuple_new(vm, v, 2) : v[0];
}
static Value a_buffer(kr_vm *vm, Value *a, int n) {
    (void)n;
    const ItemType *t = type_of(array(a[0]));
    char format[2] = {t->code == 'u' ? 'w' : t->code, 0};
    return kr__memoryview_of(vm, KR_VALUE(array(a[0])->store.bits), a[0], format, t->size,
                             len_of(array(a[0])), false);
}
static Value a_sizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrBytearray *b = store(array(a[0]));
    return kr__int_from_u64(vm,
                            kr__cell_bytes(vm, kr__ptr(a[0])) + kr__cell_bytes(vm, b) + b->room);
}
static Value get_typecode(kr_vm *vm, Value self) {
    return kr__char(vm, (uint32_t)type_of(array(self))->code);
}
static Value get_itemsize(kr_vm *vm, Value self) {
    return (void)vm, kr__from_int48(type_of(array(self))->size);
}

/* ---- pickling ---- */

static Value a_reduce_ex(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t protocol;
    Value dict = KR_NONE_V;
    if (!kr__is_int_value(vm, a[1]))
        return kr__raise_type(vm, "__reduce_ex__ argument should be an integer");
    if (!kr__int_to_i64(vm, a[1], &protocol)) return KR_FAILED;
    int r = kr__getattr_opt(vm, a[0], kr__name(vm, KR_N___dict__), &dict);
    if (r < 0) return KR_FAILED;
    if (!r) dict = KR_NONE_V;
    Value cls = kr__class_of(vm, a[0]), code = get_typecode(vm, a[0]), args, make = cls;
    if (kr__failed(code)) return code;
    if (protocol < 3) {
        Value v[2] = {code, as_list(vm, a[0])};
        args = kr__ok(v[1]) ? kr__tuple_new(vm, v, 2) : KR_FAILED;
    } else {
        Value v[4] = {cls, code, kr__from_int48(type_of(array(a[0]))->format), a_tobytes(vm, a, 1)};
        make = kr__import_attr(vm, "array", "_array_reconstructor");
        args = kr__ok(v[3]) ? kr__tuple_new(vm, v, 4) : KR_FAILED;
    }
    Value parts[3] = {make, args, dict};
    return kr__ok(make) && kr__ok(args) ? kr__tuple_new(vm, parts, 3) : KR_FAILED;
}

/* What the numbers of machine formats mean. */
typedef struct Format {
    uint8_t size;
    bool sign, big, real, text;
} Format;
static const Format formats[] = {
    {1, false, false, false, false}, {1, true, false, false, false},
    {2, false, false, false, false}, {2, false, true, false, false},
    {2, true, false, false, false},  {2, true, true, false, false},
    {4, false, false, false, false}, {4, false, true, false, false},
    {4, true, false, false, false},  {4, true, true, false, false},
    {8, false, false, false, false}, {8, false, true, false, false},
    {8, true, false, false, false},  {8, true, true, false, false},
    {4, true, false, true, false},   {4, true, true, true, false},
    {8, true, false, true, false},   {8, true, true, true, false},
    {2, false, false, false, true},  {2, false, true, false, true},
    {4, false, false, false, true},  {4, false, true, false, true},
};

/* Items of another machine, each turned into this array's. */
static bool foreign_items(kr_vm *vm, Value self, const Format *f, const char *p, size_t n) {
    for (size_t at = 0; at + f->size <= n; at += f->size) {
        uint64_t u = 0;
        for (int k = 0; k < f->size; k++)
            u |= (uint64_t)(uint8_t)p[at + (size_t)(f->big ? f->size - 1 - k : k)] << (8 * k);
        double d;
        float s;
        uint32_t w = (uint32_t)u;
        memcpy(&d, &u, 8);
        memcpy(&s, &w, 4);
        unsigned shift = 64 - f->size * 8u;
        Value v = f->real   ? kr__from_double(f->size == 4 ? (double)s : d)
                  : f->sign ? kr__int_from_i64(vm, (int64_t)(u << shift) >> shift)
                            : kr__int_from_u64(vm, u);
        if (kr__failed(v) || !append(vm, self, v)) return false;
    }
    return true;
}

static Value foreign(kr_vm *vm, Value cls, uint32_t type, const Format *f, Value items) {
    KrBytes *b = kr__ptr(items);
    if (b->len % f->size)
        return kr__raise_value(vm, f->text ? "string length not a multiple of item size"
                                           : "bytes length not a multiple of item size");
    if (f->text) {
        Value name = kr__text(vm, "utf-%d-%s", f->size * 8, f->big ? "be" : "le");
        Value s = kr__ok(name) ? kr__decode_object(vm, items, name, KR_UNSET) : KR_FAILED;
        Value v = kr__ok(s) ? array_new(vm, cls, 2, 0) : KR_FAILED;
        return kr__ok(v) && append_text(vm, v, s) ? v : KR_FAILED;
    }
    for (uint32_t i = 0; !f->real && i < KR_COUNTOF(types); i++) {
        const ItemType *t = &types[i];
        bool fits = t->integer && t->size == f->size && t->sign == f->sign;
        if (fits &&
            (types[type].size != f->size || !types[type].integer || types[type].sign != f->sign)) {
            type = i;
            break;
        }
    }
    Value v = array_new(vm, cls, type, 0);
    bool ok = kr__ok(v) && foreign_items(vm, v, f, b->data, b->len);
    kr__keep(items);
    return ok ? v : KR_FAILED;
}

static Value reconstructor(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *s = state_of(vm);
    int64_t format = -1;
    const char *p = NULL;
    if (!s) return KR_FAILED;
    if (!kr__is_type(vm, a[0]))
        return kr__raise_type(vm, "first argument must be a type object, not %T", a[0]);
    if (!kr__is_subtype(vm, a[0], s[S_ARRAY]))
        return kr__raise_type(vm, "%N is not a subtype of %N", a[0], s[S_ARRAY]);
    if (!kr__is_str(vm, a[1]) || kr__str_count(kr__ptr(a[1])) != 1)
        return kr__raise_type(
            vm, "_array_reconstructor() argument 2 must be a unicode character, not %T", a[1]);
    if (!kr__index_i64(vm, a[2], &format)) return KR_FAILED;
    uint32_t c = kr__str_at(vm, kr__ptr(a[1]), 0);
    if (c && c < 128) p = strchr(TYPECODES, (int)c);
    if (!p) return kr__raise_value(vm, "second argument must be a valid type code");
    if (format < 0 || format >= (int64_t)KR_COUNTOF(formats))
        return kr__raise_value(vm, "third argument must be a valid machine format code.");
    if (!kr__is_bytes(vm, a[3]))
        return kr__raise_type(vm, "fourth argument should be bytes, not %T", a[3]);
    uint32_t type = (uint32_t)(p - TYPECODES);
    if (types[type].format != format) return foreign(vm, a[0], type, &formats[format], a[3]);
    Value v = array_new(vm, a[0], type, 0);
    return kr__ok(v) && append_buffer(vm, v, a[3]) ? v : KR_FAILED;
}

/* ---- iterator ---- */

static Value a_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *s = state_of(vm), v = s ? kr__instance_new(vm, s[S_ITER]) : KR_FAILED;
    if (kr__ok(v)) ((ArrayIter *)kr__ptr(v))->array = kr__ref_slot(a[0]);
    return v;
}
static Value i_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }
static Value i_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    ArrayIter *it = kr__ptr(a[0]);
    if (!it->array.bits) return KR_END;
    const Array *x = kr__slot_ptr(it->array);
    if (it->at < len_of(x)) return get(vm, x, it->at++);
    it->array = KR_NO_SLOT;
    return KR_END;
}
static Value i_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    ArrayIter *it = kr__ptr(a[0]);
    Value iter = kr__builtin(vm, "iter");
    Value over = it->array.bits ? KR_VALUE(it->array.bits) : kr__list_new(vm, NULL, 0);
    Value args = kr__ok(over) ? kr__tuple_new(vm, &over, 1) : KR_FAILED;
    Value parts[3] = {iter, args, kr__from_int48(it->at)};
    return kr__ok(iter) && kr__ok(args) ? kr__tuple_new(vm, parts, it->array.bits ? 3 : 2)
                                        : KR_FAILED;
}
static Value i_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t at;
    ArrayIter *it = kr__ptr(a[0]);
    if (!kr__index_i64(vm, a[1], &at)) return KR_FAILED;
    int64_t len = it->array.bits ? len_of(kr__slot_ptr(it->array)) : 0;
    it->at = (uint32_t)(at < 0 ? 0 : at > len ? len : at);
    return KR_NONE_V;
}

/* ---- tables ---- */

static const KrFnDef array_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", a_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", a_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", a_lt, "Return self<value.", KR_DEF_SPECIAL},
    {"__le__(self, value, /)", a_le, "Return self<=value.", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", a_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", a_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", a_gt, "Return self>value.", KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", a_ge, "Return self>=value.", KR_DEF_SPECIAL},
    {"__iter__(self, /)", a_iter, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__len__(self, /)", a_len, "Return len(self).", KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", a_getitem, "Return self[key].", KR_DEF_SPECIAL},
    {"__setitem__(self, key, value, /)", a_setitem, "Set self[key] to value.", KR_DEF_SPECIAL},
    {"__delitem__(self, key, /)", a_delitem, "Delete self[key].", KR_DEF_SPECIAL},
    {"__add__(self, value, /)", a_add, "Return self+value.", KR_DEF_SPECIAL},
    {"__mul__(self, value, /)", a_mul, "Return self*value.", KR_DEF_SPECIAL},
    {"__rmul__(self, value, /)", a_mul, "Return value*self.", KR_DEF_SPECIAL},
    {"__contains__(self, key, /)", a_contains, "Return key in self.", KR_DEF_SPECIAL},
    {"__iadd__(self, value, /)", a_iadd, "Implement self+=value.", KR_DEF_SPECIAL},
    {"__imul__(self, value, /)", a_imul, "Implement self*=value.", KR_DEF_SPECIAL},
    {"__buffer__(self, flags, /)", a_buffer, "A memoryview of the items.", KR_DEF_SPECIAL},
    {"append(self, v, /)", a_append, "Add an item at the end.", 0},
    {"buffer_info(self, /)", a_buffer_info, "(address, length) of the memory with the items.", 0},
    {"byteswap(self, /)", a_byteswap, "Reverse the bytes of every item.", 0},
    {"__copy__(self, /)", a_copy, "Return a copy of the array.", 0},
    {"count(self, v, /)", a_count, "How many items equal v.", 0},
    {"__deepcopy__(self, unused, /)", a_copy, "Return a copy of the array.", 0},
    {"extend(self, bb, /)", a_extend, "Add items at the end.", 0},
    {"fromfile(self, f, n, /)", a_fromfile, "Read n items from a file and add them.", 0},
    {"fromlist(self, list, /)", a_fromlist,
     "Add the items of a list: all of them, or none on an error.", 0},
    {"frombytes(self, buffer, /)", a_frombytes, "Add items whose bytes these are.", 0},
    {"fromunicode(self, ustr, /)", a_fromunicode,
     "Add the characters of a str to an array of type 'u'.", 0},
    {"index(self, v, start=0, stop=sys.maxsize, /)", a_index,
     "Index of the first item that equals v; ValueError when there is none.", 0},
    {"insert(self, i, v, /)", a_insert, "Insert an item before index i.", 0},
    {"pop(self, i=-1, /)", a_pop, "Take an item out and return it.", 0},
    {"__reduce_ex__(self, value, /)", a_reduce_ex, "Return state information for pickling.", 0},
    {"remove(self, v, /)", a_remove, "Take the first item that equals v out.", 0},
    {"reverse(self, /)", a_reverse, "Turn the order of the items around.", 0},
    {"tofile(self, f, /)", a_tofile, "Write the bytes of all items to a file.", 0},
    {"tolist(self, /)", a_tolist, "The items as a list.", 0},
    {"tobytes(self, /)", a_tobytes, "The bytes of all items.", 0},
    {"tounicode(self, /)", a_tounicode, "The characters of an array of type 'u' as a str.", 0},
    {"__sizeof__(self, /)", a_sizeof, "Bytes of memory taken.", 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet array_getset[] = {
    {"typecode", get_typecode, NULL, "the typecode character used to create the array"},
    {"itemsize", get_itemsize, NULL, "the size, in bytes, of one array item"},
    {NULL, NULL, NULL, NULL}};
static const KrClassDef array_def = {
    .name = "array.array",
    .doc = "array(typecode [, initializer]) -> array\n\nA sequence of items of one C type. "
           "typecode says which: b B h H i "
           "I l L q Q are integers, signed and\nunsigned, of 1 2 4 8 8 bytes, f d floats of 4 and "
           "8 bytes, u characters. The "
           "initializer is\nbytes, a str for u, or an iterable of items.",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE | KR_TF_HAS_WEAK | KR_TF_SEQUENCE,
    .size = sizeof(Array),
    .slots = KR_AT(Array, store),
    .methods = array_rows,
    .getset = array_getset,
};
static const KrFnDef iter_rows[] = {
    {"__iter__(self, /)", i_self, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__next__(self, /)", i_next, "Implement next(self).", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", i_reduce, "Return state information for pickling.", 0},
    {"__setstate__(self, state, /)", i_setstate, "Set state information for unpickling.", 0},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef iter_def = {.name = "array.arrayiterator",
                                    .kind = KR_K_ITER,
                                    .size = sizeof(ArrayIter),
                                    .slots = KR_AT(ArrayIter, array),
                                    .methods = iter_rows};
static const KrFnDef functions[] = {
    {"_array_reconstructor(arraytype, typecode, mformat_code, items, /)", reconstructor,
     "Internal. Used for pickling support.", 0},
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    Value *s = state_of(vm);
    if (!s || kr__failed(s[S_ARRAY] = kr__module_class(vm, m, &array_def))) return false;
    if (kr__failed(s[S_ITER] = kr__class_new(vm, &iter_def))) return false;
    Value codes = kr__str_new(vm, TYPECODES, strlen(TYPECODES));
    Value abc = kr__import_attr(vm, "collections.abc", "MutableSequence");
    Value name = kr__intern(vm, "register", 8);
    return kr__ok(codes) && kr__ok(abc) && kr__ok(name) &&
           kr__ok(kr__call_method(vm, abc, name, &s[S_ARRAY], 1)) &&
           kr__module_add(vm, m, "ArrayType", s[S_ARRAY]) &&
           kr__module_add(vm, m, "typecodes", codes);
}

const KrModuleDef kr__module_array = {
    .name = "array",
    .doc = "Compact sequences of numbers or characters of one C type.",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
