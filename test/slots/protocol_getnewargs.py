# __getnewargs__ and __getnewargs_ex__ feed __reduce_ex__.
class C:
    __slots__ = ("x",)
    def __new__(cls, x):
        self = super().__new__(cls)
        self.x = x
        return self
    def __getnewargs__(self):
        return (self.x,)
class K:
    __slots__ = ("x",)
    def __new__(cls, *, x):
        self = super().__new__(cls)
        self.x = x
        return self
    def __getnewargs_ex__(self):
        return (), {"x": self.x}
r = C(5).__reduce_ex__(2)
print(r[0].__name__, r[1][1:], r[2])
r = K(x=6).__reduce_ex__(4)
print(r[0].__name__, r[1][1:], r[2])
print(r[0](*r[1]).x)
class Bad(C):
    __slots__ = ()
    def __getnewargs__(self):
        return [1]
try:
    Bad(1).__reduce_ex__(2)
except TypeError as e:
    print(e)
