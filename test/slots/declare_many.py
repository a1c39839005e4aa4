# Three hundred slots keep apart, also after deletion and refill.
names = [f"f{i}" for i in range(300)]
Many = type("Many", (), {"__slots__": names})
m = Many()
for i, n in enumerate(names):
    setattr(m, n, i)
print(sum(getattr(m, n) for n in names))
for n in names[::3]:
    delattr(m, n)
print(sum(hasattr(m, n) for n in names))
for i, n in enumerate(names[::3]):
    setattr(m, n, i / 2)
print(m.f0, m.f3, m.f297, m.f299, m.f298, m.f1)
print(sum(getattr(m, n) for n in names))
class More(Many):
    __slots__ = [f"g{i}" for i in range(300)]
k = More()
for i in range(300):
    setattr(k, f"g{i}", -i)
    setattr(k, f"f{i}", i)
print(k.g299, k.f299, k.g0, k.f0)
