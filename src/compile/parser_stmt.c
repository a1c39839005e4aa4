/* SPDX-License-Identifier: MIT
 * parser_stmt.c: statements, simple and compound. */
#include "compile/parser_int.h"

#include <string.h>

#define TAKE(type)                             \
    do {                                       \
        if (!kr__p_take(p, type)) return NULL; \
    } while (0)

static KrAst *statement(KrParser *p);

/* ---- imports -------------------------------------------------------------------------------- */

/* a.b.c as one name */
static const KrIdent *dotted_name(KrParser *p) {
    if (!kr__p_is(p, KR_TOK_NAME)) return NULL;
    if (kr__p_peek(p, 1) != KR_TOK_DOT) return kr__p_name(p);
    char small[256], *buf = small;
    size_t n = 0, cap = sizeof small;
    for (;;) {
        if (!kr__p_is(p, KR_TOK_NAME)) return NULL;
        size_t k;
        const char *s = kr__p_name_text(p, &k);
        if (!s) return NULL;
        if (n + k + 1 > cap) {
            cap = (n + k + 1) * 2;
            char *more = kr__arena_alloc(p->arena, cap);
            if (!more) return NULL;
            memcpy(more, buf, n);
            buf = more;
        }
        memcpy(buf + n, s, k);
        n += k;
        kr__p_next(p);
        if (!kr__p_take(p, KR_TOK_DOT)) return kr__ident_intern(p->idents, buf, n);
        buf[n++] = '.';
    }
}

static KrAst *import_alias(KrParser *p, const KrIdent *(*name)(KrParser *)) {
    KrAstPos from = kr__p_here(p);
    const KrIdent *id = name(p), *as = NULL;
    if (!id) return NULL;
    if (kr__p_take(p, KR_K_as) && !(as = kr__p_name(p))) return NULL;
    KrAstalias *a = KR_P_NEW(alias, from);
    if (!a) return NULL;
    a->name = id;
    a->asname = as;
    return &a->h;
}

static KrAst *import_stmt(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    uint32_t mark = p->n_stack;
    kr__p_next(p);
    do {
        KrAst *a = import_alias(p, dotted_name);
        if (!a || !kr__p_push(p, a)) return NULL;
    } while (kr__p_take(p, KR_TOK_COMMA));
    KrAstImport *s = KR_P_NEW(Import, from);
    return s && kr__p_seq(p, mark, &s->names) ? &s->h : NULL;
}

static KrAst *star_alias(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    kr__p_next(p);
    KrAstalias *a = KR_P_NEW(alias, from);
    if (!a || !(a->name = kr__ident_intern(p->idents, "*", 1))) return NULL;
    return &a->h;
}

/* The names behind `import`, pushed. */
static bool from_names(KrParser *p) {
    if (kr__p_is(p, KR_TOK_STAR)) {
        KrAst *a = star_alias(p);
        return a && kr__p_push(p, a);
    }
    bool paren = kr__p_take(p, KR_TOK_LPAR);
    do {
        if (paren && kr__p_is(p, KR_TOK_RPAR)) break;
        KrAst *a = import_alias(p, kr__p_name);
        if (!a || !kr__p_push(p, a)) return false;
    } while (kr__p_take(p, KR_TOK_COMMA));
    return !paren || kr__p_take(p, KR_TOK_RPAR);
}

static KrAst *from_stmt(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    int32_t level = 0;
    const KrIdent *module = NULL;
    kr__p_next(p);
    for (;;) {
        if (kr__p_take(p, KR_TOK_DOT))
            level++;
        else if (kr__p_take(p, KR_TOK_ELLIPSIS))
            level += 3;
        else
            break;
    }
    if ((!level || !kr__p_is(p, KR_K_import)) && !(module = dotted_name(p))) return NULL;
    TAKE(KR_K_import);
    uint32_t mark = p->n_stack;
    if (!from_names(p) || p->n_stack == mark) return NULL;
    KrAstImportFrom *s = KR_P_NEW(ImportFrom, from);
    if (!s || !kr__p_seq(p, mark, &s->names)) return NULL;
    s->module = module;
    s->level = level;
    if (module && !level && module->n == 10 && !memcmp(module->s, "__future__", 10))
        for (uint32_t i = 0; i < s->names.n; i++)
            if (!strcmp(KR_AST(alias, s->names.items[i])->name->s, "barry_as_FLUFL"))
                p->in->flags |= KR_PARSE_F_BARRY;
    return &s->h;
}

/* ---- other simple statements ------------------------------------------------------------------ */

static KrAst *bare_stmt(KrParser *p, KrAstKind kind) {
    KrAstPos from = kr__p_here(p);
    kr__p_next(p);
    return kr__p_node(p, kind, from);
}

static KrAst *return_stmt(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    KrAst *value = NULL;
    kr__p_next(p);
    if (kr__p_starts_expr(p) && !(value = kr__p_star_exprs(p))) return NULL;
    KrAstReturn *s = KR_P_NEW(Return, from);
    if (!s) return NULL;
    s->value = value;
    return &s->h;
}

static KrAst *raise_stmt(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    KrAst *exc = NULL, *cause = NULL;
    kr__p_next(p);
    if (kr__p_starts_expr(p)) {
        if (!(exc = kr__p_expr(p))) return NULL;
        if (kr__p_take(p, KR_K_from) && !(cause = kr__p_expr(p))) return NULL;
    }
    KrAstRaise *s = KR_P_NEW(Raise, from);
    if (!s) return NULL;
    s->exc = exc;
    s->cause = cause;
    return &s->h;
}

/* global and nonlocal, whose nodes are alike */
static KrAst *names_stmt(KrParser *p, KrAstKind kind) {
    KrAstPos from = kr__p_here(p);
    uint32_t mark = p->n_stack;
    kr__p_next(p);
    do {
        const KrIdent *id = kr__p_name(p);
        if (!id || !kr__p_push(p, (void *)id)) return NULL;
    } while (kr__p_take(p, KR_TOK_COMMA));
    KrAstGlobal *s = (KrAstGlobal *)kr__p_node(p, kind, from);
    return s && kr__p_ident_seq(p, mark, &s->names) ? &s->h : NULL;
}

static KrAst *del_stmt(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    uint32_t mark = p->n_stack;
    kr__p_next(p);
    do {
        if (p->n_stack > mark && !kr__p_starts_expr(p)) break;
        KrAst *t = kr__p_primary(p);
        if (!t || !kr__p_set_ctx(t, KR_AST_Del) || !kr__p_push(p, t)) return NULL;
    } while (kr__p_take(p, KR_TOK_COMMA));
    if (!kr__p_is(p, KR_TOK_SEMI) && !kr__p_is(p, KR_TOK_NEWLINE)) return NULL;
    KrAstDelete *s = KR_P_NEW(Delete, from);
    return s && kr__p_seq(p, mark, &s->targets) ? &s->h : NULL;
}

static KrAst *assert_stmt(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    kr__p_next(p);
    KrAst *test = kr__p_expr(p), *msg = NULL;
    if (!test || (kr__p_take(p, KR_TOK_COMMA) && !(msg = kr__p_expr(p)))) return NULL;
    KrAstAssert *s = KR_P_NEW(Assert, from);
    if (!s) return NULL;
    s->test = test;
    s->msg = msg;
    return &s->h;
}

/* ---- assignments and expressions ---------------------------------------------------------------- */

static KrAst *annotated(KrParser *p, KrAstPos from, KrAst *target) {
    KrAst *ann, *value = NULL;
    if (target->kind != KR_AST_Name && target->kind != KR_AST_Attribute &&
        target->kind != KR_AST_Subscript)
        return NULL;
    kr__p_next(p);
    if (!kr__p_set_ctx(target, KR_AST_Store) || !(ann = kr__p_expr(p))) return NULL;
    if (kr__p_take(p, KR_TOK_EQUAL) && !(value = kr__p_yield_or_star(p))) return NULL;
    KrAstAnnAssign *s = KR_P_NEW(AnnAssign, from);
    if (!s) return NULL;
    s->target = target;
    s->annotation = ann;
    s->value = value;
    s->simple = target->kind == KR_AST_Name && !(target->flags & KR_AST_F_PAREN);
    return &s->h;
}

static KrAst *assign(KrParser *p, KrAstPos from, KrAst *first) {
    uint32_t mark = p->n_stack;
    KrAst *value = first;
    while (kr__p_take(p, KR_TOK_EQUAL)) {
        if (!kr__p_set_ctx(value, KR_AST_Store) || !kr__p_push(p, value)) return NULL;
        if (!(value = kr__p_yield_or_star(p))) return NULL;
    }
    KrAstStr comment = kr__p_type_comment(p);
    KrAstAssign *s = KR_P_NEW(Assign, from);
    if (!s || !kr__p_seq(p, mark, &s->targets)) return NULL;
    s->value = value;
    s->type_comment = comment;
    return &s->h;
}

static KrAstKind aug_op(KrTok t) {
    switch (t) {
    case KR_TOK_PLUSEQUAL: return KR_AST_Add;
    case KR_TOK_MINEQUAL: return KR_AST_Sub;
    case KR_TOK_STAREQUAL: return KR_AST_Mult;
    case KR_TOK_ATEQUAL: return KR_AST_MatMult;
    case KR_TOK_SLASHEQUAL: return KR_AST_Div;
    case KR_TOK_PERCENTEQUAL: return KR_AST_Mod;
    case KR_TOK_AMPEREQUAL: return KR_AST_BitAnd;
    case KR_TOK_VBAREQUAL: return KR_AST_BitOr;
    case KR_TOK_CIRCUMFLEXEQUAL: return KR_AST_BitXor;
    case KR_TOK_LEFTSHIFTEQUAL: return KR_AST_LShift;
    case KR_TOK_RIGHTSHIFTEQUAL: return KR_AST_RShift;
    case KR_TOK_DOUBLESTAREQUAL: return KR_AST_Pow;
    case KR_TOK_DOUBLESLASHEQUAL: return KR_AST_FloorDiv;
    default: return KR_AST_NONE;
    }
}

static KrAst *aug_assign(KrParser *p, KrAstPos from, KrAst *target, KrAstKind op) {
    if (target->kind != KR_AST_Name && target->kind != KR_AST_Attribute &&
        target->kind != KR_AST_Subscript)
        return NULL;
    kr__p_next(p);
    KrAst *value = kr__p_yield_or_star(p);
    if (!value || !kr__p_set_ctx(target, KR_AST_Store)) return NULL;
    KrAstAugAssign *s = KR_P_NEW(AugAssign, from);
    if (!s) return NULL;
    s->target = target;
    s->op = (KrAstOp)op;
    s->value = value;
    return &s->h;
}

static KrAst *expr_stmt(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    bool yield = kr__p_is(p, KR_K_yield);
    KrAst *e = kr__p_yield_or_star(p);
    if (!e) return NULL;
    KrAstKind op = aug_op((KrTok)p->t->type);
    if (!yield && kr__p_is(p, KR_TOK_EQUAL)) return assign(p, from, e);
    if (!yield && kr__p_is(p, KR_TOK_COLON)) return annotated(p, from, e);
    if (!yield && op) return aug_assign(p, from, e, op);
    KrAstExpr *s = KR_P_NEW(Expr, from);
    if (!s) return NULL;
    s->value = e;
    return &s->h;
}

/* ---- type parameters ------------------------------------------------------------------------------ */

static KrAst *type_param(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    KrAstKind kind = kr__p_take(p, KR_TOK_STAR)         ? KR_AST_TypeVarTuple
                     : kr__p_take(p, KR_TOK_DOUBLESTAR) ? KR_AST_ParamSpec
                                                        : KR_AST_TypeVar;
    const KrIdent *name = kr__p_name(p);
    KrAst *bound = NULL;
    if (!name) return NULL;
    if (kind == KR_AST_TypeVar && kr__p_take(p, KR_TOK_COLON) && !(bound = kr__p_expr(p)))
        return NULL;
    KrAstTypeVar *t = (KrAstTypeVar *)kr__p_node(p, kind, from);
    if (!t) return NULL;
    t->name = name;
    if (kind == KR_AST_TypeVar) t->bound = bound;
    return &t->h;
}

/* [T, *Ts, **P], if it is there */
static bool type_params(KrParser *p, KrAstSeq *out) {
    uint32_t mark = p->n_stack;
    if (!kr__p_take(p, KR_TOK_LSQB)) return true;
    do {
        if (p->n_stack > mark && kr__p_is(p, KR_TOK_RSQB)) break;
        KrAst *t = type_param(p);
        if (!t || !kr__p_push(p, t)) return false;
    } while (kr__p_take(p, KR_TOK_COMMA));
    if (!kr__p_take(p, KR_TOK_RSQB) || !kr__p_seq(p, mark, out)) return false;
    p->in->uses_312 = true;
    return true;
}

/* name[params] = …: an expression would have the brackets as a subscript. */
static KrAst *alias_name(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    const KrIdent *id = kr__p_name(p);
    KrAstName *n = id ? KR_P_NEW(Name, from) : NULL;
    if (!n) return NULL;
    n->id = id;
    n->ctx = KR_AST_Store;
    return &n->h;
}

/* `type X = …`; the word `type` is followed by a name. */
static KrAst *type_alias(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    kr__p_next(p);
    KrAst *name = alias_name(p);
    KrAstSeq params = {0, NULL};
    if (!name || !type_params(p, &params)) return NULL;
    TAKE(KR_TOK_EQUAL);
    KrAst *value = kr__p_expr(p);
    KrAstTypeAlias *s = value ? KR_P_NEW(TypeAlias, from) : NULL;
    if (!s) return NULL;
    p->in->uses_312 = true;
    s->name = name;
    s->type_params = params;
    s->value = value;
    return &s->h;
}

static bool at_type_alias(KrParser *p) {
    if (!kr__p_word(p, p->t, "type") || kr__p_peek(p, 1) != KR_TOK_NAME) return false;
    KrTok next = kr__p_peek(p, 2);
    return next == KR_TOK_EQUAL || next == KR_TOK_LSQB;
}

static KrAst *simple_stmt(KrParser *p) {
    switch (p->t->type) {
    case KR_K_pass: return bare_stmt(p, KR_AST_Pass);
    case KR_K_break: return bare_stmt(p, KR_AST_Break);
    case KR_K_continue: return bare_stmt(p, KR_AST_Continue);
    case KR_K_return: return return_stmt(p);
    case KR_K_raise: return raise_stmt(p);
    case KR_K_global: return names_stmt(p, KR_AST_Global);
    case KR_K_nonlocal: return names_stmt(p, KR_AST_Nonlocal);
    case KR_K_del: return del_stmt(p);
    case KR_K_assert: return assert_stmt(p);
    case KR_K_import: return import_stmt(p);
    case KR_K_from: return from_stmt(p);
    case KR_TOK_NAME:
        if (at_type_alias(p)) return type_alias(p);
        return expr_stmt(p);
    default: return expr_stmt(p);
    }
}

/* Statements on one line, pushed; the NEWLINE is taken. */
static bool simple_stmts(KrParser *p) {
    do {
        if (kr__p_is(p, KR_TOK_NEWLINE)) break;
        KrAst *s = simple_stmt(p);
        if (!s || !kr__p_push(p, s)) return false;
    } while (kr__p_take(p, KR_TOK_SEMI));
    if (!kr__p_is(p, KR_TOK_NEWLINE)) return false;
    kr__p_skip(p);
    return true;
}

/* ---- blocks ------------------------------------------------------------------------------------- */

/* Forgets the tokens before the current one: nothing goes back behind a statement's start. */
static void restart_window(KrParser *p) {
    if (!p->pos) return;
    p->n_toks -= p->pos;
    memmove(p->toks, p->toks + p->pos, p->n_toks * sizeof *p->toks);
    p->pos = 0;
    p->t = p->toks;
}

bool kr__p_statements(KrParser *p, KrTok stop, KrAstSeq *out) {
    uint32_t mark = p->n_stack;
    while (!kr__p_is(p, stop)) {
        restart_window(p);
        KrAst *s = statement(p);
        if (!s) return false;
    }
    return kr__p_seq(p, mark, out);
}

bool kr__p_block(KrParser *p, KrAstSeq *out) {
    uint32_t mark = p->n_stack;
    if (!kr__p_is(p, KR_TOK_NEWLINE)) return simple_stmts(p) && kr__p_seq(p, mark, out);
    kr__p_skip(p);
    if (!kr__p_is(p, KR_TOK_INDENT)) return false;
    kr__p_skip(p);
    if (!kr__p_enter(p, 10) || !kr__p_statements(p, KR_TOK_DEDENT, out)) return false;
    kr__p_leave(p, 10);
    kr__p_skip(p);
    return true;
}

static bool colon_block(KrParser *p, KrAstSeq *out) {
    return kr__p_take(p, KR_TOK_COLON) && kr__p_block(p, out);
}

static bool else_block(KrParser *p, KrAstSeq *out) {
    return !kr__p_take(p, KR_K_else) || colon_block(p, out);
}

static KrAst *finish(KrParser *p, KrAst *node) {
    node->end_lineno = (uint32_t)p->end.line;
    node->end_col_offset = (uint32_t)p->end.col;
    return node;
}

/* ---- compound statements --------------------------------------------------------------------------- */

/* if, and every elif as an If in the orelse of the one before */
static KrAst *if_stmt(KrParser *p) {
    KrAst *top = NULL;
    KrAstSeq *link = NULL;
    uint32_t mark = p->n_stack, depth = p->depth;
    do {
        if (!kr__p_enter(p, 2)) return NULL;
        KrAstIf *s = KR_P_NEW(If, kr__p_here(p));
        if (!s || !kr__p_push(p, s)) return NULL;
        kr__p_next(p);
        if (!(s->test = kr__p_named(p)) || !colon_block(p, &s->body)) return NULL;
        if (link) {
            link->n = 1;
            link->items = kr__arena_alloc(p->arena, sizeof(KrAst *));
            if (!link->items) return NULL;
            link->items[0] = &s->h;
        } else {
            top = &s->h;
        }
        link = &s->orelse;
    } while (kr__p_is(p, KR_K_elif));
    if (!else_block(p, link)) return NULL;
    p->depth = depth;
    for (uint32_t i = mark; i < p->n_stack; i++) finish(p, p->stack[i]);
    p->n_stack = mark;
    return top;
}

static KrAst *while_stmt(KrParser *p) {
    KrAstWhile *s = KR_P_NEW(While, kr__p_here(p));
    if (!s) return NULL;
    kr__p_next(p);
    if (!(s->test = kr__p_named(p)) || !colon_block(p, &s->body) || !else_block(p, &s->orelse))
        return NULL;
    return finish(p, &s->h);
}

/* For and AsyncFor, whose nodes are alike */
static KrAst *for_stmt(KrParser *p, KrAstPos from, KrAstKind kind) {
    KrAstFor *s = (KrAstFor *)kr__p_node(p, kind, from);
    if (!s) return NULL;
    kr__p_next(p);
    if (!(s->target = kr__p_targets(p))) return NULL;
    TAKE(KR_K_in);
    if (!(s->iter = kr__p_star_exprs(p))) return NULL;
    TAKE(KR_TOK_COLON);
    s->type_comment = kr__p_type_comment(p);
    if (!kr__p_block(p, &s->body) || !else_block(p, &s->orelse)) return NULL;
    return finish(p, &s->h);
}

static KrAst *with_item(KrParser *p) {
    KrAstwithitem *w = (KrAstwithitem *)kr__ast_new(p->arena, KR_AST_withitem);
    if (!w || !(w->context_expr = kr__p_expr(p))) return NULL;
    if (kr__p_take(p, KR_K_as) && !(w->optional_vars = kr__p_target(p))) return NULL;
    return &w->h;
}

/* `(item, …):`, which may just as well be an expression: false, and nothing is taken. */
static bool paren_items(KrParser *p) {
    KrMark m = kr__p_mark(p);
    uint32_t mark = p->n_stack, depth = p->depth;
    kr__p_next(p);
    do {
        if (p->n_stack > mark && kr__p_is(p, KR_TOK_RPAR)) break;
        KrAst *w = with_item(p);
        if (!w || !kr__p_push(p, w)) goto no;
    } while (kr__p_take(p, KR_TOK_COMMA));
    if (kr__p_take(p, KR_TOK_RPAR) && kr__p_is(p, KR_TOK_COLON) &&
        kr__p_peek(p, 1) != KR_TOK_TYPE_COMMENT)
        return true;
no:
    p->n_stack = mark;
    p->depth = depth;
    kr__p_back(p, m);
    return false;
}

static KrAst *with_stmt(KrParser *p, KrAstPos from, KrAstKind kind) {
    KrAstWith *s = (KrAstWith *)kr__p_node(p, kind, from);
    uint32_t mark = p->n_stack;
    if (!s) return NULL;
    kr__p_next(p);
    if (kr__p_is(p, KR_TOK_LPAR) && paren_items(p)) {
        s->h.flags |= KR_AST_F_NEWER;
    } else {
        do {
            KrAst *w = with_item(p);
            if (!w || !kr__p_push(p, w)) return NULL;
        } while (kr__p_take(p, KR_TOK_COMMA));
    }
    if (!kr__p_seq(p, mark, &s->items)) return NULL;
    TAKE(KR_TOK_COLON);
    s->type_comment = kr__p_type_comment(p);
    return kr__p_block(p, &s->body) ? finish(p, &s->h) : NULL;
}

static KrAst *handler(KrParser *p, bool *star) {
    KrAstExceptHandler *h = KR_P_NEW(ExceptHandler, kr__p_here(p));
    if (!h) return NULL;
    kr__p_next(p);
    *star = kr__p_take(p, KR_TOK_STAR);
    if (*star || !kr__p_is(p, KR_TOK_COLON)) {
        if (!(h->type = kr__p_expr(p))) return NULL;
        if (kr__p_take(p, KR_K_as) && !(h->name = kr__p_name(p))) return NULL;
    }
    return colon_block(p, &h->body) ? finish(p, &h->h) : NULL;
}

static KrAst *try_stmt(KrParser *p) {
    KrAstTry *s = KR_P_NEW(Try, kr__p_here(p)); /* a TryStar has the same fields */
    uint32_t mark;
    bool stars = false;
    if (!s) return NULL;
    kr__p_next(p);
    if (!colon_block(p, &s->body)) return NULL;
    mark = p->n_stack;
    while (kr__p_is(p, KR_K_except)) {
        bool star;
        KrAst *h = handler(p, &star);
        if (!h || (p->n_stack > mark && star != stars) || !kr__p_push(p, h)) return NULL;
        stars = star;
    }
    if (!kr__p_seq(p, mark, &s->handlers)) return NULL;
    if (s->handlers.n && !else_block(p, &s->orelse)) return NULL;
    if (kr__p_take(p, KR_K_finally)) {
        if (!colon_block(p, &s->finalbody)) return NULL;
    } else if (!s->handlers.n) {
        return NULL;
    }
    if (stars) s->h.kind = KR_AST_TryStar;
    return finish(p, &s->h);
}

/* The type comment of a function: behind the colon, or alone on the first line of the body. */
static KrAstStr func_type_comment(KrParser *p) {
    if (kr__p_is(p, KR_TOK_NEWLINE) && kr__p_peek(p, 1) == KR_TOK_TYPE_COMMENT &&
        kr__p_peek(p, 2) == KR_TOK_NEWLINE && kr__p_peek(p, 3) == KR_TOK_INDENT)
        kr__p_skip(p);
    return kr__p_type_comment(p);
}

/* FunctionDef and AsyncFunctionDef, whose nodes are alike */
static KrAst *def_stmt(KrParser *p, KrAstPos from, KrAstKind kind, KrAstSeq decorators) {
    KrAstFunctionDef *s = (KrAstFunctionDef *)kr__p_node(p, kind, from);
    if (!s) return NULL;
    kr__p_next(p);
    s->decorator_list = decorators;
    if (!(s->name = kr__p_name(p)) || !type_params(p, &s->type_params)) return NULL;
    TAKE(KR_TOK_LPAR);
    if (!(s->args = kr__p_params(p, false))) return NULL;
    TAKE(KR_TOK_RPAR);
    if (kr__p_take(p, KR_TOK_RARROW) && !(s->returns = kr__p_expr(p))) return NULL;
    TAKE(KR_TOK_COLON);
    s->type_comment = func_type_comment(p);
    return kr__p_block(p, &s->body) ? finish(p, &s->h) : NULL;
}

static KrAst *class_stmt(KrParser *p, KrAstSeq decorators) {
    KrAstClassDef *s = KR_P_NEW(ClassDef, kr__p_here(p));
    if (!s) return NULL;
    kr__p_next(p);
    s->decorator_list = decorators;
    if (!(s->name = kr__p_name(p)) || !type_params(p, &s->type_params)) return NULL;
    if (kr__p_take(p, KR_TOK_LPAR) && !kr__p_call_args(p, NULL, &s->bases, &s->keywords))
        return NULL;
    return colon_block(p, &s->body) ? finish(p, &s->h) : NULL;
}

static KrAst *async_stmt(KrParser *p, KrAstSeq decorators) {
    KrAstPos from = kr__p_here(p);
    kr__p_next(p);
    if (kr__p_is(p, KR_K_def)) return def_stmt(p, from, KR_AST_AsyncFunctionDef, decorators);
    if (decorators.n) return NULL;
    if (kr__p_is(p, KR_K_for)) return for_stmt(p, from, KR_AST_AsyncFor);
    if (kr__p_is(p, KR_K_with)) return with_stmt(p, from, KR_AST_AsyncWith);
    return NULL;
}

static KrAst *decorated(KrParser *p) {
    uint32_t mark = p->n_stack;
    KrAstSeq decorators = {0, NULL};
    while (kr__p_take(p, KR_TOK_AT)) {
        KrAst *d = kr__p_named(p);
        if (!d || !kr__p_push(p, d) || !kr__p_is(p, KR_TOK_NEWLINE)) return NULL;
        kr__p_skip(p);
    }
    if (!kr__p_seq(p, mark, &decorators)) return NULL;
    if (kr__p_is(p, KR_K_class)) return class_stmt(p, decorators);
    if (kr__p_is(p, KR_K_async)) return async_stmt(p, decorators);
    if (!kr__p_is(p, KR_K_def)) return NULL;
    return def_stmt(p, kr__p_here(p), KR_AST_FunctionDef, decorators);
}

/* A compound statement. *simple: none starts here and nothing was taken. */
static KrAst *compound_stmt(KrParser *p, bool *simple) {
    KrAstSeq none = {0, NULL};
    *simple = false;
    switch (p->t->type) {
    case KR_K_if: return if_stmt(p);
    case KR_K_def: return def_stmt(p, kr__p_here(p), KR_AST_FunctionDef, none);
    case KR_K_for: return for_stmt(p, kr__p_here(p), KR_AST_For);
    case KR_K_with: return with_stmt(p, kr__p_here(p), KR_AST_With);
    case KR_K_try: return try_stmt(p);
    case KR_K_while: return while_stmt(p);
    case KR_K_class: return class_stmt(p, none);
    case KR_K_async: return async_stmt(p, none);
    case KR_TOK_AT: return decorated(p);
    case KR_TOK_NAME:
        if (kr__p_word(p, p->t, "match")) {
            bool is_match;
            KrAst *m = kr__p_match(p, &is_match);
            if (is_match) return m;
        }
        break;
    default: break;
    }
    *simple = true;
    return NULL;
}

/* One compound statement or one line of simple ones, pushed. The result only says: it went well. */
static KrAst *statement(KrParser *p) {
    bool simple;
    KrAst *s = compound_stmt(p, &simple);
    if (!simple) return s && kr__p_push(p, s) ? s : NULL;
    return simple_stmts(p) ? p->stack[p->n_stack - 1] : NULL;
}

/* ---- other starts ---------------------------------------------------------------------------------- */

/* The statement ends at a NEWLINE, the token before the current one or the current one. */
static KrAst *end_interactive(KrParser *p, KrAstInteractive *m, uint32_t mark, uint32_t newline) {
    p->stop = &p->toks[newline];
    return kr__p_seq(p, mark, &m->body) ? &m->h : NULL;
}

KrAst *kr__p_interactive(KrParser *p) {
    KrAstInteractive *m = (KrAstInteractive *)kr__ast_new(p->arena, KR_AST_Interactive);
    uint32_t mark = p->n_stack;
    bool simple;
    if (!m) return NULL;
    if (kr__p_is(p, KR_TOK_NEWLINE)) {
        KrAstPos from = kr__p_here(p);
        p->end = from;
        KrAst *pass = kr__p_node(p, KR_AST_Pass, from);
        if (!pass || !kr__p_push(p, pass)) return NULL;
        return end_interactive(p, m, mark, p->pos);
    }
    KrAst *s = compound_stmt(p, &simple);
    if (simple) return simple_stmts(p) ? end_interactive(p, m, mark, p->pos - 1) : NULL;
    if (!s || !kr__p_push(p, s) || !kr__p_is(p, KR_TOK_NEWLINE)) return NULL;
    return end_interactive(p, m, mark, p->pos);
}

/* (expression, …, *expression, **expression) -> expression */
KrAst *kr__p_function_type(KrParser *p) {
    KrAstFunctionType *m = (KrAstFunctionType *)kr__ast_new(p->arena, KR_AST_FunctionType);
    uint32_t mark = p->n_stack;
    int seen = 0; /* 1: a *, 2: a ** */
    if (!m) return NULL;
    TAKE(KR_TOK_LPAR);
    while (!kr__p_is(p, KR_TOK_RPAR)) {
        int now = kr__p_take(p, KR_TOK_STAR) ? 1 : kr__p_take(p, KR_TOK_DOUBLESTAR) ? 2 : 0;
        if (seen && now <= seen) return NULL;
        seen = now;
        KrAst *e = kr__p_expr(p);
        if (!e || !kr__p_push(p, e)) return NULL;
        if (!kr__p_is(p, KR_TOK_COMMA)) break;
        kr__p_next(p);
        if (kr__p_is(p, KR_TOK_RPAR)) return NULL;
    }
    TAKE(KR_TOK_RPAR);
    TAKE(KR_TOK_RARROW);
    if (!kr__p_seq(p, mark, &m->argtypes) || !(m->returns = kr__p_expr(p))) return NULL;
    while (kr__p_is(p, KR_TOK_NEWLINE)) kr__p_skip(p);
    return kr__p_is(p, KR_TOK_END) ? &m->h : NULL;
}
