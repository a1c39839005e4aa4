/* SPDX-License-Identifier: MIT
 * async_generator.c: the type async_generator and the awaitables that step it. What an async generator yields reaches them
 * in a box, a cell that Python never sees; what it awaits passes through as it is. */
#include "types/exception.h"
#include "types/generator.h"
#include "types/seq.h"
#include "types/type.h"

#define AT(type, member) (1ull << (offsetof(type, member) / 4))
enum { INIT, GOING, CLOSED };

typedef struct Asend { /* __anext__() and asend(value) */
    KrObj head;
    Slot gen;
    Value sent;
    uint32_t state;
} Asend;
typedef struct Athrow { /* aclose() and athrow(…) */
    KrObj head;
    Slot gen;
    Slot exc; /* tuple (type, value, tb); 0: aclose */
    uint32_t state;
} Athrow;

/* See run/support.h. */
Value kr__async_wrap(kr_vm *vm, Value v);
Value kr__async_wrap(kr_vm *vm, Value v) {
    KrBox *b = kr__new(vm, KR_T_BOX, sizeof *b);
    if (!b) return KR_FAILED;
    b->value = v;
    return kr__value_of(b);
}
static bool is_wrapped(Value v) { return kr__exact(v, KR_T_BOX); }

static bool running(const KrGenerator *g) { return g->flags & KR_GENF_ASYNC_RUNNING; }
static void set_running(KrGenerator *g, bool on) {
    g->flags = (uint8_t)(on ? g->flags | KR_GENF_ASYNC_RUNNING : g->flags & ~KR_GENF_ASYNC_RUNNING);
}
static bool ended_quietly(kr_vm *vm) {
    return kr__pending_is(vm, KR_T_X_STOPASYNCITERATION) ||
           kr__pending_is(vm, KR_T_X_GENERATOREXIT);
}
static Value raise_async_stop(kr_vm *vm) {
    Value exc = kr__exception_new(vm, KR_T_X_STOPASYNCITERATION, KR_UNSET);
    return kr__ok(exc) ? kr__raise_object(vm, exc) : KR_FAILED;
}

/* A step's outcome: the end becomes StopAsyncIteration. */
static Value stepped(kr_vm *vm, Value v) {
    return v.bits == KR_END.bits ? raise_async_stop(vm) : v;
}

/* What asend and athrow make of an outcome: a yielded value is the result of the await. */
static Value unwrap(kr_vm *vm, KrGenerator *g, Value v) {
    v = stepped(vm, v);
    if (kr__failed(v)) {
        if (ended_quietly(vm)) g->flags |= KR_GENF_CLOSED;
        set_running(g, false);
        return v;
    }
    if (!is_wrapped(v)) return v;
    set_running(g, false);
    return kr__raise_stop(vm, ((KrBox *)kr__ptr(v))->value);
}

/* The hooks of sys.set_asyncgen_hooks, at the first step. */
static bool init_hooks(kr_vm *vm, KrGenerator *g) {
    if (g->flags & KR_GENF_HOOKS_DONE) return true;
    g->flags |= KR_GENF_HOOKS_DONE;
    Value final = vm->asyncgen_finalizer, first = vm->asyncgen_firstiter;
    if (kr__ok(final) && !kr__is_none(final)) kr__store(vm, g, &g->finalizer, kr__ref_slot(final));
    if (!kr__ok(first) || kr__is_none(first)) return true;
    return kr__ok(kr__call1(vm, first, kr__value_of(g)));
}

/* ---- __anext__ and asend ---- */

static Value asend_of(kr_vm *vm, Value gen, Value sent) {
    if (!init_hooks(vm, kr__ptr(gen))) return KR_FAILED;
    Asend *o = kr__new(vm, KR_T_ASYNC_GEN_ASEND, sizeof *o);
    if (!o) return KR_FAILED;
    o->gen = kr__ref_slot(gen);
    o->sent = sent;
    return kr__value_of(o);
}
static Value reused_asend(kr_vm *vm) {
    return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot reuse already awaited __anext__()/asend()");
}
static Value asend_step(kr_vm *vm, Asend *o, Value v) {
    KrGenerator *g = kr__slot_ptr(o->gen);
    if (o->state == CLOSED) return reused_asend(vm);
    if (o->state == INIT) {
        if (running(g))
            return kr__raise(vm, KR_T_X_RUNTIMEERROR,
                             "anext(): asynchronous generator is already running");
        if (kr__is_none(v)) v = o->sent;
        o->state = GOING;
    }
    set_running(g, true);
    Value result = KR_NONE_V, r = kr__generator_send(vm, kr__slot_value(o->gen), v, &result);
    r = unwrap(vm, g, r);
    if (kr__failed(r)) o->state = CLOSED;
    return r;
}
static Value asend_send(kr_vm *vm, Value *a, int n) {
    (void)n;
    return asend_step(vm, kr__ptr(a[0]), a[1]);
}
static Value asend_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    return asend_step(vm, kr__ptr(a[0]), KR_NONE_V);
}
static Value asend_throw(kr_vm *vm, Value *a, int n) {
    (void)n;
    Asend *o = kr__ptr(a[0]);
    if (o->state == CLOSED) return reused_asend(vm);
    Value exc = kr__generator_thrown(vm, a[1], a[2], a[3]), result = KR_NONE_V;
    if (kr__failed(exc)) return exc;
    Value r = unwrap(vm, kr__slot_ptr(o->gen),
                     kr__generator_throw(vm, kr__slot_value(o->gen), exc, &result));
    if (kr__failed(r)) o->state = CLOSED;
    return r;
}
static Value asend_close(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    ((Asend *)kr__ptr(a[0]))->state = CLOSED;
    return KR_NONE_V;
}
#define AWAITABLE_ROWS(name)                                                                      \
    {"__await__(self, /)", kr__generator_self, NULL, KR_DEF_SPECIAL},                             \
        {"__iter__(self, /)", kr__generator_self, NULL, KR_DEF_SPECIAL},                          \
        {"__next__(self, /)", name##_next, NULL, KR_DEF_SPECIAL},                                 \
        {"send(self, arg, /)", name##_send, "Goes on with a value sent.", KR_DEF_METHOD},         \
        {"throw(self, typ, val=None, tb=None, /)", name##_throw, "Raises in it.", KR_DEF_METHOD}, \
        {"close(self, /)", name##_close, "Nothing more is to be awaited.", KR_DEF_METHOD}, {      \
        NULL, NULL, NULL, 0                                                                       \
    }
static const KrFnDef asend_methods[] = {AWAITABLE_ROWS(asend)};
const KrTypeDef kr__def_async_gen_asend = {.number = KR_T_ASYNC_GEN_ASEND,
                                           .methods = asend_methods,
                                           .size = sizeof(Asend),
                                           .slots = AT(Asend, gen),
                                           .values = AT(Asend, sent)};

/* ---- aclose and athrow ---- */

static Value athrow_of(kr_vm *vm, Value gen, Value exc) {
    if (!init_hooks(vm, kr__ptr(gen))) return KR_FAILED;
    Athrow *o = kr__new(vm, KR_T_ASYNC_GEN_ATHROW, sizeof *o);
    if (!o) return KR_FAILED;
    o->gen = kr__ref_slot(gen);
    o->exc = kr__ref_slot(exc);
    return kr__value_of(o);
}
static Value close_outcome(kr_vm *vm, Athrow *o, KrGenerator *g, Value r) {
    if (kr__ok(r) && !is_wrapped(r)) return r;
    set_running(g, false);
    o->state = CLOSED;
    if (kr__ok(r))
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "async generator ignored GeneratorExit");
    if (!ended_quietly(vm)) return r;
    kr__clear_pending(vm);
    return kr__raise_stop(vm, KR_NONE_V);
}
static Value athrow_begin(kr_vm *vm, Athrow *o, KrGenerator *g, Value v) {
    Value gen = kr__slot_value(o->gen), result = KR_NONE_V;
    if (running(g) || (g->flags & KR_GENF_CLOSED)) {
        o->state = CLOSED;
        if (!running(g)) return raise_async_stop(vm);
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "%s(): asynchronous generator is already running",
                         o->exc.bits ? "athrow" : "aclose");
    }
    if (!kr__is_none(v))
        return kr__raise(vm, KR_T_X_RUNTIMEERROR,
                         "can't send non-None value to a just-started coroutine");
    o->state = GOING;
    set_running(g, true);
    Value exc;
    if (o->exc.bits) {
        const KrTuple *t = kr__slot_ptr(o->exc);
        exc =
            kr__generator_thrown(vm, kr__tuple_get(t, 0), kr__tuple_get(t, 1), kr__tuple_get(t, 2));
    } else {
        g->flags |= KR_GENF_CLOSED;
        exc = kr__exception_new(vm, KR_T_X_GENERATOREXIT, KR_UNSET);
    }
    Value r =
        kr__ok(exc) ? stepped(vm, kr__generator_throw_in(vm, gen, exc, false, &result)) : KR_FAILED;
    if (!o->exc.bits) return close_outcome(vm, o, g, r);
    r = unwrap(vm, g, r);
    if (kr__failed(r)) o->state = CLOSED;
    return r;
}
static Value athrow_step(kr_vm *vm, Athrow *o, Value v) {
    KrGenerator *g = kr__slot_ptr(o->gen);
    if (o->state == CLOSED)
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot reuse already awaited aclose()/athrow()");
    if (g->state == KR_GEN_CLOSED) {
        o->state = CLOSED;
        return kr__raise_stop(vm, KR_NONE_V);
    }
    if (o->state == INIT) return athrow_begin(vm, o, g, v);
    Value result = KR_NONE_V,
          r = stepped(vm, kr__generator_send(vm, kr__slot_value(o->gen), v, &result));
    return o->exc.bits ? unwrap(vm, g, r) : close_outcome(vm, o, g, r);
}
static Value athrow_send(kr_vm *vm, Value *a, int n) {
    (void)n;
    return athrow_step(vm, kr__ptr(a[0]), a[1]);
}
static Value athrow_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    return athrow_step(vm, kr__ptr(a[0]), KR_NONE_V);
}
static Value athrow_throw(kr_vm *vm, Value *a, int n) {
    (void)n;
    Athrow *o = kr__ptr(a[0]);
    KrGenerator *g = kr__slot_ptr(o->gen);
    if (o->state == CLOSED)
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot reuse already awaited aclose()/athrow()");
    Value exc = kr__generator_thrown(vm, a[1], a[2], a[3]), result = KR_NONE_V;
    if (kr__failed(exc)) return exc;
    Value r = stepped(vm, kr__generator_throw(vm, kr__slot_value(o->gen), exc, &result));
    return o->exc.bits ? unwrap(vm, g, r) : close_outcome(vm, o, g, r);
}
static Value athrow_close(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    ((Athrow *)kr__ptr(a[0]))->state = CLOSED;
    return KR_NONE_V;
}
static const KrFnDef athrow_methods[] = {AWAITABLE_ROWS(athrow)};
const KrTypeDef kr__def_async_gen_athrow = {.number = KR_T_ASYNC_GEN_ATHROW,
                                            .methods = athrow_methods,
                                            .size = sizeof(Athrow),
                                            .slots = AT(Athrow, gen) | AT(Athrow, exc)};

/* ---- async_generator ---- */

static Value ag_anext(kr_vm *vm, Value *a, int n) {
    (void)n;
    return asend_of(vm, a[0], KR_NONE_V);
}
static Value ag_asend(kr_vm *vm, Value *a, int n) {
    (void)n;
    return asend_of(vm, a[0], a[1]);
}
static Value ag_athrow(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value parts[3] = {a[1], kr__ok(a[2]) ? a[2] : KR_NONE_V, kr__ok(a[3]) ? a[3] : KR_NONE_V};
    Value exc = kr__tuple_new(vm, parts, 3);
    return kr__ok(exc) ? athrow_of(vm, a[0], exc) : KR_FAILED;
}
static Value ag_aclose(kr_vm *vm, Value *a, int n) {
    (void)n;
    return athrow_of(vm, a[0], KR_UNSET);
}
static Value ag_running(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(running(kr__ptr(self)));
}
static const KrFnDef methods[] = {
    {"__aiter__(self, /)", kr__generator_self,
     "Return an awaitable, that resolves in asynchronous iterator.", KR_DEF_SPECIAL},
    {"__anext__(self, /)", ag_anext, "Return a value or raise StopAsyncIteration.", KR_DEF_SPECIAL},
    {"__repr__(self, /)", kr__generator_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"asend(self, value, /)", ag_asend, "asend(v) -> send 'v' in generator.", KR_DEF_METHOD},
    {"athrow(self, typ, val=None, tb=None, /)", ag_athrow,
     "athrow(typ[,val[,tb]]) -> raise exception in generator.", KR_DEF_METHOD},
    {"aclose(self, /)", ag_aclose, "aclose() -> raise GeneratorExit inside generator.",
     KR_DEF_METHOD},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"__name__", kr__generator_get_name, kr__generator_set_name, "name of the async generator"},
    {"__qualname__", kr__generator_get_qualname, kr__generator_set_qualname,
     "qualified name of the async generator"},
    {"ag_await", kr__generator_get_await, NULL, "object being awaited on, or None"},
    {"ag_frame", kr__generator_get_frame, NULL, NULL},
    {"ag_code", kr__generator_get_code, kr__readonly, NULL},
    {"ag_running", ag_running, kr__readonly, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_async_generator = {
    .number = KR_T_ASYNC_GENERATOR, .methods = methods, .getset = getset};
