# sys.setrecursionlimit changes the depth; too low or wrong values are refused (library, sys).
import sys
print(sys.getrecursionlimit())
def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
base = depth()
sys.setrecursionlimit(200)
small = depth()
sys.setrecursionlimit(1500)
large = depth()
print(small < 200 < base < 1000 < large < 1500, sys.getrecursionlimit())
for bad in (0, -1, "x", 1.5, None, 2 ** 40, 1):
    try:
        sys.setrecursionlimit(bad)
        print("ok", bad)
    except (ValueError, TypeError, OverflowError, RecursionError) as e:
        print(type(e).__name__, str(e).split(" at the ")[0])
sys.setrecursionlimit(1000)
def f(n):
    if n: return f(n - 1)
    try:
        sys.setrecursionlimit(10)
    except RecursionError as e:
        return str(e).split(" at the ")[0]
print(f(50))
print(sys.getrecursionlimit(), depth() == base)
