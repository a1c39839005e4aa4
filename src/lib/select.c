/* SPDX-License-Identifier: MIT
 * select.c: the module select: select, poll objects and epoll. They wait in slices, so that a stop, a signal handler or
 * another thread gets its turn. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <unistd.h>

#include "lib/fileno.h"
#include "lib/modules.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"

extern const KrModuleDef kr__module_select;

enum { S_POLL, S_EPOLL, S_COUNT };
static Value *state_of(kr_vm *vm) { return kr__module_values(vm, &kr__module_select, S_COUNT); }
#define MS 1000000
#define SECOND 1000000000

static Value os_error(kr_vm *vm) {
    return kr__pending(vm) ? KR_FAILED : kr__raise_os(vm, errno, KR_UNSET);
}

/* ---- select ---- */

typedef struct Set {
    Value list; /* of what was given */
    int fd[FD_SETSIZE];
    size_t n;
    fd_set want, have;
} Set;
typedef struct Selection {
    Set set[3]; /* to read, to write, exceptions */
    int most;
} Selection;

static bool set_fill(kr_vm *vm, Set *s, Value given, int *most) {
    FD_ZERO(&s->want);
    s->n = 0;
    if (!kr__ok(kr__special(vm, given, KR_N___iter__)) &&
        !kr__ok(kr__special(vm, given, KR_N___getitem__)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "arguments 1-3 must be sequences");
    s->list = kr__list_from(vm, given);
    if (kr__failed(s->list)) return false;
    for (size_t i = 0; i < ((KrList *)kr__ptr(s->list))->len; i++) {
        int fd;
        if (!kr__fileno_arg(vm, kr__list_get(kr__ptr(s->list), i), &fd)) return false;
        if (fd >= FD_SETSIZE)
            return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                   "filedescriptor out of range in select()");
        if (i >= FD_SETSIZE)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "too many file descriptors in select()");
        FD_SET(fd, &s->want);
        s->fd[s->n++] = fd;
        if (fd > *most) *most = fd;
    }
    return true;
}

static int select_wait(void *ud, int ms) {
    Selection *s = ud;
    struct timeval t = {ms / 1000, ms % 1000 * 1000};
    for (int i = 0; i < 3; i++) s->set[i].have = s->set[i].want;
    return select(s->most + 1, &s->set[0].have, &s->set[1].have, &s->set[2].have, &t);
}

static Value set_result(kr_vm *vm, const Set *s) {
    Value r = kr__list_new(vm, NULL, 0);
    for (size_t i = 0; kr__ok(r) && i < s->n; i++)
        if (FD_ISSET(s->fd[i], &s->have) &&
            !kr__list_append(vm, kr__ptr(r), kr__list_get(kr__ptr(s->list), i)))
            return KR_FAILED;
    return r;
}

static Value s_select(kr_vm *vm, Value *a, int n) {
    (void)n;
    Selection s;
    int64_t ns;
    s.most = -1;
    if (!kr__timeout_arg(vm, a[3], SECOND, "a float", &ns)) return KR_FAILED;
    if (ns == -2) return kr__raise_value(vm, "timeout must be non-negative");
    for (int i = 0; i < 3; i++)
        if (!set_fill(vm, &s.set[i], a[i], &s.most)) return KR_FAILED;
    int got = kr__wait_sliced(vm, ns, select_wait, &s);
    if (got < 0) return os_error(vm);
    Value lists[3];
    for (int i = 0; i < 3; i++) {
        if (got == 0) FD_ZERO(&s.set[i].have);
        if (kr__failed(lists[i] = set_result(vm, &s.set[i]))) return KR_FAILED;
    }
    return kr__tuple_new(vm, lists, 3);
}

/* ---- poll ---- */

typedef struct Poll {
    KrObj head;
    Slot fds;         /* dict: descriptor to events */
    uint32_t running; /* poll() is under way */
} Poll;
static const KrClassDef poll_def, epoll_def;

static Value s_poll(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value *s = state_of(vm), d = kr__dict_new(vm);
    Value v = s && kr__ok(d) ? kr__instance_new(vm, s[S_POLL]) : KR_FAILED;
    if (kr__ok(v)) ((Poll *)kr__ptr(v))->fds = kr__ref_slot(d);
    return v;
}
static KrDict *fds_of(Value v) { return kr__slot_ptr(((Poll *)kr__ptr(v))->fds); }

static bool events_arg(kr_vm *vm, Value v, uint64_t *out) {
    *out = POLLIN | POLLPRI | POLLOUT;
    return !kr__ok(v) ||
           kr__unsigned_arg(vm, v, USHRT_MAX, "Python int too large for C unsigned short", out);
}

static Value p_register(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd;
    uint64_t events;
    if (!kr__fileno_arg(vm, a[1], &fd) || !events_arg(vm, a[2], &events)) return KR_FAILED;
    bool ok = kr__dict_set(vm, fds_of(a[0]), kr__from_int48(fd), kr__from_int48(events));
    return ok ? KR_NONE_V : KR_FAILED;
}
static Value p_modify(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd;
    uint64_t events;
    Value old;
    if (!kr__fileno_arg(vm, a[1], &fd) || !events_arg(vm, a[2], &events)) return KR_FAILED;
    int r = kr__dict_find(vm, fds_of(a[0]), kr__from_int48(fd), &old);
    if (r <= 0) return r < 0 ? KR_FAILED : kr__raise_os(vm, ENOENT, KR_UNSET);
    bool ok = kr__dict_set(vm, fds_of(a[0]), kr__from_int48(fd), kr__from_int48(events));
    return ok ? KR_NONE_V : KR_FAILED;
}
static Value p_unregister(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd;
    if (!kr__fileno_arg(vm, a[1], &fd)) return KR_FAILED;
    int r = kr__dict_delete(vm, fds_of(a[0]), kr__from_int48(fd), NULL);
    return r > 0 ? KR_NONE_V : r < 0 ? KR_FAILED : kr__raise_key(vm, kr__from_int48(fd));
}

typedef struct PollJob {
    struct pollfd *fds;
    nfds_t n;
} PollJob;
static int poll_wait(void *ud, int ms) {
    PollJob *j = ud;
    return poll(j->fds, j->n, ms);
}

static Value poll_result(kr_vm *vm, const PollJob *j) {
    Value r = kr__list_new(vm, NULL, 0);
    for (nfds_t i = 0; kr__ok(r) && i < j->n; i++) {
        if (!j->fds[i].revents) continue;
        Value pair[2] = {kr__from_int48(j->fds[i].fd), kr__from_int48(j->fds[i].revents & 0xffff)};
        Value t = kr__tuple_new(vm, pair, 2);
        if (kr__failed(t) || !kr__list_append(vm, kr__ptr(r), t)) return KR_FAILED;
    }
    return r;
}

static Value p_poll(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t ns;
    Poll *p = kr__ptr(a[0]);
    Value k, v;
    if (!kr__timeout_arg(vm, a[1], MS, "an integer", &ns)) return KR_FAILED;
    if (p->running) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "concurrent poll() invocation");
    size_t count = kr__dict_len(vm, fds_of(a[0])), bytes = (count + 1) * sizeof(struct pollfd);
    PollJob j = {kr__mem_alloc(&kr__heap(vm)->mem, bytes), 0};
    if (!j.fds) return kr__no_memory(vm);
    for (size_t pos = 0; kr__dict_next(vm, fds_of(a[0]), &pos, &k, &v);)
        j.fds[j.n++] = (struct pollfd){(int)kr__int(k), (short)kr__int(v), 0};
    p->running = 1;
    int got = kr__wait_sliced(vm, ns, poll_wait, &j);
    ((Poll *)kr__ptr(a[0]))->running = 0;
    Value r = got < 0 ? os_error(vm) : poll_result(vm, &j);
    kr__mem_free(&kr__heap(vm)->mem, j.fds, bytes);
    return r;
}

/* ---- epoll ---- */

typedef struct Epoll {
    KrObj head;
    int32_t fd; /* -1: closed */
} Epoll;
static Epoll *epoll(Value v) { return kr__ptr(v); }

static void epoll_release(kr_vm *vm, KrObj *cell) {
    (void)vm;
    Epoll *e = (Epoll *)cell;
    if (e->fd >= 0) close(e->fd);
    e->fd = -1;
}

static Value epoll_of(kr_vm *vm, Value cls, int fd) {
    Value v = kr__host_new(vm, cls);
    if (kr__ok(v)) epoll(v)->fd = fd;
    return v;
}

static Value e_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    int sizehint, flags;
    if (!kr__c_int_arg(vm, a[1], -1, &sizehint) || !kr__c_int_arg(vm, a[2], 0, &flags))
        return KR_FAILED;
    if (sizehint < -1 || sizehint == 0) return kr__raise_value(vm, "negative sizehint");
    if (flags & ~EPOLL_CLOEXEC) return kr__raise(vm, KR_T_X_OSERROR, "invalid flags");
    Value v = epoll_of(vm, a[0], -1);
    if (kr__failed(v)) return v;
    int made;
    KR_FD_CALL(vm, made, made < 0, epoll_create1(EPOLL_CLOEXEC));
    if (made < 0) return kr__pending(vm) ? KR_FAILED : kr__raise_os(vm, errno, KR_UNSET);
    epoll(v)->fd = made;
    return v;
}
static Value e_fromfd(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd;
    return kr__c_int_arg(vm, a[1], -1, &fd) ? epoll_of(vm, a[0], fd) : KR_FAILED;
}
static bool usable(kr_vm *vm, Value v) {
    return epoll(v)->fd >= 0 ||
           kr__raise_false(vm, KR_T_X_VALUEERROR, "I/O operation on closed epoll object");
}
static Value e_close(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd = epoll(a[0])->fd;
    epoll(a[0])->fd = -1;
    if (fd >= 0 && close(fd) != 0) return kr__raise_os(vm, errno, KR_UNSET);
    return KR_NONE_V;
}
static Value e_fileno(kr_vm *vm, Value *a, int n) {
    (void)n;
    return usable(vm, a[0]) ? kr__from_int48(epoll(a[0])->fd) : KR_FAILED;
}
static Value e_enter(kr_vm *vm, Value *a, int n) {
    return (void)n, usable(vm, a[0]) ? a[0] : KR_FAILED;
}
static Value e_exit(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name = kr__intern(vm, "close", 5);
    return kr__ok(name) ? kr__call_method(vm, a[0], name, NULL, 0) : name;
}

static bool mask_arg(kr_vm *vm, Value v, uint32_t *out) {
    uint32_t buf[2];
    *out = EPOLLIN | EPOLLPRI | EPOLLOUT;
    if (!kr__ok(v)) return true;
    v = kr__index(vm, v);
    if (kr__failed(v)) return false;
    KrLimbs l = kr__int_view(vm, v, buf);
    *out = l.n ? l.d[0] : 0;
    if (kr__int_sign(vm, v) < 0) *out = -*out;
    return true;
}
static Value control(kr_vm *vm, Value *a, int what) {
    int fd;
    struct epoll_event ev = {0, {0}};
    if (!usable(vm, a[0]) || !kr__fileno_arg(vm, a[1], &fd)) return KR_FAILED;
    if (what != EPOLL_CTL_DEL) {
        uint32_t mask;
        if (!mask_arg(vm, a[2], &mask)) return KR_FAILED;
        ev.events = mask;
    }
    ev.data.fd = fd;
    if (epoll_ctl(epoll(a[0])->fd, what, fd, &ev) == 0) return KR_NONE_V;
    return kr__raise_os(vm, errno, KR_UNSET);
}
static Value e_register(kr_vm *vm, Value *a, int n) {
    return (void)n, control(vm, a, EPOLL_CTL_ADD);
}
static Value e_modify(kr_vm *vm, Value *a, int n) { return (void)n, control(vm, a, EPOLL_CTL_MOD); }
static Value e_unregister(kr_vm *vm, Value *a, int n) {
    return (void)n, control(vm, a, EPOLL_CTL_DEL);
}

typedef struct EpollJob {
    int fd, most;
    struct epoll_event *events;
} EpollJob;
static int epoll_wait_once(void *ud, int ms) {
    EpollJob *j = ud;
    return epoll_wait(j->fd, j->events, j->most, ms);
}

static Value epoll_result(kr_vm *vm, const EpollJob *j, int got) {
    Value r = kr__list_new(vm, NULL, 0);
    for (int i = 0; kr__ok(r) && i < got; i++) {
        Value pair[2] = {kr__from_int48(j->events[i].data.fd), kr__from_int48(j->events[i].events)};
        Value t = kr__tuple_new(vm, pair, 2);
        if (kr__failed(t) || !kr__list_append(vm, kr__ptr(r), t)) return KR_FAILED;
    }
    return r;
}

static Value e_poll(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t ns;
    int most;
    if (!kr__c_int_arg(vm, a[2], -1, &most) || !usable(vm, a[0])) return KR_FAILED;
    if (!kr__timeout_arg(vm, a[1], SECOND, "an integer", &ns)) return KR_FAILED;
    if (most == -1) most = FD_SETSIZE - 1;
    if (most < 1) return kr__raise_value(vm, "maxevents must be greater than 0, got %d", most);
    size_t bytes = (size_t)most * sizeof(struct epoll_event);
    EpollJob j = {epoll(a[0])->fd, most, kr__mem_alloc(&kr__heap(vm)->mem, bytes)};
    if (!j.events) return kr__no_memory(vm);
    int got = kr__wait_sliced(vm, ns, epoll_wait_once, &j);
    Value r = got < 0 ? os_error(vm) : epoll_result(vm, &j, got);
    kr__mem_free(&kr__heap(vm)->mem, j.events, bytes);
    return r;
}
static Value e_get_closed(kr_vm *vm, Value self) { return (void)vm, kr__bool(epoll(self)->fd < 0); }

/* ---- tables ---- */

static Value not_made(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise_type(vm, "cannot create 'select.poll' instances");
}
static const KrFnDef poll_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", not_made, NULL, KR_DEF_NEW},
    {"register(self, fd, eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT, /)", p_register,
     "Watch a descriptor, or something with fileno(), for these events.", 0},
    {"modify(self, fd, eventmask, /)", p_modify,
     "Change the events of a descriptor that is watched.", 0},
    {"unregister(self, fd, /)", p_unregister, "Do not watch the descriptor any more.", 0},
    {"poll(self, timeout=None, /)", p_poll,
     "The descriptors that have events or errors, as pairs with the events.\n\ntimeout is in "
     "milliseconds.",
     0},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef poll_def = {.name = "select.poll",
                                    .kind = KR_K_ITER,
                                    .size = sizeof(Poll),
                                    .slots = KR_AT(Poll, fds),
                                    .methods = poll_rows};
static const KrFnDef epoll_rows[] = {
    {"__new__(cls, sizehint=-1, flags=0)", e_new, NULL, KR_DEF_NEW},
    {"fromfd(cls, fd, /)", e_fromfd, "An epoll object for a descriptor that there is already.",
     KR_DEF_CLASSMETHOD},
    {"close(self, /)", e_close, "Close the descriptor; other methods fail from then on.", 0},
    {"fileno(self, /)", e_fileno, "The descriptor of the epoll object.", 0},
    {"modify(self, /, fd, eventmask)", e_modify,
     "Change the events of a descriptor that is watched.", 0},
    {"register(self, /, fd, eventmask=select.EPOLLIN | select.EPOLLPRI | select.EPOLLOUT)",
     e_register, "Watch a descriptor; OSError when it is watched already.", 0},
    {"unregister(self, /, fd)", e_unregister, "Do not watch the descriptor any more.", 0},
    {"poll(self, /, timeout=None, maxevents=-1)", e_poll,
     "Pairs of descriptors and their events, at most maxevents.\n\ntimeout is in seconds.", 0},
    {"__enter__(self, /)", e_enter, NULL, 0},
    {"__exit__(self, exc_type=None, exc_value=None, exc_tb=None, /)", e_exit, NULL, 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet epoll_getset[] = {
    {"closed", e_get_closed, NULL, "True if the epoll handler is closed"},
    {NULL, NULL, NULL, NULL}};
static const KrClassDef epoll_def = {
    .name = "select.epoll",
    .doc = "select.epoll(sizehint=-1, flags=0)\n\nDescriptors watched by the kernel. sizehint is "
           "not used; flags may be "
           "EPOLL_CLOEXEC, which is always in effect.",
    .kind = KR_K_HOST,
    .flags = KR_TF_HEAPTYPE,
    .size = sizeof(Epoll),
    .release = epoll_release,
    .methods = epoll_rows,
    .getset = epoll_getset};
static const KrFnDef functions[] = {
    {"poll()", s_poll, "A new object that watches descriptors.", 0},
    {"select(rlist, wlist, xlist, timeout=None, /)", s_select,
     "Wait until a descriptor can be read, written, or has an exceptional condition.\n\nThree "
     "lists: those of the "
     "arguments' items that are ready. timeout is in seconds.",
     0},
    {NULL, NULL, NULL, 0},
};

#define C(name) {#name, name},
// clang-format off
static const KrConstant constants[] = {
    C(EPOLLERR) C(EPOLLEXCLUSIVE) C(EPOLLHUP) C(EPOLLIN) C(EPOLLMSG) C(EPOLLONESHOT) C(EPOLLOUT)
    C(EPOLLPRI) C(EPOLLRDBAND) C(EPOLLRDHUP) C(EPOLLRDNORM) C(EPOLLWRBAND) C(EPOLLWRNORM) C(EPOLL_CLOEXEC) C(PIPE_BUF)
    C(POLLERR) C(POLLHUP) C(POLLIN) C(POLLMSG) C(POLLNVAL) C(POLLOUT) C(POLLPRI) C(POLLRDBAND) C(POLLRDHUP)
    C(POLLRDNORM) C(POLLWRBAND) C(POLLWRNORM)
    {"EPOLLET", (uint32_t)EPOLLET},
};
// clang-format on

static bool init(kr_vm *vm, Value m) {
    Value *s = state_of(vm);
    return s && kr__ok(s[S_POLL] = kr__class_new(vm, &poll_def)) &&
           kr__ok(s[S_EPOLL] = kr__module_class(vm, m, &epoll_def)) &&
           kr__module_add(vm, m, "error", kr__type(vm, KR_T_X_OSERROR)) &&
           kr__module_constants(vm, m, constants, KR_COUNTOF(constants));
}

const KrModuleDef kr__module_select = {
    .name = "select",
    .doc = "Waiting for several descriptors at once.",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
