/* SPDX-License-Identifier: MIT
 * str_case.c: methods of str that change case, and those that ask what its characters are. No
 * Python code runs. */
#include "base/unicode.h"
#include "types/str_methods.h"

KR_INLINE KrStr *self_of(Value v) { return kr__ptr(v); }

/* ---- case ---- */

/* In `text` of n bytes, whether the capital sigma at [at, at + 2) ends a word: a cased character
 * stands before it, none behind it, not counting what is case-ignorable. */
static bool final_sigma(const char *text, size_t n, size_t at) {
    const char *p = text + at;
    uint32_t cp = 0;
    bool cased = false;
    while (p > text) {
        cp = kr__utf8_prev(&p);
        if (kr__uc_is(cp, KR_UC_CASE_IGNORABLE)) continue;
        cased = kr__uc_is(cp, KR_UC_CASED);
        break;
    }
    if (!cased) return false;
    for (p = text + at + 2; p < text + n;) {
        cp = kr__utf8_next(&p);
        if (!kr__uc_is(cp, KR_UC_CASE_IGNORABLE)) return !kr__uc_is(cp, KR_UC_CASED);
    }
    return true;
}

#define SIGMA 0x3a3u
#define FINAL_SIGMA 0x3c2u

/* Lower case of the code point at offset `at` of s. */
static unsigned lower_at(const KrStr *s, size_t at, uint32_t cp, uint32_t out[3]) {
    if (cp != SIGMA) return kr__uc_lower(cp, out);
    out[0] = final_sigma(kr__str_text(s), s->len, at) ? FINAL_SIGMA : 0x3c3;
    return 1;
}

static bool put(KrStrBuilder *b, const uint32_t *cps, unsigned n) {
    for (unsigned i = 0; i < n; i++)
        if (!kr__str_builder_char(b, cps[i])) return false;
    return true;
}

typedef enum Case { UPPER, LOWER, FOLD, TITLE, CAPITALIZE, SWAP } Case;

/* What the code point at `at` becomes. *word: the previous one was cased. */
static unsigned map(const KrStr *s, size_t at, uint32_t cp, Case how, bool *word, uint32_t out[3]) {
    switch (how) {
    case UPPER: return kr__uc_upper(cp, out);
    case FOLD: return kr__uc_fold(cp, out);
    case LOWER: return lower_at(s, at, cp, out);
    case CAPITALIZE: return at == 0 ? kr__uc_title(cp, out) : lower_at(s, at, cp, out);
    case TITLE: {
        unsigned n = *word ? lower_at(s, at, cp, out) : kr__uc_title(cp, out);
        *word = kr__uc_is(cp, KR_UC_CASED);
        return n;
    }
    case SWAP:
        if (kr__uc_is(cp, KR_UC_UPPER)) return lower_at(s, at, cp, out);
        if (kr__uc_is(cp, KR_UC_LOWER)) return kr__uc_upper(cp, out);
    }
    out[0] = cp;
    return 1;
}

/* ASCII text has ASCII results of the same length. */
static Value convert_ascii(kr_vm *vm, Value v, Case how) {
    size_t n = self_of(v)->len;
    char *to;
    Value r = kr__str_ascii_new(vm, n, &to);
    if (kr__failed(r)) return r;
    const char *s = kr__str_text(self_of(v));
    bool word = false;
    for (size_t i = 0; i < n; i++) {
        char c = s[i];
        bool lower = (unsigned)(c - 'a') < 26, upper = (unsigned)(c - 'A') < 26;
        bool to_upper =
            how == UPPER || how == SWAP || (how == TITLE && !word) || (how == CAPITALIZE && i == 0);
        bool to_lower = how == LOWER || how == FOLD || how == SWAP || (how == TITLE && word) ||
                        (how == CAPITALIZE && i > 0);
        to[i] = (char)((lower && to_upper) || (upper && to_lower) ? c ^ 32 : c);
        word = lower || upper;
    }
    kr__keep(v);
    return r;
}

static Value convert(kr_vm *vm, Value v, Case how) {
    size_t n = self_of(v)->len;
    if (n < 2) {
        if (n == 0) return kr__str_exact(vm, v);
    }
    if (kr__str_ascii(self_of(v)) && n > 1) return convert_ascii(vm, v, how);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (!kr__str_builder_room(&b, n)) return KR_FAILED;
    bool word = false;
    unsigned steps = 0;
    for (size_t i = 0; i < n;) {
        const KrStr *s = self_of(v);
        unsigned w;
        uint32_t out[3], cp = kr__utf8_decode(kr__str_text(s) + i, &w);
        unsigned k = map(s, i, cp, how, &word, out);
        if (!put(&b, out, k)) return KR_FAILED;
        i += w;
        if ((++steps & 0xffff) == 0 && !kr__poll(vm)) return KR_FAILED;
    }
    return kr__str_builder_finish(&b);
}

Value kr__str_m_upper(kr_vm *vm, Value *a, int n) { return (void)n, convert(vm, a[0], UPPER); }
Value kr__str_m_lower(kr_vm *vm, Value *a, int n) { return (void)n, convert(vm, a[0], LOWER); }
Value kr__str_m_casefold(kr_vm *vm, Value *a, int n) { return (void)n, convert(vm, a[0], FOLD); }
Value kr__str_m_title(kr_vm *vm, Value *a, int n) { return (void)n, convert(vm, a[0], TITLE); }
Value kr__str_m_capitalize(kr_vm *vm, Value *a, int n) {
    return (void)n, convert(vm, a[0], CAPITALIZE);
}
Value kr__str_m_swapcase(kr_vm *vm, Value *a, int n) { return (void)n, convert(vm, a[0], SWAP); }

/* ---- predicates ---- */

/* Where the next look at the limits is due in text that is at p. */
static const char *next_tick(const char *p, const char *end) {
    return end - p > 65536 ? p + 65536 : end;
}

/* All code points have one of the flags, and there is one (or `empty`). */
static Value all_are(kr_vm *vm, Value v, unsigned flags, bool empty) {
    const KrStr *s = self_of(v);
    const char *p = kr__str_text(s), *end = p + s->len;
    if (p == end) return kr__bool(empty);
    while (p < end) {
        const char *stop = next_tick(p, end);
        while (p < stop)
            if (!kr__uc_is(kr__utf8_next(&p), flags)) return KR_FALSE_V;
        if (!kr__tick(vm)) return KR_FAILED;
    }
    return KR_TRUE_V;
}
#define ALL_ARE(name, flags, empty)                      \
    Value kr__str_m_##name(kr_vm *vm, Value *a, int n) { \
        return (void)n, all_are(vm, a[0], flags, empty); \
    }
ALL_ARE(isalpha, KR_UC_ALPHA, false)
ALL_ARE(isalnum, KR_UC_ALNUM, false)
ALL_ARE(isdecimal, KR_UC_DECIMAL, false)
ALL_ARE(isdigit, KR_UC_DIGIT, false)
ALL_ARE(isnumeric, KR_UC_NUMERIC, false)
ALL_ARE(isspace, KR_UC_SPACE, false)
ALL_ARE(isprintable, KR_UC_PRINTABLE, true)

Value kr__str_m_isascii(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__bool(kr__str_ascii(self_of(a[0])));
}

Value kr__str_m_isidentifier(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__bool(kr__str_is_identifier(self_of(a[0])));
}

/* Some character has `want`, none has one of `not_these`. */
static Value cased(kr_vm *vm, Value v, unsigned want, unsigned not_these) {
    const KrStr *s = self_of(v);
    const char *p = kr__str_text(s), *end = p + s->len;
    bool any = false;
    while (p < end) {
        const char *stop = next_tick(p, end);
        while (p < stop) {
            unsigned flags = kr__uc_flags(kr__utf8_next(&p));
            if (flags & not_these) return KR_FALSE_V;
            any |= (flags & want) != 0;
        }
        if (!kr__tick(vm)) return KR_FAILED;
    }
    return kr__bool(any);
}

Value kr__str_m_islower(kr_vm *vm, Value *a, int n) {
    return (void)n, cased(vm, a[0], KR_UC_LOWER, KR_UC_UPPER | KR_UC_TITLE);
}
Value kr__str_m_isupper(kr_vm *vm, Value *a, int n) {
    return (void)n, cased(vm, a[0], KR_UC_UPPER, KR_UC_LOWER | KR_UC_TITLE);
}

Value kr__str_m_istitle(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrStr *s = self_of(a[0]);
    const char *p = kr__str_text(s), *end = p + s->len, *stop = next_tick(p, end);
    bool any = false, word = false;
    while (p < end) {
        if (p >= stop) {
            if (!kr__tick(vm)) return KR_FAILED;
            stop = next_tick(p, end);
        }
        unsigned flags = kr__uc_flags(kr__utf8_next(&p));
        if (flags & (KR_UC_UPPER | KR_UC_TITLE)) {
            if (word) return KR_FALSE_V;
            word = any = true;
        } else if (flags & KR_UC_LOWER) {
            if (!word) return KR_FALSE_V;
            any = true;
        } else {
            word = false;
        }
    }
    return kr__bool(any);
}
