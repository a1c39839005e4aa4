# register makes virtual subclasses; __subclasshook__ decides first; caches follow registration (library, abc).
from abc import ABC, ABCMeta
class Duck(ABC):
    @classmethod
    def __subclasshook__(cls, c):
        if cls is Duck:
            return True if any("quack" in b.__dict__ for b in c.__mro__) else NotImplemented
        return NotImplemented
class Mallard:
    def quack(self): return "q"
class Robot: pass
class SubDuck(Duck): pass
print(issubclass(Mallard, Duck), isinstance(Mallard(), Duck), issubclass(Robot, Duck),
      issubclass(Mallard, SubDuck), issubclass(SubDuck, Duck))
print(Duck.register(Robot) is Robot, issubclass(Robot, Duck), isinstance(Robot(), Duck),
      Duck in Robot.__mro__)
class Num(metaclass=ABCMeta): pass
Num.register(int)
print(isinstance(5, Num), isinstance(True, Num), isinstance("a", Num), issubclass(float, Num))
@Num.register
class Deco: pass
print(issubclass(Deco, Num))
class Narrow(Num): pass
print(issubclass(int, Narrow))
Narrow.register(str)
print(isinstance("s", Num), isinstance("s", Narrow))
for f in (lambda: Num.register(5), lambda: int.register(str), lambda: Num.register(Num),
          lambda: Narrow.register(Num)):
    try:
        print(f())
    except (TypeError, AttributeError, RuntimeError) as e:
        print(type(e).__name__, e)
class Bad(ABC):
    @classmethod
    def __subclasshook__(cls, c): return "maybe"
try:
    issubclass(int, Bad)
except AssertionError as e:
    print("AssertionError", e)
