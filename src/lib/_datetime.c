/* SPDX-License-Identifier: MIT
 * _datetime.c: the module _datetime: its state, and the constants of its classes. */
#include "lib/_datetime.h"

#include <string.h>

#include "lib/modules.h"
#include "types/module.h"

extern const KrModuleDef kr__module__datetime;

Value *kr__datetime_state(kr_vm *vm) {
    return kr__module_values(vm, &kr__module__datetime, S_COUNT);
}

static bool constant(kr_vm *vm, Value cls, const char *name, Value v) {
    Value s = kr__intern(vm, name, strlen(name));
    return kr__ok(s) && kr__ok(v) && kr__type_set(vm, cls, s, v);
}
static bool delta_constants(kr_vm *vm, Value cls) {
    return constant(vm, cls, "resolution", kr__delta_plain(vm, 0, 0, 1)) &&
           constant(vm, cls, "min", kr__delta_plain(vm, -MAX_DELTA_DAYS, 0, 0)) &&
           constant(vm, cls, "max", kr__delta_plain(vm, MAX_DELTA_DAYS, DAY - 1, MILLION - 1));
}
static bool date_constants(kr_vm *vm, Value cls) {
    return constant(vm, cls, "min", kr__date_make(vm, cls, 1, 1, 1)) &&
           constant(vm, cls, "max", kr__date_make(vm, cls, 9999, 12, 31)) &&
           constant(vm, cls, "resolution", kr__delta_plain(vm, 1, 0, 0));
}
static bool time_constants(kr_vm *vm, const Value *s) {
    const Clock first = {0}, last = {.hour = 23, .minute = 59, .second = 59, .us = MILLION - 1};
    Value us = kr__delta_plain(vm, 0, 0, 1);
    return constant(vm, s[S_TIME], "min", kr__time_make(vm, KR_UNSET, &first)) &&
           constant(vm, s[S_TIME], "max", kr__time_make(vm, KR_UNSET, &last)) &&
           constant(vm, s[S_TIME], "resolution", us) &&
           constant(vm, s[S_FULL], "min", kr__full_make(vm, KR_UNSET, 1, 1, 1, &first)) &&
           constant(vm, s[S_FULL], "max", kr__full_make(vm, KR_UNSET, 9999, 12, 31, &last)) &&
           constant(vm, s[S_FULL], "resolution", us);
}
static Value zone_at(kr_vm *vm, int64_t seconds) {
    Value offset = kr__delta_plain(vm, 0, seconds, 0);
    return kr__ok(offset) ? kr__zone_new(vm, offset, KR_UNSET) : offset;
}
static bool zone_constants(kr_vm *vm, Value m, Value *s) {
    return kr__ok(s[S_UTC] = zone_at(vm, 0)) && constant(vm, s[S_ZONE], "utc", s[S_UTC]) &&
           constant(vm, s[S_ZONE], "min", zone_at(vm, 60 - DAY)) &&
           constant(vm, s[S_ZONE], "max", zone_at(vm, DAY - 60)) &&
           kr__module_add(vm, m, "UTC", s[S_UTC]);
}

static bool init(kr_vm *vm, Value m) {
    static const KrConstant years[] = {{"MINYEAR", 1}, {"MAXYEAR", 9999}};
    Value *s = kr__datetime_state(vm);
    if (!s) return false;
    s[S_UTC] = KR_UNSET; /* of a module made before */
    return kr__ok(s[S_DELTA] = kr__module_class(vm, m, &kr__datetime_delta_def)) &&
           kr__ok(s[S_TZINFO] = kr__module_class(vm, m, &kr__datetime_tzinfo_def)) &&
           kr__ok(s[S_ZONE] = kr__class_below(vm, &kr__datetime_zone_def, s[S_TZINFO])) &&
           kr__module_add(vm, m, "timezone", s[S_ZONE]) &&
           kr__ok(s[S_DATE] = kr__module_class(vm, m, &kr__datetime_date_def)) &&
           kr__ok(s[S_TIME] = kr__module_class(vm, m, &kr__datetime_time_def)) &&
           kr__ok(s[S_FULL] = kr__class_below(vm, &kr__datetime_full_def, s[S_DATE])) &&
           kr__module_add(vm, m, "datetime", s[S_FULL]) &&
           kr__ok(s[S_ISO] = kr__class_new(vm, &kr__datetime_iso_def)) &&
           delta_constants(vm, s[S_DELTA]) && date_constants(vm, s[S_DATE]) &&
           time_constants(vm, s) && zone_constants(vm, m, s) &&
           kr__module_constants(vm, m, years, KR_COUNTOF(years));
}

const KrModuleDef kr__module__datetime = {
    .name = "_datetime",
    .doc = "Fast implementation of the datetime type.",
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
