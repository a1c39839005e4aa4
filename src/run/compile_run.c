/* SPDX-License-Identifier: MIT
 * compile_run.c: source text to code object or SyntaxError, running it in __main__, and what the
 * end of a program does with an exception that nobody caught. */
#include <string.h>

#include "run/frame.h"
#include "run/raise.h"
#include "run/start.h"
#include "run/warn.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/exception_data.h"
#include "types/module.h"
#include "types/traceback_print.h"

/* ---- errors of the front end ------------------------------------------------------------------ */

static KrTypeNo error_type(const char *name) {
    static const struct {
        const char *name;
        KrTypeNo type;
    } types[] = {
        {"IndentationError", KR_T_X_INDENTATIONERROR},
        {"TabError", KR_T_X_TABERROR},
        {"MemoryError", KR_T_X_MEMORYERROR},
        {"RecursionError", KR_T_X_RECURSIONERROR},
        {"ValueError", KR_T_X_VALUEERROR},
        {"OverflowError", KR_T_X_OVERFLOWERROR},
        {"SystemError", KR_T_X_SYSTEMERROR},
        {"TypeError", KR_T_X_TYPEERROR},
    };
    for (unsigned i = 0; i < KR_COUNTOF(types); i++)
        if (!strcmp(types[i].name, name)) return types[i].type;
    return KR_T_X_SYNTAXERROR;
}

static Value int_or_none(int i) { return i == KR_NO_POSITION ? KR_NONE_V : kr__from_int48(i); }

/* Text of a source line as a str; what is no UTF-8 is None. */
static Value line_text(kr_vm *vm, const KrSyntaxError *e) {
    if (!e->text) return KR_NONE_V;
    Value bytes = kr__str_new(vm, e->text, e->text_len);
    return bytes;
}

static Value raise_syntax(kr_vm *vm, Value filename, const KrSyntaxError *e) {
    KrTypeNo type = error_type(e->type);
    if (type == KR_T_X_MEMORYERROR && !e->message) return kr__no_memory(vm);
    Value msg = kr__str_new(vm, e->message, strlen(e->message));
    if (kr__failed(msg)) return KR_FAILED;
    Value exc = kr__exception_new(vm, type, msg);
    if (kr__failed(exc)) return KR_FAILED;
    if (type == KR_T_X_SYNTAXERROR || type == KR_T_X_INDENTATIONERROR || type == KR_T_X_TABERROR) {
        unsigned places = e->end_line == KR_NO_POSITION && e->end_col == KR_NO_POSITION ? 4 : 6;
        Value info[6] = {filename,         int_or_none(e->line),     int_or_none(e->col),
                         line_text(vm, e), int_or_none(e->end_line), int_or_none(e->end_col)};
        Value args[2] = {msg, kr__tuple_new(vm, info, places)};
        if (kr__failed(info[3]) || kr__failed(args[1]) ||
            !kr__exception_set_args(vm, exc, args, e->bare ? 1 : 2))
            return KR_FAILED;
        for (unsigned i = 0; i < 6; i++)
            if (!kr__exception_set_extra(vm, exc, 1 + i, info[i])) return KR_FAILED;
    }
    return kr__raise_object(vm, exc);
}

typedef struct Hook {
    kr_vm *vm;
    Value filename;
} Hook;

/* The text of a source in an encoding that the parser does not know itself; see parser.h. What the codec raises is
 * told as the error's text. */
static char *decode_hook(void *ud, KrArena *a, const char *encoding, const char *s, size_t n,
                         size_t *out_n, const char **why) {
    kr_vm *vm = ((Hook *)ud)->vm;
    Value bytes = kr__bytes_new(vm, s, n), name = kr__str_new(vm, encoding, strlen(encoding));
    if (kr__failed(bytes) || kr__failed(name)) return NULL;
    Value text = kr__decode_object(vm, bytes, name, KR_UNSET);
    bool ok = kr__ok(text);
    if (!ok) {
        if (!kr__pending_is(vm, KR_T_X_EXCEPTION)) return NULL;
        text = kr__str(vm, kr__take_pending(vm));
        if (kr__failed(text)) return NULL;
    }
    const KrStr *t = kr__ptr(text);
    *out_n = t->len;
    char *copy = kr__arena_strndup(a, kr__str_text(t), t->len);
    if (ok) return copy;
    *why = copy;
    return NULL;
}

/* Warnings of the compiler. One that a filter makes an error becomes a SyntaxError at its place. */
static bool warn_hook(kr_vm *vm, void *ud, const char *category, const KrSyntaxError *what) {
    Value filename = ((Hook *)ud)->filename;
    KrTypeNo type =
        !strcmp(category, "SyntaxWarning") ? KR_T_X_SYNTAXWARNING : KR_T_X_DEPRECATIONWARNING;
    if (kr__warn_at(vm, type, what->message, filename, what->line)) return true;
    if (kr__pending_is(vm, type)) {
        kr__clear_pending(vm);
        raise_syntax(vm, filename, what);
    }
    return false;
}

static bool poll_hook(void *ud) { return kr__poll(((Hook *)ud)->vm); }

static Value make_complex(kr_vm *vm, double re, double im) {
    return kr__call2(vm, kr__type(vm, KR_T_COMPLEX), kr__from_double(re), kr__from_double(im));
}
static Value make_frozenset(kr_vm *vm, Value tuple) {
    return kr__call1(vm, kr__type(vm, KR_T_FROZENSET), tuple);
}

/* The work itself, with the arena set up. */
static Value compile_in(kr_vm *vm, KrCompile *c, const KrCompileJob *job) {
    if (!job->take && !job->make && !job->scopes) return kr__compile(vm, c);
    struct KrModAst *mod = job->make ? job->make(vm, job->ud, &c->arena) : kr__compile_parse(vm, c);
    if (!mod) return KR_FAILED;
    if (job->take) return job->take(vm, job->ud, mod);
    return job->scopes ? kr__compile_scopes(vm, c, mod, job->scopes, job->ud)
                       : kr__compile_tree(vm, c, mod);
}

static Value compile(kr_vm *vm, const KrCompileJob *job, bool incomplete_ok, bool *incomplete) {
    Hook hook = {vm, job->filename};
    KrCompile c = {
        .source = job->src,
        .n = job->n,
        .filename = kr__str_text(kr__ptr(job->filename)),
        .mode = job->mode,
        .flags = (uint32_t)job->flags | (vm->config.no_ranges ? KR_COMPILE_LINES_ONLY : 0),
        .optimize = job->optimize < 0 ? vm->config.flags.optimize : job->optimize,
        .feature = job->feature < 0 ? 0 : job->feature + !job->feature,
        .int_max_digits = vm->config.flags.int_max_str_digits,
        .incomplete_ok = incomplete_ok,
        .stack_limit = vm->thread->c_limit,
        .warn = warn_hook,
        .decode = decode_hook,
        .poll = poll_hook,
        .make_complex = make_complex,
        .make_frozenset = make_frozenset,
        .ud = &hook,
    };
    kr__arena_init(&c.arena, &kr__heap(vm)->mem);
    Value code = compile_in(vm, &c, job);
    if (kr__failed(code) && !kr__pending(vm)) {
        if (incomplete) *incomplete = c.error.incomplete;
        if (c.error.type)
            raise_syntax(vm, job->filename, &c.error);
        else
            kr__no_memory(vm);
    }
    kr__arena_free(&c.arena);
    return code;
}

Value kr__compile_job(kr_vm *vm, const KrCompileJob *job) {
    return compile(vm, job, (uint32_t)job->flags & KR_COMPILE_INCOMPLETE, NULL);
}

Value kr__compile_source(kr_vm *vm, const char *src, size_t n, Value filename, char mode, int flags,
                         int optimize) {
    KrCompileJob job = {.src = src, .n = n, .filename = filename, .mode = mode};
    job.flags = flags;
    job.optimize = optimize;
    job.feature = -1;
    return compile(vm, &job, false, NULL);
}

/* As above for a REPL: *incomplete says that more input could mend the SyntaxError that is pending. */
Value kr__compile_interactive(kr_vm *vm, const char *src, size_t n, Value filename, uint32_t flags,
                              bool *incomplete) {
    *incomplete = false;
    KrCompileJob job = {.src = src, .n = n, .filename = filename, .mode = 's', .optimize = -1};
    job.flags = (int)flags;
    job.feature = -1;
    return compile(vm, &job, true, incomplete);
}

Value kr__run_source(kr_vm *vm, const char *src, size_t n, const char *file, char mode,
                     bool file_bytes) {
    kr__gc_stress_seed(vm, 0);
    Value name = kr__str_new(vm, file, strlen(file));
    if (kr__failed(name)) return KR_FAILED;
    Value code = kr__compile_source(vm, src, n, name, mode,
                                    file_bytes ? KR_COMPILE_FILE : KR_COMPILE_IGNORE_COOKIE, -1);
    if (kr__failed(code)) return KR_FAILED;
    bool bare = kr__bare_begin(vm);
    Value v = kr__eval_code(vm, code, vm->main_dict, vm->main_dict);
    kr__bare_end(vm, bare);
    return v;
}

/* ---- the end of a program --------------------------------------------------------------------- */

/* Status that SystemExit asks for; what is no number goes to stderr. */
static int exit_status(kr_vm *vm, Value exc) {
    Value code = kr__exception_get(vm, exc, KR_N_code);
    if (!kr__ok(code) || kr__is_none(code)) return 0;
    if (kr__is_bool(code)) return kr__is_true(code);
    if (kr__is_int(code)) return (int)(kr__int(code) & 0xff);
    if (kr__has_kind(vm, code, KR_K_INT)) return 0xff; /* too large for a C long: -1 */
    Value text = kr__str(vm, code);
    if (kr__failed(text)) {
        if (!vm->thread->stopping) kr__clear_pending(vm);
        return 1;
    }
    kr__stderr_write(vm, text);
    kr__stderr_text(vm, "\n");
    return 1;
}

static bool set_sys(kr_vm *vm, KrName name, Value v) {
    return kr__dict_set_name(vm, kr__module_dict(vm->sys), kr__name(vm, name), v);
}

/* Lets sys.excepthook show exc. SystemExit raised by a hook is left pending: true. */
static bool show(kr_vm *vm, Value exc) {
    KrException *e = kr__ptr(exc);
    Value args[3] = {kr__class_of(vm, exc), exc,
                     e->traceback.bits ? KR_VALUE(e->traceback.bits) : KR_NONE_V};
    if (!set_sys(vm, KR_N_last_type, args[0]) || !set_sys(vm, KR_N_last_value, exc) ||
        !set_sys(vm, KR_N_last_traceback, args[2]))
        kr__clear_pending(vm);
    Value hook = kr__dict_get_name(vm, kr__module_dict(vm->sys), kr__name(vm, KR_N_excepthook));
    if (!kr__ok(hook)) {
        kr__stderr_text(vm, "sys.excepthook is missing\n");
        kr__print_exception(vm, exc);
        return false;
    }
    Value r = kr__call(vm, hook, args, 3);
    if (kr__ok(r) || vm->thread->stopping) return false;
    if (kr__pending_is(vm, KR_T_X_SYSTEMEXIT)) return true;
    Value second = kr__take_pending(vm);
    kr__stderr_text(vm, "Error in sys.excepthook:\n");
    kr__print_exception(vm, second);
    kr__stderr_text(vm, "\nOriginal exception was:\n");
    kr__print_exception(vm, exc);
    return false;
}

int kr__report_pending(kr_vm *vm) {
    if (vm->thread->stopping) {
        vm->thread->stopping = false;
        vm->thread->pending = KR_UNSET;
        kr__stderr_text(vm, "Stopped\n");
        return KR_STATUS_STOPPED;
    }
    Value exc = kr__take_pending(vm);
    if (kr__same(exc, KR_END)) return 1; /* memory ran out before there were exceptions */
    bool again = true;
    int status = 1;
    while (again) {
        again = false;
        if (kr__is_a(vm, exc, KR_T_X_SYSTEMEXIT)) return exit_status(vm, exc);
        status = kr__is_a(vm, exc, KR_T_X_KEYBOARDINTERRUPT) ? KR_STATUS_INTERRUPT : 1;
        if (show(vm, exc)) {
            exc = kr__take_pending(vm);
            again = true;
        }
    }
    return status;
}
