/* SPDX-License-Identifier: MIT
 * hostile_test.c: code objects that no compiler made. Functions of all kinds are marshalled, a few of their
 * instructions, table entries or numbers are changed, and what marshal.loads() still takes is called. It may do
 * anything that a program may do: raise, run out of fuel, return nonsense. It may not crash, which the
 * sanitizers of `make check` look for more closely. The changes come from a generator with a fixed seed:
 *
 *     hostile_test [MUTANTS [SEED]]        names the mutant before each run when MUTANTS is given */
#include <stdio.h>
#include <stdlib.h>

#include "krait.h"

static int passed, failed;
#define CHECK(x)                                                     \
    do {                                                             \
        if (x)                                                       \
            passed++;                                                \
        else                                                         \
            failed++, printf("%s:%d: %s\n", __FILE__, __LINE__, #x); \
    } while (0)

/* The functions; each may be called with two arguments. */
static const char samples[] =
    "def loops(a, b):\n"
    "    n = 0\n"
    "    for i in range(5):\n"
    "        for x in (1, a, b): n = n + i\n"
    "        while n > 10: n -= 3\n"
    "    else: n += 1\n"
    "    return n, i\n"
    "def names(a, b):\n"
    "    if a: x = 1\n"
    "    else: y = 2\n"
    "    try: print(x, y)\n"
    "    except NameError as e: z = str(e)\n"
    "    del a\n"
    "    return z\n"
    "def cells(a, b):\n"
    "    c = a\n"
    "    def inner(d=b, *, e=3) -> int:\n"
    "        nonlocal c\n"
    "        c = c + 1\n"
    "        return lambda: (c, d, b, e)\n"
    "    return inner()()\n"
    "def outer():\n"
    "    u = 1\n"
    "    def free(a, b):\n"
    "        nonlocal u\n"
    "        u += 1\n"
    "        return [u for _ in 'ab'], u\n"
    "    return free\n"
    "free = outer()\n"
    "def tries(a, b):\n"
    "    r = []\n"
    "    try:\n"
    "        try: r[7]\n"
    "        except IndexError as e: r.append(e); raise KeyError(a) from e\n"
    "        finally: r.append(1)\n"
    "    except (KeyError, TypeError): r.append(2)\n"
    "    else: r.append(3)\n"
    "    return r\n"
    "def groups(a, b):\n"
    "    try: raise ExceptionGroup('g', [ValueError(1), TypeError(2)])\n"
    "    except* ValueError as e: a = e\n"
    "    except* TypeError: b = 2\n"
    "    return a, b\n"
    "class Manager:\n"
    "    def __init__(self, x=0): self.x = x\n"
    "    def __enter__(self): return self\n"
    "    def __exit__(self, *a): return True\n"
    "    def __len__(self): return 3\n"
    "    def more(self, k): return self.x + k\n"
    "    async def __aenter__(self): return self\n"
    "    async def __aexit__(self, *a): return True\n"
    "    def __aiter__(self): return self\n"
    "    async def __anext__(self):\n"
    "        self.x += 1\n"
    "        if self.x > 3: raise StopAsyncIteration\n"
    "        return self.x\n"
    "class Derived(Manager):\n"
    "    def more(self, k): return super().more(k) + super().x\n"
    "    x = 5\n"
    "def withs(a, b):\n"
    "    with Manager(1) as m, Manager(2):\n"
    "        m.y = m.x\n"
    "        m.z += [a, *m.y]\n"
    "    return m.more(3), m.more(k=4)\n"
    "def displays(a, b):\n"
    "    l = [a, *[b], 3]\n"
    "    d = {'a': b, **{'k': 1}}\n"
    "    s = {1, *l}\n"
    "    t = (*l, *s)\n"
    "    x, *y, z = t\n"
    "    p, q = b, a\n"
    "    return f'{a!r:>{b}} {l} {z}', l[0:2], d['k'], dict(**d, j=1), max(*l, key=lambda v: -v)\n"
    "def comps(a, b):\n"
    "    return [x for x in range(4) if x], {x: a for x in 'ab'}, {y for y in (1, 2)}, \\\n"
    "        list(x + b for x in (1, 2)), [(i, j) for i in (1, 2) for j in [i]]\n"
    "def gen(a, b):\n"
    "    try:\n"
    "        x = yield a\n"
    "        yield from [x, b]\n"
    "        r = yield from gen2()\n"
    "    except ValueError: yield 9\n"
    "    finally: yield 8\n"
    "    return r\n"
    "def gen2():\n"
    "    for i in range(3): yield i\n"
    "    return 4\n"
    "async def coro(a, b):\n"
    "    async with Manager() as m:\n"
    "        async for k in m: a = k\n"
    "    return [k async for k in Manager()], await coro2()\n"
    "async def coro2(): return 1\n"
    "async def agen(a, b):\n"
    "    async for k in Manager():\n"
    "        yield k\n"
    "        await coro2()\n"
    "def matches(a, b):\n"
    "    for v in (a, [1, 2, 3], {'k': 1, 'l': 2}, Manager(7), 'x'):\n"
    "        match v:\n"
    "            case [p, *q]: r = p\n"
    "            case {'k': p, **q}: r = q\n"
    "            case Manager(x=p) if p: r = p\n"
    "            case 1 | 2 as r: pass\n"
    "            case _: r = None\n"
    "    return r\n"
    "def classes(a, b):\n"
    "    class C(Manager):\n"
    "        w: int = a\n"
    "        def m(self): return __class__, b\n"
    "        z = [a for _ in 'a']\n"
    "    return C().m()\n"
    "def stars(*a, k=1, **kw):\n"
    "    return a[0:1], kw.get(k), k == 1 != 2 < 3, not a, a is kw, 1 in a\n"
    "functions = [loops, names, cells, free, tries, groups, withs, displays, comps, gen, coro,\n"
    "             agen, matches, classes, stars, Derived.more, outer]\n";

/* mutant(i): 0 when it was refused, else 1; what it raises is nobody's business. */
static const char driver[] =
    "import marshal\n"
    "def code_of(f): return f.__code__\n"
    "Function = type(code_of)\n"
    "Cell = type((lambda x: lambda: x)(1).__closure__[0])\n"
    "blobs = []\n"
    "def collect(code, args):\n"
    "    blobs.append((marshal.dumps(code), args))\n"
    "    for k in code.co_consts:\n"
    "        if isinstance(k, type(code)): collect(k, args)\n"
    "for f in functions: collect(f.__code__, (Derived(2), 3) if f is Derived.more else (1, 2))\n"
    "HEAD = 13 * 4\n"
    "def number(b, at): return int.from_bytes(b[at:at + 4], 'little')\n"
    "def mutate(b, rnd):\n"
    "    handlers, packed = number(b, 1 + 40), number(b, 1 + 48)\n"
    "    words = 1 + HEAD\n"
    "    what = rnd(16)\n"
    "    at = words + 4 * rnd(packed)\n"
    "    if what < 4: b[at + 1 + rnd(3)] = rnd(12)\n"
    "    elif what < 6: b[at + 1 + rnd(3)] = (b[at + 1] + rnd(5) - 2) & 255\n"
    "    elif what < 8: b[at] = rnd(150)\n"
    "    elif what < 10:\n"
    "        other = words + 4 * rnd(packed)\n"
    "        b[at:at + 4], b[other:other + 4] = b[other:other + 4], b[at:at + 4]\n"
    "    elif what == 10: b[at:at + 4] = b[words + 4 * rnd(packed):][:4]\n"
    "    elif what == 11: b[at:at + 4] = bytes(4)\n"
    "    elif what == 12 and handlers:\n"
    "        b[words + 4 * packed + rnd(16 * handlers)] = rnd(40)\n"
    "    elif what == 13: b[1 + 4 + rnd(HEAD - 4)] = rnd(32)\n"
    "    elif what == 14: b[1 + 4 + 4 * rnd(12)] += 1 if rnd(2) else 0\n"
    "    else: b[len(b) - 1 - rnd(40)] = rnd(16)\n"
    "def drive(f, args):\n"
    "    r = f(*args)\n"
    "    if hasattr(r, 'send') or hasattr(r, 'asend'):\n"
    "        if hasattr(r, 'asend'): r = r.asend(None)\n"
    "        for i in range(6):\n"
    "            r.send(None)\n"
    "            if i == 3: r.throw(ValueError)\n"
    "        r.close()\n"
    "    repr(r)\n"
    "def mutant(i):\n"
    "    state = i * 2654435761 & 0xffffffff\n"
    "    def rnd(n):\n"
    "        nonlocal state\n"
    "        state = (state * 1103515245 + 12345) & 0x7fffffff\n"
    "        return (state >> 8) % n\n"
    "    rnd(2)\n"
    "    blob, args = blobs[rnd(len(blobs))]\n"
    "    b = bytearray(blob)\n"
    "    try:\n"
    "        for _ in range(1 + rnd(3)): mutate(b, rnd)\n"
    "        code = marshal.loads(bytes(b))\n"
    "    except Exception: return 0\n"
    "    try:\n"
    "        f = Function(code, {**globals()}, 'f', (1, 2), tuple([Cell(3) for _ in "
    "code.co_freevars]))\n"
    "        for args in (args, (), ([1], 'a', 2.5)):\n"
    "            try: drive(f, args)\n"
    "            except Exception: pass\n"
    "        if not code.co_freevars: exec(code, {**globals()}, {'x': 1})\n"
    "    except BaseException: pass\n"
    "    return 1\n";

static kr_vm *start(void) {
    kr_config cfg;
    kr_config_init(&cfg);
    cfg.mem_limit = 256u << 20;
    cfg.call_depth = 100;
    kr_vm *vm = kr_new(&cfg);
    if (!vm) return NULL;
    if (kr_failed(kr_exec(vm, "<samples>", samples, KR_Z)) ||
        kr_failed(kr_exec(vm, "<driver>", driver, KR_Z)))
        kr_error_report(vm);
    return vm;
}

/* A VM serves a few mutants only: they change what they reach. */
#define PER_VM 100

static void run(unsigned mutants, unsigned seed, bool name_them) {
    unsigned taken = 0, refused = 0;
    kr_vm *vm = NULL;
    for (unsigned i = 0; i < mutants; i++) {
        if (i % PER_VM == 0) {
            kr_free(vm);
            vm = start();
            if (!vm) break;
        }
        if (name_them) printf("mutant %u\n", seed + i), fflush(stdout);
        char expr[40];
        snprintf(expr, sizeof expr, "mutant(%u)", seed + i);
        kr_set_fuel(vm, 20000);
        kr_scope_t s = kr_scope(vm);
        int64_t n = 1;
        kr_value v = kr_eval(vm, expr);
        if (kr_failed(v) || !kr_to_int(vm, v, &n)) kr_error_clear(vm);
        kr_leave(vm, s, KR_FAIL);
        n ? taken++ : refused++;
    }
    CHECK(vm != NULL);
    kr_free(vm);
    if (mutants < 1000) return;
    CHECK(taken > mutants / 20);
    CHECK(refused > mutants / 20);
}

/* Generator expressions called with what is no iterator; variables that a trace function takes away where the
 * code counts on them: they stay. */
static const char odd[] =
    "gen = next(k for k in (lambda: (x for x in ())).__code__.co_consts if hasattr(k, 'co_name'))\n"
    "texts = []\n"
    "for arg in (5, 1.5, None, [1], 1 << 70):\n"
    "    try: list(type(lambda: 0)(gen, {})(arg))\n"
    "    except TypeError as e: texts.append(str(e))\n"
    "assert texts == [f\"'{t}' object is not an iterator\"\n"
    "                 for t in ('int', 'float', 'NoneType', 'list', 'int')], texts\n"
    "import sys\n"
    "def f():\n"
    "    x = 1\n"
    "    y = 2\n"
    "    return x, y\n"
    "def trace(frame, event, arg):\n"
    "    if event == 'line': frame.f_locals.pop('x', None)\n"
    "    return trace\n"
    "sys.settrace(trace)\n"
    "r = f()\n"
    "sys.settrace(None)\n"
    "assert r == (1, 2), r\n";

static void run_odd(void) {
    kr_vm *vm = kr_new(NULL);
    CHECK(vm && !kr_failed(kr_exec(vm, "<odd>", odd, KR_Z)));
    if (vm && kr_error(vm)) kr_error_report(vm);
    kr_free(vm);
}

int main(int argc, char **argv) {
    unsigned mutants = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 0) : 3000;
    run(mutants, argc > 2 ? (unsigned)strtoul(argv[2], NULL, 0) : 0, argc > 1);
    run_odd();
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
