# Defaults are evaluated once, at definition, left to right, and shared between calls (8.7).
def mk(tag, value):
    print("default", tag)
    return value

def f(a, b=mk("b", []), c=mk("c", 3), *, d=mk("d", {})):
    b.append(a)
    d[a] = c
    return b, d

print("defined")
print(f(1))
print(f(2, c=9))
print(f(3, []))
print(f.__defaults__, f.__kwdefaults__)
print(f.__defaults__[0] is f(4)[0])

x = 1
def g(v=x): return v
x = 2
print(g())
