# The dictionary is a dict in every respect.
class P:
    pass
p = P()
p.x, p.y = 1, 2.5
d = p.__dict__
print(type(d) is dict, isinstance(d, dict), d == {"y": 2.5, "x": 1}, {"x": 1} == d, repr(d), len(d))
print(dict(d), {**d}, [*d], d | {"z": 3}, {"z": 3} | d, sorted(d), "x" in d, d.get("q"))
def f(**kw):
    kw["x"] = 100
    return kw
print(f(**d), p.x, "{x}-{y}".format(**d), "%(x)s" % d, "{x}".format_map(d))
print(max(d), list(zip(d, d.values())), bool(d), bool(P().__dict__))
try:
    hash(d)
except TypeError as e:
    print(e)
print(dict.fromkeys(d), list(map(d.get, "xyz")))
