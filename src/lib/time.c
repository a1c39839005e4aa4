/* SPDX-License-Identifier: MIT
 * time.c: the module time. Whatever reads a clock asks first whether the host granted it. Broken-down times are struct
 * tm's, made and shown by libc. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#include "lib/_locale.h"
#include "lib/modules.h"
#include "types/dict.h"
#include "types/module.h"
#include "types/number.h"
#include "types/str.h"
#include "types/structseq.h"

extern const KrModuleDef kr__module_time;

#define NS 1000000000
/* A sleep wakes so often to see whether it is to stop. */
#define SLICE_NS 20000000

/* The class struct_time, for as long as the VM lives. */
typedef struct TimeState {
    Value struct_time;
} TimeState;
static TimeState *state_of(kr_vm *vm) { return *kr__module_state(vm, &kr__module_time); }
static void state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_value(gc, ((TimeState *)state)->struct_time);
}
static void state_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(TimeState));
}

/* ---- clocks ---- */

static bool granted(kr_vm *vm) {
    if (vm->grants & KR_GRANT_CLOCK) return true;
    kr__raise_os(vm, EPERM, KR_UNSET);
    return false;
}

static bool read_clock(kr_vm *vm, clockid_t clock, int64_t *ns) {
    struct timespec t;
    if (!granted(vm)) return false;
    if (clock_gettime(clock, &t) != 0) {
        kr__raise_os(vm, errno, KR_UNSET);
        return false;
    }
    *ns = (int64_t)t.tv_sec * NS + t.tv_nsec;
    return true;
}
static double seconds(int64_t ns) { return ns % NS == 0 ? (double)(ns / NS) : (double)ns / 1e9; }

static Value clock_float(kr_vm *vm, clockid_t clock) {
    int64_t ns;
    return read_clock(vm, clock, &ns) ? kr__from_double(seconds(ns)) : KR_FAILED;
}
static Value clock_ns(kr_vm *vm, clockid_t clock) {
    int64_t ns;
    return read_clock(vm, clock, &ns) ? kr__int_from_i64(vm, ns) : KR_FAILED;
}
#define CLOCK(name, id)                                      \
    static Value t_##name(kr_vm *vm, Value *a, int n) {      \
        return (void)a, (void)n, clock_float(vm, id);        \
    }                                                        \
    static Value t_##name##_ns(kr_vm *vm, Value *a, int n) { \
        return (void)a, (void)n, clock_ns(vm, id);           \
    }
CLOCK(time, CLOCK_REALTIME)
CLOCK(monotonic, CLOCK_MONOTONIC)
CLOCK(perf_counter, CLOCK_MONOTONIC)
CLOCK(process_time, CLOCK_PROCESS_CPUTIME_ID)
CLOCK(thread_time, CLOCK_THREAD_CPUTIME_ID)

static bool int_arg(kr_vm *vm, Value v, int *out) {
    int64_t i;
    *out = 0;
    Value index = kr__index(vm, v);
    if (kr__failed(index) || !kr__int_to_i64(vm, index, &i)) return false;
    if (i > INT_MAX)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "signed integer is greater than maximum");
    if (i < INT_MIN)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "signed integer is less than minimum");
    *out = (int)i;
    return true;
}

static Value t_clock_gettime(kr_vm *vm, Value *a, int n) {
    int id;
    return (void)n, int_arg(vm, a[0], &id) ? clock_float(vm, id) : KR_FAILED;
}
static Value t_clock_gettime_ns(kr_vm *vm, Value *a, int n) {
    int id;
    return (void)n, int_arg(vm, a[0], &id) ? clock_ns(vm, id) : KR_FAILED;
}
static Value t_clock_getres(kr_vm *vm, Value *a, int n) {
    (void)n;
    int id;
    struct timespec t;
    if (!int_arg(vm, a[0], &id)) return KR_FAILED;
    if (clock_getres(id, &t) != 0) return kr__raise_os(vm, errno, KR_UNSET);
    return kr__from_double((double)t.tv_sec + (double)t.tv_nsec * 1e-9);
}
static Value t_pthread_getcpuclockid(kr_vm *vm, Value *a, int n) {
    (void)n;
    clockid_t id;
    uint64_t thread;
    Value v = kr__index(vm, a[0]);
    if (kr__failed(v) || !kr__int_to_u64(vm, v, &thread)) return KR_FAILED;
    int err = pthread_getcpuclockid((pthread_t)thread, &id);
    return err ? kr__raise_os(vm, err, KR_UNSET) : kr__from_int48(id);
}

/* Seconds as nanoseconds, rounded up or down. */
static bool duration(kr_vm *vm, Value v, bool up, int64_t *ns) {
    static const char large[] = "timestamp too large to convert to C _PyTime_t";
    if (kr__is_float_value(vm, v)) {
        double d = kr__float_value(v);
        if (d != d)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "Invalid value NaN (not a number)");
        d *= 1e9;
        d = up ? ceil(d) : floor(d);
        if (!(d >= -0x1p63 && d < 0x1p63)) return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, large);
        *ns = (int64_t)d;
        return true;
    }
    int64_t i;
    Value index = kr__index(vm, v);
    if (kr__failed(index)) return false;
    if (!kr__int_fits_i64(vm, index, &i) || __builtin_mul_overflow(i, NS, ns))
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, large);
    return true;
}

static Value set_clock(kr_vm *vm, Value clock, int64_t ns) {
    int id;
    if (!int_arg(vm, clock, &id) || !granted(vm)) return KR_FAILED;
    int64_t whole = ns / NS, rest = ns % NS;
    if (rest < 0) whole--, rest += NS;
    struct timespec t = {.tv_sec = (time_t)whole, .tv_nsec = (long)rest};
    return clock_settime(id, &t) == 0 ? KR_NONE_V : kr__raise_os(vm, errno, KR_UNSET);
}
static Value t_clock_settime(kr_vm *vm, Value *a, int n) {
    int64_t ns = 0;
    return (void)n, duration(vm, a[1], false, &ns) ? set_clock(vm, a[0], ns) : KR_FAILED;
}
static Value t_clock_settime_ns(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t ns;
    Value v = kr__index(vm, a[1]);
    return kr__ok(v) && kr__int_to_i64(vm, v, &ns) ? set_clock(vm, a[0], ns) : KR_FAILED;
}

static Value t_sleep(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t ns = 0, end, now;
    if (!duration(vm, a[0], true, &ns)) return KR_FAILED;
    if (ns < 0) return kr__raise_value(vm, "sleep length must be non-negative");
    if (!read_clock(vm, CLOCK_MONOTONIC, &now)) return KR_FAILED;
    if (__builtin_add_overflow(now, ns, &end)) end = INT64_MAX;
    while (now < end) {
        int64_t wait = end - now < SLICE_NS ? end - now : SLICE_NS;
        struct timespec t = {.tv_nsec = (long)wait};
        KR_BLOCKING(vm, nanosleep(&t, NULL));
        if (!kr__poll(vm) || !read_clock(vm, CLOCK_MONOTONIC, &now)) return KR_FAILED;
    }
    return KR_NONE_V;
}

static Value t_get_clock_info(kr_vm *vm, Value *a, int n) {
    (void)n;
    static const struct {
        const char *name, *how;
        clockid_t clock;
    } clocks[] = {
        {"time", "clock_gettime(CLOCK_REALTIME)", CLOCK_REALTIME},
        {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC},
        {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC},
        {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", CLOCK_PROCESS_CPUTIME_ID},
        {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", CLOCK_THREAD_CPUTIME_ID},
    };
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "get_clock_info() argument 1 must be str, not %P", a[0]);
    size_t i = 0;
    while (i < KR_COUNTOF(clocks) && !kr__str_is(kr__ptr(a[0]), clocks[i].name)) i++;
    if (i == KR_COUNTOF(clocks)) return kr__raise_value(vm, "unknown clock");
    struct timespec t;
    clock_getres(clocks[i].clock, &t);
    Value fields = kr__dict_new(vm), how = kr__str_new(vm, clocks[i].how, strlen(clocks[i].how));
    if (kr__failed(fields) || kr__failed(how)) return KR_FAILED;
    KrDict *d = kr__ptr(fields);
    bool wall = clocks[i].clock == CLOCK_REALTIME;
    Value resolution = kr__from_double((double)t.tv_sec + (double)t.tv_nsec * 1e-9);
    if (!kr__dict_set_cstr(vm, d, "implementation", how) ||
        !kr__dict_set_cstr(vm, d, "monotonic", kr__bool(!wall)) ||
        !kr__dict_set_cstr(vm, d, "adjustable", kr__bool(wall)) ||
        !kr__dict_set_cstr(vm, d, "resolution", resolution))
        return KR_FAILED;
    return kr__call_ex(vm, kr__type(vm, KR_T_NAMESPACE), kr__tuple_empty(vm), fields);
}

/* ---- struct_time ---- */

static const KrSeqField time_fields[] = {
    {"tm_year", "year, for example, 1993"},
    {"tm_mon", "month of year, range [1, 12]"},
    {"tm_mday", "day of month, range [1, 31]"},
    {"tm_hour", "hours, range [0, 23]"},
    {"tm_min", "minutes, range [0, 59]"},
    {"tm_sec", "seconds, range [0, 61])"},
    {"tm_wday", "day of week, range [0, 6], Monday is 0"},
    {"tm_yday", "day of year, range [1, 366]"},
    {"tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"},
    {"tm_zone", "abbreviation of timezone name"},
    {"tm_gmtoff", "offset from UTC in seconds"},
    {NULL, NULL}};
static const KrSeqDef time_def = {"time",
                                  "struct_time",
                                  "The time value as returned by gmtime(), localtime(), and "
                                  "strptime(), and\n accepted by asctime(), mktime() and "
                                  "strftime().  May be considered as a\n sequence of 9 integers.",
                                  time_fields,
                                  9,
                                  true};

static Value from_tm(kr_vm *vm, const struct tm *t) {
    Value zone = kr__str_new(vm, t->tm_zone, strlen(t->tm_zone));
    if (kr__failed(zone)) return zone;
    const int64_t numbers[9] = {
        t->tm_year + (int64_t)1900, t->tm_mon + 1,  t->tm_mday, t->tm_hour, t->tm_min, t->tm_sec,
        (t->tm_wday + 6) % 7,       t->tm_yday + 1, t->tm_isdst};
    Value items[11];
    for (int i = 0; i < 9; i++) items[i] = kr__from_int48(numbers[i]);
    items[9] = zone;
    items[10] = kr__from_int48(t->tm_gmtoff);
    return kr__structseq_new(vm, state_of(vm)->struct_time, items, 11);
}

/* Seconds since the epoch, rounded down; None and unset: now. */
static bool timestamp(kr_vm *vm, Value v, time_t *out) {
    static const char range[] = "timestamp out of range for platform time_t";
    int64_t i;
    if (!kr__ok(v) || kr__is_none(v)) {
        if (!granted(vm)) return false;
        *out = time(NULL);
        return true;
    }
    if (kr__is_float_value(vm, v)) {
        double d = floor(kr__float_value(v));
        if (d != d)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "Invalid value NaN (not a number)");
        if (!(d >= -0x1p63 && d < 0x1p63)) return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, range);
        i = (int64_t)d;
    } else {
        Value index = kr__index(vm, v);
        if (kr__failed(index)) return false;
        if (!kr__int_fits_i64(vm, index, &i))
            return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, range);
    }
    *out = (time_t)i;
    return true;
}

static bool broken_down(kr_vm *vm, Value v, bool local, struct tm *t) {
    time_t when;
    if (!timestamp(vm, v, &when)) return false;
    errno = 0;
    if (local ? localtime_r(&when, t) : gmtime_r(&when, t)) return true;
    kr__raise_os(vm, errno ? errno : EINVAL, KR_UNSET);
    return false;
}
static Value t_gmtime(kr_vm *vm, Value *a, int n) {
    struct tm t;
    return (void)n, broken_down(vm, a[0], false, &t) ? from_tm(vm, &t) : KR_FAILED;
}
static Value t_localtime(kr_vm *vm, Value *a, int n) {
    struct tm t;
    return (void)n, broken_down(vm, a[0], true, &t) ? from_tm(vm, &t) : KR_FAILED;
}

/* The struct tm that a tuple of nine says. *zone keeps the name that t->tm_zone points to. */
static bool to_tm(kr_vm *vm, Value v, const char *function, struct tm *t, Value *zone) {
    int f[9];
    if (!kr__has_kind(vm, v, KR_K_TUPLE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "Tuple or struct_time argument required");
    const KrTuple *tuple = kr__ptr(v);
    if (tuple->len != 9)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s(): illegal time tuple argument", function);
    for (size_t i = 0; i < 9; i++)
        if (!int_arg(vm, kr__tuple_get(tuple, i), &f[i])) return false;
    if (f[0] < INT_MIN + 1900)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "year out of range");
    *t = (struct tm){.tm_year = f[0] - 1900,
                     .tm_mon = f[1] - 1,
                     .tm_mday = f[2],
                     .tm_hour = f[3],
                     .tm_min = f[4],
                     .tm_sec = f[5],
                     .tm_wday = (int)((f[6] + 1L) % 7),
                     .tm_yday = f[7] - 1,
                     .tm_isdst = f[8]};
    if (!kr__same(kr__class_of(vm, v), state_of(vm)->struct_time)) return true;
    Value name = kr__intern(vm, "tm_zone", 7), offset = kr__intern(vm, "tm_gmtoff", 9), seconds;
    if (kr__failed(name) || kr__failed(offset)) return false;
    int has = kr__getattr_opt(vm, v, name, zone);
    if (has > 0 && kr__is_str(vm, *zone)) t->tm_zone = kr__str_text(kr__ptr(*zone));
    if (has >= 0) has = kr__getattr_opt(vm, v, offset, &seconds);
    if (has > 0 && kr__is_int(seconds)) t->tm_gmtoff = (long)kr__int(seconds);
    return has >= 0;
}

/* Zero stands for the first month, day of the month and day of the year; the rest must be in range. */
static bool check_tm(kr_vm *vm, struct tm *t) {
    if (t->tm_mon == -1) t->tm_mon = 0;
    if (t->tm_mday == 0) t->tm_mday = 1;
    if (t->tm_yday == -1) t->tm_yday = 0;
    const char *bad = NULL;
    if (t->tm_mon < 0 || t->tm_mon > 11)
        bad = "month";
    else if (t->tm_mday < 0 || t->tm_mday > 31)
        bad = "day of month";
    else if (t->tm_hour < 0 || t->tm_hour > 23)
        bad = "hour";
    else if (t->tm_min < 0 || t->tm_min > 59)
        bad = "minute";
    else if (t->tm_sec < 0 || t->tm_sec > 61)
        bad = "seconds";
    else if (t->tm_wday < 0)
        bad = "day of week";
    else if (t->tm_yday < 0 || t->tm_yday > 365)
        bad = "day of year";
    return !bad || kr__raise_false(vm, KR_T_X_VALUEERROR, "%s out of range", bad);
}

/* The tuple, or now in local time when there is none. */
static bool tm_or_now(kr_vm *vm, Value v, const char *function, struct tm *t, Value *zone) {
    if (!kr__ok(v)) return broken_down(vm, v, true, t);
    return to_tm(vm, v, function, t, zone) && check_tm(vm, t);
}

/* ---- text ---- */

static Value as_text(kr_vm *vm, const struct tm *t) {
    static const char days[] = "SunMonTueWedThuFriSat",
                      months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char fixed[32], two[4][4];
    const int parts[3] = {t->tm_hour, t->tm_min, t->tm_sec};
    for (int i = 0; i < 3; i++) {
        two[i][0] = (char)('0' + parts[i] / 10);
        two[i][1] = (char)('0' + parts[i] % 10);
        two[i][2] = 0;
    }
    memcpy(fixed, days + t->tm_wday * 3, 3);
    fixed[3] = ' ';
    memcpy(fixed + 4, months + t->tm_mon * 3, 3);
    fixed[7] = 0;
    return kr__text(vm, t->tm_mday < 10 ? "%s  %d %s:%s:%s %d" : "%s %d %s:%s:%s %d", fixed,
                    t->tm_mday, two[0], two[1], two[2], t->tm_year + 1900);
}
static Value t_asctime(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct tm t;
    Value zone = KR_UNSET;
    return tm_or_now(vm, a[0], "asctime", &t, &zone) ? as_text(vm, &t) : KR_FAILED;
}
static Value t_ctime(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct tm t;
    return broken_down(vm, a[0], true, &t) ? as_text(vm, &t) : KR_FAILED;
}

/* By a format that is not empty, as the VM's locale has it. */
static Value formatted(kr_vm *vm, Value format, const struct tm *t) {
    size_t n;
    KrMem *mem = &kr__heap(vm)->mem;
    wchar_t *wide = kr__wide_text(vm, format, &n);
    Value r = KR_UNSET;
    /* nothing written may mean no room, or a format such as %p that has no text */
    for (size_t room = 1024; wide; room *= 2) {
        wchar_t *buf = kr__mem_alloc(mem, room * sizeof *buf);
        if (!buf) {
            kr__no_memory(vm);
            break;
        }
        size_t len = wcsftime_l(buf, room, wide, t, kr__locale_now(vm));
        bool done = len > 0 || room >= 256 * n;
        if (done) r = kr__wide_str(vm, buf, len);
        kr__mem_free(mem, buf, room * sizeof *buf);
        if (done) break;
    }
    kr__wide_free(vm, wide, n);
    return r;
}

static Value t_strftime(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct tm t;
    Value zone = KR_UNSET;
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "strftime() argument 1 must be str, not %P", a[0]);
    if (!tm_or_now(vm, a[1], "strftime", &t, &zone) || !kr__str_no_nul(vm, a[0])) return KR_FAILED;
    t.tm_isdst = t.tm_isdst < -1 ? -1 : t.tm_isdst > 1 ? 1 : t.tm_isdst;
    if (!((KrStr *)kr__ptr(a[0]))->len) return a[0];
    Value r = formatted(vm, a[0], &t);
    kr__keep(zone);
    return r;
}

static Value t_strptime(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value f = kr__import_attr(vm, "_strptime", "_strptime_time");
    return kr__ok(f) ? kr__call(vm, f, a, kr__ok(a[1]) ? 2 : 1) : f;
}

static Value t_mktime(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct tm t;
    Value zone = KR_UNSET;
    if (!to_tm(vm, a[0], "mktime", &t, &zone)) return KR_FAILED;
    t.tm_wday = -1; /* stays so when it fails */
    time_t when = mktime(&t);
    kr__keep(zone);
    if (when == (time_t)-1 && t.tm_wday == -1)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "mktime argument out of range");
    return kr__from_double((double)when);
}

/* ---- the time zone ---- */

static bool zone_at(kr_vm *vm, time_t when, int64_t *west, Value *name) {
    struct tm t;
    if (!localtime_r(&when, &t)) return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "no time zone");
    *west = -t.tm_gmtoff;
    *name = kr__str_new(vm, t.tm_zone, strlen(t.tm_zone));
    return kr__ok(*name);
}

/* timezone, altzone, daylight, tzname: as they are in January and July. */
static bool add_zone(kr_vm *vm, Value m) {
    const time_t year = (365 * 24 + 6) * 3600;
    time_t january = vm->grants & KR_GRANT_CLOCK ? time(NULL) / year * year : 0;
    int64_t west[2];
    Value names[2], swapped[2];
    if (!zone_at(vm, january, &west[0], &names[0]) ||
        !zone_at(vm, january + year / 2, &west[1], &names[1]))
        return false;
    int winter = west[0] < west[1]; /* which half has standard time: the one further west */
    swapped[0] = names[winter];
    swapped[1] = names[!winter];
    Value pair = kr__tuple_new(vm, swapped, 2);
    return kr__ok(pair) && kr__module_add(vm, m, "timezone", kr__from_int48(west[winter])) &&
           kr__module_add(vm, m, "altzone", kr__from_int48(west[!winter])) &&
           kr__module_add(vm, m, "daylight", kr__from_int48(west[0] != west[1])) &&
           kr__module_add(vm, m, "tzname", pair);
}

static Value t_tzset(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value name = kr__intern(vm, "time", 4);
    Value m = kr__ok(name) ? kr__import(vm, name) : KR_FAILED;
    if (kr__failed(m)) return m;
    tzset();
    return add_zone(vm, m) ? KR_NONE_V : KR_FAILED;
}

/* ---- the module ---- */

static const KrFnDef functions[] = {
    {"time()", t_time,
     "time() -> floating point number\n\nReturn the current time in seconds since the Epoch.", 0},
    {"time_ns()", t_time_ns,
     "time_ns() -> int\n\nReturn the current time in nanoseconds since the Epoch.", 0},
    {"clock_gettime(clk_id, /)", t_clock_gettime,
     "clock_gettime(clk_id) -> float\n\nReturn the time of the specified clock clk_id.", 0},
    {"clock_gettime_ns(clk_id, /)", t_clock_gettime_ns,
     "clock_gettime_ns(clk_id) -> int\n\nThe time of the clock in nanoseconds.", 0},
    {"clock_settime(clk_id, time, /)", t_clock_settime,
     "clock_settime(clk_id, time)\n\nSet the time of the specified clock clk_id.", 0},
    {"clock_settime_ns(clk_id, time, /)", t_clock_settime_ns,
     "clock_settime_ns(clk_id, time)\n\nSet the clock, in nanoseconds.", 0},
    {"clock_getres(clk_id, /)", t_clock_getres,
     "clock_getres(clk_id) -> floating point number\n\nReturn the resolution (precision) of the "
     "clock.",
     0},
    {"pthread_getcpuclockid(thread_id, /)", t_pthread_getcpuclockid,
     "pthread_getcpuclockid(thread_id) -> int\n\nThe number of a thread's CPU time clock.", 0},
    {"sleep(seconds, /)", t_sleep,
     "sleep(seconds)\n\nDelay execution for a given number of seconds, which may have a fraction.",
     0},
    {"gmtime(seconds=None, /)", t_gmtime,
     "gmtime([seconds]) -> struct_time in UTC; now when seconds is not given.", 0},
    {"localtime(seconds=None, /)", t_localtime,
     "localtime([seconds]) -> struct_time in local time; now when seconds is not given.", 0},
    {"asctime(tuple=None, /)", t_asctime,
     "asctime([tuple]) -> string\n\nA time tuple as text, e.g. 'Sat Jun 06 16:26:11 1998'.", 0},
    {"ctime(seconds=None, /)", t_ctime,
     "ctime(seconds) -> string\n\nSeconds since the Epoch as text in local time.", 0},
    {"mktime(tuple, /)", t_mktime,
     "mktime(tuple) -> floating point number\n\nConvert a time tuple in local time to seconds "
     "since the Epoch.",
     0},
    {"strftime(format, tuple=None, /)", t_strftime,
     "strftime(format[, tuple]) -> string\n\nA time tuple as text by a format; local time when it "
     "is not given.",
     0},
    {"strptime(string, format='%a %b %d %H:%M:%S %Y', /)", t_strptime,
     "strptime(string, format) -> struct_time\n\nThe time that a text says, by a format.", 0},
    {"monotonic()", t_monotonic, "monotonic() -> float\n\nMonotonic clock, cannot go backward.", 0},
    {"monotonic_ns()", t_monotonic_ns, "monotonic_ns() -> int\n\nMonotonic clock, in nanoseconds.",
     0},
    {"perf_counter()", t_perf_counter,
     "perf_counter() -> float\n\nPerformance counter for benchmarking.", 0},
    {"perf_counter_ns()", t_perf_counter_ns,
     "perf_counter_ns() -> int\n\nPerformance counter in nanoseconds.", 0},
    {"process_time()", t_process_time,
     "process_time() -> float\n\nCPU time of the process: kernel and user time.", 0},
    {"process_time_ns()", t_process_time_ns,
     "process_time_ns() -> int\n\nCPU time of the process in nanoseconds.", 0},
    {"thread_time()", t_thread_time,
     "thread_time() -> float\n\nCPU time of the thread: kernel and user time.", 0},
    {"thread_time_ns()", t_thread_time_ns,
     "thread_time_ns() -> int\n\nCPU time of the thread in nanoseconds.", 0},
    {"get_clock_info(name, /)", t_get_clock_info,
     "get_clock_info(name: str) -> namespace\n\nInformation about the clock of a function.", 0},
    {"tzset()", t_tzset, "tzset()\n\nRead the time zone from the environment variable TZ again.",
     0},
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    static const struct {
        const char *name;
        int value;
    } clocks[] = {
        {"CLOCK_REALTIME", CLOCK_REALTIME},
        {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
        {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
        {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
        {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
        {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
        {"CLOCK_TAI", CLOCK_TAI},
        {"_STRUCT_TM_ITEMS", 11},
    };
    for (size_t i = 0; i < KR_COUNTOF(clocks); i++)
        if (!kr__module_add(vm, m, clocks[i].name, kr__from_int48(clocks[i].value))) return false;
    void **place = kr__module_state(vm, &kr__module_time);
    if (!place) return false;
    TimeState *state = *place;
    if (!state && !(state = *place = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *state)))
        return kr__ok(kr__no_memory(vm));
    state->struct_time = kr__structseq_class(vm, &time_def);
    return kr__ok(state->struct_time) && kr__module_add(vm, m, "struct_time", state->struct_time) &&
           add_zone(vm, m);
}

const KrModuleDef kr__module_time = {
    .name = "time",
    .doc = "This module provides various functions to manipulate time values.",
    .functions = functions,
    .init = init,
    .trace = state_trace,
    .free = state_free,
};
