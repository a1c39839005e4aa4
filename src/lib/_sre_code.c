/* SPDX-License-Identifier: MIT
 * _sre_code.c: from the list of numbers that re._compiler writes to a program. The list is checked
 * first, wholly: whoever runs a program may rely on every skip leading to the op that must stand
 * there, on every number of a group and every set being in order. Then what helps to search is
 * worked out: bitmaps of the sets, the literal prefix, the bytes a match can begin with. */
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "lib/_sre.h"
#include "types/int.h"
#include "types/list.h"
#include "types/str.h"

#define MOST_NESTED 4000   /* groups within groups */
#define MOST_SETS 0xffffff /* what the upper bits of an op can number */

typedef struct Check {
    KrMem *mem;
    uint32_t *code; /* the ops of sets get their number while they are checked */
    uint32_t groups;
    bool starved;
    uint32_t may_jump;     /* the words of a condition's `yes` end here: a JUMP may stand before */
    bool jumped;           /* it does */
    KR_VEC(uint32_t) sets; /* where the ops of sets with a bitmap stand */
} Check;

/* ---- checking ----
 * [at, end) are words of the code; every function takes a range and says whether it is in order. */

/* A set of the range, FAILURE at its end included. */
static bool check_set(const uint32_t *code, uint32_t at, uint32_t end) {
    if (at >= end || code[end - 1] != SRE_FAILURE) return false;
    for (end--; at < end;) {
        uint32_t left = end - at - 1, need;
        switch (code[at]) {
        case SRE_NEGATE: need = 0; break;
        case SRE_LITERAL: need = 1; break;
        case SRE_RANGE:
        case SRE_RANGE_UNI_IGNORE: need = 2; break;
        case SRE_CHARSET: need = 8; break;
        case SRE_CATEGORY:
            if (!left || code[at + 1] >= SRE_CATEGORY_COUNT) return false;
            need = 1;
            break;
        case SRE_BIGCHARSET: {
            if (left < 65 || code[at + 1] > (left - 65) / 8) return false;
            const uint8_t *blocks = (const uint8_t *)(code + at + 2);
            for (int i = 0; i < 256; i++)
                if (blocks[i] >= code[at + 1]) return false;
            need = 65 + code[at + 1] * 8;
            break;
        }
        default: return false;
        }
        if (left < need) return false;
        at += need + 1;
    }
    return true;
}

/* The skip at `at` leads to a place in [at + least, end]; *to gets it. */
static bool skip_at(const uint32_t *code, uint32_t at, uint32_t end, uint32_t least, uint32_t *to) {
    if (at >= end || code[at] < least || code[at] > end - at) return false;
    *to = at + code[at];
    return true;
}

/* at: the skip of an INFO block. */
static bool check_info(const uint32_t *code, uint32_t at, uint32_t end, uint32_t *next) {
    if (!skip_at(code, at, end, 4, next)) return false;
    uint32_t flags = code[at + 1], to = *next;
    if (flags & ~7u || ((flags & SRE_INFO_PREFIX) && (flags & SRE_INFO_CHARSET)) ||
        ((flags & SRE_INFO_LITERAL) && !(flags & SRE_INFO_PREFIX)))
        return false;
    at += 4;
    if (flags & SRE_INFO_PREFIX) {
        if (to - at < 2) return false;
        uint32_t n = code[at];
        at += 2;
        if ((uint64_t)n * 2 != to - at) return false;
        for (uint32_t i = 0; i < n; i++)
            if (code[at + i] >= 0x110000 || code[at + n + i] >= n) return false;
        return true;
    }
    return flags & SRE_INFO_CHARSET ? check_set(code, at, to) : at == to;
}

static bool check(Check *c, uint32_t at, uint32_t end, unsigned depth);

/* at: the first skip. Every way ends with a jump to the end. */
static bool check_branch(Check *c, uint32_t at, uint32_t end, uint32_t *next, unsigned depth) {
    uint32_t target = 0;
    for (;;) {
        uint32_t to;
        if (at >= end) return false;
        if (!c->code[at]) break;
        if (!skip_at(c->code, at, end, 3, &to) || c->code[to - 2] != SRE_JUMP) return false;
        if (!check(c, at + 1, to - 2, depth)) return false;
        uint32_t jump = c->code[to - 1];
        if (jump > end - (to - 1) || (target && to - 1 + jump != target)) return false;
        target = to - 1 + jump;
        at = to;
    }
    *next = at + 1;
    return !target || target == *next;
}

/* at: skip, least, most, an item of one character, SUCCESS. */
static bool check_repeat_one(Check *c, uint32_t at, uint32_t end, uint32_t *next, unsigned depth) {
    const uint32_t *code = c->code;
    return skip_at(code, at, end, 5, next) && code[at + 1] <= code[at + 2] &&
           code[*next - 1] == SRE_SUCCESS && code[at + 3] < 256 && kr__sre_is_one(code[at + 3]) &&
           check(c, at + 3, *next - 1, depth) &&
           kr__sre_one_size(code + at + 3) == *next - 1 - (at + 3);
}
/* at: skip, least, most, the body; then the op that ends a turn. */
static bool check_repeat(Check *c, uint32_t at, uint32_t end, uint32_t *next, unsigned depth) {
    const uint32_t *code = c->code;
    uint32_t to;
    if (!skip_at(code, at, end, 3, &to) || to >= end || code[at + 1] > code[at + 2]) return false;
    bool possessive = code[at - 1] == SRE_POSSESSIVE_REPEAT;
    if (possessive ? code[to] != SRE_SUCCESS
                   : code[to] != SRE_MAX_UNTIL && code[to] != SRE_MIN_UNTIL)
        return false;
    *next = to + 1;
    return check(c, at + 3, to, depth);
}
/* at: skip, then `extra` words, a pattern of its own, SUCCESS. */
static bool check_inner(Check *c, uint32_t at, uint32_t end, uint32_t extra, uint32_t *next,
                        unsigned depth) {
    return skip_at(c->code, at, end, extra + 2, next) && c->code[*next - 1] == SRE_SUCCESS &&
           check(c, at + extra + 1, *next - 1, depth);
}
/* at: group, skip (counted from `at`), yes; or group, skip, yes, JUMP, its skip, no. */
static bool check_condition(Check *c, uint32_t at, uint32_t end, uint32_t *next, unsigned depth) {
    const uint32_t *code = c->code;
    if (end - at < 2 || code[at] >= c->groups) return false;
    uint32_t skip = code[at + 1];
    if (skip < 2 || skip > end - at) return false;
    uint32_t to = at + skip, outer = c->may_jump;
    *next = c->may_jump = to;
    c->jumped = false;
    bool good = check(c, at + 2, to, depth), otherwise = c->jumped;
    c->may_jump = outer;
    c->jumped = false;
    if (!good || !otherwise) return good;
    *next = to - 1 + code[to - 1];
    return code[to - 1] && code[to - 1] <= end - (to - 1) && check(c, to, *next, depth);
}
/* at: the skip of a set; op stands before it. */
static bool check_in(Check *c, uint32_t at, uint32_t end, uint32_t *next) {
    if (!skip_at(c->code, at, end, 2, next) || !check_set(c->code, at + 1, *next)) return false;
    if (c->code[at - 1] == SRE_IN_LOC_IGNORE || c->sets.n >= MOST_SETS ||
        kr__sre_set_asks_locale(c->code + at + 1))
        return true;
    if (!kr__vec_push(c->mem, &c->sets, at - 1)) return !(c->starved = true);
    c->code[at - 1] |= c->sets.n << 8;
    return true;
}

/* long: a row for each op */
static bool check(Check *c, uint32_t at, uint32_t end, unsigned depth) {
    const uint32_t *code = c->code;
    if (depth > MOST_NESTED || at > end) return false;
    while (at < end) {
        uint32_t next = at + 2, arg = at + 1 < end ? code[at + 1] : 0;
        bool good = at + 1 < end;
        switch (code[at]) {
        case SRE_MARK: good = good && arg / 2 <= c->groups; break;
        case SRE_LITERAL:
        case SRE_NOT_LITERAL:
        case SRE_LITERAL_IGNORE:
        case SRE_NOT_LITERAL_IGNORE:
        case SRE_LITERAL_UNI_IGNORE:
        case SRE_NOT_LITERAL_UNI_IGNORE:
        case SRE_LITERAL_LOC_IGNORE:
        case SRE_NOT_LITERAL_LOC_IGNORE: break;
        case SRE_SUCCESS:
        case SRE_FAILURE:
        case SRE_ANY:
        case SRE_ANY_ALL:
            next = at + 1;
            good = true;
            break;
        case SRE_AT: good = good && arg < SRE_AT_COUNT; break;
        case SRE_CATEGORY: good = good && arg < SRE_CATEGORY_COUNT; break;
        case SRE_IN:
        case SRE_IN_IGNORE:
        case SRE_IN_UNI_IGNORE:
        case SRE_IN_LOC_IGNORE: good = check_in(c, at + 1, end, &next); break;
        case SRE_INFO: good = check_info(code, at + 1, end, &next); break;
        case SRE_BRANCH: good = check_branch(c, at + 1, end, &next, depth + 1); break;
        case SRE_REPEAT_ONE:
        case SRE_MIN_REPEAT_ONE:
        case SRE_POSSESSIVE_REPEAT_ONE:
            good = check_repeat_one(c, at + 1, end, &next, depth + 1);
            break;
        case SRE_REPEAT:
        case SRE_POSSESSIVE_REPEAT: good = check_repeat(c, at + 1, end, &next, depth + 1); break;
        case SRE_ATOMIC_GROUP: good = check_inner(c, at + 1, end, 0, &next, depth + 1); break;
        case SRE_ASSERT:
        case SRE_ASSERT_NOT:
            good = end - at > 2 && !(code[at + 2] & 0x80000000u) &&
                   check_inner(c, at + 1, end, 1, &next, depth + 1);
            break;
        case SRE_GROUPREF:
        case SRE_GROUPREF_IGNORE:
        case SRE_GROUPREF_UNI_IGNORE:
        case SRE_GROUPREF_LOC_IGNORE: good = good && arg < c->groups; break;
        case SRE_GROUPREF_EXISTS: good = check_condition(c, at + 1, end, &next, depth + 1); break;
        case SRE_JUMP: good = c->jumped = next == end && end == c->may_jump; break;
        default: good = false;
        }
        if (!good) return false;
        at = next;
    }
    return at == end;
}

/* ---- what a match can begin with ---- */

typedef struct First {
    KrSreProgram *prog;
    bool any; /* nothing is known */
} First;

static void first_add(First *f, const uint32_t *pc) {
    unsigned exact = f->prog->bytes ? 256 : 128;
    if (*pc == SRE_LITERAL && pc[1] >= exact) { /* one character: its first byte */
        char text[4];
        if (f->prog->bytes || pc[1] >= 0x110000) return;
        kr__utf8_encode(text, pc[1]);
        f->prog->first[(uint8_t)text[0] / 32] |= 1u << ((uint8_t)text[0] % 32);
        return;
    }
    uint32_t op = *pc & 255;
    if (op == SRE_LITERAL_LOC_IGNORE || op == SRE_NOT_LITERAL_LOC_IGNORE ||
        op == SRE_IN_LOC_IGNORE || (op == SRE_CATEGORY && (pc[1] & ~1u) == SRE_LOC_WORD) ||
        ((op == SRE_IN || op == SRE_IN_IGNORE || op == SRE_IN_UNI_IGNORE) &&
         kr__sre_set_asks_locale(pc + 2))) {
        f->any = true; /* the locale may change */
        return;
    }
    for (unsigned i = 0; i < exact; i++)
        if (kr__sre_one(f->prog, pc, i)) f->prog->first[i / 32] |= 1u << (i % 32);
    if (!f->prog->bytes && op != SRE_LITERAL) { /* whatever leads a character past ASCII */
        f->prog->first[6] = UINT32_MAX;
        f->prog->first[7] = UINT32_MAX;
    }
}

/* Adds what the code of the range can begin with; true when it may match nothing at all, so that what
 * follows counts as well. */
static bool first_of(First *f, uint32_t at, uint32_t end, unsigned depth) {
    const uint32_t *code = f->prog->code;
    if (depth > 40) f->any = true;
    while (at < end && !f->any) {
        const uint32_t *pc = code + at;
        uint32_t op = *pc & 255;
        if (kr__sre_is_one(op)) {
            first_add(f, pc);
            return false;
        }
        bool empty = true;
        switch (op) {
        case SRE_FAILURE: return false;
        case SRE_MARK:
        case SRE_AT: at += 2; break;
        case SRE_INFO:
        case SRE_ASSERT:
        case SRE_ASSERT_NOT: at += 1 + pc[1]; break;
        case SRE_ATOMIC_GROUP:
            empty = first_of(f, at + 2, at + pc[1], depth + 1);
            at += 1 + pc[1];
            break;
        case SRE_REPEAT_ONE:
        case SRE_MIN_REPEAT_ONE:
        case SRE_POSSESSIVE_REPEAT_ONE:
            first_add(f, pc + 4);
            empty = !pc[2];
            at += 1 + pc[1];
            break;
        case SRE_REPEAT:
        case SRE_POSSESSIVE_REPEAT:
            empty = first_of(f, at + 4, at + 1 + pc[1], depth + 1) || !pc[2];
            at += 2 + pc[1];
            break;
        case SRE_BRANCH:
            empty = false;
            for (at++; code[at]; at += code[at])
                if (first_of(f, at + 1, at + code[at] - 2, depth + 1)) empty = true;
            at++;
            break;
        default: f->any = true;
        }
        if (!empty) return false;
    }
    return true;
}

/* ---- putting the program together ---- */

static void fill_bitmaps(KrSreProgram *p, const uint32_t *where) {
    for (uint32_t k = 0; k < p->nsets; k++) {
        uint32_t *pc = p->code + where[k], *map = p->code + p->ncode + (size_t)k * 8;
        uint32_t op = *pc;
        *pc = op & 255; /* so that the set itself is asked */
        for (unsigned ch = 0; ch < 256; ch++)
            if (kr__sre_one(p, pc, ch)) map[ch / 32] |= 1u << (ch % 32);
        *pc = op;
    }
}

/* The prefix of an INFO block as bytes of text; returns how many. */
static uint32_t prefix_bytes(const uint32_t *info, bool bytes, char *out) {
    uint32_t len = 0;
    for (uint32_t i = 0; i < info[5]; i++) {
        uint32_t ch = info[7 + i];
        if (bytes && ch > 255) return 0;
        if (bytes)
            out[len++] = (char)ch;
        else
            len += kr__utf8_encode(out + len, ch);
    }
    return len;
}

/* any: texts of both kinds may come, so nothing is said of their bytes. */
static void know_search(KrSreProgram *p, bool any) {
    const uint32_t *pc = p->code;
    if (*pc == SRE_INFO) {
        p->entry = 1 + pc[1];
        p->min_width = pc[3];
        if ((pc[2] & SRE_INFO_PREFIX) && !any) {
            p->prefix_len =
                prefix_bytes(pc, p->bytes, (char *)(p->code + p->ncode + (size_t)p->nsets * 8));
            p->literal = p->prefix_len && (pc[2] & SRE_INFO_LITERAL);
        }
    }
    pc = p->code + p->entry;
    while (*pc == SRE_MARK) pc += 2;
    p->anchored = *pc == SRE_AT && (pc[1] == SRE_AT_BEGINNING || pc[1] == SRE_AT_BEGINNING_STRING);
    First f = {p, any};
    bool empty = first_of(&f, p->entry, p->ncode - 1, 0);
    p->has_first = !empty && !f.any;
}

static Value invalid(kr_vm *vm) { return kr__raise(vm, KR_T_X_RUNTIMEERROR, "invalid SRE code"); }
static Value build(kr_vm *vm, Check *c, Value words, uint32_t n, uint32_t isbytes) {
    c->code = (uint32_t *)(void *)((KrBytes *)kr__ptr(words))->data;
    if (!n || c->code[n - 1] != SRE_SUCCESS || !check(c, 0, n - 1, 0))
        return c->starved ? kr__no_memory(vm) : invalid(vm);
    size_t prefix = *c->code == SRE_INFO && (c->code[2] & SRE_INFO_PREFIX) ? c->code[5] : 0;
    size_t size = sizeof(KrSreProgram) + (n + (size_t)c->sets.n * 8 + prefix) * 4;
    Value v = kr__bytes_new(vm, NULL, size);
    if (kr__failed(v)) return v;
    KrSreProgram *p = (KrSreProgram *)(void *)((KrBytes *)kr__ptr(v))->data;
    p->ncode = n;
    p->nsets = c->sets.n;
    p->bytes = isbytes == 1;
    memcpy(p->code, c->code, (size_t)n * 4);
    fill_bitmaps(p, c->sets.data);
    know_search(p, isbytes == 2);
    kr__keep(words);
    return v;
}

Value kr__sre_compile(kr_vm *vm, Value list, uint32_t groups, uint32_t isbytes) {
    uint32_t n = ((KrList *)kr__ptr(list))->len;
    Value words = kr__bytes_new(vm, NULL, (size_t)n * 4);
    if (kr__failed(words)) return words;
    uint32_t *code = (uint32_t *)(void *)((KrBytes *)kr__ptr(words))->data;
    for (uint32_t i = 0; i < n; i++) {
        int64_t word;
        Value item = kr__list_get(kr__ptr(list), i);
        if (!kr__is_int_value(vm, item) || !kr__int_fits_i64(vm, item, &word) || word < 0 ||
            word > UINT32_MAX)
            return kr__raise(vm, KR_T_X_OVERFLOWERROR,
                             "regular expression code size limit exceeded");
        code[i] = (uint32_t)word;
    }
    Check c = {.mem = &kr__heap(vm)->mem, .groups = groups};
    Value v = build(vm, &c, words, n, isbytes);
    kr__vec_free(c.mem, &c.sets);
    return v;
}
