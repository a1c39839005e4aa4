/* SPDX-License-Identifier: MIT
 * _ast_check.c: the check of a tree made from objects, before it is compiled: contexts, lengths of sequences that belong
 * together, entries that may not be None, positions, patterns. The compiler relies on it. Runs no Python code. */
#include <string.h>

#include "lib/_ast.h"

static bool check_expr(kr_vm *vm, KrAst *e, KrAstKind ctx);
static bool check_stmts(kr_vm *vm, const KrAstSeq *body);
static bool check_pattern(kr_vm *vm, KrAst *p, bool star_ok);

static bool bad(kr_vm *vm, const char *text) {
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "%s", text);
}

static bool check_positions(kr_vm *vm, const KrAst *node) {
    int line = (int)node->lineno, end = (int)node->end_lineno;
    int col = (int)node->col_offset, end_col = (int)node->end_col_offset;
    if (line > end)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "AST node line range (%d, %d) is not valid",
                               line, end);
    if ((line < 0 && end != line) || (col < 0 && col != end_col))
        return kr__raise_false(
            vm, KR_T_X_VALUEERROR,
            "AST node column range (%d, %d) for line range (%d, %d) is not valid", col, end_col,
            line, end);
    if (line == end && col > end_col)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "line %d, column %d-%d is not a valid range",
                               line, col, end_col);
    return true;
}

/* ---- sequences ---- */

static bool check_exprs(kr_vm *vm, const KrAstSeq *s, KrAstKind ctx, bool null_ok) {
    for (uint32_t i = 0; i < s->n; i++) {
        if (!s->items[i]) {
            if (null_ok) continue;
            return bad(vm, "None disallowed in expression list");
        }
        if (!check_expr(vm, s->items[i], ctx)) return false;
    }
    return true;
}

static bool check_some(kr_vm *vm, uint32_t n, const char *what, const char *owner) {
    return n || kr__raise_false(vm, KR_T_X_VALUEERROR, "empty %s on %s", what, owner);
}

static bool check_body(kr_vm *vm, const KrAstSeq *body, const char *owner) {
    return check_some(vm, body->n, "body", owner) && check_stmts(vm, body);
}

static bool check_opt(kr_vm *vm, KrAst *e) { return !e || check_expr(vm, e, KR_AST_Load); }

static bool check_targets(kr_vm *vm, const KrAstSeq *s, KrAstKind ctx) {
    return check_some(vm, s->n, "targets", ctx == KR_AST_Del ? "Delete" : "Assign") &&
           check_exprs(vm, s, ctx, false);
}

/* ---- names, arguments ---- */

static bool check_name(kr_vm *vm, const KrIdent *name) {
    static const char *const words[] = {"None", "True", "False"};
    for (unsigned i = 0; i < KR_COUNTOF(words); i++)
        if (!strcmp(name->s, words[i]))
            return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                   "identifier field can't represent '%s' constant", words[i]);
    return true;
}

static bool check_keywords(kr_vm *vm, const KrAstSeq *s) {
    for (uint32_t i = 0; i < s->n; i++)
        if (!check_expr(vm, KR_AST(keyword, s->items[i])->value, KR_AST_Load)) return false;
    return true;
}

static bool check_arg(kr_vm *vm, KrAst *a) {
    return !a || (check_positions(vm, a) && check_opt(vm, KR_AST(arg, a)->annotation));
}
static bool check_args(kr_vm *vm, const KrAstSeq *s) {
    for (uint32_t i = 0; i < s->n; i++)
        if (!check_arg(vm, s->items[i])) return false;
    return true;
}

static bool check_arguments(kr_vm *vm, KrAst *node) {
    const KrAstarguments *a = KR_AST(arguments, node);
    if (!check_args(vm, &a->posonlyargs) || !check_args(vm, &a->args) ||
        !check_arg(vm, a->vararg) || !check_args(vm, &a->kwonlyargs) || !check_arg(vm, a->kwarg))
        return false;
    if (a->defaults.n > a->posonlyargs.n + a->args.n)
        return bad(vm, "more positional defaults than args on arguments");
    if (a->kw_defaults.n != a->kwonlyargs.n)
        return bad(vm, "length of kwonlyargs is not the same as kw_defaults on arguments");
    return check_exprs(vm, &a->defaults, KR_AST_Load, false) &&
           check_exprs(vm, &a->kw_defaults, KR_AST_Load, true);
}

static bool check_comprehension(kr_vm *vm, const KrAstSeq *s) {
    if (!s->n) return bad(vm, "comprehension with no generators");
    for (uint32_t i = 0; i < s->n; i++) {
        const KrAstcomprehension *c = KR_AST(comprehension, s->items[i]);
        if (!check_expr(vm, c->target, KR_AST_Store) || !check_expr(vm, c->iter, KR_AST_Load) ||
            !check_exprs(vm, &c->ifs, KR_AST_Load, false))
            return false;
    }
    return true;
}

static bool check_type_params(kr_vm *vm, const KrAstSeq *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        KrAst *p = s->items[i];
        if (!p) return bad(vm, "None disallowed in type parameter list");
        if (!check_positions(vm, p)) return false;
        if (p->kind == KR_AST_TypeVar && !check_opt(vm, KR_AST(TypeVar, p)->bound)) return false;
    }
    return true;
}

/* ---- constants ---- */

static bool check_constant(kr_vm *vm, const KrAstConst *c) {
    if (c->tag != KR_CONST_NONE || c->base != KR_AST_BAD_CONST) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "got an invalid type in Constant: %s", c->u.s);
}
static const KrAstConst *constant_of(KrAst *e) {
    return e->kind == KR_AST_Constant ? &KR_AST(Constant, e)->value : NULL;
}
static bool is_real(const KrAstConst *c) {
    return c && (c->tag == KR_CONST_INT || c->tag == KR_CONST_BIGINT || c->tag == KR_CONST_FLOAT);
}
static bool is_imaginary(const KrAstConst *c) {
    return c && (c->tag == KR_CONST_IMAG || c->tag == KR_CONST_COMPLEX);
}

/* ---- expressions ---- */

static KrAstKind ctx_of(KrAst *e) {
    switch (e->kind) {
    case KR_AST_Attribute: return KR_AST(Attribute, e)->ctx;
    case KR_AST_Subscript: return KR_AST(Subscript, e)->ctx;
    case KR_AST_Starred: return KR_AST(Starred, e)->ctx;
    case KR_AST_Name: return KR_AST(Name, e)->ctx;
    case KR_AST_List: return KR_AST(List, e)->ctx;
    case KR_AST_Tuple: return KR_AST(Tuple, e)->ctx;
    default: return KR_AST_NONE;
    }
}

static bool check_ctx(kr_vm *vm, KrAst *e, KrAstKind want) {
    KrAstKind is = ctx_of(e);
    if (is == KR_AST_NONE && want != KR_AST_Load)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "expression which can't be assigned to in %s context",
                               kr__ast_info[want].name);
    if (is != KR_AST_NONE && is != want)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "expression must have %s context but has %s instead",
                               kr__ast_info[want].name, kr__ast_info[is].name);
    return true;
}

static bool check_bool_op(kr_vm *vm, const KrAstBoolOp *e) {
    if (e->values.n < 2) return bad(vm, "BoolOp with less than 2 values");
    return check_exprs(vm, &e->values, KR_AST_Load, false);
}
static bool check_dict(kr_vm *vm, const KrAstDict *e) {
    if (e->keys.n != e->values.n)
        return bad(vm, "Dict doesn't have the same number of keys as values");
    return check_exprs(vm, &e->keys, KR_AST_Load, true) &&
           check_exprs(vm, &e->values, KR_AST_Load, false);
}
static bool check_compare(kr_vm *vm, const KrAstCompare *e) {
    if (!e->comparators.n) return bad(vm, "Compare with no comparators");
    if (e->comparators.n != e->ops.n)
        return bad(vm, "Compare has a different number of comparators and operands");
    return check_exprs(vm, &e->comparators, KR_AST_Load, false) &&
           check_expr(vm, e->left, KR_AST_Load);
}
static bool check_named(kr_vm *vm, const KrAstNamedExpr *e) {
    if (e->target->kind != KR_AST_Name)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "NamedExpr target must be a Name");
    return check_expr(vm, e->value, KR_AST_Load);
}

/* A field that CPython's compiler knows: no conversion, !s, !r, !a. */
static bool check_formatted(kr_vm *vm, const KrAstFormattedValue *e) {
    int how = e->conversion;
    if (how != -1 && how != 's' && how != 'r' && how != 'a')
        return kr__raise_false(vm, KR_T_X_SYSTEMERROR, "Unrecognized conversion character %d", how);
    return check_expr(vm, e->value, KR_AST_Load) && check_opt(vm, e->format_spec);
}
/* The compiler joins the parts of an f-string without looking at what they are. */
static bool check_joined(kr_vm *vm, const KrAstJoinedStr *e) {
    for (uint32_t i = 0; i < e->values.n; i++) {
        KrAst *part = e->values.items[i];
        if (!part || part->kind == KR_AST_FormattedValue || part->kind == KR_AST_JoinedStr)
            continue;
        if (part->kind == KR_AST_Constant && constant_of(part)->tag == KR_CONST_STR) continue;
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "JoinedStr may not hold a %s",
                               kr__ast_info[part->kind].name);
    }
    return check_exprs(vm, &e->values, KR_AST_Load, false);
}

#define LOAD(e) check_expr(vm, e, KR_AST_Load)
#define LOADS(s) check_exprs(vm, &(s), KR_AST_Load, false)

/* table: a line for each constructor of expr */
static bool check_parts(kr_vm *vm, KrAst *e, KrAstKind ctx) {
    switch (e->kind) {
#define AS(Name) const KrAst##Name *x = KR_AST(Name, e)
#define CASE(Name, condition) \
    case KR_AST_##Name: {     \
        AS(Name);             \
        return condition;     \
    }
        CASE(BoolOp, check_bool_op(vm, x))
        CASE(NamedExpr, check_named(vm, x))
        CASE(BinOp, LOAD(x->left) && LOAD(x->right))
        CASE(UnaryOp, LOAD(x->operand))
        CASE(Lambda, check_arguments(vm, x->args) && LOAD(x->body))
        CASE(IfExp, LOAD(x->test) && LOAD(x->body) && LOAD(x->orelse))
        CASE(Dict, check_dict(vm, x))
        CASE(Set, LOADS(x->elts))
        CASE(ListComp, check_comprehension(vm, &x->generators) && LOAD(x->elt))
        CASE(SetComp, check_comprehension(vm, &x->generators) && LOAD(x->elt))
        CASE(GeneratorExp, check_comprehension(vm, &x->generators) && LOAD(x->elt))
        CASE(DictComp, check_comprehension(vm, &x->generators) && LOAD(x->key) && LOAD(x->value))
        CASE(Await, LOAD(x->value))
        CASE(Yield, check_opt(vm, x->value))
        CASE(YieldFrom, LOAD(x->value))
        CASE(Compare, check_compare(vm, x))
        CASE(Call, LOAD(x->func) && LOADS(x->args) && check_keywords(vm, &x->keywords))
        CASE(FormattedValue, check_formatted(vm, x))
        CASE(JoinedStr, check_joined(vm, x))
        CASE(Constant, check_constant(vm, &x->value))
        CASE(Attribute, LOAD(x->value))
        CASE(Subscript, LOAD(x->slice) && LOAD(x->value))
        CASE(Starred, check_expr(vm, x->value, ctx))
        CASE(Name, check_name(vm, x->id))
        CASE(List, check_exprs(vm, &x->elts, ctx, false))
        CASE(Tuple, check_exprs(vm, &x->elts, ctx, false))
        CASE(Slice, check_opt(vm, x->lower) && check_opt(vm, x->upper) && check_opt(vm, x->step))
    default: return bad(vm, "unexpected expression");
    }
}

static bool check_expr(kr_vm *vm, KrAst *e, KrAstKind ctx) {
    if (!check_positions(vm, e) || !kr__enter(vm, " during compilation")) return false;
    bool ok = check_ctx(vm, e, ctx) && check_parts(vm, e, ctx);
    kr__leave(vm);
    return ok;
}

/* ---- patterns ---- */

static bool is_number(KrAst *e, bool real, bool imaginary) {
    const KrAstConst *c = constant_of(e);
    return (real && is_real(c)) || (imaginary && is_imaginary(c));
}
static bool is_negative(KrAst *e, bool real, bool imaginary) {
    return e->kind == KR_AST_UnaryOp && KR_AST(UnaryOp, e)->op == KR_AST_USub &&
           is_number(KR_AST(UnaryOp, e)->operand, real, imaginary);
}
static bool is_complex(KrAst *e) {
    const KrAstBinOp *b = KR_AST(BinOp, e);
    return (b->op == KR_AST_Add || b->op == KR_AST_Sub) &&
           (is_number(b->left, true, false) || is_negative(b->left, true, false)) &&
           is_number(b->right, false, true);
}

static bool check_value(kr_vm *vm, KrAst *e) {
    if (!LOAD(e)) return false;
    switch (e->kind) {
    case KR_AST_Constant: {
        const KrAstConst *c = constant_of(e);
        if (is_real(c) || is_imaginary(c) || c->tag == KR_CONST_STR || c->tag == KR_CONST_BYTES)
            return true;
        return bad(vm, "unexpected constant inside of a literal pattern");
    }
    case KR_AST_Attribute:
    case KR_AST_JoinedStr: return true;
    case KR_AST_UnaryOp:
        if (is_negative(e, true, true)) return true;
        break;
    case KR_AST_BinOp:
        if (is_complex(e)) return true;
        break;
    default: break;
    }
    return bad(vm, "patterns may only match literals and attribute lookups");
}

static bool check_capture(kr_vm *vm, const KrIdent *name) {
    if (!name) return true;
    if (!strcmp(name->s, "_")) return bad(vm, "can't capture name '_' in patterns");
    return check_name(vm, name);
}

static bool check_patterns(kr_vm *vm, const KrAstSeq *s, bool star_ok) {
    for (uint32_t i = 0; i < s->n; i++) {
        if (!s->items[i]) return bad(vm, "None disallowed in pattern list");
        if (!check_pattern(vm, s->items[i], star_ok)) return false;
    }
    return true;
}

static bool check_singleton(kr_vm *vm, const KrAstMatchSingleton *p) {
    if ((p->value.tag == KR_CONST_NONE && p->value.base != KR_AST_BAD_CONST) ||
        p->value.tag == KR_CONST_TRUE || p->value.tag == KR_CONST_FALSE)
        return true;
    return bad(vm, "MatchSingleton can only contain True, False and None");
}

static bool check_mapping(kr_vm *vm, const KrAstMatchMapping *p) {
    if (p->keys.n != p->patterns.n)
        return bad(vm, "MatchMapping doesn't have the same number of keys as patterns");
    if (!check_capture(vm, p->rest)) return false;
    for (uint32_t i = 0; i < p->keys.n; i++) {
        KrAst *key = p->keys.items[i];
        if (!key) return bad(vm, "None disallowed in expression list");
        const KrAstConst *c = constant_of(key);
        bool simple = c && ((c->tag == KR_CONST_NONE && c->base != KR_AST_BAD_CONST) ||
                            c->tag == KR_CONST_TRUE || c->tag == KR_CONST_FALSE);
        if (!simple && !check_value(vm, key)) return false;
    }
    return check_patterns(vm, &p->patterns, false);
}

static bool check_class(kr_vm *vm, const KrAstMatchClass *p) {
    if (p->kwd_attrs.n != p->kwd_patterns.n)
        return bad(vm, "MatchClass doesn't have the same number of keyword attributes as patterns");
    if (!LOAD(p->cls)) return false;
    KrAst *cls = p->cls;
    while (cls->kind == KR_AST_Attribute) cls = KR_AST(Attribute, cls)->value;
    if (cls->kind != KR_AST_Name)
        return bad(vm, "MatchClass cls field can only contain Name or Attribute nodes.");
    for (uint32_t i = 0; i < p->kwd_attrs.n; i++) {
        if (!p->kwd_attrs.items[i]) return bad(vm, "None disallowed in attribute list");
        if (!check_name(vm, p->kwd_attrs.items[i])) return false;
    }
    return check_patterns(vm, &p->patterns, false) && check_patterns(vm, &p->kwd_patterns, false);
}

static bool check_as(kr_vm *vm, const KrAstMatchAs *p) {
    if (!check_capture(vm, p->name)) return false;
    if (!p->pattern) return true;
    if (!p->name) return bad(vm, "MatchAs must specify a target name if a pattern is given");
    return check_pattern(vm, p->pattern, false);
}

static bool check_or(kr_vm *vm, const KrAstMatchOr *p) {
    if (p->patterns.n < 2) return bad(vm, "MatchOr requires at least 2 patterns");
    return check_patterns(vm, &p->patterns, false);
}

static bool check_star(kr_vm *vm, const KrAstMatchStar *p, bool star_ok) {
    if (!star_ok) return bad(vm, "can't use MatchStar here");
    return check_capture(vm, p->name);
}

static bool pattern_parts(kr_vm *vm, KrAst *e, bool star_ok) {
    switch (e->kind) {
        CASE(MatchValue, check_value(vm, x->value))
        CASE(MatchSingleton, check_singleton(vm, x))
        CASE(MatchSequence, check_patterns(vm, &x->patterns, true))
        CASE(MatchMapping, check_mapping(vm, x))
        CASE(MatchClass, check_class(vm, x))
        CASE(MatchStar, check_star(vm, x, star_ok))
        CASE(MatchAs, check_as(vm, x))
        CASE(MatchOr, check_or(vm, x))
    default: return bad(vm, "unexpected pattern");
    }
}

static bool check_pattern(kr_vm *vm, KrAst *p, bool star_ok) {
    if (!check_positions(vm, p) || !kr__enter(vm, " during compilation")) return false;
    bool ok = pattern_parts(vm, p, star_ok);
    kr__leave(vm);
    return ok;
}

/* ---- statements ---- */

static bool check_function(kr_vm *vm, KrAst *args, const KrAstSeq *body, const KrAstSeq *decorators,
                           KrAst *returns, const KrAstSeq *type_params, const char *owner) {
    return check_body(vm, body, owner) && check_type_params(vm, type_params) &&
           check_arguments(vm, args) && LOADS(*decorators) && check_opt(vm, returns);
}

static bool check_ann_assign(kr_vm *vm, const KrAstAnnAssign *s) {
    if (s->target->kind != KR_AST_Name && s->simple)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "AnnAssign with simple non-Name target");
    return check_expr(vm, s->target, KR_AST_Store) && check_opt(vm, s->value) &&
           LOAD(s->annotation);
}

static bool check_for(kr_vm *vm, KrAst *target, KrAst *iter, const KrAstSeq *body,
                      const KrAstSeq *orelse, const char *owner) {
    return check_expr(vm, target, KR_AST_Store) && LOAD(iter) && check_body(vm, body, owner) &&
           check_stmts(vm, orelse);
}

static bool check_with(kr_vm *vm, const KrAstSeq *items, const KrAstSeq *body, const char *owner) {
    if (!check_some(vm, items->n, "items", owner)) return false;
    for (uint32_t i = 0; i < items->n; i++) {
        const KrAstwithitem *w = KR_AST(withitem, items->items[i]);
        if (!LOAD(w->context_expr) ||
            (w->optional_vars && !check_expr(vm, w->optional_vars, KR_AST_Store)))
            return false;
    }
    return check_body(vm, body, owner);
}

static bool check_match(kr_vm *vm, const KrAstMatch *s) {
    if (!LOAD(s->subject) || !check_some(vm, s->cases.n, "cases", "Match")) return false;
    for (uint32_t i = 0; i < s->cases.n; i++) {
        const KrAstmatch_case *c = KR_AST(match_case, s->cases.items[i]);
        if (!check_pattern(vm, c->pattern, false) || !check_opt(vm, c->guard) ||
            !check_body(vm, &c->body, "match_case"))
            return false;
    }
    return true;
}

static bool check_raise(kr_vm *vm, const KrAstRaise *s) {
    if (s->exc) return LOAD(s->exc) && check_opt(vm, s->cause);
    return !s->cause || bad(vm, "Raise with cause but no exception");
}

static bool check_handlers(kr_vm *vm, const KrAstSeq *handlers) {
    for (uint32_t i = 0; i < handlers->n; i++) {
        KrAst *node = handlers->items[i];
        if (!node) return bad(vm, "None disallowed in exception handler list");
        const KrAstExceptHandler *h = KR_AST(ExceptHandler, node);
        if (!check_positions(vm, node) || !check_opt(vm, h->type) ||
            !check_body(vm, &h->body, "ExceptHandler"))
            return false;
    }
    return true;
}

static bool check_try(kr_vm *vm, const KrAstSeq *body, const KrAstSeq *handlers,
                      const KrAstSeq *orelse, const KrAstSeq *finalbody, const char *owner) {
    if (!check_body(vm, body, owner)) return false;
    if (!handlers->n && !finalbody->n)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "%s has neither except handlers nor finalbody", owner);
    if (!handlers->n && orelse->n)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "%s has orelse but no except handlers",
                               owner);
    return check_handlers(vm, handlers) && check_stmts(vm, finalbody) && check_stmts(vm, orelse);
}

static bool check_import_from(kr_vm *vm, const KrAstImportFrom *s) {
    if (s->level < 0) return bad(vm, "Negative ImportFrom level");
    return check_some(vm, s->names.n, "names", "ImportFrom");
}

static bool check_names(kr_vm *vm, const KrIdentSeq *names, const char *owner) {
    if (!check_some(vm, names->n, "names", owner)) return false;
    for (uint32_t i = 0; i < names->n; i++)
        if (!names->items[i]) return bad(vm, "None disallowed in identifier list");
    return true;
}

static bool check_class_def(kr_vm *vm, const KrAstClassDef *s) {
    return check_body(vm, &s->body, "ClassDef") && check_type_params(vm, &s->type_params) &&
           LOADS(s->bases) && check_keywords(vm, &s->keywords) && LOADS(s->decorator_list);
}

static bool check_aug_assign(kr_vm *vm, const KrAstAugAssign *s) {
    KrAstKind k = s->target->kind;
    if (!check_expr(vm, s->target, KR_AST_Store) || !LOAD(s->value)) return false;
    if (k == KR_AST_Name || k == KR_AST_Attribute || k == KR_AST_Subscript) return true;
    return kr__raise_false(vm, KR_T_X_SYSTEMERROR,
                           "invalid node type (%d) for augmented assignment", (int)k);
}

/* table: a line for each constructor of stmt */
static bool check_stmt(kr_vm *vm, KrAst *e) {
    switch (e->kind) {
        CASE(FunctionDef, check_function(vm, x->args, &x->body, &x->decorator_list, x->returns,
                                         &x->type_params, "FunctionDef"))
        CASE(AsyncFunctionDef, check_function(vm, x->args, &x->body, &x->decorator_list, x->returns,
                                              &x->type_params, "AsyncFunctionDef"))
        CASE(ClassDef, check_class_def(vm, x))
        CASE(Return, check_opt(vm, x->value))
        CASE(Delete, check_targets(vm, &x->targets, KR_AST_Del))
        CASE(Assign, check_targets(vm, &x->targets, KR_AST_Store) && LOAD(x->value))
        CASE(AugAssign, check_aug_assign(vm, x))
        CASE(AnnAssign, check_ann_assign(vm, x))
        CASE(For, check_for(vm, x->target, x->iter, &x->body, &x->orelse, "For"))
        CASE(AsyncFor, check_for(vm, x->target, x->iter, &x->body, &x->orelse, "AsyncFor"))
        CASE(While,
             LOAD(x->test) && check_body(vm, &x->body, "While") && check_stmts(vm, &x->orelse))
        CASE(If, LOAD(x->test) && check_body(vm, &x->body, "If") && check_stmts(vm, &x->orelse))
        CASE(With, check_with(vm, &x->items, &x->body, "With"))
        CASE(AsyncWith, check_with(vm, &x->items, &x->body, "AsyncWith"))
        CASE(Match, check_match(vm, x))
        CASE(Raise, check_raise(vm, x))
        CASE(Try, check_try(vm, &x->body, &x->handlers, &x->orelse, &x->finalbody, "Try"))
        CASE(TryStar, check_try(vm, &x->body, &x->handlers, &x->orelse, &x->finalbody, "TryStar"))
        CASE(Assert, LOAD(x->test) && check_opt(vm, x->msg))
        CASE(Import, check_some(vm, x->names.n, "names", "Import"))
        CASE(ImportFrom, check_import_from(vm, x))
        CASE(Global, check_names(vm, &x->names, "Global"))
        CASE(Nonlocal, check_names(vm, &x->names, "Nonlocal"))
        CASE(Expr, LOAD(x->value))
        CASE(TypeAlias, check_expr(vm, x->name, KR_AST_Store) &&
                            check_type_params(vm, &x->type_params) && LOAD(x->value))
    default: return true; /* Pass, Break, Continue */
    }
}

static bool check_stmts(kr_vm *vm, const KrAstSeq *body) {
    for (uint32_t i = 0; i < body->n; i++) {
        KrAst *s = body->items[i];
        if (!s) return bad(vm, "None disallowed in statement list");
        if (!check_positions(vm, s) || !kr__enter(vm, " during compilation")) return false;
        bool ok = check_stmt(vm, s);
        kr__leave(vm);
        if (!ok || !kr__poll(vm)) return false;
    }
    return true;
}

bool kr__ast_check(kr_vm *vm, KrAst *root) {
    if (root->kind == KR_AST_Expression) return LOAD(KR_AST(Expression, root)->body);
    if (root->kind == KR_AST_Interactive) return check_stmts(vm, &KR_AST(Interactive, root)->body);
    if (root->kind == KR_AST_Module) return check_stmts(vm, &KR_AST(Module, root)->body);
    const KrAstFunctionType *f = KR_AST(FunctionType, root);
    return LOADS(f->argtypes) && LOAD(f->returns);
}
