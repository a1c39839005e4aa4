/* SPDX-License-Identifier: MIT
 * _io_buffered.c: BufferedReader, BufferedWriter, BufferedRandom over any raw stream, and BufferedRWPair.
 *
 * Invariant: at most one of (pos < end) and (wlen > 0): the buffer holds bytes read ahead or bytes to
 * be written, never both. */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "lib/_io.h"
#include "types/host.h"
#include "types/int.h"

KR_INLINE KrBuffered *buf_ptr(Value v) { return kr__ptr(v); }
KR_INLINE char *bytes_of(const KrBuffered *b) { return kr__bytearray_data(kr__slot_ptr(b->buf)); }

bool kr__is_buffered(kr_vm *vm, Value v) {
    (void)vm;
    return kr__exact(v, KR_T_BUFFEREDREADER) || kr__exact(v, KR_T_BUFFEREDWRITER) ||
           kr__exact(v, KR_T_BUFFEREDRANDOM);
}

/* ---- state ------------------------------------------------------------------------------------ */

static bool ready(kr_vm *vm, const KrBuffered *b) {
    if (b->raw.bits) return true;
    return kr__raise_false(vm, KR_T_X_VALUEERROR,
                           b->flags & KR_BUF_DETACHED ? "raw stream has been detached"
                                                      : "I/O operation on uninitialized object");
}
static Value raw_of(Value self) { return KR_VALUE(buf_ptr(self)->raw.bits); }

static int is_closed(kr_vm *vm, Value self) {
    Value raw = raw_of(self);
    if (kr__exact(raw, KR_T_FILEIO)) return ((KrFileIO *)kr__ptr(raw))->fd < 0;
    return kr__io_is_closed(vm, raw);
}
static bool open_for(kr_vm *vm, Value self, const char *what) {
    if (!ready(vm, buf_ptr(self))) return false;
    int r = is_closed(vm, self);
    if (r <= 0) return r == 0;
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "%s of closed file", what);
}
static bool need_buffer(kr_vm *vm, Value self) {
    if (buf_ptr(self)->buf.bits) return true;
    Value a = kr__bytearray_new(vm, NULL, buf_ptr(self)->size);
    if (kr__failed(a)) return false;
    kr__store(vm, kr__ptr(self), &buf_ptr(self)->buf, kr__ref_slot(a));
    return true;
}

/* ---- the raw stream --------------------------------------------------------------------------- */

/* OSError(text) from the pending exception. */
static void raise_because(kr_vm *vm, const char *text) {
    if (vm->thread->stopping) return;
    Value cause = kr__take_pending(vm);
    kr__raise(vm, KR_T_X_OSERROR, "%s", text);
    Value exc = kr__take_pending(vm);
    if (kr__setattr(vm, exc, kr__name(vm, KR_N___cause__), cause)) kr__raise_object(vm, exc);
}

/* Reads up to n bytes into p, which belongs to `keep` (a bytearray at offset `at`) or to the caller. */
static int64_t raw_read(kr_vm *vm, Value self, Value keep, size_t at, size_t n) {
    Value raw = raw_of(self);
    if (kr__exact(raw, KR_T_FILEIO))
        return kr__file_read(vm, raw, kr__bytearray_data(kr__ptr(keep)) + at, n);
    Value tmp = kr__bytearray_new(vm, NULL, n);
    Value got = kr__ok(tmp) ? kr__io_call(vm, raw, "readinto", &tmp, 1) : KR_FAILED;
    if (kr__failed(got)) return -1;
    if (kr__is_none(got)) return -2;
    int64_t count;
    if (!kr__index_i64(vm, got, &count)) {
        raise_because(vm, "raw readinto() failed");
        return -1;
    }
    if (count < 0 || (uint64_t)count > n) {
        kr__raise(vm, KR_T_X_OSERROR,
                  "raw readinto() returned invalid length %ld (should have been between 0 and %zu)",
                  (long)count, n);
        return -1;
    }
    memcpy(kr__bytearray_data(kr__ptr(keep)) + at, kr__bytearray_data(kr__ptr(tmp)), (size_t)count);
    return count;
}

static int64_t raw_write(kr_vm *vm, Value self, const char *p, size_t n) {
    Value raw = raw_of(self);
    if (kr__exact(raw, KR_T_FILEIO)) return kr__file_write(vm, raw, p, n);
    Value b = kr__bytes_new(vm, p, n),
          got = kr__ok(b) ? kr__call_method(vm, raw, kr__name(vm, KR_N_write), &b, 1) : b;
    if (kr__failed(got)) return -1;
    if (kr__is_none(got)) return -2;
    int64_t count;
    if (!kr__index_i64(vm, got, &count)) return -1;
    if (count < 0 || (uint64_t)count > n) {
        kr__raise(vm, KR_T_X_OSERROR,
                  "raw write() returned invalid length %ld (should have been between 0 and %zu)",
                  (long)count, n);
        return -1;
    }
    return count;
}

static bool would_block(kr_vm *vm, size_t written) {
    Value args[3] = {kr__from_int48(EAGAIN),
                     kr__text(vm, "write could not complete without blocking"),
                     kr__from_int48((int64_t)written)};
    Value exc =
        kr__ok(args[1]) ? kr__call(vm, kr__type(vm, KR_T_X_BLOCKINGIOERROR), args, 3) : KR_FAILED;
    if (kr__ok(exc)) kr__raise_object(vm, exc);
    return false;
}

/* ---- one thread at a time --------------------------------------------------------------------- */

/* Thread `number` - 1 is at work on the stream, or is the next to be: must another wait for it? */
static bool waits_for(kr_vm *vm, uint32_t number) {
    const KrThread *t = number ? kr__thread_numbered(vm, number - 1) : NULL;
    return t && !(vm->ended && t->must_stop); /* else it will not come back */
}

/* Waits for other threads. Who was told that the stream is free comes before those who ask for it only then: one that
 * writes without a pause would have it back each time before another wakes up. */
static KR_COLD bool hold_slow(kr_vm *vm, Value self) {
    KrBuffered *b = buf_ptr(self);
    uint32_t own = vm->thread->number + 1;
    if (b->holder == own) {
        Value shown = kr__repr(vm, self);
        if (kr__failed(shown)) return false;
        return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "reentrant call inside %S", shown);
    }
    while (waits_for(vm, b->holder) || (b->next != own && waits_for(vm, b->next))) {
        if (kr__wait(vm, self, INFINITY) > 0) continue;
        if (b->next == own) b->next = kr__notify(vm, self);
        return false;
    }
    return true;
}
/* False: an exception is pending. */
KR_INLINE bool hold(kr_vm *vm, Value self) {
    KrBuffered *b = buf_ptr(self);
    if (KR_UNLIKELY(b->holder | b->next) && !hold_slow(vm, self)) return false;
    b->holder = vm->thread->number + 1;
    b->next = 0;
    return true;
}
/* Passes a result on. */
KR_INLINE Value let_go(kr_vm *vm, Value self, Value result) {
    KrBuffered *b = buf_ptr(self);
    b->holder = 0;
    if (KR_UNLIKELY(vm->threads)) b->next = kr__notify(vm, self);
    return result;
}
#define OK(b) ((b) ? KR_NONE_V : KR_FAILED)

/* Writes what waits. */
static bool flush_write(kr_vm *vm, Value self) {
    KrBuffered *b = buf_ptr(self);
    uint32_t done = 0;
    bool ok = true;
    while (ok && done < b->wlen) {
        int64_t got = raw_write(vm, self, bytes_of(b) + done, b->wlen - done);
        if (got >= 0) {
            done += (uint32_t)got;
            ok = done >= b->wlen || kr__poll(vm);
        } else if (got == -2)
            ok = would_block(vm, 0);
        else
            ok = false;
    }
    if (done && done < b->wlen) memmove(bytes_of(b), bytes_of(b) + done, b->wlen - done);
    b->wlen -= done;
    return ok;
}

static Value raw_seek(kr_vm *vm, Value self, int64_t at, int how) {
    Value args[2] = {kr__int_from_i64(vm, at), kr__from_int48(how)};
    Value v = kr__ok(args[0]) ? kr__io_call(vm, raw_of(self), "seek", args, 2) : KR_FAILED;
    int64_t now;
    if (kr__failed(v) || !kr__index_i64(vm, v, &now)) return KR_FAILED;
    if (now >= 0) return v;
    return kr__raise(vm, KR_T_X_OSERROR, "Raw stream returned invalid position %ld", (long)now);
}

/* Forgets what was read ahead; the raw position goes back to where the reader stood. */
static bool drop_read(kr_vm *vm, Value self) {
    KrBuffered *b = buf_ptr(self);
    int64_t ahead = (int64_t)b->end - b->pos;
    b->pos = b->end = 0;
    return !ahead || kr__ok(raw_seek(vm, self, -ahead, 1));
}

/* Reads ahead into the empty buffer. As raw_read. */
static int64_t fill(kr_vm *vm, Value self) {
    KrBuffered *b = buf_ptr(self);
    if (b->wlen && !flush_write(vm, self)) return -1;
    if (!need_buffer(vm, self)) return -1;
    b->pos = b->end = 0;
    int64_t got = raw_read(vm, self, KR_VALUE(b->buf.bits), 0, b->size);
    if (got > 0) b->end = (uint32_t)got;
    return got;
}

/* ---- reading ---------------------------------------------------------------------------------- */

static Value take(kr_vm *vm, Value self, size_t n) {
    KrBuffered *b = buf_ptr(self);
    Value v = kr__bytes_new(vm, n ? bytes_of(b) + b->pos : NULL, n);
    if (kr__ok(v)) b->pos += (uint32_t)n;
    return v;
}

static Value read1(kr_vm *vm, Value self, size_t n) {
    KrBuffered *b = buf_ptr(self);
    if (b->pos == b->end) {
        int64_t got = fill(vm, self);
        if (got == -1) return KR_FAILED;
        if (got <= 0) return kr__bytes_new(vm, NULL, 0);
    }
    size_t have = b->end - b->pos;
    return take(vm, self, n < have ? n : have);
}
Value kr__buffered_read1(kr_vm *vm, Value self, size_t n) {
    if (!open_for(vm, self, "read") || !hold(vm, self)) return KR_FAILED;
    return let_go(vm, self, read1(vm, self, n));
}

/* All that is left. */
static Value read_all(kr_vm *vm, Value self) {
    KrBuffered *b = buf_ptr(self);
    if (b->wlen && !flush_write(vm, self)) return KR_FAILED;
    size_t have = b->end - b->pos;
    Value head = take(vm, self, have);
    if (kr__failed(head)) return KR_FAILED;
    Value readall, name = kr__intern(vm, "readall", 7);
    int r = kr__ok(name) ? kr__getattr_opt(vm, raw_of(self), name, &readall) : -1;
    if (r < 0) return KR_FAILED;
    Value out = kr__bytearray_new(vm, ((KrBytes *)kr__ptr(head))->data, have);
    if (kr__failed(out)) return KR_FAILED;
    if (r) {
        Value rest = kr__call0(vm, readall);
        if (kr__failed(rest)) return KR_FAILED;
        if (kr__is_none(rest)) return have ? head : rest;
        if (!kr__is_bytes(vm, rest)) return kr__raise_type(vm, "readall() should return bytes");
        if (!have) return rest;
        if (!kr__bytearray_append(vm, kr__ptr(out), ((KrBytes *)kr__ptr(rest))->data,
                                  ((KrBytes *)kr__ptr(rest))->len))
            return KR_FAILED;
    } else {
        for (;;) {
            int64_t got = fill(vm, self);
            if (got == -1) return KR_FAILED;
            if (got <= 0) break;
            b = buf_ptr(self);
            if (!kr__bytearray_append(vm, kr__ptr(out), bytes_of(b), (size_t)got)) return KR_FAILED;
            b->pos = b->end;
        }
    }
    KrBytearray *o = kr__ptr(out);
    return kr__bytes_new(vm, kr__bytearray_data(o), o->len);
}

static Value read_n(kr_vm *vm, Value self, size_t n) {
    KrBuffered *b = buf_ptr(self);
    if (n <= b->end - b->pos) return take(vm, self, n);
    if (b->wlen && !flush_write(vm, self)) return KR_FAILED;
    Value out = kr__bytearray_new(vm, NULL, n);
    if (kr__failed(out)) return KR_FAILED;
    size_t done = b->end - b->pos;
    if (done) memcpy(kr__bytearray_data(kr__ptr(out)), bytes_of(b) + b->pos, done);
    b->pos = b->end = 0;
    bool blocked = false;
    while (done < n) {
        int64_t got;
        if (n - done >= b->size) {
            got = raw_read(vm, self, out, done, n - done);
            if (got > 0) done += (size_t)got;
        } else {
            got = fill(vm, self);
            if (got > 0) {
                size_t part = (size_t)got < n - done ? (size_t)got : n - done;
                memcpy(kr__bytearray_data(kr__ptr(out)) + done, bytes_of(b), part);
                b->pos = (uint32_t)part;
                done += part;
            }
        }
        if (got == -1) return KR_FAILED;
        blocked = got == -2;
        if (got <= 0) break;
    }
    if (!done && blocked) return KR_NONE_V;
    return kr__bytes_new(vm, kr__bytearray_data(kr__ptr(out)), done);
}

static Value buf_read(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t size = -1;
    if (!ready(vm, buf_ptr(a[0]))) return KR_FAILED;
    if (kr__ok(a[1]) && !kr__is_none(a[1]) && !kr__index_i64(vm, a[1], &size)) return KR_FAILED;
    if (size < -1) return kr__raise_value(vm, "read length must be non-negative or -1");
    if (!open_for(vm, a[0], "read")) return KR_FAILED;
    if (!hold(vm, a[0])) return KR_FAILED;
    return let_go(vm, a[0], size < 0 ? read_all(vm, a[0]) : read_n(vm, a[0], (size_t)size));
}
static Value buf_read1(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t size = -1;
    if (kr__ok(a[1]) && !kr__index_i64(vm, a[1], &size)) return KR_FAILED;
    if (!ready(vm, buf_ptr(a[0]))) return KR_FAILED;
    if (size < 0) size = buf_ptr(a[0])->size;
    if (!open_for(vm, a[0], "read")) return KR_FAILED;
    return size ? kr__buffered_read1(vm, a[0], (size_t)size) : kr__bytes_new(vm, NULL, 0);
}
static Value buf_peek(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!open_for(vm, a[0], "peek") || !hold(vm, a[0])) return KR_FAILED;
    KrBuffered *b = buf_ptr(a[0]);
    bool ok = b->pos < b->end || fill(vm, a[0]) != -1;
    return let_go(
        vm, a[0],
        ok ? kr__bytes_new(vm, b->end > b->pos ? bytes_of(b) + b->pos : NULL, b->end - b->pos)
           : KR_FAILED);
}
/* Reads into dst; `once`: with at most one raw read. As raw_read. */
static int64_t read_into(kr_vm *vm, Value self, KrBuffer *dst, bool once) {
    KrBuffered *b = buf_ptr(self);
    if (b->wlen && !flush_write(vm, self)) return -1;
    size_t done = 0;
    for (;;) {
        size_t have = b->end - b->pos, part = have < dst->len - done ? have : dst->len - done;
        if (part) memcpy((char *)dst->data + done, bytes_of(b) + b->pos, part);
        b->pos += (uint32_t)part;
        done += part;
        size_t left = dst->len - done;
        if (!left || (once && part && left <= b->size)) return (int64_t)done;
        int64_t got;
        if (left > b->size) {
            Value tmp = kr__bytearray_new(vm, NULL, left);
            got = kr__ok(tmp) ? raw_read(vm, self, tmp, 0, left) : -1;
            if (got > 0)
                memcpy((char *)dst->data + done, kr__bytearray_data(kr__ptr(tmp)), (size_t)got);
            if (got > 0) done += (size_t)got;
        } else
            got = fill(vm, self);
        if (got == -1) return -1;
        if (got <= 0) return got == -2 && !done ? -2 : (int64_t)done;
        if (once && left > b->size) return (int64_t)done;
        if (once) once = false, dst->len = done + (left < (size_t)got ? left : (size_t)got);
    }
}
static Value into(kr_vm *vm, Value *a, bool once) {
    KrBuffer dst;
    if (!open_for(vm, a[0], "readinto") ||
        !kr__buffer_get_writable(vm, a[1], &dst, once ? "readinto1" : "readinto"))
        return KR_FAILED;
    KrBuffer part = dst;
    int64_t got = -1;
    if (hold(vm, a[0])) {
        got = read_into(vm, a[0], &part, once);
        (void)let_go(vm, a[0], KR_NONE_V);
    }
    kr__buffer_release(vm, &dst);
    return got == -1 ? KR_FAILED : got == -2 ? KR_NONE_V : kr__from_int48(got);
}
static Value buf_readinto(kr_vm *vm, Value *a, int n) {
    (void)n;
    return into(vm, a, false);
}
static Value buf_readinto1(kr_vm *vm, Value *a, int n) {
    (void)n;
    return into(vm, a, true);
}

static Value read_line(kr_vm *vm, Value self, int64_t limit) {
    KrBuffered *b = buf_ptr(self);
    Value out = KR_UNSET;
    size_t done = 0;
    for (;;) {
        size_t have = b->end - b->pos;
        if (limit >= 0 && have > (size_t)limit - done) have = (size_t)limit - done;
        const char *p = have ? bytes_of(b) + b->pos : NULL,
                   *nl = have ? memchr(p, '\n', have) : NULL;
        if (nl) have = (size_t)(nl - p) + 1;
        bool last = nl || (limit >= 0 && done + have >= (size_t)limit);
        if (last && !kr__ok(out)) return take(vm, self, have);
        if (!kr__ok(out)) out = kr__bytearray_new(vm, NULL, 0);
        if (kr__failed(out)) return KR_FAILED;
        if (have && !kr__bytearray_append(vm, kr__ptr(out), bytes_of(b) + b->pos, have))
            return KR_FAILED;
        b->pos += (uint32_t)have;
        done += have;
        int64_t got = last ? 0 : fill(vm, self);
        if (got == -1) return KR_FAILED;
        if (got <= 0) break;
    }
    KrBytearray *o = kr__ptr(out);
    return kr__bytes_new(vm, kr__bytearray_data(o), o->len);
}
static Value line(kr_vm *vm, Value self, int64_t limit) {
    return hold(vm, self) ? let_go(vm, self, read_line(vm, self, limit)) : KR_FAILED;
}
static Value buf_readline(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t limit = -1;
    if (kr__ok(a[1]) && !kr__is_none(a[1]) && !kr__index_i64(vm, a[1], &limit)) return KR_FAILED;
    return open_for(vm, a[0], "readline") ? line(vm, a[0], limit) : KR_FAILED;
}
static Value buf_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!open_for(vm, a[0], "readline")) return KR_FAILED;
    Value v = line(vm, a[0], -1);
    return kr__ok(v) && !((KrBytes *)kr__ptr(v))->len ? KR_END : v;
}

/* ---- writing ---------------------------------------------------------------------------------- */

/* Behind what waits, as much as fits. */
static size_t keep(KrBuffered *b, const char *p, size_t n) {
    size_t room = b->size - b->wlen, part = n < room ? n : room;
    memcpy(bytes_of(b) + b->wlen, p, part);
    b->wlen += (uint32_t)part;
    return part;
}

/* What waits could not be written without blocking: p joins it as far as there is room. */
static bool write_blocked(kr_vm *vm, KrBuffered *b, const char *p, size_t n) {
    if (!kr__pending_is(vm, KR_T_X_BLOCKINGIOERROR)) return false;
    kr__clear_pending(vm);
    size_t part = keep(b, p, n);
    return part == n || would_block(vm, part);
}

static bool write_held(kr_vm *vm, Value self, const char *p, size_t n) {
    KrBuffered *b = buf_ptr(self);
    if (b->pos < b->end && !drop_read(vm, self)) return false;
    b->pos = b->end = 0;
    if (!need_buffer(vm, self)) return false;
    if (n > b->size - b->wlen && b->wlen && !flush_write(vm, self))
        return write_blocked(vm, b, p, n);
    size_t done = 0;
    while (n - done > b->size) { /* large: past the buffer */
        int64_t got = raw_write(vm, self, p + done, n - done);
        if (got == -1) return false;
        if (got == -2) return would_block(vm, done + keep(b, p + done, n - done));
        done += (size_t)got;
        /* a signal may have ended the write: its handler runs before the next one blocks */
        if (!kr__poll(vm)) return false;
    }
    keep(b, p + done, n - done);
    return true;
}
bool kr__buffered_write(kr_vm *vm, Value self, const char *p, size_t n) {
    if (!open_for(vm, self, "write") || !hold(vm, self)) return false;
    /* whoever held it may have closed it */
    bool ok =
        (KR_LIKELY(!vm->threads) || open_for(vm, self, "write")) && write_held(vm, self, p, n);
    return kr__ok(let_go(vm, self, OK(ok)));
}

static Value buf_write(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!ready(vm, buf_ptr(a[0]))) return KR_FAILED;
    if (kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "a bytes-like object is required, not 'str'");
    KrBuffer src;
    if (!open_for(vm, a[0], "write") || !kr__buffer_get(vm, a[1], &src)) return KR_FAILED;
    bool ok = kr__buffered_write(vm, a[0], src.data, src.len);
    Value v = kr__from_int48((int64_t)src.len);
    kr__buffer_release(vm, &src);
    return ok ? v : KR_FAILED;
}

bool kr__buffered_flush(kr_vm *vm, Value self) {
    if (!open_for(vm, self, "flush")) return false;
    if (!hold(vm, self)) return false;
    return kr__ok(let_go(vm, self, OK(!buf_ptr(self)->wlen || flush_write(vm, self))));
}
static Value buf_flush(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__buffered_flush(vm, a[0])) return KR_FAILED;
    if (kr__exact(raw_of(a[0]), KR_T_FILEIO) || !kr__is_a(vm, a[0], KR_T_BUFFEREDREADER))
        return KR_NONE_V;
    return kr__io_call(vm, raw_of(a[0]), "flush", NULL, 0);
}

/* ---- position --------------------------------------------------------------------------------- */

static Value buf_tell(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!ready(vm, buf_ptr(a[0]))) return KR_FAILED;
    Value at = kr__io_call(vm, raw_of(a[0]), "tell", NULL, 0);
    int64_t pos;
    if (kr__failed(at) || !kr__index_i64(vm, at, &pos)) return KR_FAILED;
    if (pos < 0)
        return kr__raise(vm, KR_T_X_OSERROR, "Raw stream returned invalid position %ld", (long)pos);
    const KrBuffered *b = buf_ptr(a[0]);
    return kr__int_from_i64(vm, pos - (b->end - b->pos) + b->wlen);
}
static Value buf_seek(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t at, how = 0;
    if (!ready(vm, buf_ptr(a[0]))) return KR_FAILED;
    if (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &how)) return KR_FAILED;
    if (how < 0 || (how > 2 && how != 3 && how != 4))
        return kr__raise_value(vm, "whence value %ld unsupported", (long)how);
    if (!open_for(vm, a[0], "seek")) return KR_FAILED;
    Value can = kr__io_call(vm, raw_of(a[0]), "seekable", NULL, 0);
    if (kr__failed(can)) return KR_FAILED;
    if (!kr__is_true(can)) return kr__io_unsupported(vm, "File or stream is not seekable.");
    if (!kr__index_i64(vm, a[1], &at)) return KR_FAILED;
    if (!hold(vm, a[0])) return KR_FAILED;
    KrBuffered *b = buf_ptr(a[0]);
    if (b->wlen && !flush_write(vm, a[0])) return let_go(vm, a[0], KR_FAILED);
    if (how == 1) at -= (int64_t)b->end - b->pos;
    Value r = raw_seek(vm, a[0], at, (int)how);
    if (kr__ok(r)) buf_ptr(a[0])->pos = buf_ptr(a[0])->end = 0;
    return let_go(vm, a[0], r);
}
static Value buf_truncate(kr_vm *vm, Value *a, int n) {
    if (!open_for(vm, a[0], "truncate")) return KR_FAILED;
    if (kr__is_a(vm, a[0], KR_T_BUFFEREDREADER)) return kr__io_unsupported(vm, "truncate");
    if (!kr__buffered_flush(vm, a[0])) return KR_FAILED;
    Value size = kr__ok(a[1]) && !kr__is_none(a[1]) ? a[1] : buf_tell(vm, a, n);
    return kr__ok(size) ? kr__io_call(vm, raw_of(a[0]), "truncate", &size, 1) : KR_FAILED;
}

/* ---- delegation ------------------------------------------------------------------------------- */

#define DELEGATE(name)                                        \
    static Value buf_##name(kr_vm *vm, Value *a, int n) {     \
        (void)n;                                              \
        if (!ready(vm, buf_ptr(a[0]))) return KR_FAILED;      \
        return kr__io_call(vm, raw_of(a[0]), #name, NULL, 0); \
    }
DELEGATE(seekable)
DELEGATE(readable)
DELEGATE(writable)
DELEGATE(fileno)
DELEGATE(isatty)
#define RAW_ATTR(name)                                                       \
    static Value get_##name(kr_vm *vm, Value self) {                         \
        if (!ready(vm, buf_ptr(self))) return KR_FAILED;                     \
        Value key = kr__intern(vm, #name, sizeof #name - 1);                 \
        return kr__ok(key) ? kr__getattr(vm, raw_of(self), key) : KR_FAILED; \
    }
RAW_ATTR(name)
RAW_ATTR(mode)
RAW_ATTR(closed)
static Value get_raw(kr_vm *vm, Value self) {
    return ready(vm, buf_ptr(self)) ? raw_of(self) : KR_FAILED;
}

Value kr__io_closed_after(kr_vm *vm, Value first) {
    if (vm->thread->stopping) return KR_FAILED;
    Value second = kr__take_pending(vm);
    if (!kr__ok(second)) return kr__raise_object(vm, first);
    if (!kr__setattr(vm, second, kr__name(vm, KR_N___context__), first)) return KR_FAILED;
    vm->thread->pending = second;
    return KR_FAILED;
}
static Value buf_close(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!ready(vm, buf_ptr(a[0]))) return KR_FAILED;
    int closed = is_closed(vm, a[0]);
    if (closed) return closed < 0 ? KR_FAILED : KR_NONE_V;
    if (!kr__io_flush_to_close(vm, a[0])) return KR_FAILED;
    Value first = kr__take_pending(vm);
    Value v = hold(vm, a[0]) ? let_go(vm, a[0], kr__io_call(vm, raw_of(a[0]), "close", NULL, 0))
                             : KR_FAILED;
    return kr__ok(first) ? kr__io_closed_after(vm, first) : v;
}
static Value buf_detach(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!ready(vm, buf_ptr(a[0])) || kr__failed(kr__io_call(vm, a[0], "flush", NULL, 0)))
        return KR_FAILED;
    Value raw = raw_of(a[0]);
    buf_ptr(a[0])->raw = KR_NO_SLOT;
    buf_ptr(a[0])->flags |= KR_BUF_DETACHED;
    return kr__io_release(vm, raw) ? raw : KR_FAILED;
}
static Value buf_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name, key = kr__name(vm, KR_N_name);
    if (!buf_ptr(a[0])->raw.bits) return kr__text(vm, "<%T>", a[0]);
    int r = kr__getattr_opt(vm, a[0], key, &name);
    if (r < 0) {
        if (!kr__pending_is(vm, KR_T_X_VALUEERROR)) return KR_FAILED;
        kr__clear_pending(vm);
    }
    return r > 0 ? kr__text(vm, "<%T name=%R>", a[0], name) : kr__text(vm, "<%T>", a[0]);
}
static Value no_pickle(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__raise_type(vm, "cannot pickle '%T' object", a[0]);
}

/* ---- classes ---------------------------------------------------------------------------------- */

Value kr__buffered_new(kr_vm *vm, KrTypeNo type, Value raw, size_t size) {
    Value v = kr__instance_new(vm, kr__type(vm, type));
    if (kr__failed(v)) return KR_FAILED;
    buf_ptr(v)->raw = kr__ref_slot(raw);
    buf_ptr(v)->size = (uint32_t)size;
    buf_ptr(v)->flags = KR_BUF_READY;
    kr__io_adopt(vm, raw, v);
    return v;
}

static Value buf_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__instance_new(vm, a[0]);
}
static bool needs(kr_vm *vm, Value raw, const char *method, const char *text) {
    Value r = kr__io_call(vm, raw, method, NULL, 0);
    if (kr__failed(r)) return false;
    if (kr__is_true(r)) return true;
    kr__io_unsupported(vm, text);
    return false;
}
static Value init(kr_vm *vm, Value *a) {
    KrBuffered *b = buf_ptr(a[0]);
    int64_t size = KR_IO_BUFFER;
    b->raw = KR_NO_SLOT;
    if (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &size)) return KR_FAILED;
    if (size <= 0) return kr__raise_value(vm, "buffer size must be strictly positive");
    if (size > INT32_MAX) return kr__no_memory(vm);
    kr__store(vm, b, &b->raw, kr__ref_slot(a[1]));
    b->size = (uint32_t)size;
    b->pos = b->end = b->wlen = 0;
    b->buf = KR_NO_SLOT;
    b->flags = KR_BUF_READY;
    kr__io_adopt(vm, a[1], a[0]);
    return KR_NONE_V;
}
static Value reader_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    return needs(vm, a[1], "readable", "File or stream is not readable.") ? init(vm, a) : KR_FAILED;
}
static Value writer_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    return needs(vm, a[1], "writable", "File or stream is not writable.") ? init(vm, a) : KR_FAILED;
}
static Value random_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    return needs(vm, a[1], "seekable", "File or stream is not seekable.") &&
                   needs(vm, a[1], "readable", "File or stream is not readable.") &&
                   needs(vm, a[1], "writable", "File or stream is not writable.")
               ? init(vm, a)
               : KR_FAILED;
}

#define NEW \
    { "__new__(cls, /, *args, **kwargs)", buf_new, NULL, KR_DEF_NEW }
#define COMMON                                                              \
    {"__repr__(self, /)", buf_repr, "Return repr(self).", KR_DEF_SPECIAL},  \
        {"seek(self, target, whence=0, /)", buf_seek, NULL, KR_DEF_METHOD}, \
        {"tell(self, /)", buf_tell, NULL, KR_DEF_METHOD},                   \
        {"truncate(self, pos=None, /)", buf_truncate, NULL, KR_DEF_METHOD}, \
        {"flush(self, /)", buf_flush, NULL, KR_DEF_METHOD},                 \
        {"close(self, /)", buf_close, NULL, KR_DEF_METHOD},                 \
        {"detach(self, /)", buf_detach, NULL, KR_DEF_METHOD},               \
        {"seekable(self, /)", buf_seekable, NULL, KR_DEF_METHOD},           \
        {"fileno(self, /)", buf_fileno, NULL, KR_DEF_METHOD},               \
        {"isatty(self, /)", buf_isatty, NULL, KR_DEF_METHOD},               \
        {"__getstate__(self, /)", no_pickle, NULL, KR_DEF_METHOD}, {        \
        NULL, NULL, NULL, 0                                                 \
    }
#define READING                                                                     \
    {"read(self, size=-1, /)", buf_read, NULL, KR_DEF_METHOD},                      \
        {"read1(self, size=-1, /)", buf_read1, NULL, KR_DEF_METHOD},                \
        {"peek(self, size=0, /)", buf_peek, NULL, KR_DEF_METHOD},                   \
        {"readinto(self, buffer, /)", buf_readinto, NULL, KR_DEF_METHOD},           \
        {"readinto1(self, buffer, /)", buf_readinto1, NULL, KR_DEF_METHOD},         \
        {"readline(self, size=-1, /)", buf_readline, NULL, KR_DEF_METHOD},          \
        {"__next__(self, /)", buf_next, "Implement next(self).", KR_DEF_SPECIAL}, { \
        "readable(self, /)", buf_readable, NULL, KR_DEF_METHOD                      \
    }
#define WRITING                                                   \
    {"write(self, buffer, /)", buf_write, NULL, KR_DEF_METHOD}, { \
        "writable(self, /)", buf_writable, NULL, KR_DEF_METHOD    \
    }

static const KrFnDef reader_methods[] = {
    NEW,
    {"__init__(self, /, raw, buffer_size=8192)", reader_init, NULL, KR_DEF_SPECIAL},
    READING,
    COMMON};
static const KrFnDef writer_methods[] = {
    NEW,
    {"__init__(self, /, raw, buffer_size=8192)", writer_init, NULL, KR_DEF_SPECIAL},
    WRITING,
    COMMON};
static const KrFnDef random_methods[] = {
    NEW,
    {"__init__(self, /, raw, buffer_size=8192)", random_init, NULL, KR_DEF_SPECIAL},
    READING,
    WRITING,
    COMMON};
static const KrGetSet getset[] = {
    {"raw", get_raw, NULL, NULL},   {"name", get_name, NULL, NULL},
    {"mode", get_mode, NULL, NULL}, {"closed", get_closed, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
#define CLASS(lower, id, text, rows)                              \
    const KrTypeDef kr__def_##lower = {                           \
        .number = KR_T_##id,                                      \
        .doc = text,                                              \
        .methods = rows,                                          \
        .getset = getset,                                         \
        .size = sizeof(KrBuffered),                               \
        .slots = KR_AT(KrBuffered, raw) | KR_AT(KrBuffered, buf), \
    };
CLASS(bufferedreader, BUFFEREDREADER,
      "Create a new buffered reader using the given readable raw IO object.", reader_methods)
CLASS(bufferedwriter, BUFFEREDWRITER, "A buffer for a writeable sequential RawIO object.",
      writer_methods)
CLASS(bufferedrandom, BUFFEREDRANDOM, "A buffered interface to random access streams.",
      random_methods)

/* ---- BufferedRWPair --------------------------------------------------------------------------- */

typedef struct Pair {
    KrObj head;
    Slot reader, writer;
} Pair;

static Value pair_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!needs(vm, a[1], "readable", "File or stream is not readable.") ||
        !needs(vm, a[2], "writable", "File or stream is not writable."))
        return KR_FAILED;
    Value args[2] = {a[1], kr__ok(a[3]) ? a[3] : kr__from_int48(KR_IO_BUFFER)};
    Value r = kr__call(vm, kr__type(vm, KR_T_BUFFEREDREADER), args, 2);
    args[0] = a[2];
    Value w = kr__ok(r) ? kr__call(vm, kr__type(vm, KR_T_BUFFEREDWRITER), args, 2) : KR_FAILED;
    if (kr__failed(w)) return KR_FAILED;
    Pair *p = kr__ptr(a[0]);
    kr__store(vm, p, &p->reader, kr__ref_slot(r));
    kr__store(vm, p, &p->writer, kr__ref_slot(w));
    return KR_NONE_V;
}
static Value pair_call(kr_vm *vm, Value *a, int n, bool writer, const char *name) {
    const Pair *p = kr__ptr(a[0]);
    if (!p->reader.bits) return kr__raise_value(vm, "I/O operation on uninitialized object");
    unsigned count = (unsigned)(n - 1);
    while (count && !kr__ok(a[count])) count--;
    return kr__io_call(vm, KR_VALUE(writer ? p->writer.bits : p->reader.bits), name, a + 1, count);
}
#define PAIR(name, writer)                                 \
    static Value pair_##name(kr_vm *vm, Value *a, int n) { \
        return pair_call(vm, a, n, writer, #name);         \
    }
PAIR(read, false)
PAIR(read1, false)
PAIR(peek, false)
PAIR(readinto, false)
PAIR(readinto1, false)
PAIR(readable, false)
PAIR(write, true)
PAIR(flush, true)
PAIR(writable, true)
static Value pair_close(kr_vm *vm, Value *a, int n) {
    Value w = pair_call(vm, a, n, true, "close");
    if (kr__failed(w) && vm->thread->stopping) return KR_FAILED;
    Value first = kr__take_pending(vm);
    Value r = pair_call(vm, a, n, false, "close");
    return kr__ok(first) ? kr__io_closed_after(vm, first) : r;
}
static Value pair_isatty(kr_vm *vm, Value *a, int n) {
    Value w = pair_call(vm, a, n, true, "isatty");
    return kr__failed(w) || kr__is_true(w) ? w : pair_call(vm, a, n, false, "isatty");
}
static Value pair_closed(kr_vm *vm, Value self) {
    const Pair *p = kr__ptr(self);
    if (!p->writer.bits)
        return kr__raise(vm, KR_T_X_RUNTIMEERROR,
                         "the BufferedRWPair object is being garbage-collected");
    int r = kr__io_is_closed(vm, KR_VALUE(p->writer.bits));
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static const KrFnDef pair_methods[] = {
    NEW,
    {"__init__(self, /, reader, writer, buffer_size=8192)", pair_init, NULL, KR_DEF_SPECIAL},
    {"read(self, size=-1, /)", pair_read, NULL, KR_DEF_METHOD},
    {"read1(self, size=-1, /)", pair_read1, NULL, KR_DEF_METHOD},
    {"peek(self, size=0, /)", pair_peek, NULL, KR_DEF_METHOD},
    {"readinto(self, buffer, /)", pair_readinto, NULL, KR_DEF_METHOD},
    {"readinto1(self, buffer, /)", pair_readinto1, NULL, KR_DEF_METHOD},
    {"write(self, buffer, /)", pair_write, NULL, KR_DEF_METHOD},
    {"flush(self, /)", pair_flush, NULL, KR_DEF_METHOD},
    {"readable(self, /)", pair_readable, NULL, KR_DEF_METHOD},
    {"writable(self, /)", pair_writable, NULL, KR_DEF_METHOD},
    {"close(self, /)", pair_close, NULL, KR_DEF_METHOD},
    {"isatty(self, /)", pair_isatty, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet pair_getset[] = {{"closed", pair_closed, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
const KrTypeDef kr__def_bufferedrwpair = {
    .number = KR_T_BUFFEREDRWPAIR,
    .doc = "A buffered reader and writer object together.",
    .methods = pair_methods,
    .getset = pair_getset,
    .size = sizeof(Pair),
    .slots = KR_AT(Pair, reader) | KR_AT(Pair, writer),
};
