/* SPDX-License-Identifier: MIT
 * codegen_call.c: calls, and what makes something to be called: functions, lambdas, classes,
 * comprehensions. A call's window is at the top of the temporaries: callable, arguments. A definition's
 * window is four registers: defaults, keyword defaults, annotations, closure. */
#include "compile/scope.h"

#include <string.h>

/* ---- arguments ------------------------------------------------------------------------------------- */

static void check_keywords(KrGenUnit *u, const KrAstSeq *kw, KrPos pos) {
    for (uint32_t i = 0; i < kw->n; i++) {
        const KrIdent *a = KR_AST(keyword, kw->items[i])->arg;
        if (!a) continue;
        u->pos = pos;
        if (kr__name_forbidden(u, a, KR_AST_Store)) return;
        for (uint32_t k = i + 1; k < kw->n; k++) {
            if (KR_AST(keyword, kw->items[k])->arg != a) continue;
            kr__gen_error(u->g, kr__pos(kw->items[k]), "keyword argument repeated: %s", a->s);
            return;
        }
    }
}

static bool simple_args(KrGenUnit *u, const KrAstSeq *args, const KrAstSeq *kw) {
    for (uint32_t i = 0; i < args->n; i++)
        if (args->items[i]->kind == KR_AST_Starred) return false;
    for (uint32_t i = 0; i < kw->n; i++)
        if (!KR_AST(keyword, kw->items[i])->arg) return false;
    return args->n + kw->n <= 200 && u->top + args->n + kw->n < KR_LAST_NEAR - 60;
}

static KrKonst *keyword_names(KrGenUnit *u, const KrAstSeq *kw, uint32_t from, uint32_t to) {
    KrKonst **names = kr__gen_alloc(u->g, (to - from) * sizeof *names);
    if (!names) return NULL;
    for (uint32_t i = from; i < to; i++)
        names[i - from] = kr__konst_ident(u->g, KR_AST(keyword, kw->items[i])->arg);
    return kr__konst_seq(u->g, KR_CONST_TUPLE, names, to - from);
}

static void push_args(KrGenUnit *u, const KrAstSeq *args, const KrAstSeq *kw) {
    for (uint32_t i = 0; i < args->n; i++) kr__ex_push(u, args->items[i]);
    for (uint32_t i = 0; i < kw->n; i++) kr__ex_push(u, KR_AST(keyword, kw->items[i])->value);
}

static void emit_call(KrGenUnit *u, int op, int op_kw, uint32_t window, uint32_t n,
                      const KrAstSeq *kw, uint32_t dst) {
    if (kw->n) {
        KrKonst *names = keyword_names(u, kw, 0, kw->n);
        if (names) kr__emit_w(u, op_kw, window, n, dst, kr__emit_const_index(u, names));
    } else
        kr__emit(u, op, window, n, dst);
}

/* Keyword arguments as a dict in a new register: named ones by MAP_SET, ** by DICT_MERGE; a single ** as it
 * is. */
static void keyword_dict(KrGenUnit *u, const KrAstSeq *kw, uint32_t callable, KrPos pos) {
    uint32_t d = u->top;
    if (kw->n == 1 && !KR_AST(keyword, kw->items[0])->arg) { /* the call only reads it */
        kr__ex_push(u, KR_AST(keyword, kw->items[0])->value);
        return;
    }
    u->pos = pos;
    kr__emit(u, OP_BUILD_MAP, d, d, 0);
    kr__reg_new(u);
    for (uint32_t i = 0; i < kw->n; i++) {
        KrAstkeyword *k = KR_AST(keyword, kw->items[i]);
        if (!k->arg) {
            uint32_t v = kr__ex_operand(u, k->value, true);
            u->pos = pos;
            kr__emit(u, OP_DICT_MERGE, d, v, callable);
            u->top = d + 1;
            continue;
        }
        /* a run of named ones is a dict of its own: a name given twice is an error of the merge */
        uint32_t run = u->top;
        bool merge = i > 0;
        uint32_t into = d;
        if (merge) {
            u->pos = pos;
            kr__emit(u, OP_BUILD_MAP, run, run, 0);
            into = kr__reg_new(u);
        }
        for (; i < kw->n && KR_AST(keyword, kw->items[i])->arg; i++) {
            k = KR_AST(keyword, kw->items[i]);
            u->pos = pos;
            kr__emit_konst(u, u->top, kr__konst_ident(u->g, k->arg));
            uint32_t key = kr__reg_new(u), v = kr__ex_operand(u, k->value, true);
            u->pos = pos;
            kr__emit(u, OP_MAP_SET, into, key, v);
            u->top = into + 1;
        }
        i--;
        u->pos = pos;
        if (merge) kr__emit(u, OP_DICT_MERGE, d, into, callable);
        u->top = d + 1;
    }
}

/* Positional arguments with stars into a new register: a tuple, or the one starred iterable itself. */
static void star_args(KrGenUnit *u, const KrAstSeq *args, KrPos pos) {
    if (args->n == 1 && args->items[0]->kind == KR_AST_Starred) {
        kr__ex_push(u, KR_AST(Starred, args->items[0])->value);
        return;
    }
    uint32_t t = u->top;
    kr__ex_list_of(u, args, pos);
    u->pos = pos;
    kr__emit(u, OP_LIST_TO_TUPLE, t, t, 0);
}

/* R[window] holds the callable and is the last register in use. */
static void call_ex(KrGenUnit *u, uint32_t window, const KrAstSeq *args, const KrAstSeq *kw,
                    KrPos pos, uint32_t dst) {
    star_args(u, args, pos);
    if (kw->n)
        keyword_dict(u, kw, window, pos);
    else {
        u->pos = pos;
        kr__emit(u, OP_LOADC, u->top, 0, 0);
        kr__reg_new(u);
    }
    u->pos = pos;
    kr__emit(u, OP_CALL_EX, window, 0, dst);
}

/* ---- super() ------------------------------------------------------------------------------------------ */

bool kr__ex_is_super(KrGenUnit *u, KrAst *call) {
    KrAstCall *c = KR_AST(Call, call);
    if (c->args.n || c->keywords.n || c->func->kind != KR_AST_Name) return false;
    if (strcmp(KR_AST(Name, c->func)->id->s, "super")) return false;
    if (u->scope->kind != KR_SCOPE_FUNCTION && u->scope->kind != KR_SCOPE_LAMBDA) return false;
    if (!u->argcount || !u->varnames[0] || (u->varnames[0]->flags & KR_SYM_DELETED)) return false;
    KrSymbol *sym;
    const KrIdent *m;
    if (kr__name_kind(u, KR_AST(Name, c->func)->id, &sym, &m) != KR_NM_GLOBAL) return false;
    sym = kr__scope_find(u->scope, kr__gen_ident(u->g, "__class__"));
    return sym && sym->scope == KR_SC_FREE;
}

/* Pushes what `super` names, __class__ and the first parameter. */
static uint32_t push_super(KrGenUnit *u, KrAst *call) {
    uint32_t w = kr__ex_push(u, KR_AST(Call, call)->func);
    u->pos = kr__pos(call);
    kr__name_load(u, kr__gen_ident(u->g, "__class__"), u->top);
    kr__reg_new(u);
    if (!u->g->failed) kr__name_load(u, u->varnames[0]->name, u->top);
    kr__reg_new(u);
    return w;
}

void kr__ex_super_attr(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstAttribute *a = KR_AST(Attribute, e);
    uint32_t w = push_super(u, a->value);
    u->pos = kr__ex_attr_pos(e, e);
    kr__emit_w(u, OP_LOAD_SUPER_ATTR, w, 0, 0, kr__emit_name_index(u, kr__unit_mangle(u, a->attr)));
    u->top = w + 1;
    kr__emit_move(u, dst, w);
    u->top = w;
}

/* ---- calls ---------------------------------------------------------------------------------------------- */

static void call_method(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstCall *c = KR_AST(Call, e);
    KrAstAttribute *a = KR_AST(Attribute, c->func);
    uint32_t w = u->top, name = kr__emit_name_index(u, kr__unit_mangle(u, a->attr));
    if (a->value->kind == KR_AST_Call && kr__ex_is_super(u, a->value)) {
        push_super(u, a->value);
        u->pos = kr__ex_attr_pos(c->func, c->func);
        kr__emit_w(u, OP_LOAD_SUPER_METHOD, w, 0, 0, name);
    } else {
        uint32_t o = kr__ex_operand(u, a->value, true);
        u->pos = kr__ex_attr_pos(c->func, c->func);
        kr__emit_w(u, OP_LOAD_METHOD, w, o, 0, name);
    }
    u->top = w;
    kr__reg_new(u);
    kr__reg_new(u);
    push_args(u, &c->args, &c->keywords);
    u->pos = kr__ex_attr_pos(e, c->func);
    emit_call(u, OP_CALL_METHOD, OP_CALL_METHOD_KW, w, c->args.n + c->keywords.n, &c->keywords,
              dst);
    u->top = w;
}

void kr__ex_call(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstCall *c = KR_AST(Call, e);
    uint32_t w = u->top;
    check_keywords(u, &c->keywords, kr__pos(e));
    bool simple = simple_args(u, &c->args, &c->keywords);
    if (simple && c->func->kind == KR_AST_Attribute) {
        call_method(u, e, dst);
        return;
    }
    kr__ex_check_callable(u, e);
    kr__ex_push(u, c->func);
    if (simple) {
        push_args(u, &c->args, &c->keywords);
        u->pos = kr__pos(e);
        emit_call(u, OP_CALL, OP_CALL_KW, w, c->args.n + c->keywords.n, &c->keywords, dst);
    } else
        call_ex(u, w, &c->args, &c->keywords, kr__pos(e), dst);
    u->top = w;
}

/* ---- making functions ------------------------------------------------------------------------------------- */

enum { MF_DEFAULTS = 1, MF_KWDEFAULTS = 2, MF_ANNOTATIONS = 4, MF_CLOSURE = 8 };

/* Pushes the cell that `inner` knows as its free variable `name`. */
static void push_cell(KrGenUnit *u, const KrSymbol *free) {
    uint32_t r = u->top;
    KrSymbol *sym = kr__scope_find(u->scope, free->name);
    if (u->class_cell >= 0 && !strcmp(free->name->s, "__class__"))
        kr__emit_move(u, r, (uint32_t)u->class_cell);
    else if (sym && sym->scope == KR_SC_CELL)
        kr__emit_move(u, r, kr__local_reg(u, sym));
    else if (sym)
        kr__emit(u, OP_FREE_REF, r, (uint32_t)sym->reg, 0);
    kr__reg_new(u);
}

/* Makes the function of a finished unit from the window at w, whose parts `bits` says; the parts in use are pushed
 * up to the annotations. */
static void make_function(KrGenUnit *u, KrGenUnit *inner, uint32_t w, uint32_t bits, uint32_t dst) {
    if (u->g->failed) return;
    if (inner->frees.n) {
        uint32_t from = u->top;
        if (!bits && from >= u->tbase + 3 && from <= UINT8_MAX)
            w = from - 3; /* nothing below is looked at */
        else
            for (; u->top < w + 3; kr__reg_new(u)) kr__emit(u, OP_LOADC, u->top, 0, 0);
        uint32_t at = u->top;
        for (uint32_t i = 0; i < inner->frees.n; i++) push_cell(u, inner->frees.data[i]);
        kr__emit(u, OP_BUILD_TUPLE, at, at, inner->frees.n);
        u->top = at + 1;
        bits |= MF_CLOSURE;
    }
    kr__emit_w(u, OP_MAKE_FUNCTION, dst, bits ? w : 0, bits,
               kr__emit_const_index(u, kr__konst_code(u->g, inner)));
}

static void fill_to(KrGenUnit *u, uint32_t reg) {
    while (u->top < reg && !u->g->failed) {
        kr__emit(u, OP_LOADC, u->top, 0, 0);
        kr__reg_new(u);
    }
}

static uint32_t push_tuple(KrGenUnit *u, const KrAstSeq *s, KrPos pos) {
    uint32_t t = u->top;
    KrAstTuple tuple = {.h = {.kind = KR_AST_Tuple,
                              .lineno = pos.line,
                              .end_lineno = pos.end_line,
                              .col_offset = (uint32_t)pos.col,
                              .end_col_offset = (uint32_t)pos.end_col},
                        .elts = *s,
                        .ctx = KR_AST_Load};
    kr__ex_to(u, &tuple.h, t);
    return kr__reg_new(u);
}

/* Pushes defaults and keyword defaults as far as there are any. */
static uint32_t push_defaults(KrGenUnit *u, KrAst *args, KrPos pos) {
    KrAstarguments *a = KR_AST(arguments, args);
    uint32_t w = u->top, bits = 0;
    if (a->defaults.n) {
        push_tuple(u, &a->defaults, pos);
        bits |= MF_DEFAULTS;
    }
    bool any = false;
    for (uint32_t i = 0; i < a->kw_defaults.n; i++) any |= a->kw_defaults.items[i] != NULL;
    if (!any) return bits;
    fill_to(u, w + 1);
    u->pos = pos;
    uint32_t d = u->top;
    kr__emit(u, OP_BUILD_MAP, d, d, 0);
    kr__reg_new(u);
    for (uint32_t i = 0; i < a->kwonlyargs.n; i++) {
        if (!a->kw_defaults.items[i]) continue;
        u->pos = pos;
        kr__emit_konst(
            u, u->top,
            kr__konst_ident(u->g, kr__unit_mangle(u, KR_AST(arg, a->kwonlyargs.items[i])->arg)));
        uint32_t k = kr__reg_new(u), v = kr__ex_operand(u, a->kw_defaults.items[i], true);
        u->pos = pos;
        kr__emit(u, OP_MAP_SET, d, k, v);
        u->top = d + 1;
    }
    return bits | MF_KWDEFAULTS;
}

void kr__gen_annotation(KrGenUnit *u, KrAst *e) {
    if (u->g->future_annotations) {
        KrKonst *text = kr__unparse(u->g, e);
        u->pos = kr__pos(e);
        kr__emit_konst(u, u->top, text);
        kr__reg_new(u);
        return;
    }
    if (e->kind == KR_AST_Starred) { /* *args: *Ts */
        uint32_t r = kr__ex_push(u, KR_AST(Starred, e)->value);
        u->pos = kr__pos(e);
        kr__emit(u, OP_UNPACK, r, r, 1);
        return;
    }
    kr__ex_push(u, e);
}

/* Annotations go to a list, two items each: their number has no bound. */
static void add_annotation(KrGenUnit *u, uint32_t list, const KrIdent *name, KrAst *e) {
    if (!e) return;
    u->pos = kr__pos(e);
    kr__emit_konst(u, u->top, kr__konst_ident(u->g, kr__unit_mangle(u, name)));
    kr__reg_new(u);
    kr__emit(u, OP_LIST_APPEND, list, u->top - 1, 0);
    u->top = list + 1;
    kr__gen_annotation(u, e);
    kr__emit(u, OP_LIST_APPEND, list, u->top - 1, 0);
    u->top = list + 1;
}

static void add_annotations(KrGenUnit *u, uint32_t list, const KrAstSeq *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        KrAstarg *a = KR_AST(arg, s->items[i]);
        add_annotation(u, list, a->arg, a->annotation);
    }
}

static uint32_t annotation_count(const KrAstSeq *s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n; i++) n += KR_AST(arg, s->items[i])->annotation != NULL;
    return n;
}

static uint32_t push_annotations(KrGenUnit *u, KrAst *args, KrAst *returns, uint32_t w, KrPos pos) {
    KrAstarguments *a = KR_AST(arguments, args);
    uint32_t n = annotation_count(&a->posonlyargs) + annotation_count(&a->args) +
                 annotation_count(&a->kwonlyargs);
    KrAstarg *va = a->vararg ? KR_AST(arg, a->vararg) : NULL,
             *kw = a->kwarg ? KR_AST(arg, a->kwarg) : NULL;
    if (!n && !returns && !(va && va->annotation) && !(kw && kw->annotation)) return 0;
    fill_to(u, w + 2);
    u->pos = pos;
    uint32_t t = u->top;
    kr__emit(u, OP_BUILD_LIST, t, t, 0);
    kr__reg_new(u);
    add_annotations(u, t, &a->args); /* the order of the reference */
    add_annotations(u, t, &a->posonlyargs);
    if (va) add_annotation(u, t, va->arg, va->annotation);
    add_annotations(u, t, &a->kwonlyargs);
    if (kw) add_annotation(u, t, kw->arg, kw->annotation);
    if (returns) add_annotation(u, t, kr__gen_ident(u->g, "return"), returns);
    u->pos = pos;
    kr__emit(u, OP_LIST_TO_TUPLE, t, t, 0);
    return MF_ANNOTATIONS;
}

static uint32_t push_decorators(KrGenUnit *u, const KrAstSeq *d) {
    for (uint32_t i = 0; i < d->n; i++) kr__ex_push(u, d->items[i]);
    return d->n;
}

/* What is decorated lies at the top; the decorators below it, first one lowest. The result is at `first`. */
static void apply_decorators(KrGenUnit *u, const KrAstSeq *d) {
    for (uint32_t i = d->n; i-- > 0;) {
        uint32_t w = u->top - 2;
        u->pos = kr__pos(d->items[i]);
        kr__emit(u, OP_CALL, w, 1, w);
        u->top = w + 1;
    }
}

static uint32_t first_line(KrAst *s, const KrAstSeq *decorators) {
    return decorators->n ? decorators->items[0]->lineno : s->lineno;
}

static KrAst *docstring_of(KrGenUnit *u, const KrAstSeq *body) {
    if (!body->n || body->items[0]->kind != KR_AST_Expr || u->g->optimize >= 2) return NULL;
    KrAst *e = KR_AST(Expr, body->items[0])->value;
    return e->kind == KR_AST_Constant && KR_AST(Constant, e)->value.tag == KR_CONST_STR ? e : NULL;
}

static KrGenUnit *function_unit(KrGenUnit *u, KrAst *s, KrScope *scope) {
    KrAstFunctionDef *f = (KrAstFunctionDef *)s;
    KrGenUnit *in = kr__unit_enter(u->g, scope, s, f->name->s, first_line(s, &f->decorator_list));
    if (!in) return NULL;
    KrAst *doc = docstring_of(in, &f->body);
    kr__emit_const_index(in, doc ? kr__konst_of(u->g, &KR_AST(Constant, doc)->value)
                                 : kr__konst_simple(u->g, KR_CONST_NONE));
    kr__gen_body_from(in, &f->body, doc != NULL);
    kr__unit_leave(in);
    return u->g->failed ? NULL : in;
}

static void check_params(KrGenUnit *u, KrAst *args, KrPos pos) {
    KrAst *a;
    for (uint32_t i = 0; (a = kr__param_at(args, i)); i++) {
        u->pos = pos;
        if (kr__name_forbidden(u, KR_AST(arg, a)->arg, KR_AST_Store)) return;
    }
}

/* ---- type parameters ---------------------------------------------------------------------------------------- */

/* A block of its own binds the type parameters: names of typing, called with the parameter's name. */
static void bind_type_params(KrGenUnit *u, const KrAstSeq *tp) {
    for (uint32_t i = 0; i < tp->n && !u->g->failed; i++) {
        KrAst *p = tp->items[i],
              *bound = p->kind == KR_AST_TypeVar ? KR_AST(TypeVar, p)->bound : NULL;
        const char *what = p->kind == KR_AST_TypeVar     ? "TypeVar"
                           : p->kind == KR_AST_ParamSpec ? "ParamSpec"
                                                         : "TypeVarTuple";
        const KrIdent *name = ((KrAstTypeVar *)p)->name; /* the first field of all three */
        u->pos = kr__pos(p);
        uint32_t w = kr__reg_new(u), t = kr__reg_new(u);
        KrKonst *from = kr__konst_str(u->g, what, strlen(what));
        u->top = w;
        kr__emit_konst(u, w, kr__konst_int(u->g, 0));
        u->top = t;
        kr__emit_konst(u, t, kr__konst_seq(u->g, KR_CONST_TUPLE, &from, 1));
        u->top = t + 1;
        kr__emit_w(u, OP_IMPORT_NAME, w, w, 0,
                   kr__emit_name_index(u, kr__gen_ident(u->g, "typing")));
        u->top = t;
        kr__emit_w(u, OP_IMPORT_FROM, w, w, 0, kr__emit_name_index(u, kr__gen_ident(u->g, what)));
        kr__emit_konst(u, t, kr__konst_ident(u->g, name));
        u->top = t + 1;
        if (bound) {
            kr__ex_push(u, bound);
            KrKonst *kw = kr__konst_str(u->g, "bound", 5);
            kr__emit_w(u, OP_CALL_KW, w, 2, w,
                       kr__emit_const_index(u, kr__konst_seq(u->g, KR_CONST_TUPLE, &kw, 1)));
        } else
            kr__emit(u, OP_CALL, w, 1, w);
        u->top = t;
        kr__name_store(u, name, w);
        u->top = w;
    }
}

/* Calls the block's function at once: its result is pushed. */
static void run_type_params(KrGenUnit *u, KrGenUnit *block, KrPos pos) {
    u->pos = pos;
    uint32_t w = u->top;
    make_function(u, block, w, 0, w);
    u->top = w;
    kr__reg_new(u);
    kr__emit(u, OP_CALL, w, 0, w);
}

static KrGenUnit *enter_type_params(KrGenUnit *u, KrAst *s, const char *name, const KrAstSeq *tp) {
    uint32_t n;
    char *text = kr__gen_text(u->g, &n, "<generic parameters of %s>", name);
    KrGenUnit *b =
        text ? kr__unit_enter(u->g, kr__scope_type_params(u->g, s), s, text, s->lineno) : NULL;
    if (b) bind_type_params(b, tp);
    return b;
}

/* ---- function and lambda ---------------------------------------------------------------------------------------- */

/* Pushes the function; defaults lie at w already (`bits`). */
static void push_function(KrGenUnit *u, KrAst *s, uint32_t w, uint32_t bits) {
    KrAstFunctionDef *f = (KrAstFunctionDef *)s;
    KrPos pos = kr__pos(s);
    bits |= push_annotations(u, f->args, f->returns, w, pos);
    KrGenUnit *in = function_unit(u, s, kr__scope_of(u->g, s));
    u->pos = pos;
    if (in) make_function(u, in, w, bits, w);
    u->top = w;
    kr__reg_new(u);
}

/* def f[T](…): the block with the type parameters returns the function, whose defaults come from outside. */
static void push_generic_function(KrGenUnit *u, KrAst *s) {
    KrAstFunctionDef *f = (KrAstFunctionDef *)s;
    KrGenUnit *b = enter_type_params(u, s, f->name->s, &f->type_params);
    if (!b) return;
    b->pos = kr__pos(s);
    uint32_t w = b->top, bits = push_defaults(b, f->args, kr__pos(s));
    push_function(b, s, w, bits);
    kr__emit(b, OP_RETURN, w, 0, 0);
    kr__unit_leave(b);
    if (!u->g->failed) run_type_params(u, b, kr__pos(s));
}

void kr__gen_function(KrGenUnit *u, KrAst *s) {
    KrAstFunctionDef *f = (KrAstFunctionDef *)s;
    uint32_t top = u->top;
    check_params(u, f->args, kr__pos(s));
    push_decorators(u, &f->decorator_list);
    u->pos = kr__pos(s);
    if (f->type_params.n)
        push_generic_function(u, s);
    else {
        uint32_t w = u->top;
        push_function(u, s, w, push_defaults(u, f->args, kr__pos(s)));
    }
    apply_decorators(u, &f->decorator_list);
    u->pos = kr__pos(s);
    kr__name_store(u, f->name, top);
    u->top = top;
}

void kr__ex_lambda(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstLambda *l = KR_AST(Lambda, e);
    uint32_t w = u->top;
    check_params(u, l->args, kr__pos(e));
    uint32_t bits = push_defaults(u, l->args, kr__pos(e));
    KrGenUnit *in = kr__unit_enter(u->g, kr__scope_of(u->g, e), e, "<lambda>", e->lineno);
    if (!in) return;
    kr__emit_const_index(in, kr__konst_simple(u->g, KR_CONST_NONE)); /* no docstring */
    uint32_t r = kr__ex_operand(in, l->body, true);
    in->pos = kr__pos(l->body);
    kr__emit(in, OP_RETURN, r, 0, 0);
    kr__unit_leave(in);
    u->pos = kr__pos(e);
    make_function(u, in, w, bits, dst);
    u->top = w;
}

/* ---- classes -------------------------------------------------------------------------------------------------------- */

static void note_target(KrGenUnit *u, KrAst *t, const KrIdent *self, const KrIdent *private);

static void note_targets(KrGenUnit *u, const KrAstSeq *s, const KrIdent *self,
                         const KrIdent *private) {
    for (uint32_t i = 0; i < s->n; i++) note_target(u, s->items[i], self, private);
}

static void note_attr(KrGenUnit *u, const KrIdent *name) {
    for (uint32_t i = 0; i < u->selfattrs.n; i++)
        if (u->selfattrs.data[i] == name) return;
    if (!kr__avec_push(u->g, &u->selfattrs, name)) return;
}

static void note_target(KrGenUnit *u, KrAst *t, const KrIdent *self, const KrIdent *private) {
    switch (t->kind) {
    case KR_AST_Tuple: note_targets(u, &KR_AST(Tuple, t)->elts, self, private); return;
    case KR_AST_List: note_targets(u, &KR_AST(List, t)->elts, self, private); return;
    case KR_AST_Starred: note_target(u, KR_AST(Starred, t)->value, self, private); return;
    case KR_AST_Attribute: {
        KrAstAttribute *a = KR_AST(Attribute, t);
        if (a->value->kind == KR_AST_Name && KR_AST(Name, a->value)->id == self)
            note_attr(u, kr__mangle(u->g, private, a->attr));
        return;
    }
    default: return;
    }
}

/* The attributes that the statements of a method give to its first parameter. */
static void note_body(KrGenUnit *u, const KrAstSeq *body, const KrIdent *self,
                      const KrIdent *private) {
    if (!kr__gen_enter(u->g)) return;
    for (uint32_t i = 0; i < body->n; i++) {
        KrAst *s = body->items[i];
        switch (s->kind) {
        case KR_AST_Assign: note_targets(u, &KR_AST(Assign, s)->targets, self, private); continue;
        case KR_AST_AugAssign:
            note_target(u, KR_AST(AugAssign, s)->target, self, private);
            continue;
        case KR_AST_AnnAssign:
            if (KR_AST(AnnAssign, s)->value)
                note_target(u, KR_AST(AnnAssign, s)->target, self, private);
            continue;
        case KR_AST_FunctionDef:
        case KR_AST_AsyncFunctionDef:
        case KR_AST_ClassDef: continue;
        case KR_AST_For: note_target(u, KR_AST(For, s)->target, self, private); break;
        default: break;
        }
        for (const KrAstField *f = kr__ast_fields((KrAstKind)s->kind); f->name; f++) {
            if (f->mult != KR_AST_SEQ || f->type != KR_AST_T_NODE) continue;
            const KrAstSeq *seq = (const KrAstSeq *)((char *)s + f->offset);
            if (f->sum == KR_AST_SUM_stmt) note_body(u, seq, self, private);
            for (uint32_t k = 0; k < seq->n && seq->items[k]; k++) {
                KrAst *n = seq->items[k];
                if (n->kind == KR_AST_ExceptHandler)
                    note_body(u, &KR_AST(ExceptHandler, n)->body, self, private);
                else if (n->kind == KR_AST_match_case)
                    note_body(u, &KR_AST(match_case, n)->body, self, private);
                else if (n->kind == KR_AST_withitem && KR_AST(withitem, n)->optional_vars)
                    note_target(u, KR_AST(withitem, n)->optional_vars, self, private);
            }
        }
    }
}

static bool is_static(const KrAstSeq *decorators) {
    for (uint32_t i = 0; i < decorators->n; i++) {
        KrAst *d = decorators->items[i];
        if (d->kind != KR_AST_Name) continue;
        const char *s = KR_AST(Name, d)->id->s;
        if (!strcmp(s, "staticmethod") || !strcmp(s, "classmethod")) return true;
    }
    return false;
}

static void collect_self_attrs(KrGenUnit *u, KrAst *cls) {
    KrAstClassDef *c = KR_AST(ClassDef, cls);
    for (uint32_t i = 0; i < c->body.n; i++) {
        KrAst *s = c->body.items[i];
        if (s->kind != KR_AST_FunctionDef && s->kind != KR_AST_AsyncFunctionDef) continue;
        KrAstFunctionDef *f = (KrAstFunctionDef *)s;
        KrAstarguments *a = KR_AST(arguments, f->args);
        if (is_static(&f->decorator_list) || (!a->args.n && !a->posonlyargs.n)) continue;
        KrAst *first = kr__param_at(f->args, 0);
        note_body(u, &f->body, KR_AST(arg, first)->arg, c->name);
    }
}

static void store_konst(KrGenUnit *u, const char *name, KrKonst *k) {
    kr__emit_konst(u, u->top, k);
    uint32_t r = kr__reg_new(u);
    kr__name_store(u, kr__gen_ident(u->g, name), r);
    u->top = r;
}

static bool has_annotations(KrGenUnit *u, const KrAstSeq *body) {
    for (uint32_t i = 0; i < body->n; i++) {
        KrAst *s = body->items[i];
        if (s->kind == KR_AST_AnnAssign) return true;
        if (!kr__gen_enter(u->g)) return false;
        for (const KrAstField *f = kr__ast_fields((KrAstKind)s->kind); f->name; f++) {
            if (s->kind == KR_AST_FunctionDef || s->kind == KR_AST_AsyncFunctionDef ||
                s->kind == KR_AST_ClassDef)
                break;
            if (f->mult != KR_AST_SEQ || f->type != KR_AST_T_NODE) continue;
            const KrAstSeq *seq = (const KrAstSeq *)((char *)s + f->offset);
            if (f->sum == KR_AST_SUM_stmt && has_annotations(u, seq)) return true;
            for (uint32_t k = 0; k < seq->n && seq->items[k]; k++) {
                KrAst *n = seq->items[k];
                if (n->kind == KR_AST_ExceptHandler &&
                    has_annotations(u, &KR_AST(ExceptHandler, n)->body))
                    return true;
                if (n->kind == KR_AST_match_case &&
                    has_annotations(u, &KR_AST(match_case, n)->body))
                    return true;
            }
        }
    }
    return false;
}

void kr__gen_class_body(KrGenUnit *u, const KrAstSeq *body, bool docstring) {
    if (has_annotations(u, body)) kr__emit(u, OP_SETUP_ANNOTATIONS, 0, 0, 0);
    KrAst *doc = docstring ? docstring_of(u, body) : NULL;
    if (doc) {
        u->pos = kr__pos(doc);
        store_konst(u, "__doc__", kr__konst_of(u->g, &KR_AST(Constant, doc)->value));
    }
    kr__gen_body_from(u, body, doc != NULL);
}

static KrGenUnit *class_unit(KrGenUnit *u, KrAst *s) {
    KrAstClassDef *c = KR_AST(ClassDef, s);
    KrGenUnit *in = kr__unit_enter(u->g, kr__scope_of(u->g, s), s, c->name->s,
                                   first_line(s, &c->decorator_list));
    if (!in) return NULL;
    in->pos = (KrPos){in->firstlineno, in->firstlineno, 0, 0};
    kr__name_load(in, kr__gen_ident(u->g, "__name__"), in->top);
    uint32_t r = kr__reg_new(in);
    kr__name_store(in, kr__gen_ident(u->g, "__module__"), r);
    in->top = r;
    store_konst(in, "__qualname__", kr__konst_str(u->g, in->qualname, in->qualname_n));
    collect_self_attrs(in, s);
    kr__gen_class_body(in, &c->body, true);
    in->pos = (KrPos){0, 0, 0, 0};
    if (in->class_cell >= 0) {
        kr__emit_move(in, in->top, (uint32_t)in->class_cell);
        r = kr__reg_new(in);
        kr__name_store(in, kr__gen_ident(u->g, "__classcell__"), r);
        kr__emit(in, OP_RETURN, r, 0, 0);
        in->top = r;
    }
    kr__unit_leave(in);
    return u->g->failed ? NULL : in;
}

/* Pushes the class. */
static void push_class(KrGenUnit *u, KrAst *s) {
    KrAstClassDef *c = KR_AST(ClassDef, s);
    uint32_t w = u->top;
    KrPos pos = kr__pos(s);
    u->pos = pos;
    kr__emit(u, OP_LOAD_BUILD_CLASS, w, 0, 0);
    kr__reg_new(u);
    KrGenUnit *in = class_unit(u, s);
    if (!in) return;
    u->pos = pos;
    uint32_t f = u->top;
    make_function(u, in, f, 0, f);
    u->top = f;
    kr__reg_new(u);
    kr__emit_konst(u, u->top, kr__konst_ident(u->g, c->name));
    kr__reg_new(u);
    check_keywords(u, &c->keywords, pos);
    if (simple_args(u, &c->bases, &c->keywords)) {
        push_args(u, &c->bases, &c->keywords);
        u->pos = pos;
        emit_call(u, OP_CALL, OP_CALL_KW, w, 2 + c->bases.n + c->keywords.n, &c->keywords, w);
    } else { /* function and name are the first items of the tuple */
        uint32_t t = w + 1;
        u->pos = pos;
        kr__emit(u, OP_BUILD_LIST, t, t, 2);
        u->top = t + 1;
        for (uint32_t i = 0; i < c->bases.n; i++) {
            KrAst *b = c->bases.items[i];
            bool star = b->kind == KR_AST_Starred;
            uint32_t r = kr__ex_operand(u, star ? KR_AST(Starred, b)->value : b, true);
            u->pos = pos;
            kr__emit(u, star ? OP_LIST_EXTEND : OP_LIST_APPEND, t, r, 0);
            u->top = t + 1;
        }
        kr__emit(u, OP_LIST_TO_TUPLE, t, t, 0);
        if (c->keywords.n)
            keyword_dict(u, &c->keywords, w, pos);
        else
            fill_to(u, t + 2);
        u->pos = pos;
        kr__emit(u, OP_CALL_EX, w, 0, w);
    }
    u->top = w + 1;
}

void kr__gen_class(KrGenUnit *u, KrAst *s) {
    KrAstClassDef *c = KR_AST(ClassDef, s);
    uint32_t top = u->top;
    push_decorators(u, &c->decorator_list);
    u->pos = kr__pos(s);
    if (c->type_params.n) {
        KrGenUnit *b = enter_type_params(u, s, c->name->s, &c->type_params);
        if (!b) return;
        uint32_t w = b->top;
        push_class(b, s);
        kr__emit(b, OP_RETURN, w, 0, 0);
        kr__unit_leave(b);
        if (u->g->failed) return;
        run_type_params(u, b, kr__pos(s));
    } else
        push_class(u, s);
    apply_decorators(u, &c->decorator_list);
    u->pos = kr__pos(s);
    kr__name_store(u, c->name, top);
    u->top = top;
}

/* type X = value: X is bound to the value, evaluated at once. */
void kr__gen_type_alias(KrGenUnit *u, KrAst *s) {
    KrAstTypeAlias *t = KR_AST(TypeAlias, s);
    uint32_t top = u->top;
    const char *name = KR_AST(Name, t->name)->id->s;
    KrGenUnit *b = t->type_params.n ? enter_type_params(u, s, name, &t->type_params) : NULL;
    if (t->type_params.n && !b) return;
    KrGenUnit *in_block = b ? b : u;
    KrGenUnit *in = kr__unit_enter(u->g, kr__scope_of(u->g, s), s, name, s->lineno);
    if (!in) return;
    uint32_t r = kr__ex_operand(in, t->value, true);
    kr__emit(in, OP_RETURN, r, 0, 0);
    kr__unit_leave(in);
    run_type_params(in_block, in, kr__pos(s));
    if (b) {
        kr__emit(b, OP_RETURN, b->top - 1, 0, 0);
        kr__unit_leave(b);
        if (!u->g->failed) run_type_params(u, b, kr__pos(s));
    }
    u->pos = kr__pos(s);
    kr__name_store(u, KR_AST(Name, t->name)->id, top);
    u->top = top;
}

/* ---- comprehensions ------------------------------------------------------------------------------------------------------ */

typedef struct Comp {
    KrAst *node, *elt, *value;
    const KrAstSeq *gens;
    KrAst *place;    /* where what is done with an element stands */
    uint32_t result; /* register of the list, set or dict */
} Comp;

static void comp_element(KrGenUnit *u, Comp *c) {
    uint32_t top = u->top, k, v;
    switch (c->node->kind) {
    case KR_AST_GeneratorExp:
        if (u->flags & KR_CO_ASYNC_GENERATOR) {
            k = kr__ex_push(u, c->elt);
            u->pos = kr__pos(c->place);
            kr__emit(u, OP_ASYNC_YIELD_WRAP, k, k, 0);
        } else
            k = kr__ex_operand(u, c->elt, true);
        u->pos = kr__pos(c->place);
        kr__emit(u, OP_YIELD, top, k, 0);
        break;
    case KR_AST_DictComp:
        k = kr__ex_operand(u, c->elt, false);
        v = kr__ex_operand(u, c->value, true);
        u->pos = kr__pos(c->place);
        kr__emit(u, OP_MAP_SET, c->result, k, v);
        break;
    default:
        k = kr__ex_operand(u, c->elt, true);
        u->pos = kr__pos(c->place);
        kr__emit(u, c->node->kind == KR_AST_SetComp ? OP_SET_ADD : OP_LIST_APPEND, c->result, k, 0);
    }
    u->top = top;
}

static void comp_for(KrGenUnit *u, Comp *c, uint32_t i);

/* for … in [x]: one assignment. NULL: more than that. */
static KrAst *single_item(KrAst *iter) {
    const KrAstSeq *s = iter->kind == KR_AST_List    ? &KR_AST(List, iter)->elts
                        : iter->kind == KR_AST_Tuple ? &KR_AST(Tuple, iter)->elts
                                                     : NULL;
    return s && s->n == 1 && s->items[0]->kind != KR_AST_Starred ? s->items[0] : NULL;
}

static void comp_body(KrGenUnit *u, Comp *c, uint32_t i, int32_t next) {
    KrAstcomprehension *g = KR_AST(comprehension, c->gens->items[i]);
    for (uint32_t k = 0; k < g->ifs.n; k++) {
        kr__ex_cond(u, g->ifs.items[k], next, false);
        KrAst *compare = kr__ex_last_compare(g->ifs.items[k]);
        if (compare) c->place = compare;
    }
    if (i + 1 < c->gens->n)
        comp_for(u, c, i + 1);
    else
        comp_element(u, c);
}

static void comp_sync(KrGenUnit *u, Comp *c, uint32_t i, uint32_t iter) {
    KrAstcomprehension *g = KR_AST(comprehension, c->gens->items[i]);
    int32_t head = kr__label_new(u), next = kr__label_new(u);
    int t = g->target->kind == KR_AST_Name ? kr__name_target(u, KR_AST(Name, g->target)->id) : -1;
    uint64_t *bits = u->dead ? NULL : kr__bits_copy(u);
    kr__emit_jump(u, OP_JMP, 0, 0, 0, next);
    kr__label_bind_loop(u, head, bits);
    uint32_t v = t >= 0 ? (uint32_t)t : kr__reg_new(u);
    u->pos = kr__pos(g->target);
    kr__ex_store(u, g->target, v);
    if (t < 0) u->top = v;
    comp_body(u, c, i, next);
    kr__label_bind(u, next);
    u->pos = kr__pos(c->node);
    kr__emit_jump(u, OP_FOR_ITER, iter, v, 0, head);
}

static void comp_async(KrGenUnit *u, Comp *c, uint32_t i, uint32_t iter) {
    KrAstcomprehension *g = KR_AST(comprehension, c->gens->items[i]);
    int32_t head = kr__label_new(u);
    u->pos = kr__pos(c->node);
    kr__label_bind_loop(u, head, u->dead ? NULL : kr__bits_copy(u));
    uint32_t t = kr__try_begin(u, iter + 1, false);
    kr__emit(u, OP_GET_ANEXT, u->top, iter, 0);
    uint32_t v = kr__reg_new(u);
    kr__emit_konst(u, u->top, kr__konst_simple(u->g, KR_CONST_NONE));
    kr__reg_new(u);
    kr__ex_send_loop(u, v);
    kr__try_end(u, t);
    u->pos = kr__pos(g->target);
    kr__ex_store(u, g->target, v);
    u->top = v;
    comp_body(u, c, i, head);
    u->pos = kr__pos(c->elt);
    kr__emit_jump(u, OP_JMP, 0, 0, 0, head);
    u->top = iter + 2;
    u->pos = kr__pos(c->node);
    kr__try_handler(u, t);
    kr__emit(u, OP_END_ASYNC_FOR, iter + 1, 0, 0);
    u->top = iter + 1;
}

static void comp_for(KrGenUnit *u, Comp *c, uint32_t i) {
    if (!kr__gen_enter(u->g)) return;
    KrAstcomprehension *g = KR_AST(comprehension, c->gens->items[i]);
    uint32_t top = u->top, iter = 0;
    if (i > 0) {
        KrAst *one = g->is_async ? NULL : single_item(g->iter);
        if (one) {
            int t = g->target->kind == KR_AST_Name ? kr__name_target(u, KR_AST(Name, g->target)->id)
                                                   : -1;
            uint32_t v = t >= 0 ? (uint32_t)t : u->top;
            kr__ex_to(u, one, v);
            if (t < 0) kr__reg_new(u);
            kr__ex_store(u, g->target, v);
            u->top = top;
            int32_t next = kr__label_new(u);
            comp_body(u, c, i, next);
            kr__label_bind(u, next);
            u->top = top;
            return;
        }
        KrKonst *k = kr__fold_display(u->g, g->iter);
        if (k) {
            u->pos = kr__pos(g->iter);
            kr__emit_konst(u, u->top, k);
            iter = kr__reg_new(u);
        } else
            iter = kr__ex_push(u, g->iter);
        u->pos = kr__pos(c->node);
        kr__emit(u, g->is_async ? OP_GET_AITER : OP_GET_ITER, iter, iter, 0);
    } else if (g->is_async) { /* async loops count registers from their iterator */
        kr__emit_move(u, u->top, 0);
        iter = kr__reg_new(u);
    }
    if (g->is_async)
        comp_async(u, c, i, iter);
    else
        comp_sync(u, c, i, iter);
    u->top = top;
}

static void comp_parts(KrAst *e, Comp *c, const char **name) {
    c->node = c->place = e;
    if (e->kind == KR_AST_DictComp) {
        c->elt = KR_AST(DictComp, e)->key;
        c->value = KR_AST(DictComp, e)->value;
        c->gens = &KR_AST(DictComp, e)->generators;
        *name = "<dictcomp>";
        return;
    }
    KrAstListComp *l = (KrAstListComp *)e; /* SetComp and GeneratorExp have the same fields */
    c->elt = l->elt;
    c->gens = &l->generators;
    *name = e->kind == KR_AST_ListComp  ? "<listcomp>"
            : e->kind == KR_AST_SetComp ? "<setcomp>"
                                        : "<genexpr>";
}

static bool may_be_async(KrGenUnit *u) {
    if (u->scope->kind == KR_SCOPE_FUNCTION) return u->node->kind == KR_AST_AsyncFunctionDef;
    return u->scope->kind == KR_SCOPE_COMPREHENSION ||
           (u->scope->kind == KR_SCOPE_MODULE && (u->g->c->flags & KR_COMPILE_TOP_LEVEL_AWAIT));
}

static KrGenUnit *comp_unit(KrGenUnit *u, Comp *c, const char *name) {
    KrAst *e = c->node;
    KrGenUnit *in = kr__unit_enter(u->g, kr__scope_of(u->g, e), e, name, e->lineno);
    if (!in) return NULL;
    bool async = in->scope->coroutine && !in->scope->generator;
    if (async && !may_be_async(u)) {
        kr__gen_error(u->g, kr__pos(e),
                      "asynchronous comprehension outside of an asynchronous function");
        return NULL;
    }
    in->pos = kr__pos(e);
    if (e->kind != KR_AST_GeneratorExp) {
        int op = e->kind == KR_AST_ListComp  ? OP_BUILD_LIST
                 : e->kind == KR_AST_SetComp ? OP_BUILD_SET
                                             : OP_BUILD_MAP;
        c->result = in->top;
        kr__emit(in, op, c->result, c->result, 0);
        kr__reg_new(in);
    }
    comp_for(in, c, 0);
    in->pos = kr__pos(e);
    if (e->kind != KR_AST_GeneratorExp) kr__emit(in, OP_RETURN, c->result, 0, 0);
    kr__unit_leave(in);
    return u->g->failed ? NULL : in;
}

void kr__ex_comprehension(KrGenUnit *u, KrAst *e, uint32_t dst) {
    Comp c = {0};
    const char *name;
    comp_parts(e, &c, &name);
    KrGenUnit *in = comp_unit(u, &c, name);
    if (!in) return;
    KrAstcomprehension *first = KR_AST(comprehension, c.gens->items[0]);
    bool async = in->scope->coroutine && e->kind != KR_AST_GeneratorExp;
    uint32_t w = u->top;
    u->pos = kr__pos(e);
    make_function(u, in, w, 0, w);
    u->top = w;
    kr__reg_new(u);
    KrKonst *k = kr__fold_display(u->g, first->iter);
    if (k) {
        u->pos = kr__pos(first->iter);
        kr__emit_konst(u, u->top, k);
        kr__reg_new(u);
    } else
        kr__ex_push(u, first->iter);
    u->pos = kr__pos(e);
    kr__emit(u, first->is_async ? OP_GET_AITER : OP_GET_ITER, w + 1, w + 1, 0);
    u->pos = kr__pos(e);
    if (!async) {
        kr__emit(u, OP_CALL, w, 1, dst);
        u->top = w;
        return;
    }
    kr__emit(u, OP_CALL, w, 1, w);
    u->top = w + 1;
    kr__ex_await(u, w, 0);
    kr__emit_move(u, dst, w);
    u->top = w;
}
