/* SPDX-License-Identifier: MIT
 * _symtable.c: the module _symtable: the compiler's blocks and what their names mean, for the module symtable. */
#include <string.h>

#include "compile/scope.h"
#include "lib/builtins.h"
#include "lib/modules.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/list.h"
#include "types/module.h"
#include "types/str.h"

extern const KrModuleDef kr__module__symtable;

enum { TYPE_FUNCTION, TYPE_CLASS, TYPE_MODULE };
enum { /* bits of a symbol, as the reference has them */
       DEF_GLOBAL = 1,
       DEF_LOCAL = 2,
       DEF_PARAM = 4,
       DEF_NONLOCAL = 8,
       USE = 16,
       DEF_FREE = 32,
       DEF_FREE_CLASS = 64,
       DEF_IMPORT = 128,
       DEF_ANNOT = 256,
       DEF_COMP_ITER = 512,
       SCOPE_OFF = 11,
       SCOPE_MASK = 15,
};

/* ---- entries ---- */

typedef struct Entry {
    KrObj head;
    Slot name, symbols, varnames, children; /* str, dict, list, list */
    int32_t lineno;
    uint32_t id;
    uint8_t type;
    bool nested;
} Entry;

static Value get_id(kr_vm *vm, Value v) {
    (void)vm;
    return kr__from_int48(((Entry *)kr__ptr(v))->id);
}
static Value get_name(kr_vm *vm, Value v) {
    (void)vm;
    return kr__slot_value(((Entry *)kr__ptr(v))->name);
}
static Value get_symbols(kr_vm *vm, Value v) {
    (void)vm;
    return kr__slot_value(((Entry *)kr__ptr(v))->symbols);
}
static Value get_varnames(kr_vm *vm, Value v) {
    (void)vm;
    return kr__slot_value(((Entry *)kr__ptr(v))->varnames);
}
static Value get_children(kr_vm *vm, Value v) {
    (void)vm;
    return kr__slot_value(((Entry *)kr__ptr(v))->children);
}
static Value get_nested(kr_vm *vm, Value v) {
    (void)vm;
    return kr__from_int48(((Entry *)kr__ptr(v))->nested);
}
static Value get_type(kr_vm *vm, Value v) {
    (void)vm;
    return kr__from_int48(((Entry *)kr__ptr(v))->type);
}
static Value get_lineno(kr_vm *vm, Value v) {
    (void)vm;
    return kr__from_int48(((Entry *)kr__ptr(v))->lineno);
}
static Value entry_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Entry *e = kr__ptr(a[0]);
    return kr__text(vm, "<symtable entry %S(%u), line %d>", kr__slot_value(e->name),
                    (unsigned)e->id, (int)e->lineno);
}

static const KrGetSet entry_getset[] = {
    {"id", get_id, NULL, NULL},
    {"name", get_name, NULL, NULL},
    {"symbols", get_symbols, NULL, NULL},
    {"varnames", get_varnames, NULL, NULL},
    {"children", get_children, NULL, NULL},
    {"nested", get_nested, NULL, NULL},
    {"type", get_type, NULL, NULL},
    {"lineno", get_lineno, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
static const KrFnDef entry_rows[] = {
    {"__repr__(self, /)", entry_repr, NULL, KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef entry_def = {
    .name = "builtins.symtable entry",
    .kind = KR_K_ITER,
    .size = sizeof(Entry),
    .slots = KR_AT(Entry, name) | KR_AT(Entry, symbols) | KR_AT(Entry, varnames) |
             KR_AT(Entry, children),
    .methods = entry_rows,
    .getset = entry_getset,
};

static Value entry_class(kr_vm *vm) {
    Value *state = kr__module_values(vm, &kr__module__symtable, 1);
    if (!state) return KR_FAILED;
    if (!kr__ok(state[0])) state[0] = kr__class_new(vm, &entry_def);
    return state[0];
}

/* ---- from the compiler's blocks ---- */

static int64_t symbol_bits(const KrSymbol *s) {
    static const struct {
        uint32_t ours;
        int bit;
    } map[] = {
        {KR_SYM_GLOBAL, DEF_GLOBAL}, {KR_SYM_LOCAL, DEF_LOCAL},
        {KR_SYM_PARAM, DEF_PARAM},   {KR_SYM_NONLOCAL, DEF_NONLOCAL},
        {KR_SYM_USE, USE},           {KR_SYM_FREE_CLASS, DEF_FREE_CLASS},
        {KR_SYM_ANNOT, DEF_ANNOT},   {KR_SYM_COMP_ITER, DEF_COMP_ITER},
        {KR_SYM_IMPORT, DEF_IMPORT},
    };
    int64_t bits = 0;
    for (unsigned i = 0; i < KR_COUNTOF(map); i++)
        if (s->flags & map[i].ours) bits |= map[i].bit;
    return bits | (int64_t)s->scope << SCOPE_OFF;
}

static Value block_name(kr_vm *vm, const KrScope *s) {
    const KrIdent *id = NULL;
    const char *text = "top";
    switch (s->node ? s->node->kind : KR_AST_NONE) {
    case KR_AST_FunctionDef: id = KR_AST(FunctionDef, s->node)->name; break;
    case KR_AST_AsyncFunctionDef: id = KR_AST(AsyncFunctionDef, s->node)->name; break;
    case KR_AST_ClassDef: id = KR_AST(ClassDef, s->node)->name; break;
    case KR_AST_Lambda: text = "lambda"; break;
    case KR_AST_ListComp: text = "listcomp"; break;
    case KR_AST_SetComp: text = "setcomp"; break;
    case KR_AST_DictComp: text = "dictcomp"; break;
    case KR_AST_GeneratorExp: text = "genexpr"; break;
    case KR_AST_TypeAlias: text = "type alias"; break;
    default: break;
    }
    return id ? kr__intern(vm, id->s, id->n) : kr__intern(vm, text, strlen(text));
}

static bool fill(kr_vm *vm, const KrScope *s, KrDict *symbols, KrList *params) {
    for (const KrSymbol *sym = s->first; sym; sym = sym->next) {
        Value name = kr__intern(vm, sym->name->s, sym->name->n);
        if (kr__failed(name) ||
            !kr__dict_set_name(vm, symbols, name, kr__from_int48(symbol_bits(sym))))
            return false;
        if (sym->flags & KR_SYM_PARAM && !kr__list_append(vm, params, name)) return false;
    }
    return true;
}

static Value entry_new(kr_vm *vm, Value cls, const KrScope *s, uint32_t id) {
    Value name = block_name(vm, s), symbols = kr__dict_new(vm), params = kr__list_new(vm, NULL, 0),
          children = kr__list_new(vm, NULL, 0);
    if (kr__failed(name) || kr__failed(symbols) || kr__failed(params) || kr__failed(children) ||
        !fill(vm, s, kr__ptr(symbols), kr__ptr(params)))
        return KR_FAILED;
    Value v = kr__instance_new(vm, cls);
    if (kr__failed(v)) return v;
    Entry *e = kr__ptr(v);
    e->name = kr__ref_slot(name);
    e->symbols = kr__ref_slot(symbols);
    e->varnames = kr__ref_slot(params);
    e->children = kr__ref_slot(children);
    e->lineno = (int32_t)s->pos.line;
    e->id = id + 1;
    e->nested = s->nested;
    e->type = s->kind == KR_SCOPE_MODULE  ? TYPE_MODULE
              : s->kind == KR_SCOPE_CLASS ? TYPE_CLASS
                                          : TYPE_FUNCTION;
    return v;
}

/* The entry of the whole; blocks come before those inside them. */
static Value entries(kr_vm *vm, void *ud, KrGen *g) {
    (void)ud;
    Value cls = entry_class(vm), all = kr__list_new(vm, NULL, 0);
    if (kr__failed(cls) || kr__failed(all)) return KR_FAILED;
    for (uint32_t i = 0; i < g->scopes.n; i++) {
        const KrScope *s = g->scopes.data[i];
        Value v = entry_new(vm, cls, s, i);
        if (kr__failed(v) || !kr__list_append(vm, kr__ptr(all), v)) return KR_FAILED;
        if (!s->parent) continue;
        uint32_t up = i - 1; /* a block of type parameters stands right before its definition's */
        if (s->parent->kind != KR_SCOPE_TYPE_PARAMS) up = s->parent->node->mark - 1;
        Entry *parent = kr__ptr(kr__list_get(kr__ptr(all), up));
        if (!kr__list_append(vm, kr__slot_ptr(parent->children), v)) return KR_FAILED;
    }
    return kr__list_get(kr__ptr(all), 0);
}

/* ---- the module ---- */

static Value m_symtable(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrCompileJob job = {.filename = kr__source_name(vm, a[1]), .optimize = -1, .feature = -1};
    Value source = a[0];
    if (kr__failed(job.filename)) return KR_FAILED;
    if (!kr__is_str(vm, a[2]))
        return kr__raise_type(vm, "symtable() argument 3 must be str, not %T", a[2]);
    if (!kr__source_of(vm, &source, "symtable()", "string or bytes", &job.src, &job.n))
        return KR_FAILED;
    const KrStr *mode = kr__ptr(a[2]);
    job.mode = kr__str_is(mode, "exec")     ? 'e'
               : kr__str_is(mode, "eval")   ? 'v'
               : kr__str_is(mode, "single") ? 's'
                                            : 0;
    if (!job.mode)
        return kr__raise_value(vm, "symtable() arg 3 must be 'exec' or 'eval' or 'single'");
    if (kr__is_str(vm, source)) job.flags = (int)KR_COMPILE_IGNORE_COOKIE;
    job.scopes = entries;
    Value result = kr__compile_job(vm, &job);
    kr__keep(source);
    return result;
}

static const KrFnDef functions[] = {
    {"symtable(source, filename, startstr, /)", m_symtable,
     "Return symbol and scope dictionaries used internally by compiler.", 0},
    {NULL, NULL, NULL, 0},
};

static bool module_init(kr_vm *vm, Value m) {
    static const struct {
        const char *name;
        int value;
    } constants[] = {
        {"USE", USE},
        {"DEF_GLOBAL", DEF_GLOBAL},
        {"DEF_NONLOCAL", DEF_NONLOCAL},
        {"DEF_LOCAL", DEF_LOCAL},
        {"DEF_PARAM", DEF_PARAM},
        {"DEF_FREE", DEF_FREE},
        {"DEF_FREE_CLASS", DEF_FREE_CLASS},
        {"DEF_IMPORT", DEF_IMPORT},
        {"DEF_BOUND", DEF_LOCAL | DEF_PARAM | DEF_IMPORT},
        {"DEF_ANNOT", DEF_ANNOT},
        {"TYPE_FUNCTION", TYPE_FUNCTION},
        {"TYPE_CLASS", TYPE_CLASS},
        {"TYPE_MODULE", TYPE_MODULE},
        {"LOCAL", KR_SC_LOCAL},
        {"GLOBAL_EXPLICIT", KR_SC_GLOBAL_EXPLICIT},
        {"GLOBAL_IMPLICIT", KR_SC_GLOBAL_IMPLICIT},
        {"FREE", KR_SC_FREE},
        {"CELL", KR_SC_CELL},
        {"SCOPE_OFF", SCOPE_OFF},
        {"SCOPE_MASK", SCOPE_MASK},
    };
    for (unsigned i = 0; i < KR_COUNTOF(constants); i++)
        if (!kr__module_add(vm, m, constants[i].name, kr__from_int48(constants[i].value)))
            return false;
    return true;
}

const KrModuleDef kr__module__symtable = {
    .name = "_symtable",
    .functions = functions,
    .init = module_init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
