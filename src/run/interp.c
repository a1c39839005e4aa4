/* SPDX-License-Identifier: MIT
 * interp.c: the machine. One function runs all Python code; calls of Python functions, __init__,
 * properties, generators and class bodies push and pop records without C recursion.
 *
 * State in C locals: pc (the instruction that runs; it moves on only at NEXT), w (its word), R
 * (registers), K (constants), f (the record). Whatever may raise, call or collect stands behind
 * SAVE(), which writes pc to the record: tracebacks, the collector and unwinding read it there. After
 * a call returns, a caller's pc still names its CALL, whose length says where to go on.
 *
 * The handlers stand by theme in interp_*.inc. They end in NEXT (each its own indirect jump:
 * merged, branch prediction suffers) or go to
 *   failed     an exception is pending: unwind
 *   enter      a record was pushed: load state, run it
 *   deliver    a record is done with result v
 * Specialised instructions re-check what they assume at each use and fall back to the general form. */
#include "run/cache.h"
#include "run/hook.h"
#include "run/operators.h"
#include "run/quick.h"
#include "run/support.h"
#include "run/trace.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/function.h"
#include "types/generator.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/module.h"
#include "types/range.h"
#include "types/set.h"
#include "types/slice.h"
#include "types/state.h"
#include "types/type.h"

#include <math.h>

const uint8_t kr__op_length[OP_COUNT] = {
#define LENGTH(name, format, words, meaning) [OP_##name] = 1 + words,
    KR_OPCODES(LENGTH)
#undef LENGTH
};

/* A site that keeps missing stays general. */
#define MISSES_MAX 12

#define A (w >> 8 & 0xff)
#define B (w >> 16 & 0xff)
#define C (w >> 24)
#define Bx (w >> 16)
#define sBx ((int16_t)(w >> 16))
#define sC ((int8_t)(w >> 24))
#define sB ((int8_t)(w >> 16))
#define sJ ((int32_t)w >> 8)

#if defined(KR_SWITCH_DISPATCH)
#define DISPATCH() goto dispatch
#define DISPATCH_PLAIN() goto dispatch_plain
#define CASE(op) case OP_##op
#else
#define DISPATCH() goto *labels[w & 0xff]
#define DISPATCH_PLAIN() goto *plain[w & 0xff]
#define CASE(op) L_##op
#endif
#define NEXT(n)     \
    do {            \
        pc += (n);  \
        w = *pc;    \
        DISPATCH(); \
    } while (0)
#define SAVE() (f->pc = pc)
#define CHECK(x)                            \
    do {                                    \
        if (KR_UNLIKELY(!(x))) goto failed; \
    } while (0)
/* R[r] = expression that may fail */
#define SET(r, expr)                               \
    do {                                           \
        Value x_ = (expr);                         \
        if (KR_UNLIKELY(!kr__ok(x_))) goto failed; \
        R[r] = x_;                                 \
    } while (0)
/* The table that leads each instruction past L_TRACED first, or the plain one. */
#if defined(KR_SWITCH_DISPATCH)
#define TRACE_MODE() (traced = th->traced)
#else
#define TRACE_MODE() (labels = th->traced ? traced : plain)
#endif
#define POLL()                         \
    do {                               \
        if (KR_UNLIKELY(vm->wake)) {   \
            SAVE();                    \
            CHECK(kr__safe_point(vm)); \
            TRACE_MODE();              \
        }                              \
    } while (0)
/* A safe point behind an instruction of n words, whose call is done: what is raised there is raised
 * by that call, so that a handler around it sees an interrupt. */
#define POLL_PAST(n)                         \
    do {                                     \
        if (KR_UNLIKELY(vm->wake)) {         \
            f->pc = pc + (n);                \
            bool go_on = kr__safe_point(vm); \
            SAVE();                          \
            CHECK(go_on);                    \
            TRACE_MODE();                    \
        }                                    \
    } while (0)
#define NAME(i) (((KrTuple *)kr__slot_ptr(f->code->names))->narrow[i])
#define SHIFTED(v) ((int64_t)((v).bits << 16))
#define FROM_SHIFTED(s) KR_VALUE((uint64_t)(s) >> 16 | KR_INT_TAG)
#define CELL(v) ((KrObj *)(cage + ((v).bits << 2)))
#define HAS_LAYOUT(v, l) (kr__is_ref(v) && CELL(v)->head >> 8 == (l))
/* Of a module whose attributes have been seen, and so has one. */
#define MODULE_DICT(v) ((const KrDict *)kr__slot_ptr(((const KrModule *)CELL(v))->dict))
/* May an operator on these have a Python function behind it? */
#define OWN_CLASS(v) (kr__is_ref(v) && CELL(v)->head >> 8 >= KR_T_COUNT)
#define HOOKED(b, c) ((OWN_CLASS(b) || OWN_CLASS(c)) && KR_LIKELY(!f->code->far))
#define REWRITE(op) (*(uint32_t *)(uintptr_t)pc = (w & ~0xffu) | OP_##op)
#define CACHE(type) ((type *)(uintptr_t)(pc + 1))

KR_INLINE Value slot_value(Slot s) {
    return s.bits & 1 ? kr__from_int48((int32_t)s.bits >> 1) : KR_VALUE(s.bits);
}
KR_INLINE bool narrow(Value v, Slot *out) { return kr__narrow(v, out); }

/* 1, 0; -1: ask kr__truth */
KR_INLINE int quick_truth(Value v) {
    if (v.bits == KR_TRUE_V.bits) return 1;
    if (v.bits == KR_FALSE_V.bits || v.bits == KR_NONE_V.bits) return 0;
    if (kr__is_int(v)) return v.bits != KR_INT_TAG;
    return -1;
}
KR_INLINE int truth(kr_vm *vm, Value v) {
    int t = quick_truth(v);
    return KR_LIKELY(t >= 0) ? t : kr__truth(vm, v);
}

KR_INLINE double number(Value v) { return kr__is_int(v) ? (double)kr__int(v) : kr__double(v); }
KR_INLINE bool is_number(Value v) { return v.bits >= KR_DOUBLE_OFFSET; }

static KR_NOINLINE Value item_slow(kr_vm *vm, Value o, Value k) {
    if (kr__exact(o, KR_T_DICT)) {
        Value v;
        int found = kr__dict_find(vm, kr__ptr(o), k, &v);
        if (found > 0) return v;
        return found < 0 ? KR_FAILED : kr__raise_key(vm, k);
    }
    return kr__get_item(vm, o, k);
}

/* o[k] for the commonest containers; unset: take the slow path. */
KR_INLINE Value item_quick(char *cage, Value o, Value k) {
    if (!kr__is_int(k) || !kr__is_ref(o)) return KR_UNSET;
    KrObj *obj = CELL(o);
    int64_t i = kr__int(k);
    uint32_t layout = obj->head >> 8;
    if (layout == KR_T_LIST) {
        KrList *l = (KrList *)obj;
        if (i < 0) i += l->len;
        if ((uint64_t)i >= l->len) return KR_UNSET;
        return obj->head & KR_F_WIDE ? l->wide[i] : slot_value(l->narrow[i]);
    }
    if (layout == KR_T_TUPLE) {
        KrTuple *t = (KrTuple *)obj;
        if (i < 0) i += t->len;
        if ((uint64_t)i >= t->len) return KR_UNSET;
        return obj->head & KR_F_WIDE ? t->wide[i] : slot_value(t->narrow[i]);
    }
    return KR_UNSET;
}

#include "run/interp_learn.inc"

/* Puts the defaults of the parameters past the n arguments behind them. False: they do not reach,
 * or n is too many. */
KR_INLINE bool add_defaults(const KrFunction *fn, Value *args, unsigned n) {
    unsigned want = fn->simple - 1;
    if (!fn->defaults.bits || n > want) return false;
    const KrTuple *d = kr__slot_ptr(fn->defaults);
    if (n + d->len < want) return false;
    for (unsigned i = n; i < want; i++) args[i] = kr__tuple_get(d, d->len - (want - i));
    return true;
}

static KR_NOINLINE bool collect_soon(kr_vm *vm, Value dropped) {
    if (kr__is_ref(dropped) && kr__ok(dropped) &&
        (kr__flags(kr__ptr(dropped)) & (KR_F_FINAL | KR_F_SIDE)))
        kr__gc_request_death(vm, dropped);
    return true;
}

/* BOXED field: a number goes into the field's own box. False: slow path. */
KR_INLINE bool store_boxed(char *cage, KrObj *o, unsigned at, Value v) {
    Slot s = *(Slot *)((char *)o + at);
    if (!kr__slot_is_ref(s) || !is_number(v)) return false;
    KrBox *b = (KrBox *)(cage + ((uint64_t)s.bits << 2));
    if (kr__layout_no(b) != KR_T_BOX) return false;
    Slot fits;
    if (narrow(v, &fits)) return false;
    b->value = v;
    return true;
}

/* Where an attribute lies that the cell had no room for; NULL: there is none yet. */
KR_INLINE KrSlots *over_array(char *cage, const KrObj *o, const KrAttrCache *c) {
    Slot over = *(const Slot *)((const char *)o + c->spare);
    if (!kr__slot_is_ref(over)) return NULL;
    KrSlots *a = (KrSlots *)(cage + ((uint64_t)over.bits << 2));
    return c->at < a->len ? a : NULL;
}

/* What a finished or yielding record's result goes through on its way down. */
typedef enum {
    DELIVER_NEXT,
    DELIVER_LEAVE,
    DELIVER_FAILED,
    DELIVER_ENTER,
    DELIVER_OPERATED
} Deliver;

/* A frame that made something with a finalizer is left: that may be dead now, unless it is the
 * result, which is the caller's then. */
static void unwatch(kr_vm *vm, KrFrame *f, Value v) {
    KrFrame *caller = kr__frame_python(f - 1);
    bool passed = kr__is_ref(v) && kr__ok(v) && kr__flags(kr__ptr(v)) & KR_F_FINAL;
    if (passed && caller) caller->flags |= KR_FRAME_WATCH;
    kr__gc_request_left(vm);
}

/* The record below gets *v, of which nothing is left where a scan of the C stack would find it. */
static Deliver give(const KrFrame *f, uint32_t ret, Value *v) {
    f->regs[ret] = *v;
    *v = KR_UNSET;
    return DELIVER_NEXT;
}

/* The record on top is done with *v. LEAVE: machine_run returns *v. NEXT: the record on top goes on
 * after its instruction. ENTER: the record on top (another, perhaps) goes on at its pc. */
static KR_NOINLINE Deliver deliver(kr_vm *vm, Value *v) {
    KrThread *t = vm->thread;
    for (;;) {
        KrFrame *f = t->frame;
        uint32_t flags = f->flags, ret = f->ret;
        if (flags & KR_FRAME_HELD) kr__frame_leave(vm, f);
        if (flags & KR_FRAME_WATCH) unwatch(vm, f, *v);
        bool bad = (flags & KR_FRAME_INIT) && !kr__is_none(*v);
        if (bad)
            *v = kr__raise_type(vm, "__init__() should return None, not '%T'", *v);
        else if (flags & KR_FRAME_INIT)
            *v = kr__slot_value(f->keep);
        bool generator = flags & KR_FRAME_GEN;
        if (generator) {
            KrGenerator *g = kr__slot_ptr(f->keep);
            g->state = KR_GEN_CLOSED;
            g->head.head &= ~KR_F_FINAL;
            g->frame = KR_NO_SLOT;
            t->handled = kr__slot_value(f->handled);
            for (unsigned i = 0; i < g->nregs; i++) g->regs[i] = KR_UNSET;
        }
        t->frame = --f;
        t->top = f->top;
        if (flags & KR_FRAME_ENTRY) return DELIVER_LEAVE;
        if (bad) return DELIVER_FAILED;
        if (flags & KR_FRAME_OPERATOR) {
            if (v->bits == KR_NOTIMPL_V.bits) *v = kr__hook_rest(vm, f->pc, f->regs);
            f[1].ret = ret;
            return kr__ok(*v) ? DELIVER_OPERATED : DELIVER_FAILED;
        }
        if (flags & KR_FRAME_THEN) {
            KrFrame cont = *f;
            *v = cont.then(vm, kr__slot_value(cont.keep), *v);
            flags = cont.flags & ~KR_FRAME_CONT;
            ret = cont.ret;
            t->frame = --f;
            t->top = f->top;
            if (v->bits == KR_TAIL.bits) {
                KrStep step = kr__call_tail(vm, flags, ret, v);
                if (step == KR_STEP_FRAME) return DELIVER_ENTER;
                if (step == KR_STEP_FAILED) *v = KR_FAILED;
            }
            if (kr__failed(*v)) return flags & KR_FRAME_ENTRY ? DELIVER_LEAVE : DELIVER_FAILED;
            if (flags & KR_FRAME_ENTRY) return DELIVER_LEAVE;
            if (flags & KR_FRAME_THEN) {
                /* another continuation waits below: its callee is done as well */
                t->frame = ++f;
                *f = (KrFrame){.top = f[-1].top, .regs = f[-1].top, .flags = KR_FRAME_THEN};
                continue;
            }
            return give(f, ret, v);
        }
        const uint32_t *pc = f->pc;
        if (flags & KR_FRAME_FOR) { /* the generator is exhausted */
            f->regs[*pc >> 8 & 0xff] = KR_UNSET;
            return DELIVER_NEXT;
        }
        if (flags & KR_FRAME_SEND) {
            if (f->flags & KR_FRAME_GEN)
                ((KrGenerator *)kr__slot_ptr(f->keep))->yield_from = KR_NO_SLOT;
            give(f, ret, v);
            f->pc = pc + 2 + (int32_t)pc[1];
            return DELIVER_ENTER;
        }
        return give(f, ret, v);
    }
}

/* The generator on top yields v. */
static KR_NOINLINE Deliver yield(kr_vm *vm, Value v) {
    KrThread *t = vm->thread;
    KrFrame *f = t->frame;
    uint32_t flags = f->flags;
    kr__generator_suspend(vm);
    f--;
    if (flags & KR_FRAME_ENTRY) return DELIVER_LEAVE;
    f->regs[f[1].ret] = v;
    if (!(flags & KR_FRAME_FOR)) return DELIVER_NEXT;
    f->pc += 2 + (int32_t)f->pc[1];
    return DELIVER_ENTER;
}

/* next(it) of a class that is not built in. KR_TAIL: by the hook, a __next__ written in Python; else
 * as kr__next. */
static KR_NOINLINE Value next_of_own(kr_vm *vm, Value it, Value *args, KrHook *hook) {
    KrQuickFn next = kr__quick_any(vm, it, KR_Q_NEXT);
    if (!next)
        return kr__hook_special(vm, it, KR_N___next__, 1, args, hook) ? KR_TAIL : kr__next(vm, it);
    Value self = it, v = kr__finished(vm, next(vm, &self, 1));
    if (kr__ok(v) || !kr__pending_is(vm, KR_T_X_STOPITERATION)) return v;
    kr__clear_pending(vm);
    return KR_END;
}

/* FOR_ITER over an iterator that makes tuples: when its loop begins with an UNPACK of the tuple,
 * which nothing else sees, what that would do (1). 0: at its end; KR_PARTS_NOT; -1: failed. */
static KR_NOINLINE int next_parts(kr_vm *vm, const KrFrame *f, KrObj *it) {
    uint32_t w = f->pc[0], then = f->pc[2 + (int32_t)f->pc[1]];
    unsigned item = B;
    if ((then & 0xff) != OP_UNPACK || (then >> 16 & 0xff) != item || item < f->code->nlocals ||
        vm->thread->traced)
        return KR_PARTS_NOT;
    Value *out = &f->regs[then >> 8 & 0xff];
    unsigned n = then >> 24;
    switch (it->head >> 8) {
    case KR_T_ENUMERATE: return kr__enumerate_parts(vm, it, out, n);
    case KR_T_ZIP: return kr__zip_parts(vm, it, out, n);
    default: return kr__dict_item_parts(vm, it, out, n);
    }
}

#include "run/interp_bodies.inc"

/* long: every instruction is a few lines here; see the top of the file */
Value kr__machine_run(kr_vm *vm) {
#if !defined(KR_SWITCH_DISPATCH)
    static const void *const plain[256] = {[OP_COUNT... 255] = &&L_NOP,
#define LABEL(name, format, words, meaning) [OP_##name] = &&L_##name,
                                           KR_OPCODES(LABEL)
#undef LABEL
    };
#endif
    KrThread *const th = vm->thread;
#if defined(KR_SWITCH_DISPATCH)
    bool traced = th->traced;
#else
    static const void *const traced[256] = {[0 ... 255] = &&L_TRACED};
    const void *const *labels = th->traced ? traced : plain;
#endif
    const KrLayout *const layouts = kr__heap(vm)->layouts;
    struct KrTypeState *const tstate = vm->tstate;
    struct KrSiteLine *const sites = vm->sites;
    char *const cage = kr__cage.base;
    KrFrame *f;
    Value *R;
    const Value *K;
    const uint32_t *pc;
    uint32_t w;
    Value v = KR_UNSET;
    Value out = KR_UNSET; /* what C functions write through a pointer: v stays in a register */
    /* a call under way */
    Value callee, *args;
    unsigned n, flags, ret;
    Slot keep;
    KrHook hook;
    KrName operation;
    KrFunction *fn_to_enter;
    KrStep step;
    KrGenerator *gen; /* to be resumed */

    th->natives++;
    if (kr__pending(vm)) goto failed; /* thrown into a generator */
    goto enter;
#if defined(KR_SWITCH_DISPATCH)
dispatch:
    if (KR_UNLIKELY(traced)) goto L_TRACED;
dispatch_plain:
    switch (w & 0xff) {
#endif
#include "run/interp_names.inc"
#include "run/interp_attr.inc"
#include "run/interp_operators.inc"
#include "run/interp_build.inc"
#include "run/interp_call.inc"
#include "run/interp_rest.inc"
#if defined(KR_SWITCH_DISPATCH)
    default: NEXT(1);
    }
#endif
}
