/* SPDX-License-Identifier: MIT
 * origin.c: which frames run, told to the heap while it traces what is made (heap/origins.c).
 * Asked for every cell, so a frame's line is looked up once for each word of code. */
#include "run/origin.h"

#include "heap/heap.h"
#include "run/frame.h"
#include "run/opcodes.h"

/* Number of the frame's file and line; 0: no memory. */
static uint32_t number_of(kr_vm *vm, const KrFrame *f) {
    uint32_t *known = kr__origin_site(vm, f->pc);
    if (KR_LIKELY(*known)) return *known;
    KrPosition p;
    kr__code_position(f->code, (uint32_t)(f->pc - f->code->code), &p);
    uint32_t line = p.line > 0 ? (uint32_t)p.line : f->code->firstlineno;
    return *known = kr__origin_frame(vm, kr__slot_ptr(f->code->filename), line);
}

/* A frame that still makes cells for its parameters has not begun: they are its caller's doing. */
static bool has_begun(const KrFrame *f) { return (*f->pc & 0xff) != OP_MAKE_CELL; }

/* Frames of code from f down. */
static unsigned depth(const KrFrame *f) {
    unsigned n = 0;
    for (; !(f->flags & KR_FRAME_ROOT); f--) n += f->code != NULL;
    return n;
}

/* The latest record of a frame that has begun. */
static const KrFrame *latest(kr_vm *vm) {
    const KrFrame *f = vm->thread->frame;
    return f->code && !has_begun(f) ? f - 1 : f;
}

/* See origin.h. */
const void *kr__here(kr_vm *vm, unsigned *total) {
    const KrFrame *f = latest(vm);
    while (!f->code && !(f->flags & KR_FRAME_ROOT)) f--;
    *total = depth(f);
    return f->pc;
}

/* See origin.h. */
unsigned kr__where(kr_vm *vm, uint32_t *frames, unsigned limit, unsigned *kept) {
    const KrFrame *f = latest(vm);
    unsigned n = 0;
    *kept = 0;
    for (; n < limit && !(f->flags & KR_FRAME_ROOT); f--) {
        if (!f->code) continue;
        uint32_t no = number_of(vm, f);
        if (!no) return 0;
        frames[n++] = no;
    }
    *kept = n;
    return n + depth(f);
}
