# A replaced dictionary leaves the old one with the old values.
class P:
    pass
p = P()
p.a = 1
old = p.__dict__
new = {"a": 2, 3: 4}
p.__dict__ = new
p.b = 5
old["a"] = 100
print(p.a, new, old, p.__dict__ is new)
class D(dict):
    def __getitem__(self, key):
        return "overridden"
    def __missing__(self, key):
        return "missing"
p.__dict__ = D(a=7)
try:
    print(p.a, p.nothing)
except AttributeError as e:
    print(e)
p.b = 8
print(type(p.__dict__).__name__, dict(p.__dict__))
for bad in (5, None, [], "ab"):
    try:
        p.__dict__ = bad
    except TypeError as e:
        print(e)
