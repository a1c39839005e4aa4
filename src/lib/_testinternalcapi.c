/* SPDX-License-Identifier: MIT
 * _testinternalcapi.c: the module _testinternalcapi: what the library's test.support asks an
 * interpreter about itself before it decides which tests apply. Nothing else of CPython's module of
 * this name has a meaning here. */
#include "lib/modules.h"
#include "types/dict.h"

/* Code always carries columns. */
static Value get_config(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value config = kr__dict_new(vm), key = kr__intern(vm, "code_debug_ranges", 17);
    if (kr__failed(config) || kr__failed(key)) return KR_FAILED;
    return kr__dict_set(vm, kr__ptr(config), key, kr__from_int48(1)) ? config : KR_FAILED;
}

static const KrFnDef functions[] = {
    {"get_config()", get_config, "How the interpreter is configured, as far as tests depend on it.",
     0},
    {NULL, NULL, NULL, 0},
};

const KrModuleDef kr__module__testinternalcapi = {
    .name = "_testinternalcapi",
    .doc = "What tests ask about the interpreter.",
    .functions = functions,
};
