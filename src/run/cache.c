/* SPDX-License-Identifier: MIT
 * cache.c: forgetting what inline caches remember, all at once. Rare: a class was changed under its instances, or layout
 * numbers come into use again. */
#include "run/cache.h"

#include <string.h>

#include "run/frame.h"
#include "run/opcodes.h"

/* The form that is emitted, for a specialised one. */
static unsigned general(unsigned op) {
    switch (op) {
    case OP_LOAD_ATTR_NARROW:
    case OP_LOAD_ATTR_WIDE:
    case OP_LOAD_ATTR_BOXED:
    case OP_LOAD_ATTR_CLASS:
    case OP_LOAD_ATTR_MODULE:
    case OP_LOAD_ATTR_PROPERTY:
        return OP_LOAD_ATTR;
    case OP_STORE_ATTR_NARROW:
    case OP_STORE_ATTR_WIDE:
    case OP_STORE_ATTR_BOXED:
    case OP_STORE_ATTR_ADD:
    case OP_STORE_ATTR_ADD_WIDE:
        return OP_STORE_ATTR;
    case OP_LOAD_METHOD_CLASS:
        return OP_LOAD_METHOD;
    default:
        return op;
    }
}

static void forget(void *ud, KrObj *cell) {
    kr_vm *vm = ud;
    if (kr__kind(vm, cell) != KR_K_CODE) return;
    KrCode *code = (KrCode *)cell;
    for (uint32_t pc = 0; pc < code->ncode;) {
        uint32_t op = code->code[pc] & 0xff;
        unsigned to = general(op);
        if (to == OP_LOAD_ATTR || to == OP_STORE_ATTR || to == OP_LOAD_METHOD) {
            code->code[pc] = (code->code[pc] & ~0xffu) | to;
            memset(&code->code[pc + 2], 0, sizeof(KrAttrCache) - sizeof(uint32_t)); /* all but the name */
        }
        pc += kr__op_length[op];
    }
}

void kr__flush_caches(kr_vm *vm) { kr__heap_each(vm, forget, vm); }

void kr__dict_watch_event(kr_vm *vm) { vm->names_epoch++; }
