/* SPDX-License-Identifier: MIT
 * _io_newline.c: IncrementalNewlineDecoder, which TextIOWrapper puts around decoders that are not built in. */
#include <string.h>

#include "lib/_io.h"
#include "types/host.h"
#include "types/int.h"
#include "types/module.h"
#include "types/str.h"

Value kr__io_newlines(kr_vm *vm, uint32_t seen) {
    static const char *const texts[] = {"\r", "\n", "\r\n"};
    Value items[3];
    unsigned n = 0;
    for (unsigned i = 0; i < 3; i++) {
        if (!(seen & 1u << i)) continue;
        items[n] = kr__str_new(vm, texts[i], strlen(texts[i]));
        if (kr__failed(items[n++])) return KR_FAILED;
    }
    return !n ? KR_NONE_V : n == 1 ? items[0] : kr__tuple_new(vm, items, n);
}

typedef struct Newlines {
    KrObj head;
    Slot decoder; /* or None */
    uint32_t flags, seen;
} Newlines;
#define NL_TRANSLATE 1u
#define NL_CR 2u /* a \r waits for what follows */

static Value nl_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__host_new(vm, a[0]);
}
static Value nl_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    int translate = kr__truth(vm, a[2]);
    if (translate < 0) return KR_FAILED;
    Newlines *d = kr__ptr(a[0]);
    kr__store(vm, d, &d->decoder, kr__ref_slot(a[1]));
    d->flags = translate ? NL_TRANSLATE : 0;
    d->seen = 0;
    return KR_NONE_V;
}
static Value nl_decode(kr_vm *vm, Value *a, int n) {
    (void)n;
    int final = kr__ok(a[2]) ? kr__truth(vm, a[2]) : 0;
    if (final < 0) return KR_FAILED;
    Newlines *d = kr__ptr(a[0]);
    Value text = a[1];
    if (!d->decoder.bits)
        return kr__raise_value(vm, "IncrementalNewlineDecoder.__init__() not called");
    if (!kr__is_none(KR_VALUE(d->decoder.bits))) {
        Value args[2] = {a[1], kr__bool(final)};
        text = kr__io_call(vm, KR_VALUE(d->decoder.bits), "decode", args, 2);
        if (kr__failed(text)) return KR_FAILED;
    }
    if (!kr__is_str(vm, text))
        return kr__raise_type(vm, "decoder should return a string result, not '%T'", text);
    d = kr__ptr(a[0]);
    size_t len = ((KrStr *)kr__ptr(text))->len;
    if ((d->flags & NL_CR) && (len || final)) {
        Value cr = kr__char(vm, '\r');
        text = kr__ok(cr) ? kr__str_concat(vm, cr, text) : cr;
        if (kr__failed(text)) return KR_FAILED;
        d = kr__ptr(a[0]);
        d->flags &= ~NL_CR;
        len++;
    }
    if (len && !final && kr__str_text(kr__ptr(text))[len - 1] == '\r') {
        text = kr__str_part(vm, text, 0, --len);
        if (kr__failed(text)) return KR_FAILED;
        d = kr__ptr(a[0]);
        d->flags |= NL_CR;
    }
    const char *p = kr__str_text(kr__ptr(text));
    if (!memchr(p, '\r', len)) {
        if (memchr(p, '\n', len)) d->seen |= 2;
        return text;
    }
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (size_t i = 0; i < len; i++) {
        p = kr__str_text(kr__ptr(text));
        bool cr = p[i] == '\r', two = cr && i + 1 < len && p[i + 1] == '\n';
        if (p[i] == '\n')
            d->seen |= 2;
        else if (two)
            d->seen |= 4;
        else if (cr)
            d->seen |= 1;
        if (cr && (d->flags & NL_TRANSLATE)) {
            if (!kr__str_builder_cstr(&b, "\n")) return KR_FAILED;
            i += two;
            continue;
        }
        unsigned w = kr__utf8_lead((uint8_t)p[i]);
        size_t take_n = two ? 2 : w;
        if (!kr__str_builder_text(&b, p + i, take_n)) return KR_FAILED;
        i += take_n - 1;
    }
    return kr__str_builder_finish(&b);
}
static Value nl_getstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Newlines *d = kr__ptr(a[0]);
    Value data = kr__bytes_new(vm, NULL, 0);
    int64_t flag = 0;
    if (d->decoder.bits && !kr__is_none(KR_VALUE(d->decoder.bits))) {
        Value state = kr__io_call(vm, KR_VALUE(d->decoder.bits), "getstate", NULL, 0);
        if (kr__failed(state)) return KR_FAILED;
        if (!kr__has_kind(vm, state, KR_K_TUPLE) || ((KrTuple *)kr__ptr(state))->len != 2)
            return kr__raise_type(vm, "illegal decoder state");
        data = kr__tuple_get(kr__ptr(state), 0);
        Value number = kr__tuple_get(kr__ptr(state), 1);
        if (!kr__is_int_value(vm, number)) return kr__raise_type(vm, "illegal decoder state");
        uint32_t buf[2];
        KrLimbs limbs = kr__int_view(vm, number, buf);
        flag = (int64_t)kr__limbs_low64(&limbs);
    }
    d = kr__ptr(a[0]);
    Value items[2] = {data, kr__int_from_u64(vm, (uint64_t)flag << 1 | ((d->flags & NL_CR) != 0))};
    return kr__ok(data) ? kr__tuple_new(vm, items, 2) : KR_FAILED;
}
static Value nl_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t flag;
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE) || ((KrTuple *)kr__ptr(a[1]))->len != 2)
        return kr__raise_type(vm, "state argument must be a tuple");
    if (!kr__index_i64(vm, kr__tuple_get(kr__ptr(a[1]), 1), &flag)) return KR_FAILED;
    Newlines *d = kr__ptr(a[0]);
    d->flags = (d->flags & ~NL_CR) | (flag & 1 ? NL_CR : 0);
    if (!d->decoder.bits || kr__is_none(KR_VALUE(d->decoder.bits))) return KR_NONE_V;
    Value items[2] = {kr__tuple_get(kr__ptr(a[1]), 0), kr__int_from_i64(vm, flag >> 1)},
          t = kr__tuple_new(vm, items, 2);
    return kr__ok(t) ? kr__io_call(vm, KR_VALUE(d->decoder.bits), "setstate", &t, 1) : KR_FAILED;
}
static Value nl_reset(kr_vm *vm, Value *a, int n) {
    (void)n;
    Newlines *d = kr__ptr(a[0]);
    d->flags &= ~NL_CR;
    d->seen = 0;
    if (!d->decoder.bits || kr__is_none(KR_VALUE(d->decoder.bits))) return KR_NONE_V;
    return kr__io_call(vm, KR_VALUE(d->decoder.bits), "reset", NULL, 0);
}
static Value nl_newlines(kr_vm *vm, Value self) {
    return kr__io_newlines(vm, ((Newlines *)kr__ptr(self))->seen);
}

static const KrFnDef nl_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", nl_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, decoder, translate, errors='strict')", nl_init, NULL, KR_DEF_SPECIAL},
    {"decode(self, /, input, final=False)", nl_decode, NULL, KR_DEF_METHOD},
    {"getstate(self, /)", nl_getstate, NULL, KR_DEF_METHOD},
    {"setstate(self, state, /)", nl_setstate, NULL, KR_DEF_METHOD},
    {"reset(self, /)", nl_reset, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet nl_getset[] = {{"newlines", nl_newlines, NULL, NULL},
                                     {NULL, NULL, NULL, NULL}};
static const KrClassDef nl_def = {
    .name = "_io.IncrementalNewlineDecoder",
    .doc = "Codec used when reading a file in universal newlines mode.",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE,
    .size = sizeof(Newlines),
    .slots = KR_AT(Newlines, decoder),
    .methods = nl_methods,
    .getset = nl_getset,
};
Value kr__io_newline_class(kr_vm *vm) { return kr__class_new(vm, &nl_def); }
