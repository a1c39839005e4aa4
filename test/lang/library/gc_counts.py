# gc.collect() tells how many objects it found in cycles that nobody can reach, and what hangs from them.
import gc

gc.collect()
l = []
l.append(l)
del l
print(gc.collect())
d = {}
d[1] = d
del d
print(gc.collect())
l = []
t = (l,)
l.append(t)
del t, l
print(gc.collect())
d = {}
exec("def f(): pass\n", d)
del d
print(gc.collect())
l = [[], {1: []}, "text", 1.5]
l.append(l)
del l
print(gc.collect())
l = [[[[]]]]
del l
print(gc.collect())


class A:
    pass


a = A()
a.me = a
del a
print(gc.collect() > 0, gc.collect())


class Counted:
    def __del__(self):
        seen.append("end")


seen = []
c = Counted()
c.me = c
del c
gc.collect()
print(seen)
gc.collect()


class Risen:
    def __del__(self):
        seen.append(self)


r = Risen()
r.me = r
del r
gc.collect()
print(type(seen.pop()).__name__, gc.collect() > 0, seen)

gc.set_debug(gc.DEBUG_SAVEALL)
l = []
l.append(l)
address = id(l)
del l
print(gc.collect(), [id(x) == address for x in gc.garbage])
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect(), gc.garbage)

events = []


def told(phase, info):
    events.append((phase, info["generation"], info["uncollectable"]))


gc.callbacks.append(told)
l = []
l.append(l)
del l
gc.collect()
gc.collect(generation=2)
gc.callbacks.remove(told)
print(events)
gc.freeze()
print(gc.get_freeze_count() > 100)
gc.unfreeze()
print(gc.get_freeze_count(), gc.is_tracked(type), gc.is_tracked(A))
for bad in (3, -1, "x"):
    try:
        gc.collect(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
