/* SPDX-License-Identifier: MIT
 * parser_pattern.c: the match statement and its patterns. `match`, `case` and `_` are names that
 * mean something here only. */
#include "compile/parser_int.h"

#define TAKE(type)                             \
    do {                                       \
        if (!kr__p_take(p, type)) return NULL; \
    } while (0)

static KrAst *pattern(KrParser *p);

/* ---- literals and values ---------------------------------------------------------------------- */

static KrAst *match_value(KrParser *p, KrAstPos from, KrAst *value) {
    KrAstMatchValue *v = value ? KR_P_NEW(MatchValue, from) : NULL;
    if (!v) return NULL;
    v->value = value;
    return &v->h;
}

static bool is_imag(const KrAst *number) {
    return ((const KrAstConstant *)number)->value.tag == KR_CONST_IMAG;
}

/* A number, perhaps negative, perhaps complex: -1, 2.5, 1 + 2j */
static KrAst *number_expr(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    bool neg = kr__p_take(p, KR_TOK_MINUS);
    KrAst *num = kr__p_number(p), *real = num;
    if (!num) return NULL;
    if (neg) {
        KrAstUnaryOp *u = KR_P_NEW(UnaryOp, from);
        if (!u) return NULL;
        u->op = KR_AST_USub;
        u->operand = num;
        real = &u->h;
    }
    KrAstKind op = kr__p_is(p, KR_TOK_PLUS)    ? KR_AST_Add
                   : kr__p_is(p, KR_TOK_MINUS) ? KR_AST_Sub
                                               : KR_AST_NONE;
    if (!op) return real;
    kr__p_next(p);
    KrAst *imag = kr__p_number(p);
    if (!imag || !is_imag(imag) || is_imag(num)) return NULL;
    KrAstBinOp *b = KR_P_NEW(BinOp, from);
    if (!b) return NULL;
    b->left = real;
    b->op = (KrAstOp)op;
    b->right = imag;
    return &b->h;
}

/* a.b.c as an expression; at least one name */
static KrAst *name_or_attr(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    const KrIdent *id = kr__p_name(p);
    KrAstName *n = id ? KR_P_NEW(Name, from) : NULL;
    if (!n) return NULL;
    n->id = id;
    n->ctx = KR_AST_Load;
    KrAst *e = &n->h;
    while (kr__p_take(p, KR_TOK_DOT)) {
        id = kr__p_name(p);
        KrAstAttribute *a = id ? KR_P_NEW(Attribute, from) : NULL;
        if (!a) return NULL;
        a->value = e;
        a->attr = id;
        a->ctx = KR_AST_Load;
        e = &a->h;
    }
    return e;
}

static KrConstTag singleton_tag(KrTok t) {
    return t == KR_K_None ? KR_CONST_NONE : t == KR_K_True ? KR_CONST_TRUE : KR_CONST_FALSE;
}

static KrAst *singleton(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    KrConstTag tag = singleton_tag((KrTok)p->t->type);
    kr__p_next(p);
    KrAstMatchSingleton *s = KR_P_NEW(MatchSingleton, from);
    if (!s) return NULL;
    s->value.tag = (uint8_t)tag;
    return &s->h;
}

/* ---- captures ----------------------------------------------------------------------------------- */

/* A name that captures; `_` does not and is NULL in *name. */
static bool capture(KrParser *p, const KrIdent **name) {
    bool wild = kr__p_word(p, p->t, "_");
    const KrIdent *id = kr__p_name(p);
    if (!id || kr__p_is(p, KR_TOK_DOT) || kr__p_is(p, KR_TOK_LPAR) || kr__p_is(p, KR_TOK_EQUAL))
        return false;
    *name = wild ? NULL : id;
    return true;
}

static KrAst *match_as(KrParser *p, KrAstPos from, KrAst *pat, const KrIdent *name) {
    KrAstMatchAs *m = KR_P_NEW(MatchAs, from);
    if (!m) return NULL;
    m->pattern = pat;
    m->name = name;
    return &m->h;
}

static KrAst *star_pattern(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    const KrIdent *name = NULL;
    kr__p_next(p);
    if (!kr__p_is(p, KR_TOK_NAME) || !capture(p, &name)) return NULL;
    KrAstMatchStar *m = KR_P_NEW(MatchStar, from);
    if (!m) return NULL;
    m->name = name;
    return &m->h;
}

/* ---- sequences ------------------------------------------------------------------------------------ */

static KrAst *maybe_star(KrParser *p) {
    return kr__p_is(p, KR_TOK_STAR) ? star_pattern(p) : pattern(p);
}

static KrAst *sequence_of(KrParser *p, KrAstPos from, uint32_t mark) {
    KrAstMatchSequence *s = KR_P_NEW(MatchSequence, from);
    return s && kr__p_seq(p, mark, &s->patterns) ? &s->h : NULL;
}

/* Pushes patterns separated by commas up to `close`, which is not taken. *comma: one was there. */
static bool push_patterns(KrParser *p, KrTok close, bool *comma) {
    *comma = false;
    while (!kr__p_is(p, close)) {
        KrAst *e = maybe_star(p);
        if (!e || !kr__p_push(p, e)) return false;
        if (!kr__p_take(p, KR_TOK_COMMA)) break;
        *comma = true;
    }
    return true;
}

/* [a, *b] or (a, b) or a group (a) */
static KrAst *bracket_pattern(KrParser *p, KrTok close) {
    KrAstPos from = kr__p_here(p);
    uint32_t mark = p->n_stack;
    bool comma;
    if (!kr__p_enter(p, 20)) return NULL;
    kr__p_next(p);
    if (!push_patterns(p, close, &comma) || !kr__p_take(p, close)) return NULL;
    kr__p_leave(p, 20);
    if (close == KR_TOK_RPAR && !comma && p->n_stack == mark + 1) {
        KrAst *only = p->stack[--p->n_stack];
        return only->kind == KR_AST_MatchStar ? NULL : only;
    }
    return sequence_of(p, from, mark);
}

/* ---- mappings ------------------------------------------------------------------------------------- */

static KrAst *mapping_key(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    switch (p->t->type) {
    case KR_TOK_NUMBER:
    case KR_TOK_MINUS: return number_expr(p);
    case KR_TOK_STRING: return kr__p_strings(p);
    case KR_K_None:
    case KR_K_True:
    case KR_K_False: {
        KrConstTag tag = singleton_tag((KrTok)p->t->type);
        kr__p_next(p);
        KrAstConstant *c = KR_P_NEW(Constant, from);
        if (!c) return NULL;
        c->value.tag = (uint8_t)tag;
        return &c->h;
    }
    default: break;
    }
    KrAst *e = name_or_attr(p);
    return e && e->kind == KR_AST_Attribute ? e : NULL;
}

static KrAst *mapping_pattern(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    uint32_t mark = p->n_stack;
    const KrIdent *rest = NULL;
    if (!kr__p_enter(p, 20)) return NULL;
    kr__p_next(p);
    while (!kr__p_is(p, KR_TOK_RBRACE)) {
        if (kr__p_take(p, KR_TOK_DOUBLESTAR)) {
            if (!kr__p_is(p, KR_TOK_NAME) || !capture(p, &rest) || !rest) return NULL;
            (void)kr__p_take(p, KR_TOK_COMMA);
            break;
        }
        KrAst *key = mapping_key(p);
        if (!key || !kr__p_take(p, KR_TOK_COLON)) return NULL;
        KrAst *value = pattern(p);
        if (!value || !kr__p_push(p, key) || !kr__p_push(p, value)) return NULL;
        if (!kr__p_take(p, KR_TOK_COMMA)) break;
    }
    TAKE(KR_TOK_RBRACE);
    kr__p_leave(p, 20);
    KrAstMatchMapping *m = KR_P_NEW(MatchMapping, from);
    uint32_t n = (p->n_stack - mark) / 2;
    p->n_stack = mark;
    if (!m) return NULL;
    m->rest = rest;
    m->keys.n = m->patterns.n = n;
    if (!n) return &m->h;
    m->keys.items = kr__arena_alloc(p->arena, n * sizeof(KrAst *));
    m->patterns.items = kr__arena_alloc(p->arena, n * sizeof(KrAst *));
    if (!m->keys.items || !m->patterns.items) return NULL;
    for (uint32_t i = 0; i < n; i++) {
        m->keys.items[i] = p->stack[mark + 2 * i];
        m->patterns.items[i] = p->stack[mark + 2 * i + 1];
    }
    return &m->h;
}

/* ---- classes -------------------------------------------------------------------------------------- */

/* The keyword patterns of a class pattern, pushed as (name, pattern). */
static bool keyword_patterns(KrParser *p, uint32_t *n) {
    *n = 0;
    while (kr__p_is(p, KR_TOK_NAME) && kr__p_peek(p, 1) == KR_TOK_EQUAL) {
        const KrIdent *name = kr__p_name(p);
        if (!name) return false;
        kr__p_next(p);
        KrAst *value = pattern(p);
        if (!value || !kr__p_push(p, (void *)name) || !kr__p_push(p, value)) return false;
        ++*n;
        if (!kr__p_take(p, KR_TOK_COMMA)) break;
    }
    return true;
}

static KrAst *class_pattern(KrParser *p, KrAstPos from, KrAst *cls) {
    uint32_t mark = p->n_stack, n_kw;
    if (!kr__p_enter(p, 20)) return NULL;
    kr__p_next(p);
    while (!kr__p_is(p, KR_TOK_RPAR) &&
           !(kr__p_is(p, KR_TOK_NAME) && kr__p_peek(p, 1) == KR_TOK_EQUAL)) {
        KrAst *e = pattern(p);
        if (!e || !kr__p_push(p, e)) return NULL;
        if (!kr__p_take(p, KR_TOK_COMMA)) break;
    }
    uint32_t n_pos = p->n_stack - mark;
    if (!keyword_patterns(p, &n_kw) || !kr__p_take(p, KR_TOK_RPAR)) return NULL;
    kr__p_leave(p, 20);
    KrAstMatchClass *m = KR_P_NEW(MatchClass, from);
    if (!m) return NULL;
    m->cls = cls;
    m->kwd_attrs.n = m->kwd_patterns.n = n_kw;
    if (n_kw) {
        m->kwd_attrs.items = kr__arena_alloc(p->arena, n_kw * sizeof(KrAst *));
        m->kwd_patterns.items = kr__arena_alloc(p->arena, n_kw * sizeof(KrAst *));
        if (!m->kwd_attrs.items || !m->kwd_patterns.items) return NULL;
    }
    for (uint32_t i = 0; i < n_kw; i++) {
        m->kwd_attrs.items[i] = p->stack[mark + n_pos + 2 * i];
        m->kwd_patterns.items[i] = p->stack[mark + n_pos + 2 * i + 1];
    }
    p->n_stack = mark + n_pos;
    return kr__p_seq(p, mark, &m->patterns) ? &m->h : NULL;
}

/* A capture, the wildcard, a dotted value or a class pattern. */
static KrAst *name_pattern(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    KrTok next = kr__p_peek(p, 1);
    const KrIdent *name;
    if (next != KR_TOK_DOT && next != KR_TOK_LPAR)
        return capture(p, &name) ? match_as(p, from, NULL, name) : NULL;
    KrAst *e = name_or_attr(p);
    if (!e) return NULL;
    if (kr__p_is(p, KR_TOK_LPAR)) return class_pattern(p, from, e);
    return kr__p_is(p, KR_TOK_EQUAL) ? NULL : match_value(p, from, e);
}

/* ---- patterns ------------------------------------------------------------------------------------- */

static KrAst *closed_pattern(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    switch (p->t->type) {
    case KR_TOK_NUMBER:
    case KR_TOK_MINUS: return match_value(p, from, number_expr(p));
    case KR_TOK_STRING: return match_value(p, from, kr__p_strings(p));
    case KR_K_None:
    case KR_K_True:
    case KR_K_False: return singleton(p);
    case KR_TOK_NAME: return name_pattern(p);
    case KR_TOK_LPAR: return bracket_pattern(p, KR_TOK_RPAR);
    case KR_TOK_LSQB: return bracket_pattern(p, KR_TOK_RSQB);
    case KR_TOK_LBRACE: return mapping_pattern(p);
    default: return NULL;
    }
}

static KrAst *or_pattern(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    uint32_t mark = p->n_stack;
    KrAst *first = closed_pattern(p);
    if (!first || !kr__p_is(p, KR_TOK_VBAR)) return first;
    if (!kr__p_push(p, first)) return NULL;
    while (kr__p_take(p, KR_TOK_VBAR)) {
        KrAst *e = closed_pattern(p);
        if (!e || !kr__p_push(p, e)) return NULL;
    }
    KrAstMatchOr *m = KR_P_NEW(MatchOr, from);
    return m && kr__p_seq(p, mark, &m->patterns) ? &m->h : NULL;
}

static KrAst *pattern(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    const KrIdent *name;
    KrAst *e = or_pattern(p);
    if (!e || !kr__p_take(p, KR_K_as)) return e;
    return capture(p, &name) && name ? match_as(p, from, e, name) : NULL;
}

/* What stands behind `case`: a pattern, or several as a sequence without brackets. */
static KrAst *patterns(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    uint32_t mark = p->n_stack;
    KrAst *first = maybe_star(p);
    if (!first) return NULL;
    if (!kr__p_is(p, KR_TOK_COMMA)) return first->kind == KR_AST_MatchStar ? NULL : first;
    if (!kr__p_push(p, first)) return NULL;
    while (kr__p_take(p, KR_TOK_COMMA)) {
        if (kr__p_is(p, KR_TOK_COLON) || kr__p_is(p, KR_K_if)) break;
        KrAst *e = maybe_star(p);
        if (!e || !kr__p_push(p, e)) return NULL;
    }
    return sequence_of(p, from, mark);
}

static KrAst *case_block(KrParser *p) {
    KrAstmatch_case *c = (KrAstmatch_case *)kr__ast_new(p->arena, KR_AST_match_case);
    if (!c) return NULL;
    kr__p_next(p);
    if (!(c->pattern = patterns(p))) return NULL;
    if (kr__p_take(p, KR_K_if) && !(c->guard = kr__p_named(p))) return NULL;
    return kr__p_take(p, KR_TOK_COLON) && kr__p_block(p, &c->body) ? &c->h : NULL;
}

/* The subject: a named expression, or a tuple without parentheses. */
static KrAst *subject(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    uint32_t mark = p->n_stack;
    bool tuple = false;
    for (;;) {
        KrAstPos at = kr__p_here(p);
        KrAst *e, *v;
        if (kr__p_take(p, KR_TOK_STAR)) {
            if (!(v = kr__p_bitor(p))) return NULL;
            KrAstStarred *s = KR_P_NEW(Starred, at);
            if (!s) return NULL;
            s->value = v;
            s->ctx = KR_AST_Load;
            e = &s->h;
        } else if (!(e = kr__p_named(p))) {
            return NULL;
        }
        if (!tuple && !kr__p_is(p, KR_TOK_COMMA)) return e->kind == KR_AST_Starred ? NULL : e;
        tuple = true;
        if (!kr__p_push(p, e)) return NULL;
        if (!kr__p_take(p, KR_TOK_COMMA) || kr__p_is(p, KR_TOK_COLON)) break;
    }
    KrAstTuple *t = KR_P_NEW(Tuple, from);
    if (!t || !kr__p_seq(p, mark, &t->elts)) return NULL;
    t->ctx = KR_AST_Load;
    return &t->h;
}

/* `match subject:` and an indented `case`; false: this is something else. */
static bool match_head(KrParser *p, KrAst **what) {
    kr__p_next(p);
    if (!kr__p_starts_expr(p) || !(*what = subject(p)) || !kr__p_take(p, KR_TOK_COLON))
        return false;
    if (!kr__p_is(p, KR_TOK_NEWLINE)) return false;
    kr__p_skip(p);
    if (!kr__p_is(p, KR_TOK_INDENT)) return false;
    kr__p_skip(p);
    return kr__p_word(p, p->t, "case");
}

KrAst *kr__p_match(KrParser *p, bool *is_match) {
    KrMark m = kr__p_mark(p);
    KrAstPos from = kr__p_here(p);
    uint32_t mark = p->n_stack, depth = p->depth;
    KrAst *what = NULL;
    *is_match = match_head(p, &what);
    if (!*is_match) {
        p->n_stack = mark;
        p->depth = depth;
        kr__p_back(p, m);
        return NULL;
    }
    while (kr__p_word(p, p->t, "case")) {
        KrAst *c = case_block(p);
        if (!c || !kr__p_push(p, c)) return NULL;
    }
    if (!kr__p_is(p, KR_TOK_DEDENT)) return NULL;
    kr__p_skip(p);
    KrAstMatch *s = KR_P_NEW(Match, from);
    if (!s || !kr__p_seq(p, mark, &s->cases)) return NULL;
    s->subject = what;
    return &s->h;
}
