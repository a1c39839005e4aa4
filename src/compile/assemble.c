/* SPDX-License-Identifier: MIT
 * assemble.c: from finished units to code objects in the heap. Until here no Value exists; from here every
 * constant is made once, kept alive by the pool (a tuple that lies on the C stack's view) and stored
 * where it is needed. Units are made innermost first. */
#include "compile/scope.h"

#include <string.h>

#include "base/limbs.h"

typedef struct Maker {
    KrGen *g;
    kr_vm *vm;
    KrTuple
        *volatile pool; /* a wide tuple: pool[id] is the Value of the constant `id`, once made */
} Maker;

static Value unit_value(Maker *m, KrGenUnit *u);

/* ---- constants --------------------------------------------------------------------------------------- */

static Value big_value(Maker *m, const KrKonst *k) {
    const char *s = k->u.s;
    bool neg = *s == '-';
    size_t n = k->n - neg, room = kr__limbs_from_text_room(n, k->base);
    uint32_t *d = kr__gen_alloc(m->g, room * sizeof *d);
    if (!d) return KR_FAILED;
    KrLimbs r = {.d = d};
    KrWork w = {.mem = &kr__heap(m->vm)->mem};
    if (kr__limbs_from_text(&w, &r, s + neg, n, k->base) != KR_OK) {
        kr__gen_nomem(m->g);
        return KR_FAILED;
    }
    return kr__int_from_limbs(m->vm, neg, r.d, r.n);
}

/* Strings that could be names are interned, as the reference does. */
static bool name_like(const KrKonst *k) {
    for (uint32_t i = 0; i < k->n; i++) {
        char c = k->u.s[i];
        if (!(c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')))
            return false;
    }
    return true;
}

static Value konst_value(Maker *m, const KrKonst *k);

static Value seq_value(Maker *m, const KrKonst *k) {
    Value *items = kr__gen_alloc(m->g, k->n * sizeof *items);
    if (!items) return KR_FAILED;
    for (uint32_t i = 0; i < k->n; i++) { /* each is in the pool as well, which keeps it */
        items[i] = konst_value(m, k->u.items[i]);
        if (kr__failed(items[i])) return KR_FAILED;
    }
    Value t = k->n ? kr__tuple_new(m->vm, items, k->n) : kr__tuple_empty(m->vm);
    if (kr__failed(t) || k->tag == KR_CONST_TUPLE) return t;
    return m->g->c->make_frozenset(m->vm, t);
}

static Value new_value(Maker *m, const KrKonst *k) {
    switch (k->tag) {
    case KR_CONST_NONE: return KR_NONE_V;
    case KR_CONST_TRUE: return KR_TRUE_V;
    case KR_CONST_FALSE: return KR_FALSE_V;
    case KR_CONST_ELLIPSIS: return KR_ELLIPSIS_V;
    case KR_CONST_INT: return kr__int_from_i64(m->vm, k->u.i);
    case KR_CONST_BIGINT: return big_value(m, k);
    case KR_CONST_FLOAT: return kr__from_double(k->u.f);
    case KR_CONST_COMPLEX:
        if (!m->g->c->make_complex) return KR_NONE_V; /* only in programs without the type */
        return m->g->c->make_complex(m->vm, k->u.c[0], k->u.c[1]);
    case KR_CONST_STR:
        return name_like(k) ? kr__intern(m->vm, k->u.s, k->n) : kr__str_new(m->vm, k->u.s, k->n);
    case KR_CONST_BYTES: return kr__bytes_new(m->vm, k->u.s, k->n);
    case KR_KONST_CODE: return unit_value(m, k->u.code);
    default: return seq_value(m, k);
    }
}

static Value konst_value(Maker *m, const KrKonst *k) {
    if (!k || !kr__gen_enter(m->g)) return KR_FAILED;
    Value v = k->id < m->pool->len ? m->pool->wide[k->id] : KR_UNSET;
    if (kr__ok(v)) return v;
    v = new_value(m, k);
    if (kr__ok(v) && k->id < m->pool->len) {
        m->pool->wide[k->id] = v;
        kr__barrier(m->vm, m->pool);
    }
    return v;
}

/* ---- parts of a code object ----------------------------------------------------------------------------- */

static bool put_konst(Maker *m, KrCode *code, Slot *at, const KrKonst *k) {
    Value v = konst_value(m, k);
    if (kr__failed(v)) return false;
    kr__store(m->vm, code, at, kr__ref_slot(v));
    return true;
}

/* A name is interned whatever its characters. */
static Value ident_value(Maker *m, const KrIdent *id) { return kr__intern(m->vm, id->s, id->n); }

/* Tuple of n names; get(vec, i) says which. The tuple is filled as they are made, so that they live. */
static bool put_names(Maker *m, KrCode *code, Slot *at, const void *vec, uint32_t n,
                      const KrIdent *(*get)(const void *, uint32_t)) {
    Value none = KR_NONE_V, t = kr__tuple_empty(m->vm);
    if (n) {
        Value *items = kr__gen_alloc(m->g, n * sizeof *items);
        if (!items) return false;
        for (uint32_t i = 0; i < n; i++) items[i] = none;
        t = kr__tuple_new(m->vm, items, n);
    }
    if (kr__failed(t)) return false;
    for (uint32_t i = 0; i < n; i++) {
        Value v = ident_value(m, get(vec, i));
        if (kr__failed(v)) return false;
        KrTuple *tuple = kr__ptr(t);
        kr__store(m->vm, tuple, &tuple->narrow[i], kr__ref_slot(v));
    }
    kr__store(m->vm, code, at, kr__ref_slot(t));
    return true;
}

static const KrIdent *nth_ident(const void *v, uint32_t i) {
    return ((const KrIdent *const *)v)[i];
}
static const KrIdent *nth_symbol(const void *v, uint32_t i) {
    return ((KrSymbol *const *)v)[i]->name;
}

static bool put_bytes(Maker *m, KrCode *code, Slot *at, const void *data, size_t n) {
    Value b = kr__bytes_new(m->vm, data, n);
    if (kr__failed(b)) return false;
    kr__store(m->vm, code, at, kr__ref_slot(b));
    return true;
}

static bool put_cells(Maker *m, KrCode *code, KrGenUnit *u) {
    static const char class_name[] = "__class__";
    uint32_t n = u->cells.n + (u->class_cell >= 0);
    code->ncells = (uint16_t)n;
    uint16_t *regs = kr__gen_alloc(m->g, (n + 1) * sizeof *regs);
    const KrIdent **names = kr__gen_alloc(m->g, (n + 1) * sizeof *names);
    if (!regs || !names) return false;
    for (uint32_t i = 0; i < u->cells.n; i++) {
        names[i] = u->cells.data[i]->name;
        uint32_t r = (uint32_t)u->cells.data[i]->reg;
        regs[i] = (uint16_t)(r < KR_NEAR_LOCALS ? r : r + u->far);
    }
    if (u->class_cell >= 0) {
        names[n - 1] = kr__gen_ident(m->g, class_name);
        regs[n - 1] = (uint16_t)u->class_cell;
    }
    if (m->g->failed || !put_names(m, code, &code->cellvars, names, n, nth_ident)) return false;
    return !n || put_bytes(m, code, &code->cellregs, regs, n * sizeof *regs);
}

static bool put_buffer(Maker *m, KrCode *code, KrGenUnit *u) {
    size_t consts = u->consts.n * sizeof(Value), handlers = u->handlers.n * sizeof(KrHandler);
    size_t room, n = consts + handlers + u->ncode * sizeof(uint32_t);
    char *buf = kr__buf_new(m->vm, code, n, &room);
    if (!buf) return false;
    code->consts = (Value *)buf;
    code->handlers = (KrHandler *)(buf + consts);
    code->code = (uint32_t *)(buf + consts + handlers);
    code->room = room;
    kr__barrier(m->vm, code);
    if (handlers) memcpy(code->handlers, u->handlers.data, handlers);
    memcpy(code->code, u->code, u->ncode * sizeof(uint32_t));
    code->nconsts = u->consts.n;
    code->nhandlers = u->handlers.n;
    code->ncode = u->ncode;
    for (uint32_t i = 0; i < u->consts.n; i++) {
        Value v = konst_value(m, u->consts.data[i]);
        if (kr__failed(v)) return false;
        code->consts[i] = v;
        kr__barrier_item(m->vm, code, &code->consts[i]);
    }
    return true;
}

static Value unit_value(Maker *m, KrGenUnit *u) {
    if (u->nregs > UINT16_MAX || u->nparams > UINT16_MAX) {
        m->g->c->error =
            (KrSyntaxError){.type = "MemoryError", .message = "too many local variables"};
        m->g->failed = true;
        return KR_FAILED;
    }
    KrCode *code = kr__new(m->vm, KR_T_CODE, sizeof *code);
    if (!code) return KR_FAILED;
    code->flags = u->flags;
    code->argcount = (uint16_t)u->argcount;
    code->posonly = (uint16_t)u->posonly;
    code->kwonly = (uint16_t)u->kwonly;
    code->nparams = (uint16_t)u->nparams;
    code->nlocals = (uint16_t)(u->nlocals + u->far);
    code->nregs = (uint16_t)u->nregs;
    code->nfree = (uint16_t)u->frees.n;
    code->far = (uint16_t)u->far;
    code->firstlineno = u->firstlineno;
    const char *file = m->g->c->filename ? m->g->c->filename : "";
    bool ok =
        put_konst(m, code, &code->name, kr__konst_ident(m->g, u->name)) &&
        put_konst(m, code, &code->qualname, kr__konst_str(m->g, u->qualname, u->qualname_n)) &&
        put_konst(m, code, &code->filename, kr__konst_str(m->g, file, strlen(file))) &&
        put_names(m, code, &code->names, u->names.data, u->names.n, nth_ident) &&
        put_names(m, code, &code->varnames, u->varnames, u->nnamed, nth_symbol) &&
        put_names(m, code, &code->freevars, u->frees.data, u->frees.n, nth_symbol) &&
        put_cells(m, code, u) && put_bytes(m, code, &code->lines, u->lines.data, u->lines.n) &&
        put_bytes(m, code, &code->live, u->live.data, u->live.n) && put_buffer(m, code, u);
    if (ok && u->selfattrs.n)
        ok = put_names(m, code, &code->selfattrs, u->selfattrs.data, u->selfattrs.n, nth_ident);
    KR_ASSERT(!ok || kr__code_verify(code) == NULL);
    return ok ? kr__value_of(code) : KR_FAILED;
}

Value kr__assemble(KrGen *g, KrGenUnit *u) {
    uint32_t n =
        g->pool_n +
        64; /* names of units and files come in here as well; what does not fit is made anew */
    KrTuple *pool = kr__new(g->vm, KR_T_TUPLE, sizeof(KrTuple) + n * sizeof(Value));
    if (!pool) return KR_FAILED;
    pool->head.head |= KR_F_WIDE;
    pool->len = n;
    Maker m = {.g = g, .vm = g->vm, .pool = pool};
    return unit_value(&m, u);
}
