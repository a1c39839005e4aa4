# Decorator expressions are evaluated top down and applied bottom up (8.7).
def deco(tag):
    print("make", tag)
    def apply(fn):
        print("apply", tag, fn if isinstance(fn, str) else fn.__name__)
        def wrapper(*a):
            return (tag, fn(*a))
        return wrapper
    return apply

@deco("outer")
@deco("inner")
def f(x, y=print("default") or 1):
    return x + y

print(f(1))
print(f.__name__)

@(lambda fn: fn.__name__ + "!")
def g(): pass
print(g)

table = {"d": [deco("subscript")]}
@table["d"][0]
def h(): return 0
print(h())

@deco("class")
class K: pass
print(K()[0])
