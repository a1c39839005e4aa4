/* SPDX-License-Identifier: MIT
 * shape.c: how layouts of instances grow: places for fields in the cell, the overflow array, boxed
 * variants, dictionary mode. layout.h says what these are.
 *
 * Layouts of a class form a tree by `parent`. A child either has one field more than its parent, or
 * as many with one of them BOXED, or is the parent's dictionary mode. Boxed variants are made in one
 * order only, lowest field first, so that a pattern of widths has one layout. */
#include <string.h>

#include "heap/census.h"
#include "heap/private.h"

#define BRANCHES_MAX 64
#define SHAPES_MAX 1024
#define WORDS_MAX 16384

/* ---- places in the cell ---- */

/* One bit a word of the cell: taken. */
typedef struct Places {
    uint64_t taken[WORDS_MAX / 64];
    unsigned words, top; /* all of them; from here on all are free */
} Places;

static bool taken(const Places *p, unsigned w) { return p->taken[w / 64] >> (w % 64) & 1; }
static void take(Places *p, unsigned w) {
    p->taken[w / 64] |= (uint64_t)1 << (w % 64);
    if (w >= p->top) p->top = w + 1;
}

static void take_field(Places *p, const KrField *f) {
    if (f->over) return;
    take(p, f->at / 4);
    if (f->width == KR_FIELD_WIDE) take(p, f->at / 4 + 1);
}

static void places_init(Places *p, unsigned words, unsigned struct_size) {
    memset(p->taken, 0, (words / 64 + 1) * 8);
    p->words = words;
    p->top = 0;
    for (unsigned w = 0; w < (struct_size + 3) / 4; w++) take(p, w);
}

/* Lowest free place for a whole Value; 0: none. */
static unsigned find_wide(const Places *p) {
    for (unsigned w = 2; w + 1 < p->words; w += 2)
        if (!taken(p, w) && !taken(p, w + 1)) return w;
    return 0;
}

/* A free word, of a half-used pair if there is one; 0: none. */
static unsigned find_narrow(const Places *p) {
    unsigned first = 0;
    for (unsigned w = 1; w < p->words; w++) {
        if (taken(p, w)) continue;
        if (taken(p, w ^ 1)) return w;
        if (!first) first = w;
        if (w >= p->top) break; /* no pair is half used from here on */
    }
    return first;
}

/* Takes a place of the width; byte offset, 0: none. */
static unsigned place(Places *p, bool wide) {
    unsigned w = wide ? find_wide(p) : find_narrow(p);
    if (!w) return 0;
    take(p, w);
    if (wide) take(p, w + 1);
    return w * 4;
}

/* ---- roots ---- */

static bool no_memory(kr_vm *vm) {
    kr__heap_no_memory(vm);
    return false;
}

/* Own fields of a class with __slots__ that has no room in the cell: they lie in the overflow array. */
static bool root_tail(kr_vm *vm, KrLayout *l, const KrRootSpec *s) {
    for (unsigned i = 0; i < s->nbase; i++)
        if (!kr__fields_append(vm, l, s->base[i])) return false;
    for (unsigned i = 0; i < s->n; i++) {
        KrField f = {s->names[i], l->nfields, KR_FIELD_NARROW, 1};
        if (!kr__fields_append(vm, l, f)) return false;
    }
    if (l->nfields) l->flags |= KR_LF_OVER;
    return true;
}

/* Room that expected attributes of a plain instance take: *words grows to hold it. */
static unsigned words_for_room(const Places *p, unsigned end, unsigned room, unsigned room_wide) {
    Places sim = *p;
    for (unsigned i = 0; i < room_wide; i++) {
        unsigned at = place(&sim, true) / 4;
        if (at && at + 2 > end) end = at + 2;
    }
    for (unsigned i = 0; i < (room ? room : 1); i++) {
        unsigned at = place(&sim, false) / 4;
        if (at && at + 1 > end) end = at + 1;
    }
    return end;
}

/* The overflow slot: a free word whose neighbour is taken, else the last word. */
static unsigned choose_over(const Places *p) {
    for (unsigned w = 1; w < p->words; w++)
        if (!taken(p, w) && taken(p, w ^ 1)) return w * 4;
    return (p->words - 1) * 4;
}

static bool root_cell(kr_vm *vm, KrLayout *l, const KrRootSpec *s, Places *p) {
    unsigned end = ((s->struct_size > s->base_size ? s->struct_size : s->base_size) + 3u) / 4;
    places_init(p, WORDS_MAX - 64, s->struct_size);
    for (unsigned i = 0; i < s->nbase; i++) {
        if (!kr__fields_append(vm, l, s->base[i])) return false;
        take_field(p, &s->base[i]);
    }
    for (unsigned i = 0; i < s->n; i++) {
        bool wide = s->wide && s->wide[i];
        unsigned at = place(p, wide);
        if (!at) return no_memory(vm);
        KrField f = {s->names[i], (uint16_t)at, wide ? KR_FIELD_WIDE : KR_FIELD_NARROW, 0};
        if (!kr__fields_append(vm, l, f)) return false;
        unsigned last = at / 4 + (wide ? 2 : 1);
        if (last > end) end = last;
    }
    unsigned room = s->room < 256 ? s->room : 256,
             room_wide = s->room_wide < 256 ? s->room_wide : 256;
    if (s->flags & KR_LF_PLAIN) end = words_for_room(p, end, room, room_wide);
    end = (end + 1) & ~1u;
    l->size = (uint16_t)(end * 4);
    p->words = end;
    if (s->flags & KR_LF_PLAIN) l->over = (uint16_t)choose_over(p);
    return true;
}

/* See layout.h. May not collect. */
uint32_t kr__layout_root(kr_vm *vm, const KrRootSpec *s) {
    if (s->nbase + s->n > 8000) {
        no_memory(vm);
        return 0;
    }
    uint32_t no = kr__layout_new(vm, s->kind, s->cls);
    if (!no) return 0;
    KrLayout *l = kr__layout_mut(vm, no);
    l->flags = s->flags;
    Places p;
    if (!(s->flags & KR_LF_TAIL ? root_tail(vm, l, s) : root_cell(vm, l, s, &p))) return 0;
    kr__layout_masks(vm, l);
    return no;
}

/* ---- what another kind of class would take ---- */

/* As plain_room of the types asks for it: so many attributes have places in the cell. */
#define ROOM_MAX 40
#define ROOM_WIDE_MAX 10

static size_t fit_slots(Places *p, const KrFit *f, unsigned end) {
    for (unsigned i = 0; i < f->n; i++) {
        unsigned at = place(p, f->wide[i]) / 4, last = at + (f->wide[i] ? 2 : 1);
        if (last > end) end = last;
    }
    return ((end + 1) & ~1u) * 4;
}

static size_t fit_plain(const Places *p, const KrFit *f, unsigned end) {
    unsigned room_wide = 0, room = f->n < ROOM_MAX ? f->n : ROOM_MAX, outside = f->n - room;
    for (unsigned i = 0; i < f->n; i++) room_wide += f->wide[i] && room_wide < ROOM_WIDE_MAX;
    if (room_wide > room) room_wide = room;
    room = room > room_wide ? room - room_wide : 1;
    end = words_for_room(p, end, room, room_wide);
    size_t bytes = ((end + 1) & ~1u) * 4;
    if (outside) bytes += (sizeof(KrSlots) + (outside + 1) * sizeof(Slot) + 7) & ~(size_t)7;
    return bytes;
}

/* See census.h. */
size_t kr__layout_fit(kr_vm *vm, const KrFit *f, bool plain) {
    Places p;
    KrRootSpec s;
    kr__layout_struct(vm, f->like, &s);
    places_init(&p, WORDS_MAX - 64, s.struct_size);
    unsigned end = (s.struct_size + 3u) / 4;
    size_t bytes = plain ? fit_plain(&p, f, end) : fit_slots(&p, f, end);
    return bytes <= KR_SMALL_MAX ? kr__class_size[kr__size_class_of(bytes)] : bytes;
}

/* ---- the tree ---- */

static uint32_t root_of(kr_vm *vm, uint32_t no) {
    while (kr__layout(vm, no)->parent) no = kr__layout(vm, no)->parent;
    return no;
}

static void link_child(kr_vm *vm, uint32_t parent, uint32_t no) {
    KrLayout *p = kr__layout_mut(vm, parent), *l = kr__layout_mut(vm, no);
    kr__layout_masks(vm, l);
    l->parent = parent;
    l->sibling = p->child;
    p->child = no;
    KrLayout *root = kr__layout_mut(vm, root_of(vm, parent));
    if (root->shapes < UINT16_MAX) root->shapes++;
}

static unsigned count_over(const KrLayout *l) {
    unsigned n = 0;
    for (unsigned i = 0; i < l->nfields; i++) n += l->fields[i].over;
    return n;
}

/* A place in the cell for one more field; 0: none is left. *width may turn from WIDE to BOXED. */
static unsigned place_in_cell(kr_vm *vm, const KrLayout *l, uint8_t *width) {
    Places p;
    if (l->flags & KR_LF_TAIL || !l->over) return 0;
    KrRootSpec s;
    kr__layout_struct(vm, l, &s);
    places_init(&p, l->size / 4, s.struct_size);
    for (unsigned i = 0; i < l->nfields; i++) take_field(&p, &l->fields[i]);
    bool over_free = !taken(&p, l->over / 4);
    take(&p, l->over / 4);
    unsigned at = *width == KR_FIELD_WIDE ? place(&p, true) : 0;
    if (at) return at;
    if (*width == KR_FIELD_WIDE) *width = KR_FIELD_BOXED;
    unsigned w = find_narrow(&p);
    bool whole_pair = w && !taken(&p, w ^ 1); /* may be wanted for a wide field yet */
    if (over_free && (!w || whole_pair)) return l->over;
    return w * 4;
}

/* Moves the field in the overflow slot, if any, to the overflow array's first place. */
static bool open_overflow(kr_vm *vm, KrLayout *l) {
    l->flags |= KR_LF_OVER;
    for (unsigned i = 0; i < l->nfields; i++)
        if (!l->fields[i].over && l->over && l->fields[i].at == l->over) {
            if (!kr__fields_own(vm, l)) return false;
            l->fields[i].over = 1;
            l->fields[i].at = 0;
            break;
        }
    return true;
}

static bool add_field(kr_vm *vm, KrLayout *l, Slot name, int width) {
    KrField f = {.name = name, .width = (uint8_t)width};
    unsigned at = l->flags & KR_LF_OVER ? 0 : place_in_cell(vm, l, &f.width);
    if (at) {
        f.at = (uint16_t)at;
    } else {
        if (!(l->flags & KR_LF_OVER) && !open_overflow(vm, l)) return false;
        if (f.width == KR_FIELD_WIDE) f.width = KR_FIELD_BOXED;
        f.over = 1;
        f.at = (uint16_t)count_over(l);
    }
    return kr__fields_append(vm, l, f);
}

static uint32_t find_added(kr_vm *vm, const KrLayout *l, Slot name, int width) {
    for (uint32_t no = l->child; no; no = kr__layout(vm, no)->sibling) {
        const KrLayout *c = kr__layout(vm, no);
        if (c->nfields != l->nfields + 1) continue;
        const KrField *f = &c->fields[l->nfields];
        if (f->name.bits == name.bits &&
            (f->width == KR_FIELD_NARROW) == (width == KR_FIELD_NARROW))
            return no;
    }
    return 0;
}

/* See layout.h. May not collect. */
uint32_t kr__layout_add(kr_vm *vm, uint32_t layout, Slot name, int width) {
    KrLayout *l = kr__layout_mut(vm, layout);
    if (l->flags & KR_LF_DICT) return 0;
    uint32_t no = find_added(vm, l, name, width);
    if (no) return no;
    if (l->nchildren >= BRANCHES_MAX || kr__layout(vm, root_of(vm, layout))->shapes >= SHAPES_MAX)
        return 0;
    no = kr__layout_copy(vm, layout);
    if (!no || !add_field(vm, kr__layout_mut(vm, no), name, width)) return 0;
    link_child(vm, layout, no);
    kr__watch_note(vm, KR_NOTE_FIELD, no);
    l->nchildren++;
    return no;
}

/* ---- boxed variants ---- */

static uint32_t boxed_child(kr_vm *vm, uint32_t layout, unsigned i) {
    const KrLayout *l = kr__layout(vm, layout);
    for (uint32_t no = l->child; no; no = kr__layout(vm, no)->sibling) {
        const KrLayout *c = kr__layout(vm, no);
        bool same = c->nfields == l->nfields && !((c->flags ^ l->flags) & KR_LF_DICT);
        if (same && c->fields[i].width == KR_FIELD_BOXED) return no;
    }
    uint32_t no = kr__layout_copy(vm, layout);
    if (!no || !kr__fields_own(vm, kr__layout_mut(vm, no))) return 0;
    kr__layout_mut(vm, no)->fields[i].width = KR_FIELD_BOXED;
    link_child(vm, layout, no);
    return no;
}

/* From `base`, the layout in which the first n fields are BOXED where they are in `like`, and field
 * `also` is too. 0: MemoryError pending. */
static uint32_t boxed_like(kr_vm *vm, uint32_t base, uint32_t like, unsigned n, unsigned also) {
    uint32_t no = base;
    for (unsigned i = 0; i < n && no; i++) {
        bool want = i == also || kr__layout(vm, like)->fields[i].width == KR_FIELD_BOXED;
        if (want && kr__layout(vm, no)->fields[i].width == KR_FIELD_NARROW)
            no = boxed_child(vm, no, i);
    }
    return no;
}

/* See layout.h. May not collect. */
uint32_t kr__layout_boxed(kr_vm *vm, uint32_t layout, unsigned i) {
    const KrLayout *l = kr__layout(vm, layout);
    if (l->fields[i].width != KR_FIELD_NARROW) return layout;
    uint32_t base = layout;
    for (;;) {
        uint32_t up = kr__layout(vm, base)->parent;
        if (!up || kr__layout(vm, up)->nfields != l->nfields) break;
        if ((kr__layout(vm, up)->flags ^ l->flags) & KR_LF_DICT) break;
        base = up;
    }
    return boxed_like(vm, base, layout, l->nfields, i);
}

/* See layout.h. May not collect. A variable-sized kind whose slots lie in the overflow array has none. */
uint32_t kr__layout_dict(kr_vm *vm, uint32_t layout) {
    if (kr__layout(vm, layout)->flags & KR_LF_DICT) return layout;
    uint32_t root = root_of(vm, layout);
    unsigned n = kr__layout(vm, root)->nfields;
    uint32_t base = boxed_like(vm, root, layout, n, UINT32_MAX);
    if (!base) return 0;
    for (uint32_t no = kr__layout(vm, base)->child; no; no = kr__layout(vm, no)->sibling)
        if (kr__layout(vm, no)->flags & KR_LF_DICT) return no;
    if (kr__layout(vm, base)->flags & KR_LF_OVER) {
        no_memory(vm);
        return 0;
    }
    uint32_t no = kr__layout_copy(vm, base);
    if (!no) return 0;
    kr__layout_mut(vm, no)->flags |= KR_LF_DICT;
    link_child(vm, base, no);
    kr__watch_note(vm, KR_NOTE_DICT, no);
    return no;
}
