# Calls and definitions with hundreds of parameters work, past any one-byte count (8.7).
n = 300
names = ", ".join(f"a{i}" for i in range(n))
ns = {}
exec(f"def f({names}): return a0 + a{n - 1}, len(locals())", ns)
print(ns["f"](*range(n)))
print(ns["f"](**{f"a{i}": i for i in range(n)}))
exec("def g(*a): return len(a), sum(a)\nr = g(" + ", ".join(map(str, range(n))) + ")", ns)
print(ns["r"])
exec(f"def h(**k): return len(k)\nr = h(" + ", ".join(f"k{i}={i}" for i in range(n)) + ")", ns)
print(ns["r"])
try:
    ns["f"](*range(n - 1))
except TypeError as e:
    print(e)
try:
    ns["f"](*range(n - 3))
except TypeError as e:
    print(e)
exec("def d(" + ", ".join(f"a{i}={i}" for i in range(n)) + "): return a299", ns)
print(ns["d"](), ns["d"](a299=-1))
