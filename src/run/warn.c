/* SPDX-License-Identifier: MIT
 * warn.c: warnings: filters, registries of what was shown, and showing. Module _warnings and C code
 * that warns both come here. While nobody imported `warnings`, nothing of the library is needed. */
#include "run/warn.h"

#include <stdarg.h>
#include <string.h>

#include "run/frame.h"
#include "run/raise.h"
#include "run/frozen.h"
#include "run/state.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/module.h"
#include "types/traceback.h"
#include "types/traceback_print.h"
#include "types/type.h"

/* ---- state ------------------------------------------------------------------------------------ */

static bool add_filter(kr_vm *vm, const char *action, KrTypeNo category, Value module) {
    Value items[5] = {kr__intern(vm, action, strlen(action)), KR_NONE_V, kr__type(vm, category),
                      module, kr__from_int48(0)};
    if (kr__failed(items[0])) return false;
    Value t = kr__tuple_new(vm, items, 5);
    return kr__ok(t) && kr__list_append(vm, kr__ptr(vm->warnings.filters), t);
}

static bool warnings_init(kr_vm *vm) {
    KrWarnings *w = &vm->warnings;
    w->filters = kr__list_new(vm, NULL, 0);
    w->once = kr__dict_new(vm);
    w->default_action = kr__name(vm, KR_N_default);
    if (kr__failed(w->filters) || kr__failed(w->once)) return false;
    return add_filter(vm, "default", KR_T_X_DEPRECATIONWARNING, kr__name(vm, KR_N___main__)) &&
           add_filter(vm, "ignore", KR_T_X_DEPRECATIONWARNING, KR_NONE_V) &&
           add_filter(vm, "ignore", KR_T_X_PENDINGDEPRECATIONWARNING, KR_NONE_V) &&
           add_filter(vm, "ignore", KR_T_X_IMPORTWARNING, KR_NONE_V) &&
           add_filter(vm, "ignore", KR_T_X_RESOURCEWARNING, KR_NONE_V);
}

bool kr__run_state_init(kr_vm *vm) {
    vm->run = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *vm->run);
    if (!vm->run) {
        kr__no_memory(vm);
        return false;
    }
    return warnings_init(vm);
}
void kr__run_state_free(kr_vm *vm) {
    if (vm->run) kr__image_free(vm);
    if (vm->run) kr__mem_free(&kr__heap(vm)->mem, vm->run, sizeof *vm->run);
    vm->run = NULL;
}
void kr__run_state_trace(kr_vm *vm, KrGc *gc) {
    kr__trace_value(gc, vm->warnings.filters);
    kr__trace_value(gc, vm->warnings.once);
    kr__trace_value(gc, vm->warnings.default_action);
    if (!vm->run) return;
    kr__trace_value(gc, vm->run->importlib);
    kr__trace_value(gc, vm->run->importlib_external);
    kr__trace_value(gc, vm->run->first_folder);
    kr__trace_value(gc, vm->run->loading);
    kr__trace_value(gc, vm->run->loaded);
}

/* ---- the filter that applies ------------------------------------------------------------------ */

/* Module `warnings` if somebody imported it; unset else. */
static Value warnings_module(kr_vm *vm) {
    Value name = kr__intern(vm, "warnings", 8);
    if (kr__failed(name)) {
        kr__clear_pending(vm);
        return KR_UNSET;
    }
    return kr__dict_get_name(vm, kr__ptr(vm->modules), name);
}

/* Attribute of module warnings (it may have been rebound there), else of _warnings. */
static Value current(kr_vm *vm, const char *attr, Value own) {
    Value m = warnings_module(vm);
    if (!kr__exact(m, KR_T_MODULE)) return own;
    Value name = kr__intern(vm, attr, strlen(attr));
    if (kr__failed(name)) return own;
    Value v = kr__dict_get_name(vm, kr__module_dict(m), name);
    return kr__ok(v) ? v : own;
}

/* A pattern of a filter: None takes all, a str only itself, anything else is asked by match(). */
static int pattern_matches(kr_vm *vm, Value pattern, Value text) {
    if (kr__is_none(pattern)) return 1;
    if (kr__exact(pattern, KR_T_STR)) return kr__equal(vm, pattern, text);
    Value match = kr__intern(vm, "match", 5);
    if (kr__failed(match)) return -1;
    Value r = kr__call_method(vm, pattern, match, &text, 1);
    return kr__failed(r) ? -1 : kr__truth(vm, r);
}

/* Action of the first filter that matches. Failed: an exception is pending. */
static Value find_action(kr_vm *vm, Value category, Value text, int64_t line, Value module) {
    Value filters = current(vm, "filters", vm->warnings.filters);
    if (!kr__has_kind(vm, filters, KR_K_LIST))
        return kr__raise_value(vm, "_warnings.filters must be a list");
    for (uint32_t i = 0; i < ((KrList *)kr__ptr(filters))->len; i++) {
        Value item = kr__list_get(kr__ptr(filters), i);
        if (!kr__has_kind(vm, item, KR_K_TUPLE) || ((KrTuple *)kr__ptr(item))->len != 5)
            return kr__raise_value(vm, "_warnings.filters item %u isn't a 5-tuple", i);
        const KrTuple *t = kr__ptr(item);
        Value action = kr__tuple_get(t, 0);
        if (!kr__is_str(vm, action))
            return kr__raise_type(vm, "action must be a string, not '%T'", action);
        int ok = pattern_matches(vm, kr__tuple_get(t, 1), text);
        if (ok > 0) ok = pattern_matches(vm, kr__tuple_get(t, 3), module);
        if (ok > 0) ok = kr__issubclass(vm, category, kr__tuple_get(t, 2));
        if (ok < 0) return KR_FAILED;
        int64_t at;
        if (!kr__index_i64(vm, kr__tuple_get(t, 4), &at)) return KR_FAILED;
        if (ok && (at == 0 || at == line)) return action;
    }
    Value action = current(vm, "defaultaction", vm->warnings.default_action);
    return action;
}

/* 1: the registry says it was shown already; 0: no (and with `set` it says so now); -1. */
static int was_shown(kr_vm *vm, Value registry, Value key, bool set) {
    Value name = kr__intern(vm, "version", 7), version = kr__from_int48(vm->warnings.version), v;
    if (kr__failed(name)) return -1;
    KrDict *d = kr__ptr(registry);
    Value old = kr__dict_get_name(vm, d, name);
    if (!kr__ok(old) || !kr__same(old, version)) {
        kr__dict_clear(vm, d);
        if (!kr__dict_set_name(vm, d, name, version)) return -1;
    } else {
        int r = kr__dict_find(vm, d, key, &v);
        if (r < 0) return -1;
        if (r) {
            r = kr__truth(vm, v);
            if (r) return r;
        }
    }
    return set && !kr__dict_set(vm, kr__ptr(registry), key, KR_TRUE_V) ? -1 : 0;
}

/* ---- showing ---------------------------------------------------------------------------------- */

/* What module warnings prints when it was never imported. */
static void show_plain(kr_vm *vm, Value filename, int64_t line, Value text, Value category) {
    KrOut o = {.vm = vm};
    Value head = kr__text(vm, "%S:%ld: %N: %S\n", filename, (long)line, category, text);
    if (kr__ok(head)) kr__out_str(&o, head);
    KrLine source = {0};
    if (kr__source_line(vm, filename, (int)line, &source)) {
        uint32_t from = 0, to = source.n;
        while (from < to && strchr(" \t\f", source.data[from])) from++;
        kr__out_text(&o, "  ");
        kr__out(&o, source.data + from, to - from);
        kr__out_text(&o, "\n");
    }
    kr__vec_free(&kr__heap(vm)->mem, &source);
    Value all = o.failed ? KR_FAILED : kr__str_new(vm, o.text.data ? o.text.data : "", o.text.n);
    kr__vec_free(&kr__heap(vm)->mem, &o.text);
    if (kr__ok(all))
        kr__stderr_write(vm, all);
    else if (kr__pending(vm))
        kr__clear_pending(vm);
}

static bool show(kr_vm *vm, Value filename, int64_t line, Value text, Value message, Value category,
                 Value source_line, Value source) {
    Value m = warnings_module(vm);
    if (!kr__exact(m, KR_T_MODULE)) {
        show_plain(vm, filename, line, text, category);
        return true;
    }
    Value show_name = kr__intern(vm, "_showwarnmsg", 12),
          msg_name = kr__intern(vm, "WarningMessage", 14);
    if (kr__failed(show_name) || kr__failed(msg_name)) return false;
    Value f = kr__dict_get_name(vm, kr__module_dict(m), show_name);
    Value cls = kr__dict_get_name(vm, kr__module_dict(m), msg_name);
    if (!kr__ok(f) || !kr__ok(cls)) {
        show_plain(vm, filename, line, text, category);
        return true;
    }
    Value args[7] = {message,   category,    filename, kr__int_from_i64(vm, line),
                     KR_NONE_V, source_line, source};
    Value w = kr__call(vm, cls, args, 7);
    return kr__ok(w) && kr__ok(kr__call1(vm, f, w));
}

static Value module_of_file(kr_vm *vm, Value filename) {
    const KrStr *s = kr__ptr(filename);
    const char *p = kr__str_text(s);
    size_t n = s->len;
    if (!n) return kr__str_new(vm, "<unknown>", 9);
    return n > 3 && !memcmp(p + n - 3, ".py", 3) ? kr__str_new(vm, p, n - 3) : filename;
}

static bool is_action(Value action, const char *name) {
    const KrStr *s = kr__ptr(action);
    return s->len == strlen(name) && !memcmp(kr__str_text(s), name, s->len);
}

/* What the action says about showing: 1 show, 0 do not, -1. */
static int decide(kr_vm *vm, Value action, Value registry, Value text, Value category, Value key) {
    bool kept = kr__has_kind(vm, registry, KR_K_DICT);
    if (is_action(action, "ignore")) return 0;
    if (kept && !is_action(action, "always") &&
        !kr__dict_set(vm, kr__ptr(registry), key, KR_TRUE_V))
        return -1;
    if (is_action(action, "always") || is_action(action, "default")) return 1;
    int seen = 0;
    if (is_action(action, "once")) {
        Value pair[2] = {text, category};
        Value k = kr__tuple_new(vm, pair, 2);
        Value where = kept ? registry : current(vm, "onceregistry", vm->warnings.once);
        if (kr__failed(k)) return -1;
        seen = was_shown(vm, where, k, true);
    } else if (is_action(action, "module")) {
        Value triple[3] = {text, category, kr__from_int48(0)};
        Value k = kr__tuple_new(vm, triple, 3);
        if (kr__failed(k)) return -1;
        seen = kept ? was_shown(vm, registry, k, true) : 0;
    } else {
        kr__raise(vm, KR_T_X_RUNTIMEERROR, "Unrecognized action (%R) in warnings.filters:\n %R",
                  action, action);
        return -1;
    }
    return seen < 0 ? -1 : !seen;
}

bool kr__warn_explicit(kr_vm *vm, Value category, Value message, Value filename, int64_t line,
                       Value module, Value registry, Value source_line, Value source) {
    if (kr__is_none(module)) module = module_of_file(vm, filename);
    if (kr__failed(module)) return false;
    if (!kr__ok(registry)) registry = KR_NONE_V;
    if (!kr__is_none(registry) && !kr__has_kind(vm, registry, KR_K_DICT))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "'registry' must be a dict or None");
    Value text = message;
    if (kr__is_a(vm, message, KR_T_X_WARNING)) {
        text = kr__str(vm, message);
        category = kr__class_of(vm, message);
    } else {
        message = kr__call1(vm, category, message);
        if (kr__ok(message) && !kr__is_str(vm, text)) text = kr__str(vm, text);
    }
    if (kr__failed(text) || kr__failed(message)) return false;
    Value items[3] = {text, category, kr__int_from_i64(vm, line)};
    Value key = kr__tuple_new(vm, items, 3);
    if (kr__failed(key)) return false;
    if (!kr__is_none(registry)) {
        int r = was_shown(vm, registry, key, false);
        if (r) return r > 0;
    }
    Value action = find_action(vm, category, text, line, module);
    if (kr__failed(action)) return false;
    if (is_action(action, "error")) {
        kr__raise_object(vm, message);
        return false;
    }
    int r = decide(vm, action, registry, text, category, key);
    if (r < 0) return false;
    return !r || show(vm, filename, line, text, message, category, source_line, source);
}

/* ---- warn ------------------------------------------------------------------------------------- */

static bool is_import_frame(kr_vm *vm, const KrFrame *f) {
    (void)vm;
    const KrStr *s = kr__slot_ptr(f->code->filename);
    const char *p = kr__str_text(s);
    return s->len > 8 && strstr(p, "importlib") && strstr(p, "_bootstrap");
}

static KrFrame *next_frame(KrFrame *f) { return kr__frame_python(f - 1); }

/* The frame that stack_level names; frames of the import system do not count. */
static KrFrame *frame_at(kr_vm *vm, int64_t level) {
    KrFrame *f = kr__frame_python(vm->thread->frame);
    if (level <= 0 || (f && is_import_frame(vm, f))) {
        while (--level > 0 && f) f = next_frame(f);
        return f;
    }
    while (--level > 0 && f) {
        do f = next_frame(f);
        while (f && is_import_frame(vm, f));
    }
    return f;
}

bool kr__warn_object(kr_vm *vm, Value message, Value category, int64_t stack_level, Value source) {
    if (kr__is_a(vm, message, KR_T_X_WARNING))
        category = kr__class_of(vm, message);
    else if (!kr__ok(category) || kr__is_none(category))
        category = kr__type(vm, KR_T_X_USERWARNING);
    if (!kr__is_type(vm, category) || !kr__is_subtype(vm, category, kr__type(vm, KR_T_X_WARNING)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "category must be a Warning subclass, not '%T'", category);
    KrFrame *f = frame_at(vm, stack_level);
    Value filename, globals = kr__value_of(kr__module_dict(vm->sys));
    int64_t line = 1;
    if (f) {
        globals = KR_VALUE(f->globals.bits);
        filename = KR_VALUE(f->code->filename.bits);
        KrPosition p;
        kr__code_position(f->code, (uint32_t)(f->pc - f->code->code), &p);
        line = p.line;
    } else {
        filename = kr__name(vm, KR_N_sys);
    }
    Value module = kr__dict_get_name(vm, kr__ptr(globals), kr__name(vm, KR_N___name__));
    if (!kr__ok(module) || !kr__is_str(vm, module)) module = kr__name(vm, KR_N_string_file);
    Value name = kr__intern(vm, "__warningregistry__", 19);
    if (kr__failed(name)) return false;
    Value registry = kr__dict_get_name(vm, kr__ptr(globals), name);
    if (!kr__ok(registry)) {
        registry = kr__dict_new(vm);
        if (kr__failed(registry) || !kr__dict_set_name(vm, kr__ptr(globals), name, registry))
            return false;
    }
    return kr__warn_explicit(vm, category, message, filename, line, module, registry, KR_NONE_V,
                             kr__ok(source) ? source : KR_NONE_V);
}

bool kr__warn(kr_vm *vm, KrTypeNo category, int stack_level, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    Value text = kr__text_v(vm, fmt, ap);
    va_end(ap);
    if (kr__failed(text)) return false;
    return kr__warn_object(vm, text, kr__type(vm, category), stack_level, KR_NONE_V);
}

bool kr__warn_at(kr_vm *vm, KrTypeNo category, const char *message, Value filename, int line) {
    Value text = kr__str_new(vm, message, strlen(message));
    if (kr__failed(text)) return false;
    return kr__warn_explicit(vm, kr__type(vm, category), text, filename, line, KR_NONE_V, KR_NONE_V,
                             KR_NONE_V, KR_NONE_V);
}
