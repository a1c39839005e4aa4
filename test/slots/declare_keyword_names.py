# Slots named like keywords are reached by getattr and setattr.
class C:
    __slots__ = ("class", "def", "None", "import")

c = C()
for i, n in enumerate(C.__slots__):
    setattr(c, n, i)
print([getattr(c, n) for n in C.__slots__], getattr(C, "class"))
