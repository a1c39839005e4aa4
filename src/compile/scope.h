/* SPDX-License-Identifier: MIT
 * scope.h: what every name of a program means: which block binds it, which blocks share it. Made once
 * from the tree, before any code; read by the code generator.
 *
 * A block is a module, a class body, a function, a lambda, a comprehension or the block that holds the
 * type parameters of a definition. Each has a KrScope; the node that opens it carries its number
 * in `mark` (kr__scope_of). */
#ifndef KR_COMPILE_SCOPE_H
#define KR_COMPILE_SCOPE_H

#include "compile/codegen.h"

/* How a block uses a name. */
#define KR_SYM_GLOBAL 0x001u /* in a global statement */
#define KR_SYM_LOCAL 0x002u  /* bound here */
#define KR_SYM_PARAM 0x004u
#define KR_SYM_NONLOCAL 0x008u /* in a nonlocal statement */
#define KR_SYM_USE 0x010u      /* read here */
#define KR_SYM_FREE_CLASS \
    0x020u                  /* bound or global in a class body, and free in one of its methods */
#define KR_SYM_ANNOT 0x040u /* annotated */
#define KR_SYM_COMP_ITER 0x080u /* target of a comprehension's for */
#define KR_SYM_WALRUS \
    0x100u /* bound by an assignment expression: may change inside an expression */
#define KR_SYM_DELETED 0x200u /* some statement unbinds it */
#define KR_SYM_IMPORT 0x400u  /* bound by import: a later global statement may still claim it */
#define KR_SYM_BOUND (KR_SYM_LOCAL | KR_SYM_PARAM | KR_SYM_IMPORT)

typedef enum KrNameScope {
    KR_SC_NONE,
    KR_SC_LOCAL,
    KR_SC_GLOBAL_EXPLICIT,
    KR_SC_GLOBAL_IMPLICIT,
    KR_SC_FREE,
    KR_SC_CELL,
} KrNameScope;

typedef struct KrSymbol {
    const KrIdent *name; /* mangled */
    uint32_t flags;      /* KR_SYM_* */
    uint8_t scope;       /* KrNameScope */
    int32_t reg; /* the unit's own: register (LOCAL, CELL) or closure index (FREE); -1: not yet */
    struct KrSymbol *next; /* in order of first appearance */
} KrSymbol;

typedef enum KrScopeKind {
    KR_SCOPE_MODULE,
    KR_SCOPE_CLASS,
    KR_SCOPE_FUNCTION,
    KR_SCOPE_LAMBDA,
    KR_SCOPE_COMPREHENSION,
    KR_SCOPE_TYPE_PARAMS,
} KrScopeKind;

typedef struct KrDirective { /* a global or nonlocal statement, for errors found later */
    const KrIdent *name;
    KrPos pos;
    struct KrDirective *next;
} KrDirective;

struct KrScope {
    KrScope *parent;
    KrAst *node;
    KrPos pos;
    uint8_t kind; /* KrScopeKind */
    bool nested;  /* inside a function */
    bool generator, coroutine;
    bool needs_class_cell;  /* class: a method uses __class__ */
    bool has_class_free;    /* function: __class__ is free here */
    bool in_comp_target;    /* while visiting: inside the target of a comprehension's for */
    uint32_t in_comp_iter;  /* while visiting: inside the iterable of one */
    const KrIdent *private; /* name of the class around, for mangling */
    KrMap map;
    KrSymbol *first, *last;
    KrDirective *directives;
    uint32_t nsymbols;
};

/* The i-th parameter (an arg node) in the order of co_varnames: positional, keyword-only, *args, **kwargs. NULL: past
 * the last. */
KrAst *kr__param_at(KrAst *arguments, uint32_t i);

/* True for the blocks whose names live in registers. */
KR_INLINE bool kr__scope_is_function(const KrScope *s) { return s->kind >= KR_SCOPE_FUNCTION; }

/* Builds the scopes of g->mod. False: g->failed, with the SyntaxError of the reference. No Python code
 * runs, nothing collects; so for all functions here. */
KR_MUST_USE bool kr__scope_build(KrGen *g);

KrScope *kr__scope_of(KrGen *g, const KrAst *node);
/* The type parameter block around the block of a definition with type parameters. */
KrScope *kr__scope_type_params(KrGen *g, const KrAst *node);

/* The symbol of a name that is mangled already; NULL: this block does not mention it. */
KrSymbol *kr__scope_find(const KrScope *s, const KrIdent *name);

/* `name` as a class called `private` (NULL: none) sees it. NULL: out of memory (g->failed). */
const KrIdent *kr__mangle(KrGen *g, const KrIdent *private, const KrIdent *name);

#endif
