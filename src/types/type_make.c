/* SPDX-License-Identifier: MIT
 * type_make.c: making classes: type.__new__, and __build_class__, which a class statement calls.
 * The body of a class statement is run by the machine ("call this next"), so class bodies stand
 * on no C frame. */
#include <string.h>

#include "types/codec.h"
#include "types/dict.h"
#include "types/function.h"
#include "types/list.h"
#include "types/slot_notes.h"
#include "types/slots.h"
#include "types/type.h"
#include "types/type_call.h"

/* ---- bases ---- */

/* The most derived metaclass among `meta` and those of the bases. Failed: TypeError. */
Value kr__meta_of(kr_vm *vm, Value meta, const KrTuple *bases) {
    for (uint32_t i = 0; i < bases->len; i++) {
        Value m = kr__class_of(vm, kr__tuple_get(bases, i));
        if (kr__is_subtype(vm, meta, m)) continue;
        if (!kr__is_subtype(vm, m, meta))
            return kr__raise_type(
                vm, "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                    "subclass of the metaclasses of all its bases");
        meta = m;
    }
    return meta;
}

/* The base whose layout the class extends. Failed: TypeError. */
Value kr__best_base(kr_vm *vm, const KrTuple *bases) {
    Value winner = KR_UNSET, best = KR_UNSET;
    for (uint32_t i = 0; i < bases->len; i++) {
        Value b = kr__tuple_get(bases, i);
        if (!kr__is_type(vm, b)) return kr__raise_type(vm, "bases must be types");
        KrType *t = kr__ptr(b);
        if (!(t->flags & KR_TF_BASE))
            return kr__raise_type(vm, "type '%N' is not an acceptable base type", b);
        if (!t->mro.bits) return kr__raise_type(vm, "Cannot extend an incomplete type '%N'", b);
        Value solid = KR_VALUE(t->solid.bits);
        if (!kr__ok(winner) ||
            (!kr__is_subtype(vm, winner, solid) && kr__is_subtype(vm, solid, winner))) {
            winner = solid;
            best = b;
        } else if (!kr__is_subtype(vm, winner, solid)) {
            kr__raise_type(vm, "multiple bases have instance lay-out conflict");
            kr__slot_note_conflict(vm, winner, solid);
            return KR_FAILED;
        }
    }
    return best;
}

/* ---- type.__new__ ---- */

#define INHERITED_FLAGS                                                                        \
    (KR_TF_LONG_SUBCLASS | KR_TF_LIST_SUBCLASS | KR_TF_TUPLE_SUBCLASS | KR_TF_BYTES_SUBCLASS | \
     KR_TF_UNICODE_SUBCLASS | KR_TF_DICT_SUBCLASS | KR_TF_EXC_SUBCLASS | KR_TF_TYPE_SUBCLASS | \
     KR_TF_HAS_DICT | KR_TF_HAS_WEAK)

/* What is under way in kr__type_new. */
typedef struct Making {
    Value meta, name, bases, base, kwargs;
    Value dict;
    KrSlotsSpec slots;
} Making;

/* A dict with the namespace's items; its str keys are interned, so that lookups by name find
 * them. */
static Value copy_namespace(kr_vm *vm, Value ns) {
    Value d = kr__dict_new_sized(vm, kr__dict_len(vm, kr__ptr(ns)) + 4);
    size_t pos = 0;
    Value k, v;
    while (kr__ok(d) && kr__dict_next(vm, kr__ptr(ns), &pos, &k, &v)) {
        if (kr__exact(k, KR_T_STR)) k = kr__intern_str(vm, k);
        if (kr__failed(k) || !kr__dict_set(vm, kr__ptr(d), k, v)) return KR_FAILED;
    }
    return d;
}

static Value take_out(kr_vm *vm, KrDict *d, KrName name) {
    Value v = kr__dict_get_name(vm, d, kr__name(vm, name));
    if (kr__ok(v) && kr__dict_delete(vm, d, kr__name(vm, name), NULL) < 0) return KR_FAILED;
    return v;
}

static bool set_default(kr_vm *vm, KrDict *d, KrName name, Value v) {
    return kr__ok(kr__dict_get_name(vm, d, kr__name(vm, name))) ||
           kr__dict_set_name(vm, d, kr__name(vm, name), v);
}

static bool set_names(kr_vm *vm, Making *m, KrType *t) {
    KrDict *d = kr__ptr(m->dict);
    Value globals = kr__current_globals(vm);
    Value module = kr__ok(globals)
                       ? kr__dict_get_name(vm, kr__ptr(globals), kr__name(vm, KR_N___name__))
                       : KR_UNSET;
    if (kr__ok(module) && !set_default(vm, d, KR_N___module__, module)) return false;
    t->name = t->qualname = kr__ref_slot(m->name);
    Value q = kr__dict_get_name(vm, d, kr__name(vm, KR_N___qualname__));
    if (!kr__ok(q)) return true;
    if (!kr__is_str(vm, q))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "type __qualname__ must be a str, not %T", q);
    t->qualname = kr__ref_slot(q);
    return kr__dict_delete(vm, d, kr__name(vm, KR_N___qualname__), NULL) >= 0;
}

/* A plain function under one of the names that are implicitly static or class methods. */
static bool wrap_implicit(kr_vm *vm, KrDict *d, KrName name, uint32_t layout) {
    Value f = kr__dict_get_name(vm, d, kr__name(vm, name));
    if (!kr__exact(f, KR_T_FUNCTION)) return true;
    KrWrapper *w = kr__new(vm, layout, sizeof(KrWrapper));
    if (!w) return false;
    w->callable = kr__ref_slot(f);
    return kr__dict_set_name(vm, d, kr__name(vm, name), kr__value_of(w));
}

static bool set_classcell(kr_vm *vm, KrDict *d, KrType *t) {
    Value cell = kr__dict_get_name(vm, d, kr__name(vm, KR_N___classcell__));
    if (!kr__ok(cell)) {
        kr__slots_adopt(vm, d, t);
        return true;
    }
    if (!kr__exact(cell, KR_T_CELL))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "__classcell__ must be a nonlocal cell, not %R",
                               kr__class_of(vm, cell));
    KrCell *c = kr__ptr(cell);
    c->value = kr__value_of(t);
    kr__barrier(vm, c);
    return kr__dict_delete(vm, d, kr__name(vm, KR_N___classcell__), NULL) >= 0;
}

static bool fill_dict(kr_vm *vm, Making *m, KrType *t) {
    KrDict *d = kr__ptr(m->dict);
    if (!set_names(vm, m, t) || !wrap_implicit(vm, d, KR_N___new__, KR_T_STATICMETHOD) ||
        !wrap_implicit(vm, d, KR_N___init_subclass__, KR_T_CLASSMETHOD) ||
        !wrap_implicit(vm, d, KR_N___class_getitem__, KR_T_CLASSMETHOD))
        return false;
    Value doc = kr__dict_get_name(vm, d, kr__name(vm, KR_N___doc__));
    if (kr__ok(doc) && kr__is_str(vm, doc) && !kr__type_check_text(vm, doc)) return false;
    if (!set_classcell(vm, d, t) || !kr__slots_add_members(vm, t, d) ||
        !kr__slots_add_getsets(vm, t, &m->slots, d) || !set_default(vm, d, KR_N___doc__, KR_NONE_V))
        return false;
    if (!kr__ok(kr__dict_get_name(vm, d, kr__name(vm, KR_N___eq__)))) return true;
    return set_default(vm, d, KR_N___hash__, KR_NONE_V);
}

/* The class cell with everything but its namespace and order. */
static KrType *allocate(kr_vm *vm, Making *m) {
    KrType *base = kr__ptr(m->base);
    if (!kr__type_refresh(vm, base)) return NULL;
    Value v = kr__instance_new(vm, m->meta);
    if (kr__failed(v)) return NULL;
    KrType *t = kr__ptr(v);
    const KrTuple *own = kr__ok(m->slots.names) ? kr__ptr(m->slots.names) : NULL;
    t->flags = KR_TF_HEAPTYPE | KR_TF_BASE | KR_TF_STALE | (base->flags & INHERITED_FLAGS);
    if (m->slots.add_dict) t->flags |= KR_TF_HAS_DICT;
    if (m->slots.add_weak) t->flags |= KR_TF_HAS_WEAK;
    t->version = ++vm->version;
    t->kind = base->kind;
    t->base = kr__ref_slot(m->base);
    t->bases = kr__ref_slot(m->bases);
    t->own_slots = own ? kr__slot_of(own) : KR_NO_SLOT;
    t->nfields = (uint16_t)(base->nfields + (own ? own->len : 0));
    t->solid = own ? kr__slot_of(t) : base->solid;
    t->self_attrs = base->self_attrs;
    t->wide = base->wide;
    t->name = kr__ref_slot(m->name);
    t->qualname = t->name;
    t->dict = kr__ref_slot(m->dict);
    return t;
}

static bool link_bases(kr_vm *vm, KrType *t) {
    const KrTuple *bases = kr__slot_ptr(t->bases);
    for (uint32_t i = 0; i < bases->len; i++)
        if (!kr__type_add_subclass(vm, kr__slot_ptr(bases->narrow[i]), kr__value_of(t)))
            return false;
    return true;
}

/* RuntimeError that says whose __set_name__ failed, caused by the pending exception. */
static bool set_name_failed(kr_vm *vm, Value attr, Value name, Value type) {
    if (vm->thread->stopping) return false;
    Value cause = kr__take_pending(vm);
    kr__raise(vm, KR_T_X_RUNTIMEERROR, "Error calling __set_name__ on '%T' instance %R in '%N'",
              attr, name, type);
    Value exc = kr__take_pending(vm);
    if (kr__ok(exc) && (!kr__setattr(vm, exc, kr__name(vm, KR_N___cause__), cause) ||
                        !kr__setattr(vm, exc, kr__name(vm, KR_N___context__), cause)))
        return false;
    kr__raise_object(vm, exc);
    return false;
}

static bool call_set_names(kr_vm *vm, Value type, Value names) {
    size_t pos = 0;
    Value k, v;
    while (kr__dict_next(vm, kr__ptr(names), &pos, &k, &v)) {
        if (!kr__is_ref(v) || kr__exact(v, KR_T_FUNCTION) || kr__exact(v, KR_T_STR)) continue;
        if (!kr__ok(kr__special(vm, v, KR_N___set_name__))) continue;
        Value args[2] = {type, k};
        Value r = kr__call_special(vm, v, KR_N___set_name__, args, 2);
        if (kr__failed(r)) return set_name_failed(vm, v, k, type);
    }
    return true;
}

static bool in_order(const KrTuple *mro, Value type) {
    for (uint32_t i = 0; i < mro->len; i++)
        if (mro->narrow[i].bits == (uint32_t)type.bits) return true;
    return false;
}

/* super(type, type).__init_subclass__(**kwargs) */
static bool call_init_subclass(kr_vm *vm, Value type, Value kwargs) {
    const KrTuple *mro = kr__slot_ptr(kr__type_ptr(type)->mro);
    if (!in_order(mro, type)) /* a mro() of Python left it out */
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "super(type, obj): obj must be an instance or subtype of type");
    for (uint32_t i = 1; i < mro->len; i++) {
        KrType *c = kr__slot_ptr(mro->narrow[i]);
        if (i + 1 == mro->len && c->number == KR_T_OBJECT &&
            (!kr__ok(kwargs) || !kr__dict_len(vm, kr__ptr(kwargs))))
            return true; /* object's does nothing */
        Value f = kr__type_own(vm, c, kr__name(vm, KR_N___init_subclass__));
        if (!kr__ok(f)) continue;
        Value bound = kr__bind(vm, f, KR_UNSET, type);
        if (kr__failed(bound)) return false;
        return kr__ok(kr__call_ex(vm, bound, kr__tuple_empty(vm), kwargs));
    }
    return true;
}

/* For match: a sequence or a mapping is what the first class of the order says that says one. */
static void inherit_pattern_flags(KrType *t) {
    const KrTuple *mro = kr__slot_ptr(t->mro);
    for (uint32_t i = 0; i < mro->len && !(t->flags & (KR_TF_SEQUENCE | KR_TF_MAPPING)); i++)
        t->flags |=
            ((KrType *)kr__slot_ptr(mro->narrow[i]))->flags & (KR_TF_SEQUENCE | KR_TF_MAPPING);
}

static Value make(kr_vm *vm, Making *m, Value ns) {
    KrType *base = kr__ptr(m->base);
    if (!kr__slots_read(vm, &m->slots, base, kr__ptr(m->bases), m->name, kr__ptr(ns)))
        return KR_FAILED;
    m->dict = copy_namespace(vm, ns);
    if (kr__failed(m->dict)) return KR_FAILED;
    Value names = kr__dict_copy(vm, kr__ptr(m->dict)); /* __set_name__ may change the class's own */
    KrType *t = kr__ok(names) ? allocate(vm, m) : NULL;
    if (!t || !fill_dict(vm, m, t)) return KR_FAILED;
    Value type = kr__value_of(t);
    Value mro = kr__mro(vm, type);
    if (kr__failed(mro)) return KR_FAILED;
    if (!t->mro.bits) kr__store(vm, t, &t->mro, kr__ref_slot(mro));
    inherit_pattern_flags(t);
    t->version = ++vm->version;
    if (!link_bases(vm, t)) return KR_FAILED;
    kr__type_flags_update(vm, t);
    if (!call_set_names(vm, type, names) || !call_init_subclass(vm, type, m->kwargs))
        return KR_FAILED;
    return type;
}

/* It could be written as UTF-8; else UnicodeEncodeError. */
bool kr__type_check_text(kr_vm *vm, Value text) {
    return !(kr__flags(kr__ptr(text)) & KR_F_STR_WIDE) ||
           kr__ok(kr__codec_encode(vm, KR_CODEC_UTF8, text, KR_UNSET));
}

static bool check_name(kr_vm *vm, Value name) {
    if (!kr__type_check_text(vm, name)) return false;
    const KrStr *s = kr__ptr(name);
    if (memchr(kr__str_text(s), 0, s->len))
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "type name must not contain null characters");
    return true;
}

/* type(name, bases, ns, **kwargs) for this metaclass; see type.h. */
Value kr__type_new(kr_vm *vm, Value meta, Value name, Value bases, Value ns, Value kwargs) {
    if (!check_name(vm, name)) return KR_FAILED;
    if (((KrTuple *)kr__ptr(bases))->len == 0) {
        Value object = kr__type(vm, KR_T_OBJECT);
        bases = kr__tuple_new(vm, &object, 1);
        if (kr__failed(bases)) return KR_FAILED;
    }
    Making m = {.meta = meta, .name = name, .bases = bases, .kwargs = kwargs};
    m.base = kr__best_base(vm, kr__ptr(bases));
    return kr__failed(m.base) ? KR_FAILED : make(vm, &m, ns);
}

/* ---- __build_class__ ---- */

/* The state of a class statement while its body and then its metaclass run: a tuple. */
enum { B_FUNC, B_NAME, B_BASES, B_META, B_KWDS, B_NS, B_ORIG, B_CELL, B_COUNT };

static Value state_get(Value state, unsigned i) { return kr__tuple_get(kr__ptr(state), i); }

/* (*self_attrs of the base, *those of the body's methods), each once; unset: MemoryError or
 * none. */
static Value union_of(kr_vm *vm, Slot a, Slot b) {
    const KrTuple *x = a.bits ? kr__slot_ptr(a) : NULL, *y = b.bits ? kr__slot_ptr(b) : NULL;
    if (!y || !y->len) return KR_VALUE(a.bits);
    if (!x || !x->len) return KR_VALUE(b.bits);
    Value all[64];
    unsigned n = 0;
    for (uint32_t i = 0; i < x->len && n < KR_COUNTOF(all); i++) all[n++] = kr__tuple_get(x, i);
    for (uint32_t i = 0; i < y->len && n < KR_COUNTOF(all); i++) {
        Value v = kr__tuple_get(y, i);
        bool seen = false;
        for (unsigned k = 0; k < x->len && k < n; k++) seen |= kr__same(all[k], v);
        if (!seen) all[n++] = v;
    }
    return kr__tuple_new(vm, all, n);
}

static bool note_self_attrs(kr_vm *vm, Value func, Value cls) {
    if (!kr__is_type(vm, cls) || !kr__type_is_heap(kr__ptr(cls))) return true;
    KrType *t = kr__ptr(cls);
    const KrCode *c = kr__slot_ptr(((KrFunction *)kr__ptr(func))->code);
    Value all = union_of(vm, t->self_attrs, c->selfattrs);
    if (kr__failed(all)) return !kr__pending(vm);
    kr__store(vm, t, &t->self_attrs, kr__ref_slot(all));
    t->flags |= KR_TF_STALE;
    t->init_version = 0;
    return true;
}

/* The metaclass returned cls. */
static Value class_made(kr_vm *vm, Value state, Value cls) {
    Value cell = state_get(state, B_CELL);
    if (!note_self_attrs(vm, state_get(state, B_FUNC), cls)) return KR_FAILED;
    if (!kr__is_type(vm, cls) || !kr__exact(cell, KR_T_CELL)) return cls;
    Value in = ((KrCell *)kr__ptr(cell))->value;
    if (kr__same(in, cls)) return cls;
    Value name = state_get(state, B_NAME);
    if (!kr__ok(in))
        return kr__raise(
            vm, KR_T_X_RUNTIMEERROR,
            "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?",
            name, cls);
    return kr__raise_type(vm, "__class__ set to %R defining %R as %R", in, name, cls);
}

static Value tail_then(kr_vm *vm, Value r, Value (*then)(kr_vm *, Value, Value), Value state) {
    if (!kr__same(r, KR_TAIL)) return r;
    vm->tail.then = then;
    vm->tail.state = state;
    return KR_TAIL;
}

/* meta(name, bases, ns, **kwds) is called next. */
static Value call_meta(kr_vm *vm, Value state) {
    Value kwds = state_get(state, B_KWDS), meta = state_get(state, B_META);
    Value args[3] = {state_get(state, B_NAME), state_get(state, B_BASES), state_get(state, B_NS)};
    size_t nkw = kr__is_none(kwds) ? 0 : kr__dict_len(vm, kr__ptr(kwds));
    if (!nkw) return tail_then(vm, kr__tail_call(vm, meta, args, 3), class_made, state);
    Value all[64], names[64], k, v;
    if (nkw > 60) return kr__raise_type(vm, "too many keyword arguments in a class statement");
    memcpy(all, args, sizeof args);
    size_t pos = 0, n = 0;
    while (kr__dict_next(vm, kr__ptr(kwds), &pos, &k, &v)) {
        names[n] = k;
        all[3 + n++] = v;
    }
    Value kwnames = kr__tuple_new(vm, names, n);
    if (kr__failed(kwnames)) return KR_FAILED;
    Value r = tail_then(vm, kr__tail_call(vm, meta, all, (unsigned)(3 + n)), class_made, state);
    if (!kr__same(r, KR_TAIL)) return r;
    vm->tail.nargs = 3;
    vm->tail.nkw = (uint32_t)n;
    vm->tail.kwnames = kwnames;
    return r;
}

/* The body ran; its result is the __class__ cell, if there is one. */
static Value body_done(kr_vm *vm, Value state, Value cell) {
    Value parts[B_COUNT];
    for (unsigned i = 0; i < B_COUNT; i++) parts[i] = state_get(state, i);
    parts[B_CELL] = cell;
    if (kr__is_none(cell) && kr__exact(parts[B_NS], KR_T_DICT)) {
        Value c = kr__dict_get_name(vm, kr__ptr(parts[B_NS]), kr__name(vm, KR_N___classcell__));
        if (kr__ok(c)) parts[B_CELL] = c;
    }
    if (!kr__is_none(parts[B_ORIG])) {
        Value key = kr__intern(vm, "__orig_bases__", 14);
        if (kr__failed(key) || !kr__set_item(vm, parts[B_NS], key, parts[B_ORIG])) return KR_FAILED;
    }
    Value next = kr__tuple_new(vm, parts, B_COUNT);
    return kr__failed(next) ? KR_FAILED : call_meta(vm, next);
}

/* Bases that are no classes may stand for others: __mro_entries__. The same tuple when there are
 * none. */
static Value resolve_bases(kr_vm *vm, Value bases) {
    uint32_t n = ((KrTuple *)kr__ptr(bases))->len;
    Value list = KR_UNSET;
    for (uint32_t i = 0; i < n; i++) {
        Value b = kr__tuple_get(kr__ptr(bases), i), f = KR_UNSET, entries = KR_UNSET;
        if (!kr__is_type(vm, b)) {
            int r = kr__getattr_opt(vm, b, kr__name(vm, KR_N___mro_entries__), &f);
            if (r < 0) return KR_FAILED;
            if (r) {
                entries = kr__call1(vm, f, bases);
                if (kr__failed(entries)) return KR_FAILED;
                if (!kr__has_kind(vm, entries, KR_K_TUPLE))
                    return kr__raise_type(vm, "__mro_entries__ must return a tuple");
            }
        }
        if (kr__ok(entries) && !kr__ok(list)) {
            list = kr__list_new(vm, NULL, n);
            for (uint32_t k = 0; kr__ok(list) && k < i; k++)
                if (!kr__list_append(vm, kr__ptr(list), kr__tuple_get(kr__ptr(bases), k)))
                    return KR_FAILED;
            if (kr__failed(list)) return KR_FAILED;
        }
        if (!kr__ok(list)) continue;
        if (kr__ok(entries) ? !kr__list_extend(vm, kr__ptr(list), entries)
                            : !kr__list_append(vm, kr__ptr(list), b))
            return KR_FAILED;
    }
    return kr__ok(list) ? kr__tuple_from(vm, list) : bases;
}

/* The metaclass keyword, or the type of the first base; then the most derived one. kwds loses
 * `metaclass`. */
static Value pick_meta(kr_vm *vm, Value kwds, const KrTuple *bases) {
    Value meta = KR_UNSET;
    if (kr__ok(kwds)) {
        meta = take_out(vm, kr__ptr(kwds), KR_N_metaclass);
        if (kr__failed(meta) && kr__pending(vm)) return KR_FAILED;
    }
    if (!kr__ok(meta))
        meta = bases->len ? kr__class_of(vm, kr__tuple_get(bases, 0)) : kr__type(vm, KR_T_TYPE);
    else if (!kr__is_type(vm, meta))
        return meta;
    return kr__meta_of(vm, meta, bases);
}

static Value prepare(kr_vm *vm, Value meta, Value name, Value bases, Value kwds) {
    if (kr__same(meta, kr__type(vm, KR_T_TYPE))) return kr__dict_new(vm);
    Value f;
    int r = kr__getattr_opt(vm, meta, kr__name(vm, KR_N___prepare__), &f);
    if (r <= 0) return r < 0 ? KR_FAILED : kr__dict_new(vm);
    Value pair[2] = {name, bases};
    Value args = kr__tuple_new(vm, pair, 2);
    Value ns = kr__failed(args) ? KR_FAILED : kr__call_ex(vm, f, args, kwds);
    if (kr__failed(ns)) return KR_FAILED;
    if (!kr__exact(ns, KR_T_DICT) && !kr__ok(kr__special(vm, ns, KR_N___getitem__))) {
        if (kr__is_type(vm, meta))
            return kr__raise_type(vm, "%N.__prepare__() must return a mapping, not %T", meta, ns);
        return kr__raise_type(vm, "<metaclass>.__prepare__() must return a mapping, not %T", ns);
    }
    return ns;
}

/* __build_class__(func, name, /, *bases, metaclass=None, **kwds): a[2] is kwds, bases from a[3]. */
Value kr__build_class(kr_vm *vm, Value *a, int n) {
    if (!kr__exact(a[0], KR_T_FUNCTION))
        return kr__raise_type(vm, "__build_class__: func must be a function");
    if (!kr__is_str(vm, a[1])) return kr__raise_type(vm, "__build_class__: name is not a string");
    Value given = kr__tuple_new(vm, a + 3, n > 3 ? (size_t)n - 3 : 0);
    Value bases = kr__ok(given) ? resolve_bases(vm, given) : KR_FAILED;
    if (kr__failed(bases)) return KR_FAILED;
    Value meta = pick_meta(vm, a[2], kr__ptr(bases));
    Value ns = kr__ok(meta) ? prepare(vm, meta, a[1], bases, a[2]) : KR_FAILED;
    if (kr__failed(ns)) return KR_FAILED;
    Value parts[B_COUNT] = {a[0],
                            a[1],
                            bases,
                            meta,
                            kr__ok(a[2]) ? a[2] : KR_NONE_V,
                            ns,
                            kr__same(given, bases) ? KR_NONE_V : given,
                            KR_NONE_V};
    Value state = kr__tuple_new(vm, parts, B_COUNT);
    if (kr__failed(state)) return KR_FAILED;
    Value r = tail_then(vm, kr__tail_call(vm, a[0], NULL, 0), body_done, state);
    if (kr__same(r, KR_TAIL)) vm->tail.locals = ns;
    return r;
}
