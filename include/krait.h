/* SPDX-License-Identifier: MIT
 * krait.h - the whole public interface of krait, an embeddable Python 3.
 *
 * Rules that hold for every function below:
 *
 *  VALUES    A kr_value is valid until the scope it was made in ends. A host function's body is a
 *            scope; kr_scope and kr_leave make others; outside of any, a value lives until the next
 *            kr_leave of an enclosing scope or until the VM is freed. Nothing is ever freed by
 *            hand. To hold a value longer: kr_keep, kr_drop.
 *  FAILURE   A function that can fail returns bool (false) or a kr_value for which kr_failed() is
 *            true; one exception is then pending in the VM. A failed value given to any function
 *            makes that function fail too and leaves the pending exception alone, so a chain of
 *            calls needs one check, at its end. A call made while an exception is pending clears
 *            it first, except for the functions of section "failure".
 *  UNWINDING No call ever jumps across a host C frame.
 *  MEMORY    Text and bytes passed in are copied. Pointers handed out live as long as the value
 *            they came from (objects never move). Static descriptors (kr_fndef, kr_class) must
 *            outlive the VM.
 *  THREADS   No global state. One thread of the host at a time in a VM, one after another; any
 *            number of VMs in parallel. Only kr_stop and kr_interrupt may be called meanwhile from
 *            other threads and from signal handlers. Threads that the program starts run while the
 *            host is inside a call, and stand still between calls.
 */
#ifndef KRAIT_H
#define KRAIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KR_VERSION 100 /* major * 10000 + minor * 100 + patch */

#ifndef KR_API
#define KR_API extern
#endif
#ifndef KR_PRINTF
#if defined(__GNUC__)
#define KR_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define KR_PRINTF(f, a)
#endif
#endif
#ifndef KR_MUST_USE
#if defined(__GNUC__)
#define KR_MUST_USE __attribute__((warn_unused_result))
#else
#define KR_MUST_USE
#endif
#endif
#ifdef __cplusplus
extern "C" {
#endif

typedef struct kr_vm kr_vm;
typedef struct kr_ref kr_ref; /* a value kept beyond its scope */
typedef struct kr_value {
    uint64_t bits;
} kr_value; /* opaque; copy freely */

/* ---- a VM ------------------------------------------------------------------------------------- */

/* What a VM may reach outside itself: kr_config.grants. */
#define KR_FILES 1u   /* the file system */
#define KR_CLOCK 2u   /* the time of day */
#define KR_ENV 4u     /* environment variables */
#define KR_PROCESS 8u /* other processes, signals */
#define KR_NET 16u    /* sockets */
#define KR_STDIO 32u  /* sys.stdin, sys.stdout and sys.stderr are the process's own */

/* Command-line switches of python, for kr_config.flags. */
#define KR_NO_SITE 1u         /* -S: `site` is not imported */
#define KR_ISOLATED 2u        /* -I */
#define KR_NO_ENVIRONMENT 4u  /* -E */
#define KR_OPTIMIZE 8u        /* -O: no asserts */
#define KR_OPTIMIZE_MORE 16u  /* -OO: no docstrings either */
#define KR_UNBUFFERED 32u     /* -u */
#define KR_NO_BYTECODE 64u    /* -B */
#define KR_INSPECT 128u       /* -i */
#define KR_VERBOSE 256u       /* -v */
#define KR_QUIET 512u         /* -q */
#define KR_NO_USER_SITE 1024u /* -s */
#define KR_BYTES_WARNING 2048u
#define KR_DEV_MODE 4096u
#define KR_SAFE_PATH 8192u
#define KR_INTERACTIVE 16384u
#define KR_BYTES_ERROR 65536u     /* -bb */
#define KR_PARSER_DEBUG 131072u   /* -d */
#define KR_SKIP_LINE 262144u      /* -x: kr_exec_file leaves out the first line */
#define KR_NO_HASH_SEED 32768u    /* hashes of str are random: hash_seed is not used */
#define KR_UTF8_MODE 524288u      /* -X utf8 */
#define KR_WARN_ENCODING 1048576u /* -X warn_default_encoding */

/* Like realloc: n == 0 frees; osize is what was asked for p, 0 when p is NULL. */
typedef void *(*kr_alloc_fn)(void *ud, void *p, size_t osize, size_t n);

typedef struct kr_config {
    size_t size;         /* = sizeof(kr_config); set by kr_config_init                */
    kr_alloc_fn alloc;   /* for large buffers; NULL: pages of the system              */
    size_t mem_limit;    /* bytes, what kr_account adds included; 0: none             */
    double time_limit;   /* seconds, as kr_set_time counts them; 0: none              */
    uint64_t fuel;       /* steps (calls and loop turns); 0: none                     */
    uint32_t grants;     /* KR_FILES | …; 0                                           */
    uint32_t flags;      /* KR_NO_SITE | …                                            */
    uint32_t hash_seed;  /* of str hashes; 0: hashes are plain, as PYTHONHASHSEED=0   */
    uint32_t call_depth; /* the recursion limit; 0: 1000                              */
    int argc; /* sys.argv; "-c", "-m" or "" at [0] puts the current folder first on sys.path */
    const char *const *argv;
    int orig_argc; /* sys.orig_argv                                             */
    const char *const *orig_argv;
    const char *executable;  /* sys.executable                                        */
    const char *stdlib;      /* folder of the Python 3.11 library; NULL: none, or what was built in
                                when KR_FILES is granted                              */
    const char *modules;     /* folder of Krait's own modules                         */
    const char *python_path; /* folders searched first, separated by colons           */
    int warn_count;          /* -W options                                            */
    const char *const *warn;
    int x_count; /* -X options                                            */
    const char *const *x;
    void *ud; /* passed to alloc; kr_ud(vm)                            */
    void (*write)(kr_vm *vm, int fd, const char *s, size_t n); /* what is written to stdout (1) and
                                stderr (2); NULL: discarded, unless KR_STDIO is granted */
    bool (*load)(kr_vm *vm,
                 const char *module); /* a module is imported: call kr_provide, or false */
    bool (*poll)(kr_vm *vm);          /* called now and then; false stops the program          */
    const char *pycache_prefix;       /* sys.pycache_prefix; NULL: None                        */
    const char *check_pycs; /* --check-hash-based-pycs: always, never; NULL: default     */
} kr_config;

/* Fills in the defaults: no limits, no grants, KR_NO_SITE, no callbacks. */
KR_API void kr_config_init(kr_config *cfg);

/* A VM of its own. cfg NULL: the defaults. NULL: out of memory. cfg is copied; the texts it names
 * must live until kr_new returns, stdlib until kr_free. */
KR_API kr_vm *kr_new(const kr_config *cfg);

/* Runs atexit functions and every finalizer, then returns all memory. vm may be NULL. */
KR_API void kr_free(kr_vm *vm);

/* cfg.ud */
KR_API void *kr_ud(kr_vm *vm);

/* Steps (calls and loop turns) until the program is stopped; 0: no limit. */
KR_API void kr_set_fuel(kr_vm *vm, uint64_t steps);

/* Seconds from now until the program is stopped; 0: no limit. What counts is the CPU time of the VM's threads, and the
 * time in which all of them wait; not what the host does between its calls. What is used up stays so until it is set
 * anew. */
KR_API void kr_set_time(kr_vm *vm, double seconds);

/* The most bytes that the VM may hold from now on; 0: no limit. It may hold more already: then it gets no more. */
KR_API void kr_set_memory(kr_vm *vm, size_t bytes);

/* Stops the running program at its next safe point: the call that runs it fails with KR_HALTED. No
 * Python code can catch that or runs on the way out, system calls that wait are left. The VM is usable afterwards;
 * what the program wanted done later (finalizers, functions of atexit) it has forgotten. */
KR_API void kr_stop(kr_vm *vm);

/* Raises KeyboardInterrupt in the running program at its next safe point; it can be caught. */
KR_API void kr_interrupt(kr_vm *vm);

/* Collects garbage now, and runs the finalizers that are due. */
KR_API void kr_collect(kr_vm *vm);

/* Bytes that the VM holds, and the most it ever held. */
KR_API size_t kr_mem_used(const kr_vm *vm);
KR_API size_t kr_mem_peak(const kr_vm *vm);

/* Charges (or returns, when negative) host memory owned by objects. False: over the limit, nothing
 * was charged, MemoryError is pending. */
KR_API bool kr_account(kr_vm *vm, ptrdiff_t bytes);

/* ---- running ---------------------------------------------------------------------------------- */

/* Runs source text in module __main__; `file` names it in tracebacks. n may be KR_Z. None. */
KR_API kr_value kr_exec(kr_vm *vm, const char *file, const char *src, size_t n) KR_MUST_USE;

/* Reads and runs a file as the main program: sys.path[0] is its folder. None. */
KR_API kr_value kr_exec_file(kr_vm *vm, const char *path) KR_MUST_USE;

/* Runs a module or package as the main program, as `python -m` does. None. */
KR_API kr_value kr_exec_module(kr_vm *vm, const char *module) KR_MUST_USE;

/* The value of an expression in module __main__. */
KR_API kr_value kr_eval(kr_vm *vm, const char *expr) KR_MUST_USE;

/* One interactive statement: the value of an expression is shown by sys.displayhook. When more lines
 * are needed, *more is true and the result None; the next call gives them all again. None. */
KR_API kr_value kr_interact(kr_vm *vm, const char *src, size_t n, bool *more) KR_MUST_USE;

/* The module of this dotted name, imported if need be. */
KR_API kr_value kr_import(kr_vm *vm, const char *module) KR_MUST_USE;

/* Only in cfg.load: the source of the module that is being imported. False: it did not compile. */
KR_API bool kr_provide(kr_vm *vm, const char *file, const char *src, size_t n);

/* Compiles source text and gives the instructions as lines of text to `put`. False: it did not compile. */
KR_API bool kr_disassemble(kr_vm *vm, const char *file, const char *src, size_t n,
                           void (*put)(void *ud, const char *s, size_t n), void *ud) KR_MUST_USE;

/* fn(*argv) */
KR_API kr_value kr_call(kr_vm *vm, kr_value fn, int argc, const kr_value *argv) KR_MUST_USE;

/* fn of arguments made from C values by letters of fmt: b bool (int), i int, l int64_t, d double, s const
 * char * (UTF-8, NULL is None), O kr_value. */
KR_API kr_value kr_callf(kr_vm *vm, kr_value fn, const char *fmt, ...) KR_MUST_USE;

/* ---- failure ---------------------------------------------------------------------------------- */

typedef enum kr_kind {
    KR_NONE, /* nothing is pending */
    KR_EXCEPTION,
    KR_TYPE_ERROR,
    KR_VALUE_ERROR,
    KR_KEY_ERROR,
    KR_INDEX_ERROR,
    KR_ATTRIBUTE_ERROR,
    KR_NAME_ERROR,
    KR_RUNTIME_ERROR,
    KR_OVERFLOW_ERROR,
    KR_OS_ERROR,
    KR_SYNTAX_ERROR,
    KR_MEMORY_ERROR,
    KR_RECURSION_ERROR,
    KR_STOP_ITERATION,
    KR_KEYBOARD_INTERRUPT,
    KR_SYSTEM_EXIT,
    KR_HALTED /* kr_stop, poll, fuel or time: never visible to Python code */
} kr_kind;

#define KR_FAIL ((kr_value){0})
static inline bool kr_failed(kr_value v) { return v.bits == 0; }

/* Leaves an exception pending with a message formatted as printf does; returns KR_FAIL. */
KR_API kr_value kr_raise(kr_vm *vm, kr_kind k, const char *fmt, ...) KR_PRINTF(3, 4);

/* What is pending. The nearest kind; KR_EXCEPTION for all others. */
KR_API kr_kind kr_error(kr_vm *vm);

/* The pending exception with its traceback, as the program's end would show it. Never NULL; lives until the next
 * call of this function. Works when memory has run out. */
KR_API const char *kr_error_text(kr_vm *vm);

/* The pending exception object; None when there is none, or KR_HALTED. It stays pending. */
KR_API kr_value kr_error_value(kr_vm *vm);

/* Nothing is pending afterwards. */
KR_API void kr_error_clear(kr_vm *vm);

/* Shows the pending exception as the end of a program does (sys.excepthook; SystemExit only its text),
 * clears it, and says the exit status: 0 when nothing was pending, SystemExit's code, 1, 130 after
 * KeyboardInterrupt, 124 after a stop. */
KR_API int kr_error_report(kr_vm *vm);

/* Runs atexit functions and flushes sys.stdout, as at the end of a program. The exit status: `status`, or 120 when
 * stdout could not be flushed. */
KR_API int kr_finish(kr_vm *vm, int status);

/* ---- values ----------------------------------------------------------------------------------- */

typedef struct kr_scope_t {
    uint32_t mark;
} kr_scope_t;

/* Begins a scope; the values made from now on live until its kr_leave, which hands `result` to the scope around it. */
KR_API kr_scope_t kr_scope(kr_vm *vm);
KR_API kr_value kr_leave(kr_vm *vm, kr_scope_t s, kr_value result);

/* Holds a value beyond its scope. NULL: out of memory, MemoryError is pending. */
KR_API kr_ref *kr_keep(kr_vm *vm, kr_value v);
KR_API kr_value kr_value_of(kr_vm *vm, const kr_ref *r);
KR_API void kr_drop(kr_vm *vm, kr_ref *r); /* r may be NULL */

KR_API kr_value kr_none(kr_vm *vm);
KR_API kr_value kr_bool(kr_vm *vm, bool b);
KR_API kr_value kr_int(kr_vm *vm, int64_t i);
KR_API kr_value kr_float(kr_vm *vm, double d);
#define KR_Z ((size_t)-1)                                      /* until NUL */
KR_API kr_value kr_str(kr_vm *vm, const char *utf8, size_t n); /* ValueError: not UTF-8 */
KR_API kr_value kr_bytes(kr_vm *vm, const void *p, size_t n);
KR_API kr_value kr_list(kr_vm *vm, int n, const kr_value *items);
KR_API kr_value kr_tuple(kr_vm *vm, int n, const kr_value *items);
KR_API kr_value kr_dict(kr_vm *vm);

/* Strict reads: a wrong type fails with TypeError, a lossy one with OverflowError. */
KR_API bool kr_to_bool(kr_vm *vm, kr_value v, bool *out) KR_MUST_USE; /* the truth value */
KR_API bool kr_to_int(kr_vm *vm, kr_value v, int64_t *out) KR_MUST_USE;
KR_API bool kr_to_float(kr_vm *vm, kr_value v, double *out) KR_MUST_USE; /* ints too */
KR_API const char *kr_to_str(kr_vm *vm, kr_value v,
                             size_t *n) KR_MUST_USE; /* NUL-terminated; n may be NULL */
KR_API const void *kr_to_bytes(kr_vm *vm, kr_value v, size_t *n) KR_MUST_USE;
KR_API bool kr_is_none(kr_value v);

/* What Python does: getattr, setattr, x[k], len, iter and next, str, repr. */
KR_API kr_value kr_get(kr_vm *vm, kr_value obj, const char *name);
KR_API bool kr_set(kr_vm *vm, kr_value obj, const char *name, kr_value v);
KR_API kr_value kr_item(kr_vm *vm, kr_value obj, kr_value key);
KR_API bool kr_set_item(kr_vm *vm, kr_value obj, kr_value key, kr_value v);
KR_API bool kr_append(kr_vm *vm, kr_value list, kr_value v);
KR_API bool kr_len(kr_vm *vm, kr_value obj, size_t *out);
KR_API kr_value kr_iter(kr_vm *vm, kr_value obj);
KR_API bool kr_next(kr_vm *vm, kr_value it,
                    kr_value *out); /* false: at its end, or failed (kr_error says which) */
KR_API kr_value kr_repr(kr_vm *vm, kr_value v);
KR_API kr_value kr_text(kr_vm *vm, kr_value v); /* str(v) */

/* ---- host functions and classes --------------------------------------------------------------- */

/* A function of the host. argv holds one value for each parameter of its signature, defaults filled in, *args as a
 * tuple and **kw as a dict; self is the instance, or the module. Result: a value, or KR_FAIL with an exception pending
 * (kr_raise). The call is a scope. */
typedef kr_value (*kr_fn)(kr_vm *vm, kr_value self, const kr_value *argv);

/* "name(a, b=1, *args, key=None, **kw)": the signature parses the arguments and is what inspect.signature shows. Tables of
 * them end with {NULL}. */
typedef struct kr_fndef {
    const char *sig;
    kr_fn fn;
    const char *doc; /* NULL: none */
} kr_fndef;

/* An attribute of a host class. get gets no arguments, set gets the new value and returns None; set NULL: read-only.
 * Tables end with {NULL}. */
typedef struct kr_attr {
    const char *name;
    kr_fn get, set;
    const char *doc;
} kr_attr;

typedef struct kr_tracer kr_tracer; /* only inside kr_class.trace */

/* A value that is stored in the memory of an instance. All-zero: none. */
typedef struct kr_field {
    uint64_t bits;
} kr_field;

typedef struct kr_class {
    const char *name, *doc;
    size_t size; /* instance bytes, zeroed at first; at most 32,000 */
    const kr_fndef
        *methods;         /* "__init__(x)" like others: self is not in the signature; NULL: none */
    const kr_attr *attrs; /* NULL: none */
    void (*trace)(void *self,
                  kr_tracer *t);  /* calls kr_trace for every kr_field it holds; NULL: holds none */
    void (*finalize)(void *self); /* once, when the instance is gone: must not touch any VM; NULL */
} kr_class;

/* A module of these functions (fns NULL: none), put into sys.modules. */
KR_API kr_value kr_module(kr_vm *vm, const char *name, const kr_fndef *fns);

/* The class, made once and added to the module. Python programs may call and subclass it. */
KR_API kr_value kr_add_class(kr_vm *vm, kr_value module, const kr_class *c);

/* An instance made by the host, without __init__; *self gets its memory. The class must have been added. */
KR_API kr_value kr_make(kr_vm *vm, const kr_class *c, void **self);

/* The memory of an instance of c or of a subclass; it stays where it is while the instance lives. NULL: TypeError. */
KR_API void *kr_self(kr_vm *vm, kr_value v, const kr_class *c) KR_MUST_USE;

/* Fields in the memory of `owner`. kr_load of an empty field is None. */
KR_API void kr_store(kr_vm *vm, kr_value owner, kr_field *f, kr_value v);
KR_API kr_value kr_load(kr_vm *vm, const kr_field *f);
KR_API void kr_trace(kr_tracer *t, const kr_field *f);

#ifdef __cplusplus
}
#endif
#endif /* KRAIT_H */
