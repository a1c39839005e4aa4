/* SPDX-License-Identifier: MIT
 * structseq.c: classes of named tuples made from C tables. Items are read through one getter a
 * position; fields past the visible ones stand in the instance's own dict. */
#include "types/structseq.h"

#include <string.h>

#include "types/dict.h"
#include "types/list.h"
#include "types/function.h"
#include "types/type.h"

// clang-format off
#define POSITIONS(X)                                                                               \
    X(0)                                                                                           \
    X(1)                                                                                           \
    X(2)                                                                                           \
    X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18) X(19) \
        X(20) X(21) X(22) X(23)
// clang-format on

#define GETTER(i)                                       \
    static Value item_##i(kr_vm *vm, Value *a, int n) { \
        (void)vm, (void)n;                              \
        return kr__tuple_get(kr__ptr(a[0]), i);         \
    }
POSITIONS(GETTER)
#define ROW(i) {"item(self, /)", item_##i, NULL, KR_DEF_METHOD},
static const KrFnDef getters[] = {POSITIONS(ROW){NULL, NULL, NULL, 0}};

static Value class_number(kr_vm *vm, Value cls, KrName name) {
    Value v = kr__type_lookup(vm, cls, kr__name(vm, name));
    return kr__is_int(v) ? v : kr__from_int48(0);
}

static Value match_args(kr_vm *vm, Value cls) {
    return kr__type_lookup(vm, cls, kr__name(vm, KR_N___match_args__));
}

/* Names of the fields past the items: a tuple; unset: there are none. */
static Value hidden_names(kr_vm *vm, Value cls) {
    Value key = kr__intern(vm, "__hidden_fields__", 17);
    Value names = kr__ok(key) ? kr__type_lookup(vm, cls, key) : KR_UNSET;
    return kr__has_kind(vm, names, KR_K_TUPLE) ? names : KR_UNSET;
}

static Value seq_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value names = match_args(vm, kr__class_of(vm, a[0]));
    if (!kr__has_kind(vm, names, KR_K_TUPLE)) return kr__raise_type(vm, "not a struct sequence");
    if (!kr__enter(vm, " while getting the repr of an object")) return KR_FAILED;
    KrType *t = kr__type_ptr(kr__class_of(vm, a[0]));
    Value module = kr__type_lookup(vm, kr__value_of(t), kr__name(vm, KR_N___module__));
    bool builtin = kr__same(module, kr__name(vm, KR_N_builtins));
    Value text = builtin ? kr__text(vm, "%N(", kr__value_of(t))
                         : kr__text(vm, "%S.%N(", module, kr__value_of(t));
    uint32_t named = ((KrTuple *)kr__ptr(names))->len, all = ((KrTuple *)kr__ptr(a[0]))->len;
    Value more = named < all ? hidden_names(vm, kr__class_of(vm, a[0])) : KR_UNSET;
    if (!kr__ok(more)) all = named;
    for (uint32_t i = 0; kr__ok(text) && i < all;
         i++) /* an unnamed item is shown as what follows */
        text = kr__text(vm, i ? "%S, %S=%R" : "%S%S=%R", text,
                        i < named ? kr__tuple_get(kr__ptr(names), i)
                                  : kr__tuple_get(kr__ptr(more), i - named),
                        kr__tuple_get(kr__ptr(a[0]), i));
    kr__leave(vm);
    return kr__ok(text) ? kr__text(vm, "%S)", text) : KR_FAILED;
}

static Value seq_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrTuple *t = kr__ptr(a[0]);
    Value items[KR_SEQ_MOST];
    unsigned len = t->len < KR_SEQ_MOST ? t->len : KR_SEQ_MOST;
    for (unsigned i = 0; i < len; i++) items[i] = kr__tuple_get(t, i);
    Value own = KR_UNSET;
    if (kr__type_ptr(kr__class_of(vm, a[0]))->flags & KR_TF_HAS_DICT)
        own = kr__instance_dict(vm, a[0]);
    else
        own = kr__dict_new(vm);
    Value args[2] = {kr__tuple_new(vm, items, len),
                     kr__ok(own) ? kr__dict_copy(vm, kr__ptr(own)) : own};
    if (kr__failed(args[0]) || kr__failed(args[1])) return KR_FAILED;
    Value parts[2] = {kr__class_of(vm, a[0]), kr__tuple_new(vm, args, 2)};
    return kr__ok(parts[1]) ? kr__tuple_new(vm, parts, 2) : KR_FAILED;
}

/* The fields past the items from the given one on: those that have an unnamed item are like it, the others None. */
static bool fill_rest(kr_vm *vm, Value v, size_t from) {
    Value cls = kr__class_of(vm, v), names = hidden_names(vm, cls);
    if (!kr__ok(names)) return !kr__pending(vm);
    int64_t unnamed = kr__int(class_number(vm, cls, KR_N_n_unnamed_fields));
    for (size_t i = from; i < ((KrTuple *)kr__ptr(names))->len; i++) {
        const KrTuple *t = kr__ptr(v);
        Value x = (int64_t)i < unnamed ? kr__tuple_get(t, t->len - (size_t)unnamed + i) : KR_NONE_V;
        if (!kr__instance_set(vm, v, kr__tuple_get(kr__ptr(names), i), x)) return false;
    }
    return true;
}

/* cls(sequence[, dict]) */
static Value seq_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value cls = a[0];
    int64_t visible = kr__int(class_number(vm, cls, KR_N_n_sequence_fields));
    int64_t all = kr__int(class_number(vm, cls, KR_N_n_fields));
    Value t = kr__tuple_from(vm, a[1]);
    if (kr__failed(t)) {
        if (!kr__pending_is(vm, KR_T_X_TYPEERROR)) return KR_FAILED;
        kr__clear_pending(vm);
        return kr__raise_type(vm, "constructor requires a sequence");
    }
    if (kr__ok(a[2]) && !kr__has_kind(vm, a[2], KR_K_DICT))
        return kr__raise_type(vm, "%S.%N() takes a dict as second arg, if any",
                              kr__type_lookup(vm, cls, kr__name(vm, KR_N___module__)), cls);
    int64_t len = ((KrTuple *)kr__ptr(t))->len;
    if (len < visible || len > all)
        return kr__raise_type(vm,
                              visible == all ? "%S.%N() takes a %ld-sequence (%ld-sequence given)"
                              : len < visible
                                  ? "%S.%N() takes an at least %ld-sequence (%ld-sequence given)"
                                  : "%S.%N() takes an at most %ld-sequence (%ld-sequence given)",
                              kr__type_lookup(vm, cls, kr__name(vm, KR_N___module__)), cls,
                              (long)(len < visible ? visible : all), (long)len);
    Value items[KR_SEQ_MOST];
    for (int64_t i = 0; i < len; i++) items[i] = kr__tuple_get(kr__ptr(t), (size_t)i);
    Value v = kr__structseq_new(vm, cls, items, (unsigned)len);
    if (kr__failed(v) || !fill_rest(vm, v, (size_t)(len - visible))) return KR_FAILED;
    size_t pos = 0;
    Value key, value;
    while (kr__ok(a[2]) && kr__dict_next(vm, kr__ptr(a[2]), &pos, &key, &value))
        if (kr__is_str(vm, key) && !kr__instance_set(vm, v, kr__intern_str(vm, key), value))
            return KR_FAILED;
    return v;
}

static const KrFnDef methods[] = {
    {"__new__(cls, sequence, dict=None, /)", seq_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", seq_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", seq_reduce, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};

static bool set(kr_vm *vm, Value ns, const char *name, Value v) {
    return kr__ok(v) && kr__dict_set_cstr(vm, kr__ptr(ns), name, v);
}

static bool add_fields(kr_vm *vm, Value ns, const KrSeqDef *def) {
    uint32_t table = kr__def_table(vm, getters);
    if (!table) return false;
    for (unsigned i = 0; i < def->visible && *def->fields[i].name; i++) {
        Value get =
            kr__native_new(vm, KR_T_METHOD_DESCR, table, i, KR_UNSET, kr__type(vm, KR_T_TUPLE));
        if (kr__failed(get)) return false;
        KrProperty *p = kr__new(vm, KR_T_PROPERTY, sizeof *p);
        if (!p) return false;
        p->fget = kr__ref_slot(get);
        Value prop = kr__value_of(p);
        const char *doc = def->fields[i].doc;
        Value text = doc ? kr__str_new(vm, doc, strlen(doc)) : KR_NONE_V;
        if (kr__failed(text)) return false;
        kr__store(vm, kr__ptr(prop), &((KrProperty *)kr__ptr(prop))->doc, kr__ref_slot(text));
        if (!set(vm, ns, def->fields[i].name, prop)) return false;
    }
    return true;
}

Value kr__structseq_class(kr_vm *vm, const KrSeqDef *def) {
    unsigned all = 0, named = 0;
    Value names[KR_SEQ_MOST];
    for (; def->fields[all].name; all++) {
        const char *field = def->fields[all].name;
        if (!*field) continue;
        if (kr__failed(names[named++] = kr__intern(vm, field, strlen(field)))) return KR_FAILED;
    }
    unsigned shown = def->visible - (all - named);
    Value ns = kr__dict_new(vm), tuple = kr__type(vm, KR_T_TUPLE);
    Value bases = kr__tuple_new(vm, &tuple, 1), match = kr__tuple_new(vm, names, shown);
    Value name = kr__intern(vm, def->name, strlen(def->name));
    Value module = kr__intern(vm, def->module, strlen(def->module));
    if (kr__failed(ns) || kr__failed(bases) || kr__failed(match) || kr__failed(name))
        return KR_FAILED;
    if (!set(vm, ns, "__module__", module) || !set(vm, ns, "__match_args__", match) ||
        !set(vm, ns, "n_sequence_fields", kr__from_int48(def->visible)) ||
        !set(vm, ns, "n_fields", kr__from_int48(all)) ||
        !set(vm, ns, "n_unnamed_fields", kr__from_int48(all - named)) ||
        !set(vm, ns, "__doc__",
             def->doc ? kr__str_new(vm, def->doc, strlen(def->doc)) : KR_NONE_V) ||
        !add_fields(vm, ns, def))
        return KR_FAILED;
    if (all == def->visible) {
        if (!set(vm, ns, "__slots__", kr__tuple_empty(vm))) return KR_FAILED;
    } else if (!set(vm, ns, "__hidden_fields__", kr__tuple_new(vm, names + shown, named - shown))) {
        return KR_FAILED;
    }
    uint32_t table = kr__def_table(vm, methods);
    if (!table) return KR_FAILED;
    static const KrTypeNo kinds[] = {KR_T_NATIVE, KR_T_SLOT_WRAPPER, KR_T_METHOD_DESCR};
    static const char *const method_names[] = {"__new__", "__repr__", "__reduce__"};
    Value cls = kr__type_new(vm, kr__type(vm, KR_T_TYPE), name, bases, ns, KR_UNSET);
    if (kr__failed(cls)) return KR_FAILED;
    for (unsigned i = def->constructible ? 0 : 1; i < 3; i++) {
        Value f = kr__native_new(vm, kinds[i], table, i, i ? KR_UNSET : cls, cls);
        Value key = kr__intern(vm, method_names[i], strlen(method_names[i]));
        if (kr__failed(f) || kr__failed(key) || !kr__setattr(vm, cls, key, f)) return KR_FAILED;
    }
    return cls;
}

Value kr__structseq_new(kr_vm *vm, Value cls, const Value *items, unsigned n) {
    unsigned visible = (unsigned)kr__int(class_number(vm, cls, KR_N_n_sequence_fields));
    bool wide = false;
    Slot s;
    for (unsigned i = 0; i < n; i++)
        if (kr__failed(items[i])) return KR_FAILED;
    for (unsigned i = 0; i < visible; i++) wide |= !kr__narrow(items[i], &s);
    KrTuple *t =
        kr__instance_new_var(vm, cls, sizeof *t + visible * (wide ? sizeof(Value) : sizeof(Slot)));
    if (!t) return KR_FAILED;
    t->len = visible;
    if (wide) t->head.head |= KR_F_WIDE;
    for (unsigned i = 0; i < visible; i++) {
        if (wide)
            t->wide[i] = items[i];
        else
            (void)!kr__narrow(items[i], &t->narrow[i]);
    }
    Value v = kr__value_of(t);
    Value names = KR_UNSET;
    for (unsigned i = visible; i < n; i++) {
        if (!kr__ok(names)) {
            names = hidden_names(vm, cls);
            if (!kr__ok(names)) return kr__pending(vm) ? KR_FAILED : v;
        }
        if (!kr__instance_set(vm, v, kr__tuple_get(kr__ptr(names), i - visible), items[i]))
            return KR_FAILED;
    }
    return v;
}
