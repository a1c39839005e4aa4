# SPDX-License-Identifier: MIT
"""Per-class truth: what the instances of each class take, told by the heap itself.

    krait -m krait.heap [options] program.py [arguments]
"""

import _heap


def snapshot():
    """What lives now: a list of _heap.census() rows."""
    _heap.collect()
    return _heap.census()
