/* SPDX-License-Identifier: MIT
 * lexer.h: source text to tokens, one at a time. Used by the parser (once, forwards, no errors
 * expected) and again by the diagnosis of a syntax error, which needs the lexer's state to be what
 * CPython's would be: hence line_start, text_start, line_end and done. */
#ifndef KR_COMPILE_LEXER_H
#define KR_COMPILE_LEXER_H

#include "compile/parser.h"

/* table: operators, NAME as the parser calls it and its text */
// clang-format off
#define KR_LEX_OPS(X)                                                                             \
    X(LPAR, "(")                                                                                  \
    X(RPAR, ")")                                                                                  \
    X(LSQB, "[")                                                                                  \
    X(RSQB, "]")                                                                                  \
    X(LBRACE, "{") X(RBRACE, "}") X(COLON, ":") X(COMMA, ",") X(SEMI, ";") X(DOT, ".")            \
        X(EQUAL, "=") X(AT, "@") X(PLUS, "+") X(MINUS, "-") X(STAR, "*") X(SLASH, "/")            \
            X(VBAR, "|") X(AMPER, "&") X(LESS, "<") X(GREATER, ">") X(PERCENT, "%") X(TILDE, "~") \
                X(CIRCUMFLEX, "^") X(EQEQUAL, "==") X(NOTEQUAL, "!=") X(LESSEQUAL, "<=")          \
                    X(GREATEREQUAL, ">=") X(LEFTSHIFT, "<<") X(RIGHTSHIFT, ">>")                  \
                        X(DOUBLESTAR, "**") X(DOUBLESLASH, "//") X(RARROW, "->")                  \
                            X(COLONEQUAL, ":=") X(ELLIPSIS, "...") X(PLUSEQUAL, "+=")             \
                                X(MINEQUAL, "-=") X(STAREQUAL, "*=") X(SLASHEQUAL, "/=")          \
                                    X(PERCENTEQUAL, "%=") X(AMPEREQUAL, "&=") X(VBAREQUAL, "|=")  \
                                        X(CIRCUMFLEXEQUAL, "^=") X(ATEQUAL, "@=")                 \
                                            X(LEFTSHIFTEQUAL, "<<=") X(RIGHTSHIFTEQUAL, ">>=")    \
                                                X(DOUBLESTAREQUAL, "**=")                         \
                                                    X(DOUBLESLASHEQUAL, "//=")
// clang-format on

/* table: keywords; the soft ones (match, case, type, _) are names */
#define KR_LEX_KEYWORDS(X)                                                                    \
    X(False) X(None) X(True) X(and) X(as) X(assert) X(async) X(await) X(break) X(class)            \
    X(continue) X(def) X(del) X(elif) X(else) X(except) X(finally) X(for) X(from) X(global)        \
    X(if) X(import) X(in) X(is) X(lambda) X(nonlocal) X(not) X(or) X(pass) X(raise) X(return)      \
    X(try) X(while) X(with) X(yield)

typedef enum KrTok {
    KR_TOK_END, /* the end of the source */
    KR_TOK_NAME,
    KR_TOK_NUMBER,
    KR_TOK_STRING,
    KR_TOK_NEWLINE,
    KR_TOK_INDENT,
    KR_TOK_DEDENT,
    KR_TOK_TYPE_COMMENT,
    KR_TOK_TYPE_IGNORE,
    KR_TOK_ERROR, /* see KrLexer.done and KrLexer.err */
    KR_TOK_OP,    /* a character that no token starts with */
#define X(name, text) KR_TOK_##name,
    KR_LEX_OPS(X)
#undef X
#define X(name) KR_K_##name,
        KR_LEX_KEYWORDS(X)
#undef X
            KR_TOK_COUNT
} KrTok;

typedef struct KrToken {
    uint32_t start, end;        /* in the source */
    int32_t lineno, end_lineno; /* lines from 1 */
    int32_t col, end_col;       /* bytes from 0; -1: the token has no text (INDENT, DEDENT, END) */
    uint8_t type;               /* KrTok */
    uint8_t level;              /* brackets open after it */
} KrToken;

/* Why the lexer stopped. */
typedef enum KrLexDone {
    KR_LEX_OK,
    KR_LEX_EOF,
    KR_LEX_RAISED, /* err is set */
    KR_LEX_DEDENT,
    KR_LEX_TABSPACE,
    KR_LEX_TOODEEP,
    KR_LEX_LINECONT,
    KR_LEX_EOF_IN_STRING, /* err is set: unterminated triple-quoted string, at the end */
    KR_LEX_EOL_IN_STRING, /* err is set: unterminated string, at the end of the source */
    KR_LEX_NOMEM,
} KrLexDone;

#define KR_LEX_MAX_LEVEL 200
#define KR_LEX_MAX_INDENT 100

typedef struct KrLexer {
    KrArena *arena;
    const char *src; /* newlines are '\n'; at least 16 NULs follow end */
    const char *end;
    const char *cur;
    const char *line_start;  /* of the current line */
    const char *text_start;  /* as line_start, but stays behind while a token spans lines */
    const char *line_end;    /* after the current line's newline: how far has been "read" */
    const char *start;       /* of the current token; NULL between tokens */
    const char *string_line; /* line start of the last string token, and its line: */
    int32_t string_lineno;
    int32_t lineno;
    KrLexDone done;
    bool at_line_start;
    bool type_comments;
    bool old_fstrings; /* f-strings end at the first quote, as before PEP 701 */
    bool single;       /* a statement of KR_PARSE_SINGLE: the end is first a NEWLINE */
    bool imply_dedent; /* and then DEDENTs */
    bool bad_utf8;     /* the source is not all UTF-8: names and strings are checked one by one */
    bool started;      /* single: a token was read since the last synthetic NEWLINE */
    int32_t pending;   /* INDENTs (> 0) or DEDENTs (< 0) to give */
    int32_t indent, level;
    int32_t base_level; /* 1 in an f-string's field, whose brace counts as a bracket */
    int32_t indents[KR_LEX_MAX_INDENT], alt_indents[KR_LEX_MAX_INDENT];
    char paren[KR_LEX_MAX_LEVEL];
    int32_t paren_line[KR_LEX_MAX_LEVEL], paren_col[KR_LEX_MAX_LEVEL];
    KrParseError *err; /* where an error goes; first one wins */
    KrParse *warn_to;  /* NULL: warnings are not wanted */
} KrLexer;

/* Sets up a lexer over src[0..n), which the caller keeps and which 16 NULs follow. */
void kr__lexer_init(KrLexer *lx, KrArena *a, const char *src, size_t n, KrParseError *err);

/* Reads one token into *t. Errors: t->type is KR_TOK_ERROR and lx->done says why. */
void kr__lexer_next(KrLexer *lx, KrToken *t);

/* Skips the string literal whose opening quote is at s, with nested f-string fields as PEP 701 has
 * them; depth: how deep it is nested. NULL: it does not end, or is ill-formed. */
const char *kr__lexer_skip_string(const char *s, const char *end, bool f, bool raw, int depth);

/* Which prefix stands before the quote at s, not looking before low? */
void kr__lexer_prefix(const char *s, const char *low, bool *f, bool *raw);

/* KR_K_… of a keyword, KR_TOK_NAME of any other word. */
KrTok kr__lexer_keyword(const char *s, size_t n);

/* "(" for KR_TOK_LPAR, "if" for KR_K_if; "" for kinds without a fixed text. */
const char *kr__lexer_tok_text(KrTok t);

/* The token of this exact text (operator or keyword), KR_TOK_OP if there is none. */
KrTok kr__lexer_text_tok(const char *s, size_t n);

/* Prints into the arena, as printf does with %s %d %c. NULL: out of memory. */
char *kr__arena_printf(KrArena *a, const char *fmt, ...) KR_PRINTF(2, 3);

/* Sets *err, unless an error is there already. The text line is copied. False always. */
bool kr__syntax_error(KrArena *a, KrParseError *err, KrParseErr kind, const char *msg,
                      int32_t lineno, int32_t offset, int32_t end_lineno, int32_t end_offset,
                      const char *text, size_t text_n);

/* Adds a warning to p's list, w->next aside; what it points to is kept as it is. Out of memory: it is lost and
 * arena->failed is set. */
void kr__parse_warn(KrParse *p, const KrParseWarning *w);

/* Code points in s[0..n). */
size_t kr__lexer_chars(const char *s, size_t n);

/* Is s[0..n), a name or a string literal of a source with bad_utf8, well-formed? False: *err is
 * set; if lx is given, at its position. */
bool kr__source_valid(KrArena *a, KrParseError *err, const char *s, size_t n, const KrLexer *lx);

/* A copy of s[0..*n) in which what is not UTF-8 is U+FFFD; *n becomes its length. NULL: out of
 * memory. */
char *kr__source_replace(KrArena *a, const char *s, size_t *n);

/* The name of the encoding that a comment in the first two lines declares; *n: its length, 0: there is none. */
const char *kr__source_cookie(const char *s, const char *end, size_t *n);
/* The source text as the lexer wants it: decoded by BOM, cookie or flag to UTF-8, newlines made
 * '\n', one added at the end if `final_newline` asks for it, 16 NULs behind. False: *p->error is
 * set. */
KR_MUST_USE bool kr__source_prepare(KrParse *p, bool final_newline, char **out, size_t *out_n,
                                    bool *bad_utf8);

#endif
