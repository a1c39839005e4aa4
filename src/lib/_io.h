/* SPDX-License-Identifier: MIT
 * _io.h: what the files of module _io share: structs of files and streams, and their C entries. */
#ifndef KR_LIB__IO_H
#define KR_LIB__IO_H

#include <sys/stat.h>

#include "base/vec.h"
#include "types/bytes.h"
#include "types/type.h"

#define KR_IO_BUFFER 8192

/* FileIO: a descriptor. */
typedef struct KrFileIO {
    KrObj head;
    int32_t fd;     /* -1: closed */
    uint32_t flags; /* KR_FIO_* */
    Slot name;      /* as it was opened by; 0: none */
    Slot by;        /* the outermost stream that closes it, 0: none; not traced */
    uint32_t place; /* in the list of files opened for writing, plus 1; 0: not listed */
    uint64_t device, inode;
} KrFileIO;
#define KR_FIO_READ 1u
#define KR_FIO_WRITE 2u
#define KR_FIO_CREATED 4u
#define KR_FIO_APPEND 8u
#define KR_FIO_CLOSEFD 16u
#define KR_FIO_SEEK_KNOWN 32u
#define KR_FIO_SEEKABLE 64u
#define KR_FIO_READY 128u   /* __init__ was done */
#define KR_FIO_REGULAR 256u /* never makes anybody wait */

/* BufferedReader, BufferedWriter, BufferedRandom: either bytes pos … end are read ahead, or the first wlen wait to be
 * written. */
typedef struct KrBuffered {
    KrObj head;
    uint32_t flags; /* KR_BUF_* */
    Slot raw;       /* 0: detached or not set up */
    Slot buf;       /* bytearray of `size` bytes; 0: not needed yet */
    uint32_t size;
    uint32_t pos, end;
    uint32_t wlen;
    uint32_t holder; /* number + 1 of the thread that is at work on it; 0: none */
    uint32_t next;   /* the same of the one that was told that it is free */
} KrBuffered;
#define KR_BUF_DETACHED 1u
#define KR_BUF_READY 2u

typedef struct KrBytesIO {
    KrObj head;
    uint32_t closed;
    Slot buf; /* bytearray */
    uint32_t pad;
    uint64_t pos;
} KrBytesIO;

/* StringIO: text as UTF-8 in a bytearray. pos counts characters, byte is its offset. */
typedef struct KrStringIO {
    KrObj head;
    uint32_t flags; /* KR_SIO_* */
    Slot buf;       /* bytearray */
    Slot newline;   /* str or None */
    uint64_t pos, byte, count;
} KrStringIO;

/* TextIOWrapper. `decoded` is text read ahead; `chunk` are the bytes that it was made from, up to `used`, and behind them
 * those that wait for more. With a codec that is not built in, `decoder` has the waiting bytes and chunk is a list (_io_text_other.c). */
typedef struct KrTextIO {
    KrObj head;
    uint32_t flags;        /* KR_TXT_* */
    Slot buffer;           /* 0: detached or not set up */
    Slot encoding, errors; /* strs */
    Slot chunk;            /* bytes or list; 0: none */
    uint32_t used;
    Slot decoded;          /* str; 0: none */
    uint32_t at;           /* byte offset in decoded: what was handed out */
    uint32_t codec;        /* KrCodec */
    Slot pending;          /* bytearray to be written; 0: none */
    Slot encoder, decoder; /* of encodings that are not built in; 0 */
    uint32_t seen;         /* kinds of line ends met: 1 \r, 2 \n, 4 \r\n */
    uint32_t chunk_size;   /* bytes to read at a time, and that may wait to be written */
} KrTextIO;
#define KR_TXT_READY 1u
#define KR_TXT_DETACHED 2u
#define KR_TXT_LINE 4u         /* flush at each line end */
#define KR_TXT_THROUGH 8u      /* write_through */
#define KR_TXT_UNIVERSAL 16u   /* \r and \r\n end lines too */
#define KR_TXT_TRANSLATE 32u   /* … and read as \n */
#define KR_TXT_WRITE_CRLF 64u  /* \n is written as \r\n */
#define KR_TXT_WRITE_CR 128u   /* \n is written as \r */
#define KR_TXT_NEXT 256u       /* __next__ runs: tell() is off */
#define KR_TXT_READ_CR 512u    /* lines end with \r only */
#define KR_TXT_READ_CRLF 1024u /* lines end with \r\n only */
#define KR_TXT_NO_READ 2048u   /* the buffer is not readable */
#define KR_TXT_NO_WRITE 4096u  /* the buffer is not writable */
#define KR_TXT_SEEKABLE 8192u  /* it can seek; asked for only where positions have state */

/* ValueError "I/O operation on closed file" and io.UnsupportedOperation(what). */
Value kr__io_closed(kr_vm *vm);
Value kr__io_unsupported(kr_vm *vm, const char *what);
KR_MUST_USE Value kr__io_unsupported_class(kr_vm *vm);
/* Flushes a stream that is being closed, by its method. What that raised stays pending for the caller to take;
 * false: a stop, which nobody takes. May run Python code. */
KR_MUST_USE bool kr__io_flush_to_close(kr_vm *vm, Value stream);
/* After flushing failed with `first`, and closing failed or not: raises what closing left, in the context of `first`, or
 * `first` itself. */
Value kr__io_closed_after(kr_vm *vm, Value first);

/* FileIO. Bytes read (0 at the end), -1 failed, -2 would block. */
int64_t kr__file_read(kr_vm *vm, Value self, char *p, size_t n);
int64_t kr__file_write(kr_vm *vm, Value self, const char *p, size_t n);
KR_MUST_USE Value kr__file_new(kr_vm *vm, int fd, uint32_t flags, Value name);

/* Buffered streams; self must be of kind ITER and one of the three classes. */
bool kr__is_buffered(kr_vm *vm, Value v);
KR_MUST_USE bool kr__buffered_write(kr_vm *vm, Value self, const char *p, size_t n);
KR_MUST_USE bool kr__buffered_flush(kr_vm *vm, Value self);
KR_MUST_USE Value kr__buffered_read1(kr_vm *vm, Value self,
                                     size_t n); /* bytes, at most one raw read */
KR_MUST_USE Value kr__buffered_new(kr_vm *vm, KrTypeNo type, Value raw, size_t size);

/* print's way: text (any str) to a TextIOWrapper that is not subclassed. False: an exception is pending. */
KR_MUST_USE bool kr__text_write(kr_vm *vm, Value self, Value text);
/* newline NULL: universal. encoding: one of the built-in codecs. */
KR_MUST_USE Value kr__text_new(kr_vm *vm, Value buffer, const char *encoding, const char *errors,
                               const char *newline, uint32_t flags);

/* The stream `inner` now belongs to another, which closes it: it has no finalizer of its own until it is detached. */
void kr__io_adopt(kr_vm *vm, Value inner, Value owner);
KR_MUST_USE bool kr__io_release(kr_vm *vm, Value inner);

/* _io_settle.c: files opened for writing and not closed. */
typedef struct KrIoWriters {
    KR_VEC(uint32_t) files; /* FileIO cells; not traced */
} KrIoWriters;
KrIoWriters *kr__io_writers(kr_vm *vm); /* NULL: not made yet */
/* s: what fstat says of it. Once for each file; false: MemoryError pending. */
KR_MUST_USE bool kr__io_writer_add(kr_vm *vm, Value file, const struct stat *s);
void kr__io_writer_drop(kr_vm *vm,
                        KrFileIO *f); /* it is closed, or dead; also when it is not listed */
void kr__io_writers_prune(kr_vm *vm, KrGc *gc); /* at the end of marking */
/* The file below the stream `inner`, if any, is closed by owner (unset: by nobody). */
void kr__io_owned_by(kr_vm *vm, Value inner, Value owner);
/* vm->settle. */
int kr__lib_settle(kr_vm *vm, const KrFnDef *def, Value *a, int n, unsigned *done);

/* Calls self.name(). */
KR_MUST_USE Value kr__io_call(kr_vm *vm, Value self, const char *name, const Value *args,
                              unsigned n);
/* bool(self.closed); -1 failed. */
int kr__io_is_closed(kr_vm *vm, Value self);
/* _io_newline.c: the class IncrementalNewlineDecoder; `newlines` for kinds of line ends that were seen. */
KR_MUST_USE Value kr__io_newline_class(kr_vm *vm);
KR_MUST_USE Value kr__io_newlines(kr_vm *vm, uint32_t seen);
/* IncrementalNewlineDecoder(decoder, translate). */
KR_MUST_USE Value kr__io_newline_around(kr_vm *vm, Value decoder, bool translate);

#endif
