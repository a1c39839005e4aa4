/* SPDX-License-Identifier: MIT
 * _sre.c: the module _sre, below the library's package re: class Pattern, the scanner, and what
 * re._compiler asks about case. The classes are the state of the module. */
#include <string.h>

#include "lib/_sre.h"
#include "lib/fileno.h"
#include "lib/modules.h"
#include "types/bytes.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/module.h"
#include "types/seq.h"
#include "types/str.h"

extern const KrModuleDef kr__module__sre;
static const KrClassDef pattern_def, scanner_def;

typedef struct SreState {
    Value pattern, match, scanner;
} SreState;

/* The classes; NULL: MemoryError. */
static SreState *state_of(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module__sre);
    if (!at) return NULL;
    if (!*at && !(*at = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(SreState)))) kr__no_memory(vm);
    return *at;
}
static void state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_values(gc, state, sizeof(SreState) / sizeof(Value));
}
static void state_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(SreState));
}
Value kr__sre_match_class(kr_vm *vm) {
    SreState *s = state_of(vm);
    return s ? s->match : KR_FAILED;
}

static KrSrePattern *pattern(Value v) { return kr__ptr(v); }

/* ---- compiling ---- */

static Value wrong(kr_vm *vm, const char *arg, const char *want, Value v) {
    return kr__raise_type(vm, "compile() argument '%s' must be %s, not %P", arg, want, v);
}
/* pattern, flags, code, groups, groupindex, indexgroup */
static Value f_compile(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t flags, groups;
    SreState *s = state_of(vm);
    if (!s || !kr__index_i64(vm, a[1], &flags)) return KR_FAILED;
    if (!kr__has_kind(vm, a[2], KR_K_LIST)) return wrong(vm, "code", "list", a[2]);
    if (!kr__sre_ssize(vm, a[3], &groups)) return KR_FAILED;
    if (!kr__has_kind(vm, a[4], KR_K_DICT)) return wrong(vm, "groupindex", "dict", a[4]);
    if (!kr__has_kind(vm, a[5], KR_K_TUPLE)) return wrong(vm, "indexgroup", "tuple", a[5]);
    if (flags > INT32_MAX || flags < INT32_MIN)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C int");
    if (groups < 0 || groups > KR_SRE_MAXGROUPS)
        return kr__raise(vm, KR_T_X_RUNTIMEERROR, "invalid SRE code");
    uint32_t isbytes = kr__is_none(a[0]) ? 2 : kr__is_str(vm, a[0]) ? 0 : 1;
    if (isbytes == 1 && !kr__has_buffer(vm, a[0]))
        return kr__raise_type(vm, "expected string or bytes-like object, got '%T'", a[0]);
    Value program = kr__sre_compile(vm, a[2], (uint32_t)groups, isbytes);
    Value v = kr__ok(program) ? kr__instance_new(vm, s->pattern) : KR_FAILED;
    if (kr__failed(v)) return v;
    KrSrePattern *p = pattern(v);
    p->pattern = kr__ref_slot(a[0]);
    p->groupindex = kr__ref_slot(a[4]);
    p->indexgroup = kr__ref_slot(a[5]);
    p->program = kr__ref_slot(program);
    p->flags = (uint32_t)flags;
    p->groups = (uint32_t)groups;
    p->isbytes = isbytes;
    return v;
}

/* ---- match, fullmatch, search ---- */

bool kr__sre_ssize(kr_vm *vm, Value v, int64_t *out) {
    Value i = kr__index(vm, v);
    if (kr__failed(i)) return false;
    return kr__int_fits_i64(vm, i, out) ||
           kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                           "Python int too large to convert to C ssize_t");
}
bool kr__sre_range(kr_vm *vm, const Value *a, int64_t *pos, int64_t *endpos) {
    *pos = 0;
    *endpos = INT64_MAX;
    return (!kr__ok(a[0]) || kr__sre_ssize(vm, a[0], pos)) &&
           (!kr__ok(a[1]) || kr__sre_ssize(vm, a[1], endpos));
}
/* a Match, None, or failed; ends s */
static Value result(KrSre *s, int r) {
    Value v = r < 0 ? KR_FAILED : KR_NONE_V;
    if (r > 0) {
        v = kr__sre_match_class(s->vm);
        if (kr__ok(v)) v = kr__sre_match_new(s, v);
    }
    kr__sre_end(s);
    return v;
}
static Value p_match(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSre s;
    int64_t pos, endpos;
    if (!kr__sre_range(vm, a + 2, &pos, &endpos) || !kr__sre_begin(&s, vm, a[0], a[1], pos, endpos))
        return KR_FAILED;
    return result(&s, kr__sre_match(&s));
}
static Value p_fullmatch(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSre s;
    int64_t pos, endpos;
    if (!kr__sre_range(vm, a + 2, &pos, &endpos) || !kr__sre_begin(&s, vm, a[0], a[1], pos, endpos))
        return KR_FAILED;
    s.match_all = true;
    return result(&s, kr__sre_match(&s));
}
static Value p_search(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSre s;
    int64_t pos, endpos;
    if (!kr__sre_range(vm, a + 2, &pos, &endpos) || !kr__sre_begin(&s, vm, a[0], a[1], pos, endpos))
        return KR_FAILED;
    return result(&s, kr__sre_search(&s));
}

/* ---- the scanner: match or search again where the last one ended ---- */

typedef struct Scanner {
    KrObj head;
    Slot pattern, string;
    uint32_t pos, endpos; /* as given, clipped */
    uint32_t start;       /* offset; KR_SRE_NONE: through */
    uint32_t must_advance;
} Scanner;
#define SCANNER_SLOTS (KR_AT(Scanner, pattern) | KR_AT(Scanner, string))

static Value scanner_new(kr_vm *vm, Value *a) {
    KrSre s;
    int64_t pos, endpos;
    SreState *state = state_of(vm);
    if (!state || !kr__sre_range(vm, a + 2, &pos, &endpos) ||
        !kr__sre_begin(&s, vm, a[0], a[1], pos, endpos))
        return KR_FAILED;
    Value v = kr__instance_new(vm, state->scanner);
    if (kr__ok(v)) {
        Scanner *c = kr__ptr(v);
        c->pattern = kr__ref_slot(a[0]);
        c->string = kr__ref_slot(a[1]);
        c->pos = s.pos;
        c->endpos = s.endpos;
        c->start = s.start;
    }
    kr__sre_end(&s);
    return v;
}
static Value scan(kr_vm *vm, Scanner *c, int (*find)(KrSre *)) {
    KrSre s;
    if (c->start == KR_SRE_NONE) return KR_NONE_V;
    if (!kr__sre_begin(&s, vm, kr__slot_value(c->pattern), kr__slot_value(c->string), c->pos,
                       c->endpos))
        return KR_FAILED;
    s.start = c->start;
    s.must_advance = c->must_advance;
    int r = find(&s);
    if (r > 0) {
        c->must_advance = s.ptr == s.start;
        c->start = s.ptr;
    } else if (r == 0) {
        c->start = KR_SRE_NONE;
    }
    return result(&s, r);
}
static Value s_match(kr_vm *vm, Value *a, int n) {
    return (void)n, scan(vm, kr__ptr(a[0]), kr__sre_match);
}
static Value s_search(kr_vm *vm, Value *a, int n) {
    return (void)n, scan(vm, kr__ptr(a[0]), kr__sre_search);
}
static Value s_pattern(kr_vm *vm, Value self) {
    return (void)vm, kr__slot_value(((Scanner *)kr__ptr(self))->pattern);
}
static const KrFnDef scanner_rows[] = {
    {"match(self, /)", s_match, NULL, 0},
    {"search(self, /)", s_search, NULL, 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet scanner_getset[] = {{"pattern", s_pattern, NULL, NULL},
                                          {NULL, NULL, NULL, NULL}};
static const KrClassDef scanner_def = {
    .name = "_sre.SRE_Scanner",
    .kind = KR_K_ITER,
    .size = sizeof(Scanner),
    .slots = SCANNER_SLOTS,
    .methods = scanner_rows,
    .getset = scanner_getset,
};

static Value p_scanner(kr_vm *vm, Value *a, int n) { return (void)n, scanner_new(vm, a); }
static Value p_finditer(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value scanner = scanner_new(vm, a);
    if (kr__failed(scanner)) return scanner;
    Value search = kr__getattr(vm, scanner, kr__intern(vm, "search", 6));
    return kr__ok(search) ? kr__callable_iter_new(vm, search, KR_NONE_V) : KR_FAILED;
}

/* ---- what patterns are ---- */

static Value p_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }

static const char *const flag_names[] = {"re.TEMPLATE",  "re.IGNORECASE", "re.LOCALE",
                                         "re.MULTILINE", "re.DOTALL",     "re.UNICODE",
                                         "re.VERBOSE",   "re.DEBUG",      "re.ASCII"};
/* ", re.A|re.B", or nothing. */
static bool show_flags(KrStrBuilder *b, uint32_t flags) {
    const char *between = ", ";
    for (unsigned i = 0; i < KR_COUNTOF(flag_names); i++) {
        if (!(flags >> i & 1)) continue;
        if (!kr__str_builder_cstr(b, between) || !kr__str_builder_cstr(b, flag_names[i]))
            return false;
        between = "|";
    }
    flags &= ~((1u << KR_COUNTOF(flag_names)) - 1);
    if (!flags) return true;
    Value rest = kr__text(b->vm, "%s0x%x", between, flags);
    return kr__ok(rest) && kr__str_builder_str(b, rest);
}
static Value p_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrSrePattern *p = pattern(a[0]);
    uint32_t flags = p->flags;
    if (p->isbytes != 1 &&
        (flags & (SRE_FLAG_LOCALE | SRE_FLAG_UNICODE | SRE_FLAG_ASCII)) == SRE_FLAG_UNICODE)
        flags &= ~(uint32_t)SRE_FLAG_UNICODE;
    Value text = kr__repr(vm, kr__slot_value(p->pattern));
    if (kr__ok(text) && kr__str_count(kr__ptr(text)) > 200) text = kr__str_slice(vm, text, 0, 200);
    if (kr__failed(text)) return text;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (!kr__str_builder_cstr(&b, "re.compile(") || !kr__str_builder_str(&b, text) ||
        !show_flags(&b, flags) || !kr__str_builder_cstr(&b, ")"))
        return KR_FAILED;
    return kr__str_builder_finish(&b);
}

static Value p_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t hash;
    const KrSrePattern *p = pattern(a[0]);
    if (!kr__hash(vm, kr__slot_value(p->pattern), &hash)) return KR_FAILED;
    hash ^= p->flags ^ ((int64_t)p->groups << 32) ^ p->isbytes ^ kr__sre_program(p)->ncode;
    return kr__int_from_i64(vm, hash == -1 ? -2 : hash);
}
static bool same_program(const KrSreProgram *p, const KrSreProgram *q) {
    return p->ncode == q->ncode && !memcmp(p->code, q->code, (size_t)p->ncode * 4);
}
static Value equal(kr_vm *vm, Value *a, bool want) {
    const KrSrePattern *p = kr__ptr(a[0]), *q;
    if (!kr__is_host(vm, a[1], &pattern_def)) return KR_NOTIMPL_V;
    if (kr__same(a[0], a[1])) return kr__bool(want);
    q = kr__ptr(a[1]);
    if (p->flags != q->flags || p->isbytes != q->isbytes || p->groups != q->groups ||
        !same_program(kr__sre_program(p), kr__sre_program(q)))
        return kr__bool(!want);
    int r = kr__equal(vm, kr__slot_value(p->pattern), kr__slot_value(q->pattern));
    return r < 0 ? KR_FAILED : kr__bool((r == 1) == want);
}
static Value p_eq(kr_vm *vm, Value *a, int n) { return (void)n, equal(vm, a, true); }
static Value p_ne(kr_vm *vm, Value *a, int n) { return (void)n, equal(vm, a, false); }

static Value get_pattern(kr_vm *vm, Value self) {
    return (void)vm, kr__slot_value(pattern(self)->pattern);
}
static Value get_flags(kr_vm *vm, Value self) {
    return (void)vm, kr__from_int48((int32_t)pattern(self)->flags);
}
static Value get_groups(kr_vm *vm, Value self) {
    return (void)vm, kr__from_int48(pattern(self)->groups);
}
static Value get_groupindex(kr_vm *vm, Value self) {
    Value names = kr__slot_value(pattern(self)->groupindex);
    return kr__dict_len(vm, kr__ptr(names)) ? kr__proxy_new(vm, names) : kr__dict_new(vm);
}

#define RANGE "string, pos=0, endpos=9223372036854775807)"
static const KrFnDef pattern_rows[] = {
    {"match(self, /, " RANGE, p_match, "Matches at the beginning of the string, or None.", 0},
    {"fullmatch(self, /, " RANGE, p_fullmatch, "Matches all of the string, or None.", 0},
    {"search(self, /, " RANGE, p_search,
     "The first place where the pattern matches, as a match object, or None.", 0},
    {"sub(self, /, repl, string, count=0)", kr__sre_sub,
     "The string with each match, leftmost first and without overlap, replaced by repl.", 0},
    {"subn(self, /, repl, string, count=0)", kr__sre_subn,
     "The tuple (new string, number of replacements).", 0},
    {"findall(self, /, " RANGE, kr__sre_findall, "A list of all matches without overlap.", 0},
    {"split(self, /, string, maxsplit=0)", kr__sre_split,
     "The pieces of the string between the matches.", 0},
    {"finditer(self, /, " RANGE, p_finditer,
     "An iterator of match objects over all matches without overlap.", 0},
    {"scanner(self, /, " RANGE, p_scanner, NULL, 0},
    {"__copy__(self, /)", p_self, NULL, 0},
    {"__deepcopy__(self, memo, /)", p_self, NULL, 0},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {"__repr__(self, /)", p_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__hash__(self, /)", p_hash, "Return hash(self).", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", p_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", p_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet pattern_getset[] = {
    {"pattern", get_pattern, kr__readonly, "What the pattern was compiled from."},
    {"flags", get_flags, kr__readonly, "The flags it was compiled with."},
    {"groups", get_groups, kr__readonly, "The number of its groups."},
    {"groupindex", get_groupindex, NULL, "A mapping from the names of groups to their numbers."},
    {NULL, NULL, NULL, NULL},
};
static const KrClassDef pattern_def = {
    .name = "re.Pattern",
    .doc = "Compiled regular expression object.",
    .kind = KR_K_ITER,
    .flags = KR_TF_HAS_WEAK,
    .size = sizeof(KrSrePattern),
    .slots = KR_AT(KrSrePattern, pattern) | KR_AT(KrSrePattern, groupindex) |
             KR_AT(KrSrePattern, indexgroup) | KR_AT(KrSrePattern, program),
    .methods = pattern_rows,
    .getset = pattern_getset,
};

/* ---- the module ---- */

static bool character(kr_vm *vm, Value v, uint32_t *ch) {
    int i;
    bool ok = kr__as_c_int(vm, v, 0, &i);
    *ch = (uint32_t)i;
    return ok;
}
static Value f_ascii_iscased(kr_vm *vm, Value *a, int n) {
    uint32_t ch;
    return (void)n, character(vm, a[0], &ch) ? kr__bool(kr__sre_iscased_ascii(ch)) : KR_FAILED;
}
static Value f_unicode_iscased(kr_vm *vm, Value *a, int n) {
    uint32_t ch;
    return (void)n, character(vm, a[0], &ch) ? kr__bool(kr__sre_iscased_unicode(ch)) : KR_FAILED;
}
static Value f_ascii_tolower(kr_vm *vm, Value *a, int n) {
    uint32_t ch;
    if (!character(vm, a[0], &ch)) return KR_FAILED;
    return (void)n, kr__from_int48((int32_t)kr__sre_lower_ascii(ch));
}
static Value f_unicode_tolower(kr_vm *vm, Value *a, int n) {
    uint32_t ch;
    if (!character(vm, a[0], &ch)) return KR_FAILED;
    return (void)n, kr__from_int48((int32_t)kr__sre_lower_unicode(ch));
}
static Value f_getcodesize(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)a, (void)n, kr__from_int48(4);
}

static const KrFnDef functions[] = {
    {"compile(pattern, flags, code, groups, groupindex, indexgroup)", f_compile, NULL, 0},
    {"ascii_iscased(character, /)", f_ascii_iscased, NULL, 0},
    {"unicode_iscased(character, /)", f_unicode_iscased, NULL, 0},
    {"ascii_tolower(character, /)", f_ascii_tolower, NULL, 0},
    {"unicode_tolower(character, /)", f_unicode_tolower, NULL, 0},
    {"getcodesize()", f_getcodesize, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    SreState *s = state_of(vm);
    if (!s) return false;
    s->pattern = kr__class_new(vm, &pattern_def);
    s->match = kr__ok(s->pattern) ? kr__class_new(vm, &kr__sre_match_def) : KR_FAILED;
    s->scanner = kr__ok(s->match) ? kr__class_new(vm, &scanner_def) : KR_FAILED;
    return kr__ok(s->scanner) && kr__module_add(vm, m, "MAGIC", kr__from_int48(KR_SRE_MAGIC)) &&
           kr__module_add(vm, m, "CODESIZE", kr__from_int48(4)) &&
           kr__module_add(vm, m, "MAXREPEAT", kr__from_int48(KR_SRE_MAXREPEAT)) &&
           kr__module_add(vm, m, "MAXGROUPS", kr__from_int48(KR_SRE_MAXGROUPS));
}

const KrModuleDef kr__module__sre = {
    .name = "_sre",
    .functions = functions,
    .init = init,
    .trace = state_trace,
    .free = state_free,
};
