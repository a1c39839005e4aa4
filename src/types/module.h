/* SPDX-License-Identifier: MIT
 * module.h: module objects (module.c), mappingproxy, super, and what the machine asks of them. */
#ifndef KR_TYPES_MODULE_H
#define KR_TYPES_MODULE_H

#include "run/ops.h"

typedef struct KrModule { /* subclass fields follow */
    KrObj head;
    Slot dict;      /* KrDict; 0 before __init__ of a subclass's __new__ ran */
    uint32_t table; /* of a built-in module: its function table; 0 */
} KrModule;

/* A module with __name__ and __doc__, the other dunder names None. doc NULL: None. */
KR_MUST_USE Value kr__module_new(kr_vm *vm, const char *name, const char *doc);
/* Adds the functions of a static table (ends with {NULL}), bound to the module. */
KR_MUST_USE bool kr__module_add_functions(kr_vm *vm, Value module, const KrFnDef *rows);
KR_MUST_USE bool kr__module_add(kr_vm *vm, Value module, const char *name, Value v);
/* The module's dict, or NULL when it has none. */
struct KrDict *kr__module_dict(Value module);

typedef struct KrProxy { /* mappingproxy */
    KrObj head;
    Slot mapping;
} KrProxy;
KR_MUST_USE Value kr__proxy_new(kr_vm *vm, Value mapping);

typedef struct KrSuper {
    KrObj head;
    Slot type;     /* class behind which the search begins; 0: not initialised */
    Slot obj_type; /* class whose MRO is searched; 0: unbound */
    uint32_t pad;
    Value self; /* the bound object or class; unset: unbound */
} KrSuper;
/* What super(type, self).name finds: 1; 0: not there (nothing pending); -1. With `method`, a function that
 * would be bound is given as it is and *self_out is self; else *self_out is unset. */
int kr__super_find(kr_vm *vm, Value type, Value self, Value name, bool method, Value *out,
                   Value *self_out);
/* As above with the class's checks (isinstance) and attribute of the super object itself as the last resort. */
KR_MUST_USE Value kr__super_load(kr_vm *vm, Value type, Value self, Value name, bool method,
                                 Value *self_out);

#endif
