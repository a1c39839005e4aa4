/* SPDX-License-Identifier: MIT
 * code_type.c: code objects as Python sees them: co_ attributes, positions, lines, the constructor, replace(), equality.
 * Offsets count two for each instruction word, so that they are even as CPython's are. */
#include <string.h>

#include "compile/code.h"
#include "types/bytes.h"
#include "types/list.h"
#include "types/seq.h"
#include "types/str.h"
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
INT_ATTR(flags, c->flags)
static Value get_nlocals(kr_vm *vm, Value self) {
    (void)vm;
    return kr__from_int48(((KrTuple *)kr__slot_ptr(code_ptr(self)->varnames))->len);
}

static Value get_consts(kr_vm *vm, Value self) {
    KrCode *c = code_ptr(self);
    return c->nconsts ? kr__tuple_new(vm, c->consts, c->nconsts) : kr__tuple_empty(vm);
}
static Value get_stacksize(kr_vm *vm, Value self) {
    (void)vm;
    const KrCode *c = code_ptr(self);
    return kr__from_int48(c->stacksize ? c->stacksize - 1 : c->nregs - c->nlocals + 1);
}
static Value get_code(kr_vm *vm, Value self) {
    Value b = kr__bytes_new(vm, NULL, (size_t)code_ptr(self)->ncode * 4);
    if (kr__ok(b))
        kr__code_plain(code_ptr(self), (uint32_t *)(void *)((KrBytes *)kr__ptr(b))->data);
    return b;
}
static Value bytes_or_empty(kr_vm *vm, Slot s) {
    return s.bits ? KR_VALUE(s.bits) : kr__bytes_make(vm, NULL, 0);
}
static Value get_linetable(kr_vm *vm, Value self) {
    return bytes_or_empty(vm, code_ptr(self)->lines);
}

/* Steps of offset and line, each at most a byte, as co_lnotab was before there was a table of positions. */
static Value get_lnotab(kr_vm *vm, Value self) {
    Value out = kr__bytearray_new(vm, NULL, 0);
    if (kr__failed(out)) return KR_FAILED;
    KrCodeWalk w = kr__code_walk(code_ptr(self));
    int line = (int)code_ptr(self)->firstlineno;
    uint32_t at = 0;
    while (kr__code_walk_next(&w)) {
        if (w.pos.line < 0 || w.pos.line == line) continue;
        int64_t step = (int64_t)w.pos.line - line, offset = 2 * ((int64_t)w.from - at);
        at = w.from;
        line = w.pos.line;
        while (offset || step) {
            int64_t o = offset < 254 ? offset : 254;
            int64_t l = o < offset ? 0 : step < -128 ? -128 : step > 127 ? 127 : step;
            char pair[2] = {(char)o, (char)l};
            if (!kr__bytearray_append(vm, kr__ptr(out), pair, 2)) return KR_FAILED;
            offset -= o;
            step -= l;
        }
    }
    const KrBytearray *b = kr__ptr(out);
    return kr__bytes_make(vm, kr__bytearray_data(b), b->len);
}

/* ---- co_exceptiontable ------------------------------------------------------------------------ */

/* What the instructions need beside them, so that code can be made again from its attributes: numbers of
 * locals, registers and far locals; the table of live registers; registers of cells; handlers. */

static bool put_number(kr_vm *vm, Value out, uint32_t v) {
    char buf[5];
    size_t n = 0;
    for (; v >= 0x80; v >>= 7) buf[n++] = (char)(v | 0x80);
    buf[n++] = (char)v;
    return kr__bytearray_append(vm, kr__ptr(out), buf, n);
}
static bool put_bytes(kr_vm *vm, Value out, Slot s) {
    if (!s.bits) return put_number(vm, out, 0);
    const KrBytes *b = kr__slot_ptr(s);
    return put_number(vm, out, b->len) && kr__bytearray_append(vm, kr__ptr(out), b->data, b->len);
}

static Value get_exceptiontable(kr_vm *vm, Value self) {
    KrCode *c = code_ptr(self);
    if (kr__code_broken(c)) return kr__bytes_make(vm, NULL, 0);
    Value out = kr__bytearray_new(vm, NULL, 0);
    if (kr__failed(out) || !put_number(vm, out, c->nlocals) || !put_number(vm, out, c->nregs) ||
        !put_number(vm, out, c->far) || !put_bytes(vm, out, c->live) ||
        !put_bytes(vm, out, c->cellregs))
        return KR_FAILED;
    for (uint32_t i = 0; i < c->nhandlers; i++) {
        const KrHandler *h = &c->handlers[i];
        if (!put_number(vm, out, h->from) || !put_number(vm, out, h->to) ||
            !put_number(vm, out, h->target) || !put_number(vm, out, h->reg))
            return KR_FAILED;
    }
    const KrBytearray *b = kr__ptr(out);
    return kr__bytes_make(vm, kr__bytearray_data(b), b->len);
}

typedef struct Table {
    const uint8_t *p, *end;
} Table;
static uint32_t get_number(Table *t) {
    uint32_t v = 0;
    for (unsigned shift = 0; t->p < t->end; shift += 7) {
        uint8_t b = *t->p++;
        if (shift < 32) v |= (uint32_t)(b & 0x7f) << shift;
        if (b < 0x80) break;
    }
    return v;
}
static Value take_bytes(kr_vm *vm, Table *t) {
    uint32_t n = get_number(t);
    if (n > t->end - t->p) n = (uint32_t)(t->end - t->p);
    t->p += n;
    return kr__bytes_make(vm, t->p - n, n);
}

/* Fills what co_exceptiontable says; *handlers keeps the entries alive. */
static bool take_table(kr_vm *vm, Value table, KrCodeParts *p, Value *handlers) {
    const KrBytes *b = kr__ptr(table);
    Table t = {(const uint8_t *)b->data, (const uint8_t *)b->data + b->len};
    p->nlocals = get_number(&t);
    p->nregs = get_number(&t);
    p->far = get_number(&t);
    p->live = take_bytes(vm, &t);
    p->cellregs = kr__ok(p->live) ? take_bytes(vm, &t) : KR_FAILED;
    *handlers = kr__bytearray_new(vm, NULL, 0);
    if (kr__failed(p->cellregs) || kr__failed(*handlers)) return false;
    while (t.p < t.end) {
        KrHandler h = {get_number(&t), get_number(&t), get_number(&t), get_number(&t)};
        if (!kr__bytearray_append(vm, kr__ptr(*handlers), &h, sizeof h)) return false;
        p->nhandlers++;
    }
    p->handlers = kr__bytearray_data(kr__ptr(*handlers));
    return true;
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

static bool is_module(const KrCode *code) {
    const KrStr *name = kr__slot_ptr(code->name);
    return name->len == 8 && !memcmp(kr__str_text(name), "<module>", 8);
}

/* A call is at the line of its `def` first, which no instruction has: a range of no width (PEP 626). */
static Value code_lines(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value list = kr__list_new(vm, NULL, 0);
    if (kr__failed(list)) return KR_FAILED;
    KrCodeWalk w = kr__code_walk(code_ptr(a[0]));
    uint32_t from = 0, to = 0;
    int line = -1;
    bool first = !is_module(code_ptr(a[0]));
    while (kr__code_walk_next(&w)) {
        if (first && w.pos.line != (int)code_ptr(a[0])->firstlineno &&
            !add_line(vm, list, 0, 0, (int)code_ptr(a[0])->firstlineno))
            return KR_FAILED;
        first = false;
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

/* ---- making ----------------------------------------------------------------------------------- */

/* co_ attributes in the order of the constructor's parameters. */
typedef enum Part {
    P_ARGCOUNT,
    P_POSONLY,
    P_KWONLY,
    P_NLOCALS,
    P_STACKSIZE,
    P_FLAGS,
    P_CODE,
    P_CONSTS,
    P_NAMES,
    P_VARNAMES,
    P_FILENAME,
    P_NAME,
    P_QUALNAME,
    P_FIRSTLINENO,
    P_LINETABLE,
    P_EXCEPTIONTABLE,
    P_FREEVARS,
    P_CELLVARS,
    P_COUNT
} Part;
static const struct {
    const char *name; /* as replace() calls it */
    KrKind kind;
} part_info[P_COUNT] = {
    {"co_argcount", KR_K_INT},       {"co_posonlyargcount", KR_K_INT},
    {"co_kwonlyargcount", KR_K_INT}, {"co_nlocals", KR_K_INT},
    {"co_stacksize", KR_K_INT},      {"co_flags", KR_K_INT},
    {"co_code", KR_K_BYTES},         {"co_consts", KR_K_TUPLE},
    {"co_names", KR_K_TUPLE},        {"co_varnames", KR_K_TUPLE},
    {"co_filename", KR_K_STR},       {"co_name", KR_K_STR},
    {"co_qualname", KR_K_STR},       {"co_firstlineno", KR_K_INT},
    {"co_linetable", KR_K_BYTES},    {"co_exceptiontable", KR_K_BYTES},
    {"co_freevars", KR_K_TUPLE},     {"co_cellvars", KR_K_TUPLE},
};

/* The names of a tuple, interned, in a tuple of their own. */
static Value name_tuple(kr_vm *vm, Value v, bool replace) {
    uint32_t n = ((KrTuple *)kr__ptr(v))->len;
    Value list = kr__list_new(vm, NULL, 0);
    for (uint32_t i = 0; kr__ok(list) && i < n; i++) {
        Value name = kr__tuple_get(kr__ptr(v), i);
        if (!kr__is_str(vm, name) && replace)
            return kr__raise(vm, KR_T_X_SYSTEMERROR, "non-string found in code slot");
        if (!kr__is_str(vm, name))
            return kr__raise_type(vm, "name tuples must contain only strings, not '%T'", name);
        name = kr__str_exact(vm, name);
        if (kr__ok(name)) name = kr__intern_str(vm, name);
        if (kr__failed(name) || !kr__list_append(vm, kr__ptr(list), name)) return KR_FAILED;
    }
    return kr__ok(list) ? kr__tuple_from(vm, list) : KR_FAILED;
}

/* Checks the types of parts and takes the numbers among them. `function`: whose arguments they are. */
static bool take_parts(kr_vm *vm, Value *part, int64_t *number, bool replace) {
    for (int i = 0; i < P_COUNT; i++) {
        if (part_info[i].kind == KR_K_INT) {
            if (!kr__index_i64(vm, part[i], &number[i])) return false;
            if (number[i] > INT32_MAX || number[i] < INT32_MIN)
                return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                                       number[i] < 0 ? "signed integer is less than minimum"
                                                     : "signed integer is greater than maximum");
            if (number[i] < 0 && replace)
                return kr__raise_false(vm, KR_T_X_VALUEERROR, "%s must be a positive integer",
                                       part_info[i].name);
        } else if (!kr__has_kind(vm, part[i], part_info[i].kind)) {
            const char *type = part_info[i].kind == KR_K_STR     ? "str"
                               : part_info[i].kind == KR_K_BYTES ? "bytes"
                                                                 : "tuple";
            if (replace)
                return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                       "replace() argument '%s' must be %s, not %P",
                                       part_info[i].name, type, part[i]);
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "code() argument %d must be %s, not %P",
                                   i + 1, type, part[i]);
        }
    }
    static const struct {
        Part part;
        const char *name;
    } counts[] = {{P_ARGCOUNT, "argcount"},
                  {P_POSONLY, "posonlyargcount"},
                  {P_KWONLY, "kwonlyargcount"},
                  {P_NLOCALS, "nlocals"}};
    for (unsigned i = 0; i < KR_COUNTOF(counts); i++)
        if (number[counts[i].part] < 0)
            return kr__raise_false(vm, KR_T_X_VALUEERROR, "code: %s must not be negative",
                                   counts[i].name);
    if (number[P_NLOCALS] != ((KrTuple *)kr__ptr(part[P_VARNAMES]))->len)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "code: co_nlocals != len(co_varnames)");
    if (number[P_STACKSIZE] < 0 || number[P_FLAGS] < 0 || number[P_POSONLY] > number[P_ARGCOUNT])
        return kr__raise_false(vm, KR_T_X_SYSTEMERROR, "bad argument to internal function");
    for (int i = P_NAMES; i < P_COUNT; i++) {
        if (part_info[i].kind != KR_K_TUPLE) continue;
        part[i] = name_tuple(vm, part[i], replace);
        if (kr__failed(part[i])) return false;
    }
    return true;
}

static Value make_code(kr_vm *vm, Value *part, Value selfattrs, bool replace) {
    int64_t number[P_COUNT] = {0};
    if (!take_parts(vm, part, number, replace)) return KR_FAILED;
    const KrBytes *words = kr__ptr(part[P_CODE]);
    if (words->len % 2) return kr__raise_value(vm, "code: co_code is malformed");
    KrCodeParts p = {
        .flags = (uint32_t)number[P_FLAGS],
        .argcount = (uint32_t)number[P_ARGCOUNT],
        .posonly = (uint32_t)number[P_POSONLY],
        .kwonly = (uint32_t)number[P_KWONLY],
        .firstlineno = (uint32_t)number[P_FIRSTLINENO],
        .stacksize = number[P_STACKSIZE] < UINT16_MAX ? (uint32_t)number[P_STACKSIZE] + 1 : 0,
        .name = part[P_NAME],
        .qualname = part[P_QUALNAME],
        .filename = part[P_FILENAME],
        .names = part[P_NAMES],
        .varnames = part[P_VARNAMES],
        .cellvars = part[P_CELLVARS],
        .freevars = part[P_FREEVARS],
        .consts = part[P_CONSTS],
        .lines = part[P_LINETABLE],
        .selfattrs = selfattrs,
        .words = words->data,
        .ncode = words->len / 4,
        .nwords = words->len / 4,
    };
    Value handlers;
    if (!take_table(vm, part[P_EXCEPTIONTABLE], &p, &handlers)) return KR_FAILED;
    const char *why;
    Value code = kr__code_make(vm, &p, KR_LENIENT, &why);
    kr__keep(handlers);
    kr__keep(part[P_CODE]);
    if (kr__failed(code) && !kr__pending(vm)) return kr__raise_value(vm, "code: %s", why);
    return code;
}

static Value code_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value empty = kr__tuple_empty(vm);
    if (kr__failed(empty)) return KR_FAILED;
    if (!kr__ok(a[1 + P_FREEVARS])) a[1 + P_FREEVARS] = empty;
    if (!kr__ok(a[1 + P_CELLVARS])) a[1 + P_CELLVARS] = empty;
    return make_code(vm, a + 1, KR_UNSET, false);
}

static Value (*const part_get[P_COUNT])(kr_vm *vm, Value self) = {
    get_argcount, get_posonly,     get_kwonly,    get_nlocals,        get_stacksize, get_flags,
    get_code,     get_consts,      get_names,     get_varnames,       get_filename,  get_name,
    get_qualname, get_firstlineno, get_linetable, get_exceptiontable, get_freevars,  get_cellvars};

static Value code_replace(kr_vm *vm, Value *a, int n) {
    (void)n;
    /* places of the parameters, which stand in another order */
    static const uint8_t place[P_COUNT] = {
        [P_ARGCOUNT] = 1,   [P_POSONLY] = 2,        [P_KWONLY] = 3,      [P_NLOCALS] = 4,
        [P_STACKSIZE] = 5,  [P_FLAGS] = 6,          [P_FIRSTLINENO] = 7, [P_CODE] = 8,
        [P_CONSTS] = 9,     [P_NAMES] = 10,         [P_VARNAMES] = 11,   [P_FREEVARS] = 12,
        [P_CELLVARS] = 13,  [P_FILENAME] = 14,      [P_NAME] = 15,       [P_QUALNAME] = 16,
        [P_LINETABLE] = 17, [P_EXCEPTIONTABLE] = 18};
    Value part[P_COUNT];
    for (int i = 0; i < P_COUNT; i++) {
        part[i] = a[place[i]];
        if (!kr__ok(part[i])) part[i] = part_get[i](vm, a[0]);
        if (kr__failed(part[i])) return KR_FAILED;
    }
    bool stacksize = kr__ok(a[place[P_STACKSIZE]]);
    Slot selfattrs = code_ptr(a[0])->selfattrs;
    Value v = make_code(vm, part, selfattrs.bits ? KR_VALUE(selfattrs.bits) : KR_UNSET, true);
    if (kr__ok(v) && !stacksize) code_ptr(v)->stacksize = code_ptr(a[0])->stacksize;
    return v;
}

/* Name of a local, cell or free variable by its number among all of them. */
static Value code_varname(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i;
    if (!kr__index_i64(vm, a[1], &i)) return KR_FAILED;
    const KrCode *c = code_ptr(a[0]);
    const KrTuple *vars = kr__slot_ptr(c->varnames), *cells = kr__slot_ptr(c->cellvars),
                  *frees = kr__slot_ptr(c->freevars);
    if (i >= 0 && i < vars->len) return kr__tuple_get(vars, (size_t)i);
    i -= vars->len;
    for (uint32_t k = 0; k < cells->len && i >= 0; k++) {
        bool param = false;
        for (uint32_t v = 0; v < vars->len; v++)
            param |= kr__same(kr__tuple_get(vars, v), kr__tuple_get(cells, k));
        if (!param && i-- == 0) return kr__tuple_get(cells, k);
    }
    if (i >= 0 && i < frees->len) return kr__tuple_get(frees, (size_t)i);
    return kr__raise(vm, KR_T_X_INDEXERROR, "tuple index out of range");
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

/* Constants are the same when they cannot be told apart: 1 is not 1.0 or True, 0.0 is not -0.0. */
static int same_constant(kr_vm *vm, Value u, Value v) {
    if (kr__is_double(u) && kr__is_double(v)) return u.bits == v.bits;
    if (!kr__same(kr__class_of(vm, u), kr__class_of(vm, v))) return 0;
    if (!kr__exact(u, KR_T_TUPLE)) return kr__equal(vm, u, v);
    const KrTuple *s = kr__ptr(u), *t = kr__ptr(v);
    int r = s->len == t->len;
    if (!kr__enter(vm, " in comparison")) return -1;
    for (uint32_t i = 0; r > 0 && i < s->len; i++)
        r = same_constant(vm, kr__tuple_get(s, i), kr__tuple_get(t, i));
    kr__leave(vm);
    return r;
}

static int same_words(kr_vm *vm, Value x, Value y) {
    Value u = get_code(vm, x), v = kr__ok(u) ? get_code(vm, y) : KR_FAILED;
    return kr__ok(v) ? kr__equal(vm, u, v) : -1;
}

static bool same_handlers(const KrCode *c, const KrCode *d) {
    return c->nhandlers == d->nhandlers &&
           (!c->nhandlers || !memcmp(c->handlers, d->handlers, c->nhandlers * sizeof(KrHandler)));
}

static int code_equal(kr_vm *vm, Value x, Value y) {
    const KrCode *c = code_ptr(x), *d = code_ptr(y);
    if (c == d) return 1;
    if (c->argcount != d->argcount || c->posonly != d->posonly || c->kwonly != d->kwonly ||
        c->flags != d->flags || c->firstlineno != d->firstlineno || c->ncode != d->ncode ||
        c->nconsts != d->nconsts || !same_handlers(c, d))
        return 0;
    const Slot of_c[] = {c->name, c->names, c->varnames, c->cellvars, c->freevars, c->lines},
               of_d[] = {d->name, d->names, d->varnames, d->cellvars, d->freevars, d->lines};
    int r = same_words(vm, x, y);
    for (unsigned i = 0; r > 0 && i < KR_COUNTOF(of_c); i++) r = same_slots(vm, of_c[i], of_d[i]);
    for (uint32_t i = 0; r > 0 && i < c->nconsts; i++)
        r = same_constant(vm, c->consts[i], d->consts[i]);
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

static const KrFnDef methods[] = {
    {"__new__(cls, argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, "
     "codestring, constants, names, varnames, filename, name, qualname, firstlineno, linetable, "
     "exceptiontable, freevars=(), cellvars=(), /)",
     code_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", code_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__hash__(self, /)", code_hash, "Return hash(self).", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", code_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", code_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {"co_lines(self, /)", code_lines, NULL, KR_DEF_METHOD},
    {"co_positions(self, /)", code_positions, NULL, KR_DEF_METHOD},
    {"_varname_from_oparg(self, /, oparg)", code_varname,
     "(internal-only) Return the local variable name for the given oparg.", KR_DEF_METHOD},
    {"replace(self, /, *, co_argcount=-1, co_posonlyargcount=-1, co_kwonlyargcount=-1, "
     "co_nlocals=-1, co_stacksize=-1, co_flags=-1, co_firstlineno=-1, co_code=None, "
     "co_consts=None, co_names=None, co_varnames=None, co_freevars=None, co_cellvars=None, "
     "co_filename=None, co_name=None, co_qualname=None, co_linetable=None, "
     "co_exceptiontable=None)",
     code_replace, "Return a copy of the code object with new values for the specified fields.",
     KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"co_argcount", get_argcount, kr__readonly, NULL},
    {"co_posonlyargcount", get_posonly, kr__readonly, NULL},
    {"co_kwonlyargcount", get_kwonly, kr__readonly, NULL},
    {"co_stacksize", get_stacksize, kr__readonly, NULL},
    {"co_flags", get_flags, kr__readonly, NULL},
    {"co_names", get_names, kr__readonly, NULL},
    {"co_filename", get_filename, kr__readonly, NULL},
    {"co_name", get_name, kr__readonly, NULL},
    {"co_qualname", get_qualname, kr__readonly, NULL},
    {"co_firstlineno", get_firstlineno, kr__readonly, NULL},
    {"co_linetable", get_linetable, kr__readonly, NULL},
    {"co_exceptiontable", get_exceptiontable, kr__readonly, NULL},
    {"co_lnotab", get_lnotab, NULL, NULL},
    {"co_code", get_code, NULL, NULL},
    {"co_consts", get_consts, kr__readonly, NULL},
    {"co_cellvars", get_cellvars, NULL, NULL},
    {"co_freevars", get_freevars, NULL, NULL},
    {"co_varnames", get_varnames, NULL, NULL},
    {"co_nlocals", get_nlocals, kr__readonly, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_code = {.number = KR_T_CODE,
                                .doc = "Create a code object.  Not for mere mortals.",
                                .methods = methods,
                                .getset = getset};
