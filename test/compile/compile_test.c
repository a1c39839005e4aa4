/* SPDX-License-Identifier: MIT
 * compile_test.c: compiles files and verifies the code: no crash, no unsound code object. Links base, heap
 * and compile alone.
 *
 *   compile_test            every file of the standard library
 *   compile_test FILE...    these
 *   compile_test -d FILE    disassembled
 *   compile_test -c TEXT    disassembled
 *   compile_test -a FILE... what code objects say of themselves, a line each (compare.py reads it)
 *   compile_test -p FILE... every instruction's position (compare_positions.py reads it) */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../heap/toy.h"
#include "compile/code.h"
#include "run/opcodes.h"

extern const KrKindInfo kr__kind_code;
static const KrKindInfo bytes_kind = {.name = "bytes", .size = 12};

static void print(void *ud, const char *s, size_t n) { fwrite(s, 1, n, ud); }

static const char *verify(kr_vm *vm, Value v) {
    const KrCode *c = kr__ptr(v);
    const char *error = kr__code_verify(c);
    for (uint32_t i = 0; i < c->nconsts && !error; i++) {
        Value k = c->consts[i];
        if (kr__is_ref(k) && kr__ok(k) && kr__kind(vm, kr__ptr(k)) == KR_K_CODE)
            error = verify(vm, k);
    }
    if (error) fprintf(stderr, "in %s: ", kr__str_text(kr__slot_ptr(c->qualname)));
    return error;
}

static void put_names(Slot names) {
    const KrTuple *t = kr__slot_ptr(names);
    printf(" [");
    for (uint32_t i = 0; i < t->len; i++)
        printf("%s%s", i ? "," : "", kr__str_text(kr__ptr(kr__tuple_get(t, i))));
    printf("]");
}

static void attributes(kr_vm *vm, Value v) {
    const KrCode *c = kr__ptr(v);
    printf("%s %s %u %u %u %u 0x%x", kr__str_text(kr__slot_ptr(c->name)),
           kr__str_text(kr__slot_ptr(c->qualname)), c->firstlineno, c->argcount, c->posonly,
           c->kwonly, c->flags);
    put_names(c->varnames);
    put_names(c->cellvars);
    put_names(c->freevars);
    printf("\n");
    for (uint32_t i = 0; i < c->nconsts; i++) {
        Value k = c->consts[i];
        if (kr__is_ref(k) && kr__ok(k) && kr__kind(vm, kr__ptr(k)) == KR_K_CODE) attributes(vm, k);
    }
}

static const char *const op_names[] = {
#define NAME_ROW(name, format, words, meaning) #name,
    KR_OPCODES(NAME_ROW)
#undef NAME_ROW
};
static const uint8_t op_words[] = {
#define WORDS_ROW(name, format, words, meaning) words,
    KR_OPCODES(WORDS_ROW)
#undef WORDS_ROW
};

static void positions(kr_vm *vm, Value v) {
    const KrCode *c = kr__ptr(v);
    printf("code %s %u\n", kr__str_text(kr__slot_ptr(c->qualname)), c->firstlineno);
    for (uint32_t pc = 0; pc < c->ncode; pc += 1u + op_words[c->code[pc] & 0xff]) {
        KrPosition p;
        kr__code_position(c, pc, &p);
        printf("%s %d %d %d %d\n", op_names[c->code[pc] & 0xff], p.line, p.end_line, p.col,
               p.end_col);
    }
    for (uint32_t i = 0; i < c->nconsts; i++) {
        Value k = c->consts[i];
        if (kr__is_ref(k) && kr__ok(k) && kr__kind(vm, kr__ptr(k)) == KR_K_CODE) positions(vm, k);
    }
}

static Value frozen(kr_vm *vm, Value tuple) {
    (void)vm;
    return tuple;
}

static bool list_attributes, list_positions;

static void compile(kr_vm *vm, const char *name, const char *src, size_t n, bool show) {
    char base;
    KrCompile c = {.source = src, .n = n, .filename = name, .mode = 'e', .make_frozenset = frozen};
    c.stack_limit = (const void *)((uintptr_t)&base - (4u << 20));
    kr__arena_init(&c.arena, &vm->heap.mem);
    Value code = kr__compile(vm, &c);
    const char *error = kr__ok(code) ? verify(vm, code) : NULL;
    if (kr__failed(code)) {
        bool syntax = c.error.type && !strstr(c.error.type, "Memory");
        if (show || !syntax)
            printf("%s: %s: %s (%d, %d)\n", name, c.error.type, c.error.message, c.error.line,
                   c.error.col);
        if (!syntax)
            failed++;
        else
            passed++;
    } else if (error) {
        printf("%s: %s\n", name, error);
        failed++;
    } else
        passed++;
    if (list_attributes) {
        printf("file %s\n", name);
        if (kr__ok(code))
            attributes(vm, code);
        else
            printf("%s\n", c.error.type);
    }
    if (list_positions) {
        printf("file %s\n", name);
        if (kr__ok(code)) positions(vm, code);
    }
    if (show && kr__ok(code)) kr__disassemble(vm, code, print, stdout);
    kr__arena_free(&c.arena);
}

static void compile_file(kr_vm *vm, const char *path, bool show) {
    FILE *f = fopen(path, "rb");
    if (!f) return;
    static char buf[8 << 20];
    size_t n = fread(buf, 1, sizeof buf - 1, f);
    fclose(f);
    buf[n] = 0;
    compile(vm, path, buf, n, show);
}

static void walk(kr_vm *vm, const char *dir) {
    DIR *d = opendir(dir);
    if (!d) return;
    for (struct dirent *e; (e = readdir(d));) {
        if (e->d_name[0] == '.') continue;
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
        struct stat st;
        if (stat(path, &st)) continue;
        size_t n = strlen(path);
        if (S_ISDIR(st.st_mode))
            walk(vm, path);
        else if (n > 3 && !strcmp(path + n - 3, ".py"))
            compile_file(vm, path, false);
    }
    closedir(d);
}

int main(int argc, char **argv) {
    char base;
    toy_table();
    toy_kinds[KR_K_CODE] = &kr__kind_code;
    toy_kinds[KR_K_BYTES] = &bytes_kind;
    kr_vm *vm = toy_vm(&base);
    if (!vm) return 1;
    bool show = false;
    if (argc < 2) walk(vm, KR_STDLIB);
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "-d"))
            show = true;
        else if (!strcmp(argv[i], "-a"))
            list_attributes = true;
        else if (!strcmp(argv[i], "-p"))
            list_positions = true;
        else if (!strcmp(argv[i], "-c") && i + 1 < argc) {
            i++;
            compile(vm, "<string>", argv[i], strlen(argv[i]), true);
        } else
            compile_file(vm, argv[i], show);
    }
    if ((list_attributes || list_positions) && argc == 2) walk(vm, KR_STDLIB);
    printf("%d passed, %d failed\n", passed, failed);
    toy_free(vm);
    return failed > 0;
}
