/* SPDX-License-Identifier: MIT
 * _io_memory.c: BytesIO and StringIO: streams over a bytearray. */
#include <string.h>

#include "base/utf8.h"
#include "lib/_io.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/list.h"
#include "types/memoryview.h"
#include "types/str.h"

/* ---- BytesIO ---------------------------------------------------------------------------------- */

KR_INLINE KrBytesIO *bio_ptr(Value v) { return kr__ptr(v); }
static KrBytearray *bio_buf(const KrBytesIO *b) { return kr__slot_ptr(b->buf); }

static bool bio_open(kr_vm *vm, Value self) {
    const KrBytesIO *b = bio_ptr(self);
    if (b->closed) return kr__raise_false(vm, KR_T_X_VALUEERROR, "I/O operation on closed file.");
    if (!b->buf.bits)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "I/O operation on uninitialized object");
    return true;
}
static Value bio_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__instance_new(vm, a[0]),
          buf = kr__ok(v) ? kr__bytearray_new(vm, NULL, 0) : KR_FAILED;
    if (kr__failed(buf)) return KR_FAILED;
    kr__store(vm, kr__ptr(v), &bio_ptr(v)->buf, kr__ref_slot(buf));
    return v;
}
static Value bio_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer src = {0};
    if (kr__ok(a[1]) && !kr__is_none(a[1]) && !kr__buffer_get(vm, a[1], &src)) return KR_FAILED;
    Value buf = kr__bytearray_new(vm, src.data, src.len);
    if (src.data) kr__buffer_release(vm, &src);
    if (kr__failed(buf)) return KR_FAILED;
    KrBytesIO *b = bio_ptr(a[0]);
    kr__store(vm, b, &b->buf, kr__ref_slot(buf));
    b->pos = 0;
    b->closed = 0;
    return KR_NONE_V;
}

static Value bio_take(kr_vm *vm, Value self, int64_t size) {
    KrBytesIO *b = bio_ptr(self);
    size_t len = bio_buf(b)->len, have = b->pos < len ? len - b->pos : 0;
    if (size >= 0 && (uint64_t)size < have) have = (size_t)size;
    Value v = kr__bytes_new(vm, have ? kr__bytearray_data(bio_buf(b)) + b->pos : NULL, have);
    if (kr__ok(v)) b->pos += have;
    return v;
}
static bool size_arg(kr_vm *vm, Value v, int64_t *out) {
    *out = -1;
    if (!kr__ok(v) || kr__is_none(v)) return true;
    if (!kr__ok(kr__special(vm, v, KR_N___index__)) && !kr__is_int(v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "argument should be integer or None, not '%T'",
                               v);
    return kr__index_i64(vm, v, out);
}
static Value bio_read(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t size;
    if (!size_arg(vm, a[1], &size) || !bio_open(vm, a[0])) return KR_FAILED;
    return bio_take(vm, a[0], size);
}
static Value bio_line(kr_vm *vm, Value self, int64_t limit) {
    KrBytesIO *b = bio_ptr(self);
    size_t len = bio_buf(b)->len, have = b->pos < len ? len - b->pos : 0;
    if (limit >= 0 && (uint64_t)limit < have) have = (size_t)limit;
    const char *p = kr__bytearray_data(bio_buf(b)) + b->pos,
               *nl = have ? memchr(p, '\n', have) : NULL;
    return bio_take(vm, self, nl ? nl - p + 1 : (int64_t)have);
}
static Value bio_readline(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t limit;
    if (!size_arg(vm, a[1], &limit) || !bio_open(vm, a[0])) return KR_FAILED;
    return bio_line(vm, a[0], limit);
}
static Value bio_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!bio_open(vm, a[0])) return KR_FAILED;
    Value v = bio_line(vm, a[0], -1);
    return kr__ok(v) && !((KrBytes *)kr__ptr(v))->len ? KR_END : v;
}
static Value bio_readinto(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer dst;
    if (!bio_open(vm, a[0]) || !kr__buffer_get_writable(vm, a[1], &dst, "readinto"))
        return KR_FAILED;
    KrBytesIO *b = bio_ptr(a[0]);
    size_t len = bio_buf(b)->len, have = b->pos < len ? len - b->pos : 0;
    if (have > dst.len) have = dst.len;
    if (have) memcpy(dst.data, kr__bytearray_data(bio_buf(b)) + b->pos, have);
    b->pos += have;
    kr__buffer_release(vm, &dst);
    return kr__from_int48((int64_t)have);
}
static Value bio_write(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer src;
    if (!bio_open(vm, a[0]) || !kr__buffer_get(vm, a[1], &src)) return KR_FAILED;
    KrBytesIO *b = bio_ptr(a[0]);
    size_t end = b->pos + src.len;
    bool ok = src.len == 0 || end <= bio_buf(b)->len || kr__bytearray_resize(vm, bio_buf(b), end);
    if (ok && src.len) {
        memcpy(kr__bytearray_data(bio_buf(b)) + b->pos, src.data, src.len);
        b->pos = end;
    }
    Value v = kr__from_int48((int64_t)src.len);
    kr__buffer_release(vm, &src);
    return ok ? v : KR_FAILED;
}
static Value bio_seek(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t at, how = 0;
    if (!kr__index_i64(vm, a[1], &at) || (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &how)) ||
        !bio_open(vm, a[0]))
        return KR_FAILED;
    KrBytesIO *b = bio_ptr(a[0]);
    if (how == 0 && at < 0) return kr__raise_value(vm, "negative seek value %ld", (long)at);
    if (how < 0 || how > 2)
        return kr__raise_value(vm, "invalid whence (%ld, should be 0, 1 or 2)", (long)how);
    if (how == 1) at += (int64_t)b->pos;
    if (how == 2) at += bio_buf(b)->len;
    b->pos = at < 0 ? 0 : (uint64_t)at;
    return kr__int_from_u64(vm, b->pos);
}
static Value bio_tell(kr_vm *vm, Value *a, int n) {
    (void)n;
    return bio_open(vm, a[0]) ? kr__int_from_u64(vm, bio_ptr(a[0])->pos) : KR_FAILED;
}
static Value bio_truncate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t size;
    if (!bio_open(vm, a[0]) || !size_arg(vm, a[1], &size)) return KR_FAILED;
    if (!kr__ok(a[1]) || kr__is_none(a[1])) size = (int64_t)bio_ptr(a[0])->pos;
    if (size < 0) return kr__raise_value(vm, "negative size value %ld", (long)size);
    KrBytearray *buf = bio_buf(bio_ptr(a[0]));
    if ((uint64_t)size < buf->len && !kr__bytearray_resize(vm, buf, (size_t)size)) return KR_FAILED;
    return kr__int_from_i64(vm, size);
}
static Value bio_getvalue(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!bio_open(vm, a[0])) return KR_FAILED;
    const KrBytearray *b = bio_buf(bio_ptr(a[0]));
    return kr__bytes_new(vm, kr__bytearray_data(b), b->len);
}
static Value bio_getbuffer(kr_vm *vm, Value *a, int n) {
    (void)n;
    return bio_open(vm, a[0]) ? kr__memoryview_new(vm, KR_VALUE(bio_ptr(a[0])->buf.bits))
                              : KR_FAILED;
}
static Value bio_close(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBytesIO *b = bio_ptr(a[0]);
    if (b->buf.bits && bio_buf(b)->exports) kr__memoryview_forget_dead(vm);
    if (b->buf.bits && bio_buf(b)->exports)
        return kr__raise(vm, KR_T_X_BUFFERERROR,
                         "Existing exports of data: object cannot be re-sized");
    b->closed = 1;
    return KR_NONE_V;
}
static Value bio_true(kr_vm *vm, Value *a, int n) {
    (void)n;
    return bio_open(vm, a[0]) ? KR_TRUE_V : KR_FAILED;
}
static Value bio_false(kr_vm *vm, Value *a, int n) {
    (void)n;
    return bio_open(vm, a[0]) ? KR_FALSE_V : KR_FAILED;
}
static Value bio_flush(kr_vm *vm, Value *a, int n) {
    (void)n;
    return bio_open(vm, a[0]) ? KR_NONE_V : KR_FAILED;
}
static Value bio_closed(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(bio_ptr(self)->closed);
}
static Value bio_getstate(kr_vm *vm, Value *a, int n) {
    Value items[3] = {bio_getvalue(vm, a, n), kr__int_from_u64(vm, bio_ptr(a[0])->pos), KR_NONE_V};
    if (kr__failed(items[0])) return KR_FAILED;
    if (kr__instance_count(vm, a[0])) {
        Value d = kr__instance_dict(vm, a[0]);
        items[2] = kr__ok(d) ? kr__dict_copy(vm, kr__ptr(d)) : d;
        if (kr__failed(items[2])) return KR_FAILED;
    }
    return kr__tuple_new(vm, items, 3);
}
static Value update_dict(kr_vm *vm, Value self, Value dict) {
    if (kr__is_none(dict)) return KR_NONE_V;
    Value own = kr__instance_dict(vm, self);
    return kr__ok(own) && kr__dict_update(vm, kr__ptr(own), dict) ? KR_NONE_V : KR_FAILED;
}
static Value bio_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!bio_open(vm, a[0])) return KR_FAILED;
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE) || ((KrTuple *)kr__ptr(a[1]))->len < 3)
        return kr__raise_type(vm, "%T.__setstate__ argument should be 3-tuple, got %T", a[0], a[1]);
    Value init[2] = {a[0], kr__tuple_get(kr__ptr(a[1]), 0)};
    int64_t pos;
    if (kr__failed(bio_init(vm, init, 2)) ||
        !kr__index_i64(vm, kr__tuple_get(kr__ptr(a[1]), 1), &pos))
        return KR_FAILED;
    if (pos < 0) return kr__raise_value(vm, "position value cannot be negative");
    bio_ptr(a[0])->pos = (uint64_t)pos;
    return update_dict(vm, a[0], kr__tuple_get(kr__ptr(a[1]), 2));
}

static const KrFnDef bio_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", bio_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, initial_bytes=b'')", bio_init, NULL, KR_DEF_SPECIAL},
    {"read(self, size=-1, /)", bio_read, "Read at most size bytes, returned as a bytes object.",
     KR_DEF_METHOD},
    {"read1(self, size=-1, /)", bio_read, "Read at most size bytes, returned as a bytes object.",
     KR_DEF_METHOD},
    {"readline(self, size=-1, /)", bio_readline, "Next line from the file, as a bytes object.",
     KR_DEF_METHOD},
    {"__next__(self, /)", bio_next, "Implement next(self).", KR_DEF_SPECIAL},
    {"readinto(self, buffer, /)", bio_readinto, "Read bytes into buffer.", KR_DEF_METHOD},
    {"write(self, b, /)", bio_write, "Write bytes to file.", KR_DEF_METHOD},
    {"seek(self, pos, whence=0, /)", bio_seek, "Change stream position.", KR_DEF_METHOD},
    {"tell(self, /)", bio_tell, "Current file position, an integer.", KR_DEF_METHOD},
    {"truncate(self, size=None, /)", bio_truncate, "Truncate the file to at most size bytes.",
     KR_DEF_METHOD},
    {"getvalue(self, /)", bio_getvalue, "Retrieve the entire contents of the BytesIO object.",
     KR_DEF_METHOD},
    {"getbuffer(self, /)", bio_getbuffer,
     "Get a read-write view over the contents of the BytesIO object.", KR_DEF_METHOD},
    {"close(self, /)", bio_close, "Disable all I/O operations.", KR_DEF_METHOD},
    {"flush(self, /)", bio_flush, "Does nothing.", KR_DEF_METHOD},
    {"isatty(self, /)", bio_false, "Always returns False.", KR_DEF_METHOD},
    {"seekable(self, /)", bio_true, "Returns True if the IO object can be seeked.", KR_DEF_METHOD},
    {"readable(self, /)", bio_true, "Returns True if the IO object can be read.", KR_DEF_METHOD},
    {"writable(self, /)", bio_true, "Returns True if the IO object can be written.", KR_DEF_METHOD},
    {"__getstate__(self, /)", bio_getstate, NULL, KR_DEF_METHOD},
    {"__setstate__(self, state, /)", bio_setstate, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet bio_getset[] = {{"closed", bio_closed, NULL, "True if the file is closed."},
                                      {NULL, NULL, NULL, NULL}};
const KrTypeDef kr__def_bytesio = {
    .number = KR_T_BYTESIO,
    .doc = "Buffered I/O implementation using an in-memory bytes buffer.",
    .methods = bio_methods,
    .getset = bio_getset,
    .size = sizeof(KrBytesIO),
    .slots = KR_AT(KrBytesIO, buf),
};

/* ---- StringIO --------------------------------------------------------------------------------- */

#define SIO_CLOSED 1u
#define SIO_UNIVERSAL 2u /* reading: \r and \r\n end lines */
#define SIO_TRANSLATE 4u /* … and are stored as \n */
#define SIO_CRLF 8u      /* \n is stored as \r\n */
#define SIO_CR 16u       /* \n is stored as \r */
#define SIO_READY 32u

KR_INLINE KrStringIO *sio_ptr(Value v) { return kr__ptr(v); }
static KrBytearray *sio_buf(const KrStringIO *s) { return kr__slot_ptr(s->buf); }

static bool sio_open(kr_vm *vm, Value self) {
    const KrStringIO *s = sio_ptr(self);
    if (!(s->flags & SIO_READY))
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "I/O operation on uninitialized object");
    if (s->flags & SIO_CLOSED)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "I/O operation on closed file");
    return true;
}

static size_t count_chars(const char *p, size_t n) {
    size_t c = 0;
    for (size_t i = 0; i < n; i++) c += !kr__utf8_is_tail(p[i]);
    return c;
}
/* Offset of character `at` (at most the length in bytes); counted from the nearest known place. */
static size_t offset_of(const KrStringIO *s, uint64_t at) {
    const KrBytearray *b = sio_buf(s);
    if (s->count == b->len) return at < b->len ? (size_t)at : b->len;
    if (at >= s->count) return b->len;
    const char *p = kr__bytearray_data(b);
    size_t i = 0;
    if (s->pos <= at && s->byte <= b->len) {
        i = (size_t)s->byte;
        at -= s->pos;
    }
    for (; at && i < b->len; at--) i += kr__utf8_lead((uint8_t)p[i]);
    return i;
}

/* Overwrites from pos on with text that is already translated. */
static bool sio_put(kr_vm *vm, Value self, const char *text, size_t n) {
    KrStringIO *s = sio_ptr(self);
    size_t chars = count_chars(text, n);
    if (!chars) return true;
    while (s->pos > s->count) { /* a gap is filled with NULs */
        if (!kr__bytearray_append(vm, sio_buf(s), "\0", 1)) return false;
        s->count++;
        s->byte = sio_buf(s)->len;
    }
    size_t from = (size_t)s->byte,
           over = s->count - s->pos < chars ? (size_t)(s->count - s->pos) : chars;
    size_t old = offset_of(s, s->pos + over) - from, len = sio_buf(s)->len;
    if (n > old && !kr__bytearray_resize(vm, sio_buf(s), len + (n - old))) return false;
    char *p = kr__bytearray_data(sio_buf(s));
    if (n != old) memmove(p + from + n, p + from + old, len - from - old);
    memcpy(p + from, text, n);
    if (n < old && !kr__bytearray_resize(vm, sio_buf(s), len - (old - n))) return false;
    s->count += chars - over;
    s->pos += chars;
    s->byte += n;
    return true;
}

/* The text with line ends as they are stored. */
static Value translated(kr_vm *vm, uint32_t flags, Value text) {
    if (!(flags & (SIO_TRANSLATE | SIO_CRLF | SIO_CR))) return text;
    const KrStr *t = kr__ptr(text);
    size_t n = t->len;
    const char *p = kr__str_text(t);
    if (!memchr(p, '\r', n) && !memchr(p, '\n', n)) return text;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (size_t i = 0; i < n;) {
        size_t j = i;
        while (j < n && p[j] != '\r' && p[j] != '\n') j++;
        if (!kr__str_builder_text(&b, p + i, j - i)) return KR_FAILED;
        p = kr__str_text(kr__ptr(text));
        if (j == n) break;
        bool cr = p[j] == '\r', two = cr && j + 1 < n && p[j + 1] == '\n';
        bool end = !cr || (flags & SIO_TRANSLATE);
        const char *out = !end ? "\r" : flags & SIO_CRLF ? "\r\n" : flags & SIO_CR ? "\r" : "\n";
        if (!kr__str_builder_cstr(&b, out)) return KR_FAILED;
        i = j + (end && two ? 2 : 1);
    }
    return kr__str_builder_finish(&b);
}

static Value sio_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__instance_new(vm, a[0]);
}
static bool newline_arg(kr_vm *vm, Value v, uint32_t *flags) {
    if (!kr__ok(v)) return true;
    if (kr__is_none(v)) {
        *flags |= SIO_UNIVERSAL | SIO_TRANSLATE;
        return true;
    }
    if (!kr__is_str(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "newline must be str or None, not %T", v);
    const char *s = kr__str_text(kr__ptr(v));
    if (!*s)
        *flags |= SIO_UNIVERSAL;
    else if (!strcmp(s, "\r\n"))
        *flags |= SIO_CRLF;
    else if (!strcmp(s, "\r"))
        *flags |= SIO_CR;
    else if (strcmp(s, "\n") != 0)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "illegal newline value: %R", v);
    return true;
}
static Value sio_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t flags = SIO_READY;
    if (!newline_arg(vm, a[2], &flags)) return KR_FAILED;
    if (kr__ok(a[1]) && !kr__is_none(a[1]) && !kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "initial_value must be str or None, not %T", a[1]);
    Value buf = kr__bytearray_new(vm, NULL, 0);
    if (kr__failed(buf)) return KR_FAILED;
    KrStringIO *s = sio_ptr(a[0]);
    kr__store(vm, s, &s->buf, kr__ref_slot(buf));
    kr__store(vm, s, &s->newline, kr__ref_slot(kr__ok(a[2]) ? a[2] : KR_UNSET));
    s->pos = s->byte = s->count = 0;
    s->flags = flags;
    if (kr__ok(a[1]) && !kr__is_none(a[1])) {
        Value text = translated(vm, flags, a[1]);
        if (kr__failed(text)) return KR_FAILED;
        if (!sio_put(vm, a[0], kr__str_text(kr__ptr(text)), ((KrStr *)kr__ptr(text))->len))
            return KR_FAILED;
        s->pos = s->byte = 0;
    }
    return KR_NONE_V;
}
static Value sio_write(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "string argument expected, got '%T'", a[1]);
    if (!sio_open(vm, a[0])) return KR_FAILED;
    Value text = translated(vm, sio_ptr(a[0])->flags, a[1]);
    if (kr__failed(text)) return KR_FAILED;
    if (!sio_put(vm, a[0], kr__str_text(kr__ptr(text)), ((KrStr *)kr__ptr(text))->len))
        return KR_FAILED;
    return kr__from_int48(kr__str_count(kr__ptr(a[1])));
}

/* The next n bytes, `chars` characters. */
static Value sio_take(kr_vm *vm, Value self, size_t n) {
    KrStringIO *s = sio_ptr(self);
    const char *p = kr__bytearray_data(sio_buf(s)) + s->byte;
    size_t chars = s->count == sio_buf(s)->len ? n : count_chars(p, n);
    Value v = n ? kr__str_new(vm, p, n) : kr__name(vm, KR_N_empty);
    if (kr__failed(v)) return KR_FAILED;
    s->pos += chars;
    s->byte += n;
    return v;
}
static Value sio_read(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t size;
    if (!size_arg(vm, a[1], &size) || !sio_open(vm, a[0])) return KR_FAILED;
    const KrStringIO *s = sio_ptr(a[0]);
    size_t len = sio_buf(s)->len;
    if (s->pos >= s->count) return kr__name(vm, KR_N_empty);
    size_t end = size < 0 ? len : offset_of(s, s->pos + (uint64_t)size);
    return sio_take(vm, a[0], end - (size_t)s->byte);
}
/* Length in bytes of the line at p, its end included. */
static size_t line_length(const KrStringIO *s, const char *p, size_t n) {
    if (s->flags & SIO_UNIVERSAL && !(s->flags & SIO_TRANSLATE)) {
        for (size_t i = 0; i < n; i++) {
            if (p[i] == '\n') return i + 1;
            if (p[i] == '\r') return i + 1 < n && p[i + 1] == '\n' ? i + 2 : i + 1;
        }
        return n;
    }
    if (s->flags & SIO_CRLF) {
        for (size_t i = 0; i + 1 < n; i++)
            if (p[i] == '\r' && p[i + 1] == '\n') return i + 2;
        return n;
    }
    const char *nl = memchr(p, s->flags & SIO_CR ? '\r' : '\n', n);
    return nl ? (size_t)(nl - p) + 1 : n;
}
static Value sio_line(kr_vm *vm, Value self, int64_t limit) {
    const KrStringIO *s = sio_ptr(self);
    if (s->pos >= s->count) return kr__name(vm, KR_N_empty);
    size_t n = sio_buf(s)->len - (size_t)s->byte;
    if (limit >= 0) {
        size_t most = offset_of(s, s->pos + (uint64_t)limit) - (size_t)s->byte;
        if (most < n) n = most;
    }
    return sio_take(vm, self, line_length(s, kr__bytearray_data(sio_buf(s)) + s->byte, n));
}
static Value sio_readline(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t limit;
    if (!size_arg(vm, a[1], &limit) || !sio_open(vm, a[0])) return KR_FAILED;
    return sio_line(vm, a[0], limit);
}
static Value sio_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!sio_open(vm, a[0])) return KR_FAILED;
    Value v = sio_line(vm, a[0], -1);
    return kr__ok(v) && !((KrStr *)kr__ptr(v))->len ? KR_END : v;
}
static Value sio_getvalue(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!sio_open(vm, a[0])) return KR_FAILED;
    const KrBytearray *b = sio_buf(sio_ptr(a[0]));
    return b->len ? kr__str_new(vm, kr__bytearray_data(b), b->len) : kr__name(vm, KR_N_empty);
}
static void sio_goto(KrStringIO *s, uint64_t at) {
    s->byte = at >= s->count ? sio_buf(s)->len : offset_of(s, at);
    s->pos = at;
}
static Value sio_seek(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t at, how = 0;
    if (!kr__index_i64(vm, a[1], &at) || (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &how)) ||
        !sio_open(vm, a[0]))
        return KR_FAILED;
    KrStringIO *s = sio_ptr(a[0]);
    if (how < 0 || how > 2)
        return kr__raise_value(vm, "Invalid whence (%ld, should be 0, 1 or 2)", (long)how);
    if (how == 0 && at < 0) return kr__raise_value(vm, "Negative seek position %ld", (long)at);
    if (how && at) return kr__raise(vm, KR_T_X_OSERROR, "Can't do nonzero cur-relative seeks");
    sio_goto(s, how == 0 ? (uint64_t)at : how == 1 ? s->pos : s->count);
    return kr__int_from_u64(vm, s->pos);
}
static Value sio_tell(kr_vm *vm, Value *a, int n) {
    (void)n;
    return sio_open(vm, a[0]) ? kr__int_from_u64(vm, sio_ptr(a[0])->pos) : KR_FAILED;
}
static Value sio_truncate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t size;
    if (!sio_open(vm, a[0]) || !size_arg(vm, a[1], &size)) return KR_FAILED;
    KrStringIO *s = sio_ptr(a[0]);
    if (!kr__ok(a[1]) || kr__is_none(a[1])) size = (int64_t)s->pos;
    if (size < 0) return kr__raise_value(vm, "Negative size value %ld", (long)size);
    if ((uint64_t)size < s->count) {
        if (!kr__bytearray_resize(vm, sio_buf(s), offset_of(s, (uint64_t)size))) return KR_FAILED;
        s->count = (uint64_t)size;
        if (s->byte > sio_buf(s)->len) s->byte = sio_buf(s)->len;
    }
    return kr__int_from_i64(vm, size);
}
static Value sio_close(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    sio_ptr(a[0])->flags |= SIO_CLOSED;
    return KR_NONE_V;
}
static Value sio_true(kr_vm *vm, Value *a, int n) {
    (void)n;
    return sio_open(vm, a[0]) ? KR_TRUE_V : KR_FAILED;
}
static Value sio_closed(kr_vm *vm, Value self) {
    const KrStringIO *s = sio_ptr(self);
    if (!(s->flags & SIO_READY))
        return kr__raise_value(vm, "I/O operation on uninitialized object");
    return kr__bool(s->flags & SIO_CLOSED);
}
static Value sio_line_buffering(kr_vm *vm, Value self) {
    return sio_open(vm, self) ? KR_FALSE_V : KR_FAILED;
}
static Value sio_newlines(kr_vm *vm, Value self) {
    return sio_open(vm, self) ? KR_NONE_V : KR_FAILED;
}
static Value sio_getstate(kr_vm *vm, Value *a, int n) {
    const KrStringIO *s = sio_ptr(a[0]);
    Value items[4] = {sio_getvalue(vm, a, n),
                      s->newline.bits ? KR_VALUE(s->newline.bits) : kr__char(vm, '\n'),
                      kr__int_from_u64(vm, s->pos), KR_NONE_V};
    if (kr__failed(items[0]) || kr__failed(items[1])) return KR_FAILED;
    if (kr__instance_count(vm, a[0])) {
        Value d = kr__instance_dict(vm, a[0]);
        items[3] = kr__ok(d) ? kr__dict_copy(vm, kr__ptr(d)) : d;
        if (kr__failed(items[3])) return KR_FAILED;
    }
    return kr__tuple_new(vm, items, 4);
}
static Value sio_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (sio_ptr(a[0])->flags & SIO_CLOSED && !sio_open(vm, a[0])) return KR_FAILED;
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE) || ((KrTuple *)kr__ptr(a[1]))->len < 4)
        return kr__raise_type(vm, "%T.__setstate__ argument should be 4-tuple, got %T", a[0], a[1]);
    const KrTuple *t = kr__ptr(a[1]);
    Value init[3] = {a[0], KR_NONE_V, kr__tuple_get(t, 1)};
    int64_t pos;
    if (kr__failed(sio_init(vm, init, 3)) || !kr__index_i64(vm, kr__tuple_get(t, 2), &pos))
        return KR_FAILED;
    Value text = kr__tuple_get(t, 0);
    if (!kr__is_str(vm, text))
        return kr__raise_type(vm, "initial_value must be str or None, not %T", text);
    if (!sio_put(vm, a[0], kr__str_text(kr__ptr(text)), ((KrStr *)kr__ptr(text))->len))
        return KR_FAILED;
    sio_goto(sio_ptr(a[0]), pos < 0 ? 0 : (uint64_t)pos);
    return update_dict(vm, a[0], kr__tuple_get(t, 3));
}

static const KrFnDef sio_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", sio_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, initial_value='', newline='\\n')", sio_init, NULL, KR_DEF_SPECIAL},
    {"read(self, size=-1, /)", sio_read, "Read at most size characters, returned as a string.",
     KR_DEF_METHOD},
    {"readline(self, size=-1, /)", sio_readline, "Read until newline or EOF.", KR_DEF_METHOD},
    {"__next__(self, /)", sio_next, "Implement next(self).", KR_DEF_SPECIAL},
    {"write(self, s, /)", sio_write, "Write string to file.", KR_DEF_METHOD},
    {"getvalue(self, /)", sio_getvalue, "Retrieve the entire contents of the object.",
     KR_DEF_METHOD},
    {"seek(self, pos, whence=0, /)", sio_seek, "Change stream position.", KR_DEF_METHOD},
    {"tell(self, /)", sio_tell, "Tell the current file position.", KR_DEF_METHOD},
    {"truncate(self, pos=None, /)", sio_truncate, "Truncate size to pos.", KR_DEF_METHOD},
    {"close(self, /)", sio_close, "Close the IO object.", KR_DEF_METHOD},
    {"seekable(self, /)", sio_true, "Returns True if the IO object can be seeked.", KR_DEF_METHOD},
    {"readable(self, /)", sio_true, "Returns True if the IO object can be read.", KR_DEF_METHOD},
    {"writable(self, /)", sio_true, "Returns True if the IO object can be written.", KR_DEF_METHOD},
    {"__getstate__(self, /)", sio_getstate, NULL, KR_DEF_METHOD},
    {"__setstate__(self, state, /)", sio_setstate, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet sio_getset[] = {{"closed", sio_closed, NULL, NULL},
                                      {"newlines", sio_newlines, NULL, NULL},
                                      {"line_buffering", sio_line_buffering, NULL, NULL},
                                      {NULL, NULL, NULL, NULL}};
const KrTypeDef kr__def_stringio = {
    .number = KR_T_STRINGIO,
    .doc = "Text I/O implementation using an in-memory buffer.",
    .methods = sio_methods,
    .getset = sio_getset,
    .size = sizeof(KrStringIO),
    .slots = KR_AT(KrStringIO, buf) | KR_AT(KrStringIO, newline),
};
