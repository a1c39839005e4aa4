/* SPDX-License-Identifier: MIT
 * codegen.c: modules and the simple statements: assignment, deletion, import, assert, raise. A value goes
 * straight into the register of the local it is assigned to. */
#include "compile/scope.h"

#include <string.h>

/* ---- targets ---------------------------------------------------------------------------------------- */

static void store_attr(KrGenUnit *u, KrAst *t, uint32_t obj, uint32_t src) {
    u->pos = kr__ex_attr_pos(t, t);
    kr__emit_w(u, OP_STORE_ATTR, obj, src, 0,
               kr__emit_name_index(u, kr__unit_mangle(u, KR_AST(Attribute, t)->attr)));
}

/* More targets than registers: item by item from a list. */
static void unpack_many(KrGenUnit *u, const KrAstSeq *elts, uint32_t src) {
    uint32_t l = u->top;
    kr__emit_w(u, OP_UNPACK_EX, l, src, 0, 0);
    kr__reg_new(u);
    for (uint32_t i = 0; i < elts->n; i++) {
        kr__emit_konst(u, l + 1, kr__konst_int(u->g, i));
        kr__reg_new(u);
        kr__emit(u, OP_LOAD_ITEM, l + 1, l, l + 1);
        kr__ex_store(u, elts->items[i], l + 1);
        u->top = l + 1;
    }
    u->top = l;
}

/* First register when the targets are locals in registers that follow one another; -1: they are not. */
static int run_of_locals(KrGenUnit *u, const KrAstSeq *elts) {
    int first = -1;
    for (uint32_t i = 0; i < elts->n; i++) {
        if (elts->items[i]->kind != KR_AST_Name) return -1;
        int r = kr__name_target(u, KR_AST(Name, elts->items[i])->id);
        if (r < 0 || (i > 0 && r != first + (int)i)) return -1;
        if (i == 0) first = r;
    }
    return first;
}

static void unpack(KrGenUnit *u, KrAst *t, const KrAstSeq *elts, uint32_t src) {
    uint32_t top = u->top, star = elts->n, base = u->top;
    for (uint32_t i = 0; i < elts->n; i++) {
        if (elts->items[i]->kind != KR_AST_Starred) continue;
        if (star < elts->n) {
            kr__gen_error(u->g, kr__pos(t), "multiple starred expressions in assignment");
            return;
        }
        star = i;
    }
    u->pos = kr__pos(t);
    int run = star == elts->n && elts->n ? run_of_locals(u, elts) : -1;
    if (run >= 0) {
        kr__emit(u, OP_UNPACK, (uint32_t)run, src, elts->n);
        for (uint32_t i = 0; i < elts->n; i++) kr__ex_store(u, elts->items[i], (uint32_t)run + i);
        return;
    }
    if (star < elts->n && (star >= 256 || elts->n - star - 1 >= 1 << 16)) {
        kr__gen_error(u->g, kr__pos(t), "too many expressions in star-unpacking assignment");
        return;
    }
    if (star == elts->n && (elts->n > 255 || u->top + elts->n >= KR_LAST_NEAR)) {
        unpack_many(u, elts, src);
        return;
    }
    if (star == elts->n)
        kr__emit(u, OP_UNPACK, base, src, elts->n);
    else
        kr__emit_w(u, OP_UNPACK_EX, base, src, 0, star | (elts->n - star - 1) << 16);
    for (uint32_t i = 0; i < elts->n; i++) kr__reg_new(u);
    for (uint32_t i = 0; i < elts->n; i++) {
        KrAst *e = elts->items[i];
        kr__ex_store(u, e->kind == KR_AST_Starred ? KR_AST(Starred, e)->value : e, base + i);
    }
    u->top = top;
}

void kr__ex_store(KrGenUnit *u, KrAst *t, uint32_t src) {
    if (!kr__gen_enter(u->g)) return;
    uint32_t top = u->top;
    u->pos = kr__pos(t);
    switch (t->kind) {
    case KR_AST_Name: kr__name_store(u, KR_AST(Name, t)->id, src); break;
    case KR_AST_Attribute: {
        if (kr__name_forbidden(u, KR_AST(Attribute, t)->attr, KR_AST_Store)) return;
        uint32_t o = kr__ex_operand(u, KR_AST(Attribute, t)->value, true);
        store_attr(u, t, o, src);
        break;
    }
    case KR_AST_Subscript: {
        uint32_t o = kr__ex_operand(u, KR_AST(Subscript, t)->value, false);
        uint32_t k = kr__ex_operand(u, KR_AST(Subscript, t)->slice, true);
        u->pos = kr__pos(t);
        kr__emit(u, OP_STORE_ITEM, o, k, src);
        break;
    }
    case KR_AST_Tuple: unpack(u, t, &KR_AST(Tuple, t)->elts, src); break;
    case KR_AST_List: unpack(u, t, &KR_AST(List, t)->elts, src); break;
    case KR_AST_Starred:
        kr__gen_error(u->g, kr__pos(t), "starred assignment target must be in a list or tuple");
        break;
    default: break;
    }
    u->top = top;
}

void kr__ex_delete(KrGenUnit *u, KrAst *t) {
    if (!kr__gen_enter(u->g)) return;
    uint32_t top = u->top;
    u->pos = kr__pos(t);
    switch (t->kind) {
    case KR_AST_Name: kr__name_delete(u, KR_AST(Name, t)->id); break;
    case KR_AST_Attribute: {
        if (kr__name_forbidden(u, KR_AST(Attribute, t)->attr, KR_AST_Del)) return;
        uint32_t o = kr__ex_operand(u, KR_AST(Attribute, t)->value, true);
        u->pos = kr__ex_attr_pos(t, t);
        kr__emit_w(u, OP_DELETE_ATTR, o, 0, 0,
                   kr__emit_name_index(u, kr__unit_mangle(u, KR_AST(Attribute, t)->attr)));
        break;
    }
    case KR_AST_Subscript: {
        uint32_t o = kr__ex_operand(u, KR_AST(Subscript, t)->value, false);
        uint32_t k = kr__ex_operand(u, KR_AST(Subscript, t)->slice, true);
        u->pos = kr__pos(t);
        kr__emit(u, OP_DELETE_ITEM, o, k, 0);
        break;
    }
    case KR_AST_Tuple:
    case KR_AST_List: {
        const KrAstSeq *s =
            t->kind == KR_AST_Tuple ? &KR_AST(Tuple, t)->elts : &KR_AST(List, t)->elts;
        for (uint32_t i = 0; i < s->n; i++) kr__ex_delete(u, s->items[i]);
        break;
    }
    default: break;
    }
    u->top = top;
}

/* ---- assignment ---------------------------------------------------------------------------------------- */

static bool plain_items(const KrAstSeq *s) {
    for (uint32_t i = 0; i < s->n; i++)
        if (s->items[i]->kind == KR_AST_Starred) return false;
    return true;
}

static const KrAstSeq *items_of(KrAst *e) {
    if (e->kind == KR_AST_Tuple) return &KR_AST(Tuple, e)->elts;
    return e->kind == KR_AST_List ? &KR_AST(List, e)->elts : NULL;
}

/* True when e is a local that no target before number i is: it may be read after those are stored. */
static int late_local(KrGenUnit *u, const KrAstSeq *targets, uint32_t i, KrAst *e) {
    if (e->kind != KR_AST_Name) return -1;
    for (uint32_t k = 0; k < targets->n; k++) {
        if (targets->items[k]->kind != KR_AST_Name) return -1;
        if (k < i && KR_AST(Name, targets->items[k])->id == KR_AST(Name, e)->id) return -1;
    }
    u->pos = kr__pos(e);
    return kr__name_in_place(u, KR_AST(Name, e)->id, false);
}

#define MOST_PARALLEL 8
#define LATE_CONST UINT32_MAX

static void assign_one(KrGenUnit *u, KrAst *t, KrAst *value);

/* a, b = b, a: no tuple is made. */
static bool parallel(KrGenUnit *u, KrAst *target, KrAst *value) {
    const KrAstSeq *t = items_of(target), *v = items_of(value);
    if (!t || !v || t->n != v->n || t->n < 2 || t->n > MOST_PARALLEL || !plain_items(t) ||
        !plain_items(v))
        return false;
    uint32_t top = u->top, regs[MOST_PARALLEL];
    for (uint32_t i = 0; i < t->n; i++) {
        int r = late_local(u, t, i, v->items[i]);
        if (kr__fold(u->g, v->items[i]))
            regs[i] = LATE_CONST;
        else
            regs[i] = r >= 0 ? (uint32_t)r : kr__ex_push(u, v->items[i]);
    }
    for (uint32_t i = 0; i < t->n; i++) {
        if (regs[i] == LATE_CONST)
            assign_one(u, t->items[i], v->items[i]);
        else
            kr__ex_store(u, t->items[i], regs[i]);
    }
    u->top = top;
    return true;
}

/* Numbers the locals that e mentions, so that they stand in co_varnames before the target. */
static void number_locals(KrGenUnit *u, KrAst *e) {
    if (!kr__gen_enter(u->g)) return;
    if (e->kind == KR_AST_Name) {
        KrSymbol *sym;
        const KrIdent *m;
        if (kr__name_kind(u, KR_AST(Name, e)->id, &sym, &m) == KR_NM_FAST) kr__local_reg(u, sym);
        return;
    }
    if (e->kind == KR_AST_Lambda) e = KR_AST(Lambda, e)->args;
    if (e->kind == KR_AST_arg) return;
    bool comp = e->kind == KR_AST_ListComp || e->kind == KR_AST_SetComp ||
                e->kind == KR_AST_DictComp || e->kind == KR_AST_GeneratorExp;
    if (comp) {
        const KrAstSeq *gens = e->kind == KR_AST_DictComp ? &KR_AST(DictComp, e)->generators
                                                          : &((KrAstListComp *)e)->generators;
        number_locals(u, KR_AST(comprehension, gens->items[0])->iter);
        return;
    }
    for (const KrAstField *f = kr__ast_fields((KrAstKind)e->kind); f->name; f++) {
        if (f->type != KR_AST_T_NODE) continue;
        char *at = (char *)e + f->offset;
        if (f->mult != KR_AST_SEQ) {
            if (*(KrAst **)at) number_locals(u, *(KrAst **)at);
            continue;
        }
        const KrAstSeq *s = (const KrAstSeq *)at;
        for (uint32_t i = 0; i < s->n; i++)
            if (s->items[i]) number_locals(u, s->items[i]);
    }
}

static bool is_numbered(KrGenUnit *u, const KrIdent *name) {
    KrSymbol *sym;
    const KrIdent *m;
    return kr__name_kind(u, name, &sym, &m) != KR_NM_FAST || sym->reg >= 0;
}

static void assign_one(KrGenUnit *u, KrAst *t, KrAst *value) {
    uint32_t top = u->top;
    if (t->kind == KR_AST_Name) {
        u->pos = kr__pos(t);
        if (!is_numbered(u, KR_AST(Name, t)->id)) number_locals(u, value);
        int r = kr__name_target(u, KR_AST(Name, t)->id);
        if (r >= 0) {
            kr__ex_to(u, value, (uint32_t)r);
            kr__ex_store(u, t, (uint32_t)r);
            return;
        }
    }
    if (parallel(u, t, value)) return;
    uint32_t r = kr__ex_operand(u, value, false);
    kr__ex_store(u, t, r);
    u->top = top;
}

static void assign(KrGenUnit *u, KrAst *s) {
    KrAstAssign *a = KR_AST(Assign, s);
    if (a->targets.n == 1) {
        assign_one(u, a->targets.items[0], a->value);
        return;
    }
    uint32_t top = u->top, r = kr__ex_push(u, a->value);
    for (uint32_t i = 0; i < a->targets.n; i++) kr__ex_store(u, a->targets.items[i], r);
    u->top = top;
}

/* R[dst] = R[l] op= value */
static void inplace(KrGenUnit *u, KrAst *s, uint32_t dst, uint32_t l) {
    KrAstAugAssign *a = KR_AST(AugAssign, s);
    int i;
    if ((a->op == KR_AST_Add || a->op == KR_AST_Sub) && kr__ex_small_int(u->g, a->value, &i)) {
        u->pos = kr__pos(s);
        kr__emit(u, a->op == KR_AST_Add ? OP_IADDI : OP_ISUBI, dst, l, (uint32_t)i);
        return;
    }
    uint32_t r = kr__ex_operand(u, a->value, true);
    u->pos = kr__pos(s);
    kr__emit(u, kr__ex_binop(a->op, true), dst, l, r);
}

static void aug_name(KrGenUnit *u, KrAst *s) {
    KrAst *t = KR_AST(AugAssign, s)->target;
    const KrIdent *id = KR_AST(Name, t)->id;
    uint32_t top = u->top;
    u->pos = kr__pos(t);
    if (kr__name_forbidden(u, id, KR_AST_Store)) return;
    int r = kr__name_in_place(u, id, false);
    if (r >= 0) {
        inplace(u, s, (uint32_t)r, (uint32_t)r);
        u->top = top;
        return;
    }
    kr__name_load(u, id, top);
    kr__reg_new(u);
    inplace(u, s, top, top);
    u->pos = kr__pos(s);
    u->top = top + 1;
    kr__name_store(u, id, top);
    u->top = top;
}

static void aug_assign(KrGenUnit *u, KrAst *s) {
    KrAst *t = KR_AST(AugAssign, s)->target;
    uint32_t top = u->top;
    if (t->kind == KR_AST_Name) {
        aug_name(u, s);
        return;
    }
    u->pos = kr__pos(t);
    if (t->kind == KR_AST_Attribute) {
        if (kr__name_forbidden(u, KR_AST(Attribute, t)->attr, KR_AST_Store)) return;
        uint32_t o = kr__ex_operand(u, KR_AST(Attribute, t)->value, false), v = u->top;
        u->pos = kr__ex_attr_pos(t, t);
        kr__emit_w(u, OP_LOAD_ATTR, v, o, 0,
                   kr__emit_name_index(u, kr__unit_mangle(u, KR_AST(Attribute, t)->attr)));
        kr__reg_new(u);
        inplace(u, s, v, v);
        u->top = v + 1;
        store_attr(u, t, o, v);
    } else {
        uint32_t o = kr__ex_operand(u, KR_AST(Subscript, t)->value, false);
        uint32_t k = kr__ex_operand(u, KR_AST(Subscript, t)->slice, false), v = u->top;
        u->pos = kr__pos(t);
        kr__emit(u, OP_LOAD_ITEM, v, o, k);
        kr__reg_new(u);
        inplace(u, s, v, v);
        u->top = v + 1;
        u->pos = kr__pos(t);
        kr__emit(u, OP_STORE_ITEM, o, k, v);
    }
    u->top = top;
}

static void ann_assign(KrGenUnit *u, KrAst *s) {
    KrAstAnnAssign *a = KR_AST(AnnAssign, s);
    uint32_t top = u->top;
    if (a->value) assign_one(u, a->target, a->value);
    u->pos = kr__pos(a->target);
    switch (a->target->kind) {
    case KR_AST_Name: {
        const KrIdent *id = KR_AST(Name, a->target)->id;
        u->pos = kr__pos(s);
        if (kr__name_forbidden(u, id, KR_AST_Store)) return;
        if (!a->simple || kr__scope_is_function(u->scope)) break;
        kr__gen_annotation(u, a->annotation);
        u->pos = kr__pos(s);
        kr__name_load(u, kr__gen_ident(u->g, "__annotations__"), u->top);
        uint32_t d = kr__reg_new(u);
        kr__emit_konst(u, u->top, kr__konst_ident(u->g, kr__unit_mangle(u, id)));
        uint32_t k = kr__reg_new(u);
        kr__emit(u, OP_STORE_ITEM, d, k, top);
        u->top = top;
        return;
    }
    case KR_AST_Attribute:
        if (kr__name_forbidden(u, KR_AST(Attribute, a->target)->attr, KR_AST_Store)) return;
        if (!a->value) kr__ex_effect(u, KR_AST(Attribute, a->target)->value);
        break;
    case KR_AST_Subscript:
        if (a->value) break;
        kr__ex_effect(u, KR_AST(Subscript, a->target)->value);
        kr__ex_effect(u, KR_AST(Subscript, a->target)->slice);
        break;
    default: break;
    }
    /* what is not kept is evaluated all the same, outside functions */
    if (!a->simple && !kr__scope_is_function(u->scope) && !u->g->future_annotations)
        kr__ex_effect(u, a->annotation);
    u->top = top;
}

/* ---- import ------------------------------------------------------------------------------------------------- */

static const KrIdent *part(KrGenUnit *u, const char *s, size_t n) {
    const KrIdent *id = u->g->failed ? NULL : kr__ident_intern(&u->g->mod->idents, s, n);
    if (!id) kr__gen_nomem(u->g);
    return id;
}

/* R[t] = __import__(name, level, fromlist); pushes it. */
static uint32_t import_name(KrGenUnit *u, const KrIdent *name, int level, KrKonst *fromlist) {
    uint32_t t = u->top;
    kr__emit_konst(u, t, kr__konst_int(u->g, level));
    kr__reg_new(u);
    kr__emit_konst(u, t + 1, fromlist);
    kr__reg_new(u);
    kr__emit_w(u, OP_IMPORT_NAME, t, t, 0, kr__emit_name_index(u, name));
    u->top = t + 1;
    return t;
}

/* import a.b.c as x: x is the innermost module. */
static void import_as(KrGenUnit *u, const KrIdent *name, const KrIdent *as, uint32_t t) {
    const char *s = memchr(name->s, '.', name->n), *end = name->s + name->n;
    while (s && !u->g->failed) {
        const char *from = s + 1;
        s = memchr(from, '.', (size_t)(end - from));
        const KrIdent *p = part(u, from, (size_t)((s ? s : end) - from));
        if (p) kr__emit_w(u, OP_IMPORT_FROM, t, t, 0, kr__emit_name_index(u, p));
    }
    kr__name_store(u, as, t);
}

static void import(KrGenUnit *u, KrAst *s) {
    const KrAstSeq *names = &KR_AST(Import, s)->names;
    for (uint32_t i = 0; i < names->n && !u->g->failed; i++) {
        KrAstalias *a = KR_AST(alias, names->items[i]);
        uint32_t t = import_name(u, a->name, 0, kr__konst_simple(u->g, KR_CONST_NONE));
        const char *dot = memchr(a->name->s, '.', a->name->n);
        if (a->asname)
            import_as(u, a->name, a->asname, t);
        else {
            const KrIdent *first = dot ? part(u, a->name->s, (size_t)(dot - a->name->s)) : a->name;
            if (first) kr__name_store(u, first, t);
        }
        u->top = t;
    }
}

static void import_from(KrGenUnit *u, KrAst *s) {
    KrAstImportFrom *f = KR_AST(ImportFrom, s);
    KrGen *g = u->g;
    if (s->lineno > g->future_line && f->module && !strcmp(f->module->s, "__future__") &&
        f->level == 0) {
        kr__gen_error(g, kr__pos(s),
                      "from __future__ imports must occur at the beginning of the file");
        return;
    }
    KrKonst **list = kr__gen_alloc(g, f->names.n * sizeof *list);
    if (!list) return;
    for (uint32_t i = 0; i < f->names.n; i++)
        list[i] = kr__konst_ident(g, KR_AST(alias, f->names.items[i])->name);
    const KrIdent *module = f->module ? f->module : kr__gen_ident(g, "");
    uint32_t t =
        import_name(u, module, f->level, kr__konst_seq(g, KR_CONST_TUPLE, list, f->names.n));
    for (uint32_t i = 0; i < f->names.n && !g->failed; i++) {
        KrAstalias *a = KR_AST(alias, f->names.items[i]);
        if (a->name->n == 1 && a->name->s[0] == '*') {
            kr__emit(u, OP_IMPORT_STAR, t, 0, 0);
            break;
        }
        kr__emit_w(u, OP_IMPORT_FROM, t + 1, t, 0,
                   kr__emit_name_index(u, kr__unit_mangle(u, a->name)));
        kr__reg_new(u);
        kr__name_store(u, a->asname ? a->asname : a->name, t + 1);
        u->top = t + 1;
    }
    u->top = t;
}

/* ---- assert, raise, expressions -------------------------------------------------------------------------------- */

static void assert_stmt(KrGenUnit *u, KrAst *s) {
    KrAstAssert *a = KR_AST(Assert, s);
    if (a->test->kind == KR_AST_Tuple && KR_AST(Tuple, a->test)->elts.n)
        kr__gen_warn(u->g, kr__pos(s), "assertion is always true, perhaps remove parentheses?");
    if (u->g->optimize) return;
    int32_t end = kr__label_new(u);
    kr__ex_cond(u, a->test, end, true);
    uint32_t t = u->top;
    u->pos = kr__pos(s);
    kr__emit(u, OP_LOAD_ASSERTION_ERROR, t, 0, 0);
    kr__reg_new(u);
    if (a->msg) {
        kr__ex_push(u, a->msg);
        u->pos = kr__pos(s);
        kr__emit(u, OP_CALL, t, 1, t);
        u->top = t + 1;
    }
    KrAst *compare = kr__ex_last_compare(a->test);
    u->pos = kr__pos(compare ? compare : s);
    kr__emit(u, OP_RAISE, t, 0, 0);
    u->top = t;
    kr__label_bind(u, end);
}

static void raise_stmt(KrGenUnit *u, KrAst *s) {
    KrAstRaise *r = KR_AST(Raise, s);
    uint32_t top = u->top;
    if (!r->exc)
        kr__emit(u, OP_RAISE_AGAIN, 0, 0, 0);
    else {
        uint32_t e = kr__ex_operand(u, r->exc, !r->cause);
        uint32_t c = r->cause ? kr__ex_operand(u, r->cause, true) : 0;
        u->pos = kr__pos(s);
        if (r->cause)
            kr__emit(u, OP_RAISE_FROM, e, c, 0);
        else
            kr__emit(u, OP_RAISE, e, 0, 0);
    }
    u->top = top;
}

static void expr_stmt(KrGenUnit *u, KrAst *s) {
    KrAst *e = KR_AST(Expr, s)->value;
    uint32_t top = u->top;
    if (u->interactive) {
        uint32_t r = kr__ex_push(u, e);
        u->pos = kr__pos(s);
        kr__emit(u, OP_PRINT_EXPR, r, 0, 0);
        u->top = top;
        return;
    }
    if (e->kind != KR_AST_Constant)
        kr__ex_effect(u, e);
    else
        kr__emit(u, OP_NOP, 0, 0, 0);
}

/* ---- statements --------------------------------------------------------------------------------------------------- */

/* long: one case for each kind of statement */
void kr__gen_stmt(KrGenUnit *u, KrAst *s) {
    if (!kr__gen_enter(u->g)) return;
    u->pos = kr__pos(s);
    switch (s->kind) {
    case KR_AST_FunctionDef:
    case KR_AST_AsyncFunctionDef: kr__gen_function(u, s); return;
    case KR_AST_ClassDef: kr__gen_class(u, s); return;
    case KR_AST_TypeAlias: kr__gen_type_alias(u, s); return;
    case KR_AST_Return: kr__gen_return(u, s); return;
    case KR_AST_Delete: {
        const KrAstSeq *t = &KR_AST(Delete, s)->targets;
        for (uint32_t i = 0; i < t->n; i++) kr__ex_delete(u, t->items[i]);
        return;
    }
    case KR_AST_Assign: assign(u, s); return;
    case KR_AST_AugAssign: aug_assign(u, s); return;
    case KR_AST_AnnAssign: ann_assign(u, s); return;
    case KR_AST_For: kr__gen_for(u, s); return;
    case KR_AST_AsyncFor: kr__gen_async_for(u, s); return;
    case KR_AST_While: kr__gen_while(u, s); return;
    case KR_AST_If: kr__gen_if(u, s); return;
    case KR_AST_With:
    case KR_AST_AsyncWith: kr__gen_with(u, s, 0); return;
    case KR_AST_Match: kr__gen_match(u, s); return;
    case KR_AST_Raise: raise_stmt(u, s); return;
    case KR_AST_Try: kr__gen_try(u, s); return;
    case KR_AST_TryStar: kr__gen_try_star(u, s); return;
    case KR_AST_Assert: assert_stmt(u, s); return;
    case KR_AST_Import: import(u, s); return;
    case KR_AST_ImportFrom: import_from(u, s); return;
    case KR_AST_Expr: expr_stmt(u, s); return;
    case KR_AST_Break: kr__gen_break(u, s); return;
    case KR_AST_Continue: kr__gen_continue(u, s); return;
    case KR_AST_Pass: kr__emit(u, OP_NOP, 0, 0, 0); return;
    default: return; /* global, nonlocal */
    }
}

void kr__gen_body_from(KrGenUnit *u, const KrAstSeq *body, uint32_t from) {
    for (uint32_t i = from; i < body->n; i++) kr__gen_stmt(u, body->items[i]);
}
void kr__gen_body(KrGenUnit *u, const KrAstSeq *body) { kr__gen_body_from(u, body, 0); }

void kr__gen_module(KrGen *g) {
    KrAst *root = g->mod->root;
    KrGenUnit *u = kr__unit_enter(g, g->scopes.data[0], root, "<module>", 1);
    if (!u) return;
    u->pos = (KrPos){0, 0, 0, 0};
    if (root->kind == KR_AST_Module)
        kr__gen_class_body(u, &KR_AST(Module, root)->body, true);
    else if (root->kind == KR_AST_Interactive) {
        u->interactive = true;
        kr__gen_class_body(u, &KR_AST(Interactive, root)->body, false);
    } else if (root->kind == KR_AST_Expression) {
        uint32_t r = kr__ex_operand(u, KR_AST(Expression, root)->body, true);
        kr__emit(u, OP_RETURN, r, 0, 0);
    }
    u->top = u->tbase;
    kr__unit_leave(u);
}
