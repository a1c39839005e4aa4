# Computes with big integers: factorials, powers, primes, gcd and text.
# group: number, small: 60, counted: 2000
import math
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 4900
sys.set_int_max_str_digits(0)


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def product(low, high):
    if high - low < 4:
        result = low
        for n in range(low + 1, high):
            result *= n
        return result
    middle = (low + high) // 2
    return product(low, middle) * product(middle, high)


def fibonacci(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a


def is_probable_prime(n, bases):
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd //= 2
        twos += 1
    for base in bases:
        x = pow(base, odd, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def main():
    slow, fast = factorial(SIZE * 2), product(1, SIZE * 2 + 1)
    assert slow == fast
    print("factorial", slow.bit_length(), slow % 1000000007)
    text = str(product(1, SIZE * 3))
    print("digits", len(text), sum(map(int, text)))
    assert int(text) % 998244353 == product(1, SIZE * 3) % 998244353
    number = fibonacci(SIZE * 60)
    print("fibonacci", number.bit_length(), number % 1000000007, number >> number.bit_length() - 60)
    tested = [n for n in range(SIZE // 4) if is_probable_prime((1 << 127) + 2 * n + 1, (2, 3, 5))]
    print("primes", len(tested), tested[:3])
    mersenne = [p for p in range(3, 100 + SIZE // 4, 2) if is_probable_prime((1 << p) - 1, (3, 7))]
    print("mersenne", mersenne)
    print("gcd", math.gcd(slow, number) % 1000000007, (slow // (number | 1)) % 1000000007)
    signs = sum((-slow // n) & 0xFFFF ^ n for n in range(3, 60, 4))
    print("signs", signs, hex(number)[-16:], pow(3, -1, 1 << 61))


main()
