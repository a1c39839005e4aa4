/* SPDX-License-Identifier: MIT
 * generic_alias.c: list[int] and its like: a class with arguments. It acts as the class where it
 * is called, and passes on attributes. */
#include "types/dict.h"
#include "types/list.h"
#include "types/seq.h"
#include "types/type.h"
#include "types/typing.h"

typedef struct KrAlias {
    KrObj head;
    Slot origin, args; /* origin: kr__slot_held */
    Slot params;       /* tuple of type variables; 0: not asked yet */
    uint32_t starred;  /* *tuple[int] */
} KrAlias;

static KrAlias *alias(Value v) { return kr__ptr(v); }
static Value origin_of(Value v) { return kr__slot_held(alias(v)->origin); }
static Value args_of(Value v) { return KR_VALUE(alias(v)->args.bits); }

static Value new_alias(kr_vm *vm, Value cls, Value origin, Value args, bool starred) {
    if (!kr__has_kind(vm, args, KR_K_TUPLE)) args = kr__tuple_new(vm, &args, 1);
    Slot held;
    if (kr__failed(args) || !kr__slot_hold(vm, origin, &held)) return KR_FAILED;
    Value v = kr__instance_new(vm, cls);
    if (kr__failed(v)) return KR_FAILED;
    KrAlias *a = alias(v);
    a->origin = held;
    a->args = kr__ref_slot(args);
    a->starred = starred;
    return v;
}

/* origin[args] */
Value kr__generic_alias_new(kr_vm *vm, Value origin, Value args) {
    return new_alias(vm, kr__type(vm, KR_T_GENERIC_ALIAS), origin, args, false);
}

/* ---- parameters ---- */

static Value name_of(kr_vm *vm, const char *s) {
    size_t n = 0;
    while (s[n]) n++;
    return kr__intern(vm, s, n);
}

/* obj.name: 1, 0, -1 */
static int attribute(kr_vm *vm, Value obj, const char *name, Value *out) {
    Value n = name_of(vm, name);
    return kr__failed(n) ? -1 : kr__getattr_opt(vm, obj, n, out);
}

static bool add_once(kr_vm *vm, KrList *l, Value v) {
    for (size_t i = 0; i < l->len; i++)
        if (kr__same(kr__list_get(l, i), v)) return true;
    return kr__list_append(vm, l, v);
}

/* Type variables among the arguments, each once: a tuple. May run Python code. */
Value kr__alias_parameters(kr_vm *vm, Value args) {
    Value list = kr__list_new(vm, NULL, 0), v;
    const KrTuple *t = kr__ptr(args);
    for (uint32_t i = 0; kr__ok(list) && i < t->len; i++) {
        Value arg = kr__tuple_get(t, i);
        if (kr__is_type(vm, arg)) continue;
        int r = attribute(vm, arg, "__typing_subst__", &v);
        if (r > 0)
            r = add_once(vm, kr__ptr(list), arg) ? 0 : -1;
        else if (r == 0)
            r = kr__getattr_opt(vm, arg, kr__name(vm, KR_N___parameters__), &v);
        if (r < 0) return KR_FAILED;
        if (r == 0 || !kr__has_kind(vm, v, KR_K_TUPLE)) continue;
        for (uint32_t k = 0; k < ((KrTuple *)kr__ptr(v))->len; k++)
            if (!add_once(vm, kr__ptr(list), kr__tuple_get(kr__ptr(v), k))) return KR_FAILED;
    }
    return kr__failed(list) ? KR_FAILED : kr__tuple_from(vm, list);
}

static Value params_of(kr_vm *vm, Value v) {
    KrAlias *a = alias(v);
    if (a->params.bits) return KR_VALUE(a->params.bits);
    Value p = kr__alias_parameters(vm, args_of(v));
    if (kr__ok(p)) kr__store(vm, alias(v), &alias(v)->params, kr__ref_slot(p));
    return p;
}

/* The item as a tuple, starred tuples in it spread out. */
static Value unpack_items(kr_vm *vm, Value item) {
    Value list = kr__list_new(vm, NULL, 0);
    if (!kr__has_kind(vm, item, KR_K_TUPLE)) item = kr__tuple_new(vm, &item, 1);
    if (kr__failed(list) || kr__failed(item)) return KR_FAILED;
    const KrTuple *t = kr__ptr(item);
    for (uint32_t i = 0; i < t->len; i++) {
        Value v = kr__tuple_get(t, i), sub = KR_UNSET;
        int r = kr__is_type(vm, v) ? 0 : attribute(vm, v, "__typing_unpacked_tuple_args__", &sub);
        if (r < 0) return KR_FAILED;
        bool spread = r && kr__has_kind(vm, sub, KR_K_TUPLE);
        if (spread) { /* an open end cannot be spread */
            const KrTuple *s = kr__ptr(sub);
            spread = !(s->len && kr__same(kr__tuple_get(s, s->len - 1), KR_ELLIPSIS_V));
        }
        if (spread ? !kr__list_extend(vm, kr__ptr(list), sub)
                   : !kr__list_append(vm, kr__ptr(list), v))
            return KR_FAILED;
    }
    return kr__tuple_from(vm, list);
}

static int index_of(const KrTuple *params, Value p) {
    for (uint32_t i = 0; i < params->len; i++)
        if (kr__same(kr__tuple_get(params, i), p)) return (int)i;
    return -1;
}

static bool is_type_var_tuple(kr_vm *vm, Value p) {
    const KrStr *s = kr__slot_ptr(kr__type_ptr(kr__class_of(vm, p))->name);
    return s->len == 12 && kr__str_text(s)[7] == 'T' && kr__str_text(s)[0] == 'T';
}

/* arg[those of its own parameters replaced] */
static Value substitute_inside(kr_vm *vm, Value arg, Value sub, const KrTuple *params,
                               const KrTuple *items) {
    Value list = kr__list_new(vm, NULL, 0);
    const KrTuple *own = kr__ptr(sub);
    for (uint32_t i = 0; kr__ok(list) && i < own->len; i++) {
        Value p = kr__tuple_get(own, i);
        int at = index_of(params, p);
        Value v = at < 0 ? p : kr__tuple_get(items, (size_t)at);
        bool spread = at >= 0 && is_type_var_tuple(vm, p) && kr__has_kind(vm, v, KR_K_TUPLE);
        if (spread ? !kr__list_extend(vm, kr__ptr(list), v)
                   : !kr__list_append(vm, kr__ptr(list), v))
            return KR_FAILED;
    }
    Value t = kr__failed(list) ? KR_FAILED : kr__tuple_from(vm, list);
    return kr__failed(t) ? KR_FAILED : kr__get_item(vm, arg, t);
}

static Value substitute_one(kr_vm *vm, Value arg, const KrTuple *params, const KrTuple *items) {
    Value f;
    if (kr__is_type(vm, arg)) return arg;
    int r = attribute(vm, arg, "__typing_subst__", &f);
    if (r < 0) return KR_FAILED;
    if (r) {
        int at = index_of(params, arg);
        return at < 0 ? arg : kr__call1(vm, f, kr__tuple_get(items, (size_t)at));
    }
    r = kr__getattr_opt(vm, arg, kr__name(vm, KR_N___parameters__), &f);
    if (r < 0) return KR_FAILED;
    if (!r || !kr__has_kind(vm, f, KR_K_TUPLE) || !((KrTuple *)kr__ptr(f))->len) return arg;
    return substitute_inside(vm, arg, f, params, items);
}

static Value prepare_items(kr_vm *vm, Value self, const KrTuple *params, Value item) {
    Value items = unpack_items(vm, item), f;
    for (uint32_t i = 0; kr__ok(items) && i < params->len; i++) {
        int r = attribute(vm, kr__tuple_get(params, i), "__typing_prepare_subst__", &f);
        if (r < 0) return KR_FAILED;
        if (!r || kr__is_none(f)) continue;
        items = kr__call2(vm, f, self, items);
        if (kr__ok(items) && !kr__has_kind(vm, items, KR_K_TUPLE))
            items = kr__tuple_new(vm, &items, 1);
    }
    return items;
}

/* The arguments with the parameters replaced by item; see typing.h. */
Value kr__alias_substitute(kr_vm *vm, Value self, Value args, Value params, Value item) {
    const KrTuple *ps = kr__ptr(params), *as = kr__ptr(args);
    if (!ps->len) return kr__raise_type(vm, "%R is not a generic class", self);
    Value items = prepare_items(vm, self, ps, item);
    if (kr__failed(items)) return KR_FAILED;
    const KrTuple *is = kr__ptr(items);
    if (is->len != ps->len)
        return kr__raise_type(vm, "Too %s arguments for %R; actual %u, expected %u",
                              is->len > ps->len ? "many" : "few", self, is->len, ps->len);
    Value out = kr__list_new(vm, NULL, as->len), flag;
    for (uint32_t i = 0; kr__ok(out) && i < as->len; i++) {
        Value arg = kr__tuple_get(as, i);
        int star = kr__is_type(vm, arg)
                       ? 0
                       : attribute(vm, arg, "__typing_is_unpacked_typevartuple__", &flag);
        if (star > 0) star = kr__truth(vm, flag);
        Value v = star < 0 ? KR_FAILED : substitute_one(vm, arg, ps, is);
        if (kr__failed(v)) return KR_FAILED;
        bool spread = star && kr__has_kind(vm, v, KR_K_TUPLE);
        if (spread ? !kr__list_extend(vm, kr__ptr(out), v) : !kr__list_append(vm, kr__ptr(out), v))
            return KR_FAILED;
    }
    return kr__failed(out) ? KR_FAILED : kr__tuple_from(vm, out);
}

/* ---- text ---- */

/* An argument as repr of an alias or union shows it. */
Value kr__alias_arg_repr(kr_vm *vm, Value arg) {
    Value q, m, o, as;
    if (kr__same(arg, KR_ELLIPSIS_V)) return kr__text(vm, "...");
    if (kr__same(arg, kr__type(vm, KR_T_NONE))) return kr__text(vm, "None");
    int r = kr__getattr_opt(vm, arg, kr__name(vm, KR_N___origin__), &o);
    if (r > 0) r = kr__getattr_opt(vm, arg, kr__name(vm, KR_N___args__), &as);
    if (r) return r > 0 ? kr__repr(vm, arg) : KR_FAILED;
    r = kr__getattr_opt(vm, arg, kr__name(vm, KR_N___qualname__), &q);
    if (r > 0) r = kr__getattr_opt(vm, arg, kr__name(vm, KR_N___module__), &m);
    if (r <= 0 || kr__is_none(m)) return r < 0 ? KR_FAILED : kr__repr(vm, arg);
    if (kr__same(m, kr__name(vm, KR_N_builtins))) return kr__str(vm, q);
    return kr__text(vm, "%S.%S", m, q);
}

static Value alias_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value text = kr__alias_arg_repr(vm, origin_of(a[0]));
    if (kr__failed(text)) return KR_FAILED;
    const KrTuple *t = kr__ptr(args_of(a[0]));
    text = kr__text(vm, "%s%S[%s", alias(a[0])->starred ? "*" : "", text, t->len ? "" : "()");
    for (uint32_t i = 0; kr__ok(text) && i < t->len; i++) {
        Value arg = kr__tuple_get(t, i);
        Value p = kr__alias_arg_repr(vm, arg);
        text = kr__failed(p) ? KR_FAILED : kr__text(vm, "%S%s%S", text, i ? ", " : "", p);
    }
    return kr__failed(text) ? text : kr__text(vm, "%S]", text);
}

/* ---- methods ---- */

static Value alias_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return new_alias(vm, a[0], a[1], a[2], false);
}

static Value set_orig_class(kr_vm *vm, Value state, Value made) {
    if (kr__setattr(vm, made, kr__name(vm, KR_N___orig_class__), state)) return made;
    if (!kr__pending_is(vm, KR_T_X_ATTRIBUTEERROR) && !kr__pending_is(vm, KR_T_X_TYPEERROR))
        return KR_FAILED;
    kr__clear_pending(vm);
    return made;
}

static Value alias_call(kr_vm *vm, Value *a, int n) {
    unsigned nkw = vm->tail.nkw;
    Value kwnames = vm->tail.kwnames;
    Value r = kr__tail_call(vm, origin_of(a[0]), a + 1, (unsigned)n - 1 + nkw);
    if (!kr__same(r, KR_TAIL)) return r;
    vm->tail.nargs = (uint32_t)n - 1;
    vm->tail.nkw = nkw;
    vm->tail.kwnames = kwnames;
    vm->tail.then = set_orig_class;
    vm->tail.state = a[0];
    return r;
}

/* Attributes that the alias has itself; all others are the origin's. */
static bool is_own_name(const KrStr *s) {
    static const char *const own[] = {"__class__",
                                      "__bases__",
                                      "__origin__",
                                      "__args__",
                                      "__unpacked__",
                                      "__parameters__",
                                      "__typing_unpacked_tuple_args__",
                                      "__mro_entries__",
                                      "__reduce_ex__",
                                      "__reduce__",
                                      "__copy__",
                                      "__deepcopy__"};
    for (unsigned i = 0; i < KR_COUNTOF(own); i++) {
        const char *p = kr__str_text(s), *q = own[i];
        while (*q && *p == *q) p++, q++;
        if (!*p && !*q) return true;
    }
    return false;
}

static Value alias_getattribute(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_str(vm, a[1]) && !is_own_name(kr__ptr(a[1])))
        return kr__getattr(vm, origin_of(a[0]), a[1]);
    return kr__generic_getattr(vm, a[0], a[1]);
}

static Value alias_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value params = params_of(vm, a[0]);
    if (kr__failed(params)) return KR_FAILED;
    Value args = kr__alias_substitute(vm, a[0], args_of(a[0]), params, a[1]);
    return kr__failed(args)
               ? KR_FAILED
               : new_alias(vm, kr__class_of(vm, a[0]), origin_of(a[0]), args, alias(a[0])->starred);
}

static Value alias_eq(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_a(vm, a[1], KR_T_GENERIC_ALIAS)) return KR_NOTIMPL_V;
    if (alias(a[0])->starred != alias(a[1])->starred) return KR_FALSE_V;
    int r = kr__equal(vm, origin_of(a[0]), origin_of(a[1]));
    if (r > 0) r = kr__equal(vm, args_of(a[0]), args_of(a[1]));
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value alias_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t x, y;
    if (!kr__hash(vm, origin_of(a[0]), &x) || !kr__hash(vm, args_of(a[0]), &y)) return KR_FAILED;
    return kr__int_from_i64(vm, x ^ y);
}
static Value alias_mro_entries(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value o = origin_of(a[0]);
    return kr__tuple_new(vm, &o, 1);
}
static Value alias_instancecheck(kr_vm *vm, Value *a, int n) {
    (void)a;
    (void)n;
    return kr__raise_type(vm, "isinstance() argument 2 cannot be a parameterized generic");
}
static Value alias_subclasscheck(kr_vm *vm, Value *a, int n) {
    (void)a;
    (void)n;
    return kr__raise_type(vm, "issubclass() argument 2 cannot be a parameterized generic");
}
static Value alias_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value pair[2] = {origin_of(a[0]), args_of(a[0])}, both[2];
    if (alias(a[0])->starred) {
        Value plain = new_alias(vm, kr__class_of(vm, a[0]), pair[0], pair[1], false);
        Value it = kr__failed(plain) ? KR_FAILED : kr__iter(vm, plain);
        both[0] = kr__failed(it) ? KR_FAILED : kr__import_attr(vm, "builtins", "next");
        both[1] = kr__failed(both[0]) ? KR_FAILED : kr__tuple_new(vm, &it, 1);
    } else {
        both[0] = kr__class_of(vm, a[0]);
        both[1] = kr__tuple_new(vm, pair, 2);
    }
    return kr__failed(both[1]) ? KR_FAILED : kr__tuple_new(vm, both, 2);
}

/* ---- generic_alias_iterator: gives the starred form, once ---- */

typedef struct AliasIter {
    KrObj head;
    Slot alias; /* 0: it was given */
} AliasIter;

static Value alias_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    AliasIter *it = kr__new(vm, KR_T_ALIAS_ITER, sizeof *it);
    if (!it) return KR_FAILED;
    it->alias = kr__ref_slot(a[0]);
    return kr__value_of(it);
}
static Value iter_iter(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return a[0];
}
static Value iter_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    AliasIter *it = kr__ptr(a[0]);
    if (!it->alias.bits) return KR_END;
    Value of = KR_VALUE(it->alias.bits);
    it->alias = KR_NO_SLOT;
    return new_alias(vm, kr__class_of(vm, of), origin_of(of), args_of(of), true);
}
static Value iter_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    const AliasIter *it = kr__ptr(a[0]);
    Value of = it->alias.bits ? KR_VALUE(it->alias.bits) : vm->empty_tuple;
    Value both[2] = {kr__import_attr(vm, "builtins", "iter"), kr__tuple_new(vm, &of, 1)};
    return kr__failed(both[0]) || kr__failed(both[1]) ? KR_FAILED : kr__tuple_new(vm, both, 2);
}
static const KrFnDef iter_methods[] = {
    {"__iter__(self, /)", iter_iter, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__next__(self, /)", iter_next, "Implement next(self).", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", iter_reduce, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
const KrTypeDef kr__def_alias_iter = {.number = KR_T_ALIAS_ITER,
                                      .methods = iter_methods,
                                      .size = sizeof(AliasIter),
                                      .slots = 1ull << 1 /* alias */};

/* ---- the class ---- */

static Value alias_dir(kr_vm *vm, Value *a, int n) {
    (void)n;
    static const char *const names[] = {"__origin__",     "__args__",
                                        "__parameters__", "__mro_entries__",
                                        "__reduce_ex__",  "__reduce__",
                                        "__copy__",       "__deepcopy__",
                                        "__unpacked__",   "__typing_unpacked_tuple_args__",
                                        "__class__"};
    Value dir = kr__import_attr(vm, "builtins", "dir");
    Value list = kr__failed(dir) ? KR_FAILED : kr__call1(vm, dir, origin_of(a[0]));
    for (unsigned i = 0; kr__ok(list) && i < KR_COUNTOF(names); i++) {
        Value name = name_of(vm, names[i]);
        int r = kr__failed(name) ? -1 : kr__contains(vm, list, name);
        if (r < 0 || (!r && !kr__list_append(vm, kr__ptr(list), name))) return KR_FAILED;
    }
    return list;
}
static Value alias_or(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__union_or(vm, a[0], a[1]);
}
static Value alias_ror(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__union_or(vm, a[1], a[0]);
}

static Value get_origin(kr_vm *vm, Value v) {
    (void)vm;
    return origin_of(v);
}
static Value get_args(kr_vm *vm, Value v) {
    (void)vm;
    return args_of(v);
}
static Value get_params(kr_vm *vm, Value v) { return params_of(vm, v); }
static Value get_unpacked(kr_vm *vm, Value v) {
    (void)vm;
    return kr__bool(alias(v)->starred);
}
static Value get_unpacked_args(kr_vm *vm, Value v) {
    bool yes = alias(v)->starred && kr__same(origin_of(v), kr__type(vm, KR_T_TUPLE));
    return yes ? args_of(v) : KR_NONE_V;
}

static const KrFnDef alias_methods[] = {
    {"__new__(cls, origin, args, /)", alias_new, "Create and return a new object.", KR_DEF_NEW},
    {"__call__(self, /, *args, **kwargs)", alias_call, "Call self as a function.",
     KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__repr__(self, /)", alias_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__getattribute__(self, name, /)", alias_getattribute, "Return getattr(self, name).",
     KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", alias_getitem, "Return self[key].", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", alias_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__hash__(self, /)", alias_hash, "Return hash(self).", KR_DEF_SPECIAL},
    {"__iter__(self, /)", alias_iter, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__or__(self, value, /)", alias_or, "Return self|value.", KR_DEF_SPECIAL},
    {"__ror__(self, value, /)", alias_ror, "Return value|self.", KR_DEF_SPECIAL},
    {"__mro_entries__(self, bases, /)", alias_mro_entries, NULL, KR_DEF_METHOD},
    {"__instancecheck__(self, instance, /)", alias_instancecheck, NULL, KR_DEF_METHOD},
    {"__subclasscheck__(self, subclass, /)", alias_subclasscheck, NULL, KR_DEF_METHOD},
    {"__reduce__(self, /)", alias_reduce, NULL, KR_DEF_METHOD},
    {"__dir__(self, /)", alias_dir, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet alias_getset[] = {
    {"__origin__", get_origin, kr__readonly, NULL},
    {"__args__", get_args, kr__readonly, NULL},
    {"__parameters__", get_params, NULL, "Type variables in the GenericAlias."},
    {"__unpacked__", get_unpacked, kr__readonly, NULL},
    {"__typing_unpacked_tuple_args__", get_unpacked_args, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_generic_alias = {
    .number = KR_T_GENERIC_ALIAS,
    .doc = "GenericAlias(origin, args, /)\n--\n\nRepresent a PEP 585 generic type\n\nE.g. for t = "
           "list[int], "
           "t.__origin__ is list and t.__args__ is (int,).",
    .methods = alias_methods,
    .getset = alias_getset,
    .size = sizeof(KrAlias),
    .slots = 7ull << 1,
};
