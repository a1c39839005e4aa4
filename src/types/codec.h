/* SPDX-License-Identifier: MIT
 * codec.h: text to bytes and back: UTF-8, Latin-1 and ASCII here (codec.c); every other encoding
 * through the codec registry of module _codecs. Error handlers by name; those that Python code
 * registered are called. All may run Python code. */
#ifndef KR_TYPES_CODEC_H
#define KR_TYPES_CODEC_H

#include "types/bytes.h"
#include "types/str.h"

typedef enum KrCodec { KR_CODEC_OTHER, KR_CODEC_UTF8, KR_CODEC_LATIN1, KR_CODEC_ASCII } KrCodec;

/* The built-in codec of this name in any spelling ("UTF-8", "latin_1", …), or OTHER. Never fails.
 * */
KrCodec kr__codec_find(const char *name, size_t n);

/* encoding, errors: strs, or unset for "utf-8", "strict". */
KR_MUST_USE Value kr__encode_str(kr_vm *vm, Value s, Value encoding,
                                 Value errors); /* s.encode(): bytes */
KR_MUST_USE Value kr__decode_object(kr_vm *vm, Value o, Value encoding,
                                    Value errors); /* any buffer: str */

/* One built-in codec; errors: a str, or unset. Encoded: bytes. */
KR_MUST_USE Value kr__codec_encode(kr_vm *vm, KrCodec codec, Value s, Value errors);
/* Decodes n bytes at p; `object` keeps them alive and stands in errors (unset: they are copied when
 * an error is made). With `used`, an incomplete sequence at the end of UTF-8 is left over and *used
 * says how many bytes were taken. */
KR_MUST_USE Value kr__codec_decode(kr_vm *vm, KrCodec codec, const char *p, size_t n, Value object,
                                   Value errors, size_t *used);

/* What a codec that is not of this file does with [start, end) of `object` it cannot take: raises,
 * or asks the handler, which gives a replacement (str, or bytes when encoding) and the index to go
 * on at. errors unset: strict. */
typedef struct KrCodecFault {
    const char *encoding, *reason;
    Value object; /* str (encoding) or bytes */
    size_t start, end, len;
    bool encode;
} KrCodecFault;
/* Decoding: f->object and f->len are what the handler left in the exception, and to be read on. */
KR_MUST_USE bool kr__codec_fault(kr_vm *vm, KrCodecFault *f, Value errors, Value *replacement,
                                 size_t *pos);

/* Calls f, the encoder or decoder of a registered codec: what it makes. A plain exception becomes the cause of one
 * that names the codec (library, codecs). */
KR_MUST_USE Value kr__codec_call(kr_vm *vm, Value f, bool encode, Value input, Value encoding,
                                 Value errors);

/* UTF-8 with the surrogateescape handler, as paths and arguments are. Runs no Python code. */
KR_MUST_USE Value kr__fs_decode(kr_vm *vm, const char *p, size_t n);
KR_MUST_USE Value kr__fs_encode(kr_vm *vm, Value s); /* bytes; ValueError for NUL is the caller's */

/* Calls the Python-level handler `errors` names (never strict's fast case) with an exception;
 * *replacement is a str (or bytes when encoding) and *pos where to go on in *object. A handler of a
 * decoder may have put other bytes there (reference of codecs.register_error). */
KR_MUST_USE bool kr__codec_handle(kr_vm *vm, Value errors, Value exc, bool encoding, Value *object,
                                  Value *replacement, size_t *pos);

#endif
