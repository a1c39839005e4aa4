/* SPDX-License-Identifier: MIT
 * support.c: the cold halves of instructions: names, unpacking, displays, functions, imports, with, raise, await. */
#include "run/support.h"
#include "run/cache.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/function.h"
#include "types/generator.h"
#include "types/list.h"
#include "types/number.h"
#include "types/set.h"
#include "types/str.h"
#include "types/type.h"

#include <string.h>

/* ---- names ---- */

/* ns[name] for any mapping: 1, 0 absent, -1 */
static int lookup_in(kr_vm *vm, Value d, Value name, Value *out) {
    if (kr__exact(d, KR_T_DICT)) {
        *out = kr__dict_get_name(vm, kr__ptr(d), name);
        return kr__ok(*out);
    }
    *out = kr__get_item(vm, d, name);
    if (kr__ok(*out)) return 1;
    if (!kr__pending_is(vm, KR_T_X_KEYERROR)) return -1;
    kr__clear_pending(vm);
    return 0;
}

static int lookup(kr_vm *vm, Slot ns, Value name, Value *out) {
    return lookup_in(vm, kr__slot_value(ns), name, out);
}

/* NameError.name, for the suggestion in its traceback. */
static void name_the_name(kr_vm *vm, Value name) {
    Value exc = vm->thread->pending;
    if (kr__pending_is(vm, KR_T_X_NAMEERROR)) (void)!kr__exception_set(vm, exc, KR_N_name, name);
}

static int lookup_builtin(kr_vm *vm, const KrFrame *f, Value name, Value *out) {
    Value b = kr__slot_value(f->builtins), shown;
    int found = lookup_in(vm, b, name, out);
    if (found || kr__same(shown = kr__builtins_shown(vm, b), b)) return found;
    return lookup_in(vm, shown, name, out);
}

Value kr__load_name_slow(kr_vm *vm, KrFrame *f, Slot name, bool locals) {
    Value key = kr__slot_value(name), v;
    int found = 0;
    if (locals && f->locals.bits && f->locals.bits != f->globals.bits)
        found = lookup(vm, f->locals, key, &v);
    if (!found) found = lookup(vm, f->globals, key, &v);
    if (!found) found = lookup_builtin(vm, f, key, &v);
    if (found > 0) return v;
    if (!found) {
        kr__raise(vm, KR_T_X_NAMEERROR, "name '%S' is not defined", key);
        name_the_name(vm, key);
    }
    return KR_FAILED;
}

Value kr__builtin_of(kr_vm *vm, KrFrame *f, KrName name, KrTypeNo error) {
    Value v = KR_UNSET;
    int found = lookup_builtin(vm, f, kr__name(vm, name), &v);
    if (found > 0) return v;
    return found < 0 ? KR_FAILED : kr__raise(vm, error, "%S not found", kr__name(vm, name));
}

static Slot namespace(const KrFrame *f) { return f->locals.bits ? f->locals : f->globals; }

bool kr__store_name(kr_vm *vm, KrFrame *f, Slot name, Value v) {
    Value ns = kr__slot_value(namespace(f)), key = kr__slot_value(name);
    if (kr__exact(ns, KR_T_DICT)) return kr__dict_set_name(vm, kr__ptr(ns), key, v);
    return kr__set_item(vm, ns, key, v);
}

bool kr__delete_name(kr_vm *vm, KrFrame *f, Slot name) {
    Value ns = kr__slot_value(namespace(f)), key = kr__slot_value(name), old = KR_UNSET;
    int found;
    if (kr__exact(ns, KR_T_DICT)) {
        found = kr__dict_delete(vm, kr__ptr(ns), key, &old);
    } else {
        found = kr__set_item(vm, ns, key, KR_UNSET);
        if (!found && !kr__pending_is(vm, KR_T_X_KEYERROR)) return false;
        if (!found) kr__clear_pending(vm);
    }
    if (found < 0) return false;
    if (!found) {
        kr__raise(vm, KR_T_X_NAMEERROR, "name '%S' is not defined", key);
        name_the_name(vm, key);
        return false;
    }
    if (kr__is_ref(old) && kr__ok(old) && (kr__flags(kr__ptr(old)) & (KR_F_FINAL | KR_F_SIDE)))
        kr__gc_request_death(vm, old);
    return true;
}

Value kr__raise_unbound_local(kr_vm *vm, KrCode *code, unsigned i) {
    return kr__raise(vm, KR_T_X_UNBOUNDLOCALERROR,
                     "cannot access local variable '%S' where it is not associated with a value",
                     kr__tuple_get(kr__slot_ptr(code->varnames), i));
}

Value kr__raise_unbound_cell(kr_vm *vm, KrCode *code, const Value *regs, unsigned reg) {
    const KrBytes *where = kr__slot_ptr(code->cellregs);
    for (unsigned i = 0; i < code->ncells; i++) {
        uint16_t r;
        memcpy(&r, where->data + 2 * i, 2);
        if (regs[r].bits == regs[reg].bits)
            return kr__raise(
                vm, KR_T_X_UNBOUNDLOCALERROR,
                "cannot access local variable '%S' where it is not associated with a value",
                kr__tuple_get(kr__slot_ptr(code->cellvars), i));
    }
    return kr__raise(vm, KR_T_X_SYSTEMERROR, "no such cell");
}

Value kr__raise_unbound_free(kr_vm *vm, KrCode *code, unsigned i) {
    Value name = kr__tuple_get(kr__slot_ptr(code->freevars), i);
    kr__raise(vm, KR_T_X_NAMEERROR,
              "cannot access free variable '%S' where it is not associated with a value in "
              "enclosing scope",
              name);
    name_the_name(vm, name);
    return KR_FAILED;
}

bool kr__setup_annotations(kr_vm *vm, KrFrame *f) {
    Value name = kr__name(vm, KR_N___annotations__), v;
    int found = lookup(vm, namespace(f), name, &v);
    if (found) return found > 0;
    Value d = kr__dict_new(vm);
    return kr__ok(d) && kr__store_name(vm, f, kr__ref_slot(name), d);
}

/* ---- unpacking and displays ---- */

static bool wrong_count(kr_vm *vm, unsigned n, size_t have) {
    if (have < n)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "not enough values to unpack (expected %u, got %zu)", n, have);
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "too many values to unpack (expected %u)", n);
}

/* Up to n + 1 items of an iterator, kept alive by a list. */
static bool unpack_iterator(kr_vm *vm, Value it, Value *dst, unsigned n) {
    Value all = kr__list_new(vm, NULL, n);
    if (!kr__ok(all)) return false;
    while (((KrList *)kr__ptr(all))->len <= n) {
        Value x = kr__next(vm, it);
        if (!kr__ok(x)) return false;
        if (x.bits == KR_END.bits) break;
        if (!kr__list_append(vm, kr__ptr(all), x)) return false;
    }
    const KrList *l = kr__ptr(all);
    if (l->len != n) return wrong_count(vm, n, l->len);
    for (unsigned i = 0; i < n; i++) dst[i] = kr__list_get(l, i);
    return true;
}

/* Writes to dst only when all n items are there: dst may be bound locals. */
bool kr__unpack(kr_vm *vm, Value v, Value *dst, unsigned n) {
    bool list = kr__exact(v, KR_T_LIST);
    if (!list && !kr__exact(v, KR_T_TUPLE)) {
        if (!kr__ok(kr__special(vm, v, KR_N___iter__)) &&
            !kr__ok(kr__special(vm, v, KR_N___getitem__)))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "cannot unpack non-iterable %T object", v);
        Value it = kr__iter(vm, v);
        return kr__ok(it) && unpack_iterator(vm, it, dst, n);
    }
    size_t have = list ? ((KrList *)kr__ptr(v))->len : ((KrTuple *)kr__ptr(v))->len;
    if (have != n) return wrong_count(vm, n, have);
    for (unsigned i = 0; i < n; i++)
        dst[i] = list ? kr__list_get(kr__ptr(v), i) : kr__tuple_get(kr__ptr(v), i);
    return true;
}

bool kr__unpack_ex(kr_vm *vm, Value v, Value *dst, unsigned before, unsigned after) {
    if (!kr__ok(kr__special(vm, v, KR_N___iter__)) && !kr__ok(kr__special(vm, v, KR_N___getitem__)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "cannot unpack non-iterable %T object", v);
    Value all = kr__list_from(vm, v);
    if (!kr__ok(all)) return false;
    KrList *l = kr__ptr(all);
    size_t n = l->len;
    if (n < before + after)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "not enough values to unpack (expected at least %u, got %zu)",
                               before + after, n);
    Value middle = kr__list_new(vm, NULL, n - before - after);
    if (!kr__ok(middle)) return false;
    for (size_t i = before; i < n - after; i++)
        if (!kr__list_append(vm, kr__ptr(middle), kr__list_get(l, i))) return false;
    for (unsigned i = 0; i < before; i++) dst[i] = kr__list_get(l, i);
    dst[before] = middle;
    for (unsigned i = 0; i < after; i++) dst[before + 1 + i] = kr__list_get(l, n - after + i);
    return true;
}

Value kr__build_map(kr_vm *vm, const Value *pairs, unsigned n) {
    Value d = kr__dict_new_sized(vm, n);
    for (unsigned i = 0; kr__ok(d) && i < n; i++)
        if (!kr__dict_set(vm, kr__ptr(d), pairs[2 * i], pairs[2 * i + 1])) return KR_FAILED;
    return d;
}

Value kr__build_set(kr_vm *vm, const Value *items, unsigned n) {
    Value s = kr__set_new(vm, KR_T_SET);
    for (unsigned i = 0; kr__ok(s) && i < n; i++)
        if (!kr__set_add(vm, kr__ptr(s), items[i])) return KR_FAILED;
    return s;
}

Value kr__build_string(kr_vm *vm, const Value *parts, unsigned n) {
    char numbers[512], *end = numbers; /* texts of numbers, one behind the other */
    uint8_t lens[sizeof numbers / 32];
    unsigned k = 0;
    size_t len = 0, count = 0;
    Value held[256]; /* the parts as they are put together */
    for (unsigned i = 0; i < n; i++) {
        held[i] = parts[i];
        if (!kr__is_ref(held[i])) {
            if (k < sizeof lens) {
                lens[k] = (uint8_t)kr__number_text_of(held[i], end);
                len += lens[k];
                count += lens[k];
                end += lens[k++];
                continue;
            }
            if (kr__failed(held[i] = kr__str(vm, held[i]))) return KR_FAILED;
        }
        KrStr *s = kr__ptr(held[i]);
        len += s->len;
        count += kr__str_count(s);
    }
    if (!len) return kr__name(vm, KR_N_empty);
    char *text;
    Value v =
        len == count ? kr__str_ascii_new(vm, len, &text) : kr__str_wide_new(vm, len, count, &text);
    if (kr__failed(v)) return v;
    end = numbers;
    k = 0;
    for (unsigned i = 0; i < n; i++) {
        const char *from = end;
        size_t size;
        if (kr__is_ref(held[i])) {
            from = kr__str_text(kr__ptr(held[i]));
            size = ((KrStr *)kr__ptr(held[i]))->len;
        } else {
            end += size = lens[k++];
        }
        memcpy(text, from, size);
        text += size;
    }
    return v;
}

Value kr__format_value(kr_vm *vm, Value v, unsigned how, Value spec) {
    unsigned conversion = how & 3;
    if (!kr__is_ref(v) && how & 8) return v;
    if (conversion == 1)
        v = kr__str(vm, v);
    else if (conversion == 2)
        v = kr__repr(vm, v);
    else if (conversion == 3)
        v = kr__ascii(vm, v);
    if (!kr__ok(v)) return v;
    if (!kr__ok(spec)) {
        if (kr__exact(v, KR_T_STR)) return v;
        spec = kr__name(vm, KR_N_empty);
    }
    return kr__format(vm, v, spec);
}

static bool is_iterable(kr_vm *vm, Value v) {
    return kr__ok(kr__special(vm, v, KR_N___iter__)) ||
           kr__ok(kr__special(vm, v, KR_N___getitem__));
}

bool kr__star_extend(kr_vm *vm, Value list, Value iterable) {
    if (!is_iterable(vm, iterable))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "Value after * must be an iterable, not %T",
                               iterable);
    return kr__list_extend(vm, kr__ptr(list), iterable);
}

/* "f()" or "mod.f()" as messages about a call name it. */
static Value call_name(kr_vm *vm, Value function) {
    Value qualname, module;
    if (kr__getattr_opt(vm, function, kr__name(vm, KR_N___qualname__), &qualname) <= 0 ||
        !kr__is_str(vm, qualname)) {
        if (kr__pending(vm)) return KR_FAILED;
        return kr__str(vm, function);
    }
    if (kr__getattr_opt(vm, function, kr__name(vm, KR_N___module__), &module) < 0) return KR_FAILED;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (kr__is_str(vm, module) && !kr__same(module, kr__name(vm, KR_N_builtins))) {
        if (!kr__str_builder_str(&b, module) || !kr__str_builder_text(&b, ".", 1)) return KR_FAILED;
    }
    if (!kr__str_builder_str(&b, qualname) || !kr__str_builder_text(&b, "()", 2)) return KR_FAILED;
    return kr__str_builder_finish(&b);
}

Value kr__star_args(kr_vm *vm, Value function, Value args) {
    if (!is_iterable(vm, args)) {
        Value name = call_name(vm, function);
        if (kr__ok(name))
            kr__raise_type(vm, "%S argument after * must be an iterable, not %T", name, args);
        return KR_FAILED;
    }
    return kr__tuple_from(vm, args);
}

static bool is_mapping(kr_vm *vm, Value v) {
    if (kr__has_kind(vm, v, KR_K_DICT)) return true;
    Value keys;
    int found = kr__getattr_opt(vm, v, kr__name(vm, KR_N_keys), &keys);
    if (found < 0) kr__clear_pending(vm);
    return found > 0;
}

bool kr__dict_update_display(kr_vm *vm, Value dict, Value mapping) {
    if (!is_mapping(vm, mapping))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "'%T' object is not a mapping", mapping);
    return kr__dict_merge(vm, kr__ptr(dict), mapping, true);
}

bool kr__dict_merge_call(kr_vm *vm, Value dict, Value mapping, Value function) {
    if (!is_mapping(vm, mapping)) {
        Value name = call_name(vm, function);
        if (kr__ok(name))
            kr__raise_type(vm, "%S argument after ** must be a mapping, not %T", name, mapping);
        return false;
    }
    bool plain = kr__dict_is_plain(vm, mapping);
    Value keys = plain ? mapping : kr__call_method(vm, mapping, kr__name(vm, KR_N_keys), NULL, 0);
    if (!kr__ok(keys) || !kr__ok(keys = kr__list_from(vm, keys))) return false;
    for (uint32_t i = 0; i < ((KrList *)kr__ptr(keys))->len; i++) {
        Value k = kr__list_get(kr__ptr(keys), i), v;
        int found = kr__dict_find(vm, kr__ptr(dict), k, &v);
        if (found < 0) return false;
        if (found) { /* a key that is no str is an error at the call only */
            Value name = call_name(vm, function), text = kr__str(vm, k);
            if (kr__ok(name) && kr__ok(text))
                kr__raise_type(vm, "%S got multiple values for keyword argument '%S'", name, text);
            return false;
        }
        if (!plain) {
            v = kr__get_item(vm, mapping, k);
        } else {
            found = kr__dict_find(vm, kr__ptr(mapping), k, &v);
            if (found < 0) return false;
            if (!found) continue;
        }
        if (!kr__ok(v) || !kr__dict_set(vm, kr__ptr(dict), k, v)) return false;
    }
    return true;
}

/* ---- functions ---- */

Value kr__make_function(kr_vm *vm, KrFrame *f, Value code, const Value *parts, unsigned bits) {
    Value v = kr__function_new(vm, code, kr__slot_value(f->globals));
    if (!kr__ok(v)) return v;
    KrFunction *fn = kr__ptr(v);
    fn->builtins = f->builtins;
    if (bits & 1) fn->defaults = kr__ref_slot(parts[0]);
    if (bits & 2) fn->kwdefaults = kr__ref_slot(parts[1]);
    if (bits & 8) fn->closure = kr__ref_slot(parts[3]);
    kr__barrier(vm, fn);
    if ((bits & 4) && !kr__function_set_annotations(vm, v, parts[2])) return KR_FAILED;
    return v;
}

bool kr__load_method_slow(kr_vm *vm, Value obj, Slot name, Value *w) {
    KrAttrSite s;
    s.kind = KR_SITE_NONE;
    if (kr__is_ref(obj)) kr__attr_site_load(vm, obj, name, true, &s);
    if (s.kind == KR_SITE_METHOD) {
        w[0] = kr__slot_value(s.value);
        w[1] = obj;
        return true;
    }
    Value v = kr__getattr(vm, obj, kr__slot_value(name));
    if (!kr__ok(v)) return false;
    w[0] = v;
    w[1] = KR_UNSET;
    return true;
}

/* ---- imports ---- */

static Value module_name(kr_vm *vm, Value module) {
    Value name;
    int found = kr__getattr_opt(vm, module, kr__name(vm, KR_N___name__), &name);
    if (found < 0) return KR_FAILED;
    return found && kr__is_str(vm, name) ? name : KR_NONE_V;
}

static void import_from_error(kr_vm *vm, Value module, Value name, Value pkg) {
    Value file = KR_UNSET;
    if (kr__getattr_opt(vm, module, kr__name(vm, KR_N___file__), &file) < 0) return;
    bool known = kr__ok(file) && kr__is_str(vm, file);
    Value shown = pkg;
    if (!kr__is_str(vm, pkg)) {
        shown = kr__str_new(vm, "<unknown module name>", 21);
        if (!kr__ok(shown)) return;
    }
    Value spec = KR_UNSET, starting = KR_UNSET;
    if (kr__getattr_opt(vm, module, kr__name(vm, KR_N___spec__), &spec) < 0) return;
    if (kr__ok(spec) && kr__getattr_opt(vm, spec, kr__name(vm, KR_N__initializing), &starting) < 0)
        return;
    if (kr__ok(starting) && kr__is_true(starting))
        kr__raise(vm, KR_T_X_IMPORTERROR,
                  known ? "cannot import name %R from partially initialized module %R (most likely "
                          "due to a circular import) (%S)"
                        : "cannot import name %R from partially initialized module %R (most likely "
                          "due to a circular import)",
                  name, shown, file);
    else
        kr__raise(vm, KR_T_X_IMPORTERROR,
                  known ? "cannot import name %R from %R (%S)"
                        : "cannot import name %R from %R (unknown location)",
                  name, shown, file);
    Value exc = vm->thread->pending;
    if (!kr__exact(exc, KR_T_X_IMPORTERROR)) return;
    if (kr__exception_set(vm, exc, KR_N_name, pkg) && known)
        (void)!kr__exception_set(vm, exc, KR_N_path, file);
}

Value kr__import_from(kr_vm *vm, Value module, Value name) {
    Value v;
    int found = kr__getattr_opt(vm, module, name, &v);
    if (found) return found > 0 ? v : KR_FAILED;
    Value pkg = module_name(vm, module);
    if (!kr__ok(pkg)) return pkg;
    if (kr__is_str(vm, pkg)) { /* a submodule that is still being imported */
        Value parts[3] = {pkg, kr__char(vm, '.'), name};
        if (!kr__ok(parts[1])) return KR_FAILED;
        Value full = kr__build_string(vm, parts, 3);
        if (!kr__ok(full)) return full;
        found = kr__dict_find(vm, kr__ptr(vm->modules), full, &v);
        if (found) return found > 0 ? v : KR_FAILED;
    }
    import_from_error(vm, module, name, pkg);
    return KR_FAILED;
}

bool kr__import_star(kr_vm *vm, KrFrame *f, Value module) {
    Value all, dict = KR_UNSET;
    int found = kr__getattr_opt(vm, module, kr__name(vm, KR_N___all__), &all);
    if (found < 0) return false;
    if (!found) {
        dict = kr__getattr(vm, module, kr__name(vm, KR_N___dict__));
        if (!kr__ok(dict)) {
            if (!kr__pending_is(vm, KR_T_X_ATTRIBUTEERROR)) return false;
            kr__clear_pending(vm);
            return kr__raise_false(vm, KR_T_X_IMPORTERROR,
                                   "from-import-* object has no __dict__ and no __all__");
        }
        all = dict;
    }
    Value names = kr__list_from(vm, all);
    if (!kr__ok(names)) return false;
    for (uint32_t i = 0; i < ((KrList *)kr__ptr(names))->len; i++) {
        Value name = kr__list_get(kr__ptr(names), i);
        if (!kr__is_str(vm, name)) {
            Value of = module_name(vm, module);
            if (!kr__ok(of)) return false;
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   found ? "Item in %S.__all__ must be str, not %T"
                                         : "Key in %S.__dict__ must be str, not %T",
                                   of, name);
        }
        if (!found && kr__str_text(kr__ptr(name))[0] == '_') continue;
        Value key = kr__exact(name, KR_T_STR) ? kr__intern_str(vm, name) : name;
        Value v = kr__ok(key) ? kr__getattr(vm, module, key) : KR_FAILED;
        if (!kr__ok(v) || !kr__store_name(vm, f, kr__ref_slot(key), v)) return false;
    }
    return true;
}

/* ---- with ---- */

bool kr__with_enter(kr_vm *vm, Value manager, bool async, Value *exit, Value *enter) {
    Value type = kr__class_of(vm, manager);
    Value in = kr__special(vm, manager, async ? KR_N___aenter__ : KR_N___enter__);
    if (!kr__ok(in))
        return kr__raise_false(
            vm, KR_T_X_TYPEERROR,
            async ? "'%T' object does not support the asynchronous context manager protocol"
                  : "'%T' object does not support the context manager protocol",
            manager);
    Value out = kr__special(vm, manager, async ? KR_N___aexit__ : KR_N___exit__);
    if (!kr__ok(out))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               async ? "'%T' object does not support the asynchronous context "
                                       "manager protocol (missed __aexit__ method)"
                                     : "'%T' object does not support the context manager protocol "
                                       "(missed __exit__ method)",
                               manager);
    in = kr__bind(vm, in, manager, type);
    if (!kr__ok(in)) return false;
    out = kr__bind(vm, out, manager, type);
    if (!kr__ok(out)) return false;
    Value v = kr__call0(vm, in);
    if (!kr__ok(v)) return false;
    *exit = out;
    *enter = v;
    return true;
}

/* ---- raise ---- */

static Value instance_of(kr_vm *vm, Value exc, const char *bad) {
    if (kr__is_a(vm, exc, KR_T_X_BASEEXCEPTION)) return exc;
    if (!kr__is_type(vm, exc) || !kr__is_subtype(vm, exc, kr__type(vm, KR_T_X_BASEEXCEPTION)))
        return kr__raise_type(vm, "%s", bad);
    Value v = kr__call0(vm, exc);
    if (kr__ok(v) && !kr__is_a(vm, v, KR_T_X_BASEEXCEPTION))
        return kr__raise_type(
            vm, "calling %R should have returned an instance of BaseException, not %R", exc,
            kr__class_of(vm, v));
    return v;
}

bool kr__raise_op(kr_vm *vm, Value exc, Value cause) {
    exc = instance_of(vm, exc, "exceptions must derive from BaseException");
    if (!kr__ok(exc)) return false;
    if (kr__ok(cause)) {
        if (!kr__is_none(cause)) {
            cause = instance_of(vm, cause, "exception causes must derive from BaseException");
            if (!kr__ok(cause)) return false;
        }
        KrException *e = kr__ptr(exc);
        e->cause = kr__is_none(cause) ? KR_NO_SLOT : kr__ref_slot(cause);
        e->suppress = 1;
        kr__barrier(vm, e);
    }
    kr__raise_object(vm, exc);
    return false;
}

/* True: the handled exception is pending again, with the traceback it has. */
bool kr__raise_again(kr_vm *vm) {
    KrThread *t = vm->thread;
    if (kr__is_none(t->handled) || !kr__ok(t->handled))
        return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "No active exception to reraise");
    t->pending = t->handled;
    return true;
}

bool kr__group_match(kr_vm *vm, Value exc, Value cls, Value *match, Value *rest) {
    *match = KR_NONE_V;
    *rest = exc;
    if (kr__is_none(exc)) return true;
    Value group = kr__type(vm, KR_T_X_BASEEXCEPTIONGROUP);
    bool tuple = kr__exact(cls, KR_T_TUPLE);
    size_t n = tuple ? ((KrTuple *)kr__ptr(cls))->len : 1;
    for (size_t i = 0; i < n; i++) {
        Value c = tuple ? kr__tuple_get(kr__ptr(cls), i) : cls;
        if (!kr__is_type(vm, c) || !kr__is_subtype(vm, c, kr__type(vm, KR_T_X_BASEEXCEPTION)))
            return kr__raise_false(
                vm, KR_T_X_TYPEERROR,
                "catching classes that do not inherit from BaseException is not allowed");
        if (kr__is_subtype(vm, c, group))
            return kr__raise_false(
                vm, KR_T_X_TYPEERROR,
                "catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
    int is = kr__exception_matches(vm, exc, cls);
    if (is < 0) return false;
    bool is_group = kr__is_subtype(vm, kr__class_of(vm, exc), group);
    if (is) {
        *rest = KR_NONE_V;
        *match = is_group ? exc : kr__exception_group_of(vm, exc);
        return kr__ok(*match);
    }
    if (!is_group) return true;
    Value name = kr__intern(vm, "split", 5);
    Value pair = kr__ok(name) ? kr__call_method(vm, exc, name, &cls, 1) : KR_FAILED;
    if (!kr__ok(pair)) return false;
    if (!kr__exact(pair, KR_T_TUPLE) || ((KrTuple *)kr__ptr(pair))->len < 2)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%T.split must return a 2-tuple", exc);
    *match = kr__tuple_get(kr__ptr(pair), 0);
    *rest = kr__tuple_get(kr__ptr(pair), 1);
    return true;
}

bool kr__print_expr(kr_vm *vm, Value v) {
    Value hook = kr__getattr(vm, vm->sys, kr__name(vm, KR_N_displayhook));
    if (!kr__ok(hook)) {
        if (!kr__pending_is(vm, KR_T_X_ATTRIBUTEERROR)) return false;
        kr__clear_pending(vm);
        return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "lost sys.displayhook");
    }
    return kr__ok(kr__call1(vm, hook, v));
}

/* ---- delegation and await ---- */

Value kr__yield_from_iter(kr_vm *vm, KrFrame *f, Value v) {
    if (kr__exact(v, KR_T_GENERATOR)) return v;
    if (kr__exact(v, KR_T_COROUTINE)) {
        if (f->code->flags & (KR_CO_COROUTINE | KR_CO_ITERABLE_COROUTINE)) return v;
        return kr__raise_type(
            vm, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return kr__iter(vm, v);
}

Value kr__send_slow(kr_vm *vm, Value it, Value v, Value *result) {
    Value r;
    if (kr__exact(it, KR_T_GENERATOR) || kr__exact(it, KR_T_COROUTINE)) {
        Value name = kr__name(vm, KR_N_send);
        r = kr__call_method(vm, it, name, &v, 1);
    } else if (kr__is_none(v)) {
        r = kr__call_special(vm, it, KR_N___next__, NULL, 0);
        if (!kr__ok(r) && !kr__pending(vm))
            return kr__raise_type(vm, "'%T' object is not an iterator", it);
    } else {
        r = kr__call_method(vm, it, kr__name(vm, KR_N_send), &v, 1);
    }
    if (kr__ok(r) || !kr__pending_is(vm, KR_T_X_STOPITERATION)) return r;
    *result = kr__exception_get(vm, kr__take_pending(vm), KR_N_value);
    if (!kr__ok(*result)) *result = KR_NONE_V;
    return KR_END;
}

static bool is_iterable_coroutine(Value v) {
    if (!kr__exact(v, KR_T_GENERATOR)) return false;
    KrFunction *fn = kr__slot_ptr(((KrGenerator *)kr__ptr(v))->function);
    return ((KrCode *)kr__slot_ptr(fn->code))->flags & KR_CO_ITERABLE_COROUTINE;
}

Value kr__get_awaitable(kr_vm *vm, Value v, unsigned after) {
    if (kr__exact(v, KR_T_COROUTINE)) {
        if (((KrGenerator *)kr__ptr(v))->yield_from.bits &&
            ((KrGenerator *)kr__ptr(v))->state != KR_GEN_CLOSED)
            return kr__raise(vm, KR_T_X_RUNTIMEERROR, "coroutine is being awaited already");
        return v;
    }
    if (is_iterable_coroutine(v)) return v;
    Value it = kr__call_special(vm, v, KR_N___await__, NULL, 0);
    if (!kr__ok(it)) {
        if (kr__pending(vm)) return it;
        if (after)
            return kr__raise_type(
                vm, "'async with' received an object from %s that does not implement __await__: %T",
                after == 1 ? "__aenter__" : "__aexit__", v);
        return kr__raise_type(vm, "object %T can't be used in 'await' expression", v);
    }
    if (kr__exact(it, KR_T_COROUTINE) || is_iterable_coroutine(it))
        return kr__raise_type(vm, "__await__() returned a coroutine");
    if (!kr__ok(kr__special(vm, it, KR_N___next__)))
        return kr__raise_type(vm, "__await__() returned non-iterator of type '%T'", it);
    return it;
}

Value kr__get_aiter(kr_vm *vm, Value v) {
    Value it = kr__call_special(vm, v, KR_N___aiter__, NULL, 0);
    if (!kr__ok(it)) {
        if (kr__pending(vm)) return it;
        return kr__raise_type(vm, "'async for' requires an object with __aiter__ method, got %T",
                              v);
    }
    if (!kr__ok(kr__special(vm, it, KR_N___anext__)))
        return kr__raise_type(
            vm,
            "'async for' received an object from __aiter__ that does not implement __anext__: %T",
            it);
    return it;
}

Value kr__get_anext(kr_vm *vm, Value v) {
    Value next = kr__call_special(vm, v, KR_N___anext__, NULL, 0);
    if (!kr__ok(next)) {
        if (kr__pending(vm)) return next;
        return kr__raise_type(vm, "'async for' requires an iterator with __anext__ method, got %T",
                              v);
    }
    if (kr__exact(v, KR_T_ASYNC_GENERATOR)) return next;
    Value it = kr__get_awaitable(vm, next, 0);
    if (kr__ok(it) || vm->thread->stopping) return it;
    Value cause = kr__take_pending(vm);
    kr__raise_type(vm, "'async for' received an invalid object from __anext__: %T", next);
    if (kr__exact(vm->thread->pending, KR_T_X_TYPEERROR)) {
        KrException *e = kr__ptr(vm->thread->pending);
        e->cause = e->context = kr__ref_slot(cause);
        e->suppress = 1;
    }
    return KR_FAILED;
}
