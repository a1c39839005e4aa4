/* SPDX-License-Identifier: MIT
 * uninames.c: names of characters.
 *
 * A name is a phrase of words, each a token: 1 is the code point in hexadecimal, 2 .. 127 the commonest words, and
 * two bytes, the first from 128 on, any other; 0 ends the phrase. A word that ends with '-' has no blank behind it; "- "
 * is part of a word.
 * The phrases of all named characters stand in their order; a run says where those of up to 64 neighbours begin. Those
 * of aliases follow. Hangul syllables and unified ideographs have names by rule.
 *
 * To find a name its words are looked up first; then all phrases are compared with what they make. */
#include "base/uninames.h"

#include <string.h>

enum { HEX = 1, FIRST_WORD = 2, SHORT = 128, WORDS_MAX = 24 };

/* ---- names by rule ---- */

enum {
    S_BASE = 0xac00,
    L_COUNT = 19,
    V_COUNT = 21,
    T_COUNT = 28,
    S_COUNT = L_COUNT * V_COUNT * T_COUNT
};
static const char jamo_l[L_COUNT][3] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                        "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
static const char jamo_v[V_COUNT][4] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                        "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                        "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
static const char jamo_t[T_COUNT][3] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                        "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                        "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
static const char hangul[] = "HANGUL SYLLABLE ", ideograph[] = "CJK UNIFIED IDEOGRAPH-";

static bool is_ideograph(uint32_t cp) {
    static const uint32_t ranges[][2] = {{0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0x20000, 0x2a6df},
                                         {0x2a700, 0x2b738}, {0x2b740, 0x2b81d}, {0x2b820, 0x2cea1},
                                         {0x2ceb0, 0x2ebe0}, {0x30000, 0x3134a}};
    for (size_t i = 0; i < KR_COUNTOF(ranges); i++)
        if (cp >= ranges[i][0] && cp <= ranges[i][1]) return true;
    return false;
}

static size_t put_hex(char *out, uint32_t cp) {
    size_t n = 0;
    for (int shift = cp > 0xfffff ? 20 : cp > 0xffff ? 16 : 12; shift >= 0; shift -= 4)
        out[n++] = "0123456789ABCDEF"[cp >> shift & 15];
    return n;
}

/* The longest of `count` parts that s begins with; -1: none. */
static int jamo(const char **s, const char *parts, size_t stride, int count) {
    int best = -1;
    size_t longest = 0;
    for (int i = 0; i < count; i++) {
        const char *part = parts + (size_t)i * stride;
        size_t len = strlen(part);
        if ((best < 0 || len > longest) && !strncmp(*s, part, len)) best = i, longest = len;
    }
    *s += longest;
    return best;
}

/* s is in capitals and ends with NUL. */
static uint32_t named_by_rule(const char *s) {
    if (!strncmp(s, hangul, sizeof hangul - 1)) {
        s += sizeof hangul - 1;
        int l = jamo(&s, jamo_l[0], sizeof jamo_l[0], L_COUNT);
        int v = jamo(&s, jamo_v[0], sizeof jamo_v[0], V_COUNT);
        int t = jamo(&s, jamo_t[0], sizeof jamo_t[0], T_COUNT);
        if (l < 0 || v < 0 || t < 0 || *s) return UINT32_MAX;
        return S_BASE + (uint32_t)((l * V_COUNT + v) * T_COUNT + t);
    }
    if (strncmp(s, ideograph, sizeof ideograph - 1)) return UINT32_MAX;
    s += sizeof ideograph - 1;
    uint32_t cp = 0;
    size_t n = strlen(s);
    if (n != 4 && n != 5) return UINT32_MAX;
    for (; *s; s++) {
        const char *digit = strchr("0123456789ABCDEF", *s);
        if (!digit) return UINT32_MAX;
        cp = cp << 4 | (uint32_t)(digit - "0123456789ABCDEF");
    }
    return is_ideograph(cp) && (n == 5) == (cp > 0xffff) ? cp : UINT32_MAX;
}

/* ---- words ---- */

/* Words stand one behind the other. */
static const char *word(unsigned i) {
    const char *at = kr__names_lexicon;
    for (unsigned k = 0; k < i; k++) at += kr__names_length[k];
    return at;
}

static size_t token_bytes(uint8_t *out, unsigned token) {
    if (token < SHORT) {
        out[0] = (uint8_t)token;
        return 1;
    }
    out[0] = (uint8_t)(SHORT | token >> 8);
    out[1] = (uint8_t)token;
    return 2;
}

/* ---- from names ---- */

typedef struct NameWord {
    const char *s;
    size_t n;
    unsigned token; /* 0: no word of any name but a code point's digits */
} NameWord;

/* Cuts s into words; 0: not words as names have them. */
static unsigned cut(const char *s, NameWord *out) {
    unsigned count = 0;
    for (;;) {
        const char *from = s;
        if (*s == '-') s++;
        while (*s && *s != ' ' && *s != '-') s += s[0] && s[1] == '-' && s[2] == ' ' ? 3 : 1;
        if (*s == '-') s++;
        if (s == from || count == WORDS_MAX) return 0;
        out[count++] = (NameWord){.s = from, .n = (size_t)(s - from)};
        if (!*s) return count;
        if (*s == ' ')
            s++;
        else if (s[-1] != '-')
            return 0;
    }
}

/* Tokens of all words by one pass over the lexicon, which is where their text lies. */
static bool find_words(NameWord *words, unsigned count) {
    const char *at = kr__names_lexicon;
    unsigned missing = count;
    for (unsigned w = 0; w < kr__names_words && missing; w++) {
        size_t len = kr__names_length[w];
        for (unsigned i = 0; i < count; i++)
            if (words[i].n == len && !words[i].token && !memcmp(words[i].s, at, len)) {
                words[i].token = w + FIRST_WORD;
                missing--;
            }
        at += len;
    }
    return missing == 0;
}

/* Bytes of a phrase without its end. */
static size_t phrase_len(const uint8_t *p) {
    size_t n = 0;
    while (p[n]) n += p[n] < SHORT ? 1 : 2;
    return n;
}

typedef struct Wanted {
    uint8_t phrase[2 * WORDS_MAX], hexed[2 * WORDS_MAX];
    size_t n, hexed_n; /* 0: none */
    uint32_t cp;       /* of the last word, when it is hexadecimal */
} Wanted;

static bool matches(const Wanted *w, const uint8_t *p, size_t n, uint32_t cp) {
    if (n == w->n && !memcmp(p, w->phrase, n)) return true;
    return n == w->hexed_n && cp == w->cp && !memcmp(p, w->hexed, n);
}

static uint32_t search(const Wanted *w) {
    const uint8_t *p = kr__names_phrase;
    for (unsigned r = 0; r < kr__names_runs; r++) {
        const uint8_t *end = kr__names_phrase + kr__names_run[r + 1][1];
        if (r + 1 == kr__names_runs) end = kr__names_phrase + kr__names_alias_at;
        for (uint32_t cp = kr__names_run[r][0]; p < end; cp++) {
            size_t n = phrase_len(p);
            if ((n == w->n || n == w->hexed_n) && n && matches(w, p, n, cp)) return cp;
            p += n + 1;
        }
    }
    for (unsigned i = 0; i < kr__names_aliases; i++) {
        size_t n = phrase_len(p);
        if (n && matches(w, p, n, kr__names_alias[i])) return kr__names_alias[i];
        p += n + 1;
    }
    return UINT32_MAX;
}

/* See uninames.h. */
uint32_t kr__char_named(const char *name, size_t n) {
    char s[KR_NAME_MAX];
    NameWord words[WORDS_MAX];
    if (n >= sizeof s) return UINT32_MAX;
    for (size_t i = 0; i < n; i++)
        s[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 32 : name[i]);
    s[n] = 0;
    uint32_t cp = named_by_rule(s);
    unsigned count = cp == UINT32_MAX ? cut(s, words) : 0;
    if (!count) return cp;
    Wanted w = {.cp = 0};
    bool known = find_words(words, count);
    const NameWord *last = &words[count - 1];
    for (unsigned i = 0; i + 1 < count; i++) {
        if (!words[i].token) return UINT32_MAX;
        w.n += token_bytes(w.phrase + w.n, words[i].token);
    }
    if (last->n >= 4 && last->n <= 6 && count > 1) {
        size_t digits = 0;
        for (const char *digit;
             digits < last->n && (digit = strchr("0123456789ABCDEF", last->s[digits])); digits++)
            w.cp = w.cp << 4 | (uint32_t)(digit - "0123456789ABCDEF");
        char again[8];
        if (digits == last->n && w.cp < 0x110000 && put_hex(again, w.cp) == digits) {
            memcpy(w.hexed, w.phrase, w.n);
            w.hexed[w.n] = HEX;
            w.hexed_n = w.n + 1;
        }
    }
    if (known)
        w.n += token_bytes(w.phrase + w.n, last->token);
    else
        w.n = 0;
    return w.n || w.hexed_n ? search(&w) : UINT32_MAX;
}

/* ---- to names ---- */

/* See uninames.h. */
size_t kr__char_name(uint32_t cp, char out[KR_NAME_MAX]) {
    if (cp >= S_BASE && cp < S_BASE + S_COUNT) {
        uint32_t s = cp - S_BASE;
        strcpy(out, hangul);
        strcat(out, jamo_l[s / (V_COUNT * T_COUNT)]);
        strcat(out, jamo_v[s / T_COUNT % V_COUNT]);
        strcat(out, jamo_t[s % T_COUNT]);
        return strlen(out);
    }
    if (is_ideograph(cp)) {
        memcpy(out, ideograph, sizeof ideograph - 1);
        return sizeof ideograph - 1 + put_hex(out + sizeof ideograph - 1, cp);
    }
    unsigned low = 0, high = kr__names_runs;
    while (high - low > 1) {
        unsigned mid = (low + high) / 2;
        if (kr__names_run[mid][0] <= cp)
            low = mid;
        else
            high = mid;
    }
    if (cp < kr__names_run[low][0]) return 0;
    const uint8_t *p = kr__names_phrase + kr__names_run[low][1],
                  *end = kr__names_phrase + kr__names_run[low + 1][1];
    for (uint32_t skip = cp - kr__names_run[low][0]; skip && p < end; skip--)
        p += phrase_len(p) + 1;
    size_t n = 0;
    for (bool blank = false; p < end && *p; p += *p < SHORT ? 1 : 2) {
        unsigned token = *p < SHORT ? *p : (unsigned)(*p & 127) << 8 | p[1];
        if (blank) out[n++] = ' ';
        if (token == HEX) {
            n += put_hex(out + n, cp);
        } else {
            memcpy(out + n, word(token - FIRST_WORD), kr__names_length[token - FIRST_WORD]);
            n += kr__names_length[token - FIRST_WORD];
        }
        blank = out[n - 1] != '-';
    }
    return n;
}
