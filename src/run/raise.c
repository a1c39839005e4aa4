/* SPDX-License-Identifier: MIT
 * raise.c: how an exception becomes pending: formatted messages, instances made from classes,
 * context linking, MemoryError and RecursionError that need no memory, and the stop that no
 * handler sees.
 *
 * Invariant: thread->pending is unset, an exception instance, or KR_END while thread->stopping. */
#include "run/raise.h"

#include "run/thread.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "types/exception_data.h"
#include "types/type.h"

/* ---- formatted text --------------------------------------------------------------------------- */

/* Text under construction: in `local` until it no longer fits. */
typedef struct Text {
    kr_vm *vm;
    char *at;
    size_t n, room;
    bool failed;
    char local[256];
} Text;

static void text_add(Text *t, const char *s, size_t n) {
    if (t->failed) return;
    if (t->n + n > t->room) {
        size_t room = (t->n + n) * 2;
        KrMem *mem = &kr__heap(t->vm)->mem;
        char *p = kr__mem_realloc(mem, t->at == t->local ? NULL : t->at,
                                  t->at == t->local ? 0 : t->room, room);
        if (!p) {
            kr__no_memory(t->vm);
            t->failed = true;
            return;
        }
        if (t->at == t->local) memcpy(p, t->local, t->n);
        t->at = p;
        t->room = room;
    }
    memcpy(t->at + t->n, s, n);
    t->n += n;
}

static void text_add_str(Text *t, Value str) {
    if (t->failed) return;
    if (kr__failed(str)) {
        t->failed = true;
        return;
    }
    const KrStr *s = kr__ptr(str);
    text_add(t, kr__str_text(s), s->len);
}

static void text_add_value(Text *t, char how, Value v) {
    kr_vm *vm = t->vm;
    switch (how) {
    case 'S': text_add_str(t, kr__str(vm, v)); break;
    case 'R': text_add_str(t, kr__repr(vm, v)); break;
    case 'N': text_add_str(t, kr__type_shown_name(vm, v)); break;
    case 'P':
        if (kr__is_none(v)) {
            text_add(t, "None", 4);
            break;
        } /* fall through */
    default: text_add_str(t, kr__type_shown_name(vm, kr__class_of(vm, v))); break;
    }
}

/* One directive, `p` past the '%'; returns where the text goes on. */
static const char *text_directive(Text *t, const char *p, va_list *ap) {
    char spec[16], out[48];
    size_t k = 0;
    int precision = -1;
    spec[k++] = '%';
    while (strchr("0123456789.-+ #zlh*", *p) && k < sizeof spec - 2) {
        if (*p == '.') precision = (int)strtol(p + 1, NULL, 10);
        spec[k++] = *p++;
    }
    spec[k++] = *p;
    spec[k] = 0;
    bool is_long = memchr(spec, 'l', k) || memchr(spec, 'z', k);
    switch (*p) {
    case '%': text_add(t, "%", 1); break;
    case 's': {
        const char *s = va_arg(*ap, const char *);
        text_add(t, s, precision >= 0 ? strnlen(s, (size_t)precision) : strlen(s));
        break;
    }
    case 'c': {
        char c = (char)va_arg(*ap, int);
        text_add(t, &c, 1);
        break;
    }
    case 'd':
    case 'i':
        text_add(t, out,
                 (size_t)(is_long ? snprintf(out, sizeof out, spec, va_arg(*ap, long))
                                  : snprintf(out, sizeof out, spec, va_arg(*ap, int))));
        break;
    case 'u':
    case 'x':
    case 'X':
        text_add(t, out,
                 (size_t)(is_long ? snprintf(out, sizeof out, spec, va_arg(*ap, unsigned long))
                                  : snprintf(out, sizeof out, spec, va_arg(*ap, unsigned))));
        break;
    default: text_add_value(t, *p, va_arg(*ap, Value)); break;
    }
    return p + 1;
}

Value kr__text_v(kr_vm *vm, const char *fmt, va_list ap) {
    Text t = {.vm = vm, .room = sizeof t.local};
    t.at = t.local;
    va_list args;
    va_copy(args, ap);
    while (*fmt && !t.failed) {
        const char *p = strchr(fmt, '%');
        size_t n = p ? (size_t)(p - fmt) : strlen(fmt);
        text_add(&t, fmt, n);
        if (!p) break;
        fmt = text_directive(&t, p + 1, &args);
    }
    va_end(args);
    Value v = t.failed ? KR_FAILED : kr__str_new(vm, t.at, t.n);
    if (t.at != t.local) kr__mem_free(&kr__heap(vm)->mem, t.at, t.room);
    return v;
}

Value kr__text(kr_vm *vm, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    Value v = kr__text_v(vm, fmt, ap);
    va_end(ap);
    return v;
}

/* ---- pending ---------------------------------------------------------------------------------- */

/* The exception that is being handled becomes the context; a chain that would close is opened. */
static void link_context(kr_vm *vm, KrException *e) {
    Value handled = vm->thread->handled;
    if (!kr__ok(handled) || kr__is_none(handled)) return;
    KrException *h = kr__ptr(handled);
    if (h == e) return;
    KrException *slow = h, *o = h;
    bool step = false;
    while (o->context.bits) {
        KrException *c = kr__slot_ptr(o->context);
        if (c == e) {
            o->context = KR_NO_SLOT;
            break;
        }
        o = c;
        if (o == slow) break; /* the chain is already a ring */
        if (step) slow = kr__slot_ptr(slow->context);
        step = !step;
    }
    kr__store(vm, e, &e->context, kr__slot_of(h));
}

static Value set_pending(kr_vm *vm, Value exc) {
    link_context(vm, kr__ptr(exc));
    vm->thread->pending = exc;
    return KR_FAILED;
}

Value kr__raise_object(kr_vm *vm, Value exc) {
    if (kr__is_type(vm, exc) && kr__is_subtype(vm, exc, kr__type(vm, KR_T_X_BASEEXCEPTION))) {
        Value cls = exc;
        exc = kr__call0(vm, cls);
        if (kr__failed(exc)) return KR_FAILED;
        if (!kr__has_kind(vm, exc, KR_K_EXCEPTION))
            return kr__raise_type(
                vm, "calling %R should have returned an instance of BaseException, not %R", cls,
                kr__class_of(vm, exc));
    }
    if (!kr__has_kind(vm, exc, KR_K_EXCEPTION))
        return kr__raise_type(vm, "exceptions must derive from BaseException");
    return set_pending(vm, exc);
}

static Value raise_v(kr_vm *vm, KrTypeNo type, const char *fmt, va_list ap) {
    Value msg = kr__text_v(vm, fmt, ap);
    if (kr__failed(msg)) return KR_FAILED;
    Value exc = kr__exception_new(vm, type, msg);
    return kr__failed(exc) ? KR_FAILED : set_pending(vm, exc);
}

#define RAISE(type)               \
    va_list ap;                   \
    va_start(ap, fmt);            \
    raise_v(vm, (type), fmt, ap); \
    va_end(ap)

Value kr__raise(kr_vm *vm, KrTypeNo type, const char *fmt, ...) {
    RAISE(type);
    return KR_FAILED;
}
bool kr__raise_false(kr_vm *vm, KrTypeNo type, const char *fmt, ...) {
    RAISE(type);
    return false;
}
Value kr__raise_type(kr_vm *vm, const char *fmt, ...) {
    RAISE(KR_T_X_TYPEERROR);
    return KR_FAILED;
}
Value kr__raise_value(kr_vm *vm, const char *fmt, ...) {
    RAISE(KR_T_X_VALUEERROR);
    return KR_FAILED;
}

static Value raise_with(kr_vm *vm, KrTypeNo type, Value arg) {
    Value exc = kr__exception_new(vm, type, arg);
    return kr__failed(exc) ? KR_FAILED : set_pending(vm, exc);
}

Value kr__raise_key(kr_vm *vm, Value key) { return raise_with(vm, KR_T_X_KEYERROR, key); }

Value kr__raise_stop(kr_vm *vm, Value value) {
    bool none = !kr__ok(value) || kr__is_none(value);
    Value exc = kr__exception_new(vm, KR_T_X_STOPITERATION, none ? KR_UNSET : value);
    if (kr__failed(exc)) return KR_FAILED;
    if (!none && !kr__exception_set(vm, exc, KR_N_value, value)) return KR_FAILED;
    return set_pending(vm, exc);
}

Value kr__raise_attribute(kr_vm *vm, Value obj, Value name) {
    Value msg = kr__text(vm, "'%T' object has no attribute '%S'", obj, name);
    if (kr__failed(msg)) return KR_FAILED;
    Value exc = kr__exception_new(vm, KR_T_X_ATTRIBUTEERROR, msg);
    if (kr__failed(exc)) return KR_FAILED;
    if (!kr__exception_set(vm, exc, KR_N_name, name)) return KR_FAILED;
    if (!kr__exception_set(vm, exc, KR_N_obj, obj)) return KR_FAILED;
    return set_pending(vm, exc);
}

/* The subclass of OSError that stands for an error number. */
KrTypeNo kr__os_error_type(int err) {
    switch (err) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS: return KR_T_X_BLOCKINGIOERROR;
    case EPIPE:
    case ESHUTDOWN: return KR_T_X_BROKENPIPEERROR;
    case ECHILD: return KR_T_X_CHILDPROCESSERROR;
    case ECONNABORTED: return KR_T_X_CONNECTIONABORTEDERROR;
    case ECONNREFUSED: return KR_T_X_CONNECTIONREFUSEDERROR;
    case ECONNRESET: return KR_T_X_CONNECTIONRESETERROR;
    case EEXIST: return KR_T_X_FILEEXISTSERROR;
    case ENOENT: return KR_T_X_FILENOTFOUNDERROR;
    case EISDIR: return KR_T_X_ISADIRECTORYERROR;
    case ENOTDIR: return KR_T_X_NOTADIRECTORYERROR;
    case EINTR: return KR_T_X_INTERRUPTEDERROR;
    case EACCES:
    case EPERM: return KR_T_X_PERMISSIONERROR;
    case ESRCH: return KR_T_X_PROCESSLOOKUPERROR;
    case ETIMEDOUT: return KR_T_X_TIMEOUTERROR;
    default: return KR_T_X_OSERROR;
    }
}

Value kr__raise_os2(kr_vm *vm, int err, Value filename, Value filename2) {
    const char *what = strerror(err);
    Value args[2] = {kr__from_int48(err), kr__str_new(vm, what, strlen(what))};
    if (kr__failed(args[1])) return KR_FAILED;
    Value tuple = kr__tuple_new(vm, args, 2);
    if (kr__failed(tuple)) return KR_FAILED;
    Value exc = kr__exception_new(vm, kr__os_error_type(err), KR_UNSET);
    if (kr__failed(exc)) return KR_FAILED;
    KrException *e = kr__ptr(exc);
    kr__store(vm, e, &e->args, kr__ref_slot(tuple));
    if (!kr__exception_set(vm, exc, KR_N_errno, args[0])) return KR_FAILED;
    if (!kr__exception_set(vm, exc, KR_N_strerror, args[1])) return KR_FAILED;
    if (kr__ok(filename) && !kr__exception_set(vm, exc, KR_N_filename, filename)) return KR_FAILED;
    if (kr__ok(filename2) && !kr__exception_set(vm, exc, KR_N_filename2, filename2))
        return KR_FAILED;
    return set_pending(vm, exc);
}

Value kr__raise_os(kr_vm *vm, int err, Value filename) {
    return kr__raise_os2(vm, err, filename, KR_UNSET);
}

/* An exception made in advance; what an earlier raise hung on it is dropped. */
static Value raise_prepared(kr_vm *vm, Value exc) {
    if (!kr__ok(exc)) { /* start-up: the classes are not there yet, any mark will do */
        vm->thread->pending = KR_END;
        return KR_FAILED;
    }
    KrException *e = kr__ptr(exc);
    if (!kr__same(vm->thread->handled, exc)) e->traceback = e->context = e->cause = KR_NO_SLOT;
    return set_pending(vm, exc);
}

Value kr__no_memory(kr_vm *vm) { return raise_prepared(vm, vm->memory_error); }

void kr__raise_memory_hook(kr_vm *vm) {
    if (!kr__pending(vm)) kr__no_memory(vm);
}

bool kr__recursion_slow(kr_vm *vm, const char *where) {
    KrThread *t = vm->thread;
    const char *here = __builtin_frame_address(0);
    /* Making the exception takes a little of both bounds: give it some, once. */
    if (here < t->c_limit - KR_STACK_SPARE / 2 || t->depth >= t->depth_limit + 40) {
        raise_prepared(vm, vm->recursion_error);
        return false;
    }
    uint32_t limit = t->depth_limit;
    t->depth_limit += 50;
    t->c_limit -= KR_STACK_SPARE / 2;
    kr__raise(vm, KR_T_X_RECURSIONERROR, "maximum recursion depth exceeded%s", where);
    t->c_limit += KR_STACK_SPARE / 2;
    t->depth_limit = limit;
    return false;
}

bool kr__pending_is(kr_vm *vm, KrTypeNo type) {
    KrThread *t = vm->thread;
    return kr__ok(t->pending) && !t->stopping && kr__is_a(vm, t->pending, type);
}

Value kr__take_pending(kr_vm *vm) {
    Value exc = vm->thread->pending;
    vm->thread->pending = KR_UNSET;
    return exc;
}

void kr__clear_pending(kr_vm *vm) {
    KR_ASSERT(!vm->thread->stopping);
    vm->thread->pending = KR_UNSET;
}

void kr__raise_stopped(kr_vm *vm) {
    if (!vm->thread->must_stop) kr__threads_stop(vm);
    vm->thread->must_stop = false;
    vm->thread->stopping = true;
    vm->thread->pending = KR_END;
}
