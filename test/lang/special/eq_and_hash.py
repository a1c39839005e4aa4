# Defining __eq__ without __hash__ makes instances unhashable; __hash__ must return an int (3.3.1).
class E:
    def __eq__(self, o): return True
class Sub(E): pass
class H(E):
    def __hash__(self): return 5
class K(E):
    __hash__ = object.__hash__
class N:
    __hash__ = None
for c in (E, Sub, N):
    try:
        hash(c())
    except TypeError as e:
        print(e, c.__hash__)
for f in (lambda: {E(): 1}, lambda: {E()}, lambda: E() in {1: 2}, lambda: {}[E()],
          lambda: set().add(N())):
    try:
        f()
    except TypeError as e:
        print(e)
print(hash(H()), len({H(), H()}), isinstance(hash(K()), int))
for v in ("x", 1.0, None, True, 2 ** 64, -1, 2 ** 61 - 1):
    class R:
        def __hash__(self): return v
    try:
        print(repr(v), hash(R()))
    except TypeError as e:
        print(repr(v), e)
print(hash(-1), hash(-2), hash(True), hash(1.0), hash(2 ** 61 - 1), hash(2 ** 61), hash(0.5),
      hash(float("inf")), hash(-0.0))
