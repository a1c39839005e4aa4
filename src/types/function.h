/* SPDX-License-Identifier: MIT
 * function.h: what can be called: Python functions, natives, bound methods; classmethod, staticmethod, property. */
#ifndef KR_TYPES_FUNCTION_H
#define KR_TYPES_FUNCTION_H

#include "compile/code.h"
#include "run/ops.h"

typedef struct KrFunction {
    KrObj head;
    Slot code;
    Slot globals;    /* dict */
    Slot builtins;   /* dict: kr__builtins_for */
    Slot closure;    /* tuple of cells; 0 */
    Slot defaults;   /* tuple; 0 */
    Slot kwdefaults; /* dict; 0 */
    Slot name, qualname;
    Slot
        extra; /* KrSlots {annotations, doc, module, __dict__, type_params}; 0 until one differs from what code says */
    uint32_t
        simple; /* argcount + 1 when only plain positional parameters and no generator: the machine's fast call; else 0 */
} KrFunction;
KR_MUST_USE Value kr__function_new(kr_vm *vm, Value code, Value globals);

/* func.__dict__: made when missing; what is there (0: none yet); replaced. */
KR_MUST_USE Value kr__function_dict(kr_vm *vm, Value func);
Slot kr__function_own_dict(const KrFunction *f);
KR_MUST_USE bool kr__function_set_dict(kr_vm *vm, Value func, Value dict);
/* MAKE_FUNCTION: annotations as a tuple (name, value, …), a dict once asked for. */
/* What functions and frames with these globals have as builtins: the dict that __builtins__ is or whose module it is.
 * Anything else stands in a dict of its own, so that the machine always finds a dict. Failed: MemoryError. */
KR_MUST_USE Value kr__builtins_for(kr_vm *vm, Value globals);
/* What programs see of it. Runs no Python code. */
Value kr__builtins_shown(kr_vm *vm, Value builtins);
KR_MUST_USE bool kr__function_set_annotations(kr_vm *vm, Value func, Value tuple);

/* Built-in function, method descriptor, slot wrapper, classmethod descriptor: which, says the layout (type). */
typedef struct KrNative {
    KrObj head;
    uint16_t table, row; /* vm's KrFnDef: kr__native_def */
    uint8_t min,
        max; /* positional arguments taken (self included), without *args; 255: see the signature */
    uint8_t
        nparams; /* named parameters, keyword-only and **kw included: where *args elements begin */
    uint8_t flags; /* KR_NF_* */
    Slot self;     /* bound: module, class of __new__; 0 */
    Slot cls;      /* __objclass__; 0 for module functions */
    Slot name;     /* interned str */
} KrNative;
#define KR_NF_VARARGS 1u
#define KR_NF_VARKW 2u
#define KR_NF_KEYWORDS 4u /* some parameter can be given by keyword */
#define KR_NF_RAW 8u
#define KR_NF_NEEDED 32u /* some keyword-only parameter has no default */
#define KR_NF_SETTLE 64u /* KR_DEF_SETTLE */
#define KR_NF_NEW 16u    /* __new__: its first argument is to be checked: kr__native_receiver */
/* The receiver suits the descriptor (or __new__); TypeError otherwise. */
KR_MUST_USE bool kr__native_receiver(kr_vm *vm, const KrNative *f, const Value *args, unsigned n);
/* a: self, instance, owner of a __get__; TypeError when both are None. */
KR_MUST_USE bool kr__get_arguments(kr_vm *vm, const Value *a);
const KrFnDef *kr__native_def(kr_vm *vm, const KrNative *f);
KR_MUST_USE Value kr__native_new(kr_vm *vm, uint32_t layout, uint32_t table, uint32_t row,
                                 Value self, Value cls);
/* Sorts arguments into the native's parameters; the receiver is checked already. args: n positional then nkw keyword values (names in kwnames); dst has room
 * for nparams + n. *count gets what is handed to the function. CPython's TypeErrors. */
KR_MUST_USE bool kr__native_args(kr_vm *vm, const KrNative *f, const Value *args, unsigned n,
                                 unsigned nkw, Value kwnames, Value *dst, int *count);
/* Sorts arguments into the registers of a Python function (params, *args, **kwargs), defaults filled in; the rest of
 * dst[nparams … nlocals) is cleared. CPython's TypeErrors. dst may overlap args only when dst == args. */
KR_MUST_USE bool kr__function_args(kr_vm *vm, const KrFunction *f, const Value *args, unsigned n,
                                   unsigned nkw, Value kwnames, Value *dst);

/* The same where all is well; false, with nothing pending: ask kr__function_args. dst has the parameters only and may be
 * args when there are no keywords. May collect. */
bool kr__bind_args(kr_vm *vm, const KrFunction *f, const Value *args, unsigned n, unsigned nkw,
                   Value kwnames, Value *dst);

typedef struct
    KrMethod { /* bound: method (Python function or any callable), method-wrapper, bound native */
    KrObj head;
    Slot func;
    Value self; /* whole: a number can be bound */
} KrMethod;
KR_MUST_USE Value kr__method_new(kr_vm *vm, Value func,
                                 Value self); /* picks the class by what func is */

typedef struct KrWrapper { /* classmethod, staticmethod; subclass fields follow */
    KrObj head;
    Slot callable;
    Slot dict; /* own __dict__ (copied __name__, __doc__ …); 0 */
} KrWrapper;
Value kr__wrapper_callable(const KrWrapper *w); /* what it holds; None: nothing yet */
typedef struct KrProperty {
    KrObj head;
    Slot fget, fset, fdel, doc, name; /* kr__slot_held (name: a reference); 0: None */
    uint32_t getter_doc;              /* 1: doc comes from the getter */
} KrProperty;
typedef struct KrMember { /* member_descriptor (a slot) and getset_descriptor */
    KrObj head;
    Slot cls, name;
    uint32_t index; /* computed by C: table << 16 | row; 0: a slot of the instance */
    Slot
        key; /* member: the name of its field in layouts; differs from `name` where a base has a slot so named */
    Slot qualname; /* once asked for */
} KrMember;

#endif
