# Unary operators and abs call their methods on the type (3.3.8).
class U:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
u = U()
print(-u, +u, ~u, abs(u), not u)
class P: pass
p = P()
p.__neg__ = lambda: "ignored"
for f in (lambda: -p, lambda: +p, lambda: ~p, lambda: abs(p), lambda: -"s", lambda: +[],
          lambda: ~1.5, lambda: -None):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(-True, +True, ~True, ~0, - -5, -+-5, ~~7, -0.0, abs(-0.0), abs(-3 + 4j), -2 ** 2, (-2) ** 2,
      2 ** -1)
print(not not u, not 0 == 1, -1 ** 2 if not None else 0)
class B(bool.__base__):
    def __neg__(self): return NotImplemented
print(-B(1))
class Raise:
    def __abs__(self): raise ValueError("abs")
try:
    abs(Raise())
except ValueError as e:
    print(e)
