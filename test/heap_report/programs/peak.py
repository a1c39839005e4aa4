"""Most of what this program makes is gone at its end: peak and end differ."""


class Node:
    __slots__ = ('next', 'key')

    def __init__(self, next, key):
        self.next = next
        self.key = key


class Kept:
    def __init__(self, n):
        self.n = n


def chain(n):
    node = None
    for i in range(n):
        node = Node(node, i)
    return node


kept = [Kept(i) for i in range(500)]
chains = [chain(1000) for i in range(200)]  # short ones: a word that a C stack still holds keeps one of them
count = 0
for node in chains:
    while node:
        count += 1
        node = node.next
del chains, node
print(count)
