# __index__ makes an object usable as integer index, in ranges, slices, formatting and bit operations' converters (3.3.8).
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
i = I(2)
print([10, 20, 30][i], "abcd"[i], (1, 2, 3)[I(-1)], [1, 2, 3, 4][I(1):I(3)], list(range(i)),
      range(10)[i], b"abc"[i])
print(hex(i), bin(i), oct(i), chr(I(65)), int(i), float(i), complex(i), "%d" % 2, "ab" * i, [0] * i,
      bytes(i), i.__index__())
print(round(2.567, i), 10 .__pow__(2), "abcabc".find("a", I(1)), [1, 2].insert(i, 0), divmod(7, 2),
      slice(i).indices(5))
for f in (lambda: i + 1, lambda: "%x" % i, lambda: "%d" % i, lambda: f"{i:d}", lambda: [1][I("x")],
          lambda: [1][I(2 ** 70)], lambda: "a" * I(2 ** 70), lambda: int(I(1.0)),
          lambda: range(I(None)), lambda: [][I(0)],
          lambda: {i: "own hash"}[i], lambda: 2 == i, lambda: list(range(5))[I(2 ** 70):],
          lambda: [1, 2][I(-2 ** 70):]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class J(int):
    def __index__(self): return 0
print([10, 20][J(1)], hex(J(5)))
