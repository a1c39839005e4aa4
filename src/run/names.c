/* SPDX-License-Identifier: MIT
 * names.c: interns the names the runtime itself asks for. */
#include <string.h>

#include "run/ops.h"

bool kr__names_init(kr_vm *vm) {
    static const char *const texts[] = {
#define KR_NAME(id, text) text,
#include "run/names.def"
#undef KR_NAME
    };
    for (unsigned i = 0; i < KR_N_COUNT; i++) {
        Value v = kr__intern(vm, texts[i], strlen(texts[i]));
        if (kr__failed(v)) return false;
        vm->names[i] = kr__ref_slot(v);
    }
    return true;
}
