/* SPDX-License-Identifier: MIT
 * quick_equal.h: equality of keys, as far as it is known without running Python code. */
#ifndef KR_TYPES_QUICK_EQUAL_H
#define KR_TYPES_QUICK_EQUAL_H

#include "run/ops.h"

/* Two exact narrow tuples item by item: 1 equal, 0 different, -1 ask. */
KR_INLINE int kr__quick_tuples(const KrTuple *a, const KrTuple *b) {
    if (a->len != b->len) return 0;
    if ((a->head.head | b->head.head) & KR_F_WIDE) return -1;
    for (uint32_t i = 0; i < a->len; i++) {
        Slot x = a->narrow[i], y = b->narrow[i];
        if (x.bits == y.bits) continue;
        if (x.bits & y.bits & 1) return 0; /* two ints */
        Value v = kr__slot_value(x), w = kr__slot_value(y);
        if (!kr__exact(v, KR_T_STR) || !kr__exact(w, KR_T_STR)) return -1;
        if (!kr__str_equal(kr__ptr(v), kr__ptr(w))) return 0;
    }
    return 1;
}

/* 1, 0; -1: ask kr__equal. */
KR_INLINE int kr__quick_equal(Value a, Value b) {
    if (kr__same(a, b)) return 1;
    if (kr__both_int(a, b)) return 0;
    if (!kr__is_ref(a) || !kr__is_ref(b)) return -1;
    uint32_t layout = kr__layout_no(kr__ptr(a));
    if (layout != kr__layout_no(kr__ptr(b))) return -1;
    if (layout == KR_T_STR) {
        const KrStr *s = kr__ptr(a), *t = kr__ptr(b);
        if (s->head.head & t->head.head & KR_F_STR_INTERNED) return 0;
        return kr__str_equal(s, t);
    }
    return layout == KR_T_TUPLE ? kr__quick_tuples(kr__ptr(a), kr__ptr(b)) : -1;
}

#endif
