/* SPDX-License-Identifier: MIT
 * codegen_match.c: the match statement. A pattern reads its subject from a register and jumps to the next
 * case when it does not fit. What it captures stays in registers until the whole pattern has fitted; only
 * then are the names bound. Registers taken inside a pattern are given back at its end, all at once. */
#include "compile/scope.h"

#include <string.h>

typedef struct Capture {
    const KrIdent *name;
    uint32_t reg;
} Capture;

typedef struct Pat {
    KrGenUnit *u;
    int32_t fail;
    bool allow_irrefutable;
    KR_AVEC(Capture) caught;
} Pat;

static void pattern(Pat *p, KrAst *n, uint32_t subject);

static void capture(Pat *p, const KrIdent *name, uint32_t reg, KrAst *at) {
    KrGen *g = p->u->g;
    if (!name) return;
    p->u->pos = kr__pos(at);
    if (kr__name_forbidden(p->u, name, KR_AST_Store)) return;
    for (uint32_t i = 0; i < p->caught.n; i++) {
        if (p->caught.data[i].name != name) continue;
        kr__gen_error(g, kr__pos(at), "multiple assignments to name '%s' in pattern", name->s);
        return;
    }
    Capture c = {name, reg};
    if (!kr__avec_push(g, &p->caught, c)) return;
}

static bool is_wildcard(const KrAst *n) {
    return n->kind == KR_AST_MatchAs && !((const KrAstMatchAs *)n)->name;
}
static bool is_star_wildcard(const KrAst *n) {
    return n->kind == KR_AST_MatchStar && !((const KrAstMatchStar *)n)->name;
}

/* ---- values ---------------------------------------------------------------------------------------- */

static bool is_value(KrAst *e) {
    if (e->kind == KR_AST_Attribute || e->kind == KR_AST_JoinedStr)
        return e->kind == KR_AST_Attribute;
    if (e->kind == KR_AST_Constant) return true;
    return kr__ex_is_number(e);
}

bool kr__ex_is_number(KrAst *e) {
    if (e->kind == KR_AST_Constant) {
        int t = KR_AST(Constant, e)->value.tag;
        return t == KR_CONST_INT || t == KR_CONST_BIGINT || t == KR_CONST_FLOAT ||
               t == KR_CONST_IMAG || t == KR_CONST_COMPLEX;
    }
    if (e->kind == KR_AST_UnaryOp)
        return KR_AST(UnaryOp, e)->op == KR_AST_USub &&
               kr__ex_is_number(KR_AST(UnaryOp, e)->operand);
    if (e->kind == KR_AST_BinOp)
        return kr__ex_is_number(KR_AST(BinOp, e)->left) &&
               kr__ex_is_number(KR_AST(BinOp, e)->right);
    return false;
}

static void match_value(Pat *p, KrAst *n, uint32_t subject) {
    KrGenUnit *u = p->u;
    KrAst *v = KR_AST(MatchValue, n)->value;
    if (!is_value(v)) {
        kr__gen_error(u->g, kr__pos(n), "patterns may only match literals and attribute lookups");
        return;
    }
    uint32_t top = u->top;
    int i;
    if (kr__ex_small_int(u->g, v, &i)) {
        u->pos = kr__pos(n);
        kr__emit_jump(u, OP_JEQI, subject, (uint32_t)i, 0, p->fail);
        return;
    }
    uint32_t r = kr__ex_operand(u, v, true);
    u->pos = kr__pos(n);
    kr__emit_jump(u, OP_JEQ, subject, r, 0, p->fail);
    u->top = top;
}

static void match_singleton(Pat *p, KrAst *n, uint32_t subject) {
    KrGenUnit *u = p->u;
    KrKonst *k = kr__konst_of(u->g, &KR_AST(MatchSingleton, n)->value);
    if (k && k->tag == KR_CONST_NONE) {
        kr__emit_jump(u, OP_JNOTNONE, subject, 0, 0, p->fail);
        return;
    }
    kr__emit_konst(u, u->top, k);
    uint32_t r = kr__reg_new(u);
    kr__emit_jump(u, OP_JIS, subject, r, 0, p->fail);
    u->top = r;
}

/* ---- sequences ----------------------------------------------------------------------------------------- */

/* R[t] = len(subject) compared with n: fails when it is not (star: when it is less). */
static void check_length(Pat *p, uint32_t subject, uint32_t n, bool star) {
    KrGenUnit *u = p->u;
    uint32_t t = u->top;
    kr__emit(u, OP_GET_LEN, t, subject, 0);
    kr__reg_new(u);
    if (n <= INT8_MAX)
        kr__emit_jump(u, star ? OP_JGEI : OP_JEQI, t, n, 0, p->fail);
    else {
        kr__emit_konst(u, u->top, kr__konst_int(u->g, n));
        kr__reg_new(u);
        kr__emit_jump(u, star ? OP_JGE : OP_JEQ, t, t + 1, 0, p->fail);
    }
    u->top = t;
}

/* Only wildcards around the star, or no star and few names: items are asked for one by one. */
static void by_index(Pat *p, const KrAstSeq *s, uint32_t star, uint32_t subject, KrAst *n) {
    KrGenUnit *u = p->u;
    for (uint32_t i = 0; i < s->n; i++) {
        KrAst *sub = s->items[i];
        if (i == star || is_wildcard(sub)) continue;
        u->pos = kr__pos(n);
        uint32_t t = u->top;
        if (i < star && i <= INT8_MAX)
            kr__emit(u, OP_LOAD_ITEM_I, t, subject, i);
        else { /* from the end: by the length, as the reference does */
            if (i < star)
                kr__emit_konst(u, t, kr__konst_int(u->g, i));
            else
                kr__emit(u, OP_GET_LEN, t, subject, 0);
            kr__reg_new(u);
            if (i > star) {
                kr__emit_konst(u, t + 1, kr__konst_int(u->g, s->n - i));
                kr__reg_new(u);
                kr__emit(u, OP_SUB, t, t, t + 1);
                u->top = t + 1;
            }
            kr__emit(u, OP_LOAD_ITEM, t, subject, t);
            u->top = t;
        }
        kr__reg_new(u);
        pattern(p, sub, t);
    }
}

static void by_unpacking(Pat *p, const KrAstSeq *s, uint32_t star, uint32_t subject, KrAst *n) {
    KrGenUnit *u = p->u;
    uint32_t base = u->top;
    u->pos = kr__pos(n);
    if (star == s->n)
        kr__emit(u, OP_UNPACK, base, subject, s->n);
    else
        kr__emit_w(u, OP_UNPACK_EX, base, subject, 0, star | (s->n - star - 1) << 16);
    for (uint32_t i = 0; i < s->n; i++) kr__reg_new(u);
    for (uint32_t i = 0; i < s->n; i++) {
        KrAst *sub = s->items[i];
        if (sub->kind == KR_AST_MatchStar)
            capture(p, KR_AST(MatchStar, sub)->name, base + i, sub);
        else
            pattern(p, sub, base + i);
    }
}

static void match_sequence(Pat *p, KrAst *n, uint32_t subject) {
    KrGenUnit *u = p->u;
    const KrAstSeq *s = &KR_AST(MatchSequence, n)->patterns;
    uint32_t star = s->n, t = u->top;
    bool only_wild = true, star_wild = false;
    for (uint32_t i = 0; i < s->n; i++) {
        KrAst *sub = s->items[i];
        if (sub->kind == KR_AST_MatchStar) {
            if (star < s->n) {
                kr__gen_error(u->g, kr__pos(n), "multiple starred names in sequence pattern");
                return;
            }
            star = i;
            star_wild = is_star_wildcard(sub);
            only_wild &= star_wild;
        } else
            only_wild &= is_wildcard(sub);
    }
    kr__emit(u, OP_MATCH_SEQUENCE, t, subject, 0);
    kr__reg_new(u);
    kr__emit_jump(u, OP_JF, t, 0, 0, p->fail);
    u->top = t;
    if (star == s->n)
        check_length(p, subject, s->n, false);
    else if (s->n > 1)
        check_length(p, subject, s->n - 1, true);
    if (only_wild) return;
    if (star_wild || s->n > 60)
        by_index(p, s, star, subject, n);
    else
        by_unpacking(p, s, star, subject, n);
}

/* ---- mappings and classes --------------------------------------------------------------------------------- */

static bool check_key(Pat *p, const KrAstSeq *keys, uint32_t i, KrAst *n) {
    KrGen *g = p->u->g;
    KrAst *key = keys->items[i];
    KrKonst *k = kr__fold(g, key);
    if (!k && key->kind != KR_AST_Attribute) {
        kr__gen_error(g, kr__pos(n),
                      "mapping pattern keys may only match literals and attribute lookups");
        return false;
    }
    for (uint32_t j = 0; k && j < i; j++) {
        KrKonst *other = kr__fold(g, keys->items[j]);
        if (!other || !kr__konst_same_key(other, k)) continue;
        KrKonst *text = kr__unparse(g, key);
        if (text)
            kr__gen_error(g, kr__pos(n), "mapping pattern checks duplicate key (%s)", text->u.s);
        return false;
    }
    return true;
}

/* Matches item i of the tuple R[values]. The only item that is looked at goes to R[base], from where on nothing else is
 * needed any more, so that patterns may be nested deeply. */
static void match_item(Pat *p, KrAst *sub, uint32_t values, uint32_t i, uint32_t base, bool only) {
    KrGenUnit *u = p->u;
    uint32_t r = u->top;
    kr__emit_konst(u, r, kr__konst_int(u->g, i));
    kr__reg_new(u);
    if (only) u->top = base + 1;
    kr__emit(u, OP_LOAD_ITEM, only ? base : r, values, r);
    pattern(p, sub, only ? base : r);
}

static uint32_t count_looked_at(const KrAstSeq *s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n; i++) n += !is_wildcard(s->items[i]);
    return n;
}

/* R[rest] = dict of what the subject has besides the keys in the tuple R[keys]. */
static void copy_rest(Pat *p, uint32_t subject, uint32_t keys, uint32_t nkeys) {
    KrGenUnit *u = p->u;
    uint32_t d = u->top;
    kr__emit(u, OP_BUILD_MAP, d, d, 0);
    kr__reg_new(u);
    kr__emit(u, OP_DICT_UPDATE, d, subject, 0);
    for (uint32_t i = 0; i < nkeys; i++) {
        uint32_t t = u->top;
        kr__emit_konst(u, t, kr__konst_int(u->g, i));
        kr__reg_new(u);
        kr__emit(u, OP_LOAD_ITEM, t, keys, t);
        kr__emit(u, OP_DELETE_ITEM, d, t, 0);
        u->top = t;
    }
}

static void match_mapping(Pat *p, KrAst *n, uint32_t subject) {
    KrGenUnit *u = p->u;
    KrAstMatchMapping *m = KR_AST(MatchMapping, n);
    uint32_t t = u->top, nkeys = m->keys.n;
    kr__emit(u, OP_MATCH_MAPPING, t, subject, 0);
    kr__reg_new(u);
    kr__emit_jump(u, OP_JF, t, 0, 0, p->fail);
    u->top = t;
    if (nkeys) check_length(p, subject, nkeys, true);
    if (!nkeys && !m->rest) return;
    for (uint32_t i = 0; i < nkeys; i++)
        if (!check_key(p, &m->keys, i, n)) return;
    KrAst tuple_head = *n;
    tuple_head.kind = KR_AST_Tuple;
    KrAstTuple keys = {.h = tuple_head, .elts = m->keys, .ctx = KR_AST_Load};
    kr__ex_push(u, &keys.h);
    u->pos = kr__pos(n);
    uint32_t v = u->top;
    kr__emit(u, OP_MATCH_KEYS, v, subject, t);
    kr__reg_new(u);
    kr__emit_jump(u, OP_JNONE, v, 0, 0, p->fail);
    bool only = !m->rest && count_looked_at(&m->patterns) == 1;
    for (uint32_t i = 0; i < nkeys; i++) {
        if (is_wildcard(m->patterns.items[i])) continue;
        u->pos = kr__pos(n);
        match_item(p, m->patterns.items[i], v, i, t, only);
    }
    if (!m->rest) return;
    u->pos = kr__pos(n);
    uint32_t d = u->top;
    copy_rest(p, subject, t, nkeys);
    capture(p, m->rest, d, n);
}

static bool check_class_keywords(Pat *p, const KrIdentSeq *kw, const KrAstSeq *pats) {
    for (uint32_t i = 0; i < kw->n; i++) {
        p->u->pos = kr__pos(pats->items[i]);
        if (kr__name_forbidden(p->u, kw->items[i], KR_AST_Store)) return false;
        for (uint32_t k = i + 1; k < kw->n; k++) {
            if (kw->items[k] != kw->items[i]) continue;
            kr__gen_error(p->u->g, kr__pos(pats->items[k]),
                          "attribute name repeated in class pattern: %s", kw->items[k]->s);
            return false;
        }
    }
    return true;
}

static void match_class(Pat *p, KrAst *n, uint32_t subject) {
    KrGenUnit *u = p->u;
    KrAstMatchClass *m = KR_AST(MatchClass, n);
    if (!check_class_keywords(p, &m->kwd_attrs, &m->kwd_patterns)) return;
    uint32_t c = kr__ex_push(u, m->cls), kw = m->kwd_attrs.n;
    KrKonst **names = kr__gen_alloc(u->g, kw * sizeof *names);
    if (!names) return;
    for (uint32_t i = 0; i < kw; i++) names[i] = kr__konst_ident(u->g, m->kwd_attrs.items[i]);
    u->pos = kr__pos(n);
    kr__emit_konst(u, u->top, kr__konst_seq(u->g, KR_CONST_TUPLE, names, kw));
    kr__reg_new(u);
    kr__emit_w(u, OP_MATCH_CLASS, c, subject, c, m->patterns.n);
    u->top = c + 1;
    kr__emit_jump(u, OP_JNONE, c, 0, 0, p->fail);
    bool only = count_looked_at(&m->patterns) + count_looked_at(&m->kwd_patterns) == 1;
    for (uint32_t i = 0; i < m->patterns.n + kw; i++) {
        KrAst *sub =
            i < m->patterns.n ? m->patterns.items[i] : m->kwd_patterns.items[i - m->patterns.n];
        if (is_wildcard(sub)) continue;
        u->pos = kr__pos(n);
        match_item(p, sub, c, i, c, only);
    }
}

/* ---- alternatives ---------------------------------------------------------------------------------------------- */

static int caught_at(const Capture *c, uint32_t n, const KrIdent *name) {
    for (uint32_t i = 0; i < n; i++)
        if (c[i].name == name) return (int)i;
    return -1;
}

/* Names that a pattern binds, to reserve their registers before its alternatives. */
static uint32_t count_names(const KrAst *n) {
    uint32_t count = 0;
    if (n->kind == KR_AST_MatchAs && ((const KrAstMatchAs *)n)->name) count++;
    if (n->kind == KR_AST_MatchStar && ((const KrAstMatchStar *)n)->name) count++;
    if (n->kind == KR_AST_MatchMapping && ((const KrAstMatchMapping *)n)->rest) count++;
    if (n->kind == KR_AST_MatchOr) return count_names(((const KrAstMatchOr *)n)->patterns.items[0]);
    for (const KrAstField *f = kr__ast_fields((KrAstKind)n->kind); f->name; f++) {
        if (f->type != KR_AST_T_NODE || f->sum != KR_AST_SUM_pattern) continue;
        const char *at = (const char *)n + f->offset;
        if (f->mult != KR_AST_SEQ) {
            if (*(KrAst *const *)at) count += count_names(*(KrAst *const *)at);
            continue;
        }
        const KrAstSeq *s = (const KrAstSeq *)at;
        for (uint32_t i = 0; i < s->n; i++) count += count_names(s->items[i]);
    }
    return count;
}

static void match_or(Pat *p, KrAst *n, uint32_t subject) {
    KrGenUnit *u = p->u;
    const KrAstSeq *s = &KR_AST(MatchOr, n)->patterns;
    int32_t done = kr__label_new(u);
    uint32_t names = count_names(s->items[0]), base = u->top;
    Capture *first = NULL;
    for (uint32_t i = 0; i < names; i++) {
        kr__emit(u, OP_LOADC, u->top, 0, 0);
        kr__reg_new(u);
    }
    bool irrefutable = p->allow_irrefutable;
    for (uint32_t i = 0; i < s->n && !u->g->failed; i++) {
        bool last = i + 1 == s->n;
        Pat alt = {.u = u,
                   .fail = last ? p->fail : kr__label_new(u),
                   .allow_irrefutable = last && irrefutable};
        u->pos = kr__pos(s->items[i]);
        pattern(&alt, s->items[i], subject);
        if (u->g->failed) return;
        if (alt.caught.n != names) {
            kr__gen_error(u->g, u->pos, "alternative patterns bind different names");
            return;
        }
        if (!first) first = alt.caught.data;
        for (uint32_t k = 0; k < names; k++) {
            int at = caught_at(alt.caught.data, names, first[k].name);
            if (at < 0) {
                kr__gen_error(u->g, u->pos, "alternative patterns bind different names");
                return;
            }
            kr__emit_move(u, base + k, alt.caught.data[at].reg);
        }
        u->top = base + names;
        if (last) break;
        kr__emit_jump(u, OP_JMP, 0, 0, 0, done);
        kr__label_bind(u, alt.fail);
    }
    kr__label_bind(u, done);
    for (uint32_t k = 0; k < names && first; k++) capture(p, first[k].name, base + k, n);
}

static void match_as(Pat *p, KrAst *n, uint32_t subject) {
    KrAstMatchAs *m = KR_AST(MatchAs, n);
    if (!m->pattern) {
        if (!p->allow_irrefutable) {
            if (m->name)
                kr__gen_error(p->u->g, kr__pos(n),
                              "name capture '%s' makes remaining patterns unreachable", m->name->s);
            else
                kr__gen_error(p->u->g, kr__pos(n), "wildcard makes remaining patterns unreachable");
            return;
        }
        capture(p, m->name, subject, n);
        return;
    }
    capture(p, m->name, subject, n);
    pattern(p, m->pattern, subject);
}

/* Patterns inside others may be irrefutable; only as a whole case (or alternative) not. */
static void pattern(Pat *p, KrAst *n, uint32_t subject) {
    if (!kr__gen_enter(p->u->g)) return;
    bool allow = p->allow_irrefutable;
    p->u->pos = kr__pos(n);
    switch (n->kind) {
    case KR_AST_MatchValue: match_value(p, n, subject); break;
    case KR_AST_MatchSingleton: match_singleton(p, n, subject); break;
    case KR_AST_MatchOr: match_or(p, n, subject); break;
    case KR_AST_MatchAs: match_as(p, n, subject); break;
    default:
        p->allow_irrefutable = true;
        if (n->kind == KR_AST_MatchSequence)
            match_sequence(p, n, subject);
        else if (n->kind == KR_AST_MatchMapping)
            match_mapping(p, n, subject);
        else if (n->kind == KR_AST_MatchClass)
            match_class(p, n, subject);
    }
    p->allow_irrefutable = allow;
}

/* ---- the statement --------------------------------------------------------------------------------------------------- */

static void one_case(KrGenUnit *u, KrAst *node, uint32_t subject, bool last, int32_t end) {
    KrAstmatch_case *c = KR_AST(match_case, node);
    uint32_t top = u->top;
    Pat p = {.u = u, .fail = kr__label_new(u), .allow_irrefutable = c->guard || last};
    pattern(&p, c->pattern, subject);
    for (uint32_t i = 0; i < p.caught.n && !u->g->failed; i++) {
        u->pos = kr__pos(c->pattern);
        kr__name_store(u, p.caught.data[i].name, p.caught.data[i].reg);
    }
    const KrAst *first = c->guard ? c->guard : c->body.n ? c->body.items[0] : NULL;
    if (is_wildcard(c->pattern) && first && first->lineno != c->pattern->lineno) {
        u->pos = kr__pos(c->pattern);
        kr__emit(u, OP_NOP, 0, 0, 0); /* the line of `case _`, for trace functions */
    }
    u->top = top;
    if (c->guard) kr__ex_cond(u, c->guard, p.fail, false);
    kr__gen_body(u, &c->body);
    u->pos = (KrPos){0, 0, 0, 0};
    kr__emit_jump(u, OP_JMP, 0, 0, 0, end);
    kr__label_bind(u, p.fail);
    u->top = top;
}

void kr__gen_match(KrGenUnit *u, KrAst *s) {
    KrAstMatch *m = KR_AST(Match, s);
    uint32_t top = u->top, subject = kr__ex_push(u, m->subject);
    int32_t end = kr__label_new(u);
    for (uint32_t i = 0; i < m->cases.n && !u->g->failed; i++)
        one_case(u, m->cases.items[i], subject, i + 1 == m->cases.n, end);
    u->top = top;
    kr__label_bind(u, end);
}
