# __setattr__ and __delattr__ are asked before a slot is written or deleted.
class C:
    __slots__ = ("x", "log")
    def __init__(self):
        object.__setattr__(self, "log", [])
    def __setattr__(self, name, value):
        self.log.append(("set", name, value))
        super().__setattr__(name, value)
    def __delattr__(self, name):
        self.log.append(("del", name))
        super().__delattr__(name)
c = C()
c.x = 1
c.x += 1
del c.x
for action in (lambda: setattr(c, "y", 1), lambda: delattr(c, "x")):
    try:
        action()
    except AttributeError as e:
        print(e)
print(c.log)
