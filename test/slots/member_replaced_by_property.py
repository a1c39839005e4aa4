# A property that wraps the slot of the same name, set after the class statement.
class C:
    __slots__ = ("x",)
slot = C.x
log = []
def get(self):
    log.append("get")
    return slot.__get__(self)
def set(self, value):
    log.append(f"set {value}")
    slot.__set__(self, value * 2)
C.x = property(get, set)
c = C()
c.x = 4
print(c.x, log)
C.x = slot
print(c.x, log)
