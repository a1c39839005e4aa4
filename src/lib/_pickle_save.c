/* SPDX-License-Identifier: MIT
 * _pickle_save.c: how objects of the built-in classes are pickled, and which way the others take. */
#include <string.h>

#include "base/dtoa.h"
#include "lib/_pickle.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/number.h"
#include "types/set.h"
#include "types/str.h"

#define BATCH 1000     /* items between a MARK and its opcode */
#define FAST_LEVELS 50 /* from so deep on, fast mode looks for cycles */

/* ---- numbers ---- */

static bool put_text(kr_vm *vm, KrPickler *p, char op, const char *s, size_t n, const char *end) {
    return kr__pickle_op(vm, p, op) && kr__pickle_put(vm, p, s, n) &&
           kr__pickle_put(vm, p, end, strlen(end));
}
static bool save_bool(kr_vm *vm, KrPickler *p, bool b) {
    if (p->proto >= 2) return kr__pickle_op(vm, p, b ? OP_NEWTRUE : OP_NEWFALSE);
    return kr__pickle_put(vm, p, b ? "I01\n" : "I00\n", 4);
}
static bool save_small_int(kr_vm *vm, KrPickler *p, int32_t i) {
    uint32_t u = (uint32_t)i;
    char b[5] = {OP_BININT, (char)u, (char)(u >> 8), (char)(u >> 16), (char)(u >> 24)};
    size_t n = u < 256 ? 2 : u < 65536 ? 3 : 5;
    b[0] = n == 2 ? OP_BININT1 : n == 3 ? OP_BININT2 : OP_BININT;
    return kr__pickle_put(vm, p, b, n);
}

/* Two's complement, lowest byte first, as few bytes as there must be. */
static bool save_long_bytes(kr_vm *vm, KrPickler *p, Value v) {
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, v, buf);
    size_t n = (size_t)(kr__limbs_bit_length(&l) / 8 + 1);
    Value bytes = kr__bytes_new(vm, NULL, n);
    if (kr__failed(bytes)) return false;
    char *to = ((KrBytes *)kr__ptr(bytes))->data;
    unsigned carry = 1;
    for (size_t i = 0; i < n; i++) {
        unsigned b = i / 4 < l.n ? l.d[i / 4] >> i % 4 * 8 & 255u : 0;
        if (l.neg) {
            b = (b ^ 255u) + carry;
            carry = b >> 8;
        }
        to[i] = (char)b;
    }
    kr__keep(v);
    if (l.neg && n > 1 && (uint8_t)to[n - 1] == 0xff && to[n - 2] & 0x80) n--;
    if (n > INT32_MAX) return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "int too large to pickle");
    char head[5] = {(char)(n < 256 ? OP_LONG1 : OP_LONG4), (char)n, (char)(n >> 8), (char)(n >> 16),
                    (char)(n >> 24)};
    bool ok = kr__pickle_put(vm, p, head, n < 256 ? 2 : 5) && kr__pickle_put(vm, p, to, n);
    kr__keep(bytes);
    return ok;
}
static bool save_int(kr_vm *vm, KrPickler *p, Value v) {
    bool small = kr__is_int(v) && kr__int(v) >= INT32_MIN && kr__int(v) <= INT32_MAX;
    if (small && p->bin) return save_small_int(vm, p, (int32_t)kr__int(v));
    if (p->proto >= 2) return save_long_bytes(vm, p, v);
    Value s = kr__int_to_str(vm, v, 10);
    if (kr__failed(s)) return false;
    const KrStr *t = kr__ptr(s);
    return put_text(vm, p, small ? OP_INT : OP_LONG, kr__str_text(t), t->len, small ? "\n" : "L\n");
}
static bool save_float(kr_vm *vm, KrPickler *p, double d) {
    char b[40];
    if (!p->bin) return put_text(vm, p, OP_FLOAT, b, kr__float_repr(d, b), "\n");
    uint64_t u;
    memcpy(&u, &d, sizeof u);
    b[0] = OP_BINFLOAT;
    for (int i = 0; i < 8; i++) b[1 + i] = (char)(u >> (56 - 8 * i));
    return kr__pickle_put(vm, p, b, 9);
}

/* ---- text and bytes ---- */

/* A header with the length in so many bytes. */
static size_t head_of(char head[9], int op, size_t n, int width) {
    head[0] = (char)op;
    for (int i = 0; i < width; i++) head[1 + i] = (char)((uint64_t)n >> 8 * i);
    return 1u + (size_t)width;
}
static bool save_bytes_data(kr_vm *vm, KrPickler *p, Value v, const char *data, size_t n) {
    char head[9];
    size_t h =
        n <= 0xff ? head_of(head, OP_SHORT_BINBYTES, n, 1) : head_of(head, OP_BINBYTES, n, 4);
    return kr__pickle_put_large(vm, p, head, h, data, n, v) && kr__pickle_memo_put(vm, p, v);
}
/* (callable, (args…)), for what old protocols have no opcode for */
static bool save_call(kr_vm *vm, KrPickler *p, Value f, const Value *args, size_t n, Value v) {
    Value pair[2] = {f, kr__tuple_new(vm, args, n)};
    Value t = kr__ok(f) && kr__ok(pair[1]) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
    return kr__ok(t) && kr__pickle_save_reduce(vm, p, t, v);
}
static bool save_bytes(kr_vm *vm, KrPickler *p, Value v) {
    const KrBytes *b = kr__ptr(v);
    if (p->proto >= 3) return save_bytes_data(vm, p, v, b->data, b->len);
    if (!b->len) return save_call(vm, p, kr__type(vm, KR_T_BYTES), NULL, 0, v);
    Value args[2] = {kr__codec_decode(vm, KR_CODEC_LATIN1, b->data, b->len, v, KR_UNSET, NULL),
                     kr__intern(vm, "latin1", 6)};
    return kr__ok(args[0]) && kr__ok(args[1]) &&
           save_call(vm, p, kr__pickle_get(vm, S_ENCODE), args, 2, v);
}
static bool save_bytearray_data(kr_vm *vm, KrPickler *p, Value v, const char *data, size_t n) {
    char head[9];
    size_t h = head_of(head, OP_BYTEARRAY8, n, 8);
    return kr__pickle_put_large(vm, p, head, h, data, n, v) && kr__pickle_memo_put(vm, p, v);
}
static bool save_bytearray(kr_vm *vm, KrPickler *p, Value v) {
    KrBuffer b;
    if (!kr__buffer_get(vm, v, &b)) return false;
    bool ok;
    if (p->proto >= 5) {
        ok = save_bytearray_data(vm, p, v, b.data, b.len);
    } else {
        Value copy = kr__bytes_new(vm, b.data, b.len);
        ok = kr__ok(copy) && save_call(vm, p, kr__type(vm, KR_T_BYTEARRAY), &copy, b.len > 0, v);
    }
    kr__buffer_release(vm, &b);
    return ok;
}
static bool save_pickle_buffer(kr_vm *vm, KrPickler *p, Value v) {
    if (p->proto < 5) return PICKLING_FALSE(vm, "PickleBuffer can only pickled with protocol >= 5");
    KrBuffer b;
    if (!kr__pickle_buffer_get(vm, v, &b)) return false;
    bool in_band = true, ok = true;
    if (kr__ok(p->buffer_callback)) {
        Value r = kr__call1(vm, p->buffer_callback, v);
        int truth = kr__ok(r) ? kr__truth(vm, r) : -1;
        ok = truth >= 0;
        in_band = truth > 0;
    }
    if (ok && in_band)
        ok = b.readonly ? save_bytes_data(vm, p, v, b.data, b.len)
                        : save_bytearray_data(vm, p, v, b.data, b.len);
    else if (ok)
        ok = kr__pickle_op(vm, p, OP_NEXT_BUFFER) &&
             (!b.readonly || kr__pickle_op(vm, p, OP_READONLY_BUFFER));
    kr__buffer_release(vm, &b);
    return ok;
}

/* As the codec raw-unicode-escape, and what would end the line escaped. */
static bool save_str_text(kr_vm *vm, KrPickler *p, Value v) {
    const char *s = kr__str_text(kr__ptr(v)), *end = s + ((KrStr *)kr__ptr(v))->len;
    bool ok = kr__pickle_op(vm, p, OP_UNICODE);
    while (ok && s < end) {
        static const char digits[] = "0123456789abcdef";
        uint32_t c = kr__utf8_next(&s);
        char b[10] = {'\\', c > 0xffff ? 'U' : 'u'};
        size_t n = 1;
        if (c > 255 || c == '\\' || c == 0 || c == '\n' || c == '\r' || c == 0x1a) {
            n = c > 0xffff ? 10 : 6;
            for (size_t i = n; i > 2; c >>= 4) b[--i] = digits[c & 15];
        } else {
            b[0] = (char)c;
        }
        ok = kr__pickle_put(vm, p, b, n);
    }
    return ok && kr__pickle_op(vm, p, '\n');
}
static bool save_str(kr_vm *vm, KrPickler *p, Value v) {
    const KrStr *s = kr__ptr(v);
    char head[9];
    bool ok;
    if (!p->bin) {
        ok = save_str_text(vm, p, v);
    } else {
        size_t h = s->len <= 0xff && p->proto >= 4 ? head_of(head, OP_SHORT_BINUNICODE, s->len, 1)
                                                   : head_of(head, OP_BINUNICODE, s->len, 4);
        ok = kr__pickle_put_large(vm, p, head, h, kr__str_text(s), s->len, KR_UNSET);
    }
    kr__keep(v);
    return ok && kr__pickle_memo_put(vm, p, v);
}

/* ---- containers ---- */

/* In fast mode the memo does not end cycles. */
static bool fast_enter(kr_vm *vm, KrPickler *p, Value v) {
    if (!p->fast || ++p->fast_depth < FAST_LEVELS) return true;
    Value d = p->fast_memo.bits ? KR_VALUE(p->fast_memo.bits) : kr__dict_new(vm), old;
    Value id = kr__int_from_u64(vm, kr__id(v));
    if (kr__failed(d) || kr__failed(id)) return false;
    kr__store(vm, p, &p->fast_memo, kr__ref_slot(d));
    int r = kr__dict_find(vm, kr__ptr(d), id, &old);
    if (r > 0) {
        p->fast_depth = 0;
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "fast mode: can't pickle cyclic objects including object type %T at "
                               "0x%lx",
                               v, (unsigned long)kr__id(v));
    }
    return r == 0 && kr__dict_set(vm, kr__ptr(d), id, KR_NONE_V);
}
static bool fast_leave(kr_vm *vm, KrPickler *p, Value v, bool ok) {
    if (!p->fast || p->fast_depth-- < FAST_LEVELS || !ok) return ok;
    Value id = kr__int_from_u64(vm, kr__id(v));
    return kr__ok(id) && kr__dict_delete(vm, kr__slot_ptr(p->fast_memo), id, NULL) >= 0;
}

static bool save_item(kr_vm *vm, KrPickler *p, Value v) { return kr__pickle_save(vm, p, v, false); }

/* The tuple was pickled meanwhile, as a part of itself: its items are taken off again. */
static bool instead_of_items(kr_vm *vm, KrPickler *p, int64_t number, size_t n, bool mark) {
    if (mark && p->bin)
        return kr__pickle_op(vm, p, OP_POP_MARK) && kr__pickle_memo_get(vm, p, number);
    for (size_t i = 0; i < n + mark; i++)
        if (!kr__pickle_op(vm, p, OP_POP)) return false;
    return kr__pickle_memo_get(vm, p, number);
}
static bool save_tuple(kr_vm *vm, KrPickler *p, Value v) {
    const KrTuple *t = kr__ptr(v);
    size_t n = t->len;
    bool mark = n > 3 || p->proto < 2;
    if (!n && p->proto) return kr__pickle_op(vm, p, OP_EMPTY_TUPLE);
    if (!n) return kr__pickle_put(vm, p, "(t", 2);
    if (mark && !kr__pickle_op(vm, p, OP_MARK)) return false;
    for (size_t i = 0; i < n; i++)
        if (!save_item(vm, p, kr__tuple_get(t, i))) return false;
    int64_t number = kr__pickle_memo_find(p, v);
    if (number >= 0) return instead_of_items(vm, p, number, n, mark);
    return kr__pickle_op(vm, p, mark ? OP_TUPLE : OP_TUPLE1 - 1 + (int)n) &&
           kr__pickle_memo_put(vm, p, v);
}

/* What begins a container that is filled later. */
static bool save_empty(kr_vm *vm, KrPickler *p, Value v, char op, const char *text) {
    return (p->bin ? kr__pickle_op(vm, p, op) : kr__pickle_put(vm, p, text, 2)) &&
           kr__pickle_memo_put(vm, p, v);
}

/* Items or pairs of an iterator; no mark and opcode around a single one. */
static bool save_pair(kr_vm *vm, KrPickler *p, Value v) {
    if (!kr__has_kind(vm, v, KR_K_TUPLE) || ((KrTuple *)kr__ptr(v))->len != 2)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "dict items iterator must return 2-tuples");
    return save_item(vm, p, kr__tuple_get(kr__ptr(v), 0)) &&
           save_item(vm, p, kr__tuple_get(kr__ptr(v), 1));
}
static bool batch(kr_vm *vm, KrPickler *p, Value it, bool (*save)(kr_vm *, KrPickler *, Value),
                  char one, char many) {
    if (!p->proto) {
        for (;;) {
            Value v = kr__next(vm, it);
            if (kr__failed(v) || kr__same(v, KR_END)) return kr__ok(v);
            if (!save(vm, p, v) || !kr__pickle_op(vm, p, one)) return false;
        }
    }
    size_t n;
    do {
        Value first = kr__next(vm, it);
        if (kr__failed(first) || kr__same(first, KR_END)) return kr__ok(first);
        Value v = kr__next(vm, it);
        if (kr__failed(v)) return false;
        if (kr__same(v, KR_END)) return save(vm, p, first) && kr__pickle_op(vm, p, one);
        if (!kr__pickle_op(vm, p, OP_MARK) || !save(vm, p, first)) return false;
        for (n = 1; kr__ok(v) && !kr__same(v, KR_END);) {
            if (!save(vm, p, v)) return false;
            if (++n == BATCH) break;
            v = kr__next(vm, it);
        }
        if (kr__failed(v) || !kr__pickle_op(vm, p, many)) return false;
    } while (n == BATCH);
    return true;
}
bool kr__pickle_batch_list(kr_vm *vm, KrPickler *p, Value it) {
    return batch(vm, p, it, save_item, OP_APPEND, OP_APPENDS);
}
bool kr__pickle_batch_dict(kr_vm *vm, KrPickler *p, Value it) {
    return batch(vm, p, it, save_pair, OP_SETITEM, OP_SETITEMS);
}

static bool list_items(kr_vm *vm, KrPickler *p, KrList *l) {
    if (l->len == 1) return save_item(vm, p, kr__list_get(l, 0)) && kr__pickle_op(vm, p, OP_APPEND);
    for (size_t i = 0; i < l->len;) {
        if (!kr__pickle_op(vm, p, OP_MARK)) return false;
        for (size_t k = 0; k < BATCH && i < l->len; k++)
            if (!save_item(vm, p, kr__list_get(l, i++))) return false;
        if (!kr__pickle_op(vm, p, OP_APPENDS)) return false;
    }
    return true;
}
static bool save_list(kr_vm *vm, KrPickler *p, Value v) {
    if (!fast_enter(vm, p, v)) return false;
    bool ok = save_empty(vm, p, v, OP_EMPTY_LIST, "(l");
    if (ok && p->proto) {
        ok = list_items(vm, p, kr__ptr(v));
    } else if (ok) {
        Value it = kr__iter(vm, v);
        ok = kr__ok(it) && kr__pickle_batch_list(vm, p, it);
    }
    return fast_leave(vm, p, v, ok);
}

static bool dict_items(kr_vm *vm, KrPickler *p, KrDict *d) {
    size_t pos = 0, len = kr__dict_len(vm, d), n;
    Value key, v;
    if (len == 1)
        return kr__dict_next(vm, d, &pos, &key, &v) && save_item(vm, p, key) &&
               save_item(vm, p, v) && kr__pickle_op(vm, p, OP_SETITEM);
    do {
        if (!kr__pickle_op(vm, p, OP_MARK)) return false;
        for (n = 0; n < BATCH && kr__dict_next(vm, d, &pos, &key, &v); n++) {
            if (!save_item(vm, p, key) || !save_item(vm, p, v)) return false;
            if (kr__dict_len(vm, d) != len)
                return kr__raise_false(vm, KR_T_X_RUNTIMEERROR,
                                       "dictionary changed size during iteration");
        }
        if (!kr__pickle_op(vm, p, OP_SETITEMS)) return false;
    } while (n == BATCH);
    return true;
}
static bool save_dict(kr_vm *vm, KrPickler *p, Value v) {
    if (!fast_enter(vm, p, v)) return false;
    bool ok = save_empty(vm, p, v, OP_EMPTY_DICT, "(d");
    if (!ok || !kr__dict_len(vm, kr__ptr(v))) return fast_leave(vm, p, v, ok);
    if (p->proto) {
        ok = dict_items(vm, p, kr__ptr(v));
    } else {
        Value items = kr__call_method(vm, v, kr__name(vm, KR_N_items), NULL, 0);
        Value it = kr__ok(items) ? kr__iter(vm, items) : items;
        ok = kr__ok(it) && kr__pickle_batch_dict(vm, p, it);
    }
    return fast_leave(vm, p, v, ok);
}

static bool save_set_call(kr_vm *vm, KrPickler *p, Value v) {
    Value items = kr__list_from(vm, v);
    return kr__ok(items) && save_call(vm, p, kr__class_of(vm, v), &items, 1, v);
}
static bool save_set(kr_vm *vm, KrPickler *p, Value v) {
    KrSet *s = kr__ptr(v);
    size_t pos = 0, used = s->used, n;
    Value key;
    if (p->proto < 4) return save_set_call(vm, p, v);
    if (!kr__pickle_op(vm, p, OP_EMPTY_SET) || !kr__pickle_memo_put(vm, p, v)) return false;
    if (!used) return true;
    do {
        if (!kr__pickle_op(vm, p, OP_MARK)) return false;
        for (n = 0; n < BATCH && kr__set_next(s, &pos, &key); n++)
            if (!save_item(vm, p, key)) return false;
        if (!kr__pickle_op(vm, p, OP_ADDITEMS)) return false;
        if (s->used != used)
            return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "set changed size during iteration");
    } while (n == BATCH);
    return true;
}
static bool save_frozenset(kr_vm *vm, KrPickler *p, Value v) {
    size_t pos = 0;
    Value key;
    if (p->proto < 4) return save_set_call(vm, p, v);
    if (!kr__pickle_op(vm, p, OP_MARK)) return false;
    while (kr__set_next(kr__ptr(v), &pos, &key))
        if (!save_item(vm, p, key)) return false;
    int64_t number = kr__pickle_memo_find(p, v);
    if (number >= 0) return instead_of_items(vm, p, number, ((KrSet *)kr__ptr(v))->used, true);
    return kr__pickle_op(vm, p, OP_FROZENSET) && kr__pickle_memo_put(vm, p, v);
}

/* ---- any object ---- */

/* 1: it had a persistent id, which is saved; 0; -1. */
static int save_pers(kr_vm *vm, KrPickler *p, Value v) {
    Value pid = kr__call1(vm, p->pers, v);
    if (kr__failed(pid)) return -1;
    if (kr__is_none(pid)) return 0;
    if (p->bin)
        return kr__pickle_save(vm, p, pid, true) && kr__pickle_op(vm, p, OP_BINPERSID) ? 1 : -1;
    Value s = kr__str(vm, pid);
    if (kr__failed(s)) return -1;
    const KrStr *t = kr__ptr(s);
    if (!kr__str_ascii(t))
        return PICKLING_FALSE(vm, "persistent IDs in protocol 0 must be ASCII strings") ? 1 : -1;
    return put_text(vm, p, OP_PERSID, kr__str_text(t), t->len, "\n") ? 1 : -1;
}

static bool save_container(kr_vm *vm, KrPickler *p, Value v) {
    switch (kr__layout_no(kr__ptr(v))) {
    case KR_T_DICT: return save_dict(vm, p, v);
    case KR_T_SET: return save_set(vm, p, v);
    case KR_T_FROZENSET: return save_frozenset(vm, p, v);
    case KR_T_LIST: return save_list(vm, p, v);
    case KR_T_TUPLE: return save_tuple(vm, p, v);
    case KR_T_BYTEARRAY: return save_bytearray(vm, p, v);
    default: break;
    }
    if (kr__is_pickle_buffer(vm, v)) return save_pickle_buffer(vm, p, v);
    return kr__pickle_save_other(vm, p, v);
}

bool kr__pickle_save(kr_vm *vm, KrPickler *p, Value v, bool pers) {
    if (!kr__pickle_boundary(vm, p)) return false;
    if (!pers && kr__ok(p->pers)) {
        int r = save_pers(vm, p, v);
        if (r) return r > 0;
    }
    if (kr__is_none(v)) return kr__pickle_op(vm, p, OP_NONE);
    if (kr__is_bool(v)) return save_bool(vm, p, kr__is_true(v));
    if (kr__is_int(v) || kr__exact(v, KR_T_INT)) return save_int(vm, p, v);
    if (kr__is_double(v)) return save_float(vm, p, kr__double(v));
    int64_t number = kr__pickle_memo_find(p, v);
    if (number >= 0) return kr__pickle_memo_get(vm, p, number);
    if (kr__exact(v, KR_T_STR)) return save_str(vm, p, v);
    if (kr__exact(v, KR_T_BYTES)) return save_bytes(vm, p, v);
    if (!kr__enter(vm, " while pickling an object")) return false;
    bool ok = kr__poll(vm) && save_container(vm, p, v);
    kr__leave(vm);
    return ok;
}
