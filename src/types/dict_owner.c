/* SPDX-License-Identifier: MIT
 * dict_owner.c: the dict that instance.__dict__ gives while the attributes lie in the instance
 * itself. It holds nothing: entries == NULL, `owner` names the instance, and every operation asks
 * the instance. What an instance cannot hold (a key that is no str) first moves it into dictionary
 * mode, where this dict has the values. Called by dict*.c; kr__dict_new_view and kr__dict_own by
 * instance.c and the collector's queue. */
#include "types/dict_index.h"
#include "types/type.h"

static Value owner_of(const KrDict *d) { return kr__slot_value(d->owner); }

/* A dict that reads through to `owner`, an instance. It does not keep the owner alive. May
 * collect. */
Value kr__dict_new_view(kr_vm *vm, Value owner) {
    KrDict *d = kr__new(vm, KR_T_DICT, sizeof(KrDict));
    if (!d) return KR_FAILED;
    d->owner = kr__ref_slot(owner);
    return kr__value_of(d);
}

/* Copies the owner's attributes into the view, which from then on is an ordinary dict and knows no
 * owner. The owner is not touched. False: MemoryError, and the view is as it was. */
bool kr__dict_own(kr_vm *vm, KrDict *d) {
    if (!kr__dict_is_view(d)) return true;
    Value copy = kr__dict_copy(vm, d);
    if (kr__failed(copy)) return false;
    KrDict *c = kr__ptr(copy);
    d->owner = KR_NO_SLOT;
    if (!c->entries) return true;
    d->head.head |= c->head.head & (KR_F_WIDE | KR_F_DICT_WIDE_KEY);
    if (c->index)
        kr__buf_give(vm, c, d, c->index, kr__index_bytes(((KrDictIndex *)c->index)->log2));
    kr__buf_give(vm, c, d, c->entries, kr__dict_entry_bytes(c));
    d->entries = c->entries;
    d->index = c->index;
    d->cap = c->cap;
    d->live = c->live;
    d->fill = c->fill;
    c->entries = c->index = NULL;
    c->cap = c->live = c->fill = 0;
    kr__barrier_range(vm, d, d->entries, kr__dict_at(d, d->fill));
    kr__barrier(vm, d);
    return true;
}

/* heap->adopt: the owner is let go, its view takes over the values. False: no memory, nothing
 * pending. */
bool kr__dict_adopt(kr_vm *vm, Value view, Value owner) {
    (void)owner;
    if (kr__dict_own(vm, kr__ptr(view))) return true;
    kr__clear_pending(vm);
    return false;
}

bool kr__owner_leave(kr_vm *vm, KrDict *d) {
    return !kr__dict_is_view(d) || kr__instance_materialize(vm, owner_of(d));
}

/* The attribute name that equals the key: interned for an exact str, else what a search
 * through all names finds; unset in *name: none. False: failed. May run Python code. */
static bool name_of(kr_vm *vm, KrDict *d, Value key, Value *name) {
    *name = KR_UNSET;
    if (kr__exact(key, KR_T_STR)) {
        *name = kr__is_interned(key) ? key : kr__intern_str(vm, key);
        return kr__ok(*name);
    }
    uint32_t h, hk;
    if (!kr__dict_hash(vm, key, &h)) return false;
    for (size_t i = 0; kr__dict_is_view(d) && i < kr__instance_count(vm, owner_of(d)); i++) {
        Value k = kr__instance_key(vm, owner_of(d), i);
        if (!kr__dict_hash(vm, k, &hk)) return false;
        if (hk != h) continue;
        int r = kr__equal(vm, k, key);
        if (r < 0) return false;
        if (r) {
            *name = k;
            return true;
        }
    }
    return true;
}

int kr__owner_find(kr_vm *vm, KrDict *d, Value key, Value *out) {
    Value name;
    if (!name_of(vm, d, key, &name)) return -1;
    if (!kr__dict_is_view(d)) return kr__dict_find(vm, d, key, out);
    return kr__ok(name) ? kr__instance_get(vm, owner_of(d), name, out) : 0;
}

bool kr__owner_set(kr_vm *vm, KrDict *d, Value key, Value v) {
    Value name;
    if (!name_of(vm, d, key, &name)) return false;
    if (kr__ok(name) && kr__dict_is_view(d)) return kr__instance_set(vm, owner_of(d), name, v);
    return kr__owner_leave(vm, d) && kr__dict_set(vm, d, key, v);
}

int kr__owner_delete(kr_vm *vm, KrDict *d, Value key, Value *old) {
    Value name, v;
    if (!name_of(vm, d, key, &name)) return -1;
    if (!kr__dict_is_view(d)) return kr__dict_delete(vm, d, key, old);
    if (kr__failed(name)) return 0;
    int r = kr__instance_get(vm, owner_of(d), name, &v);
    if (r != 1) return r;
    if (old) *old = v;
    return kr__instance_delete(vm, owner_of(d), name);
}
