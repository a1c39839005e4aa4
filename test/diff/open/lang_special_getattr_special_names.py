# Special attributes __doc__, __module__, __class__, __dict__ follow ordinary and data-descriptor rules (3.2).
# differs: doc texts of built-in classes are our own
class C:
    "doc"
    def m(self): "mdoc"
c = C()
print(c.__doc__, C.__doc__, c.m.__doc__, c.__module__, c.__class__ is C)
c.__doc__ = "instance doc"
print(c.__doc__, vars(c))
class D(C): pass
print(D.__doc__, D().__doc__, D.m.__doc__)
class E:
    __doc__ = property(lambda self: "prop doc")
    __module__ = "fake.module"
    __qualname__ = "Fake.Qual"
print(E().__doc__, E.__module__, E, E.__name__)
class F:
    __class__ = int
print(F().__class__, type(F()).__name__, isinstance(F(), int))
print((5).__class__, [].__doc__[:8], (5).__doc__[:6], None.__class__.__name__,
      len.__doc__ is not None, len.__module__)
for f in (lambda: (5).__dict__, lambda: [].__module__, lambda: c.__name__, lambda: (5).__qualname__,
          lambda: C.__bases__[0].__bases__[0]):
    try:
        print(f())
    except (AttributeError, IndexError) as e:
        print(type(e).__name__, e)
print(int.__module__, int.__qualname__, type(len).__module__, Exception.__module__)
