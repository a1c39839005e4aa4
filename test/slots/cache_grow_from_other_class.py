# Two classes with the same slot names in different order used in one function.
A = type("A", (), {"__slots__": ("x", "y", "z")})
B = type("B", (), {"__slots__": ("z", "y", "x")})
C = type("C", (A,), {"__slots__": ("w",)})
def fill(o, n):
    o.x, o.y, o.z = n, n * 10, n * 100
    return o
def read(o):
    return o.x - o.y + o.z
print([read(fill(k(), i)) for i in range(3) for k in (A, B, C)])
print([read(fill(k(), i + 0.5)) for i in range(3) for k in (C, B, A)])
