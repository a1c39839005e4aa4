/* SPDX-License-Identifier: MIT
 * _testcapi.c: the module _testcapi as far as it tests calls: native functions of each shape (any
 * arguments, with keywords, one, none), as functions of a module, methods, class methods and static
 * methods. Each returns what it was called on and what it was given. */
#include <float.h>
#include <limits.h>

#include "lib/modules.h"
#include "types/host.h"
#include "types/module.h"

extern const KrModuleDef kr__module__testcapi;

/* (self, args), (self, args, kwargs): any arguments follow the keywords. */
static Value seen(kr_vm *vm, Value self, Value *args, int n, const Value *kwargs) {
    Value items[3] = {self, kr__tuple_new(vm, args, (uint32_t)n)};
    if (kr__failed(items[1])) return KR_FAILED;
    if (kwargs) items[2] = *kwargs;
    return kr__tuple_new(vm, items, kwargs ? 3 : 2);
}
static Value seen_one(kr_vm *vm, Value self, Value arg) {
    return kr__tuple_new(vm, (Value[]){self, arg}, 2);
}

/* What was called is before the arguments. */
static Value m_args(kr_vm *vm, Value *a, int n) { return seen(vm, a[0], a + 1, n - 1, NULL); }
static Value m_keywords(kr_vm *vm, Value *a, int n) { return seen(vm, a[0], a + 2, n - 2, a + 1); }
static Value m_one(kr_vm *vm, Value *a, int n) { return (void)n, seen_one(vm, a[0], a[1]); }
static Value m_none(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }

/* What was called is nothing. */
static Value s_args(kr_vm *vm, Value *a, int n) { return seen(vm, KR_NONE_V, a, n, NULL); }
static Value s_keywords(kr_vm *vm, Value *a, int n) { return seen(vm, KR_NONE_V, a + 1, n - 1, a); }
static Value s_one(kr_vm *vm, Value *a, int n) { return (void)n, seen_one(vm, KR_NONE_V, a[0]); }
static Value s_none(kr_vm *vm, Value *a, int n) { return (void)vm, (void)a, (void)n, KR_NONE_V; }

/* What was called is the module, which init put there. */
static Value module_of(kr_vm *vm) { return *kr__module_values(vm, &kr__module__testcapi, 1); }
static Value f_args(kr_vm *vm, Value *a, int n) { return seen(vm, module_of(vm), a, n, NULL); }
static Value f_keywords(kr_vm *vm, Value *a, int n) {
    return seen(vm, module_of(vm), a + 1, n - 1, a);
}
static Value f_one(kr_vm *vm, Value *a, int n) {
    return (void)n, seen_one(vm, module_of(vm), a[0]);
}
static Value f_none(kr_vm *vm, Value *a, int n) { return (void)a, (void)n, module_of(vm); }

static Value holder_new(kr_vm *vm, Value *a, int n) { return (void)n, kr__host_new(vm, a[0]); }

#define NEW \
    { "__new__(cls, /)", holder_new, NULL, KR_DEF_NEW }
/* self: "", or the receiver with the comma behind it; only: the receiver alone. */
#define SHAPES(self, only, prefix, flag)                                                      \
    {"meth_varargs(" self "*args)", prefix##_args, NULL, flag},                               \
        {"meth_varargs_keywords(" self "*args, **kwargs)", prefix##_keywords, NULL, flag},    \
        {"meth_o(" self "object, /)", prefix##_one, NULL, flag},                              \
        {"meth_noargs(" only ")", prefix##_none, NULL, flag},                                 \
        {"meth_fastcall(" self "*args)", prefix##_args, NULL, flag},                          \
        {"meth_fastcall_keywords(" self "*args, **kwargs)", prefix##_keywords, NULL, flag}, { \
        NULL, NULL, NULL, 0                                                                   \
    }

/* Blocks of no bytes are had, moved and given back, whether or not what is made is traced. */
static Value no_bytes(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    KrMem *m = &kr__heap(vm)->mem;
    for (int zeroed = 0; zeroed < 2; zeroed++) {
        size_t used = m->used;
        void *p = zeroed ? kr__mem_zalloc(m, 0) : kr__mem_alloc(m, 0);
        if (p) {
            void *q = kr__mem_realloc(m, p, 0, 0);
            kr__mem_free(m, q ? q : p, 0);
        }
        if (m->used != used)
            return kr__raise(vm, KR_T_X_SYSTEMERROR, "%d bytes are lost", (int)(m->used - used));
    }
    return KR_NONE_V;
}

static const KrFnDef functions[] = {{"test_pymem_alloc0()", no_bytes, NULL, 0},
                                    SHAPES("", "", f, 0)};
static const KrFnDef instance[] = {NEW, SHAPES("self, ", "self, /", m, 0)};
static const KrFnDef classes[] = {NEW, SHAPES("cls, ", "cls, /", m, KR_DEF_CLASSMETHOD)};
static const KrFnDef statics[] = {NEW, SHAPES("", "", s, KR_DEF_STATIC)};

#define CLASS(title, rows)                                                    \
    {                                                                         \
        .name = "_testcapi." title, .kind = KR_K_HOST, .size = sizeof(KrObj), \
        .flags = KR_TF_HEAPTYPE, .methods = rows                              \
    }
static const KrClassDef holders[] = {CLASS("MethInstance", instance), CLASS("MethClass", classes),
                                     CLASS("MethStatic", statics)};

#define C(name) {#name, name},
// clang-format off
static const KrConstant limits[] = {
    C(CHAR_MAX) C(CHAR_MIN) C(INT_MAX) C(INT_MIN) C(LLONG_MAX) C(LLONG_MIN) C(LONG_MAX) C(LONG_MIN)
    C(SCHAR_MAX) C(SCHAR_MIN) C(SHRT_MAX) C(SHRT_MIN) C(UCHAR_MAX) C(UINT_MAX) C(USHRT_MAX)
    {"PY_SSIZE_T_MAX", INT64_MAX}, {"PY_SSIZE_T_MIN", INT64_MIN}, {"SIZEOF_TIME_T", sizeof(long)},
    {"SIZEOF_WCHAR_T", sizeof(wchar_t)},
};
static const struct {
    const char *name;
    double value;
} floats[] = {{"DBL_MAX", DBL_MAX}, {"DBL_MIN", DBL_MIN}, {"FLT_MAX", FLT_MAX}, {"FLT_MIN", FLT_MIN}};
// clang-format on

/* Limits of C types, for tests of what arguments hold. */
static bool add_limits(kr_vm *vm, Value module) {
    Value most = kr__int_from_u64(vm, ULONG_MAX);
    if (kr__failed(most) || !kr__module_add(vm, module, "ULONG_MAX", most) ||
        !kr__module_add(vm, module, "ULLONG_MAX", most))
        return false;
    for (size_t i = 0; i < KR_COUNTOF(floats); i++)
        if (!kr__module_add(vm, module, floats[i].name, kr__from_double(floats[i].value)))
            return false;
    return kr__module_constants(vm, module, limits, KR_COUNTOF(limits));
}

static bool init(kr_vm *vm, Value module) {
    Value *kept = kr__module_values(vm, &kr__module__testcapi, 1);
    if (!kept) return false;
    *kept = module;
    if (!add_limits(vm, module)) return false;
    for (size_t i = 0; i < KR_COUNTOF(holders); i++)
        if (kr__failed(kr__module_class(vm, module, &holders[i]))) return false;
    return true;
}

const KrModuleDef kr__module__testcapi = {
    .name = "_testcapi",
    .doc = "Native functions of every shape, for tests of calls.",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
