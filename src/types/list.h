/* SPDX-License-Identifier: MIT
 * list.h: list (list.c, sort.c). 24 bytes and a buffer of Slots, or of Values when KR_F_WIDE. */
#ifndef KR_TYPES_LIST_H
#define KR_TYPES_LIST_H

#include "run/ops.h"

typedef struct KrList {
    KrObj head;
    uint32_t len;
    uint32_t cap;      /* items there is room for */
    uint32_t flags;    /* KR_LIST_SORTING */
    union {
        void *items;   /* buffer; NULL when cap == 0 */
        Slot *narrow;
        Value *wide;
    };
} KrList;
#define KR_LIST_SORTING 1u

/* list_iterator, list_reverseiterator and tuple_iterator; the machine steps the first and the last inline. */
typedef struct KrListIter {
    KrObj head;
    uint32_t index;    /* of the next item; reversed: one past it */
    Slot list;         /* list or tuple; 0 once exhausted */
    uint32_t pad;
} KrListIter;
#define KR_LIST_ITER_SLOTS (1u << 2)

/* list_iterator and tuple_iterator; the machine steps them inline. seq is 0 once exhausted. */
typedef struct KrSeqIter {
    KrObj head;
    uint32_t index;
    Slot seq;
    uint32_t pad;
} KrSeqIter;

KR_INLINE Value kr__list_get(const KrList *l, size_t i) {
    return l->head.head & KR_F_WIDE ? l->wide[i] : kr__slot_value(l->narrow[i]);
}
KR_MUST_USE Value kr__list_new(kr_vm *vm, const Value *items, size_t n); /* items NULL: room for n, length 0 */
KR_MUST_USE bool kr__list_append(kr_vm *vm, KrList *l, Value v);
KR_MUST_USE bool kr__list_set(kr_vm *vm, KrList *l, size_t i, Value v);  /* i < len; widens */
KR_MUST_USE bool kr__list_extend(kr_vm *vm, KrList *l, Value iterable);
KR_MUST_USE bool kr__list_insert(kr_vm *vm, KrList *l, size_t i, Value v);
KR_MUST_USE bool kr__list_sort(kr_vm *vm, KrList *l, Value key, bool reverse); /* key unset or None: none */

#endif
