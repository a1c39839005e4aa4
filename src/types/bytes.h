/* SPDX-License-Identifier: MIT
 * bytes.h: bytearray's struct, and what other files ask of bytes and bytearray (bytes.c,
 * bytearray.c). The struct of bytes is the heap's (heap/cells.h). */
#ifndef KR_TYPES_BYTES_H
#define KR_TYPES_BYTES_H

#include "types/buffer.h"

/* The bytes stand at data + start; `start` moves when bytes are taken off the front. */
typedef struct KrBytearray {
    KrObj head;
    uint32_t len;
    uint32_t exports; /* buffers that are held: the size may not change meanwhile */
    uint32_t start;
    char *data; /* buffer of `room` bytes; NULL when room == 0 */
    uint64_t room;
} KrBytearray;

KR_INLINE char *kr__bytearray_data(const KrBytearray *b) {
    static const char none[1] = "";
    return b->data ? b->data + b->start : (char *)(uintptr_t)none;
}
KR_INLINE bool kr__is_bytes(kr_vm *vm, Value v) { return kr__has_kind(vm, v, KR_K_BYTES); }
KR_INLINE bool kr__is_bytearray(kr_vm *vm, Value v) { return kr__has_kind(vm, v, KR_K_BYTEARRAY); }

/* The one empty bytes, one-byte bytes as they come, else a copy. */
KR_MUST_USE Value kr__bytes_make(kr_vm *vm, const void *p, size_t n);
/* A bytearray of n bytes; p NULL: zeroed. */
KR_MUST_USE Value kr__bytearray_new(kr_vm *vm, const void *p, size_t n);
/* Length n: new bytes are zero. False: BufferError (exported) or MemoryError. */
KR_MUST_USE bool kr__bytearray_resize(kr_vm *vm, KrBytearray *b, size_t n);
KR_MUST_USE bool kr__bytearray_append(kr_vm *vm, KrBytearray *b, const void *p, size_t n);
/* bytes(v) of an object that is no str and no int: buffer, or iterable of ints. exact bytes. May
 * run Python code. */
KR_MUST_USE Value kr__bytes_from_object(kr_vm *vm, Value v);
/* One byte of v: "byte must be in range(0, 256)" and its like. May run Python code. */
KR_MUST_USE bool kr__byte_value(kr_vm *vm, Value v, bool bytearray, uint8_t *out);

#endif
