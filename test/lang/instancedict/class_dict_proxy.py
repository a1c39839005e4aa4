# A class's __dict__ is a read-only live proxy (3.2).
class A:
    x = 1
d = A.__dict__
print(type(d).__name__, d["x"], "x" in d, d.get("nope", "dflt"), "y" in d)
A.y = 2
print(d["y"], sorted(k for k in d if k[0] != "_"))
del A.x
print("x" in d, sorted(k for k in d.keys() if not k.startswith("_")))
for f in (lambda: d.__setitem__("z", 1), lambda: d["zz"], lambda: d.update({}), lambda: d.pop("y"),
          lambda: hash(d)):
    try:
        f()
    except (AttributeError, KeyError, TypeError) as e:
        print(type(e).__name__, e)
try:
    d["q"] = 1
except TypeError as e:
    print(e)
try:
    del d["y"]
except TypeError as e:
    print(e)
P = type(d)
p = P({"a": 1, "b": 2})
print(p, p | {"c": 3}, len(p), list(p.items()), p == {"a": 1, "b": 2}, p.copy(), list(reversed(p)),
      str(p))
under = {"k": 1}
q = P(under)
under["k"] = 2
print(q["k"])
try:
    P([1])
except TypeError as e:
    print(e)
