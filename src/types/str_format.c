/* SPDX-License-Identifier: MIT
 * str_format.c: str.format, str.format_map and str.__format__. The grammar of fields stands first;
 * what fields name is found and formatted behind it. Fields inside a spec nest one level. */
#include "types/str_format.h"

#include "base/unicode.h"
#include "types/dict.h"
#include "types/format_spec.h"
#include "types/number.h"
#include "types/str_methods.h"

KR_INLINE KrStr *self_of(Value v) { return kr__ptr(v); }

Value kr__str_in_place(kr_vm *vm, Value v) {
    const KrStr *s = self_of(v);
    if (!(s->head.head & KR_F_STR_EXTERN)) return v;
    Value r = kr__str_make(vm, kr__str_text(s), s->len, kr__str_count(s));
    kr__keep(v);
    return r;
}

/* ---- grammar ---- */

static int fail(kr_vm *vm, const char *why) {
    kr__raise_value(vm, why);
    return -1;
}

/* The spec at *at up to its '}'. */
static int parse_spec(kr_vm *vm, const char *text, size_t *at, size_t end, KrMarkup *m) {
    m->spec.from = *at;
    for (int depth = 1; *at < end;) {
        char c = text[(*at)++];
        if (c == '{') {
            m->nested = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            m->spec.to = *at - 1;
            return 1;
        }
    }
    return fail(vm, "unmatched '{' in format spec");
}

static int parse_conversion(kr_vm *vm, const char *text, size_t *at, size_t end, KrMarkup *m) {
    if (*at >= end) return fail(vm, "end of string while looking for conversion specifier");
    unsigned w;
    m->conversion = kr__utf8_decode(text + *at, &w);
    *at += w;
    if (*at < end) {
        char c = text[(*at)++];
        if (c == '}') {
            m->spec = (KrPart){*at, *at};
            return 1;
        }
        if (c != ':') return fail(vm, "expected ':' after conversion specifier");
    }
    return parse_spec(vm, text, at, end, m);
}

/* A field whose '{' is read. */
static int parse_field(kr_vm *vm, const char *text, size_t *at, size_t end, KrMarkup *m) {
    char c = 0;
    m->field = true;
    m->name.from = *at;
    while (*at < end) {
        c = text[(*at)++];
        if (c == '{') return fail(vm, "unexpected '{' in field name");
        if (c == '[')
            while (*at < end && text[*at] != ']') ++*at;
        if (c == '}' || c == ':' || c == '!') break;
    }
    m->name.to = *at - (c == '}' || c == ':' || c == '!');
    if (c == '!') return parse_conversion(vm, text, at, end, m);
    if (c == ':') return parse_spec(vm, text, at, end, m);
    if (c != '}') return fail(vm, "expected '}' before end of string");
    m->spec = (KrPart){*at, *at};
    return 1;
}

int kr__markup_next(kr_vm *vm, const char *text, size_t *at, size_t end, KrMarkup *m) {
    *m = (KrMarkup){0};
    if (*at >= end) return 0;
    size_t start = *at, i = start;
    while (i < end && text[i] != '{' && text[i] != '}') i++;
    m->literal = (KrPart){start, i};
    *at = i;
    if (i == end) return 1;
    char c = text[i++];
    *at = i;
    if (i < end && text[i] == c) { /* doubled: stands for itself */
        m->literal.to = i;
        *at = i + 1;
        return 1;
    }
    if (c == '}') return fail(vm, "Single '}' encountered in format string");
    if (i == end) return fail(vm, "Single '{' encountered in format string");
    return parse_field(vm, text, at, end, m);
}

int64_t kr__field_number(kr_vm *vm, const char *text, KrPart p) {
    if (p.from == p.to) return -1;
    int64_t n = 0;
    for (const char *s = text + p.from; s < text + p.to;) {
        int d = kr__uc_decimal(kr__utf8_next(&s));
        if (d < 0) return -1;
        if (n > (INT64_MAX - d) / 10) {
            kr__raise_value(vm, "Too many decimal digits in format string");
            return -2;
        }
        n = n * 10 + d;
    }
    return n;
}

size_t kr__field_first(const char *text, KrPart name) {
    size_t i = name.from;
    while (i < name.to && text[i] != '.' && text[i] != '[') i++;
    return i;
}

int kr__field_next(kr_vm *vm, const char *text, size_t *at, size_t end, bool *attribute,
                   KrPart *out) {
    if (*at >= end) return 0;
    char c = text[(*at)++];
    if (c != '.' && c != '[')
        return fail(vm, "Only '.' or '[' may follow ']' in format field specifier");
    *attribute = c == '.';
    out->from = *at;
    while (*at < end && (*attribute ? text[*at] != '.' && text[*at] != '[' : text[*at] != ']'))
        ++*at;
    out->to = *at;
    if (!*attribute) {
        if (*at == end) return fail(vm, "Missing ']' in format string");
        ++*at;
    }
    return out->from == out->to ? fail(vm, "Empty attribute in format string") : 1;
}

/* ---- what fields name ---- */

/* Arguments of format: positional values, keyword values; or a mapping alone. */
typedef struct Args {
    const Value *pos, *kw;
    int npos;
    unsigned nkw;
    Value kwnames, mapping;
    enum { INIT, AUTOMATIC, MANUAL } numbering;
    int64_t next;
} Args;

static Value new_part(kr_vm *vm, const char *text, KrPart p) {
    return kr__str_new(vm, text + p.from, p.to - p.from);
}

static bool check_numbering(kr_vm *vm, Args *args, bool automatic) {
    if (args->numbering == INIT) args->numbering = automatic ? AUTOMATIC : MANUAL;
    if ((args->numbering == AUTOMATIC) == automatic) return true;
    return kr__raise_false(
        vm, KR_T_X_VALUEERROR,
        automatic ? "cannot switch from manual field specification to automatic field numbering"
                  : "cannot switch from automatic field numbering to manual field specification");
}

static Value positional(kr_vm *vm, const Args *args, int64_t i) {
    if (kr__ok(args->mapping))
        return kr__raise_value(vm, "Format string contains positional fields");
    if (i >= args->npos)
        return kr__raise(vm, KR_T_X_INDEXERROR,
                         "Replacement index %ld out of range for positional args tuple", (long)i);
    return args->pos[i];
}

static Value named(kr_vm *vm, const Args *args, Value key) {
    if (kr__ok(args->mapping)) {
        if (!kr__exact(args->mapping, KR_T_DICT)) return kr__get_item(vm, args->mapping, key);
        Value v;
        int r = kr__dict_find(vm, kr__ptr(args->mapping), key, &v);
        if (r < 0) return KR_FAILED;
        return r ? v : kr__raise_key(vm, key);
    }
    const KrTuple *names = args->nkw ? kr__ptr(args->kwnames) : NULL;
    for (unsigned i = 0; i < args->nkw; i++)
        if (kr__str_equal(self_of(kr__tuple_get(names, i)), self_of(key))) return args->kw[i];
    return kr__raise_key(vm, key);
}

/* The object that a whole field name names. */
static Value find_object(kr_vm *vm, const char *text, KrPart name, Args *args) {
    KrPart first = {name.from, kr__field_first(text, name)};
    int64_t i = kr__field_number(vm, text, first);
    if (i == -2) return KR_FAILED;
    bool empty = first.from == first.to;
    if ((empty || i >= 0) && !check_numbering(vm, args, empty)) return KR_FAILED;
    if (empty) i = args->next++;
    Value v;
    if (i >= 0) {
        v = positional(vm, args, i);
    } else {
        Value key = new_part(vm, text, first);
        v = kr__ok(key) ? named(vm, args, key) : key;
    }
    size_t at = first.to;
    for (;;) {
        bool attribute;
        KrPart p;
        if (kr__failed(v)) return v;
        int r = kr__field_next(vm, text, &at, name.to, &attribute, &p);
        if (r <= 0) return r ? KR_FAILED : v;
        int64_t index = attribute ? -1 : kr__field_number(vm, text, p);
        if (index == -2) return KR_FAILED;
        Value key = index >= 0 ? kr__int_from_i64(vm, index) : new_part(vm, text, p);
        if (kr__ok(key) && attribute) key = kr__intern_str(vm, key);
        if (kr__failed(key)) return key;
        v = attribute ? kr__getattr(vm, v, key) : kr__get_item(vm, v, key);
    }
}

static Value convert(kr_vm *vm, Value v, uint32_t conversion) {
    switch (conversion) {
    case 0: return v;
    case 'r': return kr__repr(vm, v);
    case 's': return kr__str(vm, v);
    case 'a': return kr__ascii(vm, v);
    default:
        if (conversion > 32 && conversion < 127)
            return kr__raise_value(vm, "Unknown conversion specifier %c", (int)conversion);
        return kr__raise_value(vm, "Unknown conversion specifier \\x%x", (unsigned)conversion);
    }
}

static bool build(kr_vm *vm, KrStrBuilder *out, const char *text, KrPart all, Args *args,
                  int depth);

static bool put_field(kr_vm *vm, KrStrBuilder *out, const char *text, const KrMarkup *m, Args *args,
                      int depth) {
    Value v = find_object(vm, text, m->name, args), spec;
    if (kr__failed(v)) return false;
    char small[32];
    bool plain = m->spec.from == m->spec.to && (!m->conversion || m->conversion == 's');
    size_t n = plain ? kr__number_text_of(v, small) : 0;
    if (n) return kr__str_builder_ascii(out, small, n);
    v = convert(vm, v, m->conversion);
    if (kr__failed(v)) return false;
    if (m->nested) {
        KrStrBuilder b;
        kr__str_builder_init(&b, vm);
        if (!build(vm, &b, text, m->spec, args, depth - 1)) return false;
        spec = kr__str_builder_finish(&b);
    } else {
        if (m->spec.from == m->spec.to && kr__exact(v, KR_T_STR))
            return kr__str_builder_str(out, v);
        spec = new_part(vm, text, m->spec);
    }
    if (kr__failed(spec)) return false;
    v = kr__format(vm, v, spec);
    return kr__ok(v) && kr__str_builder_str(out, v);
}

static bool build(kr_vm *vm, KrStrBuilder *out, const char *text, KrPart all, Args *args,
                  int depth) {
    if (depth <= 0) return kr__raise_false(vm, KR_T_X_VALUEERROR, "Max string recursion exceeded");
    size_t at = all.from;
    KrMarkup m;
    int r;
    while ((r = kr__markup_next(vm, text, &at, all.to, &m)) > 0) {
        if (!kr__str_builder_text(out, text + m.literal.from, m.literal.to - m.literal.from))
            return false;
        if (m.field && !put_field(vm, out, text, &m, args, depth)) return false;
    }
    return r == 0;
}

static Value format(kr_vm *vm, Value self, Args *args) {
    Value s = kr__str_in_place(vm, self);
    if (kr__failed(s)) return s;
    KrStrBuilder out;
    kr__str_builder_init(&out, vm);
    bool ok = build(vm, &out, kr__str_text(self_of(s)), (KrPart){0, self_of(s)->len}, args, 2);
    kr__keep(s);
    return ok ? kr__str_builder_finish(&out) : KR_FAILED;
}

Value kr__str_m_format(kr_vm *vm, Value *a, int n) {
    Args args = {
        .pos = a + 1, .npos = n - 1, .kw = a + n, .nkw = vm->tail.nkw, .kwnames = vm->tail.kwnames};
    return format(vm, a[0], &args);
}

Value kr__str_m_format_map(kr_vm *vm, Value *a, int n) {
    (void)n;
    Args args = {.mapping = a[1]};
    return format(vm, a[0], &args);
}

/* ---- __format__ of str ---- */

static const char *not_allowed(const KrFormatSpec *f) {
    if (f->sign == ' ') return "Space not allowed in string format specifier";
    if (f->sign) return "Sign not allowed in string format specifier";
    if (f->no_neg_0) return "Negative zero coercion (z) not allowed in string format specifier";
    if (f->alternate) return "Alternate form (#) not allowed in string format specifier";
    if (f->align == '=') return "'=' alignment not allowed in string format specifier";
    return NULL;
}

Value kr__str_format_spec(kr_vm *vm, Value v, Value spec) {
    if (!self_of(spec)->len) return kr__str_exact(vm, v);
    KrFormatSpec f;
    if (!kr__format_spec(vm, v, spec, 's', '<', &f)) return KR_FAILED;
    if (f.type != 's') return kr__format_unknown(vm, f.type, v);
    const char *bad = not_allowed(&f);
    if (bad) return kr__raise_value(vm, bad);
    const KrStr *s = self_of(v);
    size_t count = kr__str_count(s), n = s->len;
    if (f.precision >= 0 && (uint64_t)f.precision < count) {
        count = (size_t)f.precision;
        n = kr__str_offset(vm, s, count);
    }
    if (f.width <= (int64_t)count) return kr__str_part(vm, v, 0, n);
    Value r = kr__format_pad(vm, &f, kr__str_text(s), n, count);
    kr__keep(v);
    return r;
}

Value kr__str_m___format__(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__str_arg(vm, a[1], "__format__", 0)) return KR_FAILED;
    if (!kr__str_ptr(a[1])->len) return kr__str(vm, a[0]);
    return kr__str_format_spec(vm, a[0], a[1]);
}
