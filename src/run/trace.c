/* SPDX-License-Identifier: MIT
 * trace.c: the events of sys.settrace and sys.setprofile.
 *
 * While KrThread.traced is set the machine dispatches through a table that leads here before each
 * instruction; when it is not, nothing of this costs anything. From the records alone it is seen what
 * happened since the last instruction: a record above the last one (trace_last) has been entered. A
 * record that was entered has a frame object, so that leaving it goes by kr__frame_leave, which puts
 * trace_last below it.
 *
 * KrFrame.line is the instruction with a line that ran last in a record, plus 1; 0: none. A line event is
 * due when the line differs from that one's, or after a jump back. What has no line of its own, such as
 * the return at the end of a function that many ways lead to, goes by that one's. */
#include "run/trace.h"

#include <string.h>

#include "run/opcodes.h"
#include "run/thread.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/function.h"
#include "types/traceback.h"
#include "types/type.h"

static uint32_t pc_of(const KrFrame *f) { return (uint32_t)(f->pc - f->code->code); }

/* The line at pc; -1: none. Remembers the run of instructions that it found. */
static int line_at(KrThread *t, const KrCode *code, uint32_t pc) {
    if (t->trace_code != code || pc < t->trace_from || pc >= t->trace_to) {
        KrCodeWalk w = kr__code_walk(code);
        bool found = false;
        while (!found && kr__code_walk_next(&w)) found = pc >= w.from && pc < w.to;
        if (!found) return -1;
        t->trace_code = code;
        t->trace_from = w.from;
        t->trace_to = w.to;
        t->trace_run_line = w.pos.line > 0 ? w.pos.line : -1;
    }
    return t->trace_run_line;
}

int kr__trace_line(kr_vm *vm, const KrFrame *f) {
    for (const KrThread *t = &vm->main; t; t = t->next)
        if (t->trace_frame == f) return t->trace_line;
    return 0;
}

/* Frames that run already are not entered any more. */
void kr__trace_changed(kr_vm *vm, bool was) {
    KrThread *t = vm->thread;
    if (!was) {
        t->trace_last = t->frame;
        t->trace_frame = NULL;
    }
    kr__thread_traced(vm, t);
}

/* ---- callbacks -------------------------------------------------------------------------------- */

/* What a debugger wrote into f_locals goes back to the variables. */
static bool locals_back(kr_vm *vm, KrFrame *f) {
    if (!(f->code->flags & KR_CO_OPTIMIZED) || !f->locals.bits) return true;
    return kr__frame_locals_back(vm, f, kr__slot_value(f->locals));
}

/* Calls a trace or profile function, which is not traced itself. Failed: tracing is off. */
static Value callback(kr_vm *vm, KrFrame *f, Value fn, const char *event, Value arg, bool profile) {
    KrThread *t = vm->thread;
    Value frame = kr__frame_object(vm, f), name = kr__intern(vm, event, strlen(event));
    Value pending = kr__take_pending(vm), r = KR_FAILED;
    char before = t->trace_event;
    t->tracing++;
    t->traced = false;
    t->trace_event = profile ? 'p' : event[0];
    bool ok = kr__ok(frame) && kr__ok(name);
    if (ok && !profile && f->locals.bits && f->code->flags & KR_CO_OPTIMIZED)
        ok = kr__ok(kr__frame_locals(vm, f));
    if (ok) r = kr__call3(vm, fn, frame, name, arg);
    if (kr__ok(r) && !profile && !locals_back(vm, f)) r = KR_FAILED;
    t->tracing--;
    t->trace_event = before;
    if (t->stopping) return KR_FAILED;
    if (kr__ok(r)) {
        t->pending = pending;
    } else if (profile) {
        t->profile_fn = KR_UNSET;
    } else {
        t->trace_fn = KR_UNSET;
        ((KrFrameObj *)kr__slot_ptr(f->object))->trace = KR_NO_SLOT;
        f->flags &= ~KR_FRAME_TRACED;
    }
    kr__thread_traced(vm, t);
    return r;
}

/* The frame's own trace function, or for its call the thread's; what it returns is the frame's from now on. */
static bool trace(kr_vm *vm, KrFrame *f, const char *event, Value arg) {
    KrThread *t = vm->thread;
    bool call = event[0] == 'c';
    if (!kr__ok(t->trace_fn) || (!call && !(f->flags & KR_FRAME_TRACED))) return true;
    Value r = callback(vm, f, call ? t->trace_fn : kr__slot_value(f->trace), event, arg, false);
    if (kr__failed(r)) return false;
    if (kr__is_none(r) || !(f->flags & KR_FRAME_HELD)) return true;
    KrFrameObj *o = kr__slot_ptr(f->object);
    f->trace = kr__ref_slot(r);
    f->flags |= KR_FRAME_TRACED;
    kr__store(vm, o, &o->trace, f->trace);
    return true;
}
static bool profile(kr_vm *vm, KrFrame *f, const char *event, Value arg) {
    KrThread *t = vm->thread;
    return !kr__ok(t->profile_fn) || kr__ok(callback(vm, f, t->profile_fn, event, arg, true));
}

/* ---- calls and returns ------------------------------------------------------------------------ */

/* The record begins, or a generator in it goes on. */
static bool entered(kr_vm *vm, KrFrame *f) {
    KrThread *t = vm->thread;
    uint32_t pc = pc_of(f);
    t->trace_last = f;
    t->trace_code = NULL;
    f->line = pc; /* of a generator that goes on: its YIELD's, the one before */
    Value frame = kr__frame_object(vm, f);
    if (kr__failed(frame)) return false;
    KrFrameObj *o = kr__ptr(frame);
    o->ccall = KR_NO_SLOT;
    kr__store(vm, o, &o->handled, kr__ref_slot(t->handled));
    if (o->trace.bits) {
        f->trace = o->trace;
        f->flags |= KR_FRAME_TRACED;
    }
    t->trace_frame = f;
    t->trace_line = pc ? line_at(t, f->code, pc - 1) : (int)f->code->firstlineno;
    bool ok = trace(vm, f, "call", KR_NONE_V) && profile(vm, f, "call", KR_NONE_V);
    t->trace_frame = NULL;
    return ok;
}

/* The record is left with v at `line`; 0: where it is. */
static bool returns(kr_vm *vm, KrFrame *f, Value v, int line) {
    KrThread *t = vm->thread;
    t->trace_frame = line > 0 ? f : NULL;
    t->trace_line = line;
    bool ok = trace(vm, f, "return", v) && profile(vm, f, "return", v);
    t->trace_frame = NULL;
    return ok;
}

/* What a call instruction calls when that is C, as profilers are told: a builtin function or a method bound to its object. */
static Value native_called(kr_vm *vm, const KrFrame *f) {
    uint32_t w = *f->pc, op = w & 0xff;
    if (op != OP_CALL && op != OP_CALL_METHOD && op != OP_CALL_KW && op != OP_CALL_METHOD_KW &&
        op != OP_CALL_EX)
        return KR_UNSET;
    const Value *r = &f->regs[w >> 8 & 0xff];
    if (kr__exact(r[0], KR_T_NATIVE) || kr__exact(r[0], KR_T_NATIVE_METHOD)) return r[0];
    bool method = op == OP_CALL_METHOD || op == OP_CALL_METHOD_KW;
    if (!kr__exact(r[0], KR_T_METHOD_DESCR) || !method || !kr__ok(r[1])) return KR_UNSET;
    return kr__bind(vm, r[0], r[1], kr__class_of(vm, r[1]));
}

static bool c_call(kr_vm *vm, KrFrame *f) {
    Value fn = native_called(vm, f);
    if (!kr__ok(fn)) return !kr__pending(vm);
    if (!profile(vm, f, "c_call", fn)) return false;
    if (!kr__ok(vm->thread->profile_fn) || !(f->flags & KR_FRAME_HELD)) return true;
    KrFrameObj *o = kr__slot_ptr(f->object);
    kr__store(vm, o, &o->ccall, kr__ref_slot(fn));
    return true;
}
/* The C function that the record called is done. */
static bool c_done(kr_vm *vm, KrFrame *f, const char *event) {
    if (!(f->flags & KR_FRAME_HELD)) return true;
    KrFrameObj *o = kr__slot_ptr(f->object);
    if (!o->ccall.bits) return true;
    Value fn = kr__slot_value(o->ccall);
    o->ccall = KR_NO_SLOT;
    return profile(vm, f, event, fn);
}

/* ---- lines ------------------------------------------------------------------------------------ */

static bool line_due(KrThread *t, const KrFrame *f, uint32_t pc, int line) {
    if (line < 0) return false;
    if (!f->line) return true;
    uint32_t last = f->line - 1;
    if (pc < last) return (f->code->code[last] & 0xff) != OP_SEND;
    return line_at(t, f->code, last) != line;
}

static bool lines(kr_vm *vm, KrFrame *f) {
    KrThread *t = vm->thread;
    const KrFrameObj *o = kr__slot_ptr(f->object);
    uint32_t pc = pc_of(f);
    int line = line_at(t, f->code, pc);
    if (!(o->trace_flags & KR_TRACE_NO_LINES) && line_due(t, f, pc, line)) {
        t->trace_frame = f;
        t->trace_line = line;
        bool ok = trace(vm, f, "line", KR_NONE_V);
        t->trace_frame = NULL;
        if (!ok) return false;
    }
    if (!(f->flags & KR_FRAME_HELD)) return true;
    o = kr__slot_ptr(f->object);
    return !(o->trace_flags & KR_TRACE_OPCODES) || trace(vm, f, "opcode", KR_NONE_V);
}

bool kr__trace_instruction(kr_vm *vm, KrFrame *f) {
    KrThread *t = vm->thread;
    if (f > t->trace_last && !entered(vm, f)) return false;
    if (t->trace_last != f) t->trace_code = NULL;
    t->trace_last = f;
    if (!c_done(vm, f, "c_return")) return false;
    if (f->flags & KR_FRAME_TRACED && kr__ok(t->trace_fn) && !lines(vm, f)) return false;
    if (line_at(t, f->code, pc_of(f)) > 0) f->line = pc_of(f) + 1;
    uint32_t w = *f->pc;
    int line = f->line ? line_at(t, f->code, f->line - 1) : 0;
    switch (w & 0xff) {
    case OP_RETURN: return returns(vm, f, f->regs[w >> 8 & 0xff], line);
    case OP_RETURN_NONE: return returns(vm, f, KR_NONE_V, line);
    case OP_YIELD: return returns(vm, f, f->regs[w >> 16 & 0xff], line);
    default: return !kr__ok(t->profile_fn) || c_call(vm, f);
    }
}

/* ---- exceptions ------------------------------------------------------------------------------- */

void kr__trace_raised(kr_vm *vm, KrFrame *f) {
    KrThread *t = vm->thread;
    if (f > t->trace_last) { /* thrown into a generator */
        Value exc = kr__take_pending(vm);
        if (!entered(vm, f)) return;
        t->pending = exc;
    }
    t->trace_last = f;
    Value exc = kr__take_pending(vm);
    bool ok = c_done(vm, f, "c_exception");
    if (ok && f->flags & KR_FRAME_TRACED && kr__ok(t->trace_fn)) {
        Slot tb = ((KrException *)kr__ptr(exc))->traceback;
        Value items[3] = {kr__class_of(vm, exc), exc, tb.bits ? KR_VALUE(tb.bits) : KR_NONE_V};
        Value arg = kr__tuple_new(vm, items, 3);
        ok = kr__ok(arg) && trace(vm, f, "exception", arg);
    }
    if (ok) t->pending = exc;
}

void kr__trace_unwound(kr_vm *vm, KrFrame *f) {
    KrThread *t = vm->thread;
    Value exc = kr__take_pending(vm);
    KrPosition p;
    kr__code_position(f->code, pc_of(f), &p);
    if (returns(vm, f, KR_NONE_V, p.line)) t->pending = exc;
}
