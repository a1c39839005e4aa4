/* SPDX-License-Identifier: MIT
 * ast.h: the syntax tree that the parser makes and the compiler reads. Made from ast.def.
 *
 * A node is a struct KrAst<Name> whose first member is the header KrAst; nodes of every kind are
 * handed around as KrAst * and reached through KR_AST(Name, node). Everything lies in one arena
 * and is freed with it; no node holds a Value.
 *
 * What a field of each ASDL type is in C:
 *   expr, stmt, arguments, …     KrAst *            NULL: absent (optional fields only)
 *   a sequence of those          KrAstSeq           may hold NULL in Dict.keys (a `**` entry) and
 *                                                   arguments.kw_defaults (no default)
 *   identifier                   const KrIdent *    interned for this parse: compare pointers
 *   identifier*                  KrIdentSeq
 *   string                       KrAstStr              s NULL: absent
 *   constant                     KrAstConst
 *   int                          int32_t
 *   expr_context, boolop, operator, unaryop, cmpop  KrAstOp: one of KR_AST_Load … KR_AST_NotIn
 *   cmpop*                       KrAstOpSeq
 *
 * Positions: lines from 1, columns in UTF-8 bytes from 0, as in Python's `ast`. Nodes of sums
 * without positions (arguments, comprehension, withitem, match_case, mod) have zeros. */
#ifndef KR_COMPILE_AST_H
#define KR_COMPILE_AST_H

#include "base/base.h"
#include "base/mem.h"

typedef enum KrAstKind {
    KR_AST_NONE = 0,
#define NODE(name, sum, fields) KR_AST_##name,
#define LEAF(name, sum) KR_AST_##name,
#include "compile/ast.def"
    KR_AST_COUNT
} KrAstKind;

/* The abstract types (classes between AST and the constructors). One whose single constructor has
 * its own name (comprehension, arguments, arg, …) is that class itself. */
typedef enum KrAstSum {
    KR_AST_SUM_NONE = 0,
#define SUM(name, attrs) KR_AST_SUM_##name,
#include "compile/ast.def"
    KR_AST_SUM_COUNT
} KrAstSum;

/* What the parser notes on a node for the compiler: */
/* (0x80 is the compiler's own) */
#define KR_AST_F_NEWER 2 /* `with (a as b):` and `{x=}`: what older versions do not have */
#define KR_AST_F_PAREN 1 /* stood in parentheses of its own (`(x): int`, `with (a): …`) */

typedef struct KrAst {
    uint8_t kind;  /* KrAstKind */
    uint8_t flags; /* KR_AST_F_* */
    uint16_t spare;
    uint32_t lineno, col_offset, end_lineno, end_col_offset;
    uint32_t mark; /* 0 from the parser; later passes number nodes with it */
} KrAst;

typedef uint8_t KrAstOp; /* a KrAstKind of a LEAF row */

/* A name, one copy a parse. index counts 0, 1, 2, … in order of first appearance, so that a pass
 * can keep what it knows of a name in an array; mark is 0 from the parser and the pass's own. */
typedef struct KrIdent {
    const char *s; /* UTF-8, NUL-terminated */
    uint32_t n;
    uint32_t hash;
    uint32_t index;
    uint32_t mark;
} KrIdent;

/* The table of names of one parse; later passes intern into it too (`__class__`, mangled names). */
typedef struct KrIdents {
    KrArena *arena;
    KrIdent **slots; /* open addressing, cap a power of two */
    uint32_t cap, n;
} KrIdents;

typedef struct KrAstStr {
    const char *s; /* NULL: absent */
    uint32_t n;
} KrAstStr;

typedef enum KrConstTag {
    KR_CONST_NONE,
    KR_CONST_TRUE,
    KR_CONST_FALSE,
    KR_CONST_ELLIPSIS,
    KR_CONST_INT,    /* u.i */
    KR_CONST_BIGINT, /* u.s[0..n): digits in `base` (2, 8, 10, 16), no prefix, no underscores,
                        no leading zeros; beyond int64; base 10 may start with '-' (never from
                        the parser) */
    KR_CONST_FLOAT,  /* u.f */
    KR_CONST_IMAG,   /* u.f times 1j */
    KR_CONST_STR,    /* u.s[0..n): UTF-8, a lone surrogate as 3 bytes */
    KR_CONST_BYTES,  /* u.s[0..n) */
    /* only in trees that the `ast` module built: */
    KR_CONST_COMPLEX,   /* u.c[0] + u.c[1] j */
    KR_CONST_TUPLE,     /* u.items[0..n) */
    KR_CONST_FROZENSET, /* u.items[0..n) */
} KrConstTag;

typedef struct KrAstConst {
    uint8_t tag;     /* KrConstTag */
    uint8_t base;    /* KR_CONST_BIGINT */
    bool surrogates; /* KR_CONST_STR: holds lone surrogates */
    bool ascii;      /* KR_CONST_STR: all bytes < 0x80 */
    uint32_t n;
    union {
        int64_t i;
        double f;
        const char *s;
        const double *c;
        const struct KrAstConst *items;
    } u;
} KrAstConst;

typedef struct KrAstSeq {
    uint32_t n;
    KrAst **items;
} KrAstSeq;
typedef struct KrIdentSeq {
    uint32_t n;
    const KrIdent **items;
} KrIdentSeq;
typedef struct KrAstOpSeq {
    uint32_t n;
    KrAstOp *items;
} KrAstOpSeq;

/* ASDL type -> C type, single (KR_ASTC_) and sequence (KR_ASTS_). */
#define KR_ASTC_mod KrAst *
#define KR_ASTC_stmt KrAst *
#define KR_ASTC_expr KrAst *
#define KR_ASTC_comprehension KrAst *
#define KR_ASTC_excepthandler KrAst *
#define KR_ASTC_arguments KrAst *
#define KR_ASTC_arg KrAst *
#define KR_ASTC_keyword KrAst *
#define KR_ASTC_alias KrAst *
#define KR_ASTC_withitem KrAst *
#define KR_ASTC_match_case KrAst *
#define KR_ASTC_pattern KrAst *
#define KR_ASTC_type_ignore KrAst *
#define KR_ASTC_type_param KrAst *
#define KR_ASTC_identifier const KrIdent *
#define KR_ASTC_string KrAstStr
#define KR_ASTC_constant KrAstConst
#define KR_ASTC_int int32_t
#define KR_ASTC_expr_context KrAstOp
#define KR_ASTC_boolop KrAstOp
#define KR_ASTC_operator KrAstOp
#define KR_ASTC_unaryop KrAstOp
#define KR_ASTC_cmpop KrAstOp
#define KR_ASTS_stmt KrAstSeq
#define KR_ASTS_expr KrAstSeq
#define KR_ASTS_comprehension KrAstSeq
#define KR_ASTS_excepthandler KrAstSeq
#define KR_ASTS_arg KrAstSeq
#define KR_ASTS_keyword KrAstSeq
#define KR_ASTS_alias KrAstSeq
#define KR_ASTS_withitem KrAstSeq
#define KR_ASTS_match_case KrAstSeq
#define KR_ASTS_pattern KrAstSeq
#define KR_ASTS_type_ignore KrAstSeq
#define KR_ASTS_type_param KrAstSeq
#define KR_ASTS_identifier KrIdentSeq
#define KR_ASTS_cmpop KrAstOpSeq

#define F1(type, name) KR_ASTC_##type name;
#define FO(type, name) KR_ASTC_##type name;
#define FS(type, name) KR_ASTS_##type name;
#define FX(type, name) KR_ASTS_##type name;
#define NODE(name, sum, fields)  \
    typedef struct KrAst##name { \
        KrAst h;                 \
        fields                   \
    } KrAst##name;
#include "compile/ast.def"

/* The node as its own struct; the caller knows its kind. */
#define KR_AST(Name, node) ((KrAst##Name *)kr__ast_is(node, KR_AST_##Name))
KR_INLINE KrAst *kr__ast_is(KrAst *node, KrAstKind kind) {
    KR_ASSERT(node->kind == kind);
    (void)kind;
    return node;
}

/* What a field holds, for generic walkers (the dumper, the `ast` module). */
typedef enum KrAstFieldType {
    KR_AST_T_NODE,   /* KrAst * / KrAstSeq */
    KR_AST_T_IDENT,  /* const KrIdent * / KrIdentSeq */
    KR_AST_T_STRING, /* KrAstStr */
    KR_AST_T_CONST,  /* KrAstConst */
    KR_AST_T_INT,    /* int32_t */
    KR_AST_T_OP,     /* KrAstOp / KrAstOpSeq */
} KrAstFieldType;
typedef enum KrAstMult { KR_AST_ONE, KR_AST_OPT, KR_AST_SEQ } KrAstMult;

typedef struct KrAstField {
    const char *name;      /* NULL ends a table */
    const char *type_name; /* the ASDL type, "expr" */
    uint8_t type;          /* KrAstFieldType */
    uint8_t mult;          /* KrAstMult */
    uint8_t sum;           /* KrAstSum of a NODE or OP field */
    bool hidden;           /* not in 3.11's _fields */
    uint16_t offset;       /* in the node's struct */
} KrAstField;

typedef struct KrAstInfo {
    const char *name;
    uint16_t size; /* of the struct; a LEAF has sizeof(KrAst) */
    uint8_t sum;   /* KrAstSum */
    bool leaf;
    bool v312; /* not among 3.11's classes */
} KrAstInfo;

typedef struct KrAstSumInfo {
    const char *name;
    bool attrs; /* lineno, col_offset, end_lineno, end_col_offset */
    bool v312;
} KrAstSumInfo;

extern const KrAstInfo kr__ast_info[KR_AST_COUNT];
extern const KrAstSumInfo kr__ast_sum_info[KR_AST_SUM_COUNT];

/* The fields of nodes of this kind, in order; a row without a name ends them. */
const KrAstField *kr__ast_fields(KrAstKind kind);

/* A whole parse's result: the root (a mod node), the names, and what the compiler asks of both. */
typedef struct KrModAst {
    KrAst *root;
    KrIdents idents;
    KrArena *arena;
} KrModAst;

/* A zeroed node of this kind. NULL: out of memory (arena->failed is set). */
KR_MUST_USE KrAst *kr__ast_new(KrArena *a, KrAstKind kind);

/* Makes an empty table of names. False: out of memory. */
KR_MUST_USE bool kr__idents_init(KrIdents *t, KrArena *a);

/* The one KrIdent for these bytes. NULL: out of memory. */
KR_MUST_USE const KrIdent *kr__ident_intern(KrIdents *t, const char *s, size_t n);

/* The first node that Python 3.`minor` has not, and what it says of it: "Pattern matching is only supported in
 * Python 3.10 and greater". NULL: none. Trees nested deeper than the C stack at `limit` allows are not looked
 * through to the end. */
const KrAst *kr__ast_newer(KrAst *root, int minor, const void *limit, const char **what,
                           int *since);

/* Deepest tree that kr__ast_dump shows. */
#define KR_AST_DUMP_DEPTH 4000

/* Text as Python's ast.dump(tree, include_attributes=attributes) prints it; 3.12 fields are shown
 * when they are not empty. NUL-terminated in the arena; NULL: out of memory, or too deep. */
KR_MUST_USE char *kr__ast_dump(KrArena *a, KrAst *node, bool attributes, size_t *len);

/* The parser's files, which see no cells, may say it shorter. */
#ifndef KR_HEAP_CELLS_H
#endif

#endif
