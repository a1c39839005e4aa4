# Finds primes with a list, a sliced bytearray and trial division.
# group: number, small: 500, counted: 1000000
import sys

LIMIT = int(sys.argv[1]) if len(sys.argv) > 1 else 10000000


def list_sieve(limit):
    prime = [True] * (limit + 1)
    prime[0] = prime[1] = False
    for n in range(2, int(limit**0.5) + 1):
        if prime[n]:
            for multiple in range(n * n, limit + 1, n):
                prime[multiple] = False
    return [n for n, is_prime in enumerate(prime) if is_prime]


def byte_sieve(limit):
    prime = bytearray(b"\1") * (limit + 1)
    prime[:2] = b"\0\0"
    for n in range(2, int(limit**0.5) + 1):
        if prime[n]:
            prime[n * n :: n] = bytes(len(range(n * n, limit + 1, n)))
    return prime


def trial(limit):
    primes = [2]
    for n in range(3, limit, 2):
        for p in primes:
            if p * p > n:
                primes.append(n)
                break
            if n % p == 0:
                break
    return primes


primes = list_sieve(LIMIT)
print("list", len(primes), primes[-1], sum(primes))
marks = byte_sieve(LIMIT * 2)
print("bytes", sum(marks), marks.rfind(b"\1"))
assert list(marks[: LIMIT + 1]).count(1) == len(primes)
tried = trial(LIMIT // 16)
assert tried == primes[: len(tried)]
print("trial", len(tried), tried[-1])
