/* SPDX-License-Identifier: MIT
 * api.c: the public interface: a VM's life, running programs, failure. */
#define _GNU_SOURCE /* memmem */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <string.h>
#include <unistd.h>

#include "api/host.h"
#include "run/frame.h"
#include "run/raise.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/list.h"
#include "types/module.h"
#include "types/traceback_print.h"
#include "types/type.h"

#ifndef KR_STDLIB
#define KR_STDLIB "/usr/lib/python3.11"
#endif

/* ---- entry ------------------------------------------------------------------------------------ */

void kr__api_enter(kr_vm *vm, KrEntry *entry, const void *here) {
    kr__vm_enter(vm, entry, here);
    if (kr__pending(vm) && !vm->thread->stopping) kr__clear_pending(vm);
}

kr_value kr__api_out(kr_vm *vm, const KrEntry *entry, Value v) {
    KrHost *h = kr__host(vm);
    if (kr__ok(v) && kr__is_ref(v) && !kr__vec_push(&kr__heap(vm)->mem, &h->values, v)) {
        kr__no_memory(vm);
        v = KR_FAILED;
    }
    if (!entry->base) kr__flush_output(vm); /* the outermost call ends */
    kr__vm_leave(vm, entry);
    return (kr_value){v.bits};
}

static void trace_host(kr_vm *vm, KrGc *gc) {
    KrHost *h = kr__host(vm);
    kr__trace_values(gc, h->values.data, h->values.n);
    for (kr_ref *r = h->refs; r; r = r->next) kr__trace_value(gc, r->value);
    kr__host_trace(vm, gc);
}

/* ---- a VM ------------------------------------------------------------------------------------- */

void kr_config_init(kr_config *cfg) {
    *cfg = (kr_config){.size = sizeof *cfg, .flags = KR_NO_SITE | KR_NO_HASH_SEED};
}

static void set_flags(KrFlags *f, uint32_t bits, bool seeded) {
    bool isolated = bits & KR_ISOLATED;
    f->isolated = isolated;
    f->no_site = (bits & KR_NO_SITE) != 0;
    f->no_user_site = isolated || (bits & KR_NO_USER_SITE);
    f->ignore_environment = isolated || (bits & KR_NO_ENVIRONMENT);
    f->safe_path = isolated || (bits & KR_SAFE_PATH);
    f->optimize = bits & KR_OPTIMIZE_MORE ? 2 : bits & KR_OPTIMIZE ? 1 : 0;
    f->dont_write_bytecode = (bits & KR_NO_BYTECODE) != 0;
    f->inspect = (bits & KR_INSPECT) != 0;
    f->interactive = (bits & KR_INTERACTIVE) != 0;
    f->verbose = (bits & KR_VERBOSE) != 0;
    f->quiet = (bits & KR_QUIET) != 0;
    f->bytes_warning = bits & KR_BYTES_ERROR ? 2 : (bits & KR_BYTES_WARNING) != 0;
    f->debug = (bits & KR_PARSER_DEBUG) != 0;
    f->dev_mode = (bits & KR_DEV_MODE) != 0;
    f->utf8_mode = (bits & KR_UTF8_MODE) != 0;
    f->warn_default_encoding = (bits & KR_WARN_ENCODING) != 0;
    f->hash_randomization = !seeded;
    f->int_max_str_digits = 4300;
}

static const char *library_folder(const kr_config *cfg) {
    if (cfg->stdlib) return cfg->stdlib;
    if (!(cfg->grants & KR_FILES)) return NULL;
    return access(KR_STDLIB "/os.py", R_OK) == 0 ? KR_STDLIB : NULL;
}

static bool has_option(const kr_config *c, const char *name) {
    for (int i = 0; i < c->x_count; i++)
        if (!strcmp(c->x[i], name)) return true;
    return false;
}

/* sys.path[0] of a program that is no file: the folder it is started in. */
static bool first_folder(kr_vm *vm, const kr_config *c) {
    char here[4096];
    const char *program = c->argc > 0 ? c->argv[0] : "none";
    bool module = !strcmp(program, "-m");
    if (vm->config.flags.safe_path ||
        (!module && *program && strcmp(program, "-c") != 0 && strcmp(program, "-") != 0))
        return true;
    if (!module || !getcwd(here, sizeof here)) here[0] = 0;
    KrEntry entry;
    kr__vm_enter(vm, &entry, __builtin_frame_address(0));
    Value folder = kr__fs_decode(vm, here, strlen(here));
    bool ok = kr__ok(folder) && kr__path_first(vm, folder);
    kr__vm_leave(vm, &entry);
    return ok;
}

kr_vm *kr_new(const kr_config *cfg) {
    kr_config defaults;
    kr_config_init(&defaults);
    if (cfg) memcpy(&defaults, cfg, cfg->size < sizeof defaults ? cfg->size : sizeof defaults);
    const kr_config *c = &defaults;
    KrConfig k = {
        .mem_limit = c->mem_limit,
        .alloc = c->alloc,
        .time_limit = c->time_limit,
        .steps = c->fuel,
        .grants = c->grants,
        .call_depth = c->call_depth,
        .argc = c->argc,
        .argv = c->argv,
        .norig = (unsigned)c->orig_argc,
        .orig_argv = c->orig_argv,
        .executable = c->executable,
        .stdlib = library_folder(c),
        .module_path = c->modules,
        .python_path = c->python_path,
        .warn_options = c->warn,
        .nwarn = (unsigned)c->warn_count,
        .x_options = c->x,
        .nx = (unsigned)c->x_count,
        .pycache_prefix = c->pycache_prefix,
        .check_pycs = c->check_pycs,
        .skip_line = c->flags & KR_SKIP_LINE,
        .import_time = has_option(c, "importtime"),
        .unbuffered = c->flags & KR_UNBUFFERED,
        .hash_fixed = !(c->flags & KR_NO_HASH_SEED),
        .hash_seed = c->hash_seed,
        .ud = c->ud,
        .write = c->write,
        .load = c->load,
        .poll = c->poll,
    };
    k.no_ranges = has_option(c, "no_debug_ranges");
    set_flags(&k.flags, c->flags, k.hash_fixed && !c->hash_seed);
    for (int i = 0; i < c->x_count; i++)
        if (!strncmp(c->x[i], "int_max_str_digits=", 19))
            k.flags.int_max_str_digits = atoi(c->x[i] + 19);
    kr_vm *vm = kr__vm_new(&k);
    if (!vm) return NULL;
    KrHost *h = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *h);
    if (!h) {
        kr__vm_free(vm);
        return NULL;
    }
    h->config = *c;
    kr__arena_init(&h->arena, &kr__heap(vm)->mem);
    vm->host = h;
    vm->trace_host = trace_host;
    if (first_folder(vm, c)) return vm;
    kr_free(vm);
    return NULL;
}

void kr_free(kr_vm *vm) {
    if (!vm) return;
    KrHost *h = kr__host(vm);
    KrMem *mem = &kr__heap(vm)->mem;
    kr__vm_end(vm);
    vm->trace_host = NULL;
    kr__host_free(vm);
    for (kr_ref *r = h->refs, *next; r; r = next) {
        next = r->next;
        kr__mem_free(mem, r, sizeof *r);
    }
    kr__vec_free(mem, &h->values);
    if (h->error_text) kr__mem_free(mem, h->error_text, h->error_room);
    kr__mem_free(mem, h, sizeof *h);
    vm->host = NULL;
    kr__vm_free(vm);
}

void *kr_ud(kr_vm *vm) { return vm->config.ud; }
void kr_set_fuel(kr_vm *vm, uint64_t steps) { kr__set_steps(vm, steps); }
void kr_set_time(kr_vm *vm, double seconds) { kr__set_time(vm, seconds); }
void kr_set_memory(kr_vm *vm, size_t bytes) { kr__heap(vm)->mem.limit = bytes; }
void kr_stop(kr_vm *vm) { kr__wake(vm, KR_WAKE_STOP); }
void kr_interrupt(kr_vm *vm) { kr__wake(vm, KR_WAKE_INTERRUPT); }

void kr_collect(kr_vm *vm) {
    KR_ENTER(vm);
    bool bare = kr__bare_begin(vm); /* the host's values stand in scopes */
    kr__heap(vm)->stw_precise = bare;
    kr__gc_collect(vm, true);
    kr__heap(vm)->stw_precise = false;
    kr__bare_end(vm, bare);
    if (!kr__poll(vm) && !vm->thread->stopping) kr__clear_pending(vm);
    kr__vm_leave(vm, &kr_entry_);
}

size_t kr_mem_used(const kr_vm *vm) { return kr__heap(vm)->mem.used; }
size_t kr_mem_peak(const kr_vm *vm) { return kr__heap(vm)->mem.peak; }

bool kr_account(kr_vm *vm, ptrdiff_t bytes) {
    KrMem *mem = &kr__heap(vm)->mem;
    if (bytes < 0) {
        kr__mem_release(mem, (size_t)-bytes);
        return true;
    }
    if (kr__mem_charge(mem, (size_t)bytes)) return true;
    kr__no_memory(vm);
    return false;
}

/* ---- running ---------------------------------------------------------------------------------- */

kr_value kr_exec(kr_vm *vm, const char *file, const char *src, size_t n) {
    KR_ENTER(vm);
    Value v = kr__run_source(vm, src, n == KR_Z ? strlen(src) : n, file, 'e', false);
    return KR_LEAVE(vm, kr__ok(v) ? KR_NONE_V : v);
}

kr_value kr_eval(kr_vm *vm, const char *expr) {
    KR_ENTER(vm);
    return KR_LEAVE(vm, kr__run_source(vm, expr, strlen(expr), "<string>", 'v', false));
}

/* Nothing but blank lines and comments. */
static bool is_blank(const char *s, size_t n) {
    bool comment = false;
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '\n')
            comment = false;
        else if (s[i] == '#')
            comment = true;
        else if (!comment && s[i] != ' ' && s[i] != '\t' && s[i] != '\f' && s[i] != '\r')
            return false;
    }
    return true;
}

kr_value kr_interact(kr_vm *vm, const char *src, size_t n, bool *more) {
    KR_ENTER(vm);
    *more = false;
    if (n == KR_Z) n = strlen(src);
    if (is_blank(src, n)) return KR_LEAVE(vm, KR_NONE_V);
    /* The newline of the last line ends no block, that of an empty line behind it does. What is wrong even with it is
     * an error, what is right or only cut off goes on. */
    Value name = kr__str_new(vm, "<stdin>", 7), code = KR_FAILED;
    uint32_t flags = KR_COMPILE_IGNORE_COOKIE | KR_COMPILE_DONT_IMPLY_DEDENT | vm->typed_flags;
    size_t bare = n - (src[n - 1] == '\n');
    if (kr__ok(name)) code = kr__compile_interactive(vm, src, bare, name, flags, more);
    if (kr__failed(code) && *more && bare < n) {
        kr__clear_pending(vm);
        code = kr__compile_interactive(vm, src, n, name, flags, more);
        if (kr__ok(code)) {
            *more = true;
            return KR_LEAVE(vm, KR_NONE_V);
        }
    }
    if (kr__failed(code)) {
        if (!*more) return KR_LEAVE(vm, KR_FAILED);
        kr__clear_pending(vm);
        return KR_LEAVE(vm, KR_NONE_V);
    }
    vm->typed_flags |= ((KrCode *)kr__ptr(code))->flags & KR_CO_FUTURE_ANNOTATIONS;
    bool alone = kr__bare_begin(vm);
    Value v = kr__eval_code(vm, code, vm->main_dict, vm->main_dict);
    kr__bare_end(vm, alone);
    return KR_LEAVE(vm, kr__ok(v) ? KR_NONE_V : v);
}

typedef KR_VEC(char) Bytes;

static bool read_all(kr_vm *vm, int fd, Bytes *out) {
    for (;;) {
        if (!kr__vec_reserve(&kr__heap(vm)->mem, out, 65536)) {
            kr__no_memory(vm);
            return false;
        }
        ssize_t got = read(fd, out->data + out->n, 65536);
        if (got <= 0) return got == 0;
        out->n += (uint32_t)got;
    }
}

/* sys.path[0] is the script's folder, links followed. */
static bool prepend_folder(kr_vm *vm, const char *path) {
    if (vm->config.flags.safe_path) return true;
    char real[4096];
    const char *p = realpath(path, real) ? real : path, *slash = strrchr(p, '/');
    size_t n = !slash ? 0 : slash == p ? 1 : (size_t)(slash - p);
    Value folder = kr__fs_decode(vm, p, n);
    return kr__ok(folder) && kr__path_first(vm, folder);
}

/* The path from the root on, without looking at the file system. */
static Value absolute(kr_vm *vm, const char *path) {
    char full[8192];
    if (path[0] == '/' || !getcwd(full, sizeof full / 2) || strlen(path) >= sizeof full / 2 - 2)
        return kr__fs_decode(vm, path, strlen(path));
    if (path[0] == '.' && path[1] == '/') path += 2;
    if (path[0] && strcmp(path, ".") != 0) strcat(strcat(full, "/"), path);
    return kr__fs_decode(vm, full, strlen(full));
}

/* A folder or a zip file that is run: its module __main__. */
static Value exec_container(kr_vm *vm, const char *path) {
    Value first = absolute(vm, path);
    if (kr__failed(first) || !kr__path_first(vm, first)) return KR_FAILED;
    Value run = kr__import_attr(vm, "runpy", "_run_module_as_main");
    if (kr__failed(run)) return KR_FAILED;
    Value v = kr__call2(vm, run, kr__name(vm, KR_N___main__), KR_FALSE_V);
    return kr__ok(v) ? KR_NONE_V : KR_FAILED;
}

/* The record that ends a zip file; it is followed by a comment at most. */
static bool is_zip(const Bytes *b) {
    enum { RECORD = 22, COMMENT = 65535 };
    if (b->n < RECORD) return false;
    size_t tail = b->n < RECORD + COMMENT ? b->n : RECORD + COMMENT;
    return memmem(b->data + b->n - tail, tail, "PK\5\6", 4) != NULL;
}

/* -x: the first line is left out, its end is not, so that the others keep their numbers. */
static const char *program_text(kr_vm *vm, const Bytes *b, size_t *n) {
    const char *end = vm->config.skip_line ? memchr(b->data, '\n', b->n) : NULL;
    const char *text = end ? end : b->data;
    *n = b->n - (size_t)(text - b->data);
    return text;
}

static Value exec_file(kr_vm *vm, const char *path) {
    Value name = absolute(vm, path);
    if (kr__failed(name)) return KR_FAILED;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return kr__raise_os(vm, errno, name);
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        return exec_container(vm, path);
    }
    Bytes text = {0};
    bool ok = read_all(vm, fd, &text);
    int err = errno;
    close(fd);
    Value v = KR_FAILED;
    if (ok && is_zip(&text)) {
        v = exec_container(vm, path);
    } else if (!ok) {
        if (!kr__pending(vm)) kr__raise_os(vm, err, name);
    } else if (prepend_folder(vm, path)) {
        KrDict *d = kr__ptr(vm->main_dict);
        if (kr__dict_set_name(vm, d, kr__name(vm, KR_N___file__), name) &&
            kr__dict_set_name(vm, d, kr__name(vm, KR_N___cached__), KR_NONE_V)) {
            size_t n;
            const char *p = program_text(vm, &text, &n);
            v = kr__run_source(vm, p, n, kr__str_text(kr__ptr(name)), 'e', true);
        }
    }
    kr__vec_free(&kr__heap(vm)->mem, &text);
    return kr__ok(v) ? KR_NONE_V : KR_FAILED;
}

kr_value kr_exec_file(kr_vm *vm, const char *path) {
    KR_ENTER(vm);
    return KR_LEAVE(vm, exec_file(vm, path));
}

kr_value kr_exec_module(kr_vm *vm, const char *module) {
    KR_ENTER(vm);
    Value run = kr__import_attr(vm, "runpy", "_run_module_as_main");
    Value name = kr__ok(run) ? kr__str_new(vm, module, strlen(module)) : KR_FAILED;
    if (kr__failed(name)) return KR_LEAVE(vm, KR_FAILED);
    bool bare = kr__exact(run, KR_T_FUNCTION) && kr__bare_begin(vm);
    Value v = kr__call1(vm, run, name);
    kr__bare_end(vm, bare);
    return KR_LEAVE(vm, kr__ok(v) ? KR_NONE_V : v);
}

bool kr_disassemble(kr_vm *vm, const char *file, const char *src, size_t n,
                    void (*put)(void *ud, const char *s, size_t n), void *ud) {
    KR_ENTER(vm);
    Value name = kr__str_new(vm, file, strlen(file));
    Value code = kr__ok(name)
                     ? kr__compile_source(vm, src, n == KR_Z ? strlen(src) : n, name, 'e', 0, -1)
                     : KR_FAILED;
    if (kr__ok(code)) kr__disassemble(vm, code, put, ud);
    return KR_LEAVE_BOOL(vm, kr__ok(code));
}

kr_value kr_import(kr_vm *vm, const char *module) {
    KR_ENTER(vm);
    Value name = kr__intern(vm, module, strlen(module));
    return KR_LEAVE(vm, kr__ok(name) ? kr__import(vm, name) : KR_FAILED);
}

bool kr_provide(kr_vm *vm, const char *file, const char *src, size_t n) {
    KR_ENTER(vm);
    return KR_LEAVE_BOOL(vm, kr__provide(vm, file, src, n == KR_Z ? strlen(src) : n));
}

kr_value kr_call(kr_vm *vm, kr_value fn, int argc, const kr_value *argv) {
    if (kr_failed(fn)) return KR_FAIL;
    for (int i = 0; i < argc; i++)
        if (kr_failed(argv[i])) return KR_FAIL;
    KR_ENTER(vm);
    return KR_LEAVE(vm,
                    kr__call(vm, kr__in(fn), (const Value *)(const void *)argv, (unsigned)argc));
}

static Value argument(kr_vm *vm, char letter, va_list *ap) {
    switch (letter) {
    case 'b': return kr__bool(va_arg(*ap, int) != 0);
    case 'i': return kr__from_int48(va_arg(*ap, int));
    case 'l': return kr__int_from_i64(vm, va_arg(*ap, int64_t));
    case 'd': return kr__from_double(va_arg(*ap, double));
    case 's': {
        const char *s = va_arg(*ap, const char *);
        return s ? kr__in(kr_str(vm, s, KR_Z)) : KR_NONE_V;
    }
    case 'O': return kr__in(va_arg(*ap, kr_value));
    default: return kr__raise_value(vm, "kr_callf: no argument of kind '%c'", letter);
    }
}

kr_value kr_callf(kr_vm *vm, kr_value fn, const char *fmt, ...) {
    if (kr_failed(fn)) return KR_FAIL;
    Value args[16];
    unsigned n = 0;
    va_list ap;
    va_start(ap, fmt);
    for (; fmt[n] && n < KR_COUNTOF(args); n++) {
        args[n] = argument(vm, fmt[n], &ap);
        if (kr__failed(args[n])) break;
    }
    va_end(ap);
    if (n < KR_COUNTOF(args) && fmt[n]) return KR_FAIL;
    KR_ENTER(vm);
    return KR_LEAVE(vm, kr__call(vm, kr__in(fn), args, n));
}

/* ---- failure ---------------------------------------------------------------------------------- */

static const struct {
    kr_kind kind;
    KrTypeNo type;
} kinds[] = {
    {KR_TYPE_ERROR, KR_T_X_TYPEERROR},
    {KR_VALUE_ERROR, KR_T_X_VALUEERROR},
    {KR_KEY_ERROR, KR_T_X_KEYERROR},
    {KR_INDEX_ERROR, KR_T_X_INDEXERROR},
    {KR_ATTRIBUTE_ERROR, KR_T_X_ATTRIBUTEERROR},
    {KR_NAME_ERROR, KR_T_X_NAMEERROR},
    {KR_RECURSION_ERROR, KR_T_X_RECURSIONERROR},
    {KR_RUNTIME_ERROR, KR_T_X_RUNTIMEERROR},
    {KR_OVERFLOW_ERROR, KR_T_X_OVERFLOWERROR},
    {KR_OS_ERROR, KR_T_X_OSERROR},
    {KR_SYNTAX_ERROR, KR_T_X_SYNTAXERROR},
    {KR_MEMORY_ERROR, KR_T_X_MEMORYERROR},
    {KR_STOP_ITERATION, KR_T_X_STOPITERATION},
    {KR_KEYBOARD_INTERRUPT, KR_T_X_KEYBOARDINTERRUPT},
    {KR_SYSTEM_EXIT, KR_T_X_SYSTEMEXIT},
};

kr_value kr_raise(kr_vm *vm, kr_kind k, const char *fmt, ...) {
    KrTypeNo type = k == KR_EXCEPTION ? KR_T_X_EXCEPTION : KR_T_X_RUNTIMEERROR;
    for (unsigned i = 0; i < KR_COUNTOF(kinds); i++)
        if (kinds[i].kind == k) type = kinds[i].type;
    char text[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    KrEntry entry;
    kr__vm_enter(vm, &entry, __builtin_frame_address(0));
    if (kr__pending(vm) && !vm->thread->stopping) kr__clear_pending(vm);
    kr__raise(vm, type, "%s", text);
    kr__vm_leave(vm, &entry);
    return KR_FAIL;
}

kr_kind kr_error(kr_vm *vm) {
    if (vm->thread->stopping) return KR_HALTED;
    if (!kr__pending(vm)) return KR_NONE;
    if (kr__same(vm->thread->pending, KR_END)) return KR_MEMORY_ERROR;
    for (unsigned i = 0; i < KR_COUNTOF(kinds); i++)
        if (kr__is_a(vm, vm->thread->pending, kinds[i].type)) return kinds[i].kind;
    return KR_EXCEPTION;
}

/* The name alone, from the class: needs no memory. */
static const char *short_text(kr_vm *vm, Value exc) {
    if (!kr__is_ref(exc)) return "MemoryError\n";
    Slot name = kr__type_ptr(kr__class_of(vm, exc))->name;
    return kr__str_text(kr__slot_ptr(name));
}

const char *kr_error_text(kr_vm *vm) {
    KrHost *h = kr__host(vm);
    KrThread *t = vm->thread;
    if (t->stopping) return "Stopped\n";
    if (!kr__pending(vm)) return "";
    KrEntry entry;
    kr__vm_enter(vm, &entry, __builtin_frame_address(0));
    Value exc = kr__take_pending(vm);
    Value text = kr__same(exc, KR_END) ? KR_FAILED : kr__exception_text(vm, exc);
    const char *result = NULL;
    if (kr__ok(text)) {
        const KrStr *s = kr__ptr(text);
        KrMem *mem = &kr__heap(vm)->mem;
        char *p = kr__mem_realloc(mem, h->error_text, h->error_room, (size_t)s->len + 1);
        if (p) {
            memcpy(p, kr__str_text(s), (size_t)s->len + 1);
            p[s->len] = 0;
            h->error_text = p;
            h->error_room = (size_t)s->len + 1;
            result = p;
        }
    }
    if (!result) result = short_text(vm, exc);
    if (!t->stopping) t->pending = exc;
    kr__vm_leave(vm, &entry);
    return result;
}

kr_value kr_error_value(kr_vm *vm) {
    Value exc = vm->thread->pending;
    if (vm->thread->stopping || !kr__ok(exc) || kr__same(exc, KR_END)) return kr_none(vm);
    KrHost *h = kr__host(vm);
    (void)!kr__vec_push(&kr__heap(vm)->mem, &h->values, exc);
    return (kr_value){exc.bits};
}

void kr_error_clear(kr_vm *vm) {
    vm->thread->stopping = false;
    vm->thread->pending = KR_UNSET;
}

int kr_error_report(kr_vm *vm) {
    if (!vm->thread->stopping && !kr__pending(vm)) return 0;
    KrEntry entry;
    kr__vm_enter(vm, &entry, __builtin_frame_address(0));
    int status = kr__report_pending(vm);
    kr__vm_leave(vm, &entry);
    return status;
}

int kr_finish(kr_vm *vm, int status) {
    KR_ENTER(vm);
    bool ok = kr__vm_finish(vm);
    kr__vm_leave(vm, &kr_entry_);
    return ok ? status : 120;
}
