# A local function refers to itself through its own cell; rebinding the name redirects it (4.2.2).
def outer():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    old = fact
    first = fact(5)
    def fact(n):
        return ("new", n)
    return first, fact(3), old

a, b, old = outer()
print(a, b)
try:
    print(old(3))
except TypeError as e:
    print(type(e).__name__)

def mutual(n):
    def even(k): return k == 0 or odd(k - 1)
    def odd(k): return k != 0 and even(k - 1)
    return even(n), odd(n)
print(mutual(10), mutual(7))
def y(f):
    return (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(y(lambda self: lambda n: 0 if n == 0 else n + self(n - 1))(10))
