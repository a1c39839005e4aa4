# object.__getstate__: None, a dictionary, or a pair.
class Empty:
    __slots__ = ()
class S:
    __slots__ = ("a", "b")
class SD:
    __slots__ = ("a", "__dict__")
class P:
    pass
s, sd, p = S(), SD(), P()
print(Empty().__getstate__(), s.__getstate__(), sd.__getstate__(), p.__getstate__())
s.b, sd.x, p.q = 1, 2, 3
print(s.__getstate__(), sd.__getstate__(), p.__getstate__())
sd.a = 9
print(sd.__getstate__())
class Child(S):
    __slots__ = ("c",)
k = Child()
k.a, k.c = 1, 3
print(k.__getstate__())
class PlainChild(S):
    pass
pc = PlainChild()
pc.a, pc.z = 1, 26
print(pc.__getstate__())
