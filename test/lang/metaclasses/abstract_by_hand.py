# __abstractmethods__ set on a class blocks instantiation and names the methods (3.3.3).
class A:
    def f(self): pass
A.__abstractmethods__ = frozenset({"f"})
try:
    A()
except TypeError as e:
    print(e)
A.__abstractmethods__ = frozenset({"g", "f", "h"})
try:
    A()
except TypeError as e:
    print(e)
class B(A): pass
print(type(B()).__name__)
A.__abstractmethods__ = ()
print(type(A()).__name__)
class C: pass
try:
    C.__abstractmethods__
except AttributeError as e:
    print(e)
C.__abstractmethods__ = {"x"}
try:
    object.__new__(C)
except TypeError as e:
    print(e)
del C.__abstractmethods__
print(type(C()).__name__)
