# A slot named like a special method: the type finds the descriptor, the instance the value.
class C:
    __slots__ = ("__call__", "__len__", "__add__")
c = C()
for action in (lambda: c(), lambda: len(c), lambda: c + 1):
    try:
        action()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
c.__call__ = lambda *a: ("called", a)
c.__len__ = lambda: 5
c.__add__ = lambda o: ("added", o)
print(c(1, 2), len(c), c + 1)
