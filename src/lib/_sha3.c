/* SPDX-License-Identifier: MIT
 * _sha3.c: the module _sha3: SHA-3 and SHAKE for hashlib. Unlike the older digests these are classes that are called. */
#include "lib/_sha512.h"
#include "lib/fileno.h"
#include "lib/modules.h"
#include "types/bytes.h"
#include "types/module.h"
#include "types/str.h"

#define FIRST KR_SHA3_224
#define CLASSES (KR_SHAKE256 + 1 - FIRST)

static Value make(kr_vm *vm, KrDigestNo no, Value *a) {
    if (kr__ok(a[2]) && kr__truth(vm, a[2]) < 0) return KR_FAILED;
    Value v = kr__instance_new(vm, a[0]);
    if (kr__failed(v)) return v;
    kr__digest_init(kr__hash_of(v), no);
    return !kr__ok(a[1]) || kr__hash_add(vm, v, a[1]) ? v : KR_FAILED;
}

/* How many bytes of SHAKE's endless result are wanted. */
static bool length_arg(kr_vm *vm, Value v, size_t *out) {
    uint64_t n;
    if (!kr__unsigned_arg(vm, v, UINT64_MAX, "Python int too large to convert to C unsigned long",
                          &n))
        return false;
    if (n >= 1u << 29) return kr__raise_false(vm, KR_T_X_VALUEERROR, "length is too large");
    *out = n;
    return true;
}
static Value shake_digest(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t length = 0;
    return length_arg(vm, a[1], &length) ? kr__hash_result(vm, a[0], length, false) : KR_FAILED;
}
static Value shake_hexdigest(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t length = 0;
    return length_arg(vm, a[1], &length) ? kr__hash_result(vm, a[0], length, true) : KR_FAILED;
}

static Value get_rate(kr_vm *vm, Value self) {
    return (void)vm, kr__from_int48(kr__hash_kind(self)->block * 8);
}
static Value get_capacity(kr_vm *vm, Value self) {
    return (void)vm, kr__from_int48(1600 - kr__hash_kind(self)->block * 8);
}
static Value get_suffix(kr_vm *vm, Value self) {
    uint8_t suffix = kr__sha3_suffix(kr__hash_of(self));
    return kr__bytes_make(vm, &suffix, 1);
}
static const KrGetSet getset[] = {{"block_size", kr__hash_block, NULL, NULL},
                                  {"name", kr__hash_name, NULL, NULL},
                                  {"digest_size", kr__hash_size, NULL, NULL},
                                  {"_capacity_bits", get_capacity, NULL, NULL},
                                  {"_rate_bits", get_rate, NULL, NULL},
                                  {"_suffix", get_suffix, NULL, NULL},
                                  {NULL, NULL, NULL, NULL}};

/* A class has a __new__ of its own, which knows the kind. */
#define NEW(name, no) \
    static Value name##_new(kr_vm *vm, Value *a, int n) { return (void)n, make(vm, no, a); }
#define NEW_ROW(name) \
    { "__new__(cls, data=b'', /, *, usedforsecurity=True)", name##_new, NULL, KR_DEF_NEW }
#define SHA3(name, no)                                                    \
    NEW(name, no)                                                         \
    static const KrFnDef name##_rows[] = {                                \
        NEW_ROW(name),     KR_HASH_COPY,           KR_HASH_DIGEST,        \
        KR_HASH_HEXDIGEST, KR_HASH_UPDATE("data"), {NULL, NULL, NULL, 0}, \
    };
#define SHAKE(name, no)                                                                         \
    NEW(name, no)                                                                               \
    static const KrFnDef name##_rows[] = {                                                      \
        NEW_ROW(name),                                                                          \
        KR_HASH_COPY,                                                                           \
        {"digest(self, length, /)", shake_digest, "Return the digest value as a bytes object.", \
         0},                                                                                    \
        {"hexdigest(self, length, /)", shake_hexdigest,                                         \
         "Return the digest value as a string of hexadecimal digits.", 0},                      \
        KR_HASH_UPDATE("data"),                                                                 \
        {NULL, NULL, NULL, 0},                                                                  \
    };
SHA3(sha3_224, KR_SHA3_224)
SHA3(sha3_256, KR_SHA3_256)
SHA3(sha3_384, KR_SHA3_384)
SHA3(sha3_512, KR_SHA3_512)
SHAKE(shake_128, KR_SHAKE128)
SHAKE(shake_256, KR_SHAKE256)

#define CLASS(text, what)                                                                   \
    {                                                                                       \
        .name = "_sha3." #text, .doc = #text "([data], *, usedforsecurity=True) -> " what,  \
        .kind = KR_K_ITER, .size = sizeof(KrHash), .methods = text##_rows, .getset = getset \
    }
static const KrClassDef class_defs[CLASSES] = {
    CLASS(sha3_224, "SHA3 object\n\nA SHA-3 hash whose result has 28 bytes."),
    CLASS(sha3_256, "SHA3 object\n\nA SHA-3 hash whose result has 32 bytes."),
    CLASS(sha3_384, "SHA3 object\n\nA SHA-3 hash whose result has 48 bytes."),
    CLASS(sha3_512, "SHA3 object\n\nA SHA-3 hash whose result has 64 bytes."),
    CLASS(shake_128, "SHAKE object\n\nA hash whose result has as many bytes as are asked for."),
    CLASS(shake_256, "SHAKE object\n\nA hash whose result has as many bytes as are asked for."),
};

static bool init(kr_vm *vm, Value m) {
    for (unsigned i = 0; i < CLASSES; i++)
        if (kr__failed(kr__module_class(vm, m, &class_defs[i]))) return false;
    Value by = kr__text(vm, "krait");
    return kr__ok(by) && kr__module_add(vm, m, "implementation", by);
}
const KrModuleDef kr__module__sha3 = {.name = "_sha3", .init = init};
