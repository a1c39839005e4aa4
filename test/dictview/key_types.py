# Keys that are no strings, equal to strings, or subclasses of str.
class Str(str):
    pass
class Fake:
    def __hash__(self):
        return hash("name")
    def __eq__(self, other):
        return other == "name"
class P:
    pass
p = P()
d = p.__dict__
d[Fake()] = "fake"
print(p.name, len(d))
p.name = "real"
print(d["name"], [type(k).__name__ for k in d])
d[1], d[1.5], d[(1,)], d[True] = 1, 2, 3, 4
print(list(d.values()), getattr(p, "1", "no"))
d[Str("s")] = 5
setattr(p, Str("t"), 6)
print(p.s, p.t, [type(k).__name__ for k in d][-2:])
for bad in (1, None, b"x"):
    try:
        setattr(p, bad, 1)
    except TypeError as e:
        print(e)
