# "However, child subclasses will get a __dict__ and __weakref__ unless they also define __slots__
# (which should only contain names of any additional slots)."
from _weakref import ref

class A:
    __slots__ = ("x",)

class B(A):
    pass

class C(A):
    __slots__ = ("y",)

b, c = B(), C()
b.x, b.anything = 1, 2
print(b.__dict__, b.x, ref(b)() is b)
c.x, c.y = 3, 4
print(c.x, c.y)
for action in (lambda: ref(c), lambda: setattr(c, "anything", 1)):
    try:
        action()
    except (TypeError, AttributeError) as e:
        print(e)
