# globals() is the live module dict; locals() at module level is the same; in functions it is a snapshot (built-in functions).
globals()["made"] = "by dict"
print(made, locals() is globals(), vars() is globals())
made = 2
print(globals()["made"])
del globals()["made"]
try:
    made
except NameError as e:
    print(e)
def f(a):
    l1 = locals()
    b = 2
    l2 = locals()
    l1["a"] = "changed"
    return a, l1 is l2, sorted(k for k in l2), sorted(locals())
print(f(1))
def g():
    for i in range(2): pass
    del i
    return locals()
print(g())
def h(*args, k=1, **kw):
    x = [locals() for _ in range(1)]
    return sorted(locals()), sorted(k for k in x[0] if k[0] != ".")
print(h(1, z=2))
class C:
    a = 1
    l = sorted(k for k in locals() if not k.startswith("_"))
    locals()["b"] = 2
print(C.l, C.b, C.__dict__["b"])
def cell():
    v = 1
    def inner(): return v
    v = 2
    return locals()["v"], "inner" in locals()
print(cell())
def gen():
    x = 1
    yield dict(locals())
    y = 2
    yield sorted(locals())
print(list(gen()))
print(sorted(k for k in globals() if not k.startswith("_")), (lambda p: locals())(5),
      type(globals()).__name__, eval("locals() is globals()"))
