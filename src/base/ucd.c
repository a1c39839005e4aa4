/* SPDX-License-Identifier: MIT
 * ucd.c: looking into the tables of base/ucd.h. */
#include "base/ucd.h"

uint32_t kr__ucd_word(uint32_t cp, bool old) {
    const KrUcdRun *t = old ? kr__ucd_old : kr__ucd_now;
    uint32_t low = 0, high = old ? kr__ucd_old_count : kr__ucd_now_count;
    while (high - low > 1) {
        uint32_t mid = (low + high) / 2;
        if (t[mid].from <= cp)
            low = mid;
        else
            high = mid;
    }
    return t[low].word;
}

static const KrUcdNumber *find(const KrUcdNumber *t, uint32_t n, uint32_t cp) {
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (t[mid].cp == cp) return &t[mid];
        if (t[mid].cp < cp)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

bool kr__ucd_number(uint32_t cp, bool old, double *out) {
    const KrUcdNumber *n = NULL;
    if (old && kr__ucd_word(cp, true) >> 12 == 0) return false;
    if (old) n = find(kr__ucd_old_numbers, kr__ucd_old_number_count, cp);
    if (!n) n = find(kr__ucd_numbers, kr__ucd_number_count, cp);
    if (!n || !n->under) return false;
    *out = (double)n->over / (double)n->under;
    return true;
}

uint32_t kr__ucd_old_decomposition(uint32_t cp) {
    for (uint32_t i = 0; i < kr__ucd_old_decomp_count; i++)
        if (kr__ucd_old_decomp[i].cp == cp) return kr__ucd_old_decomp[i].to;
    return 0;
}
