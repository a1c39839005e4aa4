/* SPDX-License-Identifier: MIT
 * replay_main.c: feeds files to a fuzz target without libFuzzer, so that every input that once
 * went wrong is tried again by `make test` with any compiler.
 *
 *     BUILD/fuzz/replay_NAME [-v] FILE-OR-FOLDER...      ("-" reads standard input)
 *
 * Folders are walked. Inputs handed over are exact-size heap copies, so that the address
 * sanitizer sees a read past their end. Ends with `N passed, N failed`; an input that crashes ends
 * the program, and its name is the last one printed. */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));

static int passed, failed;
static int verbose;
static char current[4096];

static void feed(FILE *f) {
    size_t n = 0, room = 1 << 16;
    uint8_t *p = malloc(room);
    while (p) {
        n += fread(p + n, 1, room - n, f);
        if (n < room) break;
        uint8_t *q = realloc(p, room *= 2);
        if (!q) free(p);
        p = q;
    }
    uint8_t *exact = p ? malloc(n ? n : 1) : NULL;
    if (!exact || ferror(f)) {
        fprintf(stderr, "%s: cannot read\n", current);
        failed++;
    } else {
        memcpy(exact, p, n);
        LLVMFuzzerTestOneInput(exact, n);
        passed++;
    }
    free(exact);
    free(p);
}

static void visit(const char *path);

static void visit_folder(const char *path, DIR *d) {
    struct dirent *e;
    while ((e = readdir(d))) {
        if (e->d_name[0] == '.') continue;
        char name[4096];
        if ((size_t)snprintf(name, sizeof name, "%s/%s", path, e->d_name) < sizeof name)
            visit(name);
    }
}

static void visit(const char *path) {
    DIR *d = opendir(path);
    if (d) {
        visit_folder(path, d);
        closedir(d);
        return;
    }
    snprintf(current, sizeof current, "%s", path);
    if (verbose) fprintf(stderr, "%s\n", current);
    FILE *f = fopen(path, "rb");
    if (!f) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        failed++;
        return;
    }
    feed(f);
    fclose(f);
}

int main(int argc, char **argv) {
    if (LLVMFuzzerInitialize) LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "-v"))
            verbose = 1;
        else if (!strcmp(argv[i], "-"))
            feed(stdin);
        else
            visit(argv[i]);
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
