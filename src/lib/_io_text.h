/* SPDX-License-Identifier: MIT
 * _io_text.h: what _io_text.c and _io_text_other.c, the two halves of TextIOWrapper, ask of each other. */
#ifndef KR_LIB_IO_TEXT_H
#define KR_LIB_IO_TEXT_H

#include "lib/_io.h"

/* Up to n bytes from the buffer below: bytes. May run Python code. */
KR_MUST_USE Value kr__text_raw_bytes(kr_vm *vm, Value self, size_t n);
/* v, which the buffer's method `name` returned, as bytes. */
KR_MUST_USE Value kr__text_as_bytes(kr_vm *vm, Value v, const char *name);
/* Bytes of the first `chars` characters at p, at most n. */
size_t kr__text_bytes_of_chars(const char *p, size_t n, uint64_t chars);
/* Forgets what was read ahead. */
void kr__text_forget_ahead(KrTextIO *t);

/* The encoding is one that is not built in: all of these run Python code. */

/* Decoder and encoder of `encoding`, as far as the stream can use them. */
KR_MUST_USE bool kr__text_other_set(kr_vm *vm, Value self, Value encoding, Value errors);
/* Reads ahead: 1; 0: the stream is at its end; -1 failed. What was not handed out stays. */
int kr__text_other_fill(kr_vm *vm, Value self);
/* The text of the last bytes that there are. */
KR_MUST_USE Value kr__text_other_last(kr_vm *vm, Value self, Value data);
/* The cookie that tell() returns, when the buffer below is at `pos`. */
KR_MUST_USE Value kr__text_other_tell(kr_vm *vm, Value self, Value pos);
/* seek(cookie): places the buffer, the decoder and what is read ahead. What waits is written. */
KR_MUST_USE Value kr__text_other_seek(kr_vm *vm, Value self, Value cookie);
/* The buffer was placed: an encoder begins the stream, or goes on in it. */
KR_MUST_USE bool kr__text_other_placed(kr_vm *vm, Value self, bool at_start);

#endif
