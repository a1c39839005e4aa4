/* SPDX-License-Identifier: MIT
 * sweep.c: allocation 1, 2, 3, … of a task fails until the task succeeds. After each failure there is one exception
 * with a text, the VM still works, and freeing it returns every byte. So does the start of a VM, which is tried under
 * every limit, too. Usage: oom-sweep [-v] [first [last]] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "heap/heap.h"
#include "krait.h"
#include "run/start.h"
#include "run/state.h"

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
    {"slots", "class A:\n"
              "    __slots__ = ('a', 'b', '__dict__', '__weakref__')\n"
              "class M(type):\n"
              "    def __new__(c, *a, **k): return super().__new__(c, *a)\n"
              "    def __init__(c, *a, **k): pass\n"
              "class B(A, metaclass=M, x=1): __slots__ = {'c': 'doc'}\n"
              "for i in range(30):\n"
              "    o = B(); o.a = i; o.b = 2.5; o.c = 1 << 40; o.d = i\n"
              "    del o.a; o.__dict__; vars(o)['e'] = 1\n"
              "dir(o); B.__subclasses__(); o.__class__ = B"},
    {"sorting", "import _random\n"
                "r = _random.Random(3)\n"
                "a = [r.random() for i in range(300)]\n"
                "a.sort(); a.sort(key=str, reverse=True)\n"
                "b = sorted([(i % 7, str(i)) for i in range(200)])\n"
                "try: sorted([1, 'a', 2])\n"
                "except TypeError: pass"},
    {"views",
     "d = {str(i): i for i in range(80)}\n"
     "k = d.keys() & {'1', '2'}; k |= d.keys() - {'5'}\n"
     "d.items() ^ {('1', 1), ('x', 2)}; list(reversed(d.values())); sorted(d.items() | set())\n"
     "d.update(zip('abc', range(3))); d.setdefault('z', []); d.popitem(); d | {'1': 2}\n"
     "class C: pass\n"
     "o = C(); o.x = 1; o.__dict__.update(d); vars(o).items(); o.__dict__ = d; o.y = 2; del o.y"},
    {"formatting",
     "x = '%-10s|%+5.2f|%x' % ('a', 2.5, 255)\n"
     "y = '{0!r:>20}{1:,}{a[0]:e}'.format('\\u00e9', 10**20, a=[1.5])\n"
     "z = f'{x!a:^40}{10**30:_d}{1e300:.50f}'\n"
     "'%(k)s' % {'k': z * 3}; format(1 + 2j, '.3f'); b'%b %d' % (b'x', 3)\n"
     "repr({1: [2, (3,)], 'k': {4}}); ascii('\\u20ac'); str(b'x' * 50); f'{3:{10}d}'"},
    {"big integers",
     "a = 7 ** 3000; b = 3 ** 2000\n"
     "q, r = divmod(a, b); assert q * b + r == a\n"
     "pow(a, b, 10 ** 40); s = str(a); int(s); hex(a); a >> 100 << 50; ~a & b | 5 ^ a\n"
     "a.to_bytes(2000, 'big'); int.from_bytes(b'q' * 500, 'little'); float(3 ** 500)\n"
     "import math\n"
     "math.gcd(a, b); math.isqrt(a); math.factorial(200); a / (a + 1)"},
    {"tracing memory", "import _tracemalloc as t\n"
                       "t.start(3)\n"
                       "def f(): return [str(i) for i in range(50)]\n"
                       "x = f()\n"
                       "t._get_traces(); t.get_traced_memory(); t._get_object_traceback(x)\n"
                       "t.stop()"},
    {"weak references", "import _weakref as w\n"
                        "class C: pass\n"
                        "l = []\n"
                        "o = [C() for i in range(40)]\n"
                        "r = [w.ref(x, l.append) for x in o]; p = w.proxy(o[0]); p.a = 3; p.a\n"
                        "del o[10:]; w.getweakrefcount(o[1])\n"
                        "class F:\n"
                        "    def __del__(self): l.append(1)\n"
                        "for i in range(20): F()\n"
                        "import gc\n"
                        "gc.collect()"},
    {"iterators",
     "from itertools import *\n"
     "from _collections import deque, OrderedDict, defaultdict\n"
     "list(zip(count(), chain('ab', repeat(3, 4)), map(str, cycle((1, 2)))))\n"
     "list(product((1, 2), repeat=4)); list(combinations(range(6), 3)); list(groupby('aabbc'))\n"
     "t = tee(range(50)); list(t[0]); list(t[1]); list(islice(accumulate(range(30)), 3, None, 2))\n"
     "d = deque(range(100), 50); d.rotate(3); d.extendleft('xy'); d.copy()\n"
     "e = defaultdict(list)\n"
     "for i in range(60): e[i % 7].append(i)\n"
     "list(filter(None, enumerate(reversed(range(9)))))"},
    {"coroutines", "async def a(n):\n"
                   "    for i in range(n): yield i\n"
                   "class W:\n"
                   "    def __await__(self): yield 1; return 2\n"
                   "    async def __aenter__(self): return self\n"
                   "    async def __aexit__(self, *x): pass\n"
                   "async def c():\n"
                   "    async with W() as w: x = await w\n"
                   "    async for i in a(5): x += i\n"
                   "    return x, [i async for i in a(4)]\n"
                   "o = c()\n"
                   "try:\n"
                   "    while True: o.send(None)\n"
                   "except StopIteration as e: e.value"},
    {"texts and bytes",
     "s = 'The quick brown \\u00f1 fox \\U0001f600 ' * 5\n"
     "s.split(); s.replace('quick', 'slow' * 20); s.title(); s.casefold(); s.encode('ascii', "
     "'ignore'); "
     "s.translate({101: 'EE'})\n"
     "s.partition('fox'); s.expandtabs(); s.zfill(300); s[::-1]; s.splitlines(); ','.join(s)\n"
     "b = bytearray(b'abc' * 100); b += b'x' * 500; b[5:50] = b'y'; b.hex(' '); "
     "bytes(b).split(b'b')\n"
     "m = memoryview(b)[::3]; m.tolist(); del m; b'%a' % s; "
     "s.encode().decode('latin-1')"},
    {"closures and calls",
     "def d(f):\n"
     "    def w(*a, **k): return f(*a, **k)\n"
     "    return w\n"
     "@d\n"
     "def f(a, /, b, *, c=5, **k): return locals()\n"
     "for i in range(20): f(1, 2, c=i, **{'x%d' % i: i})\n"
     "import _functools as F\n"
     "p = F.partial(f, 1, c=7); p(2, z=3); F.reduce(lambda a, b: a + [b], range(30), [])\n"
     "@F.cmp_to_key\n"
     "def k(a, b): return a - b\n"
     "try: f(1, b=2, a=3, *[4])\n"
     "except TypeError as e: str(e)"},
    {"namespaces", "g = {}\n"
                   "exec('import sys\\nx = 1\\nclass A: y = x\\ndef f():\\n    global z\\n    z = "
                   "[x for x in range(9)]\\nf()', g)\n"
                   "eval('x + z[3]', g, {'q': 1}); globals()['new'] = 1; del new\n"
                   "try: import nothing_of_this_name\n"
                   "except ImportError: pass"},
    {"library", "import keyword, bisect\n"
                "bisect.bisect([1, 2, 3], 2); keyword.iskeyword('if')"},
    {"regular expressions", "import re\n"
                            "re.sub(r'(?P<a>\\w+)-(\\d{2,3})', r'\\2\\g<a>', 'abc-12 de-345'); "
                            "re.findall('[a-z]+|(?<=x)y', 'abc xy')"},
    {"dataclasses", "from dataclasses import dataclass\n"
                    "@dataclass(order=True)\n"
                    "class P:\n"
                    "    x: int\n"
                    "    y: float = 2.5\n"
                    "sorted([P(3), P(1)]); repr(P(1))"},
};

/* The last tasks take modules of the library: many allocations, of which a sample fails. */
static bool in_library(unsigned task) { return task + 3 >= sizeof tasks / sizeof *tasks; }

static bool verbose;
static int failures;

static void fail(const char *task, uint64_t n, const char *what) {
    printf("%s, allocation %llu: %s\n", task, (unsigned long long)n, what);
    failures++;
}

static void discard(kr_vm *vm, int fd, const char *s, size_t n) {
    (void)vm, (void)fd, (void)s, (void)n;
}

/* After a failure: one exception, with a text, and a VM that works. */
static void check_failed(kr_vm *vm, const char *task, uint64_t n) {
    if (kr_error(vm) == KR_NONE) fail(task, n, "failed without an exception");
    const char *text = kr_error_text(vm);
    if (!text || !*text) fail(task, n, "no text");
    bool memory = kr_error(vm) == KR_MEMORY_ERROR;
    if (!memory) fail(task, n, text);
    kr_error_clear(vm);
}

static void check_works(kr_vm *vm, const char *task, uint64_t n) {
    int64_t sum = 0;
    kr_value v = kr_eval(vm, "sum(i for i in [1, 2, 39])");
    if (!kr_failed(v) && kr_to_int(vm, v, &sum) && sum == 42) return;
    fail(task, n, "the VM does not work any more");
    if (verbose) puts(kr_error_text(vm));
}

/* One run; true: nothing failed, the task is through. */
static bool run(unsigned task, uint64_t n, bool sticky) {
    const char *name = tasks[task].name;
    kr_config cfg;
    kr_config_init(&cfg);
    cfg.write = discard;
    if (in_library(task)) cfg.grants = KR_FILES;
    kr_vm *vm = kr_new(&cfg);
    if (!vm) {
        fail(name, n, "no VM");
        return true;
    }
    kr__heap_fail_at(vm, n, sticky);
    bool ok = !kr_failed(kr_exec(vm, "<task>", tasks[task].text, KR_Z));
    bool unharmed = kr__heap(vm)->mem.fail_at > sticky;
    kr__heap_fail_at(vm, 0, false);
    if (!ok) {
        if (unharmed) fail(name, n, kr_error_text(vm));
        check_failed(vm, name, n);
    }
    check_works(vm, name, n);
    kr_free(vm);
    return unharmed;
}

static void sweep(unsigned task) {
    for (int sticky = 0; sticky < 2; sticky++) {
        uint64_t n = 1;
        while (failures < 20 && !run(task, n, sticky)) n += in_library(task) ? 1 + n / 40 : 1;
        if (verbose) printf("%s: %llu allocations\n", tasks[task].name, (unsigned long long)n);
    }
}

/* The start of a VM: its allocation 1, 2, 3, ... fails. */
static void sweep_start(void) {
    for (int sticky = 0; sticky < 2; sticky++) {
        uint64_t n = 1;
        for (; failures < 20; n++) {
            KrConfig cfg = {.fail_at = n, .fail_sticky = sticky};
            kr_vm *vm = kr__vm_new(&cfg);
            if (!vm) continue;
            bool unharmed = kr__heap(vm)->mem.fail_at > (uint64_t)sticky;
            kr__vm_free(vm);
            if (unharmed) break;
        }
        if (verbose) printf("start: %llu allocations\n", (unsigned long long)n);
    }
}

/* The start of a VM under every limit, as a host sees it. */
static void sweep_limit(void) {
    kr_config cfg;
    kr_config_init(&cfg);
    cfg.write = discard;
    for (size_t limit = 512; limit < (size_t)64 << 20; limit += 512) {
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
    setvbuf(stdout, NULL, _IOLBF, 0);
    int at = 1;
    if (at < argc && !strcmp(argv[at], "-v")) verbose = true, at++;
    unsigned first = at < argc ? (unsigned)atoi(argv[at]) : 0;
    unsigned last = at + 1 < argc ? (unsigned)atoi(argv[at + 1]) : sizeof tasks / sizeof *tasks - 1;
    if (!first) {
        sweep_start();
        sweep_limit();
    }
    for (unsigned i = first; i <= last && i < sizeof tasks / sizeof *tasks && failures < 20; i++)
        sweep(i);
    unsigned total = last - first + 1;
    printf("%u passed, %d failed\n", failures ? 0 : total, failures);
    return failures != 0;
}
