# Metaclass attributes are visible on the class but not on its instances (3.3.3).
class M(type):
    kind = "meta"
    def hello(cls): return "hello " + cls.__name__
    @property
    def upper(cls): return cls.__name__.upper()
    def __len__(cls): return 7
    def __iter__(cls): return iter(cls.__name__)
    def __contains__(cls, x): return x == 1
    def __repr__(cls): return "<M " + cls.__name__ + ">"
    def __add__(cls, o): return (cls, o)
    def __bool__(cls): return False
    def __eq__(cls, o): return o == "eq" or cls is o
    __hash__ = type.__hash__
class Abc(metaclass=M):
    own = 1
print(Abc.kind, Abc.hello(), Abc.upper, len(Abc), list(Abc), 1 in Abc, Abc, Abc + 2, bool(Abc),
      Abc == "eq")
i = Abc()
for n in ("kind", "hello", "upper"):
    print(n, hasattr(i, n))
try:
    len(i)
except TypeError as e:
    print(e)
print("kind" in dir(Abc), "mro" in dir(Abc), Abc.mro()[0])
class Sub(Abc):
    kind = "class wins over non-data"
    upper = "but data descriptor of meta wins"
print(Sub.kind, Sub.upper)
