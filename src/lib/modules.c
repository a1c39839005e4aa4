/* SPDX-License-Identifier: MIT
 * modules.c: the table of built-in modules. A row is a name in modules.def and a KrModuleDef in the module's own file. */
#include "lib/modules.h"

#include <string.h>

#include "types/dict.h"
#include "types/host.h"
#include "types/module.h"

#define KR_MODULE(name) extern const KrModuleDef kr__module_##name;
#include "lib/modules.def"
#undef KR_MODULE

static const KrModuleDef *const modules[] = {
#define KR_MODULE(name) &kr__module_##name,
#include "lib/modules.def"
#undef KR_MODULE
};

static const KrModuleDef *find(const char *name) {
    for (size_t i = 0; i < KR_COUNTOF(modules); i++)
        if (!strcmp(modules[i]->name, name)) return modules[i];
    return NULL;
}

/* The row of a definition that stands in the table. */
static size_t number_of(const KrModuleDef *def) {
    size_t i = 0;
    while (modules[i] != def) i++;
    return i;
}

bool kr__module_is_builtin(const char *name) { return find(name) != NULL; }

const char *kr__module_name_at(unsigned i) {
    for (size_t k = 0; k < KR_COUNTOF(modules); k++)
        if (i-- == 0) return modules[k]->name;
    return NULL;
}

static bool have_state(kr_vm *vm) {
    if (!vm->lib) vm->lib = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *vm->lib);
    if (!vm->lib) kr__no_memory(vm);
    return vm->lib != NULL;
}

/* Copies the entries of `from` after its first `skip` into `to`, which is new. */
static bool copy_after(kr_vm *vm, Value to, KrDict *from, size_t skip) {
    size_t pos = 0;
    for (Value key, v; kr__dict_next(vm, from, &pos, &key, &v);) {
        if (skip && skip--) continue;
        if (!kr__dict_set(vm, kr__ptr(to), key, v)) return false;
    }
    return true;
}

/* Fills a module by its init; a module that was there before, by what init made then: its state is one for the VM, so
 * that its classes must stay the same ones when it is imported anew. */
static bool init_module(kr_vm *vm, const KrModuleDef *def, size_t no, Value m) {
    if (!have_state(vm)) return false;
    KrDict *d = kr__module_dict(m);
    Value made = vm->lib->made[no];
    if (kr__ok(made)) return copy_after(vm, kr__value_of(d), kr__ptr(made), 0);
    size_t before = kr__dict_len(vm, d);
    if (!def->init(vm, m)) return false;
    made = kr__dict_new(vm);
    if (kr__failed(made) || !copy_after(vm, made, d, before)) return false;
    vm->lib->made[no] = made;
    return true;
}

Value kr__module_create(kr_vm *vm, const char *name) {
    const KrModuleDef *def = find(name);
    if (!def) return KR_FAILED;
    Value m = kr__module_new(vm, def->name, def->doc);
    if (!kr__ok(m)) return m;
    if (def->functions && !kr__module_add_functions(vm, m, def->functions)) return KR_FAILED;
    if (def->init && !init_module(vm, def, number_of(def), m)) return KR_FAILED;
    return m;
}

void **kr__module_state(kr_vm *vm, const KrModuleDef *def) {
    return have_state(vm) ? &vm->lib->state[number_of(def)] : NULL;
}

/* The state of a module that keeps nothing but Values. */
typedef struct Values {
    size_t n;
    Value v[];
} Values;

Value *kr__module_values(kr_vm *vm, const KrModuleDef *def, unsigned n) {
    void **at = kr__module_state(vm, def);
    if (!at) return NULL;
    Values *s = *at;
    if (!s) {
        s = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *s + n * sizeof(Value));
        if (!s) {
            kr__no_memory(vm);
            return NULL;
        }
        s->n = n;
        *at = s;
    }
    return s->v;
}

void kr__module_values_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    Values *s = state;
    kr__trace_values(gc, s->v, s->n);
}

void kr__module_values_free(kr_vm *vm, void *state) {
    Values *s = state;
    kr__mem_free(&kr__heap(vm)->mem, s, sizeof *s + s->n * sizeof(Value));
}

Value kr__module_exception(kr_vm *vm, Value module, const char *name, Value base) {
    const char *dot = strrchr(name, '.');
    if (!kr__ok(base)) base = kr__type(vm, KR_T_X_EXCEPTION);
    Value bases = kr__tuple_new(vm, &base, 1), ns = kr__dict_new(vm);
    Value shown = kr__intern(vm, dot + 1, strlen(dot + 1));
    Value owner = kr__intern(vm, name, (size_t)(dot - name));
    if (kr__failed(bases) || kr__failed(ns) || kr__failed(shown) || kr__failed(owner))
        return KR_FAILED;
    if (!kr__dict_set_name(vm, kr__ptr(ns), kr__name(vm, KR_N___module__), owner)) return KR_FAILED;
    Value cls = kr__type_new(vm, kr__type(vm, KR_T_TYPE), shown, bases, ns, KR_UNSET);
    return kr__ok(cls) && kr__module_add(vm, module, dot + 1, cls) ? cls : KR_FAILED;
}

Value kr__module_raise(kr_vm *vm, Value cls, Value text) {
    Value exc = kr__ok(text) && kr__ok(cls) ? kr__call1(vm, cls, text) : KR_FAILED;
    return kr__ok(exc) ? kr__raise_object(vm, exc) : KR_FAILED;
}

Value kr__module_class(kr_vm *vm, Value module, const KrClassDef *def) {
    const char *dot = strrchr(def->name, '.');
    Value cls = kr__class_new(vm, def);
    bool ok = kr__ok(cls) && kr__module_add(vm, module, dot ? dot + 1 : def->name, cls);
    return ok ? cls : KR_FAILED;
}

bool kr__module_constants(kr_vm *vm, Value module, const KrConstant *c, size_t n) {
    for (size_t i = 0; i < n; i++) {
        Value v = kr__int_from_i64(vm, c[i].value);
        if (kr__failed(v) || !kr__module_add(vm, module, c[i].name, v)) return false;
    }
    return true;
}

void kr__lib_trace(kr_vm *vm, KrGc *gc) {
    if (!vm->lib) return;
    kr__trace_values(gc, vm->lib->made, KR_COUNTOF(modules));
    for (size_t i = 0; i < KR_COUNTOF(modules); i++)
        if (vm->lib->state[i] && modules[i]->trace) modules[i]->trace(vm, gc, vm->lib->state[i]);
}

bool kr__lib_at_exit(kr_vm *vm) {
    bool ok = true;
    for (size_t i = KR_COUNTOF(modules); i-- > 0;)
        if (modules[i]->at_exit && !modules[i]->at_exit(vm)) ok = false;
    return ok;
}

void kr__lib_free(kr_vm *vm) {
    if (!vm->lib) return;
    for (size_t i = 0; i < KR_COUNTOF(modules); i++)
        if (vm->lib->state[i] && modules[i]->free) modules[i]->free(vm, vm->lib->state[i]);
    kr__mem_free(&kr__heap(vm)->mem, vm->lib, sizeof *vm->lib);
    vm->lib = NULL;
}
