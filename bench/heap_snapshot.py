# SPDX-License-Identifier: MIT
"""What a snapshot of krait.heap costs: run it with Krait: krait bench/heap_snapshot.py [objects]. CPU time of a full collection, of a
count, of a snapshot with retained bytes; memory at its most before and after."""

import resource
import sys
import time

import _heap


class Point:
    __slots__ = ('x', 'y')

    def __init__(self, x):
        self.x = x
        self.y = None


def least(f, times=5):
    """CPU seconds of the quickest call."""
    best = None
    for _ in range(times):
        start = time.process_time()
        f()
        took = time.process_time() - start
        best = took if best is None or took < best else best
    return best


def collected():
    _heap.collect()  # comes at the next safe point: the beginning of a function
    safe_point()


def safe_point():
    pass


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    points = [Point(i) for i in range(n)]
    collect = least(collected)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = least(lambda: _heap.record(False))
    record = least(lambda: _heap.record(True))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f'{len(points):,} objects: collection {collect:.3f} s, count {count:.3f} s, with retained bytes {record:.3f} s')
    print(f'a snapshot costs {(collect + record) / collect:.2f} collections, {100 * (after - before) / before:.1f} % memory')


main()
