# zip, map, filter, enumerate, reversed, iter(callable) are lazy one-shot iterators (built-in functions).
def src(tag, n):
    for i in range(n):
        print(tag + str(i), end=" ")
        yield i
z = zip(src("a", 3), src("b", 2)); print(next(z), next(z), next(z, "end"), next(z, "end"))
z = zip(src("p", 1), src("q", 5)); print(list(z))
m = map(lambda x, y: (x, y), src("m", 3), [10, 20]); print(next(m)); print(list(m))
f = filter(lambda x: x % 2, src("f", 5)); print(next(f)); print(list(f), list(f))
e = enumerate(src("e", 3), 10 ** 20); print(next(e), iter(e) is e); print(list(e))
calls = iter(range(10))
it = iter(lambda: next(calls), 3)
print(list(it), next(it, "done"), next(calls))
print(list(filter(None, [0, 1, "", "a", [], None, True])), list(map(str.upper, "ab")),
      list(zip(*[[1, 2], [3, 4]])), list(zip([1])), dict(zip("ab", range(5))),
      list(map(max, [1, 5], [3, 2], [2, 2])), list(reversed(list(enumerate("ab")))),
      sum(map(len, ["a", "bc"])), list(map(lambda *a: a, "ab", [1, 2, 3], (True, False))))
def boom(x):
    if x == 1: raise KeyError(x)
    return x
m = map(boom, range(3)); print(next(m))
try:
    next(m)
except KeyError as x:
    print("KeyError", x)
print(next(m), next(m, "end"))
it = iter([1, 2, 3, 4]); print(list(zip(it, it)), list(zip(*[iter(range(7))] * 3)))
for make in (lambda: zip(1), lambda: map(1), lambda: map(1, [1]), lambda: filter(1),
             lambda: filter(None, 5), lambda: enumerate(), lambda: enumerate([], 1.5),
             lambda: reversed(1), lambda: reversed({1}), lambda: iter(1), lambda: iter(1, 2),
             lambda: next(map(1, [1])), lambda: zip([1], strict=1), lambda: zip(a=1),
             lambda: map(None, [1]), lambda: enumerate([], start="a"),
             lambda: list(zip("ab", "a", strict=True)), lambda: reversed(), lambda: filter(int),
             lambda: enumerate(iterable="ab", start=1).__next__()):
    try:
        print(type(make()).__name__)
    except (TypeError, ValueError) as x:
        print(type(x).__name__, x)
