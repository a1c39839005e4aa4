/* SPDX-License-Identifier: MIT
 * codec.c: UTF-8, Latin-1 and ASCII, with error handlers. Text that needs no handler is one copy.
 * Handlers of these names are done here: strict, ignore, replace, backslashreplace,
 * xmlcharrefreplace, surrogateescape, surrogatepass; every other is a function that
 * _codecs.lookup_error finds. Encodings of other names go through _codecs.lookup, as the
 * language says. */
#include "types/codec.h"

#include <stdio.h>

#include "types/bytes.h"
#include "types/exception.h"

KR_INLINE KrStr *self_of(Value v) { return kr__ptr(v); }
KR_INLINE const KrBytes *bytes_of(Value v) { return kr__ptr(v); }

/* ---- names ---- */

/* Equal to `want`, which is lower case without separators; case, '-', '_' and ' ' in `name` do not
 * count. */
static bool name_is(const char *name, size_t n, const char *want) {
    for (size_t i = 0; i < n; i++) {
        char c = name[i];
        if (c == '-' || c == '_' || c == ' ') continue;
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if (*want == 0 || c != *want++) return false;
    }
    return *want == 0;
}

KrCodec kr__codec_find(const char *name, size_t n) {
    static const struct {
        const char *name;
        KrCodec codec;
    } names[] = {
        {"utf8", KR_CODEC_UTF8},       {"u8", KR_CODEC_UTF8},      {"utf", KR_CODEC_UTF8},
        {"latin1", KR_CODEC_LATIN1},   {"latin", KR_CODEC_LATIN1}, {"l1", KR_CODEC_LATIN1},
        {"iso88591", KR_CODEC_LATIN1}, {"cp819", KR_CODEC_LATIN1}, {"ascii", KR_CODEC_ASCII},
        {"usascii", KR_CODEC_ASCII},   {"646", KR_CODEC_ASCII},
    };
    for (size_t i = 0; i < KR_COUNTOF(names); i++)
        if (name_is(name, n, names[i].name)) return names[i].codec;
    return KR_CODEC_OTHER;
}

static const char *codec_name(KrCodec c) {
    return c == KR_CODEC_UTF8 ? "utf-8" : c == KR_CODEC_LATIN1 ? "latin-1" : "ascii";
}

typedef enum Handler {
    H_STRICT,
    H_IGNORE,
    H_REPLACE,
    H_BACKSLASH,
    H_XML,
    H_SURROGATEESCAPE,
    H_SURROGATEPASS,
    H_PYTHON
} Handler;

static Handler handler_of(Value errors) {
    static const char *const names[] = {
        "strict",          "ignore",       "replace", "backslashreplace", "xmlcharrefreplace",
        "surrogateescape", "surrogatepass"};
    if (kr__failed(errors)) return H_STRICT;
    for (unsigned i = 0; i < KR_COUNTOF(names); i++)
        if (kr__str_is(self_of(errors), names[i])) return (Handler)i;
    return H_PYTHON;
}

/* ---- errors ---- */

static Value make_error(kr_vm *vm, KrTypeNo type, const char *encoding, Value object, size_t start,
                        size_t end, const char *reason) {
    Value arg[5] = {kr__str_new(vm, encoding, strlen(encoding)), object,
                    kr__from_int48((int64_t)start), kr__from_int48((int64_t)end),
                    kr__str_new(vm, reason, strlen(reason))};
    if (kr__failed(arg[0]) || kr__failed(arg[4])) return KR_FAILED;
    return kr__exception_new_args(vm, kr__type(vm, type), arg, 5);
}

/* Position that a handler gave, checked. */
static bool handler_position(kr_vm *vm, Value v, size_t len, size_t *pos) {
    Value i = kr__index(vm, v);
    if (kr__failed(i)) return false;
    int64_t at = kr__is_int(i) ? kr__int(i) : -1;
    if (at < 0 && kr__is_int(i)) at = kr__int(i) + (int64_t)len;
    if (at < 0 || at > (int64_t)len)
        return kr__raise_false(vm, KR_T_X_INDEXERROR,
                               "position %S from error handler out of bounds", i);
    *pos = (size_t)at;
    return true;
}

bool kr__codec_handle(kr_vm *vm, Value errors, Value exc, bool encoding, Value *object,
                      Value *replacement, size_t *pos) {
    Value lookup = kr__import_attr(vm, "_codecs", "lookup_error");
    Value handler = kr__ok(lookup) ? kr__call1(vm, lookup, errors) : lookup;
    Value r = kr__ok(handler) ? kr__call1(vm, handler, exc) : handler;
    if (kr__failed(r)) return false;
    const KrTuple *t = kr__has_kind(vm, r, KR_K_TUPLE) ? kr__ptr(r) : NULL;
    bool good = t && t->len == 2;
    if (good) {
        *replacement = kr__tuple_get(t, 0);
        good = kr__is_str(vm, *replacement) || (encoding && kr__is_bytes(vm, *replacement));
    }
    if (!good)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               encoding
                                   ? "encoding error handler must return (str/bytes, int) tuple"
                                   : "decoding error handler must return (str, int) tuple");
    if (encoding)
        return handler_position(vm, kr__tuple_get(t, 1), kr__str_count(self_of(*object)), pos);
    *object = kr__exception_get(vm, exc, KR_N_object);
    if (!kr__exact(*object, KR_T_BYTES))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "object attribute must be bytes");
    return handler_position(vm, kr__tuple_get(t, 1), bytes_of(*object)->len, pos);
}

bool kr__codec_fault(kr_vm *vm, KrCodecFault *f, Value errors, Value *replacement, size_t *pos) {
    KrTypeNo type = f->encode ? KR_T_X_UNICODEENCODEERROR : KR_T_X_UNICODEDECODEERROR;
    Value exc = make_error(vm, type, f->encoding, f->object, f->start, f->end, f->reason);
    if (kr__failed(exc)) return false;
    if (kr__failed(errors) || kr__str_is(self_of(errors), "strict"))
        return kr__ok(kr__raise_object(vm, exc));
    if (!kr__codec_handle(vm, errors, exc, f->encode, &f->object, replacement, pos)) return false;
    if (!f->encode) f->len = bytes_of(f->object)->len;
    return true;
}

/* ---- encoding ---- */

typedef struct Encoder {
    KrStrBuilder out; /* bytes */
    kr_vm *vm;
    Value str, errors;
    KrCodec codec;
    Handler handler;
} Encoder;

static const char *encode_reason(KrCodec c) {
    return c == KR_CODEC_UTF8     ? "surrogates not allowed"
           : c == KR_CODEC_LATIN1 ? "ordinal not in range(256)"
                                  : "ordinal not in range(128)";
}

KR_INLINE bool is_surrogate(uint32_t cp) { return cp >= 0xd800 && cp < 0xe000; }

static bool has_code(KrCodec c, uint32_t cp) {
    return c == KR_CODEC_UTF8 ? !is_surrogate(cp) : cp < (c == KR_CODEC_LATIN1 ? 256u : 128u);
}

/* Offset behind the code points from `at` on that the codec has (`has`) or has not. */
static size_t run_end(const Encoder *e, size_t at, bool has) {
    const KrStr *s = self_of(e->str);
    const char *text = kr__str_text(s);
    if (has && e->codec == KR_CODEC_UTF8) return at + kr__utf8_check(text + at, s->len - at, false);
    while (at < s->len) {
        unsigned w;
        if (has_code(e->codec, kr__utf8_decode(text + at, &w)) != has) break;
        at += w;
    }
    return at;
}

static bool put_bytes(KrStrBuilder *b, const void *p, size_t n) {
    return kr__str_builder_ascii(b, p, n);
}

/* [from, to) of the str, all of which the codec has. */
static bool put_run(Encoder *e, size_t from, size_t to) {
    if (!kr__str_builder_room(&e->out, to - from)) return false;
    const char *p = kr__str_text(self_of(e->str));
    if (e->codec != KR_CODEC_LATIN1) return put_bytes(&e->out, p + from, to - from);
    const char *end = p + to;
    for (p += from; p < end;) e->out.text[e->out.len++] = (char)kr__utf8_next(&p);
    return true;
}

static Value encode_error(Encoder *e, size_t from, size_t to) {
    const KrStr *s = self_of(e->str);
    size_t i = kr__str_index(e->vm, s, from), j = kr__str_index(e->vm, s, to);
    Value str = kr__str_exact(e->vm, e->str);
    if (kr__failed(str)) return str;
    return make_error(e->vm, KR_T_X_UNICODEENCODEERROR, codec_name(e->codec), str, i, j,
                      encode_reason(e->codec));
}

static bool raise_encode(Encoder *e, size_t from, size_t to) {
    Value exc = encode_error(e, from, to);
    if (kr__ok(exc)) kr__raise_object(e->vm, exc);
    return false;
}

/* A replacement from Python code; its characters must be encodable themselves. */
static bool put_replacement(Encoder *e, Value r, size_t from, size_t to) {
    if (!kr__is_str(e->vm, r)) {
        const KrBytes *b = kr__ptr(r);
        return put_bytes(&e->out, b->data, b->len);
    }
    Encoder inner = {.vm = e->vm, .str = r, .codec = e->codec};
    size_t n = self_of(r)->len;
    if (run_end(&inner, 0, true) != n) return raise_encode(e, from, to);
    const char *p = kr__str_text(self_of(r)), *end = p + n;
    while (p < end) {
        if (e->codec == KR_CODEC_UTF8) return put_bytes(&e->out, p, n);
        char c = (char)kr__utf8_next(&p);
        if (!put_bytes(&e->out, &c, 1)) return false;
    }
    return true;
}

static bool ask_python(Encoder *e, size_t from, size_t to, size_t *next) {
    Value exc = encode_error(e, from, to), r;
    size_t pos;
    if (kr__failed(exc)) return false;
    const KrStr *s = self_of(e->str);
    if (!kr__codec_handle(e->vm, e->errors, exc, true, &e->str, &r, &pos)) return false;
    if (!put_replacement(e, r, from, to)) return false;
    *next = kr__str_offset(e->vm, s, pos);
    return true;
}

/* One code point as the handler has it. False: it does not; nothing is pending, or memory is. */
static bool put_handled(Encoder *e, uint32_t cp, bool *refused) {
    char out[16];
    int n = 0;
    *refused = false;
    switch (e->handler) {
    case H_IGNORE: return true;
    case H_REPLACE: return put_bytes(&e->out, "?", 1);
    case H_BACKSLASH:
        n = snprintf(out, sizeof out,
                     cp < 0x100     ? "\\x%02x"
                     : cp < 0x10000 ? "\\u%04x"
                                    : "\\U%08x",
                     (unsigned)cp);
        return put_bytes(&e->out, out, (size_t)n);
    case H_XML:
        n = snprintf(out, sizeof out, "&#%u;", (unsigned)cp);
        return put_bytes(&e->out, out, (size_t)n);
    case H_SURROGATEESCAPE:
        if (cp < 0xdc80 || cp > 0xdcff) break;
        out[0] = (char)(cp & 0xff);
        return put_bytes(&e->out, out, 1);
    case H_SURROGATEPASS:
        if (e->codec != KR_CODEC_UTF8) break;
        n = (int)kr__utf8_encode(out, cp);
        return put_bytes(&e->out, out, (size_t)n);
    default: break;
    }
    *refused = true;
    return false;
}

/* [from, to) is not encodable; *next: where to go on. */
static bool encode_bad(Encoder *e, size_t from, size_t to, size_t *next) {
    if (e->handler == H_PYTHON) return ask_python(e, from, to, next);
    *next = to;
    for (size_t i = from; i < to;) {
        unsigned w;
        bool refused;
        uint32_t cp = kr__utf8_decode(kr__str_text(self_of(e->str)) + i, &w);
        if (!put_handled(e, cp, &refused)) return refused ? raise_encode(e, i, to) : false;
        i += w;
    }
    return true;
}

Value kr__codec_encode(kr_vm *vm, KrCodec codec, Value s, Value errors) {
    Encoder e = {.vm = vm, .str = s, .errors = errors, .codec = codec};
    size_t n = self_of(s)->len;
    if (kr__str_ascii(self_of(s)) || (codec == KR_CODEC_UTF8 && run_end(&e, 0, true) == n)) {
        Value r = kr__bytes_make(vm, kr__str_text(self_of(s)), n);
        kr__keep(s);
        return r;
    }
    e.handler = handler_of(errors);
    kr__str_builder_init(&e.out, vm);
    if (!kr__str_builder_room(&e.out, n)) return KR_FAILED;
    for (size_t i = 0; i < n;) {
        size_t end = run_end(&e, i, true);
        if (!put_run(&e, i, end)) return KR_FAILED;
        i = end;
        if (i < n && !encode_bad(&e, i, run_end(&e, i, false), &i)) return KR_FAILED;
        if (!kr__poll(vm)) return KR_FAILED;
    }
    kr__keep(s);
    return kr__str_builder_bytes(&e.out);
}

/* ---- decoding ---- */

typedef struct Decoder {
    KrStrBuilder out;
    kr_vm *vm;
    const char *p;
    size_t n;
    Value object, errors;
    KrCodec codec;
    Handler handler;
} Decoder;

static Value decode_error(Decoder *d, size_t from, size_t to, const char *reason) {
    Value object = d->object;
    if (kr__failed(object) || !kr__exact(object, KR_T_BYTES) ||
        ((const KrBytes *)kr__ptr(object))->data != d->p) {
        object = kr__bytes_new(d->vm, d->p, d->n);
        if (kr__failed(object)) return object;
    }
    return make_error(d->vm, KR_T_X_UNICODEDECODEERROR, codec_name(d->codec), object, from, to,
                      reason);
}

static bool raise_decode(Decoder *d, size_t from, size_t to, const char *reason) {
    Value exc = decode_error(d, from, to, reason);
    if (kr__ok(exc)) kr__raise_object(d->vm, exc);
    return false;
}

static bool ask_python_decode(Decoder *d, size_t from, size_t to, const char *reason,
                              size_t *next) {
    Value exc = decode_error(d, from, to, reason), r;
    if (kr__failed(exc)) return false;
    if (!kr__codec_handle(d->vm, d->errors, exc, false, &d->object, &r, next)) return false;
    d->p = bytes_of(d->object)->data;
    d->n = bytes_of(d->object)->len;
    return kr__str_builder_str(&d->out, r);
}

/* Bytes [from, to) stand for nothing; *next: where to go on. */
static bool decode_bad(Decoder *d, size_t from, size_t to, const char *reason, size_t *next) {
    const uint8_t *p = (const uint8_t *)d->p;
    *next = to;
    switch (d->handler) {
    case H_IGNORE: return true;
    case H_REPLACE: return kr__str_builder_char(&d->out, 0xfffd);
    case H_BACKSLASH:
        for (size_t i = from; i < to; i++) {
            char out[8];
            int n = snprintf(out, sizeof out, "\\x%02x", p[i]);
            if (!kr__str_builder_ascii(&d->out, out, (size_t)n)) return false;
        }
        return true;
    case H_SURROGATEESCAPE:
        if (p[from] < 128) break;
        for (*next = from; *next < to && p[*next] >= 128; ++*next)
            if (!kr__str_builder_char(&d->out, 0xdc00u + p[*next])) return false;
        return true;
    case H_SURROGATEPASS:
        if (d->codec != KR_CODEC_UTF8 || d->n - from < 3 || p[from] != 0xed || p[from + 1] < 0xa0 ||
            p[from + 1] > 0xbf || (p[from + 2] & 0xc0) != 0x80)
            break;
        *next = from + 3;
        return kr__str_builder_char(&d->out,
                                    0xd000u | (p[from + 1] & 0x3fu) << 6 | (p[from + 2] & 0x3fu));
    case H_XML:
        return kr__raise_false(d->vm, KR_T_X_TYPEERROR,
                               "don't know how to handle UnicodeDecodeError in error callback");
    case H_PYTHON: return ask_python_decode(d, from, to, reason, next);
    default: break;
    }
    return raise_decode(d, from, to, reason);
}

static Value decode_latin1(kr_vm *vm, const char *p, size_t n) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (!kr__str_builder_room(&b, n)) return KR_FAILED;
    for (size_t i = 0; i < n; i++)
        if (!kr__str_builder_char(&b, (uint8_t)p[i])) return KR_FAILED;
    return kr__str_builder_finish(&b);
}

/* Length of what is fine from `at` on. */
static size_t good_run(const Decoder *d, size_t at) {
    return d->codec == KR_CODEC_UTF8 ? kr__utf8_check(d->p + at, d->n - at, false)
                                     : kr__ascii_prefix(d->p + at, d->n - at);
}

/* The bytes at `at` are not well-formed. 1: handled, *at moved; 0: an incomplete end that may be
 * left; -1. */
static int decode_step(Decoder *d, size_t *at, bool partial) {
    static const char *const reasons[] = {"invalid start byte", "invalid continuation byte",
                                          "unexpected end of data"};
    if (d->codec != KR_CODEC_UTF8)
        return decode_bad(d, *at, *at + 1, "ordinal not in range(128)", at) ? 1 : -1;
    KrUtf8Error why;
    unsigned k = kr__utf8_error(d->p + *at, d->n - *at, &why);
    if (why == KR_UTF8_TRUNCATED && partial) return 0;
    return decode_bad(d, *at, *at + k, reasons[why], at) ? 1 : -1;
}

Value kr__codec_decode(kr_vm *vm, KrCodec codec, const char *p, size_t n, Value object,
                       Value errors, size_t *used) {
    if (used) *used = n;
    Decoder d = {.vm = vm, .p = p, .n = n, .object = object, .errors = errors, .codec = codec};
    size_t ascii = kr__ascii_prefix(p, n);
    if (ascii == n) return kr__str_make(vm, p, n, n);
    if (codec == KR_CODEC_LATIN1) return decode_latin1(vm, p, n);
    size_t at = good_run(&d, 0);
    if (at == n) return kr__str_make(vm, p, n, kr__utf8_count(p, n));
    d.handler = handler_of(errors);
    kr__str_builder_init(&d.out, vm);
    if (!kr__str_builder_text(&d.out, p, at)) return KR_FAILED;
    while (at < d.n) {
        int r = decode_step(&d, &at, used != NULL);
        if (r < 0) return KR_FAILED;
        if (r == 0) {
            *used = at;
            break;
        }
        size_t k = good_run(&d, at);
        if (!kr__str_builder_text(&d.out, d.p + at, k) || !kr__poll(vm)) return KR_FAILED;
        at += k;
    }
    kr__keep(object);
    kr__keep(d.object);
    return kr__str_builder_finish(&d.out);
}

/* ---- by name ---- */

/* The entry of the registry for a text encoding. */
static Value find_info(kr_vm *vm, Value encoding, const char *use) {
    Value lookup = kr__import_attr(vm, "_codecs", "lookup");
    Value info = kr__ok(lookup) ? kr__call1(vm, lookup, encoding) : lookup;
    if (kr__failed(info)) return info;
    if (!kr__has_kind(vm, info, KR_K_TUPLE) || ((const KrTuple *)kr__ptr(info))->len != 4)
        return kr__raise_type(vm, "codec search functions must return 4-tuples");
    if (!kr__exact(info, KR_T_TUPLE)) {
        Value name = kr__intern(vm, "_is_text_encoding", 17), is_text;
        if (kr__failed(name) || kr__getattr_opt(vm, info, name, &is_text) < 0) return KR_FAILED;
        int yes = kr__ok(is_text) ? kr__truth(vm, is_text) : 1;
        if (yes < 0) return KR_FAILED;
        if (!yes)
            return kr__raise(vm, KR_T_X_LOOKUPERROR,
                             "'%S' is not a text encoding; use %s to handle arbitrary codecs",
                             encoding, use);
    }
    return info;
}

static Value name_codec(kr_vm *vm, bool encode, Value encoding) {
    Value exc = vm->thread->stopping ? KR_UNSET : kr__take_pending(vm);
    if (kr__failed(exc)) return KR_FAILED;
    if (!kr__exception_is_plain(vm, exc)) return kr__raise_object(vm, exc);
    Value text = kr__text(vm, "%s with '%S' codec failed (%T: %S)",
                          encode ? "encoding" : "decoding", encoding, exc, exc);
    Value named = kr__ok(text) ? kr__exception_new_args(vm, kr__class_of(vm, exc), &text, 1) : text;
    if (kr__failed(named)) return named;
    kr__exception_set_cause(vm, named, exc);
    return kr__raise_object(vm, named);
}

Value kr__codec_call(kr_vm *vm, Value f, bool encode, Value input, Value encoding, Value errors) {
    Value r = kr__ok(errors) ? kr__call2(vm, f, input, errors) : kr__call1(vm, f, input);
    if (kr__failed(r)) return name_codec(vm, encode, encoding);
    if (!kr__has_kind(vm, r, KR_K_TUPLE) || ((const KrTuple *)kr__ptr(r))->len != 2)
        return kr__raise_type(vm, "%s must return a tuple (object, integer)",
                              encode ? "encoder" : "decoder");
    return kr__tuple_get(kr__ptr(r), 0);
}

static bool name_arg(kr_vm *vm, Value v) { return kr__failed(v) || kr__str_no_nul(vm, v); }

/* In development mode a name that is not needed is looked up all the same. */
static bool check_names(kr_vm *vm, Value encoding, Value errors) {
    if (KR_LIKELY(!vm->config.flags.dev_mode)) return true;
    if (kr__ok(encoding) &&
        kr__codec_find(kr__str_text(self_of(encoding)), self_of(encoding)->len) == KR_CODEC_OTHER &&
        kr__failed(find_info(vm, encoding, "codecs.lookup()")))
        return false;
    static const char *const known[] = {"strict", "ignore", "replace", "surrogateescape",
                                        "surrogatepass"};
    for (size_t i = 0; kr__ok(errors) && i < sizeof known / sizeof *known; i++)
        if (kr__str_is(self_of(errors), known[i])) return true;
    Value find = kr__ok(errors) ? kr__import_attr(vm, "_codecs", "lookup_error") : KR_NONE_V;
    return kr__ok(find) && (kr__is_none(find) || kr__ok(kr__call1(vm, find, errors)));
}

Value kr__encode_str(kr_vm *vm, Value s, Value encoding, Value errors) {
    if (!name_arg(vm, encoding) || !name_arg(vm, errors) || !check_names(vm, encoding, errors))
        return KR_FAILED;
    if (kr__failed(encoding)) return kr__codec_encode(vm, KR_CODEC_UTF8, s, errors);
    KrCodec c = kr__codec_find(kr__str_text(self_of(encoding)), self_of(encoding)->len);
    if (c != KR_CODEC_OTHER) return kr__codec_encode(vm, c, s, errors);
    Value info = find_info(vm, encoding, "codecs.encode()");
    if (kr__failed(info)) return info;
    Value r = kr__codec_call(vm, kr__tuple_get(kr__ptr(info), 0), true, s, encoding, errors);
    if (kr__failed(r) || kr__is_bytes(vm, r)) return r;
    if (kr__is_bytearray(vm, r)) return kr__bytes_from_object(vm, r);
    return kr__raise_type(
        vm,
        "'%S' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to "
        "arbitrary types",
        encoding, r);
}

static Value decode_other(kr_vm *vm, Value o, Value encoding, Value errors) {
    Value info = find_info(vm, encoding, "codecs.decode()");
    if (kr__failed(info)) return info;
    Value view = kr__is_bytes(vm, o) ? o : kr__memoryview_new(vm, o);
    if (kr__failed(view)) return view;
    Value r = kr__codec_call(vm, kr__tuple_get(kr__ptr(info), 1), false, view, encoding, errors);
    if (kr__failed(r) || kr__is_str(vm, r)) return r;
    return kr__raise_type(
        vm,
        "'%S' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to "
        "arbitrary types",
        encoding, r);
}

Value kr__decode_object(kr_vm *vm, Value o, Value encoding, Value errors) {
    if (!name_arg(vm, encoding) || !name_arg(vm, errors) || !check_names(vm, encoding, errors))
        return KR_FAILED;
    KrCodec c = KR_CODEC_UTF8;
    if (kr__ok(encoding))
        c = kr__codec_find(kr__str_text(self_of(encoding)), self_of(encoding)->len);
    if (c == KR_CODEC_OTHER) return decode_other(vm, o, encoding, errors);
    KrBuffer b;
    if (!kr__buffer_get(vm, o, &b)) return KR_FAILED;
    Value r = kr__codec_decode(vm, c, b.data, b.len, o, errors, NULL);
    kr__buffer_release(vm, &b);
    return r;
}

Value kr__fs_decode(kr_vm *vm, const char *p, size_t n) {
    return kr__codec_decode(vm, KR_CODEC_UTF8, p, n, KR_UNSET, kr__name(vm, KR_N_surrogateescape),
                            NULL);
}

Value kr__fs_encode(kr_vm *vm, Value s) {
    return kr__codec_encode(vm, KR_CODEC_UTF8, s, kr__name(vm, KR_N_surrogateescape));
}
