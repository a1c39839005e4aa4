# copyreg._slotnames gathers the names of all bases, mangled, and keeps them on the class.
import copyreg
class A:
    __slots__ = ("a", "__p", "__weakref__")
class B(A):
    __slots__ = "b"
class C(B):
    __slots__ = ("c", "__dict__")
print(copyreg._slotnames(C), C.__dict__["__slotnames__"], "__slotnames__" in A.__dict__)
print(copyreg._slotnames(A), copyreg._slotnames(type("P", (), {})))
