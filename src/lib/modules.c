/* SPDX-License-Identifier: MIT
 * modules.c: the table of built-in modules. A row is a name in modules.def and a KrModuleDef in the module's own file. */
#include "lib/modules.h"

#include <string.h>

#include "types/module.h"

#define KR_MODULE(name) extern const KrModuleDef kr__module_##name;
#include "lib/modules.def"
#undef KR_MODULE

static const KrModuleDef *const modules[] = {
#define KR_MODULE(name) &kr__module_##name,
#include "lib/modules.def"
#undef KR_MODULE
};

struct KrLibState {
    void *state[KR_COUNTOF(modules)];
};

static const KrModuleDef *find(const char *name) {
    for (size_t i = 0; i < KR_COUNTOF(modules); i++)
        if (!strcmp(modules[i]->name, name)) return modules[i];
    return NULL;
}

bool kr__module_is_builtin(const char *name) { return find(name) != NULL; }

const char *kr__module_name_at(unsigned i) {
    for (size_t k = 0; k < KR_COUNTOF(modules); k++)
        if (i-- == 0) return modules[k]->name;
    return NULL;
}

Value kr__module_create(kr_vm *vm, const char *name) {
    const KrModuleDef *def = find(name);
    if (!def) return KR_FAILED;
    Value m = kr__module_new(vm, def->name, def->doc);
    if (!kr__ok(m)) return m;
    if (def->functions && !kr__module_add_functions(vm, m, def->functions)) return KR_FAILED;
    if (def->init && !def->init(vm, m)) return KR_FAILED;
    return m;
}

void **kr__module_state(kr_vm *vm, const KrModuleDef *def) {
    if (!vm->lib) vm->lib = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *vm->lib);
    if (!vm->lib) {
        kr__no_memory(vm);
        return NULL;
    }
    for (size_t i = 0; i < KR_COUNTOF(modules); i++)
        if (modules[i] == def) return &vm->lib->state[i];
    return NULL;
}

void kr__lib_trace(kr_vm *vm, KrGc *gc) {
    for (size_t i = 0; vm->lib && i < KR_COUNTOF(modules); i++)
        if (vm->lib->state[i] && modules[i]->trace) modules[i]->trace(vm, gc, vm->lib->state[i]);
}

bool kr__lib_at_exit(kr_vm *vm) {
    bool ok = true;
    for (size_t i = KR_COUNTOF(modules); i-- > 0;)
        if (modules[i]->at_exit && !modules[i]->at_exit(vm)) ok = false;
    return ok;
}

void kr__lib_free(kr_vm *vm) {
    if (!vm->lib) return;
    for (size_t i = 0; i < KR_COUNTOF(modules); i++)
        if (vm->lib->state[i] && modules[i]->free) modules[i]->free(vm, vm->lib->state[i]);
    kr__mem_free(&kr__heap(vm)->mem, vm->lib, sizeof *vm->lib);
    vm->lib = NULL;
}
