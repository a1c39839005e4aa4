# fsum, hypot and dist: rounded once.
import math


def shown(f, *args):
    try:
        return repr(f(*args))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


seed = 12345
for _ in range(60):
    values = []
    for _ in range(9):
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        values.append((seed / 2**64 - 0.5) * 10.0 ** (seed % 37 - 18))
    print(math.fsum(values), math.hypot(*values), math.dist(values, values[::-1]))
print(math.fsum([0.1] * 10), shown(math.fsum, [1e308, 1e308]), shown(math.fsum, [math.inf, -math.inf]))
print(math.hypot(5e-324, 5e-324), math.hypot(1e308, 1e308), math.hypot(1e-310, 3e-310), math.hypot(), math.hypot(-3))
print(shown(math.dist, (1, 2), (3,)), shown(math.dist, [1, 2], [4, 6]), shown(math.dist, 1, 2))
