/* SPDX-License-Identifier: MIT
 * suggest.c: "Did you mean": the known name that is nearest to one that was not found. The distance
 * is an edit distance in half steps: 2 for a byte inserted, deleted or replaced, 1 for a change of case. */
#include <string.h>

#include "types/dict.h"
#include "types/exception_data.h"
#include "types/list.h"
#include "types/traceback.h"
#include "types/traceback_print.h"

#define MOVE 2
#define CASE 1
#define LONGEST 40
#define CANDIDATES 750

static unsigned replace_cost(char a, char b) {
    if (a == b) return 0;
    if ((a & 31) != (b & 31)) return MOVE;
    char la = a >= 'A' && a <= 'Z' ? a + 32 : a, lb = b >= 'A' && b <= 'Z' ? b + 32 : b;
    return la == lb ? CASE : MOVE;
}

/* Distance of two texts, or something above `most`. */
static unsigned distance(const char *a, size_t na, const char *b, size_t nb, unsigned most) {
    if (na == nb && !memcmp(a, b, na)) return 0;
    while (na && nb && *a == *b) a++, b++, na--, nb--;
    while (na && nb && a[na - 1] == b[nb - 1]) na--, nb--;
    if (!na || !nb) return (unsigned)(na + nb) * MOVE;
    if (na > LONGEST || nb > LONGEST) return most + 1;
    if (nb < na) {
        const char *s = a;
        a = b, b = s;
        size_t n = na;
        na = nb, nb = n;
    }
    if ((nb - na) * MOVE > most) return most + 1;
    unsigned row[LONGEST], result = 0;
    for (size_t i = 0; i < na; i++) row[i] = (unsigned)(i + 1) * MOVE;
    for (size_t j = 0; j < nb; j++) {
        unsigned diagonal = (unsigned)j * MOVE, least = UINT32_MAX;
        result = diagonal;
        for (size_t i = 0; i < na; i++) {
            unsigned replace = diagonal + replace_cost(b[j], a[i]);
            diagonal = row[i];
            unsigned move = (result < diagonal ? result : diagonal) + MOVE;
            row[i] = result = move < replace ? move : replace;
            if (result < least) least = result;
        }
        if (least > most) return most + 1;
    }
    return result;
}

typedef struct Search {
    const KrStr *name;
    Value best;
    unsigned distance;
} Search;

static void consider(kr_vm *vm, Search *s, Value candidate) {
    if (!kr__is_str(vm, candidate)) return;
    const KrStr *c = kr__ptr(candidate);
    if (kr__str_equal(c, s->name)) return;
    unsigned most = (s->name->len + c->len + 3) * MOVE / 6;
    if (kr__ok(s->best) && s->distance - 1 < most) most = s->distance - 1;
    unsigned d = distance(kr__str_text(s->name), s->name->len, kr__str_text(c), c->len, most);
    if (d > most) return;
    if (!kr__ok(s->best) || d < s->distance) {
        s->best = candidate;
        s->distance = d;
    }
}

static void search_list(kr_vm *vm, Search *s, Value list) {
    const KrList *l = kr__ptr(list);
    for (uint32_t i = 0; l->len < CANDIDATES && i < l->len; i++)
        consider(vm, s, kr__list_get(l, i));
}

static void search_dict(kr_vm *vm, Search *s, Value dict) {
    if (!kr__has_kind(vm, dict, KR_K_DICT) || kr__dict_len(vm, kr__ptr(dict)) >= CANDIDATES) return;
    size_t pos = 0;
    Value key, value;
    while (kr__dict_next(vm, kr__ptr(dict), &pos, &key, &value)) consider(vm, s, key);
}

static void for_attribute(kr_vm *vm, Search *s, Value exc) {
    Value obj = kr__exception_get(vm, exc, KR_N_obj);
    if (!kr__ok(obj)) return;
    Value names = kr__call_special(vm, obj, KR_N___dir__, NULL, 0);
    if (kr__ok(names)) names = kr__list_from(vm, names);
    if (!kr__ok(names) || !kr__list_sort(vm, kr__ptr(names), KR_UNSET, false)) {
        if (kr__pending(vm) && !vm->thread->stopping) kr__clear_pending(vm);
        return;
    }
    search_list(vm, s, names);
}

static void for_name(kr_vm *vm, Search *s, Value exc) {
    const KrException *e = kr__ptr(exc);
    if (!e->traceback.bits) return;
    const KrTraceback *t = kr__slot_ptr(e->traceback);
    while (t->next.bits) t = kr__slot_ptr(t->next);
    Value frame = KR_VALUE(t->frame.bits);
    const KrTuple *names = kr__slot_ptr(kr__frame_code(frame)->varnames);
    for (uint32_t i = 0; names->len < CANDIDATES && i < names->len; i++)
        consider(vm, s, kr__tuple_get(names, i));
    if (!kr__ok(s->best)) search_dict(vm, s, kr__frame_globals_of(frame));
    if (!kr__ok(s->best)) search_dict(vm, s, kr__frame_builtins_of(frame));
}

Value kr__suggestion(kr_vm *vm, Value exc) {
    bool attribute = kr__exact(exc, KR_T_X_ATTRIBUTEERROR);
    if (!attribute && !kr__exact(exc, KR_T_X_NAMEERROR)) return KR_UNSET;
    Value name = kr__exception_get(vm, exc, KR_N_name);
    if (!kr__ok(name) || !kr__is_str(vm, name)) return KR_UNSET;
    Search s = {.name = kr__ptr(name)};
    if (attribute)
        for_attribute(vm, &s, exc);
    else
        for_name(vm, &s, exc);
    return s.best;
}
