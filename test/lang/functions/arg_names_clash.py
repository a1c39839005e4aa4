# A parameter may shadow a built-in, a global or the function itself (4.2.2).
def f(f):
    return f
def g(len, print=print):
    print(len)
    return len
def h(self, cls, super=1):
    return self, cls, super
def k(_, __, ___):
    return _ + __ + ___

print(f(3), f(f) is f)
g("not a function")
print(h(1, 2))
print(k(1, 2, 3))
print((lambda f: f(f))(lambda g: 42))
def outer(x):
    def x(x):
        return x
    return x
print(outer(1)(2))
def rebinding(a):
    a = a * 2
    del a
    try:
        return a
    except UnboundLocalError as e:
        return str(e)
print(rebinding(1))
