/* SPDX-License-Identifier: MIT
 * resource.c: the module resource: limits of the process, and what it has used. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

#include "lib/fileno.h"
#include "lib/modules.h"
#include "lib/posix.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/structseq.h"

extern const KrModuleDef kr__module_resource;
enum { S_RUSAGE, S_COUNT };
static Value *state_of(kr_vm *vm) { return kr__module_values(vm, &kr__module_resource, S_COUNT); }

static const KrSeqField usage_fields[] = {
    {"ru_utime", "user time used"},
    {"ru_stime", "system time used"},
    {"ru_maxrss", "max. resident set size"},
    {"ru_ixrss", "shared memory size"},
    {"ru_idrss", "unshared data size"},
    {"ru_isrss", "unshared stack size"},
    {"ru_minflt", "page faults not requiring I/O"},
    {"ru_majflt", "page faults requiring I/O"},
    {"ru_nswap", "number of swap outs"},
    {"ru_inblock", "block input operations"},
    {"ru_oublock", "block output operations"},
    {"ru_msgsnd", "IPC messages sent"},
    {"ru_msgrcv", "IPC messages received"},
    {"ru_nsignals", "signals received"},
    {"ru_nvcsw", "voluntary context switches"},
    {"ru_nivcsw", "involuntary context switches"},
    {NULL, NULL},
};
static const KrSeqDef usage_def = {
    .module = "resource",
    .name = "struct_rusage",
    .doc = "struct_rusage: what getrusage gives, as a tuple whose items have names.",
    .fields = usage_fields,
    .visible = 16,
    .constructible = true};

static Value seconds(struct timeval t) {
    return kr__from_double((double)t.tv_sec + (double)t.tv_usec * 1e-6);
}

static Value r_getrusage(kr_vm *vm, Value *a, int n) {
    (void)n;
    int who;
    struct rusage u;
    Value *s = state_of(vm);
    if (!s || !kr__c_int_arg(vm, a[0], 0, &who)) return KR_FAILED;
    if (getrusage(who, &u) != 0)
        return errno == EINVAL ? kr__raise_value(vm, "invalid who parameter")
                               : kr__raise_os(vm, errno, KR_UNSET);
    long rest[14] = {u.ru_maxrss, u.ru_ixrss,    u.ru_idrss,   u.ru_isrss,   u.ru_minflt,
                     u.ru_majflt, u.ru_nswap,    u.ru_inblock, u.ru_oublock, u.ru_msgsnd,
                     u.ru_msgrcv, u.ru_nsignals, u.ru_nvcsw,   u.ru_nivcsw};
    Value v[16] = {seconds(u.ru_utime), seconds(u.ru_stime)};
    for (int i = 0; i < 14; i++)
        if (kr__failed(v[i + 2] = kr__int_from_i64(vm, rest[i]))) return KR_FAILED;
    return kr__structseq_new(vm, s[S_RUSAGE], v, 16);
}

static Value pair(kr_vm *vm, const struct rlimit *l) {
    Value v[2] = {kr__int_from_i64(vm, (int64_t)l->rlim_cur),
                  kr__int_from_i64(vm, (int64_t)l->rlim_max)};
    return kr__ok(v[0]) && kr__ok(v[1]) ? kr__tuple_new(vm, v, 2) : KR_FAILED;
}

static bool resource_arg(kr_vm *vm, Value v, int *which) {
    if (!kr__c_int_arg(vm, v, 0, which)) return false;
    if (*which >= 0 && *which < (int)RLIMIT_NLIMITS) return true;
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "invalid resource specified");
}

static bool one_limit(kr_vm *vm, Value v, rlim_t *out) {
    int64_t i;
    Value index = kr__index(vm, v);
    if (kr__failed(index)) return false;
    if (!kr__int_fits_i64(vm, index, &i))
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "Python int too large to convert to C long");
    *out = (rlim_t)i;
    return true;
}

static bool limits_arg(kr_vm *vm, Value v, struct rlimit *l) {
    Value t = kr__tuple_from(vm, v);
    if (kr__failed(t)) return false;
    if (((KrTuple *)kr__ptr(t))->len != 2)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "expected a tuple of 2 integers");
    return one_limit(vm, kr__tuple_get(kr__ptr(t), 0), &l->rlim_cur) &&
           one_limit(vm, kr__tuple_get(kr__ptr(t), 1), &l->rlim_max);
}

static Value failed(kr_vm *vm) {
    if (errno == EINVAL) return kr__raise_value(vm, "current limit exceeds maximum limit");
    if (errno == EPERM) return kr__raise_value(vm, "not allowed to raise maximum limit");
    return kr__raise_os(vm, errno, KR_UNSET);
}

static Value r_getrlimit(kr_vm *vm, Value *a, int n) {
    (void)n;
    int which;
    struct rlimit l;
    if (!resource_arg(vm, a[0], &which)) return KR_FAILED;
    return getrlimit((__rlimit_resource_t)which, &l) == 0 ? pair(vm, &l)
                                                          : kr__raise_os(vm, errno, KR_UNSET);
}
static Value r_setrlimit(kr_vm *vm, Value *a, int n) {
    (void)n;
    int which;
    struct rlimit l;
    if (!resource_arg(vm, a[0], &which) || !limits_arg(vm, a[1], &l)) return KR_FAILED;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS)) return KR_FAILED;
    return setrlimit((__rlimit_resource_t)which, &l) == 0 ? KR_NONE_V : failed(vm);
}
static Value r_prlimit(kr_vm *vm, Value *a, int n) {
    int pid, which;
    struct rlimit now, l;
    if (n < 2 || n > 3 || vm->tail.nkw)
        return kr__raise_type(vm, "resource.prlimit requires 2 to 3 arguments");
    if (!kr__c_int_arg(vm, a[0], 0, &pid) || !resource_arg(vm, a[1], &which)) return KR_FAILED;
    bool set = n > 2 && !kr__is_none(a[2]);
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS) || (set && !limits_arg(vm, a[2], &l)))
        return KR_FAILED;
    if (prlimit(pid, (__rlimit_resource_t)which, set ? &l : NULL, &now) == 0) return pair(vm, &now);
    return errno == EINVAL ? failed(vm) : kr__raise_os(vm, errno, KR_UNSET);
}
static Value r_getpagesize(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__int_from_i64(vm, sysconf(_SC_PAGESIZE));
}

static const KrFnDef functions[] = {
    {"getpagesize()", r_getpagesize, NULL, 0},
    {"getrlimit(resource, /)", r_getrlimit, NULL, 0},
    {"getrusage(who, /)", r_getrusage, NULL, 0},
    {"prlimit(", r_prlimit, "prlimit(pid, resource[, limits])", KR_DEF_RAW},
    {"setrlimit(resource, limits, /)", r_setrlimit, NULL, 0},
    {NULL, NULL, NULL, 0},
};

#define C(name) {#name, (int64_t)name},
// clang-format off
static const KrConstant constants[] = {
    C(RLIMIT_AS) C(RLIMIT_CORE) C(RLIMIT_CPU) C(RLIMIT_DATA) C(RLIMIT_FSIZE) C(RLIMIT_MEMLOCK)
    C(RLIMIT_MSGQUEUE) C(RLIMIT_NICE) C(RLIMIT_NOFILE) C(RLIMIT_NPROC) C(RLIMIT_OFILE)
    C(RLIMIT_RSS) C(RLIMIT_RTPRIO) C(RLIMIT_RTTIME) C(RLIMIT_SIGPENDING) C(RLIMIT_STACK)
    C(RLIM_INFINITY) C(RUSAGE_CHILDREN) C(RUSAGE_SELF) C(RUSAGE_THREAD)
};
// clang-format on

static bool init(kr_vm *vm, Value m) {
    Value *s = state_of(vm);
    return s && kr__ok(s[S_RUSAGE] = kr__structseq_class(vm, &usage_def)) &&
           kr__module_add(vm, m, "struct_rusage", s[S_RUSAGE]) &&
           kr__module_add(vm, m, "error", kr__type(vm, KR_T_X_OSERROR)) &&
           kr__module_constants(vm, m, constants, KR_COUNTOF(constants));
}

const KrModuleDef kr__module_resource = {
    .name = "resource",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
