/* SPDX-License-Identifier: MIT
 * verify.c: checks a code object as a whole; debug builds check each one that is made, release builds
 * those that come from outside. What must hold for the machine to run it safely:
 *   - opcodes, registers, constants, names and closure cells are in range; specialised forms do not occur;
 *   - jumps and handlers go to instructions, no path runs off the end, and none goes back without a
 *     safe point;
 *   - on every path each register holds what an instruction expects that reads it: a variable that is
 *     bound, a cell, a list under construction, the exception that is handled (verify.h has the list);
 *   - what lies above the live depth of an instruction is not read after it, for the collector does not
 *     look there; what lies below has been written.
 * This is a forward analysis over what registers may hold, by stretches of code that are entered at their
 * beginning only. Variables count as any value: trace functions set them. */
#include "compile/verify.h"

#include <string.h>

static const struct {
    uint8_t format, words;
} ops[] = {
#define OP_ROW(name, fmt, words, meaning) {KR_FMT_##fmt, words},
    KR_OPCODES(OP_ROW)
#undef OP_ROW
};

#define STATES_MAX ((size_t)64 << 20) /* registers of all stretches together */

enum { UNSEEN, DONE, QUEUED };

typedef struct Check {
    KrInspect i; /* the instruction that is looked at */
    const KrCode *code;
    KrArena *arena;
    uint32_t *stretch; /* of each word that begins one: its number + 1; of other instructions 0 */
    uint8_t *starts;   /* of each word: it begins an instruction */
    uint16_t *live;    /* live depth of each word */
    uint32_t nstretches;
    uint32_t *begin; /* of each stretch: its first word */
    uint8_t *seen;
    KrHeld *in;          /* of each stretch: what its registers hold when it is entered */
    KrHeld *saved, *was; /* room for a state each */
    uint32_t *work;
    uint32_t nwork;
    uint8_t *role;
    const KrHandler *told; /* knows what the registers hold while nothing has changed */
} Check;

static bool fail(Check *c, const char *why) {
    if (!c->i.error) c->i.error = why;
    return false;
}

/* ---- the shape of the code --------------------------------------------------------------------- */

static uint32_t length(uint32_t op) { return 1u + ops[op].words; }

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

/* Whether the machine asks for interrupts when the instruction jumps. */
static bool polls(uint32_t in) {
    uint32_t op = in & 0xff;
    if (op == OP_LOOP || op == OP_JT_LOOP || op == OP_FOR_ITER) return true;
    bool compares = ops[op].format == KR_FMT_ABCJ || ops[op].format == KR_FMT_AsBCJ;
    return compares && in >> 24 & KR_J_POLL;
}

static bool mark_starts(Check *c) {
    const KrCode *code = c->code;
    for (uint32_t pc = 0; pc < code->ncode;) {
        uint32_t op = code->code[pc] & 0xff;
        if (op >= OP_LOAD_ATTR_NARROW) return fail(c, "an opcode that is never emitted");
        c->starts[pc] = 1;
        pc += length(op);
        if (pc > code->ncode) return fail(c, "an instruction is cut off");
    }
    return true;
}

static bool mark_stretch(Check *c, int64_t pc) {
    if (pc < 0 || pc >= c->code->ncode) return fail(c, "a path runs off the end");
    if (!c->starts[pc]) return fail(c, "a jump into the middle of an instruction");
    if (!c->stretch[pc]) c->stretch[pc] = ++c->nstretches;
    return true;
}

/* A SEND, the YIELD of what it got and the way back are one: who throws into the generator counts on it. */
static bool check_send(Check *c, uint32_t pc) {
    const KrCode *code = c->code;
    uint32_t b = code->code[pc] >> 16 & 0xff;
    if (pc + 4 > code->ncode) return fail(c, "a SEND without its YIELD");
    uint32_t yield = code->code[pc + 2], loop = code->code[pc + 3];
    bool fits = (yield & 0xffffff) == (OP_YIELD | b << 8 | b << 16) && (loop & 0xff) == OP_LOOP &&
                (int32_t)loop >> 8 == -4;
    return fits || fail(c, "a SEND without its YIELD");
}

static bool mark_stretches(Check *c) {
    const KrCode *code = c->code;
    if (!mark_stretch(c, 0)) return false;
    for (uint32_t pc = 0; pc < code->ncode;) {
        uint32_t in = code->code[pc], next = pc + length(in & 0xff);
        bool jumps;
        int64_t by = jump_of(code, pc, &jumps);
        if (jumps && !mark_stretch(c, next + by)) return false;
        if (jumps && by < 0 && !polls(in)) return fail(c, "a way back without a safe point");
        if ((in & 0xff) == OP_SEND && !check_send(c, pc)) return false;
        pc = next;
    }
    for (uint32_t i = 0; i < code->nhandlers; i++)
        if (!mark_stretch(c, code->handlers[i].target)) return false;
    return true;
}

/* ---- what is no register ------------------------------------------------------------------------ */

static bool check_indices(Check *c, uint32_t pc) {
    const KrCode *code = c->code;
    uint32_t in = code->code[pc], op = in & 0xff, Bx = in >> 16,
             w = ops[op].words ? code->code[pc + 1] : 0;
    uint32_t names = code->names.bits ? ((const KrTuple *)kr__slot_ptr(code->names))->len : 0;
    switch (op) {
    case OP_LOADKX:
    case OP_MAKE_FUNCTION:
    case OP_CALL_KW:
    case OP_CALL_METHOD_KW: return w < code->nconsts || fail(c, "a constant past the last");
    case OP_LOAD_FREE:
    case OP_STORE_FREE:
    case OP_DELETE_FREE:
    case OP_FREE_REF:
    case OP_LOAD_CLASS_FREE: return Bx < code->nfree || fail(c, "a closure cell past the last");
    case OP_ASYNC_YIELD_WRAP:
        return code->flags & KR_CO_ASYNC_GENERATOR ||
               fail(c, "a value is wrapped outside of an async generator");
    case OP_UNPACK_EX:
    case OP_MATCH_CLASS: return true;
    default:
        if ((ops[op].format == KR_FMT_AW || ops[op].format == KR_FMT_ABW) && w >= names)
            return fail(c, "a name past the last");
        return true;
    }
}

/* ---- paths ------------------------------------------------------------------------------------- */

/* What the registers hold now is possible where the stretch at pc begins. */
static void flow(Check *c, uint32_t pc) {
    if (pc >= c->code->ncode) {
        fail(c, "a path runs off the end");
        return;
    }
    uint32_t n = c->code->nregs, k = c->stretch[pc] - 1;
    KrHeld *in = c->in + (size_t)k * n;
    bool changed = c->seen[k] == UNSEEN;
    if (changed) memcpy(in, c->i.held, n * sizeof *in);
    for (uint32_t r = 0; r < n && c->seen[k] != UNSEEN; r++) {
        KrHeld both = kr__held_join(in[r], c->i.held[r]);
        changed |= both != in[r];
        in[r] = both;
    }
    if (!changed) return;
    if (c->seen[k] != QUEUED) c->work[c->nwork++] = k;
    c->seen[k] = QUEUED;
}

static void save(Check *c) { memcpy(c->saved, c->i.held, c->code->nregs * sizeof *c->saved); }

static void restore(Check *c) { memcpy(c->i.held, c->saved, c->code->nregs * sizeof *c->saved); }

/* To the handler, when the registers hold something that it does not know of yet. */
static void flow_raised(Check *c, const KrHandler *h) {
    bool early = kr__inspect_early(&c->i);
    if (!early && !c->i.changed && h == c->told) return;
    uint32_t reg = h->reg & 0xffff;
    save(c);
    if (early) kr__inspect_raise(&c->i);
    kr__inspect_put(&c->i, reg, KR_HELD_EXC);
    if (h->reg >> 31) kr__inspect_put(&c->i, reg + 1, KR_HELD_PC);
    flow(c, h->target);
    restore(c);
    c->told = early ? NULL : h;
    c->i.changed = false;
}

/* Temporaries below the live depth are there. Those above it are gone as soon as the instruction has read them. */
static void check_live(Check *c, uint32_t pc) {
    uint32_t live = c->i.live = c->code->far ? c->code->nregs : c->live[pc];
    for (uint32_t r = c->code->nlocals; r < live; r++)
        if (c->i.held[r] & KR_HELD_STALE) fail(c, "a temporary is live before it is written");
    c->i.was = c->i.held;
    for (uint32_t r = live; r < c->code->nregs; r++) {
        if (c->i.held[r] == KR_HELD_STALE) continue;
        if (c->i.was == c->i.held) {
            memcpy(c->was, c->i.held, c->code->nregs * sizeof *c->was);
            c->i.was = c->was;
        }
        c->i.changed = true;
        c->i.held[r] = KR_HELD_STALE;
    }
}

/* One instruction. False: the path does not go on behind it. */
static bool step(Check *c, uint32_t pc) {
    const KrCode *code = c->code;
    uint32_t op = code->code[pc] & 0xff, next = pc + length(op);
    c->i.pc = pc;
    check_live(c, pc);
    const KrHandler *h = kr__code_handler(code, pc);
    if (!check_indices(c, pc) || c->i.error) return false;
    if (h) flow_raised(c, h);
    bool jumps;
    int64_t by = jump_of(code, pc, &jumps);
    if (jumps) {
        save(c);
        kr__inspect_jump(&c->i);
        flow(c, (uint32_t)(next + by));
        restore(c);
    }
    if (!c->i.error) kr__inspect(&c->i);
    return !c->i.error && !ends(op);
}

/* A stretch from its beginning to where another one begins or the path ends. */
static void walk(Check *c, uint32_t k) {
    uint32_t n = c->code->nregs, pc = c->begin[k];
    c->seen[k] = DONE;
    c->told = NULL;
    memcpy(c->i.held, c->in + (size_t)k * n, n * sizeof *c->in);
    while (step(c, pc)) {
        pc += length(c->code->code[pc] & 0xff);
        if (pc < c->code->ncode && !c->stretch[pc]) continue;
        flow(c, pc);
        return;
    }
}

/* Parameters are there when a call begins, other locals are cleared, temporaries have anything. */
static void enter(Check *c) {
    const KrCode *code = c->code;
    for (uint32_t r = 0; r < code->nregs; r++)
        c->i.held[r] = r < code->nparams   ? KR_HELD_OTHER
                       : r < code->nlocals ? KR_HELD_UNSET
                                           : KR_HELD_STALE;
    flow(c, 0);
}

/* ---- all of it ---------------------------------------------------------------------------------- */

static void set_roles(Check *c) {
    const KrCode *code = c->code;
    uint32_t vars = code->varnames.bits ? ((const KrTuple *)kr__slot_ptr(code->varnames))->len : 0;
    for (uint32_t i = 0; i < vars; i++) {
        uint32_t r = kr__code_local(code, i);
        if (r < code->nregs) c->role[r] |= KR_ROLE_VARIABLE;
    }
    const KrBytes *regs = code->cellregs.bits ? kr__slot_ptr(code->cellregs) : NULL;
    for (uint32_t i = 0; regs && i < code->ncells; i++) {
        uint16_t r;
        memcpy(&r, regs->data + 2 * i, 2);
        if (r < code->nregs) c->role[r] |= KR_ROLE_CELL;
    }
}

static bool allocate_words(Check *c) {
    size_t n = c->code->ncode;
    c->stretch = kr__arena_alloc(c->arena, (n + 1) * sizeof *c->stretch);
    c->starts = kr__arena_alloc(c->arena, n + 1);
    c->live = kr__arena_alloc(c->arena, n * sizeof *c->live);
    c->role = kr__arena_alloc(c->arena, c->code->nregs + 1u);
    return c->stretch && c->starts && c->live && c->role;
}

static bool allocate_states(Check *c) {
    size_t n = c->nstretches, regs = c->code->nregs;
    if (n * regs > STATES_MAX) return false;
    c->begin = kr__arena_alloc(c->arena, n * sizeof *c->begin);
    c->seen = kr__arena_alloc(c->arena, n);
    c->work = kr__arena_alloc(c->arena, n * sizeof *c->work);
    c->in = kr__arena_alloc(c->arena, (n * regs + 1) * sizeof *c->in);
    c->i.held = kr__arena_alloc(c->arena, (regs + 1) * sizeof *c->in);
    c->saved = kr__arena_alloc(c->arena, (regs + 1) * sizeof *c->in);
    c->was = kr__arena_alloc(c->arena, (regs + 1) * sizeof *c->in);
    return c->begin && c->seen && c->work && c->in && c->i.held && c->saved && c->was;
}

/* from, to: words that begin stretches as well. */
static void check(Check *c, uint32_t from, uint32_t to) {
    if (!allocate_words(c)) {
        fail(c, "no memory to check it");
        return;
    }
    kr__code_live_all(c->code, c->live);
    set_roles(c);
    if (!mark_starts(c) || !mark_stretches(c) || !mark_stretch(c, from) || !mark_stretch(c, to))
        return;
    if (!allocate_states(c)) {
        fail(c, "no memory to check it");
        return;
    }
    for (uint32_t pc = 0; pc < c->code->ncode; pc++)
        if (c->stretch[pc]) c->begin[c->stretch[pc] - 1] = pc;
    c->i.code = c->code;
    c->i.role = c->role;
    enter(c);
    while (c->nwork && !c->i.error) walk(c, c->work[--c->nwork]);
}

const char *kr__code_verify(const KrCode *code) {
    KrMem mem = {0};
    KrArena arena;
    kr__arena_init(&arena, &mem);
    Check c = {.code = code, .arena = &arena};
    check(&c, 0, 0);
    kr__arena_free(&arena);
    return c.i.error;
}

/* ---- jumps that a trace function makes ------------------------------------------------------------ */

/* Whether the registers as they are at one place will do at another. Variables that are unbound get None. */
static bool will_do(const Check *c, uint32_t from, uint32_t to) {
    const KrCode *code = c->code;
    uint32_t f = c->stretch[from] - 1, t = c->stretch[to] - 1, n = code->nregs;
    if (c->seen[f] == UNSEEN || c->seen[t] == UNSEEN) return false;
    const KrHeld *is = c->in + (size_t)f * n, *takes = c->in + (size_t)t * n;
    uint32_t live = code->far ? n : c->live[to];
    for (uint32_t r = 0; r < live; r++) {
        KrHeld held = is[r], may = takes[r];
        if (r >= code->nparams && r < code->nlocals && held & KR_HELD_UNSET)
            held = (held & ~KR_HELD_UNSET) | KR_HELD_OTHER;
        /* what does with a variable that is unbound does with one that is bound */
        if (may & KR_HELD_OTHER || (may & KR_HELD_UNSET && c->role[r] & KR_ROLE_VARIABLE))
            may |= KR_HELD_VALUE;
        if (kr__held_join(held, may) != may) return false;
    }
    return true;
}

bool kr__code_may_jump(const KrCode *code, uint32_t from, uint32_t to) {
    KrMem mem = {0};
    KrArena arena;
    kr__arena_init(&arena, &mem);
    KrCode plain = *code;
    plain.code = kr__arena_alloc(&arena, code->ncode * sizeof *plain.code);
    Check c = {.code = &plain, .arena = &arena};
    bool may = plain.code && from < code->ncode && to < code->ncode && !kr__code_broken(code);
    if (may) {
        kr__code_plain(code, plain.code);
        check(&c, from, to);
        may = !c.i.error && will_do(&c, from, to);
    }
    kr__arena_free(&arena);
    return may;
}
