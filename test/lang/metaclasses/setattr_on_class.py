# Class attribute assignment goes through the metaclass's __setattr__ and __delattr__ (3.3.2).
class M(type):
    def __setattr__(cls, k, v):
        print("set", cls.__name__, k)
        super().__setattr__(k, v)
    def __delattr__(cls, k):
        print("del", k)
        super().__delattr__(k)
    def __getattr__(cls, k):
        print("getattr", k)
        if k.startswith("_"): raise AttributeError(k)
        return "dynamic " + k
    def __getattribute__(cls, k):
        if k == "spy": return "spied"
        return super().__getattribute__(k)
    def __dir__(cls): return ["z", "b"]
class A(metaclass=M):
    x = 1
A.y = 2
A.x = 3
del A.y
print(A.anything, A.spy, A.x, dir(A))
try:
    A().anything
except AttributeError as e:
    print(e)
try:
    A._private
except AttributeError as e:
    print(e)
try:
    del A.nope
except AttributeError as e:
    print(e)
A().z = 5
type.__setattr__(A, "quiet", 1)
print(A.quiet)
