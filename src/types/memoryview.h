/* SPDX-License-Identifier: MIT
 * memoryview.h: what bytes, bytearray and modules ask of views (memoryview.c). */
#ifndef KR_TYPES_MEMORYVIEW_H
#define KR_TYPES_MEMORYVIEW_H

#include "types/buffer.h"

/* A view of n items of one format in a bytes or bytearray, which `obj` shows as its own
 * (array.array and its like). */
KR_MUST_USE Value kr__memoryview_of(kr_vm *vm, Value store, Value obj, const char *format,
                                    uint32_t itemsize, size_t n, bool readonly);
/* All items in C order, as bytes; any strides. */
KR_MUST_USE Value kr__memoryview_bytes(kr_vm *vm, Value view);
/* All its bytes in memory order, as a view of unsigned bytes; BufferError when they are not contiguous. */
KR_MUST_USE Value kr__memoryview_raw(kr_vm *vm, Value view);
/* Collects, and takes back the exports of views that are garbage. Before a BufferError only. */
void kr__memoryview_forget_dead(kr_vm *vm);
/* At the end of marking. */
void kr__memoryview_after_mark(kr_vm *vm, KrGc *gc);

#endif
