/* SPDX-License-Identifier: MIT
 * _datetime.h: what the files of the module _datetime share: the structs of its classes, arithmetic of the calendar
 * (_datetime_calc.c), timedelta, tzinfo and timezone (_datetime_delta.c, _datetime_zone.c), date, time
 * (_datetime_date.c, _datetime_time.c), datetime and the module (_datetime_full.c, _datetime.c). */
#ifndef KR_LIB_DATETIME_H
#define KR_LIB_DATETIME_H

#include "types/host.h"

/* ---- the classes ---- */

enum {
    S_DELTA,
    S_TZINFO,
    S_ZONE,
    S_DATE,
    S_TIME,
    S_FULL, /* datetime */
    S_ISO,  /* IsoCalendarDate */
    S_UTC,
    S_COUNT
};
/* NULL: MemoryError pending. */
Value *kr__datetime_state(kr_vm *vm);

typedef struct Delta {
    KrObj head;
    int32_t days, seconds, us; /* seconds < 86400, us < 1000000, neither negative */
} Delta;
typedef struct Zone {
    KrObj head;
    Slot offset, name; /* Delta; str or 0 */
} Zone;
typedef struct Date {
    KrObj head;
    int16_t year;
    uint8_t month, day;
} Date;
typedef struct Clock { /* what time and datetime have */
    uint8_t hour, minute, second, fold;
    uint32_t us;
    Slot zone; /* 0: None */
} Clock;
typedef struct Time {
    KrObj head;
    Clock c;
} Time;
typedef struct Full { /* datetime: begins as Date */
    Date d;
    Clock c;
} Full;

extern const KrClassDef kr__datetime_delta_def, kr__datetime_tzinfo_def, kr__datetime_zone_def,
    kr__datetime_date_def, kr__datetime_iso_def, kr__datetime_time_def, kr__datetime_full_def;

KR_INLINE Delta *kr__delta(Value v) { return kr__ptr(v); }
KR_INLINE Date *kr__date(Value v) { return kr__ptr(v); }
KR_INLINE Time *kr__time(Value v) { return kr__ptr(v); }
KR_INLINE Full *kr__full(Value v) { return kr__ptr(v); }
KR_INLINE bool kr__is_delta(kr_vm *vm, Value v) {
    return kr__is_host(vm, v, &kr__datetime_delta_def);
}
KR_INLINE bool kr__is_date(kr_vm *vm, Value v) { /* or a datetime */
    const KrClassDef *def = kr__class_def(vm, kr__class_of(vm, v));
    return def == &kr__datetime_date_def || def == &kr__datetime_full_def;
}
KR_INLINE bool kr__is_zone(kr_vm *vm, Value v) { /* of any class below tzinfo */
    const KrClassDef *def = kr__class_def(vm, kr__class_of(vm, v));
    return def == &kr__datetime_tzinfo_def || def == &kr__datetime_zone_def;
}
KR_INLINE bool kr__is_time(kr_vm *vm, Value v) {
    return kr__is_host(vm, v, &kr__datetime_time_def);
}
KR_INLINE bool kr__is_full(kr_vm *vm, Value v) {
    return kr__is_host(vm, v, &kr__datetime_full_def);
}
KR_INLINE Value kr__zone_of(const Clock *c) {
    return c->zone.bits ? KR_VALUE(c->zone.bits) : KR_NONE_V;
}

/* ---- the calendar: plain numbers, nothing fails that has no bool ---- */

enum { MAX_ORDINAL = 3652059, MAX_DELTA_DAYS = 999999999 };
#define DAY 86400
#define MILLION 1000000

bool kr__calc_leap(int64_t year);
int kr__calc_month_days(int64_t year, int month);
int kr__calc_days_before(int64_t year, int month);          /* in the year */
int64_t kr__calc_ordinal(int64_t year, int month, int day); /* 1: the first of January of year 1 */
void kr__calc_date(int64_t ordinal, int *year, int *month, int *day);
int64_t kr__calc_first_monday(int64_t year); /* of ISO's first week */
/* 0; -1: the year is out of range, -2: the week, -3: the day. */
int kr__calc_iso_date(int64_t year, int64_t week, int64_t day, int *y, int *m, int *d);
/* Seconds since the beginning of the first of January of year 1. */
int64_t kr__calc_seconds(int64_t year, int month, int day, int hour, int minute, int second);
#define EPOCH_SECONDS ((int64_t)719163 * DAY)

/* ---- text ---- */

/* v in at least `width` digits; returns what is behind. */
char *kr__calc_digits(char *to, uint32_t v, int width);
char *kr__calc_put_date(char *to, const Date *d);
/* HH:MM:SS and so on, as the timespec (str; unset: auto) says; NULL: ValueError pending. */
char *kr__calc_put_clock(kr_vm *vm, char *to, const Clock *c, Value timespec);
/* +HH:MM, with seconds and microseconds where there are any; offset is a Delta. */
char *kr__calc_put_offset(char *to, const Delta *offset, const char *sep);
bool kr__calc_read_date(const char *s, size_t n, int *year, int *month, int *day);
typedef struct IsoTime {
    int hour, minute, second, us;
    bool zone;
    int offset, offset_us; /* seconds */
} IsoTime;
bool kr__calc_read_time(const char *s, size_t n, IsoTime *out);
Value kr__datetime_bad_iso(kr_vm *vm, Value text); /* ValueError */
/* Name of its class as a repr begins with it: datetime.X, or a subclass's bare name. */
Value kr__datetime_name(kr_vm *vm, Value v);

/* ---- making; cls may be a subclass, whose own constructor is not called unless it says `call` ---- */

KR_MUST_USE Value kr__delta_new(kr_vm *vm, Value cls, int64_t days, int64_t seconds, int64_t us);
/* cls unset: timedelta itself. */
KR_MUST_USE Value kr__delta_plain(kr_vm *vm, int64_t days, int64_t seconds, int64_t us);
KR_MUST_USE Value kr__delta_sub(kr_vm *vm, Value a, Value b);
int kr__delta_compare(Value a, Value b);
KR_INLINE bool kr__delta_truth(const Delta *d) { return d->days || d->seconds || d->us; }
KR_MUST_USE Value kr__delta_seconds(kr_vm *vm, Value delta); /* total_seconds() */
/* A timezone; name unset: none, and UTC itself for no offset. */
KR_MUST_USE Value kr__zone_new(kr_vm *vm, Value offset, Value name);
/* The zone of ISO text, or None. */
KR_MUST_USE Value kr__zone_from_iso(kr_vm *vm, const IsoTime *t);
KR_MUST_USE Value kr__date_make(kr_vm *vm, Value cls, int year, int month, int day);
KR_MUST_USE Value kr__date_call(kr_vm *vm, Value cls, int year, int month, int day);
KR_MUST_USE Value kr__time_make(kr_vm *vm, Value cls, const Clock *c);
KR_MUST_USE Value kr__full_make(kr_vm *vm, Value cls, int year, int month, int day, const Clock *c);
KR_MUST_USE Value kr__full_call(kr_vm *vm, Value cls, int year, int month, int day, const Clock *c);
/* datetime plus (sign -1: minus) timedelta. */
KR_MUST_USE Value kr__full_add(kr_vm *vm, Value full, Value delta, int sign);

/* ---- arguments ---- */

/* An int as C has it; KR_UNSET leaves *out. */
KR_MUST_USE bool kr__datetime_int(kr_vm *vm, Value v, int *out);
KR_MUST_USE bool kr__datetime_check_date(kr_vm *vm, int year, int month, int day);
/* hour, minute, second, microsecond, tzinfo, fold as given (unset: not) into c, which holds the defaults. */
KR_MUST_USE bool kr__datetime_clock(kr_vm *vm, const Value *a, Clock *c);
KR_MUST_USE bool kr__datetime_check_zone(kr_vm *vm, Value v);
KR_MUST_USE bool kr__datetime_missing(kr_vm *vm, const Value *a, const char *const *names, int n);
/* The n bytes of a pickled state in v, bytes or str of Latin-1: 1; 0: v is no such; -1. at: which byte says so, less
 * than `below` once its high bit is off and `from` is taken away. */
int kr__datetime_state_of(kr_vm *vm, Value v, size_t n, size_t at, int from, int below, bool fold,
                          const char *what, uint8_t out[10]);
/* A POSIX time: seconds and microseconds, rounded half to even, or down to seconds. */
KR_MUST_USE bool kr__datetime_timestamp(kr_vm *vm, Value v, bool floor, int64_t *seconds, int *us);
struct tm;
KR_MUST_USE bool kr__datetime_tm(kr_vm *vm, int64_t seconds, bool local, struct tm *t);

/* ---- what zones say ---- */

/* zone.utcoffset(arg) or zone.dst(arg): None or a Delta within a day. */
KR_MUST_USE Value kr__zone_ask(kr_vm *vm, Value zone, const char *method, Value arg);
KR_MUST_USE Value kr__zone_name(kr_vm *vm, Value zone, Value arg);
KR_MUST_USE Value kr__full_offset(kr_vm *vm, Value full);
/* The zone of this system at a POSIX time. */
KR_MUST_USE Value kr__zone_local(kr_vm *vm, int64_t seconds);
/* The POSIX time of a local one. */
KR_MUST_USE bool kr__full_posix(kr_vm *vm, Value full, int64_t *seconds);

/* ---- shared methods ---- */

/* strftime: zone and arg for %z and %Z. */
KR_MUST_USE Value kr__datetime_strftime(kr_vm *vm, Value format, Value tuple, Value zone, Value arg,
                                        uint32_t us);
KR_MUST_USE Value kr__datetime_tuple(kr_vm *vm, const Date *d, const Clock *c, int dst);
Value kr__datetime_format(kr_vm *vm, Value *a, int n); /* __format__ */
KR_MUST_USE Value kr__datetime_ctime(kr_vm *vm, const Date *d, const Clock *c);
KR_MUST_USE Value kr__datetime_method(kr_vm *vm, Value obj, const char *name, Value arg);
KR_MUST_USE Value kr__datetime_hash_bytes(kr_vm *vm, const void *p, size_t n);

/* Comparisons: what `diff` (<0, 0, >0) means to an operator. */
enum { BY_LT, BY_LE, BY_EQ, BY_NE, BY_GT, BY_GE };
KR_INLINE Value kr__datetime_by(int op, int64_t diff) {
    switch (op) {
    case BY_LT: return kr__bool(diff < 0);
    case BY_LE: return kr__bool(diff <= 0);
    case BY_EQ: return kr__bool(diff == 0);
    case BY_NE: return kr__bool(diff != 0);
    case BY_GT: return kr__bool(diff > 0);
    default: return kr__bool(diff >= 0);
    }
}
#define KR_DATETIME_COMPARES(f)                                                          \
    static Value f##_lt(kr_vm *vm, Value *a, int n) { return (void)n, f(vm, a, BY_LT); } \
    static Value f##_le(kr_vm *vm, Value *a, int n) { return (void)n, f(vm, a, BY_LE); } \
    static Value f##_eq(kr_vm *vm, Value *a, int n) { return (void)n, f(vm, a, BY_EQ); } \
    static Value f##_ne(kr_vm *vm, Value *a, int n) { return (void)n, f(vm, a, BY_NE); } \
    static Value f##_gt(kr_vm *vm, Value *a, int n) { return (void)n, f(vm, a, BY_GT); } \
    static Value f##_ge(kr_vm *vm, Value *a, int n) { return (void)n, f(vm, a, BY_GE); }
#define KR_DATETIME_COMPARE_ROWS(f)                                                 \
    {"__lt__(self, value, /)", f##_lt, "Return self<value.", KR_DEF_SPECIAL},       \
        {"__le__(self, value, /)", f##_le, "Return self<=value.", KR_DEF_SPECIAL},  \
        {"__eq__(self, value, /)", f##_eq, "Return self==value.", KR_DEF_SPECIAL},  \
        {"__ne__(self, value, /)", f##_ne, "Return self!=value.", KR_DEF_SPECIAL},  \
        {"__gt__(self, value, /)", f##_gt, "Return self>value.", KR_DEF_SPECIAL}, { \
        "__ge__(self, value, /)", f##_ge, "Return self>=value.", KR_DEF_SPECIAL     \
    }

#endif
