/* SPDX-License-Identifier: MIT
 * _io_text.c: TextIOWrapper. UTF-8, Latin-1 and ASCII are decoded and encoded here; other encodings through
 * their incremental codecs. */
#include <string.h>

#include "base/utf8.h"
#include "lib/_io.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/module.h"
#include "types/str.h"

KR_INLINE KrTextIO *text_ptr(Value v) { return kr__ptr(v); }

/* ---- state ------------------------------------------------------------------------------------ */

static bool ready(kr_vm *vm, const KrTextIO *t) {
    if (t->buffer.bits) return true;
    return kr__raise_false(vm, KR_T_X_VALUEERROR,
                           t->flags & KR_TXT_DETACHED ? "underlying buffer has been detached"
                                                      : "I/O operation on uninitialized object");
}
static Value buffer_of(Value self) { return KR_VALUE(text_ptr(self)->buffer.bits); }
static bool buffer_closed(kr_vm *vm, Value buffer, int *closed) {
    if (kr__is_buffered(vm, buffer)) {
        Slot raw = ((KrBuffered *)kr__ptr(buffer))->raw;
        if (raw.bits && kr__exact(KR_VALUE(raw.bits), KR_T_FILEIO)) {
            *closed = ((KrFileIO *)kr__slot_ptr(raw))->fd < 0;
            return true;
        }
    }
    *closed = kr__io_is_closed(vm, buffer);
    return *closed >= 0;
}
static bool open_text(kr_vm *vm, Value self) {
    int closed;
    if (!ready(vm, text_ptr(self)) || !buffer_closed(vm, buffer_of(self), &closed)) return false;
    if (!closed) return true;
    kr__io_closed(vm);
    return false;
}
static Value errors_of(const KrTextIO *t) { return KR_VALUE(t->errors.bits); }
static void set(kr_vm *vm, Value self, Slot *at, Value v) {
    kr__store(vm, kr__ptr(self), at, kr__ref_slot(v));
}

/* ---- writing ---------------------------------------------------------------------------------- */

/* Hands what waits to the buffer. */
static bool flush_pending(kr_vm *vm, Value self) {
    KrTextIO *t = text_ptr(self);
    if (!t->pending.bits) return true;
    Slot taken = t->pending;
    KrBytearray *p = kr__slot_ptr(taken);
    if (!p->len) return true;
    Value buffer = buffer_of(self);
    if (kr__is_buffered(vm, buffer)) {
        t->pending = KR_NO_SLOT; /* another thread may print meanwhile */
        bool ok = kr__buffered_write(vm, buffer, kr__bytearray_data(p), p->len);
        if (t->pending.bits) return ok;
        kr__store(vm, t, &t->pending, taken);
        return ok && kr__bytearray_resize(vm, p, 0);
    }
    Value b = kr__bytes_new(vm, kr__bytearray_data(p), p->len);
    if (kr__failed(b) || !kr__bytearray_resize(vm, p, 0)) return false;
    return kr__ok(kr__call_method(vm, buffer, kr__name(vm, KR_N_write), &b, 1));
}

static bool flush_buffer(kr_vm *vm, Value self) {
    Value buffer = buffer_of(self);
    if (kr__is_buffered(vm, buffer)) return kr__buffered_flush(vm, buffer);
    return kr__ok(kr__call_method(vm, buffer, kr__name(vm, KR_N_flush), NULL, 0));
}

static bool append(kr_vm *vm, Value self, const char *p, size_t n) {
    KrTextIO *t = text_ptr(self);
    if (!t->pending.bits) {
        Value a = kr__bytearray_new(vm, NULL, 0);
        if (kr__failed(a)) return false;
        set(vm, self, &t->pending, a);
    }
    return kr__bytearray_append(vm, kr__slot_ptr(t->pending), p, n);
}

/* Line ends as the stream writes them. */
static Value with_line_ends(kr_vm *vm, const KrTextIO *t, Value text) {
    if (!(t->flags & (KR_TXT_WRITE_CRLF | KR_TXT_WRITE_CR))) return text;
    const KrStr *s = kr__ptr(text);
    if (!memchr(kr__str_text(s), '\n', s->len)) return text;
    Value nl = kr__char(vm, '\n');
    Value args[2] = {nl, t->flags & KR_TXT_WRITE_CRLF ? kr__str_new(vm, "\r\n", 2)
                                                      : kr__char(vm, '\r')};
    if (kr__failed(nl) || kr__failed(args[1])) return KR_FAILED;
    Value exact = kr__str_exact(vm, text);
    return kr__ok(exact) ? kr__io_call(vm, exact, "replace", args, 2) : KR_FAILED;
}

static bool encode(kr_vm *vm, Value self, Value text) {
    KrTextIO *t = text_ptr(self);
    const KrStr *s = kr__ptr(text);
    bool as_is = t->codec != KR_CODEC_OTHER && kr__str_ascii(s);
    if (!as_is && t->codec == KR_CODEC_UTF8)
        as_is = kr__utf8_check(kr__str_text(s), s->len, false) == s->len;
    if (as_is) {
        if (s->head.head & KR_F_STR_EXTERN || t->pending.bits)
            return append(vm, self, kr__str_text(s), s->len);
        bool ok = append(vm, self, kr__str_text(s), s->len);
        kr__keep(text);
        return ok;
    }
    Value b;
    if (t->codec != KR_CODEC_OTHER)
        b = kr__codec_encode(vm, (KrCodec)t->codec, text, errors_of(t));
    else
        b = kr__io_call(vm, KR_VALUE(t->encoder.bits), "encode", &text, 1);
    if (kr__failed(b)) return false;
    if (!kr__is_bytes(vm, b))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "encoder should return a bytes object, not '%T'", b);
    bool ok = append(vm, self, ((KrBytes *)kr__ptr(b))->data, ((KrBytes *)kr__ptr(b))->len);
    kr__keep(b);
    return ok;
}

bool kr__text_write(kr_vm *vm, Value self, Value text) {
    if (!open_text(vm, self)) return false;
    KrTextIO *t = text_ptr(self);
    if (t->codec == KR_CODEC_OTHER && !t->encoder.bits) {
        kr__io_unsupported(vm, "not writable");
        return false;
    }
    const KrStr *s = kr__ptr(text);
    const char *p = kr__str_text(s);
    bool lines = (t->flags & KR_TXT_LINE) && (memchr(p, '\n', s->len) || memchr(p, '\r', s->len));
    Value out = with_line_ends(vm, t, text);
    if (kr__failed(out) || !encode(vm, self, out)) return false;
    t = text_ptr(self);
    t->chunk = t->decoded = KR_NO_SLOT;
    t->used = t->at = 0;
    if (lines || (t->flags & KR_TXT_THROUGH) ||
        ((KrBytearray *)kr__slot_ptr(t->pending))->len > KR_IO_BUFFER)
        if (!flush_pending(vm, self)) return false;
    return !lines || flush_buffer(vm, self);
}

static Value text_write(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!ready(vm, text_ptr(a[0]))) return KR_FAILED;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "write() argument must be str, not %P", a[1]);
    return kr__text_write(vm, a[0], a[1]) ? kr__from_int48(kr__str_count(kr__ptr(a[1])))
                                          : KR_FAILED;
}

static Value text_flush(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!open_text(vm, a[0])) return KR_FAILED;
    return flush_pending(vm, a[0]) && flush_buffer(vm, a[0]) ? KR_NONE_V : KR_FAILED;
}

/* ---- line ends of what is read ---------------------------------------------------------------- */

static void note_line_ends(KrTextIO *t, const char *p, size_t n) {
    for (size_t i = 0; i < n && t->seen != 7; i++) {
        if (p[i] == '\n')
            t->seen |= 2;
        else if (p[i] == '\r' && i + 1 < n && p[i + 1] == '\n')
            t->seen |= 4, i++;
        else if (p[i] == '\r')
            t->seen |= 1;
    }
}

/* \r and \r\n become \n, where the stream asks for it. */
static Value translated(kr_vm *vm, Value self, Value text) {
    KrTextIO *t = text_ptr(self);
    if (!(t->flags & KR_TXT_UNIVERSAL)) return text;
    const KrStr *s = kr__ptr(text);
    note_line_ends(t, kr__str_text(s), s->len);
    if (!(t->flags & KR_TXT_TRANSLATE) || !memchr(kr__str_text(s), '\r', s->len)) return text;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    size_t n = s->len;
    for (size_t i = 0; i < n;) {
        const char *p = kr__str_text(kr__ptr(text)), *cr = memchr(p + i, '\r', n - i);
        size_t j = cr ? (size_t)(cr - p) : n;
        if (!kr__str_builder_text(&b, p + i, j - i)) return KR_FAILED;
        if (j == n) break;
        if (!kr__str_builder_cstr(&b, "\n")) return KR_FAILED;
        p = kr__str_text(kr__ptr(text));
        i = j + (j + 1 < n && p[j + 1] == '\n' ? 2 : 1);
    }
    return kr__str_builder_finish(&b);
}

/* ---- reading ahead ---------------------------------------------------------------------------- */

static uint32_t decoded_len(const KrTextIO *t) {
    return t->decoded.bits ? ((KrStr *)kr__slot_ptr(t->decoded))->len : 0;
}

/* Bytes of chunk from which the first `at` bytes of decoded were made. */
static size_t consumed(const KrTextIO *t) {
    if (!t->chunk.bits || !t->at) return 0;
    if (t->at == decoded_len(t)) return t->used;
    const KrBytes *c = kr__slot_ptr(t->chunk);
    const char *d = kr__str_text(kr__slot_ptr(t->decoded));
    size_t i = 0;
    bool fold = t->flags & KR_TXT_TRANSLATE;
    for (uint32_t k = 0; k < t->at && i < t->used;) {
        bool crlf = fold && c->data[i] == '\r' && i + 1 < t->used && c->data[i + 1] == '\n';
        k += kr__utf8_lead((uint8_t)d[k]);
        if (crlf)
            i += 2;
        else if (t->codec != KR_CODEC_UTF8 || (uint8_t)c->data[i] < 0x80)
            i++;
        else if (kr__utf8_check(c->data + i, t->used - i < 4 ? t->used - i : 4, false))
            i += kr__utf8_lead((uint8_t)c->data[i]);
        else
            i++;
    }
    return i;
}

/* Up to n bytes from the buffer: bytes. */
static Value raw_bytes(kr_vm *vm, Value self, size_t n) {
    Value buffer = buffer_of(self);
    if (kr__is_buffered(vm, buffer) && !kr__exact(buffer, KR_T_BUFFEREDWRITER))
        return kr__buffered_read1(vm, buffer, n);
    Value read, key = kr__intern(vm, "read1", 5), size = kr__from_int48((int64_t)n);
    int r = kr__ok(key) ? kr__getattr_opt(vm, buffer, key, &read) : -1;
    if (r < 0) return KR_FAILED;
    Value b = r ? kr__call1(vm, read, size)
                : kr__call_method(vm, buffer, kr__name(vm, KR_N_read), &size, 1);
    if (kr__ok(b) && !kr__is_bytes(vm, b))
        return kr__raise_type(vm,
                              "underlying %s() should have returned a bytes-like object, not '%T'",
                              r ? "read1" : "read", b);
    return b;
}

static bool decode_chunk(kr_vm *vm, Value self, Value data, bool eof) {
    KrTextIO *t = text_ptr(self);
    const KrBytes *d = kr__ptr(data);
    size_t n = d->len, used = n;
    /* a \r at the end may be half a line end */
    if ((t->flags & KR_TXT_UNIVERSAL) && !eof && n && d->data[n - 1] == '\r') n--;
    Value text =
        kr__codec_decode(vm, (KrCodec)t->codec, d->data, n, data, errors_of(t), eof ? NULL : &used);
    if (kr__failed(text)) return false;
    if (eof || used > n) used = n;
    text = translated(vm, self, text);
    if (kr__failed(text)) return false;
    t = text_ptr(self);
    set(vm, self, &t->chunk, data);
    set(vm, self, &t->decoded, text);
    t->used = (uint32_t)used;
    t->at = 0;
    return true;
}

/* Text that was not handed out stays in front of what is read now. */
static int fill_other(kr_vm *vm, Value self) {
    KrTextIO *t = text_ptr(self);
    if (!t->decoder.bits) {
        kr__io_unsupported(vm, "not readable");
        return -1;
    }
    Value data = raw_bytes(vm, self, KR_IO_BUFFER);
    if (kr__failed(data)) return -1;
    bool eof = !((KrBytes *)kr__ptr(data))->len;
    Value args[2] = {data, kr__bool(eof)};
    Value text = kr__io_call(vm, KR_VALUE(text_ptr(self)->decoder.bits), "decode", args, 2);
    if (kr__failed(text)) return -1;
    if (!kr__is_str(vm, text)) {
        kr__raise_type(vm, "decoder should return a string result, not '%T'", text);
        return -1;
    }
    t = text_ptr(self);
    if (t->flags & KR_TXT_LAST_CR) {
        Value cr = kr__char(vm, '\r');
        text = kr__ok(cr) ? kr__str_concat(vm, cr, text) : cr;
        if (kr__failed(text)) return -1;
        t->flags &= ~KR_TXT_LAST_CR;
    }
    const KrStr *s = kr__ptr(text);
    if ((t->flags & KR_TXT_UNIVERSAL) && !eof && s->len && kr__str_text(s)[s->len - 1] == '\r') {
        t->flags |= KR_TXT_LAST_CR;
        text = kr__str_part(vm, text, 0, s->len - 1);
        if (kr__failed(text)) return -1;
    }
    text = translated(vm, self, text);
    if (kr__failed(text)) return -1;
    t = text_ptr(self);
    if (t->decoded.bits && t->at < decoded_len(t)) {
        Value rest = kr__str_part(vm, KR_VALUE(t->decoded.bits), t->at, decoded_len(t) - t->at);
        text = kr__ok(rest) ? kr__str_concat(vm, rest, text) : rest;
        if (kr__failed(text)) return -1;
    }
    set(vm, self, &text_ptr(self)->decoded, text);
    text_ptr(self)->at = 0;
    return !eof;
}

/* Reads ahead: 1; 0: the stream is at its end; -1 failed. What was not handed out stays. */
static int fill(kr_vm *vm, Value self) {
    KrTextIO *t = text_ptr(self);
    if (t->pending.bits && !flush_pending(vm, self)) return -1;
    if (t->codec == KR_CODEC_OTHER) return fill_other(vm, self);
    Value old = KR_VALUE(t->chunk.bits);
    size_t from = consumed(t), left = t->chunk.bits ? ((KrBytes *)kr__ptr(old))->len - from : 0;
    Value data = raw_bytes(vm, self, left > KR_IO_BUFFER ? left : KR_IO_BUFFER);
    if (kr__failed(data)) return -1;
    uint32_t got = ((KrBytes *)kr__ptr(data))->len;
    bool waiting = t->chunk.bits && t->used < ((KrBytes *)kr__ptr(old))->len;
    if (!got && !waiting) return 0;
    if (left) {
        Value both = kr__bytes_new(vm, NULL, left + got);
        if (kr__failed(both)) return -1;
        memcpy(((KrBytes *)kr__ptr(both))->data, ((KrBytes *)kr__ptr(old))->data + from, left);
        memcpy(((KrBytes *)kr__ptr(both))->data + left, ((KrBytes *)kr__ptr(data))->data, got);
        data = both;
    }
    if (!decode_chunk(vm, self, data, !got)) return -1;
    return got ? 1 : 0;
}

/* ---- reading ---------------------------------------------------------------------------------- */

static bool can_read(kr_vm *vm, Value self) {
    if (!open_text(vm, self)) return false;
    Value buffer = buffer_of(self);
    if (kr__exact(buffer, KR_T_BUFFEREDWRITER)) {
        kr__io_unsupported(vm, "not readable");
        return false;
    }
    return true;
}

/* The next n bytes of what is decoded. */
static Value take(kr_vm *vm, Value self, size_t n) {
    KrTextIO *t = text_ptr(self);
    if (!n) return kr__name(vm, KR_N_empty);
    Value v = kr__str_part(vm, KR_VALUE(t->decoded.bits), t->at, n);
    if (kr__ok(v)) text_ptr(self)->at += (uint32_t)n;
    return v;
}

/* Bytes of the first `chars` characters at p, at most n. */
static size_t bytes_of_chars(const char *p, size_t n, uint64_t chars) {
    size_t i = 0;
    for (; chars && i < n; chars--) i += kr__utf8_lead((uint8_t)p[i]);
    return i < n ? i : n;
}

static Value read_everything(kr_vm *vm, Value self) {
    KrTextIO *t = text_ptr(self);
    if (t->pending.bits && !flush_pending(vm, self)) return KR_FAILED;
    Value head = take(vm, self, decoded_len(t) - t->at), rest;
    if (kr__failed(head)) return KR_FAILED;
    Value data = kr__call_method(vm, buffer_of(self), kr__name(vm, KR_N_read), NULL, 0);
    if (kr__failed(data)) return KR_FAILED;
    if (kr__is_none(data)) data = kr__bytes_new(vm, NULL, 0);
    if (kr__failed(data) || !kr__is_bytes(vm, data))
        return kr__failed(data)
                   ? data
                   : kr__raise_type(
                         vm, "underlying read() should have returned a bytes-like object, not '%T'",
                         data);
    t = text_ptr(self);
    if (t->codec == KR_CODEC_OTHER) {
        Value args[2] = {data, KR_TRUE_V};
        if (!t->decoder.bits) return kr__io_unsupported(vm, "not readable");
        rest = kr__io_call(vm, KR_VALUE(t->decoder.bits), "decode", args, 2);
        if (kr__ok(rest) && text_ptr(self)->flags & KR_TXT_LAST_CR) {
            Value cr = kr__char(vm, '\r');
            rest = kr__ok(cr) ? kr__str_concat(vm, cr, rest) : cr;
            text_ptr(self)->flags &= ~KR_TXT_LAST_CR;
        }
        if (kr__ok(rest)) rest = translated(vm, self, rest);
    } else {
        const KrBytes *c = t->chunk.bits ? kr__slot_ptr(t->chunk) : NULL;
        size_t left = c ? c->len - t->used : 0;
        if (left) {
            Value both = kr__bytes_new(vm, NULL, left + ((KrBytes *)kr__ptr(data))->len);
            if (kr__failed(both)) return KR_FAILED;
            t = text_ptr(self);
            memcpy(((KrBytes *)kr__ptr(both))->data,
                   ((KrBytes *)kr__slot_ptr(t->chunk))->data + t->used, left);
            memcpy(((KrBytes *)kr__ptr(both))->data + left, ((KrBytes *)kr__ptr(data))->data,
                   ((KrBytes *)kr__ptr(data))->len);
            data = both;
        }
        const KrBytes *d = kr__ptr(data);
        rest = kr__codec_decode(vm, (KrCodec)t->codec, d->data, d->len, data, errors_of(t), NULL);
        if (kr__ok(rest)) rest = translated(vm, self, rest);
    }
    if (kr__failed(rest)) return KR_FAILED;
    t = text_ptr(self);
    t->chunk = t->decoded = KR_NO_SLOT;
    t->used = t->at = 0;
    return ((KrStr *)kr__ptr(head))->len ? kr__str_concat(vm, head, rest) : rest;
}

static bool size_arg(kr_vm *vm, Value v, int64_t *out) {
    *out = -1;
    if (!kr__ok(v) || kr__is_none(v)) return true;
    if (!kr__ok(kr__special(vm, v, KR_N___index__)) && !kr__is_int(v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "argument should be integer or None, not '%T'",
                               v);
    return kr__index_i64(vm, v, out);
}

static Value text_read(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t size;
    if (!ready(vm, text_ptr(a[0])) || !size_arg(vm, a[1], &size) || !can_read(vm, a[0]))
        return KR_FAILED;
    if (size < 0) return read_everything(vm, a[0]);
    for (;;) {
        const KrTextIO *t = text_ptr(a[0]);
        size_t have = decoded_len(t) - t->at, want = 0;
        if (have) {
            const char *p = kr__str_text(kr__slot_ptr(t->decoded)) + t->at;
            want = bytes_of_chars(p, have, (uint64_t)size);
            if (want < have) return take(vm, a[0], want);
            size_t chars = 0;
            for (size_t i = 0; i < have; i++) chars += !kr__utf8_is_tail(p[i]);
            if (chars == (size_t)size) return take(vm, a[0], want);
        }
        if (!size) return kr__name(vm, KR_N_empty);
        int r = fill(vm, a[0]);
        if (r < 0) return KR_FAILED;
        if (!r) {
            t = text_ptr(a[0]);
            have = decoded_len(t) - t->at;
            want = have ? bytes_of_chars(kr__str_text(kr__slot_ptr(t->decoded)) + t->at, have,
                                         (uint64_t)size)
                        : 0;
            return take(vm, a[0], want);
        }
    }
}

/* Length of the first line at p, its end included; 0: no end in sight. */
static size_t line_end(const KrTextIO *t, const char *p, size_t n, size_t from) {
    if ((t->flags & KR_TXT_UNIVERSAL) && !(t->flags & KR_TXT_TRANSLATE)) {
        for (size_t i = from; i < n; i++) {
            if (p[i] == '\n') return i + 1;
            if (p[i] == '\r') return i + 1 < n && p[i + 1] == '\n' ? i + 2 : i + 1;
        }
        return 0;
    }
    if (t->flags & KR_TXT_READ_CRLF) {
        for (size_t i = from; i + 1 < n; i++)
            if (p[i] == '\r' && p[i + 1] == '\n') return i + 2;
        return 0;
    }
    const char *nl = memchr(p + from, t->flags & KR_TXT_READ_CR ? '\r' : '\n', n - from);
    return nl ? (size_t)(nl - p) + 1 : 0;
}

static Value line(kr_vm *vm, Value self, int64_t limit) {
    size_t scanned = 0;
    for (;;) {
        const KrTextIO *t = text_ptr(self);
        size_t have = decoded_len(t) - t->at;
        if (have) {
            const char *p = kr__str_text(kr__slot_ptr(t->decoded)) + t->at;
            size_t end = line_end(t, p, have, scanned ? scanned - 1 : 0);
            size_t most = limit < 0 ? have + 1 : bytes_of_chars(p, have, (uint64_t)limit);
            if (end && end <= most) return take(vm, self, end);
            if (limit >= 0 && most < have) return take(vm, self, most);
            scanned = have;
        }
        if (limit == 0) return kr__name(vm, KR_N_empty);
        int r = fill(vm, self);
        if (r < 0) return KR_FAILED;
        if (r) continue;
        t = text_ptr(self);
        have = decoded_len(t) - t->at;
        if (!have) return kr__name(vm, KR_N_empty);
        const char *p = kr__str_text(kr__slot_ptr(t->decoded)) + t->at;
        size_t end = line_end(t, p, have, 0),
               most = limit < 0 ? have : bytes_of_chars(p, have, (uint64_t)limit);
        return take(vm, self, end && end < most ? end : most);
    }
}
static Value text_readline(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t limit = -1;
    if (kr__ok(a[1]) && !kr__index_i64(vm, a[1], &limit)) return KR_FAILED;
    return can_read(vm, a[0]) ? line(vm, a[0], limit) : KR_FAILED;
}
static Value text_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!can_read(vm, a[0])) return KR_FAILED;
    text_ptr(a[0])->flags |= KR_TXT_NEXT;
    Value v;
    if (kr__exact(a[0], KR_T_TEXTIOWRAPPER)) {
        v = line(vm, a[0], -1);
    } else {
        v = kr__call_method(vm, a[0], kr__name(vm, KR_N_readline), NULL, 0);
        if (kr__ok(v) && !kr__is_str(vm, v))
            return kr__raise(vm, KR_T_X_OSERROR,
                             "readline() should have returned a str object, not '%T'", v);
    }
    if (kr__failed(v) || ((KrStr *)kr__ptr(v))->len) return v;
    text_ptr(a[0])->flags &= ~KR_TXT_NEXT;
    return KR_END;
}

/* ---- position --------------------------------------------------------------------------------- */

static void forget_ahead(KrTextIO *t) {
    t->chunk = t->decoded = KR_NO_SLOT;
    t->used = t->at = 0;
    t->flags &= ~(KR_TXT_LAST_CR | KR_TXT_NEXT);
}

static int can_seek(kr_vm *vm, Value self) {
    Value v = kr__io_call(vm, buffer_of(self), "seekable", NULL, 0);
    return kr__failed(v) ? -1 : kr__truth(vm, v);
}

static Value text_tell(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!open_text(vm, a[0])) return KR_FAILED;
    int seekable = can_seek(vm, a[0]);
    if (seekable < 0) return KR_FAILED;
    if (!seekable) return kr__io_unsupported(vm, "underlying stream is not seekable");
    if (text_ptr(a[0])->flags & KR_TXT_NEXT)
        return kr__raise(vm, KR_T_X_OSERROR, "telling position disabled by next() call");
    if (!flush_pending(vm, a[0])) return KR_FAILED;
    Value at = kr__io_call(vm, buffer_of(a[0]), "tell", NULL, 0);
    int64_t pos;
    if (kr__failed(at) || !kr__index_i64(vm, at, &pos)) return KR_FAILED;
    const KrTextIO *t = text_ptr(a[0]);
    if (t->codec == KR_CODEC_OTHER) {
        if (t->at < decoded_len(t))
            return kr__raise(vm, KR_T_X_OSERROR, "can't reconstruct logical file position");
        return at;
    }
    if (!t->chunk.bits) return at;
    return kr__int_from_i64(
        vm, pos - (int64_t)(((KrBytes *)kr__slot_ptr(t->chunk))->len - consumed(t)));
}

static Value text_seek(kr_vm *vm, Value *a, int n) {
    int64_t how = 0, at;
    if (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &how)) return KR_FAILED;
    if (!open_text(vm, a[0])) return KR_FAILED;
    int seekable = can_seek(vm, a[0]);
    if (seekable < 0) return KR_FAILED;
    if (!seekable) return kr__io_unsupported(vm, "underlying stream is not seekable");
    if (!kr__index_i64(vm, a[1], &at)) return KR_FAILED;
    Value target = a[1];
    if (how == 1) {
        if (at) return kr__io_unsupported(vm, "can't do nonzero cur-relative seeks");
        target = text_tell(vm, a, n);
        if (kr__failed(target)) return KR_FAILED;
    } else if (how == 2) {
        if (at) return kr__io_unsupported(vm, "can't do nonzero end-relative seeks");
    } else if (how != 0) {
        return kr__raise_value(vm, "invalid whence (%ld, should be 0, 1 or 2)", (long)how);
    } else if (at < 0) {
        return kr__raise_value(vm, "negative seek position %R", a[1]);
    }
    if (kr__failed(kr__io_call(vm, a[0], "flush", NULL, 0))) return KR_FAILED;
    Value args[2] = {how == 2 ? kr__from_int48(0) : target, kr__from_int48(how == 2 ? 2 : 0)};
    Value r = kr__io_call(vm, buffer_of(a[0]), "seek", args, 2);
    if (kr__failed(r)) return KR_FAILED;
    forget_ahead(text_ptr(a[0]));
    KrTextIO *t = text_ptr(a[0]);
    if (t->decoder.bits && kr__failed(kr__io_call(vm, KR_VALUE(t->decoder.bits), "reset", NULL, 0)))
        return KR_FAILED;
    if (text_ptr(a[0])->encoder.bits && at == 0 && how == 0 &&
        kr__failed(kr__io_call(vm, KR_VALUE(text_ptr(a[0])->encoder.bits), "reset", NULL, 0)))
        return KR_FAILED;
    return r;
}
static Value text_truncate(kr_vm *vm, Value *a, int n) {
    if (!open_text(vm, a[0]) || kr__failed(kr__io_call(vm, a[0], "flush", NULL, 0)))
        return KR_FAILED;
    Value size = kr__ok(a[1]) && !kr__is_none(a[1]) ? a[1] : text_tell(vm, a, n);
    return kr__ok(size) ? kr__io_call(vm, buffer_of(a[0]), "truncate", &size, 1) : KR_FAILED;
}

/* ---- setting up ------------------------------------------------------------------------------- */

static bool set_newline(kr_vm *vm, KrTextIO *t, Value v) {
    t->flags &= ~(KR_TXT_UNIVERSAL | KR_TXT_TRANSLATE | KR_TXT_WRITE_CRLF | KR_TXT_WRITE_CR |
                  KR_TXT_READ_CR | KR_TXT_READ_CRLF);
    if (!kr__ok(v) || kr__is_none(v)) {
        t->flags |= KR_TXT_UNIVERSAL | KR_TXT_TRANSLATE;
        return true;
    }
    if (!kr__is_str(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "TextIOWrapper() argument 'newline' must be str or None, not %T", v);
    const char *s = kr__str_text(kr__ptr(v));
    if (!*s)
        t->flags |= KR_TXT_UNIVERSAL;
    else if (!strcmp(s, "\r\n"))
        t->flags |= KR_TXT_WRITE_CRLF | KR_TXT_READ_CRLF;
    else if (!strcmp(s, "\r"))
        t->flags |= KR_TXT_WRITE_CR | KR_TXT_READ_CR;
    else if (strcmp(s, "\n") != 0)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "illegal newline value: %R", v);
    return true;
}

/* Incremental encoder and decoder of an encoding that is not built in, as far as the stream can use them. */
static bool set_codec(kr_vm *vm, Value self, Value encoding, Value errors) {
    const KrStr *s = kr__ptr(encoding);
    KrCodec codec = kr__codec_find(kr__str_text(s), s->len);
    text_ptr(self)->codec = codec;
    text_ptr(self)->encoder = text_ptr(self)->decoder = KR_NO_SLOT;
    if (codec != KR_CODEC_OTHER) return true;
    Value lookup = kr__import_attr(vm, "codecs", "lookup");
    Value info = kr__ok(lookup) ? kr__call1(vm, lookup, encoding) : KR_FAILED;
    if (kr__failed(info)) return false;
    Value is_text = KR_TRUE_V, key = kr__intern(vm, "_is_text_encoding", 17);
    if (kr__failed(key) || kr__getattr_opt(vm, info, key, &is_text) < 0) return false;
    if (kr__is_false(is_text))
        return kr__raise_false(
            vm, KR_T_X_LOOKUPERROR,
            "%R is not a text encoding; use codecs.open() to handle arbitrary codecs", encoding);
    Value can = kr__io_call(vm, buffer_of(self), "readable", NULL, 0);
    int r = kr__ok(can) ? kr__truth(vm, can) : -1;
    if (r < 0) return false;
    if (r) {
        Value d = kr__io_call(vm, info, "incrementaldecoder", &errors, 1);
        if (kr__failed(d)) return false;
        set(vm, self, &text_ptr(self)->decoder, d);
    }
    can = kr__io_call(vm, buffer_of(self), "writable", NULL, 0);
    r = kr__ok(can) ? kr__truth(vm, can) : -1;
    if (r < 0) return false;
    if (r) {
        Value e = kr__io_call(vm, info, "incrementalencoder", &errors, 1);
        if (kr__failed(e)) return false;
        set(vm, self, &text_ptr(self)->encoder, e);
        /* what is appended gets no byte order mark */
        Value seekable = kr__io_call(vm, buffer_of(self), "seekable", NULL, 0);
        r = kr__ok(seekable) ? kr__truth(vm, seekable) : -1;
        if (r < 0) return false;
        int64_t at = 0;
        if (r) {
            Value pos = kr__io_call(vm, buffer_of(self), "tell", NULL, 0);
            if (kr__failed(pos) || !kr__index_i64(vm, pos, &at)) return false;
        }
        Value zero = kr__from_int48(0);
        if (at && kr__failed(kr__io_call(vm, e, "setstate", &zero, 1))) return false;
    }
    return true;
}

Value kr__text_new(kr_vm *vm, Value buffer, const char *encoding, const char *errors,
                   const char *newline, uint32_t flags) {
    Value v = kr__instance_new(vm, kr__type(vm, KR_T_TEXTIOWRAPPER));
    Value e = kr__intern(vm, encoding, strlen(encoding)),
          r = kr__intern(vm, errors, strlen(errors));
    Value nl = newline ? kr__intern(vm, newline, strlen(newline)) : KR_NONE_V;
    if (kr__failed(v) || kr__failed(e) || kr__failed(r) || kr__failed(nl)) return KR_FAILED;
    KrTextIO *t = text_ptr(v);
    t->flags = flags | KR_TXT_READY;
    set(vm, v, &t->buffer, buffer);
    set(vm, v, &t->encoding, e);
    set(vm, v, &t->errors, r);
    t->codec = kr__codec_find(encoding, strlen(encoding));
    kr__io_adopt(vm, buffer, v);
    return set_newline(vm, t, nl) ? v : KR_FAILED;
}

static Value text_make(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__instance_new(vm, a[0]);
}
static bool str_arg(kr_vm *vm, Value v, const char *name, Value dflt, Value *out) {
    *out = dflt;
    if (!kr__ok(v) || kr__is_none(v)) return true;
    if (!kr__is_str(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "TextIOWrapper() argument '%s' must be str or None, not %T", name,
                               v);
    *out = v;
    return true;
}
static Value text_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrTextIO *t = text_ptr(a[0]);
    t->buffer = KR_NO_SLOT;
    Value utf8 = kr__intern(vm, "UTF-8", 5), encoding, errors;
    if (kr__failed(utf8) || !str_arg(vm, a[2], "encoding", utf8, &encoding) ||
        !str_arg(vm, a[3], "errors", kr__name(vm, KR_N_strict), &errors))
        return KR_FAILED;
    const KrStr *s = kr__ptr(encoding);
    if (s->len == 6 && !memcmp(kr__str_text(s), "locale", 6)) encoding = utf8;
    int by_line = kr__ok(a[5]) ? kr__truth(vm, a[5]) : 0,
        through = kr__ok(a[6]) ? kr__truth(vm, a[6]) : 0;
    if (by_line < 0 || through < 0) return KR_FAILED;
    if (!kr__is_ref(a[1])) /* a number, which no buffer is */
        return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "'%T' object has no attribute 'readable'",
                         a[1]);
    t = text_ptr(a[0]);
    t->flags = (by_line ? KR_TXT_LINE : 0) | (through ? KR_TXT_THROUGH : 0);
    if (!set_newline(vm, t, a[4])) return KR_FAILED;
    forget_ahead(t);
    t->pending = KR_NO_SLOT;
    t->seen = 0;
    set(vm, a[0], &t->buffer, a[1]);
    set(vm, a[0], &t->encoding, encoding);
    set(vm, a[0], &t->errors, errors);
    if (!set_codec(vm, a[0], encoding, errors)) {
        text_ptr(a[0])->buffer = KR_NO_SLOT;
        return KR_FAILED;
    }
    text_ptr(a[0])->flags |= KR_TXT_READY;
    kr__io_adopt(vm, a[1], a[0]);
    return KR_NONE_V;
}

static Value text_reconfigure(
    kr_vm *vm, Value *a, int n) { /* encoding, errors, newline, line_buffering, write_through */
    (void)n;
    if (!ready(vm, text_ptr(a[0]))) return KR_FAILED;
    const KrTextIO *t = text_ptr(a[0]);
    bool recode = (kr__ok(a[1]) && !kr__is_none(a[1])) || (kr__ok(a[2]) && !kr__is_none(a[2])) ||
                  kr__ok(a[3]);
    if (recode && t->decoded.bits)
        return kr__io_unsupported(
            vm, "It is not possible to set the encoding or newline of stream after the first read");
    if (kr__failed(kr__io_call(vm, a[0], "flush", NULL, 0))) return KR_FAILED;
    Value encoding, errors;
    if (!str_arg(vm, a[1], "encoding", KR_VALUE(text_ptr(a[0])->encoding.bits), &encoding))
        return KR_FAILED;
    bool new_encoding = kr__ok(a[1]) && !kr__is_none(a[1]);
    if (!str_arg(vm, a[2], "errors",
                 new_encoding ? kr__name(vm, KR_N_strict) : errors_of(text_ptr(a[0])), &errors))
        return KR_FAILED;
    if (kr__ok(a[3]) && !set_newline(vm, text_ptr(a[0]), a[3])) return KR_FAILED;
    if (recode && !set_codec(vm, a[0], encoding, errors)) return KR_FAILED;
    KrTextIO *now = text_ptr(a[0]);
    set(vm, a[0], &now->encoding, encoding);
    set(vm, a[0], &now->errors, errors);
    const uint32_t flags[2] = {KR_TXT_LINE, KR_TXT_THROUGH};
    for (int i = 0; i < 2; i++) {
        if (!kr__ok(a[4 + i]) || kr__is_none(a[4 + i])) continue;
        int on = kr__truth(vm, a[4 + i]);
        if (on < 0) return KR_FAILED;
        now = text_ptr(a[0]);
        now->flags = on ? now->flags | flags[i] : now->flags & ~flags[i];
    }
    return KR_NONE_V;
}

/* ---- the rest --------------------------------------------------------------------------------- */

static Value text_close(kr_vm *vm, Value *a, int n) {
    (void)n;
    int closed;
    if (!ready(vm, text_ptr(a[0])) || !buffer_closed(vm, buffer_of(a[0]), &closed))
        return KR_FAILED;
    if (closed) return KR_NONE_V;
    if (!kr__io_flush_to_close(vm, a[0])) return KR_FAILED;
    Value first = kr__take_pending(vm);
    Value v = kr__io_call(vm, buffer_of(a[0]), "close", NULL, 0);
    return kr__ok(first) ? kr__io_closed_after(vm, first) : v;
}
static Value text_detach(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!ready(vm, text_ptr(a[0])) || kr__failed(kr__io_call(vm, a[0], "flush", NULL, 0)))
        return KR_FAILED;
    Value buffer = buffer_of(a[0]);
    text_ptr(a[0])->buffer = KR_NO_SLOT;
    text_ptr(a[0])->flags |= KR_TXT_DETACHED;
    return kr__io_release(vm, buffer) ? buffer : KR_FAILED;
}
#define DELEGATE(name)                                           \
    static Value text_##name(kr_vm *vm, Value *a, int n) {       \
        (void)n;                                                 \
        if (!ready(vm, text_ptr(a[0]))) return KR_FAILED;        \
        return kr__io_call(vm, buffer_of(a[0]), #name, NULL, 0); \
    }
DELEGATE(fileno)
DELEGATE(seekable)
DELEGATE(readable)
DELEGATE(writable)
DELEGATE(isatty)
#define BUFFER_ATTR(name)                                                       \
    static Value get_##name(kr_vm *vm, Value self) {                            \
        if (!ready(vm, text_ptr(self))) return KR_FAILED;                       \
        Value key = kr__intern(vm, #name, sizeof #name - 1);                    \
        return kr__ok(key) ? kr__getattr(vm, buffer_of(self), key) : KR_FAILED; \
    }
BUFFER_ATTR(name)
BUFFER_ATTR(closed)
static Value get_buffer(kr_vm *vm, Value self) {
    return ready(vm, text_ptr(self)) ? buffer_of(self) : KR_FAILED;
}
static Value get_encoding(kr_vm *vm, Value self) {
    (void)vm;
    Slot s = text_ptr(self)->encoding;
    return s.bits ? KR_VALUE(s.bits) : KR_NONE_V;
}
static Value get_errors(kr_vm *vm, Value self) {
    return ready(vm, text_ptr(self)) ? errors_of(text_ptr(self)) : KR_FAILED;
}
static Value get_line_buffering(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(text_ptr(self)->flags & KR_TXT_LINE);
}
static Value get_write_through(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(text_ptr(self)->flags & KR_TXT_THROUGH);
}
static Value newlines_value(kr_vm *vm, uint32_t seen) {
    static const char *const texts[] = {"\r", "\n", "\r\n"};
    Value items[3];
    unsigned n = 0;
    for (unsigned i = 0; i < 3; i++) {
        if (!(seen & 1u << i)) continue;
        items[n] = kr__str_new(vm, texts[i], strlen(texts[i]));
        if (kr__failed(items[n++])) return KR_FAILED;
    }
    return !n ? KR_NONE_V : n == 1 ? items[0] : kr__tuple_new(vm, items, n);
}
static Value get_newlines(kr_vm *vm, Value self) {
    return ready(vm, text_ptr(self)) ? newlines_value(vm, text_ptr(self)->seen) : KR_FAILED;
}
static Value get_chunk_size(kr_vm *vm, Value self) {
    (void)vm, (void)self;
    return kr__from_int48(KR_IO_BUFFER);
}
static bool set_chunk_size(kr_vm *vm, Value self, Value v) {
    (void)vm, (void)self, (void)v;
    return true;
}
static Value text_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name = KR_UNSET, mode = KR_UNSET, key = kr__intern(vm, "mode", 4);
    if (!text_ptr(a[0])->buffer.bits || kr__failed(key)) return kr__text(vm, "<_io.TextIOWrapper>");
    int r = kr__getattr_opt(vm, a[0], kr__name(vm, KR_N_name), &name);
    if (r < 0) {
        if (!kr__pending_is(vm, KR_T_X_VALUEERROR)) return KR_FAILED;
        kr__clear_pending(vm);
    }
    int m = kr__getattr_opt(vm, a[0], key, &mode);
    if (m < 0) return KR_FAILED;
    Value text = kr__text(vm, "<_io.TextIOWrapper");
    if (kr__ok(text) && r > 0) text = kr__text(vm, "%S name=%R", text, name);
    if (kr__ok(text) && m > 0) text = kr__text(vm, "%S mode=%R", text, mode);
    return kr__ok(text)
               ? kr__text(vm, "%S encoding=%R>", text, KR_VALUE(text_ptr(a[0])->encoding.bits))
               : text;
}
static Value no_pickle(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__raise_type(vm, "cannot pickle '%T' object", a[0]);
}

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", text_make, NULL, KR_DEF_NEW},
    {"__init__(self, /, buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
     "write_through=False)",
     text_init, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", text_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"read(self, size=-1, /)", text_read, NULL, KR_DEF_METHOD},
    {"readline(self, size=-1, /)", text_readline, NULL, KR_DEF_METHOD},
    {"__next__(self, /)", text_next, "Implement next(self).", KR_DEF_SPECIAL},
    {"write(self, text, /)", text_write, NULL, KR_DEF_METHOD},
    {"flush(self, /)", text_flush, NULL, KR_DEF_METHOD},
    {"close(self, /)", text_close, NULL, KR_DEF_METHOD},
    {"detach(self, /)", text_detach, NULL, KR_DEF_METHOD},
    {"reconfigure(self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, "
     "write_through=None)",
     text_reconfigure, "Reconfigure the text stream with new parameters.", KR_DEF_METHOD},
    {"seek(self, cookie, whence=0, /)", text_seek, NULL, KR_DEF_METHOD},
    {"tell(self, /)", text_tell, NULL, KR_DEF_METHOD},
    {"truncate(self, pos=None, /)", text_truncate, NULL, KR_DEF_METHOD},
    {"fileno(self, /)", text_fileno, NULL, KR_DEF_METHOD},
    {"seekable(self, /)", text_seekable, NULL, KR_DEF_METHOD},
    {"readable(self, /)", text_readable, NULL, KR_DEF_METHOD},
    {"writable(self, /)", text_writable, NULL, KR_DEF_METHOD},
    {"isatty(self, /)", text_isatty, NULL, KR_DEF_METHOD},
    {"__getstate__(self, /)", no_pickle, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"name", get_name, NULL, NULL},
    {"closed", get_closed, NULL, NULL},
    {"buffer", get_buffer, NULL, NULL},
    {"encoding", get_encoding, NULL, NULL},
    {"errors", get_errors, NULL, NULL},
    {"newlines", get_newlines, NULL, NULL},
    {"line_buffering", get_line_buffering, NULL, NULL},
    {"write_through", get_write_through, NULL, NULL},
    {"_CHUNK_SIZE", get_chunk_size, set_chunk_size, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_textiowrapper = {
    .number = KR_T_TEXTIOWRAPPER,
    .doc = "Character and line based layer over a BufferedIOBase object, buffer.",
    .methods = methods,
    .getset = getset,
    .size = sizeof(KrTextIO),
    .slots = KR_AT(KrTextIO, buffer) | KR_AT(KrTextIO, encoding) | KR_AT(KrTextIO, errors) |
             KR_AT(KrTextIO, chunk) | KR_AT(KrTextIO, decoded) | KR_AT(KrTextIO, pending) |
             KR_AT(KrTextIO, encoder) | KR_AT(KrTextIO, decoder),
};

/* ---- IncrementalNewlineDecoder ---------------------------------------------------------------- */

typedef struct Newlines {
    KrObj head;
    Slot decoder; /* or None */
    uint32_t flags, seen;
} Newlines;
#define NL_TRANSLATE 1u
#define NL_CR 2u /* a \r waits for what follows */

static Value nl_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__host_new(vm, a[0]);
}
static Value nl_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    int translate = kr__truth(vm, a[2]);
    if (translate < 0) return KR_FAILED;
    Newlines *d = kr__ptr(a[0]);
    kr__store(vm, d, &d->decoder, kr__ref_slot(a[1]));
    d->flags = translate ? NL_TRANSLATE : 0;
    d->seen = 0;
    return KR_NONE_V;
}
static Value nl_decode(kr_vm *vm, Value *a, int n) {
    (void)n;
    int final = kr__ok(a[2]) ? kr__truth(vm, a[2]) : 0;
    if (final < 0) return KR_FAILED;
    Newlines *d = kr__ptr(a[0]);
    Value text = a[1];
    if (!d->decoder.bits)
        return kr__raise_value(vm, "IncrementalNewlineDecoder.__init__() not called");
    if (!kr__is_none(KR_VALUE(d->decoder.bits))) {
        Value args[2] = {a[1], kr__bool(final)};
        text = kr__io_call(vm, KR_VALUE(d->decoder.bits), "decode", args, 2);
        if (kr__failed(text)) return KR_FAILED;
    }
    if (!kr__is_str(vm, text))
        return kr__raise_type(vm, "decoder should return a string result, not '%T'", text);
    d = kr__ptr(a[0]);
    size_t len = ((KrStr *)kr__ptr(text))->len;
    if ((d->flags & NL_CR) && (len || final)) {
        Value cr = kr__char(vm, '\r');
        text = kr__ok(cr) ? kr__str_concat(vm, cr, text) : cr;
        if (kr__failed(text)) return KR_FAILED;
        d = kr__ptr(a[0]);
        d->flags &= ~NL_CR;
        len++;
    }
    if (len && !final && kr__str_text(kr__ptr(text))[len - 1] == '\r') {
        text = kr__str_part(vm, text, 0, --len);
        if (kr__failed(text)) return KR_FAILED;
        d = kr__ptr(a[0]);
        d->flags |= NL_CR;
    }
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (size_t i = 0; i < len; i++) {
        const char *p = kr__str_text(kr__ptr(text));
        bool cr = p[i] == '\r', two = cr && i + 1 < len && p[i + 1] == '\n';
        if (p[i] == '\n')
            d->seen |= 2;
        else if (two)
            d->seen |= 4;
        else if (cr)
            d->seen |= 1;
        if (cr && (d->flags & NL_TRANSLATE)) {
            if (!kr__str_builder_cstr(&b, "\n")) return KR_FAILED;
            i += two;
            continue;
        }
        unsigned w = kr__utf8_lead((uint8_t)p[i]);
        size_t take_n = two ? 2 : w;
        if (!kr__str_builder_text(&b, p + i, take_n)) return KR_FAILED;
        i += take_n - 1;
    }
    return kr__str_builder_finish(&b);
}
static Value nl_getstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Newlines *d = kr__ptr(a[0]);
    Value data = kr__bytes_new(vm, NULL, 0);
    int64_t flag = 0;
    if (d->decoder.bits && !kr__is_none(KR_VALUE(d->decoder.bits))) {
        Value state = kr__io_call(vm, KR_VALUE(d->decoder.bits), "getstate", NULL, 0);
        if (kr__failed(state)) return KR_FAILED;
        if (!kr__has_kind(vm, state, KR_K_TUPLE) || ((KrTuple *)kr__ptr(state))->len != 2)
            return kr__raise_type(vm, "illegal decoder state");
        data = kr__tuple_get(kr__ptr(state), 0);
        if (!kr__index_i64(vm, kr__tuple_get(kr__ptr(state), 1), &flag)) return KR_FAILED;
    }
    d = kr__ptr(a[0]);
    Value items[2] = {data, kr__int_from_i64(vm, flag << 1 | ((d->flags & NL_CR) != 0))};
    return kr__ok(data) ? kr__tuple_new(vm, items, 2) : KR_FAILED;
}
static Value nl_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t flag;
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE) || ((KrTuple *)kr__ptr(a[1]))->len != 2)
        return kr__raise_type(vm, "state argument must be a tuple");
    if (!kr__index_i64(vm, kr__tuple_get(kr__ptr(a[1]), 1), &flag)) return KR_FAILED;
    Newlines *d = kr__ptr(a[0]);
    d->flags = (d->flags & ~NL_CR) | (flag & 1 ? NL_CR : 0);
    if (!d->decoder.bits || kr__is_none(KR_VALUE(d->decoder.bits))) return KR_NONE_V;
    Value items[2] = {kr__tuple_get(kr__ptr(a[1]), 0), kr__int_from_i64(vm, flag >> 1)},
          t = kr__tuple_new(vm, items, 2);
    return kr__ok(t) ? kr__io_call(vm, KR_VALUE(d->decoder.bits), "setstate", &t, 1) : KR_FAILED;
}
static Value nl_reset(kr_vm *vm, Value *a, int n) {
    (void)n;
    Newlines *d = kr__ptr(a[0]);
    d->flags &= ~NL_CR;
    d->seen = 0;
    if (!d->decoder.bits || kr__is_none(KR_VALUE(d->decoder.bits))) return KR_NONE_V;
    return kr__io_call(vm, KR_VALUE(d->decoder.bits), "reset", NULL, 0);
}
static Value nl_newlines(kr_vm *vm, Value self) {
    return newlines_value(vm, ((Newlines *)kr__ptr(self))->seen);
}

static const KrFnDef nl_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", nl_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, decoder, translate, errors='strict')", nl_init, NULL, KR_DEF_SPECIAL},
    {"decode(self, /, input, final=False)", nl_decode, NULL, KR_DEF_METHOD},
    {"getstate(self, /)", nl_getstate, NULL, KR_DEF_METHOD},
    {"setstate(self, state, /)", nl_setstate, NULL, KR_DEF_METHOD},
    {"reset(self, /)", nl_reset, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet nl_getset[] = {{"newlines", nl_newlines, NULL, NULL},
                                     {NULL, NULL, NULL, NULL}};
static const KrClassDef nl_def = {
    .name = "_io.IncrementalNewlineDecoder",
    .doc = "Codec used when reading a file in universal newlines mode.",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE,
    .size = sizeof(Newlines),
    .slots = KR_AT(Newlines, decoder),
    .methods = nl_methods,
    .getset = nl_getset,
};
bool kr__io_newline_decoder(kr_vm *vm, Value module, Value *cls) {
    if (!kr__ok(*cls)) *cls = kr__class_new(vm, &nl_def);
    return kr__ok(*cls) && kr__module_add(vm, module, "IncrementalNewlineDecoder", *cls);
}
