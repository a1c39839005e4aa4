# List methods survive user code that changes the list under them (library, list).
l = [1, 2, 3, 4, 5]
class Eq:
    def __init__(self, act): self.act = act
    def __eq__(self, o): self.act(); return False
l = [Eq(lambda: l.clear()), 1, 2]
print(5 in l, l)
l = [Eq(lambda: l.append(9)), 7]
print(l.count(7), len(l))
l = [1, Eq(lambda: l.pop()), 3, 4]
try:
    l.remove(100)
except ValueError as e:
    print(e, len(l))
l = [1, 2, 3]
it = iter(l)
print(next(it)); l[:] = "xyz"; print(list(it)); l.append("late"); print(list(it))
it = iter(l); list(it); l.append("after end"); print(next(it, "stays exhausted"))
l = [1, 2, 3, 4]
print([l.pop() for x in l], l)
l = [1, 2, 3]
def grow():
    for x in l:
        if len(l) < 8: l.append(x + 10)
        yield x
print(list(grow()), l)
l = list(range(6))
for x in reversed(l):
    if x % 2: l.remove(x)
print(l)
class R:
    def __repr__(self): r.clear(); return "R"
r = [R(), 1, 2]
print(r)
class Idx:
    def __index__(self): s.clear(); return 0
s = [1, 2, 3]
try:
    s[Idx()]
except IndexError as e:
    print(e, s)
s = [1, 2, 3]; s[Idx():2] = "ab"; print(s)
k = [3, 2, 1]; k += (k.pop() for _ in range(2)); print(k)
