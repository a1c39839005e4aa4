/* SPDX-License-Identifier: MIT
 * quick.h: the C function behind a special method, without a lookup. Built-in classes cannot change,
 * so what is found once for them stays true for the VM's life; for classes of library modules and
 * programs it is true as long as the class's version. */
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

/* The same for an instance of any class. The function of a class that is not built in may return
 * KR_TAIL. */
KrQuickFn kr__quick_fill_line(kr_vm *vm, Value v, KrQuick q, KrQuickLine *line);
KR_INLINE KrQuickFn kr__quick_any(kr_vm *vm, Value v, KrQuick q) {
    if (!kr__is_ref(v)) return NULL;
    uint32_t layout = kr__layout_no(kr__ptr(v));
    if (layout < KR_T_COUNT) return kr__quick(vm, v, q);
    KrQuickLine *line = &vm->quick_lines[q][layout % KR_QUICK_LINES];
    if (KR_LIKELY(line->layout == layout && line->version == kr__layout(vm, layout)->version))
        return line->fn;
    return kr__quick_fill_line(vm, v, q, line);
}

#endif
