# "Attribute lookup speed can be significantly improved as well."
# A speed-up must not show: the same loop over slotted, plain and mixed instances.
class Slotted:
    __slots__ = ("n", "step")

class Plain:
    pass

class Other:
    __slots__ = ("step", "n")

def total(objects, rounds):
    result = 0
    for _ in range(rounds):
        for o in objects:
            o.n += o.step
            result += o.n
    return result

def make(cls, step):
    o = cls()
    o.n, o.step = 0, step
    return o

print(total([make(Slotted, 1)], 500))
print(total([make(Plain, 1)], 500))
print(total([make(Slotted, 1), make(Plain, 2), make(Other, 3)], 200))
class Late(Slotted):
    step = 10
late = make(Slotted, 1)
print(total([late], 50))
o = Late()
o.n = 0
try:
    total([o, make(Other, 1)], 3)
except AttributeError as e:
    print(e)
print(o.n, o.__dict__)
