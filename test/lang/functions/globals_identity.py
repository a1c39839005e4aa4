# Functions keep the globals they were defined in; names resolve local, enclosing, global, built-in (4.2.2).
ns = {"len": lambda x: "fake len"}
exec("def f(x): return len(x), __name__ if '__name__' in globals() else 'none'", ns)
print(ns["f"]([1]))
print(ns["f"].__globals__ is ns)
del ns["len"]
print(ns["f"]([1, 2]))
len_backup = len
def len(x):
    return "shadow"
print(len([]))
del len
print(len([]))

def g():
    return abs(-1)
abs = lambda v: "patched"
print(g())
del abs
print(g())
try:
    del abs
except NameError as e:
    print(e)
g.__globals__["abs"] = lambda v: "again"
print(g())
