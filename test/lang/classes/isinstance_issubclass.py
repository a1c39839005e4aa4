# isinstance and issubclass accept classes, unions and nested tuples (built-in functions).
class A: pass
class B(A): pass
b = B()
print(isinstance(b, A), isinstance(b, (int, (str, (A,)))), isinstance(b, ()), isinstance(True, int))
print(issubclass(B, A), issubclass(A, B), issubclass(B, (int, A)), issubclass(bool, int),
      issubclass(A, A))
print(isinstance(1, int | str), isinstance(None, int | None), issubclass(bool, int | str),
      isinstance(1, str | None))
for call in (lambda: isinstance(b, 5), lambda: isinstance(b, [A]), lambda: isinstance(b, (int, 5)),
             lambda: isinstance(1, (int, 5)), lambda: issubclass(b, A), lambda: issubclass(A, 3),
             lambda: isinstance(1, list[int]), lambda: issubclass(int, (3, int)),
             lambda: isinstance(1, "int")):
    try:
        print(call())
    except TypeError as e:
        print(e)
class Liar:
    @property
    def __class__(self): return int
print(isinstance(Liar(), int), isinstance(Liar(), Liar), type(Liar()).__name__)
class FakeClass:
    __bases__ = (A,)
print(issubclass(FakeClass(), A), isinstance(b, type(b)))
