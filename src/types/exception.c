/* SPDX-License-Identifier: MIT
 * exception.c: BaseException, the table of all exception classes, making instances from C, and
 * matching. What single classes add stands in exception_data.c and exception_group.c.
 *
 * Class-specific attributes stand in `extra`, a SLOTS cell, or a wide tuple once one of them is a
 * number that no Slot holds. Which attribute is which item follows from the class's data group;
 * attributes of a subclass (plain ones too) lie behind the struct, by layout. */
#include "types/exception.h"

#include <string.h>

#include "types/dict.h"
#include "types/exception_data.h"
#include "types/list.h"
#include "types/seq.h"
#include "types/type.h"

const KrKindInfo kr__kind_exception = {
    .name = "exception",
    .size = sizeof(KrException),
    .slots = 1u << 1 | 1u << 2 | 1u << 3 | 1u << 4 | 1u << 5,
};

KR_INLINE KrException *exc_ptr(Value v) { return kr__ptr(v); }

/* ---- extra attributes ------------------------------------------------------------------------- */

/* Names of the attributes of each data group, in the order of `extra`. */
static const KrName group_names[KR_XG_COUNT][KR_XG_MAX] = {
    [KR_XG_STOP] = {KR_N_value},
    [KR_XG_EXIT] = {KR_N_code},
    [KR_XG_IMPORT] = {KR_N_msg, KR_N_name, KR_N_path},
    [KR_XG_NAME] = {KR_N_name},
    [KR_XG_ATTRIBUTE] = {KR_N_name, KR_N_obj},
    [KR_XG_OS] = {KR_N_errno, KR_N_strerror, KR_N_filename, KR_N_filename2,
                  KR_N_characters_written},
    [KR_XG_SYNTAX] = {KR_N_msg, KR_N_filename, KR_N_lineno, KR_N_offset, KR_N_text, KR_N_end_lineno,
                      KR_N_end_offset, KR_N_print_file_and_line},
    [KR_XG_UNICODE] = {KR_N_encoding, KR_N_object, KR_N_start, KR_N_end, KR_N_reason},
    [KR_XG_GROUP] = {KR_N_message, KR_N_exceptions},
};
static const uint8_t group_size[KR_XG_COUNT] = {
    [KR_XG_STOP] = 1,   [KR_XG_EXIT] = 1,      [KR_XG_IMPORT] = 3,
    [KR_XG_NAME] = 1,   [KR_XG_ATTRIBUTE] = 2, [KR_XG_OS] = 5,
    [KR_XG_SYNTAX] = 8, [KR_XG_UNICODE] = 5,   [KR_XG_GROUP] = 2,
};

static int group_of_number(unsigned n) {
    if (n >= KR_T_X_OSERROR && n <= KR_T_X_TIMEOUTERROR) return KR_XG_OS;
    if (n >= KR_T_X_SYNTAXERROR && n <= KR_T_X_TABERROR) return KR_XG_SYNTAX;
    if (n >= KR_T_X_UNICODEDECODEERROR && n <= KR_T_X_UNICODETRANSLATEERROR) return KR_XG_UNICODE;
    switch (n) {
    case KR_T_X_STOPITERATION: return KR_XG_STOP;
    case KR_T_X_SYSTEMEXIT: return KR_XG_EXIT;
    case KR_T_X_IMPORTERROR:
    case KR_T_X_MODULENOTFOUNDERROR: return KR_XG_IMPORT;
    case KR_T_X_NAMEERROR:
    case KR_T_X_UNBOUNDLOCALERROR: return KR_XG_NAME;
    case KR_T_X_ATTRIBUTEERROR: return KR_XG_ATTRIBUTE;
    case KR_T_X_BASEEXCEPTIONGROUP: return KR_XG_GROUP;
    default: return KR_XG_NONE;
    }
}

/* The first class of the MRO that adds data decides; layouts forbid two of them. */
static int group_of(kr_vm *vm, Value exc) {
    KrType *t = kr__type_ptr(kr__class_of(vm, exc));
    if (t->number) return group_of_number(t->number);
    const KrTuple *mro = kr__slot_ptr(t->mro);
    for (uint32_t i = 0; i < mro->len; i++) {
        Value v = kr__tuple_get(mro, i);
        if (!kr__is_type(vm, v)) continue;
        int g = group_of_number(kr__type_ptr(v)->number);
        if (g != KR_XG_NONE) return g;
    }
    return KR_XG_NONE;
}

Value kr__exception_extra(kr_vm *vm, Value exc, unsigned i) {
    KrException *e = exc_ptr(exc);
    if (!e->extra.bits) return KR_UNSET;
    KrObj *x = kr__slot_ptr(e->extra);
    if (kr__kind(vm, x) == KR_K_TUPLE) {
        KrTuple *t = (KrTuple *)x;
        return i < t->len ? kr__tuple_get(t, i) : KR_UNSET;
    }
    KrSlots *s = (KrSlots *)x;
    return i < s->len ? kr__slot_value(s->item[i]) : KR_UNSET;
}

/* Turns `extra` wide: a tuple of Values that only this exception sees. v makes it so. */
static bool extra_widen(kr_vm *vm, Value exc, unsigned i, Value v) {
    Value items[KR_XG_MAX] = {{0}};
    unsigned n = group_size[group_of(vm, exc)];
    for (unsigned k = 0; k < n; k++) items[k] = kr__exception_extra(vm, exc, k);
    items[i] = v;
    Value t = kr__tuple_new(vm, items, n);
    if (kr__failed(t)) return false;
    KrException *e = exc_ptr(exc);
    kr__store(vm, e, &e->extra, kr__ref_slot(t));
    return true;
}

bool kr__exception_set_extra(kr_vm *vm, Value exc, unsigned i, Value v) {
    KrException *e = exc_ptr(exc);
    if (!e->extra.bits) {
        KrSlots *s = kr__slots_new(vm, group_size[group_of(vm, exc)]);
        if (!s) return false;
        e = exc_ptr(exc);
        kr__store(vm, e, &e->extra, kr__slot_of(s));
    }
    KrObj *x = kr__slot_ptr(e->extra);
    if (kr__kind(vm, x) == KR_K_TUPLE) {
        ((KrTuple *)x)->wide[i] = v;
        kr__barrier(vm, x);
        return true;
    }
    Slot s;
    if (!kr__narrow(v, &s)) return extra_widen(vm, exc, i, v);
    kr__store(vm, x, &((KrSlots *)x)->item[i], s);
    return true;
}

static int extra_index(kr_vm *vm, Value exc, KrName attr) {
    int g = group_of(vm, exc);
    for (unsigned i = 0; i < group_size[g]; i++)
        if (group_names[g][i] == attr) return (int)i;
    return -1;
}

bool kr__exception_set(kr_vm *vm, Value exc, KrName attr, Value v) {
    int i = extra_index(vm, exc, attr);
    return i < 0 || kr__exception_set_extra(vm, exc, (unsigned)i, v);
}

Value kr__exception_get(kr_vm *vm, Value exc, KrName attr) {
    int i = extra_index(vm, exc, attr);
    return i < 0 ? KR_UNSET : kr__exception_extra(vm, exc, (unsigned)i);
}

/* ---- instances -------------------------------------------------------------------------------- */

Value kr__exception_alloc(kr_vm *vm, Value cls) {
    KrType *t = kr__type_ptr(cls);
    Value exc;
    if (t->number) {
        KrException *e = kr__new(vm, t->number, kr__layout(vm, t->number)->size);
        if (!e) return KR_FAILED;
        exc = kr__value_of(e);
    } else {
        exc = kr__instance_new(vm, cls);
        if (kr__failed(exc)) return KR_FAILED;
    }
    return exc;
}

bool kr__exception_set_args(kr_vm *vm, Value exc, const Value *args, unsigned n) {
    Value t = n ? kr__tuple_new(vm, args, n) : kr__tuple_empty(vm);
    if (kr__failed(t)) return false;
    KrException *e = exc_ptr(exc);
    kr__store(vm, e, &e->args, kr__ref_slot(t));
    return true;
}

Value kr__exception_new(kr_vm *vm, KrTypeNo type, Value msg) {
    Value exc = kr__exception_alloc(vm, kr__type(vm, type));
    if (kr__failed(exc) || !kr__exception_set_args(vm, exc, &msg, kr__ok(msg))) return KR_FAILED;
    int g = group_of_number(type);
    if (kr__ok(msg) && (g == KR_XG_IMPORT || g == KR_XG_SYNTAX))
        if (!kr__exception_set_extra(vm, exc, 0, msg)) return KR_FAILED;
    return exc;
}

Value kr__exception_new_args(kr_vm *vm, Value cls, const Value *args, unsigned n) {
    return kr__call(vm, cls, args, n);
}

static int matches_one(kr_vm *vm, Value exc, Value cls) {
    Value base = kr__type(vm, KR_T_X_BASEEXCEPTION);
    if (!kr__is_type(vm, cls) || !kr__is_subtype(vm, cls, base)) {
        kr__raise_type(vm,
                       "catching classes that do not inherit from BaseException is not allowed");
        return -1;
    }
    return kr__is_subtype(vm, kr__class_of(vm, exc), cls);
}

int kr__exception_matches(kr_vm *vm, Value exc, Value cls) {
    if (!kr__has_kind(vm, cls, KR_K_TUPLE)) return matches_one(vm, exc, cls);
    const KrTuple *t = kr__ptr(cls);
    int found = 0;
    for (uint32_t i = 0; i < t->len; i++) { /* every item is checked before any of them counts */
        int r = matches_one(vm, exc, kr__tuple_get(t, i));
        if (r < 0) return r;
        found |= r;
    }
    return found;
}

/* ---- BaseException ---------------------------------------------------------------------------- */

static Value base_new(kr_vm *vm, Value *a, int n) {
    Value exc = kr__exception_alloc(vm, a[0]);
    if (kr__failed(exc) || !kr__exception_set_args(vm, exc, a + 2, (unsigned)(n - 2)))
        return KR_FAILED;
    return exc;
}

/* Exceptions without keywords of their own refuse them by their class's name. */
bool kr__exception_no_keywords(kr_vm *vm, Value self, Value kwargs) {
    if (!kr__ok(kwargs) || !kr__dict_len(vm, kr__ptr(kwargs))) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "%T() takes no keyword arguments", self);
}

static Value base_init(kr_vm *vm, Value *a, int n) {
    if (!kr__exception_no_keywords(vm, a[0], a[1])) return KR_FAILED;
    if (!kr__exception_set_args(vm, a[0], a + 2, (unsigned)(n - 2))) return KR_FAILED;
    return KR_NONE_V;
}

Value kr__exception_args(kr_vm *vm, Value exc) {
    KrException *e = exc_ptr(exc);
    return e->args.bits ? KR_VALUE(e->args.bits) : kr__tuple_empty(vm);
}

static Value base_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value args = kr__exception_args(vm, a[0]);
    if (kr__failed(args)) return KR_FAILED;
    const KrTuple *t = kr__ptr(args);
    if (t->len == 1) return kr__text(vm, "%T(%R)", a[0], kr__tuple_get(t, 0));
    return kr__text(vm, "%T%R", a[0], args);
}

Value kr__exception_base_str(kr_vm *vm, Value exc) {
    Value args = kr__exception_args(vm, exc);
    if (kr__failed(args)) return KR_FAILED;
    const KrTuple *t = kr__ptr(args);
    if (!t->len) return kr__name(vm, KR_N_empty);
    return kr__str(vm, t->len == 1 ? kr__tuple_get(t, 0) : args);
}
static Value base_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__exception_base_str(vm, a[0]);
}

/* The own attributes as a dict, or None when there are none. */
Value kr__exception_state(kr_vm *vm, Value exc) {
    if (!kr__instance_count(vm, exc)) return KR_NONE_V;
    return kr__instance_dict(vm, exc);
}

bool kr__exception_is_plain(kr_vm *vm, Value exc) {
    Value cls = kr__class_of(vm, exc), args = kr__exception_args(vm, exc);
    const KrTuple *t = kr__ok(args) ? kr__ptr(args) : NULL;
    return t && (!t->len || (t->len == 1 && kr__exact(kr__tuple_get(t, 0), KR_T_STR))) &&
           kr__inherits(vm, cls, KR_T_X_BASEEXCEPTION, KR_N___new__) &&
           kr__inherits(vm, cls, KR_T_X_BASEEXCEPTION, KR_N___init__) &&
           !kr__is_subtype(vm, cls, kr__type(vm, KR_T_X_MEMORYERROR)) &&
           !kr__type_ptr(cls)->nfields && !kr__instance_count(vm, exc);
}

static Value base_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value parts[3] = {kr__class_of(vm, a[0]), kr__exception_args(vm, a[0])};
    if (kr__failed(parts[1])) return KR_FAILED;
    parts[2] = kr__exception_state(vm, a[0]);
    if (kr__failed(parts[2])) return KR_FAILED;
    return kr__tuple_new(vm, parts, kr__is_none(parts[2]) ? 2 : 3);
}

static Value base_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_none(a[1])) return KR_NONE_V;
    if (!kr__has_kind(vm, a[1], KR_K_DICT)) return kr__raise_type(vm, "state is not a dictionary");
    Value copy = kr__dict_copy(vm, kr__ptr(a[1])); /* setting attributes may change the original */
    if (kr__failed(copy)) return KR_FAILED;
    size_t pos = 0;
    Value key, value;
    while (kr__dict_next(vm, kr__ptr(copy), &pos, &key, &value))
        if (!kr__setattr(vm, a[0], key, value)) return KR_FAILED;
    return KR_NONE_V;
}

static bool set_traceback(kr_vm *vm, Value self, Value v) {
    if (!kr__ok(v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "__traceback__ may not be deleted");
    if (!kr__is_none(v) && !kr__exact(v, KR_T_TRACEBACK))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "__traceback__ must be a traceback or None");
    KrException *e = exc_ptr(self);
    kr__store(vm, e, &e->traceback, kr__is_none(v) ? KR_NO_SLOT : kr__ref_slot(v));
    return true;
}

static Value base_with_traceback(kr_vm *vm, Value *a, int n) {
    (void)n;
    return set_traceback(vm, a[0], a[1]) ? a[0] : KR_FAILED;
}

static Value base_add_note(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[1])) return kr__raise_type(vm, "note must be a str, not '%T'", a[1]);
    Value notes;
    int r = kr__getattr_opt(vm, a[0], kr__name(vm, KR_N___notes__), &notes);
    if (r < 0) return KR_FAILED;
    if (!r) {
        notes = kr__list_new(vm, NULL, 0);
        if (kr__failed(notes)) return KR_FAILED;
        if (!kr__setattr(vm, a[0], kr__name(vm, KR_N___notes__), notes)) return KR_FAILED;
    } else if (!kr__has_kind(vm, notes, KR_K_LIST)) {
        return kr__raise_type(vm, "Cannot add note: __notes__ is not a list");
    }
    return kr__list_append(vm, kr__ptr(notes), a[1]) ? KR_NONE_V : KR_FAILED;
}

static const KrFnDef base_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", base_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, *args, **kwargs)", base_init,
     "Initialize self.  See help(type(self)) for accurate signature.", KR_DEF_SPECIAL},
    {"__repr__(self, /)", base_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__str__(self, /)", base_str, "Return str(self).", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", base_reduce, NULL, KR_DEF_METHOD},
    {"__setstate__(self, state, /)", base_setstate, NULL, KR_DEF_METHOD},
    {"with_traceback(self, tb, /)", base_with_traceback,
     "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self.",
     KR_DEF_METHOD},
    {"add_note(self, note, /)", base_add_note,
     "Exception.add_note(note) --\n    add a note to the exception", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};

static Value get_args(kr_vm *vm, Value self) { return kr__exception_args(vm, self); }
static bool set_args(kr_vm *vm, Value self, Value v) {
    if (!kr__ok(v)) return kr__raise_false(vm, KR_T_X_TYPEERROR, "args may not be deleted");
    Value t = kr__tuple_from(vm, v);
    if (kr__failed(t)) return false;
    KrException *e = exc_ptr(self);
    kr__store(vm, e, &e->args, kr__ref_slot(t));
    return true;
}

static Value or_none(Slot s) { return s.bits ? KR_VALUE(s.bits) : KR_NONE_V; }
static Value get_traceback(kr_vm *vm, Value self) {
    (void)vm;
    return or_none(exc_ptr(self)->traceback);
}
static Value get_context(kr_vm *vm, Value self) {
    (void)vm;
    return or_none(exc_ptr(self)->context);
}
static Value get_cause(kr_vm *vm, Value self) {
    (void)vm;
    return or_none(exc_ptr(self)->cause);
}

static bool check_linked(kr_vm *vm, Value v, const char *what, const char *attr) {
    if (!kr__ok(v)) return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s may not be deleted", attr);
    if (kr__is_none(v) || kr__has_kind(vm, v, KR_K_EXCEPTION)) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "exception %s must be None or derive from BaseException", what);
}
static bool set_context(kr_vm *vm, Value self, Value v) {
    if (!check_linked(vm, v, "context", "__context__")) return false;
    KrException *e = exc_ptr(self);
    kr__store(vm, e, &e->context, kr__is_none(v) ? KR_NO_SLOT : kr__ref_slot(v));
    return true;
}
static bool set_cause(kr_vm *vm, Value self, Value v) {
    if (!check_linked(vm, v, "cause", "__cause__")) return false;
    kr__exception_set_cause(vm, self, v);
    return true;
}

void kr__exception_set_cause(kr_vm *vm, Value exc, Value cause) {
    KrException *e = exc_ptr(exc);
    kr__store(vm, e, &e->cause, kr__is_none(cause) ? KR_NO_SLOT : kr__ref_slot(cause));
    e->suppress = 1;
}

static Value get_suppress(kr_vm *vm, Value self) {
    (void)vm;
    return kr__bool(exc_ptr(self)->suppress);
}
static bool set_suppress(kr_vm *vm, Value self, Value v) {
    if (!kr__ok(v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "can't delete numeric/char attribute");
    if (!kr__is_bool(v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "attribute value type must be bool");
    exc_ptr(self)->suppress = kr__is_true(v);
    return true;
}

static const KrGetSet base_getset[] = {
    {"__dict__", kr__instance_dict, kr__instance_set_dict, NULL},
    {"args", get_args, set_args, NULL},
    {"__traceback__", get_traceback, set_traceback, NULL},
    {"__context__", get_context, set_context, "exception context"},
    {"__cause__", get_cause, set_cause, "exception cause"},
    {"__suppress_context__", get_suppress, set_suppress, NULL},
    {NULL, NULL, NULL, NULL},
};

/* ---- every class ------------------------------------------------------------------------------ */

#define DEFINE(lower, id, text, methods_, getset_) \
    const KrTypeDef kr__def_x_##lower = {          \
        .number = KR_T_X_##id,                     \
        .doc = text,                               \
        .methods = methods_,                       \
        .getset = getset_,                         \
        .flags = KR_TF_HAS_DICT,                   \
    };
#define PLAIN(lower, id, text) DEFINE(lower, id, text, NULL, NULL)
#define DATA(lower, id, text, name) \
    DEFINE(lower, id, text, kr__x_##name##_methods, kr__x_##name##_getset)

DEFINE(baseexception, BASEEXCEPTION, "Common base class for all exceptions", base_methods,
       base_getset)
DATA(systemexit, SYSTEMEXIT, "Request to exit from the interpreter.", exit)
PLAIN(keyboardinterrupt, KEYBOARDINTERRUPT, "Program interrupted by user.")
PLAIN(generatorexit, GENERATOREXIT, "Request that a generator exit.")
DATA(baseexceptiongroup, BASEEXCEPTIONGROUP, "A combination of multiple unrelated exceptions.",
     group)
PLAIN(exception, EXCEPTION, "Common base class for all non-exit exceptions.")
DATA(stopiteration, STOPITERATION, "Signal the end from iterator.__next__().", stop)
PLAIN(stopasynciteration, STOPASYNCITERATION, "Signal the end from iterator.__anext__().")
PLAIN(arithmeticerror, ARITHMETICERROR, "Base class for arithmetic errors.")
PLAIN(floatingpointerror, FLOATINGPOINTERROR, "Floating point operation failed.")
PLAIN(overflowerror, OVERFLOWERROR, "Result too large to be represented.")
PLAIN(zerodivisionerror, ZERODIVISIONERROR,
      "Second argument to a division or modulo operation was zero.")
PLAIN(assertionerror, ASSERTIONERROR, "Assertion failed.")
DATA(attributeerror, ATTRIBUTEERROR, "Attribute not found.", attribute)
PLAIN(buffererror, BUFFERERROR, "Buffer error.")
PLAIN(eoferror, EOFERROR, "Read beyond end of file.")
DATA(importerror, IMPORTERROR, "Import can't find module, or can't find name in module.", import)
PLAIN(modulenotfounderror, MODULENOTFOUNDERROR, "Module not found.")
PLAIN(lookuperror, LOOKUPERROR, "Base class for lookup errors.")
PLAIN(indexerror, INDEXERROR, "Sequence index out of range.")
DEFINE(keyerror, KEYERROR, "Mapping key not found.", kr__x_key_methods, NULL)
PLAIN(memoryerror, MEMORYERROR, "Out of memory.")
DATA(nameerror, NAMEERROR, "Name not found globally.", name)
PLAIN(unboundlocalerror, UNBOUNDLOCALERROR, "Local name referenced but not bound to a value.")
DATA(oserror, OSERROR, "Base class for I/O related errors.", os)
PLAIN(blockingioerror, BLOCKINGIOERROR, "I/O operation would block.")
PLAIN(childprocesserror, CHILDPROCESSERROR, "Child process error.")
PLAIN(connectionerror, CONNECTIONERROR, "Connection error.")
PLAIN(brokenpipeerror, BROKENPIPEERROR, "Broken pipe.")
PLAIN(connectionabortederror, CONNECTIONABORTEDERROR, "Connection aborted.")
PLAIN(connectionrefusederror, CONNECTIONREFUSEDERROR, "Connection refused.")
PLAIN(connectionreseterror, CONNECTIONRESETERROR, "Connection reset.")
PLAIN(fileexistserror, FILEEXISTSERROR, "File already exists.")
PLAIN(filenotfounderror, FILENOTFOUNDERROR, "File not found.")
PLAIN(interruptederror, INTERRUPTEDERROR, "Interrupted by signal.")
PLAIN(isadirectoryerror, ISADIRECTORYERROR, "Operation doesn't work on directories.")
PLAIN(notadirectoryerror, NOTADIRECTORYERROR, "Operation only works on directories.")
PLAIN(permissionerror, PERMISSIONERROR, "Not enough permissions.")
PLAIN(processlookuperror, PROCESSLOOKUPERROR, "Process not found.")
PLAIN(timeouterror, TIMEOUTERROR, "Timeout expired.")
PLAIN(referenceerror, REFERENCEERROR, "Weak ref proxy used after referent went away.")
PLAIN(runtimeerror, RUNTIMEERROR, "Unspecified run-time error.")
PLAIN(notimplementederror, NOTIMPLEMENTEDERROR, "Method or function hasn't been implemented yet.")
PLAIN(recursionerror, RECURSIONERROR, "Recursion limit exceeded.")
DATA(syntaxerror, SYNTAXERROR, "Invalid syntax.", syntax)
PLAIN(indentationerror, INDENTATIONERROR, "Improper indentation.")
PLAIN(taberror, TABERROR, "Improper mixture of spaces and tabs.")
PLAIN(systemerror, SYSTEMERROR,
      "Internal error in the Python interpreter.\n\nPlease report this to "
      "the Python maintainer, along with the traceback,\nthe Python version, "
      "and the hardware/OS platform and version.")
PLAIN(typeerror, TYPEERROR, "Inappropriate argument type.")
PLAIN(valueerror, VALUEERROR, "Inappropriate argument value (of correct type).")
PLAIN(unicodeerror, UNICODEERROR, "Unicode related error.")
DATA(unicodedecodeerror, UNICODEDECODEERROR, "Unicode decoding error.", decode)
DATA(unicodeencodeerror, UNICODEENCODEERROR, "Unicode encoding error.", encode)
DATA(unicodetranslateerror, UNICODETRANSLATEERROR, "Unicode translation error.", translate)
PLAIN(warning, WARNING, "Base class for warning categories.")
PLAIN(byteswarning, BYTESWARNING,
      "Base class for warnings about bytes and buffer related problems, "
      "mostly\nrelated to conversion from str or comparing to str.")
PLAIN(deprecationwarning, DEPRECATIONWARNING, "Base class for warnings about deprecated features.")
PLAIN(encodingwarning, ENCODINGWARNING, "Base class for warnings about encodings.")
PLAIN(futurewarning, FUTUREWARNING,
      "Base class for warnings about constructs that will change "
      "semantically\nin the future.")
PLAIN(importwarning, IMPORTWARNING,
      "Base class for warnings about probable mistakes in module imports")
PLAIN(pendingdeprecationwarning, PENDINGDEPRECATIONWARNING,
      "Base class for warnings about features which will be "
      "deprecated\nin the future.")
PLAIN(resourcewarning, RESOURCEWARNING, "Base class for warnings about resource usage.")
PLAIN(runtimewarning, RUNTIMEWARNING, "Base class for warnings about dubious runtime behavior.")
PLAIN(syntaxwarning, SYNTAXWARNING, "Base class for warnings about dubious syntax.")
PLAIN(unicodewarning, UNICODEWARNING,
      "Base class for warnings about Unicode related problems, mostly\n"
      "related to conversion problems.")
PLAIN(userwarning, USERWARNING, "Base class for warnings generated by user code.")
