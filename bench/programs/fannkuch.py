# Counts pancake flips over all permutations of a list.
# group: number, small: 5, counted: 7
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 9
ROUNDS = 4 if SIZE > 8 else 1


def fannkuch(n):
    most = 0
    checksum = 0
    permutation = list(range(n))
    counts = [0] * n
    sign = 1
    while True:
        first = permutation[0]
        if first:
            working = permutation[:]
            flips = 1
            while working[first]:
                working[: first + 1] = working[first::-1]
                first = working[0]
                flips += 1
            if flips > most:
                most = flips
            checksum += sign * flips
        if sign == 1:
            permutation[0], permutation[1] = permutation[1], permutation[0]
            sign = -1
            continue
        permutation[1], permutation[2] = permutation[2], permutation[1]
        sign = 1
        i = 2
        while counts[i] == i:
            counts[i] = 0
            i += 1
            if i == n:
                return checksum, most
            permutation.insert(i, permutation.pop(0))
        counts[i] += 1


for n in range(5, SIZE + 1):
    results = {fannkuch(n) for _ in range(ROUNDS)}
    print("fannkuch", n, *results)
