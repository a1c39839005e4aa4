"""A lesson on __slots__: what it forbids, and what it saves.

Runs unmodified under Krait and under CPython:

    krait examples/slots.py
    python3 examples/slots.py

`make run` first lets an installed CPython 3.11 measure itself (`--figures`) and hands its figures
over, so that both stand side by side.
"""

import math
import sys
import time
import tracemalloc

POINTS = 200_000


# ---- the classes of the lesson ----

class User:
    def __init__(self, name):
        self.name = name


class Point:
    __slots__ = ["x", "y"]

    def __init__(self, x, y):
        self.x = x
        self.y = y


class RegularUser:
    def __init__(self, name):
        self.name = name


class SlotsUser:
    __slots__ = ["name"]

    def __init__(self, name):
        self.name = name


class RegularPoint:
    def __init__(self, x, y):
        self.x = x
        self.y = y


# ---- measuring ----

def measure_peak_memory_use(function):
    tracemalloc.start()
    function()
    current, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def measure_users():
    """The peaks for one user of each class. Each class has made one before: the first instance
    also settles how those that come after it are kept."""
    RegularUser("Zoe"), SlotsUser("Zoe")
    return (
        measure_peak_memory_use(lambda: RegularUser("Amir")),
        measure_peak_memory_use(lambda: SlotsUser("Amir")),
    )


def draw(point_class):
    """A flower of seven petals, strewn evenly by two irrational steps."""
    points = [None] * POINTS
    for i in range(POINTS):
        angle = i * 0.6180339887498949 % 1 * math.tau
        depth = i * 0.4142135623730951 % 1
        radius = (0.25 + 0.75 * abs(math.sin(angle * 3.5))) * depth ** 0.8
        points[i] = point_class(radius * math.sin(angle), radius * math.cos(angle))
    return points


def measure_drawing(point_class):
    """Bytes a point, its place in the list and its two numbers included, and seconds to draw."""
    start = time.perf_counter()
    points = draw(point_class)
    seconds = time.perf_counter() - start
    del points
    tracemalloc.start()
    points = draw(point_class)
    current, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return current / len(points), seconds


# ---- showing ----

class Screen:
    """Counts points in cells and shows how many there are by ever darker characters."""

    __slots__ = ("width", "height", "cells")

    SHADES = " .:-=+*#%@"

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.cells = [0] * (width * height)

    def plot(self, points):
        for p in points:
            column = int((p.x + 1) / 2 * (self.width - 1) + 0.5)
            row = int((1 - p.y) / 2 * (self.height - 1) + 0.5)
            self.cells[row * self.width + column] += 1

    def lines(self):
        full = max(self.cells) ** 0.5
        for row in range(self.height):
            cells = self.cells[row * self.width:(row + 1) * self.width]
            line = "".join(self.SHADES[math.ceil(n ** 0.5 / full * 9)] for n in cells).rstrip()
            if line:
                yield line


def title(text):
    print(f"\n{text}\n{'-' * len(text)}")


def show(source, result=None):
    print(f"    >>> {source}")
    if result is not None:
        print(f"    {result}")


def show_dictionary():
    title("1. A plain object has a dictionary")
    show('User("Amir").__dict__', User("Amir").__dict__)


def show_slots():
    title("2. An object with __slots__ has named places")
    print('    class Point:\n        __slots__ = ["x", "y"]\n')
    origin = Point(0, 0)
    my_point = Point(1, 2)
    show('hasattr(origin, "__dict__")', hasattr(origin, "__dict__"))
    try:
        my_point.z = 3
    except AttributeError as error:
        show("my_point.z = 3", f"{type(error).__name__}: {error}")


def show_users(here, users, cpython):
    title("3. What one user takes: the peak of traced memory, in bytes")
    show('measure_peak_memory_use(lambda: RegularUser("Amir"))', users[0])
    show('measure_peak_memory_use(lambda: SlotsUser("Amir"))', users[1])
    print(f"\n    {here:24}{users}")
    if is_krait():
        name = f"CPython {cpython['version']}" if cpython else "CPython 3.11 (not here)"
        print(f"    {name:24}{cpython['users'] if cpython else (312, 40)}")
        print("\n    Krait's two are alike because it keeps every object's attributes in the object"
              "\n    itself. __slots__ decides which names it may have, not how they are kept; the"
              "\n    dictionary that __dict__ shows is made when a program asks for it.")


def row(name, plain, slots):
    print(f"    {name:24}{plain[0]:8.1f}{slots[0]:8.1f}{plain[1]:12.3f}{slots[1]:8.3f}")


def show_drawing(here, cpython):
    title(f"4. A drawing of {POINTS:,} points")
    plain, slots = measure_drawing(RegularPoint), measure_drawing(Point)
    screen = Screen(51, 25)
    screen.plot(draw(Point))
    for line in screen.lines():
        print("    " + line)
    print(f"\n    {'':24}{'bytes a point':>16}{'seconds':>20}")
    print(f"    {'':24}{'plain':>8}{'slots':>8}{'plain':>12}{'slots':>8}")
    row(here, plain, slots)
    if cpython:
        row(f"CPython {cpython['version']}", *cpython["drawing"])


# ---- the program ----

def is_krait():
    return sys.implementation.name == "krait"


def own_version():
    return "%d.%d.%d" % sys.version_info[:3]


def print_figures():
    """One line for read_figures of another interpreter."""
    users = measure_users()
    drawing = measure_drawing(RegularPoint) + measure_drawing(Point)
    print(own_version(), *users, *drawing)


def read_figures(words):
    version, *numbers = words
    a, b, *drawing = map(float, numbers)
    return {
        "version": version,
        "users": (int(a), int(b)),
        "drawing": (tuple(drawing[:2]), tuple(drawing[2:])),
    }


def main(arguments):
    if arguments == ["--figures"]:
        print_figures()
        return
    cpython = read_figures(arguments) if len(arguments) == 7 else None
    users = measure_users()
    here = "Krait" if is_krait() else f"CPython {own_version()}"
    head = f"__slots__, a lesson, by {here}"
    print(f"{head}\n{'=' * len(head)}")
    show_dictionary()
    show_slots()
    show_users(here, users, cpython)
    show_drawing(here, cpython)


if __name__ == "__main__":
    main(sys.argv[1:])
