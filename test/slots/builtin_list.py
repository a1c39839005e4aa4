# A list with slots keeps list behaviour and its attributes through growth.
class Stack(list):
    __slots__ = ("limit", "peak")
    def __init__(self, *items, limit=10):
        super().__init__(items)
        self.limit = limit
    def push(self, item):
        self.append(item)
        self.peak = max(len(self), getattr(self, "peak", 0))
s = Stack(1, 2, limit=500)
for i in range(100):
    s.push(i / 2)
print(len(s), s.limit, s.peak, s[-1], s == list(s), hasattr(s, "__dict__"))
s.clear()
print(s, s.limit, s.peak)
print(type(s + [1]), type(s[:]))
try:
    s.other = 1
except AttributeError as e:
    print(e)
