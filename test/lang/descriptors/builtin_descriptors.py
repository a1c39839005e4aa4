# Built-in types expose method, wrapper, member and getset descriptors (3.2).
print(type(str.upper).__name__, type(int.__add__).__name__, type(int.real).__name__,
      type(dict.fromkeys).__name__)
print(type(dict.__dict__["fromkeys"]).__name__, type(str.maketrans).__name__,
      type((1).__add__).__name__)
print(type(type.__dict__["__mro__"]).__name__, type(str.__dict__["maketrans"]).__name__)
print(int.real.__get__(5), str.upper("x"), int.__add__(1, 2), dict.fromkeys("ab", 0),
      (5).__add__(6))
print(str.upper.__name__, str.upper.__qualname__, str.upper.__objclass__, int.__add__.__name__)
for bad in (lambda: int.real.__get__("s"), lambda: int.real.__set__(5, 1), lambda: str.upper(),
            lambda: int.__add__("a", 1), lambda: int.__add__(), lambda: setattr(5, "real", 1),
            lambda: list.append(1, 2), lambda: int.__dict__["real"].__delete__(5)):
    try:
        print(bad())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print("abc".upper == "abc".upper, [].append == [].append, len == len, hash(len) == hash(len))
x = []
print(x.append == x.append, x.append.__self__ is x, x.append.__name__, x.append.__qualname__,
      len.__self__.__name__)
