/* SPDX-License-Identifier: MIT
 * type_attrs.c: the class `type` as Python sees it: attributes of classes and their setters,
 * methods. Calling a class is in type_call.c. */
#include <string.h>

#include "types/dict.h"
#include "types/function.h"
#include "types/instance.h"
#include "types/list.h"
#include "types/host.h"
#include "types/module.h"
#include "types/native.h"
#include "types/seq.h"
#include "types/type.h"
#include "types/type_call.h"
#include "types/typing.h"

static KrType *typ(Value v) { return kr__ptr(v); }

/* "cannot set '__name__' attribute of immutable type 'int'"; or that it cannot be deleted. */
static bool check_set(kr_vm *vm, Value type, Value v, const char *name) {
    if (!kr__type_is_heap(typ(type)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "cannot set '%s' attribute of immutable type '%N'", name, type);
    if (!kr__ok(v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "cannot delete '%s' attribute of immutable type '%N'", name, type);
    return true;
}

/* ---- names ---- */

static Value get_name(kr_vm *vm, Value v) {
    (void)vm;
    return KR_VALUE(typ(v)->name.bits);
}
static bool set_name(kr_vm *vm, Value v, Value name) {
    if (!check_set(vm, v, name, "__name__")) return false;
    if (!kr__is_str(vm, name))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "can only assign string to %N.__name__, not '%T'", v, name);
    if (!kr__type_check_text(vm, name)) return false;
    const KrStr *s = kr__ptr(name);
    if (memchr(kr__str_text(s), 0, s->len))
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "type name must not contain null characters");
    kr__store(vm, typ(v), &typ(v)->name, kr__ref_slot(name));
    return true;
}
static Value get_qualname(kr_vm *vm, Value v) {
    (void)vm;
    return KR_VALUE(typ(v)->qualname.bits);
}
static bool set_qualname(kr_vm *vm, Value v, Value name) {
    if (!check_set(vm, v, name, "__qualname__")) return false;
    if (!kr__is_str(vm, name))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "can only assign string to %N.__qualname__, not '%T'", v, name);
    kr__store(vm, typ(v), &typ(v)->qualname, kr__ref_slot(name));
    return true;
}
static Value get_module(kr_vm *vm, Value v) {
    KrType *t = typ(v);
    Value m = kr__type_own(vm, t, kr__name(vm, KR_N___module__));
    if (kr__type_is_heap(t)) {
        if (kr__ok(m)) return m;
        return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "__module__");
    }
    const char *name = kr__type_module_name(t);
    return kr__intern(vm, name, strlen(name));
}
static bool set_module(kr_vm *vm, Value v, Value m) {
    return check_set(vm, v, m, "__module__") &&
           kr__type_set(vm, v, kr__name(vm, KR_N___module__), m);
}

/* "module.qualname"; without "builtins.". Failed: an exception is pending. */
Value kr__type_full_name(kr_vm *vm, Value type) {
    KrType *t = typ(type);
    Value q = KR_VALUE(t->qualname.bits);
    if (!kr__type_is_heap(t)) {
        const char *m = kr__type_module_name(t);
        return strcmp(m, "builtins") == 0 ? q : kr__text(vm, "%s.%S", m, q);
    }
    Value m = kr__type_own(vm, t, kr__name(vm, KR_N___module__));
    if (!kr__ok(m) || !kr__is_str(vm, m) || m.bits == vm->names[KR_N_builtins].bits) return q;
    return kr__text(vm, "%S.%S", m, q);
}

/* See type.h. */
Value kr__type_shown_name(kr_vm *vm, Value type) {
    KrType *t = typ(type);
    if (t->flags & KR_TF_HOST) {
        const char *name = kr__class_def(vm, type)->name;
        Value v = kr__intern(vm, name, strlen(name));
        if (kr__ok(v)) return v;
        kr__clear_pending(vm);
    }
    if (!t->number || strcmp(kr__type_module_name(t), "builtins") == 0)
        return KR_VALUE(t->name.bits);
    Value v = kr__intern(vm, kr__type_dotted_name(t), strlen(kr__type_dotted_name(t)));
    if (kr__ok(v)) return v;
    kr__clear_pending(vm);
    return KR_VALUE(t->name.bits);
}

static Value type_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name = kr__type_full_name(vm, a[0]);
    return kr__failed(name) ? KR_FAILED : kr__text(vm, "<class '%S'>", name);
}

/* ---- doc, annotations, signature ---- */

static Value get_doc(kr_vm *vm, Value v) {
    if (!kr__type_is_heap(typ(v)) && typ(v)->number) return kr__type_builtin_doc(vm, typ(v));
    Value doc = kr__type_own(vm, typ(v), kr__name(vm, KR_N___doc__));
    if (!kr__ok(doc)) return KR_NONE_V;
    return kr__type_is_heap(typ(v)) ? kr__bind(vm, doc, KR_UNSET, v) : doc;
}
static bool set_doc(kr_vm *vm, Value v, Value doc) {
    return check_set(vm, v, doc, "__doc__") && kr__type_set(vm, v, kr__name(vm, KR_N___doc__), doc);
}

static Value get_annotations(kr_vm *vm, Value v) {
    Value name = kr__name(vm, KR_N___annotations__);
    if (!kr__type_is_heap(typ(v)))
        return kr__raise(vm, KR_T_X_ATTRIBUTEERROR,
                         "type object '%N' has no attribute '__annotations__'", v);
    Value a = kr__type_own(vm, typ(v), name);
    if (kr__ok(a)) return kr__bind(vm, a, KR_UNSET, v);
    a = kr__dict_new(vm);
    return kr__ok(a) && kr__type_set(vm, v, name, a) ? a : KR_FAILED;
}
static bool set_annotations(kr_vm *vm, Value v, Value a) {
    Value name = kr__name(vm, KR_N___annotations__);
    if (!kr__type_is_heap(typ(v)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "cannot set '__annotations__' attribute of immutable type '%N'", v);
    if (!kr__ok(a) && !kr__ok(kr__type_own(vm, typ(v), name)))
        return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "__annotations__");
    return kr__type_set(vm, v, name, a);
}

/* "(x, /)" in front of a doc text that begins as C docs do: "name(x, /)\n--\n\n". */
static Value get_text_signature(kr_vm *vm, Value v) {
    const KrTypeDef *def = typ(v)->number ? kr__type_defs[typ(v)->number] : NULL;
    const char *doc = def ? def->doc : NULL;
    if (typ(v)->flags & KR_TF_HOST) doc = kr__class_def(vm, v)->doc;
    if (!doc) return KR_NONE_V;
    const char *end = strstr(doc, ")\n--\n\n"), *open = strchr(doc, '(');
    if (!end || !open || open > end) return KR_NONE_V;
    return kr__str_new(vm, open, (size_t)(end + 1 - open));
}

/* ---- bases and order ---- */

static Value get_base(kr_vm *vm, Value v) {
    (void)vm;
    return typ(v)->base.bits ? KR_VALUE(typ(v)->base.bits) : KR_NONE_V;
}
static Value get_bases(kr_vm *vm, Value v) {
    (void)vm;
    return KR_VALUE(typ(v)->bases.bits);
}
static Value get_mro(kr_vm *vm, Value v) {
    (void)vm;
    return typ(v)->mro.bits ? KR_VALUE(typ(v)->mro.bits) : KR_NONE_V;
}

static bool append_to(kr_vm *vm, void *ud, Value sub) { return kr__list_append(vm, ud, sub); }

/* New orders for the class and all below it; `log`, a list, gets (class, new order, old order) of each. An order that
 * changes while a mro() of Python runs is left as that code made it. */
static bool remro(kr_vm *vm, Value log, Value type) {
    KrType *t = typ(type);
    Slot old = t->mro;
    if (!kr__tick(vm) || !kr__enter(vm, "")) return false;
    Value mro = kr__mro(vm, type);
    bool ok = kr__ok(mro);
    if (ok && t->mro.bits == old.bits) {
        kr__store(vm, t, &t->mro, kr__ref_slot(mro));
        kr__type_new_version(vm, t);
        Value entry[3] = {type, mro, KR_VALUE(old.bits)};
        Value below = kr__list_new(vm, NULL, 0);
        Value row = old.bits ? kr__tuple_new(vm, entry, 3) : KR_NONE_V;
        ok = kr__ok(below) && kr__ok(row) &&
             (!old.bits || kr__list_append(vm, kr__ptr(log), row)) &&
             kr__type_each_subclass(vm, t, append_to, kr__ptr(below));
        for (uint32_t i = 0; ok && i < ((KrList *)kr__ptr(below))->len; i++)
            ok = remro(vm, log, kr__list_get(kr__ptr(below), i));
    }
    kr__leave(vm);
    return ok;
}

/* The orders that `log` has are what they were before, but for those that changed again. */
static void unmro(kr_vm *vm, Value log) {
    for (uint32_t i = 0; i < ((KrList *)kr__ptr(log))->len; i++) {
        const KrTuple *row = kr__ptr(kr__list_get(kr__ptr(log), i));
        KrType *t = typ(KR_VALUE(row->narrow[0].bits));
        if (t->mro.bits != row->narrow[1].bits) continue;
        kr__store(vm, t, &t->mro, row->narrow[2]);
        kr__type_new_version(vm, t);
    }
}

/* While a mro() runs, what `base` says may be ahead of the order. */
static bool in_base_chain(const KrType *t, const KrType *base) {
    for (; t != base; t = kr__slot_ptr(t->base))
        if (!t->base.bits) return false;
    return true;
}

static bool check_bases(kr_vm *vm, Value type, Value bases) {
    if (!check_set(vm, type, bases, "__bases__")) return false;
    if (!kr__has_kind(vm, bases, KR_K_TUPLE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "can only assign tuple to %N.__bases__, not %T", type, bases);
    const KrTuple *t = kr__ptr(bases);
    if (!t->len)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "can only assign non-empty tuple to %N.__bases__, not ()", type);
    for (uint32_t i = 0; i < t->len; i++) {
        Value b = kr__tuple_get(t, i);
        if (!kr__is_type(vm, b))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "%N.__bases__ must be tuple of classes, not '%T'", type, b);
        if (kr__is_subtype(vm, b, type) || (typ(b)->mro.bits && in_base_chain(typ(b), typ(type))))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "a __bases__ item causes an inheritance cycle");
    }
    return true;
}

static void move_subclass(kr_vm *vm, Value type, Slot from, Slot to) {
    const KrTuple *old = kr__slot_ptr(from), *now = kr__slot_ptr(to);
    for (uint32_t i = 0; i < old->len; i++)
        kr__type_remove_subclass(vm, kr__slot_ptr(old->narrow[i]), type);
    for (uint32_t i = 0; i < now->len; i++)
        if (!kr__type_add_subclass(vm, kr__slot_ptr(now->narrow[i]), type)) kr__clear_pending(vm);
}

/* CPython's collector would track its instances: a class that may refer to others. */
static bool traced(const KrType *t) {
    while (kr__type_is_heap(t)) {
        if (t->own_slots.bits || (t->flags & KR_TF_HAS_DICT)) return true;
        t = kr__slot_ptr(t->base);
    }
    switch (t->kind) {
    case KR_K_INSTANCE:
    case KR_K_CONST:
    case KR_K_INT:
    case KR_K_FLOAT:
    case KR_K_COMPLEX:
    case KR_K_STR:
    case KR_K_BYTES:
    case KR_K_BYTEARRAY: return t->number == KR_T_NAMESPACE;
    default: return true;
    }
}

static bool set_bases(kr_vm *vm, Value v, Value bases) {
    if (!check_bases(vm, v, bases)) return false;
    KrType *t = typ(v);
    Value base = kr__best_base(vm, kr__ptr(bases));
    if (kr__failed(base)) return false;
    const KrType *from = kr__slot_ptr(t->base), *to = kr__ptr(base);
    if (from != to && traced(from) != traced(to))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "__bases__ assignment: '%N' deallocator differs from '%N'", base,
                               kr__value_of(from));
    if (!kr__types_compatible(from, to))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "__bases__ assignment: '%N' object layout differs from '%N'", base,
                               kr__value_of(from));
    Slot old_bases = t->bases, old_base = t->base;
    t->bases = kr__ref_slot(bases);
    t->base = kr__ref_slot(base);
    kr__barrier(vm, t);
    kr__type_new_version(vm, t);
    Value log = kr__list_new(vm, NULL, 0);
    bool ok = kr__ok(log) && remro(vm, log, v);
    if (!ok && kr__ok(log)) unmro(vm, log);
    if (t->bases.bits == (uint32_t)bases.bits) { /* a mro() of Python may have set others */
        if (ok) {
            move_subclass(vm, v, old_bases, t->bases);
        } else {
            t->bases = old_bases;
            t->base = old_base;
            kr__barrier(vm, t);
        }
    }
    kr__type_new_version(vm, t);
    kr__type_forget_specials(vm, t);
    kr__type_flags_update_below(vm, t);
    kr__flush_caches(vm);
    return ok;
}

/* ---- sizes: as CPython would have it for what looks at them ---- */

/* Of built-in classes; exceptions that have none here: EXCEPTION_SIZE. */
static const uint16_t basic_sizes[KR_T_COUNT] = {
    [KR_T_OBJECT] = 16,
    [KR_T_TYPE] = 904,
    [KR_T_NONE] = 16,
    [KR_T_NOTIMPL] = 16,
    [KR_T_ELLIPSIS] = 16,
    [KR_T_INT] = 24,
    [KR_T_BOOL] = 32,
    [KR_T_FLOAT] = 24,
    [KR_T_COMPLEX] = 32,
    [KR_T_STR] = 80,
    [KR_T_BYTES] = 33,
    [KR_T_BYTEARRAY] = 56,
    [KR_T_MEMORYVIEW] = 144,
    [KR_T_TUPLE] = 24,
    [KR_T_LIST] = 40,
    [KR_T_DICT] = 48,
    [KR_T_SET] = 200,
    [KR_T_FROZENSET] = 200,
    [KR_T_SLICE] = 40,
    [KR_T_RANGE] = 48,
    [KR_T_CODE] = 184,
    [KR_T_FUNCTION] = 136,
    [KR_T_NATIVE] = 56,
    [KR_T_METHOD_DESCR] = 56,
    [KR_T_CLASSMETHOD_DESCR] = 56,
    [KR_T_SLOT_WRAPPER] = 56,
    [KR_T_METHOD] = 48,
    [KR_T_METHOD_WRAPPER] = 32,
    [KR_T_CELL] = 24,
    [KR_T_GENERATOR] = 152,
    [KR_T_COROUTINE] = 152,
    [KR_T_ASYNC_GENERATOR] = 152,
    [KR_T_FRAME] = 120,
    [KR_T_TRACEBACK] = 40,
    [KR_T_MODULE] = 56,
    [KR_T_MEMBER] = 48,
    [KR_T_GETSET] = 48,
    [KR_T_PROPERTY] = 64,
    [KR_T_CLASSMETHOD] = 32,
    [KR_T_STATICMETHOD] = 32,
    [KR_T_SUPER] = 40,
    [KR_T_MAPPINGPROXY] = 24,
    [KR_T_DICT_KEYS] = 24,
    [KR_T_DICT_VALUES] = 24,
    [KR_T_DICT_ITEMS] = 24,
    [KR_T_WEAKREF] = 64,
    [KR_T_WEAKPROXY] = 64,
    [KR_T_WEAKCALLABLEPROXY] = 64,
    [KR_T_NAMESPACE] = 24,
    [KR_T_GENERIC_ALIAS] = 64,
    [KR_T_UNION] = 32,
    [KR_T_LIST_ITER] = 32,
    [KR_T_LIST_REVITER] = 32,
    [KR_T_TUPLE_ITER] = 32,
    [KR_T_STR_ITER] = 32,
    [KR_T_STR_ASCII_ITER] = 32,
    [KR_T_BYTES_ITER] = 32,
    [KR_T_RANGE_ITER] = 48,
    [KR_T_SET_ITER] = 48,
    [KR_T_DICT_KEYITER] = 56,
    [KR_T_DICT_VALUEITER] = 56,
    [KR_T_DICT_ITEMITER] = 56,
    [KR_T_ENUMERATE] = 56,
    [KR_T_ZIP] = 48,
    [KR_T_MAP] = 32,
    [KR_T_FILTER] = 32,
    [KR_T_REVERSED] = 32,
    [KR_T_FILEIO] = 48,
    [KR_T_X_SYSTEMEXIT] = 80,
    [KR_T_X_BASEEXCEPTIONGROUP] = 88,
    [KR_T_X_STOPITERATION] = 80,
    [KR_T_X_ATTRIBUTEERROR] = 88,
    [KR_T_X_IMPORTERROR] = 96,
    [KR_T_X_MODULENOTFOUNDERROR] = 96,
    [KR_T_X_NAMEERROR] = 80,
    [KR_T_X_UNBOUNDLOCALERROR] = 80,
    [KR_T_X_OSERROR] = 112,
    [KR_T_X_BLOCKINGIOERROR] = 112,
    [KR_T_X_CHILDPROCESSERROR] = 112,
    [KR_T_X_CONNECTIONERROR] = 112,
    [KR_T_X_BROKENPIPEERROR] = 112,
    [KR_T_X_CONNECTIONABORTEDERROR] = 112,
    [KR_T_X_CONNECTIONREFUSEDERROR] = 112,
    [KR_T_X_CONNECTIONRESETERROR] = 112,
    [KR_T_X_FILEEXISTSERROR] = 112,
    [KR_T_X_FILENOTFOUNDERROR] = 112,
    [KR_T_X_INTERRUPTEDERROR] = 112,
    [KR_T_X_ISADIRECTORYERROR] = 112,
    [KR_T_X_NOTADIRECTORYERROR] = 112,
    [KR_T_X_PERMISSIONERROR] = 112,
    [KR_T_X_PROCESSLOOKUPERROR] = 112,
    [KR_T_X_TIMEOUTERROR] = 112,
    [KR_T_X_SYNTAXERROR] = 136,
    [KR_T_X_INDENTATIONERROR] = 136,
    [KR_T_X_TABERROR] = 136,
    [KR_T_X_UNICODEDECODEERROR] = 112,
    [KR_T_X_UNICODEENCODEERROR] = 112,
    [KR_T_X_UNICODETRANSLATEERROR] = 112,
};
#define EXCEPTION_SIZE 72
#define PTR 8

static bool variable(const KrType *t) {
    return t->kind == KR_K_INT || t->kind == KR_K_TUPLE || t->kind == KR_K_BYTES;
}

static int64_t basic_size(const KrType *t) {
    int64_t extra = 0;
    while (kr__type_is_heap(t)) {
        const KrType *b = kr__slot_ptr(t->base);
        uint32_t added = t->flags & ~b->flags;
        extra += PTR * (t->nfields - b->nfields) + (added & KR_TF_HAS_WEAK ? PTR : 0);
        if ((added & KR_TF_HAS_DICT) && variable(t)) extra += PTR;
        t = b;
    }
    int64_t own = basic_sizes[t->number];
    return (own ? own : t->kind == KR_K_EXCEPTION ? EXCEPTION_SIZE : 48) + extra;
}
static Value get_basicsize(kr_vm *vm, Value v) { return kr__int_from_i64(vm, basic_size(typ(v))); }
static Value get_itemsize(kr_vm *vm, Value v) {
    (void)vm;
    switch (typ(v)->kind) {
    case KR_K_INT: return kr__from_int48(4);
    case KR_K_TUPLE: return kr__from_int48(8);
    case KR_K_BYTES: return kr__from_int48(1);
    case KR_K_TYPE: return kr__from_int48(40);
    default: return kr__from_int48(0);
    }
}
/* Negative for a __dict__ that the object does not carry itself: there it lies in front of it. */
static Value get_dictoffset(kr_vm *vm, Value v) {
    const KrType *t = typ(v);
    if (!(t->flags & KR_TF_HAS_DICT)) return kr__from_int48(0);
    while (kr__type_is_heap(t) && (((KrType *)kr__slot_ptr(t->base))->flags & KR_TF_HAS_DICT))
        t = kr__slot_ptr(t->base);
    if (kr__type_is_heap(t))
        return kr__int_from_i64(vm, variable(t) ? -PTR : -(basic_size(t) + 3 * PTR));
    return kr__int_from_i64(vm, t->kind == KR_K_TYPE       ? 264
                                : t->kind == KR_K_FUNCTION ? 88
                                : t->kind == KR_K_WRAPPER  ? 24
                                                           : 16);
}
static Value get_weakrefoffset(kr_vm *vm, Value v) {
    const KrType *t = typ(v);
    if (!(t->flags & KR_TF_HAS_WEAK)) return kr__from_int48(0);
    while (kr__type_is_heap(t) && (((KrType *)kr__slot_ptr(t->base))->flags & KR_TF_HAS_WEAK))
        t = kr__slot_ptr(t->base);
    return kr__int_from_i64(vm, t->kind == KR_K_TYPE     ? 368
                                : t->kind == KR_K_MODULE ? 40
                                                         : basic_size(t) - PTR);
}
/* The bits of tp_flags that have a meaning here. */
static Value get_flags(kr_vm *vm, Value v) {
    const KrType *t = typ(v);
    uint32_t shown = KR_TF_SEQUENCE | KR_TF_MAPPING | KR_TF_IMMUTABLE | KR_TF_HEAPTYPE |
                     KR_TF_BASE | KR_TF_IS_ABSTRACT | KR_TF_LONG_SUBCLASS | KR_TF_LIST_SUBCLASS |
                     KR_TF_TUPLE_SUBCLASS | KR_TF_BYTES_SUBCLASS | KR_TF_UNICODE_SUBCLASS |
                     KR_TF_DICT_SUBCLASS | KR_TF_EXC_SUBCLASS | KR_TF_TYPE_SUBCLASS;
    uint32_t ready = 1u << 12, gc = 1u << 14;
    return kr__int_from_i64(vm,
                            (int64_t)((t->flags & shown) | ready | (kr__type_is_heap(t) ? gc : 0)));
}

/* ---- the rest of the attributes ---- */

static Value get_dict(kr_vm *vm, Value v) {
    KrDict *d = kr__type_dict(vm, typ(v));
    return d ? kr__proxy_new(vm, kr__value_of(d)) : KR_FAILED;
}

static Value get_abstract(kr_vm *vm, Value v) {
    Value m = kr__same(v, kr__type(vm, KR_T_TYPE))
                  ? KR_UNSET
                  : kr__type_own(vm, typ(v), kr__name(vm, KR_N___abstractmethods__));
    return kr__ok(m) ? m : kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "__abstractmethods__");
}
static bool set_abstract(kr_vm *vm, Value v, Value names) {
    KrType *t = typ(v);
    Value key = kr__name(vm, KR_N___abstractmethods__);
    int abstract = 0;
    if (kr__ok(names))
        abstract = kr__truth(vm, names);
    else if (!kr__ok(kr__type_own(vm, t, key)))
        return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "__abstractmethods__");
    if (abstract < 0 || !kr__type_set(vm, v, key, names)) return false;
    t->flags = abstract ? t->flags | KR_TF_IS_ABSTRACT : t->flags & ~KR_TF_IS_ABSTRACT;
    kr__type_flags_update(vm, t);
    return true;
}

static const KrGetSet type_getset[] = {
    {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL},
    {"__bases__", get_bases, set_bases, NULL},
    {"__base__", get_base, kr__readonly, NULL},
    {"__mro__", get_mro, kr__readonly, NULL},
    {"__module__", get_module, set_module, NULL},
    {"__abstractmethods__", get_abstract, set_abstract, NULL},
    {"__dict__", get_dict, NULL, NULL},
    {"__doc__", get_doc, set_doc, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {"__basicsize__", get_basicsize, kr__readonly, NULL},
    {"__itemsize__", get_itemsize, kr__readonly, NULL},
    {"__flags__", get_flags, kr__readonly, NULL},
    {"__weakrefoffset__", get_weakrefoffset, kr__readonly, NULL},
    {"__dictoffset__", get_dictoffset, kr__readonly, NULL},
    {NULL, NULL, NULL, NULL},
};

/* ---- methods ---- */

static Value type_getattribute(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__standard_getattr(vm, a[0], a[1]);
}
static Value type_setattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__type_setattr(vm, a[0], a[1], a[2]) ? KR_NONE_V : KR_FAILED;
}
static Value type_delattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__type_setattr(vm, a[0], a[1], KR_UNSET) ? KR_NONE_V : KR_FAILED;
}
static Value type_mro(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value t = kr__mro_c3(vm, a[0]);
    return kr__failed(t) ? KR_FAILED : kr__list_from(vm, t);
}
static Value type_subclasses(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value list = kr__list_new(vm, NULL, 0);
    if (kr__failed(list)) return KR_FAILED;
    return kr__type_each_subclass(vm, typ(a[0]), append_to, kr__ptr(list)) ? list : KR_FAILED;
}
static Value type_prepare(kr_vm *vm, Value *a, int n) {
    (void)a;
    (void)n;
    return kr__dict_new(vm);
}
static Value type_instancecheck(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r = kr__real_isinstance(vm, a[1], a[0]);
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value type_subclasscheck(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r = kr__real_issubclass(vm, a[1], a[0]);
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value type_or(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__union_or(vm, a[0], a[1]);
}
static Value type_ror(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__union_or(vm, a[1], a[0]);
}
static Value type_sizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_u64(vm,
                            kr__cell_bytes(vm, kr__ptr(a[0])) + kr__owned_bytes(vm, kr__ptr(a[0])));
}

/* Names of the class and all its bases. */
static bool merge_names(kr_vm *vm, KrDict *into, Value cls) {
    const KrTuple *mro = kr__slot_ptr(typ(cls)->mro);
    for (uint32_t i = mro->len; i-- > 0;) {
        KrDict *d = kr__type_dict(vm, kr__slot_ptr(mro->narrow[i]));
        Value k, v;
        size_t pos = 0;
        if (!d) return false;
        while (kr__dict_next(vm, d, &pos, &k, &v))
            if (!kr__dict_set(vm, into, k, KR_NONE_V)) return false;
    }
    return true;
}
/* dir(cls) without sorting: names of the MRO in a dict. Failed: MemoryError. */
bool kr__type_merge_names(kr_vm *vm, Value dict, Value cls) {
    return merge_names(vm, kr__ptr(dict), cls);
}

static Value type_dir(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value d = kr__dict_new(vm);
    return kr__ok(d) && merge_names(vm, kr__ptr(d), a[0]) ? kr__list_from(vm, d) : KR_FAILED;
}

static const KrFnDef type_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", kr__type_new_native, "Create and return a new object.",
     KR_DEF_NEW | KR_DEF_RAW},
    {"__init__(self, /, *args, **kwargs)", kr__type_init_native, "Initialize self.",
     KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__call__(self, /, *args, **kwargs)", kr__type_call_native, "Call self as a function.",
     KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__repr__(self, /)", type_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__getattribute__(self, name, /)", type_getattribute, "Return getattr(self, name).",
     KR_DEF_SPECIAL},
    {"__setattr__(self, name, value, /)", type_setattr, "Implement setattr(self, name, value).",
     KR_DEF_SPECIAL},
    {"__delattr__(self, name, /)", type_delattr, "Implement delattr(self, name).", KR_DEF_SPECIAL},
    {"__or__(self, value, /)", type_or, "Return self|value.", KR_DEF_SPECIAL},
    {"__ror__(self, value, /)", type_ror, "Return value|self.", KR_DEF_SPECIAL},
    {"mro(self, /)", type_mro, "Return a type's method resolution order.", KR_DEF_METHOD},
    {"__subclasses__(self, /)", type_subclasses, "Return a list of immediate subclasses.",
     KR_DEF_METHOD},
    {"__prepare__(cls, /, *args, **kwargs)", type_prepare,
     "__prepare__() -> dict\nused to create the namespace for the class statement",
     KR_DEF_CLASSMETHOD},
    {"__instancecheck__(self, instance, /)", type_instancecheck,
     "Check if an object is an instance.", KR_DEF_METHOD},
    {"__subclasscheck__(self, subclass, /)", type_subclasscheck, "Check if a class is a subclass.",
     KR_DEF_METHOD},
    {"__dir__(self, /)", type_dir, "Specialized __dir__ implementation for types.", KR_DEF_METHOD},
    {"__sizeof__(self, /)", type_sizeof, "Return memory consumption of the type object.",
     KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
const KrTypeDef kr__def_type = {
    .number = KR_T_TYPE,
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .methods = type_methods,
    .getset = type_getset,
    .flags = KR_TF_HAS_DICT | KR_TF_HAS_WEAK,
};
