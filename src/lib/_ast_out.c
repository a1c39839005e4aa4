/* SPDX-License-Identifier: MIT
 * _ast_out.c: from the parser's tree to objects of the module _ast. */
#include "lib/_ast.h"
#include "types/complex.h"
#include "types/int.h"
#include "types/list.h"
#include "types/set.h"
#include "types/type.h"

typedef struct Out {
    kr_vm *vm;
    const KrAstState *st;
    uint32_t steps;
} Out;

static Value node_out(Out *o, const KrAst *node);

static Value items_out(kr_vm *vm, const KrAstConst *c);

static Value const_out(kr_vm *vm, const KrAstConst *c) {
    switch ((KrConstTag)c->tag) {
    case KR_CONST_NONE: return KR_NONE_V;
    case KR_CONST_TRUE: return KR_TRUE_V;
    case KR_CONST_FALSE: return KR_FALSE_V;
    case KR_CONST_ELLIPSIS: return KR_ELLIPSIS_V;
    case KR_CONST_INT: return kr__int_from_i64(vm, c->u.i);
    case KR_CONST_BIGINT: return kr__int_from_text(vm, c->u.s, c->n, c->base, KR_NONE_V);
    case KR_CONST_FLOAT: return kr__from_double(c->u.f);
    case KR_CONST_IMAG: return kr__complex_new(vm, 0, c->u.f);
    case KR_CONST_STR: return kr__str_new(vm, c->u.s, c->n);
    case KR_CONST_BYTES: return kr__bytes_new(vm, c->u.s, c->n);
    case KR_CONST_COMPLEX: return kr__complex_new(vm, c->u.c[0], c->u.c[1]);
    default: return items_out(vm, c);
    }
}

static Value items_out(kr_vm *vm, const KrAstConst *c) {
    Value list = kr__list_new(vm, NULL, 0);
    for (uint32_t i = 0; kr__ok(list) && i < c->n; i++) {
        Value v = const_out(vm, &c->u.items[i]);
        if (kr__failed(v) || !kr__list_append(vm, kr__ptr(list), v)) return KR_FAILED;
    }
    if (kr__failed(list)) return list;
    if (c->tag == KR_CONST_TUPLE) return kr__list_as_tuple(vm, kr__ptr(list));
    return kr__set_from(vm, KR_T_FROZENSET, list);
}

static Value ident_out(kr_vm *vm, const KrIdent *id) {
    return id ? kr__intern(vm, id->s, id->n) : KR_NONE_V;
}

static Value seq_out(Out *o, const KrAstField *f, const void *at) {
    uint32_t n = *(const uint32_t *)at; /* every sequence begins with its length */
    Value list = kr__list_new(o->vm, NULL, n);
    for (uint32_t i = 0; kr__ok(list) && i < n; i++) {
        Value v = f->type == KR_AST_T_NODE    ? node_out(o, ((const KrAstSeq *)at)->items[i])
                  : f->type == KR_AST_T_IDENT ? ident_out(o->vm, ((const KrIdentSeq *)at)->items[i])
                                              : o->st->single[((const KrAstOpSeq *)at)->items[i]];
        if (kr__failed(v) || !kr__list_append(o->vm, kr__ptr(list), v)) return KR_FAILED;
    }
    return list;
}

static Value field_out(Out *o, const KrAstField *f, const void *at) {
    if (f->mult == KR_AST_SEQ) return seq_out(o, f, at);
    switch ((KrAstFieldType)f->type) {
    case KR_AST_T_NODE: return node_out(o, *(KrAst *const *)at);
    case KR_AST_T_IDENT: return ident_out(o->vm, *(const KrIdent *const *)at);
    case KR_AST_T_STRING: {
        const KrAstStr *s = at;
        return s->s ? kr__str_new(o->vm, s->s, s->n) : KR_NONE_V;
    }
    case KR_AST_T_CONST: return const_out(o->vm, at);
    case KR_AST_T_INT: return kr__from_int48(*(const int32_t *)at);
    case KR_AST_T_OP: break;
    }
    return o->st->single[*(const KrAstOp *)at];
}

static bool fill(Out *o, Value obj, const KrAst *node) {
    const KrAstField *f = kr__ast_fields(node->kind);
    const KrAstState *st = o->st;
    for (unsigned i = 0; f[i].name; i++) {
        const void *at = (const char *)node + f[i].offset;
        if (!kr__ast_is_shown(node->kind, &f[i]) && !*(const uint32_t *)at) continue;
        Value v = field_out(o, &f[i], at);
        if (kr__failed(v) || !kr__instance_set(o->vm, obj, st->names[node->kind][i], v))
            return false;
    }
    if (!kr__ast_sum_info[kr__ast_info[node->kind].sum].attrs) return true;
    const int32_t at[] = {(int32_t)node->lineno, (int32_t)node->col_offset,
                          (int32_t)node->end_lineno, (int32_t)node->end_col_offset};
    for (unsigned i = 0; i < KR_AST_NATTRS; i++)
        if (!kr__instance_set(o->vm, obj, st->attrs[i], kr__from_int48(at[i]))) return false;
    return true;
}

static Value node_out(Out *o, const KrAst *node) {
    if (!node) return KR_NONE_V;
    if (!kr__enter(o->vm, " during ast construction")) return KR_FAILED;
    bool ok = ++o->steps % 256 || kr__poll(o->vm);
    Value obj = ok ? kr__instance_new(o->vm, o->st->kinds[node->kind]) : KR_FAILED;
    ok = kr__ok(obj) && fill(o, obj, node);
    kr__leave(o->vm);
    return ok ? obj : KR_FAILED;
}

Value kr__ast_to_object(kr_vm *vm, KrAst *root) {
    Out o = {vm, kr__ast_state(vm), 0};
    return o.st ? node_out(&o, root) : KR_FAILED;
}
