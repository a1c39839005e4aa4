# Makes and calls closures: counters, adders, composition, memo tables.
# group: call, small: 300, counted: 300000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 3000000


def make_counter(step):
    count = 0

    def counter():
        nonlocal count
        count += step
        return count

    return counter


def adder(amount):
    return lambda value: value + amount


def compose(outer, inner):
    def composed(value):
        return outer(inner(value))

    return composed


def memoized(function):
    known = {}

    def wrapper(key):
        if key not in known:
            known[key] = function(key)
        return known[key]

    wrapper.known = known
    return wrapper


@memoized
def steps_to_one(n):
    if n == 1:
        return 0
    return 1 + steps_to_one(n // 2 if n % 2 == 0 else 3 * n + 1)


def main():
    tick = make_counter(1)
    leap = make_counter(7)
    move = compose(adder(3), compose(lambda value: value * 2, adder(-1)))
    total = 0
    for i in range(COUNT):
        tick()
        leap()
        total += move(i)
        total += adder(i)(1)
    print("counters", tick(), leap(), "total", total)
    best = max(range(1, COUNT // 20), key=steps_to_one)
    print("longest chain", best, steps_to_one(best), len(steps_to_one.known))


main()
