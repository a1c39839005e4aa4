/* SPDX-License-Identifier: MIT
 * sweep.c: allocation 1, 2, 3, … of a task fails until the task succeeds. After each failure there is one exception
 * with a text, the VM still works, and freeing it returns every byte. Then the start of a VM, under every limit from
 * nothing up. Usage: oom-sweep [-v] [first [last]] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "heap/heap.h"
#include "krait.h"

static const struct {
    const char *name, *text;
} tasks[] = {
    {"arithmetic",
     "x = 1\nfor i in range(200): x = x * 3 + i\ny = x ** 3 // 7\nz = float(i) / 3\nw = str(x)"},
    {"text", "s = ''\nfor i in range(50): s += 'añ%d' % i\nt = s.upper().split('1')\nu = "
             "'-'.join(t).encode()\nf'{s!r:>10}'"},
    {"lists", "a = [i for i in range(100)]\nb = sorted(a, key=lambda x: -x)\nc = a[::3] + "
              "b\nc.sort()\nd = tuple(c)"},
    {"dicts", "d = {i: str(i) for i in range(100)}\ne = dict(d, a=1)\ndel d[5]\nf = {**e, 'z': "
              "2}\nlist(f.items())"},
    {"sets", "a = {i for i in range(60)}\nb = frozenset(range(30, 90))\nc = a & b | a ^ b"},
    {"classes",
     "class A:\n    def __init__(self, x): self.x = x\n    @property\n    def y(self): return "
     "self.x + 1.5\n"
     "class B(A):\n    __slots__ = ('z',)\n    def __repr__(self): return f'B({self.x})'\n"
     "o = [B(i) for i in range(20)]\nfor b in o: b.z = b.y; b.w = 2**70\nrepr(o)"},
    {"functions", "def f(a, *b, c=3, **d):\n    def g(): return a, b, c, d\n    return g\n"
                  "[f(i, 2, 3, k=i)() for i in range(10)]"},
    {"generators", "def g(n):\n    try:\n        for i in range(n): yield i\n    finally: "
                   "pass\nlist(g(20))\nx = g(3); next(x); x.close()"},
    {"exceptions", "for i in range(5):\n    try:\n        try: 1 / 0\n        except "
                   "ZeroDivisionError as e: raise ValueError('v') from e\n"
                   "    except ValueError as e: e.add_note('n'); s = repr(e.__cause__)\n"
                   "try: raise ExceptionGroup('g', [ValueError(1), KeyError(2)])\nexcept* "
                   "ValueError as g: pass\nexcept* KeyError: pass"},
    {"compile", "exec(compile('def f(x):\\n    match x:\\n        case [1, *r]: return r\\n        "
                "case {\"a\": b}: return b\\n"
                "async def g():\\n    async with a as b: pass\\n', 'f', 'exec'))\nf([1, 2])"},
    {"recursion", "def f(n): return f(n + 1)\ntry: f(0)\nexcept RecursionError: pass"},
};

static bool verbose;
static int failures;

static void fail(const char *task, uint64_t n, const char *what) {
    printf("%s, allocation %llu: %s\n", task, (unsigned long long)n, what);
    failures++;
}

static void discard(kr_vm *vm, int fd, const char *s, size_t n) {
    (void)vm, (void)fd, (void)s, (void)n;
}

/* One run; true: the task went through. */
static bool run(unsigned task, uint64_t n, bool sticky) {
    kr_config cfg;
    kr_config_init(&cfg);
    cfg.write = discard;
    kr_vm *vm = kr_new(&cfg);
    if (!vm) {
        fail(tasks[task].name, n, "no VM");
        return true;
    }
    kr__heap_fail_at(vm, n, sticky);
    bool ok = !kr_failed(kr_exec(vm, "<task>", tasks[task].text, KR_Z));
    kr__heap_fail_at(vm, 0, false);
    if (!ok) {
        if (kr_error(vm) == KR_NONE) fail(tasks[task].name, n, "failed without an exception");
        const char *text = kr_error_text(vm);
        if (!text || !*text) fail(tasks[task].name, n, "no text");
        kr_error_clear(vm);
        int64_t sum = 0;
        kr_value v = kr_eval(vm, "sum(i for i in [1, 2, 39])");
        if (kr_failed(v) || !kr_to_int(vm, v, &sum) || sum != 42) {
            fail(tasks[task].name, n, "the VM does not work any more");
            if (verbose) puts(kr_error_text(vm));
        }
    }
    kr_free(vm);
    return ok;
}

static void sweep(unsigned task) {
    for (int sticky = 0; sticky < 2; sticky++) {
        uint64_t n = 1;
        int through = 0;
        /* a task that handles a failure by itself goes through early: three in a row end the sweep */
        for (; through < 3 && failures < 20; n++) through = run(task, n, sticky) ? through + 1 : 0;
        if (verbose) printf("%s: %llu allocations\n", tasks[task].name, (unsigned long long)n);
    }
}

static void sweep_start(void) {
    kr_config cfg;
    kr_config_init(&cfg);
    cfg.write = discard;
    for (size_t limit = 4096; limit < (size_t)64 << 20; limit += limit < 1 << 20 ? 4096 : 65536) {
        cfg.mem_limit = limit;
        kr_vm *vm = kr_new(&cfg);
        if (!vm) continue;
        bool ok = !kr_failed(kr_eval(vm, "1 + 1"));
        if (!ok) kr_error_clear(vm);
        kr_free(vm);
        if (!ok) continue;
        if (verbose) printf("start: %zu bytes\n", limit);
        return;
    }
    fail("start", 0, "no limit was enough");
}

int main(int argc, char **argv) {
    int at = 1;
    if (at < argc && !strcmp(argv[at], "-v")) verbose = true, at++;
    unsigned first = at < argc ? (unsigned)atoi(argv[at]) : 0;
    unsigned last = at + 1 < argc ? (unsigned)atoi(argv[at + 1]) : sizeof tasks / sizeof *tasks - 1;
    if (!first) sweep_start();
    for (unsigned i = first; i <= last && i < sizeof tasks / sizeof *tasks && failures < 20; i++)
        sweep(i);
    unsigned total = last - first + 1;
    printf("%u passed, %d failed\n", failures ? 0 : total, failures);
    return failures != 0;
}
