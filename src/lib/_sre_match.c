/* SPDX-License-Identifier: MIT
 * _sre_match.c: runs a program on a text.
 *
 * The machine has the next word of code, a place in the text, and a stack of frames. A frame is either
 * a choice (what else could be done from a place) or says how to undo a change: marks, the turn
 * count of a repeat, which repeat is innermost. To fail is to take frames off until one offers
 * another way, so whatever is tried finds everything as it was when the choice was made. Nothing
 * recurs in C; the stack is memory of the VM and is given back by kr__sre_end.
 *
 *   kind      a             b          c             d           e
 *   MARK      mark          its value  lastindex
 *   BRANCH    next way      place
 *   MANY      REPEAT_ONE    place      least place                      gives back one at a time
 *   FEW       MIN_REPEAT_.. place      how many more                    takes one more at a time
 *   REPEAT    its skip      turns      last place    outer repeat       is the repeat's state
 *   TURN      repeat                                                    a turn that must be
 *   BODY      repeat                   last place                       a turn of a lazy repeat
 *   AGAIN     repeat        place      last place                       a turn; else what follows
 *   AFTER     repeat                                                    what follows is under way
 *   LAZY      repeat        place                                       what follows; else a turn
 *   ASSERT, NOT, ATOMIC     code's skip, place, outer barrier, -, repeat
 *   TURNS     its skip      place      outer barrier turns       repeat possessive repeat
 *
 * A REPEAT frame lives as long as anything that could come back to it, because it lies below. The
 * last four are barriers: when the code within reaches SUCCESS, the choices above the barrier are
 * dropped and the marks' frames kept, for who fails later. */
#define _GNU_SOURCE
#include <string.h>

#include "base/utf8.h"
#include "lib/_locale.h"
#include "lib/_sre.h"
#include "types/str.h"

enum {
    F_MARK,
    F_BRANCH,
    F_MANY,
    F_FEW,
    F_REPEAT,
    F_TURN,
    F_BODY,
    F_AGAIN,
    F_AFTER,
    F_LAZY,
    F_ASSERT,
    F_NOT,
    F_ATOMIC,
    F_TURNS
};
#define POLL_STEPS 4000
#define MEM(s) (&kr__heap((s)->vm)->mem)

/* ---- beginning and ending ---- */

void kr__sre_refresh(KrSre *s) {
    if (!s->bytes) s->base = (const uint8_t *)kr__str_text(kr__ptr(s->string));
}

static bool poll(KrSre *s) {
    s->budget = POLL_STEPS;
    if (!kr__poll(s->vm)) return false;
    kr__sre_refresh(s);
    return true;
}

static bool take_text(KrSre *s, uint32_t isbytes, size_t *len, size_t *bytes) {
    kr_vm *vm = s->vm;
    s->bytes = !kr__is_str(vm, s->string);
    if (!s->bytes) {
        const KrStr *str = kr__ptr(s->string);
        s->wide = kr__str_count(str) != str->len;
        *len = kr__str_count(str);
        *bytes = str->len;
    } else {
        if (!kr__has_buffer(vm, s->string))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "expected string or bytes-like object, got '%T'", s->string);
        if (!kr__buffer_get(vm, s->string, &s->buf)) return false;
        s->base = (const uint8_t *)s->buf.data;
        *len = *bytes = s->buf.len;
    }
    if (s->bytes && isbytes == 0)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "cannot use a string pattern on a bytes-like object");
    if (!s->bytes && isbytes == 1)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "cannot use a bytes pattern on a string-like object");
    if (*bytes >= KR_SRE_NONE) return kr__ok(kr__no_memory(vm));
    return true;
}

static uint32_t clip(int64_t i, size_t len) {
    return i < 0 ? 0 : (uint64_t)i > len ? (uint32_t)len : (uint32_t)i;
}

bool kr__sre_begin(KrSre *s, kr_vm *vm, Value pattern, Value string, int64_t pos, int64_t endpos) {
    size_t len = 0, bytes;
    memset(s, 0, offsetof(KrSre, few_marks));
    s->vm = vm;
    s->pattern = kr__ptr(pattern);
    s->prog = kr__sre_program(s->pattern);
    s->string = string;
    s->budget = POLL_STEPS;
    s->stack = s->few;
    s->cap = KR_COUNTOF(s->few);
    s->marks = s->few_marks;
    s->nmarks = s->pattern->groups * 2 + 2; /* code may set marks of one group more */
    if (!take_text(s, s->pattern->isbytes, &len, &bytes)) {
        kr__sre_end(s);
        return false;
    }
    if (s->nmarks > KR_COUNTOF(s->few_marks)) {
        s->marks = kr__mem_alloc(MEM(s), (size_t)s->nmarks * sizeof *s->marks);
        if (!s->marks) {
            kr__sre_end(s);
            return kr__ok(kr__no_memory(vm));
        }
    }
    memset(s->marks, 0xff, (size_t)s->nmarks * sizeof *s->marks);
    s->pos = clip(pos, len);
    s->endpos = clip(endpos, len);
    s->start = s->pos;
    s->end = s->endpos;
    if (s->wide) {
        s->start = (uint32_t)kr__str_offset(vm, kr__ptr(string), s->pos);
        s->end = (uint32_t)kr__str_offset(vm, kr__ptr(string), s->endpos);
    }
    kr__sre_refresh(s);
    return true;
}

void kr__sre_end(KrSre *s) {
    if (s->stack != s->few) kr__mem_free(MEM(s), s->stack, (size_t)s->cap * sizeof *s->stack);
    if (s->marks && s->marks != s->few_marks)
        kr__mem_free(MEM(s), s->marks, (size_t)s->nmarks * sizeof *s->marks);
    if (kr__ok(s->buf.owner)) kr__buffer_release(s->vm, &s->buf);
    s->stack = s->few;
    s->marks = NULL;
    kr__keep(s->string);
    kr__keep(kr__value_of(s->pattern));
}

/* ---- the stack ---- */

static KR_NOINLINE bool grow(KrSre *s) {
    uint64_t cap = (uint64_t)s->cap * 2;
    size_t size = (size_t)s->cap * sizeof *s->stack;
    if (cap >= KR_SRE_NONE) return kr__ok(kr__no_memory(s->vm));
    KrSreFrame *p = s->stack == s->few ? kr__mem_alloc(MEM(s), size * 2)
                                       : kr__mem_realloc(MEM(s), s->stack, size, size * 2);
    if (!p) return kr__ok(kr__no_memory(s->vm));
    if (s->stack == s->few) memcpy(p, s->few, size);
    s->stack = p;
    s->cap = (uint32_t)cap;
    return true;
}
KR_INLINE bool push(KrSre *s, KrSreFrame f) {
    if (KR_UNLIKELY(s->n == s->cap) && !grow(s)) return false;
    s->stack[s->n++] = f;
    return true;
}
/* A frame of a kind and up to five words. */
#define FRAME(...) FRAME_OF(__VA_ARGS__, 0, 0, 0, 0, 0)
#define FRAME_OF(kind, a, b, c, d, e, ...) ((KrSreFrame){kind, a, b, c, d, e})

/* A barrier and the choices above it go; what undoes marks stays. */
static void drop_choices(KrSre *s, uint32_t barrier) {
    uint32_t n = barrier;
    const KrSreFrame b = s->stack[barrier];
    for (uint32_t i = barrier + 1; i < s->n && barrier; i++)
        if (s->stack[i].kind == F_MARK) s->stack[n++] = s->stack[i];
    s->n = n;
    s->barrier = b.c;
    s->repeat = b.e;
}
/* A barrier and all above it go, and marks are as they were before it. */
static void undo(KrSre *s, uint32_t barrier) {
    const KrSreFrame b = s->stack[barrier];
    for (; s->n > barrier; s->n--) {
        const KrSreFrame *f = &s->stack[s->n - 1];
        if (f->kind != F_MARK) continue;
        s->marks[f->a] = f->b;
        s->lastindex = f->c;
    }
    s->barrier = b.c;
    s->repeat = b.e;
}

static bool set_mark(KrSre *s, uint32_t i, uint32_t at) {
    if (s->n && !push(s, FRAME(F_MARK, i, s->marks[i], s->lastindex))) return false;
    s->marks[i] = at;
    if (i & 1) s->lastindex = i / 2 + 1;
    return s->dirty = true;
}

/* ---- reading the text ---- */

KR_INLINE uint32_t get(const uint8_t *p, bool wide, unsigned *size) {
    if (!wide) {
        *size = 1;
        return *p;
    }
    return kr__utf8_decode((const char *)p, size);
}
KR_INLINE const uint8_t *back(const uint8_t *p, bool wide) {
    p--;
    while (wide && (*p & 0xC0) == 0x80) p--;
    return p;
}

/* kr__sre_one with the commonest first. */
KR_INLINE bool one(const KrSreProgram *prog, const uint32_t *pc, uint32_t ch) {
    uint32_t op = *pc, map = op >> 8;
    if (map && ch < 256)
        return prog->code[prog->ncode + (size_t)(map - 1) * 8 + ch / 32] >> (ch % 32) & 1;
    if (op == SRE_LITERAL) return ch == pc[1];
    if (op == SRE_ANY) return ch != '\n';
    return kr__sre_one(prog, pc, ch);
}

static bool word_at(uint32_t category, const uint8_t *p, bool wide) {
    unsigned size;
    return kr__sre_category(category, get(p, wide, &size));
}
/* p is a place of the text between base and end (or past it). */
static bool at_place(uint32_t code, const uint8_t *base, const uint8_t *end, const uint8_t *p,
                     bool wide) {
    uint32_t word = SRE_WORD;
    switch (code) {
    case SRE_AT_BEGINNING:
    case SRE_AT_BEGINNING_STRING: return p == base;
    case SRE_AT_BEGINNING_LINE: return p == base || p[-1] == '\n';
    case SRE_AT_END: return p == end || (end - p == 1 && *p == '\n');
    case SRE_AT_END_LINE: return p == end || (p < end && *p == '\n');
    case SRE_AT_END_STRING: return p == end;
    case SRE_AT_LOC_BOUNDARY:
    case SRE_AT_LOC_NON_BOUNDARY: word = SRE_LOC_WORD; break;
    case SRE_AT_UNI_BOUNDARY:
    case SRE_AT_UNI_NON_BOUNDARY: word = SRE_UNI_WORD; break;
    default: break;
    }
    if (base == end) return false;
    bool before = p > base && word_at(word, back(p, wide), wide);
    bool after = p < end && word_at(word, p, wide);
    bool boundary =
        code == SRE_AT_BOUNDARY || code == SRE_AT_LOC_BOUNDARY || code == SRE_AT_UNI_BOUNDARY;
    return (before != after) == boundary;
}

/* Where the text of group g, compared by this op, ends when it stands at p; NULL: it does not. */
static const uint8_t *group_ref(const KrSre *s, uint32_t op, uint32_t g, const uint8_t *p,
                                const uint8_t *end) {
    uint32_t from = s->marks[2 * g], to = s->marks[2 * g + 1];
    if (from == KR_SRE_NONE || to == KR_SRE_NONE || to < from) return NULL;
    const uint8_t *q = s->base + from, *stop = s->base + to;
    if (op == SRE_GROUPREF)
        return end - p >= stop - q && !memcmp(p, q, to - from) ? p + (to - from) : NULL;
    uint32_t (*lower)(uint32_t) = op == SRE_GROUPREF_IGNORE       ? kr__sre_lower_ascii
                                  : op == SRE_GROUPREF_UNI_IGNORE ? kr__sre_lower_unicode
                                                                  : kr__sre_lower_locale;
    while (q < stop) {
        unsigned a, b;
        if (p >= end || lower(get(p, s->wide, &a)) != lower(get(q, s->wide, &b))) return NULL;
        p += a;
        q += b;
    }
    return p;
}

/* ---- repeats of one character ---- */

/* p past at most `most` characters that the item matches. */
KR_INLINE const uint8_t *span(const KrSreProgram *prog, const uint32_t *item, const uint8_t *p,
                              const uint8_t *end, uint32_t most, bool wide) {
    if (p >= end) return p;
    if (most == KR_SRE_MAXREPEAT || (size_t)(end - p) <= most) {
        if (*item == SRE_ANY_ALL) return end;
        if (*item == SRE_ANY) {
            const uint8_t *q = memchr(p, '\n', (size_t)(end - p));
            return q ? q : end;
        }
        if (*item == SRE_NOT_LITERAL && item[1] < 128) {
            const uint8_t *q = memchr(p, (int)item[1], (size_t)(end - p));
            return q ? q : end;
        }
    }
    while (p < end && most) {
        unsigned size;
        if (!one(prog, item, get(p, wide, &size))) break;
        p += size;
        if (most != KR_SRE_MAXREPEAT) most--;
    }
    return p;
}
/* p past exactly n such characters; NULL: there are fewer. */
KR_INLINE const uint8_t *span_least(const KrSreProgram *prog, const uint32_t *item,
                                    const uint8_t *p, const uint8_t *end, uint32_t n, bool wide) {
    for (; n; n--) {
        unsigned size;
        if (p >= end || !one(prog, item, get(p, wide, &size))) return NULL;
        p += size;
    }
    return p;
}
/* The last place in [least, p] where the code at `tail` may match, as far as its first op tells. */
KR_INLINE const uint8_t *last_place(const uint32_t *tail, const uint8_t *least, const uint8_t *p,
                                    const uint8_t *end, bool wide) {
    if (*tail != SRE_LITERAL) return p;
    uint32_t ch = tail[1];
    if (ch < 128) {
        const uint8_t *stop = p < end ? p + 1 : end;
        return stop > least ? memrchr(least, (int)ch, (size_t)(stop - least)) : NULL;
    }
    for (;; p = back(p, wide)) {
        unsigned size;
        if (p < end && get(p, wide, &size) == ch) return p;
        if (p <= least) return NULL;
    }
}
/* The next place from p on, at most *more characters away, where the tail may match; takes one at
 * least. NULL: an item does not match before. */
KR_INLINE const uint8_t *next_place(const KrSreProgram *prog, const uint32_t *item,
                                    const uint32_t *tail, const uint8_t *p, const uint8_t *end,
                                    uint32_t *more, bool wide) {
    unsigned size;
    do {
        if (p >= end || !one(prog, item, get(p, wide, &size))) return NULL;
        p += size;
        if (*more != KR_SRE_MAXREPEAT) --*more;
    } while (*more && *tail == SRE_LITERAL && (p >= end || get(p, wide, &size) != tail[1]));
    return p;
}

/* ---- the machine ---- */

#define TICK                                 \
    do {                                     \
        if (KR_UNLIKELY(--s->budget <= 0)) { \
            size_t off = (size_t)(p - base); \
            if (!poll(s)) return -1;         \
            base = s->base;                  \
            end = base + s->end;             \
            p = base + off;                  \
        }                                    \
    } while (0)
#define PUSH(...)                                    \
    do {                                             \
        if (!push(s, FRAME(__VA_ARGS__))) return -1; \
    } while (0)
#define OFF(q) ((uint32_t)((q)-base))

/* One attempt at p: 1, 0, -1. top: what kr__sre_match promises of fullmatch, and must_advance, hold. */
/* long: the machine is one loop so that its state stays in registers; each op is a few lines */
KR_INLINE int run(KrSre *s, uint32_t start, bool top, const bool wide) {
    const KrSreProgram *prog = s->prog;
    const uint32_t *code = prog->code, *pc = code + prog->entry;
    const uint8_t *base = s->base, *end = base + s->end, *p = base + start, *q;
    uint32_t turns, skip;
    unsigned size;
    KrSreFrame *f, *r;
    for (;;) {
        switch (*pc & 255) {
        case SRE_FAILURE: goto fail;
        case SRE_SUCCESS:
            if (s->barrier != KR_SRE_NONE) goto inner_success;
            if (top && ((s->match_all && p != end) || (s->must_advance && OFF(p) == start)))
                goto fail;
            s->ptr = OFF(p);
            return 1;
        case SRE_MARK:
            if (!set_mark(s, pc[1], OFF(p))) return -1;
            pc += 2;
            break;
        case SRE_AT:
            if (!at_place(pc[1], base, end, p, wide)) goto fail;
            pc += 2;
            break;
        case SRE_LITERAL:
            if (p >= end || get(p, wide, &size) != pc[1]) goto fail;
            p += size;
            pc += 2;
            break;
        case SRE_ANY_ALL:
        case SRE_ANY:
        case SRE_CATEGORY:
        case SRE_NOT_LITERAL:
        case SRE_LITERAL_IGNORE:
        case SRE_NOT_LITERAL_IGNORE:
        case SRE_LITERAL_UNI_IGNORE:
        case SRE_NOT_LITERAL_UNI_IGNORE:
        case SRE_LITERAL_LOC_IGNORE:
        case SRE_NOT_LITERAL_LOC_IGNORE:
        case SRE_IN:
        case SRE_IN_IGNORE:
        case SRE_IN_UNI_IGNORE:
        case SRE_IN_LOC_IGNORE:
            if (p >= end || !one(prog, pc, get(p, wide, &size))) goto fail;
            p += size;
            pc += kr__sre_one_size(pc);
            break;
        case SRE_INFO:
        case SRE_JUMP: pc += 1 + pc[1]; break;
        case SRE_BRANCH: pc++; goto branch;
        case SRE_GROUPREF:
        case SRE_GROUPREF_IGNORE:
        case SRE_GROUPREF_UNI_IGNORE:
        case SRE_GROUPREF_LOC_IGNORE:
            q = group_ref(s, *pc, pc[1], p, end);
            if (!q) goto fail;
            p = q;
            pc += 2;
            break;
        case SRE_GROUPREF_EXISTS: {
            uint32_t from = s->marks[2 * pc[1]], to = s->marks[2 * pc[1] + 1];
            bool there = from != KR_SRE_NONE && to != KR_SRE_NONE && from <= to;
            pc += there ? 3 : 1 + pc[2];
            break;
        }
        case SRE_REPEAT_ONE:
        case SRE_POSSESSIVE_REPEAT_ONE: {
            const uint32_t *tail = pc + 1 + pc[1];
            q = span_least(prog, pc + 4, p, end, pc[2], wide);
            if (!q) goto fail;
            uint32_t most = pc[3] == KR_SRE_MAXREPEAT ? pc[3] : pc[3] - pc[2];
            p = span(prog, pc + 4, q, end, most, wide);
            s->budget -= (int32_t)((p - q) >> 6);
            if (p != q && *pc == SRE_REPEAT_ONE) {
                p = last_place(tail, q, p, end, wide);
                if (!p) goto fail;
                if (p != q) PUSH(F_MANY, (uint32_t)(pc - code), OFF(p), OFF(q));
            }
            pc = tail;
            break;
        }
        case SRE_MIN_REPEAT_ONE: {
            p = span_least(prog, pc + 4, p, end, pc[2], wide);
            if (!p) goto fail;
            uint32_t most = pc[3] == KR_SRE_MAXREPEAT ? pc[3] : pc[3] - pc[2];
            if (most) PUSH(F_FEW, (uint32_t)(pc - code), OFF(p), most);
            pc += 1 + pc[1];
            break;
        }
        case SRE_REPEAT:
            PUSH(F_REPEAT, (uint32_t)(pc + 1 - code), UINT32_MAX, KR_SRE_NONE, s->repeat);
            s->repeat = s->n - 1;
            pc += 1 + pc[1];
            break;
        case SRE_MAX_UNTIL:
        case SRE_MIN_UNTIL:
            TICK;
            if (s->repeat == KR_SRE_NONE) goto fail;
            r = &s->stack[s->repeat];
            turns = r->b + 1;
            skip = r->a;
            if (turns < code[skip + 1]) {
                PUSH(F_TURN, s->repeat);
                s->stack[s->repeat].b = turns;
                pc = code + skip + 3;
                break;
            }
            if (*pc == SRE_MIN_UNTIL) {
                PUSH(F_LAZY, s->repeat, OFF(p));
                s->repeat = s->stack[s->repeat].d;
                pc++;
                break;
            }
            if ((turns < code[skip + 2] || code[skip + 2] == KR_SRE_MAXREPEAT) && OFF(p) != r->c) {
                PUSH(F_AGAIN, s->repeat, OFF(p), r->c);
                r = &s->stack[s->repeat];
                r->b = turns;
                r->c = OFF(p);
                pc = code + skip + 3;
                break;
            }
            goto after_repeat;
        case SRE_ATOMIC_GROUP:
            PUSH(F_ATOMIC, (uint32_t)(pc + 1 - code), OFF(p), s->barrier, 0, s->repeat);
            s->barrier = s->n - 1;
            pc += 2;
            break;
        case SRE_POSSESSIVE_REPEAT:
            skip = (uint32_t)(pc + 1 - code);
            if (!pc[3]) {
                pc += 2 + pc[1];
                break;
            }
            PUSH(F_TURNS, skip, OFF(p), s->barrier, 0, s->repeat);
            s->barrier = s->n - 1;
            pc += 4;
            break;
        case SRE_ASSERT:
        case SRE_ASSERT_NOT: {
            uint32_t i = pc[2];
            for (q = p; i && q > base; i--) q = back(q, wide);
            if (i) {
                if (*pc == SRE_ASSERT) goto fail;
                pc += 1 + pc[1];
                break;
            }
            PUSH(*pc == SRE_ASSERT ? F_ASSERT : F_NOT, (uint32_t)(pc + 1 - code), OFF(p),
                 s->barrier, 0, s->repeat);
            s->barrier = s->n - 1;
            p = q;
            pc += 3;
            break;
        }
        default: goto fail;
        }
        continue;

    branch: /* pc: the skip of a way, or 0 behind the last */
        for (;; pc += *pc) {
            if (!*pc) goto fail;
            uint32_t op = pc[1];
            if (op == SRE_LITERAL || (op & 255) == SRE_IN)
                if (p >= end || !one(prog, pc + 1, get(p, wide, &size))) continue;
            break;
        }
        if (pc[*pc]) PUSH(F_BRANCH, (uint32_t)(pc + *pc - code), OFF(p));
        pc++;
        continue;

    after_repeat: /* the innermost repeat has had its turns */
        r = &s->stack[s->repeat];
        skip = r->a;
        turns = r->d;
        PUSH(F_AFTER, s->repeat);
        s->repeat = turns;
        pc = code + skip + code[skip] + 1;
        continue;

    inner_success: /* what stands within the innermost barrier matched up to p */
        f = &s->stack[s->barrier];
        skip = f->a;
        switch (f->kind) {
        case F_NOT: undo(s, s->barrier); goto fail;
        case F_ASSERT: p = base + f->b; break;
        case F_TURNS: {
            uint32_t from = f->b;
            turns = f->d + 1;
            drop_choices(s, s->barrier);
            TICK;
            if (OFF(p) != from && (turns < code[skip + 2] || code[skip + 2] == KR_SRE_MAXREPEAT)) {
                PUSH(F_TURNS, skip, OFF(p), s->barrier, turns, s->repeat);
                s->barrier = s->n - 1;
                pc = code + skip + 3;
            } else {
                pc = code + skip + code[skip] + 1;
            }
            continue;
        }
        default: break;
        }
        drop_choices(s, s->barrier);
        pc = code + skip + code[skip];
        continue;

    fail:
        p = base;
        TICK;
    undone:
        if (!s->n) return 0;
        f = &s->stack[s->n - 1];
        switch (f->kind) {
        case F_MARK:
            s->marks[f->a] = f->b;
            s->lastindex = f->c;
            s->n--;
            goto undone;
        case F_BRANCH:
            p = base + f->b;
            pc = code + f->a;
            s->n--;
            goto branch;
        case F_MANY:
            pc = code + f->a;
            q = base + f->c;
            p = last_place(pc + 1 + pc[1], q, back(base + f->b, wide), end, wide);
            if (p && p != q)
                f->b = OFF(p);
            else
                s->n--;
            if (!p) goto undone;
            pc += 1 + pc[1];
            continue;
        case F_FEW:
            pc = code + f->a;
            q = base + f->b;
            p = next_place(prog, pc + 4, pc + 1 + pc[1], q, end, &f->c, wide);
            if (!p || !f->c)
                s->n--;
            else
                f->b = OFF(p);
            if (!p) goto undone;
            pc += 1 + pc[1];
            continue;
        case F_REPEAT:
            s->repeat = f->d;
            s->n--;
            goto undone;
        case F_TURN:
            s->stack[f->a].b--;
            s->n--;
            goto undone;
        case F_BODY:
            s->stack[f->a].b--;
            s->stack[f->a].c = f->c;
            s->n--;
            goto undone;
        case F_AGAIN:
            p = base + f->b;
            s->repeat = f->a;
            s->stack[f->a].b--;
            s->stack[f->a].c = f->c;
            s->n--;
            goto after_repeat;
        case F_AFTER:
            s->repeat = f->a;
            s->n--;
            goto undone;
        case F_LAZY:
            p = base + f->b;
            s->repeat = f->a;
            s->n--;
            r = &s->stack[s->repeat];
            turns = r->b + 1;
            skip = r->a;
            if ((turns >= code[skip + 2] && code[skip + 2] != KR_SRE_MAXREPEAT) || OFF(p) == r->c)
                goto undone;
            PUSH(F_BODY, s->repeat, 0, r->c);
            r = &s->stack[s->repeat];
            r->b = turns;
            r->c = OFF(p);
            pc = code + skip + 3;
            continue;
        case F_NOT:
            s->barrier = f->c;
            p = base + f->b;
            pc = code + f->a + code[f->a];
            s->n--;
            continue;
        case F_TURNS:
            s->barrier = f->c;
            s->n--;
            if (f->d < code[f->a + 1]) goto undone;
            p = base + f->b;
            pc = code + f->a + code[f->a] + 1;
            continue;
        default: /* F_ASSERT, F_ATOMIC */
            s->barrier = f->c;
            s->n--;
            goto undone;
        }
    }
}

static int run_narrow(KrSre *s, uint32_t start, bool top) { return run(s, start, top, false); }
static int run_wide(KrSre *s, uint32_t start, bool top) { return run(s, start, top, true); }

/* An attempt at `start` with nothing marked. */
static int attempt(KrSre *s, uint32_t start, bool top) {
    if (s->dirty) {
        memset(s->marks, 0xff, (size_t)s->nmarks * sizeof *s->marks);
        s->dirty = false;
    }
    s->lastindex = 0;
    s->n = 0;
    s->repeat = s->barrier = KR_SRE_NONE;
    s->start = start;
    return s->wide ? run_wide(s, start, top) : run_narrow(s, start, top);
}

/* ---- finding ---- */

/* Searching where the C library's own questions, such as isalnum, are answered for the VM's locale, if the pattern asks for
 * that. A copy: Python code that runs meanwhile may set another. */
static int in_locale(KrSre *s, int (*find)(KrSre *s)) {
    if (!(s->pattern->flags & SRE_FLAG_LOCALE)) return find(s);
    locale_t own = duplocale(kr__locale_now(s->vm));
    if (!own) return kr__no_memory(s->vm), -1;
    locale_t before = uselocale(own);
    int r = find(s);
    uselocale(before);
    freelocale(own);
    return r;
}

static int match_here(KrSre *s) {
    if (s->end >= s->start && s->end - s->start < s->prog->min_width) return 0;
    return attempt(s, s->start, true);
}
int kr__sre_match(KrSre *s) { return in_locale(s, match_here); }

static int search_prefix(KrSre *s) {
    const KrSreProgram *prog = s->prog;
    const char *prefix = (const char *)(prog->code + prog->ncode + (size_t)prog->nsets * 8);
    for (uint32_t at = s->start;; at++) {
        size_t found =
            kr__bytes_find((const char *)s->base + at, s->end - at, prefix, prog->prefix_len);
        if (found == KR_NOT_FOUND) return 0;
        at += (uint32_t)found;
        if (prog->literal) {
            s->start = at;
            s->ptr = at + prog->prefix_len;
            s->lastindex = 0;
            return 1;
        }
        int r = attempt(s, at, false);
        if (r) return r;
    }
}

static int search_first(KrSre *s) {
    const uint32_t *first = s->prog->first;
    for (uint32_t at = s->start;; at++) {
        const uint8_t *base = s->base, *p = base + at, *end = base + s->end;
        while (p < end && !(first[*p / 32] >> (*p % 32) & 1)) p++;
        if (p >= end) return 0;
        at = (uint32_t)(p - base);
        int r = attempt(s, at, false);
        if (r) return r;
    }
}

static int search(KrSre *s) {
    const KrSreProgram *prog = s->prog;
    if (s->start > s->end || s->end - s->start < prog->min_width) return 0;
    if (prog->prefix_len) return search_prefix(s);
    if (prog->has_first && !prog->anchored) return search_first(s);
    uint32_t at = s->start;
    int r = attempt(s, at, true);
    s->must_advance = false;
    if (prog->anchored) return r;
    while (!r && at < s->end) {
        unsigned size = 1;
        if (s->wide) size = kr__utf8_lead(s->base[at]);
        at += size;
        r = attempt(s, at, false);
    }
    return r;
}
int kr__sre_search(KrSre *s) { return in_locale(s, search); }
