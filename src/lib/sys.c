/* SPDX-License-Identifier: MIT
 * sys.c: module sys. What only describes the interpreter stands in sys_info.c. */
#include <stdlib.h>
#include <string.h>

#include "lib/modules.h"
#include "lib/sys_info.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/structseq.h"
#include "types/traceback.h"
#include "types/traceback_print.h"
#include "types/type.h"

extern const KrModuleDef kr__module_sys;

typedef struct SysState {
    Value unraisable_class, hooks_class, audit_hooks;
    int64_t dlopen_flags;
} SysState;

static SysState *state_of(kr_vm *vm) {
    void **p = kr__module_state(vm, &kr__module_sys);
    return p ? *p : NULL;
}

static Value none_or(Value v) { return kr__ok(v) ? v : KR_NONE_V; }

/* ---- exceptions ------------------------------------------------------------------------------- */

static Value exc_info(kr_vm *vm, Value exc) {
    Value items[3] = {KR_NONE_V, KR_NONE_V, KR_NONE_V};
    if (kr__ok(exc) && !kr__is_none(exc)) {
        Slot tb = ((KrException *)kr__ptr(exc))->traceback;
        items[0] = kr__class_of(vm, exc);
        items[1] = exc;
        if (tb.bits) items[2] = KR_VALUE(tb.bits);
    }
    return kr__tuple_new(vm, items, 3);
}
static Value sys_exc_info(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return exc_info(vm, vm->thread->handled);
}
static Value sys_exception(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return none_or(vm->thread->handled);
}

static Value sys_excepthook(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_kind(vm, a[1], KR_K_EXCEPTION)) {
        Value text = kr__text(
            vm, "TypeError: print_exception(): Exception expected for value, %T found\n", a[1]);
        if (kr__failed(text)) return KR_FAILED;
        kr__stderr_write(vm, text);
        return KR_NONE_V;
    }
    Value tb = a[2];
    KrException *e = kr__ptr(a[1]);
    if (kr__is_none(tb)) tb = KR_VALUE(e->traceback.bits);
    Value text = kr__exception_text_with(vm, a[1], tb);
    if (kr__failed(text)) return KR_FAILED;
    kr__stderr_write(vm, text);
    return KR_NONE_V;
}

/* "Exception ignored in: …" and the exception, as the default hook shows it. */
static Value show_unraisable(kr_vm *vm, Value exc, Value tb, Value message, Value object) {
    Value head;
    if (kr__ok(object) && !kr__is_none(object)) {
        Value what = kr__repr(vm, object);
        if (kr__failed(what)) {
            if (vm->thread->stopping) return KR_FAILED;
            kr__clear_pending(vm);
            what = kr__text(vm, "<object repr() failed>");
            if (kr__failed(what)) return KR_FAILED;
        }
        head = kr__ok(message) && !kr__is_none(message)
                   ? kr__text(vm, "%S: %S\n", message, what)
                   : kr__text(vm, "Exception ignored in: %S\n", what);
    } else if (kr__ok(message) && !kr__is_none(message)) {
        head = kr__text(vm, "%S:\n", message);
    } else {
        head = kr__text(vm, "%s", "");
    }
    if (kr__failed(head)) return KR_FAILED;
    KrException *e = kr__ptr(exc);
    Slot context = e->context, cause = e->cause; /* the hook shows the exception alone */
    e->context = e->cause = KR_NO_SLOT;
    Value text = kr__exception_text_with(vm, exc, tb);
    e = kr__ptr(exc);
    kr__store(vm, e, &e->context, context);
    kr__store(vm, e, &e->cause, cause);
    if (kr__failed(text)) return KR_FAILED;
    Value all = kr__text(vm, "%S%S", head, text);
    if (kr__failed(all)) return KR_FAILED;
    kr__stderr_write(vm, all);
    return KR_NONE_V;
}

static Value sys_unraisablehook(kr_vm *vm, Value *a, int n) {
    (void)n;
    SysState *s = state_of(vm);
    if (!kr__same(kr__class_of(vm, a[0]), s->unraisable_class))
        return kr__raise_type(vm, "sys.unraisablehook argument type must be UnraisableHookArgs");
    const KrTuple *t = kr__ptr(a[0]);
    return show_unraisable(vm, kr__tuple_get(t, 1), kr__tuple_get(t, 2), kr__tuple_get(t, 3),
                           kr__tuple_get(t, 4));
}

void kr__unraisable(kr_vm *vm, Value where) { kr__unraisable_in(vm, NULL, where); }

void kr__unraisable_in(kr_vm *vm, const char *text, Value where) {
    Value exc = kr__take_pending(vm);
    SysState *s = state_of(vm);
    if (!kr__ok(exc) || kr__same(exc, KR_END) || !s) return;
    Slot tb = ((KrException *)kr__ptr(exc))->traceback;
    Value items[5] = {kr__class_of(vm, exc), exc, tb.bits ? KR_VALUE(tb.bits) : KR_NONE_V,
                      text ? kr__str_new(vm, text, strlen(text)) : KR_NONE_V, none_or(where)};
    if (kr__failed(items[3])) items[3] = KR_NONE_V;
    Value args = kr__structseq_new(vm, s->unraisable_class, items, 5);
    Value hook = kr__dict_get_name(vm, kr__module_dict(vm->sys), kr__name(vm, KR_N_unraisablehook));
    if (kr__ok(args) && kr__ok(hook) && !kr__is_none(hook)) {
        if (kr__ok(kr__call1(vm, hook, args)) || vm->thread->stopping) return;
        exc = kr__take_pending(vm);
        where = hook;
        Value message = kr__text(vm, "Exception ignored in sys.unraisablehook");
        if (kr__ok(message) &&
            kr__ok(show_unraisable(vm, exc, KR_VALUE(((KrException *)kr__ptr(exc))->traceback.bits),
                                   message, where)))
            return;
    } else if (kr__ok(show_unraisable(vm, exc, items[2], items[3], where))) {
        return;
    }
    if (kr__pending(vm) && !vm->thread->stopping) kr__clear_pending(vm);
}

static Value sys_displayhook(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_none(a[0])) return KR_NONE_V;
    KrDict *b = kr__ptr(vm->builtins_dict);
    if (!kr__dict_set_name(vm, b, kr__name(vm, KR_N__), KR_NONE_V)) return KR_FAILED;
    Value out = kr__dict_get_name(vm, kr__module_dict(vm->sys), kr__name(vm, KR_N_stdout));
    if (!kr__ok(out) || kr__is_none(out))
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "lost sys.stdout");
    Value text = kr__repr(vm, a[0]);
    if (kr__failed(text)) return KR_FAILED;
    text = kr__text(vm, "%S\n", text);
    if (kr__failed(text) ||
        kr__failed(kr__call_method(vm, out, kr__name(vm, KR_N_write), &text, 1)))
        return KR_FAILED;
    return kr__dict_set_name(vm, kr__ptr(vm->builtins_dict), kr__name(vm, KR_N__), a[0])
               ? KR_NONE_V
               : KR_FAILED;
}

/* What PYTHONBREAKPOINT names; None: breakpoints are off, or it names nothing, which is a warning. */
static Value breakpoint_function(kr_vm *vm) {
    const char *path = vm->grants & KR_GRANT_ENV ? getenv("PYTHONBREAKPOINT") : NULL;
    if (!path || !*path) path = "pdb.set_trace";
    if (strcmp(path, "0") == 0) return KR_NONE_V;
    const char *dot = strrchr(path, '.');
    if (dot != path) {
        Value module = dot ? kr__text(vm, "%S", kr__intern(vm, path, (size_t)(dot - path)))
                           : kr__name(vm, KR_N_builtins);
        Value f = kr__failed(module)
                      ? KR_FAILED
                      : kr__import_attr(vm, kr__str_text(kr__ptr(module)), dot ? dot + 1 : path);
        if (kr__ok(f)) return f;
        if (!kr__pending_is(vm, KR_T_X_IMPORTERROR) && !kr__pending_is(vm, KR_T_X_ATTRIBUTEERROR))
            return KR_FAILED;
        kr__clear_pending(vm);
    }
    return kr__warn(vm, KR_T_X_RUNTIMEWARNING, 0, "Ignoring unimportable $PYTHONBREAKPOINT: \"%s\"",
                    path)
               ? KR_NONE_V
               : KR_FAILED;
}

static Value sys_breakpointhook(kr_vm *vm, Value *a, int n) {
    Value f = breakpoint_function(vm);
    if (kr__failed(f) || kr__is_none(f)) return f;
    Value args = n > 1 ? kr__tuple_new(vm, a + 1, (size_t)n - 1) : kr__tuple_empty(vm);
    return kr__ok(args) ? kr__call_ex(vm, f, args, a[0]) : KR_FAILED;
}

static Value sys_exit(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value cls = kr__type(vm, KR_T_X_SYSTEMEXIT);
    Value exc = kr__exact(a[0], KR_T_TUPLE)
                    ? kr__call_ex(vm, cls, a[0], KR_UNSET)
                    : kr__call(vm, cls, a, kr__ok(a[0]) && !kr__is_none(a[0]));
    return kr__ok(exc) ? kr__raise_object(vm, exc) : KR_FAILED;
}

/* ---- frames ----------------------------------------------------------------------------------- */

static Value sys_getframe(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t depth = 0;
    if (kr__ok(a[0]) && !kr__index_i64(vm, a[0], &depth)) return KR_FAILED;
    Value f = kr__frame_here(vm, depth < 0 ? 0 : (unsigned)(depth > 1 << 30 ? 1 << 30 : depth));
    if (kr__ok(f) || kr__pending(vm)) return f;
    return kr__raise_value(vm, "call stack is not deep enough");
}

/* A dict with something of each thread that runs Python code. */
static Value of_threads(kr_vm *vm, Value (*what)(kr_vm *vm, const KrThread *t)) {
    Value d = kr__dict_new(vm);
    for (KrThread *t = &vm->main; kr__ok(d) && t; t = t->next) {
        Value v = what(vm, t), id = kr__int_from_u64(vm, t->ident);
        if (kr__ok(v) ? kr__failed(id) || !kr__dict_set(vm, kr__ptr(d), id, v) : kr__pending(vm))
            return KR_FAILED;
    }
    return d;
}
static Value exception_of(kr_vm *vm, const KrThread *t) {
    if (!kr__ok(kr__frame_of(vm, t))) return KR_UNSET;
    return exc_info(vm, t->handled);
}
static Value sys_current_frames(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return of_threads(vm, kr__frame_of);
}
static Value sys_current_exceptions(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return of_threads(vm, exception_of);
}

static Value set_hook(kr_vm *vm, Value f, Value *where) {
    KrThread *t = vm->thread;
    bool was = kr__ok(t->trace_fn) || kr__ok(t->profile_fn);
    *where = kr__is_none(f) ? KR_UNSET : f;
    kr__trace_changed(vm, was);
    return KR_NONE_V;
}
static Value sys_settrace(kr_vm *vm, Value *a, int n) {
    (void)n;
    return set_hook(vm, a[0], &vm->thread->trace_fn);
}
static Value sys_setprofile(kr_vm *vm, Value *a, int n) {
    (void)n;
    return set_hook(vm, a[0], &vm->thread->profile_fn);
}
static Value sys_gettrace(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return none_or(vm->thread->trace_fn);
}
static Value sys_getprofile(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return none_or(vm->thread->profile_fn);
}
static Value sys_call_tracing(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrThread *t = vm->thread;
    uint32_t tracing = t->tracing;
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE))
        return kr__raise_type(vm, "call_tracing() argument 2 must be tuple, not %P", a[1]);
    t->tracing = 0; /* what func does by settrace counts */
    Value v = kr__call_ex(vm, a[0], a[1], KR_UNSET);
    t->tracing = tracing;
    kr__trace_changed(vm, true);
    return v;
}

/* ---- limits and settings ---------------------------------------------------------------------- */

static Value sys_getrecursionlimit(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__from_int48(vm->thread->depth_limit);
}
static Value sys_setrecursionlimit(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t limit;
    if (!kr__index_i64(vm, a[0], &limit)) return KR_FAILED;
    if (limit < 1) return kr__raise_value(vm, "recursion limit must be greater or equal than 1");
    if (limit > INT32_MAX)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C int");
    unsigned depth = kr__depth_now(vm);
    if (depth >= limit)
        return kr__raise(
            vm, KR_T_X_RECURSIONERROR,
            "cannot set the recursion limit to %ld at the recursion depth %u: the limit is too low",
            (long)limit, depth);
    kr__set_recursion_limit(vm, (uint32_t)limit);
    return KR_NONE_V;
}

static Value sys_getswitchinterval(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__from_double(vm->switch_interval);
}
static Value sys_setswitchinterval(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value f = kr__call1(vm, kr__type(vm, KR_T_FLOAT), a[0]);
    if (kr__failed(f)) return KR_FAILED;
    double d;
    bool number;
    if (!kr__number_to_double(vm, f, &d, &number)) return KR_FAILED;
    if (d <= 0) return kr__raise_value(vm, "switch interval must be strictly positive");
    vm->switch_interval = d;
    return KR_NONE_V;
}

static Value sys_get_int_max(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__from_int48(vm->config.flags.int_max_str_digits);
}
static Value sys_set_int_max(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t v;
    if (!kr__index_i64(vm, a[0], &v)) return KR_FAILED;
    if (v && (v < 640 || v > INT32_MAX))
        return kr__raise_value(vm, "maxdigits must be 0 or larger than 640");
    vm->config.flags.int_max_str_digits = (int)v;
    return KR_NONE_V;
}

static Value sys_get_depth(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__from_int48(vm->thread->origin_depth);
}
static Value sys_set_depth(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t v;
    if (!kr__index_i64(vm, a[0], &v)) return KR_FAILED;
    if (v < 0) return kr__raise_value(vm, "depth must be >= 0");
    vm->thread->origin_depth = v > UINT32_MAX ? UINT32_MAX : (uint32_t)v;
    return KR_NONE_V;
}

static Value sys_getdlopenflags(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__from_int48(state_of(vm)->dlopen_flags);
}
static Value sys_setdlopenflags(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__index_i64(vm, a[0], &state_of(vm)->dlopen_flags) ? KR_NONE_V : KR_FAILED;
}

static Value sys_get_hooks(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value items[2] = {none_or(vm->asyncgen_firstiter), none_or(vm->asyncgen_finalizer)};
    return kr__structseq_new(vm, state_of(vm)->hooks_class, items, 2);
}
static bool hook_arg(kr_vm *vm, Value v, const char *name, Value *where) {
    if (!kr__ok(v)) return true;
    if (!kr__is_none(v) && !kr__ok(kr__special(vm, v, KR_N___call__)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "callable %s expected, got %T", name, v);
    *where = kr__is_none(v) ? KR_UNSET : v;
    return true;
}
static Value sys_set_hooks(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!hook_arg(vm, a[0], "firstiter", &vm->asyncgen_firstiter)) return KR_FAILED;
    return hook_arg(vm, a[1], "finalizer", &vm->asyncgen_finalizer) ? KR_NONE_V : KR_FAILED;
}

/* ---- objects and text ------------------------------------------------------------------------- */

static Value sys_getsizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value size = kr__call_special(vm, a[0], KR_N___sizeof__, NULL, 0);
    if (kr__ok(size)) {
        if (!kr__is_int_value(vm, size)) {
            if (kr__ok(a[1])) return a[1];
            return kr__raise_type(vm, "'%T' object cannot be interpreted as an integer", size);
        }
        if (kr__int_sign(vm, size) < 0)
            return kr__raise_value(vm, "__sizeof__() should return >= 0");
        return size;
    }
    if (!kr__pending(vm)) kr__raise_type(vm, "Type %T doesn't define __sizeof__", a[0]);
    if (!kr__ok(a[1]) || !kr__pending_is(vm, KR_T_X_TYPEERROR)) return KR_FAILED;
    kr__clear_pending(vm);
    return a[1];
}

static Value sys_intern(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "intern() argument must be str, not %T", a[0]);
    if (!kr__exact(a[0], KR_T_STR)) return kr__raise_type(vm, "can't intern %T", a[0]);
    return kr__intern_str(vm, a[0]);
}

/* There are no reference counts; two is what a name and the argument would make. */
static Value sys_getrefcount(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return kr__from_int48(2);
}
static Value sys_getallocatedblocks(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KrGcStats s;
    kr__gc_stats(vm, &s);
    return kr__int_from_u64(vm, s.cells / 16);
}

static Value sys_utf8(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__name(vm, KR_N_utf_8);
}
static Value sys_errors(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__name(vm, KR_N_surrogateescape);
}
static Value sys_is_finalizing(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__bool(vm->finalizing);
}
static Value sys_nothing(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return KR_NONE_V;
}
static Value sys_zero(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return kr__from_int48(0);
}

/* ---- audit ------------------------------------------------------------------------------------ */

static Value sys_audit(kr_vm *vm, Value *a, int n) {
    Value hooks = state_of(vm)->audit_hooks;
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "expected str for argument 'event', not %T", a[0]);
    if (!kr__ok(hooks)) return KR_NONE_V;
    Value args = n > 1 ? kr__tuple_new(vm, a + 1, (size_t)n - 1) : kr__tuple_empty(vm);
    if (kr__failed(args)) return KR_FAILED;
    for (uint32_t i = 0; i < ((KrList *)kr__ptr(hooks))->len; i++)
        if (kr__failed(kr__call2(vm, kr__list_get(kr__ptr(hooks), i), a[0], args)))
            return KR_FAILED;
    return KR_NONE_V;
}
static Value sys_addaudithook(kr_vm *vm, Value *a, int n) {
    (void)n;
    SysState *s = state_of(vm);
    if (!kr__ok(s->audit_hooks)) s->audit_hooks = kr__list_new(vm, NULL, 0);
    if (kr__failed(s->audit_hooks)) return KR_FAILED;
    return kr__list_append(vm, kr__ptr(s->audit_hooks), a[0]) ? KR_NONE_V : KR_FAILED;
}

/* ---- the module ------------------------------------------------------------------------------- */

static const KrSeqField unraisable_fields[] = {{"exc_type", "Exception type"},
                                               {"exc_value", "Exception value"},
                                               {"exc_traceback", "Exception traceback"},
                                               {"err_msg", "Error message"},
                                               {"object", "Object causing the exception"},
                                               {NULL, NULL}};
static const KrSeqDef unraisable_def = {
    "sys",
    "UnraisableHookArgs",
    "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.",
    unraisable_fields,
    5,
    true};
static const KrSeqField hook_fields[] = {{"firstiter", NULL}, {"finalizer", NULL}, {NULL, NULL}};
static const KrSeqDef hooks_def = {
    "builtins", "asyncgen_hooks", "hooks of asynchronous generators", hook_fields, 2, false};

static bool sys_init(kr_vm *vm, Value m) {
    void **place = kr__module_state(vm, &kr__module_sys);
    SysState *s = place ? kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *s) : NULL;
    if (!s) {
        kr__no_memory(vm);
        return false;
    }
    *place = s;
    s->dlopen_flags = 2;
    if (kr__failed(s->unraisable_class = kr__structseq_class(vm, &unraisable_def)) ||
        kr__failed(s->hooks_class = kr__structseq_class(vm, &hooks_def)))
        return false;
    static const char *const copies[][2] = {{"displayhook", "__displayhook__"},
                                            {"excepthook", "__excepthook__"},
                                            {"breakpointhook", "__breakpointhook__"},
                                            {"unraisablehook", "__unraisablehook__"}};
    KrDict *d = kr__module_dict(m);
    for (unsigned i = 0; i < KR_COUNTOF(copies); i++) {
        Value name = kr__intern(vm, copies[i][0], strlen(copies[i][0]));
        if (kr__failed(name) ||
            !kr__module_add(vm, m, copies[i][1], kr__dict_get_name(vm, d, name)))
            return false;
    }
    return kr__sys_info(vm, m);
}

static void sys_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    SysState *s = state;
    kr__trace_value(gc, s->unraisable_class);
    kr__trace_value(gc, s->hooks_class);
    kr__trace_value(gc, s->audit_hooks);
}
static void sys_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(SysState));
}

static const KrFnDef functions[] = {
    {"displayhook(object, /)", sys_displayhook,
     "Print an object to sys.stdout and also save it in builtins._", 0},
    {"excepthook(exctype, value, traceback, /)", sys_excepthook,
     "Handle an exception by displaying it with a traceback on sys.stderr.", 0},
    {"unraisablehook(unraisable, /)", sys_unraisablehook, "Handle an unraisable exception.", 0},
    {"breakpointhook(*args, **kws)", sys_breakpointhook,
     "This hook function is called by built-in breakpoint().", 0},
    {"exc_info()", sys_exc_info,
     "Return current exception information: (type, value, traceback).\n\nReturn information about "
     "the most recent "
     "exception caught by an except\nclause in the current stack frame or in an older stack frame.",
     0},
    {"exception()", sys_exception, "Return the current exception.", 0},
    {"exit(status=None, /)", sys_exit,
     "Exit the interpreter by raising SystemExit(status).\n\nIf the status is omitted or None, it "
     "defaults to zero "
     "(i.e., success).\nIf the status is an integer, it will be used as the system exit "
     "status.\nIf it is another "
     "kind of object, it will be printed and the system\nexit status will be one (i.e., failure).",
     0},
    {"_getframe(depth=0, /)", sys_getframe, "Return a frame object from the call stack.", 0},
    {"_current_frames()", sys_current_frames,
     "Return a dict mapping each thread's thread id to its current stack frame.", 0},
    {"_current_exceptions()", sys_current_exceptions,
     "Return a dict mapping each thread's identifier to its current raised exception.", 0},
    {"settrace(function, /)", sys_settrace, "Set the global debug tracing function.", 0},
    {"setprofile(function, /)", sys_setprofile, "Set the profiling function.", 0},
    {"gettrace()", sys_gettrace, "Return the global debug tracing function set with sys.settrace.",
     0},
    {"getprofile()", sys_getprofile, "Return the profiling function set with sys.setprofile.", 0},
    {"call_tracing(func, args, /)", sys_call_tracing, "Call func(*args), while tracing is enabled.",
     0},
    {"getrecursionlimit()", sys_getrecursionlimit,
     "Return the current value of the recursion limit.", 0},
    {"setrecursionlimit(limit, /)", sys_setrecursionlimit,
     "Set the maximum depth of the Python interpreter stack to n.", 0},
    {"getswitchinterval()", sys_getswitchinterval,
     "Return the current thread switch interval; see sys.setswitchinterval().", 0},
    {"setswitchinterval(interval, /)", sys_setswitchinterval,
     "Set the ideal thread switching delay inside the Python interpreter.", 0},
    {"get_int_max_str_digits()", sys_get_int_max,
     "Return the maximum string digits limit for non-binary int<->str conversions.", 0},
    {"set_int_max_str_digits(maxdigits)", sys_set_int_max,
     "Set the maximum string digits limit for non-binary int<->str conversions.", 0},
    {"get_coroutine_origin_tracking_depth()", sys_get_depth,
     "Check status of origin tracking for coroutine objects in this thread.", 0},
    {"set_coroutine_origin_tracking_depth(depth)", sys_set_depth,
     "Enable or disable origin tracking for coroutine objects in this thread.", 0},
    {"getdlopenflags()", sys_getdlopenflags,
     "Return the current value of the flags that are used for dlopen calls.", 0},
    {"setdlopenflags(flags, /)", sys_setdlopenflags,
     "Set the flags used by the interpreter for dlopen calls.", 0},
    {"get_asyncgen_hooks()", sys_get_hooks, "Return the installed asynchronous generators hooks.",
     0},
    {"set_asyncgen_hooks(firstiter=None, finalizer=None)", sys_set_hooks,
     "Set a finalizer for async generators objects.", 0},
    {"getsizeof(object, default=None)", sys_getsizeof, "Return the size of object in bytes.", 0},
    {"intern(string, /)", sys_intern, "``Intern'' the given string.", 0},
    {"getrefcount(object, /)", sys_getrefcount, "Return the reference count of object.", 0},
    {"getallocatedblocks()", sys_getallocatedblocks,
     "Return the number of memory blocks currently allocated.", 0},
    {"getdefaultencoding()", sys_utf8,
     "Return the current default encoding used by the Unicode implementation.", 0},
    {"getfilesystemencoding()", sys_utf8,
     "Return the encoding used to convert Unicode filenames to OS filenames.", 0},
    {"getfilesystemencodeerrors()", sys_errors,
     "Return the error mode used for Unicode to OS filename conversion.", 0},
    {"is_finalizing()", sys_is_finalizing, "Return True if Python is exiting.", 0},
    {"audit(event, /, *args)", sys_audit, "Passes the event to any hooks that are attached.", 0},
    {"addaudithook(hook)", sys_addaudithook, "Adds a new audit hook callback.", 0},
    {"_clear_type_cache()", sys_nothing, "Clear the internal type lookup cache.", 0},
    {"_debugmallocstats()", sys_nothing,
     "Print debug info to stderr about the state of the memory allocator.", 0},
    {"_getquickenedcount()", sys_zero, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const KrModuleDef kr__module_sys = {
    .name = "sys",
    .doc = "This module provides access to some objects used or maintained by the\ninterpreter and "
           "to functions that "
           "interact strongly with the interpreter.",
    .functions = functions,
    .init = sys_init,
    .trace = sys_trace,
    .free = sys_free,
};
