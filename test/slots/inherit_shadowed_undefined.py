# "This renders the meaning of the program undefined.  In the future, a check may be added to
# prevent this."  There is no check in 3.11: the class statement succeeds at any depth.
class A:
    __slots__ = ("x", "y")
class B(A):
    __slots__ = ("y", "z")
class C(B):
    __slots__ = ("z", "x")
c = C()
for n in "xyz":
    setattr(c, n, n)
print(c.x, c.y, c.z)
print([hasattr(super(C, c), n) for n in "xyz"])
print([n for n in "xyz" if n in C.__dict__])
