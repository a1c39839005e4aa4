# ints and floats compare by exact mathematical value (6.10.1).
pairs = [(2 ** 53, 2.0 ** 53), (2 ** 53 + 1, 2.0 ** 53), (10 ** 22, 1e22), (10 ** 23, 1e23),
         (10 ** 308, 1e308), (10 ** 400, float("inf")), (-10 ** 400, float("-inf")), (0, -0.0),
         (1, 0.9999999999999999), (3, 3.5), (-3, -3.5),
         (2 ** 63, 2.0 ** 63), (2 ** 63 - 1, 2.0 ** 63), (2 ** 64 + 1, 2.0 ** 64),
         (5, float("nan")), (10 ** 400, 1e308), (True, 1.0), (2 ** 1023, 2.0 ** 1023),
         (2 ** 1024, 1.7976931348623157e308)]
for i, f in pairs:
    print(f, i == f, i != f, i < f, i <= f, i > f, i >= f, f == i, f < i, f > i)
print(hash(2 ** 53) == hash(2.0 ** 53), hash(10 ** 22) == hash(1e22), {1: "a"}[1.0], 1.0 in {1},
      {2 ** 53: 1}.get(2.0 ** 53), {1e23: 0}.get(10 ** 23))
print(hash(float("inf")), hash(float("-inf")), hash(0.1), hash(-0.5), hash(1e300), hash(2.5),
      hash(-2.0), hash(1 << 61), hash(3.5e-320))
for f in (lambda: float(10 ** 400), lambda: 10 ** 400 * 1.0, lambda: 10 ** 400 + 0.5,
          lambda: 10 ** 400 / 1.5, lambda: 1.0 // 10 ** 400, lambda: 10 ** 400 / 10 ** 399,
          lambda: 10 ** 400 / 3, lambda: 1 / 10 ** 400, lambda: 2 ** 1e4, lambda: 10.0 ** 400,
          lambda: (10 ** 400) ** 0.5):
    try:
        print(f())
    except OverflowError as e:
        print(e)
print(sorted([2.5, 2, 3, 2.4999999999999996, -1, 10 ** 30, 1e30, float("-inf")]),
      max(10 ** 30, 1e30), min(1, 1.0), [1, 2.0, 3].index(2), (0.1 + 0.2) == 0.3)
