# Names with two leading underscores are mangled inside a class, also as locals and keywords (6.2.1).
__mod = "global"
class C:
    __x = 1
    def __init__(self, __p=5):
        self.__y = 2
        __local = 3
        print(sorted(locals()))
    def get(self):
        return self.__x, self.__y, self.__dunder__ if hasattr(self, "__dunder__") else "no"
    def glob(self):
        try:
            return __mod
        except NameError as e:
            return str(e)
    def kw(self, f):
        return f(__k=1)
    class __Inner:
        __z = 1
    def imp(self):
        global __made
        __made = 1

c = C()
print(c.get(), c.glob())
print(sorted(k for k in vars(C) if k.startswith("_C")))
print(c.kw(lambda **k: k))
print([k for k in vars(C._C__Inner) if "z" in k])
c.imp()
print("_C__made" in globals())
class ___: __q = 1
print([k for k in vars(___) if "q" in k])
class _Lead:
    def __m(self): pass
print("_Lead__m" in vars(_Lead))
