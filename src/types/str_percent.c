/* SPDX-License-Identifier: MIT
 * str_percent.c: the % operator of str, bytes and bytearray: printf-style formatting. One reader of
 * conversion specifiers serves all; `bytes` says what %s, %c and errors are like. */
#include <stdio.h>

#include "base/dtoa.h"
#include "types/bytes_methods.h"
#include "types/int.h"
#include "types/number.h"
#include "types/str_format.h"
#include "types/memoryview.h"
#include "types/type.h"

enum { F_LEFT = 1, F_PLUS = 2, F_BLANK = 4, F_ALT = 8, F_ZERO = 16, F_NO_NEG_0 = 32 };

typedef struct Percent {
    kr_vm *vm;
    const char *fmt; /* UTF-8, or bytes */
    size_t n, at;
    bool bytes;
    Value args; /* tuple, or the one argument */
    bool ascii; /* all of fmt is */
    int64_t next, nargs;
    Value mapping; /* unset: args is none */
    KrStrBuilder out;
} Percent;

/* Its large part is left as it is. */
static void begin(Percent *p, kr_vm *vm, const char *fmt, size_t n, Value args, bool bytes,
                  bool ascii) {
    p->vm = vm;
    p->fmt = fmt;
    p->n = n;
    p->at = 0;
    p->bytes = bytes;
    p->ascii = ascii;
    p->args = args;
    p->next = p->nargs = 0;
    p->mapping = KR_UNSET;
    kr__str_builder_init(&p->out, vm);
}

typedef struct Spec {
    unsigned flags;
    int64_t width, precision; /* -1: not given */
    uint32_t type;
    size_t at; /* offset of the type */
} Spec;

static bool value_error(Percent *p, const char *why) {
    return kr__raise_false(p->vm, KR_T_X_VALUEERROR, "%s", why);
}
static bool type_error(Percent *p, const char *why) {
    return kr__raise_false(p->vm, KR_T_X_TYPEERROR, "%s", why);
}

/* ---- arguments ---- */

/* One argument that is no tuple counts as -2 of -1: what is taken once. */
static void one_argument(Percent *p, Value v) {
    p->args = v;
    p->nargs = -1;
    p->next = -2;
}

static bool next_argument(Percent *p, Value *out) {
    if (p->next >= p->nargs) return type_error(p, "not enough arguments for format string");
    int64_t i = p->next++;
    *out = p->nargs < 0 ? p->args : kr__tuple_get(kr__ptr(p->args), (size_t)i);
    return true;
}

/* The key in parentheses after '%': its value becomes the one argument. */
static bool read_key(Percent *p) {
    if (kr__failed(p->mapping)) return type_error(p, "format requires a mapping");
    size_t from = ++p->at;
    int depth = 1;
    for (; p->at < p->n && depth; p->at++)
        depth += p->fmt[p->at] == '(' ? 1 : p->fmt[p->at] == ')' ? -1 : 0;
    if (depth) return value_error(p, "incomplete format key");
    size_t len = p->at - 1 - from;
    Value key = p->bytes ? kr__bytes_new(p->vm, p->fmt + from, len)
                         : kr__str_new(p->vm, p->fmt + from, len);
    if (kr__failed(key)) return false;
    Value v = kr__get_item(p->vm, p->mapping, key);
    if (kr__failed(v)) return false;
    one_argument(p, v);
    return true;
}

/* A number of the specifier, or '*'. */
static bool read_number(Percent *p, int64_t max, const char *too_big, int64_t *out) {
    *out = 0;
    if (p->at < p->n && p->fmt[p->at] == '*') {
        p->at++;
        Value v = KR_UNSET;
        if (!next_argument(p, &v)) return false;
        if (!kr__is_int_value(p->vm, v)) return type_error(p, "* wants int");
        if (!kr__int_fits_i64(p->vm, v, out) || *out > max || *out < -max)
            return kr__raise_false(p->vm, KR_T_X_OVERFLOWERROR,
                                   "Python int too large to convert to C %s",
                                   max > INT32_MAX ? "ssize_t" : "int");
        return true;
    }
    for (; p->at < p->n && p->fmt[p->at] >= '0' && p->fmt[p->at] <= '9'; p->at++) {
        if (*out > (max - 9) / 10) return value_error(p, too_big);
        *out = *out * 10 + (p->fmt[p->at] - '0');
    }
    return true;
}

static bool read_spec(Percent *p, Spec *s) {
    *s = (Spec){.width = -1, .precision = -1};
    if (p->at < p->n && (p->fmt[p->at] == 's' || p->fmt[p->at] == 'd')) {
        s->at = p->at;
        s->type = (unsigned char)p->fmt[p->at++];
        return true;
    }
    if (p->at < p->n && p->fmt[p->at] == '(' && !read_key(p)) return false;
    for (; p->at < p->n; p->at++) {
        const char *known = "-+ #0z", *f = memchr(known, p->fmt[p->at], p->bytes ? 6 : 5);
        if (!f) break;
        s->flags |= 1u << (f - known);
    }
    if (p->at < p->n && (p->fmt[p->at] == '*' || (p->fmt[p->at] >= '0' && p->fmt[p->at] <= '9'))) {
        if (!read_number(p, INT64_MAX - 1, "width too big", &s->width)) return false;
        if (s->width < 0) {
            s->flags |= F_LEFT;
            s->width = -s->width;
        }
    }
    if (p->at < p->n && p->fmt[p->at] == '.') {
        p->at++;
        if (!read_number(p, INT32_MAX, p->bytes ? "prec too big" : "precision too big",
                         &s->precision))
            return false;
        if (s->precision < 0) s->precision = 0;
    }
    if (p->at < p->n && memchr("hlL", p->fmt[p->at], 3)) p->at++;
    if (p->at >= p->n) return value_error(p, "incomplete format");
    s->at = p->at;
    unsigned w = 1;
    s->type = p->bytes ? (uint8_t)p->fmt[p->at] : kr__utf8_decode(p->fmt + p->at, &w);
    p->at += w;
    return true;
}

/* ---- output ---- */

static bool fill(Percent *p, char c, int64_t n) {
    return n <= 0 || kr__str_builder_fill(&p->out, (uint8_t)c, (size_t)n);
}

/* `count` characters are to be put by put(); the rest of the width is blank. */
static bool begin_padded(Percent *p, const Spec *s, size_t count) {
    return (s->flags & F_LEFT) || fill(p, ' ', s->width - (int64_t)count);
}
static bool end_padded(Percent *p, const Spec *s, size_t count) {
    return !(s->flags & F_LEFT) || fill(p, ' ', s->width - (int64_t)count);
}

/* A str, cut to the precision. */
static bool put_str(Percent *p, const Spec *s, Value v, bool cut) {
    const KrStr *t = kr__ptr(v);
    size_t count = kr__str_count(t), n = t->len;
    if (cut && s->precision >= 0 && (size_t)s->precision < count) {
        count = (size_t)s->precision;
        n = kr__str_offset(p->vm, t, count);
    }
    return begin_padded(p, s, count) && kr__str_builder_part(&p->out, v, 0, n) &&
           end_padded(p, s, count);
}

static bool put_bytes(Percent *p, const Spec *s, const char *data, size_t n, bool cut) {
    if (cut && s->precision >= 0 && (size_t)s->precision < n) n = (size_t)s->precision;
    return begin_padded(p, s, n) && kr__str_builder_ascii(&p->out, data, n) && end_padded(p, s, n);
}

/* A number as ASCII text, perhaps with '-'; `prefix`: "0x" and its like, or "". */
static bool put_number(Percent *p, const Spec *s, const char *text, size_t n, const char *prefix,
                       int64_t zeros) {
    char sign[2] = {0, 0};
    if (s->width < 0 && !s->flags && zeros <= 0) return kr__str_builder_ascii(&p->out, text, n);
    if (n && *text == '-') {
        sign[0] = '-';
        text++;
        n--;
    } else if (s->flags & (F_PLUS | F_BLANK)) {
        sign[0] = s->flags & F_PLUS ? '+' : ' ';
    }
    if (zeros < 0) zeros = 0;
    int64_t pad = s->width - (int64_t)(strlen(sign) + strlen(prefix) + n) - zeros;
    bool left = s->flags & F_LEFT, zero = s->flags & F_ZERO;
    if (!left && !zero && !fill(p, ' ', pad)) return false;
    if (!kr__str_builder_cstr(&p->out, sign) || !kr__str_builder_cstr(&p->out, prefix))
        return false;
    if (!left && zero && !fill(p, '0', pad)) return false;
    if (!fill(p, '0', zeros) || !kr__str_builder_ascii(&p->out, text, n)) return false;
    return !left || fill(p, ' ', pad);
}

/* ---- conversions ---- */

static bool needs(Percent *p, const Spec *s, const char *what, Value v) {
    return kr__raise_false(p->vm, KR_T_X_TYPEERROR, "%%%c format: %s is required, not %T",
                           (int)s->type, what, v);
}

static bool is_number(kr_vm *vm, Value v) {
    return kr__is_int(v) || kr__is_double(v) || kr__is_int_value(vm, v) ||
           kr__ok(kr__special(vm, v, KR_N___int__)) || kr__ok(kr__special(vm, v, KR_N___index__)) ||
           kr__ok(kr__special(vm, v, KR_N___float__)) || kr__has_kind(vm, v, KR_K_COMPLEX);
}

/* The int that v stands for; %x and %o want one, %d takes any real number. */
static bool integer(Percent *p, const Spec *s, Value v, Value *out) {
    bool exact = s->type == 'x' || s->type == 'X' || s->type == 'o';
    const char *what = exact ? "an integer" : "a real number";
    if (!is_number(p->vm, v)) return needs(p, s, what, v);
    if (kr__is_int_value(p->vm, v)) {
        *out = v;
        return true;
    }
    *out = exact ? kr__index(p->vm, v) : kr__call1(p->vm, kr__type(p->vm, KR_T_INT), v);
    if (kr__ok(*out)) return true;
    if (!kr__pending_is(p->vm, KR_T_X_TYPEERROR)) return false;
    kr__clear_pending(p->vm);
    return needs(p, s, what, v);
}

/* An inline int: its text is made on the C stack. */
static bool put_small_int(Percent *p, const Spec *s, int64_t i, unsigned base, const char *prefix) {
    char text[32];
    size_t n;
    if (base == 10) {
        n = kr__i64_to_text(text, i);
    } else {
        n = i < 0;
        text[0] = '-';
        n += kr__int_digits_of(i, base, s->type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef",
                               text + n);
    }
    return put_number(p, s, text, n, prefix, s->precision - (int64_t)(n - (i < 0)));
}

static bool put_big_int(Percent *p, const Spec *s, Value i, unsigned base, const char *prefix) {
    Value text = kr__int_to_str(p->vm, i, base);
    if (kr__failed(text)) return false;
    const KrStr *t = kr__ptr(text);
    KrStrBuilder upper;
    const char *digits = kr__str_text(t);
    size_t n = t->len;
    if (s->type == 'X') {
        kr__str_builder_init(&upper, p->vm);
        if (!kr__str_builder_ascii(&upper, digits, n)) return false;
        for (size_t k = 0; k < n; k++)
            if (upper.text[k] >= 'a') upper.text[k] = (char)(upper.text[k] - 32);
        digits = upper.text;
    }
    bool ok = put_number(p, s, digits, n, prefix, s->precision - (int64_t)(n - (*digits == '-')));
    kr__keep(text);
    return ok;
}

static bool put_int(Percent *p, const Spec *s, Value v) {
    Value i = v;
    if (!kr__is_int(v) && !integer(p, s, v, &i)) return false;
    unsigned base = s->type == 'o' ? 8 : s->type == 'x' || s->type == 'X' ? 16 : 10;
    char prefix[3] = {0};
    if ((s->flags & F_ALT) && base != 10) {
        prefix[0] = '0';
        prefix[1] = (char)s->type;
    }
    return kr__is_int(i) ? put_small_int(p, s, kr__int(i), base, prefix)
                         : put_big_int(p, s, i, base, prefix);
}

static bool real(Percent *p, Value v, double *out) {
    bool known;
    kr_vm *vm = p->vm;
    if (!kr__number_to_double(vm, v, out, &known)) return false;
    if (known) return true;
    if (kr__ok(kr__special(vm, v, KR_N___float__)) || kr__ok(kr__special(vm, v, KR_N___index__))) {
        Value f = kr__float_of(vm, v);
        if (kr__failed(f)) return false;
        *out = kr__float_value(f);
        return true;
    }
    return kr__raise_false(
        vm, KR_T_X_TYPEERROR,
        p->bytes ? "float argument required, not %T" : "must be real number, not %T", v);
}

static bool put_float(Percent *p, const Spec *s, Value v) {
    double d;
    if (!real(p, v, &d)) return false;
    int precision = s->precision < 0 ? 6 : (int)s->precision;
    KrStrBuilder b;
    kr__str_builder_init(&b, p->vm);
    if (!kr__str_builder_room(&b, kr__float_format_room(d, (char)s->type, precision))) return false;
    unsigned flags =
        (s->flags & F_ALT ? KR_FLOAT_ALT : 0u) | (s->flags & F_NO_NEG_0 ? KR_FLOAT_NO_NEG_0 : 0u);
    b.len = kr__float_format(d, (char)s->type, precision, flags, b.text);
    return put_number(p, s, b.text, b.len, "", 0);
}

static bool put_char(Percent *p, const Spec *s, Value v) {
    char c[4];
    if (kr__is_str(p->vm, v)) {
        if (kr__str_count(kr__ptr(v)) != 1) return type_error(p, "%c requires int or char");
        return put_str(p, s, v, false);
    }
    if (!kr__ok(kr__special(p->vm, v, KR_N___index__)) && !kr__is_int(v))
        return type_error(p, "%c requires int or char");
    Value i = kr__index(p->vm, v);
    if (kr__failed(i)) return false;
    if (!kr__is_int(i) || kr__int(i) < 0 || kr__int(i) > 0x10ffff)
        return kr__raise_false(p->vm, KR_T_X_OVERFLOWERROR, "%%c arg not in range(0x110000)");
    unsigned n = kr__utf8_encode(c, (uint32_t)kr__int(i));
    return begin_padded(p, s, 1) && kr__str_builder_text(&p->out, c, n) && end_padded(p, s, 1);
}

static bool put_byte(Percent *p, const Spec *s, Value v) {
    char c;
    if (kr__is_bytes(p->vm, v) || kr__is_bytearray(p->vm, v)) {
        KrSpan b = kr__span(p->vm, v);
        if (b.n != 1) return type_error(p, "%c requires an integer in range(256) or a single byte");
        c = b.p[0];
    } else {
        if (!kr__is_int(v) && !kr__ok(kr__special(p->vm, v, KR_N___index__)))
            return type_error(p, "%c requires an integer in range(256) or a single byte");
        Value i = kr__index(p->vm, v);
        if (kr__failed(i)) return false;
        if (!kr__is_int(i) || kr__int(i) < 0 || kr__int(i) > 255)
            return kr__raise_false(p->vm, KR_T_X_OVERFLOWERROR, "%%c arg not in range(256)");
        c = (char)kr__int(i);
    }
    return put_bytes(p, s, &c, 1, false);
}

/* %s and %b of bytes: a buffer, or what __bytes__ gives. */
static bool put_buffer(Percent *p, const Spec *s, Value v) {
    kr_vm *vm = p->vm;
    if (!kr__has_buffer(vm, v)) {
        Value b = kr__ok(kr__special(vm, v, KR_N___bytes__))
                      ? kr__call_special(vm, v, KR_N___bytes__, NULL, 0)
                      : KR_UNSET;
        if (kr__failed(b)) {
            if (kr__pending(vm)) return false;
            return kr__raise_false(
                vm, KR_T_X_TYPEERROR,
                "%%b requires a bytes-like object, or an object that implements __bytes__, "
                "not '%T'",
                v);
        }
        if (!kr__is_bytes(vm, b))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "__bytes__ returned non-bytes (type %T)",
                                   b);
        v = b;
    }
    if (kr__has_kind(vm, v, KR_K_MEMORYVIEW)) {
        v = kr__memoryview_bytes(vm, v);
        if (kr__failed(v)) return false;
    }
    KrBuffer buffer;
    if (!kr__buffer_get(vm, v, &buffer)) return false;
    bool ok = put_bytes(p, s, buffer.data, buffer.len, true);
    kr__buffer_release(vm, &buffer);
    return ok;
}

static bool unsupported(Percent *p, const Spec *s) {
    size_t index = p->bytes ? s->at : kr__utf8_index(p->fmt, s->at);
    bool plain = p->bytes || (s->type >= 31 && s->type < 127);
    if (p->bytes && s->type > 127) /* a byte past ASCII cannot be shown */
        return kr__raise_false(p->vm, KR_T_X_OVERFLOWERROR,
                               "character argument not in range(0x110000)");
    return kr__raise_false(p->vm, KR_T_X_VALUEERROR,
                           "unsupported format character '%c' (0x%x) at index %zd",
                           plain ? (int)s->type : '?', (unsigned)s->type, index);
}

static bool put_text(Percent *p, const Spec *s, Value v) {
    char small[32];
    size_t n = kr__number_text_of(v, small);
    if (n) return put_bytes(p, s, small, n, true);
    Value text = s->type == 's'                ? kr__str(p->vm, v)
                 : s->type == 'r' && !p->bytes ? kr__repr(p->vm, v)
                                               : kr__ascii(p->vm, v);
    return kr__ok(text) && put_str(p, s, text, true);
}

static bool convert(Percent *p, const Spec *s) {
    Value v = KR_UNSET;
    if (!next_argument(p, &v)) return false;
    switch (s->type) {
    case 's':
        if (p->bytes) return put_buffer(p, s, v);
        return put_text(p, s, v);
    case 'b': return p->bytes ? put_buffer(p, s, v) : unsupported(p, s);
    case 'r':
    case 'a': return put_text(p, s, v);
    case 'c': return p->bytes ? put_byte(p, s, v) : put_char(p, s, v);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X': return put_int(p, s, v);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': return put_float(p, s, v);
    default: return unsupported(p, s);
    }
}

/* ---- the whole ---- */

static bool run(Percent *p) {
    kr_vm *vm = p->vm;
    Value args = p->args;
    bool tuple = kr__has_kind(vm, args, KR_K_TUPLE);
    if (tuple) {
        p->nargs = ((const KrTuple *)kr__ptr(args))->len;
    } else {
        one_argument(p, args);
        bool text = kr__is_str(vm, args) ||
                    (p->bytes && (kr__is_bytes(vm, args) || kr__is_bytearray(vm, args)));
        if (!text && kr__ok(kr__special(vm, args, KR_N___getitem__))) p->mapping = args;
    }
    while (p->at < p->n) {
        const char *from = p->fmt + p->at, *percent = memchr(from, '%', p->n - p->at);
        size_t n = percent ? (size_t)(percent - from) : p->n - p->at;
        if (n && !(p->ascii ? kr__str_builder_ascii(&p->out, from, n)
                            : kr__str_builder_text(&p->out, from, n)))
            return false;
        p->at += n;
        if (!percent) break;
        p->at++;
        if (p->at < p->n && p->fmt[p->at] == '%') {
            p->at++;
            if (!kr__str_builder_ascii(&p->out, "%", 1)) return false;
            continue;
        }
        Spec s;
        if (!read_spec(p, &s) || !convert(p, &s)) return false;
    }
    if (p->next < p->nargs && kr__failed(p->mapping))
        return type_error(p, p->bytes ? "not all arguments converted during bytes formatting"
                                      : "not all arguments converted during string formatting");
    return true;
}

Value kr__str_percent(kr_vm *vm, Value v, Value args) {
    Value s = kr__str_in_place(vm, v);
    if (kr__failed(s)) return s;
    const KrStr *t = kr__ptr(s);
    Percent p;
    begin(&p, vm, kr__str_text(t), t->len, args, false, kr__str_ascii(t));
    bool ok = run(&p);
    kr__keep(s);
    return ok ? kr__str_builder_finish(&p.out) : KR_FAILED;
}

Value kr__bytes_percent(kr_vm *vm, const char *fmt, size_t n, Value args, bool bytearray) {
    Percent p;
    begin(&p, vm, fmt, n, args, true, true);
    if (!run(&p)) return KR_FAILED;
    return bytearray ? kr__bytearray_new(vm, p.out.text, p.out.len) : kr__str_builder_bytes(&p.out);
}
