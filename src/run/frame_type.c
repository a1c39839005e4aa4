/* SPDX-License-Identifier: MIT
 * frame_type.c: frame objects as Python sees them. A live frame's registers and place stand in its
 * record; when it is left they are in the cell (frame.c). */
#include "run/frame.h"
#include "run/trace.h"
#include "types/generator.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/function.h"
#include "types/traceback.h"
#include "types/type.h"

/* The record of a frame that still runs, or NULL. */
static KrFrame *record_of(kr_vm *vm, const KrFrameObj *o) {
    if (!o->number) return NULL;
    const KrThread *t =
        o->thread == vm->thread->number ? vm->thread : kr__thread_numbered(vm, o->thread);
    return t ? t->frames + (o->number - 1) : NULL;
}

const KrCode *kr__frame_code(Value frame) {
    return kr__slot_ptr(((KrFrameObj *)kr__ptr(frame))->code);
}
Value kr__frame_globals_of(Value frame) {
    return KR_VALUE(((KrFrameObj *)kr__ptr(frame))->globals.bits);
}
Value kr__frame_builtins_of(Value frame) {
    return KR_VALUE(((KrFrameObj *)kr__ptr(frame))->builtins.bits);
}

Value kr__frame_here(kr_vm *vm, unsigned up) {
    KrFrame *f = kr__frame_python(vm->thread->frame);
    for (; f && up; up--) f = kr__frame_python(f - 1);
    return f ? kr__frame_object(vm, f) : KR_UNSET;
}

Value kr__frame_of(kr_vm *vm, const KrThread *t) {
    KrFrame *f = kr__frame_python(t->frame);
    return f ? kr__frame_object(vm, f) : KR_UNSET;
}

int kr__frame_line(kr_vm *vm, Value frame) {
    const KrFrameObj *o = kr__ptr(frame);
    const KrFrame *f = record_of(vm, o);
    const KrCode *code = kr__slot_ptr(o->code);
    int shown = f ? kr__trace_line(vm, f) : 0;
    if (shown > 0) return shown;
    const KrGenerator *g = o->generator.bits ? kr__slot_ptr(o->generator) : NULL;
    if (!f && g && g->state == KR_GEN_CREATED) return (int)code->firstlineno;
    KrPosition p;
    kr__code_position(code, f ? (uint32_t)(f->pc - code->code) : o->pc, &p);
    return p.line > 0 ? p.line : (int)code->firstlineno;
}

static Value get_code(kr_vm *vm, Value self) {
    (void)vm;
    return KR_VALUE(((KrFrameObj *)kr__ptr(self))->code.bits);
}
static Value get_globals(kr_vm *vm, Value self) {
    (void)vm;
    return kr__frame_globals_of(self);
}
static Value get_builtins(kr_vm *vm, Value self) {
    return kr__builtins_shown(vm, kr__frame_builtins_of(self));
}
static Value get_back(kr_vm *vm, Value self) {
    const KrFrameObj *o = kr__ptr(self);
    KrFrame *f = record_of(vm, o);
    if (!f) return o->back.bits ? KR_VALUE(o->back.bits) : KR_NONE_V;
    f = kr__frame_python(f - 1);
    return f ? kr__frame_object(vm, f) : KR_NONE_V;
}
static Value get_locals(kr_vm *vm, Value self) {
    KrFrameObj *o = kr__ptr(self);
    KrFrame *f = record_of(vm, o);
    if (f) return kr__frame_locals(vm, f);
    if (o->locals.bits) return KR_VALUE(o->locals.bits);
    Slot closure =
        o->function.bits ? ((KrFunction *)kr__slot_ptr(o->function))->closure : KR_NO_SLOT;
    return kr__frame_locals_of(vm, kr__slot_ptr(o->code), o->regs, closure);
}
static Value get_lineno(kr_vm *vm, Value self) { return kr__from_int48(kr__frame_line(vm, self)); }
static Value get_lasti(kr_vm *vm, Value self) {
    const KrFrameObj *o = kr__ptr(self);
    const KrFrame *f = record_of(vm, o);
    const KrCode *code = kr__slot_ptr(o->code);
    return kr__from_int48(2 * (int64_t)(f ? (uint32_t)(f->pc - code->code) : o->pc));
}
static Value get_trace(kr_vm *vm, Value self) {
    const KrFrameObj *o = kr__ptr(self);
    const KrFrame *f = record_of(vm, o);
    Slot s = f && (f->flags & KR_FRAME_TRACED) ? f->trace : o->trace;
    return s.bits ? KR_VALUE(s.bits) : KR_NONE_V;
}
static bool set_trace(kr_vm *vm, Value self, Value v) {
    KrFrameObj *o = kr__ptr(self);
    KrFrame *f = record_of(vm, o);
    Slot s = !kr__ok(v) || kr__is_none(v) ? KR_NO_SLOT : kr__ref_slot(v);
    kr__store(vm, o, &o->trace, s);
    if (f) {
        f->trace = s;
        if (s.bits && !(f->flags & KR_FRAME_TRACED) && vm->thread->trace_frame != f)
            f->line = (uint32_t)(f->pc - f->code->code) + 1;
        f->flags = s.bits ? f->flags | KR_FRAME_TRACED : f->flags & ~KR_FRAME_TRACED;
    }
    return true;
}
static Value get_trace_lines(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(!(((KrFrameObj *)kr__ptr(self))->trace_flags & KR_TRACE_NO_LINES));
}
static Value get_trace_opcodes(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(((KrFrameObj *)kr__ptr(self))->trace_flags & KR_TRACE_OPCODES);
}
static bool set_flag(kr_vm *vm, Value self, Value v, uint32_t flag, bool set) {
    if (!kr__ok(v) || !kr__is_bool(v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "attribute value type must be bool");
    KrFrameObj *o = kr__ptr(self);
    o->trace_flags = kr__is_true(v) == set ? o->trace_flags | flag : o->trace_flags & ~flag;
    return true;
}
static bool set_trace_lines(kr_vm *vm, Value self, Value v) {
    return set_flag(vm, self, v, KR_TRACE_NO_LINES, false);
}
static bool set_trace_opcodes(kr_vm *vm, Value self, Value v) {
    return set_flag(vm, self, v, KR_TRACE_OPCODES, true);
}
static bool set_lineno(kr_vm *vm, Value self, Value v) {
    int64_t line;
    if (!kr__ok(v)) return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "cannot delete attribute");
    if (!kr__is_int(v) && !kr__is_bool(v))
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "lineno must be an integer");
    if (!kr__index_i64(vm, v, &line)) return false;
    KrFrame *f = record_of(vm, kr__ptr(self));
    if (!f)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "f_lineno can only be set by a trace function");
    if (line < 0 || line > INT32_MAX) line = line < 0 ? 0 : INT32_MAX;
    return kr__trace_jump(vm, f, (int)line);
}

static Value frame_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrCode *code = kr__frame_code(a[0]);
    return kr__text(vm, "<frame at 0x%lx, file %R, line %d, code %S>", (unsigned long)kr__id(a[0]),
                    KR_VALUE(code->filename.bits), kr__frame_line(vm, a[0]),
                    KR_VALUE(code->name.bits));
}

static Value frame_clear(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrFrameObj *o = kr__ptr(a[0]);
    if (record_of(vm, o))
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot clear an executing frame");
    if (o->generator.bits) {
        Value g = KR_VALUE(o->generator.bits);
        if (kr__failed(kr__generator_finalize(vm, g))) {
            if (vm->thread->stopping) return KR_FAILED;
            kr__unraisable(vm, g);
        }
        o = kr__ptr(a[0]);
    }
    for (unsigned i = 0; i < o->nregs; i++) o->regs[i] = KR_UNSET;
    o->function = KR_NO_SLOT; /* its free variables */
    return KR_NONE_V;
}

static const KrFnDef methods[] = {
    {"__repr__(self, /)", frame_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"clear(self, /)", frame_clear, "F.clear(): clear most references held by the frame",
     KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"f_back", get_back, NULL, NULL},
    {"f_locals", get_locals, NULL, NULL},
    {"f_lineno", get_lineno, set_lineno, NULL},
    {"f_trace", get_trace, set_trace, NULL},
    {"f_lasti", get_lasti, NULL, NULL},
    {"f_globals", get_globals, NULL, NULL},
    {"f_builtins", get_builtins, NULL, NULL},
    {"f_code", get_code, NULL, NULL},
    {"f_trace_lines", get_trace_lines, set_trace_lines, NULL},
    {"f_trace_opcodes", get_trace_opcodes, set_trace_opcodes, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_frame = {.number = KR_T_FRAME, .methods = methods, .getset = getset};
