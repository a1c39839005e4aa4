# __missing__ serves dict subclass subscription only, not get or in (3.3.7).
class D(dict):
    def __missing__(self, k):
        print("missing", k)
        return k * 2
d = D(a=1)
print(d["a"], d["b"], d.get("b"), "b" in d, len(d))
d["c"] += "!"
print(d)
class Err(dict):
    def __missing__(self, k): raise LookupError("no " + k)
try:
    Err()["x"]
except LookupError as e:
    print(type(e).__name__, e)
plain = {}
try:
    plain.__missing__ = None
except AttributeError as e:
    print(e)
class I(dict): pass
i = I()
i.__missing__ = lambda k: "instance is ignored"
try:
    i["q"]
except KeyError as e:
    print("KeyError", e)
class Over(D):
    def __getitem__(self, k): return "over"
print(Over()["z"], dict.__getitem__(D(), "zz"))
print("%(a)s %(b)s" % D(a=1), "{a} {b}".format_map(D(a=1)))
for f in (lambda: D().pop("x"), lambda: D()[[]], lambda: dict.__missing__):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
