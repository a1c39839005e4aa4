# SPDX-License-Identifier: MIT
"""Makes many objects of one kind and prints the bytes that each took; bench/sizes.py starts it.

    sizes_measured.py KIND [COUNT] [trace]

Growth is that of this process's resident memory; with "trace", of tracemalloc's account instead.
Nothing but builtins, sys, gc and open is used, tracemalloc apart. Objects go into a list made as
[None] * COUNT beforehand, which is not counted; a kind named "... in a list" counts the list too.
"""

import gc
import sys

PAGE = 4096


class Slots1:
    __slots__ = ("a",)

    def __init__(self, a):
        self.a = a


class Slots2:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b


class Slots4:
    __slots__ = ("a", "b", "c", "d")

    def __init__(self, a, b, c, d):
        self.a = a
        self.b = b
        self.c = c
        self.d = d


class Plain1:
    def __init__(self, a):
        self.a = a


class Plain2:
    def __init__(self, a, b):
        self.a = a
        self.b = b


class Plain4:
    def __init__(self, a, b, c, d):
        self.a = a
        self.b = b
        self.c = c
        self.d = d


def fill_slots_1(into, count):
    for i in range(count):
        into[i] = Slots1(i & 127)


def fill_slots_2(into, count):
    for i in range(count):
        into[i] = Slots2(i & 127, None)


def fill_slots_4(into, count):
    for i in range(count):
        into[i] = Slots4(i & 127, None, True, "d")


def fill_plain_1(into, count):
    for i in range(count):
        into[i] = Plain1(i & 127)


def fill_plain_2(into, count):
    for i in range(count):
        into[i] = Plain2(i & 127, None)


def fill_plain_4(into, count):
    for i in range(count):
        into[i] = Plain4(i & 127, None, True, "d")


def fill_tuple(into, count):
    for i in range(count):
        into[i] = (i & 127, None)


def fill_string(into, count):
    for i in range(count):
        into[i] = "user%d" % i


def fill_float(into, count):
    for i in range(count):
        into[i] = i + 0.5


def fill_int(into, count):
    for i in range(count):
        into[i] = i + 1048577


def fill_dict(into, count):
    for i in range(count):
        into[i] = i


# name: (fill, whether the list is counted)
KINDS = {
    "slots 1": (fill_slots_1, False),
    "slots 2": (fill_slots_2, False),
    "slots 4": (fill_slots_4, False),
    "plain 1": (fill_plain_1, False),
    "plain 2": (fill_plain_2, False),
    "plain 4": (fill_plain_4, False),
    "2-tuple": (fill_tuple, False),
    "string": (fill_string, False),
    "float in a list": (fill_float, True),
    "int in a list": (fill_int, True),
    "dict entry": (fill_dict, True),
}


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * PAGE


def traced():
    return sys.modules["tracemalloc"].get_traced_memory()[0]


def container(kind, count):
    return {} if kind == "dict entry" else [None] * count


def measure(kind, count, used):
    fill, counted = KINDS[kind]
    fill(container(kind, 2000), 2000)  # code, caches and the first blocks exist from here on
    used()
    into = None if counted else container(kind, count)
    gc.collect()
    before = used()
    if counted:
        into = container(kind, count)
    fill(into, count)
    gc.collect()
    growth = used() - before
    assert len(into) == count
    return growth / count


def main():
    kind = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000000
    used = resident
    if sys.argv[3:] == ["trace"]:
        import tracemalloc

        tracemalloc.start()
        used = traced
    print("%.3f" % measure(kind, count, used))


main()
