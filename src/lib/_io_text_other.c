/* SPDX-License-Identifier: MIT
 * _io_text_other.c: TextIOWrapper over encodings that are not built in: their incremental codecs, and positions
 * in text whose decoder has state.
 *
 * KrTextIO.chunk is a list with a Piece for each time that bytes were read, as long as some of their text waits
 * in `decoded`, which is the text of all of them. A position is the place of bytes from which the decoder can
 * go on with a state that is one number, how many bytes to feed it there and how many characters of what it
 * gives to skip. */
#include "base/limbs.h"
#include "lib/_io_text.h"
#include "types/bytes.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/str.h"

KR_INLINE KrTextIO *text_ptr(Value v) { return kr__ptr(v); }
static Value buffer_of(Value self) { return KR_VALUE(text_ptr(self)->buffer.bits); }
static Value decoder_of(Value self) { return KR_VALUE(text_ptr(self)->decoder.bits); }
static void set(kr_vm *vm, Value self, Slot *at, Value v) {
    kr__store(vm, kr__ptr(self), at, kr__ref_slot(v));
}
static size_t bytes_len(Value b) { return ((const KrBytes *)kr__ptr(b))->len; }
static size_t text_len(Value s) { return ((const KrStr *)kr__ptr(s))->len; }

/* ---- the decoder ------------------------------------------------------------------------------ */

/* What the decoder remembers: bytes that wait for more, and a number, which is looked at only when positions are told. */
typedef struct State {
    Value waiting; /* bytes */
    Value number;
} State;

static bool get_state(kr_vm *vm, Value self, State *out) {
    Value v = kr__io_call(vm, decoder_of(self), "getstate", NULL, 0);
    if (kr__failed(v)) return false;
    if (!kr__has_kind(vm, v, KR_K_TUPLE) || ((const KrTuple *)kr__ptr(v))->len != 2)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "illegal decoder state");
    out->waiting = kr__tuple_get(kr__ptr(v), 0);
    if (!kr__is_bytes(vm, out->waiting))
        return kr__raise_false(
            vm, KR_T_X_TYPEERROR,
            "illegal decoder state: the first item should be a bytes object, not '%T'",
            out->waiting);
    out->number = kr__tuple_get(kr__ptr(v), 1);
    return true;
}
static bool number_of(kr_vm *vm, Value v, int64_t *out) {
    if (!kr__index_i64(vm, v, out)) return false;
    return (*out >= INT32_MIN && *out <= INT32_MAX) ||
           kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "signed integer is greater than maximum");
}
static bool set_state(kr_vm *vm, Value self, const State *s) {
    Value v =
        kr__ok(s->waiting) ? kr__tuple_new(vm, (Value[]){s->waiting, s->number}, 2) : KR_FAILED;
    return kr__ok(v) && kr__ok(kr__io_call(vm, decoder_of(self), "setstate", &v, 1));
}
/* Nothing waits. */
static bool set_number(kr_vm *vm, Value self, int64_t number) {
    return set_state(vm, self, &(State){kr__bytes_make(vm, NULL, 0), kr__from_int48(number)});
}

static Value decode(kr_vm *vm, Value self, Value data, bool final) {
    if (!text_ptr(self)->decoder.bits) return kr__io_unsupported(vm, "not readable");
    Value args[2] = {data, kr__bool(final)};
    Value text = kr__io_call(vm, decoder_of(self), "decode", args, 2);
    if (kr__ok(text) && !kr__is_str(vm, text))
        return kr__raise_type(vm, "decoder should return a string result, not '%T'", text);
    return text;
}

Value kr__text_other_last(kr_vm *vm, Value self, Value data) {
    return decode(vm, self, data, true);
}

/* ---- reading ahead ---------------------------------------------------------------------------- */

/* A tuple: the decoder's number and what waited in it, the bytes read then, bytes in their text. */
typedef struct Piece {
    Value number, waiting, data;
    size_t len;
} Piece;

static KrList *pieces_of(Value self) {
    Slot s = text_ptr(self)->chunk;
    return s.bits ? kr__slot_ptr(s) : NULL;
}
static Piece piece(kr_vm *vm, const KrList *l, size_t i) {
    const KrTuple *t = kr__ptr(kr__list_get(l, i));
    Piece p = {kr__tuple_get(t, 0), kr__tuple_get(t, 1), kr__tuple_get(t, 2), 0};
    int64_t len = 0;
    kr__int_fits_i64(vm, kr__tuple_get(t, 3), &len);
    p.len = (size_t)len;
    return p;
}
static bool add_piece(kr_vm *vm, Value self, const State *before, Value data, size_t len) {
    Value items[4] = {before->number, before->waiting, data, kr__from_int48((int64_t)len)};
    Value t = kr__tuple_new(vm, items, 4);
    if (kr__failed(t)) return false;
    if (pieces_of(self)) return kr__list_append(vm, pieces_of(self), t);
    Value l = kr__list_new(vm, &t, 1);
    if (kr__failed(l)) return false;
    set(vm, self, &text_ptr(self)->chunk, l);
    return true;
}

/* Lets the text go that was handed out: of whole pieces, or all when positions are not asked for. */
static bool drop_read(kr_vm *vm, Value self) {
    KrTextIO *t = text_ptr(self);
    if (!t->decoded.bits) return true;
    const KrList *l = pieces_of(self);
    size_t off = l ? 0 : t->at, i = 0, n = l ? l->len : 0;
    while (i < n && off + piece(vm, l, i).len <= t->at) off += piece(vm, l, i++).len;
    if (i) {
        Value rest = kr__list_slice(vm, pieces_of(self), i, n - i);
        if (kr__failed(rest)) return false;
        set(vm, self, &text_ptr(self)->chunk, rest);
    }
    if (!off) return true;
    t = text_ptr(self);
    Value text = KR_VALUE(t->decoded.bits);
    Value rest = off == text_len(text) ? kr__name(vm, KR_N_empty)
                                       : kr__str_part(vm, text, off, text_len(text) - off);
    if (kr__failed(rest)) return false;
    t = text_ptr(self);
    set(vm, self, &t->decoded, rest);
    t->at -= (uint32_t)off;
    return true;
}

int kr__text_other_fill(kr_vm *vm, Value self) {
    KrTextIO *t = text_ptr(self);
    State before;
    bool told = t->flags & KR_TXT_SEEKABLE;
    if (!t->decoder.bits) {
        kr__io_unsupported(vm, "not readable");
        return -1;
    }
    if (told && !get_state(vm, self, &before)) return -1;
    Value data = kr__text_raw_bytes(vm, self, text_ptr(self)->chunk_size);
    if (kr__failed(data)) return -1;
    bool eof = !bytes_len(data);
    Value text = decode(vm, self, data, eof);
    if (kr__failed(text) || !drop_read(vm, self)) return -1;
    if (told && !add_piece(vm, self, &before, data, text_len(text))) return -1;
    Slot old = text_ptr(self)->decoded;
    if (old.bits) text = kr__str_concat(vm, KR_VALUE(old.bits), text);
    if (kr__failed(text)) return -1;
    set(vm, self, &text_ptr(self)->decoded, text);
    return !eof;
}

/* ---- positions -------------------------------------------------------------------------------- */

/* Where the decoder begins, with which number, what it is fed there and what is skipped of its text. */
typedef struct Place {
    int64_t start, number;
    uint32_t feed, skip;
    bool final;
} Place;

enum { WORDS = 6 }; /* 32 bits each: two of the start, the number, feed, skip, final */

static Value cookie_of(kr_vm *vm, const Place *p) {
    const uint32_t words[WORDS] = {(uint32_t)p->start,
                                   (uint32_t)((uint64_t)p->start >> 32),
                                   (uint32_t)p->number,
                                   p->feed,
                                   p->skip,
                                   p->final};
    KrLimbs r;
    KrInt *cell = kr__int_room(vm, WORDS, &r);
    if (!cell) return KR_FAILED;
    for (int i = 0; i < WORDS; i++) r.d[i] = words[i];
    r.n = kr__limbs_trim(r.d, WORDS);
    r.neg = false;
    return kr__int_finish(vm, cell, &r);
}
static bool place_of(kr_vm *vm, Value cookie, Place *p) {
    uint32_t buf[2], words[WORDS] = {0};
    KrLimbs l = kr__int_view(vm, cookie, buf);
    for (uint32_t i = 0; i < l.n && i < WORDS; i++) words[i] = l.d[i];
    *p = (Place){.start = (int64_t)(words[0] | (uint64_t)words[1] << 32),
                 .number = (int32_t)words[2],
                 .feed = words[3],
                 .skip = words[4],
                 .final = words[5] != 0};
    return (l.n <= WORDS && words[5] <= UINT8_MAX) ||
           kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "int too big to convert");
}

/* Characters of what the decoder makes of data[from:from+n]; -1 failed. */
static int64_t chars_of(kr_vm *vm, Value self, Value data, size_t from, size_t n, bool final) {
    Value part = kr__bytes_make(vm, ((const KrBytes *)kr__ptr(data))->data + from, n);
    Value text = kr__ok(part) ? decode(vm, self, part, final) : part;
    return kr__ok(text) ? (int64_t)kr__str_count(kr__ptr(text)) : -1;
}

/* A late byte of `input` where nothing waits in the decoder and no more than p->skip characters have come,
 * guessed from how many there are to a byte; the decoder is there. -1 failed. */
static int64_t guess(kr_vm *vm, Value self, Value input, uint64_t chars, Place *p) {
    size_t n = bytes_len(input), back = 1;
    size_t at = chars ? (size_t)((double)n / (double)chars * (double)p->skip) : 0;
    if (at > n) at = n;
    while (at) {
        State s;
        if (!set_number(vm, self, p->number)) return -1;
        int64_t got = chars_of(vm, self, input, 0, at, false);
        if (got < 0 || !get_state(vm, self, &s)) return -1;
        size_t waiting = bytes_len(s.waiting);
        if ((uint64_t)got <= p->skip && !waiting) {
            if (!number_of(vm, s.number, &p->number)) return -1;
            p->skip -= (uint32_t)got;
            return (int64_t)at;
        }
        if ((uint64_t)got <= p->skip) {
            at -= waiting < at ? waiting : at;
            back = 1;
        } else {
            at -= back < at ? back : at;
            back *= 2;
        }
    }
    return set_number(vm, self, p->number) ? 0 : -1;
}

/* Moves p, which lies at the begin of `input`, as far on as the decoder can begin, and finds what it has to be fed from
 * there for p->skip characters. */
static bool advance(kr_vm *vm, Value self, Value input, uint64_t chars, Place *p) {
    int64_t from = guess(vm, self, input, chars, p);
    if (from < 0) return false;
    p->start += from;
    uint64_t got = 0;
    for (size_t i = (size_t)from, n = bytes_len(input); got < p->skip; i++) {
        int64_t more = chars_of(vm, self, input, i < n ? i : n, i < n, i >= n);
        if (more < 0) return false;
        got += (uint64_t)more;
        if (i >= n) {
            p->final = true;
            return got >= p->skip ||
                   kr__raise_false(vm, KR_T_X_OSERROR, "can't reconstruct logical file position");
        }
        State s;
        p->feed++;
        if (!get_state(vm, self, &s)) return false;
        if (bytes_len(s.waiting) || got > p->skip) continue;
        p->start += (int64_t)p->feed;
        p->skip -= (uint32_t)got;
        if (!number_of(vm, s.number, &p->number)) return false;
        got = p->feed = 0;
    }
    return true;
}

Value kr__text_other_tell(kr_vm *vm, Value self, Value pos) {
    const KrList *l = pieces_of(self);
    if (!l || !l->len) return pos;
    Place p = {0};
    if (!kr__index_i64(vm, pos, &p.start)) return KR_FAILED;
    size_t at = text_ptr(self)->at, off = 0, i = 0;
    while (i + 1 < l->len && at >= off + piece(vm, l, i).len) off += piece(vm, l, i++).len;
    for (size_t j = i; j < l->len; j++) p.start -= (int64_t)bytes_len(piece(vm, l, j).data);
    Piece here = piece(vm, l, i);
    p.start -= (int64_t)bytes_len(here.waiting);
    if (!number_of(vm, here.number, &p.number)) return KR_FAILED;
    if (at == off) return cookie_of(vm, &p);
    const char *text = kr__str_text(kr__slot_ptr(text_ptr(self)->decoded)) + off;
    uint64_t chars = 0;
    for (size_t k = 0; k < here.len; k++) {
        if (((uint8_t)text[k] & 0xc0) == 0x80) continue;
        chars++;
        p.skip += k < at - off;
    }
    Value input = kr__binary(vm, here.waiting, here.data, KR_N___add__);
    State saved;
    if (kr__failed(input) || !get_state(vm, self, &saved)) return KR_FAILED;
    bool ok = advance(vm, self, input, chars, &p);
    if (!ok && vm->thread->stopping) return KR_FAILED;
    Value exc = kr__take_pending(vm);
    if (!set_state(vm, self, &saved)) return KR_FAILED;
    if (!ok) return kr__raise_object(vm, exc);
    return cookie_of(vm, &p);
}

bool kr__text_other_placed(kr_vm *vm, Value self, bool at_start) {
    if (!text_ptr(self)->encoder.bits) return true;
    Value e = KR_VALUE(text_ptr(self)->encoder.bits), zero = kr__from_int48(0);
    return kr__ok(at_start ? kr__io_call(vm, e, "reset", NULL, 0)
                           : kr__io_call(vm, e, "setstate", &zero, 1));
}

Value kr__text_other_seek(kr_vm *vm, Value self, Value cookie) {
    Place p;
    if (!place_of(vm, cookie, &p)) return KR_FAILED;
    Value start = kr__int_from_i64(vm, p.start);
    if (kr__failed(start) || kr__failed(kr__io_call(vm, buffer_of(self), "seek", &start, 1)))
        return KR_FAILED;
    kr__text_forget_ahead(text_ptr(self));
    bool at_start = !p.start && !p.number;
    if (text_ptr(self)->decoder.bits) {
        bool ok = at_start ? kr__ok(kr__io_call(vm, decoder_of(self), "reset", NULL, 0))
                           : set_number(vm, self, p.number);
        State begin = {kr__bytes_make(vm, NULL, 0), kr__from_int48(p.number)};
        if (!ok || kr__failed(begin.waiting)) return KR_FAILED;
        if (!p.skip) {
            if (!add_piece(vm, self, &begin, begin.waiting, 0)) return KR_FAILED;
        } else {
            Value n = kr__int_from_i64(vm, (int64_t)p.feed);
            Value data = kr__io_call(vm, buffer_of(self), "read", &n, 1);
            if (kr__ok(data)) data = kr__text_as_bytes(vm, data, "read");
            Value text = kr__ok(data) ? decode(vm, self, data, p.final) : data;
            if (kr__failed(text)) return KR_FAILED;
            if (kr__str_count(kr__ptr(text)) < p.skip)
                return kr__raise(vm, KR_T_X_OSERROR, "can't restore logical file position");
            if (!add_piece(vm, self, &begin, data, text_len(text))) return KR_FAILED;
            KrTextIO *t = text_ptr(self);
            set(vm, self, &t->decoded, text);
            const KrStr *s = kr__ptr(text);
            t->at = (uint32_t)kr__text_bytes_of_chars(kr__str_text(s), s->len, p.skip);
        }
    }
    return kr__text_other_placed(vm, self, at_start) ? cookie : KR_FAILED;
}

/* ---- setting up ------------------------------------------------------------------------------- */

/* Appending begins inside the stream: no mark stands in front of what is written. */
static bool set_encoder(kr_vm *vm, Value self, Value info, Value errors) {
    Value e = kr__io_call(vm, info, "incrementalencoder", &errors, 1);
    if (kr__failed(e)) return false;
    set(vm, self, &text_ptr(self)->encoder, e);
    if (!(text_ptr(self)->flags & KR_TXT_SEEKABLE)) return true;
    Value pos = kr__io_call(vm, buffer_of(self), "tell", NULL, 0);
    int64_t at;
    if (kr__failed(pos) || !kr__index_i64(vm, pos, &at)) return false;
    return !at || kr__text_other_placed(vm, self, false);
}

bool kr__text_other_set(kr_vm *vm, Value self, Value encoding, Value errors) {
    Value lookup = kr__import_attr(vm, "codecs", "lookup");
    Value info = kr__ok(lookup) ? kr__call1(vm, lookup, encoding) : KR_FAILED;
    if (kr__failed(info)) return false;
    Value is_text = KR_TRUE_V, key = kr__intern(vm, "_is_text_encoding", 17);
    if (kr__failed(key) || kr__getattr_opt(vm, info, key, &is_text) < 0) return false;
    if (kr__is_false(is_text))
        return kr__raise_false(
            vm, KR_T_X_LOOKUPERROR,
            "%R is not a text encoding; use codecs.open() to handle arbitrary codecs", encoding);
    uint32_t flags = text_ptr(self)->flags;
    if (!(flags & KR_TXT_NO_READ)) {
        Value d = kr__io_call(vm, info, "incrementaldecoder", &errors, 1);
        if (kr__ok(d) && flags & KR_TXT_UNIVERSAL)
            d = kr__io_newline_around(vm, d, flags & KR_TXT_TRANSLATE);
        if (kr__failed(d)) return false;
        set(vm, self, &text_ptr(self)->decoder, d);
    }
    return flags & KR_TXT_NO_WRITE || set_encoder(vm, self, info, errors);
}
