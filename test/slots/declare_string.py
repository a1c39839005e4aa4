# "This class variable can be assigned a string, iterable, or sequence of strings with variable
# names used by instances."  One string is one name, not its characters.
class C:
    __slots__ = "value"

c = C()
c.value = 7
print(c.value, C.__slots__)
print(C.value)
try:
    c.v = 1
except AttributeError as e:
    print(e)
print([n for n in dir(C) if not n.startswith("__")])
