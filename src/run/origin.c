/* SPDX-License-Identifier: MIT
 * origin.c: which frames run, told to the heap while it traces what is made (heap/origins.c).
 * Called for every cell, so a frame's line is looked up once for each word of code. */
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

/* See origin.h. */
unsigned kr__where(kr_vm *vm, uint32_t *frames, unsigned limit, unsigned *kept) {
    const KrFrame *f = vm->thread->frame;
    unsigned n = 0, total = 0;
    *kept = 0;
    if (f->code && !has_begun(f)) f--;
    for (; !(f->flags & KR_FRAME_ROOT); f--) {
        if (!f->code) continue;
        if (n < limit) {
            uint32_t no = number_of(vm, f);
            if (!no) return 0;
            frames[n++] = no;
        }
        total++;
    }
    *kept = n;
    return total;
}
