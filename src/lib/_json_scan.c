/* SPDX-License-Identifier: MIT
 * _json_scan.c: from JSON text to values: the class _json.Scanner and scanstring.
 *
 * A document is gone through by byte offsets into its UTF-8 text; Python sees indices of characters, so offsets are
 * turned into these only at the doors and in errors. Whatever may run Python code or another thread is followed by
 * `again`, because the text of a str may move. Names of an object's members that occur again are the same str: a small
 * table on the C stack remembers them. */
#include <string.h>

#include "lib/_json.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/list.h"
#include "types/number.h"
#include "types/str.h"

typedef struct Scanner {
    KrObj head;
    uint32_t strict;
    Value object_hook, object_pairs_hook, parse_float, parse_int, parse_constant;
} Scanner;

enum { MEMO = 256, MEMO_NEAR = 4 };
typedef struct Scan {
    kr_vm *vm;
    Value doc;        /* str */
    const char *text; /* of doc */
    size_t n, at;     /* bytes */
    bool ascii, strict;
    const Scanner *s;
    Value *memo; /* [MEMO]; NULL: none */
} Scan;

static void again(Scan *p) { p->text = kr__str_text(kr__ptr(p->doc)); }
static bool begin(Scan *p, kr_vm *vm, Value doc, size_t index) {
    const KrStr *s = kr__ptr(doc);
    *p = (Scan){.vm = vm, .doc = doc, .n = s->len, .ascii = kr__str_ascii(s)};
    if (index > kr__str_count(s)) return false;
    p->at = kr__str_offset(vm, s, index);
    again(p);
    return true;
}
static size_t index_of(Scan *p, size_t at) {
    return p->ascii ? at : kr__str_index(p->vm, kr__ptr(p->doc), at);
}

/* ---- errors ---- */

/* JSONDecodeError(text, doc, index of `at`). */
static Value wrong(Scan *p, const char *text, size_t at) {
    kr_vm *vm = p->vm;
    Value cls = kr__import_attr(vm, "json.decoder", "JSONDecodeError"),
          message = kr__failed(cls) ? cls : kr__str_new(vm, text, strlen(text));
    if (kr__failed(message)) return message;
    Value exc = kr__call3(vm, cls, message, p->doc, kr__from_int48((int64_t)index_of(p, at)));
    return kr__ok(exc) ? kr__raise_object(vm, exc) : exc;
}
static Value no_value(Scan *p, size_t at) {
    return kr__raise_stop(p->vm, kr__from_int48((int64_t)index_of(p, at)));
}
static Value raise_escape(Scan *p, size_t at) { return wrong(p, "Invalid \\uXXXX escape", at); }

/* ---- strings ---- */

#define ONES 0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* Where the first quote, backslash or character below the blank stands from `at` on; the end when there is none. */
static size_t plain_end(const char *text, size_t at, size_t n) {
    for (; n - at >= 8; at += 8) {
        uint64_t w, quote, slash;
        memcpy(&w, text + at, 8);
        quote = w ^ ('"' * ONES);
        slash = w ^ ('\\' * ONES);
        uint64_t hit =
            (((quote - ONES) & ~quote) | ((slash - ONES) & ~slash) | ((w - ' ' * ONES) & ~w)) &
            HIGHS;
        if (hit) return at + (size_t)__builtin_ctzll(hit) / 8;
    }
    for (; at < n; at++) {
        unsigned char c = (unsigned char)text[at];
        if (c == '"' || c == '\\' || c < ' ') break;
    }
    return at;
}

static Value part(Scan *p, size_t from, size_t n) {
    const char *s = p->text + from;
    Value v = kr__str_make(p->vm, s, n, p->ascii ? n : kr__utf8_count(s, n));
    again(p);
    return v;
}

/* The four hexadecimal digits at `at`, behind which something must stand; false: they are none. */
static bool four_digits(const Scan *p, size_t at, uint32_t *out) {
    if (p->n < 4 || at >= p->n - 4) return false;
    *out = 0;
    for (size_t i = at; i < at + 4; i++) {
        char c = p->text[i];
        int d = c >= '0' && c <= '9'                 ? c - '0'
                : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                     : -1;
        if (d < 0) return false;
        *out = *out << 4 | (uint32_t)d;
    }
    return true;
}

/* p->at is behind the backslash. */
static bool escape(Scan *p, size_t start, KrStrBuilder *b) {
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    if (p->at >= p->n) return kr__ok(wrong(p, "Unterminated string starting at", start));
    char c = p->text[p->at++];
    if (c != 'u') {
        const char *hit = c ? strchr(names, c) : NULL;
        if (!hit) return kr__ok(wrong(p, "Invalid \\escape", p->at - 2));
        return kr__str_builder_char(b, (unsigned char)meant[hit - names]);
    }
    uint32_t cp, low;
    if (!four_digits(p, p->at, &cp)) return kr__ok(raise_escape(p, p->at - 1));
    p->at += 4;
    if ((cp & 0xfc00) == 0xd800 && p->n - p->at > 6 && p->text[p->at] == '\\' &&
        p->text[p->at + 1] == 'u') {
        if (!four_digits(p, p->at + 2, &low)) return kr__ok(raise_escape(p, p->at + 1));
        if ((low & 0xfc00) == 0xdc00) {
            cp = 0x10000 + ((cp & 0x3ff) << 10 | (low & 0x3ff));
            p->at += 6;
        }
    }
    return kr__str_builder_char(b, cp);
}

/* The rest of a string with something in it that is not as it stands; p->at is there. */
static Value long_string(Scan *p, size_t start, size_t from) {
    KrStrBuilder b;
    kr__str_builder_init(&b, p->vm);
    for (;;) {
        if (p->at > from && !kr__str_builder_text(&b, p->text + from, p->at - from))
            return KR_FAILED;
        again(p);
        if (p->at >= p->n) return wrong(p, "Unterminated string starting at", start);
        unsigned char c = (unsigned char)p->text[p->at];
        from = p->at++;
        if (c == '"') return kr__str_builder_finish(&b);
        if (c == '\\') {
            if (!escape(p, start, &b)) return KR_FAILED;
            from = p->at;
            again(p);
        } else if (p->strict) {
            return wrong(p, "Invalid control character at", from);
        }
        if (!kr__poll(p->vm)) return KR_FAILED;
        again(p);
        p->at = plain_end(p->text, p->at, p->n);
    }
}

/* p->at is behind the quote; afterwards behind the other one. key: one that was read before is taken again. */
static Value string(Scan *p, bool key) {
    size_t from = p->at;
    p->at = plain_end(p->text, from, p->n);
    if (p->at >= p->n || p->text[p->at] != '"') {
        Value v = long_string(p, from - 1, from);
        again(p);
        return v;
    }
    size_t n = p->at++ - from;
    if (!key) return part(p, from, n);
    const char *s = p->text + from;
    uint32_t h = (uint32_t)n;
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)s[i]) * 0x01000193u;
    h ^= h >> 15;
    for (unsigned i = 0; i < MEMO_NEAR; i++) {
        Value *m = &p->memo[(h + i) % MEMO];
        if (!kr__ok(*m)) return *m = part(p, from, n);
        const KrStr *k = kr__ptr(*m);
        if (k->len == n && !memcmp(kr__str_text(k), s, n)) return *m;
    }
    return p->memo[h % MEMO] = part(p, from, n);
}

/* ---- numbers and words ---- */

static bool is_digit(const Scan *p, size_t at) {
    return at < p->n && p->text[at] >= '0' && p->text[at] <= '9';
}
static bool word(Scan *p, const char *w) {
    size_t n = strlen(w);
    if (p->n - p->at < n || memcmp(p->text + p->at, w, n)) return false;
    p->at += n;
    return true;
}
static Value constant(Scan *p, const char *w) {
    Value name = kr__intern(p->vm, w, strlen(w)),
          v = kr__ok(name) ? kr__call1(p->vm, p->s->parse_constant, name) : name;
    again(p);
    return v;
}

static Value call_number(Scan *p, Value f, size_t from) {
    Value s = part(p, from, p->at - from), v = kr__ok(s) ? kr__call1(p->vm, f, s) : s;
    again(p);
    return v;
}
static Value integer(Scan *p, size_t from) {
    kr_vm *vm = p->vm;
    if (!kr__same(p->s->parse_int, kr__type(vm, KR_T_INT)) || p->at - from > 14)
        return call_number(p, p->s->parse_int, from);
    bool minus = p->text[from] == '-';
    int64_t i = 0;
    for (size_t at = from + minus; at < p->at; at++) i = i * 10 + (p->text[at] - '0');
    return kr__from_int48(minus ? -i : i);
}
static Value real(Scan *p, size_t from) {
    double d;
    if (!kr__same(p->s->parse_float, kr__type(p->vm, KR_T_FLOAT)))
        return call_number(p, p->s->parse_float, from);
    kr__float_parse(p->text + from, p->at - from, &d);
    return kr__from_double(d);
}

static Value number(Scan *p) {
    size_t from = p->at, at = from + (p->text[from] == '-');
    if (!is_digit(p, at)) {
        if (at > from && word(p, "-Infinity")) return constant(p, "-Infinity");
        return no_value(p, from);
    }
    if (p->text[at] == '0')
        at++;
    else
        while (is_digit(p, at)) at++;
    size_t whole = at;
    if (at < p->n && p->text[at] == '.' && is_digit(p, at + 1))
        for (at += 2; is_digit(p, at);) at++;
    if (at < p->n && (p->text[at] | 32) == 'e') {
        size_t e = at + 1;
        if (e < p->n && (p->text[e] == '-' || p->text[e] == '+')) e++;
        if (is_digit(p, e)) {
            while (is_digit(p, e)) e++;
            at = e;
        }
    }
    p->at = at;
    return at == whole ? integer(p, from) : real(p, from);
}

/* ---- arrays and objects ---- */

static char blanks(Scan *p) { /* what follows them; 0 at the end */
    while (p->at < p->n) {
        char c = p->text[p->at];
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') return c;
        p->at++;
    }
    return 0;
}
static Value value(Scan *p);

static bool poll(Scan *p) {
    bool ok = kr__poll(p->vm);
    again(p);
    return ok;
}

static Value array(Scan *p) {
    Value list = kr__list_new(p->vm, NULL, 0), v;
    if (kr__failed(list)) return list;
    again(p);
    if (blanks(p) == ']') return p->at++, list;
    for (;;) {
        if (kr__failed(v = value(p)) || !kr__list_append(p->vm, kr__ptr(list), v) || !poll(p))
            return KR_FAILED;
        char c = blanks(p);
        if (c == ']') return p->at++, list;
        if (c != ',') return wrong(p, "Expecting ',' delimiter", p->at);
        p->at++;
        blanks(p);
    }
}

/* One member into the dict, or as a pair into the list. */
static bool member(Scan *p, Value into, bool pairs) {
    if (blanks(p) != '"')
        return kr__ok(wrong(p, "Expecting property name enclosed in double quotes", p->at));
    p->at++;
    Value key = string(p, true), v;
    if (kr__failed(key)) return false;
    if (blanks(p) != ':') return kr__ok(wrong(p, "Expecting ':' delimiter", p->at));
    p->at++;
    blanks(p);
    if (kr__failed(v = value(p))) return false;
    if (!pairs) return kr__dict_set(p->vm, kr__ptr(into), key, v);
    Value pair = kr__tuple_new(p->vm, (Value[]){key, v}, 2);
    return kr__ok(pair) && kr__list_append(p->vm, kr__ptr(into), pair);
}

static Value object(Scan *p) {
    kr_vm *vm = p->vm;
    bool pairs = !kr__is_none(p->s->object_pairs_hook);
    Value into = pairs ? kr__list_new(vm, NULL, 0) : kr__dict_new(vm);
    if (kr__failed(into)) return into;
    again(p);
    char c = blanks(p);
    while (c != '}') {
        if (!member(p, into, pairs) || !poll(p)) return KR_FAILED;
        c = blanks(p);
        if (c != ',' && c != '}') return wrong(p, "Expecting ',' delimiter", p->at);
        if (c == ',') p->at++;
    }
    p->at++;
    Value hook = pairs ? p->s->object_pairs_hook : p->s->object_hook;
    if (!kr__is_none(hook)) into = kr__call1(vm, hook, into);
    again(p);
    return into;
}

static Value nested(Scan *p, Value (*f)(Scan *p), const char *where) {
    if (!kr__enter(p->vm, where)) return KR_FAILED;
    p->at++;
    Value v = f(p);
    kr__leave(p->vm);
    return v;
}

/* The value at p->at. */
static Value value(Scan *p) {
    switch (p->at < p->n ? p->text[p->at] : 0) {
    case '"': p->at++; return string(p, false);
    case '{': return nested(p, object, " while decoding a JSON object from a unicode string");
    case '[': return nested(p, array, " while decoding a JSON array from a unicode string");
    case 'n': return word(p, "null") ? KR_NONE_V : no_value(p, p->at);
    case 't': return word(p, "true") ? KR_TRUE_V : no_value(p, p->at);
    case 'f': return word(p, "false") ? KR_FALSE_V : no_value(p, p->at);
    case 'N': return word(p, "NaN") ? constant(p, "NaN") : no_value(p, p->at);
    case 'I': return word(p, "Infinity") ? constant(p, "Infinity") : no_value(p, p->at);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9': return number(p);
    default: return no_value(p, p->at);
    }
}

/* ---- the class ---- */

static Scanner *scanner(Value v) { return kr__ptr(v); }

/* (value, index behind it) */
static Value and_index(Scan *p, Value v) {
    if (kr__failed(v)) return v;
    return kr__tuple_new(p->vm, (Value[]){v, kr__from_int48((int64_t)index_of(p, p->at))}, 2);
}

/* self, string, idx */
static Value s_call(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value memo[MEMO];
    Scan p;
    int64_t i;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "first argument must be a string, not %T", a[1]);
    if (kr__failed(a[2] = kr__index(vm, a[2])) || !kr__int_to_i64(vm, a[2], &i)) return KR_FAILED;
    if (i < 0) return kr__raise_value(vm, "idx cannot be negative");
    if (!begin(&p, vm, a[1], (size_t)i)) return kr__raise_stop(vm, a[2]);
    memset(memo, 0, sizeof memo);
    p.s = scanner(a[0]);
    p.strict = p.s->strict;
    p.memo = memo;
    Value v = value(&p);
    __asm__ volatile(""
                     :
                     : "r"(memo)
                     : "memory"); /* the names lie there for the collector until now */
    return and_index(&p, v);
}

Value kr__json_scanstring(kr_vm *vm, Value *a, int n) {
    (void)n;
    Scan p;
    int64_t i;
    int strict = kr__ok(a[2]) ? kr__truth(vm, a[2]) : 1;
    if (kr__failed(a[1] = kr__index(vm, a[1])) || !kr__int_to_i64(vm, a[1], &i) || strict < 0)
        return KR_FAILED;
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "first argument must be a string, not %T", a[0]);
    if (i < 0 || !begin(&p, vm, a[0], (size_t)i))
        return kr__raise_value(vm, "end is out of bounds");
    p.strict = strict;
    return and_index(&p, string(&p, false));
}

/* cls, context */
static Value s_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    static const char *const names[] = {"strict",      "object_hook", "object_pairs_hook",
                                        "parse_float", "parse_int",   "parse_constant"};
    Value self = kr__instance_new(vm, a[0]), v[6];
    if (kr__failed(self)) return self;
    for (unsigned i = 0; i < 6; i++) {
        Value name = kr__intern(vm, names[i], strlen(names[i]));
        if (kr__failed(name) || kr__failed(v[i] = kr__getattr(vm, a[1], name))) return KR_FAILED;
    }
    int strict = kr__truth(vm, v[0]);
    if (strict < 0) return KR_FAILED;
    Scanner *s = scanner(self);
    kr__barrier(vm, s);
    s->strict = (uint32_t)strict;
    s->object_hook = v[1];
    s->object_pairs_hook = v[2];
    s->parse_float = v[3];
    s->parse_int = v[4];
    s->parse_constant = v[5];
    return self;
}

static Value get_strict(kr_vm *vm, Value v) { return (void)vm, kr__bool(scanner(v)->strict); }
static Value get_hook(kr_vm *vm, Value v) { return (void)vm, scanner(v)->object_hook; }
static Value get_pairs(kr_vm *vm, Value v) { return (void)vm, scanner(v)->object_pairs_hook; }
static Value get_float(kr_vm *vm, Value v) { return (void)vm, scanner(v)->parse_float; }
static Value get_int(kr_vm *vm, Value v) { return (void)vm, scanner(v)->parse_int; }
static Value get_constant(kr_vm *vm, Value v) { return (void)vm, scanner(v)->parse_constant; }

static const KrFnDef rows[] = {
    {"__new__(cls, context)", s_new, NULL, KR_DEF_NEW},
    {"__call__(self, string, idx)", s_call, "Call self as a function.", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {{"strict", get_strict, NULL, "strict"},
                                  {"object_hook", get_hook, NULL, "object_hook"},
                                  {"object_pairs_hook", get_pairs, NULL, NULL},
                                  {"parse_float", get_float, NULL, "parse_float"},
                                  {"parse_int", get_int, NULL, "parse_int"},
                                  {"parse_constant", get_constant, NULL, "parse_constant"},
                                  {NULL, NULL, NULL, NULL}};
const KrClassDef kr__json_scanner_def = {
    .name = "_json.Scanner",
    .doc = "JSON scanner object",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE,
    .size = sizeof(Scanner),
    .values = KR_AT(Scanner, object_hook) | KR_AT(Scanner, object_pairs_hook) |
              KR_AT(Scanner, parse_float) | KR_AT(Scanner, parse_int) |
              KR_AT(Scanner, parse_constant),
    .methods = rows,
    .getset = getset};
