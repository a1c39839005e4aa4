# SPDX-License-Identifier: MIT
"""What instances take, plain and with slots: on CPython 3.11 to 3.14 by their layout rules, and here.

Bytes are those that are asked of the allocator, as tracemalloc counts them: the collector's header, the words in
front of the object, the object, and the array or dict that holds its attributes.

CPython's classes share the keys of their instances. A class starts with room for 30 keys and gives one up with
each instance that is made, until one is left over; each instance gets an array with a place for every key there is
and every one still free. An attribute that finds no free place turns the instance's attributes into a dict of its
own.
"""

SHARED_KEYS = 30
HEADER = 16  # of the cyclic collector, in front of the object
OBJECT = 16
POINTER = 8
DICT = 64  # a dict object with its header
KEYS = 32  # head of a table of keys
ENTRY = 16  # of a table whose keys are all str


def _round8(n):
    return (n + 7) & ~7


def _values_apart(places):
    """The array of attributes with its sizes and insertion order in front (3.11, 3.12)."""
    return _round8(places + 2) + POINTER * places


def _values_inside(places):
    """The same behind the object: sizes, values, insertion order (3.13 on)."""
    return 8 + POINTER * places + _round8(places)


class Version:
    """The rules of one CPython: a row of the table."""

    def __init__(self, name, before, weak_plain, weak_slot, values, tuple_dict):
        self.name = name
        self.before = before  # words in front of a plain object: dict or values, weak references
        self.weak_plain = weak_plain  # a plain object's pointer to its weak references
        self.weak_slot = weak_slot  # what "__weakref__" among the slots costs
        self.values = values
        self.tuple_dict = tuple_dict  # what a __dict__ costs below tuple, while it is empty
        self.bases = _BASES

    def __repr__(self):
        return f"<CPython {self.name}>"


# Bytes of an instance of a built-in base, without header; of a str with a few characters.
_BASES = {"object": OBJECT, "list": 40, "dict": 48, "set": 200, "str": 84 - HEADER, "float": 24}
VERSIONS = (
    Version("3.11", 16, 8, 8, _values_apart, 8),
    Version("3.12", 16, 0, 16, _values_apart, 16),
    Version("3.13", 16, 0, 16, _values_inside, 16),
    Version("3.14", 16, 0, 16, _values_inside, 16),
)


def _own_dict(used):
    """A dict that was split from the shared keys when it had `used` of them."""
    size = 8
    while size < used * 3:
        size *= 2
    index = size if size <= 128 else 2 * size
    return DICT + KEYS + index + size * 2 // 3 * ENTRY


class SharedKeys:
    """The keys of a class while its instances are made."""

    def __init__(self):
        self.names = []
        self.free = SHARED_KEYS
        self.apart = set()  # names that found no place

    def make(self):
        """One more instance: the places that it gets."""
        if self.free > 1:
            self.free -= 1
        return len(self.names) + self.free

    def add(self, name):
        if name in self.names:
            return
        if self.free:
            self.names.append(name)
            self.free -= 1
        else:
            self.apart.add(name)


def history(first, count):
    """Replays a class: first is [(instances made by then, attribute), ...]; gives the keys and the places that
    instance 1, 2, ... gets; the last figure is that of all later ones."""
    keys = SharedKeys()
    first = sorted(first, key=lambda row: row[0])
    places, at = [], 0
    for made in range(1, min(count, 64) + 1):
        places.append(keys.make())
        while at < len(first) and first[at][0] <= made:
            keys.add(first[at][1])
            at += 1
    for _, name in first[at:]:
        keys.add(name)
    return keys, places or [keys.make()]


def plain(version, groups, first, base="object", looked_at=0, died=False):
    """Bytes of instances of a class without __slots__. groups: [(attribute names, instances), ...]; looked_at:
    instances whose __dict__ somebody asked for, which keep it; died: the first ones, with more room than they
    needed, live no longer."""
    head = HEADER + version.before + version.bases[base] + version.weak_plain
    count = sum(n for _, n in groups)
    keys, places = history(first, count)
    if base != "object":
        full = version.values(SHARED_KEYS) + DICT
        return sum((head + (full if names else 0)) * n for names, n in groups)
    each = version.values(places[-1])
    if died:
        places = places[-1:]
    total = sum(version.values(p) for p in places[:count]) + each * max(0, count - len(places))
    for names, n in groups:
        if not keys.apart.isdisjoint(names):
            used = len([a for a in names if a not in keys.apart])
            own = _own_dict(used)
            total += n * (own if version.values is _values_inside else own - each)
    return total + head * count + DICT * looked_at


def slotted(version, slots, weak=False, base="object"):
    """Bytes of one instance of a class with so many slots, those of its bases included."""
    extra = version.weak_slot if weak else 0
    return HEADER + version.bases[base] + POINTER * slots + extra


def here(narrow, wide):
    """Bytes of one slotted instance in Krait: narrow fields of 4 bytes, wide ones of 8."""
    words = 1 + narrow + 2 * wide + (1 if wide and not narrow else 0)
    size = (words + 1) // 2 * 8
    for limit, step in ((256, 8), (512, 32), (1024, 64), (2048, 128)):
        if size <= limit:
            return -(-size // step) * step
    return size
