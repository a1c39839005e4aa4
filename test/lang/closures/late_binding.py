# A closure sees the variable, not the value it had when the function was made (4.2.2).
def f():
    x = 1
    def g():
        return x
    a = g()
    x = 2
    b = g()
    return a, b, g

a, b, g = f()
print(a, b, g())
fs = []
for i in range(3):
    def h():
        return i
    fs.append(h)
print([h() for h in fs])
def mk():
    out = []
    for i in range(3):
        def inner(n=i):
            return n, i
        out.append(inner)
    i = "last"
    return out
print([h() for h in mk()])
