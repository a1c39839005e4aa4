/* SPDX-License-Identifier: MIT
 * _io.c: the standard streams. */
#include "lib/modules.h"
#include "types/module.h"

static Value out_write(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[0])) return kr__raise_type(vm, "write() argument must be str, not %T", a[0]);
    const KrStr *s = kr__ptr(a[0]);
    kr__host_write(vm, 1, kr__str_text(s), s->len);
    return kr__from_int48(kr__str_count(s));
}
static Value err_write(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[0])) return kr__raise_type(vm, "write() argument must be str, not %T", a[0]);
    const KrStr *s = kr__ptr(a[0]);
    kr__host_write(vm, 2, kr__str_text(s), s->len);
    return kr__from_int48(kr__str_count(s));
}
static Value flush(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)a, (void)n;
    return KR_NONE_V;
}
static const KrFnDef out_rows[] = {{"write(text, /)", out_write, NULL, 0}, {"flush()", flush, NULL, 0}, {NULL, NULL, NULL, 0}};
static const KrFnDef err_rows[] = {{"write(text, /)", err_write, NULL, 0}, {"flush()", flush, NULL, 0}, {NULL, NULL, NULL, 0}};

bool kr__io_std(kr_vm *vm) {
    Value out = kr__module_new(vm, "stdout", NULL), err = kr__module_new(vm, "stderr", NULL);
    return kr__ok(out) && kr__ok(err) && kr__module_add_functions(vm, out, out_rows) &&
           kr__module_add_functions(vm, err, err_rows) && kr__module_add(vm, vm->sys, "stdout", out) &&
           kr__module_add(vm, vm->sys, "stderr", err);
}
