# __prepare__ must give a mapping; it need not be a classmethod of a type (3.3.3.3).
def try_meta(m):
    try:
        class C(metaclass=m):
            a = 1
        print("ok", C)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
class M1(type):
    @classmethod
    def __prepare__(mcs, *a): return 5
class M2(type):
    def __prepare__(mcs, *a): return {}
class M3(type):
    __prepare__ = staticmethod(lambda name, bases: {"s": name})
def func(name, bases, ns): return (name, bases, sorted(k for k in ns if k[0] != "_"))
class Obj:
    def __prepare__(self, name, bases, **k): return {"from_obj": k}
    def __call__(self, name, bases, ns, **k): return sorted(ns), k
class M4(type):
    @classmethod
    def __prepare__(mcs, name, bases): return []
try_meta(M1)
try_meta(M2)
try_meta(M3)
try_meta(func)
try_meta(Obj())
try_meta(M4)
try_meta(lambda *a, **k: len(a))
class NoKw(type):
    @classmethod
    def __prepare__(mcs, name, bases): return {}
try:
    class D(metaclass=NoKw, extra=1): pass
except TypeError as e:
    print(e)
