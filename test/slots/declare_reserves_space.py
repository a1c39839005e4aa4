# "__slots__ reserves space for the declared variables and prevents the automatic creation of
# __dict__ and __weakref__ for each instance."
import sys

class C:
    __slots__ = ("a", "b", "c", "d")

c = C()
empty = sys.getsizeof(c)
c.a = c.b = c.c = c.d = "x"
print(sys.getsizeof(c) == empty)
del c.a, c.b, c.c, c.d
print(sys.getsizeof(c) == empty)
class Empty:
    __slots__ = ()
print(sys.getsizeof(Empty()) < empty)
try:
    c.e = 1
except AttributeError as e:
    print(e)
