# inspect over slotted classes: classify_class_attrs, getattr_static, getmembers.
# differs: _ast is not there yet
import inspect
class C:
    __slots__ = ("x", "y")
    def m(self):
        pass
c = C()
c.x = 1
print([(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(C)
       if not a.name.startswith("__")])
print(inspect.getattr_static(c, "x"), inspect.getattr_static(C, "x"))
print([n for n, v in inspect.getmembers(c) if not n.startswith("__")])
