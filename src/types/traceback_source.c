/* SPDX-License-Identifier: MIT
 * traceback_source.c: source lines under traceback entries, the carets that mark what failed, and
 * the text of SyntaxErrors. Columns of positions are bytes; carets stand under characters. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "compile/code.h"
#include "compile/lexer.h"
#include "compile/parser.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/exception_data.h"
#include "types/list.h"
#include "types/module.h"
#include "types/dict.h"
#include "types/traceback.h"
#include "types/traceback_print.h"

#define INDENT 4

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

/* ---- lines of files --------------------------------------------------------------------------- */

/* Appends the bytes of line `line` (from 1), without its end. False: the file is shorter. */
static bool read_line(kr_vm *vm, int fd, int line, KrLine *buf) {
    char block[4096];
    int at = 1;
    bool any = false, cr = false;
    ssize_t got;
    while ((got = read(fd, block, sizeof block)) > 0) {
        for (ssize_t i = 0; i < got; i++) {
            char c = block[i];
            if (cr && c == '\n') { /* the second half of a CR LF */
                cr = false;
                continue;
            }
            cr = c == '\r';
            if (c == '\n' || c == '\r') {
                if (at == line) return true;
                at++;
            } else if (at == line) {
                any = true;
                if (!kr__vec_push(&kr__heap(vm)->mem, buf, c)) return false;
            }
        }
    }
    return at == line && any;
}

static int open_path(const char *path) { return open(path, O_RDONLY | O_CLOEXEC); }

/* The file by its name, else by the last part of its name in the folders of sys.path. */
static int open_source(kr_vm *vm, const char *name) {
    int fd = open_path(name);
    if (fd >= 0) return fd;
    const char *tail = strrchr(name, '/');
    tail = tail ? tail + 1 : name;
    Value path = kr__intern(vm, "path", 4);
    if (kr__failed(path)) {
        kr__clear_pending(vm);
        return -1;
    }
    path = kr__dict_get_name(vm, kr__module_dict(vm->sys), path);
    if (!kr__has_kind(vm, path, KR_K_LIST)) return -1;
    const KrList *l = kr__ptr(path);
    for (uint32_t i = 0; i < l->len && fd < 0; i++) {
        Value v = kr__list_get(l, i);
        if (!kr__is_str(vm, v)) continue;
        char full[4096];
        const KrStr *s = kr__ptr(v);
        if (s->len + strlen(tail) + 2 > sizeof full || !s->len) continue;
        memcpy(full, kr__str_text(s), s->len);
        full[s->len] = '/';
        strcpy(full + s->len + 1, tail);
        fd = open_path(full);
    }
    return fd;
}

/* Decodes the line as the file declares. False: no codec of that name, or the line is not what it says. */
static bool decode_line(kr_vm *vm, int fd, KrLine *buf) {
    char head[1024];
    ssize_t got = pread(fd, head, sizeof head, 0);
    size_t n = 0;
    const char *name = got > 0 ? kr__source_cookie(head, head + got, &n) : NULL;
    if (!n) return kr__utf8_check(buf->data, buf->n, false) == buf->n;
    Value encoding = kr__str_new(vm, name, n), bytes = kr__bytes_new(vm, buf->data, buf->n);
    Value text = kr__ok(encoding) && kr__ok(bytes)
                     ? kr__decode_object(vm, bytes, encoding, KR_UNSET)
                     : KR_FAILED;
    if (kr__failed(text)) return kr__clear_pending(vm), false;
    const KrStr *s = kr__ptr(text);
    buf->n = 0;
    for (size_t i = 0; i < s->len; i++)
        if (!kr__vec_push(&kr__heap(vm)->mem, buf, kr__str_text(s)[i])) return false;
    return true;
}

bool kr__source_line(kr_vm *vm, Value filename, int line, KrLine *buf) {
    if (!(vm->grants & KR_GRANT_FILES) || line < 1) return false;
    const KrStr *s = kr__ptr(filename);
    const char *name = kr__str_text(s);
    if (!s->len || name[0] == '<') return false;
    int fd = open_source(vm, name);
    if (fd < 0) return false;
    bool ok = read_line(vm, fd, line, buf) && decode_line(vm, fd, buf);
    close(fd);
    if (!ok) return false;
    if (line == 1 && buf->n >= 3 && !memcmp(buf->data, "\xef\xbb\xbf", 3)) {
        memmove(buf->data, buf->data + 3, buf->n - 3);
        buf->n -= 3;
    }
    return true;
}

/* ---- carets ----------------------------------------------------------------------------------- */

/* Characters in the first n bytes of a line, or in all of it. */
static int chars_before(const KrLine *l, int n) {
    if (n > (int)l->n) n = (int)l->n;
    int count = 0;
    for (int i = 0; i < n; i++) count += !kr__utf8_is_tail(l->data[i]);
    return count;
}

typedef struct Anchors {
    int left, right; /* bytes in the segment: the operator or subscript; left < 0: none */
} Anchors;

static void anchor_binop(const char *s, const KrAst *left, const KrAst *right, Anchors *a) {
    int stop = (int)right->col_offset;
    for (int i = (int)left->end_col_offset; i < stop; i++) {
        if (is_blank(s[i])) continue;
        a->left = i;
        a->right = i + 1;
        if (i + 1 < stop && !is_blank(s[i + 1])) a->right++;
        return;
    }
}

/* What of the segment is the operator: asked of the parser, because it may hold anything. */
static Anchors find_anchors(kr_vm *vm, const char *s, size_t n) {
    Anchors a = {-1, -1};
    KrArena arena;
    kr__arena_init(&arena, &kr__heap(vm)->mem);
    char *copy = kr__arena_strndup(&arena, s, n);
    KrParse p = {.arena = &arena,
                 .src = copy,
                 .n = n,
                 .mode = KR_PARSE_EXEC,
                 .flags = KR_PARSE_F_IGNORE_COOKIE,
                 .stack_limit = (uintptr_t)vm->thread->c_limit};
    KrModAst *mod = copy ? kr__parse(&p) : NULL;
    if (mod && mod->root->kind == KR_AST_Module) {
        const KrAstSeq *body = &KR_AST(Module, mod->root)->body;
        KrAst *e = body->n == 1 ? body->items[0] : NULL;
        e = e && e->kind == KR_AST_Expr ? KR_AST(Expr, e)->value : NULL;
        if (e && e->kind == KR_AST_BinOp)
            anchor_binop(copy, KR_AST(BinOp, e)->left, KR_AST(BinOp, e)->right, &a);
        else if (e && e->kind == KR_AST_Subscript)
            a = (Anchors){(int)KR_AST(Subscript, e)->value->end_col_offset,
                          (int)KR_AST(Subscript, e)->slice->end_col_offset + 1};
    }
    kr__arena_free(&arena);
    return a;
}

/* Carets from character `start` to `end`, counted from `from`, the line's first shown character less INDENT. */
static void out_carets(KrOut *o, int from, int start, int end, int left, int right) {
    bool anchored = left >= 0;
    kr__out_margin(o);
    for (int at = from + 1; at <= end; at++) {
        const char *c = at <= start ? " " : !anchored ? "^" : at > left && at <= right ? "^" : "~";
        kr__out(o, c, 1);
    }
    kr__out(o, "\n", 1);
}

static void out_position(KrOut *o, const KrLine *line, int stripped, const KrPosition *p) {
    if (p->line < 0 || p->end_line < 0 || p->col < 0 || p->end_col < 0) return;
    int start = chars_before(line, p->col), end = chars_before(line, p->end_col);
    int left = -1, right = -1, length = chars_before(line, (int)line->n);
    if (p->line == p->end_line) {
        size_t from = (size_t)p->col < line->n ? (size_t)p->col : line->n;
        size_t to = (size_t)p->end_col < line->n ? (size_t)p->end_col : line->n;
        Anchors a = find_anchors(o->vm, line->data + from, to > from ? to - from : 0);
        if (a.left >= 0) {
            left = chars_before(line, (int)from + a.left);
            right = chars_before(line, (int)from + a.right);
        }
    } else { /* all of the first line, up to its last visible character */
        end = length;
        while (end > 0 && is_blank(line->data[line->n - (size_t)(length - end) - 1])) end--;
    }
    if (end - start == length - stripped && left < 0) return; /* the whole line says nothing */
    out_carets(o, stripped - INDENT, start, end, left, right);
}

void kr__out_source(KrOut *o, Value filename, int line, const void *code, uint32_t pc) {
    kr_vm *vm = o->vm;
    KrLine text = {0};
    if (kr__source_line(vm, filename, line, &text)) {
        unsigned skip = 0;
        while (skip < text.n && is_blank(text.data[skip])) skip++;
        kr__out_margin(o);
        kr__out_text(o, "    ");
        kr__out(o, text.data + skip, text.n - skip);
        kr__out_text(o, "\n");
        KrPosition p = {-1, -1, -1, -1};
        if (pc != KR_PC_NONE) kr__code_position(code, pc, &p);
        out_position(o, &text, (int)skip, &p);
    }
    kr__vec_free(&kr__heap(vm)->mem, &text);
}

/* ---- SyntaxError ------------------------------------------------------------------------------ */

static void out_error_text(KrOut *o, const char *text, size_t n, long offset, long end_offset) {
    long carets = end_offset > 0 && end_offset > offset ? end_offset - offset : 1;
    offset--;
    while (n && is_blank(*text)) text++, n--, offset--;
    long len = (long)n;
    if (len && text[len - 1] == '\n') len--;
    if (offset > len) offset = len;
    for (;;) { /* only the line that holds the place */
        const char *nl = memchr(text, '\n', n);
        if (!nl || nl - text >= offset) break;
        long skip = (long)(nl - text) + 1;
        text += skip;
        n -= (size_t)skip;
        len -= skip;
        offset -= skip;
    }
    kr__out_margin(o);
    kr__out_text(o, "    ");
    kr__out(o, text, n);
    if (!n || (size_t)len == n) kr__out_text(o, "\n");
    if (offset < 0) return;
    kr__out_margin(o);
    kr__out_text(o, "    ");
    for (; offset > 0; offset--) kr__out(o, " ", 1);
    for (; carets > 0; carets--) kr__out(o, "^", 1);
    kr__out_text(o, "\n");
}

static long int_attr(kr_vm *vm, Value exc, KrName name, long dflt) {
    Value v = kr__exception_get(vm, exc, name);
    return kr__is_int(v) ? (long)kr__int(v) : dflt;
}

void kr__out_syntax(KrOut *o, Value exc) {
    kr_vm *vm = o->vm;
    Value file = kr__exception_get(vm, exc, KR_N_filename);
    Value lineno = kr__exception_get(vm, exc, KR_N_lineno);
    Value text = kr__exception_get(vm, exc, KR_N_text);
    if (!kr__is_int(lineno)) return;
    kr__out_margin(o);
    kr__out_text(o, "  File \"");
    if (kr__ok(file) && kr__is_str(vm, file))
        kr__out_str(o, file);
    else
        kr__out_text(o, "<string>");
    kr__out_format(o, "\", line %ld\n", (long)kr__int(lineno));
    long offset = int_attr(vm, exc, KR_N_offset, -1);
    long end_line = int_attr(vm, exc, KR_N_end_lineno, kr__int(lineno));
    long end_offset = int_attr(vm, exc, KR_N_end_offset, -1);
    if (!kr__ok(text) || !kr__is_str(vm, text)) {
        KrLine line = {0};
        Value name = kr__ok(file) && kr__is_str(vm, file) ? file : KR_UNSET;
        if (kr__ok(name) && kr__source_line(vm, name, (int)kr__int(lineno), &line)) {
            if (end_line > kr__int(lineno)) end_offset = line.n;
            if (end_offset > (long)line.n + 1) end_offset = (long)line.n + 1;
            out_error_text(o, line.data ? line.data : "", line.n, offset, end_offset);
        }
        kr__vec_free(&kr__heap(vm)->mem, &line);
        return;
    }
    const KrStr *s = kr__ptr(text);
    if (end_line > kr__int(lineno)) end_offset = (long)s->len;
    if (end_offset > (long)s->len + 1) end_offset = (long)s->len + 1;
    out_error_text(o, kr__str_text(s), s->len, offset, end_offset);
}
