# Deep recursion with large frames.
# ends: RecursionError

def f(n): return f([0] * 1000)
f(1)
