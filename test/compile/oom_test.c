/* SPDX-License-Identifier: MIT
 * oom_test.c: compilation when memory ends: request 1, 2, 3, … of the account fails until the program
 * compiles. Each failure must be one MemoryError and leave no memory behind; the heap goes on working. */
#include "../heap/toy.h"
#include "compile/code.h"

extern const KrKindInfo kr__kind_code;
static const KrKindInfo bytes_kind = {.name = "bytes", .size = 12};

static const char *const sources[] = {
    "x = 1\n",
    "def f(a, b=2, *c, d: int = 3, **e) -> str:\n    'doc'\n    y = [a for a in b if a]\n    "
    "return f'{a!r} {b:>{c}}'\n",
    "class A(B, k=1):\n    x: int = 5\n    @d\n    async def f(self):\n        self.q, self.r = 1, "
    "2\n"
    "        async with a as b, c:\n            return [i async for i in x if i]\n    def g(self): "
    "return super().g()\n",
    "def m(a):\n    match a:\n        case {'k': [1, *_], **r} if r: pass\n        case A(b=1) | "
    "-1+2j: pass\n        case [x, y, *z]: return z\n",
    "def t():\n    try:\n        with a as b: return b\n    except E as e:\n        raise e from "
    "None\n    finally:\n        for i in x: continue\n",
    "try: pass\nexcept* E as e: f()\n",
    "from __future__ import annotations\ndef f(a: b[c, 'd'], *e: lambda q=1: {**q}) -> f'{x!r}': "
    "nonlocal_ = 1\n",
    "x = 123456789012345678901234567890 + (1, 2.5, b'x', 'text with spaces') * 3\n",
};

static char *big_source(void) {
    char *s = malloc(400000), *p = s;
    for (int i = 0; i < 1500; i++)
        p += sprintf(p, "def f%d(a, b):\n    c = a + b * %d\n    return 'text %d', c\n", i, i, i);
    return s;
}

/* Compiles with request `at` failing (0: none). True: it never came to that. */
static bool one(kr_vm *vm, const char *src, unsigned long at, bool sticky) {
    char base;
    KrCompile c = {.source = src, .n = strlen(src), .filename = "oom", .mode = 'e'};
    c.stack_limit = (const void *)((uintptr_t)&base - (1u << 20));
    kr__arena_init(&c.arena, &vm->heap.mem);
    unsigned errors = vm->memory_errors;
    vm->heap.mem.fail_at = at;
    vm->heap.mem.fail_sticky = sticky;
    Value code = kr__compile(vm, &c);
    bool through = !at || vm->heap.mem.fail_at != 0;
    vm->heap.mem.fail_at = 0;
    if (sticky) through &= kr__ok(code) && vm->memory_errors == errors;
    kr__arena_free(&c.arena);
    if (kr__ok(code))
        CHECKF(kr__code_verify(kr__ptr(code)) == NULL, "%.30s at %lu", src, at);
    else
        CHECKF(vm->memory_errors > errors && !c.error.type, "%.30s at %lu: %s", src, at,
               c.error.type);
    return through && kr__ok(code);
}

static void sweep(const char *src) {
    for (int sticky = 0; sticky < 2; sticky++) {
        for (unsigned long at = 1; at < 5000; at++) {
            char base;
            kr_vm *vm = toy_vm(&base);
            if (!vm) return;
            one(vm, "x = f(y)\n", 0, false);
            bool through = one(vm, src, at, sticky);
            CHECKF(one(vm, src, 0, false), "again after %lu: %.30s", at, src);
            toy_free(vm);
            if (through) break;
        }
    }
}

int main(void) {
    toy_table();
    toy_kinds[KR_K_CODE] = &kr__kind_code;
    toy_kinds[KR_K_BYTES] = &bytes_kind;
    for (size_t i = 0; i < KR_COUNTOF(sources); i++) sweep(sources[i]);
    char *big = big_source();
    sweep(big);
    free(big);
    return report();
}
