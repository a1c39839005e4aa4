/* SPDX-License-Identifier: MIT
 * retain.c: what only the instances of a class hold (retain.h), for all classes in one go.
 *
 * Each cell gets the set of classes that stand on EVERY way from a root to it, its own class among them: the
 * intersection of the sets of all that refer to it, and its class. That is the greatest solution of these equations; it is
 * found from above. A cell first has the set that the first way gives it, and whenever another way makes the set smaller,
 * what the cell refers to is looked at again. Ways with few classes are followed first, which makes that rare.
 * retained(C) is then the sum over the cells whose set has C.
 *
 * Sets are numbered (1 is the empty one, 0 says that no way was found yet), and the numbers kept in kr__labels. A class
 * is held by its instances; for that each layout has the intersection of its cells' sets. The view of an instance's
 * fields holds the instance. */
#include "heap/retain.h"

#include <string.h>

#include "heap/labels.h"
#include "heap/walk.h"

#define WORDS (KR_RETAIN_CLASSES / 64)
#define BUCKETS 8
#define CACHE 1024
#define PART_STEP 512 /* entries of an array that are looked at in one go */
#define MANY 16384    /* cells that wait before an array with fewer classes is gone on with */
#define NO_WAY 0u
#define FREE_WAY 1u

typedef struct Set {
    uint64_t w[WORDS];
} Set;

/* The cells that have a set. */
typedef struct Sum {
    uint64_t bytes, objects;
} Sum;

/* A long array of a cell whose set has this number. */
typedef struct Part {
    KrArrayRange r;
    uint16_t set;
} Part;

typedef struct Known {
    uint32_t question; /* 0: free */
    uint16_t answer;
} Known;

/* How cells of a layout are looked at: by the layout's masks alone, or as the collector does. */
enum { LOOK_NOT, LOOK_MASKS, LOOK_SCAN };
typedef struct Info {
    uint16_t cls;      /* index of its class + 1; 0: not asked for */
    uint16_t common;   /* what its cells' sets have in common */
    uint16_t from, to; /* the last question of a set and this class, and its answer */
    uint8_t look;      /* LOOK_* */
    bool owns, counts; /* its cells may own buffers; are objects, not private cells */
} Info;

typedef struct Walk {
    kr_vm *vm;
    KrMem *mem;
    KrShadow shadow;
    KrLabels labels;
    KR_VEC(Set) sets; /* [0] is not used */
    KR_VEC(Sum) sums; /* by number of set */
    uint16_t *hash;   /* of numbers of sets */
    uint32_t hash_cap;
    Known met[CACHE], joined[CACHE];
    KrRefs waiting[BUCKETS]; /* cells to look at, by the number of classes in their sets */
    size_t nwaiting;
    KR_VEC(Part) parts;
    Info *info; /* by layout */
    bool failed;
} Walk;

/* ---- sets ---- */

static uint32_t hash_of(const Set *s) {
    uint64_t h = 0;
    for (unsigned i = 0; i < WORDS; i++) h = (h ^ s->w[i]) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(h >> 32);
}

static bool hash_grow(Walk *w) {
    uint32_t cap = w->hash_cap ? w->hash_cap * 2 : 256;
    uint16_t *hash = kr__mem_zalloc(w->mem, cap * sizeof *hash);
    if (!hash) return false;
    for (uint32_t n = 1; n < w->sets.n; n++) {
        uint32_t i = hash_of(&w->sets.data[n]) & (cap - 1);
        while (hash[i]) i = (i + 1) & (cap - 1);
        hash[i] = (uint16_t)n;
    }
    kr__mem_free(w->mem, w->hash, w->hash_cap * sizeof *hash);
    w->hash = hash;
    w->hash_cap = cap;
    return true;
}

/* The number of a set; NO_WAY: no memory, or there are too many of them. */
static uint16_t number_of(Walk *w, const Set *s) {
    if (w->sets.n * 2 >= w->hash_cap && !hash_grow(w)) goto failed;
    uint32_t i = hash_of(s) & (w->hash_cap - 1);
    for (; w->hash[i]; i = (i + 1) & (w->hash_cap - 1))
        if (!memcmp(&w->sets.data[w->hash[i]], s, sizeof *s)) return w->hash[i];
    Sum none = {0};
    if (w->sets.n > UINT16_MAX || !kr__vec_push(w->mem, &w->sums, none) ||
        !kr__vec_push(w->mem, &w->sets, *s))
        goto failed;
    return w->hash[i] = (uint16_t)(w->sets.n - 1);
failed:
    w->failed = true;
    return NO_WAY;
}

static uint16_t meet(Walk *w, uint32_t a, uint32_t b) {
    if (a == b) return (uint16_t)a;
    uint32_t question = a < b ? a << 16 | b : b << 16 | a;
    Known *k = &w->met[(question * 0x9e3779b1u >> 16) % CACHE];
    if (k->question == question) return k->answer;
    Set s = w->sets.data[a];
    for (unsigned i = 0; i < WORDS; i++) s.w[i] &= w->sets.data[b].w[i];
    uint16_t n = number_of(w, &s);
    *k = (Known){question, n};
    return n;
}

/* Set a and the class with this index + 1. */
static uint16_t join(Walk *w, uint32_t a, uint32_t cls) {
    uint32_t question = a << 16 | cls;
    Known *k = &w->joined[(question * 0x9e3779b1u >> 16) % CACHE];
    if (k->question == question) return k->answer;
    Set s = w->sets.data[a];
    s.w[(cls - 1) / 64] |= (uint64_t)1 << (cls - 1) % 64;
    uint16_t n = number_of(w, &s);
    *k = (Known){question, n};
    return n;
}

static unsigned bucket_of(const Walk *w, uint32_t set) {
    unsigned n = 0;
    for (unsigned i = 0; i < WORDS; i++)
        n += (unsigned)__builtin_popcountll(w->sets.data[set].w[i]);
    return n < BUCKETS ? n : BUCKETS - 1;
}

/* ---- ways ---- */

static uint8_t how_to_look(kr_vm *vm, uint32_t no) {
    const KrLayout *l = kr__layout(vm, no);
    const KrKindInfo *k = kr__heap(vm)->kinds[l->kind];
    if (!k || k->trace || k->tail == 1 || l->size > 256 || l->flags & KR_LF_TAIL) return LOOK_SCAN;
    return l->slots || l->values ? LOOK_MASKS : LOOK_NOT;
}

static bool is_far(uint32_t ref) { return ref >= KR_FIRST_CELL >> 2; } /* no constant */

/* Does the cell refer to any that is not a constant? */
static bool refers(const Walk *w, uint32_t ref, uint32_t no) {
    const KrLayout *l = kr__layout(w->vm, no);
    const uint32_t *words = kr__cell(ref);
    for (uint64_t m = l->slots; m; m &= m - 1) {
        Slot s = KR_SLOT(words[__builtin_ctzll(m)]);
        if (kr__slot_is_ref(s) && is_far(s.bits)) return true;
    }
    for (uint64_t m = l->values; m; m &= m - 1)
        if (kr__is_cell(*(const Value *)(const void *)&words[__builtin_ctzll(m)])) return true;
    return false;
}

static void reach(Walk *w, uint32_t ref, uint32_t from);

/* A cell of this layout has this set now: so much of the way to its class is known. */
static KR_NOINLINE void reach_class(Walk *w, uint32_t no, uint32_t set) {
    uint32_t was = w->info[no].common, now = was == NO_WAY ? set : meet(w, was, set);
    if (now == was || now == NO_WAY) return;
    w->info[no].common = (uint16_t)now;
    Slot cls = kr__layout(w->vm, no)->cls;
    if (cls.bits) reach(w, cls.bits, now);
}

static KR_NOINLINE void ask_join(Walk *w, Info *i, uint32_t from) {
    i->to = i->cls ? join(w, from, i->cls) : (uint16_t)from;
    i->from = (uint16_t)from;
}

/* The cell had one set and has another; its bytes and those of its buffers go with it. */
static void move_sum(Walk *w, uint32_t ref, const Info *i, size_t bytes, uint32_t was,
                     uint32_t now) {
    if (KR_UNLIKELY(i->owns)) bytes += kr__owned_bytes(w->vm, kr__cell(ref));
    Sum *to = &w->sums.data[now];
    to->bytes += bytes;
    to->objects += i->counts;
    if (was == NO_WAY) return;
    Sum *from = &w->sums.data[was];
    from->bytes -= bytes;
    from->objects -= i->counts;
}

/* There is a way to the cell, which is no constant, from one whose set has the number `from`. */
static void reach(Walk *w, uint32_t ref, uint32_t from) {
    uint32_t no = kr__layout_no(kr__cell(ref));
    Info *i = &w->info[no];
    if (i->from != from) ask_join(w, i, from);
    KrLabelPlace p;
    kr__label_place(&w->labels, ref, &p);
    uint32_t was = kr__label_read(&p), now = i->to;
    if (was == now) return;
    if (was != NO_WAY) now = meet(w, was, now);
    if (now == was || now == NO_WAY) return;
    if (!kr__label_write(&w->labels, &p, (uint16_t)now)) w->failed = true;
    move_sum(w, ref, i, p.bytes, was, now);
    if (i->common != now) reach_class(w, no, now);
    if (i->look == LOOK_NOT || (i->look == LOOK_MASKS && !refers(w, ref, no))) return;
    if (!kr__vec_push(w->mem, &w->waiting[bucket_of(w, now)], ref)) w->failed = true;
    w->nwaiting++;
}

static void reach_slot(Walk *w, Slot s, uint32_t from) {
    if (kr__slot_is_ref(s) && is_far(s.bits)) reach(w, s.bits, from);
}
static void reach_value(Walk *w, Value v, uint32_t from) {
    if (kr__is_cell(v)) reach(w, (uint32_t)v.bits, from);
}

/* What the shadow has found was reached from a cell with this set. */
static void reach_found(Walk *w, uint32_t set) {
    KrGc *gc = w->shadow.gc;
    for (uint32_t i = 0; i < gc->ranges.n; i++) {
        Part p = {gc->ranges.data[i], (uint16_t)set};
        if (!kr__vec_push(w->mem, &w->parts, p)) w->failed = true;
    }
    gc->ranges.n = 0;
    for (size_t i = 0; i < gc->n; i++) {
        if (i + 8 < gc->n) __builtin_prefetch(gc->base + kr__off(gc->stack[i + 8]));
        if (is_far(gc->stack[i])) reach(w, gc->stack[i], set);
    }
    kr__shadow_clear(&w->shadow);
    w->failed |= gc->overflow;
}

static void reach_entries(Walk *w, const KrArrayRange *r, size_t n, uint32_t set) {
    const char *e = r->at;
    for (size_t i = 0; i < n; i++, e += r->stride) {
        for (unsigned m = r->slots; m; m &= m - 1)
            reach_slot(w, *(const Slot *)(const void *)(e + 4 * __builtin_ctz(m)), set);
        for (unsigned m = r->values; m; m &= m - 1)
            reach_value(w, *(const Value *)(const void *)(e + 4 * __builtin_ctz(m)), set);
    }
}

static void reach_slots(Walk *w, const Slot *s, size_t n, uint32_t set) {
    for (size_t i = 0; i < n; i++) {
        if (i + 8 < n && kr__slot_is_ref(s[i + 8]))
            __builtin_prefetch(kr__cage.base + kr__off(s[i + 8].bits));
        reach_slot(w, s[i], set);
    }
}

static void step_part(Walk *w) {
    Part *top = kr__vec_top(&w->parts), part = *top;
    size_t n = part.r.n < PART_STEP ? part.r.n : PART_STEP;
    top->r.n -= n;
    top->r.at = (const char *)part.r.at + n * part.r.stride;
    if (!top->r.n) w->parts.n--;
    if (part.r.stride == sizeof(Slot))
        reach_slots(w, part.r.at, n, part.set);
    else
        reach_entries(w, &part.r, n, part.set);
}

static void step_cell(Walk *w, unsigned bucket) {
    uint32_t ref = kr__vec_pop(&w->waiting[bucket]), set = kr__label_get(&w->labels, ref);
    KrObj *cell = kr__cell(ref);
    w->nwaiting--;
    if (w->info[kr__layout_no(cell)].look == LOOK_SCAN) {
        kr__shadow_scan(&w->shadow, cell);
        reach_found(w, set);
        return;
    }
    const KrLayout *l = kr__layout_of(w->vm, cell);
    const uint32_t *words = (const uint32_t *)cell;
    for (uint64_t m = l->slots; m; m &= m - 1)
        reach_slot(w, KR_SLOT(words[__builtin_ctzll(m)]), set);
    for (uint64_t m = l->values; m; m &= m - 1)
        reach_value(w, *(const Value *)(const void *)&words[__builtin_ctzll(m)], set);
}

static void follow(Walk *w) {
    while (!w->failed && (w->nwaiting || w->parts.n)) {
        unsigned b = 0;
        while (b < BUCKETS && !w->waiting[b].n) b++;
        bool part =
            w->parts.n &&
            (b == BUCKETS || (w->nwaiting < MANY && bucket_of(w, kr__vec_top(&w->parts)->set) < b));
        if (part)
            step_part(w);
        else
            step_cell(w, b);
    }
}

/* Views hold their owners. */
static void follow_views(Walk *w) {
    const KrHeapPrivate *p = kr__priv(w->vm);
    for (bool more = true; more && !w->failed;) {
        more = false;
        for (uint32_t i = 0; i < p->side_cap; i++) {
            const KrSide *s = &p->side[i];
            uint32_t set = s->owner && s->dict ? kr__label_get(&w->labels, s->dict) : NO_WAY;
            if (set == NO_WAY) continue;
            uint32_t was = kr__label_get(&w->labels, s->owner);
            reach(w, s->owner, set);
            more |= kr__label_get(&w->labels, s->owner) != was;
        }
        follow(w);
    }
}

static void follow_roots(Walk *w, bool precise) {
    static const KrRootKind kinds[] = {KR_ROOT_TABLES, KR_ROOT_MACHINE, KR_ROOT_STACK};
    for (unsigned i = 0; i < KR_COUNTOF(kinds) - precise; i++) {
        kr__shadow_roots(&w->shadow, kinds[i]);
        reach_found(w, FREE_WAY);
    }
    follow(w);
    follow_views(w);
}

/* ---- sums ---- */

static void sum_up(const Walk *w, KrRetained *r, unsigned n) {
    for (uint32_t set = FREE_WAY; set < w->sets.n; set++)
        for (unsigned i = 0; i < n; i++) {
            if (!(w->sets.data[set].w[i / 64] >> i % 64 & 1)) continue;
            r[i].bytes += w->sums.data[set].bytes;
            r[i].objects += w->sums.data[set].objects;
        }
}

/* ---- */

static bool begin(Walk *w, const KrRetained *r, unsigned n) {
    uint32_t nlayouts = kr__heap(w->vm)->nlayouts;
    w->info = kr__mem_zalloc(w->mem, nlayouts * sizeof *w->info);
    Set none = {{0}};
    Sum nothing = {0};
    if (!w->info || !kr__vec_push(w->mem, &w->sets, none) ||
        !kr__vec_push(w->mem, &w->sums, nothing) || number_of(w, &none) != FREE_WAY)
        return false;
    for (uint32_t no = 1; no < nlayouts; no++) {
        const KrLayout *l = kr__layout(w->vm, no);
        const KrKindInfo *k = kr__heap(w->vm)->kinds[l->kind];
        w->info[no].look = how_to_look(w->vm, no);
        w->info[no].owns = k && k->owned;
        w->info[no].counts =
            no != KR_T_BUFFER && no != KR_T_BOX && no != KR_T_SLOTS && no != KR_T_STRBUF;
    }
    for (unsigned i = 0; i < n; i++)
        for (uint32_t no = 1; no < nlayouts; no++)
            if (kr__layout(w->vm, no)->cls.bits == r[i].cls) w->info[no].cls = (uint16_t)(i + 1);
    return kr__labels_init(w->vm, &w->labels);
}

static void end(Walk *w) {
    uint32_t nlayouts = kr__heap(w->vm)->nlayouts;
    kr__labels_free(&w->labels);
    kr__mem_free(w->mem, w->info, w->info ? nlayouts * sizeof *w->info : 0);
    kr__mem_free(w->mem, w->hash, w->hash_cap * sizeof *w->hash);
    for (unsigned i = 0; i < BUCKETS; i++) kr__vec_free(w->mem, &w->waiting[i]);
    kr__vec_free(w->mem, &w->parts);
    kr__vec_free(w->mem, &w->sets);
    kr__vec_free(w->mem, &w->sums);
    kr__mem_free(w->mem, w, sizeof *w);
}

/* See retain.h. */
bool kr__retain(kr_vm *vm, KrRetained *r, unsigned n, bool precise, uint64_t *reached) {
    KrMem *m = &kr__heap(vm)->mem;
    Walk *w = kr__mem_zalloc(m, sizeof *w);
    *reached = 0;
    if (!w) return false;
    w->vm = vm;
    w->mem = m;
    w->labels.vm = vm;
    bool ok = begin(w, r, n) && kr__shadow_begin(vm, &w->shadow);
    if (ok) {
        follow_roots(w, precise);
        kr__shadow_end(&w->shadow);
        ok = !w->failed;
    }
    if (ok) sum_up(w, r, n);
    for (uint32_t set = FREE_WAY; ok && set < w->sets.n; set++) *reached += w->sums.data[set].bytes;
    end(w);
    return ok;
}
