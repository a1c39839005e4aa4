/* SPDX-License-Identifier: MIT
 * set.h: set and frozenset (set.c, set_ops.c).
 *
 * The order in which a set gives its items shows in programs, so the table is CPython 3.11's: open
 * addressing from hash & mask, nine neighbours, then a jump that mixes in the upper bits of the
 * hash; growth by 4 (2 past 50,000) when 3/5 are filled; dummies where items were removed, the
 * last one passed by a search being used again. Places are NARROW, 8 bytes {key, folded hash},
 * while all keys are exact strs, bools or ints of 31 bits (their hash can be had again without
 * Python code), else WIDE, 16 bytes {key, hash}: KR_F_WIDE. A large set of strs is wide, too.
 *   never used: key 0, hash 0       removed: key 0, hash not 0 */
#ifndef KR_TYPES_SET_H
#define KR_TYPES_SET_H

#include "run/ops.h"

typedef struct KrSet {
    KrObj head;
    uint32_t used; /* items: len() */
    uint32_t fill; /* places once used: items and dummies */
    uint32_t mask; /* places - 1; 0 while table is NULL, which stands for 8 empty places */
    void *table;   /* buffer */
    union {
        int64_t hash;    /* of a frozenset; 0: not asked yet */
        uint32_t finger; /* of a set: where pop() goes on */
    };
} KrSet;

typedef struct KrSetNarrow {
    Slot key;
    uint32_t hash;
} KrSetNarrow;
typedef struct KrSetWide {
    Value key;
    int64_t hash;
} KrSetWide;

/* set or frozenset, subclasses too */
KR_INLINE bool kr__is_set(kr_vm *vm, Value v) { return kr__has_kind(vm, v, KR_K_SET); }

KR_MUST_USE Value kr__set_new(kr_vm *vm, KrTypeNo type); /* KR_T_SET or KR_T_FROZENSET, empty */
KR_MUST_USE Value kr__set_from(kr_vm *vm, KrTypeNo type,
                               Value iterable); /* iterable may be unset */
KR_MUST_USE bool kr__set_add(kr_vm *vm, KrSet *s,
                             Value key);              /* hashes and compares: may run Python code */
int kr__set_contains(kr_vm *vm, KrSet *s, Value key); /* key in s: 1, 0, -1 */
int kr__set_discard(kr_vm *vm, KrSet *s, Value key);  /* 1 removed, 0 absent, -1 */
KR_MUST_USE bool kr__set_update(kr_vm *vm, KrSet *s, Value iterable);
void kr__set_clear(kr_vm *vm, KrSet *s); /* no allocation */
/* The items in order: *pos starts at 0; false at the end. Never fails. */
bool kr__set_next(const KrSet *s, size_t *pos, Value *key);

/* ---- for set_ops.c and dictview.c ---- */

/* A key with its hash. */
typedef struct KrSetKey {
    Value key;
    uint32_t fold; /* kr__hash_fold of the hash */
    bool known;    /* `hash` is set: else kr__set_key_hash finds it, without Python code */
    int64_t hash;
} KrSetKey;
KR_MUST_USE bool kr__set_key(kr_vm *vm, Value key, KrSetKey *out); /* false: unhashable */
/* A set as the key of in, remove, discard stands for the frozenset of its items. */
KR_MUST_USE bool kr__set_item_key(kr_vm *vm, Value item, KrSetKey *out);
KR_MUST_USE bool kr__set_add_key(kr_vm *vm, KrSet *s, KrSetKey *k);
int kr__set_contains_key(kr_vm *vm, KrSet *s, KrSetKey *k);
int kr__set_discard_key(kr_vm *vm, KrSet *s, KrSetKey *k);
bool kr__set_next_key(const KrSet *s, size_t *pos, KrSetKey *out);
/* Adds all items of another set. */
KR_MUST_USE bool kr__set_merge(kr_vm *vm, KrSet *s, KrSet *from);
/* Makes room as before many additions: CPython's rule for update(). */
KR_MUST_USE bool kr__set_expect(kr_vm *vm, KrSet *s, size_t n);
/* Rebuilds the table when more than a quarter of its places are dummies. */
KR_MUST_USE bool kr__set_tidy(kr_vm *vm, KrSet *s);
/* The hash of a key that is in a set; never fails. */
int64_t kr__set_key_hash(kr_vm *vm, KrSetKey *k);
/* Exchanges the items of two sets. */
void kr__set_swap(kr_vm *vm, KrSet *s, KrSet *t);
Value kr__set_pop(kr_vm *vm, KrSet *s); /* unset: empty */

/* set operations on any operands, as the methods of set have them */
KR_MUST_USE bool kr__set_subtract(kr_vm *vm, KrSet *s, Value other);  /* s -= other */
KR_MUST_USE bool kr__set_symmetric(kr_vm *vm, KrSet *s, Value other); /* s ^= other */
KR_MUST_USE Value kr__set_intersect(kr_vm *vm, Value s, Value other);

typedef struct KrSetIter {
    KrObj head;
    Slot set; /* 0 once exhausted */
    uint32_t pos, used, left, pad;
} KrSetIter;

#endif
