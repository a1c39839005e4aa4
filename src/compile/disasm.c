/* SPDX-License-Identifier: MIT
 * disasm.c: code objects as text, for people: line number, offset, name, operands, and what the operands
 * stand for. Reads only; inline caches are not shown. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/dtoa.h"
#include "compile/code.h"
#include "run/opcodes.h"

static const struct {
    const char *name;
    uint8_t format, words;
} ops[] = {
#define OP_ROW(name, fmt, words, meaning) {#name, KR_FMT_##fmt, words},
    KR_OPCODES(OP_ROW)
#undef OP_ROW
};

typedef struct Out {
    kr_vm *vm;
    void (*put)(void *ud, const char *s, size_t n);
    void *ud;
} Out;

static void put(Out *o, const char *s) { o->put(o->ud, s, strlen(s)); }

static void KR_PRINTF(2, 3) putf(Out *o, const char *fmt, ...) {
    char buf[160];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(buf, sizeof buf, fmt, ap);
    va_end(ap);
    if (n > 0) o->put(o->ud, buf, (size_t)n < sizeof buf ? (size_t)n : sizeof buf - 1);
}

static void put_str(Out *o, const KrStr *s, bool quoted) {
    const char *text = kr__str_text(s);
    uint32_t n = s->len < 60 || !quoted ? s->len : 60;
    if (!quoted) {
        o->put(o->ud, text, n);
        return;
    }
    put(o, "'");
    for (uint32_t i = 0; i < n; i++) {
        uint8_t c = (uint8_t)text[i];
        if (c == '\n')
            put(o, "\\n");
        else if (c < ' ' || c == '\'' || c == '\\')
            putf(o, "\\x%02x", c);
        else
            o->put(o->ud, text + i, 1);
    }
    put(o, n < s->len ? "…'" : "'");
}

static void put_tuple(Out *o, const KrTuple *t);

static void put_value(Out *o, Value v) {
    char buf[32];
    if (!kr__ok(v))
        put(o, "unset");
    else if (kr__is_int(v))
        putf(o, "%lld", (long long)kr__int(v));
    else if (kr__is_double(v)) {
        kr__float_repr(kr__double(v), buf);
        put(o, buf);
    } else if (kr__is_none(v))
        put(o, "None");
    else if (kr__is_bool(v))
        put(o, kr__is_true(v) ? "True" : "False");
    else if (kr__same(v, KR_ELLIPSIS_V))
        put(o, "Ellipsis");
    else {
        switch (kr__kind(o->vm, kr__ptr(v))) {
        case KR_K_STR: put_str(o, kr__ptr(v), true); break;
        case KR_K_TUPLE: put_tuple(o, kr__ptr(v)); break;
        case KR_K_CODE:
            put(o, "<code ");
            put_str(o, kr__slot_ptr(((KrCode *)kr__ptr(v))->qualname), false);
            put(o, ">");
            break;
        default: putf(o, "<%s>", kr__heap(o->vm)->kinds[kr__kind(o->vm, kr__ptr(v))]->name);
        }
    }
}

static void put_tuple(Out *o, const KrTuple *t) {
    put(o, "(");
    for (uint32_t i = 0; i < t->len; i++) {
        if (i) put(o, ", ");
        put_value(o, kr__tuple_get(t, i));
    }
    put(o, t->len == 1 ? ",)" : ")");
}

static void put_name(Out *o, Slot tuple, uint32_t i) {
    const KrTuple *t = tuple.bits ? kr__slot_ptr(tuple) : NULL;
    put(o, "  ; ");
    if (t && i < t->len) put_str(o, kr__ptr(kr__tuple_get(t, i)), false);
}

/* What the numbers stand for. */
static void comment(Out *o, const KrCode *c, uint32_t pc) {
    uint32_t in = c->code[pc], op = in & 0xff, Bx = in >> 16,
             w = ops[op].words ? c->code[pc + 1] : 0;
    switch (op) {
    case OP_LOADK:
        put(o, "  ; ");
        put_value(o, c->consts[Bx]);
        return;
    case OP_LOADKX:
    case OP_MAKE_FUNCTION:
    case OP_CALL_KW:
    case OP_CALL_METHOD_KW:
        put(o, "  ; ");
        put_value(o, c->consts[w]);
        return;
    case OP_LOADC:
        put(o, "  ; ");
        put_value(o, KR_VALUE(Bx));
        return;
    case OP_LOAD_FREE:
    case OP_STORE_FREE:
    case OP_DELETE_FREE:
    case OP_FREE_REF:
    case OP_LOAD_CLASS_FREE: put_name(o, c->freevars, Bx); return;
    case OP_CHECK_BOUND:
    case OP_DELETE_LOCAL: put_name(o, c->varnames, Bx); return;
    case OP_UNPACK_EX:
    case OP_MATCH_CLASS: return;
    default:
        if (ops[op].format == KR_FMT_AW || ops[op].format == KR_FMT_ABW) put_name(o, c->names, w);
    }
}

static void operands(Out *o, const KrCode *c, uint32_t pc) {
    uint32_t in = c->code[pc], op = in & 0xff, next = pc + 1 + ops[op].words;
    unsigned A = in >> 8 & 0xff, B = in >> 16 & 0xff, C = in >> 24;
    switch (ops[op].format) {
    case KR_FMT_N: return;
    case KR_FMT_A:
    case KR_FMT_AW: putf(o, " %u", A); return;
    case KR_FMT_AB:
    case KR_FMT_ABW: putf(o, " %u %u", A, B); return;
    case KR_FMT_ABC:
    case KR_FMT_ABCW: putf(o, " %u %u %u", A, B, C); return;
    case KR_FMT_ABx: putf(o, " %u %u", A, in >> 16); return;
    case KR_FMT_AsBx:
        if (op == OP_LOADI)
            putf(o, " %u %d", A, (int32_t)in >> 16);
        else
            putf(o, " %u to %d", A, (int)next + ((int32_t)in >> 16));
        return;
    case KR_FMT_ABsC: putf(o, " %u %u %d", A, B, (int8_t)C); return;
    case KR_FMT_sJ: putf(o, " to %d", (int)next + ((int32_t)in >> 8)); return;
    case KR_FMT_ABJ: putf(o, " %u %u to %d", A, B, (int)next + (int32_t)c->code[pc + 1]); return;
    case KR_FMT_ABCJ:
        putf(o, " %u %u %s to %d", A, B, C & 1 ? "true" : "false",
             (int)next + (int32_t)c->code[pc + 1]);
        return;
    case KR_FMT_AsBCJ:
        putf(o, " %u %d %s to %d", A, (int8_t)B, C & 1 ? "true" : "false",
             (int)next + (int32_t)c->code[pc + 1]);
        return;
    }
}

static void one_code(Out *o, const KrCode *c) {
    int line = -1;
    put(o, "code ");
    put_str(o, kr__slot_ptr(c->qualname), false);
    putf(o, ": %u parameters, %u locals, %u registers\n", c->nparams, c->nlocals, c->nregs);
    for (uint32_t pc = 0; pc < c->ncode; pc += 1 + ops[c->code[pc] & 0xff].words) {
        KrPosition p;
        kr__code_position(c, pc, &p);
        if (p.line != line && p.line > 0)
            putf(o, "%5d", p.line);
        else
            put(o, "     ");
        line = p.line;
        putf(o, " %5u  %s", pc, ops[c->code[pc] & 0xff].name);
        operands(o, c, pc);
        comment(o, c, pc);
        put(o, "\n");
    }
    for (uint32_t i = 0; i < c->nhandlers; i++) {
        const KrHandler *h = &c->handlers[i];
        putf(o, "      %u..%u to %u, exception in %u%s\n", h->from, h->to, h->target,
             h->reg & 0xffff, h->reg >> 31 ? " with where" : "");
    }
}

/* One line an instruction, then its handlers, then the code objects among its constants. Runs no Python
 * code and does not collect. */
void kr__disassemble(kr_vm *vm, Value code, void (*out)(void *ud, const char *s, size_t n),
                     void *ud) {
    Out o = {vm, out, ud};
    const KrCode *c = kr__ptr(code);
    one_code(&o, c);
    for (uint32_t i = 0; i < c->nconsts; i++) {
        Value v = c->consts[i];
        if (!kr__is_ref(v) || !kr__ok(v) || kr__kind(vm, kr__ptr(v)) != KR_K_CODE) continue;
        put(&o, "\n");
        kr__disassemble(vm, v, out, ud);
    }
}
