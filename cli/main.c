/* SPDX-License-Identifier: MIT
 * main.c: the krait program: options as python3 has them, one VM with every grant, its exit status. */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static kr_vm *interrupt_vm; /* the VM that Ctrl-C interrupts */

static void on_sigint(int sig) {
    (void)sig;
    if (interrupt_vm) kr_interrupt(interrupt_vm);
}

static const char usage_text[] =
    "usage: krait [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
    "Options:\n"
    "-b     : warn when bytes are compared with or made a str; -bb: raise\n"
    "-B     : don't write .pyc files; also PYTHONDONTWRITEBYTECODE=x\n"
    "-c cmd : program passed in as string (terminates option list)\n"
    "-E     : ignore PYTHON* environment variables\n"
    "-h     : print this help message and exit (also --help)\n"
    "-i     : inspect interactively after running script\n"
    "-I     : isolate from the user's environment (implies -E and -s)\n"
    "-m mod : run library module as a script (terminates option list)\n"
    "-O     : remove assert statements; -OO: docstrings too\n"
    "-q     : don't print version and copyright messages on interactive startup\n"
    "-s     : don't add user site directory to sys.path\n"
    "-S     : don't imply 'import site' on initialization\n"
    "-u     : force the stdout and stderr streams to be unbuffered\n"
    "-v     : verbose\n"
    "-V     : print the version number and exit (also --version)\n"
    "-W arg : warning control; arg is action:message:category:module:lineno\n"
    "-X opt : set implementation-specific option: tracemalloc, dev, utf8, slots\n"
    "-x     : skip first line of source\n"
    "--check-hash-based-pycs always|default|never: whether .pyc files that say so are checked\n"
    "--dis file    : print the instructions that a file is compiled to\n"
    "--memory N    : memory limit in bytes (K, M and G may follow)\n"
    "--steps N     : stop after N steps\n"
    "--time S      : stop after S seconds of computing and waiting (ms, s and m may follow)\n"
    "--sandbox     : no access to files, clock, environment, processes, network;\n"
    "                at most 256M and 10s unless --memory and --time say more\n"
    "--allow WHAT  : in the sandbox, access to files, clock, environment, processes or network\n"
    "                (several: with commas, or again)\n"
    "file   : program read from script file\n"
    "-      : program read from stdin\n"
    "arg ...: arguments passed to program in sys.argv[1:]\n";

/* ---- options ---------------------------------------------------------------------------------- */

static bool add_text(Texts *t, const char *s) {
    if (t->n == (int)(sizeof t->items / sizeof *t->items)) return false;
    t->items[t->n++] = s;
    return true;
}

static int bad_usage(const char *what, char letter) {
    if (letter)
        fprintf(stderr, "%s: -%c\n", what, letter);
    else if (*what)
        fprintf(stderr, "%s\n", what);
    fprintf(stderr, "usage: krait [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
                    "Try `krait -h' for more information.\n");
    return 2;
}

static size_t parse_size(const char *s) {
    char *end;
    double n = strtod(s, &end);
    if (*end == 'K' || *end == 'k')
        n *= 1024;
    else if (*end == 'M' || *end == 'm')
        n *= 1024.0 * 1024;
    else if (*end == 'G' || *end == 'g')
        n *= 1024.0 * 1024 * 1024;
    return n > 0 ? (size_t)n : 0;
}

/* Seconds; 0: it is no time. */
static double parse_time(const char *s) {
    char *end;
    double t = strtod(s, &end);
    double unit = !*end || !strcmp(end, "s") ? 1
                  : !strcmp(end, "ms")       ? 1e-3
                  : !strcmp(end, "m")        ? 60
                                             : 0;
    return t > 0 ? t * unit : 0;
}

/* Adds what a list of words allows. False: a word is none of them. */
static bool allow(uint32_t *grants, const char *s) {
    static const struct {
        const char *word;
        uint32_t bit;
    } table[] = {{"files", KR_FILES},
                 {"clock", KR_CLOCK},
                 {"environment", KR_ENV},
                 {"processes", KR_PROCESS},
                 {"network", KR_NET}};
    while (*s) {
        size_t n = strcspn(s, ","), i = 0, count = sizeof table / sizeof *table;
        while (i < count && (strlen(table[i].word) != n || memcmp(table[i].word, s, n) != 0)) i++;
        if (i == count) return false;
        *grants |= table[i].bit;
        s += n + (s[n] == ',');
    }
    return true;
}

/* A long option; *used says whether its value was taken too. False: unknown. */
static bool long_option(Options *o, const char *name, const char *value, bool *used) {
    *used = false;
    if (!strcmp(name, "help")) {
        o->help = true;
        return true;
    }
    if (!strcmp(name, "version")) {
        o->version = true;
        return true;
    }
    if (!strcmp(name, "sandbox")) {
        o->sandbox = true;
        return true;
    }
    if (!value) return false;
    *used = true;
    if (!strcmp(name, "dis"))
        o->dis = value;
    else if (!strcmp(name, "check-hash-based-pycs"))
        o->config.check_pycs = value;
    else if (!strcmp(name, "memory"))
        return (o->config.mem_limit = parse_size(value)) > 0;
    else if (!strcmp(name, "steps"))
        return (o->config.fuel = (uint64_t)strtoull(value, NULL, 10)) > 0;
    else if (!strcmp(name, "time"))
        return (o->config.time_limit = parse_time(value)) > 0;
    else if (!strcmp(name, "allow"))
        return allow(&o->allowed, value);
    else
        return false;
    return true;
}

static uint32_t letter_flag(char c) {
    switch (c) {
    case 'B': return KR_NO_BYTECODE;
    case 'E': return KR_NO_ENVIRONMENT;
    case 'I': return KR_ISOLATED | KR_NO_USER_SITE | KR_NO_ENVIRONMENT;
    case 'P': return KR_SAFE_PATH;
    case 'S': return KR_NO_SITE;
    case 's': return KR_NO_USER_SITE;
    case 'u': return KR_UNBUFFERED;
    case 'v': return KR_VERBOSE;
    case 'q': return KR_QUIET;
    case 'd': return KR_PARSER_DEBUG;
    case 'x': return KR_SKIP_LINE;
    case 'i': return KR_INSPECT | KR_INTERACTIVE;
    default: return 0;
    }
}

/* One argument of short options. 0: go on; -1: the option list ends here; else an exit status. */
static int short_options(Options *o, int argc, char **argv, int *at) {
    for (const char *p = argv[*at] + 1; *p; p++) {
        uint32_t flag = letter_flag(*p);
        if (flag) {
            o->config.flags |= flag;
            continue;
        }
        switch (*p) {
        case 'h':
        case '?': o->help = true; continue;
        case 'V': o->version = true; continue;
        case 'O':
            o->config.flags |= o->config.flags & KR_OPTIMIZE ? KR_OPTIMIZE_MORE : KR_OPTIMIZE;
            continue;
        case 'b':
            o->config.flags |=
                o->config.flags & KR_BYTES_WARNING ? KR_BYTES_ERROR : KR_BYTES_WARNING;
            continue;
        case 'R': o->random = true; continue;
        case 'c':
        case 'm':
        case 'W':
        case 'X': break;
        default: return bad_usage("Unknown option", *p);
        }
        const char *value = p[1] ? p + 1 : *at + 1 < argc ? argv[++*at] : NULL;
        if (!value) {
            fprintf(stderr, "Argument expected for the -%c option\n", *p);
            return bad_usage("", 0);
        }
        if (*p == 'W') return add_text(&o->warn, value) ? 0 : 2;
        if (*p == 'X') return add_text(&o->x, value) ? 0 : 2;
        if (*p == 'c')
            o->command = value;
        else
            o->module = value;
        return -1;
    }
    return 0;
}

static int parse(Options *o, int argc, char **argv) {
    int at = 1;
    for (; at < argc; at++) {
        const char *s = argv[at];
        if (s[0] != '-' || !s[1]) break;
        if (!strcmp(s, "--")) {
            at++;
            break;
        }
        if (s[1] == '-') {
            /* --name value, or --name=value */
            bool used;
            char name[40];
            const char *equals = strchr(s, '=');
            const char *value = equals ? equals + 1 : at + 1 < argc ? argv[at + 1] : NULL;
            snprintf(name, sizeof name, "%.*s", equals ? (int)(equals - s - 2) : 39, s + 2);
            if (!long_option(o, name, value, &used)) {
                fprintf(stderr, "unknown option %s\n", s);
                return bad_usage("", 0);
            }
            at += used && !equals;
            continue;
        }
        int r = short_options(o, argc, argv, &at);
        if (r > 0) return r;
        if (r < 0) {
            at++;
            break;
        }
    }
    /* sys.argv[0] stands for the program: "-c", "-m", the file, or nothing */
    bool named = o->command || o->module;
    if (!named && at < argc) o->file = argv[at++];
    o->argv[0] = o->command ? "-c" : o->module ? "-m" : o->file ? o->file : "";
    o->argc = 1;
    for (; at < argc && o->argc < (int)(sizeof o->argv / sizeof *o->argv); at++)
        o->argv[o->argc++] = argv[at];
    return 0;
}

/* ---- environment ------------------------------------------------------------------------------ */

static const char *env(const char *name) {
    const char *s = getenv(name);
    return s && *s ? s : NULL;
}

/* PYTHONWARNINGS stands before what -W says. */
static void add_warnings(Options *o) {
    static char buf[1024];
    const char *s = env("PYTHONWARNINGS");
    if (!s || strlen(s) >= sizeof buf) return;
    Texts own = o->warn;
    o->warn.n = 0;
    strcpy(buf, s);
    for (char *p = strtok(buf, ","); p; p = strtok(NULL, ",")) add_text(&o->warn, p);
    for (int i = 0; i < own.n; i++) add_text(&o->warn, own.items[i]);
}

static bool add_first(Texts *t, const char *s) {
    if (!add_text(t, s)) return false;
    memmove(t->items + 1, t->items, (size_t)(t->n - 1) * sizeof *t->items);
    t->items[0] = s;
    return true;
}

/* What other options say about warnings, and -X dev. */
static void add_implied(Options *o) {
    for (int i = 0; i < o->x.n; i++)
        if (!strcmp(o->x.items[i], "dev")) o->config.flags |= KR_DEV_MODE;
    if (o->config.flags & KR_DEV_MODE) add_first(&o->warn, "default");
    if (o->config.flags & KR_BYTES_ERROR)
        add_text(&o->warn, "error::BytesWarning");
    else if (o->config.flags & KR_BYTES_WARNING)
        add_text(&o->warn, "default::BytesWarning");
}

static bool read_environment(Options *o) {
    kr_config *c = &o->config;
    if (c->flags & KR_NO_ENVIRONMENT) return true;
    const char *seed = o->random ? NULL : env("PYTHONHASHSEED");
    if (seed && strcmp(seed, "random") != 0) {
        char *end;
        unsigned long n = strtoul(seed, &end, 10);
        if (*end || n > 4294967295ul) {
            fprintf(stderr, "Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be "
                            "\"random\" or an "
                            "integer in range [0; 4294967295]\n");
            return false;
        }
        c->hash_seed = (uint32_t)n;
        c->flags &= ~KR_NO_HASH_SEED;
    }
    if (env("PYTHONOPTIMIZE")) c->flags |= KR_OPTIMIZE;
    if (env("PYTHONDONTWRITEBYTECODE")) c->flags |= KR_NO_BYTECODE;
    if (env("PYTHONUNBUFFERED")) c->flags |= KR_UNBUFFERED;
    if (env("PYTHONINSPECT")) c->flags |= KR_INSPECT;
    if (env("PYTHONVERBOSE")) c->flags |= KR_VERBOSE;
    if (env("PYTHONNOUSERSITE")) c->flags |= KR_NO_USER_SITE;
    if (env("PYTHONSAFEPATH")) c->flags |= KR_SAFE_PATH;
    if (env("PYTHONDEVMODE")) c->flags |= KR_DEV_MODE;
    if (env("PYTHONNODEBUGRANGES")) add_text(&o->x, "no_debug_ranges");
    if (env("PYTHONPROFILEIMPORTTIME")) add_text(&o->x, "importtime");
    c->pycache_prefix = env("PYTHONPYCACHEPREFIX");
    c->python_path = env("PYTHONPATH");
    if (!c->stdlib) c->stdlib = env("KRAIT_STDLIB");
    add_warnings(o);
    return true;
}

/* What follows `name` in an -X option: "" or "=value"; the first says it. NULL: not given. */
static const char *x_option(const Options *o, const char *name) {
    size_t n = strlen(name);
    for (int i = 0; i < o->x.n; i++)
        if (!strncmp(o->x.items[i], name, n) && strchr("=", o->x.items[i][n]))
            return o->x.items[i] + n;
    return NULL;
}

/* -X utf8, which counts before PYTHONUTF8, and -X warn_default_encoding; false: told what is wrong. */
static bool read_encodings(Options *o) {
    kr_config *c = &o->config;
    bool look = !(c->flags & KR_NO_ENVIRONMENT);
    const char *x = x_option(o, "utf8"), *s = x || !look ? NULL : env("PYTHONUTF8");
    if (x_option(o, "warn_default_encoding") || (look && env("PYTHONWARNDEFAULTENCODING")))
        c->flags |= KR_WARN_ENCODING;
    if (x) s = *x ? x + 1 : "1";
    if (!s || !strcmp(s, "0")) return true;
    c->flags |= KR_UTF8_MODE;
    if (!strcmp(s, "1")) return true;
    fprintf(stderr,
            "Fatal Python error: preconfig_init_utf8_mode: invalid %s value\n"
            "Python runtime state: preinitializing\n\n",
            x ? "-X utf8 option" : "PYTHONUTF8 environment variable");
    return false;
}

/* Reads a number of frames; false: told that it is none. */
static bool read_frames(const char *s, const char *option, int *frames) {
    char *end;
    long n = strtol(s, &end, 10);
    if (*s && !*end && n >= 0 && n <= INT_MAX) {
        *frames = (int)n;
        return true;
    }
    fprintf(stderr,
            "Fatal Python error: config_init_tracemalloc: %s: invalid number of frames\n"
            "Python runtime state: preinitialized\n\n",
            option);
    return false;
}

/* How many frames of each allocation are to be noted: -X tracemalloc counts before the environment. */
static bool read_tracing(Options *o) {
    const char *s = o->config.flags & KR_NO_ENVIRONMENT ? NULL : env("PYTHONTRACEMALLOC"),
               *x = NULL;
    if (s && !read_frames(s, "PYTHONTRACEMALLOC", &o->trace_frames)) return false;
    for (int i = 0; i < o->x.n; i++)
        if (!strncmp(o->x.items[i], "tracemalloc", 11) && strchr("=", o->x.items[i][11]))
            x = o->x.items[i] + 11;
    if (!x) return true;
    return read_frames(*x ? x + 1 : "1", "-X tracemalloc=NFRAME", &o->trace_frames);
}

static const char *own_path(char *buf, size_t room) {
    ssize_t n = readlink("/proc/self/exe", buf, room - 1);
    if (n <= 0) return "";
    buf[n] = 0;
    return buf;
}

/* The folder of Krait's own package: beside the program, or where `make install` puts it. */
static const char *own_modules(const char *program, char *buf, size_t room) {
    static const char *const places[] = {"cache/lib", "../lib/krait"};
    const char *slash = strrchr(program, '/');
    for (unsigned i = 0; slash && i < sizeof places / sizeof *places; i++) {
        int n = snprintf(buf, room, "%.*s/%s", (int)(slash - program), program, places[i]);
        if (n <= 0 || (size_t)n + sizeof "/krait/heap.py" > room) continue;
        strcpy(buf + n, "/krait/heap.py");
        bool there = access(buf, R_OK) == 0;
        buf[n] = 0;
        if (there) return buf;
    }
    return NULL;
}

/* ---- running ---------------------------------------------------------------------------------- */

static char *read_stdin(size_t *n) {
    size_t room = 65536;
    char *p = malloc(room);
    *n = 0;
    while (p) {
        size_t got = fread(p + *n, 1, room - *n, stdin);
        *n += got;
        if (got == 0) return p;
        if (*n < room) continue;
        char *q = realloc(p, room *= 2);
        if (!q) free(p);
        p = q;
    }
    return p;
}

static bool run_file(kr_vm *vm, const Options *o) { return !kr_failed(kr_exec_file(vm, o->file)); }

static bool start_tracing(kr_vm *vm, const Options *o) {
    if (!o->trace_frames) return true;
    kr_value m = kr_import(vm, "_tracemalloc");
    return !kr_failed(kr_callf(vm, kr_get(vm, m, "start"), "i", o->trace_frames));
}

/* What stands on the command line; true: no exception is pending. */
static bool run(kr_vm *vm, Options *o) {
    if (o->warn.n && kr_failed(kr_import(vm, "warnings"))) return false;
    if (!start_tracing(vm, o)) return false;
    if (o->command) {
        size_t n = strlen(o->command);
        char *text = malloc(n + 2); /* the program ends with a newline */
        if (!text) return true;
        memcpy(text, o->command, n);
        memcpy(text + n, "\n", 2);
        bool ok = !kr_failed(kr_exec(vm, "<string>", text, n + 1));
        free(text);
        return ok;
    }
    if (o->module) return !kr_failed(kr_exec_module(vm, o->module));
    if (o->file && strcmp(o->file, "-") != 0) return run_file(vm, o);
    if (isatty(0) || (o->config.flags & KR_INTERACTIVE)) {
        o->prompted = true;
        return repl(vm, o, true);
    }
    size_t n;
    char *text = read_stdin(&n);
    if (!text) return true;
    bool ok = !kr_failed(kr_exec(vm, "<stdin>", text, n));
    free(text);
    return ok;
}

/* The file must be there before anything starts, as python says it. */
static int check_file(const Options *o, const char *program) {
    if (!o->file || o->command || o->module || !strcmp(o->file, "-")) return 0;
    if (access(o->file, R_OK) == 0) return 0;
    int err = errno;
    char *folder = o->file[0] == '/' ? NULL : getcwd(NULL, 0);
    const char *rest = folder && !strncmp(o->file, "./", 2) ? o->file + 2 : o->file;
    fprintf(stderr, "%s: can't open file '%s%s%s': [Errno %d] %s\n", program, folder ? folder : "",
            folder ? "/" : "", rest, err, strerror(err));
    free(folder);
    return 2;
}

/* After -i even SystemExit is only shown, and sys.last_* tell of it. */
static void show_exit(kr_vm *vm) {
    fputs(kr_error_text(vm), stderr);
    kr_value exc = kr_error_value(vm);
    kr_error_clear(vm);
    kr_value sys = kr_import(vm, "sys");
    if (!kr_set(vm, sys, "last_type", kr_get(vm, exc, "__class__")) ||
        !kr_set(vm, sys, "last_value", exc) ||
        !kr_set(vm, sys, "last_traceback", kr_get(vm, exc, "__traceback__")))
        kr_error_clear(vm);
}

/* Runs the program, then what -i asks for; the exit status. */
static int run_all(kr_vm *vm, Options *o) {
    bool ok = run(vm, o), inspect = (o->config.flags & KR_INSPECT) && !o->prompted;
    if (inspect && kr_error(vm) == KR_SYSTEM_EXIT)
        show_exit(vm);
    else if (!ok) {
        int status = kr_error_report(vm);
        if (!inspect) return status;
    }
    if (!inspect) return 0;
    return repl(vm, o, false) ? 0 : kr_error_report(vm);
}

/* Ctrl-C nobody caught: die of the signal, so that the shell knows. */
static void die_of_interrupt(void) {
    signal(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
}

int main(int argc, char **argv) {
    static Options o;
    static char self[4096], modules[4096];
    kr_config_init(&o.config);
    o.config.flags = KR_NO_HASH_SEED;
    int status = parse(&o, argc, argv);
    if (status) return status;
    const char *check = o.config.check_pycs;
    if (check && strcmp(check, "always") != 0 && strcmp(check, "never") != 0 &&
        strcmp(check, "default") != 0)
        return bad_usage("--check-hash-based-pycs must be one of 'default', 'always', or 'never'",
                         0);
    if (o.help) {
        fputs(usage_text, stdout);
        return 0;
    }
    if (o.version) {
        puts("Python 3.11.2 (Krait 0.1.0)");
        return 0;
    }
    if (!read_environment(&o) || !read_encodings(&o) || !read_tracing(&o)) return 1;
    add_implied(&o);
    status = check_file(&o, argv[0]);
    if (status) return status;
    kr_config *c = &o.config;
    if (o.sandbox) {
        c->flags |= KR_NO_SITE;
        c->grants = KR_STDIO | o.allowed;
        if (!c->mem_limit) c->mem_limit = (size_t)256 << 20;
        if (!c->time_limit) c->time_limit = 10;
    } else {
        c->grants = KR_FILES | KR_CLOCK | KR_ENV | KR_PROCESS | KR_NET | KR_STDIO;
    }
    c->argc = o.argc;
    c->argv = o.argv;
    c->orig_argc = argc;
    c->orig_argv = (const char *const *)argv;
    c->executable = own_path(self, sizeof self);
    if (!o.sandbox) c->modules = own_modules(c->executable, modules, sizeof modules);
    c->warn_count = o.warn.n;
    c->warn = o.warn.items;
    c->x_count = o.x.n;
    c->x = o.x.items;
    kr_vm *vm = kr_new(c);
    if (!vm) {
        fprintf(stderr, "krait: out of memory\n");
        return 1;
    }
    interrupt_vm = vm;
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    struct sigaction on_int = {.sa_handler = on_sigint};
    sigaction(SIGINT, &on_int, NULL);
    status = o.dis ? disassemble(vm, o.dis) : run_all(vm, &o);
    status = kr_finish(vm, status);
    kr_free(vm);
    interrupt_vm = NULL;
    if (status == 130) die_of_interrupt();
    return status;
}
