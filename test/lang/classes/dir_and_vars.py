# dir() merges instance, class and bases, sorted; __dir__ overrides; vars() needs a __dict__ (built-in functions).
class A:
    ca = 1
    def ma(self): pass
class B(A):
    cb = 2
    def __init__(self): self.ib = 3
pub = lambda o: [n for n in dir(o) if not n.startswith("__")]
print(pub(B()), pub(B), pub(A))
b = B()
b.__dict__["odd name"] = 1
print(pub(b))
class C:
    def __dir__(self): return ["z", "a"]
print(dir(C()))
class D:
    def __dir__(self): return 5
try:
    dir(D())
except TypeError as e:
    print(e)
print(vars(b))
for v in (1, [], object()):
    try:
        vars(v)
    except TypeError as e:
        print(e)
def f(x):
    y = 1
    return dir()
print(f(0))
print([n for n in dir(object) if "sub" in n], "__class__" in dir(5))
