/* SPDX-License-Identifier: MIT
 * parser.c: the parser's front door, its window of tokens, and what all its files use to make
 * nodes. */
#include "compile/parser_int.h"
#include "base/utf8.h"

#include <string.h>

/* ---- tokens ------------------------------------------------------------------------------- */

static bool add_ignore(KrParser *p, const KrToken *t) {
    if (p->n_ignores == p->cap_ignores) {
        uint32_t cap = p->cap_ignores ? p->cap_ignores * 2 : 8;
        KrAst **more = kr__arena_alloc(p->arena, cap * sizeof *more);
        if (!more) return false;
        if (p->n_ignores) memcpy(more, p->ignores, p->n_ignores * sizeof *more);
        p->ignores = more;
        p->cap_ignores = cap;
    }
    KrAstTypeIgnore *node = (KrAstTypeIgnore *)kr__ast_new(p->arena, KR_AST_TypeIgnore);
    if (!node) return false;
    node->lineno = t->end_lineno;
    node->tag = (KrAstStr){p->src + t->start, t->end - t->start};
    p->ignores[p->n_ignores++] = &node->h;
    return true;
}

bool kr__parse_poll(KrParse *p) {
    if (KR_LIKELY(++p->steps % 4096) || !p->poll) return true;
    if (p->error.kind == KR_PARSE_STOPPED) return false;
    if (p->poll(p->ud)) return true;
    p->error = (KrParseError){.kind = KR_PARSE_STOPPED};
    return false;
}

bool kr__p_fill(KrParser *p, uint32_t ahead) {
    while (p->n_toks <= p->pos + ahead) {
        if (p->n_toks == p->cap_toks) {
            uint32_t cap = p->cap_toks * 2;
            KrToken *more = kr__mem_realloc(p->arena->mem, p->toks, p->cap_toks * sizeof *more,
                                            cap * sizeof *more);
            if (!more) {
                p->arena->failed = true;
                if (p->pos < p->n_toks) return false;
                p->pos = p->n_toks - 1;
                p->toks[p->pos].type = KR_TOK_ERROR;
                return false;
            }
            p->toks = more;
            p->cap_toks = cap;
        }
        KrToken *t = &p->toks[p->n_toks];
        kr__lexer_next(p->lex, t);
        if (KR_UNLIKELY(!kr__parse_poll(p->in))) t->type = KR_TOK_ERROR;
        if (t->type == KR_TOK_TYPE_IGNORE) {
            if (!add_ignore(p, t)) t->type = KR_TOK_ERROR, p->n_toks++;
            continue;
        }
        p->n_toks++;
    }
    p->t = &p->toks[p->pos];
    return true;
}

bool kr__p_word(const KrParser *p, const KrToken *t, const char *w) {
    size_t n = strlen(w);
    return t->type == KR_TOK_NAME && t->end - t->start == n && !memcmp(p->src + t->start, w, n);
}

/* ---- nodes -------------------------------------------------------------------------------- */

KrAst *kr__p_node(KrParser *p, KrAstKind kind, KrAstPos from) {
    KrAst *node = kr__arena_alloc(p->arena, kr__ast_info[kind].size);
    if (KR_UNLIKELY(!node)) return NULL;
    node->kind = (uint8_t)kind;
    node->lineno = (uint32_t)from.line;
    node->col_offset = (uint32_t)from.col;
    node->end_lineno = (uint32_t)p->end.line;
    node->end_col_offset = (uint32_t)p->end.col;
    return node;
}

bool kr__p_push(KrParser *p, void *item) {
    if (KR_UNLIKELY(p->n_stack == p->cap_stack)) {
        uint32_t cap = p->cap_stack * 2;
        void **more = kr__mem_realloc(p->arena->mem, p->stack, p->cap_stack * sizeof *more,
                                      cap * sizeof *more);
        if (!more) {
            p->arena->failed = true;
            return false;
        }
        p->stack = more;
        p->cap_stack = cap;
    }
    p->stack[p->n_stack++] = item;
    return true;
}

bool kr__p_seq(KrParser *p, uint32_t from, KrAstSeq *out) {
    uint32_t n = p->n_stack - from;
    out->n = n;
    p->n_stack = from;
    if (!n) return true;
    out->items = kr__arena_alloc(p->arena, n * sizeof *out->items);
    if (!out->items) return false;
    memcpy(out->items, p->stack + from, n * sizeof *out->items);
    return true;
}

bool kr__p_ident_seq(KrParser *p, uint32_t from, KrIdentSeq *out) {
    KrAstSeq seq = {0, NULL};
    if (!kr__p_seq(p, from, &seq)) return false;
    out->n = seq.n;
    out->items = (const KrIdent **)(void *)seq.items;
    return true;
}

const char *kr__p_name_text(KrParser *p, size_t *n) {
    const char *s = p->src + p->t->start;
    *n = p->t->end - p->t->start;
    if (!p->in->nfkc || kr__is_ascii(s, *n)) return s;
    return p->in->nfkc(p->in->ud, p->arena, s, *n, n);
}

const KrIdent *kr__p_name(KrParser *p) {
    if (p->t->type != KR_TOK_NAME) return NULL;
    size_t n;
    const char *s = kr__p_name_text(p, &n);
    const KrIdent *id = s ? kr__ident_intern(p->idents, s, n) : NULL;
    if (id) kr__p_next(p);
    return id;
}

KrAstStr kr__p_type_comment(KrParser *p) {
    if (p->t->type != KR_TOK_TYPE_COMMENT) return (KrAstStr){NULL, 0};
    KrAstStr s = {p->src + p->t->start, p->t->end - p->t->start};
    kr__p_next(p);
    return s;
}

/* ---- whole texts -------------------------------------------------------------------------- */

bool kr__parser_init(KrParser *p, KrParse *in, KrIdents *idents, KrLexer *lex, char *src,
                     size_t n) {
    memset(p, 0, sizeof *p);
    p->in = in;
    p->arena = in->arena;
    p->idents = idents;
    p->lex = lex;
    p->src = src;
    p->err = &in->error;
    p->depth_limit = in->depth_limit ? in->depth_limit : 6000;
    p->stack_limit = in->stack_limit;
    kr__lexer_init(lex, in->arena, src, n, &in->error);
    lex->type_comments = in->flags & KR_PARSE_F_TYPE_COMMENTS;
    lex->single = in->mode == KR_PARSE_SINGLE;
    lex->imply_dedent = !(in->flags & KR_PARSE_F_DONT_IMPLY_DEDENT);
    p->cap_toks = 256;
    p->cap_stack = 256;
    p->toks = kr__mem_alloc(in->arena->mem, p->cap_toks * sizeof *p->toks);
    p->stack = kr__mem_alloc(in->arena->mem, p->cap_stack * sizeof *p->stack);
    if (p->toks && p->stack) return true;
    kr__parser_free(p);
    return false;
}

void kr__parser_free(KrParser *p) {
    KrMem *m = p->arena->mem;
    if (p->toks) kr__mem_free(m, p->toks, p->cap_toks * sizeof *p->toks);
    if (p->stack) kr__mem_free(m, p->stack, p->cap_stack * sizeof *p->stack);
    p->toks = NULL;
    p->stack = NULL;
}

static KrAst *parse_module(KrParser *p) {
    KrAstModule *m = (KrAstModule *)kr__ast_new(p->arena, KR_AST_Module);
    if (!m || !kr__p_statements(p, KR_TOK_END, &m->body)) return NULL;
    m->type_ignores = (KrAstSeq){p->n_ignores, p->ignores};
    return &m->h;
}

static KrAst *parse_expression(KrParser *p) {
    KrAstExpression *m = (KrAstExpression *)kr__ast_new(p->arena, KR_AST_Expression);
    if (!m || !(m->body = kr__p_exprs(p))) return NULL;
    while (kr__p_is(p, KR_TOK_NEWLINE)) kr__p_skip(p);
    return kr__p_is(p, KR_TOK_END) ? &m->h : NULL;
}

static KrAst *parse_root(KrParser *p) {
    if (!kr__p_fill(p, 0)) return NULL;
    switch (p->in->mode) {
    case KR_PARSE_EXEC: return parse_module(p);
    case KR_PARSE_EVAL: return parse_expression(p);
    case KR_PARSE_SINGLE: return kr__p_interactive(p);
    case KR_PARSE_FUNC_TYPE: return kr__p_function_type(p);
    }
    return NULL;
}

/* KR_PARSE_SINGLE: is there more than blanks and comments behind the statement? */
static bool more_follows(const KrParser *p) {
    for (const char *s = p->src + p->stop->end; s < p->lex->end; s++) {
        if (*s == '#') {
            while (s < p->lex->end && *s != '\n') s++;
        } else if (*s != ' ' && *s != '\t' && *s != '\n' && *s != '\f') {
            return true;
        }
    }
    return false;
}

/* At the NEWLINE that ends the statement. */
static void too_many_statements(KrParser *p) {
    const KrToken *t = p->stop;
    const char *line = p->src + t->start - (t->col < 0 ? 0 : t->col);
    size_t n = strcspn(line, "\n");
    int32_t col = t->col < 0 ? 0 : (int32_t)kr__lexer_chars(line, (size_t)t->col) + 1;
    kr__syntax_error(p->arena, &p->in->error, KR_PARSE_SYNTAX,
                     "multiple statements found while compiling a single statement", t->lineno, col,
                     t->end_lineno, col, line, n + (line[n] == '\n'));
}

KrModAst *kr__parse(KrParse *in) {
    memset(&in->error, 0, sizeof in->error);
    in->warnings = in->last_warning = NULL;
    in->uses_312 = false;
    char *src = NULL;
    size_t n = 0;
    bool bad_utf8 = false;
    if (!kr__source_prepare(in, in->mode == KR_PARSE_EXEC, &src, &n, &bad_utf8)) return NULL;
    KrModAst *m = kr__arena_alloc(in->arena, sizeof *m);
    KrParser p;
    KrLexer lex;
    in->error.kind = KR_PARSE_NOMEM;
    if (!m || !kr__idents_init(&m->idents, in->arena)) return NULL;
    if (!kr__parser_init(&p, in, &m->idents, &lex, src, n)) return NULL;
    in->error.kind = KR_PARSE_OK;
    lex.bad_utf8 = bad_utf8;
    lex.warn_to = in;
    m->arena = in->arena;
    m->root = parse_root(&p);
    bool too_many = m->root && in->mode == KR_PARSE_SINGLE && more_follows(&p);
    if (too_many) {
        too_many_statements(&p);
        m->root = NULL;
    }
    bool too_deep = p.too_deep;
    kr__parser_free(&p);
    if (in->arena->failed) {
        in->error.kind = KR_PARSE_NOMEM;
        in->error.msg = NULL;
        return NULL;
    }
    if (in->error.kind == KR_PARSE_STOPPED) return NULL;
    if (m->root) return m;
    if (too_deep) {
        in->error.kind = KR_PARSE_TOO_DEEP;
        in->error.msg = NULL;
        return NULL;
    }
    if (too_many) return NULL;
    memset(&in->error, 0, sizeof in->error);
    kr__parser_diagnose(in, &m->idents, src, n, bad_utf8);
    return NULL;
}
