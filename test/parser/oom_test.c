/* SPDX-License-Identifier: MIT
 * oom_test.c: the parser when memory ends: request 1, 2, 3, … fails until the parse goes through
 * (or finds the mistake that is there). Nothing may leak, and the error must be "no memory". */
#include "compile/parser.h"

#include <stdio.h>
#include <string.h>

static const char *const sources[] = {
    "x = 1\n",
    "def f(a, /, b: int = 1, *c, d=2, **e) -> int:\n    '''doc\\n'''\n    return f'{a!r:>{b}}' "
    "'x'\n",
    "class A(B, metaclass=C):\n    x: int = 5\n    @d\n    async def f(self):\n"
    "        async with a as b, c: yield [i async for i in x if i]\n",
    "match a:\n    case {'k': [1, *_], **r} if r: pass\n    case A(b=1) | -1+2j: pass\n",
    "try:\n    pass\nexcept* E as e:\n    raise e from None\nelse: pass\nfinally: del a, b[1:2]\n",
    "x = [1, 2 3]\n",
    "f(a for a in b, c)\n",
    "x = f'{a b}'\n",
    "if x:\npass\n",
    "import a.b.c as d; from ..e import (f, g as h)\nlambda *a, b=1: {**a, b: 1}\n",
    "x = 123456789012345678901234567890 + 0xffffffffffffffffffff + 1e3 + 2j\n",
    "x = '\\x41' b'c'\n",
};

static int passed, failed;

static void check(bool ok, const char *what, const char *src, unsigned long at) {
    if (ok) {
        passed++;
        return;
    }
    failed++;
    printf("%s, request %lu: %.30s\n", what, at, src);
}

/* Parses with request `at` failing; true: it never came to that. */
static bool one(const char *src, unsigned long at, bool sticky, KrParseErr *kind) {
    KrMem mem = {.fail_at = at, .fail_sticky = sticky};
    KrArena a;
    KrParse in = {.arena = &a, .src = src, .n = strlen(src)};
    size_t len;
    kr__arena_init(&a, &mem);
    KrModAst *m = kr__parse(&in);
    bool swept = mem.requests >= at && at;
    *kind = m ? KR_PARSE_OK : in.error.kind;
    if (m && !kr__ast_dump(&a, m->root, true, &len)) *kind = KR_PARSE_NOMEM;
    if (m) swept = mem.requests >= at && at;
    kr__arena_free(&a);
    check(mem.used == 0, "leaks", src, at);
    return !swept;
}

int main(void) {
    for (size_t i = 0; i < KR_COUNTOF(sources); i++) {
        KrParseErr want, got;
        one(sources[i], 0, false, &want);
        for (int sticky = 0; sticky < 2; sticky++)
            for (unsigned long at = 1; at < 100000; at++) {
                bool through = one(sources[i], at, sticky, &got);
                check(got == want || got == KR_PARSE_NOMEM, "wrong outcome", sources[i], at);
                if (through) break;
            }
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
