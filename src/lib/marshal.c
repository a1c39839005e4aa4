/* SPDX-License-Identifier: MIT
 * marshal.c: module marshal. The work is in marshal_write.c and marshal_read.c. */
#include "lib/marshal.h"
#include "lib/modules.h"
#include "types/buffer.h"
#include "types/module.h"

static Value dump_version(kr_vm *vm, Value v, Value version) {
    int64_t n = KR_MARSHAL_VERSION;
    if (kr__ok(version) && !kr__index_i64(vm, version, &n)) return KR_FAILED;
    return kr__marshal_dump(vm, v, n);
}
static Value marshal_dumps(kr_vm *vm, Value *a, int n) {
    (void)n;
    return dump_version(vm, a[0], a[1]);
}
static Value marshal_dump(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value b = dump_version(vm, a[0], a[2]);
    return kr__ok(b) ? kr__call_method(vm, a[1], kr__name(vm, KR_N_write), &b, 1) : KR_FAILED;
}
static Value marshal_loads(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    if (!kr__buffer_get(vm, a[0], &b)) return KR_FAILED;
    Value v = kr__marshal_load(vm, b.data, b.len, KR_CHECK);
    kr__buffer_release(vm, &b);
    return v;
}
static Value marshal_load(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__marshal_load_file(vm, a[0]);
}

static bool init(kr_vm *vm, Value m) {
    return kr__module_add(vm, m, "version", kr__from_int48(KR_MARSHAL_VERSION));
}
static const KrFnDef functions[] = {
    {"dump(value, file, version=4, /)", marshal_dump, "Write the value on the open file.", 0},
    {"load(file, /)", marshal_load, "Read one value from the open file and return it.", 0},
    {"dumps(value, version=4, /)", marshal_dumps,
     "Return the bytes object that would be written to a file by dump(value, file).", 0},
    {"loads(bytes, /)", marshal_loads, "Convert the bytes-like object to a value.", 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module_marshal = {
    .name = "marshal",
    .doc =
        "This module contains functions that can read and write Python values in\na binary format.",
    .functions = functions,
    .init = init,
};
