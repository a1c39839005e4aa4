# What is too large to share a page counts as what it is: in getsizeof, in its trace, in the growth.
import sys
import tracemalloc


def one(make, n, empty):
    before = tracemalloc.get_traced_memory()[0]
    made = make(n)
    grown = tracemalloc.get_traced_memory()[0] - before
    size = sys.getsizeof(made)
    where = tracemalloc.get_object_traceback(made)
    traces = [t.size for t in tracemalloc.take_snapshot().traces if t.traceback == where]
    print(n, size - sys.getsizeof(empty) == n, size in traces, size <= grown < size + 1500)


tracemalloc.start()
for n in (2100, 4080, 4096, 12329, 100_003, 3_000_001):
    one(lambda n: b"x" * n, n, b"")
    one(lambda n: "x" * n, n, "")
for n in (3000, 100_000):
    small, large = sys.getsizeof((None,) * n), sys.getsizeof((None,) * (n + 10))
    print(large - small == 10 * (sys.getsizeof((None,) * (n + 1)) - small))


class Text(bytes):
    "Its attributes lie behind the text."


for n in (0, 5, 2040, 4070, 4071, 4072, 4073, 4074, 9999):
    made = Text(b"x" * n)
    made.name, made.float = "name", 1.5
    print(n, made.name, made.float, made == b"x" * n, sys.getsizeof(made) > n)
tracemalloc.stop()
