/* SPDX-License-Identifier: MIT
 * frame.c: threads' stacks, frame objects, generators as frames, and the precise roots of the machine. */
#include "run/frame.h"

#include "run/cache.h"
#include "run/thread.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/function.h"
#include "types/generator.h"
#include "types/list.h"
#include "types/type.h"

#include <string.h>

#define FRAMES_RESERVE ((size_t)1 << 26) /* bytes of address space: half a million records */
#define REGS_RESERVE ((size_t)1 << 28)
#define MORE_THREADS 4 /* threads but main get that part of it */

bool kr__thread_init(kr_vm *vm, KrThread *t) {
    size_t part = t == &vm->main ? 1 : MORE_THREADS;
    size_t frames = FRAMES_RESERVE / part, regs = REGS_RESERVE / part;
    for (;;) { /* where address space is short, halve until it fits */
        t->frames = kr__reserve(frames);
        t->regs = t->frames ? kr__reserve(regs) : NULL;
        if (t->regs) break;
        if (t->frames) kr__unreserve(t->frames, frames);
        frames /= 2, regs /= 2;
        if (frames < 65536) return false;
    }
    if (!vm->sites)
        vm->sites = kr__mem_zalloc(&kr__heap(vm)->mem, KR_SITE_LINES * sizeof(struct KrSiteLine));
    if (!vm->sites) return false;
    t->vm = vm;
    t->frames_end = t->frames + frames / sizeof(KrFrame) - 1;
    t->regs_end = t->regs + regs / sizeof(Value);
    t->frame = t->frames;
    t->top = t->regs + 1; /* args[-1] of the first call */
    *t->frame = (KrFrame){.regs = t->regs, .top = t->top, .flags = KR_FRAME_ROOT | KR_FRAME_ENTRY};
    t->depth_limit = part > 1 ? vm->main.depth_limit : 1000;
    t->frames_limit = t->frames + 1 + t->depth_limit;
    t->handled = KR_NONE_V;
    t->natives = 1;
    return true;
}

bool kr__bare_begin(kr_vm *vm) {
    KrThread *t = vm->thread;
    bool bare = t->entries <= 1 && t->natives == 1 && t->frame == t->frames;
    t->natives -= bare;
    return bare;
}
void kr__bare_end(kr_vm *vm, bool bare) { vm->thread->natives += bare; }

void kr__thread_free(kr_vm *vm, KrThread *t) {
    if (t == &vm->main) {
        kr__mem_free(&kr__heap(vm)->mem, vm->sites,
                     vm->sites ? KR_SITE_LINES * sizeof(struct KrSiteLine) : 0);
        vm->sites = NULL;
    }
    kr__vec_free(&kr__heap(vm)->mem, &t->locals);
    if (!t->frames) return;
    kr__unreserve(t->regs, (size_t)((char *)t->regs_end - (char *)t->regs));
    size_t frames = (size_t)(t->frames_end + 1 - t->frames) * sizeof(KrFrame);
    kr__unreserve(t->frames, frames);
    t->frames = NULL;
}

KrFrame *kr__frame_python(KrFrame *f) {
    while (f && !f->code) {
        if (f->flags & KR_FRAME_ROOT) return NULL;
        f--;
    }
    return f;
}

void kr__frame_watch(kr_vm *vm) {
    KrFrame *f = kr__frame_python(vm->thread->frame);
    if (f) f->flags |= KR_FRAME_WATCH;
}

static uint32_t pc_of(const KrFrame *f) { return (uint32_t)(f->pc - f->code->code); }

/* ---- roots ---- */

static void trace_frame(KrGc *gc, KrFrame *f) {
    if (f->keep.bits) kr__trace_slot(gc, f->keep);
    if (!f->code) return;
    kr__trace_ref(gc, kr__ref(f->code));
    kr__trace_slot(gc, f->globals);
    kr__trace_slot(gc, f->builtins);
    kr__trace_slot(gc, f->function);
    kr__trace_slot(gc, f->locals);
    kr__trace_slot(gc, f->closure);
    if (f->flags & KR_FRAME_HELD) kr__trace_slot(gc, f->object);
    if (f->flags & KR_FRAME_TRACED) kr__trace_slot(gc, f->trace);
    if (f->flags & KR_FRAME_GEN) kr__trace_slot(gc, f->handled);
    kr__trace_maybe(gc, f->regs, kr__code_live(f->code, pc_of(f)));
}

static void trace_thread(KrGc *gc, KrThread *t) {
    kr__trace_value(gc, t->pending);
    kr__trace_value(gc, t->handled);
    kr__trace_value(gc, t->trace_fn);
    kr__trace_value(gc, t->profile_fn);
    kr__trace_value(gc, t->context);
    kr__trace_value(gc, t->event_loop);
    kr__trace_value(gc, t->start_fn);
    kr__trace_value(gc, t->start_args);
    kr__trace_value(gc, t->start_kw);
    kr__trace_value(gc, t->sentinel);
    if (!t->frames) return;
    Value *scratch = t->regs;
    for (KrFrame *f = t->frames; f <= t->frame; f++) {
        /* between one frame's top and the next one's registers lies what natives put there; a frame whose registers
         * are elsewhere has at its top what was the thread's */
        const Value *end = f->regs >= t->regs && f->regs < t->regs_end ? f->regs : f->top;
        if (end > scratch) kr__trace_maybe(gc, scratch, (size_t)(end - scratch));
        trace_frame(gc, f);
        scratch = f->top; /* a callee's registers overlap its caller's, so tops need not rise */
        if (!f->code && f->regs >= t->regs && f->top > f->regs)
            kr__trace_maybe(gc, f->regs, (size_t)(f->top - f->regs));
    }
    if (t->top > scratch) kr__trace_maybe(gc, scratch, (size_t)(t->top - scratch));
}

void kr__machine_trace(kr_vm *vm, KrGc *gc) {
    for (KrThread *t = &vm->main; t; t = t->next) {
        trace_thread(gc, t);
        if (t == vm->thread || !t->c_base || !t->c_low) continue;
        kr__trace_stack(gc, t->c_low, t->c_base);
        kr__trace_stack(gc, t->spill, (const char *)t->spill + t->nspill);
    }
    for (KrThread *t = vm->lost; t; t = t->next) trace_thread(gc, t);
    kr__trace_values(gc, vm->fork_hooks, KR_COUNTOF(vm->fork_hooks));
    kr__trace_value(gc, vm->tail.callable);
    kr__trace_value(gc, vm->tail.kwnames);
    kr__trace_value(gc, vm->tail.state);
    kr__trace_value(gc, vm->tail.locals);
    if (vm->tail.args) kr__trace_maybe(gc, vm->tail.args, vm->tail.nargs + vm->tail.nkw);
}

/* ---- frame objects ---- */

static KrFrameObj *new_frame_object(kr_vm *vm, KrCode *code) {
    unsigned n = code->nlocals;
    KrFrameObj *o = kr__new(vm, KR_T_FRAME, sizeof *o + n * sizeof(Value));
    if (!o) return NULL;
    o->nregs = n;
    o->code = kr__slot_of(code);
    return o;
}

Value kr__frame_object(kr_vm *vm, KrFrame *f) {
    if (f->flags & KR_FRAME_HELD) return kr__slot_value(f->object);
    KrFrameObj *o = new_frame_object(vm, f->code);
    if (!o) return KR_FAILED;
    const KrThread *t = kr__frame_owner(vm, f);
    o->number = (uint32_t)(f - t->frames) + 1;
    o->thread = t->number;
    o->globals = f->globals;
    o->builtins = f->builtins;
    o->locals = f->locals;
    o->function = f->function;
    o->pc = pc_of(f);
    if (f->flags & KR_FRAME_GEN) {
        o->generator = f->keep;
        KrGenerator *g = kr__slot_ptr(f->keep);
        kr__store(vm, g, &g->frame, kr__slot_of(o));
    }
    f->object = kr__slot_of(o);
    f->flags |= KR_FRAME_HELD;
    return kr__value_of(o);
}

Value kr__generator_frame(kr_vm *vm, Value gen) {
    KrGenerator *g = kr__ptr(gen);
    if (g->state == KR_GEN_CLOSED) return KR_NONE_V;
    if (g->frame.bits) return kr__slot_value(g->frame);
    if (g->state == KR_GEN_RUNNING) {
        for (const KrThread *t = &vm->main; t; t = t->next) {
            KrFrame *f = t->frame;
            while (!(f->flags & KR_FRAME_ROOT) &&
                   (!(f->flags & KR_FRAME_GEN) || f->keep.bits != kr__ref(g)))
                f--;
            if (!(f->flags & KR_FRAME_ROOT)) return kr__frame_object(vm, f);
        }
        return KR_NONE_V;
    }
    KrFunction *fn = kr__slot_ptr(g->function);
    KrFrameObj *o = new_frame_object(vm, kr__slot_ptr(fn->code));
    if (!o) return KR_FAILED;
    g = kr__ptr(gen);
    o->globals = fn->globals;
    o->builtins = fn->builtins;
    o->function = g->function;
    o->generator = kr__slot_of(g);
    o->pc = g->pc;
    memcpy(o->regs, g->regs, o->nregs * sizeof(Value));
    kr__store(vm, g, &g->frame, kr__slot_of(o));
    return kr__value_of(o);
}

/* f_back of a frame that is left: its caller, which gets an object for it; none for a generator, which may go on
 * elsewhere. */
static Slot back_of(kr_vm *vm, KrFrame *f) {
    KrFrame *below = f->flags & KR_FRAME_GEN ? NULL : kr__frame_python(f - 1);
    if (!below) return KR_NO_SLOT;
    if (below->flags & KR_FRAME_HELD) return below->object;
    KrThread *t = vm->thread;
    Value exc = t->pending;
    t->pending = KR_UNSET; /* no memory for it: then there is no f_back */
    Value object = kr__frame_object(vm, below);
    if (kr__failed(object)) kr__clear_pending(vm);
    t->pending = exc;
    return kr__failed(object) ? KR_NO_SLOT : kr__ref_slot(object);
}

void kr__frame_leave(kr_vm *vm, KrFrame *f) {
    KrFrameObj *o = kr__slot_ptr(f->object);
    KrThread *t = vm->thread;
    if (t->trace_last >= f && f > t->frames) t->trace_last = f - 1;
    o->pc = pc_of(f);
    o->number = 0;
    memcpy(o->regs, f->regs, o->nregs * sizeof(Value));
    o->back = back_of(vm, f);
    kr__barrier(vm, o);
    f->flags &= ~KR_FRAME_HELD;
}

static void trace_frame_obj(KrGc *gc, KrObj *cell) {
    KrFrameObj *o = (KrFrameObj *)cell;
    if (!o->number) kr__trace_values(gc, o->regs, o->nregs);
}
static size_t frame_obj_bytes(kr_vm *vm, const KrObj *cell) {
    (void)vm;
    return (sizeof(KrFrameObj) + ((const KrFrameObj *)cell)->nregs * sizeof(Value) + 7) &
           ~(size_t)7;
}
#define WORD(member) (1u << (offsetof(KrFrameObj, member) / 4))
const KrKindInfo kr__kind_frame = {
    .name = "frame",
    .size = sizeof(KrFrameObj),
    .slots = WORD(code) | WORD(globals) | WORD(builtins) | WORD(locals) | WORD(function) |
             WORD(back) | WORD(generator) | WORD(trace) | WORD(handled) | WORD(ccall),
    .trace = trace_frame_obj,
    .bytes = frame_obj_bytes,
};

/* Contents of the local that register r holds: through its cell when it is shared. */
static Value local_value(const KrCode *code, Value v, unsigned r) {
    const KrBytes *regs = code->cellregs.bits ? kr__slot_ptr(code->cellregs) : NULL;
    for (unsigned i = 0; regs && i < code->ncells; i++) {
        uint16_t reg;
        memcpy(&reg, regs->data + 2 * i, 2);
        if (reg == r && kr__exact(v, KR_T_CELL)) return ((KrCell *)kr__ptr(v))->value;
    }
    return v;
}

/* Binds or, when v is unset, unbinds a name in what locals() shows. */
static bool add_local(kr_vm *vm, Value dict, Value name, Value v) {
    if (kr__ok(v)) return kr__dict_set(vm, kr__ptr(dict), name, v);
    return kr__dict_delete(vm, kr__ptr(dict), name, NULL) >= 0;
}

static Value fill_locals(kr_vm *vm, Value d, KrCode *code, const Value *regs, Slot closure) {
    KrTuple *names = kr__slot_ptr(code->varnames);
    for (unsigned i = 0; i < names->len; i++) {
        unsigned r = kr__code_local(code, i);
        if (!add_local(vm, d, kr__tuple_get(names, i), local_value(code, regs[r], r)))
            return KR_FAILED;
    }
    KrTuple *cells = kr__slot_ptr(code->cellvars);
    const KrBytes *where = code->cellregs.bits ? kr__slot_ptr(code->cellregs) : NULL;
    for (unsigned i = 0; where && i < cells->len; i++) {
        uint16_t r;
        memcpy(&r, where->data + 2 * i, 2);
        if (r < code->nparams || !kr__exact(regs[r], KR_T_CELL))
            continue; /* a parameter: done above */
        if (!add_local(vm, d, kr__tuple_get(cells, i), ((KrCell *)kr__ptr(regs[r]))->value))
            return KR_FAILED;
    }
    KrTuple *free = kr__slot_ptr(code->freevars);
    for (unsigned i = 0; closure.bits && i < free->len; i++) {
        KrCell *c = kr__ptr(kr__tuple_get(kr__slot_ptr(closure), i));
        if (!add_local(vm, d, kr__tuple_get(free, i), c->value)) return KR_FAILED;
    }
    return d;
}

Value kr__frame_locals_of(kr_vm *vm, KrCode *code, const Value *regs, Slot closure) {
    Value d = kr__dict_new(vm);
    return kr__ok(d) ? fill_locals(vm, d, code, regs, closure) : d;
}

static void set_local(kr_vm *vm, Value *reg, bool cell, Value v) {
    if (!cell || !kr__exact(*reg, KR_T_CELL)) {
        *reg = v;
        return;
    }
    KrCell *c = kr__ptr(*reg);
    c->value = v;
    kr__barrier(vm, c);
}
static bool is_cell_register(const KrCode *code, unsigned r) {
    const KrBytes *regs = code->cellregs.bits ? kr__slot_ptr(code->cellregs) : NULL;
    for (unsigned i = 0; regs && i < code->ncells; i++) {
        uint16_t reg;
        memcpy(&reg, regs->data + 2 * i, 2);
        if (reg == r) return true;
    }
    return false;
}

bool kr__frame_locals_back(kr_vm *vm, KrFrame *f, Value dict) {
    const KrCode *code = f->code;
    KrTuple *names = kr__slot_ptr(code->varnames);
    for (unsigned i = 0; i < names->len; i++) {
        Value v;
        int found = kr__dict_find(vm, kr__ptr(dict), kr__tuple_get(names, i), &v);
        if (found < 0) return false;
        unsigned r = kr__code_local(code, i);
        bool cell = is_cell_register(code, r);
        /* code counts on a variable that it has found bound */
        if (found || cell) set_local(vm, &f->regs[r], cell, found ? v : KR_UNSET);
    }
    KrTuple *cells = kr__slot_ptr(code->cellvars);
    const KrBytes *where = code->cellregs.bits ? kr__slot_ptr(code->cellregs) : NULL;
    for (unsigned i = 0; where && i < cells->len; i++) {
        uint16_t r;
        Value v;
        memcpy(&r, where->data + 2 * i, 2);
        int found = kr__dict_find(vm, kr__ptr(dict), kr__tuple_get(cells, i), &v);
        if (found < 0) return false;
        if (kr__exact(f->regs[r], KR_T_CELL))
            set_local(vm, &f->regs[r], true, found ? v : KR_UNSET);
    }
    KrTuple *free = kr__slot_ptr(code->freevars);
    for (unsigned i = 0; f->closure.bits && i < free->len; i++) {
        Value v, cell = kr__tuple_get(kr__slot_ptr(f->closure), i);
        int found = kr__dict_find(vm, kr__ptr(dict), kr__tuple_get(free, i), &v);
        if (found < 0) return false;
        if (found) set_local(vm, &cell, true, v);
    }
    return true;
}

/* A function's frame keeps the dict that it gave first, and brings it up to date at each call of locals(). */
Value kr__frame_locals(kr_vm *vm, KrFrame *f) {
    if (!(f->code->flags & KR_CO_OPTIMIZED))
        return kr__slot_value(f->locals.bits ? f->locals : f->globals);
    Value d = f->locals.bits ? kr__slot_value(f->locals) : kr__dict_new(vm);
    if (!kr__ok(d)) return d;
    f->locals = kr__ref_slot(d);
    return fill_locals(vm, d, f->code, f->regs, f->closure);
}

#define HOLD_FRAMES 16 /* frames that kr__frames_hold looks at */

bool kr__frames_hold(kr_vm *vm, bool (*variable)(kr_vm *vm, void *ud, Value v),
                     bool (*constant)(kr_vm *vm, void *ud, Value v), void *ud) {
    KrFrame *f = kr__frame_python(vm->thread->frame);
    for (int n = 0; f && n < HOLD_FRAMES; n++, f = kr__frame_python(f - 1)) {
        const KrCode *code = f->code;
        for (uint32_t i = 0; i < code->nconsts; i++)
            if (!constant(vm, ud, code->consts[i])) return false;
        for (unsigned i = 0; i < code->nlocals; i++) {
            Value v = f->regs[i];
            if (kr__exact(v, KR_T_CELL)) v = ((KrCell *)kr__ptr(v))->value;
            if (!variable(vm, ud, v)) return false;
        }
        Value ns = kr__slot_value(f->locals.bits ? f->locals : f->globals), key, v;
        size_t pos = 0;
        if ((code->flags & KR_CO_OPTIMIZED) || !kr__exact(ns, KR_T_DICT)) continue;
        while (kr__dict_next(vm, kr__ptr(ns), &pos, &key, &v))
            if (!variable(vm, ud, v)) return false;
    }
    return true;
}

Value kr__current_globals(kr_vm *vm) {
    KrFrame *f = kr__frame_python(vm->thread->frame);
    return f ? kr__slot_value(f->globals) : KR_UNSET;
}
Value kr__current_builtins(kr_vm *vm) {
    KrFrame *f = kr__frame_python(vm->thread->frame);
    return f ? kr__slot_value(f->builtins) : vm->builtins_dict;
}
uint32_t kr__current_code_flags(kr_vm *vm) {
    KrFrame *f = kr__frame_python(vm->thread->frame);
    return f ? f->code->flags : 0;
}
/* See ops.h. Never collects. */
void kr__current_place(kr_vm *vm, Slot cls, KrPlace *out) {
    *out = (KrPlace){.line = 0};
    KrFrame *f = kr__frame_python(vm->thread->frame);
    if (!f) return;
    KrPosition p;
    kr__code_position(f->code, (uint32_t)(f->pc - f->code->code), &p);
    out->file = f->code->filename;
    out->qualname = f->code->qualname;
    out->line = p.line > 0 ? (uint32_t)p.line : f->code->firstlineno;
    for (; f && !out->making; f = kr__frame_python(f - 1))
        out->making = (f->flags & KR_FRAME_INIT) && f->keep.bits &&
                      kr__layout_of(vm, kr__slot_ptr(f->keep))->cls.bits == cls.bits;
}
Value kr__current_locals(kr_vm *vm) {
    KrFrame *f = kr__frame_python(vm->thread->frame);
    if (!f) return kr__raise(vm, KR_T_X_SYSTEMERROR, "frame does not exist");
    return kr__frame_locals(vm, f);
}

bool kr__super_args(kr_vm *vm, Value *type, Value *self) {
    KrFrame *f = kr__frame_python(vm->thread->frame);
    if (!f) return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "super(): no current frame");
    KrCode *code = f->code;
    if (code->argcount == 0 && !(code->flags & KR_CO_VARARGS))
        return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "super(): no arguments");
    *self = local_value(code, f->regs[code->argcount ? 0 : code->kwonly],
                        code->argcount ? 0 : code->kwonly);
    if (!kr__ok(*self)) return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "super(): arg[0] deleted");
    KrTuple *free = kr__slot_ptr(code->freevars);
    for (unsigned i = 0; i < free->len; i++) {
        if (!kr__same(kr__tuple_get(free, i), kr__name(vm, KR_N___class__))) continue;
        Value cell = kr__tuple_get(kr__slot_ptr(f->closure), i);
        *type = ((KrCell *)kr__ptr(cell))->value;
        if (!kr__ok(*type))
            return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "super(): empty __class__ cell");
        if (!kr__is_type(vm, *type))
            return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "super(): __class__ is not a type (%T)",
                                   *type);
        return true;
    }
    return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "super(): __class__ cell not found");
}

/* ---- generators as frames ---- */

/* cr_origin: (file, line, name) of the frames that make the coroutine, innermost first. Failed: MemoryError. */
static Value origin_of(kr_vm *vm, uint32_t depth) {
    Value list = kr__list_new(vm, NULL, 0);
    KrFrame *f = kr__frame_python(vm->thread->frame);
    for (; kr__ok(list) && f && depth; depth--, f = kr__frame_python(f - 1)) {
        KrPosition p;
        kr__code_position(f->code, pc_of(f), &p);
        int line = p.line > 0 ? p.line : (int)f->code->firstlineno;
        Value v[3] = {kr__slot_value(f->code->filename), kr__from_int48(line),
                      kr__slot_value(f->code->name)};
        Value t = kr__tuple_new(vm, v, 3);
        if (kr__failed(t) || !kr__list_append(vm, kr__ptr(list), t)) return KR_FAILED;
    }
    return kr__ok(list) ? kr__list_as_tuple(vm, kr__ptr(list)) : list;
}

Value kr__generator_new(kr_vm *vm, Value function, const Value *regs) {
    KrFunction *fn = kr__ptr(function);
    KrCode *code = kr__slot_ptr(fn->code);
    KrTypeNo type = code->flags & KR_CO_COROUTINE         ? KR_T_COROUTINE
                    : code->flags & KR_CO_ASYNC_GENERATOR ? KR_T_ASYNC_GENERATOR
                                                          : KR_T_GENERATOR;
    KrGenerator *g = kr__new(vm, type, sizeof *g + code->nregs * sizeof(Value));
    if (!g) return KR_FAILED;
    fn = kr__ptr(function);
    g->nregs = code->nregs;
    g->state = KR_GEN_CREATED;
    g->function = kr__slot_of(fn);
    g->name = fn->name;
    g->qualname = fn->qualname;
    memcpy(g->regs, regs, code->nlocals * sizeof(Value));
    /* closing runs what stands in its finally and with blocks: only code that has some needs it */
    bool final =
        code->nhandlers || type == KR_T_COROUTINE; /* or is warned of when it was never awaited */
    if (final && !kr__side_finalize(vm, g)) return KR_FAILED;
    if (KR_UNLIKELY(vm->thread->origin_depth) && type == KR_T_COROUTINE) {
        Value origin = origin_of(vm, vm->thread->origin_depth);
        if (kr__failed(origin)) return origin;
        kr__store(vm, g, &g->origin, kr__ref_slot(origin));
    }
    return kr__value_of(g);
}

void kr__generator_suspend(kr_vm *vm) {
    KrThread *t = vm->thread;
    KrFrame *f = t->frame;
    KrGenerator *g = kr__slot_ptr(f->keep);
    g->pc = (uint32_t)(f->pc - f->code->code);
    g->state = KR_GEN_SUSPENDED;
    g->handled = f->flags & KR_FRAME_HANDLING ? t->handled : KR_UNSET;
    t->handled = kr__slot_value(f->handled);
    if (f->flags & KR_FRAME_HELD) {
        Slot object = f->object;
        kr__frame_leave(vm, f);
        g->frame = object;
    }
    kr__barrier(vm, g);
    t->frame = f - 1;
    t->top = t->frame->top;
}

KrStep kr__generator_push(kr_vm *vm, Value gen, Value sent, uint32_t flags, uint32_t ret) {
    KrGenerator *g = kr__ptr(gen);
    KrThread *t = vm->thread;
    KrFunction *fn = kr__slot_ptr(g->function);
    KrCode *code = kr__slot_ptr(fn->code);
    KrFrame *f = t->frame + 1;
    if (f >= t->frames_limit) {
        (void)!kr__recursion_slow(vm, "");
        return KR_STEP_FAILED;
    }
    f->regs = g->regs;
    f->top = t->top;
    f->code = code;
    f->pc = code->code + g->pc;
    f->flags = flags | KR_FRAME_GEN | KR_FRAME_APART;
    f->ret = ret;
    f->function = g->function;
    f->globals = fn->globals;
    f->builtins = fn->builtins;
    f->closure = fn->closure;
    f->locals = KR_NO_SLOT;
    f->keep = kr__slot_of(g);
    f->handled = kr__ref_slot(t->handled);
    if (g->frame.bits) {
        f->object = g->frame;
        f->flags |= KR_FRAME_HELD;
        KrFrameObj *o = kr__slot_ptr(g->frame);
        o->number = (uint32_t)(f - t->frames) + 1;
        o->thread = t->number;
    }
    if (g->state == KR_GEN_SUSPENDED) {
        uint32_t w = *f->pc; /* its YIELD A B: R[A] is what is sent */
        if (kr__ok(sent)) g->regs[w >> 8 & 0xff] = sent;
        f->pc += kr__op_length[w & 0xff];
        if (kr__ok(g->handled)) {
            t->handled = g->handled;
            f->flags |= KR_FRAME_HANDLING;
        }
    }
    g->state = KR_GEN_RUNNING;
    t->frame = f;
    return KR_STEP_FRAME;
}
