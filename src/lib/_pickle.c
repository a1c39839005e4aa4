/* SPDX-License-Identifier: MIT
 * _pickle.c: the module _pickle, with dump, dumps, load and loads, and class PickleBuffer, which holds a view of memory
 * that a pickle may leave out. */
#include "lib/_pickle.h"
#include "types/memoryview.h"
#include "types/module.h"

/* ---- PickleBuffer ---- */

typedef struct Buffer {
    KrObj head;
    Slot view; /* memoryview; 0: released */
} Buffer;

bool kr__is_pickle_buffer(kr_vm *vm, Value v) {
    return kr__same(kr__class_of(vm, v), kr__pickle_get(vm, S_BUFFER));
}
static Value view_of(kr_vm *vm, Value v) {
    Slot view = ((Buffer *)kr__ptr(v))->view;
    if (view.bits) return KR_VALUE(view.bits);
    return kr__raise_value(vm, "operation forbidden on released PickleBuffer object");
}
bool kr__pickle_buffer_get(kr_vm *vm, Value v, KrBuffer *b) {
    Value view = view_of(vm, v);
    if (kr__failed(view)) return false;
    view = kr__memoryview_raw(vm, view);
    if (kr__ok(view)) return kr__buffer_get(vm, view, b);
    if (!kr__pending_is(vm, KR_T_X_BUFFERERROR)) return false;
    kr__clear_pending(vm);
    return PICKLING_FALSE(
        vm, "PickleBuffer can not be pickled when pointing to a non-contiguous buffer");
}

/* cls, object */
static Value buffer_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_buffer(vm, a[1]))
        return kr__raise_type(vm, "a bytes-like object is required, not '%T'", a[1]);
    Value view = kr__memoryview_new(vm, a[1]), v = kr__ok(view) ? kr__host_new(vm, a[0]) : view;
    if (kr__ok(v)) ((Buffer *)kr__ptr(v))->view = kr__ref_slot(view);
    return v;
}
static Value buffer_raw(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value view = view_of(vm, a[0]);
    return kr__ok(view) ? kr__memoryview_raw(vm, view) : view;
}
static Value buffer_release(kr_vm *vm, Value *a, int n) {
    (void)n;
    Buffer *b = kr__ptr(a[0]);
    Value name = kr__intern(vm, "release", 7);
    if (!b->view.bits || kr__failed(name)) return b->view.bits ? name : KR_NONE_V;
    if (kr__failed(kr__call_method(vm, KR_VALUE(b->view.bits), name, NULL, 0))) return KR_FAILED;
    b->view = KR_NO_SLOT;
    return KR_NONE_V;
}
static Value buffer_buffer(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value view = view_of(vm, a[0]);
    return kr__ok(view) ? kr__memoryview_new(vm, view) : view;
}

static const KrFnDef buffer_methods[] = {
    {"__new__(cls, object, /)", buffer_new, NULL, KR_DEF_NEW},
    {"__buffer__(self, flags, /)", buffer_buffer, NULL, KR_DEF_SPECIAL},
    {"raw(self, /)", buffer_raw,
     "Return a memoryview of the raw memory underlying this buffer.\n\nWill raise BufferError is "
     "the buffer isn't contiguous.",
     KR_DEF_METHOD},
    {"release(self, /)", buffer_release,
     "Release the underlying buffer held by the PickleBuffer object.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef buffer_def = {
    .name = "pickle.PickleBuffer",
    .doc = "Wrapper for potentially out-of-band buffers",
    .kind = KR_K_HOST,
    .flags = KR_TF_HAS_WEAK,
    .size = sizeof(Buffer),
    .slots = KR_AT(Buffer, view),
    .methods = buffer_methods,
};

/* ---- functions ---- */

/* obj, file, protocol, fix_imports, buffer_callback */
static Value m_dump(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value write, self = kr__host_new(vm, kr__pickle_get(vm, S_PICKLER));
    if (kr__failed(self) || !kr__pickle_writer(vm, a[1], &write) ||
        !kr__pickler_setup(vm, self, write, a[2], a[3], a[4]))
        return KR_FAILED;
    KrPickler *p = kr__ptr(self);
    return kr__pickle_dump(vm, p, a[0]) && kr__pickle_flush(vm, p) ? KR_NONE_V : KR_FAILED;
}
/* obj, protocol, fix_imports, buffer_callback */
static Value m_dumps(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value self = kr__host_new(vm, kr__pickle_get(vm, S_PICKLER));
    if (kr__failed(self) || !kr__pickler_setup(vm, self, KR_UNSET, a[1], a[2], a[3]))
        return KR_FAILED;
    KrPickler *p = kr__ptr(self);
    return kr__pickle_dump(vm, p, a[0]) ? kr__bytes_make(vm, p->out, p->len) : KR_FAILED;
}
/* file, fix_imports, encoding, errors, buffers */
static Value m_load(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value self = kr__host_new(vm, kr__pickle_get(vm, S_UNPICKLER));
    if (kr__failed(self) || !kr__unpickler_file(vm, self, a[0]) ||
        !kr__unpickler_setup(vm, self, a[1], a[2], a[3], a[4]))
        return KR_FAILED;
    return kr__unpickle_load(vm, self);
}
/* data, fix_imports, encoding, errors, buffers */
static Value m_loads(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value self = kr__host_new(vm, kr__pickle_get(vm, S_UNPICKLER));
    KrBuffer b;
    if (kr__failed(self) || !kr__unpickler_setup(vm, self, a[1], a[2], a[3], a[4]) ||
        !kr__buffer_get(vm, a[0], &b))
        return KR_FAILED;
    KrUnpickler *u = kr__ptr(self);
    u->data = b.data;
    u->size = u->taken = (int64_t)b.len;
    Value v = kr__unpickle_load(vm, self);
    kr__buffer_release(vm, &b);
    return v;
}

static const KrFnDef functions[] = {
    {"dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)", m_dump,
     "Write a pickled representation of obj to the open file object file.", 0},
    {"dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None)", m_dumps,
     "Return the pickled representation of the object as a bytes object.", 0},
    {"load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())", m_load,
     "Read and return an object from the pickle data stored in a file.", 0},
    {"loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())", m_loads,
     "Read and return an object from the given pickle data.", 0},
    {NULL, NULL, NULL, 0},
};

/* ---- the module ---- */

static bool add_errors(kr_vm *vm, Value m, Value *s) {
    return kr__ok(s[S_ERROR] = kr__module_exception(vm, m, "_pickle.PickleError", KR_UNSET)) &&
           kr__ok(s[S_PICKLING] =
                      kr__module_exception(vm, m, "_pickle.PicklingError", s[S_ERROR])) &&
           kr__ok(s[S_UNPICKLING] =
                      kr__module_exception(vm, m, "_pickle.UnpicklingError", s[S_ERROR]));
}
static bool add_classes(kr_vm *vm, Value m, Value *s) {
    return kr__ok(s[S_PICKLER] = kr__module_class(vm, m, &kr__pickler_def)) &&
           kr__ok(s[S_UNPICKLER] = kr__module_class(vm, m, &kr__unpickler_def)) &&
           kr__ok(s[S_BUFFER] = kr__module_class(vm, m, &buffer_def)) &&
           kr__ok(s[S_PICKLER_MEMO] = kr__class_new(vm, &kr__pickler_memo_def)) &&
           kr__ok(s[S_UNPICKLER_MEMO] = kr__class_new(vm, &kr__unpickler_memo_def));
}
static bool init(kr_vm *vm, Value m) {
    static const struct {
        int at;
        const char *module, *name;
        bool dict;
    } taken[] = {{S_DISPATCH, "copyreg", "dispatch_table", true},
                 {S_EXT_CODES, "copyreg", "_extension_registry", true},
                 {S_EXT_NAMES, "copyreg", "_inverted_registry", true},
                 {S_EXT_CACHE, "copyreg", "_extension_cache", true},
                 {S_NAMES_TO_3, "_compat_pickle", "NAME_MAPPING", true},
                 {S_MODULES_TO_3, "_compat_pickle", "IMPORT_MAPPING", true},
                 {S_NAMES_TO_2, "_compat_pickle", "REVERSE_NAME_MAPPING", true},
                 {S_MODULES_TO_2, "_compat_pickle", "REVERSE_IMPORT_MAPPING", true},
                 {S_ENCODE, "_codecs", "encode", false},
                 {S_PARTIAL, "_functools", "partial", false}};
    Value *s = kr__module_values(vm, &kr__module__pickle, PICKLE_STATES);
    if (!s || !add_errors(vm, m, s) || !add_classes(vm, m, s)) return false;
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        Value v = kr__import_attr(vm, taken[i].module, taken[i].name);
        if (kr__failed(v)) return false;
        if (taken[i].dict && !kr__has_kind(vm, v, KR_K_DICT))
            return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "%s.%s should be a dict, not %T",
                                   taken[i].module, taken[i].name, v);
        s[taken[i].at] = v;
    }
    return true;
}
const KrModuleDef kr__module__pickle = {
    .name = "_pickle",
    .doc = "Optimized C implementation for the Python pickle module.",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
