/* SPDX-License-Identifier: MIT
 * codegen_expr.c: expressions. Each form writes its result where the caller wants it; operands that are
 * bound locals are used where they lie. An instruction reads all operands before it writes, and what can
 * fail writes last, so a local that is the target keeps its old value when an exception comes. */
#include "compile/scope.h"

#include <string.h>

/* ---- operands ------------------------------------------------------------------------------------- */

static KrKonst *none(KrGenUnit *u) { return kr__konst_simple(u->g, KR_CONST_NONE); }

uint32_t kr__ex_push(KrGenUnit *u, KrAst *e) {
    uint32_t r = u->top;
    if (r >= u->max) u->max = r + 1;
    kr__ex_to(u, e, r);
    return kr__reg_new(u);
}

uint32_t kr__ex_operand(KrGenUnit *u, KrAst *e, bool last) {
    if (e->kind == KR_AST_Name) {
        KrPos pos = u->pos;
        u->pos = kr__pos(e);
        int r = kr__name_in_place(u, KR_AST(Name, e)->id, last);
        u->pos = pos;
        if (r >= 0) return (uint32_t)r;
    }
    return kr__ex_push(u, e);
}

void kr__ex_effect(KrGenUnit *u, KrAst *e) {
    uint32_t top = u->top;
    if (e->kind == KR_AST_Name) {
        u->pos = kr__pos(e);
        if (kr__name_in_place(u, KR_AST(Name, e)->id, true) >= 0) return;
    }
    kr__ex_push(u, e);
    u->top = top;
}

/* A temporary to build in: dst itself when it is the first free register, else a new one. */
static uint32_t scratch(KrGenUnit *u) { return kr__reg_new(u); }

static void move_result(KrGenUnit *u, uint32_t dst, uint32_t from) { kr__emit_move(u, dst, from); }

/* ---- operators ------------------------------------------------------------------------------------- */

static const uint8_t binops[][2] = {
    [KR_AST_Add - KR_AST_Add] = {OP_ADD, OP_IADD},
    [KR_AST_Sub - KR_AST_Add] = {OP_SUB, OP_ISUB},
    [KR_AST_Mult - KR_AST_Add] = {OP_MUL, OP_IMUL},
    [KR_AST_MatMult - KR_AST_Add] = {OP_MATMUL, OP_IMATMUL},
    [KR_AST_Div - KR_AST_Add] = {OP_TRUEDIV, OP_ITRUEDIV},
    [KR_AST_Mod - KR_AST_Add] = {OP_MOD, OP_IMOD},
    [KR_AST_Pow - KR_AST_Add] = {OP_POW, OP_IPOW},
    [KR_AST_LShift - KR_AST_Add] = {OP_LSHIFT, OP_ILSHIFT},
    [KR_AST_RShift - KR_AST_Add] = {OP_RSHIFT, OP_IRSHIFT},
    [KR_AST_BitOr - KR_AST_Add] = {OP_OR, OP_IOR},
    [KR_AST_BitXor - KR_AST_Add] = {OP_XOR, OP_IXOR},
    [KR_AST_BitAnd - KR_AST_Add] = {OP_AND, OP_IAND},
    [KR_AST_FloorDiv - KR_AST_Add] = {OP_FLOORDIV, OP_IFLOORDIV},
};

int kr__ex_binop(KrAstOp op, bool inplace) { return binops[op - KR_AST_Add][inplace]; }

bool kr__ex_small_int(KrGen *g, KrAst *e, int *out) {
    if (e->kind != KR_AST_Constant && e->kind != KR_AST_UnaryOp) return false;
    KrKonst *k = kr__fold(g, e);
    if (!k || k->tag != KR_CONST_INT || k->u.i < INT8_MIN || k->u.i > INT8_MAX) return false;
    *out = (int)k->u.i;
    return true;
}

static void binary(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstBinOp *b = KR_AST(BinOp, e);
    uint32_t top = u->top;
    int i;
    uint32_t l = kr__ex_operand(u, b->left, false);
    if ((b->op == KR_AST_Add || b->op == KR_AST_Sub) && kr__ex_small_int(u->g, b->right, &i)) {
        u->pos = kr__pos(e);
        kr__emit(u, b->op == KR_AST_Add ? OP_ADDI : OP_SUBI, dst, l, (uint32_t)i);
    } else {
        uint32_t r = kr__ex_operand(u, b->right, true);
        u->pos = kr__pos(e);
        kr__emit(u, kr__ex_binop(b->op, false), dst, l, r);
    }
    u->top = top;
}

/* The comparison in `not x in y`, `not x is y`: the reference makes it one operation. */
static KrAstCompare *negated(KrAst *e) {
    KrAst *c = e->kind == KR_AST_UnaryOp && KR_AST(UnaryOp, e)->op == KR_AST_Not
                   ? KR_AST(UnaryOp, e)->operand
                   : NULL;
    if (!c || c->kind != KR_AST_Compare || KR_AST(Compare, c)->ops.n != 1) return NULL;
    return KR_AST(Compare, c)->ops.items[0] >= KR_AST_Is ? KR_AST(Compare, c) : NULL;
}

/* Is and IsNot, In and NotIn stand side by side. */
static KrAstOp opposite(KrAstOp op) {
    return (KrAstOp)(op == KR_AST_Is || op == KR_AST_In ? op + 1 : op - 1);
}

KrAst *kr__ex_last_compare(KrAst *e) {
    if (e->kind == KR_AST_Compare) return e;
    KrAst *found = NULL, *c;
    if (e->kind == KR_AST_UnaryOp && KR_AST(UnaryOp, e)->op == KR_AST_Not)
        return kr__ex_last_compare(KR_AST(UnaryOp, e)->operand);
    if (e->kind == KR_AST_BoolOp) {
        const KrAstSeq *v = &KR_AST(BoolOp, e)->values;
        for (uint32_t i = 0; i < v->n; i++)
            if ((c = kr__ex_last_compare(v->items[i]))) found = c;
    }
    if (e->kind == KR_AST_IfExp) {
        KrAstIfExp *n = KR_AST(IfExp, e);
        if ((c = kr__ex_last_compare(n->test))) found = c;
        if ((c = kr__ex_last_compare(n->body))) found = c;
        if ((c = kr__ex_last_compare(n->orelse))) found = c;
    }
    return found;
}

static void one_compare(KrGenUnit *u, KrAst *e, KrAstOp op, uint32_t l, KrAst *right, uint32_t dst);
static void check_is(KrGenUnit *u, KrAst *e);

static void unary(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstCompare *c = negated(e);
    if (c) {
        uint32_t foot = u->top, l = kr__ex_operand(u, c->left, false);
        check_is(u, &c->h);
        one_compare(u, &c->h, opposite(c->ops.items[0]), l, c->comparators.items[0], dst);
        u->top = foot;
        return;
    }
    static const uint8_t unops[] = {OP_INVERT, OP_NOT, OP_POS, OP_NEG};
    KrAstUnaryOp *n = KR_AST(UnaryOp, e);
    uint32_t top = u->top, r = kr__ex_operand(u, n->operand, true);
    u->pos = kr__pos(e);
    kr__emit(u, unops[n->op - KR_AST_Invert], dst, r, 0);
    u->top = top;
}

/* and, or: the operands all go to one temporary. */
static void bool_op(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstBoolOp *b = KR_AST(BoolOp, e);
    int32_t end = kr__label_new(u);
    uint32_t t = u->top;
    if (t >= u->max) u->max = t + 1;
    for (uint32_t i = 0; i < b->values.n; i++) {
        kr__ex_to(u, b->values.items[i], t);
        if (i + 1 == b->values.n) break;
        u->pos = kr__pos(e);
        u->top = t + 1;
        kr__emit_jump(u, b->op == KR_AST_And ? OP_JF : OP_JT, t, 0, 0, end);
        u->top = t;
    }
    u->top = t + 1;
    kr__label_bind(u, end);
    move_result(u, dst, t);
    u->top = t;
}

static void if_exp(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstIfExp *n = KR_AST(IfExp, e);
    int32_t orelse = kr__label_new(u), end = kr__label_new(u);
    kr__ex_cond(u, n->test, orelse, false);
    kr__ex_to(u, n->body, dst);
    uint32_t top = u->top;
    if (dst == top) u->top++;
    kr__emit_jump(u, OP_JMP, 0, 0, 0, end);
    u->top = top;
    kr__label_bind(u, orelse);
    kr__ex_to(u, n->orelse, dst);
    if (dst == top) u->top++;
    kr__label_bind(u, end);
    u->top = top;
}

static void walrus(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstNamedExpr *n = KR_AST(NamedExpr, e);
    kr__ex_to(u, n->value, dst);
    uint32_t top = u->top;
    if (dst == top) u->top++;
    u->pos = kr__pos(n->target);
    kr__name_store(u, KR_AST(Name, n->target)->id, dst);
    u->top = top;
}

/* ---- comparisons --------------------------------------------------------------------------------------- */

typedef struct CmpOp {
    uint8_t op;     /* R[A] = R[B] op R[C] */
    uint8_t jump;   /* compare-and-jump */
    uint8_t jump_i; /* with a small integer; 0: none */
    bool inverted;  /* jump tests the opposite */
} CmpOp;
static const CmpOp cmpops[] = {
    [KR_AST_Eq - KR_AST_Eq] = {OP_EQ, OP_JEQ, OP_JEQI, false},
    [KR_AST_NotEq - KR_AST_Eq] = {OP_NE, OP_JNE, OP_JNEI, false},
    [KR_AST_Lt - KR_AST_Eq] = {OP_LT, OP_JLT, OP_JLTI, false},
    [KR_AST_LtE - KR_AST_Eq] = {OP_LE, OP_JLE, OP_JLEI, false},
    [KR_AST_Gt - KR_AST_Eq] = {OP_GT, OP_JGT, OP_JGTI, false},
    [KR_AST_GtE - KR_AST_Eq] = {OP_GE, OP_JGE, OP_JGEI, false},
    [KR_AST_Is - KR_AST_Eq] = {OP_IS, OP_JIS, 0, false},
    [KR_AST_IsNot - KR_AST_Eq] = {OP_IS_NOT, OP_JIS, 0, true},
    [KR_AST_In - KR_AST_Eq] = {OP_IN, OP_JIN, 0, false},
    [KR_AST_NotIn - KR_AST_Eq] = {OP_NOT_IN, OP_JIN, 0, true},
};
static const CmpOp *cmp_of(KrAstOp op) { return &cmpops[op - KR_AST_Eq]; }

static bool is_none(KrAst *e) {
    return e->kind == KR_AST_Constant && KR_AST(Constant, e)->value.tag == KR_CONST_NONE;
}

/* `is` may be asked of None, True, False, Ellipsis and what is no literal. */
static bool is_singleton_or_no_literal(KrAst *e) {
    if (e->kind == KR_AST_Tuple) {
        const KrAstSeq *s = &KR_AST(Tuple, e)->elts;
        for (uint32_t i = 0; i < s->n; i++)
            if (is_singleton_or_no_literal(s->items[i])) return true;
        return false;
    }
    if (e->kind != KR_AST_Constant) return true;
    int tag = KR_AST(Constant, e)->value.tag;
    return tag == KR_CONST_NONE || tag == KR_CONST_TRUE || tag == KR_CONST_FALSE ||
           tag == KR_CONST_ELLIPSIS;
}

static void check_is(KrGenUnit *u, KrAst *e) {
    KrAstCompare *c = KR_AST(Compare, e);
    bool left = is_singleton_or_no_literal(c->left);
    for (uint32_t i = 0; i < c->ops.n; i++) {
        bool right = is_singleton_or_no_literal(c->comparators.items[i]);
        int op = c->ops.items[i];
        if ((op == KR_AST_Is || op == KR_AST_IsNot) && (!right || !left)) {
            kr__gen_warn(u->g, kr__pos(e),
                         op == KR_AST_Is ? "\"is\" with a literal. Did you mean \"==\"?"
                                         : "\"is not\" with a literal. Did you mean \"!=\"?");
            return;
        }
        left = right;
    }
}

/* The right side; a constant display behind the last `in` is made once. */
static uint32_t right_operand(KrGenUnit *u, KrAstOp op, KrAst *e, bool last) {
    KrKonst *k = last && (op == KR_AST_In || op == KR_AST_NotIn) ? kr__fold_display(u->g, e) : NULL;
    if (!k) return kr__ex_operand(u, e, last);
    u->pos = kr__pos(e);
    uint32_t r = kr__reg_new(u);
    u->top--;
    kr__emit_konst(u, r, k);
    u->top++;
    return r;
}

/* One link of a comparison whose left side is in a register. */
static void one_compare(KrGenUnit *u, KrAst *e, KrAstOp op, uint32_t l, KrAst *right,
                        uint32_t dst) {
    uint32_t top = u->top, r = right_operand(u, op, right, true);
    u->pos = kr__pos(e);
    kr__emit(u, cmp_of(op)->op, dst, l, r);
    u->top = top;
}

static void compare(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstCompare *c = KR_AST(Compare, e);
    uint32_t top = u->top;
    check_is(u, e);
    if (c->ops.n == 1) {
        uint32_t l = kr__ex_operand(u, c->left, false);
        one_compare(u, e, c->ops.items[0], l, c->comparators.items[0], dst);
        u->top = top;
        return;
    }
    int32_t end = kr__label_new(u);
    uint32_t t = kr__reg_new(u); /* the result so far */
    u->top = top;
    kr__emit(u, OP_LOADC, t, 0, 0);
    u->top = top + 1;
    uint32_t base = u->top, l = kr__ex_operand(u, c->left, false);
    for (uint32_t i = 0; i < c->ops.n; i++) {
        bool last = i + 1 == c->ops.n;
        uint32_t r = right_operand(u, c->ops.items[i], c->comparators.items[i], last);
        u->pos = kr__pos(e);
        kr__emit(u, cmp_of(c->ops.items[i])->op, t, l, r);
        if (last) break;
        kr__emit_jump(u, OP_JF, t, 0, 0, end);
        if (r >= base) { /* the right side becomes the left one, at the foot */
            kr__emit_move(u, base, r);
            r = base;
            u->top = base + 1;
        } else
            u->top = base;
        l = r;
    }
    u->top = base;
    kr__label_bind(u, end);
    move_result(u, dst, t);
    u->top = top;
}

static void jump_compare(KrGenUnit *u, KrAst *e, KrAstOp op, uint32_t l, KrAst *right,
                         int32_t label, bool sense) {
    const CmpOp *c = cmp_of(op);
    uint32_t top = u->top;
    int i;
    if ((op == KR_AST_Is || op == KR_AST_IsNot) && is_none(right)) {
        u->pos = kr__pos(e);
        kr__emit_jump(u, (op == KR_AST_Is) == sense ? OP_JNONE : OP_JNOTNONE, l, 0, 0, label);
        return;
    }
    if (c->jump_i && kr__ex_small_int(u->g, right, &i)) {
        u->pos = kr__pos(e);
        kr__emit_jump(u, c->jump_i, l, (uint32_t)i, sense, label);
        return;
    }
    uint32_t r = right_operand(u, op, right, true);
    u->pos = kr__pos(e);
    kr__emit_jump(u, c->jump, l, r, sense != c->inverted, label);
    u->top = top;
}

static void cond_compare(KrGenUnit *u, KrAst *e, int32_t label, bool sense) {
    KrAstCompare *c = KR_AST(Compare, e);
    uint32_t base = u->top;
    check_is(u, e);
    int32_t fail = sense ? kr__label_new(u) : label;
    uint32_t l = kr__ex_operand(u, c->left, false);
    for (uint32_t i = 0; i + 1 < c->ops.n; i++) {
        KrAstOp op = c->ops.items[i];
        uint32_t r = right_operand(u, op, c->comparators.items[i], false);
        u->pos = kr__pos(e);
        kr__emit_jump(u, cmp_of(op)->jump, l, r, cmp_of(op)->inverted, fail);
        if (r >= base) {
            kr__emit_move(u, base, r);
            r = base;
            u->top = base + 1;
        } else
            u->top = base;
        l = r;
    }
    jump_compare(u, e, c->ops.items[c->ops.n - 1], l, c->comparators.items[c->ops.n - 1], label,
                 sense);
    u->top = base;
    if (sense) kr__label_bind(u, fail);
}

static void cond_negated(KrGenUnit *u, KrAst *e, int32_t label, bool sense) {
    KrAstCompare *c = negated(e);
    uint32_t top = u->top, l = kr__ex_operand(u, c->left, false);
    check_is(u, &c->h);
    jump_compare(u, &c->h, opposite(c->ops.items[0]), l, c->comparators.items[0], label, sense);
    u->top = top;
}

/* ---- conditions ------------------------------------------------------------------------------------------ */

static void cond_bool(KrGenUnit *u, KrAst *e, int32_t label, bool sense) {
    KrAstBoolOp *b = KR_AST(BoolOp, e);
    bool stop = b->op == KR_AST_Or; /* the truth that decides at once */
    int32_t out = stop == sense ? label : kr__label_new(u);
    for (uint32_t i = 0; i + 1 < b->values.n; i++) kr__ex_cond(u, b->values.items[i], out, stop);
    kr__ex_cond(u, b->values.items[b->values.n - 1], label, sense);
    if (out != label) kr__label_bind(u, out);
}

static void cond_ifexp(KrGenUnit *u, KrAst *e, int32_t label, bool sense) {
    KrAstIfExp *n = KR_AST(IfExp, e);
    int32_t orelse = kr__label_new(u), end = kr__label_new(u);
    kr__ex_cond(u, n->test, orelse, false);
    kr__ex_cond(u, n->body, label, sense);
    kr__emit_jump(u, OP_JMP, 0, 0, 0, end);
    kr__label_bind(u, orelse);
    kr__ex_cond(u, n->orelse, label, sense);
    kr__label_bind(u, end);
}

void kr__ex_cond(KrGenUnit *u, KrAst *e, int32_t label, bool sense) {
    if (!kr__gen_enter(u->g)) return;
    KrKonst *k = kr__fold(u->g, e);
    if (k) {
        if (kr__konst_truth(k) == sense) kr__emit_jump(u, OP_JMP, 0, 0, 0, label);
        return;
    }
    switch (e->kind) {
    case KR_AST_UnaryOp:
        if (KR_AST(UnaryOp, e)->op != KR_AST_Not) break;
        if (negated(e)) {
            cond_negated(u, e, label, sense);
            return;
        }
        kr__ex_cond(u, KR_AST(UnaryOp, e)->operand, label, !sense);
        return;
    case KR_AST_BoolOp: cond_bool(u, e, label, sense); return;
    case KR_AST_IfExp: cond_ifexp(u, e, label, sense); return;
    case KR_AST_Compare: cond_compare(u, e, label, sense); return;
    default: break;
    }
    uint32_t top = u->top, r = kr__ex_operand(u, e, true);
    u->pos = kr__pos(e);
    kr__emit_jump(u, sense ? OP_JT : OP_JF, r, 0, 0, label);
    u->top = top;
}

/* ---- displays ------------------------------------------------------------------------------------------------ */

static bool has_star(const KrAstSeq *s) {
    for (uint32_t i = 0; i < s->n; i++)
        if (s->items[i]->kind == KR_AST_Starred) return true;
    return false;
}

/* Items that a window above u->top may hold. */
static bool fits_window(KrGenUnit *u, uint32_t n) {
    return n <= 64 && u->top + n < KR_LAST_NEAR - 60;
}

static void push_all(KrGenUnit *u, const KrAstSeq *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) kr__ex_push(u, s->items[i]);
}

typedef struct Display {
    int build, add, extend;
} Display;
static const Display list_display = {OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND};
static const Display set_display = {OP_BUILD_SET, OP_SET_ADD, OP_SET_UPDATE};

/* Into R[u->top], pushed: a list or set from items that may be starred, in pieces. */
static void pieces(KrGenUnit *u, const Display *d, const KrAstSeq *s, KrPos pos) {
    uint32_t t = u->top, i = 0;
    uint32_t head = 0;
    while (head < s->n && head < 16 && s->items[head]->kind != KR_AST_Starred) head++;
    if (!fits_window(u, head)) head = 0;
    push_all(u, s, 0, head);
    u->pos = pos;
    kr__emit(u, d->build, t, t, head);
    u->top = t;
    kr__reg_new(u);
    for (i = head; i < s->n; i++) {
        KrAst *e = s->items[i];
        bool star = e->kind == KR_AST_Starred;
        uint32_t r = kr__ex_operand(u, star ? KR_AST(Starred, e)->value : e, true);
        u->pos = pos;
        kr__emit(u, star ? d->extend : d->add, t, r, 0);
        u->top = t + 1;
    }
}

void kr__ex_list_of(KrGenUnit *u, const KrAstSeq *items, KrPos pos) {
    pieces(u, &list_display, items, pos);
}

static void display(KrGenUnit *u, KrAst *e, const KrAstSeq *s, int kind, uint32_t dst) {
    uint32_t top = u->top;
    const Display *d = kind == KR_AST_Set ? &set_display : &list_display;
    if (!has_star(s) && fits_window(u, s->n)) {
        push_all(u, s, 0, s->n);
        u->pos = kr__pos(e);
        kr__emit(u, kind == KR_AST_Tuple ? OP_BUILD_TUPLE : d->build, dst, top, s->n);
    } else {
        pieces(u, d, s, kr__pos(e));
        u->pos = kr__pos(e);
        if (kind == KR_AST_Tuple)
            kr__emit(u, OP_LIST_TO_TUPLE, dst, top, 0);
        else
            move_result(u, dst, top);
    }
    u->top = top;
}

/* [1, 2, 3] and {1, 2, 3}: from one constant. */
static bool const_display(KrGenUnit *u, KrAst *e, const KrAstSeq *s, uint32_t dst) {
    if (s->n < 3) return false;
    KrKonst *k = kr__fold_display(u->g, e);
    if (!k) return false;
    uint32_t t = scratch(u), r = kr__reg_new(u);
    u->pos = kr__pos(e);
    u->top = t;
    const Display *d = e->kind == KR_AST_Set ? &set_display : &list_display;
    kr__emit(u, d->build, t, t, 0);
    u->top = t + 1;
    kr__emit_konst(u, r, k);
    u->top = t + 2;
    kr__emit(u, d->extend, t, r, 0);
    u->top = t + 1;
    move_result(u, dst, t);
    u->top = t;
    return true;
}

static void dict_display(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstDict *n = KR_AST(Dict, e);
    uint32_t top = u->top, i = 0;
    uint32_t head = 0;
    while (head < n->keys.n && head < 24 && n->keys.items[head]) head++;
    if (!fits_window(u, 2 * head)) head = 0;
    for (; i < head; i++) {
        kr__ex_push(u, n->keys.items[i]);
        kr__ex_push(u, n->values.items[i]);
    }
    u->pos = kr__pos(e);
    if (head == n->keys.n) {
        kr__emit(u, OP_BUILD_MAP, dst, top, head);
        u->top = top;
        return;
    }
    kr__emit(u, OP_BUILD_MAP, top, top, head);
    u->top = top;
    kr__reg_new(u);
    for (; i < n->keys.n; i++) {
        KrAst *key = n->keys.items[i];
        uint32_t k = key ? kr__ex_operand(u, key, false) : 0;
        uint32_t v = kr__ex_operand(u, n->values.items[i], true);
        u->pos = kr__pos(e);
        if (key)
            kr__emit(u, OP_MAP_SET, top, k, v);
        else
            kr__emit(u, OP_DICT_UPDATE, top, v, 0);
        u->top = top + 1;
    }
    move_result(u, dst, top);
    u->top = top;
}

/* ---- attributes and items --------------------------------------------------------------------------------------- */

/* The position of an attribute that stands on a later line than what it is asked of: the name alone. */
KrPos kr__ex_attr_pos(KrAst *e, KrAst *attr) {
    KrPos p = kr__pos(e);
    if (p.line == attr->end_lineno) return p;
    const KrIdent *name = KR_AST(Attribute, attr)->attr;
    uint32_t len = 0; /* in characters, as the reference counts */
    for (uint32_t i = 0; i < name->n; i++) len += ((uint8_t)name->s[i] & 0xC0) != 0x80;
    p.line = attr->end_lineno;
    if (len <= attr->end_col_offset)
        p.col = (int32_t)(attr->end_col_offset - len);
    else
        p.col = p.end_col = -1;
    return p;
}

static void attribute(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstAttribute *a = KR_AST(Attribute, e);
    if (a->value->kind == KR_AST_Call && kr__ex_is_super(u, a->value)) {
        kr__ex_super_attr(u, e, dst);
        return;
    }
    uint32_t top = u->top, o = kr__ex_operand(u, a->value, true);
    u->pos = kr__ex_attr_pos(e, e);
    kr__emit_w(u, OP_LOAD_ATTR, dst, o, 0, kr__emit_name_index(u, kr__unit_mangle(u, a->attr)));
    u->top = top;
}

static void slice(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstSlice *s = KR_AST(Slice, e);
    KrAst *parts[] = {s->lower, s->upper, s->step};
    uint32_t top = u->top, n = s->step ? 3 : 2;
    for (uint32_t i = 0; i < n; i++) {
        if (parts[i])
            kr__ex_push(u, parts[i]);
        else {
            u->pos = kr__pos(e);
            kr__emit_konst(u, u->top, none(u));
            kr__reg_new(u);
        }
    }
    u->pos = kr__pos(e);
    kr__emit(u, OP_BUILD_SLICE, dst, top, n);
    u->top = top;
}

static const char *const_type_name(const KrAst *e) {
    switch (e->kind) {
    case KR_AST_Tuple: return "tuple";
    case KR_AST_List:
    case KR_AST_ListComp: return "list";
    case KR_AST_Dict:
    case KR_AST_DictComp: return "dict";
    case KR_AST_Set:
    case KR_AST_SetComp: return "set";
    case KR_AST_GeneratorExp: return "generator";
    case KR_AST_Lambda: return "function";
    case KR_AST_JoinedStr:
    case KR_AST_FormattedValue: return "str";
    case KR_AST_Constant: break;
    default: return NULL;
    }
    switch (((const KrAstConstant *)e)->value.tag) {
    case KR_CONST_NONE: return "NoneType";
    case KR_CONST_TRUE:
    case KR_CONST_FALSE: return "bool";
    case KR_CONST_ELLIPSIS: return "ellipsis";
    case KR_CONST_INT:
    case KR_CONST_BIGINT: return "int";
    case KR_CONST_FLOAT: return "float";
    case KR_CONST_IMAG:
    case KR_CONST_COMPLEX: return "complex";
    case KR_CONST_STR: return "str";
    case KR_CONST_BYTES: return "bytes";
    case KR_CONST_TUPLE: return "tuple";
    default: return "frozenset";
    }
}

void kr__ex_check_callable(KrGenUnit *u, KrAst *call) {
    KrAst *f = KR_AST(Call, call)->func;
    switch (f->kind) {
    case KR_AST_Constant:
    case KR_AST_Tuple:
    case KR_AST_List:
    case KR_AST_ListComp:
    case KR_AST_Dict:
    case KR_AST_DictComp:
    case KR_AST_Set:
    case KR_AST_SetComp:
    case KR_AST_GeneratorExp:
    case KR_AST_JoinedStr:
    case KR_AST_FormattedValue:
        kr__gen_warn(u->g, kr__pos(call),
                     "'%.200s' object is not callable; perhaps you missed a comma?",
                     const_type_name(f));
        return;
    default: return;
    }
}

static bool subscriptable(const KrAst *v) {
    switch (v->kind) {
    case KR_AST_Constant: {
        int tag = ((const KrAstConstant *)v)->value.tag;
        return tag == KR_CONST_STR || tag == KR_CONST_BYTES || tag == KR_CONST_TUPLE;
    }
    case KR_AST_Set:
    case KR_AST_SetComp:
    case KR_AST_GeneratorExp:
    case KR_AST_Lambda: return false;
    default: return true;
    }
}

static bool sequence_display(const KrAst *v) {
    switch (v->kind) {
    case KR_AST_Tuple:
    case KR_AST_List:
    case KR_AST_ListComp:
    case KR_AST_JoinedStr:
    case KR_AST_FormattedValue: return true;
    case KR_AST_Constant: return subscriptable(v);
    default: return false;
    }
}

static void check_subscript(KrGenUnit *u, KrAst *v, KrAst *i) {
    if (!subscriptable(v)) {
        kr__gen_warn(u->g, u->pos,
                     "'%.200s' object is not subscriptable; perhaps you missed a comma?",
                     const_type_name(v));
        return;
    }
    const char *type = const_type_name(i);
    if (!type || !strcmp(type, "int") || !strcmp(type, "bool") || !sequence_display(v)) return;
    kr__gen_warn(
        u->g, u->pos,
        "%.200s indices must be integers or slices, not %.200s; perhaps you missed a comma?",
        const_type_name(v), type);
}

static void subscript(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAstSubscript *s = KR_AST(Subscript, e);
    uint32_t top = u->top;
    int i;
    u->pos = kr__pos(e);
    check_subscript(u, s->value, s->slice);
    uint32_t o = kr__ex_operand(u, s->value, false);
    if (kr__ex_small_int(u->g, s->slice, &i)) {
        u->pos = kr__pos(e);
        kr__emit(u, OP_LOAD_ITEM_I, dst, o, (uint32_t)i);
    } else {
        uint32_t k = kr__ex_operand(u, s->slice, true);
        u->pos = kr__pos(e);
        kr__emit(u, OP_LOAD_ITEM, dst, o, k);
    }
    u->top = top;
}

/* ---- f-strings ------------------------------------------------------------------------------------------------------ */

static void formatted(KrGenUnit *u, KrAst *e, uint32_t dst, bool part) {
    KrAstFormattedValue *f = KR_AST(FormattedValue, e);
    uint32_t top = u->top, how = f->conversion == 's'   ? 1
                                 : f->conversion == 'r' ? 2
                                 : f->conversion == 'a' ? 3
                                                        : 0;
    uint32_t v;
    if (f->format_spec) {
        v = kr__ex_push(u, f->value);
        kr__ex_push(u, f->format_spec);
        how |= 4;
    } else {
        v = kr__ex_operand(u, f->value, true);
        if (part) how |= 8;
    }
    u->pos = kr__pos(e);
    kr__emit(u, OP_FORMAT_VALUE, dst, v, how);
    u->top = top;
}

/* A part of a string, pushed for BUILD_STRING. */
static void push_part(KrGenUnit *u, KrAst *e) {
    uint32_t r = u->top;
    if (e->kind != KR_AST_FormattedValue || r > KR_LAST_NEAR - 30) {
        kr__ex_push(u, e);
        return;
    }
    if (r >= u->max) u->max = r + 1;
    formatted(u, e, r, true);
    kr__reg_new(u);
}

static void joined(KrGenUnit *u, KrAst *e, uint32_t dst) {
    const KrAstSeq *s = &KR_AST(JoinedStr, e)->values;
    uint32_t top = u->top;
    if (s->n == 1 && s->items[0]->kind == KR_AST_FormattedValue) {
        formatted(u, s->items[0], dst, false);
        return;
    }
    if (fits_window(u, s->n)) {
        for (uint32_t i = 0; i < s->n; i++) push_part(u, s->items[i]);
        u->pos = kr__pos(e);
        kr__emit(u, OP_BUILD_STRING, dst, top, s->n);
        u->top = top;
        return;
    }
    /* too many parts: the text so far takes the first place of the next window */
    uint32_t i = 0, most = u->top + 32 < KR_LAST_NEAR - 60 ? 32 : 4;
    while (i < s->n) {
        while (u->top - top < most && i < s->n) push_part(u, s->items[i++]);
        u->pos = kr__pos(e);
        kr__emit(u, OP_BUILD_STRING, i < s->n ? top : dst, top, u->top - top);
        u->top = top + 1;
    }
    u->top = top;
}

/* ---- yield and await ---------------------------------------------------------------------------------------------------- */

void kr__ex_send_loop(KrGenUnit *u, uint32_t reg) {
    int32_t again = kr__label_new(u), done = kr__label_new(u);
    kr__label_bind_loop(u, again, u->dead ? NULL : kr__bits_copy(u));
    kr__emit_jump(u, OP_SEND, reg, reg + 1, 0, done);
    kr__emit(u, OP_YIELD, reg + 1, reg + 1, 0);
    kr__emit_jump(u, OP_JMP, 0, 0, 0, again);
    kr__label_bind(u, done);
    kr__emit_move(u, reg, reg + 1);
    u->top = reg + 1;
}

void kr__ex_await(KrGenUnit *u, uint32_t reg, int how) {
    kr__emit(u, OP_GET_AWAITABLE, reg, reg, (uint32_t)how);
    kr__emit_konst(u, u->top, none(u));
    kr__reg_new(u);
    kr__ex_send_loop(u, reg);
}

static bool in_async(KrGenUnit *u) {
    if (u->scope->kind == KR_SCOPE_FUNCTION) return u->node->kind == KR_AST_AsyncFunctionDef;
    return false;
}

static bool top_level_await(KrGenUnit *u) {
    return u->scope->kind == KR_SCOPE_MODULE && (u->g->c->flags & KR_COMPILE_TOP_LEVEL_AWAIT);
}

static void await_expr(KrGenUnit *u, KrAst *e, uint32_t dst) {
    u->pos = kr__pos(e);
    if (!top_level_await(u)) {
        if (!kr__scope_is_function(u->scope)) {
            kr__gen_error(u->g, u->pos, "'await' outside function");
            return;
        }
        if (!in_async(u) && u->scope->kind != KR_SCOPE_COMPREHENSION) {
            kr__gen_error(u->g, u->pos, "'await' outside async function");
            return;
        }
    }
    uint32_t r = kr__ex_push(u, KR_AST(Await, e)->value);
    u->pos = kr__pos(e);
    kr__ex_await(u, r, 0);
    kr__emit_move(u, dst, r);
    u->top = r;
}

static void yield_expr(KrGenUnit *u, KrAst *e, uint32_t dst) {
    KrAst *v = KR_AST(Yield, e)->value;
    uint32_t top = u->top, r;
    u->pos = kr__pos(e);
    if (!kr__scope_is_function(u->scope)) {
        kr__gen_error(u->g, u->pos, "'yield' outside function");
        return;
    }
    bool wrap = u->flags & KR_CO_ASYNC_GENERATOR;
    if (v)
        r = wrap ? kr__ex_push(u, v) : kr__ex_operand(u, v, true);
    else {
        kr__emit_konst(u, u->top, none(u));
        r = kr__reg_new(u);
    }
    u->pos = kr__pos(e);
    if (wrap) kr__emit(u, OP_ASYNC_YIELD_WRAP, r, r, 0);
    kr__emit(u, OP_YIELD, dst, r, 0);
    u->top = top;
}

static void yield_from(KrGenUnit *u, KrAst *e, uint32_t dst) {
    u->pos = kr__pos(e);
    if (!kr__scope_is_function(u->scope)) {
        kr__gen_error(u->g, u->pos, "'yield' outside function");
        return;
    }
    if (in_async(u)) {
        kr__gen_error(u->g, u->pos, "'yield from' inside async function");
        return;
    }
    uint32_t r = kr__ex_push(u, KR_AST(YieldFrom, e)->value);
    u->pos = kr__pos(e);
    kr__emit(u, OP_GET_YIELD_FROM_ITER, r, r, 0);
    kr__emit_konst(u, u->top, none(u));
    kr__reg_new(u);
    kr__ex_send_loop(u, r);
    kr__emit_move(u, dst, r);
    u->top = r;
}

/* ---- all of them -------------------------------------------------------------------------------------------------------- */

static void starred(KrGenUnit *u, KrAst *e) {
    if (KR_AST(Starred, e)->ctx == KR_AST_Store)
        kr__gen_error(u->g, kr__pos(e), "starred assignment target must be in a list or tuple");
    else
        kr__gen_error(u->g, kr__pos(e), "can't use starred expression here");
}

static void expression(KrGenUnit *u, KrAst *e, uint32_t dst);

/* Registers are few: when little is left, what lies above the handler's depth is put away in a tuple while
 * the expression is evaluated. */
static void spilled(KrGenUnit *u, KrAst *e, uint32_t dst) {
    uint32_t top = u->top, base = u->tbase;
    if (u->handler && u->tries.data[u->handler - 1].reg > base)
        base = u->tries.data[u->handler - 1].reg;
    if (top < base + 8) {
        expression(u, e, dst);
        return;
    }
    kr__emit(u, OP_BUILD_TUPLE, base, base, top - base);
    u->top = base + 1;
    kr__ex_push(u, e);
    kr__emit(u, OP_MOVE, top, base + 1, 0);
    kr__emit(u, OP_MOVE, top + 1, base, 0);
    for (uint32_t i = base + 2; i < top; i++) kr__emit(u, OP_LOADC, i, 0, 0);
    u->top = top + 2;
    if (u->top > u->max) u->max = u->top;
    kr__emit(u, OP_UNPACK, base, top + 1, top - base);
    u->top = top + 1;
    kr__emit_move(u, dst, top);
    u->top = top;
}

/* long: one case for each kind of expression */
static void expression(KrGenUnit *u, KrAst *e, uint32_t dst) {
    switch (e->kind) {
    case KR_AST_BoolOp: bool_op(u, e, dst); return;
    case KR_AST_NamedExpr: walrus(u, e, dst); return;
    case KR_AST_BinOp: binary(u, e, dst); return;
    case KR_AST_UnaryOp: unary(u, e, dst); return;
    case KR_AST_Lambda: kr__ex_lambda(u, e, dst); return;
    case KR_AST_IfExp: if_exp(u, e, dst); return;
    case KR_AST_Dict: dict_display(u, e, dst); return;
    case KR_AST_Set:
        if (!const_display(u, e, &KR_AST(Set, e)->elts, dst))
            display(u, e, &KR_AST(Set, e)->elts, KR_AST_Set, dst);
        return;
    case KR_AST_ListComp:
    case KR_AST_SetComp:
    case KR_AST_DictComp:
    case KR_AST_GeneratorExp: kr__ex_comprehension(u, e, dst); return;
    case KR_AST_Await: await_expr(u, e, dst); return;
    case KR_AST_Yield: yield_expr(u, e, dst); return;
    case KR_AST_YieldFrom: yield_from(u, e, dst); return;
    case KR_AST_Compare: compare(u, e, dst); return;
    case KR_AST_Call: kr__ex_call(u, e, dst); return;
    case KR_AST_FormattedValue: formatted(u, e, dst, false); return;
    case KR_AST_JoinedStr: joined(u, e, dst); return;
    case KR_AST_Attribute: attribute(u, e, dst); return;
    case KR_AST_Subscript: subscript(u, e, dst); return;
    case KR_AST_Starred: starred(u, e); return;
    case KR_AST_Name: kr__name_load(u, KR_AST(Name, e)->id, dst); return;
    case KR_AST_List:
        if (!const_display(u, e, &KR_AST(List, e)->elts, dst))
            display(u, e, &KR_AST(List, e)->elts, KR_AST_List, dst);
        return;
    case KR_AST_Tuple: display(u, e, &KR_AST(Tuple, e)->elts, KR_AST_Tuple, dst); return;
    case KR_AST_Slice: slice(u, e, dst); return;
    default: return;
    }
}

void kr__ex_to(KrGenUnit *u, KrAst *e, uint32_t dst) {
    if (!kr__gen_enter(u->g)) return;
    if (u->top >= u->max) u->max = u->top + 1;
    u->pos = kr__pos(e);
    KrKonst *k = kr__fold(u->g, e);
    if (k)
        kr__emit_konst(u, dst, k);
    else if (u->top > KR_LAST_NEAR - 30 && u->top - u->tbase > 40 && e->kind != KR_AST_Name &&
             !u->dead)
        spilled(u, e, dst);
    else
        expression(u, e, dst);
    u->pos = kr__pos(e);
}
