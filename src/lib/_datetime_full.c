/* SPDX-License-Identifier: MIT
 * _datetime_full.c: the class datetime: a date (whose struct its own begins with) and a time. */
#include <string.h>
#include <time.h>

#include "lib/_datetime.h"
#include "types/bytes.h"
#include "types/number.h"
#include "types/str.h"

/* ---- making ---- */

Value kr__full_make(kr_vm *vm, Value cls, int year, int month, int day, const Clock *c) {
    Clock copy = *c;
    Value *s = kr__datetime_state(vm), zone = kr__zone_of(&copy);
    if (!s || !kr__datetime_check_date(vm, year, month, day)) return KR_FAILED;
    Value v = kr__instance_new(vm, kr__ok(cls) ? cls : s[S_FULL]);
    if (kr__failed(v)) return v;
    Full *f = kr__full(v);
    f->d.year = (int16_t)year;
    f->d.month = (uint8_t)month;
    f->d.day = (uint8_t)day;
    f->c = copy;
    kr__keep(zone);
    return v;
}
Value kr__full_call(kr_vm *vm, Value cls, int year, int month, int day, const Clock *c) {
    Value *s = kr__datetime_state(vm);
    if (!s) return KR_FAILED;
    if (kr__same(cls, s[S_FULL])) return kr__full_make(vm, cls, year, month, day, c);
    uint8_t fold = c->fold;
    Value v = kr__call(vm, cls,
                       (Value[]){kr__from_int48(year), kr__from_int48(month), kr__from_int48(day),
                                 kr__from_int48(c->hour), kr__from_int48(c->minute),
                                 kr__from_int48(c->second), kr__from_int48(c->us), kr__zone_of(c)},
                       8);
    if (kr__ok(v) && kr__is_full(vm, v)) kr__full(v)->c.fold = fold;
    return v;
}

/* cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold; or cls, state, tzinfo */
static Value f_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    static const char *const names[] = {"year", "month", "day"};
    uint8_t s[10];
    Clock c = {0};
    int y, m, d,
        r = kr__ok(a[1]) && !kr__ok(a[3])
                ? kr__datetime_state_of(vm, a[1], 10, 2, 1, 12, true, "datetime", s)
                : 0;
    if (r < 0) return KR_FAILED;
    if (!r) {
        if (!kr__datetime_missing(vm, a + 1, names, 3) || !kr__datetime_int(vm, a[1], &y) ||
            !kr__datetime_int(vm, a[2], &m) || !kr__datetime_int(vm, a[3], &d) ||
            !kr__datetime_check_date(vm, y, m, d) || !kr__datetime_clock(vm, a + 4, &c))
            return KR_FAILED;
        return kr__full_make(vm, a[0], y, m, d, &c);
    }
    Value zone = kr__ok(a[2]) ? a[2] : kr__ok(a[8]) ? a[8] : KR_NONE_V;
    if (!kr__is_none(zone) && !kr__is_zone(vm, zone))
        return kr__raise_type(vm, "bad tzinfo state arg");
    Value v = kr__instance_new(vm, a[0]);
    if (kr__failed(v)) return v;
    Full *f = kr__full(v);
    f->d = (Date){f->d.head, (int16_t)(s[0] << 8 | s[1]), s[2] & 0x7f, s[3]};
    f->c = (Clock){.hour = s[4],
                   .minute = s[5],
                   .second = s[6],
                   .fold = s[2] >> 7,
                   .us = (uint32_t)s[7] << 16 | (uint32_t)s[8] << 8 | s[9],
                   .zone = kr__is_none(zone) ? KR_NO_SLOT : kr__ref_slot(zone)};
    return v;
}

/* ---- seconds ---- */

static int64_t seconds_of(const Full *f) {
    return kr__calc_seconds(f->d.year, f->d.month, f->d.day, f->c.hour, f->c.minute, f->c.second);
}
/* Local time of a time in UTC, both in seconds since year 1. */
static bool local(kr_vm *vm, int64_t u, int64_t *out) {
    struct tm t;
    if (!kr__datetime_tm(vm, u - EPOCH_SECONDS, true, &t)) return false;
    *out =
        kr__calc_seconds(t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec);
    return true;
}
/* Which u has local(u) == t: tried with the offset at t and, at a change of it, a day further on the side that fold asks
 * for. */
bool kr__full_posix(kr_vm *vm, Value full, int64_t *seconds) {
    const Full *f = kr__full(full);
    bool fold = f->c.fold;
    int64_t t = seconds_of(f), at, t1, t2, offset, other;
    if (!local(vm, t, &at)) return false;
    offset = at - t;
    int64_t u1 = t - offset, u2, found;
    if (!local(vm, u1, &t1)) return false;
    if (t1 == t) {
        u2 = u1 + (fold ? DAY : -DAY);
        if (!local(vm, u2, &at)) return false;
        other = at - u2;
        if (offset == other) return *seconds = u1 - EPOCH_SECONDS, true;
    } else {
        other = t1 - u1;
    }
    u2 = t - other;
    if (!local(vm, u2, &t2)) return false;
    if (t2 == t)
        found = u2;
    else if (t1 == t)
        found = u1;
    else
        found = (u1 < u2) == fold ? u1 : u2;
    *seconds = found - EPOCH_SECONDS;
    return true;
}

static Value from_posix(kr_vm *vm, Value cls, int64_t seconds, int us, bool is_local, Value zone) {
    struct tm t;
    if (!kr__datetime_tm(vm, seconds, is_local, &t)) return KR_FAILED;
    Clock c = {.hour = (uint8_t)t.tm_hour,
               .minute = (uint8_t)t.tm_min,
               .second = (uint8_t)(t.tm_sec > 59 ? 59 : t.tm_sec),
               .us = (uint32_t)us,
               .zone = kr__is_none(zone) ? KR_NO_SLOT : kr__ref_slot(zone)};
    if (is_local && t.tm_year + 1900 >= 1 && t.tm_year + 1900 <= 9999) {
        int64_t now = kr__calc_seconds(t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour,
                                       t.tm_min, c.second),
                before, again, u = seconds + EPOCH_SECONDS;
        if (!local(vm, u - DAY, &before)) return KR_FAILED;
        int64_t change = now - before - DAY;
        if (change < 0) {
            if (!local(vm, u + change, &again)) return KR_FAILED;
            c.fold = again == now;
        }
    }
    return kr__full_call(vm, cls, t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, &c);
}
static Value in_zone(kr_vm *vm, Value zone, Value v) {
    return kr__failed(v) || kr__is_none(zone) ? v : kr__datetime_method(vm, zone, "fromutc", v);
}

/* type, timestamp, tz */
static Value f_fromtimestamp(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t seconds;
    int us;
    Value zone = kr__ok(a[2]) ? a[2] : KR_NONE_V;
    if (!kr__datetime_check_zone(vm, zone) ||
        !kr__datetime_timestamp(vm, a[1], false, &seconds, &us))
        return KR_FAILED;
    return in_zone(vm, zone, from_posix(vm, a[0], seconds, us, kr__is_none(zone), zone));
}
static Value f_utcfromtimestamp(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t seconds;
    int us;
    if (!kr__datetime_timestamp(vm, a[1], false, &seconds, &us)) return KR_FAILED;
    return from_posix(vm, a[0], seconds, us, false, KR_NONE_V);
}
static Value now(kr_vm *vm, Value cls, bool is_local, Value zone) {
    int64_t ns;
    Value f = kr__import_attr(vm, "time", "time_ns"), v = kr__ok(f) ? kr__call0(vm, f) : f;
    if (kr__failed(v) || !kr__int_to_i64(vm, v, &ns)) return KR_FAILED;
    int64_t us = ns / 1000;
    return in_zone(vm, zone,
                   from_posix(vm, cls, us / MILLION, (int)(us % MILLION), is_local, zone));
}
static Value f_now(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value zone = kr__ok(a[1]) ? a[1] : KR_NONE_V;
    return kr__datetime_check_zone(vm, zone) ? now(vm, a[0], kr__is_none(zone), zone) : KR_FAILED;
}
static Value f_utcnow(kr_vm *vm, Value *a, int n) {
    return (void)n, now(vm, a[0], false, KR_NONE_V);
}
static Value f_strptime(kr_vm *vm, Value *a, int n) {
    (void)n;
    for (int i = 1; i <= 2; i++)
        if (!kr__is_str(vm, a[i]))
            return kr__raise_type(vm, "strptime() argument %d must be str, not %P", i, a[i]);
    Value f = kr__import_attr(vm, "_strptime", "_strptime_datetime");
    return kr__ok(f) ? kr__call3(vm, f, a[0], a[1], a[2]) : f;
}
/* type, date, time, tzinfo */
static Value f_combine(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_date(vm, a[1]))
        return kr__raise_type(vm, "combine() argument 1 must be datetime.date, not %P", a[1]);
    if (!kr__is_time(vm, a[2]))
        return kr__raise_type(vm, "combine() argument 2 must be datetime.time, not %P", a[2]);
    Clock c = kr__time(a[2])->c;
    if (kr__ok(a[3])) {
        if (!kr__datetime_check_zone(vm, a[3])) return KR_FAILED;
        c.zone = kr__is_none(a[3]) ? KR_NO_SLOT : kr__ref_slot(a[3]);
    }
    const Date *d = kr__date(a[1]);
    return kr__full_call(vm, a[0], d->year, d->month, d->day, &c);
}

/* Where the date ends in ISO text of n > 6 bytes. */
static size_t separator(const char *s, size_t n) {
    if (n == 7) return 7;
    if (s[4] == '-') {
        if (s[5] != 'W') return 10;
        if (n <= 8 || s[8] != '-') return 8;
        if (n == 9) return 9;
        return n > 10 && s[10] >= '0' && s[10] <= '9' ? 8 : 10;
    }
    if (s[4] != 'W') return 8;
    size_t at = 7;
    while (at < n && s[at] >= '0' && s[at] <= '9') at++;
    if (at < 9) return at;
    return at % 2 ? 8 : 7;
}
static bool read_iso(const char *s, size_t n, int *y, int *m, int *d, IsoTime *t) {
    if (n < 7) return false;
    size_t at = separator(s, n);
    *t = (IsoTime){0};
    if (at > n || !kr__calc_read_date(s, at, y, m, d)) return false;
    if (at == n) return true;
    unsigned size;
    kr__utf8_decode(s + at, &size);
    return kr__calc_read_time(s + at + size, n - at - size, t);
}
static Value f_fromiso(kr_vm *vm, Value *a, int n) {
    (void)n;
    int y, m, d;
    IsoTime t;
    Value text = a[1];
    if (!kr__is_str(vm, text)) return kr__raise_type(vm, "fromisoformat: argument must be str");
    size_t len = ((const KrStr *)kr__ptr(text))->len;
    KrMem *mem = &kr__heap(vm)->mem;
    char *s = kr__mem_alloc(mem, len + 1);
    if (!s) return kr__no_memory(vm);
    memcpy(s, kr__str_text(kr__ptr(text)), len);
    s[len] = 0;
    bool ok = read_iso(s, len, &y, &m, &d, &t);
    kr__mem_free(mem, s, len + 1);
    if (!ok) return kr__datetime_bad_iso(vm, text);
    Value zone = kr__zone_from_iso(vm, &t), v[6] = {kr__from_int48(t.hour),
                                                    kr__from_int48(t.minute),
                                                    kr__from_int48(t.second),
                                                    kr__from_int48(t.us),
                                                    zone,
                                                    KR_UNSET};
    Clock c = {0};
    if (kr__failed(zone) || !kr__datetime_clock(vm, v, &c)) return KR_FAILED;
    return kr__full_call(vm, a[0], y, m, d, &c);
}

/* ---- zones ---- */

static Value zone_of(Value v) { return kr__zone_of(&kr__full(v)->c); }
static Value ask(kr_vm *vm, Value v, const char *what) {
    return kr__zone_ask(vm, zone_of(v), what, v);
}
Value kr__full_offset(kr_vm *vm, Value full) { return ask(vm, full, "utcoffset"); }
static Value f_offset(kr_vm *vm, Value *a, int n) { return (void)n, ask(vm, a[0], "utcoffset"); }
static Value f_dst(kr_vm *vm, Value *a, int n) { return (void)n, ask(vm, a[0], "dst"); }
static Value f_tzname(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__zone_name(vm, zone_of(a[0]), a[0]);
}
/* The same, with another zone (None: none) and fold. */
static Value changed(kr_vm *vm, Value cls, Value v, Value zone, int fold) {
    const Full *f = kr__full(v);
    Clock c = f->c;
    c.zone = kr__is_none(zone) ? KR_NO_SLOT : kr__ref_slot(zone);
    c.fold = (uint8_t)fold;
    return kr__full_make(vm, cls, f->d.year, f->d.month, f->d.day, &c);
}

static Value f_astimezone(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *s = kr__datetime_state(vm), zone = kr__ok(a[1]) ? a[1] : KR_NONE_V, self = a[0],
          own = zone_of(self), offset = KR_NONE_V;
    int64_t seconds;
    if (!s || !kr__datetime_check_zone(vm, zone)) return KR_FAILED;
    if (!kr__is_none(own)) {
        if (kr__same(own, zone)) return self;
        if (kr__failed(offset = kr__zone_ask(vm, own, "utcoffset", self))) return offset;
    }
    if (kr__is_none(offset)) { /* naive: in the system's zone */
        if (!kr__full_posix(vm, self, &seconds) || kr__failed(own = kr__zone_local(vm, seconds)))
            return KR_FAILED;
        if (kr__same(own, zone)) return self;
        if (kr__failed(offset = kr__zone_ask(vm, own, "utcoffset", self))) return offset;
    }
    Value utc = kr__full_add(vm, self, offset, -1);
    if (kr__ok(utc) && kr__is_none(zone))
        zone = kr__zone_local(vm, seconds_of(kr__full(utc)) - EPOCH_SECONDS);
    if (kr__failed(utc) || kr__failed(zone)) return KR_FAILED;
    utc = changed(vm, kr__class_of(vm, utc), utc, zone, 0);
    return in_zone(vm, zone, utc);
}

/* ---- operators ---- */

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }
Value kr__full_add(kr_vm *vm, Value full, Value delta, int sign) {
    const Full *f = kr__full(full);
    const Delta *d = kr__delta(delta);
    Clock c = f->c;
    int64_t us = (int64_t)f->c.us + sign * d->us,
            seconds = f->c.hour * 3600 + f->c.minute * 60 + f->c.second + sign * d->seconds +
                      floor_div(us, MILLION),
            days = kr__calc_ordinal(f->d.year, f->d.month, f->d.day) + sign * (int64_t)d->days +
                   floor_div(seconds, DAY);
    if (days < 1 || days > MAX_ORDINAL)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "date value out of range");
    us -= floor_div(us, MILLION) * MILLION;
    seconds -= floor_div(seconds, DAY) * DAY;
    c.hour = (uint8_t)(seconds / 3600);
    c.minute = (uint8_t)(seconds / 60 % 60);
    c.second = (uint8_t)(seconds % 60);
    c.us = (uint32_t)us;
    c.fold = 0;
    int y, m, day;
    kr__calc_date(days, &y, &m, &day);
    return kr__full_call(vm, kr__class_of(vm, full), y, m, day, &c);
}
static Value subtract(kr_vm *vm, Value a, Value b) {
    Value o1 = KR_NONE_V, o2 = KR_NONE_V;
    if (!kr__same(zone_of(a), zone_of(b))) {
        if (kr__failed(o1 = kr__full_offset(vm, a)) || kr__failed(o2 = kr__full_offset(vm, b)))
            return KR_FAILED;
        if (kr__is_none(o1) != kr__is_none(o2))
            return kr__raise_type(vm, "can't subtract offset-naive and offset-aware datetimes");
    }
    const Full *x = kr__full(a), *y = kr__full(b);
    Value r = kr__delta_plain(vm, 0, seconds_of(x) - seconds_of(y), (int64_t)x->c.us - y->c.us);
    if (kr__failed(r) || kr__is_none(o1) || !kr__delta_compare(o1, o2)) return r;
    Value diff = kr__delta_sub(vm, o1, o2);
    return kr__ok(diff) ? kr__delta_sub(vm, r, diff) : diff;
}
static Value f_add(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__is_delta(vm, a[1]) ? kr__full_add(vm, a[0], a[1], 1) : KR_NOTIMPL_V;
}
static Value f_sub(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_full(vm, a[1])) return subtract(vm, a[0], a[1]);
    return kr__is_delta(vm, a[1]) ? kr__full_add(vm, a[0], a[1], -1) : KR_NOTIMPL_V;
}
static Value f_rsub(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__is_full(vm, a[1]) ? subtract(vm, a[1], a[0]) : KR_NOTIMPL_V;
}

/* Whether the offset of v is another with the other fold: 1, 0, -1. Such a time equals none of another zone. */
static int in_fold(kr_vm *vm, Value v, Value offset) {
    Value other = changed(vm, KR_UNSET, v, zone_of(v), !kr__full(v)->c.fold),
          o = kr__ok(other) ? kr__full_offset(vm, other) : other;
    if (kr__failed(o)) return -1;
    if (kr__same(o, offset)) return 0;
    return kr__is_none(o) || kr__is_none(offset) || kr__delta_compare(o, offset) != 0;
}
static int64_t whole(const Full *f) { return seconds_of(f) * MILLION + f->c.us; }
static Value compare(kr_vm *vm, Value *a, int op) {
    bool same = op == BY_EQ || op == BY_NE;
    if (!kr__is_full(vm, a[1])) {
        if (!kr__is_date(vm, a[1])) return KR_NOTIMPL_V;
        if (same) return kr__bool(op == BY_NE);
        return kr__raise_type(vm, "can't compare %S to %S", kr__datetime_name(vm, a[0]),
                              kr__datetime_name(vm, a[1]));
    }
    const Full *x = kr__full(a[0]), *y = kr__full(a[1]);
    int64_t diff = whole(x) - whole(y);
    if (x->c.zone.bits == y->c.zone.bits) return kr__datetime_by(op, diff);
    Value o1 = kr__full_offset(vm, a[0]), o2 = kr__ok(o1) ? kr__full_offset(vm, a[1]) : o1;
    if (kr__failed(o2)) return o2;
    if (kr__is_none(o1) != kr__is_none(o2)) {
        if (same) return kr__bool(op == BY_NE);
        return kr__raise_type(vm, "can't compare offset-naive and offset-aware datetimes");
    }
    if (!kr__is_none(o1)) {
        const Delta *p = kr__delta(o1), *q = kr__delta(o2);
        diff -= ((int64_t)(p->days - q->days) * DAY + p->seconds - q->seconds) * MILLION + p->us -
                q->us;
    }
    if (same && !diff) {
        int r = in_fold(vm, a[0], o1);
        if (!r) r = in_fold(vm, a[1], o2);
        if (r < 0) return KR_FAILED;
        diff = r;
    }
    return kr__datetime_by(op, diff);
}
KR_DATETIME_COMPARES(compare)

static void state_bytes(const Full *f, bool fold, uint8_t s[10]) {
    s[0] = (uint8_t)(f->d.year >> 8);
    s[1] = (uint8_t)f->d.year;
    s[2] = (uint8_t)(f->d.month | (fold && f->c.fold ? 0x80 : 0));
    s[3] = f->d.day;
    s[4] = f->c.hour;
    s[5] = f->c.minute;
    s[6] = f->c.second;
    s[7] = (uint8_t)(f->c.us >> 16);
    s[8] = (uint8_t)(f->c.us >> 8);
    s[9] = (uint8_t)f->c.us;
}
static Value f_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint8_t s[10];
    int64_t h;
    Value self = kr__full(a[0])->c.fold ? changed(vm, KR_UNSET, a[0], zone_of(a[0]), 0) : a[0],
          offset = kr__ok(self) ? kr__full_offset(vm, self) : self;
    if (kr__failed(offset)) return offset;
    const Full *f = kr__full(self);
    if (kr__is_none(offset)) {
        state_bytes(f, false, s);
        return kr__datetime_hash_bytes(vm, s, 10);
    }
    Value d = kr__delta_plain(vm, 0, seconds_of(f), f->c.us);
    if (kr__failed(d) || kr__failed(d = kr__delta_sub(vm, d, offset)) || !kr__hash(vm, d, &h))
        return KR_FAILED;
    return kr__int_from_i64(vm, h);
}
static Value reduce(kr_vm *vm, Value self, bool fold) {
    uint8_t s[10];
    state_bytes(kr__full(self), fold, s);
    Value v[2] = {kr__bytes_make(vm, s, 10), zone_of(self)}, args;
    if (kr__failed(v[0]) || kr__failed(args = kr__tuple_new(vm, v, kr__is_none(v[1]) ? 1 : 2)))
        return KR_FAILED;
    return kr__tuple_new(vm, (Value[]){kr__class_of(vm, self), args}, 2);
}
static Value f_reduce(kr_vm *vm, Value *a, int n) { return (void)n, reduce(vm, a[0], false); }
static Value f_reduce_ex(kr_vm *vm, Value *a, int n) {
    int protocol = 0;
    return (void)n,
           kr__datetime_int(vm, a[1], &protocol) ? reduce(vm, a[0], protocol > 3) : KR_FAILED;
}

/* ---- methods ---- */

static Value f_date(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Date *d = kr__date(a[0]);
    return kr__date_call(vm, KR_UNSET, d->year, d->month, d->day);
}
static Value f_time(kr_vm *vm, Value *a, int n) {
    (void)n;
    Clock c = kr__full(a[0])->c;
    c.zone = KR_NO_SLOT;
    return kr__time_make(vm, KR_UNSET, &c);
}
static Value f_timetz(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__time_make(vm, KR_UNSET, &kr__full(a[0])->c);
}
static Value f_ctime(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__datetime_ctime(vm, kr__date(a[0]), &kr__full(a[0])->c);
}
static Value f_timetuple(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value dst = ask(vm, a[0], "dst");
    if (kr__failed(dst)) return dst;
    return kr__datetime_tuple(vm, kr__date(a[0]), &kr__full(a[0])->c,
                              kr__is_none(dst) ? -1 : kr__delta_truth(kr__delta(dst)));
}
static Value f_utctimetuple(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value offset = kr__full_offset(vm, a[0]), v = a[0];
    if (kr__failed(offset)) return offset;
    if (!kr__is_none(offset)) {
        v = changed(vm, KR_UNSET, v, KR_NONE_V, 0);
        if (kr__failed(v) || kr__failed(v = kr__full_add(vm, v, offset, -1))) return KR_FAILED;
    }
    return kr__datetime_tuple(vm, kr__date(v), &kr__full(v)->c, 0);
}
static Value f_timestamp(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Full *f = kr__full(a[0]);
    int64_t seconds;
    if (!f->c.zone.bits)
        return kr__full_posix(vm, a[0], &seconds)
                   ? kr__from_double((double)seconds + kr__full(a[0])->c.us / 1e6)
                   : KR_FAILED;
    Value *s = kr__datetime_state(vm);
    if (!s) return KR_FAILED;
    Clock c = {.zone = kr__ref_slot(s[S_UTC])};
    Value epoch = kr__full_make(vm, KR_UNSET, 1970, 1, 1, &c),
          d = kr__ok(epoch) ? subtract(vm, a[0], epoch) : epoch;
    return kr__ok(d) ? kr__delta_seconds(vm, d) : d;
}
/* self, sep, timespec */
static Value f_isoformat(kr_vm *vm, Value *a, int n) {
    (void)n;
    char text[96];
    uint32_t sep = 'T';
    if (kr__ok(a[1])) {
        if (!kr__is_str(vm, a[1]) || kr__str_count(kr__ptr(a[1])) != 1)
            return kr__raise_type(vm, "isoformat() argument 1 must be a unicode character, not %P",
                                  a[1]);
        sep = kr__str_at(vm, kr__ptr(a[1]), 0);
    }
    if (kr__ok(a[2]) && !kr__is_str(vm, a[2]))
        return kr__raise_type(vm, "isoformat() argument 2 must be str, not %P", a[2]);
    char *p = kr__calc_put_date(text, kr__date(a[0]));
    p += kr__utf8_encode(p, sep);
    p = kr__calc_put_clock(vm, p, &kr__full(a[0])->c, a[2]);
    Value offset = p ? kr__full_offset(vm, a[0]) : KR_FAILED;
    if (kr__failed(offset)) return offset;
    if (!kr__is_none(offset)) p = kr__calc_put_offset(p, kr__delta(offset), ":");
    return kr__str_new(vm, text, (size_t)(p - text));
}
static Value f_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value sep = kr__intern(vm, " ", 1);
    return kr__ok(sep) ? kr__datetime_method(vm, a[0], "isoformat", sep) : sep;
}
static Value f_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Full *f = kr__full(a[0]);
    const uint32_t v[7] = {(uint32_t)f->d.year, f->d.month,  f->d.day, f->c.hour,
                           f->c.minute,         f->c.second, f->c.us};
    char text[96], *p = text;
    int shown = f->c.us ? 7 : f->c.second ? 6 : 5;
    for (int i = 0; i < shown; i++) {
        if (i) p = stpcpy(p, ", ");
        p = kr__calc_digits(p, v[i], 1);
    }
    *p = 0;
    const char *fold = f->c.fold ? ", fold=1" : "";
    Value name = kr__datetime_name(vm, a[0]);
    if (kr__failed(name)) return name;
    if (!f->c.zone.bits) return kr__text(vm, "%S(%s%s)", name, text, fold);
    return kr__text(vm, "%S(%s%s, tzinfo=%R)", name, text, fold, zone_of(a[0]));
}
/* self, year, month, day, hour, minute, second, microsecond, tzinfo, fold */
static Value f_replace(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Full *f = kr__full(a[0]);
    int year = f->d.year, month = f->d.month, day = f->d.day;
    Clock c = f->c;
    if (!kr__datetime_int(vm, a[1], &year) || !kr__datetime_int(vm, a[2], &month) ||
        !kr__datetime_int(vm, a[3], &day) || !kr__datetime_check_date(vm, year, month, day) ||
        !kr__datetime_clock(vm, a + 4, &c))
        return KR_FAILED;
    return kr__full_make(vm, kr__class_of(vm, a[0]), year, month, day, &c);
}

static Value get_hour(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(kr__full(v)->c.hour); }
static Value get_minute(kr_vm *vm, Value v) {
    return (void)vm, kr__from_int48(kr__full(v)->c.minute);
}
static Value get_second(kr_vm *vm, Value v) {
    return (void)vm, kr__from_int48(kr__full(v)->c.second);
}
static Value get_us(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(kr__full(v)->c.us); }
static Value get_zone(kr_vm *vm, Value v) { return (void)vm, zone_of(v); }
static Value get_fold(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(kr__full(v)->c.fold); }

#define S KR_DEF_SPECIAL
#define C KR_DEF_CLASSMETHOD
static const KrFnDef rows[] = {
    {"__new__(cls, year=0, month=0, day=0, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, "
     "*, fold=0)",
     f_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", f_repr, "Return repr(self).", S},
    {"__str__(self, /)", f_str, "Return str(self).", S},
    {"__hash__(self, /)", f_hash, "Return hash(self).", S},
    KR_DATETIME_COMPARE_ROWS(compare),
    {"__add__(self, value, /)", f_add, "Return self+value.", S},
    {"__radd__(self, value, /)", f_add, "Return value+self.", S},
    {"__sub__(self, value, /)", f_sub, "Return self-value.", S},
    {"__rsub__(self, value, /)", f_rsub, "Return value-self.", S},
    {"now(type, /, tz=None)", f_now,
     "Returns new datetime object representing current time local to tz.\n\n  tz\n    Timezone "
     "object.\n\nIf no tz is specified, uses local timezone.",
     C},
    {"utcnow(type, /)", f_utcnow, "Return a new datetime representing UTC day and time.", C},
    {"fromtimestamp(type, timestamp, tz=None)", f_fromtimestamp,
     "timestamp[, tz] -> tz's local time from POSIX timestamp.", C},
    {"utcfromtimestamp(type, timestamp, /)", f_utcfromtimestamp,
     "Construct a naive UTC datetime from a POSIX timestamp.", C},
    {"strptime(type, string, format, /)", f_strptime,
     "string, format -> new datetime parsed from a string (like time.strptime()).", C},
    {"combine(type, date, time, tzinfo=<unrepresentable>)", f_combine,
     "date, time -> datetime with same date and time fields", C},
    {"fromisoformat(type, text, /)", f_fromiso,
     "string -> datetime from a string in most ISO 8601 formats", C},
    {"date(self, /)", f_date, "Return date object with same year, month and day.", 0},
    {"time(self, /)", f_time, "Return time object with same time but with tzinfo=None.", 0},
    {"timetz(self, /)", f_timetz, "Return time object with same time and tzinfo.", 0},
    {"ctime(self, /)", f_ctime, "Return ctime() style string.", 0},
    {"timetuple(self, /)", f_timetuple, "Return time tuple, compatible with time.localtime().", 0},
    {"timestamp(self, /)", f_timestamp, "Return POSIX timestamp as float.", 0},
    {"utctimetuple(self, /)", f_utctimetuple,
     "Return UTC time tuple, compatible with time.localtime().", 0},
    {"isoformat(self, sep='T', timespec='auto')", f_isoformat,
     "[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\nsep is "
     "used to separate the year from the time, and defaults to 'T'.\nThe optional argument "
     "timespec "
     "says which parts of the time are shown: 'auto', 'hours', 'minutes', 'seconds', "
     "'milliseconds' or 'microseconds'.",
     0},
    {"utcoffset(self, /)", f_offset, "Return self.tzinfo.utcoffset(self).", 0},
    {"tzname(self, /)", f_tzname, "Return self.tzinfo.tzname(self).", 0},
    {"dst(self, /)", f_dst, "Return self.tzinfo.dst(self).", 0},
    {"replace(self, year=0, month=0, day=0, hour=0, minute=0, second=0, microsecond=0, "
     "tzinfo=None, *, fold=0)",
     f_replace, "Return datetime with new specified fields.", 0},
    {"astimezone(self, tz=None)", f_astimezone, "tz -> convert to local time in new timezone tz\n",
     0},
    {"__reduce_ex__(self, protocol, /)", f_reduce_ex, "__reduce_ex__(proto) -> (cls, state)", 0},
    {"__reduce__(self, /)", f_reduce, "__reduce__() -> (cls, state)", 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {{"hour", get_hour, NULL, NULL},
                                  {"minute", get_minute, NULL, NULL},
                                  {"second", get_second, NULL, NULL},
                                  {"microsecond", get_us, NULL, NULL},
                                  {"tzinfo", get_zone, NULL, NULL},
                                  {"fold", get_fold, NULL, NULL},
                                  {NULL, NULL, NULL, NULL}};
const KrClassDef kr__datetime_full_def = {
    .name = "datetime.datetime",
    .doc = "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\nThe "
           "year, month and day arguments are required. tzinfo may be None, or an\ninstance of a "
           "tzinfo subclass. The remaining arguments may be ints.\n",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE,
    .size = sizeof(Full),
    .slots = KR_AT(Full, c.zone),
    .methods = rows,
    .getset = getset};
