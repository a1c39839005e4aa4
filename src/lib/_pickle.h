/* SPDX-License-Identifier: MIT
 * _pickle.h: what the files of module _pickle share: _pickle.c (the module, PickleBuffer), _pickle_out.c (Pickler, its
 * bytes and memo), _pickle_save.c (objects of built-in classes), _pickle_reduce.c (all others, and globals),
 * _pickle_in.c (Unpickler, its bytes, stack and memo), _pickle_load.c (the opcodes). */
#ifndef KR_LIB_PICKLE_H
#define KR_LIB_PICKLE_H

#include <string.h>

#include "lib/modules.h"
#include "types/bytes.h"
#include "types/host.h"

extern const KrModuleDef kr__module__pickle;
extern const struct KrClassDef kr__pickler_def, kr__pickler_memo_def, kr__unpickler_def,
    kr__unpickler_memo_def;

#define KR_PICKLE_HIGHEST 5
#define KR_PICKLE_DEFAULT 4
#define KR_PICKLE_FRAME 65536 /* a frame is closed when it has so much */

enum {
    OP_MARK = '(',
    OP_STOP = '.',
    OP_POP = '0',
    OP_POP_MARK = '1',
    OP_DUP = '2',
    OP_FLOAT = 'F',
    OP_INT = 'I',
    OP_BININT = 'J',
    OP_BININT1 = 'K',
    OP_LONG = 'L',
    OP_BININT2 = 'M',
    OP_NONE = 'N',
    OP_PERSID = 'P',
    OP_BINPERSID = 'Q',
    OP_REDUCE = 'R',
    OP_STRING = 'S',
    OP_BINSTRING = 'T',
    OP_SHORT_BINSTRING = 'U',
    OP_UNICODE = 'V',
    OP_BINUNICODE = 'X',
    OP_APPEND = 'a',
    OP_BUILD = 'b',
    OP_GLOBAL = 'c',
    OP_DICT = 'd',
    OP_EMPTY_DICT = '}',
    OP_APPENDS = 'e',
    OP_GET = 'g',
    OP_BINGET = 'h',
    OP_INST = 'i',
    OP_LONG_BINGET = 'j',
    OP_LIST = 'l',
    OP_EMPTY_LIST = ']',
    OP_OBJ = 'o',
    OP_PUT = 'p',
    OP_BINPUT = 'q',
    OP_LONG_BINPUT = 'r',
    OP_SETITEM = 's',
    OP_TUPLE = 't',
    OP_EMPTY_TUPLE = ')',
    OP_SETITEMS = 'u',
    OP_BINFLOAT = 'G',
    OP_BINBYTES = 'B',
    OP_SHORT_BINBYTES = 'C',
    OP_PROTO = 0x80,
    OP_NEWOBJ = 0x81,
    OP_EXT1 = 0x82,
    OP_EXT2 = 0x83,
    OP_EXT4 = 0x84,
    OP_TUPLE1 = 0x85,
    OP_TUPLE2 = 0x86,
    OP_TUPLE3 = 0x87,
    OP_NEWTRUE = 0x88,
    OP_NEWFALSE = 0x89,
    OP_LONG1 = 0x8a,
    OP_LONG4 = 0x8b,
    OP_SHORT_BINUNICODE = 0x8c,
    OP_BINUNICODE8 = 0x8d,
    OP_BINBYTES8 = 0x8e,
    OP_EMPTY_SET = 0x8f,
    OP_ADDITEMS = 0x90,
    OP_FROZENSET = 0x91,
    OP_NEWOBJ_EX = 0x92,
    OP_STACK_GLOBAL = 0x93,
    OP_MEMOIZE = 0x94,
    OP_FRAME = 0x95,
    OP_BYTEARRAY8 = 0x96,
    OP_NEXT_BUFFER = 0x97,
    OP_READONLY_BUFFER = 0x98
};

/* What the module keeps: its classes, and what it takes from other modules. */
enum {
    S_ERROR,
    S_PICKLING,
    S_UNPICKLING,
    S_PICKLER,
    S_PICKLER_MEMO,
    S_UNPICKLER,
    S_UNPICKLER_MEMO,
    S_BUFFER,
    S_DISPATCH,
    S_EXT_CODES, /* copyreg._extension_registry: a pair of names to its code */
    S_EXT_NAMES, /* copyreg._inverted_registry */
    S_EXT_CACHE,
    S_NAMES_TO_3,
    S_MODULES_TO_3,
    S_NAMES_TO_2,
    S_MODULES_TO_2,
    S_ENCODE,
    S_PARTIAL,
    PICKLE_STATES
};
KR_INLINE Value kr__pickle_get(kr_vm *vm, int which) {
    Value *s = kr__module_values(vm, &kr__module__pickle, PICKLE_STATES);
    return s ? s[which] : KR_FAILED;
}
#define PICKLING_ERROR(vm, ...) \
    kr__module_raise(vm, kr__pickle_get(vm, S_PICKLING), kr__text(vm, __VA_ARGS__))
#define UNPICKLING_ERROR(vm, ...) \
    kr__module_raise(vm, kr__pickle_get(vm, S_UNPICKLING), kr__text(vm, __VA_ARGS__))
#define PICKLING_FALSE(vm, ...) kr__ok(PICKLING_ERROR(vm, __VA_ARGS__))
#define UNPICKLING_FALSE(vm, ...) kr__ok(UNPICKLING_ERROR(vm, __VA_ARGS__))

/* v.name; as kr__getattr_opt. */
int kr__pickle_attr(kr_vm *vm, Value v, const char *name, Value *out);
/* The names that a dotted name goes through, ending in *out, with what that was taken from in *parent. 1; 0: one is
 * missing; -1. An AttributeError for a name within a function, where `of` (unset: none) is told. */
int kr__pickle_deep(kr_vm *vm, Value of, Value from, Value dotted, Value *parent, Value *out);
/* v itself as a method of pickler or unpickler: its attribute of this name, unless it is the class's own. */
KR_MUST_USE bool kr__pickle_hook(kr_vm *vm, Value self, const char *name, Value *out);

/* ---- PickleBuffer ---- */

bool kr__is_pickle_buffer(kr_vm *vm, Value v);
/* Its memory in one piece; PicklingError when it is not. */
KR_MUST_USE bool kr__pickle_buffer_get(kr_vm *vm, Value v, KrBuffer *b);

/* ---- pickling ---- */

typedef struct KrPickleMemo { /* of a table with open addressing by identity; key 0: free */
    Value key;
    uint64_t number;
} KrPickleMemo;

typedef struct KrPickler {
    KrObj head;
    uint8_t proto, fix_imports, framing, ready;
    int32_t bin, fast;
    uint32_t fast_depth;
    uint32_t memo_used, memo_mask; /* mask: places - 1; 0: no table */
    Slot fast_memo;                /* dict of the objects under way in deep fast mode */
    char *out;                     /* buffer */
    uint64_t len, room;
    int64_t frame; /* where the open frame begins; -1: none */
    KrPickleMemo *memo;
    Value write, pers, dispatch_table, reducer_override, buffer_callback; /* unset: none */
} KrPickler;

/* Bytes of the stream; begins a frame when one is due. */
KR_MUST_USE bool kr__pickle_put_slow(kr_vm *vm, KrPickler *p, const void *data, size_t n);
KR_INLINE KR_MUST_USE bool kr__pickle_put(kr_vm *vm, KrPickler *p, const void *data, size_t n) {
    if (KR_UNLIKELY(p->room - p->len < n || (p->framing && p->frame < 0)))
        return kr__pickle_put_slow(vm, p, data, n);
    memcpy(p->out + p->len, data, n);
    p->len += n;
    return true;
}
KR_INLINE KR_MUST_USE bool kr__pickle_op(kr_vm *vm, KrPickler *p, int op) {
    char c = (char)op;
    return kr__pickle_put(vm, p, &c, 1);
}
/* A header, then data that may be large: then outside of any frame, and to a file as it is. `whole`: a bytes-like object
 * with just these data; unset: there is none. */
KR_MUST_USE bool kr__pickle_put_large(kr_vm *vm, KrPickler *p, const char *head, size_t nhead,
                                      const char *data, size_t n, Value whole);
/* Between two opcodes: a large frame is closed, and written where there is a file. */
KR_MUST_USE bool kr__pickle_boundary(kr_vm *vm, KrPickler *p);
/* Number of an object in the memo, -1: it is not there. Never fails. */
int64_t kr__pickle_memo_find(const KrPickler *p, Value v);
/* Remembers an object, or fetches it. Neither runs Python code. */
KR_MUST_USE bool kr__pickle_memo_put(kr_vm *vm, KrPickler *p, Value v);
KR_MUST_USE bool kr__pickle_memo_get(kr_vm *vm, KrPickler *p, int64_t number);
/* An object whole, header to STOP. */
KR_MUST_USE bool kr__pickle_dump(kr_vm *vm, KrPickler *p, Value v);
/* Makes a pickler ready. write: unset for the bytes alone. */
KR_MUST_USE bool kr__pickler_setup(kr_vm *vm, Value self, Value write, Value protocol,
                                   Value fix_imports, Value buffer_callback);
KR_MUST_USE bool kr__pickle_flush(kr_vm *vm, KrPickler *p); /* to the file */
/* file.write */
KR_MUST_USE bool kr__pickle_writer(kr_vm *vm, Value file, Value *out);

/* Any object; asks for a persistent id first when `pers`. Runs Python code. */
KR_MUST_USE bool kr__pickle_save(kr_vm *vm, KrPickler *p, Value v, bool pers);
/* As a name to be imported; name unset: the object's own. */
KR_MUST_USE bool kr__pickle_save_global(kr_vm *vm, KrPickler *p, Value v, Value name);
/* A tuple as __reduce__ gives it. v: the object that it makes, unset: none. */
KR_MUST_USE bool kr__pickle_save_reduce(kr_vm *vm, KrPickler *p, Value args, Value v);
/* An object by whatever reduces it. */
KR_MUST_USE bool kr__pickle_save_other(kr_vm *vm, KrPickler *p, Value v);
/* Items of an iterator for the list, or pairs for the dict, on top of the stack. */
KR_MUST_USE bool kr__pickle_batch_list(kr_vm *vm, KrPickler *p, Value iterator);
KR_MUST_USE bool kr__pickle_batch_dict(kr_vm *vm, KrPickler *p, Value iterator);

/* ---- unpickling ---- */

typedef struct KrUnpickler {
    KrObj head;
    uint8_t proto, fix_imports, ready, exact; /* exact: find_class is ours */
    Slot input;                               /* bytes that `data` points into; 0: others keep it */
    Slot encoding, errors;                    /* str */
    uint32_t len, nmarks, fence;              /* of the stack: used; marks; first above a mark */
    Slot far;                                 /* dict: the memo's numbers past its array */
    uint32_t nmemo;                           /* MEMOIZE's next number */
    const char *data;
    int64_t size, at, taken; /* of the input: bytes; the next one; up to here the file gave it up */
    Value *stack;
    uint32_t *marks;
    Value *memo;
    uint64_t stack_room, marks_room, memo_room;          /* bytes */
    Value read, readline, readinto, peek, pers, buffers; /* unset: none */
} KrUnpickler;

/* The next n bytes in one piece, valid until more is read; NULL: failed. May run Python code. */
KR_MUST_USE const char *kr__unpickle_read_slow(kr_vm *vm, KrUnpickler *u, uint64_t n);
KR_INLINE KR_MUST_USE const char *kr__unpickle_read(kr_vm *vm, KrUnpickler *u, uint64_t n) {
    if (KR_UNLIKELY(n > (uint64_t)(u->size - u->at))) return kr__unpickle_read_slow(vm, u, n);
    const char *p = u->data + u->at;
    u->at += (int64_t)n;
    return p;
}
/* n bytes to a place that does not move; the owner of `to` is kept alive by the caller. */
KR_MUST_USE bool kr__unpickle_read_into(kr_vm *vm, KrUnpickler *u, Value object, char *to,
                                        size_t n);
/* A line with its end as bytes (its length in *n, without the end); unset: failed. */
KR_MUST_USE Value kr__unpickle_line(kr_vm *vm, KrUnpickler *u, size_t min, size_t *n);
/* What the file gave and was not used goes back to it. */
KR_MUST_USE bool kr__unpickle_done(kr_vm *vm, KrUnpickler *u);

KR_MUST_USE bool kr__unpickle_push_slow(kr_vm *vm, KrUnpickler *u);
KR_INLINE KR_MUST_USE bool kr__unpickle_push(kr_vm *vm, KrUnpickler *u, Value v) {
    if (kr__failed(v)) return false;
    if (KR_UNLIKELY((u->len + 1ull) * sizeof(Value) > u->stack_room) &&
        !kr__unpickle_push_slow(vm, u))
        return false;
    u->stack[u->len] = v;
    kr__barrier_item(vm, u, &u->stack[u->len]);
    u->len++;
    return true;
}
KR_MUST_USE bool kr__unpickle_underflow(kr_vm *vm, const KrUnpickler *u); /* raises; false */
KR_MUST_USE bool kr__unpickle_mark(kr_vm *vm, KrUnpickler *u);
/* Takes the last mark off: where it stood; -1: there is none. */
KR_MUST_USE int64_t kr__unpickle_marker(kr_vm *vm, KrUnpickler *u);
KR_MUST_USE bool kr__unpickle_memo_put(kr_vm *vm, KrUnpickler *u, uint64_t number, Value v);
Value kr__unpickle_memo_get(kr_vm *vm, KrUnpickler *u, uint64_t number); /* unset: absent */

KR_MUST_USE bool kr__unpickler_setup(kr_vm *vm, Value self, Value fix_imports, Value encoding,
                                     Value errors, Value buffers);
/* file's methods */
KR_MUST_USE bool kr__unpickler_file(kr_vm *vm, Value self, Value file);
/* The object that the stream makes, up to STOP. Runs Python code. */
KR_MUST_USE Value kr__unpickle_load(kr_vm *vm, Value self);
/* What Unpickler.find_class does. */
KR_MUST_USE Value kr__unpickle_find_class(kr_vm *vm, KrUnpickler *u, Value module, Value name);

#endif
