/* SPDX-License-Identifier: MIT
 * repl.c: the interactive loop: what is run before the first prompt, and statements read line by line
 * until they are whole. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "edit.h"

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

/* Shows the pending exception; SystemExit stays pending: false. */
static bool shown(kr_vm *vm) {
    if (kr_error(vm) == KR_SYSTEM_EXIT) return false;
    kr_error_report(vm);
    return true;
}

/* sys.stdout is empty before the terminal is used otherwise. */
static void flush(kr_vm *vm, const char *stream) {
    kr_value s = kr_get(vm, kr_import(vm, "sys"), stream);
    if (kr_failed(kr_callf(vm, kr_get(vm, s, "flush"), ""))) kr_error_clear(vm);
}

/* ---- before the first prompt ------------------------------------------------------------------ */

static void banner(kr_vm *vm, const Options *o) {
    if (o->config.flags & KR_QUIET) return;
    const char *s = kr_to_str(vm, kr_get(vm, kr_import(vm, "sys"), "version"), NULL);
    fprintf(stderr, "Python %s on linux\n", s ? s : "");
    if (!(o->config.flags & KR_NO_SITE))
        fputs("Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n",
              stderr);
    kr_error_clear(vm);
}

/* The file that PYTHONSTARTUP names, run as if it were typed. False: SystemExit is pending. */
static bool run_startup(kr_vm *vm, const Options *o) {
    const char *path = getenv("PYTHONSTARTUP");
    if ((o->config.flags & KR_NO_ENVIRONMENT) || !path || !*path) return true;
    kr_value open = kr_get(vm, kr_import(vm, "builtins"), "open");
    kr_value file = kr_callf(vm, open, "ss", path, "rb");
    if (kr_failed(file)) {
        fprintf(stderr, "Could not open PYTHONSTARTUP\n");
        return shown(vm);
    }
    kr_value text = kr_callf(vm, kr_get(vm, file, "read"), "");
    size_t n = 0;
    const char *s = kr_to_bytes(vm, text, &n);
    bool ok = s && !kr_failed(kr_callf(vm, kr_get(vm, file, "close"), "")) &&
              !kr_failed(kr_exec(vm, path, s, n));
    return ok || shown(vm);
}

/* What module site left for interactive sessions: completion and the history file. */
static bool run_hook(kr_vm *vm, const Options *o) {
    if (!(o->config.flags & KR_NO_SITE) && kr_failed(kr_import(vm, "site"))) return shown(vm);
    kr_value hook = kr_get(vm, kr_import(vm, "sys"), "__interactivehook__");
    if (kr_failed(hook)) {
        kr_error_clear(vm);
        return true;
    }
    if (!kr_failed(kr_callf(vm, hook, ""))) return true;
    fprintf(stderr, "Failed calling sys.__interactivehook__\n");
    return shown(vm);
}

/* Gives sys.ps1 or sys.ps2 its first value. */
static void first_prompt(kr_vm *vm, kr_value sys, const char *name, const char *text) {
    if (!kr_failed(kr_get(vm, sys, name))) return;
    kr_error_clear(vm);
    if (!kr_set(vm, sys, name, kr_str(vm, text, KR_Z))) kr_error_clear(vm);
}

/* ---- the loop --------------------------------------------------------------------------------- */

/* sys.ps1 or sys.ps2, as str, to be freed. */
static char *prompt(kr_vm *vm, const char *name) {
    kr_scope_t scope = kr_scope(vm);
    kr_value text = kr_text(vm, kr_get(vm, kr_import(vm, "sys"), name));
    const char *s = kr_failed(text) ? NULL : kr_to_str(vm, text, NULL);
    char *copy = strdup(s ? s : "");
    kr_error_clear(vm);
    kr_leave(vm, scope, kr_none(vm));
    return copy;
}

/* Runs what stands in `in`, or finds that it goes on. False: SystemExit is pending. */
static bool run_input(kr_vm *vm, Input *in, bool ended, bool *more) {
    /* The end of input ends a block, as an empty line does. What else it cuts off is an error, which says what was open. */
    kr_value v = kr_interact(vm, in->text, in->n, more);
    if (!kr_failed(v) && *more && ended) v = kr_exec(vm, "<stdin>", in->text, in->n);
    if (ended || kr_failed(v)) *more = false;
    if (!*more) in->n = 0;
    return !kr_failed(v) || shown(vm);
}

/* One line, added to the statement. False: the session ends; *exits when by SystemExit. */
static bool turn(kr_vm *vm, Editor *e, Input *in, bool *more, bool *exits) {
    flush(vm, "stdout");
    flush(vm, "stderr");
    char *text = prompt(vm, *more ? "ps2" : "ps1");
    bool interrupted;
    char *line = edit_line(e, text ? text : "", &interrupted);
    free(text);
    if (interrupted) {
        fputs("\nKeyboardInterrupt\n", stderr);
        *more = false;
        in->n = 0;
        free(line);
        return true;
    }
    if (!line && !*more) return false;
    const char *added = line ? line : "\n";
    bool ok = input_add(in, added, strlen(added));
    bool ended = !line;
    if (ended) fputs("\n", stderr);
    free(line);
    *exits = ok && !run_input(vm, in, ended, more);
    return ok && !*exits;
}

bool repl(kr_vm *vm, const Options *o, bool fresh) {
    static Editor editor; /* libedit's callbacks know no other */
    kr_value sys = kr_import(vm, "sys");
    if (fresh) banner(vm, o);
    edit_open(&editor, vm);
    bool exits = (fresh && !run_startup(vm, o)) || !run_hook(vm, o);
    first_prompt(vm, sys, "ps1", ">>> ");
    first_prompt(vm, sys, "ps2", "... ");
    Input in = {0};
    bool more = false, going = !exits;
    while (going) {
        kr_scope_t scope = kr_scope(vm);
        going = turn(vm, &editor, &in, &more, &exits);
        kr_leave(vm, scope, kr_none(vm));
    }
    if (!exits) fputs("\n", stderr);
    free(in.text);
    return !exits;
}
