/* SPDX-License-Identifier: MIT
 * _sre_object.c: class Match: what was found, as byte offsets into the text it was found in. Positions
 * that Python sees are made when they are asked for. A match of up to three groups holds its
 * offsets itself. */
#include <string.h>

#include "lib/_sre.h"
#include "types/bytes.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/list.h"
#include "types/seq.h"
#include "types/str.h"

typedef struct Match {
    KrObj head;
    Slot pattern, string;
    Slot regs;  /* tuple, once asked for */
    Slot spans; /* bytes: the offsets, where there are more than `few` holds */
    uint32_t pos, endpos;
    uint32_t groups, lastindex; /* lastindex 0: none */
    uint32_t few[8];
} Match;

static Match *match(Value v) { return kr__ptr(v); }
static KrSrePattern *pattern_of(const Match *m) { return kr__slot_ptr(m->pattern); }
static uint32_t *spans_of(Match *m) {
    return m->spans.bits ? (uint32_t *)(void *)((KrBytes *)kr__slot_ptr(m->spans))->data : m->few;
}

/* ---- pieces of the text ---- */

Value kr__sre_slice(KrSre *s, uint32_t from, uint32_t to) {
    if (!s->bytes) return kr__str_part(s->vm, s->string, from, to - from);
    if (kr__exact(s->string, KR_T_BYTES) && !from && to == s->buf.len) return s->string;
    return kr__bytes_make(s->vm, s->base + from, to - from);
}
Value kr__sre_group(KrSre *s, uint32_t i, Value missing) {
    if (!i) return kr__sre_slice(s, s->start, s->ptr);
    uint32_t from = s->marks[2 * i - 2], to = s->marks[2 * i - 1];
    if (from == KR_SRE_NONE || to == KR_SRE_NONE || to < from) return missing;
    return kr__sre_slice(s, from, to);
}

/* Group i of m; `missing` when it took no part. A buffer may have shrunk since. */
static Value group_at(kr_vm *vm, Match *m, uint32_t i, Value missing) {
    uint32_t from = spans_of(m)[2 * i], to = spans_of(m)[2 * i + 1];
    Value string = kr__slot_value(m->string);
    if (from == KR_SRE_NONE) return missing;
    if (kr__is_str(vm, string)) return kr__str_part(vm, string, from, to - from);
    KrBuffer b;
    if (!kr__buffer_get(vm, string, &b)) return KR_FAILED;
    if (to > b.len) to = (uint32_t)b.len;
    if (from > to) from = to;
    Value v = kr__exact(string, KR_T_BYTES) && !from && to == b.len
                  ? string
                  : kr__bytes_make(vm, b.data + from, to - from);
    kr__buffer_release(vm, &b);
    return v;
}

/* An offset as Python counts it; -1: none. */
static Value position(kr_vm *vm, const Match *m, uint32_t offset) {
    Value string = kr__slot_value(m->string);
    if (offset == KR_SRE_NONE) return kr__from_int48(-1);
    if (!kr__is_str(vm, string)) return kr__from_int48(offset);
    return kr__from_int48((int64_t)kr__str_index(vm, kr__ptr(string), offset));
}

Value kr__sre_match_new(KrSre *s, Value cls) {
    kr_vm *vm = s->vm;
    uint32_t groups = s->pattern->groups + 1;
    Value spans = KR_UNSET, v;
    if (groups * 2 > KR_COUNTOF(((Match *)0)->few)) {
        spans = kr__bytes_new(vm, NULL, (size_t)groups * 8);
        if (kr__failed(spans)) return spans;
    }
    v = kr__instance_new(vm, cls);
    if (kr__failed(v)) return v;
    Match *m = match(v);
    m->pattern = kr__slot_of(s->pattern);
    m->string = kr__ref_slot(s->string);
    m->spans = kr__ref_slot(spans);
    m->pos = s->pos;
    m->endpos = s->endpos;
    m->groups = groups;
    m->lastindex = s->lastindex;
    uint32_t *at = spans_of(m);
    at[0] = s->start;
    at[1] = s->ptr;
    for (uint32_t i = 0; i + 1 < groups; i++) {
        uint32_t from = s->marks[2 * i], to = s->marks[2 * i + 1];
        bool there = from != KR_SRE_NONE && to != KR_SRE_NONE && from <= to;
        at[2 * i + 2] = there ? from : KR_SRE_NONE;
        at[2 * i + 3] = there ? to : KR_SRE_NONE;
    }
    return v;
}

/* ---- which group ---- */

/* The number of a group given by number or name; false: IndexError. May run Python code. */
static bool group_number(kr_vm *vm, Match *m, Value which, uint32_t *out) {
    int64_t i = -1;
    if (kr__is_int(which)) {
        i = kr__int(which);
    } else if (kr__is_int_value(vm, which) || kr__ok(kr__special(vm, which, KR_N___index__))) {
        if (!kr__index_clip(vm, which, &i)) return false;
    } else {
        Value found = KR_UNSET;
        KrDict *names = kr__slot_ptr(pattern_of(m)->groupindex);
        if (kr__dict_len(vm, names) && kr__dict_find(vm, names, which, &found) < 0) return false;
        if (kr__ok(found) && kr__is_int(found)) i = kr__int(found);
    }
    if (i < 0 || i >= m->groups) return kr__raise_false(vm, KR_T_X_INDEXERROR, "no such group");
    *out = (uint32_t)i;
    return true;
}
static Value group_by(kr_vm *vm, Value self, Value which) {
    uint32_t i;
    return group_number(vm, match(self), which, &i) ? group_at(vm, match(self), i, KR_NONE_V)
                                                    : KR_FAILED;
}

static Value m_group(kr_vm *vm, Value *a, int n) {
    if (n == 1) return group_at(vm, match(a[0]), 0, KR_NONE_V);
    if (n == 2) return group_by(vm, a[0], a[1]);
    Value list = kr__list_new(vm, NULL, (size_t)n);
    for (int i = 1; kr__ok(list) && i < n; i++) {
        Value v = group_by(vm, a[0], a[i]);
        if (kr__failed(v) || !kr__list_append(vm, kr__ptr(list), v)) return KR_FAILED;
    }
    return kr__ok(list) ? kr__list_as_tuple(vm, kr__ptr(list)) : KR_FAILED;
}
static Value m_getitem(kr_vm *vm, Value *a, int n) { return (void)n, group_by(vm, a[0], a[1]); }

static Value place(kr_vm *vm, Value *a, unsigned side) {
    uint32_t i = 0;
    if (kr__ok(a[1]) && !group_number(vm, match(a[0]), a[1], &i)) return KR_FAILED;
    return position(vm, match(a[0]), spans_of(match(a[0]))[2 * i + side]);
}
static Value m_start(kr_vm *vm, Value *a, int n) { return (void)n, place(vm, a, 0); }
static Value m_end(kr_vm *vm, Value *a, int n) { return (void)n, place(vm, a, 1); }

static Value span_at(kr_vm *vm, Match *m, uint32_t i) {
    const uint32_t *at = spans_of(m) + 2 * (size_t)i;
    Value pair[2] = {position(vm, m, at[0]), position(vm, m, at[1])};
    return kr__tuple_new(vm, pair, 2);
}
static Value m_span(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t i = 0;
    if (kr__ok(a[1]) && !group_number(vm, match(a[0]), a[1], &i)) return KR_FAILED;
    return span_at(vm, match(a[0]), i);
}

/* ---- all groups ---- */

static Value m_groups(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value few[8], missing = kr__ok(a[1]) ? a[1] : KR_NONE_V;
    Match *m = match(a[0]);
    uint32_t count = m->groups - 1;
    if (count <= KR_COUNTOF(few)) {
        for (uint32_t i = 0; i < count; i++)
            if (kr__failed(few[i] = group_at(vm, m, i + 1, missing))) return KR_FAILED;
        return kr__tuple_new(vm, few, count);
    }
    Value list = kr__list_new(vm, NULL, count);
    for (uint32_t i = 1; kr__ok(list) && i <= count; i++) {
        Value v = group_at(vm, m, i, missing);
        if (kr__failed(v) || !kr__list_append(vm, kr__ptr(list), v)) return KR_FAILED;
    }
    return kr__ok(list) ? kr__list_as_tuple(vm, kr__ptr(list)) : KR_FAILED;
}

static Value m_groupdict(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value missing = kr__ok(a[1]) ? a[1] : KR_NONE_V, out = kr__dict_new(vm), key, number;
    KrDict *names = kr__slot_ptr(pattern_of(match(a[0]))->groupindex);
    size_t pos = 0;
    while (kr__ok(out) && kr__dict_next(vm, names, &pos, &key, &number)) {
        uint32_t i;
        if (!group_number(vm, match(a[0]), number, &i)) return KR_FAILED;
        Value v = group_at(vm, match(a[0]), i, missing);
        if (kr__failed(v) || !kr__dict_set(vm, kr__ptr(out), key, v)) return KR_FAILED;
    }
    return out;
}

static Value get_regs(kr_vm *vm, Value self) {
    Match *m = match(self);
    if (m->regs.bits) return kr__slot_value(m->regs);
    Value list = kr__list_new(vm, NULL, m->groups);
    for (uint32_t i = 0; kr__ok(list) && i < m->groups; i++) {
        Value pair = span_at(vm, m, i);
        if (kr__failed(pair) || !kr__list_append(vm, kr__ptr(list), pair)) return KR_FAILED;
    }
    Value regs = kr__ok(list) ? kr__list_as_tuple(vm, kr__ptr(list)) : KR_FAILED;
    if (kr__ok(regs)) kr__store(vm, m, &m->regs, kr__ref_slot(regs));
    return regs;
}

/* ---- the rest ---- */

static Value m_expand(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value f = kr__import_attr(vm, "re", "_expand");
    if (kr__failed(f)) return f;
    return kr__call3(vm, f, kr__slot_value(match(a[0])->pattern), a[0], a[1]);
}
static Value m_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }

static Value m_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Match *m = match(a[0]);
    Value text = group_at(vm, m, 0, KR_NONE_V);
    if (kr__ok(text)) text = kr__repr(vm, text);
    if (kr__failed(text)) return text;
    if (kr__str_count(kr__ptr(text)) > 50) text = kr__str_slice(vm, text, 0, 50);
    if (kr__failed(text)) return text;
    return kr__text(vm, "<re.Match object; span=(%S, %S), match=%S>",
                    position(vm, m, spans_of(m)[0]), position(vm, m, spans_of(m)[1]), text);
}

static Value get_lastindex(kr_vm *vm, Value self) {
    (void)vm;
    return match(self)->lastindex ? kr__from_int48(match(self)->lastindex) : KR_NONE_V;
}
static Value get_lastgroup(kr_vm *vm, Value self) {
    (void)vm;
    const KrTuple *names = kr__slot_ptr(pattern_of(match(self))->indexgroup);
    uint32_t i = match(self)->lastindex;
    return i && i < names->len ? kr__tuple_get(names, i) : KR_NONE_V;
}
static Value get_string(kr_vm *vm, Value self) {
    return (void)vm, kr__slot_value(match(self)->string);
}
static Value get_re(kr_vm *vm, Value self) {
    return (void)vm, kr__slot_value(match(self)->pattern);
}
static Value get_pos(kr_vm *vm, Value self) { return (void)vm, kr__from_int48(match(self)->pos); }
static Value get_endpos(kr_vm *vm, Value self) {
    return (void)vm, kr__from_int48(match(self)->endpos);
}

static const KrFnDef rows[] = {
    {"group(self, /, *args)", m_group,
     "The text of a group, or a tuple of several; without arguments, of the whole match.", 0},
    {"start(self, group=0, /)", m_start, "Where the text of the group begins.", 0},
    {"end(self, group=0, /)", m_end, "Where the text of the group ends.", 0},
    {"span(self, group=0, /)", m_span, "The tuple (start, end) of the group.", 0},
    {"groups(self, /, default=None)", m_groups,
     "A tuple of all groups from 1 on; default stands for those that took no part.", 0},
    {"groupdict(self, /, default=None)", m_groupdict,
     "A dict of all named groups; default stands for those that took no part.", 0},
    {"expand(self, /, template)", m_expand,
     "The template with its backslash references replaced, as sub() does it.", 0},
    {"__copy__(self, /)", m_self, NULL, 0},
    {"__deepcopy__(self, memo, /)", m_self, NULL, 0},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {"__getitem__(self, key, /)", m_getitem, "Return self[key].", KR_DEF_SPECIAL},
    {"__repr__(self, /)", m_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getset[] = {
    {"lastindex", get_lastindex, NULL, "The number of the last group that matched."},
    {"lastgroup", get_lastgroup, NULL, "The name of the last group that matched."},
    {"regs", get_regs, NULL, NULL},
    {"string", get_string, kr__readonly, "The text that was searched."},
    {"re", get_re, kr__readonly, "The pattern."},
    {"pos", get_pos, kr__readonly, "Where the search began."},
    {"endpos", get_endpos, kr__readonly, "Where the text ended for the search."},
    {NULL, NULL, NULL, NULL},
};
const KrClassDef kr__sre_match_def = {
    .name = "re.Match",
    .doc =
        "The result of re.match() and re.search().\nMatch objects always have a boolean value of "
        "True.",
    .kind = KR_K_ITER,
    .size = sizeof(Match),
    .slots =
        KR_AT(Match, pattern) | KR_AT(Match, string) | KR_AT(Match, regs) | KR_AT(Match, spans),
    .methods = rows,
    .getset = getset,
};
