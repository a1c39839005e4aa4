/* SPDX-License-Identifier: MIT
 * bind.c: sorts the arguments of a call into the parameters of a Python function, where all is well. What is
 * missing, twice there or not wanted is left to kr__function_args, which knows the errors and may be asked
 * with the same arguments again. */
#include "types/dict.h"
#include "types/function.h"
#include "types/seq.h"

/* Parameters that a set of bits holds. */
#define BITS 64

/* Place of a keyword among the names [from, to); to: it is none of them; -1: only a comparison of texts would tell. */
static int place_of(const KrTuple *vars, unsigned from, unsigned to, Slot name) {
    for (unsigned i = from; i < to; i++)
        if (vars->narrow[i].bits == name.bits) return (int)i;
    return kr__exact(KR_VALUE(name.bits), KR_T_STR) && kr__is_interned(KR_VALUE(name.bits))
               ? (int)to
               : -1;
}

static bool put_keywords(kr_vm *vm, const KrCode *code, const Value *kw, unsigned nkw,
                         Value kwnames, uint64_t *given, Value *dst, Value more) {
    const KrTuple *vars = kr__slot_ptr(code->varnames), *names = kr__ptr(kwnames);
    unsigned end = (unsigned)code->argcount + code->kwonly;
    for (unsigned k = 0; k < nkw; k++) {
        Slot name = names->narrow[k];
        int i = place_of(vars, code->posonly, end, name);
        if (i < 0 || (i < (int)end ? (int)(*given >> i & 1) : !kr__ok(more))) return false;
        if (i == (int)end) {
            if (!kr__dict_set(vm, kr__ptr(more), KR_VALUE(name.bits), kw[k])) {
                kr__clear_pending(vm); /* the general way meets it again */
                return false;
            }
            continue;
        }
        *given |= (uint64_t)1 << i;
        dst[i] = kw[k];
    }
    return true;
}

static bool put_defaults(const KrFunction *fn, const KrCode *code, unsigned n, uint64_t given,
                         Value *dst) {
    unsigned want = code->argcount;
    const KrTuple *d = fn->defaults.bits ? kr__slot_ptr(fn->defaults) : NULL;
    unsigned first = d ? want - d->len : want;
    if (d && d->len > want) return false;
    for (unsigned i = n; i < want; i++) {
        if (given >> i & 1) continue;
        if (i < first) return false;
        dst[i] = kr__tuple_get(d, i - first);
    }
    return true;
}

/* Defaults of keyword-only parameters stand in a dict, as a rule in the order of the parameters. */
static bool put_named_defaults(kr_vm *vm, const KrFunction *fn, const KrCode *code, uint64_t given,
                               Value *dst) {
    const KrTuple *vars = kr__slot_ptr(code->varnames);
    KrDict *d = fn->kwdefaults.bits ? kr__slot_ptr(fn->kwdefaults) : NULL;
    unsigned from = code->argcount, end = from + code->kwonly;
    unsigned skip = d && d->fill < code->kwonly ? code->kwonly - d->fill : 0;
    for (unsigned i = from; i < end; i++) {
        if (given >> i & 1) continue;
        if (!d) return false;
        Value v =
            i - from >= skip ? kr__dict_entry_value(d, i - from - skip, vars->narrow[i]) : KR_UNSET;
        if (!kr__ok(v)) v = kr__dict_get_name(vm, d, KR_VALUE(vars->narrow[i].bits));
        if (!kr__ok(v)) return false;
        dst[i] = v;
    }
    return true;
}

/* Sorts n positional and nkw keyword arguments into dst, the registers of fn's parameters; dst may be args when
 * there are no keywords. False: nothing is pending, and the general way is to be taken. May collect. */
bool kr__bind_args(kr_vm *vm, const KrFunction *fn, const Value *args, unsigned n, unsigned nkw,
                   Value kwnames, Value *dst) {
    const KrCode *code = kr__slot_ptr(fn->code);
    unsigned want = code->argcount, end = want + code->kwonly, most = n;
    if (end > BITS || code->far) return false;
    Value rest = KR_UNSET, more = KR_UNSET;
    if (code->flags & KR_CO_VARARGS) {
        most = n < want ? n : want;
        rest = n > want ? kr__tuple_new(vm, args + want, n - want) : kr__tuple_empty(vm);
    } else if (n > want) {
        return false;
    }
    if (code->flags & KR_CO_VARKEYWORDS) more = kr__dict_new(vm);
    if (kr__pending(vm)) {
        kr__clear_pending(vm); /* no memory: found again */
        return false;
    }
    if (dst != args)
        for (unsigned i = 0; i < most; i++) dst[i] = args[i];
    uint64_t given = most < BITS ? ((uint64_t)1 << most) - 1 : ~(uint64_t)0;
    if (nkw && !put_keywords(vm, code, args + n, nkw, kwnames, &given, dst, more)) return false;
    if (most < want && !put_defaults(fn, code, most, given, dst)) return false;
    if (code->kwonly && !put_named_defaults(vm, fn, code, given, dst)) return false;
    if (kr__ok(rest)) dst[end++] = rest;
    if (kr__ok(more)) dst[end] = more;
    return true;
}
