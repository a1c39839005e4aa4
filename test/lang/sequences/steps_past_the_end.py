# Slices with steps near the largest index, and items that go while they are compared.
import sys, array
for big in sys.maxsize, -sys.maxsize, sys.maxsize - 3:
    for make in list, tuple, bytes, bytearray, lambda r: array.array('i', r), lambda r: memoryview(bytes(r)):
        x = make(range(10))
        print([list(x[i::big]) for i in (0, 1, 9)], end=' ')
        if hasattr(x, '__delitem__') and not isinstance(x, memoryview):
            del x[3::big]
            x[4::big] = make([7])
            print(x, end='')
        print()

class Empties:
    def __init__(self, x): self.x = x
    def __eq__(self, other):
        del self.x[:]
        return False
x = array.array('i', range(1000))
print(x.count(Empties(x)), x)
class Same(Empties):
    def __eq__(self, other): return not super().__eq__(other)
x = [1, 2, 3]
print(Same(x) in x, x)

class Clears:
    def __init__(self, x, i): self.x, self.i = x, i
    def __index__(self):
        del self.x[:]
        return self.i
for name in 'startswith', 'endswith', 'find', 'rfind', 'count':
    x = bytearray(b'abc' * 1000)
    getattr(x, name)(b'c', Clears(x, 500))
    print(name, x)
x = bytearray(range(100))
x[0:10] = memoryview(x)[5:15]
print(x[:20])
