/* SPDX-License-Identifier: MIT
 * _asyncio.h: what the files of module _asyncio share: _asyncio.c has the module's functions and what it keeps,
 * _asyncio_future.c Future, _asyncio_task.c Task. */
#ifndef KR_LIB__ASYNCIO_H
#define KR_LIB__ASYNCIO_H

#include "lib/modules.h"
#include "types/host.h"

/* Words that a Task has, too. Callbacks are pairs: the first one stands in first_fn and first_ctx, others as tuples in
 * the list. */
#define KR_FUTURE_FIELDS                                                                    \
    KrObj head;                                                                             \
    Slot loop;                                                     /* 0: not initialised */ \
    Slot callbacks;                                                /* list; 0 */            \
    Slot exception, exception_tb, source_traceback, cancelled_exc; /* 0: none */            \
    uint8_t state;                                                 /* KR_FUTURE_* */        \
    bool blocking; /* something awaits it and is about to say so to its task */             \
    bool log_traceback;                                                                     \
    bool must_cancel;         /* Task: CancelledError is what the next step begins with */  \
    bool log_destroy_pending; /* Task */                                                    \
    Value result, cancel_message, first_fn, first_ctx
enum { KR_FUTURE_PENDING, KR_FUTURE_CANCELLED, KR_FUTURE_FINISHED };
typedef struct KrFuture {
    KR_FUTURE_FIELDS;
} KrFuture;
typedef struct KrTask {
    KR_FUTURE_FIELDS;
    Slot coro, context, name, waiter; /* 0: none */
    int32_t cancels;                  /* requests to cancel it */
} KrTask;
#define KR_FUTURE_SLOTS                                                                \
    (KR_AT(KrFuture, loop) | KR_AT(KrFuture, callbacks) | KR_AT(KrFuture, exception) | \
     KR_AT(KrFuture, exception_tb) | KR_AT(KrFuture, source_traceback) |               \
     KR_AT(KrFuture, cancelled_exc))
#define KR_FUTURE_VALUES                                                                     \
    (KR_AT(KrFuture, result) | KR_AT(KrFuture, cancel_message) | KR_AT(KrFuture, first_fn) | \
     KR_AT(KrFuture, first_ctx))

/* What the module keeps. Names and attributes of modules are there when they were first asked for. */
enum {
    KR_AIO_FUTURE,
    KR_AIO_TASK,
    KR_AIO_ITER,
    KR_AIO_STEP,
    KR_AIO_WAKEUP,
    KR_AIO_ALL,     /* WeakSet */
    KR_AIO_CURRENT, /* dict: loop to task */
    KR_AIO_COUNTER, /* of task names */
    KR_AIO_KW_CONTEXT,
    KR_AIO_KW_MSG,
    KR_AIO_NAMES, /* from here on: names */
    KR_AIO_ADD_DONE_CALLBACK = KR_AIO_NAMES,
    KR_AIO_BLOCKING,
    KR_AIO_CALL_EXCEPTION_HANDLER,
    KR_AIO_CALL_SOON,
    KR_AIO_CANCEL,
    KR_AIO_DISCARD,
    KR_AIO_EXCEPTION,
    KR_AIO_FUTURE_NAME,
    KR_AIO_GET_DEBUG,
    KR_AIO_GET_EVENT_LOOP,
    KR_AIO_GET_LOOP,
    KR_AIO_LOOP,
    KR_AIO_MESSAGE,
    KR_AIO_RESULT,
    KR_AIO_SOURCE_TRACEBACK,
    KR_AIO_TASK_NAME,
    KR_AIO_IMPORTS, /* from here on: attributes of modules */
    KR_AIO_CANCELLED_ERROR = KR_AIO_IMPORTS,
    KR_AIO_COPY_CONTEXT,
    KR_AIO_EXTRACT_STACK,
    KR_AIO_FUTURE_REPR,
    KR_AIO_GET_POLICY,
    KR_AIO_INVALID_STATE,
    KR_AIO_ISCOROUTINE,
    KR_AIO_PRINT_STACK,
    KR_AIO_STACK,
    KR_AIO_TASK_REPR,
    KR_AIO_COUNT
};
/* One of them; failed: an exception is pending. May run Python code (imports). */
KR_MUST_USE Value kr__aio(kr_vm *vm, int which);

/* Sets the counter of task names. False: MemoryError. */
KR_MUST_USE bool kr__aio_count(kr_vm *vm, Value n);

/* asyncio.get_event_loop(). Runs Python code. */
KR_MUST_USE Value kr__aio_event_loop(kr_vm *vm);
/* loop.call_soon(fn[, arg], context=ctx); arg may be unset. Runs Python code. */
KR_MUST_USE bool kr__aio_call_soon(kr_vm *vm, Value loop, Value fn, Value arg, Value ctx);
/* Enters and leaves a task: _current_tasks. May run Python code. */
KR_MUST_USE bool kr__aio_enter(kr_vm *vm, Value loop, Value task);
KR_MUST_USE bool kr__aio_leave(kr_vm *vm, Value loop, Value task);
/* loop.call_exception_handler({'message', key: value, …}) from a finalizer; what goes wrong is reported. source may be
 * unset. */
void kr__aio_report(kr_vm *vm, Value loop, Value text, int key, Value self, Value exception,
                    Value source);

/* _asyncio_future.c */
extern const KrClassDef kr__future_def, kr__future_iter_def;
/* v is a Future or Task, or of a class below. */
bool kr__is_future(kr_vm *vm, Value v);
/* type(v) is Future or Task itself. */
bool kr__is_exact_future(kr_vm *vm, Value v);
/* Future.__init__; loop may be unset or None. */
KR_MUST_USE bool kr__future_init(kr_vm *vm, Value self, Value loop);
/* Whether its finalizer has something to say. False: MemoryError. */
KR_MUST_USE bool kr__future_watch(kr_vm *vm, Value self);
/* 0: *out is the result; 1: the exception, ready to be raised; -1: raised (cancelled, not done). */
int kr__future_result(kr_vm *vm, Value self, Value *out);
KR_MUST_USE Value kr__future_cancel(kr_vm *vm, Value self, Value message);
KR_MUST_USE Value kr__future_set_result(kr_vm *vm, Value self, Value v);
KR_MUST_USE Value kr__future_set_exception(kr_vm *vm, Value self, Value exc);
KR_MUST_USE bool kr__future_add_callback(kr_vm *vm, Value self, Value fn, Value ctx);
/* The CancelledError to raise. */
KR_MUST_USE Value kr__future_cancelled_error(kr_vm *vm, Value self);
/* What the finalizer of a future says about an exception that nobody asked for. */
void kr__future_finalize(kr_vm *vm, Value self);
/* RuntimeError unless __init__ ran. */
KR_MUST_USE bool kr__future_alive(kr_vm *vm, const KrFuture *f);

/* _asyncio_task.c */
extern const KrClassDef kr__task_def, kr__task_step_def, kr__task_wakeup_def;

#endif
