/* SPDX-License-Identifier: MIT
 * layout.h: a layout is (class, shape): what a cell with this number in its header is.
 *
 * Fields of an instance. Each attribute of a layout has a KrField: where it lies and how wide.
 *   KR_FIELD_NARROW    a Slot, never a box
 *   KR_FIELD_BOXED     a Slot that may refer to a BOX: a float or large int came after the cell
 *                      was made; the box belongs to this field alone and is overwritten in place
 *   KR_FIELD_WIDE      a whole Value (8 bytes, aligned)
 * and `over` says that it lies not in the cell but in the overflow array (a SLOTS cell) to which
 * the cell's overflow slot refers. Storing a float into a NARROW field moves the instance to the
 * layout in which that field is BOXED (same size, same offsets) and notes in the class that the
 * field be WIDE in instances made from now on.
 *
 * Slots and plain. A class with __slots__ has one name list and one layout for each width pattern
 * in use; unset fields are 0. A plain class has a tree: one step for each (name, width) added.
 * `root` layouts differ in `size`, the room for what instances are expected to hold; the class
 * keeps the root that new instances get. One narrow slot of a plain cell is its overflow slot
 * (KrLayout.over): while overflow is not in use it holds the attribute that lies there, if any.
 * In dictionary mode (KR_LF_DICT) the overflow slot refers to the instance's own KrDict.
 *
 * Plain attributes never lie in a shape as "unset": deleting one moves the instance to the layout
 * without it (or to dictionary mode).
 *
 * Layout numbers are never reused while any cell or cache may name them. */
#ifndef KR_HEAP_LAYOUT_H
#define KR_HEAP_LAYOUT_H

#include "heap/object.h"

#define KR_FIELD_NARROW 0
#define KR_FIELD_BOXED 1
#define KR_FIELD_WIDE 2

typedef struct KrField {
    Slot name;     /* interned str */
    uint16_t at;   /* byte offset in the cell, or index of a Slot pair/Slot in the overflow array */
    uint8_t width; /* KR_FIELD_*; overflow fields are NARROW or BOXED */
    uint8_t over;  /* 1: in the overflow array */
} KrField;

/* Layout flags. */
#define KR_LF_PLAIN 0x01   /* instances have a __dict__: shapes may grow                        */
#define KR_LF_DICT 0x02    /* dictionary mode: the overflow slot refers to a KrDict             */
#define KR_LF_OVER 0x04    /* the overflow slot refers to an overflow array                     */
#define KR_LF_WEAK 0x08    /* weak references to instances are allowed                          */
#define KR_LF_DEL 0x10     /* class has __del__: new instances are registered for finalization  */
#define KR_LF_TAIL 0x20    /* the overflow slot is the cell's last 4 bytes (variable-sized kinds) */
#define KR_LF_FIELDS 0x40  /* has fields beyond the kind's own struct                           */
#define KR_LF_RETIRED 0x80 /* its class died; the number waits for reuse                        */

typedef struct KrLayout {
    Slot cls;      /* KrType; 0 in hidden layouts */
    uint8_t kind;  /* KrKind */
    uint8_t flags; /* KR_LF_* */
    uint16_t size; /* bytes of the cell's fixed part, fields included, rounded to 8 unless TAIL */
    uint32_t version; /* of the class: changes with it; caches of class attributes compare it */
    uint16_t nfields;
    uint16_t over;    /* byte offset of the overflow slot; 0: none (or TAIL) */
    KrField *fields;  /* nfields of them, in order of creation; shared by prefix among shapes */
    uint64_t slots;   /* word i of the cell's first 64 words is a Slot to trace */
    uint64_t values;  /* words i, i+1 are a Value to trace */
    uint32_t parent;  /* layout this one grew from; 0: a root */
    uint32_t child;   /* first child */
    uint32_t sibling; /* next child of the same parent; the link among a class's roots */
    uint16_t nchildren;
    uint16_t shapes;        /* root of a plain class: shapes made below it */
    uint32_t next_of_class; /* chain of all layouts of one class, from KrType.layouts */
    uint32_t mark;          /* of the collection that last saw a cell with it */
} KrLayout;
_Static_assert(sizeof(KrLayout) == 64, "a layout is one cache line");

#define KR_LAYOUT_MAX (1u << 24)

/* The table: vm's heap has `KrLayout *layouts`, reserved address space that never moves. */
KR_MUST_USE uint32_t kr__layout_new(kr_vm *vm, KrKind kind, Slot cls); /* 0: MemoryError pending */

/* Field of this name (interned), or NULL. May not collect. A small cache makes it quick. */
const KrField *kr__layout_find(kr_vm *vm, uint32_t layout, Slot name);

/* The layout that has one more field; made when missing. width is NARROW or WIDE. 0 with nothing pending:
 * too many shapes, the caller turns to dictionary mode; 0 with an exception pending: memory.
 * When the cell has no room left, the result has the field (and the one that lay in the overflow
 * slot) in the overflow array. */
KR_MUST_USE uint32_t kr__layout_add(kr_vm *vm, uint32_t layout, Slot name, int width);

/* The layout like this one, in which field i is BOXED. 0: MemoryError pending. */
KR_MUST_USE uint32_t kr__layout_boxed(kr_vm *vm, uint32_t layout, unsigned i);

/* The dictionary-mode layout of the same class and size. 0: MemoryError pending. */
KR_MUST_USE uint32_t kr__layout_dict(kr_vm *vm, uint32_t layout);

/* A root for instances: own fields `names` (n, slots in order; wide[i] says WIDE) after `base_size`
 * bytes of the kind's struct or base fields. For a plain class `room` narrow and `room_wide` wide
 * places are set aside. Inherited fields come first, as `base` has them. 0: MemoryError pending. */
typedef struct KrRootSpec {
    KrKind kind;
    Slot cls;
    uint8_t flags;                        /* KR_LF_PLAIN, _WEAK, _DEL, _TAIL */
    uint16_t struct_size;                 /* the kind's C struct: 4 for INSTANCE */
    uint64_t struct_slots, struct_values; /* what to trace of it */
    const KrField *base; /* fields of the solid base: kept at their places. NULL: none */
    unsigned nbase;
    uint16_t base_size; /* bytes the base's fields reach to (unrounded) */
    const Slot *names;  /* own slots, in order */
    const uint8_t *wide;
    unsigned n;
    unsigned room, room_wide; /* plain: expected attributes */
} KrRootSpec;
KR_MUST_USE uint32_t kr__layout_root(kr_vm *vm, const KrRootSpec *spec);

#endif
