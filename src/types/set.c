/* SPDX-License-Identifier: MIT
 * set.c: the table of set and frozenset (see set.h). Methods are in set_ops.c.
 *
 * Comparing keys may run Python code that changes the set: a search that sees another table, or
 * another key at the place it looked at, starts again. Between the end of a search and the use of
 * its place nothing runs. */
#include "types/quick_equal.h"
#include "types/set.h"

#include "base/hash.h"
#include "types/dict.h"
#include "types/list.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define LINEAR_PROBES 9 /* read_row reads eight of them */
#define PERTURB_SHIFT 5
#define MIN_PLACES 8

KR_INLINE bool is_wide(const KrSet *s) { return s->head.head & KR_F_WIDE; }
KR_INLINE size_t place_size(bool wide) { return wide ? sizeof(KrSetWide) : sizeof(KrSetNarrow); }
KR_INLINE size_t places(const KrSet *s) { return s->table ? (size_t)s->mask + 1 : 0; }
KR_INLINE size_t table_bytes(const KrSet *s) { return places(s) * place_size(is_wide(s)); }
KR_INLINE void *place_at(const KrSet *s, size_t i) {
    return (char *)s->table + i * place_size(is_wide(s));
}

/* ---- tracing ---- */

static void trace_range(KrGc *gc, KrObj *cell, char *from, char *to) {
    const KrSet *s = (const KrSet *)cell;
    char *base = s->table;
    if (!(s->head.head & KR_F_SET_REFS)) return;
    size_t size = place_size(is_wide(s)), n = places(s);
    size_t i = (size_t)(from - base) / size, end = ((size_t)(to - base) + size - 1) / size;
    if (end > n) end = n;
    if (i >= end) return;
    unsigned word =
        (unsigned)(is_wide(s) ? offsetof(KrSetWide, key) : offsetof(KrSetNarrow, key)) / 4;
    unsigned bit = 1u << word;
    kr__trace_entries(gc, base + i * size, end - i, (unsigned)size, is_wide(s) ? 0 : bit,
                      is_wide(s) ? bit : 0);
}

static void trace_set(KrGc *gc, KrObj *cell) {
    KrSet *s = (KrSet *)cell;
    if (!s->table) return;
    if (kr__trace_buf_cards(gc, cell, s->table, table_bytes(s), trace_range))
        trace_range(gc, cell, s->table, (char *)s->table + table_bytes(s));
}

static size_t owned_set(kr_vm *vm, const KrObj *cell) {
    const KrSet *s = (const KrSet *)cell;
    return s->table ? kr__buf_bytes(vm, s->table, table_bytes(s)) : 0;
}

const KrKindInfo kr__kind_set = {
    .name = "set", .size = sizeof(KrSet), .trace = trace_set, .owned = owned_set};

/* ---- keys ---- */

KR_INLINE bool key_of(kr_vm *vm, Value key, KrSetKey *out) {
    out->key = key;
    out->known = true;
    if (kr__is_int(key)) {
        out->hash = kr__hash_i64(kr__int(key));
    } else if (kr__exact(key, KR_T_STR)) {
        out->fold = kr__str_hash32(vm, kr__ptr(key));
        out->known = false;
        return true;
    } else if (!kr__hash(vm, key, &out->hash)) {
        return false;
    }
    out->fold = kr__hash_fold(out->hash);
    return true;
}

bool kr__set_key(kr_vm *vm, Value key, KrSetKey *out) { return key_of(vm, key, out); }

int64_t kr__set_key_hash(kr_vm *vm, KrSetKey *k) {
    if (k->known) return k->hash;
    k->known = true;
    if (kr__is_int(k->key)) {
        k->hash = kr__hash_i64(kr__int(k->key));
    } else if (kr__is_bool(k->key)) {
        k->hash = kr__is_true(k->key);
    } else {
        k->hash = kr__str_hash64(vm, kr__ptr(k->key));
    }
    return k->hash;
}

/* May a key stand in a narrow place? */
static bool is_narrow(Value key) {
    Slot s;
    if (kr__is_int(key)) return kr__narrow(key, &s);
    return kr__is_bool(key) || kr__exact(key, KR_T_STR);
}

KR_INLINE void narrow_key(const KrSetNarrow *p, KrSetKey *k) {
    k->key = kr__slot_value(p->key);
    k->fold = p->hash;
    k->known = false;
}

KR_INLINE bool read_place(const KrSet *s, size_t i, KrSetKey *k) {
    if (is_wide(s)) {
        const KrSetWide *p = (const KrSetWide *)s->table + i;
        if (!p->key.bits) return false;
        *k = (KrSetKey){p->key, kr__hash_fold(p->hash), true, p->hash};
        return true;
    }
    const KrSetNarrow *p = (const KrSetNarrow *)s->table + i;
    if (!p->key.bits) return false;
    narrow_key(p, k);
    return true;
}

/* ---- the order of places ----
 * A row of places side by side, then a row elsewhere, which the rest of the hash decides. */

#define FOLD_PLACES ((size_t)1 << KR_FOLD_OWN_BITS) /* for so many the folded hash is enough */

/* Where the first row begins. */
KR_INLINE size_t first_row(kr_vm *vm, size_t mask, KrSetKey *k) {
    return (mask < FOLD_PLACES ? k->fold : (uint64_t)kr__set_key_hash(vm, k)) & mask;
}
/* The last place of the row that begins at i. */
KR_INLINE size_t row_end(size_t i, size_t mask) {
    return i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
}
KR_INLINE size_t next_row(size_t i, size_t mask, uint64_t *perturb) {
    *perturb >>= PERTURB_SHIFT;
    return (size_t)(i * 5 + 1 + *perturb) & mask;
}

/* ---- building tables ---- */

KR_INLINE void put_in(kr_vm *vm, void *table, bool wide, size_t i, KrSetKey *k) {
    if (wide) {
        ((KrSetWide *)table)[i] = (KrSetWide){k->key, kr__set_key_hash(vm, k)};
    } else {
        Slot key = KR_NO_SLOT;
        (void)kr__narrow(k->key, &key);
        ((KrSetNarrow *)table)[i] = (KrSetNarrow){key, k->fold};
    }
}

static void put(kr_vm *vm, KrSet *s, size_t i, KrSetKey *k) {
    put_in(vm, s->table, is_wide(s), i, k);
    if (!kr__is_ref(k->key)) return;
    s->head.head |= KR_F_SET_REFS;
    kr__barrier_item(vm, s, place_at(s, i));
}

KR_INLINE bool never_used_in(const void *table, bool wide, size_t i) {
    if (wide) {
        const KrSetWide *p = (const KrSetWide *)table + i;
        return !p->key.bits && !p->hash;
    }
    const KrSetNarrow *p = (const KrSetNarrow *)table + i;
    return !p->key.bits && !p->hash;
}
KR_INLINE bool never_used(const KrSet *s, size_t i) {
    return never_used_in(s->table, is_wide(s), i);
}

/* Puts a key that is not in the table, which has no dummies. The barrier is the caller's. */
KR_INLINE void insert_clean(kr_vm *vm, void *table, bool wide, size_t mask, KrSetKey *k) {
    size_t i = first_row(vm, mask, k);
    uint64_t perturb = 0;
    for (bool jumped = false;; jumped = true) {
        for (size_t j = i, end = row_end(i, mask); j <= end; j++) {
            if (!never_used_in(table, wide, j)) continue;
            put_in(vm, table, wide, j, k);
            return;
        }
        if (!jumped) perturb = (uint64_t)kr__set_key_hash(vm, k);
        i = next_row(i, mask, &perturb);
    }
}

/* Every key of `from` into the clean table of s, which is as wide. */
static void insert_all(kr_vm *vm, KrSet *s, const KrSet *from) {
    size_t n = places(from), mask = s->mask;
    KrSetKey k;
    if (is_wide(s)) {
        for (size_t i = 0; i < n; i++)
            if (read_place(from, i, &k)) insert_clean(vm, s->table, true, mask, &k);
    } else {
        const KrSetNarrow *p = from->table;
        for (const KrSetNarrow *end = p + n; p < end; p++) {
            if (!p->key.bits) continue;
            narrow_key(p, &k);
            insert_clean(vm, s->table, false, mask, &k);
        }
    }
    kr__barrier_range(vm, s, s->table, (char *)s->table + table_bytes(s));
}

static bool new_table(kr_vm *vm, KrSet *s, size_t n) {
    if (n > (size_t)1 << 31) return kr__ok(kr__no_memory(vm));
    void *t = kr__buf_new(vm, s, n * place_size(is_wide(s)), NULL);
    if (!t) return false;
    s->table = t;
    s->mask = (uint32_t)(n - 1);
    return true;
}

/* Narrow places become wide, each key where it is. */
static bool widen(kr_vm *vm, KrSet *s) {
    if (!s->table) {
        s->head.head |= KR_F_WIDE;
        return true;
    }
    size_t n = places(s), from = n * sizeof(KrSetNarrow), to = n * sizeof(KrSetWide);
    KrSetNarrow *old = kr__buf_resize(vm, s, s->table, from, to, NULL);
    if (!old) return false;
    s->table = old;
    KrSetWide *wide = s->table;
    for (size_t i = n; i-- > 0;) {
        KrSetNarrow p = old[i];
        KrSetKey k;
        if (p.key.bits) {
            narrow_key(&p, &k);
            wide[i] = (KrSetWide){k.key, kr__set_key_hash(vm, &k)};
        } else {
            wide[i] = (KrSetWide){KR_UNSET, p.hash ? -1 : 0};
        }
    }
    s->head.head |= KR_F_WIDE;
    kr__barrier_range(vm, s, s->table, (char *)s->table + to);
    return true;
}

/* Past a million places the folded hash does not say where a str begins its search. */
static bool needs_hashes(const KrSet *s, size_t n) {
    if (n <= FOLD_PLACES || is_wide(s)) return false;
    const KrSetNarrow *p = s->table;
    for (size_t i = 0; i < places(s); i++)
        if (kr__slot_is_ref(p[i].key) && kr__exact(kr__slot_value(p[i].key), KR_T_STR)) return true;
    return false;
}

/* A new table with more than `want` places, without dummies. */
static bool resize(kr_vm *vm, KrSet *s, size_t want) {
    size_t n = MIN_PLACES;
    while (n <= want) n <<= 1;
    if (s->table && n == MIN_PLACES && s->mask == MIN_PLACES - 1 && s->fill == s->used) return true;
    if (needs_hashes(s, n) && !widen(vm, s)) return false;
    KrSet old = *s;
    if (!new_table(vm, s, n)) return false;
    insert_all(vm, s, &old);
    s->fill = s->used;
    if (old.table) kr__buf_free(vm, s, old.table, table_bytes(&old));
    return true;
}

/* ---- searching ---- */

enum { DIFFERENT, SAME, FAILED, AGAIN };

static int same_key(kr_vm *vm, KrSet *s, size_t i, Value key, Value want) {
    int quick = kr__quick_equal(key, want);
    if (quick >= 0) return quick ? SAME : DIFFERENT;
    const void *table = s->table;
    uint32_t mask = s->mask;
    bool wide = is_wide(s);
    KrSetKey now;
    int r = kr__equal(vm, key, want);
    if (r < 0) return FAILED;
    if (s->table != table || s->mask != mask || is_wide(s) != wide || !read_place(s, i, &now) ||
        !kr__same(now.key, key))
        return AGAIN;
    return r ? SAME : DIFFERENT;
}

#define NO_PLACE ((size_t)-1)  /* the search failed */
#define UNSETTLED ((size_t)-2) /* the set changed */

/* The place of the key (*found), or the one where it belongs: the last dummy passed, else the
 * never used place that ended the search. */
KR_INLINE size_t search(kr_vm *vm, KrSet *s, KrSetKey *k, bool wide, bool *found) {
    size_t mask = s->mask, dummy = NO_PLACE, i = first_row(vm, mask, k);
    int64_t hash = wide ? kr__set_key_hash(vm, k) : 0;
    uint64_t perturb = 0;
    Slot want = KR_NO_SLOT; /* stays so when a narrow place cannot hold the key itself */
    if (!wide) (void)kr__narrow(k->key, &want);
    for (bool jumped = false;; jumped = true) {
        for (size_t j = i, end = row_end(i, mask); j <= end; j++) {
            const KrSetWide *w = (const KrSetWide *)s->table + j;
            const KrSetNarrow *n = (const KrSetNarrow *)s->table + j;
            if (wide ? !w->key.bits : !n->key.bits) {
                if (wide ? !w->hash : !n->hash) return dummy == NO_PLACE ? j : dummy;
                dummy = j;
                continue;
            }
            if (wide ? kr__same(w->key, k->key) : n->key.bits == want.bits) {
                *found = true;
                return j;
            }
            if (wide ? w->hash != hash : n->hash != k->fold) continue;
            if (!wide && n->key.bits & want.bits & 1) continue; /* two ints */
            switch (same_key(vm, s, j, wide ? w->key : kr__slot_value(n->key), k->key)) {
            case SAME: *found = true; return j;
            case FAILED: return NO_PLACE;
            case AGAIN: return UNSETTLED;
            default: break;
            }
        }
        if (!jumped) perturb = (uint64_t)kr__set_key_hash(vm, k);
        i = next_row(i, mask, &perturb);
    }
}

/* What stands at the places of a row, two bits a place: a key that is sought, a key with its hash
 * that may be equal, a dummy, nothing. */
typedef struct Row {
    uint32_t same, alike, dummy, empty;
} Row;

#ifdef __SSE2__
KR_INLINE uint32_t pairs_equal(const __m128i p[4], __m128i want) {
    __m128i ab = _mm_packs_epi32(_mm_cmpeq_epi32(p[0], want), _mm_cmpeq_epi32(p[1], want));
    __m128i cd = _mm_packs_epi32(_mm_cmpeq_epi32(p[2], want), _mm_cmpeq_epi32(p[3], want));
    return (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(ab, cd));
}
/* Eight narrow places. */
KR_INLINE Row read_row(const KrSetNarrow *at, Slot key, uint32_t hash) {
    __m128i p[4], want = _mm_set_epi32((int)hash, (int)key.bits, (int)hash, (int)key.bits);
    for (unsigned i = 0; i < 4; i++)
        p[i] = _mm_loadu_si128((const __m128i *)(const void *)(at + 2 * i));
    uint32_t t = pairs_equal(p, want), z = pairs_equal(p, _mm_setzero_si128());
    return (Row){t & 0x5555, t >> 1 & ~t & ~z & 0x5555, z & ~(z >> 1) & 0x5555,
                 z & z >> 1 & 0x5555};
}
#else
KR_INLINE Row read_row(const KrSetNarrow *at, Slot key, uint32_t hash) {
    Row r = {0, 0, 0, 0};
    for (unsigned i = 0; i < 8; i++) {
        uint32_t bit = 1u << 2 * i;
        if (at[i].key.bits == key.bits)
            r.same |= bit;
        else if (!at[i].key.bits)
            *(at[i].hash ? &r.dummy : &r.empty) |= bit;
        else if (at[i].hash == hash)
            r.alike |= bit;
    }
    return r;
}
#endif

/* One place of a row: 1 the key, 0 never used, -1 another or a dummy, -2 perhaps an equal key. */
KR_INLINE int read_one(const KrSetNarrow *p, Slot key, uint32_t hash) {
    if (p->key.bits == key.bits) return 1;
    if (!p->key.bits) return p->hash ? -1 : 0;
    return p->hash == hash ? -2 : -1;
}

/* search for an int among narrow places; UNSETTLED: it met a key that might be equal without being
 * the same, or it is no int for a narrow place. */
KR_INLINE size_t search_int(kr_vm *vm, const KrSet *s, KrSetKey *k, bool *found) {
    Slot want;
    if (!kr__is_int(k->key) || !kr__narrow(k->key, &want)) return UNSETTLED;
    const KrSetNarrow *table = s->table;
    size_t mask = s->mask, dummy = NO_PLACE, i = first_row(vm, mask, k);
    uint64_t perturb = 0;
    for (bool jumped = false;; jumped = true) {
        int one = read_one(table + i, want, k->fold);
        if (one == -2) return UNSETTLED;
        if (one >= 0) {
            *found = one;
            return one || dummy == NO_PLACE ? i : dummy;
        }
        if (!table[i].key.bits) dummy = i;
        if (i + LINEAR_PROBES <= mask) {
            Row r = read_row(table + i + 1, want, k->fold);
            if (r.same) {
                *found = true;
                return i + 1 + (unsigned)__builtin_ctz(r.same) / 2;
            }
            if (r.alike) return UNSETTLED;
            if (r.empty) r.dummy &= (r.empty & -r.empty) - 1;
            if (r.dummy) dummy = i + 1 + (31 - (unsigned)__builtin_clz(r.dummy)) / 2;
            if (r.empty)
                return dummy == NO_PLACE ? i + 1 + (unsigned)__builtin_ctz(r.empty) / 2 : dummy;
            size_t last = i + LINEAR_PROBES;
            one = read_one(table + last, want, k->fold);
            if (one == -2) return UNSETTLED;
            if (one >= 0) {
                *found = one;
                return one || dummy == NO_PLACE ? last : dummy;
            }
            if (!table[last].key.bits) dummy = last;
        }
        if (!jumped) perturb = (uint64_t)kr__set_key_hash(vm, k);
        i = next_row(i, mask, &perturb);
    }
}

/* As search, until the set holds still. UNSETTLED: it has no table (any more). */
static size_t find(kr_vm *vm, KrSet *s, KrSetKey *k, bool *found) {
    size_t i;
    *found = false;
    if (s->table && !is_wide(s) && (i = search_int(vm, s, k, found)) != UNSETTLED) return i;
    do {
        if (!s->table) return UNSETTLED;
        i = is_wide(s) ? search(vm, s, k, true, found) : search(vm, s, k, false, found);
    } while (i == UNSETTLED);
    return i;
}

int kr__set_contains_key(kr_vm *vm, KrSet *s, KrSetKey *k) {
    bool found;
    return find(vm, s, k, &found) == NO_PLACE ? -1 : found;
}

bool kr__set_add_key(kr_vm *vm, KrSet *s, KrSetKey *k) {
    bool found;
    size_t i = find(vm, s, k, &found);
    if (i == NO_PLACE) return false;
    if (found) return true;
    if (!is_wide(s) && !is_narrow(k->key) && !widen(vm, s)) return false;
    if (!s->table) {
        if (!new_table(vm, s, MIN_PLACES)) return false;
        s->fill = s->used = 0;
        i = first_row(vm, s->mask, k);
    }
    bool fresh = never_used(s, i);
    put(vm, s, i, k);
    s->used++;
    if (!fresh) return true;
    s->fill++;
    if ((size_t)s->fill * 5 < (size_t)s->mask * 3) return true;
    return resize(vm, s, s->used > 50000 ? (size_t)s->used * 2 : (size_t)s->used * 4);
}

static void make_dummy(KrSet *s, size_t i) {
    if (is_wide(s)) {
        ((KrSetWide *)s->table)[i] = (KrSetWide){KR_UNSET, -1};
    } else {
        ((KrSetNarrow *)s->table)[i] = (KrSetNarrow){KR_NO_SLOT, 1};
    }
    s->used--;
}

int kr__set_discard_key(kr_vm *vm, KrSet *s, KrSetKey *k) {
    bool found;
    size_t i = find(vm, s, k, &found);
    if (i == NO_PLACE) return -1;
    if (found) make_dummy(s, i);
    return found;
}

/* ---- the contract of set.h ---- */

Value kr__set_new(kr_vm *vm, KrTypeNo type) {
    KrSet *s = kr__new(vm, type, sizeof(KrSet));
    return s ? kr__value_of(s) : KR_FAILED;
}

Value kr__set_from(kr_vm *vm, KrTypeNo type, Value iterable) {
    Value r = kr__set_new(vm, type);
    if (kr__failed(r) || (kr__ok(iterable) && !kr__set_update(vm, kr__ptr(r), iterable)))
        return KR_FAILED;
    return r;
}

bool kr__set_add(kr_vm *vm, KrSet *s, Value key) {
    KrSetKey k;
    return key_of(vm, key, &k) && kr__set_add_key(vm, s, &k);
}

bool kr__set_item_key(kr_vm *vm, Value item, KrSetKey *k) {
    if (kr__set_key(vm, item, k)) return true;
    if (!kr__is_set(vm, item) || !kr__pending_is(vm, KR_T_X_TYPEERROR)) return false;
    kr__clear_pending(vm);
    Value frozen = kr__set_from(vm, KR_T_FROZENSET, item);
    return kr__ok(frozen) && kr__set_key(vm, frozen, k);
}

int kr__set_contains(kr_vm *vm, KrSet *s, Value key) {
    KrSetKey k;
    if (kr__is_int(key)) return key_of(vm, key, &k) ? kr__set_contains_key(vm, s, &k) : -1;
    return kr__set_item_key(vm, key, &k) ? kr__set_contains_key(vm, s, &k) : -1;
}

int kr__set_discard(kr_vm *vm, KrSet *s, Value key) {
    KrSetKey k;
    return key_of(vm, key, &k) ? kr__set_discard_key(vm, s, &k) : -1;
}

void kr__set_clear(kr_vm *vm, KrSet *s) {
    void *table = s->table;
    size_t bytes = table_bytes(s);
    s->used = s->fill = s->mask = 0;
    s->table = NULL;
    s->finger = 0;
    s->head.head &= ~(KR_F_WIDE | KR_F_SET_REFS);
    if (table) kr__buf_free(vm, s, table, bytes);
}

bool kr__set_next_key(const KrSet *s, size_t *pos, KrSetKey *out) {
    size_t i = *pos, n = places(s);
    if (is_wide(s)) {
        while (i < n && !read_place(s, i, out)) i++;
    } else {
        const KrSetNarrow *p = s->table;
        while (i < n && !p[i].key.bits) i++;
        if (i < n) narrow_key(p + i, out);
    }
    *pos = i + (i < n);
    return i < n;
}

bool kr__set_next(const KrSet *s, size_t *pos, Value *key) {
    KrSetKey k;
    if (!kr__set_next_key(s, pos, &k)) return false;
    *key = k.key;
    return true;
}

bool kr__set_expect(kr_vm *vm, KrSet *s, size_t n) {
    size_t mask = s->table ? s->mask : MIN_PLACES - 1;
    if ((s->fill + n) * 5 < mask * 3) return true;
    return resize(vm, s, (s->used + n) * 2);
}

bool kr__set_tidy(kr_vm *vm, KrSet *s) {
    if (!s->table || s->fill - s->used <= s->mask / 4) return true;
    return resize(vm, s, s->used > 50000 ? (size_t)s->used * 2 : (size_t)s->used * 4);
}

bool kr__set_merge(kr_vm *vm, KrSet *s, KrSet *from) {
    if (s == from || !from->used) return true;
    if (!kr__set_expect(vm, s, from->used)) return false;
    size_t n = s->table ? places(s) : MIN_PLACES;
    if (!s->fill && is_wide(s) != is_wide(from)) { /* empty: takes the form of the other */
        kr__set_clear(vm, s);
        s->head.head |= from->head.head & KR_F_WIDE;
    }
    KrSetKey k;
    size_t pos = 0;
    if (!s->fill) {
        if (!s->table && !new_table(vm, s, n)) return false;
        s->head.head |= from->head.head & KR_F_SET_REFS;
        if (n == places(from) && from->fill == from->used) {
            memcpy(s->table, from->table, table_bytes(s));
            kr__barrier_range(vm, s, s->table, (char *)s->table + table_bytes(s));
        } else {
            insert_all(vm, s, from);
        }
        s->fill = s->used = from->used;
        return true;
    }
    while (kr__set_next_key(from, &pos, &k))
        if (!kr__set_add_key(vm, s, &k)) return false;
    return true;
}

typedef struct AddState {
    KrSet *set;
    size_t steps;
} AddState;
static bool add_item(kr_vm *vm, void *ud, Value item) {
    AddState *a = ud;
    return kr__set_add(vm, a->set, item) && ((++a->steps & 1023) || kr__poll(vm));
}

static bool add_list(kr_vm *vm, KrSet *s, Value list) {
    for (size_t i = 0; i < ((KrList *)kr__ptr(list))->len; i++) {
        KrSetKey k;
        if (!key_of(vm, kr__list_get(kr__ptr(list), i), &k) || !kr__set_add_key(vm, s, &k))
            return false;
        if ((i & 1023) == 1023 && !kr__poll(vm)) return false;
    }
    return true;
}

bool kr__set_update(kr_vm *vm, KrSet *s, Value iterable) {
    if (kr__is_set(vm, iterable)) return kr__set_merge(vm, s, kr__ptr(iterable));
    if (kr__exact(iterable, KR_T_DICT)) {
        KrDict *d = kr__ptr(iterable);
        size_t pos = 0;
        Value key;
        if (!kr__set_expect(vm, s, kr__dict_len(vm, d))) return false;
        while (kr__dict_next(vm, d, &pos, &key, NULL))
            if (!kr__set_add(vm, s, key)) return false;
        return true;
    }
    if (kr__exact(iterable, KR_T_LIST)) return add_list(vm, s, iterable);
    AddState a = {s, 0};
    return kr__each(vm, iterable, add_item, &a);
}

/* A buffer changes its owner; the collector is told. */
void kr__set_swap(kr_vm *vm, KrSet *s, KrSet *t) {
    KrSet a = *s, b = *t;
    if (a.table) kr__buf_give(vm, s, t, a.table, table_bytes(&a));
    if (b.table) kr__buf_give(vm, t, s, b.table, table_bytes(&b));
    s->used = b.used, s->fill = b.fill, s->mask = b.mask, s->table = b.table;
    t->used = a.used, t->fill = a.fill, t->mask = a.mask, t->table = a.table;
    const uint32_t form = KR_F_WIDE | KR_F_SET_REFS;
    s->head.head = (s->head.head & ~form) | (b.head.head & form);
    t->head.head = (t->head.head & ~form) | (a.head.head & form);
    s->hash = t->hash = 0;
    kr__barrier(vm, s);
    kr__barrier(vm, t);
    kr__barrier_range(vm, s, s->table, (char *)s->table + table_bytes(s));
    kr__barrier_range(vm, t, t->table, (char *)t->table + table_bytes(t));
}

Value kr__set_pop(kr_vm *vm, KrSet *s) {
    (void)vm;
    KrSetKey k;
    if (!s->used) return KR_UNSET;
    size_t i = s->finger & s->mask;
    while (!read_place(s, i, &k)) i = i == s->mask ? 0 : i + 1;
    make_dummy(s, i);
    s->finger = (uint32_t)i + 1;
    return k.key;
}
