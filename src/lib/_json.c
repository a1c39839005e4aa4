/* SPDX-License-Identifier: MIT
 * _json.c: the module _json, and from values to JSON text: encode_basestring, encode_basestring_ascii and the class
 * _json.Encoder. An encoder writes into one KrStrBuilder; containers that are open form a chain on the C stack, by
 * which a circle is noticed. */
#include "lib/_json.h"

#include <math.h>
#include <string.h>

#include "lib/modules.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/number.h"
#include "types/seq.h"
#include "types/str.h"

extern const KrModuleDef kr__module__json;

typedef struct Encoder {
    KrObj head;
    uint32_t flags;
    Value markers, fallback, encoder, indent, key_separator, item_separator;
} Encoder;
enum { F_SORT = 1, F_SKIP = 2, F_NAN = 4, F_ASCII = 8, F_PLAIN = 16 };
enum { S_PLAIN, S_ASCII, S_COUNT };

/* ---- strings ---- */

#define ONES 0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* How many of the n bytes stand for themselves. */
static size_t clean(const char *s, size_t n, bool ascii) {
    size_t at = 0;
    uint64_t past = ascii ? HIGHS : 0;
    for (; n - at >= 8; at += 8) {
        uint64_t w, quote, slash;
        memcpy(&w, s + at, 8);
        quote = w ^ ('"' * ONES);
        slash = w ^ ('\\' * ONES);
        uint64_t hit =
            (((quote - ONES) & ~quote) | ((slash - ONES) & ~slash) | ((w - ' ' * ONES) & ~w)) &
            HIGHS;
        /* DEL is escaped where all but ASCII is */
        uint64_t del = w ^ (0x7f * ONES);
        hit |= (((del - ONES) & ~del) | w) & past;
        if (hit) return at + (size_t)__builtin_ctzll(hit) / 8;
    }
    for (; at < n; at++) {
        unsigned char c = (unsigned char)s[at];
        if (c == '"' || c == '\\' || c < ' ' || (ascii && c >= 0x7f)) break;
    }
    return at;
}

static bool put_unit(KrStrBuilder *b, uint32_t u) {
    static const char hex[] = "0123456789abcdef";
    char text[6] = {'\\', 'u', hex[u >> 12], hex[u >> 8 & 15], hex[u >> 4 & 15], hex[u & 15]};
    return kr__str_builder_ascii(b, text, 6);
}
static bool put_escaped(KrStrBuilder *b, uint32_t c) {
    switch (c) {
    case '"': return kr__str_builder_ascii(b, "\\\"", 2);
    case '\\': return kr__str_builder_ascii(b, "\\\\", 2);
    case '\b': return kr__str_builder_ascii(b, "\\b", 2);
    case '\f': return kr__str_builder_ascii(b, "\\f", 2);
    case '\n': return kr__str_builder_ascii(b, "\\n", 2);
    case '\r': return kr__str_builder_ascii(b, "\\r", 2);
    case '\t': return kr__str_builder_ascii(b, "\\t", 2);
    default: break;
    }
    if (c < 0x10000) return put_unit(b, c);
    c -= 0x10000;
    return put_unit(b, 0xd800 | c >> 10) && put_unit(b, 0xdc00 | (c & 0x3ff));
}

/* The str in quotes. Runs Python code only where it polls. */
static bool put_string(KrStrBuilder *b, Value str, bool ascii) {
    const KrStr *s = kr__ptr(str);
    size_t n = s->len, at = 0;
    if (!kr__str_builder_ascii(b, "\"", 1)) return false;
    for (;;) {
        const char *text = kr__str_text(s) + at;
        size_t same = clean(text, n - at, ascii);
        if (same && !(kr__str_ascii(s) ? kr__str_builder_ascii(b, text, same)
                                       : kr__str_builder_text(b, text, same)))
            return false;
        if ((at += same) == n) break;
        const char *p = text = kr__str_text(s) + at;
        uint32_t c = kr__utf8_next(&p);
        at += (size_t)(p - text);
        if (!put_escaped(b, c) || !kr__poll(b->vm)) return false;
    }
    kr__keep(str);
    return kr__str_builder_ascii(b, "\"", 1);
}

static Value quoted(kr_vm *vm, Value v, bool ascii) {
    KrStrBuilder b;
    if (!kr__is_str(vm, v)) return kr__raise_type(vm, "first argument must be a string, not %T", v);
    kr__str_builder_init(&b, vm);
    return put_string(&b, v, ascii) ? kr__str_builder_finish(&b) : KR_FAILED;
}
static Value f_plain(kr_vm *vm, Value *a, int n) { return (void)n, quoted(vm, a[0], false); }
static Value f_ascii(kr_vm *vm, Value *a, int n) { return (void)n, quoted(vm, a[0], true); }

/* ---- values ---- */

typedef struct Open {
    Value v;
    const struct Open *up;
} Open;
typedef struct Write {
    kr_vm *vm;
    const Encoder *e;
    Value self;
    KrStrBuilder b;
    const Open *open; /* containers, and objects that `default` was asked about */
} Write;

static bool put(Write *w, Value v);

/* v is no container that is being written. */
static bool unopened(Write *w, Value v) {
    if (!kr__is_none(w->e->markers))
        for (const Open *p = w->open; p; p = p->up)
            if (kr__same(p->v, v))
                return kr__raise_false(w->vm, KR_T_X_VALUEERROR, "Circular reference detected");
    return true;
}

static bool put_str(Write *w, Value v) {
    if (w->e->flags & (F_ASCII | F_PLAIN)) return put_string(&w->b, v, w->e->flags & F_ASCII);
    Value s = kr__call1(w->vm, w->e->encoder, v);
    if (kr__failed(s)) return false;
    if (!kr__is_str(w->vm, s))
        return kr__raise_false(w->vm, KR_T_X_TYPEERROR, "encoder() must return a string, not %T",
                               s);
    return kr__str_builder_str(&w->b, s);
}

/* An int or a float, whatever their classes' own ideas of a text. */
static Value number_text(Write *w, Value v) {
    kr_vm *vm = w->vm;
    if (kr__is_int_value(vm, v)) return kr__int_to_str(vm, v, 10);
    double d = kr__float_value(v);
    char text[32];
    if (isfinite(d)) return kr__str_new(vm, text, kr__float_repr(d, text));
    if (!(w->e->flags & F_NAN))
        return kr__raise_value(vm, "Out of range float values are not JSON compliant");
    const char *s = d > 0 ? "Infinity" : d < 0 ? "-Infinity" : "NaN";
    return kr__intern(vm, s, strlen(s));
}
static bool put_number(Write *w, Value v) {
    char text[32];
    size_t n = kr__is_double(v) && !isfinite(kr__double(v)) ? 0 : kr__number_text_of(v, text);
    if (n) return kr__str_builder_ascii(&w->b, text, n);
    Value s = number_text(w, v);
    return kr__ok(s) && kr__str_builder_str(&w->b, s);
}
static const char *word_of(Value v) {
    return kr__is_none(v) ? "null" : kr__is_true(v) ? "true" : kr__is_false(v) ? "false" : NULL;
}
static bool is_number(kr_vm *vm, Value v) {
    return kr__is_int_value(vm, v) || kr__is_float_value(vm, v);
}

/* A list or tuple. One of a class of the program is first made into a list, as its iterator says. */
static bool put_sequence(Write *w, Value v) {
    kr_vm *vm = w->vm;
    Value items = kr__exact(v, KR_T_LIST) || kr__exact(v, KR_T_TUPLE) ? v : kr__list_from(vm, v);
    if (kr__failed(items)) return false;
    bool list = kr__has_kind(vm, items, KR_K_LIST);
    const void *seq = kr__ptr(items);
    if (!kr__seq_len(seq)) return kr__str_builder_ascii(&w->b, "[]", 2);
    if (!kr__str_builder_ascii(&w->b, "[", 1)) return false;
    for (size_t i = 0; i < kr__seq_len(seq); i++) {
        if (i && !kr__str_builder_str(&w->b, w->e->item_separator)) return false;
        if (!put(w, kr__seq_get(seq, list, i)) || !kr__poll(vm)) return false;
    }
    kr__keep(items);
    return kr__str_builder_ascii(&w->b, "]", 1);
}

/* 1: written; 0: passed over; -1 */
static int put_member(Write *w, Value key, Value v, bool first) {
    kr_vm *vm = w->vm;
    const char *word = word_of(key);
    if (!kr__is_str(vm, key)) {
        if (word)
            key = kr__intern(vm, word, strlen(word));
        else if (is_number(vm, key))
            key = number_text(w, key);
        else if (w->e->flags & F_SKIP)
            return 0;
        else
            key = kr__raise_type(vm, "keys must be str, int, float, bool or None, not %T", key);
        if (kr__failed(key)) return -1;
    }
    bool ok = (first || kr__str_builder_str(&w->b, w->e->item_separator)) && put_str(w, key) &&
              kr__str_builder_str(&w->b, w->e->key_separator) && put(w, v) && kr__poll(vm);
    return ok ? 1 : -1;
}

/* The members of what items() gives, in a list. */
static Value items_of(Write *w, Value v) {
    kr_vm *vm = w->vm;
    Value items = kr__call_method(vm, v, kr__name(vm, KR_N_items), NULL, 0);
    if (kr__failed(items)) return items;
    if (!kr__ok(kr__special(vm, items, KR_N___iter__)))
        return kr__raise_type(vm, "%T.items() returned a non-iterable (type %T)", v, items);
    items = kr__list_from(vm, items);
    if (kr__ok(items) && w->e->flags & F_SORT &&
        !kr__list_sort(vm, kr__ptr(items), KR_UNSET, false))
        return KR_FAILED;
    return items;
}
static bool put_items(Write *w, Value items) {
    kr_vm *vm = w->vm;
    bool first = true;
    const KrList *l = kr__ptr(items);
    for (size_t i = 0; i < l->len; i++) {
        Value pair = kr__list_get(l, i);
        const KrTuple *t = kr__has_kind(vm, pair, KR_K_TUPLE) ? kr__ptr(pair) : NULL;
        if (!t || t->len != 2)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "items must return 2-tuples");
        int r = put_member(w, kr__tuple_get(t, 0), kr__tuple_get(t, 1), first);
        if (r < 0) return false;
        first &= !r;
    }
    kr__keep(items);
    return true;
}
/* Of a copy, since what `default` runs may change the dict. */
static bool put_plain_dict(Write *w, Value v) {
    Value copy = kr__dict_copy(w->vm, kr__ptr(v)), key, item;
    if (kr__failed(copy)) return false;
    bool first = true;
    for (size_t at = 0; kr__dict_next(w->vm, kr__ptr(copy), &at, &key, &item);) {
        int r = put_member(w, key, item, first);
        if (r < 0) return false;
        first &= !r;
    }
    kr__keep(copy);
    return true;
}
static bool put_dict(Write *w, Value v) {
    if (!kr__dict_len(w->vm, kr__ptr(v))) return kr__str_builder_ascii(&w->b, "{}", 2);
    if (!kr__str_builder_ascii(&w->b, "{", 1)) return false;
    if (kr__exact(v, KR_T_DICT) && !(w->e->flags & F_SORT)) {
        if (!put_plain_dict(w, v)) return false;
    } else {
        Value items = items_of(w, v);
        if (kr__failed(items) || !put_items(w, items)) return false;
    }
    return kr__str_builder_ascii(&w->b, "}", 1);
}

static bool put_other(Write *w, Value v) {
    Value now = kr__call1(w->vm, w->e->fallback, v);
    return kr__ok(now) && put(w, now);
}

static bool put_deep(Write *w, Value v, bool (*f)(Write *w, Value v)) {
    if (!kr__enter(w->vm, " while encoding a JSON object")) return false;
    Open o = {v, w->open};
    bool ok = unopened(w, v);
    if (ok) {
        w->open = &o;
        ok = f(w, v);
        w->open = o.up;
    }
    kr__leave(w->vm);
    return ok;
}
static bool put(Write *w, Value v) {
    kr_vm *vm = w->vm;
    const char *word = word_of(v);
    if (word) return kr__str_builder_cstr(&w->b, word);
    if (kr__is_str(vm, v)) return put_str(w, v);
    if (is_number(vm, v)) return put_number(w, v);
    if (kr__has_kind(vm, v, KR_K_LIST) || kr__has_kind(vm, v, KR_K_TUPLE))
        return put_deep(w, v, put_sequence);
    return put_deep(w, v, kr__has_kind(vm, v, KR_K_DICT) ? put_dict : put_other);
}

/* ---- the class ---- */

static Encoder *encoder(Value v) { return kr__ptr(v); }

/* self, obj, _current_indent_level: the pieces of the text, in a tuple */
static Value e_call(kr_vm *vm, Value *a, int n) {
    (void)n;
    Write w = {.vm = vm, .e = encoder(a[0])};
    if (kr__failed(kr__index(vm, a[2]))) return KR_FAILED;
    kr__str_builder_init(&w.b, vm);
    Value text = put(&w, a[1]) ? kr__str_builder_finish(&w.b) : KR_FAILED;
    return kr__ok(text) ? kr__list_new(vm, &text, 1) : text;
}

enum { N_CLS, N_MARKERS, N_DEFAULT, N_ENCODER, N_INDENT, N_KEY, N_ITEM, N_SORT, N_SKIP, N_NAN };
static Value e_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *state = kr__module_values(vm, &kr__module__json, S_COUNT);
    uint32_t flags = 0;
    if (!state) return KR_FAILED;
    for (int i = N_KEY; i <= N_ITEM; i++)
        if (!kr__is_str(vm, a[i]))
            return kr__raise_type(vm, "make_encoder() argument %d must be str, not %P", i, a[i]);
    for (int i = N_SORT; i <= N_NAN; i++) {
        int r = kr__truth(vm, a[i]);
        if (r < 0) return KR_FAILED;
        flags |= (uint32_t)r << (i - N_SORT);
    }
    if (!kr__is_none(a[N_MARKERS]) && !kr__has_kind(vm, a[N_MARKERS], KR_K_DICT))
        return kr__raise_type(vm, "make_encoder() argument 1 must be dict or None, not %T",
                              a[N_MARKERS]);
    if (kr__same(a[N_ENCODER], state[S_ASCII])) flags |= F_ASCII;
    if (kr__same(a[N_ENCODER], state[S_PLAIN])) flags |= F_PLAIN;
    Value self = kr__instance_new(vm, a[N_CLS]);
    if (kr__failed(self)) return self;
    Encoder *e = encoder(self);
    e->flags = flags;
    e->markers = a[N_MARKERS];
    e->fallback = a[N_DEFAULT];
    e->encoder = a[N_ENCODER];
    e->indent = a[N_INDENT];
    e->key_separator = a[N_KEY];
    e->item_separator = a[N_ITEM];
    return self;
}

static Value get_markers(kr_vm *vm, Value v) { return (void)vm, encoder(v)->markers; }
static Value get_default(kr_vm *vm, Value v) { return (void)vm, encoder(v)->fallback; }
static Value get_encoder(kr_vm *vm, Value v) { return (void)vm, encoder(v)->encoder; }
static Value get_indent(kr_vm *vm, Value v) { return (void)vm, encoder(v)->indent; }
static Value get_key(kr_vm *vm, Value v) { return (void)vm, encoder(v)->key_separator; }
static Value get_item(kr_vm *vm, Value v) { return (void)vm, encoder(v)->item_separator; }
static Value get_sort(kr_vm *vm, Value v) { return (void)vm, kr__bool(encoder(v)->flags & F_SORT); }
static Value get_skip(kr_vm *vm, Value v) { return (void)vm, kr__bool(encoder(v)->flags & F_SKIP); }

static const KrFnDef encoder_rows[] = {
    {"__new__(cls, markers, default, encoder, indent, key_separator, item_separator, sort_keys, "
     "skipkeys, allow_nan)",
     e_new, NULL, KR_DEF_NEW},
    {"__call__(self, obj, _current_indent_level)", e_call, "Call self as a function.",
     KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet encoder_getset[] = {{"markers", get_markers, NULL, "markers"},
                                          {"default", get_default, NULL, "default"},
                                          {"encoder", get_encoder, NULL, "encoder"},
                                          {"indent", get_indent, NULL, "indent"},
                                          {"key_separator", get_key, NULL, "key_separator"},
                                          {"item_separator", get_item, NULL, "item_separator"},
                                          {"sort_keys", get_sort, NULL, "sort_keys"},
                                          {"skipkeys", get_skip, NULL, "skipkeys"},
                                          {NULL, NULL, NULL, NULL}};
static const KrClassDef encoder_def = {
    .name = "_json.Encoder",
    .doc = "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, "
           "skipkeys, allow_nan)\n\nCalled with an object it gives the pieces of its JSON text.",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE,
    .size = sizeof(Encoder),
    .values = KR_AT(Encoder, markers) | KR_AT(Encoder, fallback) | KR_AT(Encoder, encoder) |
              KR_AT(Encoder, indent) | KR_AT(Encoder, key_separator) |
              KR_AT(Encoder, item_separator),
    .methods = encoder_rows,
    .getset = encoder_getset};

static const KrFnDef functions[] = {
    {"encode_basestring(string, /)", f_plain, "The string as JSON has it, in quotes.", 0},
    {"encode_basestring_ascii(string, /)", f_ascii,
     "The string as JSON has it, in quotes, with nothing but ASCII.", 0},
    {"scanstring(string, end, strict=True, /)", kr__json_scanstring,
     "The JSON string whose first character is at `end`, behind its quote, and the index behind "
     "the "
     "other quote. Unless strict, control characters may stand in it.",
     0},
    {NULL, NULL, NULL, 0},
};

static bool keep_function(kr_vm *vm, Value m, const char *name, Value *to) {
    Value s = kr__intern(vm, name, strlen(name));
    return kr__ok(s) && kr__ok(*to = kr__getattr(vm, m, s));
}
static bool init(kr_vm *vm, Value m) {
    Value *s = kr__module_values(vm, &kr__module__json, S_COUNT), scanner, enc;
    if (!s) return false;
    return kr__ok(scanner = kr__class_new(vm, &kr__json_scanner_def)) &&
           kr__module_add(vm, m, "make_scanner", scanner) &&
           kr__ok(enc = kr__class_new(vm, &encoder_def)) &&
           kr__module_add(vm, m, "make_encoder", enc) &&
           keep_function(vm, m, "encode_basestring", &s[S_PLAIN]) &&
           keep_function(vm, m, "encode_basestring_ascii", &s[S_ASCII]);
}

const KrModuleDef kr__module__json = {
    .name = "_json",
    .doc = "json speedups",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
