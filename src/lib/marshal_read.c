/* SPDX-License-Identifier: MIT
 * marshal_read.c: bytes to values. Bytes come from memory or, piece by piece, from a file's readinto(). */
#include <string.h>

#include "base/utf8.h"
#include "lib/marshal.h"
#include "lib/modules.h"
#include "types/buffer.h"
#include "types/bytes.h"
#include "types/complex.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/list.h"
#include "types/set.h"
#include "types/str.h"

#define DIGIT_BITS 15
#define NEAR 24 /* items of a tuple that is collected on the C stack */

typedef struct Reader {
    kr_vm *vm;
    const char *p, *end; /* when there is no file */
    Value file, chunk;   /* a bytearray: what was read last */
    KrList *refs;
    uint32_t depth, values;
    KrTrust trust;
    uint32_t tag; /* of code that this build can run */
} Reader;

#define NOTHING KR_END /* the mark that ends a dict; nothing is pending */

static Value get_value(Reader *r);

/* ---- bytes ------------------------------------------------------------------------------------- */

static const char *from_file(Reader *r, size_t n) {
    kr_vm *vm = r->vm;
    Value buf = kr__bytearray_new(vm, NULL, n);
    Value view = kr__ok(buf) ? kr__memoryview_new(vm, buf) : KR_FAILED;
    Value name = kr__ok(view) ? kr__intern(vm, "readinto", 8) : KR_FAILED;
    Value got = kr__ok(name) ? kr__call_method(vm, r->file, name, &view, 1) : KR_FAILED;
    int64_t count;
    if (kr__failed(got) || !kr__index_i64(vm, got, &count)) return NULL;
    if (count == (int64_t)n) {
        r->chunk = buf;
        return kr__bytearray_data(kr__ptr(buf));
    }
    if (count > (int64_t)n)
        kr__raise_value(vm, "read() returned too much data: %zu bytes requested, %zu returned",
                        (size_t)n, (size_t)count);
    else
        kr__raise(vm, KR_T_X_EOFERROR, "EOF read where not expected");
    return NULL;
}

/* The next n bytes, good until the next call. NULL: raised. */
static const char *get(Reader *r, size_t n) {
    if (kr__ok(r->file)) return n ? from_file(r, n) : "";
    if ((size_t)(r->end - r->p) < n) {
        kr__raise(r->vm, KR_T_X_EOFERROR, "marshal data too short");
        return NULL;
    }
    r->p += n;
    return r->p - n;
}
static bool get_int(Reader *r, int32_t *out) {
    const char *p = get(r, 4);
    if (p) memcpy(out, p, 4);
    return p != NULL;
}
static bool get_byte(Reader *r, unsigned *out) {
    const char *p = get(r, 1);
    if (p) *out = (uint8_t)*p;
    return p != NULL;
}
static bool get_size(Reader *r, const char *what, size_t *out) {
    int32_t n;
    if (!get_int(r, &n)) return false;
    *out = (size_t)n;
    return n >= 0 || kr__raise_false(r->vm, KR_T_X_VALUEERROR,
                                     "bad marshal data (%s size out of range)", what);
}

/* ---- numbers and text -------------------------------------------------------------------------- */

static Value get_long(Reader *r) {
    int32_t n;
    if (!get_int(r, &n)) return KR_FAILED;
    if (n == INT32_MIN) return kr__raise_value(r->vm, "bad marshal data (long size out of range)");
    size_t digits = (size_t)(n < 0 ? -n : n);
    if (!kr__ok(r->file) && digits > (size_t)(r->end - r->p) / 2)
        return get(r, 2 * digits), KR_FAILED;
    const char *p = get(r, digits * 2);
    KrMem *mem = &kr__heap(r->vm)->mem;
    size_t room = (digits / 2 + 2) * 4;
    uint32_t *limb = p ? kr__mem_zalloc(mem, room) : NULL;
    if (!limb) return p ? kr__no_memory(r->vm) : KR_FAILED;
    uint16_t digit = 1;
    for (size_t d = 0; d < digits && digit <= 0x7fff; d++) {
        memcpy(&digit, p + 2 * d, 2);
        size_t at = d * DIGIT_BITS;
        uint64_t word = (uint64_t)(digit & 0x7fff) << (at % 32);
        limb[at / 32] |= (uint32_t)word;
        limb[at / 32 + 1] |= (uint32_t)(word >> 32);
    }
    Value v = KR_FAILED;
    if (digit > 0x7fff)
        kr__raise_value(r->vm, "bad marshal data (digit out of range in long)");
    else if (!digit)
        kr__raise_value(r->vm, "bad marshal data (unnormalized long data)");
    else
        v = kr__int_from_limbs(r->vm, n < 0, limb, digits / 2 + 2);
    kr__mem_free(mem, limb, room);
    return v;
}

/* One byte a character. */
static Value from_latin1(Reader *r, const char *p, size_t n) {
    Value b = kr__bytes_new(r->vm, p, n);
    Value codec = kr__ok(b) ? kr__intern(r->vm, "latin-1", 7) : KR_FAILED;
    Value name = kr__ok(codec) ? kr__intern(r->vm, "decode", 6) : KR_FAILED;
    return kr__ok(name) ? kr__call_method(r->vm, b, name, &codec, 1) : KR_FAILED;
}
static bool get_double(Reader *r, bool text, double *out) {
    if (!text) {
        const char *p = get(r, 8);
        if (p) memcpy(out, p, 8);
        return p != NULL;
    }
    unsigned n;
    const char *p = get_byte(r, &n) ? get(r, n) : NULL;
    Value s = p ? from_latin1(r, p, n) : KR_FAILED;
    Value v = kr__ok(s) ? kr__call1(r->vm, kr__type(r->vm, KR_T_FLOAT), s) : KR_FAILED;
    if (kr__ok(v)) *out = kr__double(v);
    return kr__ok(v);
}
static Value get_float(Reader *r, bool text) {
    double d;
    return get_double(r, text, &d) ? kr__from_double(d) : KR_FAILED;
}
static Value get_complex(Reader *r, bool text) {
    double re, im;
    if (!get_double(r, text, &re) || !get_double(r, text, &im)) return KR_FAILED;
    return kr__call2(r->vm, kr__type(r->vm, KR_T_COMPLEX), kr__from_double(re),
                     kr__from_double(im));
}
static Value get_int64(Reader *r) {
    int64_t i;
    const char *p = get(r, 8);
    if (!p) return KR_FAILED;
    memcpy(&i, p, 8);
    return kr__int_from_i64(r->vm, i);
}

static Value get_ascii(Reader *r, bool small, bool interned) {
    unsigned byte = 0;
    size_t n;
    if (small) {
        if (!get_byte(r, &byte)) return KR_FAILED;
        n = byte;
    } else if (!get_size(r, "string", &n)) {
        return KR_FAILED;
    }
    const char *p = get(r, n);
    if (!p) return KR_FAILED;
    bool ascii = kr__utf8_count(p, n) == n;
    for (size_t i = 0; ascii && i < n; i++) ascii = !(p[i] & 0x80);
    if (ascii) {
        if (interned) return kr__intern(r->vm, p, n);
        return kr__str_make(r->vm, p, n, n);
    }
    Value v = from_latin1(r, p, n);
    return kr__ok(v) && interned ? kr__intern_str(r->vm, v) : v;
}
static Value get_utf8(Reader *r, bool interned) {
    size_t n;
    const char *p = get_size(r, "string", &n) ? get(r, n) : NULL;
    if (!p) return KR_FAILED;
    if (kr__utf8_check(p, n, true) == n) {
        if (interned) return kr__intern(r->vm, p, n);
        return kr__str_make(r->vm, p, n, kr__utf8_count(p, n));
    }
    Value b = kr__bytes_new(r->vm, p, n);
    Value name = kr__ok(b) ? kr__intern(r->vm, "decode", 6) : KR_FAILED;
    return kr__ok(name) ? kr__call_method(r->vm, b, name, NULL, 0) : KR_FAILED;
}
static Value get_bytes(Reader *r) {
    size_t n;
    const char *p = get_size(r, "bytes object", &n) ? get(r, n) : NULL;
    return p ? kr__bytes_make(r->vm, p, n) : KR_FAILED;
}

/* ---- containers -------------------------------------------------------------------------------- */

/* A value that must be there. */
static Value get_item(Reader *r, const char *where) {
    Value v = get_value(r);
    if (v.bits != NOTHING.bits) return v;
    return kr__raise_type(r->vm, "NULL object in marshal data for %s", where);
}

/* More items than bytes are left cannot be; memory is not asked for. */
static bool too_many(Reader *r, size_t n) {
    return !kr__ok(r->file) && n > (size_t)(r->end - r->p);
}

static Value get_tuple(Reader *r, size_t n) {
    Value near[NEAR], *items = near;
    if (!n) return kr__tuple_empty(r->vm);
    size_t have = too_many(r, n) ? NEAR : n;
    if (have > NEAR) { /* a cell that no one else sees */
        KrTuple *t = kr__new(r->vm, KR_T_TUPLE, sizeof *t + n * sizeof(Value));
        if (!t) return KR_FAILED;
        t->head.head |= KR_F_WIDE;
        t->len = (uint32_t)n;
        for (size_t i = 0; i < n; i++) t->wide[i] = KR_NONE_V;
        items = t->wide;
        for (size_t i = 0; i < n; i++) {
            Value v = get_item(r, "tuple");
            if (kr__failed(v)) return KR_FAILED;
            t->wide[i] = v;
            kr__barrier(r->vm, t);
        }
        return kr__tuple_new(r->vm, items, n);
    }
    for (size_t i = 0; i < n; i++) {
        Value v = get_item(r, "tuple");
        if (kr__failed(v)) return KR_FAILED;
        near[i % NEAR] = v;
    }
    return kr__tuple_new(r->vm, near, n);
}

static bool fill_list(Reader *r, Value list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        Value v = get_item(r, "list");
        if (kr__failed(v) || !kr__list_append(r->vm, kr__ptr(list), v)) return false;
    }
    return true;
}
static bool fill_dict(Reader *r, Value dict) {
    for (;;) {
        Value k = get_value(r);
        if (k.bits == NOTHING.bits) return true;
        Value v = kr__ok(k) ? get_value(r) : KR_FAILED;
        if (v.bits == NOTHING.bits) return true;
        if (kr__failed(v) || !kr__dict_set(r->vm, kr__ptr(dict), k, v)) return false;
    }
}
static bool fill_set(Reader *r, Value set, size_t n) {
    for (size_t i = 0; i < n; i++) {
        Value v = get_item(r, "set");
        if (kr__failed(v) || !kr__set_add(r->vm, kr__ptr(set), v)) return false;
    }
    return true;
}

/* ---- code -------------------------------------------------------------------------------------- */

/* A tuple of names whose strs are those that the machine compares by identity; what is none stays. */
static Value interned_names(kr_vm *vm, Value names) {
    const KrTuple *t = kr__exact(names, KR_T_TUPLE) ? kr__ptr(names) : NULL;
    bool all = true;
    for (uint32_t i = 0; t && i < t->len; i++) {
        Value v = kr__tuple_get(t, i);
        if (!kr__exact(v, KR_T_STR)) return names;
        all = all && kr__is_interned(v);
    }
    if (!t || all) return names;
    Value list = kr__list_new(vm, NULL, t->len);
    for (uint32_t i = 0; kr__ok(list) && i < t->len; i++) {
        Value v = kr__intern_str(vm, kr__tuple_get(t, i));
        if (kr__failed(v) || !kr__list_append(vm, kr__ptr(list), v)) return KR_FAILED;
    }
    return kr__failed(list) ? list : kr__list_as_tuple(vm, kr__ptr(list));
}

static Value get_code(Reader *r) {
    enum {
        TAG,
        FLAGS,
        ARGS,
        POSONLY,
        KWONLY,
        LOCALS,
        REGS,
        FAR,
        LINE,
        STACK,
        HANDLERS,
        CODE,
        WORDS,
        N
    };
    uint32_t head[N];
    const char *p = get(r, sizeof head);
    if (!p) return KR_FAILED;
    memcpy(head, p, sizeof head);
    if (head[TAG] != r->tag)
        return kr__raise_value(r->vm, "bad marshal data (code of another format)");
    if (head[CODE] > INT32_MAX / 8 || head[WORDS] > head[CODE] || head[HANDLERS] > head[CODE])
        return kr__raise_value(r->vm, "bad marshal data (code size out of range)");
    size_t words = (size_t)head[WORDS] * 4, handlers = head[HANDLERS] * sizeof(KrHandler);
    const char *at = get(r, words + handlers);
    Value kept = KR_UNSET; /* from a file: the bytes go when more is read */
    if (at && kr__ok(r->file)) kept = kr__bytes_new(r->vm, at, words + handlers);
    if (!at || (kr__ok(r->file) && kr__failed(kept))) return KR_FAILED;
    if (kr__ok(kept)) at = ((KrBytes *)kr__ptr(kept))->data;
    Value part[12];
    for (unsigned i = 0; i < KR_COUNTOF(part); i++) {
        part[i] = get_item(r, "code");
        if (kr__failed(part[i])) return KR_FAILED;
    }
    static const uint8_t names[] = {1, 2, 3, 4, 11};
    for (unsigned i = 0; i < KR_COUNTOF(names); i++) {
        Value *at = &part[names[i]];
        *at = interned_names(r->vm, *at);
        if (kr__failed(*at)) return KR_FAILED;
    }
    Value none = kr__bytes_make(r->vm, NULL, 0);
    if (kr__failed(none)) return KR_FAILED;
    KrCodeParts c = {
        .flags = head[FLAGS],
        .argcount = head[ARGS],
        .posonly = head[POSONLY],
        .kwonly = head[KWONLY],
        .nlocals = head[LOCALS],
        .nregs = head[REGS],
        .far = head[FAR],
        .firstlineno = head[LINE],
        .stacksize = head[STACK],
        .consts = part[0],
        .names = part[1],
        .varnames = part[2],
        .cellvars = part[3],
        .freevars = part[4],
        .filename = part[5],
        .name = part[6],
        .qualname = part[7],
        .cellregs = kr__is_none(part[8]) ? none : part[8],
        .lines = part[9],
        .live = part[10],
        .selfattrs = kr__is_none(part[11]) ? KR_UNSET : part[11],
        .words = at,
        .handlers = at + words,
        .nhandlers = head[HANDLERS],
        .ncode = head[CODE],
        .nwords = head[WORDS],
        .packed = true,
    };
    const char *why;
    Value v = kr__code_make(r->vm, &c, r->trust, &why);
    kr__keep(kept);
    if (kr__failed(v) && !kr__pending(r->vm))
        return kr__raise_value(r->vm, "bad marshal data (%s)", why);
    return v;
}

/* ---- any value --------------------------------------------------------------------------------- */

static bool set_ref(Reader *r, int64_t place, Value v) {
    return place < 0 || kr__list_set(r->vm, r->refs, (size_t)place, v);
}

static Value get_ref(Reader *r) {
    int32_t i;
    if (!get_int(r, &i)) return KR_FAILED;
    if (i >= 0 && (uint32_t)i < r->refs->len) {
        Value v = kr__list_get(r->refs, (size_t)i);
        if (!kr__is_none(v)) return v;
    }
    return kr__raise_value(r->vm, "bad marshal data (invalid reference)");
}

/* place: number that the value gets among the references, -1: none. Lists, dicts and sets have it before their items
 * are read. */
static Value get_mutable(Reader *r, unsigned type, int64_t place) {
    kr_vm *vm = r->vm;
    size_t n = 0;
    Value v;
    switch (type) {
    case '[':
        if (!get_size(r, "list", &n)) return KR_FAILED;
        v = kr__list_new(vm, NULL, 0);
        return kr__ok(v) && set_ref(r, place, v) && fill_list(r, v, n) ? v : KR_FAILED;
    case '{':
        v = kr__dict_new(vm);
        return kr__ok(v) && set_ref(r, place, v) && fill_dict(r, v) ? v : KR_FAILED;
    default:
        if (!get_size(r, "set", &n)) return KR_FAILED;
        if (type == '>' && !n) return kr__call0(vm, kr__type(vm, KR_T_FROZENSET));
        v = kr__set_new(vm, type == '<' ? KR_T_SET : KR_T_FROZENSET);
        if (kr__failed(v) || (type == '<' && !set_ref(r, place, v))) return KR_FAILED;
        return fill_set(r, v, n) ? v : KR_FAILED;
    }
}

static Value get_plain(Reader *r, unsigned type, int64_t place) {
    int32_t i;
    unsigned byte;
    size_t n;
    switch (type) {
    case 'N': return KR_NONE_V;
    case 'T': return KR_TRUE_V;
    case 'F': return KR_FALSE_V;
    case '.': return KR_ELLIPSIS_V;
    case 'S': return kr__type(r->vm, KR_T_X_STOPITERATION);
    case '0': return NOTHING;
    case 'i': return get_int(r, &i) ? kr__from_int48(i) : KR_FAILED;
    case 'I': return get_int64(r);
    case 'l': return get_long(r);
    case 'f':
    case 'g': return get_float(r, type == 'f');
    case 'x':
    case 'y': return get_complex(r, type == 'x');
    case 's': return get_bytes(r);
    case 'z':
    case 'Z':
    case 'a':
    case 'A': return get_ascii(r, (type | 32) == 'z', !(type & 32));
    case 'u':
    case 't': return get_utf8(r, type == 't');
    case ')': return get_byte(r, &byte) ? get_tuple(r, byte) : KR_FAILED;
    case '(': return get_size(r, "tuple", &n) ? get_tuple(r, n) : KR_FAILED;
    case '[':
    case '{':
    case '<':
    case '>': return get_mutable(r, type, place);
    case 'c': return get_code(r);
    case 'r': return get_ref(r);
    default: return kr__raise_value(r->vm, "bad marshal data (unknown type code)");
    }
}

static bool referable(unsigned type) { return !strchr("0NTF.Sr", (int)type); }

static Value get_value(Reader *r) {
    unsigned c;
    const char *p = get(r, 1);
    if (!p) {
        if (kr__pending_is(r->vm, KR_T_X_EOFERROR)) {
            kr__clear_pending(r->vm);
            kr__raise(r->vm, KR_T_X_EOFERROR, "EOF read where object expected");
        }
        return KR_FAILED;
    }
    c = (uint8_t)*p;
    if (++r->values % 1024 == 0 && !kr__tick(r->vm)) return KR_FAILED;
    if (r->depth >= KR_MARSHAL_DEPTH ||
        (const char *)__builtin_frame_address(0) < r->vm->thread->c_limit)
        return kr__raise_value(r->vm, "recursion limit exceeded");
    r->depth++;
    int64_t place = -1;
    bool ok = true;
    if ((c & KR_MARSHAL_REF) && referable(c & 0x7f)) {
        place = r->refs->len;
        ok = kr__list_append(r->vm, r->refs, KR_NONE_V);
    }
    Value v = ok ? get_plain(r, c & 0x7f, place) : KR_FAILED;
    if (place >= 0 && kr__ok(v) && v.bits != NOTHING.bits && !set_ref(r, place, v)) v = KR_FAILED;
    r->depth--;
    return v;
}

Value kr__marshal_load(kr_vm *vm, const char *data, size_t n, KrTrust trust) {
    Reader r = {.vm = vm, .p = data, .end = data + n, .trust = trust, .tag = kr__code_tag()};
    Value refs = kr__list_new(vm, NULL, 0);
    if (kr__failed(refs)) return KR_FAILED;
    r.refs = kr__ptr(refs);
    Value v = get_item(&r, "object");
    kr__keep(refs);
    return v;
}

Value kr__marshal_load_file(kr_vm *vm, Value file) {
    Reader r = {.vm = vm, .file = file, .trust = KR_CHECK, .tag = kr__code_tag()};
    Value zero = kr__from_int48(0), refs = kr__list_new(vm, NULL, 0);
    if (kr__failed(refs)) return KR_FAILED;
    Value none = kr__call_method(vm, file, kr__name(vm, KR_N_read), &zero, 1);
    if (kr__failed(none)) return KR_FAILED;
    if (!kr__has_kind(vm, none, KR_K_BYTES))
        return kr__raise_type(vm, "file.read() returned not bytes but %T", none);
    r.refs = kr__ptr(refs);
    Value v = get_item(&r, "object");
    kr__keep(refs);
    return v;
}

Value kr__library_load(kr_vm *vm, const char *data, size_t n) {
    Value v = kr__marshal_load(vm, data, n, KR_TRUST);
    if (kr__failed(v) || kr__exact(v, KR_T_CODE)) return v;
    return kr__raise_value(vm, "bad marshal data (no code)");
}
