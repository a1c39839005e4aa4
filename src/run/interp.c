/* SPDX-License-Identifier: MIT
 * interp.c: the machine. One function runs all Python code; calls of Python functions, __init__,
 * properties, generators and class bodies push and pop records without C recursion.
 *
 * State in C locals: pc (the instruction that runs; it moves on only at NEXT), w (its word), R
 * (registers), K (constants), f (the record). Whatever may raise, call or collect stands behind
 * SAVE(), which writes pc to the record: tracebacks, the collector and unwinding read it there. After
 * a call returns, a caller's pc still names its CALL, whose length says where to go on.
 *
 * Handlers end in NEXT (each its own indirect jump: merged, branch prediction suffers) or go to
 *   failed     an exception is pending: unwind
 *   enter      a record was pushed: load state, run it
 *   deliver    a record is done with result v
 * Specialised instructions re-check what they assume at each use and fall back to the general form. */
#include "run/cache.h"
#include "run/hook.h"
#include "run/support.h"
#include "run/trace.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/function.h"
#include "types/generator.h"
#include "types/list.h"
#include "types/module.h"
#include "types/range.h"
#include "types/set.h"
#include "types/slice.h"
#include "types/state.h"
#include "types/type.h"

#include <math.h>

const uint8_t kr__op_length[OP_COUNT] = {
#define LENGTH(name, format, words, meaning) [OP_##name] = 1 + words,
    KR_OPCODES(LENGTH)
#undef LENGTH
};

/* A site that keeps missing stays general. */
#define MISSES_MAX 12

#define A (w >> 8 & 0xff)
#define B (w >> 16 & 0xff)
#define C (w >> 24)
#define Bx (w >> 16)
#define sBx ((int16_t)(w >> 16))
#define sC ((int8_t)(w >> 24))
#define sB ((int8_t)(w >> 16))
#define sJ ((int32_t)w >> 8)

#if defined(KR_SWITCH_DISPATCH)
#define DISPATCH() goto dispatch
#define DISPATCH_PLAIN() goto dispatch_plain
#define CASE(op) case OP_##op
#else
#define DISPATCH() goto *labels[w & 0xff]
#define DISPATCH_PLAIN() goto *plain[w & 0xff]
#define CASE(op) L_##op
#endif
#define NEXT(n)     \
    do {            \
        pc += (n);  \
        w = *pc;    \
        DISPATCH(); \
    } while (0)
#define SAVE() (f->pc = pc)
#define CHECK(x)                            \
    do {                                    \
        if (KR_UNLIKELY(!(x))) goto failed; \
    } while (0)
/* R[r] = expression that may fail */
#define SET(r, expr)                               \
    do {                                           \
        Value x_ = (expr);                         \
        if (KR_UNLIKELY(!kr__ok(x_))) goto failed; \
        R[r] = x_;                                 \
    } while (0)
/* The table that leads each instruction past L_TRACED first, or the plain one. */
#if defined(KR_SWITCH_DISPATCH)
#define TRACE_MODE() (traced = th->traced)
#else
#define TRACE_MODE() (labels = th->traced ? traced : plain)
#endif
#define POLL()                         \
    do {                               \
        if (KR_UNLIKELY(vm->wake)) {   \
            SAVE();                    \
            CHECK(kr__safe_point(vm)); \
            TRACE_MODE();              \
        }                              \
    } while (0)
#define NAME(i) (((KrTuple *)kr__slot_ptr(f->code->names))->narrow[i])
#define SHIFTED(v) ((int64_t)((v).bits << 16))
#define FROM_SHIFTED(s) KR_VALUE((uint64_t)(s) >> 16 | KR_INT_TAG)
#define CELL(v) ((KrObj *)(cage + ((v).bits << 2)))
#define HAS_LAYOUT(v, l) (kr__is_ref(v) && CELL(v)->head >> 8 == (l))
/* May an operator on these have a Python function behind it? */
#define OWN_CLASS(v) (kr__is_ref(v) && CELL(v)->head >> 8 >= KR_T_COUNT)
#define HOOKED(b, c) ((OWN_CLASS(b) || OWN_CLASS(c)) && KR_LIKELY(!f->code->far))
#define REWRITE(op) (*(uint32_t *)(uintptr_t)pc = (w & ~0xffu) | OP_##op)
#define CACHE(type) ((type *)(uintptr_t)(pc + 1))

KR_INLINE Value slot_value(Slot s) {
    return s.bits & 1 ? kr__from_int48((int32_t)s.bits >> 1) : KR_VALUE(s.bits);
}
KR_INLINE bool narrow(Value v, Slot *out) { return kr__narrow(v, out); }

/* 1, 0; -1: ask kr__truth */
KR_INLINE int quick_truth(Value v) {
    if (v.bits == KR_TRUE_V.bits) return 1;
    if (v.bits == KR_FALSE_V.bits || v.bits == KR_NONE_V.bits) return 0;
    if (kr__is_int(v)) return v.bits != KR_INT_TAG;
    return -1;
}
KR_INLINE int truth(kr_vm *vm, Value v) {
    int t = quick_truth(v);
    return KR_LIKELY(t >= 0) ? t : kr__truth(vm, v);
}

KR_INLINE double number(Value v) { return kr__is_int(v) ? (double)kr__int(v) : kr__double(v); }
KR_INLINE bool is_number(Value v) { return v.bits >= KR_DOUBLE_OFFSET; }

static KR_NOINLINE Value item_slow(kr_vm *vm, Value o, Value k) {
    if (kr__exact(o, KR_T_DICT)) {
        Value v;
        int found = kr__dict_find(vm, kr__ptr(o), k, &v);
        if (found > 0) return v;
        return found < 0 ? KR_FAILED : kr__raise_key(vm, k);
    }
    return kr__get_item(vm, o, k);
}

/* o[k] for the commonest containers; unset: take the slow path. */
KR_INLINE Value item_quick(char *cage, Value o, Value k) {
    if (!kr__is_int(k) || !kr__is_ref(o)) return KR_UNSET;
    KrObj *obj = CELL(o);
    int64_t i = kr__int(k);
    uint32_t layout = obj->head >> 8;
    if (layout == KR_T_LIST) {
        KrList *l = (KrList *)obj;
        if (i < 0) i += l->len;
        if ((uint64_t)i >= l->len) return KR_UNSET;
        return obj->head & KR_F_WIDE ? l->wide[i] : slot_value(l->narrow[i]);
    }
    if (layout == KR_T_TUPLE) {
        KrTuple *t = (KrTuple *)obj;
        if (i < 0) i += t->len;
        if ((uint64_t)i >= t->len) return KR_UNSET;
        return obj->head & KR_F_WIDE ? t->wide[i] : slot_value(t->narrow[i]);
    }
    return KR_UNSET;
}

static void remember(uint32_t *pc, const KrAttrSite *s, unsigned op) {
    KrAttrCache *c = (KrAttrCache *)(pc + 1);
    c->misses++;
    c->layout = s->layout;
    c->version = s->version;
    c->value = s->kind == KR_SITE_ADD ? s->new_layout : s->value.bits;
    c->at = s->at;
    c->spare = s->index;
    *pc = (*pc & ~0xffu) | op;
}

/* A site that has seen too many layouts asks the table of sites from now on. */
static void spread_out(uint32_t *pc, Slot name, unsigned op) {
    ((KrAttrCache *)(pc + 1))->value = name.bits;
    *pc = (*pc & ~0xffu) | op;
}

/* The same of a class: the instruction op, for this class in this version. */
static bool remember_type(kr_vm *vm, uint32_t *pc, Value type, Slot name, unsigned op) {
    KrAttrCache *c = (KrAttrCache *)(pc + 1);
    Value found;
    bool bound;
    if (c->misses > MISSES_MAX || !kr__attr_type_site(vm, type, name, &found, &bound)) return false;
    if (op == OP_LOAD_ATTR_TYPE && bound) return false;
    c->misses++;
    c->layout = (uint32_t)type.bits;
    c->version = ((const KrType *)kr__ptr(type))->version;
    c->value = (uint32_t)found.bits;
    c->spare = bound;
    *pc = (*pc & ~0xffu) | op;
    return true;
}

/* The general LOAD_ATTR: KR_TAIL when the hook is to be called with args. By the table of sites where that knows, and specialises the instruction while it has not missed
 * too often. */
static KR_NOINLINE Value load_attr(kr_vm *vm, uint32_t *pc, Value obj, Slot name, Value *args,
                                   KrHook *hook) {
    if (!kr__is_ref(obj)) return kr__getattr(vm, obj, kr__slot_value(name));
    if (kr__exact(obj, KR_T_TYPE)) {
        (void)remember_type(vm, pc, obj, name, OP_LOAD_ATTR_TYPE);
        return kr__getattr(vm, obj, kr__slot_value(name));
    }
    const KrAttrSite *s = kr__site(vm, obj, name, KR_USE_LOAD, KR_UNSET);
    bool settled = ((KrAttrCache *)(pc + 1))->misses > MISSES_MAX;
    if (settled) spread_out(pc, name, OP_LOAD_ATTR_MANY);
    const char *cell = kr__ptr(obj);
    Slot slot;
    switch (s->kind) {
    case KR_SITE_FIELD:
        if (!settled)
            remember(pc, s,
                     s->width == KR_FIELD_NARROW ? OP_LOAD_ATTR_NARROW
                     : s->width == KR_FIELD_WIDE ? OP_LOAD_ATTR_WIDE
                                                 : OP_LOAD_ATTR_BOXED);
        if (s->width == KR_FIELD_WIDE) {
            Value v = *(const Value *)(cell + s->at);
            if (kr__ok(v)) return v;
        } else if (s->width == KR_FIELD_NARROW && (slot = *(const Slot *)(cell + s->at)).bits) {
            return slot_value(slot);
        }
        break;
    case KR_SITE_CLASS:
        if (!settled) remember(pc, s, OP_LOAD_ATTR_CLASS);
        return slot_value(s->value);
    case KR_SITE_PROPERTY:
        if (!settled) remember(pc, s, OP_LOAD_ATTR_PROPERTY);
        if (kr__hook_load(vm, obj, name, args, hook)) return KR_TAIL;
        break;
    case KR_SITE_NONE:
        if (kr__hook_load(vm, obj, name, args, hook)) return KR_TAIL;
        break;
    case KR_SITE_MODULE:
        if (!settled) {
            remember(pc, s, OP_LOAD_ATTR_MODULE);
            ((KrAttrCache *)(pc + 1))->version = (uint32_t)obj.bits; /* this very module */
        }
        break;
    default: break;
    }
    return kr__getattr(vm, obj, kr__slot_value(name));
}

/* The general STORE_ATTR: true with hook->n when that is to be called with args. */
static KR_NOINLINE bool store_attr(kr_vm *vm, uint32_t *pc, Value obj, Slot name, Value v,
                                   Value *args, KrHook *hook) {
    hook->n = 0;
    if (!kr__is_ref(obj) || kr__exact(obj, KR_T_TYPE))
        return kr__setattr(vm, obj, kr__slot_value(name), v);
    const KrAttrSite *s = kr__site(vm, obj, name, KR_USE_STORE, v);
    bool settled = ((KrAttrCache *)(pc + 1))->misses > MISSES_MAX, add = s->kind == KR_SITE_ADD;
    if (s->kind != KR_SITE_FIELD && !add) {
        if (s->kind == KR_SITE_SETTER && !settled) remember(pc, s, OP_STORE_ATTR_PROPERTY);
        if (kr__hook_store(vm, obj, name, v, args, hook)) return true;
        hook->n = 0;
        return kr__setattr(vm, obj, kr__slot_value(name), v);
    }
    if (settled)
        spread_out(pc, name, OP_STORE_ATTR_MANY);
    else
        remember(pc, s,
                 add ? s->width == KR_FIELD_WIDE ? OP_STORE_ATTR_ADD_WIDE : OP_STORE_ATTR_ADD
                 : s->width == KR_FIELD_NARROW ? OP_STORE_ATTR_NARROW
                 : s->width == KR_FIELD_WIDE   ? OP_STORE_ATTR_WIDE
                                               : OP_STORE_ATTR_BOXED);
    KrObj *o = kr__ptr(obj);
    Slot slot;
    if (s->width == KR_FIELD_WIDE)
        *(Value *)((char *)o + s->at) = v;
    else if (s->width == KR_FIELD_NARROW && narrow(v, &slot))
        *(Slot *)((char *)o + s->at) = slot;
    else
        return kr__setattr(vm, obj, kr__slot_value(name), v);
    if (add) o->head = (o->head & 0xff) | s->new_layout << 8;
    kr__barrier(vm, o);
    return true;
}

static KR_NOINLINE bool load_method(kr_vm *vm, uint32_t *pc, Value obj, Slot name, Value *w) {
    if (kr__exact(obj, KR_T_TYPE)) {
        const KrAttrCache *c = (const KrAttrCache *)(pc + 1);
        if (remember_type(vm, pc, obj, name, OP_LOAD_METHOD_TYPE)) {
            w[0] = KR_VALUE(c->value);
            w[1] = c->spare ? obj : KR_UNSET;
            return true;
        }
    } else if (kr__is_ref(obj)) {
        const KrAttrSite *s = kr__site(vm, obj, name, KR_USE_CALL, KR_UNSET);
        if (s->kind == KR_SITE_METHOD) {
            if (((KrAttrCache *)(pc + 1))->misses <= MISSES_MAX)
                remember(pc, s, OP_LOAD_METHOD_CLASS);
            else
                spread_out(pc, name, OP_LOAD_METHOD_MANY);
            w[0] = slot_value(s->value);
            w[1] = obj;
            return true;
        }
    }
    Value v = kr__getattr(vm, obj, kr__slot_value(name));
    w[0] = v;
    w[1] = KR_UNSET;
    return kr__ok(v);
}

/* window: super, __class__ and self become method and self. Remembers a method of the class of self. */
static KR_NOINLINE void super_load(kr_vm *vm, KrSuperCache *c, Value *window, Slot name) {
    Value type = window[1], of = window[2], self = KR_UNSET;
    Value v = kr__super_load(vm, type, of, kr__slot_value(name), true, &self);
    window[0] = v;
    window[1] = self;
    if (!kr__ok(v) || !kr__ok(self) || !kr__is_ref(of)) return;
    c->type = (uint32_t)type.bits;
    c->layout = kr__layout_no(kr__ptr(of));
    c->version = kr__layout(vm, c->layout)->version;
    c->value = (uint32_t)v.bits;
}

/* A global or builtin; remembers the dict entry it was found in. */
static KR_NOINLINE Value load_global(kr_vm *vm, KrFrame *f, uint32_t *pc, bool name_op) {
    KrGlobalCache *c = (KrGlobalCache *)(pc + 1);
    Slot name = NAME(c->name);
    Value key = kr__slot_value(name);
    KrDict *g = kr__slot_ptr(f->globals);
    if (c->misses < MISSES_MAX && kr__layout_no(g) == KR_T_DICT) {
        c->misses++;
        int64_t e = kr__dict_entry_of(vm, g, key);
        if (e >= 0) {
            c->entry = (uint32_t)e;
            *pc = (*pc & ~0xffu) | (name_op ? OP_LOAD_NAME_DICT : OP_LOAD_GLOBAL_DICT);
            return kr__dict_entry_value(g, c->entry, name);
        }
        KrDict *b = kr__slot_ptr(f->builtins);
        if (kr__ok(kr__dict_get_name(vm, g, key))) /* under an equal key that is not interned */
            return kr__load_name_slow(vm, f, name, name_op);
        if (kr__layout_no(b) == KR_T_DICT && (e = kr__dict_entry_of(vm, b, key)) >= 0) {
            g->head.head |= KR_F_DICT_WATCHED; /* from now on it tells when it gains a key */
            c->entry = (uint32_t)e;
            c->epoch = vm->names_epoch;
            *pc = (*pc & ~0xffu) | (name_op ? OP_LOAD_NAME_BUILTIN : OP_LOAD_GLOBAL_BUILTIN);
            return kr__dict_entry_value(b, c->entry, name);
        }
    }
    return kr__load_name_slow(vm, f, name, name_op);
}

/* The Python __init__ of a class whose instances the machine makes itself (object.__new__, type.__call__), or NULL. */
static KR_NOINLINE KrFunction *learn_init(kr_vm *vm, KrType *type) {
    type->init_version = type->version;
    Value init = kr__type_lookup(vm, kr__value_of(type), kr__name(vm, KR_N___init__));
    type->init_cache = kr__exact(init, KR_T_FUNCTION) ? (uint32_t)init.bits : 0;
    return type->init_cache ? kr__cell(type->init_cache) : NULL;
}
KR_INLINE KrFunction *init_of(kr_vm *vm, KrType *type) {
    if (!(type->flags & KR_TF_SIMPLE_NEW)) return NULL;
    if (KR_UNLIKELY(type->init_version != type->version)) return learn_init(vm, type);
    return type->init_cache ? kr__cell(type->init_cache) : NULL;
}

/* Calls such a class with any arguments; args[-1] is free. */
static KR_NOINLINE KrStep begin_instance(kr_vm *vm, KrType *type, Value *args, unsigned n,
                                         unsigned nkw, Value kwnames, uint32_t ret, Value *result) {
    Value self = kr__instance_new(vm, kr__value_of(type)), init = KR_VALUE(type->init_cache);
    if (!kr__ok(self)) return KR_STEP_FAILED;
    args[-1] = self;
    KrStep step =
        kr__call_begin(vm, init, args - 1, n + 1, nkw, kwnames, KR_FRAME_INIT, ret, result);
    if (step == KR_STEP_FRAME) vm->thread->frame->keep = kr__ref_slot(self);
    if (step != KR_STEP_VALUE) return step;
    kr__raise_type(vm, "__init__() should return None, not '%T'", *result); /* a generator */
    return KR_STEP_FAILED;
}

/* Puts the defaults of the parameters past the n arguments behind them. False: they do not reach, or n is too many. */
KR_INLINE bool add_defaults(const KrFunction *fn, Value *args, unsigned n) {
    unsigned want = fn->simple - 1;
    if (!fn->defaults.bits || n > want) return false;
    const KrTuple *d = kr__slot_ptr(fn->defaults);
    if (n + d->len < want) return false;
    for (unsigned i = n; i < want; i++) args[i] = kr__tuple_get(d, d->len - (want - i));
    return true;
}

static KR_NOINLINE bool collect_soon(kr_vm *vm, Value dropped) {
    if (kr__is_ref(dropped) && kr__ok(dropped) &&
        (kr__flags(kr__ptr(dropped)) & (KR_F_FINAL | KR_F_SIDE)))
        kr__gc_request_death(vm, dropped);
    return true;
}

/* BOXED field: a number goes into the field's own box. False: slow path. */
KR_INLINE bool store_boxed(char *cage, KrObj *o, unsigned at, Value v) {
    Slot s = *(Slot *)((char *)o + at);
    if (!kr__slot_is_ref(s) || !is_number(v)) return false;
    KrBox *b = (KrBox *)(cage + ((uint64_t)s.bits << 2));
    if (kr__layout_no(b) != KR_T_BOX) return false;
    Slot fits;
    if (narrow(v, &fits)) return false;
    b->value = v;
    return true;
}

/* What a finished or yielding record's result goes through on its way down. */
typedef enum {
    DELIVER_NEXT,
    DELIVER_LEAVE,
    DELIVER_FAILED,
    DELIVER_ENTER,
    DELIVER_OPERATED
} Deliver;

/* A frame that made something with a finalizer is left: that may be dead now, unless it is the result, which is the
 * caller's then. */
static void unwatch(kr_vm *vm, KrFrame *f, Value v) {
    KrFrame *caller = kr__frame_python(f - 1);
    bool passed = kr__is_ref(v) && kr__ok(v) && kr__flags(kr__ptr(v)) & KR_F_FINAL;
    if (passed && caller) caller->flags |= KR_FRAME_WATCH;
    kr__gc_request_left(vm);
}

/* The record on top is done with *v. LEAVE: machine_run returns *v. NEXT: the record on top goes on after its
 * instruction. ENTER: the record on top (another, perhaps) goes on at its pc. */
static KR_NOINLINE Deliver deliver(kr_vm *vm, Value *v) {
    KrThread *t = vm->thread;
    for (;;) {
        KrFrame *f = t->frame;
        uint32_t flags = f->flags, ret = f->ret;
        if (flags & KR_FRAME_HELD) kr__frame_leave(vm, f);
        if (flags & KR_FRAME_WATCH) unwatch(vm, f, *v);
        bool bad = (flags & KR_FRAME_INIT) && !kr__is_none(*v);
        if (bad)
            *v = kr__raise_type(vm, "__init__() should return None, not '%T'", *v);
        else if (flags & KR_FRAME_INIT)
            *v = kr__slot_value(f->keep);
        bool generator = flags & KR_FRAME_GEN;
        if (generator) {
            KrGenerator *g = kr__slot_ptr(f->keep);
            g->state = KR_GEN_CLOSED;
            g->head.head &= ~KR_F_FINAL;
            g->frame = KR_NO_SLOT;
            t->handled = kr__slot_value(f->handled);
            for (unsigned i = 0; i < g->nregs; i++) g->regs[i] = KR_UNSET;
        }
        t->frame = --f;
        t->top = f->top;
        if (flags & KR_FRAME_ENTRY) return DELIVER_LEAVE;
        if (bad) return DELIVER_FAILED;
        if (flags & KR_FRAME_OPERATOR) {
            if (v->bits == KR_NOTIMPL_V.bits) *v = kr__hook_rest(vm, f->pc, f->regs);
            f[1].ret = ret;
            return kr__ok(*v) ? DELIVER_OPERATED : DELIVER_FAILED;
        }
        if (flags & KR_FRAME_THEN) {
            KrFrame cont = *f;
            *v = cont.then(vm, kr__slot_value(cont.keep), *v);
            flags = cont.flags & ~KR_FRAME_CONT;
            ret = cont.ret;
            t->frame = --f;
            t->top = f->top;
            if (v->bits == KR_TAIL.bits) {
                KrStep step = kr__call_tail(vm, flags, ret, v);
                if (step == KR_STEP_FRAME) return DELIVER_ENTER;
                if (step == KR_STEP_FAILED) *v = KR_FAILED;
            }
            if (kr__failed(*v)) return flags & KR_FRAME_ENTRY ? DELIVER_LEAVE : DELIVER_FAILED;
            if (flags & KR_FRAME_ENTRY) return DELIVER_LEAVE;
            if (flags & KR_FRAME_THEN) {
                /* another continuation waits below: its callee is done as well */
                t->frame = ++f;
                *f = (KrFrame){.top = f[-1].top, .regs = f[-1].top, .flags = KR_FRAME_THEN};
                continue;
            }
            f->regs[ret] = *v;
            return DELIVER_NEXT;
        }
        const uint32_t *pc = f->pc;
        if (flags & KR_FRAME_FOR) { /* the generator is exhausted */
            f->regs[*pc >> 8 & 0xff] = KR_UNSET;
            return DELIVER_NEXT;
        }
        if (flags & KR_FRAME_SEND) {
            f->regs[ret] = *v;
            f->pc = pc + 2 + (int32_t)pc[1];
            return DELIVER_ENTER;
        }
        f->regs[ret] = *v;
        return DELIVER_NEXT;
    }
}

/* The generator on top yields v. */
static KR_NOINLINE Deliver yield(kr_vm *vm, Value v) {
    KrThread *t = vm->thread;
    KrFrame *f = t->frame;
    KrGenerator *g = kr__slot_ptr(f->keep);
    uint32_t flags = f->flags;
    g->pc = (uint32_t)(f->pc - f->code->code);
    g->state = KR_GEN_SUSPENDED;
    Value resumer = kr__slot_value(f->handled);
    g->handled = kr__same(t->handled, resumer) ? KR_UNSET : t->handled;
    t->handled = resumer;
    if (flags & KR_FRAME_HELD) {
        Slot object = f->object;
        kr__frame_leave(vm, f);
        g->frame = object;
    }
    kr__barrier(vm, g);
    t->frame = --f;
    t->top = f->top;
    if (flags & KR_FRAME_ENTRY) return DELIVER_LEAVE;
    f->regs[f[1].ret] = v;
    if (!(flags & KR_FRAME_FOR)) return DELIVER_NEXT;
    f->pc += 2 + (int32_t)f->pc[1];
    return DELIVER_ENTER;
}

#define ARITH_SLOW(name)         \
    do {                         \
        SAVE();                  \
        operation = KR_N_##name; \
        args = f->top + 1;       \
        args[0] = R[B];          \
        args[1] = R[C];          \
        goto binary;             \
    } while (0)
#define INPLACE_SLOW(name)       \
    do {                         \
        SAVE();                  \
        operation = KR_N_##name; \
        args = f->top + 1;       \
        args[0] = R[B];          \
        args[1] = R[C];          \
        goto inplace;            \
    } while (0)
/* Bodies of binary instructions, used by the plain and the in-place form. */
#define OVERFLOWING(builtin, float_op, slow)                              \
    {                                                                     \
        Value b = R[B], c = R[C];                                         \
        if (KR_LIKELY(kr__both_int(b, c))) {                              \
            int64_t r;                                                    \
            if (KR_LIKELY(!builtin)) {                                    \
                R[A] = FROM_SHIFTED(r);                                   \
                NEXT(1);                                                  \
            }                                                             \
        } else if (kr__is_double(b) && kr__is_double(c)) {                \
            R[A] = kr__from_double(kr__double(b) float_op kr__double(c)); \
            NEXT(1);                                                      \
        } else if (is_number(b) && is_number(c)) {                        \
            R[A] = kr__from_double(number(b) float_op number(c));         \
            NEXT(1);                                                      \
        }                                                                 \
        slow;                                                             \
    }
#define BITWISE(expr, slow)                       \
    {                                             \
        Value b = R[B], c = R[C];                 \
        if (KR_LIKELY(kr__both_int(b, c))) {      \
            R[A] = KR_VALUE((expr) | KR_INT_TAG); \
            NEXT(1);                              \
        }                                         \
        slow;                                     \
    }
#define TRUEDIV(slow)                                  \
    {                                                  \
        Value b = R[B], c = R[C];                      \
        if (is_number(b) && is_number(c)) {            \
            double d = number(c);                      \
            if (KR_LIKELY(d != 0)) {                   \
                R[A] = kr__from_double(number(b) / d); \
                NEXT(1);                               \
            }                                          \
        }                                              \
        slow;                                          \
    }
#define FLOORDIV(slow)                                               \
    {                                                                \
        Value b = R[B], c = R[C];                                    \
        if (kr__both_int(b, c)) {                                    \
            int64_t x = kr__int(b), y = kr__int(c);                  \
            if (KR_LIKELY(y != 0 && (x != KR_INT_MIN || y != -1))) { \
                int64_t q = x / y;                                   \
                if (x % y != 0 && (x < 0) != (y < 0)) q--;           \
                R[A] = kr__from_int48(q);                            \
                NEXT(1);                                             \
            }                                                        \
        }                                                            \
        slow;                                                        \
    }
#define MODULO(slow)                                      \
    {                                                     \
        Value b = R[B], c = R[C];                         \
        if (kr__both_int(b, c)) {                         \
            int64_t x = kr__int(b), y = kr__int(c);       \
            if (KR_LIKELY(y != 0)) {                      \
                int64_t r = x % y;                        \
                if (r != 0 && (r < 0) != (y < 0)) r += y; \
                R[A] = kr__from_int48(r);                 \
                NEXT(1);                                  \
            }                                             \
        } else if (kr__is_double(b) && is_number(c)) {    \
            double y = number(c);                         \
            if (KR_LIKELY(y != 0)) {                      \
                double r = fmod(kr__double(b), y);        \
                if (r == 0)                               \
                    r = copysign(0.0, y);                 \
                else if ((r < 0) != (y < 0))              \
                    r += y;                               \
                R[A] = kr__from_double(r);                \
                NEXT(1);                                  \
            }                                             \
        }                                                 \
        slow;                                             \
    }
#define LSHIFT(slow)                                     \
    {                                                    \
        Value b = R[B], c = R[C];                        \
        if (kr__both_int(b, c)) {                        \
            int64_t x = kr__int(b), n = kr__int(c);      \
            if (n >= 0 && n < 48) {                      \
                int64_t r = (int64_t)((uint64_t)x << n); \
                if (r >> n == x && kr__fits_int48(r)) {  \
                    R[A] = kr__from_int48(r);            \
                    NEXT(1);                             \
                }                                        \
            }                                            \
        }                                                \
        slow;                                            \
    }
#define RSHIFT(slow)                                                    \
    {                                                                   \
        Value b = R[B], c = R[C];                                       \
        if (kr__both_int(b, c)) {                                       \
            int64_t n = kr__int(c);                                     \
            if (n >= 0) {                                               \
                R[A] = kr__from_int48(kr__int(b) >> (n > 63 ? 63 : n)); \
                NEXT(1);                                                \
            }                                                           \
        }                                                               \
        slow;                                                           \
    }
#define IMMEDIATE_SLOW(name, where)   \
    do {                              \
        operation = KR_N_##name;      \
        args = f->top + 1;            \
        args[0] = R[B];               \
        args[1] = kr__from_int48(sC); \
        goto where;                   \
    } while (0)
#define IMMEDIATE(builtin, float_op, slow)                                                     \
    {                                                                                          \
        Value b = R[B];                                                                        \
        if (KR_LIKELY(kr__is_int(b))) {                                                        \
            int64_t r;                                                                         \
            if (KR_LIKELY(!builtin(SHIFTED(b), (int64_t)((uint64_t)(int64_t)sC << 16), &r))) { \
                R[A] = FROM_SHIFTED(r);                                                        \
                NEXT(1);                                                                       \
            }                                                                                  \
        } else if (kr__is_double(b)) {                                                         \
            R[A] = kr__from_double(kr__double(b) float_op(double) sC);                         \
            NEXT(1);                                                                           \
        }                                                                                      \
        SAVE();                                                                                \
        slow;                                                                                  \
    }
#define COMPARE_SLOW(name, to)   \
    do {                         \
        SAVE();                  \
        operation = KR_N_##name; \
        args = f->top + 1;       \
        args[0] = b;             \
        args[1] = c;             \
        ret = to;                \
        goto compare;            \
    } while (0)
#define COMPARE(cmp, name)                              \
    {                                                   \
        Value b = R[B], c = R[C];                       \
        if (KR_LIKELY(kr__both_int(b, c))) {            \
            R[A] = kr__bool(SHIFTED(b) cmp SHIFTED(c)); \
            NEXT(1);                                    \
        }                                               \
        if (is_number(b) && is_number(c)) {             \
            R[A] = kr__bool(number(b) cmp number(c));   \
            NEXT(1);                                    \
        }                                               \
        COMPARE_SLOW(name, A);                          \
    }
/* Each arm jumps by itself. */
#define BRANCH(cond)                      \
    do {                                  \
        if ((cond) == (int)(C & 1)) {     \
            if (C & KR_J_POLL) {          \
                pc += 2 + (int32_t)pc[1]; \
                POLL();                   \
                NEXT(0);                  \
            }                             \
            NEXT(2 + (int32_t)pc[1]);     \
        }                                 \
        NEXT(2);                          \
    } while (0)
#define COMPARE_JUMP(cmp, name, right)                                               \
    {                                                                                \
        Value b = R[A], c = right;                                                   \
        if (KR_LIKELY(kr__both_int(b, c))) BRANCH((int)(SHIFTED(b) cmp SHIFTED(c))); \
        if (is_number(b) && is_number(c)) BRANCH((int)(number(b) cmp number(c)));    \
        COMPARE_SLOW(name, KR_RET_BRANCH);                                           \
    }
/* == and !=: identical cells that are exact strs (or constants) need no call */
#define EQUAL_JUMP(equal, name, right)                                                      \
    {                                                                                       \
        Value b = R[A], c = right;                                                          \
        if (KR_LIKELY(kr__both_int(b, c))) BRANCH((int)((b.bits == c.bits) == equal));      \
        if (is_number(b) && is_number(c)) BRANCH((int)((number(b) == number(c)) == equal)); \
        if (HAS_LAYOUT(b, KR_T_STR) && HAS_LAYOUT(c, KR_T_STR))                             \
            BRANCH((int)((b.bits == c.bits ||                                               \
                          kr__str_equal((KrStr *)CELL(b), (KrStr *)CELL(c))) == equal));    \
        COMPARE_SLOW(name, KR_RET_BRANCH);                                                  \
    }
#define EQUALITY(equal, name)                                                                      \
    {                                                                                              \
        Value b = R[B], c = R[C];                                                                  \
        if (kr__both_int(b, c)) {                                                                  \
            R[A] = kr__bool((b.bits == c.bits) == equal);                                          \
            NEXT(1);                                                                               \
        }                                                                                          \
        if (is_number(b) && is_number(c)) {                                                        \
            R[A] = kr__bool((number(b) == number(c)) == equal);                                    \
            NEXT(1);                                                                               \
        }                                                                                          \
        if (HAS_LAYOUT(b, KR_T_STR) && HAS_LAYOUT(c, KR_T_STR)) {                                  \
            R[A] = kr__bool(                                                                       \
                (b.bits == c.bits || kr__str_equal((KrStr *)CELL(b), (KrStr *)CELL(c))) == equal); \
            NEXT(1);                                                                               \
        }                                                                                          \
        COMPARE_SLOW(name, A);                                                                     \
    }

/* long: every instruction is a few lines here; see the top of the file */
Value kr__machine_run(kr_vm *vm) {
#if !defined(KR_SWITCH_DISPATCH)
    static const void *const plain[256] = {[OP_COUNT... 255] = &&L_NOP,
#define LABEL(name, format, words, meaning) [OP_##name] = &&L_##name,
                                           KR_OPCODES(LABEL)
#undef LABEL
    };
#endif
    KrThread *const th = vm->thread;
#if defined(KR_SWITCH_DISPATCH)
    bool traced = th->traced;
#else
    static const void *const traced[256] = {[0 ... 255] = &&L_TRACED};
    const void *const *labels = th->traced ? traced : plain;
#endif
    const KrLayout *const layouts = kr__heap(vm)->layouts;
    struct KrTypeState *const tstate = vm->tstate;
    struct KrSiteLine *const sites = vm->sites;
    char *const cage = kr__cage.base;
    KrFrame *f;
    Value *R;
    const Value *K;
    const uint32_t *pc;
    uint32_t w;
    Value v = KR_UNSET;
    Value out = KR_UNSET; /* what C functions write through a pointer: v stays in a register */
    /* a call under way */
    Value callee, *args;
    unsigned n, flags, ret;
    Slot keep;
    KrHook hook;
    KrName operation;
    KrFunction *fn_to_enter;
    KrStep step;
    KrGenerator *gen; /* to be resumed */

    th->natives++;
    if (kr__pending(vm)) goto failed; /* thrown into a generator */
    goto enter;
#if defined(KR_SWITCH_DISPATCH)
dispatch:
    if (KR_UNLIKELY(traced)) goto L_TRACED;
dispatch_plain:
    switch (w & 0xff) {
#endif
        CASE(NOP) : { NEXT(1); }
        CASE(MOVE) : {
            R[A] = R[B];
            NEXT(1);
        }
        CASE(LOADK) : {
            R[A] = K[Bx];
            NEXT(1);
        }
        CASE(LOADKX) : {
            R[A] = K[pc[1]];
            NEXT(2);
        }
        CASE(LOADI) : {
            R[A] = kr__from_int48(sBx);
            NEXT(1);
        }
        CASE(LOADC) : {
            R[A] = KR_VALUE(Bx);
            NEXT(1);
        }
        CASE(MOVE_FAR) : {
            R[A] = R[Bx];
            NEXT(1);
        }
        CASE(MOVE_TO_FAR) : {
            R[Bx] = R[A];
            NEXT(1);
        }
        CASE(CHECK_BOUND) : {
            if (KR_LIKELY(kr__ok(R[A]))) NEXT(1);
            SAVE();
            kr__raise_unbound_local(vm, f->code, Bx);
            goto failed;
        }
        CASE(DELETE_LOCAL) : {
            v = R[A];
            if (KR_UNLIKELY(!kr__ok(v))) {
                SAVE();
                kr__raise_unbound_local(vm, f->code, Bx);
                goto failed;
            }
            R[A] = KR_UNSET;
            collect_soon(vm, v);
            pc += 1;
            POLL();
            NEXT(0);
        }
        CASE(MAKE_CELL) : {
            SAVE();
            KrCell *cell = kr__new(vm, KR_T_CELL, sizeof *cell);
            CHECK(cell);
            cell->value = R[A];
            R[A] = kr__value_of(cell);
            NEXT(1);
        }
        CASE(LOAD_CELL) : {
            v = ((KrCell *)CELL(R[B]))->value;
            if (KR_UNLIKELY(!kr__ok(v))) {
                SAVE();
                kr__raise_unbound_cell(vm, f->code, B);
                goto failed;
            }
            R[A] = v;
            NEXT(1);
        }
        CASE(STORE_CELL) : {
            KrCell *cell = (KrCell *)CELL(R[A]);
            cell->value = R[B];
            kr__barrier(vm, cell);
            NEXT(1);
        }
        CASE(DELETE_CELL) : {
            KrCell *cell = (KrCell *)CELL(R[A]);
            if (KR_UNLIKELY(!kr__ok(cell->value))) {
                SAVE();
                kr__raise_unbound_cell(vm, f->code, A);
                goto failed;
            }
            collect_soon(vm, cell->value);
            cell->value = KR_UNSET;
            NEXT(1);
        }
        CASE(LOAD_FREE) : {
            v = ((KrCell *)kr__slot_ptr(((KrTuple *)kr__slot_ptr(f->closure))->narrow[Bx]))->value;
            if (KR_UNLIKELY(!kr__ok(v))) {
                SAVE();
                kr__raise_unbound_free(vm, f->code, Bx);
                goto failed;
            }
            R[A] = v;
            NEXT(1);
        }
        CASE(STORE_FREE) : {
            KrCell *cell =
                (KrCell *)kr__slot_ptr(((KrTuple *)kr__slot_ptr(f->closure))->narrow[Bx]);
            cell->value = R[A];
            kr__barrier(vm, cell);
            NEXT(1);
        }
        CASE(DELETE_FREE) : {
            KrCell *cell =
                (KrCell *)kr__slot_ptr(((KrTuple *)kr__slot_ptr(f->closure))->narrow[Bx]);
            if (KR_UNLIKELY(!kr__ok(cell->value))) {
                SAVE();
                kr__raise_unbound_free(vm, f->code, Bx);
                goto failed;
            }
            cell->value = KR_UNSET;
            NEXT(1);
        }
        CASE(FREE_REF) : {
            R[A] = kr__slot_value(((KrTuple *)kr__slot_ptr(f->closure))->narrow[Bx]);
            NEXT(1);
        }
        CASE(LOAD_CLASS_FREE) : {
            SAVE();
            Value name = kr__tuple_get(kr__slot_ptr(f->code->freevars), Bx);
            Value ns = kr__slot_value(f->locals);
            v = KR_UNSET;
            if (kr__exact(ns, KR_T_DICT)) {
                v = kr__dict_get_name(vm, kr__ptr(ns), name);
            } else {
                v = kr__get_item(vm, ns, name);
                if (!kr__ok(v)) {
                    CHECK(kr__pending_is(vm, KR_T_X_KEYERROR));
                    kr__clear_pending(vm);
                }
            }
            if (!kr__ok(v))
                v = ((KrCell *)kr__slot_ptr(((KrTuple *)kr__slot_ptr(f->closure))->narrow[Bx]))
                        ->value;
            if (!kr__ok(v)) {
                kr__raise_unbound_free(vm, f->code, Bx);
                goto failed;
            }
            R[A] = v;
            NEXT(1);
        }
        CASE(LOAD_GLOBAL) : {
            SAVE();
            SET(A, load_global(vm, f, (uint32_t *)(uintptr_t)pc, false));
            NEXT(5);
        }
        CASE(LOAD_GLOBAL_DICT) : {
            KrGlobalCache *c = CACHE(KrGlobalCache);
            v = kr__dict_entry_value((KrDict *)CELL(KR_VALUE(f->globals.bits)), c->entry,
                                     NAME(c->name));
            if (KR_UNLIKELY(!kr__ok(v))) goto load_global_miss;
            R[A] = v;
            NEXT(5);
        }
        CASE(LOAD_GLOBAL_BUILTIN) : {
            KrGlobalCache *c = CACHE(KrGlobalCache);
            if (KR_UNLIKELY(c->epoch != vm->names_epoch)) goto load_global_miss;
            v = kr__dict_entry_value((KrDict *)CELL(KR_VALUE(f->builtins.bits)), c->entry,
                                     NAME(c->name));
            if (KR_UNLIKELY(!kr__ok(v))) goto load_global_miss;
            R[A] = v;
            NEXT(5);
        }
    load_global_miss:
        REWRITE(LOAD_GLOBAL);
        w = *pc;
        DISPATCH();
        CASE(LOAD_NAME) : {
            SAVE();
            if (f->locals.bits && f->locals.bits != f->globals.bits) {
                SET(A, kr__load_name_slow(vm, f, NAME(pc[1]), true));
                NEXT(5);
            }
            SET(A, load_global(vm, f, (uint32_t *)(uintptr_t)pc, true));
            NEXT(5);
        }
        CASE(LOAD_NAME_DICT) : {
            if (KR_UNLIKELY(f->locals.bits != f->globals.bits)) goto load_name_miss;
            KrGlobalCache *c = CACHE(KrGlobalCache);
            v = kr__dict_entry_value((KrDict *)CELL(KR_VALUE(f->globals.bits)), c->entry,
                                     NAME(c->name));
            if (KR_UNLIKELY(!kr__ok(v))) goto load_name_miss;
            R[A] = v;
            NEXT(5);
        }
        CASE(LOAD_NAME_BUILTIN) : {
            if (KR_UNLIKELY(f->locals.bits != f->globals.bits)) goto load_name_miss;
            KrGlobalCache *c = CACHE(KrGlobalCache);
            if (KR_UNLIKELY(c->epoch != vm->names_epoch)) goto load_name_miss;
            v = kr__dict_entry_value((KrDict *)CELL(KR_VALUE(f->builtins.bits)), c->entry,
                                     NAME(c->name));
            if (KR_UNLIKELY(!kr__ok(v))) goto load_name_miss;
            R[A] = v;
            NEXT(5);
        }
    load_name_miss:
        REWRITE(LOAD_NAME);
        w = *pc;
        DISPATCH();
        CASE(STORE_GLOBAL) : {
            SAVE();
            CHECK(
                kr__dict_set_name(vm, kr__slot_ptr(f->globals), kr__slot_value(NAME(pc[1])), R[A]));
            pc += 2;
            POLL(); /* what stood there may be finalized before anything else happens */
            NEXT(0);
        }
        CASE(DELETE_GLOBAL) : {
            SAVE();
            Value name = kr__slot_value(NAME(pc[1]));
            int found = kr__dict_delete(vm, kr__slot_ptr(f->globals), name, &out);
            CHECK(found >= 0);
            v = out;
            if (!found) {
                kr__raise(vm, KR_T_X_NAMEERROR, "name '%S' is not defined", name);
                goto failed;
            }
            collect_soon(vm, v);
            NEXT(2);
        }
        CASE(STORE_NAME) : {
            SAVE();
            if (KR_LIKELY(f->locals.bits == f->globals.bits || !f->locals.bits))
                CHECK(kr__dict_set_name(vm, kr__slot_ptr(f->globals), kr__slot_value(NAME(pc[1])),
                                        R[A]));
            else
                CHECK(kr__store_name(vm, f, NAME(pc[1]), R[A]));
            pc += 2;
            POLL();
            NEXT(0);
        }
        CASE(DELETE_NAME) : {
            SAVE();
            CHECK(kr__delete_name(vm, f, NAME(pc[1])));
            pc += 2;
            POLL();
            NEXT(0);
        }
        CASE(LOAD_ATTR) : {
            SAVE();
            Value o = R[B];
            Slot name = NAME(pc[1]);
            v = load_attr(vm, (uint32_t *)(uintptr_t)pc, o, name, f->top + 1, &hook);
            goto loaded_attr;
        }
    loaded_attr:
        if (v.bits == KR_TAIL.bits) {
            flags = 0;
            ret = A;
            goto call_hook;
        }
        CHECK(kr__ok(v));
        R[A] = v;
        NEXT(7);
    load_attr_miss:
        REWRITE(LOAD_ATTR);
        w = *pc;
        DISPATCH();
        CASE(LOAD_ATTR_NARROW) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[B];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto load_attr_miss;
            Slot s = *(Slot *)((char *)CELL(o) + c->at);
            if (KR_UNLIKELY(!s.bits)) goto load_attr_unset;
            R[A] = slot_value(s);
            NEXT(7);
        }
        CASE(LOAD_ATTR_WIDE) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[B];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto load_attr_miss;
            v = *(Value *)((char *)CELL(o) + c->at);
            if (KR_UNLIKELY(!kr__ok(v))) goto load_attr_unset;
            R[A] = v;
            NEXT(7);
        }
        CASE(LOAD_ATTR_BOXED) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[B];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto load_attr_miss;
            Slot s = *(Slot *)((char *)CELL(o) + c->at);
            if (KR_UNLIKELY(!s.bits)) goto load_attr_unset;
            v = slot_value(s);
            if (kr__is_ref(v) && CELL(v)->head >> 8 == KR_T_BOX) v = ((KrBox *)CELL(v))->value;
            R[A] = v;
            NEXT(7);
        }
    load_attr_unset: /* a slot without a value: AttributeError, or __getattr__ */
        SAVE();
        SET(A, kr__getattr(vm, R[B], kr__slot_value(NAME(pc[1]))));
        NEXT(7);
        CASE(LOAD_ATTR_MANY) : {
            Value o = R[B];
            if (KR_LIKELY(kr__is_ref(o))) {
                uint32_t layout = CELL(o)->head >> 8, name = CACHE(KrAttrCache)->value;
                const struct KrSiteLine *line = kr__site_line(sites, layout, name, KR_USE_LOAD);
                if (KR_LIKELY(line->layout_use == (layout << 2 | KR_USE_LOAD) &&
                              line->name == name && line->version == layouts[layout].version)) {
                    if (line->site.kind == KR_SITE_FIELD) {
                        const char *at = (const char *)CELL(o) + line->site.at;
                        if (line->site.width == KR_FIELD_NARROW) {
                            Slot s = *(const Slot *)at;
                            if (KR_UNLIKELY(!s.bits)) goto load_attr_unset;
                            R[A] = slot_value(s);
                            NEXT(7);
                        }
                        if (line->site.width == KR_FIELD_WIDE) {
                            v = *(const Value *)at;
                            if (KR_UNLIKELY(!kr__ok(v))) goto load_attr_unset;
                            R[A] = v;
                            NEXT(7);
                        }
                    } else if (line->site.kind == KR_SITE_CLASS) {
                        R[A] = slot_value(line->site.value);
                        NEXT(7);
                    }
                }
            }
            SAVE();
            v = load_attr(vm, (uint32_t *)(uintptr_t)pc, o, NAME(pc[1]), f->top + 1, &hook);
            goto loaded_attr;
        }
        CASE(LOAD_ATTR_TYPE) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[B];
            if (KR_UNLIKELY(o.bits != c->layout || ((KrType *)CELL(o))->version != c->version))
                goto load_attr_miss;
            R[A] = KR_VALUE(c->value);
            NEXT(7);
        }
        CASE(LOAD_ATTR_CLASS) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[B];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto load_attr_miss;
            if (KR_UNLIKELY(layouts[c->layout].version != c->version)) goto load_attr_miss;
            R[A] = KR_VALUE(c->value);
            if (c->value & 1) R[A] = slot_value(KR_SLOT(c->value));
            NEXT(7);
        }
        CASE(LOAD_ATTR_MODULE) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[B];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto load_attr_miss;
            KrDict *d = kr__slot_ptr(KR_SLOT(c->value));
            v = kr__dict_entry_value(d, c->spare, NAME(c->name));
            if (KR_UNLIKELY(!kr__ok(v) || c->version != (uint32_t)o.bits)) goto load_attr_miss;
            R[A] = v;
            NEXT(7);
        }
        CASE(LOAD_ATTR_PROPERTY) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[B];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto load_attr_miss;
            if (KR_UNLIKELY(layouts[c->layout].version != c->version)) goto load_attr_miss;
            SAVE();
            KrFunction *fn = kr__cell(c->value);
            args = f->top + 1;
            args[0] = o;
            if (KR_LIKELY(fn->simple == 2)) {
                hook.fn = fn;
                hook.n = 1;
                flags = 0;
                ret = A;
                goto call_hook;
            }
            step = kr__call_begin(vm, kr__value_of(fn), args, 1, 0, KR_UNSET, 0, A, &out);
            if (KR_LIKELY(step == KR_STEP_FRAME)) goto enter;
            CHECK(step == KR_STEP_VALUE);
            R[A] = out;
            NEXT(7);
        }
        CASE(STORE_ATTR) : {
            SAVE();
            Slot name = NAME(pc[1]);
            CHECK(store_attr(vm, (uint32_t *)(uintptr_t)pc, R[A], name, R[B], f->top + 1, &hook));
            goto stored_attr;
        }
    stored_attr:
        if (hook.n) {
            flags = KR_FRAME_OPERATOR;
            ret = KR_RET_NOTHING;
            goto call_hook;
        }
        NEXT(7);
    store_attr_miss:
        REWRITE(STORE_ATTR);
        w = *pc;
        DISPATCH();
    store_attr_slow: /* the right layout, but the value needs another width */
        SAVE();
        CACHE(KrAttrCache)->misses++;
        CHECK(kr__setattr(vm, R[A], kr__slot_value(NAME(pc[1])), R[B]));
        REWRITE(STORE_ATTR);
        NEXT(7);
        CASE(STORE_ATTR_NARROW) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[A];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto store_attr_miss;
            KrObj *obj = CELL(o);
            v = R[B];
            Slot s;
            if (KR_UNLIKELY(!narrow(v, &s))) goto store_attr_slow;
            *(Slot *)((char *)obj + c->at) = s;
            kr__barrier(vm, obj);
            NEXT(7);
        }
        CASE(STORE_ATTR_MANY) : {
            Value o = R[A];
            v = R[B];
            if (KR_LIKELY(kr__is_ref(o))) {
                KrObj *obj = CELL(o);
                uint32_t layout = obj->head >> 8, name = CACHE(KrAttrCache)->value;
                const struct KrSiteLine *line = kr__site_line(sites, layout, name, KR_USE_STORE);
                Slot s;
                if (KR_LIKELY(line->layout_use == (layout << 2 | KR_USE_STORE) &&
                              line->name == name && line->version == layouts[layout].version &&
                              line->site.kind <= KR_SITE_ADD &&
                              line->site.width == KR_FIELD_NARROW && narrow(v, &s))) {
                    *(Slot *)((char *)obj + line->site.at) = s;
                    if (line->site.kind == KR_SITE_ADD)
                        obj->head = (obj->head & 0xff) | line->site.new_layout << 8;
                    kr__barrier(vm, obj);
                    NEXT(7);
                }
            }
            SAVE();
            CHECK(store_attr(vm, (uint32_t *)(uintptr_t)pc, o, NAME(pc[1]), v, f->top + 1, &hook));
            goto stored_attr;
        }
        CASE(STORE_ATTR_WIDE) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[A];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto store_attr_miss;
            KrObj *obj = CELL(o);
            v = R[B];
            *(Value *)((char *)obj + c->at) = v;
            kr__barrier(vm, obj);
            NEXT(7);
        }
        CASE(STORE_ATTR_BOXED) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[A];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto store_attr_miss;
            KrObj *obj = CELL(o);
            v = R[B];
            if (KR_LIKELY(store_boxed(cage, obj, c->at, v))) NEXT(7);
            SAVE();
            CHECK(kr__setattr(vm, o, kr__slot_value(NAME(c->name)), v));
            NEXT(7);
        }
        CASE(STORE_ATTR_ADD) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[A];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto store_attr_miss;
            KrObj *obj = CELL(o);
            v = R[B];
            Slot s;
            if (KR_UNLIKELY(!narrow(v, &s))) goto store_attr_slow;
            if (KR_UNLIKELY(layouts[c->layout].version != c->version)) goto store_attr_miss;
            *(Slot *)((char *)obj + c->at) = s;
            obj->head = (obj->head & 0xff) | c->value << 8;
            kr__barrier(vm, obj);
            NEXT(7);
        }
        CASE(STORE_ATTR_ADD_WIDE) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[A];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto store_attr_miss;
            KrObj *obj = CELL(o);
            v = R[B];
            if (KR_UNLIKELY(layouts[c->layout].version != c->version)) goto store_attr_miss;
            *(Value *)((char *)obj + c->at) = v;
            obj->head = (obj->head & 0xff) | c->value << 8;
            kr__barrier(vm, obj);
            NEXT(7);
        }
        CASE(STORE_ATTR_PROPERTY) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[A];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout))) goto store_attr_miss;
            if (KR_UNLIKELY(layouts[c->layout].version != c->version)) goto store_attr_miss;
            SAVE();
            KrFunction *fn = (KrFunction *)CELL(KR_VALUE(c->value));
            hook.fn = fn;
            if (KR_UNLIKELY(fn->simple != 3)) {
                CHECK(kr__setattr(vm, o, kr__slot_value(NAME(pc[1])), R[B]));
                NEXT(7);
            }
            args = f->top + 1;
            args[0] = o;
            args[1] = R[B];
            hook.n = 2;
            flags = KR_FRAME_OPERATOR;
            ret = KR_RET_NOTHING;
            goto call_hook;
        }
        CASE(DELETE_ATTR) : {
            SAVE();
            CHECK(kr__setattr(vm, R[A], kr__slot_value(NAME(pc[1])), KR_UNSET));
            pc += 2;
            POLL();
            NEXT(0);
        }
        CASE(LOAD_METHOD) : {
            SAVE();
            Slot name = NAME(pc[1]);
            CHECK(load_method(vm, (uint32_t *)(uintptr_t)pc, R[B], name, &R[A]));
            NEXT(7);
        }
        CASE(LOAD_METHOD_CLASS) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[B];
            if (KR_UNLIKELY(!HAS_LAYOUT(o, c->layout) ||
                            layouts[c->layout].version != c->version)) {
                REWRITE(LOAD_METHOD);
                w = *pc;
                DISPATCH();
            }
            R[A] = KR_VALUE(c->value);
            R[A + 1] = o;
            NEXT(7);
        }
        CASE(LOAD_METHOD_TYPE) : {
            KrAttrCache *c = CACHE(KrAttrCache);
            Value o = R[B];
            if (KR_UNLIKELY(o.bits != c->layout || ((KrType *)CELL(o))->version != c->version)) {
                REWRITE(LOAD_METHOD);
                w = *pc;
                DISPATCH();
            }
            R[A] = KR_VALUE(c->value);
            R[A + 1] = c->spare ? o : KR_UNSET;
            NEXT(7);
        }
        CASE(LOAD_METHOD_MANY) : {
            Value o = R[B];
            if (KR_LIKELY(kr__is_ref(o))) {
                uint32_t layout = CELL(o)->head >> 8, name = CACHE(KrAttrCache)->value;
                const struct KrSiteLine *line = kr__site_line(sites, layout, name, KR_USE_CALL);
                if (KR_LIKELY(line->layout_use == (layout << 2 | KR_USE_CALL) &&
                              line->name == name && line->version == layouts[layout].version &&
                              line->site.kind == KR_SITE_METHOD)) {
                    R[A] = KR_VALUE(line->site.value.bits);
                    R[A + 1] = o;
                    NEXT(7);
                }
            }
            SAVE();
            CHECK(load_method(vm, (uint32_t *)(uintptr_t)pc, o, NAME(pc[1]), &R[A]));
            NEXT(7);
        }
        CASE(LOAD_SUPER_METHOD) : {
            SAVE();
            Value *window = &R[A];
            if (KR_LIKELY(kr__same(window[0], kr__type(vm, KR_T_SUPER)))) {
                KrSuperCache *c = CACHE(KrSuperCache);
                Value self = window[2];
                if (KR_LIKELY(c->type == window[1].bits && HAS_LAYOUT(self, c->layout) &&
                              layouts[c->layout].version == c->version)) {
                    window[0] = KR_VALUE(c->value);
                    window[1] = self;
                    NEXT(6);
                }
                super_load(vm, c, window, NAME(c->name));
                CHECK(kr__ok(window[0]));
                NEXT(6);
            }
            v = kr__call0(vm, window[0]);
            CHECK(kr__ok(v));
            CHECK(kr__load_method_slow(vm, v, NAME(pc[1]), &R[A]));
            NEXT(6);
        }
        CASE(LOAD_SUPER_ATTR) : {
            SAVE();
            Value *window = &R[A], self;
            if (KR_LIKELY(kr__same(window[0], kr__type(vm, KR_T_SUPER)))) {
                SET(A, kr__super_load(vm, window[1], window[2], kr__slot_value(NAME(pc[1])), false,
                                      &self));
                NEXT(2);
            }
            v = kr__call0(vm, window[0]);
            CHECK(kr__ok(v));
            SET(A, kr__getattr(vm, v, kr__slot_value(NAME(pc[1]))));
            NEXT(2);
        }
        CASE(LOAD_ITEM) : {
            v = item_quick(cage, R[B], R[C]);
            if (KR_LIKELY(kr__ok(v))) {
                R[A] = v;
                NEXT(1);
            }
            SAVE();
            args = f->top + 1;
            if (HOOKED(R[B], KR_NONE_V) &&
                kr__hook_special(vm, R[B], KR_N___getitem__, 2, args, &hook)) {
                args[1] = R[C];
                flags = 0;
                ret = A;
                goto call_hook;
            }
            SET(A, item_slow(vm, R[B], R[C]));
            NEXT(1);
        }
        CASE(LOAD_ITEM_I) : {
            Value k = kr__from_int48(sC);
            v = item_quick(cage, R[B], k);
            if (KR_LIKELY(kr__ok(v))) {
                R[A] = v;
                NEXT(1);
            }
            SAVE();
            SET(A, item_slow(vm, R[B], k));
            NEXT(1);
        }
        CASE(STORE_ITEM) : {
            Value o = R[A], k = R[B];
            v = R[C];
            if (HAS_LAYOUT(o, KR_T_LIST) && kr__is_int(k)) {
                KrList *l = (KrList *)CELL(o);
                int64_t i = kr__int(k);
                if (i < 0) i += l->len;
                if (KR_LIKELY((uint64_t)i < l->len)) {
                    if (l->head.head & KR_F_WIDE) {
                        l->wide[i] = v;
                        kr__barrier_item(vm, l, &l->wide[i]);
                        NEXT(1);
                    }
                    Slot s;
                    if (KR_LIKELY(narrow(v, &s))) {
                        l->narrow[i] = s;
                        if (!(s.bits & 1)) kr__barrier_item(vm, l, &l->narrow[i]);
                        NEXT(1);
                    }
                }
            }
            SAVE();
            if (HAS_LAYOUT(o, KR_T_DICT)) {
                CHECK(kr__dict_set(vm, (KrDict *)CELL(o), k, v));
                NEXT(1);
            }
            args = f->top + 1;
            if (HOOKED(o, KR_NONE_V) && kr__hook_special(vm, o, KR_N___setitem__, 3, args, &hook)) {
                args[1] = k;
                args[2] = v;
                flags = KR_FRAME_OPERATOR;
                ret = KR_RET_NOTHING;
                goto call_hook;
            }
            CHECK(kr__set_item(vm, o, k, v));
            NEXT(1);
        }
        CASE(DELETE_ITEM) : {
            SAVE();
            CHECK(kr__set_item(vm, R[A], R[B], KR_UNSET));
            pc += 1;
            POLL();
            NEXT(0);
        }
        CASE(BUILD_SLICE) : {
            SAVE();
            SET(A, kr__slice_new(vm, R[B], R[B + 1], C == 3 ? R[B + 2] : KR_NONE_V));
            NEXT(1);
        }
        CASE(ADD)
            : {OVERFLOWING(__builtin_add_overflow(SHIFTED(b), SHIFTED(c), &r), +,
                           ARITH_SLOW(__add__))} CASE(SUB)
            : {OVERFLOWING(__builtin_sub_overflow(SHIFTED(b), SHIFTED(c), &r), -,
                           ARITH_SLOW(__sub__))} CASE(MUL)
            : {OVERFLOWING(__builtin_mul_overflow(kr__int(b), SHIFTED(c), &r), *,
                           ARITH_SLOW(__mul__))} CASE(TRUEDIV)
            : {TRUEDIV(ARITH_SLOW(__truediv__))} CASE(FLOORDIV)
            : {FLOORDIV(ARITH_SLOW(__floordiv__))} CASE(MOD)
            : {MODULO(ARITH_SLOW(__mod__))} CASE(POW) : {
            ARITH_SLOW(__pow__);
        }
        CASE(MATMUL) : { ARITH_SLOW(__matmul__); }
        CASE(LSHIFT)
            : {LSHIFT(ARITH_SLOW(__lshift__))} CASE(RSHIFT)
            : {RSHIFT(ARITH_SLOW(__rshift__))} CASE(AND)
            : {BITWISE(b.bits & c.bits, ARITH_SLOW(__and__))} CASE(OR)
            : {BITWISE(b.bits | c.bits, ARITH_SLOW(__or__))} CASE(XOR)
            : {BITWISE(b.bits ^ c.bits, ARITH_SLOW(__xor__))} CASE(IADD)
            : {OVERFLOWING(__builtin_add_overflow(SHIFTED(b), SHIFTED(c), &r), +,
                           INPLACE_SLOW(__add__))} CASE(ISUB)
            : {OVERFLOWING(__builtin_sub_overflow(SHIFTED(b), SHIFTED(c), &r), -,
                           INPLACE_SLOW(__sub__))} CASE(IMUL)
            : {OVERFLOWING(__builtin_mul_overflow(kr__int(b), SHIFTED(c), &r), *,
                           INPLACE_SLOW(__mul__))} CASE(ITRUEDIV)
            : {TRUEDIV(INPLACE_SLOW(__truediv__))} CASE(IFLOORDIV)
            : {FLOORDIV(INPLACE_SLOW(__floordiv__))} CASE(IMOD)
            : {MODULO(INPLACE_SLOW(__mod__))} CASE(IPOW) : {
            INPLACE_SLOW(__pow__);
        }
        CASE(IMATMUL) : { INPLACE_SLOW(__matmul__); }
        CASE(ILSHIFT)
            : {LSHIFT(INPLACE_SLOW(__lshift__))} CASE(IRSHIFT)
            : {RSHIFT(INPLACE_SLOW(__rshift__))} CASE(IAND)
            : {BITWISE(b.bits & c.bits, INPLACE_SLOW(__and__))} CASE(IOR)
            : {BITWISE(b.bits | c.bits, INPLACE_SLOW(__or__))} CASE(IXOR)
            : {BITWISE(b.bits ^ c.bits, INPLACE_SLOW(__xor__))} CASE(ADDI)
            : {IMMEDIATE(__builtin_add_overflow, +, IMMEDIATE_SLOW(__add__, binary))} CASE(SUBI)
            : {IMMEDIATE(__builtin_sub_overflow, -, IMMEDIATE_SLOW(__sub__, binary))} CASE(IADDI)
            : {IMMEDIATE(__builtin_add_overflow, +, IMMEDIATE_SLOW(__add__, inplace))} CASE(ISUBI)
            : {IMMEDIATE(__builtin_sub_overflow, -, IMMEDIATE_SLOW(__sub__, inplace))} CASE(NEG) : {
            v = R[B];
            if (kr__is_int(v) && kr__int(v) != KR_INT_MIN) {
                R[A] = kr__from_int48(-kr__int(v));
                NEXT(1);
            }
            if (kr__is_double(v)) {
                R[A] = kr__from_double(-kr__double(v));
                NEXT(1);
            }
            SAVE();
            SET(A, kr__unary(vm, v, KR_N___neg__));
            NEXT(1);
        }
        CASE(POS) : {
            SAVE();
            SET(A, kr__unary(vm, R[B], KR_N___pos__));
            NEXT(1);
        }
        CASE(INVERT) : {
            v = R[B];
            if (kr__is_int(v)) {
                R[A] = kr__from_int48(~kr__int(v));
                NEXT(1);
            }
            SAVE();
            SET(A, kr__unary(vm, v, KR_N___invert__));
            NEXT(1);
        }
        CASE(NOT) : {
            SAVE();
            int t = truth(vm, R[B]);
            CHECK(t >= 0);
            R[A] = kr__bool(!t);
            NEXT(1);
        }
        CASE(LT)
            : {COMPARE(<, __lt__)} CASE(LE)
            : {COMPARE(<=, __le__)} CASE(GT)
            : {COMPARE(>, __gt__)} CASE(GE)
            : {COMPARE(>=, __ge__)} CASE(EQ)
            : {EQUALITY(true, __eq__)} CASE(NE) : {EQUALITY(false, __ne__)} CASE(IS) : {
            R[A] = kr__bool(R[B].bits == R[C].bits);
            NEXT(1);
        }
        CASE(IS_NOT) : {
            R[A] = kr__bool(R[B].bits != R[C].bits);
            NEXT(1);
        }
        CASE(IN) : {
            SAVE();
            if (HOOKED(R[C], KR_NONE_V)) {
                args = f->top + 1;
                args[1] = R[B];
                if (kr__hook_special(vm, R[C], KR_N___contains__, 2, args, &hook)) goto contains;
            }
            int t = kr__contains(vm, R[C], R[B]);
            CHECK(t >= 0);
            R[A] = kr__bool(t);
            NEXT(1);
        }
        CASE(NOT_IN) : {
            SAVE();
            if (HOOKED(R[C], KR_NONE_V)) {
                args = f->top + 1;
                args[1] = R[B];
                if (kr__hook_special(vm, R[C], KR_N___contains__, 2, args, &hook)) goto contains;
            }
            int t = kr__contains(vm, R[C], R[B]);
            CHECK(t >= 0);
            R[A] = kr__bool(!t);
            NEXT(1);
        }
        CASE(JMP) : { NEXT(1 + sJ); }
        CASE(LOOP) : {
            pc += 1 + sJ;
            POLL();
            NEXT(0);
        }
        CASE(JT) : {
            int t = quick_truth(R[A]);
            if (KR_UNLIKELY(t < 0)) {
                SAVE();
                t = kr__truth(vm, R[A]);
                CHECK(t >= 0);
            }
            if (t) NEXT(1 + sBx);
            NEXT(1);
        }
        CASE(JF) : {
            int t = quick_truth(R[A]);
            if (KR_UNLIKELY(t < 0)) {
                SAVE();
                t = kr__truth(vm, R[A]);
                CHECK(t >= 0);
            }
            if (!t) NEXT(1 + sBx);
            NEXT(1);
        }
        CASE(JT_LOOP) : {
            int t = quick_truth(R[A]);
            if (KR_UNLIKELY(t < 0)) {
                SAVE();
                t = kr__truth(vm, R[A]);
                CHECK(t >= 0);
            }
            if (t) {
                pc += 1 + sBx;
                POLL();
                NEXT(0);
            }
            NEXT(1);
        }
        CASE(JNONE) : {
            if (kr__is_none(R[A])) NEXT(1 + sBx);
            NEXT(1);
        }
        CASE(JNOTNONE) : {
            if (!kr__is_none(R[A])) NEXT(1 + sBx);
            NEXT(1);
        }
        CASE(JUNSET) : {
            if (!kr__ok(R[A])) NEXT(1 + sBx);
            NEXT(1);
        }
        CASE(JLT)
            : {COMPARE_JUMP(<, __lt__, R[B])} CASE(JLTI)
            : {COMPARE_JUMP(<, __lt__, kr__from_int48(sB))} CASE(JLE)
            : {COMPARE_JUMP(<=, __le__, R[B])} CASE(JLEI)
            : {COMPARE_JUMP(<=, __le__, kr__from_int48(sB))} CASE(JGT)
            : {COMPARE_JUMP(>, __gt__, R[B])} CASE(JGTI)
            : {COMPARE_JUMP(>, __gt__, kr__from_int48(sB))} CASE(JGE)
            : {COMPARE_JUMP(>=, __ge__, R[B])} CASE(JGEI)
            : {COMPARE_JUMP(>=, __ge__, kr__from_int48(sB))} CASE(JEQ)
            : {EQUAL_JUMP(true, __eq__, R[B])} CASE(JEQI)
            : {EQUAL_JUMP(true, __eq__, kr__from_int48(sB))} CASE(JNE)
            : {EQUAL_JUMP(false, __ne__, R[B])} CASE(JNEI)
            : {EQUAL_JUMP(false, __ne__, kr__from_int48(sB))} CASE(JIS) : {
            BRANCH((int)(R[A].bits == R[B].bits));
        }
    contains:
        flags = KR_FRAME_OPERATOR;
        ret = KR_RET_TRUTH;
        goto call_hook;
        CASE(JIN) : {
            SAVE();
            if (HOOKED(R[B], KR_NONE_V)) {
                args = f->top + 1;
                args[1] = R[A];
                if (kr__hook_special(vm, R[B], KR_N___contains__, 2, args, &hook)) goto contains;
            }
            int t = kr__contains(vm, R[B], R[A]);
            CHECK(t >= 0);
            BRANCH(t);
        }
    binary: /* args[0] op args[1] */
        flags = KR_FRAME_OPERATOR;
        ret = A;
        if (HOOKED(args[0], args[1]) &&
            kr__hook_binary(vm, args[0], args[1], operation, false, args, &hook))
            goto call_hook;
        SET(A, kr__binary(vm, args[0], args[1], operation));
        NEXT(1);
    inplace:
        flags = KR_FRAME_OPERATOR;
        ret = A;
        if (HOOKED(args[0], args[1]) &&
            kr__hook_binary(vm, args[0], args[1], operation, true, args, &hook))
            goto call_hook;
        SET(A, kr__inplace(vm, args[0], args[1], operation));
        NEXT(1);
    compare: /* the result goes where ret says */
        flags = KR_FRAME_OPERATOR;
        if (HOOKED(args[0], KR_NONE_V) &&
            kr__hook_compare(vm, args[0], args[1], operation, args, &hook))
            goto call_hook;
        v = kr__compare(vm, args[0], args[1], operation);
        if (ret == KR_RET_BRANCH) goto branch_on_value;
        CHECK(kr__ok(v));
        R[A] = v;
        NEXT(1);
    branch_on_value : { /* v: the result of a comparison */
        CHECK(kr__ok(v));
        int t = truth(vm, v);
        CHECK(t >= 0);
        BRANCH(t);
    }
        CASE(GET_ITER) : {
            SAVE();
            SET(A, kr__iter(vm, R[B]));
            NEXT(1);
        }
        CASE(FOR_ITER) : {
            POLL();
            Value it = R[A];
            KrObj *obj = CELL(it);
            switch (obj->head >> 8) {
            case KR_T_RANGE_ITER: {
                KrRangeIter *r = (KrRangeIter *)obj;
                if (KR_UNLIKELY(r->left <= 0)) goto exhausted;
                r->left--;
                R[B] = kr__from_int48(r->next);
                r->next += r->step;
                NEXT(2 + (int32_t)pc[1]);
            }
            case KR_T_LIST_ITER: {
                KrSeqIter *s = (KrSeqIter *)obj;
                if (KR_UNLIKELY(!s->seq.bits)) goto exhausted;
                KrList *l = (KrList *)CELL(KR_VALUE(s->seq.bits));
                if (KR_UNLIKELY(s->index >= l->len)) {
                    s->seq = KR_NO_SLOT;
                    goto exhausted;
                }
                R[B] =
                    l->head.head & KR_F_WIDE ? l->wide[s->index] : slot_value(l->narrow[s->index]);
                s->index++;
                NEXT(2 + (int32_t)pc[1]);
            }
            case KR_T_TUPLE_ITER: {
                KrSeqIter *s = (KrSeqIter *)obj;
                if (KR_UNLIKELY(!s->seq.bits)) goto exhausted;
                KrTuple *t = (KrTuple *)CELL(KR_VALUE(s->seq.bits));
                if (KR_UNLIKELY(s->index >= t->len)) {
                    s->seq = KR_NO_SLOT;
                    goto exhausted;
                }
                R[B] =
                    t->head.head & KR_F_WIDE ? t->wide[s->index] : slot_value(t->narrow[s->index]);
                s->index++;
                NEXT(2 + (int32_t)pc[1]);
            }
            case KR_T_GENERATOR:
                gen = (KrGenerator *)obj;
                SAVE();
                if (gen->state == KR_GEN_CLOSED) goto exhausted;
                if (gen->state == KR_GEN_RUNNING) break; /* an error */
                v = KR_NONE_V;
                flags = KR_FRAME_FOR;
                goto resume_generator;
            default:
                if (!HOOKED(it, KR_NONE_V) ||
                    !kr__hook_special(vm, it, KR_N___next__, 1, f->top + 1, &hook))
                    break;
                SAVE();
                flags = KR_FRAME_OPERATOR;
                ret = KR_RET_ITEM;
                goto call_hook;
            }
            SAVE();
            if (KR_LIKELY(obj->head >> 8 < KR_T_COUNT)) {
                KrQuickFn next = vm->quick[KR_Q_NEXT][obj->head >> 8];
                out = it;
                if (KR_LIKELY(next != NULL)) {
                    v = next(vm, &out, 1);
                    if (KR_LIKELY(kr__ok(v))) {
                        if (v.bits == KR_END.bits) goto exhausted;
                        R[B] = v;
                        NEXT(2 + (int32_t)pc[1]);
                    }
                    CHECK(kr__pending_is(vm, KR_T_X_STOPITERATION));
                    kr__clear_pending(vm);
                    goto exhausted;
                }
            }
            v = kr__next(vm, it);
            CHECK(kr__ok(v));
            if (KR_LIKELY(v.bits != KR_END.bits)) {
                R[B] = v;
                NEXT(2 + (int32_t)pc[1]);
            }
        exhausted:
            R[A] = KR_UNSET;
            NEXT(2);
        }
        CASE(UNPACK) : {
            KrObj *obj = kr__is_ref(R[B]) ? CELL(R[B]) : NULL;
            if (obj && obj->head >> 8 == KR_T_TUPLE && ((KrTuple *)obj)->len == C) {
                KrTuple *t = (KrTuple *)obj;
                unsigned n = C;
                Value *dst = &R[A];
                if (t->head.head & KR_F_WIDE)
                    for (unsigned i = 0; i < n; i++) dst[i] = t->wide[i];
                else
                    for (unsigned i = 0; i < n; i++) dst[i] = slot_value(t->narrow[i]);
                NEXT(1);
            }
            SAVE();
            CHECK(kr__unpack(vm, R[B], &R[A], C));
            NEXT(1);
        }
        CASE(UNPACK_EX) : {
            SAVE();
            CHECK(kr__unpack_ex(vm, R[B], &R[A], pc[1] & 0xffff, pc[1] >> 16));
            NEXT(2);
        }
        CASE(BUILD_TUPLE) : {
            SAVE();
            SET(A, kr__tuple_new(vm, &R[B], C));
            NEXT(1);
        }
        CASE(BUILD_LIST) : {
            SAVE();
            SET(A, kr__list_new(vm, &R[B], C));
            NEXT(1);
        }
        CASE(BUILD_SET) : {
            SAVE();
            SET(A, kr__build_set(vm, &R[B], C));
            NEXT(1);
        }
        CASE(BUILD_MAP) : {
            SAVE();
            SET(A, kr__build_map(vm, &R[B], C));
            NEXT(1);
        }
        CASE(BUILD_STRING) : {
            SAVE();
            SET(A, kr__build_string(vm, &R[B], C));
            NEXT(1);
        }
        CASE(FORMAT_VALUE) : {
            SAVE();
            SET(A, kr__format_value(vm, R[B], C & ~4u, C & 4 ? R[B + 1] : KR_UNSET));
            NEXT(1);
        }
        CASE(LIST_APPEND) : {
            KrList *l = (KrList *)CELL(R[A]);
            Slot s;
            v = R[B];
            if (KR_LIKELY(l->len < l->cap && !(l->head.head & KR_F_WIDE) && narrow(v, &s))) {
                l->narrow[l->len] = s;
                kr__barrier_item(vm, l, &l->narrow[l->len++]);
                NEXT(1);
            }
            SAVE();
            CHECK(kr__list_append(vm, l, v));
            NEXT(1);
        }
        CASE(LIST_EXTEND) : {
            SAVE();
            CHECK(kr__star_extend(vm, R[A], R[B]));
            NEXT(1);
        }
        CASE(LIST_TO_TUPLE) : {
            SAVE();
            SET(A, kr__tuple_from(vm, R[B]));
            NEXT(1);
        }
        CASE(SET_ADD) : {
            SAVE();
            CHECK(kr__set_add(vm, kr__ptr(R[A]), R[B]));
            NEXT(1);
        }
        CASE(SET_UPDATE) : {
            SAVE();
            CHECK(kr__set_update(vm, kr__ptr(R[A]), R[B]));
            NEXT(1);
        }
        CASE(MAP_SET) : {
            SAVE();
            CHECK(kr__dict_set(vm, kr__ptr(R[A]), R[B], R[C]));
            NEXT(1);
        }
        CASE(DICT_UPDATE) : {
            SAVE();
            CHECK(kr__dict_update_display(vm, R[A], R[B]));
            NEXT(1);
        }
        CASE(DICT_MERGE) : {
            SAVE();
            CHECK(kr__dict_merge_call(vm, R[A], R[B], R[C]));
            NEXT(1);
        }
        CASE(MAKE_FUNCTION) : {
            SAVE();
            SET(A, kr__make_function(vm, f, K[pc[1]], &R[B], C));
            NEXT(2);
        }
        CASE(LOAD_BUILD_CLASS) : {
            SAVE();
            v = kr__dict_get_name(vm, kr__slot_ptr(f->builtins),
                                  kr__name(vm, KR_N___build_class__));
            if (!kr__ok(v)) {
                kr__raise(vm, KR_T_X_NAMEERROR, "__build_class__ not found");
                goto failed;
            }
            R[A] = v;
            NEXT(1);
        }
        CASE(CALL) : {
            n = B;
            args = &R[A + 1];
            callee = R[A];
            goto call;
        }
        CASE(CALL_METHOD) : {
            n = B;
            callee = R[A];
            if (kr__ok(R[A + 1])) {
                args = &R[A + 1];
                n++;
            } else
                args = &R[A + 2];
            goto call;
        }
    call: /* callee(args[0 … n)), result to R[C]; the instruction is one word */
        SAVE();
        ret = C;
        if (KR_LIKELY(kr__is_ref(callee))) {
            KrObj *obj = CELL(callee);
            switch (obj->head >> 8) {
            case KR_T_FUNCTION: {
                KrFunction *fn = (KrFunction *)obj;
                if (KR_UNLIKELY(fn->simple != n + 1)) {
                    if (!fn->simple || (f->flags & KR_FRAME_APART) || !add_defaults(fn, args, n))
                        break;
                    n = fn->simple - 1;
                }
                fn_to_enter = fn;
                flags = 0;
                keep = KR_NO_SLOT;
                goto call_function;
            }
            case KR_T_METHOD: {
                KrMethod *m = (KrMethod *)obj;
                Slot func = m->func;
                if (kr__layout_no(kr__slot_ptr(func)) != KR_T_FUNCTION) break;
                fn_to_enter = kr__slot_ptr(func);
                if (fn_to_enter->simple != n + 2) break;
                *--args = m->self;
                n++;
                flags = 0;
                keep = KR_NO_SLOT;
                goto call_function;
            }
            case KR_T_METHOD_DESCR:
                if ((w & 0xff) != OP_CALL_METHOD || args != &R[A + 1])
                    break; /* self is not known to fit */
                /* fall through */
            case KR_T_NATIVE: {
                KrNative *nf = (KrNative *)obj;
                if ((nf->flags & (KR_NF_RAW | KR_NF_NEW)) || n < nf->min ||
                    (n > nf->max && !(nf->flags & KR_NF_VARARGS)))
                    break;
                if (nf->flags & KR_NF_VARARGS) {
                    if (nf->nparams) break;
                } else if (n != nf->nparams) {
                    if (n > nf->max || (f->flags & KR_FRAME_APART)) break;
                    for (unsigned i = n; i < nf->nparams; i++) args[i] = KR_UNSET;
                    n = nf->nparams;
                    if (args + n > th->top)
                        th->top = args + n; /* what the native calls stays off its parameters */
                }
                v = tstate->tables.data[nf->table][nf->row].fn(vm, args, (int)n);
                if (KR_UNLIKELY(v.bits >> 32 <= 1 && (v.bits >> 32 == 1 || !v.bits)))
                    goto odd_result;
                R[C] = v;
                th->top = f->top;
                pc += 1;
                POLL();
                NEXT(0);
            }
            case KR_T_TYPE: {
                KrType *type = (KrType *)obj;
                fn_to_enter = init_of(vm, type);
                if (!fn_to_enter) break;
                if (fn_to_enter->simple != n + 2) {
                    if (!fn_to_enter->simple || (f->flags & KR_FRAME_APART) ||
                        !add_defaults(fn_to_enter, args - 1, n + 1)) {
                        step = begin_instance(vm, type, args, n, 0, KR_UNSET, C, &out);
                        goto called;
                    }
                    n = fn_to_enter->simple - 2;
                }
                Value self = kr__instance_new(vm, callee);
                CHECK(kr__ok(self));
                keep = kr__ref_slot(self);
                *--args = self;
                n++;
                flags = KR_FRAME_INIT;
                goto call_function;
            }
            default: break;
            }
        }
        step = kr__call_begin(vm, callee, args, n, 0, KR_UNSET, 0, C, &out);
        goto called;
    odd_result: /* of a native: failed, KR_TAIL, or the end of an iterator called by name */
        if (v.bits == KR_TAIL.bits) {
            step = kr__call_tail(vm, 0, C, &out);
            goto called;
        }
        if (v.bits == KR_END.bits) kr__raise_stop(vm, KR_NONE_V);
        th->top = f->top;
        goto failed;
    called:
        if (KR_LIKELY(step == KR_STEP_FRAME)) goto enter;
        th->top = f->top;
        CHECK(step == KR_STEP_VALUE);
        R[C] = out;
        pc += kr__op_length[w & 0xff];
        POLL();
        NEXT(0);
    call_hook: /* result as flags and ret say */
        keep = KR_NO_SLOT;
    call_keeping:
        SAVE();
        fn_to_enter = hook.fn;
        n = hook.n;
        args = f->top + 1;
        /* fall through */
    call_function : { /* fn_to_enter takes exactly the n arguments at args; not a generator */
        KrCode *code = (KrCode *)CELL(KR_VALUE(fn_to_enter->code.bits));
        if (KR_UNLIKELY(f->flags & KR_FRAME_APART)) {
            Value *copy = f->top + 1;
            for (unsigned i = 0; i < n; i++) copy[i] = args[i];
            args = copy;
        }
        KrFrame *g = f + 1;
        if (KR_UNLIKELY(g >= th->frames_limit || args + code->nregs + 512 > th->regs_end)) {
            step = kr__call_begin(vm, kr__value_of(fn_to_enter), args, n, 0, KR_UNSET, flags, ret,
                                  &out);
            CHECK(step == KR_STEP_FRAME);
            th->frame->keep = keep;
            goto enter;
        }
        g->regs = R = args;
        g->top = th->top = args + code->nregs;
        g->code = code;
        g->flags = flags;
        g->ret = ret;
        g->globals = fn_to_enter->globals;
        g->builtins = fn_to_enter->builtins;
        g->function = kr__slot_of(fn_to_enter);
        g->locals = KR_NO_SLOT;
        g->closure = fn_to_enter->closure;
        g->keep = keep;
        for (unsigned i = n, end = code->nlocals; i < end; i++) args[i] = KR_UNSET;
        th->frame = f = g;
        K = code->consts;
        pc = code->code;
        g->pc = pc;
        POLL();
        NEXT(0);
    }
        CASE(CALL_KW) : {
            SAVE();
            {
                KrTuple *names = kr__ptr(K[pc[1]]);
                unsigned positional = B - names->len;
                if (HAS_LAYOUT(R[A], KR_T_TYPE) && init_of(vm, (KrType *)CELL(R[A])))
                    step = begin_instance(vm, (KrType *)CELL(R[A]), &R[A + 1], positional,
                                          names->len, K[pc[1]], C, &out);
                else
                    step = kr__call_begin(vm, R[A], &R[A + 1], positional, names->len, K[pc[1]], 0,
                                          C, &out);
            }
            goto called;
        }
        CASE(CALL_METHOD_KW) : {
            SAVE();
            {
                KrTuple *names = kr__ptr(K[pc[1]]);
                bool self = kr__ok(R[A + 1]);
                step = kr__call_begin(vm, R[A], self ? &R[A + 1] : &R[A + 2], B - names->len + self,
                                      names->len, K[pc[1]], 0, C, &out);
            }
            goto called;
        }
        CASE(CALL_EX) : {
            SAVE();
            if (!HAS_LAYOUT(R[A + 1], KR_T_TUPLE)) SET(A + 1, kr__star_args(vm, R[A], R[A + 1]));
            if (kr__ok(R[A + 2]) && !HAS_LAYOUT(R[A + 2], KR_T_DICT)) {
                Value d = kr__dict_new(vm);
                CHECK(kr__ok(d));
                CHECK(kr__dict_merge_call(vm, d, R[A + 2], R[A]));
                R[A + 2] = d;
            }
            step = kr__call_begin_ex(vm, R[A], R[A + 1], R[A + 2], C, &out);
            goto called;
        }
        CASE(RETURN) : {
            v = R[A];
            goto leave;
        }
        CASE(RETURN_NONE) : {
            v = KR_NONE_V;
            goto leave;
        }
    leave: /* the record is done with v */
        if (KR_LIKELY(f->flags == 0)) {
            ret = f->ret;
            th->frame = --f;
            th->top = f->top;
            R = f->regs;
            pc = f->pc;
            K = f->code->consts;
            R[ret] = v;
            NEXT(kr__op_length[*pc & 0xff]);
        }
        if (f->flags == KR_FRAME_INIT && kr__is_none(v)) {
            v = KR_VALUE(f->keep.bits);
            f->flags = 0;
            goto leave;
        }
        if (f->flags == KR_FRAME_OPERATOR && v.bits != KR_NOTIMPL_V.bits) {
            ret = f->ret;
            th->frame = --f;
            th->top = f->top;
            R = f->regs;
            pc = f->pc;
            w = *pc;
            K = f->code->consts;
            goto operated;
        }
        SAVE();
        out = v;
        switch (deliver(vm, &out)) {
        case DELIVER_OPERATED:
            f = th->frame;
            th->top = f->top;
            R = f->regs;
            K = f->code->consts;
            pc = f->pc;
            w = *pc;
            v = out;
            ret = f[1].ret;
            goto operated;
        case DELIVER_LEAVE: v = out; goto left;
        case DELIVER_ENTER: goto enter;
        case DELIVER_FAILED: goto failed;
        default: goto resumed;
        }
    operated: /* v: what the operator instruction at pc gave */
        switch (ret) {
        case KR_RET_BRANCH: goto branch_on_value;
        case KR_RET_ENTER: {
            Value manager = R[B];
            Value leave = kr__slot_value(f[1].keep);
            leave = kr__bind(vm, leave, manager, kr__class_of(vm, manager));
            CHECK(kr__ok(leave));
            R[A] = leave;
            R[A + 1] = v;
            NEXT(1);
        }
        case KR_RET_NOTHING: NEXT(kr__op_length[w & 0xff]);
        case KR_RET_ITEM: R[B] = v; NEXT(2 + (int32_t)pc[1]);
        case KR_RET_TRUTH: {
            int t = truth(vm, v);
            CHECK(t >= 0);
            if ((w & 0xff) == OP_JIN) BRANCH(t);
            R[A] = kr__bool(t == ((w & 0xff) == OP_IN));
            NEXT(1);
        }
        default: R[ret] = v; NEXT(kr__op_length[w & 0xff]);
        }
    resumed: /* the record on top goes on after its instruction */
        f = th->frame;
        th->top = f->top;
        R = f->regs;
        K = f->code->consts;
        pc = f->pc;
        pc += kr__op_length[*pc & 0xff];
        POLL();
        NEXT(0);
    enter: /* the record on top begins, or goes on, at its pc */
        f = th->frame;
        th->top = f->top;
        R = f->regs;
        K = f->code->consts;
        pc = f->pc;
        POLL();
        NEXT(0);
    L_TRACED: /* the thread is traced, or was when an instruction last looked */
        SAVE();
        if (th->traced) {
            CHECK(kr__trace_instruction(vm, f));
            pc = f->pc;
            w = *pc;
        }
        TRACE_MODE();
        DISPATCH_PLAIN();
    failed: /* th->pending, in the record on top */
        if (!kr__unwind(vm, false)) {
            v = KR_FAILED;
            goto left;
        }
        goto enter;
    left:
        th->natives--;
        return v;
    resume_generator
        : { /* gen, created or suspended, goes on with v; its next value is R[B] here */
        KrFrame *g = f + 1;
        ret = B;
        if (KR_UNLIKELY(g >= th->frames_limit || gen->frame.bits || kr__ok(gen->handled))) {
            CHECK(kr__generator_push(vm, kr__value_of(gen), v, flags, ret) == KR_STEP_FRAME);
            goto enter;
        }
        KrFunction *fn = (KrFunction *)CELL(KR_VALUE(gen->function.bits));
        KrCode *code = (KrCode *)CELL(KR_VALUE(fn->code.bits));
        g->regs = R = gen->regs;
        g->top = f->top;
        g->code = code;
        g->flags = flags | KR_FRAME_GEN | KR_FRAME_APART;
        g->ret = ret;
        g->globals = fn->globals;
        g->builtins = fn->builtins;
        g->function = gen->function;
        g->locals = KR_NO_SLOT;
        g->closure = fn->closure;
        g->keep = kr__slot_of(gen);
        g->handled = kr__ref_slot(th->handled);
        K = code->consts;
        pc = code->code + gen->pc;
        if (gen->state == KR_GEN_SUSPENDED) {
            R[*pc >> 8 & 0xff] = v; /* of its YIELD */
            pc++;
        }
        gen->state = KR_GEN_RUNNING;
        g->pc = pc;
        th->frame = f = g;
        NEXT(0);
    }
        CASE(YIELD) : {
            v = R[B];
            if (KR_LIKELY(!(f->flags & (KR_FRAME_HELD | KR_FRAME_ENTRY)) &&
                          th->handled.bits == f->handled.bits)) {
                KrGenerator *g = (KrGenerator *)CELL(KR_VALUE(f->keep.bits));
                g->pc = (uint32_t)(pc - f->code->code);
                g->state = KR_GEN_SUSPENDED;
                g->handled = KR_UNSET;
                kr__barrier(vm, g);
                unsigned loop = f->flags & KR_FRAME_FOR;
                ret = f->ret;
                th->frame = --f;
                R = f->regs;
                K = f->code->consts;
                pc = f->pc;
                R[ret] = v;
                if (loop) NEXT(2 + (int32_t)pc[1]);
                NEXT(2); /* SEND */
            }
            SAVE();
            switch (yield(vm, v)) {
            case DELIVER_LEAVE: goto left;
            case DELIVER_ENTER: goto enter;
            default: goto resumed;
            }
        }
        CASE(GET_YIELD_FROM_ITER) : {
            SAVE();
            SET(A, kr__yield_from_iter(vm, f, R[B]));
            NEXT(1);
        }
        CASE(SEND) : {
            SAVE();
            Value it = R[A], result;
            KrGenerator *own = f->flags & KR_FRAME_GEN ? kr__slot_ptr(f->keep) : NULL;
            if (own) {
                own->yield_from = kr__is_ref(it) ? kr__ref_slot(it) : KR_NO_SLOT;
                kr__barrier(vm, own);
            }
            uint32_t layout = CELL(it)->head >> 8;
            if (layout == KR_T_GENERATOR || layout == KR_T_COROUTINE) {
                KrGenerator *g = (KrGenerator *)CELL(it);
                if (g->state == KR_GEN_SUSPENDED ||
                    (g->state == KR_GEN_CREATED && kr__is_none(R[B]))) {
                    gen = g;
                    v = R[B];
                    flags = KR_FRAME_SEND;
                    goto resume_generator;
                }
            }
            v = kr__send_slow(vm, it, R[B], &result);
            CHECK(kr__ok(v));
            if (v.bits == KR_END.bits) {
                if (own) own->yield_from = KR_NO_SLOT;
                R[B] = result;
                NEXT(2 + (int32_t)pc[1]);
            }
            R[B] = v;
            NEXT(2);
        }
        CASE(GET_AWAITABLE) : {
            SAVE();
            SET(A, kr__get_awaitable(vm, R[B], C));
            NEXT(1);
        }
        CASE(GET_AITER) : {
            SAVE();
            SET(A, kr__get_aiter(vm, R[B]));
            NEXT(1);
        }
        CASE(GET_ANEXT) : {
            SAVE();
            SET(A, kr__get_anext(vm, R[B]));
            NEXT(1);
        }
        CASE(END_ASYNC_FOR) : {
            SAVE();
            int match = kr__exception_matches(vm, R[A], kr__type(vm, KR_T_X_STOPASYNCITERATION));
            CHECK(match >= 0);
            if (match) NEXT(1);
            th->pending = R[A];
            if (kr__unwind(vm, true)) goto enter;
            v = KR_FAILED;
            goto left;
        }
        CASE(ASYNC_YIELD_WRAP) : {
            SAVE();
            SET(A, kr__async_wrap(vm, R[B]));
            NEXT(1);
        }
        CASE(PUSH_EXC) : {
            /* in a generator "what was handled before" is the resumer's, whoever that is at POP_EXC */
            bool resumers = (f->flags & KR_FRAME_GEN) && th->handled.bits == f->handled.bits;
            R[A + 1] = resumers ? KR_UNSET : th->handled;
            th->handled = R[A];
            NEXT(1);
        }
        CASE(POP_EXC) : {
            v = R[A + 1];
            th->handled = kr__ok(v) ? v : kr__slot_value(f->handled);
            NEXT(1);
        }
        CASE(EXC_MATCH) : {
            SAVE();
            int match = kr__exception_matches(vm, R[B], R[C]);
            CHECK(match >= 0);
            R[A] = kr__bool(match);
            NEXT(1);
        }
        CASE(EXC_GROUP_MATCH) : {
            SAVE();
            Value match, rest;
            CHECK(kr__group_match(vm, R[B], R[C], &match, &rest));
            R[A] = match;
            R[A + 1] = rest;
            NEXT(1);
        }
        CASE(EXC_GROUP_RERAISE) : {
            SAVE();
            SET(A, kr__exception_group_reraise(vm, R[B], R[C]));
            NEXT(1);
        }
        CASE(RAISE) : {
            SAVE();
            kr__raise_op(vm, R[A], KR_UNSET);
            goto failed;
        }
        CASE(RAISE_FROM) : {
            SAVE();
            kr__raise_op(vm, R[A], R[B]);
            goto failed;
        }
        CASE(RAISE_AGAIN) : {
            SAVE();
            if (!kr__raise_again(vm)) goto failed;
            if (kr__unwind(vm, true)) goto enter;
            v = KR_FAILED;
            goto left;
        }
        CASE(RERAISE) : {
            SAVE();
            th->pending = R[A];
            if (kr__unwind(vm, true)) goto enter;
            v = KR_FAILED;
            goto left;
        }
        CASE(LOAD_ASSERTION_ERROR) : {
            R[A] = kr__type(vm, KR_T_X_ASSERTIONERROR);
            NEXT(1);
        }
        CASE(WITH_ENTER) : {
            SAVE();
            if (HOOKED(R[B], KR_NONE_V)) {
                v = kr__special(vm, R[B], KR_N___exit__);
                if (kr__ok(v) && kr__hook_special(vm, R[B], KR_N___enter__, 1, f->top + 1, &hook)) {
                    flags = KR_FRAME_OPERATOR;
                    ret = KR_RET_ENTER;
                    keep = kr__ref_slot(v); /* the one that stands there now */
                    goto call_keeping;
                }
            }
            CHECK(kr__with_enter(vm, R[B], false, &R[A], &R[A + 1]));
            NEXT(1);
        }
        CASE(WITH_EXCEPT) : {
            SAVE();
            Value exc = R[C];
            Slot tb = ((KrException *)kr__ptr(exc))->traceback;
            args = f->top + 1;
            args[0] = kr__class_of(vm, exc);
            args[1] = exc;
            args[2] = tb.bits ? kr__slot_value(tb) : KR_NONE_V;
            th->top = args + 3;
            step = kr__call_begin(vm, R[B], args, 3, 0, KR_UNSET, 0, A, &out);
            if (KR_LIKELY(step == KR_STEP_FRAME)) goto enter;
            th->top = f->top;
            CHECK(step == KR_STEP_VALUE);
            R[A] = out;
            NEXT(1);
        }
        CASE(ASYNC_WITH_ENTER) : {
            SAVE();
            CHECK(kr__with_enter(vm, R[B], true, &R[A], &R[A + 1]));
            NEXT(1);
        }
        CASE(IMPORT_NAME) : {
            SAVE();
            v = kr__dict_get_name(vm, kr__slot_ptr(f->builtins), kr__name(vm, KR_N___import__));
            if (!kr__ok(v)) {
                kr__raise(vm, KR_T_X_IMPORTERROR, "__import__ not found");
                goto failed;
            }
            {
                Value call[5] = {kr__slot_value(NAME(pc[1])), kr__slot_value(f->globals),
                                 f->locals.bits ? kr__slot_value(f->locals) : KR_NONE_V, R[B + 1],
                                 R[B]};
                SET(A, kr__call(vm, v, call, 5));
            }
            NEXT(2);
        }
        CASE(IMPORT_FROM) : {
            SAVE();
            SET(A, kr__import_from(vm, R[B], kr__slot_value(NAME(pc[1]))));
            NEXT(2);
        }
        CASE(IMPORT_STAR) : {
            SAVE();
            CHECK(kr__import_star(vm, f, R[A]));
            NEXT(1);
        }
        CASE(SETUP_ANNOTATIONS) : {
            SAVE();
            CHECK(kr__setup_annotations(vm, f));
            NEXT(1);
        }
        CASE(MATCH_SEQUENCE) : {
            R[A] = kr__bool(kr__match_sequence(vm, R[B]));
            NEXT(1);
        }
        CASE(MATCH_MAPPING) : {
            R[A] = kr__bool(kr__match_mapping(vm, R[B]));
            NEXT(1);
        }
        CASE(MATCH_KEYS) : {
            SAVE();
            SET(A, kr__match_keys(vm, R[B], R[C]));
            NEXT(1);
        }
        CASE(MATCH_CLASS) : {
            SAVE();
            SET(A, kr__match_class(vm, R[B], R[C], R[C + 1], pc[1]));
            NEXT(2);
        }
        CASE(GET_LEN) : {
            SAVE();
            size_t length;
            CHECK(kr__length(vm, R[B], &length));
            R[A] = kr__from_int48((int64_t)length);
            NEXT(1);
        }
        CASE(PRINT_EXPR) : {
            SAVE();
            CHECK(kr__print_expr(vm, R[A]));
            NEXT(1);
        }
#if defined(KR_SWITCH_DISPATCH)
    default: NEXT(1);
    }
#endif
}
