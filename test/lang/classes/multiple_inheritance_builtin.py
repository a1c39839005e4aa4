# A class may combine one built-in layout with plain mixins; hooks of the mixin come first (8.8).
class Loud:
    def __repr__(self): return "Loud(" + super().__repr__() + ")"
    def __len__(self): return super().__len__() + 100
class LL(Loud, list): pass
class LD(Loud, dict): pass
class LE(Loud, Exception): pass
l = LL([1, 2])
print(l, len(l), bool(LL()), l[1])
print(LD(a=1), len(LD()))
print(repr(LE("x")), str(LE("x")))
class After(list, Loud): pass
print(After([1]), len(After([1])))
try:
    class Bad(list, dict): pass
except TypeError as e:
    print(e)
class IntEnumLike(int, Loud): pass
print(IntEnumLike(3), IntEnumLike(3) + 1)
class E1(ValueError, KeyError): pass
print([c.__name__ for c in E1.__mro__])
try:
    raise E1("both")
except KeyError as e:
    print("as KeyError", e)
try:
    class Bad2(OSError, SyntaxError): pass
except TypeError as e:
    print(e)
