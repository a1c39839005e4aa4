/* SPDX-License-Identifier: MIT
 * host.h: what api/ keeps for a VM: the values of open scopes, kept references, callbacks. */
#ifndef KR_API_HOST_H
#define KR_API_HOST_H

#include "base/vec.h"
#include "krait.h"
#include "run/ops.h"
#include "run/start.h"

struct kr_ref {
    Value value;
    struct kr_ref *next, **link; /* in KrHost.refs */
};

typedef struct KrHost {
    KR_VEC(Value) values; /* of open scopes, innermost last: alive while they stand here */
    kr_ref *refs;
    char *error_text;
    size_t error_room;
    kr_config config;
    char stdlib[512], executable[512];
} KrHost;

KR_INLINE KrHost *kr__host(kr_vm *vm) { return vm->host; }

/* Every function that may run Python stands between these two. */
#define KR_ENTER(vm)   \
    KrEntry kr_entry_; \
    kr__api_enter((vm), &kr_entry_, __builtin_frame_address(0))
void kr__api_enter(kr_vm *vm, KrEntry *entry, const void *here);
/* Ends a function: the value joins the open scope. */
kr_value kr__api_out(kr_vm *vm, const KrEntry *entry, Value v);
#define KR_LEAVE(vm, v) kr__api_out((vm), &kr_entry_, (v))
#define KR_LEAVE_BOOL(vm, ok) (kr__vm_leave((vm), &kr_entry_), (ok))

KR_INLINE Value kr__in(kr_value v) { return KR_VALUE(v.bits); }

#endif
