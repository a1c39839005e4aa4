/* SPDX-License-Identifier: MIT
 * limits_test.c: runs the hostile programs of this folder (*.py), one after another in one process, in VMs that go on
 * after each: what the program left must not keep the VM from working, nor hold its memory.
 *
 *   limits_test [-v] [--address-space BYTES] [NAME...]
 *
 * Without a name it runs all of them, and once more in a process whose address space is limited: those that catch in 2 GB, all in
 * 8 GB (a VM reserves more of it than it uses). The first lines of a program say how it ends and what it may use:
 *   # ends: HOW       stop (the step limit, the deadline or kr_stop: it cannot be caught), done, or the
 *                     class of the exception that leaves it
 *   # prints: TEXT    a line of its output, in order; without any, the output is not looked at
 *   # memory: 64M     of the VM; 64M unless it says
 *   # time: 0.25      seconds; none unless it says
 *   # steps: 100000   none unless it says
 *   # grants: WORDS   of files clock environment processes network; none unless it says
 *   # stop: 0.1       kr_stop is called from another thread after so many seconds
 * Programs that may use the same share a VM. */
#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "krait.h"

#define FOLDER "test/limits"
#define STDLIB "/usr/lib/python3.11"
/* CPU seconds after which a program that has not ended is taken for one that never will. */
#define PATIENCE 120
/* What of a VM's memory limit may be left after a program, above what it held when it was new and had run the healthy
 * program: a word on a C stack may look like a reference. */
#define LEFT_OVER(limit) ((limit) / 4)

enum { MOST_PROGRAMS = 400, MOST_VMS = 32, OUTPUT = 1 << 16 };

typedef struct Output {
    size_t n;
    char text[OUTPUT];
} Output;

/* A VM that programs share. */
typedef struct Host {
    kr_vm *vm;
    size_t memory, base;
    uint32_t grants;
} Host;

typedef struct Program {
    char path[512], ends[64], prints[4096];
    size_t memory, n;
    double time, stop;
    uint64_t steps;
    uint32_t grants;
    char *text;
} Program;

static int passed, failed;
static bool verbose;
static const char *running = "";
static Host hosts[MOST_VMS];
static Output output;

static double now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- programs --------------------------------------------------------------------------------- */

static uint32_t grant_bits(const char *words) {
    static const struct {
        const char *word;
        uint32_t bit;
    } table[] = {{"files", KR_FILES},
                 {"clock", KR_CLOCK},
                 {"environment", KR_ENV},
                 {"processes", KR_PROCESS},
                 {"network", KR_NET}};
    uint32_t bits = 0;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strstr(words, table[i].word)) bits |= table[i].bit;
    return bits;
}

static size_t size_of(const char *s) {
    char *end;
    double n = strtod(s, &end);
    return (size_t)(n * (*end == 'G'   ? 1 << 30
                         : *end == 'M' ? 1 << 20
                         : *end == 'K' ? 1 << 10
                                       : 1));
}

static void directive(Program *p, const char *key, const char *value) {
    if (!strcmp(key, "ends"))
        snprintf(p->ends, sizeof p->ends, "%.60s", value);
    else if (!strcmp(key, "prints"))
        snprintf(p->prints + strlen(p->prints), sizeof p->prints - strlen(p->prints), "%s\n",
                 value);
    else if (!strcmp(key, "memory"))
        p->memory = size_of(value);
    else if (!strcmp(key, "time"))
        p->time = strtod(value, NULL);
    else if (!strcmp(key, "steps"))
        p->steps = strtoull(value, NULL, 10);
    else if (!strcmp(key, "grants"))
        p->grants = grant_bits(value);
    else if (!strcmp(key, "stop"))
        p->stop = strtod(value, NULL);
}

/* The comment lines at the top of the program. */
static void read_directives(Program *p) {
    const char *s = p->text;
    while (*s == '#') {
        const char *end = strchr(s, '\n'), *colon = strstr(s, ": ");
        if (!end) return;
        char key[32], value[1024];
        if (colon && colon < end && s[1] == ' ' && (size_t)(colon - s - 2) < sizeof key) {
            snprintf(key, sizeof key, "%.*s", (int)(colon - s - 2), s + 2);
            snprintf(value, sizeof value, "%.*s", (int)(end - colon - 2), colon + 2);
            directive(p, key, value);
        }
        s = end + 1;
    }
}

static bool load(Program *p) {
    FILE *f = fopen(p->path, "rb");
    if (!f) return false;
    static char text[1 << 18];
    p->n = fread(text, 1, sizeof text - 1, f);
    fclose(f);
    text[p->n] = 0;
    p->text = text;
    p->memory = (size_t)64 << 20;
    read_directives(p);
    return p->ends[0];
}

/* ---- VMs -------------------------------------------------------------------------------------- */

static void take_output(kr_vm *vm, int fd, const char *s, size_t n) {
    Output *o = kr_ud(vm);
    (void)fd;
    if (n > OUTPUT - 1 - o->n) n = OUTPUT - 1 - o->n;
    memcpy(o->text + o->n, s, n);
    o->n += n;
    o->text[o->n] = 0;
}

/* A bit of everything. It is what a VM must still be able to do after each program. */
static const char healthy[] =
    "for k in [k for k in globals() if k[:2] != '__' or k[-2:] != '__']: del globals()[k]\n"
    "import builtins, sys\n"
    "sys.setrecursionlimit(1000)\n"
    "sys.settrace(None)\n"
    "class Point:\n"
    "    def __init__(self, x, y): self.x, self.y = x, y\n"
    "    def __repr__(self): return f'Point({self.x}, {self.y!r})'\n"
    "    def __lt__(self, other): return self.x < other.x\n"
    "def squares(n):\n"
    "    for i in range(n):\n"
    "        try: yield i * i\n"
    "        finally: last.append(i)\n"
    "last = []\n"
    "points = sorted(Point(-i, str(i)) for i in range(100))\n"
    "table = {p.x: p for p in points}\n"
    "def deep(n): return n and 1 + deep(n - 1)\n"
    "try: deep(5000)\n"
    "except RecursionError as e: said = str(e)\n"
    "try: 1 / 0\n"
    "except ZeroDivisionError: caught = True\n"
    "result = (sum(squares(100)), len(last), repr(points[0]), table[-5].y, deep(200), caught,\n"
    "          said[:26], f'{2 ** 200:e}', ','.join('abc'), b'x' * 3, int('9' * 30) % 97,\n"
    "          bytes(range(3)).hex(), [*map(len, ['', 'ab'])], eval('1 + 1'))\n"
    "good = result == (328350, 100, \"Point(-99, '99')\", '5', 200, True,\n"
    "                  'maximum recursion depth ex', '1.606938e+60', 'a,b,c', b'xxx',\n"
    "                  (10 ** 30 - 1) % 97, '000102', [0, 2], 2)\n"
    "if not good: print(result)\n"
    "del points, table, last\n";

static bool works(kr_vm *vm) {
    bool good = false;
    kr_error_clear(vm);
    if (kr_failed(kr_exec(vm, "healthy", healthy, KR_Z)) ||
        !kr_to_bool(vm, kr_eval(vm, "good"), &good)) {
        printf("%s: afterwards: %s", running, kr_error_text(vm));
        kr_error_clear(vm);
    }
    return good;
}

static bool open_host(Host *h, const Program *p) {
    kr_config c;
    kr_config_init(&c);
    c.mem_limit = h->memory = p->memory;
    c.grants = h->grants = p->grants;
    c.stdlib = access(STDLIB "/os.py", R_OK) == 0 ? STDLIB : NULL;
    c.write = take_output;
    c.ud = &output;
    h->vm = kr_new(&c);
    if (!h->vm || !works(h->vm)) return false;
    kr_collect(h->vm);
    h->base = kr_mem_used(h->vm);
    return true;
}

static Host *host_for(const Program *p) {
    Host *h = hosts;
    for (; h < hosts + MOST_VMS && h->vm; h++)
        if (h->memory == p->memory && h->grants == p->grants) return h;
    return h < hosts + MOST_VMS && open_host(h, p) ? h : NULL;
}

/* ---- running ---------------------------------------------------------------------------------- */

static void took_too_long(int sig) {
    static const char text[] = ": takes too long\n";
    (void)sig;
    (void)!write(1, running, strlen(running));
    (void)!write(1, text, sizeof text - 1);
    _exit(1);
}

static void set_patience(int seconds) {
    struct itimerval t = {.it_value.tv_sec = seconds};
    setitimer(ITIMER_PROF, &t, NULL);
}

typedef struct Stopper {
    kr_vm *vm;
    double after;
} Stopper;
static void *stop_later(void *ud) {
    const Stopper *s = ud;
    struct timespec t = {(time_t)s->after, (long)((s->after - (double)(time_t)s->after) * 1e9)};
    nanosleep(&t, NULL);
    kr_stop(s->vm);
    return NULL;
}

static kr_value execute(kr_vm *vm, const Program *p) {
    Stopper s = {vm, p->stop};
    pthread_t thread;
    kr_set_fuel(vm, p->steps);
    kr_set_time(vm, p->time);
    pid_t self = getpid();
    bool stopped = p->stop > 0 && pthread_create(&thread, NULL, stop_later, &s) == 0;
    kr_value v = kr_exec(vm, p->path, p->text, p->n);
    if (getpid() != self)
        _exit(0); /* forked by the program, and stopped before it was another one */
    if (stopped) pthread_join(thread, NULL);
    kr_set_fuel(vm, 0);
    kr_set_time(vm, 0);
    return v;
}

/* How it ended: "done", "stop", or the exception's class, the last line of the error's text up to a colon. */
static void how_ended(kr_vm *vm, kr_value v, char *buf, size_t room) {
    snprintf(buf, room, "done");
    if (!kr_failed(v)) return;
    snprintf(buf, room, "stop");
    if (kr_error(vm) == KR_HALTED) return;
    const char *text = kr_error_text(vm), *line = text;
    for (const char *s = text; *s; s++)
        if (*s == '\n' && s[1]) line = s + 1;
    snprintf(buf, room, "%.*s", (int)strcspn(line, ":\n"), line);
}

static bool check(bool ok, const char *what, const char *expected, const char *got) {
    if (ok) {
        passed++;
        return true;
    }
    failed++;
    printf("%s: %s: %s, expected %s\n", running, what, got, expected);
    return false;
}

/* Words that calls left on the C stack may look like references to a collection, which calls as deep. */
static __attribute__((noinline)) void clear_stack(void) {
    volatile char words[1 << 16];
    for (size_t i = 0; i < sizeof words; i++) words[i] = 0;
}

static void run_program(Program *p) {
    char how[128], left[64];
    running = p->path;
    set_patience(PATIENCE);
    if (!check(load(p), "does not load", "a program that says how it ends", "none")) return;
    Host *h = host_for(p);
    if (!check(h, "has no VM", "one", "none")) return;
    output.n = 0;
    output.text[0] = 0;
    double cpu = now(CLOCK_PROCESS_CPUTIME_ID), wall = now(CLOCK_MONOTONIC);
    kr_value v = execute(h->vm, p);
    how_ended(h->vm, v, how, sizeof how);
    double cpu_taken = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    wall = now(CLOCK_MONOTONIC) - wall;
    if (!check(!strcmp(how, p->ends), "ends", p->ends, how) && kr_failed(v))
        printf("%s", kr_error_text(h->vm));
    kr_error_clear(h->vm);
    if (p->prints[0]) check(!strcmp(output.text, p->prints), "prints", p->prints, output.text);
    if (failed && verbose) printf("%s", output.text);
    kr_set_memory(h->vm, 0); /* the program may have left its variables full */
    check(works(h->vm), "the VM", "healthy", "broken");
    kr_set_memory(h->vm, h->memory);
    for (int i = 0; i < 3; i++) {
        clear_stack();
        kr_collect(h->vm);
    }
    size_t used = kr_mem_used(h->vm);
    snprintf(left, sizeof left, "%zu of %zu bytes", used, h->base);
    check(used <= h->base + LEFT_OVER(h->memory), "memory is left", "little more than before",
          left);
    check(works(h->vm), "the VM within its limits", "healthy", "broken");
    if (verbose)
        printf("%-44s %-20s %7.2f s cpu %7.2f s  left %+ld K\n", p->path + sizeof FOLDER, how,
               cpu_taken, wall, ((long)used - (long)h->base) / 1024);
    fflush(stdout);
    kr_error_clear(h->vm);
    set_patience(0);
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const Program *)a)->path, ((const Program *)b)->path);
}

static int find_programs(Program *list, const char *prefix, int argc, char **argv) {
    int n = 0;
    for (int i = 0; i < argc; i++)
        snprintf(list[n++].path, sizeof list->path, FOLDER "/%s.py", argv[i]);
    if (argc) return n;
    DIR *d = opendir(FOLDER);
    for (struct dirent *e; d && (e = readdir(d)) && n < MOST_PROGRAMS;) {
        size_t len = strlen(e->d_name);
        if (len > 3 && !strcmp(e->d_name + len - 3, ".py") &&
            !strncmp(e->d_name, prefix, strlen(prefix)))
            snprintf(list[n++].path, sizeof list->path, FOLDER "/%.400s", e->d_name);
    }
    if (d) closedir(d);
    qsort(list, (size_t)n, sizeof *list, by_name);
    return n;
}

static void run_all(const char *prefix, int argc, char **argv) {
    static Program list[MOST_PROGRAMS];
    int n = find_programs(list, prefix, argc, argv);
    signal(SIGPROF, took_too_long);
    check(n > 0, "programs", "some", "none");
    for (int i = 0; i < n; i++) run_program(&list[i]);
    running = "the end";
    for (Host *h = hosts; h < hosts + MOST_VMS; h++) kr_free(h->vm);
}

/* The same in a child that has only so much address space; its counts are added. */
static void run_confined(size_t bytes, const char *prefix, int argc, char **argv) {
    int fds[2], counts[2] = {0, 1}, status = 1;
    if (pipe(fds) < 0) return;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        struct rlimit r = {bytes, bytes};
        passed = failed = 0;
        if (setrlimit(RLIMIT_AS, &r) == 0) run_all(prefix, argc, argv);
        int mine[2] = {passed, failed};
        fflush(stdout);
        _exit(write(fds[1], mine, sizeof mine) != sizeof mine);
    }
    close(fds[1]);
    if (read(fds[0], counts, sizeof counts) != sizeof counts)
        printf("with little address space: died in a program\n");
    close(fds[0]);
    waitpid(pid, &status, 0);
    passed += counts[0];
    failed += counts[1];
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define CAN_CONFINE false /* the sanitizer takes terabytes of address space */
#else
#define CAN_CONFINE true
#endif

int main(int argc, char **argv) {
    size_t space = 0;
    int at = 1;
    for (; at < argc && argv[at][0] == '-'; at++)
        if (!strcmp(argv[at], "-v"))
            verbose = true;
        else if (at + 1 < argc)
            space = size_of(argv[++at]);
    if (!space) {
        /* the child first: this process has no cage yet, and no VM */
        const char *mode = getenv("MODE");
        bool stress = mode && !strcmp(mode, "stress"); /* takes minutes for each time */
        if (at == argc && CAN_CONFINE) run_confined((size_t)2 << 30, "catch", 0, NULL);
        if (at == argc && CAN_CONFINE && !stress) run_confined((size_t)8 << 30, "", 0, NULL);
        run_all("", argc - at, argv + at);
    } else {
        run_confined(space, "", argc - at, argv + at);
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
