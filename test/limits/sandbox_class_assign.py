# __class__, __bases__ and __code__ assigned at will.
# ends: done
# prints: 8
class A: pass
class B(A): __slots__ = ('x', 'y')
class L(list): pass
n = 0
for f in (lambda: setattr(A(), '__class__', int), lambda: setattr(A(), '__class__', B), lambda: setattr(L(), '__class__', A), lambda: setattr(A, '__bases__', (int,)), lambda: setattr(A, '__bases__', (A,)), lambda: setattr(A, '__bases__', ()),
          lambda: setattr(B, '__bases__', (L,)), lambda: setattr([], '__class__', L)):
    try: f()
    except TypeError: n += 1
print(n)
