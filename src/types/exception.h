/* SPDX-License-Identifier: MIT
 * exception.h: BaseException and all below it; traceback. Attributes that only some have (StopIteration.value,
 * OSError.errno, SyntaxError.lineno, …) stand in `extra`, in the order that exception.c's table gives. */
#ifndef KR_TYPES_EXCEPTION_H
#define KR_TYPES_EXCEPTION_H

#include "run/ops.h"

typedef struct KrException {
    KrObj head;
    Slot args;           /* tuple */
    Slot traceback;      /* KrTraceback or 0 */
    Slot context, cause; /* 0: None */
    Slot extra;          /* KrSlots (or a tuple when wide) of class-specific attributes; 0 */
    uint32_t suppress;   /* __suppress_context__ */
    /* fields (plain ones too: exceptions have a __dict__) follow by layout */
} KrException;
typedef struct KrTraceback {
    KrObj head;
    Slot next;    /* deeper one; 0 */
    Slot frame;   /* FRAME cell */
    uint32_t pc;  /* in words of the frame's code */
    int32_t line; /* -1: ask the code */
} KrTraceback;

/* An instance of a built-in exception class with args (message) or none when msg is unset. */
KR_MUST_USE Value kr__exception_new(kr_vm *vm, KrTypeNo type, Value msg);
KR_MUST_USE Value kr__exception_new_args(kr_vm *vm, Value cls, const Value *args,
                                         unsigned n); /* calls the class */
KR_MUST_USE bool kr__exception_set(kr_vm *vm, Value exc, KrName attr,
                                   Value v); /* class-specific attribute by name */
Value kr__exception_get(kr_vm *vm, Value exc, KrName attr);
int kr__exception_matches(kr_vm *vm, Value exc,
                          Value cls_or_tuple); /* for except clauses: 1, 0, -1 */
void kr__exception_set_cause(kr_vm *vm, Value exc,
                             Value cause); /* exception or None; suppresses the context */
/* Nothing but a class and at most one text: another of its class can stand for it. */
bool kr__exception_is_plain(kr_vm *vm, Value exc);
/* The class ExceptionGroup(BaseExceptionGroup, Exception), and its making at start-up. */
Value kr__exception_group_class(kr_vm *vm);
KR_MUST_USE bool kr__exception_group_init(kr_vm *vm);
/* except*: a naked exception in a group of its own, as a clause that handles it sees it. */
KR_MUST_USE Value kr__exception_group_of(kr_vm *vm, Value exc);
/* except*: what is to be raised after all clauses ran, or None. list: what they raised and what is left over. */
KR_MUST_USE Value kr__exception_group_reraise(kr_vm *vm, Value orig, Value list);
/* Adds one traceback entry at the head (frame: FRAME cell). */
KR_MUST_USE bool kr__traceback_add(kr_vm *vm, Value exc, Value frame, uint32_t pc);

#endif
