/* SPDX-License-Identifier: MIT
 * _datetime_calc.c: the calendar in numbers, and ISO 8601 text of dates and times, for the other files of _datetime.
 * Nothing here makes objects but errors. */
#include <string.h>

#include "lib/_datetime.h"
#include "types/str.h"

/* ---- days ---- */

static const uint16_t before[13] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
static const uint8_t lengths[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool kr__calc_leap(int64_t y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }
int kr__calc_month_days(int64_t year, int month) {
    return month == 2 && kr__calc_leap(year) ? 29 : lengths[month];
}
int kr__calc_days_before(int64_t year, int month) {
    return before[month] + (month > 2 && kr__calc_leap(year));
}
int64_t kr__calc_ordinal(int64_t year, int month, int day) {
    int64_t y = year - 1;
    if (y < 0)
        return -365 + kr__calc_days_before(year, month) + day; /* year 0, next to the range */
    return y * 365 + y / 4 - y / 100 + y / 400 + kr__calc_days_before(year, month) + day;
}

void kr__calc_date(int64_t ordinal, int *year, int *month, int *day) {
    enum { IN400 = 146097, IN100 = 36524, IN4 = 1461 };
    int64_t n = ordinal - 1, n400 = n / IN400;
    n %= IN400;
    int64_t n100 = n / IN100;
    n %= IN100;
    int64_t n4 = n / IN4;
    n %= IN4;
    int64_t n1 = n / 365;
    n %= 365;
    *year = (int)(n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1);
    if (n1 == 4 || n100 == 4) { /* the last day of a leap year, or of 400 years */
        *year -= 1;
        *month = 12;
        *day = 31;
        return;
    }
    int m = 12;
    while (kr__calc_days_before(*year, m) > n) m--;
    *month = m;
    *day = (int)n - kr__calc_days_before(*year, m) + 1;
}

int64_t kr__calc_first_monday(int64_t year) {
    int64_t first = kr__calc_ordinal(year, 1, 1), weekday = (first + 6) % 7;
    return first - weekday + (weekday > 3 ? 7 : 0);
}

int kr__calc_iso_date(int64_t year, int64_t week, int64_t day, int *y, int *m, int *d) {
    if (year < 1 || year > 9999) return -1;
    if (week <= 0 || week >= 53) {
        int64_t first = kr__calc_ordinal(year, 1, 1) % 7;
        if (week != 53 || !(first == 4 || (first == 3 && kr__calc_leap(year)))) return -2;
    }
    if (day < 1 || day > 7) return -3;
    int64_t ordinal = kr__calc_first_monday(year) + (week - 1) * 7 + day - 1;
    if (ordinal < 1) { /* the last days of year 0 */
        *y = 0;
        *m = 12;
        *d = (int)(31 + ordinal);
        return 0;
    }
    kr__calc_date(ordinal, y, m, d);
    return 0;
}

int64_t kr__calc_seconds(int64_t year, int month, int day, int hour, int minute, int second) {
    return kr__calc_ordinal(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
}

/* ---- writing ---- */

char *kr__calc_digits(char *to, uint32_t v, int width) {
    char text[10];
    int n = 0;
    do text[n++] = (char)('0' + v % 10);
    while (v /= 10);
    for (; width > n; width--) *to++ = '0';
    while (n) *to++ = text[--n];
    return to;
}
char *kr__calc_put_date(char *to, const Date *d) {
    to = kr__calc_digits(to, (uint32_t)d->year, 4);
    *to++ = '-';
    to = kr__calc_digits(to, d->month, 2);
    *to++ = '-';
    return kr__calc_digits(to, d->day, 2);
}

char *kr__calc_put_clock(kr_vm *vm, char *to, const Clock *c, Value timespec) {
    static const char *const names[] = {"auto",    "hours",        "minutes",
                                        "seconds", "milliseconds", "microseconds"};
    unsigned spec = 0;
    while (kr__ok(timespec) && !kr__str_is(kr__ptr(timespec), names[spec]))
        if (++spec == KR_COUNTOF(names)) return kr__raise_value(vm, "Unknown timespec value"), NULL;
    if (!spec) spec = c->us ? 5 : 3;
    to = kr__calc_digits(to, c->hour, 2);
    if (spec >= 2) {
        *to++ = ':';
        to = kr__calc_digits(to, c->minute, 2);
    }
    if (spec >= 3) {
        *to++ = ':';
        to = kr__calc_digits(to, c->second, 2);
    }
    if (spec >= 4) {
        *to++ = '.';
        to = spec == 4 ? kr__calc_digits(to, c->us / 1000, 3) : kr__calc_digits(to, c->us, 6);
    }
    return to;
}

char *kr__calc_put_offset(char *to, const Delta *o, const char *sep) {
    int64_t seconds = (int64_t)o->days * DAY + o->seconds, us = o->us;
    bool minus = o->days < 0;
    if (minus) {
        seconds = -seconds;
        if (us) {
            seconds--;
            us = MILLION - us;
        }
    }
    *to++ = minus ? '-' : '+';
    to = kr__calc_digits(to, (uint32_t)(seconds / 3600), 2);
    to = stpcpy(to, sep);
    to = kr__calc_digits(to, (uint32_t)(seconds / 60 % 60), 2);
    if (seconds % 60 || us) {
        to = stpcpy(to, sep);
        to = kr__calc_digits(to, (uint32_t)(seconds % 60), 2);
    }
    if (us) {
        *to++ = '.';
        to = kr__calc_digits(to, (uint32_t)us, 6);
    }
    return to;
}

/* ---- reading: `s` ends with a NUL behind its n characters ---- */

static const char *digits(const char *s, int n, int *out) {
    for (*out = 0; n; n--, s++) {
        if (*s < '0' || *s > '9') return NULL;
        *out = *out * 10 + (*s - '0');
    }
    return s;
}

bool kr__calc_read_date(const char *s, size_t n, int *year, int *month, int *day) {
    const char *p = digits(s, 4, year);
    if (!p) return false;
    bool dashes = *p == '-';
    p += dashes;
    if (*p == 'W') {
        int week, weekday = 1;
        if (!(p = digits(p + 1, 2, &week))) return false;
        if ((size_t)(p - s) < n) {
            if (dashes && *p++ != '-') return false;
            if (!digits(p, 1, &weekday)) return false;
        }
        return kr__calc_iso_date(*year, week, weekday, year, month, day) == 0;
    }
    if (!(p = digits(p, 2, month))) return false;
    if (dashes && *p++ != '-') return false;
    return (p = digits(p, 2, day)) && (size_t)(p - s) == n;
}

/* -1: not sound; 0; 1: something follows. */
static int read_clock(const char *p, const char *end, int v[3], int *us) {
    static const int scale[] = {100000, 10000, 1000, 100, 10, 1};
    bool colons = true;
    v[0] = v[1] = v[2] = *us = 0;
    for (int i = 0; i < 3; i++) {
        if (!(p = digits(p, 2, &v[i]))) return -1;
        char c = *p++;
        if (i == 0) colons = c == ':';
        if (p >= end) return c != 0;
        if (colons && c == ':') continue;
        if (c == '.' || c == ',') break;
        if (colons) return -1;
        p--;
    }
    int n = end - p < 6 ? (int)(end - p) : 6;
    if (!(p = digits(p, n, us))) return -1;
    *us *= scale[n - 1];
    while (*p >= '0' && *p <= '9') p++;
    return *p != 0;
}

bool kr__calc_read_time(const char *s, size_t n, IsoTime *t) {
    const char *end = s + n, *zone = s;
    int v[3], r;
    while (zone < end && *zone != '+' && *zone != '-' && *zone != 'Z') zone++;
    t->zone = zone < end;
    t->offset = t->offset_us = 0;
    if ((r = read_clock(s, zone, v, &t->us)) < 0) return false;
    t->hour = v[0];
    t->minute = v[1];
    t->second = v[2];
    if (!t->zone) return r == 0;
    if (*zone == 'Z') return zone + 1 == end;
    int sign = *zone == '-' ? -1 : 1;
    if (read_clock(zone + 1, end, v, &t->offset_us) != 0) return false;
    t->offset = sign * (v[0] * 3600 + v[1] * 60 + v[2]);
    t->offset_us *= sign;
    return true;
}
