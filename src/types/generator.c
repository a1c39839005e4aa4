/* SPDX-License-Identifier: MIT
 * generator.c: the types generator and coroutine as Python sees them. How they run is the machine's affair
 * (run/frame.c, run/unwind.c): here are the checks around a resumption, close, and the attributes. */
#include "types/generator.h"

#include "compile/code.h"
#include "types/exception.h"
#include "types/function.h"
#include "types/seq.h"
#include "types/type.h"

static void generator_trace(KrGc *gc, KrObj *cell) {
    KrGenerator *g = (KrGenerator *)cell;
    if (g->state == KR_GEN_CLOSED || !g->function.bits) return;
    const KrFunction *fn = kr__slot_ptr(g->function);
    const KrCode *code = kr__slot_ptr(fn->code);
    /* While an exception is thrown into what it delegates to, it counts as running but has no record. */
    unsigned n = g->state == KR_GEN_CREATED ? code->nlocals : kr__code_live(code, g->pc);
    kr__trace_maybe(gc, g->regs, n < g->nregs ? n : g->nregs);
}
static size_t generator_bytes(kr_vm *vm, const KrObj *cell) {
    (void)vm;
    return sizeof(KrGenerator) + ((const KrGenerator *)cell)->nregs * sizeof(Value);
}
#define WORD(member) (1ull << (offsetof(KrGenerator, member) / 4))
const KrKindInfo kr__kind_generator = {
    .name = "generator",
    .size = sizeof(KrGenerator),
    .slots = WORD(function) | WORD(name) | WORD(qualname) | WORD(frame) | WORD(yield_from) |
             WORD(origin) | WORD(finalizer),
    .values = WORD(handled),
    .trace = generator_trace,
    .bytes = generator_bytes,
};

static KrCode *code_of(const KrGenerator *g) {
    return kr__slot_ptr(((KrFunction *)kr__slot_ptr(g->function))->code);
}
static const char *kind_name(const KrGenerator *g) {
    switch (kr__layout_no(g)) {
    case KR_T_COROUTINE: return "coroutine";
    case KR_T_ASYNC_GENERATOR: return "async generator";
    default: return "generator";
    }
}

static Value already_running(kr_vm *vm, const KrGenerator *g) {
    return kr__raise_value(vm, "%s already executing", kind_name(g));
}

/* One step: a value, KR_END with *result, or KR_FAILED. */
Value kr__generator_send(kr_vm *vm, Value gen, Value sent, Value *result) {
    KrGenerator *g = kr__ptr(gen);
    switch (g->state) {
    case KR_GEN_RUNNING: return already_running(vm, g);
    case KR_GEN_CREATED:
        if (!kr__is_none(sent))
            return kr__raise_type(vm, "can't send non-None value to a just-started %s",
                                  kind_name(g));
        break;
    case KR_GEN_CLOSED:
        if (kr__layout_no(g) == KR_T_COROUTINE)
            return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot reuse already awaited coroutine");
        *result = KR_NONE_V;
        return KR_END;
    default: break;
    }
    return kr__generator_resume(vm, gen, sent, KR_UNSET, true, result);
}

static Value finished(kr_vm *vm, Value v, Value result) {
    return v.bits == KR_END.bits ? kr__raise_stop(vm, result) : v;
}

static Value generator_send(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value result = KR_NONE_V, v = kr__generator_send(vm, a[0], a[1], &result);
    return finished(vm, v, result);
}
static Value generator_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value result = KR_NONE_V, v = kr__generator_send(vm, a[0], KR_NONE_V, &result);
    /* kr__next asks without wanting an exception for the plain end */
    return v.bits == KR_END.bits && kr__is_none(result) ? KR_END : finished(vm, v, result);
}
Value kr__generator_self(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return a[0];
}

/* throw(value) or the deprecated throw(type, value, traceback): the exception instance. */
Value kr__generator_thrown(kr_vm *vm, Value type, Value value, Value tb) {
    if (kr__ok(tb) && !kr__is_none(tb) && !kr__exact(tb, KR_T_TRACEBACK))
        return kr__raise_type(vm, "throw() third argument must be a traceback object");
    Value exc;
    if (kr__is_type(vm, type) && kr__is_subtype(vm, type, kr__type(vm, KR_T_X_BASEEXCEPTION))) {
        if (!kr__ok(value) || kr__is_none(value))
            exc = kr__call0(vm, type);
        else if (kr__is_subtype(vm, kr__class_of(vm, value), type))
            exc = value;
        else if (kr__exact(value, KR_T_TUPLE))
            exc = kr__call_ex(vm, type, value, KR_UNSET);
        else
            exc = kr__call1(vm, type, value);
        if (kr__ok(exc) && !kr__has_kind(vm, exc, KR_K_EXCEPTION))
            exc = kr__raise_type(
                vm, "calling %R should have returned an instance of BaseException, not %R", type,
                kr__class_of(vm, exc));
        /* what goes wrong in making it is thrown instead */
        if (kr__failed(exc) && !vm->thread->stopping) return kr__take_pending(vm);
        if (kr__failed(exc)) return exc;
    } else if (kr__is_a(vm, type, KR_T_X_BASEEXCEPTION)) {
        if (kr__ok(value) && !kr__is_none(value))
            return kr__raise_type(vm, "instance exception may not have a separate value");
        exc = type;
    } else {
        return kr__raise_type(
            vm, "exceptions must be classes or instances deriving from BaseException, not %T",
            type);
    }
    if (kr__ok(tb) && !kr__is_none(tb)) {
        KrException *e = kr__ptr(exc);
        e->traceback = kr__ref_slot(tb);
        kr__barrier(vm, e);
    }
    return exc;
}

Value kr__generator_throw(kr_vm *vm, Value gen, Value exc, Value *result) {
    return kr__generator_throw_in(vm, gen, exc, true, result);
}
Value kr__generator_throw_in(kr_vm *vm, Value gen, Value exc, bool close, Value *result) {
    KrGenerator *g = kr__ptr(gen);
    if (g->state == KR_GEN_RUNNING) return already_running(vm, g);
    if (g->state == KR_GEN_CLOSED) {
        if (kr__layout_no(g) == KR_T_COROUTINE && !kr__is_a(vm, exc, KR_T_X_GENERATOREXIT))
            return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot reuse already awaited coroutine");
        vm->thread->pending = exc; /* it is no context of what the thrower handles */
        return KR_FAILED;
    }
    return kr__generator_resume(vm, gen, KR_NONE_V, exc, close, result);
}

static Value generator_throw(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value exc = kr__generator_thrown(vm, a[1], a[2], a[3]), result = KR_NONE_V;
    if (!kr__ok(exc)) return exc;
    Value v = kr__generator_throw(vm, a[0], exc, &result);
    return finished(vm, v, result);
}

static Value generator_close(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrGenerator *g = kr__ptr(a[0]);
    if (g->state == KR_GEN_CLOSED) return KR_NONE_V;
    if (g->state == KR_GEN_CREATED) {
        g->state = KR_GEN_CLOSED;
        g->head.head &= ~KR_F_FINAL;
        return KR_NONE_V;
    }
    Value exc = kr__exception_new(vm, KR_T_X_GENERATOREXIT, KR_UNSET), result;
    if (!kr__ok(exc)) return exc;
    Value v = kr__generator_throw(vm, a[0], exc, &result);
    if (v.bits == KR_END.bits) return KR_NONE_V;
    if (kr__ok(v))
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "%s ignored GeneratorExit", kind_name(g));
    if (!kr__pending_is(vm, KR_T_X_GENERATOREXIT) && !kr__pending_is(vm, KR_T_X_STOPITERATION))
        return KR_FAILED;
    kr__clear_pending(vm);
    return KR_NONE_V;
}

Value kr__generator_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrGenerator *g = kr__ptr(a[0]);
    const char *what = kr__layout_no(g) == KR_T_COROUTINE         ? "coroutine"
                       : kr__layout_no(g) == KR_T_ASYNC_GENERATOR ? "async_generator"
                                                                  : "generator";
    return kr__text(vm, "<%s object %S at 0x%lx>", what, kr__slot_value(g->qualname),
                    (unsigned long)kr__id(a[0]));
}

/* A coroutine that never began: by the module warnings, which knows more to say, or plainly. */
static Value warn_unawaited(kr_vm *vm, Value coro) {
    Value fn = kr__import_attr(vm, "warnings", "_warn_unawaited_coroutine");
    Value r = kr__ok(fn) ? kr__call1(vm, fn, coro) : fn;
    if (kr__ok(r) || vm->thread->stopping) return r;
    bool warned = kr__ok(fn) && kr__pending_is(vm, KR_T_X_RUNTIMEWARNING);
    if (kr__ok(fn))
        kr__unraisable(vm, coro);
    else
        kr__clear_pending(vm);
    if (!warned && !kr__warn(vm, KR_T_X_RUNTIMEWARNING, 1, "coroutine '%S' was never awaited",
                             kr__slot_value(((KrGenerator *)kr__ptr(coro))->qualname))) {
        if (vm->thread->stopping) return KR_FAILED;
        kr__unraisable(vm, coro);
    }
    return KR_NONE_V;
}

/* Its cell is dead: what stands in its finally and with blocks runs now; a coroutine that never began is warned of. May
 * run Python code; failed: an exception is pending. */
Value kr__generator_finalize(kr_vm *vm, Value gen) {
    KrGenerator *g = kr__ptr(gen);
    if (g->state == KR_GEN_CREATED && kr__layout_no(g) == KR_T_COROUTINE)
        return warn_unawaited(vm, gen);
    if (g->state != KR_GEN_SUSPENDED) return KR_NONE_V;
    if (g->finalizer.bits && !(g->flags & KR_GENF_CLOSED) &&
        kr__layout_no(g) == KR_T_ASYNC_GENERATOR)
        return kr__call1(vm, kr__slot_value(g->finalizer), gen);
    return generator_close(vm, &gen, 1);
}

/* ---- attributes ---- */

Value kr__generator_get_name(kr_vm *vm, Value self) {
    (void)vm;
    return kr__slot_value(((KrGenerator *)kr__ptr(self))->name);
}
Value kr__generator_get_qualname(kr_vm *vm, Value self) {
    (void)vm;
    return kr__slot_value(((KrGenerator *)kr__ptr(self))->qualname);
}
static bool set_str(kr_vm *vm, KrGenerator *g, Slot *at, const char *what, Value v) {
    if (!kr__ok(v) || !kr__is_str(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s must be set to a string object", what);
    kr__store(vm, g, at, kr__ref_slot(v));
    return true;
}
bool kr__generator_set_name(kr_vm *vm, Value self, Value v) {
    KrGenerator *g = kr__ptr(self);
    return set_str(vm, g, &g->name, "__name__", v);
}
bool kr__generator_set_qualname(kr_vm *vm, Value self, Value v) {
    KrGenerator *g = kr__ptr(self);
    return set_str(vm, g, &g->qualname, "__qualname__", v);
}
Value kr__generator_get_code(kr_vm *vm, Value self) {
    (void)vm;
    return kr__value_of(code_of(kr__ptr(self)));
}
static Value get_running(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(((KrGenerator *)kr__ptr(self))->state == KR_GEN_RUNNING);
}
static Value get_suspended(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(((KrGenerator *)kr__ptr(self))->state == KR_GEN_SUSPENDED);
}
Value kr__generator_get_await(kr_vm *vm, Value self) {
    (void)vm;
    KrGenerator *g = kr__ptr(self);
    return g->yield_from.bits && g->state == KR_GEN_SUSPENDED ? kr__slot_value(g->yield_from)
                                                              : KR_NONE_V;
}
Value kr__generator_get_frame(kr_vm *vm, Value self) { return kr__generator_frame(vm, self); }
static Value get_origin(kr_vm *vm, Value self) {
    (void)vm;
    KrGenerator *g = kr__ptr(self);
    return g->origin.bits ? kr__slot_value(g->origin) : KR_NONE_V;
}

static Value generator_del(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__failed(kr__generator_finalize(vm, a[0])) ? KR_FAILED : KR_NONE_V;
}

#define COMMON_METHODS(what)                                                                       \
    {"send(self, arg, /)", generator_send,                                                         \
     "send(arg) -> send 'arg' into " what ",\nreturn next iterated value or raise StopIteration.", \
     KR_DEF_METHOD},                                                                               \
        {"throw(self, typ, val=None, tb=None, /)", generator_throw,                                \
         "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in " what                      \
         ", return next iterated value or raise\nStopIteration.",                                  \
         KR_DEF_METHOD},                                                                           \
        {"close(self, /)", generator_close, "close() -> raise GeneratorExit inside " what ".",     \
         KR_DEF_METHOD},                                                                           \
        {"__repr__(self, /)", kr__generator_repr, "Return repr(self).", KR_DEF_SPECIAL},           \
        {"__del__(self, /)", generator_del, NULL, KR_DEF_SPECIAL},

static const KrFnDef generator_methods[] = {
    COMMON_METHODS("generator"){"__iter__(self, /)", kr__generator_self, "Implement iter(self).",
                                KR_DEF_SPECIAL},
    {"__next__(self, /)", generator_next, "Implement next(self).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet generator_getset[] = {
    {"__name__", kr__generator_get_name, kr__generator_set_name, "name of the generator"},
    {"__qualname__", kr__generator_get_qualname, kr__generator_set_qualname,
     "qualified name of the generator"},
    {"gi_code", kr__generator_get_code, kr__readonly, NULL},
    {"gi_frame", kr__generator_get_frame, NULL, NULL},
    {"gi_running", get_running, NULL, NULL},
    {"gi_suspended", get_suspended, NULL, NULL},
    {"gi_yieldfrom", kr__generator_get_await, NULL, "object being iterated by yield from, or None"},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_generator = {
    .number = KR_T_GENERATOR, .methods = generator_methods, .getset = generator_getset};

/* ---- coroutine ---- */

typedef struct KrCoroutineWrapper { /* what __await__ gives */
    KrObj head;
    Slot coroutine;
} KrCoroutineWrapper;

static Value coroutine_await(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrCoroutineWrapper *w = kr__new(vm, KR_T_COROUTINE_WRAPPER, sizeof *w);
    if (!w) return KR_FAILED;
    w->coroutine = kr__ref_slot(a[0]);
    return kr__value_of(w);
}
static const KrFnDef coroutine_methods[] = {
    COMMON_METHODS("coroutine"){"__await__(self, /)", coroutine_await,
                                "Return an iterator to be used in await expression.",
                                KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet coroutine_getset[] = {
    {"__name__", kr__generator_get_name, kr__generator_set_name, "name of the coroutine"},
    {"__qualname__", kr__generator_get_qualname, kr__generator_set_qualname,
     "qualified name of the coroutine"},
    {"cr_code", kr__generator_get_code, kr__readonly, NULL},
    {"cr_frame", kr__generator_get_frame, NULL, NULL},
    {"cr_running", get_running, NULL, NULL},
    {"cr_suspended", get_suspended, NULL, NULL},
    {"cr_await", kr__generator_get_await, NULL, "object being awaited on, or None"},
    {"cr_origin", get_origin, kr__readonly, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_coroutine = {
    .number = KR_T_COROUTINE, .methods = coroutine_methods, .getset = coroutine_getset};

#define WRAPPED(name)                                                            \
    static Value wrapper_##name(kr_vm *vm, Value *a, int n) {                    \
        a[0] = kr__slot_value(((KrCoroutineWrapper *)kr__ptr(a[0]))->coroutine); \
        return generator_##name(vm, a, n);                                       \
    }
WRAPPED(send)
WRAPPED(throw)
WRAPPED(close)
WRAPPED(next)
static const KrFnDef wrapper_methods[] = {
    {"send(self, arg, /)", wrapper_send, NULL, KR_DEF_METHOD},
    {"throw(self, typ, val=None, tb=None, /)", wrapper_throw, NULL, KR_DEF_METHOD},
    {"close(self, /)", wrapper_close, NULL, KR_DEF_METHOD},
    {"__iter__(self, /)", kr__generator_self, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__next__(self, /)", wrapper_next, NULL, KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
const KrTypeDef kr__def_coroutine_wrapper = {
    .number = KR_T_COROUTINE_WRAPPER,
    .methods = wrapper_methods,
    .size = sizeof(KrCoroutineWrapper),
    .slots = 1u << (offsetof(KrCoroutineWrapper, coroutine) / 4)};
