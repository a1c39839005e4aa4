/* SPDX-License-Identifier: MIT
 * mro.c: method resolution orders: C3 over the orders of the bases, or what the metaclass's
 * mro() says. */
#include <string.h>

#include "types/dict.h"
#include "types/type.h"
#include "types/type_call.h"

/* The lists that C3 merges: the orders of the bases, then the bases themselves. */
typedef struct Merge {
    const KrTuple **lists;
    uint32_t *at; /* first item of each list that is not taken yet */
    uint32_t n;
    uint64_t
        spent; /* comparisons since the last tick: classes with many bases take a cubic number of them */
} Merge;

/* Comparisons between two ticks. */
#define TICK_EACH 100000

static bool spend(kr_vm *vm, uint64_t *spent, uint64_t n) {
    if (KR_LIKELY((*spent += n) < TICK_EACH)) return true;
    *spent = 0;
    return kr__tick(vm);
}

static bool in_tail(Merge *m, uint32_t ref) {
    for (uint32_t i = 0; i < m->n; i++) {
        m->spent += m->lists[i]->len - m->at[i];
        for (uint32_t k = m->at[i] + 1; k < m->lists[i]->len; k++)
            if (m->lists[i]->narrow[k].bits == ref) return true;
    }
    return false;
}

static void take(Merge *m, uint32_t ref) {
    for (uint32_t i = 0; i < m->n; i++)
        if (m->at[i] < m->lists[i]->len && m->lists[i]->narrow[m->at[i]].bits == ref) m->at[i]++;
}

/* Names of the classes that could not be put in order, each once. */
static Value raise_conflict(kr_vm *vm, Merge *m) {
    Value text = KR_UNSET;
    for (uint32_t i = 0; i < m->n; i++) {
        if (m->at[i] >= m->lists[i]->len) continue;
        uint32_t ref = m->lists[i]->narrow[m->at[i]].bits;
        bool seen = false;
        for (uint32_t k = 0; k < i; k++)
            seen |= m->at[k] < m->lists[k]->len && m->lists[k]->narrow[m->at[k]].bits == ref;
        if (!spend(vm, &m->spent, i)) return KR_FAILED;
        if (seen) continue;
        text = kr__ok(text) ? kr__text(vm, "%S, %N", text, KR_VALUE(ref))
                            : kr__text(vm, "%N", KR_VALUE(ref));
        if (kr__failed(text)) return KR_FAILED;
    }
    return kr__raise_type(
        vm, "Cannot create a consistent method resolution\norder (MRO) for bases %S", text);
}

static Value merge(kr_vm *vm, Merge *m, Value list, Value *out, uint32_t cap) {
    uint32_t n = 0;
    out[n++] = list;
    for (;;) {
        uint32_t pick = 0;
        bool left = false;
        for (uint32_t i = 0; i < m->n && !pick; i++) {
            if (m->at[i] >= m->lists[i]->len) continue;
            left = true;
            uint32_t ref = m->lists[i]->narrow[m->at[i]].bits;
            if (!in_tail(m, ref)) pick = ref;
            if (!spend(vm, &m->spent, m->n)) return KR_FAILED;
        }
        if (!left) return kr__tuple_new(vm, out, n);
        if (!pick || n == cap) return raise_conflict(vm, m);
        out[n++] = KR_VALUE(pick);
        take(m, pick);
    }
}

static Value check_duplicates(kr_vm *vm, const KrTuple *bases) {
    uint64_t spent = 0;
    for (uint32_t i = 0; i < bases->len; i++) {
        if (!spend(vm, &spent, bases->len)) return KR_FAILED;
        for (uint32_t k = i + 1; k < bases->len; k++)
            if (bases->narrow[i].bits == bases->narrow[k].bits)
                return kr__raise_type(vm, "duplicate base class %N",
                                      KR_VALUE(bases->narrow[i].bits));
    }
    return KR_TRUE_V;
}

/* Order of a class with one base: itself, then the base's. */
static Value single(kr_vm *vm, Value type, const KrTuple *base) {
    Value few[32], *all = few;
    KrMem *mem = &kr__heap(vm)->mem;
    size_t n = base->len + 1u;
    if (n > KR_COUNTOF(few) && !(all = kr__mem_alloc(mem, n * sizeof(Value))))
        return kr__no_memory(vm);
    all[0] = type; /* the others are held by the base */
    for (uint32_t i = 0; i < base->len; i++) all[i + 1] = KR_VALUE(base->narrow[i].bits);
    Value v = kr__tuple_new(vm, all, n);
    if (all != few) kr__mem_free(mem, all, n * sizeof(Value));
    return v;
}

/* C3 linearization of the class by its bases: a tuple. Failed: TypeError. Runs no Python code. */
Value kr__mro_c3(kr_vm *vm, Value type) {
    const KrTuple *bases = kr__slot_ptr(kr__type_ptr(type)->bases);
    for (uint32_t i = 0; i < bases->len; i++) {
        KrType *b = kr__slot_ptr(bases->narrow[i]);
        if (!b->mro.bits)
            return kr__raise_type(vm, "Cannot extend an incomplete type '%N'", kr__value_of(b));
    }
    if (bases->len == 1)
        return single(vm, type, kr__slot_ptr(((KrType *)kr__slot_ptr(bases->narrow[0]))->mro));
    if (kr__failed(check_duplicates(vm, bases))) return KR_FAILED;
    KrMem *mem = &kr__heap(vm)->mem;
    uint32_t n = bases->len + 1, total = 1 + bases->len;
    for (uint32_t i = 0; i < bases->len; i++)
        total += ((KrTuple *)kr__slot_ptr(((KrType *)kr__slot_ptr(bases->narrow[i]))->mro))->len;
    size_t bytes = n * (sizeof(KrTuple *) + sizeof(uint32_t)) + total * sizeof(Value) + 8;
    char *block = kr__mem_zalloc(mem, bytes);
    if (!block) return kr__no_memory(vm);
    Value *out = (Value *)block;
    Merge m = {.lists = (const KrTuple **)(out + total), .n = n};
    m.at = (uint32_t *)(m.lists + n);
    for (uint32_t i = 0; i < bases->len; i++)
        m.lists[i] = kr__slot_ptr(((KrType *)kr__slot_ptr(bases->narrow[i]))->mro);
    m.lists[n - 1] = bases;
    Value v = merge(vm, &m, type, out, total);
    kr__mem_free(mem, block, bytes);
    return v;
}

/* What a mro() of Python gave must be classes that suit the layout. */
static Value check_custom(kr_vm *vm, Value type, Value result) {
    Value t = kr__tuple_from(vm, result);
    if (kr__failed(t)) return KR_FAILED;
    const KrTuple *mro = kr__ptr(t);
    Value solid = KR_VALUE(kr__type_ptr(type)->solid.bits);
    for (uint32_t i = 0; i < mro->len; i++) {
        Value c = kr__tuple_get(mro, i);
        if (!kr__is_type(vm, c)) return kr__raise_type(vm, "mro() returned a non-class ('%T')", c);
        Slot other = kr__type_ptr(c)->solid;
        if (other.bits && !kr__is_subtype(vm, solid, KR_VALUE(other.bits)))
            return kr__raise_type(vm, "mro() returned base with unsuitable layout ('%N')", c);
    }
    return t;
}

/* The order of a class: its metaclass's mro() if that is not type's. May run Python code. */
Value kr__mro(kr_vm *vm, Value type) {
    Value meta = kr__class_of(vm, type);
    if (!kr__same(meta, kr__type(vm, KR_T_TYPE))) {
        Value f = kr__type_lookup(vm, meta, kr__name(vm, KR_N_mro));
        if (kr__ok(f) && !kr__exact(f, KR_T_METHOD_DESCR)) {
            Value bound = kr__bind(vm, f, type, meta);
            Value r = kr__ok(bound) ? kr__call0(vm, bound) : KR_FAILED;
            return kr__ok(r) ? check_custom(vm, type, r) : KR_FAILED;
        }
    }
    return kr__mro_c3(vm, type);
}
