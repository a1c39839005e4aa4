# The same private slot in base and child makes two variables.
class A:
    __slots__ = ("__v",)
    def set_a(self, v):
        self.__v = v
    def get_a(self):
        return self.__v

class B(A):
    __slots__ = ("__v",)
    def set_b(self, v):
        self.__v = v
    def get_b(self):
        return self.__v

b = B()
b.set_a(1)
b.set_b(2)
print(b.get_a(), b.get_b(), b._A__v, b._B__v)
