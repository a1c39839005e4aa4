/* SPDX-License-Identifier: MIT
 * _contextvars.c: the module _contextvars: ContextVar, Token, Context, copy_context. A context is a dict from variables to
 * values that copies share until one of them is written to. The thread's current context is made when it is first asked for. */
#include "lib/modules.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/list.h"
#include "types/module.h"
#include "types/seq.h"

extern const KrModuleDef kr__module__contextvars;

typedef struct Var {
    KrObj head;
    Slot name;  /* str */
    Value dflt; /* unset: none */
} Var;
typedef struct Context {
    KrObj head;
    Slot vars;      /* dict; 0: empty */
    uint32_t flags; /* SHARED, ENTERED */
} Context;
#define SHARED 1u  /* another context has the same dict */
#define ENTERED 2u /* run() is under way */
typedef struct Token {
    KrObj head;
    Slot context, var;
    uint32_t used;
    Value old; /* unset: the variable had no value */
} Token;
/* keys, values and items of a context: over a list made in advance, since contexts do not change under iterators. */
typedef struct Walk {
    KrObj head;
    Slot list;
    uint32_t at;
} Walk;

static const KrClassDef var_def, token_def, context_def, missing_def, keys_def, values_def,
    items_def;
enum { S_TOKEN, S_CONTEXT, S_MISSING, S_KEYS, S_VALUES, S_ITEMS, S_COUNT };
static Value *state_of(kr_vm *vm) {
    return kr__module_values(vm, &kr__module__contextvars, S_COUNT);
}

static Var *var(Value v) { return kr__ptr(v); }
static Context *context(Value v) { return kr__ptr(v); }
static Token *token(Value v) { return kr__ptr(v); }

/* ---- contexts ---- */

static Value context_new(kr_vm *vm, const Context *like) {
    Value *s = state_of(vm), v = s ? kr__instance_new(vm, s[S_CONTEXT]) : KR_FAILED;
    if (kr__ok(v) && like) {
        context(v)->vars = like->vars;
        context(v)->flags = SHARED;
    }
    return v;
}

/* The thread's own. Failed: MemoryError. */
static Value current(kr_vm *vm) {
    KrThread *t = vm->thread;
    if (!kr__ok(t->context) || kr__is_none(t->context)) {
        Value v = context_new(vm, NULL);
        if (kr__failed(v)) return v;
        t->context = v;
    }
    return t->context;
}

static KrDict *vars_of(Value ctx) {
    Slot s = context(ctx)->vars;
    return s.bits ? kr__slot_ptr(s) : NULL;
}

/* The dict of ctx, its own. NULL: MemoryError. */
static KrDict *vars_to_write(kr_vm *vm, Value ctx) {
    Context *c = context(ctx);
    if (c->vars.bits && !(c->flags & SHARED)) return kr__slot_ptr(c->vars);
    Value d = c->vars.bits ? kr__dict_copy(vm, kr__slot_ptr(c->vars)) : kr__dict_new(vm);
    if (kr__failed(d)) return NULL;
    kr__store(vm, c, &c->vars, kr__ref_slot(d));
    c->flags &= ~SHARED;
    return kr__ptr(d);
}

/* 1, 0, -1 */
static int find(kr_vm *vm, Value ctx, Value v, Value *out) {
    KrDict *d = vars_of(ctx);
    return d ? kr__dict_find(vm, d, v, out) : 0;
}

static Value copy_of(kr_vm *vm, Value ctx) {
    Value v = context_new(vm, context(ctx));
    if (kr__ok(v) && context(ctx)->vars.bits) context(ctx)->flags |= SHARED;
    return v;
}

static bool key_check(kr_vm *vm, Value key) {
    return kr__is_host(vm, key, &var_def) ||
           kr__raise_false(vm, KR_T_X_TYPEERROR, "a ContextVar key was expected, got %R", key);
}

static Value c_new(kr_vm *vm, Value *a, int n) {
    if (kr__ok(a[1]) || n > 2) return kr__raise_type(vm, "Context() does not accept any arguments");
    return context_new(vm, NULL);
}
static Value c_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v;
    if (!key_check(vm, a[1])) return KR_FAILED;
    int r = find(vm, a[0], a[1], &v);
    return r > 0 ? v : r < 0 ? KR_FAILED : kr__raise_key(vm, a[1]);
}
static Value c_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v;
    if (!key_check(vm, a[1])) return KR_FAILED;
    int r = find(vm, a[0], a[1], &v);
    return r > 0 ? v : r < 0 ? KR_FAILED : kr__ok(a[2]) ? a[2] : KR_NONE_V;
}
static Value c_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v;
    if (!key_check(vm, a[1])) return KR_FAILED;
    int r = find(vm, a[0], a[1], &v);
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value c_len(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrDict *d = vars_of(a[0]);
    return kr__from_int48(d ? (int64_t)kr__dict_len(vm, d) : 0);
}
static Value c_copy(kr_vm *vm, Value *a, int n) { return (void)n, copy_of(vm, a[0]); }

static Value c_compare(kr_vm *vm, Value *a, bool equal) {
    if (!kr__is_host(vm, a[1], &context_def)) return KR_NOTIMPL_V;
    KrDict *x = vars_of(a[0]), *y = vars_of(a[1]);
    size_t nx = x ? kr__dict_len(vm, x) : 0, ny = y ? kr__dict_len(vm, y) : 0;
    if (nx != ny || !nx) return kr__bool((nx == ny) == equal);
    int r = kr__equal(vm, kr__value_of(x), kr__value_of(y));
    return r < 0 ? KR_FAILED : kr__bool((r != 0) == equal);
}
static Value c_eq(kr_vm *vm, Value *a, int n) { return (void)n, c_compare(vm, a, true); }
static Value c_ne(kr_vm *vm, Value *a, int n) { return (void)n, c_compare(vm, a, false); }

/* self, *args, **kw as given: calls args[0] with self as the thread's context. The context is left on every way out, so
 * the call is made from here. */
static Value c_run(kr_vm *vm, Value *a, int n) {
    unsigned nkw = vm->tail.nkw;
    Value names = vm->tail.kwnames;
    if (n < 2) return kr__raise_type(vm, "run() missing 1 required positional argument");
    Context *c = context(a[0]);
    if (c->flags & ENTERED)
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "cannot enter context: %R is already entered",
                         a[0]);
    KrThread *t = vm->thread;
    Value before = t->context, self = a[0];
    c->flags |= ENTERED;
    t->context = self;
    Value r = kr__call_kw(vm, a[1], a + 2, (unsigned)n - 2, nkw, names);
    context(self)->flags &= ~ENTERED;
    t->context = before;
    return r;
}

/* ---- iterators of contexts ---- */

static Value walk(kr_vm *vm, Value ctx, int which) {
    Value *s = state_of(vm), list = kr__list_new(vm, NULL, 0), k, v;
    if (!s || kr__failed(list)) return KR_FAILED;
    KrDict *d = vars_of(ctx);
    for (size_t pos = 0; d && kr__dict_next(vm, d, &pos, &k, &v);) {
        Value pair[2] = {k, v};
        Value item = which == S_KEYS ? k : which == S_VALUES ? v : kr__tuple_new(vm, pair, 2);
        if (kr__failed(item) || !kr__list_append(vm, kr__ptr(list), item)) return KR_FAILED;
    }
    Value it = kr__instance_new(vm, s[which]);
    if (kr__ok(it)) ((Walk *)kr__ptr(it))->list = kr__ref_slot(list);
    return it;
}
static Value c_keys(kr_vm *vm, Value *a, int n) { return (void)n, walk(vm, a[0], S_KEYS); }
static Value c_values(kr_vm *vm, Value *a, int n) { return (void)n, walk(vm, a[0], S_VALUES); }
static Value c_items(kr_vm *vm, Value *a, int n) { return (void)n, walk(vm, a[0], S_ITEMS); }

static Value w_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }
static Value w_next(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    Walk *w = kr__ptr(a[0]);
    const KrList *l = kr__slot_ptr(w->list);
    return w->at < l->len ? kr__list_get(l, w->at++) : KR_END;
}
static Value w_len(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return kr__from_int48(((KrList *)kr__slot_ptr(((Walk *)kr__ptr(a[0]))->list))->len);
}
static const KrFnDef walk_rows[] = {
    {"__iter__(self, /)", w_self, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__next__(self, /)", w_next, "Implement next(self).", KR_DEF_SPECIAL},
    {"__len__(self, /)", w_len, "Return len(self).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
#define WALK(which)                                                    \
    static const KrClassDef which##_def = {.name = #which,             \
                                           .kind = KR_K_ITER,          \
                                           .size = sizeof(Walk),       \
                                           .slots = KR_AT(Walk, list), \
                                           .methods = walk_rows}
WALK(keys);
WALK(values);
WALK(items);

/* ---- variables ---- */

static Value v_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[1])) return kr__raise_type(vm, "context variable name must be a str");
    Value v = kr__instance_new(vm, a[0]);
    if (kr__failed(v)) return v;
    var(v)->name = kr__ref_slot(a[1]);
    var(v)->dflt = a[2];
    return v;
}
static Value v_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v, ctx = current(vm);
    int r = kr__ok(ctx) ? find(vm, ctx, a[0], &v) : -1;
    if (r) return r > 0 ? v : KR_FAILED;
    if (kr__ok(a[1])) return a[1];
    if (kr__ok(var(a[0])->dflt)) return var(a[0])->dflt;
    Value cls = kr__type(vm, KR_T_X_LOOKUPERROR), exc = kr__call1(vm, cls, a[0]);
    return kr__ok(exc) ? kr__raise_object(vm, exc) : KR_FAILED;
}
static Value v_set(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *s = state_of(vm), ctx = current(vm), old = KR_UNSET;
    if (!s || kr__failed(ctx)) return KR_FAILED;
    int r = find(vm, ctx, a[0], &old);
    Value t = r < 0 ? KR_FAILED : kr__instance_new(vm, s[S_TOKEN]);
    if (kr__failed(t)) return t;
    token(t)->context = kr__ref_slot(ctx);
    token(t)->var = kr__ref_slot(a[0]);
    token(t)->old = r ? old : KR_UNSET;
    KrDict *d = vars_to_write(vm, ctx);
    return d && kr__dict_set(vm, d, a[0], a[1]) ? t : KR_FAILED;
}
static Value v_reset(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_host(vm, a[1], &token_def))
        return kr__raise_type(vm, "expected an instance of Token, got %R", a[1]);
    Token *t = token(a[1]);
    if (t->used) return kr__raise(vm, KR_T_X_RUNTIMEERROR, "%R has already been used once", a[1]);
    if (t->var.bits != kr__ref_slot(a[0]).bits)
        return kr__raise_value(vm, "%R was created by a different ContextVar", a[1]);
    Value ctx = current(vm);
    if (kr__failed(ctx)) return ctx;
    if (t->context.bits != kr__ref_slot(ctx).bits)
        return kr__raise_value(vm, "%R was created in a different Context", a[1]);
    t->used = 1;
    KrDict *d = vars_to_write(vm, ctx);
    if (!d) return KR_FAILED;
    if (kr__ok(t->old)) return kr__dict_set(vm, d, a[0], t->old) ? KR_NONE_V : KR_FAILED;
    int r = kr__dict_delete(vm, d, a[0], NULL);
    if (r == 0) {
        Value cls = kr__type(vm, KR_T_X_LOOKUPERROR), exc = kr__call1(vm, cls, a[0]);
        return kr__ok(exc) ? kr__raise_object(vm, exc) : KR_FAILED;
    }
    return r > 0 ? KR_NONE_V : KR_FAILED;
}
static Value v_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name = KR_VALUE(var(a[0])->name.bits);
    unsigned long id = (unsigned long)kr__id(a[0]);
    KrReprLink link;
    if (!kr__repr_enter(vm, &link, a[0])) return kr__intern(vm, "...", 3);
    Value r = kr__ok(var(a[0])->dflt) ? kr__text(vm, "<ContextVar name=%R default=%R at 0x%lx>",
                                                 name, var(a[0])->dflt, id)
                                      : kr__text(vm, "<ContextVar name=%R at 0x%lx>", name, id);
    kr__repr_leave(vm, &link);
    return r;
}
static Value v_get_name(kr_vm *vm, Value self) { return (void)vm, KR_VALUE(var(self)->name.bits); }

/* ---- tokens ---- */

static Value t_new(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise(vm, KR_T_X_RUNTIMEERROR, "Tokens can only be created by ContextVars");
}
static Value t_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__text(vm, "<Token%s var=%R at 0x%lx>", token(a[0])->used ? " used" : "",
                    KR_VALUE(token(a[0])->var.bits), (unsigned long)kr__id(a[0]));
}
static Value t_get_var(kr_vm *vm, Value self) { return (void)vm, KR_VALUE(token(self)->var.bits); }
static Value t_get_old(kr_vm *vm, Value self) {
    if (kr__ok(token(self)->old)) return token(self)->old;
    Value *s = state_of(vm);
    return s ? s[S_MISSING] : KR_FAILED;
}
static Value m_repr(kr_vm *vm, Value *a, int n) {
    return (void)a, (void)n, kr__intern(vm, "<Token.MISSING>", 15);
}

/* ---- tables ---- */

#define CLASS_ITEM \
    { "__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD }
static const KrFnDef var_rows[] = {
    {"__new__(cls, name, /, *, default=None)", v_new, NULL, KR_DEF_NEW},
    {"get(self, default=<unrepresentable>, /)", v_get,
     "The value of the variable in the current context; else the argument, the variable's default, "
     "or LookupError.",
     0},
    {"set(self, value, /)", v_set,
     "Give the variable a new value in the current context. The token returned can undo that.", 0},
    {"reset(self, token, /)", v_reset, "Put back what the variable was before the token's set().",
     0},
    {"__repr__(self, /)", v_repr, "Return repr(self).", KR_DEF_SPECIAL},
    CLASS_ITEM,
    {NULL, NULL, NULL, 0},
};
static const KrGetSet var_getset[] = {{"name", v_get_name, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const KrClassDef var_def = {.name = "_contextvars.ContextVar",
                                   .kind = KR_K_ITER,
                                   .size = sizeof(Var),
                                   .slots = KR_AT(Var, name),
                                   .values = KR_AT(Var, dflt),
                                   .methods = var_rows,
                                   .getset = var_getset};

static const KrFnDef token_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", t_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", t_repr, "Return repr(self).", KR_DEF_SPECIAL},
    CLASS_ITEM,
    {NULL, NULL, NULL, 0},
};
static const KrGetSet token_getset[] = {
    {"var", t_get_var, NULL, NULL}, {"old_value", t_get_old, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const KrClassDef token_def = {.name = "_contextvars.Token",
                                     .kind = KR_K_ITER,
                                     .flags = KR_TF_HEAPTYPE,
                                     .size = sizeof(Token),
                                     .slots = KR_AT(Token, context) | KR_AT(Token, var),
                                     .values = KR_AT(Token, old),
                                     .methods = token_rows,
                                     .getset = token_getset};

static const KrFnDef missing_rows[] = {
    {"__repr__(self, /)", m_repr, "Return repr(self).", KR_DEF_SPECIAL}, {NULL, NULL, NULL, 0}};
static const KrClassDef missing_def = {
    .name = "MISSING", .kind = KR_K_ITER, .size = sizeof(Walk), .methods = missing_rows};

static const KrFnDef context_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", c_new, NULL, KR_DEF_NEW},
    {"get(self, key, default=None, /)", c_get,
     "The value of a variable in this context, or the default.", 0},
    {"items(self, /)", c_items, "All variables and their values, as pairs.", 0},
    {"keys(self, /)", c_keys, "All variables of the context.", 0},
    {"values(self, /)", c_values, "The values of all variables.", 0},
    {"copy(self, /)", c_copy, "Return a shallow copy of the context.", 0},
    {"run(", c_run, NULL, KR_DEF_RAW},
    {"__len__(self, /)", c_len, "Return len(self).", KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", c_getitem, "Return self[key].", KR_DEF_SPECIAL},
    {"__contains__(self, key, /)", c_contains, "Return key in self.", KR_DEF_SPECIAL},
    {"__iter__(self, /)", c_keys, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", c_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", c_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef context_def = {.name = "_contextvars.Context",
                                       .kind = KR_K_ITER,
                                       .flags = KR_TF_HAS_WEAK,
                                       .size = sizeof(Context),
                                       .slots = KR_AT(Context, vars),
                                       .methods = context_rows};

static Value copy_context(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value ctx = current(vm);
    return kr__ok(ctx) ? copy_of(vm, ctx) : ctx;
}
static const KrFnDef functions[] = {
    {"copy_context()", copy_context, "A copy of the current context.", 0},
    {NULL, NULL, NULL, 0},
};

static bool unhashable(kr_vm *vm, Value cls) {
    return kr__type_set(vm, cls, kr__name(vm, KR_N___hash__), KR_NONE_V);
}
static bool init(kr_vm *vm, Value m) {
    Value *s = state_of(vm);
    if (!s || kr__failed(kr__module_class(vm, m, &var_def))) return false;
    Value missing = kr__class_new(vm, &missing_def);
    s[S_MISSING] = kr__ok(missing) ? kr__instance_new(vm, missing) : KR_FAILED;
    if (kr__failed(s[S_MISSING])) return false;
    if (kr__failed(s[S_TOKEN] = kr__module_class(vm, m, &token_def))) return false;
    if (kr__failed(s[S_CONTEXT] = kr__module_class(vm, m, &context_def))) return false;
    if (kr__failed(s[S_KEYS] = kr__class_new(vm, &keys_def))) return false;
    if (kr__failed(s[S_VALUES] = kr__class_new(vm, &values_def))) return false;
    if (kr__failed(s[S_ITEMS] = kr__class_new(vm, &items_def))) return false;
    Value name = kr__intern(vm, "MISSING", 7);
    return kr__ok(name) && kr__type_set(vm, s[S_TOKEN], name, s[S_MISSING]) &&
           unhashable(vm, s[S_TOKEN]) && unhashable(vm, s[S_CONTEXT]);
}

const KrModuleDef kr__module__contextvars = {
    .name = "_contextvars",
    .doc = "Context Variables",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
