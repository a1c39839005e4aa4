# Floats written by attribute and by item are values, not shared boxes.
class P:
    def __init__(self):
        self.x = 0.0
p, q = P(), P()
d = p.__dict__
q.x = p.x = 1.5
saved = d["x"]
p.x += 1
d["x"] *= 2
print(p.x, q.x, saved, d)
copy = dict(d)
p.x = -0.0
print(copy, d, q.x)
values = list(d.values())
for i in range(100):
    p.x += 0.25
print(values, p.x, d["x"], q.x)
nan = float("nan")
p.x = nan
print(d["x"] is nan, nan in d.values(), d == {"x": nan})
