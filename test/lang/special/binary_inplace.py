# In-place methods are tried before the plain operator and their result is assigned (3.3.8).
class I:
    def __init__(self): self.log = []
def make(op):
    def method(self, other):
        self.log.append(op)
        return self
    return method
class P:
    pass
ops = {"add": "+", "sub": "-", "mul": "*", "matmul": "@", "truediv": "/", "floordiv": "//",
       "mod": "%",
       "pow": "**", "lshift": "<<", "rshift": ">>", "and": "&", "xor": "^", "or": "|"}
for name in ops:
    setattr(I, f"__i{name}__", make("i" + name))
    setattr(P, f"__{name}__", lambda self, o, name=name: (name, o))
    setattr(P, f"__i{name}__", lambda self, o: NotImplemented)
x = I()
for sym in ops.values():
    exec(f"x {sym}= 1")
print(x.log)
for sym in ops.values():
    p = P()
    exec(f"p {sym}= 2")
    print(sym, p)
class None_:
    def __iadd__(self, o): pass
n = None_()
n += 1
print(n)
for sym in ops.values():
    o = object()
    try:
        exec(f"o {sym}= 1")
    except TypeError as e:
        print(e)
