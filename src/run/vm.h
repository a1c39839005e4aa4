/* SPDX-License-Identifier: MIT
 * vm.h: struct kr_vm and KrThread. One VM is one Python: its heap, classes, modules, limits. Nothing
 * outside it changes but the cage. Included through run/ops.h by types and lib. */
#ifndef KR_RUN_VM_H
#define KR_RUN_VM_H

#include "base/vec.h"
#include "heap/cells.h"
#include "run/config.h"
#include "run/names.h"

typedef struct KrFrame KrFrame;

#define KR_SITE_LINES 512
typedef enum KrQuick {
    KR_Q_NEXT,
    KR_Q_ITER,
    KR_Q_GETITEM,
    KR_Q_SETITEM,
    KR_Q_CONTAINS,
    KR_Q_HASH,
    KR_Q_ADD,
    KR_Q_SUB,
    KR_Q_MUL,
    KR_Q_MOD,
    KR_Q_AND,
    KR_Q_OR,
    KR_Q_GET,
    KR_Q_COUNT
} KrQuick;
typedef Value (*KrQuickFn)(kr_vm *vm, Value *a, int n);
#define KR_QUICK_LINES 32
typedef struct KrQuickLine {
    uint32_t layout, version; /* of its class */
    KrQuickFn fn;             /* NULL: the method is no plain native */
} KrQuickLine;

/* Why the machine leaves its fast path at the next safe point: bits of vm->wake. */
#define KR_WAKE_GC 0x01u        /* heap.want_gc                                     */
#define KR_WAKE_PENDING 0x02u   /* finalizers or weak-reference callbacks are queued */
#define KR_WAKE_STOP 0x04u      /* kr_stop: cannot be caught                         */
#define KR_WAKE_INTERRUPT 0x08u /* kr_interrupt: KeyboardInterrupt                   */
#define KR_WAKE_STEPS 0x10u     /* a step limit is set: count here                   */
#define KR_WAKE_TIME 0x20u      /* a deadline is set: look at the clock now and then */
#define KR_WAKE_POLL 0x40u      /* the host's poll function wants to be called       */
#define KR_WAKE_SIGNAL 0x80u    /* Python-level signal handlers                      */
#define KR_WAKE_SWITCH 0x100u   /* another thread waits for the lock                 */
#define KR_WAKE_TRACE 0x200u    /* sys.settrace or setprofile is on                  */

/* Those that ask for a stop, now or when a limit is reached; KR_WAKE_SWITCH may stand for a stop of one thread. */
#define KR_WAKE_ENDS (KR_WAKE_STOP | KR_WAKE_STEPS | KR_WAKE_TIME)

/* The time that a program may still take (run/limits.c). */
typedef struct KrClock {
    double left;   /* seconds, as of mark */
    double mark;   /* CPU time of the running thread when it was last charged */
    int64_t tick;  /* the coarse clock at the last look */
    uint32_t skip; /* safe points of the machine until the next look … */
    uint32_t bulk; /* … if heap.bulk is still this: work is done in small pieces */
} KrClock;

struct KrFnDef;

/* What one thread of Python holds; swapped when the VM's lock changes hands. */
typedef struct KrThread {
    kr_vm *vm;
    KrFrame *frame;         /* the topmost record; the ROOT record outside */
    KrFrame *frames;        /* records: reserved address space, never move; frames[0] is ROOT */
    KrFrame *frames_limit;  /* the recursion limit as an address */
    KrFrame *frames_end;    /* end of the reserved space */
    Value *regs, *regs_end; /* register file: reserved address space, never moves */
    Value *top;             /* == frame->top in the machine; natives that call raise it meanwhile */
    Value pending;          /* exception being raised; unset: none */
    bool (*take)(kr_vm *vm, void *ud, Value item); /* of the innermost KR_FRAME_TAKEN (run/ops.h) */
    void *take_ud;
    Value handled;               /* exception being handled (sys.exc_info); None: none */
    const char *c_limit;         /* lowest address the C stack may reach */
    const char *c_base;          /* where the outermost API entry stood */
    const char *c_machine;       /* lowest word that the caller of the innermost machine needs */
    uint32_t depth, depth_limit; /* Python and native frames; sys.setrecursionlimit */
    uint32_t entries;            /* calls of the host under way */
    /* Runs of the machine under way, and one more unless the C frames below the first hold no reference: up to 1 a
     * collection at a safe point of the machine need not look at the C stack. */
    uint32_t natives;
    uint32_t finalizers; /* runs of what waits for a finalizer that are under way */
    bool stopping;       /* a stop unwinds: `pending` holds a mark no handler may see */
    Value trace_fn, profile_fn;
    Value context;            /* contextvars */
    uint32_t origin_depth;    /* frames that cr_origin of new coroutines has */
    Value event_loop;         /* asyncio's, while it runs; unset or None: none */
    int event_loop_pid;       /* the process that set it */
    struct KrReprLink *reprs; /* containers whose repr is under way, innermost first (run/ops.h) */
    uint64_t ident;           /* threading.get_ident() */
    uint64_t system;          /* the pthread_t that runs it, or ran the VM's start */
    uint64_t native;          /* its number in the system; 0: not asked yet */
    uint32_t number;          /* 0 is main; no other living thread of the VM has it */
    bool must_stop;           /* a stop is on its way to this thread */
    bool blocked;             /* it gave the lock up for a call that may take long */
    bool traced;              /* trace_fn or profile_fn is set and not under way */
    char trace_event;         /* the one that is being reported, its first letter; 0: none */
    uint32_t tracing;         /* trace and profile functions under way */
    int trace_line, trace_run_line;
    KrFrame *trace_last, *trace_frame; /* trace.c: what ran last; the frame that trace_line is of */
    const void *trace_code;
    uint32_t trace_from, trace_to;
    Value start_fn, start_args, start_kw; /* what it is to run */
    Value sentinel;                       /* lock that is released when it ends; unset: none */
    KR_VEC(uint32_t) locals; /* _thread._local cells that have a dict for it; not traced */
    /* While it is without the lock, what the collector scans: its C stack from c_low (NULL: nothing there refers to
     * cells) to c_base, and the registers that it held then. */
    const char *c_low;
    size_t nspill;
    uint64_t spill[64];
    size_t stack; /* bytes of its C stack */
    struct KrThread *next;
} KrThread;

/* "Call this next": a native fills it and returns KR_TAIL. args[0 … nargs) then keyword values. */
typedef struct KrTail {
    Value callable;
    Value *args;         /* in the register file, at thread->top or above */
    uint32_t nargs, nkw; /* positional, keyword */
    Value kwnames;       /* tuple of str when nkw */
    /* When set, called with the result; its own result (or next KR_TAIL) is the native's. state is kept alive. */
    Value (*then)(kr_vm *vm, Value state, Value result);
    Value state;
    Value
        locals; /* set: `callable` is the function of a class body, to be run with this namespace; else unset */
} KrTail;

/* What the module _warnings keeps (run/warn.c). */
typedef struct KrWarnings {
    Value filters;        /* list of (action, message, category, module, line) */
    Value once;           /* dict */
    Value default_action; /* str */
    int64_t version;      /* of filters: registries made under another one are out of date */
} KrWarnings;

struct kr_vm {
    KrHeap heap; /* first: kr__heap(vm) */
    volatile uint32_t
        wake; /* KR_WAKE_*; tested at every safe point; set from any thread by atomics */
    uint32_t typed_flags; /* KR_CO_FUTURE_* that a REPL's statements turned on */
    uint32_t names_epoch; /* bumped when a watched dict (globals, builtins) gains or loses a key */
    uint32_t version;     /* last class version given out */
    KrThread *thread;     /* the one that runs */
    KrThread main;
    KrThread *main_thread; /* the one that gets signals: &main, or the only one left after fork */
    KrThread *lost; /* after fork: threads that the child has not, which keep what they held */
    struct KrThreads *threads; /* the lock, once a second thread was started; else NULL */
    double switch_interval;    /* seconds */
    KrTail tail;
    Value
        raw_native; /* the KR_DEF_RAW native that was called last: how a host function knows itself */
    Slot types[KR_T_COUNT];       /* the built-in classes by KR_T_ number */
    Slot names[KR_N_COUNT];       /* interned names by KR_N_ number */
    Value builtins, sys, modules; /* modules builtins and sys, dict sys.modules */
    Value builtins_dict;
    Value memory_error;    /* made in advance */
    Value recursion_error; /* made in advance: raised where making one would recurse */
    Value asyncgen_firstiter, asyncgen_finalizer; /* sys.set_asyncgen_hooks; unset: none */
    Value exception_group;                        /* class ExceptionGroup */
    Value main_dict;                              /* __main__'s namespace */
    Value interned_empty_str, empty_tuple, empty_bytes;
    uint64_t hash_key[2];
    uint64_t steps_left; /* while KR_WAKE_STEPS */
    KrClock clock;       /* while KR_WAKE_TIME */
    uint32_t grants;
    KrConfig config; /* as the host gave it */
    KrWarnings warnings;
    bool finished;           /* what runs at the end of a program has run */
    bool abandoned;          /* a program was stopped in it */
    bool ended;              /* finalizers have run: only memory is left to give back */
    bool finalizing;         /* sys.is_finalizing */
    bool (*poll)(kr_vm *vm); /* while KR_WAKE_POLL: the host's; false stops */
    bool (*signals)(
        kr_vm *vm); /* while KR_WAKE_SIGNAL: runs handlers of the signal module; false: raised */
    /* Before a native of kind KR_DEF_SETTLE runs, with its arguments: 1: a safe point is to be passed, then it is asked
     * again; 0: go on; -1: failed. done: where it notes what it has asked for, 0 at first. */
    int (*settle)(kr_vm *vm, const struct KrFnDef *def, Value *args, int n, unsigned *done);
    bool settled;          /* the machine has had that done for the native that it calls next */
    Value fork_hooks[3];   /* lists: before, in the child, in the parent; unset: none */
    uint64_t import_owner; /* ident of the thread that holds the import lock … */
    uint32_t import_depth; /* … so often; 0: none does */
    uint64_t signals_here; /* those that came in: bit of the number - 1 */
    int signal_fd, signal_fd_error; /* set_wakeup_fd, plus 1; what went wrong with it */
    bool signal_fd_warn;
    void (*signal_trip)(kr_vm *vm, int sig);      /* as if a signal came in; NULL: no _signal */
    void (*thread_ended)(kr_vm *vm, KrThread *t); /* module _thread's; NULL: it was not imported */
    void (*trace_host)(kr_vm *vm, KrGc *gc);      /* roots of the host; NULL: none */
    void *host;                                   /* api/: struct KrHost; opaque here */
    struct KrSiteLine *sites; /* cache.h: KR_SITE_LINES of them; made with the main thread */
    KrQuickFn
        quick[KR_Q_COUNT]
             [KR_T_COUNT]; /* quick.h: C functions of the exact built-in classes' special methods */
    KrQuickLine quick_lines[KR_Q_COUNT][KR_QUICK_LINES]; /* the same of all other classes */
    struct KrRunState *run;                              /* run/: import state, codecs, caches */
    struct KrLibState *lib;                              /* lib/: per-VM state of modules */
    struct KrTypeState *tstate;                          /* types/: free lists, method caches */
};

KR_INLINE Value kr__type(kr_vm *vm, KrTypeNo t) { return KR_VALUE(vm->types[t].bits); }
KR_INLINE Value kr__name(kr_vm *vm, KrName n) { return KR_VALUE(vm->names[n].bits); }

#endif
