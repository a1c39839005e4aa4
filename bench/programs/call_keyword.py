# Calls functions with keywords, defaults, *args and **kwargs.
# group: call, small: 500, counted: 100000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000


def box(width, height=2, depth=3, *, colour=0, weight=1):
    return width * height * depth * weight + colour


def gather(*values):
    total = 0
    for value in values:
        total += value
    return total


def options(name, **extra):
    return len(name) + extra.get("size", 1) * len(extra)


def forward(function, *args, **kwargs):
    return function(*args, **kwargs)


def main():
    boxes = gathered = chosen = forwarded = 0
    triple = (4, 5, 6)
    settings = {"colour": 9, "weight": 2}
    for i in range(COUNT):
        boxes += box(i) + box(i, 4) + box(1, depth=i) + box(height=i, width=2)
        gathered += gather() + gather(i, 1) + gather(*triple)
        chosen += options("n", size=i) + options(name="long")
        forwarded += forward(box, i, colour=3) + box(*triple, **settings)
    print("boxes", boxes)
    print("gathered", gathered)
    print("chosen", chosen)
    print("forwarded", forwarded)
    for call in (lambda: box(), lambda: box(1, depth=1, size=2), lambda: box(1, 2, 3, 4)):
        try:
            call()
        except TypeError as error:
            print("TypeError:", error)


main()
