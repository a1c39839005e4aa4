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

/* Flags: how the result of a frame is delivered. 0: to R[ret] of the record below, which is Python's. */
#define KR_FRAME_ENTRY \
    0x01u                   /* leaves kr__machine_run: called from C                              */
#define KR_FRAME_INIT 0x02u /* __init__: the result must be None; `keep` is the instance          */
#define KR_FRAME_GEN 0x04u  /* runs on the registers of the generator `keep`                      */
#define KR_FRAME_THEN 0x08u /* the record below is a continuation                                 */
#define KR_FRAME_FOR 0x10u  /* generator resumed by FOR_ITER                                      */
#define KR_FRAME_SEND 0x20u /* generator resumed by SEND                                          */
#define KR_FRAME_HELD 0x40u /* has a FRAME cell: `object`                                         */
#define KR_FRAME_TRACED \
    0x80u /* has a local trace function: `trace`                                */
#define KR_FRAME_CONT \
    0x100u /* a continuation record: no code; `then` takes the result            */
#define KR_FRAME_APART \
    0x800u /* what it calls may not run on its window: generators, code with far locals */
#define KR_FRAME_WATCH \
    0x1000u /* it made something with a finalizer, which may die when it is left      */
#define KR_FRAME_OPERATOR \
    0x2000u /* asked by an operator (hook.h): `ret` may be a KR_RET_, NotImplemented is no result */
#define KR_FRAME_HANDLING \
    0x4000u /* of a generator: what the thread handles is its own, not the resumer's          */
#define KR_FRAME_TAKEN \
    0x8000u /* a generator: thread->take has the first look at what it yields          */
#define KR_FRAME_ROOT \
    0x400u /* the record below all others of a thread: no code                   */

struct KrFrame {
    Value *regs;
    Value *top; /* first register above this frame's: scratch of natives, frames to come */
    const uint32_t
        *pc; /* the instruction that runs (saved before anything that may raise, call or collect) */
    KrCode *code;           /* NULL: continuation */
    uint32_t flags;         /* KR_FRAME_* */
    uint32_t ret;           /* register that gets the result, in the record below */
    Slot globals, builtins; /* dicts */
    Slot function;          /* KrFunction; 0 when run by exec with explicit namespaces */
    Slot locals;            /* namespace of class and module code: any mapping; 0 in functions */
    Slot closure;           /* tuple of cells; 0 */
    Slot keep;              /* by flags: instance (INIT), generator (GEN), state (CONT) */
    Slot object;            /* HELD: FRAME cell */
    Slot trace;             /* TRACED */
    Slot handled;           /* GEN: th->handled of the resumer */
    uint32_t line;          /* TRACED: last line reported */
    Value (*then)(kr_vm *vm, Value state, Value result); /* CONT */
};

typedef struct KrFrameObj {
    KrObj head;
    uint32_t number; /* of the live record in thread->frames + 1; 0: left, registers are here */
    Slot code, globals, builtins, locals, function, back, generator;
    Slot trace;
    uint32_t pc;
    uint32_t nregs;
    uint32_t thread;      /* while number is set: KrThread.number */
    uint32_t trace_flags; /* KR_TRACE_* */
    Slot handled;         /* traced: what was handled when it was entered */
    Slot ccall;           /* profiled: the C function that runs */
    Value regs[];         /* room for the code's registers, filled when left */
} KrFrameObj;

#define KR_TRACE_NO_LINES 1u /* f_trace_lines is False */
#define KR_TRACE_OPCODES 2u  /* f_trace_opcodes is True */

/* FRAME cell of a live record; made when missing. */
KR_MUST_USE Value kr__frame_object(kr_vm *vm, KrFrame *f);
/* Called when a record with an object is left. Never fails. May collect. */
void kr__frame_leave(kr_vm *vm, KrFrame *f);
KR_MUST_USE Value
kr__frame_locals(kr_vm *vm, KrFrame *f); /* locals(): the namespace, or a fresh dict in functions */
/* Gives the variables of a function the values of the dict; those missing there are unbound. */
KR_MUST_USE bool kr__frame_locals_back(kr_vm *vm, KrFrame *f, Value dict);
KR_MUST_USE Value kr__frame_locals_of(kr_vm *vm, KrCode *code, const Value *regs, Slot closure);
/* The running Python frame at or below f (continuations skipped); NULL: none. */
KrFrame *kr__frame_python(KrFrame *f);
/* Finds the first argument and the __class__ cell's contents for super(); texts of RuntimeError as CPython. */
KR_MUST_USE bool kr__super_args(kr_vm *vm, Value *type, Value *self);

/* ---- call.c: beginning a call ---- */
typedef enum KrStep { KR_STEP_FAILED, KR_STEP_VALUE, KR_STEP_FRAME } KrStep;
/* Begins callable(args[0 … n), then nkw keyword values named by kwnames). args stand in the register file, args[-1] may be
 * written. Either a value is there (*result), or frames were pushed whose result is delivered by flags and ret. */
KR_MUST_USE KrStep kr__call_begin(kr_vm *vm, Value callable, Value *args, unsigned n, unsigned nkw,
                                  Value kwnames, uint32_t flags, uint32_t ret, Value *result);
/* What a native of kind KR_DEF_SETTLE has done before it runs: here, where no C frame of its call can hide what is dead.
 * False: an exception is pending. May run Python code. */
struct KrNative;
KR_MUST_USE bool kr__call_settle(kr_vm *vm, const struct KrNative *nf, Value *args, unsigned n);
/* A native returned KR_TAIL: begins that call. */
KR_MUST_USE KrStep kr__call_tail(kr_vm *vm, uint32_t flags, uint32_t ret, Value *result);
/* Pushes a record for code; NULL: RecursionError or MemoryError pending. Registers from `live` to nlocals are cleared. */
KrFrame *kr__frame_push(kr_vm *vm, KrCode *code, Value *regs, unsigned live, uint32_t flags,
                        uint32_t ret);
KR_MUST_USE Value kr__generator_new(kr_vm *vm, Value function, const Value *regs);
/* Takes the record of the generator on top off, which is suspended at its YIELD. */
void kr__generator_suspend(kr_vm *vm);
/* Pushes the frame of a suspended generator; sent is delivered to its YIELD (or exc raised there). */
KR_MUST_USE KrStep kr__generator_push(kr_vm *vm, Value gen, Value sent, uint32_t flags,
                                      uint32_t ret);

/* ---- interp.c, unwind.c ---- */
/* Runs from the topmost record until the ENTRY record below it (or it) returns. Only called by kr__machine. */
KR_MUST_USE Value kr__machine_run(kr_vm *vm);
/* The same: the one way in. A collection at the machine's safe points scans the C stack from this function's frame: what
 * lies below may be words of calls that are over. */
KR_MUST_USE Value kr__machine(kr_vm *vm);
/* Runs what a safe point finds in vm->wake: collection, finalizers, signals, limits. False: an exception is pending. */
KR_MUST_USE bool kr__safe_point(kr_vm *vm);
void kr__wake(kr_vm *vm, uint32_t bits); /* from any thread or signal handler */
void kr__wake_for_heap(kr_vm *vm);       /* heap->wake */
/* Precise roots of all threads: registers, records, pending and handled exceptions, vm->tail. */
void kr__machine_trace(kr_vm *vm, KrGc *gc);
/* Reserves frames and registers of a thread (and its ROOT record); false: no memory. */
KR_MUST_USE bool kr__thread_init(kr_vm *vm, KrThread *t);
/* Around a call that runs Python code at once, from C frames that need no reference afterwards, nor do those below them
 * up to the host. Not for a native: it would hold some while it calls Python code. */
KR_MUST_USE bool kr__bare_begin(kr_vm *vm);
void kr__bare_end(kr_vm *vm, bool bare);
void kr__thread_free(kr_vm *vm, KrThread *t);
extern const uint8_t kr__op_length[]; /* words of an instruction, by opcode */

#endif
