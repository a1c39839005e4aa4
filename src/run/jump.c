/* SPDX-License-Identifier: MIT
 * jump.c: assignment to f_lineno, by which a debugger moves the frame whose line event it is told of.
 *
 * A jump may land where an instruction of the line begins and every temporary that is live there already
 * lies in its register: the iterators of the loops around it, the exit functions of the withs, and in
 * an except clause the exception. What each temporary is for is read off the code (held_at); that the
 * registers hold what the code at the landing counts on, the verifier says. */
#include <string.h>

#include "run/opcodes.h"
#include "run/thread.h"
#include "run/trace.h"
#include "types/exception.h"

/* What a live temporary is for. Those of an expression begun are nobody else's. */
typedef enum Held { HELD_EXPRESSION, HELD_ITERATOR, HELD_EXIT, HELD_EXCEPTION, HELD_HANDLER } Held;

#define MOST_REGS 256
typedef struct Stack {
    uint32_t from, to;       /* registers [from, to) are live temporaries */
    uint8_t held[MOST_REGS]; /* Held, by register */
} Stack;

static bool no_jump(kr_vm *vm, const char *why) {
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "%s", why);
}

static void mark(Stack *s, uint32_t reg, Held held) {
    if (reg >= s->from && reg < s->to) s->held[reg] = (uint8_t)held;
}

/* The first instruction of the loop whose FOR_ITER is at `at`. */
static uint32_t loop_start(const KrCode *code, uint32_t at) {
    return (uint32_t)((int64_t)at + 2 + (int32_t)code->code[at + 1]);
}

/* Where the handler begins that protects pc; `none`: nothing does. */
static uint32_t handler_of(const KrCode *code, uint32_t pc, uint32_t none) {
    const KrHandler *h = kr__code_handler(code, pc);
    return h ? h->target : none;
}

/* The live temporaries at pc. False: too many registers. */
static bool held_at(const KrCode *code, uint32_t pc, Stack *s) {
    *s = (Stack){.from = code->nlocals, .to = kr__code_live(code, pc)};
    if (code->far || s->to > MOST_REGS) return false;
    for (const KrHandler *h = kr__code_handler(code, pc); h; h = kr__code_handler(code, h->target))
        if (h->reg >> 31) mark(s, (h->reg & 0xffff) - 1, HELD_EXIT);
    for (uint32_t i = 0; i < code->ncode; i += kr__op_length[code->code[i] & 0xff]) {
        uint32_t op = code->code[i] & 0xff, a = code->code[i] >> 8 & 0xff;
        if (op == OP_FOR_ITER && pc >= loop_start(code, i) && pc <= i)
            mark(s, a, HELD_ITERATOR);
        else if (op == OP_GET_ANEXT && pc > i && pc < handler_of(code, i, 0))
            mark(s, a - 1, HELD_ITERATOR);
        else if (op == OP_PUSH_EXC && pc > i && pc < handler_of(code, i + 1, code->ncode)) {
            mark(s, a, HELD_EXCEPTION);
            for (uint32_t k = 1; k < 4; k++) mark(s, a + k, HELD_HANDLER);
        }
    }
    return true;
}

static bool fits(const Stack *from, const Stack *to) {
    if (to->to > from->to) return false;
    for (uint32_t r = to->from; r < to->to; r++)
        if (to->held[r] == HELD_EXPRESSION || to->held[r] != from->held[r]) return false;
    return true;
}

static const char *why_not(const Stack *to) {
    switch (to->to > to->from ? to->held[to->to - 1] : HELD_EXPRESSION) {
    case HELD_ITERATOR: return "can't jump into the body of a for loop";
    case HELD_EXCEPTION:
    case HELD_HANDLER: return "can't jump into an 'except' block as there's no exception";
    default: return "incompatible stacks";
    }
}

/* The line, or the first one after it that has instructions; 0: none. */
static int line_from(const KrCode *code, int line) {
    KrCodeWalk w = kr__code_walk(code);
    int best = 0;
    while (kr__code_walk_next(&w))
        if (w.pos.line >= line && (!best || w.pos.line < best)) best = w.pos.line;
    return best;
}

/* Where on the line a jump from `from` may land: inside as many blocks as can be, but at the beginning of a
 * loop rather than at its next turn. -1: nowhere, *why tells. */
static int64_t landing(const KrCode *code, const Stack *from, int line, const char **why) {
    KrCodeWalk w = kr__code_walk(code);
    int64_t best = -1;
    uint32_t depth = 0;
    Stack to;
    while (kr__code_walk_next(&w)) {
        if (w.pos.line != line || (code->code[w.from] & 0xff) == OP_FOR_ITER) continue;
        if (!held_at(code, w.from, &to)) continue;
        if (!fits(from, &to)) {
            if (!*why) *why = why_not(&to);
        } else if (best < 0 || to.to > depth) {
            best = w.from;
            depth = to.to;
        }
    }
    return best;
}

/* The except clauses that the jump leaves are over: what was handled before each is handled again. */
static void leave_handlers(kr_vm *vm, KrFrame *f, const Stack *from, uint32_t depth) {
    KrThread *t = vm->thread;
    for (uint32_t r = from->to; r-- > depth;) {
        if (from->held[r] != HELD_EXCEPTION) continue;
        Value before = f->regs[r + 1];
        if (!kr__ok(before)) {
            f->flags &= ~KR_FRAME_HANDLING;
            before = kr__slot_value(f->handled);
        }
        if (kr__is_none(before) || kr__is_a(vm, before, KR_T_X_BASEEXCEPTION)) t->handled = before;
    }
}

bool kr__trace_jump(kr_vm *vm, KrFrame *f, int line) {
    KrThread *t = vm->thread;
    const KrCode *code = f->code;
    if (!t->trace_event || t->trace_event == 'c')
        return no_jump(vm, "can't jump from the 'call' trace event of a new frame");
    if (t->trace_event != 'l') return no_jump(vm, "can only jump from a 'line' trace event");
    if (t->trace_frame != f) return no_jump(vm, "f_lineno can only be set by a trace function");
    if (line < (int)code->firstlineno)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "line %d comes before the current code block",
                               line);
    int at = line_from(code, line);
    if (!at)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "line %d comes after the current code block",
                               line);
    Stack from;
    const char *why = NULL;
    if (!held_at(code, (uint32_t)(f->pc - code->code), &from))
        return no_jump(vm, "stack is too deep to analyze");
    int64_t to = landing(code, &from, at, &why);
    if (to >= 0 && !kr__code_may_jump(code, (uint32_t)(f->pc - code->code), (uint32_t)to)) {
        why = "incompatible stacks";
        to = -1;
    }
    if (to < 0) return no_jump(vm, why ? why : "stack is too deep to analyze");
    /* code after a jump may read what no instruction before it has set */
    for (unsigned i = code->nparams; i < code->nlocals; i++)
        if (!kr__ok(f->regs[i])) f->regs[i] = KR_NONE_V;
    leave_handlers(vm, f, &from, kr__code_live(code, (uint32_t)to));
    f->pc = code->code + to;
    t->trace_line = at;
    return true;
}
