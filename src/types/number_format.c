/* SPDX-License-Identifier: MIT
 * number_format.c: numbers by a format spec. Every number is taken apart into prefix (sign, 0x), integer digits, and
 * a rest (point, fraction, exponent, %), then put together with grouping and padding. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/dtoa.h"
#include "types/buffer.h"
#include "types/format_spec.h"
#include "types/number.h"
#include "types/str.h"

/* A number in pieces; all ASCII. */
typedef struct Parts {
    char prefix[4]; /* sign and 0x */
    unsigned nprefix;
    const char *digits; /* before the point */
    size_t ndigits;
    const char *rest;
    size_t nrest;
    bool group; /* digits are digits: not inf or nan */
} Parts;

static size_t count_of(const char *text) { return kr__utf8_count(text, strlen(text)); }

/* Does a group end where so many digits stand to the right? */
static bool group_ends(const char *grouping, size_t right) {
    for (const char *g = grouping; *g > 0 && *g != CHAR_MAX; g++) {
        size_t size = (size_t)*g;
        if (right <= size || !g[1]) return right % size == 0;
        right -= size;
    }
    return false;
}

/* The digits with their zeros; *count: of characters. */
static size_t grouped(const KrNumeric *u, size_t n, size_t least, size_t *count) {
    size_t sep = count_of(u->sep), digits = 0;
    for (*count = 0; digits < n || *count < least; digits++) {
        if (sep && digits && group_ends(u->grouping, digits)) *count += sep;
        ++*count;
    }
    return digits;
}
size_t kr__grouped_count(const KrNumeric *u, size_t n, size_t least) {
    size_t count;
    grouped(u, n, least, &count);
    return count;
}
bool kr__put_grouped(KrStrBuilder *b, const KrNumeric *u, const char *digits, size_t n,
                     size_t least) {
    size_t sep = strlen(u->sep), count, left = grouped(u, n, least, &count);
    if (!sep || !*u->grouping)
        return (left == n || kr__str_builder_fill(b, '0', left - n)) &&
               kr__str_builder_ascii(b, digits, n);
    for (bool first = true; left; left--, first = false) {
        char c = '0';
        if (left <= n) c = digits[n - left];
        if (!first && group_ends(u->grouping, left) && !kr__str_builder_text(b, u->sep, sep))
            return false;
        if (!kr__str_builder_ascii(b, &c, 1)) return false;
    }
    return true;
}

/* How a spec writes numbers; every: digits in a group. */
static KrNumeric numeric_of(kr_vm *vm, const KrFormatSpec *s, unsigned every) {
    if (s->type == 'n') return kr__numeric_locale(vm);
    if (!s->grouping) return (KrNumeric){".", "", ""};
    return (KrNumeric){".", s->grouping == ',' ? "," : "_", every == 3 ? "\3" : "\4"};
}

static Value assemble(kr_vm *vm, const KrFormatSpec *s, const Parts *p, unsigned every) {
    KrStrBuilder b;
    KrNumeric u = numeric_of(vm, s, every);
    kr__str_builder_init(&b, vm);
    size_t width = s->width > 0 ? (size_t)s->width : 0, least = 0;
    if (width > UINT32_MAX / 4) return kr__no_memory(vm);
    bool point = p->nrest && p->rest[0] == '.';
    size_t point_n = strlen(u.point), rest = p->nrest - point + (point ? count_of(u.point) : 0);
    bool groups = p->group && *u.sep && *u.grouping;
    if (groups && s->fill == '0' && s->align == '=' && width > p->nprefix + rest)
        least = width - p->nprefix - rest;
    size_t whole = groups ? kr__grouped_count(&u, p->ndigits, least) : p->ndigits;
    size_t n = p->nprefix + whole + rest, pad = width > n ? width - n : 0;
    size_t left = s->align == '>' ? pad : s->align == '^' ? pad / 2 : 0;
    size_t inner = s->align == '=' ? pad : 0;
    bool ok = (!left || kr__str_builder_fill(&b, s->fill, left)) &&
              kr__str_builder_ascii(&b, p->prefix, p->nprefix) &&
              (!inner || kr__str_builder_fill(&b, s->fill, inner));
    if (ok && groups)
        ok = kr__put_grouped(&b, &u, p->digits, p->ndigits, least);
    else
        ok = ok && kr__str_builder_ascii(&b, p->digits, p->ndigits);
    ok = ok && (!point || kr__str_builder_text(&b, u.point, point_n)) &&
         kr__str_builder_ascii(&b, p->rest + point, p->nrest - point);
    if (ok && pad > left + inner) ok = kr__str_builder_fill(&b, s->fill, pad - left - inner);
    return ok ? kr__str_builder_finish(&b) : KR_FAILED;
}

static void put_sign(Parts *p, const KrFormatSpec *s, bool negative) {
    if (negative)
        p->prefix[p->nprefix++] = '-';
    else if (s->sign == '+' || s->sign == ' ')
        p->prefix[p->nprefix++] = s->sign;
}

/* ---- floats ---- */

/* Splits the text of a float (without sign) into digits and rest. */
static void split(Parts *p, const char *text, size_t n) {
    size_t i = 0;
    while (i < n && text[i] >= '0' && text[i] <= '9') i++;
    p->group = i > 0;
    if (!i) i = n;
    p->digits = text;
    p->ndigits = i;
    p->rest = text + i;
    p->nrest = n - i;
}

static Value format_double(kr_vm *vm, double d, const KrFormatSpec *spec, Value v) {
    KrFormatSpec s = *spec;
    char type = (char)s.type;
    if (s.type > 127 || (type && !strchr("eEfFgGn%", type)))
        return kr__format_unknown(vm, s.type, v);
    int64_t precision = s.precision;
    if (precision > INT32_MAX / 2) return kr__raise_value(vm, "precision too big");
    unsigned flags = (s.alternate ? KR_FLOAT_ALT : 0u) | (s.no_neg_0 ? KR_FLOAT_NO_NEG_0 : 0u);
    bool percent = type == '%';
    if (!type) {
        flags |= KR_FLOAT_ADD_DOT_0;
        type = precision < 0 ? 'r' : 'g';
    }
    if (type == 'n') type = 'g';
    if (percent) {
        type = 'f';
        d *= 100;
    }
    if (precision < 0) precision = type == 'r' ? 0 : 6;
    size_t room = kr__float_format_room(d, type, (int)precision) + 2;
    char small[512];
    char *text = room <= sizeof small ? small : kr__mem_alloc(&kr__heap(vm)->mem, room);
    if (!text) return kr__no_memory(vm);
    size_t n = kr__float_format(d, type, (int)precision, flags, text);
    if (percent) text[n++] = '%';
    Parts p = {.nprefix = 0};
    bool negative = text[0] == '-';
    put_sign(&p, &s, negative);
    split(&p, text + negative, n - negative);
    Value r = assemble(vm, &s, &p, 3);
    if (text != small) kr__mem_free(&kr__heap(vm)->mem, text, room);
    return r;
}

Value kr__float_format_spec(kr_vm *vm, Value v, Value spec) {
    KrFormatSpec s;
    if (!((KrStr *)kr__ptr(spec))->len) return kr__str(vm, v);
    if (!kr__format_spec(vm, v, spec, 0, '>', &s)) return KR_FAILED;
    return format_double(vm, kr__float_value(v), &s, v);
}

/* ---- text of numbers ---- */

bool kr__text_bytes(kr_vm *vm, Value v, KrTextBytes *out) {
    KrBuffer b;
    if (!kr__has_buffer(vm, v)) return false;
    if (!kr__buffer_get(vm, v, &b)) return false;
    Value copy = kr__bytes_new(vm, b.data, b.len); /* the owner may go */
    kr__buffer_release(vm, &b);
    if (!kr__ok(copy)) return false;
    *out = (KrTextBytes){((KrBytes *)kr__ptr(copy))->data, ((KrBytes *)kr__ptr(copy))->len};
    return true;
}

/* ---- ints ---- */

static Value format_char(kr_vm *vm, Value v, KrFormatSpec *s) {
    int64_t c;
    if (s->sign) return kr__raise_value(vm, "Sign not allowed with integer format specifier 'c'");
    if (s->alternate)
        return kr__raise_value(vm,
                               "Alternate form (#) not allowed with integer format specifier 'c'");
    if (!kr__int_fits_i64(vm, v, &c))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C long");
    if (c < 0 || c > 0x10ffff)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "%%c arg not in range(0x110000)");
    Value ch = kr__char(vm, (uint32_t)c);
    if (!kr__ok(ch)) return ch;
    const KrStr *text = kr__ptr(ch);
    return kr__format_pad(vm, s, kr__str_text(text), text->len, 1);
}

Value kr__int_format(kr_vm *vm, Value v, Value spec) {
    KrFormatSpec s;
    if (!((KrStr *)kr__ptr(spec))->len) return kr__str(vm, v);
    if (!kr__format_spec(vm, v, spec, 'd', '>', &s)) return KR_FAILED;
    if (s.type < 128 && s.type && strchr("eEfFgG%", (int)s.type)) {
        double d;
        return kr__int_to_double(vm, v, &d) ? format_double(vm, d, &s, v) : KR_FAILED;
    }
    if (s.type > 127 || !s.type || !strchr("bcdoxXn", (int)s.type))
        return kr__format_unknown(vm, s.type, v);
    if (s.precision != -1)
        return kr__raise_value(vm, "Precision not allowed in integer format specifier");
    if (s.no_neg_0)
        return kr__raise_value(
            vm, "Negative zero coercion (z) not allowed in integer format specifier");
    if (s.type == 'c') return format_char(vm, v, &s);
    unsigned base = s.type == 'b'                    ? 2
                    : s.type == 'o'                  ? 8
                    : s.type == 'x' || s.type == 'X' ? 16
                                                     : 10;
    char own[32];
    const char *digits = own;
    size_t n;
    Value text = KR_UNSET;
    if (kr__is_int(v) && base == 10) {
        n = kr__i64_to_text(own, kr__int(v));
    } else {
        text = kr__int_to_str(vm, v, base);
        if (!kr__ok(text)) return text;
        digits = kr__str_text(kr__ptr(text));
        n = ((KrStr *)kr__ptr(text))->len;
    }
    bool negative = digits[0] == '-';
    Parts p = {.digits = digits + negative, .ndigits = n - negative, .group = true, .rest = ""};
    put_sign(&p, &s, negative);
    if (s.alternate && base != 10) {
        p.prefix[p.nprefix++] = '0';
        p.prefix[p.nprefix++] = (char)s.type;
    }
    char small[128], *upper = NULL;
    if (s.type == 'X') { /* the str is not ours to change */
        upper = p.ndigits <= sizeof small ? small : kr__mem_alloc(&kr__heap(vm)->mem, p.ndigits);
        if (!upper) return kr__no_memory(vm);
        for (size_t i = 0; i < p.ndigits; i++)
            upper[i] = p.digits[i] >= 'a' ? (char)(p.digits[i] - 32) : p.digits[i];
        p.digits = upper;
    }
    Value r = assemble(vm, &s, &p, base == 10 ? 3 : 4);
    kr__keep(text);
    if (upper && upper != small) kr__mem_free(&kr__heap(vm)->mem, upper, p.ndigits);
    return r;
}
