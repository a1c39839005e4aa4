# Classic algorithms on large ints: gcd, modular power, square root, Fibonacci and base conversion.
import math
def gcd(a, b):
    while b: a, b = b, a % b
    return a
a, b = 2 ** 300 * 3 ** 50, 6 ** 120 * 7
print(gcd(a, b), math.gcd(a, b) == gcd(a, b), math.lcm(12, 18, 10 ** 20), math.gcd(0, -5),
      math.gcd())
def fib(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1": a, b = b, a + b
    return a
print(fib(1000), fib(10), fib(0))
print(pow(3, 10 ** 30, 10 ** 9 + 7), pow(2, 2 ** 100, 97), pow(7, -1, 10 ** 20 + 39),
      math.isqrt(10 ** 61), math.isqrt(2 ** 130 - 1))
def is_prime(n):
    if n < 2: return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0: return n == p
    d, s = n - 1, 0
    while d % 2 == 0: d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1): continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1: break
        else: return False
    return True
print([p for p in range(2 ** 61 - 50, 2 ** 61) if is_prime(p)], is_prime(2 ** 127 - 1),
      is_prime(2 ** 129 - 1))
def digits(n, base):
    out = []
    while n: n, r = divmod(n, base); out.append(r)
    return out[::-1]
print(digits(10 ** 40, 1000), digits(2 ** 64 - 1, 62), math.factorial(40), math.comb(100, 50),
      math.perm(30, 15))
