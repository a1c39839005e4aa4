/* SPDX-License-Identifier: MIT
 * host.h: what api/ keeps for a VM: the values of open scopes, kept references, callbacks. */
#ifndef KR_API_HOST_H
#define KR_API_HOST_H

#include "base/vec.h"
#include "krait.h"
#include "run/ops.h"
#include "run/start.h"
#include "types/host.h"

struct kr_ref {
    Value value;
    struct kr_ref *next, **link; /* in KrHost.refs */
};

/* Functions of a kr_fndef table, as natives. Row i is the native that programs see (KR_DEF_RAW), row n + i its twin, which only
 * sorts arguments. */
typedef struct KrHostTable {
    struct KrHostTable *next;
    unsigned n;
    bool methods;  /* self is the first argument, else the native's module */
    KrFnDef *rows; /* 2 n + 1 */
    char **texts;  /* n signatures made here (methods) */
    const kr_fndef *fns;
    Value *twins;    /* n: KrNative */
    Value *defaults; /* n: tuple of the values of parameters, unset where there is none */
} KrHostTable;

/* A kr_class that was added. */
typedef struct KrHostClass {
    struct KrHostClass *next;
    const kr_class *c;
    Value cls;
    KrClassDef def;
    char name[128];
} KrHostClass;

typedef struct KrHost {
    KR_VEC(Value) values; /* of open scopes, innermost last: alive while they stand here */
    kr_ref *refs;
    KrHostTable *tables;
    KrHostClass *classes;
    KrArena arena; /* texts and rows made for attributes */
    char *error_text;
    size_t error_room;
    kr_config config;
} KrHost;

KR_INLINE KrHost *kr__host(kr_vm *vm) { return vm->host; }

void kr__host_trace(kr_vm *vm, KrGc *gc); /* of api_host.c */
void kr__host_free(kr_vm *vm);

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
