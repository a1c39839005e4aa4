/* SPDX-License-Identifier: MIT
 * buffer.h: the bytes behind an object: bytes, bytearray, memoryview, and whatever has __buffer__
 * (memoryview.c). */
#ifndef KR_TYPES_BUFFER_H
#define KR_TYPES_BUFFER_H

#include "run/ops.h"

/* While it is held, the owner may not change its size. Lives on the C stack (or in a traced cell).
 * */
typedef struct KrBuffer {
    Value
        owner;  /* bytes, bytearray or memoryview: what is to be released; unset: nothing is held */
    char *data; /* `len` bytes, contiguous */
    size_t len;
    bool readonly;
} KrBuffer;

#define KR_MEMORY_DIMS 4 /* most dimensions of a memoryview */

typedef struct KrMemoryview {
    KrObj head;
    uint32_t exports; /* buffers and views taken from this one */
    Slot owner;       /* bytes, bytearray, or HOST object that has the memory; 0: released */
    Slot obj;         /* what .obj shows; 0: None */
    Slot format;      /* str */
    uint32_t itemsize;
    uint8_t ndim, readonly, released, hashed;
    int64_t hash;   /* when `hashed`: outlives a release */
    int64_t offset; /* of the first item, from the owner's first byte */
    int64_t shape[KR_MEMORY_DIMS], strides[KR_MEMORY_DIMS];
} KrMemoryview;

/* Takes the contiguous bytes of v; `writable` asks that they may be changed. False: TypeError "a
 * bytes-like object is required, not 'T'" (or BufferError, ValueError of a released view). May run
 * Python code (__buffer__). */
KR_MUST_USE bool kr__buffer_get(kr_vm *vm, Value v, KrBuffer *b);
/* function: how the error begins ("readinto()"); NULL: with "argument". */
KR_MUST_USE bool kr__buffer_get_writable(kr_vm *vm, Value v, KrBuffer *b, const char *function);
/* Can v give a buffer at all? Never fails. */
bool kr__has_buffer(kr_vm *vm, Value v);
/* Lets go; b->owner becomes unset. Never fails. */
void kr__buffer_release(kr_vm *vm, KrBuffer *b);

/* memoryview(v). */
KR_MUST_USE Value kr__memoryview_new(kr_vm *vm, Value v);

#endif
