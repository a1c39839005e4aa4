# __dictoffset__-free facts: type flags visible as attributes of classes and type's own methods (3.2).
class A: pass
print(type.__name__, type.__mro__, type.__bases__, type(type) is type, isinstance(type, object))
print(isinstance(object, type), object.__class__ is type, A.__class__ is type,
      type.__call__(int, "5"))
print(type.mro(bool), bool.__base__, type.__instancecheck__(int, 5),
      type.__subclasscheck__(int, bool))
print(type.__repr__(A), type.__dict__["__name__"].__get__(A), sorted(A.__dict__))
print(type(A.__dict__["__dict__"]).__name__, type(A.__dict__["__weakref__"]).__name__)
for f in (lambda: type.__call__(), lambda: type.mro(), lambda: type.mro(5),
          lambda: type.__new__(type),
          lambda: type.__new__(int, "x", (), {}), lambda: type.__getattribute__(A, 5),
          lambda: object.__class__()):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(A.__prepare__("n", ()) if hasattr(A, "__prepare__") else "no prepare on instances",
      type.__prepare__(1, 2, k=3))
print(type.__or__(int, str), A.__init__ is object.__init__, A.__new__ is object.__new__)
