/* SPDX-License-Identifier: MIT
 * posix_conf.c: constants of module posix, and the names under which the system tells its limits: sysconf, pathconf, confstr. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "lib/modules.h"
#include "lib/posix_parts.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/module.h"
#include "types/str.h"

#define C(name) {#name, name},
// clang-format off
static const KrConstant constants[] = {
    C(CLD_CONTINUED) C(CLD_DUMPED) C(CLD_EXITED) C(CLD_KILLED) C(CLD_STOPPED) C(CLD_TRAPPED)
    C(EFD_CLOEXEC) C(EFD_NONBLOCK) C(EFD_SEMAPHORE) C(EX_CANTCREAT) C(EX_CONFIG) C(EX_DATAERR)
    C(EX_IOERR) C(EX_NOHOST) C(EX_NOINPUT) C(EX_NOPERM) C(EX_NOUSER) C(EX_OSERR) C(EX_OSFILE)
    C(EX_PROTOCOL) C(EX_TEMPFAIL) C(EX_UNAVAILABLE)
    {"GRND_NONBLOCK", 1}, {"GRND_RANDOM", 2}, C(MFD_ALLOW_SEALING) C(MFD_CLOEXEC)
    {"MFD_HUGETLB", 4}, {"MFD_HUGE_16GB", 2281701376}, {"MFD_HUGE_16MB", 1610612736}, {"MFD_HUGE_1GB", 2013265920}, {"MFD_HUGE_1MB", 1342177280}, {"MFD_HUGE_256MB", 1879048192}, {"MFD_HUGE_2GB", 2080374784}, {"MFD_HUGE_2MB", 1409286144}, {"MFD_HUGE_32MB", 1677721600}, {"MFD_HUGE_512KB", 1275068416}, {"MFD_HUGE_512MB", 1946157056}, {"MFD_HUGE_64KB", 1073741824}, {"MFD_HUGE_8MB", 1543503872}, {"MFD_HUGE_MASK", 63}, {"MFD_HUGE_SHIFT", 26}, C(O_ASYNC)
    C(O_FSYNC) C(POSIX_FADV_DONTNEED) C(POSIX_FADV_NOREUSE) C(POSIX_FADV_NORMAL)
    C(POSIX_FADV_RANDOM) C(POSIX_FADV_SEQUENTIAL) C(POSIX_FADV_WILLNEED)
    {"POSIX_SPAWN_CLOSE", 1}, {"POSIX_SPAWN_DUP2", 2}, {"POSIX_SPAWN_OPEN", 0}, C(P_PIDFD)
    {"RTLD_DEEPBIND", 8}, {"RTLD_NODELETE", 4096}, {"RTLD_NOLOAD", 4}, {"RWF_APPEND", 16}, {"RWF_DSYNC", 2}, {"RWF_HIPRI", 1}, {"RWF_NOWAIT", 8}, {"RWF_SYNC", 4}, C(SCHED_BATCH)
    C(SCHED_FIFO) C(SCHED_IDLE) C(SCHED_OTHER) {"SCHED_RESET_ON_FORK", 1073741824}, C(SCHED_RR)
    C(SPLICE_F_MORE) C(SPLICE_F_MOVE) C(SPLICE_F_NONBLOCK) C(ST_APPEND) C(ST_MANDLOCK)
    C(ST_NOATIME) C(ST_NODEV) C(ST_NODIRATIME) C(ST_NOEXEC) C(ST_NOSUID) C(ST_RELATIME)
    C(ST_SYNCHRONOUS) C(ST_WRITE)
    {"XATTR_CREATE", 1}, {"XATTR_REPLACE", 2}, {"XATTR_SIZE_MAX", 65536},
};
/* The numbers are the C library's: its headers keep some of these names for older standards only. */
static const KrConstant sysconf_names[] = {
    {"SC_2_CHAR_TERM", 95}, {"SC_2_C_BIND", 47}, {"SC_2_C_DEV", 48}, {"SC_2_C_VERSION", 96}, {"SC_2_FORT_DEV", 49}, {"SC_2_FORT_RUN", 50}, {"SC_2_LOCALEDEF", 52}, {"SC_2_SW_DEV", 51}, {"SC_2_UPE", 97}, {"SC_2_VERSION", 46}, {"SC_AIO_LISTIO_MAX", 23}, {"SC_AIO_MAX", 24}, {"SC_AIO_PRIO_DELTA_MAX", 25}, {"SC_ARG_MAX", 0}, {"SC_ASYNCHRONOUS_IO", 12}, {"SC_ATEXIT_MAX", 87}, {"SC_AVPHYS_PAGES", 86}, {"SC_BC_BASE_MAX", 36}, {"SC_BC_DIM_MAX", 37}, {"SC_BC_SCALE_MAX", 38}, {"SC_BC_STRING_MAX", 39}, {"SC_CHARCLASS_NAME_MAX", 45}, {"SC_CHAR_BIT", 101}, {"SC_CHAR_MAX", 102}, {"SC_CHAR_MIN", 103}, {"SC_CHILD_MAX", 1}, {"SC_CLK_TCK", 2}, {"SC_COLL_WEIGHTS_MAX", 40}, {"SC_DELAYTIMER_MAX", 26}, {"SC_EQUIV_CLASS_MAX", 41}, {"SC_EXPR_NEST_MAX", 42}, {"SC_FSYNC", 15}, {"SC_GETGR_R_SIZE_MAX", 69}, {"SC_GETPW_R_SIZE_MAX", 70}, {"SC_INT_MAX", 104}, {"SC_INT_MIN", 105}, {"SC_IOV_MAX", 60}, {"SC_JOB_CONTROL", 7}, {"SC_LINE_MAX", 43}, {"SC_LOGIN_NAME_MAX", 71}, {"SC_LONG_BIT", 106}, {"SC_MAPPED_FILES", 16}, {"SC_MB_LEN_MAX", 108}, {"SC_MEMLOCK", 17}, {"SC_MEMLOCK_RANGE", 18}, {"SC_MEMORY_PROTECTION", 19}, {"SC_MESSAGE_PASSING", 20}, {"SC_MINSIGSTKSZ", 249}, {"SC_MQ_OPEN_MAX", 27}, {"SC_MQ_PRIO_MAX", 28}, {"SC_NGROUPS_MAX", 3}, {"SC_NL_ARGMAX", 119}, {"SC_NL_LANGMAX", 120}, {"SC_NL_MSGMAX", 121}, {"SC_NL_NMAX", 122}, {"SC_NL_SETMAX", 123}, {"SC_NL_TEXTMAX", 124}, {"SC_NPROCESSORS_CONF", 83}, {"SC_NPROCESSORS_ONLN", 84}, {"SC_NZERO", 109}, {"SC_OPEN_MAX", 4}, {"SC_PAGESIZE", 30}, {"SC_PAGE_SIZE", 30}, {"SC_PASS_MAX", 88}, {"SC_PHYS_PAGES", 85}, {"SC_PII", 53}, {"SC_PII_INTERNET", 56}, {"SC_PII_INTERNET_DGRAM", 62}, {"SC_PII_INTERNET_STREAM", 61}, {"SC_PII_OSI", 57}, {"SC_PII_OSI_CLTS", 64}, {"SC_PII_OSI_COTS", 63}, {"SC_PII_OSI_M", 65}, {"SC_PII_SOCKET", 55}, {"SC_PII_XTI", 54}, {"SC_POLL", 58}, {"SC_PRIORITIZED_IO", 13}, {"SC_PRIORITY_SCHEDULING", 10}, {"SC_REALTIME_SIGNALS", 9}, {"SC_RE_DUP_MAX", 44}, {"SC_RTSIG_MAX", 31}, {"SC_SAVED_IDS", 8}, {"SC_SCHAR_MAX", 111}, {"SC_SCHAR_MIN", 112}, {"SC_SELECT", 59}, {"SC_SEMAPHORES", 21}, {"SC_SEM_NSEMS_MAX", 32}, {"SC_SEM_VALUE_MAX", 33}, {"SC_SHARED_MEMORY_OBJECTS", 22}, {"SC_SHRT_MAX", 113}, {"SC_SHRT_MIN", 114}, {"SC_SIGQUEUE_MAX", 34}, {"SC_SSIZE_MAX", 110}, {"SC_STREAM_MAX", 5}, {"SC_SYNCHRONIZED_IO", 14}, {"SC_THREADS", 67}, {"SC_THREAD_ATTR_STACKADDR", 77}, {"SC_THREAD_ATTR_STACKSIZE", 78}, {"SC_THREAD_DESTRUCTOR_ITERATIONS", 73}, {"SC_THREAD_KEYS_MAX", 74}, {"SC_THREAD_PRIORITY_SCHEDULING", 79}, {"SC_THREAD_PRIO_INHERIT", 80}, {"SC_THREAD_PRIO_PROTECT", 81}, {"SC_THREAD_PROCESS_SHARED", 82}, {"SC_THREAD_SAFE_FUNCTIONS", 68}, {"SC_THREAD_STACK_MIN", 75}, {"SC_THREAD_THREADS_MAX", 76}, {"SC_TIMERS", 11}, {"SC_TIMER_MAX", 35}, {"SC_TTY_NAME_MAX", 72}, {"SC_TZNAME_MAX", 6}, {"SC_T_IOV_MAX", 66}, {"SC_UCHAR_MAX", 115}, {"SC_UINT_MAX", 116}, {"SC_UIO_MAXIOV", 60}, {"SC_ULONG_MAX", 117}, {"SC_USHRT_MAX", 118}, {"SC_VERSION", 29}, {"SC_WORD_BIT", 107}, {"SC_XBS5_ILP32_OFF32", 125}, {"SC_XBS5_ILP32_OFFBIG", 126}, {"SC_XBS5_LP64_OFF64", 127}, {"SC_XBS5_LPBIG_OFFBIG", 128}, {"SC_XOPEN_CRYPT", 92}, {"SC_XOPEN_ENH_I18N", 93}, {"SC_XOPEN_LEGACY", 129}, {"SC_XOPEN_REALTIME", 130}, {"SC_XOPEN_REALTIME_THREADS", 131}, {"SC_XOPEN_SHM", 94}, {"SC_XOPEN_UNIX", 91}, {"SC_XOPEN_VERSION", 89}, {"SC_XOPEN_XCU_VERSION", 90}, {"SC_XOPEN_XPG2", 98}, {"SC_XOPEN_XPG3", 99}, {"SC_XOPEN_XPG4", 100},
};
static const KrConstant pathconf_names[] = {
    {"PC_ALLOC_SIZE_MIN", 18}, {"PC_ASYNC_IO", 10}, {"PC_CHOWN_RESTRICTED", 6}, {"PC_FILESIZEBITS", 13}, {"PC_LINK_MAX", 0}, {"PC_MAX_CANON", 1}, {"PC_MAX_INPUT", 2}, {"PC_NAME_MAX", 3}, {"PC_NO_TRUNC", 7}, {"PC_PATH_MAX", 4}, {"PC_PIPE_BUF", 5}, {"PC_PRIO_IO", 11}, {"PC_REC_INCR_XFER_SIZE", 14}, {"PC_REC_MAX_XFER_SIZE", 15}, {"PC_REC_MIN_XFER_SIZE", 16}, {"PC_REC_XFER_ALIGN", 17}, {"PC_SOCK_MAXBUF", 12}, {"PC_SYMLINK_MAX", 19}, {"PC_SYNC_IO", 9}, {"PC_VDISABLE", 8},
};
static const KrConstant confstr_names[] = {
    {"CS_GNU_LIBC_VERSION", 2}, {"CS_GNU_LIBPTHREAD_VERSION", 3}, {"CS_LFS64_CFLAGS", 1004}, {"CS_LFS64_LDFLAGS", 1005}, {"CS_LFS64_LIBS", 1006}, {"CS_LFS64_LINTFLAGS", 1007}, {"CS_LFS_CFLAGS", 1000}, {"CS_LFS_LDFLAGS", 1001}, {"CS_LFS_LIBS", 1002}, {"CS_LFS_LINTFLAGS", 1003}, {"CS_PATH", 0}, {"CS_XBS5_ILP32_OFF32_CFLAGS", 1100}, {"CS_XBS5_ILP32_OFF32_LDFLAGS", 1101}, {"CS_XBS5_ILP32_OFF32_LIBS", 1102}, {"CS_XBS5_ILP32_OFF32_LINTFLAGS", 1103}, {"CS_XBS5_ILP32_OFFBIG_CFLAGS", 1104}, {"CS_XBS5_ILP32_OFFBIG_LDFLAGS", 1105}, {"CS_XBS5_ILP32_OFFBIG_LIBS", 1106}, {"CS_XBS5_ILP32_OFFBIG_LINTFLAGS", 1107}, {"CS_XBS5_LP64_OFF64_CFLAGS", 1108}, {"CS_XBS5_LP64_OFF64_LDFLAGS", 1109}, {"CS_XBS5_LP64_OFF64_LIBS", 1110}, {"CS_XBS5_LP64_OFF64_LINTFLAGS", 1111}, {"CS_XBS5_LPBIG_OFFBIG_CFLAGS", 1112}, {"CS_XBS5_LPBIG_OFFBIG_LDFLAGS", 1113}, {"CS_XBS5_LPBIG_OFFBIG_LIBS", 1114}, {"CS_XBS5_LPBIG_OFFBIG_LINTFLAGS", 1115},
};
// clang-format on

/* A number, or a name of the table. */
static bool name_arg(kr_vm *vm, Value v, const KrConstant *table, size_t n, int *out) {
    if (kr__is_int_value(vm, v)) return kr__c_int_arg(vm, v, 0, out);
    if (!kr__is_str(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "configuration names must be strings or integers");
    for (size_t i = 0; i < n; i++)
        if (kr__str_is(kr__ptr(v), table[i].name)) return *out = (int)table[i].value, true;
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "unrecognized configuration name");
}

static Value limit(kr_vm *vm, long r) {
    return r == -1 && errno ? kr__posix_failed(vm) : kr__int_from_i64(vm, r);
}
static Value c_sysconf(kr_vm *vm, Value *a, int n) {
    (void)n;
    int name;
    if (!name_arg(vm, a[0], sysconf_names, KR_COUNTOF(sysconf_names), &name)) return KR_FAILED;
    errno = 0;
    return limit(vm, sysconf(name));
}
static Value c_pathconf(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrPath p;
    int name;
    if (!kr__path_arg(vm, "pathconf", "path", a[0], KR_PATH_FD, &p) ||
        !name_arg(vm, a[1], pathconf_names, KR_COUNTOF(pathconf_names), &name))
        return KR_FAILED;
    errno = 0;
    long r = p.text ? pathconf(p.text, name) : fpathconf(p.fd, name);
    if (r != -1 || !errno) return kr__int_from_i64(vm, r);
    return kr__raise_os(vm, errno, errno == EINVAL ? KR_UNSET : p.shown);
}
static Value c_fpathconf(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd, name;
    if (!kr__fileno_arg(vm, a[0], &fd) ||
        !name_arg(vm, a[1], pathconf_names, KR_COUNTOF(pathconf_names), &name))
        return KR_FAILED;
    errno = 0;
    return limit(vm, fpathconf(fd, name));
}
static Value c_confstr(kr_vm *vm, Value *a, int n) {
    (void)n;
    int name;
    char buf[1024];
    if (!name_arg(vm, a[0], confstr_names, KR_COUNTOF(confstr_names), &name)) return KR_FAILED;
    errno = 0;
    size_t len = confstr(name, buf, sizeof buf);
    if (!len) return errno ? kr__posix_failed(vm) : KR_NONE_V;
    return kr__str_new(vm, buf, len - 1 < sizeof buf ? len - 1 : sizeof buf - 1);
}

static bool add_names(kr_vm *vm, Value m, const char *name, const KrConstant *table, size_t n) {
    Value d = kr__dict_new(vm);
    for (size_t i = 0; kr__ok(d) && i < n; i++)
        if (!kr__dict_set_cstr(vm, kr__ptr(d), table[i].name, kr__from_int48(table[i].value)))
            return false;
    return kr__ok(d) && kr__module_add(vm, m, name, d);
}

static const KrFnDef functions[] = {
    {"sysconf(name, /)", c_sysconf, "A limit of the system, by number or name.", 0},
    {"pathconf(path, name)", c_pathconf, "A limit of a file, by number or name; -1: none.", 0},
    {"fpathconf(fd, name, /)", c_fpathconf, "A limit of an open file, by number or name.", 0},
    {"confstr(name, /)", c_confstr, "A text of the system's configuration, or None.", 0},
    {NULL, NULL, NULL, 0},
};

bool kr__posix_conf_init(kr_vm *vm, Value m) {
    return kr__module_constants(vm, m, constants, KR_COUNTOF(constants)) &&
           add_names(vm, m, "sysconf_names", sysconf_names, KR_COUNTOF(sysconf_names)) &&
           add_names(vm, m, "pathconf_names", pathconf_names, KR_COUNTOF(pathconf_names)) &&
           add_names(vm, m, "confstr_names", confstr_names, KR_COUNTOF(confstr_names)) &&
           kr__module_add_functions(vm, m, functions);
}
