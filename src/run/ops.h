/* SPDX-License-Identifier: MIT
 * ops.h: what types and lib may ask of the machine: call, attributes, operators, raise. The one
 * header of run/ that they include.
 *
 * Unless said otherwise each function may run Python code and collect, and fails by returning
 * KR_FAILED, false or -1 with exactly one exception pending. Arguments are never unset. */
#ifndef KR_RUN_OPS_H
#define KR_RUN_OPS_H

#include "run/vm.h"

/* ---- natives ----------------------------------------------------------------------------------
 * A native gets its parameters in the order of its signature: a[0 … n). A method's a[0] is self.
 * Parameters not given are unset (0); the text after `=` in the signature is for inspect only.
 * Elements taken by *args stand behind all named parameters, n counts them; **kw is a dict or unset.
 * a[] lies in the register file: it stays valid, is traced, and may be written.
 * Results: a Value; KR_FAILED; or KR_TAIL ("call this next", vm->tail). */
typedef Value (*KrNativeFn)(kr_vm *vm, Value *a, int n);

#define KR_DEF_METHOD 0      /* in a class: method; in a module: function without self */
#define KR_DEF_CLASSMETHOD 1 /* a[0] is the class */
#define KR_DEF_STATIC 2
#define KR_DEF_SPECIAL 3 /* slot wrapper: __add__ and its like */
#define KR_DEF_NEW 4 /* __new__: a[0] is the class; takes (*args, **kw) unless the signature says */
#define KR_DEF_RAW \
    8 /* flag: no checking: a[] holds the arguments as given, vm->tail.kwnames/nkw the keywords */
/* flags: dead objects are seen to first whose finalizers the native could tell of (docs/heap.md), which may run Python code.
 * a[0] names a file, or a[0] and a[1] do; a process is made; this one ends; the collector is asked for. */
#define KR_DEF_PATH 16
#define KR_DEF_PATHS 32
#define KR_DEF_PROCESS 64
#define KR_DEF_EXIT 128
#define KR_DEF_COLLECT 256
#define KR_DEF_SETTLE (KR_DEF_PATH | KR_DEF_PATHS | KR_DEF_PROCESS | KR_DEF_EXIT | KR_DEF_COLLECT)

typedef struct KrFnDef {
    const char *
        sig; /* "append(self, object, /)" ; "name($module, …)" is not used: functions list their own parameters */
    KrNativeFn fn;
    const char *doc; /* NULL: none */
    uint16_t kind;   /* KR_DEF_* */
} KrFnDef;
typedef struct KrGetSet {
    const char *name;
    Value (*get)(kr_vm *vm, Value self);             /* NULL: not readable */
    bool (*set)(kr_vm *vm, Value self, Value value); /* value unset: delete; NULL: read-only */
    const char *doc;
} KrGetSet;

/* ---- raising ---------------------------------------------------------------------------------- */

/* Leaves an exception of the built-in class `type` pending with a formatted message. Directives: %s C string,
 * %d int, %u, %zd, %zu, %ld, %c, %x, %% and, taking a Value: %S str(), %R repr(), %T name of its class (type(x).__name__),
 * %N name of the class it is, %P as %T but None for None, as argument checks say it. Returns KR_FAILED. */
Value kr__raise(kr_vm *vm, KrTypeNo type, const char *fmt, ...);
bool kr__raise_false(kr_vm *vm, KrTypeNo type, const char *fmt, ...); /* same, returns false */
Value kr__raise_type(kr_vm *vm, const char *fmt, ...);                /* TypeError */
Value kr__raise_value(kr_vm *vm, const char *fmt, ...);               /* ValueError */
Value kr__raise_object(kr_vm *vm, Value exc); /* an exception instance (or class: instantiated) */
Value kr__raise_key(kr_vm *vm, Value key);    /* KeyError(key) */
Value kr__raise_stop(kr_vm *vm, Value value); /* StopIteration(value) */
Value kr__raise_os(kr_vm *vm, int err,
                   Value filename); /* OSError subclass for errno; filename may be unset */
Value kr__raise_os2(kr_vm *vm, int err, Value filename,
                    Value filename2); /* two names: rename, link */
KR_MUST_USE Value kr__text(kr_vm *vm, const char *fmt,
                           ...); /* str formatted by the same directives */
Value kr__raise_attribute(kr_vm *vm, Value obj,
                          Value name); /* "'T' object has no attribute 'n'", with name and obj */
Value kr__no_memory(kr_vm *vm);        /* MemoryError; needs no memory */
KR_INLINE bool kr__pending(kr_vm *vm) { return kr__ok(vm->thread->pending); }
bool kr__pending_is(kr_vm *vm,
                    KrTypeNo type); /* pending exception is an instance of it (a stop never is) */
Value kr__take_pending(kr_vm *vm);  /* clears and returns it */
void kr__clear_pending(kr_vm *vm);  /* must not be a stop */
void kr__unraisable(
    kr_vm *vm,
    Value where); /* reports the pending exception through sys.unraisablehook, clears it */
/* The same with another text than "Exception ignored in". */
void kr__unraisable_in(kr_vm *vm, const char *message, Value where);
KR_MUST_USE bool kr__warn(kr_vm *vm, KrTypeNo category, int stack_level, const char *fmt, ...);
/* warnings.warn and warn_explicit; category a class or None, source None when there is none. False: an exception is pending. */
KR_MUST_USE bool kr__warn_object(kr_vm *vm, Value message, Value category, int64_t stack_level,
                                 Value source);
KR_MUST_USE bool kr__warn_explicit(kr_vm *vm, Value category, Value message, Value filename,
                                   int64_t line, Value module, Value registry, Value source_line,
                                   Value source);

/* ---- bounds ----------------------------------------------------------------------------------- */

KR_MUST_USE bool kr__recursion_slow(kr_vm *vm, const char *where);
/* Before C recursion (repr, compare, hash, calls …). False: RecursionError pending ("maximum recursion depth exceeded"where). */
KR_INLINE KR_MUST_USE bool kr__enter(kr_vm *vm, const char *where) {
    KrThread *t = vm->thread;
    if (KR_UNLIKELY((const char *)__builtin_frame_address(0) < t->c_limit ||
                    t->depth >= t->depth_limit))
        return kr__recursion_slow(vm, where);
    t->depth++;
    return true;
}
KR_INLINE void kr__leave(kr_vm *vm) { vm->thread->depth--; }
KR_MUST_USE bool kr__poll_slow(kr_vm *vm);
/* In native loops, each 1,000 steps or so. False: stop, interrupt or limit; an exception is pending. May run Python. */
KR_INLINE KR_MUST_USE bool kr__poll(kr_vm *vm) {
    return KR_LIKELY(vm->wake == 0) || kr__poll_slow(vm);
}

KR_MUST_USE bool kr__tick_slow(kr_vm *vm);
/* The same for loops that no Python code may interrupt, since they hold on to buffers: only stops and limits are seen
 * to. Neither runs Python code nor collects. */
KR_INLINE KR_MUST_USE bool kr__tick(kr_vm *vm) {
    return KR_LIKELY(!(vm->wake & (KR_WAKE_ENDS | KR_WAKE_SWITCH))) || kr__tick_slow(vm);
}

/* A container whose repr is under way, on the C stack of its repr function. */
typedef struct KrReprLink {
    Value obj;
    struct KrReprLink *up;
} KrReprLink;
/* False: the repr of obj is under way already, show "..."; nothing to leave. */
KR_INLINE KR_MUST_USE bool kr__repr_enter(kr_vm *vm, KrReprLink *l, Value obj) {
    for (const KrReprLink *p = vm->thread->reprs; p; p = p->up)
        if (kr__same(p->obj, obj)) return false;
    *l = (KrReprLink){obj, vm->thread->reprs};
    vm->thread->reprs = l;
    return true;
}
KR_INLINE void kr__repr_leave(kr_vm *vm, KrReprLink *l) { vm->thread->reprs = l->up; }

void kr__set_recursion_limit(kr_vm *vm, uint32_t depth); /* of all threads */
unsigned kr__depth_now(kr_vm *vm);

/* ---- threads ----------------------------------------------------------------------------------- */

/* Around a system call that may take long: other threads run meanwhile. In between nothing of the VM may be touched; what
 * the call reads and writes must be kept alive by the caller (and be no buffer that another thread may move).
 * errno survives kr__blocking_end. */
typedef struct KrBlocked {
    KrThread *thread; /* that gave up the lock; NULL: there is no other to take it */
    double since;     /* waiting is charged from then on; 0: time has no limit */
} KrBlocked;
KrBlocked kr__blocking_begin(kr_vm *vm);
void kr__blocking_end(kr_vm *vm, KrBlocked b);
#define KR_BLOCKING(vm, statement)                      \
    do {                                                \
        KrBlocked kr_blocked_ = kr__blocking_begin(vm); \
        statement;                                      \
        kr__blocking_end((vm), kr_blocked_);            \
    } while (0)
double kr__monotonic(void); /* seconds of the clock that kr__wait goes by */
/* Waits until kr__notify names this cell (unset: none) or the clock says `until` (INFINITY: ever). 1: notified; 0: time
 * is up; -1: an exception is pending. Runs Python code. */
int kr__wait(kr_vm *vm, Value on, double until);
/* Wakes the thread that waits longest for this cell: its number + 1; 0: none does. Never fails, runs nothing. */
uint32_t kr__notify(kr_vm *vm, Value on);
/* Starts a thread that calls f(*args, **kwargs); kwargs may be unset. stack: bytes, 0: as the system does. */
KR_MUST_USE bool kr__thread_start(kr_vm *vm, Value f, Value args, Value kwargs, size_t stack,
                                  uint64_t *ident);
unsigned kr__thread_count(kr_vm *vm);  /* threads but main */
uint64_t kr__threads_ended(kr_vm *vm); /* since the start */
uint64_t kr__thread_native(kr_vm *vm);
KrThread *kr__thread_numbered(kr_vm *vm, uint32_t number); /* NULL: it has ended */
/* trace_fn, profile_fn or tracing of this thread was changed; was: it was traced before. */
void kr__trace_changed(kr_vm *vm, bool was);
/* fork(): in the child only the calling thread is left. */
int kr__fork(kr_vm *vm);

/* ---- calls ------------------------------------------------------------------------------------ */

KR_MUST_USE Value kr__call(kr_vm *vm, Value f, const Value *args, unsigned n);
KR_MUST_USE Value kr__call_kw(kr_vm *vm, Value f, const Value *args, unsigned n, unsigned nkw,
                              Value kwnames);
KR_MUST_USE Value kr__call_ex(kr_vm *vm, Value f, Value args,
                              Value kwargs); /* tuple, dict or unset */
KR_MUST_USE Value kr__call0(kr_vm *vm, Value f);
KR_MUST_USE Value kr__call1(kr_vm *vm, Value f, Value a);
KR_MUST_USE Value kr__call2(kr_vm *vm, Value f, Value a, Value b);
KR_MUST_USE Value kr__call3(kr_vm *vm, Value f, Value a, Value b, Value c);
KR_MUST_USE Value kr__call_method(kr_vm *vm, Value obj, Value name, const Value *args, unsigned n);
/* type(obj)'s special method called with obj and args; KR_UNSET with nothing pending: there is none. */
Value kr__call_special(kr_vm *vm, Value obj, KrName special, const Value *args, unsigned n);
/* "Call this next" for natives: fills vm->tail, copies args to registers, returns KR_TAIL (or KR_FAILED). */
Value kr__tail_call(kr_vm *vm, Value f, const Value *args, unsigned n);

/* ---- attributes ------------------------------------------------------------------------------- */

KR_MUST_USE Value kr__getattr(kr_vm *vm, Value obj, Value name);
int kr__getattr_opt(kr_vm *vm, Value obj, Value name,
                    Value *out); /* 1; 0: AttributeError, swallowed; -1 */
KR_MUST_USE bool kr__setattr(kr_vm *vm, Value obj, Value name, Value v); /* v unset: delete */
KR_MUST_USE Value kr__generic_getattr(kr_vm *vm, Value obj,
                                      Value name); /* object.__getattribute__ */
KR_MUST_USE bool kr__generic_setattr(kr_vm *vm, Value obj, Value name, Value v);
/* In the class's MRO, no descriptor protocol. Never fails or runs Python. Unset: absent. */
Value kr__type_lookup(kr_vm *vm, Value type, Value interned_name);
Value kr__special(
    kr_vm *vm, Value obj,
    KrName special); /* of type(obj), cached; unset: absent (or None for __hash__ …) */
/* Binds what was found on the class of obj (its __get__); a plain value is returned as it is. */
KR_MUST_USE Value kr__bind(kr_vm *vm, Value found, Value obj, Value type);

/* ---- types ------------------------------------------------------------------------------------ */

Value kr__class_of(kr_vm *vm, Value v);            /* type(v); never fails */
bool kr__is_subtype(kr_vm *vm, Value a, Value b);  /* b in a.__mro__ */
bool kr__is_a(kr_vm *vm, Value v, KrTypeNo t);     /* by type(v).__mro__; quick */
int kr__isinstance(kr_vm *vm, Value v, Value cls); /* with __instancecheck__; -1 */
int kr__issubclass(kr_vm *vm, Value a, Value cls);
const char *kr__type_name(kr_vm *vm, Value v); /* name of type(v), for messages */
/* id(v): from the cell's place, or an inline number's bits; differs for all that is alive at once. */
KR_INLINE uint64_t kr__id(Value v) {
    return kr__is_ref(v) ? 0x7f0000000000u + (v.bits << 2) : v.bits;
}
KR_INLINE bool kr__exact(Value v,
                         KrTypeNo t) { /* type(v) is t, for t whose values are always cells */
    return kr__is_ref(v) && kr__ok(v) && kr__layout_no(kr__ptr(v)) == (uint32_t)t;
}
KR_INLINE bool kr__has_kind(kr_vm *vm, Value v,
                            KrKind k) { /* instance of a built-in or subclass with this C struct */
    return kr__is_ref(v) && kr__ok(v) && kr__kind(vm, kr__ptr(v)) == k;
}
KR_INLINE bool kr__is_str(kr_vm *vm, Value v) { return kr__has_kind(vm, v, KR_K_STR); }
KR_INLINE bool kr__is_type(kr_vm *vm, Value v) { return kr__has_kind(vm, v, KR_K_TYPE); }

/* ---- operators, as the language does them ------------------------------------------------------ */

int kr__truth(kr_vm *vm, Value v);                                     /* 1, 0, -1 */
KR_MUST_USE Value kr__compare(kr_vm *vm, Value a, Value b, KrName op); /* KR_N___lt__ … */
/* The comparison that f, from a's class, makes of a and b; one that cannot be bound to a knows nothing: NotImplemented. */
KR_MUST_USE Value kr__compare_by(kr_vm *vm, Value f, Value a, Value b);
int kr__equal(kr_vm *vm, Value a, Value b); /* identity first, then ==; 1, 0, -1 */
int kr__less(kr_vm *vm, Value a, Value b);  /* a < b as sort asks */
KR_MUST_USE Value kr__binary(kr_vm *vm, Value a, Value b,
                             KrName op); /* KR_N___add__ … ; with the reflected method */
KR_MUST_USE Value kr__inplace(kr_vm *vm, Value a, Value b,
                              KrName op); /* KR_N___add__ …: tries __iadd__ first */
KR_MUST_USE Value kr__unary(kr_vm *vm, Value a, KrName op);
KR_MUST_USE Value kr__power(kr_vm *vm, Value a, Value b, Value mod); /* mod may be None */
bool kr__hash(kr_vm *vm, Value v, int64_t *out); /* Python's hash(); false: failed */
KR_MUST_USE Value kr__repr(kr_vm *vm, Value v);  /* exact or derived str */
KR_MUST_USE Value kr__str(kr_vm *vm, Value v);
KR_MUST_USE Value kr__ascii(kr_vm *vm, Value v);
KR_MUST_USE Value kr__format(kr_vm *vm, Value v, Value spec); /* spec: str */
KR_MUST_USE bool kr__length(kr_vm *vm, Value v, size_t *out);
KR_MUST_USE bool kr__length_hint(kr_vm *vm, Value v, size_t dflt, size_t *out);
KR_MUST_USE Value kr__get_item(kr_vm *vm, Value o, Value k);
KR_MUST_USE bool kr__set_item(kr_vm *vm, Value o, Value k, Value v); /* v unset: delete */
int kr__contains(kr_vm *vm, Value o, Value x);                       /* x in o; 1, 0, -1 */
KR_MUST_USE Value kr__index(kr_vm *vm, Value v); /* operator.index: an int (maybe big) */
/* An index clipped to int64; `what` NULL: IndexError texts of sequences; else OverflowError. */
KR_MUST_USE bool kr__index_i64(kr_vm *vm, Value v, int64_t *out);
KR_MUST_USE bool kr__index_clip(kr_vm *vm, Value v,
                                int64_t *out); /* past the ends: INT64_MIN/MAX, as slices do */

/* ---- iteration --------------------------------------------------------------------------------- */

KR_MUST_USE Value kr__iter(kr_vm *vm, Value v);
Value kr__next(kr_vm *vm, Value it); /* KR_END at the end; KR_FAILED */
/* Has a look at an item first: true when it has dealt with it, which may not run Python code,
 * allocate or fail. */
typedef bool (*KrTake)(kr_vm *vm, void *ud, Value item);
/* As kr__next, but a generator is not left for the items that take (unless NULL) deals with. Items of
 * other iterators come all. */
Value kr__next_untaken(kr_vm *vm, Value it, KrTake take, void *ud);
/* Items of any iterable, fast for list and tuple. f returns false to stop with its exception. */
KR_MUST_USE bool kr__each(kr_vm *vm, Value iterable, bool (*f)(kr_vm *vm, void *ud, Value item),
                          void *ud);
/* The same for f that deals with any item, where take may have dealt with a generator's before. */
KR_MUST_USE bool kr__each_untaken(kr_vm *vm, Value iterable, KrTake take,
                                  bool (*f)(kr_vm *vm, void *ud, Value item), void *ud);
KR_MUST_USE Value kr__list_from(kr_vm *vm, Value iterable); /* new list */
KR_MUST_USE Value kr__tuple_from(kr_vm *vm,
                                 Value iterable); /* tuple; an exact one is returned as is */

/* The iterator that `await v` steps; coroutines, and generators marked as such, are their own. after: 1 and 2 say that
 * __aenter__ or __aexit__ gave v. */
KR_MUST_USE Value kr__get_awaitable(kr_vm *vm, Value v, unsigned after);

/* ---- frames and modules ------------------------------------------------------------------------ */

Value kr__current_globals(kr_vm *vm); /* dict of the running Python frame, or unset */
Value kr__current_locals(kr_vm *vm);  /* as locals() */
Value kr__current_builtins(kr_vm *vm);
uint32_t kr__current_code_flags(kr_vm *vm); /* KR_CO_* of the running Python frame; 0: none */
/* Where the running Python frame stands: its code and line. making: some frame is the __init__ of an instance of cls
 * that is being made. file 0: no Python code runs. */
typedef struct KrPlace {
    Slot file, qualname; /* str */
    uint32_t line;
    bool making;
} KrPlace;
void kr__current_place(kr_vm *vm, Slot cls, KrPlace *out);
/* What the innermost running frames hold: their variables, and the constants of their code. Stops, false, when a
 * function does. Runs no Python code. */
KR_MUST_USE bool kr__frames_hold(kr_vm *vm, bool (*variable)(kr_vm *vm, void *ud, Value v),
                                 bool (*constant)(kr_vm *vm, void *ud, Value v), void *ud);
KR_MUST_USE bool kr__names_init(kr_vm *vm); /* fills vm->names; at VM start */
/* __import__(name, globals, locals, fromlist, level) of builtins (import.c); globals may be None. */
KR_MUST_USE Value kr__import_name(kr_vm *vm, Value name, Value globals, Value fromlist,
                                  Value level);
/* Puts a folder (str) first on sys.path, after module site has been there. */
KR_MUST_USE bool kr__path_first(kr_vm *vm, Value folder);
/* A stop has ended the program: modules that it was importing are forgotten. Runs no Python code. */
void kr__import_abandon(kr_vm *vm);
KR_MUST_USE Value kr__import(kr_vm *vm, Value name); /* absolute, dotted: the last module */
/* A built-in module, from sys.modules or made and put there. Unset, nothing pending: there is none of this name. */
Value kr__import_builtin(kr_vm *vm, Value name);
/* What _imp asks about frozen modules (run/frozen.h). Found: 1, and *origin (str) and *package; 0; -1: raised. */
int kr__frozen_info(kr_vm *vm, Value name, Value *origin, bool *package);
KR_MUST_USE Value
kr__frozen_object(kr_vm *vm, Value name);      /* its code; unset, nothing pending: there is none */
KR_MUST_USE Value kr__frozen_names(kr_vm *vm); /* list */
void kr__frozen_override(kr_vm *vm, int how);  /* 1: used, -1: not used, 0: as -X says */
/* Code of the library's own module `name`, compiled from its source now. */
KR_MUST_USE Value kr__library_code(kr_vm *vm, const char *name);
KR_MUST_USE Value kr__import_attr(kr_vm *vm, const char *module, const char *attr);
/* Runs code with these namespaces; tail: returns KR_TAIL for natives. */
KR_MUST_USE Value kr__eval_code(kr_vm *vm, Value code, Value globals, Value locals);
/* The same with a tuple of as many cells as the code has free variables. It has no parameters. */
KR_MUST_USE Value kr__eval_closure(kr_vm *vm, Value code, Value globals, Value locals,
                                   Value closure);
KR_MUST_USE Value kr__compile_source(kr_vm *vm, const char *src, size_t n, Value filename,
                                     char mode, int flags, int optimize);
struct KrModAst;
struct KrGen;
/* What compile() asks for: code from source text; with `take`, what that makes of the tree; with `scopes`, of the blocks; with `make`, code from the
 * tree that it makes in the arena (NULL: failed, pending) instead of source. */
typedef struct KrCompileJob {
    const char *src;
    size_t n;
    Value filename; /* str */
    char mode;      /* as in KrCompile */
    int flags;      /* KR_COMPILE_*, KR_CO_FUTURE_* */
    int optimize;   /* -1: as the VM */
    int feature;    /* minor version whose grammar is allowed; -1: any */
    Value (*take)(kr_vm *vm, void *ud, struct KrModAst *mod);
    Value (*scopes)(kr_vm *vm, void *ud, struct KrGen *g);
    struct KrModAst *(*make)(kr_vm *vm, void *ud, struct KrArena *a);
    void *ud;
} KrCompileJob;
KR_MUST_USE Value kr__compile_job(kr_vm *vm, const KrCompileJob *job);
/* Bytes to the host's stdout (1) or stderr (2): its write function, or the process's own where that is granted. Runs no
 * Python code; what cannot be written is lost. */
void kr__host_write(kr_vm *vm, int fd, const char *s, size_t n);
void kr__dict_watch_event(kr_vm *vm); /* a watched dict gained or lost a key: bumps names_epoch */
void kr__frame_watch(kr_vm *vm);      /* the running frame made something with a finalizer */
void kr__flush_caches(
    kr_vm *vm); /* forgets every inline cache: a class changed under its instances */

#endif
