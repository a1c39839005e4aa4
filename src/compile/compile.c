/* SPDX-License-Identifier: MIT
 * compile.c: from source text to a code object: parser, __future__ imports, scopes, code, heap. Also the
 * code generator's memory and its errors; see codegen.h for the way of failure. */
#include "compile/lexer.h"
#include "compile/scope.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/normalize.h"
#include "base/uninames.h"
#include "base/utf8.h"

/* ---- memory -------------------------------------------------------------------------------- */

void kr__gen_nomem(KrGen *g) {
    if (g->failed) return;
    g->failed = true;
    g->c->error = (KrSyntaxError){.type = "MemoryError"};
}

void *kr__gen_alloc(KrGen *g, size_t n) {
    void *p = g->failed ? NULL : kr__arena_alloc(g->arena, n ? n : 1);
    if (!p) kr__gen_nomem(g);
    return p;
}

void *kr__avec_grow(KrGen *g, void *data, uint32_t *cap, uint32_t need, size_t item) {
    uint32_t to = *cap + *cap / 2 + 8;
    if (to < need) to = need;
    void *p = kr__gen_alloc(g, to * item);
    if (!p) return NULL;
    if (*cap) memcpy(p, data, *cap * item);
    *cap = to;
    return p;
}

static uint32_t map_place(const void **keys, uint32_t cap, const void *key) {
    uint64_t h = (uint64_t)(uintptr_t)key * 0x9E3779B97F4A7C15u;
    uint32_t at = (uint32_t)(h >> 32) & (cap - 1);
    while (keys[at] && keys[at] != key) at = (at + 1) & (cap - 1);
    return at;
}

void *kr__map_get(const KrMap *m, const void *key) {
    return m->cap ? m->values[map_place(m->keys, m->cap, key)] : NULL;
}

static bool map_grow(KrArena *a, KrMap *m) {
    uint32_t cap = m->cap ? m->cap * 2 : 8;
    const void **keys = kr__arena_alloc(a, cap * sizeof *keys);
    void **values = kr__arena_alloc(a, cap * sizeof *values);
    if (!keys || !values) return false;
    for (uint32_t i = 0; i < m->cap; i++) {
        if (!m->keys[i]) continue;
        uint32_t at = map_place(keys, cap, m->keys[i]);
        keys[at] = m->keys[i];
        values[at] = m->values[i];
    }
    m->keys = keys;
    m->values = values;
    m->cap = cap;
    return true;
}

bool kr__map_put(KrArena *a, KrMap *m, const void *key, void *value) {
    if ((m->n + 1) * 4 > m->cap * 3 && !map_grow(a, m)) return false;
    uint32_t at = map_place(m->keys, m->cap, key);
    m->keys[at] = key;
    m->values[at] = value;
    m->n++;
    return true;
}

/* ---- text and errors ------------------------------------------------------------------------ */

static char *text_v(KrGen *g, uint32_t *n, const char *fmt, va_list ap) {
    va_list again;
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, fmt, ap);
    char *s = len < 0 ? NULL : kr__arena_alloc(g->arena, (size_t)len + 1);
    if (s) vsnprintf(s, (size_t)len + 1, fmt, again);
    va_end(again);
    if (!s) kr__gen_nomem(g);
    if (n) *n = s ? (uint32_t)len : 0;
    return s;
}

char *kr__gen_text(KrGen *g, uint32_t *n, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    char *s = text_v(g, n, fmt, ap);
    va_end(ap);
    return s;
}

const KrIdent *kr__gen_ident(KrGen *g, const char *s) {
    static const KrIdent nothing = {.s = ""}; /* callers need not look at g->failed first */
    const KrIdent *id = g->failed ? NULL : kr__ident_intern(&g->mod->idents, s, strlen(s));
    if (!id) kr__gen_nomem(g);
    return id ? id : &nothing;
}

/* Points e->text at line `line` of the source, when it is a file's. */
static void error_text(const KrCompile *c, KrSyntaxError *e, uint32_t line) {
    if (!c->source || !c->filename || c->filename[0] == '<') return;
    const char *s = c->source, *end = s + c->n;
    for (uint32_t i = 1; i < line && s; i++) {
        s = memchr(s, '\n', (size_t)(end - s));
        if (s) s++;
    }
    if (!s || s >= end) return;
    const char *stop = memchr(s, '\n', (size_t)(end - s));
    e->text = s;
    e->text_len = (size_t)((stop ? stop + 1 : end) - s);
}

#define NO_END INT32_MIN /* in KrPos.end_col of errors */

static KrSyntaxError error_at(const KrGen *g, KrPos pos, const char *msg) {
    KrSyntaxError e = {.type = "SyntaxError", .message = msg};
    e.line = (int)pos.line;
    e.col = pos.col + 1;
    e.end_line = (int)pos.end_line;
    e.end_col = pos.end_col == NO_END ? KR_NO_POSITION : pos.end_col + 1;
    e.bare = g->bare_errors;
    error_text(g->c, &e, pos.line);
    return e;
}

void kr__gen_error(KrGen *g, KrPos pos, const char *fmt, ...) {
    if (g->failed) return;
    va_list ap;
    va_start(ap, fmt);
    const char *msg = text_v(g, NULL, fmt, ap);
    va_end(ap);
    if (!msg) return;
    g->failed = true;
    g->c->error = error_at(g, pos, msg);
}

void kr__gen_warn(KrGen *g, KrPos pos, const char *fmt, ...) {
    if (g->failed || !g->c->warn) return;
    va_list ap;
    va_start(ap, fmt);
    const char *msg = text_v(g, NULL, fmt, ap);
    va_end(ap);
    if (!msg) return;
    KrSyntaxError e = error_at(g, pos, msg);
    if (g->c->warn(g->vm, g->c->ud, "SyntaxWarning", &e)) return;
    g->failed = true;
    g->c->error = (KrSyntaxError){0};
}

bool kr__gen_enter(KrGen *g) {
    if (KR_UNLIKELY(g->failed)) return false;
    if (KR_UNLIKELY(++g->steps % 1024 == 0 && g->c->poll && !g->c->poll(g->c->ud))) {
        g->failed = true;
        g->c->error = (KrSyntaxError){0};
        return false;
    }
    if (KR_LIKELY((const char *)__builtin_frame_address(0) >= g->stack_limit)) return true;
    g->failed = true;
    g->c->error = (KrSyntaxError){.type = "RecursionError",
                                  .message = "maximum recursion depth exceeded during compilation"};
    return false;
}

/* ---- __future__ ------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    uint32_t flag;
} future_features[] = {
    {"nested_scopes", 0},
    {"generators", 0},
    {"division", 0},
    {"absolute_import", 0},
    {"with_statement", 0},
    {"print_function", 0},
    {"unicode_literals", 0},
    {"generator_stop", 0},
    {"barry_as_FLUFL", 0x400000},
    {"annotations", KR_CO_FUTURE_ANNOTATIONS},
};

static void future_feature(KrGen *g, KrAst *s, const KrIdent *name) {
    for (size_t i = 0; i < KR_COUNTOF(future_features); i++) {
        if (strcmp(name->s, future_features[i].name)) continue;
        g->c->flags |= future_features[i].flag;
        return;
    }
    KrPos pos = {s->lineno, s->lineno, (int32_t)s->col_offset, NO_END};
    if (!strcmp(name->s, "braces"))
        kr__gen_error(g, pos, "not a chance");
    else
        kr__gen_error(g, pos, "future feature %.100s is not defined", name->s);
}

static bool is_future_import(KrAst *s) {
    if (s->kind != KR_AST_ImportFrom) return false;
    const KrIdent *m = KR_AST(ImportFrom, s)->module;
    return m && !strcmp(m->s, "__future__");
}

static bool is_docstring(const KrAst *s) {
    if (s->kind != KR_AST_Expr) return false;
    KrAst *v = ((const KrAstExpr *)s)->value;
    return v->kind == KR_AST_Constant && KR_AST(Constant, v)->value.tag == KR_CONST_STR;
}

/* The imports that stand first. One later on the line of another statement is reported here, one on a
 * later line by codegen.c. */
static void future_imports(KrGen *g, const KrAstSeq *body) {
    bool done = false;
    uint32_t line = 0;
    for (uint32_t i = 0; i < body->n && !g->failed; i++) {
        KrAst *s = body->items[i];
        if (done && s->lineno > line) return;
        line = s->lineno;
        if (!is_future_import(s)) {
            done |= i > 0 || !is_docstring(s);
            continue;
        }
        if (done) {
            /* CPython counts this column from 0 */
            KrPos pos = {s->lineno, s->lineno, (int32_t)s->col_offset - 1, NO_END};
            kr__gen_error(g, pos,
                          "from __future__ imports must occur at the beginning of the file");
            return;
        }
        const KrAstSeq *names = &KR_AST(ImportFrom, s)->names;
        for (uint32_t k = 0; k < names->n && !g->failed; k++)
            future_feature(g, s, KR_AST(alias, names->items[k])->name);
        g->future_line = s->lineno;
    }
}

/* ---- the whole -------------------------------------------------------------------------------- */

static void parser_error(KrCompile *c, const KrParseError *e) {
    static const char *const types[] = {
        [KR_PARSE_NOMEM] = "MemoryError",
        [KR_PARSE_SYNTAX] = "SyntaxError",
        [KR_PARSE_INDENTATION] = "IndentationError",
        [KR_PARSE_TAB] = "TabError",
        [KR_PARSE_INCOMPLETE] = "SyntaxError",
        [KR_PARSE_VALUE] = "ValueError",
        [KR_PARSE_TOO_DEEP] = "MemoryError",
        [KR_PARSE_RECURSION] = "RecursionError",
        [KR_PARSE_STOPPED] = NULL,
    };
    c->error = (KrSyntaxError){
        .type = types[e->kind], .message = e->msg, .text = e->text, .text_len = e->text_n};
    c->error.line = e->lineno;
    c->error.col = e->offset;
    bool end = e->end_lineno != KR_PARSE_NO_END;
    c->error.end_line = end ? e->end_lineno : KR_NO_POSITION;
    c->error.end_col = end ? e->end_offset : KR_NO_POSITION;
    c->error.incomplete = e->kind == KR_PARSE_INCOMPLETE;
}

static Value failed(kr_vm *vm, KrCompile *c) {
    if (c->error.type && !strcmp(c->error.type, "MemoryError") && !c->error.message) {
        c->error.type = NULL;
        kr__heap(vm)->raise_memory(vm);
    }
    return KR_FAILED;
}

static bool parser_warnings(kr_vm *vm, KrCompile *c, const KrParseWarning *w) {
    for (; w && c->warn; w = w->next) {
        KrSyntaxError e = {.type = "SyntaxError", .message = w->msg, .text = w->text};
        e.text_len = w->text_n;
        e.line = w->lineno;
        e.col = w->offset;
        e.end_line = w->end_lineno;
        e.end_col = w->end_offset;
        if (!c->warn(vm, c->ud, w->category, &e)) return false;
    }
    return true;
}

/* ---- what the parser asks of Unicode ---- */

static uint32_t char_named(void *ud, const char *name, size_t n) {
    (void)ud;
    return kr__char_named(name, n);
}

/* Identifiers are the same when their NFKC forms are. NULL: no memory. */
static char *nfkc(void *ud, KrArena *a, const char *s, size_t n, size_t *out_n) {
    (void)ud;
    if (n > SIZE_MAX / sizeof(uint32_t) / KR_DECOMP_MAX) return NULL;
    uint32_t *cps = kr__arena_alloc(a, n * KR_DECOMP_MAX * sizeof *cps);
    if (!cps) return NULL;
    size_t count = 0;
    for (const char *end = s + n; s < end;)
        count += kr__decompose(kr__utf8_next(&s), true, cps + count);
    kr__decomp_order(cps, count);
    count = kr__compose(cps, count);
    char *text = kr__arena_alloc(a, count * 4 + 1);
    if (!text) return NULL;
    *out_n = 0;
    for (size_t i = 0; i < count; i++) *out_n += kr__utf8_encode(text + *out_n, cps[i]);
    return text;
}

/* A construct that is newer than c->feature allows is a SyntaxError. */
static bool old_enough(KrCompile *c, KrModAst *mod) {
    const char *what;
    int since;
    const KrAst *n =
        c->feature ? kr__ast_newer(mod->root, c->feature, c->stack_limit, &what, &since) : NULL;
    if (!n) return true;
    const char *msg =
        kr__arena_printf(&c->arena, "%s only supported in Python 3.%d and greater", what, since);
    c->error = (KrSyntaxError){.type = msg ? "SyntaxError" : "MemoryError", .message = msg};
    c->error.line = (int)n->end_lineno;
    c->error.col = (int)n->end_col_offset + 1;
    c->error.end_line = (int)n->end_lineno;
    c->error.end_col = -1;
    return false;
}

KrModAst *kr__compile_parse(kr_vm *vm, KrCompile *c) {
    KrParse p = {.arena = &c->arena, .filename = c->filename, .src = c->source, .n = c->n};
    p.mode = c->mode == 'v'   ? KR_PARSE_EVAL
             : c->mode == 's' ? KR_PARSE_SINGLE
             : c->mode == 'f' ? KR_PARSE_FUNC_TYPE
                              : KR_PARSE_EXEC;
    if (c->flags & KR_COMPILE_IGNORE_COOKIE) p.flags |= KR_PARSE_F_IGNORE_COOKIE;
    if (c->flags & KR_COMPILE_TYPE_COMMENTS) p.flags |= KR_PARSE_F_TYPE_COMMENTS;
    if (c->flags & KR_COMPILE_DONT_IMPLY_DEDENT) p.flags |= KR_PARSE_F_DONT_IMPLY_DEDENT;
    if (c->flags & KR_COMPILE_FILE) p.flags |= KR_PARSE_F_FILE;
    if (c->flags & 0x400000) p.flags |= KR_PARSE_F_BARRY;
    if (c->incomplete_ok) p.flags |= KR_PARSE_F_INCOMPLETE;
    p.stack_limit = (uintptr_t)c->stack_limit;
    p.int_max_digits = c->int_max_digits;
    p.char_named = c->char_named ? c->char_named : char_named;
    p.nfkc = nfkc;
    p.decode = c->decode;
    p.poll = c->poll;
    p.ud = c->ud;
    KrModAst *mod = kr__parse(&p);
    bool heard = parser_warnings(vm, c, p.warnings);
    if (heard && !mod) {
        parser_error(c, &p.error);
        (void)failed(vm, c);
    }
    return mod && heard && old_enough(c, mod) ? mod : NULL;
}

static const KrAstSeq *mod_body(KrAst *root) {
    if (root->kind == KR_AST_Module) return &KR_AST(Module, root)->body;
    return root->kind == KR_AST_Interactive ? &KR_AST(Interactive, root)->body : NULL;
}

Value kr__compile_tree(kr_vm *vm, KrCompile *c, KrModAst *mod) {
    KrGen g = {.vm = vm, .c = c, .arena = &c->arena, .mod = mod, .optimize = c->optimize};
    g.stack_limit = c->stack_limit;
    const KrAstSeq *body = mod_body(mod->root);
    g.bare_errors = true;
    if (body) future_imports(&g, body);
    g.future_annotations = c->flags & KR_CO_FUTURE_ANNOTATIONS;
    bool scopes = !g.failed && kr__scope_build(&g);
    g.bare_errors = false;
    if (scopes) kr__gen_module(&g);
    if (g.failed) return failed(vm, c);
    Value code = kr__assemble(&g, g.unit);
    return kr__failed(code) && g.failed ? failed(vm, c) : code;
}

Value kr__compile_scopes(kr_vm *vm, KrCompile *c, KrModAst *mod,
                         Value (*use)(kr_vm *vm, void *ud, KrGen *g), void *ud) {
    KrGen g = {.vm = vm, .c = c, .arena = &c->arena, .mod = mod, .bare_errors = true};
    g.stack_limit = c->stack_limit;
    const KrAstSeq *body = mod_body(mod->root);
    if (body) future_imports(&g, body);
    g.future_annotations = c->flags & KR_CO_FUTURE_ANNOTATIONS;
    return !g.failed && kr__scope_build(&g) ? use(vm, ud, &g) : failed(vm, c);
}

Value kr__compile(kr_vm *vm, KrCompile *c) {
    c->error = (KrSyntaxError){0};
    KrModAst *mod = kr__compile_parse(vm, c);
    return mod ? kr__compile_tree(vm, c, mod) : KR_FAILED;
}
