/* SPDX-License-Identifier: MIT
 * _decimal.h: what the files of the module _decimal share. The arithmetic is base/decimal.h's; here are the classes
 * Decimal and Context around it, and how an operation is run: KrDecimalOp. */
#ifndef KR_LIB_DECIMAL_H
#define KR_LIB_DECIMAL_H

#include "base/decimal.h"
#include "lib/modules.h"
#include "types/host.h"
#include "types/int.h"
#include "types/str.h"

#define KR_DECIMAL_INLINE 2

typedef struct KrDecimal {
    KrObj head;
    uint32_t n; /* words of the coefficient */
    int64_t exp, digits;
    uint8_t kind, neg;
    union {
        uint64_t words[KR_DECIMAL_INLINE];
        struct {
            uint64_t *big; /* a buffer, when n is more than KR_DECIMAL_INLINE */
            size_t room;
        };
    };
} KrDecimal;

typedef struct KrDecimalContext {
    KrObj head;
    Slot flags_dict, traps_dict; /* SignalDict */
    uint32_t status, traps;
    uint8_t round, clamp, capitals, pad;
    int64_t prec, emax, emin;
} KrDecimalContext;

#define KR_DECIMAL_SIGNALS 9
#define KR_DECIMAL_CONDITIONS 4
#define KR_DECIMAL_ROUNDINGS 8
enum {
    KR_DECIMAL_S_DECIMAL,
    KR_DECIMAL_S_CONTEXT,
    KR_DECIMAL_S_MIXIN,
    KR_DECIMAL_S_DICT,
    KR_DECIMAL_S_MANAGER,
    KR_DECIMAL_S_TUPLE,
    KR_DECIMAL_S_RATIONAL,
    KR_DECIMAL_S_VAR,   /* ContextVar */
    KR_DECIMAL_S_KEY,   /* the contextvars.Context of which ... */
    KR_DECIMAL_S_VALUE, /* ... this is the variable's value */
    KR_DECIMAL_S_DEFAULT,
    KR_DECIMAL_S_BASIC,
    KR_DECIMAL_S_EXTENDED,
    KR_DECIMAL_S_MODULE, /* dict: what the module has once it is made */
    KR_DECIMAL_S_SIGNAL,
    KR_DECIMAL_S_CONDITION = KR_DECIMAL_S_SIGNAL + KR_DECIMAL_SIGNALS,
    KR_DECIMAL_S_ROUND = KR_DECIMAL_S_CONDITION + KR_DECIMAL_CONDITIONS,
    KR_DECIMAL_S_COUNT = KR_DECIMAL_S_ROUND + KR_DECIMAL_ROUNDINGS
};
typedef struct KrDecimalState {
    Value v[KR_DECIMAL_S_COUNT];
} KrDecimalState;
/* Of a VM in which the module has been made. */
KR_INLINE Value *kr__decimal_state(kr_vm *vm) {
    return ((KrDecimalState *)vm->lib->state[KR_MODULE_NO__decimal])->v;
}

extern const KrClassDef kr__decimal_def, kr__decimal_context_def, kr__decimal_mixin_def,
    kr__decimal_manager_def;
extern const KrFnDef kr__decimal_methods[], kr__decimal_context_methods[];
extern const KrGetSet kr__decimal_getset[];

KR_INLINE bool kr__is_decimal(kr_vm *vm, Value v) {
    if (!kr__is_ref(v) || !kr__ok(v)) return false;
    const KrType *t = kr__ptr(kr__decimal_state(vm)[KR_DECIMAL_S_DECIMAL]);
    return kr__layout_no(kr__ptr(v)) == t->layout || kr__is_host(vm, v, &kr__decimal_def);
}
KR_INLINE KrDecimalContext *kr__decimal_context_ptr(Value v) { return kr__ptr(v); }

/* A view of a Decimal's number: valid while it lives. */
KR_INLINE KrDec kr__decimal_view(Value v) {
    const KrDecimal *d = kr__ptr(v);
    return (KrDec){.d = d->n > KR_DECIMAL_INLINE ? d->big : d->words,
                   .n = d->n,
                   .exp = d->exp,
                   .digits = d->digits,
                   .kind = d->kind,
                   .neg = d->neg};
}
/* A new Decimal, of class cls (unset: exact), with this number. May collect. */
KR_MUST_USE Value kr__decimal_new(kr_vm *vm, Value cls, const KrDec *r);

/* One operation in a context. Between begin and end (or finish, which ends) numbers lie in the operation's memory. */
typedef struct KrDecimalOp {
    Value context;
    KrDecCtx ctx;
    KrDecRun run;
} KrDecimalOp;
/* context: a Context, None or unset for the current one. False: TypeError, ... pending; then nothing is to be ended. */
KR_MUST_USE bool kr__decimal_begin(kr_vm *vm, KrDecimalOp *o, Value context);
/* Ends; false when !ok (raises what failed), or a condition is trapped. May run Python code. */
KR_MUST_USE bool kr__decimal_end(kr_vm *vm, KrDecimalOp *o, bool ok);
/* Ends and gives r as a new Decimal. */
KR_MUST_USE Value kr__decimal_finish(kr_vm *vm, KrDecimalOp *o, bool ok, const KrDec *r);
/* Adds conditions to a context: false when one is trapped, its exception is pending. */
KR_MUST_USE bool kr__decimal_signal(kr_vm *vm, Value context, uint32_t status);

/* The number of a Decimal or int: 1; 0: v is something else; -1 failed (pending or run->failed). */
int kr__decimal_operand(kr_vm *vm, KrDecimalOp *o, Value v, KrDec *out);
/* The same; anything else is a TypeError. On failure the operation is ended. */
KR_MUST_USE bool kr__decimal_convert(kr_vm *vm, KrDecimalOp *o, Value v, KrDec *out);
/* Decimal(v) of class cls, exactly; or rounded to the context (exact false). context: unset or None, or a Context. */
KR_MUST_USE Value kr__decimal_from(kr_vm *vm, Value cls, Value v, Value context, bool exact);
/* from_float(v); exact false: rounded to the context. */
KR_MUST_USE Value kr__decimal_from_float(kr_vm *vm, Value cls, Value v, Value context, bool exact);
/* The int that a finite number is, rounded as `round` says; ValueError, OverflowError for NaN and infinity. */
KR_MUST_USE Value kr__decimal_to_int(kr_vm *vm, Value v, int round);
KR_MUST_USE Value kr__decimal_text(kr_vm *vm, Value v, bool engineering, bool capitals);
/* v.__format__(spec, override). */
KR_MUST_USE Value kr__decimal_format(kr_vm *vm, Value v, Value spec, Value override);

/* The thread's context. */
KR_MUST_USE Value kr__decimal_current(kr_vm *vm);
/* None, unset: the current context; else it must be a Context. */
KR_MUST_USE Value kr__decimal_context_arg(kr_vm *vm, Value v);
/* A number of a rounding mode's name, -1: TypeError. */
int kr__decimal_rounding(kr_vm *vm, Value v);
/* The classes of signals (and conditions), SignalDict, contexts and templates, put into the module. */
KR_MUST_USE bool kr__decimal_contexts_init(kr_vm *vm, Value module);
Value kr__decimal_getcontext(kr_vm *vm, Value *a, int n);
Value kr__decimal_setcontext(kr_vm *vm, Value *a, int n);
Value kr__decimal_localcontext(kr_vm *vm, Value *a, int n);

#endif
