/* SPDX-License-Identifier: MIT
 * codegen.h: the code generator's own declarations: one KrGen a compilation, one KrGenUnit a code object
 * under construction. Included by scope.c, fold.c, emit.c, codegen*.c, unparse.c, assemble.c and
 * compile.c, and by nobody else.
 *
 * THE WAY OF FAILURE. All memory is in the compilation's arena. The first error is kept in g->failed and
 * g->c->error; from then on every function returns at once, and what it returns is harmless. So only
 * the ends of phases ask.
 *
 * REGISTERS. Locals come first, temporaries are a stack above them: u->top is the first free one.
 *   - kr__ex_to(u, e, dst) leaves u->top as it was; dst is a local, or u->top itself, or a
 *     temporary below it. What lies at u->top and above is dead, so an expression may use dst as
 *     scratch only when dst == u->top.
 *   - every temporary below u->top has been written on every path that leads to an instruction: the
 *     collector looks at all of them (verify.c checks it).
 *
 * DEFINITE ASSIGNMENT. u->bound has a bit for each local that is certainly bound here; code that cannot
 * be reached (u->dead) has all bits set and is not emitted. */
#ifndef KR_COMPILE_CODEGEN_H
#define KR_COMPILE_CODEGEN_H

#include "compile/code.h"
#include "compile/ast.h"
#include "compile/parser.h"
#include "run/opcodes.h"

typedef struct KrGen KrGen;
typedef struct KrGenUnit KrGenUnit;
typedef struct KrScope KrScope;
struct KrSymbol;

typedef struct KrPos {
    uint32_t line, end_line; /* line 0: none */
    int32_t col, end_col;    /* UTF-8 bytes from 0; -1: unknown */
} KrPos;

/* A map from pointers to pointers, in the arena. All-zero is empty. */
typedef struct KrMap {
    const void **keys;
    void **values;
    uint32_t cap, n;
} KrMap;
void *kr__map_get(const KrMap *m, const void *key);
/* False: out of memory. The key must not be there yet. */
KR_MUST_USE bool kr__map_put(KrArena *a, KrMap *m, const void *key, void *value);

/* ---- constants (fold.c) ------------------------------------------------------------------------ */

/* A constant, one copy a compilation: equal type and value is equal pointer. Its Value is made at the
 * end (assemble.c). tag: KrConstTag, or KR_KONST_CODE. */
#define KR_KONST_CODE 64
typedef struct KrKonst {
    uint8_t tag, base;
    bool surrogates, ascii;
    uint32_t n;
    uint32_t hash, id; /* id: place in the pool */
    union {
        int64_t i;
        double f;
        double c[2];
        const char *s; /* STR, BYTES, BIGINT (here '-' may stand first in any base) */
        struct KrKonst **items;
        KrGenUnit *code;
    } u;
    struct KrKonst *chain;
} KrKonst;

KrKonst *kr__konst_simple(KrGen *g, KrConstTag tag); /* NONE, TRUE, FALSE, ELLIPSIS */
KrKonst *kr__konst_int(KrGen *g, int64_t i);
KrKonst *kr__konst_str(KrGen *g, const char *s, size_t n);
KrKonst *kr__konst_seq(KrGen *g, KrConstTag tag, KrKonst **items, uint32_t n);
KrKonst *kr__konst_code(KrGen *g, KrGenUnit *u);
KrKonst *kr__konst_of(KrGen *g, const KrAstConst *c);
KR_INLINE KrKonst *kr__konst_ident(KrGen *g, const KrIdent *id) {
    return id ? kr__konst_str(g, id->s, id->n) : NULL; /* NULL: g->failed */
}
bool kr__konst_same_key(const KrKonst *a,
                        const KrKonst *b); /* one key of a dict: 1, 1.0 and True are */
int kr__konst_truth(const KrKonst *k);     /* 1, 0 */
/* The constant that e is after folding, or NULL. */
KrKonst *kr__fold(KrGen *g, KrAst *e);
/* …of a display: `in [1, 2]`, `for x in {1, 2}`: tuple or frozenset. NULL: not constant. */
KrKonst *kr__fold_display(KrGen *g, KrAst *e);

/* ---- instructions (emit.c) --------------------------------------------------------------------- */

typedef struct KrInsn {
    uint8_t op;
    uint8_t far;   /* jump that needs its long form */
    uint16_t live; /* registers live while it runs */
    uint16_t a, c;
    uint32_t b;       /* register, or Bx, or sBx as two's complement */
    uint32_t w;       /* operand word */
    int32_t label;    /* of a jump; -1: none */
    uint32_t handler; /* KrTry that protects it, + 1; 0: none */
    KrPos pos;
    uint32_t at; /* in words, once laid out */
} KrInsn;

typedef struct KrTry { /* a protected stretch of code */
    int32_t label;     /* of its handler */
    uint32_t outer;    /* KrTry number + 1 that was in force around it */
    uint16_t reg;      /* R[reg] gets the exception */
    bool lasti;        /* R[reg + 1] gets where it was raised */
    bool used;         /* protects an instruction */
    uint64_t *bound;   /* what is certainly bound when its handler runs */
} KrTry;

typedef struct KrLabel {
    uint32_t at; /* instruction number */
    bool bound;
    bool used;      /* some live jump goes there */
    uint64_t *bits; /* bound bits of all jumps so far; NULL: none */
} KrLabel;

typedef enum KrBlockKind {
    KR_BLOCK_WHILE,
    KR_BLOCK_FOR,
    KR_BLOCK_ASYNC_FOR,
    KR_BLOCK_TRY,
    KR_BLOCK_FINALLY,
    KR_BLOCK_FINALLY_END,
    KR_BLOCK_WITH,
    KR_BLOCK_ASYNC_WITH,
    KR_BLOCK_HANDLER,
    KR_BLOCK_STAR_HANDLER,
    KR_BLOCK_FINALLY_INLINE
} KrBlockKind;

typedef struct KrBlock { /* what break, continue and return have to leave */
    KrBlockKind kind;
    int32_t next, exit;  /* loops: where continue and break go */
    uint16_t reg;        /* loop: depth at its start; with: exit function; handler: exception */
    uint32_t outer;      /* KrTry in force outside, as in KrTry.outer */
    KrAst *node;         /* FINALLY: the statement; WITH: for its position */
    const KrIdent *name; /* HANDLER: to unbind */
    struct KrBlock *up;
} KrBlock;

/* table: growable arrays in the arena */
#define KR_AVEC(T)       \
    struct {             \
        T *data;         \
        uint32_t n, cap; \
    }

struct KrGenUnit {
    KrGen *g;
    KrGenUnit *parent;
    KrScope *scope;
    KrAst *node;
    const KrIdent *name;
    const char *qualname;
    uint32_t qualname_n;
    uint32_t firstlineno;
    uint32_t flags; /* KR_CO_* */
    uint32_t argcount, posonly, kwonly, nparams;
    uint32_t nlocals;         /* registers of parameters, locals and cells, without the hole */
    uint32_t nnamed;          /* of them those in varnames, so far */
    uint32_t far;             /* added to the register number of locals past KR_NEAR_LOCALS */
    uint32_t tbase, top, max; /* first temporary, first free one, highest ever free */
    struct KrSymbol **varnames;
    KR_AVEC(struct KrSymbol *) cells;
    KR_AVEC(struct KrSymbol *) frees;
    int32_t class_cell; /* class body: register of the __class__ cell; -1: none */
    KR_AVEC(KrInsn) insns;
    KR_AVEC(KrLabel) labels;
    KR_AVEC(KrTry) tries;
    KR_AVEC(KrKonst *) consts;
    KR_AVEC(const KrIdent *) names;
    KR_AVEC(const KrIdent *) selfattrs;
    KrMap const_map, name_map;
    KrBlock *block;
    uint32_t nblocks;
    uint32_t handler; /* KrTry in force, + 1 */
    uint64_t *bound;  /* bit for each local */
    uint32_t words;   /* of bound */
    bool dead;
    bool in_annotation_text;
    bool interactive; /* expression statements are printed */
    KrPos pos;        /* of the next instruction */
    /* what emit.c makes in the end */
    uint32_t *code;
    uint32_t ncode;
    KR_AVEC(KrHandler) handlers;
    KR_AVEC(uint8_t) lines;
    KR_AVEC(uint8_t) live;
    uint32_t nregs;
};

#define KR_NEAR_LOCALS 128 /* locals past this number lie above the temporaries */
#define KR_LAST_NEAR 250   /* temporaries end below */

struct KrGen {
    kr_vm *vm;
    KrCompile *c;
    KrArena *arena;
    KrModAst *mod;
    bool failed;
    bool future_annotations, barry;
    bool bare_errors; /* errors of this phase tell no place in their args */
    int optimize;
    const char *stack_limit;
    KrGenUnit *unit;
    KR_AVEC(KrScope *) scopes;
    KrKonst **pool; /* hash table */
    uint32_t pool_cap, pool_n;
    uint32_t steps;       /* nodes so far: every so many the compilation polls */
    uint32_t future_line; /* last line of the __future__ imports at the top */
};

/* ---- failing and memory (compile.c) ------------------------------------------------------------- */

void *kr__gen_alloc(KrGen *g, size_t n); /* zeroed; NULL: g->failed */
void kr__gen_nomem(KrGen *g);
void kr__gen_error(KrGen *g, KrPos pos, const char *fmt, ...) KR_PRINTF(3, 4); /* SyntaxError */
void kr__gen_warn(KrGen *g, KrPos pos, const char *fmt, ...)
    KR_PRINTF(3, 4); /* SyntaxWarning; may run Python */
char *kr__gen_text(KrGen *g, uint32_t *n, const char *fmt, ...) KR_PRINTF(3, 4);
const KrIdent *kr__gen_ident(KrGen *g, const char *s);
/* Before recursion: false when g failed already or the C stack ends (RecursionError). */
KR_MUST_USE bool kr__gen_enter(KrGen *g);
KR_INLINE KrPos kr__pos(const KrAst *n) {
    return (KrPos){n->lineno, n->end_lineno, (int32_t)n->col_offset, (int32_t)n->end_col_offset};
}
void *kr__avec_grow(KrGen *g, void *data, uint32_t *cap, uint32_t need, size_t item);
#define kr__avec_push(g, v, x)                                                                    \
    ((v)->n < (v)->cap || ({                                                                      \
         void *avec_p_ = kr__avec_grow((g), (v)->data, &(v)->cap, (v)->n + 1, sizeof *(v)->data); \
         if (avec_p_) (v)->data = avec_p_;                                                        \
         avec_p_ != NULL;                                                                         \
     })                                                                                           \
         ? ((v)->data[(v)->n++] = (x), true)                                                      \
         : false)

/* ---- emitting (emit.c) ----------------------------------------------------------------------------- */

void kr__emit(KrGenUnit *u, int op, uint32_t a, uint32_t b, uint32_t c);
void kr__emit_w(KrGenUnit *u, int op, uint32_t a, uint32_t b, uint32_t c, uint32_t w);
void kr__emit_jump(KrGenUnit *u, int op, uint32_t a, uint32_t b, uint32_t c, int32_t label);
void kr__emit_konst(KrGenUnit *u, uint32_t reg,
                    KrKonst *k); /* the shortest way to load it; reg < 256 */
void kr__emit_move(KrGenUnit *u, uint32_t to,
                   uint32_t from); /* any registers; nothing when they are the same */
uint32_t kr__emit_const_index(KrGenUnit *u, KrKonst *k);
uint32_t kr__emit_name_index(KrGenUnit *u, const KrIdent *name);
int32_t kr__label_new(KrGenUnit *u);
void kr__label_bind(KrGenUnit *u, int32_t label); /* here; live when some live jump goes there */
void kr__label_bind_loop(KrGenUnit *u, int32_t label,
                         const uint64_t *bits); /* head of a loop; bits NULL: dead */
uint32_t kr__try_begin(KrGenUnit *u, uint32_t reg,
                       bool lasti); /* protects what follows; its number */
void kr__try_end(KrGenUnit *u, uint32_t no);
/* Binds the handler of a try; u->top must be what it finds (reg + 1, + 1 with lasti). */
void kr__try_handler(KrGenUnit *u, uint32_t no);
uint32_t kr__reg_new(KrGenUnit *u); /* pushes a temporary */
void kr__dead(KrGenUnit *u);        /* what follows cannot be reached */
uint64_t *kr__bits_copy(KrGenUnit *u);
void kr__bits_set(KrGenUnit *u, const uint64_t *bits);
void kr__bits_meet(KrGenUnit *u, const uint64_t *bits); /* u->bound &= bits */
KR_MUST_USE bool kr__emit_finish(KrGenUnit *u);

/* ---- units, names, statements (codegen.c) ------------------------------------------------------------ */

KrGenUnit *kr__unit_enter(KrGen *g, KrScope *scope, KrAst *node, const char *name, uint32_t line);
void kr__unit_leave(KrGenUnit *u);
void kr__gen_module(KrGen *g);
void kr__gen_body(KrGenUnit *u, const KrAstSeq *body);
void kr__gen_body_from(KrGenUnit *u, const KrAstSeq *body, uint32_t from);
void kr__gen_stmt(KrGenUnit *u, KrAst *s);

/* ---- names (codegen_name.c) ---- */
typedef enum KrNameKind {
    KR_NM_FAST,
    KR_NM_CELL,
    KR_NM_FREE,
    KR_NM_CLASS_FREE,
    KR_NM_GLOBAL,
    KR_NM_NAME
} KrNameKind;
KrNameKind kr__name_kind(KrGenUnit *u, const KrIdent *name, struct KrSymbol **sym,
                         const KrIdent **mangled);
void kr__name_load(KrGenUnit *u, const KrIdent *name, uint32_t dst);
void kr__name_store(KrGenUnit *u, const KrIdent *name, uint32_t src);
void kr__name_delete(KrGenUnit *u, const KrIdent *name);
/* Register of a name that an instruction may read in place; -1: it must be loaded. */
int kr__name_in_place(KrGenUnit *u, const KrIdent *name, bool last);
/* Register into which an instruction may write the name directly; -1: it must be stored. */
int kr__name_target(KrGenUnit *u, const KrIdent *name);
bool kr__name_forbidden(KrGenUnit *u, const KrIdent *name, KrAstOp ctx);
uint32_t kr__local_reg(KrGenUnit *u, struct KrSymbol *sym);
const KrIdent *kr__unit_mangle(KrGenUnit *u, const KrIdent *name);

/* ---- expressions (codegen_expr.c) ---------------------------------------------------------------------- */

void kr__ex_to(KrGenUnit *u, KrAst *e, uint32_t dst);
uint32_t kr__ex_push(KrGenUnit *u, KrAst *e);
/* A register that holds e: a local in place, or a pushed temporary. last: nothing else of the
 * instruction's operands is evaluated after it. */
uint32_t kr__ex_operand(KrGenUnit *u, KrAst *e, bool last);
void kr__ex_effect(KrGenUnit *u, KrAst *e);
void kr__ex_cond(KrGenUnit *u, KrAst *e, int32_t label, bool sense);
void kr__ex_store(KrGenUnit *u, KrAst *target, uint32_t src); /* src: a temporary or local */
void kr__ex_delete(KrGenUnit *u, KrAst *target);
bool kr__ex_small_int(KrGen *g, KrAst *e, int *out); /* e is an int constant of 8 bits */
KrPos kr__ex_attr_pos(KrAst *e,
                      KrAst *attr); /* position of e, whose attribute may stand on a later line */
void kr__ex_check_callable(KrGenUnit *u, KrAst *call); /* warns of f(…) that cannot be */
/* The comparison in a condition whose place the reference gives to what follows the condition; NULL: none. */
KrAst *kr__ex_last_compare(KrAst *e);
bool kr__ex_is_number(KrAst *e); /* a number as patterns write it: -1, 2+3j */
void kr__ex_list_of(KrGenUnit *u, const KrAstSeq *items,
                    KrPos pos); /* pushes a list of items that may be starred */
int kr__ex_binop(KrAstOp op, bool inplace);
void kr__ex_await(KrGenUnit *u, uint32_t reg,
                  int how); /* awaits R[reg] (== u->top - 1); the result is in R[reg] */
void kr__ex_send_loop(KrGenUnit *u,
                      uint32_t reg); /* R[reg] the iterator, R[reg + 1] what is sent first: both
                                                        pushed; pops one; the result is in R[reg] */

/* ---- calls and definitions (codegen_call.c) --------------------------------------------------------------- */

void kr__ex_call(KrGenUnit *u, KrAst *e, uint32_t dst);
void kr__ex_lambda(KrGenUnit *u, KrAst *e, uint32_t dst);
void kr__ex_comprehension(KrGenUnit *u, KrAst *e, uint32_t dst);
void kr__ex_super_attr(KrGenUnit *u, KrAst *e, uint32_t dst);
bool kr__ex_is_super(KrGenUnit *u, KrAst *call);
void kr__gen_function(KrGenUnit *u, KrAst *s);
void kr__gen_class(KrGenUnit *u, KrAst *s);
void kr__gen_class_body(KrGenUnit *u, const KrAstSeq *body, bool docstring); /* …or a module's */
void kr__gen_type_alias(KrGenUnit *u, KrAst *s);
void kr__gen_annotation(KrGenUnit *u, KrAst *e); /* pushes it, as text under the future import */

/* ---- control flow (codegen_flow.c) --------------------------------------------------------------------------- */

void kr__gen_if(KrGenUnit *u, KrAst *s);
void kr__gen_while(KrGenUnit *u, KrAst *s);
void kr__gen_for(KrGenUnit *u, KrAst *s);
void kr__gen_async_for(KrGenUnit *u, KrAst *s);
void kr__gen_try(KrGenUnit *u, KrAst *s);
void kr__gen_try_star(KrGenUnit *u, KrAst *s);
void kr__gen_with(KrGenUnit *u, KrAst *s, uint32_t item);
void kr__gen_return(KrGenUnit *u, KrAst *s);
void kr__gen_break(KrGenUnit *u, KrAst *s);
void kr__gen_continue(KrGenUnit *u, KrAst *s);
void kr__gen_match(KrGenUnit *u, KrAst *s);

/* ---- the rest ---------------------------------------------------------------------------------------------------- */

/* The source text of an expression, as annotations keep it under the future import. NULL: g->failed. */
KrKonst *kr__unparse(KrGen *g, KrAst *e);
/* Makes the heap's code object of a finished unit and those inside it. Failed: MemoryError pending. */
KR_MUST_USE Value kr__assemble(KrGen *g, KrGenUnit *u);

#endif
