# A resurrected owner and its dictionary are still one.
import gc
class P:
    def __del__(self):
        saved.append(self)
saved = []
def make():
    p = P()
    p.a = 1
    return p.__dict__
d = make()
gc.collect()
p = saved.pop()
print(p.__dict__ is d, p.a)
d["b"] = 2
p.c = 3
print(d, p.b)
