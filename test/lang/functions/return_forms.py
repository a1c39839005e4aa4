# return without value, fall through, return of a tuple and return with a starred element (7.6).
def a(): return
def b(): pass
def c(): return 1, 2
def d(*x): return 0, *x, 9
def e():
    for i in range(3):
        if i == 1:
            return i
    return "no"
def f():
    while True:
        try:
            return "try"
        finally:
            print("cleanup")
def g(): return (yield)

print(a(), b(), c(), d(), d(1, 2), e(), f())
print(type(g()).__name__)
def h():
    return "before"
    print("unreachable")
print(h())
