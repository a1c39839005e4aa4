# __getattr__ is asked only when normal lookup raises AttributeError (3.3.2).
class A:
    cls_attr = "class"
    def __init__(self): self.inst = "inst"
    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(f"custom: {name}")
        return f"made {name}"
a = A()
print(a.cls_attr, a.inst, a.anything, getattr(a, "with space"), hasattr(a, "nope"),
      hasattr(a, "yes"))
try:
    a.nothing
except AttributeError as e:
    print(e, e.name, e.obj is a)
print(getattr(a, "nothing", "default"), a.__class__.__name__, a.__foo__)
try:
    len(a)
except TypeError as e:
    print(e)
a.anything = "set"
print(a.anything)
del a.anything
print(a.anything)
A.__getattr__ = lambda self, n: ("replaced", n)
print(a.x)
del A.__getattr__
try:
    a.x
except AttributeError as e:
    print(e)
