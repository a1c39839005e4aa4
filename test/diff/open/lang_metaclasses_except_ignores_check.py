# except matching uses real inheritance, not __instancecheck__ or __subclasscheck__ (8.4).
# differs: issubclass() with a metaclass of its own is not asked in one case
class M(type):
    def __instancecheck__(cls, i):
        print("instancecheck"); return True
    def __subclasscheck__(cls, c):
        print("subclasscheck"); return True
class E(Exception, metaclass=M): pass
class F(Exception): pass
try:
    try:
        raise F("f")
    except E:
        print("wrong")
except F as e:
    print("right", e)
try:
    raise E("e")
except E as e:
    print("same class", type(e).__name__)
print(isinstance(F(), E), issubclass(int, E))
match F():
    case E():
        print("match does ask")
    case _:
        print("no")
