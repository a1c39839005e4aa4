# pow() passes its third argument to __pow__; ** never does and __rpow__ gets no modulus by default (3.3.8).
class P:
    def __pow__(self, e, m="none"): return ("pow", e, m)
    def __rpow__(self, b, m="none"): return ("rpow", b, m)
    def __ipow__(self, e): return ("ipow", e)
p = P()
print(p ** 2, pow(p, 2), pow(p, 2, 7), 2 ** p, pow(2, p))
q = p
q **= 3
print(q)
for f in (lambda: pow(2, p, 5), lambda: pow(2, 3, p), lambda: pow("a", 2), lambda: pow(2, 3, "m"),
          lambda: pow(2.0, 3, 5),
          lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: pow(0, -1), lambda: 0 ** -2,
          lambda: 0.0 ** -1):
    try:
        print(f())
    except (TypeError, ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
print(pow(3, -1, 7), pow(2, 10, 1000), pow(-2, 3, 5), pow(2, 3, -5), pow(5, 0, 1), pow(38, -1, 97))
print(pow(2, 0.5) == 2 ** 0.5, (-8) ** (1 / 3) == complex(-8) ** (1 / 3), pow(7, 200, 13), 2 ** 100)
print(pow(base=2, exp=5, mod=3))
