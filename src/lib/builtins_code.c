/* SPDX-License-Identifier: MIT
 * builtins_code.c: compile, eval and exec of the module builtins. */
#include <string.h>

#include "compile/code.h"
#include "lib/_ast.h"
#include "lib/builtins.h"
#include "types/bytes.h"
#include "types/dict.h"
#include "types/function.h"
#include "types/str.h"

/* Flags of compile() that say what a __future__ import says. */
#define FUTURE_FLAGS 0x1fe0000u
#define KNOWN_FLAGS                                                                     \
    (FUTURE_FLAGS | KR_CO_NESTED | KR_COMPILE_DONT_IMPLY_DEDENT | KR_COMPILE_ONLY_AST | \
     KR_COMPILE_TYPE_COMMENTS | KR_COMPILE_TOP_LEVEL_AWAIT | KR_COMPILE_INCOMPLETE)

bool kr__source_of(kr_vm *vm, Value *at, const char *what, const char *shown, const char **src,
                   size_t *n) {
    Value v = *at;
    if (kr__is_str(vm, v)) {
        *src = kr__str_text(kr__ptr(v));
        *n = ((KrStr *)kr__ptr(v))->len;
    } else if (kr__has_kind(vm, v, KR_K_BYTES)) {
        *src = ((KrBytes *)kr__ptr(v))->data;
        *n = ((KrBytes *)kr__ptr(v))->len;
    } else if (kr__has_kind(vm, v, KR_K_BYTEARRAY) || kr__has_kind(vm, v, KR_K_MEMORYVIEW)) {
        *at = kr__call1(vm, kr__type(vm, KR_T_BYTES), v);
        return kr__ok(*at) && kr__source_of(vm, at, what, shown, src, n);
    } else {
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s arg 1 must be a %s object", what, shown);
    }
    if (memchr(*src, 0, *n))
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "source code string cannot contain null bytes");
    return true;
}

static int inherited_flags(kr_vm *vm) { return (int)(kr__current_code_flags(vm) & FUTURE_FLAGS); }

/* ---- compile ---- */

Value kr__source_name(kr_vm *vm, Value v) {
    if (kr__is_str(vm, v)) return v;
    if (kr__has_kind(vm, v, KR_K_BYTEARRAY) || kr__has_kind(vm, v, KR_K_MEMORYVIEW)) {
        if (!kr__warn(vm, KR_T_X_DEPRECATIONWARNING, 1,
                      "path should be string, bytes, or os.PathLike, not %T", v))
            return KR_FAILED;
        v = kr__call1(vm, kr__type(vm, KR_T_BYTES), v);
        if (!kr__ok(v)) return v;
    }
    if (!kr__has_kind(vm, v, KR_K_BYTES)) {
        Value path = kr__call_special(vm, v, KR_N___fspath__, NULL, 0);
        if (!kr__ok(path))
            return kr__pending(vm)
                       ? KR_FAILED
                       : kr__raise_type(vm, "expected str, bytes or os.PathLike object, not %T", v);
        return kr__source_name(vm, path);
    }
    KrBytes *b = kr__ptr(v);
    return kr__str_new(vm, b->data, b->len);
}

/* 'e', 'v', 's' or 'f'; 0: ValueError. */
static char mode_of(kr_vm *vm, Value v, bool only_ast) {
    static const char *const names[] = {"exec", "eval", "single", "func_type"};
    for (unsigned i = 0; i < KR_COUNTOF(names); i++) {
        if (!kr__str_is(kr__ptr(v), names[i])) continue;
        if (i < 3 || only_ast) return "evsf"[i];
        kr__raise_value(vm, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
        return 0;
    }
    kr__raise_value(vm, only_ast ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                                 : "compile() mode must be 'exec', 'eval' or 'single'");
    return 0;
}

static Value tree_out(kr_vm *vm, void *ud, KrModAst *mod) {
    (void)ud;
    return kr__ast_to_object(vm, mod->root);
}

/* A tree of objects on its way to the compiler. */
typedef struct FromTree {
    Value tree;
    char mode;
} FromTree;
static KrModAst *tree_in(kr_vm *vm, void *ud, KrArena *a) {
    const FromTree *f = ud;
    KrModAst *mod = kr__ast_from_object(vm, f->tree, f->mode, a);
    return mod && kr__ast_check(vm, mod->root) ? mod : NULL;
}

static Value compile_tree(kr_vm *vm, Value tree, KrCompileJob *job) {
    if (job->flags & KR_COMPILE_ONLY_AST) return tree;
    FromTree from = {tree, job->mode};
    job->make = tree_in;
    job->ud = &from;
    return kr__compile_job(vm, job);
}

static bool int_argument(kr_vm *vm, Value v, int64_t *out) {
    return !kr__ok(v) || kr__index_i64(vm, v, out);
}

Value kr__builtin_compile(kr_vm *vm, Value *a, int n) {
    /* source, filename, mode, flags, dont_inherit, optimize, _feature_version */
    (void)n;
    int64_t flags = 0, optimize = -1, feature = -1;
    Value filename = kr__source_name(vm, a[1]);
    if (!kr__ok(filename)) return filename;
    if (!kr__is_str(vm, a[2]))
        return kr__raise_type(vm, "compile() argument 'mode' must be str, not %T", a[2]);
    if (!int_argument(vm, a[3], &flags)) return KR_FAILED;
    int dont_inherit = kr__ok(a[4]) ? kr__truth(vm, a[4]) : 0;
    if (dont_inherit < 0 || !int_argument(vm, a[5], &optimize) || !int_argument(vm, a[6], &feature))
        return KR_FAILED;
    if (flags & ~(int64_t)KNOWN_FLAGS) return kr__raise_value(vm, "compile(): unrecognised flags");
    if (optimize < -1 || optimize > 2)
        return kr__raise_value(vm, "compile(): invalid optimize value");
    if (!dont_inherit) flags |= inherited_flags(vm);
    KrCompileJob job = {.filename = filename, .flags = (int)flags, .optimize = (int)optimize};
    job.mode = mode_of(vm, a[2], flags & KR_COMPILE_ONLY_AST);
    if (!job.mode) return KR_FAILED;
    job.feature = flags & KR_COMPILE_ONLY_AST && feature >= 0 ? (int)feature : -1;
    if (kr__ast_is_node(vm, a[0])) return compile_tree(vm, a[0], &job);
    Value source = a[0];
    if (!kr__source_of(vm, &source, "compile()", "string, bytes or AST", &job.src, &job.n))
        return KR_FAILED;
    if (kr__is_str(vm, source)) job.flags |= KR_COMPILE_IGNORE_COOKIE;
    if (flags & KR_COMPILE_ONLY_AST) job.take = tree_out;
    Value result = kr__compile_job(vm, &job);
    kr__keep(source);
    return result;
}

/* ---- eval, exec ---- */

/* Where eval and exec run: the caller's namespaces unless given. */
static bool namespaces(kr_vm *vm, const char *what, Value *globals, Value *locals) {
    if (!kr__ok(*globals) || kr__is_none(*globals)) {
        *globals = kr__current_globals(vm);
        if (!kr__ok(*globals)) *globals = vm->main_dict;
        if (!kr__ok(*locals) || kr__is_none(*locals)) *locals = kr__current_locals(vm);
        if (!kr__ok(*locals)) return false;
    } else if (!kr__has_kind(vm, *globals, KR_K_DICT)) {
        if (what[1] == 'v') return kr__raise_false(vm, KR_T_X_TYPEERROR, "globals must be a dict");
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "exec() globals must be a dict, not %T",
                               *globals);
    }
    if (!kr__ok(*locals) || kr__is_none(*locals)) *locals = *globals;
    if (!kr__ok(kr__special(vm, *locals, KR_N___getitem__))) {
        if (what[1] == 'v')
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "locals must be a mapping");
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "locals must be a mapping or None, not %T",
                               *locals);
    }
    KrDict *g = kr__ptr(*globals);
    Value b;
    int found = kr__dict_find(vm, g, kr__name(vm, KR_N___builtins__), &b);
    return found < 0 ? false
                     : found || kr__dict_set_name(vm, g, kr__name(vm, KR_N___builtins__),
                                                  kr__builtins_shown(vm, kr__current_builtins(vm)));
}

/* The cells that exec() gives to code with free variables. False: TypeError. */
static bool check_closure(kr_vm *vm, const KrCode *code, Value closure) {
    bool given = kr__ok(closure) && !kr__is_none(closure);
    if (!code->nfree)
        return !given ||
               kr__raise_false(vm, KR_T_X_TYPEERROR, "cannot use a closure with this code object");
    const KrTuple *t = given && kr__exact(closure, KR_T_TUPLE) ? kr__ptr(closure) : NULL;
    bool fits = t && t->len == code->nfree;
    for (uint32_t i = 0; fits && i < t->len; i++) fits = kr__exact(kr__tuple_get(t, i), KR_T_CELL);
    return fits ||
           kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "code object requires a closure of exactly length %d", (int)code->nfree);
}

/* A function's code: its parameters are missing, or it has none. */
static Value run_function(kr_vm *vm, Value code, Value globals, Value closure) {
    Value fn = kr__function_new(vm, code, globals);
    if (kr__failed(fn)) return fn;
    KrFunction *f = kr__ptr(fn);
    if (((KrCode *)kr__ptr(code))->nfree) kr__store(vm, f, &f->closure, kr__ref_slot(closure));
    return kr__call0(vm, fn);
}

static Value code_of(kr_vm *vm, Value source, const char *what, char mode) {
    KrCompileJob job = {.filename = kr__name(vm, KR_N_string_file), .mode = mode, .optimize = -1};
    job.feature = -1;
    if (!kr__source_of(vm, &source, what, "string, bytes or code", &job.src, &job.n))
        return KR_FAILED;
    if (mode == 'v')
        while (job.n && (*job.src == ' ' || *job.src == '\t')) job.src++, job.n--;
    job.flags = inherited_flags(vm);
    if (kr__is_str(vm, source)) job.flags |= (int)KR_COMPILE_IGNORE_COOKIE;
    Value code = kr__compile_job(vm, &job);
    kr__keep(source);
    return code;
}

/* closure: unset for eval(), which takes none. */
static Value run(kr_vm *vm, const Value *a, Value closure, const char *what, char mode) {
    Value source = a[0], globals = a[1], locals = a[2];
    if (!namespaces(vm, what, &globals, &locals)) return KR_FAILED;
    Value code = source;
    if (!kr__exact(source, KR_T_CODE)) {
        if (kr__ok(closure) && !kr__is_none(closure))
            return kr__raise_type(vm, "closure can only be used when source is a code object");
        code = code_of(vm, source, what, mode);
        if (!kr__ok(code)) return code;
    } else if (mode == 'v' && ((KrCode *)kr__ptr(code))->nfree) {
        return kr__raise_type(vm, "code object passed to eval() may not contain free variables");
    } else if (!check_closure(vm, kr__ptr(code), closure)) {
        return KR_FAILED;
    }
    /* code with await at its top level makes a coroutine, as a function does */
    const KrCode *c = kr__ptr(code);
    if (c->nparams ||
        c->flags & (KR_CO_OPTIMIZED | KR_CO_COROUTINE | KR_CO_GENERATOR | KR_CO_ASYNC_GENERATOR))
        return run_function(vm, code, globals, closure);
    return kr__eval_closure(vm, code, globals, locals, c->nfree ? closure : KR_UNSET);
}

Value kr__builtin_eval(kr_vm *vm, Value *a, int n) {
    (void)n;
    return run(vm, a, KR_UNSET, "eval()", 'v');
}
Value kr__builtin_exec(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__ok(run(vm, a, a[3], "exec()", 'e')) ? KR_NONE_V : KR_FAILED;
}
