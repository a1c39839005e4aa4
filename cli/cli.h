/* SPDX-License-Identifier: MIT
 * cli.h: what the files of the krait program share. */
#ifndef KR_CLI_H
#define KR_CLI_H

#include "krait.h"

typedef struct Texts {
    const char *items[64];
    int n;
} Texts;

typedef struct Options {
    kr_config config;
    const char *command, *module, *file, *dis;
    bool help, version, sandbox, random, prompted; /* prompted: there has been a prompt */
    uint32_t allowed;                              /* KR_FILES | …: of --allow */
    int trace_frames; /* tracemalloc from the start, with so many frames; 0: off */
    Texts warn, x;
    int argc;
    const char *argv[4096];
} Options;

/* Reads statements and runs them until the end of input. fresh: nothing ran before, so that there is a
 * banner and a startup file. False: SystemExit is pending. */
bool repl(kr_vm *vm, const Options *o, bool fresh);
/* Prints the instructions of a file; the exit status. */
int disassemble(kr_vm *vm, const char *path);

#endif
