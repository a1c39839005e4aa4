# sum, any, all, min, max, len, zip, enumerate rely on the protocols and report their own errors (built-in functions).
class A:
    def __init__(self, n): self.n = n
    def __radd__(self, o): return A((o if isinstance(o, int) else o.n) + self.n)
    __add__ = __radd__
    def __repr__(self): return f"A{self.n}"
print(sum([A(1), A(2)]), sum([[1], [2]], []), sum([0.1] * 3), sum((1, 2), start=10),
      sum([True, True]), sum([], 5))
print(any([]), all([]), any(x > 1 for x in (1, 2)), all("ab"), all(["", 1]))
print(max("b", "a", "c"), max([1, 3, 2], key=lambda v: -v), min([], default=None),
      max({}, default=0), max([1, 1.0]), min([1.0, 1]))
print(list(zip("abc", [1, 2])), list(zip()), list(zip("a")), list(enumerate("ab", 5)),
      list(enumerate("x", start=-1)))
for f in (lambda: max([]), lambda: min(()), lambda: max(1), lambda: max(),
          lambda: max(1, 2, default=3), lambda: max([1, "a"]),
          lambda: sum(["a"]), lambda: sum([b"a"], b""), lambda: sum(["a"], ""), lambda: any(5),
          lambda: sum(1), lambda: sum([None]),
          lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)),
          lambda: enumerate([], "a"),
          lambda: list(zip([1], [1], [], strict=True)), lambda: list(zip([], [1], strict=True))):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
