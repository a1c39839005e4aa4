/* SPDX-License-Identifier: MIT
 * _datetime_zone.c: tzinfo and timezone, what the other classes ask of a zone, and the zone of the system. */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "lib/_datetime.h"
#include "types/dict.h"
#include "types/number.h"
#include "types/str.h"

/* ---- asking ---- */

static bool within_day(const Delta *d) {
    return d->days == 0 || (d->days == -1 && (d->seconds || d->us));
}

Value kr__datetime_method(kr_vm *vm, Value obj, const char *name, Value arg) {
    Value s = kr__intern(vm, name, strlen(name));
    return kr__ok(s) ? kr__call_method(vm, obj, s, &arg, kr__ok(arg) ? 1 : 0) : s;
}

Value kr__zone_ask(kr_vm *vm, Value zone, const char *method, Value arg) {
    if (kr__is_none(zone)) return zone;
    Value v = kr__datetime_method(vm, zone, method, arg);
    if (kr__failed(v) || kr__is_none(v)) return v;
    if (!kr__is_delta(vm, v))
        return kr__raise_type(vm, "tzinfo.%s() must return None or timedelta, not '%T'", method, v);
    if (!within_day(kr__delta(v)))
        return kr__raise_value(vm, "offset must be a timedelta strictly between "
                                   "-timedelta(hours=24) and timedelta(hours=24).");
    return v;
}

Value kr__zone_name(kr_vm *vm, Value zone, Value arg) {
    if (kr__is_none(zone)) return zone;
    Value v = kr__datetime_method(vm, zone, "tzname", arg);
    if (kr__failed(v) || kr__is_none(v) || kr__is_str(vm, v)) return v;
    return kr__raise_type(vm, "tzinfo.tzname() must return None or a string, not '%T'", v);
}

bool kr__datetime_check_zone(kr_vm *vm, Value v) {
    if (kr__is_none(v) || kr__is_zone(vm, v)) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "tzinfo argument must be None or of a tzinfo subclass, not type '%T'",
                           v);
}

/* ---- making ---- */

static Value make(kr_vm *vm, Value offset, Value name) {
    Value *s = kr__datetime_state(vm), v = s ? kr__instance_new(vm, s[S_ZONE]) : KR_FAILED;
    if (kr__failed(v)) return v;
    Zone *z = kr__ptr(v);
    z->offset = kr__ref_slot(offset);
    z->name = kr__ok(name) ? kr__ref_slot(name) : KR_NO_SLOT;
    return v;
}
Value kr__zone_new(kr_vm *vm, Value offset, Value name) {
    Value *s = kr__datetime_state(vm);
    if (!s) return KR_FAILED;
    if (!kr__ok(name) && !kr__delta_truth(kr__delta(offset)) && kr__ok(s[S_UTC])) return s[S_UTC];
    if (!within_day(kr__delta(offset)))
        return kr__raise_value(vm,
                               "offset must be a timedelta strictly between -timedelta(hours=24) "
                               "and timedelta(hours=24), not %R.",
                               offset);
    return make(vm, offset, name);
}
Value kr__zone_from_iso(kr_vm *vm, const IsoTime *t) {
    if (!t->zone) return KR_NONE_V;
    Value offset = kr__delta_plain(vm, 0, t->offset, t->offset ? t->offset_us : 0);
    return kr__ok(offset) ? kr__zone_new(vm, offset, KR_UNSET) : offset;
}

/* ---- the system's ---- */

bool kr__datetime_tm(kr_vm *vm, int64_t seconds, bool local, struct tm *t) {
    time_t when = (time_t)seconds;
    errno = 0;
    if (local ? localtime_r(&when, t) : gmtime_r(&when, t)) return true;
    kr__raise_os(vm, errno ? errno : EINVAL, KR_UNSET);
    return false;
}
Value kr__zone_local(kr_vm *vm, int64_t seconds) {
    struct tm t;
    if (!kr__datetime_tm(vm, seconds, true, &t)) return KR_FAILED;
    Value offset = kr__delta_plain(vm, 0, t.tm_gmtoff, 0),
          name = kr__ok(offset) ? kr__str_new(vm, t.tm_zone, strlen(t.tm_zone)) : offset;
    return kr__ok(name) ? kr__zone_new(vm, offset, name) : name;
}

/* ---- tzinfo ---- */

static Value implement(kr_vm *vm, const char *name) {
    return kr__raise(vm, KR_T_X_NOTIMPLEMENTEDERROR, "a tzinfo subclass must implement %s()", name);
}
static Value t_new(kr_vm *vm, Value *a, int n) { return (void)n, kr__instance_new(vm, a[0]); }
static Value t_name(kr_vm *vm, Value *a, int n) {
    return (void)a, (void)n, implement(vm, "tzname");
}
static Value t_offset(kr_vm *vm, Value *a, int n) {
    return (void)a, (void)n, implement(vm, "utcoffset");
}
static Value t_dst(kr_vm *vm, Value *a, int n) { return (void)a, (void)n, implement(vm, "dst"); }

static Value needs(kr_vm *vm, const char *what) {
    return kr__raise_value(vm, "fromutc: non-None %s() result required", what);
}
/* self, a datetime that is in UTC but for its zone: as it is in this zone */
static Value t_fromutc(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_full(vm, a[1])) return kr__raise_type(vm, "fromutc: argument must be a datetime");
    if (!kr__same(kr__zone_of(&kr__full(a[1])->c), a[0]))
        return kr__raise_value(vm, "fromutc: dt.tzinfo is not self");
    Value offset = kr__zone_ask(vm, a[0], "utcoffset", a[1]), dst, delta, r;
    if (kr__failed(offset)) return offset;
    if (kr__is_none(offset)) return needs(vm, "utcoffset");
    if (kr__failed(dst = kr__zone_ask(vm, a[0], "dst", a[1]))) return dst;
    if (kr__is_none(dst)) return needs(vm, "dst");
    if (kr__failed(delta = kr__delta_sub(vm, offset, dst)) ||
        kr__failed(r = kr__full_add(vm, a[1], delta, 1)) ||
        kr__failed(dst = kr__zone_ask(vm, kr__zone_of(&kr__full(a[1])->c), "dst", r)))
        return KR_FAILED;
    if (kr__is_none(dst))
        return kr__raise_value(vm, "fromutc: tz.dst() gave inconsistent results; cannot convert");
    return kr__delta_truth(kr__delta(dst)) ? kr__full_add(vm, r, dst, 1) : r;
}
static Value t_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name = kr__intern(vm, "__getinitargs__", 15), f, args, state;
    int r = kr__ok(name) ? kr__getattr_opt(vm, a[0], name, &f) : -1;
    if (r < 0) return KR_FAILED;
    args = r ? kr__call0(vm, f) : kr__tuple_empty(vm);
    if (kr__failed(args) ||
        kr__failed(state = kr__datetime_method(vm, a[0], "__getstate__", KR_UNSET)))
        return KR_FAILED;
    return kr__tuple_new(vm, (Value[]){kr__class_of(vm, a[0]), args, state}, 3);
}

static const KrFnDef tzinfo_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", t_new, NULL, KR_DEF_NEW},
    {"tzname(self, dt, /)", t_name, "datetime -> string name of time zone.", 0},
    {"utcoffset(self, dt, /)", t_offset,
     "datetime -> timedelta showing offset from UTC, negative values indicating West of UTC", 0},
    {"dst(self, dt, /)", t_dst, "datetime -> DST offset as timedelta positive east of UTC.", 0},
    {"fromutc(self, dt, /)", t_fromutc, "datetime in UTC -> datetime in local time.", 0},
    {"__reduce__(self, /)", t_reduce, "-> (cls, state)", 0},
    {NULL, NULL, NULL, 0},
};
const KrClassDef kr__datetime_tzinfo_def = {.name = "datetime.tzinfo",
                                            .doc =
                                                "Abstract base class for time zone info objects.",
                                            .kind = KR_K_ITER,
                                            .flags = KR_TF_BASE,
                                            .size = sizeof(Zone),
                                            .slots = KR_AT(Zone, offset) | KR_AT(Zone, name),
                                            .methods = tzinfo_rows};

/* ---- timezone ---- */

static Zone *zone(Value v) { return kr__ptr(v); }
static Value offset_of(Value v) { return KR_VALUE(zone(v)->offset.bits); }

/* cls, offset, name */
static Value z_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__ok(a[1]))
        return kr__raise_type(vm, "timezone() missing required argument 'offset' (pos 1)");
    if (!kr__is_delta(vm, a[1]))
        return kr__raise_type(vm, "timezone() argument 1 must be datetime.timedelta, not %P", a[1]);
    if (kr__ok(a[2]) && !kr__is_str(vm, a[2]))
        return kr__raise_type(vm, "timezone() argument 2 must be str, not %P", a[2]);
    return kr__zone_new(vm, a[1], a[2]);
}
static bool check_dt(kr_vm *vm, Value dt, const char *method) {
    if (kr__is_none(dt) || kr__is_full(vm, dt)) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "%s(dt) argument must be a datetime instance or None, not %T", method,
                           dt);
}
static Value name_of(kr_vm *vm, Value v) {
    const Zone *z = zone(v);
    if (z->name.bits) return KR_VALUE(z->name.bits);
    const Delta *d = kr__delta(offset_of(v));
    char text[40] = "UTC", *p = text + 3;
    if (kr__delta_truth(d)) p = kr__calc_put_offset(p, d, ":");
    return kr__str_new(vm, text, (size_t)(p - text));
}
static Value z_name(kr_vm *vm, Value *a, int n) {
    return (void)n, check_dt(vm, a[1], "tzname") ? name_of(vm, a[0]) : KR_FAILED;
}
static Value z_offset(kr_vm *vm, Value *a, int n) {
    return (void)n, check_dt(vm, a[1], "utcoffset") ? offset_of(a[0]) : KR_FAILED;
}
static Value z_dst(kr_vm *vm, Value *a, int n) {
    return (void)n, check_dt(vm, a[1], "dst") ? KR_NONE_V : KR_FAILED;
}
static Value z_fromutc(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_full(vm, a[1])) return kr__raise_type(vm, "fromutc: argument must be a datetime");
    if (!kr__same(kr__zone_of(&kr__full(a[1])->c), a[0]))
        return kr__raise_value(vm, "fromutc: dt.tzinfo is not self");
    return kr__full_add(vm, a[1], offset_of(a[0]), 1);
}
static Value z_initargs(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v[2] = {offset_of(a[0]), KR_VALUE(zone(a[0])->name.bits)};
    return kr__tuple_new(vm, v, kr__ok(v[1]) ? 2 : 1);
}
static Value z_compare(kr_vm *vm, Value *a, int op) {
    if ((op != BY_EQ && op != BY_NE) || !kr__is_host(vm, a[1], &kr__datetime_zone_def))
        return KR_NOTIMPL_V;
    return kr__datetime_by(op, kr__delta_compare(offset_of(a[0]), offset_of(a[1])));
}
KR_DATETIME_COMPARES(z_compare)
static Value z_hash(kr_vm *vm, Value *a, int n) {
    int64_t h;
    return (void)n, kr__hash(vm, offset_of(a[0]), &h) ? kr__int_from_i64(vm, h) : KR_FAILED;
}
static Value z_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *s = kr__datetime_state(vm), name = KR_VALUE(zone(a[0])->name.bits);
    if (!s) return KR_FAILED;
    if (kr__same(a[0], s[S_UTC])) return kr__text(vm, "datetime.timezone.utc");
    Value cls = kr__datetime_name(vm, a[0]);
    if (kr__failed(cls)) return cls;
    if (!kr__ok(name)) return kr__text(vm, "%S(%R)", cls, offset_of(a[0]));
    return kr__text(vm, "%S(%R, %R)", cls, offset_of(a[0]), name);
}
static Value z_str(kr_vm *vm, Value *a, int n) { return (void)n, name_of(vm, a[0]); }

static const KrFnDef zone_rows[] = {
    {"__new__(cls, offset, name=None)", z_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", z_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__str__(self, /)", z_str, "Return str(self).", KR_DEF_SPECIAL},
    {"__hash__(self, /)", z_hash, "Return hash(self).", KR_DEF_SPECIAL},
    KR_DATETIME_COMPARE_ROWS(z_compare),
    {"tzname(self, dt, /)", z_name,
     "If name is specified when timezone is created, returns the name.  Otherwise returns offset "
     "as 'UTC(+|-)HH:MM'.",
     0},
    {"utcoffset(self, dt, /)", z_offset, "Return fixed offset.", 0},
    {"dst(self, dt, /)", z_dst, "Return None.", 0},
    {"fromutc(self, dt, /)", z_fromutc, "datetime in UTC -> datetime in local time.", 0},
    {"__getinitargs__(self, /)", z_initargs, "pickle support", 0},
    {NULL, NULL, NULL, 0},
};
const KrClassDef kr__datetime_zone_def = {.name = "datetime.timezone",
                                          .doc = "Fixed offset from UTC implementation of tzinfo.",
                                          .kind = KR_K_ITER,
                                          .size = sizeof(Zone),
                                          .slots = KR_AT(Zone, offset) | KR_AT(Zone, name),
                                          .methods = zone_rows};
