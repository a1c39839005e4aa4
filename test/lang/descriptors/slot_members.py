# Slot descriptors check their instance and can be used by hand (3.3.2.4).
class S:
    __slots__ = ("a", "b")
class T: pass
s = S()
S.a.__set__(s, 1)
print(S.a.__get__(s), S.a.__get__(None, S) is S.a, S.a.__name__, S.a.__objclass__ is S)
S.a.__delete__(s)
for act in (lambda: S.a.__get__(s), lambda: S.a.__get__(T()), lambda: S.a.__set__(T(), 1),
            lambda: S.a.__set__(s),
            lambda: S.a.__delete__(s), lambda: setattr(S.a, "x", 1)):
    try:
        print(act())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
S.c = S.b
s.c = 5
print(s.b)
class U(S):
    __slots__ = ("a",)
u = U()
u.a = "U.a"
S.a.__set__(u, "S.a")
print(u.a, S.a.__get__(u), U.a is S.a)
T.borrowed = S.a
try:
    T().borrowed
except TypeError as e:
    print(e)
