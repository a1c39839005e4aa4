/* SPDX-License-Identifier: MIT
 * traceback_print.c: an exception as the text that ends a program: tracebacks, causes and contexts
 * in front, notes behind, groups as a tree.
 *
 * The text is built whole in a buffer and written at once. Errors on the way (a str() that raises)
 * become parts of the text; only lack of memory ends it early. */
#include "types/traceback_print.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "types/exception_data.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/module.h"
#include "types/traceback.h"

#define REPEATS_SHOWN 3
#define GROUP_WIDTH 15
#define GROUP_DEPTH 10
#define CHAIN_MOST 200 /* causes and contexts shown of one exception */

/* ---- building text ---------------------------------------------------------------------------- */

void kr__out(KrOut *o, const char *s, size_t n) {
    if (o->failed || !n) return;
    if (!kr__vec_reserve(&kr__heap(o->vm)->mem, &o->text, n)) {
        o->failed = true;
        return;
    }
    memcpy(o->text.data + o->text.n, s, n);
    o->text.n += (uint32_t)n;
}
void kr__out_text(KrOut *o, const char *s) { kr__out(o, s, strlen(s)); }
void kr__out_str(KrOut *o, Value str) {
    const KrStr *s = kr__ptr(str);
    kr__out(o, kr__str_text(s), s->len);
}
void kr__out_format(KrOut *o, const char *fmt, ...) {
    char buf[256];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(buf, sizeof buf, fmt, ap);
    va_end(ap);
    kr__out(o, buf, n < (int)sizeof buf ? (size_t)n : sizeof buf - 1);
}

static void out_indent(KrOut *o) {
    for (int i = 0; i < 2 * o->depth; i++) kr__out(o, " ", 1);
}
void kr__out_margin(KrOut *o) {
    if (!o->depth) return;
    out_indent(o);
    kr__out_text(o, "| ");
}

/* Clears what a call left pending, unless it is a stop; true: the call failed. */
static bool dropped(KrOut *o, Value v) {
    if (kr__ok(v)) return false;
    if (o->vm->thread->stopping)
        o->failed = true;
    else if (kr__pending(o->vm))
        kr__clear_pending(o->vm);
    return true;
}

/* ---- traceback -------------------------------------------------------------------------------- */

static void out_repeated(KrOut *o, unsigned count) {
    if (count <= REPEATS_SHOWN) return;
    count -= REPEATS_SHOWN;
    kr__out_margin(o);
    kr__out_format(o, "  [Previous line repeated %u more time%s]\n", count, count > 1 ? "s" : "");
}

static void out_entry(KrOut *o, const KrTraceback *t, const KrCode *code, int line) {
    kr__out_margin(o);
    kr__out_text(o, "  File \"");
    kr__out_str(o, KR_VALUE(code->filename.bits));
    kr__out_format(o, "\", line %d, in ", line);
    kr__out_str(o, KR_VALUE(code->name.bits));
    kr__out_text(o, "\n");
    kr__out_source(o, KR_VALUE(code->filename.bits), line, code, t->pc);
}

static const KrTraceback *next_entry(const KrTraceback *t) {
    return t->next.bits ? kr__slot_ptr(t->next) : NULL;
}

/* sys.tracebacklimit, or 1000. */
static long entries_shown(kr_vm *vm) {
    Value name = kr__intern(vm, "tracebacklimit", 14);
    if (kr__failed(name)) {
        kr__clear_pending(vm);
        return 1000;
    }
    Value v = kr__dict_get_name(vm, kr__module_dict(vm->sys), name);
    if (!kr__is_int(v)) return 1000;
    return kr__int(v) < 0 ? 0 : (long)kr__int(v);
}

static void out_traceback(KrOut *o, Value traceback, bool group) {
    const KrTraceback *t = kr__ptr(traceback);
    long limit = entries_shown(o->vm), n = 0;
    if (limit == 0) return;
    if (group && o->depth == 1) {
        out_indent(o);
        kr__out_text(o, "+ ");
    } else {
        kr__out_margin(o);
    }
    kr__out_text(o, group ? "Exception Group Traceback (most recent call last):\n"
                          : "Traceback (most recent call last):\n");
    for (const KrTraceback *p = t; p; p = next_entry(p)) n++;
    for (; n > limit; n--) t = next_entry(t);
    Slot last_file = KR_NO_SLOT, last_name = KR_NO_SLOT;
    int last_line = -1;
    unsigned count = 0;
    for (; t; t = next_entry(t)) {
        const KrCode *code = kr__frame_code(KR_VALUE(t->frame.bits));
        int line = kr__traceback_line(t);
        if (code->filename.bits != last_file.bits || code->name.bits != last_name.bits ||
            line != last_line || last_line == -1) {
            out_repeated(o, count);
            last_file = code->filename;
            last_name = code->name;
            last_line = line;
            count = 0;
        }
        if (++count <= REPEATS_SHOWN) out_entry(o, t, code, line);
    }
    out_repeated(o, count);
}

/* ---- one exception ---------------------------------------------------------------------------- */

static void out_class(KrOut *o, Value cls) {
    kr_vm *vm = o->vm;
    Value module = kr__getattr(vm, cls, kr__name(vm, KR_N___module__));
    if (dropped(o, module) || !kr__is_str(vm, module)) {
        kr__out_text(o, "<unknown>.");
    } else {
        const KrStr *s = kr__ptr(module);
        const char *text = kr__str_text(s);
        if (strcmp(text, "builtins") != 0 && strcmp(text, "__main__") != 0) {
            kr__out_str(o, module);
            kr__out_text(o, ".");
        }
    }
    kr__out_str(o, KR_VALUE(kr__type_ptr(cls)->qualname.bits));
}

/* Class and message. SyntaxErrors whose place was shown give only their msg. */
static void out_message(KrOut *o, Value exc, bool syntax) {
    kr_vm *vm = o->vm;
    kr__out_margin(o);
    out_class(o, kr__class_of(vm, exc));
    Value what = exc;
    if (syntax) {
        what = kr__getattr(vm, exc, kr__name(vm, KR_N_msg));
        if (dropped(o, what)) what = KR_NONE_V;
    }
    Value text = kr__str(vm, what);
    if (dropped(o, text)) {
        kr__out_text(o, ": <exception str() failed>");
    } else if (((KrStr *)kr__ptr(text))->len) {
        kr__out_text(o, ": ");
        kr__out_str(o, text);
    }
    Value meant = kr__suggestion(vm, exc);
    if (kr__ok(meant)) {
        kr__out_text(o, ". Did you mean: '");
        kr__out_str(o, meant);
        kr__out_text(o, "'?");
    }
    kr__out_text(o, "\n");
}

/* Text with the margin in front of every line of it. */
static void out_lines(KrOut *o, Value text) {
    const KrStr *s = kr__ptr(text);
    const char *p = kr__str_text(s), *end = p + s->len;
    do {
        const char *nl = memchr(p, '\n', (size_t)(end - p));
        const char *stop = nl ? nl : end;
        kr__out_margin(o);
        kr__out(o, p, (size_t)(stop - p));
        kr__out_text(o, "\n");
        p = nl ? nl + 1 : end;
    } while (p < end);
}

static void out_note(KrOut *o, Value note) {
    kr_vm *vm = o->vm;
    Value text = kr__is_str(vm, note) ? note : kr__str(vm, note);
    if (!dropped(o, text)) {
        out_lines(o, text);
        return;
    }
    kr__out_margin(o);
    kr__out_text(o, "<note str() failed>\n");
}

static void out_notes(KrOut *o, Value exc) {
    kr_vm *vm = o->vm;
    Value notes;
    int r = kr__getattr_opt(vm, exc, kr__name(vm, KR_N___notes__), &notes);
    if (r < 0) (void)dropped(o, KR_FAILED);
    if (r <= 0) return;
    bool sequence = kr__ok(kr__special(vm, notes, KR_N___getitem__)) &&
                    !kr__has_kind(vm, notes, KR_K_DICT) && !kr__is_str(vm, notes) &&
                    !kr__has_kind(vm, notes, KR_K_BYTES);
    if (!sequence) {
        Value text = kr__repr(vm, notes);
        kr__out_margin(o);
        if (dropped(o, text))
            kr__out_text(o, "<__notes__ repr() failed>");
        else
            kr__out_str(o, text);
        kr__out_text(o, "\n");
        return;
    }
    Value list = kr__list_from(vm, notes);
    if (dropped(o, list)) return;
    for (uint32_t i = 0; i < ((KrList *)kr__ptr(list))->len; i++)
        out_note(o, kr__list_get(kr__ptr(list), i));
}

static void out_single(KrOut *o, Value exc, Value traceback) {
    kr_vm *vm = o->vm;
    bool group = kr__is_a(vm, exc, KR_T_X_BASEEXCEPTIONGROUP);
    if (kr__exact(traceback, KR_T_TRACEBACK)) out_traceback(o, traceback, group);
    bool syntax = kr__is_a(vm, exc, KR_T_X_SYNTAXERROR);
    if (syntax) kr__out_syntax(o, exc);
    out_message(o, exc, syntax);
    out_notes(o, exc);
}

/* ---- chains and groups ------------------------------------------------------------------------ */

static void out_recursive(KrOut *o, Value exc, Value traceback, Value seen);

static void out_chained(KrOut *o, Value exc, Value seen, const char *message) {
    bool need_close = o->need_close;
    o->need_close = false;
    KrException *e = kr__ptr(exc);
    out_recursive(o, exc, KR_VALUE(e->traceback.bits), seen);
    o->need_close = need_close;
    kr__out_margin(o);
    kr__out_text(o, "\n");
    kr__out_margin(o);
    kr__out_text(o, message);
    kr__out_margin(o);
    kr__out_text(o, "\n");
}

static bool was_seen(Value seen, Value exc) {
    const KrList *l = kr__ptr(seen);
    for (uint32_t i = 0; i < l->len; i++)
        if (kr__same(kr__list_get(l, i), exc)) return true;
    return false;
}

static void out_cause(KrOut *o, Value exc, Value seen) {
    const KrException *e = kr__ptr(exc);
    Slot cause = e->cause, context = e->context;
    if (((KrList *)kr__ptr(seen))->len > CHAIN_MOST) return;
    if (cause.bits) {
        if (!was_seen(seen, KR_VALUE(cause.bits)))
            out_chained(o, KR_VALUE(cause.bits), seen,
                        "The above exception was the direct cause of the following exception:\n");
    } else if (context.bits && !e->suppress) {
        if (!was_seen(seen, KR_VALUE(context.bits)))
            out_chained(o, KR_VALUE(context.bits), seen,
                        "During handling of the above exception, another exception occurred:\n");
    }
}

static void out_group(KrOut *o, Value exc, Value traceback, Value seen) {
    if (o->depth > GROUP_DEPTH) {
        kr__out_margin(o);
        kr__out_format(o, "... (max_group_depth is %d)\n", GROUP_DEPTH);
        return;
    }
    bool outermost = o->depth == 0;
    if (outermost) o->depth = 1;
    out_single(o, exc, traceback);
    Value items = kr__exception_get(o->vm, exc, KR_N_exceptions);
    const KrTuple *t = kr__ptr(items);
    uint32_t n = t->len <= GROUP_WIDTH ? t->len : GROUP_WIDTH + 1;
    o->need_close = false;
    for (uint32_t i = 0; i < n && !o->failed; i++) {
        bool last = i == n - 1, cut = i >= GROUP_WIDTH;
        if (last) o->need_close = true;
        out_indent(o);
        kr__out_text(o, i == 0 ? "+-" : "  ");
        if (cut)
            kr__out_text(o, "+---------------- ... ----------------\n");
        else
            kr__out_format(o, "+---------------- %u ----------------\n", i + 1);
        o->depth++;
        if (cut) {
            uint32_t more = t->len - GROUP_WIDTH;
            kr__out_margin(o);
            kr__out_format(o, "and %u more exception%s\n", more, more > 1 ? "s" : "");
        } else {
            Value x = kr__tuple_get(t, i);
            out_recursive(o, x, KR_VALUE(((KrException *)kr__ptr(x))->traceback.bits), seen);
        }
        if (last && o->need_close) {
            out_indent(o);
            kr__out_text(o, "+------------------------------------\n");
            o->need_close = false;
        }
        o->depth--;
    }
    if (outermost) o->depth = 0;
}

static void out_recursive(KrOut *o, Value exc, Value traceback, Value seen) {
    kr_vm *vm = o->vm;
    if (o->failed) return;
    if (!kr__enter(vm, " in print_exception_recursive")) {
        kr__clear_pending(vm);
        return;
    }
    if (!kr__list_append(vm, kr__ptr(seen), exc)) {
        (void)dropped(o, KR_FAILED);
    } else {
        out_cause(o, exc, seen);
        if (kr__is_a(vm, exc, KR_T_X_BASEEXCEPTIONGROUP))
            out_group(o, exc, traceback, seen);
        else
            out_single(o, exc, traceback);
    }
    kr__leave(vm);
}

Value kr__exception_text_with(kr_vm *vm, Value exc, Value traceback) {
    Value seen = kr__list_new(vm, NULL, 0);
    if (kr__failed(seen)) return KR_FAILED;
    KrOut o = {.vm = vm};
    out_recursive(&o, exc, traceback, seen);
    Value text = KR_FAILED;
    if (!o.failed)
        text = kr__str_new(vm, o.text.data ? o.text.data : "", o.text.n);
    else if (!kr__pending(vm))
        kr__no_memory(vm);
    kr__vec_free(&kr__heap(vm)->mem, &o.text);
    return text;
}

Value kr__exception_text(kr_vm *vm, Value exc) {
    return kr__exception_text_with(vm, exc,
                                   KR_VALUE(((KrException *)kr__ptr(exc))->traceback.bits));
}

/* ---- to stderr -------------------------------------------------------------------------------- */

void kr__stderr_write(kr_vm *vm, Value text) {
    Value file = kr__dict_get_name(vm, kr__module_dict(vm->sys), kr__name(vm, KR_N_stderr));
    if (kr__is_none(file)) return;
    if (kr__ok(file)) {
        Value saved = kr__take_pending(vm);
        Value r = kr__call_method(vm, file, kr__name(vm, KR_N_write), &text, 1);
        if (kr__ok(r)) {
            if (vm->config.unbuffered)
                r = kr__call_method(vm, file, kr__name(vm, KR_N_flush), NULL, 0);
            vm->thread->pending = saved;
            return;
        }
        if (vm->thread->stopping) return;
        vm->thread->pending = saved;
    }
    const KrStr *s = kr__ptr(text);
    kr__host_write(vm, 2, kr__str_text(s), s->len);
}

void kr__stderr_text(kr_vm *vm, const char *text) {
    Value v = kr__str_new(vm, text, strlen(text));
    if (kr__ok(v)) {
        kr__stderr_write(vm, v);
    } else {
        kr__clear_pending(vm);
        kr__host_write(vm, 2, text, strlen(text));
    }
}

void kr__print_exception(kr_vm *vm, Value exc) {
    Value text = kr__exception_text(vm, exc);
    if (kr__ok(text)) {
        kr__stderr_write(vm, text);
        return;
    }
    if (vm->thread->stopping) return;
    kr__clear_pending(vm);
    Value name = KR_VALUE(kr__type_ptr(kr__class_of(vm, exc))->name.bits);
    const KrStr *s = kr__ptr(name);
    kr__host_write(vm, 2, kr__str_text(s), s->len);
    kr__host_write(vm, 2, "\n", 1);
}
