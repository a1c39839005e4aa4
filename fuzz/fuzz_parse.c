/* SPDX-License-Identifier: MIT
 * fuzz_parse.c: any bytes as Python source. The first byte chooses mode and flags. What parses must
 * have nodes whose positions lie in the source; what does not must have an error. Debug builds also
 * assert that the parser and the rules of the diagnosis agree on what is right. */
#include "compile/parser.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Checks the positions of a tree, down to some depth. */
static void check(const KrAst *node, uint32_t lines, int depth) {
    if (!node || depth > 200) return;
    if (node->kind == KR_AST_NONE || node->kind >= KR_AST_COUNT) abort();
    if (node->end_lineno > lines || node->lineno > node->end_lineno) abort();
    for (const KrAstField *f = kr__ast_fields(node->kind); f->name; f++) {
        const void *at = (const char *)node + f->offset;
        if (f->type != KR_AST_T_NODE) continue;
        if (f->mult != KR_AST_SEQ) {
            check(*(KrAst *const *)at, lines, depth + 1);
            continue;
        }
        const KrAstSeq *seq = at;
        for (uint32_t i = 0; i < seq->n; i++) check(seq->items[i], lines, depth + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static const KrParseMode modes[] = {KR_PARSE_EXEC, KR_PARSE_EVAL, KR_PARSE_SINGLE,
                                        KR_PARSE_FUNC_TYPE};
    if (!n) return 0;
    KrMem mem = {.limit = 256u << 20};
    KrArena a;
    KrParse in = {.arena = &a, .src = (const char *)data + 1, .n = n - 1};
    size_t len;
    kr__arena_init(&a, &mem);
    in.mode = modes[data[0] & 3];
    in.flags = data[0] >> 2;
    in.int_max_digits = 4300;
    in.stack_limit = (uintptr_t)__builtin_frame_address(0) - (2u << 20);
    KrModAst *m = kr__parse(&in);
    if (m) {
        uint32_t lines = 2;
        for (size_t i = 1; i < n; i++) lines += data[i] == '\n' || data[i] == '\r';
        check(m->root, lines, 0);
        if (!a.failed && !kr__ast_dump(&a, m->root, true, &len)) a.failed = true;
    } else if (in.error.kind == KR_PARSE_OK) {
        abort();
    }
    kr__arena_free(&a);
    if (mem.used) abort();
    return 0;
}
