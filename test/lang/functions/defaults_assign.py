# Assigning __defaults__ and __kwdefaults__ changes later calls; wrong types are refused (3.2).
def f(a, b=1, *, c=2):
    return a, b, c

f.__defaults__ = (10, 20)
print(f())
f.__kwdefaults__ = {"c": 30}
print(f(1))
f.__defaults__ = None
f.__kwdefaults__ = None
for call in (lambda: f(1), lambda: f(1, 2), lambda: f()):
    try:
        print(call())
    except TypeError as e:
        print(e)
del f.__defaults__
print(f.__defaults__, f.__kwdefaults__)
try:
    f.__defaults__ = [1]
except TypeError as e:
    print(e)
try:
    f.__kwdefaults__ = ()
except TypeError as e:
    print(e)
