"""A cache whose entries have slots already, two of which nobody ever fills."""


class Entry:
    __slots__ = ("key", "value", "newer", "older", "hits", "expires", "weight")

    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.newer = self.older = None
        self.hits = 0


class Counter:
    __slots__ = "found", "missed"

    def __init__(self):
        self.found = 0
        self.missed = 0


class Pair:
    """Set by name: every slot has its value."""

    __slots__ = ("left", "right")

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)


class Cache:
    """The newest `room` entries, linked from the oldest to the newest."""

    def __init__(self, room):
        self.room = room
        self.entries = {}
        self.newest = self.oldest = None
        self.counter = Counter()

    def get(self, key):
        entry = self.entries.get(key)
        if entry is None:
            self.counter.missed += 1
            return None
        self.counter.found += 1
        entry.hits += 1
        return entry.value

    def put(self, key, value):
        entry = Entry(key, value)
        self.entries[key] = entry
        entry.older = self.newest
        if self.newest is not None:
            self.newest.newer = entry
        self.newest = entry
        if self.oldest is None:
            self.oldest = entry
        if len(self.entries) > self.room:
            self.drop()

    def drop(self):
        entry = self.oldest
        self.oldest = entry.newer
        self.oldest.older = None
        del self.entries[entry.key]


def main():
    cache = Cache(20000)
    for i in range(15000):
        key = i * 7 % 20011
        if cache.get(key) is None:
            cache.put(key, -i)
    for i in range(0, 5000, 3):
        cache.get(i)
    pairs = [Pair(i, str(i)) for i in range(100)]
    print(len(cache.entries), cache.counter.found, cache.counter.missed)
    print(cache.oldest.value, cache.newest.value, sum(p.left for p in pairs), pairs[9].right)


main()
