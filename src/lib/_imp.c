/* SPDX-License-Identifier: MIT
 * _imp.c: what importlib asks of the interpreter: built-in and frozen modules. There are no
 * extension modules. */
#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "compile/code.h"
#include "lib/marshal.h"
#include "lib/modules.h"
#include "types/buffer.h"
#include "types/dict.h"
#include "types/exception_data.h"
#include "types/list.h"
#include "types/module.h"

/* The import lock. It is not what modules are locked by while they are imported: importlib has one for each. */
static Value imp_acquire(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    while (vm->import_depth && vm->import_owner != vm->thread->ident)
        if (kr__wait(vm, vm->modules, INFINITY) < 0) return KR_FAILED;
    vm->import_owner = vm->thread->ident;
    vm->import_depth++;
    return KR_NONE_V;
}
static Value imp_release(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    if (!vm->import_depth || vm->import_owner != vm->thread->ident)
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "not holding the import lock");
    if (--vm->import_depth == 0) kr__notify(vm, vm->modules);
    return KR_NONE_V;
}
static Value imp_held(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__bool(vm->import_depth);
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

static bool need_str(kr_vm *vm, Value name, const char *function) {
    return kr__is_str(vm, name) ||
           kr__raise_false(vm, KR_T_X_TYPEERROR, "%s must be str, not %P", function, name);
}
static Value imp_is_frozen(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value origin;
    bool package;
    if (!need_str(vm, a[0], "is_frozen() argument")) return KR_FAILED;
    int r = kr__frozen_info(vm, a[0], &origin, &package);
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value not_frozen(kr_vm *vm, Value name) {
    kr__raise(vm, KR_T_X_IMPORTERROR, "No such frozen object named %R", name);
    if (kr__pending_is(vm, KR_T_X_IMPORTERROR))
        (void)!kr__exception_set(vm, vm->thread->pending, KR_N_name, name);
    return KR_FAILED;
}
static Value imp_is_frozen_package(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value origin;
    bool package;
    if (!need_str(vm, a[0], "is_frozen_package() argument")) return KR_FAILED;
    int r = kr__frozen_info(vm, a[0], &origin, &package);
    if (r < 0) return KR_FAILED;
    return r ? kr__bool(package) : not_frozen(vm, a[0]);
}
/* With data: a memoryview of the code's marshalled form. */
static Value imp_find_frozen(kr_vm *vm, Value *a, int n) {
    (void)n;
    bool package;
    Value items[3] = {KR_NONE_V, KR_FALSE_V, KR_UNSET};
    if (!need_str(vm, a[0], "find_frozen() argument 1")) return KR_FAILED;
    int r = kr__frozen_info(vm, a[0], &items[2], &package);
    if (r <= 0) return r < 0 ? KR_FAILED : KR_NONE_V;
    items[1] = kr__bool(package);
    int with = kr__ok(a[1]) ? kr__truth(vm, a[1]) : 0;
    if (with < 0) return KR_FAILED;
    if (with) {
        Value code = kr__frozen_object(vm, a[0]);
        Value data = kr__ok(code) ? kr__marshal_dump(vm, code, KR_MARSHAL_VERSION) : KR_FAILED;
        items[0] = kr__ok(data) ? kr__memoryview_new(vm, data) : KR_FAILED;
        if (kr__failed(items[0])) return KR_FAILED;
    }
    return kr__tuple_new(vm, items, 3);
}
static Value imp_get_frozen_object(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!need_str(vm, a[0], "get_frozen_object() argument 1")) return KR_FAILED;
    if (!kr__ok(a[1]) || kr__is_none(a[1])) {
        Value code = kr__frozen_object(vm, a[0]);
        return kr__ok(code) || kr__pending(vm) ? code : not_frozen(vm, a[0]);
    }
    KrBuffer b;
    if (!kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    Value code = b.len ? kr__marshal_load(vm, b.data, b.len, KR_CHECK) : KR_FAILED;
    kr__buffer_release(vm, &b);
    if (kr__failed(code) && !kr__pending(vm)) return not_frozen(vm, a[0]);
    if (kr__failed(code) || kr__exact(code, KR_T_CODE)) return code;
    return kr__raise_type(vm, "frozen object %R is not a code object", a[0]);
}
/* Makes the module and runs its code; None: there is none of this name. */
static Value imp_init_frozen(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!need_str(vm, a[0], "init_frozen() argument")) return KR_FAILED;
    Value origin, code = kr__frozen_object(vm, a[0]);
    if (!kr__ok(code)) return kr__pending(vm) ? KR_FAILED : KR_NONE_V;
    bool package;
    if (kr__frozen_info(vm, a[0], &origin, &package) < 0) return KR_FAILED;
    Value m = kr__module_new(vm, kr__str_text(kr__ptr(a[0])), NULL);
    if (kr__failed(m)) return KR_FAILED;
    Value ns = kr__value_of(kr__module_dict(m)), path = kr__list_new(vm, NULL, 0);
    if (kr__failed(path) || (package && !kr__module_add(vm, m, "__path__", path)) ||
        !kr__module_add(vm, m, "__builtins__", vm->builtins) ||
        !kr__module_add(vm, m, "__origname__", origin) ||
        !kr__dict_set(vm, kr__ptr(vm->modules), a[0], m))
        return KR_FAILED;
    return kr__ok(kr__eval_code(vm, code, ns, ns)) ? m : KR_FAILED;
}
static Value imp_frozen_names(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__frozen_names(vm);
}
static Value imp_override(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t how;
    if (!kr__index_i64(vm, a[0], &how)) return KR_FAILED;
    kr__frozen_override(vm, how < 0 ? -1 : how > 0);
    return KR_NONE_V;
}

/* Gives code, and what is inside it, the name of the file that it was read from. */
static bool fix_filename(kr_vm *vm, KrCode *code, Slot old, Value path) {
    if (code->filename.bits != old.bits &&
        !kr__str_equal(kr__slot_ptr(code->filename), kr__slot_ptr(old)))
        return true;
    if (!kr__enter(vm, " in _fix_co_filename")) return false;
    kr__store(vm, code, &code->filename, kr__ref_slot(path));
    bool ok = true;
    for (uint32_t i = 0; ok && i < code->nconsts; i++)
        if (kr__exact(code->consts[i], KR_T_CODE))
            ok = fix_filename(vm, kr__ptr(code->consts[i]), old, path);
    kr__leave(vm);
    return ok;
}
static Value imp_fix_co_filename(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__exact(a[0], KR_T_CODE))
        return kr__raise_type(vm, "_fix_co_filename() argument 1 must be code, not %P", a[0]);
    if (!need_str(vm, a[1], "_fix_co_filename() argument 2")) return KR_FAILED;
    KrCode *code = kr__ptr(a[0]);
    Slot old = code->filename;
    if (kr__str_equal(kr__slot_ptr(old), kr__ptr(a[1]))) return KR_NONE_V;
    bool ok = fix_filename(vm, code, old, a[1]);
    __asm__ volatile("" : : "r"(old.bits)); /* alive until here */
    return ok ? KR_NONE_V : KR_FAILED;
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
    const char *check = vm->config.check_pycs ? vm->config.check_pycs : "default";
    Value text = kr__str_new(vm, check, strlen(check));
    return kr__ok(text) && kr__module_add(vm, m, "check_hash_based_pycs", text);
}

static const KrFnDef functions[] = {
    {"acquire_lock()", imp_acquire,
     "Acquires the interpreter's import lock for the current thread.", 0},
    {"release_lock()", imp_release, "Release the interpreter's import lock.", 0},
    {"lock_held()", imp_held, "Return True if the import lock is currently held, else False.", 0},
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
    {"init_frozen(name, /)", imp_init_frozen, "Initializes a frozen module.", 0},
    {"_frozen_module_names()", imp_frozen_names, "Returns the list of available frozen modules.",
     0},
    {"_override_frozen_modules_for_tests(override, /)", imp_override,
     "(internal-only) Override PyConfig.use_frozen_modules.", 0},
    {"_fix_co_filename(code, path, /)", imp_fix_co_filename,
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
