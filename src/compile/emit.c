/* SPDX-License-Identifier: MIT
 * emit.c: instructions, labels, protected stretches and registers of the unit under construction. What
 * cannot be reached is not emitted: after an instruction that never goes on, u->dead holds until a label
 * is bound that some emitted jump names. */
#include "compile/scope.h"

#include <string.h>

/* ---- what is bound ---------------------------------------------------------------------------- */

uint64_t *kr__bits_copy(KrGenUnit *u) {
    uint64_t *b = kr__gen_alloc(u->g, u->words * sizeof *b);
    if (b && u->words) memcpy(b, u->bound, u->words * sizeof *b);
    return b;
}

void kr__bits_set(KrGenUnit *u, const uint64_t *bits) {
    if (bits && u->words) memcpy(u->bound, bits, u->words * sizeof *bits);
}

void kr__bits_meet(KrGenUnit *u, const uint64_t *bits) {
    for (uint32_t i = 0; bits && i < u->words; i++) u->bound[i] &= bits[i];
}

void kr__dead(KrGenUnit *u) {
    u->dead = true;
    if (u->words) memset(u->bound, 0xff, u->words * sizeof *u->bound);
}

/* ---- instructions ------------------------------------------------------------------------------ */

static KrInsn *push_insn(KrGenUnit *u, int op) {
    if (u->dead || u->g->failed) return NULL;
    KrInsn in = {.op = (uint8_t)op, .label = -1, .pos = u->pos, .handler = u->handler};
    in.live = (uint16_t)u->top;
    if (!kr__avec_push(u->g, &u->insns, in)) return NULL;
    if (u->handler) {
        KrTry *t = &u->tries.data[u->handler - 1];
        t->used = true;
    }
    return &u->insns.data[u->insns.n - 1];
}

static void keep(const KrGenUnit *u, KrInsn *in, uint32_t reg) {
    if (reg >= u->tbase && reg >= in->live) in->live = (uint16_t)(reg + 1);
}

/* Operators, and loads of attributes, look at their operands again when a method of a class said NotImplemented or
 * raised: they live on while it runs. Code with far locals calls no methods so. */
static void keep_operands(const KrGenUnit *u, KrInsn *in) {
    unsigned op = in->op;
    if (u->far) return;
    if ((op >= OP_ADD && op <= OP_IXOR) || (op >= OP_LT && op <= OP_GE)) {
        keep(u, in, in->b);
        keep(u, in, in->c);
    } else if ((op >= OP_ADDI && op <= OP_ISUBI) || op == OP_LOAD_ATTR || op == OP_WITH_ENTER) {
        keep(u, in, in->b);
    } else if (op >= OP_JLT && op <= OP_JGE) {
        keep(u, in, in->a);
        keep(u, in, in->b);
    } else if (op >= OP_JLTI && op <= OP_JGEI) {
        keep(u, in, in->a);
    }
}

static bool ends(int op) {
    return op == OP_RETURN || op == OP_RETURN_NONE || op == OP_RAISE || op == OP_RAISE_FROM ||
           op == OP_RAISE_AGAIN || op == OP_RERAISE || op == OP_JMP;
}

void kr__emit_w(KrGenUnit *u, int op, uint32_t a, uint32_t b, uint32_t c, uint32_t w) {
    KrInsn *in = push_insn(u, op);
    if (!in) return;
    in->a = (uint16_t)a;
    in->b = b;
    in->c = (uint16_t)c;
    in->w = w;
    keep_operands(u, in);
    if (a == u->top && a >= u->max) u->max = a + 1; /* the result is about to be pushed */
    if (ends(op)) kr__dead(u);
}

void kr__emit(KrGenUnit *u, int op, uint32_t a, uint32_t b, uint32_t c) {
    kr__emit_w(u, op, a, b, c, 0);
}

static void label_meet(KrGenUnit *u, KrLabel *l) {
    l->used = true;
    if (!l->bits) {
        l->bits = kr__bits_copy(u);
        return;
    }
    for (uint32_t i = 0; i < u->words; i++) l->bits[i] &= u->bound[i];
}

void kr__emit_jump(KrGenUnit *u, int op, uint32_t a, uint32_t b, uint32_t c, int32_t label) {
    KrInsn *in = push_insn(u, op);
    if (!in || label < 0) return;
    in->a = (uint16_t)a;
    in->b = b;
    in->c = (uint16_t)c;
    in->label = label;
    keep_operands(u, in);
    KrLabel *l = &u->labels.data[label];
    if (!l->bound) label_meet(u, l);
    if (op == OP_JMP) kr__dead(u);
}

uint32_t kr__emit_const_index(KrGenUnit *u, KrKonst *k) {
    if (!k) return 0;
    uintptr_t at = (uintptr_t)kr__map_get(&u->const_map, k);
    if (at) return (uint32_t)at - 1;
    if (!kr__avec_push(u->g, &u->consts, k)) return 0;
    if (!kr__map_put(u->g->arena, &u->const_map, k, (void *)(uintptr_t)u->consts.n))
        kr__gen_nomem(u->g);
    return u->consts.n - 1;
}

uint32_t kr__emit_name_index(KrGenUnit *u, const KrIdent *name) {
    uintptr_t at = (uintptr_t)kr__map_get(&u->name_map, name);
    if (at) return (uint32_t)at - 1;
    if (!kr__avec_push(u->g, &u->names, name)) return 0;
    if (!kr__map_put(u->g->arena, &u->name_map, name, (void *)(uintptr_t)u->names.n))
        kr__gen_nomem(u->g);
    return u->names.n - 1;
}

/* Value bits of a constant that LOADC loads; 0: none. */
static uint32_t loadc_bits(const KrKonst *k) {
    switch (k->tag) {
    case KR_CONST_NONE: return (uint32_t)KR_NONE_V.bits;
    case KR_CONST_TRUE: return (uint32_t)KR_TRUE_V.bits;
    case KR_CONST_FALSE: return (uint32_t)KR_FALSE_V.bits;
    case KR_CONST_ELLIPSIS: return (uint32_t)KR_ELLIPSIS_V.bits;
    default: return 0;
    }
}

void kr__emit_konst(KrGenUnit *u, uint32_t reg, KrKonst *k) {
    if (!k) return;
    uint32_t bits = loadc_bits(k);
    if (bits) {
        kr__emit(u, OP_LOADC, reg, bits, 0);
        return;
    }
    if (k->tag == KR_CONST_INT && k->u.i >= INT16_MIN && k->u.i <= INT16_MAX) {
        kr__emit(u, OP_LOADI, reg, (uint32_t)k->u.i, 0);
        return;
    }
    uint32_t at = kr__emit_const_index(u, k);
    if (at <= UINT16_MAX)
        kr__emit(u, OP_LOADK, reg, at, 0);
    else
        kr__emit_w(u, OP_LOADKX, reg, 0, 0, at);
}

void kr__emit_move(KrGenUnit *u, uint32_t to, uint32_t from) {
    if (to == from) return;
    if (to > UINT8_MAX && from > UINT8_MAX) {
        kr__emit(u, OP_MOVE_FAR, u->top, from, 0);
        kr__emit(u, OP_MOVE_TO_FAR, u->top, to, 0);
        if (u->top + 1 > u->max) u->max = u->top + 1;
    } else if (from > UINT8_MAX)
        kr__emit(u, OP_MOVE_FAR, to, from, 0);
    else if (to > UINT8_MAX)
        kr__emit(u, OP_MOVE_TO_FAR, from, to, 0);
    else
        kr__emit(u, OP_MOVE, to, from, 0);
}

/* ---- registers ---------------------------------------------------------------------------------- */

uint32_t kr__reg_new(KrGenUnit *u) {
    uint32_t r = u->top++;
    if (u->top > u->max) u->max = u->top;
    if (KR_UNLIKELY(r >= KR_LAST_NEAR) && !u->g->failed) {
        u->g->failed = true;
        u->g->c->error = (KrSyntaxError){.type = "MemoryError",
                                         .message = "too complex expression: no registers left"};
    }
    return r;
}

/* ---- labels -------------------------------------------------------------------------------------- */

int32_t kr__label_new(KrGenUnit *u) {
    KrLabel l = {0};
    return kr__avec_push(u->g, &u->labels, l) ? (int32_t)u->labels.n - 1 : -1;
}

void kr__label_bind(KrGenUnit *u, int32_t label) {
    if (label < 0 || u->g->failed) return;
    KrLabel *l = &u->labels.data[label];
    l->bound = true;
    l->at = u->insns.n;
    if (!l->used) return;
    if (u->dead) {
        u->dead = false;
        kr__bits_set(u, l->bits);
    } else
        kr__bits_meet(u, l->bits);
}

void kr__label_bind_loop(KrGenUnit *u, int32_t label, const uint64_t *bits) {
    if (label < 0 || u->g->failed) return;
    KrLabel *l = &u->labels.data[label];
    l->bound = true;
    l->at = u->insns.n;
    if (!bits) return;
    u->dead = false;
    kr__bits_set(u, bits);
}

/* ---- protected stretches --------------------------------------------------------------------------- */

uint32_t kr__try_begin(KrGenUnit *u, uint32_t reg, bool lasti) {
    KrTry t = {
        .label = kr__label_new(u), .outer = u->handler, .reg = (uint16_t)reg, .lasti = lasti};
    t.bound = kr__bits_copy(u);
    if (!kr__avec_push(u->g, &u->tries, t)) return 0;
    u->handler = u->tries.n;
    return u->tries.n - 1;
}

void kr__try_end(KrGenUnit *u, uint32_t no) {
    if (!u->g->failed) u->handler = u->tries.data[no].outer;
}

void kr__try_handler(KrGenUnit *u, uint32_t no) {
    if (u->g->failed) return;
    KrTry *t = &u->tries.data[no];
    kr__label_bind_loop(u, t->label, t->used ? t->bound : NULL);
    if (u->top > u->max) u->max = u->top;
}
