/* SPDX-License-Identifier: MIT
 * frame.h: the frame record of the machine, and frame objects.
 *
 * The life of a call. The caller puts callable and arguments in consecutive registers R[A], R[A+1] …; the frame of a
 * Python function begins at R[A+1] (R[A+2] for methods without self), so its first parameters are in place already.
 * Its registers are cleared past the arguments as far as nlocals. A generator's frame runs on the
 * registers inside its cell; calls made from it copy their arguments to thread->top. Records stand in an array of reserved address
 * space, so a call is: bounds check, fill one record, go on at the callee's first instruction. No C stack.
 * Natives get a pointer to their arguments in the register file. RETURN writes to the caller's R[ret] and drops the record.
 *
 * A frame that a traceback, sys._getframe or a generator holds has a FRAME cell (`object`): while the record
 * lives, the cell points to it by number; when the record is left, registers are copied into the cell, once. */
#ifndef KR_RUN_FRAME_H
#define KR_RUN_FRAME_H

#include "compile/code.h"
#include "run/ops.h"

#define KR_FRAME_ENTRY 0x01u     /* returning from it leaves the machine: called from C */
#define KR_FRAME_INIT 0x02u      /* __init__: the result must be None; R[ret] already has the instance */
#define KR_FRAME_GEN 0x04u       /* runs on a generator's registers */
#define KR_FRAME_CLASS 0x08u     /* class body: continues in __build_class__ */
#define KR_FRAME_THEN 0x10u      /* a native's `then` waits for the result (state in `then_state`) */
#define KR_FRAME_FOR 0x20u       /* generator resumed by FOR_ITER: its end is not an exception */
#define KR_FRAME_SEND 0x40u      /* generator resumed by SEND */
#define KR_FRAME_PROPERTY 0x80u  /* result is stored like LOAD_ATTR's */
#define KR_FRAME_DISCARD 0x100u  /* result is dropped (setter, finalizer) */
#define KR_FRAME_TRUTH 0x200u    /* result is tested for truth, negated if _NEGATE */
#define KR_FRAME_NEGATE 0x400u

struct KrFrame {
    Value *regs;
    const uint32_t *pc;     /* next instruction, or the one that runs when it may raise or collect */
    KrCode *code;
    struct KrFunction *function; /* closure, globals, builtins; NULL when run by exec with explicit namespaces */
    uint32_t flags;         /* KR_FRAME_* */
    uint32_t ret;           /* register of the caller that gets the result */
    Slot globals, builtins; /* dicts */
    Slot locals;            /* namespace of class and module code: any mapping; 0 in functions */
    Slot object;            /* FRAME cell; 0: nobody holds it */
    Slot generator;         /* KrGenerator when KR_FRAME_GEN */
    Slot then_state;
    Value (*then)(kr_vm *vm, Value state, Value result);
    Slot trace;             /* f_trace */
    uint32_t line;          /* last line traced */
};

typedef struct KrFrameObj {
    KrObj head;
    uint32_t number;        /* of the live record in thread->frames + 1; 0: left, registers are here */
    Slot code, globals, builtins, locals, function, back, generator;
    Slot trace;
    uint32_t pc;
    uint32_t nregs;
    Value regs[];           /* room for the code's registers, filled when left */
} KrFrameObj;

/* FRAME cell of a live record; made when missing. */
KR_MUST_USE Value kr__frame_object(kr_vm *vm, KrFrame *f);
/* Called when a record with an object is left. Never fails. */
void kr__frame_leave(kr_vm *vm, KrFrame *f);
KR_MUST_USE Value kr__frame_locals(kr_vm *vm, KrFrame *f); /* locals(): a fresh dict in functions */

/* Runs from frame `entry` (just pushed, KR_FRAME_ENTRY) until it returns. */
KR_MUST_USE Value kr__machine_run(kr_vm *vm, KrFrame *entry);
/* Pushes a frame for a Python function whose arguments stand at `args`; NULL: RecursionError or MemoryError. */
KrFrame *kr__frame_push(kr_vm *vm, struct KrFunction *f, Value *regs, uint32_t flags, uint32_t ret);

#endif
