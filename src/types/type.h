/* SPDX-License-Identifier: MIT
 * type.h: the class object, and how classes are made and looked into (type.c, slots.c, mro.c, object.c). */
#ifndef KR_TYPES_TYPE_H
#define KR_TYPES_TYPE_H

#include "run/ops.h"

/* KrType.flags. The first group has CPython's tp_flags values, which the library reads. */
#define KR_TF_SEQUENCE (1u << 5)
#define KR_TF_MAPPING (1u << 6)
#define KR_TF_IMMUTABLE (1u << 8)
#define KR_TF_HEAPTYPE (1u << 9)
#define KR_TF_BASE (1u << 10)
#define KR_TF_IS_ABSTRACT (1u << 20)
#define KR_TF_LONG_SUBCLASS (1u << 24)
#define KR_TF_LIST_SUBCLASS (1u << 25)
#define KR_TF_TUPLE_SUBCLASS (1u << 26)
#define KR_TF_BYTES_SUBCLASS (1u << 27)
#define KR_TF_UNICODE_SUBCLASS (1u << 28)
#define KR_TF_DICT_SUBCLASS (1u << 29)
#define KR_TF_EXC_SUBCLASS (1u << 30)
#define KR_TF_TYPE_SUBCLASS (1u << 31)
/* ours */
#define KR_TF_HIDDEN (1u << 0) /* not a class Python can see */
#define KR_TF_GETATTR \
    (1u << 1) /* has __getattr__, or a __getattribute__ other than object's, type's or module's */
#define KR_TF_SETATTR (1u << 2)  /* has a __setattr__/__delattr__ other than object's */
#define KR_TF_HAS_DICT (1u << 3) /* instances have __dict__ */
#define KR_TF_HAS_WEAK (1u << 4) /* instances allow weak references */
#define KR_TF_HAS_DEL (1u << 7)  /* class or a base defines __del__ */
#define KR_TF_STALE \
    (1u << 13) /* `layout` is to be made anew: instances grew, or a field turned wide */
#define KR_TF_GETATTRIBUTE \
    (1u << 14)                /* has a __getattribute__ other than object's, type's or module's */
#define KR_TF_HOST (1u << 15) /* has a KrClassDef (types/host.h) under def_table */
#define KR_TF_SIMPLE_NEW \
    (1u                  \
     << 11) /* __new__ is object's, metaclass __call__ is type's: the machine makes instances itself */

typedef struct KrType {
    KrObj head;
    uint32_t flags;
    uint32_t version;    /* changes with the class or a base; never 0 */
    uint32_t layout;     /* of new instances; 0: object.__new__ cannot make any */
    uint32_t layouts;    /* chain of all layouts of this class (KrLayout.next_of_class) */
    uint16_t kind;       /* KrKind of instances */
    uint16_t number;     /* KR_T_ number of a built-in class, else 0 */
    Slot name, qualname; /* str */
    Slot base;           /* KrType, 0 in object */
    Slot bases, mro;     /* tuples */
    Slot dict;           /* KrDict: the namespace */
    Slot
        specials; /* KrSlots[KR_SP_COUNT]: cached special methods; item 0: not asked, KR_SPECIAL_ABSENT: none */
    Slot subclasses; /* KrSlots of weak entries: reference not traced; pruned after marking */
    Slot own_slots;  /* tuple of the (mangled) names its own __slots__ made fields of; 0: none */
    Slot
        self_attrs; /* tuple of names its and its bases' methods assign to self: room for plain instances */
    Slot wide;  /* tuple of the field names that hold numbers past a Slot: wide in new instances */
    Slot solid; /* the base (or itself) that fixes the layout: best_base's "solid base" */
    uint32_t grown; /* plain: most attributes an instance has had */
    uint32_t
        init_cache; /* Slot bits of the Python __init__ when SIMPLE_NEW and version == init_version */
    uint32_t init_version;
    uint32_t def_table; /* of a built-in class: where its natives stand */
    uint16_t
        nfields; /* slots that its instances have, inherited ones included: the first fields of their layouts */
    uint16_t room; /* plain: attributes that `layout` has places for */
} KrType;
#define KR_SPECIAL_ABSENT KR_SLOT((uint32_t)KR_END.bits | 1u)

KR_INLINE KrType *kr__type_ptr(Value v) { return kr__ptr(v); }

extern const KrKindInfo *const kr__kinds[]; /* [KR_K_COUNT], for kr__heap_init (types/kinds.c) */

/* One static description of each built-in class, defined in the file that owns the type as
 * `const KrTypeDef kr__def_<id of types.def in lower case>` (kr__def_list, kr__def_x_valueerror, …) and found by
 * KR_T_ number (types/builtin_types.c). A class that has no description inherits everything. */
typedef struct KrTypeDef {
    KrTypeNo number;
    const char *doc;            /* NULL: none */
    const KrFnDef *methods;     /* ends with {NULL} */
    const KrGetSet *getset;     /* ends with {NULL}; NULL: none */
    const char *const *members; /* reserved; NULL */
    uint32_t flags;             /* extra KR_TF_ */
    uint16_t size; /* kind ITER: bytes of the class's own C struct; 0: what the kind says */
    uint64_t slots, values; /* kind ITER: which 4-byte words of it are Slots, which begin a Value */
    /* The class itself called with n positional arguments and nothing else, without sorting them for __new__ and
     * __init__; KR_END: not with this number. NULL: always the general way. */
    KrQuickFn make;
} KrTypeDef;
extern const KrTypeDef *const kr__type_defs[]; /* ends with NULL */

/* type(name, bases, namespace) once the metaclass is known; kwargs go to __init_subclass__ (dict or unset). */
KR_MUST_USE Value kr__type_new(kr_vm *vm, Value meta, Value name, Value bases, Value ns,
                               Value kwargs);
/* Tells that attribute `name` of the class changed (set, deleted): version, specials, caches, flags, subclasses. */
KR_MUST_USE bool kr__type_changed(kr_vm *vm, Value type, Value name, Value old, Value now);
/* A zeroed instance of the class, registered for finalization if it has __del__. For kinds of fixed size. */
KR_MUST_USE Value kr__instance_new(kr_vm *vm, Value type);
/* A zeroed cell of a variable-sized kind: `bytes` for struct and items; adds the class's overflow slot. */
KR_MUST_USE void *kr__instance_new_var(kr_vm *vm, Value type, size_t bytes);
/* The instance's __dict__ (a dict that reads through, or its own in dictionary mode); fails when it has none. */
KR_MUST_USE Value kr__instance_dict(kr_vm *vm, Value obj);
KR_MUST_USE bool kr__instance_set_dict(kr_vm *vm, Value obj, Value dict); /* unset: delete */
/* Own attributes of an instance, past the class: 1, 0 absent, -1 */
int kr__instance_get(kr_vm *vm, Value obj, Value name, Value *out);
KR_MUST_USE bool kr__instance_set(kr_vm *vm, Value obj, Value name,
                                  Value v);                /* plain instances only; creates */
int kr__instance_delete(kr_vm *vm, Value obj, Value name); /* 1, 0 absent, -1 */
/* Number of own attributes, and the i-th in order (for dict views); i < kr__instance_count. */
size_t kr__instance_count(kr_vm *vm, Value obj);
/* Moves the owner of a view dict into dictionary mode: the dict takes over the values. */
KR_MUST_USE bool kr__instance_materialize(kr_vm *vm, Value obj);
KR_MUST_USE bool kr__set_class(kr_vm *vm, Value obj, Value cls); /* obj.__class__ = cls */

KR_MUST_USE bool kr__types_init(kr_vm *vm); /* makes every built-in class; at VM start */

/* ---- beyond the first contract ---- */

/* The namespace of a class. A built-in class fills it when it is first asked for; NULL: no memory for that
 * (MemoryError pending). Does not collect. */
struct KrDict;
struct KrDict *kr__type_dict(kr_vm *vm, KrType *t);
/* What the class's own namespace holds under this interned name; unset: nothing. Never fails, never collects. */
Value kr__type_own(kr_vm *vm, KrType *t, Value name);
/* Sets (unset: deletes) an attribute of a class, no checks, no descriptors; tells whom it concerns. */
KR_MUST_USE bool kr__type_set(kr_vm *vm, Value type, Value name, Value v);
/* cls(*args, **kw) as type.__call__ does it. args: n positional, then nkw keyword values; in the register file or on the
 * C stack. May return KR_TAIL. */
Value kr__type_call(kr_vm *vm, Value cls, const Value *args, unsigned n, unsigned nkw,
                    Value kwnames);
/* Brings t->layout up to date (STALE) and init_cache; false: MemoryError pending. Runs no Python code. */
KR_MUST_USE bool kr__type_refresh(kr_vm *vm, KrType *t);
KR_MUST_USE bool kr__type_make_layout(kr_vm *vm, KrType *t);
/* C3, or the class's own mro(): a tuple. */
KR_MUST_USE Value kr__mro(kr_vm *vm, Value type);
/* type(found) has __set__ or __delete__; never fails, never collects. */
bool kr__is_data_descriptor(kr_vm *vm, Value found);
/* Special method of the class `type` itself, cached there; unset: absent. */
Value kr__special_of(kr_vm *vm, Value type, KrName special);
void kr__type_forget_specials(kr_vm *vm, KrType *t); /* of t and all below it */
bool kr__type_wants_wide(const KrType *t, Slot name);
/* type.__getattribute__ and module's; type.__setattr__ (v unset: __delattr__) */
KR_MUST_USE Value kr__standard_getattr(kr_vm *vm, Value obj, Value name);
KR_MUST_USE bool kr__type_setattr(kr_vm *vm, Value type, Value name, Value v);
/* heap->note_wide and heap->after_mark of the types: never fail. */
void kr__types_note_wide(kr_vm *vm, Slot cls, Slot name);
void kr__types_struct_of(kr_vm *vm, Slot cls, KrRootSpec *out); /* heap->struct_of: never fails */
void kr__types_after_mark(kr_vm *vm, KrGc *gc, bool full);
/* A name of a class, or its doc, may hold no lone surrogates. False: UnicodeEncodeError. */
KR_MUST_USE bool kr__type_check_text(kr_vm *vm, Value text);
/* __doc__ of a built-in class. */
KR_MUST_USE Value kr__type_builtin_doc(kr_vm *vm, const KrType *t);
/* The name of a class as messages have it: its own, after the module for a built-in class past builtins. Never fails. */
Value kr__type_shown_name(kr_vm *vm, Value type);
/* Calls f for each direct subclass that lives. */
KR_MUST_USE bool kr__type_each_subclass(kr_vm *vm, KrType *t,
                                        bool (*f)(kr_vm *vm, void *ud, Value sub), void *ud);
KR_MUST_USE bool kr__type_add_subclass(kr_vm *vm, KrType *base, Value sub);
void kr__type_remove_subclass(kr_vm *vm, KrType *base, Value sub);
/* Recomputes the flags that say which hooks a class has. Never fails, never collects. */
void kr__type_flags_update(kr_vm *vm, KrType *t);
void kr__type_flags_update_below(kr_vm *vm, KrType *t); /* of t and all below it */
void kr__type_new_version(kr_vm *vm, KrType *t);        /* of t and all below it */
const char *kr__type_dotted_name(const KrType *t); /* of a built-in class, as types.def has it */
const char *kr__type_module_name(const KrType *t); /* of a built-in class: "builtins", "types", … */
/* "module.qualname" for repr and messages; builtins.x is x. */
KR_MUST_USE Value kr__type_full_name(kr_vm *vm, Value type);
/* __build_class__(func, name, /, *bases, **kwds), for builtins.c's table. */
Value kr__build_class(kr_vm *vm, Value *a, int n);
/* metaclass that wins among `meta` and the types of bases; failed: TypeError. */
KR_MUST_USE Value kr__meta_of(kr_vm *vm, Value meta, const KrTuple *bases);
/* Puts the natives and attributes of static tables into the namespace d of t. False: MemoryError. May collect. */
KR_MUST_USE bool kr__type_fill(kr_vm *vm, KrType *t, struct KrDict *d, const KrFnDef *methods,
                               const KrGetSet *getset);
/* The i-th own attribute in order: key, value. Never fails. */
Value kr__instance_key(kr_vm *vm, Value obj, size_t i);
Value kr__instance_value(kr_vm *vm, Value obj, size_t i);
/* The kind's struct holds the instance's dict itself: module, function, classmethod, class. */
bool kr__kind_has_dict(KrKind kind);
/* origin[item]: item is a tuple or one argument (generic_alias.c). */
KR_MUST_USE Value kr__generic_alias_new(kr_vm *vm, Value origin, Value item);
KR_INLINE bool kr__type_is_heap(const KrType *t) { return t->flags & KR_TF_HEAPTYPE; }

/* Module-level and class-level native functions. table: index of the KrFnDef table in vm (kr__def_table). */
KR_MUST_USE uint32_t kr__def_table(kr_vm *vm, const KrFnDef *rows); /* registers; 0: memory */

#endif
