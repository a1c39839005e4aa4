/* SPDX-License-Identifier: MIT
 * parser.h: source text in, syntax tree or one syntax error out. The parser depends on base only
 * and keeps all it makes in the caller's arena; it runs no Python code. */
#ifndef KR_COMPILE_PARSER_H
#define KR_COMPILE_PARSER_H

#include "compile/ast.h"

typedef enum KrParseMode {
    KR_PARSE_EXEC,      /* Module */
    KR_PARSE_EVAL,      /* Expression */
    KR_PARSE_SINGLE,    /* Interactive: one statement */
    KR_PARSE_FUNC_TYPE, /* FunctionType: `(int, str) -> bool` */
} KrParseMode;

#define KR_PARSE_F_TYPE_COMMENTS 1 /* keep `# type:` comments (ast.PyCF_TYPE_COMMENTS) */
#define KR_PARSE_F_INCOMPLETE \
    2                                  /* input that merely ends too early is KR_PARSE_INCOMPLETE
                                      (PyCF_ALLOW_INCOMPLETE_INPUT, and the REPL) */
#define KR_PARSE_F_IGNORE_COOKIE 4     /* the source is a str's UTF-8: no BOM, no cookie */
#define KR_PARSE_F_DONT_IMPLY_DEDENT 8 /* PyCF_DONT_IMPLY_DEDENT: what codeop passes */
#define KR_PARSE_F_FILE \
    32                      /* the source is a script's bytes: what is not UTF-8 is an error
                                      wherever it stands */
#define KR_PARSE_F_BARRY 16 /* from __future__ import barry_as_FLUFL is in force */

typedef enum KrParseErr {
    KR_PARSE_OK,
    KR_PARSE_NOMEM,       /* MemoryError */
    KR_PARSE_SYNTAX,      /* SyntaxError */
    KR_PARSE_INDENTATION, /* IndentationError */
    KR_PARSE_TAB,         /* TabError */
    KR_PARSE_INCOMPLETE,  /* more input may make it right; msg is "incomplete input" */
    KR_PARSE_VALUE,       /* ValueError: "source code string cannot contain null bytes" */
    KR_PARSE_TOO_DEEP,    /* MemoryError without a text, as CPython's parser stack overflow */
    KR_PARSE_RECURSION,   /* RecursionError: the C stack's limit came first */
    KR_PARSE_STOPPED,     /* poll said so */
} KrParseErr;

#define KR_PARSE_NO_END INT32_MIN

typedef struct KrParseError {
    KrParseErr kind;
    const char *msg; /* UTF-8, in the arena or static; NULL for NOMEM and TOO_DEEP */
    /* As SyntaxError's attributes: lines and columns from 1, columns in characters; some ends are
     * 0 or -1 as in CPython. KR_PARSE_NO_END in end_lineno: both ends are None. */
    int32_t lineno, offset, end_lineno, end_offset;
    const char *text; /* the line, with its newline if it has one; NULL: none */
    uint32_t text_n;
} KrParseError;

/* A warning that the parser would give: DeprecationWarning for invalid escapes, SyntaxWarning for numbers
 * like those of `1if x`. */
typedef struct KrParseWarning {
    const char *category; /* "DeprecationWarning", "SyntaxWarning" */
    const char *msg;
    int32_t lineno, offset; /* 1-based, characters */
    /* If the filter turns the warning into an error, CPython raises this as SyntaxError at: */
    int32_t end_lineno, end_offset;
    const char *text; /* the line */
    uint32_t text_n;
    struct KrParseWarning *next;
} KrParseWarning;

typedef struct KrParse {
    /* in */
    KrArena *arena;
    const char *filename; /* for messages of the encoding layer; may be NULL */
    const char *src;
    size_t n;
    KrParseMode mode;
    uint32_t flags;         /* KR_PARSE_F_* */
    uint32_t depth_limit;   /* nesting of grammar rules; 0: CPython's 6000 */
    uintptr_t stack_limit;  /* lowest address that the C stack may reach; 0: not checked */
    int32_t int_max_digits; /* longest decimal literal (sys.set_int_max_str_digits); 0: any */
    /* What base does not know, from the host; each may be NULL. Texts they give lie in the arena. */
    uint32_t (*char_named)(void *ud, const char *name, size_t n); /* \N{…}; UINT32_MAX: unknown */
    /* bytes in `encoding` to UTF-8. NULL: *why says why not, or is NULL: unknown encoding */
    char *(*decode)(void *ud, KrArena *a, const char *encoding, const char *s, size_t n,
                    size_t *out_n, const char **why);
    /* the NFKC form of an identifier with characters past ASCII; NULL: out of memory */
    char *(*nfkc)(void *ud, KrArena *a, const char *s, size_t n, size_t *out_n);
    /* asked now and then; false: give up */
    bool (*poll)(void *ud);
    void *ud;
    uint32_t steps; /* the parser's: tokens and rules so far */
    /* out */
    KrParseError error;
    KrParseWarning *warnings, *last_warning; /* in order of appearance */
    /* What the cookie or BOM says, "utf-8" for a str's text; NULL: the source says nothing, is
     * taken for UTF-8, and columns of errors that the grammar finds are bytes, as in CPython. */
    const char *encoding;
    bool uses_312; /* a type statement or type parameters were seen */
} KrParse;

/* Counts a step of work, and polls at every 4096th. False: p->error says that it is to end. */
bool kr__parse_poll(KrParse *p);

/* Parses p->src. NULL: p->error is set (its kind is never KR_PARSE_OK). */
KR_MUST_USE KrModAst *kr__parse(KrParse *p);

#ifndef KR_COMPILE_CODE_H
#endif

#endif
