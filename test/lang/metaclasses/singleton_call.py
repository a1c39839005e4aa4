# Overriding __call__ on the metaclass controls instance creation (3.3.3).
class Singleton(type):
    def __init__(cls, *a):
        super().__init__(*a)
        cls._instance = None
    def __call__(cls, *a, **k):
        if cls._instance is None:
            cls._instance = super().__call__(*a, **k)
        return cls._instance
class Config(metaclass=Singleton):
    def __init__(self, v): self.v = v
class Other(Config): pass
a, b = Config(1), Config(2)
print(a is b, b.v, Other(3).v, Other(4) is Other(5))
class NoInst(type):
    def __call__(cls, *a, **k): raise TypeError(f"{cls.__name__} cannot be instantiated")
class Abstract(metaclass=NoInst): pass
try:
    Abstract()
except TypeError as e:
    print(e)
print(type(type.__call__(Abstract)).__name__, type(object.__new__(Abstract)).__name__)
class Ret(type):
    def __call__(cls, x): return x * 2
class R(metaclass=Ret): pass
print(R(21), callable(R))
