/* SPDX-License-Identifier: MIT
 * ast.c: the tables that ast.def declares, the table of names of a parse, and a dumper whose text
 * is that of Python's ast.dump. */
#include "compile/ast.h"
#include "base/dtoa.h"
#include "base/limbs.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* ---- tables ------------------------------------------------------------------------------- */

#define KR_AST_KIND_mod KR_AST_T_NODE
#define KR_AST_KIND_stmt KR_AST_T_NODE
#define KR_AST_KIND_expr KR_AST_T_NODE
#define KR_AST_KIND_comprehension KR_AST_T_NODE
#define KR_AST_KIND_excepthandler KR_AST_T_NODE
#define KR_AST_KIND_arguments KR_AST_T_NODE
#define KR_AST_KIND_arg KR_AST_T_NODE
#define KR_AST_KIND_keyword KR_AST_T_NODE
#define KR_AST_KIND_alias KR_AST_T_NODE
#define KR_AST_KIND_withitem KR_AST_T_NODE
#define KR_AST_KIND_match_case KR_AST_T_NODE
#define KR_AST_KIND_pattern KR_AST_T_NODE
#define KR_AST_KIND_type_ignore KR_AST_T_NODE
#define KR_AST_KIND_type_param KR_AST_T_NODE
#define KR_AST_KIND_identifier KR_AST_T_IDENT
#define KR_AST_KIND_string KR_AST_T_STRING
#define KR_AST_KIND_constant KR_AST_T_CONST
#define KR_AST_KIND_int KR_AST_T_INT
#define KR_AST_KIND_expr_context KR_AST_T_OP
#define KR_AST_KIND_boolop KR_AST_T_OP
#define KR_AST_KIND_operator KR_AST_T_OP
#define KR_AST_KIND_unaryop KR_AST_T_OP
#define KR_AST_KIND_cmpop KR_AST_T_OP

/* Field types that are no sum of the grammar. */
enum {
    KR_AST_SUM_identifier = 0,
    KR_AST_SUM_string = 0,
    KR_AST_SUM_constant = 0,
    KR_AST_SUM_int = 0
};

const KrAstInfo kr__ast_info[KR_AST_COUNT] = {
#define NODE(name, sum, fields) \
    [KR_AST_##name] = {#name, sizeof(KrAst##name), KR_AST_SUM_##sum, false, false},
#define NODE12(name, sum, fields) \
    [KR_AST_##name] = {#name, sizeof(KrAst##name), KR_AST_SUM_##sum, false, true},
#define LEAF(name, sum) [KR_AST_##name] = {#name, sizeof(KrAst), KR_AST_SUM_##sum, true, false},
#include "compile/ast.def"
};

const KrAstSumInfo kr__ast_sum_info[KR_AST_SUM_COUNT] = {
#define SUM(name, attrs) [KR_AST_SUM_##name] = {#name, attrs, false},
#define SUM12(name, attrs) [KR_AST_SUM_##name] = {#name, attrs, true},
#include "compile/ast.def"
};

const KrAstField *kr__ast_fields(KrAstKind kind) {
#define ROW(type, name, mult, hide) \
    {#name, #type, KR_AST_KIND_##type, mult, KR_AST_SUM_##type, hide, offsetof(NodeT, name)},
#define F1(type, name) ROW(type, name, KR_AST_ONE, false)
#define FO(type, name) ROW(type, name, KR_AST_OPT, false)
#define FS(type, name) ROW(type, name, KR_AST_SEQ, false)
#define FX(type, name) ROW(type, name, KR_AST_SEQ, true)
#define NODE(name, sum, ...)                                \
    case KR_AST_##name: {                                   \
        typedef KrAst##name NodeT __attribute__((unused));  \
        static const KrAstField table[] = {__VA_ARGS__{0}}; \
        return table;                                       \
    }
    switch ((int)kind) {
#include "compile/ast.def"
    default: break;
    }
    static const KrAstField none[1];
    return none;
}
#undef ROW

KrAst *kr__ast_new(KrArena *a, KrAstKind kind) {
    KrAst *node = kr__arena_alloc(a, kr__ast_info[kind].size);
    if (node) node->kind = (uint8_t)kind;
    return node;
}

/* ---- names -------------------------------------------------------------------------------- */

static uint32_t hash_name(const char *s, size_t n) {
    uint64_t h = n * 0x9E3779B97F4A7C15u, w;
    for (; n >= 8; s += 8, n -= 8) {
        memcpy(&w, s, 8);
        h = (h ^ w) * 0xD6E8FEB86659FD93u;
        h ^= h >> 32;
    }
    w = 0;
    for (size_t i = 0; i < n; i++) w = w << 8 | (uint8_t)s[i];
    h = (h ^ w) * 0xD6E8FEB86659FD93u;
    return (uint32_t)(h >> 32);
}

bool kr__idents_init(KrIdents *t, KrArena *a) {
    t->arena = a;
    t->cap = 256;
    t->n = 0;
    t->slots = kr__arena_alloc(a, t->cap * sizeof *t->slots);
    return t->slots != NULL;
}

static bool grow_idents(KrIdents *t) {
    uint32_t cap = t->cap * 4;
    KrIdent **slots = kr__arena_alloc(t->arena, cap * sizeof *slots);
    if (!slots) return false;
    for (uint32_t i = 0; i < t->cap; i++) {
        if (!t->slots[i]) continue;
        uint32_t at = t->slots[i]->hash & (cap - 1);
        while (slots[at]) at = (at + 1) & (cap - 1);
        slots[at] = t->slots[i];
    }
    t->slots = slots;
    t->cap = cap;
    return true;
}

const KrIdent *kr__ident_intern(KrIdents *t, const char *s, size_t n) {
    uint32_t h = hash_name(s, n), at = h & (t->cap - 1);
    for (KrIdent *id; (id = t->slots[at]); at = (at + 1) & (t->cap - 1))
        if (id->hash == h && id->n == n && !memcmp(id->s, s, n)) return id;
    KrIdent *id = kr__arena_alloc(t->arena, sizeof *id);
    char *copy = kr__arena_strndup(t->arena, s, n);
    if (!id || !copy) return NULL;
    *id = (KrIdent){copy, (uint32_t)n, h, t->n++, 0};
    t->slots[at] = id;
    if (t->n * 2 > t->cap && !grow_idents(t)) return NULL;
    return id;
}

/* ---- dump --------------------------------------------------------------------------------- */

/* Text under construction in the arena; grows by copying. */
typedef struct Out {
    KrArena *arena;
    char *s;
    size_t n, cap;
    bool attributes;
    bool too_deep;
    uint32_t depth;
} Out;

static bool room(Out *o, size_t extra) {
    if (!o->s && o->cap) return false;
    if (o->n + extra + 1 <= o->cap) return true;
    size_t cap = (o->n + extra + 1) * 2 + 256;
    char *s = kr__arena_alloc(o->arena, cap);
    if (s && o->n) memcpy(s, o->s, o->n);
    o->s = s;
    o->cap = cap;
    return s != NULL;
}

static void put(Out *o, const char *s, size_t n) {
    if (!room(o, n)) return;
    memcpy(o->s + o->n, s, n);
    o->n += n;
    o->s[o->n] = 0;
}
static void puts_(Out *o, const char *s) { put(o, s, strlen(s)); }

static void put_int(Out *o, int64_t i) {
    char buf[24];
    put(o, buf, kr__i64_to_text(buf, i));
}

static char quote_for(const char *s, size_t n) {
    return memchr(s, '\'', n) && !memchr(s, '"', n) ? '"' : '\'';
}

/* A character of a str or bytes literal as repr shows it. */
static void put_repr_char(Out *o, uint32_t cp, const char *s, unsigned width, char quote,
                          bool bytes) {
    char buf[16];
    if (cp == (uint32_t)quote || cp == '\\') {
        snprintf(buf, sizeof buf, "\\%c", (int)cp);
    } else if (cp == '\n' || cp == '\r' || cp == '\t') {
        snprintf(buf, sizeof buf, "\\%c", cp == '\n' ? 'n' : cp == '\r' ? 'r' : 't');
    } else if (bytes ? cp >= ' ' && cp < 127 : kr__uc_is(cp, KR_UC_PRINTABLE)) {
        put(o, s, width);
        return;
    } else {
        snprintf(buf, sizeof buf,
                 cp < 0x100     ? "\\x%02x"
                 : cp < 0x10000 ? "\\u%04x"
                                : "\\U%08x",
                 (unsigned)cp);
    }
    puts_(o, buf);
}

static void put_str(Out *o, const char *s, size_t n) {
    char quote = quote_for(s, n);
    const char *end = s + n;
    put(o, &quote, 1);
    while (s < end) {
        unsigned width;
        uint32_t cp = kr__utf8_decode(s, &width);
        put_repr_char(o, cp, s, width, quote, false);
        s += width;
    }
    put(o, &quote, 1);
}

static void put_bytes(Out *o, const char *s, size_t n) {
    char quote = quote_for(s, n);
    put(o, "b", 1);
    put(o, &quote, 1);
    for (size_t i = 0; i < n; i++) put_repr_char(o, (uint8_t)s[i], s + i, 1, quote, true);
    put(o, &quote, 1);
}

static void put_bigint(Out *o, const KrAstConst *c) {
    KrWork w = {o->arena->mem, NULL, NULL};
    KrLimbs v;
    v.d = kr__arena_alloc(o->arena, kr__limbs_from_text_room(c->n, c->base) * sizeof *v.d);
    if (!v.d || kr__limbs_from_text(&w, &v, c->u.s, c->n, c->base) != KR_OK) {
        o->arena->failed = true;
        return;
    }
    size_t n = kr__limbs_text_room(&v, 10);
    char *text = kr__arena_alloc(o->arena, n);
    if (!text || kr__limbs_to_text(&w, text, &n, &v, 10) != KR_OK) {
        o->arena->failed = true;
        return;
    }
    put(o, text, n);
}

static void put_const(Out *o, const KrAstConst *c) {
    char buf[64];
    switch ((KrConstTag)c->tag) {
    case KR_CONST_NONE: puts_(o, "None"); break;
    case KR_CONST_TRUE: puts_(o, "True"); break;
    case KR_CONST_FALSE: puts_(o, "False"); break;
    case KR_CONST_ELLIPSIS: puts_(o, "Ellipsis"); break;
    case KR_CONST_INT: put_int(o, c->u.i); break;
    case KR_CONST_BIGINT: put_bigint(o, c); break;
    case KR_CONST_FLOAT: put(o, buf, kr__float_repr(c->u.f, buf)); break;
    case KR_CONST_IMAG:
        put(o, buf, kr__float_format(c->u.f, 'r', 0, 0, buf));
        puts_(o, "j");
        break;
    case KR_CONST_STR: put_str(o, c->u.s, c->n); break;
    case KR_CONST_BYTES: put_bytes(o, c->u.s, c->n); break;
    case KR_CONST_COMPLEX:
        puts_(o, "(");
        put(o, buf, kr__float_format(c->u.c[0], 'r', 0, 0, buf));
        put(o, buf, kr__float_format(c->u.c[1], 'r', 0, KR_FLOAT_SIGN, buf));
        puts_(o, "j)");
        break;
    case KR_CONST_TUPLE:
    case KR_CONST_FROZENSET:
        puts_(o, c->tag == KR_CONST_TUPLE ? "(" : "frozenset({");
        for (uint32_t i = 0; i < c->n; i++) {
            if (i) puts_(o, ", ");
            put_const(o, &c->u.items[i]);
        }
        puts_(o, c->tag == KR_CONST_FROZENSET ? "})" : c->n == 1 ? ",)" : ")");
        break;
    }
}

static void put_node(Out *o, const KrAst *node);

static void put_op(Out *o, KrAstOp op) {
    puts_(o, kr__ast_info[op].name);
    puts_(o, "()");
}

static void put_seq(Out *o, const KrAstField *f, const void *at) {
    uint32_t n = *(const uint32_t *)at; /* every sequence starts with its length */
    puts_(o, "[");
    for (uint32_t i = 0; i < n; i++) {
        if (i) puts_(o, ", ");
        if (f->type == KR_AST_T_NODE) {
            put_node(o, ((const KrAstSeq *)at)->items[i]);
        } else if (f->type == KR_AST_T_IDENT) {
            const KrIdent *id = ((const KrIdentSeq *)at)->items[i];
            put_str(o, id->s, id->n);
        } else {
            put_op(o, ((const KrAstOpSeq *)at)->items[i]);
        }
    }
    puts_(o, "]");
}

/* Is this optional field absent, so that the dump leaves it out? */
static bool is_absent(const KrAstField *f, const void *at) {
    if (f->hidden) return *(const uint32_t *)at == 0;
    if (f->mult != KR_AST_OPT) return false;
    if (f->type == KR_AST_T_STRING) return !((const KrAstStr *)at)->s;
    return f->type != KR_AST_T_INT && !*(void *const *)at;
}

static void put_field(Out *o, const KrAstField *f, const void *at) {
    if (f->mult == KR_AST_SEQ) {
        put_seq(o, f, at);
        return;
    }
    switch ((KrAstFieldType)f->type) {
    case KR_AST_T_NODE: put_node(o, *(KrAst *const *)at); break;
    case KR_AST_T_IDENT: {
        const KrIdent *id = *(const KrIdent *const *)at;
        put_str(o, id->s, id->n);
        break;
    }
    case KR_AST_T_STRING: put_str(o, ((const KrAstStr *)at)->s, ((const KrAstStr *)at)->n); break;
    case KR_AST_T_CONST: put_const(o, at); break;
    case KR_AST_T_INT: put_int(o, *(const int32_t *)at); break;
    case KR_AST_T_OP: put_op(o, *(const KrAstOp *)at); break;
    }
}

static void put_attributes(Out *o, const KrAst *node, const char *sep) {
    char buf[128];
    snprintf(buf, sizeof buf, "%slineno=%u, col_offset=%u, end_lineno=%u, end_col_offset=%u", sep,
             (unsigned)node->lineno, (unsigned)node->col_offset, (unsigned)node->end_lineno,
             (unsigned)node->end_col_offset);
    puts_(o, buf);
}

static void put_node(Out *o, const KrAst *node) {
    if (!node) {
        puts_(o, "None");
        return;
    }
    if (o->depth >= KR_AST_DUMP_DEPTH) {
        o->too_deep = true;
        return;
    }
    o->depth++;
    const KrAstInfo *info = &kr__ast_info[node->kind];
    const char *sep = "";
    puts_(o, info->name);
    puts_(o, "(");
    for (const KrAstField *f = kr__ast_fields(node->kind); f->name; f++) {
        const void *at = (const char *)node + f->offset;
        if (is_absent(f, at)) continue;
        puts_(o, sep);
        puts_(o, f->name);
        puts_(o, "=");
        put_field(o, f, at);
        sep = ", ";
    }
    if (o->attributes && kr__ast_sum_info[info->sum].attrs) put_attributes(o, node, sep);
    puts_(o, ")");
    o->depth--;
}

char *kr__ast_dump(KrArena *a, KrAst *node, bool attributes, size_t *len) {
    Out o = {.arena = a, .attributes = attributes};
    put_node(&o, node);
    *len = o.n;
    return a->failed || o.too_deep ? NULL : o.s;
}
