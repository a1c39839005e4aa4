# A search tree of slotted nodes.
class Tree:
    __slots__ = ("key", "left", "right")
    def __init__(self, key):
        self.key, self.left, self.right = key, None, None
    def insert(self, key):
        side = "left" if key < self.key else "right"
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Tree(key))
        else:
            child.insert(key)
    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.key
        if self.right is not None:
            yield from self.right
keys = [(i * 7919) % 1009 for i in range(1, 200)]
t = Tree(keys[0])
for k in keys[1:]:
    t.insert(k)
print(list(t) == sorted(keys), list(t)[:5])
