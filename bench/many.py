# SPDX-License-Identifier: MIT
"""Holds many small objects at once: what do they take, and what does the collector make of them?

    build/krait bench/many.py [COUNT]       20,000,000 slotted instances with one attribute

The interpreter that runs this file is the one measured. Times are CPU seconds. "collections" are
those that gc.callbacks announce, where the interpreter has them.
"""

import gc
import sys
import time

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 20000000


class One:
    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


class Collections:
    """Counts and times the collections from here on."""

    def __init__(self):
        self.count = 0
        self.seconds = 0.0
        self.started = 0.0
        callbacks = getattr(gc, "callbacks", None)
        if callbacks is not None:
            callbacks.append(self)

    def __call__(self, phase, info):
        if phase == "start":
            self.started = time.process_time()
        else:
            self.count += 1
            self.seconds += time.process_time() - self.started


def memory():
    """(resident now, highest so far) in bytes."""
    now = peak = 0
    with open("/proc/self/status") as file:
        for line in file:
            if line.startswith("VmRSS:"):
                now = int(line.split()[1]) * 1024
            elif line.startswith("VmHWM:"):
                peak = int(line.split()[1]) * 1024
    return now, peak


def timed(label, function, *arguments):
    start = time.process_time()
    result = function(*arguments)
    print("%-28s %9.3f s" % (label, time.process_time() - start), flush=True)
    return result


def make(objects):
    for i in range(len(objects)):
        objects[i] = One(i & 127)


def append(count):
    objects = []
    for i in range(count):
        objects.append(One(i & 127))
    return objects


def total(objects):
    result = 0
    for each in objects:
        result += each.value
    return result


def replace(objects, step):
    for i in range(0, len(objects), step):
        objects[i] = One(objects[i].value)


def main():
    collections = Collections()
    start = time.process_time()
    before, _ = memory()
    objects = [None] * COUNT
    empty, _ = memory()
    timed("made by index", make, objects)
    timed("collected", gc.collect)
    full, peak = memory()
    print("%-28s %9.2f bytes" % ("an object", (full - empty) / COUNT))
    print("%-28s %9.2f bytes" % ("with its place in the list", (full - before) / COUNT))
    print("%-28s %9.2f bytes" % ("at the peak", (peak - before) / COUNT))
    expected = sum(range(128)) * (COUNT // 128) + sum(range(COUNT % 128))
    assert timed("read", total, objects) == expected
    timed("every tenth replaced", replace, objects, 10)
    assert timed("read again", total, objects) == expected
    objects = timed("dropped", list)
    timed("collected", gc.collect)
    objects = timed("made by append", append, COUNT)
    assert timed("read", total, objects) == expected
    print("%-28s %9.3f s" % ("all of it", time.process_time() - start))
    if collections.count:
        print("%-28s %9.3f s in %d" % ("collections", collections.seconds, collections.count))


main()
