/* SPDX-License-Identifier: MIT
 * generator.h: generator, coroutine, async generator. The cell holds the registers of its frame: the machine
 * runs it in place, so a suspended generator takes one cell and its resumption copies nothing. */
#ifndef KR_TYPES_GENERATOR_H
#define KR_TYPES_GENERATOR_H

#include "run/ops.h"

enum { KR_GEN_CREATED, KR_GEN_SUSPENDED, KR_GEN_RUNNING, KR_GEN_CLOSED };

typedef struct KrGenerator {
    KrObj head;
    uint16_t nregs;
    uint8_t state; /* KR_GEN_* */
    uint8_t flags; /* KR_GENF_* */
    uint32_t pc;   /* where it is suspended, in words of its code */
    Slot function; /* KrFunction it was made from (code, closure, globals) */
    Slot name, qualname;
    Slot frame;             /* FRAME cell when something holds one; 0 */
    Slot yield_from;        /* what it is delegating to, while suspended in SEND; 0 */
    Value handled;          /* exception being handled inside it, to swap at resume; None */
    Slot origin, finalizer; /* cr_origin; ag hooks */
    Value regs[];           /* nregs */
} KrGenerator;
#define KR_GENF_FINAL 1u /* suspended inside try or with: counts as finalizable */
#define KR_GENF_ASYNC_RUNNING 2u
#define KR_GENF_HOOKS_DONE 4u
#define KR_GENF_CLOSED 8u /* async generator: aclose or its end was seen */

/* Resumes with a sent value (None the first time), or throws when exc is ok. KR_END: finished, and *result (if
 * not NULL) has the return value; KR_FAILED: raised. close: what it delegates to is closed before a GeneratorExit is
 * thrown, else that is thrown there, too. From C only; the machine resumes generators without this. */
Value kr__generator_resume(kr_vm *vm, Value gen, Value sent, Value exc, bool close, Value *result);

/* The next item that take does not deal with; KR_END: finished. */
Value kr__generator_untaken(kr_vm *vm, Value gen, KrTake take, void *ud);

/* Its frame object (None when closed); made when missing. */
KR_MUST_USE Value kr__generator_frame(kr_vm *vm, Value gen);

/* ---- what generator.c and async_generator.c share ---- */

/* send(): a value; KR_END with *result; KR_FAILED. */
Value kr__generator_send(kr_vm *vm, Value gen, Value sent, Value *result);
/* As kr__generator_send, but raises exc (an instance) where the generator stands. */
Value kr__generator_throw(kr_vm *vm, Value gen, Value exc, Value *result);
Value kr__generator_throw_in(kr_vm *vm, Value gen, Value exc, bool close, Value *result);
/* The exception that throw(type, value, tb) raises; value and tb may be unset. Failed: TypeError. */
KR_MUST_USE Value kr__generator_thrown(kr_vm *vm, Value type, Value value, Value tb);
/* Its finalizer (safe points). */
Value kr__generator_finalize(kr_vm *vm, Value gen);
Value kr__generator_self(kr_vm *vm, Value *a, int n);
Value kr__generator_repr(kr_vm *vm, Value *a, int n);
Value kr__generator_get_name(kr_vm *vm, Value self);
Value kr__generator_get_qualname(kr_vm *vm, Value self);
bool kr__generator_set_name(kr_vm *vm, Value self, Value v);
bool kr__generator_set_qualname(kr_vm *vm, Value self, Value v);
Value kr__generator_get_code(kr_vm *vm, Value self);
Value kr__generator_get_await(kr_vm *vm, Value self);
Value kr__generator_get_frame(kr_vm *vm, Value self);

#endif
