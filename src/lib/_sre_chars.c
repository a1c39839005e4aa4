/* SPDX-License-Identifier: MIT
 * _sre_chars.c: what a pattern says of one character: categories, sets, and upper and lower case as
 * ASCII, the locale or Unicode have them. Nothing here fails, runs Python code or collects. */
#include <ctype.h>

#include "base/unicode.h"
#include "lib/_sre.h"

/* ---- case ---- */

uint32_t kr__sre_lower_ascii(uint32_t ch) { return ch - 'A' < 26 ? ch + 32 : ch; }
uint32_t kr__sre_lower_locale(uint32_t ch) { return ch < 256 ? (uint32_t)tolower((int)ch) : ch; }
static uint32_t upper_locale(uint32_t ch) { return ch < 256 ? (uint32_t)toupper((int)ch) : ch; }
uint32_t kr__sre_lower_unicode(uint32_t ch) { return kr__uc_simple_lower(ch); }

bool kr__sre_iscased_ascii(uint32_t ch) { return (ch | 32) - 'a' < 26; }
bool kr__sre_iscased_unicode(uint32_t ch) {
    return ch != kr__uc_simple_lower(ch) || ch != kr__uc_simple_upper(ch);
}
bool kr__sre_is_loc(uint32_t lower, uint32_t ch) {
    return ch == lower || kr__sre_lower_locale(ch) == lower || upper_locale(ch) == lower;
}

/* ---- categories ---- */

static bool is_ascii_space(uint32_t ch) { return ch == ' ' || ch - '\t' < 5; }
static bool is_ascii_word(uint32_t ch) {
    return kr__sre_iscased_ascii(ch) || ch - '0' < 10 || ch == '_';
}

/* The category, or the one whose contrary it is. */
static bool in_category(uint32_t category, uint32_t ch) {
    switch (category) {
    case SRE_DIGIT: return ch - '0' < 10;
    case SRE_SPACE: return is_ascii_space(ch);
    case SRE_WORD: return is_ascii_word(ch);
    case SRE_LINEBREAK: return ch == '\n';
    case SRE_LOC_WORD: return ch == '_' || (ch < 256 && isalnum((int)ch));
    case SRE_UNI_DIGIT: return kr__uc_is(ch, KR_UC_DECIMAL);
    case SRE_UNI_SPACE: return kr__uc_is(ch, KR_UC_SPACE);
    case SRE_UNI_WORD: return ch == '_' || kr__uc_is(ch, KR_UC_ALNUM);
    case SRE_UNI_LINEBREAK: return kr__uc_is(ch, KR_UC_LINEBREAK);
    default: return false;
    }
}
bool kr__sre_category(uint32_t category, uint32_t ch) {
    return in_category(category & ~1u, ch) != (category & 1);
}

/* ---- sets ---- */

static bool bit(const uint32_t *map, uint32_t i) { return map[i / 32] >> (i % 32) & 1; }
static bool between(const uint32_t *range, uint32_t ch) { return ch >= range[0] && ch <= range[1]; }
/* set: number of blocks, 256 bytes that say which block has the bits of each 256 characters, blocks. */
static bool in_blocks(const uint32_t *set, uint32_t ch) {
    if (ch >= 0x10000) return false;
    uint32_t block = ((const uint8_t *)(set + 1))[ch >> 8];
    return bit(set + 65 + (size_t)block * 8, ch & 255);
}

/* How long an item of a set is. */
static size_t item_size(const uint32_t *set) {
    switch (*set) {
    case SRE_NEGATE: return 1;
    case SRE_LITERAL:
    case SRE_CATEGORY: return 2;
    case SRE_RANGE:
    case SRE_RANGE_UNI_IGNORE: return 3;
    case SRE_CHARSET: return 9;
    default: return 66 + (size_t)set[1] * 8; /* SRE_BIGCHARSET */
    }
}
bool kr__sre_set_asks_locale(const uint32_t *set) {
    for (; *set != SRE_FAILURE; set += item_size(set))
        if (*set == SRE_CATEGORY && (set[1] & ~1u) == SRE_LOC_WORD) return true;
    return false;
}

bool kr__sre_set_has(const uint32_t *set, uint32_t ch) {
    bool found = true;
    for (;;) {
        const uint32_t *arg = set + 1;
        switch (*set) {
        case SRE_FAILURE: return !found;
        case SRE_NEGATE:
            found = !found;
            set = arg;
            break;
        case SRE_LITERAL:
            if (ch == *arg) return found;
            set = arg + 1;
            break;
        case SRE_CATEGORY:
            if (kr__sre_category(*arg, ch)) return found;
            set = arg + 1;
            break;
        case SRE_RANGE:
            if (between(arg, ch)) return found;
            set = arg + 2;
            break;
        case SRE_RANGE_UNI_IGNORE:
            if (between(arg, ch) || between(arg, kr__uc_simple_upper(ch))) return found;
            set = arg + 2;
            break;
        case SRE_CHARSET:
            if (ch < 256 && bit(arg, ch)) return found;
            set = arg + 8;
            break;
        case SRE_BIGCHARSET:
            if (in_blocks(arg, ch)) return found;
            set = arg + 65 + (size_t)*arg * 8;
            break;
        default: return false;
        }
    }
}
bool kr__sre_set_has_loc(const uint32_t *set, uint32_t ch) {
    uint32_t lower = kr__sre_lower_locale(ch), upper = upper_locale(ch);
    return kr__sre_set_has(set, lower) || (upper != lower && kr__sre_set_has(set, upper));
}

/* ---- items of one character ---- */

bool kr__sre_is_one(uint32_t op) {
    switch (op & 255) {
    case SRE_ANY:
    case SRE_ANY_ALL:
    case SRE_CATEGORY:
    case SRE_IN:
    case SRE_IN_IGNORE:
    case SRE_IN_LOC_IGNORE:
    case SRE_IN_UNI_IGNORE:
    case SRE_LITERAL:
    case SRE_LITERAL_IGNORE:
    case SRE_LITERAL_LOC_IGNORE:
    case SRE_LITERAL_UNI_IGNORE:
    case SRE_NOT_LITERAL:
    case SRE_NOT_LITERAL_IGNORE:
    case SRE_NOT_LITERAL_LOC_IGNORE:
    case SRE_NOT_LITERAL_UNI_IGNORE: return true;
    default: return false;
    }
}
uint32_t kr__sre_one_size(const uint32_t *pc) {
    switch (*pc & 255) {
    case SRE_ANY:
    case SRE_ANY_ALL: return 1;
    case SRE_IN:
    case SRE_IN_IGNORE:
    case SRE_IN_LOC_IGNORE:
    case SRE_IN_UNI_IGNORE: return pc[1] + 1;
    default: return 2;
    }
}

bool kr__sre_one(const KrSreProgram *prog, const uint32_t *pc, uint32_t ch) {
    uint32_t map = *pc >> 8;
    if (map && ch < 256) return bit(prog->code + prog->ncode + (size_t)(map - 1) * 8, ch);
    switch (*pc & 255) {
    case SRE_ANY: return ch != '\n';
    case SRE_ANY_ALL: return true;
    case SRE_CATEGORY: return kr__sre_category(pc[1], ch);
    case SRE_IN: return kr__sre_set_has(pc + 2, ch);
    case SRE_IN_IGNORE: return kr__sre_set_has(pc + 2, kr__sre_lower_ascii(ch));
    case SRE_IN_LOC_IGNORE: return kr__sre_set_has_loc(pc + 2, ch);
    case SRE_IN_UNI_IGNORE: return kr__sre_set_has(pc + 2, kr__sre_lower_unicode(ch));
    case SRE_LITERAL: return ch == pc[1];
    case SRE_LITERAL_IGNORE: return kr__sre_lower_ascii(ch) == pc[1];
    case SRE_LITERAL_LOC_IGNORE: return kr__sre_is_loc(pc[1], ch);
    case SRE_LITERAL_UNI_IGNORE: return kr__sre_lower_unicode(ch) == pc[1];
    case SRE_NOT_LITERAL: return ch != pc[1];
    case SRE_NOT_LITERAL_IGNORE: return kr__sre_lower_ascii(ch) != pc[1];
    case SRE_NOT_LITERAL_LOC_IGNORE: return !kr__sre_is_loc(pc[1], ch);
    case SRE_NOT_LITERAL_UNI_IGNORE: return kr__sre_lower_unicode(ch) != pc[1];
    default: return false;
    }
}
