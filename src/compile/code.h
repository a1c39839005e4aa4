/* SPDX-License-Identifier: MIT
 * code.h: the code object: what the code generator makes and the machine runs.
 *
 * Registers of a frame, R[0] … R[nregs-1], each a Value:
 *   parameters (positional, keyword-only, *args, **kwargs: the order of co_varnames), other locals,
 *   then temporaries, used as a stack. A parameter or local that inner functions share holds its
 *   KrCell (MAKE_CELL at entry); free variables are reached through the function's closure.
 * Temporaries above the live depth are dead; the collector asks kr__code_live for it. */
#ifndef KR_COMPILE_CODE_H
#define KR_COMPILE_CODE_H

#include "heap/cells.h"

/* co_flags, CPython's values */
#define KR_CO_OPTIMIZED 0x0001
#define KR_CO_NEWLOCALS 0x0002
#define KR_CO_VARARGS 0x0004
#define KR_CO_VARKEYWORDS 0x0008
#define KR_CO_NESTED 0x0010
#define KR_CO_GENERATOR 0x0020
#define KR_CO_COROUTINE 0x0080
#define KR_CO_ITERABLE_COROUTINE 0x0100
#define KR_CO_ASYNC_GENERATOR 0x0200
#define KR_CO_FUTURE_ANNOTATIONS 0x1000000

/* One handler range: exceptions raised at pc in [from, to) go to `target` with the exception in R[reg];
 * inner ranges come before outer ones. In words of code. */
typedef struct KrHandler {
    uint32_t from, to, target;
    uint32_t reg; /* R[reg] gets the exception; `lasti` in bit 31: R[reg+1] gets the raising pc as int */
} KrHandler;

typedef struct KrCode {
    KrObj head;
    uint32_t flags;        /* KR_CO_* */
    uint16_t argcount;     /* positional parameters, positional-only ones included */
    uint16_t posonly, kwonly;
    uint16_t nparams;      /* registers that parameters take: argcount + kwonly + *args + **kwargs */
    uint16_t nlocals;      /* parameters and other locals */
    uint16_t nregs;        /* all registers */
    uint16_t nfree;
    uint16_t ncells;
    uint32_t firstlineno;
    uint32_t ncode, nconsts, nhandlers; /* in words, Values, entries */
    Slot name, qualname, filename;      /* str */
    Slot names;            /* tuple of interned str: attribute, global and keyword names */
    Slot varnames, cellvars, freevars;  /* tuples of str */
    Slot cellregs;         /* bytes-like: u16 register of each cellvar; BYTES cell */
    Slot lines;            /* BYTES: position table, see code.c */
    Slot live;             /* BYTES: live-register table */
    Slot selfattrs;        /* class body: tuple of the names its methods assign to their first parameter; else 0 */
    uint32_t *code;        /* buffer: instructions with their caches, written by the machine as it specialises */
    Value *consts;         /* buffer */
    KrHandler *handlers;   /* buffer; NULL when nhandlers is 0 */
} KrCode;

typedef struct KrPosition {
    int line, end_line, col, end_col; /* col in UTF-8 bytes from 0; -1: unknown */
} KrPosition;

/* None of these allocates. pc in words. */
void kr__code_position(const KrCode *code, uint32_t pc, KrPosition *out);
unsigned kr__code_live(const KrCode *code, uint32_t pc); /* registers live while the instruction at pc runs */
const KrHandler *kr__code_handler(const KrCode *code, uint32_t pc); /* innermost, or NULL */

/* Compiles source text. mode: 'e' exec, 'v' eval, 's' single. Failed: SyntaxError (or MemoryError, RecursionError)
 * raised through vm's ops (KrCompileHooks). May collect; runs no Python code except warnings through the hooks. */
typedef struct KrSyntaxError { /* what the front end found; run/ turns it into the exception */
    const char *type;      /* "SyntaxError", "IndentationError", "TabError", "MemoryError", "RecursionError", "ValueError", … */
    const char *message;   /* UTF-8 */
    const char *text;      /* the source line, or NULL */
    size_t text_len;
    int line, col, end_line, end_col; /* 1-based, col in characters; 0: unknown */
    bool incomplete;       /* more input could mend it (REPL) */
} KrSyntaxError;
typedef struct KrCompile {
    const char *source;
    size_t n;
    const char *filename;  /* UTF-8 */
    char mode;
    int optimize;          /* 0, 1 (-O), 2 (-OO) */
    uint32_t flags;        /* inherited KR_CO_FUTURE_*; KR_COMPILE_* */
    bool incomplete_ok;    /* REPL */
    const void *stack_limit; /* lowest address C may reach */
    bool (*warn)(kr_vm *vm, void *ud, const char *category, const char *message, int line, int col); /* false: an exception is pending */
    void *ud;
    KrSyntaxError error;   /* out, when the result failed and nothing is pending; texts live in `arena` */
    KrArena arena;         /* initialised and freed by the caller (run/compile.c) */
} KrCompile;
KR_MUST_USE Value kr__compile(kr_vm *vm, KrCompile *c); /* code object */

/* Disassembly of a code object and those inside it, as text lines through `put`. */
void kr__disassemble(kr_vm *vm, Value code, void (*put)(void *ud, const char *s, size_t n), void *ud);

#endif
