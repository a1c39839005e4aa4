# Keys of one hash.
# ends: stop
# time: 0.03
class K:
    def __init__(self, i): self.i = i
    def __hash__(self): return 1
    def __eq__(self, other): return self is other
d = {}
for i in range(10 ** 9): d[K(i)] = i
