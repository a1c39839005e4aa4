/* SPDX-License-Identifier: MIT
 * const.c: the classes of None, NotImplemented and Ellipsis. bool is with int. */
#include "types/type.h"

static Value none_new(kr_vm *vm, Value *a, int n) {
    (void)a;
    if (n > 1 || vm->tail.nkw) return kr__raise_type(vm, "NoneType takes no arguments");
    return KR_NONE_V;
}
static Value notimpl_new(kr_vm *vm, Value *a, int n) {
    (void)a;
    if (n > 1 || vm->tail.nkw) return kr__raise_type(vm, "NotImplementedType takes no arguments");
    return KR_NOTIMPL_V;
}
static Value ellipsis_new(kr_vm *vm, Value *a, int n) {
    (void)a;
    if (n > 1 || vm->tail.nkw) return kr__raise_type(vm, "EllipsisType takes no arguments");
    return KR_ELLIPSIS_V;
}
static Value none_repr(kr_vm *vm, Value *a, int n) {
    (void)a;
    (void)n;
    return kr__intern(vm, "None", 4);
}
static Value notimpl_repr(kr_vm *vm, Value *a, int n) {
    (void)a;
    (void)n;
    return kr__intern(vm, "NotImplemented", 14);
}
static Value ellipsis_repr(kr_vm *vm, Value *a, int n) {
    (void)a;
    (void)n;
    return kr__intern(vm, "Ellipsis", 8);
}
static Value none_bool(kr_vm *vm, Value *a, int n) {
    (void)vm;
    (void)a;
    (void)n;
    return KR_FALSE_V;
}
static Value notimpl_bool(kr_vm *vm, Value *a, int n) {
    (void)a;
    (void)n;
    if (!kr__warn(vm, KR_T_X_DEPRECATIONWARNING, 1,
                  "NotImplemented should not be used in a boolean context"))
        return KR_FAILED;
    return KR_TRUE_V;
}

static const KrFnDef none_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", none_new, "Create and return a new object.",
     KR_DEF_NEW | KR_DEF_RAW},
    {"__repr__(self, /)", none_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__bool__(self, /)", none_bool, "True if self else False", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrFnDef notimpl_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", notimpl_new, "Create and return a new object.",
     KR_DEF_NEW | KR_DEF_RAW},
    {"__repr__(self, /)", notimpl_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__bool__(self, /)", notimpl_bool, "True if self else False", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", notimpl_repr, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrFnDef ellipsis_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", ellipsis_new, "Create and return a new object.",
     KR_DEF_NEW | KR_DEF_RAW},
    {"__repr__(self, /)", ellipsis_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", ellipsis_repr, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
const KrTypeDef kr__def_none = {.number = KR_T_NONE, .methods = none_methods};
const KrTypeDef kr__def_notimpl = {.number = KR_T_NOTIMPL, .methods = notimpl_methods};
const KrTypeDef kr__def_ellipsis = {.number = KR_T_ELLIPSIS, .methods = ellipsis_methods};
