# A property subclass with slots but no dictionary cannot take a docstring from its getter;
# classmethod and staticmethod subclasses with slots work.
class Prop(property):
    __slots__ = ("note",)
class Static(staticmethod):
    __slots__ = ("note",)
class PropDict(property):
    __slots__ = ("note", "__dict__")
for cls in (Prop, PropDict):
    for doc in (None, "documented"):
        def getter(self):
            return "value"
        getter.__doc__ = doc
        try:
            p = cls(getter)
            p.note = "n"
            print(cls.__name__, p.note, p.__doc__)
        except AttributeError as e:
            print(e)
class C:
    __slots__ = ()
    f = Static(lambda: "static")
C.__dict__["f"].note = "s"
print(C.f(), C.__dict__["f"].note)
