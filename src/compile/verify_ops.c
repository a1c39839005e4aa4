/* SPDX-License-Identifier: MIT
 * verify_ops.c: what each instruction asks of the registers that it reads, and what it leaves in those
 * it writes. Most of it is a table; instructions with ranges of registers, copies, calls, closures and
 * exceptions have functions of their own. */
#include "compile/verify.h"

typedef struct Row {
    KrHeld a, b, c; /* what may be in R[A], R[B], R[C]; 0: it is not read */
    KrHeld out;     /* what is in R[A] afterwards; 0: it is not written */
    bool again;     /* the operands are looked at again after other code ran: they must be live */
} Row;

#define V KR_HELD_VALUE
#define OTHER KR_HELD_OTHER

/* A method of a class may run in between: see keep_operands in emit.c. */
#define BINARY \
    { .b = V, .c = V, .out = OTHER, .again = true }
#define UNARY \
    { .b = V, .out = OTHER }
#define COMPARE \
    { .a = V, .b = V, .again = true }
static const Row rows[OP_COUNT] = {
    [OP_LOADI] = {.out = KR_HELD_NUMBER},
    [OP_LOAD_CELL] = {.b = KR_HELD_CELL, .out = OTHER},
    [OP_STORE_CELL] = {.a = KR_HELD_CELL, .b = V},
    [OP_DELETE_CELL] = {.a = KR_HELD_CELL},
    [OP_MAKE_CELL] = {.a = V | KR_HELD_UNSET, .out = KR_HELD_CELL},
    [OP_LOAD_FREE] = {.out = OTHER},
    [OP_STORE_FREE] = {.a = V},
    [OP_FREE_REF] = {.out = KR_HELD_CELL},
    [OP_LOAD_CLASS_FREE] = {.out = OTHER},
    [OP_DELETE_LOCAL] = {.a = V | KR_HELD_UNSET, .out = KR_HELD_UNSET},
    [OP_LOAD_GLOBAL] = {.out = OTHER},
    [OP_STORE_GLOBAL] = {.a = V},
    [OP_LOAD_NAME] = {.out = OTHER},
    [OP_STORE_NAME] = {.a = V},
    [OP_LOAD_ATTR] = {.b = V, .out = OTHER, .again = true},
    [OP_STORE_ATTR] = {.a = V, .b = V},
    [OP_DELETE_ATTR] = {.a = V},
    [OP_LOAD_METHOD] = {.b = V},
    [OP_LOAD_ITEM] = {.b = V, .c = V, .out = OTHER},
    [OP_LOAD_ITEM_I] = UNARY,
    [OP_STORE_ITEM] = {.a = V, .b = V, .c = V},
    [OP_DELETE_ITEM] = {.a = V, .b = V},
    [OP_ADD] = BINARY,
    [OP_SUB] = BINARY,
    [OP_MUL] = BINARY,
    [OP_TRUEDIV] = BINARY,
    [OP_FLOORDIV] = BINARY,
    [OP_MOD] = BINARY,
    [OP_POW] = BINARY,
    [OP_MATMUL] = BINARY,
    [OP_LSHIFT] = BINARY,
    [OP_RSHIFT] = BINARY,
    [OP_AND] = BINARY,
    [OP_OR] = BINARY,
    [OP_XOR] = BINARY,
    [OP_IADD] = BINARY,
    [OP_ISUB] = BINARY,
    [OP_IMUL] = BINARY,
    [OP_ITRUEDIV] = BINARY,
    [OP_IFLOORDIV] = BINARY,
    [OP_IMOD] = BINARY,
    [OP_IPOW] = BINARY,
    [OP_IMATMUL] = BINARY,
    [OP_ILSHIFT] = BINARY,
    [OP_IRSHIFT] = BINARY,
    [OP_IAND] = BINARY,
    [OP_IOR] = BINARY,
    [OP_IXOR] = BINARY,
    [OP_ADDI] = {.b = V, .out = OTHER, .again = true},
    [OP_SUBI] = {.b = V, .out = OTHER, .again = true},
    [OP_IADDI] = {.b = V, .out = OTHER, .again = true},
    [OP_ISUBI] = {.b = V, .out = OTHER, .again = true},
    [OP_NEG] = UNARY,
    [OP_POS] = UNARY,
    [OP_INVERT] = UNARY,
    [OP_NOT] = UNARY,
    [OP_LT] = BINARY,
    [OP_LE] = BINARY,
    [OP_EQ] = BINARY,
    [OP_NE] = BINARY,
    [OP_GT] = BINARY,
    [OP_GE] = BINARY,
    [OP_IS] = {.b = V, .c = V, .out = OTHER},
    [OP_IS_NOT] = {.b = V, .c = V, .out = OTHER},
    [OP_IN] = {.b = V, .c = V, .out = OTHER},
    [OP_NOT_IN] = {.b = V, .c = V, .out = OTHER},
    [OP_JT] = {.a = V},
    [OP_JF] = {.a = V},
    [OP_JT_LOOP] = {.a = V},
    [OP_JNONE] = {.a = V},
    [OP_JNOTNONE] = {.a = V},
    [OP_JUNSET] = {.a = V | KR_HELD_UNSET},
    [OP_CHECK_BOUND] = {.a = V | KR_HELD_UNSET},
    [OP_JLT] = COMPARE,
    [OP_JLE] = COMPARE,
    [OP_JEQ] = COMPARE,
    [OP_JNE] = COMPARE,
    [OP_JGT] = COMPARE,
    [OP_JGE] = COMPARE,
    [OP_JLTI] = {.a = V, .again = true},
    [OP_JLEI] = {.a = V, .again = true},
    [OP_JEQI] = {.a = V, .again = true},
    [OP_JNEI] = {.a = V, .again = true},
    [OP_JGTI] = {.a = V, .again = true},
    [OP_JGEI] = {.a = V, .again = true},
    [OP_JIS] = {.a = V, .b = V},
    [OP_JIN] = {.a = V, .b = V},
    [OP_GET_ITER] = {.b = V, .out = KR_HELD_ITER},
    [OP_FOR_ITER] = {.a = V, .out = KR_HELD_UNSET, .again = true}, /* when it does not jump */
    [OP_UNPACK] = {.b = V},
    [OP_UNPACK_EX] = {.b = V},
    [OP_LIST_APPEND] = {.a = KR_HELD_LIST, .b = V},
    [OP_LIST_EXTEND] = {.a = KR_HELD_LIST, .b = V},
    [OP_LIST_TO_TUPLE] = {.b = V, .out = KR_HELD_TUPLE},
    [OP_SET_ADD] = {.a = KR_HELD_SET, .b = V},
    [OP_SET_UPDATE] = {.a = KR_HELD_SET, .b = V},
    [OP_MAP_SET] = {.a = KR_HELD_DICT, .b = V, .c = V},
    [OP_DICT_UPDATE] = {.a = KR_HELD_DICT, .b = V},
    [OP_DICT_MERGE] = {.a = KR_HELD_DICT, .b = V, .c = V},
    [OP_LOAD_BUILD_CLASS] = {.out = OTHER},
    [OP_RETURN] = {.a = V},
    [OP_YIELD] = {.b = V | KR_HELD_BOX, .out = OTHER},
    [OP_GET_YIELD_FROM_ITER] = {.b = V, .out = KR_HELD_ITER},
    [OP_SEND] = {.a = KR_HELD_ITER, .b = V, .again = true},
    [OP_GET_AWAITABLE] = {.b = V, .out = KR_HELD_ITER},
    [OP_GET_AITER] = UNARY,
    [OP_GET_ANEXT] = {.b = V, .out = KR_HELD_ITER},
    [OP_END_ASYNC_FOR] = {.a = KR_HELD_EXC},
    [OP_ASYNC_YIELD_WRAP] = {.b = V, .out = KR_HELD_BOX},
    [OP_PUSH_EXC] = {.a = KR_HELD_EXC},
    [OP_EXC_MATCH] = {.b = KR_HELD_EXC, .c = V, .out = OTHER},
    [OP_EXC_GROUP_MATCH] = {.b = KR_HELD_EXC | KR_HELD_NONE, .c = V},
    [OP_EXC_GROUP_RERAISE] = {.b = KR_HELD_EXC,
                              .c = KR_HELD_LIST,
                              .out = KR_HELD_EXC | KR_HELD_NONE},
    [OP_RAISE] = {.a = V},
    [OP_RAISE_FROM] = {.a = V, .b = V},
    [OP_RERAISE] = {.a = KR_HELD_EXC},
    [OP_LOAD_ASSERTION_ERROR] = {.out = OTHER},
    [OP_WITH_ENTER] = {.b = V, .again = true},
    [OP_WITH_EXCEPT] = {.b = V, .c = KR_HELD_EXC, .out = OTHER},
    [OP_ASYNC_WITH_ENTER] = {.b = V},
    [OP_IMPORT_FROM] = UNARY,
    [OP_IMPORT_STAR] = {.a = V},
    [OP_MATCH_SEQUENCE] = UNARY,
    [OP_MATCH_MAPPING] = UNARY,
    [OP_MATCH_KEYS] = {.b = V, .c = KR_HELD_TUPLES, .out = OTHER},
    [OP_MATCH_CLASS] = {.b = V, .c = V},
    [OP_GET_LEN] = UNARY,
    [OP_PRINT_EXPR] = {.a = V},
};

typedef struct Operands {
    uint32_t op, a, b, c, bx, w;
} Operands;

static Operands operands(const KrInspect *c) {
    uint32_t in = c->code->code[c->pc];
    bool more = c->pc + 1 < c->code->ncode;
    return (Operands){in & 0xff, in >> 8 & 0xff, in >> 16 & 0xff,
                      in >> 24,  in >> 16,       more ? c->code->code[c->pc + 1] : 0};
}

/* ---- registers --------------------------------------------------------------------------------- */

static KrHeld at(KrInspect *c, uint32_t r) {
    if (r < c->code->nregs) return c->was[r];
    c->error = "a register past the last";
    return 0;
}

static void need(KrInspect *c, uint32_t r, KrHeld allowed) {
    KrHeld held = at(c, r) & KR_HELD_ALL;
    if (held & KR_HELD_STALE & ~allowed)
        c->error = "a temporary is read before it is written";
    else if (held & KR_HELD_UNSET & ~allowed)
        c->error = "a variable is read that may be unbound";
    else if (held & ~allowed)
        c->error = "a register holds something else than the instruction takes";
}

/* The machine reads it when a collection may have been since the instruction began. */
static void need_live(KrInspect *c, uint32_t r) {
    if (r >= c->live) c->error = "an operand is not live";
}

static void need_range(KrInspect *c, uint32_t from, uint32_t n, KrHeld allowed) {
    for (uint32_t i = 0; i < n; i++) {
        need(c, from + i, allowed);
        need_live(c, from + i);
    }
}

void kr__inspect_put(KrInspect *c, uint32_t r, KrHeld what) {
    if (r >= c->code->nregs) {
        c->error = "a register past the last";
        return;
    }
    uint8_t role = c->role[r];
    if (role & KR_ROLE_VARIABLE && !(role & KR_ROLE_CELL && what == KR_HELD_CELL)) {
        if (what & ~(V | KR_HELD_UNSET)) c->error = "a variable is given what is no value";
        what = (what & KR_HELD_UNSET) | (what & V ? OTHER : 0);
    }
    c->changed |= c->held[r] != what;
    c->held[r] = what;
}

static void put_range(KrInspect *c, uint32_t from, uint32_t n, KrHeld what) {
    for (uint32_t i = 0; i < n; i++) kr__inspect_put(c, from + i, what);
}

/* ---- copies and constants ---------------------------------------------------------------------- */

static bool is_exactly(Value v, KrTypeNo type) {
    return kr__is_ref(v) && kr__ok(v) && kr__layout_no(kr__ptr(v)) == type;
}

static bool all_strs(const KrTuple *t) {
    if (t->head.head & KR_F_WIDE) return false;
    for (uint32_t i = 0; i < t->len; i++)
        if (!is_exactly(kr__tuple_get(t, i), KR_T_STR)) return false;
    return true;
}

static KrHeld held_const(KrInspect *c, uint32_t i) {
    if (i >= c->code->nconsts) {
        c->error = "a constant past the last";
        return 0;
    }
    Value v = c->code->consts[i];
    if (!kr__is_ref(v)) return KR_HELD_NUMBER;
    if (kr__is_none(v)) return KR_HELD_NONE;
    if (is_exactly(v, KR_T_STR)) return KR_HELD_STR;
    if (!is_exactly(v, KR_T_TUPLE)) return OTHER;
    return all_strs(kr__ptr(v)) ? KR_HELD_NAMES : KR_HELD_TUPLE;
}

/* What may be copied before anyone asks whether it is bound. */
static void copy(KrInspect *c, uint32_t to, uint32_t from) {
    need(c, from, KR_HELD_ALL & ~(KR_HELD_STALE | KR_HELD_SELF | KR_HELD_HANDLED));
    KrHeld held = at(c, from);
    if (held & KR_HELD_METHOD) held = (held & ~KR_HELD_METHOD) | OTHER;
    kr__inspect_put(c, to, held);
}

static void load_bits(KrInspect *c, uint32_t to, uint32_t bits) {
    kr__inspect_put(c, to, !bits ? KR_HELD_UNSET : bits == KR_NONE_V.bits ? KR_HELD_NONE : OTHER);
}

static void bind(KrInspect *c, uint32_t r) {
    KrHeld held = at(c, r) & ~KR_HELD_UNSET;
    kr__inspect_put(c, r, held ? held : OTHER);
}

/* ---- displays ---------------------------------------------------------------------------------- */

static void build(KrInspect *c, const Operands *o, uint32_t n, KrHeld items, KrHeld out) {
    need_range(c, o->b, n, items);
    kr__inspect_put(c, o->a, out);
}

static void build_tuple(KrInspect *c, const Operands *o) {
    KrHeld all = 0;
    for (uint32_t i = 0; i < o->c; i++) all |= at(c, o->b + i);
    bool cells = all == KR_HELD_CELL;
    build(c, o, o->c, V, cells ? KR_HELD_CELLS | o->c << KR_HELD_COUNT : KR_HELD_TUPLE);
}

static void build_slice(KrInspect *c, const Operands *o) {
    for (uint32_t i = 0; i < (o->c == 3 ? 3 : 2); i++) need(c, o->b + i, V);
    kr__inspect_put(c, o->a, OTHER);
}

static void format_value(KrInspect *c, const Operands *o) {
    need(c, o->b, V);
    if (o->c & 4) need(c, o->b + 1, KR_HELD_STR);
    kr__inspect_put(c, o->a, o->c & 8 ? KR_HELD_STR | KR_HELD_NUMBER : KR_HELD_STR);
}

/* ---- functions and calls ----------------------------------------------------------------------- */

static void make_function(KrInspect *c, const Operands *o) {
    static const KrHeld parts[4] = {KR_HELD_TUPLES, KR_HELD_DICT, KR_HELD_TUPLES, KR_HELD_CELLS};
    for (uint32_t i = 0; i < 4; i++)
        if (o->c >> i & 1) need_range(c, o->b + i, 1, parts[i]);
    if (o->w >= c->code->nconsts || !is_exactly(c->code->consts[o->w], KR_T_CODE)) {
        c->error = "a function without code";
        return;
    }
    const KrCode *inner = kr__ptr(c->code->consts[o->w]);
    KrHeld closure = o->c & 8 ? at(c, o->b + 3) >> KR_HELD_COUNT : 0;
    if (closure != inner->nfree) c->error = "a function whose closure does not fit it";
    kr__inspect_put(c, o->a, OTHER);
}

/* A callee has its registers where the arguments lie, unless it runs apart. */
static void leave_window(KrInspect *c, const Operands *o, uint32_t n) {
    uint32_t end = c->code->far ? o->a + n : c->code->nregs;
    for (uint32_t r = o->a; r < end && r < c->code->nregs; r++) {
        c->changed |= c->held[r] != KR_HELD_STALE;
        c->held[r] = KR_HELD_STALE;
    }
}

/* Registers of the window of a call; 0: not a call. */
static uint32_t window(const Operands *o) {
    switch (o->op) {
    case OP_CALL:
    case OP_CALL_KW: return o->b + 1;
    case OP_CALL_METHOD:
    case OP_CALL_METHOD_KW: return o->b + 2;
    case OP_CALL_EX: return 3;
    default: return 0;
    }
}

static void call(KrInspect *c, const Operands *o, uint32_t n) {
    uint32_t fixed = 1;
    if (o->op == OP_CALL_METHOD || o->op == OP_CALL_METHOD_KW) {
        need(c, o->a, KR_HELD_METHOD);
        need(c, o->a + 1, KR_HELD_SELF);
        fixed = 2;
    } else {
        need(c, o->a, V);
        if (o->op == OP_CALL_EX) {
            need(c, o->a + 2, V | KR_HELD_UNSET);
            n = 2;
        }
    }
    need_range(c, o->a + fixed, n - fixed, V);
    need_live(c, o->a + window(o) - 1);
    leave_window(c, o, window(o));
    kr__inspect_put(c, o->c, OTHER);
}

/* ---- exceptions -------------------------------------------------------------------------------- */

static void exceptions(KrInspect *c, const Operands *o) {
    switch (o->op) {
    case OP_PUSH_EXC: kr__inspect_put(c, o->a + 1, KR_HELD_HANDLED); return;
    case OP_POP_EXC: need(c, o->a + 1, KR_HELD_HANDLED); return;
    case OP_RERAISE:
        if (o->b) need(c, o->a + 1, KR_HELD_PC);
        return;
    default: put_range(c, o->a, 2, KR_HELD_EXC | KR_HELD_NONE); return; /* EXC_GROUP_MATCH */
    }
}

/* ---- one instruction --------------------------------------------------------------------------- */

/* Those that the table does not tell in full. long: one line or two for each. */
static void others(KrInspect *c, const Operands *o) {
    switch (o->op) {
    case OP_MOVE: copy(c, o->a, o->b); return;
    case OP_MOVE_FAR: copy(c, o->a, o->bx); return;
    case OP_MOVE_TO_FAR: copy(c, o->bx, o->a); return;
    case OP_LOADK: kr__inspect_put(c, o->a, held_const(c, o->bx)); return;
    case OP_LOADKX: kr__inspect_put(c, o->a, held_const(c, o->w)); return;
    case OP_LOADC: load_bits(c, o->a, o->bx); return;
    case OP_CHECK_BOUND: bind(c, o->a); return;
    case OP_JUNSET: bind(c, o->a); return;
    case OP_JNONE:
        if (at(c, o->a) == (KR_HELD_EXC | KR_HELD_NONE)) kr__inspect_put(c, o->a, KR_HELD_EXC);
        return;
    case OP_LOAD_METHOD:
    case OP_LOAD_SUPER_METHOD:
        if (o->op == OP_LOAD_SUPER_METHOD) need_range(c, o->a, 3, V);
        kr__inspect_put(c, o->a, KR_HELD_METHOD);
        kr__inspect_put(c, o->a + 1, KR_HELD_SELF);
        return;
    case OP_LOAD_SUPER_ATTR:
        need_range(c, o->a, 3, V);
        kr__inspect_put(c, o->a, OTHER);
        return;
    case OP_UNPACK: put_range(c, o->a, o->c, OTHER); return;
    case OP_UNPACK_EX: put_range(c, o->a, (o->w & 0xffff) + (o->w >> 16) + 1, OTHER); return;
    case OP_BUILD_TUPLE: build_tuple(c, o); return;
    case OP_BUILD_LIST: build(c, o, o->c, V, KR_HELD_LIST); return;
    case OP_BUILD_SET: build(c, o, o->c, V, KR_HELD_SET); return;
    case OP_BUILD_MAP: build(c, o, 2 * o->c, V, KR_HELD_DICT); return;
    case OP_BUILD_STRING: build(c, o, o->c, KR_HELD_STR | KR_HELD_NUMBER, KR_HELD_STR); return;
    case OP_BUILD_SLICE: build_slice(c, o); return;
    case OP_FORMAT_VALUE: format_value(c, o); return;
    case OP_MAKE_FUNCTION: make_function(c, o); return;
    case OP_SEND: kr__inspect_put(c, o->b, OTHER); return;
    case OP_PUSH_EXC:
    case OP_POP_EXC:
    case OP_RERAISE:
    case OP_EXC_GROUP_MATCH: exceptions(c, o); return;
    case OP_WITH_ENTER:
    case OP_ASYNC_WITH_ENTER: put_range(c, o->a, 2, OTHER); return;
    case OP_IMPORT_NAME:
        need(c, o->b, V);
        need(c, o->b + 1, V);
        kr__inspect_put(c, o->a, OTHER);
        return;
    case OP_MATCH_CLASS:
        need(c, o->c + 1, KR_HELD_NAMES);
        kr__inspect_put(c, o->a, OTHER);
        return;
    default:
        if (window(o)) call(c, o, window(o));
    }
}

void kr__inspect(KrInspect *c) {
    Operands o = operands(c);
    const Row *row = &rows[o.op];
    if (row->a) need(c, o.a, row->a);
    if (row->b) need(c, o.b, row->b);
    if (row->c) need(c, o.c, row->c);
    if (row->again) {
        if (row->a) need_live(c, o.a);
        if (row->b) need_live(c, o.b);
        if (row->c) need_live(c, o.c);
    }
    if (!c->error) others(c, &o);
    if (row->out && !c->error) kr__inspect_put(c, o.a, row->out);
}

void kr__inspect_jump(KrInspect *c) {
    Operands o = operands(c);
    switch (o.op) {
    case OP_FOR_ITER:
    case OP_SEND: kr__inspect_put(c, o.b, OTHER); return;
    case OP_JUNSET: kr__inspect_put(c, o.a, KR_HELD_UNSET); return;
    case OP_JNOTNONE:
        if (at(c, o.a) == (KR_HELD_EXC | KR_HELD_NONE)) kr__inspect_put(c, o.a, KR_HELD_EXC);
        return;
    default: return;
    }
}

/* Most instructions write when nothing can fail any more. */
bool kr__inspect_early(const KrInspect *c) {
    Operands o = operands(c);
    return window(&o) || o.op == OP_LOAD_METHOD || o.op == OP_LOAD_SUPER_METHOD ||
           o.op == OP_WITH_ENTER || o.op == OP_ASYNC_WITH_ENTER || o.op == OP_EXC_GROUP_MATCH;
}

void kr__inspect_raise(KrInspect *c) {
    Operands o = operands(c);
    uint32_t n = window(&o);
    if (n) leave_window(c, &o, n);
    for (uint32_t r = o.a; !n && r < o.a + 2 && r < c->code->nregs; r++) c->held[r] = KR_HELD_STALE;
}
