# Finds the spectral norm of an infinite matrix by the power method.
# group: number, small: 8, counted: 150
import math
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 540


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    result = []
    for i in range(len(vector)):
        total = 0.0
        for j, value in enumerate(vector):
            total += element(i, j) * value
        result.append(total)
    return result


def transposed_times(vector):
    result = []
    for i in range(len(vector)):
        total = 0.0
        for j, value in enumerate(vector):
            total += element(j, i) * value
        result.append(total)
    return result


def main():
    u = [1.0] * SIZE
    for _ in range(10):
        v = transposed_times(times(u))
        u = transposed_times(times(v))
    above = sum(a * b for a, b in zip(u, v))
    below = sum(b * b for b in v)
    print("%.9f" % math.sqrt(above / below))


main()
