/* SPDX-License-Identifier: MIT
 * object.h: the 32-bit header in front of every cell, kinds, and the fixed layout numbers.
 *
 *   31                        8 7      0
 *   +--------------------------+--------+
 *   | layout number            | flags  |
 *   +--------------------------+--------+
 *
 * Header 0 is a free cell. The layout number indexes vm's layout table and says class and shape.
 * Exact built-in types have fixed numbers, equal to their KR_T_ number, so `type(x) is list` is
 * one compare. A kind (KrKind) is the C struct of a cell: subclasses of list have kind KR_K_LIST. */
#ifndef KR_HEAP_OBJECT_H
#define KR_HEAP_OBJECT_H

#include "heap/slot.h"

typedef struct KrObj {
    uint32_t head;
} KrObj;

/* Flags: all eight are named here. */
#define KR_F_OLD 0x01u   /* old and not remembered: a store of a reference must call the barrier */
#define KR_F_WIDE 0x02u  /* items are Values, not Slots (tuple, list, dict values, set)          */
#define KR_F_SIDE 0x04u  /* has an entry in a side table: __dict__ view, weak references          */
#define KR_F_FINAL 0x08u /* its finalizer is still to run (registered with the heap)              */
#define KR_F_A 0x10u     /* by kind; see the names below                                          */
#define KR_F_B 0x20u     /* by kind                                                               */
/* 0x40, 0x80: free */
#define KR_F_STR_INTERNED KR_F_A
#define KR_F_STR_WIDE KR_F_B /* str: holds a character past ASCII (a code-point count follows)   */
#define KR_F_STR_EXTERN \
    KR_F_WIDE /* str: its text is a prefix of a shared growable buffer           */
#define KR_F_DICT_WIDE_KEY \
    KR_F_A /* dict: entries of 24 bytes                                       */
#define KR_F_DICT_WATCHED \
    KR_F_B                   /* dict: a namespace; adding or removing a key bumps vm->names_epoch */
#define KR_F_SET_REFS KR_F_A /* set: some key is or was a reference, so its table is traced     */
#define KR_F_TYPE_HEAP KR_F_A /* type: made by a class statement or type()                       */

KR_INLINE uint32_t kr__layout_no(const void *cell) { return ((const KrObj *)cell)->head >> 8; }
KR_INLINE uint32_t kr__flags(const void *cell) { return ((const KrObj *)cell)->head & 0xff; }

/* Kinds: the C structs of cells. The heap learns how to trace each from a KrKindInfo (heap.h). */
typedef enum KrKind {
#define KR_KIND(id, name) KR_K_##id,
#include "heap/kinds.def"
#undef KR_KIND
    KR_K_COUNT
} KrKind;

/* Fixed layout numbers = built-in type numbers. 0 is "free cell". */
typedef enum KrTypeNo {
    KR_T_FREE = 0,
#define KR_TYPE(id, name, base, kind, flags) KR_T_##id,
#include "heap/types.def"
#undef KR_TYPE
    KR_T_COUNT
} KrTypeNo;

#endif
