/* SPDX-License-Identifier: MIT
 * _pickle_out.c: class Pickler: the bytes that it makes and their frames, its memo, its attributes.
 *
 * From protocol 4 on the opcodes stand in frames, of which each says how long it is: `frame` is where the open one begins,
 * whose header is filled in when it is closed. The memo knows objects by identity and keeps them alive. */
#include <string.h>

#include "lib/_pickle.h"
#include "types/bytes.h"
#include "types/dict.h"
#include "types/number.h"
#include "types/module.h"
#include "types/str.h"

#define HEADER 9 /* bytes of a FRAME opcode */
#define FRAME_MIN 4

static KrPickler *self_of(Value v) { return kr__ptr(v); }

/* ---- bytes ---- */

static bool reserve(kr_vm *vm, KrPickler *p, size_t n) {
    if (p->room - p->len >= n) return true;
    size_t want = p->len + n, room;
    if (want < p->room + p->room / 2) want = p->room + p->room / 2;
    if (want < 1000) want = 1000;
    char *out = p->out ? kr__buf_resize(vm, p, p->out, p->room, want, &room)
                       : kr__buf_new(vm, p, want, &room);
    if (!out) return false;
    p->out = out;
    p->room = room;
    return true;
}

bool kr__pickle_put_slow(kr_vm *vm, KrPickler *p, const void *data, size_t n) {
    if (!reserve(vm, p, n + HEADER)) return false;
    if (p->framing && p->frame < 0) {
        p->frame = (int64_t)p->len;
        p->len += HEADER;
    }
    memcpy(p->out + p->len, data, n);
    p->len += n;
    return true;
}

static void close_frame(KrPickler *p) {
    if (!p->framing || p->frame < 0) return;
    char *at = p->out + p->frame;
    uint64_t n = p->len - (uint64_t)p->frame - HEADER;
    if (n >= FRAME_MIN) {
        at[0] = (char)OP_FRAME;
        for (int i = 0; i < 8; i++) at[1 + i] = (char)(n >> 8 * i);
    } else {
        memmove(at, at + HEADER, n);
        p->len -= HEADER;
    }
    p->frame = -1;
}

static bool write_bytes(kr_vm *vm, KrPickler *p, Value v) {
    return kr__ok(v) && kr__ok(kr__call1(vm, p->write, v));
}
bool kr__pickle_flush(kr_vm *vm, KrPickler *p) {
    Value v = kr__bytes_make(vm, p->out ? p->out : "", p->len);
    p->len = 0;
    p->frame = -1;
    return write_bytes(vm, p, v);
}

bool kr__pickle_boundary(kr_vm *vm, KrPickler *p) {
    if (!p->framing || p->frame < 0 || p->len - (uint64_t)p->frame - HEADER < KR_PICKLE_FRAME)
        return true;
    close_frame(p);
    return kr__failed(p->write) || kr__pickle_flush(vm, p);
}

bool kr__pickle_put_large(kr_vm *vm, KrPickler *p, const char *head, size_t nhead, const char *data,
                          size_t n, Value whole) {
    bool large = n >= KR_PICKLE_FRAME, ok;
    uint8_t framing = p->framing;
    if (large) {
        close_frame(p);
        p->framing = 0;
    }
    ok = kr__pickle_put(vm, p, head, nhead);
    if (ok && large && kr__ok(p->write))
        ok = kr__pickle_flush(vm, p) &&
             write_bytes(vm, p, kr__ok(whole) ? whole : kr__bytes_new(vm, data, n));
    else if (ok)
        ok = kr__pickle_put(vm, p, data, n);
    p->framing = framing;
    return ok;
}

/* ---- the memo ---- */

KR_INLINE uint32_t place(const KrPickler *p, Value v) {
    return (uint32_t)(v.bits * 0x9e3779b97f4a7c15ull >> 32) & p->memo_mask;
}
int64_t kr__pickle_memo_find(const KrPickler *p, Value v) {
    if (!p->memo_mask) return -1;
    for (uint32_t i = place(p, v);; i = (i + 1) & p->memo_mask) {
        if (kr__same(p->memo[i].key, v)) return (int64_t)p->memo[i].number;
        if (!p->memo[i].key.bits) return -1;
    }
}
static void memo_insert(KrPickler *p, Value v, uint64_t number) {
    uint32_t i = place(p, v);
    while (p->memo[i].key.bits && !kr__same(p->memo[i].key, v)) i = (i + 1) & p->memo_mask;
    p->memo_used += !p->memo[i].key.bits;
    p->memo[i] = (KrPickleMemo){v, number};
}
static size_t memo_bytes(const KrPickler *p) {
    return p->memo_mask ? (p->memo_mask + (size_t)1) * sizeof *p->memo : 0;
}
static bool memo_grow(kr_vm *vm, KrPickler *p) {
    size_t n = p->memo_mask ? (p->memo_mask + (size_t)1) * 4 : 64, bytes = memo_bytes(p);
    KrPickleMemo *old = p->memo, *memo = kr__buf_new(vm, p, n * sizeof *old, NULL);
    if (!memo) return false;
    size_t places = bytes / sizeof *old;
    p->memo = memo;
    p->memo_mask = (uint32_t)n - 1;
    p->memo_used = 0;
    for (size_t i = 0; i < places; i++)
        if (old[i].key.bits) memo_insert(p, old[i].key, old[i].number);
    if (old) kr__buf_free(vm, p, old, bytes);
    kr__barrier_range(vm, p, memo, memo + n);
    return true;
}
static bool memo_set(kr_vm *vm, KrPickler *p, Value v, uint64_t number) {
    if (p->memo_used >= p->memo_mask / 3 * 2 && !memo_grow(vm, p)) return false;
    memo_insert(p, v, number);
    uint32_t i = place(p, v);
    while (!kr__same(p->memo[i].key, v)) i = (i + 1) & p->memo_mask;
    kr__barrier_item(vm, p, &p->memo[i]);
    return true;
}
static void memo_clear(kr_vm *vm, KrPickler *p) {
    if (p->memo) kr__buf_free(vm, p, p->memo, memo_bytes(p));
    p->memo = NULL;
    p->memo_mask = p->memo_used = 0;
}

/* An opcode with a number: as text, of 1 byte, of 4. */
static bool put_number(kr_vm *vm, KrPickler *p, uint64_t i, char text, int small, int large) {
    char b[32];
    if (!p->bin) {
        size_t n = kr__i64_to_text(b + 1, (int64_t)i) + 1;
        b[0] = text;
        b[n] = '\n';
        return kr__pickle_put(vm, p, b, n + 1);
    }
    if (i > UINT32_MAX) return PICKLING_FALSE(vm, "memo id too large for LONG_BINPUT");
    b[0] = (char)(i < 256 ? small : large);
    for (int k = 0; k < 4; k++) b[1 + k] = (char)(i >> 8 * k);
    return kr__pickle_put(vm, p, b, i < 256 ? 2 : 5);
}
bool kr__pickle_memo_put(kr_vm *vm, KrPickler *p, Value v) {
    if (p->fast) return true;
    uint64_t number = p->memo_used;
    if (!memo_set(vm, p, v, number)) return false;
    if (p->proto >= 4) return kr__pickle_op(vm, p, OP_MEMOIZE);
    return put_number(vm, p, number, OP_PUT, OP_BINPUT, OP_LONG_BINPUT);
}
bool kr__pickle_memo_get(kr_vm *vm, KrPickler *p, int64_t number) {
    return put_number(vm, p, (uint64_t)number, OP_GET, OP_BINGET, OP_LONG_BINGET);
}

/* ---- the object ---- */

/* A card may begin or end inside an entry. */
static void trace_memo(KrGc *gc, KrObj *cell, char *from, char *to) {
    char *base = (char *)((KrPickler *)cell)->memo;
    const size_t size = sizeof(KrPickleMemo);
    size_t i = (size_t)(from - base) / size, n = ((size_t)(to - base) + size - 1) / size;
    kr__trace_entries(gc, base + i * size, n - i, (unsigned)size, 0, 1);
}
static void pickler_trace(KrGc *gc, KrObj *cell) {
    KrPickler *p = (KrPickler *)cell;
    size_t n = memo_bytes(p);
    if (p->out) kr__trace_buf(gc, cell, p->out, p->room);
    if (n && kr__trace_buf_cards(gc, cell, p->memo, n, trace_memo))
        trace_memo(gc, cell, (char *)p->memo, (char *)p->memo + n);
}
static size_t pickler_owned(kr_vm *vm, const KrObj *cell) {
    const KrPickler *p = (const KrPickler *)cell;
    return (p->out ? kr__buf_bytes(vm, p->out, p->room) : 0) +
           (p->memo ? kr__buf_bytes(vm, p->memo, memo_bytes(p)) : 0);
}

static bool protocol_of(kr_vm *vm, Value v, int64_t *out) {
    *out = KR_PICKLE_DEFAULT;
    if (kr__failed(v) || kr__is_none(v)) return true;
    v = kr__index(vm, v);
    if (kr__failed(v) || !kr__int_to_i64(vm, v, out)) return false;
    if (*out < 0) *out = KR_PICKLE_HIGHEST;
    return *out <= KR_PICKLE_HIGHEST ||
           kr__raise_false(vm, KR_T_X_VALUEERROR, "pickle protocol must be <= %d",
                           KR_PICKLE_HIGHEST);
}

bool kr__pickle_writer(kr_vm *vm, Value file, Value *out) {
    int r = kr__pickle_attr(vm, file, "write", out);
    return r > 0 ||
           (r == 0 && kr__raise_false(vm, KR_T_X_TYPEERROR, "file must have a 'write' attribute"));
}

bool kr__pickler_setup(kr_vm *vm, Value self, Value write, Value protocol, Value fix_imports,
                       Value buffer_callback) {
    KrPickler *p = self_of(self);
    int64_t proto;
    int fix = kr__ok(fix_imports) ? kr__truth(vm, fix_imports) : 1;
    if (fix < 0 || !protocol_of(vm, protocol, &proto)) return false;
    if (kr__ok(buffer_callback) && kr__is_none(buffer_callback)) buffer_callback = KR_UNSET;
    if (kr__ok(buffer_callback) && proto < 5)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "buffer_callback needs protocol >= 5");
    p->proto = (uint8_t)proto;
    p->bin = proto > 0;
    p->fix_imports = fix && proto < 3;
    p->write = write;
    p->buffer_callback = buffer_callback;
    p->fast = 0;
    p->fast_depth = 0;
    p->fast_memo = KR_NO_SLOT;
    p->len = 0;
    p->frame = -1;
    memo_clear(vm, p);
    kr__barrier(vm, p);
    return true;
}

/* self, file, protocol, fix_imports, buffer_callback */
static Value p_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value write, pers, table;
    KrPickler *p = self_of(a[0]);
    p->ready = 0;
    if (!kr__pickle_writer(vm, a[1], &write) ||
        !kr__pickler_setup(vm, a[0], write, a[2], a[3], a[4]))
        return KR_FAILED;
    if (!kr__pickle_hook(vm, a[0], "persistent_id", &pers) ||
        !kr__pickle_hook(vm, a[0], "dispatch_table", &table))
        return KR_FAILED;
    p->pers = pers;
    p->dispatch_table = table;
    p->ready = 1;
    kr__barrier(vm, p);
    return KR_NONE_V;
}
static Value p_new(kr_vm *vm, Value *a, int n) { return (void)n, kr__host_new(vm, a[0]); }

bool kr__pickle_dump(kr_vm *vm, KrPickler *p, Value v) {
    char head[2] = {(char)OP_PROTO, (char)p->proto};
    p->framing = 0;
    if (p->proto >= 2 && !kr__pickle_put(vm, p, head, 2)) return false;
    p->framing = p->proto >= 4;
    bool ok = kr__pickle_save(vm, p, v, false) && kr__pickle_op(vm, p, OP_STOP);
    if (ok) close_frame(p);
    p->framing = 0;
    p->frame = -1;
    return ok;
}
static Value p_dump(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrPickler *p = self_of(a[0]);
    if (!p->ready)
        return PICKLING_ERROR(vm, "Pickler.__init__() was not called by %T.__init__()", a[0]);
    if (!kr__pickle_hook(vm, a[0], "reducer_override", &p->reducer_override)) return KR_FAILED;
    kr__barrier(vm, p);
    p->len = 0;
    p->frame = -1;
    bool ok = kr__pickle_dump(vm, p, a[1]) && kr__pickle_flush(vm, p);
    p->reducer_override = KR_UNSET; /* it may refer to the pickler's owner */
    return ok ? KR_NONE_V : KR_FAILED;
}
static Value p_clear_memo(kr_vm *vm, Value *a, int n) {
    (void)n;
    memo_clear(vm, self_of(a[0]));
    return KR_NONE_V;
}
static Value p_sizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_u64(vm,
                            kr__cell_bytes(vm, kr__ptr(a[0])) + kr__owned_bytes(vm, kr__ptr(a[0])));
}

/* ---- attributes ---- */

static bool int_attr(kr_vm *vm, Value v, int32_t *out) {
    int64_t i;
    if (kr__failed(v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "can't delete numeric/char attribute");
    if (!kr__is_int_value(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "an integer is required");
    if (!kr__int_to_i64(vm, v, &i)) return false;
    *out = (int32_t)i;
    return true;
}
static Value get_bin(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(self_of(v)->bin); }
static bool set_bin(kr_vm *vm, Value v, Value to) { return int_attr(vm, to, &self_of(v)->bin); }
static Value get_fast(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(self_of(v)->fast); }
static bool set_fast(kr_vm *vm, Value v, Value to) { return int_attr(vm, to, &self_of(v)->fast); }

static Value or_missing(kr_vm *vm, Value v, const char *name) {
    return kr__ok(v) ? v : kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "%s", name);
}
static Value get_pers(kr_vm *vm, Value v) {
    return or_missing(vm, self_of(v)->pers, "persistent_id");
}
static bool set_pers(kr_vm *vm, Value v, Value to) {
    if (kr__failed(to))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "attribute deletion is not supported");
    if (kr__failed(kr__special(vm, to, KR_N___call__)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "persistent_id must be a callable taking one argument");
    self_of(v)->pers = to;
    kr__barrier(vm, kr__ptr(v));
    return true;
}
static Value get_table(kr_vm *vm, Value v) {
    return or_missing(vm, self_of(v)->dispatch_table, "dispatch_table");
}
static bool set_table(kr_vm *vm, Value v, Value to) {
    if (kr__failed(to) && kr__failed(self_of(v)->dispatch_table))
        return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "dispatch_table");
    self_of(v)->dispatch_table = to;
    kr__barrier(vm, kr__ptr(v));
    return true;
}

/* ---- the memo as Python sees it ---- */

typedef struct MemoProxy {
    KrObj head;
    Slot pickler;
} MemoProxy;
static KrPickler *memo_of(Value v) { return kr__slot_ptr(((MemoProxy *)kr__ptr(v))->pickler); }

static Value get_memo(kr_vm *vm, Value v) {
    Value cls = kr__pickle_get(vm, S_PICKLER_MEMO), m = kr__host_new(vm, cls);
    if (kr__ok(m)) ((MemoProxy *)kr__ptr(m))->pickler = kr__ref_slot(v);
    return m;
}
/* {id: (number, object)} */
static Value memo_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrPickler *p = memo_of(a[0]);
    Value d = kr__dict_new(vm);
    for (size_t i = 0; kr__ok(d) && p->memo_mask && i <= p->memo_mask; i++) {
        if (!p->memo[i].key.bits) continue;
        Value pair[2] = {kr__from_int48((int64_t)p->memo[i].number), p->memo[i].key};
        Value id = kr__int_from_u64(vm, kr__id(pair[1])), t = kr__tuple_new(vm, pair, 2);
        if (kr__failed(id) || kr__failed(t) || !kr__dict_set(vm, kr__ptr(d), id, t))
            return KR_FAILED;
    }
    return d;
}
static Value memo_proxy_clear(kr_vm *vm, Value *a, int n) {
    (void)n;
    memo_clear(vm, memo_of(a[0]));
    return KR_NONE_V;
}
static Value memo_reduce(kr_vm *vm, Value *a, int n) {
    Value copy = memo_copy(vm, a, n), args = kr__ok(copy) ? kr__tuple_new(vm, &copy, 1) : copy;
    Value pair[2] = {kr__type(vm, KR_T_DICT), args};
    return kr__ok(args) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
}
static bool set_memo_dict(kr_vm *vm, KrPickler *p, Value dict) {
    Value copy = kr__dict_copy(vm, kr__ptr(dict)), key, v;
    size_t pos = 0;
    if (kr__failed(copy)) return false;
    memo_clear(vm, p);
    while (kr__dict_next(vm, kr__ptr(copy), &pos, &key, &v)) {
        if (!kr__has_kind(vm, v, KR_K_TUPLE) || ((KrTuple *)kr__ptr(v))->len != 2)
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "'memo' values must be 2-item tuples");
        Value i = kr__index(vm, kr__tuple_get(kr__ptr(v), 0));
        int64_t number;
        if (kr__failed(i) || !kr__int_to_i64(vm, i, &number) ||
            !memo_set(vm, p, kr__tuple_get(kr__ptr(v), 1), (uint64_t)number))
            return false;
    }
    return true;
}
static bool set_memo(kr_vm *vm, Value v, Value to) {
    if (kr__failed(to))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "attribute deletion is not supported");
    if (kr__is_host(vm, to, &kr__pickler_memo_def)) {
        to = memo_copy(vm, &to, 1);
        if (kr__failed(to)) return false;
    }
    if (kr__has_kind(vm, to, KR_K_DICT)) return set_memo_dict(vm, self_of(v), to);
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "'memo' attribute must be a PicklerMemoProxy object or dict, not %T",
                           to);
}

static const KrFnDef memo_methods[] = {
    {"clear(self, /)", memo_proxy_clear, "Remove all items from memo.", KR_DEF_METHOD},
    {"copy(self, /)", memo_copy, "Copy the memo to a new object.", KR_DEF_METHOD},
    {"__reduce__(self, /)", memo_reduce, "Implement pickle support.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
const KrClassDef kr__pickler_memo_def = {
    .name = "_pickle.PicklerMemoProxy",
    .kind = KR_K_HOST,
    .size = sizeof(MemoProxy),
    .slots = KR_AT(MemoProxy, pickler),
    .methods = memo_methods,
};

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", p_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, file, protocol=None, fix_imports=True, buffer_callback=None)", p_init, NULL,
     KR_DEF_SPECIAL},
    {"dump(self, obj, /)", p_dump,
     "Write a pickled representation of the given object to the file.", KR_DEF_METHOD},
    {"clear_memo(self, /)", p_clear_memo, "Forget which objects the pickler has already seen.",
     KR_DEF_METHOD},
    {"__sizeof__(self, /)", p_sizeof, "Returns size in memory, in bytes.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"bin", get_bin, set_bin, NULL},
    {"fast", get_fast, set_fast, NULL},
    {"dispatch_table", get_table, set_table, NULL},
    {"memo", get_memo, set_memo, NULL},
    {"persistent_id", get_pers, set_pers, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrClassDef kr__pickler_def = {
    .name = "_pickle.Pickler",
    .doc = "This takes a binary file for writing a pickle data stream.",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE,
    .size = sizeof(KrPickler),
    .slots = KR_AT(KrPickler, fast_memo),
    .values = KR_AT(KrPickler, write) | KR_AT(KrPickler, pers) | KR_AT(KrPickler, dispatch_table) |
              KR_AT(KrPickler, reducer_override) | KR_AT(KrPickler, buffer_callback),
    .trace = pickler_trace,
    .owned = pickler_owned,
    .methods = methods,
    .getset = getset,
};
