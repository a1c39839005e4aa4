/* SPDX-License-Identifier: MIT
 * modules.h: the built-in modules: how one is described, and the table of them (modules.c). */
#ifndef KR_LIB_MODULES_H
#define KR_LIB_MODULES_H

#include "run/ops.h"

struct KrClassDef;

/* Each module's number, and what the modules keep for a VM, by number; `made`: a dict of what init put into the module
 * when it was imported first (unset: never). */
enum {
#define KR_MODULE(name) KR_MODULE_NO_##name,
#include "lib/modules.def"
#undef KR_MODULE
    KR_MODULE_COUNT
};
struct KrLibState {
    void *state[KR_MODULE_COUNT];
    Value made[KR_MODULE_COUNT];
};

/* One built-in module, defined in the file named like it as kr__module_<name>. A module with state keeps it in
 * *kr__module_state(vm, &kr__module_<name>), which `trace` and `free` know. */
typedef struct KrModuleDef {
    const char *name, *doc;
    const KrFnDef *functions;              /* ends with {NULL}; NULL: none */
    bool (*init)(kr_vm *vm, Value module); /* constants and classes; NULL */
    void (*trace)(kr_vm *vm, KrGc *gc, void *state);
    void (*free)(kr_vm *vm, void *state);
    bool (*at_exit)(kr_vm *vm); /* before finalizers run; false: an exception is pending */
} KrModuleDef;

/* The module of this name, made anew (not put into sys.modules), with the classes that it had before. Failed with
 * nothing pending: there is none. */
Value kr__module_create(kr_vm *vm, const char *name);
bool kr__module_is_builtin(const char *name);
/* i-th name, NULL past the end: sys.builtin_module_names. */
const char *kr__module_name_at(unsigned i);
/* Where a module keeps a pointer of its own for this VM; NULL: no memory, MemoryError pending. */
void **kr__module_state(kr_vm *vm, const KrModuleDef *def);

/* Values that a module keeps for as long as the VM: n of them, unset at first. The module names kr__module_values_trace
 * and kr__module_values_free as its trace and free, and asks with the same n each time. NULL: MemoryError pending. */
Value *kr__module_values(kr_vm *vm, const KrModuleDef *def, unsigned n);
void kr__module_values_trace(kr_vm *vm, KrGc *gc, void *state);
void kr__module_values_free(kr_vm *vm, void *state);
/* A new exception class "module.Name" below `base` (unset: Exception), put into the module. Failed: MemoryError. */
KR_MUST_USE Value kr__module_exception(kr_vm *vm, Value module, const char *name, Value base);
/* Raises cls(text); a failed text stays the error it is. */
Value kr__module_raise(kr_vm *vm, Value cls, Value text);
/* A class that is made and put into the module under its own name. Failed: MemoryError. */
KR_MUST_USE Value kr__module_class(kr_vm *vm, Value module, const struct KrClassDef *def);
/* n integer constants. */
typedef struct KrConstant {
    const char *name;
    int64_t value;
} KrConstant;
KR_MUST_USE bool kr__module_constants(kr_vm *vm, Value module, const KrConstant *c, size_t n);

/* The code object that marshal wrote there (marshal_read.c), which is trusted to be sound. Failed: raised. */
KR_MUST_USE Value kr__library_load(kr_vm *vm, const char *data, size_t n);

/* Makes sys.stdin, stdout and stderr (_io.c), at the VM's start. */
KR_MUST_USE bool kr__io_std(kr_vm *vm);
/* gc.c: vm->settle for natives of kind KR_DEF_COLLECT. */
int kr__gc_settle(kr_vm *vm, const KrFnDef *def, Value *a, int n, unsigned *done);

/* Adds exit, quit, help, … to builtins (site_names.c), at the VM's start where site will be imported. */
KR_MUST_USE bool kr__site_names(kr_vm *vm);

void kr__lib_trace(kr_vm *vm, KrGc *gc);
KR_MUST_USE bool kr__lib_at_exit(kr_vm *vm);
/* What the module atexit was told to call is forgotten (atexit.c). */
void kr__atexit_forget(kr_vm *vm);
void kr__lib_free(kr_vm *vm);

#endif
