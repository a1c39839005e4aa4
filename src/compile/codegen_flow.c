/* SPDX-License-Identifier: MIT
 * codegen_flow.c: conditions, loops, try, with, and what leaves them. Loops test at the bottom. A finally
 * body is generated once for each way that leads through it, as is the exit of a with. Registers of a
 * handler at depth r: R[r] the exception being handled, R[r + 1] what was being handled before; a clean-up
 * around the handler's body restores that when the body raises. */
#include "compile/scope.h"

#include <string.h>

/* ---- blocks ------------------------------------------------------------------------------------------ */

static bool push_block(KrGenUnit *u, KrBlock *b, KrBlockKind kind, KrAst *node) {
    if (u->nblocks >= 20) {
        kr__gen_error(u->g, u->pos, "too many statically nested blocks");
        return false;
    }
    *b = (KrBlock){.kind = kind,
                   .next = -1,
                   .exit = -1,
                   .reg = (uint16_t)u->top,
                   .outer = u->handler,
                   .node = node,
                   .up = u->block};
    u->block = b;
    u->nblocks++;
    return true;
}

static void pop_block(KrGenUnit *u) {
    u->block = u->block->up;
    u->nblocks--;
}

static KrKonst *none(KrGenUnit *u) { return kr__konst_simple(u->g, KR_CONST_NONE); }

static void push_none(KrGenUnit *u) {
    kr__emit_konst(u, u->top, none(u));
    kr__reg_new(u);
}

/* Calls the exit function R[reg] with three Nones, at the top of the temporaries. */
static void call_exit(KrGenUnit *u, uint32_t reg, bool async) {
    uint32_t w = u->top;
    kr__emit_move(u, w, reg);
    kr__reg_new(u);
    for (int i = 0; i < 3; i++) push_none(u);
    kr__emit(u, OP_CALL, w, 3, w);
    u->top = w + 1;
    if (async) kr__ex_await(u, w, 2);
    u->top = w;
}

/* name = None; del name */
static void unbind(KrGenUnit *u, const KrIdent *name) {
    push_none(u);
    kr__name_store(u, name, u->top - 1);
    u->top--;
    kr__name_delete(u, name);
}

static const KrPos no_pos = {0, 0, 0, 0};

/* Emits what leaving block b takes. Registers at u->top and above are free; what is below stays. What
 * comes after a finally body or the exit of a with belongs to no line: that line was left before. */
static void leave_block(KrGenUnit *u, KrBlock *b) {
    KrBlock *around = u->block;
    uint32_t handler = u->handler;
    KrPos pos = u->pos;
    u->block = b->up; /* what is emitted is outside b, and inside what is around it */
    u->handler = b->outer;
    switch (b->kind) {
    case KR_BLOCK_FINALLY:
        kr__gen_body(u, &((KrAstTry *)b->node)->finalbody);
        pos = no_pos;
        break;
    case KR_BLOCK_FINALLY_END:
    case KR_BLOCK_HANDLER:
        kr__emit(u, OP_POP_EXC, b->reg, 0, 0);
        if (b->name) unbind(u, b->name);
        break;
    case KR_BLOCK_WITH:
    case KR_BLOCK_ASYNC_WITH:
        u->pos = kr__pos(b->node);
        call_exit(u, b->reg, b->kind == KR_BLOCK_ASYNC_WITH);
        pos = no_pos;
        break;
    default: break;
    }
    u->pos = pos;
    u->block = around;
    u->handler = handler;
}

static bool forbids_leaving(KrGenUnit *u, const KrBlock *b) {
    if (b->kind != KR_BLOCK_STAR_HANDLER) return false;
    kr__gen_error(u->g, u->pos,
                  "'break', 'continue' and 'return' cannot appear in an except* block");
    return true;
}

static bool runs_code(const KrGenUnit *u) {
    for (const KrBlock *b = u->block; b; b = b->up)
        if (b->kind == KR_BLOCK_FINALLY || b->kind == KR_BLOCK_WITH ||
            b->kind == KR_BLOCK_ASYNC_WITH || (b->kind == KR_BLOCK_HANDLER && b->name))
            return true;
    return false;
}

/* Leaves blocks outwards until `until` (not left; NULL: all). The handlers in force are those outside of
 * what was left already, so that an exception in a finally body is not caught by its own try. */
static void leave_until(KrGenUnit *u, const KrBlock *until) {
    KrBlock *start = u->block;
    uint32_t n = u->nblocks;
    for (KrBlock *b = start; b != until && !u->g->failed; b = b->up) {
        u->block = b;
        u->nblocks = 0; /* bodies nest as they did where they stand */
        if (forbids_leaving(u, b)) break;
        leave_block(u, b);
        u->handler = b->outer;
    }
    u->block = start;
    u->nblocks = n;
}

void kr__gen_return(KrGenUnit *u, KrAst *s) {
    KrAst *v = KR_AST(Return, s)->value;
    uint32_t top = u->top, handler = u->handler;
    if (!kr__scope_is_function(u->scope)) {
        kr__gen_error(u->g, kr__pos(s), "'return' outside function");
        return;
    }
    if (v && (u->flags & KR_CO_ASYNC_GENERATOR)) {
        kr__gen_error(u->g, kr__pos(s), "'return' with value in async generator");
        return;
    }
    KrKonst *k = v ? kr__fold(u->g, v) : none(u);
    uint32_t r = 0;
    if (!k) r = runs_code(u) ? kr__ex_push(u, v) : kr__ex_operand(u, v, true);
    u->pos = kr__pos(k && v ? v : s);
    if (k && runs_code(u))
        kr__emit(u, OP_NOP, 0, 0, 0); /* the line of the return, for trace functions */
    leave_until(u, NULL);
    if (k && k->tag == KR_CONST_NONE)
        kr__emit(u, OP_RETURN_NONE, 0, 0, 0);
    else {
        if (k) {
            kr__emit_konst(u, u->top, k);
            r = kr__reg_new(u);
        }
        kr__emit(u, OP_RETURN, r, 0, 0);
    }
    u->top = top;
    u->handler = handler;
}

static KrBlock *loop_around(KrGenUnit *u) {
    KrBlock *b = u->block;
    while (b && b->kind != KR_BLOCK_WHILE && b->kind != KR_BLOCK_FOR &&
           b->kind != KR_BLOCK_ASYNC_FOR) {
        if (forbids_leaving(u, b)) return NULL;
        b = b->up;
    }
    return b;
}

static void leave_loop(KrGenUnit *u, bool next, const char *outside) {
    KrBlock *loop = loop_around(u);
    if (!loop) {
        kr__gen_error(u->g, u->pos, "%s", outside);
        return;
    }
    uint32_t handler = u->handler;
    if (u->block != loop) kr__emit(u, OP_NOP, 0, 0, 0); /* the line, before what leaving runs */
    leave_until(u, loop);
    kr__emit_jump(u, OP_JMP, 0, 0, 0, next ? loop->next : loop->exit);
    u->handler = handler;
}

void kr__gen_break(KrGenUnit *u, KrAst *s) {
    u->pos = kr__pos(s);
    leave_loop(u, false, "'break' outside loop");
}

void kr__gen_continue(KrGenUnit *u, KrAst *s) {
    u->pos = kr__pos(s);
    leave_loop(u, true, "'continue' not properly in loop");
}

/* ---- if and loops --------------------------------------------------------------------------------------- */

void kr__gen_if(KrGenUnit *u, KrAst *s) {
    KrAstIf *n = KR_AST(If, s);
    int32_t orelse = kr__label_new(u);
    if (kr__fold(u->g, n->test)) {
        u->pos = kr__pos(n->test);
        kr__emit(u, OP_NOP, 0, 0, 0); /* the line, for trace functions */
    }
    kr__ex_cond(u, n->test, orelse, false);
    kr__gen_body(u, &n->body);
    if (!n->orelse.n) {
        kr__label_bind(u, orelse);
        return;
    }
    int32_t end = kr__label_new(u);
    u->pos = no_pos;
    kr__emit_jump(u, OP_JMP, 0, 0, 0, end);
    kr__label_bind(u, orelse);
    kr__gen_body(u, &n->orelse);
    kr__label_bind(u, end);
}

/* A test that may stand in the code twice: small, and nothing in it opens a block. */
static bool repeatable(KrAst *e, int depth) {
    switch (e->kind) {
    case KR_AST_Name:
    case KR_AST_Constant: return true;
    case KR_AST_Attribute: return depth < 4 && repeatable(KR_AST(Attribute, e)->value, depth + 1);
    case KR_AST_UnaryOp: return depth < 4 && repeatable(KR_AST(UnaryOp, e)->operand, depth + 1);
    case KR_AST_BinOp:
        return depth < 4 && repeatable(KR_AST(BinOp, e)->left, depth + 1) &&
               repeatable(KR_AST(BinOp, e)->right, depth + 1);
    case KR_AST_Subscript:
        return depth < 4 && repeatable(KR_AST(Subscript, e)->value, depth + 1) &&
               repeatable(KR_AST(Subscript, e)->slice, depth + 1);
    case KR_AST_Compare: {
        KrAstCompare *c = KR_AST(Compare, e);
        if (depth >= 4 || c->ops.n > 2 || !repeatable(c->left, depth + 1)) return false;
        for (uint32_t i = 0; i < c->comparators.n; i++)
            if (!repeatable(c->comparators.items[i], depth + 1)) return false;
        return true;
    }
    case KR_AST_BoolOp: {
        const KrAstSeq *v = &KR_AST(BoolOp, e)->values;
        for (uint32_t i = 0; i < v->n; i++)
            if (depth >= 3 || v->n > 3 || !repeatable(v->items[i], depth + 1)) return false;
        return true;
    }
    case KR_AST_Call: {
        KrAstCall *c = KR_AST(Call, e);
        if (depth >= 4 || c->keywords.n || c->args.n > 2 || !repeatable(c->func, depth + 1))
            return false;
        for (uint32_t i = 0; i < c->args.n; i++)
            if (!repeatable(c->args.items[i], depth + 1)) return false;
        return true;
    }
    case KR_AST_NamedExpr: return depth < 4 && repeatable(KR_AST(NamedExpr, e)->value, depth + 1);
    default: return false;
    }
}

void kr__gen_while(KrGenUnit *u, KrAst *s) {
    KrAstWhile *n = KR_AST(While, s);
    KrBlock block;
    if (!push_block(u, &block, KR_BLOCK_WHILE, s)) return;
    int32_t head = kr__label_new(u), orelse = kr__label_new(u), exit = kr__label_new(u),
            next = kr__label_new(u);
    block.next = next;
    block.exit = exit;
    KrKonst *k = kr__fold(u->g, n->test);
    bool forever = k && kr__konst_truth(k), twice = !k && repeatable(n->test, 0);
    uint64_t *bits = NULL;
    if (forever) {
        u->pos = kr__pos(n->test);
        kr__emit(u, OP_NOP, 0, 0, 0); /* the line, for trace functions */
    }
    if (k && !forever) kr__emit_jump(u, OP_JMP, 0, 0, 0, orelse); /* never entered */
    if (twice) kr__ex_cond(u, n->test, orelse, false);
    if (!u->dead) bits = kr__bits_copy(u);
    if (!k && !twice) {
        u->pos = kr__pos(n->test);
        kr__emit_jump(u, OP_JMP, 0, 0, 0, next);
    }
    kr__label_bind_loop(u, head, bits);
    kr__gen_body(u, &n->body);
    kr__label_bind(u, next);
    u->pos = kr__pos(n->test);
    if (forever)
        kr__emit_jump(u, OP_JMP, 0, 0, 0, head);
    else if (!k)
        kr__ex_cond(u, n->test, head, true);
    kr__label_bind(u, orelse);
    pop_block(u);
    kr__gen_body(u, &n->orelse);
    kr__label_bind(u, exit);
}

void kr__gen_for(KrGenUnit *u, KrAst *s) {
    KrAstFor *n = KR_AST(For, s);
    uint32_t top = u->top, iter = top, r;
    KrKonst *k = kr__fold_display(u->g, n->iter);
    if (k) {
        u->pos = kr__pos(n->iter);
        kr__emit_konst(u, top, k);
        r = kr__reg_new(u);
    } else
        r = kr__ex_operand(u, n->iter, true);
    u->pos = kr__pos(s);
    kr__emit(u, OP_GET_ITER, iter, r, 0);
    u->top = top;
    kr__reg_new(u);
    KrBlock block;
    if (!push_block(u, &block, KR_BLOCK_FOR, s)) return;
    int32_t head = kr__label_new(u);
    block.next = kr__label_new(u);
    block.exit = kr__label_new(u);
    int t = n->target->kind == KR_AST_Name
                ? (u->pos = kr__pos(n->target), kr__name_target(u, KR_AST(Name, n->target)->id))
                : -1;
    u->pos = kr__pos(s);
    uint64_t *bits = u->dead ? NULL : kr__bits_copy(u);
    kr__emit_jump(u, OP_JMP, 0, 0, 0, block.next);
    kr__label_bind_loop(u, head, bits);
    uint32_t v = t >= 0 ? (uint32_t)t : kr__reg_new(u);
    kr__ex_store(u, n->target, v);
    u->top = iter + 1;
    kr__gen_body(u, &n->body);
    kr__label_bind(u, block.next);
    u->pos = kr__pos(s);
    kr__emit_jump(u, OP_FOR_ITER, iter, v, 0, head);
    pop_block(u);
    u->top = top;
    kr__gen_body(u, &n->orelse);
    kr__label_bind(u, block.exit);
}

static bool async_allowed(KrGenUnit *u) {
    if (u->scope->kind == KR_SCOPE_FUNCTION) return u->node->kind == KR_AST_AsyncFunctionDef;
    return u->scope->kind == KR_SCOPE_MODULE && (u->g->c->flags & KR_COMPILE_TOP_LEVEL_AWAIT);
}

void kr__gen_async_for(KrGenUnit *u, KrAst *s) {
    KrAstAsyncFor *n = KR_AST(AsyncFor, s);
    if (!async_allowed(u)) {
        kr__gen_error(u->g, kr__pos(s), "'async for' outside async function");
        return;
    }
    uint32_t top = u->top, iter = kr__ex_push(u, n->iter);
    u->pos = kr__pos(n->iter);
    kr__emit(u, OP_GET_AITER, iter, iter, 0);
    KrBlock block;
    if (!push_block(u, &block, KR_BLOCK_ASYNC_FOR, s)) return;
    block.next = kr__label_new(u);
    block.exit = kr__label_new(u);
    u->pos = kr__pos(s);
    uint64_t *bits = u->dead ? NULL : kr__bits_copy(u);
    kr__label_bind_loop(u, block.next, bits);
    uint32_t t = kr__try_begin(u, iter + 1, false);
    kr__emit(u, OP_GET_ANEXT, iter + 1, iter, 0);
    kr__reg_new(u);
    push_none(u);
    kr__ex_send_loop(u, iter + 1);
    kr__try_end(u, t);
    kr__ex_store(u, n->target, iter + 1);
    u->top = iter + 1;
    kr__gen_body(u, &n->body);
    u->pos = no_pos;
    kr__emit_jump(u, OP_JMP, 0, 0, 0, block.next);
    u->top = iter + 2;
    u->pos = kr__pos(n->iter);
    kr__try_handler(u, t);
    kr__emit(u, OP_END_ASYNC_FOR, iter + 1, 0, 0);
    pop_block(u);
    u->top = top;
    kr__gen_body(u, &n->orelse);
    kr__label_bind(u, block.exit);
}

/* ---- try -------------------------------------------------------------------------------------------------- */

/* The clean-up around a handler's body: whatever it raises, what was handled before is handled again.
 * r: the handler's depth. `name` is unbound first. */
static void cleanup(KrGenUnit *u, uint32_t t, uint32_t r, const KrIdent *name) {
    uint32_t top = u->top, depth = u->g->failed ? top : u->tries.data[t].reg;
    u->top = depth + 2;
    u->pos = no_pos;
    kr__try_handler(u, t);
    if (name) unbind(u, name);
    kr__emit(u, OP_POP_EXC, r, 0, 0);
    kr__emit(u, OP_RERAISE, depth, 1, 0);
    u->top = top;
}

static void handler_body(KrGenUnit *u, KrAstExceptHandler *h, uint32_t r, uint32_t clean,
                         int32_t end) {
    KrBlock block;
    if (!push_block(u, &block, KR_BLOCK_HANDLER, NULL)) return;
    block.reg = (uint16_t)r;
    block.outer = u->tries.data[clean].outer;
    block.name = h->name;
    uint32_t inner = 0;
    if (h->name) {
        u->pos = kr__pos(&h->h);
        kr__name_store(u, h->name, r);
        inner = kr__try_begin(u, r + 2, true);
    }
    kr__gen_body(u, &h->body);
    if (h->name) kr__try_end(u, inner);
    u->pos = no_pos;
    kr__try_end(u, clean);
    kr__emit(u, OP_POP_EXC, r, 0, 0);
    if (h->name) unbind(u, h->name);
    kr__emit_jump(u, OP_JMP, 0, 0, 0, end);
    if (h->name) cleanup(u, inner, r, h->name);
    pop_block(u);
    u->handler = clean + 1;
}

/* try: body except …: else: — without finally */
static void try_except(KrGenUnit *u, KrAst *s) {
    KrAstTry *n = (KrAstTry *)s;
    KrBlock block;
    uint32_t r = u->top;
    int32_t end = kr__label_new(u);
    if (!push_block(u, &block, KR_BLOCK_TRY, s)) return;
    uint32_t t = kr__try_begin(u, r, false);
    kr__gen_body(u, &n->body);
    kr__try_end(u, t);
    pop_block(u);
    kr__gen_body(u, &n->orelse);
    u->pos = no_pos;
    kr__emit_jump(u, OP_JMP, 0, 0, 0, end);
    /* the handler */
    if (u->g->failed) return;
    u->top = r + 1;
    kr__try_handler(u, t);
    kr__emit(u, OP_PUSH_EXC, r, 0, 0);
    kr__reg_new(u);
    uint32_t clean = kr__try_begin(u, r + 2, true);
    for (uint32_t i = 0; i < n->handlers.n && !u->g->failed; i++) {
        KrAstExceptHandler *h = KR_AST(ExceptHandler, n->handlers.items[i]);
        u->pos = kr__pos(&h->h);
        if (!h->type && i + 1 < n->handlers.n) {
            kr__gen_error(u->g, u->pos, "default 'except:' must be last");
            return;
        }
        int32_t next = kr__label_new(u);
        if (h->type) {
            uint32_t c = kr__ex_operand(u, h->type, true);
            u->pos = kr__pos(&h->h);
            kr__emit(u, OP_EXC_MATCH, r + 2, r, c);
            u->top = r + 2;
            kr__reg_new(u);
            kr__emit_jump(u, OP_JF, r + 2, 0, 0, next);
            u->top = r + 2;
        } else
            kr__emit(u, OP_NOP, 0, 0, 0); /* the line of `except:` */
        handler_body(u, h, r, clean, end);
        kr__label_bind(u, next);
    }
    if (n->handlers.n && !u->g->failed) u->pos = kr__pos(n->handlers.items[n->handlers.n - 1]);
    kr__try_end(u, clean);
    kr__emit(u, OP_POP_EXC, r, 0, 0);
    kr__emit(u, OP_RERAISE, r, 0, 0); /* none of the handlers wants it */
    cleanup(u, clean, r, NULL);
    u->top = r;
    kr__label_bind(u, end);
}

/* The exceptional way through a finally body: at depth r. */
static void finally_handler(KrGenUnit *u, uint32_t t, uint32_t r, const KrAstSeq *body) {
    KrBlock block;
    if (u->g->failed) return;
    u->top = r + 1;
    u->pos = no_pos;
    kr__try_handler(u, t);
    kr__emit(u, OP_PUSH_EXC, r, 0, 0);
    kr__reg_new(u);
    uint32_t clean = kr__try_begin(u, r + 2, true);
    if (!push_block(u, &block, KR_BLOCK_FINALLY_END, NULL) || u->g->failed) return;
    block.reg = (uint16_t)r;
    block.outer = u->tries.data[clean].outer;
    kr__gen_body(u, body);
    pop_block(u);
    kr__try_end(u, clean); /* where the last statement stands */
    kr__emit(u, OP_POP_EXC, r, 0, 0);
    kr__emit(u, OP_RERAISE, r, 0, 0);
    cleanup(u, clean, r, NULL);
    u->top = r;
}

static void try_finally(KrGenUnit *u, KrAst *s, void (*inner)(KrGenUnit *, KrAst *)) {
    KrAstTry *n = (KrAstTry *)s;
    KrBlock block;
    uint32_t r = u->top;
    int32_t end = kr__label_new(u);
    if (!push_block(u, &block, KR_BLOCK_FINALLY, s)) return;
    uint32_t t = kr__try_begin(u, r, false);
    if (n->handlers.n)
        inner(u, s);
    else
        kr__gen_body(u, &n->body);
    kr__try_end(u, t);
    pop_block(u);
    kr__gen_body(u, &n->finalbody);
    u->pos = no_pos;
    kr__emit_jump(u, OP_JMP, 0, 0, 0, end);
    finally_handler(u, t, r, &n->finalbody);
    u->top = r;
    kr__label_bind(u, end);
}

void kr__gen_try(KrGenUnit *u, KrAst *s) {
    kr__emit(u, OP_NOP, 0, 0, 0); /* the line of `try:`, for trace functions */
    if (KR_AST(Try, s)->finalbody.n)
        try_finally(u, s, try_except);
    else
        try_except(u, s);
}

/* ---- except* -------------------------------------------------------------------------------------------------- */

/* Registers of the handler: r the exception, r + 1 what was handled before, r + 2 the list of what the
 * handlers raised and the rest, r + 3 the part not handled yet. */
static void star_handler(KrGenUnit *u, KrAstExceptHandler *h, uint32_t r) {
    KrBlock block;
    int32_t next = kr__label_new(u);
    uint32_t m = r + 4;
    u->pos = kr__pos(&h->h);
    u->top = m;
    kr__emit_jump(u, OP_JNONE, r + 3, 0, 0, next); /* nothing is left */
    uint32_t c = kr__ex_operand(u, h->type, true);
    u->pos = kr__pos(&h->h);
    kr__emit(u, OP_EXC_GROUP_MATCH, m, r + 3, c);
    u->top = m;
    kr__reg_new(u);
    kr__reg_new(u);
    kr__emit_jump(u, OP_JNONE, m, 0, 0, next);
    kr__emit_move(u, r + 3, m + 1);
    u->top = m + 1;
    kr__emit(u, OP_PUSH_EXC, m, 0, 0);
    u->top = m + 2;
    uint32_t t = kr__try_begin(u, m + 2, false);
    if (u->g->failed || !push_block(u, &block, KR_BLOCK_STAR_HANDLER, NULL)) return;
    if (h->name) kr__name_store(u, h->name, m);
    kr__gen_body(u, &h->body);
    pop_block(u);
    kr__try_end(u, t);
    u->pos = no_pos;
    kr__emit(u, OP_POP_EXC, m, 0, 0);
    if (h->name) unbind(u, h->name);
    kr__emit_jump(u, OP_JMP, 0, 0, 0, next);
    u->top = m + 3;
    if (u->top > u->max) u->max = u->top;
    kr__try_handler(u, t);
    if (h->name) unbind(u, h->name);
    kr__emit(u, OP_LIST_APPEND, r + 2, m + 2, 0);
    kr__emit(u, OP_POP_EXC, m, 0, 0);
    u->top = m;
    kr__label_bind(u, next);
}

static void try_star(KrGenUnit *u, KrAst *s) {
    KrAstTryStar *n = KR_AST(TryStar, s);
    KrBlock block;
    uint32_t r = u->top;
    int32_t end = kr__label_new(u), quiet = kr__label_new(u);
    if (!push_block(u, &block, KR_BLOCK_TRY, s)) return;
    uint32_t t = kr__try_begin(u, r, false);
    kr__gen_body(u, &n->body);
    kr__try_end(u, t);
    pop_block(u);
    kr__gen_body(u, &n->orelse);
    u->pos = no_pos;
    kr__emit_jump(u, OP_JMP, 0, 0, 0, end);
    if (u->g->failed) return;
    u->top = r + 1;
    kr__try_handler(u, t);
    kr__emit(u, OP_PUSH_EXC, r, 0, 0);
    kr__reg_new(u);
    uint32_t clean = kr__try_begin(u, r + 2, true);
    kr__emit(u, OP_BUILD_LIST, r + 2, r + 2, 0);
    kr__reg_new(u);
    kr__emit_move(u, r + 3, r);
    kr__reg_new(u);
    for (uint32_t i = 0; i < n->handlers.n && !u->g->failed; i++)
        star_handler(u, KR_AST(ExceptHandler, n->handlers.items[i]), r);
    u->top = r + 4;
    u->pos = no_pos;
    kr__emit(u, OP_LIST_APPEND, r + 2, r + 3, 0);
    kr__emit(u, OP_EXC_GROUP_RERAISE, r + 2, r, r + 2);
    u->top = r + 3;
    kr__try_end(u, clean);
    kr__emit_jump(u, OP_JNONE, r + 2, 0, 0, quiet);
    kr__emit(u, OP_POP_EXC, r, 0, 0);
    kr__emit(u, OP_RERAISE, r + 2, 0, 0);
    u->top = r + 2;
    kr__label_bind(u, quiet);
    kr__emit(u, OP_POP_EXC, r, 0, 0);
    kr__emit_jump(u, OP_JMP, 0, 0, 0, end);
    cleanup(u, clean, r, NULL);
    u->top = r;
    kr__label_bind(u, end);
}

void kr__gen_try_star(KrGenUnit *u, KrAst *s) {
    kr__emit(u, OP_NOP, 0, 0, 0);
    if (KR_AST(TryStar, s)->finalbody.n)
        try_finally(u, s, try_star);
    else
        try_star(u, s);
}

/* ---- with ----------------------------------------------------------------------------------------------------------- */

/* The exceptional way out of a with whose exit function is R[x]. */
static void with_handler(KrGenUnit *u, uint32_t t, uint32_t x, bool async, KrPos pos) {
    uint32_t r = x + 1;
    int32_t quiet = kr__label_new(u);
    if (u->g->failed) return;
    u->top = r + 1;
    u->pos = pos;
    kr__try_handler(u, t);
    kr__reg_new(u);
    kr__emit(u, OP_MOVE, r + 2, r + 1, 0); /* where it was raised */
    kr__reg_new(u);
    kr__emit(u, OP_PUSH_EXC, r, 0, 0);
    uint32_t clean = kr__try_begin(u, r + 3, true);
    kr__emit(u, OP_WITH_EXCEPT, r + 3, x, r);
    kr__reg_new(u);
    if (async) kr__ex_await(u, r + 3, 2);
    kr__emit_jump(u, OP_JT, r + 3, 0, 0, quiet);
    kr__try_end(u, clean);
    u->top = r + 3;
    kr__emit(u, OP_POP_EXC, r, 0, 0);
    kr__emit(u, OP_MOVE, r + 1, r + 2, 0);
    kr__emit(u, OP_RERAISE, r, 1, 0);
    cleanup(u, clean, r, NULL);
    u->top = r + 2;
    u->pos = pos;
    kr__label_bind(u, quiet);
    kr__emit(u, OP_POP_EXC, r, 0, 0);
    u->top = x;
}

void kr__gen_with(KrGenUnit *u, KrAst *s, uint32_t i) {
    KrAstWith *n = (KrAstWith *)s; /* AsyncWith has the same fields */
    if (!kr__gen_enter(u->g)) return;
    bool async = s->kind == KR_AST_AsyncWith;
    KrAstwithitem *item = KR_AST(withitem, n->items.items[i]);
    if (async && !async_allowed(u)) {
        kr__gen_error(u->g, kr__pos(s), "'async with' outside async function");
        return;
    }
    uint32_t x = u->top, c = kr__ex_operand(u, item->context_expr, true);
    KrPos pos = kr__pos(s);
    u->pos = pos;
    kr__emit(u, async ? OP_ASYNC_WITH_ENTER : OP_WITH_ENTER, x, c, 0);
    u->top = x;
    kr__reg_new(u);
    kr__reg_new(u);
    if (async) kr__ex_await(u, x + 1, 1);
    KrBlock block;
    if (!push_block(u, &block, async ? KR_BLOCK_ASYNC_WITH : KR_BLOCK_WITH, s)) return;
    block.reg = (uint16_t)x;
    uint32_t t = kr__try_begin(u, x + 1, true);
    if (item->optional_vars) kr__ex_store(u, item->optional_vars, x + 1);
    u->top = x + 1;
    if (i + 1 < n->items.n)
        kr__gen_with(u, s, i + 1);
    else
        kr__gen_body(u, &n->body);
    kr__try_end(u, t);
    pop_block(u);
    int32_t end = kr__label_new(u);
    u->pos = pos;
    call_exit(u, x, async);
    kr__emit_jump(u, OP_JMP, 0, 0, 0, end);
    with_handler(u, t, x, async, pos);
    u->top = x;
    kr__label_bind(u, end);
}
