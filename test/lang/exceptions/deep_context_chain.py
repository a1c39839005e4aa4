# Long chains of contexts are kept and can be walked (library, exceptions).
def nest(n):
    try:
        if n == 0:
            raise ValueError(0)
        nest(n - 1)
    except Exception:
        raise ValueError(n)
try:
    nest(50)
except ValueError as e:
    vals, x = [], e
    while x is not None:
        vals.append(x.args[0])
        x = x.__context__
    print(len(vals), vals[:3], vals[-3:])
e = None
for i in range(2000):
    n = ValueError(i)
    n.__context__ = e
    e = n
count = 0
while e is not None:
    count, e = count + 1, e.__context__
print(count)
g = ExceptionGroup("leaf", [ValueError(0)])
for i in range(60):
    g = ExceptionGroup(str(i), [g])
print(len(repr(g)) > 100, g.subgroup(ValueError) is g, g.subgroup(KeyError))
