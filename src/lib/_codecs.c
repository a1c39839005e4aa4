/* SPDX-License-Identifier: MIT
 * _codecs.c: module _codecs: the registry of codecs and error handlers, and the codecs whose work
 * types/codec.c does. Other codecs in C stand in _codecs_more.c.
 *
 * Search functions are those that Python code registered; the first lookup imports encodings, which
 * registers its own. */
#include "lib/_codecs.h"

#include <stdio.h>

#include "types/exception.h"
#include "types/list.h"
#include "types/module.h"
#include "types/memoryview.h"

/* ---- state ---- */

typedef struct State {
    Value search;   /* list of functions */
    Value cache;    /* dict: normalised name -> entry */
    Value handlers; /* dict: name -> function */
    bool imported;  /* encodings has been asked for */
} State;

static const KrFnDef handler_rows[];

/* The handlers that are there from the start. */
static bool add_handlers(kr_vm *vm, State *s) {
    static const char *const names[] = {
        "strict",           "ignore",      "replace",       "xmlcharrefreplace",
        "backslashreplace", "namereplace", "surrogatepass", "surrogateescape"};
    uint32_t table = kr__def_table(vm, handler_rows);
    if (!table) return false;
    for (uint32_t i = 0; i < KR_COUNTOF(names); i++) {
        Value f = kr__native_new(vm, KR_T_NATIVE, table, i, KR_UNSET, KR_UNSET);
        if (kr__failed(f) || !kr__dict_set_cstr(vm, kr__ptr(s->handlers), names[i], f))
            return false;
    }
    return true;
}

static State *state(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module__codecs);
    if (!at) return NULL;
    if (*at) return *at;
    State *s = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *s);
    if (!s) {
        kr__no_memory(vm);
        return NULL;
    }
    *at = s;
    s->search = kr__list_new(vm, NULL, 0);
    s->cache = kr__dict_new(vm);
    s->handlers = kr__dict_new(vm);
    if (kr__ok(s->search) && kr__ok(s->cache) && kr__ok(s->handlers) && add_handlers(vm, s))
        return s;
    kr__mem_free(&kr__heap(vm)->mem, s, sizeof *s);
    *at = NULL;
    return NULL;
}

static void trace_state(kr_vm *vm, KrGc *gc, void *ud) {
    (void)vm;
    State *s = ud;
    kr__trace_value(gc, s->search);
    kr__trace_value(gc, s->cache);
    kr__trace_value(gc, s->handlers);
}

static void free_state(kr_vm *vm, void *ud) { kr__mem_free(&kr__heap(vm)->mem, ud, sizeof(State)); }

/* ---- the registry ---- */

static Value codecs_register(kr_vm *vm, Value *a, int n) {
    (void)n;
    State *s = state(vm);
    if (!s) return KR_FAILED;
    if (!kr__ok(kr__special(vm, a[0], KR_N___call__)))
        return kr__raise_type(vm, "argument must be callable");
    return kr__list_append(vm, kr__ptr(s->search), a[0]) ? KR_NONE_V : KR_FAILED;
}

static Value codecs_unregister(kr_vm *vm, Value *a, int n) {
    (void)n;
    State *s = state(vm);
    if (!s) return KR_FAILED;
    KrList *l = kr__ptr(s->search);
    for (uint32_t i = 0; i < l->len; i++)
        if (kr__same(kr__list_get(l, i), a[0])) {
            kr__dict_clear(vm, kr__ptr(s->cache));
            kr__list_delete(vm, l, i, 1);
            break;
        }
    return KR_NONE_V;
}

/* The name as search functions get it: lower case, runs of other characters than letters, digits
 * and '.' are '_'. */
static Value normalise(kr_vm *vm, Value name) {
    const KrStr *s = kr__ptr(name);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    bool gap = false;
    for (size_t i = 0; i < s->len; i++) {
        char c = kr__str_text(s)[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.') {
            if (gap && b.len && !kr__str_builder_char(&b, '_')) return KR_FAILED;
            gap = false;
            if (!kr__str_builder_char(&b, (uint8_t)c)) return KR_FAILED;
        } else {
            gap = true;
        }
    }
    return kr__str_builder_finish(&b);
}

static bool import_encodings(kr_vm *vm, State *s) {
    if (s->imported) return true;
    s->imported = true;
    Value name = kr__str_new(vm, "encodings", 9);
    if (kr__ok(name) && kr__ok(kr__import(vm, name))) return true;
    s->imported = false;
    return false;
}

static Value search(kr_vm *vm, State *s, Value key, Value name) {
    if (!import_encodings(vm, s)) return KR_FAILED;
    for (uint32_t i = 0; i < ((KrList *)kr__ptr(s->search))->len; i++) {
        Value r = kr__call1(vm, kr__list_get(kr__ptr(s->search), i), key);
        if (kr__failed(r)) return r;
        if (kr__is_none(r)) continue;
        if (!kr__has_kind(vm, r, KR_K_TUPLE) || ((const KrTuple *)kr__ptr(r))->len != 4)
            return kr__raise_type(vm, "codec search functions must return 4-tuples");
        return kr__dict_set(vm, kr__ptr(s->cache), key, r) ? r : KR_FAILED;
    }
    return kr__raise(vm, KR_T_X_LOOKUPERROR, "unknown encoding: %S", name);
}

static Value codecs_lookup(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "lookup() argument must be str, not %P", a[0]);
    State *s = state(vm);
    if (!s || !kr__str_no_nul(vm, a[0])) return KR_FAILED;
    Value key = normalise(vm, a[0]), v;
    if (kr__failed(key)) return key;
    int r = kr__dict_find(vm, kr__ptr(s->cache), key, &v);
    return r < 0 ? KR_FAILED : r ? v : search(vm, s, key, a[0]);
}

/* encode and decode with any codec, not only of text. */
static Value run_codec(kr_vm *vm, Value *a, unsigned which) {
    const char *what = which ? "decode" : "encode";
    Value name = kr__ok(a[1]) ? a[1] : kr__name(vm, KR_N_utf_8);
    if (!kr__is_str(vm, name))
        return kr__raise_type(vm, "%s() argument 'encoding' must be str, not %P", what, name);
    if (kr__ok(a[2]) && !kr__is_str(vm, a[2]))
        return kr__raise_type(vm, "%s() argument 'errors' must be str, not %P", what, a[2]);
    Value info = codecs_lookup(vm, &name, 1);
    if (kr__failed(info)) return info;
    Value f = kr__tuple_get(kr__ptr(info), which);
    return kr__codec_call(vm, f, !which, a[0], name, a[2]);
}
static Value codecs_encode(kr_vm *vm, Value *a, int n) { return (void)n, run_codec(vm, a, 0); }
static Value codecs_decode(kr_vm *vm, Value *a, int n) { return (void)n, run_codec(vm, a, 1); }

/* Forgets a codec that was looked up: for tests of the library. */
static Value codecs_forget(kr_vm *vm, Value *a, int n) {
    (void)n;
    State *s = state(vm);
    if (!s || !kr__is_str(vm, a[0])) return KR_NONE_V;
    Value key = normalise(vm, a[0]);
    return kr__ok(key) && kr__dict_delete(vm, kr__ptr(s->cache), key, NULL) >= 0 ? KR_NONE_V
                                                                                 : KR_FAILED;
}

/* ---- error handlers by name ---- */

static Value codecs_register_error(kr_vm *vm, Value *a, int n) {
    (void)n;
    State *s = state(vm);
    if (!s) return KR_FAILED;
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "register_error() argument 1 must be str, not %P", a[0]);
    if (!kr__ok(kr__special(vm, a[1], KR_N___call__)))
        return kr__raise_type(vm, "handler must be callable");
    return kr__dict_set(vm, kr__ptr(s->handlers), a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}

static Value codecs_lookup_error(kr_vm *vm, Value *a, int n) {
    (void)n;
    State *s = state(vm);
    if (!s) return KR_FAILED;
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "lookup_error() argument must be str, not %P", a[0]);
    Value v;
    int r = kr__dict_find(vm, kr__ptr(s->handlers), a[0], &v);
    if (r < 0) return KR_FAILED;
    return r ? v : kr__raise(vm, KR_T_X_LOOKUPERROR, "unknown error handler name '%S'", a[0]);
}

/* ---- the handlers ---- */

typedef enum Way { ENCODE, DECODE, TRANSLATE, NEITHER } Way;

/* What a handler is told: which error, its object, the range clipped to the object. */
typedef struct Report {
    Way way;
    Value exc, object;
    size_t start, end;
} Report;

static Value dont_know(kr_vm *vm, Value exc) {
    return kr__raise_type(vm, "don't know how to handle %T in error callback", exc);
}

static bool report_get(kr_vm *vm, Value exc, Report *r) {
    r->exc = exc;
    r->way = kr__is_a(vm, exc, KR_T_X_UNICODEENCODEERROR)      ? ENCODE
             : kr__is_a(vm, exc, KR_T_X_UNICODEDECODEERROR)    ? DECODE
             : kr__is_a(vm, exc, KR_T_X_UNICODETRANSLATEERROR) ? TRANSLATE
                                                               : NEITHER;
    if (r->way == NEITHER) return !kr__failed(dont_know(vm, exc));
    r->object = kr__exception_get(vm, exc, KR_N_object);
    Value start = kr__exception_get(vm, exc, KR_N_start),
          end = kr__exception_get(vm, exc, KR_N_end);
    bool bytes = r->way == DECODE;
    if (!kr__ok(r->object) || (bytes ? !kr__is_bytes(vm, r->object) : !kr__is_str(vm, r->object)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "object attribute must be %s",
                               bytes ? "bytes" : "str");
    size_t len =
        bytes ? ((const KrBytes *)kr__ptr(r->object))->len : kr__str_count(kr__ptr(r->object));
    int64_t i = kr__ok(start) && kr__is_int(start) ? kr__int(start) : 0;
    int64_t j = kr__ok(end) && kr__is_int(end) ? kr__int(end) : (int64_t)len;
    r->start = i < 0 ? 0 : i > (int64_t)len ? len : (size_t)i;
    r->end = j < (int64_t)r->start ? r->start : j > (int64_t)len ? len : (size_t)j;
    return true;
}

static Value answer(kr_vm *vm, Value text, size_t pos) {
    if (kr__failed(text)) return text;
    return kr__tuple_new(vm, (Value[]){text, kr__from_int48((int64_t)pos)}, 2);
}

static Value strict_errors(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_kind(vm, a[0], KR_K_EXCEPTION))
        return kr__raise_type(vm, "codec must pass exception instance");
    return kr__raise_object(vm, a[0]);
}

static Value ignore_errors(kr_vm *vm, Value *a, int n) {
    (void)n;
    Report r;
    if (!report_get(vm, a[0], &r)) return KR_FAILED;
    return answer(vm, kr__str_new(vm, "", 0), r.end);
}

static Value replace_errors(kr_vm *vm, Value *a, int n) {
    (void)n;
    Report r;
    if (!report_get(vm, a[0], &r)) return KR_FAILED;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    size_t count = r.way == DECODE ? 1 : r.end - r.start;
    if (!kr__str_builder_fill(&b, r.way == ENCODE ? '?' : 0xfffd, count)) return KR_FAILED;
    return answer(vm, kr__str_builder_finish(&b), r.end);
}

static size_t escape(char out[12], uint32_t cp) {
    return (size_t)snprintf(out, 12,
                            cp < 0x100     ? "\\x%02x"
                            : cp < 0x10000 ? "\\u%04x"
                                           : "\\U%08x",
                            (unsigned)cp);
}

static uint32_t code_at(kr_vm *vm, const Report *r, size_t i) {
    return kr__str_at(vm, kr__ptr(r->object), i);
}

static Value xmlcharref_errors(kr_vm *vm, Value *a, int n) {
    (void)n;
    Report r;
    if (!report_get(vm, a[0], &r)) return KR_FAILED;
    if (r.way != ENCODE) return dont_know(vm, a[0]);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (size_t i = r.start; i < r.end; i++) {
        char out[16];
        int k = snprintf(out, sizeof out, "&#%u;", (unsigned)code_at(vm, &r, i));
        if (!kr__str_builder_ascii(&b, out, (size_t)k)) return KR_FAILED;
    }
    return answer(vm, kr__str_builder_finish(&b), r.end);
}

static Value backslash_errors(kr_vm *vm, Value *a, int n) {
    (void)n;
    Report r;
    if (!report_get(vm, a[0], &r)) return KR_FAILED;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (size_t i = r.start; i < r.end; i++) {
        char out[12];
        uint32_t c = r.way == DECODE ? (uint8_t)((const KrBytes *)kr__ptr(r.object))->data[i]
                                     : code_at(vm, &r, i);
        if (!kr__str_builder_ascii(&b, out, escape(out, c))) return KR_FAILED;
    }
    return answer(vm, kr__str_builder_finish(&b), r.end);
}

/* \N{NAME}, or the backslash form where there is no name (or no module unicodedata). */
static bool put_name(kr_vm *vm, KrStrBuilder *b, uint32_t cp) {
    char out[12];
    Value f = kr__import_attr(vm, "unicodedata", "name"), c = kr__ok(f) ? kr__char(vm, cp) : f;
    Value name = kr__ok(c) ? kr__call1(vm, f, c) : c;
    if (kr__ok(name) && kr__is_str(vm, name))
        return kr__str_builder_cstr(b, "\\N{") && kr__str_builder_str(b, name) &&
               kr__str_builder_char(b, '}');
    if (kr__pending(vm)) {
        if (!kr__pending_is(vm, KR_T_X_EXCEPTION)) return false;
        kr__clear_pending(vm);
    }
    return kr__str_builder_ascii(b, out, escape(out, cp));
}

static Value name_errors(kr_vm *vm, Value *a, int n) {
    (void)n;
    Report r;
    if (!report_get(vm, a[0], &r)) return KR_FAILED;
    if (r.way != ENCODE) return dont_know(vm, a[0]);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (size_t i = r.start; i < r.end; i++)
        if (!put_name(vm, &b, code_at(vm, &r, i))) return KR_FAILED;
    return answer(vm, kr__str_builder_finish(&b), r.end);
}

/* Byte width and order of the UTF codec of this name: 1, 2 or 4 (negative: big-endian); 0: another
 * codec. */
static int utf_width(kr_vm *vm, Value encoding) {
    if (!kr__ok(encoding) || !kr__is_str(vm, encoding)) return 0;
    const KrStr *s = kr__ptr(encoding);
    const char *p = kr__str_text(s), *end = p + s->len;
    if (s->len < 4 || (p[0] | 32) != 'u' || (p[1] | 32) != 't' || (p[2] | 32) != 'f') return 0;
    p += 3;
    if (p < end && (*p == '-' || *p == '_')) p++;
    if (p < end && *p == '8' && p + 1 == end) return 1;
    int w = end - p >= 2 && p[0] == '1' && p[1] == '6'   ? 2
            : end - p >= 2 && p[0] == '3' && p[1] == '2' ? 4
                                                         : 0;
    if (!w) return 0;
    p += 2;
    if (p == end) return w;
    if (*p == '-' || *p == '_') p++;
    if (end - p != 2 || (p[1] | 32) != 'e') return 0;
    return (p[0] | 32) == 'b' ? -w : (p[0] | 32) == 'l' ? w : 0;
}

static void put_unit(char *out, int width, uint32_t v) {
    int w = width < 0 ? -width : width;
    for (int i = 0; i < w; i++) out[width < 0 ? w - 1 - i : i] = (char)(v >> (8 * i));
}

static uint32_t get_unit(const char *p, int width) {
    uint32_t v = 0;
    int w = width < 0 ? -width : width;
    for (int i = 0; i < w; i++) v |= (uint32_t)(uint8_t)p[width < 0 ? w - 1 - i : i] << (8 * i);
    return v;
}

static Value surrogatepass_encode(kr_vm *vm, const Report *r, int width) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (size_t i = r->start; i < r->end; i++) {
        uint32_t c = code_at(vm, r, i);
        char out[4];
        if (c < 0xd800 || c > 0xdfff) return kr__raise_object(vm, r->exc);
        size_t k = width == 1 ? kr__utf8_encode(out, c) : (size_t)(width < 0 ? -width : width);
        if (width != 1) put_unit(out, width, c);
        if (!kr__str_builder_ascii(&b, out, k)) return KR_FAILED;
    }
    return answer(vm, kr__str_builder_bytes(&b), r->end);
}

static Value surrogatepass_decode(kr_vm *vm, const Report *r, int width) {
    const KrBytes *s = kr__ptr(r->object);
    const char *p = s->data + r->start;
    size_t left = s->len - r->start, w = width == 1 ? 3 : (size_t)(width < 0 ? -width : width);
    uint32_t c = 0;
    if (left >= w) {
        unsigned size;
        if (width != 1) {
            c = get_unit(p, width);
        } else if (((uint8_t)p[0] & 0xf0) == 0xe0 && kr__utf8_is_tail(p[1]) &&
                   kr__utf8_is_tail(p[2])) {
            c = kr__utf8_decode(p, &size);
        }
    }
    if (c < 0xd800 || c > 0xdfff) return kr__raise_object(vm, r->exc);
    return answer(vm, kr__char(vm, c), r->start + w);
}

static Value surrogatepass_errors(kr_vm *vm, Value *a, int n) {
    (void)n;
    Report r;
    if (!report_get(vm, a[0], &r)) return KR_FAILED;
    if (r.way == TRANSLATE) return dont_know(vm, a[0]);
    int width = utf_width(vm, kr__exception_get(vm, a[0], KR_N_encoding));
    if (!width) return kr__raise_object(vm, a[0]);
    return r.way == ENCODE ? surrogatepass_encode(vm, &r, width)
                           : surrogatepass_decode(vm, &r, width);
}

static Value surrogateescape_errors(kr_vm *vm, Value *a, int n) {
    (void)n;
    Report r;
    if (!report_get(vm, a[0], &r)) return KR_FAILED;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (r.way == ENCODE) {
        for (size_t i = r.start; i < r.end; i++) {
            uint32_t c = code_at(vm, &r, i);
            char byte = (char)(c & 0xff);
            if (c < 0xdc80 || c > 0xdcff) return kr__raise_object(vm, a[0]);
            if (!kr__str_builder_ascii(&b, &byte, 1)) return KR_FAILED;
        }
        return answer(vm, kr__str_builder_bytes(&b), r.end);
    }
    if (r.way != DECODE) return dont_know(vm, a[0]);
    const uint8_t *p = (const uint8_t *)((const KrBytes *)kr__ptr(r.object))->data;
    size_t i = r.start;
    for (; i < r.end && i < r.start + 4 && p[i] >= 128; i++)
        if (!kr__str_builder_char(&b, 0xdc00u + p[i])) return KR_FAILED;
    if (i == r.start) return kr__raise_object(vm, a[0]);
    return answer(vm, kr__str_builder_finish(&b), i);
}

static const KrFnDef handler_rows[] = {
    {"strict_errors(exception, /)", strict_errors, "Implements the 'strict' error handling.", 0},
    {"ignore_errors(exception, /)", ignore_errors, "Implements the 'ignore' error handling.", 0},
    {"replace_errors(exception, /)", replace_errors, "Implements the 'replace' error handling.", 0},
    {"xmlcharrefreplace_errors(exception, /)", xmlcharref_errors, "Implements 'xmlcharrefreplace'.",
     0},
    {"backslashreplace_errors(exception, /)", backslash_errors, "Implements 'backslashreplace'.",
     0},
    {"namereplace_errors(exception, /)", name_errors, "Implements 'namereplace'.", 0},
    {"surrogatepass(exception, /)", surrogatepass_errors, NULL, 0},
    {"surrogateescape(exception, /)", surrogateescape_errors, NULL, 0},
    {0},
};

/* ---- codecs of types/codec.c ---- */

bool kr__codecs_errors(kr_vm *vm, const char *name, int at, Value *errors) {
    if (kr__failed(*errors) || kr__is_none(*errors)) {
        *errors = KR_UNSET;
        return true;
    }
    if (kr__is_str(vm, *errors)) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() argument %d must be str or None, not %P",
                           name, at, *errors);
}

Value kr__codecs_pair(kr_vm *vm, Value v, size_t n) {
    if (kr__failed(v)) return v;
    return kr__tuple_new(vm, (Value[]){v, kr__from_int48((int64_t)n)}, 2);
}

static Value encode_with(kr_vm *vm, Value *a, KrCodec codec, const char *name) {
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "%s() argument 1 must be str, not %P", name, a[0]);
    if (!kr__codecs_errors(vm, name, 2, &a[1])) return KR_FAILED;
    return kr__codecs_pair(vm, kr__codec_encode(vm, codec, a[0], a[1]),
                           kr__str_count(kr__ptr(a[0])));
}

/* final false (or not given): what is incomplete at the end is left. */
static Value decode_with(kr_vm *vm, Value *a, KrCodec codec, const char *name, bool stateful) {
    KrBuffer b;
    if (!kr__codecs_errors(vm, name, 2, &a[1])) return KR_FAILED;
    int final = !stateful ? 1 : kr__ok(a[2]) ? kr__truth(vm, a[2]) : 0;
    if (final < 0 || !kr__buffer_get(vm, a[0], &b)) return KR_FAILED;
    size_t used = b.len;
    Value v = kr__codec_decode(vm, codec, b.data, b.len, a[0], a[1], final ? NULL : &used);
    kr__buffer_release(vm, &b);
    return kr__codecs_pair(vm, v, used);
}

static Value utf_8_encode(kr_vm *vm, Value *a, int n) {
    return (void)n, encode_with(vm, a, KR_CODEC_UTF8, "utf_8_encode");
}
static Value latin_1_encode(kr_vm *vm, Value *a, int n) {
    return (void)n, encode_with(vm, a, KR_CODEC_LATIN1, "latin_1_encode");
}
static Value ascii_encode(kr_vm *vm, Value *a, int n) {
    return (void)n, encode_with(vm, a, KR_CODEC_ASCII, "ascii_encode");
}
static Value utf_8_decode(kr_vm *vm, Value *a, int n) {
    return (void)n, decode_with(vm, a, KR_CODEC_UTF8, "utf_8_decode", true);
}
static Value latin_1_decode(kr_vm *vm, Value *a, int n) {
    return (void)n, decode_with(vm, a, KR_CODEC_LATIN1, "latin_1_decode", false);
}
static Value ascii_decode(kr_vm *vm, Value *a, int n) {
    return (void)n, decode_with(vm, a, KR_CODEC_ASCII, "ascii_decode", false);
}

static Value readbuffer_encode(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__codecs_errors(vm, "readbuffer_encode", 2, &a[1])) return KR_FAILED;
    if (kr__is_str(vm, a[0])) {
        Value v = kr__codec_encode(vm, KR_CODEC_UTF8, a[0], KR_UNSET);
        return kr__failed(v) ? v : kr__codecs_pair(vm, v, ((const KrBytes *)kr__ptr(v))->len);
    }
    KrBuffer b;
    if (!kr__buffer_get(vm, a[0], &b)) return KR_FAILED;
    Value v = kr__bytes_new(vm, b.data, b.len);
    kr__buffer_release(vm, &b);
    return kr__failed(v) ? v : kr__codecs_pair(vm, v, ((const KrBytes *)kr__ptr(v))->len);
}

static const KrFnDef functions[] = {
    {"register(search_function, /)", codecs_register, "Registers a codec search function.", 0},
    {"unregister(search_function, /)", codecs_unregister, "Takes a search function out again.", 0},
    {"lookup(encoding, /)", codecs_lookup, "The entry of a codec in the registry.", 0},
    {"encode(obj, encoding='utf-8', errors='strict')", codecs_encode,
     "Encodes with a registered codec.", 0},
    {"decode(obj, encoding='utf-8', errors='strict')", codecs_decode,
     "Decodes with a registered codec.", 0},
    {"register_error(errors, handler, /)", codecs_register_error, "Registers an error handler.", 0},
    {"lookup_error(name, /)", codecs_lookup_error, "The error handler of this name.", 0},
    {"_forget_codec(encoding, /)", codecs_forget, "Takes a codec out of the cache.", 0},
    {"utf_8_encode(str, errors=None, /)", utf_8_encode, NULL, 0},
    {"utf_8_decode(data, errors=None, final=False, /)", utf_8_decode, NULL, 0},
    {"latin_1_encode(str, errors=None, /)", latin_1_encode, NULL, 0},
    {"latin_1_decode(data, errors=None, /)", latin_1_decode, NULL, 0},
    {"ascii_encode(str, errors=None, /)", ascii_encode, NULL, 0},
    {"ascii_decode(data, errors=None, /)", ascii_decode, NULL, 0},
    {"readbuffer_encode(data, errors=None, /)", readbuffer_encode, NULL, 0},
    {0},
};

static bool init(kr_vm *vm, Value module) {
    return kr__module_add_functions(vm, module, kr__codecs_more);
}

const KrModuleDef kr__module__codecs = {
    .name = "_codecs",
    .functions = functions,
    .init = init,
    .trace = trace_state,
    .free = free_state,
};
