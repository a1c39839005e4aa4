/* SPDX-License-Identifier: MIT
 * normalize.c: decomposition, order and composition, by binary search in sorted tables; Hangul by arithmetic. */
#include "base/normalize.h"

enum {
    S_BASE = 0xac00,
    L_BASE = 0x1100,
    V_BASE = 0x1161,
    T_BASE = 0x11a7,
    L_COUNT = 19,
    V_COUNT = 21,
    T_COUNT = 28,
    N_COUNT = V_COUNT * T_COUNT,
    S_COUNT = L_COUNT * N_COUNT
};

/* See normalize.h. */
uint8_t kr__combining(uint32_t cp) {
    unsigned low = 0, high = kr__ccc_count;
    while (low < high) {
        unsigned mid = (low + high) / 2;
        const KrCombining *c = &kr__ccc[mid];
        if (cp < c->cp)
            high = mid;
        else if (cp >= c->cp + c->count)
            low = mid + 1;
        else
            return (uint8_t)c->cls;
    }
    return 0;
}

/* See normalize.h. */
unsigned kr__decomposition(uint32_t cp, const uint32_t **to, unsigned *tag) {
    unsigned low = 0, high = kr__decomp_count;
    while (low < high) {
        unsigned mid = (low + high) / 2;
        const KrDecomp *d = &kr__decomp[mid];
        if (cp < d->cp) {
            high = mid;
        } else if (cp > d->cp) {
            low = mid + 1;
        } else {
            *to = kr__decomp_data + d->at;
            *tag = d->how >> 5;
            return d->how & 31;
        }
    }
    return 0;
}

/* See normalize.h. */
const char *kr__decomp_tag(unsigned tag) {
    static const char *const tags[] = {
        "",           "<font>",   "<noBreak>", "<initial>",  "<medial>",   "<final>",
        "<isolated>", "<circle>", "<super>",   "<sub>",      "<vertical>", "<wide>",
        "<narrow>",   "<small>",  "<square>",  "<fraction>", "<compat>"};
    return tags[tag];
}

/* See normalize.h. What a step gives may decompose further: in place, from the left. */
size_t kr__decompose(uint32_t cp, bool compat, uint32_t out[KR_DECOMP_MAX]) {
    if (cp - S_BASE < S_COUNT) {
        uint32_t s = cp - S_BASE;
        out[0] = L_BASE + s / N_COUNT;
        out[1] = V_BASE + s % N_COUNT / T_COUNT;
        out[2] = T_BASE + s % T_COUNT;
        return s % T_COUNT ? 3 : 2;
    }
    size_t n = 1;
    out[0] = cp;
    for (size_t i = 0; i < n;) {
        const uint32_t *to;
        unsigned tag, k = out[i] < 0xa0 ? 0 : kr__decomposition(out[i], &to, &tag);
        if (!k || (tag && !compat) || n + k - 1 > KR_DECOMP_MAX) {
            i++;
            continue;
        }
        for (size_t j = n; j-- > i + 1;) out[j + k - 1] = out[j];
        for (unsigned j = 0; j < k; j++) out[i + j] = to[j];
        n += k - 1;
    }
    return n;
}

/* See normalize.h. Long runs of combining characters are rare: insertion is stable and quick for short ones. */
static uint8_t class_of(uint32_t c) { return c < 0x300 ? 0 : kr__combining(c); }

static void reverse(uint32_t *s, size_t n) {
    for (size_t i = 0; i < n / 2; i++) {
        uint32_t x = s[i];
        s[i] = s[n - 1 - i];
        s[n - 1 - i] = x;
    }
}

/* Merges two runs in order, of m and n - m, in place: what is equal stays in order. */
static void merge_marks(uint32_t *s, size_t m, size_t n) {
    while (m > 0 && m < n && class_of(s[m]) < class_of(s[m - 1])) {
        /* the middle of the longer run, and where it belongs in the other */
        size_t i, j, lo, hi;
        if (m > n - m) {
            i = m / 2;
            for (lo = m, hi = n; lo < hi;) {
                size_t mid = (lo + hi) / 2;
                class_of(s[mid]) < class_of(s[i]) ? (lo = mid + 1) : (hi = mid);
            }
            j = lo;
        } else {
            j = m + (n - m - 1) / 2;
            for (lo = 0, hi = m; lo < hi;) {
                size_t mid = (lo + hi) / 2;
                class_of(s[j]) < class_of(s[mid]) ? (hi = mid) : (lo = mid + 1);
            }
            i = lo;
            j++;
        }
        reverse(s + i, m - i);
        reverse(s + m, j - m);
        reverse(s + i, j - i);
        size_t at = i + (j - m);
        merge_marks(s, i, at);
        s += at, m -= i, n -= at;
    }
}

static void order_marks(uint32_t *s, size_t n) {
    if (n <= 16) {
        for (size_t i = 1; i < n; i++) {
            uint32_t x = s[i];
            uint8_t c = class_of(x);
            size_t j = i;
            for (; j > 0 && class_of(s[j - 1]) > c; j--) s[j] = s[j - 1];
            s[j] = x;
        }
        return;
    }
    order_marks(s, n / 2);
    order_marks(s + n / 2, n - n / 2);
    merge_marks(s, n / 2, n);
}

void kr__decomp_order(uint32_t *s, size_t n) {
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        if (!class_of(s[i])) continue;
        while (end < n && class_of(s[end])) end++;
        order_marks(s + i, end - i);
    }
}

/* a and b as one code point; 0: there is none. */
static uint32_t composite(uint32_t a, uint32_t b) {
    if (a - L_BASE < L_COUNT && b - V_BASE < V_COUNT)
        return S_BASE + ((a - L_BASE) * V_COUNT + (b - V_BASE)) * T_COUNT;
    if (a - S_BASE < S_COUNT && (a - S_BASE) % T_COUNT == 0 && b - T_BASE - 1 < T_COUNT - 1)
        return a + (b - T_BASE);
    unsigned low = 0, high = kr__comp_count;
    while (low < high) {
        unsigned mid = (low + high) / 2;
        const uint32_t *c = kr__comp[mid];
        if (c[0] == a && c[1] == b) return c[2];
        if (c[0] < a || (c[0] == a && c[1] < b))
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}

/* See normalize.h. A character joins the last starter unless something of its class or of class 0 stands between. */
size_t kr__compose(uint32_t *s, size_t n) {
    size_t starter = SIZE_MAX, to = 0;
    uint8_t last = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t x = s[i];
        uint8_t c = x < 0x300 ? 0 : kr__combining(x);
        bool next = to > 0 && starter == to - 1;
        if (starter != SIZE_MAX && (next || (last < c && last))) {
            uint32_t both = composite(s[starter], x);
            if (both) {
                s[starter] = both;
                continue;
            }
        }
        if (!c) starter = to;
        last = c;
        s[to++] = x;
    }
    return to;
}
