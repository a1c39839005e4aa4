/* SPDX-License-Identifier: MIT
 * exception_data.c: exception classes with attributes of their own: StopIteration, SystemExit,
 * ImportError, NameError, AttributeError, OSError, SyntaxError, the Unicode errors; KeyError's text. */
#include "types/exception_data.h"

#include <stdio.h>

#include "base/utf8.h"
#include "types/dict.h"

static Value extra_or_none(kr_vm *vm, Value self, unsigned i) {
    Value v = kr__exception_extra(vm, self, i);
    return kr__ok(v) ? v : KR_NONE_V;
}

/* Attribute `attr` of group `g` = item i of extra: reads None when unset, may be deleted. */
#define ATTR(g, attr, i)                                                                      \
    static Value g##_get_##attr(kr_vm *vm, Value self) { return extra_or_none(vm, self, i); } \
    static bool g##_set_##attr(kr_vm *vm, Value self, Value v) {                              \
        return kr__exception_set_extra(vm, self, i, v);                                       \
    }
#define ROW(g, attr, doc) \
    { #attr, g##_get_##attr, g##_set_##attr, doc }
#define LAST \
    { NULL, NULL, NULL, NULL }
#define INIT_DOC "Initialize self.  See help(type(self)) for accurate signature."
#define INIT(fn) \
    { "__init__(self, /, *args, **kwargs)", fn, INIT_DOC, KR_DEF_SPECIAL }
#define STR(fn) \
    { "__str__(self, /)", fn, "Return str(self).", KR_DEF_SPECIAL }
#define END \
    { NULL, NULL, NULL, 0 }

/* Sets args from a *args, **kwargs native's a[]; *items gets them. */
static bool init_args(kr_vm *vm, Value *a, int n) {
    return kr__exception_set_args(vm, a[0], a + 2, (unsigned)(n - 2));
}

/* Takes keyword `name` out of kwargs into *out (unset: not given). */
static void take_keyword(kr_vm *vm, Value kwargs, KrName name, Value *out, size_t *taken) {
    *out = kr__ok(kwargs) ? kr__dict_get_name(vm, kr__ptr(kwargs), kr__name(vm, name)) : KR_UNSET;
    if (kr__ok(*out)) ++*taken;
}

/* TypeError naming the first keyword that is none of the n known ones. */
static bool check_keywords(kr_vm *vm, Value kwargs, const KrName *known, unsigned n, size_t taken,
                           const char *what) {
    if (!kr__ok(kwargs) || kr__dict_len(vm, kr__ptr(kwargs)) == taken) return true;
    size_t pos = 0;
    Value key, value;
    while (kr__dict_next(vm, kr__ptr(kwargs), &pos, &key, &value)) {
        bool ok = false;
        for (unsigned i = 0; i < n; i++) ok |= kr__same(key, kr__name(vm, known[i]));
        if (!ok)
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "'%S' is an invalid keyword argument for %s()", key, what);
    }
    return true;
}

/* ---- StopIteration, SystemExit ---------------------------------------------------------------- */

ATTR(stop, value, 0)
static Value stop_init(kr_vm *vm, Value *a, int n) {
    if (!kr__exception_no_keywords(vm, a[0], a[1]) || !init_args(vm, a, n)) return KR_FAILED;
    if (!kr__exception_set_extra(vm, a[0], 0, n > 2 ? a[2] : KR_NONE_V)) return KR_FAILED;
    return KR_NONE_V;
}
const KrFnDef kr__x_stop_methods[] = {INIT(stop_init), END};
const KrGetSet kr__x_stop_getset[] = {ROW(stop, value, "generator return value"), LAST};

ATTR(exit, code, 0)
static Value exit_init(kr_vm *vm, Value *a, int n) {
    if (!kr__exception_no_keywords(vm, a[0], a[1]) || !init_args(vm, a, n)) return KR_FAILED;
    Value code = n == 2 ? KR_NONE_V : n == 3 ? a[2] : kr__exception_args(vm, a[0]);
    if (!kr__exception_set_extra(vm, a[0], 0, code)) return KR_FAILED;
    return KR_NONE_V;
}
const KrFnDef kr__x_exit_methods[] = {INIT(exit_init), END};
const KrGetSet kr__x_exit_getset[] = {ROW(exit, code, "exception code"), LAST};

/* ---- ImportError ------------------------------------------------------------------------------ */

ATTR(import, msg, 0)
ATTR(import, name, 1)
ATTR(import, path, 2)
static Value import_init(kr_vm *vm, Value *a, int n) {
    static const KrName known[] = {KR_N_name, KR_N_path};
    Value name, path;
    size_t taken = 0;
    take_keyword(vm, a[1], KR_N_name, &name, &taken);
    take_keyword(vm, a[1], KR_N_path, &path, &taken);
    if (!check_keywords(vm, a[1], known, 2, taken, "ImportError")) return KR_FAILED;
    if (!init_args(vm, a, n)) return KR_FAILED;
    if (!kr__exception_set_extra(vm, a[0], 0, n == 3 ? a[2] : KR_UNSET) ||
        !kr__exception_set_extra(vm, a[0], 1, name) || !kr__exception_set_extra(vm, a[0], 2, path))
        return KR_FAILED;
    return KR_NONE_V;
}
static Value import_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value msg = kr__exception_extra(vm, a[0], 0);
    if (kr__ok(msg) && kr__exact(msg, KR_T_STR)) return msg;
    return kr__exception_base_str(vm, a[0]);
}
static Value import_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value parts[3] = {kr__class_of(vm, a[0]), kr__exception_args(vm, a[0]), KR_NONE_V};
    if (kr__failed(parts[1])) return KR_FAILED;
    Value name = kr__exception_extra(vm, a[0], 1), path = kr__exception_extra(vm, a[0], 2);
    Value own = kr__exception_state(vm, a[0]);
    if (kr__failed(own)) return KR_FAILED;
    if (kr__ok(name) || kr__ok(path)) {
        Value state = kr__is_none(own) ? kr__dict_new(vm) : kr__dict_copy(vm, kr__ptr(own));
        if (kr__failed(state)) return KR_FAILED;
        KrDict *d = kr__ptr(state);
        if (kr__ok(name) && !kr__dict_set_name(vm, d, kr__name(vm, KR_N_name), name))
            return KR_FAILED;
        if (kr__ok(path) && !kr__dict_set_name(vm, d, kr__name(vm, KR_N_path), path))
            return KR_FAILED;
        own = state;
    }
    parts[2] = own;
    return kr__tuple_new(vm, parts, kr__is_none(own) ? 2 : 3);
}
const KrFnDef kr__x_import_methods[] = {INIT(import_init),
                                        STR(import_str),
                                        {"__reduce__(self, /)", import_reduce, NULL, KR_DEF_METHOD},
                                        END};
const KrGetSet kr__x_import_getset[] = {ROW(import, msg, "exception message"),
                                        ROW(import, name, "module name"),
                                        ROW(import, path, "module path"), LAST};

/* ---- NameError, AttributeError, KeyError ------------------------------------------------------ */

ATTR(name, name, 0)
static Value base_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__exception_base_str(vm, a[0]);
}
static Value name_init(kr_vm *vm, Value *a, int n) {
    static const KrName known[] = {KR_N_name};
    Value name;
    size_t taken = 0;
    take_keyword(vm, a[1], KR_N_name, &name, &taken);
    if (!check_keywords(vm, a[1], known, 1, taken, "NameError")) return KR_FAILED;
    if (!init_args(vm, a, n) || !kr__exception_set_extra(vm, a[0], 0, name)) return KR_FAILED;
    return KR_NONE_V;
}
const KrFnDef kr__x_name_methods[] = {INIT(name_init), STR(base_str), END};
const KrGetSet kr__x_name_getset[] = {ROW(name, name, "name"), LAST};

ATTR(attribute, name, 0)
ATTR(attribute, obj, 1)
static Value attribute_init(kr_vm *vm, Value *a, int n) {
    static const KrName known[] = {KR_N_name, KR_N_obj};
    Value name, obj;
    size_t taken = 0;
    take_keyword(vm, a[1], KR_N_name, &name, &taken);
    take_keyword(vm, a[1], KR_N_obj, &obj, &taken);
    if (!check_keywords(vm, a[1], known, 2, taken, "AttributeError")) return KR_FAILED;
    if (!init_args(vm, a, n) || !kr__exception_set_extra(vm, a[0], 0, name) ||
        !kr__exception_set_extra(vm, a[0], 1, obj))
        return KR_FAILED;
    return KR_NONE_V;
}
const KrFnDef kr__x_attribute_methods[] = {INIT(attribute_init), STR(base_str), END};
const KrGetSet kr__x_attribute_getset[] = {ROW(attribute, name, "attribute name"),
                                           ROW(attribute, obj, "object"), LAST};

static Value key_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value args = kr__exception_args(vm, a[0]);
    if (kr__failed(args)) return KR_FAILED;
    const KrTuple *t = kr__ptr(args);
    return t->len == 1 ? kr__repr(vm, kr__tuple_get(t, 0)) : kr__exception_base_str(vm, a[0]);
}
const KrFnDef kr__x_key_methods[] = {STR(key_str), END};

/* ---- OSError ---------------------------------------------------------------------------------- */

enum { OS_ERRNO, OS_STRERROR, OS_FILENAME, OS_FILENAME2, OS_WRITTEN };
ATTR(os, errno, OS_ERRNO)
ATTR(os, strerror, OS_STRERROR)
ATTR(os, filename, OS_FILENAME)
ATTR(os, filename2, OS_FILENAME2)

static Value os_get_written(kr_vm *vm, Value self) {
    Value v = kr__exception_extra(vm, self, OS_WRITTEN);
    if (kr__ok(v)) return v;
    return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "characters_written");
}
static bool os_set_written(kr_vm *vm, Value self, Value v) {
    if (!kr__ok(v)) {
        if (!kr__ok(kr__exception_extra(vm, self, OS_WRITTEN)))
            return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "characters_written");
    } else {
        v = kr__index(vm, v);
        if (kr__failed(v)) return false;
    }
    return kr__exception_set_extra(vm, self, OS_WRITTEN, v);
}

/* Fills errno … filename2 and args from 2 to 5 arguments; other counts only set args. */
static bool os_fill(kr_vm *vm, Value self, const Value *args, unsigned n) {
    if (n < 2 || n > 5) return kr__exception_set_args(vm, self, args, n);
    Value filename = n > 2 ? args[2] : KR_UNSET, filename2 = n > 4 ? args[4] : KR_UNSET;
    bool named = kr__ok(filename) && !kr__is_none(filename);
    if (!kr__exception_set_extra(vm, self, OS_ERRNO, args[0]) ||
        !kr__exception_set_extra(vm, self, OS_STRERROR, args[1]))
        return false;
    bool blocking =
        named && kr__is_a(vm, self, KR_T_X_BLOCKINGIOERROR) && !kr__is_str(vm, filename);
    if (blocking) {
        Value written = kr__index(vm, filename);
        if (kr__ok(written)) {
            return kr__exception_set_extra(vm, self, OS_WRITTEN, written) &&
                   kr__exception_set_args(vm, self, args, n);
        }
        kr__clear_pending(vm);
    }
    if (named) {
        if (!kr__exception_set_extra(vm, self, OS_FILENAME, filename)) return false;
        if (kr__ok(filename2) && !kr__is_none(filename2) &&
            !kr__exception_set_extra(vm, self, OS_FILENAME2, filename2))
            return false;
    }
    return kr__exception_set_args(vm, self, args, named ? 2 : n);
}

/* As in CPython: a subclass that overrides __init__ but not __new__ gets its arguments there. */
static bool os_uses_init(kr_vm *vm, Value cls) {
    Value os = kr__type(vm, KR_T_X_OSERROR);
    Value new = kr__name(vm, KR_N___new__), init = kr__name(vm, KR_N___init__);
    return !kr__same(kr__type_lookup(vm, cls, init), kr__type_lookup(vm, os, init)) &&
           kr__same(kr__type_lookup(vm, cls, new), kr__type_lookup(vm, os, new));
}

static Value os_new(kr_vm *vm, Value *a, int n) {
    Value cls = a[0];
    unsigned count = (unsigned)(n - 2);
    bool uses_init = os_uses_init(vm, cls);
    if (!uses_init) {
        if (kr__ok(a[1]) && kr__dict_len(vm, kr__ptr(a[1])))
            return kr__raise_type(vm, "%N() takes no keyword arguments", cls);
        if (kr__same(cls, kr__type(vm, KR_T_X_OSERROR)) && count >= 2 && count <= 5 &&
            kr__is_int(a[2]))
            cls = kr__type(vm, kr__os_error_type((int)kr__int(a[2])));
    }
    Value exc = kr__exception_alloc(vm, cls);
    if (kr__failed(exc)) return KR_FAILED;
    bool ok = uses_init ? kr__exception_set_args(vm, exc, NULL, 0) : os_fill(vm, exc, a + 2, count);
    return ok ? exc : KR_FAILED;
}
static Value os_init(kr_vm *vm, Value *a, int n) {
    if (!os_uses_init(vm, kr__class_of(vm, a[0]))) return KR_NONE_V;
    if (!kr__exception_no_keywords(vm, a[0], a[1])) return KR_FAILED;
    return os_fill(vm, a[0], a + 2, (unsigned)(n - 2)) ? KR_NONE_V : KR_FAILED;
}

static Value os_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x[4];
    for (unsigned i = 0; i < 4; i++) x[i] = kr__exception_extra(vm, a[0], i);
    Value no = extra_or_none(vm, a[0], OS_ERRNO), what = extra_or_none(vm, a[0], OS_STRERROR);
    if (kr__ok(x[OS_FILENAME])) {
        if (kr__ok(x[OS_FILENAME2]))
            return kr__text(vm, "[Errno %S] %S: %R -> %R", no, what, x[OS_FILENAME],
                            x[OS_FILENAME2]);
        return kr__text(vm, "[Errno %S] %S: %R", no, what, x[OS_FILENAME]);
    }
    if (kr__ok(x[OS_ERRNO]) && kr__ok(x[OS_STRERROR]))
        return kr__text(vm, "[Errno %S] %S", no, what);
    return kr__exception_base_str(vm, a[0]);
}

static Value os_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value args = kr__exception_args(vm, a[0]);
    if (kr__failed(args)) return KR_FAILED;
    const KrTuple *t = kr__ptr(args);
    Value filename = kr__exception_extra(vm, a[0], OS_FILENAME);
    Value filename2 = kr__exception_extra(vm, a[0], OS_FILENAME2);
    if (t->len == 2 && kr__ok(filename)) {
        Value items[5] = {kr__tuple_get(t, 0), kr__tuple_get(t, 1), filename, KR_NONE_V, filename2};
        args = kr__tuple_new(vm, items, kr__ok(filename2) ? 5 : 3);
        if (kr__failed(args)) return KR_FAILED;
    }
    Value parts[3] = {kr__class_of(vm, a[0]), args, kr__exception_state(vm, a[0])};
    if (kr__failed(parts[2])) return KR_FAILED;
    return kr__tuple_new(vm, parts, kr__is_none(parts[2]) ? 2 : 3);
}
const KrFnDef kr__x_os_methods[] = {{"__new__(cls, /, *args, **kwargs)", os_new, NULL, KR_DEF_NEW},
                                    INIT(os_init),
                                    STR(os_str),
                                    {"__reduce__(self, /)", os_reduce, NULL, KR_DEF_METHOD},
                                    END};
const KrGetSet kr__x_os_getset[] = {ROW(os, errno, "POSIX exception code"),
                                    ROW(os, strerror, "exception strerror"),
                                    ROW(os, filename, "exception filename"),
                                    ROW(os, filename2, "second exception filename"),
                                    {"characters_written", os_get_written, os_set_written, NULL},
                                    LAST};

/* ---- SyntaxError ------------------------------------------------------------------------------ */

enum { SYN_MSG, SYN_FILENAME, SYN_LINENO, SYN_OFFSET, SYN_TEXT, SYN_END_LINENO, SYN_END_OFFSET };
ATTR(syntax, msg, SYN_MSG)
ATTR(syntax, filename, SYN_FILENAME)
ATTR(syntax, lineno, SYN_LINENO)
ATTR(syntax, offset, SYN_OFFSET)
ATTR(syntax, text, SYN_TEXT)
ATTR(syntax, end_lineno, SYN_END_LINENO)
ATTR(syntax, end_offset, SYN_END_OFFSET)
ATTR(syntax, print_file_and_line, 7)

static Value syntax_init(kr_vm *vm, Value *a, int n) {
    if (!kr__exception_no_keywords(vm, a[0], a[1]) || !init_args(vm, a, n)) return KR_FAILED;
    if (n > 2 && !kr__exception_set_extra(vm, a[0], SYN_MSG, a[2])) return KR_FAILED;
    if (n != 4) return KR_NONE_V;
    Value info = kr__tuple_from(vm, a[3]);
    if (kr__failed(info)) return KR_FAILED;
    const KrTuple *t = kr__ptr(info);
    if (t->len < 4 || t->len > 6)
        return kr__raise_type(vm, "function takes at %s %d arguments (%u given)",
                              t->len < 4 ? "least" : "most", t->len < 4 ? 4 : 6, t->len);
    for (unsigned i = 0; i < t->len; i++)
        if (!kr__exception_set_extra(vm, a[0], SYN_FILENAME + i, kr__tuple_get(t, i)))
            return KR_FAILED;
    for (unsigned i = t->len; i < 6; i++)
        if (!kr__exception_set_extra(vm, a[0], SYN_FILENAME + i, KR_UNSET)) return KR_FAILED;
    if (t->len == 5)
        return kr__raise_type(vm, "end_offset must be provided when end_lineno is provided");
    return KR_NONE_V;
}
static Value syntax_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value msg = extra_or_none(vm, a[0], SYN_MSG);
    Value file = extra_or_none(vm, a[0], SYN_FILENAME), line = extra_or_none(vm, a[0], SYN_LINENO);
    bool has_line = kr__is_int(line), has_file = kr__is_str(vm, file);
    if (!has_file && !has_line) return kr__str(vm, msg);
    if (!has_file) return kr__text(vm, "%S (line %S)", msg, line);
    const KrStr *s = kr__ptr(file);
    const char *path = kr__str_text(s), *base = path + s->len;
    while (base > path && base[-1] != '/') base--;
    Value name = kr__str_new(vm, base, (size_t)(path + s->len - base));
    if (kr__failed(name)) return KR_FAILED;
    if (!has_line) return kr__text(vm, "%S (%S)", msg, name);
    return kr__text(vm, "%S (%S, line %S)", msg, name, line);
}
const KrFnDef kr__x_syntax_methods[] = {INIT(syntax_init), STR(syntax_str), END};
const KrGetSet kr__x_syntax_getset[] = {
    ROW(syntax, msg, "exception msg"),
    ROW(syntax, filename, "exception filename"),
    ROW(syntax, lineno, "exception lineno"),
    ROW(syntax, offset, "exception offset"),
    ROW(syntax, text, "exception text"),
    ROW(syntax, end_lineno, "exception end lineno"),
    ROW(syntax, end_offset, "exception end offset"),
    ROW(syntax, print_file_and_line, "exception print_file_and_line"),
    LAST};

/* ---- Unicode errors --------------------------------------------------------------------------- */

enum { UNI_ENCODING, UNI_OBJECT, UNI_START, UNI_END, UNI_REASON };
ATTR(unicode, encoding, UNI_ENCODING)
ATTR(unicode, object, UNI_OBJECT)
ATTR(unicode, reason, UNI_REASON)

static Value unicode_int(kr_vm *vm, Value self, unsigned i) {
    Value v = kr__exception_extra(vm, self, i);
    return kr__ok(v) ? v : kr__from_int48(0);
}
static Value unicode_get_start(kr_vm *vm, Value self) { return unicode_int(vm, self, UNI_START); }
static Value unicode_get_end(kr_vm *vm, Value self) { return unicode_int(vm, self, UNI_END); }
static bool unicode_set_int(kr_vm *vm, Value self, unsigned i, Value v) {
    if (!kr__ok(v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "can't delete numeric/char attribute");
    v = kr__index(vm, v);
    return kr__ok(v) && kr__exception_set_extra(vm, self, i, v);
}
static bool unicode_set_start(kr_vm *vm, Value self, Value v) {
    return unicode_set_int(vm, self, UNI_START, v);
}
static bool unicode_set_end(kr_vm *vm, Value self, Value v) {
    return unicode_set_int(vm, self, UNI_END, v);
}

/* The arguments behind a[2] of an error whose object is at position `at`; `bytes`: it is bytes. */
static Value unicode_init(kr_vm *vm, Value *a, int n, unsigned at, bool bytes) {
    if (!kr__exception_no_keywords(vm, a[0], a[1]) || !init_args(vm, a, n)) return KR_FAILED;
    int want = at ? 5 : 4;
    if (n - 2 != want)
        return kr__raise_type(vm, "function takes exactly %d arguments (%d given)", want, n - 2);
    Value *arg = a + 2;
    if (at && !kr__is_str(vm, arg[0]))
        return kr__raise_type(vm, "argument 1 must be str, not %P", arg[0]);
    if (!bytes && !kr__is_str(vm, arg[at]))
        return kr__raise_type(vm, "argument %u must be str, not %P", at + 1, arg[at]);
    if (bytes && kr__has_kind(vm, arg[at], KR_K_BYTEARRAY)) {
        arg[at] = kr__call1(vm, kr__type(vm, KR_T_BYTES), arg[at]);
        if (kr__failed(arg[at])) return KR_FAILED;
    }
    if (bytes && !kr__has_kind(vm, arg[at], KR_K_BYTES))
        return kr__raise_type(vm, "a bytes-like object is required, not '%T'", arg[at]);
    for (unsigned i = at + 1; i < at + 3; i++) {
        arg[i] = kr__index(vm, arg[i]);
        if (kr__failed(arg[i])) return KR_FAILED;
    }
    if (!kr__is_str(vm, arg[at + 3]))
        return kr__raise_type(vm, "argument %u must be str, not %P", at + 4, arg[at + 3]);
    for (int i = 0; i < want; i++)
        if (!kr__exception_set_extra(vm, a[0], (unsigned)i + (at ? 0 : 1), arg[i]))
            return KR_FAILED;
    return KR_NONE_V;
}
static Value decode_init(kr_vm *vm, Value *a, int n) { return unicode_init(vm, a, n, 1, true); }
static Value encode_init(kr_vm *vm, Value *a, int n) { return unicode_init(vm, a, n, 1, false); }
static Value translate_init(kr_vm *vm, Value *a, int n) { return unicode_init(vm, a, n, 0, false); }

static int64_t small_int(Value v, int64_t dflt) { return kr__is_int(v) ? kr__int(v) : dflt; }

static Value decode_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value object = kr__exception_extra(vm, a[0], UNI_OBJECT);
    if (!kr__ok(object)) return kr__name(vm, KR_N_empty);
    Value encoding = extra_or_none(vm, a[0], UNI_ENCODING);
    Value reason = extra_or_none(vm, a[0], UNI_REASON);
    int64_t start = small_int(unicode_int(vm, a[0], UNI_START), 0);
    int64_t end = small_int(unicode_int(vm, a[0], UNI_END), 0);
    const KrBytes *b = kr__has_kind(vm, object, KR_K_BYTES) ? kr__ptr(object) : NULL;
    if (b && start >= 0 && start < b->len && end == start + 1)
        return kr__text(vm, "'%S' codec can't decode byte 0x%02x in position %ld: %S", encoding,
                        (unsigned)(uint8_t)b->data[start], (long)start, reason);
    return kr__text(vm, "'%S' codec can't decode bytes in position %ld-%ld: %S", encoding,
                    (long)start, (long)(end - 1), reason);
}

/* The character at index i as backslash escape; false: out of range or no str. */
static bool escaped_char(kr_vm *vm, Value object, int64_t i, char *out, size_t room) {
    if (!kr__is_str(vm, object) || i < 0) return false;
    const KrStr *s = kr__ptr(object);
    if (i >= kr__str_count(s)) return false;
    const char *p = kr__str_text(s);
    uint32_t c = kr__utf8_next(&p);
    for (; i > 0; i--) c = kr__utf8_next(&p);
    snprintf(out, room, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
    return true;
}

static Value encode_text(kr_vm *vm, Value self, bool translate) {
    Value object = kr__exception_extra(vm, self, UNI_OBJECT);
    if (!kr__ok(object)) return kr__name(vm, KR_N_empty);
    Value encoding = extra_or_none(vm, self, UNI_ENCODING);
    Value reason = extra_or_none(vm, self, UNI_REASON);
    int64_t start = small_int(unicode_int(vm, self, UNI_START), 0);
    int64_t end = small_int(unicode_int(vm, self, UNI_END), 0);
    char c[12];
    if (end == start + 1 && escaped_char(vm, object, start, c, sizeof c)) {
        if (translate)
            return kr__text(vm, "can't translate character '%s' in position %ld: %S", c,
                            (long)start, reason);
        return kr__text(vm, "'%S' codec can't encode character '%s' in position %ld: %S", encoding,
                        c, (long)start, reason);
    }
    if (translate)
        return kr__text(vm, "can't translate characters in position %ld-%ld: %S", (long)start,
                        (long)(end - 1), reason);
    return kr__text(vm, "'%S' codec can't encode characters in position %ld-%ld: %S", encoding,
                    (long)start, (long)(end - 1), reason);
}
static Value encode_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    return encode_text(vm, a[0], false);
}
static Value translate_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    return encode_text(vm, a[0], true);
}

#define UNICODE_ROWS                                                                        \
    ROW(unicode, encoding, "exception encoding"), ROW(unicode, object, "exception object"), \
        ROW(unicode, start, "exception start"), ROW(unicode, end, "exception end"),         \
        ROW(unicode, reason, "exception reason"), LAST
const KrFnDef kr__x_decode_methods[] = {INIT(decode_init), STR(decode_str), END};
const KrFnDef kr__x_encode_methods[] = {INIT(encode_init), STR(encode_str), END};
const KrFnDef kr__x_translate_methods[] = {INIT(translate_init), STR(translate_str), END};
const KrGetSet kr__x_decode_getset[] = {UNICODE_ROWS};
const KrGetSet kr__x_encode_getset[] = {UNICODE_ROWS};
const KrGetSet kr__x_translate_getset[] = {UNICODE_ROWS};
