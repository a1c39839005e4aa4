/* SPDX-License-Identifier: MIT
 * parser_int.h: what the parser's files share. Included by parser*.c and strlit.c alone.
 *
 * The parser runs forwards over tokens by recursive descent and says only "no": every function
 * that parses returns NULL (or false) when the text is not what it parses, and the whole parse is
 * then given up. Why the text is wrong is found out by parser_error.c, from the beginning.
 * Only two things are tried and taken back, by KrMark: a `match` statement's head and the
 * parenthesised form of `with`.
 *
 * Tokens are kept in a window that starts anew at each statement. */
#ifndef KR_COMPILE_PARSER_INT_H
#define KR_COMPILE_PARSER_INT_H

#include "compile/lexer.h"

typedef struct KrAstPos {
    int32_t line, col;
} KrAstPos;

typedef struct KrParser {
    KrParse *in;
    KrArena *arena;
    KrIdents *idents;
    KrLexer *lex;
    char *src; /* the lexer's text; f-strings put a NUL into it for a while */
    KrToken *toks;
    uint32_t pos, n_toks, cap_toks;
    const KrToken *t;    /* toks[pos] */
    KrAstPos end;        /* of the last token taken that has a text */
    const KrToken *stop; /* KR_PARSE_SINGLE: the NEWLINE behind the statement */
    KrAstPos close;      /* in an f-string's expression: behind the '}' that ends it */
    uint32_t fields;     /* how deep in f-string expressions */
    uint32_t depth, depth_limit;
    uintptr_t stack_limit;
    bool too_deep;
    void **stack; /* nodes of sequences that are being collected */
    uint32_t n_stack, cap_stack;
    KrAst **ignores; /* `# type: ignore` */
    uint32_t n_ignores, cap_ignores;
    KrParseError *err; /* for errors that the text's literals have */
} KrParser;

typedef struct KrMark {
    uint32_t pos;
    KrAstPos end;
} KrMark;

/* ---- tokens (parser.c) -------------------------------------------------------------------- */

/* Makes toks[pos + ahead] exist; moves toks. False: no memory. */
bool kr__p_fill(KrParser *p, uint32_t ahead);

KR_INLINE bool kr__p_is(const KrParser *p, KrTok type) { return p->t->type == type; }
KR_INLINE KrAstPos kr__p_here(const KrParser *p) { return (KrAstPos){p->t->lineno, p->t->col}; }

/* Steps over the current token, one without text. */
KR_INLINE void kr__p_skip(KrParser *p) {
    p->pos++;
    if (p->pos < p->n_toks)
        p->t = &p->toks[p->pos];
    else
        (void)kr__p_fill(p, 0);
}

/* Steps over the current token. */
KR_INLINE void kr__p_next(KrParser *p) {
    p->end = (KrAstPos){p->t->end_lineno, p->t->end_col};
    kr__p_skip(p);
}

KR_INLINE bool kr__p_take(KrParser *p, KrTok type) {
    if (p->t->type != type) return false;
    kr__p_next(p);
    return true;
}

/* The type of the token after the next `ahead`. */
KR_INLINE KrTok kr__p_peek(KrParser *p, uint32_t ahead) {
    if (p->pos + ahead >= p->n_toks && !kr__p_fill(p, ahead)) return KR_TOK_ERROR;
    return (KrTok)p->toks[p->pos + ahead].type;
}

/* Is this token the word w (a soft keyword)? */
bool kr__p_word(const KrParser *p, const KrToken *t, const char *w);

KR_INLINE KrMark kr__p_mark(const KrParser *p) { return (KrMark){p->pos, p->end}; }
KR_INLINE void kr__p_back(KrParser *p, KrMark m) {
    p->pos = m.pos;
    p->t = &p->toks[m.pos];
    p->end = m.end;
}

/* A level deeper; false: too deep, and the parse fails. */
KR_INLINE bool kr__p_enter(KrParser *p, uint32_t levels) {
    p->depth += levels;
    if (KR_LIKELY(p->depth <= p->depth_limit &&
                  (uintptr_t)__builtin_frame_address(0) >= p->stack_limit))
        return true;
    p->too_deep = true;
    return false;
}
KR_INLINE void kr__p_leave(KrParser *p, uint32_t levels) { p->depth -= levels; }

/* ---- nodes (parser.c) --------------------------------------------------------------------- */

/* A node from `from` to the last token taken. NULL: no memory. */
KrAst *kr__p_node(KrParser *p, KrAstKind kind, KrAstPos from);
#define KR_P_NEW(Name, from) ((KrAst##Name *)kr__p_node(p, KR_AST_##Name, from))

/* Collects a sequence: push nodes above a mark of n_stack, then take them as a sequence. */
KR_MUST_USE bool kr__p_push(KrParser *p, void *item);
KR_MUST_USE bool kr__p_seq(KrParser *p, uint32_t from, KrAstSeq *out);
KR_MUST_USE bool kr__p_ident_seq(KrParser *p, uint32_t from, KrIdentSeq *out);

/* The text of the name that the current token is, normalised. NULL: out of memory. */
const char *kr__p_name_text(KrParser *p, size_t *n);

/* The name that the current token is, which must be KR_TOK_NAME; steps over it. NULL: it is not. */
const KrIdent *kr__p_name(KrParser *p);

/* The text of the type comment at the current token, if one is there; steps over it. */
KrAstStr kr__p_type_comment(KrParser *p);

/* ---- expressions (parser_expr.c) ---------------------------------------------------------- */

KrAst *kr__p_expr(KrParser *p);          /* expression */
KrAst *kr__p_named(KrParser *p);         /* expression or NAME := expression */
KrAst *kr__p_star_exprs(KrParser *p);    /* a, *b, … as a tuple, or one expression */
KrAst *kr__p_star_expr(KrParser *p);     /* *a or an expression */
KrAst *kr__p_yield_or_star(KrParser *p); /* what may stand behind = */
KrAst *kr__p_exprs(KrParser *p);         /* as star_exprs without stars */
KrAst *kr__p_target(KrParser *p);        /* one target, made Store */
KrAst *kr__p_targets(KrParser *p);       /* targets of `for` */
KrAst *kr__p_disjunction(KrParser *p);
KrAst *kr__p_bitor(KrParser *p); /* operators down to | */
KrAst *kr__p_primary(KrParser *p);
/* Parses (arguments); the '(' was taken. It stood at *open; NULL: no bare generator expression may
 * be the only argument. */
bool kr__p_call_args(KrParser *p, const KrAstPos *open, KrAstSeq *args, KrAstSeq *keywords);
KrAst *kr__p_params(KrParser *p, bool lambda); /* up to ')' or ':' */
/* What an f-string's field holds, up to the end of the lexer's text. */
KrAst *kr__p_field(KrParser *p, KrAstPos open);
/* Can an expression (or a star) start here? Decides whether a comma is the last one. */
bool kr__p_starts_expr(const KrParser *p);
/* Gives a target its context, Store or Del. False: it cannot be one. */
bool kr__p_set_ctx(KrAst *node, KrAstKind ctx);

/* ---- statements and patterns --------------------------------------------------------------- */

bool kr__p_statements(KrParser *p, KrTok stop, KrAstSeq *out); /* up to `stop`, not taken */
KrAst *kr__p_interactive(KrParser *p);
KrAst *kr__p_function_type(KrParser *p);
bool kr__p_block(KrParser *p, KrAstSeq *out); /* what follows a ':' */
/* A whole match statement, if the current word `match` starts one; else *is_match is false and
 * nothing was taken. */
KrAst *kr__p_match(KrParser *p, bool *is_match);

/* ---- literals (strlit.c) ------------------------------------------------------------------ */

/* The number at the current token, which is taken. NULL: failed. */
KrAst *kr__p_number(KrParser *p);

/* All adjacent string tokens from the current one on. NULL: failed; p->err says why if the fault
 * lies in the literals themselves and not in an expression within. */
KrAst *kr__p_strings(KrParser *p);

/* Is this token, an f-string, one only by PEP 701: does Python 3.11 see it end elsewhere? */
bool kr__fstring_is_new(KrParser *p, const KrToken *t);

/* Why a literal is wrong, as the diagnosis wants it. */
typedef struct KrLiteralError {
    const char *msg; /* NULL: no error */
    bool in_field;   /* the fault lies in src[from..to), an expression of an f-string */
    uint32_t from, to;
    const KrToken *token; /* the f-string's token */
} KrLiteralError;

/* Checks string tokens toks[0..n) as Python 3.11 reads them. False: *why is set. */
bool kr__strings_check(KrParser *p, const KrToken *toks, uint32_t n, KrLiteralError *why);

/* Checks a number. NULL: it is right. */
const char *kr__number_check(KrParser *p, const KrToken *t);

/* ---- whole texts (parser.c), diagnosis (parser_error.c) ------------------------------------ */

/* Sets up and frees a parser over prepared text; lex is the caller's. */
bool kr__parser_init(KrParser *p, KrParse *in, KrIdents *idents, KrLexer *lex, char *src, size_t n);
void kr__parser_free(KrParser *p);

/* Finds what is wrong with the text src[0..n) and sets in->error. */
void kr__parser_diagnose(KrParse *in, KrIdents *idents, char *src, size_t n, bool bad_utf8);

#endif
