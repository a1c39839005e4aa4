/* SPDX-License-Identifier: MIT
 * edit.c: lines typed at a prompt. libedit is opened when a prompt is first shown, so that programs pay
 * nothing for it; without it, or without a terminal, lines come from stdin as they are.
 *
 * libedit calls back without saying for whom: `current` is the editor that reads a line. */
#define _GNU_SOURCE
#include "edit.h"

#include <dlfcn.h>
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Editor *current;
static volatile sig_atomic_t sigint_seen;

/* ---- Ctrl-C at a prompt ----------------------------------------------------------------------- */

static void on_sigint(int sig) {
    (void)sig;
    sigint_seen = 1;
}

/* While a line is read, Ctrl-C ends that and does not reach the VM, unless the program ignores it. */
static void catch_sigint(struct sigaction *old) {
    sigint_seen = 0;
    sigaction(SIGINT, NULL, old);
    if (old->sa_handler == SIG_IGN) return;
    struct sigaction own = {.sa_handler = on_sigint};
    sigaction(SIGINT, &own, NULL);
}

/* ---- libedit ---------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    size_t at;
} symbols[] = {
    {"rl_initialize", offsetof(EditLib, initialize)},
    {"rl_callback_handler_install", offsetof(EditLib, install)},
    {"rl_callback_handler_remove", offsetof(EditLib, remove)},
    {"rl_callback_read_char", offsetof(EditLib, read_char)},
    {"rl_free_line_state", offsetof(EditLib, free_line_state)},
    {"rl_insert_text", offsetof(EditLib, insert_text)},
    {"rl_forced_update_display", offsetof(EditLib, redisplay)},
    {"rl_parse_and_bind", offsetof(EditLib, bind)},
    {"rl_read_init_file", offsetof(EditLib, read_init_file)},
    {"rl_completion_matches", offsetof(EditLib, matches)},
    {"add_history", offsetof(EditLib, add)},
    {"clear_history", offsetof(EditLib, clear)},
    {"history_get", offsetof(EditLib, get)},
    {"remove_history", offsetof(EditLib, take)},
    {"history_length", offsetof(EditLib, history_length)},
    {"history_base", offsetof(EditLib, history_base)},
    {"rl_catch_signals", offsetof(EditLib, catch_signals)},
    {"rl_completion_type", offsetof(EditLib, completion_type)},
    {"rl_attempted_completion_over", offsetof(EditLib, matches_are_all)},
    {"rl_completion_append_character", offsetof(EditLib, append_character)},
    {"rl_line_buffer", offsetof(EditLib, line_buffer)},
    {"rl_completer_word_break_characters", offsetof(EditLib, delims)},
    {"rl_readline_name", offsetof(EditLib, program)},
    {"rl_attempted_completion_function", offsetof(EditLib, complete)},
};

static bool load(EditLib *lib) {
    void *so = dlopen("libedit.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!so) return false;
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        void *p = dlsym(so, symbols[i].name);
        if (!p) {
            dlclose(so);
            return false;
        }
        memcpy((char *)lib + symbols[i].at, &p, sizeof p);
    }
    return true;
}

static char *next_match(const char *text, int state) {
    return edit_ask_completer(current, text, state);
}

/* The words for text[start:end]; there is never a search for file names after it. */
static char **complete(const char *text, int start, int end) {
    EditLib *lib = &current->lib;
    *lib->matches_are_all = 1;
    *lib->append_character = 0;
    current->begin = start;
    current->end = end;
    return lib->matches(text, next_match);
}

bool edit_open(Editor *e, kr_vm *vm) {
    *e = (Editor){.vm = vm, .keep = -1};
    if (!isatty(0) || !isatty(1) || !load(&e->lib)) return false;
    const char *locale = setlocale(LC_CTYPE, "");
    if (!locale || !strcmp(locale, "C") || !strcmp(locale, "POSIX")) setlocale(LC_CTYPE, "C.UTF-8");
    e->delims = strdup(" \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?");
    e->open = e->delims && edit_add_module(e);
    if (!e->open) {
        kr_error_clear(vm);
        return false;
    }
    *e->lib.program = "python";
    *e->lib.catch_signals = 0;
    *e->lib.delims = e->delims;
    *e->lib.complete = complete;
    e->lib.initialize();
    return true;
}

/* ---- a line ----------------------------------------------------------------------------------- */

static char *line_read;
static bool line_done;

static void on_line(char *line) {
    line_read = line;
    line_done = true;
    current->lib.remove();
}

/* A line joins the history unless it is empty or the same as the last. */
static void remember(Editor *e, const char *line) {
    EditLib *lib = &e->lib;
    if (e->by_hand || !*line) return;
    char **last =
        *lib->history_length > 0 ? lib->get(*lib->history_length + *lib->history_base - 1) : NULL;
    if (!last || strcmp(*last, line) != 0) lib->add(line);
}

static char *edited_line(Editor *e, const char *prompt) {
    current = e;
    line_read = NULL;
    line_done = false;
    edit_run_hook(e, e->startup_hook);
    e->lib.install(prompt, on_line);
    edit_run_hook(e, e->pre_input_hook);
    while (!line_done && !sigint_seen) {
        struct pollfd in = {.fd = 0, .events = POLLIN};
        int n = poll(&in, 1, -1);
        if (n > 0)
            e->lib.read_char();
        else if (n < 0 && errno != EINTR)
            break;
    }
    if (!line_done) {
        e->lib.free_line_state();
        e->lib.remove();
    }
    if (sigint_seen || !line_read) {
        free(line_read);
        return NULL;
    }
    remember(e, line_read);
    size_t n = strlen(line_read);
    char *line = realloc(line_read, n + 2);
    if (line) memcpy(line + n, "\n", 2);
    return line;
}

static char *plain_line(const char *prompt) {
    fputs(prompt, stderr);
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    do {
        errno = 0;
        n = getline(&line, &room, stdin);
        if (n < 0) clearerr(stdin);
    } while (n < 0 && errno == EINTR && !sigint_seen);
    if (n >= 0 && !sigint_seen) return line;
    free(line);
    return NULL;
}

char *edit_line(Editor *e, const char *prompt, bool *interrupted) {
    struct sigaction old;
    catch_sigint(&old);
    char *line = e->open ? edited_line(e, prompt) : plain_line(prompt);
    sigaction(SIGINT, &old, NULL);
    *interrupted = sigint_seen;
    return line;
}
