/* SPDX-License-Identifier: MIT
 * _datetime_date.c: date and IsoCalendarDate, and what date, time and datetime share: their arguments, states, strftime. */
#define _GNU_SOURCE
#include <limits.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "lib/_datetime.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/list.h"
#include "types/number.h"
#include "types/str.h"

/* ---- arguments ---- */

bool kr__datetime_int(kr_vm *vm, Value v, int *out) {
    int64_t i;
    if (!kr__ok(v)) return true;
    if (kr__failed(v = kr__index(vm, v))) return false;
    if (!kr__int_fits_i64(vm, v, &i))
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "Python int too large to convert to C long");
    if (i < INT_MIN || i > INT_MAX)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "signed integer is %s than %s",
                               i < 0 ? "less" : "greater", i < 0 ? "minimum" : "maximum");
    *out = (int)i;
    return true;
}
bool kr__datetime_missing(kr_vm *vm, const Value *a, const char *const *names, int n) {
    for (int i = 0; i < n; i++)
        if (!kr__ok(a[i]))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "function missing required argument '%s' (pos %d)", names[i],
                                   i + 1);
    return true;
}
bool kr__datetime_check_date(kr_vm *vm, int year, int month, int day) {
    if (year < 1 || year > 9999)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "year %d is out of range", year);
    if (month < 1 || month > 12)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "month must be in 1..12");
    if (day < 1 || day > kr__calc_month_days(year, month))
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "day is out of range for month");
    return true;
}

int kr__datetime_state_of(kr_vm *vm, Value v, size_t n, size_t at, int from, int below, bool fold,
                          const char *what, uint8_t out[10]) {
    if (kr__is_bytes(vm, v)) {
        const KrBytes *b = kr__ptr(v);
        if (b->len != n) return 0;
        memcpy(out, b->data, n);
    } else if (kr__is_str(vm, v)) {
        if (kr__str_count(kr__ptr(v)) != n) return 0;
        bool latin = true;
        for (size_t i = 0; i < n; i++) {
            uint32_t c = kr__str_at(vm, kr__ptr(v), i);
            latin &= c < 256;
            out[i] = (uint8_t)c;
            if (i == at && c > 255) return 0;
        }
        int byte = (fold ? out[at] & 0x7f : out[at]) - from;
        if (!latin && byte >= 0 && byte < below)
            return kr__raise_value(vm,
                                   "Failed to encode latin1 string when unpickling a %s object. "
                                   "pickle.load(data, encoding='latin1') is assumed.",
                                   what),
                   -1;
    } else {
        return 0;
    }
    int byte = (fold ? out[at] & 0x7f : out[at]) - from;
    return byte >= 0 && byte < below;
}

static bool bad_time_t(kr_vm *vm) {
    return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "timestamp out of range for platform time_t");
}
bool kr__datetime_timestamp(kr_vm *vm, Value v, bool down, int64_t *seconds, int *us) {
    *us = 0;
    if (!kr__is_float_value(vm, v)) {
        if (kr__failed(v = kr__index(vm, v))) return false;
        return kr__int_fits_i64(vm, v, seconds) || bad_time_t(vm);
    }
    double d = kr__float_value(v), whole, part;
    if (d != d) return kr__raise_false(vm, KR_T_X_VALUEERROR, "Invalid value NaN (not a number)");
    if (down) {
        whole = floor(d);
    } else {
        part = nearbyint(modf(d, &whole) * 1e6);
        if (part >= 1e6) {
            part -= 1e6;
            whole += 1.0;
        } else if (part < 0) {
            part += 1e6;
            whole -= 1.0;
        }
        *us = (int)part;
    }
    if (!(whole >= -0x1p63 && whole < 0x1p63)) return bad_time_t(vm);
    *seconds = (int64_t)whole;
    return true;
}

/* ---- shared text ---- */

Value kr__datetime_name(kr_vm *vm, Value v) {
    Value *s = kr__datetime_state(vm), cls = kr__class_of(vm, v);
    if (!s) return KR_FAILED;
    bool own = false;
    for (int i = S_DELTA; i <= S_ISO; i++) own |= kr__same(s[i], cls);
    Value name = kr__short_name(vm, v);
    return own ? kr__text(vm, "datetime.%S", name) : name;
}
Value kr__datetime_bad_iso(kr_vm *vm, Value text) {
    return kr__raise_value(vm, "Invalid isoformat string: %R", text);
}
Value kr__datetime_hash_bytes(kr_vm *vm, const void *p, size_t n) {
    return kr__int_from_i64(vm, kr__hash_bytes(kr__heap(vm)->hash_key, p, n));
}

Value kr__datetime_ctime(kr_vm *vm, const Date *d, const Clock *c) {
    static const char days[] = "MonTueWedThuFriSatSun",
                      months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int64_t weekday = (kr__calc_ordinal(d->year, d->month, d->day) + 6) % 7;
    char text[40], *p = text;
    p = mempcpy(p, days + weekday * 3, 3);
    *p++ = ' ';
    p = mempcpy(p, months + (d->month - 1) * 3, 3);
    *p++ = ' ';
    if (d->day < 10) *p++ = ' ';
    p = kr__calc_digits(p, d->day, 1);
    *p++ = ' ';
    const unsigned v[3] = {c->hour, c->minute, c->second};
    for (int i = 0; i < 3; i++) {
        p = kr__calc_digits(p, v[i], 2);
        *p++ = i < 2 ? ':' : ' ';
    }
    p = kr__calc_digits(p, (uint32_t)d->year, 4);
    return kr__str_new(vm, text, (size_t)(p - text));
}

Value kr__datetime_tuple(kr_vm *vm, const Date *d, const Clock *c, int dst) {
    int64_t ordinal = kr__calc_ordinal(d->year, d->month, d->day);
    const int64_t v[9] = {d->year,
                          d->month,
                          d->day,
                          c->hour,
                          c->minute,
                          c->second,
                          (ordinal + 6) % 7,
                          kr__calc_days_before(d->year, d->month) + d->day,
                          dst};
    Value items[9], cls = kr__import_attr(vm, "time", "struct_time");
    for (int i = 0; i < 9; i++) items[i] = kr__from_int48(v[i]);
    Value t = kr__ok(cls) ? kr__tuple_new(vm, items, 9) : cls;
    return kr__ok(t) ? kr__call1(vm, cls, t) : t;
}

/* libc can be shown no lone surrogate: UnicodeEncodeError. */
static bool encodable(kr_vm *vm, Value s) {
    return kr__str_ascii(kr__ptr(s)) || kr__ok(kr__codec_encode(vm, KR_CODEC_UTF8, s, KR_UNSET));
}

/* %z and %Z of a strftime format, put into b. */
static bool put_zone(kr_vm *vm, KrStrBuilder *b, char c, Value zone, Value arg) {
    if (c == 'z') {
        char text[40];
        Value offset = kr__zone_ask(vm, zone, "utcoffset", arg);
        if (kr__failed(offset)) return false;
        if (kr__is_none(offset)) return true;
        char *end = kr__calc_put_offset(text, kr__delta(offset), "");
        return kr__str_builder_ascii(b, text, (size_t)(end - text));
    }
    Value name = kr__zone_name(vm, zone, arg);
    if (kr__failed(name)) return false;
    if (kr__is_none(name)) return true;
    Value args[2] = {kr__intern(vm, "%", 1), kr__intern(vm, "%%", 2)},
          s = kr__intern(vm, "replace", 7);
    if (kr__failed(args[0]) || kr__failed(args[1]) || kr__failed(s) ||
        kr__failed(s = kr__call_method(vm, name, s, args, 2)))
        return false;
    if (!kr__is_str(vm, s))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "tzname.replace() did not return a string");
    return encodable(vm, s) && kr__str_builder_str(b, s);
}

Value kr__datetime_strftime(kr_vm *vm, Value format, Value tuple, Value zone, Value arg,
                            uint32_t us) {
    KrStrBuilder b;
    const KrStr *f = kr__ptr(format);
    if (kr__failed(tuple) || !encodable(vm, format)) return KR_FAILED;
    kr__str_builder_init(&b, vm);
    for (size_t at = 0; at < f->len;) {
        const char *s = kr__str_text(f) + at, *percent = memchr(s, '%', f->len - at);
        size_t plain = percent ? (size_t)(percent - s) : f->len - at;
        char c = percent && at + plain + 1 < f->len ? percent[1] : 0;
        if (c != 'f' && c != 'z' && c != 'Z' && percent) plain += c && !(c & 0x80) ? 2 : 1;
        if (plain && !kr__str_builder_text(&b, s, plain)) return KR_FAILED;
        at += plain;
        if (c == 'f') {
            char text[8], *end = kr__calc_digits(text, us, 6);
            if (!kr__str_builder_ascii(&b, text, (size_t)(end - text))) return KR_FAILED;
        } else if ((c == 'z' || c == 'Z') && !put_zone(vm, &b, c, zone, arg)) {
            return KR_FAILED;
        }
        if (c == 'f' || c == 'z' || c == 'Z') at += 2;
    }
    kr__keep(format);
    Value text = kr__str_builder_finish(&b),
          function = kr__ok(text) ? kr__import_attr(vm, "time", "strftime") : text;
    return kr__ok(function) ? kr__call2(vm, function, text, tuple) : function;
}

Value kr__datetime_format(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "__format__() argument 1 must be str, not %P", a[1]);
    if (!kr__str_count(kr__ptr(a[1]))) return kr__str(vm, a[0]);
    return kr__datetime_method(vm, a[0], "strftime", a[1]);
}

/* ---- making dates ---- */

Value kr__date_make(kr_vm *vm, Value cls, int year, int month, int day) {
    if (!kr__datetime_check_date(vm, year, month, day)) return KR_FAILED;
    Value v = kr__instance_new(vm, cls);
    if (kr__failed(v)) return v;
    Date *d = kr__date(v);
    d->year = (int16_t)year;
    d->month = (uint8_t)month;
    d->day = (uint8_t)day;
    return v;
}
Value kr__date_call(kr_vm *vm, Value cls, int year, int month, int day) {
    Value *s = kr__datetime_state(vm);
    if (!s) return KR_FAILED;
    if (!kr__ok(cls) || kr__same(cls, s[S_DATE]))
        return kr__date_make(vm, s[S_DATE], year, month, day);
    return kr__call3(vm, cls, kr__from_int48(year), kr__from_int48(month), kr__from_int48(day));
}

/* cls, year, month, day; or cls, state */
static Value d_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    static const char *const names[] = {"year", "month", "day"};
    uint8_t s[10];
    if (kr__ok(a[1]) && !kr__ok(a[2]) && !kr__ok(a[3])) {
        int r = kr__datetime_state_of(vm, a[1], 4, 2, 1, 12, false, "date", s);
        if (r < 0) return KR_FAILED;
        if (r) {
            Value v = kr__instance_new(vm, a[0]);
            if (kr__failed(v)) return v;
            Date *d = kr__date(v);
            d->year = (int16_t)(s[0] << 8 | s[1]);
            d->month = s[2];
            d->day = s[3];
            return v;
        }
    }
    int y, m, d;
    if (!kr__datetime_int(vm, a[1], &y) || !kr__datetime_missing(vm, a + 1, names, 3) ||
        !kr__datetime_int(vm, a[2], &m) || !kr__datetime_int(vm, a[3], &d))
        return KR_FAILED;
    return kr__date_make(vm, a[0], y, m, d);
}

static Value from_ordinal(kr_vm *vm, Value cls, int64_t ordinal) {
    int y, m, d;
    kr__calc_date(ordinal, &y, &m, &d);
    return kr__date_call(vm, cls, y, m, d);
}
static Value d_fromordinal(kr_vm *vm, Value *a, int n) {
    (void)n;
    int ordinal;
    if (!kr__datetime_int(vm, a[1], &ordinal)) return KR_FAILED;
    if (ordinal < 1) return kr__raise_value(vm, "ordinal must be >= 1");
    return from_ordinal(vm, a[0], ordinal);
}
static Value d_fromtimestamp(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t seconds;
    int us;
    struct tm t;
    if (!kr__datetime_timestamp(vm, a[1], true, &seconds, &us) ||
        !kr__datetime_tm(vm, seconds, true, &t))
        return KR_FAILED;
    return kr__date_call(vm, a[0], t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
}
static Value d_today(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value f = kr__import_attr(vm, "time", "time"), now = kr__ok(f) ? kr__call0(vm, f) : f;
    return kr__ok(now) ? kr__datetime_method(vm, a[0], "fromtimestamp", now) : now;
}
static Value d_fromiso(kr_vm *vm, Value *a, int n) {
    (void)n;
    int y, m, d;
    if (!kr__is_str(vm, a[1])) return kr__raise_type(vm, "fromisoformat: argument must be str");
    Value text = a[1];
    size_t len = ((const KrStr *)kr__ptr(text))->len;
    char s[12] = "";
    if (len == 7 || len == 8 || len == 10) memcpy(s, kr__str_text(kr__ptr(text)), len);
    if (!s[0] || !kr__calc_read_date(s, len, &y, &m, &d)) return kr__datetime_bad_iso(vm, text);
    return kr__date_call(vm, a[0], y, m, d);
}
static Value d_fromisocalendar(kr_vm *vm, Value *a, int n) {
    (void)n;
    int year, week, day, y, m, d;
    if (!kr__datetime_int(vm, a[1], &year) || !kr__datetime_int(vm, a[2], &week) ||
        !kr__datetime_int(vm, a[3], &day)) {
        if (!kr__pending_is(vm, KR_T_X_OVERFLOWERROR)) return KR_FAILED;
        kr__clear_pending(vm);
        return kr__raise_value(vm, "ISO calendar component out of range");
    }
    switch (kr__calc_iso_date(year, week, day, &y, &m, &d)) {
    case -1: return kr__raise_value(vm, "Year is out of range: %d", year);
    case -2: return kr__raise_value(vm, "Invalid week: %d", week);
    case -3: return kr__raise_value(vm, "Invalid day: %d (range is [1, 7])", day);
    default: return kr__date_call(vm, a[0], y, m, d);
    }
}

/* ---- operators ---- */

static int64_t ordinal_of(Value v) {
    const Date *d = kr__date(v);
    return kr__calc_ordinal(d->year, d->month, d->day);
}
static bool plain(kr_vm *vm, Value v) { return kr__is_date(vm, v) && !kr__is_full(vm, v); }
static Value move(kr_vm *vm, Value date, int64_t days) {
    int64_t to = ordinal_of(date) + days;
    if (to < 1 || to > MAX_ORDINAL)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "date value out of range");
    return from_ordinal(vm, kr__class_of(vm, date), to);
}
static Value d_add(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!plain(vm, a[0]) || !kr__is_delta(vm, a[1])) return KR_NOTIMPL_V;
    return move(vm, a[0], kr__delta(a[1])->days);
}
static Value d_sub(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!plain(vm, a[0])) return KR_NOTIMPL_V;
    if (kr__is_delta(vm, a[1])) return move(vm, a[0], -(int64_t)kr__delta(a[1])->days);
    if (!plain(vm, a[1])) return KR_NOTIMPL_V;
    return kr__delta_plain(vm, ordinal_of(a[0]) - ordinal_of(a[1]), 0, 0);
}
static Value d_rsub(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!plain(vm, a[0]) || !plain(vm, a[1])) return KR_NOTIMPL_V;
    return kr__delta_plain(vm, ordinal_of(a[1]) - ordinal_of(a[0]), 0, 0);
}
static Value compare(kr_vm *vm, Value *a, int op) {
    if (!kr__is_date(vm, a[1])) return KR_NOTIMPL_V;
    return kr__datetime_by(op, ordinal_of(a[0]) - ordinal_of(a[1]));
}
KR_DATETIME_COMPARES(compare)

static void state_bytes(const Date *d, uint8_t s[4]) {
    s[0] = (uint8_t)(d->year >> 8);
    s[1] = (uint8_t)d->year;
    s[2] = d->month;
    s[3] = d->day;
}
static Value d_hash(kr_vm *vm, Value *a, int n) {
    uint8_t s[4];
    return (void)n, state_bytes(kr__date(a[0]), s), kr__datetime_hash_bytes(vm, s, 4);
}
static Value d_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint8_t s[4];
    state_bytes(kr__date(a[0]), s);
    Value state = kr__bytes_make(vm, s, 4),
          args = kr__ok(state) ? kr__tuple_new(vm, &state, 1) : state;
    return kr__ok(args) ? kr__tuple_new(vm, (Value[]){kr__class_of(vm, a[0]), args}, 2) : args;
}

/* ---- methods ---- */

static const Clock midnight;

static Value d_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Date *d = kr__date(a[0]);
    return kr__text(vm, "%S(%d, %d, %d)", kr__datetime_name(vm, a[0]), d->year, d->month, d->day);
}
static Value d_str(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__datetime_method(vm, a[0], "isoformat", KR_UNSET);
}
static Value d_isoformat(kr_vm *vm, Value *a, int n) {
    (void)n;
    char text[16], *end = kr__calc_put_date(text, kr__date(a[0]));
    return kr__str_new(vm, text, (size_t)(end - text));
}
static Value d_ctime(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__datetime_ctime(vm, kr__date(a[0]), &midnight);
}
static Value d_timetuple(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__datetime_tuple(vm, kr__date(a[0]), &midnight, -1);
}
static Value d_strftime(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__ok(a[1]))
        return kr__raise_type(vm, "strftime() missing required argument 'format' (pos 1)");
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "strftime() argument 1 must be str, not %P", a[1]);
    bool full = kr__is_full(vm, a[0]);
    return kr__datetime_strftime(vm, a[1], kr__datetime_method(vm, a[0], "timetuple", KR_UNSET),
                                 full ? kr__zone_of(&kr__full(a[0])->c) : KR_NONE_V, a[0],
                                 full ? kr__full(a[0])->c.us : 0);
}
static Value d_weekday(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__from_int48((ordinal_of(a[0]) + 6) % 7);
}
static Value d_isoweekday(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__from_int48((ordinal_of(a[0]) + 6) % 7 + 1);
}
static Value d_toordinal(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)n, kr__from_int48(ordinal_of(a[0]));
}
static Value d_replace(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Date *d = kr__date(a[0]);
    int year = d->year, month = d->month, day = d->day;
    if (!kr__datetime_int(vm, a[1], &year) || !kr__datetime_int(vm, a[2], &month) ||
        !kr__datetime_int(vm, a[3], &day))
        return KR_FAILED;
    return kr__date_make(vm, kr__class_of(vm, a[0]), year, month, day);
}

static Value get_year(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(kr__date(v)->year); }
static Value get_month(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(kr__date(v)->month); }
static Value get_day(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(kr__date(v)->day); }

/* ---- IsoCalendarDate ---- */

static Value iso_new(kr_vm *vm, Value cls, const Value v[3]) {
    KrTuple *t = kr__instance_new_var(vm, cls, sizeof *t + 3 * sizeof(Slot));
    if (!t) return KR_FAILED;
    t->len = 3;
    for (int i = 0; i < 3; i++)
        if (!kr__narrow(v[i], &t->narrow[i])) t->narrow[i] = kr__slot_from_int(0);
    return kr__value_of(t);
}
static Value d_isocalendar(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *s = kr__datetime_state(vm);
    int64_t year = kr__date(a[0])->year, today = ordinal_of(a[0]),
            monday = kr__calc_first_monday(year), next = kr__calc_first_monday(year + 1);
    if (today < monday)
        monday = year > 1 ? kr__calc_first_monday(--year) : (year--, monday - 52 * 7);
    else if (today >= next)
        year++, monday = next;
    if (!s) return KR_FAILED;
    return iso_new(vm, s[S_ISO],
                   (Value[]){kr__from_int48(year), kr__from_int48((today - monday) / 7 + 1),
                             kr__from_int48((today - monday) % 7 + 1)});
}
static Value i_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v[3];
    for (int i = 0; i < 3; i++) {
        int x = 0;
        if (!kr__datetime_int(vm, a[i + 1], &x)) return KR_FAILED;
        v[i] = kr__from_int48(x);
    }
    return iso_new(vm, a[0], v);
}
static Value item(Value v, size_t i) { return kr__tuple_get(kr__ptr(v), i); }
static Value i_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__text(vm, "%S(year=%S, week=%S, weekday=%S)", kr__datetime_name(vm, a[0]),
                    item(a[0], 0), item(a[0], 1), item(a[0], 2));
}
static Value i_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value t = kr__tuple_new(vm, (Value[]){item(a[0], 0), item(a[0], 1), item(a[0], 2)}, 3),
          args = kr__ok(t) ? kr__tuple_new(vm, &t, 1) : t;
    return kr__ok(args) ? kr__tuple_new(vm, (Value[]){kr__type(vm, KR_T_TUPLE), args}, 2) : args;
}
static Value get_iso_year(kr_vm *vm, Value v) { return (void)vm, item(v, 0); }
static Value get_iso_week(kr_vm *vm, Value v) { return (void)vm, item(v, 1); }
static Value get_iso_day(kr_vm *vm, Value v) { return (void)vm, item(v, 2); }
static const KrFnDef iso_rows[] = {
    {"__new__(cls, /, year, week, weekday)", i_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", i_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", i_reduce, NULL, 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet iso_getset[] = {{"year", get_iso_year, NULL, NULL},
                                      {"week", get_iso_week, NULL, NULL},
                                      {"weekday", get_iso_day, NULL, NULL},
                                      {NULL, NULL, NULL, NULL}};
const KrClassDef kr__datetime_iso_def = {
    .name = "datetime.IsoCalendarDate",
    .doc = "The result of date.isocalendar() or datetime.isocalendar()\n\nThis object may be "
           "accessed either as a tuple of\n  ((year, week, weekday))\nor via the object attributes "
           "as named in the above tuple.",
    .base = KR_T_TUPLE,
    .kind = KR_K_TUPLE,
    .size = sizeof(KrTuple),
    .methods = iso_rows,
    .getset = iso_getset};

#define S KR_DEF_SPECIAL
static const KrFnDef rows[] = {
    {"__new__(cls, year=0, month=0, day=0)", d_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", d_repr, "Return repr(self).", S},
    {"__str__(self, /)", d_str, "Return str(self).", S},
    {"__hash__(self, /)", d_hash, "Return hash(self).", S},
    KR_DATETIME_COMPARE_ROWS(compare),
    {"__add__(self, value, /)", d_add, "Return self+value.", S},
    {"__radd__(self, value, /)", d_add, "Return value+self.", S},
    {"__sub__(self, value, /)", d_sub, "Return self-value.", S},
    {"__rsub__(self, value, /)", d_rsub, "Return value-self.", S},
    {"fromtimestamp(type, timestamp, /)", d_fromtimestamp,
     "Create a date from a POSIX timestamp.\n\nThe timestamp is a number, e.g. created via "
     "time.time(), that is interpreted\nas local time.",
     KR_DEF_CLASSMETHOD},
    {"fromordinal(type, ordinal, /)", d_fromordinal,
     "int -> date corresponding to a proleptic Gregorian ordinal.", KR_DEF_CLASSMETHOD},
    {"fromisoformat(type, text, /)", d_fromiso,
     "str -> Construct a date from a string in ISO 8601 format.", KR_DEF_CLASSMETHOD},
    {"fromisocalendar(type, year, week, day)", d_fromisocalendar,
     "int, int, int -> Construct a date from the ISO year, week number and weekday.\n\nThis is the "
     "inverse of the date.isocalendar() function",
     KR_DEF_CLASSMETHOD},
    {"today(type, /)", d_today,
     "Current date or datetime:  same as self.__class__.fromtimestamp(time.time()).",
     KR_DEF_CLASSMETHOD},
    {"ctime(self, /)", d_ctime, "Return ctime() style string.", 0},
    {"strftime(self, format=<unrepresentable>)", d_strftime, "format -> strftime() style string.",
     0},
    {"__format__(self, format, /)", kr__datetime_format, "Formats self with strftime.", 0},
    {"timetuple(self, /)", d_timetuple, "Return time tuple, compatible with time.localtime().", 0},
    {"isocalendar(self, /)", d_isocalendar,
     "Return a named tuple containing ISO year, week number, and weekday.", 0},
    {"isoformat(self, /)", d_isoformat, "Return string in ISO 8601 format, YYYY-MM-DD.", 0},
    {"isoweekday(self, /)", d_isoweekday,
     "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7", 0},
    {"toordinal(self, /)", d_toordinal,
     "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.", 0},
    {"weekday(self, /)", d_weekday,
     "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6", 0},
    {"replace(self, year=0, month=0, day=0)", d_replace, "Return date with new specified fields.",
     0},
    {"__reduce__(self, /)", d_reduce, "__reduce__() -> (cls, state)", 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {{"year", get_year, NULL, NULL},
                                  {"month", get_month, NULL, NULL},
                                  {"day", get_day, NULL, NULL},
                                  {NULL, NULL, NULL, NULL}};
const KrClassDef kr__datetime_date_def = {.name = "datetime.date",
                                          .doc = "date(year, month, day) --> date object",
                                          .kind = KR_K_ITER,
                                          .flags = KR_TF_BASE,
                                          .size = sizeof(Date),
                                          .methods = rows,
                                          .getset = getset};
