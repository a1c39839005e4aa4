/* SPDX-License-Identifier: MIT
 * _sha512.c: the modules _md5, _sha1, _sha256 and _sha512: hash objects for hashlib, one class for each digest. */
#include "base/digest.h"
#include "lib/modules.h"
#include "types/bytes.h"
#include "types/host.h"
#include "types/module.h"
#include "types/str.h"

extern const KrModuleDef kr__module__sha512;

typedef struct Hash {
    KrObj head;
    uint32_t pad;
    KrDigest d;
} Hash;
static KrDigest *digest(Value v) { return &((Hash *)kr__ptr(v))->d; }
static const KrDigestKind *kind(Value v) { return &kr__digest_kinds[digest(v)->kind]; }

/* The classes by digest, in the state of _sha512; unset: not made yet. */
static const KrClassDef class_defs[KR_DIGEST_COUNT];
static Value class_of(kr_vm *vm, KrDigestNo no) {
    Value *s = kr__module_values(vm, &kr__module__sha512, KR_DIGEST_COUNT);
    if (!s) return KR_FAILED;
    if (!kr__ok(s[no])) s[no] = kr__class_new(vm, &class_defs[no]);
    return s[no];
}

static bool update(kr_vm *vm, Value self, Value data) {
    KrBuffer b;
    if (kr__is_str(vm, data))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "Strings must be encoded before hashing");
    if (!kr__has_buffer(vm, data))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "object supporting the buffer API required");
    if (!kr__buffer_get(vm, data, &b)) return false;
    for (size_t at = 0; at < b.len; at += 1 << 20) {
        size_t n = b.len - at < 1 << 20 ? b.len - at : 1 << 20;
        kr__digest_update(digest(self), b.data + at, n);
    }
    kr__buffer_release(vm, &b);
    return true;
}

static Value make(kr_vm *vm, KrDigestNo no, Value data) {
    Value cls = class_of(vm, no), v = kr__ok(cls) ? kr__instance_new(vm, cls) : KR_FAILED;
    if (kr__failed(v)) return v;
    kr__digest_init(digest(v), no);
    return !kr__ok(data) || update(vm, v, data) ? v : KR_FAILED;
}

static Value h_update(kr_vm *vm, Value *a, int n) {
    return (void)n, update(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}
static Value h_digest(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint8_t out[64];
    kr__digest_finish(digest(a[0]), out);
    return kr__bytes_make(vm, out, kind(a[0])->size);
}
static Value h_hexdigest(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint8_t out[64];
    char *text;
    kr__digest_finish(digest(a[0]), out);
    Value r = kr__str_ascii_new(vm, 2 * (size_t)kind(a[0])->size, &text);
    for (unsigned i = 0; kr__ok(r) && i < kind(a[0])->size; i++) {
        text[2 * i] = "0123456789abcdef"[out[i] >> 4];
        text[2 * i + 1] = "0123456789abcdef"[out[i] & 15];
    }
    return r;
}
static Value h_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = make(vm, (KrDigestNo)digest(a[0])->kind, KR_UNSET);
    if (kr__ok(v)) *digest(v) = *digest(a[0]);
    return v;
}
static Value get_name(kr_vm *vm, Value self) {
    return kr__intern(vm, kind(self)->name, strlen(kind(self)->name));
}
static Value get_size(kr_vm *vm, Value self) { return (void)vm, kr__from_int48(kind(self)->size); }
static Value get_block(kr_vm *vm, Value self) {
    return (void)vm, kr__from_int48(kind(self)->block);
}

static Value not_made(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrType *t = kr__ptr(a[0]);
    Value module;
    if (kr__getattr_opt(vm, a[0], kr__name(vm, KR_N___module__), &module) <= 0) return KR_FAILED;
    return kr__raise_type(vm, "cannot create '%S.%S' instances", module, KR_VALUE(t->name.bits));
}
static const KrFnDef rows[] = {
    {"__new__(cls, /, *args, **kwargs)", not_made, NULL, KR_DEF_NEW},
    {"copy(self, /)", h_copy, "Return a copy of the hash object.", 0},
    {"digest(self, /)", h_digest, "Return the digest value as a bytes object.", 0},
    {"hexdigest(self, /)", h_hexdigest,
     "Return the digest value as a string of hexadecimal digits.", 0},
    {"update(self, obj, /)", h_update, "Carry the digest on over more bytes.", 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {{"block_size", get_block, NULL, NULL},
                                  {"name", get_name, NULL, NULL},
                                  {"digest_size", get_size, NULL, NULL},
                                  {NULL, NULL, NULL, NULL}};
#define CLASS(text)                                                                     \
    {                                                                                   \
        .name = text, .kind = KR_K_ITER, .flags = KR_TF_HEAPTYPE, .size = sizeof(Hash), \
        .methods = rows, .getset = getset                                               \
    }
static const KrClassDef class_defs[KR_DIGEST_COUNT] = {
    [KR_MD5] = CLASS("_md5.md5"),          [KR_SHA1] = CLASS("_sha1.sha1"),
    [KR_SHA224] = CLASS("_sha256.sha224"), [KR_SHA256] = CLASS("_sha256.sha256"),
    [KR_SHA384] = CLASS("_sha512.sha384"), [KR_SHA512] = CLASS("_sha512.sha512"),
};

#define MAKER(name, no) \
    static Value f_##name(kr_vm *vm, Value *a, int n) { return (void)n, make(vm, no, a[0]); }
MAKER(md5, KR_MD5)
MAKER(sha1, KR_SHA1)
MAKER(sha224, KR_SHA224)
MAKER(sha256, KR_SHA256)
MAKER(sha384, KR_SHA384)
MAKER(sha512, KR_SHA512)
#define ROW(name, text)                                                                   \
    {                                                                                     \
#name "(string=b'', *, usedforsecurity=True)", f_##name,                          \
            "Return a new " text " hash object; optionally initialized with a string.", 0 \
    }
#define END \
    { NULL, NULL, NULL, 0 }
static const KrFnDef md5_functions[] = {ROW(md5, "MD5"), END};
static const KrFnDef sha1_functions[] = {ROW(sha1, "SHA1"), END};
static const KrFnDef sha256_functions[] = {ROW(sha224, "SHA-224"), ROW(sha256, "SHA-256"), END};
static const KrFnDef sha512_functions[] = {ROW(sha384, "SHA-384"), ROW(sha512, "SHA-512"), END};

#define INIT(init, no, name)                                    \
    static bool init(kr_vm *vm, Value m) {                      \
        Value cls = class_of(vm, no);                           \
        return kr__ok(cls) && kr__module_add(vm, m, name, cls); \
    }
INIT(md5_init, KR_MD5, "MD5Type")
INIT(sha1_init, KR_SHA1, "SHA1Type")
INIT(sha224_init, KR_SHA224, "SHA224Type")
INIT(sha384_init, KR_SHA384, "SHA384Type")
static bool sha256_init(kr_vm *vm, Value m) {
    Value cls = class_of(vm, KR_SHA256);
    return kr__ok(cls) && kr__module_add(vm, m, "SHA256Type", cls) && sha224_init(vm, m);
}

const KrModuleDef kr__module__md5 = {.name = "_md5", .functions = md5_functions, .init = md5_init};
const KrModuleDef kr__module__sha1 = {
    .name = "_sha1", .functions = sha1_functions, .init = sha1_init};
const KrModuleDef kr__module__sha256 = {
    .name = "_sha256", .functions = sha256_functions, .init = sha256_init};
const KrModuleDef kr__module__sha512 = {.name = "_sha512",
                                        .functions = sha512_functions,
                                        .init = sha384_init,
                                        .trace = kr__module_values_trace,
                                        .free = kr__module_values_free};
