# Context managers, iterators and callables with slots.
class Timer:
    __slots__ = ("log", "depth")
    def __init__(self):
        self.log, self.depth = [], 0
    def __enter__(self):
        self.depth += 1
        return self
    def __exit__(self, kind, value, tb):
        self.depth -= 1
        self.log.append(kind and kind.__name__)
        return kind is KeyError
class Count:
    __slots__ = ("i", "stop")
    def __init__(self, stop):
        self.i, self.stop = 0, stop
    def __iter__(self):
        return self
    def __next__(self):
        if self.i >= self.stop:
            raise StopIteration
        self.i += 1
        return self.i
    def __call__(self, n):
        self.stop = n
        return self
t = Timer()
with t, t as inner:
    print(inner.depth)
with t:
    raise KeyError(1)
print(t.log, t.depth)
c = Count(3)
print(list(c), list(c), list(c(5)))
