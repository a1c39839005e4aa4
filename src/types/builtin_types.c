/* SPDX-License-Identifier: MIT
 * builtin_types.c: makes the built-in classes of a VM from heap/types.def and the KrTypeDef of
 * each. At the start only the class objects themselves are made; the namespace of a class is
 * filled when somebody first looks into it. */
#include <string.h>

#include "types/native.h"
#include "types/seq.h"
#include "types/state.h"
#include "types/type.h"

#define KR_DEF(id, lower) extern const KrTypeDef kr__def_##lower;
#include "types/type_defs.def"
#undef KR_DEF

const KrTypeDef *const kr__type_defs[KR_T_COUNT + 1] = {
#define KR_DEF(id, lower) [KR_T_##id] = &kr__def_##lower,
#include "types/type_defs.def"
#undef KR_DEF
};

typedef struct TypeRow {
    const char *name;
    uint16_t base;
    uint8_t kind;
    uint32_t flags;
} TypeRow;
static const TypeRow type_rows[KR_T_COUNT] = {
#define KR_TYPE(id, name, base, kind, flags) [KR_T_##id] = {name, KR_T_##base, KR_K_##kind, flags},
#include "heap/types.def"
#undef KR_TYPE
};

/* Classes to whose instances weak references can be made, beyond what the descriptions say. */
static const uint8_t weak_types[] = {KR_T_TYPE,           KR_T_SET,
                                     KR_T_FROZENSET,      KR_T_FUNCTION,
                                     KR_T_METHOD,         KR_T_NATIVE,
                                     KR_T_MODULE,         KR_T_GENERATOR,
                                     KR_T_COROUTINE,      KR_T_ASYNC_GENERATOR,
                                     KR_T_CODE,           KR_T_MEMORYVIEW,
                                     KR_T_FILEIO,         KR_T_GENERIC_ALIAS,
                                     KR_T_BYTESIO,        KR_T_BUFFEREDREADER,
                                     KR_T_BUFFEREDWRITER, KR_T_BUFFEREDRANDOM,
                                     KR_T_BUFFEREDRWPAIR, KR_T_STRINGIO,
                                     KR_T_TEXTIOWRAPPER};

#define INHERITED_FLAGS                                                                           \
    (KR_TF_SEQUENCE | KR_TF_MAPPING | KR_TF_LONG_SUBCLASS | KR_TF_LIST_SUBCLASS |                 \
     KR_TF_TUPLE_SUBCLASS | KR_TF_BYTES_SUBCLASS | KR_TF_UNICODE_SUBCLASS | KR_TF_DICT_SUBCLASS | \
     KR_TF_EXC_SUBCLASS | KR_TF_TYPE_SUBCLASS | KR_TF_HAS_DICT | KR_TF_GETATTR | KR_TF_SETATTR |  \
     KR_TF_GETATTRIBUTE | KR_TF_HAS_DEL)

/* Part of the dotted name of types.def behind the last dot. */
static const char *tail_name(const char *dotted) {
    const char *dot = strrchr(dotted, '.');
    return dot ? dot + 1 : dotted;
}

/* The name that types.def has: "list", "types.UnionType". */
const char *kr__type_dotted_name(const KrType *t) { return type_rows[t->number].name; }

/* "builtins" or what stands in front of the dot in types.def: a constant text. */
const char *kr__type_module_name(const KrType *t) {
    const char *name = type_rows[t->number].name;
    static const char *const modules[] = {"types", "weakref", "_io", "_sitebuiltins"};
    for (unsigned i = 0; i < KR_COUNTOF(modules); i++) {
        size_t n = strlen(modules[i]);
        if (strncmp(name, modules[i], n) == 0 && name[n] == '.') return modules[i];
    }
    return "builtins";
}

/* ---- filling a namespace ---- */

static bool add(kr_vm *vm, KrDict *d, const char *name, size_t n, Value v) {
    if (kr__failed(v)) return false;
    Value key = kr__intern(vm, name, n);
    return kr__ok(key) && kr__dict_set_name(vm, d, key, v);
}

static Value make_row(kr_vm *vm, KrType *t, uint32_t table, uint32_t row, const KrFnDef *def) {
    static const uint16_t layouts[] = {
        [KR_DEF_METHOD] = KR_T_METHOD_DESCR, [KR_DEF_CLASSMETHOD] = KR_T_CLASSMETHOD_DESCR,
        [KR_DEF_STATIC] = KR_T_NATIVE,       [KR_DEF_SPECIAL] = KR_T_SLOT_WRAPPER,
        [KR_DEF_NEW] = KR_T_NATIVE,
    };
    Value cls = kr__value_of(t);
    unsigned kind = def->kind & 7;
    Value f =
        kr__native_new(vm, layouts[kind], table, row, kind == KR_DEF_NEW ? cls : KR_UNSET, cls);
    if (kr__failed(f) || kind != KR_DEF_STATIC) return f;
    KrWrapper *w = kr__new(vm, KR_T_STATICMETHOD, sizeof(KrWrapper));
    if (!w) return KR_FAILED;
    w->callable = kr__ref_slot(f);
    return kr__value_of(w);
}

static bool add_methods(kr_vm *vm, KrType *t, KrDict *d, const KrFnDef *rows) {
    uint32_t table = kr__def_table(vm, rows);
    if (!table) return false;
    t->def_table = table;
    bool eq = false, hash = false;
    for (uint32_t i = 0; rows[i].sig; i++) {
        size_t n = kr__sig_name_len(rows[i].sig);
        eq |= n == 6 && memcmp(rows[i].sig, "__eq__", 6) == 0;
        hash |= n == 8 && memcmp(rows[i].sig, "__hash__", 8) == 0;
        if (!add(vm, d, rows[i].sig, n, make_row(vm, t, table, i, &rows[i]))) return false;
    }
    return !eq || hash || kr__dict_set_name(vm, d, kr__name(vm, KR_N___hash__), KR_NONE_V);
}

static bool add_getsets(kr_vm *vm, KrType *t, KrDict *d, const KrGetSet *rows) {
    uint32_t table = kr__def_table(vm, (const KrFnDef *)(const void *)rows);
    if (!table) return false;
    for (uint32_t i = 0; rows[i].name; i++) {
        Value name = kr__intern(vm, rows[i].name, strlen(rows[i].name));
        uint32_t layout = rows[i].set == kr__readonly
                              ? KR_T_MEMBER
                              : KR_T_GETSET; /* as CPython shows a C field */
        KrMember *m = kr__ok(name) ? kr__new(vm, layout, sizeof(KrMember)) : NULL;
        if (!m) return false;
        m->cls = kr__slot_of(t);
        m->name = kr__ref_slot(name);
        m->index = table << 16 | i;
        if (!kr__dict_set_name(vm, d, name, kr__value_of(m))) return false;
    }
    return true;
}

static size_t rows_of(const KrTypeDef *def) {
    size_t n = 2;
    for (const KrFnDef *r = def->methods; r && r->sig; r++) n++;
    for (const KrGetSet *g = def->getset; g && g->name; g++) n++;
    return n;
}

/* Doc texts may begin with a signature as C docs do: "name(args)\n--\n\ntext". */
static const char *doc_body(const char *doc) {
    const char *mark = strstr(doc, ")\n--\n\n");
    return mark ? mark + 6 : doc;
}

/* The doc text of a built-in class without the signature in front of it, or NULL. */
static const char *doc_text(const KrTypeDef *def) {
    return def && def->doc ? doc_body(def->doc) : NULL;
}

/* __doc__ of a built-in class: what its description says, whatever its instances have under that
 * name. */
Value kr__type_builtin_doc(kr_vm *vm, const KrType *t) {
    const char *text = doc_text(kr__type_defs[t->number]);
    return text ? kr__str_new(vm, text, strlen(text)) : KR_NONE_V;
}

bool kr__type_fill(kr_vm *vm, KrType *t, KrDict *d, const KrFnDef *methods,
                   const KrGetSet *getset) {
    return (!methods || add_methods(vm, t, d, methods)) &&
           (!getset || add_getsets(vm, t, d, getset));
}

static bool fill(kr_vm *vm, KrType *t, const KrTypeDef *def) {
    static const KrTypeDef nothing = {0};
    if (!def) def = &nothing;
    Value dict = kr__dict_new_sized(vm, rows_of(def));
    if (kr__failed(dict)) return false;
    KrDict *d = kr__ptr(dict);
    if (!kr__type_fill(vm, t, d, def->methods, def->getset)) return false;
    const char *text = doc_text(def);
    Value doc = text ? kr__str_new(vm, text, strlen(text)) : KR_NONE_V;
    if (kr__failed(doc)) return false;
    if (!kr__ok(kr__dict_get_name(
            vm, d, kr__name(vm, KR_N___doc__))) && /* an attribute of its instances? */
        !kr__dict_set_name(vm, d, kr__name(vm, KR_N___doc__), doc))
        return false;
    t->dict = kr__ref_slot(dict);
    kr__barrier(vm, t);
    return true;
}

/* The namespace of a class; a built-in class gets it now. NULL: MemoryError pending. Does not
 * collect. */
KrDict *kr__type_dict(kr_vm *vm, KrType *t) {
    if (KR_LIKELY(t->dict.bits)) return kr__slot_ptr(t->dict);
    bool held = kr__heap(vm)->no_gc;
    kr__heap(vm)->no_gc = true;
    bool ok = fill(vm, t, kr__type_defs[t->number]);
    kr__heap(vm)->no_gc = held;
    return ok ? kr__slot_ptr(t->dict) : NULL;
}

/* ---- the classes ---- */

/* Exceptions that keep attributes of their own: two such in one class's bases conflict. */
static bool exception_is_solid(KrTypeNo no) {
    switch (no) {
    case KR_T_X_BASEEXCEPTION:
    case KR_T_X_SYSTEMEXIT:
    case KR_T_X_STOPITERATION:
    case KR_T_X_OSERROR:
    case KR_T_X_IMPORTERROR:
    case KR_T_X_NAMEERROR:
    case KR_T_X_ATTRIBUTEERROR:
    case KR_T_X_SYNTAXERROR:
    case KR_T_X_UNICODEENCODEERROR:
    case KR_T_X_UNICODEDECODEERROR:
    case KR_T_X_UNICODETRANSLATEERROR:
    case KR_T_X_BASEEXCEPTIONGROUP: return true;
    default: return false;
    }
}

/* Flags that follow from the special methods a description lists. */
static uint32_t hook_flags(KrTypeNo no, const KrTypeDef *def) {
    if (no == KR_T_OBJECT || no == KR_T_TYPE || no == KR_T_MODULE) return 0;
    uint32_t flags = 0;
    for (const KrFnDef *r = def ? def->methods : NULL; r && r->sig; r++) {
        if (strncmp(r->sig, "__getattribute__(", 17) == 0)
            flags |= KR_TF_GETATTR | KR_TF_GETATTRIBUTE;
        else if (strncmp(r->sig, "__getattr__(", 12) == 0)
            flags |= KR_TF_GETATTR;
        else if (strncmp(r->sig, "__setattr__(", 12) == 0 ||
                 strncmp(r->sig, "__delattr__(", 12) == 0)
            flags |= KR_TF_SETATTR;
        else if (strncmp(r->sig, "__del__(", 8) == 0 && no != KR_T_GENERATOR &&
                 no != KR_T_COROUTINE && no != KR_T_ASYNC_GENERATOR)
            flags |= KR_TF_HAS_DEL;
    }
    return flags;
}

/* Kinds whose C struct has a place for the instance's dict of its own. */
bool kr__kind_has_dict(KrKind kind) {
    return kind == KR_K_MODULE || kind == KR_K_FUNCTION || kind == KR_K_WRAPPER ||
           kind == KR_K_TYPE;
}

static void set_layout(kr_vm *vm, KrTypeNo no, const KrType *t, const KrTypeDef *def) {
    KrLayout *l = &kr__heap(vm)->layouts[no];
    const KrKindInfo *kind = kr__kinds[t->kind];
    l->cls = kr__slot_of(t);
    l->kind = (uint8_t)t->kind;
    l->size = kind->size;
    l->slots = kind->slots;
    l->values = kind->values;
    if (def && def->size) {
        l->size = def->size;
        l->slots = def->slots;
        l->values = def->values;
    }
    l->version = t->version;
    l->next_of_class = 0;
    if (t->flags & KR_TF_HAS_WEAK) l->flags |= KR_LF_WEAK;
    if (t->flags & KR_TF_HAS_DEL) l->flags |= KR_LF_DEL;
    if ((t->flags & KR_TF_HAS_DICT) && !kr__kind_has_dict((KrKind)t->kind)) {
        l->flags |= KR_LF_PLAIN | KR_LF_FIELDS;
        l->over = (uint16_t)((l->size + 3) & ~3);
        l->slots |= 1ull << (l->over / 4);
        l->size = (uint16_t)(l->over + 4);
    }
    l->size = (uint16_t)((l->size + 7) & ~7);
}

static bool make_tuples(kr_vm *vm, KrType *t, KrType *base) {
    Value chain[16];
    unsigned n = 0;
    for (KrType *b = t; b; b = b->base.bits ? kr__slot_ptr(b->base) : NULL)
        chain[n++] = kr__value_of(b);
    Value b = kr__value_of(base);
    Value bases = kr__tuple_new(vm, &b, base == t ? 0 : 1);
    Value mro = kr__tuple_new(vm, chain, n);
    t->bases = kr__ref_slot(bases);
    t->mro = kr__ref_slot(mro);
    return kr__ok(bases) && kr__ok(mro);
}

static bool make_type(kr_vm *vm, KrTypeNo no) {
    const TypeRow *row = &type_rows[no];
    const KrTypeDef *def = kr__type_defs[no];
    KrType *t = kr__slot_ptr(vm->types[no]);
    KrType *base = kr__slot_ptr(vm->types[row->base]);
    t->number = (uint16_t)no;
    t->kind = row->kind;
    t->layout = t->layouts = no;
    t->version = ++vm->version;
    t->flags = row->flags | KR_TF_IMMUTABLE | (def ? def->flags : 0) | hook_flags(no, def);
    t->solid = kr__slot_of(t);
    if (base != t) {
        t->base = kr__slot_of(base);
        t->flags |= base->flags & INHERITED_FLAGS;
        if (t->kind == KR_K_EXCEPTION && !exception_is_solid(no)) t->solid = base->solid;
    }
    const char *name = tail_name(row->name);
    Value text = kr__intern(vm, name, strlen(name));
    if (kr__failed(text)) return false;
    t->name = t->qualname = kr__ref_slot(text);
    if (row->flags & KR_TF_HIDDEN) return true;
    return make_tuples(vm, t, base) &&
           (base == t || kr__type_add_subclass(vm, base, kr__value_of(t)));
}

static bool make_all(kr_vm *vm) {
    for (unsigned no = 1; no < KR_T_COUNT; no++) { /* cells first: classes name each other */
        KrLayout *l = &kr__heap(vm)->layouts[no];
        l->kind = type_rows[no].kind;
        l->size = kr__kinds[l->kind]->size;
        l->slots = kr__kinds[l->kind]->slots;
        l->values = kr__kinds[l->kind]->values;
    }
    if (kr__heap(vm)->nlayouts < KR_T_COUNT) kr__heap(vm)->nlayouts = KR_T_COUNT;
    if (!vm->names[0].bits && !kr__names_init(vm)) return false;
    for (unsigned no = 1; no < KR_T_COUNT; no++) {
        KrType *t = kr__new(vm, KR_T_TYPE, sizeof(KrType));
        if (!t) return false;
        vm->types[no] = kr__slot_of(t);
    }
    for (unsigned no = 1; no < KR_T_COUNT; no++)
        if (!make_type(vm, (KrTypeNo)no)) return false;
    for (unsigned i = 0; i < KR_COUNTOF(weak_types); i++)
        ((KrType *)kr__slot_ptr(vm->types[weak_types[i]]))->flags |= KR_TF_HAS_WEAK;
    for (unsigned no = 1; no < KR_T_COUNT; no++)
        set_layout(vm, (KrTypeNo)no, kr__slot_ptr(vm->types[no]), kr__type_defs[no]);
    KrLayout *bound = &kr__heap(vm)->layouts[KR_T_NATIVE_METHOD];
    bound->cls = vm->types[KR_T_NATIVE];
    bound->flags |= KR_LF_WEAK;
    return true;
}

/* Makes every built-in class (and vm->names when nobody did). False: MemoryError pending. Runs
 * no Python code. */
bool kr__types_init(kr_vm *vm) {
    if (!vm->tstate && !kr__type_state_init(vm)) {
        kr__no_memory(vm);
        return false;
    }
    kr__heap(vm)->note_wide = kr__types_note_wide;
    kr__heap(vm)->struct_of = kr__types_struct_of;
    if (!kr__heap(vm)->after_mark) kr__heap(vm)->after_mark = kr__types_after_mark;
    bool held = kr__heap(vm)->no_gc;
    kr__heap(vm)->no_gc = true;
    bool ok = make_all(vm);
    kr__heap(vm)->no_gc = held;
    return ok;
}
