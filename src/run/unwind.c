/* SPDX-License-Identifier: MIT
 * unwind.c: what happens between a raise and its handler: traceback entries, the handler tables, records left on
 * the way; and generators driven from C. */
#include "run/hook.h"
#include "run/support.h"
#include "run/trace.h"
#include "types/exception.h"
#include "types/function.h"
#include "types/generator.h"
#include "types/type.h"

/* Records left between two looks at the limits. */
#define TICK_EACH 256

/* A StopIteration that leaves a generator would end its caller's loop by accident: PEP 479. */
static void generator_stopped(kr_vm *vm, KrFrame *f) {
    bool async = f->code->flags & KR_CO_ASYNC_GENERATOR;
    const char *text = NULL;
    if (kr__pending_is(vm, KR_T_X_STOPITERATION))
        text = async                              ? "async generator raised StopIteration"
               : f->code->flags & KR_CO_COROUTINE ? "coroutine raised StopIteration"
                                                  : "generator raised StopIteration";
    else if (async && kr__pending_is(vm, KR_T_X_STOPASYNCITERATION))
        text = "async generator raised StopAsyncIteration";
    if (!text) return;
    Value cause = kr__take_pending(vm);
    kr__raise(vm, KR_T_X_RUNTIMEERROR, "%s", text);
    if (!kr__exact(vm->thread->pending, KR_T_X_RUNTIMEERROR)) return;
    KrException *e = kr__ptr(vm->thread->pending);
    e->cause = e->context = kr__ref_slot(cause);
    e->suppress = 1;
    kr__barrier(vm, e);
}

/* *scarce: there was no memory for the entry of a record above, not even after a collection. None is made for this one
 * then: a deep stack would have as many collections, of all of it. */
static void add_traceback(kr_vm *vm, KrFrame *f, bool *scarce) {
    KrThread *t = vm->thread;
    Value exc = t->pending;
    t->pending = KR_UNSET; /* so that making the entry may itself fail cleanly */
    kr__heap(vm)->scarce = *scarce;
    Value frame = kr__frame_object(vm, f);
    bool ok = kr__ok(frame) && kr__traceback_add(vm, exc, frame, (uint32_t)(f->pc - f->code->code));
    kr__heap(vm)->scarce = false;
    if (!ok) *scarce = true;
    if (!ok && kr__pending(vm)) kr__clear_pending(vm);
    t->pending = exc;
}

/* Leaves the record on top. True: it was the ENTRY record. */
static bool leave(kr_vm *vm) {
    KrThread *t = vm->thread;
    KrFrame *f = t->frame;
    if (f->flags & KR_FRAME_HELD) kr__frame_leave(vm, f);
    if (f->flags & KR_FRAME_GEN) {
        KrGenerator *g = kr__slot_ptr(f->keep);
        g->state = KR_GEN_CLOSED;
        g->head.head &= ~KR_F_FINAL;
        g->frame = g->yield_from = KR_NO_SLOT;
        t->handled = kr__slot_value(f->handled);
        if (!t->stopping) generator_stopped(vm, f);
        for (unsigned i = 0; i < g->nregs; i++) g->regs[i] = KR_UNSET;
    }
    bool entry = f->flags & KR_FRAME_ENTRY;
    t->frame = f - 1;
    t->top = t->frame->top;
    return entry;
}

/* The pc of a frame that goes on raising is the one at which it was raised first, for f_lineno and outer handlers. */
static void restore_pc(KrFrame *f) {
    uint32_t w = *f->pc;
    if ((w & 0xff) != OP_RERAISE || !(w >> 16 & 0xff)) return;
    Value at = f->regs[(w >> 8 & 0xff) + 1];
    if (kr__is_int(at)) f->pc = f->code->code + kr__int(at);
}

bool kr__unwind(kr_vm *vm, bool again) {
    KrThread *t = vm->thread;
    bool scarce = false;
    for (unsigned left = 1;; again = false, left++) {
        KrFrame *f = t->frame;
        KR_ASSERT(kr__pending(vm) || t->stopping);
        if (KR_UNLIKELY(left % TICK_EACH == 0) && !t->stopping && !kr__tick(vm)) continue;
        t->top = f->top;
        if (f->code && !t->stopping) {
            const uint32_t *at = f->pc;
            if (again)
                restore_pc(f);
            else {
                add_traceback(vm, f, &scarce);
                if (KR_UNLIKELY(t->traced)) kr__trace_raised(vm, f);
                if (t->stopping) continue;
            }
            const KrHandler *h = kr__code_handler(f->code, (uint32_t)(at - f->code->code));
            if (h) {
                if (f->flags & KR_FRAME_GEN)
                    ((KrGenerator *)kr__slot_ptr(f->keep))->yield_from = KR_NO_SLOT;
                unsigned reg = h->reg & 0xffff;
                f->regs[reg] = t->pending;
                if (h->reg >> 31) f->regs[++reg] = kr__from_int48(f->pc - f->code->code);
                /* what was being computed is dead, and must keep nothing alive when memory has run out */
                Value *end = f->code->far ? f->regs + KR_CODE_NEAR + f->code->far : f->top;
                for (Value *r = f->regs + reg + 1; r < end; r++) *r = KR_UNSET;
                t->pending = KR_UNSET;
                f->pc = f->code->code + h->target;
                return true;
            }
        }
        if (KR_UNLIKELY(t->traced) && f->code && !t->stopping) kr__trace_unwound(vm, f);
        if (leave(vm)) return false;
        if (!t->stopping && kr__hook_raised(vm, t->frame, f)) return true;
    }
}

/* ---- generators from C ---- */

static Value resumed(const KrGenerator *g, Value v, Value *result) {
    if (kr__failed(v)) return v;
    if (g->state != KR_GEN_CLOSED) return v;
    if (result) *result = v;
    return KR_END;
}

/* Thrown from outside: what the thrower handles is no context of it. */
static Value throw_plain(kr_vm *vm, Value exc) {
    vm->thread->pending = exc;
    return KR_FAILED;
}

/* The delegate of a suspended `yield from` gets the exception first. Value: it yielded. KR_END: it finished with *result.
 * KR_FAILED: what is pending is to be raised in the delegator. */
static Value throw_delegate(kr_vm *vm, Value delegate, Value exc, bool shut, Value *result) {
    Value v;
    if (shut && kr__is_a(vm, exc, KR_T_X_GENERATOREXIT)) {
        Value close;
        int found = kr__getattr_opt(vm, delegate, kr__name(vm, KR_N_close), &close);
        if (found < 0) {
            if (vm->thread->stopping) return KR_FAILED;
            kr__unraisable(vm, delegate);
        } else if (found && kr__failed(kr__call0(vm, close))) {
            return KR_FAILED;
        }
        return throw_plain(vm, exc);
    }
    if (kr__exact(delegate, KR_T_GENERATOR) || kr__exact(delegate, KR_T_COROUTINE))
        return kr__generator_throw_in(vm, delegate, exc, shut, result);
    Value throw;
    int found = kr__getattr_opt(vm, delegate, kr__name(vm, KR_N_throw), &throw);
    if (found < 0) return KR_FAILED;
    if (!found) return throw_plain(vm, exc);
    v = kr__call1(vm, throw, exc);
    if (kr__ok(v) || vm->thread->stopping || !kr__pending_is(vm, KR_T_X_STOPITERATION)) return v;
    *result = kr__exception_get(vm, kr__take_pending(vm), KR_N_value);
    if (!kr__ok(*result)) *result = KR_NONE_V;
    return KR_END;
}

/* Throws into what the generator on top delegates to; its record stands there as that of the caller, which tracebacks
 * show, but handles nothing meanwhile. As throw_delegate. */
static Value throw_through(kr_vm *vm, Value exc, bool close, Value *result) {
    KrThread *t = vm->thread;
    KrFrame *f = t->frame;
    KrGenerator *g = kr__slot_ptr(f->keep);
    Value own = t->handled, v;
    f->pc = f->code->code + g->pc;
    t->handled = kr__slot_value(f->handled);
    v = throw_delegate(vm, kr__slot_value(g->yield_from), exc, close, result);
    t->handled = own;
    if (kr__failed(v) || v.bits == KR_END.bits) g->yield_from = KR_NO_SLOT;
    return v;
}

Value kr__generator_untaken(kr_vm *vm, Value gen, KrTake take, void *ud) {
    KrThread *t = vm->thread;
    if (t->traced) return kr__generator_resume(vm, gen, KR_NONE_V, KR_UNSET, true, NULL);
    if (!kr__enter(vm, "")) return KR_FAILED;
    Value *top = t->top, v = KR_FAILED;
    KrTake outer = t->take;
    void *outer_ud = t->take_ud;
    if (kr__generator_push(vm, gen, KR_NONE_V, KR_FRAME_ENTRY | KR_FRAME_TAKEN, 0) ==
        KR_STEP_FRAME) {
        t->take = take;
        t->take_ud = ud;
        v = kr__machine(vm);
        t->top = top;
        t->take = outer;
        t->take_ud = outer_ud;
        v = resumed(kr__ptr(gen), v, NULL);
    }
    kr__leave(vm);
    return v;
}

Value kr__generator_resume(kr_vm *vm, Value gen, Value sent, Value exc, bool close, Value *result) {
    KrGenerator *g = kr__ptr(gen);
    KrThread *t = vm->thread;
    if (!kr__enter(vm, "")) return KR_FAILED;
    Value v = KR_UNSET, finished = KR_UNSET, *top = t->top;
    bool delegates = kr__ok(exc) && g->state == KR_GEN_SUSPENDED && g->yield_from.bits;
    if (kr__generator_push(vm, gen, kr__ok(exc) ? KR_UNSET : sent, KR_FRAME_ENTRY, 0) ==
        KR_STEP_FAILED) {
        kr__leave(vm);
        return KR_FAILED;
    }
    if (delegates) v = throw_through(vm, exc, close, &finished);
    if (v.bits == KR_END.bits) { /* as if the SEND before its YIELD had ended */
        const uint32_t *send = t->frame->pc - 2;
        g->regs[*send >> 16 & 0xff] = finished;
        t->frame->pc = send + 2 + (int32_t)send[1];
    } else if (kr__ok(exc) && !kr__ok(v)) {
        KrCode *code = t->frame->code;
        t->frame->pc = code->code + g->pc;
        if (delegates && !t->stopping) exc = kr__take_pending(vm);
        if (!t->stopping && t->frame->flags & KR_FRAME_HANDLING)
            kr__raise_object(vm, exc);
        else if (!t->stopping)
            throw_plain(vm, exc);
    }
    if (kr__ok(v) && v.bits != KR_END.bits)
        kr__generator_suspend(vm);
    else
        v = kr__machine(vm);
    t->top = top;
    kr__leave(vm);
    return resumed(g, v, result);
}
