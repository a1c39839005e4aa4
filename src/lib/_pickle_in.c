/* SPDX-License-Identifier: MIT
 * _pickle_in.c: class Unpickler: where its bytes come from, its stack and memo, its attributes.
 *
 * Bytes come from a buffer (loads) or from a file, of which no more is taken than was asked for: what peek() shows may be
 * used, and read() takes it off later. `at` is the next byte of the input, `taken` how many of them the file gave up. */
#include <string.h>

#include "lib/_pickle.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/memoryview.h"
#include "types/module.h"
#include "types/number.h"
#include "types/str.h"

#define PREFETCH (1024 * 128)

static KrUnpickler *self_of(Value v) { return kr__ptr(v); }
static bool truncated(kr_vm *vm) { return UNPICKLING_FALSE(vm, "pickle data was truncated"); }

/* ---- the file ---- */

/* A bytes-like object becomes the input. */
static bool set_input(kr_vm *vm, KrUnpickler *u, Value v) {
    if (!kr__exact(v, KR_T_BYTES)) {
        KrBuffer b;
        if (!kr__buffer_get(vm, v, &b)) return false;
        v = kr__bytes_new(vm, b.data, b.len);
        kr__buffer_release(vm, &b);
        if (kr__failed(v)) return false;
    }
    const KrBytes *b = kr__ptr(v);
    kr__store(vm, u, &u->input, kr__ref_slot(v));
    u->data = b->data;
    u->size = u->taken = b->len;
    u->at = 0;
    return true;
}
static Value call_size(kr_vm *vm, Value f, int64_t n) {
    return kr__call1(vm, f, kr__from_int48(n));
}

bool kr__unpickle_done(kr_vm *vm, KrUnpickler *u) {
    int64_t n = u->at - u->taken;
    if (n <= 0 || kr__failed(u->read)) return true;
    if (kr__failed(call_size(vm, u->read, n))) return false;
    u->taken = u->at;
    return true;
}

/* 1: peek() gave n bytes or more; 0; -1. */
static int prefetch(kr_vm *vm, KrUnpickler *u, uint64_t n) {
    if (kr__failed(u->peek) || n >= PREFETCH) return 0;
    Value v = call_size(vm, u->peek, PREFETCH);
    if (kr__failed(v)) {
        if (!kr__pending_is(vm, KR_T_X_NOTIMPLEMENTEDERROR)) return -1;
        kr__clear_pending(vm);
        u->peek = KR_UNSET; /* it is for show */
        return 0;
    }
    if (!set_input(vm, u, v)) return -1;
    u->taken = 0;
    return n <= (uint64_t)u->size;
}

const char *kr__unpickle_read_slow(kr_vm *vm, KrUnpickler *u, uint64_t n) {
    if (kr__failed(u->read)) return (void)truncated(vm), NULL;
    if (n > KR_INT_MAX)
        return (void)UNPICKLING_FALSE(vm, "read would overflow (invalid bytecode)"), NULL;
    if (!kr__unpickle_done(vm, u)) return NULL;
    int r = prefetch(vm, u, n);
    if (r < 0) return NULL;
    if (!r) {
        Value v = call_size(vm, u->read, (int64_t)n);
        if (kr__failed(v) || !set_input(vm, u, v)) return NULL;
        if ((uint64_t)u->size < n) return (void)truncated(vm), NULL;
    }
    u->at = (int64_t)n;
    return u->data;
}

bool kr__unpickle_read_into(kr_vm *vm, KrUnpickler *u, Value object, char *to, size_t n) {
    size_t have = (size_t)(u->size - u->at);
    if (have > n) have = n;
    memcpy(to, u->data + u->at, have);
    u->at += (int64_t)have;
    if (have == n) return true;
    if (kr__failed(u->read)) return truncated(vm);
    if (!kr__unpickle_done(vm, u)) return false;
    to += have;
    n -= have;
    if (kr__failed(u->readinto)) {
        const char *p = kr__unpickle_read_slow(vm, u, n);
        if (p) memcpy(to, p, n);
        return p;
    }
    /* not into the new object itself: the file may keep the view */
    Value room = kr__bytearray_new(vm, NULL, n);
    Value view = kr__ok(room) ? kr__memoryview_new(vm, room) : room;
    Value got = kr__ok(view) ? kr__call1(vm, u->readinto, view) : view;
    int64_t i;
    if (kr__failed(got) || kr__failed(got = kr__index(vm, got)) || !kr__int_to_i64(vm, got, &i))
        return false;
    if (i < 0) return kr__raise_false(vm, KR_T_X_VALUEERROR, "readinto() returned negative size");
    if ((uint64_t)i < n) return truncated(vm);
    memcpy(to, kr__bytearray_data(kr__ptr(room)), n);
    kr__keep(object);
    kr__keep(view);
    return true;
}

Value kr__unpickle_line(kr_vm *vm, KrUnpickler *u, size_t min, size_t *n) {
    const char *from = u->data + u->at,
               *end = u->size > u->at ? memchr(from, '\n', (size_t)(u->size - u->at)) : NULL;
    Value line = KR_FAILED;
    if (!end && kr__ok(u->read)) {
        if (!kr__unpickle_done(vm, u)) return KR_FAILED;
        Value v = kr__call0(vm, u->readline);
        if (kr__failed(v) || !set_input(vm, u, v)) return KR_FAILED;
        from = u->data;
        end = u->size && from[u->size - 1] == '\n' ? from + u->size - 1 : NULL;
    }
    if (end && (size_t)(end - from) >= min) {
        *n = (size_t)(end - from);
        line = kr__bytes_new(vm, from, *n + 1);
        u->at += (int64_t)*n + 1;
    } else {
        (void)truncated(vm);
    }
    return line;
}

/* ---- stack and memo ---- */

bool kr__unpickle_push_slow(kr_vm *vm, KrUnpickler *u) {
    size_t room, want = (u->len + (size_t)u->len / 2 + 16) * sizeof(Value);
    if (u->len == UINT32_MAX) return kr__ok(kr__no_memory(vm));
    Value *stack = u->stack ? kr__buf_resize(vm, u, u->stack, u->stack_room, want, &room)
                            : kr__buf_new(vm, u, want, &room);
    if (!stack) return false;
    u->stack = stack;
    u->stack_room = room;
    kr__barrier_range(vm, u, stack, stack + u->len);
    return true;
}
bool kr__unpickle_underflow(kr_vm *vm, const KrUnpickler *u) {
    return UNPICKLING_FALSE(vm, u->nmarks ? "unexpected MARK found" : "unpickling stack underflow");
}
bool kr__unpickle_mark(kr_vm *vm, KrUnpickler *u) {
    if ((u->nmarks + 1ull) * sizeof *u->marks > u->marks_room) {
        size_t room, want = (u->nmarks + (size_t)u->nmarks / 2 + 16) * sizeof *u->marks;
        uint32_t *marks = u->marks ? kr__buf_resize(vm, u, u->marks, u->marks_room, want, &room)
                                   : kr__buf_new(vm, u, want, &room);
        if (!marks) return false;
        u->marks = marks;
        u->marks_room = room;
    }
    u->marks[u->nmarks++] = u->fence = u->len;
    return true;
}
int64_t kr__unpickle_marker(kr_vm *vm, KrUnpickler *u) {
    if (!u->nmarks) return UNPICKLING_FALSE(vm, "could not find MARK") ? 0 : -1;
    uint32_t at = u->marks[--u->nmarks];
    u->fence = u->nmarks ? u->marks[u->nmarks - 1] : 0;
    return at;
}

/* Numbers come in order; the array grows with them. Those far ahead go to a dict. */
bool kr__unpickle_memo_put(kr_vm *vm, KrUnpickler *u, uint64_t number, Value v) {
    uint64_t room = u->memo_room / sizeof(Value);
    if (number >= room && number > 2 * room + 1000) {
        Value d = u->far.bits ? KR_VALUE(u->far.bits) : kr__dict_new(vm);
        if (kr__failed(d)) return false;
        kr__store(vm, u, &u->far, kr__ref_slot(d));
        Value key = kr__int_from_u64(vm, number);
        size_t had = kr__dict_len(vm, kr__ptr(d));
        if (kr__failed(key) || !kr__dict_set(vm, kr__ptr(d), key, v)) return false;
        u->nmemo += kr__dict_len(vm, kr__ptr(d)) > had;
        return true;
    }
    if (number >= room) {
        size_t got, want = (size_t)(number + number / 2 + 32) * sizeof(Value);
        Value *memo = u->memo ? kr__buf_resize(vm, u, u->memo, u->memo_room, want, &got)
                              : kr__buf_new(vm, u, want, &got);
        if (!memo) return false;
        u->memo = memo;
        u->memo_room = got;
        kr__barrier_range(vm, u, memo, memo + room);
    }
    u->nmemo += kr__failed(u->memo[number]);
    u->memo[number] = v;
    kr__barrier_item(vm, u, &u->memo[number]);
    return true;
}
Value kr__unpickle_memo_get(kr_vm *vm, KrUnpickler *u, uint64_t number) {
    if (number < u->memo_room / sizeof(Value) && kr__ok(u->memo[number])) return u->memo[number];
    Value key = u->far.bits ? kr__int_from_u64(vm, number) : KR_FAILED, v;
    return kr__ok(key) && kr__dict_find(vm, kr__slot_ptr(u->far), key, &v) > 0 ? v : KR_UNSET;
}
static void memo_clear(kr_vm *vm, KrUnpickler *u) {
    if (u->memo) kr__buf_free(vm, u, u->memo, u->memo_room);
    u->memo = NULL;
    u->memo_room = 0;
    u->nmemo = 0;
    u->far = KR_NO_SLOT;
}

/* ---- the object ---- */

static void trace_stack(KrGc *gc, KrObj *cell, char *from, char *to) {
    const KrUnpickler *u = (const KrUnpickler *)cell;
    char *end = (char *)(u->stack + u->len);
    if (to > end) to = end;
    if (from < to) kr__trace_values(gc, (Value *)(void *)from, (size_t)(to - from) / sizeof(Value));
}
static void trace_memo(KrGc *gc, KrObj *cell, char *from, char *to) {
    (void)cell;
    kr__trace_values(gc, (Value *)(void *)from, (size_t)(to - from) / sizeof(Value));
}
static void unpickler_trace(KrGc *gc, KrObj *cell) {
    KrUnpickler *u = (KrUnpickler *)cell;
    size_t n = u->memo_room / sizeof(Value) * sizeof(Value);
    if (u->marks) kr__trace_buf(gc, cell, u->marks, u->marks_room);
    if (u->stack && kr__trace_buf_cards(gc, cell, u->stack, u->stack_room, trace_stack))
        trace_stack(gc, cell, (char *)u->stack, (char *)(u->stack + u->len));
    if (u->memo && kr__trace_buf_cards(gc, cell, u->memo, u->memo_room, trace_memo))
        trace_memo(gc, cell, (char *)u->memo, (char *)u->memo + n);
}
static size_t unpickler_owned(kr_vm *vm, const KrObj *cell) {
    const KrUnpickler *u = (const KrUnpickler *)cell;
    return (u->marks ? kr__buf_bytes(vm, u->marks, u->marks_room) : 0) +
           (u->stack ? kr__buf_bytes(vm, u->stack, u->stack_room) : 0) +
           (u->memo ? kr__buf_bytes(vm, u->memo, u->memo_room) : 0);
}

static bool text_arg(kr_vm *vm, Value v, const char *name, const char *normal, Value *out) {
    *out = kr__ok(v) ? v : kr__intern(vm, normal, strlen(normal));
    if (kr__failed(*out)) return false;
    return kr__is_str(vm, *out) ||
           kr__raise_false(vm, KR_T_X_TYPEERROR, "Unpickler() argument '%s' must be str, not %P",
                           name, *out);
}
bool kr__unpickler_setup(kr_vm *vm, Value self, Value fix_imports, Value encoding, Value errors,
                         Value buffers) {
    KrUnpickler *u = self_of(self);
    int fix = kr__ok(fix_imports) ? kr__truth(vm, fix_imports) : 1;
    if (fix < 0 || !text_arg(vm, encoding, "encoding", "ASCII", &encoding) ||
        !text_arg(vm, errors, "errors", "strict", &errors))
        return false;
    if (kr__ok(buffers) && kr__is_none(buffers)) buffers = KR_UNSET;
    if (kr__ok(buffers) && kr__failed(buffers = kr__iter(vm, buffers))) return false;
    u->fix_imports = (uint8_t)fix;
    u->encoding = kr__ref_slot(encoding);
    u->errors = kr__ref_slot(errors);
    u->buffers = buffers;
    u->input = KR_NO_SLOT;
    u->data = NULL;
    u->size = u->at = u->taken = 0;
    u->proto = 0;
    u->exact = kr__same(kr__class_of(vm, self), kr__pickle_get(vm, S_UNPICKLER));
    u->len = u->nmarks = u->fence = 0;
    memo_clear(vm, u);
    kr__barrier(vm, u);
    return true;
}

bool kr__unpickler_file(kr_vm *vm, Value self, Value file) {
    KrUnpickler *u = self_of(self);
    Value peek, readinto, read, readline;
    if (!kr__pickle_hook(vm, file, "peek", &peek) ||
        !kr__pickle_hook(vm, file, "readinto", &readinto) ||
        !kr__pickle_hook(vm, file, "read", &read) ||
        !kr__pickle_hook(vm, file, "readline", &readline))
        return false;
    if (kr__failed(read) || kr__failed(readline))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "file must have 'read' and 'readline' attributes");
    u->read = read;
    u->readline = readline;
    u->readinto = readinto;
    u->peek = peek;
    kr__barrier(vm, u);
    return true;
}

/* self, file, fix_imports, encoding, errors, buffers */
static Value u_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrUnpickler *u = self_of(a[0]);
    Value pers;
    u->ready = 0;
    if (!kr__unpickler_file(vm, a[0], a[1]) ||
        !kr__unpickler_setup(vm, a[0], a[2], a[3], a[4], a[5]) ||
        !kr__pickle_hook(vm, a[0], "persistent_load", &pers))
        return KR_FAILED;
    u->pers = pers;
    u->ready = 1;
    kr__barrier(vm, u);
    return KR_NONE_V;
}
static Value u_new(kr_vm *vm, Value *a, int n) { return (void)n, kr__host_new(vm, a[0]); }
static Value u_load(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (self_of(a[0])->ready) return kr__unpickle_load(vm, a[0]);
    return UNPICKLING_ERROR(vm, "Unpickler.__init__() was not called by %T.__init__()", a[0]);
}
static Value u_find_class(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__unpickle_find_class(vm, self_of(a[0]), a[1], a[2]);
}
static Value u_sizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_u64(vm,
                            kr__cell_bytes(vm, kr__ptr(a[0])) + kr__owned_bytes(vm, kr__ptr(a[0])));
}

static Value get_pers(kr_vm *vm, Value v) {
    Value f = self_of(v)->pers;
    return kr__ok(f) ? f : kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "persistent_load");
}
static bool set_pers(kr_vm *vm, Value v, Value to) {
    if (kr__failed(to))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "attribute deletion is not supported");
    if (kr__failed(kr__special(vm, to, KR_N___call__)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "persistent_load must be a callable taking one argument");
    self_of(v)->pers = to;
    kr__barrier(vm, kr__ptr(v));
    return true;
}

/* ---- the memo as Python sees it ---- */

typedef struct MemoProxy {
    KrObj head;
    Slot unpickler;
} MemoProxy;
static KrUnpickler *memo_of(Value v) { return kr__slot_ptr(((MemoProxy *)kr__ptr(v))->unpickler); }

static Value get_memo(kr_vm *vm, Value v) {
    Value m = kr__host_new(vm, kr__pickle_get(vm, S_UNPICKLER_MEMO));
    if (kr__ok(m)) ((MemoProxy *)kr__ptr(m))->unpickler = kr__ref_slot(v);
    return m;
}
/* {number: object} */
static Value memo_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrUnpickler *u = memo_of(a[0]);
    Value d = u->far.bits ? kr__dict_copy(vm, kr__slot_ptr(u->far)) : kr__dict_new(vm);
    for (size_t i = 0; kr__ok(d) && i < u->memo_room / sizeof(Value); i++)
        if (kr__ok(u->memo[i]) &&
            !kr__dict_set(vm, kr__ptr(d), kr__from_int48((int64_t)i), u->memo[i]))
            return KR_FAILED;
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
static bool set_memo_dict(kr_vm *vm, KrUnpickler *u, Value dict) {
    Value copy = kr__dict_copy(vm, kr__ptr(dict)), key, v;
    size_t pos = 0;
    int64_t number;
    if (kr__failed(copy)) return false;
    while (kr__dict_next(vm, kr__ptr(copy), &pos, &key, &v)) {
        if (!kr__is_int_value(vm, key))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "memo key must be integers");
        if (!kr__int_to_i64(vm, key, &number)) return false;
        if (number < 0)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "memo key must be positive integers.");
    }
    memo_clear(vm, u);
    for (pos = 0; kr__dict_next(vm, kr__ptr(copy), &pos, &key, &v);)
        if (!kr__int_to_i64(vm, key, &number) || !kr__unpickle_memo_put(vm, u, (uint64_t)number, v))
            return false;
    return true;
}
static bool set_memo(kr_vm *vm, Value v, Value to) {
    if (kr__failed(to))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "attribute deletion is not supported");
    if (kr__is_host(vm, to, &kr__unpickler_memo_def)) {
        to = memo_copy(vm, &to, 1);
        if (kr__failed(to)) return false;
    }
    if (kr__has_kind(vm, to, KR_K_DICT)) return set_memo_dict(vm, self_of(v), to);
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "'memo' attribute must be an UnpicklerMemoProxy object or dict, not %T",
                           to);
}

static const KrFnDef memo_methods[] = {
    {"clear(self, /)", memo_proxy_clear, "Remove all items from memo.", KR_DEF_METHOD},
    {"copy(self, /)", memo_copy, "Copy the memo to a new object.", KR_DEF_METHOD},
    {"__reduce__(self, /)", memo_reduce, "Implement pickling support.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
const KrClassDef kr__unpickler_memo_def = {
    .name = "_pickle.UnpicklerMemoProxy",
    .kind = KR_K_HOST,
    .size = sizeof(MemoProxy),
    .slots = KR_AT(MemoProxy, unpickler),
    .methods = memo_methods,
};

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", u_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
     u_init, NULL, KR_DEF_SPECIAL},
    {"load(self, /)", u_load, "Read the object that a pickle holds from the file, and return it.",
     KR_DEF_METHOD},
    {"find_class(self, module_name, global_name, /)", u_find_class,
     "Return an object from a specified module, which is imported.", KR_DEF_METHOD},
    {"__sizeof__(self, /)", u_sizeof, "Returns size in memory, in bytes.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"memo", get_memo, set_memo, NULL},
    {"persistent_load", get_pers, set_pers, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrClassDef kr__unpickler_def = {
    .name = "_pickle.Unpickler",
    .doc = "This takes a binary file for reading a pickle data stream.",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE,
    .size = sizeof(KrUnpickler),
    .slots = KR_AT(KrUnpickler, input) | KR_AT(KrUnpickler, encoding) | KR_AT(KrUnpickler, errors) |
             KR_AT(KrUnpickler, far),
    .values = KR_AT(KrUnpickler, read) | KR_AT(KrUnpickler, readline) |
              KR_AT(KrUnpickler, readinto) | KR_AT(KrUnpickler, peek) | KR_AT(KrUnpickler, pers) |
              KR_AT(KrUnpickler, buffers),
    .trace = unpickler_trace,
    .owned = unpickler_owned,
    .methods = methods,
    .getset = getset,
};
