/* SPDX-License-Identifier: MIT
 * _advise.c: what `krait -m krait.slots` learns from a run (lib/krait/slots.py is its only caller).
 *
 * While a program is watched, each cell that is handed out is counted for its class, and at each collection
 * what lives is counted by layout. A class of which nothing has died has as many instances at its peak as were
 * made; for others the census of the largest heap says it, which full collections find to 1/64. Events (a class
 * gets an attribute, a weak reference, a __dict__ that is looked at) are kept with the place in the program.
 *
 * Nothing here makes cells or collects while the watcher is called; the state is C memory of the VM's account,
 * and a watcher that runs out of it goes on with what it has (`lost`). */
#include <string.h>

#include "base/vec.h"
#include "heap/census.h"
#include "heap/watch.h"
#include "lib/modules.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/type.h"

#define EVENTS_MAX 4096
#define STEP_MIN ((size_t)64 << 10)
#define FEW 256 /* of so few, chance may leave most in the heap after their death */

extern const KrModuleDef kr__module__advise;

typedef struct Event {
    Slot cls, name, file, qualname;
    uint64_t made; /* instances of the class by then */
    uint32_t line;
    uint8_t what; /* KrNote */
    bool making;
} Event;

typedef struct Class {
    Slot cls;
    uint64_t made;
    uint64_t now;   /* scratch of a census */
    uint64_t views; /* how often somebody looked at an instance's __dict__ that had none */
    uint64_t most;  /* instances alive at once, while all that were made lived */
    uint64_t set;   /* of its first 64 slots: those that some instance has a value for */
    bool died;
} Class;

typedef struct Advise {
    KR_VEC(Event) events;
    KR_VEC(Class) classes;
    KR_VEC(uint32_t) index; /* by layout: place in classes + 1 */
    KrCensus peak;          /* of the largest heap */
    size_t peak_bytes, limit, step;
    uint64_t fresh,
        due; /* made since the last census, of classes that none has died of; how many make one due */
    bool watching, lost;
} Advise;

static Advise *state_of(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module__advise);
    if (!at) return NULL;
    if (!*at && !(*at = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(Advise)))) kr__no_memory(vm);
    return *at;
}

static void state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    const Advise *s = state;
    for (uint32_t i = 0; i < s->events.n; i++) {
        const Event *e = &s->events.data[i];
        kr__trace_slots(gc, &e->cls, 4);
    }
    for (uint32_t i = 0; i < s->classes.n; i++) kr__trace_slot(gc, s->classes.data[i].cls);
}

static void forget(kr_vm *vm, Advise *s) {
    KrMem *m = &kr__heap(vm)->mem;
    kr__vec_free(m, &s->events);
    kr__vec_free(m, &s->classes);
    kr__vec_free(m, &s->index);
    kr__census_free(vm, &s->peak);
    memset(s, 0, sizeof *s);
}

static void state_free(kr_vm *vm, void *state) {
    if (((Advise *)state)->watching) kr__heap_watch(vm, NULL);
    forget(vm, state);
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(Advise));
}

/* ---- the watcher ---- */

/* Classes of programs only: those that a class statement or type() made. */
static bool is_told_of(const KrLayout *l) {
    return l->cls.bits && ((const KrType *)kr__slot_ptr(l->cls))->flags & KR_TF_HEAPTYPE;
}

/* The class of a layout; NULL: none that is told of, or no memory. */
static Class *class_of(kr_vm *vm, Advise *s, uint32_t layout) {
    KrMem *m = &kr__heap(vm)->mem;
    const KrLayout *l = kr__layout(vm, layout);
    if (!is_told_of(l)) return NULL;
    while (s->index.n <= layout)
        if (!kr__vec_push(m, &s->index, 0)) return NULL;
    uint32_t at = s->index.data[layout];
    if (at && s->classes.data[at - 1].cls.bits == l->cls.bits) return &s->classes.data[at - 1];
    for (at = 0; at < s->classes.n; at++)
        if (s->classes.data[at].cls.bits == l->cls.bits) break;
    if (at == s->classes.n && !kr__vec_push(m, &s->classes, ((Class){.cls = l->cls}))) return NULL;
    s->index.data[layout] = at + 1;
    return &s->classes.data[at];
}

static void on_made(kr_vm *vm, uint32_t layout) {
    Advise *s = state_of(vm);
    Class *c = s ? class_of(vm, s, layout) : NULL;
    if (!c) return;
    c->made++;
    s->fresh += !c->died;
}

static bool known(const Advise *s, const Event *e) {
    for (uint32_t i = 0; i < s->events.n; i++) {
        const Event *k = &s->events.data[i];
        if (k->what == e->what && k->cls.bits == e->cls.bits && k->name.bits == e->name.bits &&
            k->line == e->line && k->file.bits == e->file.bits)
            return true;
    }
    return false;
}

static void on_noted(kr_vm *vm, KrNote what, uint32_t layout) {
    Advise *s = state_of(vm);
    const KrLayout *l = kr__layout(vm, layout);
    Class *c = s ? class_of(vm, s, layout) : NULL;
    if (c && what == KR_NOTE_VIEW) c->views++;
    if (!c || s->events.n >= EVENTS_MAX) return;
    Event e = {.cls = l->cls, .what = (uint8_t)what};
    if (what == KR_NOTE_FIELD) e.name = l->fields[l->nfields - 1].name;
    KrPlace place;
    kr__current_place(vm, e.cls, &place);
    e.file = place.file;
    e.qualname = place.qualname;
    e.line = place.line;
    e.making = place.making;
    e.made = c->made;
    if (!known(s, &e) && !kr__vec_push(&kr__heap(vm)->mem, &s->events, e)) s->lost = true;
}

/* What is made between two censuses is a 32nd of what lives. A class that has lost nothing by the first and
 * something by the second had most of its instances then: as many as were made, unless it was hardly there. */
static void note_death(Class *k) {
    bool died = k->now < k->made;
    if (!k->died && (!died || k->most >= k->made - k->made / 4)) k->most = k->made;
    if (!k->died && k->now > FEW && k->now >= k->made - k->made / 4 && k->now > k->most)
        k->most = k->now; /* the census that sees it first finds some dead already */
    k->died |= died;
}

/* How many instances of each class a census has; gives the number of all cells in it. */
static uint64_t count_now(kr_vm *vm, Advise *s, const KrCensus *c) {
    uint64_t alive = 0;
    for (uint32_t i = 0; i < s->classes.n; i++) s->classes.data[i].now = 0;
    for (uint32_t i = 1; i < c->n; i++) {
        Class *k = c->by_layout[i].n ? class_of(vm, s, i) : NULL;
        if (k) k->now += c->by_layout[i].n;
        alive += c->by_layout[i].n;
    }
    return alive;
}

/* Which classes have lost instances, going by a count of what lives. */
static void find_deaths(kr_vm *vm, Advise *s, const KrCensus *c) {
    s->due = count_now(vm, s, c) / 32;
    s->fresh = 0;
    for (uint32_t i = 0; i < s->classes.n; i++) note_death(&s->classes.data[i]);
}

/* The last census may be the first that knows a class: while it has most of the instances, none counts as dead. */
static void find_last_deaths(kr_vm *vm, Advise *s, const KrCensus *c) {
    count_now(vm, s, c);
    for (uint32_t i = 0; i < s->classes.n; i++) {
        Class *k = &s->classes.data[i];
        if (k->now < k->made - k->made / 4) note_death(k);
    }
}

/* Instances that the peak must be known for: of classes that have lost some. Others are as many as were made. */
static bool peak_matters(const Advise *s) {
    uint64_t of_dying = 0, of_all = 0;
    for (uint32_t i = 0; i < s->classes.n; i++) {
        const Class *k = &s->classes.data[i];
        of_all += k->now;
        of_dying += k->died ? k->now : 0;
    }
    return of_dying > of_all / 64;
}

static void new_peak(kr_vm *vm, Advise *s, KrCensus *c, size_t live) {
    kr__census_free(vm, &s->peak);
    s->peak = *c;
    s->peak_bytes = live;
    size_t step = live / (peak_matters(s) ? 64 : 8);
    s->step = step > STEP_MIN ? step : STEP_MIN;
}

/* A full collection that found no more than before makes the next one wait twice as long, to an eighth. A young
 * one is looked at when enough was made. */
static void on_collected(kr_vm *vm, bool full) {
    Advise *s = state_of(vm);
    KrCensus c;
    if (!s) return;
    KrGcStats stats;
    kr__gc_stats(vm, &stats);
    size_t live = stats.cells + stats.buffers;
    if (!full && live > s->limit) kr__gc_request(vm, true);
    if ((!full && s->fresh < s->due) || !kr__census_take(vm, &c)) return;
    find_deaths(vm, s, &c);
    if (full && live > s->peak_bytes) {
        new_peak(vm, s, &c, live);
    } else {
        kr__census_free(vm, &c);
        if (full && s->step < s->peak_bytes / 8) s->step *= 2;
    }
    if (full) s->limit = s->peak_bytes + s->step;
}

static const KrWatch watcher = {on_made, on_noted, on_collected};

/* ---- the module ---- */

static Value adv_start(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Advise *s = state_of(vm);
    if (!s) return KR_FAILED;
    if (s->watching) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "the program is watched already");
    forget(vm, s);
    kr__gc_collect(vm, true);
    s->watching = true;
    kr__heap_watch(vm, &watcher);
    kr__gc_collect(vm, true);
    return KR_NONE_V;
}

static Value slot_or_none(Slot s) { return s.bits ? kr__slot_held(s) : KR_NONE_V; }

static bool append_row(kr_vm *vm, Value list, const Value *items, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (kr__failed(items[i])) return false;
    Value row = kr__tuple_new(vm, items, n);
    return kr__ok(row) && kr__list_append(vm, kr__ptr(list), row);
}

static const char *const kinds[] = {"field", "dict", "view", "weak"};

static Value events_of(kr_vm *vm, Advise *s) {
    Value list = kr__list_new(vm, NULL, 0);
    for (uint32_t i = 0; kr__ok(list) && i < s->events.n; i++) {
        Event e = s->events.data[i];
        const char *what = kinds[e.what];
        Value row[] = {kr__str_new(vm, what, strlen(what)),
                       kr__slot_held(e.cls),
                       slot_or_none(e.name),
                       slot_or_none(e.file),
                       slot_or_none(e.qualname),
                       kr__from_int48(e.line),
                       kr__bool(e.making),
                       kr__int_from_u64(vm, e.made)};
        if (!append_row(vm, list, row, 8)) return KR_FAILED;
    }
    return list;
}

/* Notes which slots the instance has a value for. */
static void look_at(void *ud, KrObj *cell) {
    kr_vm *vm = ud;
    const KrLayout *l = kr__layout_of(vm, cell);
    Class *c = class_of(vm, state_of(vm), kr__layout_no(cell));
    for (unsigned i = 0; c && i < l->nfields && i < 64; i++) {
        const KrField *f = &l->fields[i];
        const char *at = (const char *)cell + f->at;
        uint32_t low = 1, high = 0;
        if (!f->over) memcpy(&low, at, sizeof low);
        if (!f->over && f->width == KR_FIELD_WIDE) memcpy(&high, at + 4, sizeof high);
        if (low | high) c->set |= (uint64_t)1 << i;
    }
}

/* Names of slots that no instance has a value for. */
static Value unset_of(kr_vm *vm, const Class *c) {
    const KrType *t = kr__slot_ptr(c->cls);
    Value list = kr__list_new(vm, NULL, 0);
    for (unsigned i = 0; kr__ok(list) && i < t->nfields && i < 64; i++) {
        const KrLayout *l = kr__layout(vm, t->layout);
        if (c->set >> i & 1 || i >= l->nfields) continue;
        if (!kr__list_append(vm, kr__ptr(list), kr__slot_held(l->fields[i].name))) return KR_FAILED;
    }
    return list;
}

static Value classes_of(kr_vm *vm, Advise *s) {
    Value list = kr__list_new(vm, NULL, 0);
    for (uint32_t i = 0; kr__ok(list) && i < s->classes.n; i++) {
        Class c = s->classes.data[i];
        Value row[] = {
            kr__slot_held(c.cls),         kr__int_from_u64(vm, c.made),  kr__bool(c.died),
            kr__int_from_u64(vm, c.most), kr__int_from_u64(vm, c.views), unset_of(vm, &c)};
        if (!append_row(vm, list, row, 6)) return KR_FAILED;
    }
    return list;
}

/* Names of the fields, and 1 for each that is not narrow. */
static bool fields_of(kr_vm *vm, uint32_t layout, Value *names, Value *wide) {
    *names = *wide = kr__list_new(vm, NULL, 0);
    if (kr__ok(*wide)) *wide = kr__list_new(vm, NULL, 0);
    if (kr__failed(*wide)) return false;
    for (unsigned i = 0; i < kr__layout(vm, layout)->nfields; i++) {
        KrField f = kr__layout(vm, layout)->fields[i];
        if (!kr__list_append(vm, kr__ptr(*names), kr__slot_held(f.name)) ||
            !kr__list_append(vm, kr__ptr(*wide), kr__from_int48(f.width != KR_FIELD_NARROW)))
            return false;
    }
    return true;
}

/* Bytes of a cell with these fields as slots. */
static size_t slotted_bytes(kr_vm *vm, uint32_t layout) {
    const KrLayout *l = kr__layout(vm, layout);
    uint8_t wide[256];
    if (l->nfields > sizeof wide || l->flags & KR_LF_TAIL) return 0;
    for (unsigned i = 0; i < l->nfields; i++) wide[i] = l->fields[i].width != KR_FIELD_NARROW;
    KrFit fit = {.like = l, .wide = wide, .n = l->nfields};
    return kr__layout_fit(vm, &fit, false);
}

static bool append_layout(kr_vm *vm, Value list, const KrCensus *c, uint32_t i) {
    const KrCount *k = &c->by_layout[i];
    const KrLayout *l = kr__layout(vm, i);
    if (!k->n || !is_told_of(l)) return true;
    Value cls = kr__slot_held(l->cls), names, wide;
    uint8_t flags = l->flags;
    if (!fields_of(vm, i, &names, &wide)) return false;
    Value row[] = {cls,
                   names,
                   wide,
                   kr__bool(flags & KR_LF_PLAIN),
                   kr__bool(flags & KR_LF_DICT),
                   kr__int_from_u64(vm, k->n),
                   kr__int_from_u64(vm, k->cells),
                   kr__int_from_u64(vm, k->buffers),
                   kr__int_from_u64(vm, k->extra),
                   kr__int_from_u64(vm, k->dicts),
                   kr__int_from_u64(vm, slotted_bytes(vm, i))};
    return append_row(vm, list, row, sizeof row / sizeof *row);
}

static Value layouts_of(kr_vm *vm, const KrCensus *c) {
    Value list = kr__list_new(vm, NULL, 0);
    for (uint32_t i = 1; kr__ok(list) && i < c->n; i++)
        if (!append_layout(vm, list, c, i)) return KR_FAILED;
    return list;
}

/* What the program made and nothing has been found dead of stands in the heap still, whoever held it. */
static Value adv_stop(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Advise *s = state_of(vm);
    if (!s) return KR_FAILED;
    if (!s->watching) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "no program is watched");
    s->watching = false;
    KrCensus last;
    bool counted = kr__census_take(vm, &last);
    kr__heap_watch(vm, NULL);
    if (!counted) return kr__no_memory(vm);
    find_last_deaths(vm, s, &last);
    kr__heap_each(vm, look_at, vm);
    KrGcStats stats;
    kr__gc_collect(vm, true);
    kr__gc_stats(vm, &stats);
    size_t left = stats.cells + stats.buffers;
    Value out[] = {classes_of(vm, s), events_of(vm, s), layouts_of(vm, &s->peak),
                   layouts_of(vm, &last),
                   kr__int_from_u64(vm, left > s->peak_bytes ? left : s->peak_bytes)};
    kr__census_free(vm, &last);
    for (unsigned i = 0; i < 5; i++)
        if (kr__failed(out[i])) return KR_FAILED;
    forget(vm, s);
    return kr__tuple_new(vm, out, 5);
}

static const KrFnDef functions[] = {
    {"start()", adv_start, "Watch what the program makes from now on.", 0},
    {"stop()", adv_stop,
     "End watching: (classes, events, layouts at the peak, layouts at the end, peak bytes).", 0},
    {NULL, NULL, NULL, 0},
};

const KrModuleDef kr__module__advise = {
    .name = "_advise",
    .doc = "What krait.slots learns from a run.",
    .functions = functions,
    .trace = state_trace,
    .free = state_free,
};
