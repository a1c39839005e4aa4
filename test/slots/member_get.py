# __get__ of a member: from an instance, from the class, and its argument errors.
class C:
    __slots__ = ("x",)
c = C()
c.x = 5
d = C.x
print(d.__get__(c), d.__get__(c, C), d.__get__(c, None), d.__get__(c, int))
print(d.__get__(None, C) is d)
for args in ((None,), (None, None), (), (c, C, 1)):
    try:
        print(d.__get__(*args) is d)
    except TypeError as e:
        print(e)
del c.x
try:
    d.__get__(c)
except AttributeError as e:
    print(e)
