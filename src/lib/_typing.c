/* SPDX-License-Identifier: MIT
 * _typing.c: the module _typing: what typing.py has in C. */
#include "lib/modules.h"

static Value t_idfunc(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }

static const KrFnDef functions[] = {
    {"_idfunc(x, /)", t_idfunc, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const KrModuleDef kr__module__typing = {
    .name = "_typing",
    .doc = "Accelerators for the typing module.\n",
    .functions = functions,
};
