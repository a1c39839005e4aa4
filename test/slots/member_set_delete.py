# __set__ and __delete__ of a member, and their argument errors.
class C:
    __slots__ = ("x",)
c = C()
d = C.x
print(d.__set__(c, 1), c.x)
print(d.__delete__(c), hasattr(c, "x"))
try:
    d.__delete__(c)
except AttributeError as e:
    print(e.args)
for call in (lambda: d.__set__(c), lambda: d.__set__(), lambda: d.__set__(c, 1, 2), lambda: d.__delete__(),
             lambda: d.__delete__(c, 1)):
    try:
        call()
    except TypeError as e:
        print(e)
