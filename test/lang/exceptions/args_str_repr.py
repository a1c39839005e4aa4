# str and repr of exceptions depend on the number of arguments; KeyError shows the repr (library, exceptions).
for e in (ValueError(), ValueError("a"), ValueError("a", 1), ValueError(None), ValueError(""),
          ValueError((1, 2)), KeyError("k"), KeyError(),
          KeyError("a", "b"), KeyError(KeyError("n")), IndexError("i"), StopIteration(),
          StopIteration(1, 2), Exception([1]), BaseException("é"),
          AttributeError("x"), NameError("n"), ImportError("m"), SystemExit(), SystemExit(3),
          SystemExit(1, 2), UnicodeError("u"),
          AssertionError(), MemoryError("m"), EOFError(b"x")):
    print(repr(e), "|", str(e), "|", e.args)
class E(Exception):
    def __str__(self): return "custom str"
class R(Exception):
    def __repr__(self): return "custom repr"
class N(Exception):
    def __init__(self, a, b=2): self.a = a
class W(Exception):
    def __new__(cls, *a):
        self = super().__new__(cls, "from new")
        return self
print(repr(E(1)), str(E(1)), str(R("s")), repr(R("s")), repr(N("x", b=3)), N("x").args, str(N(1)),
      repr(W(5)))
try:
    ValueError(x=1)
except TypeError as e:
    print(e)
print(ImportError("m", name="n", path="p").name, StopIteration(5).value, StopIteration().value,
      SystemExit(4).code, NameError("n", name="q").name)
