/* SPDX-License-Identifier: MIT
 * _pickle_load.c: the opcodes of pickle, one function for each kind. What Python code they call may load with the same
 * unpickler: the stack is looked at anew after each call. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "heap/watch.h"
#include "lib/_pickle.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/instance.h"
#include "types/list.h"
#include "types/memoryview.h"
#include "types/number.h"
#include "types/set.h"
#include "types/str.h"
#include "types/type.h"

#define ARGUMENTS 8 /* of __new__, passed without a tuple */

/* ---- stack ---- */

static bool need(kr_vm *vm, const KrUnpickler *u, uint32_t n) {
    return KR_LIKELY(u->len >= u->fence && u->len - u->fence >= n) || kr__unpickle_underflow(vm, u);
}
static Value pop(kr_vm *vm, KrUnpickler *u) {
    return need(vm, u, 1) ? u->stack[--u->len] : KR_FAILED;
}
static Value top(const KrUnpickler *u) { return u->stack[u->len - 1]; }
/* The new top in place of n items. Nothing ran since they were found there. */
static bool replace(kr_vm *vm, KrUnpickler *u, uint32_t n, Value v) {
    if (kr__failed(v)) return false;
    u->len -= n;
    return kr__unpickle_push(vm, u, v);
}
static bool push(kr_vm *vm, KrUnpickler *u, Value v) { return kr__unpickle_push(vm, u, v); }

/* ---- arguments ---- */

static bool read_uint(kr_vm *vm, KrUnpickler *u, unsigned n, uint64_t *out) {
    const char *p = kr__unpickle_read(vm, u, n);
    if (!p) return false;
    uint64_t x = 0;
    for (unsigned i = 0; i < n; i++) x |= (uint64_t)(uint8_t)p[i] << 8 * i;
    *out = x;
    return true;
}
/* A length; so many bytes follow. */
static bool read_length(kr_vm *vm, KrUnpickler *u, unsigned width, const char *name, uint64_t *n) {
    if (!read_uint(vm, u, width, n)) return false;
    return *n <= INT64_MAX || kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                                              "%s exceeds system's maximum size of %zd bytes", name,
                                              (int64_t)INT64_MAX);
}
static const char *line_text(Value line) { return ((KrBytes *)kr__ptr(line))->data; }

/* As text, its end included. */
static Value whole_line(kr_vm *vm, Value line) {
    if (kr__failed(line)) return line;
    const KrBytes *b = kr__ptr(line);
    return kr__codec_decode(vm, KR_CODEC_LATIN1, b->data, b->len, line, KR_UNSET, NULL);
}

/* ---- numbers ---- */

static bool load_int(kr_vm *vm, KrUnpickler *u) {
    size_t n;
    Value line = kr__unpickle_line(vm, u, 1, &n), v;
    if (kr__failed(line)) return false;
    char *end;
    errno = 0;
    long x = strtol(line_text(line), &end, 0);
    if (!errno && *end == '\n')
        return push(vm, u, n == 2 && (x == 0 || x == 1) ? kr__bool(x) : kr__int_from_i64(vm, x));
    v = kr__int_from_text(vm, line_text(line), n, 0, line);
    if (kr__failed(v) && kr__pending_is(vm, KR_T_X_VALUEERROR)) {
        kr__clear_pending(vm);
        kr__raise_value(vm, "could not convert string to int");
    }
    kr__keep(line);
    return push(vm, u, v);
}
static bool load_long_text(kr_vm *vm, KrUnpickler *u) {
    size_t n;
    Value line = kr__unpickle_line(vm, u, 1, &n), shown = whole_line(vm, line);
    if (kr__failed(shown)) return false;
    if (line_text(line)[n - 1] == 'L') n--;
    return push(vm, u, kr__int_from_text(vm, line_text(line), n, 10, shown));
}
static bool load_binint(kr_vm *vm, KrUnpickler *u, unsigned n) {
    uint64_t x;
    if (!read_uint(vm, u, n, &x)) return false;
    return push(vm, u, kr__from_int48(n == 4 ? (int32_t)(uint32_t)x : (int64_t)x));
}

/* n bytes of two's complement, lowest first. */
static Value long_of(kr_vm *vm, const char *p, size_t n) {
    if (!n) return kr__from_int48(0);
    bool negative = p[n - 1] & 0x80;
    if (n <= 8) {
        uint64_t x = negative ? UINT64_MAX : 0;
        memcpy(&x, p, n);
        return kr__int_from_i64(vm, (int64_t)x);
    }
    size_t limbs = n / 4 + 1;
    Value room = kr__bytes_new(vm, NULL, limbs * 4);
    if (kr__failed(room)) return room;
    uint32_t *d = (uint32_t *)(void *)((KrBytes *)kr__ptr(room))->data;
    uint64_t carry = negative;
    for (size_t i = 0; i < limbs; i++) {
        uint32_t x = negative ? UINT32_MAX : 0;
        if (i * 4 < n) memcpy(&x, p + i * 4, n - i * 4 < 4 ? n - i * 4 : 4);
        carry += negative ? ~x : x;
        d[i] = (uint32_t)carry;
        carry >>= 32;
    }
    Value v = kr__int_from_limbs(vm, negative, d, limbs);
    kr__keep(room);
    return v;
}
static bool load_long(kr_vm *vm, KrUnpickler *u, unsigned width) {
    uint64_t n;
    if (!read_uint(vm, u, width, &n)) return false;
    if (n > INT32_MAX) return UNPICKLING_FALSE(vm, "LONG pickle has negative byte count");
    const char *p = kr__unpickle_read(vm, u, n);
    return p && push(vm, u, long_of(vm, p, (size_t)n));
}
static bool load_float(kr_vm *vm, KrUnpickler *u) {
    size_t n;
    Value text = whole_line(vm, kr__unpickle_line(vm, u, 1, &n));
    return kr__ok(text) && push(vm, u, kr__call1(vm, kr__type(vm, KR_T_FLOAT), text));
}
static bool load_binfloat(kr_vm *vm, KrUnpickler *u) {
    const char *p = kr__unpickle_read(vm, u, 8);
    if (!p) return false;
    uint64_t x = 0;
    double d;
    for (int i = 0; i < 8; i++) x = x << 8 | (uint8_t)p[i];
    memcpy(&d, &x, sizeof d);
    return push(vm, u, kr__from_double(d));
}

/* ---- text and bytes ---- */

/* A str of Python 2. */
static bool push_string(kr_vm *vm, KrUnpickler *u, Value bytes) {
    if (kr__failed(bytes)) return false;
    if (kr__str_is(kr__slot_ptr(u->encoding), "bytes")) return push(vm, u, bytes);
    return push(vm, u,
                kr__decode_object(vm, bytes, KR_VALUE(u->encoding.bits), KR_VALUE(u->errors.bits)));
}
static Value first_of(kr_vm *vm, Value t) { return (void)vm, kr__tuple_get(kr__ptr(t), 0); }

static bool load_string(kr_vm *vm, KrUnpickler *u) {
    size_t n;
    Value line = kr__unpickle_line(vm, u, 0, &n);
    if (kr__failed(line)) return false;
    const char *p = line_text(line);
    while (n && (p[n - 1] == '\r' || p[n - 1] == '\n')) n--;
    if (n < 2 || p[0] != p[n - 1] || (p[0] != '\'' && p[0] != '"'))
        return UNPICKLING_FALSE(vm, "the STRING opcode argument must be quoted");
    Value inner = kr__bytes_new(vm, p + 1, n - 2),
          f = kr__import_attr(vm, "_codecs", "escape_decode");
    Value pair = kr__ok(inner) && kr__ok(f) ? kr__call1(vm, f, inner) : KR_FAILED;
    kr__keep(line);
    return kr__ok(pair) && push_string(vm, u, first_of(vm, pair));
}
static bool load_binstring(kr_vm *vm, KrUnpickler *u, unsigned width) {
    uint64_t n;
    if (!read_uint(vm, u, width, &n)) return false;
    const char *p = kr__unpickle_read(vm, u, n);
    return p && push_string(vm, u, kr__bytes_new(vm, p, (size_t)n));
}

static bool load_binbytes(kr_vm *vm, KrUnpickler *u, unsigned width) {
    uint64_t n;
    if (!read_length(vm, u, width, "BINBYTES", &n)) return false;
    if (n <= (uint64_t)(u->size - u->at)) {
        Value v = kr__bytes_make(vm, u->data + u->at, (size_t)n);
        u->at += (int64_t)n;
        return push(vm, u, v);
    }
    if (kr__failed(u->read)) return kr__unpickle_read_slow(vm, u, n);
    Value v = kr__bytes_new(vm, NULL, (size_t)n);
    return kr__ok(v) &&
           kr__unpickle_read_into(vm, u, v, ((KrBytes *)kr__ptr(v))->data, (size_t)n) &&
           push(vm, u, v);
}
static bool load_bytearray(kr_vm *vm, KrUnpickler *u) {
    uint64_t n;
    if (!read_length(vm, u, 8, "BYTEARRAY8", &n)) return false;
    if (kr__failed(u->read) && n > (uint64_t)(u->size - u->at))
        return kr__unpickle_read_slow(vm, u, n);
    Value v = kr__bytearray_new(vm, NULL, (size_t)n);
    return kr__ok(v) &&
           kr__unpickle_read_into(vm, u, v, kr__bytearray_data(kr__ptr(v)), (size_t)n) &&
           push(vm, u, v);
}

static bool load_unicode(kr_vm *vm, KrUnpickler *u) {
    size_t n;
    Value line = kr__unpickle_line(vm, u, 0, &n);
    if (kr__failed(line)) return false;
    Value inner = kr__bytes_new(vm, line_text(line), n);
    Value f = kr__import_attr(vm, "_codecs", "raw_unicode_escape_decode");
    Value pair = kr__ok(inner) && kr__ok(f) ? kr__call1(vm, f, inner) : KR_FAILED;
    return kr__ok(pair) && push(vm, u, first_of(vm, pair));
}
static bool load_binunicode(kr_vm *vm, KrUnpickler *u, unsigned width) {
    uint64_t n;
    if (!read_length(vm, u, width, "BINUNICODE", &n)) return false;
    const char *p = kr__unpickle_read(vm, u, n);
    if (!p) return false;
    if (kr__utf8_check(p, (size_t)n, true) == n)
        return push(vm, u, kr__str_make(vm, p, (size_t)n, kr__utf8_count(p, (size_t)n)));
    return push(vm, u,
                kr__codec_decode(vm, KR_CODEC_UTF8, p, (size_t)n, KR_UNSET,
                                 kr__intern(vm, "surrogatepass", 13), NULL));
}

/* ---- buffers out of band ---- */

static bool load_next_buffer(kr_vm *vm, KrUnpickler *u) {
    if (kr__failed(u->buffers))
        return UNPICKLING_FALSE(
            vm, "pickle stream refers to out-of-band data but no *buffers* argument was given");
    Value v = kr__next(vm, u->buffers);
    if (kr__same(v, KR_END)) return UNPICKLING_FALSE(vm, "not enough out-of-band buffers");
    return push(vm, u, v);
}
static bool load_readonly_buffer(kr_vm *vm, KrUnpickler *u) {
    if (!need(vm, u, 1)) return false;
    Value view = kr__memoryview_new(vm, top(u));
    if (kr__failed(view)) return false;
    if (((KrMemoryview *)kr__ptr(view))->readonly) return true;
    Value name = kr__intern(vm, "toreadonly", 10);
    Value ro = kr__ok(name) ? kr__call_method(vm, view, name, NULL, 0) : name;
    return kr__ok(ro) && need(vm, u, 1) && replace(vm, u, 1, ro);
}

/* ---- containers ---- */

static bool load_tuple(kr_vm *vm, KrUnpickler *u, uint32_t n) {
    if (!need(vm, u, n)) return false;
    return replace(vm, u, n, n ? kr__tuple_new(vm, u->stack + u->len - n, n) : vm->empty_tuple);
}
/* What stands above the last mark, which is taken off: from *at on. */
static bool marked(kr_vm *vm, KrUnpickler *u, uint32_t *at) {
    int64_t i = kr__unpickle_marker(vm, u);
    if (i < 0) return false;
    *at = (uint32_t)i;
    return i <= u->len || kr__unpickle_underflow(vm, u);
}
static bool load_marked_tuple(kr_vm *vm, KrUnpickler *u) {
    uint32_t at;
    return marked(vm, u, &at) && load_tuple(vm, u, u->len - at);
}
static bool load_marked_list(kr_vm *vm, KrUnpickler *u) {
    uint32_t at;
    if (!marked(vm, u, &at)) return false;
    return replace(vm, u, u->len - at, kr__list_new(vm, u->stack + at, u->len - at));
}
static bool load_dict(kr_vm *vm, KrUnpickler *u) {
    uint32_t at;
    Value d;
    if (!marked(vm, u, &at) || kr__failed(d = kr__dict_new(vm))) return false;
    if ((u->len - at) % 2) return UNPICKLING_FALSE(vm, "odd number of items for DICT");
    for (uint32_t i = at; i + 1 < u->len; i += 2)
        if (!kr__dict_set(vm, kr__ptr(d), u->stack[i], u->stack[i + 1])) return false;
    if (u->len > at) u->len = at;
    return push(vm, u, d);
}
static bool load_frozenset(kr_vm *vm, KrUnpickler *u) {
    uint32_t at;
    if (!marked(vm, u, &at)) return false;
    Value items = kr__list_new(vm, u->stack + at, u->len - at);
    if (kr__failed(items)) return false;
    u->len = at;
    return push(vm, u, kr__set_from(vm, KR_T_FROZENSET, items));
}

/* Items from `at` on are for what stands below. */
static bool below(kr_vm *vm, const KrUnpickler *u, uint32_t at) {
    return (at <= u->len && at > u->fence) || kr__unpickle_underflow(vm, u);
}
static Value take_list(kr_vm *vm, KrUnpickler *u, uint32_t at) {
    Value l = kr__list_new(vm, u->stack + at, u->len - at);
    if (kr__ok(l)) u->len = at;
    return l;
}
/* f(item) for each from `at` on. */
static bool call_each(kr_vm *vm, KrUnpickler *u, uint32_t at, Value f) {
    for (uint32_t i = at; i < u->len; i++)
        if (kr__failed(kr__call1(vm, f, u->stack[i]))) return false;
    if (u->len > at) u->len = at;
    return true;
}
static bool do_append(kr_vm *vm, KrUnpickler *u, uint32_t at) {
    Value f;
    if (!below(vm, u, at)) return false;
    if (u->len == at) return true;
    Value to = u->stack[at - 1];
    if (kr__exact(to, KR_T_LIST)) {
        KrList *l = kr__ptr(to);
        if (!kr__list_reserve(vm, l, l->len + (size_t)(u->len - at))) return false;
        for (uint32_t i = at; i < u->len; i++)
            if (!kr__list_append(vm, l, u->stack[i])) return false;
        u->len = at;
        return true;
    }
    int r = kr__getattr_opt(vm, to, kr__name(vm, KR_N_extend), &f);
    if (r < 0) return false;
    if (r) {
        Value items = at <= u->len ? take_list(vm, u, at) : kr__list_new(vm, NULL, 0);
        return kr__ok(items) && kr__ok(kr__call1(vm, f, items));
    }
    f = kr__getattr(vm, to, kr__name(vm, KR_N_append));
    return kr__ok(f) && call_each(vm, u, at, f);
}
static bool do_setitems(kr_vm *vm, KrUnpickler *u, uint32_t at) {
    if (!below(vm, u, at)) return false;
    if (u->len == at) return true;
    if ((u->len - at) % 2) return UNPICKLING_FALSE(vm, "odd number of items for SETITEMS");
    Value to = u->stack[at - 1];
    bool plain = kr__exact(to, KR_T_DICT);
    for (uint32_t i = at; i + 1 < u->len; i += 2) {
        Value key = u->stack[i], v = u->stack[i + 1];
        if (!(plain ? kr__dict_set(vm, kr__ptr(to), key, v) : kr__set_item(vm, to, key, v)))
            return false;
    }
    if (u->len > at) u->len = at;
    return true;
}
static bool load_additems(kr_vm *vm, KrUnpickler *u) {
    uint32_t at;
    if (!marked(vm, u, &at) || !below(vm, u, at)) return false;
    if (u->len == at) return true;
    Value to = u->stack[at - 1];
    if (kr__is_set(vm, to) && kr__is_subtype(vm, kr__class_of(vm, to), kr__type(vm, KR_T_SET))) {
        Value items = take_list(vm, u, at);
        return kr__ok(items) && kr__set_update(vm, kr__ptr(to), items);
    }
    Value f = kr__getattr(vm, to, kr__name(vm, KR_N_add));
    return kr__ok(f) && call_each(vm, u, at, f);
}
static bool load_append(kr_vm *vm, KrUnpickler *u) {
    return need(vm, u, 1) && do_append(vm, u, u->len - 1);
}
static bool load_appends(kr_vm *vm, KrUnpickler *u) {
    uint32_t at;
    return marked(vm, u, &at) && do_append(vm, u, at);
}
static bool load_setitem(kr_vm *vm, KrUnpickler *u) {
    return need(vm, u, 2) && do_setitems(vm, u, u->len - 2);
}
static bool load_setitems(kr_vm *vm, KrUnpickler *u) {
    uint32_t at;
    return marked(vm, u, &at) && do_setitems(vm, u, at);
}

/* ---- globals ---- */

static bool is_str_pair(kr_vm *vm, Value v) {
    return kr__has_kind(vm, v, KR_K_TUPLE) && ((KrTuple *)kr__ptr(v))->len == 2 &&
           kr__is_str(vm, kr__tuple_get(kr__ptr(v), 0)) &&
           kr__is_str(vm, kr__tuple_get(kr__ptr(v), 1));
}
/* The names that Python 3 has for a global of Python 2. */
static bool names_of_3(kr_vm *vm, Value *module, Value *name) {
    Value names = kr__pickle_get(vm, S_NAMES_TO_3), modules = kr__pickle_get(vm, S_MODULES_TO_3);
    Value pair[2] = {*module, *name}, key = kr__tuple_new(vm, pair, 2), to;
    int r = kr__ok(key) ? kr__dict_find(vm, kr__ptr(names), key, &to) : -1;
    if (r > 0 && !is_str_pair(vm, to))
        return kr__raise_false(vm, KR_T_X_RUNTIMEERROR,
                               "_compat_pickle.NAME_MAPPING values should be pairs of str, not %T",
                               to);
    if (r > 0) {
        *module = kr__tuple_get(kr__ptr(to), 0);
        *name = kr__tuple_get(kr__ptr(to), 1);
    } else if (r == 0) {
        r = kr__dict_find(vm, kr__ptr(modules), *module, &to);
        if (r > 0 && !kr__is_str(vm, to))
            return kr__raise_false(vm, KR_T_X_RUNTIMEERROR,
                                   "_compat_pickle.IMPORT_MAPPING values should be strings, not %T",
                                   to);
        if (r > 0) *module = to;
    }
    return r >= 0;
}
Value kr__unpickle_find_class(kr_vm *vm, KrUnpickler *u, Value module_name, Value name) {
    Value parent, v;
    Value args[3] = {kr__text(vm, "pickle.find_class"), module_name, name};
    Value audit = kr__ok(args[0]) ? kr__import_attr(vm, "sys", "audit") : KR_FAILED;
    if (kr__failed(audit) || kr__failed(kr__call(vm, audit, args, 3))) return KR_FAILED;
    if (u->proto < 3 && u->fix_imports && !names_of_3(vm, &module_name, &name)) return KR_FAILED;
    if (!kr__is_str(vm, module_name) || !kr__is_str(vm, name))
        return kr__raise_type(vm, "module and global name must be strs");
    Value module = kr__import(vm, module_name);
    if (kr__failed(module)) return module;
    Value exact = kr__str_exact(vm, name);
    if (kr__failed(exact)) return exact;
    int r = u->proto >= 4 ? kr__pickle_deep(vm, module, module, exact, &parent, &v)
                          : kr__getattr_opt(vm, module, kr__intern_str(vm, exact), &v);
    if (r) return r > 0 ? v : KR_FAILED;
    return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "Can't get attribute %R on %R", name, module);
}
static Value find_class(kr_vm *vm, KrUnpickler *u, Value module, Value name) {
    Value args[2] = {module, name};
    if (u->exact) return kr__unpickle_find_class(vm, u, module, name);
    Value f = kr__intern(vm, "find_class", 10);
    return kr__ok(f) ? kr__call_method(vm, kr__value_of(u), f, args, 2) : f;
}

static Value line_str(kr_vm *vm, KrUnpickler *u, KrCodec codec, size_t min) {
    size_t n;
    Value line = kr__unpickle_line(vm, u, min, &n);
    return kr__ok(line) ? kr__codec_decode(vm, codec, line_text(line), n, line, KR_UNSET, NULL)
                        : line;
}
static bool load_global(kr_vm *vm, KrUnpickler *u) {
    Value module = line_str(vm, u, KR_CODEC_UTF8, 1);
    Value name = kr__ok(module) ? line_str(vm, u, KR_CODEC_UTF8, 1) : module;
    return kr__ok(name) && push(vm, u, find_class(vm, u, module, name));
}
static bool load_stack_global(kr_vm *vm, KrUnpickler *u) {
    bool two = u->len >= u->fence + 2;
    Value name = two ? pop(vm, u) : KR_UNSET, module = two ? pop(vm, u) : KR_UNSET;
    if (!kr__exact(name, KR_T_STR) || !kr__exact(module, KR_T_STR))
        return UNPICKLING_FALSE(vm, "STACK_GLOBAL requires str");
    return push(vm, u, find_class(vm, u, module, name));
}
static bool load_extension(kr_vm *vm, KrUnpickler *u, unsigned width) {
    uint64_t x;
    if (!read_uint(vm, u, width, &x)) return false;
    int64_t i = width == 4 ? (int32_t)(uint32_t)x : (int64_t)x;
    Value code = kr__from_int48(i), v, pair;
    if (i <= 0) return UNPICKLING_FALSE(vm, "EXT specifies code <= 0");
    Value cache = kr__pickle_get(vm, S_EXT_CACHE), names = kr__pickle_get(vm, S_EXT_NAMES);
    int r = kr__dict_find(vm, kr__ptr(cache), code, &v);
    if (r) return r > 0 && push(vm, u, v);
    r = kr__dict_find(vm, kr__ptr(names), code, &pair);
    if (r < 0) return false;
    if (!r)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "unregistered extension code %ld", (long)i);
    if (!is_str_pair(vm, pair))
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "_inverted_registry[%ld] isn't a 2-tuple of strings", (long)i);
    v = find_class(vm, u, kr__tuple_get(kr__ptr(pair), 0), kr__tuple_get(kr__ptr(pair), 1));
    return kr__ok(v) && kr__dict_set(vm, kr__ptr(cache), code, v) && push(vm, u, v);
}

/* ---- persistent ids ---- */

static bool push_persistent(kr_vm *vm, KrUnpickler *u, Value pid) {
    return push(vm, u, kr__call1(vm, u->pers, pid));
}
static bool has_persistent(kr_vm *vm, const KrUnpickler *u) {
    return kr__ok(u->pers) ||
           UNPICKLING_FALSE(vm, "A load persistent id instruction was encountered,\nbut no "
                                "persistent_load function was specified.");
}
static bool load_persid(kr_vm *vm, KrUnpickler *u) {
    if (!has_persistent(vm, u)) return false;
    Value pid = line_str(vm, u, KR_CODEC_ASCII, 0);
    if (kr__ok(pid)) return push_persistent(vm, u, pid);
    if (!kr__pending_is(vm, KR_T_X_UNICODEERROR)) return false;
    kr__clear_pending(vm);
    return UNPICKLING_FALSE(vm, "persistent IDs in protocol 0 must be ASCII strings");
}
static bool load_binpersid(kr_vm *vm, KrUnpickler *u) {
    Value pid = has_persistent(vm, u) ? pop(vm, u) : KR_FAILED;
    return kr__ok(pid) && push_persistent(vm, u, pid);
}

/* ---- making objects ---- */

static Value instantiate(kr_vm *vm, Value cls, Value args) {
    Value f;
    if (kr__is_type(vm, cls) && !((KrTuple *)kr__ptr(args))->len) {
        int r = kr__pickle_attr(vm, cls, "__getinitargs__", &f);
        if (r < 0) return KR_FAILED;
        if (!r) return kr__call_method(vm, cls, kr__name(vm, KR_N___new__), &cls, 1);
    }
    return kr__call_ex(vm, cls, args, KR_UNSET);
}
static bool load_obj(kr_vm *vm, KrUnpickler *u) {
    uint32_t at;
    if (!marked(vm, u, &at)) return false;
    if (u->len == at) return kr__unpickle_underflow(vm, u);
    Value cls = u->stack[at], args = kr__tuple_new(vm, u->stack + at + 1, u->len - at - 1);
    if (kr__failed(args)) return false;
    u->len = at;
    return push(vm, u, instantiate(vm, cls, args));
}
static bool load_inst(kr_vm *vm, KrUnpickler *u) {
    uint32_t at;
    if (!marked(vm, u, &at)) return false;
    Value args = kr__tuple_new(vm, u->stack + at, u->len - at);
    if (kr__failed(args)) return false;
    u->len = at;
    Value module = line_str(vm, u, KR_CODEC_ASCII, 1);
    Value name = kr__ok(module) ? line_str(vm, u, KR_CODEC_ASCII, 1) : module;
    Value cls = kr__ok(name) ? find_class(vm, u, module, name) : name;
    return kr__ok(cls) && push(vm, u, instantiate(vm, cls, args));
}

/* cls.__new__(cls, *args, **kwargs) */
static Value new_object(kr_vm *vm, Value cls, Value args, Value kwargs) {
    Value f = kr__getattr(vm, cls, kr__name(vm, KR_N___new__)), v[ARGUMENTS + 1];
    const KrTuple *t = kr__ptr(args);
    if (kr__failed(f)) return f;
    if (t->len <= ARGUMENTS && kr__failed(kwargs)) {
        v[0] = cls;
        for (uint32_t i = 0; i < t->len; i++) v[1 + i] = kr__tuple_get(t, i);
        return kr__call(vm, f, v, t->len + 1);
    }
    Value all = kr__list_new(vm, &cls, 1);
    if (kr__failed(all) || !kr__list_extend(vm, kr__ptr(all), args)) return KR_FAILED;
    args = kr__list_as_tuple(vm, kr__ptr(all));
    return kr__ok(args) ? kr__call_ex(vm, f, args, kwargs) : args;
}
static bool load_newobj(kr_vm *vm, KrUnpickler *u, bool ex) {
    const char *op = ex ? "NEWOBJ_EX" : "NEWOBJ";
    Value kwargs = ex ? pop(vm, u) : KR_UNSET;
    if (ex && kr__failed(kwargs)) return false;
    Value args = pop(vm, u), cls = kr__ok(args) ? pop(vm, u) : args;
    if (kr__failed(cls)) return false;
    if (!kr__is_type(vm, cls))
        return UNPICKLING_FALSE(vm, "%s class argument must be a type, not %T", op, cls);
    if (!kr__has_kind(vm, args, KR_K_TUPLE))
        return UNPICKLING_FALSE(vm, "%s args argument must be a tuple, not %T", op, args);
    if (ex && !kr__has_kind(vm, kwargs, KR_K_DICT))
        return UNPICKLING_FALSE(vm, "%s kwargs argument must be a dict, not %T", op, kwargs);
    return push(vm, u, new_object(vm, cls, args, kwargs));
}
static bool load_reduce(kr_vm *vm, KrUnpickler *u) {
    Value args = pop(vm, u), f = kr__ok(args) ? pop(vm, u) : args;
    if (kr__failed(f)) return false;
    if (!kr__has_kind(vm, args, KR_K_TUPLE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "argument list must be a tuple");
    return push(vm, u, kr__call_ex(vm, f, args, KR_UNSET));
}

/* Does storing an attribute in v mean nothing but that it is there? */
static bool plain_instance(kr_vm *vm, Value v) {
    if (!kr__has_kind(vm, v, KR_K_INSTANCE) ||
        !(kr__layout_of(vm, kr__ptr(v))->flags & KR_LF_PLAIN))
        return false;
    Value d = kr__type_lookup(vm, kr__class_of(vm, v), kr__name(vm, KR_N___dict__));
    return kr__exact(d, KR_T_GETSET);
}
/* v.__dict__.update(state), names interned. */
static bool update_attributes(kr_vm *vm, Value v, Value state) {
    bool plain = plain_instance(vm, v);
    Value d = plain ? KR_UNSET : kr__getattr(vm, v, kr__name(vm, KR_N___dict__)), key, x;
    if (!plain && kr__failed(d)) return false;
    if (plain) kr__watch_note(vm, KR_NOTE_VIEW, kr__layout_no(kr__ptr(v))); /* as if it were */
    size_t pos = 0;
    while (kr__dict_next(vm, kr__ptr(state), &pos, &key, &x)) {
        bool exact = kr__exact(key, KR_T_STR);
        if (exact && kr__failed(key = kr__intern_str(vm, key))) return false;
        if (plain && !exact) {
            d = kr__getattr(vm, v, kr__name(vm, KR_N___dict__));
            if (kr__failed(d)) return false;
        }
        if (!(plain && exact ? kr__instance_set(vm, v, key, x) : kr__set_item(vm, d, key, x)))
            return false;
    }
    return true;
}
static bool set_state(kr_vm *vm, Value v, Value state) {
    Value slots = KR_UNSET, key, x;
    if (kr__has_kind(vm, state, KR_K_TUPLE) && ((KrTuple *)kr__ptr(state))->len == 2) {
        slots = kr__tuple_get(kr__ptr(state), 1);
        state = kr__tuple_get(kr__ptr(state), 0);
    }
    if (!kr__is_none(state)) {
        if (!kr__has_kind(vm, state, KR_K_DICT))
            return UNPICKLING_FALSE(vm, "state is not a dictionary");
        if (!update_attributes(vm, v, state)) return false;
    }
    if (kr__failed(slots)) return true;
    if (!kr__has_kind(vm, slots, KR_K_DICT))
        return UNPICKLING_FALSE(vm, "slot state is not a dictionary");
    size_t pos = 0;
    while (kr__dict_next(vm, kr__ptr(slots), &pos, &key, &x)) {
        if (!kr__is_str(vm, key))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "attribute name must be string, not '%T'",
                                   key);
        if (kr__exact(key, KR_T_STR) && kr__failed(key = kr__intern_str(vm, key))) return false;
        if (!kr__setattr(vm, v, key, x)) return false;
    }
    return true;
}
static bool load_build(kr_vm *vm, KrUnpickler *u) {
    Value f;
    if (!need(vm, u, 2)) return false;
    Value state = pop(vm, u), v = top(u);
    int r = kr__getattr_opt(vm, v, kr__name(vm, KR_N___setstate__), &f);
    if (r < 0) return false;
    return r ? kr__ok(kr__call1(vm, f, state)) : set_state(vm, v, state);
}

/* ---- memo ---- */

static bool get_number(kr_vm *vm, KrUnpickler *u, uint64_t i) {
    Value v = kr__unpickle_memo_get(vm, u, i);
    if (kr__ok(v)) return push(vm, u, v);
    return !kr__pending(vm) && UNPICKLING_FALSE(vm, "Memo value not found at index %ld", (long)i);
}
static bool put_number(kr_vm *vm, KrUnpickler *u, uint64_t i) {
    return need(vm, u, 1) && kr__unpickle_memo_put(vm, u, i, top(u));
}
static bool line_number(kr_vm *vm, KrUnpickler *u, int64_t *out) {
    size_t n;
    Value line = kr__unpickle_line(vm, u, 1, &n);
    Value shown = whole_line(vm, line);
    Value v = kr__ok(shown) ? kr__int_from_text(vm, line_text(line), n, 10, shown) : shown;
    return kr__ok(v) && kr__int_to_i64(vm, v, out);
}
static bool load_get(kr_vm *vm, KrUnpickler *u) {
    int64_t i;
    return line_number(vm, u, &i) && get_number(vm, u, (uint64_t)i);
}
static bool load_put(kr_vm *vm, KrUnpickler *u) {
    int64_t i;
    if (!line_number(vm, u, &i)) return false;
    if (i < 0) return kr__raise_false(vm, KR_T_X_VALUEERROR, "negative PUT argument");
    return put_number(vm, u, (uint64_t)i);
}
static bool load_binget(kr_vm *vm, KrUnpickler *u, unsigned width) {
    uint64_t i;
    return read_uint(vm, u, width, &i) && get_number(vm, u, i);
}
static bool load_binput(kr_vm *vm, KrUnpickler *u, unsigned width) {
    uint64_t i;
    return read_uint(vm, u, width, &i) && put_number(vm, u, i);
}

/* ---- the machine ---- */

static bool load_pop(kr_vm *vm, KrUnpickler *u) {
    if (u->nmarks && u->marks[u->nmarks - 1] == u->len) return kr__unpickle_marker(vm, u) >= 0;
    return kr__ok(pop(vm, u));
}
static bool load_pop_mark(kr_vm *vm, KrUnpickler *u) {
    uint32_t at;
    if (!marked(vm, u, &at)) return false;
    u->len = at;
    return true;
}
static bool load_proto(kr_vm *vm, KrUnpickler *u) {
    uint64_t i;
    if (!read_uint(vm, u, 1, &i)) return false;
    if (i > KR_PICKLE_HIGHEST)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "unsupported pickle protocol: %d", (int)i);
    u->proto = (uint8_t)i;
    return true;
}
static bool load_frame(kr_vm *vm, KrUnpickler *u) {
    uint64_t n;
    if (!read_uint(vm, u, 8, &n)) return false;
    if (n > INT64_MAX)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "FRAME length exceeds system's maximum of %zu bytes",
                               (size_t)INT64_MAX);
    if (!kr__unpickle_read(vm, u, n)) return false;
    u->at -= (int64_t)n; /* it is in the input, as a whole */
    return true;
}
static bool unknown(kr_vm *vm, uint8_t c) {
    if (c >= 0x20 && c <= 0x7e && c != '\'' && c != '\\')
        return UNPICKLING_FALSE(vm, "invalid load key, '%c'.", c);
    return UNPICKLING_FALSE(vm, "invalid load key, '\\x%c%c'.", "0123456789abcdef"[c >> 4],
                            "0123456789abcdef"[c & 15]);
}

/* long: one line for each opcode */
static bool step(kr_vm *vm, KrUnpickler *u, uint8_t op) {
    switch (op) {
    case OP_NONE: return push(vm, u, KR_NONE_V);
    case OP_BININT: return load_binint(vm, u, 4);
    case OP_BININT1: return load_binint(vm, u, 1);
    case OP_BININT2: return load_binint(vm, u, 2);
    case OP_INT: return load_int(vm, u);
    case OP_LONG: return load_long_text(vm, u);
    case OP_LONG1: return load_long(vm, u, 1);
    case OP_LONG4: return load_long(vm, u, 4);
    case OP_FLOAT: return load_float(vm, u);
    case OP_BINFLOAT: return load_binfloat(vm, u);
    case OP_SHORT_BINBYTES: return load_binbytes(vm, u, 1);
    case OP_BINBYTES: return load_binbytes(vm, u, 4);
    case OP_BINBYTES8: return load_binbytes(vm, u, 8);
    case OP_BYTEARRAY8: return load_bytearray(vm, u);
    case OP_NEXT_BUFFER: return load_next_buffer(vm, u);
    case OP_READONLY_BUFFER: return load_readonly_buffer(vm, u);
    case OP_SHORT_BINSTRING: return load_binstring(vm, u, 1);
    case OP_BINSTRING: return load_binstring(vm, u, 4);
    case OP_STRING: return load_string(vm, u);
    case OP_UNICODE: return load_unicode(vm, u);
    case OP_SHORT_BINUNICODE: return load_binunicode(vm, u, 1);
    case OP_BINUNICODE: return load_binunicode(vm, u, 4);
    case OP_BINUNICODE8: return load_binunicode(vm, u, 8);
    case OP_EMPTY_TUPLE: return load_tuple(vm, u, 0);
    case OP_TUPLE1: return load_tuple(vm, u, 1);
    case OP_TUPLE2: return load_tuple(vm, u, 2);
    case OP_TUPLE3: return load_tuple(vm, u, 3);
    case OP_TUPLE: return load_marked_tuple(vm, u);
    case OP_EMPTY_LIST: return push(vm, u, kr__list_new(vm, NULL, 0));
    case OP_LIST: return load_marked_list(vm, u);
    case OP_EMPTY_DICT: return push(vm, u, kr__dict_new(vm));
    case OP_DICT: return load_dict(vm, u);
    case OP_EMPTY_SET: return push(vm, u, kr__set_new(vm, KR_T_SET));
    case OP_ADDITEMS: return load_additems(vm, u);
    case OP_FROZENSET: return load_frozenset(vm, u);
    case OP_OBJ: return load_obj(vm, u);
    case OP_INST: return load_inst(vm, u);
    case OP_NEWOBJ: return load_newobj(vm, u, false);
    case OP_NEWOBJ_EX: return load_newobj(vm, u, true);
    case OP_GLOBAL: return load_global(vm, u);
    case OP_STACK_GLOBAL: return load_stack_global(vm, u);
    case OP_APPEND: return load_append(vm, u);
    case OP_APPENDS: return load_appends(vm, u);
    case OP_BUILD: return load_build(vm, u);
    case OP_DUP: return need(vm, u, 1) && push(vm, u, top(u));
    case OP_BINGET: return load_binget(vm, u, 1);
    case OP_LONG_BINGET: return load_binget(vm, u, 4);
    case OP_GET: return load_get(vm, u);
    case OP_MARK: return kr__unpickle_mark(vm, u);
    case OP_BINPUT: return load_binput(vm, u, 1);
    case OP_LONG_BINPUT: return load_binput(vm, u, 4);
    case OP_PUT: return load_put(vm, u);
    case OP_MEMOIZE: return put_number(vm, u, u->nmemo);
    case OP_POP: return load_pop(vm, u);
    case OP_POP_MARK: return load_pop_mark(vm, u);
    case OP_SETITEM: return load_setitem(vm, u);
    case OP_SETITEMS: return load_setitems(vm, u);
    case OP_PERSID: return load_persid(vm, u);
    case OP_BINPERSID: return load_binpersid(vm, u);
    case OP_REDUCE: return load_reduce(vm, u);
    case OP_PROTO: return load_proto(vm, u);
    case OP_FRAME: return load_frame(vm, u);
    case OP_EXT1: return load_extension(vm, u, 1);
    case OP_EXT2: return load_extension(vm, u, 2);
    case OP_EXT4: return load_extension(vm, u, 4);
    case OP_NEWTRUE: return push(vm, u, KR_TRUE_V);
    case OP_NEWFALSE: return push(vm, u, KR_FALSE_V);
    default: return unknown(vm, op);
    }
}

Value kr__unpickle_load(kr_vm *vm, Value self) {
    KrUnpickler *u = kr__ptr(self);
    u->len = u->nmarks = u->fence = 0;
    u->proto = 0;
    if (!kr__enter(vm, " while unpickling an object")) return KR_FAILED;
    bool ok = true;
    for (uint32_t count = 1; ok; count++) {
        const char *p = kr__unpickle_read(vm, u, 1);
        if (!p) {
            Value error = kr__pickle_get(vm, S_UNPICKLING), pending = vm->thread->pending;
            if (kr__is_subtype(vm, kr__class_of(vm, pending), error)) {
                kr__clear_pending(vm);
                kr__raise(vm, KR_T_X_EOFERROR, "Ran out of input");
            }
            ok = false;
        } else if (*p == OP_STOP) {
            break;
        } else {
            ok = step(vm, u, (uint8_t)*p) && (count % 4096 || kr__poll(vm));
        }
    }
    ok = ok && kr__unpickle_done(vm, u);
    kr__leave(vm);
    return ok ? pop(vm, u) : KR_FAILED;
}
