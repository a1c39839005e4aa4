# A function refers to itself and to later functions by name at call time (4.2.2).
def even(n):
    return True if n == 0 else odd(n - 1)

def odd(n):
    return False if n == 0 else even(n - 1)

def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))

def fact(n, acc=1):
    return acc if n < 2 else fact(n - 1, acc * n)

print(even(100), odd(7), ackermann(2, 3), fact(30))
old = fact
fact = lambda n, acc: ("replaced", n, acc)
print(old(5))
fib = lambda n: n if n < 2 else fib(n - 1) + fib(n - 2)
print([fib(i) for i in range(12)])
