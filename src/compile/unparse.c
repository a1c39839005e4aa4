/* SPDX-License-Identifier: MIT
 * unparse.c: the text of an expression from its tree, as annotations keep it under `from __future__ import
 * annotations`: one space around operators, parentheses only where precedence asks for them. */
#include "compile/scope.h"

#include <math.h>
#include <string.h>

#include "base/dtoa.h"
#include "base/limbs.h"
#include "base/unicode.h"
#include "base/utf8.h"

enum {
    PR_TUPLE,
    PR_TEST,
    PR_OR,
    PR_AND,
    PR_NOT,
    PR_CMP,
    PR_EXPR,
    PR_BXOR,
    PR_BAND,
    PR_SHIFT,
    PR_ARITH,
    PR_TERM,
    PR_FACTOR,
    PR_POWER,
    PR_AWAIT,
    PR_ATOM,
    PR_BOR = PR_EXPR
};

typedef struct Out {
    KrGen *g;
    KR_AVEC(char) s;
} Out;

static void expr(Out *o, KrAst *e, int level);

static void put_n(Out *o, const char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!kr__avec_push(o->g, &o->s, s[i])) return;
}
static void put(Out *o, const char *s) { put_n(o, s, strlen(s)); }
static void put_ident(Out *o, const KrIdent *id) { put_n(o, id->s, id->n); }
static void put_if(Out *o, bool b, const char *s) {
    if (b) put(o, s);
}

/* ---- constants ------------------------------------------------------------------------------------- */

static void put_hex(Out *o, char letter, uint32_t v, int digits) {
    char buf[11] = {'\\', letter};
    for (int i = 0; i < digits; i++)
        buf[2 + i] = "0123456789abcdef"[v >> 4 * (digits - 1 - i) & 15];
    put_n(o, buf, 2 + (size_t)digits);
}

static char quote_for(const char *s, size_t n) {
    return memchr(s, '\'', n) && !memchr(s, '"', n) ? '"' : '\'';
}

static bool put_escape(Out *o, uint32_t c, char quote) {
    if (c == (uint32_t)(uint8_t)quote || c == '\\')
        put_n(o, (char[]){'\\', (char)c}, 2);
    else if (c == '\n')
        put(o, "\\n");
    else if (c == '\r')
        put(o, "\\r");
    else if (c == '\t')
        put(o, "\\t");
    else
        return false;
    return true;
}

static void put_str_repr(Out *o, const char *s, size_t n) {
    char quote = quote_for(s, n);
    put_n(o, &quote, 1);
    for (const char *end = s + n; s < end;) {
        const char *from = s;
        uint32_t c = kr__utf8_next(&s);
        if (put_escape(o, c, quote)) continue;
        if (c < 0x80 ? c >= ' ' && c < 0x7f : kr__uc_is(c, KR_UC_PRINTABLE))
            put_n(o, from, (size_t)(s - from));
        else if (c < 0x100)
            put_hex(o, 'x', c, 2);
        else if (c < 0x10000)
            put_hex(o, 'u', c, 4);
        else
            put_hex(o, 'U', c, 8);
    }
    put_n(o, &quote, 1);
}

static void put_bytes_repr(Out *o, const char *s, size_t n) {
    char quote = quote_for(s, n);
    put(o, "b");
    put_n(o, &quote, 1);
    for (size_t i = 0; i < n; i++) {
        uint8_t c = (uint8_t)s[i];
        if (put_escape(o, c, quote)) continue;
        if (c >= ' ' && c < 0x7f)
            put_n(o, s + i, 1);
        else
            put_hex(o, 'x', c, 2);
    }
    put_n(o, &quote, 1);
}

static void put_float(Out *o, double f, bool imag) {
    char buf[32];
    if (isinf(f))
        put(o, "1e309");
    else {
        size_t n = kr__float_repr(f, buf);
        if (imag && n > 2 && !memcmp(buf + n - 2, ".0", 2)) n -= 2;
        put_n(o, buf, n);
    }
    put_if(o, imag, "j");
}

static void put_big(Out *o, const KrAstConst *c) {
    if (c->base == 10) {
        put_n(o, c->u.s, c->n);
        return;
    }
    size_t room = kr__limbs_from_text_room(c->n, c->base), len;
    KrLimbs v = {.d = kr__gen_alloc(o->g, room * 4)};
    KrWork w = {.mem = o->g->arena->mem};
    if (!v.d || kr__limbs_from_text(&w, &v, c->u.s, c->n, c->base) != KR_OK) return;
    char *text = kr__gen_alloc(o->g, kr__limbs_text_room(&v, 10));
    if (text && kr__limbs_to_text(&w, text, &len, &v, 10) == KR_OK) put_n(o, text, len);
}

static void constant(Out *o, const KrAstConst *c) {
    char buf[24];
    switch (c->tag) {
    case KR_CONST_NONE: put(o, "None"); return;
    case KR_CONST_TRUE: put(o, "True"); return;
    case KR_CONST_FALSE: put(o, "False"); return;
    case KR_CONST_ELLIPSIS: put(o, "..."); return;
    case KR_CONST_INT: put_n(o, buf, kr__i64_to_text(buf, c->u.i)); return;
    case KR_CONST_BIGINT: put_big(o, c); return;
    case KR_CONST_FLOAT: put_float(o, c->u.f, false); return;
    case KR_CONST_IMAG: put_float(o, c->u.f, true); return;
    case KR_CONST_COMPLEX:
        put(o, "(");
        put_float(o, c->u.c[0], false);
        put_if(o, !signbit(c->u.c[1]), "+");
        put_float(o, c->u.c[1], true);
        put(o, ")");
        return;
    case KR_CONST_STR: put_str_repr(o, c->u.s, c->n); return;
    case KR_CONST_BYTES: put_bytes_repr(o, c->u.s, c->n); return;
    case KR_CONST_TUPLE:
        put(o, "(");
        for (uint32_t i = 0; i < c->n; i++) {
            put_if(o, i > 0, ", ");
            constant(o, &c->u.items[i]);
        }
        put(o, c->n == 1 ? ",)" : ")");
        return;
    default: put(o, "frozenset()"); return;
    }
}

/* ---- operators --------------------------------------------------------------------------------------- */

static const struct {
    const char *text;
    uint8_t level;
} binops[] = {
    [KR_AST_Add - KR_AST_Add] = {" + ", PR_ARITH},
    [KR_AST_Sub - KR_AST_Add] = {" - ", PR_ARITH},
    [KR_AST_Mult - KR_AST_Add] = {" * ", PR_TERM},
    [KR_AST_MatMult - KR_AST_Add] = {" @ ", PR_TERM},
    [KR_AST_Div - KR_AST_Add] = {" / ", PR_TERM},
    [KR_AST_Mod - KR_AST_Add] = {" % ", PR_TERM},
    [KR_AST_Pow - KR_AST_Add] = {" ** ", PR_POWER},
    [KR_AST_LShift - KR_AST_Add] = {" << ", PR_SHIFT},
    [KR_AST_RShift - KR_AST_Add] = {" >> ", PR_SHIFT},
    [KR_AST_BitOr - KR_AST_Add] = {" | ", PR_BOR},
    [KR_AST_BitXor - KR_AST_Add] = {" ^ ", PR_BXOR},
    [KR_AST_BitAnd - KR_AST_Add] = {" & ", PR_BAND},
    [KR_AST_FloorDiv - KR_AST_Add] = {" // ", PR_TERM},
};

static void binary(Out *o, KrAst *e, int level) {
    KrAstBinOp *b = KR_AST(BinOp, e);
    int pr = binops[b->op - KR_AST_Add].level, right = b->op == KR_AST_Pow;
    put_if(o, level > pr, "(");
    expr(o, b->left, pr + right);
    put(o, binops[b->op - KR_AST_Add].text);
    expr(o, b->right, pr + !right);
    put_if(o, level > pr, ")");
}

static void unary(Out *o, KrAst *e, int level) {
    static const char *const text[] = {"~", "not ", "+", "-"};
    KrAstUnaryOp *n = KR_AST(UnaryOp, e);
    int pr = n->op == KR_AST_Not ? PR_NOT : PR_FACTOR;
    put_if(o, level > pr, "(");
    put(o, text[n->op - KR_AST_Invert]);
    expr(o, n->operand, pr);
    put_if(o, level > pr, ")");
}

static void bool_op(Out *o, KrAst *e, int level) {
    KrAstBoolOp *b = KR_AST(BoolOp, e);
    int pr = b->op == KR_AST_And ? PR_AND : PR_OR;
    put_if(o, level > pr, "(");
    for (uint32_t i = 0; i < b->values.n; i++) {
        put_if(o, i > 0, b->op == KR_AST_And ? " and " : " or ");
        expr(o, b->values.items[i], pr + 1);
    }
    put_if(o, level > pr, ")");
}

static void compare(Out *o, KrAst *e, int level) {
    static const char *const text[] = {" == ", " != ", " < ",      " <= ", " > ",
                                       " >= ", " is ", " is not ", " in ", " not in "};
    KrAstCompare *c = KR_AST(Compare, e);
    put_if(o, level > PR_CMP, "(");
    expr(o, c->left, PR_CMP + 1);
    for (uint32_t i = 0; i < c->ops.n; i++) {
        put(o, text[c->ops.items[i] - KR_AST_Eq]);
        expr(o, c->comparators.items[i], PR_CMP + 1);
    }
    put_if(o, level > PR_CMP, ")");
}

static void if_exp(Out *o, KrAst *e, int level) {
    KrAstIfExp *n = KR_AST(IfExp, e);
    put_if(o, level > PR_TEST, "(");
    expr(o, n->body, PR_TEST + 1);
    put(o, " if ");
    expr(o, n->test, PR_TEST + 1);
    put(o, " else ");
    expr(o, n->orelse, PR_TEST);
    put_if(o, level > PR_TEST, ")");
}

/* ---- lambda ---------------------------------------------------------------------------------------------- */

static void param(Out *o, KrAst *a, KrAst *dflt, const char *before, bool *first) {
    put_if(o, !*first, ", ");
    *first = false;
    put(o, before);
    if (a) put_ident(o, KR_AST(arg, a)->arg);
    if (!dflt) return;
    put(o, "=");
    expr(o, dflt, PR_TEST);
}

static void params(Out *o, KrAst *args) {
    KrAstarguments *a = KR_AST(arguments, args);
    bool first = true;
    uint32_t positional = a->posonlyargs.n + a->args.n, plain = positional - a->defaults.n;
    for (uint32_t i = 0; i < positional; i++) {
        KrAst *p =
            i < a->posonlyargs.n ? a->posonlyargs.items[i] : a->args.items[i - a->posonlyargs.n];
        param(o, p, i >= plain ? a->defaults.items[i - plain] : NULL, "", &first);
        if (i + 1 == a->posonlyargs.n) put(o, ", /");
    }
    if (a->vararg || a->kwonlyargs.n) param(o, a->vararg, NULL, "*", &first);
    for (uint32_t i = 0; i < a->kwonlyargs.n; i++)
        param(o, a->kwonlyargs.items[i], a->kw_defaults.items[i], "", &first);
    if (a->kwarg) param(o, a->kwarg, NULL, "**", &first);
}

static void lambda(Out *o, KrAst *e, int level) {
    KrAstLambda *l = KR_AST(Lambda, e);
    put_if(o, level > PR_TEST, "(");
    put(o, kr__param_at(l->args, 0) ? "lambda " : "lambda");
    params(o, l->args);
    put(o, ": ");
    expr(o, l->body, PR_TEST);
    put_if(o, level > PR_TEST, ")");
}

/* ---- displays and comprehensions ---------------------------------------------------------------------------- */

static void items(Out *o, const KrAstSeq *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        put_if(o, i > 0, ", ");
        expr(o, s->items[i], PR_TEST);
    }
}

static void dict(Out *o, KrAst *e) {
    KrAstDict *d = KR_AST(Dict, e);
    put(o, "{");
    for (uint32_t i = 0; i < d->values.n; i++) {
        put_if(o, i > 0, ", ");
        if (d->keys.items[i]) {
            expr(o, d->keys.items[i], PR_TEST);
            put(o, ": ");
            expr(o, d->values.items[i], PR_TEST);
        } else {
            put(o, "**");
            expr(o, d->values.items[i], PR_EXPR);
        }
    }
    put(o, "}");
}

static void tuple(Out *o, const KrAstSeq *s, int level) {
    if (!s->n) {
        put(o, "()");
        return;
    }
    put_if(o, level > PR_TUPLE, "(");
    items(o, s);
    put_if(o, s->n == 1, ",");
    put_if(o, level > PR_TUPLE, ")");
}

static void generators(Out *o, const KrAstSeq *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        KrAstcomprehension *c = KR_AST(comprehension, s->items[i]);
        put(o, c->is_async ? " async for " : " for ");
        expr(o, c->target, PR_TUPLE);
        put(o, " in ");
        expr(o, c->iter, PR_TEST + 1);
        for (uint32_t k = 0; k < c->ifs.n; k++) {
            put(o, " if ");
            expr(o, c->ifs.items[k], PR_TEST + 1);
        }
    }
}

static void comprehension(Out *o, KrAst *e, const char *open, const char *close) {
    KrAstListComp *c = (KrAstListComp *)e; /* SetComp and GeneratorExp have the same fields */
    put(o, open);
    expr(o, c->elt, PR_TEST);
    generators(o, &c->generators);
    put(o, close);
}

static void dict_comp(Out *o, KrAst *e) {
    KrAstDictComp *c = KR_AST(DictComp, e);
    put(o, "{");
    expr(o, c->key, PR_TEST);
    put(o, ": ");
    expr(o, c->value, PR_TEST);
    generators(o, &c->generators);
    put(o, "}");
}

/* ---- f-strings -------------------------------------------------------------------------------------------------- */

static void fstring_parts(Out *o, const KrAstSeq *s);

static void fstring_part(Out *o, KrAst *e) {
    if (e->kind == KR_AST_Constant) {
        const KrAstConst *c = &KR_AST(Constant, e)->value;
        for (uint32_t i = 0; i < c->n; i++) {
            if (c->u.s[i] == '{' || c->u.s[i] == '}') put_n(o, &c->u.s[i], 1);
            put_n(o, &c->u.s[i], 1);
        }
        return;
    }
    if (e->kind == KR_AST_JoinedStr) {
        fstring_parts(o, &KR_AST(JoinedStr, e)->values);
        return;
    }
    KrAstFormattedValue *f = KR_AST(FormattedValue, e);
    Out inner = {.g = o->g};
    expr(&inner, f->value, PR_TEST + 1);
    put(o, inner.s.n && inner.s.data[0] == '{' ? "{ " : "{");
    put_n(o, inner.s.data, inner.s.n);
    if (f->conversion > 0) put_n(o, (char[]){'!', (char)f->conversion}, 2);
    if (f->format_spec) {
        put(o, ":");
        fstring_part(o, f->format_spec);
    }
    put(o, "}");
}

static void fstring_parts(Out *o, const KrAstSeq *s) {
    for (uint32_t i = 0; i < s->n; i++) fstring_part(o, s->items[i]);
}

static void joined(Out *o, KrAst *e) {
    Out body = {.g = o->g};
    if (e->kind == KR_AST_JoinedStr)
        fstring_parts(&body, &KR_AST(JoinedStr, e)->values);
    else
        fstring_part(&body, e);
    put(o, "f");
    put_str_repr(o, body.s.data, body.s.n);
}

/* ---- the rest ------------------------------------------------------------------------------------------------------ */

static void call(Out *o, KrAst *e) {
    KrAstCall *c = KR_AST(Call, e);
    expr(o, c->func, PR_ATOM);
    if (c->args.n == 1 && !c->keywords.n && c->args.items[0]->kind == KR_AST_GeneratorExp) {
        expr(o, c->args.items[0], PR_TEST);
        return;
    }
    put(o, "(");
    items(o, &c->args);
    for (uint32_t i = 0; i < c->keywords.n; i++) {
        KrAstkeyword *k = KR_AST(keyword, c->keywords.items[i]);
        put_if(o, i > 0 || c->args.n, ", ");
        if (k->arg) {
            put_ident(o, k->arg);
            put(o, "=");
        } else
            put(o, "**");
        expr(o, k->value, PR_TEST);
    }
    put(o, ")");
}

static void attribute(Out *o, KrAst *e) {
    KrAstAttribute *a = KR_AST(Attribute, e);
    expr(o, a->value, PR_ATOM);
    int tag = a->value->kind == KR_AST_Constant ? KR_AST(Constant, a->value)->value.tag : -1;
    put(o, tag == KR_CONST_INT || tag == KR_CONST_BIGINT ? " ." : ".");
    put_ident(o, a->attr);
}

static void slice(Out *o, KrAst *e) {
    KrAstSlice *s = KR_AST(Slice, e);
    if (s->lower) expr(o, s->lower, PR_TEST);
    put(o, ":");
    if (s->upper) expr(o, s->upper, PR_TEST);
    if (!s->step) return;
    put(o, ":");
    expr(o, s->step, PR_TEST);
}

/* A keyword before one operand. */
static void prefixed(Out *o, const char *open, KrAst *v, int level, const char *close) {
    put(o, open);
    expr(o, v, level);
    put(o, close);
}

static void constant_expr(Out *o, KrAst *e) {
    KrAstConstant *c = KR_AST(Constant, e);
    put_if(o, c->kind.s != NULL, "u");
    constant(o, &c->value);
}

/* long: one case for each kind of expression */
static void expr(Out *o, KrAst *e, int level) {
    if (!kr__gen_enter(o->g)) return;
    switch (e->kind) {
    case KR_AST_BoolOp: bool_op(o, e, level); return;
    case KR_AST_BinOp: binary(o, e, level); return;
    case KR_AST_UnaryOp: unary(o, e, level); return;
    case KR_AST_Lambda: lambda(o, e, level); return;
    case KR_AST_IfExp: if_exp(o, e, level); return;
    case KR_AST_Dict: dict(o, e); return;
    case KR_AST_Set:
        put(o, "{");
        items(o, &KR_AST(Set, e)->elts);
        put(o, "}");
        return;
    case KR_AST_ListComp: comprehension(o, e, "[", "]"); return;
    case KR_AST_SetComp: comprehension(o, e, "{", "}"); return;
    case KR_AST_GeneratorExp: comprehension(o, e, "(", ")"); return;
    case KR_AST_DictComp: dict_comp(o, e); return;
    case KR_AST_Yield:
        if (KR_AST(Yield, e)->value)
            prefixed(o, "(yield ", KR_AST(Yield, e)->value, PR_TEST, ")");
        else
            put(o, "(yield)");
        return;
    case KR_AST_YieldFrom:
        prefixed(o, "(yield from ", KR_AST(YieldFrom, e)->value, PR_TEST, ")");
        return;
    case KR_AST_Await:
        put_if(o, level > PR_AWAIT, "(");
        prefixed(o, "await ", KR_AST(Await, e)->value, PR_ATOM, level > PR_AWAIT ? ")" : "");
        return;
    case KR_AST_Compare: compare(o, e, level); return;
    case KR_AST_Call: call(o, e); return;
    case KR_AST_Constant: constant_expr(o, e); return;
    case KR_AST_JoinedStr:
    case KR_AST_FormattedValue: joined(o, e); return;
    case KR_AST_Attribute: attribute(o, e); return;
    case KR_AST_Starred: prefixed(o, "*", KR_AST(Starred, e)->value, PR_EXPR, ""); return;
    case KR_AST_Name: put_ident(o, KR_AST(Name, e)->id); return;
    case KR_AST_List:
        put(o, "[");
        items(o, &KR_AST(List, e)->elts);
        put(o, "]");
        return;
    case KR_AST_Tuple: tuple(o, &KR_AST(Tuple, e)->elts, level); return;
    case KR_AST_Subscript:
        expr(o, KR_AST(Subscript, e)->value, PR_ATOM);
        prefixed(o, "[", KR_AST(Subscript, e)->slice, PR_TUPLE, "]");
        return;
    case KR_AST_Slice: slice(o, e); return;
    case KR_AST_NamedExpr:
        put_if(o, level > PR_TUPLE, "(");
        expr(o, KR_AST(NamedExpr, e)->target, PR_ATOM);
        prefixed(o, " := ", KR_AST(NamedExpr, e)->value, PR_ATOM, level > PR_TUPLE ? ")" : "");
        return;
    default: return;
    }
}

KrKonst *kr__unparse(KrGen *g, KrAst *e) {
    Out o = {.g = g};
    expr(&o, e, PR_TEST);
    put_n(&o, "", 1); /* a NUL, for messages */
    return g->failed ? NULL : kr__konst_str(g, o.s.data, o.s.n - 1);
}
