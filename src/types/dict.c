/* SPDX-License-Identifier: MIT
 * dict.c: the storage of dict: entries, their three forms, finding, adding, deleting, copying,
 * merging.
 *
 * Any type may call the functions of dict.h. Methods are in dict_methods.c,
 * keys()/values()/items() in dictview.c, iterators in dict_iter.c, the index in dict_index.c, and
 * dicts that read through to an instance in dict_owner.c.
 *
 * Comparing keys may run Python code that changes the dict. A search notices that the entries it
 * looks at are others than before and starts again; it returns a number that is right at that
 * moment, and no Python code runs between that and its use. */
#include "types/dict_index.h"
#include "types/quick_equal.h"

#include "types/type.h"

#include <string.h>

/* ---- tracing ---- */

static void trace_range(KrGc *gc, KrObj *cell, char *from, char *to) {
    const KrDict *d = (const KrDict *)cell;
    unsigned stride = kr__dict_stride(d);
    char *base = d->entries;
    size_t i = (size_t)(from - base) / stride, n = ((size_t)(to - base) + stride - 1) / stride;
    if (n > d->fill) n = d->fill;
    if (i >= n) return;
    unsigned slots = stride == 12 ? 6 : stride == 16 ? 2 : 0;
    unsigned values = stride == 12 ? 0 : stride == 16 ? 4 : 4 | 16;
    kr__trace_entries(gc, base + i * stride, n - i, stride, slots, values);
}

static void trace_dict(KrGc *gc, KrObj *cell) {
    KrDict *d = (KrDict *)cell;
    if (!d->entries) return;
    if (d->index) {
        const KrDictIndex *ix = d->index;
        kr__trace_buf(gc, cell, d->index, kr__index_bytes(ix->log2));
    }
    size_t bytes = kr__dict_entry_bytes(d);
    if (kr__trace_buf_cards(gc, cell, d->entries, bytes, trace_range))
        trace_range(gc, cell, d->entries, (char *)d->entries + bytes);
}

static size_t owned_dict(kr_vm *vm, const KrObj *cell) {
    const KrDict *d = (const KrDict *)cell;
    if (!d->entries) return 0;
    const KrDictIndex *ix = d->index;
    size_t n = kr__buf_bytes(vm, d->entries, kr__dict_entry_bytes(d));
    return ix ? n + kr__buf_bytes(vm, ix, kr__index_bytes(ix->log2)) : n;
}

const KrKindInfo kr__kind_dict = {
    .name = "dict", .size = sizeof(KrDict), .trace = trace_dict, .owned = owned_dict};

/* ---- room ---- */

/* Entries to have room for when `need` are wanted and there is room for `cap`. */
static size_t grown(size_t cap, size_t need, unsigned stride) {
    size_t n = cap < 8      ? cap + 4
               : cap < 64   ? cap + cap / 2
               : cap < 4096 ? cap + cap / 4
                            : cap + cap / 8;
    if (n < need) n = need;
    size_t bytes = n * stride;
    if (bytes > KR_SMALL_MAX) n = kr__buf_fit(bytes) / stride;
    return n;
}

static bool resize_entries(kr_vm *vm, KrDict *d, size_t cap) {
    unsigned stride = kr__dict_stride(d);
    if (cap > 0x7fffffff) return kr__ok(kr__no_memory(vm));
    void *e = d->entries
                  ? kr__buf_resize(vm, d, d->entries, (size_t)d->cap * stride, cap * stride, NULL)
                  : kr__buf_new(vm, d, cap * stride, NULL);
    if (!e) return false;
    d->entries = e;
    d->cap = (uint32_t)cap;
    kr__barrier_range(vm, d, e, (char *)e + (size_t)d->fill * stride);
    return true;
}

/* Closes the gaps that deleted entries left. */
static void compact(kr_vm *vm, KrDict *d) {
    unsigned stride = kr__dict_stride(d);
    char *from = d->entries, *to = d->entries;
    for (uint32_t i = 0; i < d->fill; i++, from += stride) {
        if (!kr__entry_hash(from)) continue;
        if (to != from) memcpy(to, from, stride);
        to += stride;
    }
    KR_ASSERT((size_t)(to - (char *)d->entries) == (size_t)d->live * stride);
    d->fill = d->live;
    kr__barrier_range(vm, d, d->entries, to);
    kr__index_refill(d);
}

/* Room for one entry more, in entries and index. */
static bool make_room(kr_vm *vm, KrDict *d) {
    const KrDictIndex *ix = d->index;
    bool index_full = ix ? d->fill >= kr__index_limit(ix->log2) : d->fill >= KR_DICT_SCAN;
    if (!d->entries) return resize_entries(vm, d, 4);
    if (d->fill < d->cap && !index_full) return true;
    if (d->fill - d->live > d->fill / 4) {
        compact(vm, d);
        return true;
    }
    if (d->fill == d->cap &&
        !resize_entries(vm, d, grown(d->cap, (size_t)d->fill + 1, kr__dict_stride(d))))
        return false;
    return !index_full || kr__index_make(vm, d, (size_t)d->fill + 1);
}

bool kr__dict_reserve(kr_vm *vm, KrDict *d, size_t n) {
    if (!n || (d->entries && n <= d->cap)) return true;
    KR_ASSERT(!kr__dict_is_view(d));
    if (!resize_entries(vm, d, n)) return false;
    return n <= KR_DICT_SCAN || kr__index_make(vm, d, n);
}

/* ---- forms ---- */

/* Entries of 12 bytes become 16 (or 24 with a wide key), those of 16 become 24. */
static bool widen(kr_vm *vm, KrDict *d, unsigned to) {
    unsigned from = kr__dict_stride(d);
    uint32_t flags = to == 24 ? KR_F_WIDE | KR_F_DICT_WIDE_KEY : KR_F_WIDE;
    if (d->entries) {
        char *e =
            kr__buf_resize(vm, d, d->entries, (size_t)d->cap * from, (size_t)d->cap * to, NULL);
        if (!e) return false;
        d->entries = e;
        for (size_t i = d->fill; i-- > 0;) {
            char *old = e + i * from, *new = e + i *to;
            uint32_t h = kr__entry_hash(old);
            Value k = kr__entry_key(old, from), v = kr__entry_value(old, from);
            if (to == 24) {
                *(KrEntry24 *)new = (KrEntry24){h, 0, k, v};
            } else {
                *(KrEntry16 *)new = (KrEntry16){h, ((KrEntry12 *)old)->key, v};
            }
        }
    }
    d->head.head |= flags;
    if (d->entries) kr__barrier_range(vm, d, d->entries, (char *)d->entries + (size_t)d->fill * to);
    return true;
}

static bool put_value(kr_vm *vm, KrDict *d, size_t i, Value v) {
    unsigned stride = kr__dict_stride(d);
    Slot s;
    if (stride == 12) {
        if (KR_LIKELY(kr__narrow(v, &s))) {
            KrEntry12 *e = (KrEntry12 *)d->entries + i;
            Slot old = e->value;
            e->value = s;
            if (kr__is_cell(v)) kr__barrier_item(vm, d, e);
            if (kr__slot_is_ref(old)) kr__let_go(vm, KR_VALUE(old.bits));
            return true;
        }
        if (!widen(vm, d, 16)) return false;
        stride = 16;
    }
    void *e = kr__dict_at(d, i);
    Value old = kr__entry_value(e, stride);
    if (stride == 16) {
        ((KrEntry16 *)e)->value = v;
    } else {
        ((KrEntry24 *)e)->value = v;
    }
    if (kr__is_cell(v)) kr__barrier_item(vm, d, e);
    kr__let_go(vm, old);
    return true;
}

/* Is there room for one entry more, and for what it holds? */
KR_INLINE bool is_ready(const KrDict *d, unsigned want) {
    const KrDictIndex *ix = d->index;
    return kr__dict_stride(d) >= want && d->fill < d->cap &&
           (ix ? d->fill < kr__index_limit(ix->log2) : d->fill < KR_DICT_SCAN);
}

/* Adds an entry; `place` is where it goes in the index as that is now, if known. */
static bool add_entry(kr_vm *vm, KrDict *d, Value key, uint32_t h, Value v, uint32_t place) {
    Slot k = KR_NO_SLOT, s = KR_NO_SLOT;
    bool narrow_key = kr__narrow(key, &k), narrow = kr__narrow(v, &s);
    unsigned want = !narrow_key ? 24 : narrow ? 12 : 16;
    if (KR_UNLIKELY(!is_ready(d, want))) {
        if (kr__dict_stride(d) < want && !widen(vm, d, want)) return false;
        if (!make_room(vm, d)) return false;
        place = KR_NO_PLACE;
    }
    uint32_t i = d->fill;
    void *e = kr__dict_at(d, i);
    switch (kr__dict_stride(d)) {
    case 12: *(KrEntry12 *)e = (KrEntry12){h, k, s}; break;
    case 16: *(KrEntry16 *)e = (KrEntry16){h, k, v}; break;
    default: *(KrEntry24 *)e = (KrEntry24){h, 0, key, v}; break;
    }
    if (kr__is_cell(key) || kr__is_cell(v)) kr__barrier_item(vm, d, e);
    d->fill = i + 1;
    d->live++;
    if (d->index) {
        if (place != KR_NO_PLACE) {
            kr__index_put(d->index, place, h, i);
        } else {
            kr__index_add(d, h, i);
        }
    }
    if (d->head.head & KR_F_DICT_WATCHED) kr__dict_watch_event(vm);
    return true;
}

bool kr__dict_add_hashed(kr_vm *vm, KrDict *d, Value key, uint32_t h, Value v) {
    return add_entry(vm, d, key, h, v, KR_NO_PLACE);
}

/* place: of the entry in the index, or KR_NO_PLACE. */
static void drop_at(kr_vm *vm, KrDict *d, size_t i, uint32_t place) {
    unsigned stride = kr__dict_stride(d);
    bool last = i + 1 == d->fill;
    if (!last) kr__entry_delete(kr__dict_at(d, i), stride);
    d->live--;
    for (; last && d->fill; last = d->fill && !kr__entry_hash(kr__dict_at(d, d->fill - 1))) {
        char *e = kr__dict_at(d, d->fill - 1);
        uint32_t h = kr__entry_old_hash(e, stride);
        if (d->index) kr__index_remove(d, h, d->fill - 1, place);
        place = KR_NO_PLACE;
        memset(e, 0, stride);
        d->fill--;
    }
    if (d->index && !d->live) ((KrDictIndex *)d->index)->first = 0;
    if (d->fill > 64 && d->live < d->fill / 4) compact(vm, d);
    if (d->head.head & KR_F_DICT_WATCHED) kr__dict_watch_event(vm);
}

void kr__dict_drop(kr_vm *vm, KrDict *d, size_t i) { drop_at(vm, d, i, KR_NO_PLACE); }

/* ---- finding ---- */

bool kr__dict_hash(kr_vm *vm, Value key, uint32_t *h) {
    int64_t x;
    if (kr__exact(key, KR_T_STR)) {
        KrStr *s = kr__ptr(key);
        *h = s->hash ? s->hash : kr__str_hash32(vm, s);
        return true;
    }
    if (kr__is_int(key)) {
        *h = kr__hash_fold(kr__hash_i64(kr__int(key)));
        return true;
    }
    if (!kr__hash(vm, key, &x)) return false;
    *h = kr__hash_fold(x);
    return true;
}

#define AGAIN 2 /* the dict changed while keys were compared */
/* Is the key of entry i equal to `key`? 1, 0, -1 failed, AGAIN. */
static int same_key(kr_vm *vm, KrDict *d, size_t i, Value k, Value key) {
    int r = kr__quick_equal(k, key);
    if (r >= 0) return r;
    const void *entries = d->entries;
    r = kr__equal(vm, k, key);
    if (r < 0) return r;
    if (d->entries != entries || i >= d->fill || !kr__entry_hash(kr__dict_at(d, i)) ||
        !kr__same(kr__dict_key_at(d, i), k))
        return AGAIN;
    return r;
}

/* One pass of a search: the entry, and *place is one past its place in the index; -1: absent, and
 * *place is where it would go; KR_NO_PLACE without an index. -2: failed. -3: the dict changed,
 * search again. */
KR_INLINE int64_t search(kr_vm *vm, KrDict *d, Value key, uint32_t h, uint32_t *place) {
    unsigned stride = kr__dict_stride(d);
    const KrDictIndex *ix = d->index;
    *place = ix ? kr__index_home(h, ix->log2) : KR_NO_PLACE;
    for (int64_t i = -1;;) {
        if (ix) {
            if ((i = kr__index_next(ix, h, place)) < 0) return -1;
        } else if (++i >= d->fill) {
            return -1;
        }
        const char *e = (const char *)d->entries + (size_t)i * stride;
        if (kr__entry_hash(e) != h) continue;
        int r = same_key(vm, d, (size_t)i, kr__entry_key(e, stride), key);
        if (r == 1) return i;
        if (r < 0) return -2;
        if (r == AGAIN || d->index != ix) return -3;
    }
}

static int64_t lookup(kr_vm *vm, KrDict *d, Value key, uint32_t h, uint32_t *place) {
    int64_t i;
    do {
        i = search(vm, d, key, h, place);
        if (i == -3 && kr__dict_is_view(d)) return -1;
    } while (i == -3);
    return i;
}

int64_t kr__dict_lookup(kr_vm *vm, KrDict *d, Value key, uint32_t h) {
    uint32_t place;
    return lookup(vm, d, key, h, &place);
}

/* Entry number of an interned name; -1. Passes over keys that are no exact str. */
static int64_t lookup_name(const KrDict *d, Slot name, uint32_t h) {
    unsigned stride = kr__dict_stride(d);
    const KrDictIndex *ix = d->index;
    uint32_t p = ix ? kr__index_home(h, ix->log2) : 0;
    for (int64_t i = -1;;) {
        if (ix) {
            if ((i = kr__index_next(ix, h, &p)) < 0) return -1;
        } else if (++i >= d->fill) {
            return -1;
        }
        const char *e = (const char *)d->entries + (size_t)i * stride;
        if (kr__entry_hash(e) != h) continue;
        Value k = kr__entry_key(e, stride);
        if (k.bits == name.bits || kr__quick_equal(k, KR_VALUE(name.bits)) == 1) return i;
    }
}

/* ---- the contract of dict.h ---- */

/* A new empty dict. Failed: MemoryError. May collect. */
Value kr__dict_new(kr_vm *vm) {
    KrDict *d = kr__new(vm, KR_T_DICT, sizeof(KrDict));
    return d ? kr__value_of(d) : KR_FAILED;
}

/* A new empty dict with room for n entries. */
Value kr__dict_new_sized(kr_vm *vm, size_t n) {
    Value v = kr__dict_new(vm);
    if (kr__failed(v) || !kr__dict_reserve(vm, kr__ptr(v), n)) return KR_FAILED;
    return v;
}

int kr__dict_find_hashed(kr_vm *vm, KrDict *d, Value key, uint32_t h, Value *out) {
    if (KR_UNLIKELY(!d->entries)) return kr__dict_is_view(d) ? kr__owner_find(vm, d, key, out) : 0;
    int64_t i = kr__dict_lookup(vm, d, key, h);
    if (i < 0) return i == -1 ? 0 : -1;
    *out = kr__dict_value_at(d, (size_t)i);
    return 1;
}

/* 1 and *out, 0 absent, -1 failed. Hashing and comparing may run Python code. */
int kr__dict_find(kr_vm *vm, KrDict *d, Value key, Value *out) {
    uint32_t h;
    if (!kr__dict_hash(vm, key, &h)) return -1;
    return kr__dict_find_hashed(vm, d, key, h, out);
}

/* The value of an interned name; unset: absent. Never fails, never runs Python code. */
Value kr__dict_get_name(kr_vm *vm, KrDict *d, Value name) {
    if (KR_UNLIKELY(!d->entries)) {
        Value v;
        if (!kr__dict_is_view(d)) return KR_UNSET;
        return kr__instance_get(vm, kr__slot_value(d->owner), name, &v) == 1 ? v : KR_UNSET;
    }
    KrStr *s = kr__ptr(name);
    int64_t i = lookup_name(d, kr__ref_slot(name), s->hash ? s->hash : kr__str_hash32(vm, s));
    return i < 0 ? KR_UNSET : kr__dict_value_at(d, (size_t)i);
}

/* Entry number of an interned name, for inline caches; -1: absent, or a view. */
int64_t kr__dict_entry_of(kr_vm *vm, KrDict *d, Value name) {
    if (!d->entries) return -1;
    KrStr *s = kr__ptr(name);
    int64_t i = lookup_name(d, kr__ref_slot(name), kr__str_hash32(vm, s));
    if (i >= 0 && kr__dict_key_at(d, (size_t)i).bits != name.bits) return -1;
    return i;
}

bool kr__dict_set_hashed(kr_vm *vm, KrDict *d, Value key, uint32_t h, Value v) {
    if (KR_UNLIKELY(!d->entries)) {
        if (kr__dict_is_view(d)) return kr__owner_set(vm, d, key, v);
        return kr__dict_add_hashed(vm, d, key, h, v);
    }
    uint32_t place;
    int64_t i = lookup(vm, d, key, h, &place);
    if (i >= 0) return put_value(vm, d, (size_t)i, v);
    if (i == -2) return false;
    if (KR_UNLIKELY(kr__dict_is_view(d))) return kr__owner_set(vm, d, key, v);
    return add_entry(vm, d, key, h, v, place);
}

/* d[key] = v. May run Python code. */
bool kr__dict_set(kr_vm *vm, KrDict *d, Value key, Value v) {
    uint32_t h;
    return kr__dict_hash(vm, key, &h) && kr__dict_set_hashed(vm, d, key, h, v);
}

/* d[name] = v for an interned name; runs no Python code, may collect. */
bool kr__dict_set_name(kr_vm *vm, KrDict *d, Value name, Value v) {
    KrStr *s = kr__ptr(name);
    uint32_t h = s->hash ? s->hash : kr__str_hash32(vm, s);
    if (KR_UNLIKELY(kr__dict_is_view(d))) return kr__owner_set(vm, d, name, v);
    int64_t i = d->entries ? lookup_name(d, kr__ref_slot(name), h) : -1;
    if (i >= 0) return put_value(vm, d, (size_t)i, v);
    return kr__dict_add_hashed(vm, d, name, h, v);
}

/* As above, with a name that is interned first. */
bool kr__dict_set_cstr(kr_vm *vm, KrDict *d, const char *name, Value v) {
    Value k = kr__intern(vm, name, strlen(name));
    return kr__ok(k) && kr__dict_set_name(vm, d, k, v);
}

/* 1 deleted, with *old what it was when old is not NULL; 0 absent; -1 failed. May run Python code. */
int kr__dict_delete(kr_vm *vm, KrDict *d, Value key, Value *old) {
    uint32_t h;
    if (!kr__dict_hash(vm, key, &h)) return -1;
    if (!d->entries) return kr__dict_is_view(d) ? kr__owner_delete(vm, d, key, old) : 0;
    uint32_t place;
    int64_t i = lookup(vm, d, key, h, &place);
    if (i < 0) return i == -1 ? 0 : -1;
    Value v = kr__dict_value_at(d, (size_t)i);
    const KrDictIndex *ix = d->index; /* a search that finds stops one past the place */
    drop_at(vm, d, (size_t)i, ix ? (place - 1) & (((uint32_t)1 << ix->log2) - 1) : KR_NO_PLACE);
    if (old)
        *old = v;
    else
        kr__let_go(vm, v);
    return 1;
}

/* Empties a dict that is no view (a view must have left its owner). No allocation. */
void kr__dict_clear(kr_vm *vm, KrDict *d) {
    if (!d->entries) return;
    void *entries = d->entries;
    KrDictIndex *ix = d->index;
    size_t bytes = kr__dict_entry_bytes(d);
    bool had = d->live;
    d->live = d->fill = d->cap = 0;
    d->entries = NULL;
    d->index = NULL;
    d->head.head &= ~(KR_F_WIDE | KR_F_DICT_WIDE_KEY);
    if (ix) kr__buf_free(vm, d, ix, kr__index_bytes(ix->log2));
    kr__buf_free(vm, d, entries, bytes);
    if (had && d->head.head & KR_F_DICT_WATCHED) kr__dict_watch_event(vm);
}

/* len(d). */
size_t kr__dict_len(kr_vm *vm, KrDict *d) {
    if (KR_UNLIKELY(kr__dict_is_view(d))) return kr__instance_count(vm, kr__slot_value(d->owner));
    return d->live;
}

/* ---- walking ---- */

size_t kr__dict_end(kr_vm *vm, KrDict *d) {
    return kr__dict_is_view(d) ? kr__dict_len(vm, d) : d->fill;
}

static bool owner_pair(kr_vm *vm, KrDict *d, size_t i, Value *key, Value *value) {
    Value o = kr__slot_value(d->owner);
    if (i >= kr__instance_count(vm, o)) return false;
    if (key) *key = kr__instance_key(vm, o, i);
    if (value) *value = kr__instance_value(vm, o, i);
    return true;
}

/* In order: *pos starts at 0; false at the end. key, value may be NULL. The dict must not change
 * meanwhile. */
bool kr__dict_next(kr_vm *vm, KrDict *d, size_t *pos, Value *key, Value *value) {
    if (KR_UNLIKELY(!d->entries))
        return kr__dict_is_view(d) && owner_pair(vm, d, (*pos)++, key, value);
    unsigned stride = kr__dict_stride(d);
    KrDictIndex *ix = d->index;
    size_t i = *pos;
    bool from_start = !i && ix;
    if (from_start) i = ix->first;
    const char *e = (const char *)d->entries + i * stride;
    for (; i < d->fill; i++, e += stride) {
        if (!kr__entry_hash(e)) continue;
        if (from_start) ix->first = (uint32_t)i;
        if (key) *key = kr__entry_key(e, stride);
        if (value) *value = kr__entry_value(e, stride);
        *pos = i + 1;
        return true;
    }
    *pos = i;
    return false;
}

bool kr__dict_prev(kr_vm *vm, KrDict *d, size_t *pos, Value *key, Value *value) {
    size_t end = kr__dict_end(vm, d), i = *pos < end ? *pos : end;
    if (!d->entries) {
        *pos = i ? i - 1 : 0;
        return i && kr__dict_is_view(d) && owner_pair(vm, d, i - 1, key, value);
    }
    while (i-- > 0) {
        const void *e = kr__dict_at(d, i);
        if (!kr__entry_hash(e)) continue;
        if (key) *key = kr__dict_key_at(d, i);
        if (value) *value = kr__dict_value_at(d, i);
        *pos = i;
        return true;
    }
    *pos = 0;
    return false;
}

bool kr__dict_last(kr_vm *vm, KrDict *d, size_t *pos, Value *key, Value *value) {
    *pos = kr__dict_end(vm, d);
    return kr__dict_prev(vm, d, pos, key, value);
}

/* ---- copying ---- */

/* Copies entries and index of a dict without deleted entries into an empty one. */
static bool clone_into(kr_vm *vm, KrDict *to, KrDict *d) {
    if (!d->fill) return true;
    unsigned stride = kr__dict_stride(d);
    to->head.head |= d->head.head & (KR_F_WIDE | KR_F_DICT_WIDE_KEY);
    if (!resize_entries(vm, to, d->fill)) return false;
    memcpy(to->entries, d->entries, (size_t)d->fill * stride);
    if (d->index) {
        size_t bytes = kr__index_bytes(((KrDictIndex *)d->index)->log2);
        void *ix = kr__buf_new(vm, to, bytes, NULL);
        if (!ix) return false;
        memcpy(ix, d->index, bytes);
        to->index = ix;
    }
    to->live = to->fill = d->fill;
    kr__barrier_range(vm, to, to->entries, (char *)to->entries + (size_t)d->fill * stride);
    return true;
}

bool kr__dict_hash_at(kr_vm *vm, KrDict *d, size_t pos, Value key, uint32_t *h) {
    if (!d->entries) return kr__dict_hash(vm, key, h);
    *h = kr__entry_hash(kr__dict_at(d, pos - 1));
    return true;
}

/* Adds all pairs of `from` to a dict that holds none of their keys. */
static bool add_all(kr_vm *vm, KrDict *to, KrDict *from) {
    size_t pos = 0, n = kr__dict_len(vm, from);
    Value k, v;
    if (!kr__dict_reserve(vm, to, n)) return false;
    while (kr__dict_next(vm, from, &pos, &k, &v)) {
        uint32_t h;
        if (!kr__dict_hash_at(vm, from, pos, k, &h) || !kr__dict_add_hashed(vm, to, k, h, v))
            return false;
    }
    return true;
}

/* A new exact dict with the same pairs. Runs no Python code. May collect. */
Value kr__dict_copy(kr_vm *vm, KrDict *d) {
    Value r = kr__dict_new(vm);
    if (kr__failed(r)) return r;
    bool whole = d->entries && d->fill == d->live;
    if (!(whole ? clone_into(vm, kr__ptr(r), d) : add_all(vm, kr__ptr(r), d))) return KR_FAILED;
    return r;
}

/* ---- merging ---- */

static bool merge_hashed(kr_vm *vm, KrDict *d, Value k, uint32_t h, Value v, bool override) {
    if (!override) {
        Value old;
        int r = kr__dict_find_hashed(vm, d, k, h, &old);
        if (r) return r > 0;
    }
    return kr__dict_set_hashed(vm, d, k, h, v);
}

static bool merge_pair(kr_vm *vm, KrDict *d, Value k, Value v) {
    uint32_t h;
    return kr__dict_hash(vm, k, &h) && merge_hashed(vm, d, k, h, v, true);
}

static bool merge_dict(kr_vm *vm, KrDict *d, KrDict *from, bool override) {
    if (d == from) return true;
    size_t n = kr__dict_len(vm, from), pos = 0, end = kr__dict_end(vm, from);
    if (!n) return true;
    if (!d->entries && !kr__dict_is_view(d) && !(d->head.head & KR_F_DICT_WATCHED)) {
        if (from->entries && from->fill == from->live) return clone_into(vm, d, from);
        return add_all(vm, d, from);
    }
    Value k, v;
    uint32_t h;
    while (kr__dict_next(vm, from, &pos, &k, &v)) {
        if (!kr__dict_hash_at(vm, from, pos, k, &h) || !merge_hashed(vm, d, k, h, v, override))
            return false;
        if (kr__dict_end(vm, from) != end || kr__dict_len(vm, from) != n)
            return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "dict mutated during update");
    }
    return true;
}

typedef struct MergeState {
    KrDict *d;
    Value mapping;
    size_t i;
    bool override;
} MergeState;

static bool merge_key(kr_vm *vm, void *ud, Value k) {
    MergeState *m = ud;
    if (!m->override) {
        Value old;
        int r = kr__dict_find(vm, m->d, k, &old);
        if (r) return r > 0;
    }
    Value v = kr__get_item(vm, m->mapping, k);
    return kr__ok(v) && merge_pair(vm, m->d, k, v);
}

/* See dict.h; never fails, runs no Python code. */
bool kr__dict_is_plain(kr_vm *vm, Value v) {
    if (kr__exact(v, KR_T_DICT)) return true;
    if (!kr__has_kind(vm, v, KR_K_DICT)) return false;
    return kr__same(kr__special(vm, v, KR_N___iter__),
                    kr__type_lookup(vm, kr__type(vm, KR_T_DICT), kr__name(vm, KR_N___iter__)));
}

/* Adds the pairs of a mapping (a dict, or whatever has keys() and []); those that are there stay
 * unless `override`. May run Python code. */
bool kr__dict_merge(kr_vm *vm, KrDict *d, Value mapping, bool override) {
    if (kr__dict_is_plain(vm, mapping)) return merge_dict(vm, d, kr__ptr(mapping), override);
    Value keys = kr__call_method(vm, mapping, kr__name(vm, KR_N_keys), NULL, 0);
    if (kr__failed(keys)) return false;
    MergeState m = {d, mapping, 0, override};
    return kr__each(vm, keys, merge_key, &m);
}

static bool merge_element(kr_vm *vm, void *ud, Value item) {
    MergeState *m = ud;
    if (kr__exact(item, KR_T_TUPLE) && ((KrTuple *)kr__ptr(item))->len == 2) {
        const KrTuple *t = kr__ptr(item);
        m->i++;
        return merge_pair(vm, m->d, kr__tuple_get(t, 0), kr__tuple_get(t, 1));
    }
    Value pair = kr__tuple_from(vm, item);
    if (kr__failed(pair)) {
        if (!kr__pending_is(vm, KR_T_X_TYPEERROR)) return false;
        kr__clear_pending(vm);
        return kr__raise_false(
            vm, KR_T_X_TYPEERROR,
            "cannot convert dictionary update sequence element #%zu to a sequence", m->i);
    }
    const KrTuple *t = kr__ptr(pair);
    if (t->len != 2)
        return kr__raise_false(
            vm, KR_T_X_VALUEERROR,
            "dictionary update sequence element #%zu has length %u; 2 is required", m->i, t->len);
    m->i++;
    return merge_pair(vm, m->d, kr__tuple_get(t, 0), kr__tuple_get(t, 1));
}

/* d.update(x): a mapping, or an iterable of pairs. */
bool kr__dict_update(kr_vm *vm, KrDict *d, Value x) {
    if (kr__dict_is_plain(vm, x)) return merge_dict(vm, d, kr__ptr(x), true);
    Value keys;
    int r = kr__getattr_opt(vm, x, kr__name(vm, KR_N_keys), &keys);
    if (r < 0) return false;
    if (r) return kr__dict_merge(vm, d, x, true);
    MergeState m = {d, x, 0, true};
    return kr__each(vm, x, merge_element, &m);
}
