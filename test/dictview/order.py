# The order is the order of insertion; deletion and return go to the end.
class P:
    pass
p = P()
for n in "hello world":
    setattr(p, n, n)
print("".join(p.__dict__))
del p.l
p.l = 1
p.h = 2
print("".join(p.__dict__))
q = P()
for n in "dlrow olleh":
    setattr(q, n, n)
print("".join(q.__dict__), p.__dict__.keys() == q.__dict__.keys())
d = q.__dict__
d["d"] = d.pop("d")
print("".join(d), "".join(reversed(d)))
