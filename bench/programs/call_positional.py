# Calls plain functions with positional arguments, recursive and not.
# group: call, small: 8, counted: 22
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 33


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def nothing():
    pass


def first(a, b, c):
    return a


def twice(a, b):
    return first(b, a, a) + first(a, b, b)


def flat(count):
    total = 0
    for i in range(count):
        nothing()
        total += twice(i, 1)
    return total


print("fib", fib(SIZE))
print("tak", tak(SIZE // 2 + 4, SIZE // 4 + 2, SIZE // 8 + 1))
print("ackermann", ackermann(2, SIZE * 5))
print("flat", flat(1 << SIZE // 2 + 7 if SIZE > 10 else 100))
