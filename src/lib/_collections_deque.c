/* SPDX-License-Identifier: MIT
 * _collections_deque.c: deque: a ring of Slots, or of Values once something was stored that fits no Slot. Places of the
 * ring that are not in use are zero. `state` counts what adds or takes out items: iterators look at it. */
#include <string.h>

#include "lib/_collections.h"
#include "lib/modules.h"
#include "types/list.h"
#include "types/module.h"
#include "types/seq.h"

extern const KrModuleDef kr__module__collections;

typedef struct Deque {
    KrObj head;
    uint32_t len, cap, first; /* first: place of item 0 */
    uint32_t state;
    uint32_t pad;
    int64_t maxlen; /* -1: none */
    void *items;
} Deque;
static const KrClassDef deque_def, iter_def, reviter_def;

typedef struct DequeState {
    Value deque, iter, reviter;
} DequeState;
static DequeState *state_of(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module__collections);
    if (!at) return NULL;
    if (!*at && !(*at = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(DequeState)))) kr__no_memory(vm);
    return *at;
}
void kr__collections_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_values(gc, state, sizeof(DequeState) / sizeof(Value));
}
void kr__collections_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(DequeState));
}

/* ---- the ring ---- */

KR_INLINE bool is_wide(const Deque *d) { return d->head.head & KR_F_WIDE; }
KR_INLINE size_t item_size(const Deque *d) { return is_wide(d) ? sizeof(Value) : sizeof(Slot); }
KR_INLINE size_t place(const Deque *d, size_t i) {
    size_t at = d->first + i;
    return at >= d->cap ? at - d->cap : at;
}
static Value get(const Deque *d, size_t i) {
    size_t at = place(d, i);
    return is_wide(d) ? ((Value *)d->items)[at] : kr__slot_value(((Slot *)d->items)[at]);
}
static void trace_range(KrGc *gc, KrObj *cell, char *from, char *to) {
    if (cell->head & KR_F_WIDE)
        kr__trace_values(gc, (Value *)(void *)from, (size_t)(to - from) / sizeof(Value));
    else
        kr__trace_slots(gc, (Slot *)(void *)from, (size_t)(to - from) / sizeof(Slot));
}
static void deque_trace(KrGc *gc, KrObj *cell) {
    Deque *d = (Deque *)cell;
    if (!d->items) return;
    size_t bytes = d->cap * item_size(d);
    if (kr__trace_buf_cards(gc, cell, d->items, bytes, trace_range))
        trace_range(gc, cell, d->items, (char *)d->items + bytes);
}
static size_t deque_owned(kr_vm *vm, const KrObj *cell) {
    const Deque *d = (const Deque *)cell;
    return d->items ? kr__buf_bytes(vm, d->items, d->cap * item_size(d)) : 0;
}

/* A ring of cap places, item 0 in the first, wide or not. False: MemoryError; nothing changed. */
static bool rebuild(kr_vm *vm, Deque *d, size_t cap, bool wide) {
    size_t size = wide ? sizeof(Value) : sizeof(Slot);
    if (cap > UINT32_MAX) return kr__ok(kr__no_memory(vm));
    void *items = kr__buf_new(vm, d, cap * size, NULL);
    if (!items) return false;
    for (size_t i = 0; i < d->len; i++) {
        Value v = get(d, i);
        if (wide)
            ((Value *)items)[i] = v;
        else
            ((Slot *)items)[i] = is_wide(d) ? kr__ref_slot(v) : ((Slot *)d->items)[place(d, i)];
    }
    if (d->items) kr__buf_free(vm, d, d->items, d->cap * item_size(d));
    d->items = items;
    d->cap = (uint32_t)cap;
    d->first = 0;
    if (wide) d->head.head |= KR_F_WIDE;
    kr__barrier_range(vm, d, items, (char *)items + d->len * size);
    return true;
}
/* Room for one item more, that fits the ring. */
static bool make_room(kr_vm *vm, Deque *d, Value v) {
    Slot s;
    bool wide = is_wide(d) || !kr__narrow(v, &s);
    if (d->len < d->cap && wide == is_wide(d)) return true;
    return rebuild(vm, d, d->len < d->cap ? d->cap : d->cap + d->cap / 4 + 8u, wide);
}
static void put(kr_vm *vm, Deque *d, size_t i, Value v) {
    size_t at = place(d, i);
    if (is_wide(d)) {
        ((Value *)d->items)[at] = v;
        kr__barrier_item(vm, d, (Value *)d->items + at);
    } else {
        Slot *s = (Slot *)d->items + at;
        (void)!kr__narrow(v, s);
        kr__barrier_item(vm, d, s);
    }
}
static void wipe(Deque *d, size_t i) {
    size_t at = place(d, i);
    if (is_wide(d))
        ((Value *)d->items)[at] = KR_UNSET;
    else
        ((Slot *)d->items)[at] = KR_NO_SLOT;
}
static Value take_right(Deque *d) {
    Value v = get(d, d->len - 1u);
    wipe(d, d->len - 1u);
    d->len--;
    d->state++;
    return v;
}
static Value take_left(Deque *d) {
    Value v = get(d, 0);
    wipe(d, 0);
    d->first = (uint32_t)place(d, 1);
    d->len--;
    d->state++;
    return v;
}
static bool add_right(kr_vm *vm, Deque *d, Value v) {
    if (d->maxlen == 0) return true;
    if (d->maxlen > 0 && d->len >= d->maxlen) (void)take_left(d);
    if (!make_room(vm, d, v)) return false;
    put(vm, d, d->len, v);
    d->len++;
    d->state++;
    return true;
}
static bool add_left(kr_vm *vm, Deque *d, Value v) {
    if (d->maxlen == 0) return true;
    if (d->maxlen > 0 && d->len >= d->maxlen) (void)take_right(d);
    if (!make_room(vm, d, v)) return false;
    d->first = d->first ? d->first - 1 : d->cap - 1;
    put(vm, d, 0, v);
    d->len++;
    d->state++;
    return true;
}
static void clear(kr_vm *vm, Deque *d) {
    if (d->items) kr__buf_free(vm, d, d->items, d->cap * item_size(d));
    d->items = NULL;
    d->len = d->cap = d->first = 0;
    d->head.head &= ~KR_F_WIDE;
    d->state++;
}
/* Turns the ring to the right by n places (to the left when negative). */
static bool rotate(kr_vm *vm, Deque *d, int64_t n) {
    if (d->len <= 1) return true;
    n %= (int64_t)d->len;
    if (n > (int64_t)d->len / 2) n -= d->len;
    if (n < -(int64_t)d->len / 2) n += d->len;
    if (d->len == d->cap) { /* the ring is full: only its beginning moves */
        int64_t first = (int64_t)d->first - n;
        d->first = (uint32_t)(first < 0                  ? first + d->cap
                              : first >= (int64_t)d->cap ? first - d->cap
                                                         : first);
        d->state++;
        return true;
    }
    for (int64_t i = 0; i < n; i++) {
        Value v = take_right(d);
        d->first = d->first ? d->first - 1 : d->cap - 1;
        put(vm, d, 0, v);
        d->len++;
        if (i % 4096 == 4095 && !kr__poll(vm)) return false;
    }
    for (int64_t i = 0; i > n; i--) {
        Value v = take_left(d);
        put(vm, d, d->len, v);
        d->len++;
    }
    return true;
}

/* ---- making ---- */

static Deque *deque(Value v) { return kr__ptr(v); }
static bool is_deque(kr_vm *vm, Value v) { return kr__is_host(vm, v, &deque_def); }

static Value new_of(kr_vm *vm, Value cls) {
    Value v = kr__host_new(vm, cls);
    if (kr__ok(v)) deque(v)->maxlen = -1;
    return v;
}
static Value d_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return new_of(vm, a[0]);
}
static bool append_item(kr_vm *vm, void *ud, Value v) { return add_right(vm, ud, v); }
static bool prepend_item(kr_vm *vm, void *ud, Value v) { return add_left(vm, ud, v); }

static bool extend(kr_vm *vm, Value self, Value iterable, bool left) {
    if (kr__same(self, iterable)) {
        iterable = kr__list_from(vm, iterable);
        if (kr__failed(iterable)) return false;
    }
    return kr__each(vm, iterable, left ? prepend_item : append_item, deque(self));
}
static Value d_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t maxlen = -1;
    if (kr__ok(a[2]) && !kr__is_none(a[2])) {
        if (!kr__is_int(a[2]) && !kr__is_bool(a[2]) && !kr__has_kind(vm, a[2], KR_K_INT))
            return kr__raise_type(vm, "an integer is required");
        if (!kr__index_i64(vm, a[2], &maxlen)) return KR_FAILED;
        if (maxlen < 0) return kr__raise_value(vm, "maxlen must be non-negative");
    }
    Deque *d = deque(a[0]);
    d->maxlen = maxlen;
    if (d->len) clear(vm, d);
    return !kr__ok(a[1]) || extend(vm, a[0], a[1], false) ? KR_NONE_V : KR_FAILED;
}
static Value copy_exact(kr_vm *vm, Value self) {
    DequeState *s = state_of(vm);
    Value v = s ? new_of(vm, s->deque) : KR_FAILED;
    if (kr__failed(v)) return v;
    Deque *d = deque(self), *e = deque(v);
    e->maxlen = d->maxlen;
    for (size_t i = 0; i < d->len; i++)
        if (!add_right(vm, e, get(d, i))) return KR_FAILED;
    return v;
}
static Value d_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    DequeState *s = state_of(vm);
    Value cls = kr__class_of(vm, a[0]);
    if (s && kr__same(cls, s->deque)) return copy_exact(vm, a[0]);
    Value maxlen = deque(a[0])->maxlen < 0 ? KR_NONE_V : kr__int_from_i64(vm, deque(a[0])->maxlen);
    Value v = kr__is_none(maxlen) ? kr__call1(vm, cls, a[0]) : kr__call2(vm, cls, a[0], maxlen);
    if (kr__ok(v) && !is_deque(vm, v))
        return kr__raise_type(vm, "%N() must return a deque, not %T", cls, v);
    return v;
}

/* ---- methods ---- */

static Value d_append(kr_vm *vm, Value *a, int n) {
    return (void)n, add_right(vm, deque(a[0]), a[1]) ? KR_NONE_V : KR_FAILED;
}
static Value d_appendleft(kr_vm *vm, Value *a, int n) {
    return (void)n, add_left(vm, deque(a[0]), a[1]) ? KR_NONE_V : KR_FAILED;
}
static Value d_pop(kr_vm *vm, Value *a, int n) {
    (void)n;
    return deque(a[0])->len ? take_right(deque(a[0]))
                            : kr__raise(vm, KR_T_X_INDEXERROR, "pop from an empty deque");
}
static Value d_popleft(kr_vm *vm, Value *a, int n) {
    (void)n;
    return deque(a[0])->len ? take_left(deque(a[0]))
                            : kr__raise(vm, KR_T_X_INDEXERROR, "pop from an empty deque");
}
static Value d_extend(kr_vm *vm, Value *a, int n) {
    return (void)n, extend(vm, a[0], a[1], false) ? KR_NONE_V : KR_FAILED;
}
static Value d_extendleft(kr_vm *vm, Value *a, int n) {
    return (void)n, extend(vm, a[0], a[1], true) ? KR_NONE_V : KR_FAILED;
}
static Value d_clear(kr_vm *vm, Value *a, int n) {
    (void)n;
    clear(vm, deque(a[0]));
    return KR_NONE_V;
}
static Value d_rotate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t by = 1;
    if (kr__ok(a[1]) && !kr__index_i64(vm, a[1], &by)) return KR_FAILED;
    return rotate(vm, deque(a[0]), by) ? KR_NONE_V : KR_FAILED;
}
static Value d_reverse(kr_vm *vm, Value *a, int n) {
    (void)n;
    Deque *d = deque(a[0]);
    for (size_t i = 0, k = d->len; i + 1 < k; i++) {
        Value x = get(d, i), y = get(d, --k);
        put(vm, d, i, y);
        put(vm, d, k, x);
    }
    return KR_NONE_V;
}

/* Place of an equal item in [from, to); -1 none, -2 failed. */
static int64_t find(kr_vm *vm, Deque *d, Value x, int64_t from, int64_t to, const char *changed,
                    KrTypeNo error) {
    uint32_t state = d->state;
    for (int64_t i = from; i < to; i++) {
        int same = kr__equal(vm, get(d, (size_t)i), x);
        if (same < 0) return -2;
        if (d->state != state) {
            kr__raise(vm, error, changed);
            return -2;
        }
        if (same) return i;
        if (i % 1024 == 1023 && !kr__poll(vm)) return -2;
    }
    return -1;
}
#define MUTATED "deque mutated during iteration"
static Value d_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i = find(vm, deque(a[0]), a[1], 0, deque(a[0])->len, MUTATED, KR_T_X_RUNTIMEERROR);
    return i == -2 ? KR_FAILED : kr__bool(i >= 0);
}
static Value d_count(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t count = 0, at = 0;
    Deque *d = deque(a[0]);
    while ((at = find(vm, d, a[1], at, d->len, MUTATED, KR_T_X_RUNTIMEERROR)) >= 0) count++, at++;
    return at == -2 ? KR_FAILED : kr__from_int48(count);
}
static Value d_index(kr_vm *vm, Value *a, int n) {
    (void)n;
    Deque *d = deque(a[0]);
    int64_t from = 0, to = d->len, len = d->len;
    if (kr__ok(a[2]) && !kr__index_clip(vm, a[2], &from)) return KR_FAILED;
    if (kr__ok(a[3]) && !kr__index_clip(vm, a[3], &to)) return KR_FAILED;
    if (from < 0 && (from += len) < 0) from = 0;
    if (to < 0 && (to += len) < 0) to = 0;
    if (to > len) to = len;
    if (from > to) from = to;
    int64_t i = find(vm, d, a[1], from, to, MUTATED, KR_T_X_RUNTIMEERROR);
    if (i == -2) return KR_FAILED;
    return i >= 0 ? kr__from_int48(i) : kr__raise_value(vm, "%R is not in deque", a[1]);
}
/* Takes item i out: the shorter side moves. */
static void remove_at(kr_vm *vm, Deque *d, size_t i) {
    if (i < d->len / 2) {
        for (; i > 0; i--) put(vm, d, i, get(d, i - 1));
        (void)take_left(d);
    } else {
        for (; i + 1 < d->len; i++) put(vm, d, i, get(d, i + 1));
        (void)take_right(d);
    }
}
static Value d_remove(kr_vm *vm, Value *a, int n) {
    (void)n;
    Deque *d = deque(a[0]);
    int64_t i = find(vm, d, a[1], 0, d->len, "deque mutated during remove().", KR_T_X_INDEXERROR);
    if (i == -2) return KR_FAILED;
    if (i < 0) return kr__raise_value(vm, "%R is not in deque", a[1]);
    remove_at(vm, d, (size_t)i);
    return KR_NONE_V;
}
static Value d_insert(kr_vm *vm, Value *a, int n) {
    (void)n;
    Deque *d = deque(a[0]);
    int64_t i;
    if (!kr__index_i64(vm, a[1], &i)) return KR_FAILED;
    if (d->maxlen == (int64_t)d->len)
        return kr__raise(vm, KR_T_X_INDEXERROR, "deque already at its maximum size");
    if (i < 0 && (i += d->len) < 0) i = 0;
    if (i > (int64_t)d->len) i = d->len;
    if (i < (int64_t)d->len / 2) {
        if (!add_left(vm, d, a[2])) return KR_FAILED;
        for (int64_t k = 0; k < i; k++) put(vm, d, (size_t)k, get(d, (size_t)k + 1));
    } else {
        if (!add_right(vm, d, a[2])) return KR_FAILED;
        for (int64_t k = (int64_t)d->len - 1; k > i; k--)
            put(vm, d, (size_t)k, get(d, (size_t)k - 1));
    }
    put(vm, d, (size_t)i, a[2]);
    return KR_NONE_V;
}

/* ---- items ---- */

static bool place_arg(kr_vm *vm, Value self, Value key, int64_t *i) {
    if (!kr__is_int(key) && !kr__ok(kr__special(vm, key, KR_N___index__)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "sequence index must be integer, not '%T'",
                               key);
    if (!kr__index_i64(vm, key, i)) return false;
    if (*i < 0) *i += deque(self)->len;
    if (*i >= 0 && *i < (int64_t)deque(self)->len) return true;
    return kr__raise_false(vm, KR_T_X_INDEXERROR, "deque index out of range");
}
static Value d_len(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__from_int48(deque(a[0])->len);
}
static Value d_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i;
    return place_arg(vm, a[0], a[1], &i) ? get(deque(a[0]), (size_t)i) : KR_FAILED;
}
static Value d_setitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i;
    Slot s;
    if (!place_arg(vm, a[0], a[1], &i)) return KR_FAILED;
    Deque *d = deque(a[0]);
    if (!is_wide(d) && !kr__narrow(a[2], &s) && !rebuild(vm, d, d->cap, true)) return KR_FAILED;
    put(vm, d, (size_t)i, a[2]);
    return KR_NONE_V;
}
static Value d_delitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i;
    if (!place_arg(vm, a[0], a[1], &i)) return KR_FAILED;
    remove_at(vm, deque(a[0]), (size_t)i);
    return KR_NONE_V;
}

/* ---- operators ---- */

static Value d_compare(kr_vm *vm, Value *a, KrName op) {
    if (!is_deque(vm, a[1])) return KR_NOTIMPL_V;
    if (op == KR_N___eq__ && deque(a[0])->len != deque(a[1])->len) return KR_FALSE_V;
    if (op == KR_N___ne__ && deque(a[0])->len != deque(a[1])->len) return KR_TRUE_V;
    Value x = kr__list_from(vm, a[0]), y = kr__ok(x) ? kr__list_from(vm, a[1]) : KR_FAILED;
    return kr__ok(y) ? kr__compare(vm, x, y, op) : KR_FAILED;
}
#define COMPARE(op)                                        \
    static Value d_##op(kr_vm *vm, Value *a, int n) {      \
        return (void)n, d_compare(vm, a, KR_N___##op##__); \
    }
COMPARE(lt)
COMPARE(le)
COMPARE(eq)
COMPARE(ne)
COMPARE(gt)
COMPARE(ge)

static Value d_add(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!is_deque(vm, a[1]))
        return kr__raise_type(vm, "can only concatenate deque (not \"%T\") to deque", a[1]);
    Value v = d_copy(vm, a, 1);
    return kr__ok(v) && extend(vm, v, a[1], false) ? v : KR_FAILED;
}
static Value d_iadd(kr_vm *vm, Value *a, int n) {
    return (void)n, extend(vm, a[0], a[1], false) ? a[0] : KR_FAILED;
}

static bool repeat(kr_vm *vm, Value self, int64_t times) {
    Deque *d = deque(self);
    if (times <= 0) clear(vm, d);
    Value list = times > 1 && d->len ? kr__list_from(vm, self) : KR_NONE_V;
    if (kr__failed(list)) return false;
    if (kr__is_none(list)) return true;
    size_t len = d->len;
    if (d->maxlen >= 0 && times > d->maxlen / (int64_t)len + 2)
        times = d->maxlen / (int64_t)len + 2;
    if (times > INT32_MAX / (int64_t)len) return kr__ok(kr__no_memory(vm));
    for (int64_t i = 1; i < times; i++) {
        for (size_t k = 0; k < len; k++)
            if (!add_right(vm, d, kr__list_get(kr__ptr(list), k))) return false;
        if (!kr__poll(vm)) return false;
    }
    return true;
}
static Value d_mul(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t times;
    Value result;
    int r = kr__repeat_count(vm, a[1], KR_N___rmul__, &times, &result);
    if (r <= 0) return r < 0 ? KR_FAILED : result;
    Value v = d_copy(vm, a, 1);
    return kr__ok(v) && repeat(vm, v, times) ? v : KR_FAILED;
}
static Value d_imul(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t times;
    Value result;
    int r = kr__repeat_count(vm, a[1], KR_N___rmul__, &times, &result);
    if (r <= 0) return r < 0 ? KR_FAILED : result;
    return repeat(vm, a[0], times) ? a[0] : KR_FAILED;
}

static Value d_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReprLink link;
    if (!kr__repr_enter(vm, &link, a[0])) return kr__intern(vm, "[...]", 5);
    Value list = kr__list_from(vm, a[0]), text = kr__ok(list) ? kr__repr(vm, list) : KR_FAILED;
    kr__repr_leave(vm, &link);
    if (kr__failed(text)) return text;
    if (deque(a[0])->maxlen < 0) return kr__text(vm, "%S(%S)", kr__short_name(vm, a[0]), text);
    return kr__text(vm, "%S(%S, maxlen=%ld)", kr__short_name(vm, a[0]), text,
                    (long)deque(a[0])->maxlen);
}
static Value d_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value state = kr__call_method(vm, a[0], kr__name(vm, KR_N___getstate__), NULL, 0);
    Value it = kr__ok(state) ? kr__iter(vm, a[0]) : KR_FAILED;
    if (kr__failed(it)) return it;
    Value args[2] = {vm->empty_tuple, kr__int_from_i64(vm, deque(a[0])->maxlen)};
    Value parts[4] = {kr__class_of(vm, a[0]),
                      kr__tuple_new(vm, args, deque(a[0])->maxlen < 0 ? 0 : 2), state, it};
    return kr__ok(parts[1]) ? kr__tuple_new(vm, parts, 4) : KR_FAILED;
}
static Value get_maxlen(kr_vm *vm, Value self) {
    return deque(self)->maxlen < 0 ? KR_NONE_V : kr__int_from_i64(vm, deque(self)->maxlen);
}

/* ---- iterators ---- */

typedef struct DequeIter {
    KrObj head;
    Slot deque;
    uint32_t left, state; /* items to come; the deque's state */
} DequeIter;

static Value iter_of(kr_vm *vm, Value cls, Value self) {
    Value v = kr__failed(cls) ? cls : kr__instance_new(vm, cls);
    if (kr__failed(v)) return v;
    DequeIter *it = kr__ptr(v);
    it->deque = kr__ref_slot(self);
    it->left = deque(self)->len;
    it->state = deque(self)->state;
    return v;
}
static Value d_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    DequeState *s = state_of(vm);
    return s ? iter_of(vm, s->iter, a[0]) : KR_FAILED;
}
static Value d_reversed(kr_vm *vm, Value *a, int n) {
    (void)n;
    DequeState *s = state_of(vm);
    return s ? iter_of(vm, s->reviter, a[0]) : KR_FAILED;
}
static Value step(kr_vm *vm, DequeIter *it, bool reverse) {
    Deque *d = kr__slot_ptr(it->deque);
    if (d->state != it->state) {
        it->left = 0;
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, MUTATED);
    }
    if (!it->left) return KR_END;
    it->left--;
    return get(d, reverse ? it->left : d->len - 1 - it->left);
}
static Value iter_next(kr_vm *vm, Value *a, int n) {
    return (void)n, step(vm, kr__ptr(a[0]), false);
}
static Value reviter_next(kr_vm *vm, Value *a, int n) {
    return (void)n, step(vm, kr__ptr(a[0]), true);
}
static Value iter_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }
static Value iter_hint(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__from_int48(((DequeIter *)kr__ptr(a[0]))->left);
}
static Value iter_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    DequeIter *it = kr__ptr(a[0]);
    Value args[2] = {kr__slot_value(it->deque),
                     kr__from_int48(((Deque *)kr__slot_ptr(it->deque))->len - it->left)};
    Value parts[2] = {kr__class_of(vm, a[0]), kr__tuple_new(vm, args, 2)};
    return kr__ok(parts[1]) ? kr__tuple_new(vm, parts, 2) : KR_FAILED;
}
static Value iter_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t index = 0;
    if (!is_deque(vm, a[1]))
        return kr__raise_type(vm, "argument 1 must be collections.deque, not %T", a[1]);
    if (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &index)) return KR_FAILED;
    Value v = iter_of(vm, a[0], a[1]);
    if (kr__failed(v)) return v;
    DequeIter *it = kr__ptr(v);
    if (index > 0) it->left = index < (int64_t)it->left ? it->left - (uint32_t)index : 0;
    return v;
}
#define ITER_ROWS(next)                                                                      \
    {"__new__(cls, deque, index=0, /)", iter_new, NULL, KR_DEF_NEW},                         \
        {"__iter__(self, /)", iter_self, NULL, KR_DEF_SPECIAL},                              \
        {"__next__(self, /)", next, NULL, KR_DEF_SPECIAL},                                   \
        {"__length_hint__(self, /)", iter_hint,                                              \
         "Private method returning an estimate of len(list(it)).", 0},                       \
        {"__reduce__(self, /)", iter_reduce, "Return state information for pickling.", 0}, { \
        NULL, NULL, NULL, 0                                                                  \
    }
static const KrFnDef iter_rows[] = {ITER_ROWS(iter_next)};
static const KrFnDef reviter_rows[] = {ITER_ROWS(reviter_next)};
static const KrClassDef iter_def = {.name = "_collections._deque_iterator",
                                    .kind = KR_K_ITER,
                                    .size = sizeof(DequeIter),
                                    .slots = KR_AT(DequeIter, deque),
                                    .methods = iter_rows};
static const KrClassDef reviter_def = {.name = "_collections._deque_reverse_iterator",
                                       .kind = KR_K_ITER,
                                       .size = sizeof(DequeIter),
                                       .slots = KR_AT(DequeIter, deque),
                                       .methods = reviter_rows};

static const KrFnDef deque_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", d_new, NULL, KR_DEF_NEW},
    {"__init__(self, iterable=(), maxlen=None)", d_init, NULL, KR_DEF_SPECIAL},
    {"append(self, object, /)", d_append, "Add an element to the right side of the deque.", 0},
    {"appendleft(self, object, /)", d_appendleft, "Add an element to the left side of the deque.",
     0},
    {"clear(self, /)", d_clear, "Remove all elements from the deque.", 0},
    {"copy(self, /)", d_copy, "Return a shallow copy of a deque.", 0},
    {"__copy__(self, /)", d_copy, "Return a shallow copy of a deque.", 0},
    {"count(self, value, /)", d_count, "D.count(value) -- return number of occurrences of value",
     0},
    {"extend(self, iterable, /)", d_extend,
     "Extend the right side of the deque with elements from the iterable", 0},
    {"extendleft(self, iterable, /)", d_extendleft,
     "Extend the left side of the deque with elements from the iterable", 0},
    {"index(self, value, start=0, stop=9223372036854775807, /)", d_index,
     "Return first index of value.\n\nRaises ValueError if the value is not present.", 0},
    {"insert(self, index, object, /)", d_insert,
     "D.insert(index, object) -- insert object before index", 0},
    {"pop(self, /)", d_pop, "Remove and return the rightmost element.", 0},
    {"popleft(self, /)", d_popleft, "Remove and return the leftmost element.", 0},
    {"remove(self, value, /)", d_remove, "D.remove(value) -- remove first occurrence of value.", 0},
    {"reverse(self, /)", d_reverse, "D.reverse() -- reverse *IN PLACE*", 0},
    {"rotate(self, n=1, /)", d_rotate,
     "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left.", 0},
    {"__reversed__(self, /)", d_reversed,
     "D.__reversed__() -- return a reverse iterator over the deque", 0},
    {"__reduce__(self, /)", d_reduce, "Return state information for pickling.", 0},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {"__len__(self, /)", d_len, NULL, KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", d_getitem, NULL, KR_DEF_SPECIAL},
    {"__setitem__(self, key, value, /)", d_setitem, NULL, KR_DEF_SPECIAL},
    {"__delitem__(self, key, /)", d_delitem, NULL, KR_DEF_SPECIAL},
    {"__contains__(self, key, /)", d_contains, NULL, KR_DEF_SPECIAL},
    {"__add__(self, value, /)", d_add, NULL, KR_DEF_SPECIAL},
    {"__iadd__(self, value, /)", d_iadd, NULL, KR_DEF_SPECIAL},
    {"__mul__(self, value, /)", d_mul, NULL, KR_DEF_SPECIAL},
    {"__rmul__(self, value, /)", d_mul, NULL, KR_DEF_SPECIAL},
    {"__imul__(self, value, /)", d_imul, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", d_lt, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", d_le, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", d_eq, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", d_ne, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", d_gt, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", d_ge, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", d_iter, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", d_repr, NULL, KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet deque_getset[] = {
    {"maxlen", get_maxlen, NULL, "maximum size of a deque or None if unbounded"},
    {NULL, NULL, NULL, NULL}};
static const KrClassDef deque_def = {
    .name = "collections.deque",
    .doc = "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for "
           "data accesses near its endpoints.",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE | KR_TF_HAS_WEAK | KR_TF_SEQUENCE,
    .size = sizeof(Deque),
    .trace = deque_trace,
    .owned = deque_owned,
    .methods = deque_rows,
    .getset = deque_getset,
};

bool kr__deque_init(kr_vm *vm, Value module) {
    DequeState *s = state_of(vm);
    if (!s) return false;
    s->deque = kr__class_new(vm, &deque_def);
    s->iter = kr__ok(s->deque) ? kr__class_new(vm, &iter_def) : KR_FAILED;
    s->reviter = kr__ok(s->iter) ? kr__class_new(vm, &reviter_def) : KR_FAILED;
    return kr__ok(s->reviter) && kr__module_add(vm, module, "deque", s->deque) &&
           kr__module_add(vm, module, "_deque_iterator", s->iter) &&
           kr__module_add(vm, module, "_deque_reverse_iterator", s->reviter);
}
