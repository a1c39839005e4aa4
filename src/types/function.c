/* SPDX-License-Identifier: MIT
 * function.c: Python functions and what sorts arguments into their registers; cell variables.
 *
 * A function is small: annotations, doc, module, and __dict__ stand in a separate cell that is
 * made when one of them differs from what the code object and the globals say. */
#include <string.h>

#include "types/dict.h"
#include "types/function.h"
#include "types/list.h"
#include "types/module.h"
#include "types/seq.h"
#include "types/type.h"

enum { X_ANNOTATIONS, X_DOC, X_MODULE, X_DICT, X_COUNT };

const KrKindInfo kr__kind_function = {
    .name = "function", .size = sizeof(KrFunction), .slots = 0x1ffull << 1 /* code … extra */};
_Static_assert(offsetof(KrFunction, extra) == 36, "trace words of KrFunction");

/* ---- making ---- */

static uint32_t simple_count(const KrCode *c) {
    uint32_t odd = KR_CO_VARARGS | KR_CO_VARKEYWORDS | KR_CO_GENERATOR | KR_CO_COROUTINE |
                   KR_CO_ASYNC_GENERATOR;
    return (c->flags & odd) || c->kwonly || c->far ? 0 : c->argcount + 1u;
}

/* A dict in which nothing is found by a name: its one key is its own address. */
static Value wrap(kr_vm *vm, Value b) {
    Value d = kr__dict_new(vm);
    if (kr__failed(d)) return d;
    Value key = kr__from_int48((int64_t)(uintptr_t)kr__ptr(d));
    return kr__dict_set(vm, kr__ptr(d), key, b) ? d : KR_FAILED;
}

Value kr__builtins_shown(kr_vm *vm, Value builtins) {
    KrDict *d = kr__ptr(builtins);
    Value b = KR_UNSET;
    if (!kr__exact(builtins, KR_T_DICT) || kr__dict_len(vm, d) != 1) return builtins;
    int found = kr__dict_find(vm, d, kr__from_int48((int64_t)(uintptr_t)d), &b);
    return found > 0 ? b : builtins;
}

Value kr__builtins_for(kr_vm *vm, Value globals) {
    Value b = kr__dict_get_name(vm, kr__ptr(globals), kr__name(vm, KR_N___builtins__));
    if (kr__ok(b) && kr__has_kind(vm, b, KR_K_MODULE)) {
        KrDict *d = kr__module_dict(b);
        b = d ? kr__value_of(d) : KR_UNSET;
    }
    if (!kr__ok(b)) return kr__current_builtins(vm);
    return kr__has_kind(vm, b, KR_K_DICT) ? b : wrap(vm, b);
}

/* A function of this code; builtins as the globals say. Failed: MemoryError. Runs no Python
 * code. */
Value kr__function_new(kr_vm *vm, Value code, Value globals) {
    Value builtins = kr__builtins_for(vm, globals);
    KrFunction *f = kr__ok(builtins) ? kr__new(vm, KR_T_FUNCTION, sizeof(KrFunction)) : NULL;
    if (!f) return KR_FAILED;
    const KrCode *c = kr__ptr(code);
    f->code = kr__ref_slot(code);
    f->globals = kr__ref_slot(globals);
    f->name = c->name;
    f->qualname = c->qualname;
    f->simple = simple_count(c);
    f->builtins = kr__ref_slot(builtins);
    return kr__value_of(f);
}

static Slot extra_get(const KrFunction *f, unsigned i) {
    return f->extra.bits ? ((KrSlots *)kr__slot_ptr(f->extra))->item[i] : KR_NO_SLOT;
}

static bool extra_set(kr_vm *vm, KrFunction *f, unsigned i, Slot s) {
    if (!f->extra.bits) {
        if (!s.bits) return true;
        KrSlots *x = kr__slots_new(vm, X_COUNT);
        if (!x) return false;
        kr__store(vm, f, &f->extra, kr__slot_of(x));
    }
    KrSlots *x = kr__slot_ptr(f->extra);
    kr__store(vm, x, &x->item[i], s);
    return true;
}

/* Annotations as a tuple (name, value, …); a dict is made of it when somebody asks. */
bool kr__function_set_annotations(kr_vm *vm, Value func, Value tuple) {
    return extra_set(vm, kr__ptr(func), X_ANNOTATIONS, kr__ref_slot(tuple));
}

/* func.__dict__, if there is one. */
Slot kr__function_own_dict(const KrFunction *f) { return extra_get(f, X_DICT); }

/* func.__dict__, made when missing. */
Value kr__function_dict(kr_vm *vm, Value func) {
    Slot s = extra_get(kr__ptr(func), X_DICT);
    if (s.bits) return KR_VALUE(s.bits);
    Value d = kr__dict_new(vm);
    if (kr__failed(d) || !extra_set(vm, kr__ptr(func), X_DICT, kr__ref_slot(d))) return KR_FAILED;
    return d;
}

/* func.__dict__ = dict */
bool kr__function_set_dict(kr_vm *vm, Value func, Value dict) {
    return extra_set(vm, kr__ptr(func), X_DICT, kr__ref_slot(dict));
}

/* ---- arguments: errors ---- */

static Value qualname_of(const KrFunction *f) { return KR_VALUE(f->qualname.bits); }

static bool has_value(const KrDict *kwdefaults, kr_vm *vm, Value name) {
    return kwdefaults && kr__ok(kr__dict_get_name(vm, (KrDict *)kwdefaults, name));
}

/* "'a', 'b', and 'c'" of the names in list. */
static Value name_series(kr_vm *vm, const Value *names, unsigned n) {
    Value text = kr__text(vm, "%R", names[0]);
    for (unsigned i = 1; i < n && kr__ok(text); i++) {
        const char *sep = i + 1 < n ? ", " : n == 2 ? " and " : ", and ";
        text = kr__text(vm, "%S%s%R", text, sep, names[i]);
    }
    return text;
}

#define SHOWN_MAX 256
static bool raise_missing(kr_vm *vm, const KrFunction *f, const char *kind, const Value *names,
                          unsigned n) {
    Value series = name_series(vm, names, n < SHOWN_MAX ? n : SHOWN_MAX);
    if (kr__failed(series)) return false;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "%S() missing %u required %s argument%s: %S",
                           qualname_of(f), n, kind, n == 1 ? "" : "s", series);
}

static bool missing_positional(kr_vm *vm, const KrFunction *f, const Value *dst,
                               unsigned required) {
    const KrCode *c = kr__slot_ptr(f->code);
    const KrTuple *names = kr__slot_ptr(c->varnames);
    Value list[SHOWN_MAX];
    unsigned n = 0;
    for (unsigned i = 0; i < required; i++) {
        if (kr__ok(dst[i])) continue;
        if (n < SHOWN_MAX) list[n] = kr__tuple_get(names, i);
        n++;
    }
    return raise_missing(vm, f, "positional", list, n);
}

static bool missing_kwonly(kr_vm *vm, const KrFunction *f, const Value *dst) {
    const KrCode *c = kr__slot_ptr(f->code);
    const KrTuple *names = kr__slot_ptr(c->varnames);
    Value list[SHOWN_MAX];
    unsigned n = 0;
    for (unsigned i = c->argcount; i < (unsigned)c->argcount + c->kwonly; i++) {
        if (kr__ok(dst[i])) continue;
        if (n < SHOWN_MAX) list[n] = kr__tuple_get(names, i);
        n++;
    }
    return raise_missing(vm, f, "keyword-only", list, n);
}

static bool too_many(kr_vm *vm, const KrFunction *f, unsigned given, unsigned kwgiven) {
    const KrCode *c = kr__slot_ptr(f->code);
    unsigned ndef = f->defaults.bits ? ((KrTuple *)kr__slot_ptr(f->defaults))->len : 0;
    Value takes = ndef ? kr__text(vm, "from %u to %u", c->argcount - ndef, (unsigned)c->argcount)
                       : kr__text(vm, "%u", (unsigned)c->argcount);
    Value and = kwgiven ? kr__text(vm, " positional argument%s (and %u keyword-only argument%s)",
                                   given == 1 ? "" : "s", kwgiven, kwgiven == 1 ? "" : "s")
                        : kr__text(vm, "%s", "");
    if (kr__failed(takes) || kr__failed(and)) return false;
    bool plural = ndef ? true : c->argcount != 1;
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "%S() takes %S positional argument%s but %u%S %s given", qualname_of(f),
                           takes, plural ? "s" : "", given, and,
                           given == 1 && !kwgiven ? "was" : "were");
}

/* Positional-only names among the keywords, if there are any. */
static bool posonly_by_name(kr_vm *vm, const KrFunction *f, unsigned nkw, Value kwnames,
                            Value unknown) {
    const KrCode *c = kr__slot_ptr(f->code);
    const KrTuple *names = kr__slot_ptr(c->varnames), *kws = kr__ptr(kwnames);
    Value text = KR_UNSET;
    for (unsigned i = 0; i < c->posonly; i++) {
        Value p = kr__tuple_get(names, i);
        for (unsigned k = 0; k < nkw; k++) {
            Value kw = kr__tuple_get(kws, k);
            if (!kr__same(kw, p) && !kr__str_equal(kr__ptr(kw), kr__ptr(p))) continue;
            text = kr__ok(text) ? kr__text(vm, "%S, %S", text, p) : p;
            if (kr__failed(text)) return false;
        }
    }
    if (kr__ok(text))
        return kr__raise_false(
            vm, KR_T_X_TYPEERROR,
            "%S() got some positional-only arguments passed as keyword arguments: '%S'",
            qualname_of(f), text);
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "%S() got an unexpected keyword argument '%S'",
                           qualname_of(f), unknown);
}

/* ---- arguments: sorting ---- */

static int find_name(const KrTuple *names, unsigned from, unsigned to, Value kw) {
    for (unsigned i = from; i < to; i++)
        if (names->narrow[i].bits == (uint32_t)kw.bits) return (int)i;
    for (unsigned i = from; i < to; i++)
        if (kr__str_equal(kr__slot_ptr(names->narrow[i]), kr__ptr(kw))) return (int)i;
    return -1;
}

static bool put_keywords(kr_vm *vm, const KrFunction *f, const Value *kw, unsigned nkw,
                         Value kwnames, Value *dst, Value kwdict) {
    const KrCode *c = kr__slot_ptr(f->code);
    const KrTuple *names = kr__slot_ptr(c->varnames), *kws = kr__ptr(kwnames);
    for (unsigned i = 0; i < nkw; i++) {
        Value name = kr__tuple_get(kws, i);
        if (!kr__is_str(vm, name))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "%S() keywords must be strings",
                                   qualname_of(f));
        int at = find_name(names, c->posonly, (unsigned)c->argcount + c->kwonly, name);
        if (at < 0) {
            if (!kr__ok(kwdict)) return posonly_by_name(vm, f, nkw, kwnames, name);
            if (!kr__dict_set(vm, kr__ptr(kwdict), name, kw[i])) return false;
            continue;
        }
        if (kr__ok(dst[at]))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "%S() got multiple values for argument '%S'", qualname_of(f),
                                   name);
        dst[at] = kw[i];
    }
    return true;
}

static bool fill_defaults(kr_vm *vm, const KrFunction *f, Value *dst) {
    const KrCode *c = kr__slot_ptr(f->code);
    const KrTuple *defaults = f->defaults.bits ? kr__slot_ptr(f->defaults) : NULL;
    unsigned ndef = defaults ? defaults->len : 0,
             required = c->argcount > ndef ? c->argcount - ndef : 0;
    unsigned skip = ndef > c->argcount ? ndef - c->argcount : 0;
    for (unsigned i = 0; i < required; i++)
        if (!kr__ok(dst[i])) return missing_positional(vm, f, dst, required);
    for (unsigned i = required; i < c->argcount; i++)
        if (!kr__ok(dst[i])) dst[i] = kr__tuple_get(defaults, i - required + skip);
    if (!c->kwonly) return true;
    KrDict *kwdefaults = f->kwdefaults.bits ? kr__slot_ptr(f->kwdefaults) : NULL;
    const KrTuple *names = kr__slot_ptr(c->varnames);
    bool lack = false;
    for (unsigned i = c->argcount; i < (unsigned)c->argcount + c->kwonly; i++) {
        if (kr__ok(dst[i])) continue;
        Value name = KR_VALUE(names->narrow[i].bits);
        if (has_value(kwdefaults, vm, name))
            dst[i] = kr__dict_get_name(vm, kwdefaults, name);
        else
            lack = true;
    }
    return !lack || missing_kwonly(vm, f, dst);
}

/* Keyword-only arguments among those given, for the message of too many positional ones. */
static unsigned kwonly_given(const KrFunction *f, unsigned nkw, Value kwnames) {
    const KrCode *c = kr__slot_ptr(f->code);
    const KrTuple *names = kr__slot_ptr(c->varnames);
    unsigned n = 0;
    for (unsigned i = 0; i < nkw; i++)
        n += find_name(names, c->argcount, (unsigned)c->argcount + c->kwonly,
                       kr__tuple_get(kr__ptr(kwnames), i)) >= 0;
    return n;
}

/* Sorts arguments into registers; see function.h. Runs Python code only for messages. */
bool kr__function_args(kr_vm *vm, const KrFunction *f, const Value *args, unsigned n, unsigned nkw,
                       Value kwnames, Value *dst) {
    const KrCode *c = kr__slot_ptr(f->code);
    unsigned pos = c->argcount, named = pos + c->kwonly, given = n < pos ? n : pos;
    Value rest = KR_UNSET, kwdict = KR_UNSET, keep = KR_UNSET;
    if (c->flags & KR_CO_VARARGS) {
        rest = n > pos ? kr__tuple_new(vm, args + pos, n - pos) : kr__tuple_empty(vm);
        if (kr__failed(rest)) return false;
    }
    if (c->flags & KR_CO_VARKEYWORDS) {
        kwdict = kr__dict_new(vm);
        if (kr__failed(kwdict)) return false;
    }
    Value held[16];
    const Value *kw = args + n;
    if (nkw && dst == args) { /* dst is written over them */
        if (nkw <= KR_COUNTOF(held)) {
            kr__copy_values(held, kw, nkw);
            kw = held;
        } else {
            keep = kr__list_new(vm, kw, nkw);
            KrList *l = kr__ok(keep) ? kr__ptr(keep) : NULL;
            if (!l) return false;
            if (l->head.head & KR_F_WIDE) {
                kw = l->wide;
            } else { /* all narrow: spread them above the registers in use */
                Value *room = vm->thread->top + n + nkw + c->nlocals;
                if (room + nkw > vm->thread->regs_end) return kr__ok(kr__no_memory(vm));
                for (unsigned i = 0; i < nkw; i++) room[i] = kr__list_get(l, i);
                kw = room;
            }
        }
    }
    if (dst != args) kr__copy_values(dst, args, given);
    memset(dst + given, 0, (c->nlocals - given) * sizeof(Value));
    if (nkw && !put_keywords(vm, f, kw, nkw, kwnames, dst, kwdict)) return false;
    __asm__ volatile("" : : "r"(keep.bits));
    if (n > pos && !kr__ok(rest))
        return too_many(vm, f, n, nkw ? kwonly_given(f, nkw, kwnames) : 0);
    if (given < named && !fill_defaults(vm, f, dst)) return false;
    if (kr__ok(rest)) dst[named++] = rest;
    if (kr__ok(kwdict)) dst[named] = kwdict;
    return true;
}

/* ---- attributes ---- */

static KrFunction *fn(Value v) { return kr__ptr(v); }
static Value or_none(Slot s) { return s.bits ? KR_VALUE(s.bits) : KR_NONE_V; }
static Slot none_is_0(Value v) {
    return !kr__ok(v) || kr__is_none(v) ? KR_NO_SLOT : kr__ref_slot(v);
}

/* A changed signature is no longer what call sites learnt. */
static void refit(KrFunction *f) { f->simple = simple_count(kr__slot_ptr(f->code)); }

static Value get_code(kr_vm *vm, Value v) {
    (void)vm;
    return KR_VALUE(fn(v)->code.bits);
}
static bool set_code(kr_vm *vm, Value v, Value code) {
    KrFunction *f = fn(v);
    if (!kr__ok(code) || !kr__has_kind(vm, code, KR_K_CODE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "__code__ must be set to a code object");
    unsigned have = f->closure.bits ? ((KrTuple *)kr__slot_ptr(f->closure))->len : 0;
    const KrCode *c = kr__ptr(code);
    if (c->nfree != have)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "%S() requires a code object with %u free vars, not %u",
                               KR_VALUE(f->name.bits), have, (unsigned)c->nfree);
    kr__store(vm, f, &f->code, kr__ref_slot(code));
    refit(f);
    return true;
}
static Value get_globals(kr_vm *vm, Value v) {
    (void)vm;
    return KR_VALUE(fn(v)->globals.bits);
}
static Value get_builtins(kr_vm *vm, Value v) {
    return kr__builtins_shown(vm, KR_VALUE(fn(v)->builtins.bits));
}
static Value get_closure(kr_vm *vm, Value v) {
    (void)vm;
    return or_none(fn(v)->closure);
}
static Value get_defaults(kr_vm *vm, Value v) {
    (void)vm;
    return or_none(fn(v)->defaults);
}
static bool set_defaults(kr_vm *vm, Value v, Value d) {
    if (kr__ok(d) && !kr__is_none(d) && !kr__has_kind(vm, d, KR_K_TUPLE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "__defaults__ must be set to a tuple object");
    kr__store(vm, fn(v), &fn(v)->defaults, none_is_0(d));
    return true;
}
static Value get_kwdefaults(kr_vm *vm, Value v) {
    (void)vm;
    return or_none(fn(v)->kwdefaults);
}
static bool set_kwdefaults(kr_vm *vm, Value v, Value d) {
    if (kr__ok(d) && !kr__is_none(d) && !kr__has_kind(vm, d, KR_K_DICT))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "__kwdefaults__ must be set to a dict object");
    kr__store(vm, fn(v), &fn(v)->kwdefaults, none_is_0(d));
    return true;
}
static Value get_name(kr_vm *vm, Value v) {
    (void)vm;
    return KR_VALUE(fn(v)->name.bits);
}
static bool set_name(kr_vm *vm, Value v, Value name) {
    if (!kr__ok(name) || !kr__is_str(vm, name))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "__name__ must be set to a string object");
    kr__store(vm, fn(v), &fn(v)->name, kr__ref_slot(name));
    return true;
}
static Value get_qualname(kr_vm *vm, Value v) {
    (void)vm;
    return qualname_of(fn(v));
}
static bool set_qualname(kr_vm *vm, Value v, Value name) {
    if (!kr__ok(name) || !kr__is_str(vm, name))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "__qualname__ must be set to a string object");
    kr__store(vm, fn(v), &fn(v)->qualname, kr__ref_slot(name));
    return true;
}

/* Annotations become a dict when first asked for. */
static Value get_annotations(kr_vm *vm, Value v) {
    Slot s = extra_get(fn(v), X_ANNOTATIONS);
    if (s.bits && kr__has_kind(vm, KR_VALUE(s.bits), KR_K_DICT)) return KR_VALUE(s.bits);
    Value d = kr__dict_new(vm);
    if (kr__failed(d)) return KR_FAILED;
    const KrTuple *t = s.bits ? kr__slot_ptr(s) : NULL;
    for (uint32_t i = 0; t && i + 1 < t->len; i += 2)
        if (!kr__dict_set(vm, kr__ptr(d), kr__tuple_get(t, i), kr__tuple_get(t, i + 1)))
            return KR_FAILED;
    return extra_set(vm, fn(v), X_ANNOTATIONS, kr__ref_slot(d)) ? d : KR_FAILED;
}
static bool set_annotations(kr_vm *vm, Value v, Value d) {
    if (kr__ok(d) && !kr__is_none(d) && !kr__has_kind(vm, d, KR_K_DICT))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "__annotations__ must be set to a dict object");
    return extra_set(vm, fn(v), X_ANNOTATIONS, none_is_0(d));
}

/* The doc string is the code's first constant when that is a str. */
static Value get_doc(kr_vm *vm, Value v) {
    Slot s = extra_get(fn(v), X_DOC);
    if (s.bits) return KR_VALUE(s.bits);
    const KrCode *c = kr__slot_ptr(fn(v)->code);
    return c->nconsts && kr__is_str(vm, c->consts[0]) ? c->consts[0] : KR_NONE_V;
}
static bool set_doc(kr_vm *vm, Value v, Value doc) {
    return extra_set(vm, fn(v), X_DOC,
                     kr__ok(doc) && kr__is_ref(doc) ? kr__ref_slot(doc) : kr__ref_slot(KR_NONE_V));
}
static Value get_module(kr_vm *vm, Value v) {
    Slot s = extra_get(fn(v), X_MODULE);
    if (s.bits) return KR_VALUE(s.bits);
    Value name = kr__dict_get_name(vm, kr__slot_ptr(fn(v)->globals), kr__name(vm, KR_N___name__));
    return kr__ok(name) ? name : KR_NONE_V;
}
static bool set_module(kr_vm *vm, Value v, Value m) {
    return extra_set(vm, fn(v), X_MODULE,
                     kr__ok(m) && kr__is_ref(m) ? kr__ref_slot(m) : kr__ref_slot(KR_NONE_V));
}
static Value get_dict(kr_vm *vm, Value v) { return kr__function_dict(vm, v); }
static bool set_dict(kr_vm *vm, Value v, Value d) {
    if (!kr__ok(d)) return kr__raise_false(vm, KR_T_X_TYPEERROR, "cannot delete __dict__");
    return kr__instance_set_dict(vm, v, d);
}

/* ---- methods ---- */

static bool check_closure(kr_vm *vm, const KrCode *c, Value closure) {
    bool given = kr__ok(closure) && !kr__is_none(closure);
    if (given && !kr__has_kind(vm, closure, KR_K_TUPLE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "arg 5 (closure) must be tuple");
    if (c->nfree && !given)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "arg 5 (closure) must be tuple");
    uint32_t n = given ? ((KrTuple *)kr__ptr(closure))->len : 0;
    if (n != c->nfree)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "%S requires closure of length %u, not %u",
                               KR_VALUE(c->name.bits), (unsigned)c->nfree, n);
    for (uint32_t i = 0; i < n; i++) {
        Value cell = kr__tuple_get(kr__ptr(closure), i);
        if (!kr__has_kind(vm, cell, KR_K_CELL))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "arg 5 (closure) expected cell, found %T",
                                   cell);
    }
    return true;
}

static Value function_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_kind(vm, a[1], KR_K_CODE))
        return kr__raise_type(vm, "function() argument 'code' must be code, not %T", a[1]);
    if (!kr__has_kind(vm, a[2], KR_K_DICT))
        return kr__raise_type(vm, "function() argument 'globals' must be dict, not %T", a[2]);
    if (kr__ok(a[3]) && !kr__is_none(a[3]) && !kr__is_str(vm, a[3]))
        return kr__raise_type(vm, "arg 3 (name) must be None or string");
    if (kr__ok(a[4]) && !kr__is_none(a[4]) && !kr__has_kind(vm, a[4], KR_K_TUPLE))
        return kr__raise_type(vm, "arg 4 (defaults) must be None or tuple");
    if (!check_closure(vm, kr__ptr(a[1]), a[5])) return KR_FAILED;
    Value v = kr__function_new(vm, a[1], a[2]);
    if (kr__failed(v)) return KR_FAILED;
    if (kr__ok(a[3]) && !kr__is_none(a[3])) fn(v)->name = kr__ref_slot(a[3]);
    fn(v)->defaults = none_is_0(a[4]);
    fn(v)->closure = none_is_0(a[5]);
    return v;
}
static Value function_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__get_arguments(vm, a)) return KR_FAILED;
    return kr__is_none(a[1]) ? a[0] : kr__method_new(vm, a[0], a[1]);
}
static Value function_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__text(vm, "<function %S at 0x%lx>", qualname_of(fn(a[0])),
                    (unsigned long)kr__id(a[0]));
}
static Value function_call(kr_vm *vm, Value *a, int n) {
    unsigned nkw = vm->tail.nkw;
    Value kwnames = vm->tail.kwnames;
    Value r = kr__tail_call(vm, a[0], a + 1, (unsigned)n - 1 + nkw);
    if (!kr__same(r, KR_TAIL)) return r;
    vm->tail.nargs = (uint32_t)n - 1;
    vm->tail.nkw = nkw;
    vm->tail.kwnames = kwnames;
    return r;
}

static const KrFnDef function_methods[] = {
    {"__new__(cls, code, globals, name=None, argdefs=None, closure=None)", function_new,
     "Create a function object.", KR_DEF_NEW},
    {"__get__(self, instance, owner=None, /)", function_get,
     "Return an attribute of instance, which is of type owner.", KR_DEF_SPECIAL},
    {"__repr__(self, /)", function_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__call__(self, /, *args, **kwargs)", function_call, "Call self as a function.",
     KR_DEF_SPECIAL | KR_DEF_RAW},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet function_getset[] = {
    {"__closure__", get_closure, kr__readonly, NULL},
    {"__doc__", get_doc, set_doc, NULL},
    {"__globals__", get_globals, kr__readonly, NULL},
    {"__module__", get_module, set_module, NULL},
    {"__builtins__", get_builtins, kr__readonly, NULL},
    {"__code__", get_code, set_code, NULL},
    {"__defaults__", get_defaults, set_defaults, NULL},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {"__dict__", get_dict, set_dict, NULL},
    {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_function = {
    .number = KR_T_FUNCTION,
    .doc = "Create a function object.\n\n  code\n    a code object\n  globals\n    the globals "
           "dictionary\n  name\n"
           "    a string that overrides the name from the code object\n  argdefs\n    a tuple that "
           "specifies the "
           "default argument values\n  closure\n    a tuple that supplies the bindings for free "
           "variables",
    .methods = function_methods,
    .getset = function_getset,
    .flags = KR_TF_HAS_DICT | KR_TF_HAS_WEAK,
};

/* ---- cell variables ---- */

static Value cell_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrCell *c = kr__new(vm, KR_T_CELL, sizeof(KrCell));
    if (!c) return KR_FAILED;
    c->value = a[1];
    return kr__value_of(c);
}
static Value cell_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrCell *c = kr__ptr(a[0]);
    unsigned long id = (unsigned long)kr__id(a[0]);
    if (!kr__ok(c->value)) return kr__text(vm, "<cell at 0x%lx: empty>", id);
    return kr__text(vm, "<cell at 0x%lx: %T object at 0x%lx>", id, c->value,
                    (unsigned long)kr__id(c->value));
}
/* Empty cells are less than all others. */
static Value cell_compare(kr_vm *vm, Value *a, KrName op) {
    if (!kr__exact(a[1], KR_T_CELL)) return KR_NOTIMPL_V;
    Value x = ((KrCell *)kr__ptr(a[0]))->value, y = ((KrCell *)kr__ptr(a[1]))->value;
    if (kr__ok(x) && kr__ok(y)) return kr__compare(vm, x, y, op);
    return kr__compare(vm, kr__from_int48(kr__ok(x)), kr__from_int48(kr__ok(y)), op);
}
#define CELL_OP(name, op)                           \
    static Value name(kr_vm *vm, Value *a, int n) { \
        (void)n;                                    \
        return cell_compare(vm, a, op);             \
    }
CELL_OP(cell_lt, KR_N___lt__)
CELL_OP(cell_le, KR_N___le__)
CELL_OP(cell_eq, KR_N___eq__)
CELL_OP(cell_ne, KR_N___ne__)
CELL_OP(cell_gt, KR_N___gt__)
CELL_OP(cell_ge, KR_N___ge__)

static Value get_contents(kr_vm *vm, Value v) {
    Value x = ((KrCell *)kr__ptr(v))->value;
    return kr__ok(x) ? x : kr__raise_value(vm, "Cell is empty");
}
static bool set_contents(kr_vm *vm, Value v, Value x) {
    KrCell *c = kr__ptr(v);
    c->value = x;
    kr__barrier(vm, c);
    return true;
}
static const KrFnDef cell_methods[] = {
    {"__new__(cls, contents=None, /)", cell_new, "Create a new cell object.", KR_DEF_NEW},
    {"__repr__(self, /)", cell_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", cell_lt, "Return self<value.", KR_DEF_SPECIAL},
    {"__le__(self, value, /)", cell_le, "Return self<=value.", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", cell_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", cell_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", cell_gt, "Return self>value.", KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", cell_ge, "Return self>=value.", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet cell_getset[] = {
    {"cell_contents", get_contents, set_contents, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_cell = {
    .number = KR_T_CELL,
    .doc = "Create a new cell object.\n\n  contents\n    the contents of the cell. If not "
           "specified, the cell will be empty,\n    and  further attempts to access its "
           "cell_contents attribute will\n    raise a ValueError.",
    .methods = cell_methods,
    .getset = cell_getset};
