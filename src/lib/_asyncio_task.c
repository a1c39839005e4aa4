/* SPDX-License-Identifier: MIT
 * _asyncio_task.c: _asyncio.Task: a coroutine that an event loop drives. One step sends into the coroutine what wakes it,
 * and waits for what it yields; the next step is a callback of the loop, so tasks that wait for each other take no C
 * stack. */
#include "lib/_asyncio.h"
#include "types/exception.h"
#include "types/generator.h"
#include "types/str.h"

#define KR_TASK_SLOTS \
    (KR_AT(KrTask, coro) | KR_AT(KrTask, context) | KR_AT(KrTask, name) | KR_AT(KrTask, waiter))

static KrTask *task(Value v) { return kr__ptr(v); }
static Value shown(Slot s) { return s.bits ? kr__slot_value(s) : KR_NONE_V; }

/* What the loop calls: with what a step begins, or when a future is done. */
typedef struct Call {
    KrObj head;
    Slot task, exc; /* exc 0: none */
} Call;

static Value call_new(kr_vm *vm, int cls, Value self, Value exc) {
    Value v = kr__instance_new(vm, kr__aio(vm, cls));
    if (kr__failed(v)) return v;
    ((Call *)kr__ptr(v))->task = kr__ref_slot(self);
    ((Call *)kr__ptr(v))->exc = kr__ref_slot(exc);
    return v;
}
static bool step_soon(kr_vm *vm, Value self, Value exc) {
    Value call = call_new(vm, KR_AIO_STEP, self, exc);
    return kr__ok(call) && kr__aio_call_soon(vm, shown(task(self)->loop), call, KR_UNSET,
                                             shown(task(self)->context));
}
/* The next step begins with RuntimeError(text). */
static Value fail_soon(kr_vm *vm, Value self, Value text) {
    Value exc = kr__ok(text) ? kr__exception_new(vm, KR_T_X_RUNTIMEERROR, text) : text;
    return kr__ok(exc) && step_soon(vm, self, exc) ? KR_NONE_V : KR_FAILED;
}

/* ---- making ---- */

static int is_coroutine(kr_vm *vm, Value v) {
    if (kr__exact(v, KR_T_COROUTINE)) return 1;
    Value fn = kr__aio(vm, KR_AIO_ISCOROUTINE), r = kr__ok(fn) ? kr__call1(vm, fn, v) : fn;
    return kr__ok(r) ? kr__truth(vm, r) : -1;
}
static Value next_name(kr_vm *vm) {
    Value one = kr__from_int48(1),
          n = kr__binary(vm, kr__aio(vm, KR_AIO_COUNTER), one, KR_N___add__);
    if (kr__failed(n) || !kr__aio_count(vm, n)) return KR_FAILED;
    return kr__text(vm, "Task-%S", n);
}
/* self, coro, loop, name, context */
static Value t_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrTask *t = task(a[0]);
    if (!kr__future_init(vm, a[0], a[2])) return KR_FAILED;
    int r = is_coroutine(vm, a[1]);
    if (r < 0) return KR_FAILED;
    if (!r) {
        t->log_destroy_pending = false;
        return kr__raise_type(vm, "a coroutine was expected, got %R", a[1]);
    }
    Value ctx = a[4], name = a[3];
    if (!kr__ok(ctx) || kr__is_none(ctx)) {
        Value copy = kr__aio(vm, KR_AIO_COPY_CONTEXT);
        ctx = kr__ok(copy) ? kr__call0(vm, copy) : copy;
        if (kr__failed(ctx)) return ctx;
    }
    kr__store(vm, t, &t->context, kr__ref_slot(ctx));
    t->waiter = KR_NO_SLOT;
    t->must_cancel = false;
    t->log_destroy_pending = true;
    t->cancels = 0;
    kr__store(vm, t, &t->coro, kr__ref_slot(a[1]));
    if (!kr__ok(name) || kr__is_none(name))
        name = next_name(vm);
    else if (!kr__exact(name, KR_T_STR))
        name = kr__str(vm, name);
    if (kr__failed(name)) return name;
    kr__store(vm, t, &t->name, kr__ref_slot(name));
    if (!kr__future_watch(vm, a[0]) || !step_soon(vm, a[0], KR_UNSET)) return KR_FAILED;
    Value all = kr__aio(vm, KR_AIO_ALL);
    return kr__ok(kr__call_method(vm, all, kr__name(vm, KR_N_add), a, 1)) ? KR_NONE_V : KR_FAILED;
}

/* ---- waiting for what was yielded ---- */

/* other.cancel(msg=message): 1, 0, -1 */
static int cancel_other(kr_vm *vm, Value other, Value message) {
    Value f = kr__getattr(vm, other, kr__aio(vm, KR_AIO_CANCEL)),
          names = kr__aio(vm, KR_AIO_KW_MSG);
    if (!kr__ok(message)) message = KR_NONE_V;
    Value r = kr__ok(f) ? kr__call_kw(vm, f, &message, 0, 1, names) : f;
    return kr__ok(r) ? kr__truth(vm, r) : -1;
}
/* The task waits for `other`, and asks it to be cancelled when the task should be. */
static Value wait_for(kr_vm *vm, Value self, Value other) {
    KrTask *t = task(self);
    kr__store(vm, t, &t->waiter, kr__ref_slot(other));
    if (!t->must_cancel) return KR_NONE_V;
    int r = cancel_other(vm, other, t->cancel_message);
    if (r > 0) t->must_cancel = false;
    return r < 0 ? KR_FAILED : KR_NONE_V;
}
static Value another_loop(kr_vm *vm, Value self, Value other) {
    return fail_soon(
        vm, self, kr__text(vm, "Task %R got Future %R attached to a different loop", self, other));
}
static Value not_awaited(kr_vm *vm, Value self, Value other) {
    return fail_soon(
        vm, self,
        kr__text(vm, "yield was used instead of yield from in task %R with %R", self, other));
}
static Value yielded_future(kr_vm *vm, Value self, Value other) {
    KrFuture *f = kr__ptr(other);
    if (f->loop.bits != task(self)->loop.bits) return another_loop(vm, self, other);
    if (!f->blocking) return not_awaited(vm, self, other);
    f->blocking = false;
    Value call = call_new(vm, KR_AIO_WAKEUP, self, KR_UNSET);
    if (kr__failed(call) || !kr__future_add_callback(vm, other, call, shown(task(self)->context)))
        return KR_FAILED;
    return wait_for(vm, self, other);
}
static Value loop_of(kr_vm *vm, Value other) {
    Value get;
    int r = kr__getattr_opt(vm, other, kr__aio(vm, KR_AIO_GET_LOOP), &get);
    if (r) return r < 0 ? KR_FAILED : kr__call0(vm, get);
    return kr__getattr(vm, other, kr__aio(vm, KR_AIO_LOOP));
}
/* Something that has _asyncio_future_blocking, of which `blocking` is the value. */
static Value yielded_like_future(kr_vm *vm, Value self, Value other, Value blocking) {
    int on = kr__truth(vm, blocking);
    Value loop = on < 0 ? KR_FAILED : loop_of(vm, other);
    if (kr__failed(loop)) return loop;
    if (!kr__same(loop, shown(task(self)->loop))) return another_loop(vm, self, other);
    if (!on) return not_awaited(vm, self, other);
    if (!kr__setattr(vm, other, kr__aio(vm, KR_AIO_BLOCKING), KR_FALSE_V)) return KR_FAILED;
    Value args[2] = {call_new(vm, KR_AIO_WAKEUP, self, KR_UNSET), shown(task(self)->context)};
    Value add = kr__getattr(vm, other, kr__aio(vm, KR_AIO_ADD_DONE_CALLBACK));
    if (kr__failed(add) || kr__failed(args[0]) ||
        kr__failed(kr__call_kw(vm, add, args, 1, 1, kr__aio(vm, KR_AIO_KW_CONTEXT))))
        return KR_FAILED;
    return wait_for(vm, self, other);
}
static Value yielded(kr_vm *vm, Value self, Value v) {
    Value blocking;
    if (kr__same(v, self))
        return fail_soon(vm, self, kr__text(vm, "Task cannot await on itself: %R", self));
    if (kr__is_exact_future(vm, v)) return yielded_future(vm, self, v);
    if (kr__is_none(v)) return step_soon(vm, self, KR_UNSET) ? KR_NONE_V : KR_FAILED;
    int r = kr__getattr_opt(vm, v, kr__aio(vm, KR_AIO_BLOCKING), &blocking);
    if (r < 0) return KR_FAILED;
    if (r && !kr__is_none(blocking)) return yielded_like_future(vm, self, v, blocking);
    if (kr__exact(v, KR_T_GENERATOR))
        return fail_soon(vm, self,
                         kr__text(vm,
                                  "yield was used instead of yield from for generator in task "
                                  "%R with %R",
                                  self, v));
    return fail_soon(vm, self, kr__text(vm, "Task got bad yield: %R", v));
}

/* ---- steps ---- */

/* Sends None, or throws exc: what was yielded; KR_END with *result; KR_FAILED. */
static Value advance(kr_vm *vm, Value coro, Value exc, Value *result) {
    Value none = KR_NONE_V, r;
    if (kr__exact(coro, KR_T_COROUTINE) || kr__exact(coro, KR_T_GENERATOR)) {
        if (!kr__ok(exc)) return kr__generator_send(vm, coro, none, result);
        return kr__generator_throw(vm, coro, exc, result);
    }
    if (kr__ok(exc))
        r = kr__call_method(vm, coro, kr__name(vm, KR_N_throw), &exc, 1);
    else if (kr__ok(kr__special(vm, coro, KR_N___next__)))
        r = kr__call_special(vm, coro, KR_N___next__, NULL, 0);
    else
        r = kr__call_method(vm, coro, kr__name(vm, KR_N_send), &none, 1);
    if (kr__ok(r) || vm->thread->stopping || !kr__pending_is(vm, KR_T_X_STOPITERATION)) return r;
    *result = kr__exception_get(vm, kr__take_pending(vm), KR_N_value);
    if (!kr__ok(*result)) *result = none;
    return KR_END;
}

static Value finished(kr_vm *vm, Value self, Value result) {
    KrTask *t = task(self);
    Value r;
    if (t->must_cancel) {
        t->must_cancel = false;
        r = kr__future_cancel(vm, self, t->cancel_message);
    } else {
        r = kr__future_set_result(vm, self, result);
    }
    return kr__ok(r) ? KR_NONE_V : r;
}
/* The coroutine raised what is pending. */
static Value raised(kr_vm *vm, Value self) {
    Value cls = kr__aio(vm, KR_AIO_CANCELLED_ERROR), exc = kr__take_pending(vm);
    if (kr__failed(cls)) return cls;
    if (kr__is_subtype(vm, kr__class_of(vm, exc), cls)) {
        kr__store(vm, task(self), &task(self)->cancelled_exc, kr__ref_slot(exc));
        return kr__future_cancel(vm, self, KR_UNSET);
    }
    if (kr__failed(kr__future_set_exception(vm, self, exc))) return KR_FAILED;
    if (kr__is_a(vm, exc, KR_T_X_KEYBOARDINTERRUPT) || kr__is_a(vm, exc, KR_T_X_SYSTEMEXIT))
        return kr__raise_object(vm, exc);
    return KR_NONE_V;
}

/* The exception that a step begins with which should cancel the task; exc may be unset. */
static Value cancelling(kr_vm *vm, Value self, Value exc) {
    Value cls = kr__aio(vm, KR_AIO_CANCELLED_ERROR);
    if (kr__failed(cls)) return cls;
    task(self)->must_cancel = false;
    if (kr__ok(exc) && kr__is_subtype(vm, kr__class_of(vm, exc), cls)) return exc;
    return kr__future_cancelled_error(vm, self);
}
static Value step_inside(kr_vm *vm, Value self, Value exc) {
    KrTask *t = task(self);
    Value result = KR_UNSET;
    if (t->state != KR_FUTURE_PENDING) {
        Value cls = kr__aio(vm, KR_AIO_INVALID_STATE);
        return kr__ok(cls) ? kr__module_raise(vm, cls,
                                              kr__text(vm, "__step(): already done: %R %R", self,
                                                       kr__ok(exc) ? exc : KR_NONE_V))
                           : cls;
    }
    if (t->must_cancel && kr__failed(exc = cancelling(vm, self, exc))) return KR_FAILED;
    t->waiter = KR_NO_SLOT;
    if (!t->coro.bits) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "uninitialized Task object");
    Value v = advance(vm, kr__slot_value(t->coro), exc, &result);
    if (kr__same(v, KR_END)) return finished(vm, self, result);
    if (kr__ok(v)) return yielded(vm, self, v);
    return vm->thread->stopping ? KR_FAILED : raised(vm, self);
}
static Value step(kr_vm *vm, Value self, Value exc) {
    Value loop = shown(task(self)->loop);
    if (!kr__aio_enter(vm, loop, self)) return KR_FAILED;
    Value r = step_inside(vm, self, exc);
    if (kr__ok(r)) return kr__aio_leave(vm, loop, self) ? r : KR_FAILED;
    if (vm->thread->stopping) return r;
    Value pending = kr__take_pending(vm);
    return kr__aio_leave(vm, loop, self) ? kr__raise_object(vm, pending) : KR_FAILED;
}

static Value c_step(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Call *c = kr__ptr(a[0]);
    return step(vm, kr__slot_value(c->task), KR_VALUE(c->exc.bits));
}
/* The future that the task waited for is done. */
static Value c_wakeup(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value self = kr__slot_value(((Call *)kr__ptr(a[0]))->task), v;
    if (kr__is_exact_future(vm, a[1])) {
        int r = kr__future_result(vm, a[1], &v);
        if (r >= 0) return step(vm, self, r ? v : KR_UNSET);
    } else if (kr__ok(kr__call_method(vm, a[1], kr__aio(vm, KR_AIO_RESULT), NULL, 0))) {
        return step(vm, self, KR_UNSET);
    }
    return vm->thread->stopping ? KR_FAILED : step(vm, self, kr__take_pending(vm));
}
static Value c_get_self(kr_vm *vm, Value self) {
    return (void)vm, kr__slot_value(((Call *)kr__ptr(self))->task);
}
static Value c_get_name(kr_vm *vm, Value self) {
    return (void)self, kr__intern(vm, "task_wakeup", 11);
}
static Value c_get_qualname(kr_vm *vm, Value self) {
    Value cls = kr__short_name(vm, kr__slot_value(((Call *)kr__ptr(self))->task));
    return kr__text(vm, "%S.task_wakeup", cls);
}

static const KrFnDef step_methods[] = {
    {"__call__(self, /)", c_step, "Call self as a function.", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet step_getset[] = {
    {"__self__", c_get_self, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrClassDef kr__task_step_def = {
    .name = "TaskStepMethWrapper",
    .kind = KR_K_ITER,
    .size = sizeof(Call),
    .slots = KR_AT(Call, task) | KR_AT(Call, exc),
    .methods = step_methods,
    .getset = step_getset,
};
static const KrFnDef wakeup_methods[] = {
    {"__call__(self, future, /)", c_wakeup, "Call self as a function.", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet wakeup_getset[] = {
    {"__self__", c_get_self, NULL, NULL},
    {"__name__", c_get_name, NULL, NULL},
    {"__qualname__", c_get_qualname, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrClassDef kr__task_wakeup_def = {
    .name = "TaskWakeupMethWrapper",
    .kind = KR_K_ITER,
    .size = sizeof(Call),
    .slots = KR_AT(Call, task) | KR_AT(Call, exc),
    .methods = wakeup_methods,
    .getset = wakeup_getset,
};

/* ---- methods ---- */

static Value t_cancel(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrTask *t = task(a[0]);
    Value message = kr__ok(a[1]) ? a[1] : KR_NONE_V;
    t->log_traceback = false;
    if (t->state != KR_FUTURE_PENDING) return KR_FALSE_V;
    t->cancels++;
    if (t->waiter.bits) {
        int r = cancel_other(vm, kr__slot_value(t->waiter), message);
        if (r) return r < 0 ? KR_FAILED : KR_TRUE_V;
    }
    t->must_cancel = true;
    t->cancel_message = message;
    kr__barrier(vm, t);
    return KR_TRUE_V;
}
static Value t_cancelling(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__from_int48(task(a[0])->cancels);
}
static Value t_uncancel(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    if (task(a[0])->cancels > 0) task(a[0])->cancels--;
    return kr__from_int48(task(a[0])->cancels);
}
static Value t_get_stack(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value fn = kr__aio(vm, KR_AIO_STACK);
    return kr__ok(fn) ? kr__call2(vm, fn, a[0], kr__ok(a[1]) ? a[1] : KR_NONE_V) : fn;
}
static Value t_print_stack(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value fn = kr__aio(vm, KR_AIO_PRINT_STACK), limit = kr__ok(a[1]) ? a[1] : KR_NONE_V;
    return kr__ok(fn) ? kr__call3(vm, fn, a[0], limit, kr__ok(a[2]) ? a[2] : KR_NONE_V) : fn;
}
static Value t_set_result(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise(vm, KR_T_X_RUNTIMEERROR, "Task does not support set_result operation");
}
static Value t_set_exception(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise(vm, KR_T_X_RUNTIMEERROR, "Task does not support set_exception operation");
}
static Value t_get_name(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, shown(task(a[0])->name);
}
static Value t_set_name(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name = kr__exact(a[1], KR_T_STR) ? a[1] : kr__str(vm, a[1]);
    if (kr__failed(name)) return name;
    kr__store(vm, task(a[0]), &task(a[0])->name, kr__ref_slot(name));
    return KR_NONE_V;
}
static Value t_get_coro(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, shown(task(a[0])->coro);
}
static Value t_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value fn = kr__aio(vm, KR_AIO_TASK_REPR);
    return kr__ok(fn) ? kr__call1(vm, fn, a[0]) : fn;
}
static Value t_del(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrTask *t = task(a[0]);
    if (t->state == KR_FUTURE_PENDING && t->log_destroy_pending) {
        Value text = kr__text(vm, "Task was destroyed but it is pending!");
        kr__aio_report(vm, shown(t->loop), text, KR_AIO_TASK_NAME, a[0], KR_UNSET,
                       KR_VALUE(t->source_traceback.bits));
    }
    if (!kr__pending(vm)) kr__future_finalize(vm, a[0]);
    return kr__pending(vm) ? KR_FAILED : KR_NONE_V;
}

static Value get_log_destroy(kr_vm *vm, Value self) {
    return (void)vm, kr__bool(task(self)->log_destroy_pending);
}
static bool set_log_destroy(kr_vm *vm, Value self, Value v) {
    if (!kr__ok(v)) return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "cannot delete attribute");
    int on = kr__truth(vm, v);
    if (on >= 0) task(self)->log_destroy_pending = on;
    return on >= 0;
}
static Value get_must_cancel(kr_vm *vm, Value self) {
    return (void)vm, kr__bool(task(self)->must_cancel);
}
static Value get_coro(kr_vm *vm, Value self) { return (void)vm, shown(task(self)->coro); }
static Value get_waiter(kr_vm *vm, Value self) { return (void)vm, shown(task(self)->waiter); }

static const KrFnDef methods[] = {
    {"__init__(self, /, coro, *, loop=None, name=None, context=None)", t_init, NULL,
     KR_DEF_SPECIAL},
    {"__repr__(self, /)", t_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__del__(self, /)", t_del, NULL, KR_DEF_SPECIAL},
    {"set_result(self, result, /)", t_set_result, NULL, 0},
    {"set_exception(self, exception, /)", t_set_exception, NULL, 0},
    {"cancel(self, /, msg=None)", t_cancel,
     "Request that this task cancel itself.\n\nThe coroutine gets a CancelledError at the next "
     "turn of the loop, which it may catch\nto clean up, or even to go on. Each request is "
     "counted.",
     0},
    {"cancelling(self, /)", t_cancelling, "Return the count of the task's cancellation requests.",
     0},
    {"uncancel(self, /)", t_uncancel,
     "Decrement the task's count of cancellation requests; returns what is left of it.", 0},
    {"get_stack(self, /, *, limit=None)", t_get_stack,
     "Return the list of stack frames for this task's coroutine, oldest first.", 0},
    {"print_stack(self, /, *, limit=None, file=None)", t_print_stack,
     "Print the stack or traceback for this task's coroutine.", 0},
    {"get_name(self, /)", t_get_name, NULL, 0},
    {"set_name(self, value, /)", t_set_name, NULL, 0},
    {"get_coro(self, /)", t_get_coro, NULL, 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"_log_destroy_pending", get_log_destroy, set_log_destroy, NULL},
    {"_must_cancel", get_must_cancel, NULL, NULL},
    {"_coro", get_coro, NULL, NULL},
    {"_fut_waiter", get_waiter, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrClassDef kr__task_def = {
    .name = "_asyncio.Task",
    .doc = "A coroutine wrapped in a Future.",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE | KR_TF_HAS_WEAK,
    .size = sizeof(KrTask),
    .slots = KR_FUTURE_SLOTS | KR_TASK_SLOTS,
    .values = KR_FUTURE_VALUES,
    .methods = methods,
    .getset = getset,
};
