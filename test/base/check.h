/* SPDX-License-Identifier: MIT
 * check.h: what the C tests of base/ share: counting checks, an account, random numbers, and an
 * oracle: a Python 3.11 that prints expected values, where one is installed. */
#ifndef TEST_BASE_CHECK_H
#define TEST_BASE_CHECK_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static int passed, failed;

/* Counts one check; says where it failed. */
#define CHECK(x)                                                            \
    do {                                                                    \
        if (x) {                                                            \
            passed++;                                                       \
        } else if (failed++ < 20) {                                         \
            fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #x); \
        }                                                                   \
    } while (0)

/* As CHECK, with words about the case. */
#define CHECKF(x, ...)                                                      \
    do {                                                                    \
        if (x) {                                                            \
            passed++;                                                       \
        } else if (failed++ < 20) {                                         \
            fprintf(stderr, "%s:%d: failed: %s: ", __FILE__, __LINE__, #x); \
            fprintf(stderr, __VA_ARGS__);                                   \
            fputc('\n', stderr);                                            \
        }                                                                   \
    } while (0)

/* The last line of every test program. */
static inline int report(void) {
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}

/* The next of a fixed sequence of random 64-bit numbers. */
static inline uint64_t rnd(void) {
    static uint64_t s = 88172645463325252ull;
    s ^= s << 13;
    s ^= s >> 7;
    s ^= s << 17;
    return s * 0x2545F4914F6CDD1Dull;
}

/* A stream of what Python 3.11 prints for this program; NULL when there is no such Python. The
 * program holds no single quote. */
static inline FILE *oracle(const char *program) {
    if (system("command -v python3.11 >/dev/null 2>&1") != 0) return NULL;
    char *cmd = malloc(strlen(program) + 100);
    if (cmd == NULL) return NULL;
    sprintf(cmd, "PYTHONHASHSEED=0 python3.11 -S -c '%s'", program);
    FILE *f = popen(cmd, "r");
    free(cmd);
    return f;
}

/* The next line of the oracle without its newline, of any length; NULL at the end. Valid until the
 * next call. */
static inline char *oracle_line(FILE *f) {
    static char *line;
    static size_t cap;
    ssize_t n = getline(&line, &cap, f);
    if (n < 0) {
        free(line);
        line = NULL;
        cap = 0;
        return NULL;
    }
    if (n > 0 && line[n - 1] == '\n') line[n - 1] = 0;
    return line;
}

#endif
