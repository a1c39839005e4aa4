# list items: negative indexes, bounds, slices and the texts of their errors (6.3.2).
l = [10, 20, 30]
l[-1] = 33
l[True] = 21
print(l, l[-3], l[0:100], l[-100:1], l[2:1], l[::-1], l[::5], l[5:], l[:-5])
for src in ("l[3]", "l[-4]", "l[3] = 0", "l[-4] = 0", "del l[3]", "del l[-4]", "l['0']", "l[1.0]",
            "l[None]", "l[1, 2]", "l['a'] = 1", "del l['a']", "l[1.5] = 2", "l[::0]", "l['a':1]",
            "l[2 ** 70]", "l[2 ** 70] = 1", "l[:] = 5", "l[0:1] = None", "l[::2] = [1]",
            "del l[::0]", "[][0]", "[][-1]", "l[l]", "l[slice(None)]", "l[...]", "del l[1.0]",
            "l[-2 ** 70:2 ** 70]", "l[()]"):
    try:
        print(src, "=", eval(src)) if "=" not in src and not src.startswith("del") else exec(src)
    except (IndexError, TypeError, ValueError) as e:
        print(src, "->", type(e).__name__, e)
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
print(l[I(1)], l[I(-1)], l[I(0):I(2)], l[::I(2)])
for v in ("x", 1.0, None):
    try:
        l[I(v)]
    except TypeError as e:
        print(e)
del l[1:], l[0]; print(l)
