# Built-in functions that consume a generator: what it sees, where it stands afterwards, errors,
# tracing, and generators inside generators.
import sys


def show(label, f):
    try:
        print(label, f())
    except BaseException as e:
        print(label, type(e).__name__, e)


def counted(n, log):
    for i in range(n):
        log.append(i)
        yield i


log = []
g = counted(10, log)
print(any(x == 3 for x in g), log, next(g))
print(all(x != 7 for x in g), log, list(g), list(g))
g = counted(5, log)
next(g)
print(sum(g), sum(g), max(g, default="none"))

print(sum(x * x for x in range(10)), sum((x / 2 for x in range(10)), 1), sum(x for x in (1, 2.5, 3)))
print(sum((2**46 for _ in range(8))), sum((10**20 if x % 2 else x for x in range(6))))
print(sum(([x] for x in range(3)), []), sum((True for _ in range(4)), False))
print(max(x % 7 for x in range(20)), min(x % 7 - 3 for x in range(20)), max(x / 3 for x in range(5)))
print(max(x for x in (1, 1.0, True)), max(x for x in (True, 1, 1.0)), min(c for c in "hello"))
nan = float("nan")
print(max(x for x in (nan, 1.0, 2.0)), max(x for x in (1.0, nan, 2.0)), min(x for x in (3.0, nan)))
print(max((x for x in range(10)), key=lambda x: -x), min((x for x in range(0)), default=None))
show("max", lambda: max(x for x in ()))
show("mixed", lambda: max(x for x in (1, 2, "a")))
show("sum", lambda: sum(x for x in (1, "a")))

items = [1]
items.extend(len(items) for _ in range(5))
print(items)
items = list(range(100))


def clearing():
    for i in range(10):
        if i == 5:
            items.clear()
        yield i


items.extend(clearing())
print(items)
print(list(x if x % 3 else str(x) for x in range(10)), tuple(float(x) for x in range(5)))
print(sorted(-x for x in range(5)), "-".join(str(x) for x in range(5)), [*(x for x in "abc")])
show("join", lambda: "".join(x for x in ("a", 1)))


def breaking(n):
    for i in range(n):
        if i == 3:
            raise KeyError(i)
        yield i


def returning():
    yield 1
    return 5


show("list", lambda: list(breaking(9)))
show("sum", lambda: sum(breaking(9)))
show("any", lambda: any(not x for x in breaking(9)))
show("all", lambda: all(x < 3 for x in breaking(9)))
print(list(returning()), sum(returning()))


def chained():
    got = yield from (x for x in range(3))
    print("got", got)
    got = yield 10
    print("sent", got)


print(list(chained()), sum(chained()))
print(sum(sum(y for y in range(x)) for x in range(10)), [sum(z for z in range(y)) for y in range(5)])
print(any(all(y < 3 for y in range(x)) and x == 3 for x in range(9)))


def myself():
    for i in range(3):
        if i == 2:
            next(me)
        yield i


me = myself()
show("myself", lambda: sum(me))


class Adder:
    def __init__(self, source):
        self.source = source

    def __radd__(self, other):
        return other + next(self.source)


numbers = iter([1, 2])
source = (x if x < 5 else Adder(source) for x in (1, 2, 5, 100, 3))
show("adder", lambda: sum(source))


class Truth:
    def __bool__(self):
        print("asked", type(next(asked, "end")).__name__)
        return False


asked = (x or Truth() for x in (0, 0, 3, 4))
print(any(x.__class__ is int and x > 3 or x for x in asked))


def handled():
    try:
        raise ValueError("inside")
    except ValueError:
        for i in range(3):
            yield i
        print(repr(sys.exc_info()[1]))


try:
    raise TypeError("outside")
except TypeError:
    print(sum(handled()), repr(sys.exc_info()[1]))

events = []


def tracer(frame, event, arg):
    if frame.f_code.co_name == "traced_one":
        events.append((event, arg if event == "return" else None))
    return tracer


def traced_one():
    yield 1
    yield 2


sys.settrace(tracer)
sum(traced_one())
sys.settrace(None)
print(events)


def starts_tracing():
    yield 1
    sys.settrace(tracer)
    yield 2
    sys.settrace(None)
    yield 3


print(sum(starts_tracing()))


def deep(n):
    return 0 if n == 0 else 1 + sum(deep(n - 1) for _ in range(1))


print(deep(50))
try:
    deep(10**5)
except RecursionError:
    print("too deep")
