/* SPDX-License-Identifier: MIT
 * fileno.c: what the modules about descriptors share (lib/fileno.h): descriptor arguments, timeouts, waiting in slices. */
#include "lib/fileno.h"

#include <errno.h>
#include <math.h>
#include <time.h>

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
