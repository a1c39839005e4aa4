# Deleting the descriptor from the class takes the attribute from all instances; putting it back
# shows the old values.
class C:
    __slots__ = ("x",)
a, b = C(), C()
a.x, b.x = 1, 2
d = C.x
del C.x
for action in (lambda: a.x, lambda: setattr(a, "x", 3)):
    try:
        action()
    except AttributeError as e:
        print(e)
print(d.__get__(a))
C.x = d
print(a.x, b.x)
C.renamed = d
a.renamed = 9
print(a.x, b.renamed)
