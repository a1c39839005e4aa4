# Tuples: construction, methods, hashing, slicing and concatenation (library, tuple).
t = 1, "a", (2, [3])
print(t, t[0], t[-1][1][0], t[1:], t[::-1], len(t), t + (4,), t * 2, 1 in t, t.index("a"),
      t.count(1), hash((1, 2)) == hash((1, 2)), (1,) != (1, 2), () < (0,), (1, 2) < (1, 3),
      (1, 2, 3)[1:2], tuple(), tuple("ab"), tuple([1]), tuple({1: 2}), tuple(x for x in range(3)),
      (1), (1,), ())
t[2][1].append(4); print(t)
for f in (lambda: hash(t), lambda: t[5], lambda: t["a"], lambda: t.index("zz"), lambda: t + [1],
          lambda: t + 1, lambda: t < (1, 2), lambda: (1,) < ("a",), lambda: tuple(5),
          lambda: tuple(1, 2), lambda: t.append(1), lambda: t * 1.5, lambda: (1, 2).index(1, 1),
          lambda: t.__setitem__, lambda: {t: 1}, lambda: t[1.0], lambda: t[::0],
          lambda: tuple(x=1)):
    try:
        print(f())
    except (TypeError, IndexError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
for src in ("t[0] = 1", "del t[0]", "t[0:1] = ()", "t.x = 1"):
    try:
        exec(src)
    except (TypeError, AttributeError) as e:
        print(src, e)
print({(1, 2): "k"}[1, 2], {(): 0}[()], (1, 2) == (1.0, 2.0), hash((1, 2)) == hash((1.0, 2.0)),
      hash(()) == hash(()), (1, (2, (3,)))[1][1][0], len({(1, 2), (1, 2), (2, 1)}), tuple(t) is t,
      t[:] is t, (t + ())[0], sum(((1,), (2,)), ()), max((1, 5), (2, 0)),
      sorted([(2, "a"), (1, "b"), (1, "a")]), ((1, 2),) * 2, tuple(range(5))[-3:], [*(1, 2), *()])
a, (b, *c), *d = (1, (2, 3, 4), 5, 6); print(a, b, c, d)
u = ([],)
v = u
v[0].append(u)
print(v)
print(tuple([1, 2]) + tuple("a"), (1, 2, 3).__len__(), (0,) * 3, repr((None,)), str(((),)))
