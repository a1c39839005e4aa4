/* SPDX-License-Identifier: MIT
 * code.c: reading code objects: positions, live registers, handlers, and how the collector sees them.
 *
 * POSITION TABLE (KrCode.lines). Runs of words that share a position, from the first word on. A run is
 * a number words << 1 | known; when known, four more follow: the line less the last known one (at first
 * firstlineno), end line less line (both signed), column + 1, end column + 1 (0: unknown).
 *
 * LIVE TABLE (KrCode.live). Runs of words: their number, then how many temporaries are live while they
 * run, in addition to the locals. Of code with far locals all registers are live.
 *
 * Numbers are written in base 128, least digits first, bit 7 meaning more; signed ones have their sign in bit 0. */
#include "compile/code.h"

#include <stddef.h>

/* Any bytes may be read: a program may make code with tables of its own. */
static uint32_t get(const uint8_t **p, const uint8_t *end) {
    uint32_t v = 0;
    for (unsigned shift = 0; *p < end; shift += 7) {
        uint8_t b = *(*p)++;
        if (shift < 32) v |= (uint32_t)(b & 0x7f) << shift;
        if (b < 0x80) break;
    }
    return v;
}

static int32_t get_signed(const uint8_t **p, const uint8_t *end) {
    uint32_t v = get(p, end);
    return (int32_t)(v >> 1 ^ (0u - (v & 1)));
}

/* The bytes of a table. */
static const uint8_t *table(Slot s, const uint8_t **end) {
    if (!s.bits) return *end = NULL;
    const KrBytes *b = kr__slot_ptr(s);
    *end = (const uint8_t *)b->data + b->len;
    return (const uint8_t *)b->data;
}

/* Begins a walk over the runs of positions. */
KrCodeWalk kr__code_walk(const KrCode *code) {
    KrCodeWalk w = {.line = (int)code->firstlineno, .ncode = code->ncode};
    w.p = table(code->lines, &w.end);
    return w;
}

/* The next run: words [w->from, w->to) and their position, line -1 when nothing is known. False: no more. */
bool kr__code_walk_next(KrCodeWalk *w) {
    if (w->p >= w->end) return false;
    uint32_t head = get(&w->p, w->end), left = w->ncode - w->to;
    w->from = w->to;
    w->to += head >> 1 < left ? head >> 1 : left;
    w->pos = (KrPosition){-1, -1, -1, -1};
    if (!(head & 1)) return true;
    w->line = (int)((uint32_t)w->line + (uint32_t)get_signed(&w->p, w->end));
    uint32_t lines = (uint32_t)get_signed(&w->p, w->end);
    int col = (int)(get(&w->p, w->end) - 1), end_col = (int)(get(&w->p, w->end) - 1);
    w->pos = (KrPosition){w->line, (int)((uint32_t)w->line + lines), col, end_col};
    return true;
}

/* Where the instruction at pc stands in the source. One without a place is at the line of the last
 * before it that has one, columns unknown; line -1 when there is none. */
void kr__code_position(const KrCode *code, uint32_t pc, KrPosition *out) {
    KrCodeWalk w = kr__code_walk(code);
    *out = (KrPosition){-1, -1, -1, -1};
    while (kr__code_walk_next(&w)) {
        if (w.pos.line > 0) *out = (KrPosition){w.pos.line, -1, -1, -1};
        if (pc >= w.to) continue;
        if (w.pos.line > 0) *out = w.pos;
        return;
    }
}

unsigned kr__code_live(const KrCode *code, uint32_t pc) {
    if (code->far) return code->nregs;
    const uint8_t *end, *p = table(code->live, &end);
    for (uint32_t at = 0; p < end;) {
        at += get(&p, end);
        uint32_t live = get(&p, end);
        if (pc < at) return code->nlocals + live;
    }
    return code->nregs;
}

/* kr__code_live for every word of the code, in one pass. */
void kr__code_live_all(const KrCode *code, uint16_t *out) {
    const uint8_t *end, *p = table(code->live, &end);
    for (uint32_t at = 0; p < end;) {
        uint32_t to = at + get(&p, end), live = get(&p, end);
        for (; at < to && at < code->ncode; at++)
            out[at] = (uint16_t)(code->far ? code->nregs : code->nlocals + live);
    }
}

/* The entry whose range holds pc; ranges are in order and do not overlap. */
const KrHandler *kr__code_handler(const KrCode *code, uint32_t pc) {
    uint32_t lo = 0, hi = code->nhandlers;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (code->handlers[mid].to <= pc)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < code->nhandlers && code->handlers[lo].from <= pc ? &code->handlers[lo] : NULL;
}

static void code_trace(KrGc *gc, KrObj *cell) {
    KrCode *c = (KrCode *)cell;
    if (!c->consts) return;
    kr__trace_buf(gc, cell, c->consts, c->room);
    kr__trace_values(gc, c->consts, c->nconsts);
}

static size_t code_owned(kr_vm *vm, const KrObj *cell) {
    (void)vm;
    return ((const KrCode *)cell)->room;
}

#define SLOT_BIT(field) ((uint64_t)1 << offsetof(KrCode, field) / 4)
const KrKindInfo kr__kind_code = {
    .name = "code",
    .size = sizeof(KrCode),
    .slots = SLOT_BIT(name) | SLOT_BIT(qualname) | SLOT_BIT(filename) | SLOT_BIT(names) |
             SLOT_BIT(varnames) | SLOT_BIT(cellvars) | SLOT_BIT(freevars) | SLOT_BIT(cellregs) |
             SLOT_BIT(lines) | SLOT_BIT(live) | SLOT_BIT(selfattrs),
    .trace = code_trace,
    .owned = code_owned,
};
