/* SPDX-License-Identifier: MIT
 * fileno.c: what the modules about descriptors share (lib/fileno.h): descriptor arguments, timeouts, waiting in slices. */
#define _GNU_SOURCE
#include "lib/fileno.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "types/int.h"

#define NS 1000000000
#define SLICE_NS 20000000

bool kr__fileno_arg(kr_vm *vm, Value v, int *fd) {
    int64_t i;
    if (!kr__is_int_value(vm, v)) {
        Value m;
        int r = kr__getattr_opt(vm, v, kr__name(vm, KR_N_fileno), &m);
        if (r < 0) return false;
        if (!r)
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "argument must be an int, or have a fileno() method.");
        v = kr__call0(vm, m);
        if (kr__failed(v)) return false;
        if (!kr__is_int_value(vm, v))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "fileno() returned a non-integer");
    }
    if (!kr__int_fits_i64(vm, v, &i) || i < INT32_MIN || i > INT32_MAX)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "Python int too large to convert to C int");
    if (i < 0)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "file descriptor cannot be a negative integer (%ld)", (long)i);
    *fd = (int)i;
    return true;
}

bool kr__c_int_arg(kr_vm *vm, Value v, int dflt, int *out) {
    int64_t i;
    *out = dflt;
    if (!kr__ok(v)) return true;
    v = kr__index(vm, v);
    if (kr__failed(v)) return false;
    if (!kr__int_fits_i64(vm, v, &i))
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "Python int too large to convert to C long");
    if (i > INT32_MAX)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "signed integer is greater than maximum");
    if (i < INT32_MIN)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "signed integer is less than minimum");
    *out = (int)i;
    return true;
}

bool kr__as_c_int(kr_vm *vm, Value v, int dflt, int *out) {
    int64_t i;
    *out = dflt;
    if (!kr__ok(v)) return true;
    v = kr__index(vm, v);
    if (kr__failed(v)) return false;
    if (!kr__int_fits_i64(vm, v, &i) || i != (int)i)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "Python int too large to convert to C int");
    *out = (int)i;
    return true;
}

bool kr__unsigned_arg(kr_vm *vm, Value v, uint64_t most, const char *large, uint64_t *out) {
    uint32_t buf[2];
    if (!kr__is_int_value(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "an integer is required");
    KrLimbs x = kr__int_view(vm, v, buf);
    if (x.neg) return kr__raise_false(vm, KR_T_X_VALUEERROR, "value must be positive");
    if (!kr__limbs_to_u64(&x, out) || *out > most)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "%s", large);
    return true;
}

bool kr__timeout_arg(kr_vm *vm, Value v, int64_t unit, const char *what, int64_t *ns) {
    static const char large[] = "timestamp too large to convert to C _PyTime_t";
    int64_t i;
    *ns = -1;
    if (!kr__ok(v) || kr__is_none(v)) return true;
    if (kr__is_float_value(vm, v)) {
        double d = kr__float_value(v) * (double)unit;
        if (isnan(d))
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "Invalid value NaN (not a number)");
        d = d < 0 ? floor(d) : ceil(d);
        if (!(d > -9.2e18 && d < 9.2e18)) return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, large);
        *ns = (int64_t)d;
    } else {
        if (!kr__is_int_value(vm, v) && !kr__ok(kr__special(vm, v, KR_N___index__)))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "timeout must be %s or None", what);
        v = kr__index(vm, v);
        if (kr__failed(v)) return false;
        if (!kr__int_fits_i64(vm, v, &i) || __builtin_mul_overflow(i, unit, ns))
            return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, large);
    }
    if (*ns < 0) *ns = -2;
    return true;
}

static int64_t clock_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * NS + t.tv_nsec;
}

int kr__wait_sliced(kr_vm *vm, int64_t ns, int (*wait)(void *ud, int ms), void *ud) {
    int64_t end = 0, left = ns;
    if (ns > 0 && __builtin_add_overflow(clock_now(), ns, &end)) end = INT64_MAX;
    for (;;) {
        int64_t slice = left < 0 || left > SLICE_NS ? SLICE_NS : left;
        int r;
        KR_BLOCKING(vm, r = wait(ud, (int)((slice + 999999) / 1000000)));
        if (r > 0 || (r < 0 && errno != EINTR)) return r;
        if (!kr__poll(vm)) return -1;
        if (ns == 0) return 0;
        if (ns > 0 && (left = end - clock_now()) <= 0) return 0;
    }
}

/* ---- calls that block ------------------------------------------------------------------------- */

static int poll_one(void *ud, int ms) { return poll(ud, 1, ms); }

bool kr__await_fd(kr_vm *vm, int fd, short events) {
    struct pollfd p = {.fd = fd, .events = events};
    int saved = errno;
    bool waits = poll(&p, 1, 0) == 0 && !(fcntl(fd, F_GETFL) & O_NONBLOCK);
    if (waits && kr__wait_sliced(vm, -1, poll_one, &p) < 0 && kr__pending(vm)) return false;
    errno = saved;
    return true;
}

size_t kr__write_most(kr_vm *vm, int fd, size_t n) {
    struct stat s;
    if (n <= PIPE_BUF || !(vm->wake & KR_WAKE_TIME)) return n;
    return fstat(fd, &s) == 0 && !S_ISREG(s.st_mode) ? PIPE_BUF : n;
}

/* Waits longer and longer between questions. */
static bool nap(kr_vm *vm, int64_t *ns) {
    struct timespec t = {.tv_nsec = (long)*ns};
    KR_BLOCKING(vm, nanosleep(&t, NULL));
    if (*ns < SLICE_NS / 2) *ns *= 2;
    return kr__poll(vm);
}

int kr__retry_sleeping(kr_vm *vm, int (*f)(void *ud), void *ud) {
    int64_t ns = NS / 4096;
    for (;;) {
        int r = f(ud);
        if (r >= 0 || (errno != EAGAIN && errno != EACCES && errno != EINTR)) return r;
        if (!nap(vm, &ns)) return -1;
    }
}

/* A descriptor that is readable once the process has ended; -1: there is no such thing. */
static int process_fd(int pid) {
#ifdef SYS_pidfd_open
    return (int)syscall(SYS_pidfd_open, pid, 0);
#else
    (void)pid;
    return -1;
#endif
}

bool kr__await_child(kr_vm *vm, int type, int id, int options) {
    siginfo_t si;
    int64_t ns = NS / 4096;
    if (options & WNOHANG) return true;
    int fd = type == P_PID && !(options & ~WEXITED) ? process_fd(id) : -1;
    if (fd >= 0) {
        bool ok = kr__await_fd(vm, fd, POLLIN);
        close(fd);
        return ok;
    }
    if (!(options & (WEXITED | WSTOPPED | WCONTINUED))) options |= WEXITED;
    for (;;) {
        si.si_pid = 0;
        if (waitid((idtype_t)type, (id_t)id, &si, options | WNOHANG | WNOWAIT) < 0 || si.si_pid)
            return true;
        if (!nap(vm, &ns)) return false;
    }
}

bool kr__fd_relief(kr_vm *vm, int error) {
    if (error == EMFILE || error == ENFILE) {
        kr__gc_request(vm, true);
        if (kr__poll(vm)) return true;
    }
    errno = error;
    return false;
}

/* ---- opening ---------------------------------------------------------------------------------- */

/* The opening of a FIFO, which blocks until its other end is open, in a thread of its own. */
typedef struct Opening {
    const char *path;
    mode_t mode;
    int at, flags, fd, error;
    int done[2]; /* a pipe: its end is closed when the thread is through */
} Opening;

static void *open_apart(void *ud) {
    Opening *o = ud;
    o->fd = openat(o->at, o->path, o->flags, o->mode);
    o->error = errno;
    close(o->done[1]);
    return NULL;
}

/* No signal is for that thread: the VM's threads see to them. */
static bool start_apart(Opening *o, pthread_t *thread) {
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    int r = pthread_create(thread, NULL, open_apart, o);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return r == 0;
}

/* Whoever has a FIFO open for both wakes those that wait for either. The thread may be on its way to open still, so
 * the FIFO stays open until it is through. */
static void wake_opening(kr_vm *vm, const Opening *o, int fifo) {
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fifo);
    int fd = open(name, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) fd = openat(o->at, o->path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    struct pollfd p = {.fd = o->done[0], .events = POLLIN};
    int r;
    KR_BLOCKING(vm, do r = poll(&p, 1, -1); while (r < 0 && errno == EINTR));
    if (fd >= 0) close(fd);
    if (o->fd >= 0) close(o->fd);
}

/* The same for a FIFO, which `fifo` names (O_PATH), whatever becomes of its path. */
static int open_fifo(kr_vm *vm, int fifo, int at, const char *path, int flags, mode_t mode) {
    Opening o = {.path = path, .mode = mode, .at = at, .flags = flags, .fd = -1};
    pthread_t thread;
    if (pipe2(o.done, O_CLOEXEC) < 0) return -1;
    if (!start_apart(&o, &thread)) {
        close(o.done[1]);
        KR_BLOCKING(vm, o.fd = openat(at, path, flags, mode));
        o.error = errno;
    } else {
        struct pollfd p = {.fd = o.done[0], .events = POLLIN};
        if (kr__wait_sliced(vm, -1, poll_one, &p) < 0) {
            wake_opening(vm, &o, fifo);
            o.fd = -1;
        }
        pthread_join(thread, NULL);
    }
    close(o.done[0]);
    errno = o.error;
    return o.fd;
}

static int open_once(kr_vm *vm, int at, const char *path, int flags, mode_t mode) {
    struct stat s;
    int fd, fifo = -1;
    if (!(flags & (O_NONBLOCK | O_PATH)) && (flags & O_ACCMODE) != O_RDWR &&
        fstatat(at, path, &s, 0) == 0 && S_ISFIFO(s.st_mode))
        fifo = openat(at, path, O_PATH | O_CLOEXEC);
    if (fifo < 0) {
        KR_BLOCKING(vm, fd = openat(at, path, flags, mode));
    } else {
        fd = open_fifo(vm, fifo, at, path, flags, mode);
        int saved = errno;
        close(fifo);
        errno = saved;
    }
    return fd;
}

int kr__open_file(kr_vm *vm, int at, const char *path, int flags, mode_t mode) {
    bool relieved = false;
    int fd;
    do fd = open_once(vm, at, path, flags, mode);
    while (fd < 0 && !kr__pending(vm) &&
           (errno == EINTR ? kr__poll(vm) : !relieved && (relieved = kr__fd_relief(vm, errno))));
    return fd;
}
