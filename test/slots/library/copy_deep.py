# copy.deepcopy of slotted objects with cycles and sharing.
import copy
class Node:
    __slots__ = ("name", "links", "parent")
    def __init__(self, name):
        self.name, self.links = name, []
root, a, b = Node("root"), Node("a"), Node("b")
root.links += [a, b]
a.parent = b.parent = root
a.links.append(b)
twin = copy.deepcopy(root)
print(twin is root, twin.name, [n.name for n in twin.links])
print(twin.links[0].parent is twin, twin.links[0].links[0] is twin.links[1])
print(hasattr(twin, "parent"), twin.links[0] is a)
