/* SPDX-License-Identifier: MIT
 * site_names.c: exit, quit, help and the other names that module site adds to builtins. Until something
 * of the library is imported they are stand-ins, which show and do the same; importing site puts its
 * own in their place. */
#include <string.h>

#include "lib/modules.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/module.h"

typedef struct StandIn {
    KrObj head;
    Slot name; /* str */
} StandIn;

static bool is_named(const StandIn *s, const char *name) {
    const KrStr *t = kr__slot_ptr(s->name);
    return t->len == strlen(name) && !memcmp(kr__str_text(t), name, t->len);
}
static bool quits(const StandIn *s) { return is_named(s, "exit") || is_named(s, "quit"); }

/* What site puts in place of the stand-in; failed when there is no library. */
static Value real(kr_vm *vm, Value self) {
    Value site = kr__intern(vm, "site", 4), name = KR_VALUE(((StandIn *)kr__ptr(self))->name.bits);
    if (kr__failed(site) || kr__failed(kr__import(vm, site))) return KR_FAILED;
    Value v = kr__dict_get_name(vm, kr__ptr(vm->builtins_dict), name);
    if (kr__ok(v) && !kr__same(v, self)) return v;
    return kr__raise(vm, KR_T_X_RUNTIMEERROR, "module site does not define %R", name);
}

static Value repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const StandIn *s = kr__ptr(a[0]);
    if (quits(s))
        return kr__text(vm, "Use %S() or Ctrl-D (i.e. EOF) to exit", KR_VALUE(s->name.bits));
    if (is_named(s, "help"))
        return kr__text(vm,
                        "Type help() for interactive help, or help(object) for help about object.");
    Value v = real(vm, a[0]);
    return kr__ok(v) ? kr__repr(vm, v) : KR_FAILED;
}

static Value call(kr_vm *vm, Value *a, int n) { /* kwargs, then *args */
    Value args = n > 2 ? kr__tuple_new(vm, a + 2, (size_t)n - 2) : kr__tuple_empty(vm);
    if (kr__failed(args)) return KR_FAILED;
    if (!quits(kr__ptr(a[0]))) {
        Value v = real(vm, a[0]);
        return kr__ok(v) ? kr__call_ex(vm, v, args, a[1]) : KR_FAILED;
    }
    Value code = n > 2 ? a[2] : KR_NONE_V, key = kr__intern(vm, "code", 4);
    if (kr__ok(a[1]) && kr__ok(key) && kr__ok(kr__dict_get_name(vm, kr__ptr(a[1]), key)))
        code = kr__dict_get_name(vm, kr__ptr(a[1]), key);
    Value in = kr__dict_get_name(vm, kr__module_dict(vm->sys), kr__name(vm, KR_N_stdin));
    if (kr__ok(in) && kr__failed(kr__call_method(vm, in, kr__name(vm, KR_N_close), NULL, 0)) &&
        !vm->thread->stopping)
        kr__clear_pending(vm);
    Value exc = kr__call1(vm, kr__type(vm, KR_T_X_SYSTEMEXIT), code);
    return kr__ok(exc) ? kr__raise_object(vm, exc) : KR_FAILED;
}

static const KrFnDef methods[] = {
    {"__repr__(self, /)", repr, NULL, KR_DEF_SPECIAL},
    {"__call__(self, /, *args, **kwargs)", call, NULL, KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
const KrTypeDef kr__def_quitter = {.number = KR_T_QUITTER,
                                   .methods = methods,
                                   .size = sizeof(StandIn),
                                   .slots = KR_AT(StandIn, name)};

bool kr__site_names(kr_vm *vm) {
    static const char *const names[] = {"exit", "quit", "copyright", "credits", "license", "help"};
    for (unsigned i = 0; i < KR_COUNTOF(names); i++) {
        Value name = kr__intern(vm, names[i], strlen(names[i])),
              v = kr__instance_new(vm, kr__type(vm, KR_T_QUITTER));
        if (kr__failed(name) || kr__failed(v)) return false;
        ((StandIn *)kr__ptr(v))->name = kr__ref_slot(name);
        if (!kr__module_add(vm, vm->builtins, names[i], v)) return false;
    }
    return true;
}
