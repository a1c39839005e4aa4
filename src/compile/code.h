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
    uint32_t
        reg; /* R[reg] gets the exception; `lasti` in bit 31: R[reg+1] gets the raising pc as int */
} KrHandler;

typedef struct KrCode {
    KrObj head;
    uint32_t flags;    /* KR_CO_* */
    uint16_t argcount; /* positional parameters, positional-only ones included */
    uint16_t posonly, kwonly;
    uint16_t nparams; /* registers that parameters take: argcount + kwonly + *args + **kwargs */
    uint16_t nlocals; /* parameters and other locals */
    uint16_t nregs;   /* all registers */
    uint16_t nfree;
    uint16_t ncells;
    uint16_t far;       /* see kr__code_local */
    uint16_t stacksize; /* co_stacksize + 1 when one was asked for; 0: what the registers say */
    uint32_t firstlineno;
    uint32_t ncode, nconsts, nhandlers; /* in words, Values, entries */
    Slot name, qualname, filename;      /* str */
    Slot names; /* tuple of interned str: attribute, global and keyword names */
    Slot varnames, cellvars, freevars; /* tuples of str */
    Slot cellregs;                     /* bytes-like: u16 register of each cellvar; BYTES cell */
    Slot lines;                        /* BYTES: position table, see code.c */
    Slot live;                         /* BYTES: live-register table */
    Slot
        selfattrs; /* class body: tuple of the names its methods assign to their first parameter; else 0 */
    uint32_t *code; /* instructions with their caches, written by the machine as it specialises */
    Value *consts;  /* one buffer of `room` bytes: constants, handlers, instructions */
    KrHandler *handlers;
    uint64_t room;
} KrCode;

/* Register of varnames[i]. nlocals counts registers from 0 that a frame clears. Of functions with more than
 * KR_CODE_NEAR of them, those past it lie `far` higher, above the temporaries; calls made from such a
 * frame copy callable and arguments to thread->top first, as calls from generators do. Cells that are no
 * parameters have registers behind varnames: see cellregs. */
#define KR_CODE_NEAR 128
KR_INLINE unsigned kr__code_local(const KrCode *code, unsigned i) {
    return i < KR_CODE_NEAR ? i : i + code->far;
}

typedef struct KrPosition {
    int line, end_line, col, end_col; /* col in UTF-8 bytes from 0; -1: unknown */
} KrPosition;

/* None of these allocates. pc in words. */
void kr__code_position(const KrCode *code, uint32_t pc, KrPosition *out);
typedef struct KrCodeWalk { /* over the runs of words that share a position */
    uint32_t from, to;
    KrPosition pos;
    int line; /* the rest is private */
    uint32_t ncode;
    const uint8_t *p, *end;
} KrCodeWalk;
KrCodeWalk kr__code_walk(const KrCode *code);
bool kr__code_walk_next(KrCodeWalk *w);                    /* false: no more */
void kr__code_live_all(const KrCode *code, uint16_t *out); /* kr__code_live of every word */
unsigned kr__code_live(const KrCode *code,
                       uint32_t pc); /* registers live while the instruction at pc runs */
const KrHandler *kr__code_handler(const KrCode *code, uint32_t pc); /* innermost, or NULL */
/* NULL when the code is sound: operands in range, jumps to instructions, no temporary read or seen by the collector
 * before it is written; else what is wrong, in static text. Allocates nothing on the heap. */
const char *kr__code_verify(const KrCode *code);
/* Whether a frame that is about to run the instruction at `from` may go on with that at `to` instead, once locals
 * that are no parameters are not unbound any more: the registers hold what that code counts on. */
bool kr__code_may_jump(const KrCode *code, uint32_t from, uint32_t to);

/* ---- code objects from their parts (code_make.c) ---- */

#define KR_CODE_FORMAT 5 /* of what marshal writes, and of the code that the compiler makes */

/* Tells formats of code apart: a number made of KR_CODE_FORMAT and the instruction set. */
uint32_t kr__code_tag(void);

typedef struct KrCodeParts {
    uint32_t flags, argcount, posonly, kwonly;
    uint32_t nlocals, nregs, far; /* as in KrCode */
    uint32_t firstlineno, stacksize;
    Value name, qualname, filename;            /* str */
    Value names, varnames, cellvars, freevars; /* tuples of str */
    Value consts;                              /* tuple */
    Value cellregs, lines, live;               /* bytes */
    Value selfattrs;                           /* tuple of str, or unset */
    const void *words, *handlers;              /* any alignment */
    uint32_t ncode, nwords, nhandlers;         /* words of code, words given, entries */
    bool packed; /* words are without the caches, as kr__code_pack leaves them */
} KrCodeParts;
/* How sound the parts must be. */
typedef enum KrTrust {
    KR_TRUST,  /* they were checked when they were stored */
    KR_CHECK,  /* what is not sound is refused */
    KR_LENIENT /* what is not sound becomes code that shows its parts and raises when it runs */
} KrTrust;
/* A code object. Failed: MemoryError; or *why says what is wrong, in static text, and nothing is pending. May collect. */
KR_MUST_USE Value kr__code_make(kr_vm *vm, const KrCodeParts *p, KrTrust trust, const char **why);
/* The instructions as the compiler made them: neither specialised nor with what their caches hold. ncode words. */
void kr__code_plain(const KrCode *code, uint32_t *out);
/* The same without the words of caches; returns how many words that are (at most ncode). */
uint32_t kr__code_pack(const KrCode *code, uint32_t *out);
/* The instructions are not those that run: the code is not sound. */
bool kr__code_broken(const KrCode *code);

/* KrCompile.flags, with the values of the reference's PyCF_ flags. */
#define KR_COMPILE_DONT_IMPLY_DEDENT 0x200u
#define KR_COMPILE_ONLY_AST 0x400u
#define KR_COMPILE_IGNORE_COOKIE 0x800u /* the source is a str's UTF-8 */
#define KR_COMPILE_TYPE_COMMENTS 0x1000u
#define KR_COMPILE_TOP_LEVEL_AWAIT 0x2000u
#define KR_COMPILE_INCOMPLETE 0x4000u
#define KR_COMPILE_LINES_ONLY 0x10000u /* no columns (ours) */
#define KR_COMPILE_FILE 0x8000u        /* the source is a script's bytes (ours) */

/* Compiles source text. mode: 'e' exec, 'v' eval, 's' single, 'f' func_type (parse only). Failed: SyntaxError (or MemoryError, RecursionError)
 * raised through vm's ops (KrCompileHooks). May collect; runs no Python code except warnings through the hooks. */
#define KR_NO_POSITION INT32_MIN
typedef struct KrSyntaxError { /* what the front end found; run/ turns it into the exception */
    const char *
        type; /* "SyntaxError", "IndentationError", "TabError", "MemoryError", "RecursionError", "ValueError", … */
    const char *message; /* UTF-8 */
    const char *text;    /* the source line, or NULL */
    size_t text_len;
    int line, col, end_line, end_col; /* as SyntaxError's attributes; KR_NO_POSITION: None */
    bool incomplete;                  /* more input could mend it (REPL) */
    bool bare;                        /* args of the exception is the message alone */
} KrSyntaxError;
typedef struct KrCompile {
    const char *source;
    size_t n;
    const char *filename; /* UTF-8 */
    char mode;
    int optimize;            /* 0, 1 (-O), 2 (-OO) */
    int feature;             /* kr__compile_parse: minor version whose grammar is allowed; 0: any */
    uint32_t flags;          /* inherited KR_CO_FUTURE_*; KR_COMPILE_* */
    int32_t int_max_digits;  /* longest decimal literal; 0: any */
    bool incomplete_ok;      /* REPL */
    const void *stack_limit; /* lowest address C may reach */
    /* A warning, and the SyntaxError it becomes where a filter makes it an error. False: an exception is pending. */
    bool (*warn)(kr_vm *vm, void *ud, const char *category, const KrSyntaxError *what);
    /* What the layers above know; each may be NULL: then source is UTF-8 or Latin-1, \N{} is of base, frozensets are
     * not made constants. The first two as in parser.h. */
    uint32_t (*char_named)(void *ud, const char *name, size_t n);
    char *(*decode)(void *ud, KrArena *a, const char *encoding, const char *s, size_t n,
                    size_t *out_n, const char **why);
    /* Asked now and then; NULL: never. False: the work ends, an exception is pending. */
    bool (*poll)(void *ud);
    Value (*make_complex)(kr_vm *vm, double re, double im);
    Value (*make_frozenset)(kr_vm *vm, Value tuple);
    void *ud; /* given to warn, poll, char_named and decode */
    KrSyntaxError
        error;     /* out, when the result failed and nothing is pending; texts live in `arena` */
    KrArena arena; /* initialised and freed by the caller (run/compile.c) */
} KrCompile;
KR_MUST_USE Value kr__compile(kr_vm *vm, KrCompile *c); /* code object */
/* The same from a tree that lies in c->arena (made by kr__parse or by the ast module); source may be NULL. */
struct KrModAst;
KR_MUST_USE Value kr__compile_tree(kr_vm *vm, KrCompile *c, struct KrModAst *mod);
/* Finds the blocks of a tree and their names, and returns what `use` makes of them (compile/scope.h). */
struct KrGen;
KR_MUST_USE Value kr__compile_scopes(kr_vm *vm, KrCompile *c, struct KrModAst *mod,
                                     Value (*use)(kr_vm *vm, void *ud, struct KrGen *g), void *ud);
/* Parses as kr__compile does. NULL: failed, as kr__compile. */
KR_MUST_USE struct KrModAst *kr__compile_parse(kr_vm *vm, KrCompile *c);

/* Disassembly of a code object and those inside it, as text lines through `put`. */
void kr__disassemble(kr_vm *vm, Value code, void (*put)(void *ud, const char *s, size_t n),
                     void *ud);

#endif
