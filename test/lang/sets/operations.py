# Set algebra with operators (sets only) and methods (any iterable) (library, set).
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, b - a, a ^ b, a.union(b, [9], "x" and (8,)), a.intersection(b, [3]),
      a.difference([1], (2,)), a.symmetric_difference([1, 7]), a.union(), a.intersection(),
      a.difference())
print(a <= b, {3} < a, a >= {1, 2}, a > a, a < {1, 2, 3, 4, 5}, a == {4, 3, 2, 1}, a != b,
      a.issubset(range(10)), a.issuperset([1]), a.isdisjoint([9]), a.isdisjoint(b), set() <= set(),
      {1} <= {2}, {1} >= {2}, not {1} < {2})
c = a.copy(); c |= b; c -= {1}; c &= {2, 3, 5}; c ^= {5, 6}; print(c, a)
c.update([10], (11,), {12: 0})
c.intersection_update(range(3,
        12))
c.difference_update([3])
c.symmetric_difference_update([10, 99])
print(sorted(c))
print(c.add(1), c.discard(1000), c.discard(99), c.remove(1), sorted(c), len(c), 6 in c,
      c.pop() in (6, 11, 10), c.clear(), c, bool(c), set(), {*()}, set("aab") == {"a", "b"},
      set([1, 1, 1.0, True]))
for f in (lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} | [2], lambda: {1} & "a",
          lambda: {1} - (1,), lambda: {1} ^ {1: 2}.values(), lambda: {1} < [1], lambda: {1} <= 5,
          lambda: {1}.union(5), lambda: {1}.add([]), lambda: {[]}, lambda: {1}.update(5),
          lambda: set(5), lambda: set(1, 2), lambda: a[0], lambda: {1} + {2}, lambda: hash({1}),
          lambda: {{1}}, lambda: [] in {1}, lambda: {1}.remove([]), lambda: {1}.issubset(5),
          lambda: {1}.remove({5}), lambda: set(x=1), lambda: {1} * 2, lambda: {1}.discard({}),
          lambda: {1}.isdisjoint(5)):
    try:
        print(f())
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)
print({1, 2} == frozenset({1, 2}), {1} | frozenset({2}), type({1} | frozenset({2})).__name__,
      type(frozenset({1}) | {2}).__name__, {frozenset({1}): "k"}[frozenset({1})],
      {1} in {frozenset({1})}, {frozenset({1})} - {frozenset({1})}, {1} | {1: 0}.keys())
