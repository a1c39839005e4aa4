# operator.length_hint and list() consult __len__ then __length_hint__, whose errors matter (3.3.7).
import operator
class H:
    def __init__(self, v): self.v = v
    def __iter__(self): return iter([1, 2])
    def __length_hint__(self):
        print("hint", end=" ")
        if isinstance(self.v, Exception): raise self.v
        return self.v
print(operator.length_hint(H(5)), operator.length_hint([1, 2]),
      operator.length_hint(iter([1, 2, 3])), operator.length_hint(5, 9))
for v in (0, 10, NotImplemented, -1, "x", TypeError("t"), ValueError("v"), None):
    for f in (lambda: operator.length_hint(H(v), 7), lambda: list(H(v)), lambda: [*H(v)]):
        try:
            print(f(), end=" | ")
        except Exception as e:
            print(type(e).__name__, e, end=" | ")
    print()
it = iter([1, 2, 3]); next(it)
print(it.__length_hint__(), iter(range(5)).__length_hint__(), iter("abc").__length_hint__(),
      iter({1: 2}).__length_hint__())
