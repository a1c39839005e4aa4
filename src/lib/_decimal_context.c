/* SPDX-License-Identifier: MIT
 * _decimal_context.c: signals and their exceptions, class Context, SignalDict, and the current context of a thread, which
 * is a context variable's value. That value is remembered together with the contextvars.Context it was found in. */
#include <string.h>

#include "lib/_decimal.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/module.h"
#include "types/seq.h"

typedef struct Signal {
    const char *name;
    uint32_t bits;
} Signal;
/* Their places in the table. */
enum { INVALID, FLOAT, BY_ZERO, OVER, UNDER, SUBNORMAL, INEXACT, ROUNDED, CLAMPED };
static const Signal signals[KR_DECIMAL_SIGNALS] = {
    {"InvalidOperation", KR_DEC_INVALID},
    {"FloatOperation", KR_DEC_FLOAT_OPERATION},
    {"DivisionByZero", KR_DEC_DIVISION_BY_ZERO},
    {"Overflow", KR_DEC_OVERFLOW},
    {"Underflow", KR_DEC_UNDERFLOW},
    {"Subnormal", KR_DEC_SUBNORMAL},
    {"Inexact", KR_DEC_INEXACT},
    {"Rounded", KR_DEC_ROUNDED},
    {"Clamped", KR_DEC_CLAMPED},
};
static const Signal conditions[KR_DECIMAL_CONDITIONS] = {
    {"ConversionSyntax", KR_DEC_CONVERSION_SYNTAX},
    {"DivisionImpossible", KR_DEC_DIVISION_IMPOSSIBLE},
    {"DivisionUndefined", KR_DEC_DIVISION_UNDEFINED},
    {"InvalidContext", KR_DEC_INVALID_CONTEXT},
};
static const char *const roundings[KR_DECIMAL_ROUNDINGS] = {
    "ROUND_UP",      "ROUND_DOWN",      "ROUND_CEILING",   "ROUND_FLOOR",
    "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP",
};

static KrDecimalContext *context(Value v) { return kr__ptr(v); }
static bool is_context(kr_vm *vm, Value v) { return kr__is_host(vm, v, &kr__decimal_context_def); }
static Value signal_class(kr_vm *vm, int i) {
    return kr__decimal_state(vm)[KR_DECIMAL_S_SIGNAL + i];
}

/* ---- signals ---- */

/* [classes] of the signals in bits; invalid operation as its conditions when `fine`. */
static Value signal_list(kr_vm *vm, uint32_t bits, bool fine) {
    Value *s = kr__decimal_state(vm), list = kr__list_new(vm, NULL, 0);
    if (kr__failed(list)) return list;
    if (fine && bits & KR_DEC_INVALID_OPERATION &&
        !kr__list_append(vm, kr__ptr(list), s[KR_DECIMAL_S_SIGNAL]))
        return KR_FAILED;
    for (int i = 0; fine && i < KR_DECIMAL_CONDITIONS; i++)
        if (bits & conditions[i].bits &&
            !kr__list_append(vm, kr__ptr(list), s[KR_DECIMAL_S_CONDITION + i]))
            return KR_FAILED;
    for (int i = fine ? 1 : 0; i < KR_DECIMAL_SIGNALS; i++)
        if (bits & signals[i].bits && !kr__list_append(vm, kr__ptr(list), signal_class(vm, i)))
            return KR_FAILED;
    return list;
}

static bool raise_trapped(kr_vm *vm, uint32_t bits) {
    int i = 0;
    while (i < KR_DECIMAL_SIGNALS - 1 && !(bits & signals[i].bits)) i++;
    Value list = signal_list(vm, bits, true);
    Value exc = kr__ok(list) ? kr__call1(vm, signal_class(vm, i), list) : KR_FAILED;
    return kr__ok(exc) && kr__ok(kr__raise_object(vm, exc));
}

bool kr__decimal_signal(kr_vm *vm, Value v, uint32_t status) {
    KrDecimalContext *c = context(v);
    c->status |= status;
    return KR_LIKELY(!(status & c->traps)) || raise_trapped(vm, status & c->traps);
}

/* The bits of a signal's class; 0: v is none. */
static uint32_t signal_bits(kr_vm *vm, Value v) {
    Value *s = kr__decimal_state(vm);
    for (int i = 0; i < KR_DECIMAL_SIGNALS; i++)
        if (kr__same(s[KR_DECIMAL_S_SIGNAL + i], v)) return signals[i].bits;
    return 0;
}

static bool raise_unknown(kr_vm *vm) {
    return kr__raise_false(vm, KR_T_X_KEYERROR,
                           "valid values for signals are:\n"
                           "  [InvalidOperation, FloatOperation, DivisionByZero,\n"
                           "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n"
                           "   Clamped]");
}

typedef struct Bits {
    uint32_t bits;
} Bits;
static bool add_signal(kr_vm *vm, void *ud, Value item) {
    uint32_t b = signal_bits(vm, item);
    ((Bits *)ud)->bits |= b;
    return b || raise_unknown(vm);
}

static bool bits_of_dict(kr_vm *vm, Value v, uint32_t *out) {
    KrDict *d = kr__ptr(v);
    Value key, value;
    *out = 0;
    if (kr__dict_len(vm, d) != KR_DECIMAL_SIGNALS)
        return kr__raise_false(vm, KR_T_X_KEYERROR, "invalid signal dict");
    for (int i = 0; i < KR_DECIMAL_SIGNALS; i++) {
        key = signal_class(vm, i);
        int r = kr__dict_find(vm, d, key, &value);
        if (r == 0) return kr__raise_false(vm, KR_T_X_KEYERROR, "invalid signal dict");
        r = r < 0 ? -1 : kr__truth(vm, value);
        if (r < 0) return false;
        if (r) *out |= signals[i].bits;
    }
    return true;
}

/* ---- SignalDict ---- */

typedef struct Mixin {
    KrObj head;
    Slot context;
    uint32_t traps; /* 1: of the traps, else of the flags */
} Mixin;

/* NULL: it belongs to no context, an exception is pending. */
static uint32_t *bits_of(kr_vm *vm, Value v) {
    const Mixin *m = kr__ptr(v);
    if (!m->context.bits) {
        kr__raise_value(vm, "invalid signal dict");
        return NULL;
    }
    KrDecimalContext *c = kr__slot_ptr(m->context);
    return m->traps ? &c->traps : &c->status;
}

static Value mixin_init(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)a, (void)n, KR_NONE_V;
}
static Value mixin_len(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)a, (void)n, kr__from_int48(KR_DECIMAL_SIGNALS);
}
static Value mixin_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!bits_of(vm, a[0])) return KR_FAILED;
    Value t = kr__tuple_new(vm, kr__decimal_state(vm) + KR_DECIMAL_S_SIGNAL, KR_DECIMAL_SIGNALS);
    return kr__ok(t) ? kr__iter(vm, t) : t;
}
static Value mixin_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t *bits = bits_of(vm, a[0]), b = signal_bits(vm, a[1]);
    if (!bits) return KR_FAILED;
    if (!b) return raise_unknown(vm), KR_FAILED;
    return kr__bool(*bits & b);
}
static Value mixin_setitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t *bits = bits_of(vm, a[0]), b = signal_bits(vm, a[1]);
    if (!bits) return KR_FAILED;
    if (!b) return raise_unknown(vm), KR_FAILED;
    int r = kr__truth(vm, a[2]);
    if (r < 0) return KR_FAILED;
    *bits = r ? *bits | b : *bits & ~b;
    return KR_NONE_V;
}
static Value mixin_delitem(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise_value(vm, "signal keys cannot be deleted");
}
static Value mixin_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t *bits = bits_of(vm, a[0]), b = bits ? *bits : 0;
    KrStrBuilder out;
    if (!bits) return KR_FAILED;
    kr__str_builder_init(&out, vm);
    bool ok = true;
    for (int i = 0; ok && i < KR_DECIMAL_SIGNALS; i++)
        ok = kr__str_builder_cstr(&out, i ? ", <class 'decimal." : "{<class 'decimal.") &&
             kr__str_builder_cstr(&out, signals[i].name) && kr__str_builder_cstr(&out, "'>:") &&
             kr__str_builder_cstr(&out, b & signals[i].bits ? "True" : "False");
    return ok && kr__str_builder_cstr(&out, "}") ? kr__str_builder_finish(&out) : KR_FAILED;
}
static Value mixin_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t *bits = bits_of(vm, a[0]), b = bits ? *bits : 0;
    Value d = bits ? kr__dict_new(vm) : KR_FAILED;
    for (int i = 0; kr__ok(d) && i < KR_DECIMAL_SIGNALS; i++)
        if (!kr__dict_set(vm, kr__ptr(d), signal_class(vm, i), kr__bool(b & signals[i].bits)))
            return KR_FAILED;
    return d;
}
/* -1: NotImplemented; -2: failed. */
static int mixin_same(kr_vm *vm, Value x, Value y) {
    uint32_t *a = bits_of(vm, x), b;
    if (!a) return -2;
    if (kr__is_host(vm, y, &kr__decimal_mixin_def)) {
        uint32_t *other = bits_of(vm, y);
        return other ? *a == *other : -2;
    }
    if (!kr__has_kind(vm, y, KR_K_DICT)) return -1;
    if (!bits_of_dict(vm, y, &b)) {
        if (!kr__pending_is(vm, KR_T_X_KEYERROR)) return -2;
        kr__clear_pending(vm);
        return -1;
    }
    for (int i = 0; i < KR_DECIMAL_SIGNALS; i++)
        if (!(*a & signals[i].bits) != !(b & signals[i].bits)) return 0;
    return 1;
}
static Value mixin_eq(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r = mixin_same(vm, a[0], a[1]);
    return r == -2 ? KR_FAILED : r < 0 ? KR_NOTIMPL_V : kr__bool(r);
}
static Value mixin_ne(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r = mixin_same(vm, a[0], a[1]);
    return r == -2 ? KR_FAILED : r < 0 ? KR_NOTIMPL_V : kr__bool(!r);
}
static const KrFnDef mixin_methods[] = {
    {"__init__(self, /, *args, **kwargs)", mixin_init, NULL, KR_DEF_SPECIAL},
    {"__len__(self, /)", mixin_len, "Return len(self).", KR_DEF_SPECIAL},
    {"__iter__(self, /)", mixin_iter, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", mixin_getitem, "Return self[key].", KR_DEF_SPECIAL},
    {"__setitem__(self, key, value, /)", mixin_setitem, "Set self[key] to value.", KR_DEF_SPECIAL},
    {"__delitem__(self, key, /)", mixin_delitem, "Delete self[key].", KR_DEF_SPECIAL},
    {"__repr__(self, /)", mixin_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", mixin_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", mixin_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {"copy(self, /)", mixin_copy, NULL, 0},
    {NULL, NULL, NULL, 0},
};
const KrClassDef kr__decimal_mixin_def = {
    .name = "decimal.SignalDictMixin",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE,
    .size = sizeof(Mixin),
    .slots = KR_AT(Mixin, context),
    .methods = mixin_methods,
};

/* ---- contexts ---- */

/* A new context of class cls with the settings of `like`. */
static Value context_make(kr_vm *vm, Value cls, const KrDecimalContext *like) {
    Value *s = kr__decimal_state(vm);
    KrDecimalContext settings = *like;
    Value v = kr__instance_new(vm, cls);
    Value flags = kr__ok(v) ? kr__instance_new(vm, s[KR_DECIMAL_S_DICT]) : KR_FAILED;
    Value traps = kr__ok(flags) ? kr__instance_new(vm, s[KR_DECIMAL_S_DICT]) : KR_FAILED;
    if (kr__failed(traps)) return traps;
    Mixin *f = kr__ptr(flags), *t = kr__ptr(traps);
    kr__store(vm, f, &f->context, kr__ref_slot(v));
    kr__store(vm, t, &t->context, kr__ref_slot(v));
    t->traps = 1;
    KrDecimalContext *c = context(v);
    settings.head = c->head;
    settings.flags_dict = settings.traps_dict = (Slot){0};
    *c = settings;
    kr__store(vm, c, &c->flags_dict, kr__ref_slot(flags));
    kr__store(vm, c, &c->traps_dict, kr__ref_slot(traps));
    return v;
}
static Value context_copy(kr_vm *vm, Value v) {
    return context_make(vm, kr__decimal_state(vm)[KR_DECIMAL_S_CONTEXT], context(v));
}

static const KrDecimalContext plain = {
    .traps = KR_DEC_INVALID | KR_DEC_DIVISION_BY_ZERO | KR_DEC_OVERFLOW,
    .round = KR_DEC_HALF_EVEN,
    .capitals = 1,
    .prec = 28,
    .emax = 999999,
    .emin = -999999,
};

static Value context_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value dflt = kr__decimal_state(vm)[KR_DECIMAL_S_DEFAULT];
    KrDecimalContext like = kr__ok(dflt) ? *context(dflt) : plain;
    like.status = 0;
    return context_make(vm, a[0], &like);
}

static bool set_number(kr_vm *vm, Value v, int64_t low, int64_t high, const char *what,
                       int64_t *out) {
    int64_t x;
    if (!kr__ok(v))
        return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "context attributes cannot be deleted");
    if (!kr__is_int_value(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "an integer is required");
    if (!kr__int_fits_i64(vm, v, &x))
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "Python int too large to convert to C ssize_t");
    if (x < low || x > high) return kr__raise_false(vm, KR_T_X_VALUEERROR, "%s", what);
    *out = x;
    return true;
}
static bool set_prec(kr_vm *vm, Value self, Value v) {
    return set_number(vm, v, 1, KR_DEC_MAX_PREC, "valid range for prec is [1, MAX_PREC]",
                      &context(self)->prec);
}
static bool set_emin(kr_vm *vm, Value self, Value v) {
    return set_number(vm, v, KR_DEC_MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]",
                      &context(self)->emin);
}
static bool set_emax(kr_vm *vm, Value self, Value v) {
    return set_number(vm, v, 0, KR_DEC_MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]",
                      &context(self)->emax);
}
static bool set_capitals(kr_vm *vm, Value self, Value v) {
    int64_t x = 0;
    bool ok = set_number(vm, v, 0, 1, "valid values for capitals are 0 or 1", &x);
    if (ok) context(self)->capitals = (uint8_t)x;
    return ok;
}
static bool set_clamp(kr_vm *vm, Value self, Value v) {
    int64_t x = 0;
    bool ok = set_number(vm, v, 0, 1, "valid values for clamp are 0 or 1", &x);
    if (ok) context(self)->clamp = (uint8_t)x;
    return ok;
}

int kr__decimal_rounding(kr_vm *vm, Value v) {
    Value *s = kr__decimal_state(vm) + KR_DECIMAL_S_ROUND;
    if (kr__is_str(vm, v))
        for (int i = 0; i < KR_DECIMAL_ROUNDINGS; i++)
            if (kr__same(v, s[i]) || kr__str_is(kr__ptr(v), roundings[i])) return i;
    kr__raise_type(vm, "valid values for rounding are:\n"
                       "  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                       "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n"
                       "   ROUND_05UP]");
    return -1;
}
static bool set_rounding(kr_vm *vm, Value self, Value v) {
    if (!kr__ok(v))
        return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "context attributes cannot be deleted");
    int r = kr__decimal_rounding(vm, v);
    if (r >= 0) context(self)->round = (uint8_t)r;
    return r >= 0;
}

/* lists: a list of signals will do. */
static bool set_bits(kr_vm *vm, Value v, bool lists, uint32_t *at) {
    Bits b = {0};
    if (!kr__ok(v))
        return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "context attributes cannot be deleted");
    if (lists && kr__has_kind(vm, v, KR_K_LIST)) {
        if (!kr__each(vm, v, add_signal, &b)) return false;
    } else if (kr__is_host(vm, v, &kr__decimal_mixin_def)) {
        uint32_t *from = bits_of(vm, v);
        if (!from) return false;
        b.bits = *from;
    } else if (kr__has_kind(vm, v, KR_K_DICT)) {
        if (!bits_of_dict(vm, v, &b.bits)) return false;
    } else {
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "argument must be a signal dict");
    }
    *at = b.bits;
    return true;
}
static bool set_flags(kr_vm *vm, Value self, Value v) {
    return set_bits(vm, v, false, &context(self)->status);
}
static bool set_traps(kr_vm *vm, Value self, Value v) {
    return set_bits(vm, v, false, &context(self)->traps);
}
static Value get_prec(kr_vm *vm, Value v) { return kr__int_from_i64(vm, context(v)->prec); }
static Value get_emin(kr_vm *vm, Value v) { return kr__int_from_i64(vm, context(v)->emin); }
static Value get_emax(kr_vm *vm, Value v) { return kr__int_from_i64(vm, context(v)->emax); }
static Value get_capitals(kr_vm *vm, Value v) { return kr__int_from_i64(vm, context(v)->capitals); }
static Value get_clamp(kr_vm *vm, Value v) { return kr__int_from_i64(vm, context(v)->clamp); }
static Value get_rounding(kr_vm *vm, Value v) {
    return kr__decimal_state(vm)[KR_DECIMAL_S_ROUND + context(v)->round];
}
static Value get_flags(kr_vm *vm, Value v) {
    return (void)vm, KR_VALUE(context(v)->flags_dict.bits);
}
static Value get_traps(kr_vm *vm, Value v) {
    return (void)vm, KR_VALUE(context(v)->traps_dict.bits);
}
static const KrGetSet getset[] = {
    {"prec", get_prec, set_prec, NULL},
    {"Emax", get_emax, set_emax, NULL},
    {"Emin", get_emin, set_emin, NULL},
    {"rounding", get_rounding, set_rounding, NULL},
    {"capitals", get_capitals, set_capitals, NULL},
    {"clamp", get_clamp, set_clamp, NULL},
    {"flags", get_flags, set_flags, NULL},
    {"traps", get_traps, set_traps, NULL},
    {NULL, NULL, NULL, NULL},
};

/* Sets what is given: prec, rounding, Emin, Emax, capitals, clamp, flags, traps. */
static bool configure(kr_vm *vm, Value self, const Value *p) {
    static bool (*const set[])(kr_vm * vm, Value self, Value v) = {
        set_prec, set_rounding, set_emin, set_emax, set_capitals, set_clamp};
    for (size_t i = 0; i < KR_COUNTOF(set); i++)
        if (kr__ok(p[i]) && !kr__is_none(p[i]) && !set[i](vm, self, p[i])) return false;
    for (size_t i = KR_COUNTOF(set); i < KR_COUNTOF(set) + 2; i++) {
        uint32_t *at = i == KR_COUNTOF(set) ? &context(self)->status : &context(self)->traps;
        if (kr__ok(p[i]) && !kr__is_none(p[i]) && !set_bits(vm, p[i], true, at)) return false;
    }
    return true;
}
static Value context_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    return configure(vm, a[0], a + 1) ? KR_NONE_V : KR_FAILED;
}

static bool put_names(KrStrBuilder *b, uint32_t bits) {
    static const uint8_t order[] = {CLAMPED, INVALID, BY_ZERO,   INEXACT, FLOAT,
                                    OVER,    ROUNDED, SUBNORMAL, UNDER};
    bool ok = kr__str_builder_cstr(b, "["), first = true;
    for (int k = 0; ok && k < KR_DECIMAL_SIGNALS; k++) {
        int i = order[k];
        if (!(bits & signals[i].bits)) continue;
        ok = (first || kr__str_builder_cstr(b, ", ")) && kr__str_builder_cstr(b, signals[i].name);
        first = false;
    }
    return ok && kr__str_builder_cstr(b, "]");
}
static Value names_of(kr_vm *vm, uint32_t bits) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    return put_names(&b, bits) ? kr__str_builder_finish(&b) : KR_FAILED;
}
static Value context_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrDecimalContext *c = context(a[0]);
    Value flags = names_of(vm, c->status);
    Value traps = kr__ok(flags) ? names_of(vm, c->traps) : KR_FAILED;
    if (kr__failed(traps)) return traps;
    return kr__text(vm,
                    "Context(prec=%ld, rounding=%s, Emin=%ld, Emax=%ld, capitals=%d, clamp=%d, "
                    "flags=%S, traps=%S)",
                    (long)c->prec, roundings[c->round], (long)c->emin, (long)c->emax,
                    (int)c->capitals, (int)c->clamp, flags, traps);
}
static Value context_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v[8] = {get_prec(vm, a[0]),
                  get_rounding(vm, a[0]),
                  get_emin(vm, a[0]),
                  get_emax(vm, a[0]),
                  get_capitals(vm, a[0]),
                  get_clamp(vm, a[0]),
                  signal_list(vm, context(a[0])->status, false),
                  signal_list(vm, context(a[0])->traps, false)};
    for (int i = 0; i < 8; i++)
        if (kr__failed(v[i])) return KR_FAILED;
    Value pair[2] = {kr__class_of(vm, a[0]), kr__tuple_new(vm, v, 8)};
    return kr__ok(pair[1]) ? kr__tuple_new(vm, pair, 2) : KR_FAILED;
}
static Value context_dup(kr_vm *vm, Value *a, int n) { return (void)n, context_copy(vm, a[0]); }
static Value context_clear_flags(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    context(a[0])->status = 0;
    return KR_NONE_V;
}
static Value context_clear_traps(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    context(a[0])->traps = 0;
    return KR_NONE_V;
}
static Value context_etiny(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrDecimalContext *c = context(a[0]);
    return kr__int_from_i64(vm, c->emin - (c->prec - 1));
}
static Value context_etop(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrDecimalContext *c = context(a[0]);
    return kr__int_from_i64(vm, c->emax - (c->prec - 1));
}
/* The methods of a context that are no operations on numbers; the others are in _decimal_methods.c. */
static const KrFnDef own_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", context_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, "
     "flags=None, traps=None)",
     context_init, "Initialize self.  See help(type(self)) for accurate signature.",
     KR_DEF_SPECIAL},
    {"__repr__(self, /)", context_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", context_reduce, NULL, 0},
    {"__copy__(self, /)", context_dup, NULL, 0},
    {"copy(self, /)", context_dup, "Return a duplicate of the context.", 0},
    {"clear_flags(self, /)", context_clear_flags, "Reset all flags to False.", 0},
    {"clear_traps(self, /)", context_clear_traps, "Set all traps to False.", 0},
    {"Etiny(self, /)", context_etiny, "Emin - prec + 1, the least exponent of a subnormal.", 0},
    {"Etop(self, /)", context_etop, "Emax - prec + 1, the largest exponent of all digits.", 0},
    {NULL, NULL, NULL, 0},
};
const KrClassDef kr__decimal_context_def = {
    .name = "decimal.Context",
    .doc = "Context(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, "
           "flags=None, traps=None)\n--\n\nWhat operations on decimals go by: precision, bounds of "
           "the exponent, rounding, and\nwhich signals raise exceptions.\n\n"
           "    >>> c = Context(prec=4, rounding=ROUND_DOWN, traps=[InvalidOperation])\n"
           "    >>> c.divide(2, 3)\n    Decimal('0.6666')\n",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE,
    .size = sizeof(KrDecimalContext),
    .slots = KR_AT(KrDecimalContext, flags_dict) | KR_AT(KrDecimalContext, traps_dict),
    .methods = own_methods,
    .getset = getset,
};

/* ---- the current context ---- */

static Value var_call(kr_vm *vm, const char *method, Value arg) {
    Value name = kr__intern(vm, method, strlen(method));
    return kr__ok(name)
               ? kr__call_method(vm, kr__decimal_state(vm)[KR_DECIMAL_S_VAR], name, &arg, 1)
               : KR_FAILED;
}

static bool set_current(kr_vm *vm, Value v) {
    Value *s = kr__decimal_state(vm);
    if (kr__failed(var_call(vm, "set", v))) return false;
    s[KR_DECIMAL_S_KEY] = vm->thread->context;
    s[KR_DECIMAL_S_VALUE] = v;
    return true;
}

static KR_NOINLINE Value current_slow(kr_vm *vm) {
    Value *s = kr__decimal_state(vm), v = var_call(vm, "get", KR_NONE_V);
    if (kr__failed(v)) return v;
    if (kr__is_none(v)) {
        v = context_copy(vm, s[KR_DECIMAL_S_DEFAULT]);
        if (kr__failed(v)) return v;
        context(v)->status = 0;
        return set_current(vm, v) ? v : KR_FAILED;
    }
    s[KR_DECIMAL_S_KEY] = vm->thread->context;
    s[KR_DECIMAL_S_VALUE] = v;
    return v;
}

Value kr__decimal_current(kr_vm *vm) {
    Value *s = kr__decimal_state(vm), key = s[KR_DECIMAL_S_KEY];
    if (KR_LIKELY(kr__ok(key) && kr__same(key, vm->thread->context))) return s[KR_DECIMAL_S_VALUE];
    return current_slow(vm);
}

Value kr__decimal_context_arg(kr_vm *vm, Value v) {
    if (!kr__ok(v) || kr__is_none(v)) return kr__decimal_current(vm);
    return is_context(vm, v) ? v : kr__raise_type(vm, "optional argument must be a context");
}

Value kr__decimal_getcontext(kr_vm *vm, Value *a, int n) {
    return (void)a, (void)n, kr__decimal_current(vm);
}

Value kr__decimal_setcontext(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *s = kr__decimal_state(vm), v = a[0];
    if (!is_context(vm, v)) return kr__raise_type(vm, "argument must be a context");
    if (kr__same(v, s[KR_DECIMAL_S_DEFAULT]) || kr__same(v, s[KR_DECIMAL_S_BASIC]) ||
        kr__same(v, s[KR_DECIMAL_S_EXTENDED])) {
        v = context_copy(vm, v);
        if (kr__failed(v)) return v;
        context(v)->status = 0;
    }
    return set_current(vm, v) ? KR_NONE_V : KR_FAILED;
}

/* ---- localcontext ---- */

typedef struct Manager {
    KrObj head;
    Slot local, global;
} Manager;

/* Sorts the settings given by keyword into p, as configure has them. */
static bool settings_of(kr_vm *vm, Value kwargs, Value p[8]) {
    static const char *const names[8] = {"prec",     "rounding", "Emin",  "Emax",
                                         "capitals", "clamp",    "flags", "traps"};
    Value key, value;
    for (int i = 0; i < 8; i++) p[i] = KR_UNSET;
    if (!kr__ok(kwargs)) return true;
    for (size_t pos = 0; kr__dict_next(vm, kr__ptr(kwargs), &pos, &key, &value);) {
        int i = 0;
        while (i < 8 && !kr__str_is(kr__ptr(key), names[i])) i++;
        if (i == 8)
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "'%S' is an invalid keyword argument for this function", key);
        p[i] = value;
    }
    return true;
}

Value kr__decimal_localcontext(kr_vm *vm, Value *a, int n) { /* ctx, kwargs */
    (void)n;
    Value p[8];
    if (!settings_of(vm, a[1], p)) return KR_FAILED;
    Value *s = kr__decimal_state(vm), global = kr__decimal_current(vm);
    if (kr__failed(global)) return global;
    Value from = kr__decimal_context_arg(vm, a[0]);
    if (kr__failed(from)) return from;
    Value local = context_copy(vm, from);
    if (kr__failed(local) || !configure(vm, local, p)) return KR_FAILED;
    Value v = kr__instance_new(vm, s[KR_DECIMAL_S_MANAGER]);
    if (kr__failed(v)) return v;
    Manager *m = kr__ptr(v);
    kr__store(vm, m, &m->local, kr__ref_slot(local));
    kr__store(vm, m, &m->global, kr__ref_slot(global));
    return v;
}
static Value manager_enter(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = KR_VALUE(((Manager *)kr__ptr(a[0]))->local.bits), arg = v;
    return kr__ok(kr__decimal_setcontext(vm, &arg, 1)) ? v : KR_FAILED;
}
static Value manager_exit(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = KR_VALUE(((Manager *)kr__ptr(a[0]))->global.bits);
    return kr__ok(kr__decimal_setcontext(vm, &v, 1)) ? KR_FALSE_V : KR_FAILED;
}
static Value manager_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__raise_type(vm, "cannot create '%N' instances", a[0]);
}
static const KrFnDef manager_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", manager_new, NULL, KR_DEF_NEW},
    {"__enter__(self, /)", manager_enter, NULL, 0},
    {"__exit__(self, /, *args)", manager_exit, NULL, 0},
    {NULL, NULL, NULL, 0},
};
const KrClassDef kr__decimal_manager_def = {
    .name = "decimal.ContextManager",
    .kind = KR_K_ITER,
    .size = sizeof(Manager),
    .slots = KR_AT(Manager, local) | KR_AT(Manager, global),
    .methods = manager_methods,
};

/* ---- making it all ---- */

/* An exception class below these. */
static Value exception(kr_vm *vm, Value module, const char *name, const Value *bases, size_t n) {
    Value text = kr__intern(vm, name, strlen(name)), ns = kr__dict_new(vm);
    Value tuple = kr__tuple_new(vm, bases, n), owner = kr__intern(vm, "decimal", 7);
    if (kr__failed(text) || kr__failed(ns) || kr__failed(tuple) || kr__failed(owner))
        return KR_FAILED;
    if (!kr__dict_set_name(vm, kr__ptr(ns), kr__name(vm, KR_N___module__), owner)) return KR_FAILED;
    Value cls = kr__type_new(vm, kr__type(vm, KR_T_TYPE), text, tuple, ns, KR_UNSET);
    return kr__ok(cls) && kr__module_add(vm, module, name, cls) ? cls : KR_FAILED;
}

static bool make_exceptions(kr_vm *vm, Value module) {
    static const uint8_t order[] = {CLAMPED, INVALID,   BY_ZERO, INEXACT, ROUNDED,
                                    FLOAT,   SUBNORMAL, OVER,    UNDER};
    Value *s = kr__decimal_state(vm) + KR_DECIMAL_S_SIGNAL;
    Value arithmetic = kr__type(vm, KR_T_X_ARITHMETICERROR);
    Value zero = kr__type(vm, KR_T_X_ZERODIVISIONERROR);
    Value root = exception(vm, module, "DecimalException", &arithmetic, 1);
    if (kr__failed(root)) return false;
    for (size_t i = 0; i < KR_COUNTOF(order); i++) {
        int k = order[i];
        Value bases[3] = {root, KR_UNSET, KR_UNSET};
        size_t n = 1;
        if (k == FLOAT) bases[n++] = kr__type(vm, KR_T_X_TYPEERROR);
        if (k == BY_ZERO) bases[n++] = zero;
        if (k == OVER || k == UNDER) {
            bases[0] = s[INEXACT];
            bases[n++] = s[ROUNDED];
        }
        if (k == UNDER) bases[n++] = s[SUBNORMAL];
        s[k] = exception(vm, module, signals[k].name, bases, n);
        if (kr__failed(s[k])) return false;
    }
    for (int i = 0; i < KR_DECIMAL_CONDITIONS; i++) {
        Value bases[2] = {s[INVALID], zero};
        size_t n = conditions[i].bits == KR_DEC_DIVISION_UNDEFINED ? 2 : 1;
        s[KR_DECIMAL_SIGNALS + i] = exception(vm, module, conditions[i].name, bases, n);
        if (kr__failed(s[KR_DECIMAL_SIGNALS + i])) return false;
    }
    return true;
}

/* class SignalDict(SignalDictMixin, collections.abc.MutableMapping) */
static bool make_dict_class(kr_vm *vm) {
    Value *s = kr__decimal_state(vm);
    s[KR_DECIMAL_S_MIXIN] = kr__class_new(vm, &kr__decimal_mixin_def);
    Value mapping = kr__import_attr(vm, "collections.abc", "MutableMapping");
    if (kr__failed(s[KR_DECIMAL_S_MIXIN]) || kr__failed(mapping)) return false;
    Value bases[2] = {s[KR_DECIMAL_S_MIXIN], mapping};
    Value args[3] = {kr__intern(vm, "SignalDict", 10), kr__tuple_new(vm, bases, 2),
                     kr__dict_new(vm)};
    if (kr__failed(args[0]) || kr__failed(args[1]) || kr__failed(args[2])) return false;
    Value slots = kr__tuple_empty(vm);
    Value owner = kr__intern(vm, "abc", 3);
    if (kr__failed(slots) || kr__failed(owner) ||
        !kr__dict_set_cstr(vm, kr__ptr(args[2]), "__slots__", slots) ||
        !kr__dict_set_name(vm, kr__ptr(args[2]), kr__name(vm, KR_N___module__), owner))
        return false;
    s[KR_DECIMAL_S_DICT] = kr__call(vm, kr__class_of(vm, mapping), args, 3);
    return kr__ok(s[KR_DECIMAL_S_DICT]);
}

static bool make_context(kr_vm *vm, Value module, const char *name, int at, int64_t prec,
                         unsigned round, uint32_t traps) {
    Value *s = kr__decimal_state(vm);
    KrDecimalContext like = plain;
    like.prec = prec;
    like.round = (uint8_t)round;
    like.traps = traps;
    s[at] = context_make(vm, s[KR_DECIMAL_S_CONTEXT], &like);
    return kr__ok(s[at]) && kr__module_add(vm, module, name, s[at]);
}

bool kr__decimal_contexts_init(kr_vm *vm, Value module) {
    Value *s = kr__decimal_state(vm);
    for (int i = 0; i < KR_DECIMAL_ROUNDINGS; i++) {
        Value name = kr__intern(vm, roundings[i], strlen(roundings[i]));
        s[KR_DECIMAL_S_ROUND + i] = name;
        if (kr__failed(name) || !kr__module_add(vm, module, roundings[i], name)) return false;
    }
    if (!make_exceptions(vm, module) || !make_dict_class(vm)) return false;
    Value cls = s[KR_DECIMAL_S_CONTEXT] = kr__module_class(vm, module, &kr__decimal_context_def);
    if (kr__failed(cls)) return false;
    KrType *t = kr__ptr(cls);
    uint32_t table = t->def_table; /* of the class; that of the methods does not replace it */
    if (!kr__type_fill(vm, t, kr__type_dict(vm, t), kr__decimal_context_methods, NULL))
        return false;
    t->def_table = table;
    s[KR_DECIMAL_S_MANAGER] = kr__class_new(vm, &kr__decimal_manager_def);
    Value make = kr__import_attr(vm, "contextvars", "ContextVar");
    Value name = kr__intern(vm, "decimal_context", 15);
    if (kr__failed(s[KR_DECIMAL_S_MANAGER]) || kr__failed(make) || kr__failed(name)) return false;
    s[KR_DECIMAL_S_VAR] = kr__call1(vm, make, name);
    uint32_t basic = KR_DEC_INVALID | KR_DEC_DIVISION_BY_ZERO | KR_DEC_OVERFLOW;
    return kr__ok(s[KR_DECIMAL_S_VAR]) &&
           make_context(vm, module, "DefaultContext", KR_DECIMAL_S_DEFAULT, 28, KR_DEC_HALF_EVEN,
                        basic) &&
           make_context(vm, module, "BasicContext", KR_DECIMAL_S_BASIC, 9, KR_DEC_HALF_UP,
                        basic | KR_DEC_UNDERFLOW | KR_DEC_CLAMPED) &&
           make_context(vm, module, "ExtendedContext", KR_DECIMAL_S_EXTENDED, 9, KR_DEC_HALF_EVEN,
                        0);
}
