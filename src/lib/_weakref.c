/* SPDX-License-Identifier: MIT
 * _weakref.c: the module _weakref; its classes and functions stand in types/weakref.c. */
#include "types/weakref.h"

#include "lib/modules.h"
#include "types/module.h"

static bool init(kr_vm *vm, Value m) {
    return kr__module_add(vm, m, "ref", kr__type(vm, KR_T_WEAKREF)) &&
           kr__module_add(vm, m, "ReferenceType", kr__type(vm, KR_T_WEAKREF)) &&
           kr__module_add(vm, m, "ProxyType", kr__type(vm, KR_T_WEAKPROXY)) &&
           kr__module_add(vm, m, "CallableProxyType", kr__type(vm, KR_T_WEAKCALLABLEPROXY));
}

const KrModuleDef kr__module__weakref = {
    .name = "_weakref",
    .doc = "Weak-reference support module.",
    .functions = kr__weakref_functions,
    .init = init,
};
