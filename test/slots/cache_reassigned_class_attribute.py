# Loops over mixed classes: slot, property, class attribute, instance attribute of one name.
class S:
    __slots__ = ("v",)
    def __init__(self):
        self.v = "slot"
class P:
    @property
    def v(self):
        return "property"
class K:
    v = "class"
class I:
    def __init__(self):
        self.v = "instance"
class G:
    def __getattr__(self, name):
        return "getattr"
def read(o):
    return o.v
objects = [S(), P(), K(), I(), G()]
for _ in range(3):
    print([read(o) for o in objects * 2])
def write(o):
    try:
        o.v = "new"
        return o.v
    except AttributeError as e:
        return str(e)
for _ in range(2):
    print([write(o) for o in objects])
