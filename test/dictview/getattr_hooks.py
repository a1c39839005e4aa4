# __getattr__ and __setattr__ do not see what goes through the dictionary.
class P:
    def __setattr__(self, name, value):
        print("set", name)
        self.__dict__[name] = value
    def __getattr__(self, name):
        print("get", name)
        return None
    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)
p = P()
p.a = 1
p.__dict__["b"] = 2
print(p.a, p.b, p.c)
del p.__dict__["a"]
del p.b
print(p.__dict__, p.a)
