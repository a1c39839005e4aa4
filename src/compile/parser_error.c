/* SPDX-License-Identifier: MIT
 * parser_error.c: why a text does not parse, in CPython 3.11's words and at its positions.
 *
 * The text is read again from its beginning by the rules of parser_rules.c, which are compiled
 * here into a small graph and walked with backtracking, outcomes at a token remembered. Three
 * things can end the walk: the lexer finds an error, a literal is ill-formed, or a rule's action
 * raises one. If the first walk ends without any of these, a second one tries the x_ rules too;
 * if that finds nothing, the last token that the first walk read is "invalid syntax".
 *
 * The state that positions depend on (how many tokens were read, where the lexer is) is therefore
 * what CPython's is at that moment; do not read ahead. */
#include "compile/parser_diag.h"

#include <string.h>

/* ---- rules as a graph ------------------------------------------------------------------------ */

typedef enum Op {
    OP_TOKEN,  /* ref: KrTok */
    OP_WORD,   /* a soft keyword: text[0..text_n) */
    OP_RULE,   /* ref: index in kr__rules */
    OP_GROUP,  /* alts */
    OP_GATHER, /* items[0] is the separator, items[1] what it separates */
    OP_CUT,
    OP_STRINGS, /* adjacent string tokens, checked */
    OP_NUMBER,
    OP_REAL,
    OP_IMAGINARY,
    OP_NOT_EQUAL,
    OP_SOFT_KEYWORD,
    OP_QUIET, /* no x_ rules for the rest of this rule */
} Op;

typedef struct Item {
    uint8_t op;
    uint8_t look;   /* 0, '&', '!', or 'f': must be there */
    uint8_t repeat; /* 0, '?', '*', '+' */
    uint8_t label;  /* 0, 'a', 'b' */
    uint16_t ref;
    uint16_t text_n;
    const char *text;
    struct Alt *alts;
    struct Item *items;
    struct Item *next;
} Item;

typedef struct Alt {
    Item *items;
    uint16_t kind; /* 0: none of its own */
    uint8_t verb;
    uint8_t verb_a, verb_b;
    uint16_t msg_n;
    const char *msg;
    struct Alt *next;
} Alt;

/* Kinds of nodes besides KrAstKind. */
enum {
    K_SEQ = KR_AST_COUNT,
    K_TOKEN,
    K_COMPARE_IN,
    K_DSTAR,
    K_TRUE,
    K_FALSE,
    K_NONE,
    K_ELLIPSIS,
};
static const struct {
    const char *name;
    uint16_t kind;
} extra_kinds[] = {{"CompareIn", K_COMPARE_IN}, {"DStar", K_DSTAR}, {"True", K_TRUE},
                   {"False", K_FALSE},          {"None", K_NONE},   {"Ellipsis", K_ELLIPSIS}};

/* What an action does; the order is that of verb_names. */
typedef enum Verb {
    V_NONE,
    V_AT,          /* at a */
    V_RANGE,       /* from a to b */
    V_FROM,        /* from a to where the lexer is */
    V_LAST,        /* at the last token read */
    V_INDENT,      /* an IndentationError there */
    V_VALUE,       /* no error: the alternative's value is a */
    V_RANGE_COMP,  /* a to the last part of the last clause in b */
    V_GEN_IN_CALL, /* a generator without parentheses beside other arguments */
    V_ARGS_ORDER,
    V_LEGACY, /* if a is print or exec */
    V_COMMA,  /* if a is in brackets and no old statement */
    V_TARGET, /* if a holds no target */
    V_DEL_TARGET,
    V_FOR_TARGET,
    V_RANGE_LAST,  /* a to the last item of b */
    V_RANGE_ITEMS, /* first to last item of a */
    V_KEY,         /* the character before a's end */
} Verb;
static const char *const verb_names[] = {
    "",       "at",         "range",       "from",       "last",        "indent",
    "value",  "range_comp", "gen_in_call", "args_order", "legacy",      "comma",
    "target", "del_target", "for_target",  "range_last", "range_items", "key"};

typedef struct Node {
    uint16_t kind;
    uint32_t t0, t1; /* first and last token */
    uint32_t n;
    struct Node **kids;
} Node;

typedef struct Memo {
    struct Memo *next;
    uint16_t rule;
    uint32_t end;
    Node *node;
} Memo;

#define NAME_SLOTS 1024

typedef struct Diag {
    KrParse *in;
    KrArena *arena;
    KrParser q; /* tokens, text, and the parser that checks f-strings */
    KrLexer lex;
    KrParseError lex_err;
    Alt **rules;                /* compiled, by index */
    uint16_t names[NAME_SLOTS]; /* hash of a rule's name -> index + 1 */
    uint32_t mark;
    Memo **memo; /* by token */
    uint32_t memo_cap;
    Node empty;  /* what matched without a node */
    Node **kids; /* stack */
    uint32_t n_kids, cap_kids;
    uint32_t level;
    uint32_t work; /* rules tried: bounds what backtracking may cost */
    bool invalid;  /* the second walk */
    bool raised;   /* no more walking */
    bool too_deep;
    bool again; /* the fault is in an f-string of PEP 701: try once more with old ones */
    bool field; /* an f-string's expression, in parentheses */
    int32_t start_line, start_col; /* where its text stands */
} Diag;

#define MAX_LEVEL 6000
#define MAX_WORK 20000000u

/* ---- compiling rules --------------------------------------------------------------------------- */

typedef struct Src {
    Diag *d;
    const char *s;
    bool failed;
} Src;

static void blanks(Src *c) {
    while (*c->s == ' ') c->s++;
}

static bool is_word_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static size_t word_len(const char *s) {
    size_t n = 0;
    while (is_word_char(s[n])) n++;
    return n;
}

static uint32_t name_hash(const char *s, size_t n) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++) h = (h ^ (uint8_t)s[i]) * 16777619u;
    return h;
}

static int find_rule(const Diag *d, const char *s, size_t n) {
    for (uint32_t h = name_hash(s, n);; h++) {
        unsigned at = d->names[h % NAME_SLOTS];
        if (!at) return -1;
        const char *name = kr__rules[at - 1].name;
        if (strlen(name) == n && !memcmp(name, s, n)) return (int)at - 1;
    }
}

static void index_rules(Diag *d) {
    for (unsigned i = 0; i < kr__rules_n; i++) {
        uint32_t h = name_hash(kr__rules[i].name, strlen(kr__rules[i].name));
        while (d->names[h % NAME_SLOTS]) h++;
        d->names[h % NAME_SLOTS] = (uint16_t)(i + 1);
    }
}

/* table: names of token classes and of what needs code */
static const struct {
    const char *name;
    uint8_t op;
    uint16_t ref;
} classes[] = {
    {"NAME", OP_TOKEN, KR_TOK_NAME},
    {"STRING", OP_TOKEN, KR_TOK_STRING},
    {"NEWLINE", OP_TOKEN, KR_TOK_NEWLINE},
    {"INDENT", OP_TOKEN, KR_TOK_INDENT},
    {"DEDENT", OP_TOKEN, KR_TOK_DEDENT},
    {"END", OP_TOKEN, KR_TOK_END},
    {"TYPE_COMMENT", OP_TOKEN, KR_TOK_TYPE_COMMENT},
    {"NUMBER", OP_NUMBER, 0},
    {"STRINGS", OP_STRINGS, 0},
    {"REAL", OP_REAL, 0},
    {"IMAGINARY", OP_IMAGINARY, 0},
    {"NOT_EQUAL", OP_NOT_EQUAL, 0},
    {"SOFT_KEYWORD", OP_SOFT_KEYWORD, 0},
    {"QUIET", OP_QUIET, 0},
};

static Alt *compile_alts(Src *c);

static void compile_word(Src *c, Item *it) {
    size_t n = word_len(c->s);
    const char *s = c->s;
    c->s += n;
    for (size_t i = 0; i < KR_COUNTOF(classes); i++) {
        if (strlen(classes[i].name) != n || memcmp(classes[i].name, s, n) != 0) continue;
        it->op = classes[i].op;
        it->ref = classes[i].ref;
        return;
    }
    int rule = find_rule(c->d, s, n);
    KR_ASSERT(rule >= 0);
    it->op = OP_RULE;
    it->ref = (uint16_t)rule;
}

static Item *compile_item(Src *c);

static void compile_atom(Src *c, Item *it) {
    char q = *c->s;
    if (q == '\'' || q == '"') {
        const char *s = ++c->s;
        while (*c->s != q) c->s++;
        it->text = s;
        it->text_n = (uint16_t)(c->s++ - s);
        it->op = q == '"' ? OP_WORD : OP_TOKEN;
        if (q == '\'') it->ref = kr__lexer_text_tok(s, it->text_n);
    } else if (q == '(') {
        c->s++;
        it->op = OP_GROUP;
        it->alts = compile_alts(c);
        c->s++;
    } else if (q == '<') {
        c->s++;
        it->op = OP_GATHER;
        it->items = compile_item(c);
        if (it->items) it->items->next = compile_item(c);
        c->s++;
    } else if (q == '~') {
        c->s++;
        it->op = OP_CUT;
    } else {
        compile_word(c, it);
    }
}

static Item *compile_item(Src *c) {
    Item *it = kr__arena_alloc(c->d->arena, sizeof *it);
    if (!it) {
        c->failed = true;
        return NULL;
    }
    blanks(c);
    if ((*c->s == 'a' || *c->s == 'b') && c->s[1] == '=') {
        it->label = (uint8_t)*c->s;
        c->s += 2;
    }
    if (c->s[0] == '&' && c->s[1] == '&')
        it->look = 'f', c->s += 2;
    else if (*c->s == '&' || *c->s == '!')
        it->look = (uint8_t)*c->s++;
    compile_atom(c, it);
    if (*c->s == '?' || *c->s == '*' || *c->s == '+') it->repeat = (uint8_t)*c->s++;
    blanks(c);
    return it;
}

static uint16_t kind_named(const char *s, size_t n) {
    for (size_t i = 0; i < KR_COUNTOF(extra_kinds); i++)
        if (strlen(extra_kinds[i].name) == n && !memcmp(extra_kinds[i].name, s, n))
            return extra_kinds[i].kind;
    for (unsigned k = 1; k < KR_AST_COUNT; k++)
        if (strlen(kr__ast_info[k].name) == n && !memcmp(kr__ast_info[k].name, s, n))
            return (uint16_t)k;
    KR_ASSERT(!"a kind of node");
    return 0;
}

static void compile_action(Src *c, Alt *alt) {
    blanks(c);
    size_t n = word_len(c->s);
    for (unsigned v = 1; v < KR_COUNTOF(verb_names); v++)
        if (strlen(verb_names[v]) == n && !memcmp(verb_names[v], c->s, n)) alt->verb = (uint8_t)v;
    KR_ASSERT(alt->verb);
    c->s += n;
    blanks(c);
    if (*c->s == 'a') alt->verb_a = 1, c->s++;
    blanks(c);
    if (*c->s == 'b') alt->verb_b = 1, c->s++;
    blanks(c);
    if (*c->s != '`') return;
    alt->msg = ++c->s;
    while (*c->s != '`') c->s++;
    alt->msg_n = (uint16_t)(c->s++ - alt->msg);
}

static Alt *compile_alt(Src *c) {
    Alt *alt = kr__arena_alloc(c->d->arena, sizeof *alt);
    if (!alt) {
        c->failed = true;
        return NULL;
    }
    Item **tail = &alt->items;
    blanks(c);
    while (*c->s && *c->s != '|' && *c->s != ')' && !c->failed) {
        if (c->s[0] == '-' && c->s[1] == '>') {
            c->s += 2;
            blanks(c);
            size_t n = word_len(c->s);
            alt->kind = kind_named(c->s, n);
            c->s += n;
        } else if (c->s[0] == '=' && c->s[1] == '>') {
            c->s += 2;
            compile_action(c, alt);
        } else if ((*tail = compile_item(c))) {
            tail = &(*tail)->next;
        }
        blanks(c);
    }
    return alt;
}

static Alt *compile_alts(Src *c) {
    Alt *first = compile_alt(c), *last = first;
    while (*c->s == '|' && !c->failed) {
        c->s++;
        last->next = compile_alt(c);
        last = last->next;
    }
    return first;
}

/* The alternatives of a rule, compiled when first asked for. */
static Alt *rule_alts(Diag *d, unsigned rule) {
    if (d->rules[rule]) return d->rules[rule];
    Src c = {d, kr__rules[rule].body, false};
    Alt *alts = compile_alts(&c);
    if (c.failed) return NULL;
    return d->rules[rule] = alts;
}

/* ---- raising ------------------------------------------------------------------------------------- */

/* The text that CPython shows with an error in this line. */
static const char *line_text(Diag *d, int32_t lineno, size_t *n) {
    const KrLexer *lx = &d->lex;
    if (lx->lineno <= lineno && lx->line_end > lx->text_start) {
        *n = (size_t)(lx->line_end - lx->text_start);
        return lx->text_start;
    }
    const char *s = lx->src;
    int32_t skip = lineno - (d->field ? d->start_line : 1);
    for (const char *nl; skip > 0 && (nl = memchr(s, '\n', (size_t)(lx->end - s))); skip--)
        s = nl + 1;
    const char *nl = memchr(s, '\n', (size_t)(lx->end - s));
    *n = (size_t)((nl ? nl : lx->end) - s);
    return s;
}

/* A column in bytes from 1 as one in characters, in this text; as it is if the source names no
 * encoding. */
static int32_t char_col(const Diag *d, const char *text, size_t n, int32_t col) {
    if (col <= 0 || !d->in->encoding) return col;
    if ((size_t)col > n + 1) col = (int32_t)n + 1;
    return (int32_t)kr__lexer_chars(text, (size_t)col < n ? (size_t)col : n) +
           ((size_t)col > n ? 1 : 0);
}

/* In an f-string's field, columns of lines but the first are counted from where the field's first
 * line starts. */
static int32_t field_col(const Diag *d, int32_t line, int32_t col) {
    return d->field && line != d->start_line ? col - d->start_col : col;
}

/* Columns in bytes from 1. The first error stays. */
static void raise_at(Diag *d, KrParseErr kind, const char *msg, int32_t line, int32_t col,
                     int32_t end_line, int32_t end_col) {
    size_t n;
    const char *text = line_text(d, line, &n);
    d->raised = true;
    if (d->in->error.kind != KR_PARSE_OK) return;
    if (d->field && msg) msg = kr__arena_printf(d->arena, "f-string: %s", msg);
    if (d->lex.bad_utf8 && !(text = kr__source_replace(d->arena, text, &n))) msg = NULL;
    col = char_col(d, text, n, field_col(d, line, col));
    end_col = field_col(d, end_line, end_col);
    kr__syntax_error(d->arena, &d->in->error, kind, msg, line, col, end_line,
                     char_col(d, text, n, end_col), text, n);
}

/* At the last token that was read. */
static void raise_last(Diag *d, KrParseErr kind, const char *msg) {
    if (!d->q.n_toks) {
        raise_at(d, kind, msg, 0, 0, 0, 0);
        return;
    }
    const KrToken *t = &d->q.toks[d->q.n_toks - 1];
    int32_t col = t->col < 0 ? (int32_t)(d->lex.cur - d->lex.line_start) : t->col + 1;
    raise_at(d, kind, msg, t->lineno, col, t->end_lineno, t->end_col < 0 ? -1 : t->end_col + 1);
}

static void raise_token(Diag *d, const KrToken *t, const char *msg) {
    raise_at(d, KR_PARSE_SYNTAX, msg, t->lineno, t->col + 1, t->end_lineno, t->end_col + 1);
}

static void raise_unclosed(Diag *d) {
    const KrLexer *lx = &d->lex;
    int32_t line = lx->paren_line[lx->level - 1], col = lx->paren_col[lx->level - 1];
    raise_at(d, KR_PARSE_SYNTAX,
             kr__arena_printf(d->arena, "'%c' was never closed", lx->paren[lx->level - 1]), line,
             col + 1, line, 0);
}

static void raise_tokens(Diag *d, uint32_t t0, uint32_t t1, const char *msg) {
    const KrToken *a = &d->q.toks[t0], *b = &d->q.toks[t1];
    raise_at(d, KR_PARSE_SYNTAX, msg, a->lineno, a->col + 1, b->end_lineno, b->end_col + 1);
}

/* The lexer gave KR_TOK_ERROR. */
static void raise_lexer(Diag *d) {
    KrLexer *lx = &d->lex;
    d->raised = true;
    switch (lx->done) {
    case KR_LEX_EOF:
        if (lx->level)
            raise_unclosed(d);
        else
            raise_last(d, KR_PARSE_SYNTAX, "unexpected EOF while parsing");
        break;
    case KR_LEX_DEDENT:
        raise_last(d, KR_PARSE_INDENTATION, "unindent does not match any outer indentation level");
        break;
    case KR_LEX_TABSPACE:
        raise_at(d, KR_PARSE_TAB, "inconsistent use of tabs and spaces in indentation", lx->lineno,
                 1, lx->lineno, 0);
        break;
    case KR_LEX_TOODEEP:
        raise_at(d, KR_PARSE_INDENTATION, "too many levels of indentation", lx->lineno, 1,
                 lx->lineno, 0);
        break;
    case KR_LEX_LINECONT:
        raise_at(d, KR_PARSE_SYNTAX, "unexpected character after line continuation character",
                 lx->lineno, (int32_t)(lx->cur - lx->text_start), lx->lineno, 0);
        break;
    default:
        if (d->in->error.kind == KR_PARSE_OK) d->in->error = d->lex_err;
        break;
    }
}

/* ---- tokens -------------------------------------------------------------------------------------- */

/* The token at mark + ahead, read if need be. NULL: the lexer failed, which is raised. */
static const KrToken *token(Diag *d) {
    if (d->raised) return NULL;
    if (d->mark < d->q.n_toks) return &d->q.toks[d->mark];
    d->q.pos = 0;
    if (!kr__p_fill(&d->q, d->mark)) {
        d->raised = true;
        return NULL;
    }
    const KrToken *t = &d->q.toks[d->mark];
    if (t->type != KR_TOK_ERROR) return t;
    raise_lexer(d);
    return NULL;
}

static bool is_space(KrTok t) {
    return t == KR_TOK_NEWLINE || t == KR_TOK_INDENT || t == KR_TOK_DEDENT || t == KR_TOK_END;
}

static Node *new_node(Diag *d, uint16_t kind, uint32_t t0) {
    Node *n = kr__arena_alloc(d->arena, sizeof *n);
    if (!n) {
        d->raised = true;
        return NULL;
    }
    n->kind = kind;
    n->t0 = n->t1 = t0;
    for (uint32_t t = d->mark; t-- > t0;)
        if (!is_space((KrTok)d->q.toks[t].type)) {
            n->t1 = t;
            break;
        }
    return n;
}

/* Takes the token if it is one of these; NULL otherwise. */
static Node *take(Diag *d, KrTok type) {
    const KrToken *t = token(d);
    if (!t || t->type != type) return NULL;
    d->mark++;
    return type == KR_TOK_NAME ? new_node(d, KR_AST_Name, d->mark - 1) : &d->empty;
}

static bool is_word(const Diag *d, const KrToken *t, const char *w, size_t n) {
    return t->type == KR_TOK_NAME && t->end - t->start == n && !memcmp(d->q.src + t->start, w, n);
}

static Node *take_word(Diag *d, const char *w, size_t n) {
    const KrToken *t = token(d);
    if (!t || !is_word(d, t, w, n)) return NULL;
    d->mark++;
    return &d->empty;
}

/* As CPython has it, the beginning of a soft keyword is taken for one here. */
static Node *take_soft_keyword(Diag *d) {
    static const char *const words[] = {"_", "case", "match"};
    const KrToken *t = token(d);
    if (!t || t->type != KR_TOK_NAME) return NULL;
    for (size_t i = 0; i < KR_COUNTOF(words); i++) {
        if (strncmp(words[i], d->q.src + t->start, t->end - t->start) != 0) continue;
        d->mark++;
        return &d->empty;
    }
    return NULL;
}

static bool is_imaginary(const Diag *d, const KrToken *t) {
    return (d->q.src[t->end - 1] | 32) == 'j' && d->q.src[t->start + 1] != 'x';
}

/* A number; want: 'r' a real one is needed, 'j' an imaginary one, 0 any. */
static Node *take_number(Diag *d, char want) {
    const KrToken *t = token(d);
    if (!t || t->type != KR_TOK_NUMBER) return NULL;
    const char *msg = kr__number_check(&d->q, t);
    if (msg) {
        raise_at(d, KR_PARSE_SYNTAX, msg, t->lineno, 0, t->end_lineno, 0);
        return NULL;
    }
    d->mark++;
    Node *n = new_node(d, KR_AST_Constant, d->mark - 1);
    if (want && is_imaginary(d, &d->q.toks[d->mark - 1]) != (want == 'j')) {
        raise_token(d, &d->q.toks[d->mark - 1],
                    want == 'j' ? "imaginary number required in complex literal"
                                : "real number required in complex literal");
        return NULL;
    }
    return n;
}

static Node *take_not_equal(Diag *d) {
    const KrToken *t = token(d);
    if (!t || t->type != KR_TOK_NOTEQUAL) return NULL;
    bool angles = d->q.src[t->start] == '<', barry = d->in->flags & KR_PARSE_F_BARRY;
    d->mark++;
    if (angles == barry) return &d->empty;
    if (barry) raise_last(d, KR_PARSE_SYNTAX, "with Barry as BDFL, use '<>' instead of '!='");
    d->mark--;
    return NULL;
}

/* ---- strings ------------------------------------------------------------------------------------- */

static bool is_fstring(const Diag *d, const KrToken *t) {
    for (const char *s = d->q.src + t->start; *s != '\'' && *s != '"'; s++)
        if ((*s | 32) == 'f') return true;
    return false;
}

static void diagnose_field(Diag *d, const KrLiteralError *why);

static Node *take_strings(Diag *d) {
    uint32_t from = d->mark;
    bool f = false;
    const KrToken *t = token(d);
    if (!t || t->type != KR_TOK_STRING) return NULL;
    for (; t && t->type == KR_TOK_STRING; t = token(d)) {
        f |= is_fstring(d, t);
        d->mark++;
    }
    if (!t) return NULL;
    KrLiteralError why;
    uint32_t n = d->mark - from;
    KrToken *copy = kr__arena_alloc(d->arena, n * sizeof *copy);
    if (!copy) {
        d->raised = true;
        return NULL;
    }
    memcpy(copy, d->q.toks + from, n * sizeof *copy);
    if (kr__strings_check(&d->q, copy, n, &why))
        return new_node(d, f ? KR_AST_JoinedStr : KR_AST_Constant, from);
    d->raised = true;
    for (uint32_t i = 0; i < n && f && !d->field && !d->lex.old_fstrings; i++)
        d->again |= is_fstring(d, &copy[i]) && kr__fstring_is_new(&d->q, &copy[i]);
    if (d->again) return NULL;
    if (why.in_field) diagnose_field(d, &why);
    if (d->in->error.kind == KR_PARSE_OK) raise_last(d, KR_PARSE_SYNTAX, why.msg);
    return NULL;
}

/* ---- actions ------------------------------------------------------------------------------------- */

static const char *kind_text(const Node *e) {
    switch (e->kind) {
    case KR_AST_Attribute: return "attribute";
    case KR_AST_Subscript: return "subscript";
    case KR_AST_Starred: return "starred";
    case KR_AST_Name: return "name";
    case KR_AST_List: return "list";
    case KR_AST_Tuple: return "tuple";
    case KR_AST_Lambda: return "lambda";
    case KR_AST_Call: return "function call";
    case KR_AST_BoolOp:
    case KR_AST_BinOp:
    case KR_AST_UnaryOp: return "expression";
    case KR_AST_GeneratorExp: return "generator expression";
    case KR_AST_Yield:
    case KR_AST_YieldFrom: return "yield expression";
    case KR_AST_Await: return "await expression";
    case KR_AST_ListComp: return "list comprehension";
    case KR_AST_SetComp: return "set comprehension";
    case KR_AST_DictComp: return "dict comprehension";
    case KR_AST_Dict: return "dict literal";
    case KR_AST_Set: return "set display";
    case KR_AST_JoinedStr: return "f-string expression";
    case KR_AST_Compare:
    case K_COMPARE_IN: return "comparison";
    case KR_AST_IfExp: return "conditional expression";
    case KR_AST_NamedExpr: return "named expression";
    case K_TRUE: return "True";
    case K_FALSE: return "False";
    case K_NONE: return "None";
    case K_ELLIPSIS: return "ellipsis";
    default: return "literal";
    }
}

/* The first part of e that cannot be assigned to (deleted); NULL: all can. */
static const Node *bad_target(const Node *e, Verb verb) {
    switch (e->kind) {
    case KR_AST_List:
    case KR_AST_Tuple:
        for (uint32_t i = 0; i < e->n; i++) {
            const Node *bad = bad_target(e->kids[i], verb);
            if (bad) return bad;
        }
        return NULL;
    case KR_AST_Starred: return verb == V_DEL_TARGET ? e : bad_target(e->kids[0], verb);
    case K_COMPARE_IN: return verb == V_FOR_TARGET ? bad_target(e->kids[0], verb) : e;
    case KR_AST_Compare: return verb == V_FOR_TARGET ? NULL : e;
    case KR_AST_Name:
    case KR_AST_Subscript:
    case KR_AST_Attribute: return NULL;
    default: return e;
    }
}

/* Fills in %e %d %t for a. */
static const char *message(Diag *d, const Alt *alt, const Node *a) {
    char buf[400];
    size_t n = 0;
    for (const char *s = alt->msg, *end = s + alt->msg_n; s < end && n < 300; s++) {
        if (*s != '%') {
            buf[n++] = *s;
            continue;
        }
        const KrToken *t = a ? &d->q.toks[a->t0] : NULL;
        const char *text = "";
        char small[16];
        size_t k = 0;
        switch (*++s) {
        case 'e': text = kind_text(a), k = strlen(text); break;
        case 't': text = d->q.src + t->start, k = t->end - t->start; break;
        case 'd': {
            char *line = kr__arena_printf(d->arena, "%d", (int)t->lineno);
            if (line) memcpy(small, line, (k = strlen(line))), text = small;
            break;
        }
        default: break;
        }
        if (k > 80) k = 80;
        memcpy(buf + n, text, k);
        n += k;
    }
    return kr__arena_strndup(d->arena, buf, n);
}

static const Node *last_item(const Node *e) {
    return e->kind == K_SEQ && e->n ? e->kids[e->n - 1] : e;
}

/* Is a the name of a statement that became a function? */
static bool is_legacy(const Diag *d, const Node *a) {
    const KrToken *t = &d->q.toks[a->t0];
    return a->kind == KR_AST_Name && (is_word(d, t, "print", 5) || is_word(d, t, "exec", 4));
}

/* The last positional argument of a call's arguments if there are several. */
static const Node *last_of_several(const Node *args) {
    const Node *last = NULL;
    uint32_t n = 0;
    for (uint32_t i = 0; i < args->n; i++) {
        const Node *kid = args->kids[i];
        if (kid->kind == KR_AST_keyword || kid->kind == K_DSTAR) continue;
        last = kid;
        n++;
    }
    return n > 1 ? last : NULL;
}

static void raise_target(Diag *d, const Alt *alt, const Node *a) {
    const Node *bad = bad_target(a, (Verb)alt->verb);
    if (bad) raise_tokens(d, bad->t0, bad->t1, message(d, alt, bad));
}

static void raise_args_order(Diag *d, const Node *a) {
    const char *msg = "positional argument follows keyword argument";
    for (uint32_t i = 0; i < a->n; i++)
        if (a->kids[i]->kind == K_DSTAR)
            msg = "positional argument follows keyword argument unpacking";
    raise_last(d, KR_PARSE_SYNTAX, msg);
}

static void raise_from(Diag *d, const Node *a, const char *msg) {
    const KrToken *t = &d->q.toks[a->t0];
    int32_t end = (int32_t)(d->lex.cur - d->lex.line_start);
    if (d->field && d->lex.lineno == d->start_line) end -= d->start_col;
    raise_at(d, KR_PARSE_SYNTAX, msg, t->lineno, t->col + 1, d->lex.lineno, end);
}

/* The last part of a comprehension's last clause: a condition or what it iterates over. */
static const Node *comp_end(const Node *clauses) {
    const Node *c = last_item(clauses);
    return c->n ? c->kids[c->n - 1] : c;
}

/* Runs an alternative's action; it may decide that there is nothing to tell. */
static void act(Diag *d, const Alt *alt, const Node *a, const Node *b) {
    const Node *e;
    switch ((Verb)alt->verb) {
    case V_NONE:
    case V_VALUE: break;
    case V_AT: raise_tokens(d, a->t0, a->t1, message(d, alt, a)); break;
    case V_RANGE: raise_tokens(d, a->t0, b->t1, message(d, alt, a)); break;
    case V_FROM: raise_from(d, a, message(d, alt, a)); break;
    case V_LAST: raise_last(d, KR_PARSE_SYNTAX, message(d, alt, a)); break;
    case V_INDENT: raise_last(d, KR_PARSE_INDENTATION, message(d, alt, a)); break;
    case V_RANGE_COMP: raise_tokens(d, a->t0, comp_end(b)->t1, message(d, alt, a)); break;
    case V_GEN_IN_CALL:
        if ((e = last_of_several(a))) raise_tokens(d, e->t0, comp_end(b)->t1, message(d, alt, a));
        break;
    case V_ARGS_ORDER: raise_args_order(d, a); break;
    case V_LEGACY:
        if (is_legacy(d, a)) raise_tokens(d, a->t0, b->t1, message(d, alt, a));
        break;
    case V_COMMA:
        if (!is_legacy(d, a) && d->q.toks[d->mark - 1].level)
            raise_tokens(d, a->t0, b->t1, message(d, alt, a));
        break;
    case V_TARGET:
    case V_DEL_TARGET:
    case V_FOR_TARGET: raise_target(d, alt, a); break;
    case V_RANGE_LAST: raise_tokens(d, a->t0, last_item(b)->t1, message(d, alt, a)); break;
    case V_RANGE_ITEMS: raise_tokens(d, a->t0, last_item(a)->t1, message(d, alt, a)); break;
    case V_KEY: {
        const KrToken *t0 = &d->q.toks[a->t0], *t1 = &d->q.toks[a->t1];
        raise_at(d, KR_PARSE_SYNTAX, message(d, alt, a), t0->lineno, t1->end_col, t1->end_lineno,
                 0);
        break;
    }
    }
}

/* ---- the walk ------------------------------------------------------------------------------------ */

static Node *walk_alts(Diag *d, Alt *alts);
static Node *walk_rule(Diag *d, unsigned rule);

static bool push_kid(Diag *d, Node *n) {
    if (n == &d->empty) return true;
    if (d->n_kids == d->cap_kids) {
        uint32_t cap = d->cap_kids * 2 + 64;
        Node **more = kr__arena_alloc(d->arena, cap * sizeof *more);
        if (!more) {
            d->raised = true;
            return false;
        }
        if (d->n_kids) memcpy(more, d->kids, d->n_kids * sizeof *more);
        d->kids = more;
        d->cap_kids = cap;
    }
    d->kids[d->n_kids++] = n;
    return true;
}

/* A node of the kids above base; those that are sequences are taken apart. */
static Node *collect(Diag *d, uint16_t kind, uint32_t t0, uint32_t base) {
    Node *n = new_node(d, kind, t0);
    uint32_t total = 0, at = 0;
    for (uint32_t i = base; i < d->n_kids; i++)
        total += d->kids[i]->kind == K_SEQ ? d->kids[i]->n : 1;
    if (n && total && !(n->kids = kr__arena_alloc(d->arena, total * sizeof *n->kids))) n = NULL;
    for (uint32_t i = base; n && i < d->n_kids; i++) {
        Node *kid = d->kids[i];
        if (kid->kind != K_SEQ)
            n->kids[at++] = kid;
        else
            for (uint32_t k = 0; k < kid->n; k++) n->kids[at++] = kid->kids[k];
    }
    d->n_kids = base;
    if (!n) {
        d->raised = true;
        return NULL;
    }
    n->n = total;
    return n;
}

/* The kids above base as one result: none, the only one, or a sequence. */
static Node *result_of(Diag *d, uint32_t t0, uint32_t base) {
    if (d->n_kids == base) return &d->empty;
    if (d->n_kids == base + 1) return d->kids[--d->n_kids];
    return collect(d, K_SEQ, t0, base);
}

static Node *walk_item(Diag *d, Item *it);

static Node *walk_gather(Diag *d, Item *it) {
    uint32_t base = d->n_kids, t0 = d->mark;
    Item *sep = it->items, *elem = sep->next;
    Node *n = walk_item(d, elem);
    if (!n || !push_kid(d, n)) return NULL;
    for (;;) {
        uint32_t mark = d->mark;
        if (!walk_item(d, sep) || !(n = walk_item(d, elem))) {
            d->mark = mark;
            break;
        }
        if (!push_kid(d, n)) break;
    }
    if (d->raised) {
        d->n_kids = base;
        return NULL;
    }
    return result_of(d, t0, base);
}

/* An item once, without what repeats or looks ahead. NULL: no. */
static Node *walk_once(Diag *d, Item *it) {
    switch ((Op)it->op) {
    case OP_TOKEN: return take(d, (KrTok)it->ref);
    case OP_WORD: return take_word(d, it->text, it->text_n);
    case OP_RULE: return walk_rule(d, it->ref);
    case OP_GROUP: return walk_alts(d, it->alts);
    case OP_GATHER: return walk_gather(d, it);
    case OP_STRINGS: return take_strings(d);
    case OP_NUMBER: return take_number(d, 0);
    case OP_REAL: return take_number(d, 'r');
    case OP_IMAGINARY: return take_number(d, 'j');
    case OP_NOT_EQUAL: return take_not_equal(d);
    case OP_SOFT_KEYWORD: return take_soft_keyword(d);
    case OP_QUIET: d->invalid = false; return &d->empty;
    case OP_CUT: return &d->empty;
    }
    return NULL;
}

static Node *walk_forced(Diag *d, Item *it) {
    const KrToken *t = token(d);
    if (!t) return NULL;
    Node *n = take(d, (KrTok)it->ref);
    if (!n)
        raise_token(d, t, kr__arena_printf(d->arena, "expected '%.*s'", (int)it->text_n, it->text));
    return n;
}

static Node *walk_item(Diag *d, Item *it) {
    uint32_t mark = d->mark, base = d->n_kids;
    if (it->look == 'f') return walk_forced(d, it);
    if (it->look) {
        Node *n = walk_once(d, it);
        d->mark = mark;
        if (d->raised) return NULL;
        return (n != NULL) == (it->look == '&') ? &d->empty : NULL;
    }
    if (!it->repeat) return walk_once(d, it);
    if (it->repeat == '?') {
        Node *n = walk_once(d, it);
        if (n || d->raised) return n;
        d->mark = mark;
        return &d->empty;
    }
    uint32_t count = 0;
    for (;; count++) {
        uint32_t at = d->mark;
        Node *n = walk_once(d, it);
        if (!n || d->mark == at) {
            d->mark = at;
            break;
        }
        if (!push_kid(d, n)) break;
    }
    if (d->raised || (!count && it->repeat == '+')) {
        d->n_kids = base;
        return NULL;
    }
    return result_of(d, mark, base);
}

/* A node for a labelled item that made none: the token itself. */
static const Node *labelled(Diag *d, Node *n, uint32_t t0) {
    return n == &d->empty ? new_node(d, K_TOKEN, t0) : n;
}

/* One alternative. *cut: no other may be tried. */
static Node *walk_alt(Diag *d, Alt *alt, bool *cut) {
    uint32_t t0 = d->mark, base = d->n_kids;
    const Node *a = NULL, *b = NULL;
    for (Item *it = alt->items; it; it = it->next) {
        uint32_t at = d->mark;
        Node *n = walk_item(d, it);
        if (!n || !push_kid(d, n)) {
            d->n_kids = base;
            return NULL;
        }
        if (it->op == OP_CUT) *cut = true;
        if (it->label == 'a') a = labelled(d, n, at);
        if (it->label == 'b') b = labelled(d, n, at);
        if (d->raised) return NULL;
    }
    if (alt->verb) {
        d->n_kids = base;
        if (alt->verb == V_VALUE) return (Node *)a;
        act(d, alt, a, b);
        return NULL;
    }
    if (alt->kind) return collect(d, alt->kind, t0, base);
    return result_of(d, t0, base);
}

static bool enter(Diag *d) {
    if (d->level++ > MAX_LEVEL || (uintptr_t)__builtin_frame_address(0) < d->in->stack_limit) {
        d->too_deep = d->raised = true;
        return false;
    }
    if (++d->work > MAX_WORK) d->raised = true;
    return !d->raised;
}

static Node *walk_alts(Diag *d, Alt *alts) {
    uint32_t mark = d->mark;
    bool cut = false, invalid = d->invalid;
    Node *n = NULL;
    if (enter(d))
        for (Alt *alt = alts; alt && !n && !cut && !d->raised; alt = alt->next) {
            d->mark = mark;
            n = walk_alt(d, alt, &cut);
        }
    d->level--;
    d->invalid = invalid;
    if (!n) d->mark = mark;
    return n;
}

static Memo *find_memo(Diag *d, unsigned rule) {
    if (d->mark >= d->memo_cap) return NULL;
    for (Memo *m = d->memo[d->mark]; m; m = m->next)
        if (m->rule == rule) return m;
    return NULL;
}

/* Remembers that the rule at token `at` gives this. NULL: no memory. */
static Memo *add_memo(Diag *d, unsigned rule, uint32_t at, Node *node) {
    if (at >= d->memo_cap) {
        uint32_t cap = at * 2 + 64;
        Memo **more = kr__arena_alloc(d->arena, cap * sizeof *more);
        if (more && d->memo_cap) memcpy(more, d->memo, d->memo_cap * sizeof *more);
        if (more) d->memo = more, d->memo_cap = cap;
    }
    Memo *m = at < d->memo_cap ? kr__arena_alloc(d->arena, sizeof *m) : NULL;
    if (!m) {
        d->raised = true;
        return NULL;
    }
    *m = (Memo){d->memo[at], (uint16_t)rule, d->mark, node};
    d->memo[at] = m;
    return m;
}

/* A left-recursive rule: its own outcome grows, from none, as long as it gets longer. */
static Node *walk_left(Diag *d, unsigned rule, Alt *alts) {
    uint32_t mark = d->mark;
    Memo *m = add_memo(d, rule, mark, NULL);
    if (!m) return NULL;
    Node *best = NULL;
    uint32_t best_end = mark;
    for (;;) {
        d->mark = mark;
        m->node = best;
        m->end = best_end;
        Node *n = walk_alts(d, alts);
        if (d->raised) return NULL;
        if (!n || d->mark <= best_end) break;
        best = n;
        best_end = d->mark;
    }
    m->node = best;
    m->end = d->mark = best_end;
    return best;
}

static Node *walk_rule(Diag *d, unsigned rule) {
    const KrRule *r = &kr__rules[rule];
    if (KR_UNLIKELY(!kr__parse_poll(d->in))) d->raised = true;
    if (d->raised || (r->name[0] == 'x' && r->name[1] == '_' && !d->invalid)) return NULL;
    if ((r->flags & KR_RULE_NEW) && !d->in->uses_312) return NULL;
    if (r->flags & (KR_RULE_MEMO | KR_RULE_LEFT)) {
        Memo *m = find_memo(d, rule);
        if (m) {
            d->mark = m->end;
            return m->node;
        }
    }
    Alt *alts = rule_alts(d, rule);
    if (!alts) {
        d->raised = true;
        return NULL;
    }
    if (r->flags & KR_RULE_LEFT) return walk_left(d, rule, alts);
    uint32_t mark = d->mark;
    Node *n = walk_alts(d, alts);
    if (d->raised) return NULL;
    if ((r->flags & KR_RULE_MEMO) && !add_memo(d, rule, mark, n)) return NULL;
    return n;
}

/* ---- what to tell ----------------------------------------------------------------------------------- */

/* Reads the rest of the text: an error that the lexer finds there, or a bracket that stays open
 * from an earlier line, is told instead of what was found. */
static void check_rest(Diag *d) {
    KrParseError found = d->in->error;
    int32_t line = d->q.toks[d->q.n_toks - 1].lineno;
    KrToken t;
    do kr__lexer_next(&d->lex, &t);
    while (t.type != KR_TOK_ERROR && t.type != KR_TOK_END);
    if (t.type != KR_TOK_ERROR) return;
    KrLexer *lx = &d->lex;
    memset(&d->in->error, 0, sizeof found);
    if (d->lex_err.kind != KR_PARSE_OK)
        d->in->error = d->lex_err;
    else if (lx->level && line > lx->paren_line[lx->level - 1])
        raise_unclosed(d);
    if (d->in->error.kind == KR_PARSE_OK) d->in->error = found;
}

/* Nothing better was found than that this token is wrong. */
static void raise_generic(Diag *d, uint32_t last) {
    const KrToken *t = &d->q.toks[last];
    if (t->type == KR_TOK_ERROR && d->lex.done == KR_LEX_EOF) {
        raise_lexer(d);
    } else if (t->type == KR_TOK_INDENT || t->type == KR_TOK_DEDENT) {
        raise_last(d, KR_PARSE_INDENTATION,
                   t->type == KR_TOK_INDENT ? "unexpected indent" : "unexpected unindent");
    } else {
        raise_token(d, t, "invalid syntax");
        check_rest(d);
    }
}

static bool at_end_of_source(const Diag *d) {
    return d->lex.done == KR_LEX_EOF || d->lex.done == KR_LEX_EOF_IN_STRING ||
           d->lex.done == KR_LEX_EOL_IN_STRING;
}

static void no_memory(Diag *d) { d->in->error = (KrParseError){.kind = KR_PARSE_NOMEM}; }

static void run(Diag *d, const char *start) {
    int rule = find_rule(d, start, strlen(start));
    Node *whole = walk_rule(d, (unsigned)rule);
    KR_ASSERT(!whole || d->raised); /* the parser and the rules agree on what is right */
    (void)whole;
    if (d->arena->failed) return no_memory(d);
    if (!d->q.n_toks || d->again) return;
    uint32_t last = d->q.n_toks - 1;
    if ((d->in->flags & KR_PARSE_F_INCOMPLETE) && !d->field && at_end_of_source(d)) {
        d->in->error.kind = KR_PARSE_OK;
        raise_last(d, KR_PARSE_INCOMPLETE, "incomplete input");
        return;
    }
    if (d->in->error.kind == KR_PARSE_OK && !d->raised) {
        d->mark = 0;
        d->n_kids = 0;
        d->level = 0;
        if (d->memo_cap) memset(d->memo, 0, d->memo_cap * sizeof *d->memo);
        d->invalid = true;
        (void)walk_rule(d, (unsigned)rule);
        if (d->arena->failed) return no_memory(d);
        if (d->again) return;
    }
    if (d->too_deep) {
        d->in->error = (KrParseError){.kind = KR_PARSE_TOO_DEEP};
        return;
    }
    if (d->in->error.kind == KR_PARSE_OK)
        raise_generic(d, last);
    else if (d->lex.done == KR_LEX_OK)
        check_rest(d);
}

/* src[0..n) is followed by 16 NULs. */
static void diagnose(Diag *d, KrParse *in, KrIdents *idents, char *src, size_t n, bool bad_utf8,
                     bool old_fstrings, const char *start) {
    d->in = in;
    d->arena = in->arena;
    d->rules = kr__arena_alloc(in->arena, kr__rules_n * sizeof *d->rules);
    if (!d->rules || !kr__parser_init(&d->q, in, idents, &d->lex, src, n)) return no_memory(d);
    d->lex.err = &d->lex_err;
    d->lex.bad_utf8 = bad_utf8;
    d->lex.old_fstrings = old_fstrings;
    KrParseError ignored = {0};
    d->q.err = &ignored;
    if (d->field) {
        d->lex.lineno = d->start_line - 1;
        d->lex.single = d->lex.type_comments = false;
    }
    index_rules(d);
    run(d, start);
    kr__parser_free(&d->q);
}

void kr__parser_diagnose(KrParse *in, KrIdents *idents, char *src, size_t n, bool bad_utf8) {
    static const char *const starts[] = {"file", "eval", "single", "functype"};
    bool again = false;
    do {
        Diag *d = kr__arena_alloc(in->arena, sizeof *d);
        if (!d) {
            in->error.kind = KR_PARSE_NOMEM;
            return;
        }
        diagnose(d, in, idents, src, n, bad_utf8, again, starts[in->mode]);
        again = d->again;
    } while (again);
}

/* The expression of an f-string's field, which does not parse: told as for a text of its own, put
 * in parentheses. */
static void diagnose_field(Diag *d, const KrLiteralError *why) {
    size_t n = why->to - why->from;
    const KrToken *t = why->token;
    const char *src = d->q.src, *line = src + t->start - t->col, *brace = src + why->from - 1;
    Diag *sub = kr__arena_alloc(d->arena, sizeof *sub);
    char *text = kr__arena_alloc(d->arena, n + 3 + 17);
    if (!sub || !text) {
        d->raised = true;
        return;
    }
    text[0] = '(';
    memcpy(text + 1, brace + 1, n);
    memcpy(text + 1 + n, ")\n", 2);
    sub->field = true;
    sub->start_line = t->lineno;
    for (const char *s = src + t->start; s < brace; s++)
        if (*s == '\n') {
            sub->start_line++;
            line = s + 1;
        }
    const char *s = brace + 1;
    while (*s == ' ' || *s == '\t' || *s == '\f') s++;
    sub->start_col = (int32_t)(brace - line);
    if (*s == '\n') sub->start_col = sub->start_line == t->lineno ? t->col : 0;
    diagnose(sub, d->in, d->q.idents, text, n + 3, d->lex.bad_utf8, false, "field");
}
