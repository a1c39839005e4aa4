/* SPDX-License-Identifier: MIT
 * type.c: the class object as the runtime uses it: whose class a value is, looking into an MRO,
 * what follows from a change of a class, the weak list of subclasses.
 *
 * A class has a version that changes whenever it or a base changes. The method cache (state.h),
 * inline caches and the table of special methods answer for one version only. Invariant: whoever
 * writes into a class's namespace calls kr__type_changed, which is done by kr__type_set. */
#include <string.h>

#include "types/dict.h"
#include "types/function.h"
#include "types/memoryview.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

static void type_trace(KrGc *gc, KrObj *cell) {
    KrType *t = (KrType *)cell;
    kr__trace_slot(gc, t->subclasses); /* its entries look like integers: they keep nothing alive */
}

#define WORD(field) (1ull << (offsetof(KrType, field) / 4))
const KrKindInfo kr__kind_type = {
    .name = "type",
    .size = sizeof(KrType),
    .slots = WORD(name) | WORD(qualname) | WORD(base) | WORD(bases) | WORD(mro) | WORD(dict) |
             WORD(specials) | WORD(own_slots) | WORD(self_attrs) | WORD(wide) | WORD(solid),
    .trace = type_trace,
};

/* ---- whose class ---- */

/* type(v). Never fails. */
Value kr__class_of(kr_vm *vm, Value v) {
    if (kr__is_ref(v)) return KR_VALUE(kr__layout_of(vm, kr__ptr(v))->cls.bits);
    return kr__type(vm, kr__is_int(v) ? KR_T_INT : KR_T_FLOAT);
}

/* b in a.__mro__. Never fails. */
bool kr__is_subtype(kr_vm *vm, Value a, Value b) {
    (void)vm;
    if (kr__same(a, b)) return true;
    const KrType *t = kr__ptr(a);
    if (!t->mro.bits) { /* under construction */
        for (Slot s = t->base; s.bits; s = ((KrType *)kr__slot_ptr(s))->base)
            if (s.bits == (uint32_t)b.bits) return true;
        return false;
    }
    const KrTuple *mro = kr__slot_ptr(t->mro);
    for (uint32_t i = 1; i < mro->len; i++)
        if (mro->narrow[i].bits == (uint32_t)b.bits) return true;
    return mro->len && mro->narrow[0].bits == (uint32_t)b.bits;
}

/* isinstance(v, the built-in class t), by type(v) alone. Never fails. */
bool kr__is_a(kr_vm *vm, Value v, KrTypeNo t) {
    Value cls = kr__class_of(vm, v);
    return cls.bits == vm->types[t].bits || kr__is_subtype(vm, cls, kr__type(vm, t));
}

/* Name of type(v), for messages; valid while the class keeps its name. */
const char *kr__type_name(kr_vm *vm, Value v) {
    return kr__str_text(kr__slot_ptr(kr__type_ptr(kr__class_of(vm, v))->name));
}

/* ---- looking into the MRO ---- */

/* The namespace that could not be made within the limit, made beyond it. A lookup cannot say that memory ran out, and
 * all of these together take little. NULL: the system itself has no more; nothing is pending. */
static KR_NOINLINE KrDict *dict_beyond_limit(kr_vm *vm, KrType *t) {
    KrMem *m = &kr__heap(vm)->mem;
    kr__clear_pending(vm);
    KrMemLimit limit = kr__mem_lift(m);
    KrDict *d = kr__type_dict(vm, t);
    kr__mem_lower(m, limit);
    if (!d) kr__clear_pending(vm);
    return d;
}

/* What the class itself holds. Never fails: without memory for a built-in namespace, nothing. */
Value kr__type_own(kr_vm *vm, KrType *t, Value name) {
    KrDict *d = kr__type_dict(vm, t);
    if (KR_UNLIKELY(!d) && !(d = dict_beyond_limit(vm, t))) {
        vm->tstate->starved = true;
        return KR_UNSET;
    }
    return kr__dict_get_name(vm, d, name);
}

static Value lookup_walk(kr_vm *vm, KrType *t, Value name) {
    if (!t->mro.bits) {
        for (;;) {
            Value v = kr__type_own(vm, t, name);
            if (kr__ok(v) || !t->base.bits) return v;
            t = kr__slot_ptr(t->base);
        }
    }
    const KrTuple *mro = kr__slot_ptr(t->mro);
    for (uint32_t i = 0; i < mro->len; i++) {
        if (!kr__slot_is_ref(mro->narrow[i])) continue;
        Value v = kr__type_own(vm, kr__slot_ptr(mro->narrow[i]), name);
        if (kr__ok(v)) return v;
    }
    return KR_UNSET;
}

/* In the class's MRO; see ops.h. */
Value kr__type_lookup(kr_vm *vm, Value type, Value name) {
    KrType *t = kr__ptr(type);
    uint32_t at = (t->version * 0x9e3779b1u ^ ((uint32_t)name.bits >> 1)) % KR_METHOD_LINES;
    KrMethodLine *line = &vm->tstate->lines[at];
    if (KR_LIKELY(line->version == t->version && line->name == (uint32_t)name.bits))
        return line->value;
    vm->tstate->starved = false;
    Value v = lookup_walk(vm, t, name);
    if (KR_UNLIKELY(vm->tstate->starved)) return v; /* not the whole truth: not to be remembered */
    line->version = t->version;
    line->name = (uint32_t)name.bits;
    line->value = v;
    return v;
}

/* ---- special methods ---- */

static KrSlots *specials_of(kr_vm *vm, KrType *t) {
    if (KR_LIKELY(t->specials.bits)) return kr__slot_ptr(t->specials);
    bool held = kr__heap(vm)->no_gc;
    kr__heap(vm)->no_gc = true;
    KrSlots *s = kr__slots_new(vm, KR_SP_COUNT);
    kr__heap(vm)->no_gc = held;
    if (!s) {
        kr__clear_pending(vm);
        return NULL;
    }
    kr__store(vm, t, &t->specials, kr__slot_of(s));
    return s;
}

static KR_NOINLINE Value special_slow(kr_vm *vm, Value type, KrName special) {
    vm->tstate->starved = false;
    Value v = kr__type_lookup(vm, type, kr__name(vm, special));
    KrSlots *s = vm->tstate->starved ? NULL : specials_of(vm, kr__ptr(type));
    if (s) {
        Slot slot = KR_SPECIAL_ABSENT;
        if (!kr__ok(v) || (kr__is_ref(v) && kr__narrow(v, &slot)))
            kr__store(vm, s, &s->item[special], slot);
    }
    return v;
}

/* Special method of the class itself (type is the class). Unset: absent. Never fails. */
Value kr__special_of(kr_vm *vm, Value type, KrName special) {
    const KrType *t = kr__ptr(type);
    if (KR_LIKELY(t->specials.bits)) {
        Slot s = ((KrSlots *)kr__slot_ptr(t->specials))->item[special];
        if (s.bits) return s.bits == KR_SPECIAL_ABSENT.bits ? KR_UNSET : KR_VALUE(s.bits);
    }
    return special_slow(vm, type, special);
}

/* Special method of type(obj). Unset: absent. Never fails. */
Value kr__special(kr_vm *vm, Value obj, KrName special) {
    return kr__special_of(vm, kr__class_of(vm, obj), special);
}

/* True when type(found) has __set__ or __delete__. Never fails, never collects. */
bool kr__is_data_descriptor(kr_vm *vm, Value found) {
    if (!kr__is_ref(found)) return false;
    switch (kr__layout_no(kr__ptr(found))) {
    case KR_T_MEMBER:
    case KR_T_GETSET:
    case KR_T_PROPERTY: return true;
    case KR_T_FUNCTION:
    case KR_T_NATIVE:
    case KR_T_METHOD_DESCR:
    case KR_T_SLOT_WRAPPER:
    case KR_T_CLASSMETHOD_DESCR:
    case KR_T_CLASSMETHOD:
    case KR_T_STATICMETHOD:
    case KR_T_TYPE:
    case KR_T_STR:
    case KR_T_NONE:
    case KR_T_TUPLE: return false;
    default:
        return kr__ok(kr__special(vm, found, KR_N___set__)) ||
               kr__ok(kr__special(vm, found, KR_N___delete__));
    }
}

/* ---- subclasses: references that keep nothing alive, as `ref | 1` ---- */

/* Adds to base.__subclasses__(). */
bool kr__type_add_subclass(kr_vm *vm, KrType *base, Value sub) {
    KrSlots *s = base->subclasses.bits ? kr__slot_ptr(base->subclasses) : NULL;
    uint32_t n = s ? s->len : 0, at = n;
    while (at > 0 && !s->item[at - 1].bits) at--;
    if (at == n) {
        KrSlots *grown = kr__slots_new(vm, n + n / 2 + 2);
        if (!grown) return false;
        s = base->subclasses.bits ? kr__slot_ptr(base->subclasses) : NULL;
        if (s) memcpy(grown->item, s->item, n * sizeof(Slot));
        kr__store(vm, base, &base->subclasses, kr__slot_of(grown));
        s = grown;
    }
    s->item[at] = KR_SLOT((uint32_t)sub.bits | 1);
    return true;
}

/* Takes a class out of base.__subclasses__(). */
void kr__type_remove_subclass(kr_vm *vm, KrType *base, Value sub) {
    (void)vm;
    if (!base->subclasses.bits) return;
    KrSlots *s = kr__slot_ptr(base->subclasses);
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->len; i++)
        if (s->item[i].bits && s->item[i].bits != ((uint32_t)sub.bits | 1))
            s->item[n++] = s->item[i];
    memset(s->item + n, 0, (s->len - n) * sizeof(Slot));
}

/* Calls f for each direct subclass, in order of creation. False: f said so. */
bool kr__type_each_subclass(kr_vm *vm, KrType *t, bool (*f)(kr_vm *vm, void *ud, Value sub),
                            void *ud) {
    for (uint32_t i = 0; t->subclasses.bits; i++) {
        KrSlots *s = kr__slot_ptr(t->subclasses); /* f may replace or prune it */
        if (i >= s->len) break;
        if (s->item[i].bits && !f(vm, ud, KR_VALUE(s->item[i].bits & ~1u))) return false;
    }
    return true;
}

/* Classes are a tree by their first bases: a walk that goes by them comes to each once. By all bases, it would go each of
 * the ways there, of which diamonds make exponentially many. */
static bool is_first_base(const KrType *sub, const KrType *base) {
    const KrTuple *bases = sub->bases.bits ? kr__slot_ptr(sub->bases) : NULL;
    return bases && bases->len && kr__slot_ptr(bases->narrow[0]) == base;
}

static void prune(KrGc *gc, KrType *t) {
    if (!t->subclasses.bits) return;
    KrSlots *s = kr__slot_ptr(t->subclasses);
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->len; i++) {
        uint32_t ref = s->item[i].bits & ~1u;
        if (!ref || !kr__is_marked(gc, ref)) continue;
        s->item[n++] = s->item[i];
        if (is_first_base(kr__cell(ref), t)) prune(gc, kr__cell(ref));
    }
    memset(s->item + n, 0, (s->len - n) * sizeof(Slot));
}

/* At the end of marking: classes that die leave the lists of their bases. */
void kr__types_after_mark(kr_vm *vm, KrGc *gc, bool full) {
    (void)full;
    kr__text_after_mark(vm, gc);
    kr__memoryview_after_mark(vm, gc);
    if (vm->types[KR_T_OBJECT].bits) prune(gc, kr__slot_ptr(vm->types[KR_T_OBJECT]));
}

/* ---- changes ---- */

/* A walk to a class and all below it. Each gets a new version, which tells that it has been visited: one that is below
 * others by many ways (diamonds make exponentially many) is visited once. */
typedef struct Below {
    uint32_t before; /* the last version given out before the walk */
    bool (*visit)(kr_vm *vm, KrType *t,
                  const void *ud); /* false ends it; NULL: nothing but the version */
    const void *ud;
} Below;

static bool below_step(kr_vm *vm, void *ud, Value type) {
    const Below *b = ud;
    KrType *t = kr__ptr(type);
    if (t->version > b->before) return true;
    t->version = ++vm->version;
    t->init_version = 0;
    for (uint32_t no = t->layouts; no; no = kr__heap(vm)->layouts[no].next_of_class)
        kr__heap(vm)->layouts[no].version = t->version;
    return (!b->visit || b->visit(vm, t, b->ud)) && kr__type_each_subclass(vm, t, below_step, ud);
}

static bool walk_below(kr_vm *vm, KrType *t, bool (*visit)(kr_vm *vm, KrType *t, const void *ud),
                       const void *ud) {
    Below b = {vm->version, visit, ud};
    return below_step(vm, &b, kr__value_of(t));
}

/* A new version for t and all below it: every answer remembered for them is void. Never fails. */
void kr__type_new_version(kr_vm *vm, KrType *t) { (void)walk_below(vm, t, NULL, NULL); }

/* Whether what was found under the name of a hook is the built-in one of object, type or module. */
static bool is_standard(kr_vm *vm, Value found) {
    if (!kr__exact(found, KR_T_SLOT_WRAPPER)) return !kr__ok(found);
    uint32_t cls = ((KrNative *)kr__ptr(found))->cls.bits;
    return cls == vm->types[KR_T_OBJECT].bits || cls == vm->types[KR_T_TYPE].bits ||
           cls == vm->types[KR_T_MODULE].bits;
}

static bool is_native_of(kr_vm *vm, Value found, KrTypeNo layout, KrTypeNo cls) {
    return kr__exact(found, layout) &&
           ((KrNative *)kr__ptr(found))->cls.bits == vm->types[cls].bits;
}

static Value lookup_name(kr_vm *vm, KrType *t, KrName n) {
    return kr__type_lookup(vm, kr__value_of(t), kr__name(vm, n));
}

/* Flags that say which hooks a class has. Its MRO is known. Never fails, never collects. */
void kr__type_flags_update(kr_vm *vm, KrType *t) {
    if (!kr__type_is_heap(t)) return;
    uint32_t flags = t->flags & ~(KR_TF_GETATTR | KR_TF_SETATTR | KR_TF_GETATTRIBUTE |
                                  KR_TF_HAS_DEL | KR_TF_SIMPLE_NEW);
    if (!is_standard(vm, lookup_name(vm, t, KR_N___getattribute__)))
        flags |= KR_TF_GETATTRIBUTE | KR_TF_GETATTR;
    if (kr__ok(lookup_name(vm, t, KR_N___getattr__))) flags |= KR_TF_GETATTR;
    if (!is_standard(vm, lookup_name(vm, t, KR_N___setattr__)) ||
        !is_standard(vm, lookup_name(vm, t, KR_N___delattr__)))
        flags |= KR_TF_SETATTR;
    if (kr__ok(lookup_name(vm, t, KR_N___del__))) flags |= KR_TF_HAS_DEL;
    Value meta = kr__class_of(vm, kr__value_of(t));
    Value call = kr__type_lookup(vm, meta, kr__name(vm, KR_N___call__));
    if (t->kind == KR_K_INSTANCE && !(flags & KR_TF_IS_ABSTRACT) &&
        is_native_of(vm, call, KR_T_SLOT_WRAPPER, KR_T_TYPE) &&
        is_native_of(vm, lookup_name(vm, t, KR_N___new__), KR_T_NATIVE, KR_T_OBJECT))
        flags |= KR_TF_SIMPLE_NEW;
    bool del_changed = (flags ^ t->flags) & KR_TF_HAS_DEL;
    t->flags = flags;
    if (!del_changed) return;
    for (uint32_t no = t->layouts; no; no = kr__heap(vm)->layouts[no].next_of_class) {
        KrLayout *l = &kr__heap(vm)->layouts[no];
        l->flags = (uint8_t)(flags & KR_TF_HAS_DEL ? l->flags | KR_LF_DEL : l->flags & ~KR_LF_DEL);
    }
}

static bool update_flags(kr_vm *vm, KrType *t, const void *ud) {
    (void)ud;
    kr__type_flags_update(vm, t);
    return true;
}

/* The same for all below it, too. */
void kr__type_flags_update_below(kr_vm *vm, KrType *t) {
    (void)walk_below(vm, t, update_flags, NULL);
}

static bool forget_special(kr_vm *vm, KrType *t, const void *ud) {
    (void)vm;
    if (t->specials.bits) {
        KrSlots *s = kr__slot_ptr(t->specials);
        const int *at = ud;
        if (*at >= 0)
            s->item[*at] = KR_NO_SLOT;
        else
            memset(s->item, 0, s->len * sizeof(Slot));
    }
    return true;
}

/* Every special method of t and all below it is to be looked up again (its MRO changed). Never
 * fails. */
void kr__type_forget_specials(kr_vm *vm, KrType *t) {
    int all = -1;
    (void)walk_below(vm, t, forget_special, &all);
}

/* Number of a special method's name, or -1. */
static int special_number(kr_vm *vm, Value name) {
    const KrStr *s = kr__ptr(name);
    if (s->len < 5 || memcmp(kr__str_text(s), "__", 2) != 0) return -1;
    for (int i = 0; i < (int)KR_SP_COUNT; i++)
        if (vm->names[i].bits == (uint32_t)name.bits) return i;
    return -1;
}

/* Names that decide how attributes are found, or what is a descriptor. */
static bool is_hook(int special) {
    switch (special) {
    case KR_N___getattribute__:
    case KR_N___getattr__:
    case KR_N___setattr__:
    case KR_N___delattr__:
    case KR_N___get__:
    case KR_N___set__:
    case KR_N___delete__: return true;
    default: return false;
    }
}

/* No instance of the class or of one below it has a field of this name, so no cache says where it lies. */
static bool no_field(kr_vm *vm, KrType *t, const void *ud) {
    Slot name = kr__ref_slot(*(const Value *)ud);
    if (t->kind != KR_K_INSTANCE && kr__kind_has_dict((KrKind)t->kind)) return false;
    for (uint32_t no = t->layouts; no; no = kr__heap(vm)->layouts[no].next_of_class)
        if (kr__layout_find(vm, no, name)) return false;
    return true;
}

/* Tells that attribute `name` of the class changed. Runs no Python code. */
bool kr__type_changed(kr_vm *vm, Value type, Value name, Value old, Value now) {
    KrType *t = kr__ptr(type);
    kr__type_new_version(vm, t);
    int special = special_number(vm, name);
    if (special >= 0) {
        (void)walk_below(vm, t, forget_special, &special);
        /* instances of a metaclass are classes */
        bool all = special == KR_N___call__ && t->kind == KR_K_TYPE;
        kr__type_flags_update_below(vm, all ? kr__ptr(kr__type(vm, KR_T_OBJECT)) : t);
    }
    bool hides = (kr__ok(old) && kr__is_data_descriptor(vm, old)) ||
                 (kr__ok(now) && kr__is_data_descriptor(vm, now));
    if (is_hook(special) || (hides && !walk_below(vm, t, no_field, &name))) kr__flush_caches(vm);
    return true;
}

/* Sets or (v unset) deletes an attribute in the class's own namespace. Deleting what is not
 * there does nothing. */
bool kr__type_set(kr_vm *vm, Value type, Value name, Value v) {
    KrType *t = kr__ptr(type);
    KrDict *d = kr__type_dict(vm, t);
    if (!d) return false;
    Value old = kr__dict_get_name(vm, d, name);
    if (kr__ok(v)) {
        if (!kr__dict_set_name(vm, d, name, v)) return false;
    } else if (kr__ok(old) && kr__dict_delete(vm, d, name, NULL) < 0) {
        return false;
    }
    return kr__type_changed(vm, type, name, old, v);
}

/* ---- widths ---- */

static bool tuple_has(Slot tuple, uint32_t name) {
    if (!tuple.bits) return false;
    const KrTuple *t = kr__slot_ptr(tuple);
    for (uint32_t i = 0; i < t->len; i++)
        if (t->narrow[i].bits == name) return true;
    return false;
}

/* A field held a number past a Slot: instances made from now on have it wide. Without memory
 * nothing changes. */
void kr__types_note_wide(kr_vm *vm, Slot cls, Slot name) {
    KrType *t = kr__slot_ptr(cls);
    if (tuple_has(t->wide, name.bits)) return;
    Value items[64];
    uint32_t n = t->wide.bits ? ((KrTuple *)kr__slot_ptr(t->wide))->len : 0;
    if (n + 1 > KR_COUNTOF(items)) return;
    for (uint32_t i = 0; i < n; i++)
        items[i] = KR_VALUE(((KrTuple *)kr__slot_ptr(t->wide))->narrow[i].bits);
    items[n] = KR_VALUE(name.bits);
    Value wide = kr__tuple_new(vm, items, n + 1);
    if (kr__failed(wide)) {
        kr__clear_pending(vm);
        return;
    }
    kr__store(vm, t, &t->wide, kr__ref_slot(wide));
    t->flags |= KR_TF_STALE;
    t->init_version = 0;
}

/* The field of this name is to be wide in new instances of t. */
bool kr__type_wants_wide(const KrType *t, Slot name) { return tuple_has(t->wide, name.bits); }

/* ---- the layout of new instances ---- */

static bool is_object_init(kr_vm *vm, Value init) {
    return is_native_of(vm, init, KR_T_SLOT_WRAPPER, KR_T_OBJECT);
}

/* Brings t->layout up to date and, for classes whose instances the machine may make, init_cache. */
bool kr__type_refresh(kr_vm *vm, KrType *t) {
    if ((t->flags & KR_TF_STALE) && !kr__type_make_layout(vm, t)) return false;
    if ((t->flags & KR_TF_SIMPLE_NEW) && t->init_version != t->version) {
        Value init = lookup_name(vm, t, KR_N___init__);
        bool python = kr__exact(init, KR_T_FUNCTION);
        if (!python && !is_object_init(vm, init)) return true;
        t->init_cache = python ? (uint32_t)init.bits : 0;
        t->init_version = t->version;
    }
    return true;
}
