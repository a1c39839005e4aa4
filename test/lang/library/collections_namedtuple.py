# namedtuple builds tuple classes with named fields, defaults and helpers (library, collections).
from collections import namedtuple
P = namedtuple("P", "x y z", defaults=[10, 20])
p = P(1); q = P(1, y=5)
print(p, q, q.y, q[1], p._fields, P._field_defaults, q._replace(x=9), q._asdict(),
      P._make([7, 8, 9]), p == (1, 10, 20), hash(p) == hash((1, 10, 20)), isinstance(p, tuple),
      len(p), P.__doc__, P.x.__doc__)
x, *rest = q; print(x, rest, q + (1,), q[1:], q < P(2), max(p, q), P.__match_args__, [*p])
class Q(P):
    __slots__ = ()
    def total(self): return sum(self)
    def __repr__(self): return "Q!" + super().__repr__()
print(Q(1), Q(1).total(), Q(1)._replace(y=0), type(Q(1)._replace(y=0)).__name__)
for f in (lambda: P(), lambda: P(1, 2, 3, 4), lambda: P(1, x=2), lambda: P(1, w=2),
          lambda: setattr(p, "x", 1), lambda: p.w, lambda: p._replace(w=1),
          lambda: namedtuple("A", "a a"), lambda: namedtuple("A", "class b"),
          lambda: namedtuple("A", "_x"), lambda: namedtuple("1A", "x"),
          lambda: namedtuple("A", ["a b"]), lambda: namedtuple("A", "a", defaults=[1, 2]),
          lambda: P._make([1])):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
print(namedtuple("R", "a class a _b", rename=True)._fields, namedtuple("E", [])(),
      namedtuple("C", "a,b , c")._fields, namedtuple("M", "a", module="mod").__module__)
match q:
    case P(x=1, y=v): print("matched", v)
match q:
    case P(a, b, c): print(a, b, c)
