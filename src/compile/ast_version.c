/* SPDX-License-Identifier: MIT
 * ast_version.c: which minor version of Python 3 brought a construct: what `feature_version` of ast.parse asks. Forms that
 * leave no trace in the tree (digits with underscores, names that became keywords) are not told. */
#include "compile/ast.h"

typedef struct Look {
    int minor;
    const char *limit;
    const char *what;
    int since;
} Look;

static const KrAst *found(Look *l, const KrAst *at, int since, const char *what) {
    if (l->minor >= since) return NULL;
    l->since = since;
    l->what = what;
    return at;
}

/* What is new about the node itself. */
static const KrAst *look_at(Look *l, KrAst *n) {
    switch (n->kind) {
    case KR_AST_NamedExpr: return found(l, n, 8, "Assignment expressions are");
    case KR_AST_Match: return found(l, n, 10, "Pattern matching is");
    case KR_AST_TryStar: return found(l, n, 11, "Exception groups are");
    case KR_AST_AsyncFunctionDef: return found(l, n, 5, "Async functions are");
    case KR_AST_Await: return found(l, n, 5, "Await expressions are");
    case KR_AST_AsyncFor: return found(l, n, 5, "Async for loops are");
    case KR_AST_AnnAssign: return found(l, n, 6, "Variable annotation syntax is");
    case KR_AST_JoinedStr: return found(l, n, 6, "Format strings are");
    case KR_AST_With:
    case KR_AST_AsyncWith:
        if (n->flags & KR_AST_F_NEWER && l->minor < 9)
            return found(l, n, 9, "Parenthesized context managers are");
        return n->kind == KR_AST_With ? NULL : found(l, n, 5, "Async with statements are");
    case KR_AST_FormattedValue:
        if (!(n->flags & KR_AST_F_NEWER)) return NULL;
        return found(l, n, 8, "f-string: self documenting expressions are");
    case KR_AST_BinOp:
        if (KR_AST(BinOp, n)->op != KR_AST_MatMult) return NULL;
        return found(l, n, 5, "The '@' operator is");
    case KR_AST_AugAssign:
        if (KR_AST(AugAssign, n)->op != KR_AST_MatMult) return NULL;
        return found(l, n, 5, "The '@' operator is");
    case KR_AST_comprehension:
        if (!KR_AST(comprehension, n)->is_async) return NULL;
        return found(l, KR_AST(comprehension, n)->iter, 6, "Async comprehensions are");
    case KR_AST_arguments: {
        const KrAstSeq *s = &KR_AST(arguments, n)->posonlyargs;
        return s->n ? found(l, s->items[s->n - 1], 8, "Positional-only parameters are") : NULL;
    }
    default: return NULL;
    }
}

static const KrAst *look(Look *l, KrAst *n);

static const KrAst *look_seq(Look *l, const KrAstSeq *s) {
    const KrAst *hit = NULL;
    for (uint32_t i = 0; !hit && i < s->n; i++)
        if (s->items[i]) hit = look(l, s->items[i]);
    return hit;
}

static const KrAst *look(Look *l, KrAst *n) {
    if ((const char *)__builtin_frame_address(0) < l->limit) return NULL;
    const KrAst *hit = NULL;
    for (const KrAstField *f = kr__ast_fields((KrAstKind)n->kind); !hit && f->name; f++) {
        void *at = (char *)n + f->offset;
        if (f->type != KR_AST_T_NODE) continue;
        if (f->mult == KR_AST_SEQ)
            hit = look_seq(l, at);
        else if (*(KrAst **)at)
            hit = look(l, *(KrAst **)at);
    }
    return hit ? hit : look_at(l, n);
}

const KrAst *kr__ast_newer(KrAst *root, int minor, const void *limit, const char **what,
                           int *since) {
    Look l = {.minor = minor, .limit = limit};
    const KrAst *hit = look(&l, root);
    *what = l.what;
    *since = l.since;
    return hit;
}
