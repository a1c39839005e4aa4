# Private slots appear in the state under their mangled names; __dict__ and __weakref__ do not.
class A:
    __slots__ = ("__p", "_q", "__dict__", "__weakref__", "__d__")
    def __init__(self):
        self.__p, self._q, self.__d__ = 1, 2, 3
class B(A):
    __slots__ = ("__p",)
    def __init__(self):
        super().__init__()
        self.__p = 4
print(A().__getstate__())
state = B().__getstate__()
print(state[0], sorted(state[1].items()))
