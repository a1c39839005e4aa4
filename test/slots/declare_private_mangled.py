# "__slots__" names are mangled with the class's name as in code of the class body.
class C:
    __slots__ = ("__secret", "__dunder__", "_one", "__")
    def __init__(self):
        self.__secret = 1
        self.__dunder__ = 2
    def read(self):
        return self.__secret

c = C()
print(c.read(), c._C__secret, c.__dunder__)
print(C._C__secret, C.__dunder__)
print(C._C__secret.__name__)
try:
    c.__secret
except AttributeError as e:
    print(e)
print(C.__slots__)
