/* SPDX-License-Identifier: MIT
 * _random.c: the module _random: class Random, the generator below random.Random. The Mersenne Twister's state lies
 * beside the cell, from the VM's account, and is given back when the cell dies. */
#include <sys/random.h>
#include <time.h>

#include "base/mt19937.h"
#include "lib/fileno.h"
#include "lib/modules.h"
#include "types/host.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/str.h"

typedef struct Random {
    KrObj head;
    uint32_t pad;
    KrMt *mt; /* NULL only while __new__ makes it */
} Random;

static KrMt *mt_of(Value v) { return ((Random *)kr__ptr(v))->mt; }

static void random_release(kr_vm *vm, KrObj *cell) {
    Random *r = (Random *)cell;
    if (r->mt) kr__mem_free(&kr__heap(vm)->mem, r->mt, sizeof(KrMt));
    r->mt = NULL;
}
static size_t random_owned(kr_vm *vm, const KrObj *cell) {
    (void)vm;
    return ((const Random *)cell)->mt ? sizeof(KrMt) : 0;
}

/* ---- seeding ---- */

static void seed_from_system(KrMt *mt) {
    uint32_t key[KR_MT_N];
    if (getrandom(key, sizeof key, GRND_NONBLOCK) == (ssize_t)sizeof key) {
        kr__mt_init(mt, key, KR_MT_N);
        return;
    }
    struct timespec wall, up;
    clock_gettime(CLOCK_REALTIME, &wall);
    clock_gettime(CLOCK_MONOTONIC, &up);
    uint32_t few[5] = {(uint32_t)wall.tv_nsec, (uint32_t)wall.tv_sec, (uint32_t)up.tv_nsec,
                       (uint32_t)up.tv_sec, (uint32_t)(uintptr_t)mt};
    kr__mt_init(mt, few, KR_COUNTOF(few));
}

/* Seeds with None (the system's noise), |int|, or the hash of anything else. May run Python code. */
static bool seed(kr_vm *vm, Value self, Value by) {
    uint32_t buf[2];
    int64_t hash;
    KrLimbs key;
    if (!kr__ok(by) || kr__is_none(by)) {
        seed_from_system(mt_of(self));
        return true;
    }
    if (kr__is_int_value(vm, by)) {
        key = kr__int_view(vm, by, buf);
    } else {
        if (!kr__hash(vm, by, &hash)) return false;
        key = kr__limbs_from_u64(buf, (uint64_t)hash);
    }
    static const uint32_t zero = 0;
    kr__mt_init(mt_of(self), key.n ? key.d : &zero, key.n ? key.n : 1);
    kr__keep(by);
    return true;
}

static Value random_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__host_new(vm, a[0]);
    if (kr__failed(v)) return v;
    KrMt *mt = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *mt);
    if (!mt) return kr__no_memory(vm);
    ((Random *)kr__ptr(v))->mt = mt;
    return v;
}
static Value random_init(kr_vm *vm, Value *a, int n) { /* self, kw, *args */
    if (kr__ok(a[1])) return kr__raise_type(vm, "Random() takes no keyword arguments");
    if (n > 3) return kr__raise_type(vm, "Random() requires 0 or 1 argument");
    return seed(vm, a[0], n > 2 ? a[2] : KR_UNSET) ? KR_NONE_V : KR_FAILED;
}
static Value random_seed(kr_vm *vm, Value *a, int n) {
    (void)n;
    return seed(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}

/* ---- drawing ---- */

static Value random_random(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return kr__from_double(kr__mt_random(mt_of(a[0])));
}

static Value random_getrandbits(kr_vm *vm, Value *a, int n) {
    (void)n;
    int k;
    if (!kr__as_c_int(vm, a[1], 0, &k)) return KR_FAILED;
    if (k < 0) return kr__raise_value(vm, "number of bits must be non-negative");
    if (k == 0) return kr__from_int48(0);
    if (k <= 64) {
        uint32_t limbs[2] = {0, 0};
        kr__mt_bits(mt_of(a[0]), limbs, (uint64_t)k);
        return kr__int_from_u64(vm, limbs[0] | (uint64_t)limbs[1] << 32);
    }
    KrLimbs r;
    uint32_t words = ((uint32_t)k + 31) / 32;
    KrInt *cell = kr__int_room(vm, words, &r);
    if (!cell) return KR_FAILED;
    kr__mt_bits(mt_of(a[0]), r.d, (uint64_t)k);
    r.n = kr__limbs_trim(r.d, words);
    return kr__int_finish(vm, cell, &r);
}

/* ---- state ---- */

static Value random_getstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrMt *mt = mt_of(a[0]);
    KrTuple *t = kr__tuple_raw(vm, KR_MT_N + 1, true);
    if (!t) return KR_FAILED;
    for (int i = 0; i < KR_MT_N; i++) t->wide[i] = kr__from_int48(mt->state[i]);
    t->wide[KR_MT_N] = kr__from_int48(mt->index);
    return kr__value_of(t);
}

static Value random_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE))
        return kr__raise_type(vm, "state vector must be a tuple");
    const KrTuple *t = kr__ptr(a[1]);
    if (t->len != KR_MT_N + 1) return kr__raise_value(vm, "state vector is the wrong size");
    KrMt mt;
    for (int i = 0; i < KR_MT_N; i++) {
        Value v = kr__tuple_get(t, (size_t)i);
        int64_t word;
        if (!kr__is_int_value(vm, v)) return kr__raise_type(vm, "an integer is required");
        if (kr__int_sign(vm, v) < 0)
            return kr__raise(vm, KR_T_X_OVERFLOWERROR,
                             "can't convert negative value to unsigned int");
        if (!kr__int_fits_i64(vm, v, &word))
            return kr__raise(vm, KR_T_X_OVERFLOWERROR,
                             "Python int too large to convert to C unsigned long");
        mt.state[i] = (uint32_t)word;
    }
    Value v = kr__tuple_get(t, KR_MT_N);
    int64_t index;
    if (!kr__is_int_value(vm, v)) return kr__raise_type(vm, "an integer is required");
    if (!kr__int_to_i64(vm, v, &index)) return KR_FAILED;
    if (index < 0 || index > KR_MT_N) return kr__raise_value(vm, "invalid state");
    mt.index = (uint32_t)index;
    *mt_of(a[0]) = mt;
    return KR_NONE_V;
}

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", random_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, *args, **kwargs)", random_init, NULL, KR_DEF_SPECIAL},
    {"random(self, /)", random_random, "random() -> x in the interval [0, 1).", 0},
    {"seed(self, n=None, /)", random_seed,
     "seed([n]) -> None.\n\nWithout n, the system's randomness is the seed.", 0},
    {"getstate(self, /)", random_getstate, "getstate() -> tuple containing the current state.", 0},
    {"setstate(self, state, /)", random_setstate,
     "setstate(state) -> None.  Restores generator state.", 0},
    {"getrandbits(self, k, /)", random_getrandbits,
     "getrandbits(k) -> x.  Generates an int with k random bits.", 0},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef random_def = {
    .name = "_random.Random",
    .doc = "Random() -> create a random number generator with its own internal state.",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE,
    .size = sizeof(Random),
    .owned = random_owned,
    .release = random_release,
    .methods = methods,
};

static bool init(kr_vm *vm, Value m) {
    Value cls = kr__class_new(vm, &random_def);
    return kr__ok(cls) && kr__module_add(vm, m, "Random", cls);
}

const KrModuleDef kr__module__random = {
    .name = "_random",
    .doc = "Module implements the Mersenne Twister random number generator.",
    .init = init,
};
