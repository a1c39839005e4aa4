/* SPDX-License-Identifier: MIT
 * lexer.c: the tokens of Python, with indentation.
 *
 * The source is one buffer of UTF-8 with '\n' newlines and NULs behind it, so that looking a few
 * bytes ahead needs no test. The lexer reads line by line in name only: `line_end` is where the
 * current line stops, and next_line() steps over it, which is where lineno and line_start change.
 * Nothing here allocates but error texts and warnings.
 *
 * Error positions are characters from 1, as SyntaxError shows them. A lexer's error stands at the
 * character just read. */
#include "compile/lexer.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { C_START = 1, C_CONT = 2, C_DIGIT = 4, C_HEX = 8, C_BLANK = 16 };

/* What each byte may be; bytes from 128 may belong to an identifier. */
static const uint8_t char_class[256] = {
    ['\t'] = C_BLANK,
    ['\f'] = C_BLANK,
    [' '] = C_BLANK,
    ['0' ... '9'] = C_CONT | C_DIGIT | C_HEX,
    ['A' ... 'F'] = C_START | C_CONT | C_HEX,
    ['G' ... 'Z'] = C_START | C_CONT,
    ['a' ... 'f'] = C_START | C_CONT | C_HEX,
    ['g' ... 'z'] = C_START | C_CONT,
    ['_'] = C_START | C_CONT,
    [128 ... 255] = C_START | C_CONT,
};
#define IS(c, what) (char_class[(unsigned char)(c)] & (what))

static const char *const tok_text[KR_TOK_COUNT] = {
#define X(name, text) [KR_TOK_##name] = text,
    KR_LEX_OPS(X)
#undef X
#define X(name) [KR_K_##name] = #name,
        KR_LEX_KEYWORDS(X)
#undef X
};

const char *kr__lexer_tok_text(KrTok t) { return tok_text[t] ? tok_text[t] : ""; }

KrTok kr__lexer_text_tok(const char *s, size_t n) {
    for (int t = KR_TOK_OP + 1; t < KR_TOK_COUNT; t++)
        if (strlen(tok_text[t]) == n && !memcmp(tok_text[t], s, n)) return (KrTok)t;
    return KR_TOK_OP;
}

/* Keywords by first letter; letters between have none. */
static const uint8_t kw_first[26][6] = {
    ['a' - 'a'] = {KR_K_and, KR_K_as, KR_K_assert, KR_K_async, KR_K_await},
    ['b' - 'a'] = {KR_K_break},
    ['c' - 'a'] = {KR_K_class, KR_K_continue},
    ['d' - 'a'] = {KR_K_def, KR_K_del},
    ['e' - 'a'] = {KR_K_else, KR_K_elif, KR_K_except},
    ['f' - 'a'] = {KR_K_for, KR_K_from, KR_K_finally},
    ['g' - 'a'] = {KR_K_global},
    ['i' - 'a'] = {KR_K_if, KR_K_in, KR_K_is, KR_K_import},
    ['l' - 'a'] = {KR_K_lambda},
    ['n' - 'a'] = {KR_K_not, KR_K_nonlocal},
    ['o' - 'a'] = {KR_K_or},
    ['p' - 'a'] = {KR_K_pass},
    ['r' - 'a'] = {KR_K_return, KR_K_raise},
    ['t' - 'a'] = {KR_K_try},
    ['w' - 'a'] = {KR_K_with, KR_K_while},
    ['y' - 'a'] = {KR_K_yield},
};

KrTok kr__lexer_keyword(const char *s, size_t n) {
    if (n < 2 || n > 8) return KR_TOK_NAME;
    if (*s >= 'a' && *s <= 'z') {
        for (const uint8_t *k = kw_first[*s - 'a']; *k; k++) {
            const char *w = tok_text[*k];
            if (w[1] == s[1] && !strncmp(w, s, n) && !w[n]) return (KrTok)*k;
        }
        return KR_TOK_NAME;
    }
    if (n == 4 && !memcmp(s, "None", 4)) return KR_K_None;
    if (n == 4 && !memcmp(s, "True", 4)) return KR_K_True;
    if (n == 5 && !memcmp(s, "False", 5)) return KR_K_False;
    return KR_TOK_NAME;
}

size_t kr__lexer_chars(const char *s, size_t n) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) k += ((unsigned char)s[i] & 0xC0) != 0x80;
    return k;
}

char *kr__arena_printf(KrArena *a, const char *fmt, ...) {
    va_list ap;
    char buf[512];
    va_start(ap, fmt);
    int n = vsnprintf(buf, sizeof buf, fmt, ap);
    va_end(ap);
    if ((size_t)n < sizeof buf) return kr__arena_strndup(a, buf, (size_t)n);
    char *s = kr__arena_alloc(a, (size_t)n + 1);
    if (!s) return NULL;
    va_start(ap, fmt);
    vsnprintf(s, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return s;
}

bool kr__syntax_error(KrArena *a, KrParseError *err, KrParseErr kind, const char *msg,
                      int32_t lineno, int32_t offset, int32_t end_lineno, int32_t end_offset,
                      const char *text, size_t text_n) {
    if (err->kind != KR_PARSE_OK) return false;
    err->kind = kind;
    err->msg = msg;
    err->lineno = lineno;
    err->offset = offset;
    err->end_lineno = end_lineno;
    err->end_offset = end_offset;
    err->text = text ? kr__arena_strndup(a, text, text_n) : NULL;
    err->text_n = text ? (uint32_t)text_n : 0;
    if (!msg || (text && !err->text)) err->kind = KR_PARSE_NOMEM;
    return false;
}

void kr__lexer_init(KrLexer *lx, KrArena *a, const char *src, size_t n, KrParseError *err) {
    memset(lx, 0, sizeof *lx);
    lx->arena = a;
    lx->src = lx->cur = lx->line_start = lx->text_start = lx->line_end = src;
    lx->end = src + n;
    lx->at_line_start = true;
    lx->imply_dedent = true;
    lx->err = err;
}

/* ---- errors ------------------------------------------------------------------------------- */

/* Length of the current line without its end. */
static size_t current_line(const KrLexer *lx) {
    const char *nl = memchr(lx->line_start, '\n', (size_t)(lx->end - lx->line_start));
    return (size_t)((nl ? nl : lx->end) - lx->line_start);
}

/* An error at columns [offset, end_offset] of the current line; -1: at the character just read. */
static KrTok error_range(KrLexer *lx, int32_t offset, int32_t end_offset, const char *msg) {
    size_t len = current_line(lx);
    if (offset < 0)
        offset = (int32_t)kr__lexer_chars(lx->line_start, (size_t)(lx->cur - lx->line_start));
    if (end_offset < 0) end_offset = offset;
    kr__syntax_error(lx->arena, lx->err, KR_PARSE_SYNTAX, msg, lx->lineno, offset, lx->lineno,
                     end_offset, lx->line_start, len);
    lx->done = KR_LEX_RAISED;
    return KR_TOK_ERROR;
}

static KrTok error_here(KrLexer *lx, const char *msg) { return error_range(lx, -1, -1, msg); }

static KrTok stop(KrLexer *lx, KrLexDone why) {
    lx->done = why;
    lx->cur = lx->line_end;
    return KR_TOK_ERROR;
}

void kr__parse_warn(KrParse *p, const KrParseWarning *from) {
    KrParseWarning *w = kr__arena_alloc(p->arena, sizeof *w);
    if (!w || !from->msg) return;
    *w = *from;
    w->next = NULL;
    if (p->last_warning)
        p->last_warning->next = w;
    else
        p->warnings = w;
    p->last_warning = w;
}

static void warn(KrLexer *lx, const char *msg) {
    if (!lx->warn_to) return;
    int32_t col = (int32_t)kr__lexer_chars(lx->line_start, (size_t)(lx->cur - lx->line_start));
    KrParseWarning w = {"SyntaxWarning", msg, lx->lineno, col, lx->lineno, col, NULL, 0, NULL};
    w.text_n = (uint32_t)current_line(lx);
    w.text = kr__arena_strndup(lx->arena, lx->line_start, w.text_n);
    kr__parse_warn(lx->warn_to, &w);
}

/* ---- lines -------------------------------------------------------------------------------- */

/* Steps over the end of the line: cur is at line_end. False at the end of the source. */
static bool next_line(KrLexer *lx) {
    if (lx->done != KR_LEX_OK) return false;
    if (lx->line_end >= lx->end) {
        lx->done = KR_LEX_EOF;
        return false;
    }
    const char *nl = memchr(lx->line_end, '\n', (size_t)(lx->end - lx->line_end));
    if (!lx->start) lx->text_start = lx->cur;
    lx->line_start = lx->cur;
    lx->lineno++;
    lx->line_end = nl ? nl + 1 : lx->end;
    return true;
}

/* The next character, or -1 at the end. */
KR_INLINE int next_char(KrLexer *lx) {
    if (lx->cur == lx->line_end && !next_line(lx)) return -1;
    return (unsigned char)*lx->cur++;
}

KR_INLINE void back(KrLexer *lx, int c) {
    if (c >= 0) lx->cur--;
}

/* After a backslash. False: error. */
static bool continue_line(KrLexer *lx) {
    int c = next_char(lx);
    if (c != '\n') {
        lx->done = KR_LEX_LINECONT;
        return false;
    }
    c = next_char(lx);
    if (c < 0) {
        lx->done = KR_LEX_EOF;
        lx->cur = lx->line_end;
        return false;
    }
    back(lx, c);
    return true;
}

/* Compares this line's indentation with the stack and notes INDENTs and DEDENTs to give. */
static bool indent_line(KrLexer *lx, int32_t col, int32_t alt) {
    int32_t at = lx->indents[lx->indent];
    if (col == at) {
        if (alt != lx->alt_indents[lx->indent]) return stop(lx, KR_LEX_TABSPACE), false;
        return true;
    }
    if (col > at) {
        if (lx->indent + 1 >= KR_LEX_MAX_INDENT) return stop(lx, KR_LEX_TOODEEP), false;
        if (alt <= lx->alt_indents[lx->indent]) return stop(lx, KR_LEX_TABSPACE), false;
        lx->pending++;
        lx->indents[++lx->indent] = col;
        lx->alt_indents[lx->indent] = alt;
        return true;
    }
    while (lx->indent > 0 && col < lx->indents[lx->indent]) {
        lx->pending--;
        lx->indent--;
    }
    if (col != lx->indents[lx->indent]) return stop(lx, KR_LEX_DEDENT), false;
    if (alt != lx->alt_indents[lx->indent]) return stop(lx, KR_LEX_TABSPACE), false;
    return true;
}

/* Reads the blanks at the start of a line. *blank: the line holds nothing but a comment. */
static bool start_line(KrLexer *lx, bool *blank) {
    int32_t col = 0, alt = 0, cont_col = 0;
    int c;
    lx->at_line_start = false;
    for (;;) {
        c = next_char(lx);
        if (c == ' ') {
            col++, alt++;
        } else if (c == '\t') {
            col = (col / 8 + 1) * 8;
            alt++;
        } else if (c == '\f') {
            col = alt = 0;
        } else if (c == '\\') {
            /* the first of several joined lines says how deep it is */
            if (!cont_col) cont_col = col;
            if (!continue_line(lx)) return false;
        } else {
            break;
        }
    }
    back(lx, c);
    *blank = c == '#' || c == '\n';
    if (*blank || lx->level > 0) return true;
    if (cont_col) col = alt = cont_col;
    return indent_line(lx, col, alt);
}

/* ---- numbers ------------------------------------------------------------------------------ */

static const char *literal_msg(KrLexer *lx, const char *kind) {
    return kr__arena_printf(lx->arena, "invalid %s literal", kind);
}

/* cur is behind the last character of a number: may another word follow without a blank? */
static bool number_end(KrLexer *lx, const char *kind) {
    const char *s = lx->cur;
    if (KR_LIKELY(!IS(*s, C_CONT))) return true;
    bool word = (s[0] == 'a' && s[1] == 'n' && s[2] == 'd') ||
                (s[0] == 'e' && s[1] == 'l' && s[2] == 's' && s[3] == 'e') ||
                (s[0] == 'f' && s[1] == 'o' && s[2] == 'r') ||
                (s[0] == 'i' && (s[1] == 'f' || s[1] == 'n' || s[1] == 's')) ||
                (s[0] == 'o' && s[1] == 'r') || (s[0] == 'n' && s[1] == 'o' && s[2] == 't');
    if (word) {
        warn(lx, literal_msg(lx, kind));
        return true;
    }
    error_here(lx, literal_msg(lx, kind));
    return false;
}

/* Decimal digits with single underscores between; the first digit is at cur or was read. */
static bool digits(KrLexer *lx) {
    for (;;) {
        while (IS(*lx->cur, C_DIGIT)) lx->cur++;
        if (*lx->cur != '_') return true;
        lx->cur++;
        if (!IS(*lx->cur, C_DIGIT)) {
            error_here(lx, "invalid decimal literal");
            return false;
        }
    }
}

/* What may follow an integer part: fraction, exponent, j. cur is at what follows. */
static bool number_tail(KrLexer *lx) {
    if (*lx->cur == '.') {
        lx->cur++;
        if (IS(*lx->cur, C_DIGIT) && !digits(lx)) return false;
    }
    if (*lx->cur == 'e' || *lx->cur == 'E') {
        const char *e = lx->cur++;
        if (*lx->cur == '+' || *lx->cur == '-') {
            lx->cur++;
            if (!IS(*lx->cur, C_DIGIT)) return error_here(lx, "invalid decimal literal"), false;
        } else if (!IS(*lx->cur, C_DIGIT)) {
            lx->cur = e;
            return number_end(lx, "decimal");
        }
        if (!digits(lx)) return false;
    }
    if (*lx->cur == 'j' || *lx->cur == 'J') {
        lx->cur++;
        return number_end(lx, "imaginary");
    }
    return number_end(lx, "decimal");
}

static bool is_digit_of(int c, int base) {
    return base == 16 ? IS(c, C_HEX) != 0 : c >= '0' && c < '0' + base;
}

/* 0x, 0o, 0b: cur is behind the letter. */
static bool based_number(KrLexer *lx, int base, const char *kind) {
    do {
        if (*lx->cur == '_') lx->cur++;
        if (!is_digit_of(*lx->cur, base)) {
            if (!IS(*lx->cur, C_DIGIT)) return error_here(lx, literal_msg(lx, kind)), false;
            break;
        }
        while (is_digit_of(*lx->cur, base)) lx->cur++;
    } while (*lx->cur == '_');
    if (base != 16 && IS(*lx->cur, C_DIGIT)) {
        lx->cur++;
        error_here(
            lx, kr__arena_printf(lx->arena, "invalid digit '%c' in %s literal", lx->cur[-1], kind));
        return false;
    }
    return number_end(lx, kind);
}

/* A number that starts with 0, which was read. */
static bool zero_number(KrLexer *lx) {
    switch (*lx->cur) {
    case 'x':
    case 'X': lx->cur++; return based_number(lx, 16, "hexadecimal");
    case 'o':
    case 'O': lx->cur++; return based_number(lx, 8, "octal");
    case 'b':
    case 'B': lx->cur++; return based_number(lx, 2, "binary");
    default: break;
    }
    for (;;) {
        if (*lx->cur == '_') {
            lx->cur++;
            if (!IS(*lx->cur, C_DIGIT)) return error_here(lx, "invalid decimal literal"), false;
        }
        if (*lx->cur != '0') break;
        lx->cur++;
    }
    const char *zeros_end = lx->cur + 1;
    if (!IS(*lx->cur, C_DIGIT)) return number_tail(lx);
    if (!digits(lx)) return false;
    if (*lx->cur == '.' || *lx->cur == 'e' || *lx->cur == 'E' || *lx->cur == 'j' || *lx->cur == 'J')
        return number_tail(lx);
    error_range(lx, (int32_t)(lx->start + 1 - lx->line_start),
                (int32_t)(zeros_end - lx->line_start),
                "leading zeros in decimal integer literals are not permitted; "
                "use an 0o prefix for octal integers");
    return false;
}

/* ---- strings ------------------------------------------------------------------------------ */

static const char *skip_field(const char *s, const char *end, char quote, int size, int depth);

const char *kr__lexer_skip_string(const char *s, const char *end, bool f, bool raw, int depth) {
    char quote = *s;
    int size = s[1] == quote && s[2] == quote ? 3 : 1;
    if (depth > 60) return NULL;
    for (s += size; s < end;) {
        char c = *s;
        if (c == '\\') {
            if (f && !raw && s[1] == 'N' && s[2] == '{') {
                for (s += 3; s < end && *s != '}' && *s != quote && *s != '\n'; s++) {}
                if (*s == '}') s++;
                continue;
            }
            s += f && (s[1] == '{' || s[1] == '}') ? 1 : 2;
        } else if (c == quote) {
            if (size == 1) return s + 1;
            if (s[1] == quote && s[2] == quote) return s + 3;
            s++;
        } else if (c == '\n' && size == 1) {
            return NULL;
        } else if (f && c == '{') {
            if (s[1] == '{') {
                s += 2;
            } else {
                s = skip_field(s + 1, end, quote, size, depth + 1);
                if (!s) return NULL;
            }
        } else if (f && c == '}') {
            if (s[1] != '}') return NULL;
            s += 2;
        } else {
            s++;
        }
    }
    return NULL;
}

/* s is behind the ':' of a replacement field: skips the format specification and the '}'. */
static const char *skip_spec(const char *s, const char *end, char quote, int size, int depth) {
    while (s < end) {
        if (*s == '}') return s + 1;
        if (*s == '{') {
            s = skip_field(s + 1, end, quote, size, depth + 1);
            if (!s) return NULL;
        } else if (*s == '\\') {
            s += s[1] == '{' || s[1] == '}' ? 1 : 2;
        } else if (*s == quote && (size == 1 || (s[1] == quote && s[2] == quote))) {
            return NULL;
        } else if (*s == '\n' && size == 1) {
            return NULL;
        } else {
            s++;
        }
    }
    return NULL;
}

void kr__lexer_prefix(const char *s, const char *low, bool *f, bool *raw) {
    const char *w = s;
    while (w > low && IS(w[-1], C_CONT)) w--;
    *f = *raw = false;
    if (s - w > 2) return;
    for (; w < s; w++) {
        *f |= (*w | 32) == 'f';
        *raw |= (*w | 32) == 'r';
    }
}

/* s is behind the '{' of a replacement field: skips the expression, what follows it and '}'.
 * Quotes of any kind, newlines, comments and backslashes may stand in the expression. NULL: this
 * is no well-formed field. */
static const char *skip_field(const char *s, const char *end, char quote, int size, int depth) {
    int nested = 0;
    const char *low = s;
    if (depth > 60) return NULL;
    while (s < end) {
        char c = *s;
        if (c == '\'' || c == '"') {
            bool f, raw;
            kr__lexer_prefix(s, low, &f, &raw);
            s = kr__lexer_skip_string(s, end, f, raw, depth + 1);
            if (!s) return NULL;
            continue;
        }
        if (c == '(' || c == '[' || c == '{') {
            nested++;
        } else if (nested && (c == ')' || c == ']' || c == '}')) {
            nested--;
        } else if (c == ')' || c == ']') {
            return NULL;
        } else if (c == '}') {
            return s + 1;
        } else if (c == ':' && !nested) {
            return skip_spec(s + 1, end, quote, size, depth);
        } else if (c == '#') {
            while (s < end && *s != '\n') s++;
            continue;
        }
        s++;
    }
    return NULL;
}

/* An f-string that closes as PEP 701 has it: the lexer goes to its end. False: it does not, and
 * is read as an ordinary string is. The quote is at cur. */
static bool fstring_token(KrLexer *lx, bool raw) {
    const char *stop_at = kr__lexer_skip_string(lx->cur, lx->end, true, raw, 0);
    if (!stop_at) return false;
    while (stop_at > lx->line_end) {
        lx->cur = lx->line_end;
        next_line(lx);
    }
    lx->cur = stop_at;
    return true;
}

static KrTok unterminated(KrLexer *lx, int size, int c) {
    int32_t at = lx->lineno;
    lx->cur = lx->start + 1;
    lx->line_start = lx->string_line;
    lx->lineno = lx->string_lineno;
    error_here(lx, kr__arena_printf(lx->arena,
                                    size == 3 ? "unterminated triple-quoted string literal "
                                                "(detected at line %d)"
                                              : "unterminated string literal (detected at line "
                                                "%d)",
                                    at));
    if (c < 0) lx->done = size == 3 ? KR_LEX_EOF_IN_STRING : KR_LEX_EOL_IN_STRING;
    return KR_TOK_ERROR;
}

/* The opening quote is at cur. */
static KrTok string_token(KrLexer *lx, bool f, bool raw) {
    char quote = *lx->cur;
    lx->string_line = lx->line_start;
    lx->string_lineno = lx->lineno;
    if (f && !lx->old_fstrings && fstring_token(lx, raw)) return KR_TOK_STRING;
    int size = 1;
    lx->cur++;
    if (*lx->cur == quote) {
        if (lx->cur[1] != quote) {
            lx->cur++;
            return KR_TOK_STRING;
        }
        size = 3;
        lx->cur += 2;
    }
    for (int run = 0; run != size;) {
        while (lx->cur < lx->line_end && *lx->cur != quote && *lx->cur != '\\' &&
               *lx->cur != '\n') {
            lx->cur++;
            run = 0;
        }
        int c = next_char(lx);
        if (c < 0 || (c == '\n' && size == 1)) return unterminated(lx, size, c);
        run = c == (unsigned char)quote ? run + 1 : 0;
        if (c == '\\') (void)next_char(lx);
    }
    return KR_TOK_STRING;
}

/* ---- names -------------------------------------------------------------------------------- */

/* An identifier with bytes past ASCII: every code point must be allowed. */
static bool check_name(KrLexer *lx) {
    const char *s = lx->start;
    bool first = true;
    if (lx->bad_utf8 && !kr__source_valid(lx->arena, lx->err, s, (size_t)(lx->cur - s), lx)) {
        lx->done = KR_LEX_RAISED;
        return false;
    }
    while (s < lx->cur) {
        unsigned n;
        uint32_t cp = kr__utf8_decode(s, &n);
        if (!(first ? kr__uc_ident_start(cp) : kr__uc_ident_part(cp))) {
            lx->cur = s + n;
            error_here(lx,
                       kr__uc_is(cp, KR_UC_PRINTABLE)
                           ? kr__arena_printf(lx->arena, "invalid character '%.*s' (U+%04X)",
                                              (int)n, s, (unsigned)cp)
                           : kr__arena_printf(lx->arena, "invalid non-printable character U+%04X",
                                              (unsigned)cp));
            return false;
        }
        s += n;
        first = false;
    }
    return true;
}

/* A word, or a string with a prefix; cur is at its first character. */
static KrTok word_token(KrLexer *lx) {
    const char *s = lx->cur;
    bool b = false, r = false, u = false, f = false;
    for (;; s++) {
        char c = *s | 32;
        if (c == 'b' && !(b || u || f))
            b = true;
        else if (c == 'u' && !(b || u || r || f))
            u = true;
        else if (c == 'r' && !(r || u))
            r = true;
        else if (c == 'f' && !(f || b || u))
            f = true;
        else
            break;
        if (s[1] == '"' || s[1] == '\'') {
            lx->cur = s + 1;
            return string_token(lx, f, r);
        }
    }
    unsigned char seen = 0;
    for (s = lx->cur; IS(*s, C_CONT); s++) seen |= (unsigned char)*s;
    lx->cur = s;
    if (KR_UNLIKELY(seen >= 0x80)) return check_name(lx) ? KR_TOK_NAME : KR_TOK_ERROR;
    return kr__lexer_keyword(lx->start, (size_t)(s - lx->start));
}

/* ---- the rest ----------------------------------------------------------------------------- */

static const uint8_t single_char[128] = {
    ['('] = KR_TOK_LPAR,       [')'] = KR_TOK_RPAR,    ['['] = KR_TOK_LSQB,
    [']'] = KR_TOK_RSQB,       ['{'] = KR_TOK_LBRACE,  ['}'] = KR_TOK_RBRACE,
    [':'] = KR_TOK_COLON,      [','] = KR_TOK_COMMA,   [';'] = KR_TOK_SEMI,
    ['='] = KR_TOK_EQUAL,      ['@'] = KR_TOK_AT,      ['+'] = KR_TOK_PLUS,
    ['-'] = KR_TOK_MINUS,      ['*'] = KR_TOK_STAR,    ['/'] = KR_TOK_SLASH,
    ['|'] = KR_TOK_VBAR,       ['&'] = KR_TOK_AMPER,   ['<'] = KR_TOK_LESS,
    ['>'] = KR_TOK_GREATER,    ['%'] = KR_TOK_PERCENT, ['~'] = KR_TOK_TILDE,
    ['^'] = KR_TOK_CIRCUMFLEX,
};
/* with '=' behind */
static const uint8_t with_equal[128] = {
    [':'] = KR_TOK_COLONEQUAL,      ['='] = KR_TOK_EQEQUAL,      ['@'] = KR_TOK_ATEQUAL,
    ['+'] = KR_TOK_PLUSEQUAL,       ['-'] = KR_TOK_MINEQUAL,     ['*'] = KR_TOK_STAREQUAL,
    ['/'] = KR_TOK_SLASHEQUAL,      ['|'] = KR_TOK_VBAREQUAL,    ['&'] = KR_TOK_AMPEREQUAL,
    ['<'] = KR_TOK_LESSEQUAL,       ['>'] = KR_TOK_GREATEREQUAL, ['%'] = KR_TOK_PERCENTEQUAL,
    ['^'] = KR_TOK_CIRCUMFLEXEQUAL, ['!'] = KR_TOK_NOTEQUAL,
};

static KrTok open_bracket(KrLexer *lx, char c) {
    if (lx->level >= KR_LEX_MAX_LEVEL) return error_here(lx, "too many nested parentheses");
    lx->paren[lx->level] = c;
    lx->paren_line[lx->level] = lx->lineno;
    lx->paren_col[lx->level] = (int32_t)(lx->start - lx->line_start);
    lx->level++;
    return (KrTok)single_char[(int)c];
}

static KrTok close_bracket(KrLexer *lx, char c) {
    if (lx->level <= lx->base_level)
        return error_here(lx, kr__arena_printf(lx->arena, "unmatched '%c'", c));
    char open = lx->paren[--lx->level];
    if (c == (open == '(' ? ')' : open == '[' ? ']' : '}')) return (KrTok)single_char[(int)c];
    int32_t line = lx->paren_line[lx->level];
    const char *fmt = "closing parenthesis '%c' does not match opening parenthesis '%c'";
    if (line == lx->lineno) return error_here(lx, kr__arena_printf(lx->arena, fmt, c, open));
    return error_here(lx, kr__arena_printf(lx->arena,
                                           "closing parenthesis '%c' does not match opening "
                                           "parenthesis '%c' on line %d",
                                           c, open, line));
}

/* An operator or bracket; c was read. */
static KrTok operator_token(KrLexer *lx, unsigned char c) {
    char d = *lx->cur;
    if (c < 128 && d == '=' && with_equal[c]) return lx->cur++, (KrTok)with_equal[c];
    switch (c) {
    case '(':
    case '[':
    case '{': return open_bracket(lx, (char)c);
    case ')':
    case ']':
    case '}': return close_bracket(lx, (char)c);
    case '*':
        if (d != '*') return KR_TOK_STAR;
        lx->cur++;
        return *lx->cur == '=' ? lx->cur++, KR_TOK_DOUBLESTAREQUAL : KR_TOK_DOUBLESTAR;
    case '/':
        if (d != '/') return KR_TOK_SLASH;
        lx->cur++;
        return *lx->cur == '=' ? lx->cur++, KR_TOK_DOUBLESLASHEQUAL : KR_TOK_DOUBLESLASH;
    case '<':
        if (d == '>') return lx->cur++, KR_TOK_NOTEQUAL;
        if (d != '<') return KR_TOK_LESS;
        lx->cur++;
        return *lx->cur == '=' ? lx->cur++, KR_TOK_LEFTSHIFTEQUAL : KR_TOK_LEFTSHIFT;
    case '>':
        if (d != '>') return KR_TOK_GREATER;
        lx->cur++;
        return *lx->cur == '=' ? lx->cur++, KR_TOK_RIGHTSHIFTEQUAL : KR_TOK_RIGHTSHIFT;
    case '-':
        if (d == '>') return lx->cur++, KR_TOK_RARROW;
        return KR_TOK_MINUS;
    default: break;
    }
    if (c < ' ' || c == 127)
        return error_here(lx,
                          kr__arena_printf(lx->arena, "invalid non-printable character U+%04X", c));
    return single_char[c] ? (KrTok)single_char[c] : KR_TOK_OP;
}

static KrTok dot_token(KrLexer *lx) {
    if (IS(*lx->cur, C_DIGIT)) {
        lx->cur--;
        return number_tail(lx) ? KR_TOK_NUMBER : KR_TOK_ERROR;
    }
    if (lx->cur[0] == '.' && lx->cur[1] == '.') return lx->cur += 2, KR_TOK_ELLIPSIS;
    return KR_TOK_DOT;
}

/* A comment, whose '#' was read: to the line's end. True: it is a type comment, whose text is
 * [*from, cur); *type is its kind. */
static bool type_comment(KrLexer *lx, bool blank, const char **from, KrTok *type) {
    const char *s = lx->cur;
    while (lx->cur < lx->line_end && *lx->cur != '\n') lx->cur++;
    if (!lx->type_comments) return false;
    while (*s == ' ' || *s == '\t') s++;
    if (memcmp(s, "type:", 5) != 0) return false;
    for (s += 5; *s == ' ' || *s == '\t'; s++) {}
    *from = s;
    *type = KR_TOK_TYPE_COMMENT;
    const char *after = s + 6;
    if (lx->cur >= after && !memcmp(s, "ignore", 6) &&
        !(lx->cur > after && IS(*after, C_CONT) && *after != '_')) {
        *from = after;
        *type = KR_TOK_TYPE_IGNORE;
        if (blank) {
            (void)next_char(lx);
            lx->at_line_start = true;
        }
    }
    return true;
}

/* Finds the next token: its type, and its text in [*from, *to); *from NULL: no text. */
static KrTok scan(KrLexer *lx, const char **from, const char **to) {
    bool blank;
    *from = *to = NULL;
next_logical_line:
    blank = false;
    lx->start = NULL;
    if (lx->at_line_start && !start_line(lx, &blank)) return KR_TOK_ERROR;
    lx->start = lx->cur;
    if (lx->pending > 0) return lx->pending--, KR_TOK_INDENT;
    if (lx->pending < 0) return lx->pending++, KR_TOK_DEDENT;
again:
    lx->start = NULL;
    if (lx->cur == lx->line_end) (void)next_line(lx);
    while (IS(*lx->cur, C_BLANK)) lx->cur++;
    int c = next_char(lx);
    lx->start = c < 0 ? lx->cur : lx->cur - 1;
    if (c == '#') {
        KrTok type;
        if (type_comment(lx, blank, from, &type)) {
            *to = lx->cur;
            if (type == KR_TOK_TYPE_IGNORE && blank) (*to)--;
            return type;
        }
        c = next_char(lx); /* a NEWLINE starts where its line's comment does */
    }
    if (c < 0) {
        if (lx->level > lx->base_level || lx->done != KR_LEX_EOF) return KR_TOK_ERROR;
        return KR_TOK_END;
    }
    *from = lx->start;
    KrTok type;
    if (IS(c, C_START)) {
        lx->cur--;
        type = word_token(lx);
    } else if (c == '\n') {
        lx->at_line_start = true;
        *from = NULL;
        if (blank || lx->level > 0) goto next_logical_line;
        *from = lx->start;
        *to = lx->cur - 1;
        return KR_TOK_NEWLINE;
    } else if (IS(c, C_DIGIT)) {
        bool ok = c == '0' ? zero_number(lx) : digits(lx) && number_tail(lx);
        type = ok ? KR_TOK_NUMBER : KR_TOK_ERROR;
    } else if (c == '.') {
        type = dot_token(lx);
    } else if (c == '"' || c == '\'') {
        lx->cur--;
        type = string_token(lx, false, false);
    } else if (c == '\\') {
        *from = NULL;
        if (!continue_line(lx)) return KR_TOK_ERROR;
        goto again;
    } else {
        type = operator_token(lx, (unsigned char)c);
    }
    if (type == KR_TOK_ERROR) *from = NULL;
    *to = lx->cur;
    return type;
}

void kr__lexer_next(KrLexer *lx, KrToken *t) {
    const char *from, *to;
    KrTok type = scan(lx, &from, &to);
    if (KR_UNLIKELY(lx->single)) {
        if (type == KR_TOK_END && lx->started) {
            type = KR_TOK_NEWLINE;
            lx->started = false;
            if (lx->indent && lx->imply_dedent) {
                lx->pending = -lx->indent;
                lx->indent = 0;
            }
        } else {
            lx->started = true;
        }
    }
    bool string = type == KR_TOK_STRING;
    /* CPython looks at the character behind such a token, and so sees the end early */
    if (lx->cur == lx->end && !string && type != KR_TOK_NEWLINE && lx->done == KR_LEX_OK &&
        lx->cur > lx->src && lx->cur[-1] != '\n')
        lx->done = KR_LEX_EOF;
    const char *line = string ? lx->string_line : lx->line_start;
    t->type = (uint8_t)type;
    t->level = (uint8_t)lx->level;
    t->lineno = string ? lx->string_lineno : lx->lineno;
    t->end_lineno = lx->lineno;
    t->col = from && from >= line ? (int32_t)(from - line) : -1;
    t->end_col = to && to >= lx->line_start ? (int32_t)(to - lx->line_start) : -1;
    t->start = (uint32_t)((from ? from : lx->cur) - lx->src);
    t->end = (uint32_t)((from ? to : lx->cur) - lx->src);
    if (!from) t->end_col = -1;
}
