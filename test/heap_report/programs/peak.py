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
first = chain(200_000)
count = 0
node = first
while node:
    count += 1
    node = node.next
del first
print(count)
