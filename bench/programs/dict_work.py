# Fills, reads, changes and merges dicts with integer, text and tuple keys.
# group: data, small: 500, counted: 140000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1600000


def main():
    squares = {}
    for n in range(COUNT):
        squares[n * 7] = n * n % 1009
    hits = 0
    for n in range(COUNT * 2):
        if n in squares:
            hits += squares[n]
    print("integers", len(squares), hits)

    names = {"key%d" % (n % 5000): n for n in range(COUNT)}
    for n in range(COUNT):
        names["key%d" % (n * 3 % 7000)] = n
    print("texts", len(names), sum(names.values()), next(iter(names)))

    grid = {(x, y): x ^ y for x in range(100) for y in range(COUNT // 2000)}
    edge = 0
    for (x, y), value in grid.items():
        edge += grid.get((x + 1, y), -1) + grid.get((x, y - 1), -1) - value
    print("tuples", len(grid), edge)

    for n in range(0, COUNT, 3):
        del squares[n * 7]
    for n in range(0, COUNT, 6):
        squares[n * 7] = -n
    print("deleted", len(squares), sum(squares.values()), list(squares)[-1])

    merged = {**names, **{"key%d" % n: None for n in range(6500, 7500)}}
    merged.update(extra=1, other=2)
    print("merged", len(merged), merged.popitem(), merged.pop("key6999"), merged.pop("no", "none"))

    histogram = {}
    for value in squares.values():
        histogram[value % 100] = histogram.get(value % 100, 0) + 1
    print("histogram", sorted(histogram.items(), key=lambda item: (-item[1], item[0]))[:3])


main()
