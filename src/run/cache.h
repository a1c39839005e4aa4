/* SPDX-License-Identifier: MIT
 * cache.h: what an inline cache of an attribute access may remember. attr.c knows the rules of attribute
 * lookup and answers for one object now; interp.c only writes the answer behind the instruction.
 *
 * A field answer holds as long as the layout is the same: whoever changes a class so that it means something
 * else calls kr__flush_caches. A class answer holds while layout and class version are the same. */
#ifndef KR_RUN_CACHE_H
#define KR_RUN_CACHE_H

#include "run/ops.h"

typedef enum KrSiteKind {
    KR_SITE_NONE,  /* take the slow path */
    KR_SITE_FIELD, /* a field in the cell: width, at, index                                   */
    KR_SITE_ADD,   /* store: the layout grows by a field at `at` (width) to new_layout        */
    KR_SITE_CLASS, /* load: a plain value of the class (no descriptor, not shadowed)          */
    KR_SITE_METHOD, /* load: a function or method descriptor of the class, not shadowed: value, obj is self */
    KR_SITE_PROPERTY, /* load: a property whose getter (value) is a Python function              */
    KR_SITE_SETTER,   /* store: a property whose setter (value) is a Python function             */
    KR_SITE_DESCR,  /* load: a data descriptor (value) of the class that C code answers for      */
    KR_SITE_MODULE, /* load: entry `index` of a module's dict                                  */
    KR_SITE_OVER,   /* narrow field `at` of the overflow array, which is at `index` in the cell */
} KrSiteKind;

typedef struct KrAttrSite {
    KrSiteKind kind;
    uint8_t width;   /* KR_FIELD_* */
    uint16_t at;     /* byte offset of the field */
    uint16_t index;  /* of the field in its layout; of the dict entry */
    uint32_t layout; /* the object's now */
    uint32_t new_layout;
    uint32_t version;
    Slot value;
} KrAttrSite;

/* What a plain class (its metaclass is `type`) gives for this name, as long as it has this version; a class method gives
 * its function, *bound is set then. False: not to be remembered. */
bool kr__attr_type_site(kr_vm *vm, Value type, Slot name, Value *found, bool *bound);
/* Neither runs Python code nor fails; `out->kind` is NONE when nothing may be remembered. A plain value that
 * is shadowed by an instance attribute in some objects of the layout is never a CLASS or METHOD answer: the
 * layout says which attributes its instances have (dictionary mode: NONE). obj must be a cell. */
void kr__attr_site_load(kr_vm *vm, Value obj, Slot name, bool for_call, KrAttrSite *out);
void kr__attr_site_store(kr_vm *vm, Value obj, Slot name, Value v, KrAttrSite *out);

/* The same answers for sites that see many layouts: a table of the VM (vm->sites) keyed by layout, name and use. A line
 * holds while the layout's class has this version. Lines of modules are never kept (their answer is the module's own). */
typedef enum { KR_USE_LOAD = 1, KR_USE_CALL, KR_USE_STORE } KrSiteUse;
struct KrSiteLine {
    KrAttrSite site;
    uint32_t name, version;
    uint32_t layout_use; /* layout << 2 | use: what the machine compares */
};
void kr__site_fill(kr_vm *vm, struct KrSiteLine *line, Value obj, Slot name, KrSiteUse use,
                   Value v);
KR_INLINE struct KrSiteLine *kr__site_line(struct KrSiteLine *sites, uint32_t layout, uint32_t name,
                                           KrSiteUse use) {
    return &sites[(layout * 7 + (name >> 1) + use) % KR_SITE_LINES];
}
/* obj must be a cell; v: what is to be stored. */
KR_INLINE const KrAttrSite *kr__site(kr_vm *vm, Value obj, Slot name, KrSiteUse use, Value v) {
    const KrObj *o = kr__ptr(obj);
    uint32_t layout = o->head >> 8;
    struct KrSiteLine *line = kr__site_line(vm->sites, layout, name.bits, use);
    if (KR_UNLIKELY(line->layout_use != (layout << 2 | use) || line->name != name.bits ||
                    line->version != kr__layout(vm, layout)->version))
        kr__site_fill(vm, line, obj, name, use, v);
    return &line->site;
}

#endif
