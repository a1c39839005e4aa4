/* SPDX-License-Identifier: MIT
 * list.h: list (list.c, list_methods.c, sort.c) and what tuple.c adds to heap/cells.h. 24 bytes
 * and a buffer of Slots, or of Values when KR_F_WIDE. */
#ifndef KR_TYPES_LIST_H
#define KR_TYPES_LIST_H

#include "run/ops.h"

typedef struct KrList {
    KrObj head;
    uint32_t len;
    uint32_t cap;   /* items there is room for */
    uint32_t flags; /* KR_LIST_SORTING */
    union {
        void *items; /* buffer; NULL when cap == 0 */
        Slot *narrow;
        Value *wide;
    };
} KrList;
#define KR_LIST_SORTING 1u

/* list_iterator, list_reverseiterator and tuple_iterator; the machine steps the first and the last
 * inline. */
typedef struct KrSeqIter {
    KrObj head;
    uint32_t index; /* of the next item; reversed: one past it */
    Slot seq;       /* list or tuple; 0 once exhausted */
    uint32_t pad;
} KrSeqIter;
#define KR_SEQ_ITER_SLOTS (1u << 2)

KR_INLINE Value kr__list_get(const KrList *l, size_t i) {
    return l->head.head & KR_F_WIDE ? l->wide[i] : kr__slot_value(l->narrow[i]);
}
/* A new list of the items; NULL: of length 0, with room for n. */
KR_MUST_USE Value kr__list_new(kr_vm *vm, const Value *items, size_t n);
KR_MUST_USE bool kr__list_append(kr_vm *vm, KrList *l, Value v);
KR_MUST_USE bool kr__list_set(kr_vm *vm, KrList *l, size_t i, Value v); /* i < len; widens */
KR_MUST_USE bool kr__list_extend(kr_vm *vm, KrList *l, Value iterable);
KR_MUST_USE bool kr__list_insert(kr_vm *vm, KrList *l, size_t i, Value v);
/* Room for n items in all. */
KR_MUST_USE bool kr__list_reserve(kr_vm *vm, KrList *l, size_t n);
/* Empties; no allocation. */
void kr__list_clear(kr_vm *vm, KrList *l);
/* A new list of n items from i on. */
KR_MUST_USE Value kr__list_slice(kr_vm *vm, KrList *l, size_t i, size_t n);
/* A new list of n items, the first at `start`, `step` apart; of a followed by b. */
KR_MUST_USE Value kr__list_stepped(kr_vm *vm, KrList *l, int64_t start, int64_t step, size_t n);
KR_MUST_USE Value kr__list_concat(kr_vm *vm, KrList *a, KrList *b);
/* Takes the item at i < len out and returns it. */
KR_MUST_USE Value kr__list_pop(kr_vm *vm, KrList *l, size_t i);
/* Takes n items out. */
void kr__list_delete(kr_vm *vm, KrList *l, size_t i, size_t n);
/* Replaces `del` items from i on by the n items of src (list or tuple; not l itself) from `from`
 * on. */
KR_MUST_USE bool kr__list_splice(kr_vm *vm, KrList *l, size_t i, size_t del, Value src, size_t from,
                                 size_t n);
/* A new exact tuple of its items. */
KR_MUST_USE Value kr__list_as_tuple(kr_vm *vm, KrList *l);
/* key unset or None: none. */
KR_MUST_USE bool kr__list_sort(kr_vm *vm, KrList *l, Value key, bool reverse);

/* A tuple cell of n > 0 unset items to be filled before anything may collect; wide: items are
 * Values. NULL: MemoryError pending. */
KR_MUST_USE KrTuple *kr__tuple_raw(kr_vm *vm, size_t n, bool wide);
/* An exact tuple of n items from i on; t itself when that is all of an exact one. */
KR_MUST_USE Value kr__tuple_slice(kr_vm *vm, Value t, size_t i, size_t n);

#endif
