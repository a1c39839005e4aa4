/* SPDX-License-Identifier: MIT
 * _pickle_reduce.c: how objects are pickled that are no containers of a built-in class: as a global name, or as what
 * reducer_override, the dispatch table or __reduce_ex__ say. */
#include <string.h>

#include "lib/_pickle.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/number.h"
#include "types/str.h"
#include "types/type.h"

static const char *cstr(Value s) { return kr__str_text(kr__ptr(s)); }

/* ---- names ---- */

int kr__pickle_attr(kr_vm *vm, Value v, const char *name, Value *out) {
    Value n = kr__intern(vm, name, strlen(name));
    return kr__failed(n) ? -1 : kr__getattr_opt(vm, v, n, out);
}
bool kr__pickle_hook(kr_vm *vm, Value self, const char *name, Value *out) {
    int r = kr__pickle_attr(vm, self, name, out);
    if (r <= 0) *out = KR_UNSET;
    return r >= 0;
}

int kr__pickle_deep(kr_vm *vm, Value of, Value from, Value dotted, Value *parent, Value *out) {
    size_t n = ((KrStr *)kr__ptr(dotted))->len;
    static const char locals[] = "<locals>";
    for (size_t i = 0, end; i <= n; i = end + 1) {
        const char *s = cstr(dotted), *dot = memchr(s + i, '.', n - i);
        end = dot ? (size_t)(dot - s) : n;
        if (end - i == sizeof locals - 1 && !memcmp(s + i, locals, end - i)) {
            if (kr__ok(of))
                kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "Can't pickle local attribute %R on %R",
                          dotted, of);
            else
                kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "Can't pickle local object %R", dotted);
            return -1;
        }
    }
    *out = from;
    for (size_t i = 0, end; i <= n; i = end + 1) {
        const char *s = cstr(dotted), *dot = memchr(s + i, '.', n - i);
        end = dot ? (size_t)(dot - s) : n;
        Value part = kr__str_part(vm, dotted, i, end - i);
        if (kr__ok(part)) part = kr__intern_str(vm, part);
        *parent = *out;
        int r = kr__failed(part) ? -1 : kr__getattr_opt(vm, *parent, part, out);
        if (r <= 0) return r;
    }
    return 1;
}

/* Is it what this module has under this name? Errors say no. */
static int module_has(kr_vm *vm, Value module, Value name, Value v) {
    Value parent, found;
    if (kr__is_none(module)) return 0;
    int r = kr__pickle_deep(vm, KR_UNSET, module, name, &parent, &found);
    if (r < 0) {
        if (!kr__pending_is(vm, KR_T_X_EXCEPTION)) return -1;
        kr__clear_pending(vm);
    }
    return r > 0 && kr__same(found, v);
}
static Value which_module(kr_vm *vm, Value v, Value name) {
    Value module, key, m;
    Value main = kr__intern(vm, "__main__", 8);
    int r = kr__getattr_opt(vm, v, kr__name(vm, KR_N___module__), &module);
    if (r < 0 || kr__failed(main)) return KR_FAILED;
    if (r && !kr__is_none(module)) return module;
    if (!kr__has_kind(vm, vm->modules, KR_K_DICT)) return main;
    Value all = kr__dict_copy(vm, kr__ptr(vm->modules)); /* a lookup may import */
    size_t pos = 0;
    if (kr__failed(all)) return all;
    while (kr__dict_next(vm, kr__ptr(all), &pos, &key, &m)) {
        if (kr__same(key, main)) continue;
        r = module_has(vm, m, name, v);
        if (r) return r > 0 ? key : KR_FAILED;
    }
    return main;
}

/* ---- globals ---- */

/* 1: what the dict has for the pair, or the one; 0; -1. */
static int mapped(kr_vm *vm, int which, Value a, Value b, Value *out) {
    Value d = kr__pickle_get(vm, which), pair[2] = {a, b};
    Value key = kr__ok(b) ? kr__tuple_new(vm, pair, 2) : a;
    if (kr__failed(d) || kr__failed(key)) return -1;
    return kr__dict_find(vm, kr__ptr(d), key, out);
}
static bool is_str_pair(kr_vm *vm, Value v) {
    return kr__has_kind(vm, v, KR_K_TUPLE) && ((KrTuple *)kr__ptr(v))->len == 2 &&
           kr__is_str(vm, kr__tuple_get(kr__ptr(v), 0)) &&
           kr__is_str(vm, kr__tuple_get(kr__ptr(v), 1));
}

/* The names that Python 2 has for it. */
static bool names_of_2(kr_vm *vm, Value *module, Value *name) {
    Value to;
    int r = mapped(vm, S_NAMES_TO_2, *module, *name, &to);
    if (r < 0) return false;
    if (r) {
        if (!is_str_pair(vm, to))
            return kr__raise_false(vm, KR_T_X_RUNTIMEERROR,
                                   "_compat_pickle.REVERSE_NAME_MAPPING values should be pairs of "
                                   "str, not %T",
                                   to);
        *module = kr__tuple_get(kr__ptr(to), 0);
        *name = kr__tuple_get(kr__ptr(to), 1);
        return true;
    }
    r = mapped(vm, S_MODULES_TO_2, *module, KR_UNSET, &to);
    if (r > 0 && !kr__is_str(vm, to))
        return kr__raise_false(
            vm, KR_T_X_RUNTIMEERROR,
            "_compat_pickle.REVERSE_IMPORT_MAPPING values should be strings, not %T", to);
    if (r > 0) *module = to;
    return r >= 0;
}

static bool put_name(kr_vm *vm, KrPickler *p, Value name, Value module, bool is_module) {
    Value bytes =
        kr__codec_encode(vm, p->proto >= 3 ? KR_CODEC_UTF8 : KR_CODEC_ASCII, name, KR_UNSET);
    if (kr__failed(bytes)) {
        if (!kr__pending_is(vm, KR_T_X_UNICODEERROR)) return false;
        kr__clear_pending(vm);
        if (is_module)
            return PICKLING_FALSE(
                vm, "can't pickle module identifier '%S' using pickle protocol %d", name, p->proto);
        return PICKLING_FALSE(vm, "can't pickle global identifier '%S.%S' using pickle protocol %d",
                              module, name, p->proto);
    }
    const KrBytes *b = kr__ptr(bytes);
    return kr__pickle_put(vm, p, b->data, b->len) && kr__pickle_op(vm, p, '\n');
}

/* 1: there is an extension code for the name, which is saved; 0; -1. */
static int save_extension(kr_vm *vm, KrPickler *p, Value v, Value module, Value name) {
    Value code;
    int64_t i;
    int r = mapped(vm, S_EXT_CODES, module, name, &code);
    if (r <= 0) return r;
    if (!kr__is_int_value(vm, code))
        return PICKLING_FALSE(vm, "Can't pickle %R: extension code %R isn't an integer", v, code)
                   ? 1
                   : -1;
    if (!kr__int_fits_i64(vm, code, &i) || i <= 0 || i > 0x7fffffff) {
        kr__raise(vm, KR_T_X_RUNTIMEERROR, "Can't pickle %R: extension code %S is out of range", v,
                  code);
        return -1;
    }
    char b[5] = {(char)(i <= 0xff     ? OP_EXT1
                        : i <= 0xffff ? OP_EXT2
                                      : OP_EXT4),
                 (char)i, (char)(i >> 8), (char)(i >> 16), (char)(i >> 24)};
    return kr__pickle_put(vm, p, b, i <= 0xff ? 2 : i <= 0xffff ? 3 : 5) ? 1 : -1;
}

/* getattr(parent, name) */
static bool save_attribute(kr_vm *vm, KrPickler *p, Value parent, Value name) {
    Value args[2] = {parent, name};
    Value pair[2] = {kr__import_attr(vm, "builtins", "getattr"), kr__tuple_new(vm, args, 2)};
    Value t = kr__ok(pair[0]) && kr__ok(pair[1]) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
    return kr__ok(t) && kr__pickle_save_reduce(vm, p, t, KR_UNSET);
}

static Value last_part(kr_vm *vm, Value dotted) {
    const KrStr *s = kr__ptr(dotted);
    const char *text = kr__str_text(s);
    size_t from = s->len;
    while (from && text[from - 1] != '.') from--;
    return kr__str_part(vm, dotted, from, s->len - from);
}

static bool save_names(kr_vm *vm, KrPickler *p, Value module, Value name) {
    if (p->proto >= 4)
        return kr__pickle_save(vm, p, module, false) && kr__pickle_save(vm, p, name, false) &&
               kr__pickle_op(vm, p, OP_STACK_GLOBAL);
    if (p->fix_imports && !names_of_2(vm, &module, &name)) return false;
    return kr__pickle_op(vm, p, OP_GLOBAL) && put_name(vm, p, module, module, true) &&
           put_name(vm, p, name, module, false);
}

/* The module, imported: it must have this very object under the name. */
static bool check_global(kr_vm *vm, Value v, Value module_name, Value name, Value *module,
                         Value *parent) {
    Value found;
    *module = kr__is_str(vm, module_name) ? kr__import(vm, module_name)
                                          : kr__raise_type(vm, "module name must be a str");
    if (kr__failed(*module)) {
        if (!kr__pending_is(vm, KR_T_X_EXCEPTION)) return false;
        kr__clear_pending(vm);
        return PICKLING_FALSE(vm, "Can't pickle %R: import of module %R failed", v, module_name);
    }
    int r = kr__pickle_deep(vm, KR_UNSET, *module, name, parent, &found);
    if (r < 0 && !kr__pending_is(vm, KR_T_X_ATTRIBUTEERROR)) return false;
    if (r < 0) kr__clear_pending(vm);
    if (r <= 0)
        return PICKLING_FALSE(vm, "Can't pickle %R: attribute lookup %S on %S failed", v, name,
                              module_name);
    return kr__same(found, v) ||
           PICKLING_FALSE(vm, "Can't pickle %R: it's not the same object as %S.%S", v, module_name,
                          name);
}

/* Raises for a name that goes through a function's locals. */
static bool no_locals(kr_vm *vm, Value name) {
    const KrStr *s = kr__ptr(name);
    if (kr__bytes_find(kr__str_text(s), s->len, "<locals>", 8) > s->len) return true;
    Value parent, found;
    return kr__pickle_deep(vm, KR_UNSET, KR_NONE_V, name, &parent, &found) >= 0;
}

bool kr__pickle_save_global(kr_vm *vm, KrPickler *p, Value v, Value name) {
    Value module, parent = KR_UNSET;
    if (kr__failed(name)) {
        int r = kr__getattr_opt(vm, v, kr__name(vm, KR_N___qualname__), &name);
        if (r < 0) return false;
        if (!r) name = kr__getattr(vm, v, kr__name(vm, KR_N___name__));
    }
    if (kr__failed(name)) return false;
    if (!kr__is_str(vm, name))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "global name must be a str, not %T", name);
    Value module_name = no_locals(vm, name) ? which_module(vm, v, name) : KR_FAILED;
    if (kr__failed(module_name) || !check_global(vm, v, module_name, name, &module, &parent))
        return false;
    if (p->proto >= 2) {
        int r = save_extension(vm, p, v, module_name, name);
        if (r) return r > 0;
    }
    bool direct = kr__same(parent, module);
    if (direct || p->proto < 4) name = last_part(vm, name);
    return kr__ok(name) &&
           (direct || p->proto >= 4 ? save_names(vm, p, module_name, name)
                                    : save_attribute(vm, p, parent, name)) &&
           kr__pickle_memo_put(vm, p, v);
}

/* ---- what __reduce__ gives ---- */

typedef struct Reduced {
    Value callable, args, state, list, dict, setter; /* unset: none */
} Reduced;

static bool optional_iterator(kr_vm *vm, Value *v, const char *which) {
    if (kr__failed(*v) || kr__is_none(*v)) return *v = KR_UNSET, true;
    return kr__ok(kr__special(vm, *v, KR_N___next__)) ||
           PICKLING_FALSE(
               vm, "%s element of the tuple returned by __reduce__ must be an iterator, not %T",
               which, *v);
}
static bool unpack(kr_vm *vm, Value t, Reduced *r) {
    const KrTuple *args = kr__ptr(t);
    Value item[6] = {{0}};
    if (args->len < 2 || args->len > 6)
        return PICKLING_FALSE(vm, "tuple returned by __reduce__ must contain 2 through 6 elements");
    for (size_t i = 0; i < args->len; i++) item[i] = kr__tuple_get(args, i);
    *r = (Reduced){item[0], item[1], item[2], item[3], item[4], item[5]};
    if (kr__failed(kr__special(vm, r->callable, KR_N___call__)))
        return PICKLING_FALSE(vm,
                              "first item of the tuple returned by __reduce__ must be callable");
    if (!kr__has_kind(vm, r->args, KR_K_TUPLE))
        return PICKLING_FALSE(vm,
                              "second item of the tuple returned by __reduce__ must be a tuple");
    if (kr__ok(r->state) && kr__is_none(r->state)) r->state = KR_UNSET;
    if (!optional_iterator(vm, &r->list, "fourth") || !optional_iterator(vm, &r->dict, "fifth"))
        return false;
    if (kr__ok(r->setter) && kr__is_none(r->setter)) r->setter = KR_UNSET;
    return kr__failed(r->setter) || kr__ok(kr__special(vm, r->setter, KR_N___call__)) ||
           PICKLING_FALSE(
               vm, "sixth element of the tuple returned by __reduce__ must be a function, not %T",
               r->setter);
}

/* partial(cls.__new__, cls, *args, **kwargs)() for old protocols */
static bool save_partial(kr_vm *vm, KrPickler *p, Value cls, Value args, Value kwargs) {
    Value first[2] = {kr__getattr(vm, cls, kr__name(vm, KR_N___new__)), cls};
    Value all = kr__ok(first[0]) ? kr__list_new(vm, first, 2) : KR_FAILED;
    if (kr__failed(all) || !kr__list_extend(vm, kr__ptr(all), args)) return false;
    Value t = kr__list_as_tuple(vm, kr__ptr(all));
    Value f = kr__ok(t) ? kr__call_ex(vm, kr__pickle_get(vm, S_PARTIAL), t, kwargs) : t;
    return kr__ok(f) && kr__pickle_save(vm, p, f, false) &&
           kr__pickle_save(vm, p, vm->empty_tuple, false) && kr__pickle_op(vm, p, OP_REDUCE);
}
static bool save_newobj_ex(kr_vm *vm, KrPickler *p, Value t) {
    const KrTuple *a = kr__ptr(t);
    if (a->len != 3)
        return PICKLING_FALSE(
            vm, "length of the NEWOBJ_EX argument tuple must be exactly 3, not %u", a->len);
    Value cls = kr__tuple_get(a, 0), args = kr__tuple_get(a, 1), kwargs = kr__tuple_get(a, 2);
    if (!kr__is_type(vm, cls))
        return PICKLING_FALSE(
            vm, "first item from NEWOBJ_EX argument tuple must be a class, not %T", cls);
    if (!kr__has_kind(vm, args, KR_K_TUPLE))
        return PICKLING_FALSE(
            vm, "second item from NEWOBJ_EX argument tuple must be a tuple, not %T", args);
    if (!kr__has_kind(vm, kwargs, KR_K_DICT))
        return PICKLING_FALSE(vm, "third item from NEWOBJ_EX argument tuple must be a dict, not %T",
                              kwargs);
    if (p->proto < 4) return save_partial(vm, p, cls, args, kwargs);
    return kr__pickle_save(vm, p, cls, false) && kr__pickle_save(vm, p, args, false) &&
           kr__pickle_save(vm, p, kwargs, false) && kr__pickle_op(vm, p, OP_NEWOBJ_EX);
}
static bool save_newobj(kr_vm *vm, KrPickler *p, Value t, Value v) {
    Value found, cls;
    size_t n = ((KrTuple *)kr__ptr(t))->len;
    if (!n) return PICKLING_FALSE(vm, "__newobj__ arglist is empty");
    cls = kr__tuple_get(kr__ptr(t), 0);
    int r = kr__getattr_opt(vm, cls, kr__name(vm, KR_N___new__), &found);
    if (r < 0) return false;
    if (!r) return PICKLING_FALSE(vm, "args[0] from __newobj__ args has no __new__");
    if (!kr__is_type(vm, cls))
        return PICKLING_FALSE(vm, "args[0] from __newobj__ args is not a type");
    if (kr__ok(v)) {
        Value of = kr__getattr(vm, v, kr__name(vm, KR_N___class__));
        if (kr__failed(of)) return false;
        if (!kr__same(of, cls))
            return PICKLING_FALSE(vm, "args[0] from __newobj__ args has the wrong class");
    }
    Value rest = kr__tuple_slice(vm, t, 1, n - 1);
    return kr__ok(rest) && kr__pickle_save(vm, p, cls, false) &&
           kr__pickle_save(vm, p, rest, false) && kr__pickle_op(vm, p, OP_NEWOBJ);
}

/* The object itself, still without state. */
static bool save_made(kr_vm *vm, KrPickler *p, const Reduced *r, Value v) {
    Value name = KR_UNSET;
    if (p->proto >= 2) {
        int has = kr__getattr_opt(vm, r->callable, kr__name(vm, KR_N___name__), &name);
        if (has < 0) return false;
        if (!has || !kr__is_str(vm, name)) name = KR_UNSET;
    }
    if (kr__ok(name) && kr__str_is(kr__ptr(name), "__newobj_ex__"))
        return save_newobj_ex(vm, p, r->args);
    if (kr__ok(name) && kr__str_is(kr__ptr(name), "__newobj__"))
        return save_newobj(vm, p, r->args, v);
    return kr__pickle_save(vm, p, r->callable, false) && kr__pickle_save(vm, p, r->args, false) &&
           kr__pickle_op(vm, p, OP_REDUCE);
}
static bool save_state(kr_vm *vm, KrPickler *p, const Reduced *r, Value v) {
    if (kr__failed(r->setter))
        return kr__pickle_save(vm, p, r->state, false) && kr__pickle_op(vm, p, OP_BUILD);
    char ops[3] = {(char)OP_TUPLE2, OP_REDUCE, OP_POP};
    return kr__pickle_save(vm, p, r->setter, false) && kr__pickle_save(vm, p, v, false) &&
           kr__pickle_save(vm, p, r->state, false) && kr__pickle_put(vm, p, ops, 3);
}

bool kr__pickle_save_reduce(kr_vm *vm, KrPickler *p, Value args, Value v) {
    Reduced r;
    if (!unpack(vm, args, &r) || !save_made(vm, p, &r, v)) return false;
    if (kr__ok(v)) {
        /* its arguments refer to it, and it was pickled with them */
        int64_t number = kr__pickle_memo_find(p, v);
        if (number >= 0) {
            if (!kr__pickle_op(vm, p, OP_POP) || !kr__pickle_memo_get(vm, p, number)) return false;
        } else if (!kr__pickle_memo_put(vm, p, v)) {
            return false;
        }
    }
    if (kr__ok(r.list) && !kr__pickle_batch_list(vm, p, r.list)) return false;
    if (kr__ok(r.dict) && !kr__pickle_batch_dict(vm, p, r.dict)) return false;
    return kr__failed(r.state) || save_state(vm, p, &r, v);
}

/* ---- who reduces ---- */

/* type(None) and its like have no name in a module. */
static int save_singleton_type(kr_vm *vm, KrPickler *p, Value v) {
    Value one = kr__same(v, kr__type(vm, KR_T_NONE))       ? KR_NONE_V
                : kr__same(v, kr__type(vm, KR_T_ELLIPSIS)) ? KR_ELLIPSIS_V
                : kr__same(v, kr__type(vm, KR_T_NOTIMPL))  ? KR_NOTIMPL_V
                                                           : KR_UNSET;
    if (kr__failed(one)) return 0;
    Value pair[2] = {kr__type(vm, KR_T_TYPE), kr__tuple_new(vm, &one, 1)};
    Value t = kr__ok(pair[1]) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
    return kr__ok(t) && kr__pickle_save_reduce(vm, p, t, v) ? 1 : -1;
}

/* The dispatch table's function for a class: 1, 0, -1. */
static int find_reducer(kr_vm *vm, KrPickler *p, Value cls, Value *out) {
    if (kr__failed(p->dispatch_table)) return mapped(vm, S_DISPATCH, cls, KR_UNSET, out);
    *out = kr__get_item(vm, p->dispatch_table, cls);
    if (kr__ok(*out)) return 1;
    if (!kr__pending_is(vm, KR_T_X_KEYERROR)) return -1;
    kr__clear_pending(vm);
    return 0;
}

/* v.__reduce_ex__(protocol), or v.__reduce__(). */
static Value ask_object(kr_vm *vm, KrPickler *p, Value v) {
    Value f;
    int r = kr__getattr_opt(vm, v, kr__name(vm, KR_N___reduce_ex__), &f);
    if (r > 0) return kr__call1(vm, f, kr__from_int48(p->proto));
    if (r == 0) r = kr__pickle_attr(vm, v, "__reduce__", &f);
    if (r > 0) return kr__call0(vm, f);
    return r < 0 ? KR_FAILED : PICKLING_ERROR(vm, "can't pickle '%T' object: %R", v, v);
}

bool kr__pickle_save_other(kr_vm *vm, KrPickler *p, Value v) {
    Value made = KR_NOTIMPL_V, f, cls = kr__class_of(vm, v);
    if (kr__ok(p->reducer_override)) {
        made = kr__call1(vm, p->reducer_override, v);
        if (kr__failed(made)) return false;
    }
    if (kr__same(made, KR_NOTIMPL_V)) {
        if (kr__same(cls, kr__type(vm, KR_T_TYPE))) {
            int r = save_singleton_type(vm, p, v);
            return r ? r > 0 : kr__pickle_save_global(vm, p, v, KR_UNSET);
        }
        if (kr__exact(v, KR_T_FUNCTION)) return kr__pickle_save_global(vm, p, v, KR_UNSET);
        int r = find_reducer(vm, p, cls, &f);
        if (r < 0) return false;
        if (!r && kr__is_subtype(vm, cls, kr__type(vm, KR_T_TYPE)))
            return kr__pickle_save_global(vm, p, v, KR_UNSET);
        made = r ? kr__call1(vm, f, v) : ask_object(vm, p, v);
        if (kr__failed(made)) return false;
    }
    if (kr__is_str(vm, made)) return kr__pickle_save_global(vm, p, v, made);
    if (kr__has_kind(vm, made, KR_K_TUPLE)) return kr__pickle_save_reduce(vm, p, made, v);
    return PICKLING_FALSE(vm, "__reduce__ must return a string or tuple");
}
