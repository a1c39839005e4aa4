/* SPDX-License-Identifier: MIT
 * _datetime_time.c: time, and the hours, minutes, seconds and zone that datetime has as well. */
#include <string.h>

#include "lib/_datetime.h"
#include "types/bytes.h"
#include "types/number.h"
#include "types/str.h"

/* hour, minute, second, microsecond, tzinfo, fold */
bool kr__datetime_clock(kr_vm *vm, const Value *a, Clock *c) {
    int hour = c->hour, minute = c->minute, second = c->second, us = (int)c->us, fold = c->fold;
    const char *bad = NULL;
    if (!kr__datetime_int(vm, a[0], &hour) || !kr__datetime_int(vm, a[1], &minute) ||
        !kr__datetime_int(vm, a[2], &second) || !kr__datetime_int(vm, a[3], &us) ||
        !kr__datetime_int(vm, a[5], &fold))
        return false;
    if (kr__ok(a[4])) {
        if (!kr__datetime_check_zone(vm, a[4])) return false;
        c->zone = kr__is_none(a[4]) ? KR_NO_SLOT : kr__ref_slot(a[4]);
    }
    if (hour < 0 || hour > 23)
        bad = "hour must be in 0..23";
    else if (minute < 0 || minute > 59)
        bad = "minute must be in 0..59";
    else if (second < 0 || second > 59)
        bad = "second must be in 0..59";
    else if (us < 0 || us >= MILLION)
        bad = "microsecond must be in 0..999999";
    else if (fold != 0 && fold != 1)
        bad = "fold must be either 0 or 1";
    if (bad) return kr__raise_false(vm, KR_T_X_VALUEERROR, "%s", bad);
    c->hour = (uint8_t)hour;
    c->minute = (uint8_t)minute;
    c->second = (uint8_t)second;
    c->us = (uint32_t)us;
    c->fold = (uint8_t)fold;
    return true;
}

Value kr__time_make(kr_vm *vm, Value cls, const Clock *c) {
    Value *s = kr__datetime_state(vm);
    Clock copy = *c;
    Value v = s ? kr__instance_new(vm, kr__ok(cls) ? cls : s[S_TIME]) : KR_FAILED,
          zone = kr__zone_of(&copy);
    if (kr__ok(v)) kr__time(v)->c = copy;
    kr__keep(zone);
    return v;
}

/* cls, hour, minute, second, microsecond, tzinfo, fold; or cls, state, tzinfo */
static Value t_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint8_t s[10];
    Clock c = {0};
    int r = kr__ok(a[1]) && !kr__ok(a[3])
                ? kr__datetime_state_of(vm, a[1], 6, 0, 0, 24, true, "time", s)
                : 0;
    if (r < 0) return KR_FAILED;
    if (!r) return kr__datetime_clock(vm, a + 1, &c) ? kr__time_make(vm, a[0], &c) : KR_FAILED;
    Value zone = kr__ok(a[2]) ? a[2] : kr__ok(a[5]) ? a[5] : KR_NONE_V;
    if (!kr__is_none(zone) && !kr__is_zone(vm, zone))
        return kr__raise_type(vm, "bad tzinfo state arg");
    c.hour = s[0] & 0x7f;
    c.fold = s[0] >> 7;
    c.minute = s[1];
    c.second = s[2];
    c.us = (uint32_t)s[3] << 16 | (uint32_t)s[4] << 8 | s[5];
    c.zone = kr__is_none(zone) ? KR_NO_SLOT : kr__ref_slot(zone);
    return kr__time_make(vm, a[0], &c);
}

static Value zone_of(Value v) { return kr__zone_of(&kr__time(v)->c); }
static Value ask(kr_vm *vm, Value v, const char *what) {
    return kr__zone_ask(vm, zone_of(v), what, KR_NONE_V);
}
static Value t_offset(kr_vm *vm, Value *a, int n) { return (void)n, ask(vm, a[0], "utcoffset"); }
static Value t_dst(kr_vm *vm, Value *a, int n) { return (void)n, ask(vm, a[0], "dst"); }
static Value t_tzname(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__zone_name(vm, zone_of(a[0]), KR_NONE_V);
}

static Value t_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Clock *c = &kr__time(a[0])->c;
    char text[64], *p = text;
    p += kr__i64_to_text(p, c->hour);
    p = stpcpy(p, ", ");
    p += kr__i64_to_text(p, c->minute);
    if (c->second || c->us) {
        p = stpcpy(p, ", ");
        p += kr__i64_to_text(p, c->second);
    }
    if (c->us) {
        p = stpcpy(p, ", ");
        p += kr__i64_to_text(p, c->us);
    }
    *p = 0;
    Value name = kr__datetime_name(vm, a[0]);
    if (kr__failed(name)) return name;
    const char *fold = c->fold ? ", fold=1" : "";
    if (!c->zone.bits) return kr__text(vm, "%S(%s%s)", name, text, fold);
    return kr__text(vm, "%S(%s, tzinfo=%R%s)", name, text, zone_of(a[0]), fold);
}
static Value t_str(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__datetime_method(vm, a[0], "isoformat", KR_UNSET);
}
static Value t_isoformat(kr_vm *vm, Value *a, int n) {
    (void)n;
    char text[64];
    if (kr__ok(a[1]) && !kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "isoformat() argument 1 must be str, not %P", a[1]);
    char *p = kr__calc_put_clock(vm, text, &kr__time(a[0])->c, a[1]);
    Value offset = p ? ask(vm, a[0], "utcoffset") : KR_FAILED;
    if (kr__failed(offset)) return offset;
    if (!kr__is_none(offset)) p = kr__calc_put_offset(p, kr__delta(offset), ":");
    return kr__str_new(vm, text, (size_t)(p - text));
}
static Value t_strftime(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__ok(a[1]))
        return kr__raise_type(vm, "strftime() missing required argument 'format' (pos 1)");
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "strftime() argument 1 must be str, not %P", a[1]);
    const Clock *c = &kr__time(a[0])->c;
    const int v[9] = {1900, 1, 1, c->hour, c->minute, c->second, 0, 1, -1};
    Value items[9];
    for (int i = 0; i < 9; i++) items[i] = kr__from_int48(v[i]);
    return kr__datetime_strftime(vm, a[1], kr__tuple_new(vm, items, 9), zone_of(a[0]), KR_NONE_V,
                                 c->us);
}
static Value t_replace(kr_vm *vm, Value *a, int n) {
    (void)n;
    Clock c = kr__time(a[0])->c;
    return kr__datetime_clock(vm, a + 1, &c) ? kr__time_make(vm, kr__class_of(vm, a[0]), &c)
                                             : KR_FAILED;
}
static Value t_fromiso(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *state = kr__datetime_state(vm), text = a[1];
    IsoTime t;
    if (!state) return KR_FAILED;
    if (!kr__is_str(vm, text)) return kr__raise_type(vm, "fromisoformat: argument must be str");
    size_t len = ((const KrStr *)kr__ptr(text))->len;
    KrMem *mem = &kr__heap(vm)->mem;
    char *s = kr__mem_alloc(mem, len + 1);
    if (!s) return kr__no_memory(vm);
    memcpy(s, kr__str_text(kr__ptr(text)), len);
    s[len] = 0;
    bool skip = *s == 'T', ok = kr__calc_read_time(s + skip, len - skip, &t);
    kr__mem_free(mem, s, len + 1);
    if (!ok) return kr__datetime_bad_iso(vm, text);
    Value zone = kr__zone_from_iso(vm, &t);
    if (kr__failed(zone)) return zone;
    Value v[6] = {kr__from_int48(t.hour),
                  kr__from_int48(t.minute),
                  kr__from_int48(t.second),
                  kr__from_int48(t.us),
                  zone,
                  KR_UNSET};
    if (!kr__same(a[0], state[S_TIME])) return kr__call(vm, a[0], v, 5);
    Clock c = {0};
    return kr__datetime_clock(vm, v, &c) ? kr__time_make(vm, a[0], &c) : KR_FAILED;
}

/* ---- comparing ---- */

static int64_t in_day(const Clock *c) { return (c->hour * 60 + c->minute) * 60 + c->second; }
static int64_t whole(const Clock *c) { return in_day(c) * MILLION + c->us; }
static int64_t in_utc(const Clock *c, const Delta *offset) {
    return (in_day(c) - (int64_t)offset->days * DAY - offset->seconds) * MILLION + c->us;
}
static Value compare(kr_vm *vm, Value *a, int op) {
    if (!kr__is_time(vm, a[1])) return KR_NOTIMPL_V;
    const Clock *x = &kr__time(a[0])->c, *y = &kr__time(a[1])->c;
    if (x->zone.bits == y->zone.bits) return kr__datetime_by(op, whole(x) - whole(y));
    Value o1 = ask(vm, a[0], "utcoffset"), o2 = kr__ok(o1) ? ask(vm, a[1], "utcoffset") : o1;
    if (kr__failed(o2)) return o2;
    if (!kr__is_none(o1) && !kr__is_none(o2) && kr__delta_compare(o1, o2))
        return kr__datetime_by(op, in_utc(x, kr__delta(o1)) - in_utc(y, kr__delta(o2)));
    if (kr__is_none(o1) == kr__is_none(o2)) return kr__datetime_by(op, whole(x) - whole(y));
    if (op == BY_EQ || op == BY_NE) return kr__bool(op == BY_NE);
    return kr__raise_type(vm, "can't compare offset-naive and offset-aware times");
}
KR_DATETIME_COMPARES(compare)

static void state_bytes(const Clock *c, bool fold, uint8_t s[6]) {
    s[0] = (uint8_t)(c->hour | (fold && c->fold ? 0x80 : 0));
    s[1] = c->minute;
    s[2] = c->second;
    s[3] = (uint8_t)(c->us >> 16);
    s[4] = (uint8_t)(c->us >> 8);
    s[5] = (uint8_t)c->us;
}
static Value t_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint8_t s[6];
    int64_t h;
    Clock c = kr__time(a[0])->c;
    Value self = a[0];
    if (c.fold) {
        c.fold = 0;
        if (kr__failed(self = kr__time_make(vm, KR_UNSET, &c))) return self;
    }
    Value offset = ask(vm, self, "utcoffset");
    if (kr__failed(offset)) return offset;
    if (kr__is_none(offset)) {
        state_bytes(&c, false, s);
        return kr__datetime_hash_bytes(vm, s, 6);
    }
    const Delta *o = kr__delta(offset);
    Value d =
        kr__delta_plain(vm, -(int64_t)o->days, in_day(&c) - o->seconds, (int64_t)c.us - o->us);
    return kr__ok(d) && kr__hash(vm, d, &h) ? kr__int_from_i64(vm, h) : KR_FAILED;
}
static Value reduce(kr_vm *vm, Value self, bool fold) {
    uint8_t s[6];
    state_bytes(&kr__time(self)->c, fold, s);
    Value v[2] = {kr__bytes_make(vm, s, 6), zone_of(self)}, args;
    if (kr__failed(v[0]) || kr__failed(args = kr__tuple_new(vm, v, kr__is_none(v[1]) ? 1 : 2)))
        return KR_FAILED;
    return kr__tuple_new(vm, (Value[]){kr__class_of(vm, self), args}, 2);
}
static Value t_reduce(kr_vm *vm, Value *a, int n) { return (void)n, reduce(vm, a[0], false); }
static Value t_reduce_ex(kr_vm *vm, Value *a, int n) {
    int protocol = 0;
    return (void)n,
           kr__datetime_int(vm, a[1], &protocol) ? reduce(vm, a[0], protocol > 3) : KR_FAILED;
}

static Value get_hour(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(kr__time(v)->c.hour); }
static Value get_minute(kr_vm *vm, Value v) {
    return (void)vm, kr__from_int48(kr__time(v)->c.minute);
}
static Value get_second(kr_vm *vm, Value v) {
    return (void)vm, kr__from_int48(kr__time(v)->c.second);
}
static Value get_us(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(kr__time(v)->c.us); }
static Value get_zone(kr_vm *vm, Value v) { return (void)vm, zone_of(v); }
static Value get_fold(kr_vm *vm, Value v) { return (void)vm, kr__from_int48(kr__time(v)->c.fold); }

#define S KR_DEF_SPECIAL
static const KrFnDef rows[] = {
    {"__new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)", t_new, NULL,
     KR_DEF_NEW},
    {"__repr__(self, /)", t_repr, "Return repr(self).", S},
    {"__str__(self, /)", t_str, "Return str(self).", S},
    {"__hash__(self, /)", t_hash, "Return hash(self).", S},
    KR_DATETIME_COMPARE_ROWS(compare),
    {"isoformat(self, timespec='auto')", t_isoformat,
     "Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\nThe optional "
     "argument "
     "timespec says which parts are shown: 'auto', 'hours', 'minutes', 'seconds', 'milliseconds' "
     "or 'microseconds'.",
     0},
    {"strftime(self, format=<unrepresentable>)", t_strftime, "format -> strftime() style string.",
     0},
    {"__format__(self, format, /)", kr__datetime_format, "Formats self with strftime.", 0},
    {"utcoffset(self, /)", t_offset, "Return self.tzinfo.utcoffset(self).", 0},
    {"tzname(self, /)", t_tzname, "Return self.tzinfo.tzname(self).", 0},
    {"dst(self, /)", t_dst, "Return self.tzinfo.dst(self).", 0},
    {"replace(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)", t_replace,
     "Return time with new specified fields.", 0},
    {"fromisoformat(type, text, /)", t_fromiso, "string -> time from a string in ISO 8601 format",
     KR_DEF_CLASSMETHOD},
    {"__reduce_ex__(self, protocol, /)", t_reduce_ex, "__reduce_ex__(proto) -> (cls, state)", 0},
    {"__reduce__(self, /)", t_reduce, "__reduce__() -> (cls, state)", 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {{"hour", get_hour, NULL, NULL},
                                  {"minute", get_minute, NULL, NULL},
                                  {"second", get_second, NULL, NULL},
                                  {"microsecond", get_us, NULL, NULL},
                                  {"tzinfo", get_zone, NULL, NULL},
                                  {"fold", get_fold, NULL, NULL},
                                  {NULL, NULL, NULL, NULL}};
const KrClassDef kr__datetime_time_def = {
    .name = "datetime.time",
    .doc = "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\nAll "
           "arguments are optional. tzinfo may be None, or an instance of\na tzinfo subclass. The "
           "remaining arguments may be ints.\n",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE,
    .size = sizeof(Time),
    .slots = KR_AT(Time, c.zone),
    .methods = rows,
    .getset = getset};
