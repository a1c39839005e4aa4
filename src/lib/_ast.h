/* SPDX-License-Identifier: MIT
 * _ast.h: what the files of the module _ast share: its classes (_ast.c), the way from the parser's tree to objects
 * (_ast_out.c) and back (_ast_in.c), and the check of a tree that came from objects (_ast_check.c). */
#ifndef KR_LIB_AST_H
#define KR_LIB_AST_H

#include "compile/ast.h"
#include "run/ops.h"

#define KR_AST_MAX_FIELDS 8

/* The names of the attributes that tell positions, in the order of `_attributes`. */
enum { KR_AST_LINENO, KR_AST_COL, KR_AST_END_LINENO, KR_AST_END_COL, KR_AST_NATTRS };

typedef struct KrAstState {
    bool ready;
    Value base;                   /* the class AST */
    Value sums[KR_AST_SUM_COUNT]; /* classes of abstract types */
    Value kinds[KR_AST_COUNT];    /* classes of constructors */
    Value single[KR_AST_COUNT];   /* the one instance of a LEAF that trees hold */
    Value names[KR_AST_COUNT][KR_AST_MAX_FIELDS];
    Value attrs[KR_AST_NATTRS];
} KrAstState;

/* The classes, made when this is first called. NULL: an exception is pending. */
KrAstState *kr__ast_state(kr_vm *vm);

/* Is this abstract type a class with fields itself (arguments, alias, …)? */
bool kr__ast_is_product(KrAstSum sum);
/* May the end of a position be left out, and is then its beginning? */
KR_INLINE bool kr__ast_end_optional(KrAstSum sum) {
    return kr__ast_sum_info[sum].attrs && sum != KR_AST_SUM_pattern && sum != KR_AST_SUM_type_param;
}
/* Does `_fields` name this field? */
KR_INLINE bool kr__ast_is_shown(KrAstKind kind, const KrAstField *f) {
    return !f->hidden || kr__ast_info[kind].v312;
}

/* The object for a tree of the parser. Failed: MemoryError, RecursionError. */
KR_MUST_USE Value kr__ast_to_object(kr_vm *vm, KrAst *root);

/* The tree for an object, in a; runs Python code. NULL: an exception is pending. `mode` as in KrCompile. */
KR_MUST_USE KrModAst *kr__ast_from_object(kr_vm *vm, Value obj, char mode, KrArena *a);

/* What a tree from objects must have beyond the right types. False: ValueError or TypeError pending. */
KR_MUST_USE bool kr__ast_check(kr_vm *vm, KrAst *root);

/* A constant of a type that no literal has: KR_CONST_NONE with this in `base`; u.s is the type's name. */
#define KR_AST_BAD_CONST 1

/* v is an instance of AST. Never fails. */
bool kr__ast_is_node(kr_vm *vm, Value v);

#endif
