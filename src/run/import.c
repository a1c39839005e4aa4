/* SPDX-License-Identifier: MIT
 * import.c: __import__ up to the point where a module must be found. What sys.modules or the table
 * of built-in modules holds is answered here; anything else is the work of the library's own
 * importlib, set up when it is first needed. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "lib/modules.h"
#include "run/frame.h"
#include "run/frozen.h"
#include "run/state.h"
#include "types/dict.h"
#include "types/exception_data.h"
#include "types/function.h"
#include "types/list.h"
#include "types/module.h"
#include "types/traceback.h"
#include "types/traceback_print.h"

#define BOOTSTRAP "_frozen_importlib"
#define EXTERNAL "_frozen_importlib_external"

static bool is_text(Value str, const char *text) {
    const KrStr *s = kr__ptr(str);
    return s->len == strlen(text) && !memcmp(kr__str_text(s), text, s->len);
}

static const char *last_dot(const char *s, size_t n) {
    while (n-- > 0)
        if (s[n] == '.') return s + n;
    return NULL;
}

/* ---- modules that start-up needs -------------------------------------------------------------- */

Value kr__import_builtin(kr_vm *vm, Value name) {
    Value m = KR_UNSET;
    int r = kr__dict_find(vm, kr__ptr(vm->modules), name, &m);
    if (r) return r > 0 ? m : KR_FAILED;
    const KrStr *s = kr__ptr(name);
    if (memchr(kr__str_text(s), 0, s->len) || !kr__module_is_builtin(kr__str_text(s)))
        return KR_UNSET;
    m = kr__module_create(vm, kr__str_text(s));
    if (kr__failed(m) || !kr__dict_set(vm, kr__ptr(vm->modules), name, m)) return KR_FAILED;
    return m;
}

/* The host's own modules: config.load is asked and answers through kr__provide, which compiles and runs the text. */
static Value host_module(kr_vm *vm, Value name) {
    if (!vm->config.load) return KR_UNSET;
    KrRunState *run = vm->run;
    Value outer = run->loading;
    run->loading = name;
    run->loaded = KR_UNSET;
    bool ok = vm->config.load(vm, kr__str_text(kr__ptr(name)));
    run->loading = outer;
    Value m = run->loaded;
    run->loaded = KR_UNSET;
    if (ok && kr__ok(m)) return m;
    return KR_UNSET;
}

bool kr__provide(kr_vm *vm, const char *file, const char *src, size_t n) {
    KrRunState *run = vm->run;
    Value name = run->loading;
    if (!kr__ok(name))
        return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "kr_provide outside of load");
    Value filename = kr__str_new(vm, file, strlen(file));
    Value code =
        kr__ok(filename) ? kr__compile_source(vm, src, n, filename, 'e', 0, -1) : KR_FAILED;
    Value m = kr__ok(code) ? kr__module_new(vm, kr__str_text(kr__ptr(name)), NULL) : KR_FAILED;
    if (kr__failed(m)) return false;
    Value ns = kr__value_of(kr__module_dict(m));
    if (!kr__dict_set_name(vm, kr__ptr(ns), kr__name(vm, KR_N___builtins__), vm->builtins) ||
        !kr__dict_set_name(vm, kr__ptr(ns), kr__name(vm, KR_N___file__), filename) ||
        !kr__dict_set(vm, kr__ptr(vm->modules), name, m))
        return false;
    if (kr__failed(kr__eval_code(vm, code, ns, ns))) {
        Value exc = kr__take_pending(vm);
        (void)kr__dict_delete(vm, kr__ptr(vm->modules), name, NULL);
        vm->thread->pending = exc;
        return false;
    }
    run->loaded = m;
    return true;
}

/* Module site, as every start of a program that imports something of the library runs it. What goes wrong there is
 * shown and ends only the import of site. */
static bool import_site(kr_vm *vm) {
    if (vm->config.flags.no_site) return true;
    Value name = kr__intern(vm, "site", 4);
    if (kr__failed(name)) return false;
    if (kr__ok(kr__import(vm, name)) || vm->thread->stopping) return !vm->thread->stopping;
    if (kr__pending_is(vm, KR_T_X_EXCEPTION)) {
        Value exc = kr__take_pending(vm);
        kr__stderr_text(vm, "Failed to import the site module\n");
        kr__print_exception(vm, exc);
        return true;
    }
    return false;
}

/* get_code(self, fullname) of SourceFileLoader: what the image has need not be looked for. Loaders of a program's own,
 * which may read their sources in another way, get what SourceLoader does. */
static Value get_code(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value external = vm->run->importlib_external, own = KR_UNSET, base, path, code = KR_UNSET;
    Value names[4] = {kr__intern(vm, "SourceFileLoader", 16), kr__intern(vm, "SourceLoader", 12),
                      kr__intern(vm, "get_code", 8), kr__intern(vm, "path", 4)};
    for (int i = 0; i < 4; i++)
        if (kr__failed(names[i])) return KR_FAILED;
    own = kr__getattr(vm, external, names[0]);
    if (kr__failed(own)) return KR_FAILED;
    if (kr__same(kr__class_of(vm, a[0]), own)) {
        path = kr__getattr(vm, a[0], names[3]);
        code = kr__ok(path) ? kr__image_code(vm, path) : KR_FAILED;
        if (kr__ok(code) || kr__pending(vm)) return code;
    }
    base = kr__getattr(vm, external, names[1]);
    if (kr__ok(base)) base = kr__getattr(vm, base, names[2]);
    return kr__ok(base) ? kr__tail_call(vm, base, a, 2) : KR_FAILED;
}
static const KrFnDef loader_methods[] = {
    {"get_code(self, fullname)", get_code, "Concrete implementation of InspectLoader.get_code.",
     KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};

static bool cached_loader(kr_vm *vm, Value external) {
    Value name = kr__intern(vm, "SourceFileLoader", 16), key = kr__intern(vm, "get_code", 8);
    Value cls = kr__ok(name) && kr__ok(key) ? kr__getattr(vm, external, name) : KR_FAILED;
    if (kr__failed(cls)) return false;
    uint32_t table = kr__def_table(vm, loader_methods);
    Value f = table ? kr__native_new(vm, KR_T_METHOD_DESCR, table, 0, KR_UNSET, cls) : KR_FAILED;
    return kr__ok(f) && kr__setattr(vm, cls, key, f);
}

/* What importlib's own set-up takes out of a frozen module's namespace. */
static bool origin_name(kr_vm *vm, Value ns, Value name) {
    Value origin, key = kr__intern(vm, "__origname__", 12);
    bool package;
    return kr__ok(key) && kr__frozen_info(vm, name, &origin, &package) > 0 &&
           kr__dict_set_name(vm, kr__ptr(ns), key, origin);
}

/* The first of sys.path_hooks stands in for zipimport.zipimporter until some path leads to a file: then
 * zipimport is imported and its class takes the place. */
static Value zip_hook(kr_vm *vm, Value *a, int n) {
    (void)n;
    static const char none[] = "not a Zip file: %R";
    char path[4096];
    struct stat st;
    if (!kr__is_str(vm, a[0])) return kr__raise(vm, KR_T_X_IMPORTERROR, none, a[0]);
    const KrStr *s = kr__ptr(a[0]);
    size_t len = s->len < sizeof path ? s->len : 0;
    memcpy(path, kr__str_text(s), len);
    path[len] = 0;
    while (len && stat(path, &st) != 0) { /* the archive is what is there of the path */
        const char *slash = strrchr(path, '/');
        len = slash ? (size_t)(slash - path) : 0;
        path[len] = 0;
    }
    if (!len || !S_ISREG(st.st_mode)) return kr__raise(vm, KR_T_X_IMPORTERROR, none, a[0]);
    Value real = kr__import_attr(vm, "zipimport", "zipimporter"),
          key = kr__intern(vm, "path_hooks", 10);
    if (kr__failed(real) || kr__failed(key)) return KR_FAILED;
    Value hooks = kr__dict_get_name(vm, kr__module_dict(vm->sys), key);
    for (uint32_t i = 0; kr__exact(hooks, KR_T_LIST) && i < ((KrList *)kr__ptr(hooks))->len; i++) {
        Value hook = kr__list_get(kr__ptr(hooks), i);
        if (!kr__exact(hook, KR_T_NATIVE) || kr__native_def(vm, kr__ptr(hook))->fn != zip_hook)
            continue;
        if (!kr__list_set(vm, kr__ptr(hooks), i, real)) return KR_FAILED;
    }
    return kr__tail_call(vm, real, a, 1);
}
static const KrFnDef hook_functions[] = {
    {"zipimporter(archivepath, /)", zip_hook, "Create a new zipimporter instance.", 0},
    {NULL, NULL, NULL, 0},
};

static bool add_zip_hook(kr_vm *vm) {
    Value key = kr__intern(vm, "path_hooks", 10);
    if (kr__failed(key)) return false;
    Value hooks = kr__dict_get_name(vm, kr__module_dict(vm->sys), key);
    uint32_t table = kr__def_table(vm, hook_functions);
    Value hook = table ? kr__native_new(vm, KR_T_NATIVE, table, 0, KR_UNSET, KR_UNSET) : KR_FAILED;
    return kr__ok(hook) &&
           (!kr__exact(hooks, KR_T_LIST) || kr__list_insert(vm, kr__ptr(hooks), 0, hook));
}

static bool insert_first(kr_vm *vm, Value folder) {
    Value key = kr__intern(vm, "path", 4);
    Value list = kr__ok(key) ? kr__dict_get_name(vm, kr__module_dict(vm->sys), key) : KR_FAILED;
    if (kr__failed(key)) return false;
    return !kr__has_kind(vm, list, KR_K_LIST) || kr__list_insert(vm, kr__ptr(list), 0, folder);
}

bool kr__path_first(kr_vm *vm, Value folder) {
    if (!vm->config.stdlib || kr__ok(vm->run->importlib)) return insert_first(vm, folder);
    vm->run->first_folder = folder;
    return true;
}

static bool take_first_folder(kr_vm *vm) {
    Value folder = vm->run->first_folder;
    vm->run->first_folder = KR_UNSET;
    return !kr__ok(folder) || insert_first(vm, folder);
}

/* importlib as module _frozen_importlib, set up as the interpreter's own. */
static bool set_up(kr_vm *vm) {
    KrRunState *run = vm->run;
    if (kr__ok(run->importlib)) return true;
    Value own = kr__intern(vm, BOOTSTRAP, strlen(BOOTSTRAP));
    Value code = kr__ok(own) ? kr__frozen_object(vm, own) : KR_FAILED;
    Value m = kr__ok(code) ? kr__module_new(vm, BOOTSTRAP, NULL) : KR_FAILED;
    if (kr__failed(m)) return false;
    Value ns = kr__value_of(kr__module_dict(m));
    if (!kr__dict_set_name(vm, kr__ptr(ns), kr__name(vm, KR_N___builtins__), vm->builtins) ||
        !origin_name(vm, ns, own) || !kr__dict_set_cstr(vm, kr__ptr(vm->modules), BOOTSTRAP, m))
        return false;
    if (kr__failed(kr__eval_code(vm, code, ns, ns))) return false;
    Value names[3] = {kr__intern(vm, "_imp", 4), kr__intern(vm, "_install", 8),
                      kr__intern(vm, "_install_external_importers", 27)};
    for (int i = 0; i < 3; i++)
        if (kr__failed(names[i])) return false;
    Value imp = kr__import_builtin(vm, names[0]);
    if (!kr__ok(imp)) return false;
    Value args[2] = {vm->sys, imp};
    if (kr__failed(kr__call_method(vm, m, names[1], args, 2))) return false;
    run->importlib = m;
    if (kr__failed(kr__call_method(vm, m, names[2], NULL, 0))) return false;
    Value external = kr__intern(vm, EXTERNAL, strlen(EXTERNAL));
    if (kr__failed(external)) return false;
    run->importlib_external = kr__dict_get_name(vm, kr__ptr(vm->modules), external);
    return cached_loader(vm, run->importlib_external) && add_zip_hook(vm) && import_site(vm) &&
           take_first_folder(vm);
}
/* A stop has left half of it: it begins anew, with empty lists. */
static void forget_set_up(kr_vm *vm) {
    static const char *const names[] = {"meta_path", "path_hooks"};
    vm->run->importlib = vm->run->importlib_external = KR_UNSET;
    for (int i = 0; i < 2; i++) {
        Value key = kr__intern(vm, names[i], strlen(names[i]));
        Value list = kr__ok(key) ? kr__dict_get_name(vm, kr__module_dict(vm->sys), key) : KR_UNSET;
        if (kr__has_kind(vm, list, KR_K_LIST)) kr__list_clear(vm, kr__ptr(list));
    }
}
/* A program's trace function sees nothing of that. */
static bool boot(kr_vm *vm) {
    if (kr__ok(vm->run->importlib)) return true;
    KrThread *t = vm->thread;
    bool was = t->traced;
    t->tracing++;
    t->traced = false;
    bool ok = set_up(vm);
    if (!ok && t->stopping) forget_set_up(vm);
    t->tracing--;
    t->traced = was;
    return ok;
}

/* Whether importlib has begun with the module and has not ended. */
static bool is_half_made(kr_vm *vm, Value m) {
    KrDict *d = kr__has_kind(vm, m, KR_K_MODULE) ? kr__module_dict(m) : NULL;
    Value spec = d ? kr__dict_get_name(vm, d, kr__name(vm, KR_N___spec__)) : KR_UNSET, starting;
    return kr__has_kind(vm, spec, KR_K_INSTANCE) &&
           kr__instance_get(vm, spec, kr__name(vm, KR_N__initializing), &starting) > 0 &&
           kr__is_true(starting);
}

void kr__import_abandon(kr_vm *vm) {
    if (!kr__ok(vm->modules)) return;
    KrDict *modules = kr__ptr(vm->modules);
    size_t pos = 0;
    for (Value name, m; kr__dict_next(vm, modules, &pos, &name, &m);) {
        if (!kr__exact(name, KR_T_STR) || !is_half_made(vm, m)) continue;
        (void)kr__dict_delete(vm, modules, name, NULL);
        pos = 0; /* entries may have moved */
    }
}

bool kr__import_patient(kr_vm *vm) {
    static const char start[] = "<frozen ";
    const KrFrame *f = kr__frame_python(vm->thread->frame);
    if (!f) return false;
    const KrStr *file = kr__slot_ptr(f->code->filename);
    return file->len >= sizeof start && !memcmp(kr__str_text(file), start, sizeof start - 1);
}

/* ---- tracebacks without importlib's own frames ------------------------------------------------ */

static bool is_importlib(const KrCode *code) {
    Value file = KR_VALUE(code->filename.bits);
    return is_text(file, "<frozen importlib._bootstrap>") ||
           is_text(file, "<frozen importlib._bootstrap_external>");
}

/* Takes chunks of importlib entries out of the pending exception's traceback: all of them from an
 * ImportError, from others those that end in _call_with_frames_removed. */
static void trim_traceback(kr_vm *vm) {
    if (vm->thread->stopping || vm->config.flags.verbose) return;
    Value exc = vm->thread->pending;
    if (!kr__ok(exc) || kr__same(exc, KR_END)) return;
    bool always = kr__is_a(vm, exc, KR_T_X_IMPORTERROR);
    KrException *e = kr__ptr(exc);
    Slot *link = &e->traceback, *chunk = NULL;
    void *owner = e, *chunk_owner = NULL;
    bool inside = false;
    for (Slot at = e->traceback; at.bits;) {
        KrTraceback *t = kr__slot_ptr(at);
        const KrCode *code = kr__frame_code(KR_VALUE(t->frame.bits));
        bool now = is_importlib(code);
        if (now && !inside) chunk = link, chunk_owner = owner;
        inside = now;
        at = t->next;
        if (now && (always || is_text(KR_VALUE(code->name.bits), "_call_with_frames_removed"))) {
            kr__store(vm, chunk_owner, chunk, at);
            link = chunk;
            owner = chunk_owner;
        } else {
            link = &t->next;
            owner = t;
        }
    }
}

/* ---- finding ---------------------------------------------------------------------------------- */

/* Without the library there is nowhere to look. */
static Value no_module(kr_vm *vm, Value name) {
    kr__raise(vm, KR_T_X_MODULENOTFOUNDERROR, "No module named %R", name);
    if (kr__pending_is(vm, KR_T_X_MODULENOTFOUNDERROR) &&
        !kr__exception_set(vm, vm->thread->pending, KR_N_name, name))
        return KR_FAILED;
    return KR_FAILED;
}

/* What importlib does with a name. */
static Value load(kr_vm *vm, Value name) {
    Value import = kr__dict_get_name(vm, kr__ptr(vm->builtins_dict), kr__name(vm, KR_N___import__));
    Value args[2] = {name, kr__ok(import) ? import : KR_NONE_V};
    Value m = kr__call_method(vm, vm->run->importlib, kr__name(vm, KR_N__find_and_load), args, 2);
    if (kr__failed(m)) trim_traceback(vm);
    return m;
}

static uint64_t nanoseconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void put_time(kr_vm *vm, uint64_t self, uint64_t all, Value name) {
    Value line = kr__text(vm, "%S\n", name);
    char head[80 + 2 * 64];
    int deep = vm->run->import_level < 64 ? (int)vm->run->import_level : 64;
    int n = snprintf(head, sizeof head, "import time: %9lu | %10lu | %*s",
                     (unsigned long)(self / 1000), (unsigned long)(all / 1000), 2 * deep, "");
    if (kr__failed(line)) {
        kr__clear_pending(vm);
        return;
    }
    kr__host_write(vm, 2, head, (size_t)n);
    kr__host_write(vm, 2, kr__str_text(kr__ptr(line)), ((KrStr *)kr__ptr(line))->len);
}

/* -X importtime: how long it took, without and with the imports inside. */
static Value load_timed(kr_vm *vm, Value name) {
    KrRunState *run = vm->run;
    static const char head[] = "import time: self [us] | cumulative | imported package\n";
    if (!run->import_shown) kr__host_write(vm, 2, head, sizeof head - 1);
    run->import_shown = true;
    uint64_t outer = run->import_inner, start = nanoseconds();
    run->import_inner = 0;
    run->import_level++;
    Value m = load(vm, name);
    run->import_level--;
    uint64_t all = nanoseconds() - start, inner = run->import_inner < all ? run->import_inner : all;
    Value exc = kr__pending(vm) && !vm->thread->stopping ? kr__take_pending(vm) : KR_UNSET;
    if (!vm->thread->stopping) put_time(vm, all - inner, all, name);
    if (kr__ok(exc)) vm->thread->pending = exc;
    run->import_inner = outer + all;
    return m;
}

/* Another thread may be about to make the module m: then it is waited for. */
static bool wait_until_made(kr_vm *vm, Value m, Value name) {
    if (!vm->threads || !kr__ok(vm->run->importlib) || !kr__has_kind(vm, m, KR_K_MODULE))
        return true;
    KrDict *d = kr__module_dict(m);
    Value spec = d ? kr__dict_get_name(vm, d, kr__name(vm, KR_N___spec__)) : KR_UNSET;
    Value starting = KR_FALSE_V;
    if (kr__failed(spec) || kr__is_none(spec)) return true;
    int r = kr__getattr_opt(vm, spec, kr__name(vm, KR_N__initializing), &starting);
    if (r < 0) return false;
    if (!r || !kr__is_true(starting)) return true;
    Value wait = kr__intern(vm, "_lock_unlock_module", 19);
    return kr__ok(wait) && kr__ok(kr__call_method(vm, vm->run->importlib, wait, &name, 1));
}

/* The module of an absolute name, imported if need be. */
static Value find_and_load(kr_vm *vm, Value name) {
    Value m = KR_UNSET;
    int r = kr__dict_find(vm, kr__ptr(vm->modules), name, &m);
    if (r < 0) return KR_FAILED;
    if (r && !kr__is_none(m)) return wait_until_made(vm, m, name) ? m : KR_FAILED;
    if (!r && !kr__ok(vm->run->importlib)) {
        m = kr__import_builtin(vm, name);
        if (kr__ok(m) || kr__pending(vm)) return m;
    }
    m = host_module(vm, name);
    if (kr__ok(m) || kr__pending(vm)) return m;
    if (!vm->config.stdlib) return no_module(vm, name);
    if (!boot(vm)) return KR_FAILED;
    return vm->config.import_time ? load_timed(vm, name) : load(vm, name);
}

static Value namespace_get(kr_vm *vm, Value globals, KrName name) {
    return kr__dict_get_name(vm, kr__ptr(globals), kr__name(vm, name));
}

/* Package that a relative import starts from: __package__, else __spec__.parent, else from __name__. */
static Value calling_package(kr_vm *vm, Value globals) {
    Value package = namespace_get(vm, globals, KR_N___package__);
    Value spec = namespace_get(vm, globals, KR_N___spec__);
    if (kr__ok(spec) && kr__is_none(spec)) spec = KR_UNSET;
    if (kr__ok(package) && !kr__is_none(package)) {
        if (!kr__is_str(vm, package)) return kr__raise_type(vm, "package must be a string");
        if (!kr__ok(spec)) return package;
        Value parent = kr__intern(vm, "parent", 6);
        if (kr__ok(parent)) parent = kr__getattr(vm, spec, parent);
        int same = kr__ok(parent) ? kr__equal(vm, package, parent) : -1;
        if (same < 0) return KR_FAILED;
        if (!same && !kr__warn(vm, KR_T_X_IMPORTWARNING, 1, "__package__ != __spec__.parent"))
            return KR_FAILED;
        return package;
    }
    if (kr__ok(spec)) {
        Value parent = kr__intern(vm, "parent", 6);
        if (kr__ok(parent)) parent = kr__getattr(vm, spec, parent);
        if (kr__ok(parent) && !kr__is_str(vm, parent))
            return kr__raise_type(vm, "__spec__.parent must be a string");
        return parent;
    }
    if (!kr__warn(vm, KR_T_X_IMPORTWARNING, 1,
                  "can't resolve package from __spec__ or __package__, falling back on __name__ "
                  "and __path__"))
        return KR_FAILED;
    package = namespace_get(vm, globals, KR_N___name__);
    if (!kr__ok(package)) return kr__raise(vm, KR_T_X_KEYERROR, "'__name__' not in globals");
    if (!kr__is_str(vm, package)) return kr__raise_type(vm, "__name__ must be a string");
    if (kr__ok(namespace_get(vm, globals, KR_N___path__))) return package;
    const KrStr *s = kr__ptr(package);
    const char *text = kr__str_text(s), *dot = last_dot(text, s->len);
    return dot ? kr__str_new(vm, text, (size_t)(dot - text)) : kr__name(vm, KR_N_empty);
}

static Value resolve_name(kr_vm *vm, Value name, Value globals, int64_t level) {
    if (!kr__has_kind(vm, globals, KR_K_DICT)) {
        if (kr__is_none(globals))
            return kr__raise(vm, KR_T_X_KEYERROR, "'__name__' not in globals");
        return kr__raise_type(vm, "globals must be a dict");
    }
    Value package = calling_package(vm, globals);
    if (kr__failed(package)) return KR_FAILED;
    const KrStr *s = kr__ptr(package);
    size_t n = s->len;
    if (!n)
        return kr__raise(vm, KR_T_X_IMPORTERROR,
                         "attempted relative import with no known parent package");
    for (int64_t i = 1; i < level; i++) {
        const char *text = kr__str_text(kr__ptr(package)), *dot = last_dot(text, n);
        if (!dot)
            return kr__raise(vm, KR_T_X_IMPORTERROR,
                             "attempted relative import beyond top-level package");
        n = (size_t)(dot - text);
    }
    Value base = kr__str_new(vm, kr__str_text(kr__ptr(package)), n);
    if (kr__failed(base) || !((KrStr *)kr__ptr(name))->len) return base;
    return kr__text(vm, "%S.%S", base, name);
}

/* `import a.b.c` binds a; `from . import` within a package names what is left of the absolute name. */
static Value first_part(kr_vm *vm, Value module, Value name, Value full, int64_t level) {
    const KrStr *s = kr__ptr(name);
    const char *text = kr__str_text(s), *dot = memchr(text, '.', s->len);
    if (level > 0 && !s->len) return module;
    if (!dot) return module;
    size_t cut = s->len - (size_t)(dot - text);
    if (level == 0) {
        Value front = kr__str_new(vm, text, (size_t)(dot - text));
        return kr__ok(front) ? find_and_load(vm, front) : KR_FAILED;
    }
    const KrStr *f = kr__ptr(full);
    Value front = kr__str_new(vm, kr__str_text(f), f->len - cut), m = KR_UNSET;
    if (kr__failed(front)) return KR_FAILED;
    int r = kr__dict_find(vm, kr__ptr(vm->modules), front, &m);
    if (r < 0) return KR_FAILED;
    if (!r) return kr__raise(vm, KR_T_X_KEYERROR, "%R not in sys.modules as expected", front);
    return m;
}

/* Submodules that `from package import …` names are imported. */
static Value handle_fromlist(kr_vm *vm, Value module, Value fromlist) {
    Value path;
    int r = kr__getattr_opt(vm, module, kr__name(vm, KR_N___path__), &path);
    if (r < 0) return KR_FAILED;
    if (!r) return module;
    if (!boot(vm)) return KR_FAILED;
    Value import = kr__dict_get_name(vm, kr__ptr(vm->builtins_dict), kr__name(vm, KR_N___import__));
    Value args[3] = {module, fromlist, kr__ok(import) ? import : KR_NONE_V};
    Value v = kr__call_method(vm, vm->run->importlib, kr__name(vm, KR_N__handle_fromlist), args, 3);
    if (kr__failed(v)) trim_traceback(vm);
    return v;
}

Value kr__import_name(kr_vm *vm, Value name, Value globals, Value fromlist, Value level) {
    if (!kr__is_str(vm, name)) return kr__raise_type(vm, "module name must be a string");
    int64_t up;
    if (!kr__index_i64(vm, level, &up)) return KR_FAILED;
    if (up < 0) return kr__raise_value(vm, "level must be >= 0");
    Value full = name;
    if (up > 0) {
        full = resolve_name(vm, name, globals, up);
        if (kr__failed(full)) return KR_FAILED;
    } else if (!((KrStr *)kr__ptr(name))->len) {
        return kr__raise_value(vm, "Empty module name");
    }
    /* whoever looks at sys sees what the import system and module site put there */
    if (is_text(full, "sys") && vm->config.stdlib && !boot(vm)) return KR_FAILED;
    Value module = find_and_load(vm, full);
    if (kr__failed(module)) return KR_FAILED;
    int has = kr__ok(fromlist) && !kr__is_none(fromlist) ? kr__truth(vm, fromlist) : 0;
    if (has < 0) return KR_FAILED;
    return has ? handle_fromlist(vm, module, fromlist) : first_part(vm, module, name, full, up);
}

Value kr__import(kr_vm *vm, Value name) { return find_and_load(vm, name); }

Value kr__import_attr(kr_vm *vm, const char *module, const char *attr) {
    Value name = kr__intern(vm, module, strlen(module));
    Value m = kr__ok(name) ? find_and_load(vm, name) : KR_FAILED;
    if (kr__failed(m)) return KR_FAILED;
    Value key = kr__intern(vm, attr, strlen(attr));
    return kr__ok(key) ? kr__getattr(vm, m, key) : KR_FAILED;
}
