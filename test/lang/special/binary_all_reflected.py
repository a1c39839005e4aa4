# The reflected method is used when the left operand lacks the operator or returns NotImplemented (3.3.8).
class R: pass
def make(op):
    def method(self, other): return f"r{op}({type(other).__name__})"
    return method
ops = {"add": "+", "sub": "-", "mul": "*", "matmul": "@", "truediv": "/", "floordiv": "//",
       "mod": "%",
       "pow": "**", "lshift": "<<", "rshift": ">>", "and": "&", "xor": "^", "or": "|"}
for name in ops:
    setattr(R, f"__r{name}__", make(name))
class Plain: pass
class Declines: pass
for name in ops:
    setattr(Declines, f"__{name}__", lambda self, other: NotImplemented)
r = R()
for name, sym in ops.items():
    print(sym, [eval(f"x {sym} r", {"x": x, "r": r}) for x in (1, 1.5, None, [], Plain(),
          Declines())])
    try:
        eval(f"r {sym} r")
    except TypeError as e:
        print(e)
print(divmod.__doc__ is not None)
