# Members compare by identity and can be dictionary keys.
class C:
    __slots__ = ("x", "y")
class D:
    __slots__ = ("x",)
table = {C.x: "C.x", C.y: "C.y", D.x: "D.x"}
print(len(table), table[C.x], table[D.x], C.x == C.x, C.x == D.x, C.x != C.y)
try:
    C.x < C.y
except TypeError as e:
    print(e)
