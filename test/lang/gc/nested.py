# A collection asked for in calls through C finds what is dead, however much such calls have left on the stack.
import functools
import gc
import re
import weakref


class Node:
    def __init__(self):
        self.me = self
        self.items = [self, {"me": self}]

    def __eq__(self, other):
        return self.items is other.items

    def __repr__(self):
        return "%s" % len(self.items)


def noise(depth):
    "Leaves references to a node in calls of all kinds that are over."
    node = Node()
    if depth:
        sorted([node, node], key=lambda n: len(str(noise(depth - 1))) and 0)
    repr([[[[node]]]]), str(node), node in [Node(), node], list(map(repr, (node,)))
    return weakref.ref(node)


def check(*ignored):
    refs = [noise(3) for _ in range(5)]
    found = gc.collect()
    # of a conservative scan no more can be asked: a compiler may leave one word where the machine keeps its own
    print(sum(r() is not None for r in refs) <= 1, found > 0, gc.collect() <= 1)
    return 1


class Resurrected(Node):
    def __del__(self):
        self.friend.append(self)


def resurrect(*ignored):
    back = []
    node = Resurrected()
    node.friend = back
    ref = weakref.ref(node)
    del node
    gc.collect()
    found = len(back), ref() is None, gc.is_finalized(back[0])
    back.clear()
    print(found, gc.collect() > 0, gc.collect() <= 1)
    return 1


resurrect()
check()
sorted([1], key=lambda _: sorted([1], key=check))
sorted([1], key=check)
list(map(check, [1, 2]))
functools.reduce(check, [1, 2])
re.sub("a", lambda m: str(check()), "a")


class Called:
    __call__ = check
    __lt__ = check

    def __init__(self):
        check()

    def __del__(self):
        print("end")


def deeper(n):
    if n:
        return sorted([1], key=lambda _: deeper(n - 1))
    return check()


Called() < Called()
Called()()
deeper(4)
min([3], key=lambda _: sorted([1], key=functools.partial(check, 1)))
