/* SPDX-License-Identifier: MIT
 * _imp.c: what importlib asks of the interpreter: built-in modules, and the few that start-up takes
 * from the library's source in place of frozen ones. There are no extension modules. */
#include <string.h>

#include "base/hash.h"
#include "lib/modules.h"
#include "types/list.h"
#include "types/buffer.h"
#include "types/module.h"
#include "types/dict.h"

static Value nothing(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return KR_NONE_V;
}
static Value no(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return KR_FALSE_V;
}

static Value imp_is_builtin(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "is_builtin() argument must be str, not %P", a[0]);
    const KrStr *s = kr__ptr(a[0]);
    return kr__from_int48(!memchr(kr__str_text(s), 0, s->len) &&
                          kr__module_is_builtin(kr__str_text(s)));
}

static Value imp_create_builtin(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name = kr__getattr(vm, a[0], kr__name(vm, KR_N_name));
    if (kr__failed(name)) return KR_FAILED;
    Value m = kr__import_builtin(vm, name);
    return kr__ok(m) || kr__pending(vm) ? m : KR_NONE_V;
}

/* Created modules are complete. */
static Value imp_exec(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return kr__from_int48(0);
}

static bool is_frozen(Value name) {
    const KrStr *s = kr__ptr(name);
    return s->len == 26 && !memcmp(kr__str_text(s), "_frozen_importlib_external", 26);
}
static Value imp_is_frozen(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__bool(kr__is_str(vm, a[0]) && is_frozen(a[0]));
}
static Value not_frozen(kr_vm *vm, Value name) {
    return kr__raise(vm, KR_T_X_IMPORTERROR, "No such frozen object named %S", name);
}
static Value imp_is_frozen_package(kr_vm *vm, Value *a, int n) {
    (void)n;
    return is_frozen(a[0]) ? KR_FALSE_V : not_frozen(vm, a[0]);
}
static Value imp_find_frozen(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[0]) || !is_frozen(a[0])) return KR_NONE_V;
    Value items[3] = {KR_NONE_V, KR_FALSE_V, a[0]};
    return kr__tuple_new(vm, items, 3);
}
static Value imp_get_frozen_object(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value code;
    int r = kr__frozen_code(vm, a[0], &code);
    if (r < 0) return KR_FAILED;
    return r ? code : not_frozen(vm, a[0]);
}
static Value imp_extension_suffixes(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__list_new(vm, NULL, 0);
}
static Value imp_create_dynamic(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise(vm, KR_T_X_IMPORTERROR,
                     "extension modules of another interpreter cannot be loaded");
}
static Value imp_source_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t key;
    KrBuffer b;
    if (!kr__index_i64(vm, a[0], &key) || !kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    uint64_t h = (uint64_t)kr__hash_bytes((KrHashKey){(uint64_t)key, 0}, b.data, b.len);
    kr__buffer_release(vm, &b);
    return kr__bytes_new(vm, &h, 8);
}

static bool init(kr_vm *vm, Value m) {
    Value text = kr__str_new(vm, "default", 7);
    return kr__ok(text) && kr__module_add(vm, m, "check_hash_based_pycs", text);
}

static const KrFnDef functions[] = {
    {"acquire_lock()", nothing, "Acquires the interpreter's import lock for the current thread.",
     0},
    {"release_lock()", nothing, "Release the interpreter's import lock.", 0},
    {"lock_held()", no, "Return True if the import lock is currently held, else False.", 0},
    {"is_builtin(name, /)", imp_is_builtin,
     "Returns True if the module name corresponds to a built-in module.", 0},
    {"create_builtin(spec, /)", imp_create_builtin, "Create an extension module.", 0},
    {"exec_builtin(mod, /)", imp_exec, "Initialize a built-in module.", 0},
    {"is_frozen(name, /)", imp_is_frozen,
     "Returns True if the module name corresponds to a frozen module.", 0},
    {"is_frozen_package(name, /)", imp_is_frozen_package,
     "Returns True if the module name is of a frozen package.", 0},
    {"find_frozen(name, /, *, withdata=False)", imp_find_frozen,
     "Return info about the corresponding frozen module (if there is one) or None.", 0},
    {"get_frozen_object(name, data=None, /)", imp_get_frozen_object,
     "Create a code object for a frozen module.", 0},
    {"init_frozen(name, /)", nothing, "Initializes a frozen module.", 0},
    {"_frozen_module_names()", imp_extension_suffixes,
     "Returns the list of available frozen modules.", 0},
    {"_override_frozen_modules_for_tests(override, /)", nothing, NULL, 0},
    {"_fix_co_filename(code, path, /)", nothing,
     "Changes code.co_filename to specify the passed-in file path.", 0},
    {"extension_suffixes()", imp_extension_suffixes,
     "Returns the list of file suffixes used to identify extension modules.", 0},
    {"create_dynamic(spec, file=None, /)", imp_create_dynamic, "Create an extension module.", 0},
    {"exec_dynamic(mod, /)", imp_exec, "Initialize an extension module.", 0},
    {"source_hash(key, source)", imp_source_hash, NULL, 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module__imp = {
    .name = "_imp",
    .doc = "(Extremely) low-level import machinery bits as used by importlib.",
    .functions = functions,
    .init = init,
};
