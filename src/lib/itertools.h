/* SPDX-License-Identifier: MIT
 * itertools.h: what the files of the module itertools share. */
#ifndef KR_LIB_ITERTOOLS_H
#define KR_LIB_ITERTOOLS_H

#include "types/host.h"
#include "types/list.h"

// clang-format off
#define KR_ITERTOOLS(X)                                                                    \
    X(count)                                                                               \
    X(cycle)                                                                               \
    X(repeat) X(accumulate) X(chain) X(compress) X(dropwhile) X(takewhile) X(filterfalse)  \
        X(starmap) X(islice) X(pairwise) X(zip_longest) X(groupby) X(_grouper) X(_tee)     \
            X(_tee_dataobject) X(product) X(combinations) X(combinations_with_replacement) \
                X(permutations)
// clang-format on
typedef enum KrItClass {
#define KR_IT(name) KR_IT_##name,
    KR_ITERTOOLS(KR_IT)
#undef KR_IT
        KR_IT_COUNT
} KrItClass;
#define KR_IT(name) extern const KrClassDef kr__it_##name;
KR_ITERTOOLS(KR_IT)
#undef KR_IT

/* A class of the module. Failed: MemoryError. */
KR_MUST_USE Value kr__it_class(kr_vm *vm, KrItClass which);
Value kr__it_self(kr_vm *vm, Value *a, int n);
/* (a, (b…), c): what __reduce__ gives; args a tuple; state unset: none. */
KR_MUST_USE Value kr__it_reduce(kr_vm *vm, Value self, Value args, Value state);

#define KR_IT_ITER \
    { "__iter__(self, /)", kr__it_self, "Implement iter(self).", KR_DEF_SPECIAL }
#define KR_IT_NEXT(f) \
    { "__next__(self, /)", f, "Implement next(self).", KR_DEF_SPECIAL }
#define KR_IT_REDUCE(f) \
    { "__reduce__(self, /)", f, "Return state information for pickling.", KR_DEF_METHOD }
#define KR_IT_SETSTATE(f) \
    { "__setstate__(self, state, /)", f, "Set state information for unpickling.", KR_DEF_METHOD }
#define KR_IT_END \
    { NULL, NULL, NULL, 0 }
#define KR_IT_CLASS(cls, type, slot_bits, value_bits, rows, text) \
    const KrClassDef kr__it_##cls = {.name = "itertools." #cls,   \
                                     .doc = text,                 \
                                     .kind = KR_K_ITER,           \
                                     .flags = KR_TF_BASE,         \
                                     .size = sizeof(type),        \
                                     .slots = slot_bits,          \
                                     .values = value_bits,        \
                                     .methods = rows}

#endif
