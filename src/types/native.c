/* SPDX-License-Identifier: MIT
 * native.c: functions written in C. A native is a cell that names a row of a static table
 * (KrFnDef); its signature text says how arguments are sorted into parameters. What it costs to
 * call one: positional arguments within bounds are copied, nothing else is looked at.
 *
 * Error texts are those of the C functions they stand for: which text, follows from the shape of
 * the signature (no arguments, one, positional only, with keywords) and from the class of the
 * native. */
#include <string.h>

#include "types/native.h"
#include "types/module.h"
#include "types/state.h"
#include "types/str.h"
#include "types/seq.h"
#include "types/type.h"

const KrKindInfo kr__kind_native = {
    .name = "native", .size = sizeof(KrNative), .slots = 7ull << 3 /* self, cls, name */
};
_Static_assert(offsetof(KrNative, self) == 12, "trace words of KrNative");

/* ---- tables ---- */

/* Sets up vm->tstate. False: no memory; nothing is raised (there may be no VM to raise in yet). */
bool kr__type_state_init(kr_vm *vm) {
    KrMem *mem = &kr__heap(vm)->mem;
    vm->tstate = kr__mem_zalloc(mem, sizeof(KrTypeState));
    if (!vm->tstate) return false;
    return kr__vec_push(mem, &vm->tstate->tables, NULL);
}

/* Frees vm->tstate; safe when kr__type_state_init failed. */
void kr__type_state_free(kr_vm *vm) {
    if (!vm->tstate) return;
    KrMem *mem = &kr__heap(vm)->mem;
    kr__text_state_free(vm);
    kr__vec_free(mem, &vm->tstate->views);
    kr__vec_free(mem, &vm->tstate->tables);
    kr__mem_free(mem, vm->tstate, sizeof(KrTypeState));
    vm->tstate = NULL;
}

/* Number of a table of rows, from 1; 0: MemoryError pending. Runs no Python code. */
uint32_t kr__def_table(kr_vm *vm, const KrFnDef *rows) {
    KrTypeState *s = vm->tstate;
    if (s->tables.n > UINT16_MAX || !kr__vec_push(&kr__heap(vm)->mem, &s->tables, rows)) {
        kr__no_memory(vm);
        return 0;
    }
    return s->tables.n - 1;
}

/* The row behind a native. Never fails. */
const KrFnDef *kr__native_def(kr_vm *vm, const KrNative *f) {
    return &vm->tstate->tables.data[f->table][f->row];
}

/* ---- signature texts ---- */

/* Bytes of the name in front of the parenthesis. */
size_t kr__sig_name_len(const char *sig) { return strcspn(sig, "("); }

/* Starts reading the parameters of a signature. */
void kr__sig_begin(KrSigReader *r, const char *sig) {
    const char *open = strchr(sig, '(');
    r->at = open ? open + 1 : "";
    r->kwonly = false;
}

/* End of a parameter that starts at p: the comma or parenthesis outside brackets and quotes. */
static const char *param_end(const char *p) {
    int depth = 0;
    char quote = 0;
    for (; *p; p++) {
        if (quote) {
            if (*p == '\\' && p[1])
                p++;
            else if (*p == quote)
                quote = 0;
        } else if (*p == '\'' || *p == '"') {
            quote = *p;
        } else if (*p == '(' || *p == '[' || *p == '{') {
            depth++;
        } else if (*p == ')' || *p == ']' || *p == '}') {
            if (depth-- == 0) return p;
        } else if (*p == ',' && depth == 0) {
            return p;
        }
    }
    return p;
}

/* The next parameter; false at the end. */
bool kr__sig_next(KrSigReader *r, KrSigParam *out) {
    for (;;) {
        const char *p = r->at;
        while (*p == ' ' || *p == ',') p++;
        if (!*p || *p == ')') return false;
        const char *end = param_end(p);
        r->at = end;
        if (*p == '/') continue;
        out->kind = r->kwonly ? KR_SIG_KWONLY : KR_SIG_POSITIONAL;
        if (*p == '*') {
            r->kwonly = true;
            if (end - p == 1) continue;
            out->kind = p[1] == '*' ? KR_SIG_VARKW : KR_SIG_VARARGS;
            p += p[1] == '*' ? 2 : 1;
        }
        if (*p == '$') p++;
        const char *q = p;
        while (q < end && *q != '=' && *q != ' ' && *q != ':') q++;
        out->name = p;
        out->len = (uint32_t)(q - p);
        out->has_default = memchr(p, '=', (size_t)(end - p)) != NULL;
        return true;
    }
}

/* How many parameters stand before "/". */
unsigned kr__sig_posonly(const char *sig) {
    KrSigReader r;
    kr__sig_begin(&r, sig);
    unsigned n = 0;
    const char *p = r.at;
    for (;;) {
        while (*p == ' ' || *p == ',') p++;
        if (!*p || *p == ')' || *p == '*') return 0;
        if (*p == '/') return n;
        n++;
        p = param_end(p);
    }
}

/* Counts the parameters of a row into the native. */
static void native_count(KrNative *f, const KrFnDef *def) {
    if ((def->kind & 7) == KR_DEF_NEW) f->flags |= KR_NF_NEW;
    if (def->kind & KR_DEF_SETTLE) f->flags |= KR_NF_SETTLE;
    if (def->kind & KR_DEF_RAW) {
        f->flags |= KR_NF_RAW;
        f->max = 255;
        return;
    }
    KrSigReader r;
    KrSigParam p;
    unsigned positional = 0;
    for (kr__sig_begin(&r, def->sig); kr__sig_next(&r, &p);) {
        if (p.kind == KR_SIG_VARARGS) {
            f->flags |= KR_NF_VARARGS;
            continue;
        }
        f->nparams++;
        if (p.kind == KR_SIG_VARKW) f->flags |= KR_NF_VARKW;
        if (p.kind == KR_SIG_KWONLY)
            f->flags |= KR_NF_KEYWORDS | (p.has_default ? 0 : KR_NF_NEEDED);
        if (p.kind == KR_SIG_POSITIONAL) {
            positional++;
            if (!p.has_default) f->min++;
        }
    }
    f->max = (uint8_t)positional;
    unsigned posonly = kr__sig_posonly(def->sig);
    unsigned self = (def->kind & 7) != KR_DEF_STATIC && f->cls.bits ? 1 : 0;
    if (positional > (posonly > self ? posonly : self)) f->flags |= KR_NF_KEYWORDS;
}

/* A native for one row of a table. Failed: MemoryError. May collect; runs no Python code. */
Value kr__native_new(kr_vm *vm, uint32_t layout, uint32_t table, uint32_t row, Value self,
                     Value cls) {
    const KrFnDef *def = &vm->tstate->tables.data[table][row];
    Value name = kr__intern(vm, def->sig, kr__sig_name_len(def->sig));
    if (kr__failed(name)) return KR_FAILED;
    KrNative *f = kr__new(vm, layout, sizeof(KrNative));
    if (!f) return KR_FAILED;
    f->table = (uint16_t)table;
    f->row = (uint16_t)row;
    f->self = kr__ref_slot(self);
    f->cls = kr__ref_slot(cls);
    f->name = kr__ref_slot(name);
    native_count(f, def);
    return kr__value_of(f);
}

/* ---- names for messages ---- */

static const char *slot_text(Slot s) { return s.bits ? kr__str_text(kr__slot_ptr(s)) : "?"; }
static const char *class_text(Slot s) {
    return s.bits ? slot_text(((KrType *)kr__slot_ptr(s))->name) : "?";
}

/* Whether calls of it are calls of a class: __new__ and __init__ are named as the class in
 * messages. */
static bool is_constructor(kr_vm *vm, const KrNative *f) {
    return (kr__native_def(vm, f)->kind & 7) == KR_DEF_NEW ||
           f->name.bits == vm->names[KR_N___init__].bits;
}

/* Unqualified name as argument errors say it. */
static const char *short_name(kr_vm *vm, const KrNative *f) {
    return is_constructor(vm, f) ? class_text(f->cls) : slot_text(f->name);
}

/* Module in which a module function stands, for messages; NULL: none or builtins. */
static const char *module_text(kr_vm *vm, const KrNative *f) {
    if (f->cls.bits || !f->self.bits) return NULL;
    Value m = KR_VALUE(f->self.bits);
    if (!kr__has_kind(vm, m, KR_K_MODULE)) return NULL;
    KrDict *d = kr__module_dict(m);
    Value name = d ? kr__dict_get_name(vm, d, kr__name(vm, KR_N___name__)) : KR_UNSET;
    if (!kr__ok(name) || !kr__is_str(vm, name) || name.bits == vm->names[KR_N_builtins].bits)
        return NULL;
    return kr__str_text(kr__ptr(name));
}

/* Raises "QUALNAME() <fmt…>", where QUALNAME is list.append, math.sin or len. */
static bool raise_qualified(kr_vm *vm, const KrNative *f, const Value *args, const char *what,
                            long given) {
    const char *owner = f->cls.bits ? class_text(f->cls) : module_text(vm, f);
    if (kr__layout_no(f) == KR_T_CLASSMETHOD_DESCR)
        owner = slot_text(kr__type_ptr(args[0])->qualname);
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           given < 0 ? "%s%s%s() %s" : "%s%s%s() %s (%ld given)",
                           owner ? owner : "", owner ? "." : "", slot_text(f->name), what, given);
}

/* ---- receivers ---- */

static bool receiver_missing(kr_vm *vm, const KrNative *f) {
    if (kr__layout_no(f) == KR_T_METHOD_DESCR)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "unbound method %s.%s() needs an argument",
                               class_text(f->cls), slot_text(f->name));
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "descriptor '%s' of '%s' object needs an argument",
                           slot_text(f->name), class_text(f->cls));
}

static bool receiver_wrong(kr_vm *vm, const KrNative *f, Value self) {
    switch (kr__layout_no(f)) {
    case KR_T_METHOD_DESCR:
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "descriptor '%s' for '%s' objects doesn't apply to a '%T' object",
                               slot_text(f->name), class_text(f->cls), self);
    case KR_T_CLASSMETHOD_DESCR:
        if (!kr__is_type(vm, self))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "descriptor '%s' requires a type but received a '%T' instance",
                                   slot_text(f->name), self);
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "descriptor '%s' requires a subtype of '%s' but received '%N'",
                               slot_text(f->name), class_text(f->cls), self);
    default:
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "descriptor '%s' requires a '%s' object but received a '%T'",
                               slot_text(f->name), class_text(f->cls), self);
    }
}

/* The class argument of a __new__ that was called by hand. */
static bool new_receiver_check(kr_vm *vm, const KrNative *f, const Value *args, unsigned n) {
    Value cls = KR_VALUE(f->cls.bits);
    if (!n) return kr__raise_false(vm, KR_T_X_TYPEERROR, "%N.__new__(): not enough arguments", cls);
    if (!kr__is_type(vm, args[0]))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%N.__new__(X): X is not a type object (%T)",
                               cls, args[0]);
    if (!kr__is_subtype(vm, args[0], cls))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%N.__new__(%N): %N is not a subtype of %N",
                               cls, args[0], args[0], cls);
    /* the C struct that this __new__ makes must be the one the class has */
    KrType *t = kr__type_ptr(args[0]), *own = kr__type_ptr(cls);
    const KrType *builtin = t; /* the first class whose __new__ is C's */
    while (kr__type_is_heap(builtin) &&
           !kr__exact(kr__special_of(vm, kr__value_of(builtin), KR_N___new__), KR_T_NATIVE))
        builtin = kr__slot_ptr(builtin->base);
    if (builtin != own && builtin->kind != own->kind)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%N.__new__(%N) is not safe, use %N.__new__()",
                               cls, args[0], kr__value_of(builtin));
    return true;
}

/* True when the receiver suits the descriptor; TypeError otherwise. Quick. */
bool kr__native_receiver(kr_vm *vm, const KrNative *f, const Value *args, unsigned n) {
    if (!f->cls.bits) return true;
    if ((kr__native_def(vm, f)->kind & 7) == KR_DEF_NEW) return new_receiver_check(vm, f, args, n);
    uint32_t no = kr__layout_no(f);
    if (no == KR_T_NATIVE) return true;
    if (!n) return receiver_missing(vm, f);
    Value cls = KR_VALUE(f->cls.bits);
    if (no == KR_T_CLASSMETHOD_DESCR) {
        if (kr__is_type(vm, args[0]) && kr__is_subtype(vm, args[0], cls)) return true;
        return receiver_wrong(vm, f, args[0]);
    }
    Value c = kr__class_of(vm, args[0]);
    if (kr__same(c, cls) || kr__is_subtype(vm, c, cls)) return true;
    return receiver_wrong(vm, f, args[0]);
}

/* ---- wrong numbers of arguments ---- */

/* "name expected at most 2 arguments, got 3" */
static bool raise_expected(kr_vm *vm, const char *name, unsigned min, unsigned max, unsigned got) {
    bool few = got < min;
    unsigned bound = few ? min : max;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s%sexpected %s%u argument%s, got %u", name,
                           *name ? " " : "",
                           min == max ? ""
                           : few      ? "at least "
                                      : "at most ",
                           bound, bound == 1 ? "" : "s", got);
}

/* A native that knows no keywords was given `n` positional arguments, too few or too many. */
static bool raise_positional(kr_vm *vm, const KrNative *f, const Value *args, unsigned n) {
    const KrFnDef *def = kr__native_def(vm, f);
    bool self = kr__layout_no(f) != KR_T_NATIVE || (def->kind & 7) == KR_DEF_NEW;
    unsigned min = f->min - (self && f->min), max = f->max - (self && f->max), got = n - self;
    if (f->flags & KR_NF_VARARGS) max = got > min ? got : min + 1;
    if (is_constructor(vm, f)) return raise_expected(vm, class_text(f->cls), min, max, got);
    if (kr__layout_no(f) == KR_T_SLOT_WRAPPER) {
        if (min == max && max < 2) return raise_expected(vm, "", min, max, got);
        if (min == max)
            return kr__raise_false(vm, KR_T_X_TYPEERROR, " expected %u arguments, got %u", min,
                                   got);
        return kr__raise_false(vm, KR_T_X_TYPEERROR, " expected %s %u argument%s, got %u",
                               got < min ? "at least" : "at most", got < min ? min : max,
                               (got < min ? min : max) == 1 ? "" : "s", got);
    }
    if (max == 0) return raise_qualified(vm, f, args, "takes no arguments", got);
    if (min == 1 && max == 1)
        return raise_qualified(vm, f, args, "takes exactly one argument", got);
    return raise_expected(vm, slot_text(f->name), min, max, got);
}

/* What is left when keywords are possible: counts without self. */
typedef struct Counts {
    unsigned self, min, max, total, posonly; /* parameters; total: keyword-only ones included */
} Counts;

static Counts keyword_counts(kr_vm *vm, const KrNative *f) {
    const KrFnDef *def = kr__native_def(vm, f);
    Counts c;
    c.self = kr__layout_no(f) != KR_T_NATIVE || (def->kind & 7) == KR_DEF_NEW;
    c.min = f->min - (c.self && f->min);
    c.max = f->max - (c.self && f->max);
    c.total = f->nparams - (f->flags & KR_NF_VARKW ? 1 : 0) - c.self;
    unsigned posonly = kr__sig_posonly(def->sig);
    c.posonly = posonly > c.self ? posonly - c.self : 0;
    return c;
}

/* Too many arguments for a native with keywords. */
static bool too_many(kr_vm *vm, const KrNative *f, const Counts *c, unsigned n, unsigned nkw) {
    const char *name = short_name(vm, f);
    if (n + nkw > c->total)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "%s() takes at most %u %sargument%s (%u given)", name, c->total,
                               n == 0 ? "keyword " : "", c->total == 1 ? "" : "s", n + nkw);
    if (c->max == 0)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() takes no positional arguments", name);
    return kr__raise_false(
        vm, KR_T_X_TYPEERROR, "%s() takes %s %u positional argument%s (%u given)", name,
        c->min < c->max ? "at most" : "exactly", c->max, c->max == 1 ? "" : "s", n);
}

/* A parameter that has no default was not given. */
static bool missing(kr_vm *vm, const KrNative *f, const Counts *c, unsigned n) {
    const char *name = short_name(vm, f);
    unsigned least = c->posonly < c->min ? c->posonly : c->min;
    if (n < least)
        return kr__raise_false(
            vm, KR_T_X_TYPEERROR, "%s() takes %s %u positional argument%s (%u given)", name,
            least < c->max ? "at least" : "exactly", least, least == 1 ? "" : "s", n);
    return true;
}

static bool missing_named(kr_vm *vm, const KrNative *f, const KrSigParam *p, unsigned pos) {
    char text[64];
    size_t len = p->len < sizeof text - 1 ? p->len : sizeof text - 1;
    memcpy(text, p->name, len);
    text[len] = 0;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() missing required argument '%s' (pos %u)",
                           short_name(vm, f), text, pos);
}

/* ---- keywords ---- */

static bool key_is(Value key, const KrSigParam *p) {
    const KrStr *s = kr__ptr(key);
    return s->len == p->len && memcmp(kr__str_text(s), p->name, p->len) == 0;
}

/* Place of the parameter named `key`, or -1. */
static int find_param(const KrFnDef *def, unsigned posonly, Value key, bool *positional) {
    KrSigReader r;
    KrSigParam p;
    unsigned i = 0;
    for (kr__sig_begin(&r, def->sig); kr__sig_next(&r, &p);) {
        if (p.kind == KR_SIG_VARARGS) continue;
        if (p.kind != KR_SIG_VARKW && i >= posonly && key_is(key, &p)) {
            *positional = p.kind == KR_SIG_POSITIONAL;
            return (int)i;
        }
        i++;
    }
    return -1;
}

/* Index of the **kw parameter: by the rules of signatures it is the last one. */
static unsigned kw_place(const KrNative *f) { return f->nparams - 1u; }

/* Puts keyword values into dst. `n` positional arguments stand there already. */
static bool put_keywords(kr_vm *vm, const KrNative *f, const Value *kw, unsigned nkw, Value kwnames,
                         unsigned n, const Counts *c, Value *dst) {
    const KrFnDef *def = kr__native_def(vm, f);
    const KrTuple *names = kr__ptr(kwnames);
    for (unsigned i = 0; i < nkw; i++) {
        Value key = kr__tuple_get(names, i);
        bool positional = false;
        unsigned first = c->posonly + c->self;
        int at = find_param(def, first, key, &positional);
        if (at < 0) {
            if (!(f->flags & KR_NF_VARKW))
                return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                       "'%S' is an invalid keyword argument for %s()", key,
                                       short_name(vm, f));
            Value *d = &dst[kw_place(f)];
            if (!kr__ok(*d)) *d = kr__dict_new(vm);
            if (kr__failed(*d) || !kr__dict_set(vm, kr__ptr(*d), key, kw[i])) return false;
            continue;
        }
        if (positional && (unsigned)at < n)
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "argument for %s() given by name ('%S') and position (%d)",
                                   short_name(vm, f), key, at + 1 - (int)c->self);
        dst[at] = kw[i];
    }
    return true;
}

/* Every parameter without default has a value? */
static bool check_required(kr_vm *vm, const KrNative *f, const Counts *c, const Value *dst) {
    KrSigReader r;
    KrSigParam p;
    unsigned i = 0;
    for (kr__sig_begin(&r, kr__native_def(vm, f)->sig); kr__sig_next(&r, &p);) {
        if (p.kind == KR_SIG_VARARGS) continue;
        if (p.kind != KR_SIG_VARKW && !p.has_default && !kr__ok(dst[i]))
            return missing_named(vm, f, &p, i + 1 - c->self);
        i++;
    }
    return true;
}

/* A constructor that takes no keywords, of a class with an __init__ of its own, leaves them to that. */
static bool keywords_for_init(kr_vm *vm, const KrNative *f, const Value *args, unsigned n) {
    if ((kr__native_def(vm, f)->kind & 7) != KR_DEF_NEW || !n || !f->cls.bits ||
        !kr__is_type(vm, args[0]))
        return false;
    Value name = kr__name(vm, KR_N___init__);
    return !kr__same(kr__type_lookup(vm, args[0], name),
                     kr__type_lookup(vm, KR_VALUE(f->cls.bits), name));
}

/* The general case: keywords are given, or the number of positional ones is out of bounds. */
static KR_NOINLINE bool native_args_slow(kr_vm *vm, const KrNative *f, const Value *args,
                                         unsigned n, unsigned nkw, Value kwnames, Value *dst,
                                         int *count) {
    bool takes_kw = f->flags & (KR_NF_KEYWORDS | KR_NF_VARKW);
    if (!takes_kw) {
        if (nkw && keywords_for_init(vm, f, args, n))
            return kr__native_args(vm, f, args, n, 0, KR_UNSET, dst, count);
        if (nkw) {
            if (kr__layout_no(f) == KR_T_SLOT_WRAPPER && !is_constructor(vm, f))
                return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                       "wrapper %s() takes no keyword arguments",
                                       slot_text(f->name));
            if (is_constructor(vm, f))
                return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() takes no keyword arguments",
                                       class_text(f->cls));
            return raise_qualified(vm, f, args, "takes no keyword arguments", -1);
        }
        return raise_positional(vm, f, args, n);
    }
    Counts c = keyword_counts(vm, f);
    unsigned given = n - c.self;
    bool open = f->flags & (KR_NF_VARARGS | KR_NF_VARKW);
    if (!open && given + nkw > c.total) return too_many(vm, f, &c, given, nkw);
    if (!(f->flags & KR_NF_VARARGS) && given > c.max) return too_many(vm, f, &c, given, nkw);
    if (!missing(vm, f, &c, given)) return false;
    Value held[16];
    const Value *kw = args + n;
    Value keep = KR_UNSET; /* many keywords: a tuple keeps them while dst is written over args */
    if (dst == args) {
        if (nkw <= 16) {
            kr__copy_values(held, kw, nkw);
            kw = held;
        } else {
            Value *copy = NULL;
            keep = kr__tuple_new(vm, kw, nkw);
            if (kr__failed(keep)) return false;
            copy = vm->thread->top + n + nkw + f->nparams;
            if (copy + nkw > vm->thread->regs_end) return kr__ok(kr__no_memory(vm));
            memcpy(copy, kw, nkw * sizeof(Value));
            kw = copy;
        }
    }
    unsigned fixed = n < f->max ? n : f->max, extra = n - fixed;
    memmove(dst + f->nparams, args + fixed, extra * sizeof(Value));
    memmove(dst, args, fixed * sizeof(Value));
    memset(dst + fixed, 0, (f->nparams - fixed) * sizeof(Value));
    *count = (int)(f->nparams + extra);
    if (nkw && !put_keywords(vm, f, kw, nkw, kwnames, fixed, &c, dst)) return false;
    __asm__ volatile("" : : "r"(keep.bits));
    return check_required(vm, f, &c, dst);
}

/* Sorts arguments into parameters; see function.h. May run Python code only for messages. */
bool kr__native_args(kr_vm *vm, const KrNative *f, const Value *args, unsigned n, unsigned nkw,
                     Value kwnames, Value *dst, int *count) {
    if (f->flags & KR_NF_RAW) {
        memmove(dst, args, (n + nkw) * sizeof(Value));
        vm->tail.nkw = nkw;
        vm->tail.kwnames = kwnames;
        *count = (int)n;
        return true;
    }
    if (KR_LIKELY(nkw == 0 && n >= f->min && n <= f->max)) {
        if (dst != args) kr__copy_values(dst, args, n);
        for (unsigned i = n; i < f->nparams; i++) dst[i] = KR_UNSET;
        *count = f->nparams;
        if (f->flags & KR_NF_NEEDED) {
            Counts c = keyword_counts(vm, f);
            return check_required(vm, f, &c, dst);
        }
        return true;
    }
    if (nkw == 0 && (f->flags & KR_NF_VARARGS) && n > f->max) {
        unsigned extra = n - f->max;
        memmove(dst + f->nparams, args + f->max, extra * sizeof(Value));
        if (dst != args) kr__copy_values(dst, args, f->max);
        for (unsigned i = f->max; i < f->nparams; i++) dst[i] = KR_UNSET;
        *count = (int)(f->nparams + extra);
        if (f->flags & KR_NF_NEEDED) {
            Counts c = keyword_counts(vm, f);
            return check_required(vm, f, &c, dst);
        }
        return true;
    }
    return native_args_slow(vm, f, args, n, nkw, kwnames, dst, count);
}

/* The arguments of a __get__: instance and owner are not both None. */
bool kr__get_arguments(kr_vm *vm, const Value *a) {
    if (!kr__is_none(a[1]) || (kr__ok(a[2]) && !kr__is_none(a[2]))) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "__get__(None, None) is invalid");
}

/* ---- attributes ---- */

/* The native inside a bound method, or the native itself; *self gets what it is bound to (unset:
 * nothing). */
static const KrNative *native_of(kr_vm *vm, Value v, Value *self) {
    if (kr__has_kind(vm, v, KR_K_METHOD)) {
        const KrMethod *m = kr__ptr(v);
        *self = m->self;
        return kr__slot_ptr(m->func);
    }
    const KrNative *f = kr__ptr(v);
    *self = KR_VALUE(f->self.bits);
    return f;
}

static Value get_name(kr_vm *vm, Value v) {
    Value self;
    return KR_VALUE(native_of(vm, v, &self)->name.bits);
}

/* "list.append", "math.sin" without its module: what __qualname__ says. */
Value kr__native_qualname(kr_vm *vm, const KrNative *f) {
    Value name = KR_VALUE(f->name.bits);
    if (!f->cls.bits) return name;
    return kr__text(vm, "%S.%S", KR_VALUE(((KrType *)kr__slot_ptr(f->cls))->qualname.bits), name);
}

static Value get_qualname(kr_vm *vm, Value v) {
    Value self;
    const KrNative *f = native_of(vm, v, &self);
    if (kr__has_kind(vm, v, KR_K_METHOD) && kr__ok(self) && f->cls.bits) {
        Value cls = kr__is_type(vm, self) ? self : kr__class_of(vm, self);
        return kr__text(vm, "%S.%S", KR_VALUE(kr__type_ptr(cls)->qualname.bits),
                        KR_VALUE(f->name.bits));
    }
    return kr__native_qualname(vm, f);
}

static Value get_doc(kr_vm *vm, Value v) {
    Value self;
    const char *doc = kr__native_def(vm, native_of(vm, v, &self))->doc;
    return doc ? kr__str_new(vm, doc, strlen(doc)) : KR_NONE_V;
}

/* The signature text with its first parameter marked as bound. */
Value kr__native_text_signature(kr_vm *vm, const KrNative *f) {
    const KrFnDef *def = kr__native_def(vm, f);
    const char *open = strchr(def->sig, '(');
    if (!open || (def->kind & KR_DEF_RAW)) {
        if (!open || !open[1]) return KR_NONE_V;
    }
    unsigned kind = def->kind & 7;
    if (kind == KR_DEF_STATIC) return kr__str_new(vm, open, strlen(open));
    if (kind == KR_DEF_NEW) return kr__text(vm, "($type, *args, **kwargs)");
    if (!f->cls.bits) /* module function; a bound first parameter is positional-only in any case */
        return kr__text(vm, "($module%s%s%s", open[1] == ')' || open[1] == '*' ? ", /" : "",
                        open[1] == ')' ? "" : ", ", open + 1);
    if (kind == KR_DEF_CLASSMETHOD)
        return kr__text(vm, "($type%s", open + 1 + strcspn(open + 1, ",)"));
    return kr__text(vm, "($%s", open[1] == '$' ? open + 2 : open + 1);
}

static Value get_text_signature(kr_vm *vm, Value v) {
    Value self;
    return kr__native_text_signature(vm, native_of(vm, v, &self));
}

static Value get_self(kr_vm *vm, Value v) {
    Value self;
    (void)native_of(vm, v, &self);
    return kr__ok(self) ? self : KR_NONE_V;
}

static Value get_module(kr_vm *vm, Value v) {
    Value self;
    const KrNative *f = native_of(vm, v, &self);
    if (f->cls.bits || !kr__ok(self) || !kr__has_kind(vm, self, KR_K_MODULE)) return KR_NONE_V;
    KrDict *d = kr__module_dict(self);
    Value name = d ? kr__dict_get_name(vm, d, kr__name(vm, KR_N___name__)) : KR_UNSET;
    return kr__ok(name) ? name : KR_NONE_V;
}

static Value get_objclass(kr_vm *vm, Value v) {
    Value self;
    return KR_VALUE(native_of(vm, v, &self)->cls.bits);
}

/* ---- methods ---- */

/* Calls the native itself next: what __call__ does. */
static Value native_call(kr_vm *vm, Value *a, int n) {
    unsigned nkw = vm->tail.nkw;
    Value kwnames = vm->tail.kwnames;
    Value r = kr__tail_call(vm, a[0], a + 1, (unsigned)n - 1 + nkw);
    if (!kr__same(r, KR_TAIL)) return r;
    vm->tail.nargs = (uint32_t)n - 1;
    vm->tail.nkw = nkw;
    vm->tail.kwnames = kwnames;
    return r;
}

static Value builtin_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value self;
    const KrNative *f = native_of(vm, a[0], &self);
    bool bound = kr__has_kind(vm, a[0], KR_K_METHOD);
    if (!bound && (!kr__ok(self) || kr__has_kind(vm, self, KR_K_MODULE)))
        return kr__text(vm, "<built-in function %S>", KR_VALUE(f->name.bits));
    return kr__text(vm, "<built-in method %S of %T object at 0x%lx>", KR_VALUE(f->name.bits), self,
                    (unsigned long)kr__id(self));
}

static Value builtin_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value self;
    const KrNative *f = native_of(vm, a[0], &self);
    if (!kr__ok(self) && f->cls.bits) self = KR_VALUE(f->cls.bits); /* a static method */
    if (!kr__ok(self) || kr__has_kind(vm, self, KR_K_MODULE)) return KR_VALUE(f->name.bits);
    Value getattr = kr__import_attr(vm, "builtins", "getattr");
    if (kr__failed(getattr)) return KR_FAILED;
    Value pair[2] = {self, KR_VALUE(f->name.bits)};
    Value args = kr__tuple_new(vm, pair, 2);
    if (kr__failed(args)) return KR_FAILED;
    Value both[2] = {getattr, args};
    return kr__tuple_new(vm, both, 2);
}

static bool same_native(kr_vm *vm, Value x, Value y) {
    Value sx, sy;
    const KrNative *a = native_of(vm, x, &sx), *b = native_of(vm, y, &sy);
    return kr__same(sx, sy) && a->table == b->table && a->row == b->row &&
           a->cls.bits == b->cls.bits;
}

static Value builtin_eq(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__same(kr__class_of(vm, a[1]), kr__class_of(vm, a[0]))) return KR_NOTIMPL_V;
    return kr__bool(same_native(vm, a[0], a[1]));
}
static Value builtin_ne(kr_vm *vm, Value *a, int n) {
    Value r = builtin_eq(vm, a, n);
    return kr__is_bool(r) ? kr__bool(kr__is_false(r)) : r;
}
static Value builtin_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value self;
    const KrNative *f = native_of(vm, a[0], &self);
    uint64_t h = ((uint64_t)f->table << 16 | f->row) * 0x9e3779b97f4a7c15u;
    if (kr__ok(self)) h ^= (uint64_t)kr__id(self) >> 4;
    return kr__int_from_i64(vm, (int64_t)(h >> 2));
}

static const KrFnDef builtin_methods[] = {
    {"__call__(self, /, *args, **kwargs)", native_call, "Call self as a function.",
     KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__repr__(self, /)", builtin_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", builtin_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", builtin_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {"__hash__(self, /)", builtin_hash, "Return hash(self).", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", builtin_reduce, "Helper for pickle.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet builtin_getset[] = {
    {"__doc__", get_doc, NULL, NULL},
    {"__name__", get_name, NULL, NULL},
    {"__qualname__", get_qualname, NULL, NULL},
    {"__self__", get_self, NULL, NULL},
    {"__module__", get_module, NULL, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_native = {.number = KR_T_NATIVE,
                                  .methods = builtin_methods,
                                  .getset = builtin_getset,
                                  .flags = KR_TF_HAS_WEAK};

/* ---- descriptors: method_descriptor, classmethod_descriptor, wrapper_descriptor ---- */

static Value descr_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value obj = kr__ok(a[1]) && !kr__is_none(a[1]) ? a[1] : KR_UNSET;
    const KrNative *f = kr__ptr(a[0]);
    if (!kr__get_arguments(vm, a)) return KR_FAILED;
    Value type = kr__ok(a[2]) && !kr__is_none(a[2]) ? a[2] : kr__class_of(vm, obj);
    if (kr__layout_no(f) == KR_T_CLASSMETHOD_DESCR) {
        if (!kr__native_receiver(vm, f, &type, 1)) return KR_FAILED;
        return kr__bind(vm, a[0], type, type);
    }
    if (!kr__ok(obj)) return a[0];
    if (!kr__is_subtype(vm, kr__class_of(vm, obj), KR_VALUE(f->cls.bits)))
        return kr__raise_type(vm, "descriptor '%S' for '%N' objects doesn't apply to a '%T' object",
                              KR_VALUE(f->name.bits), KR_VALUE(f->cls.bits), obj);
    return kr__bind(vm, a[0], obj, type);
}

static Value descr_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrNative *f = kr__ptr(a[0]);
    bool wrapper = kr__layout_no(f) == KR_T_SLOT_WRAPPER;
    return kr__text(vm, "<%s '%S' of '%N' objects>", wrapper ? "slot wrapper" : "method",
                    KR_VALUE(f->name.bits), KR_VALUE(f->cls.bits));
}

static Value descr_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrNative *f = kr__ptr(a[0]);
    Value getattr = kr__import_attr(vm, "builtins", "getattr");
    if (kr__failed(getattr)) return KR_FAILED;
    Value pair[2] = {KR_VALUE(f->cls.bits), KR_VALUE(f->name.bits)};
    Value args = kr__tuple_new(vm, pair, 2);
    if (kr__failed(args)) return KR_FAILED;
    Value both[2] = {getattr, args};
    return kr__tuple_new(vm, both, 2);
}

static const KrFnDef descr_methods[] = {
    {"__reduce__(self, /)", descr_reduce, "Helper for pickle.", KR_DEF_METHOD}, /* first */
    {"__call__(self, /, *args, **kwargs)", native_call, "Call self as a function.",
     KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__get__(self, instance, owner=None, /)", descr_get,
     "Return an attribute of instance, which is of type owner.", KR_DEF_SPECIAL},
    {"__repr__(self, /)", descr_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet descr_getset[] = {
    {"__objclass__", get_objclass, kr__readonly, NULL},
    {"__name__", get_name, NULL, NULL},
    {"__doc__", get_doc, NULL, NULL},
    {"__qualname__", get_qualname, NULL, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_method_descr = {
    .number = KR_T_METHOD_DESCR, .methods = descr_methods, .getset = descr_getset};
const KrTypeDef kr__def_classmethod_descr = {
    .number = KR_T_CLASSMETHOD_DESCR, .methods = descr_methods + 1, .getset = descr_getset};
const KrTypeDef kr__def_slot_wrapper = {
    .number = KR_T_SLOT_WRAPPER, .methods = descr_methods, .getset = descr_getset};

static Value wrapper_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrMethod *m = kr__ptr(a[0]);
    const KrNative *f = kr__slot_ptr(m->func);
    return kr__text(vm, "<method-wrapper '%S' of %T object at 0x%lx>", KR_VALUE(f->name.bits),
                    m->self, (unsigned long)kr__id(m->self));
}
static const KrFnDef wrapper_methods[] = {
    {"__call__(self, /, *args, **kwargs)", native_call, "Call self as a function.",
     KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__repr__(self, /)", wrapper_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", builtin_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", builtin_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {"__hash__(self, /)", builtin_hash, "Return hash(self).", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", builtin_reduce, "Helper for pickle.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet wrapper_getset[] = {
    {"__self__", get_self, NULL, NULL},
    {"__objclass__", get_objclass, kr__readonly, NULL},
    {"__name__", get_name, NULL, NULL},
    {"__doc__", get_doc, NULL, NULL},
    {"__qualname__", get_qualname, NULL, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_method_wrapper = {
    .number = KR_T_METHOD_WRAPPER, .methods = wrapper_methods, .getset = wrapper_getset};
