/* SPDX-License-Identifier: MIT
 * dict_iter.c: the six iterators over a dict: keys, values, pairs, forwards and backwards. They
 * notice when the dict changed its length. */
#include "types/dict_index.h"
#include "types/dictview.h"
#include "types/iter.h"
#include "types/seq.h"
#include "types/type.h"

enum { KEY, VALUE, ITEM };
static int what_of(uint32_t type) {
    switch (type) {
    case KR_T_DICT_KEYITER:
    case KR_T_DICT_REVKEYITER: return KEY;
    case KR_T_DICT_VALUEITER:
    case KR_T_DICT_REVVALUEITER: return VALUE;
    default: return ITEM;
    }
}
static bool backwards(uint32_t type) { return type >= KR_T_DICT_REVKEYITER; }

Value kr__dict_iter_new(kr_vm *vm, KrTypeNo type, Value dict) {
    KrDictIter *it = kr__new(vm, type, sizeof(KrDictIter));
    if (!it) return KR_FAILED;
    KrDict *d = kr__ptr(dict);
    it->dict = kr__ref_slot(dict);
    it->used = it->left = (uint32_t)kr__dict_len(vm, d);
    if (backwards(type)) it->pos = (uint32_t)kr__dict_end(vm, d);
    return kr__value_of(it);
}

/* Where the next pair of a forward iterator is, over a dict that has entries and has not changed; NULL: the
 * general way knows. */
KR_INLINE const char *quick_entry(KrDictIter *it, const KrDict *d, unsigned stride) {
    KrDictIndex *ix = d->index;
    uint32_t i = it->pos;
    bool from_start = !i && ix;
    if (from_start) i = ix->first;
    const char *e = (const char *)d->entries + (size_t)i * stride;
    while (i < d->fill && !kr__entry_hash(e)) {
        i++;
        e += stride;
    }
    if (KR_UNLIKELY(i >= d->fill)) return NULL;
    if (from_start) ix->first = i;
    it->pos = i + 1;
    it->left--;
    return e;
}

KR_INLINE Value quick_next(kr_vm *vm, KrDictIter *it, const KrDict *d, uint32_t type) {
    unsigned stride = kr__dict_stride(d);
    const char *e = quick_entry(it, d, stride);
    if (KR_UNLIKELY(!e)) return KR_UNSET;
    if (type == KR_T_DICT_KEYITER) return kr__entry_key(e, stride);
    if (type == KR_T_DICT_VALUEITER) return kr__entry_value(e, stride);
    return kr__tuple_new(vm, (Value[]){kr__entry_key(e, stride), kr__entry_value(e, stride)}, 2);
}

/* See iter.h. */
int kr__dict_item_parts(kr_vm *vm, void *iter, Value *out, unsigned n) {
    (void)vm;
    KrDictIter *it = iter;
    if (n != 2 || !it->dict.bits) return KR_PARTS_NOT;
    const KrDict *d = kr__slot_ptr(it->dict);
    if (!d->entries || it->used != d->live || !it->left) return KR_PARTS_NOT;
    unsigned stride = kr__dict_stride(d);
    const char *e = quick_entry(it, d, stride);
    if (!e) return KR_PARTS_NOT;
    out[0] = kr__entry_key(e, stride);
    out[1] = kr__entry_value(e, stride);
    return 1;
}

Value kr__dict_iter_next(kr_vm *vm, KrDictIter *it) {
    if (!it->dict.bits) return KR_END;
    KrDict *d = kr__slot_ptr(it->dict);
    uint32_t type = kr__layout_no(it);
    if (KR_LIKELY(d->entries && it->used == d->live && it->left && !backwards(type))) {
        Value v = quick_next(vm, it, d, type);
        if (KR_LIKELY(kr__ok(v)) || kr__pending(vm)) return v;
    }
    if (it->used != kr__dict_len(vm, d)) {
        it->used = UINT32_MAX; /* stays so: the error repeats */
        bool ordered = kr__dict_is_ordered(vm, kr__value_of(d));
        if (ordered && !it->left) return KR_END;
        if (ordered)
            return kr__raise(vm, KR_T_X_RUNTIMEERROR, "OrderedDict mutated during iteration");
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "dictionary changed size during iteration");
    }
    size_t pos = it->pos;
    Value pair[2];
    bool more = backwards(type) ? kr__dict_prev(vm, d, &pos, &pair[0], &pair[1])
                                : kr__dict_next(vm, d, &pos, &pair[0], &pair[1]);
    if (more && !it->left) {
        it->dict = KR_NO_SLOT;
        if (!backwards(type))
            return kr__raise(vm, KR_T_X_RUNTIMEERROR, "dictionary keys changed during iteration");
        return KR_END;
    }
    it->pos = (uint32_t)pos;
    if (!more) {
        it->dict = KR_NO_SLOT;
        return KR_END;
    }
    it->left--;
    switch (what_of(type)) {
    case KEY: return pair[0];
    case VALUE: return pair[1];
    default: return kr__tuple_new(vm, pair, 2);
    }
}

static Value iter_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }
static Value iter_next(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__dict_iter_next(vm, kr__ptr(a[0]));
}

static Value iter_hint(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrDictIter *it = kr__ptr(a[0]);
    if (!it->dict.bits || it->used != kr__dict_len(vm, kr__slot_ptr(it->dict)))
        return kr__from_int48(0);
    return kr__from_int48(it->left);
}

/* (iter, (list of what is still to come,)): the iterator itself stays where it is. */
static Value iter_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrDictIter *it = kr__ptr(a[0]);
    KrDictIter *copy = kr__new(vm, kr__layout_no(it), sizeof(KrDictIter));
    if (!copy) return KR_FAILED;
    copy->dict = it->dict;
    copy->pos = it->pos;
    copy->used = it->used;
    copy->left = it->left;
    Value list = kr__list_from(vm, kr__value_of(copy));
    Value f = kr__ok(list) ? kr__builtin(vm, "iter") : list;
    if (kr__failed(f) || kr__failed(list = kr__tuple_new(vm, &list, 1))) return KR_FAILED;
    return kr__tuple_new(vm, (Value[]){f, list}, 2);
}

static const KrFnDef methods[] = {
    {"__iter__(self, /)", iter_self, NULL, KR_DEF_SPECIAL},
    {"__next__(self, /)", iter_next, NULL, KR_DEF_SPECIAL},
    {"__length_hint__(self, /)", iter_hint, "How many are still to come, as far as is known.", 0},
    {"__reduce__(self, /)", iter_reduce, "What pickle needs.", 0},
    {0},
};
#define ITERATOR(lower, id)             \
    const KrTypeDef kr__def_##lower = { \
        .number = KR_T_##id, .methods = methods, .size = sizeof(KrDictIter), .slots = 1u << 1}
ITERATOR(dict_keyiter, DICT_KEYITER);
ITERATOR(dict_valueiter, DICT_VALUEITER);
ITERATOR(dict_itemiter, DICT_ITEMITER);
ITERATOR(dict_revkeyiter, DICT_REVKEYITER);
ITERATOR(dict_revvalueiter, DICT_REVVALUEITER);
ITERATOR(dict_revitemiter, DICT_REVITEMITER);
