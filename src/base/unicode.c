/* SPDX-License-Identifier: MIT
 * unicode.c: full case mappings of one code point. Most code points map to one and the record holds
 * the difference; the rest have an entry in kr__uc_special. */
#include "base/unicode.h"

enum { LOWER, UPPER, TITLE, FOLD };

/* Copies one mapping of a special entry. */
static unsigned special(const KrUcRecord *r, int which, uint32_t out[3]) {
    const uint32_t *p = &kr__uc_special[r->special];
    uint32_t lengths = *p++;
    for (; which > 0; which--, lengths >>= 4) p += lengths & 15;
    unsigned n = lengths & 15;
    for (unsigned i = 0; i < n; i++) out[i] = p[i];
    return n;
}

/* See unicode.h. */
unsigned kr__uc_upper(uint32_t cp, uint32_t out[3]) {
    const KrUcRecord *r = kr__uc_record(cp);
    if (KR_UNLIKELY(r->flags & KR_UC_SPECIAL)) return special(r, UPPER, out);
    out[0] = cp + (uint32_t)r->upper;
    return 1;
}

/* See unicode.h. */
unsigned kr__uc_lower(uint32_t cp, uint32_t out[3]) {
    const KrUcRecord *r = kr__uc_record(cp);
    if (KR_UNLIKELY(r->flags & KR_UC_SPECIAL)) return special(r, LOWER, out);
    out[0] = cp + (uint32_t)r->lower;
    return 1;
}

/* See unicode.h. */
unsigned kr__uc_title(uint32_t cp, uint32_t out[3]) {
    const KrUcRecord *r = kr__uc_record(cp);
    if (KR_UNLIKELY(r->flags & KR_UC_SPECIAL)) return special(r, TITLE, out);
    out[0] = cp + (uint32_t)r->title;
    return 1;
}

/* See unicode.h. Where folding differs from lower case, the entry is special. */
unsigned kr__uc_fold(uint32_t cp, uint32_t out[3]) {
    const KrUcRecord *r = kr__uc_record(cp);
    if (KR_UNLIKELY(r->flags & KR_UC_SPECIAL)) return special(r, FOLD, out);
    out[0] = cp + (uint32_t)r->lower;
    return 1;
}
