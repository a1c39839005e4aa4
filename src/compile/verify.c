/* SPDX-License-Identifier: MIT
 * verify.c: checks a code object as a whole; debug builds check each one that is made. What must hold:
 *   - opcodes, registers, constants, names and closure cells are in range; specialised forms do not occur;
 *   - jumps and handlers go to instructions, and no path runs off the end;
 *   - a temporary is written on every path before it is read, and all temporaries below the live depth of
 *     an instruction are written: the collector looks at them.
 * The last is a forward analysis over sets of written temporaries. */
#include "compile/code.h"

#include <string.h>

#include "run/opcodes.h"

static const struct {
    uint8_t format, words;
} ops[] = {
#define OP_ROW(name, fmt, words, meaning) {KR_FMT_##fmt, words},
    KR_OPCODES(OP_ROW)
#undef OP_ROW
};

#define SET_WORDS 5 /* 256 temporaries and what a window may hold past them */
typedef struct Set {
    uint64_t w[SET_WORDS];
} Set;

typedef struct Check {
    const KrCode *code;
    uint32_t base;    /* first temporary */
    uint32_t *starts; /* bit for each word that begins an instruction */
    uint16_t *live;   /* live depth of each word */
    Set *in;          /* what is written before each word's instruction; only of starts */
    uint8_t *seen;
    uint32_t *work;
    uint32_t nwork;
    const char *error;
} Check;

static bool has(const Check *c, const Set *s, uint32_t r) {
    if (r < c->base || c->code->far) return true;
    r -= c->base;
    return r < 64 * SET_WORDS && (s->w[r / 64] >> r % 64 & 1);
}

static void add(const Check *c, Set *s, uint32_t r) {
    if (r < c->base || r - c->base >= 64 * SET_WORDS) return;
    r -= c->base;
    s->w[r / 64] |= (uint64_t)1 << r % 64;
}

static void need(Check *c, const Set *s, uint32_t r) {
    if (r >= c->code->nregs)
        c->error = "a register past the last";
    else if (!has(c, s, r))
        c->error = "a temporary is read before it is written";
}

static void need_range(Check *c, const Set *s, uint32_t from, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) need(c, s, from + i);
}

static void wrote(Check *c, Set *s, uint32_t r) {
    if (r >= c->code->nregs) c->error = "a register past the last";
    add(c, s, r);
}

/* long: one case for each shape of instruction. Sets of operands by opcode. */
static void effect(Check *c, uint32_t pc, Set *s) {
    uint32_t in = c->code->code[pc], w = ops[in & 0xff].words ? c->code->code[pc + 1] : 0;
    uint32_t op = in & 0xff, A = in >> 8 & 0xff, B = in >> 16 & 0xff, C = in >> 24, Bx = in >> 16;
    switch (op) {
    case OP_NOP:
    case OP_JMP:
    case OP_LOOP:
    case OP_RETURN_NONE:
    case OP_RAISE_AGAIN:
    case OP_SETUP_ANNOTATIONS:
    case OP_DELETE_FREE:
    case OP_DELETE_GLOBAL:
    case OP_DELETE_NAME: return;
    case OP_LOADK:
    case OP_LOADKX:
    case OP_LOADI:
    case OP_LOADC:
    case OP_LOAD_FREE:
    case OP_FREE_REF:
    case OP_LOAD_CLASS_FREE:
    case OP_LOAD_GLOBAL:
    case OP_LOAD_NAME:
    case OP_LOAD_BUILD_CLASS:
    case OP_LOAD_ASSERTION_ERROR: wrote(c, s, A); return;
    case OP_MOVE_FAR:
        need(c, s, Bx);
        wrote(c, s, A);
        return;
    case OP_MOVE_TO_FAR:
        need(c, s, A);
        wrote(c, s, Bx);
        return;
    case OP_CHECK_BOUND:
    case OP_DELETE_LOCAL:
    case OP_DELETE_CELL:
    case OP_STORE_FREE:
    case OP_STORE_GLOBAL:
    case OP_STORE_NAME:
    case OP_DELETE_ATTR:
    case OP_RETURN:
    case OP_RAISE:
    case OP_IMPORT_STAR:
    case OP_PRINT_EXPR:
    case OP_END_ASYNC_FOR:
    case OP_JT:
    case OP_JF:
    case OP_JT_LOOP:
    case OP_JNONE:
    case OP_JNOTNONE:
    case OP_JUNSET:
    case OP_MAKE_CELL:
    case OP_JLTI:
    case OP_JLEI:
    case OP_JEQI:
    case OP_JNEI:
    case OP_JGTI:
    case OP_JGEI: need(c, s, A); return;
    case OP_STORE_CELL:
    case OP_STORE_ATTR:
    case OP_DELETE_ITEM:
    case OP_LIST_APPEND:
    case OP_LIST_EXTEND:
    case OP_SET_ADD:
    case OP_SET_UPDATE:
    case OP_DICT_UPDATE:
    case OP_RAISE_FROM:
    case OP_JLT:
    case OP_JLE:
    case OP_JEQ:
    case OP_JNE:
    case OP_JGT:
    case OP_JGE:
    case OP_JIS:
    case OP_JIN:
        need(c, s, A);
        need(c, s, B);
        return;
    case OP_STORE_ITEM:
    case OP_MAP_SET:
    case OP_DICT_MERGE:
        need(c, s, A);
        need(c, s, B);
        need(c, s, C);
        return;
    case OP_LOAD_METHOD:
        need(c, s, B);
        wrote(c, s, A);
        wrote(c, s, A + 1);
        return;
    case OP_LOAD_SUPER_METHOD: need_range(c, s, A, 3); return;
    case OP_LOAD_SUPER_ATTR: need_range(c, s, A, 3); return;
    case OP_LOAD_ITEM_I:
    case OP_ADDI:
    case OP_SUBI:
    case OP_IADDI:
    case OP_ISUBI:
    case OP_MOVE:
    case OP_LOAD_CELL:
    case OP_LOAD_ATTR:
    case OP_NEG:
    case OP_POS:
    case OP_INVERT:
    case OP_NOT:
    case OP_GET_ITER:
    case OP_LIST_TO_TUPLE:
    case OP_GET_YIELD_FROM_ITER:
    case OP_GET_AWAITABLE:
    case OP_GET_AITER:
    case OP_GET_ANEXT:
    case OP_ASYNC_YIELD_WRAP:
    case OP_YIELD:
    case OP_IMPORT_FROM:
    case OP_MATCH_SEQUENCE:
    case OP_MATCH_MAPPING:
    case OP_GET_LEN:
        need(c, s, B);
        wrote(c, s, A);
        return;
    case OP_BUILD_SLICE:
        need_range(c, s, B, C);
        wrote(c, s, A);
        return;
    case OP_FOR_ITER: need(c, s, A); return; /* R[B] on the jump */
    case OP_UNPACK:
        need(c, s, B);
        for (uint32_t i = 0; i < C; i++) wrote(c, s, A + i);
        return;
    case OP_UNPACK_EX:
        need(c, s, B);
        for (uint32_t i = 0; i < (w & 0xffff) + (w >> 16) + 1; i++) wrote(c, s, A + i);
        return;
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_STRING:
        need_range(c, s, B, C);
        wrote(c, s, A);
        return;
    case OP_BUILD_MAP:
        need_range(c, s, B, 2 * C);
        wrote(c, s, A);
        return;
    case OP_FORMAT_VALUE:
        need_range(c, s, B, C & 4 ? 2 : 1);
        wrote(c, s, A);
        return;
    case OP_MAKE_FUNCTION:
        for (uint32_t i = 0; i < 4; i++)
            if (C >> i & 1) need(c, s, B + i);
        wrote(c, s, A);
        return;
    case OP_CALL:
    case OP_CALL_KW:
        need_range(c, s, A, B + 1);
        wrote(c, s, C);
        return;
    case OP_CALL_METHOD:
    case OP_CALL_METHOD_KW:
        need_range(c, s, A, B + 2);
        wrote(c, s, C);
        return;
    case OP_CALL_EX:
        need_range(c, s, A, 3);
        wrote(c, s, C);
        return;
    case OP_SEND:
        need(c, s, A);
        need(c, s, B);
        return;
    case OP_PUSH_EXC:
        need(c, s, A);
        wrote(c, s, A + 1);
        return;
    case OP_POP_EXC: need(c, s, A + 1); return;
    case OP_EXC_GROUP_MATCH:
        need(c, s, B);
        need(c, s, C);
        wrote(c, s, A);
        wrote(c, s, A + 1);
        return;
    case OP_RERAISE: need_range(c, s, A, B ? 2 : 1); return;
    case OP_WITH_ENTER:
    case OP_ASYNC_WITH_ENTER:
        need(c, s, B);
        wrote(c, s, A);
        wrote(c, s, A + 1);
        return;
    case OP_IMPORT_NAME:
        need_range(c, s, B, 2);
        wrote(c, s, A);
        return;
    case OP_MATCH_CLASS:
        need(c, s, B);
        need_range(c, s, C, 2);
        wrote(c, s, A);
        return;
    default: /* R[A] = f(R[B], R[C]) */
        if (ops[op].format != KR_FMT_ABC) {
            c->error = "an opcode that is never emitted";
            return;
        }
        need(c, s, B);
        need(c, s, C);
        wrote(c, s, A);
        return;
    }
}

/* Meets s into what is known at pc; queues it when that changed. */
static void flow(Check *c, uint32_t pc, const Set *s) {
    if (pc >= c->code->ncode || !(c->starts[pc / 32] >> pc % 32 & 1)) {
        c->error = pc >= c->code->ncode ? "a path runs off the end"
                                        : "a jump into the middle of an instruction";
        return;
    }
    bool changed = !c->seen[pc];
    if (changed) c->in[pc] = *s;
    for (int i = 0; i < SET_WORDS && c->seen[pc]; i++) {
        uint64_t met = c->in[pc].w[i] & s->w[i];
        changed |= met != c->in[pc].w[i];
        c->in[pc].w[i] = met;
    }
    if (!changed) return;
    if (c->seen[pc] != 2) c->work[c->nwork++] = pc;
    c->seen[pc] = 2; /* queued */
}

static bool ends(uint32_t op) {
    return op == OP_RETURN || op == OP_RETURN_NONE || op == OP_RAISE || op == OP_RAISE_FROM ||
           op == OP_RAISE_AGAIN || op == OP_RERAISE || op == OP_JMP || op == OP_LOOP;
}

static int64_t jump_of(const KrCode *code, uint32_t pc, bool *jumps) {
    uint32_t in = code->code[pc], op = in & 0xff;
    *jumps = true;
    switch (ops[op].format) {
    case KR_FMT_sJ: return (int32_t)in >> 8;
    case KR_FMT_AsBx:
        if (op != OP_LOADI) return (int32_t)in >> 16;
        break;
    case KR_FMT_ABJ:
    case KR_FMT_ABCJ:
    case KR_FMT_AsBCJ: return (int32_t)code->code[pc + 1];
    default: break;
    }
    *jumps = false;
    return 0;
}

static void check_indices(Check *c, uint32_t pc) {
    const KrCode *code = c->code;
    uint32_t in = code->code[pc], op = in & 0xff, Bx = in >> 16,
             w = ops[op].words ? code->code[pc + 1] : 0;
    uint32_t names = code->names.bits ? ((const KrTuple *)kr__slot_ptr(code->names))->len : 0;
    switch (op) {
    case OP_LOADK:
        if (Bx >= code->nconsts) c->error = "a constant past the last";
        return;
    case OP_LOADKX:
    case OP_MAKE_FUNCTION:
    case OP_CALL_KW:
    case OP_CALL_METHOD_KW:
        if (w >= code->nconsts) c->error = "a constant past the last";
        return;
    case OP_LOAD_FREE:
    case OP_STORE_FREE:
    case OP_DELETE_FREE:
    case OP_FREE_REF:
    case OP_LOAD_CLASS_FREE:
        if (Bx >= code->nfree) c->error = "a closure cell past the last";
        return;
    case OP_UNPACK_EX:
    case OP_MATCH_CLASS: return;
    default:
        if ((ops[op].format == KR_FMT_AW || ops[op].format == KR_FMT_ABW) && w >= names)
            c->error = "a name past the last";
    }
}

static void step(Check *c, uint32_t pc) {
    const KrCode *code = c->code;
    uint32_t op = code->code[pc] & 0xff, next = pc + 1 + ops[op].words;
    Set s = c->in[pc];
    c->seen[pc] = 1;
    unsigned live = c->live[pc];
    for (uint32_t r = c->base; r < live && !code->far; r++)
        if (!has(c, &s, r)) c->error = "a temporary is live before it is written";
    const KrHandler *h = kr__code_handler(code, pc);
    if (h) {
        Set t = s;
        add(c, &t, h->reg & 0xffff);
        if (h->reg >> 31) add(c, &t, (h->reg & 0xffff) + 1);
        flow(c, h->target, &t);
    }
    check_indices(c, pc);
    effect(c, pc, &s);
    bool jumps;
    int64_t to = jump_of(code, pc, &jumps);
    if (jumps && !c->error) {
        Set t = s;
        if (op == OP_FOR_ITER) add(c, &t, code->code[pc] >> 16 & 0xff);
        flow(c, (uint32_t)(next + to), &t);
    }
    if (!ends(op) && !c->error) flow(c, next, &s);
}

static const char *mark_starts(Check *c) {
    const KrCode *code = c->code;
    for (uint32_t pc = 0; pc < code->ncode;) {
        uint32_t op = code->code[pc] & 0xff;
        if (op >= OP_LOAD_ATTR_NARROW) return "an opcode that is never emitted";
        c->starts[pc / 32] |= 1u << pc % 32;
        pc += 1 + ops[op].words;
        if (pc > code->ncode) return "an instruction is cut off";
    }
    return NULL;
}

const char *kr__code_verify(const KrCode *code) {
    KrMem mem = {0};
    KrArena arena;
    kr__arena_init(&arena, &mem);
    Check c = {.code = code, .base = code->nlocals};
    uint32_t n = code->ncode;
    c.starts = kr__arena_alloc(&arena, (n / 32 + 1) * sizeof *c.starts);
    c.in = kr__arena_alloc(&arena, (size_t)n * sizeof *c.in);
    c.seen = kr__arena_alloc(&arena, n);
    c.live = kr__arena_alloc(&arena, n * sizeof *c.live);
    c.work = kr__arena_alloc(&arena, (size_t)n * sizeof *c.work);
    if (c.starts && c.in && c.seen && c.live && c.work) {
        kr__code_live_all(code, c.live);
        c.error = mark_starts(&c);
        if (!c.error) flow(&c, 0, &(Set){{0}});
        while (c.nwork && !c.error) step(&c, c.work[--c.nwork]);
    }
    kr__arena_free(&arena);
    return c.error;
}
