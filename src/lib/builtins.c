/* SPDX-License-Identifier: MIT
 * builtins.c: the functions of the module builtins. (open is _io's, the classes are types'.) */
#include "lib/_io.h"
#include "lib/builtins.h"
#include "lib/modules.h"

#include <string.h>

#include "base/utf8.h"
#include "compile/code.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/function.h"
#include "types/int.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/module.h"
#include "types/seq.h"
#include "types/str.h"
#include "types/type.h"

static Value opt(Value v, Value dflt) { return kr__ok(v) ? v : dflt; }

/* ---- numbers ---- */

static Value b_abs(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_int(a[0])) return kr__int_abs(vm, a[0]);
    Value v = kr__call_special(vm, a[0], KR_N___abs__, NULL, 0);
    if (kr__ok(v) || kr__pending(vm)) return v;
    return kr__raise_type(vm, "bad operand type for abs(): '%T'", a[0]);
}

static Value b_divmod(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__binary(vm, a[0], a[1], KR_N___divmod__);
}

static Value b_pow(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__power(vm, a[0], a[1], opt(a[2], KR_NONE_V));
}

static Value b_round(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value round = kr__special(vm, a[0], KR_N___round__);
    if (!kr__ok(round)) return kr__raise_type(vm, "type %T doesn't define __round__ method", a[0]);
    if (!kr__ok(a[1]) || kr__is_none(a[1]))
        return kr__call_special(vm, a[0], KR_N___round__, NULL, 0);
    return kr__call_special(vm, a[0], KR_N___round__, &a[1], 1);
}

static Value in_base(kr_vm *vm, Value v, unsigned base, const char *prefix) {
    Value i = kr__index(vm, v);
    if (!kr__ok(i)) return i;
    bool negative = kr__int_sign(vm, i) < 0;
    if (negative) i = kr__int_neg(vm, i);
    Value digits = kr__ok(i) ? kr__int_to_str(vm, i, base) : KR_FAILED;
    return kr__ok(digits) ? kr__text(vm, "%s%s%S", negative ? "-" : "", prefix, digits) : KR_FAILED;
}
static Value b_bin(kr_vm *vm, Value *a, int n) {
    (void)n;
    return in_base(vm, a[0], 2, "0b");
}
static Value b_oct(kr_vm *vm, Value *a, int n) {
    (void)n;
    return in_base(vm, a[0], 8, "0o");
}
static Value b_hex(kr_vm *vm, Value *a, int n) {
    (void)n;
    return in_base(vm, a[0], 16, "0x");
}

typedef struct Sum {
    Value total;
} Sum;

static bool add_number(kr_vm *vm, void *ud, Value item) {
    (void)vm;
    Sum *s = ud;
    if (kr__both_int(s->total, item)) {
        int64_t r = kr__int(s->total) + kr__int(item);
        if (!kr__fits_int48(r)) return false;
        s->total = kr__from_int48(r);
        return true;
    }
    if (!kr__is_double(s->total) || !(kr__is_double(item) || kr__is_int(item))) return false;
    double x = kr__is_double(item) ? kr__double(item) : (double)kr__int(item);
    s->total = kr__from_double(kr__double(s->total) + x);
    return true;
}

static bool add_item(kr_vm *vm, void *ud, Value item) {
    Sum *s = ud;
    if (add_number(vm, s, item)) return true;
    s->total = kr__binary(vm, s->total, item, KR_N___add__);
    return kr__ok(s->total);
}

static Value b_sum(kr_vm *vm, Value *a, int n) {
    (void)n;
    Sum s = {opt(a[1], kr__from_int48(0))};
    if (kr__is_str(vm, s.total))
        return kr__raise_type(vm, "sum() can't sum strings [use ''.join(seq) instead]");
    if (kr__has_kind(vm, s.total, KR_K_BYTES))
        return kr__raise_type(vm, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (kr__has_kind(vm, s.total, KR_K_BYTEARRAY))
        return kr__raise_type(vm, "sum() can't sum bytearray [use b''.join(seq) instead]");
    return kr__each_untaken(vm, a[0], add_number, add_item, &s) ? s.total : KR_FAILED;
}

typedef struct Best {
    Value item, value, key;
    bool max;
} Best;

/* Ints, and floats, without a key. */
static bool better_number(kr_vm *vm, void *ud, Value item) {
    (void)vm;
    Best *b = ud;
    bool better;
    if (kr__ok(b->key) || !kr__ok(b->item)) return false;
    if (kr__both_int(b->value, item))
        better = b->max ? kr__int(item) > kr__int(b->value) : kr__int(item) < kr__int(b->value);
    else if (kr__is_double(b->value) && kr__is_double(item))
        better = b->max ? kr__double(item) > kr__double(b->value)
                        : kr__double(item) < kr__double(b->value);
    else
        return false;
    if (better) b->item = b->value = item;
    return true;
}

static bool better(kr_vm *vm, void *ud, Value item) {
    Best *b = ud;
    if (better_number(vm, b, item)) return true;
    Value v = kr__ok(b->key) ? kr__call1(vm, b->key, item) : item;
    if (!kr__ok(v)) return false;
    if (kr__ok(b->item)) {
        Value cmp = kr__compare(vm, v, b->value, b->max ? KR_N___gt__ : KR_N___lt__);
        int t = kr__ok(cmp) ? kr__truth(vm, cmp) : -1;
        if (t <= 0) return t == 0;
    }
    b->item = item;
    b->value = v;
    return true;
}

/* a: default, key, then the arguments */
static Value min_max(kr_vm *vm, Value *a, int n, bool max) {
    const char *name = max ? "max" : "min";
    Value dflt = a[0];
    Best b = {.key = kr__ok(a[1]) && !kr__is_none(a[1]) ? a[1] : KR_UNSET, .max = max};
    n -= 2;
    if (n == 0) return kr__raise_type(vm, "%s expected at least 1 argument, got 0", name);
    if (n > 1) {
        if (kr__ok(dflt))
            return kr__raise_type(
                vm, "Cannot specify a default for %s() with multiple positional arguments", name);
        for (int i = 0; i < n; i++)
            if (!better(vm, &b, a[2 + i])) return KR_FAILED;
        return b.item;
    }
    if (!kr__each_untaken(vm, a[2], better_number, better, &b)) return KR_FAILED;
    if (kr__ok(b.item)) return b.item;
    return kr__ok(dflt) ? dflt : kr__raise_value(vm, "%s() arg is an empty sequence", name);
}
static Value b_max(kr_vm *vm, Value *a, int n) { return min_max(vm, a, n, true); }
static Value b_min(kr_vm *vm, Value *a, int n) { return min_max(vm, a, n, false); }

/* ---- iterables ---- */

static bool is_plain_false(kr_vm *vm, void *ud, Value v) {
    (void)vm, (void)ud;
    return v.bits == KR_FALSE_V.bits || v.bits == KR_NONE_V.bits || v.bits == KR_INT_TAG;
}
static bool is_plain_true(kr_vm *vm, void *ud, Value v) {
    (void)vm, (void)ud;
    return v.bits == KR_TRUE_V.bits || (kr__is_int(v) && v.bits != KR_INT_TAG);
}

static Value any_all(kr_vm *vm, Value iterable, bool stop_at) {
    Value it = kr__iter(vm, iterable);
    if (!kr__ok(it)) return it;
    for (unsigned i = 1;; i++) {
        Value v = kr__next_untaken(vm, it, stop_at ? is_plain_false : is_plain_true, NULL);
        if (!kr__ok(v)) return v;
        if (v.bits == KR_END.bits) return kr__bool(!stop_at);
        int t = kr__truth(vm, v);
        if (t < 0) return KR_FAILED;
        if (t == stop_at) return kr__bool(stop_at);
        if (i % 1024 == 0 && !kr__poll(vm)) return KR_FAILED;
    }
}
static Value b_any(kr_vm *vm, Value *a, int n) {
    (void)n;
    return any_all(vm, a[0], true);
}
static Value b_all(kr_vm *vm, Value *a, int n) {
    (void)n;
    return any_all(vm, a[0], false);
}

static Value b_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__ok(a[1])) return kr__iter(vm, a[0]);
    if (!kr__ok(kr__special(vm, a[0], KR_N___call__)))
        return kr__raise_type(vm, "iter(v, w): v must be callable");
    return kr__callable_iter_new(vm, a[0], a[1]);
}

static Value b_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value next = kr__special(vm, a[0], KR_N___next__);
    if (!kr__ok(next)) return kr__raise_type(vm, "'%T' object is not an iterator", a[0]);
    Value v = kr__call_special(vm, a[0], KR_N___next__, NULL, 0);
    if (kr__ok(v) || !kr__ok(a[1]) || !kr__pending_is(vm, KR_T_X_STOPITERATION)) return v;
    kr__clear_pending(vm);
    return a[1];
}

static Value b_aiter(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value it = kr__call_special(vm, a[0], KR_N___aiter__, NULL, 0);
    if (!kr__ok(it))
        return kr__pending(vm) ? it
                               : kr__raise_type(vm, "'%T' object is not an async iterable", a[0]);
    if (!kr__ok(kr__special(vm, it, KR_N___anext__)))
        return kr__raise_type(vm, "%T.__aiter__() must return an async iterator, not %T", a[0], it);
    return it;
}

static Value b_len(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t len;
    return kr__length(vm, a[0], &len) ? kr__int_from_u64(vm, len) : KR_FAILED;
}

/* Keywords are checked by list.sort, and its name stands in the message. Raw: keyword values stand behind. */
static Value b_sorted(kr_vm *vm, Value *a, int n) {
    unsigned nkw = vm->tail.nkw;
    Value names = vm->tail.kwnames, key = KR_UNSET, flag = KR_UNSET;
    if (n != 1) return kr__raise_type(vm, "sorted expected 1 argument, got %d", n);
    Value list = kr__list_from(vm, a[0]);
    for (unsigned i = 0; kr__ok(list) && i < nkw; i++) {
        Value name = kr__tuple_get(kr__ptr(names), i);
        if (kr__same(name, kr__name(vm, KR_N_key)) || kr__str_is(kr__ptr(name), "key"))
            key = a[1 + i];
        else if (kr__str_is(kr__ptr(name), "reverse"))
            flag = a[1 + i];
        else
            return kr__raise_type(vm, "'%S' is an invalid keyword argument for sort()", name);
    }
    int reverse = kr__ok(list) ? kr__ok(flag) ? kr__truth(vm, flag) : 0 : -1;
    return reverse >= 0 && kr__list_sort(vm, kr__ptr(list), key, reverse) ? list : KR_FAILED;
}

/* ---- text ---- */

static Value b_ascii(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__ascii(vm, a[0]);
}
static Value b_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__repr(vm, a[0]);
}
static Value b_format(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value spec = opt(a[1], kr__name(vm, KR_N_empty));
    if (!kr__is_str(vm, spec))
        return kr__raise_type(vm, "format() argument 2 must be str, not %T", spec);
    return kr__format(vm, a[0], spec);
}

static Value b_chr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__index(vm, a[0]);
    if (!kr__ok(v)) return v;
    int64_t c;
    if (!kr__int_fits_i64(vm, v, &c) || c != (int32_t)c)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C int");
    if (c < 0 || c > 0x10ffff) return kr__raise_value(vm, "chr() arg not in range(0x110000)");
    return kr__char(vm, (uint32_t)c);
}

static Value b_ord(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t len = 0;
    if (kr__is_str(vm, a[0])) {
        const KrStr *s = kr__ptr(a[0]);
        len = kr__str_count(s);
        if (len == 1) {
            unsigned size;
            return kr__from_int48(kr__utf8_decode(kr__str_text(s), &size));
        }
    } else if (kr__has_kind(vm, a[0], KR_K_BYTES)) {
        const KrBytes *b = kr__ptr(a[0]);
        len = b->len;
        if (len == 1) return kr__from_int48((uint8_t)b->data[0]);
    } else if (kr__has_kind(vm, a[0], KR_K_BYTEARRAY)) {
        if (!kr__length(vm, a[0], &len)) return KR_FAILED;
        if (len == 1) return kr__get_item(vm, a[0], kr__from_int48(0));
    } else {
        return kr__raise_type(vm, "ord() expected string of length 1, but %T found", a[0]);
    }
    return kr__raise_type(vm, "ord() expected a character, but string of length %zu found", len);
}

/* ---- input and output ---- */

static Value stream(kr_vm *vm, KrName name) {
    Value f;
    int found = kr__getattr_opt(vm, vm->sys, kr__name(vm, name), &f);
    if (found > 0) return f;
    return found < 0 ? KR_FAILED
                     : kr__raise(vm, KR_T_X_RUNTIMEERROR, "lost sys.%S", kr__name(vm, name));
}

static bool separator(kr_vm *vm, const char *what, Value v, const char *dflt, Value *out) {
    if (kr__ok(v) && !kr__is_none(v)) {
        if (!kr__is_str(vm, v))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s must be None or a string, not %T",
                                   what, v);
        *out = v;
        return true;
    }
    *out = kr__intern(vm, dflt, 1);
    return kr__ok(*out);
}

static bool write_to(kr_vm *vm, Value file, Value text) {
    if (kr__exact(file, KR_T_TEXTIOWRAPPER) && kr__is_str(vm, text))
        return kr__text_write(vm, file, text);
    return kr__ok(kr__call_method(vm, file, kr__name(vm, KR_N_write), &text, 1));
}

/* str() of it runs no Python code. */
static bool plain_text(Value v) {
    return kr__exact(v, KR_T_STR) || kr__is_int(v) || kr__is_double(v) || kr__is_none(v) ||
           kr__is_bool(v);
}

/* What was gathered is written, before Python code may run or when all is there. */
static bool write_gathered(kr_vm *vm, Value file, KrStrBuilder *b) {
    if (!b->len) return true;
    Value text = kr__str_builder_finish(b);
    return kr__ok(text) && kr__text_write(vm, file, text);
}

/* print() to our own text stream: the pieces become one text, as far as nobody can tell. */
static bool print_joined(kr_vm *vm, Value file, const Value *a, int n, Value sep, Value end) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (int i = 0; i < n; i++) {
        if (i && !kr__str_builder_str(&b, sep)) return false;
        if (!plain_text(a[i]) && !write_gathered(vm, file, &b)) return false;
        Value text = kr__exact(a[i], KR_T_STR) ? a[i] : kr__str(vm, a[i]);
        if (!kr__ok(text) || !kr__str_builder_str(&b, text)) return false;
    }
    return kr__str_builder_str(&b, end) && write_gathered(vm, file, &b);
}
static bool print_pieces(kr_vm *vm, Value file, const Value *a, int n, Value sep, Value end) {
    for (int i = 0; i < n; i++) {
        if (i && !write_to(vm, file, sep)) return false;
        Value text = kr__str(vm, a[i]);
        if (!kr__ok(text) || !write_to(vm, file, text)) return false;
    }
    return write_to(vm, file, end);
}

static Value b_print(kr_vm *vm, Value *a, int n) { /* sep, end, file, flush, then the objects */
    Value file = a[2], sep, end;
    if (!kr__ok(file) || kr__is_none(file)) {
        file = stream(vm, KR_N_stdout);
        if (!kr__ok(file) || kr__is_none(file)) return file;
    }
    if (!separator(vm, "sep", a[0], " ", &sep) || !separator(vm, "end", a[1], "\n", &end))
        return KR_FAILED;
    bool (*print)(kr_vm *, Value, const Value *, int, Value, Value) =
        kr__exact(file, KR_T_TEXTIOWRAPPER) ? print_joined : print_pieces;
    if (!print(vm, file, a + 4, n - 4, sep, end)) return KR_FAILED;
    int flush = kr__ok(a[3]) ? kr__truth(vm, a[3]) : 0;
    if (flush < 0) return KR_FAILED;
    if (flush && !kr__ok(kr__call_method(vm, file, kr__name(vm, KR_N_flush), NULL, 0)))
        return KR_FAILED;
    return KR_NONE_V;
}

static Value b_input(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value in = stream(vm, KR_N_stdin), out = kr__ok(in) ? stream(vm, KR_N_stdout) : KR_FAILED;
    if (!kr__ok(out)) return out;
    if (kr__is_none(in)) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "input(): lost sys.stdin");
    if (kr__is_none(out)) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "input(): lost sys.stdout");
    if (kr__ok(a[0])) {
        Value text = kr__str(vm, a[0]);
        if (!kr__ok(text) || !write_to(vm, out, text)) return KR_FAILED;
    }
    if (!kr__ok(kr__call_method(vm, out, kr__name(vm, KR_N_flush), NULL, 0))) {
        if (!kr__pending_is(vm, KR_T_X_BASEEXCEPTION)) return KR_FAILED; /* a stop */
        kr__clear_pending(vm);
    }
    Value line = kr__call_method(vm, in, kr__name(vm, KR_N_readline), NULL, 0);
    if (!kr__ok(line)) return line;
    if (!kr__is_str(vm, line)) return kr__raise_type(vm, "object.readline() returned non-string");
    const KrStr *s = kr__ptr(line);
    if (s->len == 0) return kr__raise(vm, KR_T_X_EOFERROR, "EOF when reading a line");
    const char *text = kr__str_text(s);
    return text[s->len - 1] == '\n' ? kr__str_slice(vm, line, 0, (int64_t)kr__str_count(s) - 1)
                                    : line;
}

/* ---- objects ---- */

static Value b_callable(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__bool(kr__ok(kr__special(vm, a[0], KR_N___call__)));
}

static bool name_arg(kr_vm *vm, Value *name, const char *what) {
    if (!kr__is_str(vm, *name)) return kr__raise_false(vm, KR_T_X_TYPEERROR, what, *name);
    if (kr__exact(*name, KR_T_STR)) *name = kr__intern_str(vm, *name);
    return kr__ok(*name);
}

static Value b_getattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v;
    if (!name_arg(vm, &a[1], "attribute name must be string, not '%T'")) return KR_FAILED;
    if (!kr__ok(a[2])) return kr__getattr(vm, a[0], a[1]);
    int found = kr__getattr_opt(vm, a[0], a[1], &v);
    return found < 0 ? KR_FAILED : found ? v : a[2];
}
static Value b_hasattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v;
    if (!name_arg(vm, &a[1], "attribute name must be string, not '%T'")) return KR_FAILED;
    int found = kr__getattr_opt(vm, a[0], a[1], &v);
    return found < 0 ? KR_FAILED : kr__bool(found);
}
static Value b_setattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!name_arg(vm, &a[1], "attribute name must be string, not '%T'")) return KR_FAILED;
    return kr__setattr(vm, a[0], a[1], a[2]) ? KR_NONE_V : KR_FAILED;
}
static Value b_delattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!name_arg(vm, &a[1], "attribute name must be string, not '%T'")) return KR_FAILED;
    return kr__setattr(vm, a[0], a[1], KR_UNSET) ? KR_NONE_V : KR_FAILED;
}

static Value b_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t h;
    return kr__hash(vm, a[0], &h) ? kr__int_from_i64(vm, h) : KR_FAILED;
}
static Value b_id(kr_vm *vm, Value *a, int n) {
    (void)n;
    /* a reference's place in the heap; an inline number's own bits, which no place has */
    return kr__is_ref(a[0]) ? kr__from_int48((int64_t)(a[0].bits << 2))
                            : kr__int_from_u64(vm, a[0].bits);
}
static Value b_isinstance(kr_vm *vm, Value *a, int n) {
    (void)n;
    int is = kr__isinstance(vm, a[0], a[1]);
    return is < 0 ? KR_FAILED : kr__bool(is);
}
static Value b_issubclass(kr_vm *vm, Value *a, int n) {
    (void)n;
    int is = kr__issubclass(vm, a[0], a[1]);
    return is < 0 ? KR_FAILED : kr__bool(is);
}

static Value b_dir(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value names;
    if (kr__ok(a[0])) {
        names = kr__call_special(vm, a[0], KR_N___dir__, NULL, 0);
        if (!kr__ok(names) && !kr__pending(vm))
            return kr__raise_type(vm, "object does not provide __dir__");
    } else {
        Value locals = kr__current_locals(vm);
        names = kr__ok(locals) ? kr__call_method(vm, locals, kr__name(vm, KR_N_keys), NULL, 0)
                               : KR_FAILED;
    }
    Value list = kr__ok(names) ? kr__list_from(vm, names) : KR_FAILED;
    if (!kr__ok(list)) return list;
    return kr__list_sort(vm, kr__ptr(list), KR_UNSET, false) ? list : KR_FAILED;
}

static Value b_globals(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value g = kr__current_globals(vm);
    return kr__ok(g) ? g : KR_NONE_V;
}
static Value b_locals(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__current_locals(vm);
}
static Value b_vars(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value d;
    if (!kr__ok(a[0])) return kr__current_locals(vm);
    int found = kr__getattr_opt(vm, a[0], kr__name(vm, KR_N___dict__), &d);
    if (found > 0) return d;
    return found < 0 ? KR_FAILED
                     : kr__raise_type(vm, "vars() argument must have __dict__ attribute");
}

static Value b_breakpoint(kr_vm *vm, Value *a, int n) { /* kws, then args */
    Value hook = kr__intern(vm, "breakpointhook", 14);
    if (kr__ok(hook)) hook = kr__getattr(vm, vm->sys, hook);
    Value args = kr__ok(hook) ? kr__tuple_new(vm, a + 1, (size_t)n - 1) : KR_FAILED;
    return kr__ok(args) ? kr__call_ex(vm, hook, args, a[0]) : KR_FAILED;
}

static Value b_import(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__import_name(vm, a[0], opt(a[1], KR_NONE_V), opt(a[3], vm->empty_tuple),
                           opt(a[4], kr__from_int48(0)));
}

static Value b_build_class(kr_vm *vm, Value *a, int n) { /* kwds, then func, name and the bases */
    if (n < 3) return kr__raise_type(vm, "__build_class__: not enough arguments");
    Value kwds = a[0];
    a[0] = a[1];
    a[1] = a[2];
    a[2] = kwds;
    return kr__build_class(vm, a, n);
}

/* ---- anext with a default: an awaitable that turns StopAsyncIteration into the default ---- */

extern const KrModuleDef kr__module_builtins;

typedef struct Anext {
    KrObj head;
    Slot wrapped;
    Value dflt;
} Anext;

/* The iterator behind the awaitable. */
static Value anext_iter(kr_vm *vm, Value self) {
    return kr__get_awaitable(vm, kr__slot_value(((Anext *)kr__ptr(self))->wrapped), 0);
}
static Value anext_outcome(kr_vm *vm, Value self, Value v) {
    if (kr__ok(v) || !kr__pending_is(vm, KR_T_X_STOPASYNCITERATION)) return v;
    kr__clear_pending(vm);
    return kr__raise_stop(vm, ((Anext *)kr__ptr(self))->dflt);
}
static Value anext_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }
static Value anext_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value it = anext_iter(vm, a[0]), none = KR_NONE_V;
    if (kr__failed(it)) return it;
    if (!kr__exact(it, KR_T_COROUTINE))
        return anext_outcome(vm, a[0], kr__call_special(vm, it, KR_N___next__, NULL, 0));
    return anext_outcome(vm, a[0], kr__call_method(vm, it, kr__name(vm, KR_N_send), &none, 1));
}
static Value anext_proxy(kr_vm *vm, Value *a, int n, KrName name) {
    Value it = anext_iter(vm, a[0]);
    return kr__failed(it)
               ? it
               : anext_outcome(vm, a[0],
                               kr__call_method(vm, it, kr__name(vm, name), a + 1, (unsigned)n - 1));
}
static Value anext_send(kr_vm *vm, Value *a, int n) { return anext_proxy(vm, a, n, KR_N_send); }
static Value anext_throw(kr_vm *vm, Value *a, int n) {
    while (n > 2 && !kr__ok(a[n - 1])) n--;
    return anext_proxy(vm, a, n, KR_N_throw);
}
static Value anext_close(kr_vm *vm, Value *a, int n) { return anext_proxy(vm, a, n, KR_N_close); }
static const KrFnDef anext_rows[] = {
    {"__await__(self, /)", anext_self, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", anext_self, NULL, KR_DEF_SPECIAL},
    {"__next__(self, /)", anext_next, NULL, KR_DEF_SPECIAL},
    {"send(self, arg, /)", anext_send, NULL, 0},
    {"throw(self, typ, val=None, tb=None, /)", anext_throw, NULL, 0},
    {"close(self, /)", anext_close, NULL, 0},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef anext_def = {.name = "builtins.anext_awaitable",
                                     .kind = KR_K_ITER,
                                     .size = sizeof(Anext),
                                     .slots = KR_AT(Anext, wrapped),
                                     .values = KR_AT(Anext, dflt),
                                     .methods = anext_rows};

/* The module's state: the class above, made when it is first wanted. */
static void state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_value(gc, *(Value *)state);
}
static void state_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(Value));
}
static Value anext_class(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module_builtins);
    if (!at) return KR_FAILED;
    if (!*at && !(*at = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(Value))))
        return kr__no_memory(vm);
    Value cls = *(Value *)*at;
    if (!kr__ok(cls)) *(Value *)*at = cls = kr__class_new(vm, &anext_def);
    return cls;
}
static Value b_anext(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__ok(kr__special(vm, a[0], KR_N___anext__)))
        return kr__raise_type(vm, "'%T' object is not an async iterator", a[0]);
    Value next = kr__call_special(vm, a[0], KR_N___anext__, NULL, 0);
    if (kr__failed(next) || !kr__ok(a[1])) return next;
    Value cls = anext_class(vm), v = kr__ok(cls) ? kr__instance_new(vm, cls) : KR_FAILED;
    if (kr__failed(v)) return v;
    if (!kr__is_ref(next))
        return kr__raise_type(vm, "object %T can't be used in 'await' expression", next);
    Anext *x = kr__ptr(v);
    x->wrapped = kr__ref_slot(next);
    x->dflt = a[1];
    return v;
}

static const KrFnDef functions[] = {
    {"__build_class__(*args, **kwds)", b_build_class, "Makes a class from its body.", 0},
    {"__import__(name, globals=None, locals=None, fromlist=(), level=0)", b_import,
     "Imports a module.", 0},
    {"abs(x, /)", b_abs, "Absolute value of a number.", 0},
    {"aiter(async_iterable, /)", b_aiter, "An asynchronous iterator over an asynchronous iterable.",
     0},
    {"all(iterable, /)", b_all, "True if every value is true.", 0},
    {"anext(aiterator, default=None, /)", b_anext,
     "Return the next item from the async iterator, or default at its end.", 0},
    {"any(iterable, /)", b_any, "True if some value is true.", 0},
    {"ascii(obj, /)", b_ascii, "repr() with all but ASCII escaped.", 0},
    {"bin(number, /)", b_bin, "Binary digits of an integer, after 0b.\n\n>>> bin(10)\n'0b1010'", 0},
    {"breakpoint(*args, **kws)", b_breakpoint, "Calls sys.breakpointhook.", 0},
    {"callable(obj, /)", b_callable, "True if the object can be called.", 0},
    {"chr(i, /)", b_chr, "The character of a code point.", 0},
    {"compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, "
     "_feature_version=-1)",
     kr__builtin_compile, "A code object from source.", 0},
    {"delattr(obj, name, /)", b_delattr, "Deletes an attribute.", 0},
    {"dir(object=None, /)", b_dir,
     "Sorted names of an object's attributes, or of the current scope.", 0},
    {"divmod(x, y, /)", b_divmod, "The pair (x//y, x%y).", 0},
    {"eval(source, globals=None, locals=None, /)", kr__builtin_eval, "Value of an expression.", 0},
    {"exec(source, globals=None, locals=None, /, *, closure=None)", kr__builtin_exec,
     "Runs statements.", 0},
    {"format(value, format_spec='', /)", b_format, "value.__format__(format_spec)", 0},
    {"getattr(object, name, default=None, /)", b_getattr,
     "An attribute, or default when it is missing.", 0},
    {"globals()", b_globals, "The namespace of the current module.", 0},
    {"hasattr(obj, name, /)", b_hasattr, "True if the attribute is there.", 0},
    {"hash(obj, /)", b_hash, "Hash value.", 0},
    {"hex(number, /)", b_hex,
     "Hexadecimal digits of an integer, after 0x.\n\n>>> hex(-255)\n'-0xff'", 0},
    {"id(obj, /)", b_id, "Identity of an object.", 0},
    {"input(prompt='', /)", b_input, "A line from standard input, without its newline.", 0},
    {"isinstance(obj, class_or_tuple, /)", b_isinstance,
     "True if the object is an instance of the class or one of them.", 0},
    {"issubclass(cls, class_or_tuple, /)", b_issubclass,
     "True if cls derives from the class or one of them.", 0},
    {"iter(iterable, sentinel=None, /)", b_iter,
     "An iterator; with a sentinel, over the results of a callable until it.", 0},
    {"len(obj, /)", b_len, "Number of items.", 0},
    {"locals()", b_locals, "The current local namespace.", 0},
    {"max(*args, default=None, key=None)", b_max,
     "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> "
     "value\n\nThe largest item.",
     0},
    {"min(*args, default=None, key=None)", b_min,
     "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> "
     "value\n\nThe smallest item.",
     0},
    {"next(iterator, default=None, /)", b_next, "The next value, or default at the end.", 0},
    {"oct(number, /)", b_oct, "Octal digits of an integer, after 0o.\n\n>>> oct(8)\n'0o10'", 0},
    {"ord(c, /)", b_ord, "The code point of a character.", 0},
    {"pow(base, exp, mod=None)", b_pow, "base**exp, modulo mod if given.", 0},
    {"print(*args, sep=' ', end='\\n', file=None, flush=False)", b_print,
     "Writes values to a stream.", 0},
    {"repr(obj, /)", b_repr, "obj.__repr__()", 0},
    {"round(number, ndigits=None)", b_round, "A number rounded to ndigits digits.", 0},
    {"setattr(obj, name, value, /)", b_setattr, "Sets an attribute.", 0},
    {"sorted(iterable, /, *, key=None, reverse=False)", b_sorted, "A new sorted list.", KR_DEF_RAW},
    {"sum(iterable, /, start=0)", b_sum, "Sum of start and the values.", 0},
    {"vars(object=None, /)", b_vars, "object.__dict__, or locals().", 0},
    {NULL, NULL, NULL, 0},
};

static bool add_classes(kr_vm *vm, Value m) {
    static const KrTypeNo classes[] = {
        KR_T_OBJECT,  KR_T_TYPE,      KR_T_INT,      KR_T_BOOL,        KR_T_FLOAT,
        KR_T_COMPLEX, KR_T_STR,       KR_T_BYTES,    KR_T_BYTEARRAY,   KR_T_MEMORYVIEW,
        KR_T_TUPLE,   KR_T_LIST,      KR_T_DICT,     KR_T_SET,         KR_T_FROZENSET,
        KR_T_SLICE,   KR_T_RANGE,     KR_T_PROPERTY, KR_T_CLASSMETHOD, KR_T_STATICMETHOD,
        KR_T_SUPER,   KR_T_ENUMERATE, KR_T_ZIP,      KR_T_MAP,         KR_T_FILTER,
        KR_T_REVERSED};
    for (size_t i = 0; i < KR_COUNTOF(classes); i++) {
        Value t = kr__type(vm, classes[i]);
        if (!kr__module_add(vm, m, kr__str_text(kr__slot_ptr(kr__type_ptr(t)->name)), t))
            return false;
    }
    for (unsigned i = KR_T_X_BASEEXCEPTION; i < KR_T_COUNT; i++) {
        Value t = kr__type(vm, (KrTypeNo)i);
        if (!kr__module_add(vm, m, kr__str_text(kr__slot_ptr(kr__type_ptr(t)->name)), t))
            return false;
    }
    return true;
}

static bool init(kr_vm *vm, Value m) {
    return add_classes(vm, m) && kr__module_add(vm, m, "None", KR_NONE_V) &&
           kr__module_add(vm, m, "True", KR_TRUE_V) && kr__module_add(vm, m, "False", KR_FALSE_V) &&
           kr__module_add(vm, m, "Ellipsis", KR_ELLIPSIS_V) &&
           kr__module_add(vm, m, "NotImplemented", KR_NOTIMPL_V) &&
           kr__module_add(vm, m, "EnvironmentError", kr__type(vm, KR_T_X_OSERROR)) &&
           kr__module_add(vm, m, "IOError", kr__type(vm, KR_T_X_OSERROR)) &&
           kr__module_add(vm, m, "__debug__", kr__bool(vm->config.flags.optimize == 0));
}

const KrModuleDef kr__module_builtins = {
    .name = "builtins",
    .doc = "Built-in functions, types, exceptions, and other objects.",
    .functions = functions,
    .init = init,
    .trace = state_trace,
    .free = state_free,
};
