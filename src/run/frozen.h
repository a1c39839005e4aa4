/* SPDX-License-Identifier: MIT
 * frozen.h: code of the library that need not be compiled: the modules that are frozen in the reference,
 * and the image of the whole library that the build makes (frozen.c). */
#ifndef KR_RUN_FROZEN_H
#define KR_RUN_FROZEN_H

#include "run/ops.h"

/* A module that FrozenImporter finds. Its code comes from the image, or from its source while there is none. */
typedef struct KrFrozen {
    const char *name;
    const char *file;   /* below the library's folder */
    const char *origin; /* what find_frozen() calls its origin; NULL: name */
    bool package;
    bool always; /* the import system itself: -X frozen_modules=off does not leave it out */
} KrFrozen;

/* NULL: there is none of this name. */
const KrFrozen *kr__frozen_find(kr_vm *vm, Value name);
/* Its code, "<frozen NAME>". Failed: ImportError, or what the compiler raises. */
KR_MUST_USE Value kr__frozen_code(kr_vm *vm, const KrFrozen *f);

/* Code of the module at this path, when it lies in the library and the image has it as the file is now. Unset,
 * nothing pending: it is to be found elsewhere. */
KR_MUST_USE Value kr__image_code(kr_vm *vm, Value path);
void kr__image_free(kr_vm *vm);

/* The file `part` of the library, compiled, with this co_filename. */
KR_MUST_USE Value kr__library_compile(kr_vm *vm, const char *part, const char *shown);

/* The code that runs is of a frozen module: importlib, which drops a lock that has a weak reference at each import,
 * site, which closes its files. */
bool kr__import_patient(kr_vm *vm);

#endif
