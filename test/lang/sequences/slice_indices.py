# slice objects keep their parts; indices clips to a length (3.2).
for s in (slice(None), slice(2), slice(1, 5), slice(1, 10, 2), slice(-3, None),
          slice(None, None, -1), slice(10, 0, -3), slice(-100, 100), slice(100, -100, -2),
          slice(-1, -5, -1), slice(3, 3), slice(None, -2), slice(0, -1, 3), slice(None, 0, -1),
          slice(-1, None, -1)):
    print(s, [s.indices(n) for n in (0, 1, 5, 10)])
s = slice("a", [1], None)
print(s.start, s.stop, s.step, s, slice(1, 2) == slice(1, 2), slice(1) == slice(None, 1, None),
      slice(1, 2) < slice(1, 3), slice(2) != slice(3), [0, 1, 2, 3][slice(1, 3)],
      "abcd"[slice(None, None, 2)], slice(1, 2, 3).indices(2 ** 100),
      slice(-2 ** 70, 2 ** 70).indices(5), slice(None, None, 2 ** 70).indices(5),
      slice(None, None, -2 ** 70).indices(5))
for f in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: hash(slice(1)),
          lambda: slice(1).indices(-1), lambda: slice("a").indices(5),
          lambda: slice(None, None, 0).indices(5), lambda: slice(1).indices("a"),
          lambda: slice(1.5).indices(5), lambda: setattr(slice(1), "start", 2),
          lambda: slice(1) < 5, lambda: slice(1, "a") < slice(1, 2), lambda: {slice(1): 1},
          lambda: slice(1).indices(1.0), lambda: slice(stop=1), lambda: slice(1, 2, 3)[0],
          lambda: slice(1).indices(), lambda: slice(1, 2) == (1, 2, None), lambda: slice(1).nope):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
class S:
    def __getitem__(self, k): return k
x = S()
print(x[1:2], x[:], x[::], x[::-1], x["a":None:()], x[1:2, ::3, ...], x[x[1]:x[2]],
      x[lambda: 0:1].start(), x[1:2:3].step, x[:, 1], x[(1, 2):3],
      [x[i:j] for i, j in zip((0, None), (None, 1))])
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
print(slice(I(1), I(4), I(2)).indices(10), "abcdef"[I(1):I(5):I(2)], list(range(10))[I(-3):])
