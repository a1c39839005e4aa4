/* SPDX-License-Identifier: MIT
 * bind.c: sorts the arguments of a call into the parameters of a Python function, where all is well. What is
 * missing, twice there or not wanted is left to kr__function_args, which knows the errors and may be asked
 * with the same arguments again. */
#include "types/dict.h"
#include "types/function.h"
#include "types/seq.h"

/* Parameters that a set of bits holds. */
#define BITS 64

static uint64_t low_bits(unsigned n) { return n < BITS ? ((uint64_t)1 << n) - 1 : ~(uint64_t)0; }

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

/* missing: bits of the parameters that were given nothing, at least one. */
static bool put_defaults(const KrFunction *fn, const KrCode *code, uint64_t missing, Value *dst) {
    const KrTuple *d = fn->defaults.bits ? kr__slot_ptr(fn->defaults) : NULL;
    if (!d || d->len > code->argcount) return false;
    unsigned first = code->argcount - d->len;
    if (missing & (((uint64_t)1 << first) - 1)) return false;
    for (; missing; missing &= missing - 1) {
        unsigned i = (unsigned)__builtin_ctzll(missing);
        dst[i] = kr__tuple_get(d, i - first);
    }
    return true;
}

/* The same for keyword-only parameters, whose defaults stand in a dict, as a rule in the order of the parameters. */
static bool put_named_defaults(kr_vm *vm, const KrFunction *fn, const KrCode *code,
                               uint64_t missing, Value *dst) {
    const KrTuple *vars = kr__slot_ptr(code->varnames);
    KrDict *d = fn->kwdefaults.bits ? kr__slot_ptr(fn->kwdefaults) : NULL;
    if (!d) return false;
    unsigned from = code->argcount + (d->fill < code->kwonly ? code->kwonly - d->fill : 0);
    for (; missing; missing &= missing - 1) {
        unsigned i = (unsigned)__builtin_ctzll(missing);
        Slot name = vars->narrow[i];
        Value v = i >= from ? kr__dict_entry_value(d, i - from, name) : KR_UNSET;
        if (!kr__ok(v)) v = kr__dict_get_name(vm, d, KR_VALUE(name.bits));
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
    if (n > want && !(code->flags & KR_CO_VARARGS)) return false;
    if (code->flags & (KR_CO_VARARGS | KR_CO_VARKEYWORDS)) {
        if (code->flags & KR_CO_VARARGS) {
            most = n < want ? n : want;
            rest = n > want ? kr__tuple_new(vm, args + want, n - want) : kr__tuple_empty(vm);
        }
        if (code->flags & KR_CO_VARKEYWORDS) more = kr__dict_new(vm);
        if (kr__pending(vm)) {
            kr__clear_pending(vm); /* no memory: found again */
            return false;
        }
    }
    if (dst != args)
        for (unsigned i = 0; i < most; i++) dst[i] = args[i];
    uint64_t given = low_bits(most);
    if (nkw && !put_keywords(vm, code, args + n, nkw, kwnames, &given, dst, more)) return false;
    uint64_t missing = low_bits(end) & ~given, named = missing & ~low_bits(want);
    if (missing != named && !put_defaults(fn, code, missing ^ named, dst)) return false;
    if (named && !put_named_defaults(vm, fn, code, named, dst)) return false;
    if (kr__ok(rest)) dst[end++] = rest;
    if (kr__ok(more)) dst[end] = more;
    return true;
}
