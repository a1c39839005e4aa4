# Carets mark the failing attribute access in a chain (PEP 657).
class Node:
    def __init__(self, next_node=None):
        self.next = next_node

    def get(self):
        return self.next

n = Node(Node(Node()))
print(n.next.next.next)
print(n.get().next.get() is None)
value = n.next.next.next.get().next if n else None
