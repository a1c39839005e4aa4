/* SPDX-License-Identifier: MIT
 * cache.c: forgetting what inline caches remember, all at once. Rare: a class was changed under its instances, or layout
 * numbers come into use again. */
#include "run/cache.h"

#include <string.h>

#include "run/frame.h"
#include "run/opcodes.h"
#include "run/quick.h"
#include "types/function.h"

/* The form that is emitted, for a specialised one. */
static unsigned general(unsigned op) {
    switch (op) {
    case OP_LOAD_ATTR_NARROW:
    case OP_LOAD_ATTR_WIDE:
    case OP_LOAD_ATTR_BOXED:
    case OP_LOAD_ATTR_CLASS:
    case OP_LOAD_ATTR_MODULE:
    case OP_LOAD_ATTR_TYPE:
    case OP_LOAD_ATTR_MANY:
    case OP_LOAD_ATTR_DESCR:
    case OP_LOAD_ATTR_OVER:
    case OP_LOAD_ATTR_PROPERTY: return OP_LOAD_ATTR;
    case OP_STORE_ATTR_NARROW:
    case OP_STORE_ATTR_WIDE:
    case OP_STORE_ATTR_BOXED:
    case OP_STORE_ATTR_MANY:
    case OP_STORE_ATTR_OVER:
    case OP_STORE_ATTR_PROPERTY:
    case OP_STORE_ATTR_ADD:
    case OP_STORE_ATTR_ADD_WIDE: return OP_STORE_ATTR;
    case OP_LOAD_METHOD_TYPE:
    case OP_LOAD_METHOD_MANY:
    case OP_LOAD_METHOD_NARROW:
    case OP_LOAD_METHOD_MODULE:
    case OP_LOAD_METHOD_CLASS: return OP_LOAD_METHOD;
    default: return op;
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
            memset(&code->code[pc + 2], 0,
                   sizeof(KrAttrCache) - sizeof(uint32_t)); /* all but the name */
        }
        if (op == OP_LOAD_SUPER_METHOD)
            memset(&code->code[pc + 2], 0, sizeof(KrSuperCache) - sizeof(uint32_t));
        pc += kr__op_length[op];
    }
}

void kr__flush_caches(kr_vm *vm) {
    memset(vm->sites, 0, sizeof(struct KrSiteLine) * KR_SITE_LINES);
    kr__heap_each(vm, forget, vm);
}

void kr__site_fill(kr_vm *vm, struct KrSiteLine *line, Value obj, Slot name, KrSiteUse use,
                   Value v) {
    uint32_t layout = kr__layout_no(kr__ptr(obj));
    if (use == KR_USE_STORE)
        kr__attr_site_store(vm, obj, name, v, &line->site);
    else
        kr__attr_site_load(vm, obj, name, use == KR_USE_CALL, &line->site);
    line->name = name.bits;
    line->layout_use = layout << 2 | use;
    line->version = kr__layout(vm, layout)->version;
    line->site.layout = layout;
    /* used once: what holds for one module, and stores that may do better when instances have grown */
    if (line->site.kind == KR_SITE_MODULE ||
        (line->site.kind == KR_SITE_NONE && use == KR_USE_STORE))
        line->name = 0;
}

void kr__dict_watch_event(kr_vm *vm) { vm->names_epoch++; }

/* The native without optional parts behind v's special method q; NULL: it is something else. */
static KrQuickFn plain_native(kr_vm *vm, Value v, KrQuick q) {
    static const struct {
        KrName name;
        unsigned params;
    } special[KR_Q_COUNT] = {
        [KR_Q_NEXT] = {KR_N___next__, 1},         [KR_Q_ITER] = {KR_N___iter__, 1},
        [KR_Q_GETITEM] = {KR_N___getitem__, 2},   [KR_Q_SETITEM] = {KR_N___setitem__, 3},
        [KR_Q_CONTAINS] = {KR_N___contains__, 2}, [KR_Q_HASH] = {KR_N___hash__, 1},
        [KR_Q_ADD] = {KR_N___add__, 2},           [KR_Q_SUB] = {KR_N___sub__, 2},
        [KR_Q_MUL] = {KR_N___mul__, 2},           [KR_Q_MOD] = {KR_N___mod__, 2},
        [KR_Q_AND] = {KR_N___and__, 2},           [KR_Q_OR] = {KR_N___or__, 2},
        [KR_Q_GET] = {KR_N___get__, 3},
    };
    Value f = kr__special(vm, v, special[q].name);
    if (!kr__exact(f, KR_T_SLOT_WRAPPER) && !kr__exact(f, KR_T_METHOD_DESCR)) return NULL;
    const KrNative *nf = kr__ptr(f);
    if ((nf->flags & (KR_NF_RAW | KR_NF_VARARGS)) || nf->nparams != special[q].params) return NULL;
    /* a program may have put another class's method there */
    if (!kr__is_subtype(vm, kr__class_of(vm, v), KR_VALUE(nf->cls.bits))) return NULL;
    return kr__native_def(vm, nf)->fn;
}

KrQuickFn kr__quick_fill(kr_vm *vm, Value v, KrQuick q, uint32_t layout) {
    return vm->quick[q][layout] = plain_native(vm, v, q);
}

KrQuickFn kr__quick_fill_line(kr_vm *vm, Value v, KrQuick q, KrQuickLine *line) {
    KrQuickFn fn = plain_native(vm, v, q);
    line->layout = kr__layout_no(kr__ptr(v));
    line->version = kr__layout(vm, line->layout)->version;
    return line->fn = fn;
}
