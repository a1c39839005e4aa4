# Containers changed while native code walks them.
# ends: done
# prints: 32
n = 0
class K:
    def __init__(self, f): self.f = f
    def __eq__(self, o): self.f(); return False
    def __lt__(self, o): self.f(); return False
    def __hash__(self): return 1
    def __index__(self): self.f(); return 1
    def __repr__(self): self.f(); return 'K'
    def __iter__(self): self.f(); return iter([1])
    def __len__(self): self.f(); return 1
    def __getitem__(self, i): self.f(); raise IndexError
a = [1, 2, 3] * 10
k = K(a.clear)
for f in (lambda: a.index(k), lambda: a.count(k), lambda: a.remove(k), lambda: k in a, lambda: a == [k] * 30, lambda: a.sort(key=lambda x: (a.clear(), 1)[1]), lambda: repr(a + [k]), lambda: a.insert(k, 1), lambda: a[k:20], lambda: a.extend(k), lambda: a.__setitem__(slice(0, 20, 2), k), lambda: bytearray(a), lambda: ''.join(K(lambda: a.clear()) for x in a)):
    a[:] = [k, 1, 2] * 10
    try: f()
    except Exception: pass
    n += 1
d = {}
e = K(d.clear)
for f in (lambda: d.get(e), lambda: d.update({e: 1}), lambda: d == {e: 1}, lambda: d | {e: 2}, lambda: repr(d), lambda: dict(d), lambda: d.pop(e, 0), lambda: d.setdefault(K(d.clear), 1), lambda: [d.clear() for x in d], lambda: sorted(d)):
    d.clear()
    d.update({K(d.clear): 1, 1: 2, 2: 3})
    try: f()
    except Exception: pass
    n += 1
b = bytearray(b'abc' * 100)
c = K(lambda: b.clear())
for f in (lambda: b.find(c), lambda: b.insert(c, 1), lambda: b.__setitem__(c, 1), lambda: b[c:50], lambda: b.extend(c), lambda: b.join([b, c]), lambda: b.count(c), lambda: b.startswith(b'a', c), lambda: memoryview(b)[c:]):
    b[:] = b'abc' * 100
    try: f()
    except Exception: pass
    n += 1
print(n)
