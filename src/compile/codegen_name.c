/* SPDX-License-Identifier: MIT
 * codegen_name.c: units (one code object each: its registers, cells and closure) and the loading, storing
 * and deleting of names. A local of a function is a register, or a cell in a register when inner
 * functions share it; all else goes by name. */
#include "compile/scope.h"

#include <string.h>

/* ---- units -------------------------------------------------------------------------------------- */

static uint32_t reg_of(const KrGenUnit *u, uint32_t i) {
    return i < KR_NEAR_LOCALS ? i : i + u->far;
}

static int by_name(const KrIdent *a, const KrIdent *b) {
    uint32_t n = a->n < b->n ? a->n : b->n;
    int c = memcmp(a->s, b->s, n);
    return c ? c : (a->n > b->n) - (a->n < b->n);
}

static void insert_sorted(KrGenUnit *u, void *vec, uint32_t from, KrSymbol *sym) {
    KR_AVEC(KrSymbol *) *v = vec;
    if (!kr__avec_push(u->g, v, sym)) return;
    uint32_t i = v->n - 1;
    for (; i > from && by_name(v->data[i - 1]->name, sym->name) > 0; i--)
        v->data[i] = v->data[i - 1];
    v->data[i] = sym;
}

static void params_of(KrGenUnit *u, KrAst *args) {
    KrAstarguments *a = KR_AST(arguments, args);
    u->posonly = a->posonlyargs.n;
    u->argcount = a->posonlyargs.n + a->args.n;
    u->kwonly = a->kwonlyargs.n;
    u->nparams = u->argcount + u->kwonly + (a->vararg != NULL) + (a->kwarg != NULL);
    if (a->vararg) u->flags |= KR_CO_VARARGS;
    if (a->kwarg) u->flags |= KR_CO_VARKEYWORDS;
}

static KrAst *arguments_of(KrAst *node) {
    if (node->kind == KR_AST_FunctionDef || node->kind == KR_AST_AsyncFunctionDef)
        return ((KrAstFunctionDef *)node)->args;
    return node->kind == KR_AST_Lambda ? KR_AST(Lambda, node)->args : NULL;
}

static bool bind_param(KrGenUnit *u, const KrIdent *name, uint32_t i) {
    KrSymbol *sym = kr__scope_find(u->scope, kr__mangle(u->g, u->scope->private, name));
    if (!sym) return false;
    sym->reg = (int32_t)i;
    u->varnames[i] = sym;
    return true;
}

static void bind_params(KrGenUnit *u, KrAst *args) {
    for (uint32_t i = 0; i < u->nparams; i++) {
        if (!args)
            bind_param(u, kr__gen_ident(u->g, ".0"), i);
        else
            bind_param(u, KR_AST(arg, kr__param_at(args, i))->arg, i);
    }
    u->nnamed = u->nparams;
}

/* Sorts the names of the block: plain locals are numbered when they are first met, cells behind them. */
static uint32_t sort_symbols(KrGenUnit *u) {
    uint32_t plain = 0;
    bool function = kr__scope_is_function(u->scope);
    for (KrSymbol *s = u->scope->first; s; s = s->next) {
        s->reg = -1;
        bool param = s->flags & KR_SYM_PARAM;
        if (s->scope == KR_SC_LOCAL && function && !param)
            plain++;
        else if (s->scope == KR_SC_FREE || (s->flags & KR_SYM_FREE_CLASS))
            insert_sorted(u, &u->frees, 0, s);
        else if (s->scope == KR_SC_CELL && !param)
            insert_sorted(u, &u->cells, 0, s);
    }
    for (uint32_t i = 0; i < u->frees.n; i++) u->frees.data[i]->reg = (int32_t)i;
    return plain;
}

/* Cells in the order of co_cellvars: shared parameters first. */
static void param_cells_first(KrGenUnit *u) {
    KR_AVEC(KrSymbol *) all = {0};
    for (uint32_t i = 0; i < u->nparams; i++)
        if (u->varnames[i] && u->varnames[i]->scope == KR_SC_CELL &&
            !kr__avec_push(u->g, &all, u->varnames[i]))
            return;
    for (uint32_t i = 0; i < u->cells.n; i++)
        if (!kr__avec_push(u->g, &all, u->cells.data[i])) return;
    u->cells.data = all.data;
    u->cells.n = all.n;
    u->cells.cap = all.cap;
}

static void lay_out_registers(KrGenUnit *u, KrAst *args) {
    uint32_t plain = sort_symbols(u);
    u->nlocals = u->nparams + plain + u->cells.n;
    u->varnames = kr__gen_alloc(u->g, (u->nlocals + 1) * sizeof(KrSymbol *));
    if (!u->varnames) return;
    for (uint32_t i = 0; i < u->cells.n; i++)
        u->cells.data[i]->reg = (int32_t)(u->nparams + plain + i);
    u->class_cell = -1;
    if (u->scope->needs_class_cell) u->class_cell = (int32_t)u->nlocals++;
    bind_params(u, args);
    param_cells_first(u);
    if (u->nlocals > KR_NEAR_LOCALS) {
        u->far = 256 - KR_NEAR_LOCALS;
        if (u->nparams > KR_NEAR_LOCALS + u->far) u->far = u->nparams - KR_NEAR_LOCALS;
    }
    u->tbase = u->far ? KR_NEAR_LOCALS : u->nlocals;
    u->top = u->max = u->tbase;
    u->words = (u->nlocals + 63) / 64;
    u->bound = kr__gen_alloc(u->g, u->words * sizeof *u->bound);
    for (uint32_t i = 0; u->bound && i < u->nparams; i++)
        if (u->varnames[i] && !(u->varnames[i]->flags & KR_SYM_DELETED))
            u->bound[i / 64] |= (uint64_t)1 << i % 64;
}

/* Parameters past KR_NEAR_LOCALS move to where far locals lie; R[255] is the scratch register once its
 * own parameter is gone. */
static void move_far_params(KrGenUnit *u) {
    if (!u->far || u->nparams <= KR_NEAR_LOCALS) return;
    if (u->nparams > 255) kr__emit(u, OP_MOVE_TO_FAR, 255, 255 + u->far, 0);
    for (uint32_t i = u->nparams - 1; i > 255; i--) {
        kr__emit(u, OP_MOVE_FAR, 255, i, 0);
        kr__emit(u, OP_MOVE_TO_FAR, 255, i + u->far, 0);
    }
    for (uint32_t i = KR_NEAR_LOCALS; i < 255 && i < u->nparams; i++)
        kr__emit(u, OP_MOVE_TO_FAR, i, i + u->far, 0);
}

static void make_cells(KrGenUnit *u) {
    for (uint32_t i = 0; i < u->cells.n; i++) {
        uint32_t r = reg_of(u, (uint32_t)u->cells.data[i]->reg);
        if (r <= UINT8_MAX) {
            kr__emit(u, OP_MAKE_CELL, r, 0, 0);
            continue;
        }
        uint32_t t = kr__reg_new(u);
        kr__emit(u, OP_MOVE_FAR, t, r, 0);
        kr__emit(u, OP_MAKE_CELL, t, 0, 0);
        kr__emit(u, OP_MOVE_TO_FAR, t, r, 0);
        u->top--;
    }
    if (u->class_cell >= 0) kr__emit(u, OP_MAKE_CELL, (uint32_t)u->class_cell, 0, 0);
}

static void qualify(KrGenUnit *u, const char *name) {
    KrGenUnit *p = u->parent;
    u->qualname = name;
    u->qualname_n = (uint32_t)strlen(name);
    while (p && p->scope->kind == KR_SCOPE_TYPE_PARAMS) p = p->parent;
    if (!p || p->scope->kind == KR_SCOPE_MODULE) return;
    if (u->scope->kind == KR_SCOPE_FUNCTION || u->scope->kind == KR_SCOPE_CLASS) {
        KrSymbol *sym = kr__scope_find(p->scope, kr__mangle(u->g, p->scope->private, u->name));
        if (sym && sym->scope == KR_SC_GLOBAL_EXPLICIT) return;
    }
    bool function = p->scope->kind == KR_SCOPE_FUNCTION || p->scope->kind == KR_SCOPE_LAMBDA;
    const char *in = function ? ".<locals>" : "";
    u->qualname = kr__gen_text(u->g, &u->qualname_n, "%s%s.%s", p->qualname, in, name);
}

static uint32_t flags_of(KrGen *g, const KrScope *s) {
    uint32_t f = g->c->flags & 0x1fe0000u; /* what __future__ imports set */
    if (kr__scope_is_function(s)) {
        f |= KR_CO_NEWLOCALS | KR_CO_OPTIMIZED;
        if (s->nested) f |= KR_CO_NESTED;
        if (s->generator)
            f |= s->coroutine ? KR_CO_ASYNC_GENERATOR : KR_CO_GENERATOR;
        else if (s->coroutine)
            f |= KR_CO_COROUTINE;
    } else if (s->kind == KR_SCOPE_MODULE && s->coroutine &&
               (g->c->flags & KR_COMPILE_TOP_LEVEL_AWAIT)) {
        f |= s->generator ? KR_CO_ASYNC_GENERATOR : KR_CO_COROUTINE;
    }
    return f;
}

KrGenUnit *kr__unit_enter(KrGen *g, KrScope *scope, KrAst *node, const char *name, uint32_t line) {
    KrGenUnit *u = kr__gen_alloc(g, sizeof *u);
    if (!u) return NULL;
    u->g = g;
    u->parent = g->unit;
    u->scope = scope;
    u->node = node;
    u->firstlineno = line;
    u->name = kr__gen_ident(g, name);
    if (g->failed) return NULL;
    qualify(u, name);
    u->flags = flags_of(g, scope);
    KrAst *args = scope->kind == KR_SCOPE_FUNCTION || scope->kind == KR_SCOPE_LAMBDA
                      ? arguments_of(node)
                      : NULL;
    if (args)
        params_of(u, args);
    else if (scope->kind == KR_SCOPE_COMPREHENSION)
        u->argcount = u->nparams = 1;
    lay_out_registers(u, args);
    if (g->failed) return NULL;
    g->unit = u;
    move_far_params(u);
    make_cells(u);
    return u;
}

/* Where the implicit return stands: with what it follows, unless jumps lead there. */
static KrPos return_pos(const KrGenUnit *u) {
    KrPos none = {0, 0, 0, 0};
    for (uint32_t i = u->labels.n; i-- > 0 && i + 8 > u->labels.n;)
        if (u->labels.data[i].used && u->labels.data[i].bound && u->labels.data[i].at == u->insns.n)
            return none;
    return u->insns.n ? u->insns.data[u->insns.n - 1].pos
                      : (KrPos){u->firstlineno, u->firstlineno, 0, 0};
}

void kr__unit_leave(KrGenUnit *u) {
    if (!u->g->failed) u->pos = return_pos(u);
    kr__emit(u, OP_RETURN_NONE, 0, 0, 0);
    if (!u->g->failed && !kr__emit_finish(u)) kr__gen_nomem(u->g);
    if (u->parent) u->g->unit = u->parent;
}

/* ---- what a name is -------------------------------------------------------------------------------- */

const KrIdent *kr__unit_mangle(KrGenUnit *u, const KrIdent *name) {
    return kr__mangle(u->g, u->scope->private, name);
}

KrNameKind kr__name_kind(KrGenUnit *u, const KrIdent *name, KrSymbol **out,
                         const KrIdent **mangled) {
    *mangled = kr__unit_mangle(u, name);
    KrSymbol *sym = *out = kr__scope_find(u->scope, *mangled);
    bool function = kr__scope_is_function(u->scope);
    switch (sym ? sym->scope : KR_SC_NONE) {
    case KR_SC_LOCAL: return function ? KR_NM_FAST : KR_NM_NAME;
    case KR_SC_CELL: return KR_NM_CELL;
    case KR_SC_FREE: return function ? KR_NM_FREE : KR_NM_CLASS_FREE;
    case KR_SC_GLOBAL_EXPLICIT: return KR_NM_GLOBAL;
    default: return function ? KR_NM_GLOBAL : KR_NM_NAME;
    }
}

bool kr__name_forbidden(KrGenUnit *u, const KrIdent *name, KrAstOp ctx) {
    if (name->n != 9 || memcmp(name->s, "__debug__", 9) || ctx == KR_AST_Load) return false;
    kr__gen_error(u->g, u->pos,
                  ctx == KR_AST_Del ? "cannot delete __debug__" : "cannot assign to __debug__");
    return true;
}

uint32_t kr__local_reg(KrGenUnit *u, KrSymbol *sym) {
    if (sym->reg < 0) {
        sym->reg = (int32_t)u->nnamed;
        u->varnames[u->nnamed++] = sym;
    }
    return reg_of(u, (uint32_t)sym->reg);
}

static bool is_bound(KrGenUnit *u, const KrSymbol *sym) {
    return u->bound[sym->reg / 64] >> sym->reg % 64 & 1;
}

static void set_bound(KrGenUnit *u, const KrSymbol *sym) {
    if (!(sym->flags & KR_SYM_DELETED)) u->bound[sym->reg / 64] |= (uint64_t)1 << sym->reg % 64;
}

static void check_bound(KrGenUnit *u, const KrSymbol *sym, uint32_t reg) {
    if (is_bound(u, sym)) return;
    kr__emit(u, OP_CHECK_BOUND, reg, (uint32_t)sym->reg, 0);
    set_bound(u, sym);
}

/* ---- load, store, delete ------------------------------------------------------------------------------ */

int kr__name_in_place(KrGenUnit *u, const KrIdent *name, bool last) {
    KrSymbol *sym;
    const KrIdent *m;
    if (u->g->failed || kr__name_kind(u, name, &sym, &m) != KR_NM_FAST) return -1;
    if (!last && (sym->flags & KR_SYM_WALRUS)) return -1;
    uint32_t r = kr__local_reg(u, sym);
    if (r > UINT8_MAX) return -1;
    check_bound(u, sym, r);
    return (int)r;
}

int kr__name_target(KrGenUnit *u, const KrIdent *name) {
    KrSymbol *sym;
    const KrIdent *m;
    if (u->g->failed || kr__name_forbidden(u, name, KR_AST_Store)) return -1;
    if (kr__name_kind(u, name, &sym, &m) != KR_NM_FAST) return -1;
    uint32_t r = kr__local_reg(u, sym);
    return r > UINT8_MAX ? -1 : (int)r;
}

static uint32_t cell_reg(KrGenUnit *u, const KrSymbol *sym, uint32_t scratch) {
    uint32_t r = reg_of(u, (uint32_t)sym->reg);
    if (r <= UINT8_MAX) return r;
    kr__emit(u, OP_MOVE_FAR, scratch, r, 0);
    if (scratch >= u->max) u->max = scratch + 1;
    return scratch;
}

void kr__name_load(KrGenUnit *u, const KrIdent *name, uint32_t dst) {
    KrSymbol *sym;
    const KrIdent *m;
    if (u->g->failed) return;
    switch (kr__name_kind(u, name, &sym, &m)) {
    case KR_NM_FAST: {
        uint32_t r = kr__local_reg(u, sym);
        if (r <= UINT8_MAX) check_bound(u, sym, r);
        kr__emit_move(u, dst, r);
        if (r > UINT8_MAX) check_bound(u, sym, dst);
        return;
    }
    case KR_NM_CELL: kr__emit(u, OP_LOAD_CELL, dst, cell_reg(u, sym, dst), 0); return;
    case KR_NM_FREE: kr__emit(u, OP_LOAD_FREE, dst, (uint32_t)sym->reg, 0); return;
    case KR_NM_CLASS_FREE: kr__emit(u, OP_LOAD_CLASS_FREE, dst, (uint32_t)sym->reg, 0); return;
    case KR_NM_GLOBAL: kr__emit_w(u, OP_LOAD_GLOBAL, dst, 0, 0, kr__emit_name_index(u, m)); return;
    case KR_NM_NAME: kr__emit_w(u, OP_LOAD_NAME, dst, 0, 0, kr__emit_name_index(u, m)); return;
    }
}

void kr__name_store(KrGenUnit *u, const KrIdent *name, uint32_t src) {
    KrSymbol *sym;
    const KrIdent *m;
    if (u->g->failed || kr__name_forbidden(u, name, KR_AST_Store)) return;
    switch (kr__name_kind(u, name, &sym, &m)) {
    case KR_NM_FAST:
        kr__emit_move(u, kr__local_reg(u, sym), src);
        set_bound(u, sym);
        return;
    case KR_NM_CELL: kr__emit(u, OP_STORE_CELL, cell_reg(u, sym, u->top), src, 0); return;
    case KR_NM_FREE:
    case KR_NM_CLASS_FREE: kr__emit(u, OP_STORE_FREE, src, (uint32_t)sym->reg, 0); return;
    case KR_NM_GLOBAL: kr__emit_w(u, OP_STORE_GLOBAL, src, 0, 0, kr__emit_name_index(u, m)); return;
    case KR_NM_NAME: kr__emit_w(u, OP_STORE_NAME, src, 0, 0, kr__emit_name_index(u, m)); return;
    }
}

static void delete_fast(KrGenUnit *u, KrSymbol *sym) {
    uint32_t r = kr__local_reg(u, sym);
    if (r <= UINT8_MAX) {
        kr__emit(u, OP_DELETE_LOCAL, r, (uint32_t)sym->reg, 0);
        return;
    }
    uint32_t t = kr__reg_new(u);
    kr__emit(u, OP_MOVE_FAR, t, r, 0);
    kr__emit(u, OP_DELETE_LOCAL, t, (uint32_t)sym->reg, 0);
    kr__emit(u, OP_MOVE_TO_FAR, t, r, 0);
    u->top--;
}

void kr__name_delete(KrGenUnit *u, const KrIdent *name) {
    KrSymbol *sym;
    const KrIdent *m;
    if (u->g->failed || kr__name_forbidden(u, name, KR_AST_Del)) return;
    switch (kr__name_kind(u, name, &sym, &m)) {
    case KR_NM_FAST: delete_fast(u, sym); return;
    case KR_NM_CELL: kr__emit(u, OP_DELETE_CELL, cell_reg(u, sym, u->top), 0, 0); return;
    case KR_NM_FREE:
    case KR_NM_CLASS_FREE: kr__emit(u, OP_DELETE_FREE, 0, (uint32_t)sym->reg, 0); return;
    case KR_NM_GLOBAL: kr__emit_w(u, OP_DELETE_GLOBAL, 0, 0, 0, kr__emit_name_index(u, m)); return;
    case KR_NM_NAME: kr__emit_w(u, OP_DELETE_NAME, 0, 0, 0, kr__emit_name_index(u, m)); return;
    }
}
