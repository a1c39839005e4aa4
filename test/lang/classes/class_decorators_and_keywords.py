# Class decorators get the finished class; class keywords without a taker are errors (8.8).
def register(cls):
    print("deco", cls.__name__, cls.x)
    cls.tag = "t"
    return cls
def replace(cls): return cls.__name__.lower()

@register
class A:
    x = 1
print(A.tag)
@replace
@register
class B(A):
    x = 2
print(B)
for make in (lambda: type("C", (), {}, kw=1), lambda: type.__new__(type, "C", (), {}, kw=1),
             lambda: exec("class C(kw=1): pass"), lambda: exec("class C(A, A): pass"),
             lambda: exec("class C(*[int, str]): pass"), lambda: exec("class C(**{'z': 1}): pass"),
             lambda: exec("class C(metaclass=5): pass")):
    try:
        make()
        print("ok")
    except TypeError as e:
        print(e)
class D(*(A,), **{}): pass
print(D.__mro__[1].__name__)
