/* SPDX-License-Identifier: MIT
 * hook.c: finds the Python function that an operator, a subscription or an attribute access would call first,
 * when it is an instance of a class made by a program that is asked. Whatever is less plain is left to
 * operators.c, items.c and attr.c. The operands stay in the registers of the instruction (emit.c keeps them
 * live), so what a NotImplemented leaves to do can start from them. */
#include "run/hook.h"

#include "run/opcodes.h"
#include "run/support.h"
#include "types/exception.h"
#include "types/function.h"
#include "types/type.h"

/* An instance of a class that a program made; its class. */
static KrType *own_class(kr_vm *vm, Value v) {
    if (!kr__is_ref(v) || !kr__ok(v)) return NULL;
    const KrObj *o = kr__ptr(v);
    if (kr__layout_no(o) < KR_T_COUNT) return NULL;
    const KrLayout *l = kr__layout_of(vm, o);
    if (l->kind == KR_K_TYPE || l->kind == KR_K_MODULE) return NULL;
    return kr__slot_ptr(l->cls);
}

static bool takes(Value f, unsigned n, KrHook *h) {
    if (!kr__ok(f) || !kr__exact(f, KR_T_FUNCTION)) return false;
    KrFunction *fn = kr__ptr(f);
    h->fn = fn;
    h->n = n;
    return fn->simple == n + 1;
}

bool kr__hook_special(kr_vm *vm, Value o, KrName special, unsigned n, Value *args, KrHook *h) {
    KrType *t = own_class(vm, o);
    if (!t || !takes(kr__special_of(vm, kr__value_of(t), special), n, h)) return false;
    args[0] = o;
    return true;
}

/* ---- operators ---- */

static bool is_number(Value v) { return v.bits >= KR_DOUBLE_OFFSET; }

static KrName reflected(KrName op) { return (KrName)(op - KR_N___add__ + KR_N___radd__); }
static KrName inplace_name(KrName op) { return (KrName)(op - KR_N___add__ + KR_N___iadd__); }

/* The class of c comes first when it is derived from that of b. */
static bool right_first(kr_vm *vm, KrType *t, Value c) {
    KrType *tc = own_class(vm, c);
    return tc && tc != t && kr__is_subtype(vm, kr__value_of(tc), kr__value_of(t));
}

bool kr__hook_binary(kr_vm *vm, Value b, Value c, KrName op, bool inplace, Value *args, KrHook *h) {
    KrType *t = own_class(vm, b);
    args[0] = b;
    args[1] = c;
    if (t) {
        Value type = kr__value_of(t);
        Value f = inplace ? kr__special_of(vm, type, inplace_name(op)) : KR_UNSET;
        if (kr__ok(f)) return takes(f, 2, h);
        return !right_first(vm, t, c) && takes(kr__special_of(vm, type, op), 2, h);
    }
    /* inline numbers know nothing of such classes */
    t = is_number(b) ? own_class(vm, c) : NULL;
    if (!t || t->kind == KR_K_INT || t->kind == KR_K_FLOAT || t->kind == KR_K_COMPLEX) return false;
    if (!takes(kr__special_of(vm, kr__value_of(t), reflected(op)), 2, h)) return false;
    args[0] = c;
    args[1] = b;
    return true;
}

bool kr__hook_compare(kr_vm *vm, Value b, Value c, KrName op, Value *args, KrHook *h) {
    KrType *t = own_class(vm, b);
    args[0] = b;
    args[1] = c;
    return t && !right_first(vm, t, c) && takes(kr__special_of(vm, kr__value_of(t), op), 2, h);
}

static Value small(uint32_t byte) { return kr__from_int48((int8_t)byte); }

/* long: one row for each range of opcodes */
Value kr__hook_rest(kr_vm *vm, const uint32_t *pc, const Value *regs) {
    uint32_t w = *pc, op = w & 0xff, a = w >> 8 & 0xff, b = w >> 16 & 0xff, c = w >> 24;
    if (op >= OP_ADD && op <= OP_XOR)
        return kr__binary_rest(vm, regs[b], regs[c], (KrName)(KR_N___add__ + (op - OP_ADD)), false);
    if (op >= OP_IADD && op <= OP_IXOR)
        return kr__binary_rest(vm, regs[b], regs[c], (KrName)(KR_N___add__ + (op - OP_IADD)), true);
    if (op >= OP_ADDI && op <= OP_ISUBI) {
        KrName name = op == OP_ADDI || op == OP_IADDI ? KR_N___add__ : KR_N___sub__;
        return kr__binary_rest(vm, regs[b], small(c), name, op >= OP_IADDI);
    }
    static const KrName order[] = {KR_N___lt__, KR_N___le__, KR_N___eq__,
                                   KR_N___ne__, KR_N___gt__, KR_N___ge__};
    if (op >= OP_LT && op <= OP_GE)
        return kr__compare_rest(vm, regs[b], regs[c], order[op - OP_LT]);
    if (op >= OP_JLT && op <= OP_JGE)
        return kr__compare_rest(vm, regs[a], regs[b], order[op - OP_JLT]);
    if (op >= OP_JLTI && op <= OP_JGEI)
        return kr__compare_rest(vm, regs[a], small(b), order[op - OP_JLTI]);
    return KR_NOTIMPL_V; /* no operator: it is a value like any other */
}

/* ---- attributes ---- */

static bool descriptor(kr_vm *vm, Value found, KrName which, unsigned n, Value *args, KrHook *h) {
    if (!own_class(vm, found) || !takes(kr__special(vm, found, which), n, h)) return false;
    args[0] = found;
    return true;
}

/* No hook stands behind a plain attribute that the instance has, or may have under a name that is no str. */
static bool may_have(kr_vm *vm, const KrObj *o, const KrLayout *l, const KrType *t, Slot name) {
    if (!(t->flags & KR_TF_HAS_DICT)) return false;
    if ((l->flags & (KR_LF_PLAIN | KR_LF_DICT)) != KR_LF_PLAIN) return true;
    return kr__layout_find(vm, kr__layout_no(o), name) != NULL;
}

bool kr__hook_load(kr_vm *vm, Value obj, Slot name, Value *args, KrHook *h) {
    KrType *t = own_class(vm, obj);
    if (!t || t->flags & KR_TF_GETATTRIBUTE) return false;
    const KrObj *o = kr__ptr(obj);
    Value type = kr__value_of(t), found = kr__type_lookup(vm, type, KR_VALUE(name.bits));
    bool data = kr__ok(found) && kr__is_data_descriptor(vm, found);
    if (data && kr__exact(found, KR_T_PROPERTY)) {
        args[0] = obj;
        return takes(kr__slot_held(((KrProperty *)kr__ptr(found))->fget), 1, h);
    }
    if (!data && may_have(vm, o, kr__layout_of(vm, o), t, name)) return false;
    args[1] = obj;
    if (kr__ok(found)) {
        args[2] = type;
        return descriptor(vm, found, KR_N___get__, 3, args, h);
    }
    if (!(t->flags & KR_TF_GETATTR)) return false;
    args[0] = obj;
    args[1] = KR_VALUE(name.bits);
    return takes(kr__special_of(vm, type, KR_N___getattr__), 2, h);
}

bool kr__hook_store(kr_vm *vm, Value obj, Slot name, Value v, Value *args, KrHook *h) {
    KrType *t = own_class(vm, obj);
    if (!t) return false;
    Value type = kr__value_of(t);
    args[0] = obj;
    args[1] = KR_VALUE(name.bits);
    args[2] = v;
    if (t->flags & KR_TF_SETATTR) return takes(kr__special_of(vm, type, KR_N___setattr__), 3, h);
    Value found = kr__type_lookup(vm, type, KR_VALUE(name.bits));
    if (!kr__ok(found) || !kr__is_data_descriptor(vm, found)) return false;
    if (kr__exact(found, KR_T_PROPERTY)) {
        args[1] = v;
        return takes(kr__slot_held(((KrProperty *)kr__ptr(found))->fset), 2, h);
    }
    args[1] = obj;
    return descriptor(vm, found, KR_N___set__, 3, args, h);
}

/* ---- exceptions ---- */

static bool loads_attribute(uint32_t op) {
    switch (op) {
    case OP_LOAD_ATTR:
    case OP_LOAD_ATTR_NARROW:
    case OP_LOAD_ATTR_WIDE:
    case OP_LOAD_ATTR_BOXED:
    case OP_LOAD_ATTR_CLASS:
    case OP_LOAD_ATTR_MODULE:
    case OP_LOAD_ATTR_MANY:
    case OP_LOAD_ATTR_PROPERTY: return true;
    default: return false;
    }
}

/* The getter of obj.name raised AttributeError: __getattr__ is asked next, unless it is what raised. */
static bool attribute_missing(kr_vm *vm, KrFrame *f, const KrFrame *left) {
    if (!kr__pending_is(vm, KR_T_X_ATTRIBUTEERROR)) return false;
    uint32_t w = *f->pc;
    Value obj = f->regs[w >> 16 & 0xff];
    Value name = kr__tuple_get(kr__slot_ptr(f->code->names), f->pc[1]);
    KrType *t = own_class(vm, obj);
    Value hook = t && t->flags & KR_TF_GETATTR ? kr__special(vm, obj, KR_N___getattr__) : KR_UNSET;
    if (!kr__ok(hook) || (uint32_t)hook.bits == left->function.bits) {
        kr__attr_complete(vm, obj, name);
        return false;
    }
    kr__clear_pending(vm);
    Value args[1] = {name};
    Value v = kr__call_special(vm, obj, KR_N___getattr__, args, 1);
    if (kr__failed(v)) {
        kr__attr_complete(vm, obj, name);
        return false;
    }
    f->regs[w >> 8 & 0xff] = v;
    f->pc += kr__op_length[w & 0xff];
    return true;
}

bool kr__hook_raised(kr_vm *vm, KrFrame *f, const KrFrame *left) {
    if (!f->code || !left->code || vm->thread->stopping) return false;
    uint32_t w = *f->pc;
    if (loads_attribute(w & 0xff)) return attribute_missing(vm, f, left);
    if (left->ret != KR_RET_ITEM || !(left->flags & KR_FRAME_OPERATOR) ||
        !kr__pending_is(vm, KR_T_X_STOPITERATION))
        return false;
    kr__clear_pending(vm);
    f->regs[w >> 8 & 0xff] = KR_UNSET;
    f->pc += 2;
    return true;
}
