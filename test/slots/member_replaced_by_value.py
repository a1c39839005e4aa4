# A class attribute assigned over the descriptor hides the slot from all instances.
class C:
    __slots__ = ("x",)
c = C()
c.x = "slot"
def read(o):
    return o.x
print([read(c) for _ in range(3)])
slot = C.x
C.x = "class"
print([read(c) for _ in range(3)])
try:
    c.x = 1
except AttributeError as e:
    print(e)
C.x = slot
print([read(c) for _ in range(3)])
