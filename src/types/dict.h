/* SPDX-License-Identifier: MIT
 * dict.h: dict (dict.c, dictview.c).
 *
 * Entries stand in insertion order in one buffer, apart from the index (1, 2 or 4 bytes a place, open
 * addressing; none for up to 8 entries, which are scanned). Entry forms: 12 bytes {hash, key, value},
 * 16 {hash, key, wide value}, 24 {hash, pad, wide key, wide value}, by KR_F_WIDE and KR_F_DICT_WIDE_KEY. hash is
 * kr__hash_fold of hash(). A deleted entry has key 0. Entries grow by 1/8, the index doubles at 2/3.
 *
 * VIEW: an instance's __dict__ that reads through to its owner has entries == NULL and owner != 0 (in `owner`):
 * hot paths see an empty dict and fall into the cold path, which looks. */
#ifndef KR_TYPES_DICT_H
#define KR_TYPES_DICT_H

#include "run/ops.h"

typedef struct KrDict {
    KrObj head;
    uint32_t live; /* entries in use: len() */
    uint32_t fill; /* entries written, deleted ones included */
    union {
        uint32_t cap; /* entries there is room for */
        Slot
            owner; /* when entries == NULL: 0, or the instance this dict is the view of (not traced) */
    };
    void *entries; /* buffer */
    void *index;   /* buffer; its first 8 bytes: log2 of places and their size */
} KrDict;

typedef struct KrEntry12 {
    uint32_t hash;
    Slot key, value;
} KrEntry12;
typedef struct KrEntry16 {
    uint32_t hash;
    Slot key;
    Value value;
} KrEntry16;
typedef struct KrEntry24 {
    uint32_t hash, pad;
    Value key, value;
} KrEntry24;

KR_MUST_USE Value kr__dict_new(kr_vm *vm);
KR_MUST_USE Value kr__dict_new_sized(kr_vm *vm, size_t n);
int kr__dict_find(kr_vm *vm, KrDict *d, Value key,
                  Value *out); /* 1, 0, -1; hashes and compares: may run Python */
Value kr__dict_get_name(kr_vm *vm, KrDict *d,
                        Value interned); /* unset: absent; never fails, never runs Python */
KR_MUST_USE bool kr__dict_set(kr_vm *vm, KrDict *d, Value key, Value v);
KR_MUST_USE bool kr__dict_set_name(kr_vm *vm, KrDict *d, Value interned,
                                   Value v); /* never runs Python */
KR_MUST_USE bool kr__dict_set_cstr(kr_vm *vm, KrDict *d, const char *name, Value v);
int kr__dict_delete(kr_vm *vm, KrDict *d, Value key,
                    Value *old); /* 1, 0 absent, -1; old may be NULL */
void kr__dict_clear(kr_vm *vm, KrDict *d);
size_t kr__dict_len(kr_vm *vm, KrDict *d);
/* Iteration in order: *pos starts at 0; false at the end. The dict must not change meanwhile. Works on views. */
bool kr__dict_next(kr_vm *vm, KrDict *d, size_t *pos, Value *key, Value *value);
KR_MUST_USE Value kr__dict_copy(kr_vm *vm, KrDict *d);
KR_MUST_USE bool kr__dict_update(kr_vm *vm, KrDict *d, Value mapping_or_pairs);
KR_MUST_USE bool kr__dict_merge(kr_vm *vm, KrDict *d, Value mapping, bool override);
/* Is v a dict whose class does not bring its own __iter__, so that its pairs are what is stored? */
bool kr__dict_is_plain(kr_vm *vm, Value v);
/* For inline caches: the entry number of an interned name (-1: absent), and entry number -> value when its key is still
 * that name (unset: not). */
int64_t kr__dict_entry_of(kr_vm *vm, KrDict *d, Value interned);
KR_INLINE Value kr__dict_entry_value(const KrDict *d, uint32_t i, Slot name) {
    if (i >= d->fill || !d->entries) return KR_UNSET;
    if (!(d->head.head & (KR_F_WIDE | KR_F_DICT_WIDE_KEY))) {
        const KrEntry12 *e = (const KrEntry12 *)d->entries + i;
        return e->key.bits == name.bits ? kr__slot_value(e->value) : KR_UNSET;
    }
    if (d->head.head & KR_F_DICT_WIDE_KEY) {
        const KrEntry24 *e = (const KrEntry24 *)d->entries + i;
        return e->key.bits == name.bits ? e->value : KR_UNSET;
    }
    const KrEntry16 *e = (const KrEntry16 *)d->entries + i;
    return e->key.bits == name.bits ? e->value : KR_UNSET;
}
/* Makes a view of an instance, and turns a view into a dict of its own (values copied in). */
KR_MUST_USE Value kr__dict_new_view(kr_vm *vm, Value owner);
KR_MUST_USE bool kr__dict_own(kr_vm *vm, KrDict *d);
bool kr__dict_adopt(kr_vm *vm, Value view, Value owner); /* heap->adopt */
KR_INLINE bool kr__dict_is_view(const KrDict *d) { return !d->entries && d->owner.bits; }

#endif
