/* SPDX-License-Identifier: MIT
 * _warnings.c: module _warnings over run/warn.c. */
#include "lib/modules.h"
#include "types/dict.h"
#include "types/module.h"

static Value given(Value v) { return kr__ok(v) ? v : KR_NONE_V; }

static Value warnings_warn(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t level = 1;
    if (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &level)) return KR_FAILED;
    return kr__warn_object(vm, a[0], given(a[1]), level, given(a[3])) ? KR_NONE_V : KR_FAILED;
}

static Value warnings_explicit(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t line;
    if (!kr__index_i64(vm, a[3], &line)) return KR_FAILED;
    if (!kr__is_str(vm, a[2]))
        return kr__raise_type(vm, "warn_explicit() argument 'filename' must be str, not %P", a[2]);
    return kr__warn_explicit(vm, a[1], a[0], a[2], line, given(a[4]), given(a[5]), KR_NONE_V,
                             given(a[7]))
               ? KR_NONE_V
               : KR_FAILED;
}

static Value warnings_mutated(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    vm->warnings.version++;
    return KR_NONE_V;
}

static bool init(kr_vm *vm, Value m) {
    const KrWarnings *w = &vm->warnings;
    return kr__module_add(vm, m, "filters", w->filters) &&
           kr__module_add(vm, m, "_onceregistry", w->once) &&
           kr__module_add(vm, m, "_defaultaction", w->default_action);
}

static const KrFnDef functions[] = {
    {"warn(message, category=None, stacklevel=1, source=None)", warnings_warn,
     "Issue a warning, or maybe ignore it or raise an exception.", 0},
    {"warn_explicit(message, category, filename, lineno, module=None, registry=None, "
     "module_globals=None, source=None)",
     warnings_explicit, "Issue a warning, or maybe ignore it or raise an exception.", 0},
    {"_filters_mutated()", warnings_mutated, NULL, 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module__warnings = {
    .name = "_warnings",
    .doc = "_warnings provides basic warning filtering support.\nIt is a helper module to speed up "
           "interpreter start-up.",
    .functions = functions,
    .init = init,
};
