# Makes and drops plain instances: points and segments of a walk.
# group: object, small: 2000, counted: 400000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 4000000


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Segment:
    def __init__(self, start, end):
        self.start = start
        self.end = end
        self.length = abs(start.x - end.x) + abs(start.y - end.y)


def walk(count):
    here = Point(0, 0)
    longest = 0
    total = 0
    for i in range(count):
        there = Point(i * 31 % 101, i * 17 % 97)
        segment = Segment(here, there)
        total += segment.length
        if segment.length > longest:
            longest = segment.length
        here = segment.end
    return total, longest, here


total, longest, last = walk(COUNT)
print("total", total, "longest", longest, "last", last.x, last.y)
