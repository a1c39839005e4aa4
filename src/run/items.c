/* SPDX-License-Identifier: MIT
 * items.c: subscription, length, membership, iteration, isinstance: the rest of what operators.c
 * begins. */
#include "run/operators.h"

#include "run/quick.h"

#include "types/dict.h"
#include "types/function.h"
#include "types/generator.h"
#include "types/int.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/module.h"
#include "types/range.h"
#include "types/set.h"
#include "types/str.h"
#include "types/type.h"
#include "types/typing.h"

/* ---- length ---- */

/* What __len__ gave, as a size. */
static bool checked_length(kr_vm *vm, Value r, size_t *out) {
    int64_t n;
    if (kr__failed(r)) return false;
    Value i = kr__index(vm, r);
    if (kr__failed(i)) return false;
    if (!kr__int_fits_i64(vm, i, &n)) {
        if (kr__int_sign(vm, i) < 0)
            n = -1;
        else
            return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                                   "cannot fit '%T' into an index-sized integer", r);
    }
    if (n < 0) return kr__raise_false(vm, KR_T_X_VALUEERROR, "__len__() should return >= 0");
    *out = (size_t)n;
    return true;
}

/* len(v) */
bool kr__length(kr_vm *vm, Value v, size_t *out) {
    if (kr__is_ref(v)) {
        void *p = kr__ptr(v);
        switch (kr__layout_no(p)) {
        case KR_T_STR: *out = kr__str_count(p); return true;
        case KR_T_LIST: *out = ((KrList *)p)->len; return true;
        case KR_T_TUPLE: *out = ((KrTuple *)p)->len; return true;
        case KR_T_DICT: *out = kr__dict_len(vm, p); return true;
        case KR_T_SET: *out = ((KrSet *)p)->used; return true;
        default: break;
        }
    }
    Value f = kr__special(vm, v, KR_N___len__);
    if (!kr__ok(f))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "object of type '%T' has no len()", v);
    return checked_length(vm, kr__call_slot(vm, f, &v, 1), out);
}

/* operator.length_hint(v, dflt) */
bool kr__length_hint(kr_vm *vm, Value v, size_t dflt, size_t *out) {
    if (kr__ok(kr__special(vm, v, KR_N___len__))) {
        if (kr__length(vm, v, out)) return true;
        if (!kr__pending_is(vm, KR_T_X_TYPEERROR)) return false;
        kr__clear_pending(vm);
    }
    *out = dflt;
    Value f = kr__special(vm, v, KR_N___length_hint__);
    if (!kr__ok(f)) return true;
    Value r = kr__call_slot(vm, f, &v, 1);
    if (kr__failed(r)) {
        if (!kr__pending_is(vm, KR_T_X_TYPEERROR)) return false;
        kr__clear_pending(vm);
        return true;
    }
    if (kr__same(r, KR_NOTIMPL_V)) return true;
    if (!kr__is_int_value(vm, r))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "__length_hint__ must be an integer, not %T",
                               r);
    int64_t n;
    if (!kr__int_to_i64(vm, r, &n)) return false;
    if (n < 0)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "__length_hint__() should return >= 0");
    *out = (size_t)n;
    return true;
}

/* ---- items ---- */

static Value class_item(kr_vm *vm, Value o, Value k) {
    Value f;
    if (kr__same(o, kr__type(vm, KR_T_TYPE))) return kr__generic_alias_new(vm, o, k);
    int r = kr__getattr_opt(vm, o, kr__name(vm, KR_N___class_getitem__), &f);
    if (r < 0) return KR_FAILED;
    if (r && !kr__is_none(f)) return kr__call1(vm, f, k);
    return kr__raise_type(vm, "type '%N' is not subscriptable", o);
}

/* o[k] */
Value kr__get_item(kr_vm *vm, Value o, Value k) {
    if (kr__is_ref(o)) {
        void *p = kr__ptr(o);
        uint32_t no = kr__layout_no(p);
        if (no == KR_T_DICT) {
            Value v;
            int r = kr__dict_find(vm, p, k, &v);
            return r > 0 ? v : r < 0 ? KR_FAILED : kr__raise_key(vm, k);
        }
        if (kr__is_int(k)) {
            int64_t i = kr__int(k);
            if (no == KR_T_LIST) {
                const KrList *l = p;
                if (i < 0) i += l->len;
                if (i >= 0 && i < (int64_t)l->len) return kr__list_get(l, (size_t)i);
            } else if (no == KR_T_TUPLE) {
                const KrTuple *t = p;
                if (i < 0) i += t->len;
                if (i >= 0 && i < (int64_t)t->len) return kr__tuple_get(t, (size_t)i);
            }
        }
        if (no == KR_T_STR) return kr__str_get_item(vm, o, k);
    }
    Value args[2] = {o, k};
    KrQuickFn quick = kr__quick_any(vm, o, KR_Q_GETITEM);
    if (quick) return kr__finished(vm, quick(vm, args, 2));
    Value f = kr__special(vm, o, KR_N___getitem__);
    if (kr__ok(f)) { return kr__call_slot(vm, f, args, 2); }
    if (kr__is_type(vm, o)) return class_item(vm, o, k);
    return kr__raise_type(vm, "'%T' object is not subscriptable", o);
}

/* o[k] = v; v unset: del o[k] */
bool kr__set_item(kr_vm *vm, Value o, Value k, Value v) {
    bool store = kr__ok(v);
    if (store && kr__exact(o, KR_T_DICT)) return kr__dict_set(vm, kr__ptr(o), k, v);
    if (store && kr__exact(o, KR_T_LIST) && kr__is_int(k)) {
        KrList *l = kr__ptr(o);
        int64_t i = kr__int(k);
        if (i < 0) i += l->len;
        if (i >= 0 && i < (int64_t)l->len) return kr__list_set(vm, l, (size_t)i, v);
    }
    Value args[3] = {o, k, v};
    KrQuickFn quick = store ? kr__quick_any(vm, o, KR_Q_SETITEM) : NULL;
    if (quick) return kr__ok(kr__finished(vm, quick(vm, args, 3)));
    Value f = kr__special(vm, o, store ? KR_N___setitem__ : KR_N___delitem__);
    if (!kr__ok(f)) {
        bool sequence = kr__type_is_heap(kr__ptr(kr__class_of(vm, o))) ||
                        kr__ok(kr__special(vm, o, KR_N___len__));
        bool index =
            sequence && (kr__is_int_value(vm, k) || kr__ok(kr__special(vm, k, KR_N___index__)));
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "'%T' object %s item %s", o,
                               store || !index ? "does not support" : "doesn't support",
                               store ? "assignment" : "deletion");
    }
    return kr__ok(kr__call_slot(vm, f, args, store ? 3 : 2));
}

/* ---- membership ---- */

static int contains_by_iteration(kr_vm *vm, Value o, Value x) {
    if (!kr__ok(kr__special(vm, o, KR_N___iter__)) &&
        !kr__ok(kr__special(vm, o, KR_N___getitem__))) {
        kr__raise_type(vm, "argument of type '%T' is not iterable", o);
        return -1;
    }
    Value it = kr__iter(vm, o);
    if (kr__failed(it)) {
        if (kr__pending_is(vm, KR_T_X_TYPEERROR))
            kr__raise_type(vm, "argument of type '%T' is not iterable", o);
        return -1;
    }
    for (uint32_t i = 1;; i++) {
        Value v = kr__next(vm, it);
        if (kr__same(v, KR_END)) return 0;
        int r = kr__failed(v) ? -1 : kr__equal(vm, v, x);
        if (r) return r;
        if (i % 1024 == 0 && !kr__poll(vm)) return -1;
    }
}

/* x in o: 1, 0, -1 */
int kr__contains(kr_vm *vm, Value o, Value x) {
    if (kr__exact(o, KR_T_DICT)) {
        Value v;
        return kr__dict_find(vm, kr__ptr(o), x, &v);
    }
    if (kr__exact(o, KR_T_SET)) return kr__set_contains(vm, kr__ptr(o), x);
    if (kr__exact(o, KR_T_STR) && kr__exact(x, KR_T_STR)) return kr__str_contains(vm, o, x);
    Value args[2] = {o, x};
    KrQuickFn quick = kr__quick_any(vm, o, KR_Q_CONTAINS);
    if (quick) {
        Value r = kr__finished(vm, quick(vm, args, 2));
        return kr__failed(r) ? -1 : kr__truth(vm, r);
    }
    Value f = kr__special(vm, o, KR_N___contains__);
    if (!kr__ok(f)) return contains_by_iteration(vm, o, x);
    if (kr__is_none(f)) {
        kr__raise_type(vm, "'%T' object is not a container", o);
        return -1;
    }
    Value r = kr__call_slot(vm, f, args, 2);
    return kr__failed(r) ? -1 : kr__truth(vm, r);
}

/* ---- iteration ---- */

/* What __iter__ gave. */
static Value checked_iterator(kr_vm *vm, Value it) {
    if (kr__failed(it) || kr__ok(kr__special(vm, it, KR_N___next__))) return it;
    return kr__raise_type(vm, "iter() returned non-iterator of type '%T'", it);
}

/* iter(v) */
Value kr__iter(kr_vm *vm, Value v) {
    KrQuickFn quick = kr__quick_any(vm, v, KR_Q_ITER);
    if (KR_LIKELY(quick != NULL)) {
        Value self = v;
        Value it = quick(vm, &self, 1);
        return KR_LIKELY(it.bits != KR_TAIL.bits) ? it : checked_iterator(vm, kr__finish_tail(vm));
    }
    Value f = kr__special(vm, v, KR_N___iter__);
    if (!kr__ok(f)) {
        if (!kr__ok(kr__special(vm, v, KR_N___getitem__)) || kr__has_kind(vm, v, KR_K_DICT))
            return kr__raise_type(vm, "'%T' object is not iterable", v);
        return kr__getitem_iter_new(vm, v);
    }
    if (kr__is_none(f)) return kr__raise_type(vm, "'%T' object is not iterable", v);
    return checked_iterator(vm, kr__call_slot(vm, f, &v, 1));
}

static Value next_of_generator(kr_vm *vm, Value it, KrTake take, void *ud) {
    int state = ((KrGenerator *)kr__ptr(it))->state;
    if (state == KR_GEN_CLOSED) return KR_END;
    if (state == KR_GEN_RUNNING) return kr__raise_value(vm, "generator already executing");
    return take ? kr__generator_untaken(vm, it, take, ud)
                : kr__generator_resume(vm, it, KR_NONE_V, KR_UNSET, true, NULL);
}

/* next(it): KR_END at the end. */
Value kr__next(kr_vm *vm, Value it) {
    switch (kr__is_ref(it) ? kr__layout_no(kr__ptr(it)) : 0) {
    case KR_T_GENERATOR: return next_of_generator(vm, it, NULL, NULL);
    case KR_T_LIST_ITER: {
        KrSeqIter *i = kr__ptr(it);
        const KrList *l = i->seq.bits ? kr__slot_ptr(i->seq) : NULL;
        if (KR_LIKELY(l && i->index < l->len)) return kr__list_get(l, i->index++);
        break;
    }
    case KR_T_TUPLE_ITER: {
        KrSeqIter *i = kr__ptr(it);
        const KrTuple *t = i->seq.bits ? kr__slot_ptr(i->seq) : NULL;
        if (KR_LIKELY(t && i->index < t->len)) return kr__tuple_get(t, i->index++);
        break;
    }
    case KR_T_RANGE_ITER: {
        KrRangeIter *r = kr__ptr(it);
        if (KR_UNLIKELY(r->left <= 0)) break;
        r->left--;
        int64_t i = r->next;
        r->next += r->step;
        return kr__from_int48(i);
    }
    default: break;
    }
    KrQuickFn quick = kr__quick_any(vm, it, KR_Q_NEXT);
    Value r;
    if (KR_LIKELY(quick != NULL)) {
        /* iterators of iterators of iterators */
        if (KR_UNLIKELY((const char *)__builtin_frame_address(0) < vm->thread->c_limit) &&
            !kr__recursion_slow(vm, ""))
            return KR_FAILED;
        r = kr__finished(vm, quick(vm, &it, 1));
    } else {
        Value f = kr__special(vm, it, KR_N___next__);
        if (!kr__ok(f)) return kr__raise_type(vm, "'%T' object is not an iterator", it);
        r = kr__call_slot(vm, f, &it, 1);
    }
    if (kr__ok(r) || !kr__pending_is(vm, KR_T_X_STOPITERATION)) return r;
    kr__clear_pending(vm);
    return KR_END;
}

Value kr__next_untaken(kr_vm *vm, Value it, KrTake take, void *ud) {
    return kr__exact(it, KR_T_GENERATOR) ? next_of_generator(vm, it, take, ud) : kr__next(vm, it);
}

/* Each item of an iterable; see ops.h. */
bool kr__each(kr_vm *vm, Value iterable, bool (*f)(kr_vm *vm, void *ud, Value item), void *ud) {
    return kr__each_untaken(vm, iterable, NULL, f, ud);
}

bool kr__each_untaken(kr_vm *vm, Value iterable, KrTake take,
                      bool (*f)(kr_vm *vm, void *ud, Value item), void *ud) {
    if (kr__exact(iterable, KR_T_LIST)) {
        for (size_t i = 0; i < ((KrList *)kr__ptr(iterable))->len; i++)
            if (!f(vm, ud, kr__list_get(kr__ptr(iterable), i)) ||
                (i % 4096 == 4095 && !kr__poll(vm)))
                return false;
        return true;
    }
    if (kr__exact(iterable, KR_T_TUPLE)) {
        const KrTuple *t = kr__ptr(iterable);
        for (size_t i = 0; i < t->len; i++)
            if (!f(vm, ud, kr__tuple_get(t, i)) || (i % 4096 == 4095 && !kr__poll(vm)))
                return false;
        return true;
    }
    Value it = kr__iter(vm, iterable);
    if (kr__failed(it)) return false;
    for (uint32_t i = 1;; i++) {
        Value v = kr__next_untaken(vm, it, take, ud);
        if (kr__same(v, KR_END)) return true;
        if (kr__failed(v) || !f(vm, ud, v)) return false;
        if (i % 1024 == 0 && !kr__poll(vm)) return false;
    }
}

/* ---- isinstance, issubclass ---- */

/* The __bases__ tuple of something that acts as a class: 1; 0 it is none; -1. */
static int bases_of(kr_vm *vm, Value cls, Value *out) {
    int r = kr__getattr_opt(vm, cls, kr__name(vm, KR_N___bases__), out);
    return r > 0 ? kr__has_kind(vm, *out, KR_K_TUPLE) : r;
}

/* cls is reached from derived through __bases__: 1, 0, -1. */
static int abstract_subclass(kr_vm *vm, Value derived, Value cls) {
    if (kr__same(derived, cls)) return 1;
    Value bases;
    int r = bases_of(vm, derived, &bases);
    if (r <= 0) return r;
    if (!kr__enter(vm, " in __issubclass__")) return -1;
    const KrTuple *t = kr__ptr(bases);
    r = 0;
    for (uint32_t i = 0; i < t->len && !r; i++) r = abstract_subclass(vm, kr__tuple_get(t, i), cls);
    kr__leave(vm);
    return r;
}

/* v.__class__ is its class: nothing stands in front of what `object` says. */
static bool says_its_class(kr_vm *vm, Value v, Value type) {
    if (!kr__is_ref(v)) return true;
    switch (kr__layout_no(kr__ptr(v))) {
    case KR_T_STR:
    case KR_T_LIST:
    case KR_T_TUPLE:
    case KR_T_DICT:
    case KR_T_NONE:
    case KR_T_BOOL: return true;
    default: break;
    }
    const KrType *t = kr__ptr(type);
    if (!kr__type_is_heap(t) || t->flags & KR_TF_GETATTR) return false;
    Value found = kr__type_lookup(vm, type, kr__name(vm, KR_N___class__));
    return kr__exact(found, KR_T_GETSET) &&
           ((const KrMember *)kr__ptr(found))->cls.bits == vm->types[KR_T_OBJECT].bits;
}

/* What object-like classes do without hooks. */
int kr__real_isinstance(kr_vm *vm, Value v, Value cls) {
    Value c;
    if (kr__is_type(vm, cls)) {
        Value type = kr__class_of(vm, v);
        if (kr__is_subtype(vm, type, cls)) return 1;
        if (says_its_class(vm, v, type)) return 0;
        int r = kr__getattr_opt(vm, v, kr__name(vm, KR_N___class__), &c);
        if (r <= 0) return r;
        return !kr__same(c, type) && kr__is_type(vm, c) && kr__is_subtype(vm, c, cls);
    }
    int r = bases_of(vm, cls, &c);
    if (r < 0) return -1;
    if (!r) {
        kr__raise_type(vm, "isinstance() arg 2 must be a type, a tuple of types, or a union");
        return -1;
    }
    r = kr__getattr_opt(vm, v, kr__name(vm, KR_N___class__), &c);
    return r > 0 ? abstract_subclass(vm, c, cls) : r;
}

/* What object-like classes do without hooks. */
int kr__real_issubclass(kr_vm *vm, Value a, Value cls) {
    if (kr__is_type(vm, a) && kr__is_type(vm, cls)) return kr__is_subtype(vm, a, cls);
    Value bases;
    int r = bases_of(vm, a, &bases);
    if (!r) kr__raise_type(vm, "issubclass() arg 1 must be a class");
    if (r <= 0) return -1;
    r = bases_of(vm, cls, &bases);
    if (!r)
        kr__raise_type(vm, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    if (r <= 0) return -1;
    return abstract_subclass(vm, a, cls);
}

static int any_of(kr_vm *vm, Value v, Value tuple, int (*f)(kr_vm *, Value, Value),
                  const char *where) {
    if (!kr__enter(vm, where)) return -1;
    if (!kr__poll(vm)) {
        kr__leave(vm);
        return -1;
    }
    int r = 0;
    const KrTuple *t = kr__ptr(tuple);
    for (uint32_t i = 0; i < t->len && !r; i++) r = f(vm, v, kr__tuple_get(t, i));
    kr__leave(vm);
    return r;
}

static int by_hook(kr_vm *vm, Value v, Value cls, KrName hook, int (*real)(kr_vm *, Value, Value),
                   const char *where) {
    Value f = kr__special(vm, cls, hook);
    if (!kr__ok(f)) return real(vm, v, cls);
    if (!kr__enter(vm, where)) return -1;
    Value args[2] = {cls, v};
    Value r = kr__call_slot(vm, f, args, 2);
    kr__leave(vm);
    return kr__failed(r) ? -1 : kr__truth(vm, r);
}

/* isinstance(v, cls): 1, 0, -1 */
int kr__isinstance(kr_vm *vm, Value v, Value cls) {
    if (kr__same(kr__class_of(vm, v), cls)) return 1;
    if (kr__exact(cls, KR_T_TYPE)) return kr__real_isinstance(vm, v, cls);
    if (kr__has_kind(vm, cls, KR_K_TUPLE))
        return any_of(vm, v, cls, kr__isinstance, " in __instancecheck__");
    return by_hook(vm, v, cls, KR_N___instancecheck__, kr__real_isinstance,
                   " in __instancecheck__");
}

/* issubclass(a, cls): 1, 0, -1 */
int kr__issubclass(kr_vm *vm, Value a, Value cls) {
    if (kr__exact(cls, KR_T_TYPE)) {
        if (kr__same(a, cls)) return 1;
        return kr__real_issubclass(vm, a, cls);
    }
    if (kr__has_kind(vm, cls, KR_K_TUPLE))
        return any_of(vm, a, cls, kr__issubclass, " in __subclasscheck__");
    return by_hook(vm, a, cls, KR_N___subclasscheck__, kr__real_issubclass,
                   " in __subclasscheck__");
}
