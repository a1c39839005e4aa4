/* SPDX-License-Identifier: MIT
 * match.c: what match statements ask (PEP 634; language reference 8.6). */
#include "run/support.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/set.h"
#include "types/type.h"

static uint32_t flags_of(kr_vm *vm, Value v) { return kr__type_ptr(kr__class_of(vm, v))->flags; }

bool kr__match_sequence(kr_vm *vm, Value v) { return flags_of(vm, v) & KR_TF_SEQUENCE; }
bool kr__match_mapping(kr_vm *vm, Value v) { return flags_of(vm, v) & KR_TF_MAPPING; }

Value kr__match_keys(kr_vm *vm, Value subject, Value keys) {
    size_t n = ((KrTuple *)kr__ptr(keys))->len;
    Value seen = kr__set_new(vm, KR_T_SET), values = kr__list_new(vm, NULL, n);
    if (!kr__ok(seen) || !kr__ok(values)) return KR_FAILED;
    Value get = KR_UNSET, absent = KR_UNSET;
    if (!kr__exact(subject, KR_T_DICT)) {
        get = kr__getattr(vm, subject, kr__name(vm, KR_N_get));
        if (!kr__ok(get)) return get;
        absent = kr__instance_new(vm, kr__type(vm, KR_T_OBJECT));
        if (!kr__ok(absent)) return absent;
    }
    for (size_t i = 0; i < n; i++) {
        Value k = kr__tuple_get(kr__ptr(keys), i), v;
        int twice = kr__contains(vm, seen, k);
        if (twice)
            return twice < 0 ? KR_FAILED
                             : kr__raise_value(vm, "mapping pattern checks duplicate key (%R)", k);
        if (!kr__set_add(vm, kr__ptr(seen), k)) return KR_FAILED;
        if (kr__ok(get)) {
            v = kr__call2(vm, get, k, absent);
            if (!kr__ok(v)) return v;
            if (kr__same(v, absent)) return KR_NONE_V;
        } else {
            int found = kr__dict_find(vm, kr__ptr(subject), k, &v);
            if (found <= 0) return found < 0 ? KR_FAILED : KR_NONE_V;
        }
        if (!kr__list_append(vm, kr__ptr(values), v)) return KR_FAILED;
    }
    return kr__tuple_from(vm, values);
}

/* The attribute, or unset with nothing pending when there is none. */
static Value attribute(kr_vm *vm, Value subject, Value name) {
    Value v;
    int found = kr__getattr_opt(vm, subject, name, &v);
    return found > 0 ? v : KR_UNSET;
}

static bool once(kr_vm *vm, Value seen, Value cls, Value name) {
    int twice = kr__contains(vm, seen, name);
    if (twice > 0)
        kr__raise_type(vm, "%S() got multiple sub-patterns for attribute %R",
                       kr__slot_value(kr__type_ptr(cls)->name), name);
    return twice == 0 && kr__set_add(vm, kr__ptr(seen), name);
}

/* These classes match themselves by one positional pattern. */
static bool matches_self(kr_vm *vm, Value cls) {
    static const KrTypeNo self[] = {KR_T_BOOL,  KR_T_BYTEARRAY, KR_T_BYTES, KR_T_DICT,
                                    KR_T_FLOAT, KR_T_FROZENSET, KR_T_INT,   KR_T_LIST,
                                    KR_T_SET,   KR_T_STR,       KR_T_TUPLE};
    for (size_t i = 0; i < KR_COUNTOF(self); i++)
        if (kr__is_subtype(vm, cls, kr__type(vm, self[i]))) return true;
    return false;
}

Value kr__match_class(kr_vm *vm, Value subject, Value cls, Value names, unsigned npos) {
    if (!kr__is_type(vm, cls)) return kr__raise_type(vm, "called match pattern must be a type");
    int is = kr__isinstance(vm, subject, cls);
    if (is <= 0) return is < 0 ? KR_FAILED : KR_NONE_V;
    Value seen = kr__set_new(vm, KR_T_SET), values = kr__list_new(vm, NULL, npos);
    if (!kr__ok(seen) || !kr__ok(values)) return KR_FAILED;
    if (npos) {
        Value args, name = kr__slot_value(kr__type_ptr(cls)->name);
        int found = kr__getattr_opt(vm, cls, kr__name(vm, KR_N___match_args__), &args);
        if (found < 0) return KR_FAILED;
        bool self = false;
        unsigned allowed = 0;
        if (found) {
            if (!kr__exact(args, KR_T_TUPLE))
                return kr__raise_type(vm, "%S.__match_args__ must be a tuple (got %T)", name, args);
            allowed = ((KrTuple *)kr__ptr(args))->len;
        } else {
            self = matches_self(vm, cls);
            allowed = self;
        }
        if (npos > allowed)
            return kr__raise_type(vm, "%S() accepts %u positional sub-pattern%s (%u given)", name,
                                  allowed, allowed == 1 ? "" : "s", npos);
        if (self && !kr__list_append(vm, kr__ptr(values), subject)) return KR_FAILED;
        for (unsigned i = 0; !self && i < npos; i++) {
            Value attr = kr__tuple_get(kr__ptr(args), i);
            if (!kr__exact(attr, KR_T_STR))
                return kr__raise_type(vm, "__match_args__ elements must be strings (got %T)", attr);
            if (!once(vm, seen, cls, attr)) return KR_FAILED;
            Value v = attribute(vm, subject, attr);
            if (!kr__ok(v)) return kr__pending(vm) ? KR_FAILED : KR_NONE_V;
            if (!kr__list_append(vm, kr__ptr(values), v)) return KR_FAILED;
        }
    }
    for (uint32_t i = 0; i < ((KrTuple *)kr__ptr(names))->len; i++) {
        Value attr = kr__tuple_get(kr__ptr(names), i);
        if (!once(vm, seen, cls, attr)) return KR_FAILED;
        Value v = attribute(vm, subject, attr);
        if (!kr__ok(v)) return kr__pending(vm) ? KR_FAILED : KR_NONE_V;
        if (!kr__list_append(vm, kr__ptr(values), v)) return KR_FAILED;
    }
    return kr__tuple_from(vm, values);
}
