/* SPDX-License-Identifier: MIT
 * int_text.c: ints to and from digits. Conversions in bases that are no power of two obey the limit on digits
 * (sys.set_int_max_str_digits; CVE-2020-10735), checked before the work is done. */
#include <string.h>

#include "base/dtoa.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "types/number.h"
#include "types/str.h"

/* Digits below which the limit never applies (sys.int_info.str_digits_check_threshold). */
#define CHECK_THRESHOLD 640

static bool power_of_two(unsigned base) { return (base & (base - 1)) == 0; }

static Value too_many(kr_vm *vm, const char *fmt, size_t digits) {
    return kr__raise_value(vm, fmt, (size_t)vm->config.flags.int_max_str_digits, digits);
}

static Value ascii_text(kr_vm *vm, const char *s, size_t n) {
    char *text;
    Value v = kr__str_ascii_new(vm, n, &text);
    if (kr__ok(v)) memcpy(text, s, n);
    return v;
}

size_t kr__int_digits_of(int64_t i, unsigned base, const char *letters, char buf[24]) {
    uint64_t x = i < 0 ? -(uint64_t)i : (uint64_t)i;
    unsigned shift = base == 16 ? 4 : 3;
    char *end = buf + 24, *p = end;
    do *--p = letters[x & (base - 1)];
    while (x >>= shift);
    memmove(buf, p, (size_t)(end - p));
    return (size_t)(end - p);
}

Value kr__int_to_str(kr_vm *vm, Value v, unsigned base) {
    char small[80];
    int64_t i;
    if (base == 10 && kr__int_fits_i64(vm, v, &i)) {
        size_t n = kr__i64_to_text(small, i);
        return n == 1 ? kr__char(vm, (uint8_t)small[0]) : ascii_text(vm, small, n);
    }
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, v, buf);
    int limit = vm->config.flags.int_max_str_digits;
    size_t room = kr__limbs_text_room(&l, base);
    /* past the limit is mostly known without the conversion: each bit is at least 0.30102 digits */
    bool limited = limit > 0 && !power_of_two(base);
    static const char text[] = "Exceeds the limit (%zu digits) for integer string conversion; use "
                               "sys.set_int_max_str_digits() to increase the limit";
    if (limited && kr__limbs_bit_length(&l) * 30102 / 100000 > (size_t)limit)
        return too_many(vm, text, 0);
    char *out = room <= sizeof small ? small : kr__mem_alloc(&kr__heap(vm)->mem, room);
    if (!out) return kr__no_memory(vm);
    KrWork work = kr__int_work(vm);
    size_t n;
    KrStatus status = kr__limbs_to_text(&work, out, &n, &l, base);
    Value r;
    if (status != KR_OK)
        r = kr__int_failed(vm, status);
    else if (limited && n - l.neg > (size_t)limit)
        r = too_many(vm, text, 0);
    else
        r = kr__str_new(vm, out, n);
    if (out != small) kr__mem_free(&kr__heap(vm)->mem, out, room);
    return r;
}

static int digit_value(unsigned char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 36;
}

/* The text without blanks at its ends, its other decimal digits as ASCII ones. Returns the length, or (size_t)-1 when a
 * character can belong to no number. out has room for n bytes. */
size_t kr__number_text(const char *s, size_t n, char *out) {
    const char *end = s + n;
    char *o = out;
    while (s < end) {
        unsigned size;
        uint32_t c = kr__utf8_decode(s, &size);
        s += size;
        if (c < 128)
            *o++ = (char)c;
        else if (kr__uc_is(c, KR_UC_SPACE))
            *o++ = ' ';
        else {
            int d = kr__uc_decimal(c);
            if (d < 0) return (size_t)-1;
            *o++ = (char)('0' + d);
        }
    }
    return (size_t)(o - out);
}

static bool blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
}

/* Digits of [s, end) without their underscores into d; the count, or (size_t)-1 when the text is no number. */
static size_t plain_digits(const char *s, const char *end, unsigned base, char *d) {
    size_t n = 0;
    bool after_digit = false;
    for (; s < end; s++) {
        if (*s == '_') {
            if (!after_digit) return (size_t)-1;
            after_digit = false;
            continue;
        }
        if (digit_value((unsigned char)*s) >= (int)base) return (size_t)-1;
        d[n++] = *s;
        after_digit = true;
    }
    return after_digit ? n : (size_t)-1;
}

static Value from_digits(kr_vm *vm, const char *d, size_t n, unsigned base, bool negative) {
    if (base == 10 && n <= 18) {
        int64_t i = 0;
        for (size_t k = 0; k < n; k++) i = i * 10 + (d[k] - '0');
        return kr__int_from_i64(vm, negative ? -i : i);
    }
    int limit = vm->config.flags.int_max_str_digits;
    if (!power_of_two(base) && limit > 0 && n > CHECK_THRESHOLD && n > (size_t)limit)
        return too_many(vm,
                        "Exceeds the limit (%zu digits) for integer string conversion: value has "
                        "%zu digits; use sys.set_int_max_str_digits() to increase the limit",
                        n);
    KrLimbs r;
    KrInt *cell = kr__int_room(vm, kr__limbs_from_text_room(n, base), &r);
    if (!cell) return KR_FAILED;
    KrWork work = kr__int_work(vm);
    KrStatus status = kr__limbs_from_text(&work, &r, d, n, base);
    if (status != KR_OK) return kr__int_failed(vm, status);
    r.neg = negative && r.n;
    return kr__int_finish(vm, cell, &r);
}

/* What is no number is shown up to 200 characters; text in other bytes-like objects as bytes. */
static void no_literal(kr_vm *vm, int base, const char *s, size_t n, Value shown) {
    Value text = kr__is_str(vm, shown) ? kr__repr(vm, shown)
                                       : kr__bytes_repr(vm, (const uint8_t *)s, n, false);
    if (kr__failed(text)) return;
    if (kr__str_count(kr__ptr(text)) > 200) text = kr__str_slice(vm, text, 0, 200);
    if (kr__ok(text)) kr__raise_value(vm, "invalid literal for int() with base %d: %S", base, text);
}

Value kr__int_from_text(kr_vm *vm, const char *text, size_t len, int base, Value shown) {
    char small[128];
    size_t room = 2 * len + 2;
    char *buf = room <= sizeof small ? small : kr__mem_alloc(&kr__heap(vm)->mem, room);
    if (!buf) return kr__no_memory(vm);
    Value v = KR_FAILED;
    size_t n = kr__number_text(text, len, buf);
    bool ok = n != (size_t)-1;
    if (ok) {
        const char *s = buf, *end = buf + n;
        while (s < end && blank(*s)) s++;
        while (end > s && blank(end[-1])) end--;
        bool negative = s < end && *s == '-';
        if (s < end && (*s == '-' || *s == '+')) s++;
        unsigned b = (unsigned)base;
        bool prefixed = end - s > 2 && *s == '0';
        char p = prefixed ? (char)(s[1] | 0x20) : 0;
        unsigned said = p == 'x' ? 16 : p == 'o' ? 8 : p == 'b' ? 2 : 0;
        bool zeros_only = false;
        if (base == 0) {
            b = said ? said : 10;
            zeros_only = !said && s < end && *s == '0';
        }
        if (said && said == b) {
            s += 2;
            if (s < end && *s == '_') s++;
        }
        size_t digits = plain_digits(s, end, b, buf + len + 1);
        ok = digits != (size_t)-1;
        if (ok && zeros_only) /* base 0: 0_0 is a number, 010 is none */
            for (size_t i = 0; i < digits; i++) ok = ok && buf[len + 1 + i] == '0';
        if (ok) v = from_digits(vm, buf + len + 1, digits, b, negative);
    }
    if (!ok) no_literal(vm, base, text, len, shown);
    if (buf != small) kr__mem_free(&kr__heap(vm)->mem, buf, room);
    return v;
}
