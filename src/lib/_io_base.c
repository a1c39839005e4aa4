/* SPDX-License-Identifier: MIT
 * _io_base.c: _IOBase and the three bases below it: what every stream can do in terms of what it has. */
#include <string.h>

#include "lib/_io.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/str.h"

Value kr__io_call(kr_vm *vm, Value self, const char *name, const Value *args, unsigned n) {
    Value key = kr__intern(vm, name, strlen(name));
    return kr__ok(key) ? kr__call_method(vm, self, key, args, n) : KR_FAILED;
}

Value kr__io_closed(kr_vm *vm) { return kr__raise_value(vm, "I/O operation on closed file."); }

Value kr__io_unsupported(kr_vm *vm, const char *what) {
    Value cls = kr__io_unsupported_class(vm), text = kr__str_new(vm, what, strlen(what));
    Value exc = kr__ok(cls) && kr__ok(text) ? kr__call1(vm, cls, text) : KR_FAILED;
    return kr__ok(exc) ? kr__raise_object(vm, exc) : KR_FAILED;
}

int kr__io_is_closed(kr_vm *vm, Value self) {
    Value key = kr__intern(vm, "closed", 6);
    Value v = kr__ok(key) ? kr__getattr(vm, self, key) : KR_FAILED;
    return kr__ok(v) ? kr__truth(vm, v) : -1;
}

static bool check_open(kr_vm *vm, Value self) {
    int r = kr__io_is_closed(vm, self);
    if (r <= 0) return r == 0;
    kr__io_closed(vm);
    return false;
}

/* ---- _IOBase ---------------------------------------------------------------------------------- */

#define UNSUPPORTED(name)                                  \
    static Value base_##name(kr_vm *vm, Value *a, int n) { \
        (void)a, (void)n;                                  \
        return kr__io_unsupported(vm, #name);              \
    }
UNSUPPORTED(seek)
UNSUPPORTED(truncate)
UNSUPPORTED(fileno)
UNSUPPORTED(detach)
UNSUPPORTED(read)
UNSUPPORTED(read1)
UNSUPPORTED(write)

static Value base_tell(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value args[2] = {kr__from_int48(0), kr__from_int48(1)};
    return kr__io_call(vm, a[0], "seek", args, 2);
}

/* Streams without a struct of their own note in their dict that they are closed. */
static Value closed_name(kr_vm *vm) { return kr__intern(vm, "__IOBase_closed", 15); }
static Value base_closed(kr_vm *vm, Value self) {
    Value name = closed_name(vm), v;
    if (kr__failed(name)) return KR_FAILED;
    int r = kr__getattr_opt(vm, self, name, &v);
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value base_flush(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__has_kind(vm, a[0], KR_K_FILE)) { /* knows it itself */
        int closed = kr__io_is_closed(vm, a[0]);
        return closed < 0 ? KR_FAILED : closed ? kr__io_closed(vm) : KR_NONE_V;
    }
    Value c = base_closed(vm, a[0]);
    if (kr__failed(c)) return KR_FAILED;
    return kr__is_true(c) ? kr__io_closed(vm) : KR_NONE_V;
}
bool kr__io_flush_to_close(kr_vm *vm, Value stream) {
    return kr__ok(kr__io_call(vm, stream, "flush", NULL, 0)) || !vm->thread->stopping;
}
static Value base_close(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value c = base_closed(vm, a[0]);
    if (kr__failed(c) || kr__is_true(c)) return kr__ok(c) ? KR_NONE_V : c;
    if (!kr__io_flush_to_close(vm, a[0])) return KR_FAILED;
    Value exc = kr__take_pending(vm), name = closed_name(vm);
    bool ok = kr__ok(name) && kr__setattr(vm, a[0], name, KR_TRUE_V);
    if (!kr__ok(exc)) return ok ? KR_NONE_V : KR_FAILED;
    if (vm->thread->stopping) return KR_FAILED;
    vm->thread->pending = exc;
    return KR_FAILED;
}

static Value base_no(kr_vm *vm, Value *a, int n) {
    (void)n;
    return check_open(vm, a[0]) ? KR_FALSE_V : KR_FAILED;
}
static Value plain_no(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return KR_FALSE_V;
}
static Value check_closed(kr_vm *vm, Value *a, int n) {
    (void)n;
    return check_open(vm, a[0]) ? KR_NONE_V : KR_FAILED;
}
static Value check_can(kr_vm *vm, Value self, const char *method, const char *text) {
    Value r = kr__io_call(vm, self, method, NULL, 0);
    if (kr__failed(r)) return KR_FAILED;
    return kr__is_true(r) ? r : kr__io_unsupported(vm, text);
}
static Value check_seekable(kr_vm *vm, Value *a, int n) {
    (void)n;
    return check_can(vm, a[0], "seekable", "File or stream is not seekable.");
}
static Value check_readable(kr_vm *vm, Value *a, int n) {
    (void)n;
    return check_can(vm, a[0], "readable", "File or stream is not readable.");
}
static Value check_writable(kr_vm *vm, Value *a, int n) {
    (void)n;
    return check_can(vm, a[0], "writable", "File or stream is not writable.");
}

static Value base_enter(kr_vm *vm, Value *a, int n) {
    (void)n;
    return check_open(vm, a[0]) ? a[0] : KR_FAILED;
}
static Value base_exit(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__io_call(vm, a[0], "close", NULL, 0);
}
static Value base_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value line = kr__call_method(vm, a[0], kr__name(vm, KR_N_readline), NULL, 0);
    if (kr__failed(line)) return KR_FAILED;
    size_t len;
    if (!kr__length(vm, line, &len)) return KR_FAILED;
    return len ? line : KR_END;
}

/* Bytes up to a newline, by read(1), or by peek() where there is one. */
static Value base_readline(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t limit = -1;
    if (kr__ok(a[1]) && !kr__is_none(a[1]) && !kr__index_i64(vm, a[1], &limit)) return KR_FAILED;
    Value peek = KR_UNSET, key = kr__intern(vm, "peek", 4);
    if (kr__failed(key) || kr__getattr_opt(vm, a[0], key, &peek) < 0) return KR_FAILED;
    Value out = kr__bytearray_new(vm, NULL, 0);
    if (kr__failed(out)) return KR_FAILED;
    for (;;) {
        KrBytearray *b = kr__ptr(out);
        if (limit >= 0 && b->len >= (uint64_t)limit) break;
        int64_t want = 1;
        if (kr__ok(peek)) {
            Value ahead = kr__call1(vm, peek, kr__from_int48(1));
            if (kr__failed(ahead)) return KR_FAILED;
            if (!kr__is_bytes(vm, ahead))
                return kr__raise(vm, KR_T_X_OSERROR,
                                 "peek() should have returned a bytes object, not '%T'", ahead);
            const KrBytes *p = kr__ptr(ahead);
            if (p->len) {
                uint64_t most = limit >= 0 ? (uint64_t)limit - b->len : p->len;
                if (most > p->len) most = p->len;
                const char *nl = memchr(p->data, '\n', most);
                want = nl ? nl - p->data + 1 : (int64_t)most;
            }
        }
        Value arg = kr__from_int48(want),
              got = kr__call_method(vm, a[0], kr__name(vm, KR_N_read), &arg, 1);
        if (kr__failed(got)) return KR_FAILED;
        if (!kr__is_bytes(vm, got))
            return kr__raise(vm, KR_T_X_OSERROR,
                             "read() should have returned a bytes object, not '%T'", got);
        const KrBytes *g = kr__ptr(got);
        if (!g->len) break;
        bool end = g->data[g->len - 1] == '\n';
        if (!kr__bytearray_append(vm, kr__ptr(out), g->data, g->len)) return KR_FAILED;
        if (end) break;
    }
    KrBytearray *b = kr__ptr(out);
    return kr__bytes_new(vm, kr__bytearray_data(b), b->len);
}

static Value base_readlines(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t hint = -1, total = 0;
    if (kr__ok(a[1]) && !kr__is_none(a[1]) && !kr__index_i64(vm, a[1], &hint)) return KR_FAILED;
    Value it = kr__iter(vm, a[0]), list = kr__list_new(vm, NULL, 0);
    if (kr__failed(it) || kr__failed(list)) return KR_FAILED;
    for (;;) {
        Value line = kr__next(vm, it);
        if (kr__failed(line)) return KR_FAILED;
        if (kr__same(line, KR_END)) return list;
        if (!kr__list_append(vm, kr__ptr(list), line)) return KR_FAILED;
        if (hint <= 0) continue;
        size_t len;
        if (!kr__length(vm, line, &len)) return KR_FAILED;
        total += (int64_t)len;
        if (total > hint) return list;
    }
}

static Value base_writelines(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!check_open(vm, a[0])) return KR_FAILED;
    Value it = kr__iter(vm, a[1]);
    if (kr__failed(it)) return KR_FAILED;
    for (;;) {
        Value line = kr__next(vm, it);
        if (kr__failed(line)) return KR_FAILED;
        if (kr__same(line, KR_END)) return KR_NONE_V;
        if (kr__failed(kr__call_method(vm, a[0], kr__name(vm, KR_N_write), &line, 1)))
            return KR_FAILED;
    }
}

void kr__io_adopt(kr_vm *vm, Value inner, Value owner) {
    kr__io_owned_by(vm, inner, owner);
    if (kr__exact(inner, KR_T_FILEIO) || kr__is_buffered(vm, inner))
        ((KrObj *)kr__ptr(inner))->head &= ~KR_F_FINAL;
}
bool kr__io_release(kr_vm *vm, Value inner) {
    kr__io_owned_by(vm, inner, kr__has_kind(vm, inner, KR_K_FILE) ? KR_UNSET : inner);
    if (!kr__exact(inner, KR_T_FILEIO) && !kr__is_buffered(vm, inner)) return true;
    return kr__side_finalize(vm, kr__ptr(inner));
}

/* The descriptor that would leak with the stream; NULL: none. */
static const KrFileIO *open_file(kr_vm *vm, Value v) {
    if (kr__is_a(vm, v, KR_T_TEXTIOWRAPPER)) v = KR_VALUE(((KrTextIO *)kr__ptr(v))->buffer.bits);
    if (kr__ok(v) && (kr__is_a(vm, v, KR_T_BUFFEREDREADER) ||
                      kr__is_a(vm, v, KR_T_BUFFEREDWRITER) || kr__is_a(vm, v, KR_T_BUFFEREDRANDOM)))
        v = KR_VALUE(((KrBuffered *)kr__ptr(v))->raw.bits);
    const KrFileIO *f = kr__ok(v) && kr__has_kind(vm, v, KR_K_FILE) ? kr__ptr(v) : NULL;
    return f && f->fd >= 0 && (f->flags & KR_FIO_CLOSEFD) ? f : NULL;
}

static void warn_unclosed(kr_vm *vm, Value stream) {
    Value text = kr__text(vm, "unclosed file %R", stream);
    if (kr__ok(text) && kr__warn_object(vm, text, kr__type(vm, KR_T_X_RESOURCEWARNING), 1, stream))
        return;
    if (vm->thread->stopping || !kr__pending(vm)) return;
    if (kr__pending_is(vm, KR_T_X_WARNING))
        kr__unraisable(vm, stream);
    else
        kr__clear_pending(vm);
}

/* A stream that is let go is closed; a file that nobody closed is worth a warning. */
static Value base_del(kr_vm *vm, Value *a, int n) {
    (void)n;
    int closed = kr__io_is_closed(vm, a[0]);
    if (closed > 0) return KR_NONE_V;
    if (closed < 0 && kr__pending(vm) && !vm->thread->stopping) kr__clear_pending(vm);
    if (!vm->thread->stopping && open_file(vm, a[0])) warn_unclosed(vm, a[0]);
    if (vm->thread->stopping) return KR_FAILED;
    if (kr__failed(kr__io_call(vm, a[0], "close", NULL, 0)) && kr__pending(vm) &&
        !vm->thread->stopping)
        kr__clear_pending(vm);
    return vm->thread->stopping ? KR_FAILED : KR_NONE_V;
}

static const KrFnDef base_methods[] = {
    {"seek(self, /, *args)", base_seek, "Change stream position.", KR_DEF_METHOD},
    {"tell(self, /)", base_tell, "Return current stream position.", KR_DEF_METHOD},
    {"truncate(self, /, *args)", base_truncate, "Truncate file to size bytes.", KR_DEF_METHOD},
    {"flush(self, /)", base_flush, "Flush write buffers, if applicable.", KR_DEF_METHOD},
    {"close(self, /)", base_close, "Flush and close the IO object.", KR_DEF_METHOD},
    {"seekable(self, /)", plain_no, "Return whether object supports random access.", KR_DEF_METHOD},
    {"readable(self, /)", plain_no, "Return whether object was opened for reading.", KR_DEF_METHOD},
    {"writable(self, /)", plain_no, "Return whether object was opened for writing.", KR_DEF_METHOD},
    {"_checkClosed(self, /, *args)", check_closed, NULL, KR_DEF_METHOD},
    {"_checkSeekable(self, /, *args)", check_seekable, NULL, KR_DEF_METHOD},
    {"_checkReadable(self, /, *args)", check_readable, NULL, KR_DEF_METHOD},
    {"_checkWritable(self, /, *args)", check_writable, NULL, KR_DEF_METHOD},
    {"fileno(self, /)", base_fileno, "Returns underlying file descriptor if one exists.",
     KR_DEF_METHOD},
    {"isatty(self, /)", base_no, "Return whether this is an 'interactive' stream.", KR_DEF_METHOD},
    {"__enter__(self, /)", base_enter, NULL, KR_DEF_METHOD},
    {"__exit__(self, /, *args)", base_exit, NULL, KR_DEF_METHOD},
    {"__iter__(self, /)", base_enter, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__next__(self, /)", base_next, "Implement next(self).", KR_DEF_SPECIAL},
    {"readline(self, size=-1, /)", base_readline, "Read and return a line from the stream.",
     KR_DEF_METHOD},
    {"readlines(self, hint=-1, /)", base_readlines, "Return a list of lines from the stream.",
     KR_DEF_METHOD},
    {"writelines(self, lines, /)", base_writelines, "Write a list of lines to stream.",
     KR_DEF_METHOD},
    {"__del__(self, /)", base_del, NULL, KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet base_getset[] = {
    {"__dict__", kr__instance_dict, kr__instance_set_dict, NULL},
    {"closed", base_closed, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_iobase = {
    .number = KR_T_IOBASE,
    .doc = "The abstract base class for all I/O classes.",
    .methods = base_methods,
    .getset = base_getset,
    .flags = KR_TF_HAS_DICT | KR_TF_HAS_WEAK,
};

/* ---- _RawIOBase ------------------------------------------------------------------------------- */

static Value raw_readall(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value out = kr__bytearray_new(vm, NULL, 0);
    if (kr__failed(out)) return KR_FAILED;
    for (;;) {
        Value size = kr__from_int48(KR_IO_BUFFER),
              got = kr__call_method(vm, a[0], kr__name(vm, KR_N_read), &size, 1);
        if (kr__failed(got)) return KR_FAILED;
        KrBytearray *b = kr__ptr(out);
        if (kr__is_none(got) && !b->len) return got;
        if (kr__is_none(got)) break;
        if (!kr__is_bytes(vm, got)) return kr__raise_type(vm, "read() should return bytes");
        const KrBytes *g = kr__ptr(got);
        if (!g->len) break;
        if (!kr__bytearray_append(vm, b, g->data, g->len)) return KR_FAILED;
    }
    KrBytearray *b = kr__ptr(out);
    return kr__bytes_new(vm, kr__bytearray_data(b), b->len);
}
static Value raw_read(kr_vm *vm, Value *a, int n) {
    int64_t size = -1;
    if (kr__ok(a[1]) && !kr__is_none(a[1]) && !kr__index_i64(vm, a[1], &size)) return KR_FAILED;
    if (size < 0) return kr__io_call(vm, a[0], "readall", NULL, 0);
    (void)n;
    Value b = kr__bytearray_new(vm, NULL, (size_t)size);
    Value got = kr__ok(b) ? kr__io_call(vm, a[0], "readinto", &b, 1) : KR_FAILED;
    if (kr__failed(got) || kr__is_none(got)) return got;
    int64_t count;
    if (!kr__index_i64(vm, got, &count)) return KR_FAILED;
    if (count < 0 || count > size)
        return kr__raise_value(vm, "readinto returned %ld outside buffer size %ld", (long)count,
                               (long)size);
    return kr__bytes_new(vm, kr__bytearray_data(kr__ptr(b)), (size_t)count);
}
static const KrFnDef raw_methods[] = {
    {"read(self, size=-1, /)", raw_read, NULL, KR_DEF_METHOD},
    {"readall(self, /)", raw_readall, "Read until EOF, using multiple read() call.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
const KrTypeDef kr__def_rawiobase = {
    .number = KR_T_RAWIOBASE, .doc = "Base class for raw binary I/O.", .methods = raw_methods};

/* ---- _BufferedIOBase -------------------------------------------------------------------------- */

static Value read_into(kr_vm *vm, Value *a, const char *method) {
    KrBuffer b;
    if (!kr__buffer_get_writable(vm, a[1], &b, "readinto")) return KR_FAILED;
    Value size = kr__from_int48((int64_t)b.len), got = kr__io_call(vm, a[0], method, &size, 1);
    Value result = KR_FAILED;
    if (kr__ok(got) && !kr__is_bytes(vm, got)) {
        kr__raise_type(vm, "%s() should return bytes", method);
    } else if (kr__ok(got)) {
        const KrBytes *g = kr__ptr(got);
        if (g->len > b.len) {
            kr__raise_value(vm, "%s() returned too much data: %zu bytes requested, %u returned",
                            method, b.len, g->len);
        } else {
            memcpy(b.data, g->data, g->len);
            result = kr__from_int48(g->len);
        }
    }
    kr__buffer_release(vm, &b);
    return result;
}
static Value buffered_readinto(kr_vm *vm, Value *a, int n) {
    (void)n;
    return read_into(vm, a, "read");
}
static Value buffered_readinto1(kr_vm *vm, Value *a, int n) {
    (void)n;
    return read_into(vm, a, "read1");
}
static const KrFnDef buffered_methods[] = {
    {"detach(self, /)", base_detach,
     "Disconnect this buffer from its underlying raw stream and return it.", KR_DEF_METHOD},
    {"read(self, /, *args)", base_read, "Read and return up to n bytes.", KR_DEF_METHOD},
    {"read1(self, /, *args)", base_read1,
     "Read and return up to n bytes, with at most one read() call to the underlying raw stream.",
     KR_DEF_METHOD},
    {"readinto(self, buffer, /)", buffered_readinto, NULL, KR_DEF_METHOD},
    {"readinto1(self, buffer, /)", buffered_readinto1, NULL, KR_DEF_METHOD},
    {"write(self, /, *args)", base_write, "Write the given buffer to the IO stream.",
     KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
const KrTypeDef kr__def_bufferediobase = {.number = KR_T_BUFFEREDIOBASE,
                                          .doc = "Base class for buffered IO objects.",
                                          .methods = buffered_methods};

/* ---- _TextIOBase ------------------------------------------------------------------------------ */

static Value text_none(kr_vm *vm, Value self) {
    (void)vm, (void)self;
    return KR_NONE_V;
}
static Value text_readline(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__io_unsupported(vm, "readline");
}
static const KrFnDef text_methods[] = {
    {"detach(self, /)", base_detach,
     "Separate the underlying buffer from the TextIOBase and return it.", KR_DEF_METHOD},
    {"read(self, /, *args)", base_read, "Read at most n characters from stream.", KR_DEF_METHOD},
    {"readline(self, /, *args)", text_readline, "Read until newline or EOF.", KR_DEF_METHOD},
    {"write(self, /, *args)", base_write, "Write string to stream.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet text_getset[] = {
    {"encoding", text_none, NULL, "Encoding of the text stream."},
    {"newlines", text_none, NULL, "Line endings translated so far."},
    {"errors", text_none, NULL, "The error setting of the decoder or encoder."},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_textiobase = {.number = KR_T_TEXTIOBASE,
                                      .doc = "Base class for text I/O.",
                                      .methods = text_methods,
                                      .getset = text_getset};
