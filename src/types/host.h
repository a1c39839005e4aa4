/* SPDX-License-Identifier: MIT
 * host.h: classes with a C struct that are not built in: those of library modules and of the embedding program
 * (host.c). They are made when their module is, and live like classes of a program. */
#ifndef KR_TYPES_HOST_H
#define KR_TYPES_HOST_H

#include "types/type.h"

/* Bit of a member in `slots` or `values`. */
#define KR_AT(type, member) (1ull << (offsetof(type, member) / 4))

typedef struct KrClassDef {
    const char *name; /* "collections.deque": module, then the class */
    const char
        *doc; /* NULL: none; may begin "Name(parameters)\n--\n\n", which is __text_signature__ */
    KrTypeNo base; /* 0: object; else a class whose kind is `kind` */
    uint8_t kind;  /* KR_K_HOST, KR_K_ITER (no functions below), or the base's */
    uint32_t
        flags;     /* KR_TF_BASE: may be subclassed; KR_TF_HAS_DICT, _HAS_WEAK, _SEQUENCE, _MAPPING;
                            * KR_TF_HEAPTYPE: attributes of the class can be set */
    uint16_t size; /* bytes of the struct, header included */
    uint64_t slots,
        values; /* which 4-byte words of it are Slots, which begin a Value; the base's are known */
    /* HOST only: */
    void (*trace)(KrGc *gc, KrObj *cell);
    size_t (*owned)(kr_vm *vm, const KrObj *cell);
    void (*release)(kr_vm *vm,
                    KrObj *cell); /* when the cell dies; must not allocate or run Python code */
    const KrFnDef *methods;       /* ends with {NULL} */
    const KrGetSet *getset;       /* ends with {NULL}; NULL: none */
    const void *ud;               /* the definer's */
} KrClassDef;

/* The class of a description, which must stay where it is as long as the VM. Failed: MemoryError. May collect. */
KR_MUST_USE Value kr__class_new(kr_vm *vm, const KrClassDef *def);
/* The same below a class made from a description, whose struct this one's begins with and whose bits its `slots` and
 * `values` repeat. */
KR_MUST_USE Value kr__class_below(kr_vm *vm, const KrClassDef *def, Value base);
/* Instances of the class itself are not registered for finalization when they are made, though it has __del__: who gives
 * them something to finalize does that (kr__side_finalize), and takes it back by clearing KR_F_FINAL. Never fails. */
void kr__class_finalizes_late(kr_vm *vm, Value cls);
/* The description that gives cls or a base of it its C struct; NULL: none. Never fails. */
const KrClassDef *kr__class_def(kr_vm *vm, Value cls);
/* v is an instance of the class of this description, or of a subclass. Never fails. */
bool kr__is_host(kr_vm *vm, Value v, const KrClassDef *def);
/* The class's name without its module, as a repr shows it; never fails. */
KR_INLINE Value kr__short_name(kr_vm *vm, Value v) {
    return KR_VALUE(kr__type_ptr(kr__class_of(vm, v))->name.bits);
}
/* A zeroed instance of a class of this kind or a subclass, registered for release. Failed: MemoryError. */
KR_MUST_USE Value kr__host_new(kr_vm *vm, Value cls);

#endif
