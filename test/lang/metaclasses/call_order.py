# A class statement calls __prepare__, runs the body, then the metaclass's __new__ and __init__ (3.3.3).
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"planted": 1}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw, "planted" in ns)
        super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print("call", cls.__name__, a)
        return super().__call__(*a)

class A(metaclass=M, opt=1):
    print("body", planted)
    x = 2
class B(A):
    def __init__(self, v): self.v = v
print(type(B).__name__, A.x, A.planted, B(5).v)
print(type(M("C", (A,), {"y": 1})).__name__)
