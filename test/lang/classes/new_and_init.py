# __new__ makes the instance; __init__ runs only when the result is an instance of the class (3.3.1).
class A:
    def __new__(cls, *a, **k):
        print("new", cls.__name__, a, k)
        return super().__new__(cls)
    def __init__(self, *a, **k):
        print("init", a, k)
class B(A):
    def __new__(cls, x):
        if x == "other":
            return 42
        if x == "a":
            return A("inner")
        return super().__new__(cls, x)
print(type(A(1, k=2)).__name__)
print(B("other"))
print(type(B("a")).__name__)
print(type(B("b")).__name__)
class Bad:
    def __init__(self): return 5
try:
    Bad()
except TypeError as e:
    print(e)
class Single:
    it = None
    def __new__(cls):
        if cls.it is None:
            cls.it = object.__new__(cls)
        return cls.it
print(Single() is Single())
