/* SPDX-License-Identifier: MIT
 * code_make.c: code objects from parts that were stored or given by a program, and the parts of a code
 * object in the form that is stored: instructions as the compiler made them, without caches.
 *
 * The buffer of a code object holds constants, handlers, instructions. In one whose parts do not fit
 * together a stub stands behind the instructions, and it is the stub that runs: `code` is then past
 * where the instructions begin. */
#include "compile/code.h"

#include <string.h>

#include "run/opcodes.h"

static const struct {
    const char *name, *meaning;
    uint8_t words;
} ops[] = {
#define OP_ROW(name, fmt, words, meaning) {#name, meaning, words},
    KR_OPCODES(OP_ROW)
#undef OP_ROW
};

/* ---- instructions as they are stored ----------------------------------------------------------- */

uint32_t kr__code_tag(void) {
    uint32_t h = 2166136261u ^ KR_CODE_FORMAT;
    for (uint32_t i = 0; i < OP_LOAD_ATTR_NARROW; i++) {
        for (const char *p = ops[i].name; *p; p++) h = (h ^ (uint8_t)*p) * 16777619u;
        h = (h ^ ops[i].words) * 16777619u;
    }
    return (h ^ h >> 16) & 0xffff;
}

/* The instruction that the machine specialised to `op`: the table's meaning begins with its name. */
static uint32_t general(uint32_t op) {
    if (op < OP_LOAD_ATTR_NARROW) return op;
    for (uint32_t i = 0; i < OP_LOAD_ATTR_NARROW; i++) {
        size_t n = strlen(ops[i].name);
        if (!strncmp(ops[i].name, ops[op].meaning, n) && ops[op].meaning[n] == ':') return i;
    }
    return op;
}

/* Where the given instructions begin. */
static const uint32_t *words_of(const KrCode *code) {
    return (const uint32_t *)(const void *)(code->handlers + code->nhandlers);
}

bool kr__code_broken(const KrCode *code) { return code->code != words_of(code); }

void kr__code_plain(const KrCode *code, uint32_t *out) {
    const uint32_t *in = words_of(code);
    if (kr__code_broken(code)) {
        memcpy(out, in, (size_t)code->ncode * sizeof *out);
        return;
    }
    memset(out, 0, (size_t)code->ncode * sizeof *out);
    for (uint32_t pc = 0; pc < code->ncode;) {
        uint32_t op = general(in[pc] & 0xff);
        out[pc] = (in[pc] & ~0xffu) | op;
        if (ops[op].words) out[pc + 1] = in[pc + 1];
        pc += 1u + ops[op].words;
    }
}

uint32_t kr__code_pack(const KrCode *code, uint32_t *out) {
    const uint32_t *in = words_of(code);
    uint32_t n = 0;
    for (uint32_t pc = 0; pc < code->ncode;) {
        uint32_t op = general(in[pc] & 0xff);
        out[n++] = (in[pc] & ~0xffu) | op;
        if (ops[op].words) out[n++] = in[pc + 1];
        pc += 1u + ops[op].words;
    }
    return n;
}

/* Puts the caches back, zeroed as `out` is. False: the words do not make ncode. */
static bool unpack(const KrCodeParts *p, uint32_t *out) {
    const char *in = p->words;
    uint32_t pc = 0, at = 0;
    while (at < p->nwords) {
        uint32_t w;
        memcpy(&w, in + 4 * (size_t)at++, 4);
        if ((w & 0xff) >= OP_COUNT) return false;
        uint32_t more = ops[w & 0xff].words;
        if (more >= p->ncode - pc) return false;
        out[pc] = w;
        if (more) {
            if (at == p->nwords) return false;
            memcpy(&out[pc + 1], in + 4 * (size_t)at++, 4);
        }
        pc += 1 + more;
        if (pc == p->ncode) return at == p->nwords;
    }
    return false;
}

/* What a program gives as instructions has anything for caches. */
static void clear_caches(KrCode *c) {
    for (uint32_t pc = 0; pc < c->ncode;) {
        uint32_t op = c->code[pc] & 0xff, words = op < OP_COUNT ? ops[op].words : 0;
        for (uint32_t i = 2; i <= words && i < c->ncode - pc; i++) c->code[pc + i] = 0;
        pc += 1 + words;
    }
}

/* ---- are the parts sound? ---------------------------------------------------------------------- */

static bool is_kind(kr_vm *vm, Value v, KrKind kind) {
    return kr__is_ref(v) && kr__ok(v) && kr__kind(vm, kr__ptr(v)) == kind;
}

static bool is_names(kr_vm *vm, Value v) {
    if (!is_kind(vm, v, KR_K_TUPLE)) return false;
    const KrTuple *t = kr__ptr(v);
    if (t->head.head & KR_F_WIDE) return false;
    for (uint32_t i = 0; i < t->len; i++)
        if (!is_kind(vm, kr__tuple_get(t, i), KR_K_STR)) return false;
    return true;
}

static uint32_t length(Value tuple) { return ((const KrTuple *)kr__ptr(tuple))->len; }

/* Kinds of all parts: what else relies on them. */
static const char *check_kinds(kr_vm *vm, const KrCodeParts *p) {
    if (!is_kind(vm, p->name, KR_K_STR) || !is_kind(vm, p->qualname, KR_K_STR) ||
        !is_kind(vm, p->filename, KR_K_STR))
        return "a name is no str";
    if (!is_names(vm, p->names) || !is_names(vm, p->varnames) || !is_names(vm, p->cellvars) ||
        !is_names(vm, p->freevars) || (kr__ok(p->selfattrs) && !is_names(vm, p->selfattrs)))
        return "name tuples must contain only strings";
    if (!is_kind(vm, p->consts, KR_K_TUPLE)) return "the constants are no tuple";
    if (!is_kind(vm, p->cellregs, KR_K_BYTES) || !is_kind(vm, p->lines, KR_K_BYTES) ||
        !is_kind(vm, p->live, KR_K_BYTES))
        return "a table is no bytes";
    if (p->argcount > UINT16_MAX || p->kwonly > UINT16_MAX || p->posonly > p->argcount ||
        length(p->freevars) > UINT16_MAX || length(p->cellvars) > UINT16_MAX)
        return "more parameters than there are";
    return NULL;
}

static uint32_t nparams(const KrCodeParts *p) {
    return p->argcount + p->kwonly + !!(p->flags & KR_CO_VARARGS) +
           !!(p->flags & KR_CO_VARKEYWORDS);
}

/* A table of numbers in base 128 ends where its bytes do, and its runs in the code; false: it does not. */
static bool read_number(const uint8_t **p, const uint8_t *end, uint32_t *out) {
    uint64_t v = 0;
    for (unsigned shift = 0; *p < end && shift < 35; shift += 7) {
        uint8_t b = *(*p)++;
        v |= (uint64_t)(b & 0x7f) << shift;
        if (b < 0x80) {
            *out = (uint32_t)v;
            return v <= UINT32_MAX;
        }
    }
    return false;
}

static bool sound_live(Value bytes, const KrCodeParts *q) {
    const KrBytes *b = kr__ptr(bytes);
    const uint8_t *p = (const uint8_t *)b->data, *end = p + b->len;
    uint64_t at = 0;
    while (p < end) {
        uint32_t words, live;
        if (!read_number(&p, end, &words) || !read_number(&p, end, &live)) return false;
        at += words;
        if (live > q->nregs - q->nlocals && !q->far) return false;
    }
    return at == q->ncode;
}

static const char *check_registers(const KrCodeParts *p) {
    uint32_t vars = length(p->varnames), cells = length(p->cellvars);
    if (p->nregs > UINT16_MAX || p->nlocals > p->nregs || p->far > p->nregs ||
        nparams(p) > p->nlocals || nparams(p) > vars)
        return "registers out of range";
    KrCode shape = {.far = (uint16_t)p->far};
    if (vars && kr__code_local(&shape, vars - 1) >= p->nlocals) return "a local past the locals";
    const KrBytes *regs = kr__ptr(p->cellregs);
    if (regs->len != 2 * cells) return "cells without registers";
    for (uint32_t i = 0; i < cells; i++) {
        uint16_t r;
        memcpy(&r, regs->data + 2 * i, 2);
        if (r >= p->nlocals) return "a cell past the locals";
    }
    return NULL;
}

static const char *check_handlers(const KrCode *c) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < c->nhandlers; i++) {
        const KrHandler *h = &c->handlers[i];
        uint32_t reg = h->reg & 0x7fffffff;
        if (h->from < at || h->to < h->from || h->to > c->ncode || h->target >= c->ncode)
            return "a handler out of range";
        if (h->target < h->to) return "a handler before the end of what it protects";
        if (reg + (h->reg >> 31) >= c->nregs) return "a handler's register past the last";
        at = h->to;
    }
    return NULL;
}

/* What instructions expect of constants and the kind of code they are in. */
static const char *check_operands(kr_vm *vm, const KrCode *c) {
    for (uint32_t pc = 0; pc < c->ncode;) {
        uint32_t in = c->code[pc], op = in & 0xff, b = in >> 16 & 0xff;
        if (op >= OP_COUNT || ops[op].words >= c->ncode - pc) return "an instruction is cut off";
        uint32_t bx = in >> 16, w = ops[op].words ? c->code[pc + 1] : 0;
        pc += 1u + ops[op].words;
        switch (op) {
        case OP_LOADC:
            if (bx && bx != KR_NONE_V.bits && bx != KR_FALSE_V.bits && bx != KR_TRUE_V.bits &&
                bx != KR_ELLIPSIS_V.bits && bx != KR_NOTIMPL_V.bits)
                return "a constant that is none";
            break;
        case OP_MAKE_FUNCTION:
            if (w >= c->nconsts || !is_kind(vm, c->consts[w], KR_K_CODE))
                return "a function without code";
            break;
        case OP_CALL_KW:
        case OP_CALL_METHOD_KW:
            if (w >= c->nconsts || !is_names(vm, c->consts[w]) || length(c->consts[w]) > b)
                return "keywords without names";
            break;
        case OP_YIELD:
        case OP_SEND:
        case OP_GET_YIELD_FROM_ITER:
            if (!(c->flags & (KR_CO_GENERATOR | KR_CO_COROUTINE | KR_CO_ASYNC_GENERATOR)))
                return "a yield outside of a generator";
            break;
        case OP_CHECK_BOUND:
        case OP_DELETE_LOCAL:
            if (bx >= ((const KrTuple *)kr__slot_ptr(c->varnames))->len)
                return "a local without a name";
            break;
        case OP_LOAD_CLASS_FREE:
            if (c->flags & KR_CO_OPTIMIZED) return "a class's variable outside of a class";
            break;
        default: break;
        }
    }
    return NULL;
}

static const char *check(kr_vm *vm, const KrCode *c) {
    const char *why = check_handlers(c);
    if (!why) why = check_operands(vm, c);
    return why ? why : kr__code_verify(c);
}

/* ---- making ------------------------------------------------------------------------------------ */

/* Raises when it runs: the exception is as good as any, the code cannot be reached by mistake. */
static const uint32_t stub[] = {OP_LOAD_ASSERTION_ERROR, OP_RAISE};

static Slot slot(Value v) { return kr__ok(v) ? kr__ref_slot(v) : KR_NO_SLOT; }

static void fill(KrCode *c, const KrCodeParts *p) {
    c->flags = p->flags;
    c->argcount = (uint16_t)p->argcount;
    c->posonly = (uint16_t)p->posonly;
    c->kwonly = (uint16_t)p->kwonly;
    c->nparams = (uint16_t)nparams(p);
    c->nlocals = (uint16_t)p->nlocals;
    c->nregs = (uint16_t)p->nregs;
    c->nfree = (uint16_t)length(p->freevars);
    c->ncells = (uint16_t)length(p->cellvars);
    c->far = (uint16_t)p->far;
    c->stacksize = (uint16_t)p->stacksize;
    c->firstlineno = p->firstlineno;
    c->name = slot(p->name);
    c->qualname = slot(p->qualname);
    c->filename = slot(p->filename);
    c->names = slot(p->names);
    c->varnames = slot(p->varnames);
    c->cellvars = slot(p->cellvars);
    c->freevars = slot(p->freevars);
    c->cellregs = c->ncells ? slot(p->cellregs) : KR_NO_SLOT;
    c->lines = slot(p->lines);
    c->live = slot(p->live);
    c->selfattrs = slot(p->selfattrs);
}

/* Registers for the parameters, and one at least; all of them are cleared when a call begins, so what is
 * live needs no table. */
static void fill_broken(KrCode *c, const KrCodeParts *p) {
    uint32_t vars = length(p->varnames);
    c->far = 0;
    c->ncells = 0;
    c->cellregs = c->live = KR_NO_SLOT;
    c->nlocals = c->nregs = (uint16_t)(vars ? vars + (vars > KR_CODE_NEAR) : 1);
    memcpy(c->code, stub, sizeof stub);
}

static bool make_buffer(kr_vm *vm, KrCode *c, const KrCodeParts *p) {
    uint32_t nconsts = length(p->consts);
    size_t consts = nconsts * sizeof(Value), handlers = p->nhandlers * sizeof(KrHandler), room;
    char *buf =
        kr__buf_new(vm, c, consts + handlers + p->ncode * sizeof(uint32_t) + sizeof stub, &room);
    if (!buf) return false;
    c->consts = (Value *)(void *)buf;
    c->handlers = (KrHandler *)(void *)(buf + consts);
    c->code = (uint32_t *)(void *)(buf + consts + handlers);
    c->room = room;
    c->nconsts = nconsts;
    c->nhandlers = p->nhandlers;
    c->ncode = p->ncode;
    kr__barrier(vm, c);
    if (handlers) memcpy(c->handlers, p->handlers, handlers);
    const KrTuple *t = kr__ptr(p->consts);
    for (uint32_t i = 0; i < nconsts; i++) {
        c->consts[i] = kr__tuple_get(t, i);
        kr__barrier_item(vm, c, &c->consts[i]);
    }
    return true;
}

Value kr__code_make(kr_vm *vm, const KrCodeParts *p, KrTrust trust, const char **why) {
    *why = check_kinds(vm, p);
    const char *loose = NULL;
    if (!*why && trust != KR_TRUST) {
        loose = check_registers(p);
        if (!loose && !sound_live(p->live, p)) loose = "a table does not fit the code";
        if (trust == KR_CHECK) *why = loose;
    }
    if (!*why && nparams(p) > length(p->varnames)) *why = "co_varnames is too small";
    if (*why) return KR_FAILED;
    KrCode *c = kr__new(vm, KR_T_CODE, sizeof *c);
    if (!c) return KR_FAILED;
    fill(c, p);
    if (!make_buffer(vm, c, p)) return KR_FAILED;
    if (!p->packed)
        memcpy(c->code, p->words, (size_t)p->ncode * 4);
    else if (!unpack(p, c->code))
        loose = "an instruction is cut off";
    if (!loose && trust != KR_TRUST) loose = check(vm, c);
    if (!loose) {
        if (!p->packed) clear_caches(c);
        return kr__value_of(c);
    }
    if (trust == KR_LENIENT) {
        c->code += c->ncode;
        fill_broken(c, p);
        return kr__value_of(c);
    }
    *why = loose;
    return KR_FAILED;
}
