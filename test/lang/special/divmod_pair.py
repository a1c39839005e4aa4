# divmod uses __divmod__ and __rdivmod__ and any result type is returned (3.3.8).
class D:
    def __divmod__(self, o): return ("divmod", o)
    def __rdivmod__(self, o): return "any result"
print(divmod(D(), 3), divmod(7, D()))
class E:
    def __divmod__(self, o): return NotImplemented
    def __floordiv__(self, o): return 1
    def __mod__(self, o): return 2
for f in (lambda: divmod(E(), 1), lambda: divmod(1, E()), lambda: divmod(1, 0),
          lambda: divmod(1.0, 0), lambda: divmod("a", "b"),
          lambda: 1 // 0, lambda: 1 % 0, lambda: 1.5 // 0, lambda: 1.5 % 0, lambda: 1 / 0,
          lambda: 1.5 / 0, lambda: 0j / 0):
    try:
        print(f())
    except (TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
for a in (7, -7):
    for b in (3, -3):
        print(divmod(a, b), divmod(float(a), b), a // b, a % b, end="; ")
print()
print(divmod(-1, 10 ** 20), divmod(10 ** 25, -10 ** 5 - 1), divmod(True, 2), -1 % 5.5, -0.0 % 3,
      5 % -3.0)
