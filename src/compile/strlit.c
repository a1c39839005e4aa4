/* SPDX-License-Identifier: MIT
 * strlit.c: the values of literals: numbers, strings with their escapes, f-strings.
 *
 * A string that needs no change refers to the source text, which lives as long as the tree.
 * f-strings are one token each; here they are taken apart as Python 3.11 does (a node for every
 * piece, all with the position of the whole concatenation), but for what PEP 701 allows inside a
 * field. A field's expression is parsed in place: a second lexer over the same text, which ends
 * where the field does.
 *
 * Functions return false or NULL on failure with b->why telling, for the diagnosis, what is
 * wrong. */
#include "compile/parser_int.h"
#include "base/dtoa.h"
#include "base/utf8.h"

#include <string.h>

/* ---- numbers ---------------------------------------------------------------------------------- */

/* The characters of a number without underscores, NUL-terminated. */
static char *clean_number(KrParser *p, const KrToken *t, char *small, size_t room, size_t *n) {
    const char *s = p->src + t->start, *end = p->src + t->end;
    size_t len = (size_t)(end - s);
    char *buf = len < room ? small : kr__arena_alloc(p->arena, len + 1);
    if (!buf) return NULL;
    *n = 0;
    for (; s < end; s++)
        if (*s != '_') buf[(*n)++] = *s;
    buf[*n] = 0;
    return buf;
}

static int digit_value(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

/* An integer of s[0..n) digits without leading zeros. */
static bool integer(KrParser *p, KrAstConst *c, const char *s, size_t n, int base) {
    uint64_t v = 0;
    bool fits = true;
    for (size_t i = 0; i < n && fits; i++) {
        uint64_t d = (uint64_t)digit_value(s[i]);
        fits = v <= ((uint64_t)INT64_MAX - d) / (uint64_t)base;
        v = v * (uint64_t)base + d;
    }
    if (fits) {
        c->tag = KR_CONST_INT;
        c->u.i = (int64_t)v;
        return true;
    }
    c->tag = KR_CONST_BIGINT;
    c->base = (uint8_t)base;
    c->n = (uint32_t)n;
    c->u.s = kr__arena_strndup(p->arena, s, n);
    return c->u.s != NULL;
}

static bool number(KrParser *p, const KrToken *t, KrAstConst *c) {
    char small[64];
    size_t n;
    char *s = clean_number(p, t, small, sizeof small, &n);
    if (!s) return false;
    int base = 10;
    if (*s == '0' && n > 1) {
        char x = s[1] | 32;
        base = x == 'x' ? 16 : x == 'o' ? 8 : x == 'b' ? 2 : 10;
        if (base != 10) s += 2, n -= 2;
    }
    bool imag = base == 10 && (s[n - 1] | 32) == 'j';
    bool whole = !imag && (base != 10 || strspn(s, "0123456789") == n);
    if (whole) {
        while (n > 1 && *s == '0') s++, n--;
        return integer(p, c, s, n, base);
    }
    c->tag = imag ? KR_CONST_IMAG : KR_CONST_FLOAT;
    return kr__float_parse(s, n - imag, &c->u.f) > 0;
}

const char *kr__number_check(KrParser *p, const KrToken *t) {
    const char *s = p->src + t->start;
    int32_t digits = 0, max = p->in->int_max_digits;
    if (!max || (int32_t)(t->end - t->start) <= max) return NULL;
    for (const char *d = s; d < p->src + t->end; d++) {
        if (*d >= '0' && *d <= '9')
            digits++;
        else if (*d != '_')
            return NULL;
    }
    if (digits <= max) return NULL;
    return kr__arena_printf(
        p->arena,
        "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use "
        "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
        "integer literals to avoid decimal conversion limits.",
        (int)max, (int)digits);
}

KrAst *kr__p_number(KrParser *p) {
    KrAstPos from = kr__p_here(p);
    KrAstConst c = {0};
    if (p->t->type != KR_TOK_NUMBER || kr__number_check(p, p->t) || !number(p, p->t, &c))
        return NULL;
    kr__p_next(p);
    KrAstConstant *node = KR_P_NEW(Constant, from);
    if (!node) return NULL;
    node->value = c;
    return &node->h;
}

/* ---- building --------------------------------------------------------------------------------- */

/* Text that is being put together; while `borrowed`, s points into the source. */
typedef struct Text {
    const char *s;
    char *own;
    size_t n, cap;
} Text;

typedef struct Builder {
    KrParser *p;
    KrAstPos first;     /* of the whole concatenation; its end is p->end */
    const KrToken *tok; /* being read */
    KrToken tok_copy;
    bool u_kind; /* the first literal has the prefix u */
    bool bytes, fmode;
    Text text; /* the literal text since the last field */
    KrLiteralError *why;
} Builder;

static bool fail(Builder *b, const char *msg) {
    b->why->msg = msg;
    return false;
}

static bool own_text(Builder *b, Text *t, size_t extra) {
    if (t->own && t->n + extra <= t->cap) return true;
    size_t cap = t->n + extra + (t->own ? t->cap : 0);
    char *buf = kr__arena_alloc(b->p->arena, cap);
    if (!buf) return false;
    if (t->n) memcpy(buf, t->s, t->n);
    t->s = t->own = buf;
    t->cap = cap;
    return true;
}

/* Adds text that stays where it is. */
static bool add_text(Builder *b, Text *t, const char *s, size_t n) {
    if (!n) return true;
    if (!t->n && !t->own) {
        t->s = s;
        t->n = n;
        return true;
    }
    if (!own_text(b, t, n)) return false;
    memcpy(t->own + t->n, s, n);
    t->n += n;
    return true;
}

static bool add_cp(Builder *b, Text *t, uint32_t cp) {
    if (!own_text(b, t, 4)) return false;
    t->n += kr__utf8_encode(t->own + t->n, cp);
    return true;
}

static bool add_byte(Builder *b, Text *t, char c) {
    if (!own_text(b, t, 1)) return false;
    t->own[t->n++] = c;
    return true;
}

/* ---- escapes ---------------------------------------------------------------------------------- */

/* bad: the letter, or the first of three digits, behind the backslash. */
static void warn_escape(Builder *b, const char *bad) {
    const KrToken *t = b->tok;
    if (!b->p->lex->warn_to) return;
    const char *line = b->p->src + t->start - t->col;
    int32_t col = (int32_t)kr__lexer_chars(line, (size_t)t->col) + 1;
    char *msg = *bad >= '0' && *bad <= '7'
                    ? kr__arena_printf(b->p->arena, "invalid octal escape sequence '\\%c%c%c'",
                                       bad[0], bad[1], bad[2])
                    : kr__arena_printf(b->p->arena, "invalid escape sequence '\\%c'", *bad);
    KrParseWarning w = {"DeprecationWarning", msg,  t->lineno, col, t->end_lineno,
                        t->end_col + 1,       NULL, 0,         NULL};
    const char *nl = strchr(line, '\n');
    w.text_n = (uint32_t)(nl ? (size_t)(nl + 1 - line) : strlen(line));
    w.text = kr__arena_strndup(b->p->arena, line, w.text_n);
    kr__parse_warn(b->p->in, &w);
}

/* CPython decodes a copy in which each character past ASCII takes ten bytes, and counts in it. */
static int escape_pos(const char *start, const char *s) {
    int n = 0;
    for (const char *q = start; q < s; q++) {
        if ((*q & 0xC0) == 0x80) continue;
        n += *q & 0x80 ? 10 : 1;
        if (*q == '\\' && q + 1 < s && q[1] & 0x80)
            n += 5;
        else if (*q == '\\' && q + 1 < s)
            q++, n++;
    }
    return n;
}

static bool unicode_error(Builder *b, const char *start, const char *from, const char *to,
                          const char *reason) {
    int at = escape_pos(start, from);
    return fail(b, kr__arena_printf(b->p->arena,
                                    "(unicode error) 'unicodeescape' codec can't decode bytes in "
                                    "position %d-%d: %s",
                                    at, at + (int)escape_pos(from + 1, to), reason));
}

static int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \x \u \U: *s is behind the letter. */
static bool hex_escape(Builder *b, Text *t, const char *start, const char **s, const char *end) {
    const char *from = *s - 2;
    char letter = (*s)[-1];
    int want = letter == 'x' ? 2 : letter == 'u' ? 4 : 8, got = 0;
    uint32_t cp = 0;
    for (; got < want && *s < end && hex_value(**s) >= 0; got++, ++*s)
        cp = cp << 4 | (uint32_t)hex_value(**s);
    if (got < want && b->bytes)
        return fail(b,
                    kr__arena_printf(b->p->arena, "(value error) invalid \\x escape at position %d",
                                     (int)(from - start)));
    if (got < want)
        return unicode_error(b, start, from, *s,
                             want == 2   ? "truncated \\xXX escape"
                             : want == 4 ? "truncated \\uXXXX escape"
                                         : "truncated \\UXXXXXXXX escape");
    if (cp > 0x10FFFF) return unicode_error(b, start, from, *s, "illegal Unicode character");
    return b->bytes ? add_byte(b, t, (char)cp) : add_cp(b, t, cp);
}

/* \N{name}: *s is behind the N. */
static bool name_escape(Builder *b, Text *t, const char *start, const char **s, const char *end) {
    const char *from = *s - 2, *reason = "malformed \\N character escape";
    KrParse *in = b->p->in;
    if (*s < end && **s == '{') {
        const char *name = ++*s;
        while (*s < end && **s != '}') ++*s;
        size_t n = (size_t)(*s - name);
        if (*s < end && n) {
            ++*s;
            uint32_t cp = in->char_named ? in->char_named(in->ud, name, n) : UINT32_MAX;
            if (cp != UINT32_MAX) return add_cp(b, t, cp);
            reason = "unknown Unicode character name";
        }
    }
    return unicode_error(b, start, from, *s, reason);
}

static bool octal_escape(Builder *b, Text *t, const char **s, const char *end, const char **bad) {
    const char *from = *s;
    uint32_t v = 0;
    for (int i = 0; i < 3 && *s < end && **s >= '0' && **s <= '7'; i++, ++*s)
        v = v * 8 + (uint32_t)(**s - '0');
    if (v > 0377 && !*bad) *bad = from;
    return b->bytes ? add_byte(b, t, (char)v) : add_cp(b, t, v);
}

/* One escape, whose backslash is before *s. *bad: at the first letter that makes none, or digits too high. */
static bool escape(Builder *b, Text *t, const char *start, const char **s, const char *end,
                   const char **bad) {
    if (*s >= end || **s & 0x80) return add_byte(b, t, '\\');
    char c = **s;
    switch (c) {
    case '\n': ++*s; return true;
    case '\\':
    case '\'':
    case '"': ++*s; return add_byte(b, t, c);
    case 'a': ++*s; return add_byte(b, t, '\a');
    case 'b': ++*s; return add_byte(b, t, '\b');
    case 'f': ++*s; return add_byte(b, t, '\f');
    case 'n': ++*s; return add_byte(b, t, '\n');
    case 'r': ++*s; return add_byte(b, t, '\r');
    case 't': ++*s; return add_byte(b, t, '\t');
    case 'v': ++*s; return add_byte(b, t, '\v');
    case '0' ... '7': return octal_escape(b, t, s, end, bad);
    case 'x': ++*s; return hex_escape(b, t, start, s, end);
    case 'u':
    case 'U':
        if (b->bytes) break;
        ++*s;
        return hex_escape(b, t, start, s, end);
    case 'N':
        if (b->bytes) break;
        ++*s;
        return name_escape(b, t, start, s, end);
    default: break;
    }
    if (!*bad) *bad = *s;
    return add_byte(b, t, '\\');
}

/* Adds the literal text s[0..n). */
static bool add_literal(Builder *b, Text *t, const char *s, size_t n, bool raw) {
    const char *start = s, *end = s + n;
    const char *bad = NULL;
    if (raw) return add_text(b, t, s, n);
    while (s < end) {
        const char *slash = memchr(s, '\\', (size_t)(end - s));
        size_t k = (size_t)((slash ? slash : end) - s);
        if (!slash) {
            if (!add_text(b, t, s, k)) return false;
            break;
        }
        if (!own_text(b, t, (size_t)(end - s)) || !add_text(b, t, s, k)) return false;
        s = slash + 1;
        if (!escape(b, t, start, &s, end, &bad)) return false;
    }
    if (bad) warn_escape(b, bad);
    return true;
}

/* ---- nodes ------------------------------------------------------------------------------------ */

static bool has_surrogates(const char *s, size_t n) {
    for (const char *end = s + n; (s = memchr(s, '\xED', (size_t)(end - s)));) {
        if (end - s >= 2 && (uint8_t)s[1] >= 0xA0) return true;
        s++;
    }
    return false;
}

static KrAst *text_node(Builder *b, const Text *t) {
    KrParser *p = b->p;
    KrAstConstant *c = KR_P_NEW(Constant, b->first);
    if (!c) return NULL;
    c->value.tag = b->bytes ? KR_CONST_BYTES : KR_CONST_STR;
    c->value.n = (uint32_t)t->n;
    c->value.u.s = t->n ? t->s : "";
    if (!b->bytes) {
        c->value.ascii = kr__is_ascii(c->value.u.s, t->n);
        c->value.surrogates = !c->value.ascii && has_surrogates(c->value.u.s, t->n);
        if (b->u_kind) c->kind = (KrAstStr){"u", 1};
    }
    return &c->h;
}

/* Pushes what literal text there is. */
static bool flush_text(Builder *b, Text *t) {
    if (!t->n) return true;
    KrAst *c = text_node(b, t);
    *t = (Text){0};
    return c && kr__p_push(b->p, c);
}

static KrAst *joined(Builder *b, uint32_t mark) {
    KrParser *p = b->p;
    KrAstJoinedStr *j = KR_P_NEW(JoinedStr, b->first);
    return j && kr__p_seq(p, mark, &j->values) ? &j->h : NULL;
}

/* ---- the expression in a field ----------------------------------------------------------------- */

static KrAstPos pos_in_token(const Builder *b, const char *s, const char **line_start) {
    const char *from = b->p->src + b->tok->start;
    KrAstPos at = {b->tok->lineno, 0};
    *line_start = from - b->tok->col;
    for (const char *q = from; (q = memchr(q, '\n', (size_t)(s - q))); q++) {
        at.line++;
        *line_start = q + 1;
    }
    at.col = (int32_t)(s - *line_start);
    return at;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f'; }

/* Where the '(' that CPython puts around the expression would stand. */
static KrAstPos open_pos(const Builder *b, const char *brace) {
    const char *line;
    KrAstPos at = pos_in_token(b, brace, &line);
    const char *s = brace + 1;
    while (*s == ' ' || *s == '\t' || *s == '\f') s++;
    if (*s == '\n') at.col = at.line == b->tok->lineno ? b->tok->col : 0;
    return at;
}

/* Parses src[from..to) as if in parentheses; the brace before it is in the text. */
static KrAst *parse_field(Builder *b, const char *from, const char *to) {
    KrParser *p = b->p;
    KrLexer sub, *lex = p->lex;
    uint32_t pos = p->pos, n = p->n_toks;
    KrAstPos end = p->end, close = p->close;
    const char *line;
    char *at = p->src + (to - p->src), saved = *at;
    kr__lexer_init(&sub, p->arena, p->src, (size_t)(to - p->src), p->err);
    sub.cur = from;
    sub.lineno = pos_in_token(b, from, &line).line;
    sub.line_start = sub.text_start = line;
    const char *nl = memchr(from, '\n', (size_t)(to - from));
    sub.line_end = nl ? nl + 1 : to;
    sub.at_line_start = false;
    sub.level = sub.base_level = 1;
    sub.paren[0] = '(';
    sub.bad_utf8 = lex->bad_utf8;
    sub.warn_to = lex->warn_to;
    p->close = pos_in_token(b, to, &line);
    p->close.col++;
    *at = 0;
    p->lex = &sub;
    p->pos = n;
    KrAst *e = kr__p_fill(p, 0) ? kr__p_field(p, open_pos(b, from - 1)) : NULL;
    *at = saved;
    p->lex = lex;
    p->n_toks = n;
    p->pos = pos;
    p->t = &p->toks[pos];
    p->end = end;
    p->close = close;
    return e;
}

/* The end of a field's expression: the '!', ':', '=' or '}' behind it. NULL: there is none. */
static const char *field_end(const char *s, const char *end) {
    const char *low = s;
    int nested = 0;
    for (; s < end; s++) {
        char c = *s;
        if (c == '\'' || c == '"') {
            bool f, raw;
            kr__lexer_prefix(s, low, &f, &raw);
            s = kr__lexer_skip_string(s, end, f, raw, 1);
            if (!s) return NULL;
            s--;
        } else if (c == '#') {
            while (s < end && *s != '\n') s++;
        } else if (c == '(' || c == '[' || c == '{') {
            nested++;
        } else if (nested) {
            nested -= c == ')' || c == ']' || c == '}';
        } else if (strchr("!=<>", c)) {
            if (s[1] == '=')
                s++;
            else if (c == '!' || c == '=')
                return s;
        } else if (c == ':' || c == '}') {
            return s;
        } else if (c == ')' || c == ']') {
            return NULL;
        }
    }
    return NULL;
}

/* Why Python 3.11 finds no expression in s: sets why. */
static bool explain_field(Builder *b, const char *s, const char *end) {
    const char *start = s;
    char quote = 0, parens[KR_LEX_MAX_LEVEL];
    int quotes = 0, nested = 0;
    KrArena *a = b->p->arena;
    for (; s < end; s++) {
        char c = *s;
        if (c == '\\') return fail(b, "f-string expression part cannot include a backslash");
        if (quote) {
            if (c != quote) continue;
            if (quotes == 3) {
                if (end - s <= 2 || s[1] != c || s[2] != c) continue;
                s += 2;
            }
            quote = 0;
        } else if (c == '\'' || c == '"') {
            quotes = end - s > 2 && s[1] == c && s[2] == c ? 3 : 1;
            s += quotes - 1;
            quote = c;
        } else if (c == '[' || c == '{' || c == '(') {
            if (nested >= KR_LEX_MAX_LEVEL) return fail(b, "f-string: too many nested parenthesis");
            parens[nested++] = c;
        } else if (c == '#') {
            return fail(b, "f-string expression part cannot include '#'");
        } else if (!nested && strchr("!:}=<>", c)) {
            if (s + 1 < end && s[1] == '=' && strchr("!=<>", c)) {
                s++;
                continue;
            }
            if (c == '<' || c == '>') continue;
            break;
        } else if (c == ']' || c == '}' || c == ')') {
            if (!nested) return fail(b, kr__arena_printf(a, "f-string: unmatched '%c'", c));
            char open = parens[--nested];
            if (c != (open == '(' ? ')' : open == '[' ? ']' : '}'))
                return fail(b, kr__arena_printf(a,
                                                "f-string: closing parenthesis '%c' does not "
                                                "match opening parenthesis '%c'",
                                                c, open));
        }
    }
    if (quote) return fail(b, "f-string: unterminated string");
    if (nested) return fail(b, kr__arena_printf(a, "f-string: unmatched '%c'", parens[nested - 1]));
    if (s >= end) return fail(b, "f-string: expecting '}'");
    const char *q = start;
    while (q < s && is_blank(*q)) q++;
    if (q == s)
        return fail(b, *s == '}'
                           ? "f-string: empty expression not allowed"
                           : kr__arena_printf(a, "f-string: expression required before '%c'", *s));
    b->why->in_field = true;
    b->why->from = (uint32_t)(start - b->p->src);
    b->why->to = (uint32_t)(s - b->p->src);
    b->why->token = b->tok;
    return fail(b, "f-string: invalid syntax");
}

static bool fstring(Builder *b, Text *t, const char **s, const char *end, bool raw, int level);

/* The format specification behind a ':', up to the '}'. */
static KrAst *format_spec(Builder *b, const char **s, const char *end, bool raw, int level) {
    KrParser *p = b->p;
    uint32_t mark = p->n_stack;
    Text t = {0};
    if (!fstring(b, &t, s, end, raw, level + 1)) return NULL;
    /* the specification and its last text have the position of their own literal */
    KrAstPos first = b->first, last = p->end;
    bool u_kind = b->u_kind;
    b->first = (KrAstPos){b->tok->lineno, b->tok->col};
    p->end = (KrAstPos){b->tok->end_lineno, b->tok->end_col};
    b->u_kind = false;
    KrAst *spec = flush_text(b, &t) ? joined(b, mark) : NULL;
    b->first = first;
    b->u_kind = u_kind;
    p->end = last;
    return spec;
}

/* !r or nothing; *conv is -1 without. */
static bool conversion(Builder *b, const char **s, const char *end, int32_t *conv) {
    if (**s != '!') return true;
    ++*s;
    if (*s >= end) return fail(b, "f-string: expecting '}'");
    *conv = (uint8_t) * (*s)++;
    if (*conv == 's' || *conv == 'r' || *conv == 'a') return true;
    return fail(b, "f-string: invalid conversion character: expected 's', 'r', or 'a'");
}

/* A replacement field; *s is at its '{' and ends behind its '}'. */
static bool field(Builder *b, Text *t, const char **s, const char *end, bool raw, int level) {
    KrParser *p = b->p;
    if (level >= 2) return fail(b, "f-string: expressions nested too deeply");
    const char *from = ++*s, *to = field_end(from, end), *q = from;
    while (to && q < to && is_blank(*q)) q++;
    KrAst *value = to && q < to ? parse_field(b, from, to) : NULL;
    if (!value) return b->why->msg ? false : explain_field(b, from, end);
    *s = to;
    int32_t conv = -1;
    bool debug = **s == '=';
    if (debug) {
        do ++*s;
        while (*s < end && (is_blank(**s) || **s == '\v' || **s == '\r'));
        if (!add_text(b, t, from, (size_t)(*s - from))) return false;
    }
    KrAst *spec = NULL;
    if (*s >= end) return fail(b, "f-string: expecting '}'");
    if (!conversion(b, s, end, &conv)) return false;
    if (!flush_text(b, t)) return false;
    if (*s < end && **s == ':') {
        ++*s;
        if (*s >= end) return fail(b, "f-string: expecting '}'");
        if (!(spec = format_spec(b, s, end, raw, level))) return false;
    }
    if (*s >= end || **s != '}') return fail(b, "f-string: expecting '}'");
    ++*s;
    if (debug && !spec && conv == -1) conv = 'r';
    KrAstFormattedValue *v = KR_P_NEW(FormattedValue, b->first);
    if (!v) return false;
    v->value = value;
    if (debug) v->h.flags |= KR_AST_F_NEWER;
    v->conversion = conv;
    v->format_spec = spec;
    return kr__p_push(p, v);
}

/* Literal text up to a field or the end. *more: a doubled brace ended it, and text goes on. */
static bool fstring_literal(Builder *b, Text *t, const char **sp, const char *end, bool raw,
                            int level, bool *more) {
    const char *s = *sp, *start = s, *stop;
    *more = false;
    for (stop = end; s < end; s++) {
        char c = *s;
        if (!raw && c == '\\' && s + 1 < end) {
            c = *++s;
            if (c == 'N') {
                if (s + 1 >= end || s[1] != '{') continue;
                for (s += 2; s < end && *s != '}'; s++) {}
                continue;
            }
            if (c == '{') warn_escape(b, s);
        }
        if (c != '{' && c != '}') continue;
        stop = s;
        if (level == 0 && s + 1 < end && s[1] == c) {
            stop = s + 1;
            *more = true;
        } else if (level == 0 && c == '}') {
            return fail(b, "f-string: single '}' is not allowed");
        }
        break;
    }
    *sp = *more ? stop + 1 : stop;
    return add_literal(b, t, start, (size_t)(stop - start), raw);
}

/* The pieces of an f-string (level 0) or a format specification (from 1 on); text that is left at
 * the end stays in t. */
static bool fstring(Builder *b, Text *t, const char **s, const char *end, bool raw, int level) {
    for (;;) {
        bool more;
        if (!fstring_literal(b, t, s, end, raw, level, &more)) return false;
        if (more) continue;
        if (*s >= end || **s == '}') break;
        if (!field(b, t, s, end, raw, level)) return false;
    }
    if (level && (*s >= end || **s != '}')) return fail(b, "f-string: expecting '}'");
    return true;
}

/* ---- whole literals ----------------------------------------------------------------------------- */

typedef struct Prefix {
    bool bytes, raw, f, u;
    const char *s; /* the text between the quotes */
    size_t n;
} Prefix;

static Prefix read_prefix(const char *s, size_t n) {
    Prefix x = {0};
    for (;; s++, n--) {
        char c = *s | 32;
        if (c == 'b')
            x.bytes = true;
        else if (c == 'r')
            x.raw = true;
        else if (c == 'f')
            x.f = true;
        else if (c == 'u')
            x.u = true;
        else
            break;
    }
    size_t q = n >= 6 && s[0] == s[1] && s[0] == s[2] ? 3 : 1;
    x.s = s + q;
    x.n = n - 2 * q;
    return x;
}

/* Adds the i-th literal. */
static bool one_literal(Builder *b, const KrToken *tok, uint32_t i) {
    KrParser *p = b->p;
    b->tok_copy = *tok; /* the window may move while a field is parsed */
    b->tok = &b->tok_copy;
    const char *s = p->src + tok->start;
    size_t n = tok->end - tok->start;
    Prefix x = read_prefix(s, n);
    bool first_bytes = b->bytes;
    b->bytes = x.bytes;
    if (!i) b->u_kind = *s == 'u';
    if (x.bytes && !kr__is_ascii(x.s, x.n))
        return fail(b, "bytes can only contain ASCII literal characters");
    if (KR_UNLIKELY(p->lex->bad_utf8)) {
        KrParseError e = {0};
        if (!x.bytes && !kr__source_valid(p->arena, &e, x.s, x.n, NULL)) return fail(b, e.msg);
    }
    if (x.f) {
        if (i && first_bytes) return fail(b, "cannot mix bytes and nonbytes literals");
        b->fmode = true;
        const char *at = x.s;
        return fstring(b, &b->text, &at, x.s + x.n, x.raw, 0);
    }
    if (!add_literal(b, &b->text, x.s, x.n, x.raw)) return false;
    if (i && first_bytes != x.bytes) return fail(b, "cannot mix bytes and nonbytes literals");
    return true;
}

KrAst *kr__p_strings(KrParser *p) {
    KrLiteralError why = {0};
    Builder b = {.p = p, .first = kr__p_here(p), .why = &why};
    uint32_t n = 1, mark = p->n_stack;
    while (kr__p_peek(p, n) == KR_TOK_STRING) n++;
    /* the whole's end is every piece's end: known before the first piece is read */
    const KrToken *last = &p->toks[p->pos + n - 1];
    p->end = (KrAstPos){last->end_lineno, last->end_col};
    for (uint32_t i = 0; i < n; i++)
        if (!one_literal(&b, &p->toks[p->pos + i], i)) return NULL;
    p->pos += n - 1;
    p->t = &p->toks[p->pos];
    kr__p_next(p);
    if (!b.fmode) return text_node(&b, &b.text);
    return flush_text(&b, &b.text) ? joined(&b, mark) : NULL;
}

bool kr__fstring_is_new(KrParser *p, const KrToken *t) {
    KrLexer lx;
    KrToken old;
    KrParseError ignored = {0};
    kr__lexer_init(&lx, p->arena, p->src, (size_t)(p->lex->end - p->src), &ignored);
    lx.cur = p->src + t->start;
    lx.line_start = lx.text_start = lx.cur - t->col;
    lx.line_end = memchr(lx.cur, '\n', (size_t)(lx.end - lx.cur));
    lx.line_end = lx.line_end ? lx.line_end + 1 : lx.end;
    lx.at_line_start = false;
    lx.old_fstrings = true;
    kr__lexer_next(&lx, &old);
    return old.end != t->end || old.type != t->type;
}

bool kr__strings_check(KrParser *p, const KrToken *toks, uint32_t n, KrLiteralError *why) {
    Builder b = {.p = p, .why = why};
    uint32_t mark = p->n_stack;
    bool ok = true;
    memset(why, 0, sizeof *why);
    for (uint32_t i = 0; i < n && ok; i++) {
        ok = one_literal(&b, &toks[i], i);
        if (why->token) why->token = &toks[i];
    }
    p->n_stack = mark;
    return ok;
}
