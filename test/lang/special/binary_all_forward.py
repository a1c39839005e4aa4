# Every binary operator calls its method on the left operand first (3.3.8).
class N:
    def __init__(self, n): self.n = n
def make(op):
    def method(self, other): return f"{op}({self.n},{getattr(other, 'n', other)})"
    return method
ops = {"add": "+", "sub": "-", "mul": "*", "matmul": "@", "truediv": "/", "floordiv": "//",
       "mod": "%",
       "pow": "**", "lshift": "<<", "rshift": ">>", "and": "&", "xor": "^", "or": "|"}
for name in ops:
    setattr(N, f"__{name}__", make(name))
a, b = N("a"), N("b")
for name, sym in ops.items():
    print(sym, eval(f"a {sym} b"), eval(f"a {sym} 1"), end=" ")
    try:
        print(eval(f"1 {sym} a"))
    except TypeError as e:
        print(e)
print(divmod.__name__)
try:
    divmod(a, b)
except TypeError as e:
    print(e)
