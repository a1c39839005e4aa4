# Names bound in a class body are not visible inside its methods or comprehensions (4.2.2).
x = "global"
class C:
    x = "class"
    y = x + "!"
    def m(self):
        return x
    first = [x for _ in range(1)]
    iterable = [c for c in x]
    lam = lambda self: x

print(C.y, C().m(), C.first, C.iterable, C().lam())

def f():
    x = "function"
    class D:
        before = x
        def m(self):
            return x
    class E:
        x = x if False else "local"
        def m(self):
            return x
    return D.before, D().m(), E.x, E().m()
print(f())
def g():
    z = "enclosing"
    class F:
        got = z
        try:
            z = z + "x"
        except NameError as e:
            got2 = str(e)
    return F.got, F.z
try:
    print(g())
except NameError as e:
    print(type(e).__name__, e)
