# A float copied from slot to slot is a value: changing one field leaves the other.
class C:
    __slots__ = ("x",)
a, b = C(), C()
a.x = 1.25
b.x = a.x
kept = a.x
items = [a.x]
a.x += 1
print(a.x, b.x, kept, items)
b.x *= 2
print(a.x, b.x)
def accumulate(o, n):
    for i in range(n):
        o.x += 0.5
    return o.x
print(accumulate(a, 1000), accumulate(b, 10), a.x, b.x)
