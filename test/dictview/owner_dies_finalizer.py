# A finalizer runs although the dictionary is held, and what it writes is in the dictionary.
import gc
class P:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        self.closed = True
        print("del", self.n)
def make(n):
    return P(n).__dict__
d = make(1)
gc.collect()
print(d)
e = make(2.5)
gc.collect()
print(e, d)
