/* SPDX-License-Identifier: MIT
 * source.c: bytes of a source file to the text that the lexer reads: encoding by byte order mark
 * or by the cookie in the first two lines, newlines, padding.
 *
 * UTF-8 is not decoded, only checked; where it is wrong the parse goes on and fails at the name or
 * string that holds it, as it does in CPython (a comment may hold anything). */
#include "compile/lexer.h"
#include "base/utf8.h"

#include <string.h>

static bool no_memory(KrParse *p) {
    p->error.kind = KR_PARSE_NOMEM;
    return false;
}

/* An error of the encoding layer has no position. */
static bool encoding_error(KrParse *p, const char *msg) {
    return kr__syntax_error(p->arena, &p->error, KR_PARSE_SYNTAX, msg, 0, -1, KR_PARSE_NO_END,
                            KR_PARSE_NO_END, NULL, 0);
}

static bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

/* The encoding that a comment line names; *n is 0 without. *blank: the line is only a comment. */
static const char *cookie_in(const char *s, const char *end, size_t *n, bool *blank) {
    *n = 0;
    *blank = true;
    while (s < end && (*s == ' ' || *s == '\t' || *s == '\f')) s++;
    if (s < end && *s != '#') {
        *blank = false;
        return NULL;
    }
    for (; s + 7 <= end; s++) {
        if (memcmp(s, "coding", 6) != 0 || (s[6] != ':' && s[6] != '=')) continue;
        const char *name = s + 7;
        while (name < end && (*name == ' ' || *name == '\t')) name++;
        for (s = name; s < end && is_name_char(*s); s++) {}
        if (s > name) {
            *n = (size_t)(s - name);
            return name;
        }
    }
    return NULL;
}

const char *kr__source_cookie(const char *s, const char *end, size_t *n) {
    for (int line = 0; line < 2 && s < end; line++) {
        const char *stop = s;
        bool blank;
        while (stop < end && *stop != '\n' && *stop != '\r') stop++;
        const char *name = cookie_in(s, stop, n, &blank);
        if (*n || !blank) return name;
        if (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n') stop++;
        s = stop + 1;
    }
    *n = 0;
    return NULL;
}

/* Is name, in lower case with '-' for '_', this word or this word and "-…"? */
static bool is_family(const char *name, const char *word) {
    size_t n = strlen(word);
    return !strncmp(name, word, n) && (!name[n] || name[n] == '-');
}

static bool is_one_of(const char *name, const char *words) {
    size_t n = strlen(name);
    for (const char *w = words; *w;) {
        size_t k = strcspn(w, " ");
        if (k == n && !memcmp(w, name, n)) return true;
        w += k + (w[k] == ' ');
    }
    return false;
}

/* 8-bit text, all of whose characters are those of Latin-1 but for a few. */
static char *decode_latin(KrArena *a, const char *s, size_t n, bool latin9, size_t *out_n) {
    static const struct {
        uint8_t byte;
        uint16_t cp;
    } ninth[] = {{0xA4, 0x20AC}, {0xA6, 0x160}, {0xA8, 0x161}, {0xB4, 0x17D},
                 {0xB8, 0x17E},  {0xBC, 0x152}, {0xBD, 0x153}, {0xBE, 0x178}};
    char *buf = kr__arena_alloc(a, n * 3 + 1), *o = buf;
    if (!buf) return NULL;
    for (size_t i = 0; i < n; i++) {
        uint32_t cp = (uint8_t)s[i];
        if (latin9 && cp >= 0xA4)
            for (size_t k = 0; k < KR_COUNTOF(ninth); k++)
                if (ninth[k].byte == cp) cp = ninth[k].cp;
        o += kr__utf8_encode(o, cp);
    }
    *out_n = (size_t)(o - buf);
    return buf;
}

static const char *utf8_problem(KrArena *a, const char *codec, const char *s, size_t n) {
    size_t at = kr__utf8_check(s, n, false);
    KrUtf8Error why;
    unsigned k = kr__utf8_error(s + at, n - at, &why);
    const char *reason = why == KR_UTF8_START          ? "invalid start byte"
                         : why == KR_UTF8_CONTINUATION ? "invalid continuation byte"
                                                       : "unexpected end of data";
    if (why == KR_UTF8_TRUNCATED && k > 1)
        return kr__arena_printf(a, "'%s' codec can't decode bytes in position %d-%d: %s", codec,
                                (int)at, (int)(at + k - 1), reason);
    return kr__arena_printf(a, "'%s' codec can't decode byte 0x%02x in position %d: %s", codec,
                            (uint8_t)s[at], (int)at, reason);
}

bool kr__source_valid(KrArena *a, KrParseError *err, const char *s, size_t n, const KrLexer *lx) {
    if (kr__utf8_check(s, n, false) == n) return true;
    const char *msg = utf8_problem(a, "utf-8", s, n);
    if (msg) msg = kr__arena_printf(a, "(unicode error) %s", msg);
    if (!lx) {
        err->msg = msg;
        return false;
    }
    const char *line = lx->line_start;
    size_t len = (size_t)(lx->line_end - line);
    char *text = kr__source_replace(a, line, &len);
    int32_t col = (int32_t)kr__lexer_chars(line, (size_t)(lx->cur - line));
    return kr__syntax_error(a, err, KR_PARSE_SYNTAX, msg, lx->lineno, col, lx->lineno, -1, text,
                            len);
}

char *kr__source_replace(KrArena *a, const char *s, size_t *n) {
    char *buf = kr__arena_alloc(a, *n * 3 + 1), *o = buf;
    if (!buf) return NULL;
    for (size_t left = *n; left;) {
        size_t ok = kr__utf8_check(s, left, false);
        memcpy(o, s, ok);
        o += ok;
        s += ok;
        left -= ok;
        if (!left) break;
        KrUtf8Error why;
        unsigned k = kr__utf8_error(s, left, &why);
        memcpy(o, "\xEF\xBF\xBD", 3);
        o += 3;
        s += k;
        left -= k;
    }
    *n = (size_t)(o - buf);
    return buf;
}

/* Decodes *s by the encoding that the cookie names. */
static bool decode(KrParse *p, const char *cookie, size_t cookie_n, bool bom, const char **s,
                   size_t *n) {
    char name[64];
    size_t k = cookie_n < sizeof name - 1 ? cookie_n : sizeof name - 1;
    for (size_t i = 0; i < k; i++)
        name[i] = cookie[i] == '_'                       ? '-'
                  : cookie[i] >= 'A' && cookie[i] <= 'Z' ? (char)(cookie[i] + 32)
                                                         : cookie[i];
    name[k] = 0;
    bool latin = is_family(name, "latin-1") || is_family(name, "iso-8859-1") ||
                 is_family(name, "iso-latin-1");
    if (is_family(name, "utf-8")) {
        p->encoding = "utf-8";
        return true;
    }
    p->encoding = latin ? "iso-8859-1" : kr__arena_strndup(p->arena, cookie, cookie_n);
    if (!p->encoding) return no_memory(p);
    if (bom)
        return encoding_error(
            p, kr__arena_printf(p->arena, "encoding problem: %s with BOM", p->encoding));
    const char *why = NULL;
    char *text = NULL;
    if (latin || is_one_of(name, "latin latin1 l1 iso8859-1 8859 cp819")) {
        text = decode_latin(p->arena, *s, *n, false, n);
    } else if (is_one_of(name, "iso-8859-15 iso8859-15 latin-9 l9 latin9")) {
        text = decode_latin(p->arena, *s, *n, true, n);
    } else if (is_one_of(name, "utf8 u8 utf cp65001 utf8-ucs2 utf8-ucs4")) {
        if (kr__utf8_check(*s, *n, false) == *n) return true;
        return encoding_error(p, utf8_problem(p->arena, "utf-8", *s, *n));
    } else if (is_one_of(name, "ascii us-ascii 646 us")) {
        size_t at = kr__ascii_prefix(*s, *n);
        if (at == *n) return true;
        return encoding_error(
            p, kr__arena_printf(p->arena,
                                "'ascii' codec can't decode byte 0x%02x in position %d: ordinal "
                                "not in range(128)",
                                (uint8_t)(*s)[at], (int)at));
    } else if (p->decode) {
        text = p->decode(p->ud, p->arena, p->encoding, *s, *n, n, &why);
        if (!text && why) return encoding_error(p, why);
    }
    if (!text && p->arena->failed) return no_memory(p);
    if (!text)
        return encoding_error(p, kr__arena_printf(p->arena, "unknown encoding: %s", p->encoding));
    *s = text;
    return true;
}

/* A script that is not UTF-8 and names no other encoding. */
static bool not_utf8(KrParse *p, const char *s, size_t n) {
    size_t at = kr__utf8_check(s, n, false);
    int32_t line = 1;
    for (size_t i = 0; i < at; i++) line += s[i] == '\n';
    return encoding_error(
        p, kr__arena_printf(p->arena,
                            "Non-UTF-8 code starting with '\\x%02x' in file %s on line %d, but no "
                            "encoding declared; see https://peps.python.org/pep-0263/ for details",
                            (uint8_t)s[at], p->filename ? p->filename : "?", line));
}

static bool null_byte(KrParse *p) {
    return kr__syntax_error(p->arena, &p->error, KR_PARSE_VALUE,
                            "source code string cannot contain null bytes", 0, 0, 0, 0, NULL, 0);
}

bool kr__source_prepare(KrParse *p, bool final_newline, char **out, size_t *out_n, bool *bad_utf8) {
    const char *s = p->src;
    size_t n = p->n;
    p->encoding = p->flags & KR_PARSE_F_IGNORE_COOKIE ? "utf-8" : NULL;
    *bad_utf8 = false;
    bool file = p->flags & KR_PARSE_F_FILE;
    if (!file && memchr(s, 0, n)) return null_byte(p);
    if (!(p->flags & KR_PARSE_F_IGNORE_COOKIE)) {
        bool bom = n >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3);
        size_t cookie_n = 0;
        if (bom) s += 3, n -= 3, p->encoding = "utf-8";
        const char *cookie = kr__source_cookie(s, s + n, &cookie_n);
        if (cookie_n && !decode(p, cookie, cookie_n, bom, &s, &n)) return false;
        *bad_utf8 = kr__utf8_check(s, n, false) != n;
        if (*bad_utf8 && file) return not_utf8(p, s, n);
    } else {
        *bad_utf8 = kr__utf8_check(s, n, false) != n;
    }
    if (file && memchr(s, 0, n)) return null_byte(p);
    if (n > INT32_MAX / 2) return no_memory(p);
    char *o = kr__arena_alloc(p->arena, n + 17);
    if (!o) return no_memory(p);
    *out = o;
    const char *end = s + n;
    while (s < end) {
        const char *cr = memchr(s, '\r', (size_t)(end - s));
        size_t k = (size_t)((cr ? cr : end) - s);
        memcpy(o, s, k);
        o += k;
        s += k;
        if (!cr) break;
        *o++ = '\n';
        s += s + 1 < end && s[1] == '\n' ? 2 : 1;
    }
    if (final_newline && (o == *out || o[-1] != '\n')) *o++ = '\n';
    *out_n = (size_t)(o - *out);
    return true;
}
