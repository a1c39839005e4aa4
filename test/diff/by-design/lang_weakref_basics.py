# Weak references die with their object and call back; proxies forward (library, weakref).
# differs: a cell without references dies at the next collection, not at once
import gc
import weakref
class A:
    def __init__(self, n): self.n = n
    def m(self): return self.n
a = A(1); log = []
r = weakref.ref(a, lambda ref: log.append(ref is r)); p = weakref.proxy(a)
print(r() is a, p.n, p.m(), weakref.getweakrefcount(a), weakref.ref(a) is weakref.ref(a),
      r == weakref.ref(a), hash(r) == hash(a),
      len(weakref.getweakrefs(a)) == weakref.getweakrefcount(a))
p.n = 5; print(a.n)
del a; gc.collect()
print(r(), log)
try:
    p.n
except ReferenceError as e:
    print(e)
for bad in (5, "s", None, (), []):
    try:
        weakref.ref(bad)
    except TypeError as e:
        print(e)
class S: __slots__ = ()
class W: __slots__ = ("__weakref__",)
try:
    weakref.ref(S())
except TypeError as e:
    print(e)
w = W()
print(weakref.ref(w)() is w, weakref.ref(len)() is len, weakref.ref(A)() is A,
      weakref.ref(lambda: 0)() is None)
class L(list): pass
l = L([1]); print(weakref.ref(l)(), weakref.ref({1}.__class__)() is set)
a = A(7); m = weakref.WeakMethod(a.m); print(m()()); del a; gc.collect(); print(m())
b = A(8)
f = weakref.finalize(b, log.append,
                               "final")
print(f.alive)
del b
gc.collect()
print(log, f.alive)
c = A(9); c.me = c; rc = weakref.ref(c); del c; gc.collect(); print(rc())
