/* SPDX-License-Identifier: MIT
 * _asyncio_future.c: _asyncio.Future, and the iterator that awaits one. */
#include <string.h>

#include "lib/_asyncio.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/generator.h"
#include "types/list.h"
#include "types/seq.h"
#include "types/str.h"

static KrFuture *future(Value v) { return kr__ptr(v); }
/* A slot's value, None when it is empty. */
static Value shown(Slot s) { return s.bits ? kr__slot_value(s) : KR_NONE_V; }
static Value shown_value(Value v) { return kr__ok(v) ? v : KR_NONE_V; }
static void set_value(kr_vm *vm, KrFuture *f, Value *at, Value v) {
    *at = v;
    kr__barrier(vm, f);
}

bool kr__is_future(kr_vm *vm, Value v) {
    if (!kr__is_ref(v) || !kr__ok(v)) return false;
    const KrClassDef *def = kr__class_def(vm, kr__class_of(vm, v));
    return def == &kr__future_def || def == &kr__task_def;
}
bool kr__is_exact_future(kr_vm *vm, Value v) {
    Value cls = kr__class_of(vm, v);
    return kr__same(cls, kr__aio(vm, KR_AIO_FUTURE)) || kr__same(cls, kr__aio(vm, KR_AIO_TASK));
}

bool kr__future_watch(kr_vm *vm, Value self) {
    KrFuture *f = future(self);
    if (f->log_traceback || (f->log_destroy_pending && f->state == KR_FUTURE_PENDING))
        return kr__side_finalize(vm, f);
    if (f->head.head & KR_F_FINAL && kr__is_exact_future(vm, self)) f->head.head &= ~KR_F_FINAL;
    return true;
}

bool kr__future_alive(kr_vm *vm, const KrFuture *f) {
    return f->loop.bits ||
           kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "Future object is not initialized.");
}
static Value invalid_state(kr_vm *vm, const char *text) {
    Value cls = kr__aio(vm, KR_AIO_INVALID_STATE);
    return kr__ok(cls) ? kr__module_raise(vm, cls, kr__text(vm, "%s", text)) : cls;
}

/* ---- making ---- */

static Value f_new(kr_vm *vm, Value *a, int n) { return (void)n, kr__host_new(vm, a[0]); }

bool kr__future_init(kr_vm *vm, Value self, Value loop) {
    KrFuture *f = future(self);
    if (!kr__ok(loop) || kr__is_none(loop)) loop = kr__aio_event_loop(vm);
    if (kr__failed(loop)) return false;
    size_t skip = offsetof(KrFuture, loop);
    memset((char *)f + skip, 0, sizeof *f - skip);
    kr__store(vm, f, &f->loop, kr__is_ref(loop) ? kr__ref_slot(loop) : KR_NO_SLOT);
    Value debug = kr__call_method(vm, loop, kr__aio(vm, KR_AIO_GET_DEBUG), NULL, 0);
    int on = kr__ok(debug) ? kr__truth(vm, debug) : -1;
    if (on <= 0) return on == 0;
    Value extract = kr__aio(vm, KR_AIO_EXTRACT_STACK),
          stack = kr__ok(extract) ? kr__call0(vm, extract) : extract;
    if (kr__failed(stack)) return false;
    kr__store(vm, f, &f->source_traceback, kr__ref_slot(stack));
    return true;
}
static Value f_init(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__future_init(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}

/* ---- callbacks ---- */

bool kr__future_add_callback(kr_vm *vm, Value self, Value fn, Value ctx) {
    KrFuture *f = future(self);
    if (!kr__future_alive(vm, f)) return false;
    if (f->state != KR_FUTURE_PENDING)
        return kr__aio_call_soon(vm, kr__slot_value(f->loop), fn, self, ctx);
    if (!f->callbacks.bits && !kr__ok(f->first_fn)) {
        set_value(vm, f, &f->first_ctx, ctx);
        set_value(vm, f, &f->first_fn, fn);
        return true;
    }
    Value pair[2] = {fn, ctx}, t = kr__tuple_new(vm, pair, 2);
    if (kr__failed(t)) return false;
    if (f->callbacks.bits) return kr__list_append(vm, kr__slot_ptr(f->callbacks), t);
    Value list = kr__list_new(vm, &t, 1);
    if (kr__failed(list)) return false;
    kr__store(vm, f, &f->callbacks, kr__ref_slot(list));
    return true;
}

/* Hands all callbacks to the loop and forgets them. */
static bool schedule(kr_vm *vm, Value self) {
    KrFuture *f = future(self);
    Value fn = f->first_fn, ctx = f->first_ctx, loop = kr__slot_value(f->loop);
    if (kr__ok(fn)) {
        f->first_fn = f->first_ctx = KR_UNSET;
        if (!kr__aio_call_soon(vm, loop, fn, self, ctx)) return false;
    }
    if (!f->callbacks.bits) return true;
    Value list = kr__slot_value(f->callbacks);
    f->callbacks = KR_NO_SLOT;
    for (size_t i = 0; i < ((KrList *)kr__ptr(list))->len; i++) {
        const KrTuple *t = kr__ptr(kr__list_get(kr__ptr(list), i));
        if (!kr__aio_call_soon(vm, loop, kr__tuple_get(t, 0), self, kr__tuple_get(t, 1)))
            return false;
    }
    return true;
}

static Value f_add_done_callback(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value ctx = a[2];
    if (!kr__ok(ctx)) {
        Value copy = kr__aio(vm, KR_AIO_COPY_CONTEXT);
        ctx = kr__ok(copy) ? kr__call0(vm, copy) : copy;
        if (kr__failed(ctx)) return ctx;
    }
    return kr__future_add_callback(vm, a[0], a[1], ctx) ? KR_NONE_V : KR_FAILED;
}

/* Comparing runs Python code, which may change or take the list: it is looked at anew each time. */
static Value f_remove_done_callback(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrFuture *f = future(a[0]);
    int64_t removed = 0;
    if (!kr__future_alive(vm, f)) return KR_FAILED;
    if (kr__ok(f->first_fn)) {
        Value eq = kr__compare(vm, f->first_fn, a[1], KR_N___eq__);
        int same = kr__ok(eq) ? kr__truth(vm, eq) : -1;
        if (same < 0) return KR_FAILED;
        if (same) {
            f->first_fn = f->first_ctx = KR_UNSET;
            removed = 1;
        }
    }
    Value kept = kr__list_new(vm, NULL, 0);
    if (kr__failed(kept)) return kept;
    size_t before = f->callbacks.bits ? ((KrList *)kr__slot_ptr(f->callbacks))->len : 0, i = 0;
    for (; f->callbacks.bits && i < ((KrList *)kr__slot_ptr(f->callbacks))->len; i++) {
        Value t = kr__list_get(kr__slot_ptr(f->callbacks), i);
        Value eq = kr__compare(vm, kr__tuple_get(kr__ptr(t), 0), a[1], KR_N___eq__);
        int same = kr__ok(eq) ? kr__truth(vm, eq) : -1;
        if (same < 0 || (!same && !kr__list_append(vm, kr__ptr(kept), t))) return KR_FAILED;
    }
    size_t left = ((KrList *)kr__ptr(kept))->len;
    if (f->callbacks.bits && left < i)
        kr__store(vm, f, &f->callbacks, left ? kr__ref_slot(kept) : KR_NO_SLOT);
    return kr__from_int48(removed + (int64_t)(before > left ? before - left : 0));
}

/* ---- results ---- */

Value kr__future_set_result(kr_vm *vm, Value self, Value v) {
    KrFuture *f = future(self);
    if (!kr__future_alive(vm, f)) return KR_FAILED;
    if (f->state != KR_FUTURE_PENDING) return invalid_state(vm, "invalid state");
    set_value(vm, f, &f->result, v);
    f->state = KR_FUTURE_FINISHED;
    return kr__future_watch(vm, self) && schedule(vm, self) ? KR_NONE_V : KR_FAILED;
}
static Value f_set_result(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__future_set_result(vm, a[0], a[1]);
}

Value kr__future_set_exception(kr_vm *vm, Value self, Value exc) {
    KrFuture *f = future(self);
    if (!kr__future_alive(vm, f)) return KR_FAILED;
    if (f->state != KR_FUTURE_PENDING) return invalid_state(vm, "invalid state");
    if (kr__is_type(vm, exc) && kr__is_subtype(vm, exc, kr__type(vm, KR_T_X_BASEEXCEPTION))) {
        exc = kr__call0(vm, exc);
        if (kr__failed(exc)) return exc;
        if (f->state != KR_FUTURE_PENDING) return invalid_state(vm, "invalid state");
    }
    if (!kr__has_kind(vm, exc, KR_K_EXCEPTION))
        return kr__raise_type(vm, "invalid exception object");
    if (kr__same(kr__class_of(vm, exc), kr__type(vm, KR_T_X_STOPITERATION)))
        return kr__raise_type(vm, "StopIteration interacts badly with generators and cannot be "
                                  "raised into a Future");
    f->exception_tb = ((KrException *)kr__ptr(exc))->traceback;
    kr__store(vm, f, &f->exception, kr__ref_slot(exc));
    f->state = KR_FUTURE_FINISHED;
    if (!schedule(vm, self)) return KR_FAILED;
    f->log_traceback = true;
    return kr__future_watch(vm, self) ? KR_NONE_V : KR_FAILED;
}
static Value f_set_exception(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__future_set_exception(vm, a[0], a[1]);
}

Value kr__future_cancelled_error(kr_vm *vm, Value self) {
    KrFuture *f = future(self);
    if (f->cancelled_exc.bits) {
        Value exc = kr__slot_value(f->cancelled_exc);
        f->cancelled_exc = KR_NO_SLOT;
        return exc;
    }
    Value cls = kr__aio(vm, KR_AIO_CANCELLED_ERROR);
    if (kr__failed(cls)) return cls;
    Value m = f->cancel_message;
    return kr__ok(m) && !kr__is_none(m) ? kr__call1(vm, cls, m) : kr__call0(vm, cls);
}
static void raise_cancelled(kr_vm *vm, Value self) {
    Value exc = kr__future_cancelled_error(vm, self);
    if (kr__ok(exc)) kr__raise_object(vm, exc);
}

int kr__future_result(kr_vm *vm, Value self, Value *out) {
    KrFuture *f = future(self);
    if (f->state == KR_FUTURE_CANCELLED) {
        raise_cancelled(vm, self);
        return -1;
    }
    if (f->state == KR_FUTURE_PENDING) {
        invalid_state(vm, "Result is not set.");
        return -1;
    }
    f->log_traceback = false;
    if (!f->exception.bits) {
        *out = shown_value(f->result);
        return 0;
    }
    KrException *exc = kr__slot_ptr(f->exception);
    kr__store(vm, exc, &exc->traceback, f->exception_tb);
    f->exception_tb = KR_NO_SLOT;
    *out = kr__value_of(exc);
    return 1;
}
static Value result_of(kr_vm *vm, Value self) {
    Value v;
    int r = kr__future_result(vm, self, &v);
    return r == 0 ? v : r > 0 ? kr__raise_object(vm, v) : KR_FAILED;
}
static Value f_result(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!future(a[0])->loop.bits) return invalid_state(vm, "Future object is not initialized.");
    return result_of(vm, a[0]);
}
static Value f_exception(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrFuture *f = future(a[0]);
    if (!f->loop.bits) return invalid_state(vm, "Future object is not initialized.");
    if (f->state == KR_FUTURE_CANCELLED) {
        raise_cancelled(vm, a[0]);
        return KR_FAILED;
    }
    if (f->state == KR_FUTURE_PENDING) return invalid_state(vm, "Exception is not set.");
    f->log_traceback = false;
    return shown(f->exception);
}

Value kr__future_cancel(kr_vm *vm, Value self, Value message) {
    KrFuture *f = future(self);
    f->log_traceback = false;
    if (f->state != KR_FUTURE_PENDING) return KR_FALSE_V;
    f->state = KR_FUTURE_CANCELLED;
    set_value(vm, f, &f->cancel_message, message);
    return kr__future_watch(vm, self) && schedule(vm, self) ? KR_TRUE_V : KR_FAILED;
}
static Value f_cancel(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__future_alive(vm, future(a[0])) ? kr__future_cancel(vm, a[0], a[1]) : KR_FAILED;
}
static Value f_cancelled(kr_vm *vm, Value *a, int n) {
    const KrFuture *f = future(a[0]);
    return (void)vm, (void)n, kr__bool(f->loop.bits && f->state == KR_FUTURE_CANCELLED);
}
static Value f_done(kr_vm *vm, Value *a, int n) {
    const KrFuture *f = future(a[0]);
    return (void)vm, (void)n, kr__bool(f->loop.bits && f->state != KR_FUTURE_PENDING);
}
static Value f_get_loop(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrFuture *f = future(a[0]);
    return kr__future_alive(vm, f) ? kr__slot_value(f->loop) : KR_FAILED;
}
static Value f_make_cancelled_error(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__future_cancelled_error(vm, a[0]);
}

/* ---- attributes, text, end ---- */

static Value get_state(kr_vm *vm, Value self) {
    static const char *const names[] = {"PENDING", "CANCELLED", "FINISHED"};
    const KrFuture *f = future(self);
    if (!kr__future_alive(vm, f)) return KR_FAILED;
    return kr__intern(vm, names[f->state], strlen(names[f->state]));
}
static Value get_blocking(kr_vm *vm, Value self) {
    return (void)vm, kr__bool(future(self)->loop.bits && future(self)->blocking);
}
static bool set_blocking(kr_vm *vm, Value self, Value v) {
    if (!kr__future_alive(vm, future(self))) return false;
    if (!kr__ok(v)) return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "cannot delete attribute");
    int on = kr__truth(vm, v);
    if (on >= 0) future(self)->blocking = on;
    return on >= 0;
}
static Value get_log_traceback(kr_vm *vm, Value self) {
    if (!kr__future_alive(vm, future(self))) return KR_FAILED;
    return kr__bool(future(self)->log_traceback);
}
static bool set_log_traceback(kr_vm *vm, Value self, Value v) {
    if (!kr__ok(v)) return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "cannot delete attribute");
    int on = kr__truth(vm, v);
    if (on < 0) return false;
    if (on)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "_log_traceback can only be set to False");
    future(self)->log_traceback = false;
    return true;
}
static Value get_loop(kr_vm *vm, Value self) { return (void)vm, shown(future(self)->loop); }
static Value get_callbacks(kr_vm *vm, Value self) {
    const KrFuture *f = future(self);
    if (!kr__future_alive(vm, f)) return KR_FAILED;
    if (!kr__ok(f->first_fn) && !f->callbacks.bits) return KR_NONE_V;
    Value list = kr__list_new(vm, NULL, 0);
    if (kr__ok(list) && kr__ok(f->first_fn)) {
        Value pair[2] = {f->first_fn, f->first_ctx}, t = kr__tuple_new(vm, pair, 2);
        if (kr__failed(t) || !kr__list_append(vm, kr__ptr(list), t)) return KR_FAILED;
    }
    if (kr__ok(list) && f->callbacks.bits &&
        !kr__list_extend(vm, kr__ptr(list), kr__slot_value(f->callbacks)))
        return KR_FAILED;
    return list;
}
static Value get_result(kr_vm *vm, Value self) {
    return kr__future_alive(vm, future(self)) ? shown_value(future(self)->result) : KR_FAILED;
}
static Value get_exception(kr_vm *vm, Value self) {
    return kr__future_alive(vm, future(self)) ? shown(future(self)->exception) : KR_FAILED;
}
static Value get_source_traceback(kr_vm *vm, Value self) {
    return (void)vm, shown(future(self)->source_traceback);
}
static Value get_cancel_message(kr_vm *vm, Value self) {
    return (void)vm, shown_value(future(self)->cancel_message);
}
static bool set_cancel_message(kr_vm *vm, Value self, Value v) {
    if (!kr__ok(v)) return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "cannot delete attribute");
    set_value(vm, future(self), &future(self)->cancel_message, v);
    return true;
}

static Value f_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__future_alive(vm, future(a[0]))) return KR_FAILED;
    Value fn = kr__aio(vm, KR_AIO_FUTURE_REPR);
    return kr__ok(fn) ? kr__call1(vm, fn, a[0]) : fn;
}

void kr__future_finalize(kr_vm *vm, Value self) {
    KrFuture *f = future(self);
    if (!f->log_traceback) return;
    f->log_traceback = false;
    Value text = kr__text(vm, "%S exception was never retrieved", kr__short_name(vm, self));
    kr__aio_report(vm, shown(f->loop), text, KR_AIO_FUTURE_NAME, self, shown(f->exception),
                   KR_VALUE(f->source_traceback.bits));
}
static Value f_del(kr_vm *vm, Value *a, int n) {
    (void)n;
    kr__future_finalize(vm, a[0]);
    return kr__pending(vm) ? KR_FAILED : KR_NONE_V;
}

/* ---- awaiting ---- */

typedef struct FutureIter {
    KrObj head;
    Slot future; /* 0: exhausted */
} FutureIter;

static Value f_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__future_alive(vm, future(a[0]))) return KR_FAILED;
    Value v = kr__instance_new(vm, kr__aio(vm, KR_AIO_ITER));
    if (kr__ok(v)) ((FutureIter *)kr__ptr(v))->future = kr__ref_slot(a[0]);
    return v;
}
static Value i_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    FutureIter *it = kr__ptr(a[0]);
    if (!it->future.bits) return KR_END;
    Value fut = kr__slot_value(it->future);
    KrFuture *f = kr__ptr(fut);
    if (f->state == KR_FUTURE_PENDING) {
        if (f->blocking) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "await wasn't used with future");
        f->blocking = true;
        return fut;
    }
    it->future = KR_NO_SLOT;
    Value v = result_of(vm, fut);
    if (kr__failed(v)) return v;
    return kr__is_none(v) ? KR_END : kr__raise_stop(vm, v);
}
static Value i_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }
static Value i_throw(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value exc = kr__generator_thrown(vm, a[1], a[2], a[3]);
    if (kr__failed(exc)) return exc;
    ((FutureIter *)kr__ptr(a[0]))->future = KR_NO_SLOT;
    return kr__raise_object(vm, exc);
}
static Value i_close(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    ((FutureIter *)kr__ptr(a[0]))->future = KR_NO_SLOT;
    return KR_NONE_V;
}

static const KrFnDef iter_methods[] = {
    {"__iter__(self, /)", i_self, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__next__(self, /)", i_next, "Implement next(self).", KR_DEF_SPECIAL},
    {"send(self, value, /)", i_next, NULL, 0},
    {"throw(self, type, value=None, tb=None, /)", i_throw, NULL, 0},
    {"close(self, /)", i_close, NULL, 0},
    {NULL, NULL, NULL, 0},
};
const KrClassDef kr__future_iter_def = {
    .name = "_asyncio.FutureIter",
    .kind = KR_K_ITER,
    .size = sizeof(FutureIter),
    .slots = KR_AT(FutureIter, future),
    .methods = iter_methods,
};

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", f_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, *, loop=None)", f_init, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", f_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__iter__(self, /)", f_iter, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__await__(self, /)", f_iter, "Return an iterator to be used in await expression.",
     KR_DEF_SPECIAL},
    {"__del__(self, /)", f_del, NULL, KR_DEF_SPECIAL},
    {"result(self, /)", f_result,
     "Return the result this future represents.\n\nRaises CancelledError when it was cancelled, "
     "InvalidStateError when there is none yet,\nand the exception that was set, if one was.",
     0},
    {"exception(self, /)", f_exception,
     "Return the exception that was set on this future, or None.\n\nRaises CancelledError when it "
     "was cancelled, InvalidStateError when it is not done.",
     0},
    {"set_result(self, result, /)", f_set_result,
     "Mark the future done and set its result.\n\nRaises InvalidStateError when it is done "
     "already.",
     0},
    {"set_exception(self, exception, /)", f_set_exception,
     "Mark the future done and set an exception.\n\nRaises InvalidStateError when it is done "
     "already.",
     0},
    {"add_done_callback(self, fn, /, *, context=<unrepresentable>)", f_add_done_callback,
     "Add a callback to be run when the future becomes done.\n\nIt is called with the future, by "
     "the loop's call_soon.",
     0},
    {"remove_done_callback(self, fn, /)", f_remove_done_callback,
     "Remove all instances of a callback; returns how many there were.", 0},
    {"cancel(self, /, msg=None)", f_cancel,
     "Cancel the future and schedule callbacks.\n\nReturns False when it is done already.", 0},
    {"cancelled(self, /)", f_cancelled, "Return True if the future was cancelled.", 0},
    {"done(self, /)", f_done,
     "Return True if the future is done: it has a result or an exception, or was cancelled.", 0},
    {"get_loop(self, /)", f_get_loop, "Return the event loop the Future is bound to.", 0},
    {"_make_cancelled_error(self, /)", f_make_cancelled_error,
     "Create the CancelledError to raise if the Future is cancelled.", 0},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"_state", get_state, NULL, NULL},
    {"_asyncio_future_blocking", get_blocking, set_blocking, NULL},
    {"_loop", get_loop, NULL, NULL},
    {"_callbacks", get_callbacks, NULL, NULL},
    {"_result", get_result, NULL, NULL},
    {"_exception", get_exception, NULL, NULL},
    {"_log_traceback", get_log_traceback, set_log_traceback, NULL},
    {"_source_traceback", get_source_traceback, NULL, NULL},
    {"_cancel_message", get_cancel_message, set_cancel_message, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrClassDef kr__future_def = {
    .name = "_asyncio.Future",
    .doc = "A result that is not there yet, for use with await.\n\nLike "
           "concurrent.futures.Future, but not safe for threads: callbacks are called by the event "
           "loop,\nand result() and exception() do not wait.",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE | KR_TF_HAS_DICT | KR_TF_HAS_WEAK,
    .size = sizeof(KrFuture),
    .slots = KR_FUTURE_SLOTS,
    .values = KR_FUTURE_VALUES,
    .methods = methods,
    .getset = getset,
};
