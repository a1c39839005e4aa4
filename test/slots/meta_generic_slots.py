# A mixin with __slots__ = () and __class_getitem__ leaves its children slotted.
class Generic:
    __slots__ = ()
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item.__name__}]"
class Box(Generic):
    __slots__ = ("item",)
    def __init__(self, item):
        self.item = item
print(Box[int], Box(5).item, hasattr(Box(5), "__dict__"))
