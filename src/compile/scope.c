/* SPDX-License-Identifier: MIT
 * scope.c: finds the blocks of a program and what each name means in each of them.
 *
 * Two passes. The first walks the tree in the order in which the reference does (so that of two errors
 * the same one is reported), opens blocks and notes how each uses its names. The second resolves
 * every name of every block: a name that a function block reads and does not bind is free when an
 * enclosing function block binds it; that binding becomes a cell, and the blocks between hand it on. */
#include "compile/scope.h"

#include <string.h>

typedef struct Walk {
    KrGen *g;
    KrScope *cur, *global;
    const KrIdent *private;
    const KrIdent *id_super, *id_class, *id_dot0;
    int annotation; /* inside an annotation that stays text */
} Walk;

static void visit(Walk *w, KrAst *n);

/* ---- names --------------------------------------------------------------------------------- */

const KrIdent *kr__mangle(KrGen *g, const KrIdent *private, const KrIdent *name) {
    if (!private || name->n < 2 || name->s[0] != '_' || name->s[1] != '_') return name;
    if (name->n >= 2 && name->s[name->n - 1] == '_' && name->s[name->n - 2] == '_') return name;
    if (memchr(name->s, '.', name->n)) return name;
    uint32_t skip = 0;
    while (skip < private->n && private->s[skip] == '_') skip++;
    if (skip == private->n) return name;
    uint32_t n = 1 + private->n - skip + name->n;
    char *s = kr__gen_alloc(g, n + 1);
    if (!s) return name;
    s[0] = '_';
    memcpy(s + 1, private->s + skip, private->n - skip);
    memcpy(s + 1 + private->n - skip, name->s, name->n);
    const KrIdent *id = kr__ident_intern(&g->mod->idents, s, n);
    if (!id) kr__gen_nomem(g);
    return id ? id : name;
}

KrSymbol *kr__scope_find(const KrScope *s, const KrIdent *name) {
    return kr__map_get(&s->map, name);
}

static KrSymbol *symbol(Walk *w, KrScope *s, const KrIdent *name) {
    KrSymbol *sym = kr__scope_find(s, name);
    if (sym) return sym;
    sym = kr__gen_alloc(w->g, sizeof *sym);
    if (!sym) return NULL;
    sym->name = name;
    sym->reg = -1;
    if (!kr__map_put(w->g->arena, &s->map, name, sym)) {
        kr__gen_nomem(w->g);
        return NULL;
    }
    if (s->last)
        s->last->next = sym;
    else
        s->first = sym;
    s->last = sym;
    s->nsymbols++;
    return sym;
}

/* Notes a use of a name in block s. */
static void add_to(Walk *w, KrScope *s, const KrIdent *name, uint32_t flag, KrPos pos) {
    KrGen *g = w->g;
    KrSymbol *sym = symbol(w, s, kr__mangle(g, w->private, name));
    if (!sym) return;
    if ((flag & KR_SYM_PARAM) && (sym->flags & KR_SYM_PARAM)) {
        kr__gen_error(g, pos, "duplicate argument '%s' in function definition", name->s);
        return;
    }
    if (s->in_comp_target) {
        if (sym->flags & (KR_SYM_GLOBAL | KR_SYM_NONLOCAL)) {
            kr__gen_error(
                g, pos, "comprehension inner loop cannot rebind assignment expression target '%s'",
                name->s);
            return;
        }
        flag |= KR_SYM_COMP_ITER;
    }
    sym->flags |= flag;
    if (flag & KR_SYM_GLOBAL) {
        KrSymbol *top = symbol(w, w->global, sym->name);
        if (top) top->flags |= KR_SYM_GLOBAL;
    }
}

static void add(Walk *w, const KrIdent *name, uint32_t flag, KrAst *at) {
    add_to(w, w->cur, name, flag, kr__pos(at));
}

static void directive(Walk *w, const KrIdent *name, KrAst *at) {
    KrDirective *d = kr__gen_alloc(w->g, sizeof *d);
    if (!d) return;
    *d = (KrDirective){kr__mangle(w->g, w->private, name), kr__pos(at), w->cur->directives};
    w->cur->directives = d;
}

/* ---- blocks -------------------------------------------------------------------------------- */

static KrScope *enter(Walk *w, KrScopeKind kind, KrAst *node, KrPos pos) {
    KrGen *g = w->g;
    KrScope *s = kr__gen_alloc(g, sizeof *s);
    if (!s || !kr__avec_push(g, &g->scopes, s)) return NULL;
    s->kind = (uint8_t)kind;
    s->node = node;
    s->pos = pos;
    s->parent = w->cur;
    s->private = w->private;
    s->nested = w->cur && (w->cur->nested || kr__scope_is_function(w->cur));
    s->in_comp_iter = w->cur ? w->cur->in_comp_iter : 0;
    if (node && kind != KR_SCOPE_TYPE_PARAMS) node->mark = g->scopes.n;
    w->cur = s;
    return s;
}

static void leave(Walk *w) { w->cur = w->cur->parent; }

KrScope *kr__scope_of(KrGen *g, const KrAst *node) {
    KR_ASSERT(node->mark && node->mark <= g->scopes.n);
    return g->scopes.data[node->mark - 1];
}
KrScope *kr__scope_type_params(KrGen *g, const KrAst *node) {
    return kr__scope_of(g, node)->parent;
}

static void visit_seq(Walk *w, const KrAstSeq *s) {
    for (uint32_t i = 0; i < s->n && !w->g->failed; i++)
        if (s->items[i]) visit(w, s->items[i]);
}

/* All children in the order of the fields. */
static void visit_fields(Walk *w, KrAst *n) {
    for (const KrAstField *f = kr__ast_fields((KrAstKind)n->kind); f->name; f++) {
        if (f->type != KR_AST_T_NODE) continue;
        char *at = (char *)n + f->offset;
        if (f->mult == KR_AST_SEQ)
            visit_seq(w, (KrAstSeq *)at);
        else if (*(KrAst **)at)
            visit(w, *(KrAst **)at);
    }
}

static void visit_opt(Walk *w, KrAst *n) {
    if (n) visit(w, n);
}

/* ---- functions and classes ------------------------------------------------------------------ */

KrAst *kr__param_at(KrAst *arguments, uint32_t i) {
    KrAstarguments *a = KR_AST(arguments, arguments);
    const KrAstSeq *seqs[] = {&a->posonlyargs, &a->args, &a->kwonlyargs};
    for (unsigned k = 0; k < KR_COUNTOF(seqs); k++) {
        if (i < seqs[k]->n) return seqs[k]->items[i];
        i -= seqs[k]->n;
    }
    if (a->vararg && i-- == 0) return a->vararg;
    return a->kwarg && i == 0 ? a->kwarg : NULL;
}

static void params(Walk *w, KrAst *args) {
    KrAst *a;
    for (uint32_t i = 0; (a = kr__param_at(args, i)); i++)
        add(w, KR_AST(arg, a)->arg, KR_SYM_PARAM, a);
}

/* One that stays text is looked through for errors alone: its names and blocks are forgotten. */
static void annotation(Walk *w, KrAst *e) {
    if (!e) return;
    if (!w->g->future_annotations) {
        visit(w, e);
        return;
    }
    uint32_t scopes = w->g->scopes.n;
    if (!enter(w, KR_SCOPE_LAMBDA, NULL, kr__pos(e))) return;
    w->annotation++;
    visit(w, e);
    w->annotation--;
    if (w->g->failed) return;
    leave(w);
    w->g->scopes.n = scopes;
}

static void param_annotations(Walk *w, const KrAstSeq *s) {
    for (uint32_t i = 0; i < s->n; i++) annotation(w, KR_AST(arg, s->items[i])->annotation);
}

static void annotations(Walk *w, KrAst *args, KrAst *returns) {
    KrAstarguments *a = KR_AST(arguments, args);
    param_annotations(w, &a->posonlyargs);
    param_annotations(w, &a->args);
    if (a->vararg) annotation(w, KR_AST(arg, a->vararg)->annotation);
    if (a->kwarg) annotation(w, KR_AST(arg, a->kwarg)->annotation);
    param_annotations(w, &a->kwonlyargs);
    annotation(w, returns);
}

static void defaults(Walk *w, KrAst *args) {
    KrAstarguments *a = KR_AST(arguments, args);
    visit_seq(w, &a->defaults);
    visit_seq(w, &a->kw_defaults);
}

static void type_params_enter(Walk *w, const KrAstSeq *tp, KrAst *node) {
    if (!tp->n) return;
    KrScope *s = enter(w, KR_SCOPE_TYPE_PARAMS, node, kr__pos(node));
    if (!s) return;
    for (uint32_t i = 0; i < tp->n; i++) {
        KrAst *p = tp->items[i];
        const KrIdent *name = p->kind == KR_AST_TypeVar     ? KR_AST(TypeVar, p)->name
                              : p->kind == KR_AST_ParamSpec ? KR_AST(ParamSpec, p)->name
                                                            : KR_AST(TypeVarTuple, p)->name;
        add(w, name, KR_SYM_LOCAL, p);
        if (p->kind == KR_AST_TypeVar) visit_opt(w, KR_AST(TypeVar, p)->bound);
    }
}

static void type_params_leave(Walk *w, const KrAstSeq *tp) {
    if (tp->n && !w->g->failed) leave(w);
}

static void visit_function(Walk *w, KrAst *n) {
    KrAstFunctionDef *f = (KrAstFunctionDef *)n; /* AsyncFunctionDef has the same fields */
    add(w, f->name, KR_SYM_LOCAL, n);
    defaults(w, f->args);
    if (!f->type_params.n) annotations(w, f->args, f->returns);
    visit_seq(w, &f->decorator_list);
    type_params_enter(w, &f->type_params, n);
    if (f->type_params.n) annotations(w, f->args, f->returns);
    KrScope *s = w->g->failed ? NULL : enter(w, KR_SCOPE_FUNCTION, n, kr__pos(n));
    if (!s) return;
    s->coroutine = n->kind == KR_AST_AsyncFunctionDef;
    params(w, f->args);
    visit_seq(w, &f->body);
    leave(w);
    type_params_leave(w, &f->type_params);
}

static void visit_class(Walk *w, KrAst *n) {
    KrAstClassDef *c = KR_AST(ClassDef, n);
    add(w, c->name, KR_SYM_LOCAL, n);
    if (!c->type_params.n) {
        visit_seq(w, &c->bases);
        visit_seq(w, &c->keywords);
    }
    visit_seq(w, &c->decorator_list);
    type_params_enter(w, &c->type_params, n);
    if (c->type_params.n) {
        visit_seq(w, &c->bases);
        visit_seq(w, &c->keywords);
    }
    if (w->g->failed) return;
    const KrIdent *outer = w->private;
    w->private = c->name;
    if (!enter(w, KR_SCOPE_CLASS, n, kr__pos(n))) return;
    visit_seq(w, &c->body);
    w->private = outer;
    leave(w);
    type_params_leave(w, &c->type_params);
}

static void visit_lambda(Walk *w, KrAst *n) {
    KrAstLambda *l = KR_AST(Lambda, n);
    defaults(w, l->args);
    if (!enter(w, KR_SCOPE_LAMBDA, n, kr__pos(n))) return;
    params(w, l->args);
    visit(w, l->body);
    leave(w);
}

static void visit_type_alias(Walk *w, KrAst *n) {
    KrAstTypeAlias *t = KR_AST(TypeAlias, n);
    visit(w, t->name);
    type_params_enter(w, &t->type_params, n);
    if (!w->g->failed && enter(w, KR_SCOPE_LAMBDA, n, kr__pos(n))) {
        visit(w, t->value);
        leave(w);
        type_params_leave(w, &t->type_params);
    }
}

/* ---- comprehensions -------------------------------------------------------------------------- */

static void comp_target(Walk *w, KrAst *target) {
    w->cur->in_comp_target = true;
    visit(w, target);
    w->cur->in_comp_target = false;
}

static void inner_for(Walk *w, KrAst *n) {
    KrAstcomprehension *c = KR_AST(comprehension, n);
    comp_target(w, c->target);
    w->cur->in_comp_iter++;
    visit(w, c->iter);
    w->cur->in_comp_iter--;
    visit_seq(w, &c->ifs);
    if (c->is_async) w->cur->coroutine = true;
}

static void visit_comprehension(Walk *w, KrAst *n, const KrAstSeq *gens, KrAst *elt, KrAst *value) {
    KrAstcomprehension *first = KR_AST(comprehension, gens->items[0]);
    w->cur->in_comp_iter++;
    visit(w, first->iter);
    w->cur->in_comp_iter--;
    KrScope *s = w->g->failed ? NULL : enter(w, KR_SCOPE_COMPREHENSION, n, kr__pos(n));
    if (!s) return;
    s->coroutine = first->is_async;
    add(w, w->id_dot0, KR_SYM_PARAM, n);
    comp_target(w, first->target);
    visit_seq(w, &first->ifs);
    for (uint32_t i = 1; i < gens->n && !w->g->failed; i++) inner_for(w, gens->items[i]);
    if (w->g->failed) return;
    visit_opt(w, value);
    visit(w, elt);
    s->generator = n->kind == KR_AST_GeneratorExp;
    bool is_async = s->coroutine && !s->generator;
    leave(w);
    if (is_async) w->cur->coroutine = true;
}

static KrSymbol *named_in(Walk *w, KrScope *s, const KrIdent *name) {
    return kr__scope_find(s, kr__mangle(w->g, w->private, name));
}

/* `name := …` inside a comprehension binds in the block around all comprehensions. */
static void extend_walrus(Walk *w, KrAst *target) {
    const KrIdent *name = KR_AST(Name, target)->id;
    for (KrScope *s = w->cur; s; s = s->parent) {
        KrSymbol *sym = named_in(w, s, name);
        if (s->kind == KR_SCOPE_COMPREHENSION) {
            if (sym && (sym->flags & KR_SYM_COMP_ITER)) {
                kr__gen_error(
                    w->g, kr__pos(target),
                    "assignment expression cannot rebind comprehension iteration variable '%s'",
                    name->s);
                return;
            }
            continue;
        }
        if (s->kind == KR_SCOPE_CLASS) {
            kr__gen_error(
                w->g, kr__pos(target),
                "assignment expression within a comprehension cannot be used in a class body");
            return;
        }
        bool global = s->kind == KR_SCOPE_MODULE || (sym && (sym->flags & KR_SYM_GLOBAL));
        add(w, name, global ? KR_SYM_GLOBAL : KR_SYM_NONLOCAL, target);
        directive(w, name, target);
        add_to(w, s, name,
               (s->kind == KR_SCOPE_MODULE ? KR_SYM_GLOBAL : KR_SYM_LOCAL) | KR_SYM_WALRUS,
               kr__pos(target));
        return;
    }
}

static void visit_walrus(Walk *w, KrAst *n) {
    KrAstNamedExpr *e = KR_AST(NamedExpr, n);
    if (w->annotation) {
        kr__gen_error(w->g, kr__pos(n), "'named expression' can not be used within an annotation");
        return;
    }
    if (w->cur->in_comp_iter) {
        kr__gen_error(
            w->g, kr__pos(n),
            "assignment expression cannot be used in a comprehension iterable expression");
        return;
    }
    if (w->cur->kind == KR_SCOPE_COMPREHENSION) extend_walrus(w, e->target);
    if (w->g->failed) return;
    visit(w, e->value);
    visit(w, e->target);
    KrSymbol *sym = named_in(w, w->cur, KR_AST(Name, e->target)->id);
    if (sym) sym->flags |= KR_SYM_WALRUS;
}

/* ---- the other nodes ---------------------------------------------------------------------------- */

static void visit_name(Walk *w, KrAst *n) {
    KrAstName *e = KR_AST(Name, n);
    uint32_t flag = e->ctx == KR_AST_Load ? KR_SYM_USE : KR_SYM_LOCAL;
    if (e->ctx == KR_AST_Del) flag |= KR_SYM_DELETED;
    add(w, e->id, flag, n);
    if (e->ctx == KR_AST_Load && e->id == w->id_super && kr__scope_is_function(w->cur))
        add(w, w->id_class, KR_SYM_USE, n);
}

static void visit_yield(Walk *w, KrAst *n) {
    if (w->annotation) {
        kr__gen_error(w->g, kr__pos(n), "'yield expression' can not be used within an annotation");
        return;
    }
    visit_fields(w, n);
    w->cur->generator = true;
    if (w->cur->kind != KR_SCOPE_COMPREHENSION || w->g->failed) return;
    int kind = w->cur->node->kind;
    kr__gen_error(w->g, kr__pos(n), "'yield' inside %s",
                  kind == KR_AST_ListComp   ? "list comprehension"
                  : kind == KR_AST_SetComp  ? "set comprehension"
                  : kind == KR_AST_DictComp ? "dict comprehension"
                                            : "generator expression");
}

static void visit_await(Walk *w, KrAst *n) {
    if (w->annotation) {
        kr__gen_error(w->g, kr__pos(n), "'await expression' can not be used within an annotation");
        return;
    }
    visit_fields(w, n);
    w->cur->coroutine = true;
}

static const char *declared_late(uint32_t flags, bool global) {
    if (flags & KR_SYM_PARAM)
        return global ? "name '%s' is parameter and global" : "name '%s' is parameter and nonlocal";
    if (flags & KR_SYM_USE)
        return global ? "name '%s' is used prior to global declaration"
                      : "name '%s' is used prior to nonlocal declaration";
    if (flags & KR_SYM_ANNOT)
        return global ? "annotated name '%s' can't be global"
                      : "annotated name '%s' can't be nonlocal";
    return global ? "name '%s' is assigned to before global declaration"
                  : "name '%s' is assigned to before nonlocal declaration";
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void visit_declaration(Walk *w, KrAst *n, const KrIdentSeq *names, bool global) {
    for (uint32_t i = 0; i < names->n && !w->g->failed; i++) {
        const KrIdent *name = names->items[i];
        KrSymbol *sym = named_in(w, w->cur, name);
        uint32_t late = KR_SYM_PARAM | KR_SYM_LOCAL | KR_SYM_USE | KR_SYM_ANNOT;
        if (sym && (sym->flags & late)) {
            kr__gen_error(w->g, kr__pos(n), declared_late(sym->flags, global), name->s);
            return;
        }
        add(w, name, global ? KR_SYM_GLOBAL : KR_SYM_NONLOCAL, n);
        directive(w, name, n);
    }
}
#pragma GCC diagnostic pop

static void visit_ann_assign(Walk *w, KrAst *n) {
    KrAstAnnAssign *a = KR_AST(AnnAssign, n);
    if (a->target->kind == KR_AST_Name) {
        const KrIdent *name = KR_AST(Name, a->target)->id;
        KrSymbol *sym = named_in(w, w->cur, name);
        if (sym && (sym->flags & (KR_SYM_GLOBAL | KR_SYM_NONLOCAL)) && w->cur != w->global &&
            a->simple) {
            kr__gen_error(w->g, kr__pos(n),
                          sym->flags & KR_SYM_GLOBAL ? "annotated name '%s' can't be global"
                                                     : "annotated name '%s' can't be nonlocal",
                          name->s);
            return;
        }
        if (a->simple)
            add(w, name, KR_SYM_ANNOT | KR_SYM_LOCAL, a->target);
        else if (a->value)
            add(w, name, KR_SYM_LOCAL, a->target);
    } else
        visit(w, a->target);
    annotation(w, a->annotation);
    visit_opt(w, a->value);
}

static void visit_alias(Walk *w, KrAst *n) {
    KrAstalias *a = KR_AST(alias, n);
    const KrIdent *name = a->asname ? a->asname : a->name;
    if (name->n == 1 && name->s[0] == '*') {
        if (w->cur->kind != KR_SCOPE_MODULE)
            kr__gen_error(w->g, kr__pos(n), "import * only allowed at module level");
        return;
    }
    const char *dot = memchr(name->s, '.', name->n);
    if (dot) {
        name = kr__ident_intern(&w->g->mod->idents, name->s, (size_t)(dot - name->s));
        if (!name) {
            kr__gen_nomem(w->g);
            return;
        }
    }
    add(w, name, KR_SYM_IMPORT, n);
}

static void visit_try(Walk *w, KrAst *n) {
    KrAstTry *t = (KrAstTry *)n; /* TryStar has the same fields */
    visit_seq(w, &t->body);
    visit_seq(w, &t->orelse);
    visit_seq(w, &t->handlers);
    visit_seq(w, &t->finalbody);
}

static void visit_handler(Walk *w, KrAst *n) {
    KrAstExceptHandler *h = KR_AST(ExceptHandler, n);
    visit_opt(w, h->type);
    if (h->name) add(w, h->name, KR_SYM_LOCAL | KR_SYM_DELETED, n);
    visit_seq(w, &h->body);
}

static void visit_ifexp(Walk *w, KrAst *n) {
    visit(w, KR_AST(IfExp, n)->test);
    visit(w, KR_AST(IfExp, n)->body);
    visit(w, KR_AST(IfExp, n)->orelse);
}

static void visit_match_mapping(Walk *w, KrAst *n) {
    KrAstMatchMapping *m = KR_AST(MatchMapping, n);
    visit_seq(w, &m->keys);
    visit_seq(w, &m->patterns);
    if (m->rest) add(w, m->rest, KR_SYM_LOCAL, n);
}

/* long: one case for each node that is more than its children */
static void visit(Walk *w, KrAst *n) {
    if (!kr__gen_enter(w->g)) return;
    switch (n->kind) {
    case KR_AST_FunctionDef:
    case KR_AST_AsyncFunctionDef: visit_function(w, n); return;
    case KR_AST_ClassDef: visit_class(w, n); return;
    case KR_AST_Lambda: visit_lambda(w, n); return;
    case KR_AST_TypeAlias: visit_type_alias(w, n); return;
    case KR_AST_ListComp: {
        KrAstListComp *c = KR_AST(ListComp, n);
        visit_comprehension(w, n, &c->generators, c->elt, NULL);
        return;
    }
    case KR_AST_SetComp: {
        KrAstSetComp *c = KR_AST(SetComp, n);
        visit_comprehension(w, n, &c->generators, c->elt, NULL);
        return;
    }
    case KR_AST_GeneratorExp: {
        KrAstGeneratorExp *c = KR_AST(GeneratorExp, n);
        visit_comprehension(w, n, &c->generators, c->elt, NULL);
        return;
    }
    case KR_AST_DictComp: {
        KrAstDictComp *c = KR_AST(DictComp, n);
        visit_comprehension(w, n, &c->generators, c->key, c->value);
        return;
    }
    case KR_AST_NamedExpr: visit_walrus(w, n); return;
    case KR_AST_Name: visit_name(w, n); return;
    case KR_AST_Yield:
    case KR_AST_YieldFrom: visit_yield(w, n); return;
    case KR_AST_Await: visit_await(w, n); return;
    case KR_AST_AsyncFor:
    case KR_AST_AsyncWith:
        visit_fields(w, n);
        w->cur->coroutine = true;
        return;
    case KR_AST_IfExp: visit_ifexp(w, n); return;
    case KR_AST_Global: visit_declaration(w, n, &KR_AST(Global, n)->names, true); return;
    case KR_AST_Nonlocal: visit_declaration(w, n, &KR_AST(Nonlocal, n)->names, false); return;
    case KR_AST_AnnAssign: visit_ann_assign(w, n); return;
    case KR_AST_alias: visit_alias(w, n); return;
    case KR_AST_Try:
    case KR_AST_TryStar: visit_try(w, n); return;
    case KR_AST_ExceptHandler: visit_handler(w, n); return;
    case KR_AST_MatchMapping: visit_match_mapping(w, n); return;
    case KR_AST_MatchStar:
        if (KR_AST(MatchStar, n)->name) add(w, KR_AST(MatchStar, n)->name, KR_SYM_LOCAL, n);
        return;
    case KR_AST_MatchAs:
        visit_opt(w, KR_AST(MatchAs, n)->pattern);
        if (KR_AST(MatchAs, n)->name) add(w, KR_AST(MatchAs, n)->name, KR_SYM_LOCAL, n);
        return;
    default: visit_fields(w, n); return;
    }
}

/* ---- second pass ---------------------------------------------------------------------------------- */

static void error_at_directive(Walk *w, KrScope *s, const KrIdent *name, const char *fmt,
                               bool named) {
    KrPos pos = s->pos;
    for (KrDirective *d = s->directives; d; d = d->next)
        if (d->name == name) pos = d->pos;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"
    if (named)
        kr__gen_error(w->g, pos, fmt, name->s);
    else
        kr__gen_error(w->g, pos, fmt);
#pragma GCC diagnostic pop
}

/* The block around s whose binding a name free in s would refer to; NULL: none, it is global. */
static KrScope *owner_of(Walk *w, KrScope *s, const KrIdent *name) {
    for (KrScope *p = s->parent; p; p = p->parent) {
        if (p->kind == KR_SCOPE_MODULE) return NULL;
        if (p->kind == KR_SCOPE_CLASS) {
            if (name == w->id_class) return p;
            continue;
        }
        KrSymbol *sym = kr__scope_find(p, name);
        if (!sym) continue;
        if (sym->flags & KR_SYM_GLOBAL) return NULL;
        if (sym->flags & KR_SYM_NONLOCAL) continue;
        if (sym->flags & KR_SYM_BOUND) return p;
    }
    return NULL;
}

/* Makes the name a cell of `owner` and free in every block from s out to it. */
static void share(Walk *w, KrScope *s, KrScope *owner, const KrIdent *name) {
    if (owner->kind == KR_SCOPE_CLASS)
        owner->needs_class_cell = true;
    else {
        KrSymbol *o = kr__scope_find(owner, name);
        if (o) o->scope = KR_SC_CELL;
    }
    for (KrScope *p = s; p != owner; p = p->parent) {
        KrSymbol *sym = symbol(w, p, name);
        if (!sym) return;
        if (p != s && p->kind == KR_SCOPE_CLASS && (sym->flags & (KR_SYM_BOUND | KR_SYM_GLOBAL)))
            sym->flags |= KR_SYM_FREE_CLASS;
        else
            sym->scope = KR_SC_FREE;
    }
}

static void resolve(Walk *w, KrScope *s, KrSymbol *sym) {
    if (sym->flags & KR_SYM_GLOBAL) {
        if (sym->flags & KR_SYM_NONLOCAL)
            error_at_directive(w, s, sym->name, "name '%s' is nonlocal and global", true);
        sym->scope = KR_SC_GLOBAL_EXPLICIT;
    } else if (sym->flags & KR_SYM_NONLOCAL) {
        if (s->kind == KR_SCOPE_MODULE) {
            error_at_directive(w, s, sym->name, "nonlocal declaration not allowed at module level",
                               false);
            return;
        }
        KrScope *owner = owner_of(w, s, sym->name);
        if (!owner)
            error_at_directive(w, s, sym->name, "no binding for nonlocal '%s' found", true);
        else
            share(w, s, owner, sym->name);
    } else if (sym->flags & KR_SYM_BOUND) {
        if (sym->scope == KR_SC_NONE) sym->scope = KR_SC_LOCAL;
    } else if (sym->scope == KR_SC_NONE) {
        KrScope *owner = s->kind == KR_SCOPE_MODULE ? NULL : owner_of(w, s, sym->name);
        if (owner)
            share(w, s, owner, sym->name);
        else
            sym->scope = KR_SC_GLOBAL_IMPLICIT;
    }
}

static bool resolve_all(Walk *w) {
    KrGen *g = w->g;
    for (uint32_t i = 0; i < g->scopes.n; i++) {
        KrScope *s = g->scopes.data[i];
        for (KrSymbol *sym = s->first; sym; sym = sym->next) {
            resolve(w, s, sym);
            if (g->failed) return false;
        }
    }
    return true;
}

bool kr__scope_build(KrGen *g) {
    Walk w = {.g = g};
    w.id_super = kr__gen_ident(g, "super");
    w.id_class = kr__gen_ident(g, "__class__");
    w.id_dot0 = kr__gen_ident(g, ".0");
    if (g->failed) return false;
    w.global = enter(&w, KR_SCOPE_MODULE, g->mod->root, (KrPos){0, 0, 0, 0});
    if (!w.global) return false;
    visit_fields(&w, g->mod->root);
    return !g->failed && resolve_all(&w);
}
