# Multiplies matrices as lists of lists, and inverts one.
# group: number, small: 8, counted: 90
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 220


def make(size, seed):
    return [[(i * 31 + j * 17 + seed) % 23 - 11 for j in range(size)] for i in range(size)]


def multiply_indexed(a, b):
    n, m, p = len(a), len(b), len(b[0])
    result = [[0] * p for _ in range(n)]
    for i in range(n):
        for j in range(p):
            total = 0
            for k in range(m):
                total += a[i][k] * b[k][j]
            result[i][j] = total
    return result


def multiply_zipped(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def invert(matrix):
    n = len(matrix)
    rows = [
        [float(x) for x in row] + [1.0 if i == j else 0.0 for j in range(n)]
        for i, row in enumerate(matrix)
    ]
    for column in range(n):
        pivot = max(range(column, n), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        scale = rows[column][column]
        rows[column] = [x / scale for x in rows[column]]
        for r in range(n):
            if r != column:
                factor = rows[r][column]
                if factor:
                    top = rows[column]
                    rows[r] = [x - factor * y for x, y in zip(rows[r], top)]
    return [row[n:] for row in rows]


def main():
    a, b = make(SIZE, 5), make(SIZE, 8)
    indexed = multiply_indexed(a, b)
    assert indexed == multiply_zipped(a, b)
    print("trace", sum(indexed[i][i] for i in range(SIZE)), "sum", sum(map(sum, indexed)))
    for i in range(SIZE):
        a[i][i] += 40 * SIZE
    half = [row[: SIZE // 2] for row in a[: SIZE // 2]]
    inverse = invert(half)
    identity = multiply_zipped(half, inverse)
    error = max(
        abs(value - (i == j)) for i, row in enumerate(identity) for j, value in enumerate(row)
    )
    print("inverse trace %.12e" % sum(inverse[i][i] for i in range(SIZE // 2)), error < 1e-9)


main()
