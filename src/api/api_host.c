/* SPDX-License-Identifier: MIT
 * api_host.c: the public interface: functions and classes of the host.
 *
 * A host function is a native whose row says KR_DEF_RAW and whose C function is one for all of them: it asks
 * vm->raw_native which it is, sorts the arguments by its twin and calls the host. A host class is a KrClassDef whose
 * instances have the host's memory behind the header, at HEAD bytes. */
#include <stdio.h>
#include <string.h>

#include "api/host.h"
#include "types/dict.h"
#include "types/function.h"
#include "types/module.h"
#include "types/native.h"

#define HEAD 8
#define PARAMS_MOST 32

/* ---- calls ------------------------------------------------------------------------------------ */

static KrHostTable *table_of(kr_vm *vm, const KrFnDef *def, unsigned *row) {
    for (KrHostTable *t = kr__host(vm)->tables; t; t = t->next) {
        if (def < t->rows || def >= t->rows + t->n) continue;
        *row = (unsigned)(def - t->rows);
        return t;
    }
    return NULL;
}

/* Calls the host with argv; its scope ends here. */
static Value call_host(kr_vm *vm, kr_fn fn, Value self, const Value *argv) {
    kr_scope_t scope = kr_scope(vm);
    kr_value v = fn(vm, (kr_value){self.bits}, (const kr_value *)(const void *)argv);
    kr__host(vm)->values.n = scope.mark;
    if (!kr_failed(v)) {
        if (kr__pending(vm) && !vm->thread->stopping) kr__clear_pending(vm);
        return vm->thread->stopping ? KR_FAILED : kr__in(v);
    }
    if (!kr__pending(vm))
        kr__raise(vm, KR_T_X_SYSTEMERROR, "host function failed without an exception");
    return KR_FAILED;
}

/* Parameters as the host gets them: defaults filled in, *args a tuple, **kw a dict. sorted: what kr__native_args gave. */
static bool arrange(kr_vm *vm, const KrHostTable *t, unsigned row, const Value *sorted, int count,
                    Value *argv) {
    KrSigReader r;
    KrSigParam p;
    kr__sig_begin(&r, t->rows[row].sig);
    unsigned at = 0, out = 0, named = ((KrNative *)kr__ptr(t->twins[row]))->nparams;
    Value defaults = t->defaults[row];
    for (unsigned i = 0; kr__sig_next(&r, &p) && i < PARAMS_MOST; i++) {
        Value v;
        if (p.kind == KR_SIG_VARARGS) {
            unsigned n = (unsigned)count > named ? (unsigned)count - named : 0;
            v = n ? kr__tuple_new(vm, sorted + named, n) : kr__tuple_empty(vm);
        } else {
            v = sorted[at++];
            if (!kr__ok(v) && p.kind == KR_SIG_VARKW)
                v = kr__dict_new(vm);
            else if (!kr__ok(v))
                v = kr__tuple_get(kr__ptr(defaults), i);
            if (!kr__ok(v)) v = KR_NONE_V;
        }
        if (kr__failed(v)) return false;
        if (i == 0 && t->methods) continue; /* self */
        argv[out++] = v;
    }
    return true;
}

static Value host_call(kr_vm *vm, Value *a, int n) {
    const KrNative *nf = kr__ptr(vm->raw_native);
    unsigned row = 0, nkw = vm->tail.nkw;
    KrHostTable *t = table_of(vm, kr__native_def(vm, nf), &row);
    Value kwnames = vm->tail.kwnames, self = t->methods ? a[0] : KR_VALUE(nf->self.bits);
    const KrNative *twin = kr__ptr(t->twins[row]);
    size_t room = twin->nparams + (size_t)n + nkw + 1;
    Value local[PARAMS_MOST * 2], argv[PARAMS_MOST + 1];
    if (room > KR_COUNTOF(local)) { /* many *args: through a tuple */
        return kr__raise_type(vm, "too many arguments for a host function");
    }
    int count;
    if (!kr__native_args(vm, twin, a, (unsigned)n, nkw, kwnames, local, &count)) return KR_FAILED;
    if (!arrange(vm, t, row, local, count, argv)) return KR_FAILED;
    return call_host(vm, t->fns[row].fn, self, argv);
}

/* ---- tables ----------------------------------------------------------------------------------- */

static unsigned count_rows(const kr_fndef *fns) {
    unsigned n = 0;
    while (fns && fns[n].sig) n++;
    return n;
}

/* "name(self, …)" of a method's "name(…)". */
static char *method_text(kr_vm *vm, const char *sig) {
    size_t n = strlen(sig), head = kr__sig_name_len(sig);
    char *text = kr__mem_alloc(&kr__heap(vm)->mem, n + 16);
    if (!text) return NULL;
    const char *rest = sig + head + 1;
    snprintf(text, n + 16, "%.*s(self, /%s%s", (int)head, sig, *rest == ')' ? "" : ", ", rest);
    return text;
}

/* Values of the defaults that a signature names, evaluated in builtins; unset: none. */
static Value eval_defaults(kr_vm *vm, const char *sig) {
    Value values[PARAMS_MOST] = {{0}};
    KrSigReader r;
    KrSigParam p;
    unsigned n = 0;
    kr__sig_begin(&r, sig);
    for (; n < PARAMS_MOST && kr__sig_next(&r, &p); n++) {
        if (!p.has_default) continue;
        const char *from = strchr(p.name, '=') + 1, *to = r.at;
        while (to > from && (to[-1] == ' ' || to[-1] == ',' || to[-1] == ')')) to--;
        int open = 0; /* brackets that the default itself closes */
        for (const char *q = from; q < to; q++) open += *q == '(' ? 1 : *q == ')' ? -1 : 0;
        for (; open > 0; open--) to++;
        Value name = kr__str_new(vm, "<signature>", 11);
        Value code = kr__ok(name) ? kr__compile_source(vm, from, (size_t)(to - from), name, 'v',
                                                       KR_COMPILE_IGNORE_COOKIE, 0)
                                  : KR_FAILED;
        values[n] = kr__ok(code) ? kr__eval_code(vm, code, vm->builtins_dict, vm->builtins_dict)
                                 : KR_FAILED;
        if (kr__failed(values[n])) return KR_FAILED;
    }
    return n ? kr__tuple_new(vm, values, n) : kr__tuple_empty(vm);
}

static void free_table(kr_vm *vm, KrHostTable *t) {
    KrMem *mem = &kr__heap(vm)->mem;
    for (unsigned i = 0; t->texts && i < t->n; i++)
        if (t->texts[i]) kr__mem_free(mem, t->texts[i], strlen(t->fns[i].sig) + 16);
    if (t->rows) kr__mem_free(mem, t->rows, (2 * t->n + 1) * sizeof *t->rows);
    if (t->texts) kr__mem_free(mem, t->texts, t->n * sizeof *t->texts);
    if (t->twins) kr__mem_free(mem, t->twins, t->n * sizeof *t->twins);
    if (t->defaults) kr__mem_free(mem, t->defaults, t->n * sizeof *t->defaults);
    kr__mem_free(mem, t, sizeof *t);
}

/* The table of these functions, linked into the host; 0 rows: NULL with nothing pending. *number gets its native table. */
static KrHostTable *make_table(kr_vm *vm, const kr_fndef *fns, bool methods, uint32_t *number) {
    unsigned n = count_rows(fns);
    if (!n) return NULL;
    KrMem *mem = &kr__heap(vm)->mem;
    KrHostTable *t = kr__mem_zalloc(mem, sizeof *t);
    if (!t) return kr__no_memory(vm), NULL;
    t->n = n;
    t->fns = fns;
    t->methods = methods;
    t->rows = kr__mem_zalloc(mem, (2 * n + 1) * sizeof *t->rows);
    t->texts = kr__mem_zalloc(mem, n * sizeof *t->texts);
    t->twins = kr__mem_zalloc(mem, n * sizeof *t->twins);
    t->defaults = kr__mem_zalloc(mem, n * sizeof *t->defaults);
    bool ok = t->rows && t->texts && t->twins && t->defaults;
    for (unsigned i = 0; ok && i < n; i++) {
        if (methods) ok = (t->texts[i] = method_text(vm, fns[i].sig)) != NULL;
        const char *sig = methods ? t->texts[i] : fns[i].sig;
        bool special = sig[0] == '_' && sig[1] == '_' && methods;
        uint16_t kind = special ? KR_DEF_SPECIAL : KR_DEF_METHOD;
        t->rows[i] = (KrFnDef){sig, host_call, fns[i].doc, kind | KR_DEF_RAW};
        t->rows[n + i] = (KrFnDef){sig, host_call, fns[i].doc, kind};
    }
    if (!ok) {
        free_table(vm, t);
        return kr__no_memory(vm), NULL;
    }
    t->next = kr__host(vm)->tables;
    kr__host(vm)->tables = t;
    *number = kr__def_table(vm, t->rows);
    for (unsigned i = 0; *number && i < n; i++) {
        t->twins[i] = kr__native_new(vm, KR_T_NATIVE, *number, n + i, KR_UNSET, KR_UNSET);
        t->defaults[i] = kr__ok(t->twins[i]) ? eval_defaults(vm, t->rows[i].sig) : KR_FAILED;
        if (kr__failed(t->defaults[i])) return NULL;
    }
    return *number ? t : NULL;
}

void kr__host_trace(kr_vm *vm, KrGc *gc) {
    KrHost *h = kr__host(vm);
    for (KrHostTable *t = h->tables; t; t = t->next) {
        kr__trace_values(gc, t->twins, t->n);
        kr__trace_values(gc, t->defaults, t->n);
    }
    for (KrHostClass *c = h->classes; c; c = c->next) kr__trace_value(gc, c->cls);
}

void kr__host_free(kr_vm *vm) {
    KrHost *h = kr__host(vm);
    for (KrHostTable *t = h->tables, *next; t; t = next) {
        next = t->next;
        free_table(vm, t);
    }
    for (KrHostClass *c = h->classes, *next; c; c = next) {
        next = c->next;
        kr__mem_free(&kr__heap(vm)->mem, c, sizeof *c);
    }
    kr__arena_free(&h->arena);
}

/* ---- modules ---------------------------------------------------------------------------------- */

static bool add_natives(kr_vm *vm, const KrHostTable *t, uint32_t number, Value module, KrDict *ns,
                        Value cls) {
    for (unsigned i = 0; i < t->n; i++) {
        KrTypeNo type = !t->methods                               ? KR_T_NATIVE
                        : (t->rows[i].kind & 7) == KR_DEF_SPECIAL ? KR_T_SLOT_WRAPPER
                                                                  : KR_T_METHOD_DESCR;
        Value f = kr__native_new(vm, type, number, i, module, cls);
        Value name = kr__ok(f) ? KR_VALUE(((KrNative *)kr__ptr(f))->name.bits) : KR_FAILED;
        if (kr__failed(f)) return false;
        if (ns ? !kr__dict_set_name(vm, ns, name, f) : !kr__type_set(vm, cls, name, f))
            return false;
    }
    return true;
}

kr_value kr_module(kr_vm *vm, const char *name, const kr_fndef *fns) {
    KR_ENTER(vm);
    uint32_t number = 0;
    Value m = kr__module_new(vm, name, NULL);
    KrHostTable *t = kr__ok(m) ? make_table(vm, fns, false, &number) : NULL;
    bool ok = kr__ok(m) && (t || !count_rows(fns));
    if (ok && t) ok = add_natives(vm, t, number, m, kr__module_dict(m), KR_UNSET);
    ok = ok && kr__dict_set_cstr(vm, kr__ptr(vm->modules), name, m);
    return KR_LEAVE(vm, ok ? m : KR_FAILED);
}

/* ---- classes ---------------------------------------------------------------------------------- */

static const kr_class *class_of_cell(kr_vm *vm, const KrObj *cell) {
    const KrClassDef *def = kr__class_def(vm, KR_VALUE(kr__layout_of(vm, cell)->cls.bits));
    return def->ud;
}
static void class_trace(KrGc *gc, KrObj *cell) {
    const kr_class *c = class_of_cell(kr__gc_vm(gc), cell);
    if (c->trace) c->trace((char *)cell + HEAD, (kr_tracer *)gc);
}
static void class_release(kr_vm *vm, KrObj *cell) {
    const kr_class *c = class_of_cell(vm, cell);
    if (c->finalize) c->finalize((char *)cell + HEAD);
}

static Value class_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__host_new(vm, a[0]);
}
static const KrFnDef new_row[] = {
    {"__new__(cls, /, *args, **kwargs)", class_new, NULL, KR_DEF_NEW},
    {NULL, NULL, NULL, 0},
};

static KrHostClass *find_class(kr_vm *vm, const kr_class *c) {
    KrHostClass *h = kr__host(vm)->classes;
    while (h && h->c != c) h = h->next;
    return h;
}

/* A table of one function that is made here: in memory that the arena of the host keeps. */
static kr_fndef *one_row(kr_vm *vm, const char *fmt, const char *name, kr_fn fn, const char *doc) {
    KrArena *a = &kr__host(vm)->arena;
    kr_fndef *rows = kr__arena_alloc(a, 2 * sizeof *rows);
    char *sig = kr__arena_alloc(a, strlen(name) + 16);
    if (!rows || !sig) return kr__no_memory(vm), NULL;
    snprintf(sig, strlen(name) + 16, fmt, name);
    rows[0] = (kr_fndef){sig, fn, doc};
    return rows;
}

/* A property of two host functions. */
static bool add_attr(kr_vm *vm, Value cls, const kr_attr *attr) {
    static const char *const sigs[] = {"%s()", "%s(value, /)"};
    const kr_fn fns[] = {attr->get, attr->set};
    Value args[4] = {KR_NONE_V, KR_NONE_V, KR_NONE_V, KR_NONE_V};
    for (int i = 0; i < 2; i++) {
        if (!fns[i]) continue;
        kr_fndef *rows = one_row(vm, sigs[i], attr->name, fns[i], attr->doc);
        uint32_t number;
        KrHostTable *t = rows ? make_table(vm, rows, true, &number) : NULL;
        if (!t) return false;
        args[i] = kr__native_new(vm, KR_T_METHOD_DESCR, number, 0, KR_UNSET, cls);
        if (kr__failed(args[i])) return false;
    }
    if (attr->doc) args[3] = kr__str_new(vm, attr->doc, strlen(attr->doc));
    Value name = kr__intern(vm, attr->name, strlen(attr->name));
    Value prop = kr__ok(args[3]) ? kr__call(vm, kr__type(vm, KR_T_PROPERTY), args, 4) : KR_FAILED;
    return kr__ok(prop) && kr__ok(name) && kr__type_set(vm, cls, name, prop);
}

static Value make_class(kr_vm *vm, Value module, KrHostClass *h) {
    const kr_class *c = h->c;
    if (c->size > 32000) return kr__raise_value(vm, "a host class takes at most 32000 bytes");
    Value mname = kr__getattr(vm, module, kr__name(vm, KR_N___name__));
    if (kr__failed(mname)) return KR_FAILED;
    snprintf(h->name, sizeof h->name, "%s.%s", kr__str_text(kr__ptr(mname)), c->name);
    h->def = (KrClassDef){
        .name = h->name,
        .doc = c->doc,
        .kind = KR_K_HOST,
        .flags = KR_TF_BASE | KR_TF_HAS_WEAK,
        .size = (uint16_t)(HEAD + ((c->size + 7) & ~(size_t)7)),
        .trace = class_trace,
        .release = class_release,
        .methods = new_row,
        .ud = c,
    };
    Value cls = kr__class_new(vm, &h->def);
    if (kr__failed(cls)) return KR_FAILED;
    h->cls = cls;
    uint32_t number;
    KrHostTable *t = make_table(vm, c->methods, true, &number);
    if (!t && count_rows(c->methods)) return KR_FAILED;
    if (t && !add_natives(vm, t, number, KR_UNSET, NULL, cls)) return KR_FAILED;
    for (const kr_attr *attr = c->attrs; attr && attr->name; attr++)
        if (!add_attr(vm, cls, attr)) return KR_FAILED;
    Value name = kr__intern(vm, c->name, strlen(c->name));
    return kr__ok(name) && kr__setattr(vm, module, name, cls) ? cls : KR_FAILED;
}

kr_value kr_add_class(kr_vm *vm, kr_value module, const kr_class *c) {
    if (kr_failed(module)) return KR_FAIL;
    KR_ENTER(vm);
    KrHostClass *h = find_class(vm, c);
    if (h) return KR_LEAVE(vm, h->cls);
    h = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *h);
    if (!h) return KR_LEAVE(vm, kr__no_memory(vm));
    h->c = c;
    h->next = kr__host(vm)->classes;
    kr__host(vm)->classes = h;
    Value cls = make_class(vm, kr__in(module), h);
    return KR_LEAVE(vm, cls);
}

kr_value kr_make(kr_vm *vm, const kr_class *c, void **self) {
    KR_ENTER(vm);
    const KrHostClass *h = find_class(vm, c);
    if (!h || !kr__ok(h->cls))
        return KR_LEAVE(vm, kr__raise(vm, KR_T_X_RUNTIMEERROR, "class %s was not added", c->name));
    Value v = kr__host_new(vm, h->cls);
    if (kr__ok(v) && self) *self = (char *)kr__ptr(v) + HEAD;
    return KR_LEAVE(vm, v);
}

void *kr_self(kr_vm *vm, kr_value v, const kr_class *c) {
    if (kr_failed(v)) return NULL;
    const KrHostClass *h = find_class(vm, c);
    if (h && kr__is_host(vm, kr__in(v), &h->def)) return (char *)kr__ptr(kr__in(v)) + HEAD;
    KR_ENTER(vm);
    kr__raise_type(vm, "expected %s, not %T", c->name, kr__in(v));
    kr__vm_leave(vm, &kr_entry_);
    return NULL;
}

/* ---- fields ----------------------------------------------------------------------------------- */

void kr_store(kr_vm *vm, kr_value owner, kr_field *f, kr_value v) {
    f->bits = v.bits;
    if (!kr_failed(owner) && kr__is_ref(kr__in(owner))) kr__barrier(vm, kr__ptr(kr__in(owner)));
}
kr_value kr_load(kr_vm *vm, const kr_field *f) {
    if (!f->bits) return kr_none(vm);
    KR_ENTER(vm);
    return KR_LEAVE(vm, KR_VALUE(f->bits));
}
void kr_trace(kr_tracer *t, const kr_field *f) { kr__trace_value((KrGc *)t, KR_VALUE(f->bits)); }
