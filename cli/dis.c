/* SPDX-License-Identifier: MIT
 * dis.c: krait --dis FILE. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"

static char *read_file(const char *path, size_t *n) {
    FILE *f = fopen(path, "rb");
    if (!f) {
        perror(path);
        return NULL;
    }
    size_t room = 1 << 16;
    char *p = malloc(room);
    *n = 0;
    for (size_t got; p && (got = fread(p + *n, 1, room - *n, f)) > 0;) {
        *n += got;
        if (*n < room) continue;
        char *q = realloc(p, room *= 2);
        if (!q) free(p);
        p = q;
    }
    fclose(f);
    return p;
}

static void put(void *ud, const char *s, size_t n) {
    (void)ud;
    fwrite(s, 1, n, stdout);
}

int disassemble(kr_vm *vm, const char *path) {
    size_t n;
    char *text = read_file(path, &n);
    if (!text) return 2;
    bool ok = kr_disassemble(vm, path, text, n, put, NULL);
    free(text);
    return ok ? 0 : kr_error_report(vm);
}
