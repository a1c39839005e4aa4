# list methods mutate in place and return None or the item (library, list).
l = [3, 1, 2]
print(l.append(4), l.extend("ab"), l.insert(1, "x"), l.insert(-1, "y"), l.insert(100, "end"),
      l.insert(-100, "start"), l)
print(l.pop(), l.pop(0), l.pop(-2), l.remove("x"), l.reverse(), l, l.index(1), l.index(2, 1),
      l.index("a", -5, 100), l.count(1), l.count("zz"))
c = l.copy(); c.append("only copy"); print(len(l), len(c), l.clear(), l, c)
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].pop(-2), lambda: [1].pop("a"),
          lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2].index(1, 1),
          lambda: [1].index(1, "a"), lambda: [].extend(5), lambda: [].append(),
          lambda: [].insert(0), lambda: [].insert("a", 1), lambda: [].insert(1.0, 1),
          lambda: [1].pop(2 ** 70), lambda: [].clear(1), lambda: [].copy(1), lambda: [].reverse(1),
          lambda: list(5), lambda: list(1, 2), lambda: [].count(), lambda: [].index()):
    try:
        print(f())
    except (IndexError, ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
print(list(), list("ab"), list((1, 2)), list({1: 2}), list(range(3)), list(x for x in "xy"),
      list([1]), [1, 2].__class__([3]), [] + [1] * 3, [0] * 0, [1] * -1, [[0] * 2] * 2)
a = [1, 2]; a.extend(a); print(a); a += a; print(a); a.insert(2, a); print(a[2] is a, len(a), a)
m = [1]; m.append(m.append(2)); print(m)
