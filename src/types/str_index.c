/* SPDX-License-Identifier: MIT
 * str_index.c: where the i-th code point of a text stands. ASCII: at i. Short texts are scanned. A
 * long text past ASCII gets a line of offsets, one for each 64 code points, when it is first
 * asked; the VM keeps the few lines used last. A line names its str by reference without keeping
 * it alive; what died is forgotten at the end of marking. */
#include "types/state.h"
#include "types/str.h"

#define SCANNED 256u /* bytes of text that are scanned */
#define STEP 64u
#define LINES 8u

typedef struct Line {
    uint32_t ref; /* of the str; 0: empty */
    uint32_t n;   /* offsets: of code points 0, STEP, 2 * STEP, … */
    uint32_t *at;
} Line;

typedef struct KrTextState {
    Line line[LINES];
    unsigned next; /* to be replaced */
} KrTextState;

static void drop(KrMem *mem, Line *l) {
    kr__mem_free(mem, l->at, l->n * sizeof(uint32_t));
    *l = (Line){0};
}

/* Forgets the lines of strs that die in this collection. */
void kr__text_after_mark(kr_vm *vm, KrGc *gc) {
    KrTextState *t = vm->tstate ? vm->tstate->text : NULL;
    for (unsigned i = 0; t && i < LINES; i++)
        if (t->line[i].ref && !kr__is_marked(gc, t->line[i].ref))
            drop(&kr__heap(vm)->mem, &t->line[i]);
}

/* Frees the state; safe when there is none. */
void kr__text_state_free(kr_vm *vm) {
    KrTextState *t = vm->tstate ? vm->tstate->text : NULL;
    if (!t) return;
    KrMem *mem = &kr__heap(vm)->mem;
    for (unsigned i = 0; i < LINES; i++)
        if (t->line[i].ref) drop(mem, &t->line[i]);
    kr__mem_free(mem, t, sizeof *t);
    vm->tstate->text = NULL;
}

static void fill(Line *l, const char *text, size_t n) {
    const char *p = text, *end = text + n;
    for (uint32_t i = 0; i < l->n; i++) {
        l->at[i] = (uint32_t)(p - text);
        for (unsigned k = 0; k < STEP && p < end; k++) p += kr__utf8_lead((uint8_t)*p);
    }
}

/* The line of this text; NULL: no memory for one. */
static const Line *line_of(kr_vm *vm, const KrStr *s) {
    KrMem *mem = &kr__heap(vm)->mem;
    KrTextState *t = vm->tstate->text;
    if (!t) {
        t = vm->tstate->text = kr__mem_zalloc(mem, sizeof *t);
        if (!t) return NULL;
    }
    uint32_t ref = kr__ref(s);
    for (unsigned i = 0; i < LINES; i++)
        if (t->line[i].ref == ref) return &t->line[i];
    uint32_t n = kr__str_count(s) / STEP + 1;
    uint32_t *at = kr__mem_alloc(mem, n * sizeof(uint32_t));
    if (!at) return NULL;
    Line *l = &t->line[t->next];
    t->next = (t->next + 1) % LINES;
    if (l->ref) drop(mem, l);
    *l = (Line){ref, n, at};
    fill(l, kr__str_text(s), s->len);
    return l;
}

/* Offset of code point i; the length for i >= count. Never fails, never collects. */
size_t kr__str_offset(kr_vm *vm, const KrStr *s, size_t i) {
    if (kr__str_ascii(s)) return i < s->len ? i : s->len;
    if (i >= kr__str_count(s)) return s->len;
    const char *text = kr__str_text(s);
    const Line *l = s->len <= SCANNED ? NULL : line_of(vm, s);
    if (!l) return kr__utf8_offset(text, s->len, i);
    const char *p = text + l->at[i / STEP];
    for (size_t k = i % STEP; k; k--) p += kr__utf8_lead((uint8_t)*p);
    return (size_t)(p - text);
}

/* Index of the code point at this offset (or of the end). Never fails, never collects. */
size_t kr__str_index(kr_vm *vm, const KrStr *s, size_t offset) {
    if (kr__str_ascii(s)) return offset;
    if (offset >= s->len) return kr__str_count(s);
    const char *text = kr__str_text(s);
    const Line *l = s->len <= SCANNED ? NULL : line_of(vm, s);
    if (!l) return kr__utf8_index(text, offset);
    uint32_t lo = 0, hi = l->n; /* at[lo] <= offset < at[hi] */
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (l->at[mid] <= offset) {
            lo = mid;
        } else {
            hi = mid;
        }
    }
    return (size_t)lo * STEP + kr__utf8_count(text + l->at[lo], offset - l->at[lo]);
}

/* Code point i < count. */
uint32_t kr__str_at(kr_vm *vm, const KrStr *s, size_t i) {
    unsigned size;
    return kr__utf8_decode(kr__str_text(s) + kr__str_offset(vm, s, i), &size);
}
