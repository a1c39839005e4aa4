/* SPDX-License-Identifier: MIT
 * verify.h: what the verifier knows of a register, shared by verify.c (paths through the code) and
 * verify_ops.c (what an instruction asks of its registers and leaves in them), and by nobody else. */
#ifndef KR_COMPILE_VERIFY_H
#define KR_COMPILE_VERIFY_H

#include "compile/code.h"
#include "run/opcodes.h"

/* What a register may hold: one bit for each possibility, all of those that some path leads to. */
typedef uint32_t KrHeld;
#define KR_HELD_STALE 0x00001u   /* never written, or what a call left there */
#define KR_HELD_UNSET 0x00002u   /* cleared */
#define KR_HELD_OTHER 0x00004u   /* a value of any type */
#define KR_HELD_NONE 0x00008u    /* None */
#define KR_HELD_NUMBER 0x00010u  /* an int or float that is no reference */
#define KR_HELD_STR 0x00020u     /* a str */
#define KR_HELD_TUPLE 0x00040u   /* a tuple */
#define KR_HELD_NAMES 0x00080u   /* a constant tuple of strs */
#define KR_HELD_LIST 0x00100u    /* a list, set or dict under construction */
#define KR_HELD_SET 0x00200u     //
#define KR_HELD_DICT 0x00400u    //
#define KR_HELD_CELL 0x00800u    /* a KrCell */
#define KR_HELD_ITER 0x01000u    /* an iterator or what SEND can drive: a reference */
#define KR_HELD_EXC 0x02000u     /* an exception */
#define KR_HELD_HANDLED 0x04000u /* what PUSH_EXC keeps for POP_EXC */
#define KR_HELD_PC 0x08000u      /* the number of a word that raised: RERAISE goes there */
#define KR_HELD_METHOD \
    0x10000u                   /* of LOAD_METHOD: the callable, and behind it its self or nothing */
#define KR_HELD_SELF 0x20000u  //
#define KR_HELD_BOX 0x40000u   /* a value as an async generator yields it */
#define KR_HELD_CELLS 0x80000u /* a tuple of as many cells as the bits above say */
#define KR_HELD_COUNT 20       /* where those begin */

#define KR_HELD_ALL ((1u << KR_HELD_COUNT) - 1)
/* What Python code may see. */
#define KR_HELD_VALUE \
    (KR_HELD_ALL & ~(KR_HELD_STALE | KR_HELD_UNSET | KR_HELD_HANDLED | KR_HELD_SELF | KR_HELD_BOX))
#define KR_HELD_TUPLES (KR_HELD_TUPLE | KR_HELD_NAMES | KR_HELD_CELLS)

KR_INLINE KrHeld kr__held_join(KrHeld a, KrHeld b) {
    KrHeld both = (a | b) & KR_HELD_ALL, n = (a | b) >> KR_HELD_COUNT;
    if (a & b & KR_HELD_CELLS && a >> KR_HELD_COUNT != b >> KR_HELD_COUNT)
        return (both & ~KR_HELD_CELLS) | KR_HELD_TUPLE;
    return both | n << KR_HELD_COUNT;
}

#define KR_ROLE_VARIABLE 1 /* holds a variable, which a trace function may set to any value */
#define KR_ROLE_CELL 2     /* …to what its cell holds, once it has one */

/* The instruction under inspection. */
typedef struct KrInspect {
    const KrCode *code;
    const uint8_t *role; /* KR_ROLE_* of each register */
    const KrHeld *was;   /* of each register: what the instruction finds there */
    KrHeld *held;        /* …and what is there afterwards */
    uint32_t pc;
    uint32_t live;     /* registers that are live while it runs */
    bool changed;      /* a register holds something else than before */
    const char *error; /* static text */
} KrInspect;

/* Checks what the instruction reads, and puts what it writes into `held`. For jumps: as it goes on without jumping. */
void kr__inspect(KrInspect *c);
/* The same when it jumps: `held` is as before the instruction. */
void kr__inspect_jump(KrInspect *c);
/* Whether it may have written registers when it raises, and how `held` is then. */
bool kr__inspect_early(const KrInspect *c);
void kr__inspect_raise(KrInspect *c);
/* Writes a register. */
void kr__inspect_put(KrInspect *c, uint32_t r, KrHeld what);

#endif
