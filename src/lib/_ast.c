/* SPDX-License-Identifier: MIT
 * _ast.c: the module _ast: the classes of syntax trees, made from ast.def. They are classes as a program makes them;
 * only AST has native methods. Classes of Python 3.12's constructs are here too, but no field of 3.11's classes
 * shows them: a definition with type parameters has them in an attribute that `_fields` does not name. */
#include "lib/_ast.h"

#include <string.h>

#include "compile/code.h"
#include "lib/modules.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/module.h"
#include "types/str_build.h"

extern const KrModuleDef kr__module__ast;

static Value name_of(kr_vm *vm, const char *text) { return kr__intern(vm, text, strlen(text)); }

bool kr__ast_is_product(KrAstSum sum) {
    for (KrAstKind k = KR_AST_NONE + 1; k < KR_AST_COUNT; k++)
        if (kr__ast_info[k].sum == sum)
            return !strcmp(kr__ast_info[k].name, kr__ast_sum_info[sum].name);
    return false;
}

bool kr__ast_is_node(kr_vm *vm, Value v) {
    void **at = kr__module_state(vm, &kr__module__ast);
    const KrAstState *st = at ? *at : NULL;
    return st && st->ready && kr__is_subtype(vm, kr__class_of(vm, v), st->base);
}

/* ---- methods of AST ---- */

/* self._fields as the class has it; unset: it has none. False: failed. */
static bool fields_of(kr_vm *vm, Value self, Value *out) {
    *out = KR_UNSET;
    Value name = name_of(vm, "_fields");
    return kr__ok(name) && kr__getattr_opt(vm, kr__class_of(vm, self), name, out) >= 0;
}

/* Place of key among the fields: it must not be one that was given by position already. */
static bool check_keyword(kr_vm *vm, Value self, Value fields, size_t given, Value key) {
    if (!kr__ok(fields)) return true;
    int known = kr__contains(vm, fields, key);
    if (known <= 0) return known == 0;
    Value name = name_of(vm, "index"), at;
    int64_t i;
    at = kr__ok(name) ? kr__call_method(vm, fields, name, &key, 1) : KR_FAILED;
    if (kr__failed(at) || !kr__index_i64(vm, at, &i)) return false;
    if ((size_t)i >= given) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "%T got multiple values for argument '%S'", self,
                           key);
}

static Value ast_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__instance_new(vm, a[0]);
}

static Value ast_init(kr_vm *vm, Value *a, int n) { /* self, kwargs, then the positional ones */
    Value fields;
    size_t given = (size_t)n - 2, count = 0;
    if (!fields_of(vm, a[0], &fields)) return KR_FAILED;
    if (kr__ok(fields) && !kr__length(vm, fields, &count)) return KR_FAILED;
    if (given > count)
        return kr__raise_type(vm, "%T constructor takes at most %zu positional argument%s", a[0],
                              count, count == 1 ? "" : "s");
    for (size_t i = 0; i < given; i++) {
        Value name = kr__get_item(vm, fields, kr__from_int48((int64_t)i));
        if (kr__failed(name) || !kr__setattr(vm, a[0], name, a[2 + i])) return KR_FAILED;
    }
    if (!kr__ok(a[1])) return KR_NONE_V;
    Value key, v;
    for (size_t pos = 0; kr__dict_next(vm, kr__ptr(a[1]), &pos, &key, &v);)
        if (!check_keyword(vm, a[0], fields, given, key) || !kr__setattr(vm, a[0], key, v))
            return KR_FAILED;
    return KR_NONE_V;
}

static Value ast_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value parts[3] = {kr__class_of(vm, a[0]), vm->empty_tuple};
    int found = kr__getattr_opt(vm, a[0], kr__name(vm, KR_N___dict__), &parts[2]);
    return found < 0 ? KR_FAILED : kr__tuple_new(vm, parts, found ? 3 : 2);
}

static const KrFnDef ast_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", ast_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, *args, **kwargs)", ast_init, NULL, KR_DEF_SPECIAL},
    {"__reduce__(self, /)", ast_reduce, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};

/* ---- descriptions, as the abstract grammar writes them ---- */

static bool put_fields(KrStrBuilder *b, KrAstKind kind) {
    const char *sep = "(";
    bool any = false;
    for (const KrAstField *f = kr__ast_fields(kind); f->name; f++) {
        if (!kr__ast_is_shown(kind, f)) continue;
        const char *mark = f->mult == KR_AST_SEQ ? "* " : f->mult == KR_AST_OPT ? "? " : " ";
        if (!kr__str_builder_cstr(b, sep) || !kr__str_builder_cstr(b, f->type_name) ||
            !kr__str_builder_cstr(b, mark) || !kr__str_builder_cstr(b, f->name))
            return false;
        sep = ", ";
        any = true;
    }
    return !any || kr__str_builder_cstr(b, ")");
}

static Value kind_doc(kr_vm *vm, KrAstKind kind) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (!kr__str_builder_cstr(&b, kr__ast_info[kind].name) || !put_fields(&b, kind))
        return KR_FAILED;
    return kr__str_builder_finish(&b);
}

/* Between two constructors: on one line when none of them has fields. */
static bool put_bar(KrStrBuilder *b, KrAstSum sum, bool leaf) {
    if (leaf) return kr__str_builder_cstr(b, " | ");
    return kr__str_builder_cstr(b, "\n") &&
           kr__str_builder_fill(b, ' ', strlen(kr__ast_sum_info[sum].name) + 1) &&
           kr__str_builder_cstr(b, "| ");
}

static Value sum_doc(kr_vm *vm, KrAstSum sum) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    bool ok = kr__str_builder_cstr(&b, kr__ast_sum_info[sum].name), first = true;
    for (KrAstKind k = KR_AST_NONE + 1; ok && k < KR_AST_COUNT; k++) {
        const KrAstInfo *info = &kr__ast_info[k];
        if (info->sum != sum || (info->v312 && !kr__ast_sum_info[sum].v312)) continue;
        ok = first ? kr__str_builder_cstr(&b, " = ") : put_bar(&b, sum, info->leaf);
        ok = ok && kr__str_builder_cstr(&b, info->name) && put_fields(&b, k);
        first = false;
    }
    return ok ? kr__str_builder_finish(&b) : KR_FAILED;
}

/* ---- making the classes ---- */

static Value new_class(kr_vm *vm, const char *name, Value base, Value fields, Value doc) {
    Value ns = kr__dict_new(vm), text = name_of(vm, name), bases = kr__tuple_new(vm, &base, 1),
          module = name_of(vm, "ast");
    if (kr__failed(ns) || kr__failed(text) || kr__failed(bases) || kr__failed(module) ||
        kr__failed(doc) || kr__failed(fields))
        return KR_FAILED;
    KrDict *d = kr__ptr(ns);
    if (!kr__dict_set_cstr(vm, d, "_fields", fields) ||
        !kr__dict_set_cstr(vm, d, "__match_args__", fields) ||
        !kr__dict_set_name(vm, d, kr__name(vm, KR_N___module__), module) ||
        !kr__dict_set_name(vm, d, kr__name(vm, KR_N___doc__), doc))
        return KR_FAILED;
    return kr__type_new(vm, kr__type(vm, KR_T_TYPE), text, bases, ns, KR_UNSET);
}

static bool set_class_attr(kr_vm *vm, Value cls, const char *name, Value v) {
    Value text = name_of(vm, name);
    return kr__ok(text) && kr__ok(v) && kr__type_set(vm, cls, text, v);
}

static bool make_base(kr_vm *vm, KrAstState *st) {
    st->base = new_class(vm, "AST", kr__type(vm, KR_T_OBJECT), vm->empty_tuple, KR_NONE_V);
    if (kr__failed(st->base) || !set_class_attr(vm, st->base, "_attributes", vm->empty_tuple))
        return false;
    KrType *t = kr__ptr(st->base);
    KrDict *d = kr__type_dict(vm, t);
    if (!d || !kr__type_fill(vm, t, d, ast_rows, NULL)) return false;
    kr__type_forget_specials(vm, t);
    kr__type_flags_update(vm, t);
    kr__type_new_version(vm, t);
    t->flags |= KR_TF_STALE;
    return kr__type_refresh(vm, t);
}

/* `_attributes`, and None for those of them and of the fields that may be left out. */
static bool set_attributes(kr_vm *vm, KrAstState *st, KrAstSum sum) {
    bool has = kr__ast_sum_info[sum].attrs;
    Value cls = st->sums[sum];
    Value names = has ? kr__tuple_new(vm, st->attrs, KR_AST_NATTRS) : vm->empty_tuple;
    if (!set_class_attr(vm, cls, "_attributes", names)) return false;
    return !kr__ast_end_optional(sum) ||
           (kr__type_set(vm, cls, st->attrs[KR_AST_END_LINENO], KR_NONE_V) &&
            kr__type_set(vm, cls, st->attrs[KR_AST_END_COL], KR_NONE_V));
}

static Value field_names(kr_vm *vm, KrAstState *st, KrAstKind kind) {
    Value shown[KR_AST_MAX_FIELDS];
    const KrAstField *f = kr__ast_fields(kind);
    unsigned n = 0;
    for (unsigned i = 0; f[i].name; i++) {
        Value name = st->names[kind][i] = name_of(vm, f[i].name);
        if (kr__failed(name)) return KR_FAILED;
        if (kr__ast_is_shown(kind, &f[i])) shown[n++] = name;
    }
    return n ? kr__tuple_new(vm, shown, n) : vm->empty_tuple;
}

static bool make_kind(kr_vm *vm, KrAstState *st, KrAstKind kind) {
    const KrAstInfo *info = &kr__ast_info[kind];
    KrAstSum sum = info->sum;
    bool product = kr__ast_is_product(sum);
    Value cls = new_class(vm, info->name, product ? st->base : st->sums[sum],
                          field_names(vm, st, kind), kind_doc(vm, kind));
    if (kr__failed(cls)) return false;
    st->kinds[kind] = cls;
    if (product) {
        st->sums[sum] = cls;
        if (!set_attributes(vm, st, sum)) return false;
    }
    const KrAstField *f = kr__ast_fields(kind);
    for (unsigned i = 0; f[i].name; i++)
        if (f[i].mult == KR_AST_OPT && !kr__type_set(vm, cls, st->names[kind][i], KR_NONE_V))
            return false;
    if (info->leaf) st->single[kind] = kr__instance_new(vm, cls);
    return !info->leaf || kr__ok(st->single[kind]);
}

static bool make_classes(kr_vm *vm, KrAstState *st) {
    static const char *const attrs[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
    for (unsigned i = 0; i < KR_AST_NATTRS; i++)
        if (kr__failed(st->attrs[i] = name_of(vm, attrs[i]))) return false;
    if (!make_base(vm, st)) return false;
    for (KrAstSum s = KR_AST_SUM_NONE + 1; s < KR_AST_SUM_COUNT; s++) {
        if (kr__ast_is_product(s)) continue;
        st->sums[s] =
            new_class(vm, kr__ast_sum_info[s].name, st->base, vm->empty_tuple, sum_doc(vm, s));
        if (kr__failed(st->sums[s]) || !set_attributes(vm, st, s)) return false;
    }
    for (KrAstKind k = KR_AST_NONE + 1; k < KR_AST_COUNT; k++)
        if (!make_kind(vm, st, k)) return false;
    return true;
}

/* ---- state ---- */

static void state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    const KrAstState *st = state;
    kr__trace_value(gc, st->base);
    kr__trace_values(gc, st->sums, KR_COUNTOF(st->sums));
    kr__trace_values(gc, st->kinds, KR_COUNTOF(st->kinds));
    kr__trace_values(gc, st->single, KR_COUNTOF(st->single));
    kr__trace_values(gc, st->names[0], KR_AST_COUNT * KR_AST_MAX_FIELDS);
    kr__trace_values(gc, st->attrs, KR_COUNTOF(st->attrs));
}
static void state_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(KrAstState));
}

KrAstState *kr__ast_state(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module__ast);
    if (!at) return NULL;
    if (!*at && !(*at = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(KrAstState)))) {
        kr__no_memory(vm);
        return NULL;
    }
    KrAstState *st = *at;
    if (!st->ready) {
        if (!make_classes(vm, st)) return NULL;
        st->ready = true;
    }
    return st;
}

/* ---- the module ---- */

static bool module_init(kr_vm *vm, Value m) {
    const KrAstState *st = kr__ast_state(vm);
    if (!st || !kr__module_add(vm, m, "AST", st->base) ||
        !kr__module_add(vm, m, "PyCF_ALLOW_TOP_LEVEL_AWAIT",
                        kr__from_int48(KR_COMPILE_TOP_LEVEL_AWAIT)) ||
        !kr__module_add(vm, m, "PyCF_ONLY_AST", kr__from_int48(KR_COMPILE_ONLY_AST)) ||
        !kr__module_add(vm, m, "PyCF_TYPE_COMMENTS", kr__from_int48(KR_COMPILE_TYPE_COMMENTS)))
        return false;
    KrAstSum last = KR_AST_SUM_NONE;
    for (KrAstKind k = KR_AST_NONE + 1; k < KR_AST_COUNT; k++) {
        KrAstSum s = kr__ast_info[k].sum;
        if (s != last && !kr__module_add(vm, m, kr__ast_sum_info[s].name, st->sums[s]))
            return false;
        if (!kr__module_add(vm, m, kr__ast_info[k].name, st->kinds[k])) return false;
        last = s;
    }
    return true;
}

const KrModuleDef kr__module__ast = {
    .name = "_ast",
    .init = module_init,
    .trace = state_trace,
    .free = state_free,
};
