# Calling what a slot holds and calling a method look the same at the call.
class S:
    __slots__ = ("f",)
class M:
    __slots__ = ()
    def f(self, x):
        return ("method", x)
class N(M):
    __slots__ = ("own",)
s = S()
s.f = lambda x: ("slot", x)
def call(o, x):
    return o.f(x)
for i in range(4):
    print(call(s, i), call(M(), i), call(N(), i))
s.f = 5
try:
    call(s, 1)
except TypeError as e:
    print(e)
del s.f
try:
    call(s, 1)
except AttributeError as e:
    print(e)
