/* SPDX-License-Identifier: MIT
 * private.h: what the files of heap/ share and nobody else sees.
 *
 *   cage     one reserved range a process, with three tables behind it that grow with it:
 *            marks (1 bit for 8 bytes), units (16 bytes for 4 KB), cards (1 byte for 512 bytes)
 *   region   1 MB of the cage; belongs to one VM or to none
 *   unit     4 KB; a region's units are free, or make up blocks and spans
 *   block    4 units of cells of one size class
 *   span     one cell past KR_SMALL_MAX, in whole units; past 1 MB in whole regions. The cell counts
 *            as the bytes that it was made with; what is left of the last unit is overhead
 *
 * The state of a block between collections:
 *   FULL     next to nothing is free; nobody allocates in it
 *   AVAIL    in p->avail[class]: exactly the marked cells are alive, the rest is garbage or zero
 *   TOUCHED  cells were allocated since the last collection. Below `limit` a cell is in use exactly
 *            when its header is not 0; from there on as in AVAIL.
 * A marked cell is old. A cell that is in use and not marked was made since the last collection. */
#ifndef KR_HEAP_PRIVATE_H
#define KR_HEAP_PRIVATE_H

#include "base/vec.h"
#include "heap/cells.h"
#include "heap/watch.h"

#define UNIT_SHIFT 12
#define UNIT_SIZE ((uint64_t)1 << UNIT_SHIFT)
#define REGION_SHIFT 20
#define REGION_SIZE ((uint64_t)1 << REGION_SHIFT)
#define REGION_UNITS (1u << (REGION_SHIFT - UNIT_SHIFT))
#define BLOCK_UNITS 4u
#define BLOCK_SIZE (BLOCK_UNITS << UNIT_SHIFT)
#define CARD_SHIFT 9
#define BUF_CELL_MAX ((size_t)128 << 10) /* buffers past this lie outside the cage */

typedef enum UnitKind {
    UNIT_FREE,
    UNIT_BLOCK,
    UNIT_BLOCK_TAIL,
    UNIT_SPAN,
    UNIT_SPAN_TAIL
} UnitKind;
typedef enum BlockState { BLOCK_FULL, BLOCK_AVAIL, BLOCK_TOUCHED } BlockState;
#define UNIT_F_DIRTY_CARDS 1u /* span: some card is dirty, it is listed in p->dirty */
#define UNIT_F_YOUNG 2u       /* span: in p->young_spans */

typedef struct KrUnit {
    uint8_t kind;  /* UnitKind */
    uint8_t flags; /* UNIT_F_* */
    union {
        struct {
            uint8_t cls;   /* block: size class */
            uint8_t state; /* block: BlockState */
        };
        uint16_t spare; /* span: bytes of its last unit that are not the cell's */
    };
    uint32_t n;    /* span: its units; tails: units back to the first */
    uint32_t next; /* block: next in avail or touched; span: next young one */
    union {
        struct {
            uint16_t limit; /* block, in bytes: see above */
            uint16_t live;  /* block: cells marked when it was looked at last */
        };
        uint32_t prev; /* span: previous young one */
    };
} KrUnit;
_Static_assert(sizeof(KrUnit) == 16, "four units of a block share a cache line");

typedef struct KrRegionSlot {
    kr_vm *owner;   /* atomic */
    uint32_t index; /* in the owner's p->regions */
} KrRegionSlot;

/* The tables that lie behind the cage in the same reserve. Written once, with kr__cage. */
typedef struct KrCageTables {
    uint64_t *marks;
    KrUnit *units;
    uint8_t *cards;
    KrRegionSlot *regions;
    uint32_t nregions, first_region;
} KrCageTables;
extern __attribute__((visibility("hidden"))) KrCageTables kr__cage_tab;

typedef struct KrRegion {
    uint32_t no;     /* cage offset >> REGION_SHIFT */
    uint16_t nfree;  /* units */
    uint16_t nclean; /* of these, not yet charged: untouched since the system gave them */
    uint64_t free[REGION_UNITS / 64];
    uint64_t dirty[REGION_UNITS / 64]; /* units whose memory is charged and may hold anything */
} KrRegion;

/* A buffer outside the cage. */
typedef struct KrLarge {
    struct KrLarge *chain; /* same place of p->large */
    char *p;
    size_t size;    /* whole pages */
    uint8_t *cards; /* size >> CARD_SHIFT, rounded up */
    uint32_t owner;
    bool marked;     /* sticky, like a cell's mark */
    bool dirty;      /* some card is dirty, it is listed in p->dirty */
    uint32_t origin; /* number of the traceback that made or resized it last; 0: not traced */
} KrLarge;

typedef struct KrDirty {
    uint32_t owner;
    uint32_t unit; /* of a span buffer; 0: the owner's large buffers */
} KrDirty;

typedef struct KrSide {
    uint32_t owner; /* 0: free place */
    uint32_t dict;  /* its __dict__ view, or 0 */
    uint32_t weak;  /* newest weak reference, or 0 */
} KrSide;

typedef struct KrPending {
    uint32_t object, callback,
        owner; /* callback 0: finalize object; owner: view `object` waits for adopt */
} KrPending;

typedef struct KrQueue {
    KR_VEC(KrPending) v;
    uint32_t at; /* the first that waits */
} KrQueue;

typedef struct KrArrayRange {
    const void *at;
    size_t n;
    uint8_t stride, slots, values; /* bytes an entry; its words that are Slots, begin Values */
} KrArrayRange;

struct KrGc {
    kr_vm *vm;
    uint64_t *marks;
    char *base;
    KrHeap *heap;
    uint32_t *stack;
    size_t n, cap;
    KR_VEC(KrArrayRange) ranges;
    uint32_t epoch;
    bool full;
    bool overflow; /* a marked cell could not be pushed */
    bool
        keep_cycles; /* what dies only with a cycle that it is part of lives on if somebody could tell */
    bool cards_only; /* the cell being traced is old and clean but for dirty cards */
    bool active;     /* a collection is under way */
    bool checking;   /* marks is a shadow: nothing is to be changed */
};

typedef struct KrFieldCache {
    uint32_t layout, name;
    const KrField *field;
} KrFieldCache;
#define FIELD_CACHE 256

typedef struct KrOrigins KrOrigins;

typedef struct KrHeapPrivate {
    /* block.c */
    KR_VEC(KrRegion) regions;
    uint32_t avail[KR_CLASSES];   /* unit numbers of blocks */
    uint32_t current[KR_CLASSES]; /* block whose free runs are being handed out */
    uint32_t touched;             /* chain through next */
    uint32_t young_spans;
    uint32_t
        free_bufs[KR_CLASSES]; /* freed young BUFFER cells, chained through their owner field */
    KrRun runs[KR_CLASSES];    /* the real runs while `slow` hides them from kr__new */
    uint32_t hint;             /* regions before it have no room for a block */
    size_t dirty_units;        /* free units whose memory is charged */
    size_t block_bytes;        /* units in use */
    unsigned slow;             /* SLOW_*: why every allocation goes through kr__new_slow */
    /* pacing */
    size_t since;       /* bytes handed out since the last collection */
    size_t young_limit; /* collect when `since` reaches it */
    size_t live;        /* cells and buffers alive at the last collection */
    size_t live_full;   /* at the last full one */
    size_t most;        /* highest live + since when a collection or a big buffer looked */
    size_t cell_bytes;  /* cells alive at the last collection */
    uint32_t starved;   /* refusals since emergency collections free too little */
    bool
        limping; /* the last one freed little, yet enough to go on: no MemoryError has come of it */
    uint64_t young_count, full_count;
    double seconds, death_seconds;
    double start_cpu;
    double files_seconds;
    bool for_death; /* kr__gc_request_death asked for the next collection */
    bool for_files; /* kr__gc_request_files did */
    bool left_some; /* the last collection has queued finalizers */
    bool (*garbage)(kr_vm *vm, KrObj *cell); /* kr__gc_request_count's; NULL: nobody asks */
    bool asked; /* kr__gc_request did: the program wants cycles found */
    /* gc.c */
    KrGc gc;
    KR_VEC(uint32_t) remembered;
    KR_VEC(KrDirty) dirty;
    bool must_full; /* something could not be remembered */
    const void *stack_base;
    /* buffer.c */
    KrLarge **large;     /* hashed by owner */
    KrLarge *last_large; /* whose card was dirtied last */
    KrLarge *pinned;     /* being resized: survives whatever its owner says */
    uint32_t nlarge, large_cap;
    size_t large_bytes;
    const char *large_low, *large_high; /* no large buffer has ever lain outside */
    /* layout.c, shape.c */
    uint32_t layout_cap;          /* places of the reserve */
    size_t layout_reserve;        /* its bytes */
    KR_VEC(uint32_t) new_layouts; /* made since the last collection */
    KR_VEC(uint32_t) retired;     /* numbers nobody uses but, perhaps, a cache */
    KR_VEC(uint32_t) spare;       /* numbers to use again */
    bool lost_layouts;            /* one is missing in new_layouts */
    KrFieldCache field_cache[FIELD_CACHE];
    /* intern.c */
    uint32_t *interned; /* cell references; 0: free */
    uint32_t ninterned, interned_cap;
    KR_VEC(uint32_t) new_interned;
    bool lost_interned;
    uint32_t chars[256];
    uint32_t empty_str, empty_tuple, empty_bytes;
    /* side.c */
    KrSide *side;
    uint32_t nside, side_cap;
    KR_VEC(uint32_t)
    new_side; /* owners whose entries were made or changed since the last collection */
    bool lost_side;
    KR_VEC(uint32_t) final_young, final_old;
    KR_VEC(uint32_t) release;
    KR_VEC(uint32_t) dying, cyclic; /* in a collection: see side.c */
    KrQueue finals, callbacks, adoptions;
    uint32_t view_marks; /* views and their owners found marked in one pass of step 0 */
    /* account.c */
    KrOrigins *origins;   /* origins.c; NULL: tracemalloc is off */
    size_t trace_live;    /* traced bytes alive at the last collection */
    size_t trace_largest; /* …that a full collection found at most */
    size_t trace_peak;
    size_t trace_since;   /* part of `since` that lies before the start */
    ptrdiff_t trace_tick; /* bytes of small cells until kr__gc_due must be asked again */
    size_t trace_before;  /* bytes that are not traced, alive at the last full collection */
    /* stress builds */
    uint64_t stress_count, stress_next, stress_seed, stress_state;
} KrHeapPrivate;

KR_INLINE KrHeapPrivate *kr__priv(kr_vm *vm) { return kr__heap(vm)->p; }
KR_INLINE uint64_t kr__off(uint32_t ref) { return (uint64_t)ref << 2; }
KR_INLINE bool kr__mark_test(uint32_t ref) {
    return kr__cage_tab.marks[ref >> 7] >> ((ref >> 1) & 63) & 1;
}
KR_INLINE void kr__mark_set(uint32_t ref) {
    kr__cage_tab.marks[ref >> 7] |= (uint64_t)1 << ((ref >> 1) & 63);
}
KR_INLINE void kr__mark_clear(uint32_t ref) {
    kr__cage_tab.marks[ref >> 7] &= ~((uint64_t)1 << ((ref >> 1) & 63));
}
KR_INLINE bool kr__in_cage(const void *p) {
    return (uint64_t)((const char *)p - kr__cage.base) < kr__cage.size;
}
KR_INLINE uint32_t kr__unit_of(const void *p) {
    return (uint32_t)((uint64_t)((const char *)p - kr__cage.base) >> UNIT_SHIFT);
}
KR_INLINE char *kr__unit_at(uint32_t unit) {
    return kr__cage.base + ((uint64_t)unit << UNIT_SHIFT);
}

/* cage.c */
KR_MUST_USE bool kr__cage_open(void); /* makes the cage on first use */
/* n regions side by side for vm, `even`: beginning at an even number (2 MB). 0: no address space left. */
uint32_t kr__cage_take(kr_vm *vm, uint32_t n, bool even);
void kr__cage_give(uint32_t first, uint32_t n); /* their memory reads as zero */

/* Bytes of the cell in a span. */
KR_INLINE size_t kr__span_bytes(const KrUnit *u) { return ((size_t)u->n << UNIT_SHIFT) - u->spare; }

/* block.c */
extern const uint16_t kr__class_size[KR_CLASSES];
unsigned kr__size_class_of(size_t size); /* of 1 to KR_SMALL_MAX bytes */
/* The cell of this VM that byte `off` of the cage lies in; 0: none in use. */
uint32_t kr__cell_at(kr_vm *vm, uint64_t off);
size_t kr__unit_cell_bytes(uint32_t ref);
void kr__blocks_close_runs(kr_vm *vm);  /* gives up what is left of all runs */
void kr__blocks_clean_heads(kr_vm *vm); /* afterwards every cell in use is one with a header */
void kr__blocks_clear_marks(kr_vm *vm);
void kr__blocks_finish(kr_vm *vm,
                       bool full); /* after marking: lists of blocks, free units, figures */
void kr__blocks_trim(kr_vm *vm, size_t keep); /* gives free memory back past `keep` bytes */
void kr__blocks_free_all(kr_vm *vm);
void kr__span_free(kr_vm *vm, uint32_t unit);
#define SLOW_STRESS 1u
#define SLOW_FAIL 2u
#define SLOW_TRACE 4u
#define SLOW_WATCH 8u
void kr__blocks_slow(kr_vm *vm, unsigned why, bool on);
/* f for every marked cell; then also, without `marked`, for all in use. */
void kr__blocks_each(kr_vm *vm, bool marked, void (*f)(void *ud, KrObj *cell), void *ud);
/* Makes room in the account by collecting. False: MemoryError is the answer. */
bool kr__heap_relief(kr_vm *vm, size_t need);
void *kr__heap_no_memory(kr_vm *vm); /* raises; NULL */

/* buffer.c */
void kr__large_unmark(kr_vm *vm);
void kr__large_sweep(kr_vm *vm);
void kr__large_free_all(kr_vm *vm);
/* A word of the C stack: keeps the large buffer that it points into. Its owner, or 0: there is none. */
uint32_t kr__large_keep(kr_vm *vm, const void *p);
void kr__cards_clear(kr_vm *vm); /* all, and p->dirty */

/* gc.c */
void kr__gc_drain(KrGc *gc);
/* As kr__gc_drain; calls emit for each cell on the way that has one of the header flags, after all that it reaches. */
void kr__gc_drain_flagged(KrGc *gc, uint32_t flags, void (*emit)(KrGc *gc, uint32_t ref));
void kr__gc_scan(KrGc *gc, KrObj *cell);   /* gc_check: pushes what the cell refers to */
void kr__gc_scan_ranges(KrGc *gc);         /* … and what its long arrays do */
bool kr__gc_scan_some(KrGc *gc);           /* … a part of them; false: nothing is left */
void kr__gc_own_stack(KrGc *gc);           /* pushes what the C stack of this thread may refer to */
bool kr__gc_due(kr_vm *vm);                /* pacing: collect now */
void kr__gc_make_way(kr_vm *vm, size_t n); /* collects if due before n bytes are taken at once */
double kr__gc_clock(void);
void kr__gc_stress(kr_vm *vm);

/* garbage.c. After marking; may mark more. Without memory nothing is told. */
void kr__gc_tell_garbage(KrGc *gc, bool (*f)(kr_vm *vm, KrObj *cell));

/* layout.c */
KR_MUST_USE bool kr__layouts_init(kr_vm *vm);
void kr__layouts_free(kr_vm *vm);
void kr__layouts_roots(KrGc *gc);  /* names of layouts that are new, or of all */
void kr__layouts_retire(KrGc *gc); /* after marking: those of dead classes */
KrLayout *kr__layout_mut(kr_vm *vm, uint32_t no);
KR_MUST_USE uint32_t kr__layout_copy(kr_vm *vm, uint32_t from); /* new number, fields shared */
KR_MUST_USE bool kr__fields_append(kr_vm *vm, KrLayout *l, KrField f);
KR_MUST_USE bool kr__fields_own(kr_vm *vm, KrLayout *l); /* a private copy, to change */
void kr__layout_masks(kr_vm *vm, KrLayout *l);
void kr__layout_struct(kr_vm *vm, const KrLayout *l,
                       KrRootSpec *out); /* slots and values from kind and fields */

/* intern.c */
void kr__intern_roots(KrGc *gc);
void kr__intern_prune(KrGc *gc);
void kr__intern_free(kr_vm *vm);

/* side.c */
void kr__side_roots(KrGc *gc);
void kr__side_after_mark(KrGc *gc);
void kr__side_prune(KrGc *gc);
void kr__side_trim(kr_vm *vm, bool full);
void kr__side_free(kr_vm *vm);

/* account.c */
void kr__account_let_go(kr_vm *vm, size_t n, bool traced);
void kr__trace_see_peak(kr_vm *vm);
void kr__trace_after_finish(kr_vm *vm, bool full);
size_t kr__trace_room(kr_vm *vm); /* bytes that may be handed out before the next collection */
bool kr__trace_wants_full(kr_vm *vm);
bool kr__trace_due(kr_vm *vm);

/* origins.c */
KR_MUST_USE bool kr__origins_open(kr_vm *vm, unsigned limit);
void kr__origins_close(kr_vm *vm);
void kr__origins_clear(kr_vm *vm);
void kr__origins_drop_region(kr_vm *vm, uint32_t no);
void kr__origins_roots(KrGc *gc);
void kr__origins_after_mark(kr_vm *vm);
size_t kr__origins_bytes(kr_vm *vm);
uint32_t kr__origin_now(kr_vm *vm);
void kr__origin_note(kr_vm *vm, uint32_t ref);
uint32_t kr__origin_of(const KrHeapPrivate *p, uint32_t ref);
bool kr__origin_agrees(const KrHeapPrivate *p, uint32_t ref); /* gc_check: the map with the table */
unsigned kr__origins_marked(const KrHeapPrivate *p, uint32_t unit, uint32_t units);

#endif
