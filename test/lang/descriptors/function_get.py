# Functions are non-data descriptors; __get__ makes bound methods by hand (3.3.2.2).
def f(self, *a): return (self, a)
b = f.__get__(5)
print(b(1), type(b).__name__, b.__self__)
print(f.__get__(None, int) is f, f.__get__(7, int)(2))
try:
    f.__get__(None)
except TypeError as e:
    print(e)
try:
    f.__get__(None, None)
except TypeError as e:
    print(e)
class A: pass
a = A()
a.f = f.__get__(a, A)
print(a.f("x")[0] is a, "f" in vars(a))
a.g = f
print(a.g(1))
print(len.__get__ if hasattr(len, "__get__") else "len has no __get__")
u = str.upper.__get__("abc")
print(u(), type(u).__name__)
print(list.append.__get__([1], list).__self__)
for bad in (lambda: str.upper.__get__(5), lambda: str.upper(5), lambda: list.append(),
            lambda: str.join(1, 2)):
    try:
        bad()
    except TypeError as e:
        print(e)
bm = b.__get__(99, int)
print(bm is b or bm(0))
