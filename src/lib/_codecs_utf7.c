/* SPDX-License-Identifier: MIT
 * _codecs_utf7.c: UTF-7 of module _codecs: runs of characters that are not plain stand as UTF-16 in
 * base 64 between '+' and '-'. */
#include "lib/_codecs.h"
#include "types/bytes.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int sextet(uint32_t c) {
    const char *p = c && c < 128 ? memchr(alphabet, (int)c, 64) : NULL;
    return p ? (int)(p - alphabet) : -1;
}

/* Stands for itself when encoding. */
static bool is_direct(uint32_t c) {
    if (c >= 127 || c == '+' || c == '\\' || c == '~') return false;
    return c >= 32 || c == '\t' || c == '\n' || c == '\r';
}

/* ---- encoding ---- */

typedef struct Run { /* bits not yet written */
    uint32_t bits, n;
    bool open;
} Run;

static bool put_unit(KrStrBuilder *b, Run *r, uint32_t unit) {
    r->bits = r->bits << 16 | unit;
    r->n += 16;
    while (r->n >= 6) {
        r->n -= 6;
        if (!kr__str_builder_ascii(b, &alphabet[r->bits >> r->n & 63], 1)) return false;
    }
    r->bits &= (1u << r->n) - 1;
    return true;
}

static bool close_run(KrStrBuilder *b, Run *r, bool dash) {
    uint32_t n = r->n;
    if (n && !kr__str_builder_ascii(b, &alphabet[r->bits << (6 - n) & 63], 1)) return false;
    *r = (Run){0};
    return !dash || kr__str_builder_ascii(b, "-", 1);
}

static bool put_char(KrStrBuilder *b, Run *r, uint32_t c) {
    if (r->open && is_direct(c) && !close_run(b, r, c == '-' || sextet(c) >= 0)) return false;
    if (!r->open) {
        char plain = (char)c;
        if (c == '+') return kr__str_builder_ascii(b, "+-", 2);
        if (is_direct(c)) return kr__str_builder_ascii(b, &plain, 1);
        if (!kr__str_builder_ascii(b, "+", 1)) return false;
        r->open = true;
    }
    if (c >= 0x10000) {
        if (!put_unit(b, r, 0xd800 + ((c - 0x10000) >> 10))) return false;
        c = 0xdc00 + (c & 0x3ff);
    }
    return put_unit(b, r, c);
}

Value kr__utf_7_encode(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "utf_7_encode() argument 1 must be str, not %P", a[0]);
    if (!kr__codecs_errors(vm, "utf_7_encode", 2, &a[1])) return KR_FAILED;
    KrStrBuilder b;
    Run r = {0};
    kr__str_builder_init(&b, vm);
    size_t len = kr__str_ptr(a[0])->len;
    for (size_t i = 0; i < len;) {
        unsigned w;
        uint32_t c = kr__utf8_decode(kr__str_text(kr__str_ptr(a[0])) + i, &w);
        i += w;
        if (!put_char(&b, &r, c)) return KR_FAILED;
    }
    if (!close_run(&b, &r, r.open)) return KR_FAILED;
    return kr__codecs_pair(vm, kr__str_builder_bytes(&b), kr__str_count(kr__str_ptr(a[0])));
}

/* ---- decoding ---- */

typedef struct In {
    kr_vm *vm;
    Value bytes, errors;
    const uint8_t *p;
    size_t n, at;
    size_t start;               /* of the run, or of what is wrong */
    size_t out_len, out_tails;  /* of the output where the run began */
    uint32_t bits, nbits, high; /* high: the first half of a pair, 0: none */
    bool open;
    KrStrBuilder out;
} In;

static bool fault(In *in, const char *reason) {
    KrCodecFault f = {"utf7", reason, in->bytes, in->start, in->at, in->n, false};
    Value r;
    if (!kr__codec_fault(in->vm, &f, in->errors, &r, &in->at)) return false;
    const KrBytes *b = kr__ptr(in->bytes = f.object);
    in->p = (const uint8_t *)b->data;
    in->n = f.len;
    return kr__str_builder_str(&in->out, r);
}

static bool put_high(In *in) {
    uint32_t c = in->high;
    in->high = 0;
    return !c || kr__str_builder_char(&in->out, c);
}

/* A UTF-16 unit of a run. */
static bool take_unit(In *in, uint32_t u) {
    if (in->high && u >= 0xdc00 && u < 0xe000) {
        uint32_t c = 0x10000 + ((in->high - 0xd800) << 10) + (u - 0xdc00);
        in->high = 0;
        return kr__str_builder_char(&in->out, c);
    }
    if (!put_high(in)) return false;
    if (u >= 0xd800 && u < 0xdc00) {
        in->high = u;
        return true;
    }
    return kr__str_builder_char(&in->out, u);
}

static bool take_sextet(In *in, int v) {
    in->at++;
    in->bits = in->bits << 6 | (uint32_t)v;
    in->nbits += 6;
    if (in->nbits < 16) return true;
    in->nbits -= 16;
    uint32_t unit = in->bits >> in->nbits;
    in->bits &= (1u << in->nbits) - 1;
    return take_unit(in, unit);
}

/* A byte that ends the run. */
static bool end_run(In *in, uint8_t c) {
    in->open = false;
    if (in->nbits >= 6 || in->bits) {
        in->at++;
        return fault(in, in->nbits >= 6 ? "partial character in shift sequence"
                                        : "non-zero padding bits in shift sequence");
    }
    if (c < 128 && c != '+' && !put_high(in)) return false;
    if (c == '-') in->at++;
    return true;
}

/* A '+' at in->at. */
static bool begin_run(In *in) {
    in->start = in->at++;
    if (in->at < in->n && in->p[in->at] == '-') {
        in->at++;
        return kr__str_builder_char(&in->out, '+');
    }
    if (in->at < in->n && sextet(in->p[in->at]) < 0) {
        in->at++;
        return fault(in, "ill-formed sequence");
    }
    in->open = true;
    in->bits = in->nbits = in->high = 0;
    in->out_len = in->out.len;
    in->out_tails = in->out.tails;
    return true;
}

static bool step(In *in) {
    uint8_t c = in->p[in->at];
    if (in->open) {
        int v = sextet(c);
        return v >= 0 ? take_sextet(in, v) : end_run(in, c);
    }
    if (c == '+') return begin_run(in);
    in->start = in->at++;
    return c < 128 ? kr__str_builder_char(&in->out, c) : fault(in, "unexpected special character");
}

/* The input ended. */
static bool finish(In *in, bool final, size_t *used) {
    *used = in->n;
    if (!in->open) return true;
    if (!final) {
        *used = in->start;
        kr__str_builder_cut(&in->out, in->out_len, in->out_tails);
        return true;
    }
    in->open = false;
    if (!in->high && in->nbits < 6 && !in->bits) return true;
    return fault(in, "unterminated shift sequence");
}

Value kr__utf_7_decode(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__codecs_errors(vm, "utf_7_decode", 2, &a[1])) return KR_FAILED;
    int final = kr__ok(a[2]) ? kr__truth(vm, a[2]) : 0;
    In in = {.vm = vm, .errors = a[1]};
    if (final < 0) return KR_FAILED;
    if (!kr__has_buffer(vm, a[0]))
        return kr__raise_type(vm, "a bytes-like object is required, not '%T'", a[0]);
    in.bytes = kr__bytes_from_object(vm, a[0]);
    if (kr__failed(in.bytes)) return KR_FAILED;
    const KrBytes *b = kr__ptr(in.bytes);
    in.p = (const uint8_t *)b->data;
    in.n = b->len;
    kr__str_builder_init(&in.out, vm);
    size_t used = 0, given = in.n;
    do {
        while (in.at < in.n)
            if (!step(&in)) return KR_FAILED;
        if (!finish(&in, final > 0, &used)) return KR_FAILED;
    } while (final && in.at < in.n); /* the handler went back */
    kr__keep(in.bytes);
    return kr__codecs_pair(vm, kr__str_builder_finish(&in.out), final ? given : used);
}
