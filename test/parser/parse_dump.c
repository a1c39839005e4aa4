/* SPDX-License-Identifier: MIT
 * parse_dump.c: the parser by itself.
 *
 *     parse_dump                       checks test/parser/errors.txt and python312.txt
 *     parse_dump FILE                  the tree as ast.dump(tree, include_attributes=True)
 *     parse_dump --batch <LIST         for each file named in LIST: a line with the length of the
 *                                      dump (0: does not parse), then the dump
 *     parse_dump --snippets <LIST      for each line "mode TAB source": the outcome, one line; a
 *                                      mode is exec, eval, single or func_type, perhaps with
 *                                      +types +incomplete +nodedent +dump
 *     parse_dump --time FILE...        lines parsed a second
 *   before these: --names FILE, lines "CODEPOINT NAME" for \N{NAME}
 *
 * Fields of errors.txt and of snippets are separated by tabs, with \n \t \r \\ \xHH for bytes that
 * would be in the way. An outcome is kind, line, offset, end line, end offset, message, text. */
#include "compile/parser.h"
#include "base/dtoa.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Name {
    uint32_t cp;
    char *name;
} Name;
static Name *names;
static size_t n_names;

static int by_name(const void *a, const void *b) {
    return strcmp(((const Name *)a)->name, ((const Name *)b)->name);
}

static void load_names(const char *path) {
    FILE *f = fopen(path, "r");
    char line[512];
    size_t cap = 0;
    if (!f) return;
    while (fgets(line, sizeof line, f)) {
        char *space = strchr(line, ' ');
        line[strcspn(line, "\n")] = 0;
        if (!space) continue;
        if (n_names == cap) names = realloc(names, (cap = cap ? cap * 2 : 1024) * sizeof *names);
        names[n_names++] = (Name){(uint32_t)strtoul(line, NULL, 16), strdup(space + 1)};
    }
    fclose(f);
    qsort(names, n_names, sizeof *names, by_name);
}

static uint32_t char_named(void *ud, const char *name, size_t n) {
    char key[256];
    (void)ud;
    if (n >= sizeof key) return UINT32_MAX;
    for (size_t i = 0; i < n; i++)
        key[i] = name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] - 32) : name[i];
    key[n] = 0;
    Name want = {0, key};
    Name *hit = n_names ? bsearch(&want, names, n_names, sizeof *names, by_name) : NULL;
    return hit ? hit->cp : UINT32_MAX;
}

static char *read_file(const char *path, size_t *n) {
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    fseek(f, 0, SEEK_END);
    *n = (size_t)ftell(f);
    rewind(f);
    char *s = malloc(*n + 1);
    *n = fread(s, 1, *n, f);
    fclose(f);
    return s;
}

static KrModAst *parse(KrParse *in, KrArena *a, const char *s, size_t n, KrParseMode mode,
                       uint32_t flags) {
    memset(in, 0, sizeof *in);
    in->arena = a;
    in->filename = "<f>";
    in->src = s;
    in->n = n;
    in->mode = mode;
    in->flags = flags;
    in->int_max_digits = 4300;
    in->stack_limit = (uintptr_t)__builtin_frame_address(0) - 7000000;
    in->char_named = char_named;
    return kr__parse(in);
}

static void dump_file(const char *path, bool batch) {
    KrMem mem = {0};
    KrArena a;
    KrParse in;
    size_t n = 0, len = 0;
    char *s = read_file(path, &n);
    kr__arena_init(&a, &mem);
    KrModAst *m = s ? parse(&in, &a, s, n, KR_PARSE_EXEC, 0) : NULL;
    char *text = m ? kr__ast_dump(&a, m->root, true, &len) : NULL;
    if (batch) printf("%zu\n", text ? len : 0);
    if (text) fwrite(text, 1, len, stdout);
    if (!batch && !text)
        printf("%d %d:%d-%d:%d %s\n", in.error.kind, in.error.lineno, in.error.offset,
               in.error.end_lineno, in.error.end_offset, in.error.msg ? in.error.msg : "");
    if (!batch) puts("");
    fflush(stdout);
    kr__arena_free(&a);
    free(s);
}

/* ---- snippets ------------------------------------------------------------------------------ */

static size_t unescape(char *s) {
    char *o = s, *start = s;
    for (; *s; s++) {
        if (*s != '\\') {
            *o++ = *s;
            continue;
        }
        s++;
        if (*s == 'x') {
            char hex[3] = {s[1], s[2], 0};
            *o++ = (char)strtol(hex, NULL, 16);
            s += 2;
        } else {
            *o++ = *s == 'n' ? '\n' : *s == 't' ? '\t' : *s == 'r' ? '\r' : *s;
        }
    }
    *o = 0;
    return (size_t)(o - start);
}

static void escape_to(char **o, const char *s, size_t n) {
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '\\')
            *o += sprintf(*o, "\\\\");
        else if (c == '\n')
            *o += sprintf(*o, "\\n");
        else if (c == '\t')
            *o += sprintf(*o, "\\t");
        else if (c == '\r')
            *o += sprintf(*o, "\\r");
        else if (c < ' ' || c == 127)
            *o += sprintf(*o, "\\x%02x", c);
        else
            *(*o)++ = (char)c;
    }
    **o = 0;
}

static const char *kind_name(KrParseErr k) {
    static const char *const name[] = {
        "ok",          "MemoryError", "SyntaxError", "IndentationError", "TabError",
        "SyntaxError", "ValueError",  "MemoryError", "RecursionError"};
    return name[k];
}

static KrParseMode mode_of(const char *mode) {
    if (!strncmp(mode, "eval", 4)) return KR_PARSE_EVAL;
    if (!strncmp(mode, "single", 6)) return KR_PARSE_SINGLE;
    return strncmp(mode, "func_type", 9) ? KR_PARSE_EXEC : KR_PARSE_FUNC_TYPE;
}

static uint32_t flags_of(const char *mode) {
    return (strstr(mode, "+types") ? KR_PARSE_F_TYPE_COMMENTS : 0) |
           (strstr(mode, "+incomplete") ? KR_PARSE_F_INCOMPLETE : 0) |
           (strstr(mode, "+nodedent") ? KR_PARSE_F_DONT_IMPLY_DEDENT : 0);
}

/* The outcome of a snippet as one line. */
static char *outcome(const char *mode, const char *src, size_t n) {
    KrMem mem = {0};
    KrArena a;
    KrParse in;
    kr__arena_init(&a, &mem);
    KrModAst *ast = parse(&in, &a, src, n, mode_of(mode), flags_of(mode));
    if (ast && strstr(mode, "+dump")) {
        size_t len = 0;
        char *text = kr__ast_dump(&a, ast->root, true, &len);
        char *shown = malloc(len * 4 + 1), *end = shown;
        *end = 0;
        if (text) escape_to(&end, text, len);
        kr__arena_free(&a);
        return shown;
    }
    const KrParseError *e = &in.error;
    size_t room = 256 + 4 * (e->text_n + (e->msg ? strlen(e->msg) : 0));
    char *line = malloc(room), *o = line;
    if (ast) {
        strcpy(line, "ok");
    } else if (e->kind == KR_PARSE_VALUE || !e->msg) {
        o += sprintf(o, "%s\t", kind_name(e->kind));
        escape_to(&o, e->msg ? e->msg : "", e->msg ? strlen(e->msg) : 0);
    } else {
        if (e->end_lineno == KR_PARSE_NO_END)
            o += sprintf(o, "%s\t%d\t%d\t-\t-\t", kind_name(e->kind), e->lineno, e->offset);
        else
            o += sprintf(o, "%s\t%d\t%d\t%d\t%d\t", kind_name(e->kind), e->lineno, e->offset,
                         e->end_lineno, e->end_offset);
        escape_to(&o, e->msg, strlen(e->msg));
        *o++ = '\t';
        if (e->text)
            escape_to(&o, e->text, e->text_n);
        else
            *o++ = '-';
        *o = 0;
    }
    kr__arena_free(&a);
    return line;
}

static void snippets(void) {
    char *line = NULL;
    size_t cap = 0;
    while (getline(&line, &cap, stdin) > 0) {
        line[strcspn(line, "\n")] = 0;
        char *tab = strchr(line, '\t');
        if (!tab) continue;
        *tab = 0;
        size_t n = unescape(tab + 1);
        char *out = outcome(line, tab + 1, n);
        puts(out);
        free(out);
    }
    free(line);
}

/* Lines "mode TAB source TAB outcome"; # starts a comment. */
static void check_file(const char *path, int *passed, int *failed) {
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0;
    if (!f) {
        printf("no %s\n", path);
        ++*failed;
        return;
    }
    while (getline(&line, &cap, f) > 0) {
        line[strcspn(line, "\n")] = 0;
        char *src = strchr(line, '\t'), *want = src ? strchr(src + 1, '\t') : NULL;
        if (*line == '#' || !want) continue;
        *src++ = 0;
        *want++ = 0;
        char *shown = strdup(src);
        char *got = outcome(line, src, unescape(src));
        if (!strcmp(got, want))
            ++*passed;
        else
            ++*failed, printf("%s\n  want %s\n  got  %s\n", shown, want, got);
        free(got);
        free(shown);
    }
    free(line);
    fclose(f);
}

static int check_all(void) {
    int passed = 0, failed = 0;
    check_file("test/parser/errors.txt", &passed, &failed);
    check_file("test/parser/python312.txt", &passed, &failed);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}

static void measure(int n, char **files) {
    size_t lines = 0, bytes = 0;
    double spent = 0;
    for (int i = 0; i < n; i++) {
        size_t len = 0;
        char *s = read_file(files[i], &len);
        if (!s) continue;
        for (size_t k = 0; k < len; k++) lines += s[k] == '\n';
        bytes += len;
        KrMem mem = {0};
        KrArena a;
        KrParse in;
        struct timespec t0, t1;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t0);
        kr__arena_init(&a, &mem);
        if (!parse(&in, &a, s, len, KR_PARSE_EXEC, 0)) printf("%s: %s\n", files[i], in.error.msg);
        kr__arena_free(&a);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t1);
        spent += (double)(t1.tv_sec - t0.tv_sec) + (double)(t1.tv_nsec - t0.tv_nsec) * 1e-9;
        free(s);
    }
    printf("%zu lines, %zu bytes, %.3f s: %.0f lines/s, %.1f MB/s\n", lines, bytes, spent,
           (double)lines / spent, (double)bytes / spent * 1e-6);
}

int main(int argc, char **argv) {
    if (argc > 2 && !strcmp(argv[1], "--names")) {
        load_names(argv[2]);
        argc -= 2;
        argv += 2;
    }
    if (argc < 2) return check_all();
    if (!strcmp(argv[1], "--snippets")) {
        snippets();
    } else if (!strcmp(argv[1], "--time")) {
        measure(argc - 2, argv + 2);
    } else if (!strcmp(argv[1], "--batch")) {
        char path[4096];
        while (fgets(path, sizeof path, stdin)) {
            path[strcspn(path, "\n")] = 0;
            dump_file(path, true);
        }
    } else {
        for (int i = 1; i < argc; i++) dump_file(argv[i], false);
    }
    return 0;
}
