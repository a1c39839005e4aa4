# The right side is evaluated first, then the object; an error leaves the slot as it was.
log = []
class C:
    __slots__ = ("x",)
c = C()
c.x = 1
def obj():
    log.append("object")
    return c
def value():
    log.append("value")
    return 2
obj().x = value()
obj().x += value()
print(log, c.x)
try:
    obj().x += 1 / 0
except ZeroDivisionError as e:
    print(e, c.x)
try:
    obj().x += None
except TypeError as e:
    print(e, c.x)
