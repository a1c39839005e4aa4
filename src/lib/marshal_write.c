/* SPDX-License-Identifier: MIT
 * marshal_write.c: values to bytes.
 *
 * From version 3 on a value that may be met again is written with KR_MARSHAL_REF and counted; when it is
 * met again, its number is written. The reference counts what has more than one reference to it. Here
 * nothing knows that, so the rule is: interned strs, small ints, what is met twice, and what a running
 * frame holds in a variable or among its constants. What is met twice is only known then: type codes
 * are flagged, and numbers filled in, at the end. */
#include <string.h>

#include "base/dtoa.h"
#include "base/vec.h"
#include "lib/marshal.h"
#include "types/buffer.h"
#include "types/bytes.h"
#include "types/complex.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/list.h"
#include "types/set.h"
#include "types/str.h"

#define DIGIT_BITS 15

typedef struct Seen {
    uint64_t bits; /* of the Value; 0: free */
    uint32_t at;   /* of its type code */
    bool flagged, held, written;
} Seen;

typedef struct Writer {
    kr_vm *vm;
    KrMem *mem;
    KR_VEC(char) out;
    KR_VEC(uint32_t)
    back;       /* where a number of a value met before goes; the place of that value is there */
    Seen *seen; /* hash table of `room` places; NULL: no references */
    uint32_t room, used;
    uint32_t depth, values;
    int64_t version;
    bool unmarshallable, deep;
} Writer;

static bool put_value(Writer *w, Value v);

/* ---- bytes ------------------------------------------------------------------------------------- */

static bool no_memory(Writer *w) {
    kr__no_memory(w->vm);
    return false;
}

static bool put(Writer *w, const void *p, size_t n) {
    if (n > INT32_MAX || !kr__vec_reserve(w->mem, &w->out, n)) return no_memory(w);
    memcpy(w->out.data + w->out.n, p, n);
    w->out.n += (uint32_t)n;
    return true;
}
static bool put_byte(Writer *w, unsigned c) {
    char b = (char)c;
    return put(w, &b, 1);
}
static bool put_int(Writer *w, int32_t i) { return put(w, &i, 4); }
static bool put_sized(Writer *w, const void *p, size_t n) {
    if (n > INT32_MAX) {
        w->unmarshallable = true;
        return false;
    }
    return put_int(w, (int32_t)n) && put(w, p, n);
}
static bool put_short(Writer *w, const void *p, size_t n) {
    return put_byte(w, (unsigned)n) && put(w, p, n);
}

/* ---- values met before ------------------------------------------------------------------------- */

static Seen *place_of(Writer *w, uint64_t bits) {
    uint32_t i = (uint32_t)(bits * 0x9E3779B97F4A7C15u >> 32) & (w->room - 1);
    while (w->seen[i].bits && w->seen[i].bits != bits) i = (i + 1) & (w->room - 1);
    return &w->seen[i];
}

static bool grow(Writer *w) {
    Seen *old = w->seen;
    uint32_t room = w->room;
    w->room = room ? 2 * room : 64;
    w->seen = kr__mem_zalloc(w->mem, w->room * sizeof *w->seen);
    if (!w->seen) {
        w->seen = old;
        w->room = room;
        return no_memory(w);
    }
    for (uint32_t i = 0; i < room; i++)
        if (old[i].bits) *place_of(w, old[i].bits) = old[i];
    kr__mem_free(w->mem, old, room * sizeof *old);
    return true;
}

static Seen *enter(Writer *w, Value v) {
    if (4 * (w->used + 1) > 3 * w->room && !grow(w)) return NULL;
    Seen *s = place_of(w, v.bits);
    if (!s->bits) {
        s->bits = v.bits;
        w->used++;
    }
    return s;
}

/* What a running frame holds: variables and constants, those inside constant tuples too. */
static bool note_held(kr_vm *vm, void *ud, Value v) {
    (void)vm;
    Writer *w = ud;
    if (!kr__ok(v)) return true;
    Seen *s = enter(w, v);
    if (!s) return false;
    s->held = true;
    return true;
}
static bool note_constant(kr_vm *vm, void *ud, Value v) {
    if (!note_held(vm, ud, v)) return false;
    if (!kr__exact(v, KR_T_TUPLE)) return true;
    const KrTuple *t = kr__ptr(v);
    for (uint32_t i = 0; i < t->len; i++)
        if (!note_constant(vm, ud, kr__tuple_get(t, i))) return false;
    return true;
}

static bool shared(const Seen *s, Value v) {
    if (s->held) return true;
    if (kr__is_int(v)) return kr__int(v) >= -5 && kr__int(v) <= 256;
    return kr__exact(v, KR_T_STR) && kr__is_interned(v);
}

/* Written before: its number, later; true and *done. Else the place of the type code to come is noted. */
static bool refer(Writer *w, Value v, bool *done) {
    *done = false;
    if (w->version < 3) return true;
    Seen *s = enter(w, v);
    if (!s) return false;
    if (!s->written) {
        s->written = true;
        s->at = w->out.n;
        s->flagged = shared(s, v);
        return true;
    }
    s->flagged = *done = true;
    if (!put_byte(w, 'r')) return false;
    if (!kr__vec_push(w->mem, &w->back, w->out.n)) return no_memory(w);
    return put_int(w, (int32_t)s->at);
}

/* Flags the type codes, and turns places into numbers. */
static bool number_all(Writer *w) {
    if (!w->used) return true;
    size_t size = ((size_t)w->out.n / 32 + 1) * sizeof(uint32_t);
    uint32_t *flag = kr__mem_zalloc(w->mem, 2 * size); /* a bit for each place; counts before */
    if (!flag) return no_memory(w);
    uint32_t *before = flag + size / sizeof *flag;
    for (uint32_t i = 0; i < w->room; i++) {
        const Seen *s = &w->seen[i];
        if (!s->bits || !s->written || !s->flagged) continue;
        flag[s->at / 32] |= 1u << s->at % 32;
        w->out.data[s->at] = (char)(w->out.data[s->at] | KR_MARSHAL_REF);
    }
    for (size_t i = 1; i < size / sizeof *flag; i++)
        before[i] = before[i - 1] + (uint32_t)__builtin_popcount(flag[i - 1]);
    for (uint32_t i = 0; i < w->back.n; i++) {
        uint32_t at, n;
        memcpy(&at, w->out.data + w->back.data[i], 4);
        n = before[at / 32] + (uint32_t)__builtin_popcount(flag[at / 32] & ((1u << at % 32) - 1));
        memcpy(w->out.data + w->back.data[i], &n, 4);
    }
    kr__mem_free(w->mem, flag, 2 * size);
    return true;
}

/* ---- numbers and text -------------------------------------------------------------------------- */

static bool put_long(Writer *w, Value v) {
    uint32_t buf[2];
    KrLimbs l = kr__int_view(w->vm, v, buf);
    size_t bits = l.n * 32;
    while (bits && !(l.d[(bits - 1) / 32] >> ((bits - 1) % 32) & 1)) bits--;
    size_t digits = (bits + DIGIT_BITS - 1) / DIGIT_BITS;
    bool negative = kr__int_sign(w->vm, v) < 0;
    if (!put_byte(w, 'l') || !put_int(w, negative ? -(int32_t)digits : (int32_t)digits))
        return false;
    for (size_t d = 0; d < digits; d++) {
        size_t at = d * DIGIT_BITS;
        uint64_t word = l.d[at / 32];
        if (at / 32 + 1 < l.n) word |= (uint64_t)l.d[at / 32 + 1] << 32;
        uint16_t digit = (uint16_t)(word >> (at % 32) & 0x7fff);
        if (!put(w, &digit, 2)) return false;
    }
    return true;
}

static bool put_float_text(Writer *w, double d) {
    Value spec = kr__str_new(w->vm, ".17g", 4);
    Value text = kr__ok(spec) ? kr__format(w->vm, kr__from_double(d), spec) : KR_FAILED;
    if (kr__failed(text)) return false;
    return put_short(w, kr__str_text(kr__ptr(text)), ((KrStr *)kr__ptr(text))->len);
}
static bool put_floats(Writer *w, char binary, char text, const double *d, int n) {
    if (w->version > 1) return put_byte(w, (unsigned)binary) && put(w, d, (size_t)n * 8);
    if (!put_byte(w, (unsigned)text)) return false;
    for (int i = 0; i < n; i++)
        if (!put_float_text(w, d[i])) return false;
    return true;
}

static bool put_str(Writer *w, Value v) {
    const KrStr *s = kr__ptr(v);
    bool interned = kr__is_interned(v);
    if (w->version >= 4 && kr__str_ascii(s)) {
        if (s->len < 256)
            return put_byte(w, interned ? 'Z' : 'z') && put_short(w, kr__str_text(s), s->len);
        return put_byte(w, interned ? 'A' : 'a') && put_sized(w, kr__str_text(s), s->len);
    }
    return put_byte(w, w->version >= 3 && interned ? 't' : 'u') &&
           put_sized(w, kr__str_text(s), s->len);
}

/* ---- containers -------------------------------------------------------------------------------- */

static bool put_tuple(Writer *w, Value v) {
    const KrTuple *t = kr__ptr(v);
    bool ok = w->version >= 4 && t->len < 256 ? put_byte(w, ')') && put_byte(w, t->len)
                                              : put_byte(w, '(') && put_int(w, (int32_t)t->len);
    for (uint32_t i = 0; ok && i < t->len; i++) ok = put_value(w, kr__tuple_get(t, i));
    return ok;
}

static bool put_list(Writer *w, Value v) {
    uint32_t n = ((KrList *)kr__ptr(v))->len;
    bool ok = put_byte(w, '[') && put_int(w, (int32_t)n);
    for (uint32_t i = 0; ok && i < n; i++) {
        const KrList *l = kr__ptr(v);
        ok = put_value(w, i < l->len ? kr__list_get(l, i) : KR_NONE_V);
    }
    return ok;
}

static bool put_dict(Writer *w, Value v) {
    size_t pos = 0;
    Value key, value;
    if (!put_byte(w, '{')) return false;
    while (kr__dict_next(w->vm, kr__ptr(v), &pos, &key, &value))
        if (!put_value(w, key) || !put_value(w, value)) return false;
    return put_byte(w, '0');
}

/* Items in the order of their own bytes, so that equal sets give equal bytes. */
static bool put_set(Writer *w, Value v, char type) {
    kr_vm *vm = w->vm;
    Value items = kr__list_from(vm, v), pairs = kr__list_new(vm, NULL, 0);
    if (kr__failed(items) || kr__failed(pairs)) return false;
    uint32_t n = ((KrList *)kr__ptr(items))->len;
    if (!put_byte(w, (unsigned)type) || !put_int(w, (int32_t)n)) return false;
    for (uint32_t i = 0; i < n; i++) {
        Value pair[2] = {KR_UNSET, kr__list_get(kr__ptr(items), i)};
        pair[0] = kr__marshal_dump(vm, pair[1], w->version);
        Value t = kr__ok(pair[0]) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
        if (kr__failed(t) || !kr__list_append(vm, kr__ptr(pairs), t)) return false;
    }
    if (!kr__list_sort(vm, kr__ptr(pairs), KR_UNSET, false)) return false;
    for (uint32_t i = 0; i < n; i++) {
        Value t = kr__list_get(kr__ptr(pairs), i);
        if (!put_value(w, kr__tuple_get(kr__ptr(t), 1))) return false;
    }
    return true;
}

static bool put_buffer(Writer *w, Value v) {
    KrBuffer b;
    if (!kr__buffer_get(w->vm, v, &b)) {
        if (!kr__pending_is(w->vm, KR_T_X_EXCEPTION)) return false;
        kr__clear_pending(w->vm);
        w->unmarshallable = true;
        return false;
    }
    bool ok = put_byte(w, 's') && put_sized(w, b.data, b.len);
    kr__buffer_release(w->vm, &b);
    return ok;
}

/* ---- code -------------------------------------------------------------------------------------- */

static bool put_slot(Writer *w, Slot s) {
    return put_value(w, s.bits ? KR_VALUE(s.bits) : KR_NONE_V);
}

/* The numbers of KrCodeParts, the words without caches, the handlers, then the objects. */
static bool put_code(Writer *w, Value v) {
    const KrCode *c = kr__ptr(v);
    if (kr__code_broken(c)) {
        w->unmarshallable = true;
        return false;
    }
    size_t size = (size_t)c->ncode * sizeof(uint32_t);
    uint32_t *words = kr__mem_alloc(w->mem, size + 1);
    if (!words) return no_memory(w);
    uint32_t nwords = kr__code_pack(c, words);
    const uint32_t head[] = {kr__code_tag(), c->flags, c->argcount, c->posonly,     c->kwonly,
                             c->nlocals,     c->nregs, c->far,      c->firstlineno, c->stacksize,
                             c->nhandlers,   c->ncode, nwords};
    bool ok = put_byte(w, 'c') && put(w, head, sizeof head) &&
              put(w, words, (size_t)nwords * sizeof *words) &&
              put(w, c->handlers, c->nhandlers * sizeof *c->handlers);
    kr__mem_free(w->mem, words, size + 1);
    if (!ok) return false;
    ok = put_byte(w, '(') && put_int(w, (int32_t)c->nconsts);
    for (uint32_t i = 0; ok && i < c->nconsts; i++) ok = put_value(w, c->consts[i]);
    return ok && put_slot(w, c->names) && put_slot(w, c->varnames) && put_slot(w, c->cellvars) &&
           put_slot(w, c->freevars) && put_slot(w, c->filename) && put_slot(w, c->name) &&
           put_slot(w, c->qualname) && put_slot(w, c->cellregs) && put_slot(w, c->lines) &&
           put_slot(w, c->live) && put_slot(w, c->selfattrs);
}

/* ---- any value --------------------------------------------------------------------------------- */

static bool put_plain(Writer *w, Value v) {
    kr_vm *vm = w->vm;
    if (kr__is_int(v) && kr__int(v) >= INT32_MIN && kr__int(v) <= INT32_MAX)
        return put_byte(w, 'i') && put_int(w, (int32_t)kr__int(v));
    if (kr__is_int(v) || kr__exact(v, KR_T_INT)) return put_long(w, v);
    if (kr__is_double(v)) {
        double d = kr__double(v);
        return put_floats(w, 'g', 'f', &d, 1);
    }
    if (kr__exact(v, KR_T_COMPLEX)) {
        const KrComplex *c = kr__ptr(v);
        double parts[2] = {c->real, c->imag};
        return put_floats(w, 'y', 'x', parts, 2);
    }
    if (kr__exact(v, KR_T_STR)) return put_str(w, v);
    if (kr__exact(v, KR_T_TUPLE)) return put_tuple(w, v);
    if (kr__exact(v, KR_T_LIST)) return put_list(w, v);
    if (kr__exact(v, KR_T_SET)) return put_set(w, v, '<');
    if (kr__exact(v, KR_T_FROZENSET)) return put_set(w, v, '>');
    if (kr__exact(v, KR_T_DICT)) return put_dict(w, v);
    if (kr__exact(v, KR_T_CODE)) return put_code(w, v);
    if (kr__has_buffer(vm, v)) return put_buffer(w, v);
    w->unmarshallable = true;
    return false;
}

static bool put_value(Writer *w, Value v) {
    if (++w->values % 1024 == 0 && !kr__tick(w->vm)) return false;
    if (kr__is_none(v)) return put_byte(w, 'N');
    if (kr__is_bool(v)) return put_byte(w, kr__is_true(v) ? 'T' : 'F');
    if (kr__same(v, KR_ELLIPSIS_V)) return put_byte(w, '.');
    if (kr__same(v, kr__type(w->vm, KR_T_X_STOPITERATION))) return put_byte(w, 'S');
    if (w->depth >= KR_MARSHAL_DEPTH ||
        (const char *)__builtin_frame_address(0) < w->vm->thread->c_limit) {
        w->deep = true;
        return false;
    }
    bool done;
    w->depth++;
    bool ok = refer(w, v, &done) && (done || put_plain(w, v));
    w->depth--;
    return ok;
}

Value kr__marshal_dump(kr_vm *vm, Value v, int64_t version) {
    Writer w = {.vm = vm, .mem = &kr__heap(vm)->mem, .version = version};
    /* code is the same bytes whoever asks */
    bool ok =
        version < 3 || kr__exact(v, KR_T_CODE) || kr__frames_hold(vm, note_held, note_constant, &w);
    ok = ok && put_value(&w, v) && number_all(&w);
    Value bytes = ok ? kr__bytes_make(vm, w.out.data, w.out.n) : KR_FAILED;
    kr__vec_free(w.mem, &w.out);
    kr__vec_free(w.mem, &w.back);
    kr__mem_free(w.mem, w.seen, w.room * sizeof *w.seen);
    if (ok || kr__pending(vm)) return bytes;
    if (w.deep) return kr__raise_value(vm, "object too deeply nested to marshal");
    return kr__raise_value(vm, "unmarshallable object");
}
