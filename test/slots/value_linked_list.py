# A linked list of fifty thousand slotted nodes is built, walked, reversed and dropped.
class Node:
    __slots__ = ("value", "next")
head = None
for i in range(50000):
    n = Node()
    n.value, n.next = i, head
    head = n
total, n = 0, head
while n is not None:
    total += n.value
    n = n.next
print(total)
prev = None
while head is not None:
    head.next, prev, head = prev, head, head.next
print(prev.value, prev.next.value)
while prev is not None:
    prev = prev.next
print(prev)
