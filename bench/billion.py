# SPDX-License-Identifier: MIT
"""A billion objects: what does each take, and how long, at every step?

    build/krait bench/billion.py [COUNT]        1,000,000,000 users with one slot, `id`

Makes COUNT users in a list, sums their ids, deletes every second one, collects, and drops them. The
interpreter that runs this file is the one measured. Shown after each step are the resident bytes and
the peak, per object made, and the nanoseconds of CPU time, per object that the step is about. With
a terminal on stderr, a bar shows how far the step is.
"""

import gc
import sys
import time

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000000
STRIDE = 1 << 16  # objects between two looks at the clock


class User:
    __slots__ = ("id",)

    def __init__(self, id):
        self.id = id


class Bar:
    """How far a step is, on one line of the terminal that the result will replace."""

    WIDTH = 40

    def __init__(self, label, whole):
        self.label, self.whole = label, whole
        self.shown = sys.stderr.isatty() and whole > STRIDE
        self.next = 0.0

    def at(self, done):
        if not self.shown or time.monotonic() < self.next:
            return
        self.next = time.monotonic() + 0.1
        full = done * self.WIDTH // self.whole
        print(
            "\r%-22s [%s%s] %3d %%"
            % (self.label, "#" * full, "." * (self.WIDTH - full), done * 100 // self.whole),
            end="",
            file=sys.stderr,
            flush=True,
        )

    def end(self):
        if self.shown:
            print("\r" + " " * (self.WIDTH + 32) + "\r", end="", file=sys.stderr, flush=True)


def make(bar):
    users = [None] * COUNT
    for start in range(0, COUNT, STRIDE):
        bar.at(start)
        for i in range(start, min(start + STRIDE, COUNT)):
            users[i] = User(i)
    return users


def add_up(bar, users):
    total = 0
    for start in range(0, len(users), STRIDE):
        bar.at(start)
        part = 0
        for i in range(start, min(start + STRIDE, len(users))):
            part += users[i].id
        total += part
    return total


def delete_half(bar, users):
    bar.at(0)
    del users[::2]


def collect(bar):
    bar.at(0)
    gc.collect()


def drop(bar, users):
    bar.at(0)
    users.clear()
    gc.collect()


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


def step(label, objects, function, *arguments):
    bar = Bar(label, max(objects, 1))
    wall, cpu = time.monotonic(), time.process_time()
    result = function(bar, *arguments)
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    bar.end()
    now, peak = memory()
    print(
        "%-22s %9.2f bytes %9.2f peak %9.2f ns  %8.2f s CPU %8.2f s"
        % (label, now / COUNT, peak / COUNT, cpu * 1e9 / max(objects, 1), cpu, wall),
        flush=True,
    )
    return result


def main():
    print("%s users, %s %d.%d" % (f"{COUNT:,}", sys.implementation.name, *sys.version_info[:2]))
    start = time.process_time()
    users = step("made", COUNT, make)
    total = step("ids summed", COUNT, add_up, users)
    assert total == COUNT * (COUNT - 1) // 2, total
    step("every second deleted", COUNT, delete_half, users)
    assert len(users) == COUNT // 2 and (COUNT < 2 or users[0].id == 1)
    step("collected", COUNT, collect)
    total = step("half of them summed", COUNT // 2, add_up, users)
    assert total == (COUNT // 2) ** 2, total
    step("dropped", COUNT // 2, drop, users)
    seconds = time.process_time() - start
    print(
        "all: %.2f ns an object, %.2f GB at the peak"
        % (seconds * 1e9 / COUNT, memory()[1] / 1e9)
    )


main()
