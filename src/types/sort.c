/* SPDX-License-Identifier: MIT
 * sort.c: list.sort. A stable merge sort that looks for runs (stretches already in order), merges
 * them in the order of powersort, and gallops where one side wins many times in a row.
 *
 * While it works the list is empty: its buffer belongs to a hidden list, as do the keys and the
 * room for merging, so that the collector sees them and Python code called by a comparison does
 * not. These hidden lists are younger than what they hold when sorting begins, and whoever
 * survives a collection is old: items move among them without a barrier.
 *
 * Comparing is compiled once for each kind of keys (Mode): exact ints, floats, both mixed, exact
 * strs, exact tuples, anything. Only the last two run Python code or fail. */
#include "types/seq.h"

#include <string.h>

typedef enum Mode { ANY, TUPLES, STRS, INTS, FLOATS, NUMBERS } Mode;

typedef struct Run {
    size_t at, len;
    int power; /* of the boundary behind it */
} Run;

#define MAX_RUNS 85
#define MIN_GALLOP 7

typedef struct Sort {
    kr_vm *vm;
    Value *k, *v; /* keys, and items that move along (NULL: the keys are the items) */
    size_t n;
    KrList *tk_list, *tv_list;
    Value *tk, *tv; /* room for one side of a merge */
    size_t room;
    size_t min_gallop;
    int nruns;
    Run runs[MAX_RUNS];
} Sort;

/* ---- comparing ---- */

static int text_less(const KrStr *a, const KrStr *b) {
    size_t n = a->len < b->len ? a->len : b->len;
    int r = memcmp(kr__str_text(a), kr__str_text(b), n);
    return r ? r < 0 : a->len < b->len;
}

static int tuple_less(kr_vm *vm, Value a, Value b) {
    Value r = kr__seq_compare(vm, a, b, KR_K_TUPLE, KR_N___lt__);
    return kr__is_bool(r) ? kr__is_true(r) : kr__failed(r) ? -1 : kr__truth(vm, r);
}

KR_INLINE double number(Value v) { return kr__is_int(v) ? (double)kr__int(v) : kr__double(v); }

/* a < b: 1, 0; -1 failed */
KR_INLINE int less(Sort *s, Value a, Value b, const Mode mode) {
    switch (mode) {
    case INTS: return (int64_t)(a.bits << 16) < (int64_t)(b.bits << 16);
    case FLOATS: return kr__double(a) < kr__double(b);
    case NUMBERS: return number(a) < number(b);
    case STRS: return text_less(kr__ptr(a), kr__ptr(b));
    case TUPLES: return tuple_less(s->vm, a, b);
    default: return kr__less(s->vm, a, b);
    }
}

static Mode mode_of(const Value *k, size_t n) {
    bool ints = false, floats = false, strs = false, tuples = false;
    for (size_t i = 0; i < n; i++) {
        if (kr__is_int(k[i])) {
            ints = true;
        } else if (kr__is_double(k[i])) {
            floats = true;
        } else if (kr__exact(k[i], KR_T_STR)) {
            strs = true;
        } else if (kr__exact(k[i], KR_T_TUPLE)) {
            tuples = true;
        } else {
            return ANY;
        }
        if ((ints | floats) + strs + tuples > 1) return ANY;
    }
    if (strs) return STRS;
    if (tuples) return TUPLES;
    return ints && floats ? NUMBERS : floats ? FLOATS : INTS;
}

/* ---- moving: within the arrays, and between them and the room ---- */

static void move(Sort *s, size_t to, size_t from, size_t n) {
    memmove(s->k + to, s->k + from, n * sizeof(Value));
    if (s->v) memmove(s->v + to, s->v + from, n * sizeof(Value));
}
static void set_aside(Sort *s, size_t from, size_t n) {
    memcpy(s->tk, s->k + from, n * sizeof(Value));
    if (s->v) memcpy(s->tv, s->v + from, n * sizeof(Value));
}
static void bring_back(Sort *s, size_t to, size_t from, size_t n) {
    memcpy(s->k + to, s->tk + from, n * sizeof(Value));
    if (s->v) memcpy(s->v + to, s->tv + from, n * sizeof(Value));
}
KR_INLINE void move_one(Sort *s, size_t to, size_t from) {
    s->k[to] = s->k[from];
    if (s->v) s->v[to] = s->v[from];
}
KR_INLINE void bring_one(Sort *s, size_t to, size_t from) {
    s->k[to] = s->tk[from];
    if (s->v) s->v[to] = s->tv[from];
}
static void reverse(Value *v, size_t n) {
    if (!v || !n) return;
    for (size_t i = 0, j = n - 1; i < j; i++, j--) {
        Value x = v[i];
        v[i] = v[j];
        v[j] = x;
    }
}

/* ---- runs ---- */

/* Length of the run that begins at `at`; a strictly falling one is turned round. 0: failed. */
KR_INLINE size_t count_run(Sort *s, size_t at, const Mode mode) {
    size_t n = 2, rest = s->n - at;
    if (rest < 2) return rest;
    const Value *k = s->k + at;
    int falling = less(s, k[1], k[0], mode), r;
    if (falling < 0) return 0;
    for (; n < rest; n++) {
        if ((r = less(s, k[n], k[n - 1], mode)) < 0) return 0;
        if (r != falling) break;
    }
    if (falling) {
        reverse(s->k + at, n);
        if (s->v) reverse(s->v + at, n);
    }
    return n;
}

/* Extends the sorted stretch of `done` items at `at` to n by binary insertion. */
KR_INLINE bool insert_rest(Sort *s, size_t at, size_t done, size_t n, const Mode mode) {
    for (size_t i = done; i < n; i++) {
        size_t lo = at, hi = at + i;
        Value key = s->k[at + i], item = s->v ? s->v[at + i] : KR_UNSET;
        while (lo < hi) {
            size_t mid = lo + (hi - lo) / 2;
            int r = less(s, key, s->k[mid], mode);
            if (r < 0) return false;
            if (r) {
                hi = mid;
            } else {
                lo = mid + 1;
            }
        }
        move(s, lo + 1, lo, at + i - lo);
        s->k[lo] = key;
        if (s->v) s->v[lo] = item;
    }
    return true;
}

/* ---- galloping ---- */

/* Does a stand before the place where key belongs? right: behind its equals. 1, 0, -1. */
KR_INLINE int before(Sort *s, Value a, Value key, bool right, const Mode mode) {
    if (!right) return less(s, a, key, mode);
    int r = less(s, key, a, mode);
    return r < 0 ? r : !r;
}

/* The place of key among a[0 … n), looked for in steps that double from `hint` on. */
static KR_NOINLINE bool gallop(Sort *s, Value key, const Value *a, size_t n, size_t hint,
                               bool right, size_t *out, const Mode mode) {
    size_t ofs = 1, last = 0, lo, hi;
    int r = before(s, a[hint], key, right, mode);
    if (r < 0) return false;
    if (r) {
        while (ofs < n - hint) {
            if ((r = before(s, a[hint + ofs], key, right, mode)) < 0) return false;
            if (!r) break;
            last = ofs;
            ofs = ofs * 2 + 1;
        }
        lo = hint + last + 1;
        hi = ofs < n - hint ? hint + ofs : n;
    } else {
        while (ofs <= hint) {
            if ((r = before(s, a[hint - ofs], key, right, mode)) < 0) return false;
            if (r) break;
            last = ofs;
            ofs = ofs * 2 + 1;
        }
        hi = hint - last;
        lo = ofs <= hint ? hint - ofs + 1 : 0;
    }
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if ((r = before(s, a[mid], key, right, mode)) < 0) return false;
        if (r) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    *out = lo;
    return true;
}

/* ---- merging ---- */

/* Merges k[a … a+na) and k[a+na … +nb), the first being the shorter: it is set aside, the result
 * grows from the left. After a failure both sides are complete, in some order. */
KR_INLINE bool merge_low(Sort *s, size_t a, size_t na, size_t nb, const Mode mode) {
    size_t b = a + na, d = a, i = 0, c, won_a, won_b;
    bool ok = false;
    set_aside(s, a, na);
    for (;;) {
        won_a = won_b = 0;
        do {
            int r = less(s, s->k[b], s->tk[i], mode);
            if (r < 0) goto out;
            if (r) {
                move_one(s, d++, b++);
                won_b++, won_a = 0;
                if (!--nb) goto done;
            } else {
                bring_one(s, d++, i++);
                won_a++, won_b = 0;
                if (!--na) goto done;
            }
        } while ((won_a | won_b) < s->min_gallop);
        s->min_gallop++;
        do {
            if (s->min_gallop > 1) s->min_gallop--;
            if (!gallop(s, s->k[b], s->tk + i, na, 0, true, &c, mode)) goto out;
            bring_back(s, d, i, c);
            won_a = c, d += c, i += c, na -= c;
            if (!na) goto done;
            move_one(s, d++, b++);
            if (!--nb) goto done;
            if (!gallop(s, s->tk[i], s->k + b, nb, 0, false, &c, mode)) goto out;
            move(s, d, b, c);
            won_b = c, d += c, b += c, nb -= c;
            if (!nb) goto done;
            bring_one(s, d++, i++);
            if (!--na) goto done;
        } while (won_a >= MIN_GALLOP || won_b >= MIN_GALLOP);
        s->min_gallop++;
    }
done:
    ok = true;
out:
    bring_back(s, d, i, na);
    return ok;
}

/* As merge_low, the second side being the shorter; the result grows from the right: d is one past
 * the next place. */
KR_INLINE bool merge_high(Sort *s, size_t a, size_t na, size_t nb, const Mode mode) {
    size_t d = a + na + nb, c, p, won_a, won_b;
    bool ok = false;
    set_aside(s, a + na, nb);
    for (;;) {
        won_a = won_b = 0;
        do {
            int r = less(s, s->tk[nb - 1], s->k[a + na - 1], mode);
            if (r < 0) goto out;
            if (r) {
                move_one(s, --d, a + na - 1);
                won_a++, won_b = 0;
                if (!--na) goto done;
            } else {
                bring_one(s, --d, nb - 1);
                won_b++, won_a = 0;
                if (!--nb) goto done;
            }
        } while ((won_a | won_b) < s->min_gallop);
        s->min_gallop++;
        do {
            if (s->min_gallop > 1) s->min_gallop--;
            if (!gallop(s, s->tk[nb - 1], s->k + a, na, na - 1, true, &p, mode)) goto out;
            c = na - p;
            move(s, d - c, a + p, c);
            won_a = c, d -= c, na -= c;
            if (!na) goto done;
            bring_one(s, --d, nb - 1);
            if (!--nb) goto done;
            if (!gallop(s, s->k[a + na - 1], s->tk, nb, nb - 1, false, &p, mode)) goto out;
            c = nb - p;
            bring_back(s, d - c, p, c);
            won_b = c, d -= c, nb -= c;
            if (!nb) goto done;
            move_one(s, --d, a + na - 1);
            if (!--na) goto done;
        } while (won_a >= MIN_GALLOP || won_b >= MIN_GALLOP);
        s->min_gallop++;
    }
done:
    ok = true;
out:
    bring_back(s, d - nb, 0, nb);
    return ok;
}

/* A hidden list of n unset Values. */
static KrList *hidden(kr_vm *vm, size_t n) {
    Value v = kr__list_new(vm, NULL, 0);
    if (kr__failed(v)) return NULL;
    KrList *l = kr__ptr(v);
    l->head.head |= KR_F_WIDE;
    if (!kr__list_reserve(vm, l, n)) return NULL;
    l->len = (uint32_t)n;
    return l;
}

static bool make_room(Sort *s, size_t n) {
    if (n <= s->room) return true;
    s->room = 0;
    if (!(s->tk_list = hidden(s->vm, n))) return false;
    if (s->v && !(s->tv_list = hidden(s->vm, n))) return false;
    s->tk = s->tk_list->wide;
    s->tv = s->v ? s->tv_list->wide : NULL;
    s->room = n;
    return true;
}

/* Merges runs i and i + 1. What is in place already at either end is left alone. */
KR_INLINE bool merge_at(Sort *s, int i, const Mode mode) {
    Run *r = &s->runs[i];
    size_t a = r[0].at, na = r[0].len, b = r[1].at, nb = r[1].len, c;
    r[0].len = na + nb;
    if (i + 3 == s->nruns) r[1] = r[2];
    s->nruns--;
    if (!gallop(s, s->k[b], s->k + a, na, 0, true, &c, mode)) return false;
    a += c, na -= c;
    if (!na) return true;
    if (!gallop(s, s->k[a + na - 1], s->k + b, nb, nb - 1, false, &nb, mode)) return false;
    if (!nb) return true;
    if (!make_room(s, na < nb ? na : nb) || !kr__poll(s->vm)) return false;
    return na <= nb ? merge_low(s, a, na, nb, mode) : merge_high(s, a, na, nb, mode);
}

/* Depth in a balanced tree over n items of the node between two neighbouring runs. */
static int power_of(size_t at, size_t n1, size_t n2, size_t n) {
    size_t a = 2 * at + n1, b = a + n1 + n2;
    for (int power = 1;; power++) {
        if (a >= n) {
            a -= n, b -= n;
        } else if (b >= n) {
            return power;
        }
        a <<= 1, b <<= 1;
    }
}

/* Shortest run worth merging: n / 2^k, rounded up, in 32 … 64. */
static size_t min_run(size_t n) {
    size_t odd = 0;
    while (n >= 64) {
        odd |= n & 1;
        n >>= 1;
    }
    return n + odd;
}

KR_INLINE bool sort_runs(Sort *s, const Mode mode) {
    size_t least = min_run(s->n);
    for (size_t at = 0; at < s->n;) {
        size_t n = count_run(s, at, mode);
        if (!n) return false;
        if (n < least) {
            size_t want = s->n - at < least ? s->n - at : least;
            if (!insert_rest(s, at, n, want, mode)) return false;
            n = want;
        }
        if (s->nruns) {
            Run *top = &s->runs[s->nruns - 1];
            int power = power_of(top->at, top->len, n, s->n);
            while (s->nruns > 1 && s->runs[s->nruns - 2].power > power)
                if (!merge_at(s, s->nruns - 2, mode)) return false;
            s->runs[s->nruns - 1].power = power;
        }
        s->runs[s->nruns++] = (Run){at, n, 0};
        at += n;
    }
    while (s->nruns > 1) {
        int i = s->nruns - 2;
        if (i > 0 && s->runs[i - 1].len < s->runs[i + 1].len) i--;
        if (!merge_at(s, i, mode)) return false;
    }
    return true;
}

#define INSTANCE(name, mode) \
    static KR_NOINLINE bool name(Sort *s) { return sort_runs(s, mode); }
INSTANCE(sort_any, ANY)
INSTANCE(sort_tuples, TUPLES)
INSTANCE(sort_strs, STRS)
INSTANCE(sort_ints, INTS)
INSTANCE(sort_floats, FLOATS)
INSTANCE(sort_numbers, NUMBERS)

static bool sort_arrays(kr_vm *vm, Value *k, Value *v, size_t n) {
    static bool (*const by_mode[])(Sort *) = {
        [ANY] = sort_any,   [TUPLES] = sort_tuples, [STRS] = sort_strs,
        [INTS] = sort_ints, [FLOATS] = sort_floats, [NUMBERS] = sort_numbers};
    Sort s;
    memset(&s, 0, offsetof(Sort, runs));
    s.vm = vm;
    s.k = k;
    s.v = v;
    s.n = n;
    s.min_gallop = MIN_GALLOP;
    return n < 2 || by_mode[mode_of(k, n)](&s);
}

/* ---- the list ---- */

/* Takes buffer and items from one list to another, which is empty. */
static void hand_over(kr_vm *vm, KrList *from, KrList *to) {
    bool wide = from->head.head & KR_F_WIDE;
    size_t size = wide ? sizeof(Value) : sizeof(Slot);
    if (!from->items) return;
    kr__buf_give(vm, from, to, from->items, from->cap * size);
    to->items = from->items;
    to->len = from->len;
    to->cap = from->cap;
    to->head.head = (to->head.head & ~KR_F_WIDE) | (wide ? KR_F_WIDE : 0);
    from->items = NULL;
    from->len = from->cap = 0;
    from->head.head &= ~KR_F_WIDE;
    kr__barrier(vm, to);
    kr__barrier_range(vm, to, to->items, (char *)to->items + to->len * size);
}

/* The keys of the items, in a hidden list. */
static KrList *make_keys(kr_vm *vm, KrList *items, Value key) {
    size_t n = items->len;
    KrList *k = hidden(vm, n);
    for (size_t i = 0; k && i < n; i++) {
        Value v = kr__call1(vm, key, kr__list_get(items, i));
        if (kr__failed(v) || !kr__list_set(vm, k, i, v)) return NULL;
    }
    return k;
}

static bool sort_items(kr_vm *vm, KrList *items, Value key, bool back) {
    size_t n = items->len;
    bool keyed = kr__ok(key) && !kr__is_none(key), wide = items->head.head & KR_F_WIDE;
    KrList *keys = keyed ? make_keys(vm, items, key) : NULL, *work = items;
    if (keyed && !keys) return false;
    if (!wide) {
        if (!(work = hidden(vm, n))) return false;
        for (size_t i = 0; i < n; i++) work->wide[i] = kr__list_get(items, i);
        kr__barrier_range(vm, work, work->wide, work->wide + n);
    }
    Value *v = work->wide, *k = keyed ? keys->wide : v;
    if (back) {
        reverse(v, n);
        if (keyed) reverse(k, n);
    }
    bool ok = sort_arrays(vm, k, keyed ? v : NULL, n);
    if (back) reverse(v, n);
    if (!wide)
        for (size_t i = 0; i < n; i++) (void)kr__narrow(v[i], &items->narrow[i]);
    return ok;
}

/* l.sort(key=key, reverse=reverse): key unset or None: none. False: a comparison or key function
 * raised, or the list was changed meanwhile; its items are all there, in some order. Runs Python
 * code. */
bool kr__list_sort(kr_vm *vm, KrList *l, Value key, bool back) {
    Value hold = kr__list_new(vm, NULL, 0);
    if (kr__failed(hold)) return false;
    KrList *items = kr__ptr(hold);
    if (!l->len) return true;
    hand_over(vm, l, items);
    l->flags |= KR_LIST_SORTING;
    bool ok = sort_items(vm, items, key, back);
    bool changed = l->items || !(l->flags & KR_LIST_SORTING);
    kr__list_clear(vm, l);
    hand_over(vm, items, l);
    if (ok && changed) return kr__raise_false(vm, KR_T_X_VALUEERROR, "list modified during sort");
    return ok;
}
