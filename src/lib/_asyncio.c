/* SPDX-License-Identifier: MIT
 * _asyncio.c: the module _asyncio: which loop runs in a thread and which task in a loop, and what the files of the
 * module share. asyncio falls back on Python code where this module is absent, and tests compare both. */
#include "lib/_asyncio.h"

#include <string.h>
#include <unistd.h>

#include "types/dict.h"
#include "types/module.h"
#include "types/seq.h"

extern const KrModuleDef kr__module__asyncio;

static const char *const names[] = {
    "add_done_callback",
    "_asyncio_future_blocking",
    "call_exception_handler",
    "call_soon",
    "cancel",
    "discard",
    "exception",
    "future",
    "get_debug",
    "get_event_loop",
    "get_loop",
    "_loop",
    "message",
    "result",
    "source_traceback",
    "task",
};
_Static_assert(KR_COUNTOF(names) == KR_AIO_IMPORTS - KR_AIO_NAMES, "a name each");
static const struct {
    const char *module, *attr;
} imports[] = {
    {"asyncio.exceptions", "CancelledError"},
    {"_contextvars", "copy_context"},
    {"traceback", "extract_stack"},
    {"asyncio.base_futures", "_future_repr"},
    {"asyncio.events", "get_event_loop_policy"},
    {"asyncio.exceptions", "InvalidStateError"},
    {"asyncio.coroutines", "iscoroutine"},
    {"asyncio.base_tasks", "_task_print_stack"},
    {"asyncio.base_tasks", "_task_get_stack"},
    {"asyncio.base_tasks", "_task_repr"},
};
_Static_assert(KR_COUNTOF(imports) == KR_AIO_COUNT - KR_AIO_IMPORTS, "an attribute each");

static Value *values(kr_vm *vm) {
    return kr__module_values(vm, &kr__module__asyncio, KR_AIO_COUNT);
}

Value kr__aio(kr_vm *vm, int which) {
    Value *v = values(vm);
    if (!v || kr__ok(v[which]) || which < KR_AIO_IMPORTS) return v ? v[which] : KR_FAILED;
    int i = which - KR_AIO_IMPORTS;
    Value got = kr__import_attr(vm, imports[i].module, imports[i].attr);
    if (kr__ok(got)) values(vm)[which] = got;
    return got;
}
bool kr__aio_count(kr_vm *vm, Value n) {
    Value *v = values(vm);
    if (v) v[KR_AIO_COUNTER] = n;
    return v != NULL;
}

/* ---- loops ---- */

/* Unset: none runs in this thread. After fork the parent's does not count. */
static Value running_loop(kr_vm *vm) {
    const KrThread *t = vm->thread;
    if (!kr__ok(t->event_loop) || kr__is_none(t->event_loop)) return KR_UNSET;
    return t->event_loop_pid == getpid() ? t->event_loop : KR_UNSET;
}
static Value m_running(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value loop = running_loop(vm);
    return kr__ok(loop) ? loop : KR_NONE_V;
}
static Value m_get_running_loop(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value loop = running_loop(vm);
    return kr__ok(loop) ? loop : kr__raise(vm, KR_T_X_RUNTIMEERROR, "no running event loop");
}
static Value m_set_running(kr_vm *vm, Value *a, int n) {
    (void)n;
    vm->thread->event_loop = a[0];
    vm->thread->event_loop_pid = getpid();
    return KR_NONE_V;
}
Value kr__aio_event_loop(kr_vm *vm) {
    Value loop = running_loop(vm);
    if (kr__ok(loop)) return loop;
    Value get = kr__aio(vm, KR_AIO_GET_POLICY), policy = kr__ok(get) ? kr__call0(vm, get) : get;
    return kr__ok(policy) ? kr__call_method(vm, policy, kr__aio(vm, KR_AIO_GET_EVENT_LOOP), NULL, 0)
                          : policy;
}
static Value m_get_event_loop(kr_vm *vm, Value *a, int n) {
    return (void)a, (void)n, kr__aio_event_loop(vm);
}

bool kr__aio_call_soon(kr_vm *vm, Value loop, Value fn, Value arg, Value ctx) {
    Value f = kr__getattr(vm, loop, kr__aio(vm, KR_AIO_CALL_SOON));
    if (kr__failed(f)) return false;
    Value args[3] = {fn, kr__ok(arg) ? arg : ctx, ctx};
    return kr__ok(kr__call_kw(vm, f, args, kr__ok(arg) ? 2 : 1, 1, kr__aio(vm, KR_AIO_KW_CONTEXT)));
}

/* ---- tasks ---- */

static KrDict *current(kr_vm *vm) { return kr__ptr(kr__aio(vm, KR_AIO_CURRENT)); }

bool kr__aio_enter(kr_vm *vm, Value loop, Value task) {
    Value other;
    int r = kr__dict_find(vm, current(vm), loop, &other);
    if (r < 0) return false;
    if (r)
        return kr__raise_false(vm, KR_T_X_RUNTIMEERROR,
                               "Cannot enter into task %R while another task %R is being executed.",
                               task, other);
    return kr__dict_set(vm, current(vm), loop, task);
}
bool kr__aio_leave(kr_vm *vm, Value loop, Value task) {
    Value other;
    int r = kr__dict_find(vm, current(vm), loop, &other);
    if (r < 0) return false;
    if (!r || !kr__same(other, task))
        return kr__raise_false(vm, KR_T_X_RUNTIMEERROR,
                               "Leaving task %R does not match the current task %R.", task,
                               r ? other : KR_NONE_V);
    return kr__dict_delete(vm, current(vm), loop, NULL) >= 0;
}
static Value m_enter(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__aio_enter(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}
static Value m_leave(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__aio_leave(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}
static Value m_register(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value r = kr__call_method(vm, kr__aio(vm, KR_AIO_ALL), kr__name(vm, KR_N_add), a, 1);
    return kr__ok(r) ? KR_NONE_V : r;
}
static Value m_unregister(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value r = kr__call_method(vm, kr__aio(vm, KR_AIO_ALL), kr__aio(vm, KR_AIO_DISCARD), a, 1);
    return kr__ok(r) ? KR_NONE_V : r;
}

static Value report(kr_vm *vm, Value loop, Value text, int key, Value self, Value exception,
                    Value source, Value *handler) {
    Value d = kr__ok(text) ? kr__dict_new(vm) : text;
    if (kr__failed(d) || !kr__dict_set(vm, kr__ptr(d), kr__aio(vm, KR_AIO_MESSAGE), text) ||
        (kr__ok(exception) &&
         !kr__dict_set(vm, kr__ptr(d), kr__aio(vm, KR_AIO_EXCEPTION), exception)) ||
        !kr__dict_set(vm, kr__ptr(d), kr__aio(vm, key), self) ||
        (kr__ok(source) &&
         !kr__dict_set(vm, kr__ptr(d), kr__aio(vm, KR_AIO_SOURCE_TRACEBACK), source)))
        return KR_FAILED;
    *handler = kr__getattr(vm, loop, kr__aio(vm, KR_AIO_CALL_EXCEPTION_HANDLER));
    return kr__ok(*handler) ? kr__call1(vm, *handler, d) : KR_FAILED;
}
void kr__aio_report(kr_vm *vm, Value loop, Value text, int key, Value self, Value exception,
                    Value source) {
    Value handler = KR_UNSET;
    Value r = report(vm, loop, text, key, self, exception, source, &handler);
    if (kr__failed(r) && !vm->thread->stopping)
        kr__unraisable(vm, kr__ok(handler) ? handler : self);
}

/* ---- the module ---- */

static const KrFnDef functions[] = {
    {"_enter_task(loop, task)", m_enter,
     "Enter into task execution or resume suspended task.\n\nTask belongs to loop.\n\nReturns "
     "None.",
     0},
    {"_get_event_loop(stacklevel=3)", m_get_event_loop, NULL, 0},
    {"_get_running_loop()", m_running,
     "Return the running event loop or None.\n\nIt is this thread's; for use by event loops.", 0},
    {"_leave_task(loop, task)", m_leave,
     "Leave task execution or suspend a task.\n\nTask belongs to loop.\n\nReturns None.", 0},
    {"_register_task(task)", m_register,
     "Register a new task in asyncio as executed by loop.\n\nReturns None.", 0},
    {"_set_running_loop(loop, /)", m_set_running,
     "Set the running event loop of this thread; for use by event loops.", 0},
    {"_unregister_task(task)", m_unregister, "Unregister a task.\n\nReturns None.", 0},
    {"get_event_loop()", m_get_event_loop,
     "Return an asyncio event loop.\n\nThe one that runs in this thread; where none runs, what "
     "get_event_loop_policy().get_event_loop() returns.",
     0},
    {"get_running_loop()", m_get_running_loop,
     "Return the running event loop.  Raise a RuntimeError if there is none.\n\nThis function is "
     "thread-specific.",
     0},
    {NULL, NULL, NULL, 0},
};

static bool init_names(kr_vm *vm, Value *v) {
    for (size_t i = 0; i < KR_COUNTOF(names); i++)
        if (kr__failed(v[KR_AIO_NAMES + i] = kr__intern(vm, names[i], strlen(names[i]))))
            return false;
    Value context = kr__intern(vm, "context", 7), msg = kr__intern(vm, "msg", 3);
    return kr__ok(context) && kr__ok(msg) &&
           kr__ok(v[KR_AIO_KW_CONTEXT] = kr__tuple_new(vm, &context, 1)) &&
           kr__ok(v[KR_AIO_KW_MSG] = kr__tuple_new(vm, &msg, 1));
}
static bool init(kr_vm *vm, Value m) {
    Value *v = values(vm), set;
    if (!v || !init_names(vm, v)) return false;
    v[KR_AIO_COUNTER] = kr__from_int48(0);
    if (kr__failed(v[KR_AIO_FUTURE] = kr__module_class(vm, m, &kr__future_def)) ||
        kr__failed(v[KR_AIO_TASK] = kr__class_below(vm, &kr__task_def, v[KR_AIO_FUTURE])))
        return false;
    kr__class_finalizes_late(vm, v[KR_AIO_FUTURE]);
    kr__class_finalizes_late(vm, v[KR_AIO_TASK]);
    return kr__module_add(vm, m, "Task", v[KR_AIO_TASK]) &&
           kr__ok(v[KR_AIO_ITER] = kr__class_new(vm, &kr__future_iter_def)) &&
           kr__ok(v[KR_AIO_STEP] = kr__class_new(vm, &kr__task_step_def)) &&
           kr__ok(v[KR_AIO_WAKEUP] = kr__class_new(vm, &kr__task_wakeup_def)) &&
           kr__ok(set = kr__import_attr(vm, "weakref", "WeakSet")) &&
           kr__ok(v[KR_AIO_ALL] = kr__call0(vm, set)) &&
           kr__ok(v[KR_AIO_CURRENT] = kr__dict_new(vm)) &&
           kr__module_add(vm, m, "_all_tasks", v[KR_AIO_ALL]) &&
           kr__module_add(vm, m, "_current_tasks", v[KR_AIO_CURRENT]);
}

const KrModuleDef kr__module__asyncio = {
    .name = "_asyncio",
    .doc = "Accelerator module for asyncio",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
