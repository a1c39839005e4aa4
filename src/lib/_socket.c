/* SPDX-License-Identifier: MIT
 * _socket.c: the module _socket: the class socket, on which socket.py builds its own, and its methods. All calls that may
 * wait go through kr__socket_call, so that a stop, a signal handler or another thread gets its turn. */
#define _GNU_SOURCE
#include "lib/_socket.h"

#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "types/bytes.h"
#include "types/host.h"
#include "types/int.h"
#include "types/module.h"
#include "types/str.h"

extern const KrModuleDef kr__module__socket;

#define SECOND 1000000000
#define SMALL 4096 /* bytes received on the C stack */

Value *kr__socket_values(kr_vm *vm) {
    return kr__module_values(vm, &kr__module__socket, KR_SOCK_VALUES);
}
static KrSock *sock(Value v) { return kr__ptr(v); }

Value kr__socket_failed(kr_vm *vm) {
    return kr__pending(vm) ? KR_FAILED : kr__raise_os(vm, errno, KR_UNSET);
}

/* ---- waiting ---- */

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * SECOND + t.tv_nsec;
}
int64_t kr__socket_until(int64_t timeout) {
    int64_t end;
    if (timeout < 0) return -1;
    return __builtin_add_overflow(now(), timeout, &end) ? INT64_MAX : end;
}

static int poll_one(void *ud, int ms) { return poll(ud, 1, ms); }

/* 1: ready, or the socket has something to say; -1: an exception is pending. */
static int wait_for(kr_vm *vm, Value self, short events, int64_t until) {
    struct pollfd p = {sock(self)->fd, events, 0};
    int64_t left = until < 0 ? -1 : until - now();
    int r = left < 0 && until >= 0 ? 0 : kr__wait_sliced(vm, left, poll_one, &p);
    if (r > 0) return 1;
    if (r < 0)
        kr__socket_failed(vm);
    else
        kr__raise(vm, KR_T_X_TIMEOUTERROR, "timed out");
    return -1;
}

ssize_t kr__socket_call(kr_vm *vm, Value self, short events, int how, int64_t until, KrSockFn f,
                        void *ud) {
    bool wait = (how & (MSG_WAITALL | MSG_DONTWAIT)) == MSG_WAITALL, relieved = false;
    for (;;) {
        int64_t timeout = sock(self)->timeout;
        int fd = sock(self)->fd, flags = timeout < 0 && !(how & MSG_WAITALL) ? MSG_DONTWAIT : 0;
        if (wait && timeout != 0 && fd >= 0) {
            if (wait_for(vm, self, events, until) < 0) return -1;
            fd = sock(self)->fd;
        }
        ssize_t r;
        KR_BLOCKING(vm, r = f(fd, flags, ud));
        if (r >= 0) return r;
        if (errno == EINTR) {
            wait = false;
            if (!kr__poll(vm)) return -1;
        } else if ((errno == EAGAIN || errno == EWOULDBLOCK) &&
                   (timeout > 0 || (timeout < 0 && !(how & MSG_DONTWAIT)))) {
            wait = true;
        } else if (!relieved && kr__fd_relief(vm, errno)) {
            relieved = true;
        } else {
            kr__socket_failed(vm);
            return -1;
        }
    }
}

static bool set_blocking(kr_vm *vm, int fd, bool block) {
    int one = !block;
    if (ioctl(fd, FIONBIO, &one) == 0) return true;
    kr__socket_failed(vm);
    return false;
}

/* ---- making ---- */

static Value sock_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__host_new(vm, a[0]);
    if (kr__failed(v)) return v;
    sock(v)->fd = -1;
    sock(v)->timeout = -1;
    return v;
}
static void sock_release(kr_vm *vm, KrObj *cell) {
    (void)vm;
    KrSock *s = (KrSock *)cell;
    if (s->fd >= 0) close(s->fd);
    s->fd = -1;
}

/* Fills what is known once there is a descriptor. */
static bool set_up(kr_vm *vm, KrSock *s, int fd, int family, int type, int proto) {
    Value *v = kr__socket_values(vm);
    int64_t timeout = -1;
    if (!v) return false;
    if (kr__ok(v[KR_SOCK_DEFAULT]) && !kr__int_to_i64(vm, v[KR_SOCK_DEFAULT], &timeout))
        return false;
    s->fd = fd;
    s->family = family;
    s->type = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    s->proto = proto;
    s->timeout = type & SOCK_NONBLOCK ? 0 : timeout;
    return type & SOCK_NONBLOCK || timeout < 0 || set_blocking(vm, fd, false);
}

static bool option(kr_vm *vm, int fd, int which, int *out) {
    socklen_t len = sizeof *out;
    if (*out != -1 || getsockopt(fd, SOL_SOCKET, which, out, &len) == 0) return true;
    kr__socket_failed(vm);
    return false;
}
/* A descriptor that there is already tells what it is. */
static int given_fd(kr_vm *vm, Value v, int *family, int *type, int *proto) {
    int fd;
    KrSockAddr addr;
    socklen_t len = sizeof addr;
    memset(&addr, 0, sizeof addr);
    if (kr__is_float_value(vm, v)) {
        kr__raise_type(vm, "'float' object cannot be interpreted as an integer");
        return -1;
    }
    if (!kr__c_int_arg(vm, v, -1, &fd)) return -1;
    if (fd < 0) {
        kr__raise_value(vm, "negative file descriptor");
        return -1;
    }
    if (getsockname(fd, &addr.sa, &len) < 0) {
        if (*family == -1 || errno == EBADF || errno == ENOTSOCK) {
            kr__socket_failed(vm);
            return -1;
        }
    } else if (*family == -1) {
        *family = addr.sa.sa_family;
    }
    return option(vm, fd, SO_TYPE, type) && option(vm, fd, SO_PROTOCOL, proto) ? fd : -1;
}

static Value sock_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    int family, type, proto, fd;
    if (!kr__c_int_arg(vm, a[1], -1, &family) || !kr__c_int_arg(vm, a[2], -1, &type) ||
        !kr__c_int_arg(vm, a[3], -1, &proto) || !kr__posix_granted(vm, KR_GRANT_NET))
        return KR_FAILED;
    if (kr__ok(a[4]) && !kr__is_none(a[4])) {
        fd = given_fd(vm, a[4], &family, &type, &proto);
        if (fd < 0) return KR_FAILED;
    } else {
        if (family == -1) family = AF_INET;
        if (type == -1) type = SOCK_STREAM;
        if (proto == -1) proto = 0;
        KR_FD_CALL(vm, fd, fd < 0, socket(family, type | SOCK_CLOEXEC, proto));
        if (fd < 0) return kr__socket_failed(vm);
    }
    if (set_up(vm, sock(a[0]), fd, family, type, proto)) return KR_NONE_V;
    if (!kr__ok(a[4]) || kr__is_none(a[4])) close(fd), sock(a[0])->fd = -1;
    return KR_FAILED;
}

/* An unclosed one is worth a warning. */
static Value sock_del(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd = sock(a[0])->fd;
    if (fd < 0) return KR_NONE_V;
    Value text = kr__text(vm, "unclosed %R", a[0]);
    if ((kr__failed(text) ||
         !kr__warn_object(vm, text, kr__type(vm, KR_T_X_RESOURCEWARNING), 1, a[0])) &&
        kr__pending(vm) && !vm->thread->stopping) {
        if (kr__pending_is(vm, KR_T_X_WARNING))
            kr__unraisable(vm, a[0]);
        else
            kr__clear_pending(vm);
    }
    if (sock(a[0])->fd >= 0) close(sock(a[0])->fd);
    sock(a[0])->fd = -1;
    return vm->thread->stopping ? KR_FAILED : KR_NONE_V;
}

static Value sock_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrSock *s = sock(a[0]);
    return kr__text(vm, "<socket object, fd=%d, family=%d, type=%d, proto=%d>", (int)s->fd,
                    (int)s->family, (int)s->type, (int)s->proto);
}

/* ---- connections ---- */

typedef struct AddrJob {
    KrSockAddr addr;
    socklen_t len;
} AddrJob;

static ssize_t do_accept(int fd, int flags, void *ud) {
    AddrJob *j = ud;
    (void)flags;
    j->len = sizeof j->addr;
    return accept4(fd, &j->addr.sa, &j->len, SOCK_CLOEXEC);
}
static Value sock_accept(kr_vm *vm, Value *a, int n) {
    (void)n;
    AddrJob j;
    memset(&j.addr, 0, sizeof j.addr);
    int fd = (int)kr__socket_call(vm, a[0], POLLIN, MSG_WAITALL,
                                  kr__socket_until(sock(a[0])->timeout), do_accept, &j);
    if (fd < 0) return KR_FAILED;
    Value pair[2] = {kr__from_int48(fd), kr__socket_addr(vm, fd, &j.addr, j.len)};
    Value r = kr__ok(pair[1]) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
    if (kr__failed(r)) close(fd);
    return r;
}
static Value sock_bind(kr_vm *vm, Value *a, int n) {
    (void)n;
    AddrJob j;
    int r, fd = sock(a[0])->fd;
    if (!kr__socket_addr_arg(vm, sock(a[0]), a[1], "bind", &j.addr, &j.len)) return KR_FAILED;
    KR_BLOCKING(vm, r = bind(fd, &j.addr.sa, j.len));
    return r < 0 ? kr__socket_failed(vm) : KR_NONE_V;
}

/* connect() that does not wait, whatever the socket is. */
static int connect_begin(int fd, const AddrJob *j, bool blocking) {
    int how = blocking ? fcntl(fd, F_GETFL) : 0;
    if (how >= 0 && blocking) (void)!fcntl(fd, F_SETFL, how | O_NONBLOCK);
    int r = connect(fd, &j->addr.sa, j->len), err = r < 0 ? errno : 0;
    if (how >= 0 && blocking) (void)!fcntl(fd, F_SETFL, how);
    return err;
}
static int pause_ms(void *ud, int ms) {
    (void)ud;
    return poll(NULL, 0, ms);
}
/* Error number of the connection that is being made, 0 when it stands; -1: an exception is pending. */
static int connect_wait(kr_vm *vm, Value self, int64_t until) {
    int err = 0;
    socklen_t len = sizeof err;
    if (wait_for(vm, self, POLLOUT, until) < 0) return -1;
    if (getsockopt(sock(self)->fd, SOL_SOCKET, SO_ERROR, &err, &len) < 0) return errno;
    return err == EISCONN ? 0 : err;
}
static int connect_all(kr_vm *vm, Value self, const AddrJob *j) {
    int64_t timeout = sock(self)->timeout, until = kr__socket_until(timeout);
    for (;;) {
        int err, fd = sock(self)->fd;
        KR_BLOCKING(vm, err = connect_begin(fd, j, timeout < 0));
        if (err == EINTR && !kr__poll(vm)) return -1;
        if (timeout != 0 && (err == EINPROGRESS || err == EINTR))
            return connect_wait(vm, self, until);
        /* The queue of a Unix socket is full: such a call would have waited. */
        if (timeout < 0 && err == EAGAIN && j->addr.sa.sa_family == AF_UNIX) {
            if (kr__wait_sliced(vm, SECOND / 100, pause_ms, NULL) < 0) return -1;
            continue;
        }
        return err;
    }
}
static Value sock_connect(kr_vm *vm, Value *a, int n) {
    (void)n;
    AddrJob j;
    if (!kr__socket_addr_arg(vm, sock(a[0]), a[1], "connect", &j.addr, &j.len)) return KR_FAILED;
    int err = connect_all(vm, a[0], &j);
    if (err > 0) kr__raise_os(vm, err, KR_UNSET);
    return err ? KR_FAILED : KR_NONE_V;
}
static Value sock_connect_ex(kr_vm *vm, Value *a, int n) {
    (void)n;
    AddrJob j;
    if (!kr__socket_addr_arg(vm, sock(a[0]), a[1], "connect_ex", &j.addr, &j.len)) return KR_FAILED;
    int err = connect_all(vm, a[0], &j);
    if (err < 0 && !vm->thread->stopping && kr__pending_is(vm, KR_T_X_TIMEOUTERROR)) {
        kr__clear_pending(vm);
        err = EWOULDBLOCK;
    }
    return err < 0 ? KR_FAILED : kr__from_int48(err);
}
static Value sock_listen(kr_vm *vm, Value *a, int n) {
    (void)n;
    int backlog, r;
    if (!kr__c_int_arg(vm, a[1], SOMAXCONN < 128 ? SOMAXCONN : 128, &backlog)) return KR_FAILED;
    KR_BLOCKING(vm, r = listen(sock(a[0])->fd, backlog < 0 ? 0 : backlog));
    return r < 0 ? kr__socket_failed(vm) : KR_NONE_V;
}
static Value sock_shutdown(kr_vm *vm, Value *a, int n) {
    (void)n;
    int how, r;
    if (!kr__c_int_arg(vm, a[1], 0, &how)) return KR_FAILED;
    KR_BLOCKING(vm, r = shutdown(sock(a[0])->fd, how));
    return r < 0 ? kr__socket_failed(vm) : KR_NONE_V;
}
static Value sock_close(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r = 0, fd = sock(a[0])->fd;
    sock(a[0])->fd = -1;
    if (fd >= 0) KR_BLOCKING(vm, r = close(fd));
    return r < 0 && errno != ECONNRESET ? kr__socket_failed(vm) : KR_NONE_V;
}
static Value sock_detach(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    int fd = sock(a[0])->fd;
    sock(a[0])->fd = -1;
    return kr__from_int48(fd);
}
static Value sock_fileno(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__from_int48(sock(a[0])->fd);
}
static Value name_of(kr_vm *vm, Value self,
                     int (*ask)(int fd, struct sockaddr *restrict, socklen_t *restrict)) {
    AddrJob j;
    int r;
    memset(&j.addr, 0, sizeof j.addr);
    j.len = sizeof j.addr;
    KR_BLOCKING(vm, r = ask(sock(self)->fd, &j.addr.sa, &j.len));
    return r < 0 ? kr__socket_failed(vm) : kr__socket_addr(vm, sock(self)->fd, &j.addr, j.len);
}
static int ask_name(int fd, struct sockaddr *restrict a, socklen_t *restrict n) {
    return getsockname(fd, a, n);
}
static int ask_peer(int fd, struct sockaddr *restrict a, socklen_t *restrict n) {
    return getpeername(fd, a, n);
}
static Value sock_getsockname(kr_vm *vm, Value *a, int n) {
    return (void)n, name_of(vm, a[0], ask_name);
}
static Value sock_getpeername(kr_vm *vm, Value *a, int n) {
    return (void)n, name_of(vm, a[0], ask_peer);
}

/* ---- options and timeouts ---- */

static Value sock_getsockopt(kr_vm *vm, Value *a, int n) {
    (void)n;
    int level, what, size, flag = 0;
    char buf[1024];
    socklen_t len = sizeof flag;
    if (!kr__c_int_arg(vm, a[1], 0, &level) || !kr__c_int_arg(vm, a[2], 0, &what) ||
        !kr__c_int_arg(vm, a[3], 0, &size))
        return KR_FAILED;
    if (size == 0 && sock(a[0])->family == AF_VSOCK) {
        uint64_t wide = 0;
        len = sizeof wide;
        if (getsockopt(sock(a[0])->fd, level, what, &wide, &len) < 0) return kr__socket_failed(vm);
        return kr__int_from_u64(vm, wide);
    }
    if (size == 0) {
        if (getsockopt(sock(a[0])->fd, level, what, &flag, &len) < 0) return kr__socket_failed(vm);
        return kr__from_int48(flag);
    }
    if (size < 0 || size > (int)sizeof buf)
        return kr__raise(vm, KR_T_X_OSERROR, "getsockopt buflen out of range");
    len = (socklen_t)size;
    if (getsockopt(sock(a[0])->fd, level, what, buf, &len) < 0) return kr__socket_failed(vm);
    return kr__bytes_make(vm, buf, len);
}
static Value sock_setsockopt(kr_vm *vm, Value *a, int n) {
    (void)n;
    int level, what, flag, r;
    KrBuffer b;
    if (!kr__c_int_arg(vm, a[1], 0, &level) || !kr__c_int_arg(vm, a[2], 0, &what)) return KR_FAILED;
    if (kr__ok(a[4])) {
        int64_t size;
        if (!kr__is_none(a[3])) return kr__raise_type(vm, "socket option should be None");
        Value i = kr__index(vm, a[4]);
        if (kr__failed(i) || !kr__int_to_i64(vm, i, &size)) return KR_FAILED;
        if (size < 0 || size > UINT32_MAX)
            return kr__raise(vm, KR_T_X_OVERFLOWERROR,
                             size < 0 ? "can't convert negative value to unsigned int"
                                      : "Python int too large to convert to C unsigned int");
        r = setsockopt(sock(a[0])->fd, level, what, NULL, (socklen_t)size);
    } else if (kr__is_none(a[3])) {
        return kr__raise_type(vm, "a bytes-like object is required, not 'NoneType'");
    } else if (kr__has_buffer(vm, a[3])) {
        if (!kr__buffer_get(vm, a[3], &b)) return KR_FAILED;
        r = setsockopt(sock(a[0])->fd, level, what, b.data, (socklen_t)b.len);
        kr__buffer_release(vm, &b);
    } else {
        if (!kr__is_int_value(vm, a[3]) && !kr__ok(kr__special(vm, a[3], KR_N___index__)))
            return kr__raise_type(vm, "a bytes-like object is required, not '%T'", a[3]);
        if (sock(a[0])->family == AF_VSOCK) {
            uint64_t wide;
            Value i = kr__index(vm, a[3]);
            if (kr__failed(i) || !kr__int_to_u64(vm, i, &wide)) return KR_FAILED;
            r = setsockopt(sock(a[0])->fd, level, what, &wide, sizeof wide);
            return r < 0 ? kr__socket_failed(vm) : KR_NONE_V;
        }
        if (!kr__c_int_arg(vm, a[3], 0, &flag)) return KR_FAILED;
        r = setsockopt(sock(a[0])->fd, level, what, &flag, sizeof flag);
    }
    return r < 0 ? kr__socket_failed(vm) : KR_NONE_V;
}

static bool timeout_arg(kr_vm *vm, Value v, int64_t *ns) {
    if (!kr__is_none(v) && !kr__is_float_value(vm, v) && !kr__is_int_value(vm, v) &&
        kr__failed(v = kr__index(vm, v)))
        return false;
    if (!kr__timeout_arg(vm, v, SECOND, "a float", ns)) return false;
    if (*ns == -2) return kr__raise_false(vm, KR_T_X_VALUEERROR, "Timeout value out of range");
    return true;
}
static Value seconds(int64_t ns) {
    return ns < 0 ? KR_NONE_V : kr__from_double((double)ns / SECOND);
}
static Value sock_settimeout(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t ns;
    if (!timeout_arg(vm, a[1], &ns)) return KR_FAILED;
    sock(a[0])->timeout = ns;
    return set_blocking(vm, sock(a[0])->fd, ns < 0) ? KR_NONE_V : KR_FAILED;
}
static Value sock_setblocking(kr_vm *vm, Value *a, int n) {
    (void)n;
    int block = kr__truth(vm, a[1]);
    if (block < 0) return KR_FAILED;
    sock(a[0])->timeout = block ? -1 : 0;
    return set_blocking(vm, sock(a[0])->fd, block) ? KR_NONE_V : KR_FAILED;
}
static Value sock_gettimeout(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, seconds(sock(a[0])->timeout);
}
static Value sock_getblocking(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__bool(sock(a[0])->timeout != 0);
}
static Value f_getdefaulttimeout(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    int64_t ns = -1;
    Value *v = kr__socket_values(vm);
    if (!v || (kr__ok(v[KR_SOCK_DEFAULT]) && !kr__int_to_i64(vm, v[KR_SOCK_DEFAULT], &ns)))
        return KR_FAILED;
    return seconds(ns);
}
static Value f_setdefaulttimeout(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t ns;
    if (!timeout_arg(vm, a[0], &ns)) return KR_FAILED;
    Value i = kr__int_from_i64(vm, ns), *v = kr__socket_values(vm);
    if (!v || kr__failed(i)) return KR_FAILED;
    v[KR_SOCK_DEFAULT] = i;
    return KR_NONE_V;
}

/* ---- receiving ---- */

typedef struct IoJob {
    char *data;
    size_t len;
    int flags;
    AddrJob *addr; /* of the other side; NULL: not asked for */
} IoJob;
static ssize_t do_recv(int fd, int flags, void *ud) {
    IoJob *j = ud;
    if (!j->addr) return recv(fd, j->data, j->len, j->flags | flags);
    j->addr->len = sizeof j->addr->addr;
    return recvfrom(fd, j->data, j->len, j->flags | flags, &j->addr->addr.sa, &j->addr->len);
}
/* Bytes received, or -1. */
static ssize_t receive(kr_vm *vm, Value self, IoJob *j) {
    if (j->addr) memset(&j->addr->addr, 0, sizeof j->addr->addr);
    return kr__socket_call(vm, self, POLLIN, j->flags, kr__socket_until(sock(self)->timeout),
                           do_recv, j);
}
static bool size_arg(kr_vm *vm, Value v, int64_t *out) {
    *out = 0;
    if (!kr__ok(v)) return true;
    if (kr__is_float_value(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "'float' object cannot be interpreted as an integer");
    return kr__index_i64(vm, v, out);
}
static Value with_addr(kr_vm *vm, Value self, Value v, const AddrJob *addr) {
    Value pair[2] = {v, KR_UNSET};
    if (kr__failed(v)) return v;
    pair[1] = kr__socket_addr(vm, sock(self)->fd, &addr->addr, addr->len);
    return kr__ok(pair[1]) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
}

/* New bytes of what was received. */
static Value recv_bytes(kr_vm *vm, Value *a, const char *name, AddrJob *addr) {
    char small[SMALL];
    int64_t size;
    IoJob j = {small, 0, 0, addr};
    if (!size_arg(vm, a[1], &size) || !kr__c_int_arg(vm, a[2], 0, &j.flags)) return KR_FAILED;
    if (size < 0) return kr__raise_value(vm, "negative buffersize in %s", name);
    j.len = (size_t)size;
    if (size > SMALL) j.data = kr__mem_alloc(&kr__heap(vm)->mem, j.len);
    if (!j.data) return kr__no_memory(vm);
    ssize_t got = receive(vm, a[0], &j);
    Value r = got < 0 ? KR_FAILED : kr__bytes_make(vm, j.data, (size_t)got);
    if (size > SMALL) kr__mem_free(&kr__heap(vm)->mem, j.data, j.len);
    return r;
}
static Value sock_recv(kr_vm *vm, Value *a, int n) {
    return (void)n, recv_bytes(vm, a, "recv", NULL);
}
static Value sock_recvfrom(kr_vm *vm, Value *a, int n) {
    (void)n;
    AddrJob addr;
    return with_addr(vm, a[0], recv_bytes(vm, a, "recvfrom", &addr), &addr);
}

static Value recv_buffer(kr_vm *vm, Value *a, const char *name, const char *short_text,
                         AddrJob *addr) {
    int64_t size;
    KrBuffer b;
    IoJob j = {NULL, 0, 0, addr};
    if (!kr__buffer_get_writable(vm, a[1], &b, name)) return KR_FAILED;
    ssize_t got = -1;
    if (size_arg(vm, a[2], &size) && kr__c_int_arg(vm, a[3], 0, &j.flags)) {
        j.data = b.data;
        j.len = size ? (size_t)size : b.len;
        if (size < 0)
            kr__raise_value(vm, "negative buffersize in %s", name);
        else if ((size_t)size > b.len)
            kr__raise_value(vm, "%s", short_text);
        else
            got = receive(vm, a[0], &j);
    }
    kr__buffer_release(vm, &b);
    return got < 0 ? KR_FAILED : kr__from_int48(got);
}
static Value sock_recv_into(kr_vm *vm, Value *a, int n) {
    return (void)n, recv_buffer(vm, a, "recv_into", "buffer too small for requested bytes", NULL);
}
static Value sock_recvfrom_into(kr_vm *vm, Value *a, int n) {
    (void)n;
    AddrJob addr;
    static const char text[] = "nbytes is greater than the length of the buffer";
    return with_addr(vm, a[0], recv_buffer(vm, a, "recvfrom_into", text, &addr), &addr);
}

/* ---- sending ---- */

static ssize_t do_send(int fd, int flags, void *ud) {
    const IoJob *j = ud;
    if (!j->addr) return send(fd, j->data, j->len, j->flags | flags);
    return sendto(fd, j->data, j->len, j->flags | flags, &j->addr->addr.sa, j->addr->len);
}
/* Sends all: sendall, and send on a blocking stream, which does not come back before. */
static ssize_t send_all(kr_vm *vm, Value self, IoJob j) {
    int64_t until = kr__socket_until(sock(self)->timeout);
    size_t all = j.len;
    do {
        ssize_t r = kr__socket_call(vm, self, POLLOUT, j.flags, until, do_send, &j);
        if (r < 0) return -1;
        j.data += r;
        j.len -= (size_t)r;
        if (j.len && !kr__poll(vm)) return -1;
    } while (j.len);
    return (ssize_t)all;
}
static Value sock_send(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    IoJob j = {NULL, 0, 0, NULL};
    if (!kr__c_int_arg(vm, a[2], 0, &j.flags) || !kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    const KrSock *s = sock(a[0]);
    j.data = b.data;
    j.len = b.len;
    bool whole = s->timeout < 0 && s->type == SOCK_STREAM && !(j.flags & MSG_DONTWAIT);
    ssize_t r = whole ? send_all(vm, a[0], j)
                      : kr__socket_call(vm, a[0], POLLOUT, j.flags, kr__socket_until(s->timeout),
                                        do_send, &j);
    kr__buffer_release(vm, &b);
    return r < 0 ? KR_FAILED : kr__from_int48(r);
}
static Value sock_sendall(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    IoJob j = {NULL, 0, 0, NULL};
    if (!kr__c_int_arg(vm, a[2], 0, &j.flags) || !kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    j.data = b.data;
    j.len = b.len;
    ssize_t r = b.len ? send_all(vm, a[0], j) : 0;
    kr__buffer_release(vm, &b);
    return r < 0 ? KR_FAILED : KR_NONE_V;
}
static Value sock_sendto(kr_vm *vm, Value *a, int n) {
    KrBuffer b;
    AddrJob addr;
    IoJob j = {NULL, 0, 0, &addr};
    if (n < 3 || n > 4)
        return kr__raise_type(vm, "sendto() takes 2 or 3 arguments (%d given)", n - 1);
    if (n == 4 && !kr__c_int_arg(vm, a[2], 0, &j.flags)) return KR_FAILED;
    if (!kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    ssize_t r = -1;
    if (kr__socket_addr_arg(vm, sock(a[0]), a[n - 1], "sendto", &addr.addr, &addr.len)) {
        j.data = b.data;
        j.len = b.len;
        r = kr__socket_call(vm, a[0], POLLOUT, j.flags, kr__socket_until(sock(a[0])->timeout),
                            do_send, &j);
    }
    kr__buffer_release(vm, &b);
    return r < 0 ? KR_FAILED : kr__from_int48(r);
}

/* ---- the class and the module ---- */

static Value get_family(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(sock(v)->family); }
static Value get_type(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(sock(v)->type); }
static Value get_proto(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(sock(v)->proto); }
static Value get_timeout(kr_vm *vm, Value v) { return (void)vm, seconds(sock(v)->timeout); }

static const KrGetSet getset[] = {
    {"family", get_family, NULL, "the socket family"},
    {"type", get_type, NULL, "the socket type"},
    {"proto", get_proto, NULL, "the socket protocol"},
    {"timeout", get_timeout, NULL, "the socket timeout"},
    {NULL, NULL, NULL, NULL},
};
static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", sock_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, family=-1, type=-1, proto=-1, fileno=None)", sock_init, NULL,
     KR_DEF_SPECIAL},
    {"__del__(self, /)", sock_del, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", sock_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"_accept(self, /)", sock_accept,
     "Wait for a connection: the descriptor of a new socket for it, and the client's address.", 0},
    {"bind(self, address, /)", sock_bind, "Give the socket a local address.", 0},
    {"close(self, /)", sock_close, "Close the socket; other calls fail from then on.", 0},
    {"connect(self, address, /)", sock_connect, "Connect the socket to a remote address.", 0},
    {"connect_ex(self, address, /)", sock_connect_ex,
     "Like connect, but the number of the error is returned instead of raised.", 0},
    {"detach(self, /)", sock_detach, "Close the object, but not the descriptor, which is returned.",
     0},
    {"fileno(self, /)", sock_fileno, "The descriptor; -1 when the socket is closed.", 0},
    {"getblocking(self, /)", sock_getblocking, "False when the socket never waits.", 0},
    {"getpeername(self, /)", sock_getpeername, "The address of the other side.", 0},
    {"getsockname(self, /)", sock_getsockname, "The address of this side.", 0},
    {"getsockopt(self, level, option, buffersize=0, /)", sock_getsockopt,
     "The value of an option: an int, or with buffersize the bytes of it.", 0},
    {"gettimeout(self, /)", sock_gettimeout, "Seconds that a call waits at most; None: ever.", 0},
    {"listen(self, backlog=128, /)", sock_listen,
     "Let others connect; backlog: how many of them may wait for accept.", 0},
    {"recv(self, buffersize, flags=0, /)", sock_recv,
     "Receive up to buffersize bytes.\n\nWaits until there is one at least; none are left when "
     "the other side is closed.",
     0},
    {"recv_into(self, /, buffer, nbytes=0, flags=0)", sock_recv_into,
     "Like recv, into a buffer; returns the number of bytes.", 0},
    {"recvfrom(self, buffersize, flags=0, /)", sock_recvfrom,
     "Like recv, together with the sender's address.", 0},
    {"recvfrom_into(self, /, buffer, nbytes=0, flags=0)", sock_recvfrom_into,
     "Like recv_into, together with the sender's address.", 0},
    {"recvmsg(self, bufsize, ancbufsize=0, flags=0, /)", kr__socket_recvmsg,
     "Receive data and ancillary data: (data, ancdata, msg_flags, address).", 0},
    {"recvmsg_into(self, buffers, ancbufsize=0, flags=0, /)", kr__socket_recvmsg_into,
     "Like recvmsg, into buffers: (nbytes, ancdata, msg_flags, address).", 0},
    {"send(self, data, flags=0, /)", sock_send,
     "Send data; returns how many bytes went, which may be less than all.", 0},
    {"sendall(self, data, flags=0, /)", sock_sendall, "Send all of the data.", 0},
    {"sendmsg(self, buffers, ancdata=(), flags=0, address=None, /)", kr__socket_sendmsg,
     "Send the data of buffers together with ancillary data.", 0},
    {"sendto(self, /, *args)", sock_sendto,
     "sendto(data, [flags,] address): send data to an address.", 0},
    {"setblocking(self, flag, /)", sock_setblocking, "Whether calls wait.", 0},
    {"setsockopt(self, level, option, value, optlen=0, /)", sock_setsockopt,
     "Set an option: to an int, to bytes, or to None with a length.", 0},
    {"settimeout(self, timeout, /)", sock_settimeout,
     "Seconds that a call waits at most; None: ever.", 0},
    {"shutdown(self, flag, /)", sock_shutdown, "Close one direction of the socket, or both.", 0},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef sock_def = {
    .name = "_socket.socket",
    .doc = "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\n"
           "socket(family=-1, type=-1, proto=-1, fileno=None) -> socket object\n\n"
           "One end of a connection, or of what has none. With fileno, the descriptor of a socket "
           "that there is already.",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE | KR_TF_HEAPTYPE,
    .size = sizeof(KrSock),
    .release = sock_release,
    .methods = methods,
    .getset = getset,
};
static const KrFnDef functions[] = {
    {"getdefaulttimeout()", f_getdefaulttimeout, "The timeout of new sockets; None: none.", 0},
    {"setdefaulttimeout(timeout, /)", f_setdefaulttimeout, "Sets the timeout of new sockets.", 0},
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    Value *v = kr__socket_values(vm), os = kr__type(vm, KR_T_X_OSERROR);
    return v && kr__ok(v[KR_SOCK_CLASS] = kr__module_class(vm, m, &sock_def)) &&
           kr__module_add(vm, m, "SocketType", v[KR_SOCK_CLASS]) &&
           kr__module_add(vm, m, "error", os) &&
           kr__ok(v[KR_SOCK_HERROR] = kr__module_exception(vm, m, "socket.herror", os)) &&
           kr__ok(v[KR_SOCK_GAI] = kr__module_exception(vm, m, "socket.gaierror", os)) &&
           kr__module_add(vm, m, "timeout", kr__type(vm, KR_T_X_TIMEOUTERROR)) &&
           kr__module_add(vm, m, "has_ipv6", KR_TRUE_V) && kr__socket_names_init(vm, m) &&
           kr__socket_const_init(vm, m);
}

const KrModuleDef kr__module__socket = {
    .name = "_socket",
    .doc = "Implementation module for socket operations.\n\nSee the socket module for "
           "documentation.",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
