/* SPDX-License-Identifier: MIT
 * _sha512.c: the modules _md5, _sha1, _sha256 and _sha512: hash objects for hashlib, one class for each digest; and
 * what those of _sha3 and _blake2 share with them (_sha512.h). */
#include "lib/_sha512.h"

#include "lib/modules.h"
#include "types/bytes.h"
#include "types/module.h"
#include "types/str.h"

extern const KrModuleDef kr__module__sha512;

#define CLASSES (KR_SHA512 + 1) /* of these modules */

/* ---- all hash objects (_sha512.h) ---- */

#define CHUNK 65536u /* bytes between looks at stops and limits */

bool kr__hash_add(kr_vm *vm, Value self, Value data) {
    KrBuffer b;
    bool ok = true;
    if (kr__is_str(vm, data))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "Strings must be encoded before hashing");
    if (!kr__has_buffer(vm, data))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "object supporting the buffer API required");
    if (!kr__buffer_get(vm, data, &b)) return false;
    for (size_t at = 0, n; ok && at < b.len; at += n) {
        n = b.len - at < CHUNK ? b.len - at : CHUNK;
        kr__digest_update(kr__hash_of(self), b.data + at, n);
        ok = b.len <= CHUNK || kr__tick(vm);
    }
    kr__buffer_release(vm, &b);
    return ok;
}

static char *put(char *to, const uint8_t *from, size_t n, bool hex) {
    if (!hex) memcpy(to, from, n);
    for (size_t i = 0; hex && i < n; i++) {
        to[2 * i] = "0123456789abcdef"[from[i] >> 4];
        to[2 * i + 1] = "0123456789abcdef"[from[i] & 15];
    }
    return to + (hex ? 2 * n : n);
}

Value kr__hash_result(kr_vm *vm, Value self, size_t n, bool hex) {
    uint8_t piece[1024];
    char *to = NULL;
    Value r = hex ? kr__str_ascii_new(vm, 2 * n, &to) : kr__bytes_make(vm, NULL, n);
    KrDigest d = *kr__hash_of(self);
    if (kr__failed(r)) return r;
    if (!hex) to = ((KrBytes *)kr__ptr(r))->data;
    if (d.size) {
        kr__digest_finish(&d, piece);
        put(to, piece, n, hex);
        return r;
    }
    kr__sha3_end(&d);
    for (size_t take; n; n -= take) {
        take = n < sizeof piece ? n : sizeof piece;
        kr__sha3_next(&d, piece, take);
        to = put(to, piece, take, hex);
        if (n > CHUNK && !kr__tick(vm)) return KR_FAILED;
    }
    return r;
}

Value kr__hash_update(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__hash_add(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}
Value kr__hash_digest(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__hash_result(vm, a[0], kr__hash_of(a[0])->size, false);
}
Value kr__hash_hexdigest(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__hash_result(vm, a[0], kr__hash_of(a[0])->size, true);
}
Value kr__hash_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__instance_new(vm, kr__class_of(vm, a[0]));
    if (kr__ok(v)) *kr__hash_of(v) = *kr__hash_of(a[0]);
    return v;
}
Value kr__hash_name(kr_vm *vm, Value self) {
    const char *name = kr__hash_kind(self)->name;
    return kr__intern(vm, name, strlen(name));
}
Value kr__hash_size(kr_vm *vm, Value self) {
    return (void)vm, kr__from_int48(kr__hash_of(self)->size);
}
Value kr__hash_block(kr_vm *vm, Value self) {
    return (void)vm, kr__from_int48(kr__hash_kind(self)->block);
}
const KrGetSet kr__hash_getset[] = {{"block_size", kr__hash_block, NULL, NULL},
                                    {"name", kr__hash_name, NULL, NULL},
                                    {"digest_size", kr__hash_size, NULL, NULL},
                                    {NULL, NULL, NULL, NULL}};

/* ---- the modules ---- */

/* The classes by digest, in the state of _sha512; unset: not made yet. */
static const KrClassDef class_defs[CLASSES];
static Value class_of(kr_vm *vm, KrDigestNo no) {
    Value *s = kr__module_values(vm, &kr__module__sha512, CLASSES);
    if (!s) return KR_FAILED;
    if (!kr__ok(s[no])) s[no] = kr__class_new(vm, &class_defs[no]);
    return s[no];
}

static Value make(kr_vm *vm, KrDigestNo no, Value data) {
    Value cls = class_of(vm, no), v = kr__ok(cls) ? kr__instance_new(vm, cls) : KR_FAILED;
    if (kr__failed(v)) return v;
    kr__digest_init(kr__hash_of(v), no);
    return !kr__ok(data) || kr__hash_add(vm, v, data) ? v : KR_FAILED;
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
    KR_HASH_COPY,
    KR_HASH_DIGEST,
    KR_HASH_HEXDIGEST,
    KR_HASH_UPDATE("obj"),
    {NULL, NULL, NULL, 0},
};
#define CLASS(text)                                                               \
    {                                                                             \
        .name = text, .kind = KR_K_ITER, .size = sizeof(KrHash), .methods = rows, \
        .getset = kr__hash_getset                                                 \
    }
static const KrClassDef class_defs[CLASSES] = {
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
