/* SPDX-License-Identifier: MIT
 * marshal.c: module marshal: plain values to bytes and back, in the reference's format, version 2 and up
 * (references to shared values are read, not written). Code objects are not marshalled. */
#include <string.h>

#include "lib/modules.h"
#include "types/buffer.h"
#include "types/bytes.h"
#include "types/complex.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"

#define FLAG_REF 0x80
#define DIGIT_BITS 15

/* ---- writing ---------------------------------------------------------------------------------- */

typedef struct Writer {
    kr_vm *vm;
    Value out; /* bytearray */
} Writer;

static bool put(Writer *w, const void *p, size_t n) {
    return kr__bytearray_append(w->vm, kr__ptr(w->out), p, n);
}
static bool put_byte(Writer *w, char c) { return put(w, &c, 1); }
static bool put_int(Writer *w, int32_t i) { return put(w, &i, 4); }

static bool put_value(Writer *w, Value v);

static bool put_long(Writer *w, Value v) {
    uint32_t buf[2];
    KrLimbs l = kr__int_view(w->vm, v, buf);
    size_t bits = l.n * 32, digits = 0;
    while (bits && !(l.d[(bits - 1) / 32] >> ((bits - 1) % 32) & 1)) bits--;
    digits = (bits + DIGIT_BITS - 1) / DIGIT_BITS;
    bool negative = kr__int_sign(w->vm, v) < 0;
    if (!put_byte(w, 'l') || !put_int(w, negative ? -(int32_t)digits : (int32_t)digits))
        return false;
    for (size_t d = 0; d < digits; d++) {
        l = kr__int_view(w->vm, v, buf);
        size_t at = d * DIGIT_BITS;
        uint64_t word = l.d[at / 32];
        if (at / 32 + 1 < l.n) word |= (uint64_t)l.d[at / 32 + 1] << 32;
        uint16_t digit = (uint16_t)(word >> (at % 32) & 0x7fff);
        if (!put(w, &digit, 2)) return false;
    }
    return true;
}

static bool put_items(Writer *w, char type, Value v) {
    Value t = kr__tuple_from(w->vm, v);
    if (kr__failed(t)) return false;
    uint32_t n = ((KrTuple *)kr__ptr(t))->len;
    if (!put_byte(w, type) || !put_int(w, (int32_t)n)) return false;
    for (uint32_t i = 0; i < n; i++)
        if (!put_value(w, kr__tuple_get(kr__ptr(t), i))) return false;
    return true;
}

static bool put_dict(Writer *w, Value v) {
    size_t pos = 0;
    Value key, value;
    if (!put_byte(w, '{')) return false;
    while (kr__dict_next(w->vm, kr__ptr(v), &pos, &key, &value))
        if (!put_value(w, key) || !put_value(w, value)) return false;
    return put_byte(w, '0');
}

static bool put_plain(Writer *w, Value v) {
    kr_vm *vm = w->vm;
    if (kr__is_none(v)) return put_byte(w, 'N');
    if (kr__is_bool(v)) return put_byte(w, kr__is_true(v) ? 'T' : 'F');
    if (kr__same(v, KR_ELLIPSIS_V)) return put_byte(w, '.');
    if (kr__same(v, kr__type(vm, KR_T_X_STOPITERATION))) return put_byte(w, 'S');
    if (kr__is_int(v) && kr__int(v) >= INT32_MIN && kr__int(v) <= INT32_MAX)
        return put_byte(w, 'i') && put_int(w, (int32_t)kr__int(v));
    if (kr__is_int(v) || kr__exact(v, KR_T_INT)) return put_long(w, v);
    if (kr__is_double(v)) {
        double d = kr__double(v);
        return put_byte(w, 'g') && put(w, &d, 8);
    }
    if (kr__exact(v, KR_T_COMPLEX)) {
        const KrComplex *c = kr__ptr(v);
        double parts[2] = {c->real, c->imag};
        return put_byte(w, 'y') && put(w, parts, 16);
    }
    if (kr__exact(v, KR_T_STR)) {
        const KrStr *s = kr__ptr(v);
        return put_byte(w, 'u') && put_int(w, (int32_t)s->len) &&
               put(w, kr__str_text(kr__ptr(v)), ((KrStr *)kr__ptr(v))->len);
    }
    if (kr__exact(v, KR_T_TUPLE)) return put_items(w, '(', v);
    if (kr__exact(v, KR_T_LIST)) return put_items(w, '[', v);
    if (kr__exact(v, KR_T_SET)) return put_items(w, '<', v);
    if (kr__exact(v, KR_T_FROZENSET)) return put_items(w, '>', v);
    if (kr__exact(v, KR_T_DICT)) return put_dict(w, v);
    if (kr__has_buffer(vm, v)) {
        KrBuffer b;
        if (!kr__buffer_get(vm, v, &b)) return false;
        bool ok = put_byte(w, 's') && put_int(w, (int32_t)b.len) && put(w, b.data, b.len);
        kr__buffer_release(vm, &b);
        return ok;
    }
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "unmarshallable object");
}

static bool put_value(Writer *w, Value v) {
    if (!kr__enter(w->vm, " in marshal")) return false;
    bool ok = put_plain(w, v);
    kr__leave(w->vm);
    return ok;
}

/* ---- reading ---------------------------------------------------------------------------------- */

typedef struct Reader {
    kr_vm *vm;
    KrBuffer b;
    size_t at;
    Value refs; /* list */
} Reader;

static const char *get(Reader *r, size_t n) {
    if (r->b.len - r->at < n) {
        kr__raise(r->vm, KR_T_X_EOFERROR, "marshal data too short");
        return NULL;
    }
    r->at += n;
    return r->b.data + r->at - n;
}
static bool get_int(Reader *r, int32_t *out) {
    const char *p = get(r, 4);
    if (p) memcpy(out, p, 4);
    return p != NULL;
}
static bool get_size(Reader *r, int32_t *out) {
    if (!get_int(r, out)) return false;
    if (*out >= 0) return true;
    return kr__raise_false(r->vm, KR_T_X_VALUEERROR, "bad marshal data (size out of range)");
}

static Value get_value(Reader *r, bool *end);

static Value get_long(Reader *r) {
    int32_t n;
    if (!get_int(r, &n)) return KR_FAILED;
    size_t digits = (size_t)(n < 0 ? -(int64_t)n : n);
    const char *p = get(r, digits * 2);
    uint32_t *limb = p ? kr__mem_zalloc(&kr__heap(r->vm)->mem, (digits / 2 + 2) * 4) : NULL;
    if (!limb) return p ? kr__no_memory(r->vm) : KR_FAILED;
    for (size_t d = 0; d < digits; d++) {
        uint16_t digit;
        memcpy(&digit, p + 2 * d, 2);
        size_t at = d * DIGIT_BITS;
        uint64_t word = (uint64_t)(digit & 0x7fff) << (at % 32);
        limb[at / 32] |= (uint32_t)word;
        limb[at / 32 + 1] |= (uint32_t)(word >> 32);
    }
    Value v = kr__int_from_limbs(r->vm, n < 0, limb, digits / 2 + 2);
    kr__mem_free(&kr__heap(r->vm)->mem, limb, (digits / 2 + 2) * 4);
    return v;
}

static Value get_text(Reader *r, size_t n) {
    const char *p = get(r, n);
    return p ? kr__str_new(r->vm, p, n) : KR_FAILED;
}

/* n items as a list; n < 0: pairs of a dict up to the end mark. */
static Value get_items(Reader *r, int32_t n) {
    Value list = kr__list_new(r->vm, NULL, 0);
    for (int32_t i = 0; kr__ok(list) && i < n; i++) {
        Value v = get_value(r, NULL);
        if (kr__failed(v) || !kr__list_append(r->vm, kr__ptr(list), v)) return KR_FAILED;
    }
    return list;
}
static Value get_dict(Reader *r) {
    Value d = kr__dict_new(r->vm);
    while (kr__ok(d)) {
        bool end = false;
        Value k = get_value(r, &end);
        if (end) return d;
        Value v = kr__ok(k) ? get_value(r, NULL) : KR_FAILED;
        if (kr__failed(v) || !kr__dict_set(r->vm, kr__ptr(d), k, v)) return KR_FAILED;
    }
    return d;
}

static Value get_sized(Reader *r, char type) {
    kr_vm *vm = r->vm;
    int32_t n = 0;
    if (type == 'z' || type == 'Z' || type == ')') {
        const char *p = get(r, 1);
        if (!p) return KR_FAILED;
        n = (uint8_t)*p;
    } else if (!get_size(r, &n)) {
        return KR_FAILED;
    }
    switch (type) {
    case 's': {
        const char *p = get(r, (size_t)n);
        return p ? kr__bytes_new(vm, p, (size_t)n) : KR_FAILED;
    }
    case 'u':
    case 't':
    case 'a':
    case 'A':
    case 'z':
    case 'Z': return get_text(r, (size_t)n);
    default: break;
    }
    Value list = get_items(r, n);
    if (kr__failed(list) || type == '[') return list;
    KrTypeNo t = type == '<' ? KR_T_SET : type == '>' ? KR_T_FROZENSET : KR_T_TUPLE;
    return t == KR_T_TUPLE ? kr__tuple_from(vm, list) : kr__call1(vm, kr__type(vm, t), list);
}

static Value get_plain(Reader *r, char type, bool *end) {
    kr_vm *vm = r->vm;
    int32_t i;
    const char *p;
    switch (type) {
    case '0':
        if (!end) return kr__raise_type(vm, "NULL object in marshal data for object");
        *end = true;
        return KR_FAILED;
    case 'N': return KR_NONE_V;
    case 'T': return KR_TRUE_V;
    case 'F': return KR_FALSE_V;
    case '.': return KR_ELLIPSIS_V;
    case 'S': return kr__type(vm, KR_T_X_STOPITERATION);
    case 'i': return get_int(r, &i) ? kr__from_int48(i) : KR_FAILED;
    case 'l': return get_long(r);
    case 'g': {
        double d;
        if (!(p = get(r, 8))) return KR_FAILED;
        memcpy(&d, p, 8);
        return kr__from_double(d);
    }
    case 'y': {
        double d[2];
        if (!(p = get(r, 16))) return KR_FAILED;
        memcpy(d, p, 16);
        return kr__call2(vm, kr__type(vm, KR_T_COMPLEX), kr__from_double(d[0]),
                         kr__from_double(d[1]));
    }
    case '{': return get_dict(r);
    case 'r': {
        if (!get_int(r, &i)) return KR_FAILED;
        const KrList *l = kr__ptr(r->refs);
        if (i < 0 || (uint32_t)i >= l->len)
            return kr__raise_value(vm, "bad marshal data (invalid reference)");
        return kr__list_get(l, (size_t)i);
    }
    default:
        if (strchr("sutaAzZ)([<>", type)) return get_sized(r, type);
        return kr__raise_value(vm, "bad marshal data (unknown type code)");
    }
}

static Value get_value(Reader *r, bool *end) {
    const char *p = get(r, 1);
    if (!p) return KR_FAILED;
    int c = (uint8_t)*p;
    if (!kr__enter(r->vm, " in marshal")) return KR_FAILED;
    KrList *refs = kr__ptr(r->refs);
    uint32_t place = refs->len;
    bool ok = !(c & FLAG_REF) || kr__list_append(r->vm, refs, KR_NONE_V);
    Value v = ok ? get_plain(r, (char)(c & ~FLAG_REF), end) : KR_FAILED;
    if (kr__ok(v) && (c & FLAG_REF) && !kr__list_set(r->vm, kr__ptr(r->refs), place, v))
        v = KR_FAILED;
    kr__leave(r->vm);
    return v;
}

/* ---- functions -------------------------------------------------------------------------------- */

static Value marshal_dumps(kr_vm *vm, Value *a, int n) {
    (void)n;
    Writer w = {vm, kr__bytearray_new(vm, NULL, 0)};
    if (kr__failed(w.out) || !put_value(&w, a[0])) return KR_FAILED;
    KrBytearray *b = kr__ptr(w.out);
    return kr__bytes_new(vm, kr__bytearray_data(b), b->len);
}
static Value marshal_loads(kr_vm *vm, Value *a, int n) {
    (void)n;
    Reader r = {.vm = vm, .refs = kr__list_new(vm, NULL, 0)};
    if (kr__failed(r.refs) || !kr__buffer_get(vm, a[0], &r.b)) return KR_FAILED;
    Value v = get_value(&r, NULL);
    kr__buffer_release(vm, &r.b);
    return v;
}
static Value marshal_dump(kr_vm *vm, Value *a, int n) {
    Value b = marshal_dumps(vm, a, n);
    return kr__ok(b) ? kr__call_method(vm, a[1], kr__name(vm, KR_N_write), &b, 1) : KR_FAILED;
}
static Value marshal_load(kr_vm *vm, Value *a, int n) {
    Value b = kr__call_method(vm, a[0], kr__name(vm, KR_N_read), NULL, 0);
    return kr__ok(b) ? marshal_loads(vm, &b, n) : KR_FAILED;
}

static bool init(kr_vm *vm, Value m) { return kr__module_add(vm, m, "version", kr__from_int48(4)); }
static const KrFnDef functions[] = {
    {"dump(value, file, version=4, /)", marshal_dump, "Write the value on the open file.", 0},
    {"load(file, /)", marshal_load, "Read one value from the open file and return it.", 0},
    {"dumps(value, version=4, /)", marshal_dumps,
     "Return the bytes object that would be written to a file by dump(value, file).", 0},
    {"loads(bytes, /)", marshal_loads, "Convert the bytes-like object to a value.", 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module_marshal = {
    .name = "marshal",
    .doc =
        "This module contains functions that can read and write Python values in\na binary format.",
    .functions = functions,
    .init = init,
};
