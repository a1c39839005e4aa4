/* SPDX-License-Identifier: MIT
 * repl_test.c: interactive sessions, typed at a pseudo-terminal. Each session is a list of lines typed and
 * of what must appear before the next is typed. KRAIT names the program; python3.11 passes as well. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define WAIT_MS 60000 /* for what must appear; sanitizers and collections take their time */

typedef struct Step {
    const char *type, *expect;
} Step;

typedef struct Session {
    const char *name;
    const char *args[5];
    const char *startup; /* text of the file that PYTHONSTARTUP names */
    int status;
    Step steps[16];
} Session;

#define END "\x04"
#define PS1 "\n>>> "
#define PS2 "\n... "

static const Session sessions[] = {
    {.name = "values are shown and kept in _",
     .args = {"-q"},
     .steps = {{"6*7\r", "42\r" PS1},
               {"_ + 1\r", "43\r" PS1},
               {"None\r", "None\r" PS1},
               {"_\r", "43\r" PS1}}},
    {.name = "a block ends with an empty line",
     .args = {"-q"},
     .steps = {{"for i in 7, 8:\r", PS2}, {"  i\r", "i\r" PS2}, {"\r", "\n7\r\n8\r" PS1}}},
    {.name = "one-line blocks and decorators go on",
     .args = {"-q"},
     .steps = {{"if 1: 'yes'\r", PS2},
               {"\r", "'yes'\r" PS1},
               {"@staticmethod\r", PS2},
               {"def f(): pass\r", PS2},
               {"\r", PS1}}},
    {.name = "a string over lines",
     .args = {"-q"},
     .steps = {{"'''a\r", PS2}, {"\r", PS2}, {"b'''\r", "'a\\n\\nb'\r" PS1}}},
    {.name = "brackets over lines",
     .args = {"-q"},
     .steps = {{"(1,\r", PS2}, {"2)\r", "(1, 2)\r" PS1}}},
    {.name = "errors are shown where they are",
     .args = {"-q"},
     .steps = {{"1 +* 2\r", "SyntaxError: invalid syntax\r" PS1},
               {"1/0\r", "File \"<stdin>\", line 1, in <module>\r\nZeroDivisionError: division by "
                         "zero\r" PS1},
               {"if 1:\r", PS2},
               {"x\r", "IndentationError: expected an indented block after 'if' statement on line "
                       "1\r" PS1}}},
    {.name = "the last exception stays at hand",
     .args = {"-q"},
     .steps = {{"import sys; raise KeyError('k')\r", "KeyError: 'k'\r" PS1},
               {"sys.last_type, sys.last_value, sys.last_traceback.tb_lineno\r",
                "(<class 'KeyError'>, KeyError('k'), 1)\r" PS1}}},
    {.name = "Ctrl-C at the prompt drops the line",
     .args = {"-q"},
     .steps = {{"x = 1\r", PS1}, {"x = 2\x03", "\nKeyboardInterrupt\r" PS1}, {"x\r", "\n1\r" PS1}}},
    {.name = "Ctrl-C drops a block",
     .args = {"-q"},
     .steps = {{"if 1:\r", PS2},
               {"  print('no')\r", PS2},
               {"\x03", "\nKeyboardInterrupt\r" PS1},
               {"'ok'\r", "'ok'\r" PS1}}},
    {.name = "Ctrl-C stops what runs",
     .args = {"-q"},
     .steps = {{"if print('be' + 'gun') or 1:\r while 1: pass\r", PS2},
               {"\r", "begun"},
               {"\x03", "\nKeyboardInterrupt\r" PS1},
               {"import time\r", PS1},
               {"print('slee' + 'ping'); time.sleep(600)\r", "sleeping"},
               {"\x03", "\nKeyboardInterrupt\r" PS1},
               {"1\r", "\n1\r" PS1}}},
    {.name = "the prompts are sys.ps1 and sys.ps2",
     .args = {"-q"},
     .steps = {{"import sys; sys.ps1 = 'A1 '; sys.ps2 = 77\r", "\nA1 "},
               {"if 1:\r", "\n77"},
               {" 5\r", "\n77"},
               {"\r", "5\r\nA1 "}}},
    {.name = "the end of input ends a block, then the session",
     .args = {"-q"},
     .steps = {{"if 1:\r", PS2}, {"  'done'\r", PS2}, {END, "'done'\r" PS1}}},
    {.name = "the end of input in brackets is an error",
     .args = {"-q"},
     .steps = {{"(1,\r", PS2}, {END, "SyntaxError: '(' was never closed\r" PS1}}},
    {.name = "SystemExit ends the session with its status",
     .args = {"-q"},
     .status = 7,
     .steps = {{"raise SystemExit(7)\r", NULL}}},
    {.name = "exit() ends it, too", .args = {"-q"}, .steps = {{"exit()\r", NULL}}},
    {.name = "exit explains itself",
     .args = {"-q"},
     .steps = {{"exit\r", "Use exit() or Ctrl-D (i.e. EOF) to exit\r" PS1}}},
    {.name = "-i goes on after a command",
     .args = {"-q", "-i", "-c", "x = 5; print('ran')"},
     .steps = {{"x\r", "\n5\r" PS1}}},
    {.name = "-i goes on after an exception",
     .args = {"-q", "-i", "-c", "y = 6; 1/0"},
     .steps = {{"import sys; y, sys.last_value\r",
                "(6, ZeroDivisionError('division by zero'))\r" PS1}}},
    {.name = "-i shows SystemExit",
     .args = {"-q", "-i", "-c", "raise SystemExit(3)"},
     .steps = {{"import sys; sys.last_value\r", "SystemExit(3)\r" PS1}}},
    {.name = "-i after a module",
     .args = {"-q", "-i", "-m", "this"},
     .steps = {{"len(s)\r", "\n856\r" PS1}}},
    {.name = "a future statement holds for what follows",
     .args = {"-q"},
     .steps = {{"from __future__ import annotations\r", PS1},
               {"def f(a: nowhere): pass\r", PS2},
               {"\r", PS1},
               {"f.__annotations__\r", "{'a': 'nowhere'}\r" PS1}}},
    {.name = "PYTHONSTARTUP runs first",
     .args = {"-q"},
     .startup = "import sys\nsys.ps1 = 'mine> '\nz = 9\n",
     .steps = {{"z\r", "\n9\r\nmine> "}}},
    {.name = "an error in PYTHONSTARTUP is shown",
     .args = {"-q"},
     .startup = "z = 8\n1/0\n",
     .steps = {{"z\r", "\n8\r" PS1}}},
    {.name = "the banner", .args = {NULL}, .steps = {{"5\r", "\n5\r" PS1}}},
    {.name = "input() at the prompt",
     .args = {"-q"},
     .steps = {{"x = input('who? ')\r", "\nwho? "}, {"me\r", PS1}, {"x\r", "'me'\r" PS1}}},
    {.name = "letters beyond ASCII",
     .args = {"-q"},
     .steps = {{"'h\xc3\xa9' + '\xe2\x82\xac'\r", "'h\xc3\xa9\xe2\x82\xac'\r" PS1}}},
    {.name = "history: a line comes back",
     .args = {"-q"},
     .steps = {{"print('a' 'b')\r", "\nab\r" PS1}, {"\x10\r", "\nab\r" PS1}}},
    {.name = "history: what the module says",
     .args = {"-q"},
     .steps = {{"import readline as r; r.clear_history()\r", PS1},
               {"r.add_history('one'); r.add_history('two'); r.set_auto_history(False)\r", PS1},
               {"r.replace_history_item(1, 'due'); r.remove_history_item(0)\r", PS1},
               {"[r.get_history_item(i + 1) for i in range(r.get_current_history_length())][:2]\r",
                "['due', 'two']\r" PS1}}},
    {.name = "completion: the name is completed",
     .args = {"-q"},
     .steps = {{"some_long_name = 'found it'\r", PS1},
               {"some_lo\t", "some_long_name"},
               {"\r", "'found it'\r" PS1}}},
    {.name = "completion: attributes",
     .args = {"-q"},
     .steps = {{"import sys\r", PS1},
               {"sys.getrecursi\t", "sys.getrecursionlimit()"},
               {"\r", "\n1000\r" PS1}}},
    {.name = "completion: a tab at the start is a tab",
     .args = {"-q"},
     .steps = {{"if 1:\r", PS2}, {"\t'tab'\r", PS2}, {"\r", "'tab'\r" PS1}}},
};

/* ---- a terminal ------------------------------------------------------------------------------- */

typedef struct Terminal {
    int fd;
    pid_t pid;
    char seen[65536]; /* all that appeared */
    size_t n, at;     /* at: as far as it was expected */
} Terminal;

static char home[256];

static bool start(Terminal *t, const Session *s) {
    const char *program = getenv("KRAIT");
    *t = (Terminal){.fd = posix_openpt(O_RDWR | O_NOCTTY)};
    if (t->fd < 0 || grantpt(t->fd) || unlockpt(t->fd)) return false;
    t->pid = fork();
    if (t->pid != 0) return t->pid > 0;
    const char *argv[8] = {program};
    for (int i = 0; i < 5 && s->args[i]; i++) argv[i + 1] = s->args[i];
    setsid();
    int slave = open(ptsname(t->fd), O_RDWR);
    dup2(slave, 0);
    dup2(slave, 1);
    dup2(slave, 2);
    close(t->fd);
    if (slave > 2) close(slave);
    setenv("HOME", home, 1);
    setenv("TERM", "dumb", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("PYTHONSTARTUP");
    if (s->startup) {
        char path[512];
        snprintf(path, sizeof path, "%s/startup.py", home);
        setenv("PYTHONSTARTUP", path, 1);
    }
    execv(program, (char **)argv);
    _exit(127);
}

/* Reads for at most `ms`. False: nothing came, or the program is gone. */
static bool more(Terminal *t, int ms) {
    struct pollfd in = {.fd = t->fd, .events = POLLIN};
    if (poll(&in, 1, ms) <= 0 || t->n + 1 >= sizeof t->seen) return false;
    ssize_t n = read(t->fd, t->seen + t->n, sizeof t->seen - 1 - t->n);
    if (n <= 0) return false;
    t->n += (size_t)n;
    t->seen[t->n] = 0;
    return true;
}

/* Waits for `text`. */
static bool expect(Terminal *t, const char *text) {
    for (;;) {
        char *p = strstr(t->seen + t->at, text);
        if (p) {
            t->at = (size_t)(p - t->seen) + strlen(text);
            return true;
        }
        if (!more(t, WAIT_MS)) return false;
    }
}

static int finish(Terminal *t) {
    while (more(t, WAIT_MS)) continue;
    int status = -1;
    if (waitpid(t->pid, &status, WNOHANG) == 0) {
        struct timespec moment = {.tv_nsec = 200000000};
        for (int i = 0; i < 50 && waitpid(t->pid, &status, WNOHANG) == 0; i++)
            nanosleep(&moment, NULL);
        if (kill(t->pid, 0) == 0) {
            kill(t->pid, SIGKILL);
            waitpid(t->pid, &status, 0);
        }
    }
    close(t->fd);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void write_file(const char *name, const char *text) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", home, name);
    FILE *f = fopen(path, "w");
    if (!f) return;
    fputs(text, f);
    fclose(f);
}

/* ---- sessions --------------------------------------------------------------------------------- */

static bool run(const Session *s) {
    static Terminal t;
    if (s->startup) write_file("startup.py", s->startup);
    if (!start(&t, s)) return false;
    const char *missing = NULL;
    bool ended = false;
    const char *first = s->startup && strstr(s->startup, "ps1") ? "mine> " : ">>> ";
    if (!expect(&t, first)) missing = first;
    for (const Step *step = s->steps; !missing && (step->type || step->expect); step++) {
        if (step->type && write(t.fd, step->type, strlen(step->type)) < 0) missing = step->type;
        if (!step->expect)
            ended = true;
        else if (!missing && !expect(&t, step->expect))
            missing = step->expect;
    }
    if (!ended && write(t.fd, missing ? "\x03" END : END, missing ? 2 : 1) < 0 && !missing)
        missing = "the end";
    int status = finish(&t);
    if (!missing && status == s->status) return true;
    printf("FAILED: %s: ", s->name);
    if (missing)
        printf("no %s\n", missing);
    else
        printf("status %d\n", status);
    printf("---- what appeared:\n%s\n----\n", t.seen);
    return false;
}

/* Two sessions share ~/.python_history. */
static bool history_file(void) {
    static const Session first = {.name = "history: written at the end",
                                  .args = {"-q"},
                                  .steps = {{"'first' + ' session'\r", "'first session'\r" PS1}}};
    static const Session second = {.name = "history: read at the start",
                                   .args = {"-q"},
                                   .steps = {{"\x10\r", "'first session'\r" PS1}}};
    return run(&first) && run(&second);
}

int main(int argc, char **argv) {
    const char *program = getenv("KRAIT");
    if (!program || access(program, X_OK) != 0) {
        printf("KRAIT names no program\n0 passed, 1 failed\n");
        return 1;
    }
    snprintf(home, sizeof home, "%s/repl_test.XXXXXX",
             getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    if (!mkdtemp(home)) return 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    int passed = 0, failed = 0;
    for (size_t i = 0; i < sizeof sessions / sizeof *sessions; i++) {
        if (argc > 1 && !strstr(sessions[i].name, argv[1])) continue;
        if (run(&sessions[i]))
            passed++;
        else
            failed++;
    }
    if (argc == 1) {
        if (history_file())
            passed++;
        else
            failed++;
    }
    char path[512];
    snprintf(path, sizeof path, "%s/.python_history", home);
    unlink(path);
    snprintf(path, sizeof path, "%s/startup.py", home);
    unlink(path);
    rmdir(home);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
