/* SPDX-License-Identifier: MIT
 * exception_group.c: BaseExceptionGroup and ExceptionGroup: construction, subgroup, split, derive. */
#include "types/dict.h"
#include "types/exception_data.h"
#include "types/list.h"
#include "types/seq.h"

enum { GROUP_MESSAGE, GROUP_EXCEPTIONS };

static const KrTuple *group_items(kr_vm *vm, Value group) {
    return kr__ptr(kr__exception_extra(vm, group, GROUP_EXCEPTIONS));
}

/* The class to make: a plain BaseExceptionGroup of nothing but Exceptions is an ExceptionGroup.
 * Unset: TypeError pending. */
static Value group_class(kr_vm *vm, Value cls, bool only_exceptions) {
    Value base = kr__type(vm, KR_T_X_BASEEXCEPTIONGROUP), eg = kr__exception_group_class(vm);
    if (kr__same(cls, base)) return only_exceptions ? eg : cls;
    if (only_exceptions) return cls;
    if (kr__same(cls, eg))
        return kr__raise_type(vm, "Cannot nest BaseExceptions in an ExceptionGroup");
    if (kr__is_subtype(vm, cls, kr__type(vm, KR_T_X_EXCEPTION)))
        return kr__raise_type(vm, "Cannot nest BaseExceptions in '%N'", cls);
    return cls;
}

static Value group_new(kr_vm *vm, Value *a, int n) {
    if (n - 2 != 2)
        return kr__raise_type(
            vm, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", n - 2);
    Value cls = a[0], message = a[2], seq = a[3];
    if (!kr__is_str(vm, message))
        return kr__raise_type(vm, "BaseExceptionGroup.__new__() argument 1 must be str, not %P",
                              message);
    if (!kr__ok(kr__special(vm, seq, KR_N___getitem__)) || kr__has_kind(vm, seq, KR_K_DICT))
        return kr__raise_type(vm, "second argument (exceptions) must be a sequence");
    Value items = kr__tuple_from(vm, seq);
    if (kr__failed(items)) return KR_FAILED;
    const KrTuple *t = kr__ptr(items);
    if (!t->len)
        return kr__raise_value(vm, "second argument (exceptions) must be a non-empty sequence");
    bool only = true;
    for (uint32_t i = 0; i < t->len; i++) {
        Value x = kr__tuple_get(t, i);
        if (!kr__has_kind(vm, x, KR_K_EXCEPTION))
            return kr__raise_value(
                vm, "Item %u of second argument (exceptions) is not an exception", i);
        only &= kr__is_a(vm, x, KR_T_X_EXCEPTION);
    }
    cls = group_class(vm, cls, only);
    if (kr__failed(cls)) return KR_FAILED;
    Value exc = kr__exception_alloc(vm, cls);
    if (kr__failed(exc) || !kr__exception_set_args(vm, exc, a + 2, 2) ||
        !kr__exception_set_extra(vm, exc, GROUP_MESSAGE, message) ||
        !kr__exception_set_extra(vm, exc, GROUP_EXCEPTIONS, items))
        return KR_FAILED;
    return exc;
}

static Value group_init(kr_vm *vm, Value *a, int n) {
    if (!kr__exception_no_keywords(vm, a[0], a[1])) return KR_FAILED;
    return kr__exception_set_args(vm, a[0], a + 2, (unsigned)(n - 2)) ? KR_NONE_V : KR_FAILED;
}

static Value group_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t count = group_items(vm, a[0])->len;
    return kr__text(vm, "%S (%u sub-exception%s)", kr__exception_extra(vm, a[0], GROUP_MESSAGE),
                    count, count > 1 ? "s" : "");
}

static Value group_derive(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__call2(vm, kr__type(vm, KR_T_X_BASEEXCEPTIONGROUP),
                     kr__exception_extra(vm, a[0], GROUP_MESSAGE), a[1]);
}

/* ---- splitting -------------------------------------------------------------------------------- */

typedef enum { BY_TYPE, BY_PREDICATE, BY_IDENTITY } MatchKind;
typedef struct Matcher {
    MatchKind kind;
    Value what; /* class or tuple of classes; callable; dict of ids is not needed: a list */
} Matcher;

static bool is_exception_type(kr_vm *vm, Value v) {
    return kr__is_type(vm, v) && kr__is_subtype(vm, v, kr__type(vm, KR_T_X_BASEEXCEPTION));
}

static bool matcher_init(kr_vm *vm, Matcher *m, Value what) {
    m->what = what;
    if (kr__exact(what, KR_T_FUNCTION)) {
        m->kind = BY_PREDICATE;
        return true;
    }
    m->kind = BY_TYPE;
    if (is_exception_type(vm, what)) return true;
    if (kr__exact(what, KR_T_TUPLE)) {
        const KrTuple *t = kr__ptr(what);
        bool ok = true;
        for (uint32_t i = 0; i < t->len; i++) ok &= is_exception_type(vm, kr__tuple_get(t, i));
        if (ok) return true;
    }
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "expected a function, exception type or tuple of exception types");
}

static int matcher_test(kr_vm *vm, const Matcher *m, Value exc) {
    if (m->kind == BY_TYPE) return kr__exception_matches(vm, exc, m->what);
    if (m->kind == BY_PREDICATE) {
        Value r = kr__call1(vm, m->what, exc);
        return kr__failed(r) ? -1 : kr__truth(vm, r);
    }
    if (kr__is_a(vm, exc, KR_T_X_BASEEXCEPTIONGROUP)) return 0;
    const KrList *l = kr__ptr(m->what);
    for (uint32_t i = 0; i < l->len; i++)
        if (kr__same(kr__list_get(l, i), exc)) return 1;
    return 0;
}

static void copy_slot(kr_vm *vm, KrException *to, Slot *at, Slot from) {
    kr__store(vm, to, at, from);
}

/* group.derive(items) with traceback, cause, context and notes of the group. Unset when there are no items. */
static Value group_subset(kr_vm *vm, Value group, Value items, bool *ok) {
    *ok = true;
    if (!((KrList *)kr__ptr(items))->len) return KR_UNSET;
    *ok = false;
    Value name = kr__intern(vm, "derive", 6);
    if (kr__failed(name)) return KR_UNSET;
    Value sub = kr__call_method(vm, group, name, &items, 1);
    if (kr__failed(sub)) return KR_UNSET;
    if (!kr__is_a(vm, sub, KR_T_X_BASEEXCEPTIONGROUP)) {
        kr__raise_type(vm, "derive must return an instance of BaseExceptionGroup");
        return KR_UNSET;
    }
    KrException *from = kr__ptr(group), *to = kr__ptr(sub);
    if (from->traceback.bits) copy_slot(vm, to, &to->traceback, from->traceback);
    copy_slot(vm, to, &to->context, from->context);
    copy_slot(vm, to, &to->cause, from->cause);
    to->suppress = from->suppress || from->cause.bits;
    Value notes, key = kr__name(vm, KR_N___notes__);
    int r = kr__getattr_opt(vm, group, key, &notes);
    if (r < 0) return KR_UNSET;
    if (r && kr__ok(kr__special(vm, notes, KR_N___getitem__))) {
        Value copy = kr__list_from(vm, notes);
        if (kr__failed(copy) || !kr__setattr(vm, sub, key, copy)) return KR_UNSET;
    }
    *ok = true;
    return sub;
}

/* *match and *rest get what matches and what does not (unset: nothing); rest may be NULL. */
static bool group_split(kr_vm *vm, Value exc, const Matcher *m, Value *match, Value *rest) {
    *match = KR_UNSET;
    if (rest) *rest = KR_UNSET;
    int r = matcher_test(vm, m, exc);
    if (r < 0) return false;
    if (r) {
        *match = exc;
        return true;
    }
    if (!kr__is_a(vm, exc, KR_T_X_BASEEXCEPTIONGROUP)) {
        if (rest) *rest = exc;
        return true;
    }
    if (!kr__enter(vm, " in exceptiongroup_split_recursive")) return false;
    bool ok = false;
    Value in = kr__list_new(vm, NULL, 0), out = kr__list_new(vm, NULL, 0);
    if (kr__failed(in) || kr__failed(out)) goto done;
    for (uint32_t i = 0; i < group_items(vm, exc)->len; i++) {
        Value a, b;
        if (!group_split(vm, kr__tuple_get(group_items(vm, exc), i), m, &a, rest ? &b : NULL))
            goto done;
        if (kr__ok(a) && !kr__list_append(vm, kr__ptr(in), a)) goto done;
        if (rest && kr__ok(b) && !kr__list_append(vm, kr__ptr(out), b)) goto done;
    }
    *match = group_subset(vm, exc, in, &ok);
    if (ok && rest) *rest = group_subset(vm, exc, out, &ok);
done:
    kr__leave(vm);
    return ok;
}

static Value none_if_unset(Value v) { return kr__ok(v) ? v : KR_NONE_V; }

static Value group_split_method(kr_vm *vm, Value *a, int n) {
    (void)n;
    Matcher m;
    Value parts[2];
    if (!matcher_init(vm, &m, a[1]) || !group_split(vm, a[0], &m, &parts[0], &parts[1]))
        return KR_FAILED;
    parts[0] = none_if_unset(parts[0]);
    parts[1] = none_if_unset(parts[1]);
    return kr__tuple_new(vm, parts, 2);
}

static Value group_subgroup(kr_vm *vm, Value *a, int n) {
    (void)n;
    Matcher m;
    Value match;
    if (!matcher_init(vm, &m, a[1]) || !group_split(vm, a[0], &m, &match, NULL)) return KR_FAILED;
    return none_if_unset(match);
}

static Value group_class_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__call2(vm, kr__type(vm, KR_T_GENERIC_ALIAS), a[0], a[1]);
}

/* ---- except* ---------------------------------------------------------------------------------- */

Value kr__exception_group_of(kr_vm *vm, Value exc) {
    Value args[2] = {kr__name(vm, KR_N_empty), kr__tuple_new(vm, &exc, 1)};
    if (kr__failed(args[1])) return KR_FAILED;
    Value g = kr__call(vm, kr__type(vm, KR_T_X_BASEEXCEPTIONGROUP), args, 2);
    if (kr__failed(g)) return KR_FAILED;
    KrException *e = kr__ptr(g);
    kr__store(vm, e, &e->traceback, ((KrException *)kr__ptr(exc))->traceback);
    return g;
}

/* True when e was taken from orig by splitting: the same metadata. */
static bool same_metadata(const KrException *e, const KrException *orig) {
    return e->traceback.bits == orig->traceback.bits && e->cause.bits == orig->cause.bits &&
           e->context.bits == orig->context.bits;
}

static bool collect_leaves(kr_vm *vm, Value exc, Value leaves) {
    if (!kr__is_a(vm, exc, KR_T_X_BASEEXCEPTIONGROUP))
        return kr__list_append(vm, kr__ptr(leaves), exc);
    if (!kr__enter(vm, " in collect_exception_group_leaves")) return false;
    bool ok = true;
    for (uint32_t i = 0; ok && i < group_items(vm, exc)->len; i++)
        ok = collect_leaves(vm, kr__tuple_get(group_items(vm, exc), i), leaves);
    kr__leave(vm);
    return ok;
}

/* orig without all that is in none of the groups of `keep`. */
static Value project(kr_vm *vm, Value orig, Value keep) {
    Value leaves = kr__list_new(vm, NULL, 0);
    if (kr__failed(leaves)) return KR_FAILED;
    for (uint32_t i = 0; i < ((KrList *)kr__ptr(keep))->len; i++)
        if (!collect_leaves(vm, kr__list_get(kr__ptr(keep), i), leaves)) return KR_FAILED;
    Matcher m = {BY_IDENTITY, leaves};
    Value match;
    if (!group_split(vm, orig, &m, &match, NULL)) return KR_FAILED;
    return none_if_unset(match);
}

Value kr__exception_group_reraise(kr_vm *vm, Value orig, Value list) {
    if (!((KrList *)kr__ptr(list))->len) return KR_NONE_V;
    if (!kr__is_a(vm, orig, KR_T_X_BASEEXCEPTIONGROUP)) {
        /* a naked exception was either caught, or stands alone in the list */
        Value first = kr__list_get(kr__ptr(list), 0);
        return kr__is_a(vm, first, KR_T_X_BASEEXCEPTION) ? first : KR_NONE_V;
    }
    Value raised = kr__list_new(vm, NULL, 0), reraised = kr__list_new(vm, NULL, 0);
    if (kr__failed(raised) || kr__failed(reraised)) return KR_FAILED;
    for (uint32_t i = 0; i < ((KrList *)kr__ptr(list))->len; i++) {
        Value e = kr__list_get(kr__ptr(list), i);
        if (!kr__is_a(vm, e, KR_T_X_BASEEXCEPTION)) continue; /* None: nothing was left */
        bool again = same_metadata(kr__ptr(e), kr__ptr(orig));
        if (!kr__list_append(vm, kr__ptr(again ? reraised : raised), e)) return KR_FAILED;
    }
    Value unhandled = project(vm, orig, reraised);
    if (kr__failed(unhandled)) return KR_FAILED;
    if (!((KrList *)kr__ptr(raised))->len) return unhandled;
    if (!kr__is_none(unhandled) && !kr__list_append(vm, kr__ptr(raised), unhandled))
        return KR_FAILED;
    return kr__call2(vm, kr__type(vm, KR_T_X_BASEEXCEPTIONGROUP), kr__name(vm, KR_N_empty), raised);
}

/* ---- tables ----------------------------------------------------------------------------------- */

const KrFnDef kr__x_group_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", group_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, *args, **kwargs)", group_init,
     "Initialize self.  See help(type(self)) for accurate signature.", KR_DEF_SPECIAL},
    {"__str__(self, /)", group_str, "Return str(self).", KR_DEF_SPECIAL},
    {"__class_getitem__(cls, item, /)", group_class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {"derive(self, excs, /)", group_derive, NULL, KR_DEF_METHOD},
    {"split(self, condition, /)", group_split_method, NULL, KR_DEF_METHOD},
    {"subgroup(self, condition, /)", group_subgroup, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};

static Value get_message(kr_vm *vm, Value self) {
    return none_if_unset(kr__exception_extra(vm, self, GROUP_MESSAGE));
}
static Value get_exceptions(kr_vm *vm, Value self) {
    return none_if_unset(kr__exception_extra(vm, self, GROUP_EXCEPTIONS));
}
const KrGetSet kr__x_group_getset[] = {
    {"message", get_message, kr__readonly, "exception message"},
    {"exceptions", get_exceptions, kr__readonly, "nested exceptions"},
    {NULL, NULL, NULL, NULL},
};

/* ---- ExceptionGroup --------------------------------------------------------------------------- */

Value kr__exception_group_class(kr_vm *vm) { return vm->exception_group; }

bool kr__exception_group_init(kr_vm *vm) {
    Value bases[2] = {kr__type(vm, KR_T_X_BASEEXCEPTIONGROUP), kr__type(vm, KR_T_X_EXCEPTION)};
    Value t = kr__tuple_new(vm, bases, 2), ns = kr__dict_new(vm);
    Value name = kr__intern(vm, "ExceptionGroup", 14);
    if (kr__failed(t) || kr__failed(ns) || kr__failed(name)) return false;
    if (!kr__dict_set_name(vm, kr__ptr(ns), kr__name(vm, KR_N___module__),
                           kr__name(vm, KR_N_builtins)))
        return false;
    vm->exception_group = kr__type_new(vm, kr__type(vm, KR_T_TYPE), name, t, ns, KR_UNSET);
    return kr__ok(vm->exception_group);
}
