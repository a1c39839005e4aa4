/* SPDX-License-Identifier: MIT
 * cells.h: the cells that every layer above the heap makes: str, bytes, tuple, large int, float of
 * a subclass, cell variables, Slot arrays; and interned strings. Layouts are final. */
#ifndef KR_HEAP_CELLS_H
#define KR_HEAP_CELLS_H

#include "heap/heap.h"

/* str: 12 + text + NUL, or 16 + text + NUL with a character past ASCII. UTF-8; a lone surrogate is
 * its 3 bytes. hash is kr__hash_fold of Python's hash, 0: not computed.
 * KR_F_STR_EXTERN: `count` is there, then {Slot buffer}; the text is in that BUFFER-owning cell. */
typedef struct KrStr {
    KrObj head;
    uint32_t len;  /* bytes of text */
    uint32_t hash; /* kr__hash_fold; 0: unknown */
    char text[];   /* when not KR_F_STR_WIDE */
} KrStr;
typedef struct KrStrWide {
    KrObj head;
    uint32_t len, hash;
    uint32_t count; /* code points */
    char text[];
} KrStrWide;
typedef struct KrStrExtern {
    KrObj head;
    uint32_t len, hash;
    uint32_t count; /* code points (= len when ASCII) */
    Slot buffer;    /* KrStrBuf */
} KrStrExtern;
/* The growable buffer that extern strs share prefixes of. A str that ends where `used` ends may be grown in place. */
typedef struct KrStrBuf {
    KrObj head;    /* layout KR_T_STRBUF, kind STRBUF */
    uint32_t used; /* bytes written */
    uint32_t pad, pad2;
    char *text; /* buffer of `room` bytes */
    uint64_t room;
} KrStrBuf;

KR_INLINE const char *kr__str_text(const KrStr *s) {
    if (KR_UNLIKELY(s->head.head & (KR_F_STR_EXTERN | KR_F_STR_WIDE))) {
        if (s->head.head & KR_F_STR_EXTERN)
            return ((const KrStrBuf *)kr__slot_ptr(((const KrStrExtern *)s)->buffer))->text;
        return ((const KrStrWide *)s)->text;
    }
    return s->text;
}
KR_INLINE bool kr__str_ascii(const KrStr *s) { return !(s->head.head & KR_F_STR_WIDE); }
KR_INLINE uint32_t kr__str_count(const KrStr *s) { /* code points: what len() says */
    return kr__str_ascii(s) ? s->len : ((const KrStrWide *)s)->count;
}
/* Each: a new cell, or (interned) the one with this text. Failed: MemoryError pending (or OverflowError-like
 * MemoryError past 4 GB). The text is copied and must be valid (checked by the caller). May collect. */
KR_MUST_USE Value kr__str_new(kr_vm *vm, const char *utf8, size_t n);
KR_MUST_USE Value kr__str_ascii_new(kr_vm *vm, size_t n,
                                    char **text); /* caller fills n ASCII bytes at once */
KR_MUST_USE Value kr__str_wide_new(kr_vm *vm, size_t n, size_t count,
                                   char **text); /* caller fills n bytes, count code points */
KR_MUST_USE Value kr__intern(kr_vm *vm, const char *utf8, size_t n);
KR_MUST_USE Value kr__intern_str(kr_vm *vm, Value str); /* exact str; returns the interned one */
KR_INLINE bool kr__is_interned(Value v) { return ((KrObj *)kr__ptr(v))->head & KR_F_STR_INTERNED; }
uint32_t kr__str_hash32(kr_vm *vm, KrStr *s); /* kr__hash_fold of it, cached */
int64_t kr__str_hash64(kr_vm *vm, KrStr *s);  /* Python's hash() */
bool kr__str_equal(const KrStr *a, const KrStr *b);
KR_MUST_USE Value kr__char(kr_vm *vm,
                           uint32_t code_point); /* one-character str; Latin-1 ones are shared */

typedef struct KrBytes {
    KrObj head;
    uint32_t len;
    uint32_t hash; /* as KrStr's */
    char data[];   /* len bytes and a NUL */
} KrBytes;
KR_MUST_USE Value kr__bytes_new(kr_vm *vm, const void *data, size_t n); /* data NULL: zeroed */

/* tuple: items are Slots, or Values when KR_F_WIDE. A subclass's overflow slot stands behind the items. */
typedef struct KrTuple {
    KrObj head;
    uint32_t len;
    union {
        Slot narrow[0];
        Value wide[0];
    };
} KrTuple;
KR_INLINE Value kr__tuple_get(const KrTuple *t, size_t i) {
    return t->head.head & KR_F_WIDE ? t->wide[i] : kr__slot_value(t->narrow[i]);
}
KR_MUST_USE Value kr__tuple_new(kr_vm *vm, const Value *items, size_t n); /* picks the width */
KR_MUST_USE Value kr__tuple_empty(kr_vm *vm);                             /* the one () */

/* int past 48 bits: sign and 32-bit limbs, least first, no leading zeros. An instance of a subclass of int
 * has this kind at any size (n == 0 is zero). */
typedef struct KrInt {
    KrObj head;
    uint32_t n;        /* limbs */
    uint32_t negative; /* 0 or 1 */
    uint32_t limb[];
} KrInt;
/* The canonical int: inline where it fits 48 bits. `limb` may have leading zeros. May collect. */
KR_MUST_USE Value kr__int_from_limbs(kr_vm *vm, bool negative, const uint32_t *limb, size_t n);
KR_MUST_USE Value kr__int_from_i64(kr_vm *vm, int64_t i);
KR_MUST_USE Value kr__int_from_u64(kr_vm *vm, uint64_t u);

typedef struct
    KrBox { /* BOX, and FLOAT (instances of subclasses of float): a Value that is a number */
    KrObj head;
    uint32_t pad;
    Value value;
} KrBox;

typedef struct KrConst {
    KrObj head;
    uint32_t value; /* bool: 0 or 1 */
} KrConst;

typedef struct KrSlots { /* overflow arrays and other private tables */
    KrObj head;
    uint32_t len;
    Slot item[];
} KrSlots;
KR_MUST_USE KrSlots *kr__slots_new(kr_vm *vm, size_t n);

typedef struct KrCell { /* a variable that inner functions share */
    KrObj head;
    uint32_t pad;
    Value value; /* 0: unbound */
} KrCell;

/* ---- a Slot for any value: a number that does not fit lies in a box ---- */

/* False: MemoryError pending. May collect. */
KR_MUST_USE bool kr__slot_hold(kr_vm *vm, Value v, Slot *out);
/* What such a Slot holds; all-zero: nothing. */
KR_INLINE Value kr__slot_held(Slot s) {
    if (!s.bits) return KR_UNSET;
    if (kr__slot_is_ref(s) && kr__layout_no(kr__slot_ptr(s)) == KR_T_BOX)
        return ((const KrBox *)kr__slot_ptr(s))->value;
    return kr__slot_value(s);
}

/* ---- fields of instances: the only code that knows about boxes ---- */

/* The value of field f of cell (unset: 0). */
KR_INLINE Value kr__field_load(const void *cell, const KrField *f) {
    const char *base = (const char *)cell;
    if (f->over) return KR_UNSET; /* overflow fields: kr__field_load_over */
    if (f->width == KR_FIELD_WIDE) return *(const Value *)(base + f->at);
    Slot s = *(const Slot *)(base + f->at);
    if (f->width == KR_FIELD_BOXED && kr__slot_is_ref(s)) {
        const KrBox *b = kr__slot_ptr(s);
        if (kr__layout_no(b) == KR_T_BOX) return b->value;
    }
    return kr__slot_value(s);
}
/* Any field, overflow included; `over` is the byte offset of the cell's overflow slot. */
Value kr__field_get(kr_vm *vm, const void *cell, const KrLayout *l, const KrField *f);
/* Stores v (0: unset) in field i of the cell's layout; moves the cell to the BOXED layout when a number does not
 * fit and notes the width in the class (heap->... through layout's class note). False: MemoryError pending. May collect. */
KR_MUST_USE bool kr__field_set(kr_vm *vm, void *cell, unsigned i, Value v);

#endif
