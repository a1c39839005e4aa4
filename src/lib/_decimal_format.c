/* SPDX-License-Identifier: MIT
 * _decimal_format.c: Decimal.__format__: the format specification, rounding to its precision, grouping and padding. */
#include <limits.h>
#include <string.h>

#include "lib/_decimal.h"
#include "types/dict.h"
#include "types/format_spec.h"

typedef struct Spec {
    const char *fill; /* one character, UTF-8 */
    size_t fill_n;
    char align; /* '<' '>' '=' '^', or 'z': zeros between sign and digits */
    char sign;  /* '-' '+' ' ' */
    bool no_neg_0;
    char type;
    int64_t width, prec; /* prec -1: not given */
    KrNumeric u;
} Spec;

static bool is_align(char c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/* Digits at *at; false: too large. */
static bool read_count(const char **at, const char *end, int64_t *out) {
    *out = 0;
    for (; *at < end && **at >= '0' && **at <= '9'; (*at)++) {
        *out = *out * 10 + (**at - '0');
        if (*out > KR_DEC_MAX_PREC / 10) return false;
    }
    return true;
}

static bool read_spec(kr_vm *vm, const char *s, size_t n, bool capitals, Spec *f) {
    const char *end = s + n;
    bool aligned = true;
    *f =
        (Spec){.fill = " ", .fill_n = 1, .align = '>', .sign = '-', .prec = -1, .u = {".", "", ""}};
    size_t first = n ? kr__utf8_lead((uint8_t)*s) : 0;
    if (first && first < n && is_align(s[first])) {
        f->fill = s;
        f->fill_n = first;
        f->align = s[first];
        s += first + 1;
    } else if (n && is_align(*s)) {
        f->align = *s++;
    } else {
        aligned = false;
    }
    if (s < end && (*s == '+' || *s == '-' || *s == ' ')) f->sign = *s++;
    if (s < end && *s == 'z') {
        f->no_neg_0 = true;
        s++;
    }
    if (s < end && *s == '0') {
        if (aligned) return false;
        f->align = 'z';
        s++;
    }
    if (s < end && *s >= '0' && *s <= '9' && (*s == '0' || !read_count(&s, end, &f->width)))
        return false;
    if (s < end && *s == ',') {
        f->u.sep = ",";
        f->u.grouping = "\3";
        s++;
    }
    if (s < end && *s == '.') {
        s++;
        if (s == end || *s < '0' || *s > '9' || !read_count(&s, end, &f->prec)) return false;
    }
    f->type = capitals ? 'G' : 'g';
    if (s < end && strchr("eEfFgG%", *s)) {
        f->type = *s++;
    } else if (s < end && (*s == 'n' || *s == 'N')) {
        if (*f->u.sep) return false;
        f->type = *s++ == 'n' ? 'g' : 'G';
        f->u = kr__numeric_locale(vm);
    }
    return s == end;
}

/* One text of the override dict; false: failed. */
static bool override_text(kr_vm *vm, KrDict *d, const char *name, const char **out) {
    Value v = kr__dict_get_name(vm, d, kr__intern(vm, name, strlen(name)));
    if (!kr__ok(v)) return true;
    if (!kr__is_str(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "bad argument type for built-in operation");
    *out = kr__str_text(kr__ptr(v));
    return true;
}

static bool apply_override(kr_vm *vm, Value override, Spec *f) {
    if (!kr__ok(override) || kr__is_none(override)) return true;
    if (!kr__has_kind(vm, override, KR_K_DICT))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "optional argument must be a dict");
    KrDict *d = kr__ptr(override);
    if (!override_text(vm, d, "decimal_point", &f->u.point) ||
        !override_text(vm, d, "thousands_sep", &f->u.sep) ||
        !override_text(vm, d, "grouping", &f->u.grouping))
        return false;
    size_t dot = strlen(f->u.point), sep = strlen(f->u.sep);
    for (const char *g = f->u.grouping; *g; g++)
        if ((uint8_t)*g > 127) dot = 0;
    return (dot > 0 && dot <= 4 && sep <= 4) ||
           kr__raise_false(vm, KR_T_X_VALUEERROR, "invalid override dict");
}

/* ---- digits ---- */

static size_t count_of(const char *s, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += ((uint8_t)s[i] & 0xC0) != 0x80;
    return count;
}

static size_t exponent_text(char *out, int64_t e, bool upper) {
    char digits[24];
    size_t n = 0, at = 2;
    uint64_t w = e < 0 ? 0 - (uint64_t)e : (uint64_t)e;
    out[0] = upper ? 'E' : 'e';
    out[1] = e < 0 ? '-' : '+';
    for (; w || n == 0; w /= 10) digits[n++] = (char)('0' + w % 10);
    while (n > 0) out[at++] = digits[--n];
    return at;
}

/* What is shown: sign, body in `b`, without padding but for zeros. digits: all of the coefficient. */
static bool put_number(KrStrBuilder *b, const Spec *f, const KrDec *a, char *digits,
                       const char *sign) {
    char type = f->type, tail[32];
    int64_t left = a->exp + a->digits, n = a->digits, place;
    bool fixed = type == 'f' || type == 'F' || type == '%';
    if (type == 'e' || type == 'E')
        place = a->n == 0 && f->prec >= 0 ? 1 - f->prec : 1;
    else if (fixed || (a->exp <= 0 && left > -6))
        place = left;
    else
        place = 1;
    size_t tail_n = 0;
    if (left != place || type == 'e' || type == 'E')
        tail_n = exponent_text(tail, left - place, type == 'E' || type == 'G');
    if (type == '%') tail[tail_n++] = '%';
    size_t whole = place > 0 ? (size_t)(place < n ? place : n) : 0; /* digits before the point */
    size_t zeros = place > n ? (size_t)(place - n) : 0;
    size_t lead = place < 0 ? (size_t)-place : 0, part = (size_t)n - whole;
    size_t least = 0,
           fraction = part || lead ? lead + part + count_of(f->u.point, strlen(f->u.point)) : 0;
    size_t others = strlen(sign) + fraction + tail_n;
    if (f->align == 'z' && (size_t)f->width > others) least = (size_t)f->width - others;
    bool ok = kr__str_builder_cstr(b, sign);
    if (whole == 0) {
        ok = ok && kr__put_grouped(b, &f->u, "0", 1, least);
    } else if (zeros) {
        char *all = kr__mem_alloc(&kr__heap(b->vm)->mem, whole + zeros);
        if (!all) return kr__ok(kr__no_memory(b->vm));
        memcpy(all, digits, whole);
        memset(all + whole, '0', zeros);
        ok = ok && kr__put_grouped(b, &f->u, all, whole + zeros, least);
        kr__mem_free(&kr__heap(b->vm)->mem, all, whole + zeros);
    } else {
        ok = ok && kr__put_grouped(b, &f->u, digits, whole, least);
    }
    if (fraction)
        ok = ok && kr__str_builder_text(b, f->u.point, strlen(f->u.point)) &&
             (!lead || kr__str_builder_fill(b, '0', lead)) &&
             kr__str_builder_ascii(b, digits + whole, part);
    return ok && kr__str_builder_ascii(b, tail, tail_n);
}

/* The number as the type and the precision ask for it. */
static bool shape(KrDecimalOp *o, const Spec *f, const KrDec *a, KrDec *r) {
    KrDecCtx max = kr__dec_max_ctx(&o->run);
    max.round = o->ctx.round;
    *r = *a;
    bool fixed = f->type == 'f' || f->type == 'F' || f->type == '%';
    if (f->type == '%') r->exp += 2;
    if (f->prec >= 0) {
        int64_t prec = f->prec;
        if (fixed) {
            KrDec from = *r;
            if (!kr__dec_rescale(&max, r, &from, -prec)) return false;
        } else if (f->type == 'e' || f->type == 'E') {
            if (r->n && !kr__dec_round(&max, r, prec + 1)) return false;
            if (r->n && r->digits < prec + 1) { /* zeros at the end */
                KrDec from = *r;
                if (!kr__dec_rescale(&max, r, &from, r->exp - (prec + 1 - r->digits))) return false;
            }
        } else if (!kr__dec_round(&max, r, prec ? prec : 1)) {
            return false;
        }
    }
    if (fixed && r->n == 0 && r->exp > 0) r->exp = 0;
    /* CPython, too, leaves the sign of what type F rounds to zero. */
    if (f->no_neg_0 && r->n == 0 && (f->type != 'F' || a->n == 0)) r->neg = false;
    return true;
}

/* ---- all of it ---- */

static Value pad(kr_vm *vm, const Spec *f, KrStrBuilder *body, size_t sign_n) {
    size_t count = count_of(body->text, body->len);
    if (f->align == 'z' || (size_t)f->width <= count) return kr__str_builder_finish(body);
    size_t missing = (size_t)f->width - count, before, after;
    before = f->align == '<' ? 0 : f->align == '^' ? missing / 2 : missing;
    after = missing - before;
    const char *at = f->fill;
    uint32_t fill = kr__utf8_next(&at);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    size_t cut = f->align == '=' ? sign_n : 0;
    bool ok = kr__str_builder_text(&b, body->text, cut) && kr__str_builder_fill(&b, fill, before) &&
              kr__str_builder_text(&b, body->text + cut, body->len - cut) &&
              kr__str_builder_fill(&b, fill, after);
    return ok ? kr__str_builder_finish(&b) : KR_FAILED;
}

static Value format_special(kr_vm *vm, Value v, Spec *f, const char *sign) {
    KrDec a = kr__decimal_view(v);
    Value text = kr__decimal_text(vm, v, false, true);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (kr__failed(text)) return text;
    if (f->align == 'z') {
        f->align = '>';
        f->fill = " ";
        f->fill_n = 1;
    }
    const KrStr *s = kr__ptr(text);
    bool ok = kr__str_builder_cstr(&b, sign) &&
              kr__str_builder_part(&b, text, a.neg, s->len - (size_t)a.neg) &&
              (f->type != '%' || kr__str_builder_cstr(&b, "%"));
    return ok ? pad(vm, f, &b, strlen(sign)) : KR_FAILED;
}

Value kr__decimal_format(kr_vm *vm, Value v, Value spec, Value override) {
    Spec f;
    KrDecimalOp o;
    KrDec a = kr__decimal_view(v), r;
    if (!kr__is_str(vm, spec)) return kr__raise_type(vm, "format arg must be str");
    if (!kr__decimal_begin(vm, &o, KR_UNSET)) return KR_FAILED;
    const KrStr *s = kr__ptr(spec);
    if (!read_spec(vm, kr__str_text(s), s->len, kr__decimal_context_ptr(o.context)->capitals, &f))
        return kr__raise_value(vm, "invalid format string");
    if (!apply_override(vm, override, &f)) return KR_FAILED;
    const char *plus = f.sign == '+' ? "+" : f.sign == ' ' ? " " : "";
    if (a.kind != KR_DEC_FINITE) return format_special(vm, v, &f, a.neg ? "-" : plus);
    bool ok = shape(&o, &f, &a, &r);
    KrMem *mem = &kr__heap(vm)->mem;
    size_t room = ok ? (size_t)r.digits : 0;
    char few[128], *digits = few;
    Value result = KR_FAILED;
    if (ok && room > sizeof few && !(digits = kr__mem_alloc(mem, room))) kr__no_memory(vm);
    if (ok && digits) {
        KrStrBuilder b;
        const char *sign = r.neg ? "-" : plus;
        kr__dec_digits(digits, &r);
        kr__str_builder_init(&b, vm);
        if (put_number(&b, &f, &r, digits, sign)) result = pad(vm, &f, &b, strlen(sign));
        if (digits != few) kr__mem_free(mem, digits, room);
    }
    o.ctx.status = 0;
    ok = kr__decimal_end(vm, &o, kr__ok(result));
    kr__keep(spec);
    kr__keep(override);
    kr__keep(v);
    return ok ? result : KR_FAILED;
}
