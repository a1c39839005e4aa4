# operator functions mirror syntax; getters fetch items, attributes and call methods (library, operator).
import operator as op
print(op.add(1, 2), op.sub(5, 3), op.mul("a", 3), op.truediv(7, 2), op.floordiv(7, 2), op.mod(7, 4),
      op.pow(2, 5), op.neg(3), op.pos(-3), op.invert(5), op.lshift(1, 4), op.and_(6, 3),
      op.or_(6, 3), op.xor(6, 3), op.not_([]), op.truth("a"), op.is_(None, None),
      op.is_not(1, None), op.concat([1], [2]), op.contains("abc", "b"), op.countOf([1, 2, 1], 1),
      op.indexOf("abc", "c"), op.index(True), op.abs(-2), op.call(len, "abc"))
print(op.lt(1, 2), op.le(2, 2), op.eq("a", "a"), op.ne(1, 1.0), op.ge([2], [1]),
      op.gt((1,), (1, 0)), op.getitem([1, 2], -1), op.matmul.__name__)
l = [3, 1, 2]
op.setitem(l, 0, 9)
op.delitem(l, 1)
m = op.iadd(l, [5])
print(l, m is l, op.iadd((1,), (2,)), op.imul([1], 2), op.ior({1}, {2}))
g = op.itemgetter(1)
h = op.itemgetter(2, 0)
k = op.itemgetter("a")
s = op.itemgetter(slice(1,
        3))
print(g("abc"), h("abc"), k({"a": 5}), s([1, 2, 3, 4]), sorted([("b", 1), ("a", 2)],
      key=op.itemgetter(0)), repr(g), repr(h))
class P:
    def __init__(self): self.x = 1; self.q = self
    def m(self, *a, **k): return a, k
p = P()
print(op.attrgetter("x")(p), op.attrgetter("q.q.x", "x")(p), op.methodcaller("m", 1, b=2)(p),
      op.methodcaller("upper")("ab"), repr(op.attrgetter("a.b")), repr(op.methodcaller("f", 1,
      k=2)))
for f in (lambda: op.itemgetter(), lambda: op.attrgetter(5), lambda: op.methodcaller(),
          lambda: op.add(1), lambda: op.indexOf([], 1), lambda: op.concat(1, 2),
          lambda: op.index(1.5), lambda: op.attrgetter("zz")(p), lambda: op.itemgetter(9)("a"),
          lambda: op.contains(5, 1), lambda: op.methodcaller("zz")(p), lambda: op.add(1, "a"),
          lambda: op.getitem(5, 0), lambda: op.itemgetter(1)(), lambda: op.length_hint([], "a"),
          lambda: op.methodcaller(5), lambda: op.setitem((), 0, 1), lambda: op.countOf(5, 1),
          lambda: op.truth(), lambda: op.call()):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError, IndexError) as e:
        print(type(e).__name__, e)
