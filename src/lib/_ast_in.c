/* SPDX-License-Identifier: MIT
 * _ast_in.c: from objects of the module _ast to a tree that the compiler reads. Whatever the objects hold, the tree has
 * the shape that ast.def says: a required node is there, an operator is one of its kind. Null entries of sequences and
 * what else a sound tree never has is left to _ast_check.c. Attributes may be anything, so Python code runs. */
#include <string.h>

#include "lib/_ast.h"
#include "types/bytes.h"
#include "types/complex.h"
#include "types/int.h"
#include "types/list.h"
#include "types/set.h"

typedef struct In {
    kr_vm *vm;
    const KrAstState *st;
    KrArena *arena;
    KrIdents *idents;
    uint32_t steps;
} In;

static bool sum_in(In *in, Value obj, KrAstSum sum, KrAst **out);

static bool no_memory(In *in) {
    kr__no_memory(in->vm);
    return false;
}
static void *room(In *in, size_t n) {
    void *p = kr__arena_alloc(in->arena, n ? n : 1);
    if (!p) kr__no_memory(in->vm);
    return p;
}

/* ---- texts and numbers ---- */

/* The bytes of a str or bytes, copied. */
static bool copy_text(In *in, Value v, const char **s, uint32_t *n) {
    bool str = kr__is_str(in->vm, v);
    const char *from = str ? kr__str_text(kr__ptr(v)) : ((KrBytes *)kr__ptr(v))->data;
    *n = str ? ((KrStr *)kr__ptr(v))->len : ((KrBytes *)kr__ptr(v))->len;
    *s = kr__arena_strndup(in->arena, from, *n);
    return *s || no_memory(in);
}

static bool ident_in(In *in, Value v, const KrIdent **out) {
    *out = NULL;
    if (kr__is_none(v)) return true;
    if (!kr__same(kr__class_of(in->vm, v), kr__type(in->vm, KR_T_STR)))
        return kr__raise_false(in->vm, KR_T_X_TYPEERROR, "AST identifier must be of type str");
    const KrStr *s = kr__ptr(v);
    *out = kr__ident_intern(in->idents, kr__str_text(s), s->len);
    return *out || no_memory(in);
}

static bool string_in(In *in, Value v, KrAstStr *out) {
    Value cls = kr__class_of(in->vm, v);
    if (!kr__same(cls, kr__type(in->vm, KR_T_STR)) && !kr__same(cls, kr__type(in->vm, KR_T_BYTES)))
        return kr__raise_false(in->vm, KR_T_X_TYPEERROR, "AST string must be of type str");
    return copy_text(in, v, &out->s, &out->n);
}

static bool int_in(In *in, Value v, int32_t *out) {
    int64_t i;
    if (!kr__is_int_value(in->vm, v))
        return kr__raise_false(in->vm, KR_T_X_VALUEERROR, "invalid integer value: %R", v);
    if (kr__int_fits_i64(in->vm, v, &i) && i >= INT32_MIN && i <= INT32_MAX) {
        *out = (int32_t)i;
        return true;
    }
    return kr__raise_false(in->vm, KR_T_X_OVERFLOWERROR,
                           "Python int too large to convert to C int");
}

/* ---- constants ---- */

static bool const_in(In *in, Value v, KrAstConst *out);

static bool big_in(In *in, Value v, KrAstConst *out) {
    bool negative = kr__int_sign(in->vm, v) < 0;
    Value text = kr__int_to_str(in->vm, negative ? kr__int_neg(in->vm, v) : v, 16);
    if (kr__failed(text)) return false;
    const KrStr *s = kr__ptr(text);
    char *to = room(in, s->len + 2);
    if (!to) return false;
    if (negative) to[0] = '-';
    memcpy(to + negative, kr__str_text(s), s->len);
    *out = (KrAstConst){.tag = KR_CONST_BIGINT, .base = 16, .n = s->len + negative, .u.s = to};
    return true;
}

static bool text_const_in(In *in, Value v, KrConstTag tag, KrAstConst *out) {
    uint32_t n;
    const char *s;
    if (!copy_text(in, v, &s, &n)) return false;
    *out = (KrAstConst){.tag = (uint8_t)tag, .n = n, .u.s = s, .ascii = true};
    if (tag != KR_CONST_STR) return true;
    out->ascii = kr__str_ascii(kr__ptr(v));
    for (uint32_t i = 0; i + 1 < n; i++)
        if ((uint8_t)s[i] == 0xed && (uint8_t)s[i + 1] >= 0xa0) out->surrogates = true;
    return true;
}

static bool complex_in(In *in, Value v, KrAstConst *out) {
    const KrComplex *c = kr__ptr(v);
    double *parts = room(in, 2 * sizeof *parts);
    if (!parts) return false;
    parts[0] = c->real;
    parts[1] = c->imag;
    *out = (KrAstConst){.tag = KR_CONST_COMPLEX, .u.c = parts};
    return true;
}

static bool items_in(In *in, Value v, bool tuple, KrAstConst *out) {
    Value items = kr__tuple_from(in->vm, v);
    if (kr__failed(items) || !kr__enter(in->vm, " during compilation")) return false;
    uint32_t n = ((KrTuple *)kr__ptr(items))->len;
    KrAstConst *to = room(in, n * sizeof *to);
    bool ok = to;
    for (uint32_t i = 0; ok && i < n; i++)
        ok = const_in(in, kr__tuple_get(kr__ptr(items), i), &to[i]);
    kr__leave(in->vm);
    *out = (KrAstConst){.tag = tuple ? KR_CONST_TUPLE : KR_CONST_FROZENSET, .n = n, .u.items = to};
    for (uint32_t i = 0; ok && i < n; i++) /* one bad item makes the whole bad */
        if (to[i].tag == KR_CONST_NONE && to[i].base) *out = to[i];
    return ok;
}

static bool const_in(In *in, Value v, KrAstConst *out) {
    kr_vm *vm = in->vm;
    *out = (KrAstConst){.tag = KR_CONST_NONE};
    if (kr__is_none(v)) return true;
    if (kr__is_bool(v)) return out->tag = kr__is_true(v) ? KR_CONST_TRUE : KR_CONST_FALSE, true;
    if (kr__same(v, KR_ELLIPSIS_V)) return out->tag = KR_CONST_ELLIPSIS, true;
    if (kr__is_double(v))
        return *out = (KrAstConst){.tag = KR_CONST_FLOAT, .u.f = kr__double(v)}, true;
    Value cls = kr__class_of(vm, v);
    if (kr__same(cls, kr__type(vm, KR_T_INT))) {
        out->tag = KR_CONST_INT;
        return kr__int_fits_i64(vm, v, &out->u.i) || big_in(in, v, out);
    }
    if (kr__same(cls, kr__type(vm, KR_T_STR))) return text_const_in(in, v, KR_CONST_STR, out);
    if (kr__same(cls, kr__type(vm, KR_T_BYTES))) return text_const_in(in, v, KR_CONST_BYTES, out);
    if (kr__same(cls, kr__type(vm, KR_T_COMPLEX))) return complex_in(in, v, out);
    if (kr__same(cls, kr__type(vm, KR_T_TUPLE))) return items_in(in, v, true, out);
    if (kr__same(cls, kr__type(vm, KR_T_FROZENSET))) return items_in(in, v, false, out);
    out->base = KR_AST_BAD_CONST;
    const char *name = kr__type_name(vm, v);
    out->u.s = kr__arena_strndup(in->arena, name, strlen(name));
    return out->u.s || no_memory(in);
}

/* ---- fields ---- */

static bool op_in(In *in, Value v, KrAstSum sum, KrAstOp *out) {
    for (KrAstKind k = KR_AST_NONE + 1; k < KR_AST_COUNT; k++) {
        if (kr__ast_info[k].sum != sum) continue;
        *out = (KrAstOp)k;
        if (kr__same(kr__class_of(in->vm, v), in->st->kinds[k])) return true;
    }
    for (KrAstKind k = KR_AST_NONE + 1; k < KR_AST_COUNT; k++) {
        if (kr__ast_info[k].sum != sum) continue;
        int is = kr__isinstance(in->vm, v, in->st->kinds[k]);
        *out = (KrAstOp)k;
        if (is) return is > 0;
    }
    return kr__raise_false(in->vm, KR_T_X_TYPEERROR, "expected some sort of %s, but got %R",
                           kr__ast_sum_info[sum].name, v);
}

static bool item_in(In *in, const KrAstField *f, Value v, void *items, uint32_t i) {
    if (f->type == KR_AST_T_NODE) return sum_in(in, v, f->sum, (KrAst **)items + i);
    if (f->type == KR_AST_T_IDENT) return ident_in(in, v, (const KrIdent **)items + i);
    return op_in(in, v, f->sum, (KrAstOp *)items + i);
}

static bool seq_in(In *in, KrAstKind kind, const KrAstField *f, Value list, void *at) {
    const char *name = kr__ast_info[kind].name;
    if (!kr__has_kind(in->vm, list, KR_K_LIST))
        return kr__raise_false(in->vm, KR_T_X_TYPEERROR, "%s field \"%s\" must be a list, not a %T",
                               name, f->name, list);
    uint32_t n = ((KrList *)kr__ptr(list))->len;
    void *items = room(in, n * (f->type == KR_AST_T_OP ? sizeof(KrAstOp) : sizeof(void *)));
    if (!items) return false;
    for (uint32_t i = 0; i < n; i++) {
        if (!item_in(in, f, kr__list_get(kr__ptr(list), i), items, i)) return false;
        if (((KrList *)kr__ptr(list))->len != n)
            return kr__raise_false(in->vm, KR_T_X_RUNTIMEERROR,
                                   "%s field \"%s\" changed size during iteration", name, f->name);
    }
    KrAstSeq *seq = at; /* of nodes; the others are laid out alike */
    seq->n = n;
    seq->items = items;
    return true;
}

static bool single_in(In *in, const KrAstField *f, Value v, void *at) {
    switch ((KrAstFieldType)f->type) {
    case KR_AST_T_NODE: return sum_in(in, v, f->sum, at);
    case KR_AST_T_IDENT: return ident_in(in, v, at);
    case KR_AST_T_STRING: return string_in(in, v, at);
    case KR_AST_T_CONST: return const_in(in, v, at);
    case KR_AST_T_INT: return int_in(in, v, at);
    case KR_AST_T_OP: break;
    }
    return op_in(in, v, f->sum, at);
}

static bool field_in(In *in, Value obj, KrAstKind kind, unsigned i, KrAst *node) {
    const KrAstField *f = &kr__ast_fields(kind)[i];
    void *at = (char *)node + f->offset;
    Value v;
    int found = kr__getattr_opt(in->vm, obj, in->st->names[kind][i], &v);
    if (found < 0) return false;
    bool optional = f->mult == KR_AST_OPT || !kr__ast_is_shown(kind, f);
    if (optional && (!found || kr__is_none(v))) return true;
    if (!found)
        return kr__raise_false(in->vm, KR_T_X_TYPEERROR, "required field \"%s\" missing from %s",
                               f->name, kr__ast_info[kind].name);
    return f->mult == KR_AST_SEQ ? seq_in(in, kind, f, v, at) : single_in(in, f, v, at);
}

/* A required field that was None. */
static bool check_required(In *in, const KrAst *node) {
    for (const KrAstField *f = kr__ast_fields(node->kind); f->name; f++) {
        if (f->mult != KR_AST_ONE || (f->type != KR_AST_T_NODE && f->type != KR_AST_T_IDENT))
            continue;
        if (!*(void *const *)(const void *)((const char *)node + f->offset))
            return kr__raise_false(in->vm, KR_T_X_VALUEERROR, "field '%s' is required for %s",
                                   f->name, kr__ast_info[node->kind].name);
    }
    return true;
}

/* ---- nodes ---- */

static bool attributes_in(In *in, Value obj, KrAstSum sum, int32_t at[KR_AST_NATTRS]) {
    for (unsigned i = 0; i < KR_AST_NATTRS; i++) {
        Value v;
        int found = kr__getattr_opt(in->vm, obj, in->st->attrs[i], &v);
        if (found < 0) return false;
        if (i >= KR_AST_END_LINENO && kr__ast_end_optional(sum) && (!found || kr__is_none(v))) {
            at[i] = at[i - KR_AST_END_LINENO];
            continue;
        }
        if (!found)
            return kr__raise_false(in->vm, KR_T_X_TYPEERROR,
                                   "required field \"%S\" missing from %s", in->st->attrs[i],
                                   kr__ast_sum_info[sum].name);
        if (!int_in(in, v, &at[i])) return false;
    }
    return true;
}

/* The constructor that obj is an instance of; KR_AST_NONE: none, or failed. */
static KrAstKind kind_of(In *in, Value obj, KrAstSum sum) {
    Value cls = kr__class_of(in->vm, obj);
    for (KrAstKind k = KR_AST_NONE + 1; k < KR_AST_COUNT; k++)
        if (kr__same(in->st->kinds[k], cls) && kr__ast_info[k].sum == sum) return k;
    for (KrAstKind k = KR_AST_NONE + 1; k < KR_AST_COUNT; k++) {
        if (kr__ast_info[k].sum != sum) continue;
        int is = kr__isinstance(in->vm, obj, in->st->kinds[k]);
        if (is) return is > 0 ? k : KR_AST_NONE;
    }
    kr__raise_type(in->vm, "expected some sort of %s, but got %R", kr__ast_sum_info[sum].name, obj);
    return KR_AST_NONE;
}

static KrAstKind product_kind(KrAstSum sum) {
    KrAstKind k = KR_AST_NONE + 1;
    while (kr__ast_info[k].sum != sum) k++;
    return k;
}

static bool fields_in(In *in, Value obj, KrAstKind kind, KrAst *node) {
    const KrAstField *f = kr__ast_fields(kind);
    for (unsigned i = 0; f[i].name; i++)
        if (!field_in(in, obj, kind, i, node)) return false;
    return true;
}

/* What kr__enter says of a tree that is too deep. */
static const char *where(KrAstKind kind) {
    static const char *const texts[KR_AST_COUNT] = {
#define NODE(name, sum, fields) [KR_AST_##name] = " while traversing '" #name "' node",
#define LEAF(name, sum) [KR_AST_##name] = " while traversing '" #name "' node",
#include "compile/ast.def"
    };
    return texts[kind];
}

static bool node_in(In *in, Value obj, KrAstKind kind, const int32_t *known, KrAst **out) {
    KrAstSum sum = kr__ast_info[kind].sum;
    KrAst *node = kr__ast_new(in->arena, kind);
    int32_t at[KR_AST_NATTRS] = {0};
    if (!node) return no_memory(in);
    if (!kr__enter(in->vm, where(kind))) return false;
    bool ok = fields_in(in, obj, kind, node);
    kr__leave(in->vm);
    if (!ok) return false;
    if (known)
        memcpy(at, known, sizeof at);
    else if (kr__ast_sum_info[sum].attrs && !attributes_in(in, obj, sum, at))
        return false;
    node->lineno = (uint32_t)at[KR_AST_LINENO];
    node->col_offset = (uint32_t)at[KR_AST_COL];
    node->end_lineno = (uint32_t)at[KR_AST_END_LINENO];
    node->end_col_offset = (uint32_t)at[KR_AST_END_COL];
    *out = node;
    return check_required(in, node);
}

static bool sum_in(In *in, Value obj, KrAstSum sum, KrAst **out) {
    *out = NULL;
    if (++in->steps % 256 == 0 && !kr__poll(in->vm)) return false;
    if (kr__ast_is_product(sum)) return node_in(in, obj, product_kind(sum), NULL, out);
    if (kr__is_none(obj)) return true;
    int32_t at[KR_AST_NATTRS];
    bool attrs = kr__ast_sum_info[sum].attrs;
    if (attrs && !attributes_in(in, obj, sum, at)) return false;
    KrAstKind kind = kind_of(in, obj, sum);
    return kind != KR_AST_NONE && node_in(in, obj, kind, attrs ? at : NULL, out);
}

KrModAst *kr__ast_from_object(kr_vm *vm, Value obj, char mode, KrArena *a) {
    KrAstKind want = mode == 'v'   ? KR_AST_Expression
                     : mode == 's' ? KR_AST_Interactive
                                   : KR_AST_Module;
    In in = {.vm = vm, .st = kr__ast_state(vm), .arena = a};
    if (!in.st) return NULL;
    int is = kr__isinstance(vm, obj, in.st->kinds[want]);
    if (is < 0) return NULL;
    if (!is) {
        kr__raise_type(vm, "expected %s node, got %T", kr__ast_info[want].name, obj);
        return NULL;
    }
    KrModAst *mod = kr__arena_alloc(a, sizeof *mod);
    if (!mod || !kr__idents_init(&mod->idents, a)) {
        kr__no_memory(vm);
        return NULL;
    }
    mod->arena = a;
    in.idents = &mod->idents;
    return sum_in(&in, obj, KR_AST_SUM_mod, &mod->root) ? mod : NULL;
}
