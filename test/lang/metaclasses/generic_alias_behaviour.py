# Parametrised built-in generics forward attributes and calls, and refuse isinstance (PEP 585).
a = list[int]
print(a, repr(dict[str, int]), a([1, 2]), a.append is list.append, a.__parameters__)
print(list[int] == list[str], hash(list[int]) == hash(list[int]), list[int] is list[int])
print(tuple[int, str].__args__, type(a).__name__)
for f in (lambda: isinstance([], a), lambda: issubclass(list, a), lambda: a[int], lambda: int[int],
          lambda: a.nope,
          lambda: setattr(a, "x", 1)):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(list["forward"], dict[str, "x"], tuple[...], list[None], list[[1, 2]])
class L(list[int]): pass
print(L.__mro__[1].__name__, L([3]))
print(int | str, type(int | str).__name__, (int | str).__args__, int | str == str | int, int | None,
      int | int)
print(list[int] | None, isinstance(5, int | str), hash(int | str) == hash(str | int))
for f in (lambda: int | 5, lambda: isinstance(1, int | list[int]), lambda: (int | str)()):
    try:
        print(f())
    except TypeError as e:
        print(e)
