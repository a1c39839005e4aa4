/* SPDX-License-Identifier: MIT
 * posix_fork.c: os.fork and what is called around it. */
#include <errno.h>
#include <sys/types.h>

#include "lib/posix.h"
#include "types/list.h"

enum { BEFORE, IN_CHILD, IN_PARENT };

static bool add_hook(kr_vm *vm, int which, Value f) {
    Value *l = &vm->fork_hooks[which];
    if (!kr__ok(*l)) {
        Value made = kr__list_new(vm, NULL, 0);
        if (kr__failed(made)) return false;
        *l = made;
    }
    return kr__list_append(vm, kr__ptr(*l), f);
}

Value kr__os_register_at_fork(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__ok(a[0]) && !kr__ok(a[1]) && !kr__ok(a[2]))
        return kr__raise_type(vm, "At least one argument is required.");
    static const char *const names[] = {"before", "after_in_child", "after_in_parent"};
    for (int i = 0; i < 3; i++)
        if (kr__ok(a[i]) && !kr__ok(kr__special(vm, a[i], KR_N___call__)))
            return kr__raise_type(vm, "'%s' must be callable, not %T", names[i], a[i]);
    for (int i = 0; i < 3; i++)
        if (kr__ok(a[i]) && !add_hook(vm, i, a[i])) return KR_FAILED;
    return KR_NONE_V;
}

/* What they raise is reported only. */
static void run_hooks(kr_vm *vm, int which, bool backwards) {
    Value l = vm->fork_hooks[which];
    if (!kr__ok(l)) return;
    l = kr__list_slice(vm, kr__ptr(l), 0, ((KrList *)kr__ptr(l))->len);
    uint32_t len = kr__ok(l) ? ((KrList *)kr__ptr(l))->len : 0;
    for (uint32_t i = 0; i < len && !vm->thread->stopping; i++) {
        Value f = kr__list_get(kr__ptr(l), backwards ? len - 1 - i : i);
        if (kr__failed(kr__call0(vm, f)) && !vm->thread->stopping) kr__unraisable(vm, f);
    }
    if (kr__pending(vm) && !vm->thread->stopping) kr__clear_pending(vm);
}

void kr__before_fork(kr_vm *vm) { run_hooks(vm, BEFORE, true); }
void kr__after_fork(kr_vm *vm, bool child) { run_hooks(vm, child ? IN_CHILD : IN_PARENT, false); }

Value kr__os_fork(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    if (!kr__posix_granted(vm, KR_GRANT_PROCESS)) return KR_FAILED;
    kr__before_fork(vm);
    int pid = kr__fork(vm), err = errno;
    kr__after_fork(vm, pid == 0);
    if (vm->thread->stopping) return KR_FAILED;
    return pid < 0 ? kr__raise_os(vm, err, KR_UNSET) : kr__from_int48(pid);
}
