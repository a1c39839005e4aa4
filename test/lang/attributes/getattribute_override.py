# __getattribute__ intercepts every explicit access; its AttributeError falls to __getattr__ (3.3.2).
class A:
    x = "class x"
    def __init__(self): self.secret = 1
    def __getattribute__(self, name):
        if name == "secret":
            raise AttributeError("hidden")
        if name == "boom":
            raise KeyError("boom")
        v = object.__getattribute__(self, name)
        return ("seen", v) if name == "x" else v
    def meth(self): return self.x
a = A()
print(a.x, a.meth(), a.__dict__, hasattr(a, "secret"))
for n in ("secret", "boom", "gone"):
    try:
        getattr(a, n)
    except Exception as e:
        print(type(e).__name__, e)
class B(A):
    def __getattr__(self, name): return "fallback " + name
b = B()
print(b.secret, b.gone, b.x, vars(b))
try:
    b.boom
except KeyError as e:
    print(repr(e))
class C:
    def __getattribute__(self, name): return self.loop
try:
    C().x
except RecursionError as e:
    print("RecursionError")
