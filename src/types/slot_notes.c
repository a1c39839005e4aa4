/* SPDX-License-Identifier: MIT
 * slot_notes.c: see slot_notes.h. type_make.c and run/attr.c call what is here. */
#include <string.h>

#include "types/dict.h"
#include "types/exception.h"
#include "types/function.h"
#include "types/slot_notes.h"
#include "types/traceback_print.h"

/* ---- notes ---- */

static bool wanted(kr_vm *vm) {
    if (kr__heap(vm)->watch) return true;
    for (unsigned i = 0; i < vm->config.nx; i++)
        if (!strcmp(vm->config.x_options[i], "slots")) return true;
    return false;
}

/* Adds text, unless making it failed, to exc, which is pending again afterwards. */
static void add_note(kr_vm *vm, Value exc, Value text) {
    Value name = kr__ok(text) ? kr__intern(vm, "add_note", 8) : KR_FAILED;
    if (kr__ok(name) && kr__failed(kr__call_method(vm, exc, name, &text, 1))) name = KR_FAILED;
    if (kr__pending(vm)) kr__clear_pending(vm);
    kr__raise_object(vm, exc);
}

/* "Name (slots 'a', 'b')" */
static Value told(kr_vm *vm, Value type) {
    const KrType *t = kr__ptr(type);
    if (!t->own_slots.bits) return kr__text(vm, "%N (built in)", type);
    const KrTuple *own = kr__slot_ptr(t->own_slots);
    Value out = kr__text(vm, "%N (slots", type);
    for (uint32_t i = 0; i < own->len && kr__ok(out); i++)
        out = kr__text(vm, i ? "%S, %S" : "%S %S", out, kr__tuple_get(own, i));
    return kr__ok(out) ? kr__text(vm, "%S)", out) : out;
}

void kr__slot_note_conflict(kr_vm *vm, Value a, Value b) {
    if (!wanted(vm)) return;
    Value exc = kr__take_pending(vm), x = told(vm, a), y = kr__ok(x) ? told(vm, b) : x;
    add_note(vm, exc,
             kr__ok(y) ? kr__text(vm, "%S and %S: only one base may have slots of its own", x, y)
                       : y);
}

void kr__slot_note_unknown(kr_vm *vm, Value obj, Value name) {
    if (!wanted(vm) || !kr__type_is_heap(kr__ptr(kr__class_of(vm, obj)))) return;
    Value exc = kr__take_pending(vm), meant = KR_UNSET, text = KR_UNSET;
    Value like = kr__exception_new(vm, KR_T_X_ATTRIBUTEERROR, KR_UNSET);
    if (kr__ok(like) && kr__exception_set(vm, like, KR_N_name, name) &&
        kr__exception_set(vm, like, KR_N_obj, obj))
        meant = kr__suggestion(vm, like);
    if (kr__ok(meant)) text = kr__text(vm, "its slot %S may be meant", meant);
    add_note(vm, exc, text);
}

/* ---- dataclass(slots=True) ---- */

static void adopt_function(kr_vm *vm, Slot held, Value fields_name, Value fields, KrType *t) {
    Value v = held.bits ? kr__slot_held(held) : KR_UNSET;
    if (!kr__exact(v, KR_T_FUNCTION)) return;
    const KrFunction *f = kr__ptr(v);
    const KrCode *code = kr__slot_ptr(f->code);
    if (!f->closure.bits || !code->freevars.bits) return;
    const KrTuple *names = kr__slot_ptr(code->freevars), *cells = kr__slot_ptr(f->closure);
    for (uint32_t i = 0; i < names->len && i < cells->len; i++) {
        const KrStr *name = kr__ptr(kr__tuple_get(names, i));
        if (name->len != 9 || memcmp(kr__str_text(name), "__class__", 9) != 0) continue;
        KrCell *cell = kr__ptr(kr__tuple_get(cells, i));
        if (!kr__ok(cell->value) || !kr__is_type(vm, cell->value)) continue;
        if (!kr__same(kr__type_own(vm, kr__ptr(cell->value), fields_name), fields)) continue;
        cell->value = kr__value_of(t);
        kr__barrier(vm, cell);
    }
}

/* The dict of a dataclass's fields is one object in the class and in the one that takes its place. */
void kr__slots_adopt(kr_vm *vm, KrDict *d, KrType *t) {
    if (!t->own_slots.bits && !kr__ok(kr__dict_get_name(vm, d, kr__name(vm, KR_N___slots__))))
        return;
    Value name = kr__intern(vm, "__dataclass_fields__", 20);
    if (kr__failed(name)) {
        kr__clear_pending(vm);
        return;
    }
    Value fields = kr__dict_get_name(vm, d, name), key, v;
    if (!kr__ok(fields)) return;
    size_t pos = 0;
    while (kr__dict_next(vm, d, &pos, &key, &v)) {
        if (kr__exact(v, KR_T_FUNCTION)) {
            adopt_function(vm, kr__ref_slot(v), name, fields, t);
        } else if (kr__exact(v, KR_T_STATICMETHOD) || kr__exact(v, KR_T_CLASSMETHOD)) {
            adopt_function(vm, ((KrWrapper *)kr__ptr(v))->callable, name, fields, t);
        } else if (kr__exact(v, KR_T_PROPERTY)) {
            const KrProperty *p = kr__ptr(v);
            adopt_function(vm, p->fget, name, fields, t);
            adopt_function(vm, p->fset, name, fields, t);
            adopt_function(vm, p->fdel, name, fields, t);
        }
    }
}
