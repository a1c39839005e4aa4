/* SPDX-License-Identifier: MIT
 * walk.h: a look at the heap's references with a shadow in place of the collector's marks (walk.c). Between begin and end
 * nothing may allocate in the heap. */
#ifndef KR_HEAP_WALK_H
#define KR_HEAP_WALK_H

#include "heap/private.h"
#include "heap/retain.h"

typedef struct KrShadow {
    KrGc *gc;
    size_t bytes;
} KrShadow;

/* False: no address space; nothing is pending. */
KR_MUST_USE bool kr__shadow_begin(kr_vm *vm, KrShadow *s);
void kr__shadow_end(KrShadow *s);
/* gc->stack[0, gc->n) and gc->ranges hold what the cell refers to, each once, its class and the names of its fields left
 * out. kr__shadow_clear makes room for the next. */
void kr__shadow_scan(KrShadow *s, KrObj *cell);
/* The same with the roots of one kind. */
void kr__shadow_roots(KrShadow *s, KrRootKind kind);
void kr__shadow_clear(KrShadow *s);

#endif
