# A list of millions of links, each held by the next.
# ends: done
# prints: caught
class Link:
    def __init__(self, next): self.next = next
link = None
try:
    while True: link = Link(link)
except MemoryError:
    link = None
    print('caught')
