/* SPDX-License-Identifier: MIT
 * heap.h: cells, buffers, the write barrier and the collector, for one VM.
 *
 * KrHeap is the first member of struct kr_vm, so heap code takes the kr_vm * that everything takes
 * and sees no more of it than this. The heap knows kinds (KrKindInfo), never types.
 *
 *  CELLS    kr__new gives a zeroed cell with its header set. Sizes round up to 8 bytes; up to 2 KB
 *           they come from size-class blocks (bump allocation in free runs found by lazy sweep),
 *           larger ones take a span of whole pages and count as they were asked for. Cells never move.
 *  BUFFERS  a cell may own buffers: to 2 KB they are BUFFER cells, larger ones page-allocated and
 *           listed with their owner. The owner's trace function marks a buffer through kr__trace_buf.
 *  BARRIER  storing a reference in a cell that existed before the store goes through kr__barrier
 *           (or a function that calls it). Fresh cells need none until something may collect.
 *  ROOTS    kr_vm's own roots through heap->trace_roots; every Value in a register file between
 *           the bounds that trace_roots names; C stacks conservatively. C code needs no handles: a
 *           Value, Slot or pointer in a local keeps its cell alive. It does not keep a buffer that
 *           its owner lets go: read buffers anew after anything that may run Python or collect.
 *  COLLECT  any allocation may collect. Finalizers and weak-reference callbacks never run inside;
 *           they are queued (heap->has_pending) and run at the machine's next safe point.
 */
#ifndef KR_HEAP_HEAP_H
#define KR_HEAP_HEAP_H

#include "base/hash.h"
#include "base/mem.h"
#include "heap/layout.h"

typedef struct KrWatch KrWatch; /* watch.h */
typedef struct KrGc KrGc;       /* a collection under way; only inside trace functions */

/* How cells of a kind are traced, sized and let go. One const table of pointers to them, kr__kinds[KR_K_COUNT]
 * (each kind's row stands in the file that owns its struct), defined above the heap (types/kinds.c) and handed over at
 * kr__heap_init. */
typedef struct KrKindInfo {
    const char *name;
    uint16_t size; /* bytes of the C struct; items follow when `tail` */
    uint8_t
        tail; /* 0: fixed; 1: u32 count at offset 4, then Slots (or Values when F_WIDE); 2: u32 count at 4, then bytes */
    uint64_t slots;                       /* word i (4 bytes) of the struct is a Slot: bit i */
    uint64_t values;                      /* words i, i+1 are a Value: bit i */
    void (*trace)(KrGc *gc, KrObj *cell); /* what the bits above do not say; NULL: nothing */
    size_t (*bytes)(kr_vm *vm,
                    const KrObj *cell); /* whole cell size; NULL: from layout (fixed) or tail */
    size_t (*owned)(kr_vm *vm, const KrObj *cell); /* bytes in buffers it owns; NULL: 0 */
    void (*release)(kr_vm *vm,
                    KrObj *cell); /* HOST, FILE: at sweep; must not allocate or run Python; NULL */
} KrKindInfo;

/* The free run that kr__new bumps through, one for each size class. */
typedef struct KrRun {
    char *at, *end;
} KrRun;
#define KR_SMALL_MAX 2048
#define KR_EXACT_MAX 256 /* up to here each multiple of 8 is a class of its own: class = size / 8 */
#define KR_CLASSES 57    /* then steps of 32 to 512, 64 to 1024, 128 to 2048 */

typedef struct KrHeap {
    KrMem mem;
    KrRun runs[KR_CLASSES];
    KrLayout *layouts; /* the table; layouts[0] is the free cell */
    uint32_t nlayouts;
    const KrKindInfo *const *kinds;           /* by KrKind */
    void (*trace_roots)(kr_vm *vm, KrGc *gc); /* precise roots: registers, known objects, … */
    void (*raise_memory)(kr_vm *vm);          /* leaves MemoryError pending; needs no memory */
    void (*after_mark)(kr_vm *vm, KrGc *gc, bool full); /* run, types: prune what is weak to them */
    void (*note_wide)(kr_vm *vm, Slot cls, Slot name); /* class: make this field wide from now on */
    /* class: its struct, where that is not the kind's: size, struct_slots, struct_values; NULL: it always is */
    void (*struct_of)(kr_vm *vm, Slot cls, KrRootSpec *out);
    void (*wake)(kr_vm *vm); /* want_gc or has_pending was set: poll at the next safe point */
    /* tracing: puts the numbers of at most `limit` frames there, latest first; returns how many there are in all.
     * Must not allocate cells */
    unsigned (*where)(kr_vm *vm, uint32_t *frames, unsigned limit, unsigned *kept);
    /* …the word of code that runs in the latest of these frames, and how many there are */
    const void *(*here)(kr_vm *vm, unsigned *total);
    bool (*patient)(
        kr_vm *vm); /* nobody waits for what dies in the code that runs; NULL: one may */
    bool (*adopt)(kr_vm *vm, Value view,
                  Value owner);      /* owner is let go: its view takes over the values. False:
                                                     no memory (nothing pending), asked again later */
    void (*flush_caches)(kr_vm *vm); /* layout numbers come into use again; NULL: they never do */
    const KrWatch *watch;            /* who looks on; NULL: nobody */
    void (*collected)(kr_vm *vm, bool full); /* a collection is over: must not make cells; NULL */
    size_t full_at;     /* bytes held at which a full collection comes; 0: as pacing has it */
    uint32_t bulk;      /* changes when something of more than a few kilobytes is allocated */
    KrHashKey hash_key; /* secret of str hashes: set before the first str is made */
    struct KrHeapPrivate
        *p;       /* blocks, remembered set, side tables, intern table: heap's own files */
    bool want_gc; /* asked for: the next safe point collects */
    bool want_full;
    bool has_pending; /* finalizers or callbacks wait in the queue */
    bool
        keep_cycles; /* gc.disable(): only requested collections find cycles that somebody could tell of */
    bool no_gc;       /* during start-up of the VM: allocation never collects */
    bool scarce;      /* what is asked for is not worth a collection when memory has run out */
    bool tracing;     /* tracemalloc is on */
    bool stw_precise; /* this collection was started with no C frame below: no stack scan */
    const void *
        scan_from; /* where the scan of this collection's own C stack begins; NULL: at the collector's frames */
} KrHeap;
#define kr__heap(vm) ((KrHeap *)(vm))

/* False: address space or memory is missing. Does not raise: there is no VM yet. */
KR_MUST_USE bool kr__heap_init(kr_vm *vm, const KrKindInfo *const *kinds);
/* Out-of-memory sweep: the n-th allocation from now fails (cells, buffers, tables); sticky: all later ones too. */
void kr__heap_fail_at(kr_vm *vm, uint64_t n, bool sticky);
/* Around fork: no other thread changes the cage meanwhile. In the child only the forking VM may be used. */
void kr__cage_lock(void);
void kr__cage_unlock(void);
void kr__heap_free(kr_vm *vm); /* returns every block and buffer; release functions run */

/* ---- cells ---- */

KR_INLINE const KrLayout *kr__layout(kr_vm *vm, uint32_t no) { return &kr__heap(vm)->layouts[no]; }
KR_INLINE const KrLayout *kr__layout_of(kr_vm *vm, const void *cell) {
    return &kr__heap(vm)->layouts[kr__layout_no(cell)];
}
KR_INLINE KrKind kr__kind(kr_vm *vm, const void *cell) {
    return (KrKind)kr__layout_of(vm, cell)->kind;
}

/* The way of kr__new when its run is at an end or the size is past KR_EXACT_MAX. */
KR_MUST_USE void *kr__new_slow(kr_vm *vm, uint32_t layout, size_t size);
/* A zeroed cell of `size` bytes with header layout << 8. NULL: MemoryError pending. May collect.
 * A run's length is a multiple of its class's size, so `at != end` says that a cell is there. */
KR_INLINE KR_MUST_USE void *kr__new(kr_vm *vm, uint32_t layout, size_t size) {
    if (KR_LIKELY(size <= KR_EXACT_MAX)) {
        size = (size + 7) & ~(size_t)7;
        KrRun *r = &kr__heap(vm)->runs[size / 8];
        char *p = r->at;
        if (KR_LIKELY(p != r->end)) {
            r->at = p + size;
            ((KrObj *)p)->head = layout << 8;
            return p;
        }
    }
    return kr__new_slow(vm, layout, size);
}
/* Bytes the cell takes in the heap: its size class, past these what it was made with. What sys.getsizeof says, with
 * kr__owned_bytes: the bytes in its buffers. */
size_t kr__cell_bytes(kr_vm *vm, const void *cell);
/* The overflow slot of a plain instance: at KrLayout.over, or the cell's last 4 bytes (TAIL). Not for
 * layouts without one. */
KR_INLINE Slot *kr__over_slot(kr_vm *vm, void *cell, const KrLayout *l) {
    return (Slot *)((char *)cell + (l->over ? l->over : kr__cell_bytes(vm, cell) - sizeof(Slot)));
}
size_t kr__owned_bytes(kr_vm *vm, const void *cell);

/* ---- write barrier ---- */

void kr__remember(kr_vm *vm, KrObj *cell); /* slow path: cell is old */
void kr__remember_item(kr_vm *vm, KrObj *cell,
                       const void *at); /* slow path for stores into a buffer of the cell */
/* After or before storing any reference into `cell` itself: */
KR_INLINE void kr__barrier(kr_vm *vm, void *cell) {
    if (KR_UNLIKELY(((KrObj *)cell)->head & KR_F_OLD)) kr__remember(vm, (KrObj *)cell);
}
/* …into a buffer that `cell` owns, at address `at`: dirties one card when the buffer is large. */
KR_INLINE void kr__barrier_item(kr_vm *vm, void *cell, const void *at) {
    if (KR_UNLIKELY(((KrObj *)cell)->head & KR_F_OLD)) kr__remember_item(vm, (KrObj *)cell, at);
}
/* …after references in [from, to) of such a buffer were moved about or copied in. */
#define KR_CARD_BYTES 512 /* no card is smaller */
KR_INLINE void kr__barrier_range(kr_vm *vm, void *cell, const void *from, const void *to) {
    if (KR_LIKELY(!(((KrObj *)cell)->head & KR_F_OLD)) || from == to) return;
    for (const char *p = from; p < (const char *)to; p += KR_CARD_BYTES)
        kr__barrier_item(vm, cell, p);
    kr__barrier_item(vm, cell, (const char *)to - 1);
}
KR_INLINE void kr__store(kr_vm *vm, void *cell, Slot *at, Slot s) {
    *at = s;
    kr__barrier(vm, cell);
}

/* ---- buffers ---- */

/* A zeroed buffer of at least n bytes owned by `owner` (0 bytes: NULL). *room, if given, gets the bytes
 * usable. NULL with an exception pending: no memory. Data is 8-aligned. May collect. */
KR_MUST_USE void *kr__buf_new(kr_vm *vm, void *owner, size_t n, size_t *room);
/* Grows or shrinks; keeps the first min(old, new) bytes, new ones are zero; `room` is what the last call
 * gave. The old buffer is gone. NULL with an exception pending: the old one stays as it was. */
KR_MUST_USE void *kr__buf_resize(kr_vm *vm, void *owner, void *buf, size_t room, size_t n,
                                 size_t *new_room);
void kr__buf_free(kr_vm *vm, void *owner, void *buf, size_t room); /* early; optional */
/* n, or somewhat more: what fits the memory that a buffer of n bytes takes. For growing ones. */
size_t kr__buf_fit(size_t n);
/* Bytes it takes, its cell's header or page rounding included: what kr__owned_bytes adds up. */
size_t kr__buf_bytes(kr_vm *vm, const void *buf, size_t room);
/* Hands a buffer to another owner (both alive). */
void kr__buf_give(kr_vm *vm, void *from, void *to, void *buf, size_t room);

/* ---- tracing: only inside KrKindInfo.trace, trace_roots, after_mark ---- */

kr_vm *kr__gc_vm(KrGc *gc);
void kr__trace_ref(KrGc *gc, uint32_t ref); /* a non-zero reference */
KR_INLINE void kr__trace_slot(KrGc *gc, Slot s) {
    if (kr__slot_is_ref(s)) kr__trace_ref(gc, s.bits);
}
KR_INLINE void kr__trace_value(KrGc *gc, Value v) {
    if (kr__is_ref(v) && kr__ok(v)) kr__trace_ref(gc, (uint32_t)v.bits);
}
void kr__trace_slots(KrGc *gc, const Slot *s, size_t n);
void kr__trace_values(KrGc *gc, const Value *v, size_t n);
/* n entries of `stride` bytes, each with Slots at the words of 4 bytes that `slots` has bits for, and Values that
 * begin at those of `values`. */
void kr__trace_entries(KrGc *gc, const void *at, size_t n, unsigned stride, unsigned slots,
                       unsigned values);
/* For registers, which may be stale: what does not name a live cell is passed over. */
void kr__trace_maybe(KrGc *gc, const Value *v, size_t n);
/* Marks a buffer of the cell being traced. Returns false when a young collection may skip its items because
 * only dirty cards matter; then kr__trace_cards calls f for each dirty range [from, to) of bytes. */
void kr__trace_buf(KrGc *gc, KrObj *owner, void *buf, size_t room);
bool kr__trace_buf_cards(KrGc *gc, KrObj *owner, void *buf, size_t room,
                         void (*f)(KrGc *gc, KrObj *owner, char *from, char *to));
bool kr__is_marked(KrGc *gc, uint32_t ref); /* in after_mark: does this cell survive? */
/* In trace_roots: the C stack [low, high) of a thread that waits for the VM's lock, its registers spilled. */
void kr__trace_stack(KrGc *gc, const void *low, const void *high);

/* ---- collecting ---- */

void kr__gc_collect(kr_vm *vm, bool full); /* now; scans the C stack unless heap->stw_precise */
void kr__gc_request(
    kr_vm *vm,
    bool full); /* at the next safe point; sets the poll flag through trace_roots' owner */
/* The same, full; it tells of each cell of a dead cycle, and of what hangs from one (garbage.c). When f gives true, the
 * cell lives on. f must not touch the heap. */
void kr__gc_request_count(kr_vm *vm, bool (*f)(kr_vm *vm, KrObj *cell));
/* That collection, or the last one, has left something for the next because finalizers are to see it. */
bool kr__gc_left_some(kr_vm *vm);
/* `del` or an overwriting store lets go of a value that has KR_F_FINAL or KR_F_SIDE: requests the collection that
 * would find it dead, unless such requests have had 3 % of the time already. */
void kr__gc_request_death(kr_vm *vm, Value dying);
/* The same before a program looks at what a file holds whose stream may be dead; full: a young collection is not enough.
 * False: such requests have had their share of the time, 0.2 seconds and then 5 %. */
KR_MUST_USE bool kr__gc_request_files(kr_vm *vm, bool full);
/* …without asking for the time. */
void kr__gc_request_exit(kr_vm *vm, bool full);
/* The same when a frame is left that made something with a finalizer. */
void kr__gc_request_left(kr_vm *vm);
/* …after any reference was let go that may have been the last. */
KR_INLINE void kr__let_go(kr_vm *vm, Value v) {
    if (kr__is_ref(v) && kr__ok(v) && kr__flags(kr__ptr(v)) & (KR_F_FINAL | KR_F_SIDE))
        kr__gc_request_death(vm, v);
}
/* Stress builds: a program begins, so the first 2,000 allocations count from here; seed of the distances between the
 * forced collections that follow, 0: as before (KRAIT_STRESS_SEED in the environment, else 1). Others ignore it. */
void kr__gc_stress_seed(kr_vm *vm, uint64_t seed);
/* A full collection comes when the heap holds so many bytes; 0: when pacing says so. */
void kr__gc_full_at(kr_vm *vm, size_t bytes);
void kr__gc_check(kr_vm *vm); /* gc_check.c: walks the heap, asserts every invariant */
typedef struct KrGcStats {
    uint64_t young, full; /* collections so far */
    double seconds;       /* CPU time in the collector, marking and sweeping */
    size_t live;          /* bytes in cells and buffers after the last full collection */
    uint64_t seed;        /* stress builds: of the distances between forced collections; else 0 */
    size_t cells, buffers,
        overhead; /* now: bytes in cells, in large buffers, in the collector's own tables and free cells */
} KrGcStats;
void kr__gc_stats(kr_vm *vm, KrGcStats *out);
/* Calls f for every live cell (finishes sweeping first). f must not allocate. */
void kr__heap_each(kr_vm *vm, void (*f)(void *ud, KrObj *cell), void *ud);
/* Calls f for each reference that the cell `only` holds, or every live cell when it is NULL (refs.c). f must not allocate.
 * False: no address space; nothing is pending. */
bool kr__heap_each_ref(kr_vm *vm, KrObj *only, void (*f)(void *ud, KrObj *from, uint32_t ref),
                       void *ud);
/* C stack of the current thread: set at every entry from outside, so that the scan knows its base. */
void kr__gc_stack_base(kr_vm *vm, const void *base);
const void *kr__gc_get_stack_base(kr_vm *vm);

/* ---- weak things and finalizers: side tables keyed by the cell ---- */

/* The dict view of an instance (a KrDict cell or 0); it does not keep the owner alive. */
Value kr__side_dict(kr_vm *vm, const void *cell);
KR_MUST_USE bool kr__side_set_dict(kr_vm *vm, void *cell, Value dict);
/* Weak references to a cell: a chain of WEAKREF cells, newest first; 0: none. Cleared (referent set to 0)
 * at the end of marking; those with a callback are queued. */
Value kr__side_weak(kr_vm *vm, const void *cell);
KR_MUST_USE bool kr__side_set_weak(kr_vm *vm, void *cell, Value head);
/* Registers a cell whose class has a finalizer (or a generator that must be closed): sets KR_F_FINAL. Who clears that
 * flag in the header takes the registration back. */
KR_MUST_USE bool kr__side_finalize(kr_vm *vm, void *cell);
/* Registers a cell whose kind has a `release`: it is called when the cell dies, and at kr__heap_free. */
KR_MUST_USE bool kr__side_release(kr_vm *vm, void *cell);
/* At the VM's end: queues everything that is registered for finalization, dead or alive. */
void kr__side_finalize_all(kr_vm *vm);
/* Nothing that lives now will be finalized, and what is queued is forgotten. Callbacks of weak references to what lives
 * stay. Runs nothing. */
void kr__side_abandon(kr_vm *vm);
/* …and after that: calls every release function that was not yet. No Python code runs any more. */
void kr__side_release_all(kr_vm *vm);
/* Takes the next thing to do at a safe point (calls heap->adopt where a view waits for it): a finalizable cell (*callback unset) or a weak reference
 * with its callback. False: the queue is empty. */
bool kr__pending_next(kr_vm *vm, Value *object, Value *callback);

/* The C struct of every weak reference; the heap links, clears and queues them. */
typedef struct KrWeakref {
    KrObj head;
    Slot referent; /* not traced; 0: dead */
    Slot callback; /* 0: none */
    Slot next;     /* chain of the same referent; not traced */
    uint32_t hash; /* of the referent, 0: not asked yet */
    uint32_t hashed;
} KrWeakref;

/* ---- tracemalloc ---- */

/* From here on every cell and large buffer that is made is traced: its bytes count, and the `limit` latest frames
 * are noted. Collects first. False: MemoryError pending. Nothing happens when tracing is on already. */
KR_MUST_USE bool kr__trace_start(kr_vm *vm, unsigned limit);
void kr__trace_stop(kr_vm *vm);
void kr__trace_clear(kr_vm *vm);
/* Current is exact after a full collection, which the caller runs first. The peak is at least the most that was alive
 * at once, and at most 1/8 and 64 KB more: when garbage would take it further, a collection comes first. */
void kr__trace_get(kr_vm *vm, size_t *current, size_t *peak);
void kr__trace_reset_peak(kr_vm *vm);
unsigned kr__trace_limit(kr_vm *vm);         /* 1 when nothing is traced */
size_t kr__trace_own_bytes(kr_vm *vm);       /* what tracing itself takes */
bool kr__trace_pause(kr_vm *vm, bool pause); /* what is made meanwhile is not traced; as it was */
typedef struct KrTraceFrame {
    uint32_t file, line; /* a reference to a str */
} KrTraceFrame;
/* For heap->where: the number of a frame; 0: no memory, nothing pending. Never collects. */
uint32_t kr__origin_frame(kr_vm *vm, const void *file, uint32_t line);
/* …where the number for this word of code may be kept: 0 when it is not known. Good until the next allocation. */
uint32_t *kr__origin_site(kr_vm *vm, const void *pc);
/* Calls f for every live cell and large buffer that is traced, with its bytes and the number of its traceback; after a
 * full collection. f must not allocate. */
void kr__trace_each(kr_vm *vm, void (*f)(void *ud, size_t bytes, uint32_t traceback), void *ud);
uint32_t kr__trace_of(kr_vm *vm, const void *cell); /* number of its traceback; 0: not traced */
/* Frames of a traceback, latest first: how many are kept, their numbers, and how many there were. */
unsigned kr__traceback(kr_vm *vm, uint32_t no, const uint32_t **frames, unsigned *total);
KrTraceFrame kr__traceback_frame(kr_vm *vm, uint32_t no);

#endif
