/* SPDX-License-Identifier: MIT
 * repl.c: the interactive loop. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

/* A statement under construction. */
typedef struct Input {
    char *text;
    size_t n, room;
} Input;

static bool input_add(Input *in, const char *line, size_t n) {
    if (in->n + n + 1 > in->room) {
        size_t room = (in->n + n + 1) * 2;
        char *p = realloc(in->text, room);
        if (!p) return false;
        in->text = p;
        in->room = room;
    }
    memcpy(in->text + in->n, line, n);
    in->n += n;
    in->text[in->n] = 0;
    return true;
}

/* sys.ps1 or sys.ps2, as str. */
static void prompt(kr_vm *vm, const char *name, const char *dflt) {
    kr_value text = kr_text(vm, kr_get(vm, kr_import(vm, "sys"), name));
    const char *s = kr_failed(text) ? NULL : kr_to_str(vm, text, NULL);
    if (!s) kr_error_clear(vm);
    fputs(s ? s : dflt, stdout);
    fflush(stdout);
}

static void banner(kr_vm *vm, const Options *o) {
    if (o->config.flags & KR_QUIET) return;
    kr_value version = kr_get(vm, kr_import(vm, "sys"), "version");
    const char *s = kr_to_str(vm, version, NULL);
    fprintf(stderr, "Python %s on linux\n", s ? s : "");
}

/* Shows the pending exception; SystemExit stays pending: true. */
static bool leave(kr_vm *vm) {
    if (kr_error(vm) == KR_SYSTEM_EXIT) return true;
    kr_error_report(vm);
    return false;
}

bool repl(kr_vm *vm, const Options *o) {
    bool tty = isatty(0);
    kr_value sys = kr_import(vm, "sys");
    if (!kr_set(vm, sys, "ps1", kr_str(vm, ">>> ", KR_Z)) ||
        !kr_set(vm, sys, "ps2", kr_str(vm, "... ", KR_Z)))
        return false;
    banner(vm, o);
    Input in = {0};
    char *line = NULL;
    size_t room = 0;
    bool ok = true, more = false;
    for (;;) {
        kr_scope_t scope = kr_scope(vm);
        prompt(vm, more ? "ps2" : "ps1", more ? "... " : ">>> ");
        ssize_t n = getline(&line, &room, stdin);
        if (n < 0 && !more) {
            kr_leave(vm, scope, kr_none(vm));
            break;
        }
        if (n > 0 && !input_add(&in, line, (size_t)n)) break;
        if (n < 0) clearerr(stdin);
        bool wants = false;
        kr_value v = kr_interact(vm, in.text ? in.text : "", in.n, &wants);
        if (kr_failed(v) && leave(vm)) {
            ok = false;
            break;
        }
        more = wants && n > 0;
        if (!more) in.n = 0;
        kr_leave(vm, scope, kr_none(vm));
    }
    if (tty && ok) fputs("\n", stdout);
    free(in.text);
    free(line);
    return ok;
}
