# Which builtins a function has when its globals name none; globals of a subclass of dict.
import types
ns = {"type": type, "__builtins__": {"None": None}}
exec("""
def f(s): pass
g = type(f)(f.__code__, {})
""", ns)
own = ns["__builtins__"]
print(ns["f"].__builtins__ is own, ns["g"].__builtins__ is own, "__builtins__" in ns["g"].__globals__)
def length(s): return len(s)
h = types.FunctionType(length.__code__, {})
print(h("abc"), h.__globals__)

class Frozen(dict):
    def __setitem__(self, key, value): raise KeyError("frozen")
for globals_ in (Frozen(), Frozen({"__builtins__": {}})):
    try:
        exec("x = 1", globals_)
    except KeyError as e:
        print(e)
try:
    exec("class A: pass", {"__builtins__": {}})
except NameError as e:
    print(e)
