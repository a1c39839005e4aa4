/* SPDX-License-Identifier: MIT
 * _sha512.h: what the hash objects of all modules share (_sha512.c): those of _md5, _sha1, _sha256, _sha512, _sha3 and
 * _blake2. Hashing a long buffer runs no Python code, but sees to stops and limits. */
#ifndef KR_LIB__SHA512_H
#define KR_LIB__SHA512_H

#include "base/digest.h"
#include "types/host.h"

typedef struct KrHash {
    KrObj head;
    uint32_t pad;
    KrDigest d;
} KrHash;
KR_INLINE KrDigest *kr__hash_of(Value v) { return &((KrHash *)kr__ptr(v))->d; }
KR_INLINE const KrDigestKind *kr__hash_kind(Value v) {
    return &kr__digest_kinds[kr__hash_of(v)->kind];
}

/* Carries the hash on over a buffer. False: it is none (TypeError), or the VM is to stop. */
KR_MUST_USE bool kr__hash_add(kr_vm *vm, Value self, Value data);
/* n bytes of the result of what was given so far, as bytes or a str of digits; for all but SHAKE n is its size. */
KR_MUST_USE Value kr__hash_result(kr_vm *vm, Value self, size_t n, bool hex);

/* Methods and attributes. */
Value kr__hash_copy(kr_vm *vm, Value *a, int n);
Value kr__hash_digest(kr_vm *vm, Value *a, int n);
Value kr__hash_hexdigest(kr_vm *vm, Value *a, int n);
Value kr__hash_update(kr_vm *vm, Value *a, int n);
#define KR_HASH_COPY \
    { "copy(self, /)", kr__hash_copy, "Return a copy of the hash object.", 0 }
#define KR_HASH_DIGEST \
    { "digest(self, /)", kr__hash_digest, "Return the digest value as a bytes object.", 0 }
#define KR_HASH_HEXDIGEST                                                   \
    {                                                                       \
        "hexdigest(self, /)", kr__hash_hexdigest,                           \
            "Return the digest value as a string of hexadecimal digits.", 0 \
    }
#define KR_HASH_UPDATE(data) \
    { "update(self, " data ", /)", kr__hash_update, "Carry the digest on over more bytes.", 0 }
extern const KrGetSet kr__hash_getset[]; /* block_size, digest_size, name */
Value kr__hash_name(kr_vm *vm, Value self);
Value kr__hash_size(kr_vm *vm, Value self);
Value kr__hash_block(kr_vm *vm, Value self);

#endif
