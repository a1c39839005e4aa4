/* SPDX-License-Identifier: MIT
 * parser_expr.c: expressions, by precedence climbing; targets; parameters and arguments. */
#include "compile/parser_int.h"

#define TAKE(type)                             \
    do {                                       \
        if (!kr__p_take(p, type)) return NULL; \
    } while (0)

/* ---- contexts ----------------------------------------------------------------------------- */

static bool set_all(KrAstSeq *elts, KrAstKind ctx) {
    for (uint32_t i = 0; i < elts->n; i++)
        if (!kr__p_set_ctx(elts->items[i], ctx)) return false;
    return true;
}

bool kr__p_set_ctx(KrAst *node, KrAstKind ctx) {
    switch (node->kind) {
    case KR_AST_Name: KR_AST(Name, node)->ctx = (KrAstOp)ctx; return true;
    case KR_AST_Attribute: KR_AST(Attribute, node)->ctx = (KrAstOp)ctx; return true;
    case KR_AST_Subscript: KR_AST(Subscript, node)->ctx = (KrAstOp)ctx; return true;
    case KR_AST_Starred:
        if (ctx != KR_AST_Store) return false;
        KR_AST(Starred, node)->ctx = (KrAstOp)ctx;
        return kr__p_set_ctx(KR_AST(Starred, node)->value, ctx);
    case KR_AST_List:
        KR_AST(List, node)->ctx = (KrAstOp)ctx;
        return set_all(&KR_AST(List, node)->elts, ctx);
    case KR_AST_Tuple:
        KR_AST(Tuple, node)->ctx = (KrAstOp)ctx;
        return set_all(&KR_AST(Tuple, node)->elts, ctx);
    default: return false;
    }
}

/* ---- small nodes -------------------------------------------------------------------------- */

static KrAst *constant(KrParser *p, KrConstTag tag) {
    KrAstPos from = kr__p_here(p);
    kr__p_next(p);
    KrAstConstant *c = KR_P_NEW(Constant, from);
    if (!c) return NULL;
    c->value.tag = (uint8_t)tag;
    return &c->h;
}

static KrAst *name_atom(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    const KrIdent *id = kr__p_name(p);
    KrAstName *n = KR_P_NEW(Name, from);
    if (!id || !n) return NULL;
    n->id = id;
    n->ctx = KR_AST_Load;
    return &n->h;
}

static KrAst *starred(KrParser *p, KrAstPos from, KrAst *value) {
    if (!value) return NULL;
    KrAstStarred *s = KR_P_NEW(Starred, from);
    if (!s) return NULL;
    s->value = value;
    s->ctx = KR_AST_Load;
    return &s->h;
}

/* ---- comprehensions ------------------------------------------------------------------------ */

static bool at_for(KrParser *p) {
    return kr__p_is(p, KR_K_for) || (kr__p_is(p, KR_K_async) && kr__p_peek(p, 1) == KR_K_for);
}

static KrAst *for_clause(KrParser *p) {
    KrAstcomprehension *c = (KrAstcomprehension *)kr__ast_new(p->arena, KR_AST_comprehension);
    if (!c) return NULL;
    if (kr__p_take(p, KR_K_async)) c->is_async = 1;
    TAKE(KR_K_for);
    if (!(c->target = kr__p_targets(p))) return NULL;
    TAKE(KR_K_in);
    if (!(c->iter = kr__p_disjunction(p))) return NULL;
    uint32_t from = p->n_stack;
    while (kr__p_take(p, KR_K_if)) {
        KrAst *cond = kr__p_disjunction(p);
        if (!cond || !kr__p_push(p, cond)) return NULL;
    }
    return kr__p_seq(p, from, &c->ifs) ? &c->h : NULL;
}

static bool for_clauses(KrParser *p, KrAstSeq *out) {
    uint32_t from = p->n_stack;
    do {
        KrAst *c = for_clause(p);
        if (!c || !kr__p_push(p, c)) return false;
    } while (at_for(p));
    return kr__p_seq(p, from, out);
}

/* `close`: the bracket behind, in an f-string's field the end of the text. */
static bool take_close(KrParser *p, KrTok close) {
    if (close != KR_TOK_END) return kr__p_take(p, close);
    if (!kr__p_is(p, KR_TOK_END)) return false;
    p->end = p->close;
    return true;
}

/* [elt for …], {elt for …} or (elt for …); the clauses and the closing bracket are still there. */
static KrAst *comprehension(KrParser *p, KrAstKind kind, KrAstPos from, KrAst *elt, KrTok close) {
    KrAstSeq gens = {0, NULL};
    if (elt->kind == KR_AST_Starred || !for_clauses(p, &gens) || !take_close(p, close)) return NULL;
    KrAstListComp *c = (KrAstListComp *)kr__p_node(p, kind, from);
    if (!c) return NULL;
    c->elt = elt;
    c->generators = gens;
    return &c->h;
}

/* ---- brackets ------------------------------------------------------------------------------ */

/* *a or a named expression */
static KrAst *star_named(KrParser *p) {
    if (!kr__p_is(p, KR_TOK_STAR)) return kr__p_named(p);
    KrAstPos from = kr__p_here(p);
    kr__p_next(p);
    return starred(p, from, kr__p_bitor(p));
}

/* Pushes the rest of a display: elements and commas up to `close`, which is not taken. */
static bool rest_of_display(KrParser *p, KrTok close) {
    while (kr__p_take(p, KR_TOK_COMMA)) {
        if (kr__p_is(p, close)) break;
        KrAst *e = star_named(p);
        if (!e || !kr__p_push(p, e)) return false;
    }
    return true;
}

static KrAst *tuple_of(KrParser *p, KrAstPos from, uint32_t mark) {
    KrAstTuple *t = KR_P_NEW(Tuple, from);
    if (!t || !kr__p_seq(p, mark, &t->elts)) return NULL;
    t->ctx = KR_AST_Load;
    return &t->h;
}

static KrAst *yield_expr(KrParser *p);

/* What stands in parentheses: a group, a tuple, a generator expression. The '(' was taken. */
static KrAst *paren_body(KrParser *p, KrAstPos from, KrTok close) {
    uint32_t mark = p->n_stack;
    KrAst *first;
    if (kr__p_is(p, KR_K_yield)) {
        first = yield_expr(p);
        if (!first || !take_close(p, close)) return NULL;
        return first;
    }
    if (close == KR_TOK_RPAR && kr__p_take(p, KR_TOK_RPAR)) return tuple_of(p, from, mark);
    if (!(first = star_named(p))) return NULL;
    if (at_for(p)) return comprehension(p, KR_AST_GeneratorExp, from, first, close);
    if (kr__p_is(p, KR_TOK_COMMA)) {
        if (!kr__p_push(p, first) || !rest_of_display(p, close) || !take_close(p, close))
            return NULL;
        return tuple_of(p, from, mark);
    }
    if (first->kind == KR_AST_Starred || !take_close(p, close)) return NULL;
    first->flags |= KR_AST_F_PAREN;
    return first;
}

KrAst *kr__p_field(KrParser *p, KrAstPos open) {
    if (!kr__p_enter(p, 20)) return NULL;
    KrAst *e = paren_body(p, open, KR_TOK_END);
    kr__p_leave(p, 20);
    return e;
}

static KrAst *list_atom(KrParser *p, KrAstPos from) {
    uint32_t mark = p->n_stack;
    if (!kr__p_is(p, KR_TOK_RSQB)) {
        KrAst *first = star_named(p);
        if (!first) return NULL;
        if (at_for(p)) return comprehension(p, KR_AST_ListComp, from, first, KR_TOK_RSQB);
        if (!kr__p_push(p, first) || !rest_of_display(p, KR_TOK_RSQB)) return NULL;
    }
    TAKE(KR_TOK_RSQB);
    KrAstList *l = KR_P_NEW(List, from);
    if (!l || !kr__p_seq(p, mark, &l->elts)) return NULL;
    l->ctx = KR_AST_Load;
    return &l->h;
}

static KrAst *dict_comp(KrParser *p, KrAstPos from, KrAst *key, KrAst *value) {
    KrAstSeq gens = {0, NULL};
    if (!for_clauses(p, &gens)) return NULL;
    TAKE(KR_TOK_RBRACE);
    KrAstDictComp *c = KR_P_NEW(DictComp, from);
    if (!c) return NULL;
    c->key = key;
    c->value = value;
    c->generators = gens;
    return &c->h;
}

/* One entry of a dict display: **a or key: value. */
static bool dict_entry(KrParser *p, KrAst **key, KrAst **value) {
    if (kr__p_take(p, KR_TOK_DOUBLESTAR)) {
        *key = NULL;
        return (*value = kr__p_bitor(p)) != NULL;
    }
    if (!(*key = kr__p_expr(p)) || !kr__p_take(p, KR_TOK_COLON)) return false;
    return (*value = kr__p_expr(p)) != NULL;
}

/* The rest of a dict display whose first entry was read. Keys and values lie on the stack in
 * turn. */
static KrAst *dict_rest(KrParser *p, KrAstPos from, KrAst *key, KrAst *value) {
    uint32_t mark = p->n_stack;
    if (key || value) {
        if (!kr__p_push(p, key) || !kr__p_push(p, value)) return NULL;
        while (kr__p_take(p, KR_TOK_COMMA)) {
            if (kr__p_is(p, KR_TOK_RBRACE)) break;
            if (!dict_entry(p, &key, &value) || !kr__p_push(p, key) || !kr__p_push(p, value))
                return NULL;
        }
    }
    TAKE(KR_TOK_RBRACE);
    KrAstDict *d = KR_P_NEW(Dict, from);
    uint32_t n = (p->n_stack - mark) / 2;
    p->n_stack = mark;
    if (!d) return NULL;
    d->keys.n = d->values.n = n;
    if (!n) return &d->h;
    d->keys.items = kr__arena_alloc(p->arena, n * sizeof(KrAst *));
    d->values.items = kr__arena_alloc(p->arena, n * sizeof(KrAst *));
    if (!d->keys.items || !d->values.items) return NULL;
    for (uint32_t i = 0; i < n; i++) {
        d->keys.items[i] = p->stack[mark + 2 * i];
        d->values.items[i] = p->stack[mark + 2 * i + 1];
    }
    return &d->h;
}

/* A dict or set display or comprehension; the '{' was taken. */
static KrAst *brace_atom(KrParser *p, KrAstPos from) {
    uint32_t mark = p->n_stack;
    KrAst *key = NULL, *value = NULL;
    if (kr__p_is(p, KR_TOK_RBRACE)) return dict_rest(p, from, NULL, NULL);
    if (kr__p_is(p, KR_TOK_DOUBLESTAR))
        return dict_entry(p, &key, &value) ? dict_rest(p, from, key, value) : NULL;
    KrAst *first = star_named(p);
    if (!first) return NULL;
    if (first->kind != KR_AST_Starred &&
        (first->kind != KR_AST_NamedExpr || (first->flags & KR_AST_F_PAREN)) &&
        kr__p_take(p, KR_TOK_COLON)) {
        if (!(value = kr__p_expr(p))) return NULL;
        return at_for(p) ? dict_comp(p, from, first, value) : dict_rest(p, from, first, value);
    }
    if (at_for(p)) return comprehension(p, KR_AST_SetComp, from, first, KR_TOK_RBRACE);
    if (!kr__p_push(p, first) || !rest_of_display(p, KR_TOK_RBRACE)) return NULL;
    TAKE(KR_TOK_RBRACE);
    KrAstSet *s = KR_P_NEW(Set, from);
    return s && kr__p_seq(p, mark, &s->elts) ? &s->h : NULL;
}

/* ---- atoms and what follows them ------------------------------------------------------------ */

static KrAst *bracket_atom(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    KrTok open = (KrTok)p->t->type;
    KrAst *e;
    if (!kr__p_enter(p, 20)) return NULL;
    kr__p_next(p);
    e = open == KR_TOK_LPAR   ? paren_body(p, from, KR_TOK_RPAR)
        : open == KR_TOK_LSQB ? list_atom(p, from)
                              : brace_atom(p, from);
    kr__p_leave(p, 20);
    return e;
}

static KrAst *atom(KrParser *p) {
    switch (p->t->type) {
    case KR_TOK_NAME: return name_atom(p);
    case KR_TOK_NUMBER: return kr__p_number(p);
    case KR_TOK_STRING: return kr__p_strings(p);
    case KR_TOK_LPAR:
    case KR_TOK_LSQB:
    case KR_TOK_LBRACE: return bracket_atom(p);
    case KR_K_None: return constant(p, KR_CONST_NONE);
    case KR_K_True: return constant(p, KR_CONST_TRUE);
    case KR_K_False: return constant(p, KR_CONST_FALSE);
    case KR_TOK_ELLIPSIS: return constant(p, KR_CONST_ELLIPSIS);
    default: return NULL;
    }
}

static KrAst *keyword_arg(KrParser *p, const KrIdent *name, KrAstPos from) {
    KrAst *value = kr__p_expr(p);
    KrAstkeyword *k = value ? KR_P_NEW(keyword, from) : NULL;
    if (!k) return NULL;
    k->arg = name;
    k->value = value;
    return &k->h;
}

/* One argument. *seen: 1 a keyword came before, 2 a ** came before. */
static KrAst *argument(KrParser *p, unsigned *seen) {
    KrAstPos from = kr__p_here(p);
    if (kr__p_is(p, KR_TOK_STAR)) {
        if (*seen & 2) return NULL;
        kr__p_next(p);
        return starred(p, from, kr__p_expr(p));
    }
    if (kr__p_take(p, KR_TOK_DOUBLESTAR)) {
        *seen |= 2;
        return keyword_arg(p, NULL, from);
    }
    if (kr__p_is(p, KR_TOK_NAME) && kr__p_peek(p, 1) == KR_TOK_EQUAL) {
        const KrIdent *name = kr__p_name(p);
        if (!name) return NULL;
        kr__p_next(p);
        *seen |= 1;
        return keyword_arg(p, name, from);
    }
    return *seen ? NULL : kr__p_named(p);
}

/* Takes the arguments off the stack, keywords apart. */
static bool split_args(KrParser *p, uint32_t mark, KrAstSeq *args, KrAstSeq *keywords) {
    uint32_t n = p->n_stack - mark, n_kw = 0, a = 0, k = 0;
    KrAst **items = (KrAst **)p->stack + mark;
    for (uint32_t i = 0; i < n; i++) n_kw += items[i]->kind == KR_AST_keyword;
    p->n_stack = mark;
    if (n - n_kw && !(args->items = kr__arena_alloc(p->arena, (n - n_kw) * sizeof *items)))
        return false;
    if (n_kw && !(keywords->items = kr__arena_alloc(p->arena, n_kw * sizeof *items))) return false;
    for (uint32_t i = 0; i < n; i++) {
        if (items[i]->kind == KR_AST_keyword)
            keywords->items[k++] = items[i];
        else
            args->items[a++] = items[i];
    }
    args->n = a;
    keywords->n = k;
    return true;
}

bool kr__p_call_args(KrParser *p, const KrAstPos *open, KrAstSeq *args, KrAstSeq *keywords) {
    uint32_t mark = p->n_stack;
    unsigned seen = 0;
    while (!kr__p_is(p, KR_TOK_RPAR)) {
        KrAst *arg = argument(p, &seen);
        if (!arg) return false;
        if (at_for(p)) {
            /* f(x for x in y): the call's parentheses are the generator's; nothing beside it */
            if (!open || p->n_stack != mark || arg->kind == KR_AST_keyword) return false;
            arg = comprehension(p, KR_AST_GeneratorExp, *open, arg, KR_TOK_RPAR);
            return arg && kr__p_push(p, arg) && split_args(p, mark, args, keywords);
        }
        if (!kr__p_push(p, arg)) return false;
        if (!kr__p_take(p, KR_TOK_COMMA)) break;
    }
    return kr__p_take(p, KR_TOK_RPAR) && split_args(p, mark, args, keywords);
}

static KrAst *call(KrParser *p, KrAst *func, KrAstPos from) {
    KrAstPos open = kr__p_here(p);
    KrAstSeq args = {0, NULL}, keywords = {0, NULL};
    if (!kr__p_enter(p, 20)) return NULL;
    kr__p_next(p);
    if (!kr__p_call_args(p, &open, &args, &keywords)) return NULL;
    kr__p_leave(p, 20);
    KrAstCall *c = KR_P_NEW(Call, from);
    if (!c) return NULL;
    c->func = func;
    c->args = args;
    c->keywords = keywords;
    return &c->h;
}

static bool slice_part(KrParser *p, KrAst **out) {
    if (kr__p_is(p, KR_TOK_COLON) || kr__p_is(p, KR_TOK_COMMA) || kr__p_is(p, KR_TOK_RSQB))
        return true;
    return (*out = kr__p_expr(p)) != NULL;
}

/* One subscript: a slice, a starred or a named expression. */
static KrAst *slice(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    KrAst *lower = NULL, *upper = NULL, *step = NULL;
    if (kr__p_take(p, KR_TOK_STAR)) return starred(p, from, kr__p_expr(p));
    if (!kr__p_is(p, KR_TOK_COLON)) {
        lower = kr__p_named(p);
        if (!lower || !kr__p_is(p, KR_TOK_COLON)) return lower;
        if (lower->kind == KR_AST_NamedExpr && !(lower->flags & KR_AST_F_PAREN)) return NULL;
    }
    kr__p_next(p);
    if (!slice_part(p, &upper)) return NULL;
    if (kr__p_take(p, KR_TOK_COLON) && !slice_part(p, &step)) return NULL;
    KrAstSlice *s = KR_P_NEW(Slice, from);
    if (!s) return NULL;
    s->lower = lower;
    s->upper = upper;
    s->step = step;
    return &s->h;
}

static KrAst *slices(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    uint32_t mark = p->n_stack;
    KrAst *first = slice(p);
    if (!first) return NULL;
    if (!kr__p_is(p, KR_TOK_COMMA) && first->kind != KR_AST_Starred) return first;
    if (!kr__p_push(p, first)) return NULL;
    while (kr__p_take(p, KR_TOK_COMMA)) {
        if (kr__p_is(p, KR_TOK_RSQB)) break;
        KrAst *s = slice(p);
        if (!s || !kr__p_push(p, s)) return NULL;
    }
    return tuple_of(p, from, mark);
}

static KrAst *subscript(KrParser *p, KrAst *value, KrAstPos from) {
    if (!kr__p_enter(p, 20)) return NULL;
    kr__p_next(p);
    KrAst *index = slices(p);
    kr__p_leave(p, 20);
    if (!index) return NULL;
    TAKE(KR_TOK_RSQB);
    KrAstSubscript *s = KR_P_NEW(Subscript, from);
    if (!s) return NULL;
    s->value = value;
    s->slice = index;
    s->ctx = KR_AST_Load;
    return &s->h;
}

static KrAst *attribute(KrParser *p, KrAst *value, KrAstPos from) {
    kr__p_next(p);
    const KrIdent *name = kr__p_name(p);
    KrAstAttribute *a = name ? KR_P_NEW(Attribute, from) : NULL;
    if (!a) return NULL;
    a->value = value;
    a->attr = name;
    a->ctx = KR_AST_Load;
    return &a->h;
}

/* An atom with attributes, subscripts and calls behind it. */
KrAst *kr__p_primary(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    KrAst *e = atom(p);
    while (e) {
        switch (p->t->type) {
        case KR_TOK_DOT: e = attribute(p, e, from); break;
        case KR_TOK_LPAR: e = call(p, e, from); break;
        case KR_TOK_LSQB: e = subscript(p, e, from); break;
        default: return e;
        }
    }
    return NULL;
}

/* ---- operators ------------------------------------------------------------------------------ */

enum { P_OR = 1, P_AND, P_NOT, P_CMP, P_BITOR, P_XOR, P_BITAND, P_SHIFT, P_SUM, P_TERM };

/* table: binary operators: how strongly they bind, which node they make */
static const struct {
    uint8_t prec, op;
} binary[KR_TOK_COUNT] = {
    [KR_K_or] = {P_OR, KR_AST_Or},
    [KR_K_and] = {P_AND, KR_AST_And},
    [KR_TOK_EQEQUAL] = {P_CMP, KR_AST_Eq},
    [KR_TOK_NOTEQUAL] = {P_CMP, KR_AST_NotEq},
    [KR_TOK_LESS] = {P_CMP, KR_AST_Lt},
    [KR_TOK_LESSEQUAL] = {P_CMP, KR_AST_LtE},
    [KR_TOK_GREATER] = {P_CMP, KR_AST_Gt},
    [KR_TOK_GREATEREQUAL] = {P_CMP, KR_AST_GtE},
    [KR_K_in] = {P_CMP, KR_AST_In},
    [KR_K_is] = {P_CMP, KR_AST_Is},
    [KR_K_not] = {P_CMP, KR_AST_NotIn},
    [KR_TOK_VBAR] = {P_BITOR, KR_AST_BitOr},
    [KR_TOK_CIRCUMFLEX] = {P_XOR, KR_AST_BitXor},
    [KR_TOK_AMPER] = {P_BITAND, KR_AST_BitAnd},
    [KR_TOK_LEFTSHIFT] = {P_SHIFT, KR_AST_LShift},
    [KR_TOK_RIGHTSHIFT] = {P_SHIFT, KR_AST_RShift},
    [KR_TOK_PLUS] = {P_SUM, KR_AST_Add},
    [KR_TOK_MINUS] = {P_SUM, KR_AST_Sub},
    [KR_TOK_STAR] = {P_TERM, KR_AST_Mult},
    [KR_TOK_SLASH] = {P_TERM, KR_AST_Div},
    [KR_TOK_DOUBLESLASH] = {P_TERM, KR_AST_FloorDiv},
    [KR_TOK_PERCENT] = {P_TERM, KR_AST_Mod},
    [KR_TOK_AT] = {P_TERM, KR_AST_MatMult},
};

static KrAst *binop(KrParser *p, KrAstPos from, KrAst *left, KrAstKind op, KrAst *right) {
    KrAstBinOp *b = right ? KR_P_NEW(BinOp, from) : NULL;
    if (!b) return NULL;
    b->left = left;
    b->op = (KrAstOp)op;
    b->right = right;
    return &b->h;
}

static KrAst *unary(KrParser *p, KrAstPos from, KrAstKind op, KrAst *operand) {
    KrAstUnaryOp *u = operand ? KR_P_NEW(UnaryOp, from) : NULL;
    if (!u) return NULL;
    u->op = (KrAstOp)op;
    u->operand = operand;
    return &u->h;
}

static KrAst *factor(KrParser *p);

static KrAst *await_primary(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    if (!kr__p_take(p, KR_K_await)) return kr__p_primary(p);
    KrAst *value = kr__p_primary(p);
    KrAstAwait *a = value ? KR_P_NEW(Await, from) : NULL;
    if (!a) return NULL;
    a->value = value;
    return &a->h;
}

static KrAst *signed_factor(KrParser *p, KrAstKind op) {
    KrAstPos from = kr__p_here(p);
    if (!kr__p_enter(p, 1)) return NULL;
    kr__p_next(p);
    KrAst *e = unary(p, from, op, factor(p));
    kr__p_leave(p, 1);
    return e;
}

/* A sign before a power. */
static KrAst *factor(KrParser *p) {
    switch (p->t->type) {
    case KR_TOK_PLUS: return signed_factor(p, KR_AST_UAdd);
    case KR_TOK_MINUS: return signed_factor(p, KR_AST_USub);
    case KR_TOK_TILDE: return signed_factor(p, KR_AST_Invert);
    default: break;
    }
    KrAstPos from = kr__p_here(p);
    KrAst *base = await_primary(p);
    if (!base || !kr__p_is(p, KR_TOK_DOUBLESTAR)) return base;
    if (!kr__p_enter(p, 2)) return NULL;
    kr__p_next(p);
    base = binop(p, from, base, KR_AST_Pow, factor(p));
    kr__p_leave(p, 2);
    return base;
}

static KrAst *climb(KrParser *p, unsigned min);

static KrAst *bool_op(KrParser *p, KrAstPos from, KrAst *left, KrTok tok) {
    uint32_t mark = p->n_stack;
    if (!kr__p_push(p, left)) return NULL;
    while (kr__p_take(p, tok)) {
        KrAst *e = climb(p, binary[tok].prec + 1u);
        if (!e || !kr__p_push(p, e)) return NULL;
    }
    KrAstBoolOp *b = KR_P_NEW(BoolOp, from);
    if (!b || !kr__p_seq(p, mark, &b->values)) return NULL;
    b->op = binary[tok].op;
    return &b->h;
}

/* Takes a comparison operator, one word or two; KR_AST_NONE: none is there. */
static KrAstKind compare_op(KrParser *p) {
    KrTok tok = (KrTok)p->t->type;
    if (binary[tok].prec != P_CMP) return KR_AST_NONE;
    if (tok == KR_K_not) {
        if (kr__p_peek(p, 1) != KR_K_in) return KR_AST_NONE;
        kr__p_next(p);
    } else if (tok == KR_TOK_NOTEQUAL) {
        bool angles = p->src[p->t->start] == '<';
        if (angles != !!(p->in->flags & KR_PARSE_F_BARRY)) return KR_AST_NONE;
    }
    kr__p_next(p);
    if (tok == KR_K_is && kr__p_take(p, KR_K_not)) return KR_AST_IsNot;
    return (KrAstKind)binary[tok].op;
}

static KrAst *compare(KrParser *p, KrAstPos from, KrAst *left, KrAstKind op) {
    uint32_t mark = p->n_stack;
    KrAstOp small[16], *ops = small;
    uint32_t n = 0, cap = 16;
    for (; op; op = compare_op(p)) {
        if (n == cap) {
            KrAstOp *more = kr__arena_alloc(p->arena, cap * 2);
            if (!more) return NULL;
            for (uint32_t i = 0; i < n; i++) more[i] = ops[i];
            ops = more;
            cap *= 2;
        }
        ops[n++] = (KrAstOp)op;
        KrAst *e = climb(p, P_BITOR);
        if (!e || !kr__p_push(p, e)) return NULL;
    }
    KrAstCompare *c = KR_P_NEW(Compare, from);
    if (!c || !kr__p_seq(p, mark, &c->comparators)) return NULL;
    c->left = left;
    c->ops.n = n;
    c->ops.items = kr__arena_alloc(p->arena, n);
    if (!c->ops.items) return NULL;
    for (uint32_t i = 0; i < n; i++) c->ops.items[i] = ops[i];
    return &c->h;
}

/* Operators that bind at least as strongly as min. */
static KrAst *climb(KrParser *p, unsigned min) {
    KrAstPos from = kr__p_here(p);
    KrAst *left;
    if (kr__p_is(p, KR_K_not)) {
        if (min > P_NOT || !kr__p_enter(p, 1)) return NULL;
        kr__p_next(p);
        left = unary(p, from, KR_AST_Not, climb(p, P_NOT));
        kr__p_leave(p, 1);
    } else {
        left = factor(p);
    }
    while (left) {
        KrTok tok = (KrTok)p->t->type;
        unsigned prec = binary[tok].prec;
        if (prec < min || !prec) return left;
        if (prec > P_CMP) {
            kr__p_next(p);
            left = binop(p, from, left, (KrAstKind)binary[tok].op, climb(p, prec + 1));
        } else if (prec == P_CMP) {
            KrAstKind op = compare_op(p);
            if (!op) return left;
            left = compare(p, from, left, op);
        } else {
            left = bool_op(p, from, left, tok);
        }
    }
    return NULL;
}

KrAst *kr__p_disjunction(KrParser *p) { return climb(p, P_OR); }
KrAst *kr__p_bitor(KrParser *p) { return climb(p, P_BITOR); }

static KrAst *lambda(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    if (!kr__p_enter(p, 2)) return NULL;
    kr__p_next(p);
    KrAst *args = kr__p_params(p, true), *body = NULL;
    if (!args) return NULL;
    TAKE(KR_TOK_COLON);
    if (!(body = kr__p_expr(p))) return NULL;
    kr__p_leave(p, 2);
    KrAstLambda *l = KR_P_NEW(Lambda, from);
    if (!l) return NULL;
    l->args = args;
    l->body = body;
    return &l->h;
}

KrAst *kr__p_expr(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    if (kr__p_is(p, KR_K_lambda)) return lambda(p);
    KrAst *body = climb(p, P_OR);
    if (!body || !kr__p_is(p, KR_K_if)) return body;
    if (!kr__p_enter(p, 1)) return NULL;
    kr__p_next(p);
    KrAst *test = climb(p, P_OR), *orelse = NULL;
    if (!test) return NULL;
    TAKE(KR_K_else);
    if (!(orelse = kr__p_expr(p))) return NULL;
    kr__p_leave(p, 1);
    KrAstIfExp *e = KR_P_NEW(IfExp, from);
    if (!e) return NULL;
    e->test = test;
    e->body = body;
    e->orelse = orelse;
    return &e->h;
}

KrAst *kr__p_named(KrParser *p) {
    if (!kr__p_is(p, KR_TOK_NAME) || kr__p_peek(p, 1) != KR_TOK_COLONEQUAL) return kr__p_expr(p);
    KrAstPos from = kr__p_here(p);
    KrAst *target = name_atom(p);
    if (!target) return NULL;
    KR_AST(Name, target)->ctx = KR_AST_Store;
    kr__p_next(p);
    KrAst *value = kr__p_expr(p);
    KrAstNamedExpr *n = value ? KR_P_NEW(NamedExpr, from) : NULL;
    if (!n) return NULL;
    n->target = target;
    n->value = value;
    return &n->h;
}

/* ---- lists of expressions --------------------------------------------------------------------- */

KrAst *kr__p_star_expr(KrParser *p) {
    if (!kr__p_is(p, KR_TOK_STAR)) return kr__p_expr(p);
    KrAstPos from = kr__p_here(p);
    kr__p_next(p);
    return starred(p, from, kr__p_bitor(p));
}

bool kr__p_starts_expr(const KrParser *p) {
    switch (p->t->type) {
    case KR_TOK_NAME:
    case KR_TOK_NUMBER:
    case KR_TOK_STRING:
    case KR_TOK_LPAR:
    case KR_TOK_LSQB:
    case KR_TOK_LBRACE:
    case KR_TOK_PLUS:
    case KR_TOK_MINUS:
    case KR_TOK_TILDE:
    case KR_TOK_STAR:
    case KR_TOK_ELLIPSIS:
    case KR_K_None:
    case KR_K_True:
    case KR_K_False:
    case KR_K_not:
    case KR_K_lambda:
    case KR_K_await: return true;
    default: return false;
    }
}

/* one, or a tuple of several */
static KrAst *expr_list(KrParser *p, KrAst *(*one)(KrParser *)) {
    KrAstPos from = kr__p_here(p);
    uint32_t mark = p->n_stack;
    KrAst *first = one(p);
    if (!first || !kr__p_is(p, KR_TOK_COMMA)) return first;
    if (!kr__p_push(p, first)) return NULL;
    while (kr__p_take(p, KR_TOK_COMMA) && kr__p_starts_expr(p)) {
        KrAst *e = one(p);
        if (!e || !kr__p_push(p, e)) return NULL;
    }
    return tuple_of(p, from, mark);
}

KrAst *kr__p_star_exprs(KrParser *p) { return expr_list(p, kr__p_star_expr); }
KrAst *kr__p_exprs(KrParser *p) { return expr_list(p, kr__p_expr); }

static KrAst *yield_expr(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    kr__p_next(p);
    KrAst *value = NULL;
    if (kr__p_take(p, KR_K_from)) {
        if (!(value = kr__p_expr(p))) return NULL;
        KrAstYieldFrom *y = KR_P_NEW(YieldFrom, from);
        if (!y) return NULL;
        y->value = value;
        return &y->h;
    }
    if (kr__p_starts_expr(p) && !(value = kr__p_star_exprs(p))) return NULL;
    KrAstYield *y = KR_P_NEW(Yield, from);
    if (!y) return NULL;
    y->value = value;
    return &y->h;
}

KrAst *kr__p_yield_or_star(KrParser *p) {
    return kr__p_is(p, KR_K_yield) ? yield_expr(p) : kr__p_star_exprs(p);
}

/* ---- targets ------------------------------------------------------------------------------- */

KrAst *kr__p_target(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    if (kr__p_take(p, KR_TOK_STAR)) {
        if (kr__p_is(p, KR_TOK_STAR)) return NULL;
        KrAst *s = starred(p, from, kr__p_target(p));
        if (s) KR_AST(Starred, s)->ctx = KR_AST_Store;
        return s;
    }
    KrAst *t = kr__p_primary(p);
    return t && kr__p_set_ctx(t, KR_AST_Store) ? t : NULL;
}

KrAst *kr__p_targets(KrParser *p) {
    KrAst *t = expr_list(p, kr__p_target);
    if (t && t->kind == KR_AST_Tuple && KR_AST(Tuple, t)->ctx == KR_AST_Load)
        KR_AST(Tuple, t)->ctx = KR_AST_Store;
    return t;
}

/* ---- parameters ------------------------------------------------------------------------------- */

/* Parameters that are being read. */
typedef struct Params {
    KrAstarguments *a;
    bool lambda, star, slash, defaults, kwarg;
    uint32_t pos, kwonly; /* how many of each lie on the stack: (arg, default) pairs */
} Params;

static KrAst *param(KrParser *p, Params *ps, bool star) {
    KrAstPos from = kr__p_here(p);
    const KrIdent *name = kr__p_name(p);
    KrAst *ann = NULL;
    if (!name) return NULL;
    if (!ps->lambda && kr__p_take(p, KR_TOK_COLON)) {
        ann = star ? kr__p_star_expr(p) : kr__p_expr(p);
        if (!ann) return NULL;
    }
    KrAstarg *arg = KR_P_NEW(arg, from);
    if (!arg) return NULL;
    arg->arg = name;
    arg->annotation = ann;
    return &arg->h;
}

/* The comma or the end behind a parameter, and the type comments that may stand there. */
static bool param_end(KrParser *p, Params *ps, KrAst *arg) {
    if (kr__p_take(p, KR_TOK_COMMA)) {
        if (arg) KR_AST(arg, arg)->type_comment = kr__p_type_comment(p);
        return true;
    }
    if (arg && !ps->lambda) KR_AST(arg, arg)->type_comment = kr__p_type_comment(p);
    return kr__p_is(p, ps->lambda ? KR_TOK_COLON : KR_TOK_RPAR);
}

static bool plain_param(KrParser *p, Params *ps) {
    KrAst *arg = param(p, ps, false), *value = NULL;
    if (!arg) return false;
    if (kr__p_take(p, KR_TOK_EQUAL)) {
        if (!(value = kr__p_expr(p))) return false;
        if (!ps->star) ps->defaults = true;
    } else if (!ps->star && ps->defaults) {
        return false;
    }
    if (ps->star)
        ps->kwonly++;
    else
        ps->pos++;
    return kr__p_push(p, arg) && kr__p_push(p, value) && param_end(p, ps, arg);
}

static bool star_param(KrParser *p, Params *ps) {
    if (ps->star) return false;
    ps->star = true;
    kr__p_next(p);
    if (kr__p_take(p, KR_TOK_COMMA)) return kr__p_is(p, KR_TOK_NAME);
    ps->a->vararg = param(p, ps, true);
    return ps->a->vararg && param_end(p, ps, ps->a->vararg);
}

static bool slash_param(KrParser *p, Params *ps, uint32_t mark) {
    if (ps->slash || ps->star || !ps->pos) return false;
    ps->slash = true;
    kr__p_next(p);
    ps->a->posonlyargs.n = ps->pos;
    ps->a->posonlyargs.items = kr__arena_alloc(p->arena, ps->pos * sizeof(KrAst *));
    if (!ps->a->posonlyargs.items) return false;
    for (uint32_t i = 0; i < ps->pos; i++) ps->a->posonlyargs.items[i] = p->stack[mark + 2 * i];
    return param_end(p, ps, NULL);
}

static bool one_param(KrParser *p, Params *ps, uint32_t mark) {
    if (ps->kwarg) return false;
    switch (p->t->type) {
    case KR_TOK_NAME: return plain_param(p, ps);
    case KR_TOK_STAR: return star_param(p, ps);
    case KR_TOK_SLASH: return slash_param(p, ps, mark);
    case KR_TOK_DOUBLESTAR:
        kr__p_next(p);
        ps->kwarg = true;
        ps->a->kwarg = param(p, ps, false);
        return ps->a->kwarg && param_end(p, ps, ps->a->kwarg);
    default: return false;
    }
}

static bool alloc_seq(KrParser *p, KrAstSeq *s, uint32_t n) {
    s->n = n;
    return !n || (s->items = kr__arena_alloc(p->arena, n * sizeof(KrAst *)));
}

/* Distributes the (arg, default) pairs over the node's fields. */
static bool collect_params(KrParser *p, Params *ps, uint32_t mark) {
    KrAstarguments *a = ps->a;
    KrAst **pair = (KrAst **)p->stack + mark;
    uint32_t n_def = 0, skip = a->posonlyargs.n;
    for (uint32_t i = 0; i < ps->pos; i++) n_def += pair[2 * i + 1] != NULL;
    if (!alloc_seq(p, &a->args, ps->pos - skip) || !alloc_seq(p, &a->defaults, n_def) ||
        !alloc_seq(p, &a->kwonlyargs, ps->kwonly) || !alloc_seq(p, &a->kw_defaults, ps->kwonly))
        return false;
    uint32_t d = 0;
    for (uint32_t i = 0; i < ps->pos; i++) {
        if (i >= skip) a->args.items[i - skip] = pair[2 * i];
        if (pair[2 * i + 1]) a->defaults.items[d++] = pair[2 * i + 1];
    }
    pair += 2 * ps->pos;
    for (uint32_t i = 0; i < ps->kwonly; i++) {
        a->kwonlyargs.items[i] = pair[2 * i];
        a->kw_defaults.items[i] = pair[2 * i + 1];
    }
    p->n_stack = mark;
    return true;
}

KrAst *kr__p_params(KrParser *p, bool lambda) {
    Params ps = {.lambda = lambda};
    uint32_t mark = p->n_stack;
    ps.a = (KrAstarguments *)kr__ast_new(p->arena, KR_AST_arguments);
    if (!ps.a) return NULL;
    while (!kr__p_is(p, lambda ? KR_TOK_COLON : KR_TOK_RPAR))
        if (!one_param(p, &ps, mark)) return NULL;
    return collect_params(p, &ps, mark) ? &ps.a->h : NULL;
}
