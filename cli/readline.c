/* SPDX-License-Identifier: MIT
 * readline.c: the module `readline` of an interactive session, over libedit. History files are plain
 * lines, as python3 with GNU readline writes them, so that both can use one ~/.python_history. */
#include <stdlib.h>
#include <string.h>

#include "edit.h"

static Editor *the_editor; /* host functions are given nothing of the host's */

/* ---- calls back into Python ------------------------------------------------------------------- */

char *edit_ask_completer(Editor *e, const char *text, int state) {
    if (!e->completer) return NULL;
    kr_vm *vm = e->vm;
    kr_scope_t scope = kr_scope(vm);
    kr_value word = kr_callf(vm, kr_value_of(vm, e->completer), "si", text, state);
    const char *s = kr_failed(word) || kr_is_none(word) ? NULL : kr_to_str(vm, word, NULL);
    char *copy = s ? strdup(s) : NULL;
    kr_error_clear(vm);
    kr_leave(vm, scope, kr_none(vm));
    return copy;
}

void edit_run_hook(Editor *e, const kr_ref *hook) {
    if (!hook) return;
    kr_scope_t scope = kr_scope(e->vm);
    if (kr_failed(kr_callf(e->vm, kr_value_of(e->vm, hook), ""))) kr_error_clear(e->vm);
    kr_leave(e->vm, scope, kr_none(e->vm));
}

/* Puts a function, or nothing for None, where *at is. */
static kr_value keep(kr_vm *vm, kr_ref **at, kr_value fn) {
    kr_ref *ref = NULL;
    if (!kr_is_none(fn) && !(ref = kr_keep(vm, fn))) return KR_FAIL;
    kr_drop(vm, *at);
    *at = ref;
    return kr_none(vm);
}

/* ---- history ---------------------------------------------------------------------------------- */

static int history_len(void) { return *the_editor->lib.history_length; }

/* Line i of 0 <= i < history_len(); NULL: libedit has none there. */
static const char *history_line(int i) {
    char **entry = the_editor->lib.get(i + *the_editor->lib.history_base);
    return entry ? *entry : NULL;
}

/* A history file, opened; None stands for ~/.history. */
static kr_value open_file(kr_vm *vm, kr_value name, const char *mode) {
    if (kr_is_none(name))
        name = kr_callf(vm, kr_get(vm, kr_import(vm, "os.path"), "expanduser"), "s", "~/.history");
    kr_value open = kr_get(vm, kr_import(vm, "builtins"), "open");
    return kr_callf(vm, open, "Osiss", name, mode, -1, "utf-8", "replace");
}

static kr_value read_history(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    kr_value file = open_file(vm, a[0], "r");
    kr_value text = kr_callf(vm, kr_get(vm, file, "read"), "");
    const char *s = kr_to_str(vm, text, NULL);
    if (!s || kr_failed(kr_callf(vm, kr_get(vm, file, "close"), ""))) return KR_FAIL;
    char *copy = strdup(s), *rest = copy;
    if (!copy) return kr_raise(vm, KR_MEMORY_ERROR, "out of memory");
    for (char *line; (line = strsep(&rest, "\n"));)
        if (*line) the_editor->lib.add(line);
    free(copy);
    return kr_none(vm);
}

/* Writes the last `n` lines. */
static kr_value write_lines(kr_vm *vm, kr_value name, const char *mode, int64_t n) {
    kr_value file = open_file(vm, name, mode), put = kr_get(vm, file, "write");
    if (kr_failed(put)) return KR_FAIL;
    int len = history_len();
    for (int i = n < 0 || n > len ? 0 : len - (int)n; i < len; i++) {
        const char *s = history_line(i);
        kr_scope_t scope = kr_scope(vm);
        bool ok = !s || (!kr_failed(kr_callf(vm, put, "s", s)) &&
                         !kr_failed(kr_callf(vm, put, "s", "\n")));
        kr_leave(vm, scope, kr_none(vm));
        if (!ok) return KR_FAIL;
    }
    return kr_callf(vm, kr_get(vm, file, "close"), "");
}

static kr_value write_history(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    return write_lines(vm, a[0], "w", the_editor->keep);
}

static kr_value append_history(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    int64_t n;
    if (!kr_to_int(vm, a[0], &n)) return KR_FAIL;
    return write_lines(vm, a[1], "a", n < 0 ? 0 : n);
}

static kr_value get_history_length(kr_vm *vm, kr_value self, const kr_value *a) {
    return (void)self, (void)a, kr_int(vm, the_editor->keep);
}

static kr_value set_history_length(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    return kr_to_int(vm, a[0], &the_editor->keep) ? kr_none(vm) : KR_FAIL;
}

static kr_value current_length(kr_vm *vm, kr_value self, const kr_value *a) {
    return (void)self, (void)a, kr_int(vm, history_len());
}

static kr_value get_item(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    int64_t i;
    if (!kr_to_int(vm, a[0], &i)) return KR_FAIL;
    const char *s = i < 1 || i > history_len() ? NULL : history_line((int)i - 1);
    return s ? kr_str(vm, s, KR_Z) : kr_none(vm);
}

/* A place in the history that remove and replace accept. */
static bool position(kr_vm *vm, kr_value v, int *i) {
    int64_t at;
    if (!kr_to_int(vm, v, &at)) return false;
    if (at < 0)
        kr_raise(vm, KR_VALUE_ERROR, "History index cannot be negative");
    else if (at >= history_len())
        kr_raise(vm, KR_VALUE_ERROR, "No history item at position %d", (int)at);
    else
        return *i = (int)at, true;
    return false;
}

static kr_value remove_item(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    int i;
    if (!position(vm, a[0], &i)) return KR_FAIL;
    char **entry = the_editor->lib.take(i);
    if (entry) free(*entry);
    free(entry);
    return kr_none(vm);
}

static kr_value replace_item(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    int i;
    const char *line = kr_to_str(vm, a[1], NULL);
    if (!line || !position(vm, a[0], &i)) return KR_FAIL;
    /* libedit's own replacement finds another line than it is asked for: all are taken out and put back. */
    int n = history_len();
    char **lines = calloc((size_t)n, sizeof *lines);
    if (!lines) return kr_raise(vm, KR_MEMORY_ERROR, "out of memory");
    for (int k = 0; k < n; k++) {
        const char *s = k == i ? line : history_line(k);
        lines[k] = s ? strdup(s) : NULL;
    }
    the_editor->lib.clear();
    for (int k = 0; k < n; k++) {
        if (lines[k]) the_editor->lib.add(lines[k]);
        free(lines[k]);
    }
    free(lines);
    return kr_none(vm);
}

static kr_value add_item(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    const char *line = kr_to_str(vm, a[0], NULL);
    if (!line) return KR_FAIL;
    the_editor->lib.add(line);
    return kr_none(vm);
}

static kr_value clear(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self, (void)a;
    the_editor->lib.clear();
    return kr_none(vm);
}

static kr_value set_auto(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    bool automatic;
    if (!kr_to_bool(vm, a[0], &automatic)) return KR_FAIL;
    the_editor->by_hand = !automatic;
    return kr_none(vm);
}

/* ---- completion, keys, the line --------------------------------------------------------------- */

static kr_value set_completer(kr_vm *vm, kr_value self, const kr_value *a) {
    return (void)self, keep(vm, &the_editor->completer, a[0]);
}

static kr_value get_completer(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self, (void)a;
    return the_editor->completer ? kr_value_of(vm, the_editor->completer) : kr_none(vm);
}

static kr_value set_startup(kr_vm *vm, kr_value self, const kr_value *a) {
    return (void)self, keep(vm, &the_editor->startup_hook, a[0]);
}

static kr_value set_pre_input(kr_vm *vm, kr_value self, const kr_value *a) {
    return (void)self, keep(vm, &the_editor->pre_input_hook, a[0]);
}

static kr_value set_delims(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    const char *s = kr_to_str(vm, a[0], NULL);
    if (!s) return KR_FAIL;
    char *copy = strdup(s);
    if (!copy) return kr_raise(vm, KR_MEMORY_ERROR, "out of memory");
    *the_editor->lib.delims = copy;
    free(the_editor->delims);
    the_editor->delims = copy;
    return kr_none(vm);
}

static kr_value get_delims(kr_vm *vm, kr_value self, const kr_value *a) {
    return (void)self, (void)a, kr_str(vm, the_editor->delims, KR_Z);
}

static kr_value get_type(kr_vm *vm, kr_value self, const kr_value *a) {
    return (void)self, (void)a, kr_int(vm, *the_editor->lib.completion_type);
}

static kr_value get_begin(kr_vm *vm, kr_value self, const kr_value *a) {
    return (void)self, (void)a, kr_int(vm, the_editor->begin);
}

static kr_value get_end(kr_vm *vm, kr_value self, const kr_value *a) {
    return (void)self, (void)a, kr_int(vm, the_editor->end);
}

static kr_value get_line(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self, (void)a;
    const char *s = *the_editor->lib.line_buffer;
    return kr_str(vm, s ? s : "", KR_Z);
}

static kr_value insert(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    const char *s = kr_to_str(vm, a[0], NULL);
    if (!s) return KR_FAIL;
    the_editor->lib.insert_text(s);
    return kr_none(vm);
}

static kr_value redisplay(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self, (void)a;
    the_editor->lib.redisplay();
    return kr_none(vm);
}

static kr_value bind(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    const char *s = kr_to_str(vm, a[0], NULL);
    if (!s) return KR_FAIL;
    the_editor->lib.bind(s);
    return kr_none(vm);
}

static kr_value read_init(kr_vm *vm, kr_value self, const kr_value *a) {
    (void)self;
    const char *path = kr_is_none(a[0]) ? NULL : kr_to_str(vm, a[0], NULL);
    if (!path && !kr_is_none(a[0])) return KR_FAIL;
    if (the_editor->lib.read_init_file(path) != 0)
        return kr_raise(vm, KR_OS_ERROR, "cannot read the initialization file");
    return kr_none(vm);
}

static const kr_fndef functions[] = {
    {"parse_and_bind(string, /)", bind, "Executes a line of an .editrc file."},
    {"read_init_file(filename=None, /)", read_init, "Executes an .editrc file."},
    {"get_line_buffer()", get_line, "The line as far as it is typed."},
    {"insert_text(string, /)", insert, "Inserts text where the cursor is."},
    {"redisplay()", redisplay, "Shows the line anew."},
    {"read_history_file(filename=None, /)", read_history, "Adds the lines of a file."},
    {"write_history_file(filename=None, /)", write_history, "Writes the history to a file."},
    {"append_history_file(nelements, filename=None, /)", append_history,
     "Appends the last lines of the history to a file."},
    {"get_history_length()", get_history_length,
     "Lines that a history file may hold; negative: any number."},
    {"set_history_length(length, /)", set_history_length,
     "Sets how many lines a history file may hold."},
    {"get_current_history_length()", current_length, "Lines in the history."},
    {"get_history_item(index, /)", get_item, "A line of the history, counted from 1, or None."},
    {"remove_history_item(pos, /)", remove_item, "Removes a line, counted from 0."},
    {"replace_history_item(pos, line, /)", replace_item, "Replaces a line, counted from 0."},
    {"add_history(string, /)", add_item, "Adds a line at the end."},
    {"clear_history()", clear, "Removes all lines."},
    {"set_auto_history(enabled, /)", set_auto, "Whether lines typed join the history."},
    {"set_completer(function=None, /)", set_completer,
     "function(text, state) gives the words for text, one by one, then None."},
    {"get_completer()", get_completer, "The completer function, or None."},
    {"get_completion_type()", get_type, "The kind of completion that goes on."},
    {"get_begidx()", get_begin, "Where the word begins that is being completed."},
    {"get_endidx()", get_end, "Where the word ends that is being completed."},
    {"set_completer_delims(string, /)", set_delims, "Sets the characters between words."},
    {"get_completer_delims()", get_delims, "The characters between words."},
    {"set_startup_hook(function=None, /)", set_startup, "Is called before a prompt is shown."},
    {"set_pre_input_hook(function=None, /)", set_pre_input, "Is called after a prompt is shown."},
    {NULL, NULL, NULL},
};

bool edit_add_module(Editor *e) {
    the_editor = e;
    kr_vm *vm = e->vm;
    return kr_set(vm, kr_module(vm, "readline", functions), "__doc__",
                  kr_str(vm, "Editing of typed lines, by libedit.", KR_Z));
}
