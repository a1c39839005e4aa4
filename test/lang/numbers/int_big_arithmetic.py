# int arithmetic is exact at any size, with floor division and modulo by sign of the divisor (4.4, library numeric).
a, b = 123456789 ** 10, -987654321 ** 7
print(a); print(b)
print(a + b, a - b, sep="\n"); print(a * b)
print(a // b, a % b, -a // b, -a % b, sep="\n")
print(divmod(a, b) == (a // b, a % b), (a // b) * b + a % b == a, divmod(-a, 10 ** 18), sep="\n")
print(2 ** 200, (-2) ** 201, 10 ** 50 // 7 ** 20, 10 ** 50 % 7 ** 20, sep="\n")
x = 1
for i in range(1, 60): x *= i
print(x, x % (2 ** 61 - 1), x // 58 == x * 59 // 59 // 58)
for n in (2 ** 30, 2 ** 31, 2 ** 32, 2 ** 60, 2 ** 62, 2 ** 63, 2 ** 64, 2 ** 128):
    for d in (-1, 0, 1):
        v = n + d
        assert v - n == d and -v + n == -d and v * v == (n * n + 2 * n * d + d * d) and v // v == 1 and v % n == d % n
    print(n - 1, -n, n + 1, n * n, -n - 1, n >> 29, ~n)
print(sum(10 ** i for i in range(40)), (10 ** 40 - 1) // 9 == sum(10 ** i for i in range(40)))
