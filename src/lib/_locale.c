/* SPDX-License-Identifier: MIT
 * _locale.c: the module _locale. A VM has a locale of its own, a locale_t, which only functions that take one ever see: the
 * process's locale is neither asked nor set, so that VMs and their host do not disturb each other. The locales "C" and
 * "C.UTF-8" are always there; others lie in files, and need the grant for them. */
#define _GNU_SOURCE
#include "lib/_locale.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/utf8.h"
#include "lib/fileno.h"
#include "lib/modules.h"
#include "lib/posix.h"
#include "types/codec.h"
#include "types/dict.h"
#include "types/format_spec.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/str.h"
#include "types/str_build.h"
#include "types/str_methods.h"

extern const KrModuleDef kr__module__locale;

/* In the order of their numbers, which LC_ALL stands among. */
static const struct {
    const char *name;
    int number, mask;
} categories[] = {
#define CATEGORY(name) \
    { #name, name, name##_MASK }
    CATEGORY(LC_CTYPE),     CATEGORY(LC_NUMERIC),     CATEGORY(LC_TIME),
    CATEGORY(LC_COLLATE),   CATEGORY(LC_MONETARY),    CATEGORY(LC_MESSAGES),
#ifdef LC_PAPER
    CATEGORY(LC_PAPER),     CATEGORY(LC_NAME),        CATEGORY(LC_ADDRESS),
    CATEGORY(LC_TELEPHONE), CATEGORY(LC_MEASUREMENT), CATEGORY(LC_IDENTIFICATION),
#endif
};
enum {
    COUNT = KR_COUNTOF(categories),
    AT_CTYPE = 0,
    AT_NUMERIC = 1,
    AT_MONETARY = 4,
    AT_MESSAGES = 5
};

typedef struct State {
    Value error;          /* class Error */
    Value domain;         /* str: what gettext() looks in */
    Value dirs, codesets; /* dicts by domain */
    locale_t now;
    char *names[COUNT];      /* of the locale of each category, in the VM's account */
    char point[16], sep[16]; /* what kr__numeric_locale gives */
} State;

/* ---- the locale ---- */

/* The next character of n bytes of text in the encoding of a locale; a byte that is none there becomes a lone surrogate. */
static uint32_t next_char(const char **s, size_t *n, locale_t l) {
    wchar_t c = 0;
    mbstate_t state = {0};
    locale_t before = uselocale(l);
    size_t took = mbrtowc(&c, *s, *n, &state);
    uselocale(before);
    if (took == 0 || took > *n) {
        uint8_t byte = (uint8_t) * *s;
        c = byte < 128 ? byte : 0xdc00 + byte;
        took = 1;
    }
    *s += took, *n -= took;
    return (uint32_t)c;
}

/* The same text in UTF-8, as far as it fits. */
static void to_utf8(char *to, size_t room, const char *s, locale_t l) {
    for (size_t n = strlen(s); n && room > 4;) {
        unsigned size = kr__utf8_encode(to, next_char(&s, &n, l));
        to += size, room -= size;
    }
    *to = 0;
}

static char *copy(kr_vm *vm, const char *s) {
    size_t n = strlen(s) + 1;
    char *c = kr__mem_alloc(&kr__heap(vm)->mem, n);
    return c ? memcpy(c, s, n) : NULL;
}
static void drop(kr_vm *vm, char *s) {
    if (s) kr__mem_free(&kr__heap(vm)->mem, s, strlen(s) + 1);
}

static int index_of(int number) {
    for (int i = 0; i < COUNT; i++)
        if (categories[i].number == number) return i;
    return -1;
}

/* What the environment names for a category. */
static const char *from_environment(kr_vm *vm, int i) {
    const char *names[] = {"LC_ALL", categories[i].name, "LANG"};
    for (unsigned k = 0; (vm->grants & KR_GRANT_ENV) && k < KR_COUNTOF(names); k++) {
        const char *value = getenv(names[k]);
        if (value && *value) return value;
    }
    return "C";
}

/* Sets category i of *l. */
static bool put_category(kr_vm *vm, locale_t *l, int i, const char *name) {
    bool files =
        strcmp(name, "C") != 0 && strcmp(name, "C.UTF-8") != 0 && strcmp(name, "C.utf8") != 0;
    if (files && !(vm->grants & KR_GRANT_FILES)) return false;
    locale_t next = newlocale(categories[i].mask, name, *l);
    if (next) *l = next;
    return next != 0;
}

/* Takes down the texts for numbers, which are in the encoding of their own locale. */
static bool note_numeric(State *s) {
    locale_t l = newlocale(LC_CTYPE_MASK, s->names[AT_NUMERIC], 0);
    if (!l) return false;
    to_utf8(s->point, sizeof s->point, nl_langinfo_l(RADIXCHAR, s->now), l);
    to_utf8(s->sep, sizeof s->sep, nl_langinfo_l(THOUSEP, s->now), l);
    freelocale(l);
    return true;
}
KrNumeric kr__numeric_locale(kr_vm *vm) {
    const State *s = vm->lib ? vm->lib->state[KR_MODULE_NO__locale] : NULL;
    const char *groups = "";
#ifdef __GLIBC__
    if (s) groups = nl_langinfo_l(__GROUPING, s->now);
#endif
    return s && *s->point ? (KrNumeric){s->point, s->sep, groups} : (KrNumeric){".", "", ""};
}

/* The locale of these names, one for each category, of which NULL stays as it is. False, nothing pending: there is none. */
static bool change(kr_vm *vm, State *s, const char *const *names) {
    locale_t next = duplocale(s->now);
    char *own[COUNT] = {NULL};
    bool ok = next != 0;
    for (int i = 0; ok && i < COUNT; i++) {
        if (!names[i]) continue;
        const char *name = strcmp(names[i], "POSIX") == 0 ? "C" : names[i];
        ok = put_category(vm, &next, i, name) && (own[i] = copy(vm, name)) != NULL;
    }
    for (int i = 0; i < COUNT; i++) {
        if (ok && own[i]) {
            drop(vm, s->names[i]);
            s->names[i] = own[i];
        } else {
            drop(vm, own[i]);
        }
    }
    if (ok) {
        locale_t before = s->now;
        s->now = next;
        next = before;
    }
    if (next) freelocale(next);
    if (ok && names[AT_NUMERIC]) ok = note_numeric(s);
    return ok;
}

/* As CPython starts: LC_CTYPE is the environment's, and UTF-8 where that names nothing better; the others are "C". */
static bool start(kr_vm *vm, State *s) {
    const char *names[COUNT] = {from_environment(vm, AT_CTYPE)};
    s->now = newlocale(LC_ALL_MASK, "C", 0);
    if (!s->now) return false;
    for (int i = 0; i < COUNT; i++)
        if (!(s->names[i] = copy(vm, "C"))) return false;
    if (change(vm, s, names) && strcmp(s->names[AT_CTYPE], "C") != 0) return true;
    names[AT_CTYPE] = "C.UTF-8";
    return change(vm, s, names) || strcmp(s->names[AT_CTYPE], "C") == 0;
}

static void state_free(kr_vm *vm, void *state) {
    State *s = state;
    for (int i = 0; i < COUNT; i++) drop(vm, s->names[i]);
    if (s->now) freelocale(s->now);
    kr__mem_free(&kr__heap(vm)->mem, s, sizeof *s);
}
static void state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    State *s = state;
    kr__trace_value(gc, s->error);
    kr__trace_value(gc, s->domain);
    kr__trace_value(gc, s->dirs);
    kr__trace_value(gc, s->codesets);
}

/* NULL: MemoryError. */
static State *state_of(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module__locale);
    if (!at || *at) return at ? *at : NULL;
    State *s = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *s);
    if (s && start(vm, s)) return *at = s;
    if (s) state_free(vm, s);
    kr__no_memory(vm);
    return NULL;
}

locale_t kr__locale_now(kr_vm *vm) {
    const State *s = vm->lib ? vm->lib->state[KR_MODULE_NO__locale] : NULL;
    return s ? s->now : newlocale(LC_ALL_MASK, "C", 0); /* a constant, not a copy */
}

/* ---- text ---- */

wchar_t *kr__wide_text(kr_vm *vm, Value s, size_t *n) {
    const KrStr *str = kr__ptr(s);
    const char *p = kr__str_text(str), *end = p + str->len;
    *n = kr__str_count(str);
    wchar_t *text = kr__mem_alloc(&kr__heap(vm)->mem, (*n + 1) * sizeof *text), *to = text;
    if (!text) {
        kr__no_memory(vm);
        return NULL;
    }
    for (unsigned size; p < end; p += size) *to++ = (wchar_t)kr__utf8_decode(p, &size);
    *to = 0;
    return text;
}
void kr__wide_free(kr_vm *vm, wchar_t *text, size_t n) {
    if (text) kr__mem_free(&kr__heap(vm)->mem, text, (n + 1) * sizeof *text);
}
Value kr__wide_str(kr_vm *vm, const wchar_t *text, size_t n) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    for (size_t i = 0; i < n; i++) {
        if ((uint32_t)text[i] > 0x10ffff) {
            return kr__raise_value(vm, "character U+%x is not in range [U+0000; U+10ffff]",
                                   (unsigned)text[i]);
        }
        if (!kr__str_builder_char(&b, (uint32_t)text[i])) return KR_FAILED;
    }
    return kr__str_builder_finish(&b);
}

static Value decode(kr_vm *vm, const char *s, locale_t l) {
    KrStrBuilder b;
    kr__str_builder_init(&b, vm);
    bool ok = true;
    for (size_t n = strlen(s); ok && n;) ok = kr__str_builder_char(&b, next_char(&s, &n, l));
    return ok ? kr__str_builder_finish(&b) : KR_FAILED;
}

/* The same in a locale by name, which the text of its own category is in. */
static Value decode_named(kr_vm *vm, const char *s, const char *name) {
    locale_t l = newlocale(LC_CTYPE_MASK, name, 0);
    if (!l) return kr__no_memory(vm);
    Value v = decode(vm, s, l);
    freelocale(l);
    return v;
}

/* A str without NULs. `at` is its place among the arguments; 0: it is the only one. */
static bool text_arg(kr_vm *vm, Value v, const char *function, int at) {
    return kr__str_arg(vm, v, function, at) && kr__str_no_nul(vm, v);
}
static bool text_or_none_arg(kr_vm *vm, Value v, const char *function, int at) {
    if (!kr__ok(v) || kr__is_none(v)) return true;
    if (kr__is_str(vm, v)) return kr__str_no_nul(vm, v);
    if (!at)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() argument must be str or None, not %T",
                               function, v);
    return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s() argument %d must be str or None, not %T",
                           function, at, v);
}
static bool given(Value v) { return kr__ok(v) && !kr__is_none(v); }
static const char *chars(Value s) { return kr__str_text(kr__ptr(s)); }

/* ---- setlocale ---- */

static Value no_locale(kr_vm *vm, const State *s, const char *text) {
    return kr__pending(vm) ? KR_FAILED : kr__module_raise(vm, s->error, kr__text(vm, "%s", text));
}

/* The name of a category's locale (i < 0: of all, each with its category unless they are the same). */
static Value name_of(kr_vm *vm, const State *s, int i) {
    KrStrBuilder b;
    bool same = true;
    for (int k = 1; k < COUNT; k++) same = same && strcmp(s->names[k], s->names[0]) == 0;
    if (i >= 0 || same)
        return kr__fs_decode(vm, s->names[i < 0 ? 0 : i], strlen(s->names[i < 0 ? 0 : i]));
    kr__str_builder_init(&b, vm);
    for (int k = 0; k < COUNT; k++) {
        Value name = kr__fs_decode(vm, s->names[k], strlen(s->names[k]));
        if (!kr__ok(name) || (k && !kr__str_builder_cstr(&b, ";")) ||
            !kr__str_builder_cstr(&b, categories[k].name) || !kr__str_builder_cstr(&b, "=") ||
            !kr__str_builder_str(&b, name))
            return KR_FAILED;
    }
    return kr__str_builder_finish(&b);
}

/* Takes "LC_CTYPE=name;…" apart, which has to name every category; text is changed. */
static bool take_apart(char *text, const char **names) {
    for (char *part = text, *next; part; part = next) {
        next = strchr(part, ';');
        if (next) *next++ = 0;
        char *equals = strchr(part, '=');
        int i = 0;
        if (!equals) return false;
        *equals = 0;
        while (i < COUNT && strcmp(categories[i].name, part) != 0) i++;
        if (i == COUNT) return false;
        names[i] = equals + 1;
    }
    for (int i = 0; i < COUNT; i++)
        if (!names[i]) return false;
    return true;
}

/* Category at (< 0: all of them) by a text as setlocale() has it. False: as change(). */
static bool set(kr_vm *vm, State *s, int at, const char *text) {
    const char *names[COUNT] = {NULL};
    if (at < 0 && strchr(text, ';')) {
        char *parts = copy(vm, text);
        size_t n = strlen(text) + 1;
        bool ok = parts && take_apart(parts, names) && change(vm, s, names);
        if (parts) kr__mem_free(&kr__heap(vm)->mem, parts, n);
        return ok;
    }
    for (int i = 0; i < COUNT; i++)
        if (at < 0 || at == i) names[i] = *text ? text : from_environment(vm, i);
    return change(vm, s, names);
}

static Value f_setlocale(kr_vm *vm, Value *a, int n) {
    (void)n;
    int category;
    State *s = state_of(vm);
    if (!s || !kr__as_c_int(vm, a[0], 0, &category)) return KR_FAILED;
    if (!text_or_none_arg(vm, a[1], "setlocale", 2)) return KR_FAILED;
    int at = index_of(category);
    bool known = at >= 0 || category == LC_ALL;
    if (!given(a[1])) return known ? name_of(vm, s, at) : no_locale(vm, s, "locale query failed");
    if (!known || !set(vm, s, at, chars(a[1])))
        return no_locale(vm, s, "unsupported locale setting");
    return name_of(vm, s, at);
}

/* ---- what a locale says ---- */

static const KrConstant infos[] = {
#define INFO(name) \
    { #name, name }
    INFO(DAY_1),       INFO(DAY_2),     INFO(DAY_3),      INFO(DAY_4),     INFO(DAY_5),
    INFO(DAY_6),       INFO(DAY_7),     INFO(ABDAY_1),    INFO(ABDAY_2),   INFO(ABDAY_3),
    INFO(ABDAY_4),     INFO(ABDAY_5),   INFO(ABDAY_6),    INFO(ABDAY_7),   INFO(MON_1),
    INFO(MON_2),       INFO(MON_3),     INFO(MON_4),      INFO(MON_5),     INFO(MON_6),
    INFO(MON_7),       INFO(MON_8),     INFO(MON_9),      INFO(MON_10),    INFO(MON_11),
    INFO(MON_12),      INFO(ABMON_1),   INFO(ABMON_2),    INFO(ABMON_3),   INFO(ABMON_4),
    INFO(ABMON_5),     INFO(ABMON_6),   INFO(ABMON_7),    INFO(ABMON_8),   INFO(ABMON_9),
    INFO(ABMON_10),    INFO(ABMON_11),  INFO(ABMON_12),   INFO(RADIXCHAR), INFO(THOUSEP),
    INFO(CRNCYSTR),    INFO(D_FMT),     INFO(D_T_FMT),    INFO(T_FMT),     INFO(AM_STR),
    INFO(PM_STR),      INFO(CODESET),   INFO(T_FMT_AMPM), INFO(ERA),       INFO(ERA_D_FMT),
    INFO(ERA_D_T_FMT), INFO(ERA_T_FMT), INFO(ALT_DIGITS), INFO(YESEXPR),   INFO(NOEXPR),
#ifdef _DATE_FMT
    INFO(_DATE_FMT),
#endif
};

static Value f_nl_langinfo(kr_vm *vm, Value *a, int n) {
    (void)n;
    int key;
    const State *s = state_of(vm);
    if (!s || !kr__as_c_int(vm, a[0], 0, &key)) return KR_FAILED;
    for (unsigned i = 0; i < KR_COUNTOF(infos); i++) {
        if (infos[i].value != key) continue;
        const char *text = nl_langinfo_l(key, s->now);
        return decode(vm, text ? text : "", s->now);
    }
    return kr__raise_value(vm, "unsupported langinfo constant");
}

static Value f_getencoding(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    const State *s = state_of(vm);
    const char *codeset = s ? nl_langinfo_l(CODESET, s->now) : NULL;
    if (!s) return KR_FAILED;
    return kr__text(vm, "%s", codeset && *codeset ? codeset : "UTF-8");
}

/* How many digits stand in each group: the last number is 0 (the group before is repeated) or CHAR_MAX (no more groups). */
static Value grouping(kr_vm *vm, const char *s) {
    Value list = kr__list_new(vm, NULL, 0);
    if (!*s || *s == CHAR_MAX || (uint8_t)*s == UCHAR_MAX) return list;
    for (bool more = true; kr__ok(list) && more; s++) {
        more = *s && *s != CHAR_MAX;
        if (!kr__list_append(vm, kr__ptr(list), kr__from_int48(*s))) return KR_FAILED;
    }
    return list;
}

/* The rows of localeconv(): how each is read, and where it is in the locale. C's own localeconv() has no variant for a
 * locale_t, and leaves its result in memory that the process shares. */
static const struct {
    const char *name;
    enum { TEXT, NUMBER, GROUPS } kind;
    int category, item;
} rows[] = {
#ifdef __GLIBC__
    {"int_curr_symbol", TEXT, AT_MONETARY, __INT_CURR_SYMBOL},
    {"currency_symbol", TEXT, AT_MONETARY, __CURRENCY_SYMBOL},
    {"mon_decimal_point", TEXT, AT_MONETARY, __MON_DECIMAL_POINT},
    {"mon_thousands_sep", TEXT, AT_MONETARY, __MON_THOUSANDS_SEP},
    {"mon_grouping", GROUPS, AT_MONETARY, __MON_GROUPING},
    {"positive_sign", TEXT, AT_MONETARY, __POSITIVE_SIGN},
    {"negative_sign", TEXT, AT_MONETARY, __NEGATIVE_SIGN},
    {"int_frac_digits", NUMBER, AT_MONETARY, __INT_FRAC_DIGITS},
    {"frac_digits", NUMBER, AT_MONETARY, __FRAC_DIGITS},
    {"p_cs_precedes", NUMBER, AT_MONETARY, __P_CS_PRECEDES},
    {"p_sep_by_space", NUMBER, AT_MONETARY, __P_SEP_BY_SPACE},
    {"n_cs_precedes", NUMBER, AT_MONETARY, __N_CS_PRECEDES},
    {"n_sep_by_space", NUMBER, AT_MONETARY, __N_SEP_BY_SPACE},
    {"p_sign_posn", NUMBER, AT_MONETARY, __P_SIGN_POSN},
    {"n_sign_posn", NUMBER, AT_MONETARY, __N_SIGN_POSN},
#endif
    {"decimal_point", TEXT, AT_NUMERIC, RADIXCHAR},
    {"thousands_sep", TEXT, AT_NUMERIC, THOUSEP},
#ifdef __GLIBC__
    {"grouping", GROUPS, AT_NUMERIC, __GROUPING},
#endif
};

static Value f_localeconv(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    const State *s = state_of(vm);
    Value d = s ? kr__dict_new(vm) : KR_FAILED;
    for (unsigned i = 0; kr__ok(d) && i < KR_COUNTOF(rows); i++) {
        const char *text = nl_langinfo_l(rows[i].item, s->now);
        Value key = kr__intern(vm, rows[i].name, strlen(rows[i].name)), v;
        if (rows[i].kind == TEXT)
            v = decode_named(vm, text, s->names[rows[i].category]);
        else if (rows[i].kind == GROUPS)
            v = grouping(vm, text);
        else
            v = kr__from_int48((uint8_t)*text == UCHAR_MAX ? CHAR_MAX : *text);
        if (!kr__ok(key) || !kr__ok(v) || !kr__dict_set(vm, kr__ptr(d), key, v)) return KR_FAILED;
    }
    return d;
}

/* ---- order ---- */

static Value f_strcoll(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t na = 0, nb = 0;
    const State *s = state_of(vm);
    if (!s || !kr__str_arg(vm, a[0], "strcoll", 1) || !kr__str_arg(vm, a[1], "strcoll", 2) ||
        !kr__str_no_nul(vm, a[0]) || !kr__str_no_nul(vm, a[1]))
        return KR_FAILED;
    wchar_t *x = kr__wide_text(vm, a[0], &na), *y = x ? kr__wide_text(vm, a[1], &nb) : NULL;
    Value r = y ? kr__from_int48(wcscoll_l(x, y, s->now)) : KR_FAILED;
    kr__wide_free(vm, x, na);
    kr__wide_free(vm, y, nb);
    return r;
}

static Value f_strxfrm(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t length = 0, room = 0;
    const State *s = state_of(vm);
    if (!s || !text_arg(vm, a[0], "strxfrm", 0)) return KR_FAILED;
    wchar_t *from = kr__wide_text(vm, a[0], &length), *to = NULL;
    Value r = KR_FAILED;
    errno = 0;
    if (from) room = wcsxfrm_l(NULL, from, 0, s->now);
    if (from && errno && errno != ERANGE)
        r = kr__raise_os(vm, errno, KR_UNSET);
    else if (from && !(to = kr__mem_alloc(&kr__heap(vm)->mem, (room + 1) * sizeof *to)))
        r = kr__no_memory(vm);
    if (to) {
        wcsxfrm_l(to, from, room + 1, s->now);
        r = kr__wide_str(vm, to, room);
    }
    kr__wide_free(vm, to, room);
    kr__wide_free(vm, from, length);
    return r;
}

/* ---- messages ----
 * C's functions keep domains and catalogs for the process. Here they belong to the VM, and module gettext reads the
 * catalogs, which it looks for in folders LC_MESSAGES: messages of another category stay as they are. */

/* A domain as a key of those dicts. */
static Value domain_key(kr_vm *vm, Value domain) {
    Value name = kr__str_exact(vm, domain);
    return kr__ok(name) ? kr__intern_str(vm, name) : name;
}
/* What the dict, made when it is first asked, has for a key. Unset: nothing, or an exception is pending. */
static Value bound(kr_vm *vm, Value *dict, Value key) {
    if (!kr__ok(*dict)) *dict = kr__dict_new(vm);
    return kr__ok(*dict) ? kr__dict_get_name(vm, kr__ptr(*dict), key) : KR_UNSET;
}

/* The languages to look for, best first: a list; unset: messages stay as they are. */
static Value languages(kr_vm *vm, const State *s, int category) {
    int at = index_of(category);
    if (at != AT_MESSAGES || strcmp(s->names[at], "C") == 0) return KR_UNSET;
    const char *text = (vm->grants & KR_GRANT_ENV) ? getenv("LANGUAGE") : NULL;
    if (!text || !*text) text = s->names[at];
    Value list = kr__list_new(vm, NULL, 0);
    for (const char *end; kr__ok(list) && *text; text = *end ? end + 1 : end) {
        end = text + strcspn(text, ":");
        Value v = kr__fs_decode(vm, text, (size_t)(end - text));
        if (!kr__ok(v) || !kr__list_append(vm, kr__ptr(list), v)) return KR_FAILED;
    }
    return list;
}

static Value translate(kr_vm *vm, Value domain, Value message, int category) {
    State *s = state_of(vm);
    if (!s) return KR_FAILED;
    Value wanted = languages(vm, s, category);
    if (!kr__ok(wanted)) return kr__pending(vm) ? KR_FAILED : message;
    Value key = domain_key(vm, given(domain) ? domain : s->domain);
    Value dir = kr__ok(key) ? bound(vm, &s->dirs, key) : KR_FAILED;
    Value make = kr__pending(vm) ? KR_FAILED : kr__import_attr(vm, "gettext", "translation");
    if (!kr__ok(make)) return KR_FAILED;
    Value args[] = {key, kr__ok(dir) ? dir : KR_NONE_V, wanted, KR_NONE_V, KR_TRUE_V};
    Value catalog = kr__call(vm, make, args, KR_COUNTOF(args));
    Value method = kr__ok(catalog) ? kr__intern(vm, "gettext", 7) : catalog;
    return kr__ok(method) ? kr__call_method(vm, catalog, method, &message, 1) : KR_FAILED;
}
static Value f_gettext(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!text_arg(vm, a[0], "gettext", 0)) return KR_FAILED;
    return translate(vm, KR_UNSET, a[0], LC_MESSAGES);
}
static Value f_dgettext(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!text_or_none_arg(vm, a[0], "dgettext", 1) || !text_arg(vm, a[1], "dgettext", 2))
        return KR_FAILED;
    return translate(vm, a[0], a[1], LC_MESSAGES);
}
static Value f_dcgettext(kr_vm *vm, Value *a, int n) {
    (void)n;
    int category;
    if (!text_or_none_arg(vm, a[0], "dcgettext", 1) || !text_arg(vm, a[1], "dcgettext", 2) ||
        !kr__as_c_int(vm, a[2], 0, &category))
        return KR_FAILED;
    return translate(vm, a[0], a[1], category);
}

static Value f_textdomain(kr_vm *vm, Value *a, int n) {
    (void)n;
    State *s = state_of(vm);
    if (!s || !text_or_none_arg(vm, a[0], "textdomain", 0)) return KR_FAILED;
    if (!given(a[0])) return s->domain;
    Value v = *chars(a[0]) ? kr__str_exact(vm, a[0]) : kr__text(vm, "messages");
    if (kr__ok(v)) s->domain = v;
    return v;
}

/* The domain's entry in a dict, after it became v when v is given; dflt: where there is none. */
static Value bind(kr_vm *vm, Value *dict, Value domain, Value v, Value dflt) {
    Value key = domain_key(vm, domain), old = kr__ok(key) ? bound(vm, dict, key) : KR_FAILED;
    if (kr__pending(vm)) return KR_FAILED;
    if (!given(v)) return kr__ok(old) ? old : dflt;
    return kr__dict_set(vm, kr__ptr(*dict), key, v) ? v : KR_FAILED;
}
static Value f_bindtextdomain(kr_vm *vm, Value *a, int n) {
    (void)n;
    State *s = state_of(vm);
    Value dir = a[1];
    if (!s || !text_arg(vm, a[0], "bindtextdomain", 1)) return KR_FAILED;
    if (!*chars(a[0])) return no_locale(vm, s, "domain must be a non-empty string");
    if (given(dir)) {
        dir = kr__fspath(vm, dir);
        if (kr__ok(dir) && !kr__is_str(vm, dir))
            dir =
                kr__fs_decode(vm, ((KrBytes *)kr__ptr(dir))->data, ((KrBytes *)kr__ptr(dir))->len);
        if (!kr__ok(dir)) return KR_FAILED;
        if (memchr(chars(dir), 0, ((KrStr *)kr__ptr(dir))->len))
            return kr__raise_value(vm, "embedded null byte");
    }
    Value usual = kr__text(vm, "/usr/share/locale");
    return kr__ok(usual) ? bind(vm, &s->dirs, a[0], dir, usual) : KR_FAILED;
}
static Value f_bind_textdomain_codeset(kr_vm *vm, Value *a, int n) {
    (void)n;
    State *s = state_of(vm);
    if (!s || !text_arg(vm, a[0], "bind_textdomain_codeset", 1) ||
        !text_or_none_arg(vm, a[1], "bind_textdomain_codeset", 2))
        return KR_FAILED;
    return *chars(a[0]) ? bind(vm, &s->codesets, a[0], a[1], KR_NONE_V) : KR_NONE_V;
}

/* ---- the module ---- */

static const KrFnDef functions[] = {
    {"setlocale(category, locale=<unrepresentable>, /)", f_setlocale,
     "Activates/queries locale processing.", 0},
    {"localeconv()", f_localeconv, "How the locale writes numbers and amounts of money.", 0},
    {"nl_langinfo(key, /)", f_nl_langinfo, "What the locale has for a key.", 0},
    {"getencoding()", f_getencoding, "The encoding of the locale of LC_CTYPE.", 0},
    {"strcoll(os1, os2, /)", f_strcoll, "Compares two strings according to the locale.", 0},
    {"strxfrm(string, /)", f_strxfrm,
     "Return a string that can be used as a key for locale-aware comparisons.", 0},
    {"gettext(msg, /)", f_gettext, "gettext(msg) -> string\n\nReturn translation of msg.", 0},
    {"dgettext(domain, msg, /)", f_dgettext,
     "dgettext(domain, msg) -> string\n\nReturn translation of msg in domain.", 0},
    {"dcgettext(domain, msg, category, /)", f_dcgettext,
     "Return translation of msg in domain and category.", 0},
    {"textdomain(domain, /)", f_textdomain,
     "Makes domain the one that gettext() looks in, and returns which it is.", 0},
    {"bindtextdomain(domain, dir, /)", f_bindtextdomain,
     "Makes dir the folder of a domain's catalogs, and returns which it is.", 0},
    {"bind_textdomain_codeset(domain, codeset, /)", f_bind_textdomain_codeset,
     "Notes an encoding for a domain, and returns which it is. Messages are str in any.", 0},
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    State *s = state_of(vm);
    static const KrConstant all[] = {{"LC_ALL", LC_ALL}, {"CHAR_MAX", CHAR_MAX}};
    if (!s || !kr__module_constants(vm, m, all, KR_COUNTOF(all)) ||
        !kr__module_constants(vm, m, infos, KR_COUNTOF(infos)))
        return false;
    for (int i = 0; i <= AT_MESSAGES; i++) {
        const KrConstant c = {categories[i].name, categories[i].number};
        if (!kr__module_constants(vm, m, &c, 1)) return false;
    }
    s->domain = kr__text(vm, "messages");
    s->error = kr__module_exception(vm, m, "locale.Error", KR_UNSET);
    return kr__ok(s->domain) && kr__ok(s->error);
}
const KrModuleDef kr__module__locale = {
    .name = "_locale",
    .doc = "Support for POSIX locales.",
    .functions = functions,
    .init = init,
    .trace = state_trace,
    .free = state_free,
};
