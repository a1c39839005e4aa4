/* SPDX-License-Identifier: MIT
 * quick.h: the C function behind a special method of an exact built-in class, without a lookup. Built-in classes cannot
 * change, so what is found once stays true for the VM's life. */
#ifndef KR_RUN_QUICK_H
#define KR_RUN_QUICK_H

#include "run/ops.h"

KrQuickFn kr__quick_fill(kr_vm *vm, Value v, KrQuick q, uint32_t layout);

/* NULL: v is an instance of another class, or its method is no plain native: take the general way. The function may
 * return KR_END from __next__, never KR_TAIL; deep recursion is the caller's to bound (kr__enter). */
KR_INLINE KrQuickFn kr__quick(kr_vm *vm, Value v, KrQuick q) {
    if (!kr__is_ref(v)) return NULL;
    uint32_t layout = kr__layout_no(kr__ptr(v));
    if (layout >= KR_T_COUNT) return NULL;
    KrQuickFn f = vm->quick[q][layout];
    return KR_LIKELY(f != NULL) ? f : kr__quick_fill(vm, v, q, layout);
}

#endif
