# A metaclass's __new__ may return anything; __init__ then runs only for its own instances (3.3.3).
class M(type):
    def __new__(mcs, name, bases, ns):
        if name == "Num":
            return 42
        if name == "Swap":
            return super().__new__(mcs, "Swapped", bases, {"extra": 1})
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns):
        print("init", cls.__name__, name)
class Num(metaclass=M): pass
print(Num)
class Swap(metaclass=M):
    lost = 1
print(Swap.__name__, Swap.extra, hasattr(Swap, "lost"))
class Check(type):
    def __new__(mcs, name, bases, ns):
        for k, v in ns.items():
            if callable(v) and not v.__doc__:
                raise TypeError(f"{name}.{k} lacks a doc")
        return type.__new__(mcs, name, bases, ns)
try:
    class Bad(metaclass=Check):
        def f(self): pass
except TypeError as e:
    print(e)
class Cell(type):
    def __new__(mcs, name, bases, ns):
        ns.pop("__classcell__", None)
        return super().__new__(mcs, name, bases, ns)
try:
    class NeedsCell(metaclass=Cell):
        def f(self): return __class__
except RuntimeError as e:
    print(e)
