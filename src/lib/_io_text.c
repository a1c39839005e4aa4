/* SPDX-License-Identifier: MIT
 * _io_text.c: TextIOWrapper. UTF-8, Latin-1 and ASCII are decoded and encoded here; other encodings through
 * their incremental codecs (_io_text_other.c). */
#include <string.h>

#include "base/utf8.h"
#include "lib/_io_text.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/int.h"
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
/* Detached or not. */
static bool set_up(kr_vm *vm, const KrTextIO *t) {
    return t->flags & (KR_TXT_READY | KR_TXT_DETACHED) || ready(vm, t);
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

/* Nothing is added that makes more than a chunk of what waits: that is handed on first. */
static bool append(kr_vm *vm, Value self, const char *p, size_t n) {
    KrTextIO *t = text_ptr(self);
    const KrBytearray *waits = t->pending.bits ? kr__slot_ptr(t->pending) : NULL;
    if (waits && waits->len && waits->len + n > t->chunk_size && !flush_pending(vm, self))
        return false;
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

/* What was read ahead is not where the stream goes on after writing. */
static bool forget_read(kr_vm *vm, Value self) {
    KrTextIO *t = text_ptr(self);
    bool other = t->decoder.bits && (t->chunk.bits || t->decoded.bits);
    t->chunk = t->decoded = KR_NO_SLOT;
    t->used = t->at = 0;
    return !other || kr__ok(kr__io_call(vm, KR_VALUE(t->decoder.bits), "reset", NULL, 0));
}

bool kr__text_write(kr_vm *vm, Value self, Value text) {
    if (!open_text(vm, self)) return false;
    KrTextIO *t = text_ptr(self);
    if (t->flags & KR_TXT_NO_WRITE) {
        kr__io_unsupported(vm, "not writable");
        return false;
    }
    const KrStr *s = kr__ptr(text);
    const char *p = kr__str_text(s);
    bool lines = (t->flags & KR_TXT_LINE) && (memchr(p, '\n', s->len) || memchr(p, '\r', s->len));
    Value out = with_line_ends(vm, t, text);
    if (kr__failed(out) || !encode(vm, self, out)) return false;
    if (!forget_read(vm, self)) return false;
    t = text_ptr(self);
    const KrBytearray *waits = t->pending.bits ? kr__slot_ptr(t->pending) : NULL;
    if (lines || (t->flags & KR_TXT_THROUGH) || (waits && waits->len >= t->chunk_size))
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

Value kr__text_as_bytes(kr_vm *vm, Value v, const char *name) {
    if (kr__is_bytes(vm, v)) return v;
    if (!kr__has_buffer(vm, v))
        return kr__raise_type(
            vm, "underlying %s() should have returned a bytes-like object, not '%T'", name, v);
    KrBuffer b;
    if (!kr__buffer_get(vm, v, &b)) return KR_FAILED;
    Value r = kr__bytes_new(vm, b.data, b.len);
    kr__buffer_release(vm, &b);
    return r;
}

Value kr__text_raw_bytes(kr_vm *vm, Value self, size_t n) {
    Value buffer = buffer_of(self);
    if (kr__is_buffered(vm, buffer) && !kr__exact(buffer, KR_T_BUFFEREDWRITER))
        return kr__buffered_read1(vm, buffer, n);
    Value read, key = kr__intern(vm, "read1", 5), size = kr__from_int48((int64_t)n);
    int r = kr__ok(key) ? kr__getattr_opt(vm, buffer, key, &read) : -1;
    if (r < 0) return KR_FAILED;
    Value b = r ? kr__call1(vm, read, size)
                : kr__call_method(vm, buffer, kr__name(vm, KR_N_read), &size, 1);
    return kr__ok(b) ? kr__text_as_bytes(vm, b, r ? "read1" : "read") : b;
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

/* Reads ahead: 1; 0: the stream is at its end; -1 failed. What was not handed out stays. */
static int fill(kr_vm *vm, Value self) {
    KrTextIO *t = text_ptr(self);
    if (t->pending.bits && !flush_pending(vm, self)) return -1;
    if (t->codec == KR_CODEC_OTHER) return kr__text_other_fill(vm, self);
    Value old = KR_VALUE(t->chunk.bits);
    size_t from = consumed(t), left = t->chunk.bits ? ((KrBytes *)kr__ptr(old))->len - from : 0;
    Value data = kr__text_raw_bytes(vm, self, left > t->chunk_size ? left : t->chunk_size);
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
    if (text_ptr(self)->flags & KR_TXT_NO_READ) {
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

size_t kr__text_bytes_of_chars(const char *p, size_t n, uint64_t chars) {
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
    if (kr__ok(data)) data = kr__text_as_bytes(vm, data, "read");
    if (kr__failed(data)) return data;
    t = text_ptr(self);
    if (t->codec == KR_CODEC_OTHER) {
        rest = kr__text_other_last(vm, self, data);
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
            want = kr__text_bytes_of_chars(p, have, (uint64_t)size);
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
            want = have ? kr__text_bytes_of_chars(kr__str_text(kr__slot_ptr(t->decoded)) + t->at,
                                                  have, (uint64_t)size)
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
            size_t most = limit < 0 ? have + 1 : kr__text_bytes_of_chars(p, have, (uint64_t)limit);
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
               most = limit < 0 ? have : kr__text_bytes_of_chars(p, have, (uint64_t)limit);
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

void kr__text_forget_ahead(KrTextIO *t) {
    t->chunk = t->decoded = KR_NO_SLOT;
    t->used = t->at = 0;
    t->flags &= ~KR_TXT_NEXT;
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
    if (t->codec == KR_CODEC_OTHER) return kr__text_other_tell(vm, a[0], at);
    if (!t->chunk.bits) return at;
    return kr__int_from_i64(
        vm, pos - (int64_t)(((KrBytes *)kr__slot_ptr(t->chunk))->len - consumed(t)));
}

/* To a cookie of tell(). */
static Value seek_to(kr_vm *vm, Value self, Value cookie) {
    if (text_ptr(self)->codec == KR_CODEC_OTHER) return kr__text_other_seek(vm, self, cookie);
    Value r = kr__io_call(vm, buffer_of(self), "seek", &cookie, 1);
    if (kr__ok(r)) kr__text_forget_ahead(text_ptr(self));
    return r;
}

static Value seek_end(kr_vm *vm, Value self) {
    Value args[2] = {kr__from_int48(0), kr__from_int48(2)};
    Value r = kr__io_call(vm, buffer_of(self), "seek", args, 2);
    if (kr__failed(r)) return KR_FAILED;
    kr__text_forget_ahead(text_ptr(self));
    Slot decoder = text_ptr(self)->decoder;
    if (decoder.bits && kr__failed(kr__io_call(vm, KR_VALUE(decoder.bits), "reset", NULL, 0)))
        return KR_FAILED;
    int64_t at = 0;
    if (text_ptr(self)->encoder.bits && !kr__index_i64(vm, r, &at)) return KR_FAILED;
    return kr__text_other_placed(vm, self, !at) ? r : KR_FAILED;
}

static Value text_seek(kr_vm *vm, Value *a, int n) {
    int64_t how = 0;
    if (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &how)) return KR_FAILED;
    if (!open_text(vm, a[0])) return KR_FAILED;
    int seekable = can_seek(vm, a[0]);
    if (seekable < 0) return KR_FAILED;
    if (!seekable) return kr__io_unsupported(vm, "underlying stream is not seekable");
    Value target = kr__index(vm, a[1]);
    if (kr__failed(target)) return KR_FAILED;
    int sign = kr__int_sign(vm, target);
    if (how == 1) {
        if (sign) return kr__io_unsupported(vm, "can't do nonzero cur-relative seeks");
        target = text_tell(vm, a, n);
        if (kr__failed(target)) return KR_FAILED;
    } else if (how == 2) {
        if (sign) return kr__io_unsupported(vm, "can't do nonzero end-relative seeks");
    } else if (how != 0) {
        return kr__raise_value(vm, "invalid whence (%ld, should be 0, 1 or 2)", (long)how);
    } else if (sign < 0) {
        return kr__raise_value(vm, "negative seek position %R", a[1]);
    }
    if (kr__failed(kr__io_call(vm, a[0], "flush", NULL, 0))) return KR_FAILED;
    return how == 2 ? seek_end(vm, a[0]) : seek_to(vm, a[0], target);
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
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "illegal newline value: %s", s);
    return true;
}

/* bool(buffer.METHOD()), without calling it where the answer is known: 1, 0, -1. */
static int able(kr_vm *vm, Value self, const char *method, KrTypeNo yes, KrTypeNo no) {
    Value buffer = buffer_of(self);
    if (kr__exact(buffer, yes) || kr__exact(buffer, KR_T_BUFFEREDRANDOM)) return 1;
    if (kr__exact(buffer, no)) return 0;
    Value v = kr__io_call(vm, buffer, method, NULL, 0);
    return kr__ok(v) ? kr__truth(vm, v) : -1;
}
static bool set_abilities(kr_vm *vm, Value self) {
    int reads = able(vm, self, "readable", KR_T_BUFFEREDREADER, KR_T_BUFFEREDWRITER);
    int writes =
        reads < 0 ? -1 : able(vm, self, "writable", KR_T_BUFFEREDWRITER, KR_T_BUFFEREDREADER);
    if (writes < 0) return false;
    KrTextIO *t = text_ptr(self);
    t->flags &= ~(KR_TXT_NO_READ | KR_TXT_NO_WRITE | KR_TXT_SEEKABLE);
    t->flags |= (reads ? 0 : KR_TXT_NO_READ) | (writes ? 0 : KR_TXT_NO_WRITE);
    if (t->codec != KR_CODEC_OTHER && kr__is_buffered(vm, buffer_of(self))) return true;
    int seeks = can_seek(vm, self);
    if (seeks > 0) text_ptr(self)->flags |= KR_TXT_SEEKABLE;
    return seeks >= 0;
}

/* In development mode errors= is looked up at once. */
static bool check_errors(kr_vm *vm, Value errors) {
    if (KR_LIKELY(!vm->config.flags.dev_mode)) return true;
    Value find = kr__import_attr(vm, "_codecs", "lookup_error");
    return kr__ok(find) && kr__ok(kr__call1(vm, find, errors));
}

/* How the stream codes. */
static bool set_codec(kr_vm *vm, Value self, Value encoding, Value errors) {
    const KrStr *s = kr__ptr(encoding);
    KrTextIO *t = text_ptr(self);
    t->codec = kr__codec_find(kr__str_text(s), s->len);
    t->encoder = t->decoder = KR_NO_SLOT;
    if (!check_errors(vm, errors) || !set_abilities(vm, self)) return false;
    return text_ptr(self)->codec != KR_CODEC_OTHER ||
           kr__text_other_set(vm, self, encoding, errors);
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
    t->chunk_size = KR_IO_BUFFER;
    if (kr__exact(buffer, KR_T_BUFFEREDREADER)) t->flags |= KR_TXT_NO_WRITE;
    if (kr__exact(buffer, KR_T_BUFFEREDWRITER)) t->flags |= KR_TXT_NO_READ;
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
/* The encoding of the locale is UTF-8. */
static bool names_locale(Value encoding) { return kr__str_is(kr__ptr(encoding), "locale"); }
static Value text_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrTextIO *t = text_ptr(a[0]);
    t->buffer = KR_NO_SLOT;
    t->flags = 0;
    Value utf8 = kr__intern(vm, "UTF-8", 5), encoding, errors;
    if (kr__failed(utf8) || !str_arg(vm, a[2], "encoding", utf8, &encoding) ||
        !str_arg(vm, a[3], "errors", kr__name(vm, KR_N_strict), &errors))
        return KR_FAILED;
    if (names_locale(encoding)) encoding = utf8;
    if (KR_UNLIKELY(vm->config.flags.warn_default_encoding) &&
        (!kr__ok(a[2]) || kr__is_none(a[2])) &&
        !kr__warn(vm, KR_T_X_ENCODINGWARNING, 1, "'encoding' argument not specified"))
        return KR_FAILED;
    int by_line = kr__ok(a[5]) ? kr__truth(vm, a[5]) : 0,
        through = kr__ok(a[6]) ? kr__truth(vm, a[6]) : 0;
    if (by_line < 0 || through < 0) return KR_FAILED;
    if (!kr__is_ref(a[1])) /* a number, which no buffer is */
        return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "'%T' object has no attribute 'readable'",
                         a[1]);
    t = text_ptr(a[0]);
    t->flags = (by_line ? KR_TXT_LINE : 0) | (through ? KR_TXT_THROUGH : 0);
    if (!set_newline(vm, t, a[4])) return KR_FAILED;
    kr__text_forget_ahead(t);
    t->pending = KR_NO_SLOT;
    t->seen = 0;
    t->chunk_size = KR_IO_BUFFER;
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
    if (new_encoding && names_locale(encoding)) encoding = kr__intern(vm, "UTF-8", 5);
    if (kr__failed(encoding)) return KR_FAILED;
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
    return set_up(vm, text_ptr(self)) ? errors_of(text_ptr(self)) : KR_FAILED;
}
static Value get_line_buffering(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(text_ptr(self)->flags & KR_TXT_LINE);
}
static Value get_write_through(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(text_ptr(self)->flags & KR_TXT_THROUGH);
}
static Value get_newlines(kr_vm *vm, Value self) {
    const KrTextIO *t = text_ptr(self);
    if (!ready(vm, t)) return KR_FAILED;
    if (!t->decoder.bits) return kr__io_newlines(vm, t->seen);
    Value v = KR_NONE_V, key = kr__intern(vm, "newlines", 8);
    if (kr__failed(key) || kr__getattr_opt(vm, KR_VALUE(t->decoder.bits), key, &v) < 0)
        return KR_FAILED;
    return kr__ok(v) ? v : KR_NONE_V;
}
static Value get_chunk_size(kr_vm *vm, Value self) {
    return ready(vm, text_ptr(self)) ? kr__from_int48(text_ptr(self)->chunk_size) : KR_FAILED;
}
static bool set_chunk_size(kr_vm *vm, Value self, Value v) {
    int64_t n;
    if (!ready(vm, text_ptr(self))) return false;
    if (!kr__ok(v)) return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "cannot delete attribute");
    if (!kr__index_i64(vm, v, &n)) return false;
    if (n <= 0)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "a strictly positive integer is required");
    text_ptr(self)->chunk_size = n < INT32_MAX ? (uint32_t)n : INT32_MAX;
    return true;
}
static Value text_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name = KR_UNSET, mode = KR_UNSET, key = kr__intern(vm, "mode", 4);
    if (!set_up(vm, text_ptr(a[0])) || kr__failed(key)) return KR_FAILED;
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
