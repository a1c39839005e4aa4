/* SPDX-License-Identifier: MIT
 * dict_index.h: the inside of a dict, for dict*.c only: entries by number, and the index over
 * them.
 *
 * INDEX. A power of two of places, linear probing, at most 5/8 full. Place 0 means empty; else
 *
 *     | tag: low bits of the entry's hash | entry number + 1 (log2 bits) |
 *
 * so that most places of other keys are passed without a look at their entries. The width is 1
 * byte to 256 places, 2 to 65,536, 4 beyond. Where a search starts: the lowest bits of the hash are
 * those of the place in its group of 4 (16, 64 where places are wider); the bits above them choose
 * the group, each another one, and the bits above those shift that choice. So the ints of a range
 * have a place each and those that follow each other lie close together, while no arithmetic series
 * falls on one place.
 *
 * DELETED ENTRIES have hash 0, which no key has, and hold the hash that they had as two ints in
 * place of key and value. Their place in the index stays taken until the index is made anew, or
 * until they are the last of the entries: those behind the last live one are given up, and there
 * the places behind shift back.
 *
 * INVARIANTS. index != NULL when fill > 8. With an index, fill <= limit(log2); every live entry has
 * a place, every deleted one at most one, and no other number stands there. */
#ifndef KR_TYPES_DICT_INDEX_H
#define KR_TYPES_DICT_INDEX_H

#include "base/hash.h"
#include "types/dict.h"

#define KR_DICT_SCAN 8 /* entries that are searched without an index */

typedef struct KrDictIndex {
    uint32_t log2;
    uint32_t first; /* no entry before this one is in use: a hint for kr__dict_next */
} KrDictIndex;

KR_INLINE unsigned kr__index_width(unsigned log2) { return log2 <= 8 ? 1 : log2 <= 16 ? 2 : 4; }
KR_INLINE size_t kr__index_offset(unsigned log2) { return log2 >= 12 ? 64 : sizeof(KrDictIndex); }
KR_INLINE size_t kr__index_bytes(unsigned log2) {
    return kr__index_offset(log2) + ((size_t)kr__index_width(log2) << log2);
}
KR_INLINE size_t kr__index_limit(unsigned log2) { return (size_t)5 << (log2 - 3); }
KR_INLINE uint32_t kr__index_home(uint32_t h, unsigned log2) {
    unsigned low = log2 > 16 ? 6 : log2 > 8 ? 4 : 2;
    uint32_t mask = ((uint32_t)1 << log2) - 1, in_group = ((uint32_t)1 << low) - 1;
    uint32_t shift = (uint32_t)((uint64_t)(h >> log2) * 0x9e3779b1u & 0xffffffffu) >> (32 - log2);
    return (((h & ~in_group) * 0x85ebca6bu ^ shift) & mask & ~in_group) | (h & in_group);
}
KR_INLINE void *kr__index_places(const KrDictIndex *ix) {
    return (char *)ix + kr__index_offset(ix->log2);
}

/* The next entry number whose tag agrees with h, from place *p on; *p is set past it. -1: no more,
 * and *p is the free place where an entry with this hash would go. */
#define KR_INDEX_WALK(T)                    \
    do {                                    \
        const T *at = kr__index_places(ix); \
        T tag = (T)(h << log2);             \
        for (;;) {                          \
            T v = at[q];                    \
            if (!v) {                       \
                *p = q;                     \
                return -1;                  \
            }                               \
            q = (q + 1) & mask;             \
            T x = (T)(v ^ tag);             \
            if (x <= mask) {                \
                *p = q;                     \
                return (int64_t)x - 1;      \
            }                               \
        }                                   \
    } while (0)
KR_INLINE int64_t kr__index_next(const KrDictIndex *ix, uint32_t h, uint32_t *p) {
    unsigned log2 = ix->log2;
    uint32_t mask = ((uint32_t)1 << log2) - 1, q = *p;
    if (log2 > 16) KR_INDEX_WALK(uint32_t);
    if (log2 > 8) KR_INDEX_WALK(uint16_t);
    KR_INDEX_WALK(uint8_t);
}

/* ---- entries ---- */

KR_INLINE unsigned kr__dict_stride(const KrDict *d) {
    uint32_t f = d->head.head;
    return f & KR_F_DICT_WIDE_KEY ? 24 : f & KR_F_WIDE ? 16 : 12;
}
KR_INLINE size_t kr__dict_entry_bytes(const KrDict *d) {
    return d->entries ? (size_t)d->cap * kr__dict_stride(d) : 0;
}
KR_INLINE void *kr__dict_at(const KrDict *d, size_t i) {
    return (char *)d->entries + i * kr__dict_stride(d);
}
KR_INLINE uint32_t kr__entry_hash(const void *e) { return *(const uint32_t *)e; }
KR_INLINE Value kr__entry_key(const void *e, unsigned stride) {
    return stride == 24 ? ((const KrEntry24 *)e)->key : kr__slot_value(((const KrEntry12 *)e)->key);
}
KR_INLINE Value kr__entry_value(const void *e, unsigned stride) {
    if (stride == 12) return kr__slot_value(((const KrEntry12 *)e)->value);
    return stride == 16 ? ((const KrEntry16 *)e)->value : ((const KrEntry24 *)e)->value;
}
/* Deletes an entry, in whose place its hash is kept. */
KR_INLINE void kr__entry_delete(void *e, unsigned stride) {
    uint32_t h = kr__entry_hash(e), low = h & 0x7fffffff, high = h >> 31;
    Slot key = kr__slot_from_int((int32_t)low), value = kr__slot_from_int((int32_t)high);
    switch (stride) {
    case 12: *(KrEntry12 *)e = (KrEntry12){0, key, value}; break;
    case 16: *(KrEntry16 *)e = (KrEntry16){0, key, kr__slot_value(value)}; break;
    default: *(KrEntry24 *)e = (KrEntry24){0, 0, kr__slot_value(key), kr__slot_value(value)}; break;
    }
}
/* The hash that an entry has, or had. */
KR_INLINE uint32_t kr__entry_old_hash(const void *e, unsigned stride) {
    uint32_t h = kr__entry_hash(e);
    if (h) return h;
    uint32_t low = (uint32_t)kr__entry_key(e, stride).bits & 0x7fffffff;
    return low | (uint32_t)kr__entry_value(e, stride).bits << 31;
}
KR_INLINE Value kr__dict_key_at(const KrDict *d, size_t i) {
    return kr__entry_key(kr__dict_at(d, i), kr__dict_stride(d));
}
KR_INLINE Value kr__dict_value_at(const KrDict *d, size_t i) {
    return kr__entry_value(kr__dict_at(d, i), kr__dict_stride(d));
}

/* Makes an index with room for n entries over those there are, in place of the one there is. May
 * collect. False: MemoryError pending, nothing changed. */
KR_MUST_USE bool kr__index_make(kr_vm *vm, KrDict *d, size_t n);
/* Fills the index anew after entries moved. */
void kr__index_refill(KrDict *d);
void kr__index_add(KrDict *d, uint32_t h, uint32_t entry);
/* Puts an entry in a place that is free and the right one. */
void kr__index_put(KrDictIndex *ix, uint32_t place, uint32_t h, uint32_t entry);
/* Takes the place of an entry away, if it has one. `place` is where it stands, or KR_NO_PLACE. */
void kr__index_remove(KrDict *d, uint32_t h, uint32_t entry, uint32_t place);
#define KR_NO_PLACE UINT32_MAX

/* ---- what dict.c offers its neighbours ---- */

/* kr__hash_fold of hash(key). False: unhashable, or __hash__ raised. May run Python code. */
KR_MUST_USE bool kr__dict_hash(kr_vm *vm, Value key, uint32_t *h);
/* Entry number of the key in a dict that is no view; -1: absent; -2: failed. Comparing may run
 * Python code; the number is right when it returns. */
int64_t kr__dict_lookup(kr_vm *vm, KrDict *d, Value key, uint32_t h);
/* The hash of a key that kr__dict_next just gave, whose place is behind *pos. Asks the key where the dict is a view. */
KR_MUST_USE bool kr__dict_hash_at(kr_vm *vm, KrDict *d, size_t pos, Value key, uint32_t *h);
/* As their namesakes, the hash known. */
int kr__dict_find_hashed(kr_vm *vm, KrDict *d, Value key, uint32_t h, Value *out);
KR_MUST_USE bool kr__dict_set_hashed(kr_vm *vm, KrDict *d, Value key, uint32_t h, Value v);
/* Puts an entry with a key that is known to be absent behind the others; no Python code runs. */
KR_MUST_USE bool kr__dict_add_hashed(kr_vm *vm, KrDict *d, Value key, uint32_t h, Value v);
/* Takes entry i out. No allocation, no Python code. */
void kr__dict_drop(kr_vm *vm, KrDict *d, size_t i);
/* Room for n entries in all, so that adding to n does not grow. */
KR_MUST_USE bool kr__dict_reserve(kr_vm *vm, KrDict *d, size_t n);
/* The entry or attribute number of the last pair; false: empty. */
bool kr__dict_last(kr_vm *vm, KrDict *d, size_t *pos, Value *key, Value *value);
/* As kr__dict_next, towards the front: *pos is one past where to look; false at the front. */
bool kr__dict_prev(kr_vm *vm, KrDict *d, size_t *pos, Value *key, Value *value);
/* Where kr__dict_prev starts. */
size_t kr__dict_end(kr_vm *vm, KrDict *d);

/* ---- views of instances (dict_owner.c); each as its namesake ---- */

int kr__owner_find(kr_vm *vm, KrDict *d, Value key, Value *out);
KR_MUST_USE bool kr__owner_set(kr_vm *vm, KrDict *d, Value key, Value v);
int kr__owner_delete(kr_vm *vm, KrDict *d, Value key, Value *old);
/* The view becomes a dict of its own: the owner goes into dictionary mode. */
KR_MUST_USE bool kr__owner_leave(kr_vm *vm, KrDict *d);

#endif
