/* SPDX-License-Identifier: MIT
 * emit_finish.c: from the list of instructions to words of code and the tables beside it. Jumps get their
 * final form here: which way they go decides between JMP and LOOP, JT and JT_LOOP and the poll bit of
 * compare-and-jump; what a 16-bit offset does not reach is turned round over a JMP. The tables are
 * described in code.c, which reads them. */
#include "compile/codegen.h"

#include <string.h>

static const struct {
    uint8_t format, words;
} ops[] = {
#define OP_ROW(name, fmt, words, meaning) {KR_FMT_##fmt, words},
    KR_OPCODES(OP_ROW)
#undef OP_ROW
};

static bool short_jump(const KrInsn *in) {
    return in->label >= 0 && ops[in->op].format == KR_FMT_AsBx;
}

#define GONE 2 /* in KrInsn.far: takes no room */
static uint32_t words_of(const KrInsn *in) {
    return in->far == GONE ? 0 : 1u + ops[in->op].words + in->far;
}

/* The instruction a jump really ends at: through jumps that go on at once, unless tracing has to see
 * their line. */
static uint32_t target_of(KrGenUnit *u, const KrInsn *in) {
    uint32_t at = u->labels.data[in->label].at;
    for (int hops = 0; hops < 16 && at < u->insns.n; hops++) {
        const KrInsn *t = &u->insns.data[at];
        if (t->op != OP_JMP || t->label < 0 || t == in) break;
        if (t->pos.line && t->pos.line != in->pos.line) break;
        uint32_t next = u->labels.data[t->label].at;
        if (next <= at) break; /* a backward jump is a safe point: kept */
        at = next;
    }
    return at;
}

static int inverse(int op) {
    switch (op) {
    case OP_JT: return OP_JF;
    case OP_JF: return OP_JT;
    case OP_JNONE: return OP_JNOTNONE;
    case OP_JNOTNONE: return OP_JNONE;
    default: return op;
    }
}

/* Words from the end of instruction `from` to instruction `to`. */
static int64_t distance(KrGenUnit *u, uint32_t from, uint32_t to) {
    const KrInsn *in = &u->insns.data[from];
    int64_t end = to < u->insns.n ? u->insns.data[to].at : u->ncode;
    return end - (int64_t)(in->at + words_of(in));
}

/* Places every instruction; jumps that turn out too short get their long form, until all fit. */
static void place(KrGenUnit *u) {
    for (bool again = true; again;) {
        again = false;
        uint32_t at = 0;
        for (uint32_t i = 0; i < u->insns.n; i++) {
            u->insns.data[i].at = at;
            at += words_of(&u->insns.data[i]);
        }
        u->ncode = at;
        for (uint32_t i = 0; i < u->insns.n; i++) {
            KrInsn *in = &u->insns.data[i];
            if (!short_jump(in) || in->far) continue;
            uint32_t to = target_of(u, in);
            int64_t d = distance(u, i, to);
            bool back = to <= i;
            if (d >= INT16_MIN + 8 && d <= INT16_MAX - 8 && !(back && in->op != OP_JT)) continue;
            in->far = 1;
            again = true;
        }
    }
}

static uint32_t word(uint32_t op, uint32_t a, uint32_t b, uint32_t c) {
    return op | (a & 0xff) << 8 | (b & 0xff) << 16 | (c & 0xff) << 24;
}
static uint32_t word_bx(uint32_t op, uint32_t a, uint32_t bx) {
    return op | (a & 0xff) << 8 | (bx & 0xffff) << 16;
}
static uint32_t word_j(uint32_t op, int64_t d) { return op | (uint32_t)d << 8; }

static void write_jump(KrGenUnit *u, uint32_t i, uint32_t *out) {
    KrInsn *in = &u->insns.data[i];
    uint32_t to = target_of(u, in);
    int64_t d = distance(u, i, to);
    bool back = to <= i;
    switch (ops[in->op].format) {
    case KR_FMT_sJ: out[0] = word_j(back ? OP_LOOP : OP_JMP, d); return;
    case KR_FMT_AsBx:
        if (in->far) { /* the inverse over an unconditional one */
            out[0] = word_bx((uint32_t)inverse(in->op), in->a, 1);
            out[1] = word_j(back ? OP_LOOP : OP_JMP, d);
        } else
            out[0] = word_bx(back && in->op == OP_JT ? OP_JT_LOOP : in->op, in->a, (uint32_t)d);
        return;
    default: { /* ABJ, ABCJ, AsBCJ */
        bool compare = ops[in->op].format != KR_FMT_ABJ;
        out[0] = word(in->op, in->a, in->b, in->c | (compare && back ? KR_J_POLL : 0));
        out[1] = (uint32_t)(int32_t)d;
    }
    }
}

static void write_code(KrGenUnit *u) {
    for (uint32_t i = 0; i < u->insns.n; i++) {
        KrInsn *in = &u->insns.data[i];
        if (in->far == GONE) continue;
        uint32_t *out = u->code + in->at;
        if (in->label >= 0) {
            write_jump(u, i, out);
            continue;
        }
        switch (ops[in->op].format) {
        case KR_FMT_ABx:
        case KR_FMT_AsBx: out[0] = word_bx(in->op, in->a, in->b); break;
        default: out[0] = word(in->op, in->a, in->b, in->c);
        }
        if (ops[in->op].words) out[1] = in->w;
    }
}

/* ---- tables ------------------------------------------------------------------------------------ */

static void put(KrGenUnit *u, uint32_t v, void *table) {
    KR_AVEC(uint8_t) *t = table;
    for (; v >= 0x80; v >>= 7)
        if (!kr__avec_push(u->g, t, (uint8_t)(v | 0x80))) return;
    if (!kr__avec_push(u->g, t, (uint8_t)v)) return;
}

static uint32_t zigzag(int32_t v) { return (uint32_t)v << 1 ^ (uint32_t)(v >> 31); }

static bool same_pos(KrPos a, KrPos b) {
    return a.line == b.line && a.end_line == b.end_line && a.col == b.col && a.end_col == b.end_col;
}

/* Runs of instructions with one position. */
static void write_lines(KrGenUnit *u) {
    int32_t line = (int32_t)u->firstlineno;
    for (uint32_t i = 0; i < u->insns.n;) {
        KrPos p = u->insns.data[i].pos;
        uint32_t from = u->insns.data[i].at;
        while (i < u->insns.n && same_pos(u->insns.data[i].pos, p)) i++;
        uint32_t words = (i < u->insns.n ? u->insns.data[i].at : u->ncode) - from;
        put(u, words << 1 | (p.line != 0), &u->lines);
        if (!p.line) continue;
        put(u, zigzag((int32_t)p.line - line), &u->lines);
        bool columns = !(u->g->c->flags & KR_COMPILE_LINES_ONLY);
        put(u, columns ? zigzag((int32_t)(p.end_line - p.line)) : 0, &u->lines);
        put(u, columns ? (uint32_t)(p.col + 1) : 0, &u->lines);
        put(u, columns ? (uint32_t)(p.end_col + 1) : 0, &u->lines);
        line = (int32_t)p.line;
    }
}

/* Runs of instructions with one live depth, relative to the locals. */
static void write_live(KrGenUnit *u) {
    for (uint32_t i = 0; i < u->insns.n;) {
        uint32_t live = u->insns.data[i].live, from = u->insns.data[i].at;
        while (i < u->insns.n && u->insns.data[i].live == live) i++;
        put(u, (i < u->insns.n ? u->insns.data[i].at : u->ncode) - from, &u->live);
        put(u, live - u->tbase, &u->live);
    }
}

static void write_handlers(KrGenUnit *u) {
    for (uint32_t i = 0; i < u->insns.n;) {
        uint32_t h = u->insns.data[i].handler, from = u->insns.data[i].at;
        while (i < u->insns.n && u->insns.data[i].handler == h) i++;
        if (!h) continue;
        const KrTry *t = &u->tries.data[h - 1];
        uint32_t at = u->labels.data[t->label].at;
        KrHandler e = {.from = from, .to = i < u->insns.n ? u->insns.data[i].at : u->ncode};
        e.target = at < u->insns.n ? u->insns.data[at].at : u->ncode;
        e.reg = t->reg | (t->lasti ? 1u << 31 : 0);
        if (!kr__avec_push(u->g, &u->handlers, e)) return;
    }
}

/* A jump to a bare return is one, where that hides no line of the two. */
static void return_at_once(KrGenUnit *u, const uint8_t *ends_here) {
    for (uint32_t i = 0; i < u->insns.n; i++) {
        KrInsn *in = &u->insns.data[i];
        if (in->op != OP_JMP || in->label < 0) continue;
        const KrInsn *to = &u->insns.data[target_of(u, in)];
        if (to >= u->insns.data + u->insns.n || to->op != OP_RETURN_NONE) continue;
        bool seen = i && !ends_here[i] && in[-1].pos.line == in->pos.line; /* its own line */
        if (to->pos.line && in->pos.line && to->pos.line != in->pos.line && !seen) continue;
        if (to->pos.line) in->pos = to->pos;
        in->op = OP_RETURN_NONE;
        in->label = -1;
    }
}

/* Turns the condition round. */
static bool invert(KrInsn *in) {
    uint8_t format = ops[in->op].format;
    if (format == KR_FMT_ABCJ || format == KR_FMT_AsBCJ)
        in->c ^= 1;
    else if (format == KR_FMT_AsBx && inverse(in->op) != in->op)
        in->op = (uint8_t)inverse(in->op);
    else
        return false;
    return true;
}

static void remove_insn(KrInsn *in) {
    in->op = OP_NOP;
    in->label = -1;
    in->far = GONE;
}

/* Statements without code are NOPs, so that tracing sees their lines; where a neighbour has the line
 * they are not needed. */
static void drop_nops(KrGenUnit *u, const uint8_t *ends_here) {
    uint32_t before = 0;
    for (uint32_t i = 0; i < u->insns.n; i++) {
        KrInsn *in = &u->insns.data[i];
        bool last = i + 1 == u->insns.n;
        if (in->op == OP_NOP && (!in->pos.line || (before == in->pos.line && !ends_here[i]) ||
                                 (!last && in[1].pos.line == in->pos.line)))
            remove_insn(in);
        else
            before = in->pos.line;
    }
}

/* A conditional jump over a jump is one jump, unless other jumps end between the two or the second is
 * a line of its own, which tracing has to see. */
static void join_jumps(KrGenUnit *u, const uint8_t *ends_here) {
    for (uint32_t i = 0; i + 2 < u->insns.n; i++) {
        KrInsn *in = &u->insns.data[i], *jmp = in + 1;
        if (in->label < 0 || jmp->op != OP_JMP || jmp->label < 0 || ends_here[i + 1]) continue;
        if (jmp->pos.line && jmp->pos.line != in->pos.line) continue;
        if (target_of(u, in) != i + 2 || u->labels.data[in->label].at != i + 2 || !invert(in))
            continue;
        in->label = jmp->label;
        remove_insn(jmp);
    }
}

bool kr__emit_finish(KrGenUnit *u) {
    if (u->g->failed) return false;
    uint8_t *ends_here =
        kr__gen_alloc(u->g, u->insns.n + 1); /* a jump may end at this instruction */
    if (!ends_here) return false;
    for (uint32_t i = 0; i < u->labels.n; i++)
        if (u->labels.data[i].bound) ends_here[u->labels.data[i].at] = 1;
    return_at_once(u, ends_here);
    drop_nops(u, ends_here);
    join_jumps(u, ends_here);
    place(u);
    u->code = kr__gen_alloc(u->g, u->ncode * sizeof *u->code);
    if (!u->code) return false;
    write_code(u);
    write_lines(u);
    write_live(u);
    write_handlers(u);
    u->nregs = u->max > u->nlocals + u->far ? u->max : u->nlocals + u->far;
    return !u->g->failed;
}
