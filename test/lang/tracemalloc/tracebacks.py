# Each object has the lines it was made by, as many frames as start() was given.
import tracemalloc


def inner():
    return bytearray(1000)


def outer():
    return inner()


def lines(thing):
    found = tracemalloc.get_object_traceback(thing)
    return found and [frame.lineno for frame in found]


early = bytearray(10)
for limit in (1, 2, 25):
    tracemalloc.start(limit)
    print(limit, tracemalloc.get_traceback_limit(), tracemalloc.is_tracing())
    made = outer()
    print(lines(made), lines(early), lines(None))

    def closed(x):
        return lambda: x

    print(closed(0)(), lines(bytes(made)))
    tracemalloc.clear_traces()
    print(lines(made), tracemalloc.get_traced_memory()[0] < 5000)
    tracemalloc.stop()
    print(lines(made), tracemalloc.get_traced_memory(), tracemalloc.is_tracing())


def recurse(n):
    return recurse(n - 1) if n else bytes(range(200))


tracemalloc.start(4)
deep = recurse(10)
found = tracemalloc.get_object_traceback(deep)
print([frame.lineno for frame in found], found[0] < found[1], hash(found) == hash(found))
for line in found.format(limit=2):
    print(line.strip())
tracemalloc.stop()
for bad in (0, -1, 65536, "a", 1.5):
    try:
        tracemalloc.start(bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    tracemalloc.take_snapshot()
except RuntimeError as e:
    print(e)
