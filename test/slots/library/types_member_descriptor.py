# types.MemberDescriptorType is the type of slot descriptors.
import types
class C:
    __slots__ = ("x",)
print(isinstance(C.x, types.MemberDescriptorType), types.MemberDescriptorType is type(C.x))
print(isinstance(C.x, types.GetSetDescriptorType))
C2 = types.new_class("C2", (C,), {}, lambda ns: ns.update(__slots__=("y",)))
o = C2()
o.x, o.y = 1, 2
print(o.x, o.y, hasattr(o, "__dict__"))
