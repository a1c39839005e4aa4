# "If a dictionary is used to assign __slots__, the dictionary keys will be used as the slot
# names."
docs = {"x": "the abscissa", "y": "the ordinate", "z": None}

class P:
    __slots__ = docs

p = P()
p.x, p.y, p.z = 1, 2, 3
print(p.x, p.y, p.z)
print(P.__slots__ is docs, P.__slots__["x"])
print(P.x.__doc__, P.x)
docs["w"] = "added later"
try:
    p.w = 1
except AttributeError as e:
    print(e)
