/* SPDX-License-Identifier: MIT
 * format_spec.c: reads the format specification mini-language (library reference, string: Format Specification
 * Mini-Language) and pads. */
#include "types/format_spec.h"

#include <string.h>

#include "base/utf8.h"
#include "types/str.h"

typedef struct Reader {
    const char *at, *end;
} Reader;

static bool is_align(char c) { return c == '<' || c == '>' || c == '=' || c == '^'; }
static bool take(Reader *r, char c) {
    if (r->at == r->end || *r->at != c) return false;
    r->at++;
    return true;
}

/* Decimal number; -1: none there; -2: too large. */
static int64_t number(Reader *r) {
    if (r->at == r->end || *r->at < '0' || *r->at > '9') return -1;
    int64_t n = 0;
    for (; r->at < r->end && *r->at >= '0' && *r->at <= '9'; r->at++)
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, *r->at - '0', &n))
            return -2;
    return n;
}

static void fill_and_align(Reader *r, KrFormatSpec *s) {
    if (r->at == r->end) return;
    unsigned n;
    uint32_t c = kr__utf8_decode(r->at, &n);
    if (r->at + n < r->end && is_align(r->at[n])) {
        s->fill = c;
        s->fill_given = true;
        s->align = r->at[n];
        s->align_given = true;
        r->at += n + 1;
    } else if (is_align(*r->at)) {
        s->align = *r->at++;
        s->align_given = true;
    }
}

static bool check_grouping(kr_vm *vm, KrFormatSpec *s) {
    if (!s->grouping) return true;
    uint32_t t = s->type;
    if (t == 0 || strchr("defgEG%F", (int)t)) return true;
    if (s->grouping == '_' && strchr("boxX", (int)t)) return true;
    if (t > 32 && t < 128)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "Cannot specify '%c' with '%c'.", s->grouping,
                               (int)t);
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "Cannot specify '%c' with '\\x%x'.", s->grouping,
                           t);
}

bool kr__format_spec(kr_vm *vm, Value v, Value spec, char dflt_type, char dflt_align,
                     KrFormatSpec *s) {
    const KrStr *text = kr__ptr(spec);
    Reader r = {.at = kr__str_text(text)};
    r.end = r.at + text->len;
    *s = (KrFormatSpec){.fill = ' ',
                        .align = dflt_align,
                        .width = -1,
                        .precision = -1,
                        .type = (unsigned char)dflt_type};
    fill_and_align(&r, s);
    if (r.at < r.end && (*r.at == '+' || *r.at == '-' || *r.at == ' ')) s->sign = *r.at++;
    s->no_neg_0 = take(&r, 'z');
    s->alternate = take(&r, '#');
    if (!s->fill_given && r.at < r.end && *r.at == '0') {
        s->fill = '0';
        if (!s->align_given && dflt_align == '>') s->align = '=';
        r.at++;
    }
    s->width = number(&r);
    if (s->width == -2)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "Too many decimal digits in format string");
    if (take(&r, ',')) s->grouping = ',';
    if (take(&r, '_')) {
        if (s->grouping)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "Cannot specify both ',' and '_'.");
        s->grouping = '_';
    }
    if (s->grouping == '_' && r.at < r.end && *r.at == ',')
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "Cannot specify both ',' and '_'.");
    if (take(&r, '.')) {
        s->precision = number(&r);
        if (s->precision == -2)
            return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                   "Too many decimal digits in format string");
        if (s->precision == -1)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "Format specifier missing precision");
    }
    if (r.at < r.end) {
        unsigned n;
        uint32_t c = kr__utf8_decode(r.at, &n);
        if (r.at + n != r.end)
            return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                   "Invalid format specifier '%S' for object of type '%T'", spec,
                                   v);
        s->type = c;
    }
    return check_grouping(vm, s);
}

Value kr__format_unknown(kr_vm *vm, uint32_t code, Value v) {
    if (code > 32 && code < 128)
        return kr__raise_value(vm, "Unknown format code '%c' for object of type '%T'", (int)code,
                               v);
    return kr__raise_value(vm, "Unknown format code '\\x%x' for object of type '%T'", code, v);
}

Value kr__format_pad(kr_vm *vm, const KrFormatSpec *s, const char *text, size_t n, size_t count) {
    size_t pad = s->width > 0 && (size_t)s->width > count ? (size_t)s->width - count : 0;
    size_t left = s->align == '<' ? 0 : s->align == '^' ? pad / 2 : pad;
    char fill[4];
    size_t each = kr__utf8_encode(fill, s->fill);
    char *out;
    if (pad > UINT32_MAX / 4) return kr__no_memory(vm);
    Value v = n + pad * each == count + pad
                  ? kr__str_ascii_new(vm, n + pad, &out)
                  : kr__str_wide_new(vm, n + pad * each, count + pad, &out);
    if (!kr__ok(v)) return v;
    for (size_t i = 0; i < left; i++) memcpy(out + i * each, fill, each);
    memcpy(out + left * each, text, n);
    for (size_t i = left; i < pad; i++) memcpy(out + n + i * each, fill, each);
    return v;
}
