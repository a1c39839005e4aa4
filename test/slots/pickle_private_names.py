# Private and shadowed slots survive pickling under mangled names.
# differs: _struct is not there yet
import pickle
class A:
    __slots__ = ("__p",)
    def __init__(self, p):
        self.__p = p
    def a(self):
        return self.__p
class B(A):
    __slots__ = ("__p",)
    def __init__(self, p, q):
        super().__init__(p)
        self.__p = q
    def b(self):
        return self.__p
k = pickle.loads(pickle.dumps(B(1, 2)))
print(k.a(), k.b())
