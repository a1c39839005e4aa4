/* SPDX-License-Identifier: MIT
 * code_type.c: code objects as Python sees them: co_ attributes, positions, lines, replace(), equality.
 * Offsets count two for each instruction word, so that they are even as CPython's are. */
#include <string.h>

#include "compile/code.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/type.h"

KR_INLINE KrCode *code_ptr(Value v) { return kr__ptr(v); }

#define SLOT_ATTR(name, field)                       \
    static Value get_##name(kr_vm *vm, Value self) { \
        (void)vm;                                    \
        return KR_VALUE(code_ptr(self)->field.bits); \
    }
#define INT_ATTR(name, expr)                         \
    static Value get_##name(kr_vm *vm, Value self) { \
        (void)vm;                                    \
        const KrCode *c = code_ptr(self);            \
        return kr__from_int48((int64_t)(expr));      \
    }

SLOT_ATTR(name, name)
SLOT_ATTR(qualname, qualname)
SLOT_ATTR(filename, filename)
SLOT_ATTR(names, names)
SLOT_ATTR(varnames, varnames)
SLOT_ATTR(cellvars, cellvars)
SLOT_ATTR(freevars, freevars)
INT_ATTR(argcount, c->argcount)
INT_ATTR(posonly, c->posonly)
INT_ATTR(kwonly, c->kwonly)
INT_ATTR(firstlineno, c->firstlineno)
INT_ATTR(stacksize, c->nregs - c->nlocals + 1)
INT_ATTR(flags, c->flags)
static Value get_nlocals(kr_vm *vm, Value self) {
    (void)vm;
    return kr__from_int48(((KrTuple *)kr__slot_ptr(code_ptr(self)->varnames))->len);
}

static Value get_consts(kr_vm *vm, Value self) {
    KrCode *c = code_ptr(self);
    return c->nconsts ? kr__tuple_new(vm, c->consts, c->nconsts) : kr__tuple_empty(vm);
}
static Value get_code(kr_vm *vm, Value self) {
    KrCode *c = code_ptr(self);
    Value b = kr__bytes_new(vm, NULL, (size_t)c->ncode * 4);
    if (kr__ok(b))
        memcpy(((KrBytes *)kr__ptr(b))->data, code_ptr(self)->code, (size_t)c->ncode * 4);
    return b;
}
static Value get_lnotab(kr_vm *vm, Value self) {
    KrCode *c = code_ptr(self);
    return c->lines.bits ? KR_VALUE(c->lines.bits) : kr__bytes_new(vm, NULL, 0);
}
static Value get_exceptiontable(kr_vm *vm, Value self) {
    KrCode *c = code_ptr(self);
    return kr__bytes_new(vm, c->handlers, c->nhandlers * sizeof(KrHandler));
}

/* ---- positions -------------------------------------------------------------------------------- */

static Value known(int i) { return i < 0 ? KR_NONE_V : kr__from_int48(i); }

static Value code_positions(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value list = kr__list_new(vm, NULL, 0);
    KrCodeWalk w = kr__code_walk(code_ptr(a[0]));
    while (kr__ok(list) && kr__code_walk_next(&w)) {
        Value items[4] = {known(w.pos.line), known(w.pos.end_line), known(w.pos.col),
                          known(w.pos.end_col)};
        Value t = kr__tuple_new(vm, items, 4);
        if (kr__failed(t)) return KR_FAILED;
        for (uint32_t pc = w.from; pc < w.to; pc++)
            if (!kr__list_append(vm, kr__ptr(list), t)) return KR_FAILED;
    }
    return kr__ok(list) ? kr__iter(vm, list) : KR_FAILED;
}

static bool add_line(kr_vm *vm, Value list, uint32_t from, uint32_t to, int line) {
    Value items[3] = {kr__from_int48(2 * (int64_t)from), kr__from_int48(2 * (int64_t)to),
                      known(line)};
    Value t = kr__tuple_new(vm, items, 3);
    return kr__ok(t) && kr__list_append(vm, kr__ptr(list), t);
}

static Value code_lines(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value list = kr__list_new(vm, NULL, 0);
    if (kr__failed(list)) return KR_FAILED;
    KrCodeWalk w = kr__code_walk(code_ptr(a[0]));
    uint32_t from = 0, to = 0;
    int line = -1;
    while (kr__code_walk_next(&w)) {
        if (w.pos.line != line) {
            if (to > from && !add_line(vm, list, from, to, line)) return KR_FAILED;
            from = w.from;
            line = w.pos.line;
        }
        to = w.to;
    }
    if (to > from && !add_line(vm, list, from, to, line)) return KR_FAILED;
    return kr__iter(vm, list);
}

/* ---- replace ---------------------------------------------------------------------------------- */

typedef enum Replace { R_INT, R_STR, R_TUPLE, R_BYTES } Replace;

static bool replace_int(kr_vm *vm, Value v, int64_t *out) {
    if (!kr__index_i64(vm, v, out)) return false;
    if (*out >= 0 && *out <= INT32_MAX) return true;
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "code: integer argument out of range");
}

static bool replace_one(kr_vm *vm, KrCode *c, const char *key, Value v) {
    static const struct {
        const char *name;
        size_t at;
        Replace what;
    } fields[] = {
        {"co_name", offsetof(KrCode, name), R_STR},
        {"co_qualname", offsetof(KrCode, qualname), R_STR},
        {"co_filename", offsetof(KrCode, filename), R_STR},
        {"co_names", offsetof(KrCode, names), R_TUPLE},
        {"co_varnames", offsetof(KrCode, varnames), R_TUPLE},
        {"co_cellvars", offsetof(KrCode, cellvars), R_TUPLE},
        {"co_freevars", offsetof(KrCode, freevars), R_TUPLE},
        {"co_flags", offsetof(KrCode, flags), R_INT},
        {"co_firstlineno", offsetof(KrCode, firstlineno), R_INT},
    };
    for (unsigned i = 0; i < KR_COUNTOF(fields); i++) {
        if (strcmp(fields[i].name, key) != 0) continue;
        char *at = (char *)c + fields[i].at;
        if (fields[i].what == R_INT) {
            int64_t n;
            if (!replace_int(vm, v, &n)) return false;
            *(uint32_t *)(void *)at = (uint32_t)n;
            return true;
        }
        bool str = fields[i].what == R_STR;
        if (!kr__has_kind(vm, v, str ? KR_K_STR : KR_K_TUPLE))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "replace() argument '%s' must be %s, not %T", key,
                                   str ? "str" : "tuple", v);
        kr__store(vm, c, (Slot *)(void *)at, kr__ref_slot(v));
        return true;
    }
    if (!strcmp(key, "co_consts")) {
        if (!kr__has_kind(vm, v, KR_K_TUPLE) || ((KrTuple *)kr__ptr(v))->len != c->nconsts)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "code: co_consts of another length");
        for (uint32_t i = 0; i < c->nconsts; i++) c->consts[i] = kr__tuple_get(kr__ptr(v), i);
        kr__barrier_item(vm, c, c->consts);
        return true;
    }
    static const char *const same[] = {"co_argcount",  "co_posonlyargcount", "co_kwonlyargcount",
                                       "co_nlocals",   "co_stacksize",       "co_code",
                                       "co_linetable", "co_exceptiontable"};
    for (unsigned i = 0; i < KR_COUNTOF(same); i++)
        if (!strcmp(key, same[i])) return true; /* bound to the instructions, which stay */
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "'%s' is an invalid keyword argument for replace()", key);
}

/* A copy with a buffer of its own. */
static Value code_copy(kr_vm *vm, Value self) {
    KrCode *c = kr__new(vm, KR_T_CODE, sizeof *c);
    if (!c) return KR_FAILED;
    const KrCode *from = code_ptr(self);
    uint32_t head = c->head.head;
    *c = *from;
    c->head.head = head;
    c->consts = NULL;
    c->room = 0;
    char *buf = kr__buf_new(vm, c, from->room, NULL), *old = (char *)from->consts;
    if (!buf) return KR_FAILED;
    memcpy(buf, old, from->room);
    c->consts = (Value *)buf;
    c->handlers = (KrHandler *)(buf + ((char *)from->handlers - old));
    c->code = (uint32_t *)(buf + ((char *)from->code - old));
    c->room = from->room;
    kr__barrier_item(vm, c, buf);
    return kr__value_of(c);
}

static Value code_replace(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value copy = code_copy(vm, a[0]);
    if (kr__failed(copy) || !kr__ok(a[1])) return copy;
    size_t pos = 0;
    Value key, value;
    while (kr__dict_next(vm, kr__ptr(a[1]), &pos, &key, &value))
        if (!replace_one(vm, code_ptr(copy), kr__str_text(kr__ptr(key)), value)) return KR_FAILED;
    return copy;
}

/* ---- the rest --------------------------------------------------------------------------------- */

static Value code_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrCode *c = code_ptr(a[0]);
    return kr__text(vm, "<code object %S at 0x%lx, file \"%S\", line %d>", KR_VALUE(c->name.bits),
                    (unsigned long)kr__id(a[0]), KR_VALUE(c->filename.bits), (int)c->firstlineno);
}

static int same_slots(kr_vm *vm, Slot x, Slot y) {
    if (x.bits == y.bits) return 1;
    if (!x.bits || !y.bits) return 0;
    return kr__equal(vm, KR_VALUE(x.bits), KR_VALUE(y.bits));
}

static int code_equal(kr_vm *vm, Value x, Value y) {
    const KrCode *c = code_ptr(x), *d = code_ptr(y);
    if (c == d) return 1;
    if (c->argcount != d->argcount || c->posonly != d->posonly || c->kwonly != d->kwonly ||
        c->flags != d->flags || c->firstlineno != d->firstlineno || c->ncode != d->ncode ||
        c->nconsts != d->nconsts)
        return 0;
    int r = same_slots(vm, c->name, d->name);
    if (r > 0) r = same_slots(vm, c->names, d->names);
    if (r > 0) r = same_slots(vm, c->varnames, d->varnames);
    if (r > 0) r = same_slots(vm, c->freevars, d->freevars);
    if (r > 0) r = same_slots(vm, c->lines, d->lines);
    for (uint32_t i = 0; r > 0 && i < c->nconsts; i++) {
        Value u = c->consts[i], v = d->consts[i];
        if (!kr__same(kr__class_of(vm, u), kr__class_of(vm, v))) return 0;
        r = kr__equal(vm, u, v);
    }
    return r;
}
static Value code_eq(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__exact(a[1], KR_T_CODE)) return KR_NOTIMPL_V;
    int r = code_equal(vm, a[0], a[1]);
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value code_ne(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__exact(a[1], KR_T_CODE)) return KR_NOTIMPL_V;
    int r = code_equal(vm, a[0], a[1]);
    return r < 0 ? KR_FAILED : kr__bool(!r);
}
static Value code_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrCode *c = code_ptr(a[0]);
    int64_t h = kr__str_hash64(vm, kr__slot_ptr(c->name));
    h ^= (int64_t)c->firstlineno * 1000003 ^ (int64_t)c->ncode << 16 ^ c->argcount;
    return kr__int_from_i64(vm, h == -1 ? -2 : h);
}

static bool read_only(kr_vm *vm, Value self, Value v) {
    (void)self, (void)v;
    return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "readonly attribute");
}

static const KrFnDef methods[] = {
    {"__repr__(self, /)", code_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__hash__(self, /)", code_hash, "Return hash(self).", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", code_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", code_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {"co_lines(self, /)", code_lines, NULL, KR_DEF_METHOD},
    {"co_positions(self, /)", code_positions, NULL, KR_DEF_METHOD},
    {"replace(self, /, **kwargs)", code_replace,
     "Return a copy of the code object with new values for the specified fields.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"co_argcount", get_argcount, read_only, NULL},
    {"co_posonlyargcount", get_posonly, read_only, NULL},
    {"co_kwonlyargcount", get_kwonly, read_only, NULL},
    {"co_stacksize", get_stacksize, read_only, NULL},
    {"co_flags", get_flags, read_only, NULL},
    {"co_names", get_names, read_only, NULL},
    {"co_filename", get_filename, read_only, NULL},
    {"co_name", get_name, read_only, NULL},
    {"co_qualname", get_qualname, read_only, NULL},
    {"co_firstlineno", get_firstlineno, read_only, NULL},
    {"co_linetable", get_lnotab, read_only, NULL},
    {"co_exceptiontable", get_exceptiontable, read_only, NULL},
    {"co_lnotab", get_lnotab, NULL, NULL},
    {"co_code", get_code, NULL, NULL},
    {"co_consts", get_consts, read_only, NULL},
    {"co_cellvars", get_cellvars, NULL, NULL},
    {"co_freevars", get_freevars, NULL, NULL},
    {"co_varnames", get_varnames, NULL, NULL},
    {"co_nlocals", get_nlocals, read_only, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_code = {.number = KR_T_CODE,
                                .doc = "Create a code object.  Not for mere mortals.",
                                .methods = methods,
                                .getset = getset};
