/* SPDX-License-Identifier: MIT
 * fold.c: the constants of a compilation, one copy each, and the folding of constant expressions: what
 * the reference folds, within the sizes to which it folds. Nothing here touches the heap; what would
 * need exact arithmetic past 128 bits is left to run time. */
#include "compile/codegen.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

/* ---- the pool ------------------------------------------------------------------------------- */

static uint32_t hash_bytes(uint32_t h, const void *p, size_t n) {
    const uint8_t *s = p;
    for (size_t i = 0; i < n; i++) h = (h ^ s[i]) * 0x01000193u;
    return h;
}

static bool is_text(uint8_t tag) {
    return tag == KR_CONST_STR || tag == KR_CONST_BYTES || tag == KR_CONST_BIGINT;
}
static bool is_seq(uint8_t tag) { return tag == KR_CONST_TUPLE || tag == KR_CONST_FROZENSET; }

static uint32_t konst_hash(const KrKonst *k) {
    uint32_t h = hash_bytes(0x811c9dc5u, &k->tag, 1);
    if (is_text(k->tag)) return hash_bytes(h ^ k->base, k->u.s, k->n);
    if (is_seq(k->tag)) return hash_bytes(h, k->u.items, k->n * sizeof *k->u.items);
    return hash_bytes(h, &k->u, sizeof k->u);
}

static bool konst_equal(const KrKonst *a, const KrKonst *b) {
    if (a->tag != b->tag || a->n != b->n || a->base != b->base) return false;
    if (is_text(a->tag)) return memcmp(a->u.s, b->u.s, a->n) == 0;
    if (is_seq(a->tag))
        return a->n == 0 || memcmp(a->u.items, b->u.items, a->n * sizeof *a->u.items) == 0;
    return memcmp(&a->u, &b->u, sizeof a->u) == 0;
}

static bool pool_grow(KrGen *g) {
    uint32_t cap = g->pool_cap ? g->pool_cap * 2 : 64;
    KrKonst **pool = kr__gen_alloc(g, cap * sizeof *pool);
    if (!pool) return false;
    for (uint32_t i = 0; i < g->pool_cap; i++) {
        for (KrKonst *k = g->pool[i], *next; k; k = next) {
            next = k->chain;
            k->chain = pool[k->hash & (cap - 1)];
            pool[k->hash & (cap - 1)] = k;
        }
    }
    g->pool = pool;
    g->pool_cap = cap;
    return true;
}

/* The one copy of what *k says. NULL: g failed. */
static KrKonst *pooled(KrGen *g, const KrKonst *k) {
    if (g->failed) return NULL;
    uint32_t h = konst_hash(k);
    if (g->pool_cap)
        for (KrKonst *p = g->pool[h & (g->pool_cap - 1)]; p; p = p->chain)
            if (p->hash == h && konst_equal(p, k)) return p;
    if (g->pool_n >= g->pool_cap && !pool_grow(g)) return NULL;
    KrKonst *p = kr__gen_alloc(g, sizeof *p);
    if (!p) return NULL;
    *p = *k;
    p->hash = h;
    p->id = g->pool_n++;
    p->chain = g->pool[h & (g->pool_cap - 1)];
    g->pool[h & (g->pool_cap - 1)] = p;
    return p;
}

KrKonst *kr__konst_simple(KrGen *g, KrConstTag tag) {
    return pooled(g, &(KrKonst){.tag = (uint8_t)tag});
}
KrKonst *kr__konst_int(KrGen *g, int64_t i) {
    return pooled(g, &(KrKonst){.tag = KR_CONST_INT, .u.i = i});
}
static KrKonst *konst_float(KrGen *g, double f) {
    return pooled(g, &(KrKonst){.tag = KR_CONST_FLOAT, .u.f = f});
}
static KrKonst *konst_complex(KrGen *g, double re, double im) {
    return pooled(g, &(KrKonst){.tag = KR_CONST_COMPLEX, .u.c = {re, im}});
}

static bool has_surrogates(const char *s, size_t n) {
    for (size_t i = 0; i + 1 < n; i++)
        if ((uint8_t)s[i] == 0xED && (uint8_t)s[i + 1] >= 0xA0) return true;
    return false;
}

static KrKonst *konst_text(KrGen *g, KrConstTag tag, uint8_t base, const char *s, size_t n) {
    KrKonst k = {.tag = (uint8_t)tag, .base = base, .n = (uint32_t)n, .u.s = s};
    k.ascii = kr__is_ascii(s, n);
    k.surrogates = tag == KR_CONST_STR && !k.ascii && has_surrogates(s, n);
    return pooled(g, &k);
}

KrKonst *kr__konst_str(KrGen *g, const char *s, size_t n) {
    return konst_text(g, KR_CONST_STR, 0, s, n);
}
KrKonst *kr__konst_seq(KrGen *g, KrConstTag tag, KrKonst **items, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (!items[i]) return NULL;
    KrKonst *k = pooled(g, &(KrKonst){.tag = (uint8_t)tag, .n = n, .u.items = items});
    if (!k || k->u.items != items || !n) return k;
    k->u.items =
        kr__gen_alloc(g, n * sizeof *items); /* the caller's array may end with its block */
    if (!k->u.items) return NULL;
    memcpy(k->u.items, items, n * sizeof *items);
    return k;
}
KrKonst *kr__konst_code(KrGen *g, KrGenUnit *u) {
    return pooled(g, &(KrKonst){.tag = KR_KONST_CODE, .u.code = u});
}

KrKonst *kr__konst_of(KrGen *g, const KrAstConst *c) {
    switch (c->tag) {
    case KR_CONST_INT: return kr__konst_int(g, c->u.i);
    case KR_CONST_FLOAT: return konst_float(g, c->u.f);
    case KR_CONST_IMAG: return konst_complex(g, 0.0, c->u.f);
    case KR_CONST_COMPLEX: return konst_complex(g, c->u.c[0], c->u.c[1]);
    case KR_CONST_STR:
    case KR_CONST_BYTES:
    case KR_CONST_BIGINT:
        return konst_text(g, (KrConstTag)c->tag, c->tag == KR_CONST_BIGINT ? c->base : 0, c->u.s,
                          c->n);
    case KR_CONST_TUPLE:
    case KR_CONST_FROZENSET: {
        if (!kr__gen_enter(g)) return NULL;
        KrKonst **items = kr__gen_alloc(g, c->n * sizeof *items);
        for (uint32_t i = 0; items && i < c->n; i++) items[i] = kr__konst_of(g, &c->u.items[i]);
        return items ? kr__konst_seq(g, (KrConstTag)c->tag, items, c->n) : NULL;
    }
    default: return kr__konst_simple(g, (KrConstTag)c->tag);
    }
}

int kr__konst_truth(const KrKonst *k) {
    switch (k->tag) {
    case KR_CONST_NONE:
    case KR_CONST_FALSE: return 0;
    case KR_CONST_INT: return k->u.i != 0;
    case KR_CONST_FLOAT: return k->u.f != 0;
    case KR_CONST_COMPLEX: return k->u.c[0] != 0 || k->u.c[1] != 0;
    case KR_CONST_STR:
    case KR_CONST_BYTES:
    case KR_CONST_TUPLE:
    case KR_CONST_FROZENSET: return k->n != 0;
    default: return 1;
    }
}

/* ---- integers ------------------------------------------------------------------------------- */

typedef __int128 Wide;

/* The value of an int or bool constant of at most 127 bits. */
static bool int_value(const KrKonst *k, Wide *out) {
    if (k->tag == KR_CONST_INT)
        *out = k->u.i;
    else if (k->tag == KR_CONST_TRUE)
        *out = 1;
    else if (k->tag == KR_CONST_FALSE)
        *out = 0;
    else if (k->tag == KR_CONST_BIGINT) {
        const char *s = k->u.s, *end = s + k->n;
        bool neg = s < end && *s == '-';
        Wide v = 0, most = (Wide)1 << 121;
        for (s += neg; s < end; s++) {
            int d = *s <= '9' ? *s - '0' : (*s | 32) - 'a' + 10;
            if (v >= most) return false;
            v = v * k->base + d;
        }
        *out = neg ? -v : v;
    } else
        return false;
    return true;
}

static KrKonst *konst_wide(KrGen *g, Wide v) {
    if (v >= INT64_MIN && v <= INT64_MAX) return kr__konst_int(g, (int64_t)v);
    char buf[40], *p = buf + sizeof buf;
    unsigned __int128 m = v < 0 ? -(unsigned __int128)v : (unsigned __int128)v;
    for (; m; m >>= 4) *--p = "0123456789abcdef"[(unsigned)m & 15];
    if (v < 0) *--p = '-';
    size_t n = (size_t)(buf + sizeof buf - p);
    char *s = kr__gen_alloc(g, n + 1);
    if (!s) return NULL;
    memcpy(s, p, n);
    return konst_text(g, KR_CONST_BIGINT, 16, s, n);
}

static int bits_of(Wide v) {
    int n = 0;
    for (unsigned __int128 m = v < 0 ? -(unsigned __int128)v : (unsigned __int128)v; m; m >>= 1)
        n++;
    return n;
}

static Wide floor_div(Wide a, Wide b, Wide *rem) {
    Wide q = a / b, r = a % b;
    if (r && (r < 0) != (b < 0)) {
        q--;
        r += b;
    }
    *rem = r;
    return q;
}

static bool wide_pow(Wide a, Wide b, Wide *out) {
    if (b < 0 || b > 128 || bits_of(a) * (int)b > 126) return false;
    Wide r = 1;
    for (; b; b--) r *= a;
    *out = r;
    return true;
}

/* False: not folded (an error, a float result, or too large). */
static bool wide_op(KrAstOp op, Wide a, Wide b, Wide *r) {
    Wide rem;
    switch (op) {
    case KR_AST_Add: *r = a + b; return true;
    case KR_AST_Sub: *r = a - b; return true;
    case KR_AST_Mult:
        if (bits_of(a) + bits_of(b) > 126) return false;
        *r = a * b;
        return true;
    case KR_AST_FloorDiv:
        if (b == 0) return false;
        *r = floor_div(a, b, &rem);
        return true;
    case KR_AST_Mod:
        if (b == 0) return false;
        floor_div(a, b, r);
        return true;
    case KR_AST_Pow: return wide_pow(a, b, r);
    case KR_AST_LShift:
        if (b < 0 || b > 126 || bits_of(a) + (int)b > 126) return false;
        *r = a * ((Wide)1 << (int)b);
        return true;
    case KR_AST_RShift:
        if (b < 0) return false;
        *r = b > 126 ? (a < 0 ? -1 : 0) : a >> (int)b;
        return true;
    case KR_AST_BitOr: *r = a | b; return true;
    case KR_AST_BitXor: *r = a ^ b; return true;
    case KR_AST_BitAnd: *r = a & b; return true;
    default: return false;
    }
}

/* and, or, xor of two bools stay bools. */
static KrKonst *bool_op(KrGen *g, KrAstOp op, const KrKonst *a, const KrKonst *b) {
    bool x = a->tag == KR_CONST_TRUE, y = b->tag == KR_CONST_TRUE, r;
    if (op == KR_AST_BitAnd)
        r = x && y;
    else if (op == KR_AST_BitOr)
        r = x || y;
    else if (op == KR_AST_BitXor)
        r = x != y;
    else
        return NULL;
    return kr__konst_simple(g, r ? KR_CONST_TRUE : KR_CONST_FALSE);
}

static bool is_bool(const KrKonst *k) {
    return k->tag == KR_CONST_TRUE || k->tag == KR_CONST_FALSE;
}

static bool float_value(const KrKonst *k, double *out) {
    Wide w;
    if (k->tag == KR_CONST_FLOAT)
        *out = k->u.f;
    else if (int_value(k, &w) && w >= -((Wide)1 << 53) && w <= (Wide)1 << 53)
        *out = (double)w;
    else
        return false;
    return true;
}

static KrKonst *float_op(KrGen *g, KrAstOp op, double a, double b) {
    switch (op) {
    case KR_AST_Add: return konst_float(g, a + b);
    case KR_AST_Sub: return konst_float(g, a - b);
    case KR_AST_Mult: return konst_float(g, a * b);
    case KR_AST_Div: return b != 0 ? konst_float(g, a / b) : NULL;
    case KR_AST_Pow: {
        double r = a > 0 ? pow(a, b) : NAN; /* other cases are complex, errors or rare */
        return isfinite(r) ? konst_float(g, r) : NULL;
    }
    default: return NULL;
    }
}

static bool complex_value(const KrKonst *k, double c[2]) {
    c[1] = 0;
    if (k->tag != KR_CONST_COMPLEX) return float_value(k, &c[0]);
    c[0] = k->u.c[0];
    c[1] = k->u.c[1];
    return true;
}

bool kr__konst_same_key(const KrKonst *a, const KrKonst *b) {
    double x[2], y[2];
    return a == b || (complex_value(a, x) && complex_value(b, y) && x[0] == y[0] && x[1] == y[1]);
}

static KrKonst *complex_op(KrGen *g, KrAstOp op, const KrKonst *a, const KrKonst *b) {
    double x[2], y[2];
    if (!complex_value(a, x) || !complex_value(b, y)) return NULL;
    if (op == KR_AST_Add) return konst_complex(g, x[0] + y[0], x[1] + y[1]);
    if (op == KR_AST_Sub) return konst_complex(g, x[0] - y[0], x[1] - y[1]);
    if (op == KR_AST_Mult)
        return konst_complex(g, x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]);
    return NULL;
}

/* ---- sequences ------------------------------------------------------------------------------- */

#define MOST_TEXT 4096 /* code points or bytes of a folded repetition */
#define MOST_ITEMS 256 /* items of a folded tuple repetition */

static KrKonst *concat(KrGen *g, const KrKonst *a, const KrKonst *b) {
    if (a->tag != b->tag) return NULL;
    if (a->tag == KR_CONST_TUPLE) {
        KrKonst **items = kr__gen_alloc(g, (a->n + b->n) * sizeof *items);
        if (!items) return NULL;
        for (uint32_t i = 0; i < a->n; i++) items[i] = a->u.items[i];
        for (uint32_t i = 0; i < b->n; i++) items[a->n + i] = b->u.items[i];
        return kr__konst_seq(g, KR_CONST_TUPLE, items, a->n + b->n);
    }
    if (a->tag != KR_CONST_STR && a->tag != KR_CONST_BYTES) return NULL;
    char *s = kr__gen_alloc(g, (size_t)a->n + b->n + 1);
    if (!s) return NULL;
    memcpy(s, a->u.s, a->n);
    memcpy(s + a->n, b->u.s, b->n);
    return konst_text(g, (KrConstTag)a->tag, 0, s, (size_t)a->n + b->n);
}

static KrKonst *repeat(KrGen *g, const KrKonst *a, const KrKonst *times) {
    Wide t;
    if (times->tag == KR_CONST_BIGINT || !int_value(times, &t)) return NULL;
    if (t < 0) t = 0;
    bool tuple = a->tag == KR_CONST_TUPLE;
    if (a->n && t > (tuple ? MOST_ITEMS : MOST_TEXT) / a->n) return NULL;
    if (!a->n) t = 0;
    uint32_t n = a->n * (uint32_t)t;
    if (tuple) {
        KrKonst **items = kr__gen_alloc(g, n * sizeof *items);
        if (!items) return NULL;
        for (uint32_t i = 0; i < n; i++) items[i] = a->u.items[i % a->n];
        return kr__konst_seq(g, KR_CONST_TUPLE, items, n);
    }
    char *s = kr__gen_alloc(g, n + 1);
    if (!s) return NULL;
    for (uint32_t i = 0; i < n; i += a->n) memcpy(s + i, a->u.s, a->n);
    return konst_text(g, (KrConstTag)a->tag, 0, s, n);
}

static bool repeatable(const KrKonst *k) {
    return k->tag == KR_CONST_STR || k->tag == KR_CONST_BYTES || k->tag == KR_CONST_TUPLE;
}

static KrKonst *subscript(KrGen *g, const KrKonst *v, const KrKonst *i) {
    if (i->tag != KR_CONST_INT || !repeatable(v)) return NULL;
    size_t n = v->tag == KR_CONST_STR ? kr__utf8_count(v->u.s, v->n) : v->n;
    int64_t at = i->u.i < 0 ? i->u.i + (int64_t)n : i->u.i;
    if (at < 0 || at >= (int64_t)n) return NULL;
    if (v->tag == KR_CONST_TUPLE) return v->u.items[at];
    if (v->tag == KR_CONST_BYTES) return kr__konst_int(g, (uint8_t)v->u.s[at]);
    const char *s = v->u.s + kr__utf8_offset(v->u.s, v->n, (size_t)at);
    return kr__konst_str(g, s, kr__utf8_lead((uint8_t)*s));
}

#define NO_CONSTANT 0x80u /* in KrAst.flags: folding this node gave nothing */

/* ---- expressions ------------------------------------------------------------------------------ */

static KrKonst *binary(KrGen *g, KrAstOp op, KrKonst *a, KrKonst *b) {
    Wide x, y, r;
    if (is_bool(a) && is_bool(b)) {
        KrKonst *k = bool_op(g, op, a, b);
        if (k) return k;
    }
    if (int_value(a, &x) && int_value(b, &y) && op != KR_AST_Div)
        return wide_op(op, x, y, &r) ? konst_wide(g, r) : NULL;
    if (a->tag == KR_CONST_COMPLEX || b->tag == KR_CONST_COMPLEX) return complex_op(g, op, a, b);
    double d, e;
    if (float_value(a, &d) && float_value(b, &e)) return float_op(g, op, d, e);
    if (op == KR_AST_Add) return concat(g, a, b);
    if (op == KR_AST_Mult && repeatable(a)) return repeat(g, a, b);
    if (op == KR_AST_Mult && repeatable(b)) return repeat(g, b, a);
    return NULL;
}

static KrKonst *negative(KrGen *g, const KrKonst *k) {
    Wide w;
    if (k->tag == KR_CONST_FLOAT) return konst_float(g, -k->u.f);
    if (k->tag == KR_CONST_COMPLEX) return konst_complex(g, -k->u.c[0], -k->u.c[1]);
    if (int_value(k, &w)) return konst_wide(g, -w);
    if (k->tag != KR_CONST_BIGINT || k->u.s[0] == '-') return NULL;
    char *s = kr__gen_alloc(g, k->n + 2);
    if (!s) return NULL;
    s[0] = '-';
    memcpy(s + 1, k->u.s, k->n);
    return konst_text(g, KR_CONST_BIGINT, k->base, s, k->n + 1);
}

static KrKonst *unary(KrGen *g, KrAstOp op, KrKonst *k) {
    Wide w;
    if (op == KR_AST_Not)
        return kr__konst_simple(g, kr__konst_truth(k) ? KR_CONST_FALSE : KR_CONST_TRUE);
    if (op == KR_AST_USub) return negative(g, k);
    if (op == KR_AST_Invert) return int_value(k, &w) ? konst_wide(g, ~w) : NULL;
    if (is_bool(k)) return kr__konst_int(g, k->tag == KR_CONST_TRUE);
    return k->tag == KR_CONST_INT || k->tag == KR_CONST_FLOAT || k->tag == KR_CONST_BIGINT ||
                   k->tag == KR_CONST_COMPLEX
               ? k
               : NULL;
}

/* The items of a display as constants, or NULL. */
static KrKonst *fold_items(KrGen *g, const KrAstSeq *elts, KrConstTag tag) {
    for (uint32_t i = 0; i < elts->n; i++) {
        int kind = elts->items[i]->kind; /* most displays fail here, before anything is made */
        if (kind == KR_AST_Name || kind == KR_AST_Call || kind == KR_AST_Attribute ||
            kind == KR_AST_Starred)
            return NULL;
    }
    KrKonst **items = kr__gen_alloc(g, elts->n * sizeof *items);
    if (!items) return NULL;
    for (uint32_t i = 0; i < elts->n; i++) {
        items[i] = kr__fold(g, elts->items[i]);
        if (!items[i]) return NULL;
    }
    return kr__konst_seq(g, tag, items, elts->n);
}

KrKonst *kr__fold_display(KrGen *g, KrAst *e) {
    if (e->kind == KR_AST_List) return fold_items(g, &KR_AST(List, e)->elts, KR_CONST_TUPLE);
    if (e->kind == KR_AST_Set && g->c->make_frozenset)
        return fold_items(g, &KR_AST(Set, e)->elts, KR_CONST_FROZENSET);
    return NULL;
}

static KrKonst *fold_compound(KrGen *g, KrAst *e) {
    if (!kr__gen_enter(g)) return NULL;
    switch (e->kind) {
    case KR_AST_UnaryOp: {
        KrKonst *k = kr__fold(g, KR_AST(UnaryOp, e)->operand);
        return k ? unary(g, KR_AST(UnaryOp, e)->op, k) : NULL;
    }
    case KR_AST_BinOp: {
        KrAstBinOp *b = KR_AST(BinOp, e);
        KrKonst *r = kr__fold(g, b->right), *l = r ? kr__fold(g, b->left) : NULL;
        return l ? binary(g, b->op, l, r) : NULL;
    }
    case KR_AST_Tuple:
        if (KR_AST(Tuple, e)->ctx != KR_AST_Load) return NULL;
        return fold_items(g, &KR_AST(Tuple, e)->elts, KR_CONST_TUPLE);
    default: {
        KrAstSubscript *s = KR_AST(Subscript, e);
        if (s->ctx != KR_AST_Load) return NULL;
        KrKonst *i = kr__fold(g, s->slice), *v = i ? kr__fold(g, s->value) : NULL;
        return v ? subscript(g, v, i) : NULL;
    }
    }
}

KrKonst *kr__fold(KrGen *g, KrAst *e) {
    switch (e->kind) {
    case KR_AST_Constant: return kr__konst_of(g, &KR_AST(Constant, e)->value);
    case KR_AST_Name: {
        const KrIdent *id = KR_AST(Name, e)->id;
        if (id->n != 9 || strcmp(id->s, "__debug__") || KR_AST(Name, e)->ctx != KR_AST_Load)
            return NULL;
        return kr__konst_simple(g, g->optimize ? KR_CONST_FALSE : KR_CONST_TRUE);
    }
    case KR_AST_UnaryOp:
    case KR_AST_BinOp:
    case KR_AST_Tuple:
    case KR_AST_Subscript: {
        if (e->flags & NO_CONSTANT) return NULL;
        KrKonst *k = fold_compound(g, e);
        if (!k) e->flags |= NO_CONSTANT; /* asked again by each operation around it */
        return k;
    }
    default: return NULL;
    }
}
