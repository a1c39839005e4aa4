/* SPDX-License-Identifier: MIT
 * _string.c: module _string: the grammar of format strings for string.Formatter. */
#include "lib/modules.h"
#include "types/list.h"
#include "types/str_format.h"

static Value part(kr_vm *vm, const char *text, KrPart p) {
    return kr__str_new(vm, text + p.from, p.to - p.from);
}

/* (literal, field name, spec, conversion); the last three are None where no field follows. */
static Value markup_tuple(kr_vm *vm, const char *text, const KrMarkup *m) {
    char c[4];
    Value v[4] = {part(vm, text, m->literal), KR_NONE_V, KR_NONE_V, KR_NONE_V};
    if (m->field) {
        v[1] = part(vm, text, m->name);
        v[2] = part(vm, text, m->spec);
        if (m->conversion) v[3] = kr__str_new(vm, c, kr__utf8_encode(c, m->conversion));
    }
    for (int i = 0; i < 4; i++)
        if (kr__failed(v[i])) return KR_FAILED;
    return kr__tuple_new(vm, v, 4);
}

static Value formatter_parser(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[0])) return kr__raise_type(vm, "expected str, got %T", a[0]);
    Value s = kr__str_in_place(vm, a[0]), list = kr__ok(s) ? kr__list_new(vm, NULL, 0) : s;
    if (kr__failed(list)) return list;
    const char *text = kr__str_text(kr__str_ptr(s));
    size_t at = 0, end = kr__str_ptr(s)->len;
    KrMarkup m;
    int r;
    while ((r = kr__markup_next(vm, text, &at, end, &m)) > 0) {
        Value t = markup_tuple(vm, text, &m);
        if (kr__failed(t) || !kr__list_append(vm, kr__ptr(list), t)) return KR_FAILED;
    }
    kr__keep(s);
    return r < 0 ? KR_FAILED : kr__iter(vm, list);
}

/* (is attribute, name or index) */
static Value step_tuple(kr_vm *vm, const char *text, bool attribute, KrPart p) {
    int64_t i = attribute ? -1 : kr__field_number(vm, text, p);
    if (i == -2) return KR_FAILED;
    Value v[2] = {kr__bool(attribute), i >= 0 ? kr__int_from_i64(vm, i) : part(vm, text, p)};
    return kr__ok(v[1]) ? kr__tuple_new(vm, v, 2) : KR_FAILED;
}

static Value field_name_split(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[0])) return kr__raise_type(vm, "expected str, got %T", a[0]);
    Value s = kr__str_in_place(vm, a[0]), list = kr__ok(s) ? kr__list_new(vm, NULL, 0) : s;
    if (kr__failed(list)) return list;
    const char *text = kr__str_text(kr__str_ptr(s));
    KrPart all = {0, kr__str_ptr(s)->len}, p, first = {0, kr__field_first(text, all)};
    int64_t i = kr__field_number(vm, text, first);
    if (i == -2) return KR_FAILED;
    Value head = i >= 0 ? kr__int_from_i64(vm, i) : part(vm, text, first);
    if (kr__failed(head)) return head;
    size_t at = first.to;
    bool attribute;
    int r;
    while ((r = kr__field_next(vm, text, &at, all.to, &attribute, &p)) > 0) {
        Value t = step_tuple(vm, text, attribute, p);
        if (kr__failed(t) || !kr__list_append(vm, kr__ptr(list), t)) return KR_FAILED;
    }
    kr__keep(s);
    Value rest = r < 0 ? KR_FAILED : kr__iter(vm, list);
    return kr__ok(rest) ? kr__tuple_new(vm, (Value[]){head, rest}, 2) : rest;
}

static const KrFnDef functions[] = {
    {"formatter_parser(string, /)", formatter_parser, "The pieces of a format string.", 0},
    {"formatter_field_name_split(string, /)", field_name_split, "A field name taken apart.", 0},
    {0},
};
const KrModuleDef kr__module__string = {
    .name = "_string", .doc = "string helper module", .functions = functions};
