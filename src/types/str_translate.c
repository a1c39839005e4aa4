/* SPDX-License-Identifier: MIT
 * str_translate.c: str.translate and str.maketrans. A table is any object with __getitem__; what it
 * says of an ASCII character is asked once a call. */
#include "types/dict.h"
#include "types/str_methods.h"

KR_INLINE KrStr *self_of(Value v) { return kr__ptr(v); }

/* ---- translate ---- */

#define KEEP KR_UNSET /* the character stays */

/* What the table says of cp: None, a str, an int, or KEEP. False: failed. */
static bool ask(kr_vm *vm, Value table, uint32_t cp, Value *out) {
    Value key = kr__from_int48(cp);
    *out = KEEP;
    if (kr__exact(table, KR_T_DICT)) {
        int found = kr__dict_find(vm, kr__ptr(table), key, out);
        if (found == 0) *out = KEEP;
        if (found < 0) return false;
    } else {
        Value v = kr__get_item(vm, table, key);
        if (kr__failed(v)) {
            if (!kr__pending_is(vm, KR_T_X_LOOKUPERROR)) return false;
            kr__clear_pending(vm);
            return true;
        }
        *out = v;
    }
    if (kr__failed(*out) || kr__is_none(*out) || kr__is_str(vm, *out)) return true;
    if (kr__is_int(*out) || kr__is_bool(*out) || kr__has_kind(vm, *out, KR_K_INT)) {
        Value i = kr__index(vm, *out);
        if (kr__failed(i)) return false;
        if (kr__is_int(i) && kr__int(i) >= 0 && kr__int(i) < 0x110000) {
            *out = i;
            return true;
        }
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "character mapping must be in range(0x110000)");
    }
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "character mapping must return integer, None or str");
}

static bool put(kr_vm *vm, KrStrBuilder *b, uint32_t cp, Value v) {
    if (kr__failed(v)) return kr__str_builder_char(b, cp);
    if (kr__is_none(v)) return true;
    if (kr__is_int(v)) return kr__str_builder_char(b, (uint32_t)kr__int(v));
    (void)vm;
    return kr__str_builder_str(b, v);
}

Value kr__str_m_translate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value said[128];
    bool asked[128] = {false};
    size_t len = self_of(a[0])->len;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (!kr__str_builder_room(&b, len)) return KR_FAILED;
    unsigned steps = 0;
    for (size_t i = 0; i < len;) {
        unsigned w;
        uint32_t cp = kr__utf8_decode(kr__str_text(self_of(a[0])) + i, &w);
        i += w;
        Value v;
        if (cp < 128 && asked[cp]) {
            v = said[cp];
        } else {
            if (!ask(vm, a[1], cp, &v)) return KR_FAILED;
            if (cp < 128) {
                said[cp] = v;
                asked[cp] = true;
            }
        }
        if (!put(vm, &b, cp, v)) return KR_FAILED;
        if ((++steps & 0xfff) == 0 && !kr__poll(vm)) return KR_FAILED;
    }
    return kr__str_builder_finish(&b);
}

/* ---- maketrans ---- */

static bool set(kr_vm *vm, Value d, uint32_t cp, Value v) {
    return kr__dict_set(vm, kr__ptr(d), kr__from_int48(cp), v);
}

/* Keys of one character become their code points. */
static bool from_dict(kr_vm *vm, Value d, Value x) {
    if (!kr__exact(x, KR_T_DICT))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "if you give only one argument to maketrans it must be a dict");
    Value key, v;
    for (size_t pos = 0; kr__dict_next(vm, kr__ptr(x), &pos, &key, &v);) {
        if (kr__is_str(vm, key)) {
            if (kr__str_count(self_of(key)) != 1)
                return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                       "string keys in translate table must be of length 1");
            if (!set(vm, d, kr__str_at(vm, self_of(key), 0), v)) return false;
        } else if (kr__is_int(key) || kr__is_bool(key) || kr__has_kind(vm, key, KR_K_INT)) {
            if (!kr__dict_set(vm, kr__ptr(d), key, v)) return false;
        } else {
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "keys in translate table must be strings or integers");
        }
    }
    return true;
}

static bool from_strs(kr_vm *vm, Value d, Value x, Value y, Value z) {
    if (!kr__str_arg(vm, y, "maketrans", 2)) return false;
    if (kr__ok(z) && !kr__str_arg(vm, z, "maketrans", 3)) return false;
    if (!kr__is_str(vm, x))
        return kr__raise_false(
            vm, KR_T_X_TYPEERROR,
            "first maketrans argument must be a string if there is a second argument");
    size_t n = kr__str_count(self_of(x));
    if (n != kr__str_count(self_of(y)))
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "the first two maketrans arguments must have equal length");
    for (size_t i = 0; i < n; i++)
        if (!set(vm, d, kr__str_at(vm, self_of(x), i),
                 kr__from_int48(kr__str_at(vm, self_of(y), i))))
            return false;
    for (size_t i = 0; kr__ok(z) && i < kr__str_count(self_of(z)); i++)
        if (!set(vm, d, kr__str_at(vm, self_of(z), i), KR_NONE_V)) return false;
    return true;
}

Value kr__str_m_maketrans(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value d = kr__dict_new(vm);
    if (kr__failed(d)) return d;
    bool ok = kr__ok(a[1]) ? from_strs(vm, d, a[0], a[1], a[2]) : from_dict(vm, d, a[0]);
    return ok ? d : KR_FAILED;
}
