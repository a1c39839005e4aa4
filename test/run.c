/* SPDX-License-Identifier: MIT */
/* test/run.c: the test runner. It needs a C library and nothing else, so that the suite runs on a
 * machine without Python.
 *
 * A test is a program test/.../NAME.py with its expected output beside it: NAME.out (stdout),
 * NAME.err (stderr; absent means that nothing is written there) and NAME.status (exit status;
 * absent means 1 when NAME.err holds a traceback, else 0). A .py without .out is a helper module.
 * The repository's own path is left out of what is compared.
 *
 * The first three lines of a test may hold directives:
 *     # args: WORDS      arguments behind the script's name
 *     # options: WORDS   options before the script's name
 *     # stdin: TEXT      one line of standard input (without it, stdin is empty)
 *     # env: NAME=VALUE  one more environment variable
 *
 * Every test runs as `INTERPRETER test/.../NAME.py` in the repository's root, in a process group
 * of its own, with PYTHONHASHSEED=0 and LC_ALL=C.UTF-8. The repository's own path is left out of
 * what it prints before that is compared. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_JOBS = 64, MAX_WORDS = 64, MAX_OUTPUT = 64 << 20, MAX_DIFFS = 60 };

typedef struct {
    char *data;
    size_t size;
} Text;

typedef struct {
    char **items;
    size_t count, room;
} Strings;

/* A running test. `path` is NULL in an idle place. */
typedef struct {
    const char *path;
    pid_t pid;
    int out, err; /* unlinked temporary files */
    double start;
    bool timed_out;
} Job;

typedef struct {
    char *options[MAX_WORDS], *args[MAX_WORDS], *env[MAX_WORDS];
    int n_options, n_args, n_env;
    char *stdin_text;
} Directives;

typedef struct {
    const char *interpreter;
    double timeout;
    int jobs;
    bool verbose, quiet;
    char root[4096]; /* the repository's path, with a slash at the end */
    Strings env;
    size_t passed, failed;
} Run;

static void die(const char *what) {
    fprintf(stderr, "test/run: %s: %s\n", what, strerror(errno));
    exit(2);
}

static void *must(void *p) {
    if (!p) die("out of memory");
    return p;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void strings_add(Strings *s, const char *item) {
    if (s->count == s->room) {
        s->room = s->room ? s->room * 2 : 64;
        s->items = must(realloc(s->items, s->room * sizeof *s->items));
    }
    s->items[s->count++] = must(strdup(item));
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* ---- files ---- */

static Text read_fd(int fd) {
    Text t = {must(malloc(1)), 0};
    struct stat st;
    if (fstat(fd, &st) < 0) die("fstat");
    size_t size = st.st_size > MAX_OUTPUT ? MAX_OUTPUT : (size_t)st.st_size;
    t.data = must(realloc(t.data, size + 1));
    while (t.size < size) {
        ssize_t n = pread(fd, t.data + t.size, size - t.size, (off_t)t.size);
        if (n <= 0) break;
        t.size += (size_t)n;
    }
    t.data[t.size] = 0;
    return t;
}

/* Takes every occurrence of `word` out of the text. */
static void remove_word(Text *text, const char *word) {
    size_t n = strlen(word), to = 0;
    for (size_t from = 0; from < text->size;) {
        if (text->size - from >= n && memcmp(text->data + from, word, n) == 0) {
            from += n;
        } else {
            text->data[to++] = text->data[from++];
        }
    }
    text->size = to;
    text->data[to] = 0;
}

/* The file beside the test whose name ends in `suffix`; false when there is none. */
static bool read_beside(const char *path, const char *suffix, Text *text) {
    char name[4096];
    snprintf(name, sizeof name, "%.*s%s", (int)strlen(path) - 3, path, suffix);
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    *text = read_fd(fd);
    close(fd);
    return true;
}

static bool has_output(const char *path) {
    char name[4096];
    snprintf(name, sizeof name, "%.*s.out", (int)strlen(path) - 3, path);
    return access(name, R_OK) == 0;
}

static bool is_wanted(const char *path, char **prefixes, int count) {
    if (count == 0) return true;
    for (int i = 0; i < count; i++) {
        const char *want = prefixes[i];
        if (strncmp(want, "./", 2) == 0) want += 2;
        const char *rest = strncmp(want, "test/", 5) == 0 ? path : path + 5;
        if (strncmp(rest, want, strlen(want)) == 0) return true;
    }
    return false;
}

static void find_tests(const char *folder, char **prefixes, int count, Strings *found) {
    DIR *dir = opendir(folder);
    if (!dir) return;
    for (struct dirent *e; (e = readdir(dir));) {
        if (e->d_name[0] == '.') continue;
        char path[4096];
        struct stat st;
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (stat(path, &st) < 0) continue;
        size_t n = strlen(path);
        if (S_ISDIR(st.st_mode)) {
            find_tests(path, prefixes, count, found);
        } else if (n > 3 && strcmp(path + n - 3, ".py") == 0 && has_output(path) &&
                   is_wanted(path, prefixes, count)) {
            strings_add(found, path);
        }
    }
    closedir(dir);
}

/* ---- directives ---- */

static void split_words(char *text, char **words, int *count) {
    for (char *w = strtok(text, " "); w && *count < MAX_WORDS - 1; w = strtok(NULL, " ")) {
        words[(*count)++] = w;
    }
}

static char *after(char *line, const char *key) {
    size_t n = strlen(key);
    return strncmp(line, key, n) == 0 ? line + n : NULL;
}

/* Reads the first three lines of `source`, which it cuts up and which must outlive `d`. */
static void read_directives(char *source, Directives *d) {
    char *line = source;
    for (int i = 0; i < 3 && line; i++) {
        char *end = strchr(line, '\n'), *rest;
        if (end) *end = 0;
        if ((rest = after(line, "# args: "))) {
            split_words(rest, d->args, &d->n_args);
        } else if ((rest = after(line, "# options: "))) {
            split_words(rest, d->options, &d->n_options);
        } else if ((rest = after(line, "# env: "))) {
            split_words(rest, d->env, &d->n_env);
        } else if ((rest = after(line, "# stdin: "))) {
            d->stdin_text = rest;
        }
        line = end ? end + 1 : NULL;
    }
}

/* ---- running ---- */

static int open_temporary(void) {
    const char *folder = getenv("TMPDIR");
    char name[4096];
    snprintf(name, sizeof name, "%s/krait-test-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = mkostemp(name, O_CLOEXEC);
    if (fd < 0) die(name);
    unlink(name);
    return fd;
}

static int open_stdin(const char *text) {
    if (!text) return open("/dev/null", O_RDONLY | O_CLOEXEC);
    int fd = open_temporary();
    if (write(fd, text, strlen(text)) < 0 || write(fd, "\n", 1) < 0) die("stdin");
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static void exec_test(const Run *run, const Job *job, int in, Directives *d) {
    char *argv[2 * MAX_WORDS + 3];
    int n = 0;
    argv[n++] = (char *)run->interpreter;
    for (int i = 0; i < d->n_options; i++) argv[n++] = d->options[i];
    argv[n++] = (char *)job->path;
    for (int i = 0; i < d->n_args; i++) argv[n++] = d->args[i];
    argv[n] = NULL;
    setpgid(0, 0);
    struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    dup2(in, 0);
    dup2(job->out, 1);
    dup2(job->err, 2);
    closefrom(3); /* a program counts descriptors from 3, whatever the starter left open */
    setenv("PYTHONHASHSEED", "0", 1);
    setenv("PYTHONDONTWRITEBYTECODE", "1", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    for (size_t i = 0; i < run->env.count; i++) putenv(run->env.items[i]);
    for (int i = 0; i < d->n_env; i++) putenv(d->env[i]);
    execv(run->interpreter, argv);
    fprintf(stderr, "test/run: %s: %s\n", run->interpreter, strerror(errno));
    _exit(127);
}

static void job_start(const Run *run, Job *job, const char *path) {
    Directives d = {.n_args = 0};
    Text source = {NULL, 0};
    read_beside(path, ".py", &source);
    if (source.data) read_directives(source.data, &d);
    *job = (Job){.path = path, .out = open_temporary(), .err = open_temporary(), .start = now()};
    int in = open_stdin(d.stdin_text);
    fflush(stdout);
    job->pid = fork();
    if (job->pid < 0) die("fork");
    if (job->pid == 0) exec_test(run, job, in, &d);
    setpgid(job->pid, job->pid);
    close(in);
    free(source.data);
}

/* ---- judging ---- */

static bool holds_traceback(const char *text) {
    return strstr(text, "Traceback (most recent call last):") || strncmp(text, "  File \"", 8) == 0;
}

static int expected_status(const char *path, const char *err) {
    Text text;
    if (!read_beside(path, ".status", &text)) return holds_traceback(err);
    int status = atoi(text.data);
    free(text.data);
    return status;
}

static const char *line_end(const char *p) {
    const char *end = strchr(p, '\n');
    return end ? end + 1 : p + strlen(p);
}

static void print_lines(char mark, const char *p, int count) {
    for (; count > 0 && *p; count--) {
        const char *end = line_end(p);
        int n = (int)(end - p) - (end[-1] == '\n');
        printf("    %c %.*s%s\n", mark, n > 200 ? 200 : n, p,
               end[-1] == '\n' ? "" : " (no newline)");
        p = end;
    }
    if (*p) printf("    %c ...\n", mark);
}

/* Prints where two texts part: the line before, and five lines of each. */
static void print_difference(const char *what, Text want, Text got) {
    const char *a = want.data, *b = got.data, *before = NULL;
    int line = 1;
    while (*a && *b) {
        const char *a_end = line_end(a), *b_end = line_end(b);
        if (a_end - a != b_end - b || memcmp(a, b, (size_t)(a_end - a)) != 0) break;
        before = a;
        a = a_end;
        b = b_end;
        line++;
    }
    printf("  %s, line %d (- expected, + got)\n", what, line);
    if (before) printf("      %.*s", (int)(a - before), before);
    print_lines('-', a, 5);
    print_lines('+', b, 5);
}

static bool same(Text a, Text b) { return a.size == b.size && memcmp(a.data, b.data, a.size) == 0; }

static void describe_status(int status, char *text, size_t size) {
    if (WIFSIGNALED(status)) {
        snprintf(text, size, "killed by signal %d (%s)", WTERMSIG(status),
                 strsignal(WTERMSIG(status)));
    } else {
        snprintf(text, size, "exit status %d", WEXITSTATUS(status));
    }
}

static void job_judge(Run *run, Job *job, int status) {
    Text want_out = {NULL, 0}, want_err = {NULL, 0};
    if (!read_beside(job->path, ".out", &want_out)) want_out.data = must(strdup(""));
    if (!read_beside(job->path, ".err", &want_err)) want_err.data = must(strdup(""));
    Text out = read_fd(job->out), err = read_fd(job->err);
    remove_word(&out, run->root);
    remove_word(&err, run->root);
    int want = expected_status(job->path, want_err.data);
    bool out_ok = same(want_out, out), err_ok = same(want_err, err);
    bool status_ok = WIFEXITED(status) && WEXITSTATUS(status) == want;
    double seconds = now() - job->start;
    bool agrees = out_ok && err_ok && status_ok && !job->timed_out;
    /* test/diff holds what is known to differ from CPython; a crash or a hang never counts as that */
    bool differs = strcmp(run->interpreter, "/usr/bin/python3.11") != 0 &&
                   strncmp(job->path, "test/diff/", 10) == 0;
    /* a stress build collects when others do not: what differs by when memory goes may agree */
    const char *mode = getenv("MODE");
    bool may_agree =
        mode && strcmp(mode, "stress") == 0 && strncmp(job->path, "test/diff/by-design/", 20) == 0;
    if (differs && agrees && !may_agree) {
        run->failed++;
        printf("FAIL %s agrees with CPython now: move it to the tests\n", job->path);
    } else if (agrees || (differs && WIFEXITED(status) && !job->timed_out)) {
        run->passed++;
        if (run->verbose) printf("ok   %s (%.2f s)\n", job->path, seconds);
    } else {
        run->failed++;
        printf("FAIL %s (%.2f s)\n", job->path, seconds);
        if (!run->quiet && run->failed <= MAX_DIFFS) {
            char text[128];
            describe_status(status, text, sizeof text);
            if (job->timed_out) printf("  stopped after %.0f s\n", seconds);
            if (!status_ok) printf("  %s, expected exit status %d\n", text, want);
            if (!out_ok) print_difference("stdout", want_out, out);
            if (!err_ok) print_difference("stderr", want_err, err);
        }
    }
    fflush(stdout);
    free(want_out.data);
    free(want_err.data);
    free(out.data);
    free(err.data);
    close(job->out);
    close(job->err);
}

/* ---- the loop ---- */

/* Waits for a child to end or a deadline to pass. SIGCHLD is blocked, so that none is missed. */
static void wait_a_moment(const sigset_t *child) {
    struct timespec moment = {0, 100 * 1000 * 1000};
    sigtimedwait(child, NULL, &moment);
}

static void stop_late_jobs(const Run *run, Job *jobs) {
    for (int i = 0; i < run->jobs; i++) {
        if (!jobs[i].path || jobs[i].timed_out || now() - jobs[i].start < run->timeout) continue;
        jobs[i].timed_out = true;
        kill(-jobs[i].pid, SIGKILL);
    }
}

static int collect_ended_jobs(Run *run, Job *jobs) {
    int ended = 0;
    for (int i = 0; i < run->jobs; i++) {
        int status;
        if (!jobs[i].path || waitpid(jobs[i].pid, &status, WNOHANG) != jobs[i].pid) continue;
        kill(-jobs[i].pid, SIGKILL); /* what the test left running */
        job_judge(run, &jobs[i], status);
        jobs[i].path = NULL;
        ended++;
    }
    return ended;
}

static void run_all(Run *run, const Strings *tests) {
    Job jobs[MAX_JOBS] = {{0}};
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    size_t next = 0;
    int running = 0;
    while (next < tests->count || running > 0) {
        for (int i = 0; i < run->jobs && next < tests->count; i++) {
            if (jobs[i].path) continue;
            job_start(run, &jobs[i], tests->items[next++]);
            running++;
        }
        wait_a_moment(&child);
        stop_late_jobs(run, jobs);
        running -= collect_ended_jobs(run, jobs);
    }
}

static const char usage[] =
    "usage: test/run [-j N] [-v] [-q] [--timeout SECONDS] [--env NAME=VALUE] [--oracle] "
    "[--list] [PREFIX...]\n"
    "  PREFIX    run the tests whose path (with or without test/) starts so\n"
    "  -v        name the tests that pass, too;  -q  no differences, only names\n"
    "  --oracle  check the committed outputs against /usr/bin/python3.11\n"
    "  --list    name the tests and run none\n"
    "The interpreter is $KRAIT, or build/krait.\n";

static const char *value_of(int argc, char **argv, int *i) {
    if (*i + 1 >= argc) {
        fputs(usage, stderr);
        exit(2);
    }
    return argv[++*i];
}

int main(int argc, char **argv) {
    const char *krait = getenv("KRAIT");
    Run run = {.interpreter = krait && *krait ? krait : "build/krait", .timeout = 20, .jobs = 2};
    char **prefixes = must(calloc((size_t)argc + 1, sizeof *prefixes));
    int n_prefixes = 0;
    bool list = false;
    for (int i = 1; i < argc; i++) {
        const char *a = argv[i];
        if (strcmp(a, "-v") == 0) {
            run.verbose = true;
        } else if (strcmp(a, "-q") == 0) {
            run.quiet = true;
        } else if (strcmp(a, "--list") == 0) {
            list = true;
        } else if (strcmp(a, "--oracle") == 0) {
            run.interpreter = "/usr/bin/python3.11";
        } else if (strcmp(a, "-j") == 0) {
            run.jobs = atoi(value_of(argc, argv, &i));
        } else if (strcmp(a, "--timeout") == 0) {
            run.timeout = atof(value_of(argc, argv, &i));
        } else if (strcmp(a, "--env") == 0) {
            strings_add(&run.env, value_of(argc, argv, &i));
        } else if (a[0] == '-') {
            fputs(usage, stderr);
            return 2;
        } else {
            prefixes[n_prefixes++] = argv[i];
        }
    }
    if (run.jobs < 1) run.jobs = 1;
    if (run.jobs > MAX_JOBS) run.jobs = MAX_JOBS;
    Strings tests = {0};
    find_tests("test", prefixes, n_prefixes, &tests);
    qsort(tests.items, tests.count, sizeof *tests.items, compare_names);
    if (list) {
        for (size_t i = 0; i < tests.count; i++) puts(tests.items[i]);
        return 0;
    }
    if (!getcwd(run.root, sizeof run.root - 1)) die("getcwd");
    strcat(run.root, "/");
    if (access(run.interpreter, X_OK) != 0) die(run.interpreter);
    if (tests.count == 0) {
        fprintf(stderr, "test/run: no test has that name\n");
        return 2;
    }
    run_all(&run, &tests);
    printf("%zu passed, %zu failed\n", run.passed, run.failed);
    return run.failed != 0;
}
