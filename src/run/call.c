/* SPDX-License-Identifier: MIT
 * call.c: how a call begins, whatever the callable is, and calls from C.
 *
 * Beginning a call never runs Python code by C recursion: a Python function gets a record and the
 * machine goes on in it; a native runs at once, and one that wants something else called says so by
 * KR_TAIL. A native's `then` stands as a continuation record (KR_FRAME_CONT) below the callee.
 * Only kr__call and its like, used by natives, enter the machine again. */
#include "run/frame.h"
#include "types/dict.h"
#include "types/function.h"
#include "types/generator.h"
#include "types/type.h"

#include <string.h>

/* Registers kept free above every frame, so that a native's omitted parameters can be cleared there. */
#define REG_SLACK 512
/* Bytes below a frame's address where compilers put the registers that they must keep, if not above it. */
#if defined(__x86_64__)
#define SPILLED 40
#elif defined(__aarch64__)
#define SPILLED 0
#else
#define SPILLED 128
#endif

KrFrame *kr__frame_push(kr_vm *vm, KrCode *code, Value *regs, unsigned live, uint32_t flags,
                        uint32_t ret) {
    KrThread *t = vm->thread;
    KrFrame *f = t->frame + 1;
    if (KR_UNLIKELY(f >= t->frames_limit || regs + code->nregs + REG_SLACK > t->regs_end)) {
        (void)!kr__recursion_slow(vm, "");
        return NULL;
    }
    f->regs = regs;
    f->top = regs + code->nregs;
    f->pc = code->code;
    f->code = code;
    f->flags = code->far ? flags | KR_FRAME_APART : flags;
    f->ret = ret;
    f->locals = KR_NO_SLOT;
    f->keep = KR_NO_SLOT;
    for (unsigned i = live; i < code->nlocals; i++) regs[i] = KR_UNSET;
    t->frame = f;
    t->top = f->top;
    return f;
}

static void frame_of_function(KrFrame *f, const KrFunction *fn) {
    f->function = kr__slot_of(fn);
    f->globals = fn->globals;
    f->builtins = fn->builtins;
    f->closure = fn->closure;
}

/* Room for n more Values at thread->top; NULL: RecursionError pending. */
static Value *scratch(kr_vm *vm, size_t n) {
    KrThread *t = vm->thread;
    if ((size_t)(t->regs_end - t->top) < n + REG_SLACK) {
        (void)!kr__recursion_slow(vm, "");
        return NULL;
    }
    Value *p = t->top;
    for (size_t i = 0; i < n; i++)
        p[i] = KR_UNSET; /* what is not filled in is traced all the same */
    t->top += n;
    return p;
}

/* ---- Python functions ---- */

static KrStep begin_function(kr_vm *vm, KrFunction *fn, Value *args, unsigned n, unsigned nkw,
                             Value kwnames, uint32_t flags, uint32_t ret, Value *result) {
    KrThread *t = vm->thread;
    KrCode *code = kr__slot_ptr(fn->code);
    Value *saved = t->top;
    /* a generator's registers are inside its cell: what it calls gets registers of its own, unless
     * the arguments stand there already (self of a property) */
    bool apart = t->frame->flags & KR_FRAME_APART;
    bool in_place = args >= (apart ? t->top : t->regs) && args < t->regs_end;
    bool moved = !in_place || nkw;
    Value *regs = moved ? saved + 1 : args;
    if ((size_t)(t->regs_end - regs) < code->nregs + (size_t)n + nkw + REG_SLACK) {
        (void)!kr__recursion_slow(vm, "");
        return KR_STEP_FAILED;
    }
    /* while arguments are sorted, which allocates only what *args and **kwargs get */
    if (t->top < regs + code->nparams) t->top = regs + code->nparams;
    if (moved) {
        *saved = KR_UNSET; /* traced as long as the call lasts */
        if (code->flags & (KR_CO_VARARGS | KR_CO_VARKEYWORDS))
            for (Value *p = regs; p < t->top; p++) *p = KR_UNSET;
    }
    unsigned live;
    if (fn->simple == n + 1 && !nkw) {
        if (regs != args) kr__copy_values(regs, args, n);
        live = n;
    } else if (kr__bind_args(vm, fn, args, n, nkw, kwnames, regs)) {
        live = code->nparams;
    } else {
        if (!kr__function_args(vm, fn, args, n, nkw, kwnames, regs)) {
            t->top = saved;
            return KR_STEP_FAILED;
        }
        live = code->nlocals;
    }
    t->top = saved;
    if (code->flags & (KR_CO_GENERATOR | KR_CO_COROUTINE | KR_CO_ASYNC_GENERATOR)) {
        for (unsigned i = live; i < code->nlocals; i++) regs[i] = KR_UNSET;
        t->top = regs + code->nregs > saved ? regs + code->nregs : saved;
        *result = kr__generator_new(vm, kr__value_of(fn), regs);
        t->top = saved;
        return kr__ok(*result) ? KR_STEP_VALUE : KR_STEP_FAILED;
    }
    KrFrame *f = kr__frame_push(vm, code, regs, live, flags, ret);
    if (!f) return KR_STEP_FAILED;
    frame_of_function(f, fn);
    return KR_STEP_FRAME;
}

/* ---- natives ---- */

static KrStep native_result(kr_vm *vm, Value v, uint32_t flags, uint32_t ret, Value *result) {
    if (KR_UNLIKELY(v.bits >> 32 == 1)) {
        if (v.bits == KR_TAIL.bits) return kr__call_tail(vm, flags, ret, result);
        kr__raise_stop(vm, KR_NONE_V); /* KR_END: __next__ called by name */
        return KR_STEP_FAILED;
    }
    if (kr__failed(v)) {
        KR_ASSERT(kr__pending(vm));
        if (KR_UNLIKELY(!kr__pending(vm)))
            kr__raise(vm, KR_T_X_SYSTEMERROR, "a native function failed without an exception set");
        return KR_STEP_FAILED;
    }
    KR_ASSERT(!kr__pending(vm));
    *result = v;
    return KR_STEP_VALUE;
}

/* The native may tell what has died: that is seen to first. Called by the machine (no KR_FRAME_ENTRY), the safe point is an
 * exact one, for all that is needed afterwards is copied to where registers are traced. May run Python code. */
static KR_NOINLINE bool settle_first(kr_vm *vm, const KrFnDef *def, Value *args, unsigned n,
                                     unsigned nkw, Value kwnames, uint32_t flags) {
    bool settled = vm->settled;
    vm->settled = false;
    if (!vm->settle || settled) return true;
    Value *saved = vm->thread->top, *held = NULL;
    unsigned done = 0;
    for (;;) {
        int want = vm->settle(vm, def, args, (int)n, &done);
        if (want <= 0) {
            vm->thread->top = saved;
            return want == 0;
        }
        if (!held) {
            held = scratch(vm, (size_t)n + nkw + 1);
            if (!held) return false;
            kr__copy_values(held, args, (size_t)n + nkw);
            held[n + nkw] = kwnames;
        }
        bool machine = !(flags & KR_FRAME_ENTRY);
        if (!(machine ? kr__safe_point(vm) : kr__poll_slow(vm))) {
            vm->thread->top = saved;
            return false;
        }
    }
}

bool kr__call_settle(kr_vm *vm, const KrNative *nf, Value *args, unsigned n) {
    if ((nf->flags & KR_NF_RAW) || n < nf->min || n > nf->max)
        return true; /* once they are sorted */
    if (!settle_first(vm, kr__native_def(vm, nf), args, n, 0, KR_UNSET, 0)) return false;
    vm->settled = true;
    return true;
}

static KrStep begin_native(kr_vm *vm, KrNative *nf, Value *args, unsigned n, unsigned nkw,
                           Value kwnames, uint32_t flags, uint32_t ret, Value *result) {
    KrThread *t = vm->thread;
    if (KR_UNLIKELY((const char *)__builtin_frame_address(0) < t->c_limit)) {
        if (!kr__recursion_slow(vm, " while calling a Python object")) return KR_STEP_FAILED;
    }
    if (!kr__native_receiver(vm, nf, args, n)) return KR_STEP_FAILED;
    Value *saved = t->top;
    const KrFnDef *def = kr__native_def(vm, nf);
    Value *dst = args;
    int count = (int)n;
    if (nf->flags & KR_NF_RAW) {
        if ((nf->flags & KR_NF_SETTLE) && !settle_first(vm, def, args, n, nkw, kwnames, flags))
            return KR_STEP_FAILED;
        vm->raw_native = kr__value_of(nf);
        vm->tail.nkw = nkw;
        vm->tail.kwnames = kwnames;
    } else if (nkw || n < nf->min || nf->nparams != n || (nf->flags & KR_NF_VARARGS)) {
        if (!nkw && nf->nparams == 0 && (nf->flags & KR_NF_VARARGS) && n >= nf->min) goto ready;
        dst = scratch(vm, nf->nparams + (size_t)n + nkw + 1);
        if (!dst) return KR_STEP_FAILED;
        if (!kr__native_args(vm, nf, args, n, nkw, kwnames, dst, &count)) {
            t->top = saved;
            return KR_STEP_FAILED;
        }
    } else if (n > nf->max && nf->max != 255) {
        Value none[1];
        if (!kr__native_args(vm, nf, args, n, nkw, kwnames, none, &count)) return KR_STEP_FAILED;
    }
ready:;
    if (t->top < args + n + nkw && args >= t->regs && args < t->regs_end) t->top = args + n + nkw;
    if (KR_UNLIKELY((nf->flags & (KR_NF_SETTLE | KR_NF_RAW)) == KR_NF_SETTLE) &&
        !settle_first(vm, def, dst, (unsigned)count, 0, KR_UNSET, flags)) {
        t->top = saved;
        return KR_STEP_FAILED;
    }
    Value v = def->fn(vm, dst, count);
    t->top = saved;
    return native_result(vm, v, flags, ret, result);
}

/* ---- classes ---- */

/* Never inlined: what its callers keep, in registers or in their frames, lies above the address that it notes. */
KR_NOINLINE Value kr__machine(kr_vm *vm) {
    KrThread *t = vm->thread;
    const char *outer = t->c_machine;
    __builtin_unwind_init();
    t->c_machine = (const char *)__builtin_frame_address(0) - SPILLED;
    Value v = kr__machine_run(vm);
    t->c_machine = outer;
    return v;
}

/* A native called to its end, whatever it calls next. */
static Value native_now(kr_vm *vm, KrNative *nf, Value *args, unsigned n, unsigned nkw,
                        Value kwnames) {
    Value v = KR_UNSET;
    KrStep step = begin_native(vm, nf, args, n, nkw, kwnames, KR_FRAME_ENTRY, 0, &v);
    if (step == KR_STEP_FRAME) return kr__machine(vm);
    return step == KR_STEP_VALUE ? v : KR_FAILED;
}

static bool is_objects(kr_vm *vm, Value f, KrTypeNo layout) {
    return kr__exact(f, layout) &&
           ((KrNative *)kr__ptr(f))->cls.bits == vm->types[KR_T_OBJECT].bits;
}

/* The instance is there: its __init__. args[-1] may be written. */
static KrStep begin_init(kr_vm *vm, Value made, Value init, Value *args, unsigned n, unsigned nkw,
                         Value kwnames, uint32_t flags, uint32_t ret, Value *result) {
    args[-1] = made;
    if (kr__exact(init, KR_T_FUNCTION)) {
        KrStep step = begin_function(vm, kr__ptr(init), args - 1, n + 1, nkw, kwnames,
                                     flags | KR_FRAME_INIT, ret, result);
        if (step == KR_STEP_FRAME) vm->thread->frame->keep = kr__ref_slot(made);
        if (step != KR_STEP_VALUE) return step;
        *result = kr__raise_type(vm, "__init__() should return None, not '%T'",
                                 *result); /* a generator */
        return KR_STEP_FAILED;
    }
    Value none = native_now(vm, kr__ptr(init), args - 1, n + 1, nkw, kwnames);
    if (kr__failed(none)) return KR_STEP_FAILED;
    *result = made;
    if (kr__is_none(none)) return KR_STEP_VALUE;
    kr__raise_type(vm, "__init__() should return None, not '%T'", none);
    return KR_STEP_FAILED;
}

/* Calls a class of which `type` is the metaclass: as type.__call__, but a native __new__ and any plain __init__ get their
 * arguments without being packed up. */
static KrStep begin_class(kr_vm *vm, Value cls, Value *args, unsigned n, unsigned nkw,
                          Value kwnames, uint32_t flags, uint32_t ret, Value *result) {
    Value new = kr__special_of(vm, cls, KR_N___new__),
          init = kr__special_of(vm, cls, KR_N___init__);
    bool no_init = is_objects(vm, init, KR_T_SLOT_WRAPPER);
    if (!kr__exact(new, KR_T_NATIVE) || is_objects(vm, new, KR_T_NATIVE) ||
        kr__same(cls, kr__type(vm, KR_T_TYPE)) ||
        (!no_init && !kr__exact(init, KR_T_FUNCTION) && !kr__exact(init, KR_T_SLOT_WRAPPER)))
        return native_result(vm, kr__type_call(vm, cls, args, n, nkw, kwnames), flags, ret, result);
    Value *own = args, *saved = vm->thread->top;
    if (!no_init) { /* __new__ may write its arguments, and __init__ wants them too */
        own = scratch(vm, (size_t)n + nkw + 1);
        if (!own) return KR_STEP_FAILED;
        kr__copy_values(++own, args, (size_t)n + nkw);
    }
    own[-1] = cls;
    Value made = native_now(vm, kr__ptr(new), own - 1, n + 1, nkw, kwnames);
    vm->thread->top = saved;
    if (kr__failed(made)) return KR_STEP_FAILED;
    *result = made;
    Value type = kr__class_of(vm, made);
    if (!kr__same(type,
                  cls)) { /* __new__ gave something else: the __init__ of what it is, or none */
        if (!kr__is_subtype(vm, type, cls)) return KR_STEP_VALUE;
        init = kr__special_of(vm, type, KR_N___init__);
        if (is_objects(vm, init, KR_T_SLOT_WRAPPER)) return KR_STEP_VALUE;
        if (no_init)
            return KR_STEP_VALUE; /* its arguments are gone: natives that do so give finished objects */
        Value bound = kr__bind(vm, init, made, type);
        Value none = kr__ok(bound) ? kr__call_kw(vm, bound, args, n, nkw, kwnames) : KR_FAILED;
        return kr__failed(none) ? KR_STEP_FAILED : KR_STEP_VALUE;
    }
    if (no_init) return KR_STEP_VALUE;
    return begin_init(vm, made, init, args, n, nkw, kwnames, flags, ret, result);
}

/* A built-in class called with positional arguments, by its description's `make`. False: the general way is to be
 * taken. */
static bool begin_make(kr_vm *vm, const KrType *t, Value *args, unsigned n, uint32_t flags,
                       uint32_t ret, Value *result, KrStep *step) {
    const KrTypeDef *def = kr__type_defs[t->number];
    if (!def || !def->make) return false;
    KrThread *th = vm->thread;
    *step = KR_STEP_FAILED;
    if (KR_UNLIKELY((const char *)__builtin_frame_address(0) < th->c_limit) &&
        !kr__recursion_slow(vm, " while calling a Python object"))
        return true;
    Value *saved = th->top;
    if (th->top < args + n && args >= th->regs && args < th->regs_end) th->top = args + n;
    Value v = def->make(vm, args, (int)n);
    th->top = saved;
    if (v.bits == KR_END.bits) return false;
    *step = native_result(vm, v, flags, ret, result);
    return true;
}

/* ---- any callable ---- */

/* Puts self before the arguments: in the free register there, or, that one being used up, in a copy. */
static Value *prepend(kr_vm *vm, Value *args, unsigned n, unsigned nkw, Value self, unsigned hops) {
    if (hops) {
        Value *room = scratch(vm, (size_t)n + nkw + 1);
        if (!room) return NULL;
        kr__copy_values(room + 1, args, (size_t)n + nkw);
        args = room + 1;
    }
    args--;
    args[0] = self;
    return args;
}

KrStep kr__call_begin(kr_vm *vm, Value callable, Value *args, unsigned n, unsigned nkw,
                      Value kwnames, uint32_t flags, uint32_t ret, Value *result) {
    for (unsigned hops = 0;; hops++) {
        if (kr__is_ref(callable)) {
            void *p = kr__ptr(callable);
            switch (kr__layout_no(p)) {
            case KR_T_FUNCTION:
                return begin_function(vm, p, args, n, nkw, kwnames, flags, ret, result);
            case KR_T_NATIVE:
            case KR_T_METHOD_DESCR:
            case KR_T_SLOT_WRAPPER:
            case KR_T_CLASSMETHOD_DESCR:
                return begin_native(vm, p, args, n, nkw, kwnames, flags, ret, result);
            case KR_T_METHOD:
            case KR_T_NATIVE_METHOD:
            case KR_T_METHOD_WRAPPER: {
                KrMethod *m = p;
                args = prepend(vm, args, n++, nkw, m->self, hops);
                if (!args) return KR_STEP_FAILED;
                callable = kr__slot_value(m->func);
                continue;
            }
            case KR_T_TYPE: {
                KrStep step;
                if (!nkw && ((KrType *)p)->number &&
                    begin_make(vm, p, args, n, flags, ret, result, &step))
                    return step;
                if (hops) { /* args[-1] is taken */
                    Value *room = scratch(vm, (size_t)n + nkw + 1);
                    if (!room) return KR_STEP_FAILED;
                    kr__copy_values(room + 1, args, (size_t)n + nkw);
                    args = room + 1;
                }
                return begin_class(vm, callable, args, n, nkw, kwnames, flags, ret, result);
            }
            default: break;
            }
        }
        Value call = kr__special(vm, callable, KR_N___call__);
        if (!kr__ok(call)) {
            kr__raise_type(vm, "'%T' object is not callable",
                           kr__is_ref(callable) ? kr__slot_held(kr__ref_slot(callable)) : callable);
            return KR_STEP_FAILED;
        }
        if (hops > 100) {
            (void)!kr__recursion_slow(vm, " in __call__");
            return KR_STEP_FAILED;
        }
        /* functions and method descriptors take self as their first argument; anything else is bound first */
        bool direct = kr__exact(call, KR_T_FUNCTION) || kr__exact(call, KR_T_SLOT_WRAPPER) ||
                      kr__exact(call, KR_T_METHOD_DESCR);
        if (!direct) {
            Value type = kr__class_of(vm, callable);
            callable = kr__bind(vm, call, callable, type);
            if (!kr__ok(callable)) return KR_STEP_FAILED;
            continue;
        }
        args = prepend(vm, args, n++, nkw, callable, hops);
        if (!args) return KR_STEP_FAILED;
        callable = call;
    }
}

KrStep kr__call_tail(kr_vm *vm, uint32_t flags, uint32_t ret, Value *result) {
    KrThread *t = vm->thread;
    KrTail tail = vm->tail;
    vm->tail = (KrTail){0};
    if (tail.then) {
        KrFrame *c = t->frame + 1;
        if (c >= t->frames_limit) {
            (void)!kr__recursion_slow(vm, "");
            return KR_STEP_FAILED;
        }
        Value *end = tail.args + tail.nargs + tail.nkw;
        c->regs = t->top;
        c->top = end > t->top ? end : t->top;
        c->pc = NULL;
        c->code = NULL;
        c->flags = (flags & ~KR_FRAME_HELD) | KR_FRAME_CONT;
        c->ret = ret;
        c->keep = kr__ref_slot(tail.state);
        c->then = tail.then;
        c->locals = KR_NO_SLOT;
        t->frame = c;
        t->top = c->top;
        flags = KR_FRAME_THEN;
        ret = 0;
    }
    KrFrame *below = t->frame;
    Value v = KR_UNSET;
    Value *saved = t->top;
    Value *end = tail.args + tail.nargs + tail.nkw;
    if (end > t->top && end < t->regs_end) t->top = end;
    KrStep step = kr__call_begin(vm, tail.callable, tail.args, tail.nargs, tail.nkw, tail.kwnames,
                                 flags, ret, &v);
    if (step == KR_STEP_FRAME) {
        t->frame->locals = kr__ref_slot(tail.locals);
        return step;
    }
    t->top = saved;
    if (!tail.then) {
        *result = v;
        return step;
    }
    /* the callee was done at once: the continuation runs now */
    KrFrame *c = below;
    flags = c->flags & ~KR_FRAME_CONT;
    ret = c->ret;
    t->frame = c - 1;
    t->top = t->frame->top;
    if (step == KR_STEP_FAILED) return step;
    v = c->then(vm, kr__slot_value(c->keep), v);
    return native_result(vm, v, flags, ret, result);
}

Value kr__tail_call(kr_vm *vm, Value f, const Value *args, unsigned n) {
    Value *a = scratch(vm, (size_t)n + 1);
    if (!a) return KR_FAILED;
    if (n) memmove(a + 1, args, n * sizeof(Value));
    vm->thread->top -= n + 1;
    vm->tail = (KrTail){.callable = f, .args = a + 1, .nargs = n};
    return KR_TAIL;
}

/* ---- calls from C ---- */

static Value call_from_c(kr_vm *vm, Value f, const Value *args, unsigned n, unsigned nkw,
                         Value kwnames) {
    KrThread *t = vm->thread;
    if (KR_UNLIKELY((const char *)__builtin_frame_address(0) < t->c_limit) &&
        !kr__recursion_slow(vm, " while calling a Python object"))
        return KR_FAILED;
    KrFrame *frame = t->frame;
    Value *saved = t->top;
    Value *a = scratch(vm, (size_t)n + nkw + 2);
    if (!a) return KR_FAILED;
    a[0] = f;
    kr__copy_values(a + 1, args, (size_t)n + nkw);
    Value v = KR_UNSET;
    KrStep step = kr__call_begin(vm, f, a + 1, n, nkw, kwnames, KR_FRAME_ENTRY, 0, &v);
    if (step == KR_STEP_FRAME)
        v = kr__machine(vm);
    else if (step == KR_STEP_FAILED)
        v = KR_FAILED;
    KR_ASSERT(t->frame == frame);
    (void)frame;
    t->top = saved;
    return v;
}

/* A Python function that takes just these arguments, which are neither sorted nor copied twice. */
static Value call_function(kr_vm *vm, KrFunction *fn, const Value *args, unsigned n) {
    KrThread *t = vm->thread;
    Value *saved = t->top, *regs = saved + 1;
    if ((size_t)(t->regs_end - saved) < n + 1 + REG_SLACK) {
        (void)!kr__recursion_slow(vm, "");
        return KR_FAILED;
    }
    *saved = kr__value_of(fn);
    kr__copy_values(regs, args, n);
    KrFrame *f = kr__frame_push(vm, kr__slot_ptr(fn->code), regs, n, KR_FRAME_ENTRY, 0);
    if (!f) return KR_FAILED;
    frame_of_function(f, fn);
    Value v = kr__machine(vm);
    t->top = saved;
    return v;
}

/* A native function with just these parameters: few of them, for it may write them. */
#define FEW 4
static Value call_native(kr_vm *vm, const KrNative *nf, const Value *args, unsigned n) {
    Value a[FEW], *saved = vm->thread->top, v = KR_UNSET;
    kr__copy_values(a, args, n);
    KrStep step =
        native_result(vm, kr__native_def(vm, nf)->fn(vm, a, (int)n), KR_FRAME_ENTRY, 0, &v);
    if (step == KR_STEP_FRAME) v = kr__machine(vm);
    vm->thread->top = saved;
    return step == KR_STEP_FAILED ? KR_FAILED : v;
}

Value kr__call(kr_vm *vm, Value f, const Value *args, unsigned n) {
    uint32_t no = kr__is_ref(f) ? kr__layout_no(kr__ptr(f)) : 0;
    if (KR_LIKELY((const char *)__builtin_frame_address(0) >= vm->thread->c_limit)) {
        if (no == KR_T_FUNCTION && ((KrFunction *)kr__ptr(f))->simple == n + 1)
            return call_function(vm, kr__ptr(f), args, n);
        const KrNative *nf = no == KR_T_NATIVE ? kr__ptr(f) : NULL;
        if (nf && n == nf->nparams && n <= nf->max && n <= FEW &&
            !(nf->flags & (KR_NF_RAW | KR_NF_NEW | KR_NF_SETTLE | KR_NF_VARARGS)))
            return call_native(vm, nf, args, n);
    }
    return call_from_c(vm, f, args, n, 0, KR_UNSET);
}
Value kr__call_kw(kr_vm *vm, Value f, const Value *args, unsigned n, unsigned nkw, Value kwnames) {
    return call_from_c(vm, f, args, n, nkw, kwnames);
}
Value kr__call0(kr_vm *vm, Value f) { return call_from_c(vm, f, NULL, 0, 0, KR_UNSET); }
Value kr__call1(kr_vm *vm, Value f, Value a) { return kr__call(vm, f, &a, 1); }
Value kr__call2(kr_vm *vm, Value f, Value a, Value b) {
    Value args[2] = {a, b};
    return kr__call(vm, f, args, 2);
}
Value kr__call3(kr_vm *vm, Value f, Value a, Value b, Value c) {
    Value args[3] = {a, b, c};
    return kr__call(vm, f, args, 3);
}

/* Copies positional items and keyword values of f(*args, **kwargs) to scratch; *kwnames gets their tuple. */
static Value *spread(kr_vm *vm, Value args, Value kwargs, unsigned *n, unsigned *nkw,
                     Value *kwnames) {
    KrTuple *t = kr__ptr(args);
    *n = t->len;
    *nkw = 0;
    *kwnames = KR_UNSET;
    size_t kw = kr__ok(kwargs) ? kr__dict_len(vm, kr__ptr(kwargs)) : 0;
    Value *a = scratch(vm, (size_t)t->len + 2 * kw + 1);
    if (!a) return NULL;
    a++;
    for (unsigned i = 0; i < t->len; i++) a[i] = kr__tuple_get(t, i);
    if (!kw) return a;
    Value *names = a + t->len + kw;
    size_t pos = 0;
    Value k, v;
    while (*nkw < kw && kr__dict_next(vm, kr__ptr(kwargs), &pos, &k, &v)) {
        if (!kr__is_str(vm, k)) {
            kr__raise_type(vm, "keywords must be strings");
            return NULL;
        }
        a[t->len + *nkw] = v;
        names[(*nkw)++] = k;
    }
    *kwnames = kr__tuple_new(vm, names, *nkw);
    return kr__ok(*kwnames) ? a : NULL;
}

Value kr__call_ex(kr_vm *vm, Value f, Value args, Value kwargs) {
    const KrTuple *few = kr__ptr(args);
    if (!kr__ok(kwargs) && few->len <= FEW) {
        Value items[FEW];
        for (unsigned i = 0; i < few->len; i++) items[i] = kr__tuple_get(few, i);
        return kr__call(vm, f, items, few->len);
    }
    Value *saved = vm->thread->top, kwnames;
    unsigned n, nkw;
    Value *a = spread(vm, args, kwargs, &n, &nkw, &kwnames);
    Value v = a ? call_from_c(vm, f, a, n, nkw, kwnames) : KR_FAILED;
    vm->thread->top = saved;
    return v;
}

/* CALL_EX of the machine: args is a tuple, kwargs a dict or unset. */
KrStep kr__call_begin_ex(kr_vm *vm, Value f, Value args, Value kwargs, uint32_t ret,
                         Value *result) {
    Value *saved = vm->thread->top, kwnames;
    unsigned n, nkw;
    Value *a = spread(vm, args, kwargs, &n, &nkw, &kwnames);
    KrStep step = a ? kr__call_begin(vm, f, a, n, nkw, kwnames, 0, ret, result) : KR_STEP_FAILED;
    if (step != KR_STEP_FRAME) vm->thread->top = saved;
    return step;
}

Value kr__call_special(kr_vm *vm, Value obj, KrName special, const Value *args, unsigned n) {
    Value m = kr__special(vm, obj, special);
    if (!kr__ok(m)) return KR_UNSET;
    bool direct = kr__exact(m, KR_T_FUNCTION) || kr__exact(m, KR_T_SLOT_WRAPPER) ||
                  kr__exact(m, KR_T_METHOD_DESCR);
    if (!direct) {
        m = kr__bind(vm, m, obj, kr__class_of(vm, obj));
        return kr__ok(m) ? kr__call(vm, m, args, n) : KR_FAILED;
    }
    Value *saved = vm->thread->top;
    Value *a = scratch(vm, (size_t)n + 1);
    if (!a) return KR_FAILED;
    a[0] = obj;
    kr__copy_values(a + 1, args, n);
    Value v = kr__call(vm, m, a, n + 1);
    vm->thread->top = saved;
    return v;
}

Value kr__call_method(kr_vm *vm, Value obj, Value name, const Value *args, unsigned n) {
    Value m = kr__getattr(vm, obj, name);
    return kr__ok(m) ? kr__call(vm, m, args, n) : KR_FAILED;
}

Value kr__eval_code(kr_vm *vm, Value code, Value globals, Value locals) {
    return kr__eval_closure(vm, code, globals, locals, KR_UNSET);
}

Value kr__eval_closure(kr_vm *vm, Value code, Value globals, Value locals, Value closure) {
    KrCode *c = kr__ptr(code);
    KrThread *t = vm->thread;
    if (KR_UNLIKELY((const char *)__builtin_frame_address(0) < t->c_limit) &&
        !kr__recursion_slow(vm, " while calling a Python object"))
        return KR_FAILED;
    Value *saved = t->top;
    Value builtins = kr__builtins_for(vm, globals);
    KrFrame *f = kr__ok(builtins) ? kr__frame_push(vm, c, t->top, 0, KR_FRAME_ENTRY, 0) : NULL;
    if (!f) return KR_FAILED;
    f->function = KR_NO_SLOT;
    f->closure = kr__ok(closure) ? kr__ref_slot(closure) : KR_NO_SLOT;
    f->globals = kr__ref_slot(globals);
    f->locals = kr__ref_slot(locals);
    f->builtins = kr__ref_slot(builtins);
    Value v = kr__machine(vm);
    t->top = saved;
    return v;
}
