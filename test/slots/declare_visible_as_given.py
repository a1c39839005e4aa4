# The class keeps __slots__ exactly as the body gave it; instances see it too.
given = ["__hidden", "open"]
class C:
    __slots__ = given

print(C.__slots__ is given, C.__dict__["__slots__"] is given, C().__slots__ is given)
print(given)
class D(C):
    pass
print("__slots__" in D.__dict__, D.__slots__ is given)
