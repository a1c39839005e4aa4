/* SPDX-License-Identifier: MIT
 * _sre.h: what the files of the module _sre share: a compiled pattern, a match under way, and the
 * opcodes of the code lists that the library's re._compiler writes.
 *
 *   _sre.c         the module, class Pattern and the scanner
 *   _sre_object.c  class Match
 *   _sre_sub.c     findall, split, sub
 *   _sre_code.c    checks a code list and makes a program of it
 *   _sre_chars.c   what a character is: categories, sets, case
 *   _sre_match.c   runs a program
 *
 * A program works on bytes: those of a buffer, or the UTF-8 text of a str. Every position in here is
 * a byte offset; the API's positions are made of them when somebody asks. */
#ifndef KR_LIB_SRE_H
#define KR_LIB_SRE_H

#include "heap/cells.h"
#include "types/buffer.h"
#include "types/host.h"

#define KR_SRE_MAGIC 20220615
#define KR_SRE_NONE UINT32_MAX      /* no position, no frame */
#define KR_SRE_MAXREPEAT UINT32_MAX /* no upper bound */
#define KR_SRE_MAXGROUPS 1073741823

/* In the order of re._constants.OPCODES: the numbers are the library's. */
typedef enum KrSreOp {
    SRE_FAILURE,
    SRE_SUCCESS,
    SRE_ANY,
    SRE_ANY_ALL,
    SRE_ASSERT,
    SRE_ASSERT_NOT,
    SRE_AT,
    SRE_BRANCH,
    SRE_CATEGORY,
    SRE_CHARSET,
    SRE_BIGCHARSET,
    SRE_GROUPREF,
    SRE_GROUPREF_EXISTS,
    SRE_IN,
    SRE_INFO,
    SRE_JUMP,
    SRE_LITERAL,
    SRE_MARK,
    SRE_MAX_UNTIL,
    SRE_MIN_UNTIL,
    SRE_NOT_LITERAL,
    SRE_NEGATE,
    SRE_RANGE,
    SRE_REPEAT,
    SRE_REPEAT_ONE,
    SRE_SUBPATTERN,
    SRE_MIN_REPEAT_ONE,
    SRE_ATOMIC_GROUP,
    SRE_POSSESSIVE_REPEAT,
    SRE_POSSESSIVE_REPEAT_ONE,
    SRE_GROUPREF_IGNORE,
    SRE_IN_IGNORE,
    SRE_LITERAL_IGNORE,
    SRE_NOT_LITERAL_IGNORE,
    SRE_GROUPREF_LOC_IGNORE,
    SRE_IN_LOC_IGNORE,
    SRE_LITERAL_LOC_IGNORE,
    SRE_NOT_LITERAL_LOC_IGNORE,
    SRE_GROUPREF_UNI_IGNORE,
    SRE_IN_UNI_IGNORE,
    SRE_LITERAL_UNI_IGNORE,
    SRE_NOT_LITERAL_UNI_IGNORE,
    SRE_RANGE_UNI_IGNORE,
} KrSreOp;

/* Positions, as re._constants.ATCODES. */
typedef enum KrSreAt {
    SRE_AT_BEGINNING,
    SRE_AT_BEGINNING_LINE,
    SRE_AT_BEGINNING_STRING,
    SRE_AT_BOUNDARY,
    SRE_AT_NON_BOUNDARY,
    SRE_AT_END,
    SRE_AT_END_LINE,
    SRE_AT_END_STRING,
    SRE_AT_LOC_BOUNDARY,
    SRE_AT_LOC_NON_BOUNDARY,
    SRE_AT_UNI_BOUNDARY,
    SRE_AT_UNI_NON_BOUNDARY,
    SRE_AT_COUNT,
} KrSreAt;

/* Categories, as re._constants.CHCODES: each with its contrary behind it. */
typedef enum KrSreCategory {
    SRE_DIGIT = 0,
    SRE_SPACE = 2,
    SRE_WORD = 4,
    SRE_LINEBREAK = 6,
    SRE_LOC_WORD = 8,
    SRE_UNI_DIGIT = 10,
    SRE_UNI_SPACE = 12,
    SRE_UNI_WORD = 14,
    SRE_UNI_LINEBREAK = 16,
    SRE_CATEGORY_COUNT = 18,
} KrSreCategory;

/* Flags of a pattern and of its INFO block. */
enum {
    SRE_FLAG_LOCALE = 4,
    SRE_FLAG_UNICODE = 32,
    SRE_FLAG_ASCII = 256,
    SRE_INFO_PREFIX = 1,
    SRE_INFO_LITERAL = 2,
    SRE_INFO_CHARSET = 4,
};

/* A checked code list, in the data of a bytes cell. The op of a set (IN, IN_IGNORE, IN_UNI_IGNORE) has
 * in its upper 24 bits the number of a bitmap that says which of the first 256 characters are in
 * it; 0: there is none. Bitmap k stands at code + ncode + 8 * (k - 1), the prefix behind them. */
typedef struct KrSreProgram {
    uint32_t ncode;      /* words of the code list */
    uint32_t nsets;      /* bitmaps */
    uint32_t entry;      /* where the code begins, past the INFO block */
    uint32_t min_width;  /* characters that any match takes at least */
    uint32_t prefix_len; /* bytes of text that every match begins with; 0: none */
    uint8_t literal;     /* the prefix is the whole pattern */
    uint8_t anchored;    /* matches only at the beginning of the text */
    uint8_t has_first;   /* a match begins with one of the bytes `first`, and is not empty */
    uint8_t bytes;       /* for bytes-like texts alone */
    uint32_t first[8];
    uint32_t code[];
} KrSreProgram;

typedef struct KrSrePattern {
    KrObj head;
    Slot pattern;    /* as given: str, bytes or None */
    Slot groupindex; /* dict: name -> number */
    Slot indexgroup; /* tuple: number -> name or None */
    Slot program;    /* bytes: KrSreProgram */
    uint32_t flags, groups;
    uint32_t isbytes; /* 0: str, 1: bytes, 2: any */
} KrSrePattern;
KR_INLINE KrSreProgram *kr__sre_program(const KrSrePattern *p) {
    return (KrSreProgram *)(void *)((KrBytes *)kr__slot_ptr(p->program))->data;
}

/* What is to be undone or tried instead, newest last. See _sre_match.c. */
typedef struct KrSreFrame {
    uint32_t kind, a, b, c, d, e;
} KrSreFrame;

/* A match under way: on the C stack of the function that began it with kr__sre_begin and ends it with
 * kr__sre_end, whatever happened between. */
typedef struct KrSre {
    kr_vm *vm;
    KrSrePattern *pattern;
    KrSreProgram *prog;
    Value string;
    KrBuffer buf;         /* of a bytes-like text */
    const uint8_t *base;  /* the text; a str's may move at a poll: kr__sre_refresh */
    uint32_t start, end;  /* the range that is searched; start: of the match that was found */
    uint32_t ptr;         /* where the match that was found ends */
    uint32_t pos, endpos; /* as match objects show them */
    bool bytes, wide;     /* wide: text past ASCII */
    bool match_all;       /* fullmatch */
    bool must_advance;    /* no empty match at `start` */
    bool dirty;           /* a mark is set */
    int32_t budget;       /* steps to the next poll */
    uint32_t lastindex;   /* 0: none */
    uint32_t repeat;      /* frame of the innermost repeat, or KR_SRE_NONE */
    uint32_t barrier;     /* frame of the innermost assertion or atomic group */
    uint32_t nmarks, n, cap;
    uint32_t *marks; /* 2 a group, KR_SRE_NONE: not set */
    KrSreFrame *stack;
    uint32_t few_marks[16];
    KrSreFrame few[40];
} KrSre;

/* ---- _sre_chars.c: nothing here fails ---- */

bool kr__sre_category(uint32_t category, uint32_t ch);
bool kr__sre_set_has(const uint32_t *set, uint32_t ch); /* set: behind the skip of an IN */
bool kr__sre_set_asks_locale(const uint32_t *set);      /* what is in it depends on the locale */
bool kr__sre_set_has_loc(const uint32_t *set, uint32_t ch); /* in either case of the locale */
uint32_t kr__sre_lower_ascii(uint32_t ch);
uint32_t kr__sre_lower_locale(uint32_t ch);
uint32_t kr__sre_lower_unicode(uint32_t ch);
bool kr__sre_iscased_ascii(uint32_t ch);
bool kr__sre_iscased_unicode(uint32_t ch);
/* ch is the lower-case character `lower` in some case of the locale. */
bool kr__sre_is_loc(uint32_t lower, uint32_t ch);
/* Does the item of one character at pc match ch? pc stands in the code of prog. */
bool kr__sre_one(const KrSreProgram *prog, const uint32_t *pc, uint32_t ch);
/* Is this the op of an item that takes exactly one character? */
bool kr__sre_is_one(uint32_t op);
/* Words of such an item. */
uint32_t kr__sre_one_size(const uint32_t *pc);

/* ---- _sre_code.c ---- */

/* A bytes cell with the program of a list of ints. Failed: OverflowError, RuntimeError("invalid SRE
 * code"), MemoryError. Runs no Python code, may collect. */
KR_MUST_USE Value kr__sre_compile(kr_vm *vm, Value list, uint32_t groups, uint32_t isbytes);

/* ---- _sre_match.c ---- */

/* Takes the text and the range [pos, endpos) of it, in the API's positions, which are clipped. False:
 * TypeError, MemoryError; nothing to end. May run Python code (__buffer__). */
KR_MUST_USE bool kr__sre_begin(KrSre *s, kr_vm *vm, Value pattern, Value string, int64_t pos,
                               int64_t endpos);
void kr__sre_end(KrSre *s);
/* Reads the text anew: after anything that may have run Python code. */
void kr__sre_refresh(KrSre *s);
/* At s->start, or from there on: 1 (start, ptr and marks say where), 0, or -1 with an exception.
 * Polls. */
int kr__sre_match(KrSre *s);
int kr__sre_search(KrSre *s);
/* After a match: the next search begins at its end. */
KR_INLINE void kr__sre_advance(KrSre *s) {
    s->must_advance = s->ptr == s->start;
    s->start = s->ptr;
}

/* ---- _sre_object.c ---- */

extern const KrClassDef kr__sre_match_def;
/* What stands between two offsets of the text of s. */
KR_MUST_USE Value kr__sre_slice(KrSre *s, uint32_t from, uint32_t to);
/* Group i of the match that was found; `missing` when it took no part. */
KR_MUST_USE Value kr__sre_group(KrSre *s, uint32_t i, Value missing);
/* A Match of what s found. */
KR_MUST_USE Value kr__sre_match_new(KrSre *s, Value cls);

/* ---- _sre_sub.c: methods of Pattern ---- */

Value kr__sre_findall(kr_vm *vm, Value *a, int n);
Value kr__sre_split(kr_vm *vm, Value *a, int n);
Value kr__sre_sub(kr_vm *vm, Value *a, int n);
Value kr__sre_subn(kr_vm *vm, Value *a, int n);

/* ---- _sre.c ---- */

/* An index that fits: else OverflowError. May run Python code. */
KR_MUST_USE bool kr__sre_ssize(kr_vm *vm, Value v, int64_t *out);
/* The arguments pos and endpos where they were given, else their defaults. */
KR_MUST_USE bool kr__sre_range(kr_vm *vm, const Value *a, int64_t *pos, int64_t *endpos);
/* The class of match objects; failed: MemoryError. */
KR_MUST_USE Value kr__sre_match_class(kr_vm *vm);

#endif
