# Functions and classes made by exec keep their own globals and closures (built-in functions).
ns = {"base": 10}
exec("""
def add(x):
    return x + base
class C:
    factor = base
    def m(self): return add(self.factor)
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
gen = (base + i for i in range(3))
""", ns)
print(ns["add"](1), ns["C"]().m(), list(ns["gen"]))
ns["base"] = 100
print(ns["add"](1), ns["C"]().m(), ns["C"].factor, ns["add"].__module__, ns["C"].__module__,
      ns["add"].__globals__ is ns)
c1, c2 = ns["counter"](), ns["counter"]()
print(c1(), c1(), c2())
ns2 = {"__name__": "my.module"}
exec("class D: pass\ndef f(): pass", ns2)
print(ns2["D"].__module__, repr(ns2["D"]), ns2["f"].__module__)
l = {}
exec("def g(): return h()\ndef h(): return 'h'", {}, l)
try:
    l["g"]()
except NameError as e:
    print(e)
exec("class E:\n  x = 1\n  y = [x for _ in range(1)] if False else x", {}, l); print(l["E"].y)
try:
    exec("k = 1\nclass F:\n  z = [k for _ in range(1)]", {}, {})
except NameError as e:
    print(e)
for i in range(3): exec(f"def fn{i}(): return {i}")
print(fn0(), fn2(), [globals()[f"fn{i}"]() for i in range(3)])
