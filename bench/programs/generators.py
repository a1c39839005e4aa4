# Runs generators: pipelines, yield from, send, and expressions.
# group: call, small: 200, counted: 180000
import sys
from itertools import count, islice, takewhile

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1800000


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def evens(source):
    for n in source:
        if n % 2 == 0:
            yield n


def pairs(source):
    waiting = None
    for n in source:
        if waiting is None:
            waiting = n
        else:
            yield waiting, n
            waiting = None


def in_order(low, high):
    if low < high:
        middle = (low + high) // 2
        yield from in_order(low, middle)
        yield middle
        yield from in_order(middle + 1, high)


def averager():
    total = seen = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return total
        total += value
        seen += 1
        average = total // seen


def feed(values):
    mean = averager()
    next(mean)
    last = 0
    for value in values:
        last = mean.send(value)
    try:
        mean.send(None)
    except StopIteration as stop:
        return last, stop.value


def main():
    print("pipeline", sum(b - a for a, b in pairs(evens(numbers(COUNT * 3)))))
    print("expression", sum(x * x % 7 for x in (n + 1 for n in range(COUNT)) if x % 3))
    print("tree", sum(i * (n & 3) for i, n in enumerate(in_order(0, COUNT // 2))))
    print("send", feed(n * 7 % 1000 for n in range(COUNT)))
    print("islice", sum(islice((n for n in count(5) if n % 5 == 1), COUNT // 10)))
    print("takewhile", len(list(takewhile(lambda n: n < COUNT // 4, count()))))


main()
