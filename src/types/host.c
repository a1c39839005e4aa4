/* SPDX-License-Identifier: MIT
 * host.c: classes with a C struct that are made at run time. Such a class is a class of a program whose KrType names its
 * description: KR_TF_HOST is set and def_table is the number under which the VM knows the KrClassDef. The struct comes
 * from there (instance.c), so that subclasses put their fields behind it. */
#include "types/host.h"

#include <string.h>

#include "types/dict.h"
#include "types/state.h"

/* The class that has the description, among cls and its bases; NULL: none. */
static const KrType *host_of(const KrType *t) {
    while (!(t->flags & KR_TF_HOST)) {
        if (!t->base.bits) return NULL;
        t = kr__slot_ptr(t->base);
    }
    return t;
}

const KrClassDef *kr__class_def(kr_vm *vm, Value cls) {
    const KrType *t = host_of(kr__ptr(cls));
    return t ? (const KrClassDef *)(const void *)vm->tstate->tables.data[t->def_table] : NULL;
}

bool kr__is_host(kr_vm *vm, Value v, const KrClassDef *def) {
    return kr__is_ref(v) && kr__ok(v) && kr__class_def(vm, kr__class_of(vm, v)) == def;
}

static const KrClassDef *def_of(kr_vm *vm, const KrObj *cell) {
    return kr__class_def(vm, KR_VALUE(kr__layout_of(vm, cell)->cls.bits));
}
static void host_trace(KrGc *gc, KrObj *cell) {
    const KrClassDef *def = def_of(kr__gc_vm(gc), cell);
    if (def->trace) def->trace(gc, cell);
}
static size_t host_owned(kr_vm *vm, const KrObj *cell) {
    const KrClassDef *def = def_of(vm, cell);
    return def->owned ? def->owned(vm, cell) : 0;
}
static void host_release(kr_vm *vm, KrObj *cell) {
    const KrClassDef *def = def_of(vm, cell);
    if (def->release) def->release(vm, cell);
}
const KrKindInfo kr__kind_host = {
    .name = "host",
    .size = sizeof(KrObj),
    .trace = host_trace,
    .owned = host_owned,
    .release = host_release,
};

Value kr__host_new(kr_vm *vm, Value cls) {
    Value v = kr__instance_new(vm, cls);
    if (kr__failed(v)) return v;
    const KrClassDef *def = kr__class_def(vm, cls);
    if (def->release && !kr__side_release(vm, kr__ptr(v))) return KR_FAILED;
    return v;
}

/* ---- making a class ---- */

static Value namespace_of(kr_vm *vm, const KrClassDef *def) {
    const char *dot = strrchr(def->name, '.');
    Value ns = kr__dict_new(vm);
    Value module =
        dot ? kr__intern(vm, def->name, (size_t)(dot - def->name)) : kr__name(vm, KR_N_builtins);
    const char *signature = def->doc ? strstr(def->doc, ")\n--\n\n") : NULL;
    const char *text = signature ? signature + 6 : def->doc; /* what stands before is for inspect */
    Value doc = text ? kr__str_new(vm, text, strlen(text)) : KR_NONE_V;
    Value dict = kr__name(vm, KR_N___dict__);
    Value slots = kr__tuple_new(vm, &dict, def->flags & KR_TF_HAS_DICT ? 1 : 0);
    if (kr__failed(ns) || kr__failed(module) || kr__failed(doc) || kr__failed(slots))
        return KR_FAILED;
    KrDict *d = kr__ptr(ns);
    bool ok = kr__dict_set_name(vm, d, kr__name(vm, KR_N___module__), module) &&
              kr__dict_set_name(vm, d, kr__name(vm, KR_N___doc__), doc) &&
              kr__dict_set_name(vm, d, kr__name(vm, KR_N___slots__), slots);
    return ok ? ns : KR_FAILED;
}

static bool describe(kr_vm *vm, Value cls, const KrClassDef *def) {
    KrType *t = kr__ptr(cls);
    if (!kr__type_set(vm, cls, kr__name(vm, KR_N___slots__), KR_UNSET)) return false;
    if (!kr__type_fill(vm, t, kr__type_dict(vm, t), def->methods, def->getset)) return false;
    uint32_t table = kr__def_table(vm, (const KrFnDef *)(const void *)def);
    if (!table) return false;
    t->def_table = table;
    t->kind = def->kind;
    t->solid = kr__slot_of(t);
    t->flags |= KR_TF_HOST | KR_TF_STALE | (def->flags & ~KR_TF_HAS_DICT);
    if (!(def->flags & KR_TF_HEAPTYPE)) t->flags |= KR_TF_IMMUTABLE;
    if (!(def->flags & KR_TF_BASE)) t->flags &= ~KR_TF_BASE;
    kr__type_forget_specials(vm, t);
    kr__type_flags_update(vm, t);
    kr__type_new_version(vm, t);
    return kr__type_refresh(vm, t);
}

Value kr__class_new(kr_vm *vm, const KrClassDef *def) {
    return kr__class_below(vm, def, kr__type(vm, def->base ? def->base : KR_T_OBJECT));
}
Value kr__class_below(kr_vm *vm, const KrClassDef *def, Value base) {
    const char *dot = strrchr(def->name, '.'), *name = dot ? dot + 1 : def->name;
    Value text = kr__intern(vm, name, strlen(name)), bases = kr__tuple_new(vm, &base, 1),
          ns = namespace_of(vm, def);
    if (kr__failed(text) || kr__failed(bases) || kr__failed(ns)) return KR_FAILED;
    Value cls = kr__type_new(vm, kr__type(vm, KR_T_TYPE), text, bases, ns, KR_UNSET);
    return kr__ok(cls) && describe(vm, cls, def) ? cls : KR_FAILED;
}

void kr__class_finalizes_late(kr_vm *vm, Value cls) {
    KrType *t = kr__ptr(cls);
    t->flags &= ~KR_TF_HAS_DEL;
    for (uint32_t no = t->layouts; no; no = kr__heap(vm)->layouts[no].next_of_class)
        kr__heap(vm)->layouts[no].flags &= (uint8_t)~KR_LF_DEL;
}
