# The mapping made by __prepare__ receives the body's assignments; a copy becomes the class dict (3.3.3.4).
class Log(dict):
    def __setitem__(self, k, v):
        if not k.startswith("__"):
            print("set", k)
        super().__setitem__(k, v)
    def __getitem__(self, k):
        if not k.startswith("__"):
            print("get", k)
        return super().__getitem__(k)
    def __delitem__(self, k):
        print("del", k)
        super().__delitem__(k)
class M(type):
    keep = None
    @classmethod
    def __prepare__(mcs, name, bases):
        M.keep = Log()
        return M.keep
class A(metaclass=M):
    x = 1
    y = x + 1
    del x
    def f(self): pass
    z = len("abc")
M.keep["later"] = 1
print(hasattr(A, "later"), A.y, A.z, type(A.__dict__).__name__)
class Auto(dict):
    def __missing__(self, k):
        if k.startswith("__"): raise KeyError(k)
        self[k] = v = len(self)
        return v
class E(type):
    @classmethod
    def __prepare__(mcs, name, bases): return Auto()
class Color(metaclass=E):
    red
    green
    blue
print(Color.green - Color.red, Color.blue - Color.green)
