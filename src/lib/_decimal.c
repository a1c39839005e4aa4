/* SPDX-License-Identifier: MIT
 * _decimal.c: the module _decimal: Decimal objects, how they are made from other values, and how operations on them are
 * run. Methods are in _decimal_methods.c, contexts in _decimal_context.c, formatting in _decimal_format.c. */
#include "lib/_decimal.h"

#include <math.h>
#include <string.h>

#include "types/dict.h"
#include "types/list.h"
#include "types/module.h"
#include "types/number.h"

static KrDecimal *decimal(Value v) { return kr__ptr(v); }

static void decimal_trace(KrGc *gc, KrObj *cell) {
    KrDecimal *d = (KrDecimal *)cell;
    if (d->n > KR_DECIMAL_INLINE) kr__trace_buf(gc, cell, d->big, d->room);
}
static size_t decimal_owned(kr_vm *vm, const KrObj *cell) {
    const KrDecimal *d = (const KrDecimal *)cell;
    return d->n > KR_DECIMAL_INLINE ? kr__buf_bytes(vm, d->big, d->room) : 0;
}

Value kr__decimal_new(kr_vm *vm, Value cls, const KrDec *r) {
    Value v = kr__instance_new(vm, kr__ok(cls) ? cls : kr__decimal_state(vm)[KR_DECIMAL_S_DECIMAL]);
    if (kr__failed(v)) return v;
    if (r->n > KR_DECIMAL_INLINE) {
        if (r->n > UINT32_MAX) return kr__no_memory(vm);
        size_t room;
        uint64_t *big = kr__buf_new(vm, kr__ptr(v), r->n * 8, &room);
        if (!big) return KR_FAILED;
        memcpy(big, r->d, r->n * 8);
        decimal(v)->big = big;
        decimal(v)->room = room;
    } else {
        for (size_t i = 0; i < r->n; i++) decimal(v)->words[i] = r->d[i];
    }
    KrDecimal *d = decimal(v);
    d->n = (uint32_t)r->n;
    d->exp = r->exp;
    d->digits = r->digits;
    d->kind = r->kind;
    d->neg = r->neg;
    return v;
}

/* ---- running an operation ---- */

bool kr__decimal_begin(kr_vm *vm, KrDecimalOp *o, Value context) {
    context = kr__decimal_context_arg(vm, context);
    if (kr__failed(context)) return false;
    const KrDecimalContext *c = kr__decimal_context_ptr(context);
    KrWork work = kr__int_work(vm);
    kr__dec_begin(&o->run, &work);
    o->context = context;
    o->ctx = (KrDecCtx){.run = &o->run,
                        .prec = c->prec,
                        .emax = c->emax,
                        .emin = c->emin,
                        .round = c->round,
                        .clamp = c->clamp};
    return true;
}

bool kr__decimal_end(kr_vm *vm, KrDecimalOp *o, bool ok) {
    kr__dec_end(&o->run);
    if (KR_UNLIKELY(!ok)) {
        if (o->run.failed != KR_OK && !kr__pending(vm)) kr__int_failed(vm, o->run.failed);
        return false;
    }
    return !o->ctx.status || kr__decimal_signal(vm, o->context, o->ctx.status);
}

Value kr__decimal_finish(kr_vm *vm, KrDecimalOp *o, bool ok, const KrDec *r) {
    Value v = ok ? kr__decimal_new(vm, KR_UNSET, r) : KR_FAILED;
    return kr__decimal_end(vm, o, ok && kr__ok(v)) ? v : KR_FAILED;
}

int kr__decimal_operand(kr_vm *vm, KrDecimalOp *o, Value v, KrDec *out) {
    if (kr__is_decimal(vm, v)) {
        *out = kr__decimal_view(v);
        return 1;
    }
    if (!kr__is_int_value(vm, v)) return 0;
    if (kr__is_int(v)) {
        int64_t i = kr__int(v);
        return kr__dec_set_u64(&o->ctx, out, i < 0, (uint64_t)(i < 0 ? -i : i), 0) ? 1 : -1;
    }
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, v, buf);
    return kr__dec_from_limbs(&o->ctx, out, &l) ? 1 : -1;
}

bool kr__decimal_convert(kr_vm *vm, KrDecimalOp *o, Value v, KrDec *out) {
    int r = kr__decimal_operand(vm, o, v, out);
    if (r > 0) return true;
    if (r == 0)
        kr__raise_type(vm, "conversion from %N to Decimal is not supported", kr__class_of(vm, v));
    return kr__decimal_end(vm, o, false);
}

/* ---- making Decimals ---- */

/* What was read without bounds is checked against the widest context (exact) or rounded to the own. */
static bool settle(KrDecimalOp *o, KrDec *r, bool exact) {
    if (!exact) {
        if (kr__dec_is_nan(r) && r->n && r->digits > o->ctx.prec - o->ctx.clamp) {
            kr__dec_invalid(&o->ctx, r, KR_DEC_CONVERSION_SYNTAX);
            return true;
        }
        return kr__dec_finalize(&o->ctx, r);
    }
    KrDecCtx max = kr__dec_max_ctx(&o->run);
    if (!kr__dec_finalize(&max, r)) return false;
    if (max.status & (KR_DEC_INEXACT | KR_DEC_ROUNDED | KR_DEC_CLAMPED))
        kr__dec_invalid(&o->ctx, r, KR_DEC_INVALID_OPERATION);
    return true;
}

static Value finish_as(kr_vm *vm, KrDecimalOp *o, Value cls, bool ok, KrDec *r, bool exact) {
    ok = ok && settle(o, r, exact);
    Value v = ok ? kr__decimal_new(vm, cls, r) : KR_FAILED;
    return kr__decimal_end(vm, o, ok && kr__ok(v)) ? v : KR_FAILED;
}

static Value from_ascii(kr_vm *vm, Value cls, const char *s, size_t n, Value context, bool exact) {
    KrDecimalOp o;
    KrDec r;
    if (!kr__decimal_begin(vm, &o, context)) return KR_FAILED;
    return finish_as(vm, &o, cls, kr__dec_from_text(&o.ctx, &r, s, n), &r, exact);
}

/* Blanks around and underscores within are allowed only in exact conversions. */
static Value from_str(kr_vm *vm, Value cls, Value v, Value context, bool exact) {
    size_t n = ((KrStr *)kr__ptr(v))->len;
    char few[128], *text = few;
    KrMem *mem = &kr__heap(vm)->mem;
    if (n > sizeof few && !(text = kr__mem_alloc(mem, n))) return kr__no_memory(vm);
    size_t len = kr__number_text(kr__str_text(kr__ptr(v)), n, text), from = 0, to = 0;
    if (len == (size_t)-1) {
        text[0] = '?';
        len = 1;
    }
    while (exact && len > 0 &&
           (text[len - 1] == ' ' || (text[len - 1] >= 9 && text[len - 1] <= 13)))
        len--;
    while (exact && from < len && (text[from] == ' ' || (text[from] >= 9 && text[from] <= 13)))
        from++;
    for (size_t i = from; i < len; i++)
        if (!exact || text[i] != '_') text[to++] = text[i];
    Value r = from_ascii(vm, cls, text, to, context, exact);
    if (text != few) kr__mem_free(mem, text, n);
    kr__keep(v);
    return r;
}

static Value from_int(kr_vm *vm, Value cls, Value v, Value context, bool exact) {
    KrDecimalOp o;
    KrDec r;
    if (!kr__decimal_begin(vm, &o, context)) return KR_FAILED;
    bool ok = kr__decimal_operand(vm, &o, v, &r) > 0;
    Value d = finish_as(vm, &o, cls, ok, &r, exact);
    kr__keep(v);
    return d;
}

Value kr__decimal_from_float(kr_vm *vm, Value cls, Value v, Value context, bool exact) {
    KrDecimalOp o;
    KrDec r;
    if (kr__is_int_value(vm, v)) return from_int(vm, cls, v, context, exact);
    if (!kr__is_float_value(vm, v)) return kr__raise_type(vm, "argument must be int or float");
    if (!kr__decimal_begin(vm, &o, context)) return KR_FAILED;
    bool ok = kr__dec_from_double(&o.ctx, &r, kr__float_value(v));
    return finish_as(vm, &o, cls, ok, &r, exact);
}

/* ---- from (sign, digits, exponent) ---- */

static bool small_int(kr_vm *vm, Value v, int64_t low, int64_t high, int64_t *out) {
    return kr__is_int_value(vm, v) && kr__int_fits_i64(vm, v, out) && *out >= low && *out <= high;
}

/* The text that the tuple says; exponents are written into `tail`. False: raised. */
static bool tuple_parts(kr_vm *vm, const KrTuple *t, int64_t *sign, Value *digits,
                        const char **kind, int64_t *exp) {
    if (t->len != 3)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "argument must be a sequence of length 3");
    if (!small_int(vm, kr__tuple_get(t, 0), 0, 1, sign))
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "sign must be an integer with the value 0 or 1");
    Value e = kr__tuple_get(t, 2);
    *kind = NULL;
    if (kr__is_str(vm, e)) {
        const KrStr *s = kr__ptr(e);
        *kind = kr__str_is(s, "F") ? "Inf" : kr__str_is(s, "n") ? "NaN" : "sNaN";
        if (**kind == 's' && !kr__str_is(s, "N"))
            return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                   "string argument in the third position must be 'F', 'n' or 'N'");
    } else if (!kr__is_int_value(vm, e)) {
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "exponent must be an integer");
    } else if (!kr__int_to_i64(vm, e, exp)) {
        return false;
    }
    *digits = kr__tuple_get(t, 1);
    if (!kr__has_kind(vm, *digits, KR_K_TUPLE) && !kr__has_kind(vm, *digits, KR_K_LIST))
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "coefficient must be a tuple of digits");
    *digits = kr__tuple_from(vm, *digits);
    return kr__ok(*digits);
}

static Value from_tuple(kr_vm *vm, Value cls, Value v, Value context, bool exact) {
    int64_t sign, exp = 0, digit;
    Value digits = KR_UNSET;
    const char *kind = NULL;
    v = kr__tuple_from(vm, v);
    if (kr__failed(v)) return v;
    if (!tuple_parts(vm, kr__ptr(v), &sign, &digits, &kind, &exp)) return KR_FAILED;
    const KrTuple *t = kr__ptr(digits);
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    bool ok = (!sign || kr__str_builder_cstr(&b, "-")) && (!kind || kr__str_builder_cstr(&b, kind));
    bool inf = kind && *kind == 'I';
    if (ok && !kind && t->len == 0) ok = kr__str_builder_cstr(&b, "0");
    for (uint32_t i = 0; ok && i < t->len; i++) {
        if (!small_int(vm, kr__tuple_get(t, i), 0, 9, &digit))
            return kr__raise_value(vm, "coefficient must be a tuple of digits");
        char c = (char)('0' + digit);
        if (!inf) ok = kr__str_builder_ascii(&b, &c, 1);
    }
    char tail[32];
    if (ok && !kind) {
        size_t n = 1 + kr__i64_to_text(tail + 1, exp);
        tail[0] = 'E';
        ok = kr__str_builder_ascii(&b, tail, n);
    }
    Value text = ok ? kr__str_builder_finish(&b) : KR_FAILED;
    if (kr__failed(text)) return text;
    Value r = from_ascii(vm, cls, kr__str_text(kr__ptr(text)), ((KrStr *)kr__ptr(text))->len,
                         context, exact);
    kr__keep(text);
    return r;
}

static Value from_decimal(kr_vm *vm, Value cls, Value v, Value context, bool exact) {
    KrDecimalOp o;
    KrDec r = kr__decimal_view(v);
    if (exact) {
        Value own = kr__decimal_state(vm)[KR_DECIMAL_S_DECIMAL];
        if (!kr__ok(cls)) cls = own;
        if (kr__same(cls, own) && kr__same(kr__class_of(vm, v), own)) return v;
        return kr__decimal_new(vm, cls, &r);
    }
    if (!kr__decimal_begin(vm, &o, context)) return KR_FAILED;
    return finish_as(vm, &o, cls, true, &r, false);
}

Value kr__decimal_from(kr_vm *vm, Value cls, Value v, Value context, bool exact) {
    context = kr__decimal_context_arg(vm, context);
    if (kr__failed(context)) return context;
    if (kr__is_decimal(vm, v)) return from_decimal(vm, cls, v, context, exact);
    if (kr__is_str(vm, v)) return from_str(vm, cls, v, context, exact);
    if (kr__is_int_value(vm, v)) return from_int(vm, cls, v, context, exact);
    if (kr__has_kind(vm, v, KR_K_TUPLE) || kr__has_kind(vm, v, KR_K_LIST))
        return from_tuple(vm, cls, v, context, exact);
    if (kr__is_float_value(vm, v))
        return kr__decimal_signal(vm, context, KR_DEC_FLOAT_OPERATION)
                   ? kr__decimal_from_float(vm, cls, v, context, exact)
                   : KR_FAILED;
    return kr__raise_type(vm, "conversion from %N to Decimal is not supported",
                          kr__class_of(vm, v));
}

/* ---- to int and text ---- */

static Value int_from_words(kr_vm *vm, KrDecimalOp *o, const KrDec *a) {
    int64_t small;
    if (kr__dec_to_i64(a, &small)) return kr__int_from_i64(vm, small);
    KrDec whole = *a;
    KrDecCtx max = kr__dec_max_ctx(&o->run);
    if (a->exp != 0 && !kr__dec_rescale(&max, &whole, a, 0)) return KR_FAILED;
    size_t n = (size_t)whole.digits;
    char *text = kr__mem_alloc(&kr__heap(vm)->mem, n);
    if (!text) return kr__no_memory(vm);
    kr__dec_digits(text, &whole);
    KrLimbs r;
    KrInt *cell = kr__int_room(vm, kr__limbs_from_text_room(n, 10), &r);
    KrStatus status = KR_OK;
    if (cell) status = kr__limbs_from_text(&o->run.work, &r, text, n, 10);
    kr__mem_free(&kr__heap(vm)->mem, text, n);
    if (!cell) return KR_FAILED;
    if (status != KR_OK) return kr__int_failed(vm, status);
    r.neg = a->neg;
    return kr__int_finish(vm, cell, &r);
}

Value kr__decimal_to_int(kr_vm *vm, Value v, int round) {
    KrDec a = kr__decimal_view(v), r;
    KrDecimalOp o;
    if (kr__dec_is_nan(&a)) return kr__raise_value(vm, "cannot convert NaN to integer");
    if (a.kind == KR_DEC_INF)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "cannot convert Infinity to integer");
    if (!kr__decimal_begin(vm, &o, KR_UNSET)) return KR_FAILED;
    o.ctx.round = (uint8_t)round;
    bool ok = kr__dec_to_integral(&o.ctx, &r, &a);
    o.ctx.status = 0;
    Value i = ok ? int_from_words(vm, &o, &r) : KR_FAILED;
    ok = kr__decimal_end(vm, &o, kr__ok(i));
    kr__keep(v);
    return ok ? i : KR_FAILED;
}

Value kr__decimal_text(kr_vm *vm, Value v, bool engineering, bool capitals) {
    KrDec a = kr__decimal_view(v);
    char few[192], *text = few;
    size_t room = kr__dec_text_room(&a), n;
    KrMem *mem = &kr__heap(vm)->mem;
    if (room > sizeof few && !(text = kr__mem_alloc(mem, room))) return kr__no_memory(vm);
    n = kr__dec_text(text, &a, engineering, capitals);
    Value r = kr__str_new(vm, text, n);
    if (text != few) kr__mem_free(mem, text, room);
    kr__keep(v);
    return r;
}

/* ---- class and module ---- */

const KrClassDef kr__decimal_def = {
    .name = "decimal.Decimal",
    .doc = "Decimal(value=\"0\", context=None)\n--\n\nConstruct a new Decimal object. 'value' can "
           "be an integer, string, tuple,\nor another "
           "Decimal object. If no value is given, return Decimal('0'). The\ncontext only says "
           "whether an invalid value raises InvalidOperation.",
    .kind = KR_K_HOST,
    .flags = KR_TF_BASE,
    .size = sizeof(KrDecimal),
    .trace = decimal_trace,
    .owned = decimal_owned,
    .methods = kr__decimal_methods,
    .getset = kr__decimal_getset,
};

static bool add_constants(kr_vm *vm, Value module) {
    static const KrConstant constants[] = {
        {"MAX_PREC", KR_DEC_MAX_PREC},
        {"MAX_EMAX", KR_DEC_MAX_EMAX},
        {"MIN_EMIN", KR_DEC_MIN_EMIN},
        {"MIN_ETINY", KR_DEC_MIN_ETINY},
    };
    Value version = kr__intern(vm, "1.70", 4), library = kr__intern(vm, "2.5.1", 5);
    return kr__module_constants(vm, module, constants, KR_COUNTOF(constants)) && kr__ok(version) &&
           kr__ok(library) && kr__module_add(vm, module, "HAVE_THREADS", KR_TRUE_V) &&
           kr__module_add(vm, module, "HAVE_CONTEXTVAR", KR_TRUE_V) &&
           kr__module_add(vm, module, "__version__", version) &&
           kr__module_add(vm, module, "__libmpdec_version__", library);
}

/* namedtuple("DecimalTuple", "sign digits exponent", module="decimal") */
static bool add_tuple_class(kr_vm *vm, Value module) {
    Value make = kr__import_attr(vm, "collections", "namedtuple");
    Value args[3] = {kr__intern(vm, "DecimalTuple", 12), kr__intern(vm, "sign digits exponent", 20),
                     kr__intern(vm, "decimal", 7)};
    Value names = kr__intern(vm, "module", 6);
    if (kr__failed(make) || kr__failed(names)) return false;
    names = kr__tuple_new(vm, &names, 1);
    for (int i = 0; i < 3; i++)
        if (kr__failed(args[i])) return false;
    if (kr__failed(names)) return false;
    Value cls = kr__call_kw(vm, make, args, 2, 1, names);
    kr__decimal_state(vm)[KR_DECIMAL_S_TUPLE] = cls;
    return kr__ok(cls) && kr__module_add(vm, module, "DecimalTuple", cls);
}

/* numbers.Number.register(Decimal) */
static bool register_number(kr_vm *vm, Value cls) {
    Value number = kr__import_attr(vm, "numbers", "Number"), name = kr__intern(vm, "register", 8);
    if (kr__failed(number) || kr__failed(name)) return false;
    Value *s = kr__decimal_state(vm);
    s[KR_DECIMAL_S_RATIONAL] = kr__import_attr(vm, "numbers", "Rational");
    return kr__ok(s[KR_DECIMAL_S_RATIONAL]) && kr__ok(kr__call_method(vm, number, name, &cls, 1));
}

extern const KrModuleDef kr__module__decimal;
static bool init(kr_vm *vm, Value m) {
    void **at = kr__module_state(vm, &kr__module__decimal);
    if (!at) return false;
    if (!*at && !(*at = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(KrDecimalState))))
        return kr__ok(kr__no_memory(vm));
    Value *s = kr__decimal_state(vm), made = s[KR_DECIMAL_S_MODULE];
    if (kr__ok(made)) /* made anew: with the same classes */
        return kr__dict_update(vm, kr__module_dict(m), made);
    Value cls = kr__module_class(vm, m, &kr__decimal_def);
    s[KR_DECIMAL_S_DECIMAL] = cls;
    if (kr__failed(cls) || !register_number(vm, cls) || !kr__decimal_contexts_init(vm, m) ||
        !add_tuple_class(vm, m) || !add_constants(vm, m))
        return false;
    made = kr__dict_copy(vm, kr__module_dict(m));
    if (kr__ok(made)) s[KR_DECIMAL_S_MODULE] = made;
    return kr__ok(made);
}
static void state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_values(gc, ((KrDecimalState *)state)->v, KR_DECIMAL_S_COUNT);
}
static void state_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(KrDecimalState));
}

static const KrFnDef functions[] = {
    {"getcontext()", kr__decimal_getcontext, "Get the current default context.", 0},
    {"setcontext(context, /)", kr__decimal_setcontext, "Set a new default context.", 0},
    {"localcontext(ctx=None, **kwargs)", kr__decimal_localcontext,
     "A context manager in which a copy of ctx, or of the current context, is the current one.", 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module__decimal = {
    .name = "_decimal",
    .doc = "C decimal arithmetic module",
    .functions = functions,
    .init = init,
    .trace = state_trace,
    .free = state_free,
};
