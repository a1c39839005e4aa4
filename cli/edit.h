/* SPDX-License-Identifier: MIT
 * edit.h: lines typed at a prompt, and the module `readline` for what can be set about them. */
#ifndef KR_CLI_EDIT_H
#define KR_CLI_EDIT_H

#include "krait.h"

/* What is used of libedit, under the names of the GNU library it imitates. */
typedef struct EditLib {
    int (*initialize)(void);
    void (*install)(const char *prompt, void (*done)(char *line));
    void (*remove)(void);
    void (*read_char)(void);
    void (*free_line_state)(void);
    int (*insert_text)(const char *text);
    void (*redisplay)(void);
    int (*bind)(const char *line);
    int (*read_init_file)(const char *path);
    char **(*matches)(const char *text, char *(*next)(const char *text, int state));
    int (*add)(const char *line);
    void (*clear)(void);
    void *(*get)(int i); /* -> struct whose first word is the text */
    void *(*take)(int i);
    int *history_length, *history_base;
    int *catch_signals, *completion_type, *matches_are_all;
    int *append_character;
    char **line_buffer;
    const char **delims, **program;
    char **(**complete)(const char *text, int start, int end);
} EditLib;

/* What the module has been told. */
typedef struct Editor {
    EditLib lib;
    kr_vm *vm;
    kr_ref *completer, *startup_hook, *pre_input_hook;
    char *delims;
    int begin, end;     /* the word that is being completed */
    int64_t keep;       /* lines that a history file may hold; negative: any number */
    bool open, by_hand; /* by_hand: lines join the history only when the program says so */
} Editor;

/* Loads libedit and adds the module `readline`. False: there is none, or no terminal; nothing is pending.
 * e must live as long as the process: functions of the module run until the VM has ended. */
bool edit_open(Editor *e, kr_vm *vm);

/* A line with its newline, to be freed; NULL: the end of input, or Ctrl-C (*interrupted). No Python code
 * but completers and hooks runs meanwhile. */
char *edit_line(Editor *e, const char *prompt, bool *interrupted);

/* Makes the module `readline`. False: an exception is pending. */
bool edit_add_module(Editor *e);
/* A word of the completer for state 0, 1, ..., to be freed; NULL: no more. */
char *edit_ask_completer(Editor *e, const char *text, int state);
/* Calls a hook that may be absent. */
void edit_run_hook(Editor *e, const kr_ref *hook);

#endif
