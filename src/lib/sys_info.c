/* SPDX-License-Identifier: MIT
 * sys_info.c: what sys says about this Python: version, flags, limits of numbers, paths, arguments. */
#include "compile/code.h"
#include "lib/sys_info.h"

#include <float.h>
#include <stdio.h>
#include <string.h>

#include "lib/modules.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/list.h"
#include "types/module.h"
#include "types/structseq.h"

#define KRAIT_VERSION "0.1.0"
#ifdef __clang__
#define COMPILER "Clang"
#else
#define COMPILER "GCC"
#endif
#define VERSION "3.11.2 (krait " KRAIT_VERSION ") [" COMPILER " " KR_STRING(__GNUC__) "]"
#define KR_STRING_(x) #x
#define KR_STRING(x) KR_STRING_(x)
#define HEX_VERSION 0x030b02f0

static bool set(kr_vm *vm, Value m, const char *name, Value v) {
    return kr__ok(v) && kr__module_add(vm, m, name, v);
}
static Value text(kr_vm *vm, const char *s) { return kr__str_new(vm, s, strlen(s)); }
static bool set_text(kr_vm *vm, Value m, const char *name, const char *s) {
    return set(vm, m, name, text(vm, s));
}
static Value num(int64_t i) { return kr__from_int48(i); }

/* A struct sequence made once: class and the one instance. */
static bool set_seq(kr_vm *vm, Value m, const char *name, const KrSeqDef *def, const Value *items) {
    for (unsigned i = 0; i < def->visible; i++)
        if (kr__failed(items[i])) return false;
    Value cls = kr__structseq_class(vm, def);
    return kr__ok(cls) && set(vm, m, name, kr__structseq_new(vm, cls, items, def->visible));
}

static const KrSeqField flag_fields[] = {{"debug", "-d"},
                                         {"inspect", "-i"},
                                         {"interactive", "-i"},
                                         {"optimize", "-O or -OO"},
                                         {"dont_write_bytecode", "-B"},
                                         {"no_user_site", "-s"},
                                         {"no_site", "-S"},
                                         {"ignore_environment", "-E"},
                                         {"verbose", "-v"},
                                         {"bytes_warning", "-b"},
                                         {"quiet", "-q"},
                                         {"hash_randomization", "-R"},
                                         {"isolated", "-I"},
                                         {"dev_mode", "-X dev"},
                                         {"utf8_mode", "-X utf8"},
                                         {"warn_default_encoding", "-X warn_default_encoding"},
                                         {"safe_path", "-P"},
                                         {"int_max_str_digits", "-X int_max_str_digits"},
                                         {NULL, NULL}};
static const KrSeqDef flags_def = {
    "sys",
    "flags",
    "sys.flags\n\nFlags provided through command line arguments or environment vars.",
    flag_fields,
    18,
    false};

static bool set_flags(kr_vm *vm, Value m) {
    const KrFlags *f = &vm->config.flags;
    const int *at = &f->debug;
    Value items[18];
    for (unsigned i = 0; i < 18; i++) items[i] = num(at[i]);
    if (f->int_max_str_digits == 4300) items[17] = num(-1); /* not given */
    items[13] = kr__bool(f->dev_mode);
    items[16] = kr__bool(f->safe_path);
    return set_seq(vm, m, "flags", &flags_def, items);
}

static const KrSeqField version_fields[] = {
    {"major", "Major release number"},
    {"minor", "Minor release number"},
    {"micro", "Patch release number"},
    {"releaselevel", "'alpha', 'beta', 'candidate', or 'final'"},
    {"serial", "Serial release number"},
    {NULL, NULL}};
static const KrSeqDef version_def = {"sys",
                                     "version_info",
                                     "sys.version_info\n\nVersion information as a named tuple.",
                                     version_fields,
                                     5,
                                     false};

static bool set_implementation(kr_vm *vm, Value m) {
    Value items[5] = {num(3), num(11), num(2), text(vm, "final"), num(0)};
    if (!set_seq(vm, m, "version_info", &version_def, items)) return false;
    Value key = kr__intern(vm, "version_info", 12);
    Value version = kr__ok(key) ? kr__dict_get_name(vm, kr__module_dict(m), key) : KR_FAILED;
    Value ns = kr__call0(vm, kr__type(vm, KR_T_NAMESPACE));
    if (kr__failed(ns) || kr__failed(version)) return false;
    const struct {
        const char *name;
        Value v;
    } attrs[] = {{"name", text(vm, "krait")},
                 {"cache_tag", kr__text(vm, "krait-311-%u", kr__code_tag())},
                 {"version", version},
                 {"hexversion", num(HEX_VERSION)},
                 {"_multiarch", text(vm, "x86_64-linux-gnu")}};
    for (unsigned i = 0; i < KR_COUNTOF(attrs); i++) {
        Value name = kr__intern(vm, attrs[i].name, strlen(attrs[i].name));
        if (kr__failed(name) || kr__failed(attrs[i].v) || !kr__setattr(vm, ns, name, attrs[i].v))
            return false;
    }
    return set(vm, m, "implementation", ns);
}

static const KrSeqField float_fields[] = {
    {"max", "DBL_MAX -- maximum representable finite float"},
    {"max_exp", "DBL_MAX_EXP -- maximum int e such that radix**(e-1) is representable"},
    {"max_10_exp", "DBL_MAX_10_EXP -- maximum int e such that 10**e is representable"},
    {"min", "DBL_MIN -- Minimum positive normalized float"},
    {"min_exp", "DBL_MIN_EXP -- minimum int e such that radix**(e-1) is a normalized float"},
    {"min_10_exp", "DBL_MIN_10_EXP -- minimum int e such that 10**e is a normalized float"},
    {"dig",
     "DBL_DIG -- maximum number of decimal digits that can be faithfully represented in a float"},
    {"mant_dig", "DBL_MANT_DIG -- mantissa digits"},
    {"epsilon", "DBL_EPSILON -- Difference between 1 and the next representable float"},
    {"radix", "FLT_RADIX -- radix of exponent"},
    {"rounds", "FLT_ROUNDS -- rounding mode used for arithmetic operations"},
    {NULL, NULL}};
static const KrSeqDef float_def = {
    "sys",        "float_info", "A named tuple holding information about the float type.",
    float_fields, 11,           false};
static const KrSeqField int_fields[] = {
    {"bits_per_digit", "size of a digit in bits"},
    {"sizeof_digit", "size in bytes of the C type used to represent a digit"},
    {"default_max_str_digits", "maximum string conversion digits limitation"},
    {"str_digits_check_threshold", "minimum positive value for int_max_str_digits"},
    {NULL, NULL}};
static const KrSeqDef int_def = {
    "sys",
    "int_info",
    "A named tuple that holds information about Python's internal representation of integers.",
    int_fields,
    4,
    false};
static const KrSeqField hash_fields[] = {
    {"width", "width of the type used for hashing, in bits"},
    {"modulus", "prime number giving the modulus on which the hash function is based"},
    {"inf", "value to be used for hash of a positive infinity"},
    {"nan", "value to be used for hash of a nan"},
    {"imag", "multiplier used for the imaginary part of a complex number"},
    {"algorithm", "name of the algorithm for hashing of str, bytes and memoryviews"},
    {"hash_bits", "internal output size of hash algorithm"},
    {"seed_bits", "seed size of hash algorithm"},
    {"cutoff", "small string optimization cutoff"},
    {NULL, NULL}};
static const KrSeqDef hash_def = {
    "sys",       "hash_info", "A named tuple providing parameters used for computing hashes.",
    hash_fields, 9,           false};
static const KrSeqField thread_fields[] = {{"name", "name of the thread implementation"},
                                           {"lock", "name of the lock implementation"},
                                           {"version", "name and version of the thread library"},
                                           {NULL, NULL}};
static const KrSeqDef thread_def = {
    "sys",
    "thread_info",
    "A named tuple holding information about the thread implementation.",
    thread_fields,
    3,
    false};

static bool set_numbers(kr_vm *vm, Value m) {
    Value f[11] = {kr__from_double(DBL_MAX),
                   num(DBL_MAX_EXP),
                   num(DBL_MAX_10_EXP),
                   kr__from_double(DBL_MIN),
                   num(DBL_MIN_EXP),
                   num(DBL_MIN_10_EXP),
                   num(DBL_DIG),
                   num(DBL_MANT_DIG),
                   kr__from_double(DBL_EPSILON),
                   num(FLT_RADIX),
                   num(1)};
    Value i[4] = {num(32), num(4), num(4300), num(640)};
    Value h[9] = {num(64),
                  kr__int_from_u64(vm, KR_HASH_MODULUS),
                  num(KR_HASH_INF),
                  num(0),
                  num(1000003),
                  text(vm, "siphash13"),
                  num(64),
                  num(128),
                  num(0)};
    Value t[3] = {text(vm, "pthread"), text(vm, "semaphore"), KR_NONE_V};
    if (kr__failed(h[1]) || kr__failed(h[5]) || kr__failed(t[0]) || kr__failed(t[1])) return false;
    return set_seq(vm, m, "float_info", &float_def, f) && set_seq(vm, m, "int_info", &int_def, i) &&
           set_seq(vm, m, "hash_info", &hash_def, h) &&
           set_seq(vm, m, "thread_info", &thread_def, t) &&
           set(vm, m, "maxsize", kr__int_from_i64(vm, INT64_MAX)) &&
           set(vm, m, "maxunicode", num(0x10ffff)) && set(vm, m, "hexversion", num(HEX_VERSION)) &&
           set(vm, m, "api_version", num(1013)) && set_text(vm, m, "byteorder", "little") &&
           set_text(vm, m, "float_repr_style", "short");
}

static Value text_list(kr_vm *vm, const char *const *items, unsigned n) {
    Value list = kr__list_new(vm, NULL, 0);
    for (unsigned i = 0; kr__ok(list) && i < n; i++) {
        Value s = kr__fs_decode(vm, items[i], strlen(items[i]));
        if (kr__failed(s) || !kr__list_append(vm, kr__ptr(list), s)) return KR_FAILED;
    }
    return list;
}

static bool append_path(kr_vm *vm, Value list, const char *s, size_t n) {
    Value v = kr__fs_decode(vm, s, n);
    return kr__ok(v) && kr__list_append(vm, kr__ptr(list), v);
}

/* PYTHONPATH, then the library: archive, folder, folder of extensions, as its owner lays it out. */
static Value module_path(kr_vm *vm) {
    Value list = kr__list_new(vm, NULL, 0);
    if (kr__failed(list)) return KR_FAILED;
    for (const char *p = vm->config.python_path; p && *p;) {
        const char *end = strchr(p, ':');
        size_t n = end ? (size_t)(end - p) : strlen(p);
        if (!append_path(vm, list, p, n)) return KR_FAILED;
        p = end ? end + 1 : NULL;
    }
    const char *lib = vm->config.stdlib;
    if (lib) {
        char buf[4096];
        const char *base = strrchr(lib, '/');
        if (base && strlen(lib) + 20 < sizeof buf) {
            snprintf(buf, sizeof buf, "%.*s/python311.zip", (int)(base - lib), lib);
            if (!append_path(vm, list, buf, strlen(buf))) return KR_FAILED;
        }
        if (!append_path(vm, list, lib, strlen(lib))) return KR_FAILED;
        if (strlen(lib) + 20 < sizeof buf) {
            snprintf(buf, sizeof buf, "%s/lib-dynload", lib);
            if (!append_path(vm, list, buf, strlen(buf))) return KR_FAILED;
        }
    }
    if (vm->config.module_path &&
        !append_path(vm, list, vm->config.module_path, strlen(vm->config.module_path)))
        return KR_FAILED;
    return list;
}

static Value x_options(kr_vm *vm) {
    Value d = kr__dict_new(vm);
    for (unsigned i = 0; kr__ok(d) && i < vm->config.nx; i++) {
        const char *s = vm->config.x_options[i], *eq = strchr(s, '=');
        Value key = kr__str_new(vm, s, eq ? (size_t)(eq - s) : strlen(s));
        Value v = eq ? text(vm, eq + 1) : KR_TRUE_V;
        if (kr__failed(key) || kr__failed(v) || !kr__dict_set(vm, kr__ptr(d), key, v))
            return KR_FAILED;
    }
    return d;
}

static Value builtin_names(kr_vm *vm) {
    Value list = kr__list_new(vm, NULL, 0);
    const char *name;
    for (unsigned i = 0; kr__ok(list) && (name = kr__module_name_at(i)); i++) {
        Value s = kr__intern(vm, name, strlen(name));
        if (kr__failed(s) || !kr__list_append(vm, kr__ptr(list), s)) return KR_FAILED;
    }
    if (kr__failed(list) || !kr__list_sort(vm, kr__ptr(list), KR_UNSET, false)) return KR_FAILED;
    return kr__tuple_from(vm, list);
}

/* -X pycache_prefix=FOLDER counts before the environment. */
static Value pycache_prefix(kr_vm *vm) {
    static const char option[] = "pycache_prefix=";
    const char *p = vm->config.pycache_prefix;
    for (unsigned i = 0; i < vm->config.nx; i++) {
        const char *x = vm->config.x_options[i];
        if (!strncmp(x, option, sizeof option - 1)) p = x + sizeof option - 1;
        if (!strcmp(x, "pycache_prefix")) p = NULL;
    }
    return p && *p ? kr__fs_decode(vm, p, strlen(p)) : KR_NONE_V;
}

static bool set_paths(kr_vm *vm, Value m) {
    const KrConfig *c = &vm->config;
    const char *const none[] = {""};
    bool args = c->argc > 0;
    return set(vm, m, "argv", text_list(vm, args ? c->argv : none, args ? (unsigned)c->argc : 1)) &&
           set(vm, m, "orig_argv", text_list(vm, c->orig_argv, c->norig)) &&
           set(vm, m, "path", module_path(vm)) &&
           set(vm, m, "meta_path", kr__list_new(vm, NULL, 0)) &&
           set(vm, m, "path_hooks", kr__list_new(vm, NULL, 0)) &&
           set(vm, m, "path_importer_cache", kr__dict_new(vm)) &&
           set(vm, m, "modules", vm->modules) &&
           set(vm, m, "warnoptions", text_list(vm, c->warn_options, c->nwarn)) &&
           set(vm, m, "_xoptions", x_options(vm)) &&
           set(vm, m, "builtin_module_names", builtin_names(vm)) &&
           set_text(vm, m, "executable", c->executable ? c->executable : "") &&
           set_text(vm, m, "_base_executable", c->executable ? c->executable : "") &&
           set_text(vm, m, "prefix", "/usr") && set_text(vm, m, "exec_prefix", "/usr") &&
           set_text(vm, m, "base_prefix", "/usr") && set_text(vm, m, "base_exec_prefix", "/usr") &&
           set_text(vm, m, "platlibdir", "lib") &&
           set(vm, m, "_stdlib_dir", c->stdlib ? text(vm, c->stdlib) : KR_NONE_V) &&
           set(vm, m, "pycache_prefix", pycache_prefix(vm)) &&
           set(vm, m, "dont_write_bytecode", kr__bool(c->flags.dont_write_bytecode));
}

bool kr__sys_info(kr_vm *vm, Value m) {
    return set_flags(vm, m) && set_implementation(vm, m) && set_numbers(vm, m) &&
           set_paths(vm, m) && set_text(vm, m, "version", VERSION) &&
           set_text(vm, m, "platform", "linux") && set_text(vm, m, "abiflags", "") &&
           set_text(vm, m, "_framework", "") &&
           set_text(vm, m, "copyright", "Copyright (c) the Krait authors. MIT licence.") &&
           set(vm, m, "_home", KR_NONE_V);
}
