# A proxy with one slot forwards the rest.
class Proxy:
    __slots__ = ("_target",)
    def __init__(self, target):
        object.__setattr__(self, "_target", target)
    def __getattr__(self, name):
        return getattr(self._target, name)
    def __setattr__(self, name, value):
        setattr(self._target, name, value)
    def __delattr__(self, name):
        delattr(self._target, name)
class T:
    pass
t = T()
p = Proxy(t)
p.a, p.b = 1, 2
del p.a
print(t.__dict__, p.b, p.__dict__)
try:
    p.a
except AttributeError as e:
    print(e)
