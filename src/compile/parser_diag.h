/* SPDX-License-Identifier: MIT
 * parser_diag.h: between parser_error.c, which runs the rules, and parser_rules.c, which holds
 * them. */
#ifndef KR_COMPILE_PARSER_DIAG_H
#define KR_COMPILE_PARSER_DIAG_H

#include "compile/parser_int.h"

#define KR_RULE_MEMO 1 /* the outcome at a token is remembered */
#define KR_RULE_LEFT 2 /* left-recursive (and remembered) */
#define KR_RULE_NEW 4  /* of Python 3.12: tried only in a text that does use it */

typedef struct KrRule {
    const char *name; /* x_…: tried only in the second pass, to find a better message */
    unsigned flags;
    const char *body;
} KrRule;

extern const KrRule kr__rules[];
extern const unsigned kr__rules_n;

#endif
