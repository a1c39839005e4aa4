/* SPDX-License-Identifier: MIT
 * traceback.c: traceback objects: one entry for each frame that an exception left, outermost first. */
#include "types/exception.h"

#include "types/list.h"
#include "types/seq.h"
#include "types/traceback.h"
#include "types/type.h"

const KrKindInfo kr__kind_traceback = {
    .name = "traceback", .size = sizeof(KrTraceback), .slots = 1u << 1 | 1u << 2};

bool kr__traceback_add(kr_vm *vm, Value exc, Value frame, uint32_t pc) {
    KrTraceback *t = kr__new(vm, KR_T_TRACEBACK, sizeof *t);
    if (!t) return false;
    KrException *e = kr__ptr(exc);
    t->next = e->traceback;
    t->frame = kr__ref_slot(frame);
    t->pc = pc;
    t->line = -1;
    kr__store(vm, e, &e->traceback, kr__slot_of(t));
    return true;
}

int kr__traceback_line(const KrTraceback *t) {
    if (t->line != -1) return t->line;
    const KrCode *code = kr__frame_code(KR_VALUE(t->frame.bits));
    KrPosition p;
    kr__code_position(code, t->pc, &p);
    return p.line;
}

static Value tb_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    static const char *const names[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno"};
    for (int i = 0; i < 4; i++)
        if (!kr__ok(a[i + 1]))
            return kr__raise_type(vm, "TracebackType() missing required argument '%s' (pos %d)",
                                  names[i], i + 1);
    if (!kr__is_none(a[1]) && !kr__exact(a[1], KR_T_TRACEBACK))
        return kr__raise_type(vm, "expected traceback object or None, got '%T'", a[1]);
    if (!kr__exact(a[2], KR_T_FRAME))
        return kr__raise_type(vm, "TracebackType() argument 'tb_frame' must be frame, not %P",
                              a[2]);
    int64_t lasti, line;
    if (!kr__index_i64(vm, a[3], &lasti) || !kr__index_i64(vm, a[4], &line)) return KR_FAILED;
    if (lasti != (int32_t)lasti || line != (int32_t)line)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C int");
    KrTraceback *t = kr__new(vm, KR_T_TRACEBACK, sizeof *t);
    if (!t) return KR_FAILED;
    t->next = kr__is_none(a[1]) ? KR_NO_SLOT : kr__ref_slot(a[1]);
    t->frame = kr__ref_slot(a[2]);
    t->pc = lasti < 0 ? KR_PC_NONE : (uint32_t)(lasti / 2);
    t->line = (int32_t)line;
    return kr__value_of(t);
}

static Value tb_dir(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    static const char *const names[] = {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"};
    Value list = kr__list_new(vm, NULL, 0);
    for (unsigned i = 0; kr__ok(list) && i < KR_COUNTOF(names); i++) {
        Value s = kr__intern(vm, names[i], __builtin_strlen(names[i]));
        if (kr__failed(s) || !kr__list_append(vm, kr__ptr(list), s)) return KR_FAILED;
    }
    return list;
}

static Value get_frame(kr_vm *vm, Value self) {
    (void)vm;
    return KR_VALUE(((KrTraceback *)kr__ptr(self))->frame.bits);
}
static Value get_next(kr_vm *vm, Value self) {
    (void)vm;
    const KrTraceback *t = kr__ptr(self);
    return t->next.bits ? KR_VALUE(t->next.bits) : KR_NONE_V;
}
static bool set_next(kr_vm *vm, Value self, Value v) {
    if (!kr__ok(v)) return kr__raise_false(vm, KR_T_X_TYPEERROR, "can't delete tb_next attribute");
    if (!kr__is_none(v) && !kr__exact(v, KR_T_TRACEBACK))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "expected traceback object, got '%T'", v);
    KrTraceback *t = kr__ptr(self);
    if (!kr__is_none(v)) {
        for (const KrTraceback *o = kr__ptr(v); o; o = o->next.bits ? kr__slot_ptr(o->next) : NULL)
            if (o == t) return kr__raise_false(vm, KR_T_X_VALUEERROR, "traceback loop detected");
    }
    kr__store(vm, t, &t->next, kr__is_none(v) ? KR_NO_SLOT : kr__ref_slot(v));
    return true;
}
/* Offsets count CPython's two-byte units of the word-sized instructions. */
static Value get_lasti(kr_vm *vm, Value self) {
    (void)vm;
    uint32_t pc = ((KrTraceback *)kr__ptr(self))->pc;
    return kr__from_int48(pc == KR_PC_NONE ? -1 : (int64_t)pc * 2);
}
static Value get_lineno(kr_vm *vm, Value self) {
    (void)vm;
    const KrTraceback *t = kr__ptr(self);
    return kr__from_int48(t->pc == KR_PC_NONE ? t->line : kr__traceback_line(t));
}

static const KrFnDef methods[] = {
    {"__new__(type, tb_next=None, tb_frame=None, tb_lasti=None, tb_lineno=None)", tb_new, NULL,
     KR_DEF_NEW},
    {"__dir__(self, /)", tb_dir, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"tb_frame", get_frame, kr__readonly, NULL},
    {"tb_lasti", get_lasti, kr__readonly, NULL},
    {"tb_lineno", get_lineno, kr__readonly, NULL},
    {"tb_next", get_next, set_next, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_traceback = {
    .number = KR_T_TRACEBACK,
    .doc = "Create a new traceback object.",
    .methods = methods,
    .getset = getset,
};
