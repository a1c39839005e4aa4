# __del__ runs when the object dies, may resurrect it, and runs only once (3.3.1).
import gc
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
d = D("a")
del d
gc.collect()
d = D("b")
d = D("c")
gc.collect()
def f():
    x = D("local")
    return 1
f()
gc.collect()
saved = []
class R:
    def __del__(self):
        print("resurrect")
        saved.append(self)
r = R()
del r
gc.collect()
print(len(saved))
saved.clear()
gc.collect()
print("cleared", len(saved))
class Cyc:
    def __del__(self): print("cycle del")
a, b = Cyc(), Cyc()
a.o, b.o = b, a
del a, b
gc.collect()
print("end")
