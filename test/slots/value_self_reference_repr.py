# A repr that walks slots, with a cycle.
class Node:
    __slots__ = ("value", "next")
    def __init__(self, value, next=None):
        self.value, self.next = value, next
    def __repr__(self):
        return f"Node({self.value}, {self.next})"
a = Node(1, Node(2, Node(3)))
print(a)
a.next.next.next = a
try:
    repr(a)
except RecursionError:
    print("RecursionError")
a.next.next.next = None
print(a)
