/* SPDX-License-Identifier: MIT
 * retain.h: who keeps what alive: bytes that only the instances of a class hold, and the way from a root to an object.
 * Nothing here changes an object, makes one or moves one. */
#ifndef KR_HEAP_RETAIN_H
#define KR_HEAP_RETAIN_H

#include "base/vec.h"
#include "heap/heap.h"

#define KR_RETAIN_CLASSES 256

/* retained(C): the bytes of all cells, and of their buffers, that no root reaches but through an instance of C. Instances
 * are among them, instances of C itself first of all; a class is no instance of itself. */
typedef struct KrRetained {
    uint32_t cls; /* in: the class; each once */
    uint64_t bytes, objects;
} KrRetained;

/* Fills in the figures of n classes, KR_RETAIN_CLASSES at most; *reached: bytes that a root reaches at all, the rest being
 * garbage since the last full collection. precise: no C frame below refers to objects. False: no memory, or too many
 * different sets of classes; nothing pending. Does not collect. */
KR_MUST_USE bool kr__retain(kr_vm *vm, KrRetained *r, unsigned n, bool precise, uint64_t *reached);

/* Kinds of roots, as kr__root_path tells them. */
typedef enum KrRootKind { KR_ROOT_NONE, KR_ROOT_MACHINE, KR_ROOT_TABLES, KR_ROOT_STACK } KrRootKind;
typedef KR_VEC(uint32_t) KrRefs;

/* The cells that refer to `ref`, each once; a dict that shows an instance's fields is none of them. False: no memory,
 * nothing pending. */
KR_MUST_USE bool kr__holders(kr_vm *vm, uint32_t ref, KrRefs *out);
/* A shortest way from a root to `ref`, in *out: `ref` first, the cell at the root last. That the machine's own registers
 * hold `ref` itself counts only where there is no other way. NONE: no root reaches it. False: no memory, nothing pending. */
KR_MUST_USE bool kr__root_path(kr_vm *vm, uint32_t ref, bool precise, KrRefs *out,
                               KrRootKind *kind);

#endif
