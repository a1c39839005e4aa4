/* SPDX-License-Identifier: MIT
 * unicodedata.c: the module unicodedata: the character database of Unicode 14.0, and as ucd_3_2_0 that of 3.2.0. Functions of
 * the module and methods of the old database differ in nothing but which one they ask. */
#include <string.h>
#include <strings.h>

#include "base/normalize.h"
#include "base/ucd.h"
#include "base/unicode.h"
#include "base/uninames.h"
#include "lib/modules.h"
#include "types/host.h"
#include "types/module.h"
#include "types/str.h"

#define CATEGORY(word) ((word) >> 12)

static Value text(kr_vm *vm, const char *s) { return kr__intern(vm, s, strlen(s)); }

/* A str of one character. `one`: it is the only argument. */
static bool char_arg(kr_vm *vm, Value v, const char *function, bool one, uint32_t *cp) {
    if (kr__is_str(vm, v) && kr__str_count(kr__ptr(v)) == 1) {
        *cp = kr__str_at(vm, kr__ptr(v), 0);
        return true;
    }
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "%s() argument%s must be a unicode character, not %P", function,
                           one ? "" : " 1", v);
}
static Value absent(kr_vm *vm, Value dflt, const char *what) {
    return kr__ok(dflt) ? dflt : kr__raise_value(vm, "%s", what);
}
static bool is_new(uint32_t cp, bool old) {
    return old && CATEGORY(kr__ucd_word(cp, true)) == KR_CAT_CN;
}

static Value decimal(kr_vm *vm, Value *a, bool old) {
    uint32_t cp;
    if (!char_arg(vm, a[0], "decimal", false, &cp)) return KR_FAILED;
    int v = is_new(cp, old) ? -1 : kr__uc_decimal(cp);
    bool raised = cp == 0xb2 || cp == 0xb3 || cp == 0xb9 || (cp >= 0x2070 && cp <= 0x2089);
    if (old && v < 0 && (raised || CATEGORY(kr__ucd_word(cp, true)) == KR_CAT_ND))
        v = kr__uc_digit(cp);
    return v >= 0 ? kr__from_int48(v) : absent(vm, a[1], "not a decimal");
}
static Value digit(kr_vm *vm, Value *a, bool old) {
    (void)old;
    uint32_t cp;
    if (!char_arg(vm, a[0], "digit", false, &cp)) return KR_FAILED;
    int v = kr__uc_digit(cp);
    return v >= 0 ? kr__from_int48(v) : absent(vm, a[1], "not a digit");
}
static Value numeric(kr_vm *vm, Value *a, bool old) {
    uint32_t cp;
    double d;
    if (!char_arg(vm, a[0], "numeric", false, &cp)) return KR_FAILED;
    return kr__ucd_number(cp, old, &d) ? kr__from_double(d)
                                       : absent(vm, a[1], "not a numeric character");
}
static Value category(kr_vm *vm, Value *a, bool old) {
    uint32_t cp;
    if (!char_arg(vm, a[0], "category", true, &cp)) return KR_FAILED;
    return text(vm, kr__uc_category_names[CATEGORY(kr__ucd_word(cp, old))]);
}
static Value bidirectional(kr_vm *vm, Value *a, bool old) {
    uint32_t cp;
    if (!char_arg(vm, a[0], "bidirectional", true, &cp)) return KR_FAILED;
    return text(vm, kr__ucd_bidi[kr__ucd_word(cp, old) & 31]);
}
static Value combining(kr_vm *vm, Value *a, bool old) {
    uint32_t cp;
    if (!char_arg(vm, a[0], "combining", true, &cp)) return KR_FAILED;
    return kr__from_int48(is_new(cp, old) ? 0 : kr__combining(cp));
}
static Value mirrored(kr_vm *vm, Value *a, bool old) {
    uint32_t cp;
    if (!char_arg(vm, a[0], "mirrored", true, &cp)) return KR_FAILED;
    return kr__from_int48(kr__ucd_word(cp, old) >> 5 & 1);
}
static Value east_asian_width(kr_vm *vm, Value *a, bool old) {
    uint32_t cp;
    if (!char_arg(vm, a[0], "east_asian_width", true, &cp)) return KR_FAILED;
    return text(vm, kr__ucd_width[kr__ucd_word(cp, old) >> 6 & 7]);
}

static Value decomposition(kr_vm *vm, Value *a, bool old) {
    uint32_t cp;
    const uint32_t *to;
    unsigned tag;
    if (!char_arg(vm, a[0], "decomposition", true, &cp)) return KR_FAILED;
    unsigned n = is_new(cp, old) ? 0 : kr__decomposition(cp, &to, &tag);
    if (!n) return vm->interned_empty_str;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    if (!kr__str_builder_cstr(&b, kr__decomp_tag(tag))) return KR_FAILED;
    for (unsigned i = 0; i < n; i++) {
        char digits[10], *p = digits + sizeof digits;
        for (uint32_t x = to[i], k = 0; x || k < 4; x >>= 4, k++) *--p = "0123456789ABCDEF"[x & 15];
        if (b.len) *--p = ' ';
        if (!kr__str_builder_ascii(&b, p, (size_t)(digits + sizeof digits - p))) return KR_FAILED;
    }
    return kr__str_builder_finish(&b);
}

static Value name(kr_vm *vm, Value *a, bool old) {
    uint32_t cp;
    char out[KR_NAME_MAX];
    if (!char_arg(vm, a[0], "name", false, &cp)) return KR_FAILED;
    size_t n = is_new(cp, old) ? 0 : kr__char_name(cp, out);
    return n ? kr__str_new(vm, out, n) : absent(vm, a[1], "no such name");
}
/* Is this the character's own name, which an alias is not? */
static bool is_own_name(uint32_t cp, const KrStr *s) {
    char own[KR_NAME_MAX];
    return kr__char_name(cp, own) == s->len && !strncasecmp(own, kr__str_text(s), s->len);
}
static Value lookup(kr_vm *vm, Value *a, bool old) {
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "a bytes-like object is required, not '%T'", a[0]);
    const KrStr *s = kr__ptr(a[0]);
    if (s->len >= KR_NAME_MAX * 2) {
        Value m = kr__text(vm, "name too long");
        return kr__ok(m) ? kr__raise_key(vm, m) : m;
    }
    uint32_t cp = kr__char_named(kr__str_text(s), s->len);
    if (cp != UINT32_MAX && !(old && (is_new(cp, old) || !is_own_name(cp, s))))
        return kr__char(vm, cp);
    Value m = kr__text(vm, "undefined character name '%S'", a[0]);
    return kr__ok(m) ? kr__raise_key(vm, m) : m;
}

/* ---- normal forms ---- */

typedef struct Form {
    bool compat, compose;
} Form;
static bool form_arg(kr_vm *vm, Value v, const char *function, Form *f) {
    static const char *const names[] = {"NFC", "NFKC", "NFD", "NFKD"};
    if (!kr__is_str(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() argument 1 must be str, not %P",
                               function, v);
    for (unsigned i = 0; i < KR_COUNTOF(names); i++)
        if (kr__str_is(kr__ptr(v), names[i])) return *f = (Form){i & 1, i < 2}, true;
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "invalid normalization form");
}

static size_t decompose(uint32_t cp, Form f, bool old, uint32_t out[KR_DECOMP_MAX]) {
    uint32_t other = old ? kr__ucd_old_decomposition(cp) : 0;
    if (!other && !is_new(cp, old)) return kr__decompose(cp, f.compat, out);
    out[0] = other ? other : cp;
    return 1;
}

/* The normal form of s: s itself when it is ASCII. */
static Value normal(kr_vm *vm, Value s, Form f, bool old) {
    if (kr__str_ascii(kr__ptr(s)) || !kr__str_count(kr__ptr(s))) return kr__str_exact(vm, s);
    uint32_t part[KR_DECOMP_MAX];
    size_t n = 0, count = kr__str_count(kr__ptr(s));
    const char *p = kr__str_text(kr__ptr(s));
    for (size_t i = 0; i < count; i++) {
        if (i % 4096 == 4095 && !kr__tick(vm)) return KR_FAILED;
        n += decompose(kr__utf8_next(&p), f, old, part);
    }
    KrMem *mem = &kr__heap(vm)->mem;
    uint32_t *all = kr__mem_alloc(mem, n * sizeof *all);
    if (!all) return kr__no_memory(vm);
    p = kr__str_text(kr__ptr(s));
    for (size_t i = 0, at = 0; i < count; i++) {
        size_t k = decompose(kr__utf8_next(&p), f, old, part);
        memcpy(all + at, part, k * sizeof *all);
        at += k;
    }
    kr__keep(s);
    kr__decomp_order(all, n);
    size_t len = f.compose ? kr__compose(all, n) : n;
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    bool ok = true;
    for (size_t i = 0; ok && i < len; i++)
        ok = (i % 4096 != 4095 || kr__tick(vm)) && kr__str_builder_char(&b, all[i]);
    kr__mem_free(mem, all, n * sizeof *all);
    return ok ? kr__str_builder_finish(&b) : KR_FAILED;
}
static bool form_args(kr_vm *vm, Value *a, const char *function, Form *f) {
    if (!kr__is_str(vm, a[0])) return form_arg(vm, a[0], function, f);
    if (!kr__is_str(vm, a[1]))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() argument 2 must be str, not %P",
                               function, a[1]);
    return !kr__str_count(kr__ptr(a[1])) || form_arg(vm, a[0], function, f);
}
static Value normalize(kr_vm *vm, Value *a, bool old) {
    Form f = {false, false};
    return form_args(vm, a, "normalize", &f) ? normal(vm, a[1], f, old) : KR_FAILED;
}
static Value is_normalized(kr_vm *vm, Value *a, bool old) {
    Form f = {false, false};
    if (!form_args(vm, a, "is_normalized", &f)) return KR_FAILED;
    Value r = normal(vm, a[1], f, old);
    return kr__ok(r) ? kr__bool(kr__str_equal(kr__ptr(r), kr__ptr(a[1]))) : r;
}

/* ---- tables ---- */

#define BOTH(name)                                                                              \
    static Value now_##name(kr_vm *vm, Value *a, int n) { return (void)n, name(vm, a, false); } \
    static Value old_##name(kr_vm *vm, Value *a, int n) { return (void)n, name(vm, a + 1, true); }
BOTH(decimal)
BOTH(digit)
BOTH(numeric)
BOTH(category)
BOTH(bidirectional)
BOTH(combining)
BOTH(mirrored)
BOTH(east_asian_width)
BOTH(decomposition)
BOTH(name)
BOTH(lookup)
BOTH(is_normalized)
BOTH(normalize)

#define ROWS(which, self)                                                                          \
    {"decimal(" self "chr, default=<unrepresentable>, /)", which##_decimal,                        \
     "The value of a decimal digit.", 0},                                                          \
        {"digit(" self "chr, default=<unrepresentable>, /)", which##_digit,                        \
         "The value of a digit.", 0},                                                              \
        {"numeric(" self "chr, default=<unrepresentable>, /)", which##_numeric,                    \
         "The value of a numeric character, as a float.", 0},                                      \
        {"category(" self "chr, /)", which##_category, "The general category.", 0},                \
        {"bidirectional(" self "chr, /)", which##_bidirectional,                                   \
         "The bidirectional class; empty when there is none.", 0},                                 \
        {"combining(" self "chr, /)", which##_combining, "The canonical combining class.", 0},     \
        {"mirrored(" self "chr, /)", which##_mirrored,                                             \
         "1 when the character is mirrored in bidirectional text, else 0.", 0},                    \
        {"east_asian_width(" self "chr, /)", which##_east_asian_width, "The East Asian width.",    \
         0},                                                                                       \
        {"decomposition(" self "chr, /)", which##_decomposition,                                   \
         "The decomposition mapping; empty when there is none.", 0},                               \
        {"name(" self "chr, default=<unrepresentable>, /)", which##_name, "The character's name.", \
         0},                                                                                       \
        {"lookup(" self "name, /)", which##_lookup, "The character of this name.", 0},             \
        {"is_normalized(" self "form, unistr, /)", which##_is_normalized,                          \
         "Whether the text is in the normal form NFC, NFKC, NFD or NFKD.", 0},                     \
        {"normalize(" self "form, unistr, /)", which##_normalize,                                  \
         "The text in the normal form NFC, NFKC, NFD or NFKD.", 0},                                \
    {                                                                                              \
        NULL, NULL, NULL, 0                                                                        \
    }
static const KrFnDef functions[] = {ROWS(now, "")};
static const KrFnDef methods[] = {ROWS(old, "self, ")};

typedef struct Ucd {
    KrObj head;
    uint32_t pad;
} Ucd;
static Value get_version(kr_vm *vm, Value self) { return (void)self, text(vm, "3.2.0"); }
static const KrGetSet getset[] = {{"unidata_version", get_version, NULL, NULL},
                                  {NULL, NULL, NULL, NULL}};
static const KrClassDef ucd_def = {.name = "unicodedata.UCD",
                                   .kind = KR_K_ITER,
                                   .flags = KR_TF_HEAPTYPE,
                                   .size = sizeof(Ucd),
                                   .methods = methods,
                                   .getset = getset};

static bool init(kr_vm *vm, Value m) {
    Value cls = kr__module_class(vm, m, &ucd_def),
          old = kr__ok(cls) ? kr__instance_new(vm, cls) : cls;
    Value version = text(vm, "14.0.0");
    return kr__ok(old) && kr__ok(version) && kr__module_add(vm, m, "ucd_3_2_0", old) &&
           kr__module_add(vm, m, "unidata_version", version);
}

const KrModuleDef kr__module_unicodedata = {
    .name = "unicodedata",
    .doc = "The character database of Unicode 14.0.0: names, categories, numeric values, normal "
           "forms.",
    .functions = functions,
    .init = init,
};
