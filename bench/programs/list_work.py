# Appends, indexes, slices, edits and comprehends lists.
# group: data, small: 500, counted: 150000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1500000


def append_and_sum(count):
    values = []
    for n in range(count):
        values.append(n * 3 % 1024)
    total = 0
    for i in range(len(values)):
        total += values[i] * (i & 1)
    return values, total


def rotate(values, rounds):
    for _ in range(rounds):
        values = values[1:] + values[:1]
    return values


def bubble(values):
    values = list(values)
    for end in range(len(values) - 1, 0, -1):
        for i in range(end):
            if values[i] > values[i + 1]:
                values[i], values[i + 1] = values[i + 1], values[i]
    return values


def josephus(count, step):
    people = list(range(count))
    at = 0
    while len(people) > 1:
        at = (at + step - 1) % len(people)
        people.pop(at)
    return people[0]


def flatten(nested):
    flat = []
    stack = [nested]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        else:
            flat.append(item)
    return flat


def nest(depth):
    return [nest(depth - 1), depth, [depth]] if depth else [0, 1]


def main():
    values, total = append_and_sum(COUNT)
    print("append", len(values), total)
    print("rotate", rotate(values[:1000], COUNT // 250)[:5])
    part = values[: COUNT // 450]
    assert bubble(part) == sorted(part)
    print("bubble", part[:5], len(part))
    print("josephus", josephus(COUNT // 10, 7))
    evens = [value for value in values if value % 2 == 0]
    squares = [value * value for value in evens]
    pairs = [(a, b) for a in range(COUNT // 1000) for b in range(a) if (a + b) % 7 == 0]
    print("comprehend", len(evens), sum(squares), len(pairs), pairs[-1:])
    print("flatten", sum(len(flatten(nest(depth % 60))) for depth in range(COUNT // 300)))
    values[::2] = [0] * len(values[::2])
    del values[1::3]
    values.reverse()
    values.insert(3, -5)
    print("edit", len(values), values[:6], values.index(-5), values.count(0), min(values))
    zipped = [a * b - c for a, b, c in zip(values, values[1:], values[2:])]
    print("zip", len(zipped), sum(zipped), max(zipped))


main()
