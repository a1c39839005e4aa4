# Assigning __code__ swaps the behaviour; the number of free variables must agree (3.2).
def f(a):
    return ("f", a)
def g(a, b=5):
    return ("g", a, b)
def closure():
    v = 1
    return lambda: v

f.__code__ = g.__code__
for call in (lambda: f(1), lambda: f(1, 2)):
    try:
        print(call())
    except TypeError as e:
        print(e)
print(f.__name__)
try:
    f.__code__ = closure().__code__
except ValueError as e:
    print(e)
h = g.__code__.replace(co_name="other")
print(h.co_name, g.__code__.co_name)
try:
    f.__code__ = None
except TypeError as e:
    print(e)
